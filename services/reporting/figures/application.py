"""The questions that figures answer: a value and its trace, for a period, a scope and a point in the logs.

The value and the trace read the same rows by the same conditions. The same indicator version, scope and point in the
logs give the same answer for ever.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import ColumnElement, Select, and_, case, distinct, func, literal, or_, select

from services.reporting.figures.domain.contribution import Reason
from services.reporting.figures.readmodel import microseconds
from services.reporting.indicators.measures import (
    Distinct,
    Indicator,
    Median,
    Ratio,
    Selection,
    Single,
    Standing,
    Stock,
    Sum,
    Unknown,
)
from shared.kernel import Incoherent, NotFound
from shared.platform.clock import PARIS
from shared.platform.readmodel import read_vector

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection, FromClause, Row

    from services.reporting.figures.readmodel import FigureTables
    from shared.platform.clock import Clock
    from shared.platform.readmodel import ReadModel, Vector

PLACES = ("council", "arrondissement")
_OF_THE_WHOLE = {*PLACES, "kind", "theme", "register"}
"""Dimensions that a meeting or an entry has as a whole, whoever was there."""
RATIO_DIGITS = Decimal("0.0001")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLACES = re.compile(r"[a-z]+@[0-9]{1,18}(,[a-z]+@[0-9]{1,18})*")

Key = tuple[str | None, ...]
Part = Literal["value", "numerator", "denominator"]


class PeriodEndsBeforeItStarts(Incoherent):
    """The period ends ({last}) before it starts ({first})."""

    pointer = "/query/to"


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


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a period (both ends included), a scope, a breakdown, and the point in the logs it is asked as of."""

    first: date
    last: date
    as_of: Vector
    by: tuple[str, ...] = ()
    council: str | None = None
    arrondissement: str | None = None

    def __post_init__(self) -> None:
        """Raises PeriodEndsBeforeItStarts."""
        if self.last < self.first:
            raise PeriodEndsBeforeItStarts(first=self.first, last=self.last)


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and what it is made of. `value` is None when it cannot be measured: never zero instead."""

    indicator: Indicator
    scope: Mapping[str, str | None]
    value: int | Decimal | None
    numerator: int | None = None
    denominator: int | None = None
    unknown: int = 0
    """How many things of the period are not known (meetings that nobody counted): the value is without them."""
    at_least: int = 0
    """How many of those counted are lower bounds (*at least 8 present*): then so is the value."""
    imprecise: int = 0
    """How many facts are left out because their date, known to the month or the year, may lie outside the period."""


@dataclass(frozen=True, slots=True)
class TracedFact:
    """A fact in the trace of a figure: what it adds, or why it adds nothing."""

    part: Part
    weight: int
    reason: Reason | None
    source: str
    position: int
    state: bytes
    first_on: date
    last_on: date
    lines: list[dict[str, Any]]
    """What it adds, by dimension."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A figure, the facts that are counted in it and those that are not."""

    figure: Figure
    counted: list[TracedFact]
    not_counted: list[TracedFact]


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
        if moment >= _start_of(self._clock.today() + timedelta(days=1)):
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
                asking = _Asking(connection, self._model.tables, question)
                return [figure for indicator in chosen for figure in asking.figures(indicator)]

        return await asyncio.to_thread(ask)

    async def trace(self, indicator: Indicator, question: Question) -> Trace:
        """One figure, fact by fact."""

        def ask() -> Trace:
            with self._model.engine.connect() as connection:
                return _Asking(connection, self._model.tables, question).trace(indicator)

        return await asyncio.to_thread(ask)


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
            return _start_of(date.fromisoformat(words) + timedelta(days=1)) - timedelta(microseconds=1)
        # A "+" in an address is a space.
        moment = datetime.fromisoformat(words.replace(" ", "+"))
        if moment.tzinfo is None:
            raise AsOfNotUnderstood
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise AsOfNotUnderstood from error


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), PARIS).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class _Values:
    """What was found, by part of the breakdown."""

    sums: Mapping[Key, Any]
    imprecise: Mapping[Key, int] = field(default_factory=dict)
    unknown: Mapping[Key, int] = field(default_factory=dict)
    at_least: Mapping[Key, int | None] = field(default_factory=dict)


