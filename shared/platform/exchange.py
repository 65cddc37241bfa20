"""What requests and answers are made of: commands answered once, versions, civil days, pages."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import date, time
from typing import TYPE_CHECKING, Annotated, Any, Literal
from uuid import UUID, uuid5

import orjson
from fastapi import Depends, Header, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError, PydanticUndefined
from starlette.requests import ClientDisconnect

from shared.contracts.vocabulary import COUNCIL_ID, ONE_LINE, PLACES, AmendmentReason, Origin
from shared.kernel import Acting, Refusal
from shared.platform.access import Principal
from shared.platform.problems import KeyNeeded, VersionNeeded
from shared.platform.store import Command, Committed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi._compat import ModelField
    from fastapi.dependencies.models import Dependant
    from fastapi.routing import APIRoute
    from starlette.types import Receive, Scope, Send

LARGEST_PAGE = 200
LARGEST_POSITION = 2**63 - 1
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100


class MalformedCursor(Refusal):
    """This page cursor is not one of ours."""

    status = 422
    pointer = "/query/cursor"


class NotJson(Refusal):
    """The body must be JSON, and say so (Content-Type: application/json)."""

    status = 415
    pointer = "/header/Content-Type"


class MalformedVersion(Refusal):
    """A version is written as in the ETag header, between quotation marks: "7"."""

    status = 422
    pointer = "/header/If-Match"


# Commands and versions

_KEY = re.compile(r"[\x21-\x7e]{8,200}")
_JSON = re.compile(r"application/([\w.-]+\+)?json\s*(;.*)?", re.IGNORECASE)


async def read_command(
    request: Request,
    idempotency_key: Annotated[str | None, Header(description="Chosen by the sender, once per intention.")] = None,
    if_match: Annotated[str | None, Header(description="Version that the sender has seen.")] = None,
    x_cause: Annotated[
        str | None,
        Header(
            max_length=64,
            pattern=ONE_LINE,
            description="What led to it: a fact, or an import as `import:90204e99a48e`.",
        ),
    ] = None,
    fil_rehearsal: Annotated[
        Literal["1"] | None,
        Header(description="Judge the command as if it were meant, answer what it would be answered, record nothing."),
    ] = None,
) -> Command:
    """What the headers say of a command: its key, its fingerprint, who is acting, the version that was seen."""
    if not _JSON.fullmatch(request.headers.get("content-type", "")):
        raise NotJson
    if idempotency_key is None or not _KEY.fullmatch(idempotency_key):
        raise KeyNeeded
    principal: Principal = request.state.principal
    digest = hashlib.sha256(
        f"{request.method} {request.scope['path']} {if_match or ''}\n".encode() + await request.body()
    )
    return Command(
        key=f"{principal.subject}:{idempotency_key}",
        fingerprint=digest.hexdigest(),
        acting=Acting(by=principal.subject, request_id=request.state.request_id, cause=x_cause),
        if_match=_version(if_match),
        is_rehearsal=fil_rehearsal is not None,
    )


async def read_correction(command: Annotated[Command, Depends(read_command)]) -> Command:
    """A command that corrects what somebody saw: it must say which version that was."""
    if command.if_match is None:
        raise VersionNeeded
    return command


Commanded = Annotated[Command, Depends(read_command)]
Correcting = Annotated[Command, Depends(read_correction)]


class CommandApp:
    """Serves a route that takes a command: reads what its signature declares, in one pass, and calls it.

    The framework documents the same signature; its own way of reading one takes several times as long
    (docs/decisions/0010-commands-are-read-in-one-pass.md).
    """

    def __init__(self, route: APIRoute) -> None:
        if route.dependant.query_params or route.dependant.cookie_params or route.dependant.response_param_name:
            raise ValueError(f"{route.path} takes a command: it may depend on its path, headers and body alone")
        self._use = route.endpoint
        self._declared = route.dependant
        needed = {"idempotency-key"} | ({"if-match"} if self._corrects(route.dependant) else set())
        for field in _headers(route.dependant):
            if field.alias in needed:
                # For the document of the API: what is missing is refused below, in words of its own.
                field.field_info.default = PydanticUndefined
        self._body = route.body_field

    @staticmethod
    def serves(route: APIRoute) -> bool:
        """Whether this route takes a command."""
        return any(inner.call in (read_command, read_correction) for inner in route.dependant.dependencies)

    @staticmethod
    def _corrects(declared: Dependant) -> bool:
        return any(inner.call is read_correction for inner in declared.dependencies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request. Raises Refusal, and RequestValidationError with all that does not fit."""
        request = Request(scope, receive)
        errors: list[Any] = []
        values = await self._arguments(self._declared, request, errors)
        if self._body is not None:
            values[self._body.name] = await self._read_body(self._body, request, errors)
        if errors:
            raise RequestValidationError(errors)
        response: Response = await self._use(**values)
        await response(scope, receive, send)

    async def _arguments(self, declared: Dependant, request: Request, errors: list[Any]) -> dict[str, Any]:
        """What to call a function with: what it depends on, its part of the path, its headers."""
        values: dict[str, Any] = {}
        for inner in declared.dependencies:
            arguments = await self._arguments(inner, request, errors)
            if inner.name and inner.call and not errors:
                values[inner.name] = await inner.call(**arguments)
        for place, fields, given in (
            ("path", declared.path_params, request.path_params),
            ("header", declared.header_params, request.headers),
        ):
            for field in fields:
                said = given.get(field.alias)
                if said is not None:
                    values[field.name], wrong = field.validate(said, loc=(place, field.alias))
                    errors += wrong
        if declared.request_param_name:
            values[declared.request_param_name] = request
        return values

    async def _read_body(self, field: ModelField, request: Request, errors: list[Any]) -> Any:
        try:
            body = await request.body()
            # Not pydantic's own reading of JSON, which takes half a surrogate pair for a body that is not JSON.
            said = json.loads(body) if body else None
        except (ValueError, RecursionError, ClientDisconnect) as error:
            raise RequestValidationError([{"type": "json_invalid", "loc": ("body",)}]) from error
        if not body:
            errors.append({"type": "missing", "loc": ("body",)})
            return None
        asked, wrong = field.validate(said, loc=("body",))
        errors += wrong or [{"type": "string_blank", "loc": place} for place in _blanks(said, ("body",))]
        return asked


