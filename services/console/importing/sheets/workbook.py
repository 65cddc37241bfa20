"""The cells of a workbook (xlsx, ods) as text, read in a process of its own: `python workbook.py < FILE`.

A workbook may be made to fill a memory: a cell at the far corner of a sheet, or kilobytes that unpack to gigabytes. Here that
ends this process, which has little memory and little time, and nobody else.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import load_workbook

MEMORY_BYTES = 1 << 30
SECONDS = 20


def main() -> None:
    """Write the first sheet that holds something, and the names of the others that do."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    book = load_workbook(BytesIO(sys.stdin.buffer.read()))
    sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    filled = [name for name, rows in sheets.items() if any(cell != "" for row in rows for cell in row)]
    rows = [[in_words(cell) for cell in row] for row in sheets[filled[0]]] if filled else []
    json.dump({"rows": rows, "others": filled[1:]}, sys.stdout)


def in_words(cell: object) -> str:  # noqa: PLR0911 - one a kind of value
    """A value as people here write it: `03/02/2026`, `1,5`, `oui`."""
    match cell:
        case bool():
            return "oui" if cell else "non"
        case float() if cell.is_integer():
            return str(int(cell))
        case float():
            return str(cell).replace(".", ",")
        case datetime() if cell.time() == time():
            return f"{cell:%d/%m/%Y}"
        case datetime():
            return f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case time():
            return f"{cell:%H:%M}"
        case timedelta():
            hours, minutes = divmod(round(cell.total_seconds() / 60), 60)
            return f"{hours}:{minutes:02}"
        case _:
            return str(cell)


if __name__ == "__main__":
    main()
