"""The formats in which a document is written."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from services.reporting.exports.data import write_json
from services.reporting.exports.spreadsheets import write_figures_csv, write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from services.reporting.exports.document import Document


class Format(StrEnum):
    """How a document is wanted."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


MEDIA_TYPES: Mapping[Format, str] = {
    Format.JSON: "application/json",
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_WRITERS: Mapping[Format, Callable[[Document], bytes]] = {
    Format.JSON: write_json,
    Format.CSV: write_figures_csv,
    Format.XLSX: write_xlsx,
}


def write(document: Document, wanted: Format) -> bytes:
    """The file. It takes some hundredths of a second: not for the event loop."""
    return _WRITERS[wanted](document)
