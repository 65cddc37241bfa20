"""What can be seen of imports: one row each, as it stands, with the ids of what it recorded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    insert,
    select,
    update,
)

from shared.contracts.activities.imports import ImportBegun, ImportEnded, ImportUndone
from shared.kernel import NotFound
from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydantic import BaseModel
    from sqlalchemy import Connection

    from shared.contracts.activities.imports import SheetKind
    from shared.kernel import Fact, Recorded
    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel

LISTS = ("columns", "recorded", "rejected", "withdrawn", "kept", "refused")
"""What is told of one import, and left out of the list of all."""


@dataclass(frozen=True)
class ImportTables:
    """The table of imports."""

    sheet_import: Table


class ImportProjection(Projection[ImportTables]):
    """From the facts of imports to their list."""

    name = "import_views"
    version = 1
    sources = ("activities",)
    listens_to = (ImportBegun, ImportEnded, ImportUndone)

    def tables(self, metadata: MetaData, suffix: str) -> ImportTables:
        """One row an import."""
        return ImportTables(
            Table(
                f"sheet_import{suffix}",
                metadata,
                Column("batch_id", String(36), primary_key=True),
                Column("position", BigInteger, nullable=False, index=True),
                Column("sheet", String(16), nullable=False),
                Column("file_digest", String(64), nullable=False, index=True),
                Column("attempt", Integer, nullable=False),
                Column("mode", String(16), nullable=False),
                Column("known", String(8), nullable=False),
                Column("council_id", String(32), nullable=True),
                Column("headings_digest", String(64), nullable=False, index=True),
                Column("rows", Integer, nullable=False),
                Column("begun_at", DateTime(timezone=True), nullable=False),
                Column("begun_by", Text, nullable=False),
                Column("status", String(8), nullable=False),
                *(Column(f"{name}_count", Integer, nullable=True) for name in LISTS[1:]),
                *(Column(name, Text, nullable=True) for name in LISTS),
                Column("version", BigInteger, nullable=False),
            )
        )

    def apply(self, connection: Connection, tables: ImportTables, entries: Sequence[Entry]) -> None:
        """One fact after the other: imports are few."""
        table = tables.sheet_import
        for recorded in heard(self, entries):
            values = {"version": recorded.version, **_said(recorded.fact)}
            if isinstance(recorded.fact, ImportBegun):
                connection.execute(insert(table).values(values | _begun(recorded.fact, recorded)))
            else:
                batch_id = str(recorded.stream_id)
                connection.execute(update(table).where(table.c.batch_id == batch_id).values(values))


def _begun(fact: ImportBegun, recorded: Recorded) -> dict[str, Any]:
    said = fact.model_dump(mode="json", exclude={"columns", "origin"})
    return said | {"position": recorded.position, "begun_at": recorded.recorded_at, "begun_by": recorded.by}


def _said(fact: Fact) -> dict[str, Any]:
    """What a fact says of its import: where it stands, and the lists that it brings."""
    match fact:
        case ImportBegun():
            return {"status": "BEGUN", "columns": _written(fact.columns)}
        case ImportEnded():
            return {"status": "ENDED", **_counted(recorded=fact.recorded, rejected=fact.rejected)}
        case ImportUndone():
            return {"status": "UNDONE", **_counted(withdrawn=fact.withdrawn, kept=fact.kept, refused=fact.refused)}
    raise TypeError(f"{fact.type} says nothing of an import")


def _counted(**lists: Sequence[BaseModel]) -> dict[str, Any]:
    return {name: _written(found) for name, found in lists.items()} | {
        f"{name}_count": len(found) for name, found in lists.items()
    }


def _written(found: Iterable[BaseModel]) -> str:
    return json.dumps([one.model_dump(mode="json") for one in found])


class ImportViews:
    """Questions that people ask about imports."""

    def __init__(self, model: ReadModel[ImportTables]) -> None:
        self.model = model

    async def batch(self, batch_id: str) -> dict[str, Any]:
        """One import, with all that it recorded, rejected, withdrew, kept and could not withdraw. Raises NotFound."""
        table = self.model.tables.sheet_import
        found = await self.model.rows(select(table).where(table.c.batch_id == batch_id))
        if not found:
            raise NotFound
        return found[0] | {name: json.loads(found[0][name] or "[]") for name in LISTS}

    async def batches(
        self, sheet: SheetKind | None, file_digest: str | None, before: int | None, limit: int | None
    ) -> list[dict[str, Any]]:
        """Imports, the last one first; of a kind of spreadsheet, of a file, or all."""
        table = self.model.tables.sheet_import
        columns = [column for column in table.c if column.name not in LISTS]
        question = select(*columns).order_by(table.c.position.desc()).limit(limit)
        if sheet is not None:
            question = question.where(table.c.sheet == sheet.value)
        if file_digest is not None:
            question = question.where(table.c.file_digest == file_digest)
        if before is not None:
            question = question.where(table.c.position < before)
        return await self.model.rows(question)

    async def matching(self, sheet: SheetKind, headings_digest: str) -> list[dict[str, Any]]:
        """How the columns of a file with these very headings were matched last; nothing when there was none."""
        table = self.model.tables.sheet_import
        like_it = (table.c.sheet == sheet.value) & (table.c.headings_digest == headings_digest)
        found = await self.model.rows(select(table.c.columns).where(like_it).order_by(table.c.position.desc()).limit(1))
        matched: list[dict[str, Any]] = json.loads(found[0]["columns"]) if found else []
        return matched
