"""What can be seen: tables made from facts, each fact applied once, rebuilt from the logs whenever somebody wants.

A batch of facts and the bookmark that says how far they reach are written in one transaction. Tables belong to a
generation: a projection whose version was raised is rebuilt beside the old tables, which are swapped when it has caught
up. Nothing is ever migrated, and nothing is ever skipped.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import time
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

import orjson
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Engine,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    delete,
    event,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.schema import CreateSchema, CreateTable, DropTable

from shared.kernel import Refusal
from shared.platform import telemetry
from shared.platform.log import LogReplaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Row, Select

    from shared.kernel import Fact, Recorded
    from shared.platform.envelope import Entry
    from shared.platform.log import Log

PAGE = 5000
LONGEST_WAIT_SECONDS = 2.0
NEWS_SECONDS = 1.0
"""What another service recorded a moment ago may not have been heard of yet."""
LOOK_AGAIN_SECONDS = 0.1

_TURNS: defaultdict[str, Lock] = defaultdict(Lock)
"""SQLite has one writer at a time, for whom others look again and again: within a process, those of a file wait in a line."""

Vector = Mapping[str, int]
"""A position for each source: a point in all the logs at once."""


class NotYetVisible(Refusal):
    """What you just recorded is recorded, but cannot be read yet; try again in a moment."""

    status = 503


class Rebuilding(Refusal):
    """This view is being rebuilt from the facts; try again in a moment."""

    status = 503


class Quarantined(Exception):  # noqa: N818 - named by what happened
    """A fact could not be applied: the projection stops there, visibly, and nothing is skipped."""


class BookmarkMoved(Exception):  # noqa: N818 - named by what happened
    """Another reader applied these facts first: this one must look again where it stands."""


T = TypeVar("T")


class Projection(ABC, Generic[T]):
    """How facts become tables. Deterministic: no clock, no chance; facts of different sources must commute."""

    name: ClassVar[str]
    version: ClassVar[int]
    """Raised when the same facts must give other tables: they are then rebuilt."""
    sources: ClassVar[tuple[str, ...]]
    listens_to: ClassVar[tuple[type[Fact], ...]]

    @abstractmethod
    def tables(self, metadata: MetaData, suffix: str) -> T:
        """The tables, as a dataclass; `suffix` ends every name."""

    @abstractmethod
    def apply(self, connection: Connection, tables: T, entries: Sequence[Entry]) -> None:
        """Write what these entries change, in the transaction of the connection."""


def heard(projection: Projection[Any], entries: Sequence[Entry]) -> Iterator[Recorded]:
    """The facts among these entries that a projection listens to.

    Raises UnknownFact for a newer version of one of them: it may mean something else.
    """
    known = {fact.type for fact in projection.listens_to}
    families = {name.rpartition(".v")[0] for name in known}
    for entry in entries:
        name = entry.head()["type"]
        if name in known or name.rpartition(".v")[0] in families:
            yield entry.recorded()


@dataclass(frozen=True, slots=True)
class Generation(Generic[T]):
    """One set of tables of a projection."""

    number: int
    version: int
    tables: T


@dataclass(frozen=True, slots=True)
class TableDigest:
    """What one table holds, in a word."""

    table: str
    rows: int
    digest: str


class ReadModel(Generic[T]):
    """The tables of one projection in one database, and how far they have read."""

    def __init__(self, url: str, projection: Projection[T]) -> None:
        self.projection = projection
        self.engine, self._schema = open_engine(url)
        # SQLite must know from the start: a transaction that reads, then writes, is refused when another wrote meanwhile.
        self._writer = self.engine.execution_options(is_writing=True)
        self._turn = contextlib.nullcontext() if self._schema else _TURNS[url]
        self._meta = MetaData()
        self._generations = Table(
            f"{projection.name}_generations",
            self._meta,
            Column("number", BigInteger, primary_key=True, autoincrement=False),
            Column("version", BigInteger, nullable=False),
            Column("shape", String(64), nullable=False),
            Column("tables", Text, nullable=False),
            Column("is_active", Boolean, nullable=False),
        )
        self._bookmarks = Table(
            f"{projection.name}_bookmarks",
            self._meta,
            Column("generation", BigInteger, primary_key=True, autoincrement=False),
            Column("source", String(32), primary_key=True),
            Column("log_id", String(36), nullable=True),
            Column("position", BigInteger, nullable=False),
        )
        self._quarantine = Table(
            f"{projection.name}_quarantine",
            self._meta,
            Column("source", String(32), primary_key=True),
            Column("position", BigInteger, primary_key=True, autoincrement=False),
            Column("error", Text, nullable=False),
            Column("state", LargeBinary, nullable=False),
        )
        self._active: Generation[T] | None = None
        self.positions: dict[str, int] = dict.fromkeys(projection.sources, 0)
        self.applying = asyncio.Lock()
        """Held while facts are applied or generations swapped, so that a replay compares like with like."""
        self._moved = asyncio.Condition()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that writes."""
        with self._turn, self._writer.begin() as connection:
            yield connection

    # Tables and generations

    def migrate(self) -> None:
        """Make the tables that say where readers stand. For the migration step."""
        with self._writing() as connection:
            if self._schema:
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('fil-citoyen migration'))"))
                connection.execute(CreateSchema(self._schema, if_not_exists=True))
            self._meta.create_all(connection)

    @property
    def tables(self) -> T:
        """The tables to read from. Raises Rebuilding when there are none that this program can read."""
        if self._active is None:
            raise Rebuilding
        return self._active.tables

    @property
    def is_open(self) -> bool:
        """Whether there are tables to read from."""
        return self._active is not None

    def open(self) -> bool:
        """Find the tables to read from, or make the first ones. Returns whether a rebuild is needed before reading on."""
        with self._writing() as connection:
            self._forget_unfinished(connection)
            row = connection.execute(select(self._generations).where(self._generations.c.is_active)).one_or_none()
        if row is None:
            first = self._new_generation()
            self.activate(first)
            return False
        generation = self._generation(row.number, row.version)
        if row.shape == self._shape(generation):
            self._active = generation
            self.positions = dict(self._bookmarks_of(generation.number))
        telemetry.PROJECTION_VERSION.labels(self.projection.name).set(row.version)
        return bool(row.version != self.projection.version or self._active is None)

    def _generation(self, number: int, version: int) -> Generation[T]:
        return Generation(number, version, self.projection.tables(MetaData(), f"_g{number}"))

    def _new_generation(self) -> Generation[T]:
        with self._writing() as connection:
            numbers = connection.execute(select(self._generations.c.number)).scalars().all()
            generation = self._generation(max(numbers, default=0) + 1, self.projection.version)
            for table in _tables_of(generation.tables):
                table.create(connection)
            connection.execute(
                insert(self._generations).values(
                    number=generation.number,
                    version=generation.version,
                    shape=self._shape(generation),
                    tables=" ".join(table.name for table in _tables_of(generation.tables)),
                    is_active=False,
                )
            )
            connection.execute(
                insert(self._bookmarks),
                [
                    {"generation": generation.number, "source": s, "log_id": None, "position": 0}
                    for s in self.projection.sources
                ],
            )
        return generation

    def activate(self, generation: Generation[T]) -> None:
        """Read from this generation from now on, and drop the former one."""
        with self._writing() as connection:
            former = (
                connection.execute(select(self._generations.c.number).where(self._generations.c.is_active))
                .scalars()
                .all()
            )
            connection.execute(
                update(self._generations).values(is_active=self._generations.c.number == generation.number)
            )
            for number in former:
                self._drop(connection, number)
        self._active = generation
        self.positions = dict(self._bookmarks_of(generation.number))
        telemetry.PROJECTION_VERSION.labels(self.projection.name).set(generation.version)

    def discard(self, generation: Generation[T]) -> None:
        """Drop tables that nothing reads from."""
        with self._writing() as connection:
            self._drop(connection, generation.number)

    def _drop(self, connection: Connection, number: int) -> None:
        """Drop the tables that it had, which this version may no longer know."""
        names = connection.execute(select(self._generations.c.tables).where(self._generations.c.number == number))
        for name in reversed(names.scalar_one().split()):
            connection.execute(DropTable(Table(name, MetaData()), if_exists=True))
        connection.execute(delete(self._bookmarks).where(self._bookmarks.c.generation == number))
        connection.execute(delete(self._generations).where(self._generations.c.number == number))

    def _forget_unfinished(self, connection: Connection) -> None:
        """A rebuild that was interrupted is begun again, not continued."""
        unfinished = select(self._generations.c.number).where(self._generations.c.is_active.is_(False))
        for number in connection.execute(unfinished).scalars().all():
            self._drop(connection, number)

    def _shape(self, generation: Generation[T]) -> str:
        """Columns of the tables, whatever the generation: the same shape can be read by the same queries."""
        statements = [str(CreateTable(table)) for table in _tables_of(generation.tables)]
        return hashlib.sha256("".join(statements).replace(f"_g{generation.number}", "").encode()).hexdigest()

    # Reading on

    def bookmark(self, source: str) -> tuple[UUID | None, int]:
        """Log id and position reached in the tables that are read from."""
        assert self._active is not None
        with self.engine.connect() as connection:
            row = connection.execute(
                select(self._bookmarks).where(
                    self._bookmarks.c.generation == self._active.number, self._bookmarks.c.source == source
                )
            ).one()
        return (UUID(row.log_id) if row.log_id else None), row.position

    async def find_bookmark(self, source: str) -> None:
        """Look again how far the tables have read, and tell whoever waits: another process may have read on."""
        _, self.positions[source] = await asyncio.to_thread(self.bookmark, source)
        await self._tell()

    def _bookmarks_of(self, number: int) -> list[tuple[str, int]]:
        marks = self._bookmarks
        with self.engine.connect() as connection:
            rows = connection.execute(
                select(marks.c.source, marks.c.position).where(marks.c.generation == number)
            ).all()
        return [(row.source, row.position) for row in rows]

    async def take(self, source: str, log_id: UUID, entries: Sequence[Entry]) -> None:
        """Apply entries that follow the bookmark without a hole. Raises Quarantined, LogReplaced, BookmarkMoved."""
        assert self._active is not None
        async with self.applying:
            await asyncio.to_thread(self._apply_or_isolate, self._active, source, log_id, entries)
            self.positions[source] = entries[-1].position
        telemetry.APPLIED_POSITION.labels(self.projection.name, source).set(entries[-1].position)
        await self._tell()

    async def _tell(self) -> None:
        async with self._moved:
            self._moved.notify_all()

    def _apply_or_isolate(self, generation: Generation[T], source: str, log_id: UUID, entries: Sequence[Entry]) -> None:
        try:
            self._apply(generation, source, log_id, entries)
        except (LogReplaced, BookmarkMoved):
            raise
        except Exception as error:
            if is_database_trouble(error):
                raise
            if len(entries) > 1:
                for entry in entries:
                    self._apply_or_isolate(generation, source, log_id, [entry])
                return
            self._quarantine_entry(source, entries[0], error)
            raise Quarantined(f"{source}@{entries[0].position}: {type(error).__name__}: {error}") from error

    def _apply(self, generation: Generation[T], source: str, log_id: UUID, entries: Sequence[Entry]) -> None:
        marks = self._bookmarks
        mine = (marks.c.generation == generation.number) & (marks.c.source == source)
        with self._writing() as connection:
            # Locked first: another reader of the same projection waits here, then sees that the bookmark moved.
            mark = connection.execute(select(marks).where(mine).with_for_update()).one_or_none()
            if mark is None or mark.position != entries[0].previous_position:
                raise BookmarkMoved
            if mark.log_id not in (None, str(log_id)):
                raise LogReplaced(f"{source} has another log than the one that was read")
            self.projection.apply(connection, generation.tables, entries)
            moved = connection.execute(
                update(marks)
                .where(mine, marks.c.position == mark.position)
                .values(position=entries[-1].position, log_id=str(log_id))
            )
            if moved.rowcount != 1:
                raise BookmarkMoved

    def _quarantine_entry(self, source: str, entry: Entry, error: Exception) -> None:
        here = (self._quarantine.c.source == source) & (self._quarantine.c.position == entry.position)
        with self._writing() as connection:
            connection.execute(delete(self._quarantine).where(here))
            connection.execute(
                insert(self._quarantine).values(
                    source=source, position=entry.position, error=f"{type(error).__name__}: {error}", state=entry.state
                )
            )

    def quarantined(self) -> list[dict[str, Any]]:
        """The facts that could not be applied, and why."""
        columns = (self._quarantine.c.source, self._quarantine.c.position, self._quarantine.c.error)
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(select(*columns)).mappings()]

    def release(self, source: str, position: int) -> None:
        """Forget what was quarantined and has since been applied."""
        here = (self._quarantine.c.source == source) & (self._quarantine.c.position <= position)
        with self._writing() as connection:
            connection.execute(delete(self._quarantine).where(here))

    async def wait_for(self, after: str | None) -> None:
        """Wait until `source@position,…` is visible. Raises NotYetVisible after two seconds."""
        if after is None:
            return
        wanted = read_vector(after)

        def visible() -> bool:
            return all(self.positions.get(source, position) >= position for source, position in wanted.items())

        try:
            async with asyncio.timeout(LONGEST_WAIT_SECONDS), self._moved:
                await self._moved.wait_for(visible)
        except TimeoutError:
            raise NotYetVisible from None

    async def rows(self, question: Select[Any]) -> list[dict[str, Any]]:
        """The rows that answer a question, by column name."""

        def ask() -> list[dict[str, Any]]:
            with self.engine.connect() as connection:
                return [dict(row) for row in connection.execute(question).mappings()]

        return await asyncio.to_thread(ask)

    async def rows_soon(self, question: Select[Any]) -> list[dict[str, Any]]:
        """The rows that answer a question, waited for a moment when there are none: the news may be on its way."""
        late = time.monotonic() + NEWS_SECONDS
        while not (found := await self.rows(question)) and time.monotonic() < late:
            # Not for long: what came between looking and waiting wakes nobody.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN_SECONDS):
                    await self.next_change()
        return found

    async def next_change(self) -> None:
        """Wait until more facts were applied."""
        async with self._moved:
            await self._moved.wait()

    # Rebuilding and comparing

    async def rebuild(self, logs: Mapping[str, Log]) -> None:
        """Make the tables anew from the logs, beside those that are read from, and swap when they have caught up.

        Raises Quarantined: the tables that are read from stay as they are.
        """
        generation = await asyncio.to_thread(self._new_generation)
        for source, log in logs.items():
            await self._fill(generation, source, log, until=None)
        async with self.applying:
            await asyncio.to_thread(self.activate, generation)

    async def replay(self, logs: Mapping[str, Log]) -> Replay:
        """Rebuild everything into fresh tables up to where the live ones stand, and compare them digest by digest."""
        started = time.perf_counter()
        async with self.applying:
            if self._active is None:
                raise Rebuilding
            live = self._active
            cut = dict(self.positions)
            expected = await asyncio.to_thread(self._digests, live)
            scratch = await asyncio.to_thread(self._new_generation)
            try:
                for source, log in logs.items():
                    await self._fill(scratch, source, log, until=cut[source])
                found = await asyncio.to_thread(self._digests, scratch)
                difference = (
                    await asyncio.to_thread(self._first_difference, live, scratch) if found != expected else None
                )
            finally:
                await asyncio.to_thread(self.discard, scratch)
        equal = found == expected
        telemetry.LAST_REPLAY_EQUAL.labels(self.projection.name).set(int(equal))
        return Replay(
            equal=equal,
            as_of=write_vector(cut),
            tables=[
                ComparedTable(before.table, before == after, before.rows, before.digest, after.digest)
                for before, after in zip(expected, found, strict=True)
            ],
            first_difference=difference,
            seconds=round(time.perf_counter() - started, 3),
        )

    async def _fill(self, generation: Generation[T], source: str, log: Log, until: int | None) -> None:
        if until == 0:
            return  # nothing was read of it: it need not even answer
        log_id, head = await log.head()
        end, position = head if until is None else until, 0
        while position < end:
            entries = [entry for entry in await log.page(position, PAGE) if entry.position <= end]
            if not entries:
                raise LogReplaced(f"the log of {source} ends at {position}, before {end}")
            await asyncio.to_thread(self._apply_or_isolate, generation, source, log_id, entries)
            position = entries[-1].position

    def _digests(self, generation: Generation[T]) -> list[TableDigest]:
        with self.engine.connect() as connection:
            return [_digest(connection, table, generation.number) for table in _tables_of(generation.tables)]

    def _first_difference(self, live: Generation[T], scratch: Generation[T]) -> dict[str, Any] | None:
        """The first row that is not the same, and the fact that it comes from where the row says so."""
        with self.engine.connect() as connection:
            for one, other in zip(_tables_of(live.tables), _tables_of(scratch.tables), strict=True):
                ours = {_canonical(row): row for row in connection.execute(_ordered(one))}
                theirs = {_canonical(row): row for row in connection.execute(_ordered(other))}
                apart = [row for key, row in ours.items() if key not in theirs]
                apart += [row for key, row in theirs.items() if key not in ours]
                if apart:
                    first = min(apart, key=lambda row: (getattr(row, "source", ""), getattr(row, "position", 0)))
                    return {
                        "table": _plain_name(one, live.number),
                        "fact": {
                            "source": getattr(first, "source", None),
                            "position": getattr(first, "position", None),
                        },
                        "row": orjson.loads(_canonical(first)),
                    }
        return None


