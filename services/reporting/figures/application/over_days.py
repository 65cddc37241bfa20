"""What is told by days: what still stands, what stood on several days, how long it took."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from services.reporting.figures.application.answers import Key
from services.reporting.figures.application.conditions import Conditions
from services.reporting.indicators.measures import Days, Selection
from shared.days import working_days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from sqlalchemy import ColumnElement, Row

    from services.reporting.indicators.measures import Free, Stocks

    Times = Callable[[str, date], int]
    Place = tuple[str, int, str]


class OverDays(Conditions):
    """One question, and what stands or lasts."""

    def _standing(self, selection: Selection, along: Selection | None) -> dict[Key, int | None]:
        """How many things stand on the last day; none where nothing was ever recorded."""
        standing = Counter(key for key, _ in self._still_standing(selection, along))
        return {key: standing[key] for key in self._recorded(selection)}

    def _recorded(self, selection: Selection) -> set[Key]:
        """The parts of the breakdown of which anything was recorded by the last day."""
        keys = self._key_columns()
        question = select(*keys, func.count()).select_from(self._from()).where(*self._stands(selection)).group_by(*keys)
        return {tuple(row[:-1]) for row in self._connection.execute(question) if row[-1]}

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

    # On several days

    def _stocks(self, measure: Stocks) -> dict[Key, int | None]:
        keys, rows = self._key_columns(), self._rows
        question = select(rows.c.council_id.label("of"), rows.c.last_on, rows.c.weight, *keys).select_from(self._from())
        times, stocks = self._times(measure), Counter[Key]()
        for row in self._connection.execute(question.where(*self._stands(measure.selection))):
            stocks[tuple(row[3:])] += row.weight * times(row.of, row.last_on)
        return dict(stocks)

    def _stands(self, selection: Selection) -> tuple[ColumnElement[bool], ...]:
        return self._selected(selection), self._rows.c.reason.is_(None), self._within(until=True)

    def _times(self, measure: Stocks) -> Times:
        """On how many of the days something counts that a council has since a day."""
        first, last = self._question.first, self._question.last
        match measure.on:
            case Days.ENDS:
                return lambda _, since: 2 if since < first else 1
            case Days.WORKING:
                working = working_days(first, last)
                return lambda _, since: len(working) - bisect_left(working, since)
            case Selection() as selection:
                days = self._days_of(selection)
                return lambda council_id, since: len(days[council_id]) - bisect_left(days[council_id], since)

    def _days_of(self, selection: Selection) -> Mapping[str, list[date]]:
        """The days of the period, by council and in order, on which something certainly has happened or happens."""
        rows = self._rows
        question = (
            select(rows.c.council_id, rows.c.first_on)
            .select_from(self._from())
            .where(self._selected(selection), rows.c.reason.is_(None), self._within(until=False))
            .order_by(rows.c.first_on)
        )
        days: dict[str, list[date]] = defaultdict(list)
        for council_id, day in self._connection.execute(question):
            days[council_id].append(day)
        return days

    # What nobody takes

    def _free(self, measure: Free) -> dict[Key, int | None]:
        left = self._left(measure)
        free = Counter(dict.fromkeys(self._recorded(measure.selection), 0))
        for (key, *_), many in left.items():
            if key in free:
                free[key] += max(0, many)
        return dict(free)

    def _left(self, measure: Free) -> Mapping[tuple[Key, str, str | None], int]:
        """How many are left, of each part of the breakdown, council and college."""
        keys, rows = self._key_columns(), self._rows
        of_each = (rows.c.council_id, rows.c.college, *keys)
        left = Counter[tuple[Key, str, str | None]]()
        for sign, selection in ((1, measure.selection), (-1, measure.taken)):
            question = select(func.sum(rows.c.weight), *of_each).select_from(self._from())
            for many, council_id, college, *key in self._connection.execute(
                question.where(*self._stands(selection)).group_by(*of_each)
            ):
                left[tuple(key), council_id, college] += sign * int(many)
        return left

    # How long it took

    def _delay(self, selection: Selection) -> dict[Key, int | Decimal]:
        return middle_of((key, days) for key, days in self._delays(selection).values() if days is not None)

    def _delays(self, selection: Selection) -> Mapping[Place, tuple[Key, int | None]]:
        """Each end of the period, with its part of the breakdown, and the days since the beginning; none where they are not known."""
        keys, rows = self._key_columns(), self._rows
        columns = ("source", "told_at", "council_id", "subject", "weight", "first_on", "last_on")
        question = (
            select(*(rows.c[name].label(f"its_{name}") for name in columns), *keys)
            .select_from(self._from())
            .where(*self._stands(selection))
            .order_by(rows.c.last_on, rows.c.weight.desc())
        )
        begun: dict[tuple[str, str], Row[Any]] = {}
        delays: dict[Place, tuple[Key, int | None]] = {}
        for row in self._connection.execute(question):
            thing = row.its_council_id, row.its_subject
            if row.its_weight > 0:
                begun[thing] = row
            elif row.its_first_on >= self._question.first:
                place = row.its_source, row.its_told_at, row.its_council_id
                delays[place] = tuple(row[len(columns) :]), _days(begun.get(thing), row)
        return delays


def middle_of(many: Iterable[tuple[Key, int]]) -> dict[Key, int | Decimal]:
    """The median of each part of a breakdown: whole, or with a half."""
    found: dict[Key, list[int]] = defaultdict(list)
    for key, one in many:
        found[key].append(one)
    middle = {key: median(values) for key, values in found.items()}
    return {key: one if isinstance(one, int) else Decimal(str(one)) for key, one in middle.items()}


def _days(begun: Row[Any] | None, ended: Row[Any]) -> int | None:
    """Days from one to the other; none unless both are known to the day."""
    if begun is None or begun.its_first_on < begun.its_last_on or ended.its_first_on < ended.its_last_on:
        return None
    days: int = (ended.its_first_on - begun.its_first_on).days
    return days
