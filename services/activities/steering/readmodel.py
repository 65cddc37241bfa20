"""What can be seen of steering bodies and of their sessions: who has a seat, who was named, who attended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    MetaData,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)

from shared.contracts.activities.steering import (
    PilotageAttended,
    RepresentativeNamed,
    SteeringBodyCorrected,
    SteeringBodyDeclared,
    SteeringBodyWithdrawn,
    SteeringSessionCancelled,
    SteeringSessionCorrected,
    SteeringSessionHeld,
    SteeringSessionNotConvened,
    SteeringSessionScheduled,
    SteeringSessionWithdrawn,
)
from shared.kernel import NotFound
from shared.platform.readmodel import Projection, heard
from shared.words import searchable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from shared.contracts.activities.steering import Representative
    from shared.kernel import Recorded
    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel


WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True)
class SteeringTables:
    """The tables of bodies and sessions."""

    body: Table
    body_seat: Table
    session: Table
    session_seat: Table
    representative: Table


class SteeringProjection(Projection[SteeringTables]):
    """From the facts of steering to the lists of bodies and of sessions."""

    name = "steering_views"
    version = 3
    sources = ("activities",)
    listens_to = (
        SteeringBodyDeclared,
        SteeringSessionScheduled,
        SteeringSessionHeld,
        SteeringSessionCancelled,
        SteeringSessionNotConvened,
        RepresentativeNamed,
        PilotageAttended,
        SteeringBodyCorrected,
        SteeringBodyWithdrawn,
        SteeringSessionCorrected,
        SteeringSessionWithdrawn,
    )

    def tables(self, metadata: MetaData, suffix: str) -> SteeringTables:
        """One row a body, a session, a seat in either; and one for each time that somebody was named, or attended."""
        return SteeringTables(
            body=Table(
                f"steering_body{suffix}",
                metadata,
                Column("body_id", String(36), primary_key=True),
                Column("kind", String(32), nullable=False),
                Column("name", String(240), nullable=False),
                Column("status", String(16), nullable=False),
                Column("version", BigInteger, nullable=False),
                Column("words", Text, nullable=False),
            ),
            body_seat=Table(
                f"steering_body_seat{suffix}",
                metadata,
                Column("body_id", String(36), primary_key=True),
                Column("council_id", String(32), primary_key=True),
            ),
            session=Table(
                f"steering_session{suffix}",
                metadata,
                Column("session_id", String(36), primary_key=True),
                Column("body_id", String(36), nullable=False, index=True),
                Column("body_kind", String(32), nullable=False),
                Column("body_name", String(240), nullable=False),
                Column("happens_on", Date, nullable=False),
                Column("planned_on", Date, nullable=True),
                Column("held_on", Date, nullable=True),
                Column("expected_from_on", Date, nullable=True),
                Column("expected_until_on", Date, nullable=True),
                Column("status", String(16), nullable=False),
                Column("version", BigInteger, nullable=False),
            ),
            session_seat=Table(
                f"steering_session_seat{suffix}",
                metadata,
                Column("session_id", String(36), primary_key=True),
                Column("council_id", String(32), primary_key=True, index=True),
            ),
            representative=Table(
                f"steering_representative{suffix}",
                metadata,
                Column("session_id", String(36), primary_key=True),
                Column("council_id", String(32), primary_key=True),
                Column("person_id", String(36), primary_key=True),
                Column("status", String(16), primary_key=True),
                Column("college", String(16), nullable=False),
                Column("gender", String(16), nullable=False),
            ),
        )

    def apply(self, connection: Connection, tables: SteeringTables, entries: Sequence[Entry]) -> None:
        """One fact after the other; a session that is told again, from its beginning."""
        for recorded in heard(self, entries):
            match recorded.fact:
                case SteeringBodyDeclared() | SteeringBodyCorrected() | SteeringBodyWithdrawn():
                    _apply_to_body(connection, tables, recorded)
                case SteeringSessionCorrected(after=life):
                    for table in (tables.session, tables.session_seat, tables.representative):
                        connection.execute(delete(table).where(table.c.session_id == str(recorded.stream_id)))
                    for fact in life.facts:
                        self._apply(connection, tables, replace(recorded, fact=fact))
                case _:
                    self._apply(connection, tables, recorded)

    def _apply(self, connection: Connection, tables: SteeringTables, recorded: Recorded) -> None:
        changed: dict[str, Any]
        match recorded.fact:
            case SteeringSessionScheduled() as fact:
                days = {"happens_on": fact.planned_on, "planned_on": fact.planned_on}
                _add_session(connection, tables, recorded, status="SCHEDULED", **days)
                return
            case SteeringSessionHeld() as fact if fact.planned_on is None:
                _add_session(connection, tables, recorded, status="HELD", happens_on=fact.held_on, held_on=fact.held_on)
                return
            case SteeringSessionNotConvened() as fact:
                days = {"expected_from_on": fact.expected_from_on, "expected_until_on": fact.expected_until_on}
                _add_session(
                    connection, tables, recorded, status="NOT_CONVENED", happens_on=fact.expected_until_on, **days
                )
                return
            case SteeringSessionHeld() as fact:
                changed = {"status": "HELD", "happens_on": fact.held_on, "held_on": fact.held_on}
            case SteeringSessionCancelled():
                changed = {"status": "CANCELLED"}
            case SteeringSessionWithdrawn():
                changed = {"status": WITHDRAWN}
            case RepresentativeNamed() as fact:
                _add_representatives(connection, tables, fact, [fact.representative], "NAMED")
                changed = {}
            case PilotageAttended() as fact:
                _add_representatives(connection, tables, fact, fact.representatives, "ATTENDED")
                changed = {}
            case _:
                return
        connection.execute(
            update(tables.session)
            .where(tables.session.c.session_id == str(recorded.stream_id))
            .values(version=recorded.version, **changed)
        )


def _apply_to_body(connection: Connection, tables: SteeringTables, recorded: Recorded) -> None:
    """The row of a body, and its seats, as they are said now."""
    mine = tables.body.c.body_id == str(recorded.stream_id)
    match recorded.fact:
        case SteeringBodyDeclared() as fact:
            row = {"body_id": str(fact.body_id), "status": "DECLARED", **_what(fact)}
            connection.execute(insert(tables.body).values(version=recorded.version, **row))
            _seat(connection, tables.body_seat, fact)
        case SteeringBodyCorrected() as fact:
            connection.execute(update(tables.body).where(mine).values(version=recorded.version, **_what(fact.after)))
            connection.execute(delete(tables.body_seat).where(tables.body_seat.c.body_id == str(fact.body_id)))
            _seat(connection, tables.body_seat, fact.after)
        case SteeringBodyWithdrawn():
            connection.execute(update(tables.body).where(mine).values(version=recorded.version, status=WITHDRAWN))


def _what(fact: SteeringBodyDeclared) -> dict[str, Any]:
    return {"kind": fact.kind.value, "name": fact.name, "words": searchable(fact.name)}


def _seat(connection: Connection, seat: Table, fact: SteeringBodyDeclared) -> None:
    body_id = str(fact.body_id)
    rows = [{"body_id": body_id, "council_id": council_id} for council_id in fact.council_ids]
    connection.execute(insert(seat), rows)


def _add_session(connection: Connection, tables: SteeringTables, recorded: Recorded, **values: Any) -> None:
    fact: Any = recorded.fact
    session_id = str(fact.session_id)
    connection.execute(
        insert(tables.session).values(
            session_id=session_id,
            body_id=str(fact.body_id),
            body_kind=fact.body_kind.value,
            body_name=fact.body_name,
            version=recorded.version,
            **values,
        )
    )
    connection.execute(
        insert(tables.session_seat),
        [{"session_id": session_id, "council_id": council_id} for council_id in fact.council_ids],
    )


def _add_representatives(
    connection: Connection,
    tables: SteeringTables,
    fact: RepresentativeNamed | PilotageAttended,
    people: Iterable[Representative],
    status: str,
) -> None:
    connection.execute(
        insert(tables.representative),
        [
            {
                "session_id": str(fact.session_id),
                "council_id": fact.council_id,
                "person_id": str(one.person_id),
                "status": status,
                "college": one.college.value,
                "gender": one.gender.value,
            }
            for one in people
        ],
    )


@dataclass(frozen=True)
class Wanted:
    """Which sessions."""

    council_id: str | None = None
    """Where it has a seat."""
    body_id: str | None = None
    kind: str | None = None
    """Of the body."""
    status: str | None = None
    first: date | None = None
    """The first day, included, and the last."""
    last: date | None = None


class SteeringViews:
    """Questions that people ask about bodies and sessions."""

    def __init__(self, model: ReadModel[SteeringTables]) -> None:
        self.model = model

    async def body(self, body_id: str) -> dict[str, Any]:
        """One body, with the councils that have a seat. Raises NotFound."""
        body = self.model.tables.body
        found = await self.model.rows(select(*_shown(body)).where(body.c.body_id == body_id))
        if not found:
            raise NotFound
        return (await self._seated(found))[0]

    async def bodies(
        self,
        *,
        council_id: str | None,
        kind: str | None,
        status: str | None,
        words: str | None,
        after_id: str | None = None,
        limit: int | None = None,
    ) -> list[dict[str, Any]]:
        """Bodies in the order of their ids, with the councils that have a seat; those that are all that is asked."""
        body, seat = self.model.tables.body, self.model.tables.body_seat
        question = select(*_shown(body)).order_by(body.c.body_id).limit(limit)
        if council_id is not None:
            question = question.where(body.c.body_id.in_(select(seat.c.body_id).where(seat.c.council_id == council_id)))
        for column, value in ((body.c.kind, kind), (body.c.status, status)):
            if value is not None:
                question = question.where(column == value)
        if words is not None:
            question = question.where(body.c.words.contains(searchable(words), autoescape=True))
        if after_id is not None:
            question = question.where(body.c.body_id > after_id)
        return await self._seated(await self.model.rows(question))

    async def _seated(self, bodies: list[dict[str, Any]]) -> list[dict[str, Any]]:
        seat = self.model.tables.body_seat
        seats = await self.model.rows(
            select(seat)
            .where(seat.c.body_id.in_([body["body_id"] for body in bodies]))
            .order_by(seat.c.body_id, seat.c.council_id)
        )
        return [
            {**body, "council_ids": [one["council_id"] for one in seats if one["body_id"] == body["body_id"]]}
            for body in bodies
        ]

    async def count_sessions(self, body_id: str) -> int:
        """How many sessions of a body stand."""
        session = self.model.tables.session
        standing = session.c.body_id == body_id, session.c.status != WITHDRAWN
        found = await self.model.rows(select(func.count().label("sessions")).select_from(session).where(*standing))
        return int(found[0]["sessions"])

    async def session(self, session_id: str) -> dict[str, Any]:
        """One session; for each council with a seat, who was named and who attended. Raises NotFound."""
        tables = self.model.tables
        found = await self.model.rows(select(tables.session).where(tables.session.c.session_id == session_id))
        if not found:
            raise NotFound
        seat, person = tables.session_seat, tables.representative
        seats = await self.model.rows(
            select(seat.c.council_id).where(seat.c.session_id == session_id).order_by(seat.c.council_id)
        )
        people = await self.model.rows(
            select(person).where(person.c.session_id == session_id).order_by(person.c.person_id)
        )
        return {**found[0], "councils": [_seat_of(one["council_id"], people) for one in seats]}

    async def sessions(
        self, wanted: Wanted, after_key: tuple[date, str] | None = None, limit: int | None = None
    ) -> list[dict[str, Any]]:
        """Sessions in the order of their days; those that are all that is asked."""
        session, seat = self.model.tables.session, self.model.tables.session_seat
        question = select(session).order_by(session.c.happens_on, session.c.session_id).limit(limit)
        if wanted.council_id is not None:
            mine = select(seat.c.session_id).where(seat.c.council_id == wanted.council_id)
            question = question.where(session.c.session_id.in_(mine))
        exactly = (
            (session.c.body_id, wanted.body_id),
            (session.c.body_kind, wanted.kind),
            (session.c.status, wanted.status),
        )
        for column, value in exactly:
            if value is not None:
                question = question.where(column == value)
        if wanted.first is not None:
            question = question.where(session.c.happens_on >= wanted.first)
        if wanted.last is not None:
            question = question.where(session.c.happens_on <= wanted.last)
        if after_key is not None:
            question = question.where(tuple_(session.c.happens_on, session.c.session_id) > tuple_(*after_key))
        return await self.model.rows(question)


def _shown(body: Table) -> list[Column[Any]]:
    """All that people are shown of a row: not the words by which it is found."""
    return [column for column in body.c if column.name != "words"]


def _seat_of(council_id: str, people: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A council's seat: its representatives, named and present."""

    def those(status: str) -> list[dict[str, Any]]:
        return [
            {"person_id": one["person_id"], "college": one["college"], "gender": one["gender"]}
            for one in people
            if (one["council_id"], one["status"]) == (council_id, status)
        ]

    return {"council_id": council_id, "named": those("NAMED"), "attended": those("ATTENDED")}
