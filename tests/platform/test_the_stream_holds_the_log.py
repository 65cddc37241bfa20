from __future__ import annotations

import asyncio
import shutil
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import nats
import orjson

from shared.platform.bus import Bus, Relay
from tests.platform.stage import STREAM, assign, eventually, opened, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from nats.aio.msg import Msg
    from nats.js import JetStreamContext
    from nats.js.api import StreamInfo

    from shared.platform.store import Store
    from tests.support.nats import NatsServer


@asynccontextmanager
async def publishing(store: Store, url: str) -> AsyncIterator[Relay]:
    """A relay at work."""
    bus = Bus(url, "test")
    relay = Relay(store, bus)
    try:
        async with running(relay):
            yield relay
    finally:
        await bus.close()


@asynccontextmanager
async def jetstream(url: str) -> AsyncIterator[JetStreamContext]:
    client = await nats.connect(url, allow_reconnect=False)
    try:
        yield client.jetstream(timeout=2)
    finally:
        await client.close()


async def messages(url: str) -> list[Msg]:
    """Everything that the stream holds, in its order."""
    async with jetstream(url) as stream:
        try:
            state = (await stream.stream_info("COUNCILS")).state
        except nats.js.errors.NotFoundError:
            return []
        if not state.messages:
            return []
        subscription = await stream.subscribe("councils.>", stream="COUNCILS", ordered_consumer=True)
        return [await subscription.next_msg(timeout=5) for _ in range(state.messages)]


async def positions(url: str) -> list[int]:
    return [int((message.headers or {})["ce-position"]) for message in await messages(url)]


async def holds(server: NatsServer, count: int) -> None:
    """Wait until the stream holds as many positions, then make sure that it holds each once, in order."""

    async def enough() -> bool:
        with suppress(Exception):
            return len(await positions(server.url)) >= count
        return False

    await eventually(enough, within=20)
    assert await positions(server.url) == list(range(1, count + 1))


async def test_each_recorded_fact_is_published_once_in_order(
    database_url: str, nats_server: Callable[[], NatsServer]
) -> None:
    server = nats_server()
    async with opened(database_url) as store:
        await assign(store, *range(100, 150))
        async with publishing(store, server.url) as relay:
            await holds(server, 50)
            await asyncio.gather(*(assign(store, n) for n in range(200, 250)))
            await holds(server, 100)
            assert relay.trouble is None


async def test_a_message_is_a_cloud_event_whose_data_are_the_stored_bytes(
    sqlite_url: str, nats_server: Callable[[], NatsServer]
) -> None:
    server = nats_server()
    async with opened(sqlite_url) as store:
        await assign(store, 1, 2)
        async with publishing(store, server.url):
            await holds(server, 2)
        entries = await store.page(0, 10)
        _, second = await messages(server.url)
        stored = orjson.loads(entries[1].state)
        assert second.data == entries[1].state
        assert second.subject == "councils.facilitator-assigned.v1"
        assert second.headers == {
            "ce-specversion": "1.0",
            "ce-id": stored["id"],
            "ce-source": "/councils",
            "ce-type": "councils.facilitator-assigned.v1",
            "ce-subject": str(STREAM),
            "ce-time": stored["recorded_at"],
            "ce-datacontenttype": "application/json",
            "ce-logid": str(store.log_id),
            "ce-position": "2",
            "ce-prevposition": "1",
            "ce-streamversion": "2",
            "Nats-Expected-Last-Sequence": "1",
            "Nats-Expected-Stream": "COUNCILS",
        }


async def test_a_broker_killed_in_the_midst_of_it_neither_loses_nor_doubles_nor_reorders(
    sqlite_url: str, nats_server: Callable[[], NatsServer]
) -> None:
    server = nats_server()
    async with opened(sqlite_url) as store, publishing(store, server.url):
        for round_ in range(4):
            writing = asyncio.gather(*(assign(store, *range(1000, 1020)) for _ in range(60)))
            await asyncio.sleep(0.05 * round_)
            server.kill()
            await writing
            server.start()
        await holds(server, 4 * 60 * 20)


async def test_a_broker_that_freezes_is_waited_for(sqlite_url: str, nats_server: Callable[[], NatsServer]) -> None:
    server = nats_server()
    async with opened(sqlite_url) as store, publishing(store, server.url):
        await assign(store, 1)
        await holds(server, 1)
        server.pause()
        await asyncio.gather(*(assign(store, n) for n in range(100, 150)))
        await asyncio.sleep(6)
        server.resume()
        await holds(server, 51)


async def test_a_place_looked_for_while_messages_still_arrive_is_where_the_last_of_them_stands(
    sqlite_url: str, nats_server: Callable[[], NatsServer]
) -> None:
    """A broker that wakes takes what had waited before its door, between the two questions that a relay asks it."""
    server = nats_server()
    async with opened(sqlite_url) as store, publishing(store, server.url) as other:
        await assign(store, 1)
        await holds(server, 1)
        late = Relay(store, other._bus)

        async with jetstream(server.url) as stream:
            ask = stream.stream_info

            async def asked_before_more_arrived(name: str, **how: Any) -> StreamInfo:
                answer = await ask(name, **how)
                await assign(store, 2, 3)
                await holds(server, 3)
                return answer

            stream.stream_info = asked_before_more_arrived  # type: ignore[method-assign, assignment]
            place = await late._find_place(stream)
        assert (place.sequence, place.messages, place.position) == (3, 3, 3)


