"""The facts of one service: where commands decide, commit together, and are answered once.

Requests queue; one writer thread drains up to 64 commands, loads what they are about, lets them decide, and commits all
their facts in one transaction (group commit). A command that fails does not harm its neighbours.
"""

from __future__ import annotations

import asyncio
import queue
import time
from collections import Counter
from dataclasses import dataclass, field
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.persistence import (
    InfrastructureFactory,
    IntegrityError,
    InterfaceError,
    Mapper,
    OperationalError,
    PersistenceError,
    ProgrammingError,
    StoredEvent,
)
from eventsourcing.sqlite import SQLiteFactory
from uuid_utils.compat import uuid7

from shared.kernel import Acting, Aggregate, NotFound, Recorded, Refusal
from shared.platform import telemetry
from shared.platform.envelope import decode, encode
from shared.platform.recorders import CommandRow, FactRecorder, PostgresFactRecorder, SQLiteFactRecorder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from eventsourcing.postgres import PostgresFactory
    from eventsourcing.utils import Environment

    from shared.kernel import Fact
    from shared.platform.clock import Clock
    from shared.platform.envelope import Entry
    from shared.platform.recorders import KnownCommand

A = TypeVar("A", bound=Aggregate)

LARGEST_GROUP = 64
LONGEST_QUEUE = 2048
ATTEMPTS = 3
PATIENCE_SECONDS = 1.0
"""After that long, a database that does not answer is not asked again: 503."""


class ConcurrentChange(Refusal):
    """Somebody else keeps changing the same thing; read it again, then decide."""

    status = 409


class VersionMismatch(Refusal):
    """It changed since it was read: it is now at version {version}."""

    status = 412
    pointer = "/header/If-Match"


class KeyReused(Refusal):
    """This Idempotency-Key was already used for another request."""

    status = 422
    pointer = "/header/Idempotency-Key"


class StoreUnavailable(Refusal):
    """Nothing can be recorded at the moment. Send the same request again, with the same key: it will be recorded once."""

    status = 503


class StoreNotReady(Exception):  # noqa: N818 - named by the state
    """The tables do not exist yet: run the migration step first."""


@dataclass(frozen=True, slots=True)
class Command:
    """What somebody asks, once: sending it again with the same key answers the same."""

    key: str
    """Unique to the sender and to the intention."""
    fingerprint: str
    """Digest of the request: the same key with another request is refused."""
    acting: Acting
    if_match: int | None = None
    """The version that the sender has seen, when it says so."""
    is_rehearsal: bool = False
    """Decide and answer as if it were meant, and record nothing (docs/decisions/0017-spreadsheets.md)."""


@dataclass(frozen=True, slots=True)
class Committed:
    """What a command did: the aggregate's version, and the place in the log from which its facts can be read."""

    stream_id: UUID
    version: int
    position: int
    replayed: bool = False
    """The same command was answered before; nothing was recorded now."""
    rehearsed: bool = False
    """It would have been recorded, and was not: the position is where the log ends."""


@dataclass(slots=True)
class _Job:
    command: Command
    kind: type[Aggregate]
    stream_id: UUID
    decide: Callable[[Any], None]
    may_be_new: bool
    waiting: asyncio.Future[Committed]
    outcome: Committed | BaseException | None = None


@dataclass(slots=True)
class _Group:
    """What one transaction is about to write."""

    past: Mapping[UUID, Sequence[StoredEvent]]
    """What is recorded already of all that its commands are about: read at once, as each question costs a turn."""
    aggregates: dict[UUID, Aggregate] = field(default_factory=dict)
    events: list[StoredEvent] = field(default_factory=list)
    rows: list[CommandRow] = field(default_factory=list)
    jobs: list[_Job] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    spoiled: set[UUID] = field(default_factory=set)
    """Streams whose aggregate decided what is not recorded: they must be loaded again, after this transaction."""


