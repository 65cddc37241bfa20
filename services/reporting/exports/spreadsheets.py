"""A document for spreadsheets: all its figures as CSV, all its tables as XLSX."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter

from services.reporting.exports.document import Masked, Quantity, Text
from shared.numbers import NOT_MEASURABLE
from shared.platform.clock import PARIS
from shared.platform.spreadsheets import write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from services.reporting.exports.document import Cell, Document, Table

HIDDEN = "masqué"
ABOUT = "À propos"
LONGEST_CELL = 32_767
"""What a cell of a spreadsheet holds."""
LONGEST_SHEET_NAME = 31
WIDEST = 60
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_CONTROL = {code: 0x2400 + code for code in range(32) if code not in {9, 10}} | {127: 0x2421}
"""What no file can hold, and the sign that shows it."""


def write_figures_csv(document: Document) -> bytes:
    """Every figure of the document, a line each, for French spreadsheets; what is not measured is empty."""
    return write_csv(
        [column.title for column in document.data.columns],
        ([HIDDEN if isinstance(cell, Masked) else _bare(cell) for cell in row] for row in document.data.rows),
    )


def _bare(cell: Cell) -> object:
    return cell.value if isinstance(cell, Quantity) else cell


def write_xlsx(document: Document) -> bytes:
    """A first sheet that says what it is, then one a table. No text is ever a formula. The same document gives the same bytes."""
    content = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(content, {"in_memory": True, "remove_timezone": True, **plain})
    made_at = document.made_at.replace(tzinfo=None)
    book.set_properties({"title": document.title, "subject": document.subtitle, "created": made_at})
    styles = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "day": book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"}),
        "moment": book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss", "valign": "top"}),
        "number": book.add_format({"valign": "top"}),
    }
    names = _sheet_names([ABOUT, *(table.title for table in (*document.tables, document.data))])
    _write_about(book.add_worksheet(next(names)), document, styles)
    for table in (*document.tables, document.data):
        _write_table(book.add_worksheet(next(names)), table, styles)
    book.close()
    return content.getvalue()


def _sheet_names(titles: Sequence[str]) -> Iterator[str]:
    """Names that a spreadsheet takes, in order, no two alike."""
    taken = set[str]()
    for title in titles:
        plain = _NO_SHEET_NAME.sub(" ", visible(title)).strip() or "Table"
        name, number = plain[:LONGEST_SHEET_NAME], 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain[: LONGEST_SHEET_NAME - len(str(number)) - 1]} {number}"
        taken.add(name.casefold())
        yield name


def _write_about(sheet: Any, document: Document, styles: dict[str, Any]) -> None:
    lines: list[tuple[str, str]] = [(document.title, document.subtitle), *document.about]
    for section in document.sections:
        lines += [(section.title, block.text) for block in section.blocks if isinstance(block, Text)]
    for row, (label, said) in enumerate(lines):
        sheet.write_string(row, 0, _fitting(label), styles["head"])
        sheet.write_string(row, 1, _fitting(said), styles["text"])
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 2 * WIDEST)


def _write_table(sheet: Any, table: Table, styles: dict[str, Any]) -> None:
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, _fitting(column.title), styles["head"])
        longest = max([len(column.title), *(len(str(_bare(row[place]) or "")) for row in table.rows)])
        sheet.set_column(place, place, min(longest + 2, WIDEST))
    for line, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            _write_cell(sheet, line, place, cell, styles)
    sheet.freeze_panes(1, 0)


def _write_cell(sheet: Any, line: int, place: int, cell: Cell, styles: dict[str, Any]) -> None:
    value = _bare(cell)
    if isinstance(cell, Masked):
        sheet.write_string(line, place, HIDDEN, styles["text"])
    elif isinstance(cell, Quantity) and cell.value is None:
        sheet.write_string(line, place, NOT_MEASURABLE, styles["text"])
    elif isinstance(value, (int, Decimal)):
        sheet.write_number(line, place, value, styles["number"])
    elif isinstance(value, datetime):
        sheet.write_datetime(line, place, value.astimezone(PARIS).replace(tzinfo=None), styles["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(line, place, value, styles["day"])
    elif value is not None:
        sheet.write_string(line, place, _fitting(str(value)), styles["text"])


def _fitting(text: str) -> str:
    """What people wrote, as a cell can hold it: control characters are shown, and what is too long is cut, which is said."""
    shown = visible(text)
    return shown if len(shown) <= LONGEST_CELL else f"{shown[: LONGEST_CELL - 20]}… (texte coupé)"


def visible(text: str) -> str:
    """The text with a visible sign in place of each control character but tabs and new lines."""
    return text.translate(_CONTROL)
