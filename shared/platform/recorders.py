"""How facts reach a database: our two recorders, which extend those of the `eventsourcing` library.

Both write events and the answers of the commands that caused them in one transaction, and both give positions in the
order of commits, so that a reader that follows positions can never pass over a fact. What they avoid, and why, is told
in `docs/decisions/0003-two-recorders.md`.
"""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID, uuid4

from eventsourcing.persistence import IntegrityError, OperationalError, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore
from psycopg.sql import SQL, Identifier, Literal

from shared.platform.envelope import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from eventsourcing.postgres import PostgresDatastore

ROWS_AT_ONCE = 500
"""In one statement of SQLite, which takes 32,766 values."""


@dataclass(frozen=True, slots=True)
class CommandRow:
    """What a command answered, kept beside its facts so that sending it again answers the same."""

    key: str
    fingerprint: str
    stream_id: UUID
    version: int
    last_event: int
    """Rank of its last event in the transaction, from 1; 0 when it recorded nothing."""


@dataclass(frozen=True, slots=True)
class KnownCommand:
    """A command that was answered before."""

    fingerprint: str
    stream_id: UUID
    version: int
    position: int


class SQLiteFactRecorder(SQLiteApplicationRecorder):
    """One file, one writing connection, `BEGIN IMMEDIATE`, full sync; positions are never used twice."""

    def __init__(self, datastore: SQLiteDatastore, events_table_name: str = "stored_events") -> None:
        super().__init__(datastore, events_table_name)
        self._writing = Lock()
        self._writer: sqlite3.Connection | None = None

    def construct_create_table_statements(self) -> list[str]:
        """Tables, and triggers that forbid to alter what is recorded."""
        forbid = (
            "CREATE TRIGGER IF NOT EXISTS forbid_{verb} BEFORE {verb} ON stored_events "
            "BEGIN SELECT RAISE(ABORT, 'recorded facts are never altered'); END"
        )
        return [
            (
                "CREATE TABLE IF NOT EXISTS stored_events (rowid INTEGER PRIMARY KEY AUTOINCREMENT, "
                "originator_id TEXT NOT NULL, originator_version INTEGER NOT NULL, topic TEXT NOT NULL, state BLOB NOT NULL, "
                "UNIQUE (originator_id, originator_version))"
            ),
            (
                "CREATE TABLE IF NOT EXISTS commands (key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, stream_id TEXT NOT NULL, "
                "version INTEGER NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID"
            ),
            "CREATE TABLE IF NOT EXISTS log_meta (log_id TEXT NOT NULL)",
            f"INSERT INTO log_meta SELECT '{uuid4()}' WHERE NOT EXISTS (SELECT 1 FROM log_meta)",  # noqa: S608 - a UUID of our own
            forbid.format(verb="UPDATE"),
            forbid.format(verb="DELETE"),
        ]

    def insert_events(
        self, stored_events: Sequence[StoredEvent], *, commands: Sequence[CommandRow] = (), **_: Any
    ) -> Sequence[int]:
        """Write events and commands in one transaction; returns the positions, in the order of the events.

        Raises IntegrityError (another command was faster, or the key is known) and OperationalError (disk full, locked).
        """
        with self._transaction() as cursor:
            head = _insert(
                cursor,
                "stored_events (originator_id, originator_version, topic, state)",
                [
                    (cast("UUID", event.originator_id).hex, event.originator_version, event.topic, event.state)
                    for event in stored_events
                ],
            )
            # Nobody else writes meanwhile, so what one transaction inserts has positions that follow one another.
            positions = range(head - len(stored_events) + 1, head + 1) if stored_events else ()
            if not stored_events:
                (head,) = cursor.execute("SELECT coalesce(max(rowid), 0) FROM stored_events").fetchone()
            _insert(
                cursor,
                "commands (key, fingerprint, stream_id, version, position)",
                [
                    (
                        c.key,
                        c.fingerprint,
                        c.stream_id.hex,
                        c.version,
                        positions[c.last_event - 1] if c.last_event else head,
                    )
                    for c in commands
                ],
            )
        return positions

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Cursor]:
        with self._writing_cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                if cursor.connection.in_transaction:
                    cursor.execute("ROLLBACK")
                raise

    @contextmanager
    def _writing_cursor(self) -> Iterator[sqlite3.Cursor]:
        with self._writing:
            try:
                if self._writer is None:
                    self._writer = self._connect()
                yield self._writer.cursor()
            except sqlite3.IntegrityError as error:
                raise IntegrityError(error) from error
            except sqlite3.Error as error:
                raise OperationalError(error) from error

    def _connect(self) -> sqlite3.Connection:
        writer = sqlite3.connect(self.datastore.pool.db_name, uri=True, isolation_level=None, check_same_thread=False)
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("PRAGMA synchronous=FULL")
        return writer

    def close(self) -> None:
        """Let the file go."""
        with self._writing:
            if self._writer is not None:
                self._writer.close()
                self._writer = None

    def known_commands(self, keys: Sequence[str]) -> dict[str, KnownCommand]:
        """Those of these keys that were answered before."""
        marks = ",".join("?" * len(keys))
        question = f"SELECT key, fingerprint, stream_id, version, position FROM commands WHERE key IN ({marks})"  # noqa: S608 - question marks only
        with self._writing_cursor() as cursor:
            rows = cursor.execute(question, list(keys)).fetchall()
        return {row[0]: KnownCommand(row[1], UUID(row[2]), row[3], row[4]) for row in rows}

    def streams(self, stream_ids: Sequence[UUID]) -> dict[UUID, list[StoredEvent]]:
        """What is recorded in these streams, each in its order; nothing of those that do not exist."""
        marks = ",".join("?" * len(stream_ids))
        question = (
            "SELECT originator_id, originator_version, topic, state FROM stored_events "  # noqa: S608 - question marks only
            f"WHERE originator_id IN ({marks}) ORDER BY originator_id, originator_version"
        )
        with self._writing_cursor() as cursor:
            rows = cursor.execute(question, [stream_id.hex for stream_id in stream_ids]).fetchall()
        return _by_stream(StoredEvent(UUID(row[0]), row[1], row[2], row[3]) for row in rows)

    def page(self, after: int, limit: int) -> list[Entry]:
        """The entries that follow a position, in order."""
        with self.datastore.transaction(commit=False) as cursor:
            # Bytes, also where somebody has put a text in their place: that is what auditors look for.
            cursor.execute(
                "SELECT rowid, CAST(state AS BLOB) FROM stored_events WHERE rowid > ? ORDER BY rowid LIMIT ?",
                (after, limit),
            )
            rows = cursor.fetchall()
            cursor.execute("SELECT coalesce(max(rowid), 0) FROM stored_events WHERE rowid <= ?", (after,))
            return _chained(rows, cursor.fetchone()[0])

    def stream(self, stream_id: UUID) -> list[tuple[int, bytes]]:
        """Positions and bytes of one stream, in order."""
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(
                "SELECT rowid, state FROM stored_events WHERE originator_id = ? ORDER BY originator_version",
                (stream_id.hex,),
            )
            return [(row[0], row[1]) for row in cursor.fetchall()]

    def log_meta(self) -> tuple[UUID, int]:
        """Id of this log, and its last position (0 when empty)."""
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute("SELECT log_id, (SELECT coalesce(max(rowid), 0) FROM stored_events) FROM log_meta")
            log_id, head = cursor.fetchone()
            return UUID(log_id), head


