"""The vault: what identifies persons, sealed with a key of each person's own (docs/decisions/0011-the-vault.md).

Two databases. The vault has the sealed details, and who read them. The other has the keys, each wrapped by one that
follows from a secret, and the marks by which a person is found: keyed digests. Whoever destroys a key destroys the marks
with it, and nobody can read the details any more.

What is written is bound to a command, and counts once the store has answered that command: never before, always after.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateSchema
from uuid_utils.compat import uuid7

from shared.kernel import Refusal
from shared.platform.cipher import seal, unseal
from shared.platform.readmodel import open_engine
from shared.platform.service import CannotStart

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from sqlalchemy import ColumnElement, Connection, Engine

    from shared.kernel import Acting
    from shared.platform.cipher import Cipher
    from shared.platform.clock import Clock
    from shared.platform.recorders import KnownCommand
    from shared.platform.store import Command

What = TypeVar("What", bound=str)
Kind = TypeVar("Kind", bound=str)

UNANSWERED_FOR = timedelta(hours=1)
"""No command is under way that long: what it had written is then removed."""
SWEEP_SECONDS = 600
ASKED_AT_ONCE = 500
NOTHING = b""
"""The mark of what a person does not have: it takes the place of a former one, and nothing is found by it."""


class NothingKept(Refusal):
    """Nothing that identifies this person is kept any more."""

    status = 410


def _place(person_id: object, field: str, command: str, fingerprint: str) -> str:
    """Where something is sealed: it opens nowhere else."""
    return f"detail\n{person_id}\n{field}\n{command}\n{fingerprint}"


class Vault:
    """The vault of one service. `answers` says which commands its store committed."""

    def __init__(
        self,
        url: str,
        keys_url: str,
        cipher: Cipher,
        clock: Clock,
        answers: Callable[[Sequence[str]], Mapping[str, KnownCommand]],
    ) -> None:
        self.cipher = cipher
        self._clock = clock
        self._answers = answers
        self.engine, self._schema = open_engine(url, is_private=True)
        self.keys_engine, self._keys_schema = open_engine(keys_url, is_private=True)
        self._details = Table("person_detail", MetaData(), *_written("field"), Column("sealed", LargeBinary))
        self._readings = Table(
            "person_reading",
            self._details.metadata,
            Column("reading_id", String(36), primary_key=True),
            Column("person_id", String(36), nullable=False, index=True),
            Column("read_at", DateTime(timezone=True), nullable=False),
            Column("by", Text, nullable=False),
            Column("request_id", String(36), nullable=False),
        )
        self._keys = Table(
            "person_key",
            MetaData(),
            Column("person_id", String(36), primary_key=True),
            Column("wrapped", LargeBinary, nullable=False),
            Column("used_at", DateTime(timezone=True), nullable=False),
        )
        self._marks = Table(
            "person_mark",
            self._keys.metadata,
            *_written("kind", ForeignKey(self._keys.c.person_id, ondelete="CASCADE")),
            Column("mark", LargeBinary, primary_key=True),
            Index("person_mark_by_mark", "mark"),
        )
        self._witness = Table("witness", self._keys.metadata, Column("witness", LargeBinary, primary_key=True))

    # As the service keeps it

    def migrate(self) -> None:
        """Make the tables, and remember which secret they belong to. Raises CannotStart."""
        for engine, schema, metadata in (
            (self.engine, self._schema, self._details.metadata),
            (self.keys_engine, self._keys_schema, self._keys.metadata),
        ):
            with _writing(engine) as connection:
                if schema:
                    connection.execute(CreateSchema(schema, if_not_exists=True))
                metadata.create_all(connection)
                if metadata is self._keys.metadata and not connection.execute(select(self._witness)).all():
                    connection.execute(insert(self._witness).values(witness=self.cipher.witness))
        self.open()

    def open(self) -> None:
        """Make sure that both databases are there, and that the secret is theirs. Raises CannotStart."""
        try:
            with self.engine.connect() as connection:
                connection.execute(select(self._readings).limit(1)).all()
            with self.keys_engine.connect() as connection:
                known = connection.execute(select(self._witness.c.witness)).scalars().all()
        except DBAPIError as error:
            raise CannotStart(
                "the vault cannot be opened: is the database there, was the migration step run?"
            ) from error
        if known != [self.cipher.witness]:
            raise CannotStart(
                "the secret of the vault (FIL_VAULT_SECRET) is not the one with which its keys were wrapped: "
                "put the former one back, nobody can be read without it"
            )

    def close(self) -> None:
        """Let the connections go."""
        self.engine.dispose()
        self.keys_engine.dispose()

    # Writing

    async def keep(
        self,
        command: Command,
        person_id: UUID,
        details: Mapping[What, str | None],
        marks: Mapping[Kind, Collection[str]],
    ) -> None:
        """Write what the command says of a person; none for what is no longer kept. It counts once the command is answered."""
        await asyncio.to_thread(self._keep, command, person_id, details, marks)

    def _keep(
        self,
        command: Command,
        person_id: UUID,
        details: Mapping[What, str | None],
        marks: Mapping[Kind, Collection[str]],
    ) -> None:
        # The key first: details without a key would be noise, a key without details is only a key.
        key = self._keep_marks(command, person_id, marks)

        def sealed(field: str, value: str) -> bytes:
            return seal(key, value.encode(), _place(person_id, field, command.key, command.fingerprint))

        rows = [
            {"field": str(field), "sealed": None if value is None else sealed(field, value)}
            for field, value in details.items()
        ]
        with _writing(self.engine) as connection:
            self._write(connection, self._details, command, person_id, rows)

    def _keep_marks(self, command: Command, person_id: UUID, marks: Mapping[Kind, Collection[str]]) -> AESGCM:
        now = self._clock.now()
        rows = [
            {"kind": str(kind), "mark": mark}
            for kind, values in marks.items()
            for mark in sorted({self.cipher.mark(kind, value) for value in values}) or [NOTHING]
        ]
        new: Any = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[self.keys_engine.dialect.name]
        with _writing(self.keys_engine) as connection:
            # Used again, a key that waited to be swept away waits no more.
            wrapped = connection.execute(
                new(self._keys)
                .values(person_id=str(person_id), wrapped=self.cipher.new_key(person_id), used_at=now)
                .on_conflict_do_update(index_elements=["person_id"], set_={"used_at": now})
                .returning(self._keys.c.wrapped)
            ).scalar_one()
            self._write(connection, self._marks, command, person_id, rows)
        return self.cipher.key(person_id, wrapped)

    def _write(
        self, connection: Connection, table: Table, command: Command, person_id: UUID, rows: Iterable[dict[str, Any]]
    ) -> None:
        """Once: what an attempt that was interrupted may have left is replaced."""
        written = {"person_id": str(person_id), "command": command.key, "fingerprint": command.fingerprint}
        connection.execute(delete(table).where(*(table.c[name] == value for name, value in written.items())))
        connection.execute(insert(table), [{**written, "written_at": self._clock.now(), **row} for row in rows])

    # What counts

    async def keep_clean(self) -> None:
        """Sweep, now and then: whatever was interrupted leaves nothing for long."""
        while True:
            await asyncio.to_thread(self.sweep)
            await asyncio.sleep(SWEEP_SECONDS)

    def sweep(self) -> None:
        """Settle, and remove the keys of persons who never were: nothing was ever written for them that counts. Blocks."""
        self.settle()
        unused = ~exists().where(self._marks.c.person_id == self._keys.c.person_id)
        with _writing(self.keys_engine) as connection:
            connection.execute(delete(self._keys).where(unused, self._keys.c.used_at < self._long_ago()))

    def settle(self, *person_ids: UUID) -> None:
        """Ask the store which writings were answered, of these persons or of all. Blocks.

        They count, and replace former ones; those that nobody answered are removed after a while.
        """
        for engine, table in ((self.keys_engine, self._marks), (self.engine, self._details)):
            waiting = select(table.c.person_id, table.c.command, table.c.fingerprint).where(table.c.position.is_(None))
            if person_ids:
                waiting = waiting.where(table.c.person_id.in_(map(str, person_ids)))
            rows = _rows(engine, waiting.distinct())
            for start in range(0, len(rows), ASKED_AT_ONCE):
                self._settle(engine, table, rows[start : start + ASKED_AT_ONCE])

    def _settle(self, engine: Engine, table: Table, rows: Sequence[Any]) -> None:
        known = self._answers([row.command for row in rows])
        with _writing(engine) as connection:
            for row in rows:
                mine = and_(
                    table.c.person_id == row.person_id,
                    table.c.command == row.command,
                    table.c.fingerprint == row.fingerprint,
                    table.c.position.is_(None),
                )
                answer = known.get(row.command)
                if answer is not None and _is_of(answer, row):
                    connection.execute(update(table).where(mine).values(position=answer.position))
                    _forget_former(connection, table, row.person_id)
                else:
                    connection.execute(delete(table).where(mine, table.c.written_at < self._long_ago()))

    def _long_ago(self) -> datetime:
        return self._clock.now() - UNANSWERED_FOR

    # Reading

    async def read(self, person_ids: Collection[UUID], acting: Acting) -> dict[UUID, dict[str, str]]:
        """The details of these persons, for somebody who acts: first it is recorded who reads whom. Raises NothingKept."""
        await asyncio.to_thread(self._record_reading, person_ids, acting)
        return await asyncio.to_thread(self._unsealed, person_ids)

    async def peek(self, person_id: UUID) -> dict[str, str]:
        """The details of a person, to compare with others: they are shown to nobody. Raises NothingKept."""
        return (await asyncio.to_thread(self._unsealed, [person_id]))[person_id]

    def _unsealed(self, person_ids: Collection[UUID]) -> dict[UUID, dict[str, str]]:
        if not person_ids:
            return {}
        self.settle(*person_ids)
        ids = {str(person_id): person_id for person_id in person_ids}
        kept = self._details
        keys = {
            row.person_id: self.cipher.key(ids[row.person_id], row.wrapped)
            for row in _rows(self.keys_engine, select(self._keys).where(self._keys.c.person_id.in_(list(ids))))
        }
        if set(keys) != set(ids):
            raise NothingKept
        read: dict[UUID, dict[str, str]] = {person_id: {} for person_id in person_ids}
        for row in _rows(
            self.engine,
            select(kept).where(
                kept.c.person_id.in_(list(ids)), kept.c.position.is_not(None), kept.c.sealed.is_not(None)
            ),
        ):
            place = _place(row.person_id, row.field, row.command, row.fingerprint)
            read[ids[row.person_id]][row.field] = unseal(keys[row.person_id], row.sealed, place).decode()
        return read

    def _record_reading(self, person_ids: Collection[UUID], acting: Acting) -> None:
        """Before, in a transaction of its own: what cannot be recorded is not read."""
        if not person_ids:
            return
        with _writing(self.engine) as connection:
            connection.execute(
                insert(self._readings),
                [
                    {
                        "reading_id": str(uuid7()),
                        "person_id": str(person_id),
                        "read_at": self._clock.now(),
                        "by": acting.by,
                        "request_id": acting.request_id,
                    }
                    for person_id in person_ids
                ],
            )

    async def readings(
        self,
        person_id: UUID | None,
        after_id: str | None,
        limit: int | None,
        *,
        by: str | None = None,
        request_id: UUID | None = None,
        since: datetime | None = None,
        before: datetime | None = None,
        newest_first: bool = False,
    ) -> list[dict[str, Any]]:
        """Who read a person, or anybody, in order: by that account, in that request, since a moment and before another."""
        read = self._readings.c
        same = {read.person_id: person_id, read.by: by, read.request_id: request_id}
        conditions = [column == str(value) for column, value in same.items() if value is not None]
        if since is not None:
            conditions.append(read.read_at >= since)
        if before is not None:
            conditions.append(read.read_at < before)
        if after_id is not None:
            conditions.append(read.reading_id < after_id if newest_first else read.reading_id > after_id)
        order = read.reading_id.desc() if newest_first else read.reading_id
        question = select(self._readings).where(*conditions).order_by(order).limit(limit)
        rows = await asyncio.to_thread(_rows, self.engine, question)
        return [{**row._asdict(), "read_at": _utc(row.read_at)} for row in rows]

    # Finding

    async def find(
        self, marks: Mapping[Kind, Collection[str]], limit: int, before: int | None = None
    ) -> dict[UUID, set[str]]:
        """Persons who have one of these marks, and of which kinds; with `before`, only what was written by then."""
        await asyncio.to_thread(self.settle)
        mark = self._marks
        asked = [
            and_(mark.c.kind == str(kind), mark.c.mark.in_([self.cipher.mark(kind, value) for value in values]))
            for kind, values in marks.items()
            if values
        ]
        if not asked:
            return {}
        counts = mark.c.position.is_not(None) if before is None else mark.c.position < before
        persons = select(mark.c.person_id).where(or_(*asked), counts).group_by(mark.c.person_id)
        persons = persons.order_by(func.count().desc(), mark.c.person_id).limit(limit)
        question = select(mark.c.person_id, mark.c.kind).where(mark.c.person_id.in_(persons), or_(*asked), counts)
        return _by_person(await asyncio.to_thread(_rows, self.keys_engine, question))

    async def pairs(
        self, kinds: Collection[str], after: tuple[str, str] | None, limit: int
    ) -> list[tuple[str, str, set[str]]]:
        """Pairs of persons who share a mark of these kinds, in the order of their ids, and which."""
        await asyncio.to_thread(self.settle)
        one, other = self._marks.alias("one"), self._marks.alias("other")
        both = one.join(
            other, (one.c.mark == other.c.mark) & (one.c.kind == other.c.kind) & (one.c.person_id < other.c.person_id)
        )
        shared: list[ColumnElement[bool]] = [
            one.c.kind.in_(list(map(str, kinds))),
            one.c.mark != NOTHING,
            one.c.position.is_not(None),
            other.c.position.is_not(None),
        ]
        question = select(one.c.person_id, other.c.person_id, one.c.kind).select_from(both).where(*shared)
        if after is not None:
            follows = (one.c.person_id == after[0]) & (other.c.person_id > after[1])
            question = question.where(or_(one.c.person_id > after[0], follows))
        question = question.order_by(one.c.person_id, other.c.person_id).limit(limit * len(kinds))
        found: dict[tuple[str, str], set[str]] = {}
        for first, second, kind in await asyncio.to_thread(_rows, self.keys_engine, question):
            found.setdefault((first, second), set()).add(kind)
        return [(first, second, shared_kinds) for (first, second), shared_kinds in list(found.items())[:limit]]


def _written(what: str, *of: ForeignKey) -> tuple[Column[Any], ...]:
    """The columns of something that a command wrote; `position` is that of its fact, none while it does not count."""
    return (
        Column("person_id", String(36), *of, primary_key=True),
        Column(what, String(16), primary_key=True),
        Column("command", Text, primary_key=True),
        Column("fingerprint", String(64), primary_key=True),
        Column("written_at", DateTime(timezone=True), nullable=False),
        Column("position", BigInteger, nullable=True, index=True),
    )


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes, one at a time: two that settle the same rows would wait for each other."""
    with engine.execution_options(is_writing=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('fil-citoyen vault'))"))
        yield connection


def _utc(moment: datetime) -> datetime:
    """SQLite forgets that a moment was UTC; PostgreSQL tells it in the zone of the session."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _rows(engine: Engine, question: Any) -> list[Any]:
    with engine.connect() as connection:
        return list(connection.execute(question).all())


def _by_person(rows: Iterable[Any]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = {}
    for person_id, kind in rows:
        found.setdefault(UUID(person_id), set()).add(kind)
    return found


def _is_of(answer: KnownCommand, row: Any) -> bool:
    return (answer.fingerprint, str(answer.stream_id)) == (row.fingerprint, row.person_id)


def _forget_former(connection: Connection, table: Table, person_id: str) -> None:
    """Of each field, or kind of mark, only the last that counts is kept."""
    what = table.primary_key.columns.values()[1].name
    last = (
        select(table.c[what], func.max(table.c.position).label("position"))
        .where(table.c.person_id == person_id)
        .group_by(table.c[what])
    )
    for row in connection.execute(last).all():
        if row.position is not None:
            former = (table.c.person_id == person_id) & (table.c[what] == row[0]) & (table.c.position < row.position)
            connection.execute(delete(table).where(former))
