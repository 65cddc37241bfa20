"""Questions that people ask about councils: which there are, who sits on a day, which seats are vacant, what is to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select

from services.councils.roster import seated
from shared.contracts.vocabulary import College, MemberRole
from shared.kernel import NotFound
from shared.words import searchable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import ScalarSelect

    from services.councils.council.readmodel.projection import CouncilTables
    from shared.contracts.councils.council import Stage
    from shared.platform.readmodel import ReadModel


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which councils are asked for: all that fit what is said. `on` is the day on which the stage and the districts are looked at."""

    on: date
    arrondissement: str | None = None
    stage: Stage | None = None
    district: str | None = None
    name: str | None = None


class CouncilViews:
    """Questions that people ask about councils."""

    def __init__(self, model: ReadModel[CouncilTables]) -> None:
        self.model = model

    async def councils(self, wanted: Wanted, after_id: str | None, limit: int | None) -> list[dict[str, Any]]:
        """Councils in the order of their codes, after one of them; each with its stage on that day."""
        council, stage = self.model.tables.council, self._stage(wanted.on)
        shown = [column for column in council.c if column.name not in _INSIDE]
        question = select(*shown, stage.label("stage")).order_by(council.c.council_id).limit(limit)
        if after_id is not None:
            question = question.where(council.c.council_id > after_id)
        if wanted.arrondissement is not None:
            question = question.where(council.c.arrondissement == wanted.arrondissement)
        if wanted.name is not None:
            question = question.where(council.c.search.contains(searchable(wanted.name), autoescape=True))
        if wanted.stage is not None:
            question = question.where(stage == wanted.stage.value)
        if wanted.district is not None:
            question = question.where(council.c.council_id.in_(self._covering(wanted.district, wanted.on)))
        return await self.model.rows(question)

    def _stage(self, on: date | None) -> ScalarSelect[Any]:
        """The stage of a council: of those reached by then, or of all, the last that was said."""
        stage, council = self.model.tables.stage, self.model.tables.council
        reached = select(stage.c.stage).where(stage.c.council_id == council.c.council_id)
        if on is not None:
            reached = reached.where(stage.c.reached_on <= on)
        return reached.order_by(stage.c.position.desc()).limit(1).scalar_subquery()

    def _covering(self, district_code: str, on: date) -> Any:
        district = self.model.tables.district.c
        covering = select(district.council_id).where(district.district_code == district_code)
        return covering.where(district.from_on <= on, or_(district.until_on.is_(None), district.until_on >= on))

    async def council(self, council_id: str) -> dict[str, Any]:
        """One council with its stages, its districts, its facilitators and what is surprising. Raises NotFound."""
        tables = self.model.tables
        found = await self._found(council_id)
        stages = select(tables.stage.c.stage, tables.stage.c.reached_on, tables.stage.c.position)
        districts = select(tables.district).where(tables.district.c.council_id == council_id)
        support = [column for column in tables.facilitator.c if column.name not in _INSIDE]
        assigned = select(*support).where(tables.facilitator.c.council_id == council_id)
        return {
            **found,
            "stages": await self.model.rows(
                stages.where(tables.stage.c.council_id == council_id).order_by(tables.stage.c.position)
            ),
            "districts": await self.model.rows(districts.order_by(tables.district.c.district_code)),
            "facilitators": await self.model.rows(assigned.order_by(tables.facilitator.c.assigned_on)),
            "warnings": await self._warnings(council_id),
        }

    async def _warnings(self, council_id: str) -> list[dict[str, Any]]:
        """Days that certainly lie before the council: seldom right, and never impossible, so that they are told and not refused.

        A council of which only the first trace is known may be older. Who prepares a council supports it before it exists, as it is
        founded on a diagnosis (loi 2014-173, art. 7): that surprises only before the first of its stages.
        """
        council = self.model.tables.council.c
        established = await self.model.rows(
            select(council.established_on, council.established_first_on).where(
                council.council_id == council_id, council.established_first_on.is_not(None)
            )
        )
        return [
            {"code": code, "persons": persons, "number": len(persons), "established_on": row["established_on"]}
            for row in established
            for code, persons in (
                ("joined-before-the-council", await self._joined_before(council_id, row["established_first_on"])),
                ("supported-before-the-council", await self._supported_before(council_id, row["established_first_on"])),
            )
            if persons
        ]

    async def _joined_before(self, council_id: str, day: date) -> list[str]:
        """Who certainly joined before that day."""
        member = self.model.tables.member.c
        first_period = member.position == member.joined_position
        question = select(member.person_id).where(
            member.council_id == council_id, first_period, member.from_last_on < day
        )
        return [row["person_id"] for row in await self.model.rows(question.order_by(member.position))]

    async def _supported_before(self, council_id: str, day: date) -> list[str]:
        """Whose support certainly began before that day, and before the first stage of the council."""
        stage, facilitator = self.model.tables.stage.c, self.model.tables.facilitator.c
        earlier_stage = (
            select(stage.position)
            .where(stage.council_id == council_id, stage.reached_on <= facilitator.assigned_last_on)
            .exists()
        )
        question = select(facilitator.facilitator_id).where(
            facilitator.council_id == council_id, facilitator.assigned_last_on < day, ~earlier_stage
        )
        return [row["facilitator_id"] for row in await self.model.rows(question.order_by(facilitator.position))]

    async def _found(self, council_id: str) -> dict[str, Any]:
        """What is said of the council itself. Raises NotFound."""
        council = self.model.tables.council
        shown = [column for column in council.c if column.name not in _INSIDE]
        question = select(*shown, self._stage(None).label("stage")).where(council.c.council_id == council_id)
        for row in await self.model.rows(question):
            return row
        raise NotFound

    async def members(
        self, council_id: str, on: date, college: College | None, role: MemberRole | None, term_before: date | None
    ) -> list[dict[str, Any]]:
        """Who was a member on that day; of a college, with a role, whose term ends before another day. Raises NotFound."""
        await self._found(council_id)
        member, term = self.model.tables.member, self._term(on)
        question = (
            select(member, term.label("term_until_on"))
            .where(member.c.council_id == council_id, seated(member, on))
            .order_by(member.c.joined_on, member.c.person_id)
        )
        if college is not None:
            question = question.where(member.c.college == college.value)
        if role is not None:
            question = question.where(member.c.role == role.value)
        if term_before is not None:
            question = question.where(term < term_before)
        return [_shown(row) for row in await self.model.rows(question)]

    def _term(self, on: date) -> ScalarSelect[Any]:
        """The last day of a member's term, as it was on that day."""
        member, term = self.model.tables.member, self.model.tables.term
        begun = select(term.c.until_on).where(term.c.joined_position == member.c.joined_position, term.c.from_on <= on)
        return begun.order_by(term.c.from_on.desc(), term.c.position.desc()).limit(1).scalar_subquery()

    async def member(self, council_id: str, person_id: str) -> dict[str, Any]:
        """All that a person was in a council, period by period; with the version of the council. Raises NotFound."""
        found = await self._found(council_id)
        member, term = self.model.tables.member, self.model.tables.term
        mine = (member.c.council_id == council_id) & (member.c.person_id == person_id)
        periods = await self.model.rows(select(member).where(mine).order_by(member.c.position))
        if not periods:
            raise NotFound
        joinings = select(member.c.joined_position).where(mine)
        terms = select(term).where(term.c.joined_position.in_(joinings)).order_by(term.c.from_on, term.c.position)
        return {
            "council_id": council_id,
            "person_id": person_id,
            "version": found["version"],
            "periods": [_shown(row) for row in periods],
            "terms": await self.model.rows(terms),
        }

    async def vacancies(self, council_id: str, on: date) -> list[dict[str, Any]]:
        """Seats that somebody held, gave up by that day, and that nobody filled by then, the oldest first. Raises NotFound.

        A seat is filled by who is said to replace its holder, or by the holder who comes back to the same college (R07, R28).
        """
        await self._found(council_id)
        gone = self.model.tables.member
        filling = gone.alias("filling")
        comes_back = and_(
            filling.c.person_id == gone.c.person_id,
            filling.c.college == gone.c.college,
            filling.c.position > gone.c.position,
        )
        replaces = and_(filling.c.replaces == gone.c.person_id, filling.c.from_last_on >= gone.c.ended_first_on)
        filled = (
            select(filling.c.position)
            .where(
                filling.c.council_id == gone.c.council_id,
                filling.c.role == MemberRole.TITULAR.value,
                filling.c.from_on <= on,
                or_(comes_back, replaces),
            )
            .exists()
        )
        rows = await self.model.rows(
            select(gone)
            .where(
                gone.c.council_id == council_id,
                gone.c.role == MemberRole.TITULAR.value,
                gone.c.ended_on <= on,
                ~filled,
            )
            .order_by(gone.c.ended_on, gone.c.position)
        )
        return [
            {
                "person_id": row["person_id"],
                "college": row["college"],
                "vacant_since_on": row["ended_on"],
                "days_open": (on - row["ended_on"]).days,
                "reason": row["ended_reason"],
                "position": row["ended_position"],
            }
            for row in rows
        ]

    async def seats(self, council_id: str, on: date) -> list[dict[str, Any]]:
        """Seats of each college on that day: how many were decided (None when nobody decided any), how many are filled."""
        seats = self.model.tables.seats
        decided = await self.model.rows(
            select(seats)
            .where(seats.c.council_id == council_id, seats.c.from_on <= on)
            .order_by(seats.c.from_on.desc(), seats.c.position.desc())
            .limit(1)
        )
        titular = await self.members(council_id, on, None, MemberRole.TITULAR, None)
        return [
            {
                "college": college.value,
                "decided": decided[0][f"{college.value.lower()}_seats"] if decided else None,
                "filled": sum(one["college"] == college for one in titular),
            }
            for college in College
        ]


_INSIDE = {"search", "established_first_on", "from_last_on", "ended_first_on", "assigned_last_on"}
"""What only serves comparing and searching."""


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of one council, as people are shown it."""
    return {name: value for name, value in row.items() if name not in {*_INSIDE, "council_id"}}