class _Asking:
    """One question, asked of the tables in one connection."""

    def __init__(self, connection: Connection, tables: FigureTables, question: Question) -> None:
        self._connection = connection
        self._rows = tables.contribution
        self._ledger = tables.ledger
        self._councils = tables.council
        self._question = question

    # Values

    def figures(self, indicator: Indicator) -> list[Figure]:
        """One figure for each part of the breakdown."""
        measure = indicator.measure
        if isinstance(measure, Ratio):
            above, below = self._values(measure.numerator), self._values(measure.denominator)
            return [
                _ratio(indicator, self._scope(key), above, below, key) for key in self._keys(above.sums, below.sums)
            ]
        found = self._values(measure)
        # Nothing that happened is zero; nothing that was ever said of what there is, is unknown.
        empty = 0 if isinstance(measure, (Sum, Distinct)) else None
        return [
            Figure(
                indicator,
                self._scope(key),
                found.sums.get(key, empty),
                unknown=found.unknown.get(key, 0),
                at_least=found.at_least.get(key) or 0,
                imprecise=found.imprecise.get(key, 0),
            )
            for key in self._keys(found.sums)
        ]

    def _values(self, measure: Single) -> _Values:
        """Values by part of the breakdown, and what is not known of each."""
        imprecise = self._imprecise(measure)
        match measure:
            case Distinct(selection):
                return _Values(self._distinct(selection), imprecise)
            case Standing(selection, along):
                return _Values(self._standing(selection, along), imprecise)
            case Median(selection):
                return _Values(self._median(selection), imprecise)
            case Stock(selection):
                # A key is there only where something was recorded: elsewhere the stock is unknown.
                return _Values(self._sums(selection, until=True), imprecise)
            case Sum(selection, unknown):
                found = _Values(self._sums(selection, until=False), imprecise)
                return found if unknown is None else self._with_unknown(found, selection, unknown)

    def _imprecise(self, measure: Single) -> dict[Key, int]:
        """How many facts are left out because their date may lie outside, by part of the breakdown."""
        keys, rows = self._key_columns(), self._rows
        question = (
            select(*keys, func.count(distinct(rows.c.told_at)))
            .select_from(self._from())
            .where(
                self._selected(measure.selection),
                rows.c.reason.is_(None),
                self._perhaps(until=_is_at_the_end(measure)),
            )
            .group_by(*keys)
        )
        return {tuple(row[:-1]): int(row[-1]) for row in self._connection.execute(question) if row[-1]}

    def _with_unknown(self, found: _Values, selection: Selection, unknown: Unknown) -> _Values:
        """Where some things are unknown and none is known, the sum is unknown: not zero."""
        if not set(self._question.by) <= _OF_THE_WHOLE:
            # Heads of a college are told only by meetings that were counted.
            return replace(found, sums={key: value for key, value in found.sums.items() if value})
        known = self._sums(Selection(unknown.known), until=False)
        missing = self._unknown(selection, unknown.reason)
        at_least = {} if unknown.at_least is None else self._sums(Selection(unknown.at_least), until=False)
        sums = {**found.sums, **{key: None for key in missing if not known.get(key)}}
        return replace(found, sums=sums, unknown=missing, at_least=at_least)

    def _sums(self, selection: Selection, *, until: bool) -> dict[Key, int | None]:
        keys = self._key_columns()
        question = (
            select(*keys, func.sum(self._rows.c.weight), func.count())
            .select_from(self._from())
            .where(self._selected(selection), self._rows.c.reason.is_(None), self._within(until=until))
            .group_by(*keys)
        )
        return {tuple(row[:-2]): int(row[-2]) for row in self._connection.execute(question) if row[-1]}

    def _distinct(self, selection: Selection) -> dict[Key, int | None]:
        keys = self._key_columns()
        each = (
            select(*keys, self._rows.c.subject.label("subject"))
            .select_from(self._from())
            .where(self._selected(selection), self._rows.c.reason.is_(None), self._within(until=False))
            .group_by(*keys, self._rows.c.subject)
        ).subquery()
        columns = list(each.c)[:-1]
        question = select(*columns, func.count()).select_from(each).group_by(*columns)
        return {tuple(row[:-1]): int(row[-1]) for row in self._connection.execute(question)}

    def _standing(self, selection: Selection, along: Selection | None) -> dict[Key, int | None]:
        """How many things stand on the last day; none where nothing was ever recorded."""
        recorded = self._sums(selection, until=True)
        standing = Counter(key for key, _ in self._still_standing(selection, along))
        return {key: standing[key] for key in recorded}

    def _still_standing(self, selection: Selection, along: Selection | None = None) -> set[tuple[Key, tuple[str, str]]]:
        """The things that stand on the last day, each of its council, with its part of the breakdown."""
        keys, rows = self._key_columns(), self._rows
        question = (
            select(*keys, rows.c.council_id.label("of"), rows.c.subject)
            .select_from(self._from())
            .where(self._selected(selection), rows.c.reason.is_(None), self._within(until=True))
            .group_by(*keys, rows.c.council_id, rows.c.subject)
            .having(func.sum(rows.c.weight) > 0)
        )
        found = {(tuple(row[:-2]), (row[-2], row[-1])) for row in self._connection.execute(question)}
        if along is None:
            return found
        others = {thing for _, thing in self._still_standing(along)}
        return {(key, thing) for key, thing in found if thing in others}

    def _median(self, selection: Selection) -> dict[Key, int | Decimal]:
        keys = self._key_columns()
        question = (
            select(*keys, self._rows.c.weight)
            .select_from(self._from())
            .where(self._selected(selection), self._rows.c.reason.is_(None), self._within(until=False))
        )
        weights: dict[Key, list[int]] = defaultdict(list)
        for row in self._connection.execute(question):
            weights[tuple(row[:-1])].append(row[-1])
        middle = {key: median(many) for key, many in weights.items()}
        return {key: one if isinstance(one, int) else Decimal(str(one)) for key, one in middle.items()}

    def _unknown(self, selection: Selection, reason: Reason) -> dict[Key, int]:
        """How many things are not counted for that reason, by part of the breakdown."""
        keys = self._key_columns()
        question = (
            select(*keys, func.count())
            .select_from(self._from())
            .where(
                self._selected(selection, dimensions=False),
                self._rows.c.reason == reason,
                self._overlaps(),
            )
            .group_by(*keys)
        )
        return {tuple(row[:-1]): int(row[-1]) for row in self._connection.execute(question) if row[-1]}

    def _keys(self, *values: Mapping[Key, Any]) -> list[Key]:
        """The parts of the breakdown: all councils of the scope, and whatever else has a value."""
        found = {key for one in values for key in one}
        if not self._question.by:
            return [()]
        if set(self._question.by) <= set(PLACES):
            found |= {self._place_key(row) for row in self._connection.execute(self._known_councils())}
        return sorted(found, key=lambda key: [part or "" for part in key])

    def _place_key(self, row: Row[Any]) -> Key:
        place = {"council": row.council_id, "arrondissement": row.arrondissement}
        return tuple(place[dimension] for dimension in self._question.by)

    def _known_councils(self) -> Select[Any]:
        councils = self._councils
        question = select(councils).where(self._as_known_then(), councils.c.first_on <= self._question.last)
        if self._question.council is not None:
            question = question.where(councils.c.council_id == self._question.council)
        if self._question.arrondissement is not None:
            question = question.where(councils.c.arrondissement == self._question.arrondissement)
        return question

    def _scope(self, key: Key) -> dict[str, str | None]:
        places = {"council": self._question.council, "arrondissement": self._question.arrondissement}
        named: dict[str, str | None] = {name: value for name, value in places.items() if value is not None}
        return named | dict(zip(self._question.by, key, strict=True))

    # Conditions, shared by values and traces

    def _from(self) -> FromClause:
        rows, councils = self._rows, self._councils
        return rows.outerjoin(
            councils,
            and_(councils.c.council_id == rows.c.council_id, self._as_known_then()),
        )

    def _as_known_then(self) -> ColumnElement[bool]:
        """Of each council, what was said of it last by then."""
        councils, then = self._councils, self._question.as_of.get("councils", 0)
        return and_(councils.c.position <= then, or_(councils.c.replaced_at.is_(None), councils.c.replaced_at > then))

    def _key_columns(self) -> list[ColumnElement[Any]]:
        places = {"council": self._rows.c.council_id, "arrondissement": self._councils.c.arrondissement}
        return [places[name] if name in places else self._rows.c[name] for name in self._question.by]

    def _selected(self, selection: Selection, *, dimensions: bool = True) -> ColumnElement[bool]:
        return and_(self._of(selection, dimensions=dimensions), self._known())

    def _of(self, selection: Selection, *, dimensions: bool = True) -> ColumnElement[bool]:
        rows, question = self._rows, self._question
        conditions = [rows.c.measured == selection.measured]
        if dimensions:
            conditions += [rows.c[name].in_(values) for name, values in selection.where.items()]
        if question.council is not None:
            conditions.append(rows.c.council_id == question.council)
        if question.arrondissement is not None:
            conditions.append(self._councils.c.arrondissement == question.arrondissement)
        return and_(*conditions)

    def _known(self) -> ColumnElement[bool]:
        """What was true at that point in the logs."""
        undone_at, then = self._rows.c.undone_at, _at(self._question.as_of, self._rows.c.source)
        return and_(self._rows.c.position <= then, or_(undone_at.is_(None), undone_at > then))

    def _no_longer_known(self) -> ColumnElement[bool]:
        """What was true before that point, and no longer is."""
        undone_at, then = self._rows.c.undone_at, _at(self._question.as_of, self._rows.c.source)
        return and_(self._rows.c.position <= then, undone_at <= then)

    def _within(self, *, until: bool) -> ColumnElement[bool]:
        """Certainly in the period, or for a stock certainly by its last day."""
        by_the_end = self._rows.c.last_on <= self._question.last
        return by_the_end if until else and_(self._rows.c.first_on >= self._question.first, by_the_end)

    def _perhaps(self, *, until: bool) -> ColumnElement[bool]:
        """Perhaps in the period, perhaps not: the date is not known finely enough."""
        return and_(self._overlaps(until=until), ~self._within(until=until))

    def _overlaps(self, *, until: bool = False) -> ColumnElement[bool]:
        begun = self._rows.c.first_on <= self._question.last
        return begun if until else and_(begun, self._rows.c.last_on >= self._question.first)

    # Traces

    def trace(self, indicator: Indicator) -> Trace:
        """The facts behind the figure, for each of its parts."""
        (figure,) = self.figures(indicator)
        measure = indicator.measure
        parts: list[tuple[Part, Single]] = (
            [("numerator", measure.numerator), ("denominator", measure.denominator)]
            if isinstance(measure, Ratio)
            else [("value", measure)]
        )
        counted, not_counted = [], []
        for part, one in parts:
            adding = self._traced(part, one.selection, self._within(until=_is_at_the_end(one)))
            if isinstance(one, Distinct):
                adding, again = _each_once(adding)
                not_counted += again
            elif isinstance(one, Standing):
                adding, over = self._which_stand(adding, one)
                not_counted += over
            counted += adding
            told = self._not_counted(part, one)
            # Replaced is only what says nothing more: neither that it counts, nor why it does not.
            speaking = {(fact.source, fact.position) for fact in (*adding, *told) if fact.reason != Reason.REPLACED}
            not_counted += [
                fact for fact in told if fact.reason != Reason.REPLACED or (fact.source, fact.position) not in speaking
            ]
        return Trace(figure, counted, not_counted)

    def _which_stand(self, facts: Sequence[TracedFact], measure: Standing) -> tuple[list[TracedFact], list[TracedFact]]:
        """The last fact of each thing that stands counts for one; others say why they do not."""
        standing = {thing for _, thing in self._still_standing(measure.selection)}
        together = {thing for _, thing in self._still_standing(measure.selection, measure.along)}
        counted, not_counted, seen = list[TracedFact](), list[TracedFact](), set[tuple[str, str]]()
        for fact in reversed(facts):
            thing = fact.lines[0]["council"], fact.lines[0]["subject"]
            if thing in together and thing not in seen:
                seen.add(thing)
                counted.append(replace(fact, weight=1))
            else:
                reason = Reason.ALREADY_COUNTED if thing in seen else Reason.ALONE if thing in standing else Reason.OVER
                not_counted.append(replace(fact, weight=0, reason=reason))
        return counted[::-1], not_counted[::-1]

    def _traced(self, part: Part, selection: Selection, condition: ColumnElement[bool]) -> list[TracedFact]:
        return self._facts(part, and_(self._selected(selection), self._rows.c.reason.is_(None), condition), None)

    def _not_counted(self, part: Part, measure: Single) -> list[TracedFact]:
        """Facts that may lie outside, those that say themselves why they add nothing, and those that later ones replaced."""
        rows, until = self._rows, _is_at_the_end(measure)
        selected, adds = self._selected(measure.selection), rows.c.reason.is_(None)
        told = and_(self._selected(measure.selection, dimensions=False), rows.c.reason.is_not(None))
        replaced = and_(self._of(measure.selection), self._no_longer_known(), adds)
        return [
            *self._facts(part, and_(selected, adds, self._perhaps(until=until)), Reason.DATE_IMPRECISE),
            *self._facts(part, and_(told, self._overlaps(until=until)), None),
            *self._facts(part, and_(replaced, self._overlaps(until=until)), Reason.REPLACED),
        ]

    def _facts(self, part: Part, condition: ColumnElement[bool], reason: Reason | None) -> list[TracedFact]:
        """The rows that meet a condition, gathered by the fact that says them."""
        rows, ledger = self._rows, self._ledger
        question = (
            select(rows, ledger.c.state)
            .select_from(
                self._from().join(ledger, and_(ledger.c.source == rows.c.source, ledger.c.position == rows.c.told_at))
            )
            .where(condition)
            .order_by(rows.c.first_on, rows.c.source, rows.c.told_at, rows.c.position, rows.c.line)
        )
        gathered: dict[tuple[str, int, str], list[Any]] = defaultdict(list)
        for row in self._connection.execute(question):
            gathered[row.source, row.told_at, row.council_id].append(row)
        return [_traced_fact(part, reason, together) for together in gathered.values()]