@dataclass(frozen=True, slots=True)
class ComparedTable:
    """One table, live and replayed."""

    table: str
    equal: bool
    rows: int
    live_digest: str
    replayed_digest: str


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found."""

    equal: bool
    as_of: str
    tables: list[ComparedTable]
    first_difference: dict[str, Any] | None
    seconds: float


def write_vector(vector: Vector) -> str:
    """`activities@40,councils@12`: always in the same order."""
    return ",".join(f"{source}@{position}" for source, position in sorted(vector.items()))


def read_vector(words: str) -> Vector:
    """What `activities@40,councils@12` says. Raises ValueError."""
    return {source: int(position) for source, _, position in (word.partition("@") for word in words.split(","))}


def is_database_trouble(error: Exception) -> bool:
    """Whether the database failed rather than the fact: then it is tried again, and nothing is quarantined."""
    return isinstance(error, (OperationalError, InterfaceError))


def _tables_of(tables: Any) -> list[Table]:
    return [getattr(tables, one.name) for one in fields(tables)]


def _plain_name(table: Table, generation: int) -> str:
    return table.name.removesuffix(f"_g{generation}")


def _ordered(table: Table) -> Any:
    return select(table).order_by(*table.primary_key.columns)


def _canonical(row: Row[Any]) -> bytes:
    return orjson.dumps(list(row), default=lambda value: value.hex() if isinstance(value, bytes) else str(value))


def _digest(connection: Connection, table: Table, generation: int) -> TableDigest:
    digest, rows = hashlib.sha256(), 0
    for row in connection.execution_options(yield_per=2000).execute(_ordered(table)):
        digest.update(_canonical(row))
        rows += 1
    return TableDigest(_plain_name(table, generation), rows, digest.hexdigest())


def open_engine(url: str, *, is_private: bool = False) -> tuple[Engine, str | None]:
    """SQLite or PostgreSQL, by address alone; and the PostgreSQL schema.

    A private one holds what no fact can give back: SQLite then syncs each commit, overwrites what is deleted, and keeps
    foreign keys; and no error tells the values of its statement.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        engine = create_engine(url, connect_args={"timeout": 15}, hide_parameters=is_private)
        event.listen(engine, "connect", _prepare_private_sqlite if is_private else _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine, None
    schema = dict(parse_qsl(parts.query)).get("schema", "public")
    address = parts._replace(scheme="postgresql+psycopg", query="").geturl()
    options = {"options": f"-c search_path={schema}", "connect_timeout": 3}
    engine = create_engine(address, connect_args=options, pool_pre_ping=True, pool_size=5, hide_parameters=is_private)
    return engine, schema


def _prepare_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    # A view may lose its last transactions with the power: it has its bookmark with it, and reads them again.
    connection.execute("PRAGMA synchronous=NORMAL")


def _prepare_private_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get("is_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")
