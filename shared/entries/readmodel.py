"""What can be seen of entries: a table of all of them, each as it was last said, and a table of what they name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

import orjson
from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    MetaData,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)

from shared.kernel import NotFound
from shared.platform.readmodel import Projection, heard
from shared.words import searchable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import Connection, Select

    from shared.entries.kinds import Catalogue, Kind
    from shared.kernel import Fact, Recorded
    from shared.platform.envelope import Entry as LogEntry
    from shared.platform.readmodel import ReadModel

STANDS, WITHDRAWN = "STANDS", "WITHDRAWN"
PERSONS = ("person_id", "facilitator_id")
"""Fields that name somebody: a member, a participant, or somebody of the team."""


@dataclass(frozen=True)
class EntryTables:
    """Entries, and what they name."""

    entry: Table
    link: Table


class EntryProjection(Projection[EntryTables]):
    """From what is said to the list of entries. A service names it, its sources and its catalogue."""

    catalogue: ClassVar[Catalogue]

    def tables(self, metadata: MetaData, suffix: str) -> EntryTables:
        """One row an entry, withdrawn or not; one row for each thing that it names."""
        prefix = self.name.removesuffix("_views")
        return EntryTables(
            entry=Table(
                f"{prefix}_entry{suffix}",
                metadata,
                Column("entry_id", String(36), primary_key=True),
                Column("kind", String(32), nullable=False, index=True),
                Column("council_id", String(32), nullable=True, index=True),
                Column("person_id", String(36), nullable=True, index=True),
                Column("starts_on", Date, nullable=False),
                Column("ends_on", Date, nullable=True),
                Column("words", Text, nullable=False),
                Column("codes", Text, nullable=False),
                Column("said", Text, nullable=False),
                Column("status", String(16), nullable=False),
                # The account that said it first: only for whoever asks for their own last one (decision 18).
                Column("said_by", String(255), nullable=False),
                Column("version", BigInteger, nullable=False),
                Column("position", BigInteger, nullable=False),
            ),
            link=Table(
                f"{prefix}_link{suffix}",
                metadata,
                Column("entry_id", String(36), primary_key=True),
                Column("field", String(32), primary_key=True),
                Column("about_id", String(36), nullable=False, index=True),
            ),
        )

    def apply(self, connection: Connection, tables: EntryTables, entries: Sequence[LogEntry]) -> None:
        """One fact after the other: each writes the whole row of its entry, or withdraws it."""
        for recorded in heard(self, entries):
            self._apply(connection, tables, recorded)

    def _apply(self, connection: Connection, tables: EntryTables, recorded: Recorded) -> None:
        entry = tables.entry
        fact: Any = recorded.fact
        mine = entry.c.entry_id == str(recorded.stream_id)
        place = {"version": recorded.version, "position": recorded.position}
        if isinstance(fact, self.catalogue.withdrawn):
            connection.execute(update(entry).where(mine).values(status=WITHDRAWN, **place))
        elif isinstance(fact, self.catalogue.corrected):
            connection.execute(update(entry).where(mine).values(**self._row(fact.after), **place))
            connection.execute(delete(tables.link).where(tables.link.c.entry_id == str(recorded.stream_id)))
            self._link(connection, tables.link, fact.after)
        else:
            connection.execute(insert(entry).values(**self._row(fact), status=STANDS, said_by=recorded.by, **place))
            self._link(connection, tables.link, fact)

    def _row(self, said: Any) -> dict[str, Any]:
        """What is kept of an entry as it is said now."""
        kind = self.catalogue.of[type(said)]
        person_id = next(filter(None, (getattr(said, name, None) for name in PERSONS)), None)
        found = (getattr(said, name, None) for name in self.catalogue.searched)
        return {
            "entry_id": str(said.entry_id),
            "kind": said.entry,
            "council_id": getattr(said, "council_id", None),
            "person_id": None if person_id is None else str(person_id),
            "starts_on": getattr(said, kind.day),
            "ends_on": getattr(said, kind.last_day) if kind.last_day else None,
            "words": searchable(" ".join(word for word in found if word)),
            "codes": "".join(_code(name, value) for name, value in said if isinstance(value, StrEnum)),
            "said": said.model_dump_json(),
        }

    def _link(self, connection: Connection, link: Table, said: Any) -> None:
        named = {about.field: getattr(said, about.field) for about in self.catalogue.of[type(said)].about}
        rows = [
            {"entry_id": str(said.entry_id), "field": field, "about_id": str(about_id)}
            for field, about_id in named.items()
            if about_id is not None
        ]
        if rows:
            connection.execute(insert(link), rows)


def _code(field: str, value: str) -> str:
    return f" {field}:{value} "


@dataclass(frozen=True)
class Wanted:
    """Which entries of a kind."""

    council_id: str | None = None
    person_id: str | None = None
    """A member, a participant, or somebody of the team."""
    on: date | None = None
    """What has happened or begun by that day, and has not ended before it."""
    words: str | None = None
    """Part of what is searched of it."""
    about: str | None = None
    """What names this: an entry, a meeting, an initiative."""
    codes: Mapping[str, str] | None = None
    """Coded fields that say exactly this: `{"theme": "PREVENTION"}`."""
    with_withdrawn: bool = False


class EntryViews:
    """Questions that people ask about entries."""

    def __init__(self, model: ReadModel[EntryTables], catalogue: Catalogue) -> None:
        self.model = model
        self.catalogue = catalogue

    async def entry(self, kind: Kind, entry_id: str) -> dict[str, Any]:
        """One entry of that kind, as it was last said. Raises NotFound."""
        found = await self.model.rows(self.of(kind.fact).where(self.model.tables.entry.c.entry_id == entry_id))
        if not found:
            raise NotFound
        return shown(found[0])

    async def last_said_by(self, kind: Kind, account: str) -> dict[str, Any]:
        """The last entry of that kind that stands and that this account said, by its day. Raises NotFound."""
        entry = self.model.tables.entry
        mine = self.of(kind.fact).where(entry.c.said_by == account, entry.c.status == STANDS)
        found = await self.model.rows(mine.order_by(entry.c.starts_on.desc(), entry.c.position.desc()).limit(1))
        if not found:
            raise NotFound
        return shown(found[0])

    async def entries(
        self, kind: Kind, wanted: Wanted, after_key: tuple[date, str] | None = None, limit: int | None = None
    ) -> list[dict[str, Any]]:
        """Entries of a kind in the order of their days; `said` is each of them whole, as JSON."""
        entry = self.model.tables.entry
        question = self.of(kind.fact).order_by(entry.c.starts_on, entry.c.entry_id).limit(limit)
        if wanted.council_id is not None:
            question = question.where(entry.c.council_id == wanted.council_id)
        if wanted.person_id is not None:
            question = question.where(entry.c.person_id == wanted.person_id)
        if wanted.on is not None:
            question = question.where(*self.holding(wanted.on))
        if wanted.words is not None:
            question = question.where(entry.c.words.contains(searchable(wanted.words), autoescape=True))
        if wanted.about is not None:
            question = question.where(entry.c.entry_id.in_(self._about(wanted.about)))
        for field, value in (wanted.codes or {}).items():
            question = question.where(entry.c.codes.contains(_code(field, value), autoescape=True))
        if not wanted.with_withdrawn:
            question = question.where(entry.c.status == STANDS)
        if after_key is not None:
            question = question.where(tuple_(entry.c.starts_on, entry.c.entry_id) > tuple_(*after_key))
        return await self.model.rows(question)

    async def count_about(self, entry_id: str) -> int:
        """How many entries that stand name this one."""
        entry = self.model.tables.entry
        standing = entry.c.entry_id.in_(self._about(entry_id)), entry.c.status == STANDS
        found = await self.model.rows(select(func.count().label("others")).select_from(entry).where(*standing))
        return int(found[0]["others"])

    def of(self, *facts: type[Fact]) -> Select[Any]:
        """All entries of these kinds."""
        entry = self.model.tables.entry
        return select(entry).where(entry.c.kind.in_([self.catalogue.of[fact].entry for fact in facts]))

    def holding(self, on: date) -> tuple[Any, ...]:
        """What makes an entry hold on a day."""
        entry = self.model.tables.entry
        return entry.c.starts_on <= on, or_(entry.c.ends_on.is_(None), entry.c.ends_on >= on)

    async def standing(
        self, council_id: str | None, *facts: type[Fact], on: date | None = None, about: str | None = None
    ) -> list[dict[str, Any]]:
        """What stands of a council, or of all, in the order of days, then in that in which it was recorded."""
        entry = self.model.tables.entry
        question = self.of(*facts).where(entry.c.status == STANDS)
        if council_id is not None:
            question = question.where(entry.c.council_id == council_id)
        if on is not None:
            question = question.where(*self.holding(on))
        if about is not None:
            question = question.where(entry.c.entry_id.in_(self._about(about)))
        return [shown(row) for row in await self.model.rows(question.order_by(entry.c.starts_on, entry.c.position))]

    def _about(self, about_id: str) -> Select[Any]:
        link = self.model.tables.link
        return select(link.c.entry_id).where(link.c.about_id == about_id)


def shown(row: dict[str, Any]) -> dict[str, Any]:
    """A row as people are shown it: the entry whole, and where it stands."""
    beside = {name: row[name] for name in ("status", "version", "position", "starts_on", "ends_on")}
    return {**orjson.loads(row["said"]), **beside}
