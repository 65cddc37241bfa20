"""What can be seen of initiatives: one row each, as it stands, and its grants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Column, Date, MetaData, String, Table, case, insert, select, tuple_, update

from shared.contracts.activities.initiatives import (
    InitiativeAdopted,
    InitiativeCompleted,
    InitiativeDropped,
    InitiativeFunded,
    InitiativeProposed,
)
from shared.kernel import NotFound
from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Connection

    from shared.kernel import Recorded
    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel


@dataclass(frozen=True)
class InitiativeTables:
    """The tables of initiatives."""

    initiative: Table
    grant: Table


class InitiativeProjection(Projection[InitiativeTables]):
    """From the facts of initiatives to their list."""

    name = "initiative_views"
    version = 1
    sources = ("activities",)
    listens_to = (InitiativeProposed, InitiativeAdopted, InitiativeFunded, InitiativeCompleted, InitiativeDropped)

    def tables(self, metadata: MetaData, suffix: str) -> InitiativeTables:
        """One row an initiative, and one a grant."""
        return InitiativeTables(
            initiative=Table(
                f"initiative{suffix}",
                metadata,
                Column("initiative_id", String(36), primary_key=True),
                Column("council_id", String(32), nullable=False, index=True),
                Column("title", String(240), nullable=False),
                Column("theme", String(32), nullable=False),
                Column("status", String(16), nullable=False),
                Column("proposed_on", Date, nullable=False),
                Column("adopted_on", Date, nullable=True),
                Column("completed_on", Date, nullable=True),
                Column("dropped_on", Date, nullable=True),
                Column("drop_reason", String(32), nullable=True),
                Column("funded_cents", BigInteger, nullable=False),
                Column("version", BigInteger, nullable=False),
            ),
            grant=Table(
                f"initiative_grant{suffix}",
                metadata,
                Column("initiative_id", String(36), primary_key=True),
                Column("grant_id", String(36), primary_key=True),
                Column("funder", String(32), nullable=False),
                Column("amount_cents", BigInteger, nullable=False),
                Column("funded_on", Date, nullable=False),
            ),
        )

    def apply(self, connection: Connection, tables: InitiativeTables, entries: Sequence[Entry]) -> None:
        """One fact after the other."""
        for recorded in heard(self, entries):
            self._apply(connection, tables, recorded)

    def _apply(self, connection: Connection, tables: InitiativeTables, recorded: Recorded) -> None:
        initiative = tables.initiative
        changed: dict[str, Any]
        match recorded.fact:
            case InitiativeProposed() as fact:
                connection.execute(insert(initiative).values(**_row_of(fact), version=recorded.version))
                return
            case InitiativeAdopted() as fact:
                changed = {"status": "ADOPTED", "adopted_on": fact.adopted_on}
            case InitiativeFunded() as fact:
                connection.execute(insert(tables.grant).values(**_grant_of(fact)))
                # A grant entered late leaves what was completed or given up as it is.
                changed = {
                    "status": case((initiative.c.status == "ADOPTED", "FUNDED"), else_=initiative.c.status),
                    "funded_cents": initiative.c.funded_cents + fact.amount_cents,
                }
            case InitiativeCompleted() as fact:
                changed = {"status": "COMPLETED", "completed_on": fact.completed_on}
            case InitiativeDropped() as fact:
                changed = {"status": "DROPPED", "dropped_on": fact.dropped_on, "drop_reason": fact.reason.value}
            case _:
                return
        connection.execute(
            update(initiative)
            .where(initiative.c.initiative_id == str(recorded.stream_id))
            .values(version=recorded.version, **changed)
        )


def _row_of(fact: InitiativeProposed) -> dict[str, Any]:
    return {
        "initiative_id": str(fact.initiative_id),
        "council_id": fact.council_id,
        "title": fact.title,
        "theme": fact.theme.value,
        "status": "PROPOSED",
        "proposed_on": fact.proposed_on,
        "funded_cents": 0,
    }


def _grant_of(fact: InitiativeFunded) -> dict[str, Any]:
    return {
        "initiative_id": str(fact.initiative_id),
        "grant_id": str(fact.grant_id),
        "funder": fact.funder.value,
        "amount_cents": fact.amount_cents,
        "funded_on": fact.funded_on,
    }


class InitiativeViews:
    """Questions that people ask about initiatives."""

    def __init__(self, model: ReadModel[InitiativeTables]) -> None:
        self.model = model

    async def initiative(self, initiative_id: str) -> dict[str, Any]:
        """One initiative with its grants. Raises NotFound."""
        initiative, grant = self.model.tables.initiative, self.model.tables.grant
        found = await self.model.rows(select(initiative).where(initiative.c.initiative_id == initiative_id))
        if not found:
            raise NotFound
        grants = (
            select(grant.c.grant_id, grant.c.funder, grant.c.amount_cents, grant.c.funded_on)
            .where(grant.c.initiative_id == initiative_id)
            .order_by(grant.c.funded_on, grant.c.grant_id)
        )
        return {**found[0], "grants": await self.model.rows(grants)}

    async def initiatives(
        self, council_id: str | None, after_key: tuple[date, str] | None, limit: int
    ) -> list[dict[str, Any]]:
        """Initiatives in the order of their proposals, of a council or of all."""
        initiative = self.model.tables.initiative
        question = select(initiative).order_by(initiative.c.proposed_on, initiative.c.initiative_id).limit(limit)
        if council_id is not None:
            question = question.where(initiative.c.council_id == council_id)
        if after_key is not None:
            question = question.where(tuple_(initiative.c.proposed_on, initiative.c.initiative_id) > tuple_(*after_key))
        return await self.model.rows(question)
