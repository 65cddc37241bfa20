"""The HTTP side that every service shares: an application whose every route says who may use it.

Pure-ASGI edge (request id, limits, metrics, log), problems for every refusal, health, commands that are answered once,
versions (ETag, If-Match), keyset cursors and a graceful stop.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import orjson
import structlog
import uvicorn
from fastapi import APIRouter, Depends, FastAPI, Header, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel, BeforeValidator, Field
from pydantic_core import PydanticCustomError
from starlette.exceptions import HTTPException
from uuid_utils.compat import uuid7

from shared.kernel import Acting, NotFound, Refusal
from shared.platform import telemetry
from shared.platform.access import NotAllowed, NotSignedIn, Permission, Principal, Verifier, may
from shared.platform.problems import (
    MEDIA_TYPE,
    PLATFORM_FR,
    HttpError,
    KeyNeeded,
    MalformedBody,
    MalformedRequest,
    NotReady,
    TookTooLong,
    TooLarge,
    TooManyRequests,
    Unexpected,
    VersionNeeded,
    field_errors,
    refusal_response,
)
from shared.platform.store import Command

if TYPE_CHECKING:
    from datetime import date

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from shared.platform.settings import Settings
    from shared.platform.store import Committed

log = structlog.get_logger()

SECURITY_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"x-frame-options", b"DENY"),
]
LARGEST_PAGE = 200
_PROBLEM_CONTENT = {"content": {MEDIA_TYPE: {"schema": {"type": "object", "required": ["type", "title", "status", "detail"]}}}}
PROBLEM_RESPONSES: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "A refusal (RFC 9457), in French and English.", **_PROBLEM_CONTENT},
    "5XX": {"description": "Not possible for the moment, or unexpected.", **_PROBLEM_CONTENT},
}


class MalformedCursor(Refusal):
    """This page cursor is not one of ours."""

    status = 422
    pointer = "/query/cursor"


# Who may use a route


def allow(permission: Permission) -> dict[str, Any]:
    """What a route's declaration says of access: `@router.get("/v1/councils", **allow(Permission.READ))`."""
    return {"openapi_extra": {"x-permission": permission.value}}


class GuardedRoute(APIRoute):
    """A route that checks access before it reads anything else. One that declares no permission cannot be made."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        declared = (options.get("openapi_extra") or {}).get("x-permission")
        if declared is None:
            raise ValueError(f"{path} declares no permission: say who may use it, with allow()")
        self.permission = Permission(declared)
        super().__init__(path, endpoint, **options)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in, or refuse."""
        if self.permission is not Permission.PUBLIC:
            try:
                await _check_access(scope, self.permission)
            except Refusal as refusal:
                headers = {"WWW-Authenticate": "Bearer"} if isinstance(refusal, NotSignedIn) else None
                response = refusal_response(scope, refusal, scope["app"].state.french, headers=headers)
                await response(scope, receive, send)
                return
        await super().handle(scope, receive, send)


async def _check_access(scope: Scope, permission: Permission) -> None:
    authorization = next((value for name, value in scope["headers"] if name == b"authorization"), b"").decode("latin-1")
    state = scope["app"].state
    principal = await state.verifier.principal(authorization)
    if not may(principal, permission):
        raise NotAllowed(permission=permission.value)
    scope["state"]["principal"] = principal
    _spend(state.limiter, state.settings.requests_per_minute, principal.subject)


def _spend(limiter: FixedWindowRateLimiter, per_minute: int, caller: str) -> None:
    item = RateLimitItemPerMinute(per_minute)
    if not limiter.hit(item, caller):
        seconds = max(1, round(limiter.get_window_stats(item, caller).reset_time - time.time()))
        raise TooManyRequests(seconds=seconds)


def router() -> APIRouter:
    """A router whose routes must each say who may use them."""
    return APIRouter(route_class=GuardedRoute)


# Commands and versions

_KEY = re.compile(r"[\x21-\x7e]{8,200}")


async def read_command(
    request: Request,
    idempotency_key: Annotated[str | None, Header(description="Chosen by the sender, once per intention.")] = None,
    if_match: Annotated[str | None, Header(description="Version that the sender has seen.")] = None,
) -> Command:
    """What the headers say of a command: its key, its fingerprint, who is acting, the version that was seen."""
    if idempotency_key is None or not _KEY.fullmatch(idempotency_key):
        raise KeyNeeded
    principal: Principal = request.state.principal
    digest = hashlib.sha256(f"{request.method} {request.url.path} {if_match or ''}\n".encode() + await request.body())
    return Command(
        key=f"{principal.subject}:{idempotency_key}",
        fingerprint=digest.hexdigest(),
        acting=Acting(by=principal.subject, request_id=request.state.request_id, cause=request.headers.get("x-cause")),
        if_match=_version(if_match),
    )


async def read_correction(command: Annotated[Command, Depends(read_command)]) -> Command:
    """A command that corrects what somebody saw: it must say which version that was."""
    if command.if_match is None:
        raise VersionNeeded
    return command


