"""What can be seen of recognitions: files, and the order in force on a day compared with who really sits that day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Column, Date, MetaData, String, Table, delete, insert, select, tuple_, update

from services.councils.roster import COMPOSITION, keep, roster_table
from shared.contracts.councils.council import CouncilEstablished, CouncilWithdrawn
from shared.contracts.councils.recognition import (
    AuthorityConsulted,
    CompositionRecognised,
    CompositionSubmitted,
    ConsultationWithdrawn,
    RecognitionRefused,
    RecognitionWithdrawn,
)
from shared.kernel import NotFound
from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from shared.contracts.councils.recognition import OnTheList
    from shared.kernel import Recorded
    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel


class Status(StrEnum):
    """How far a file has come."""

    SUBMITTED = "SUBMITTED"
    RECOGNISED = "RECOGNISED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


class ListKind(StrEnum):
    """Which list a person is on: the one that was sent, or the one annexed to the order."""

    SUBMITTED = "SUBMITTED"
    ORDER = "ORDER"


class Standing(StrEnum):
    """How a person stands between the order in force and the real roster (R09, CMP-08)."""

    ACTIVE = "ACTIVE"
    """On the order, and sits as it says."""
    OTHER_SEAT = "OTHER_SEAT"
    """On the order, and sits in another college or with another role."""
    GONE = "GONE"
    """On the order, and left since."""
    NOT_JOINED = "NOT_JOINED"
    """On the order, and nobody said by that day that the person joined."""
    NOT_ON_THE_ORDER = "NOT_ON_THE_ORDER"
    """Sits, and is not on the order."""


@dataclass(frozen=True)
class RecognitionTables:
    """The tables of files, and of who sits."""

    council: Table
    file: Table
    listed: Table
    consultation: Table
    roster: Table


class RecognitionProjection(Projection[RecognitionTables]):
    """From what the prefect said, and from who joined and left, to what can be compared."""

    name = "recognition_views"
    version = 2
    sources = ("councils",)
    listens_to = (
        CouncilEstablished,
        CouncilWithdrawn,
        *COMPOSITION,
        CompositionSubmitted,
        AuthorityConsulted,
        ConsultationWithdrawn,
        CompositionRecognised,
        RecognitionRefused,
        RecognitionWithdrawn,
    )

    def tables(self, metadata: MetaData, suffix: str) -> RecognitionTables:
        """One row a council, a file, a person on a list, a consultation, a period in which somebody sat."""
        return RecognitionTables(
            council=Table(f"recognition_council{suffix}", metadata, Column("council_id", String(32), primary_key=True)),
            file=Table(
                f"recognition_file{suffix}",
                metadata,
                Column("file_id", String(36), primary_key=True),
                Column("council_id", String(32), nullable=False, index=True),
                Column("status", String(16), nullable=False),
                # The first day that is known of it: that of the submission, or of an order of which nothing else is known.
                Column("opened_on", Date, nullable=False),
                Column("submitted_on", Date, nullable=True),
                Column("order_number", String(60), nullable=True),
                Column("recognised_on", Date, nullable=True),
                Column("refused_on", Date, nullable=True),
                Column("position", BigInteger, nullable=False),
                Column("version", BigInteger, nullable=False),
            ),
            listed=Table(
                f"recognition_listed{suffix}",
                metadata,
                Column("file_id", String(36), primary_key=True),
                Column("list", String(16), primary_key=True),
                Column("person_id", String(36), primary_key=True),
                Column("college", String(16), nullable=False),
                Column("role", String(16), nullable=False),
            ),
            consultation=Table(
                f"recognition_consultation{suffix}",
                metadata,
                Column("file_id", String(36), primary_key=True),
                Column("authority", String(16), primary_key=True),
                Column("outcome", String(16), nullable=False),
                Column("consulted_on", Date, nullable=False),
                Column("position", BigInteger, nullable=False),
            ),
            roster=roster_table(f"recognition_roster{suffix}", metadata),
        )

    def apply(self, connection: Connection, tables: RecognitionTables, entries: Sequence[Entry]) -> None:
        """One fact after the other."""
        for recorded in heard(self, entries):
            keep(connection, tables.roster, recorded)
            self._apply(connection, tables, recorded)

    def _apply(self, connection: Connection, tables: RecognitionTables, recorded: Recorded) -> None:
        match recorded.fact:
            case CouncilEstablished() as fact:
                connection.execute(insert(tables.council).values(council_id=fact.council_id))
            case CouncilWithdrawn() as fact:
                connection.execute(delete(tables.council).where(tables.council.c.council_id == fact.council_id))
            case CompositionSubmitted() as fact:
                opened = {"status": Status.SUBMITTED, "opened_on": fact.submitted_on, "submitted_on": fact.submitted_on}
                _open(connection, tables, recorded, opened)
                _list(connection, tables, fact.file_id, ListKind.SUBMITTED, fact.members)
            case AuthorityConsulted() as fact:
                _consult(connection, tables, fact, recorded.position)
                _change(connection, tables, recorded, {})
            case ConsultationWithdrawn() as fact:
                consultation = tables.consultation.c
                mine = (consultation.file_id == str(fact.file_id)) & (consultation.authority == fact.authority.value)
                connection.execute(delete(tables.consultation).where(mine))
                _change(connection, tables, recorded, {})
            case CompositionRecognised() as fact:
                order = {
                    "status": Status.RECOGNISED,
                    "order_number": fact.order_number,
                    "recognised_on": fact.recognised_on,
                }
                if recorded.version == 1:
                    _open(connection, tables, recorded, order | {"opened_on": fact.recognised_on})
                else:
                    _change(connection, tables, recorded, order | {"position": recorded.position})
                _list(connection, tables, fact.file_id, ListKind.ORDER, fact.members)
            case RecognitionRefused() as fact:
                refused = {"status": Status.REFUSED, "refused_on": fact.refused_on, "position": recorded.position}
                _change(connection, tables, recorded, refused)
            case RecognitionWithdrawn():
                withdrawn = {"status": Status.WITHDRAWN, "position": recorded.position}
                _change(connection, tables, recorded, withdrawn)


def _open(connection: Connection, tables: RecognitionTables, recorded: Recorded, values: Mapping[str, Any]) -> None:
    fact: Any = recorded.fact
    row = {
        "file_id": str(fact.file_id),
        "council_id": fact.council_id,
        "position": recorded.position,
        "version": recorded.version,
    }
    connection.execute(insert(tables.file).values(row | dict(values)))


def _change(connection: Connection, tables: RecognitionTables, recorded: Recorded, values: Mapping[str, Any]) -> None:
    mine = tables.file.c.file_id == str(recorded.stream_id)
    connection.execute(update(tables.file).where(mine).values({"version": recorded.version, **values}))


def _list(
    connection: Connection, tables: RecognitionTables, file_id: object, kind: ListKind, members: Iterable[OnTheList]
) -> None:
    connection.execute(
        insert(tables.listed),
        [
            {
                "file_id": str(file_id),
                "list": kind.value,
                "person_id": str(one.person_id),
                "college": one.college.value,
                "role": one.role.value,
            }
            for one in members
        ],
    )


def _consult(connection: Connection, tables: RecognitionTables, fact: AuthorityConsulted, position: int) -> None:
    connection.execute(
        insert(tables.consultation).values(
            file_id=str(fact.file_id),
            authority=fact.authority.value,
            outcome=fact.outcome.value,
            consulted_on=fact.consulted_on,
            position=position,
        )
    )


class RecognitionViews:
    """Questions that people ask about recognitions."""

    def __init__(self, model: ReadModel[RecognitionTables]) -> None:
        self.model = model

    async def files(
        self,
        council_id: str | None,
        status: Status | None,
        order_number: str | None,
        after_key: tuple[date, str] | None,
        limit: int | None,
    ) -> list[dict[str, Any]]:
        """Files in the order of their first days: of a council, as far as they have come, by a part of the order's number."""
        file = self.model.tables.file
        question = select(file).order_by(file.c.opened_on, file.c.file_id).limit(limit)
        if council_id is not None:
            question = question.where(file.c.council_id == council_id)
        if status is not None:
            question = question.where(file.c.status == status.value)
        if order_number is not None:
            question = question.where(file.c.order_number.contains(order_number, autoescape=True))
        if after_key is not None:
            question = question.where(tuple_(file.c.opened_on, file.c.file_id) > tuple_(*after_key))
        return await self.model.rows(question)

    async def file(self, file_id: str) -> dict[str, Any]:
        """One file with its lists and its consultations. Raises NotFound."""
        tables = self.model.tables
        found = await self.model.rows(select(tables.file).where(tables.file.c.file_id == file_id))
        if not found:
            raise NotFound
        consultation = tables.consultation
        consulted = select(
            consultation.c.authority, consultation.c.outcome, consultation.c.consulted_on, consultation.c.position
        )
        return {
            **found[0],
            "submitted": await self._listed(file_id, ListKind.SUBMITTED),
            "on_the_order": await self._listed(file_id, ListKind.ORDER),
            "consultations": await self.model.rows(
                consulted.where(consultation.c.file_id == file_id).order_by(consultation.c.authority)
            ),
        }

    async def _listed(self, file_id: str, kind: ListKind) -> list[dict[str, Any]]:
        listed = self.model.tables.listed
        return await self.model.rows(
            select(listed.c.person_id, listed.c.college, listed.c.role)
            .where(listed.c.file_id == file_id, listed.c.list == kind.value)
            .order_by(listed.c.person_id)
        )

    async def compared(self, council_id: str, on: date) -> dict[str, Any]:
        """The order in force on a day, and each person that it names or that sits that day. Raises NotFound.

        Without an order there is nothing to compare: `order` is None, and there is no line.
        """
        council = self.model.tables.council
        if not await self.model.rows(select(council).where(council.c.council_id == council_id)):
            raise NotFound
        order = await self._in_force(council_id, on)
        lines = [] if order is None else await self._lines(order, council_id, on)
        counts = Counter(one["standing"] for one in lines)
        return {
            "council_id": council_id,
            "on": on,
            "order": order,
            "counts": {standing.value: counts[standing] for standing in Standing},
            "lines": lines,
        }

    async def _in_force(self, council_id: str, on: date) -> dict[str, Any] | None:
        """The last order by that day."""
        file = self.model.tables.file
        shown = (file.c.file_id, file.c.order_number, file.c.recognised_on, file.c.submitted_on, file.c.position)
        rows = await self.model.rows(
            select(*shown)
            .where(
                file.c.council_id == council_id, file.c.status == Status.RECOGNISED.value, file.c.recognised_on <= on
            )
            .order_by(file.c.recognised_on.desc(), file.c.position.desc())
            .limit(1)
        )
        return rows[0] if rows else None

    async def _lines(self, order: Mapping[str, Any], council_id: str, on: date) -> list[dict[str, Any]]:
        named = {one["person_id"]: one for one in await self._listed(order["file_id"], ListKind.ORDER)}
        roster = self.model.tables.roster
        begun = select(roster).where(roster.c.council_id == council_id, roster.c.from_on <= on)
        # Of each person the last period that had begun by then.
        periods = {row["person_id"]: row for row in await self.model.rows(begun.order_by(roster.c.position))}
        return [
            line
            for person_id in sorted(named.keys() | periods.keys())
            if (line := _line(person_id, named.get(person_id), periods.get(person_id), order["position"], on))
        ]


