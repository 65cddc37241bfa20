"""An application of the platform with a few routes that misbehave, served for real."""

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import httpx2
import uvicorn
from fastapi import Path
from pydantic import BaseModel, ConfigDict

from shared.platform.access import Permission, Signer, make_keys
from shared.platform.settings import Settings
from shared.platform.web import allow, create_app, router
from tests.support.ports import free_port

if TYPE_CHECKING:
    import pathlib
    from collections.abc import AsyncIterator, Iterator

    from fastapi import APIRouter

ISSUER, AUDIENCE = "fil-tests", "fil"


class Note(BaseModel):
    """What is posted."""

    model_config = ConfigDict(extra="forbid")

    text: str


def misbehaving() -> APIRouter:
    """Routes that are slow, that break, that take a body."""
    routes = router()

    @routes.get("/v1/slow/{seconds}", operation_id="slow", **allow(Permission.READ))
    async def slow(seconds: Annotated[float, Path()]) -> dict[str, str]:
        await asyncio.sleep(seconds)
        return {"status": "awake"}

    @routes.post("/v1/replays", operation_id="replay", **allow(Permission.OPERATE))
    async def replay() -> dict[str, str]:
        await asyncio.sleep(1)
        return {"status": "done"}

    @routes.get("/v1/broken", operation_id="broken", **allow(Permission.READ))
    async def broken() -> None:
        raise ZeroDivisionError("the secret of Madame Dupont")

    @routes.post("/v1/notes", operation_id="note", **allow(Permission.RECORD))
    async def note(note: Note) -> dict[str, int]:
        return {"characters": len(note.text)}

    return routes


class Doorway:
    """The application, its key, and somebody who calls it."""

    def __init__(self, directory: pathlib.Path, **settings: Any) -> None:
        self.directory = directory
        make_keys(directory / "issuer.json", directory / "jwks.json")
        self.signer = Signer.load(directory / "issuer.json", ISSUER, AUDIENCE)
        self.port = free_port()
        self.settings = Settings(
            port=self.port, issuer=ISSUER, audience=AUDIENCE, jwks=str(directory / "jwks.json"), **settings
        )
        self.troubles: dict[str, str] = {}
        self.notes: dict[str, str] = {}
        self.app = create_app(
            "councils",
            self.settings,
            [misbehaving()],
            french={},
            running=_nothing,
            troubles=lambda: self.troubles,
            notes=lambda: self.notes,
            title="Essai",
        )
        self.server = uvicorn.Server(
            uvicorn.Config(self.app, port=self.port, log_config=None, timeout_graceful_shutdown=5)
        )
        self.client = httpx2.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=20)

    def ask(
        self, path: str, method: str = "GET", *, roles: tuple[str, ...] = ("coordinator",), **how: Any
    ) -> httpx2.Response:
        """A request with a valid token; `headers` are added to it."""
        headers = self.signer.headers("tester", roles) | how.pop("headers", {})
        return self.client.request(method, path, headers=headers, **how)

    def ask_with(self, authorization: str | None, **headers: str) -> httpx2.Response:
        """A request for something guarded, with that Authorization header."""
        sent = [(name.encode(), value.encode()) for name, value in headers.items()]
        if authorization is not None:
            sent.append((b"Authorization", authorization.encode("latin-1")))
        return self.client.get("/v1/slow/0", headers=sent)


@asynccontextmanager
async def _nothing() -> AsyncIterator[None]:
    yield


@contextmanager
def open_door(directory: pathlib.Path, **settings: Any) -> Iterator[Doorway]:
    """A doorway that answers."""
    door = Doorway(directory, **settings)
    serving = threading.Thread(target=door.server.run, daemon=True)
    serving.start()
    deadline = time.monotonic() + 10
    while not door.server.started:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    try:
        yield door
    finally:
        door.client.close()
        door.server.should_exit = True
        serving.join(10)
        assert not serving.is_alive()
