"""What became of each row, as people read it, as a program does, and as a file of errors that can be mended and imported again."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from services.console import labels
from services.console.importing.sheets.cells import plain
from services.console.importing.sheets.columns import TOLD
from services.console.importing.sheets.layouts import SAME_PERSON
from shared import sentences
from shared.contracts.french import in_french
from shared.platform.spreadsheets import write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID

    from services.console.importing.sheets.columns import Matching
    from services.console.importing.sheets.layouts import Layout
    from services.console.importing.sheets.reading import Row, Sheet
    from services.console.importing.sheets.reasons import Problem
    from services.console.importing.sheets.undoing import UndoReport
    from shared.contracts.activities.imports import ImportMode


class Verdict(StrEnum):
    """What became of a row."""

    RECORDED = "recorded"
    KNOWN = "known"
    HELD = "held"
    """Nothing is wrong with it; another row is, and it was to be all or nothing."""
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row."""

    row: Row
    verdict: Verdict
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    """What it recorded, by its kind and its id."""


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What became of a spreadsheet."""

    sheet: Sheet
    layout: Layout
    mode: ImportMode
    dry_run: bool
    batch_id: UUID | None
    """None when nothing was to be recorded."""
    matching: Matching
    outcomes: Sequence[Outcome]
    undone: UndoReport | None
    """What was withdrawn at once, as a row was refused that had been accepted in rehearsal, and it was to be all or nothing."""

    @property
    def is_ok(self) -> bool:
        """Whether every row is recorded, or was before."""
        return all(one.verdict in (Verdict.RECORDED, Verdict.KNOWN) for one in self.outcomes)

    def totals(self) -> dict[str, int]:
        """Rows by what became of them."""
        counted = Counter(one.verdict for one in self.outcomes)
        return {"rows": len(self.outcomes), **{verdict.value: counted[verdict] for verdict in Verdict}}

    def to_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "file": self.sheet.name,
            "sheet": self.layout.kind.value,
            "mode": self.mode.value,
            "dry_run": self.dry_run,
            "batch_id": None if self.batch_id is None else str(self.batch_id),
            "ok": self.is_ok,
            "totals": self.totals(),
            "columns": {field: self.sheet.headings[rank] for field, rank in self.matching.columns.items()},
            "columns_not_taken": list(self.matching.unmatched),
            "comments": self.sheet.comments,
            "sheets_not_read": list(self.sheet.other_sheets),
            "rows": [
                {
                    "row": one.row.number,
                    "verdict": one.verdict.value,
                    "problems": [asdict(problem) for problem in one.problems],
                    "remarks": list(one.remarks),
                    "things": list(one.things),
                }
                for one in self.outcomes
            ],
            "undone": None if self.undone is None else self.undone.to_json(),
        }

    def lines(self) -> list[str]:
        """For people. Nothing that a file holds can command a terminal."""
        return ["".join(sign if sign.isprintable() else "?" for sign in line) for line in self._lines()]

    def _lines(self) -> Iterator[str]:
        mode = labels.IMPORT_TRIAL if self.dry_run else in_french(self.mode)
        rows = len(self.outcomes)
        yield sentences.in_french(
            labels.SHEET_HEAD, file=self.sheet.name, what=self.layout.french, rows=rows, mode=mode
        )
        yield from self._remarks()
        yield from self._rows()
        if self.undone is not None:
            yield labels.UNDONE_AT_ONCE
            yield from self.undone.lines()
        if self.batch_id is not None:
            yield labels.BATCH_END.format(batch=self.batch_id)
        elif not self.dry_run:
            yield labels.NOTHING_RECORDED

    def _remarks(self) -> Iterator[str]:
        """What is to be known of how the file was read: nothing of it is left out unsaid."""
        for words, told in (
            (labels.COLUMNS_REMEMBERED, self.matching.remembered),
            (labels.COLUMNS_NOT_TAKEN, self.matching.unmatched),
            (labels.SHEETS_NOT_READ, self.sheet.other_sheets),
            (labels.COMMENTS_PASSED_OVER, [str(self.sheet.comments)] if self.sheet.comments else []),
        ):
            if told:
                yield words.format(told=", ".join(told))

    def _rows(self) -> Iterator[str]:
        words = labels.VERDICTS_TRIAL if self.dry_run else labels.VERDICTS
        for verdict in Verdict:
            those = [one for one in self.outcomes if one.verdict is verdict]
            if those:
                yield f"{words[verdict.value]} ({len(those)})"
            for one in those:
                told = " ; ".join([*map(self._told, one.problems), *one.remarks, *one.things])
                if told:
                    yield labels.ROW_LINE.format(row=one.row.number, told=told)

    def _told(self, problem: Problem) -> str:
        heading = self._heading(problem.field)
        return f"{heading} : {problem.fr}" if heading else problem.fr

    def _heading(self, field: str | None) -> str:
        """The heading of a field, as it is in the file; ours when the file has none."""
        if field is None:
            return ""
        rank = self.matching.columns.get(field)
        return self.layout.by_field[field].heading if rank is None else self.sheet.headings[rank].strip()

    def errors_file(self) -> bytes:
        """The rejected rows with all their columns, and beside them which column is wrong, and why: CSV for French spreadsheets."""
        told = {plain(heading) for heading in TOLD}
        kept = [rank for rank, heading in enumerate(self.sheet.headings) if plain(heading) not in told]
        headings = [self.sheet.headings[rank] for rank in kept]
        beside: list[str] = []
        if SAME_PERSON in self.layout.by_field and SAME_PERSON not in self.matching.columns:
            beside.append("")
            headings.append(self.layout.by_field[SAME_PERSON].heading)
        rows = []
        for one in self.outcomes:
            if one.verdict is Verdict.REJECTED:
                cells = [one.row.cells[rank] for rank in kept]
                rows.append([*cells, *beside, str(one.row.number), *self._problems(one)])
        return write_csv([*headings, *TOLD], rows)

    def _problems(self, outcome: Outcome) -> tuple[str, str, str]:
        """The headings of the columns that are wrong, and why, in French and in English; of several, each says its own."""
        headings = dict.fromkeys(self._heading(each.field) for each in outcome.problems)
        if len(outcome.problems) == 1:
            (problem,) = outcome.problems
            return ", ".join(headings), problem.fr, problem.en
        english = [f"{self._heading(each.field)}: {each.en}".removeprefix(": ") for each in outcome.problems]
        return ", ".join(filter(None, headings)), " ; ".join(map(self._told, outcome.problems)), "; ".join(english)
