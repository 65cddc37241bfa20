"""The load: a process of its own that keeps connections busy with one request each, and times every answer.

`wrk` is not on every machine, and a program of ours can check each answer. It writes prepared bytes and reads no more of
an answer than its status and length, so that it is not what is measured.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, cast

import orjson
import uvloop

from tests.support.ports import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Mapping

CONNECTIONS = 32
WARM_UP_SECONDS = 1.0
SECONDS = 5.0
SERIAL = "00000000"
"""Stands in a request where each one sent has its own number."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a loaded server did."""

    per_second: float
    p50_ms: float
    p99_ms: float

    def __str__(self) -> str:
        """In a few words."""
        return f"{self.per_second:,.0f}/s, p50 {self.p50_ms:.1f} ms, p99 {self.p99_ms:.1f} ms"


def put_under_load(port: int, path: str, body: Mapping[str, object], headers: Mapping[str, str]) -> Load:
    """Send the same command over and over, each time with another number for SERIAL. Raises when one is refused."""
    content = orjson.dumps(body)
    head = {"Host": LOOPBACK, "Content-Type": "application/json", "Content-Length": str(len(content)), **headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    request = f"POST {path} HTTP/1.1\r\n{lines}\r\n".encode() + content
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.client", str(port)],
        input=request,
        stdout=subprocess.PIPE,
        check=True,
        timeout=60,
    ).stdout
    return Load(**orjson.loads(said))


class _Run:
    """One run: when it counts, and what was answered meanwhile."""

    def __init__(self, request: bytes) -> None:
        self._parts = request.split(SERIAL.encode())
        self._serials = count(1)
        self.starts_at = time.perf_counter() + WARM_UP_SECONDS
        self.ends_at = self.starts_at + SECONDS
        self.seconds: list[float] = []
        self.refused: bytes | None = None

    def next_request(self) -> bytes:
        return (b"%08d" % next(self._serials)).join(self._parts)

    def measured(self) -> Load:
        if self.refused is not None:
            raise SystemExit(self.refused.decode(errors="replace"))
        ranked = sorted(self.seconds)
        middle, last = ranked[len(ranked) // 2], ranked[len(ranked) * 99 // 100]
        return Load(len(ranked) / SECONDS, middle * 1000, last * 1000)


class _Connection(asyncio.Protocol):
    """Sends, waits for the answer, sends again."""

    def __init__(self, run: _Run) -> None:
        self._run = run
        self._received = b""
        self._sent_at = 0.0
        self._transport: asyncio.WriteTransport
        self.ended = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)
        self._send()

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, _, body = self._received.partition(b"\r\n\r\n")
        length = head.lower().partition(b"\r\ncontent-length: ")[2].partition(b"\r\n")[0]
        if not length or len(body) < int(length):
            return
        now = time.perf_counter()
        if not head.startswith(b"HTTP/1.1 201"):
            self._run.refused = self._received
        if self._run.starts_at <= now < self._run.ends_at:
            self._run.seconds.append(now - self._sent_at)
        if now >= self._run.ends_at or self._run.refused is not None:
            self._transport.close()
        else:
            self._received = b""
            self._send()

    def connection_lost(self, exc: Exception | None) -> None:
        if exc is not None:
            self._run.refused = repr(exc).encode()
        self.ended.set_result(None)

    def _send(self) -> None:
        self._sent_at = time.perf_counter()
        self._transport.write(self._run.next_request())


async def _load(port: int, request: bytes) -> Load:
    run = _Run(request)
    loop = asyncio.get_running_loop()
    connections = [
        (await loop.create_connection(lambda: _Connection(run), LOOPBACK, port))[1] for _ in range(CONNECTIONS)
    ]
    await asyncio.gather(*(connection.ended for connection in connections))
    return run.measured()


if __name__ == "__main__":
    print(orjson.dumps(uvloop.run(_load(int(sys.argv[1]), sys.stdin.buffer.read()))).decode())