class FactMapper(Mapper[UUID]):
    """Between facts and stored events: the topic is the fact's type, looked up in the closed registry."""

    def __init__(self) -> None:
        """No transcoder, no compressor, no cipher: pydantic writes the bytes."""

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """A recorded fact as the library stores it."""
        recorded = cast("Recorded", domain_event)
        return StoredEvent(recorded.stream_id, recorded.version, recorded.fact.type, encode(recorded))

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """The fact in a stored event. Raises UnknownFact."""
        return decode(stored_event.state).fact


class Store(Application[UUID]):
    """The event store of one service, on SQLite or PostgreSQL."""

    name = "stored"
    recorder: FactRecorder

    def __init__(self, source: str, url: str, clock: Clock) -> None:
        self.source = source
        self.clock = clock
        super().__init__(env=_library_environment(url))
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._waiting = 0
        self._writer: Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_accepting = False
        self._listeners: list[asyncio.Event] = []
        self.log_id: UUID | None = None

    def construct_mapper(self) -> FactMapper:
        """Ours: a closed registry, never a class named by a row."""
        return FactMapper()

    def construct_recorder(self) -> Any:
        """Ours, on the library's connection pools."""
        if isinstance(self.factory, SQLiteFactory):
            return SQLiteFactRecorder(self.factory.datastore)
        factory = cast("PostgresFactory", self.factory)
        return PostgresFactRecorder(factory.datastore, events_table_name="facts")

    def construct_factory(self, env: Environment) -> InfrastructureFactory[Any]:
        """SQLite or PostgreSQL, by address alone."""
        return InfrastructureFactory.construct(env)

    def migrate(self) -> None:
        """Make the tables, if they are not there. For the migration step; a service never does it when it starts."""
        self.recorder.create_table()

    # Commands

    async def open(self, command: Command, kind: type[A], stream_id: UUID, decide: Callable[[A], None]) -> Committed:
        """Let an aggregate decide that may not exist yet, and commit. Raises Refusal."""
        return await self._submit(command, kind, stream_id, decide, may_be_new=True)

    async def change(self, command: Command, kind: type[A], stream_id: UUID, decide: Callable[[A], None]) -> Committed:
        """Let an aggregate decide that must exist, and commit. Raises NotFound and every other Refusal."""
        return await self._submit(command, kind, stream_id, decide, may_be_new=False)

    async def load(self, kind: type[A], stream_id: UUID) -> A:
        """An aggregate as it stands, to read from. Raises NotFound."""
        streams = await asyncio.to_thread(self.recorder.streams, [stream_id])
        if not streams:
            raise NotFound
        return self._become(kind, stream_id, streams[stream_id])

    def answers(self, keys: Sequence[str]) -> Mapping[str, KnownCommand]:
        """Those of these commands that were committed, by their keys. Blocks."""
        return self.recorder.known_commands(keys)

    async def _submit(
        self, command: Command, kind: type[A], stream_id: UUID, decide: Callable[[A], None], *, may_be_new: bool
    ) -> Committed:
        if self._loop is None or not self._is_accepting or self._waiting >= LONGEST_QUEUE:
            raise StoreUnavailable
        self._waiting += 1
        waiting: asyncio.Future[Committed] = self._loop.create_future()
        self._jobs.put(_Job(command, kind, stream_id, decide, may_be_new, waiting))
        return await waiting

    # The writer thread

    def start(self) -> None:
        """Begin to accept commands, in the running event loop. Raises StoreNotReady."""
        try:
            self.log_id, head = self.recorder.log_meta()
        except (ProgrammingError, OperationalError, TypeError) as error:
            raise StoreNotReady(f"the facts of {self.source} have no tables yet: run the migration step") from error
        telemetry.LOG_POSITION.labels(self.source).set(head)
        self._loop = asyncio.get_running_loop()
        self._writer = Thread(target=self._write, name=f"{self.source}-writer", daemon=True)
        self._writer.start()
        self._is_accepting = True

    async def stop(self) -> None:
        """Finish what was accepted, then close."""
        self._is_accepting = False
        self._jobs.put(None)
        if self._writer is not None:
            await asyncio.to_thread(self._writer.join)
        self._loop = None
        self.recorder.close()
        self.close()

    def listen(self) -> asyncio.Event:
        """An event that is set after every commit."""
        listener = asyncio.Event()
        self._listeners.append(listener)
        return listener

    def _write(self) -> None:
        postponed: list[_Job] = []
        while True:
            jobs = postponed or [job for job in [self._jobs.get()] if job is not None]
            if not jobs:
                return
            stopping = False
            while len(jobs) < LARGEST_GROUP and not self._jobs.empty():
                job = self._jobs.get()
                if job is None:
                    stopping = True
                    break
                jobs.append(job)
            postponed = self._commit(jobs)
            self._deliver([job for job in jobs if job.outcome is not None])
            if stopping:
                self._jobs.put(None)

    def _commit(self, jobs: list[_Job]) -> list[_Job]:
        """Commit what can be committed together; returns the jobs that must wait for the next transaction."""
        failure: Exception = StoreUnavailable()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for _ in range(ATTEMPTS):
            try:
                return self._attempt(jobs)
            except (OperationalError, InterfaceError):
                failure = StoreUnavailable()
                if time.monotonic() > deadline:
                    break
            except Exception as error:  # noqa: BLE001 - whatever it is, the writer goes on
                if len(jobs) > 1:
                    # Somebody was faster, or one of them cannot be written: alone, each gets its own answer.
                    for job in jobs:
                        self._commit([job])
                    return []
                if not isinstance(error, IntegrityError):
                    failure = error
                    break
                failure = ConcurrentChange()
        for job in jobs:
            job.outcome = failure
        return []

    def _attempt(self, jobs: list[_Job]) -> list[_Job]:
        """One transaction. Asked again after any failure, it finds by their keys the commands that went through."""
        for job in jobs:
            job.outcome = None
        known = self.recorder.known_commands([job.command.key for job in jobs])
        group, postponed = _Group(self.recorder.streams([job.stream_id for job in jobs])), []
        for job in jobs:
            if job.command.key in known:
                job.outcome = _answer_again(job.command, known[job.command.key])
            elif job.command.key in group.keys or job.stream_id in group.spoiled:
                postponed.append(job)
            else:
                self._decide(job, group)
        positions = self.recorder.insert_events(group.events, commands=group.rows) if group.rows else []
        for job, row in zip(group.jobs, group.rows, strict=True):
            position = positions[row.last_event - 1] if row.last_event else self._head_for(positions)
            job.outcome = Committed(row.stream_id, row.version, position)
        if group.rows:
            telemetry.GROUP_SIZE.labels(self.source).observe(len(group.rows))
        for topic, facts in Counter(event.topic for event in group.events).items():
            telemetry.FACTS_RECORDED.labels(self.source, topic).inc(facts)
        if positions:
            telemetry.LOG_POSITION.labels(self.source).set(positions[-1])
        return postponed

    def _head_for(self, positions: Sequence[int]) -> int:
        return positions[-1] if positions else self.recorder.log_meta()[1]

    def _decide(self, job: _Job, group: _Group) -> None:
        command = job.command
        try:
            loaded = group.aggregates.get(job.stream_id)
            # Two kinds of things under one id: one of them fails to be written, and is told so when it is tried alone.
            if not isinstance(loaded, job.kind):
                loaded = self._become(job.kind, job.stream_id, group.past.get(job.stream_id, ()))
            aggregate = loaded
            group.aggregates[job.stream_id] = aggregate
            if aggregate.version == 0 and not job.may_be_new:
                raise NotFound
            if command.if_match is not None and command.if_match != aggregate.version:
                raise VersionMismatch(version=aggregate.version)
            job.decide(aggregate)
        except PersistenceError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is this command's answer, not its neighbours'
            job.outcome = error
            self._forget(job, group)
            return
        if command.is_rehearsal:
            job.outcome = Committed(job.stream_id, aggregate.version, self.recorder.log_meta()[1], rehearsed=True)
            self._forget(job, group)
            return
        facts, aggregate.pending = aggregate.pending, []
        first = aggregate.version - len(facts) + 1
        for version, fact in enumerate(facts, start=first):
            group.events.append(self.mapper.to_stored_event(cast("Any", self._stamp(fact, job, version))))
        group.rows.append(
            CommandRow(
                command.key, command.fingerprint, job.stream_id, aggregate.version, len(group.events) if facts else 0
            )
        )
        group.jobs.append(job)
        group.keys.add(command.key)

    def _forget(self, job: _Job, group: _Group) -> None:
        """Let go of an aggregate that decided what is not recorded: the next command finds it as it is stored."""
        if job.stream_id in group.aggregates and group.aggregates[job.stream_id].pending:
            del group.aggregates[job.stream_id]
            group.spoiled.add(job.stream_id)

    def _stamp(self, fact: Any, job: _Job, version: int) -> Recorded:
        acting = job.command.acting
        return Recorded(
            id=uuid7(),
            source=self.source,
            log_id=cast("UUID", self.log_id),
            stream_id=job.stream_id,
            version=version,
            recorded_at=self.clock.now(),
            by=acting.by,
            request_id=acting.request_id,
            cause=acting.cause,
            fact=fact,
        )

    def _become(self, kind: type[A], stream_id: UUID, past: Iterable[StoredEvent]) -> A:
        aggregate = kind(stream_id)
        aggregate.replay(cast("Any", self.mapper.to_domain_event(event)) for event in past)
        return aggregate

    def _deliver(self, jobs: list[_Job]) -> None:
        loop = self._loop
        if loop is None:
            return

        def deliver() -> None:
            self._waiting -= len(jobs)
            for job in jobs:
                if job.waiting.done():
                    continue
                if isinstance(job.outcome, BaseException):
                    job.waiting.set_exception(job.outcome)
                else:
                    job.waiting.set_result(cast("Committed", job.outcome))
            for listener in self._listeners:
                listener.set()

        loop.call_soon_threadsafe(deliver)

    # The log

    async def page(self, after: int, limit: int) -> list[Entry]:
        """The entries that follow a position, in order."""
        return await asyncio.to_thread(self.recorder.page, after, limit)

    async def head(self) -> tuple[UUID, int]:
        """Id of the log and its last position."""
        return await asyncio.to_thread(self.recorder.log_meta)

    async def last(self, stream_id: UUID) -> Fact | None:
        """The last fact of one aggregate; None if there is no such thing."""
        events = await asyncio.to_thread(self.recorder.select_events, stream_id, desc=True, limit=1)
        return decode(events[0].state).fact if events else None

    async def history(self, stream_id: UUID, *beginnings: type[Fact]) -> list[Recorded]:
        """Everything recorded about one aggregate, in order.

        Raises NotFound, also when it begins with none of these facts: then the id is that of something else.
        """
        rows = await asyncio.to_thread(self.recorder.stream, stream_id)
        recorded = [decode(state, position) for position, state in rows]
        if not recorded or not isinstance(recorded[0].fact, beginnings):
            raise NotFound
        return recorded


