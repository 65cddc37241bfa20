"""CSV as French spreadsheets read it: semicolons, decimal commas, a byte order mark, and no cell that could be a formula."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import Query, Request, Response

from shared.contracts.french import in_french
from shared.platform.clock import PARIS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from starlette.types import Receive, Scope, Send

    from shared.platform.titles import Titles

FileFormat = Annotated[
    Literal["json", "csv"], Query(alias="format", description="JSON, or CSV for French spreadsheets.")
]
"""How a list is wanted."""

AS_A_FILE_TOO: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}
"""What the document of the API says of a list that is a file when it is asked to be."""

_FORMULA_STARTS = (
    *("=", "+", "-", "@", "\t", "\r", "\n"),
    *("\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}"),
    *("\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}"),
)


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The file: UTF-8 with its mark, `;`, CRLF. Dates are `31/12/2026`, moments those of Paris, numbers have a decimal comma."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def list_file(
    name: str,
    columns: Mapping[str, str],
    rows: Iterable[Mapping[str, object]],
    coded: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Response:
    """A list as a file: a column for each of these fields, headed by its French word, and one for what an id names.

    `coded` gives the French of the fields that hold a coded word as a string; a member of a list of words needs none.
    """

    def cell(field: str, value: object) -> object:
        return value if value is None or field not in coded else coded[field][str(value)]

    return ListFile(name, columns, [{field: cell(field, row[field]) for field in columns} for row in rows])


class ListFile(Response):
    """A list as a file. It is written when it is sent, as the service then says what the ids in it name."""

    media_type = "text/csv; charset=utf-8"

    def __init__(self, name: str, columns: Mapping[str, str], rows: Sequence[Mapping[str, object]]) -> None:
        super().__init__()
        self._name, self._columns, self._rows = name, columns, rows

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Write it, and send it."""
        titles: Titles | None = scope["app"].state.titles
        columns, rows = self._columns, self._rows
        if titles is not None:
            columns, rows = await titles.beside(columns, rows, Request(scope).query_params.get("after"))
        content = write_csv(list(columns.values()), ([row[field] for field in columns] for row in rows))
        await csv_file(self._name, content)(scope, receive, send)


def csv_file(name: str, content: bytes) -> Response:
    """The file as an answer, under that name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


def euros(cents: int | None) -> str | None:
    """A sum as people write it: `1500,50`."""
    return None if cents is None else f"{Decimal(cents) / 100:.2f}".replace(".", ",")


def _cell(value: object) -> str:  # noqa: PLR0911 - one a kind of value
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case int():
            return str(value)
        case StrEnum():
            return in_french(value)
        case Decimal():
            return f"{value.normalize():f}".replace(".", ",")
        case datetime():
            return value.astimezone(PARIS).strftime("%d/%m/%Y %H:%M:%S")
        case date():
            return value.strftime("%d/%m/%Y")
        case time():
            return value.strftime("%H:%M")
        case _:
            return _harmless(str(value))


def _harmless(text: str) -> str:
    """A leading apostrophe keeps a spreadsheet from running what people wrote; one that was there already is kept apart."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA_STARTS) else text


def as_written(cell: str) -> str:
    """What a cell of such a file says: without the apostrophe that was put before it."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA_STARTS) else cell
