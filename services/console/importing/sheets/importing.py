"""The import of a spreadsheet: read, matched, judged row by row; then recorded, all or row by row, as was said before.

Ids follow from the file and the row, keys from the import and the row: taken up again after whatever interrupted it, it records
nothing twice. The import itself is a fact at its beginning and at its end, with what it recorded, so that it can be undone.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from services.console import labels
from services.console.importing.records import CannotImport
from services.console.importing.sending import REDIRECTED
from services.console.importing.sheets.columns import asked_for, digest_of, digest_of_all, match
from services.console.importing.sheets.judging import IMPORTED, Judge, cause_of, look, place_of, say
from services.console.importing.sheets.layouts import COUNCIL
from services.console.importing.sheets.planning import batch_of, plan_rows
from services.console.importing.sheets.reading import read_sheet
from services.console.importing.sheets.reasons import problems_in
from services.console.importing.sheets.report import Outcome, SheetReport, Verdict
from services.console.importing.sheets.undoing import undo_import
from shared.contracts.activities.imports import ImportedThing, ImportMode, KnownChoice
from shared.contracts.french import in_french
from shared.platform.exchange import LARGEST_PAGE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from services.console.importing.sending import Api
    from services.console.importing.sheets.columns import Matching
    from services.console.importing.sheets.layouts import Layout
    from services.console.importing.sheets.planning import Planned, Step
    from services.console.importing.sheets.reading import Sheet
    from services.console.importing.sheets.undoing import UndoReport


@dataclass(frozen=True, slots=True)
class Choices:
    """What is said before an import."""

    mode: ImportMode
    known: KnownChoice = KnownChoice.ASK
    council: str | None = None
    """Of all rows, when the file does not say."""
    columns: str | None = None
    """`En-tête=champ,…`: how columns are matched, beside what is known of them."""
    dry_run: bool = False


def import_sheet(file: Path, api: Api, layout: Layout, choices: Choices) -> SheetReport:
    """Import a spreadsheet, or only say what would become of each row. Raises CannotImport."""
    return _Import(read_sheet(file), api, layout, choices).run()


class _Import:
    """One file on its way to the services."""

    def __init__(self, sheet: Sheet, api: Api, layout: Layout, choices: Choices) -> None:
        self._sheet = sheet
        self._api = api
        self._layout = layout
        self._choices = choices
        self._after = place_of(api)
        self._matching = self._match()
        self._council = choices.council if self._needs_council() else None
        batches = self._batches()
        self._standing = _rows_standing(batches)
        self._open = batches[0] if batches and batches[0]["status"] == "BEGUN" else None
        self._attempt = self._open["attempt"] if self._open else len(batches) + 1
        self._id = batch_of(sheet.digest, layout.kind, self._council, self._attempt)
        self._recorded: dict[int, list[dict[str, Any]]] = defaultdict(list)

    def run(self) -> SheetReport:
        """Everything is judged before anything is recorded."""
        if self._open is not None and not self._choices.dry_run:
            self._refuse_other_choices(self._open)
        rows = [row for row in self._sheet.rows if row.number not in self._standing]
        known = self._choices.known
        planned = plan_rows(rows, self._layout, self._matching, self._id, council=self._council, known=known)
        Judge(self._api, self._layout, self._id, known, self._after).judge(planned)
        is_good = any(not one.problems and not one.is_known for one in planned) and not self._is_held(planned)
        # One that began goes to its end, even when nothing is left to record: what it recorded must be told to be undone.
        records = not self._choices.dry_run and (is_good or self._open is not None)
        undone = self._record(planned) if records else None
        return SheetReport(
            sheet=self._sheet,
            layout=self._layout,
            mode=self._choices.mode,
            dry_run=self._choices.dry_run,
            batch_id=self._id if records else None,
            matching=self._matching,
            outcomes=self._outcomes(planned),
            undone=undone,
        )

    def _is_held(self, planned: Sequence[Planned]) -> bool:
        """Whether a bad row keeps all the others from being recorded."""
        return self._choices.mode is ImportMode.ALL_OR_NOTHING and any(one.problems for one in planned)

    def _outcomes(self, planned: Sequence[Planned]) -> list[Outcome]:
        good = Verdict.HELD if self._is_held(planned) else Verdict.RECORDED
        outcomes = [
            Outcome(row, Verdict.KNOWN, remarks=(self._standing[row.number],))
            for row in self._sheet.rows
            if row.number in self._standing
        ]
        for one in planned:
            verdict = Verdict.REJECTED if one.problems else Verdict.KNOWN if one.is_known else good
            things = [
                f"{in_french(ImportedThing(each['thing']))} {each['thing_id']}"
                for each in self._recorded.get(one.row.number, ())
            ]
            outcomes.append(Outcome(one.row, verdict, tuple(one.problems), tuple(one.remarks), tuple(things)))
        return sorted(outcomes, key=lambda one: one.row.number)

    # What is known of the file

    def _match(self) -> Matching:
        """Which column says what; as it was the last time, for a file with the same headings."""
        headings = self._sheet.headings
        path = f"/v1/imports/matching?sheet={self._layout.kind.value}&headings_digest={digest_of_all(headings)}"
        columns = look(self._api, "activities", f"{path}&after={self._after}")["columns"]
        remembered = {one["heading_digest"]: one["field"] for one in columns if one["field"] in self._layout.by_field}
        asked = asked_for(self._choices.columns, self._layout)
        return match(headings, self._layout, asked, remembered, council=self._choices.council is not None)

    def _needs_council(self) -> bool:
        """Whether the council that was said is that of a row: a file that says its own is the same file without it."""
        rank = self._matching.columns.get(COUNCIL)
        return rank is None or any(not row.cells[rank].strip() for row in self._sheet.rows)

    def _batches(self) -> list[dict[str, Any]]:
        """The imports of this very file for the same council, the last one first."""
        path = f"/v1/imports?sheet={self._layout.kind.value}&file_digest={self._sheet.digest}&limit={LARGEST_PAGE}"
        listed = look(self._api, "activities", f"{path}&after={self._after}")["imports"]
        mine = [one["batch_id"] for one in listed if one["council_id"] == self._council]
        return [look(self._api, "activities", f"/v1/imports/{batch_id}") for batch_id in mine]

    def _refuse_other_choices(self, batch: Mapping[str, Any]) -> None:
        """An import that was interrupted goes on as it began. Raises CannotImport."""
        if (batch["mode"], batch["known"]) != (self._choices.mode.value, self._choices.known.value):
            mode, known = in_french(ImportMode(batch["mode"])), batch["known"].lower()
            raise CannotImport(labels.IMPORT_BEGUN_OTHERWISE.format(mode=mode, known=known))

    # Recording

    def _record(self, planned: Sequence[Planned]) -> UndoReport | None:
        """Begin, say every good row, end; undone when it was to be all or nothing and a row was refused after all."""
        self._tell("begin", "/v1/imports", self._beginning())
        if self._is_held(planned):
            self._recall(planned)
        else:
            self._say_rows(planned)
        rejected = [{"row": one.row.number, "problem": one.problems[0].code} for one in planned if one.problems]
        things = [thing for row in sorted(self._recorded) for thing in self._recorded[row]]
        self._tell(
            "end", f"/v1/imports/{self._id}/ended", {"recorded": things, "rejected": rejected, "origin": IMPORTED}
        )
        return undo_import(self._api, str(self._id), dry_run=False) if self._is_held(planned) else None

    def _recall(self, planned: Sequence[Planned]) -> None:
        """Find by its keys what was recorded before the import was interrupted; nothing more is said, as all of it goes."""
        for one in planned:
            for step in one.steps:
                answer = say(self._api, self._id, one, step, rehearsal=True)
                if answer.was_done:
                    self._recorded[one.row.number].append(_thing(one, step, answer.body["version"]))

    def _say_rows(self, planned: Sequence[Planned]) -> None:
        """Say them in their order; when one is refused and it was to be all or nothing, the others are not said."""
        for one in planned:
            if one.problems or one.is_known:
                continue
            for step in one.steps:
                answer = say(self._api, self._id, one, step, rehearsal=False)
                if answer.status >= REDIRECTED:
                    one.problems += problems_in(answer, self._layout)
                    break
                self._recorded[one.row.number].append(_thing(one, step, answer.body["version"]))
            if one.problems and self._choices.mode is ImportMode.ALL_OR_NOTHING:
                return

    def _beginning(self) -> dict[str, Any]:
        headings = self._sheet.headings
        ranks = sorted(self._matching.columns.items(), key=lambda item: item[1])
        return {
            "batch_id": str(self._id),
            "sheet": self._layout.kind.value,
            "file_digest": self._sheet.digest,
            "attempt": self._attempt,
            "mode": self._choices.mode.value,
            "known": self._choices.known.value,
            "council_id": self._council,
            "headings_digest": digest_of_all(headings),
            "columns": [{"heading_digest": digest_of(headings[rank]), "field": field} for field, rank in ranks],
            "rows": len(self._sheet.rows),
            "origin": IMPORTED,
        }

    def _tell(self, what: str, path: str, body: Mapping[str, Any]) -> None:
        """Say something of the import itself. Raises CannotImport."""
        answer = self._api.attempt("activities", path, body, key=f"{self._id}:{what}", cause=cause_of(self._id))
        if answer.status >= REDIRECTED:
            raise CannotImport(labels.IMPORT_STOPPED.format(why=answer.body.get("detail")))


def _thing(one: Planned, step: Step, version: int) -> dict[str, Any]:
    return {
        "row": one.row.number,
        "thing": step.thing.value,
        "thing_id": step.thing_id,
        "council_id": step.council_id,
        "version": version,
    }


def _rows_standing(batches: Sequence[Mapping[str, Any]]) -> dict[int, str]:
    """Rows that earlier imports of the same file recorded and that were not withdrawn, with the words that tell it."""
    standing = {}
    for batch in batches:
        withdrawn = [(one["row"], one["thing"]) for one in batch["withdrawn"]]
        for one in batch["recorded"]:
            if one["thing"] != ImportedThing.PERSON and (one["row"], one["thing"]) not in withdrawn:
                standing[one["row"]] = labels.RECORDED_BY_BATCH.format(batch=batch["batch_id"])
    return standing
