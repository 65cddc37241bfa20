"""Questions about absences: when somebody is away, and who covers for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import exists, or_, select, tuple_

from services.councils.team.readmodel.rows import lasts_on, without
from shared.kernel import NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement

    from services.councils.team.readmodel.tables import TeamTables
    from shared.platform.readmodel import ReadModel

Row = dict[str, Any]


class AbsenceViews:
    """Absences, as they can be seen on any day; never why."""

    def __init__(self, model: ReadModel[TeamTables]) -> None:
        self.model = model

    async def wanted(
        self,
        *,
        facilitator: str | None = None,
        council: str | None = None,
        on: date | None = None,
        after_key: tuple[date, str] | None = None,
        limit: int | None = None,
    ) -> list[Row]:
        """Absences in the order of their days. Those of a council: of who supports it meanwhile, or is covered for there."""
        absence = self.model.tables.absence
        question = select(absence).order_by(absence.c.from_on, absence.c.absence_id).limit(limit)
        if facilitator is not None:
            question = question.where(absence.c.facilitator_id == facilitator)
        if council is not None:
            question = question.where(self._touches(council))
        if on is not None:
            question = question.where(lasts_on(absence.c.from_on, absence.c.back_on, on))
        if after_key is not None:
            question = question.where(tuple_(absence.c.from_on, absence.c.absence_id) > tuple_(*after_key))
        return await self._told(await self.model.rows(question))

    def _touches(self, council_id: str) -> ColumnElement[bool]:
        tables = self.model.tables
        absence, assignment, cover = tables.absence, tables.assignment, tables.cover
        supports = exists().where(
            assignment.c.council_id == council_id,
            assignment.c.facilitator_id == absence.c.facilitator_id,
            or_(absence.c.back_on.is_(None), assignment.c.assigned_on < absence.c.back_on),
            or_(assignment.c.unassigned_on.is_(None), assignment.c.unassigned_on > absence.c.from_on),
        )
        return or_(
            supports, exists().where(cover.c.absence_id == absence.c.absence_id, cover.c.council_id == council_id)
        )

    async def one(self, absence_id: str) -> Row:
        """One absence, its covers, and other absences of that person at the same time. Raises NotFound."""
        absence = self.model.tables.absence
        found = await self.model.rows(select(absence).where(absence.c.absence_id == absence_id))
        if not found:
            raise NotFound
        return (await self._told(found))[0]

    async def _told(self, absences: Sequence[Row]) -> list[Row]:
        """Absences with their covers, and those that overlap: days known by their month seem to, which is no contradiction."""
        absence, cover = self.model.tables.absence, self.model.tables.cover
        people = {one["facilitator_id"] for one in absences}
        theirs = await self.model.rows(
            select(absence)
            .where(absence.c.facilitator_id.in_(people))
            .order_by(absence.c.from_on, absence.c.absence_id)
        )
        covers = await self.model.rows(
            select(cover)
            .where(cover.c.absence_id.in_([one["absence_id"] for one in absences]))
            .order_by(cover.c.from_on, cover.c.position)
        )
        return [
            {
                **one,
                "covers": without(
                    [row for row in covers if row["absence_id"] == one["absence_id"]], "absence_id", "position"
                ),
                "overlaps": [other["absence_id"] for other in theirs if _overlap(one, other)],
            }
            for one in absences
        ]

    async def of(self, facilitator_id: UUID) -> list[UUID]:
        """The absences of a person."""
        absence = self.model.tables.absence
        question = select(absence.c.absence_id).where(absence.c.facilitator_id == str(facilitator_id))
        return [UUID(row["absence_id"]) for row in await self.model.rows(question.order_by(absence.c.from_on))]


def _overlap(one: Row, other: Row) -> bool:
    """Whether they are two absences of one person that have a day in common."""
    return (
        one["absence_id"] != other["absence_id"]
        and one["facilitator_id"] == other["facilitator_id"]
        and (one["back_on"] is None or other["from_on"] < one["back_on"])
        and (other["back_on"] is None or one["from_on"] < other["back_on"])
    )
