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
from services.console.importing.sheets.judging import Judge, cause_of, look, place_of, say
from services.console.importing.sheets.planning import batch_of, plan_rows
from services.console.importing.sheets.reading import read_sheet
from services.console.importing.sheets.reasons import problems_in
from services.console.importing.sheets.report import Outcome, SheetReport, Verdict
from services.console.importing.sheets.undoing import undo_import
from shared.contracts.activities.imports import ImportedThing, ImportMode, KnownChoice
from shared.contracts.french import in_french

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from uuid import UUID

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

    def run(self) -> SheetReport:
        """Everything is judged before anything is recorded."""
        batches = self._batches()
        open_batch = batches[0] if batches and batches[0]["status"] == "BEGUN" else None
        if open_batch is not None and not self._choices.dry_run:
            self._refuse_other_choices(open_batch)
        attempt = open_batch["attempt"] if open_batch else len(batches) + 1
        batch_id = batch_of(self._sheet.digest, self._layout.kind, attempt)
        matching = self._match(open_batch)
        standing = _rows_standing(batches)
        planned = plan_rows(
            [row for row in self._sheet.rows if row.number not in standing],
            self._layout,
            matching,
            batch_id,
            council=self._choices.council,
            known=self._choices.known,
        )
        Judge(self._api, self._layout, batch_id, self._choices.known, self._after).judge(planned)
        good = [one for one in planned if not one.problems and not one.is_known]
        is_held = self._choices.mode is ImportMode.ALL_OR_NOTHING and any(one.problems for one in planned)
        recorded: dict[int, list[dict[str, Any]]] = defaultdict(list)
        undone = None
        # One that began goes to its end, even when nothing is left to record: what it recorded must be told to be undone.
        will_record = not self._choices.dry_run and bool(open_batch or (good and not is_held))
        if will_record:
            undone = self._record(batch_id, attempt, matching, planned, recorded)
        verdict = Verdict.RECORDED if will_record or (self._choices.dry_run and not is_held) else Verdict.HELD
        outcomes = [self._outcome(one, recorded, verdict, undone) for one in planned]
        known = [
            Outcome(row, Verdict.KNOWN, remarks=(standing[row.number],))
            for row in self._sheet.rows
            if row.number in standing
        ]
        return SheetReport(
            sheet=self._sheet,
            layout=self._layout,
            mode=self._choices.mode,
            dry_run=self._choices.dry_run,
            batch_id=batch_id if will_record else None,
            matching=matching,
            outcomes=sorted([*outcomes, *known], key=lambda one: one.row.number),
            undone=undone,
        )

    def _outcome(
        self,
        one: Planned,
        recorded: Mapping[int, Sequence[dict[str, Any]]],
        verdict: Verdict,
        undone: UndoReport | None,
    ) -> Outcome:
        things = tuple(
            f"{in_french(ImportedThing(each['thing']))} {each['thing_id']}" for each in recorded.get(one.row.number, ())
        )
        if one.problems:
            verdict = Verdict.REJECTED
        elif one.is_known:
            verdict = Verdict.KNOWN
        elif undone is not None:
            verdict = Verdict.HELD
        return Outcome(one.row, verdict, tuple(one.problems), tuple(one.remarks), things)

    # What is known of the file

    def _batches(self) -> list[dict[str, Any]]:
        """The imports of this very file, the last one first."""
        path = f"/v1/imports?sheet={self._layout.kind.value}&file_digest={self._sheet.digest}&limit=200&after={self._after}"
        listed = look(self._api, "activities", path)["imports"]
        return [look(self._api, "activities", f"/v1/imports/{one['batch_id']}") for one in listed]

    def _refuse_other_choices(self, batch: Mapping[str, Any]) -> None:
        """An import that was interrupted goes on as it began. Raises CannotImport."""
        said = (batch["mode"], batch["known"], batch["council_id"])
        if said != (self._choices.mode.value, self._choices.known.value, self._choices.council):
            mode, known = in_french(ImportMode(batch["mode"])), batch["known"].lower()
            raise CannotImport(
                labels.IMPORT_BEGUN_OTHERWISE.format(mode=mode, known=known, council=batch["council_id"] or labels.NONE)
            )

    def _match(self, open_batch: Mapping[str, Any] | None) -> Matching:
        if open_batch is not None:
            columns = open_batch["columns"]
        else:
            path = f"/v1/imports/matching?sheet={self._layout.kind.value}&headings_digest={digest_of_all(self._sheet.headings)}"
            columns = look(self._api, "activities", f"{path}&after={self._after}")["columns"]
        remembered = {one["heading_digest"]: one["field"] for one in columns if one["field"] in self._layout.by_field}
        asked = asked_for(self._choices.columns, self._layout)
        has_council = self._choices.council is not None
        return match(self._sheet.headings, self._layout, asked, remembered, council=has_council)

    # Recording

    def _record(
        self,
        batch_id: UUID,
        attempt: int,
        matching: Matching,
        planned: Sequence[Planned],
        recorded: dict[int, list[dict[str, Any]]],
    ) -> UndoReport | None:
        """Begin, say every good row, end; undone when it was to be all or nothing and a row was refused after all."""
        self._tell(batch_id, "begin", "/v1/imports", self._beginning(batch_id, attempt, matching))
        is_whole = self._say_rows(batch_id, planned, recorded)
        rejected = [{"row": one.row.number, "problem": one.problems[0].code} for one in planned if one.problems]
        things = [thing for row in sorted(recorded) for thing in recorded[row]]
        self._tell(batch_id, "end", f"/v1/imports/{batch_id}/ended", {"recorded": things, "rejected": rejected})
        return None if is_whole else undo_import(self._api, str(batch_id), dry_run=False)

    def _say_rows(self, batch_id: UUID, planned: Sequence[Planned], recorded: dict[int, list[dict[str, Any]]]) -> bool:
        """Say them in their order. False when one is refused and it was to be all or nothing: the others are not said."""
        all_or_nothing = self._choices.mode is ImportMode.ALL_OR_NOTHING
        for one in planned:
            if one.problems or one.is_known:
                continue
            for step in one.steps:
                answer = say(self._api, batch_id, one, step, rehearsal=False)
                if answer.status >= REDIRECTED:
                    one.problems += problems_in(answer, self._layout)
                    break
                recorded[one.row.number].append(_thing(one, step, answer.body["version"]))
            if one.problems and all_or_nothing:
                return False
        return True

    def _beginning(self, batch_id: UUID, attempt: int, matching: Matching) -> dict[str, Any]:
        ranks = sorted(matching.columns.items(), key=lambda item: item[1])
        return {
            "batch_id": str(batch_id),
            "sheet": self._layout.kind.value,
            "file_digest": self._sheet.digest,
            "attempt": attempt,
            "mode": self._choices.mode.value,
            "known": self._choices.known.value,
            "council_id": self._choices.council,
            "headings_digest": digest_of_all(self._sheet.headings),
            "columns": [
                {"heading_digest": digest_of(self._sheet.headings[rank]), "field": field} for field, rank in ranks
            ],
            "rows": len(self._sheet.rows),
            "origin": {"channel": "IMPORT"},
        }

    def _tell(self, batch_id: UUID, what: str, path: str, body: Mapping[str, Any]) -> None:
        """Say something of the import itself. Raises CannotImport."""
        answer = self._api.attempt("activities", path, body, key=f"{batch_id}:{what}", cause=cause_of(batch_id))
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