class PostgresFactRecorder(PostgresApplicationRecorder):
    """One round trip: a function takes an advisory lock, writes, and the commit lets go; no table lock, no NOTIFY.

    The lock makes the order of positions the order of commits. (The library's own functions, switched on by
    `POSTGRES_ENABLE_DB_FUNCTIONS`, take no lock and make followers miss events: they are never used.)
    """

    def __init__(self, datastore: PostgresDatastore, *, events_table_name: str) -> None:
        super().__init__(datastore, events_table_name=events_table_name)
        schema = Identifier(datastore.schema)
        names = {
            "events": SQL("{}.{}").format(schema, Identifier(events_table_name)),
            "commands": SQL("{}.commands").format(schema),
            "meta": SQL("{}.log_meta").format(schema),
            "forbid": SQL("{}.forbid_alteration").format(schema),
            "record": SQL("{}.record_facts").format(schema),
            "lock": Literal(zlib.crc32(f"{datastore.schema}.{events_table_name}".encode())),
        }
        self._say = {
            "record": SQL("SELECT {record}(%s, %s, %s, %s, %s, %s, %s, %s, %s) AS positions").format(**names),
            "known": SQL("SELECT * FROM {commands} WHERE key = ANY(%s)").format(**names),
            "streams": SQL(
                "SELECT originator_id, originator_version, topic, state FROM {events} "
                "WHERE originator_id = ANY(%s) ORDER BY originator_id, originator_version"
            ).format(**names),
            "page": SQL(
                "SELECT notification_id, state, (SELECT coalesce(max(notification_id), 0) FROM {events} "
                "WHERE notification_id <= %(after)s) AS previous FROM {events} "
                "WHERE notification_id > %(after)s ORDER BY notification_id LIMIT %(limit)s"
            ).format(**names),
            "stream": SQL(
                "SELECT notification_id, state FROM {events} WHERE originator_id = %s ORDER BY originator_version"
            ).format(**names),
            "meta": SQL(
                "SELECT log_id, (SELECT coalesce(max(notification_id), 0) FROM {events}) AS head FROM {meta}"
            ).format(**names),
        }
        self.sql_create_statements = [
            SQL(statement).format(**names)
            for statement in (
                (
                    "CREATE TABLE IF NOT EXISTS {events} (originator_id uuid NOT NULL, originator_version bigint NOT NULL, "
                    "topic text NOT NULL, state bytea NOT NULL, notification_id bigserial UNIQUE, "
                    "PRIMARY KEY (originator_id, originator_version))"
                ),
                (
                    "CREATE TABLE IF NOT EXISTS {commands} (key text PRIMARY KEY, fingerprint text NOT NULL, "
                    "stream_id uuid NOT NULL, version bigint NOT NULL, position bigint NOT NULL)"
                ),
                "CREATE TABLE IF NOT EXISTS {meta} (log_id uuid NOT NULL)",
                "INSERT INTO {meta} SELECT gen_random_uuid() WHERE NOT EXISTS (SELECT 1 FROM {meta})",
                (
                    "CREATE OR REPLACE FUNCTION {forbid}() RETURNS trigger LANGUAGE plpgsql AS "
                    "$$BEGIN RAISE EXCEPTION 'recorded facts are never altered'; END$$"
                ),
                (
                    "CREATE OR REPLACE TRIGGER forbid_alteration BEFORE UPDATE OR DELETE OR TRUNCATE ON {events} "
                    "FOR EACH STATEMENT EXECUTE FUNCTION {forbid}()"
                ),
                _RECORD_FUNCTION,
            )
        ]

    def create_table(self) -> None:
        """DDL, for the migration step only. Two at once wait for one another."""
        with self.datastore.transaction(commit=True) as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('fil-citoyen migration'))")
            cursor.execute(SQL("CREATE SCHEMA IF NOT EXISTS {}").format(Identifier(self.datastore.schema)))
            for statement in self.sql_create_statements:
                cursor.execute(statement, prepare=False)

    def insert_events(
        self, stored_events: Sequence[StoredEvent], *, commands: Sequence[CommandRow] = (), **_: Any
    ) -> Sequence[int]:
        """Write events and commands in one transaction; returns the positions, in the order of the events.

        Not retried here, unlike the library's: whether an interrupted commit happened is asked by key, above.
        """
        values = (
            [event.originator_id for event in stored_events],
            [event.originator_version for event in stored_events],
            [event.topic for event in stored_events],
            [event.state for event in stored_events],
            [command.key for command in commands],
            [command.fingerprint for command in commands],
            [command.stream_id for command in commands],
            [command.version for command in commands],
            [command.last_event for command in commands],
        )
        with self.datastore.get_connection() as connection, connection.cursor() as cursor:
            cursor.execute(self._say["record"], values, prepare=True)
            row = cursor.fetchone()
            return list(row["positions"] or ()) if row else []

    def close(self) -> None:
        """The pool belongs to the datastore, which closes it."""

    def known_commands(self, keys: Sequence[str]) -> dict[str, KnownCommand]:
        """Those of these keys that were answered before."""
        return {
            row["key"]: KnownCommand(row["fingerprint"], row["stream_id"], row["version"], row["position"])
            for row in self._rows("known", (list(keys),))
        }

    def streams(self, stream_ids: Sequence[UUID]) -> dict[UUID, list[StoredEvent]]:
        """What is recorded in these streams, each in its order; nothing of those that do not exist."""
        rows = self._rows("streams", (list(stream_ids),))
        return _by_stream(
            StoredEvent(row["originator_id"], row["originator_version"], row["topic"], bytes(row["state"]))
            for row in rows
        )

    def page(self, after: int, limit: int) -> list[Entry]:
        """The entries that follow a position, in order."""
        rows = self._rows("page", {"after": after, "limit": limit})
        return _chained([(row["notification_id"], row["state"]) for row in rows], rows[0]["previous"] if rows else 0)

    def stream(self, stream_id: UUID) -> list[tuple[int, bytes]]:
        """Positions and bytes of one stream, in order."""
        return [(row["notification_id"], bytes(row["state"])) for row in self._rows("stream", (stream_id,))]

    def log_meta(self) -> tuple[UUID, int]:
        """Id of this log, and its last position (0 when empty)."""
        (row,) = self._rows("meta", ())
        return row["log_id"], row["head"]

    def _rows(self, name: str, values: Any) -> list[dict[str, Any]]:
        with self.datastore.get_connection() as connection, connection.cursor() as cursor:
            cursor.execute(self._say[name], values, prepare=True)
            return cursor.fetchall()


