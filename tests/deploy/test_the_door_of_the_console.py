from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from deploy.docker.door import welcome
from tests.support.ports import free_port

if TYPE_CHECKING:
    import pytest


def port_of(server: asyncio.Server) -> int:
    port: int = server.sockets[0].getsockname()[1]
    return port


async def heard_at_the_door(words: bytes, console: int, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """What a caller hears, until the door closes."""
    monkeypatch.setenv("FIL_PORT", str(console))
    async with await asyncio.start_server(welcome, "127.0.0.1", 0) as door:
        reader, writer = await asyncio.open_connection("127.0.0.1", port_of(door))
        writer.write(words)
        heard = await asyncio.wait_for(reader.read(), 5)
        writer.close()
        await writer.wait_closed()
    return heard


def test_it_carries_what_is_said_both_ways_unchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    request = b"GET / HTTP/1.1\r\nHost: localhost:8000\r\n\r\n"

    async def console(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"heard: " + await reader.readuntil(b"\r\n\r\n"))
        writer.close()

    async def visit() -> bytes:
        async with await asyncio.start_server(console, "127.0.0.1", 0) as server:
            return await heard_at_the_door(request, port_of(server), monkeypatch)

    assert asyncio.run(visit()) == b"heard: " + request


def test_it_closes_when_the_console_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asyncio.run(heard_at_the_door(b"GET / HTTP/1.1\r\n\r\n", free_port(), monkeypatch)) == b""
