"""The HTTP side that every service shares: an application whose every route says who may use it.

Access before anything is read, a pure-ASGI edge (request id, limits, metrics, log), problems for every refusal, health, a
graceful stop. What requests and answers are made of is in `exchange.py`.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from http import HTTPStatus
from traceback import extract_tb
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl
from uuid import UUID

import structlog
import uvicorn
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.exceptions import HTTPException
from uuid_utils import uuid7

from shared.kernel import NotFound, Refusal
from shared.platform import telemetry
from shared.platform.access import NotAllowed, Permission, Verifier, may
from shared.platform.exchange import CommandApp
from shared.platform.problems import (
    MEDIA_TYPE,
    PLATFORM_FR,
    HttpError,
    MalformedBody,
    MalformedRequest,
    NotReady,
    RepeatedParameter,
    TookTooLong,
    TooLarge,
    TooManyRequests,
    Unexpected,
    UnknownParameter,
    field_errors,
    refusal_response,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence

    from fastapi.dependencies.models import Dependant
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from shared.platform.settings import Settings

log = structlog.get_logger()

LONG_WORK = frozenset({"/v1/replays"})
"""What an operator asks for and waits for: it grows with all that was ever recorded."""
SECURITY_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"x-frame-options", b"DENY"),
]
_PROBLEM_CONTENT = {
    "content": {MEDIA_TYPE: {"schema": {"type": "object", "required": ["type", "title", "status", "detail"]}}}
}
PROBLEM_RESPONSES: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "A refusal (RFC 9457), in French and English.", **_PROBLEM_CONTENT},
    "5XX": {"description": "Not possible for the moment, or unexpected.", **_PROBLEM_CONTENT},
}


OPERATIONS = {
    "read_log": "Lire le journal des faits",
    "read_log_head": "Voir où finit le journal",
    "read_log_checkpoint": "Lire ce qui a été signé en dernier du journal",
    "read_log_key": "Lire la clé publique avec laquelle le journal est signé",
    "list_projections": "Voir où en sont les vues",
    "resume_projections": "Reprendre la lecture après une réparation",
    "replay": "Tout rejouer depuis les faits, et comparer",
    "livez": "Le processus tourne-t-il ?",
    "readyz": "Le service est-il prêt ?",
    "problem": "Ce que veut dire un refus",
}
"""French of what every service can be asked, by operation."""

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
        self._questions = frozenset(_questions(self.dependant))
        if CommandApp.serves(self):
            self.app = CommandApp(self)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in, or refuse."""
        try:
            if self.permission is not Permission.PUBLIC:
                await _check_access(scope, self.permission)
            if scope["query_string"]:
                self._check_questions(scope)
        except Refusal as refusal:
            response = refusal_response(scope, refusal, scope["app"].state.french, headers=_headers_of(refusal))
            await response(scope, receive, send)
            return
        await super().handle(scope, receive, send)

    def _check_questions(self, scope: Scope) -> None:
        """A parameter that does not exist is refused, as a field is, and one that is given twice: a slip would ask for something else."""
        given: set[str] = set()
        for name, _ in parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True):
            if name not in self._questions:
                raise UnknownParameter(name, self._questions)
            if name in given:
                raise RepeatedParameter(name)
            given.add(name)


def _questions(declared: Dependant) -> Iterator[str]:
    """The parameters that a signature declares, and those that what it depends on declares."""
    yield from (field.alias for field in declared.query_params)
    for inner in declared.dependencies:
        yield from _questions(inner)


async def _check_access(scope: Scope, permission: Permission) -> None:
    authorization = next((value for name, value in scope["headers"] if name == b"authorization"), b"").decode("latin-1")
    state = scope["app"].state
    principal = await state.verifier.principal(authorization)
    if not may(principal, permission):
        raise NotAllowed(permission=permission.value)
    scope["state"]["principal"] = principal
    state.allowance.spend(principal.subject)


class Allowance:
    """How many requests each caller has sent in the present minute, and may send.

    Counted here: the storage of the package `limits` starts a thread for each hundredth of a second in which it is used.
    """

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._minute = 0
        self._sent: Counter[str] = Counter()

    def spend(self, caller: str) -> None:
        """Count one more request. Raises TooManyRequests."""
        minute, second = divmod(time.monotonic(), 60)
        if minute != self._minute:
            self._minute, self._sent = int(minute), Counter()
        self._sent[caller] += 1
        if self._sent[caller] > self._per_minute:
            raise TooManyRequests(seconds=max(1, round(60 - second)))


def router() -> APIRouter:
    """A router whose routes must each say who may use them."""
    return APIRouter(route_class=GuardedRoute, responses=PROBLEM_RESPONSES)


# The application


