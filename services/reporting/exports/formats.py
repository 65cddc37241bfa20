"""The formats in which a document is written."""

from __future__ import annotations

import asyncio
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from fastapi import Response

from services.reporting.exports.data import write_json
from services.reporting.exports.pdf import write_pdf
from services.reporting.exports.spreadsheets import write_figures_csv, write_ods, write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from services.reporting.exports.document import Document


class Format(StrEnum):
    """How a document is wanted."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"
    PDF = "pdf"


MEDIA_TYPES: Mapping[Format, str] = {
    Format.JSON: "application/json",
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Format.PDF: "application/pdf",
}
_WRITERS: Mapping[Format, Callable[[Document], bytes]] = {
    Format.JSON: write_json,
    Format.CSV: write_figures_csv,
    Format.XLSX: write_xlsx,
    Format.ODS: write_ods,
    Format.PDF: write_pdf,
}


def write(document: Document, wanted: Format) -> bytes:
    """The file. It takes some hundredths of a second: not for the event loop."""
    return _WRITERS[wanted](document)


async def file_of(document: Document, wanted: Format, name: str) -> Response:
    """The file as an answer, under that name."""
    content = await asyncio.to_thread(write, document, wanted)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{wanted}"'}
    return Response(content, media_type=MEDIA_TYPES[wanted], headers=headers)


AS_A_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {media.partition(";")[0]: {} for media in MEDIA_TYPES.values()}}
}
"""What the document of the API says of an answer that is a file when it is asked to be."""