def _answer_again(command: Command, known: KnownCommand) -> Committed | Refusal:
    if known.fingerprint != command.fingerprint:
        return KeyReused()
    return Committed(known.stream_id, known.version, known.position, replayed=True)


def _library_environment(url: str) -> dict[str, str]:
    """What the library is told. `sqlite:///path` or `postgresql://user:password@host:port/database?schema=name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": unquote(parts.path[1:]),
            "CREATE_TABLE": "n",
        }
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": parts.path.lstrip("/"),
        "POSTGRES_HOST": parts.hostname or "",
        "POSTGRES_PORT": str(parts.port or 5432),
        "POSTGRES_USER": unquote(parts.username or ""),
        "POSTGRES_PASSWORD": unquote(parts.password or ""),
        "POSTGRES_SCHEMA": parse_qs(parts.query).get("schema", ["public"])[0],
        "POSTGRES_CONNECT_TIMEOUT": "2",
        "POSTGRES_POOL_SIZE": "4",
        "POSTGRES_MAX_OVERFLOW": "4",
        "POSTGRES_PRE_PING": "n",
        # Its functions take no lock: a follower misses events (docs/decisions/0003-two-recorders.md).
        "POSTGRES_ENABLE_DB_FUNCTIONS": "n",
        "CREATE_TABLE": "n",
    }
