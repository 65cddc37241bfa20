"""What people write in a cell, understood or refused: days, numbers, durations, words of lists. Empty is unknown, never zero."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from services.console.importing.sheets.reasons import (
    NotADay,
    NotADuration,
    NotAWholeNumber,
    NotAWord,
    NotExactlyKnown,
    NotYesOrNo,
)
from shared.contracts.french import FRENCH
from shared.contracts.vocabulary import DatePrecision

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

W = TypeVar("W", bound="StrEnum")

_WHEN = (
    (re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"), DatePrecision.DAY),
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"), DatePrecision.DAY),
    (re.compile(r"(?P<month>\d{1,2})/(?P<year>\d{4})"), DatePrecision.MONTH),
    (re.compile(r"(?P<year>\d{4})"), DatePrecision.YEAR),
)
_DURATION = re.compile(
    r"(?P<hours>\d{1,2})(?:[,.](?P<part>\d{1,4}))?\s*(?:h|heures?)|(?P<whole>\d{1,2})\s*[h:]\s*(?P<rest>[0-5]\d)"
)
_MINUTES_IN_AN_HOUR = 60
_YES, _NO = ("oui", "o", "x", "vrai"), ("non", "n", "faux")


@dataclass(frozen=True, slots=True)
class When:
    """A day, and how finely it is known."""

    day: date
    precision: DatePrecision


def plain(text: str) -> str:
    """A text without case, accents, punctuation or spaces at its ends: as headings and words of lists are compared."""
    unmarked = "".join(
        sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign)
    )
    return " ".join(re.findall(r"\w+", unmarked.replace("œ", "oe")))


def text(written: str) -> str:
    """What is written, with one space where there are several, or a line ends."""
    return " ".join(written.split())


def code(written: str) -> str:
    """A code in capitals, without spaces: `cc 18` is `CC18`."""
    return "".join(written.split()).upper()


def when(written: str) -> When:
    """`03/02/2026`, `2026-02-03`, `02/2026` or `2026`. Raises NotADay."""
    for form, precision in _WHEN:
        if found := form.fullmatch(written.removesuffix(" 00:00")):
            parts = {name: int(value) for name, value in found.groupdict().items()}
            try:
                return When(date(parts["year"], parts.get("month", 1), parts.get("day", 1)), precision)
            except ValueError:
                break
    raise NotADay(given=written)


def day(written: str) -> str:
    """One day, as a request says it. Raises NotADay, NotExactlyKnown."""
    known = when(written)
    if known.precision is not DatePrecision.DAY:
        raise NotExactlyKnown(given=written)
    return known.day.isoformat()


def whole(written: str) -> int:
    """A number without fraction: `1 200`, `12,0`. Raises NotAWholeNumber."""
    found = re.fullmatch(r"(\d{1,7})(?:[,.]0{1,4})?", re.sub(r"\s", "", written))
    if found is None:
        raise NotAWholeNumber(given=written)
    return int(found[1])


def minutes(written: str) -> int:
    """Minutes: `90`, `1,5 h`, `1 h 30`, `1:30`. Raises NotADuration."""
    found = _DURATION.fullmatch(written.lower())
    if found is None:
        try:
            return whole(re.sub(r"\s*(min|minutes?|mn)\.?$", "", written.lower()))
        except NotAWholeNumber:
            raise NotADuration(given=written) from None
    if found["whole"]:
        return int(found["whole"]) * _MINUTES_IN_AN_HOUR + int(found["rest"])
    exact = Decimal(f"{found['hours']}.{found['part'] or 0}") * _MINUTES_IN_AN_HOUR
    if exact != int(exact):
        raise NotADuration(given=written)
    return int(exact)


def hours(written: str) -> int:
    """Minutes, where a column says hours: `1,5` is 90. Raises NotADuration."""
    return minutes(f"{written} h" if re.fullmatch(r"[\d,.]+", written) else written)


def yes(written: str) -> bool:
    """Raises NotYesOrNo."""
    said = plain(written)
    if said not in (*_YES, *_NO):
        raise NotYesOrNo(given=written)
    return said in _YES


def word_of(words: type[StrEnum]) -> Callable[[str], Any]:
    """Reads a word of a list, by its French or its code. Raises NotAWord."""
    known = {plain(name): member for member in words for name in (member.value, FRENCH[words][member.value])}

    def read(written: str) -> str:
        member = known.get(plain(written))
        if member is None:
            raise NotAWord(given=written, words=", ".join(FRENCH[words].values()))
        return str(member.value)

    return read
