"""What ids name, so that a file says it beside each of them: a council, a meeting, a line of a budget; never a person."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, MetaData, String, Table, Text, delete, insert, select

from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from shared.kernel import Fact
    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel

OWN = ("Identifiant", "Code")
"""Headers of the column that says which thing a line is: its title stands in that line already."""
AN_ID = " (identifiant)"
IDS_AT_ONCE = 500


@dataclass(frozen=True)
class TitleTables:
    """The titles."""

    title: Table


class TitleProjection(Projection[TitleTables]):
    """From what is said to what each id names now. A service says of which facts; each id is told by one source only."""

    name = "titles"

    @staticmethod
    @abstractmethod
    def told(fact: Fact) -> tuple[object, str] | None:
        """An id, and what it names; none where the fact says it of nothing."""

    def tables(self, metadata: MetaData, suffix: str) -> TitleTables:
        """One row a thing."""
        return TitleTables(
            Table(
                f"title{suffix}",
                metadata,
                Column("id", String(64), primary_key=True),
                Column("title", Text, nullable=False),
            )
        )

    def apply(self, connection: Connection, tables: TitleTables, entries: Sequence[Entry]) -> None:
        """The last word is right."""
        told = [self.told(recorded.fact) for recorded in heard(self, entries)]
        last = {str(one[0]): one[1] for one in told if one is not None}
        if last:
            connection.execute(delete(tables.title).where(tables.title.c.id.in_(last)))
            connection.execute(insert(tables.title), [{"id": id_, "title": title} for id_, title in last.items()])


class Titles:
    """What ids name."""

    def __init__(self, model: ReadModel[TitleTables], fields: frozenset[str]) -> None:
        self._model = model
        self._fields = fields
        """Those that hold such an id, whatever the list."""

    async def beside(
        self, columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]], after: str | None
    ) -> tuple[dict[str, str], list[Mapping[str, Any]]]:
        """The columns and rows of a list with, beside each id of something else, what it names; empty where nobody said it."""
        ids = [name for name, header in columns.items() if name in self._fields and header not in OWN]
        if not ids:
            return dict(columns), [*rows]
        await self._model.wait_for(after)
        found = await self._of({str(row[name]) for row in rows for name in ids if row[name] is not None})
        wide: dict[str, str] = {}
        for name, header in columns.items():
            wide[name] = header
            if name in ids:
                wide[f"{name}.title"] = header.removesuffix(AN_ID) if header.endswith(AN_ID) else f"{header} (nom)"
        return wide, [{**row, **{f"{name}.title": found.get(str(row[name])) for name in ids}} for row in rows]

    async def _of(self, ids: set[str]) -> dict[str, str]:
        title, wanted, found = self._model.tables.title, sorted(ids), dict[str, str]()
        for start in range(0, len(wanted), IDS_AT_ONCE):
            question = select(title).where(title.c.id.in_(wanted[start : start + IDS_AT_ONCE]))
            found |= {row["id"]: row["title"] for row in await self._model.rows(question)}
        return found