def _blanks(said: Any, place: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """Where a text is nothing but spaces: it says nothing, and would be shown as a title that nobody sees."""
    if isinstance(said, str) and said.isspace():
        yield place
    elif isinstance(said, (dict, list)):
        for key, value in said.items() if isinstance(said, dict) else enumerate(said):
            yield from _blanks(value, (*place, key))


def _headers(declared: Dependant) -> Iterator[ModelField]:
    """The headers that a signature declares, and those that what it depends on declares."""
    yield from declared.header_params
    for inner in declared.dependencies:
        yield from _headers(inner)


_IDS = UUID("0c7d3c56-3c0f-4d5e-9d29-8f2f0d6a4a57")


def chosen(given: UUID | None, command: Command) -> UUID:
    """The id that the sender chose, else one that follows from the command's key: sent again, it is the same."""
    return given or uuid5(_IDS, command.key)


def _version(if_match: str | None) -> int | None:
    if if_match is None:
        return None
    found = re.fullmatch(r'"(\d{1,18})"', if_match.strip())
    if found is None:
        raise MalformedVersion
    return int(found[1])


class Asked(BaseModel):
    """What a command's request says; a field that does not exist is refused, never ignored."""

    model_config = ConfigDict(extra="forbid")

    origin: Origin = Origin()


class Withdraw(Asked):
    """What was said is taken back: the entry was a mistake, or what was meant does not take place."""

    reason: AmendmentReason


class WithdrawStep(Withdraw):
    """One step of something that is told step by step should never have been said."""

    step: str = Field(
        pattern=r"^[a-z_]+(/[A-Za-z0-9-]+)*$",
        max_length=160,
        description="Its address, as in its history: `adopted`, `grants/0198d3a5-7c3e-7000-8000-000000000001`, `attended/CC18`.",
    )


CouncilCode = Annotated[str, Path(pattern=COUNCIL_ID, description="Code of the council, as `CC18`.")]
"""A council, in the path of a route."""


class Done(BaseModel):
    """What a command did."""

    id: str
    version: int = Field(description="Version of what was changed; also in ETag.")
    position: int = Field(description="Place in the service's log from which it can be read.")
    after: str = Field(description="What to give as `after` to a read that must show it.")


def done(
    request: Request,
    committed: Committed,
    public_id: object,
    kind: type[Done] = Done,
    *,
    created: bool = False,
    **also: Any,
) -> Response:
    """The answer of a command, and what its kind says beside. Sent again with the same key, it is the same."""
    source = request.app.state.service
    body = kind(
        id=str(public_id),
        version=committed.version,
        position=committed.position,
        after=f"{source}@{committed.position}",
        **also,
    )
    headers = {"ETag": f'"{committed.version}"'}
    if committed.replayed:
        headers["Idempotent-Replay"] = "true"
    if committed.rehearsed:
        headers["Fil-Rehearsal"] = "1"
    return Response(body.model_dump_json(), 201 if created else 200, headers, "application/json")


# Dates and pages

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HOUR = re.compile(r"\d{2}:\d{2}(:\d{2})?")


def _only_a_day(value: object) -> object:
    """Refuse numbers and moments, which would otherwise be taken for dates."""
    if isinstance(value, str):
        if not _DAY.fullmatch(value):
            raise PydanticCustomError("date_only", "a date is written YYYY-MM-DD")
        if int(value[:4]) < EARLIEST_YEAR:
            raise PydanticCustomError("date_too_early", "this date is before the year 2000")
        if int(value[:4]) > LATEST_YEAR:
            raise PydanticCustomError("date_too_late", "this date is after the year 2100")
    elif isinstance(value, (int, float)):
        raise PydanticCustomError("date_only", "a date is written YYYY-MM-DD")
    return value


def _only_an_hour(value: object) -> object:
    """Refuse numbers and offsets, which would otherwise be taken for hours."""
    if not (isinstance(value, str) and _HOUR.fullmatch(value)):
        raise PydanticCustomError("time_parsing", "a time is written HH:MM")
    return value


CivilDate = Annotated[date, BeforeValidator(_only_a_day)]
"""A civil day of Paris, as people write it to us."""

LocalTime = Annotated[time, BeforeValidator(_only_an_hour)]
"""An hour of Paris, as people write it to us."""

After = Annotated[
    str | None,
    Query(pattern=PLACES, description="Wait until this is visible: `councils@41`."),
]
OnDay = Annotated[CivilDate | None, Query(description="As of that day; today, in Paris, when none is given.")]
Limit = Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="Rows a page.")]


