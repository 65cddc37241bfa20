"""How an indicator is measured: a selection of contributions, and what is done with it. Data, not code."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.reporting.figures.domain.measured import Measured, Reason


@dataclass(frozen=True, slots=True)
class Selection:
    """Which contributions: what they measure, and the values that their dimensions must have."""

    measured: Measured
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    also: Measured | None = None
    """What must be said too of the same thing in the same council, whenever it is so: a newcomer whom outreach brought."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """When a number is not known: some things are not counted for this reason, and none of them is known. That is not zero."""

    reason: Reason
    known: Measured
    """What is counted once for each thing that is known."""
    at_least: Measured | None = None
    """What is counted once for each thing of which only a lower bound is known."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of the weights of the period."""

    selection: Selection
    unknown: Unknown | None = None


@dataclass(frozen=True, slots=True)
class Stock:
    """What remains on the last day of the period: the sum of the weights of all days until then.

    Where nothing was ever recorded, the stock is unknown: not zero.
    """

    selection: Selection


@dataclass(frozen=True, slots=True)
class Distinct:
    """How many different things contribute in the period, each counted once."""

    selection: Selection
    unknown: Unknown | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How many different things still stand on the last day of the period, of each council; together with others, where wanted."""

    selection: Selection
    along: Selection | None = None
    """What the same thing must stand in too: a member who was trained."""


@dataclass(frozen=True, slots=True)
class Median:
    """The middle one of the weights of the period; of an even number, the mean of the two in the middle."""

    selection: Selection


class Days(StrEnum):
    """Days on which there is always something to count."""

    ENDS = "ends"
    """The day before the period, and its last day."""
    WORKING = "working"
    """Working days of the period."""


@dataclass(frozen=True, slots=True)
class Stocks:
    """What there is on several days, added up: members on the day of each meeting of their council."""

    selection: Selection
    on: Days | Selection
    """Which days; of a selection, those of the period on which it happened in the same council."""


@dataclass(frozen=True, slots=True)
class Free:
    """How many of those that there are on the last day nobody takes, of each council and college: never less than none.

    Where it was never said how many there are, it is unknown: not zero.
    """

    selection: Selection
    taken: Selection


@dataclass(frozen=True, slots=True)
class Delay:
    """The middle one of the days from when a thing begins (1) until it ends (-1), among those that ended in the period."""

    selection: Selection


Single = Sum | Stock | Distinct | Standing | Median | Stocks | Free | Delay


@dataclass(frozen=True, slots=True)
class Ratio:
    """One of them divided by another; it cannot be measured when the other is zero."""

    numerator: Sum | Stock | Standing | Stocks
    denominator: Sum | Stock | Standing | Stocks


Measure = Single | Ratio


def parts_of(measure: Measure) -> tuple[Single, ...]:
    """What a figure is made of: its value, or its numerator and its denominator."""
    return (measure.numerator, measure.denominator) if isinstance(measure, Ratio) else (measure,)


def selections_of(measure: Single) -> tuple[Selection, ...]:
    """Which contributions add to it, or take from it."""
    return (measure.selection, measure.taken) if isinstance(measure, Free) else (measure.selection,)


class Form(StrEnum):
    """How a value is written for people."""

    NUMBER = "number"
    CENTS = "cents"
    SHARE = "share"
    """Between 0 and 1; people read it as a percentage."""
    MEAN = "mean"
    MINUTES = "minutes"
    """People read hours."""
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a figure means: official wording, unit, and how it is measured."""

    code: str
    name: str
    """French."""
    name_en: str
    definition: str
    """French, in words that a funder reads beside the figure."""
    definition_en: str
    reference: str
    """Where the need or the rule comes from."""
    unit: str
    """French; persons and acts are never mixed."""
    unit_en: str
    dimensions: tuple[str, ...]
    """What it may be broken down by, beside the council and the arrondissement."""
    measure: Measure
    form: Form = Form.NUMBER
    version: int = 1
    valid_from: date = date(2014, 2, 24)
    """Day after the law of 21 February 2014 was published."""
    valid_until: date | None = None
    is_of_persons: bool = False
    """Whether it counts persons, so that few of them are not shown to everybody."""
    not_measurable: str = "rien n'a été enregistré qui permette de le mesurer"
    """French: why there is no value, when there is none."""


LAW = "loi 2014-173 du 21 février 2014, art. 7"
YOUNG = {"age_band": ("UNDER_18", "18_25")}
OF_KNOWN_AGE = {"age_band": (*YOUNG["age_band"], "26_39", "40_59", "60_PLUS")}
