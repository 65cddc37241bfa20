"""Values: one question, asked of the tables in one connection."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, case, distinct, func, literal, or_, select

from services.reporting.figures.application.answers import PLACES, Figure, Key
from services.reporting.indicators.measures import Distinct, Median, Ratio, Selection, Standing, Stock, Sum

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, FromClause, Row

    from services.reporting.figures.application.answers import Question
    from services.reporting.figures.domain.measured import Reason
    from services.reporting.figures.readmodel import FigureTables
    from services.reporting.indicators.measures import Indicator, Single, Unknown
    from shared.platform.readmodel import Vector

_OF_THE_WHOLE = {*PLACES, "kind", "theme", "register"}
"""Dimensions that a meeting or an entry has as a whole, whoever was there."""
RATIO_DIGITS = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class _Values:
    """What was found, by part of the breakdown."""

    sums: Mapping[Key, Any]
    imprecise: Mapping[Key, int] = field(default_factory=dict)
    unknown: Mapping[Key, int] = field(default_factory=dict)
    at_least: Mapping[Key, int | None] = field(default_factory=dict)


class Asking:
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
        found = self._measured(indicator)
        return [self._figure(indicator, key, found) for key in self._keys(found)]

    def beside(self, indicator: Indicator, other: Asking) -> list[tuple[Figure, Figure]]:
        """Each figure, and the same of a question that differs by its period: for every part that is found in either."""
        mine, theirs = self._measured(indicator), other._measured(indicator)
        return [
            (self._figure(indicator, key, mine), other._figure(indicator, key, theirs))
            for key in self._keys([*mine, *theirs])
        ]

    def _measured(self, indicator: Indicator) -> list[_Values]:
        """What is found of a figure: its value, or its numerator and its denominator."""
        measure = indicator.measure
        singles = [measure.numerator, measure.denominator] if isinstance(measure, Ratio) else [measure]
        return [self._values(single) for single in singles]

    def _figure(self, indicator: Indicator, key: Key, found: Sequence[_Values]) -> Figure:
        if isinstance(indicator.measure, Ratio):
            above, below = found
            return _ratio(indicator, self._scope(key), above, below, key)
        (values,) = found
        # Nothing that happened is zero; nothing that was ever said of what there is, is unknown.
        empty = 0 if isinstance(indicator.measure, (Sum, Distinct)) else None
        return Figure(
            indicator,
            self._scope(key),
            values.sums.get(key, empty),
            unknown=values.unknown.get(key, 0),
            at_least=values.at_least.get(key) or 0,
            imprecise=values.imprecise.get(key, 0),
        )

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
                self._perhaps(until=is_at_the_end(measure)),
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

    def _keys(self, found_values: Sequence[_Values]) -> list[Key]:
        """The parts of the breakdown: all councils of the scope, and whatever else has a value."""
        found = {key for values in found_values for key in values.sums}
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
        undone_at, then = self._rows.c.undone_at, at(self._question.as_of, self._rows.c.source)
        return and_(self._rows.c.position <= then, or_(undone_at.is_(None), undone_at > then))

    def _no_longer_known(self) -> ColumnElement[bool]:
        """What was true before that point, and no longer is."""
        undone_at, then = self._rows.c.undone_at, at(self._question.as_of, self._rows.c.source)
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


def at(vector: Vector, source: ColumnElement[str]) -> ColumnElement[int]:
    """The position of each row's source, as an expression."""
    return case(*((source == name, literal(position)) for name, position in vector.items()), else_=literal(0))


def is_at_the_end(measure: Single) -> bool:
    """Whether it tells what there is on the last day, and not what happened in the period."""
    return isinstance(measure, (Stock, Standing))


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
