"""Days that cannot be: the refusals that every subject shares. Days that are months away, and days on which people work."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from holidays import country_holidays

from shared.kernel import Incoherent, RuleBroken

if TYPE_CHECKING:
    from shared.contracts.vocabulary import Origin
    from shared.sentences import Day

MONTHS_A_YEAR = 12
SATURDAY = 5


class InTheFuture(RuleBroken):
    """That day ({day}) has not come yet."""

    def __init__(self, *, field: str, day: Day) -> None:
        super().__init__(day=day)
        self.pointer = f"/{field}"


class EndsBeforeItStarts(Incoherent):
    """The end ({end}) is before the start ({start})."""

    def __init__(self, *, field: str, start: date, end: date) -> None:
        super().__init__(start=start, end=end)
        self.pointer = f"/{field}"


def refuse_future(field: str, day: date, origin: Origin, today: date) -> None:
    """Days are compared as far as they are known: a month that has begun may hold it. Raises InTheFuture."""
    if origin.is_to_come(day, today):
        raise InTheFuture(field=field, day=origin.as_known(day))


def refuse_backwards(field: str, start: date, end: date | None) -> None:
    """A period ends on its first day or later. `field` is that of the end. Raises EndsBeforeItStarts."""
    if end is not None and end < start:
        raise EndsBeforeItStarts(field=field, start=start, end=end)


def months_later(day: date, months: int) -> date:
    """The same day so many months later (or earlier), or the last day of that month."""
    years, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


@lru_cache
def _public_holidays(year: int) -> frozenset[date]:
    """Of mainland France (Code du travail, art. L3133-1)."""
    return frozenset(country_holidays("FR", years=year))


def is_working_day(day: date) -> bool:
    """Whether it is a day from Monday to Friday, and no public holiday."""
    return day.weekday() < SATURDAY and day not in _public_holidays(day.year)


def working_days(first: date, last: date) -> list[date]:
    """Working days from one day to another, both included."""
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return [day for day in days if is_working_day(day)]


def working_days_later(day: date, many: int) -> date:
    """The last of so many working days that follow a day."""
    while many:
        day += timedelta(days=1)
        many -= is_working_day(day)
    return day
