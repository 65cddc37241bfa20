"""Who sat in a council on any day, in which college and with which role: the table that views of compositions share.

A row is a period in which somebody sat in one college with one role; a change makes another period. What is taken back is
taken back from the end (the council sees to that), so that every fact is about the last period of the person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Column, Date, MetaData, String, Table, and_, delete, insert, or_, select, update

from shared.contracts.councils.composition import (
    DepartureWithdrawn,
    JoiningSaid,
    MemberJoined,
    MemberLeft,
    MembershipChanged,
    MembershipChangeWithdrawn,
    MembershipCorrected,
    MembershipWithdrawn,
)

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Row

    from shared.kernel import Recorded

COMPOSITION = (
    MemberJoined,
    MemberLeft,
    MembershipChanged,
    MembershipChangeWithdrawn,
    MembershipCorrected,
    MembershipWithdrawn,
    DepartureWithdrawn,
)
"""The facts that say who sits: what a projection with such a table listens to."""
CHANGED = "CHANGED"
"""Why a period ended, when the person stayed: another college or role."""

_STILL = {"ended_on": None, "ended_first_on": None, "ended_position": None, "ended_reason": None}


def roster_table(name: str, metadata: MetaData) -> Table:
    """One row a period. `position` is that of the fact that began it, `joined_position` that of the joining."""
    return Table(
        name,
        metadata,
        Column("position", BigInteger, primary_key=True, autoincrement=False),
        Column("joined_position", BigInteger, nullable=False),
        Column("council_id", String(32), nullable=False, index=True),
        Column("person_id", String(36), nullable=False),
        Column("college", String(16), nullable=False),
        Column("role", String(16), nullable=False),
        Column("recruitment", String(16), nullable=False),
        Column("gender", String(16), nullable=False),
        Column("age_band", String(16), nullable=False),
        Column("district_code", String(8), nullable=True),
        Column("draw_id", String(36), nullable=True),
        Column("replaces", String(36), nullable=True),
        Column("joined_on", Date, nullable=False),
        # The first day of the period, and the last on which it may have begun, as vaguely as it is known.
        Column("from_on", Date, nullable=False),
        Column("from_last_on", Date, nullable=False),
        # The first day on which it is over, the first on which it may have been, the fact that says so, and why.
        Column("ended_on", Date, nullable=True),
        Column("ended_first_on", Date, nullable=True),
        Column("ended_position", BigInteger, nullable=True),
        Column("ended_reason", String(16), nullable=True),
    )


def seated(table: Any, on: date) -> ColumnElement[bool]:
    """The periods that hold that day: for each member, one."""
    return and_(table.c.from_on <= on, or_(table.c.ended_on.is_(None), table.c.ended_on > on))


def keep(connection: Connection, table: Table, recorded: Recorded) -> None:
    """Write what a fact changes in who sits; nothing for facts of other kinds."""
    match recorded.fact:
        case MemberJoined() as fact:
            row = {"position": recorded.position, "council_id": fact.council_id, "person_id": str(fact.person_id)}
            connection.execute(insert(table).values(row | _joined(fact) | {"joined_position": recorded.position}))
        case MembershipCorrected() as fact:
            _set(connection, table, _last(connection, table, fact), _joined(fact.after))
        case MemberLeft() as fact:
            left_first_on = fact.origin.window(fact.left_on)[0]
            ended = _ended(fact.left_on, left_first_on, recorded.position, fact.reason.value)
            _set(connection, table, _last(connection, table, fact), ended)
        case DepartureWithdrawn() as fact:
            _set(connection, table, _last(connection, table, fact), _STILL)
        case MembershipChanged() as fact:
            _begin_another(connection, table, fact, recorded.position)
        case MembershipChangeWithdrawn() as fact:
            _delete_last(connection, table, fact)
            _set(connection, table, _last(connection, table, fact), _STILL)
        case MembershipWithdrawn() as fact:
            _delete_last(connection, table, fact)


def _begin_another(connection: Connection, table: Table, fact: MembershipChanged, position: int) -> None:
    former = _last(connection, table, fact)
    # Days known to the month may seem to be in another order than they were said in.
    from_on = max(fact.changed_on, former.from_on)
    first_on, last_on = fact.origin.window(fact.changed_on)
    _set(connection, table, former, _ended(from_on, first_on, position, CHANGED))
    connection.execute(
        insert(table).values(
            {
                **former._mapping,  # noqa: SLF001 - the public way to a row's columns by their names
                "position": position,
                "college": fact.college.value,
                "role": fact.role.value,
                "replaces": _word(fact.replaces),
                "from_on": from_on,
                "from_last_on": last_on,
            }
        )
    )


def _last(connection: Connection, table: Table, fact: Any) -> Row[Any]:
    """The last period of the person in that council."""
    of_the_person = (table.c.council_id == fact.council_id) & (table.c.person_id == str(fact.person_id))
    return connection.execute(select(table).where(of_the_person).order_by(table.c.position.desc()).limit(1)).one()


def _delete_last(connection: Connection, table: Table, fact: Any) -> None:
    last = _last(connection, table, fact)
    connection.execute(delete(table).where(table.c.position == last.position))


def _set(connection: Connection, table: Table, row: Row[Any], values: dict[str, Any]) -> None:
    connection.execute(update(table).where(table.c.position == row.position).values(values))


def _ended(on: date, first_on: date, position: int, reason: str) -> dict[str, Any]:
    return {"ended_on": on, "ended_first_on": first_on, "ended_position": position, "ended_reason": reason}


def _joined(said: MemberJoined | JoiningSaid) -> dict[str, Any]:
    return {
        "college": said.college.value,
        "role": said.role.value,
        "recruitment": said.recruitment.value,
        "gender": said.gender.value,
        "age_band": said.age_band.value,
        "district_code": said.district_code,
        "draw_id": _word(said.draw_id),
        "replaces": _word(said.replaces),
        "joined_on": said.joined_on,
        "from_on": said.joined_on,
        "from_last_on": said.origin.window(said.joined_on)[1],
    }


def _word(value: object) -> str | None:
    return None if value is None else str(value)
