"""What can be seen of councils: the list, and for each one its districts, its members on any day, its facilitators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Column, Date, MetaData, String, Table, delete, insert, or_, select, update

from shared.contracts.councils.composition import MemberJoined, MemberLeft
from shared.contracts.councils.council import CouncilDistrictSet, CouncilEstablished
from shared.contracts.councils.team import FacilitatorAssigned, FacilitatorUnassigned
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
class CouncilTables:
    """The tables of the views of councils."""

    council: Table
    district: Table
    member: Table
    facilitator: Table


class CouncilProjection(Projection[CouncilTables]):
    """From the service's own facts to what its pages show."""

    name = "council_views"
    version = 1
    sources = ("councils",)
    listens_to = (
        CouncilEstablished,
        CouncilDistrictSet,
        MemberJoined,
        MemberLeft,
        FacilitatorAssigned,
        FacilitatorUnassigned,
    )

    def tables(self, metadata: MetaData, suffix: str) -> CouncilTables:
        """One row a council, a district of a council, a membership, an assignment."""
        return CouncilTables(
            council=Table(
                f"council{suffix}",
                metadata,
                Column("council_id", String(32), primary_key=True),
                Column("name", String(120), nullable=False),
                Column("arrondissement", String(2), nullable=False),
                Column("established_on", Date, nullable=False),
                Column("date_precision", String(8), nullable=False),
                Column("date_certainty", String(16), nullable=False),
                Column("version", BigInteger, nullable=False),
            ),
            district=Table(
                f"district{suffix}",
                metadata,
                Column("council_id", String(32), primary_key=True),
                Column("district_code", String(8), primary_key=True),
                Column("generation", String(4), nullable=False),
                Column("from_on", Date, nullable=False),
                Column("until_on", Date, nullable=True),
            ),
            member=Table(
                f"member{suffix}",
                metadata,
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                Column("council_id", String(32), nullable=False, index=True),
                Column("person_id", String(36), nullable=False),
                Column("joined_on", Date, nullable=False),
                Column("left_on", Date, nullable=True),
                Column("college", String(16), nullable=False),
                Column("role", String(16), nullable=False),
                Column("gender", String(16), nullable=False),
                Column("age_band", String(16), nullable=False),
            ),
            facilitator=Table(
                f"facilitator{suffix}",
                metadata,
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                Column("council_id", String(32), nullable=False, index=True),
                Column("facilitator_id", String(36), nullable=False),
                Column("assigned_on", Date, nullable=False),
                Column("unassigned_on", Date, nullable=True),
            ),
        )

    def apply(self, connection: Connection, tables: CouncilTables, entries: Sequence[Entry]) -> None:
        """One fact after the other: a council has few."""
        for recorded in heard(self, entries):
            self._apply(connection, tables, recorded)

    def _apply(self, connection: Connection, tables: CouncilTables, recorded: Recorded) -> None:
        match recorded.fact:
            case CouncilEstablished() as fact:
                connection.execute(
                    insert(tables.council).values(
                        council_id=fact.council_id,
                        name=fact.name,
                        arrondissement=fact.arrondissement,
                        established_on=fact.established_on,
                        date_precision=fact.origin.date_precision.value,
                        date_certainty=fact.origin.date_certainty.value,
                        version=recorded.version,
                    )
                )
                return
            case CouncilDistrictSet() as fact:
                mine = (tables.district.c.council_id == fact.council_id) & (
                    tables.district.c.district_code == fact.district_code
                )
                connection.execute(delete(tables.district).where(mine))
                connection.execute(
                    insert(tables.district).values(
                        council_id=fact.council_id,
                        district_code=fact.district_code,
                        generation=fact.generation.value,
                        from_on=fact.from_on,
                        until_on=fact.until_on,
                    )
                )
            case MemberJoined() as fact:
                connection.execute(
                    insert(tables.member).values(
                        position=recorded.position,
                        council_id=fact.council_id,
                        person_id=str(fact.person_id),
                        joined_on=fact.joined_on,
                        college=fact.college.value,
                        role=fact.role.value,
                        gender=fact.gender.value,
                        age_band=fact.age_band.value,
                    )
                )
            case MemberLeft() as fact:
                connection.execute(
                    update(tables.member)
                    .where(
                        tables.member.c.council_id == fact.council_id,
                        tables.member.c.person_id == str(fact.person_id),
                        tables.member.c.left_on.is_(None),
                    )
                    .values(left_on=fact.left_on)
                )
            case FacilitatorAssigned() as fact:
                connection.execute(
                    insert(tables.facilitator).values(
                        position=recorded.position,
                        council_id=fact.council_id,
                        facilitator_id=str(fact.facilitator_id),
                        assigned_on=fact.assigned_on,
                    )
                )
            case FacilitatorUnassigned() as fact:
                connection.execute(
                    update(tables.facilitator)
                    .where(
                        tables.facilitator.c.council_id == fact.council_id,
                        tables.facilitator.c.facilitator_id == str(fact.facilitator_id),
                        tables.facilitator.c.unassigned_on.is_(None),
                    )
                    .values(unassigned_on=fact.unassigned_on)
                )
            case _:
                return
        connection.execute(
            update(tables.council)
            .where(tables.council.c.council_id == recorded.fact.council_id)
            .values(version=recorded.version)
        )


class CouncilViews:
    """Questions that people ask about councils."""

    def __init__(self, model: ReadModel[CouncilTables]) -> None:
        self.model = model

    async def councils(self, after_id: str | None, limit: int) -> list[dict[str, Any]]:
        """Councils in the order of their codes, after one of them."""
        council = self.model.tables.council
        question = select(council).order_by(council.c.council_id).limit(limit)
        if after_id is not None:
            question = question.where(council.c.council_id > after_id)
        return await self.model.rows(question)

    async def council(self, council_id: str) -> dict[str, Any]:
        """One council with its districts and facilitators. Raises NotFound."""
        tables = self.model.tables
        found = await self.model.rows(select(tables.council).where(tables.council.c.council_id == council_id))
        if not found:
            raise NotFound
        districts = select(tables.district).where(tables.district.c.council_id == council_id)
        assigned = select(tables.facilitator).where(tables.facilitator.c.council_id == council_id)
        return {
            **found[0],
            "districts": await self.model.rows(districts.order_by(tables.district.c.district_code)),
            "facilitators": await self.model.rows(assigned.order_by(tables.facilitator.c.assigned_on)),
        }

    async def members(self, council_id: str, on: date) -> list[dict[str, Any]]:
        """Who was a member on that day. Raises NotFound."""
        await self.council(council_id)
        member = self.model.tables.member
        return await self.model.rows(
            select(member)
            .where(
                member.c.council_id == council_id,
                member.c.joined_on <= on,
                or_(member.c.left_on.is_(None), member.c.left_on > on),
            )
            .order_by(member.c.joined_on, member.c.person_id)
        )
