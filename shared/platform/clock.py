"""The two clocks: the moment something is recorded (UTC), and the civil day in Paris on which people act."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


class Clock:
    """What time it is. Tests pass their own."""

    def now(self) -> datetime:
        """Aware, UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The civil day in Paris."""
        return self.now().astimezone(PARIS).date()


def start_of(day: date) -> datetime:
    """The moment, UTC, at which a civil day begins in Paris."""
    return datetime.combine(day, time(), PARIS).astimezone(UTC)