async def test_of_two_relays_on_one_store_each_position_is_published_by_one(
    database_url: str, nats_server: Callable[[], NatsServer]
) -> None:
    server = nats_server()
    async with opened(database_url) as store, publishing(store, server.url), publishing(store, server.url):
        for _ in range(10):
            await asyncio.gather(*(assign(store, n) for n in range(100, 150)))
        await holds(server, 500)


async def test_a_purged_stream_refills_itself(sqlite_url: str, nats_server: Callable[[], NatsServer]) -> None:
    """Within the window, too, in which the broker would take a message sent again for a duplicate."""
    server = nats_server()
    async with opened(sqlite_url) as store, publishing(store, server.url):
        await assign(store, *range(100, 140))
        await holds(server, 40)
        async with jetstream(server.url) as stream:
            await stream.purge_stream("COUNCILS")
        await holds(server, 40)


async def test_a_stream_that_was_purged_while_facts_were_recorded_is_whole_again(
    sqlite_url: str, nats_server: Callable[[], NatsServer]
) -> None:
    server = nats_server()
    async with opened(sqlite_url) as store, publishing(store, server.url):
        await assign(store, *range(100, 140))
        await holds(server, 40)
        async with jetstream(server.url) as stream:
            await stream.purge_stream("COUNCILS")
        await assign(store, 1)
        await holds(server, 41)


async def test_a_deleted_stream_is_made_again(sqlite_url: str, nats_server: Callable[[], NatsServer]) -> None:
    server = nats_server()
    async with opened(sqlite_url) as store, publishing(store, server.url):
        await assign(store, *range(100, 140))
        await holds(server, 40)
        async with jetstream(server.url) as stream:
            await stream.delete_stream("COUNCILS")
        await holds(server, 40)


async def test_a_lost_tail_is_published_again(sqlite_url: str, nats_server: Callable[[], NatsServer]) -> None:
    server = nats_server()
    async with opened(sqlite_url) as store, publishing(store, server.url):
        await assign(store, *range(100, 110))
        await holds(server, 10)
        async with jetstream(server.url) as stream:
            for sequence in (10, 9, 8):
                await stream.delete_msg("COUNCILS", sequence)
        await holds(server, 10)


async def test_a_lost_middle_is_published_again(sqlite_url: str, nats_server: Callable[[], NatsServer]) -> None:
    server = nats_server()
    async with opened(sqlite_url) as store, publishing(store, server.url):
        await assign(store, *range(100, 110))
        await holds(server, 10)
        async with jetstream(server.url) as stream:
            await stream.delete_msg("COUNCILS", 5)
        await holds(server, 10)


async def test_a_broker_that_lost_everything_is_filled_again(
    sqlite_url: str, nats_server: Callable[[], NatsServer]
) -> None:
    server = nats_server()
    async with opened(sqlite_url) as store, publishing(store, server.url):
        await assign(store, *range(100, 140))
        await holds(server, 40)
        server.kill()
        shutil.rmtree(server.store)
        server.start()
        await holds(server, 40)


async def test_a_broker_that_holds_another_log_is_left_alone_and_told(
    new_database: Callable[[], str], nats_server: Callable[[], NatsServer]
) -> None:
    server = nats_server()
    async with opened(new_database()) as former, publishing(former, server.url):
        await assign(former, 1, 2, 3)
        await holds(server, 3)
    async with opened(new_database()) as store, publishing(store, server.url) as relay:
        await assign(store, 4, 5, 6, 7)
        await eventually(lambda: "another log" in (relay.trouble or ""))
        await asyncio.sleep(1)
        assert await positions(server.url) == [1, 2, 3]


async def test_a_store_restored_from_an_old_backup_publishes_nothing_over_what_the_broker_holds(
    sqlite_url: str, nats_server: Callable[[], NatsServer]
) -> None:
    server = nats_server()
    path = sqlite_url.removeprefix("sqlite:///")
    async with opened(sqlite_url) as store:
        await assign(store, 1)
    shutil.copy(path, f"{path}.backup")
    async with opened(sqlite_url) as store, publishing(store, server.url):
        await assign(store, 2, 3)
        await holds(server, 3)
    shutil.copy(f"{path}.backup", path)
    async with opened(sqlite_url) as store, publishing(store, server.url) as relay:
        await assign(store, 4)
        await eventually(lambda: "more of it than the store has" in (relay.trouble or ""))
        assert await positions(server.url) == [1, 2, 3]


async def test_a_message_of_somebody_else_in_the_stream_is_told_and_nothing_is_published(
    sqlite_url: str, nats_server: Callable[[], NatsServer]
) -> None:
    server = nats_server()
    async with opened(sqlite_url) as store:
        await assign(store, 1)
        async with publishing(store, server.url):
            await holds(server, 1)
        async with jetstream(server.url) as stream:
            await stream.publish("councils.intruder", b"{}")
        async with publishing(store, server.url) as relay:
            await eventually(lambda: "another log" in (relay.trouble or ""))


async def test_while_the_broker_is_down_commands_are_accepted_and_published_on_its_return(
    sqlite_url: str, nats_server: Callable[[], NatsServer]
) -> None:
    server = nats_server()
    server.kill()
    async with opened(sqlite_url) as store, publishing(store, server.url) as relay:
        await asyncio.gather(*(assign(store, n) for n in range(100, 130)))
        await eventually(lambda: relay.trouble not in (None, "not started"), within=5)
        server.start()
        await holds(server, 30)
        assert relay.trouble is None
