"""Entries over HTTP: the same routes for every kind of a catalogue, made from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, Field, StrictBool, create_model

from shared.contracts.vocabulary import COUNCIL_ID, ONE_LINE, AmendmentReason
from shared.entries.application import Entries
from shared.entries.kinds import Catalogue, Kind
from shared.entries.readmodel import PERSONS, WITHDRAWN, EntryViews, Wanted, shown
from shared.platform.access import Permission
from shared.platform.exchange import (
    After,
    Asked,
    CivilDate,
    Commanded,
    Correcting,
    Done,
    Limit,
    LocalTime,
    Withdraw,
    chosen,
    done,
    page,
    read_dated_cursor,
)
from shared.platform.routes import history_of
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, euros, list_file
from shared.platform.web import allow

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from shared.kernel import Fact

Day = Annotated[
    CivilDate | None, Query(description="What holds on that day: begun or happened by then, not ended before.")
]

BESIDE = {"is_withdrawn": "Saisie retirée"}
"""What a file says beside the fields of an entry."""


class Copy(Asked):
    """The same on another day. An id may be chosen by the sender. Nobody is counted in it until somebody is."""

    entry_id: UUID | None = None
    day: CivilDate


class Standing(BaseModel):
    """Where an entry stands, beside what it says."""

    status: Literal["STANDS", "WITHDRAWN"]
    version: int = Field(description="To be said when it is corrected or withdrawn (If-Match); also in ETag.")
    position: int = Field(description="Place in the service's log of what was last said of it.")
    starts_on: date = Field(description="The day on which it happened or began, whatever its kind.")
    ends_on: date | None = Field(description="Its last day, included, where it has one.")


@dataclass(frozen=True)
class Messages:
    """What is asked and answered of a kind: the fields of its fact, and in requests as people write them."""

    add: type[Asked]
    correct: type[Asked]
    seen: type[BaseModel]
    page: type[BaseModel]


AS_PEOPLE_WRITE_IT: dict[Any, Any] = {
    date: CivilDate,
    date | None: CivilDate | None,
    time | None: LocalTime | None,
    bool: StrictBool,
}
"""What JSON would otherwise give too freely: a number for a day or an hour, a word for yes."""


def messages_of(catalogue: Catalogue) -> list[tuple[Kind, Messages]]:
    """The messages of each kind: made once, as they cost more than all the rest of a service's start."""
    return [(kind, _messages(kind)) for kind in catalogue.kinds]


def _messages(kind: Kind) -> Messages:
    """The messages of a kind, made from its fact. An id may be chosen by the sender."""
    fields: dict[str, Any] = {
        name: (AS_PEOPLE_WRITE_IT.get(field.annotation, field.annotation), field)
        for name, field in kind.fact.model_fields.items()
        if name not in {"entry", "entry_id", "origin"}
    }
    name, sentence = kind.fact.__name__, kind.fact.__doc__
    seen: Any = create_model(f"{name}Seen", __base__=(Standing, kind.fact), __doc__=sentence)
    page_fields: dict[str, Any] = {kind.many: (list[seen], ...), "next": (str | None, ...)}
    return Messages(
        add=create_model(f"{name}Asked", __base__=Asked, __doc__=sentence, entry_id=(UUID | None, None), **fields),
        correct=create_model(
            f"{name}AskedAgain", __base__=Asked, __doc__=sentence, reason=(AmendmentReason, ...), **fields
        ),
        seen=seen,
        page=create_model(f"{name}Page", **page_fields),
    )


def coded(kind: Kind) -> dict[str, type[StrEnum]]:
    """The fields of a kind that say one of some words."""
    return {
        name: word
        for name, info in kind.fact.model_fields.items()
        for word in (*get_args(info.annotation), info.annotation)
        if isinstance(word, type) and issubclass(word, StrEnum)
    }


