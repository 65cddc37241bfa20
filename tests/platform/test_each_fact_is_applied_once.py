from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from shared.platform import telemetry
from shared.platform.bus import BROKER_ERRORS, Bus, Feed, Relay
from shared.platform.reader import Reader
from shared.platform.readmodel import BookmarkMoved
from tests.platform.stage import assign, eventually, lines, opened, opened_model, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from uuid import UUID

    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel
    from shared.platform.store import Store
    from tests.platform.stage import TallyTables
    from tests.support.nats import NatsServer


class Away:
    """The log of a source that cannot be reached, while `is_away`; else the log itself."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.is_away = False
        self.pages = 0

    async def page(self, after: int, limit: int) -> list[Entry]:
        self.pages += 1
        self._answer()
        return await self.store.page(after, limit)

    async def head(self) -> tuple[UUID, int]:
        self._answer()
        return await self.store.head()

    def _answer(self) -> None:
        if self.is_away:
            raise httpx2.ConnectError("nobody answers")


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Bus]:
    bus = Bus(url, "test")
    try:
        yield bus
    finally:
        await bus.close()


async def shows(model: ReadModel[TallyTables], *numbers: int) -> None:
    """Wait until it holds as many lines, then make sure that they are these."""

    async def enough() -> bool:
        return len(await lines(model)) >= len(numbers)

    await eventually(enough)
    assert await lines(model) == list(numbers)


async def test_what_is_published_is_applied_in_order(
    new_database: Callable[[], str], nats_server: Callable[[], NatsServer]
) -> None:
    server = nats_server()
    model = opened_model(new_database())
    async with opened(new_database()) as store, connected(server.url) as bus:
        log = Away(store)
        async with running(Relay(store, bus), Reader(model, "councils", log, Feed(bus, "councils", "test.tally"))):
            await assign(store, *range(100, 110))
            await shows(model, *range(100, 110))
            await assign(store, *range(200, 210))
            await shows(model, *range(100, 110), *range(200, 210))


async def test_without_its_source_the_reader_reads_what_the_broker_holds(
    sqlite_url: str, tmp_path: object, nats_server: Callable[[], NatsServer]
) -> None:
    server = nats_server()
    model = opened_model(f"sqlite:///{tmp_path}/views.db")
    async with opened(sqlite_url) as store, connected(server.url) as bus:
        log = Away(store)
        log.is_away = True
        async with running(Relay(store, bus), Reader(model, "councils", log, Feed(bus, "councils", "test"))):
            await assign(store, 1, 2)
            await shows(model, 1, 2)
        assert log.pages == 0


async def test_without_a_broker_the_reader_follows_the_log_of_its_source(
    sqlite_url: str, tmp_path: object, nats_server: Callable[[], NatsServer]
) -> None:
    server = nats_server()
    server.kill()
    model = opened_model(f"sqlite:///{tmp_path}/views.db")
    async with opened(sqlite_url) as store, connected(server.url) as bus:
        await assign(store, 1)
        reader = Reader(model, "councils", store, Feed(bus, "councils", "test"))
        async with running(reader):
            await shows(model, 1)
            await assign(store, 2)
            await shows(model, 1, 2)
            assert reader.trouble is not None
            server.start()
            async with running(Relay(store, bus)):
                await assign(store, 3)
                await shows(model, 1, 2, 3)
                await eventually(lambda: reader.trouble is None)


async def test_a_broker_killed_and_emptied_changes_nothing_of_what_is_read(
    sqlite_url: str, tmp_path: object, nats_server: Callable[[], NatsServer]
) -> None:
    server = nats_server()
    model = opened_model(f"sqlite:///{tmp_path}/views.db")
    async with (
        opened(sqlite_url) as store,
        connected(server.url) as bus,
        running(Relay(store, bus), Reader(model, "councils", store, Feed(bus, "councils", "test"))),
    ):
        await assign(store, 1)
        await shows(model, 1)
        server.kill()
        await assign(store, 2)
        await shows(model, 1, 2)
        server.start()
        await assign(store, 3)
        await shows(model, 1, 2, 3)
        await eventually(lambda: _has(bus, 3))
        await (await bus.jetstream()).delete_stream("COUNCILS")
        await assign(store, 4)
        await shows(model, 1, 2, 3, 4)


async def test_a_hole_in_the_stream_is_closed_from_the_log(
    sqlite_url: str, tmp_path: object, nats_server: Callable[[], NatsServer]
) -> None:
    """The broker lost the second of three facts before the reader came; its source answers again only later."""
    server = nats_server()
    model = opened_model(f"sqlite:///{tmp_path}/views.db")
    async with opened(sqlite_url) as store, connected(server.url) as bus:
        await assign(store, 1, 2, 3)
        async with running(Relay(store, bus)):
            await eventually(lambda: _has(bus, 3))
        await (await bus.jetstream()).delete_msg("COUNCILS", 2)
        log = Away(store)
        log.is_away = True
        reader = Reader(model, "councils", log, Feed(bus, "councils", "test"))
        closed = telemetry.HOLES_CLOSED.labels("tally", "councils")
        before = closed._value.get()
        async with running(reader):
            await shows(model, 1)
            await eventually(lambda: reader.trouble == "ConnectError")
            assert await lines(model) == [1]
            log.is_away = False
            await shows(model, 1, 2, 3)
        assert closed._value.get() > before


async def _has(bus: Bus, count: int) -> bool:
    with suppress(*BROKER_ERRORS):
        return bool((await (await bus.jetstream()).stream_info("COUNCILS")).state.messages == count)
    return False


async def test_what_the_broker_sends_twice_is_applied_once(database_url: str, tmp_path: object) -> None:
    model = opened_model(database_url)
    async with opened(f"sqlite:///{tmp_path}/facts.db") as store:
        await assign(store, 1, 2, 3)
        log_id, _ = await store.head()
        entries = await store.page(0, 10)
        reader = Reader(model, "councils", store, asyncio.Event())
        for batch in (entries[:2], entries[:2], entries[1:], entries, entries[2:]):
            await reader._take(log_id, batch)
        assert await lines(model) == [1, 2, 3]


async def test_dying_before_the_commit_leaves_no_trace_and_the_fact_is_applied_once_later(
    database_url: str, tmp_path: object
) -> None:
    """Between the rows and the commit: neither the rows nor the bookmark remain."""
    model = opened_model(database_url)
    async with opened(f"sqlite:///{tmp_path}/facts.db") as store:
        await assign(store, 1)
        log_id, _ = await store.head()
        entries = await store.page(0, 10)
        apply, model.projection.apply = model.projection.apply, _then_die(model.projection.apply)  # type: ignore[method-assign]
        with pytest.raises(SystemExit):
            await model.take("councils", log_id, entries)
        assert (await lines(model), model.bookmark("councils")) == ([], (None, 0))
        model.projection.apply = apply  # type: ignore[method-assign]
        await model.take("councils", log_id, entries)
        assert await lines(model) == [1]


def _then_die(apply: Callable[..., None]) -> Callable[..., None]:
    def dying(*what: Any) -> None:
        apply(*what)
        raise SystemExit

    return dying


async def test_dying_after_the_commit_and_before_the_acknowledgement_applies_nothing_twice(
    database_url: str, tmp_path: object
) -> None:
    """The next process opens the same tables, and is sent the same facts again."""
    async with opened(f"sqlite:///{tmp_path}/facts.db") as store:
        await assign(store, 1, 2)
        log_id, _ = await store.head()
        entries = await store.page(0, 10)
        await opened_model(database_url).take("councils", log_id, entries[:1])
        reborn = opened_model(database_url)
        await Reader(reborn, "councils", store, asyncio.Event())._take(log_id, entries)
        assert await lines(reborn) == [1, 2]


async def test_of_two_readers_on_the_same_tables_each_fact_is_applied_by_one(
    postgres_url: str, tmp_path: object
) -> None:
    async with opened(f"sqlite:///{tmp_path}/facts.db") as store:
        first, second = opened_model(postgres_url), opened_model(postgres_url)
        readers = [Reader(model, "councils", store, store.listen()) for model in (first, second)]
        async with running(*readers):
            for start in range(1000, 1400, 20):
                await asyncio.gather(*(assign(store, number) for number in range(start, start + 20)))
            await shows(first, *range(1000, 1400))
            assert await lines(second) == await lines(first)


async def test_who_applies_what_another_reader_applied_meanwhile_is_refused(
    postgres_url: str, tmp_path: object
) -> None:
    async with opened(f"sqlite:///{tmp_path}/facts.db") as store:
        await assign(store, 1)
        log_id, _ = await store.head()
        entries = await store.page(0, 10)
        first, second = opened_model(postgres_url), opened_model(postgres_url)
        await first.take("councils", log_id, entries)
        with pytest.raises(BookmarkMoved):
            await second.take("councils", log_id, entries)
        assert await lines(second) == [1]
