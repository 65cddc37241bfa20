"""The tables of draws, and what facts do to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)

from shared.contracts.councils.composition import (
    DepartureWithdrawn,
    MemberJoined,
    MemberLeft,
    MembershipCorrected,
    MembershipWithdrawn,
)
from shared.contracts.councils.draw import (
    CandidateAnswered,
    CandidateContacted,
    CandidateEntryWithdrawn,
    CandidateSeated,
    DrawHeld,
    DrawPrepared,
    DrawWithdrawn,
    ReserveListUsed,
)
from shared.platform.readmodel import Projection, heard
from shared.words import searchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from shared.contracts.vocabulary import Origin
    from shared.kernel import Recorded
    from shared.platform.envelope import Entry

CONTACTED, ANSWERED, SEATED, RESERVE_USED = "CONTACTED", "ANSWERED", "SEATED", "RESERVE_USED"
STEPS = {
    CandidateContacted: CONTACTED,
    CandidateAnswered: ANSWERED,
    CandidateSeated: SEATED,
    ReserveListUsed: RESERVE_USED,
}
"""What may happen to a person who was drawn."""


@dataclass(frozen=True)
class DrawTables:
    """The tables of draws."""

    draw: Table
    listed: Table
    drawn: Table
    step: Table
    membership: Table


class DrawProjection(Projection[DrawTables]):
    """From the facts of draws, and of who sits, to what can be asked of draws."""

    name = "draw_views"
    version = 1
    sources = ("councils",)
    listens_to = (
        DrawPrepared,
        DrawHeld,
        DrawWithdrawn,
        CandidateContacted,
        CandidateAnswered,
        CandidateSeated,
        ReserveListUsed,
        CandidateEntryWithdrawn,
        MemberJoined,
        MemberLeft,
        MembershipCorrected,
        MembershipWithdrawn,
        DepartureWithdrawn,
    )

    def tables(self, metadata: MetaData, suffix: str) -> DrawTables:
        """One row a draw, a list of it, a ticket drawn, a thing that happened to one; and a membership of anybody."""
        return DrawTables(
            draw=Table(
                f"lot_draw{suffix}",
                metadata,
                Column("draw_id", String(36), primary_key=True),
                Column("council_id", String(32), nullable=False, index=True),
                Column("status", String(16), nullable=False),
                Column("happens_on", Date, nullable=False),
                Column("prepared_on", Date, nullable=False),
                Column("held_on", Date, nullable=True),
                Column("seats", Integer, nullable=False),
                Column("reserve", Integer, nullable=False),
                Column("method", String(32), nullable=False),
                Column("seed", String(200), nullable=True),
                Column("withdrawn_for", String(32), nullable=True),
                Column("held_at", BigInteger, nullable=True),
                Column("version", BigInteger, nullable=False),
            ),
            listed=Table(
                f"lot_list{suffix}",
                metadata,
                Column("draw_id", String(36), primary_key=True),
                Column("rank", Integer, primary_key=True, autoincrement=False),
                Column("kind", String(32), nullable=False),
                Column("title", String(120), nullable=False),
                Column("plain_title", Text, nullable=False),
                Column("tickets", Integer, nullable=False),
                Column("digest", String(64), nullable=False),
            ),
            drawn=Table(
                f"lot_drawn{suffix}",
                metadata,
                Column("draw_id", String(36), primary_key=True),
                Column("rank", Integer, primary_key=True, autoincrement=False),
                Column("ticket", String(20), nullable=False),
                Column("kind", String(32), nullable=False),
                Column("gender", String(16), nullable=False),
                Column("is_reserve", Boolean, nullable=False),
            ),
            step=Table(
                f"lot_step{suffix}",
                metadata,
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                Column("draw_id", String(36), nullable=False, index=True),
                Column("ticket", String(20), nullable=False),
                Column("step", String(16), nullable=False),
                Column("happened_on", Date, nullable=False),
                Column("method", String(16), nullable=True),
                Column("was_reached", Boolean, nullable=True),
                Column("answer", String(16), nullable=True),
                Column("person_id", String(36), nullable=True),
                Column("a_year_later_on", Date, nullable=True),
            ),
            membership=Table(
                f"lot_membership{suffix}",
                metadata,
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                Column("council_id", String(32), nullable=False, index=True),
                Column("person_id", String(36), nullable=False),
                Column("joined_on", Date, nullable=False),
                Column("left_at", BigInteger, nullable=True),
                Column("left_on", Date, nullable=True),
                Column("left_first_on", Date, nullable=True),
                Column("left_last_on", Date, nullable=True),
            ),
        )

    def apply(self, connection: Connection, tables: DrawTables, entries: Sequence[Entry]) -> None:
        """One fact after the other: draws are rare, and people few."""
        for recorded in heard(self, entries):
            match recorded.fact:
                case (
                    MemberJoined() | MemberLeft() | MembershipCorrected() | MembershipWithdrawn() | DepartureWithdrawn()
                ):
                    _apply_membership(connection, tables.membership, recorded)
                case DrawPrepared() as fact:
                    _add_draw(connection, tables, fact, recorded.version)
                case _:
                    _apply_draw(connection, tables, recorded)


def _add_draw(connection: Connection, tables: DrawTables, fact: DrawPrepared, version: int) -> None:
    draw_id = str(fact.draw_id)
    connection.execute(
        insert(tables.draw).values(
            draw_id=draw_id,
            council_id=fact.council_id,
            status="PREPARED",
            happens_on=fact.prepared_on,
            prepared_on=fact.prepared_on,
            seats=fact.seats,
            reserve=fact.reserve,
            method=fact.method.value,
            version=version,
        )
    )
    connection.execute(
        insert(tables.listed),
        [
            {
                "draw_id": draw_id,
                "rank": rank,
                "kind": listed.kind.value,
                "title": listed.title,
                "plain_title": searchable(listed.title),
                "tickets": listed.tickets,
                "digest": listed.digest,
            }
            for rank, listed in enumerate(fact.lists, start=1)
        ],
    )


def _apply_draw(connection: Connection, tables: DrawTables, recorded: Recorded) -> None:
    draw_id = str(recorded.stream_id)
    changed: dict[str, Any] = {}
    step: dict[str, Any] = {}
    match recorded.fact:
        case DrawHeld() as fact:
            days = {"happens_on": fact.held_on, "held_on": fact.held_on}
            changed = {"status": "HELD", "seed": fact.seed, "held_at": recorded.position, **days}
            if fact.drawn:
                rows = [{"draw_id": draw_id, **drawn.model_dump(mode="json")} for drawn in fact.drawn]
                connection.execute(insert(tables.drawn), rows)
        case DrawWithdrawn() as fact:
            changed = {"status": "WITHDRAWN", "withdrawn_for": fact.reason.value}
        case CandidateContacted() as fact:
            tried = {"method": fact.method.value, "was_reached": fact.was_reached}
            step = {"step": CONTACTED, "ticket": fact.ticket, "happened_on": fact.contacted_on, **tried}
        case CandidateAnswered() as fact:
            said = {"answer": fact.answer.value}
            step = {"step": ANSWERED, "ticket": fact.ticket, "happened_on": fact.answered_on, **said}
        case CandidateSeated() as fact:
            who = {"person_id": str(fact.person_id), "a_year_later_on": _a_year_after(fact.seated_on, fact.origin)}
            step = {"step": SEATED, "ticket": fact.ticket, "happened_on": fact.seated_on, **who}
        case ReserveListUsed() as fact:
            replaced = {"person_id": str(fact.replaces) if fact.replaces else None}
            step = {"step": RESERVE_USED, "ticket": fact.ticket, "happened_on": fact.used_on, **replaced}
        case CandidateEntryWithdrawn() as fact:
            _take_back(connection, tables.step, draw_id, fact.said.ticket, STEPS[type(fact.said)])
    if step:
        connection.execute(insert(tables.step).values(position=recorded.position, draw_id=draw_id, **step))
    connection.execute(
        update(tables.draw).where(tables.draw.c.draw_id == draw_id).values(version=recorded.version, **changed)
    )


def _take_back(connection: Connection, step: Table, draw_id: str, ticket: str, kind: str) -> None:
    """The last of its kind counts no more."""
    theirs = (step.c.draw_id == draw_id) & (step.c.ticket == ticket) & (step.c.step == kind)
    last = select(func.max(step.c.position)).where(theirs).scalar_subquery()
    connection.execute(delete(step).where(step.c.position == last))


def _a_year_after(day: date, origin: Origin) -> date:
    """The first day on which a year has surely passed."""
    last = origin.window(day)[1]
    return date(last.year + 1, 3, 1) if (last.month, last.day) == (2, 29) else last.replace(year=last.year + 1)


def _apply_membership(connection: Connection, membership: Table, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    theirs = (membership.c.council_id == fact.council_id) & (membership.c.person_id == str(fact.person_id))
    still_there = theirs & membership.c.left_on.is_(None)
    match fact:
        case MemberJoined():
            connection.execute(
                insert(membership).values(
                    position=recorded.position,
                    council_id=fact.council_id,
                    person_id=str(fact.person_id),
                    joined_on=fact.joined_on,
                )
            )
        case MemberLeft():
            first, last = fact.origin.window(fact.left_on)
            left = {"left_on": fact.left_on, "left_first_on": first, "left_last_on": last}
            connection.execute(update(membership).where(still_there).values(left_at=recorded.position, **left))
        case MembershipCorrected():
            connection.execute(update(membership).where(still_there).values(joined_on=fact.after.joined_on))
        case MembershipWithdrawn():
            connection.execute(delete(membership).where(still_there))
        case DepartureWithdrawn():
            last_departure = select(func.max(membership.c.left_at)).where(theirs).scalar_subquery()
            nothing: dict[str, Any] = dict.fromkeys(("left_at", "left_on", "left_first_on", "left_last_on"))
            connection.execute(update(membership).where(membership.c.left_at == last_departure).values(**nothing))