def create_app(
    service: str,
    settings: Settings,
    routers: Sequence[APIRouter],
    *,
    french: Mapping[str, str],
    running: Callable[[], AbstractAsyncContextManager[None]],
    troubles: Callable[[], dict[str, str]],
    notes: Callable[[], dict[str, str]],
    title: str,
    operations: Mapping[str, str] = MappingProxyType({}),
) -> FastAPI:
    """The application of one service.

    `french` has a sentence for each refusal of the service, `operations` one for each of its operations; `running` is
    what lives with it; `troubles` make it unready and need somebody, `notes` are said beside.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with running():
            app.state.ready = True
            yield
            app.state.ready = False

    app = FastAPI(
        title=title,
        version="1",
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        # Its own would look for somebody to tell at each request, and tell the texts of exceptions.
        telemetry={"tracing": False, "metrics": False, "logs": False},
        # Not included as routers: each request would be matched against every router, then again inside one.
        routes=[route for one in (*routers, _common_routes(troubles, notes)) for route in one.routes],
    )
    app.router.route_class = GuardedRoute
    app.state.service = service
    app.state.settings = settings
    app.state.french = {**PLATFORM_FR, **french}
    app.state.verifier = Verifier(settings.issuer, settings.audience, settings.jwks)
    app.state.allowance = Allowance(settings.requests_per_minute)
    app.state.ready = False
    app.state.titles = None
    _add_problems(app)
    _tell_in_french(app, {**OPERATIONS, **operations})
    app.add_middleware(Edge, service=service, settings=settings, french=app.state.french)
    return app


def _tell_in_french(app: FastAPI, operations: Mapping[str, str]) -> None:
    """The summary of each operation: its French, and the first sentence of its docstring."""
    for route in app.routes:
        if isinstance(route, GuardedRoute) and route.operation_id and route.operation_id in operations:
            english = route.description.partition("\n")[0].partition(". ")[0].removesuffix(".")
            route.summary = f"{operations[route.operation_id]} / {english}"


def _add_problems(app: FastAPI) -> None:
    french = app.state.french

    async def refused(request: Request, refusal: Any) -> Response:
        return refusal_response(request.scope, refusal, french, headers=_headers_of(refusal))

    async def malformed(request: Request, error: Any) -> Response:
        errors = error.errors()
        refusal = MalformedBody() if any(e["type"] == "json_invalid" for e in errors) else MalformedRequest()
        return refusal_response(request.scope, refusal, french, errors=field_errors(errors))

    async def http_error(request: Request, error: Any) -> Response:
        return refusal_response(request.scope, _refusal_of(error, app.state.settings), french, headers=error.headers)

    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(RequestValidationError, malformed)
    app.add_exception_handler(HTTPException, http_error)


def _headers_of(refusal: Refusal) -> dict[str, str]:
    match refusal.status:
        case 401:
            return {"WWW-Authenticate": "Bearer"}
        case 429 | 503:
            return {"Retry-After": str(refusal.facts.get("seconds", 1))}
        case _:
            return {}


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
            refusal.status = status
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
        status, started_answer = 500, False
        started = time.perf_counter()

        async def answer(message: Message) -> None:
            nonlocal status, started_answer
            if message["type"] == "http.response.start":
                status, started_answer = message["status"], True
                message["headers"] = [*message["headers"], *SECURITY_HEADERS, (b"x-request-id", request_id.encode())]
            await send(message)

        self.in_progress.inc()
        try:
            await self._serve(scope, receive, answer, headers)
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for an answer
            refusal = TookTooLong() if isinstance(error, TimeoutError) else Unexpected()
            # Where it failed, never what was said: the text of an exception may hold what somebody wrote.
            log.error(  # noqa: TRY400
                "request_failed",
                request_id=request_id,
                code=refusal.code(),
                error=type(error).__name__,
                where=[f"{frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)],
            )
            if not started_answer:
                await self._refuse(scope, receive, answer, refusal)
        finally:
            self.in_progress.dec()
            self._note(scope, status, time.perf_counter() - started)

    async def _serve(self, scope: Scope, receive: Receive, send: Send, headers: dict[bytes, bytes]) -> None:
        largest = self.settings.largest_body_bytes
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length) > largest:
            await self._refuse(scope, receive, send, TooLarge(largest=largest))
            return
        settings = self.settings
        is_long = scope["path"] in LONG_WORK
        async with asyncio.timeout(settings.longest_replay_seconds if is_long else settings.longest_request_seconds):
            await self.app(scope, _limited(receive, largest), send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, refusal: Refusal) -> None:
        await refusal_response(scope, refusal, self.french)(scope, receive, send)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = scope.get("route")
        template = getattr(route, "path", "unknown")
        telemetry.REQUEST_SECONDS.labels(self.service, scope["method"], template, status).observe(seconds)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR or scope["method"] != "GET":
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
    if given is not None:
        with contextlib.suppress(ValueError):
            return str(UUID(given.decode("ascii")))
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