_POSITION = re.compile(r"[0-9]{1,19}")


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
    if not (
        isinstance(key, list)
        and len(key) == parts
        and all(isinstance(part, str) and part.isprintable() for part in key)
    ):
        raise MalformedCursor
    return key


def read_dated_cursor(cursor: str | None) -> tuple[date, str] | None:
    """The key of a list in the order of days: a day and an id. Raises MalformedCursor."""
    parts = read_cursor(cursor, 2)
    if parts is None:
        return None
    try:
        return date.fromisoformat(parts[0]), str(UUID(parts[1]))
    except ValueError as error:
        raise MalformedCursor from error


def read_position(written: str) -> int:
    """A position in a log, as a cursor says it: digits and nothing else. Raises MalformedCursor."""
    if not _POSITION.fullmatch(written) or int(written) > LARGEST_POSITION:
        raise MalformedCursor
    return int(written)


def page(
    name: str, rows: list[dict[str, Any]], limit: int, key: tuple[str, ...], request: Request, response: Response
) -> dict[str, Any]:
    """A page of rows, of which one more than `limit` was asked for: then another page follows (`next`, and RFC 8288's Link)."""
    next_cursor = write_cursor(*(rows[limit - 1][column] for column in key)) if len(rows) > limit else None
    if next_cursor is not None:
        url = request.url.include_query_params(cursor=next_cursor)
        response.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
    return {name: rows[:limit], "next": next_cursor}
