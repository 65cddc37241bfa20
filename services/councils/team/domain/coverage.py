"""On which working days a council had somebody (MOY-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def days_with_somebody(days: Sequence[date], periods: Sequence[tuple[date, date | None]]) -> list[date]:
    """Those of the days that one of the periods holds. A period is its first day, and the first day after it."""
    return [day for day in days if any(start <= day and (end is None or day < end) for start, end in periods)]
