"""Which column of a file says what: by what was asked, else as it was matched last time, else by our own headings.

Nothing is guessed: a heading that none of these knows is told, and its cells are left where they are.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.console import labels
from services.console.importing.records import CannotImport
from services.console.importing.sheets.cells import plain
from services.console.importing.sheets.layouts import COUNCIL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from services.console.importing.sheets.layouts import Layout

TOLD = ("Ligne", "Champ", "Problème", "Problem")
"""What a file of errors says beside the columns of the file that it comes from: passed over when it is read again."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Where each field is, and what is not taken."""

    columns: Mapping[str, int]
    """The rank of its column, by field."""
    unmatched: tuple[str, ...]
    """Headings that nobody knows, as people read them."""
    remembered: tuple[str, ...]
    """Headings that are matched as they were last time, and would not be otherwise."""


def digest_of(heading: str) -> str:
    """What stands for a heading in facts: what people wrote there does not go into them."""
    return hashlib.sha256(plain(heading).encode()).hexdigest()


def digest_of_all(headings: Sequence[str]) -> str:
    """What stands for all the headings of a file, in whatever order."""
    return hashlib.sha256(
        "\n".join(sorted(plain(heading) for heading in headings if plain(heading))).encode()
    ).hexdigest()


def asked_for(said: str | None, layout: Layout) -> dict[str, str]:
    """What `--columns "En-tête=champ,…"` says: fields by headings without accents. Raises CannotImport."""
    # A heading may hold commas, a field holds none.
    pairs = re.findall(r"([^=]*)=([^=,]*)(?:,|$)", said or "")
    known = {plain(name): column.field for column in layout.columns for name in (column.field, column.heading)}
    matched = {plain(heading): known.get(plain(named)) for heading, named in pairs}
    fields = {heading: named for heading, named in matched.items() if heading and named}
    if len(fields) < len(pairs) or ",".join(f"{heading}={named}" for heading, named in pairs) != (said or ""):
        names = ", ".join(column.field for column in layout.columns)
        raise CannotImport(labels.COLUMNS_NOT_UNDERSTOOD.format(said=said, fields=names))
    return fields


def match(
    headings: Sequence[str], layout: Layout, asked: Mapping[str, str], remembered: Mapping[str, str], *, council: bool
) -> Matching:
    """Match them. `remembered` gives fields by digests of headings; `council`: one was said for all rows.

    Raises CannotImport: a field that two columns say, a needed field that none says, a heading that was asked for and is not there.
    """
    ours = {plain(heading): column.field for column in layout.columns for heading in (column.heading, *column.also)} | {
        plain(column.field): column.field for column in layout.columns
    }
    names = [plain(heading) for heading in headings]
    if missing := [heading for heading in asked if heading not in names]:
        raise CannotImport(labels.HEADING_NOT_THERE.format(headings=", ".join(missing)))
    columns: dict[str, int] = {}
    unmatched, recalled = [], []
    for rank, name in enumerate(names):
        before = remembered.get(digest_of(name)) if name else None
        field = asked.get(name) or before or ours.get(name)
        if field is None:
            if name not in map(plain, TOLD):
                unmatched.append(headings[rank].strip() or labels.COLUMN_WITHOUT_HEADING.format(rank=rank + 1))
            continue
        if field in columns:
            both = f"{headings[columns[field]].strip()}, {headings[rank].strip()}"
            raise CannotImport(labels.FIELD_SAID_TWICE.format(field=layout.by_field[field].heading, headings=both))
        columns[field] = rank
        if before and name not in asked and ours.get(name) != before:
            recalled.append(headings[rank].strip())
    needed = [column for column in layout.columns if column.needed and not (column.field == COUNCIL and council)]
    if absent := [column.heading for column in needed if column.field not in columns]:
        told = ", ".join(unmatched) or labels.NONE
        raise CannotImport(labels.COLUMNS_MISSING.format(missing=", ".join(absent), unmatched=told, name=layout.name))
    return Matching(columns, tuple(unmatched), tuple(recalled))
