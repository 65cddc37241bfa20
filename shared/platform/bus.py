"""NATS: the relay that publishes a log onto it, and the feed that a reader follows.

JetStream is a durable cache of the logs, nothing more: whatever it loses, the relay fills again or a reader fetches over
HTTP. Messages are CloudEvents 1.0 in binary mode: `ce-*` headers, and as data the stored bytes, unchanged.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

import nats
import nats.errors
import nats.js.errors
import structlog
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy, StreamConfig

from shared.platform import telemetry
from shared.platform.envelope import Entry
from shared.platform.log import LogReplaced

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from nats.aio.client import Client
    from nats.aio.msg import Msg
    from nats.js import JetStreamContext

    from shared.platform.store import Store

log = structlog.get_logger()

BATCH = 500
POLL_SECONDS = 0.2
VERIFY_SECONDS = 1.0
"""How often a relay makes sure that the stream still holds what it held."""
ACK_SECONDS = 5.0
CONNECT_SECONDS = 1.0
LONGEST_SILENCE = 10
"""Fetches in a row that bring nothing."""


def stream_name(source: str) -> str:
    """The JetStream stream of a source: one stream per source."""
    return source.upper()


class Bus:
    """The connection of one process to NATS. It may be down: everything that needs it waits and tries again."""

    def __init__(self, url: str, name: str) -> None:
        self._url = url
        self._name = name
        self._client: Client | None = None
        self._stream: JetStreamContext | None = None
        self._connecting: asyncio.Task[None] | None = None

    async def jetstream(self) -> JetStreamContext:
        """A context on a live connection. Raises OSError or nats.errors.Error when there is none."""
        if self._connecting is None or (self._client is not None and self._client.is_closed):
            self._connecting = asyncio.create_task(self._connect())
        # The first connection is tried for ever; nobody waits that long, as there is a log to read from meanwhile.
        await asyncio.wait([self._connecting], timeout=CONNECT_SECONDS)
        if self._connecting.done() and self._connecting.exception() is not None:
            failed, self._connecting = self._connecting, None
            await failed
        if self._client is None or self._stream is None or not self._client.is_connected:
            raise nats.errors.ConnectionClosedError
        return self._stream

    async def _connect(self) -> None:
        self._client = await nats.connect(
            self._url,
            name=self._name,
            allow_reconnect=True,
            max_reconnect_attempts=-1,
            # The default of 2 s would also delay the first connection.
            reconnect_time_wait=0.2,
            connect_timeout=2,
            error_cb=self._noted,
        )
        self._stream = self._client.jetstream(timeout=ACK_SECONDS, publish_async_max_pending=BATCH)

    async def _noted(self, error: Exception) -> None:
        log.debug("broker_error", error=type(error).__name__)

    @property
    def is_connected(self) -> bool:
        """Whether the broker answers at the moment."""
        return self._client is not None and self._client.is_connected

    async def close(self) -> None:
        """Let the connection go."""
        if self._connecting is not None:
            self._connecting.cancel()
        if self._client is not None and not self._client.is_closed:
            with contextlib.suppress(Exception):
                async with asyncio.timeout(2):
                    await self._client.close()


BROKER_ERRORS = (OSError, TimeoutError, asyncio.TimeoutError, nats.errors.Error, nats.js.errors.Error)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the stream ends: its last sequence, how many messages it holds, and the log position of the last one."""

    sequence: int
    messages: int
    position: int


