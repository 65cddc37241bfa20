"""A document as PDF: tagged, archivable (PDF/A-3), with its JSON file attached."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unicodedata import normalize

import typst

from services.reporting.exports.charts import alternative, svg
from services.reporting.exports.data import write_json
from services.reporting.exports.document import Chart, Masked, Quantity, Table, Text
from services.reporting.exports.spreadsheets import HIDDEN
from shared.numbers import number_in_words
from shared.platform.clock import PARIS

if TYPE_CHECKING:
    from services.reporting.exports.document import Cell, Document

TEMPLATE = Path(__file__).with_name("report.typ")
STANDARD: Final = "a-3a"
"""Archivable, tagged, and it may hold a file."""
WIDE = 8
"""From so many columns on, pages are turned."""
NARROWEST, WIDEST = 6, 40
"""Of a column, in letters."""
IN_THE_FONTS = (
    *(range(0x20, 0x7F), range(0xA0, 0xAD), range(0xAE, 0x300)),  # Latin
    *(range(0x384, 0x38B), range(0x38E, 0x3A2), range(0x3A3, 0x483), range(0x48A, 0x4E0)),  # Greek, Cyrillic
    *(range(0x2010, 0x2028), range(0x202F, 0x2040), range(0x2080, 0x208F), range(0x20A0, 0x20C1)),  # signs
    *(range(0x21C0, 0x2400), range(0x2480, 0x2600)),  # mathematics, drawings
)
"""Characters that the fonts have; PDF/A wants every one to be displayed, so others are told by their number."""


def write_pdf(document: Document) -> bytes:
    """The same document gives the same bytes: its day is that on which it was made, and no clock is asked."""
    attached = write_json(document)
    told = json.dumps(_told(document), ensure_ascii=False)
    content = _compiler().compile(
        format="pdf",
        pdf_standards=STANDARD,
        timestamp=document.made_at.replace(microsecond=0),
        sys_inputs={"told": told, "attached": attached.decode()},
    )
    if not isinstance(content, bytes):
        raise TypeError("a PDF is one file")
    return content


@cache
def _compiler() -> typst.Compiler:
    """With the fonts of the wheel, so that no machine gives another result."""
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=typst.Fonts(include_system_fonts=False))


def _told(document: Document) -> dict[str, Any]:
    made_on = document.made_at.astimezone(PARIS)
    about = tuple((label, value) for label, value in document.about)
    return {
        "title": printable(document.title),
        "subtitle": printable(document.subtitle),
        "made_on": [made_on.year, made_on.month, made_on.day],
        "footer": f"Fait le {made_on:%d/%m/%Y à %H:%M}",
        "is_wide": any(len(table.columns) >= WIDE for table in document.tables),
        "about": _grid("Ce document", ("Quoi", "Valeur"), about),
        "sections": [
            {
                "title": printable(section.title),
                "blocks": [one for block in section.blocks for one in _blocks(block, section.title)],
            }
            for section in document.sections
        ],
    }


def printable(text: str) -> str:
    """The text, with `[U+1F600]` for what the fonts have not; lines are kept."""
    return "".join(
        one if one == "\n" or _is_in_the_fonts(one) else f"[U+{ord(one):04X}]" for one in normalize("NFC", text)
    )


def _is_in_the_fonts(character: str) -> bool:
    return any(ord(character) in known for known in IN_THE_FONTS)


def _blocks(block: Text | Table | Chart, heading: str) -> list[dict[str, Any]]:
    """A block under its heading, which a table does not say again."""
    match block:
        case Text():
            return [{"kind": "text", "text": printable(block.text)}]
        case Table():
            return [{"kind": "table", "table": _table(block, heading)}]
        case Chart():
            drawn = {"kind": "chart", "svg": printable(svg(block)), "alt": alternative(block)}
            return [drawn, {"kind": "table", "table": _table(block.table, heading)}]


def _table(table: Table, heading: str) -> dict[str, Any]:
    return _grid(
        "" if table.title == heading else table.title, tuple(column.title for column in table.columns), table.rows
    )


def _grid(title: str, columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> dict[str, Any]:
    cells = [[printable(_words(cell)) for cell in row] for row in rows]
    longest = (
        max([len(title), *(max(map(len, row[place].split("\n"))) for row in cells)])
        for place, title in enumerate(columns)
    )
    return {
        "title": printable(title),
        "columns": [printable(column) for column in columns],
        "widths": [min(max(width, NARROWEST), WIDEST) for width in longest],
        "is_number": [bool(rows) and all(_is_number(row[place]) for row in rows) for place in range(len(columns))],
        "rows": cells,
    }


def _is_number(cell: Cell) -> bool:
    return cell is None or isinstance(cell, (int, Decimal, Quantity, Masked))


def _words(cell: Cell) -> str:  # noqa: PLR0911 - one a kind of cell
    match cell:
        case None:
            return ""
        case Quantity():
            return cell.words
        case Masked():
            return HIDDEN
        case int() | Decimal():
            return number_in_words(float(cell))
        case datetime():
            return f"{cell.astimezone(PARIS):%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case _:
            return cell