def filters_of(kind: Kind) -> Callable[..., Awaitable[Wanted]]:
    """What a list of that kind is narrowed by: what every kind has, what it names, and each of its coded fields."""
    words = coded(kind)
    parameters = {
        "on": Day,
        "q": Annotated[str | None, Query(max_length=120, pattern=ONE_LINE, description="In its words.")],
        "withdrawn": Annotated[Literal["include"] | None, Query(description="Also what was withdrawn.")],
    }
    if "council_id" in kind.fact.model_fields:
        parameters["council"] = Annotated[str | None, Query(pattern=COUNCIL_ID, description="Of this council.")]
    if not kind.fact.model_fields.keys().isdisjoint(PERSONS):
        parameters["person"] = Annotated[UUID | None, Query(description="Of this person, or this member of the team.")]
    if kind.about:
        named = ", ".join(about.english for about in kind.about)
        parameters["about"] = Annotated[UUID | None, Query(description=f"Of this: {named}.")]
    for name, word in words.items():
        parameters[name] = Annotated[word | None, Query(description="Exactly this.")]

    async def wanted(**asked: Any) -> Wanted:
        """The filters of a list."""
        ids = {name: None if asked.get(name) is None else str(asked[name]) for name in ("person", "about")}
        codes = {name: str(asked[name]) for name in words if asked[name] is not None}
        with_withdrawn = asked["withdrawn"] is not None
        return Wanted(asked.get("council"), ids["person"], asked["on"], asked["q"], ids["about"], codes, with_withdrawn)

    # FastAPI reads from the signature what may be asked.
    wanted.__signature__ = Signature(  # type: ignore[attr-defined]
        [Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=what) for name, what in parameters.items()]
    )
    return wanted


def add_entries(
    routes: APIRouter,
    messages: Iterable[tuple[Kind, Messages]],
    entries: Entries,
    views: EntryViews,
    saying: Permission = Permission.RECORD,
) -> None:
    """What can be said, by whoever has that permission, and seen of each kind of entry."""
    for kind, its in messages:
        _add_changes(routes, kind, its, entries, saying)
        if kind.copied:
            _add_copies(routes, kind, its, entries, views)
        _add_reads(routes, kind, its, entries, views)


def _add_changes(routes: APIRouter, kind: Kind, messages: Messages, entries: Entries, saying: Permission) -> None:
    """What can be said of a kind of entry."""
    things = f"/v1/{kind.path}"
    changing: dict[str, Any] = {"response_model": Done, "tags": [kind.french], **allow(saying)}

    async def add(request: Request, asked: Asked, command: Commanded) -> Response:
        entry_id = chosen(getattr(asked, "entry_id", None), command)
        committed = await entries.say(command, _fact(kind, entry_id, asked))
        return done(request, committed, entry_id, created=True)

    async def correct(request: Request, entry_id: UUID, asked: Asked, command: Correcting) -> Response:
        reason: AmendmentReason = getattr(asked, "reason")  # noqa: B009 - the request of a correction has one
        return done(request, await entries.correct(command, _fact(kind, entry_id, asked), reason), entry_id)

    async def withdraw(request: Request, entry_id: UUID, asked: Withdraw, command: Correcting) -> Response:
        committed = await entries.withdraw(command, kind, entry_id, asked.reason, asked.origin)
        return done(request, committed, entry_id)

    # FastAPI reads from the annotation what a body is checked against.
    add.__annotations__["asked"] = messages.add
    correct.__annotations__["asked"] = messages.correct
    routes.post(
        things,
        status_code=201,
        operation_id=f"add_{kind.one}",
        summary=f"Saisir : {kind.french} / Say: {kind.english}",
        description=kind.fact.__doc__,
        **changing,
    )(add)
    routes.post(
        f"{things}/{{entry_id}}/corrected",
        operation_id=f"correct_{kind.one}",
        summary=f"Corriger : {kind.french} / Say again: {kind.english}",
        description="The entry is said again, whole; what was said before stays readable.",
        **changing,
    )(correct)
    routes.post(
        f"{things}/{{entry_id}}/withdrawn",
        operation_id=f"withdraw_{kind.one}",
        summary=f"Retirer : {kind.french} / Withdraw: {kind.english}",
        description=Withdraw.__doc__,
        **changing,
    )(withdraw)


