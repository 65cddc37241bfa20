"""What can be seen of persons without the vault: since when, on which ground, and what they agree to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Column, Date, MetaData, String, Table, insert, select, tuple_, update

from shared.contracts.councils.people import ConsentGiven, ConsentWithdrawn, PersonDetailsChanged, PersonRegistered
from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Connection

    from shared.contracts.councils.people import LegalBasis, Purpose
    from shared.kernel import Recorded
    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel


@dataclass(frozen=True)
class PeopleTables:
    """The tables of the views of persons."""

    person: Table
    consent: Table


class PeopleProjection(Projection[PeopleTables]):
    """From the service's own facts to the list of persons."""

    name = "people"
    version = 1
    sources = ("councils",)
    listens_to = (PersonRegistered, PersonDetailsChanged, ConsentGiven, ConsentWithdrawn)

    def tables(self, metadata: MetaData, suffix: str) -> PeopleTables:
        """One row a person, one a consent that was given."""
        return PeopleTables(
            person=Table(
                f"person{suffix}",
                metadata,
                Column("person_id", String(36), primary_key=True),
                Column("legal_basis", String(16), nullable=False),
                Column("registered_on", Date, nullable=False, index=True),
                Column("version", BigInteger, nullable=False),
            ),
            consent=Table(
                f"consent{suffix}",
                metadata,
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                Column("person_id", String(36), nullable=False, index=True),
                Column("purpose", String(32), nullable=False),
                Column("given_on", Date, nullable=False),
                Column("withdrawn_on", Date, nullable=True),
            ),
        )

    def apply(self, connection: Connection, tables: PeopleTables, entries: Sequence[Entry]) -> None:
        """One fact after the other: a person has few."""
        for recorded in heard(self, entries):
            self._apply(connection, tables, recorded)

    def _apply(self, connection: Connection, tables: PeopleTables, recorded: Recorded) -> None:
        person, consent = tables.person, tables.consent
        match recorded.fact:
            case PersonRegistered() as fact:
                connection.execute(
                    insert(person).values(
                        person_id=str(fact.person_id),
                        legal_basis=fact.legal_basis.value,
                        registered_on=fact.registered_on,
                        version=recorded.version,
                    )
                )
                return
            case ConsentGiven() as fact:
                connection.execute(
                    insert(consent).values(
                        position=recorded.position,
                        person_id=str(fact.person_id),
                        purpose=fact.purpose.value,
                        given_on=fact.given_on,
                    )
                )
            case ConsentWithdrawn() as fact:
                given = (consent.c.person_id == str(fact.person_id)) & (consent.c.purpose == fact.purpose.value)
                connection.execute(
                    update(consent)
                    .where(given, consent.c.withdrawn_on.is_(None))
                    .values(withdrawn_on=fact.withdrawn_on)
                )
        connection.execute(
            update(person).where(person.c.person_id == str(recorded.stream_id)).values(version=recorded.version)
        )


class PeopleViews:
    """Questions that people ask about persons, whoever they are."""

    def __init__(self, model: ReadModel[PeopleTables]) -> None:
        self.model = model

    async def people(
        self,
        legal_basis: LegalBasis | None,
        consent: Purpose | None,
        after_key: tuple[date, str] | None,
        limit: int | None,
    ) -> list[dict[str, Any]]:
        """Persons in the order of their registration, on that ground, who agree to that purpose; with all they agree to."""
        person, given = self.model.tables.person, self.model.tables.consent
        question = select(person).order_by(person.c.registered_on, person.c.person_id).limit(limit)
        if legal_basis is not None:
            question = question.where(person.c.legal_basis == legal_basis.value)
        agreeing = given.c.withdrawn_on.is_(None)
        if consent is not None:
            to_that = select(given.c.person_id).where(given.c.purpose == consent.value, agreeing)
            question = question.where(person.c.person_id.in_(to_that))
        if after_key is not None:
            question = question.where(tuple_(person.c.registered_on, person.c.person_id) > tuple_(*after_key))
        rows = await self.model.rows(question)
        shown = question.with_only_columns(person.c.person_id).subquery()
        consents = select(given.c.person_id, given.c.purpose).where(
            given.c.person_id.in_(select(shown.c.person_id)), agreeing
        )
        purposes: dict[str, list[str]] = {}
        for row in await self.model.rows(consents.order_by(given.c.purpose)):
            purposes.setdefault(row["person_id"], []).append(row["purpose"])
        return [{**row, "consents": purposes.get(row["person_id"], [])} for row in rows]
