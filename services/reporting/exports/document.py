"""A document, before it is written in any format: what it says, once, so that no format can say anything else.

Pure: no clock and no database; the moment it was made at is given. The same document gives the same bytes in each format.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that has a unit: what programs read, and what people read."""

    value: int | Decimal | None
    """In the unit that its line says; a share from 0 to 1. None where it cannot be measured, which is not zero."""
    words: str
    """French: `62,5 % (5/8)`, `n.d.`."""


@dataclass(frozen=True, slots=True)
class Masked:
    """Something that was measured and is not shown, because so few persons are behind it that they could be told."""


MASKED = Masked()
Cell = str | int | Decimal | date | datetime | Quantity | Masked | None
"""What stands in a table. None: there is nothing to say. A text is what people wrote: never markup, never a formula."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in data, and its French header."""

    key: str
    """`[a-z0-9_]+`, one of its kind in the table."""
    title: str


@dataclass(frozen=True, slots=True)
class Table:
    """Lines under headers."""

    key: str
    """`[a-z0-9_]+`, one of its kind in the document."""
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of {self.key} has not as many cells as there are columns")


@dataclass(frozen=True, slots=True)
class Chart:
    """One series, drawn from zero; it is always followed by a table that says the same in figures."""

    title: str
    unit: str
    """French."""
    points: tuple[tuple[str, int | Decimal | None], ...]
    """Label and value, in order; None leaves a gap."""
    table: Table


@dataclass(frozen=True, slots=True)
class Text:
    """What people wrote, or a sentence of ours; lines are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part with a heading."""

    title: str
    blocks: tuple[Text | Table | Chart, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, those of charts too, in order."""
        found = (block.table if isinstance(block, Chart) else block for block in self.blocks)
        return tuple(block for block in found if isinstance(block, Table))


@dataclass(frozen=True, slots=True)
class Document:
    """What is handed to people."""

    title: str
    subtitle: str
    about: tuple[tuple[str, str], ...]
    """Who asked, period, state of the facts, filters, versions, where to verify: French label, and value."""
    sections: tuple[Section, ...]
    data: Table
    """Every figure of it, a line each: what a CSV holds."""
    made_at: datetime
    """UTC."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables of the sections, in order."""
        return tuple(table for section in self.sections for table in section.tables)

    def __post_init__(self) -> None:
        keys = [table.key for table in (*self.tables, self.data)]
        if len(set(keys)) < len(keys):
            raise ValueError(f"two tables of a document have the same key: {keys}")
