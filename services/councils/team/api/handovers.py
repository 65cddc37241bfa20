"""What is open for a council, and handovers, over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field

from services.councils.labels import TEAM_COLUMNS, TEAM_STATUSES
from services.councils.team.application import Handovers
from services.councils.team.domain.handovers import LARGEST_LIST
from services.councils.team.readmodel.open_matters import OpenMatters
from services.councils.team.readmodel.views import TeamViews
from shared.contracts.councils.team import HandoverOpened
from shared.contracts.vocabulary import COUNCIL_ID, PLACES, CouncilId
from shared.platform.access import Permission
from shared.platform.clock import Clock
from shared.platform.exchange import (
    After,
    Asked,
    CivilDate,
    Commanded,
    Correcting,
    CouncilCode,
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
from shared.platform.web import allow

Line = Annotated[int, Path(ge=1, le=LARGEST_LIST)]


class HandoverStatus(StrEnum):
    """How far a handover has come."""

    OPEN = "OPEN"
    COMPLETE = "COMPLETE"
    WITHDRAWN = "WITHDRAWN"


class OpenHandover(Asked):
    """What is open for a council passes from one facilitator to another. An id may be chosen by the sender."""

    handover_id: UUID | None = None
    council_id: CouncilId
    from_facilitator_id: UUID
    to_facilitator_id: UUID
    opened_on: CivilDate
    after: str | None = Field(
        default=None, pattern=PLACES, description="What must have been heard of before: `activities@41`."
    )


class AcceptLine(Asked):
    """One line is taken over."""

    accepted_on: CivilDate


def add_handovers(
    routes: APIRouter, handovers: Handovers, views: TeamViews, open_now: OpenMatters, clock: Clock
) -> None:
    """What can be done with handovers, and seen of them."""
    _add_views(routes, handovers, views, open_now, clock)
    _add_lives(routes, handovers)


def _add_views(routes: APIRouter, handovers: Handovers, views: TeamViews, open_now: OpenMatters, clock: Clock) -> None:
    read = allow(Permission.READ)

    @routes.get("/v1/councils/{council_id}/open-matters", operation_id="list_open_matters", **read)
    async def open_matters(council_id: CouncilCode, on: OnDay = None, after: After = None) -> dict[str, Any]:
        """What is open for a council on a day, the facts behind each matter, and who holds it."""
        await open_now.wait_for(after)
        day = on or clock.today()
        matters = await open_now.of_council(council_id, day)
        without_holder = sum(not one["holders"] for one in matters)
        return {"council_id": council_id, "on": day, "open_matters": matters, "without_holder": without_holder}

    @routes.get("/v1/handovers", operation_id="list_handovers", response_model=None, responses=AS_A_FILE_TOO, **read)
    async def list_handovers(
        request: Request,
        response: Response,
        council: Annotated[str | None, Query(pattern=COUNCIL_ID, description="Of this council only.")] = None,
        facilitator: Annotated[UUID | None, Query(description="Of this person only.")] = None,
        status: HandoverStatus | None = None,
        cursor: str | None = None,
        limit: Limit = 50,
        after: After = None,
        file_format: FileFormat = "json",
    ) -> Mapping[str, Any] | Response:
        """Handovers in the order of their days."""
        await views.wait_for(after)
        person = str(facilitator) if facilitator else None
        if file_format == "csv":
            rows = await views.handovers(council=council, facilitator=person, status=status)
            return list_file("handovers.csv", TEAM_COLUMNS["handovers"], rows, {"status": TEAM_STATUSES})
        rows = await views.handovers(
            council=council,
            facilitator=person,
            status=status,
            after_key=read_dated_cursor(cursor),
            limit=limit + 1,
        )
        return page("handovers", rows, limit, ("opened_on", "handover_id"), request, response)

    @routes.get("/v1/handovers/{handover_id}", operation_id="show_handover", **read)
    async def show(response: Response, handover_id: UUID, after: After = None) -> dict[str, Any]:
        """One handover, line by line."""
        await views.wait_for(after)
        handover = await views.handover(str(handover_id))
        response.headers["ETag"] = f'"{handover["version"]}"'
        return handover

    @routes.get("/v1/handovers/{handover_id}/history", operation_id="show_handover_history", **read)
    async def history(handover_id: UUID) -> dict[str, Any]:
        """Everything recorded about a handover, in order: who accepted which line is in the envelope."""
        return {"handover_id": handover_id, "history": history_of(await handovers.history(handover_id))}


def _add_lives(routes: APIRouter, handovers: Handovers) -> None:
    record = {"response_model": Done, **allow(Permission.RECORD)}

    @routes.post("/v1/handovers", status_code=201, operation_id="open_handover", **record)
    async def open_handover(request: Request, asked: OpenHandover, command: Commanded) -> Response:
        """Freeze what is open for the council on that day, for the one who takes over."""
        handover_id = chosen(asked.handover_id, command)
        said = {name: value for name, value in asked if name != "after"}
        fact = HandoverOpened(**said | {"handover_id": handover_id, "lines": ()})
        return done(request, await handovers.open(command, fact, asked.after), handover_id, created=True)

    @routes.post("/v1/handovers/{handover_id}/lines/{line}/acceptance", operation_id="accept_handover_line", **record)
    async def accept(
        request: Request,
        handover_id: UUID,
        line: Line,
        asked: AcceptLine,
        command: Commanded,
    ) -> Response:
        """Take over one line."""
        committed = await handovers.accept(command, handover_id, line, asked.accepted_on, asked.origin)
        return done(request, committed, handover_id)

    @routes.post(
        "/v1/handovers/{handover_id}/lines/{line}/acceptance/withdrawn",
        operation_id="withdraw_handover_acceptance",
        **record,
    )
    async def withdraw_acceptance(
        request: Request,
        handover_id: UUID,
        line: Line,
        asked: Withdraw,
        command: Correcting,
    ) -> Response:
        """Say that one line was not taken over: the entry was a mistake, and the line waits again."""
        committed = await handovers.withdraw_acceptance(command, handover_id, line, asked.reason, asked.origin)
        return done(request, committed, handover_id)

    @routes.post("/v1/handovers/{handover_id}/withdrawn", operation_id="withdraw_handover", **record)
    async def withdraw(request: Request, handover_id: UUID, asked: Withdraw, command: Correcting) -> Response:
        """Say that the handover does not take place."""
        return done(request, await handovers.withdraw(command, handover_id, asked.reason, asked.origin), handover_id)
