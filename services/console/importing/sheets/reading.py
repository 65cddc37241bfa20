"""A spreadsheet as it is read, before anything is made of it: its headings, and the text of each cell of each row.

CSV in UTF-8 (with or without its mark) or Windows-1252, cells between `;`, `,` or tabs; xlsx and ods. A file of another form,
or of unlikely size, is refused whole: nothing of it is taken.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from services.console import labels
from services.console.importing.records import CannotImport
from shared.contracts.activities.imports import MOST_ROWS
from shared.platform.spreadsheets import as_written

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_BYTES = 10_000_000
LARGEST_UNPACKED = 100_000_000
MOST_COLUMNS = 100
LONGEST_CELL = 4_000
COMMENT = "#"
"""A row whose first cell begins so says something to people, as the example of a template does."""
SIGNS = ";\t,"
"""What may be between the cells of a CSV."""
WORKBOOKS = (".xlsx", ".ods")
SUFFIXES = (".csv", *WORKBOOKS)
_READER = Path(__file__).with_name("workbook.py")
_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One row, by the number that the spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds."""

    name: str
    digest: str
    """SHA-256 of the file, in hexadecimal."""
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    comments: int
    """Rows that begin with `#`: passed over, and counted."""
    other_sheets: tuple[str, ...] = ()
    """Sheets of the workbook that hold something and are not read."""


def read_sheet(file: Path) -> Sheet:
    """Read a file. Raises CannotImport."""
    suffix = file.suffix.lower()
    if suffix not in SUFFIXES:
        raise CannotImport(labels.SHEET_UNKNOWN.format(file=file.name, suffixes=", ".join(SUFFIXES)))
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise CannotImport(labels.FILE_UNREADABLE.format(file=file, why=error.strerror)) from error
    if len(content) > LARGEST_BYTES:
        raise CannotImport(labels.FILE_TOO_LARGE.format(file=file, megabytes=LARGEST_BYTES // 1_000_000))
    lines, others = _workbook(content) if suffix in WORKBOOKS else (_csv(content), ())
    return _sheet(file.name, hashlib.sha256(content).hexdigest(), lines, others)


def _sheet(name: str, digest: str, lines: list[Row], others: tuple[str, ...]) -> Sheet:
    said = [line for line in lines if _says_something(line)]
    spoken = [line for line in said if not _is_comment(line)]
    if not spoken:
        raise CannotImport(labels.SHEET_EMPTY)
    headings, rows = spoken[0].cells, spoken[1:]
    width = max(len(line.cells) for line in spoken)
    if len(rows) > MOST_ROWS:
        raise CannotImport(labels.SHEET_TOO_LONG.format(rows=len(rows), most=MOST_ROWS))
    if width > MOST_COLUMNS:
        raise CannotImport(labels.SHEET_TOO_WIDE.format(columns=width, most=MOST_COLUMNS))
    for line in spoken:
        if any(len(cell) > LONGEST_CELL for cell in line.cells):
            raise CannotImport(labels.CELL_TOO_LONG.format(line=line.number, most=LONGEST_CELL))
    headings += ("",) * (width - len(headings))
    filled = tuple(Row(row.number, row.cells + ("",) * (width - len(row.cells))) for row in rows)
    return Sheet(name, digest, headings, filled, len(said) - len(spoken), others)


def _says_something(line: Row, beside: str = "") -> bool:
    return any(cell.strip().strip(beside) for cell in line.cells)


def _is_comment(line: Row) -> bool:
    return line.cells[0].lstrip().startswith(COMMENT)


def _csv(content: bytes) -> list[Row]:
    text = _decoded(content)
    # Whichever cuts the headings into most cells; people rarely write one in a heading.
    return list(_lines(text, max(SIGNS, key=lambda sign: _headings(text, sign))))


def _headings(text: str, sign: str) -> int:
    """How many there are when that sign is between cells; none when nothing can be read so."""
    try:
        spoken = (line for line in _lines(text, sign) if _says_something(line, SIGNS) and not _is_comment(line))
        return next((len(line.cells) for line in spoken), 0)
    except CannotImport:
        return 0


def _lines(text: str, sign: str) -> Iterator[Row]:
    """One after the other, as far as they are asked for. Raises CannotImport."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    try:
        for rank, cells in enumerate(reader, start=1):
            yield Row(rank, tuple(map(as_written, cells)))
    except csv.Error as error:
        raise CannotImport(labels.SHEET_UNREADABLE.format(line=reader.line_num)) from error


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise CannotImport(labels.SHEET_NOT_TEXT) from error
    if "\0" in text:
        raise CannotImport(labels.SHEET_NOT_TEXT)
    return text


def _workbook(content: bytes) -> tuple[list[Row], tuple[str, ...]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise CannotImport(labels.WORKBOOK_UNREADABLE) from error
    if any("vbaproject" in part.filename.lower() or part.filename.startswith("Basic/") for part in parts):
        raise CannotImport(labels.WORKBOOK_WITH_MACROS)
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise CannotImport(labels.WORKBOOK_TOO_LARGE)
    try:
        read = subprocess.run(  # noqa: S603 - our own program; the file is what it reads, never what it is told
            [sys.executable, "-I", str(_READER)], input=content, capture_output=True, timeout=_SECONDS, check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise CannotImport(labels.WORKBOOK_UNREADABLE) from error
    found = json.loads(read.stdout)
    rows = [Row(rank, tuple(map(as_written, cells))) for rank, cells in enumerate(found["rows"], start=1)]
    return rows, tuple(found["others"])
