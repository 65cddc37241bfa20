"""Draws by lot over HTTP."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field, StrictBool

from services.councils.draw.application import Draws
from services.councils.draw.domain.draws import Said
from services.councils.draw.readmodel.views import DrawViews
from services.councils.labels import DRAW_COLUMNS, DRAW_REMARKS, DRAW_STATUSES
from shared.contracts.councils.draw import (
    CandidateAnswered,
    CandidateContacted,
    CandidateSeated,
    ContactMethod,
    DrawAnswer,
    DrawList,
    DrawMethod,
    DrawPrepared,
    ListKind,
    ReserveListUsed,
    Ticket,
)
from shared.contracts.french import FRENCH
from shared.contracts.vocabulary import COUNCIL_ID, ONE_LINE, AmendmentReason, CouncilId, Gender
from shared.platform.access import Permission
from shared.platform.clock import Clock
from shared.platform.exchange import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    After,
    Asked,
    CivilDate,
    Commanded,
    Correcting,
    Done,
    Limit,
    OnDay,
    Withdraw,
    chosen,
    done,
    page,
    read_dated_cursor,
)
from shared.platform.routes import history_of
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow, router
from shared.sentences import in_both

LISTED = ("draw_id", "council_id", "status", "prepared_on", "held_on", "seats", "reserve", "list_kinds", "seed")
DRAWN = ("rank", "ticket", "kind", "gender", "is_reserve")
FOLLOWED = ("contacted_on", "method", "was_reached", "answer", "answered_on", "used_on", "seated_on")
CODED = {
    "status": DRAW_STATUSES,
    "kind": FRENCH[ListKind],
    "gender": FRENCH[Gender],
    "method": FRENCH[ContactMethod],
    "answer": FRENCH[DrawAnswer],
}
"""Columns of files: of the list of draws, of a result, and of what became of those who were drawn."""


class Prepare(Asked):
    """A draw is announced. An id may be chosen by the sender."""

    draw_id: UUID | None = None
    council_id: CouncilId
    lists: tuple[DrawList, ...] = Field(min_length=1, max_length=20)
    seats: int = Field(strict=True, ge=1, le=500, description="Seats of the residents' college to be drawn.")
    reserve: int = Field(default=0, strict=True, ge=0, le=2000, description="Places on the reserve list.")
    method: DrawMethod = DrawMethod.SHA256_PARITY_1
    prepared_on: CivilDate


class Hold(Asked):
    """The seed was said in public."""

    seed: str = Field(min_length=6, max_length=200, pattern=ONE_LINE)
    contents: tuple[str, ...] = Field(
        min_length=1,
        max_length=20,
        description="What the files hold, in the order of the announced lists: one `ticket;gender` a line. It is not kept.",
    )
    held_on: CivilDate


class Contact(Asked):
    """Somebody tried to reach a person who was drawn."""

    ticket: Ticket
    method: ContactMethod
    was_reached: StrictBool
    contacted_on: CivilDate


class Answer(Asked):
    """What a person who was drawn says."""

    ticket: Ticket
    answer: DrawAnswer
    answered_on: CivilDate


class Seat(Asked):
    """A person who accepted took a seat: the id is that of the member."""

    ticket: Ticket
    person_id: UUID
    seated_on: CivilDate


class UseReserve(Asked):
    """A vacancy was offered to somebody of the reserve list."""

    ticket: Ticket
    replaces: UUID | None = Field(default=None, description="The person who left.")
    used_on: CivilDate


ENTRIES: dict[str, type[Said]] = {
    "CONTACT": CandidateContacted,
    "ANSWER": CandidateAnswered,
    "SEAT": CandidateSeated,
    "RESERVE": ReserveListUsed,
}


class TakeBack(Asked):
    """What was said last, of that kind, of a ticket was a mistake."""

    ticket: Ticket
    entry: Literal["CONTACT", "ANSWER", "SEAT", "RESERVE"]
    reason: AmendmentReason


def routes(draws: Draws, views: DrawViews, clock: Clock) -> APIRouter:
    """What can be done with draws, and seen of them."""
    routes = router()
    _add_doing(routes, draws)
    _add_seeing(routes, draws, views, clock)
    return routes


def _add_doing(routes: APIRouter, draws: Draws) -> None:
    record = allow(Permission.RECORD)

    @routes.post("/v1/draws", status_code=201, response_model=Done, operation_id="prepare_draw", **record)
    async def prepare(request: Request, asked: Prepare, command: Commanded) -> Response:
        """Announce a draw: the lists with their digests, the places. The seed is said later, in public."""
        draw_id = chosen(asked.draw_id, command)
        fact = DrawPrepared(**dict(asked) | {"draw_id": draw_id})
        return done(request, await draws.prepare(command, fact), draw_id, created=True)

    @routes.post("/v1/draws/{draw_id}/held", response_model=Done, operation_id="hold_draw", **record)
    async def hold(request: Request, draw_id: UUID, asked: Hold, command: Commanded) -> Response:
        """Draw, from the seed and from the lists that were announced."""
        committed = await draws.hold(command, draw_id, asked.seed, asked.contents, asked.held_on, asked.origin)
        return done(request, committed, draw_id)

    @routes.post("/v1/draws/{draw_id}/withdrawn", response_model=Done, operation_id="withdraw_draw", **record)
    async def withdraw(request: Request, draw_id: UUID, asked: Withdraw, command: Correcting) -> Response:
        """Say that the draw is void, or was entered by mistake."""
        return done(request, await draws.withdraw(command, draw_id, asked.reason, asked.origin), draw_id)

    @routes.post("/v1/draws/{draw_id}/contacts", response_model=Done, operation_id="contact_candidate", **record)
    async def contact(request: Request, draw_id: UUID, asked: Contact, command: Commanded) -> Response:
        """Say that somebody tried to reach a person who was drawn."""
        committed = await draws.contact(
            command,
            draw_id,
            asked.ticket,
            asked.method,
            asked.contacted_on,
            asked.origin,
            was_reached=asked.was_reached,
        )
        return done(request, committed, draw_id)

    @routes.post("/v1/draws/{draw_id}/answers", response_model=Done, operation_id="answer_draw", **record)
    async def answer(request: Request, draw_id: UUID, asked: Answer, command: Commanded) -> Response:
        """Say what a person answered; said again, the former answer stays readable."""
        committed = await draws.answer(command, draw_id, asked.ticket, asked.answer, asked.answered_on, asked.origin)
        return done(request, committed, draw_id)

    @routes.post("/v1/draws/{draw_id}/seats", response_model=Done, operation_id="seat_candidate", **record)
    async def seat(request: Request, draw_id: UUID, asked: Seat, command: Commanded) -> Response:
        """Say that a person who accepted took a seat."""
        committed = await draws.seat(command, draw_id, asked.ticket, asked.person_id, asked.seated_on, asked.origin)
        return done(request, committed, draw_id)

    @routes.post("/v1/draws/{draw_id}/reserve", response_model=Done, operation_id="use_reserve", **record)
    async def use_reserve(request: Request, draw_id: UUID, asked: UseReserve, command: Commanded) -> Response:
        """Say that a vacancy was offered to somebody of the reserve list."""
        committed = await draws.use_reserve(command, draw_id, asked.ticket, asked.replaces, asked.used_on, asked.origin)
        return done(request, committed, draw_id)

    @routes.post("/v1/draws/{draw_id}/taken-back", response_model=Done, operation_id="take_back_entry", **record)
    async def take_back(request: Request, draw_id: UUID, asked: TakeBack, command: Correcting) -> Response:
        """Say that the last attempt, answer, seat or offer of a ticket was entered by mistake."""
        committed = await draws.take_back(
            command, draw_id, asked.ticket, ENTRIES[asked.entry], asked.reason, asked.origin
        )
        return done(request, committed, draw_id)


def _add_seeing(routes: APIRouter, draws: Draws, views: DrawViews, clock: Clock) -> None:
    read = allow(Permission.READ)

    @routes.get("/v1/draws", operation_id="list_draws", response_model=None, responses=AS_A_FILE_TOO, **read)
    async def list_draws(
        request: Request,
        response: Response,
        council: Annotated[str | None, Query(pattern=COUNCIL_ID)] = None,
        on: Annotated[CivilDate | None, Query(description="Held that day, else prepared.")] = None,
        year: Annotated[int | None, Query(ge=EARLIEST_YEAR, le=LATEST_YEAR)] = None,
        status: Literal["PREPARED", "HELD", "WITHDRAWN"] | None = None,
        q: Annotated[
            str | None, Query(min_length=1, max_length=120, pattern=ONE_LINE, description="In titles.")
        ] = None,
        cursor: str | None = None,
        limit: Limit = 50,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> dict[str, Any] | Response:
        """Draws in the order of their days, page by page; or all of them, as a file."""
        await views.model.wait_for(after)
        wanted: dict[str, Any] = {"council_id": council, "on": on, "year": year, "status": status, "words": q}
        if file_format == "csv":
            rows = [_as_a_row(one) for one in await views.draws(**wanted)]
            return list_file("tirages.csv", _columns(*LISTED), rows, CODED)
        rows = await views.draws(**wanted, after_key=read_dated_cursor(cursor), limit=limit + 1)
        return page("draws", rows, limit, ("happens_on", "draw_id"), request, response)

    @routes.get("/v1/draws/{draw_id}", operation_id="show_draw", response_model=None, responses=AS_A_FILE_TOO, **read)
    async def show(
        response: Response, draw_id: UUID, file_format: FileFormat = "json", after: After = None
    ) -> dict[str, Any] | Response:
        """What may be published of a draw: lists, seed, result; and what is told of it. As a file: the result."""
        await views.model.wait_for(after)
        draw = await views.draw(str(draw_id))
        if file_format == "csv":
            return list_file(f"tirage-{draw_id}.csv", _columns(*DRAWN), draw["drawn"], CODED)
        response.headers["ETag"] = f'"{draw["version"]}"'
        remarks = draw.pop("remarks")
        return draw | {"warnings": [_warning(remark) for remark in remarks]}

    @routes.get(
        "/v1/draws/{draw_id}/candidates",
        operation_id="list_candidates",
        response_model=None,
        responses=AS_A_FILE_TOO,
        **read,
    )
    async def candidates(
        draw_id: UUID, file_format: FileFormat = "json", after: After = None
    ) -> dict[str, Any] | Response:
        """What became of each of those who were drawn."""
        await views.model.wait_for(after)
        found = await views.candidates(str(draw_id))
        if file_format == "csv":
            return list_file(f"tires-{draw_id}.csv", _columns(*DRAWN, *FOLLOWED), found["candidates"], CODED)
        return found

    @routes.get("/v1/draws/{draw_id}/reserve", operation_id="show_reserve", **read)
    async def reserve(draw_id: UUID, after: After = None) -> dict[str, Any]:
        """The reserve list by ranks, and who is next: among all, and by gender."""
        await views.model.wait_for(after)
        return await views.reserve(str(draw_id))

    @routes.get("/v1/draws/{draw_id}/funnel", operation_id="show_draw_funnel", **read)
    async def funnel(draw_id: UUID, on: OnDay = None, after: After = None) -> dict[str, Any]:
        """From drawn to still there after a year, each number with the places of its facts in the log."""
        await views.model.wait_for(after)
        return await views.funnel(str(draw_id), on or clock.today())

    @routes.get("/v1/draws/{draw_id}/history", operation_id="show_draw_history", **read)
    async def history(draw_id: UUID) -> dict[str, Any]:
        """Everything recorded about a draw, in order."""
        return {"draw_id": draw_id, "history": history_of(await draws.history(draw_id))}


def _as_a_row(one: dict[str, Any]) -> dict[str, Any]:
    return one | {"list_kinds": ", ".join(FRENCH[ListKind][kind] for kind in one["list_kinds"])}


def _columns(*fields: str) -> dict[str, str]:
    return {name: DRAW_COLUMNS[name] for name in fields}


def _warning(remark: dict[str, Any]) -> dict[str, Any]:
    """A remark with its sentences."""
    french, english = DRAW_REMARKS[remark["code"]]
    message, message_en = in_both(french, english, **remark)
    return remark | {"message": message, "message_en": message_en}