FactRecorder = SQLiteFactRecorder | PostgresFactRecorder

_RECORD_FUNCTION = """
CREATE OR REPLACE FUNCTION {record}(
    ids uuid[], versions bigint[], topics text[], states bytea[],
    keys text[], fingerprints text[], streams uuid[], reached bigint[], last_events int[]
) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
    positions bigint[];
BEGIN
    PERFORM set_config('lock_timeout', '5s', true);
    PERFORM pg_advisory_xact_lock({lock});
    WITH inserted AS (
        INSERT INTO {events} (originator_id, originator_version, topic, state)
        SELECT e.id, e.version, e.topic, e.state
        FROM unnest(ids, versions, topics, states) WITH ORDINALITY AS e(id, version, topic, state, rank)
        ORDER BY e.rank
        RETURNING notification_id
    ) SELECT array_agg(notification_id ORDER BY notification_id) INTO positions FROM inserted;
    INSERT INTO {commands}
    SELECT c.key, c.fingerprint, c.stream, c.version, CASE WHEN c.last_event > 0 THEN positions[c.last_event]
        ELSE (SELECT coalesce(max(notification_id), 0) FROM {events}) END
    FROM unnest(keys, fingerprints, streams, reached, last_events) AS c(key, fingerprint, stream, version, last_event);
    RETURN positions;
END$$
"""


def _insert(cursor: sqlite3.Cursor, into: str, rows: Sequence[tuple[Any, ...]]) -> int:
    """Insert many rows by one statement, as each statement gives the interpreter away; returns the id of the last row."""
    for first in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[first : first + ROWS_AT_ONCE]
        marks = f"({','.join('?' * len(some[0]))})"
        cursor.execute(f"INSERT INTO {into} VALUES {','.join([marks] * len(some))}", list(chain.from_iterable(some)))  # noqa: S608 - question marks only
    return cursor.lastrowid or 0


def _by_stream(events: Iterable[StoredEvent]) -> dict[UUID, list[StoredEvent]]:
    streams: dict[UUID, list[StoredEvent]] = {}
    for event in events:
        streams.setdefault(cast("UUID", event.originator_id), []).append(event)
    return streams


def _chained(rows: Sequence[tuple[int, bytes]], previous: int) -> list[Entry]:
    entries = []
    for position, state in rows:
        entries.append(Entry(position, previous, bytes(state)))
        previous = position
    return entries
