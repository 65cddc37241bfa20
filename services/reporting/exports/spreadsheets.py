"""A document for spreadsheets: all its figures as CSV, all its tables as XLSX and ODS."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

import odfdo
import xlsxwriter

from services.reporting.exports.document import Masked, Quantity, Text
from shared.numbers import NOT_MEASURABLE
from shared.platform.clock import PARIS
from shared.platform.spreadsheets import write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from services.reporting.exports.document import Cell, Document, Table

Spread = str | int | Decimal | date | datetime | None
"""What stands in a cell of a spreadsheet."""
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
        ([_in_csv(cell) for cell in row] for row in document.data.rows),
    )


def _in_csv(cell: Cell) -> object:
    if isinstance(cell, Masked):
        return HIDDEN
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


def _about(document: Document) -> list[tuple[str, str]]:
    """What the first sheet says: what the document is, then its texts, each after the heading it stands under."""
    lines: list[tuple[str, str]] = [(document.title, document.subtitle), *document.about]
    for section in document.sections:
        lines += [(section.title, block.text) for block in section.blocks if isinstance(block, Text)]
    return lines


def _write_about(sheet: Any, document: Document, styles: dict[str, Any]) -> None:
    for row, (label, said) in enumerate(_about(document)):
        sheet.write_string(row, 0, _fitting(label), styles["head"])
        sheet.write_string(row, 1, _fitting(said), styles["text"])
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 2 * WIDEST)


def _write_table(sheet: Any, table: Table, styles: dict[str, Any]) -> None:
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, _fitting(column.title), styles["head"])
        longest = max([len(column.title), *(len(str(_spread(row[place]) or "")) for row in table.rows)])
        sheet.set_column(place, place, min(longest + 2, WIDEST))
    for line, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            _write_cell(sheet, line, place, _spread(cell), styles)
    sheet.freeze_panes(1, 0)


def _write_cell(sheet: Any, line: int, place: int, value: Spread, styles: dict[str, Any]) -> None:
    match value:
        case None:
            pass
        case int() | Decimal():
            sheet.write_number(line, place, value, styles["number"])
        case datetime():
            sheet.write_datetime(line, place, value, styles["moment"])
        case date():
            sheet.write_datetime(line, place, value, styles["day"])
        case _:
            sheet.write_string(line, place, value, styles["text"])


def write_ods(document: Document) -> bytes:
    """The same sheets as an XLSX. The same document gives the same bytes."""
    book = odfdo.Document("spreadsheet")
    book.body.clear()
    book.meta.title = document.title
    book.meta.creation_date = document.made_at.replace(tzinfo=None)
    names = _sheet_names([ABOUT, *(table.title for table in (*document.tables, document.data))])
    book.body.append(_sheet(next(names), [[_fitting(cell) for cell in line] for line in _about(document)]))
    for table in (*document.tables, document.data):
        head = [_fitting(column.title) for column in table.columns]
        book.body.append(_sheet(next(names), [head, *([_spread(cell) for cell in row] for row in table.rows)]))
    content = io.BytesIO()
    book.save(content)
    return _of_no_hour(content.getvalue())


def _sheet(name: str, rows: Sequence[Sequence[Spread]]) -> odfdo.Element:
    """One table, as one piece: given cell by cell, it takes odfdo eight times as long."""
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    return odfdo.Element.from_tag(f"<table:table table:name={quoteattr(name)}>{lines}</table:table>")


def _ods_cell(value: Spread) -> str:
    match value:
        case None:
            return "<table:table-cell/>"
        case int() | Decimal():
            return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
        case date():  # and moments
            day = value.isoformat()
            return f'<table:table-cell office:value-type="date" office:date-value="{day}"><text:p>{day}</text:p></table:table-cell>'
        case _:
            lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
            said = quoteattr(value, {"\n": "&#10;", "\t": "&#9;"})
            return f'<table:table-cell office:value-type="string" office:string-value={said}>{lines}</table:table-cell>'


def _of_no_hour(archive: bytes) -> bytes:
    """The same archive, whose parts do not say when they were written."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as former, zipfile.ZipFile(content, "w") as fresh:
        for part in former.infolist():  # the first must be the type of the file, as it is
            same = zipfile.ZipInfo(part.filename)
            same.compress_type = part.compress_type
            fresh.writestr(same, former.read(part))
    return content.getvalue()


def _spread(cell: Cell) -> Spread:
    """A cell as spreadsheets hold it: what is not measured and what is masked say so, moments are those of Paris."""
    match cell:
        case Masked():
            return HIDDEN
        case Quantity():
            return NOT_MEASURABLE if cell.value is None else cell.value
        case datetime():
            return cell.astimezone(PARIS).replace(tzinfo=None)
        case str():
            return _fitting(cell)
        case _:
            return cell


def _fitting(text: str) -> str:
    """What people wrote, as a cell can hold it: control characters are shown, and what is too long is cut, which is said."""
    shown = visible(text)
    return shown if len(shown) <= LONGEST_CELL else f"{shown[: LONGEST_CELL - 20]}… (texte coupé)"


def visible(text: str) -> str:
    """The text with a visible sign in place of each control character but tabs and new lines."""
    return text.translate(_CONTROL)