def _line(
    person_id: str,
    named: Mapping[str, Any] | None,
    period: Mapping[str, Any] | None,
    order_position: int,
    on: date,
) -> dict[str, Any] | None:
    """How a person stands, and the facts behind it; None for who is not on the order and no longer sits."""
    sits = period is not None and (period["ended_on"] is None or period["ended_on"] > on)
    if named is None and not sits:
        return None
    return {
        "person_id": person_id,
        "standing": _standing(named, period, sits=sits).value,
        "college_on_order": named["college"] if named else None,
        "role_on_order": named["role"] if named else None,
        "college": period["college"] if period and sits else None,
        "role": period["role"] if period and sits else None,
        "left_on": period["ended_on"] if period and not sits else None,
        "order_position": order_position if named else None,
        "seat_position": period["position"] if period else None,
        "departure_position": period["ended_position"] if period and not sits else None,
    }


def _standing(named: Mapping[str, Any] | None, period: Mapping[str, Any] | None, *, sits: bool) -> Standing:
    if named is None:
        return Standing.NOT_ON_THE_ORDER
    if period is None:
        return Standing.NOT_JOINED
    if not sits:
        return Standing.GONE
    is_the_same = (named["college"], named["role"]) == (period["college"], period["role"])
    return Standing.ACTIVE if is_the_same else Standing.OTHER_SEAT
