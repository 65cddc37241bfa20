"""What can be seen of representation: which bodies there are, the seats they offer to each council, and who holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from services.councils.representation.domain import UnknownSteeringBody
from shared.contracts.activities.steering import SteeringBodyCorrected, SteeringBodyDeclared, SteeringBodyWithdrawn
from shared.contracts.councils.representation import (
    AppointmentWithdrawn,
    RepresentativeAppointed,
    RepresentativeStoodDown,
    SeatOfferWithdrawn,
    SeatsOffered,
    StandingDownWithdrawn,
)
from shared.contracts.vocabulary import MemberRole
from shared.kernel import NotFound
from shared.platform.readmodel import Projection, heard
from shared.words import searchable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Update

    from shared.kernel import Recorded
    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel


@dataclass(frozen=True)
class RepresentationTables:
    """The tables of seats and of those who hold them."""

    known_body: Table
    offer: Table
    representative: Table


class RepresentationProjection(Projection[RepresentationTables]):
    """From bodies declared, seats offered and people named to who represents whom."""

    name = "representation_views"
    version = 3
    sources = ("councils", "activities")
    listens_to = (
        SteeringBodyDeclared,
        SteeringBodyCorrected,
        SteeringBodyWithdrawn,
        SeatsOffered,
        SeatOfferWithdrawn,
        RepresentativeAppointed,
        RepresentativeStoodDown,
        StandingDownWithdrawn,
        AppointmentWithdrawn,
    )

    def tables(self, metadata: MetaData, suffix: str) -> RepresentationTables:
        """One row a body, an offer from a day, a person named."""
        return RepresentationTables(
            known_body=Table(
                f"known_body{suffix}",
                metadata,
                Column("body_id", String(36), primary_key=True),
                Column("body_kind", String(32), nullable=False),
                Column("body_name", String(240), nullable=False),
            ),
            offer=Table(
                f"seats_offered{suffix}",
                metadata,
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                Column("body_id", String(36), nullable=False),
                Column("council_id", String(32), nullable=False, index=True),
                Column("body_kind", String(32), nullable=False),
                Column("body_name", String(240), nullable=False),
                Column("titular_seats", Integer, nullable=False),
                Column("substitute_seats", Integer, nullable=False),
                Column("seats_of_body", Integer, nullable=True),
                Column("from_on", Date, nullable=False),
                Column("version", BigInteger, nullable=False),
            ),
            representative=Table(
                f"body_representative{suffix}",
                metadata,
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                Column("body_id", String(36), nullable=False),
                Column("council_id", String(32), nullable=False, index=True),
                Column("person_id", String(36), nullable=False),
                Column("role", String(16), nullable=False),
                Column("college", String(16), nullable=False),
                Column("gender", String(16), nullable=False),
                Column("from_on", Date, nullable=False),
                Column("until_on", Date, nullable=True),
            ),
        )

    def apply(self, connection: Connection, tables: RepresentationTables, entries: Sequence[Entry]) -> None:
        """One fact after the other: a delegation has few."""
        for recorded in heard(self, entries):
            _apply(connection, tables, recorded)


def _apply(connection: Connection, tables: RepresentationTables, recorded: Recorded) -> None:
    match recorded.fact:
        case SteeringBodyDeclared() as fact:
            connection.execute(insert(tables.known_body).values(body_id=str(fact.body_id), **_what(fact)))
        case SteeringBodyCorrected() as fact:
            its = tables.known_body.c.body_id == str(fact.body_id)
            connection.execute(update(tables.known_body).where(its).values(_what(fact.after)))
        case SteeringBodyWithdrawn() as fact:
            connection.execute(delete(tables.known_body).where(tables.known_body.c.body_id == str(fact.body_id)))
        case SeatsOffered() as fact:
            connection.execute(
                insert(tables.offer).values(
                    position=recorded.position,
                    body_id=str(fact.body_id),
                    council_id=fact.council_id,
                    body_kind=fact.body_kind.value,
                    body_name=fact.body_name,
                    titular_seats=fact.titular_seats,
                    substitute_seats=fact.substitute_seats,
                    seats_of_body=fact.seats_of_body,
                    from_on=fact.from_on,
                    version=recorded.version,
                )
            )
        case SeatOfferWithdrawn() as fact:
            its = (tables.offer.c.body_id == str(fact.body_id)) & (tables.offer.c.council_id == fact.council_id)
            last = select(func.max(tables.offer.c.position)).where(its).scalar_subquery()
            connection.execute(delete(tables.offer).where(tables.offer.c.position == last))
        case RepresentativeAppointed() as fact:
            connection.execute(
                insert(tables.representative).values(
                    position=recorded.position,
                    body_id=str(fact.body_id),
                    council_id=fact.council_id,
                    person_id=str(fact.person_id),
                    role=fact.role.value,
                    college=fact.college.value,
                    gender=fact.gender.value,
                    from_on=fact.from_on,
                )
            )
        case RepresentativeStoodDown() as fact:
            connection.execute(
                update(tables.representative)
                .where(_present(tables.representative, fact))
                .values(until_on=fact.until_on)
            )
        case StandingDownWithdrawn() as fact:
            connection.execute(_present_again(tables.representative, fact))
        case AppointmentWithdrawn() as fact:
            connection.execute(delete(tables.representative).where(_present(tables.representative, fact)))


def _what(body: SteeringBodyDeclared) -> dict[str, str]:
    return {"body_kind": body.kind.value, "body_name": body.name}


def _present(person: Table, fact: RepresentativeStoodDown | AppointmentWithdrawn) -> ColumnElement[bool]:
    """The row of somebody who still represents the council."""
    return (
        (person.c.body_id == str(fact.body_id))
        & (person.c.council_id == fact.council_id)
        & (person.c.person_id == str(fact.person_id))
        & person.c.until_on.is_(None)
    )


def _present_again(person: Table, fact: StandingDownWithdrawn) -> Update:
    """Of the times that somebody represented the council, the last that was said to have ended."""
    mine = (
        (person.c.body_id == str(fact.body_id))
        & (person.c.council_id == fact.council_id)
        & (person.c.person_id == str(fact.person_id))
    )
    last = select(func.max(person.c.position)).where(mine).scalar_subquery()
    return update(person).where(person.c.position == last).values(until_on=None)


class RepresentationViews:
    """Questions that people ask about representation."""

    def __init__(self, model: ReadModel[RepresentationTables]) -> None:
        self.model = model

    async def body(self, body_id: str) -> dict[str, Any]:
        """A steering body, its kind and its name. Raises UnknownSteeringBody."""
        body = self.model.tables.known_body
        found = await self.model.rows_soon(select(body).where(body.c.body_id == body_id))
        if not found:
            raise UnknownSteeringBody
        return found[0]

    async def delegations(
        self, on: date, *, council_id: str | None, body_kind: str | None, words: str | None
    ) -> list[dict[str, Any]]:
        """The seats of each council in each body on a day: offered, filled, by whom. In the order of councils, then bodies."""
        offer, person = self.model.tables.offer, self.model.tables.representative
        # The last word on the latest day is the right one.
        question = select(offer).where(offer.c.from_on <= on).order_by(offer.c.from_on, offer.c.position)
        held = select(person).where(person.c.from_on <= on, or_(person.c.until_on.is_(None), person.c.until_on > on))
        if council_id is not None:
            question, held = (
                question.where(offer.c.council_id == council_id),
                held.where(person.c.council_id == council_id),
            )
        if body_kind is not None:
            question = question.where(offer.c.body_kind == body_kind)
        found = await self.model.rows(question)
        wanted = searchable(words or "")
        offers = {(one["council_id"], one["body_id"]): one for one in found if wanted in searchable(one["body_name"])}
        people = await self.model.rows(held.order_by(person.c.from_on, person.c.position))
        return [_delegation(offers[key], people) for key in sorted(offers)]

    async def delegation(self, body_id: str, council_id: str, on: date) -> dict[str, Any]:
        """The seats of one council in one body on a day. Raises NotFound."""
        for one in await self.delegations(on, council_id=council_id, body_kind=None, words=None):
            if one["body_id"] == body_id:
                return one
        raise NotFound


def _delegation(offer: dict[str, Any], people: Sequence[dict[str, Any]]) -> dict[str, Any]:
    mine = [one for one in people if (one["council_id"], one["body_id"]) == (offer["council_id"], offer["body_id"])]
    titular = sum(one["role"] == MemberRole.TITULAR for one in mine)
    shown = ("person_id", "role", "college", "gender", "from_on", "position")
    return {
        **{name: offer[name] for name in ("council_id", "body_id", "body_kind", "body_name", "from_on")},
        "titular_seats": offer["titular_seats"],
        "titular_filled": titular,
        "substitute_seats": offer["substitute_seats"],
        "substitute_filled": len(mine) - titular,
        "seats_of_body": offer["seats_of_body"],
        "representatives": [{name: one[name] for name in shown} for one in mine],
    }
