"""What waits or waited for somebody. Whether it is due is asked with a day, so that a replay needs no clock."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from prometheus_client import Gauge
from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    MetaData,
    String,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)

from services.notifications.inbox.domain import opened_by, settled_by, told_by
from services.notifications.triggers import TRIGGERS, TriggerCode
from shared.contracts.councils.council import CouncilEstablished, CouncilWithdrawn
from shared.platform.readmodel import Projection, Rebuilding, heard

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import BindParameter, ColumnElement, Connection

    from services.notifications.inbox.domain import Reminder, Settled
    from shared.kernel import Recorded
    from shared.platform.clock import Clock
    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel

DUE = Gauge("fil_notifications_due", "Reminders due today, by trigger.", ["trigger"])
COUNT_SECONDS = 5.0
"""What is due also changes with the day, which no fact tells."""
EVERY_COUNCIL = ""


@dataclass(frozen=True)
class InboxTables:
    """The tables of the inbox."""

    reminder: Table
    council: Table


class InboxProjection(Projection[InboxTables]):
    """From the facts of the others to reminders, open or closed."""

    name = "inbox"
    version = 3
    sources = ("activities", "councils")
    listens_to = (
        CouncilEstablished,
        CouncilWithdrawn,
        *dict.fromkeys(fact for trigger in TRIGGERS for fact in (*trigger.raised_by, *trigger.ended_by)),
    )

    def tables(self, metadata: MetaData, suffix: str) -> InboxTables:
        """One row a reminder, with the facts that raised and closed it; one row a council, for its name."""
        return InboxTables(
            reminder=Table(
                f"reminder{suffix}",
                metadata,
                Column("trigger", String(32), primary_key=True),
                Column("subject_id", String(36), primary_key=True),
                Column("council_id", String(32), primary_key=True),
                Column("kind", String(32), nullable=True),
                Column("title", String(240), nullable=True),
                Column("concerned_on", Date, nullable=False),
                Column("opens_on", Date, nullable=False),
                Column("until_on", Date, nullable=True),
                Column("deadline_on", Date, nullable=False),
                Column("source", String(32), nullable=False),
                Column("position", BigInteger, nullable=False),
                Column("closed_by", BigInteger, nullable=True),
            ),
            council=Table(
                f"inbox_council{suffix}",
                metadata,
                Column("council_id", String(32), primary_key=True),
                Column("name", String(120), nullable=False),
            ),
        )

    def apply(self, connection: Connection, tables: InboxTables, entries: Sequence[Entry]) -> None:
        """A whole batch at once. Reminders come from one source and names from another, so that the two commute."""
        changes = _Changes()
        for recorded in heard(self, entries):
            if isinstance(recorded.fact, (CouncilEstablished, CouncilWithdrawn)):
                _name(connection, tables.council, recorded.fact)
            for fact in told_by(recorded.fact):
                for settled in settled_by(fact):
                    changes.close(settled, recorded)
                for reminder in opened_by(fact):
                    changes.open(reminder, recorded)
        changes.write(connection, tables.reminder)


def _name(connection: Connection, council: Table, fact: CouncilEstablished | CouncilWithdrawn) -> None:
    """Keep the name of a council, for as long as it is one."""
    connection.execute(delete(council).where(council.c.council_id == fact.council_id))
    if isinstance(fact, CouncilEstablished):
        connection.execute(insert(council).values(council_id=fact.council_id, name=fact.name))


class _Changes:
    """What a batch of facts changes: rows to close that were there before it, and rows that it opens."""

    def __init__(self) -> None:
        self._closed: list[dict[str, Any]] = []
        self._opened: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}

    def close(self, settled: Settled, recorded: Recorded) -> None:
        """The first fact that settles it is the one that is kept."""
        self._closed.append(
            {
                "of": settled.trigger.value,
                "about": settled.subject_id,
                "whose": settled.council_id or EVERY_COUNCIL,
                "by": recorded.position,
            }
        )
        for council_id, row in self._opened.get((settled.trigger.value, settled.subject_id), {}).items():
            if settled.council_id in (None, council_id) and row["closed_by"] is None:
                row["closed_by"] = recorded.position

    def open(self, reminder: Reminder, recorded: Recorded) -> None:
        """Said again, for another day perhaps, the last word stands."""
        row = asdict(reminder) | {"trigger": reminder.trigger.value, "deadline_on": reminder.deadline_on}
        row |= {"source": recorded.source, "position": recorded.position, "closed_by": None}
        self._opened.setdefault((row["trigger"], row["subject_id"]), {})[row["council_id"]] = row

    def write(self, connection: Connection, table: Table) -> None:
        row = table.c
        whose: BindParameter[str] = bindparam("whose")
        closing = update(table).where(
            row.trigger == bindparam("of"),
            row.subject_id == bindparam("about"),
            row.closed_by.is_(None),
            (whose == EVERY_COUNCIL) | (row.council_id == whose),
        )
        again = delete(table).where(*(column == bindparam(f"its_{column.name}") for column in table.primary_key))
        opened = [one for rows in self._opened.values() for one in rows.values()]
        keys = [{f"its_{column.name}": one[column.name] for column in table.primary_key} for one in opened]
        if self._closed:
            connection.execute(closing.values(closed_by=bindparam("by")), self._closed)
        if opened:
            connection.execute(again, keys)
            connection.execute(insert(table), opened)


class InboxViews:
    """Questions that people ask about what waits for them."""

    def __init__(self, model: ReadModel[InboxTables]) -> None:
        self.model = model

    async def due(
        self,
        on: date,
        council_id: str | None,
        trigger: TriggerCode | None,
        after_key: tuple[date, str, str, str] | None,
        limit: int,
    ) -> list[dict[str, Any]]:
        """What is due on that day, the most urgent first, after a place in that order."""
        tables = self.model.tables
        row, council = tables.reminder.c, tables.council.c
        order = (row.deadline_on, row.trigger, row.subject_id, row.council_id)
        question = (
            select(tables.reminder, council.name)
            .outerjoin(tables.council, council.council_id == row.council_id)
            .where(_is_due(tables.reminder, on))
            .order_by(*order)
            .limit(limit)
        )
        if council_id is not None:
            question = question.where(row.council_id == council_id)
        if trigger is not None:
            question = question.where(row.trigger == trigger.value)
        if after_key is not None:
            question = question.where(tuple_(*order) > tuple_(*after_key))
        return await self.model.rows(question)

    async def count_due(self, on: date) -> dict[TriggerCode, int]:
        """How many are due on that day, by trigger."""
        reminder = self.model.tables.reminder
        counted = await self.model.rows(
            select(reminder.c.trigger, func.count().label("due"))
            .where(_is_due(reminder, on))
            .group_by(reminder.c.trigger)
        )
        return dict.fromkeys(TriggerCode, 0) | {TriggerCode(row["trigger"]): row["due"] for row in counted}

    async def keep_counting(self, clock: Clock) -> None:
        """Keep the gauge true, as facts and days come."""
        while True:
            with contextlib.suppress(Rebuilding):
                for trigger, due in (await self.count_due(clock.today())).items():
                    DUE.labels(trigger.value).set(due)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(COUNT_SECONDS):
                    await self.model.next_change()


def _is_due(reminder: Table, on: date) -> ColumnElement[bool]:
    row = reminder.c
    return row.closed_by.is_(None) & (row.opens_on <= on) & (row.until_on.is_(None) | (row.until_on >= on))
