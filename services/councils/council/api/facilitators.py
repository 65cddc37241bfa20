"""Facilitators of a council over HTTP: who supports it, from when until when."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.councils.council.application import Councils
from shared.contracts.councils.team import FacilitatorAssigned, UnassignmentReason
from shared.platform.access import Permission
from shared.platform.exchange import Asked, CivilDate, Commanded, Correcting, CouncilCode, Done, Withdraw, chosen, done
from shared.platform.web import allow


class Assign(Asked):
    """A facilitator supports the council."""

    facilitator_id: UUID | None = None
    assigned_on: CivilDate


class Unassign(Asked):
    """A facilitator no longer supports the council."""

    unassigned_on: CivilDate
    reason: UnassignmentReason = UnassignmentReason.NOT_STATED


class WithdrawAssignment(Withdraw):
    """The support that was said to begin that day never was."""

    assigned_on: CivilDate


def add_facilitators(routes: APIRouter, councils: Councils) -> None:
    """What can be done with the facilitators of a council."""
    record = allow(Permission.RECORD)

    @routes.post(
        "/v1/councils/{council_id}/facilitators",
        status_code=201,
        response_model=Done,
        operation_id="assign_facilitator",
        **record,
    )
    async def assign(request: Request, council_id: CouncilCode, asked: Assign, command: Commanded) -> Response:
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
        request: Request, council_id: CouncilCode, facilitator_id: UUID, asked: Unassign, command: Commanded
    ) -> Response:
        """Say that a facilitator no longer supports the council."""
        committed = await councils.unassign_facilitator(
            command, council_id, facilitator_id, asked.unassigned_on, asked.reason, asked.origin
        )
        return done(request, committed, facilitator_id)

    @routes.post(
        "/v1/councils/{council_id}/facilitators/{facilitator_id}/withdrawn",
        response_model=Done,
        operation_id="withdraw_assignment",
        **record,
    )
    async def withdraw_assignment(
        request: Request, council_id: CouncilCode, facilitator_id: UUID, asked: WithdrawAssignment, command: Correcting
    ) -> Response:
        """Say that a facilitator never supported the council from that day."""
        committed = await councils.withdraw_assignment(
            command, council_id, facilitator_id, asked.assigned_on, asked.reason, asked.origin
        )
        return done(request, committed, facilitator_id)
