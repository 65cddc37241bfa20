"""The days of what was said: which one to take where a date is imprecise, and what changes as months pass."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from shared.days import MONTHS_A_YEAR, months_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from services.councils.rules.domain.story import Statement
    from shared.contracts.vocabulary import Origin

_DAY = timedelta(days=1)

Key = tuple[str, int, str]
"""One date of one statement."""


class Calendar:
    """Which day to take for each date that was said: the one chosen, else the one said.

    Dates whose window leaves a choice that may matter on the day looked at are kept in `open`, each with one day for every
    side on which it may have fallen: of that day, of the day a year before, of the first of January.
    """

    def __init__(self, on: date, chosen: Mapping[Key, date] | None = None) -> None:
        self.on = on
        self._chosen = chosen or {}
        a_year_ago = months_later(on, -MONTHS_A_YEAR)
        self._thresholds = (on, a_year_ago, a_year_ago - _DAY, date(on.year - 1, 12, 31))
        self.open: dict[Key, tuple[date, ...]] = {}
        self.asked: set[date] = set()
        """Every day that was said, and the ends of its window: on other days nothing can change but by the passing of time."""
        self.is_exact = True
        """Whether every date that was said is known to the day."""
        self.lengths = {MONTHS_A_YEAR}
        """After how many months something may be over."""

    def start(self, said: Statement, name: str, day: date, origin: Origin) -> date:
        """The day on which it begins to be so."""
        return self._settle((said.source, said.position, name), day, origin.window(day))

    def end(self, said: Statement, until_on: date | None, origin: Origin) -> date | None:
        """The first day on which it is no longer so, when its last day is said."""
        if until_on is None:
            return None
        first, last = origin.window(until_on)
        return self._settle((said.source, said.position, "until_on"), until_on + _DAY, (first + _DAY, last + _DAY))

    def forget(self, statements: Iterable[Statement]) -> None:
        """What these said is said otherwise now, or no longer: their dates leave no choice."""
        places = {(one.source, one.position) for one in statements}
        self.open = {key: days for key, days in self.open.items() if key[:2] not in places}

    def _settle(self, key: Key, day: date, window: tuple[date, date]) -> date:
        self.asked.update((day, *window))
        first, last = window
        if first == last:
            return day
        self.is_exact = False
        sides = {first, last, *(one for one in self._thresholds if first <= one < last)}
        if any(first <= one < last for one in self._thresholds):
            self.open[key] = tuple(sorted(sides))
        return self._chosen.get(key, day)
