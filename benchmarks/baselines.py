"""What the command path is compared with: a route that does nothing, and the library's default way of saving.

Both take the same body and give the same answer as our route, on the same server with the same settings.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import uvicorn
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate
from fastapi import FastAPI

import shared.platform  # noqa: F401 - both sides on the same SQLite
from services.activities.meetings.api import EnterHeld  # noqa: TC001 - the framework reads it
from shared.platform.exchange import Done
from tests.support.ports import LOOPBACK


def bare() -> FastAPI:
    """A route that checks the body, and answers."""
    app = FastAPI()

    @app.post("/v1/meetings/held", status_code=201)
    async def enter_held(asked: EnterHeld) -> Done:
        return Done(id=str(asked.meeting_id), version=1, position=1, after="activities@1")

    _be_ready(app)
    return app


class Meeting(Aggregate):
    """An aggregate as the library makes them, opened by an event with all that was said."""

    def __init__(self, council_id: str, said: dict[str, Any]) -> None:
        self.council_id = council_id
        self.said = said


class Meetings(Application[UUID]):
    """Its use case: construct, save."""

    def enter_held(self, asked: EnterHeld) -> Done:
        """One transaction of one event."""
        meeting = Meeting(asked.council_id, asked.model_dump(mode="json"))
        (recording,) = self.save(meeting)
        position = recording.notification.id
        return Done(id=str(meeting.id), version=meeting.version, position=position, after=f"activities@{position}")


def saving() -> FastAPI:
    """A route that saves in a thread, configured by the library's own variables."""
    app, meetings = FastAPI(), Meetings()

    @app.post("/v1/meetings/held", status_code=201)
    async def enter_held(asked: EnterHeld) -> Done:
        return await asyncio.to_thread(meetings.enter_held, asked)

    _be_ready(app)
    return app


def _be_ready(app: FastAPI) -> None:
    @app.get("/readyz")
    async def readyz() -> dict[str, str]:
        return {"status": "ready"}


def library_variables(url: str) -> dict[str, str]:
    """The library's defaults, and where the database is."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": parts.path[1:]}
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": parts.path[1:],
        "POSTGRES_HOST": parts.hostname or "",
        "POSTGRES_PORT": str(parts.port),
        "POSTGRES_USER": parts.username or "",
        "POSTGRES_PASSWORD": parts.password or "",
    }


if __name__ == "__main__":
    which, port = sys.argv[1:]
    uvicorn.run(
        {"bare": bare, "saving": saving}[which](),
        host=LOOPBACK,
        port=int(port),
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_config=None,
        server_header=False,
    )
