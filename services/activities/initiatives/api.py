"""Initiatives over HTTP."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from services.activities.initiatives.application import Initiatives
from services.activities.initiatives.readmodel import InitiativeViews
from shared.contracts.activities.initiatives import DropReason, InitiativeProposed
from shared.contracts.activities.words import Title
from shared.contracts.vocabulary import COUNCIL_ID, CouncilId, FunderKind, Theme
from shared.platform.access import Permission
from shared.platform.exchange import (
    After,
    Asked,
    CivilDate,
    Commanded,
    Done,
    Limit,
    chosen,
    done,
    page,
    read_dated_cursor,
)
from shared.platform.routes import history_of
from shared.platform.web import allow, router


class Propose(Asked):
    """Something to do was proposed. An id may be chosen by the sender, so that a draft made offline can refer to it."""

    initiative_id: UUID | None = None
    council_id: CouncilId
    title: Title
    theme: Theme = Theme.NOT_STATED
    proposed_on: CivilDate


class Adopt(Asked):
    """The council made it its own."""

    adopted_on: CivilDate


class Fund(Asked):
    """A funder granted a sum. The id of the grant tells two equal grants from one grant said twice."""

    grant_id: UUID | None = None
    funder: FunderKind
    amount_cents: Annotated[int, Field(strict=True, gt=0, le=10**12, description="Euro cents.")]
    funded_on: CivilDate


class Complete(Asked):
    """It was done."""

    completed_on: CivilDate


class Drop(Asked):
    """It was given up."""

    dropped_on: CivilDate
    reason: DropReason = DropReason.NOT_STATED


def routes(initiatives: Initiatives, views: InitiativeViews) -> APIRouter:
    """What can be done with initiatives, and seen of them."""
    routes = router()
    record, read = allow(Permission.RECORD), allow(Permission.READ)

    @routes.post("/v1/initiatives", status_code=201, response_model=Done, operation_id="propose_initiative", **record)
    async def propose(request: Request, asked: Propose, command: Commanded) -> Response:
        """Say that something to do was proposed."""
        initiative_id = chosen(asked.initiative_id, command)
        fact = InitiativeProposed(**dict(asked) | {"initiative_id": initiative_id})
        return done(request, await initiatives.propose(command, fact), initiative_id, created=True)

    @routes.post(
        "/v1/initiatives/{initiative_id}/adopted", response_model=Done, operation_id="adopt_initiative", **record
    )
    async def adopt(request: Request, initiative_id: UUID, asked: Adopt, command: Commanded) -> Response:
        """Say that the council made it its own."""
        committed = await initiatives.adopt(command, initiative_id, asked.adopted_on, asked.origin)
        return done(request, committed, initiative_id)

    @routes.post(
        "/v1/initiatives/{initiative_id}/fundings",
        status_code=201,
        response_model=Done,
        operation_id="fund_initiative",
        **record,
    )
    async def fund(request: Request, initiative_id: UUID, asked: Fund, command: Commanded) -> Response:
        """Say that a funder granted a sum; there may be several, of several funders."""
        grant_id = chosen(asked.grant_id, command)
        committed = await initiatives.fund(
            command, initiative_id, grant_id, asked.funder, asked.amount_cents, asked.funded_on, asked.origin
        )
        return done(request, committed, grant_id, created=True)

    @routes.post(
        "/v1/initiatives/{initiative_id}/completed", response_model=Done, operation_id="complete_initiative", **record
    )
    async def complete(request: Request, initiative_id: UUID, asked: Complete, command: Commanded) -> Response:
        """Say that it was done."""
        committed = await initiatives.complete(command, initiative_id, asked.completed_on, asked.origin)
        return done(request, committed, initiative_id)

    @routes.post(
        "/v1/initiatives/{initiative_id}/dropped", response_model=Done, operation_id="drop_initiative", **record
    )
    async def drop(request: Request, initiative_id: UUID, asked: Drop, command: Commanded) -> Response:
        """Say that it was given up."""
        committed = await initiatives.drop(command, initiative_id, asked.dropped_on, asked.reason, asked.origin)
        return done(request, committed, initiative_id)

    @routes.get("/v1/initiatives", operation_id="list_initiatives", **read)
    async def list_initiatives(
        request: Request,
        response: Response,
        council: Annotated[str | None, Query(pattern=COUNCIL_ID)] = None,
        cursor: str | None = None,
        limit: Limit = 50,
        after: After = None,
    ) -> dict[str, Any]:
        """Initiatives in the order of their proposals, page by page."""
        await views.model.wait_for(after)
        rows = await views.initiatives(council, read_dated_cursor(cursor), limit + 1)
        return page("initiatives", rows, limit, ("proposed_on", "initiative_id"), request, response)

    @routes.get("/v1/initiatives/{initiative_id}", operation_id="show_initiative", **read)
    async def show(response: Response, initiative_id: UUID, after: After = None) -> dict[str, Any]:
        """One initiative as it stands, with its grants."""
        await views.model.wait_for(after)
        initiative = await views.initiative(str(initiative_id))
        response.headers["ETag"] = f'"{initiative["version"]}"'
        return initiative

    @routes.get("/v1/initiatives/{initiative_id}/history", operation_id="show_initiative_history", **read)
    async def history(initiative_id: UUID) -> dict[str, Any]:
        """Everything recorded about an initiative, in order."""
        return {"initiative_id": initiative_id, "history": history_of(await initiatives.history(initiative_id))}

    return routes
