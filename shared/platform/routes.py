"""Routes that services of the same kind share: the log and the history of a source, and the operation of read models."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import httpx2
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel

from shared.kernel import Refusal
from shared.platform.access import Permission
from shared.platform.envelope import write_log_line
from shared.platform.exchange import LARGEST_POSITION
from shared.platform.readmodel import PAGE
from shared.platform.web import allow, router

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.kernel import Recorded
    from shared.platform.envelope import Entry
    from shared.platform.log import Log
    from shared.platform.notary import Notary
    from shared.platform.reader import Reader
    from shared.platform.readmodel import ReadModel
    from shared.platform.store import Store


class SourceAway(Refusal):
    """The log of another service cannot be read at the moment, so nothing can be compared with it; try again later."""

    status = 503


class LogHead(BaseModel):
    """Where a log ends."""

    log_id: UUID
    position: int


LINES = "application/x-ndjson"
NDJSON: dict[str, Any] = {
    "response_class": Response,
    "responses": {200: {"content": {LINES: {"schema": {"type": "string"}}}}},
}
"""A route that answers with a line a fact."""
LogPosition = Annotated[int, Query(ge=0, le=LARGEST_POSITION)]
LogPage = Annotated[int, Query(ge=1, le=PAGE)]


def log_lines(entries: Sequence[Entry]) -> Response:
    """The answer of such a route."""
    return Response(b"".join(map(write_log_line, entries)), media_type=LINES)


def log_routes(store: Store, notary: Notary) -> APIRouter:
    """The log of a source, and what is signed of it, as other services and auditors read them."""
    routes = router()
    read = allow(Permission.READ_LOG)

    @routes.get("/v1/log", operation_id="read_log", **NDJSON, **read)
    async def read_log(
        after: LogPosition = 0,
        limit: LogPage = 1000,
    ) -> Response:
        """Every fact that follows a position, one JSON line each, with the stored bytes unchanged in `state`."""
        return log_lines(await store.page(after, limit))

    @routes.get("/v1/log/head", operation_id="read_log_head", **read)
    async def read_log_head() -> LogHead:
        """Id of the log and its last position."""
        log_id, position = await store.head()
        return LogHead(log_id=log_id, position=position)

    @routes.get("/v1/log/checkpoint", operation_id="read_log_checkpoint", response_class=PlainTextResponse, **read)
    async def read_log_checkpoint() -> str:
        """What was signed last of the log: how many facts it held, and the root of their tree, as a signed note."""
        return notary.latest

    @routes.get("/v1/log/key", operation_id="read_log_key", response_class=PlainTextResponse, **read)
    async def read_log_key() -> str:
        """The public key with which the log is signed, on one line."""
        return notary.key

    return routes


def history_of(recorded: Sequence[Recorded]) -> list[dict[str, Any]]:
    """What happened to one thing, in order: who recorded what, and when."""
    return [
        {
            "version": one.version,
            "position": one.position,
            "id": str(one.id),
            "type": one.fact.type,
            "recorded_at": one.recorded_at.isoformat(),
            "by": one.by,
            "cause": one.cause,
            "fact": one.fact.model_dump(mode="json"),
        }
        for one in recorded
    ]


@dataclass(frozen=True, slots=True)
class Read:
    """A read model, the readers that fill it, and the logs that it can be made from again."""

    model: ReadModel[Any]
    readers: Sequence[Reader]
    logs: Mapping[str, Log]


def operation_routes(parts: Sequence[Read]) -> APIRouter:
    """What an operator sees of the read models of a service, and may do with them."""
    routes = router()

    @routes.get("/v1/projections", operation_id="list_projections", **allow(Permission.READ_FIGURES))
    async def list_projections() -> dict[str, Any]:
        """How far each projection has read, and what stops it."""
        return {
            "projections": [
                {
                    "projection": read.model.projection.name,
                    "version": read.model.projection.version,
                    "positions": read.model.positions,
                    "troubles": {reader.source: reader.trouble for reader in read.readers if reader.trouble},
                    "quarantine": await asyncio.to_thread(read.model.quarantined),
                }
                for read in parts
            ]
        }

    @routes.post("/v1/projections/resume", operation_id="resume_projections", **allow(Permission.OPERATE))
    async def resume_projections() -> dict[str, str]:
        """Read on, after what stopped it was mended."""
        for read in parts:
            for reader in read.readers:
                reader.resume()
        return {"status": "resumed"}

    @routes.post("/v1/replays", operation_id="replay", **allow(Permission.OPERATE))
    async def replay(request: Request) -> dict[str, Any]:
        """Rebuild everything from the facts into fresh tables, and compare them with the live ones."""
        try:
            replays = [await read.model.replay(read.logs) for read in parts]
        except httpx2.HTTPError:
            raise SourceAway from None
        return {
            "service": request.app.state.service,
            "equal": all(replay.equal for replay in replays),
            "as_of": ",".join(sorted({place for replay in replays for place in replay.as_of.split(",")})),
            "seconds": round(sum(replay.seconds for replay in replays), 3),
            "tables": [asdict(table) for replay in replays for table in replay.tables],
            "first_difference": next((replay.first_difference for replay in replays if not replay.equal), None),
        }

    return routes
