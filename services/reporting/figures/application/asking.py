"""Values: one question, asked of the tables in one connection."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, distinct, func, or_, select

from services.reporting.figures.application.answers import PLACES, Figure, Key
from services.reporting.figures.application.conditions import is_at_the_end
from services.reporting.figures.application.over_days import OverDays, middle_of
from services.reporting.indicators.measures import (
    Delay,
    Distinct,
    Free,
    Median,
    Ratio,
    Selection,
    Standing,
    Stock,
    Stocks,
    Sum,
    parts_of,
    selections_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Row

    from services.reporting.figures.domain.measured import Reason
    from services.reporting.indicators.measures import Indicator, Single, Unknown

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


class Asking(OverDays):
    """One question, asked of the tables in one connection."""

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
        return [self._values(single) for single in parts_of(indicator.measure)]

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
        found = _Values(self._found(measure), self._imprecise(measure))
        if isinstance(measure, (Sum, Distinct)) and measure.unknown is not None:
            return self._with_unknown(found, measure.selection, measure.unknown)
        return found

    def _found(self, measure: Single) -> Mapping[Key, Any]:
        found: Mapping[Key, Any]
        match measure:
            case Sum(selection) | Stock(selection):
                # A key is there only where something was recorded: elsewhere a stock is unknown.
                found = self._sums(selection, until=is_at_the_end(measure))
            case Distinct(selection):
                found = self._distinct(selection)
            case Standing(selection, along):
                found = self._standing(selection, along)
            case Stocks():
                found = self._stocks(measure)
            case Free():
                found = self._free(measure)
            case Median(selection):
                found = self._median(selection)
            case Delay(selection):
                found = self._delay(selection)
        return found

    def _imprecise(self, measure: Single) -> dict[Key, int]:
        """How many facts are left out because their date may lie outside, by part of the breakdown."""
        keys, rows = self._key_columns(), self._rows
        question = (
            select(*keys, func.count(distinct(rows.c.told_at)))
            .select_from(self._from())
            .where(
                or_(*(self._selected(one) for one in selections_of(measure))),
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

    def _median(self, selection: Selection) -> dict[Key, int | Decimal]:
        question = (
            select(*self._key_columns(), self._rows.c.weight)
            .select_from(self._from())
            .where(self._selected(selection), self._rows.c.reason.is_(None), self._within(until=False))
        )
        return middle_of((tuple(row[:-1]), row[-1]) for row in self._connection.execute(question))

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


def _ratio(indicator: Indicator, scope: Mapping[str, str | None], above: _Values, below: _Values, key: Key) -> Figure:
    numerator, denominator = above.sums.get(key) or 0, below.sums.get(key) or 0
    value = None
    if denominator > 0 and above.sums.get(key, 0) is not None:
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
