"""The questions that figures answer: a value and its trace, for a period, a scope and a point in the logs.

The value and the trace read the same rows by the same conditions. The same indicator version, scope and point in the
logs give the same answer for ever.
"""

from __future__ import annotations

import asyncio
import re
from calendar import monthrange
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal, TypeVar

from sqlalchemy import func, select

from services.reporting.figures.application.answers import PLACES, Difference, Figure, Question, Trace
from services.reporting.figures.application.asking import Asking
from services.reporting.figures.application.comparing import Comparing
from services.reporting.figures.application.completeness import Completeness
from services.reporting.figures.application.tracing import Tracing
from services.reporting.ledger import microseconds
from shared.kernel import Incoherent, NotFound
from shared.platform.clock import start_of
from shared.platform.readmodel import read_vector, write_vector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from services.reporting.figures.application.completeness import Gap, LateFact, Weeks
    from services.reporting.figures.readmodel import FigureTables
    from services.reporting.indicators.measures import Indicator
    from shared.platform.clock import Clock
    from shared.platform.readmodel import ReadModel, Vector

T = TypeVar("T")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLACES = re.compile(r"[a-z]+@[0-9]{1,18}(,[a-z]+@[0-9]{1,18})*")


class NoSuchBreakdown(Incoherent):
    """{code} cannot be broken down by {dimension}."""

    pointer = "/query/by"


class NoIndicatorHasAll(Incoherent):
    """No indicator can be broken down by {dimensions} together."""

    pointer = "/query/by"


class NoSuchCouncil(NotFound):
    """No council has the code {council_id}."""

    pointer = "/query/council"


class AsOfNotUnderstood(Incoherent):
    """A point in time is a day (2026-01-31), a moment with its zone (2026-01-31T18:00:00+01:00), or places (activities@40,councils@12)."""

    pointer = "/query/as_of"


class AsOfInTheFuture(Incoherent):
    """Nobody knows yet what will be known then."""

    pointer = "/query/as_of"


class SinceIsAfter(Incoherent):
    """What is compared with must come before: {since} is not before {as_of}."""

    pointer = "/query/since"


class TooManySteps(Incoherent):
    """That makes {steps:step|steps}: {limit} at most can be asked at once."""

    pointer = "/query/step"


Former = Literal["previous", "year-before"]
"""The period just before, as long; or the same days a year earlier."""
Step = Literal["month", "quarter", "year"]
MONTHS: Mapping[Step, int] = {"month": 1, "quarter": 3, "year": 12}
LONGEST_SERIES = 120
"""Ten years, month by month."""


class Figures:
    """What can be asked of the figures."""

    def __init__(self, model: ReadModel[FigureTables], clock: Clock) -> None:
        self._model = model
        self._clock = clock

    async def as_of(self, words: str | None) -> Vector:
        """The point in the logs that a day, a moment or places mean; now when nothing is said.

        Raises AsOfNotUnderstood, AsOfInTheFuture.
        """
        reached = dict(self._model.positions)
        if words is None:
            return reached
        if "@" in words:
            return _places(words, reached)
        moment = _moment(words)
        if moment >= start_of(self._clock.today() + timedelta(days=1)):
            raise AsOfInTheFuture
        if moment >= self._clock.now():
            return reached
        return await asyncio.to_thread(self._known_by, moment, reached)

    def _known_by(self, moment: datetime, reached: Vector) -> Vector:
        """For each source, the longest beginning of its log that was recorded by then."""
        ledger = self._model.tables.ledger
        vector = {}
        with self._model.engine.connect() as connection:
            for source, position in reached.items():
                later = select(func.min(ledger.c.position)).where(
                    ledger.c.source == source, ledger.c.recorded_us > microseconds(moment)
                )
                first_later = connection.execute(later).scalar()
                if first_later is None:
                    vector[source] = position
                    continue
                before = select(func.max(ledger.c.position)).where(
                    ledger.c.source == source, ledger.c.position < first_later
                )
                vector[source] = connection.execute(before).scalar() or 0
        return vector

    async def question(
        self,
        first: date,
        last: date,
        as_of: str | None,
        by: tuple[str, ...] = (),
        council: str | None = None,
        arrondissement: str | None = None,
    ) -> Question:
        """What is asked, once it is sure that it can be. Raises NoSuchCouncil, and as `as_of` and Question."""
        if council is not None:
            known = self._model.tables.council
            if not await self._model.rows(select(known.c.council_id).where(known.c.council_id == council)):
                raise NoSuchCouncil(council_id=council)
        return Question(first, last, await self.as_of(as_of), by, council, arrondissement)

    async def figures(self, indicators: Iterable[Indicator], question: Question) -> list[Figure]:
        """The figures of these indicators, one for each part of the breakdown. Raises NoSuchBreakdown."""
        chosen = list(indicators)
        for indicator in chosen:
            _check_breakdown(indicator, question.by)

        def ask() -> list[Figure]:
            with self._model.engine.connect() as connection:
                asking = Asking(connection, self._model.tables, question)
                return [figure for indicator in chosen for figure in asking.figures(indicator)]

        return await asyncio.to_thread(ask)

    async def beside(
        self, indicators: Iterable[Indicator], question: Question, former: Former
    ) -> tuple[Question, list[tuple[Figure, Figure]]]:
        """The figures of these indicators, each with that of a former period, both from what is known at the same point.

        Raises NoSuchBreakdown.
        """
        chosen = list(indicators)
        for indicator in chosen:
            _check_breakdown(indicator, question.by)
        earlier = _earlier(question, former)

        def ask() -> list[tuple[Figure, Figure]]:
            with self._model.engine.connect() as connection:
                now, then = (Asking(connection, self._model.tables, one) for one in (question, earlier))
                return [pair for indicator in chosen for pair in now.beside(indicator, then)]

        return earlier, await asyncio.to_thread(ask)

    async def trace(self, indicator: Indicator, question: Question) -> Trace:
        """One figure, fact by fact."""

        def ask() -> Trace:
            with self._model.engine.connect() as connection:
                return Tracing(connection, self._model.tables, question).trace(indicator)

        return await asyncio.to_thread(ask)

    async def difference(self, indicator: Indicator, question: Question, since: str) -> Difference:
        """What made one figure change since an earlier point in the logs. Raises SinceIsAfter, and as `as_of`."""
        try:
            then = await self.as_of(since)
        except (AsOfNotUnderstood, AsOfInTheFuture) as refusal:
            refusal.pointer = SinceIsAfter.pointer
            raise
        if any(position > question.as_of[source] for source, position in then.items()):
            raise SinceIsAfter(since=write_vector(then), as_of=write_vector(question.as_of))

        def ask() -> Difference:
            with self._model.engine.connect() as connection:
                return Comparing(connection, self._model.tables, question, then).difference(indicator)

        return await asyncio.to_thread(ask)

    async def weeks(self, question: Question) -> dict[str, Weeks]:
        """By council, the weeks of the period in which somebody was in charge, and how many of them are closed."""
        return await self._completeness(question, lambda it: it.weeks())

    async def gaps(self, question: Question) -> list[Gap]:
        """What nobody noted in the period."""
        return await self._completeness(question, lambda it: it.gaps())

    async def late(self, question: Question, since: Vector) -> list[LateFact]:
        """The facts about the period that were recorded after a point in the logs."""
        return await self._completeness(question, lambda it: it.late(since))

    async def _completeness(self, question: Question, ask: Callable[[Completeness], T]) -> T:
        def asked() -> T:
            with self._model.engine.connect() as connection:
                return ask(Completeness(connection, self._model.tables, question))

        return await asyncio.to_thread(asked)

    async def series(self, indicator: Indicator, question: Question, step: Step) -> list[tuple[Question, Figure]]:
        """One figure for each calendar step of the period, cut at its ends. Raises TooManySteps."""
        questions = [
            replace(question, first=max(first, question.first), last=min(last, question.last))
            for first, last in _steps(question, MONTHS[step])
        ]

        def ask() -> list[tuple[Question, Figure]]:
            with self._model.engine.connect() as connection:
                return [
                    (one, figure)
                    for one in questions
                    for figure in Asking(connection, self._model.tables, one).figures(indicator)
                ]

        return await asyncio.to_thread(ask)


