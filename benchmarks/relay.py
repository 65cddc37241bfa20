"""The relay: from a log to an empty stream, against bare `publish_async` of the same messages to the same kind of stream.

The baseline sends what it holds in memory and checks nothing. Ours reads the log, makes the headers, and chains each
message to the one before. As installed, NATS syncs each message to disk; the second line shows the same without that.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from statistics import median
from typing import TYPE_CHECKING

import nats
from nats.js.api import AckPolicy, ConsumerConfig

from benchmarks.facts import SOURCE, store_of_meetings
from benchmarks.measure import Line, alternate, announce, show
from benchmarks.servers import ground
from shared.platform.bus import BATCH, Bus, Relay, stream_name

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from nats.aio.msg import Msg
    from nats.js import JetStreamContext
    from nats.js.api import StreamConfig

    from shared.platform.store import Store

FACTS = 10_000
STREAM = stream_name(SOURCE)
SYNCED = {"always": "synced always, as installed", "2m": "synced every two minutes"}


def run() -> list[Line]:
    """Measure and compare."""
    with ground() as here, store_of_meetings(f"sqlite:///{here.new_folder()}/facts.db", FACTS) as store:
        lines = []
        for interval, words in SYNCED.items():
            announce(f"Relay: {FACTS:,} facts from a log to an empty stream, {words}")
            with here.nats(interval) as url:
                ours, bare = _compare(store, url)
            lines.append(Line(f"relay, {words}", ours, bare, at_least=0.5 if interval == "always" else None))
        return lines


def _compare(store: Store, url: str) -> tuple[float, float]:
    config, messages = asyncio.run(_once_published(store, url))
    found = alternate(
        {
            "ours, facts/s": lambda: asyncio.run(_ours(store, url)),
            "bare publish_async, facts/s": lambda: asyncio.run(_bare(url, config, messages)),
        }
    )
    ours, bare = (median(rates) for rates in found.values())
    return ours, bare


async def _ours(store: Store, url: str) -> float:
    """Facts a second, until the stream holds all of them."""
    async with _context(url) as stream:
        started = time.perf_counter()
        await _publish(store, url, stream)
        seconds = time.perf_counter() - started
        await stream.delete_stream(STREAM)
    return round(FACTS / seconds)


async def _bare(url: str, config: StreamConfig, messages: list[Msg]) -> float:
    async with _context(url) as stream:
        await stream.add_stream(config)
        started = time.perf_counter()
        sent = [await stream.publish_async(one.subject, one.data, headers=one.headers) for one in messages]
        await asyncio.gather(*sent)
        seconds = time.perf_counter() - started
        await stream.delete_stream(STREAM)
    return round(FACTS / seconds)


async def _once_published(store: Store, url: str) -> tuple[StreamConfig, list[Msg]]:
    """What the relay makes: a stream, and messages, here without the promise that chains each to the one before."""
    async with _context(url) as stream:
        await _publish(store, url, stream)
        config = (await stream.stream_info(STREAM)).config
        unacknowledged = ConsumerConfig(ack_policy=AckPolicy.NONE)
        subscription = await stream.pull_subscribe(f"{SOURCE}.>", stream=STREAM, config=unacknowledged)
        messages: list[Msg] = []
        while len(messages) < FACTS:
            messages += await subscription.fetch(BATCH)
        for one in messages:
            one.headers = {name: value for name, value in (one.headers or {}).items() if name.startswith("ce-")}
        await stream.delete_stream(STREAM)
    return config, messages


async def _publish(store: Store, url: str, stream: JetStreamContext) -> None:
    """Let a relay run until the stream holds the whole log."""
    bus = Bus(url, "benchmark")
    running = asyncio.create_task(Relay(store, bus).run())
    while not await _is_full(stream):  # noqa: ASYNC110 - NATS tells when it is asked
        await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await bus.close()


async def _is_full(stream: JetStreamContext) -> bool:
    try:
        return (await stream.stream_info(STREAM)).state.messages == FACTS
    except nats.js.errors.NotFoundError:
        return False


@asynccontextmanager
async def _context(url: str) -> AsyncIterator[JetStreamContext]:
    client = await nats.connect(url)
    try:
        yield client.jetstream(publish_async_max_pending=BATCH)
    finally:
        await client.close()


if __name__ == "__main__":
    show(run())