def _add_copies(routes: APIRouter, kind: Kind, messages: Messages, entries: Entries, views: EntryViews) -> None:
    """What spares writing the same again."""

    @routes.get(
        f"/v1/{kind.path}/my-last",
        operation_id=f"my_last_{kind.one}",
        summary=f"Ma dernière saisie : {kind.french} / My last: {kind.english}",
        response_model=messages.seen,
        tags=[kind.french],
        **allow(Permission.READ),
    )
    async def my_last(request: Request, response: Response, after: After = None) -> dict[str, Any]:
        """The last one, by its day, that the caller said; nobody is told that of somebody else."""
        await views.model.wait_for(after)
        entry = await views.last_said_by(kind, request.state.principal.subject)
        response.headers["ETag"] = f'"{entry["version"]}"'
        return entry

    @routes.post(
        f"/v1/{kind.path}/{{entry_id}}/copies",
        status_code=201,
        response_model=Done,
        operation_id=f"copy_{kind.one}",
        summary=f"Recopier à un autre jour : {kind.french} / Say again on another day: {kind.english}",
        description=f"A new entry with the same particulars: {', '.join(kind.copied)}. Those who were counted are not copied.",
        tags=[kind.french],
        **allow(Permission.RECORD),
    )
    async def copy(request: Request, entry_id: UUID, asked: Copy, command: Commanded) -> Response:
        new_id = chosen(asked.entry_id, command)
        committed = await entries.copy(command, kind, entry_id, new_id, asked.day, asked.origin)
        return done(request, committed, new_id, created=True)


def _fact(kind: Kind, entry_id: UUID, asked: Asked) -> Fact:
    said = {name: value for name, value in asked if name in kind.fact.model_fields}
    return kind.fact(**said | {"entry_id": entry_id})


def _add_reads(routes: APIRouter, kind: Kind, messages: Messages, entries: Entries, views: EntryViews) -> None:
    """What can be seen of a kind of entry."""
    things = f"/v1/{kind.path}"
    read: dict[str, Any] = {"tags": [kind.french], **allow(Permission.READ)}

    async def list_entries(
        request: Request,
        response: Response,
        which: Wanted,
        cursor: str | None = None,
        limit: Limit = 50,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> dict[str, Any] | Response:
        """Entries in the order of their days, page by page; or all of them as a file."""
        await views.model.wait_for(after)
        if file_format == "csv":
            rows = await views.entries(kind, which)
            columns = views.catalogue.columns(kind) | BESIDE
            return list_file(f"{kind.path}.csv", columns, (_cells(kind, row) for row in rows))
        rows = await views.entries(kind, which, read_dated_cursor(cursor), limit + 1)
        return page(kind.many, [shown(row) for row in rows], limit, ("starts_on", "entry_id"), request, response)

    list_entries.__annotations__["which"] = Annotated[Wanted, Depends(filters_of(kind))]
    routes.get(
        things,
        operation_id=f"list_{kind.many}",
        summary=f"Lister : {kind.french} / List: {kind.english}",
        response_model=messages.page,
        responses=AS_A_FILE_TOO,
        **read,
    )(list_entries)

    @routes.get(
        f"{things}/{{entry_id}}",
        operation_id=f"show_{kind.one}",
        summary=f"Voir : {kind.french} / Show: {kind.english}",
        response_model=messages.seen,
        **read,
    )
    async def show(response: Response, entry_id: UUID, after: After = None) -> dict[str, Any]:
        """One entry as it was last said."""
        await views.model.wait_for(after)
        entry = await views.entry(kind, str(entry_id))
        response.headers["ETag"] = f'"{entry["version"]}"'
        return entry

    @routes.get(
        f"{things}/{{entry_id}}/history",
        operation_id=f"{kind.one}_history",
        summary=f"Historique : {kind.french} / History: {kind.english}",
        **read,
    )
    async def history(entry_id: UUID) -> dict[str, Any]:
        """Everything recorded about an entry, in order: what it said before and says now."""
        return {"entry_id": entry_id, "history": history_of(await entries.history(kind, entry_id))}


def _cells(kind: Kind, row: dict[str, Any]) -> dict[str, object]:
    """An entry as a line of a file: its fields by the names of its columns, money in euros."""
    said: Any = kind.fact.model_validate_json(row["said"])
    cells: dict[str, object] = {"is_withdrawn": row["status"] == WITHDRAWN}
    for name in kind.fields:
        value: Any = said
        for part in name.split("."):
            value = getattr(value, part, None)
        cells[name] = euros(value) if name.endswith("_cents") else value
    return cells