class Relay:
    """Publishes the log of a store, in order, each position once. It remembers nothing: it asks the stream where it stands.

    Each message is sent with the sequence that the stream must have reached before it. A lost message makes the following
    ones refused rather than reordered, and a second relay is refused rather than doubled.
    """

    def __init__(self, store: Store, bus: Bus) -> None:
        self._store = store
        self._bus = bus
        self._stream = stream_name(store.source)
        self._woken = store.listen()
        self.trouble: str | None = "not started"
        """Why nothing is being published at the moment; None when all is well."""

    async def run(self) -> None:
        """Publish for ever; any trouble is waited out, and the place found again."""
        while True:
            try:
                await self._publish_on()
            except LogReplaced as error:
                self._note_trouble(str(error))
                await asyncio.sleep(VERIFY_SECONDS)
            except BROKER_ERRORS as error:
                telemetry.PUBLISH_RETRIES.labels(self._store.source).inc()
                self._note_trouble(type(error).__name__)
                await asyncio.sleep(POLL_SECONDS)

    def _note_trouble(self, trouble: str) -> None:
        if trouble != self.trouble:
            log.warning("publishing_interrupted", source=self._store.source, reason=trouble)
        self.trouble = trouble

    async def _publish_on(self) -> None:
        stream = await self._bus.jetstream()
        place = await self._find_place(stream)
        self.trouble = None
        verified_at = asyncio.get_running_loop().time()
        while True:
            self._woken.clear()
            entries = await self._store.page(place.position, BATCH)
            if entries:
                place = await self._publish(stream, entries, place)
            telemetry.PUBLISHED_POSITION.labels(self._store.source).set(place.position)
            if len(entries) < BATCH:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(POLL_SECONDS):
                        await self._woken.wait()
            now = asyncio.get_running_loop().time()
            if now - verified_at > VERIFY_SECONDS:
                verified_at = now
                state = (await stream.stream_info(self._stream)).state
                if (state.last_seq, state.messages) != (place.sequence, place.messages):
                    return

    async def _find_place(self, stream: JetStreamContext) -> _Place:
        """What the stream really holds. Raises LogReplaced when that is not our log, or more than our log."""
        try:
            info = await stream.stream_info(self._stream)
        except nats.js.errors.NotFoundError:
            info = await stream.add_stream(
                StreamConfig(name=self._stream, subjects=[f"{self._store.source}.>"], max_age=0, allow_direct=True)
            )
        state = info.state
        if state.messages == 0:
            return _Place(state.last_seq, 0, 0)
        # More may have arrived since: the place is where the last message says that it stands, in one answer.
        last = await stream.get_last_msg(self._stream, f"{self._store.source}.>")
        sequence, headers = last.seq or 0, last.headers or {}
        log_id, head = await self._store.head()
        position = int(headers.get("ce-position", 0))
        if headers.get("ce-logid") != str(log_id) or position > head:
            raise LogReplaced(f"the broker holds another log of {self._store.source}, or more of it than the store has")
        first = (await stream.get_msg(self._stream, state.first_seq)).headers or {}
        if first.get("ce-prevposition") != "0" or state.messages != state.last_seq - state.first_seq + 1:
            # It lost some of what it held. Only what was there is purged: another relay may be filling it already.
            log.warning("stream_filled_again", source=self._store.source, messages=state.messages)
            await stream.purge_stream(self._stream, seq=state.last_seq + 1)
            return await self._find_place(stream)
        return _Place(sequence, sequence - state.first_seq + 1, position)

    async def _publish(self, stream: JetStreamContext, entries: Sequence[Entry], place: _Place) -> _Place:
        """Send a batch without waiting between messages. Raises when any was refused: the place must be found again."""
        acknowledgements: list[asyncio.Future[Any]] = []
        try:
            for sequence, entry in enumerate(entries, start=place.sequence):
                headers = _headers(entry, sequence)
                # Never stalls, as no more than a batch is under way: a stalled call would take a cancellation for an error.
                acknowledgements.append(
                    await stream.publish_async(headers["ce-type"], entry.state, stream=self._stream, headers=headers)
                )
            async with asyncio.timeout(ACK_SECONDS):
                await asyncio.gather(*acknowledgements)
        finally:
            for acknowledgement in acknowledgements:
                acknowledgement.cancel()
        count = len(entries)
        return _Place(place.sequence + count, place.messages + count, entries[-1].position)


def _headers(entry: Entry, expected_sequence: int) -> dict[str, str]:
    head = entry.head()
    return {
        "ce-specversion": "1.0",
        "ce-id": head["id"],
        "ce-source": f"/{head['source']}",
        "ce-type": head["type"],
        "ce-subject": head["stream_id"],
        "ce-time": head["recorded_at"],
        "ce-datacontenttype": "application/json",
        "ce-logid": head["log_id"],
        "ce-position": str(entry.position),
        "ce-prevposition": str(entry.previous_position),
        "ce-streamversion": str(head["version"]),
        "Nats-Expected-Last-Sequence": str(expected_sequence),
    }


@dataclass(frozen=True, slots=True)
class Heard:
    """A batch that came from the broker; to be acknowledged once applied."""

    log_id: UUID
    entries: list[Entry]
    last: Msg

    async def acknowledge(self) -> None:
        """Tell the broker that all of it is applied. Losing this is harmless: positions are what counts."""
        with contextlib.suppress(*BROKER_ERRORS):
            await self.last.ack()


class Feed:
    """What a source publishes, as it comes. It may repeat, skip or fall silent: the reader compares positions."""

    def __init__(self, bus: Bus, source: str, reader: str) -> None:
        self._bus = bus
        self._source = source
        self._durable = reader.replace(".", "-")

    async def batches(self) -> AsyncGenerator[Heard | None, None]:
        """Batches of at most 500; None when nothing came for a while. Raises one of BROKER_ERRORS when the broker is lost."""
        stream = await self._bus.jetstream()
        subscription = await stream.pull_subscribe(
            f"{self._source}.>",
            durable=self._durable,
            stream=stream_name(self._source),
            config=ConsumerConfig(
                durable_name=self._durable,
                deliver_policy=DeliverPolicy.ALL,
                ack_policy=AckPolicy.ALL,
                ack_wait=30,
                max_ack_pending=4 * BATCH,
            ),
        )
        silences = 0
        try:
            # Whoever hears nothing for long asks anew: the broker may have lost the consumer, and does not say so.
            while silences < LONGEST_SILENCE:
                messages = await self._fetch(subscription)
                silences = 0 if messages else silences + 1
                yield _heard(messages) if messages else None
        finally:
            with contextlib.suppress(*BROKER_ERRORS):
                await subscription.unsubscribe()

    async def _fetch(self, subscription: JetStreamContext.PullSubscription) -> list[Msg]:
        try:
            return await subscription.fetch(BATCH, timeout=VERIFY_SECONDS)
        except (TimeoutError, nats.errors.TimeoutError):
            if not self._bus.is_connected:
                raise
            return []


def _heard(messages: Sequence[Msg]) -> Heard:
    heads = [message.headers or {} for message in messages]
    return Heard(
        UUID(heads[0]["ce-logid"]),
        [
            Entry(int(head["ce-position"]), int(head["ce-prevposition"]), message.data)
            for head, message in zip(heads, messages, strict=True)
        ],
        messages[-1],
    )
