"""Councils over HTTP."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field

from services.councils.council.application import Councils
from services.councils.council.readmodel import CouncilViews
from shared.contracts.councils.composition import LeavingReason, MemberJoined, Recruitment
from shared.contracts.councils.council import CouncilDistrictSet, CouncilEstablished
from shared.contracts.councils.team import FacilitatorAssigned, UnassignmentReason
from shared.contracts.councils.territories import DistrictGeneration
from shared.contracts.vocabulary import (
    COUNCIL_ID,
    ONE_LINE,
    AgeBand,
    Arrondissement,
    College,
    CouncilId,
    DistrictCode,
    Gender,
    MemberRole,
)
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
    read_cursor,
)
from shared.platform.routes import history_of
from shared.platform.web import allow, router

Code = Annotated[str, Path(pattern=COUNCIL_ID, description="Code of the council, as `CC18`.")]


class Establish(Asked):
    """A council exists."""

    council_id: CouncilId
    name: str = Field(min_length=1, max_length=120, pattern=ONE_LINE)
    arrondissement: Arrondissement
    established_on: CivilDate


class SetDistrict(Asked):
    """A council covers a priority district."""

    district_code: DistrictCode
    generation: DistrictGeneration
    from_on: CivilDate
    until_on: CivilDate | None = None


class Welcome(Asked):
    """A person became a member. An id may be chosen by the sender, so that a draft made offline can refer to it."""

    person_id: UUID | None = None
    college: College
    role: MemberRole = MemberRole.TITULAR
    recruitment: Recruitment = Recruitment.NOT_STATED
    gender: Gender = Gender.NOT_DECLARED
    age_band: AgeBand = AgeBand.NOT_DECLARED
    district_code: DistrictCode | None = None
    joined_on: CivilDate


class SeeOff(Asked):
    """A member left."""

    left_on: CivilDate
    reason: LeavingReason = LeavingReason.NOT_STATED


class Assign(Asked):
    """A facilitator supports the council."""

    facilitator_id: UUID | None = None
    assigned_on: CivilDate


class Unassign(Asked):
    """A facilitator no longer supports the council."""

    unassigned_on: CivilDate
    reason: UnassignmentReason = UnassignmentReason.NOT_STATED


def routes(councils: Councils, views: CouncilViews) -> APIRouter:
    """What can be done with councils, and seen of them."""
    routes = router()
    record, read = allow(Permission.RECORD), allow(Permission.READ)

    @routes.post("/v1/councils", status_code=201, response_model=Done, operation_id="establish_council", **record)
    async def establish(request: Request, asked: Establish, command: Commanded) -> Response:
        """Say that a council exists."""
        committed = await councils.establish(command, CouncilEstablished(**dict(asked)))
        return done(request, committed, asked.council_id, created=True)

    @routes.get("/v1/councils", operation_id="list_councils", **read)
    async def list_councils(
        request: Request, response: Response, cursor: str | None = None, limit: Limit = 50, after: After = None
    ) -> dict[str, Any]:
        """All councils, page by page."""
        await views.model.wait_for(after)
        last = read_cursor(cursor, 1)
        rows = await views.councils(last[0] if last else None, limit + 1)
        return page("councils", rows, limit, ("council_id",), request, response)

    @routes.get("/v1/councils/{council_id}", operation_id="show_council", **read)
    async def show(response: Response, council_id: Code, after: After = None) -> dict[str, Any]:
        """One council, its districts and its facilitators."""
        await views.model.wait_for(after)
        council = await views.council(council_id)
        response.headers["ETag"] = f'"{council["version"]}"'
        return council

    @routes.get("/v1/councils/{council_id}/members", operation_id="list_members", **read)
    async def members(
        council_id: Code,
        on: Annotated[CivilDate, Query(description="Who was a member on that day.")],
        after: After = None,
    ) -> dict[str, Any]:
        """The members on a day: ids and counting fields, no names."""
        await views.model.wait_for(after)
        return {"council_id": council_id, "on": on, "members": await views.members(council_id, on)}

    @routes.get("/v1/councils/{council_id}/history", operation_id="show_council_history", **read)
    async def history(council_id: Code) -> dict[str, Any]:
        """Everything recorded about a council, in order."""
        return {"council_id": council_id, "history": history_of(await councils.history(council_id))}

    @routes.post("/v1/councils/{council_id}/districts", response_model=Done, operation_id="set_district", **record)
    async def set_district(request: Request, council_id: Code, asked: SetDistrict, command: Commanded) -> Response:
        """Say that a council covers a priority district."""
        committed = await councils.set_district(command, CouncilDistrictSet(council_id=council_id, **dict(asked)))
        return done(request, committed, council_id)

    @routes.post(
        "/v1/councils/{council_id}/members",
        status_code=201,
        response_model=Done,
        operation_id="welcome_member",
        **record,
    )
    async def welcome(request: Request, council_id: Code, asked: Welcome, command: Commanded) -> Response:
        """Say that a person became a member."""
        person_id = chosen(asked.person_id, command)
        fact = MemberJoined(**dict(asked) | {"council_id": council_id, "person_id": person_id})
        return done(request, await councils.welcome_member(command, fact), person_id, created=True)

    @routes.post(
        "/v1/councils/{council_id}/members/{person_id}/departure",
        response_model=Done,
        operation_id="see_off_member",
        **record,
    )
    async def see_off(
        request: Request, council_id: Code, person_id: UUID, asked: SeeOff, command: Commanded
    ) -> Response:
        """Say that a member left."""
        committed = await councils.see_off_member(
            command, council_id, person_id, asked.left_on, asked.reason, asked.origin
        )
        return done(request, committed, person_id)

    @routes.post(
        "/v1/councils/{council_id}/facilitators",
        status_code=201,
        response_model=Done,
        operation_id="assign_facilitator",
        **record,
    )
    async def assign(request: Request, council_id: Code, asked: Assign, command: Commanded) -> Response:
        """Say that a facilitator supports the council."""
        facilitator_id = chosen(asked.facilitator_id, command)
        fact = FacilitatorAssigned(**dict(asked) | {"council_id": council_id, "facilitator_id": facilitator_id})
        return done(request, await councils.assign_facilitator(command, fact), facilitator_id, created=True)

    @routes.post(
        "/v1/councils/{council_id}/facilitators/{facilitator_id}/end",
        response_model=Done,
        operation_id="unassign_facilitator",
        **record,
    )
    async def unassign(
        request: Request, council_id: Code, facilitator_id: UUID, asked: Unassign, command: Commanded
    ) -> Response:
        """Say that a facilitator no longer supports the council."""
        committed = await councils.unassign_facilitator(
            command, council_id, facilitator_id, asked.unassigned_on, asked.reason, asked.origin
        )
        return done(request, committed, facilitator_id)

    return routes
