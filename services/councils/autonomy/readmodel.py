"""The trajectory of a council: at each meeting, who did what it could do by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Date, MetaData, String, Table, delete, insert, select, update

from shared.contracts.activities.meetings import MeetingCorrected, MeetingHeld, MeetingWithdrawn, MinutesPublished
from shared.contracts.vocabulary import Doer
from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from shared.kernel import Fact
    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel

DEEDS = ("called_by", "chaired_by", "written_by")
"""What a council may do by itself: call its meetings, chair them, write their minutes."""


@dataclass(frozen=True)
class AutonomyTables:
    """The table of who did what."""

    meeting_doer: Table


class AutonomyProjection(Projection[AutonomyTables]):
    """From meetings held and minutes published to who did what."""

    name = "autonomy_views"
    version = 2
    sources = ("activities",)
    listens_to = (MeetingHeld, MeetingWithdrawn, MeetingCorrected, MinutesPublished)

    def tables(self, metadata: MetaData, suffix: str) -> AutonomyTables:
        """One row a meeting held."""
        return AutonomyTables(
            Table(
                f"meeting_doer{suffix}",
                metadata,
                Column("meeting_id", String(36), primary_key=True),
                Column("council_id", String(32), nullable=False, index=True),
                Column("held_on", Date, nullable=False),
                *(Column(deed, String(16), nullable=False) for deed in DEEDS),
            )
        )

    def apply(self, connection: Connection, tables: AutonomyTables, entries: Sequence[Entry]) -> None:
        """One fact after the other."""
        for recorded in heard(self, entries):
            _apply(connection, tables.meeting_doer, recorded.fact)


def _apply(connection: Connection, doer: Table, fact: Fact) -> None:
    match fact:
        case MeetingHeld():
            connection.execute(
                insert(doer).values(
                    meeting_id=str(fact.meeting_id),
                    council_id=fact.council_id,
                    held_on=fact.held_on,
                    called_by=fact.called_by.value,
                    chaired_by=fact.chaired_by.value,
                    written_by=Doer.NOT_STATED.value,
                )
            )
        case MinutesPublished():
            its = doer.c.meeting_id == str(fact.meeting_id)
            connection.execute(update(doer).where(its).values(written_by=fact.written_by.value))
        case MeetingWithdrawn():
            connection.execute(delete(doer).where(doer.c.meeting_id == str(fact.meeting_id)))
        case MeetingCorrected():
            connection.execute(delete(doer).where(doer.c.meeting_id == str(fact.meeting_id)))
            for step in fact.after.facts:
                _apply(connection, doer, step)


class AutonomyViews:
    """What people ask of the trajectory of a council."""

    def __init__(self, model: ReadModel[AutonomyTables]) -> None:
        self.model = model

    async def trajectory(self, council_id: str, first: date, last: date) -> list[dict[str, Any]]:
        """Quarter by quarter, and for each deed: how often members did it, of how many times that anybody said who did."""
        doer = self.model.tables.meeting_doer
        meetings = await self.model.rows(
            select(doer)
            .where(doer.c.council_id == council_id, doer.c.held_on.between(first, last))
            .order_by(doer.c.held_on, doer.c.meeting_id)
        )
        quarters = dict.fromkeys(_quarter(meeting["held_on"]) for meeting in meetings)
        return [
            {"quarter": quarter, **_told(meeting for meeting in meetings if _quarter(meeting["held_on"]) == quarter)}
            for quarter in quarters
        ]


def _quarter(day: date) -> str:
    """`2026-T1`, as French reports write it."""
    return f"{day.year}-T{(day.month + 2) // 3}"


def _told(meetings: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """A share has a numerator and a denominator; what nobody stated is in neither: unknown is not zero."""
    held = list(meetings)
    shares = {}
    for deed in DEEDS:
        stated = [meeting for meeting in held if meeting[deed] != Doer.NOT_STATED]
        by_members = [meeting["meeting_id"] for meeting in stated if meeting[deed] == Doer.MEMBER]
        shares[deed] = {
            "by_members": len(by_members),
            "stated": len(stated),
            "not_stated": len(held) - len(stated),
            "share": round(len(by_members) / len(stated), 4) if stated else None,
            "meetings": by_members,
        }
    return {"meetings_held": len(held), **shares}
