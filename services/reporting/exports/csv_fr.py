"""CSV as French spreadsheets read it: semicolons, decimal commas, a byte order mark, and no cell that could be a formula."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The file: UTF-8 with its mark, `;`, CRLF. Dates are `31/12/2026`, numbers have a decimal comma."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case int():
            return str(value)
        case Decimal():
            return f"{value.normalize():f}".replace(".", ",")
        case date():
            return value.strftime("%d/%m/%Y")
        case _:
            return _harmless(str(value))


def _harmless(text: str) -> str:
    """A leading apostrophe keeps a spreadsheet from running what people wrote."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