Commanded = Annotated[Command, Depends(read_command)]
Correcting = Annotated[Command, Depends(read_correction)]


def _version(if_match: str | None) -> int | None:
    if if_match is None:
        return None
    found = re.fullmatch(r'"(\d{1,18})"', if_match.strip())
    if found is None:
        raise MalformedRequest
    return int(found[1])


class Done(BaseModel):
    """What a command did."""

    id: str
    version: int = Field(description="Version of what was changed; also in ETag.")
    position: int = Field(description="Place in the service's log from which it can be read.")
    after: str = Field(description="What to give as `after` to a read that must show it.")


def done(request: Request, committed: Committed, public_id: object, *, created: bool = False) -> Response:
    """The answer of a command. Sent again with the same key, it is the same."""
    source = request.app.state.service
    body = Done(
        id=str(public_id), version=committed.version, position=committed.position, after=f"{source}@{committed.position}"
    )
    headers = {"ETag": f'"{committed.version}"'}
    if committed.replayed:
        headers["Idempotent-Replay"] = "true"
    return Response(body.model_dump_json(), 201 if created else 200, headers, "application/json")


# Dates and pages

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
EARLIEST_YEAR = 2000


def _only_a_day(value: object) -> object:
    """Refuse numbers and moments, which would otherwise be taken for dates."""
    if isinstance(value, str):
        if not _DAY.fullmatch(value):
            raise PydanticCustomError("date_only", "a date is written YYYY-MM-DD")
        if int(value[:4]) < EARLIEST_YEAR:
            raise PydanticCustomError("date_too_early", "this date is before the year 2000")
    elif isinstance(value, (int, float)):
        raise PydanticCustomError("date_only", "a date is written YYYY-MM-DD")
    return value


if TYPE_CHECKING:
    CivilDate = date
else:
    from datetime import date as _date

    CivilDate = Annotated[_date, BeforeValidator(_only_a_day)]
"""A civil day of Paris, as people write it to us."""

After = Annotated[
    str | None,
    Query(pattern=r"^[a-z]+@\d{1,18}(,[a-z]+@\d{1,18})*$", description="Wait until this is visible: `councils@41`."),
]
Limit = Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="Rows a page.")]


def write_cursor(*key: object) -> str:
    """A page cursor: the key of the last row shown."""
    return base64.urlsafe_b64encode(orjson.dumps([str(part) for part in key])).decode().rstrip("=")


def read_cursor(cursor: str | None, parts: int) -> list[str] | None:
    """The key that a cursor says. Raises MalformedCursor."""
    if cursor is None:
        return None
    try:
        key = orjson.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except ValueError as error:
        raise MalformedCursor from error
    if not (isinstance(key, list) and len(key) == parts and all(isinstance(part, str) for part in key)):
        raise MalformedCursor
    return key


def page_links(request: Request, next_cursor: str | None) -> dict[str, str]:
    """The `Link` header of a page that another follows (RFC 8288)."""
    if next_cursor is None:
        return {}
    url = request.url.include_query_params(cursor=next_cursor)
    return {"Link": f'<{url.path}?{url.query}>; rel="next"'}


# The application