def _steps(question: Question, months: int) -> list[tuple[date, date]]:
    """First and last day of each calendar step that has a day in the period."""
    start, end = (_number(day) for day in (question.first, question.last))
    firsts = range(start - start % months, end + 1, months)
    if len(firsts) > LONGEST_SERIES:
        raise TooManySteps(steps=len(firsts), limit=LONGEST_SERIES)
    return [(_month(first), _month(first + months - 1, last=True)) for first in firsts]


def _earlier(question: Question, former: Former) -> Question:
    """The same question of a former period; whole months follow whole months, however long they are."""
    first, last = question.first, question.last
    begins, ends = (_number(day) for day in (first, last))
    if first == _month(begins) and last == _month(ends, last=True):
        back = MONTHS["year"] if former == "year-before" else ends - begins + 1
        return replace(question, first=_month(begins - back), last=_month(ends - back, last=True))
    if former == "year-before":
        return replace(question, first=_a_year_before(first), last=_a_year_before(last))
    return replace(question, first=first - (last - first) - timedelta(days=1), last=first - timedelta(days=1))


def _a_year_before(day: date) -> date:
    """The same day of the year before; 28 February for the 29th."""
    last = monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=min(day.day, last))


def _number(day: date) -> int:
    """Its month, counted from the beginning of the calendar."""
    return day.year * MONTHS["year"] + day.month - 1


def _month(number: int, *, last: bool = False) -> date:
    """The first or the last day of a month, counted from the beginning of the calendar."""
    year, month = divmod(number, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1] if last else 1)


def breaks_down(indicator: Indicator, by: Sequence[str]) -> bool:
    """Whether an indicator has all these dimensions."""
    return all(dimension in (*PLACES, *indicator.dimensions) for dimension in by)


def _check_breakdown(indicator: Indicator, by: Sequence[str]) -> None:
    for dimension in by:
        if not breaks_down(indicator, [dimension]):
            raise NoSuchBreakdown(code=indicator.code, dimension=dimension)


def _places(words: str, reached: Vector) -> Vector:
    if not _PLACES.fullmatch(words):
        raise AsOfNotUnderstood
    asked = read_vector(words)
    if len(asked) < words.count("@") or not asked.keys() <= reached.keys():
        raise AsOfNotUnderstood
    if any(position > reached[source] for source, position in asked.items()):
        raise AsOfInTheFuture
    return {**reached, **asked}


def _moment(words: str) -> datetime:
    """The last instant of a day in Paris, or a moment that says its zone."""
    try:
        if _DAY.fullmatch(words):
            return start_of(date.fromisoformat(words) + timedelta(days=1)) - timedelta(microseconds=1)
        # A "+" in an address is a space.
        moment = datetime.fromisoformat(words.replace(" ", "+"))
        if moment.tzinfo is None:
            raise AsOfNotUnderstood
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise AsOfNotUnderstood from error
