"""What can be seen of territories: the districts of each list, what became of them in the next, and which councils cover them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Date,
    MetaData,
    String,
    Table,
    delete,
    insert,
    or_,
    select,
)

from shared.contracts.councils.council import CouncilDistrictRemoved, CouncilDistrictSet
from shared.contracts.councils.territories import PriorityDistrictListed, PriorityDistrictUnlisted
from shared.kernel import NotFound
from shared.platform.readmodel import Projection, heard
from shared.words import searchable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shared.kernel import Recorded
    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel


@dataclass(frozen=True)
class TerritoryTables:
    """The tables of districts and of the councils that cover them."""

    district: Table
    cover: Table


class TerritoryProjection(Projection[TerritoryTables]):
    """From official lists, and what councils cover, to the districts of any day."""

    name = "territory_views"
    version = 1
    sources = ("councils",)
    listens_to = (PriorityDistrictListed, PriorityDistrictUnlisted, CouncilDistrictSet, CouncilDistrictRemoved)

    def tables(self, metadata: MetaData, suffix: str) -> TerritoryTables:
        """One row a district, and one for each council that covers it."""
        return TerritoryTables(
            district=Table(
                f"priority_district{suffix}",
                metadata,
                Column("district_code", String(8), primary_key=True),
                Column("generation", String(4), nullable=False),
                Column("name", String(120), nullable=False),
                Column("arrondissements", String(64), nullable=False),
                Column("valid_from_on", Date, nullable=False),
                Column("valid_until_on", Date, nullable=True),
                Column("perimeter", String(16), nullable=False),
                Column("predecessors", String(200), nullable=False),
                Column("version", BigInteger, nullable=False),
            ),
            cover=Table(
                f"covered_district{suffix}",
                metadata,
                Column("council_id", String(32), primary_key=True),
                Column("district_code", String(8), primary_key=True),
                Column("from_on", Date, nullable=False),
                Column("until_on", Date, nullable=True),
            ),
        )

    def apply(self, connection: Connection, tables: TerritoryTables, entries: Sequence[Entry]) -> None:
        """One fact after the other: lists are short."""
        for recorded in heard(self, entries):
            _apply(connection, tables, recorded)


def _apply(connection: Connection, tables: TerritoryTables, recorded: Recorded) -> None:
    match recorded.fact:
        case PriorityDistrictListed() as fact:
            _forget_district(connection, tables.district, fact.district_code)
            connection.execute(
                insert(tables.district).values(
                    district_code=fact.district_code,
                    generation=fact.generation.value,
                    name=fact.name,
                    arrondissements=" ".join(fact.arrondissements),
                    valid_from_on=fact.valid_from_on,
                    valid_until_on=fact.valid_until_on,
                    perimeter=fact.perimeter.value,
                    predecessors=" ".join(fact.predecessors),
                    version=recorded.version,
                )
            )
        case PriorityDistrictUnlisted() as fact:
            _forget_district(connection, tables.district, fact.district_code)
        case CouncilDistrictSet() as fact:
            _forget_cover(connection, tables.cover, fact)
            connection.execute(
                insert(tables.cover).values(
                    council_id=fact.council_id,
                    district_code=fact.district_code,
                    from_on=fact.from_on,
                    until_on=fact.until_on,
                )
            )
        case CouncilDistrictRemoved() as fact:
            _forget_cover(connection, tables.cover, fact)


def _forget_district(connection: Connection, district: Table, code: str) -> None:
    connection.execute(delete(district).where(district.c.district_code == code))


def _forget_cover(connection: Connection, cover: Table, fact: CouncilDistrictSet | CouncilDistrictRemoved) -> None:
    its = (cover.c.council_id == fact.council_id) & (cover.c.district_code == fact.district_code)
    connection.execute(delete(cover).where(its))


class TerritoryViews:
    """Questions that people ask about territories."""

    def __init__(self, model: ReadModel[TerritoryTables]) -> None:
        self.model = model

    async def districts(
        self,
        *,
        on: date | None = None,
        generation: str | None = None,
        arrondissement: str | None = None,
        words: str | None = None,
    ) -> list[dict[str, Any]]:
        """Districts in the order of their codes; with a day, those of the list that applied then and who covered them."""
        district = self.model.tables.district
        question = select(district).order_by(district.c.district_code)
        if on is not None:
            lasts = or_(district.c.valid_until_on.is_(None), district.c.valid_until_on >= on)
            question = question.where(district.c.valid_from_on <= on, lasts)
        if generation is not None:
            question = question.where(district.c.generation == generation)
        rows = await self.model.rows(question)
        covers = await self._covers(on)
        listed = [_told(row, covers) for row in rows if words is None or searchable(words) in searchable(row["name"])]
        return [one for one in listed if arrondissement is None or arrondissement in one["arrondissements"]]

    async def district(self, code: str) -> dict[str, Any]:
        """One district, with those that follow it in the next list, and every council that ever covered it. Raises NotFound."""
        everything = await self.districts()
        for one in everything:
            if one["district_code"] == code:
                successors = [other["district_code"] for other in everything if code in other["predecessors"]]
                return {**one, "successors": successors}
        raise NotFound

    async def _covers(self, on: date | None) -> list[dict[str, Any]]:
        cover = self.model.tables.cover
        question = select(cover).order_by(cover.c.council_id)
        if on is not None:
            lasts = or_(cover.c.until_on.is_(None), cover.c.until_on >= on)
            question = question.where(cover.c.from_on <= on, lasts)
        return await self.model.rows(question)


def _told(district: dict[str, Any], covers: Sequence[dict[str, Any]]) -> dict[str, Any]:
    code = district["district_code"]
    shown = ("council_id", "from_on", "until_on")
    return {
        **district,
        "arrondissements": district["arrondissements"].split(),
        "predecessors": district["predecessors"].split(),
        "councils": [{name: one[name] for name in shown} for one in covers if one["district_code"] == code],
    }