def _at(vector: Vector, source: ColumnElement[str]) -> ColumnElement[int]:
    """The position of each row's source, as an expression."""
    return case(*((source == name, literal(position)) for name, position in vector.items()), else_=literal(0))


def _traced_fact(part: Part, reason: Reason | None, rows: Sequence[Any]) -> TracedFact:
    told = reason or (Reason(rows[0].reason) if rows[0].reason else None)
    return TracedFact(
        part=part,
        weight=0 if told else sum(row.weight for row in rows),
        reason=told,
        source=rows[0].source,
        position=rows[0].told_at,
        state=rows[0].state,
        first_on=rows[0].first_on,
        last_on=rows[0].last_on,
        lines=[_line(row) for row in rows],
    )


_DIMENSIONS = ("kind", "group", "college", "gender", "age_band", "theme", "funder", "register")


def _line(row: Any) -> dict[str, Any]:
    dimensions = {name: getattr(row, name) for name in _DIMENSIONS if getattr(row, name) is not None}
    return {"weight": row.weight, "council": row.council_id, "subject": row.subject, **dimensions}


def _is_at_the_end(measure: Single) -> bool:
    """Whether it tells what there is on the last day, and not what happened in the period."""
    return isinstance(measure, (Stock, Standing))


def _each_once(facts: Sequence[TracedFact]) -> tuple[list[TracedFact], list[TracedFact]]:
    """A fact counts for each thing that no fact before it counted, for all its councils; others say that it is counted already."""
    seen: set[str] = set()
    once: dict[tuple[str, int], TracedFact] = {}
    again: list[TracedFact] = []
    for fact in facts:
        place = (fact.source, fact.position)
        fresh = {line["subject"] for line in fact.lines} - seen
        seen |= fresh
        if place in once:  # the same fact, for another council
            first = once[place]
            once[place] = replace(first, weight=first.weight + len(fresh), lines=[*first.lines, *fact.lines])
        elif fresh:
            once[place] = replace(fact, weight=len(fresh))
        else:
            again.append(replace(fact, weight=0, reason=Reason.ALREADY_COUNTED))
    return list(once.values()), again


def _ratio(indicator: Indicator, scope: Mapping[str, str | None], above: _Values, below: _Values, key: Key) -> Figure:
    numerator, denominator = above.sums.get(key) or 0, below.sums.get(key) or 0
    value = None
    if denominator > 0:
        value = (Decimal(numerator) / Decimal(denominator)).quantize(RATIO_DIGITS, ROUND_HALF_UP)
    return Figure(
        indicator,
        scope,
        value,
        numerator,
        denominator,
        unknown=above.unknown.get(key, 0),
        at_least=above.at_least.get(key) or 0,
        imprecise=max(above.imprecise.get(key, 0), below.imprecise.get(key, 0)),
    )
