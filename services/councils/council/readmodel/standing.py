"""What stands on each council: whatever both services recorded that names it, and that was not withdrawn.

It is asked before a council is withdrawn, and is complete by construction: a fact that names a council counts, whichever it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Column, Integer, MetaData, String, Table, delete, func, insert, select, update

from shared.contracts import activities, councils
from shared.contracts.activities import journal
from shared.contracts.activities.cases import CaseWithdrawn
from shared.contracts.activities.initiatives import InitiativeWithdrawn
from shared.contracts.activities.meetings import MeetingWithdrawn
from shared.contracts.activities.steering import SteeringBodyWithdrawn, SteeringSessionWithdrawn
from shared.contracts.councils import composition, council
from shared.contracts.councils.dossier import EntryWithdrawn
from shared.contracts.councils.draw import DrawWithdrawn
from shared.contracts.councils.recognition import RecognitionWithdrawn
from shared.contracts.councils.representation import (
    AppointmentWithdrawn,
    SeatOfferWithdrawn,
    StandingDownWithdrawn,
)
from shared.contracts.councils.team import (
    AbsenceWithdrawn,
    AssignmentWithdrawn,
    CoverWithdrawn,
    FacilitatorAssigned,
    FacilitatorUnassigned,
    HandoverWithdrawn,
)
from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from shared.kernel import Fact, Recorded
    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel

OF_THE_COUNCIL = {
    *council.FACTS,
    *composition.FACTS,
    *(FacilitatorAssigned, FacilitatorUnassigned, AssignmentWithdrawn),
}
"""Facts of the stream of the council itself, which answers for them."""
WITHDRAWALS = (
    EntryWithdrawn,
    journal.EntryWithdrawn,
    CaseWithdrawn,
    MeetingWithdrawn,
    InitiativeWithdrawn,
    SteeringBodyWithdrawn,
    SteeringSessionWithdrawn,
    DrawWithdrawn,
    RecognitionWithdrawn,
    AbsenceWithdrawn,
    HandoverWithdrawn,
)
"""After them nothing stands of what they are about."""
ONE_BY_ONE = (CoverWithdrawn, SeatOfferWithdrawn, AppointmentWithdrawn, StandingDownWithdrawn)
"""Each takes back one fact of its stream: covers of several councils in one absence, what is said of seats in a body."""


@dataclass(frozen=True)
class StandingTables:
    """The table of what names a council."""

    standing: Table


class StandingProjection(Projection[StandingTables]):
    """From all facts that name a council to what stands on it."""

    name = "standing_on_councils"
    version = 2
    sources = ("councils", "activities")
    listens_to = tuple(fact for fact in (*councils.FACTS, *activities.FACTS) if fact not in OF_THE_COUNCIL)

    def tables(self, metadata: MetaData, suffix: str) -> StandingTables:
        """One row for each council that something names, and how many of its facts do."""
        return StandingTables(
            Table(
                f"standing_on_council{suffix}",
                metadata,
                Column("source", String(32), primary_key=True),
                Column("stream_id", String(36), primary_key=True),
                Column("council_id", String(32), primary_key=True, index=True),
                Column("facts", Integer, nullable=False),
            )
        )

    def apply(self, connection: Connection, tables: StandingTables, entries: Sequence[Entry]) -> None:
        """One fact after the other."""
        for recorded in heard(self, entries):
            _apply(connection, tables.standing, recorded)


def _apply(connection: Connection, standing: Table, recorded: Recorded) -> None:
    fact = recorded.fact
    its = (standing.c.source == recorded.source) & (standing.c.stream_id == str(recorded.stream_id))
    if isinstance(fact, WITHDRAWALS):
        connection.execute(delete(standing).where(its))
        return
    more = -1 if isinstance(fact, ONE_BY_ONE) else 1
    for council_id in _councils_of(fact):
        here = its & (standing.c.council_id == council_id)
        if not connection.execute(update(standing).where(here).values(facts=standing.c.facts + more)).rowcount:
            row = {"source": recorded.source, "stream_id": str(recorded.stream_id), "council_id": council_id}
            connection.execute(insert(standing).values(facts=more, **row))
        connection.execute(delete(standing).where(here, standing.c.facts <= 0))


def _councils_of(fact: Fact) -> set[str]:
    return {*getattr(fact, "council_ids", ()), getattr(fact, "council_id", None)} - {None}


class StandingViews:
    """Whether something stands on a council."""

    def __init__(self, model: ReadModel[StandingTables]) -> None:
        self.model = model

    async def count(self, council_id: str) -> int:
        """How many things that stand name the council, beside its members and facilitators."""
        standing = self.model.tables.standing
        question = select(func.count().label("others")).select_from(standing)
        found = await self.model.rows(question.where(standing.c.council_id == council_id))
        return int(found[0]["others"])
