"""Initiatives over HTTP."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from services.activities.initiatives.application import Initiatives
from services.activities.initiatives.readmodel import InitiativeViews
from services.activities.labels import WORDS
from services.activities.retelling import changes_of
from shared.contracts.activities.initiatives import Cents, DropReason, InitiativeProposed, Proposer
from shared.contracts.activities.words import Title
from shared.contracts.vocabulary import COUNCIL_ID, ONE_LINE, AmendmentReason, CouncilId, FunderKind, Theme
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
    Withdraw,
    WithdrawStep,
    chosen,
    done,
    page,
    read_dated_cursor,
)
from shared.platform.routes import history_of
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, euros, list_file
from shared.platform.web import allow, router

COLUMNS = {
    "initiative_id": "Identifiant",
    "council_id": "Conseil",
    "title": "Initiative",
    "theme": "Thématique",
    "status": "État",
    "proposed_on": "Proposée le",
    "proposed_by": "Proposée par",
    "adopted_on": "Adoptée le",
    "funded_cents": "Financements (euros)",
    "started_on": "Commencée le",
    "completed_on": "Réalisée le",
    "dropped_on": "Abandonnée le",
    "drop_reason": "Motif d'abandon",
}
"""The columns of the list of initiatives."""


InitiativeStatus = Literal["PROPOSED", "ADOPTED", "SUBMITTED", "FUNDED", "STARTED", "COMPLETED", "DROPPED", "WITHDRAWN"]


class Proposal(Asked):
    """What was proposed, by whom, and when."""

    title: Title
    theme: Theme = Theme.NOT_STATED
    proposed_on: CivilDate
    proposed_by: Proposer = Proposer.NOT_STATED


class Propose(Proposal):
    """Something to do was proposed. An id may be chosen by the sender, so that a draft made offline can refer to it."""

    initiative_id: UUID | None = None
    council_id: CouncilId


class Adopt(Asked):
    """The council made it its own."""

    adopted_on: CivilDate


class Submission(Asked):
    """What was asked, of whom, and when."""

    funder: FunderKind
    amount_cents: Cents | None = None
    submitted_on: CivilDate


class Submit(Submission):
    """Money was asked of a funder. The id tells two equal requests from one that is said twice."""

    submission_id: UUID | None = None


class RefuseFunding(Asked):
    """The funder said no."""

    refused_on: CivilDate


class Grant(Asked):
    """What was granted, by whom, and when."""

    funder: FunderKind
    amount_cents: Cents
    funded_on: CivilDate


class Fund(Grant):
    """A funder granted a sum. The id of the grant tells two equal grants from one grant said twice."""

    grant_id: UUID | None = None


class Start(Asked):
    """The work has begun."""

    started_on: CivilDate


class Complete(Asked):
    """It was done."""

    completed_on: CivilDate


class Drop(Asked):
    """It was given up."""

    dropped_on: CivilDate
    reason: DropReason = DropReason.NOT_STATED


class CorrectInitiative(Asked):
    """Steps of an initiative said again, each whole; those that are not named stay as they are."""

    reason: AmendmentReason
    proposed: Proposal | None = None
    adopted: Adopt | None = None
    submissions: dict[UUID, Submission] = Field(default={}, max_length=64, description="By the id of each request.")
    refusals: dict[UUID, RefuseFunding] = Field(default={}, max_length=64, description="By the id of the request.")
    grants: dict[UUID, Grant] = Field(default={}, max_length=64, description="By the id of each grant.")
    started: Start | None = None
    completed: Complete | None = None
    dropped: Drop | None = None


def routes(initiatives: Initiatives, views: InitiativeViews, clock: Clock) -> APIRouter:
    """What can be done with initiatives, and seen of them."""
    routes = router()
    _add_changes(routes, initiatives)
    _add_money(routes, initiatives)
    _add_amendments(routes, initiatives)
    _add_reads(routes, initiatives, views, clock)
    return routes


def _add_changes(routes: APIRouter, initiatives: Initiatives) -> None:
    """What can be said of an initiative itself."""
    record = allow(Permission.RECORD)

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
        "/v1/initiatives/{initiative_id}/started", response_model=Done, operation_id="start_initiative", **record
    )
    async def start(request: Request, initiative_id: UUID, asked: Start, command: Commanded) -> Response:
        """Say that the work has begun."""
        committed = await initiatives.start(command, initiative_id, asked.started_on, asked.origin)
        return done(request, committed, initiative_id)

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


def _add_money(routes: APIRouter, initiatives: Initiatives) -> None:
    """What can be said of what is asked for it, and granted."""
    record = allow(Permission.RECORD)

    @routes.post(
        "/v1/initiatives/{initiative_id}/submissions",
        status_code=201,
        response_model=Done,
        operation_id="submit_initiative",
        **record,
    )
    async def submit(request: Request, initiative_id: UUID, asked: Submit, command: Commanded) -> Response:
        """Say that money was asked of a funder; there may be several requests."""
        submission_id = chosen(asked.submission_id, command)
        committed = await initiatives.submit(
            command, initiative_id, submission_id, asked.funder, asked.amount_cents, asked.submitted_on, asked.origin
        )
        return done(request, committed, submission_id, created=True)

    @routes.post(
        "/v1/initiatives/{initiative_id}/submissions/{submission_id}/refused",
        response_model=Done,
        operation_id="refuse_funding",
        **record,
    )
    async def refuse(
        request: Request, initiative_id: UUID, submission_id: UUID, asked: RefuseFunding, command: Commanded
    ) -> Response:
        """Say that the funder said no."""
        committed = await initiatives.refuse_funding(
            command, initiative_id, submission_id, asked.refused_on, asked.origin
        )
        return done(request, committed, submission_id)

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


def _add_amendments(routes: APIRouter, initiatives: Initiatives) -> None:
    """What was said wrongly of it."""
    record = allow(Permission.RECORD)

    @routes.post(
        "/v1/initiatives/{initiative_id}/corrected", response_model=Done, operation_id="correct_initiative", **record
    )
    async def correct_steps(
        request: Request, initiative_id: UUID, asked: CorrectInitiative, command: Correcting
    ) -> Response:
        """Say steps of it again, each whole: those that are named. What was said before stays readable."""
        committed = await initiatives.correct(command, initiative_id, changes_of(asked), asked.reason, asked.origin)
        return done(request, committed, initiative_id)

    @routes.post(
        "/v1/initiatives/{initiative_id}/steps/withdrawn",
        response_model=Done,
        operation_id="withdraw_initiative_step",
        **record,
    )
    async def withdraw_step(
        request: Request, initiative_id: UUID, asked: WithdrawStep, command: Correcting
    ) -> Response:
        """Say that one step of it should never have been said, while nothing that was said later stands on it."""
        committed = await initiatives.withdraw_step(command, initiative_id, asked.step, asked.reason, asked.origin)
        return done(request, committed, initiative_id)

    @routes.post(
        "/v1/initiatives/{initiative_id}/withdrawn", response_model=Done, operation_id="withdraw_initiative", **record
    )
    async def withdraw(request: Request, initiative_id: UUID, asked: Withdraw, command: Correcting) -> Response:
        """Say that it should never have been entered, while nothing else is said of it."""
        committed = await initiatives.withdraw(command, initiative_id, asked.reason, asked.origin)
        return done(request, committed, initiative_id)


def _add_reads(routes: APIRouter, initiatives: Initiatives, views: InitiativeViews, clock: Clock) -> None:
    """What can be seen of initiatives."""
    read = allow(Permission.READ)

    @routes.get(
        "/v1/initiatives", operation_id="list_initiatives", response_model=None, responses=AS_A_FILE_TOO, **read
    )
    async def list_initiatives(
        request: Request,
        response: Response,
        council: Annotated[str | None, Query(pattern=COUNCIL_ID)] = None,
        status: InitiativeStatus | None = None,
        theme: Theme | None = None,
        q: Annotated[str | None, Query(max_length=120, pattern=ONE_LINE, description="In its title.")] = None,
        cursor: str | None = None,
        limit: Limit = 50,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> Any:
        """Initiatives in the order of their proposals, page by page; or all of them as a file."""
        await views.model.wait_for(after)
        if file_format == "csv":
            rows = await views.initiatives(council, status, theme, q)
            return list_file("initiatives.csv", COLUMNS, map(_line, rows), WORDS)
        rows = await views.initiatives(council, status, theme, q, read_dated_cursor(cursor), limit + 1)
        return page("initiatives", rows, limit, ("proposed_on", "initiative_id"), request, response)

    @routes.get("/v1/initiatives/{initiative_id}", operation_id="show_initiative", **read)
    async def show(response: Response, initiative_id: UUID, after: After = None) -> dict[str, Any]:
        """One initiative as it stands, with its requests and its grants."""
        await views.model.wait_for(after)
        initiative = await views.initiative(str(initiative_id))
        response.headers["ETag"] = f'"{initiative["version"]}"'
        return initiative

    @routes.get("/v1/initiatives/{initiative_id}/history", operation_id="show_initiative_history", **read)
    async def history(initiative_id: UUID) -> dict[str, Any]:
        """Everything recorded about an initiative, in order."""
        return {"initiative_id": initiative_id, "history": history_of(await initiatives.history(initiative_id))}

    @routes.get("/v1/councils/{council_id}/initiative-stages", operation_id="show_initiative_stages", **read)
    async def stages(
        council_id: CouncilCode,
        on: Annotated[CivilDate | None, Query(description="As of that day; today when none is said.")] = None,
        after: After = None,
    ) -> dict[str, Any]:
        """The days that each initiative of a council spent in each of its stages. A council has some dozens: one page holds all."""
        await views.model.wait_for(after)
        day = on or clock.today()
        return {"council_id": council_id, "on": day, "initiatives": await views.stages(council_id, day)}


def _line(initiative: dict[str, Any]) -> dict[str, Any]:
    """An initiative as a line of a file: money in euros."""
    return initiative | {"funded_cents": euros(initiative["funded_cents"])}
