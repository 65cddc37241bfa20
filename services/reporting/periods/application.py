"""What people do with periods: see what is missing, close, approve, reopen, see what came late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.reporting.periods.domain import Period, PeriodIsNotWholeMonths, period_id
from shared.contracts.reporting.periods import Missing, PeriodClosed
from shared.kernel import NotFound
from shared.platform.readmodel import read_vector, write_vector

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from services.reporting.figures.application import Figures
    from services.reporting.figures.application.answers import Question
    from services.reporting.figures.application.completeness import Gap, LateFact
    from shared.kernel import Recorded
    from shared.platform.clock import Clock
    from shared.platform.store import Command, Committed, Store


class Periods:
    """Periods, as people act on them. Every method raises what the period refuses."""

    def __init__(self, store: Store, figures: Figures, clock: Clock) -> None:
        self._store = store
        self._figures = figures
        self._clock = clock

    async def missing(self, first: date, last: date, as_of: str | None) -> tuple[Question, list[Gap]]:
        """What nobody has noted in a period. Raises also what the figures refuse."""
        question = await self._figures.question(first, last, as_of)
        return question, await self._figures.gaps(question)

    async def close(self, command: Command, first: date, last: date) -> tuple[UUID, Committed]:
        """A period is reported as it is known now, with what is missing. Raises also what the figures refuse."""
        which, today = period_id(first, last), self._clock.today()
        question, gaps = await self.missing(first, last, None)
        missing = [Missing(council_id=gap.council_id, what=gap.what, times=gap.times) for gap in gaps]
        as_of = write_vector(question.as_of)
        return which, await self._store.open(
            command, Period, which, lambda period: period.close(first, last, as_of, missing, today)
        )

    async def approve(self, command: Command, which: UUID) -> Committed:
        """Somebody answers for it."""
        return await self._store.change(command, Period, which, lambda period: period.approve())

    async def reopen(self, command: Command, which: UUID, why: str) -> Committed:
        """It is to be closed again."""
        return await self._store.change(command, Period, which, lambda period: period.reopen(why))

    async def closed_as_of(self, first: date, last: date) -> str | None:
        """The point in the logs as of which a period is reported; None where it is not closed, or is no period that can be."""
        try:
            period = await self._store.load(Period, period_id(first, last))
        except (NotFound, PeriodIsNotWholeMonths):
            return None
        return period.as_of

    async def history(self, which: UUID) -> list[Recorded]:
        """Everything recorded about a period, in order. Raises NotFound."""
        return await self._store.history(which, PeriodClosed)

    async def late(self, first: date, last: date, since: str) -> tuple[Question, list[LateFact]]:
        """The facts about a period that were recorded since it was closed."""
        question = await self._figures.question(first, last, None)
        return question, await self._figures.late(question, read_vector(since))
