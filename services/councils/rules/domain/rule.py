"""What a rule is: what it asks, since when, how seriously, and the facts that it is judged on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from shared.kernel import Fact


class Severity(StrEnum):
    """How serious it is when the rule is not kept. Information never alarms: it is a warning at most."""

    HARD = "HARD"
    WARNING = "WARNING"
    INFORMATION = "INFORMATION"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from, and why it is taken to begin and to end on those days."""

    text: str
    text_en: str
    valid_from: date | None = None
    """First day."""
    valid_to: date | None = None
    """Last day, included."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that the rule compares with, and the days on which it is that number."""

    code: str
    value: int
    name: str
    name_en: str
    valid_from: date | None = None
    valid_to: date | None = None
    is_delay: bool = False
    """Whether it is a number of days after which something that was awaited is late."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it asks, since when, how seriously, and what to do."""

    id: str
    name: str
    name_en: str
    severity: Severity
    source: Source
    explanation: str
    explanation_en: str
    rests_on: tuple[type[Fact], ...]
    """Facts that it is judged on."""
    parameters: tuple[Parameter, ...] = ()

    def is_in_force(self, on: date) -> bool:
        """Whether that day is in its regime."""
        return _covers(self.source.valid_from, self.source.valid_to, on)

    def parameter(self, code: str, on: date) -> int:
        """The number that applies on that day."""
        return next(
            one.value for one in self.parameters if one.code == code and _covers(one.valid_from, one.valid_to, on)
        )


def _covers(first: date | None, last: date | None, on: date) -> bool:
    return (first is None or first <= on) and (last is None or on <= last)
