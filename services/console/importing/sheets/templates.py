"""Files to fill in: our headings, an example that is passed over, and the words that each column admits."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

from services.console import labels
from services.console.importing.records import CannotImport
from services.console.importing.sheets.reading import COMMENT
from shared.contracts.activities.imports import MOST_ROWS
from shared.platform.spreadsheets import write_csv

if TYPE_CHECKING:
    from pathlib import Path

    from services.console.importing.sheets.layouts import Column, Layout

LONGEST_CHOICE = 255
"""Characters of a list that a spreadsheet lets one choose from."""
_NARROWEST = 14


def template(layout: Layout, suffix: str) -> bytes:
    """A template as CSV or xlsx. Raises CannotImport."""
    match suffix.lower():
        case ".csv":
            return write_csv(_headings(layout), [_explained(layout), _example(layout)])
        case ".xlsx":
            return _workbook(layout)
    raise CannotImport(labels.TEMPLATE_UNKNOWN)


def write_template(layout: Layout, file: Path) -> None:
    """Write one where there is none yet. Raises CannotImport."""
    content = template(layout, file.suffix)
    try:
        with file.open("xb") as opened:
            opened.write(content)
    except OSError as error:
        raise CannotImport(labels.FILE_NOT_WRITTEN.format(file=file, why=error.strerror)) from error


def _headings(layout: Layout) -> list[str]:
    return [column.heading for column in layout.columns]


def _example(layout: Layout) -> list[str]:
    first, *others = (column.example for column in layout.columns)
    return [f"{COMMENT} {labels.EXAMPLE} : {first}", *others]


def _explained(layout: Layout) -> list[str]:
    first, *others = (_rule(column) for column in layout.columns)
    return [f"{COMMENT} {first}", *others]


def _rule(column: Column) -> str:
    needed = labels.NEEDED if column.needed else labels.OPTIONAL
    admitted = " | ".join(column.admitted())
    return f"{needed} ; {admitted or column.explained}"


def _workbook(layout: Layout) -> bytes:
    """The sheet to fill in, with lists to choose from, and another that explains each column."""
    written = BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, grey = book.add_format({"bold": True}), book.add_format({"italic": True, "font_color": "#666666"})
    sheet, guide = book.add_worksheet(layout.french.capitalize()), book.add_worksheet(labels.GUIDE)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, _headings(layout), bold)
    sheet.write_row(1, 0, _example(layout), grey)
    guide.write_row(0, 0, labels.GUIDE_HEADINGS, bold)
    for rank, column in enumerate(layout.columns):
        sheet.set_column(rank, rank, max(_NARROWEST, len(column.heading) + 2))
        words = list(column.admitted())
        if words and len(",".join(words)) <= LONGEST_CHOICE:
            sheet.data_validation(2, rank, MOST_ROWS + 1, rank, {"validate": "list", "source": words})
        needed = labels.NEEDED if column.needed else labels.OPTIONAL
        row = [column.heading, needed, column.explained, column.example, " | ".join(words)]
        guide.write_row(rank + 1, 0, row)
    guide.set_column(0, 4, 2 * _NARROWEST)
    book.close()
    return written.getvalue()
