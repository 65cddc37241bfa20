"""What is asked of figures, and what is answered: a value, and the facts that it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

from shared.kernel import Incoherent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from services.reporting.figures.domain.measured import Reason
    from services.reporting.indicators.measures import Indicator
    from shared.platform.readmodel import Vector

PLACES = ("council", "arrondissement")

Key = tuple[str | None, ...]
"""A part of a breakdown."""
Part = Literal["value", "numerator", "denominator"]


class PeriodEndsBeforeItStarts(Incoherent):
    """The period ends ({last}) before it starts ({first})."""

    pointer = "/query/to"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a period (both ends included), a scope, a breakdown, and the point in the logs it is asked as of."""

    first: date
    last: date
    as_of: Vector
    by: tuple[str, ...] = ()
    council: str | None = None
    arrondissement: str | None = None

    def __post_init__(self) -> None:
        """Raises PeriodEndsBeforeItStarts."""
        if self.last < self.first:
            raise PeriodEndsBeforeItStarts(first=self.first, last=self.last)


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and what it is made of. `value` is None when it cannot be measured: never zero instead."""

    indicator: Indicator
    scope: Mapping[str, str | None]
    value: int | Decimal | None
    numerator: int | None = None
    denominator: int | None = None
    unknown: int = 0
    """How many things of the period are not known (meetings that nobody counted): the value is without them."""
    at_least: int = 0
    """How many of those counted are lower bounds (*at least 8 present*): then so is the value."""
    imprecise: int = 0
    """How many facts are left out because their date, known to the month or the year, may lie outside the period."""


@dataclass(frozen=True, slots=True)
class TracedFact:
    """A fact in the trace of a figure: what it adds, or why it adds nothing."""

    part: Part
    weight: int
    reason: Reason | None
    source: str
    position: int
    state: bytes
    first_on: date
    last_on: date
    lines: list[dict[str, Any]]
    """What it adds, by dimension."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A figure, the facts that are counted in it and those that are not."""

    figure: Figure
    counted: list[TracedFact]
    not_counted: list[TracedFact]


class Cause(StrEnum):
    """Why a fact weighs otherwise in a figure than it did at an earlier point in the logs."""

    RECORDED = "recorded-since"
    NO_LONGER_TRUE = "no-longer-true"
    """A later fact corrected it, withdrew it, or ended what it said."""
    OTHERS = "because-of-others"
    """It is still true: what changed is what it is counted beside (once for several facts), or the place of its council."""


@dataclass(frozen=True, slots=True)
class LaterFact:
    """The fact since which another is no longer true."""

    source: str
    position: int
    state: bytes


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that weighs otherwise than it did."""

    fact: TracedFact
    """As it is traced now, or as it was when it no longer counts."""
    before: int
    now: int
    cause: Cause
    since: LaterFact | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure at two points in the logs, and the facts that make the difference.

    What they change adds up to it, of each part of the figure; but for a median, where they are what entered and what left.
    """

    since: Vector
    before: Figure
    now: Figure
    changes: list[Change]
