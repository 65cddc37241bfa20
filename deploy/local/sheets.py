"""What people ask about spreadsheets: one to fill in, its import, the imports there were, and the undoing of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deploy.local.speech import Outcome, table
from services.console import labels
from services.console.importing import CannotImport
from services.console.importing.sheets import LAYOUTS, Choices, import_sheet, undo_import, write_template
from services.console.importing.sheets.cells import code
from shared.contracts.activities.imports import ImportMode, KnownChoice, SheetKind
from shared.contracts.french import in_french

if TYPE_CHECKING:
    import argparse
    from pathlib import Path
    from uuid import UUID

    from deploy.local.client import Client

OPTIONS = ("sheet", "council", "columns", "all_or_nothing", "row_by_row", "known", "errors")
"""What is said of a spreadsheet, and never of a file of records."""


def write(file: Path, sheet: str) -> Outcome:
    write_template(LAYOUTS[sheet], file)
    return Outcome({"file": str(file), "sheet": LAYOUTS[sheet].kind.value}, [labels.TEMPLATE_WRITTEN.format(file=file)])


def read_choices(given: argparse.Namespace) -> Choices | None:
    """What was said of a spreadsheet; none when the file is one of records. Raises CannotImport."""
    said = [getattr(given, name) for name in OPTIONS]
    if given.file.suffix.lower() == ".json":
        if any(said):
            raise CannotImport(labels.SHEETS_ONLY)
        return None
    if given.sheet is None:
        raise CannotImport(labels.KIND_NOT_SAID.format(kinds=" | ".join(LAYOUTS)))
    if not (given.all_or_nothing or given.row_by_row or given.dry_run):
        raise CannotImport(labels.MODE_NOT_SAID)
    mode = ImportMode.ALL_OR_NOTHING if given.all_or_nothing else ImportMode.ROW_BY_ROW
    known = KnownChoice((given.known or "ask").upper())
    council = given.council and code(given.council)
    return Choices(mode, known, council, given.columns, given.dry_run)


def import_file(client: Client, file: Path, sheet: str, choices: Choices, errors: Path | None) -> Outcome:
    """Rejected rows go to `errors`, when there are any. Raises CannotImport."""
    if errors is not None and errors.exists() and file.exists() and errors.samefile(file):
        raise CannotImport(labels.ERRORS_OVER_FILE)
    report = import_sheet(file, client, LAYOUTS[sheet], choices)
    lines = report.lines()
    if report.totals()["rejected"]:
        lines.append(labels.ERRORS_NOT_WRITTEN if errors is None else _write_errors(errors, report.errors_file()))
    return Outcome(report.to_json(), lines, code=0 if report.is_ok else 1)


def _write_errors(file: Path, content: bytes) -> str:
    try:
        file.write_bytes(content)
    except OSError as error:  # the import is done: what it says is not lost with the file
        return labels.FILE_NOT_WRITTEN.format(file=file, why=error.strerror)
    return labels.ERRORS_WRITTEN.format(file=file)


def undo(client: Client, batch_id: UUID, *, dry_run: bool) -> Outcome:
    report = undo_import(client, str(batch_id), dry_run=dry_run)
    return Outcome(report.to_json(), list(report.lines()))


def batches(client: Client) -> Outcome:
    """The last fifty, with what became of them."""
    found = client.get("activities", "/v1/imports", {"after": client.after})["imports"]
    if not found:
        return Outcome(found, [labels.IMPORTS_NONE])
    rows = [list(labels.IMPORT_COLUMNS)]
    rows += [
        [
            one["batch_id"],
            labels.moment_in_words(one["begun_at"]),
            in_french(SheetKind(one["sheet"])),
            labels.BATCH_STATUSES[one["status"]],
            *(
                "" if one[name] is None else str(one[name])
                for name in ("rows", "recorded_count", "rejected_count", "withdrawn_count")
            ),
        ]
        for one in found
    ]
    return Outcome(found, table(rows))
