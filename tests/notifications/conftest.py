"""An inbox that is told facts directly, on both databases: what is due on a day is then asked of it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from services.notifications.inbox.readmodel import InboxProjection, InboxViews
from shared.kernel import Recorded
from shared.platform.envelope import Entry, encode
from shared.platform.readmodel import ReadModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from services.notifications.inbox.readmodel import InboxTables
    from shared.kernel import Fact

LOG = UUID(int=1)


def recorded(fact: Fact, source: str) -> Recorded:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Recorded(uuid4(), source, LOG, uuid4(), 1, at, "tester", "request", None, fact)


class ToldInbox:
    """An inbox and whoever tells it facts."""

    def __init__(self, url: str, runner: asyncio.Runner) -> None:
        self.model: ReadModel[InboxTables] = ReadModel(url, InboxProjection())
        self.model.migrate()
        self.model.open()
        self._run = runner.run

    def tell(self, *facts: Fact) -> ToldInbox:
        """These facts happened, in this order; each is told alone."""
        for fact in facts:
            self.tell_at_once(fact)
        return self

    def tell_at_once(self, *facts: Fact) -> ToldInbox:
        """These facts of one source are told in one batch; each takes the next place in the log."""
        source = facts[0].type.partition(".")[0]
        before = self.model.positions[source]
        entries = [
            Entry(place, place - 1, encode(recorded(fact, source)))
            for place, fact in enumerate(facts, start=before + 1)
        ]
        self._run(self.model.take(source, LOG, entries))
        return self

    def due(self, on: date) -> list[tuple[str, str]]:
        """Trigger and council of all that is due on that day, in order."""
        rows = self._run(InboxViews(self.model).due(on, None, None, None, 100))
        return [(row["trigger"], row["council_id"]) for row in rows]

    def rows(self) -> list[tuple[str, int, int | None]]:
        """Of every reminder ever raised: its trigger, the position that raised it, the one that closed it."""
        table = self.model.tables.reminder
        rows = self._run(
            self.model.rows(table.select().order_by(table.c.position, table.c.trigger, table.c.council_id))
        )
        return [(row["trigger"], row["position"], row["closed_by"]) for row in rows]


@pytest.fixture
def inbox(database_url: str) -> Iterator[ToldInbox]:
    """An empty inbox of this test's own, once on SQLite and once on PostgreSQL."""
    with asyncio.Runner() as runner:
        told = ToldInbox(database_url, runner)
        yield told
        told.model.engine.dispose()


@pytest.fixture
def other_inbox(new_database: Callable[[], str]) -> Iterator[ToldInbox]:
    """Another one, on a database of the same kind, to compare with."""
    with asyncio.Runner() as runner:
        told = ToldInbox(new_database(), runner)
        yield told
        told.model.engine.dispose()
