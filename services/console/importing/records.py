"""The file and its records as they are read, before anything is made of them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import orjson
from pydantic import ValidationError

from services.console import labels
from services.console.importing.reasons import (
    DateInTheFuture,
    DateTooEarly,
    PrecisionFinerThanDate,
    UnknownConfidence,
    UnknownPrecision,
    WrongDate,
    WrongSource,
)
from shared.contracts.vocabulary import (
    ONE_LINE,
    Channel,
    Confidence,
    DateCertainty,
    DatePrecision,
    Origin,
    PublishedSource,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LARGEST_BYTES = 10_000_000
LONGEST_ID = 64
EARLIEST_YEAR = 2000
NEEDED = ("id", "date", "date_precision", "council", "type", "event_hint", "subject", "counts", "confidence", "source")
"""Keys without which a file is of another form. The others are told as not taken, where they say something."""

PRECISIONS = {"day": DatePrecision.DAY, "month": DatePrecision.MONTH, "year": DatePrecision.YEAR}
FINENESS = [DatePrecision.YEAR, DatePrecision.MONTH, DatePrecision.DAY]
CERTAINTIES = {
    "approx": DateCertainty.APPROXIMATE,
    "estimated": DateCertainty.APPROXIMATE,
    "inferred": DateCertainty.INFERRED,
}


class CannotImport(Exception):  # noqa: N818 - errors name the rule that was broken
    """Nothing more can be imported; its French message says why, and where."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the file, its values as they stand there."""

    id: str
    date: Any
    date_precision: Any
    council: Any
    type: Any
    event_hint: Any
    subject: Any
    counts: Any
    confidence: Any
    source: Any
    others: Mapping[str, Any]
    """What it says besides, which no fact holds yet."""

    def origin(self, today: date) -> tuple[date, Origin]:
        """The first day on which it may have happened, and where it comes from. Raises NotImportable."""
        day, precision, certainty = read_date(self.date, self.date_precision, today)
        try:
            confidence = Confidence(str(self.confidence).upper())
        except ValueError:
            raise UnknownConfidence(given=self.confidence) from None
        return day, Origin(
            channel=Channel.IMPORT,
            date_precision=precision,
            date_certainty=certainty,
            confidence=confidence,
            record=self.id,
            source=self._published_source(),
        )

    def _published_source(self) -> PublishedSource:
        try:
            return PublishedSource.model_validate(self.source)
        except ValidationError:
            raise WrongSource from None


@dataclass(frozen=True, slots=True)
class Batch:
    """The records of one file, and the name under which its facts know it."""

    name: str
    cause: str
    records: tuple[Record, ...]


def read_batch(file: Path) -> Batch:
    """Read a file of records. Raises CannotImport when it is of another form: nothing of it is then taken."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise CannotImport(labels.FILE_UNREADABLE.format(file=file, why=error.strerror)) from error
    if len(content) > LARGEST_BYTES:
        raise CannotImport(labels.FILE_TOO_LARGE.format(file=file, megabytes=LARGEST_BYTES // 1_000_000))
    cause = f"import:{hashlib.sha256(content).hexdigest()[:12]}"
    return Batch(file.name, cause, tuple(_record(given, rank) for rank, given in enumerate(_list_in(content), start=1)))


def _list_in(content: bytes) -> list[Any]:
    try:
        found = orjson.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CannotImport(labels.FILE_NOT_UTF8.format(line=line)) from error
    except orjson.JSONDecodeError as error:
        raise CannotImport(labels.FILE_NOT_JSON.format(line=error.lineno, column=error.colno)) from error
    if not isinstance(found, list):
        raise CannotImport(labels.FILE_NOT_A_LIST)
    return found


def _record(given: Any, rank: int) -> Record:
    if not isinstance(given, dict):
        raise CannotImport(labels.RECORD_NOT_AN_OBJECT.format(rank=rank))
    if missing := [name for name in NEEDED if name not in given]:
        raise CannotImport(labels.RECORD_WITHOUT_KEYS.format(rank=rank, keys=", ".join(missing)))
    record_id = given["id"]
    if not isinstance(record_id, str) or not re.fullmatch(ONE_LINE, record_id) or len(record_id) > LONGEST_ID:
        raise CannotImport(labels.RECORD_WITHOUT_NAME.format(rank=rank, longest=LONGEST_ID))
    others = {name: value for name, value in given.items() if name not in NEEDED and value not in (None, "", [], {})}
    return Record(**{name: given[name] for name in NEEDED}, others=others)


def read_date(given: Any, precision: Any, today: date) -> tuple[date, DatePrecision, DateCertainty]:
    """The first day of the period, how finely it is known and how surely. Raises NotImportable."""
    first, written = _written(given)
    words = re.split(r"[\s_-]+", precision.lower()) if isinstance(precision, str) else []
    said = [PRECISIONS[word] for word in words if word in PRECISIONS]
    doubts = [CERTAINTIES[word] for word in words if word in CERTAINTIES]
    if not words or len(said) + len(doubts) != len(words) or max(len(said), len(doubts)) > 1:
        raise UnknownPrecision(given=precision)
    known = said[0] if said else written
    if FINENESS.index(known) > FINENESS.index(written):
        raise PrecisionFinerThanDate(precision=precision, given=given)
    origin = Origin(date_precision=known)
    day, _ = origin.window(first)
    if day.year < EARLIEST_YEAR:
        raise DateTooEarly(given=origin.as_known(day))
    if day > today:
        raise DateInTheFuture(given=origin.as_known(day))
    return day, known, doubts[0] if doubts else DateCertainty.STATED


def _written(given: Any) -> tuple[date, DatePrecision]:
    """What the date itself says: a year, a month or a day."""
    if not isinstance(given, str) or not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", given):
        raise WrongDate(given=given)
    parts = [int(part) for part in given.split("-")]
    try:
        return date(*[*parts, 1, 1][:3]), FINENESS[len(parts) - 1]
    except ValueError:
        raise WrongDate(given=given) from None
