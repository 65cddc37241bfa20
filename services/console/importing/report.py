"""What became of each record, as a coordinator reads it and as a program does."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from services.console import labels
from shared.sentences import in_french

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from services.console.importing.reasons import Reason
    from services.console.importing.records import Record


class Status(StrEnum):
    """What became of a record."""

    RECORDED = "recorded"
    PARTLY = "partly"
    KNOWN = "known"
    NOT_IMPORTABLE = "not_importable"


@dataclass(frozen=True, slots=True)
class Said:
    """One fact of a record, and where it stands."""

    type: str
    service: str
    position: int | None
    """None in a trial: nothing was recorded."""
    known: bool
    """Whether it was recorded before."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record."""

    record: Record
    facts: Sequence[Said]
    reason: Reason | None
    remarks: Sequence[str]

    @property
    def status(self) -> Status:
        """Recorded when at least one fact is new, known when none is, partly when something of it could not be."""
        if not self.facts:
            return Status.NOT_IMPORTABLE
        if self.reason is not None:
            return Status.PARTLY
        return Status.KNOWN if all(fact.known for fact in self.facts) else Status.RECORDED


@dataclass(frozen=True, slots=True)
class Opened:
    """A council whose creation no record tells, opened because one attests it."""

    council_id: str
    record_id: str
    attested_on: str
    """In words, with its precision."""
    fact: Said


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file. A record that cannot be imported prevents no other."""

    file: str
    cause: str
    dry_run: bool
    opened: Sequence[Opened]
    outcomes: Sequence[Outcome]

    def totals(self) -> dict[str, int]:
        """Records by status, and the facts that are new."""
        counted = Counter(outcome.status for outcome in self.outcomes)
        facts = [fact for outcome in self.outcomes for fact in outcome.facts] + [one.fact for one in self.opened]
        return {
            "records": len(self.outcomes),
            **{status.value: counted[status] for status in Status},
            "facts": sum(not fact.known for fact in facts),
        }

    def to_json(self) -> dict[str, Any]:
        """The same thing for a program."""
        return {
            "file": self.file,
            "cause": self.cause,
            "mode": "record by record",
            "dry_run": self.dry_run,
            "totals": self.totals(),
            "councils_opened": [asdict(one) for one in self.opened],
            "records": [
                {
                    "id": outcome.record.id,
                    "type": outcome.record.type,
                    "council": outcome.record.council,
                    "date": outcome.record.date,
                    "date_precision": outcome.record.date_precision,
                    "status": outcome.status.value,
                    "facts": [asdict(fact) for fact in outcome.facts],
                    "reason_fr": outcome.reason.fr if outcome.reason else None,
                    "reason_en": outcome.reason.en if outcome.reason else None,
                    "remarks": list(outcome.remarks),
                }
                for outcome in self.outcomes
            ],
        }

    def lines(self) -> list[str]:
        """In French, grouped by what became of the records. Nothing that a file holds can command a terminal."""
        return ["".join(sign if sign.isprintable() else "?" for sign in line) for line in self._lines()]

    def _lines(self) -> Iterator[str]:
        totals = self.totals()
        mode = labels.IMPORT_TRIAL if self.dry_run else labels.IMPORT_MODE
        yield in_french(labels.IMPORT_HEAD, file=self.file, records=totals["records"], mode=mode)
        opening = labels.COUNCIL_OPENED_TRIAL if self.dry_run else labels.COUNCIL_OPENED
        for one in self.opened:
            yield opening.format(council=one.council_id, record=one.record_id, day=one.attested_on)
        for status in Status:
            group = [outcome for outcome in self.outcomes if outcome.status is status]
            if group:
                title = labels.STATUSES_TRIAL if self.dry_run else labels.STATUSES
                yield f"{title[status]} ({len(group)})"
            for outcome in group:
                yield from _told(outcome)
        end = labels.IMPORT_END_TRIAL if self.dry_run else labels.IMPORT_END
        yield end.format(facts=totals["facts"], cause=self.cause)


def _told(outcome: Outcome) -> Iterator[str]:
    """One line for what became of it, one for what is to be known besides."""
    record = outcome.record
    found = " ; ".join([*_facts(outcome.facts), *([outcome.reason.fr] if outcome.reason else [])])
    yield f"  {record.id:<8} {record.date!s:<10}  {record.council!s:<6} {found}"
    if outcome.remarks:
        yield f"{'':<11}{' ; '.join(outcome.remarks)}"


def _facts(facts: Sequence[Said]) -> Iterator[str]:
    """Each kind of fact once: how many, and where they stand."""
    for kind in dict.fromkeys(fact.type for fact in facts):
        alike = [fact for fact in facts if fact.type == kind]
        times = labels.TIMES.format(times=len(alike)) if len(alike) > 1 else ""
        positions = [fact.position for fact in alike if fact.position is not None]
        where = f" ({alike[0].service}@{_range(positions)})" if positions else ""
        yield f"{labels.FACTS[kind]}{times}{where}"


def _range(positions: Sequence[int]) -> str:
    first, last = min(positions), max(positions)
    return str(first) if first == last else f"{first}-{last}"
