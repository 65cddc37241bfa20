"""Sentences as people write them, in French and in English: days in words, and words that agree with their number.

A template names its facts in braces. A day is told in words, never finer than it is known: `{held_on:le}` is
`le 3 mars 2026` or `en mars 2026`. A number followed by its words takes those that agree with it:
`{members:membre sur {all}|membres sur {all}}`; zero is singular in French, and plural in English.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from string import Formatter
from typing import Any

_MONTHS_FR = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WITHOUT_A_DAY = {"": "", "le": "en", "du": "de", "au": "en", "depuis le": "depuis", "on": "in"}
"""What becomes of the word before a day when only its month or its year is known."""


@dataclass(frozen=True, slots=True)
class RoughDay:
    """A day of which only the month is known, or only the year."""

    on: date
    has_month: bool


Day = date | RoughDay
"""A day, as finely as it is known."""


def day_fr(day: Day) -> str:
    """`1er décembre 2026`, `décembre 2026`, `2026`."""
    if isinstance(day, RoughDay):
        return f"{_MONTHS_FR[day.on.month - 1]} {day.on.year}" if day.has_month else str(day.on.year)
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS_FR[day.month - 1]} {day.year}"


def day_en(day: Day) -> str:
    """`1 December 2026`, `December 2026`, `2026`."""
    if isinstance(day, RoughDay):
        return f"{_MONTHS_EN[day.on.month - 1]} {day.on.year}" if day.has_month else str(day.on.year)
    return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"


def in_french(template: str, /, **facts: Any) -> str:
    """The sentence, with the facts of the case in it."""
    return _French().vformat(template, (), facts)


def in_english(template: str, /, **facts: Any) -> str:
    """The same in English."""
    return _English().vformat(template, (), facts)


def in_both(french: str, english: str, /, **facts: Any) -> tuple[str, str]:
    """The same facts in French and in English."""
    return in_french(french, **facts), in_english(english, **facts)


class _French(Formatter):
    """Fills French templates."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if _is_a_day(value):
            return _after(format_spec, day_fr(value), value)
        if "|" in format_spec:
            return _agreeing(value, format_spec, is_one=abs(value) < 2)  # noqa: PLR2004 - plural begins at two
        return str(format(value, format_spec))


class _English(Formatter):
    """Fills English templates."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if _is_a_day(value):
            return _after(format_spec, day_en(value), value)
        if "|" in format_spec:
            return _agreeing(value, format_spec, is_one=value == 1)
        return str(format(value, format_spec))


def _is_a_day(value: object) -> bool:
    return isinstance(value, RoughDay | date) and not isinstance(value, datetime)


def _after(word: str, told: str, day: Day) -> str:
    """The day after its preposition: `le 3 mars 2026`, `en mars 2026`, `d'avril 2026`."""
    if isinstance(day, RoughDay):
        word = _WITHOUT_A_DAY[word]
    if word == "de" and told[0] in "ao":
        return f"d'{told}"
    return f"{word} {told}".lstrip()


def _agreeing(number: int, words: str, *, is_one: bool) -> str:
    one, _, many = words.partition("|")
    return f"{number} {one if is_one else many}"
