"""What a check finds: an answer, its numbers, its words in French and English, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.councils.rules.domain.catalogue import Severity
    from services.councils.rules.domain.story import Statement


class Answer(StrEnum):
    """Whether a rule is kept."""

    KEPT = "KEPT"
    BROKEN = "BROKEN"
    NO_OBJECT = "NO_OBJECT"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Margin:
    """How many departures, all from one group, would break the rule: 0 is never said, for it is broken then."""

    group: str
    departures: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer. Numbers that are not known are none, never zero."""

    answer: Answer
    french: str
    english: str
    numerator: int | None = None
    denominator: int | None = None
    parameter: int | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)
    about: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids that it names, by what is said of them."""
    because: tuple[Statement, ...] = ()
    margin: tuple[Margin, ...] = ()
    severity: Severity | None = None
    """Where the case is less serious than the rule."""
