"""On which working days a council had somebody (MOY-03): Monday to Friday, but public holidays of mainland France.

Public holidays: Code du travail, art. L3133-1.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from holidays import country_holidays

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def working_days(first: date, last: date) -> list[date]:
    """Working days from one day to another, both included."""
    calendar = country_holidays("FR")
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return [day for day in days if calendar.is_working_day(day)]


def days_with_somebody(days: Sequence[date], periods: Sequence[tuple[date, date | None]]) -> list[date]:
    """Those of the days that one of the periods holds. A period is its first day, and the first day after it."""
    return [day for day in days if any(start <= day and (end is None or day < end) for start, end in periods)]
