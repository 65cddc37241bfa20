from __future__ import annotations

import asyncio
import shutil
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from nats.aio.client import Client
from nats.errors import Error
from nats.errors import TimeoutError as NatsTimeout
from nats.js.errors import NotFoundError

from tests.support import nats as support
from tests.support.ports import is_free

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from nats.js import JetStreamContext


@asynccontextmanager
async def jetstream(url: str) -> AsyncIterator[JetStreamContext]:
    client = Client()
    try:
        await client.connect(url, allow_reconnect=False)
        yield client.jetstream(timeout=1)
    finally:
        await client.close()


async def publish(server: support.NatsServer, *words: bytes) -> None:
    async with jetstream(server.url) as stream:
        await stream.add_stream(name="WORDS", subjects=["words"])
        for word in words:
            await stream.publish("words", word)


async def count(url: str) -> int:
    async with jetstream(url) as stream:
        return (await stream.stream_info("WORDS")).state.messages


@pytest.fixture
def asked_anew() -> Iterator[None]:
    """The search for the program starts again."""
    support.program.cache_clear()
    yield
    support.program.cache_clear()


def test_every_write_is_flushed_before_it_is_acknowledged(nats_server: Callable[[], support.NatsServer]) -> None:
    configuration = nats_server().log.with_name("nats.conf")
    assert "sync_interval: always" in configuration.read_text()
    assert configuration.stat().st_mode & 0o077 == 0


def test_a_killed_server_comes_back_at_the_same_address_with_its_messages(
    nats_server: Callable[[], support.NatsServer],
) -> None:
    server = nats_server()
    asyncio.run(publish(server, b"one", b"two"))
    server.kill()
    assert is_free(server.port)
    server.start()
    assert asyncio.run(count(server.url)) == 2


def test_a_server_whose_store_was_removed_has_forgotten(nats_server: Callable[[], support.NatsServer]) -> None:
    server = nats_server()
    asyncio.run(publish(server, b"one"))
    server.stop()
    shutil.rmtree(server.store)
    server.start()
    with pytest.raises(NotFoundError):
        asyncio.run(count(server.url))


def test_a_paused_server_keeps_its_connections_and_answers_nothing(
    nats_server: Callable[[], support.NatsServer],
) -> None:
    server = nats_server()

    async def ask() -> int:
        async with jetstream(server.url) as stream:
            await stream.add_stream(name="WORDS", subjects=["words"])
            server.pause()
            with pytest.raises(NatsTimeout):
                await stream.publish("words", b"one")
            server.resume()
            await stream.publish("words", b"two")
        return await count(server.url)

    assert asyncio.run(ask()) == 2


def test_nobody_enters_without_the_password(nats_url: str) -> None:
    address = nats_url.rpartition("@")[2]
    with pytest.raises(Error, match="Authorization Violation"):
        asyncio.run(count(f"nats://fil:guess@{address}"))


def test_two_servers_of_one_test_share_nothing(nats_server: Callable[[], support.NatsServer]) -> None:
    first, second = nats_server(), nats_server()
    asyncio.run(publish(first, b"one"))
    with pytest.raises(NotFoundError):
        asyncio.run(count(second.url))


@pytest.mark.usefixtures("asked_anew")
def test_a_server_that_cannot_flush_every_write_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    debian = tmp_path / "nats-server"
    debian.write_text("#!/bin/sh\necho 'nats-server: v2.9.10'\n")
    debian.chmod(0o755)
    monkeypatch.setenv(support.VARIABLE, str(debian))
    with pytest.raises(LookupError, match=r"No nats-server 2\.12 or later for the tests"):
        support.NatsServer(tmp_path / "server").start()
