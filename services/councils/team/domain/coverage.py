"""On which working days a council had somebody (MOY-03): Monday to Friday, but public holidays of mainland France.

Public holidays: Code du travail, art. L3133-1. They follow from the year alone, so that no list of them must be kept up.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SATURDAY = 5
FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
AFTER_EASTER = (1, 39, 50)
"""Days from Easter Sunday to Easter Monday, Ascension and Whit Monday."""


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (method of Meeus, Jones and Butcher)."""
    century, of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon = (19 * (year % 19) + century - leap_centuries - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * century_rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    shift = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def public_holidays(year: int) -> frozenset[date]:
    """The eleven public holidays of a year."""
    sunday = easter(year)
    return frozenset(
        [date(year, month, day) for month, day in FIXED] + [sunday + timedelta(days=days) for days in AFTER_EASTER]
    )


def working_days(first: date, last: date) -> list[date]:
    """Working days from one day to another, both included."""
    closed = {day for year in range(first.year, last.year + 1) for day in public_holidays(year)}
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return [day for day in days if day.weekday() < SATURDAY and day not in closed]


def days_with_somebody(days: Sequence[date], periods: Sequence[tuple[date, date | None]]) -> list[date]:
    """Those of the days that one of the periods holds. A period is its first day, and the first day after it."""
    return [day for day in days if any(start <= day and (end is None or day < end) for start, end in periods)]
