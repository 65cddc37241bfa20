"""The log of a source, as those who follow it read it: from its own store, or from another service over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from uuid import UUID

import httpx2

from shared.platform.envelope import read_log_lines

if TYPE_CHECKING:
    from shared.platform.access import Signer
    from shared.platform.envelope import Entry


class LogReplaced(Exception):  # noqa: N818 - named by what happened
    """The log is not the one that was followed, or is shorter than it was: somebody must look before anything goes on."""


class Log(Protocol):
    """The log of a source, wherever it is read from."""

    async def page(self, after: int, limit: int) -> list[Entry]:
        """The entries that follow a position, in order."""

    async def head(self) -> tuple[UUID, int]:
        """Id of the log and its last position."""


class RemoteLog:
    """The log of another service, over its HTTP API."""

    def __init__(self, base_url: str, signer: Signer, subject: str) -> None:
        self._client = httpx2.AsyncClient(base_url=base_url, timeout=30)
        self._signer = signer
        self._subject = subject

    async def page(self, after: int, limit: int) -> list[Entry]:
        """The entries that follow a position, in order. Raises httpx2.HTTPError."""
        answer = await self._get("/v1/log", {"after": after, "limit": limit})
        return list(read_log_lines(answer.content))

    async def head(self) -> tuple[UUID, int]:
        """Id of the log and its last position. Raises httpx2.HTTPError."""
        body = (await self._get("/v1/log/head", {})).json()
        return UUID(body["log_id"]), body["position"]

    async def signed(self) -> tuple[str, str]:
        """The last checkpoint that its service shows, and the key to check it with. Raises httpx2.HTTPError."""
        return (await self._get("/v1/log/checkpoint", {})).text, (await self._get("/v1/log/key", {})).text

    async def _get(self, path: str, query: dict[str, int]) -> httpx2.Response:
        headers = self._signer.headers(self._subject, ("service",))
        return (await self._client.get(path, params=query, headers=headers)).raise_for_status()

    async def close(self) -> None:
        """Let the connections go."""
        await self._client.aclose()
