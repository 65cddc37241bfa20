"""Somebody who holds a database, and does there what no service lets anybody do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from sqlalchemy import LargeBinary, MetaData, String, Table, delete, insert, literal, select, text, update

from shared.platform.readmodel import open_engine

if TYPE_CHECKING:
    from collections.abc import Mapping

GAP = {
    "sqlite": "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'stored_events'",
    "postgresql": "SELECT nextval(pg_get_serial_sequence('facts', 'notification_id'))",
}
OPENINGS = {
    "sqlite": ("DROP TRIGGER IF EXISTS forbid_UPDATE", "DROP TRIGGER IF EXISTS forbid_DELETE"),
    "postgresql": ("ALTER TABLE facts DISABLE TRIGGER USER",),
}
"""How the triggers that forbid it are put out of the way."""


class Intruder:
    """Alters one copy of the facts, and can put everything back."""

    def __init__(self, url: str, table: str, place: str, **scope: str) -> None:
        self._engine, _ = open_engine(url)
        self.database = self._engine.dialect.name
        self._table = Table(table, MetaData(), autoload_with=self._engine)
        self._place = self._table.c[place]
        self._scope = [self._table.c[name] == value for name, value in scope.items()]
        self._touched: dict[int, Mapping[str, Any] | None] = {}

    @classmethod
    def in_log(cls, url: str) -> Self:
        """In the facts of a service."""
        table, place = ("stored_events", "rowid") if url.startswith("sqlite") else ("facts", "notification_id")
        intruder = cls(url, table, place)
        for order in OPENINGS[intruder.database]:
            intruder._do(text(order))
        return intruder

    @classmethod
    def in_ledger(cls, url: str, table: str, source: str) -> Self:
        """In what reporting keeps of the facts of one source."""
        return cls(url, table, "position", source=source)

    def alter(self, position: int, state: bytes | str) -> None:
        """Put other bytes, or a text, in the place of those of a fact."""
        self._touch(position)
        value = literal(state, LargeBinary() if isinstance(state, bytes) else String())
        self._do(update(self._table).where(*self._at(position)).values(state=value))

    def remove(self, position: int) -> None:
        self._touch(position)
        self._do(delete(self._table).where(*self._at(position)))

    def insert(self, position: int, state: bytes, like: int) -> None:
        """Add a fact at a position that is free; what stands beside its bytes is as of another."""
        self._touch(position)
        row = {**self._row(like), self._place.name: position, "state": state}
        if "originator_id" in row:
            row["originator_id"] = uuid4().hex if self.database == "sqlite" else uuid4()
        self._do(insert(self._table).values(row))

    def move(self, position: int, to: int) -> None:
        """Give a fact another position, which is free."""
        self._touch(position)
        self._touch(to)
        self._do(update(self._table).where(*self._at(position)).values({self._place.name: to}))

    def swap(self, one: int, other: int) -> None:
        """Give each of two facts the bytes of the other."""
        first, second = self._row(one)["state"], self._row(other)["state"]
        self.alter(one, second)
        self.alter(other, first)

    def leave_a_gap(self) -> None:
        """Let the next fact skip a position, as after a transaction that failed on PostgreSQL."""
        self._do(text(GAP[self.database]))

    def put_back(self) -> None:
        """Everything as it was."""
        for position in self._touched:
            self._do(delete(self._table).where(*self._at(position)))
        for row in self._touched.values():
            if row is not None:
                self._do(insert(self._table).values(row))
        self._touched.clear()

    def leave(self) -> None:
        """Let the connections go."""
        self._engine.dispose()

    def _at(self, position: int) -> list[Any]:
        return [self._place == position, *self._scope]

    def _touch(self, position: int) -> None:
        if position not in self._touched:
            with self._engine.connect() as connection:
                found = connection.execute(select(self._table).where(*self._at(position))).mappings().first()
            self._touched[position] = dict(found) if found else None

    def _row(self, position: int) -> Mapping[str, Any]:
        with self._engine.connect() as connection:
            return dict(connection.execute(select(self._table).where(*self._at(position))).mappings().one())

    def _do(self, order: Any) -> None:
        with self._engine.begin() as connection:
            connection.execute(order)