def create_app(  # noqa: PLR0913 - the parts an application is made of
    service: str,
    settings: Settings,
    routers: Sequence[APIRouter],
    *,
    french: Mapping[str, str],
    running: Callable[[], AbstractAsyncContextManager[None]],
    troubles: Callable[[], dict[str, str]],
    notes: Callable[[], dict[str, str]],
    title: str,
) -> FastAPI:
    """The application of one service.

    `french` has a sentence for each refusal of the service; `running` is what lives with it; `troubles` make it unready
    and need somebody, `notes` are said beside.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with running():
            app.state.ready = True
            yield
            app.state.ready = False

    app = FastAPI(
        title=title, version="1", lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None, responses=PROBLEM_RESPONSES
    )
    app.router.route_class = GuardedRoute
    app.state.service = service
    app.state.settings = settings
    app.state.french = {**PLATFORM_FR, **french}
    app.state.verifier = Verifier(settings.issuer, settings.audience, settings.jwks)
    app.state.limiter = FixedWindowRateLimiter(MemoryStorage())
    app.state.ready = False
    _add_problems(app)
    app.include_router(_common_routes(troubles, notes))
    for one in routers:
        app.include_router(one)
    app.add_middleware(Edge, service=service, settings=settings, french=app.state.french)
    return app


def _add_problems(app: FastAPI) -> None:
    french = app.state.french

    async def refused(request: Request, refusal: Any) -> Response:
        headers = {"Retry-After": str(refusal.facts.get("seconds", 1))} if refusal.status in (429, 503) else None
        return refusal_response(request.scope, refusal, french, headers=headers)

    async def malformed(request: Request, error: Any) -> Response:
        errors = error.errors()
        refusal = MalformedBody() if any(e["type"] == "json_invalid" for e in errors) else MalformedRequest()
        return refusal_response(request.scope, refusal, french, errors=field_errors(errors))

    async def http_error(request: Request, error: Any) -> Response:
        return refusal_response(request.scope, _refusal_of(error, app.state.settings), french, headers=error.headers)

    async def unexpected(request: Request, error: Exception) -> Response:
        log.error("request_failed", request_id=request.state.request_id, exc_info=error)
        return refusal_response(request.scope, Unexpected(), french)

    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(RequestValidationError, malformed)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(Exception, unexpected)


def _refusal_of(error: HTTPException, settings: Settings) -> Refusal:
    """What the framework refused by itself. It answers 400 for a body that it cannot decode."""
    match error.status_code:
        case 400:
            return MalformedBody()
        case 404:
            return NotFound()
        case 413:
            return TooLarge(largest=settings.largest_body_bytes)
        case status:
            refusal = HttpError()
            refusal.status = status  # type: ignore[misc]
            return refusal


def _common_routes(troubles: Callable[[], dict[str, str]], notes: Callable[[], dict[str, str]]) -> APIRouter:
    routes = router()

    @routes.get("/livez", operation_id="livez", **allow(Permission.PUBLIC))
    async def livez() -> dict[str, str]:
        """The process runs."""
        return {"status": "alive"}

    @routes.get("/readyz", operation_id="readyz", **allow(Permission.PUBLIC))
    async def readyz(request: Request) -> dict[str, str]:
        """The service can do its work; what is delayed is said beside."""
        reasons = troubles() if request.app.state.ready else {"service": "starting or stopping"}
        if reasons:
            raise NotReady(reasons="; ".join(f"{name}: {reason}" for name, reason in reasons.items()))
        return {"status": "ready", "service": request.app.state.service, **notes()}

    @routes.get("/metrics", operation_id="metrics", include_in_schema=False, **allow(Permission.PUBLIC))
    async def metrics() -> Response:
        """For Prometheus."""
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    @routes.get("/openapi.json", operation_id="openapi", include_in_schema=False, **allow(Permission.PUBLIC))
    async def openapi(request: Request) -> JSONResponse:
        """What this service offers."""
        return JSONResponse(request.app.openapi())

    @routes.get("/problems/{code}", operation_id="problem", **allow(Permission.PUBLIC))
    async def problem(request: Request, code: str) -> dict[str, str]:
        """What a problem means, in French."""
        if code not in request.app.state.french:
            raise NotFound
        return {"code": code, "explanation": request.app.state.french[code]}

    return routes


class Edge:
    """Where requests come in: an id, limits of size, time and rate, a measure, a line of log, and headers that protect."""

    def __init__(self, app: ASGIApp, service: str, settings: Settings, french: Mapping[str, str]) -> None:
        self.app = app
        self.service = service
        self.settings = settings
        self.french = french
        self.in_progress = telemetry.REQUESTS_IN_PROGRESS.labels(service)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        headers = dict(scope["headers"])
        state["request_id"] = request_id = _request_id(headers.get(b"x-request-id"))
        state["service"] = self.service
        status = 500
        started = time.perf_counter()

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], *SECURITY_HEADERS, (b"x-request-id", request_id.encode())]
            await send(message)

        self.in_progress.inc()
        try:
            await self._serve(scope, receive, answer, headers)
        except TimeoutError:
            await self._refuse(scope, receive, answer, TookTooLong())
        except Exception:  # noqa: BLE001, S110 - already logged, and answered with a problem that tells nothing of it
            pass
        finally:
            self.in_progress.dec()
            self._note(scope, status, time.perf_counter() - started)

    async def _serve(self, scope: Scope, receive: Receive, send: Send, headers: dict[bytes, bytes]) -> None:
        largest = self.settings.largest_body_bytes
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length) > largest:
            await self._refuse(scope, receive, send, TooLarge(largest=largest))
            return
        async with asyncio.timeout(self.settings.longest_request_seconds):
            await self.app(scope, _limited(receive, largest), send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, refusal: Refusal) -> None:
        await refusal_response(scope, refusal, self.french)(scope, receive, send)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = scope.get("route")
        template = getattr(route, "path", "unknown")
        telemetry.REQUEST_SECONDS.labels(self.service, scope["method"], template, status).observe(seconds)
        if status >= 500 or scope["method"] != "GET":  # noqa: PLR2004
            log.info(
                "request_answered",
                request_id=scope["state"]["request_id"],
                method=scope["method"],
                route=template,
                status=status,
                milliseconds=round(seconds * 1000, 1),
            )


def _limited(receive: Receive, largest: int) -> Receive:
    """Count what comes in, for bodies that do not say their length."""
    received = 0

    async def limited() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > largest:
            raise HTTPException(413)
        return message

    return limited


def _request_id(given: bytes | None) -> str:
    """The caller's, when it is a UUID; else a new one."""
    try:
        return str(UUID((given or b"").decode("ascii")))
    except ValueError:
        return str(uuid7())


def serve(app: FastAPI, settings: Settings) -> None:
    """Run until told to stop: then refuse new requests, finish those under way, and close."""
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=10,
    )
