"""The same counting twice: meetings by council, as a projection of ours and as one of the library's."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from eventsourcing import projection as library
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate
from eventsourcing.postgres import PostgresTrackingRecorder
from psycopg.sql import SQL, Identifier
from sqlalchemy import BigInteger, Column, Connection, MetaData, String, Table
from sqlalchemy.dialects.postgresql import insert

from benchmarks.facts import SOURCE
from shared.contracts.activities.meetings import MeetingHeld
from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eventsourcing.persistence import Tracking
    from eventsourcing.postgres import PostgresDatastore

    from shared.platform.envelope import Entry


@dataclass(frozen=True)
class Counts:
    """One row a council."""

    count: Table


class Counting(Projection[Counts]):
    """How many meetings each council held."""

    name = "counting"
    version = 1
    sources = (SOURCE,)
    listens_to = (MeetingHeld,)

    def tables(self, metadata: MetaData, suffix: str) -> Counts:
        columns = (Column("council_id", String(32), primary_key=True), Column("meetings", BigInteger, nullable=False))
        return Counts(Table(f"count{suffix}", metadata, *columns))

    def apply(self, connection: Connection, tables: Counts, entries: Sequence[Entry]) -> None:
        found = Counter(one.fact.council_id for one in heard(self, entries) if isinstance(one.fact, MeetingHeld))
        added = insert(tables.count)
        more = {"meetings": tables.count.c.meetings + added.excluded.meetings}
        rows = [{"council_id": council_id, "meetings": meetings} for council_id, meetings in sorted(found.items())]
        connection.execute(added.on_conflict_do_update(index_elements=["council_id"], set_=more), rows)


class Held(Aggregate):
    """A meeting as the library makes one."""

    def __init__(self, council_id: str, held_on: str, present: int) -> None:
        self.council_id = council_id
        self.held_on = held_on
        self.present = present


class MeetingsHeld(Application[UUID]):
    """Its log."""


class CountsView(PostgresTrackingRecorder):
    """The same table, on the library's own recorder."""

    def __init__(self, datastore: PostgresDatastore, **options: Any) -> None:
        super().__init__(datastore, **options)
        table = SQL("{}.count").format(Identifier(datastore.schema))
        self.sql_create_statements.append(
            SQL("CREATE TABLE IF NOT EXISTS {} (council_id text PRIMARY KEY, meetings bigint NOT NULL)").format(table)
        )
        self._add = SQL(
            "INSERT INTO {0} AS mine VALUES (%s, 1) ON CONFLICT (council_id) DO UPDATE SET meetings = mine.meetings + 1"
        ).format(table)
        self._all = SQL("SELECT sum(meetings) AS meetings FROM {}").format(table)

    def add(self, council_id: str, tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            cursor.execute(self._add, (council_id,), prepare=True)
            self._insert_tracking(cursor, tracking)

    def meetings(self) -> int:
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(self._all)
            row = cursor.fetchone()
            return int(row["meetings"]) if row else 0


class CountingProjection(library.Projection[CountsView]):
    """One event at a time, as the library gives them."""

    name = "counting"

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        self.view.add(domain_event.council_id, tracking)
