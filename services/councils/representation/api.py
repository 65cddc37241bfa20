"""Representation over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from services.councils.representation.application import Representation
from services.councils.representation.readmodel import RepresentationViews
from shared.contracts.councils.representation import RepresentativeAppointed, SeatsOffered, StandingDownReason
from shared.contracts.french import FRENCH
from shared.contracts.vocabulary import (
    COUNCIL_ID,
    College,
    CouncilId,
    Gender,
    MemberRole,
    SteeringBodyKind,
)
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
    OnDay,
    Withdraw,
    done,
)
from shared.platform.routes import history_of
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow, router

Seats = Annotated[int, Field(strict=True, ge=0, le=100)]

COLUMNS = {
    "council_id": "Conseil",
    "body_name": "Instance",
    "body_kind": "Nature",
    "from_on": "Depuis",
    "titular_seats": "Sièges de titulaires offerts",
    "titular_filled": "Sièges de titulaires pourvus",
    "substitute_seats": "Sièges de suppléants offerts",
    "substitute_filled": "Sièges de suppléants pourvus",
    "seats_of_body": "Sièges de l'instance",
}


class OfferSeats(Asked):
    """A steering body offers seats to a council from a day."""

    body_id: UUID
    council_id: CouncilId
    titular_seats: Seats
    substitute_seats: Seats = 0
    seats_of_body: int | None = Field(default=None, strict=True, ge=1, le=1000)
    from_on: CivilDate


class Appoint(Asked):
    """The council names somebody to represent it there."""

    person_id: UUID
    role: MemberRole = MemberRole.TITULAR
    college: College
    gender: Gender = Gender.NOT_DECLARED
    from_on: CivilDate


class StandDown(Asked):
    """Somebody no longer represents the council there."""

    until_on: CivilDate = Field(description="First day on which they no longer do.")
    reason: StandingDownReason = StandingDownReason.NOT_STATED


def routes(representation: Representation, views: RepresentationViews, clock: Clock) -> APIRouter:
    """What can be done with seats in steering bodies, and seen of them."""
    routes = router()
    record, read = allow(Permission.RECORD), allow(Permission.READ)
    here = "/v1/delegations/{body_id}/{council_id}"

    def day(on: date | None) -> date:
        return on or clock.today()

    @routes.post("/v1/delegations", status_code=201, response_model=Done, operation_id="offer_seats", **record)
    async def offer(request: Request, asked: OfferSeats, command: Commanded) -> Response:
        """Say how many seats a body offers to a council; said again, the number of that day is right from that day."""
        body = await views.body(str(asked.body_id))
        fact = SeatsOffered(**dict(asked) | {"body_kind": body["body_kind"], "body_name": body["body_name"]})
        committed = await representation.offer_seats(command, fact)
        return done(request, committed, f"{asked.body_id}/{asked.council_id}", created=True)

    @routes.post(f"{here}/offers/withdrawn", response_model=Done, operation_id="withdraw_seat_offer", **record)
    async def withdraw_offer(
        request: Request, body_id: UUID, council_id: CouncilCode, asked: Withdraw, command: Correcting
    ) -> Response:
        """Say that the last offer of seats was a mistake; what was offered before stands again."""
        committed = await representation.withdraw_offer(command, body_id, council_id, asked.reason, asked.origin)
        return done(request, committed, f"{body_id}/{council_id}")

    @routes.post(
        f"{here}/representatives", status_code=201, response_model=Done, operation_id="appoint_representative", **record
    )
    async def appoint(
        request: Request, body_id: UUID, council_id: CouncilCode, asked: Appoint, command: Commanded
    ) -> Response:
        """Say whom the council sends."""
        body = await views.body(str(body_id))
        told = {"body_id": body_id, "body_kind": body["body_kind"], "council_id": council_id}
        committed = await representation.appoint(command, RepresentativeAppointed(**dict(asked) | told))
        return done(request, committed, asked.person_id, created=True)

    @routes.post(
        f"{here}/representatives/{{person_id}}/end",
        response_model=Done,
        operation_id="stand_down_representative",
        **record,
    )
    async def stand_down(
        request: Request, body_id: UUID, council_id: CouncilCode, person_id: UUID, asked: StandDown, command: Commanded
    ) -> Response:
        """Say that somebody no longer represents the council."""
        committed = await representation.stand_down(
            command, body_id, council_id, person_id, asked.until_on, asked.reason, asked.origin
        )
        return done(request, committed, person_id)

    @routes.post(
        f"{here}/representatives/{{person_id}}/end/withdrawn",
        response_model=Done,
        operation_id="withdraw_standing_down",
        **record,
    )
    async def withdraw_standing_down(
        request: Request, body_id: UUID, council_id: CouncilCode, person_id: UUID, asked: Withdraw, command: Correcting
    ) -> Response:
        """Say that somebody did not stand down: the entry was a mistake."""
        committed = await representation.withdraw_standing_down(
            command, body_id, council_id, person_id, asked.reason, asked.origin
        )
        return done(request, committed, person_id)

    @routes.post(
        f"{here}/representatives/{{person_id}}/withdrawn",
        response_model=Done,
        operation_id="withdraw_appointment",
        **record,
    )
    async def withdraw(
        request: Request, body_id: UUID, council_id: CouncilCode, person_id: UUID, asked: Withdraw, command: Correcting
    ) -> Response:
        """Say that somebody was never named."""
        committed = await representation.withdraw(command, body_id, council_id, person_id, asked.reason, asked.origin)
        return done(request, committed, person_id)

    @routes.get(
        "/v1/delegations", operation_id="list_delegations", response_model=None, responses=AS_A_FILE_TOO, **read
    )
    async def delegations(
        on: OnDay = None,
        council: Annotated[str | None, Query(pattern=COUNCIL_ID)] = None,
        kind: SteeringBodyKind | None = None,
        q: Annotated[str | None, Query(max_length=120, description="Words of the body's name.")] = None,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> Any:
        """Every council's seats in every body on a day: offered, filled, by whom. Councils are few: one page holds all."""
        await views.model.wait_for(after)
        found = await views.delegations(day(on), council_id=council, body_kind=kind, words=q)
        if file_format == "csv":
            return list_file(f"representation-{day(on)}.csv", COLUMNS, found, {"body_kind": FRENCH[SteeringBodyKind]})
        return {"on": day(on), "delegations": found}

    @routes.get(here, operation_id="show_delegation", **read)
    async def show(
        response: Response, body_id: UUID, council_id: CouncilCode, on: OnDay = None, after: After = None
    ) -> dict[str, Any]:
        """One council's seats in one body on a day."""
        await views.model.wait_for(after)
        found = await views.delegation(str(body_id), council_id, day(on))
        response.headers["ETag"] = f'"{(await representation.history(body_id, council_id))[-1].version}"'
        return {"on": day(on), **found}

    @routes.get(f"{here}/history", operation_id="show_delegation_history", **read)
    async def history(body_id: UUID, council_id: CouncilCode) -> dict[str, Any]:
        """Everything recorded about a council's seats in a body, in order."""
        recorded = await representation.history(body_id, council_id)
        return {"body_id": body_id, "council_id": council_id, "history": history_of(recorded)}

    return routes
