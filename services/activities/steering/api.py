"""Steering bodies and their sessions over HTTP."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from services.activities.labels import WORDS
from services.activities.retelling import changes_of
from services.activities.steering.application import Steering
from services.activities.steering.readmodel import SteeringViews, Wanted
from shared.contracts.activities.steering import Representative, SteeringBodyDeclared
from shared.contracts.activities.words import CancellationReason, Title
from shared.contracts.french import FRENCH
from shared.contracts.vocabulary import COUNCIL_ID, ONE_LINE, AmendmentReason, CouncilId, SteeringBodyKind
from shared.platform.access import Permission
from shared.platform.exchange import (
    After,
    Asked,
    CivilDate,
    Commanded,
    Correcting,
    Done,
    Limit,
    Withdraw,
    WithdrawStep,
    chosen,
    done,
    page,
    read_cursor,
    read_dated_cursor,
)
from shared.platform.routes import history_of
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow, router

BODY_COLUMNS = {
    "body_id": "Identifiant",
    "kind": "Nature",
    "name": "Instance",
    "status": "État",
    "council_ids": "Conseils qui y siègent",
}
"""The columns of the list of bodies."""

COLUMNS = {
    "session_id": "Identifiant",
    "body_id": "Instance (identifiant)",
    "body_kind": "Nature de l'instance",
    "body_name": "Instance",
    "status": "État",
    "planned_on": "Prévue le",
    "held_on": "Tenue le",
    "expected_from_on": "Attendue à partir du",
    "expected_until_on": "Attendue jusqu'au",
}
"""The columns of the list of sessions."""

Council = Annotated[str | None, Query(pattern=COUNCIL_ID, description="Where this council has a seat.")]


class Body(Asked):
    """A body, and who has a seat in it."""

    kind: SteeringBodyKind
    name: Title
    council_ids: tuple[CouncilId, ...] = Field(min_length=1, max_length=64, description="Councils with a seat.")


class Declare(Body):
    """A body exists. An id may be chosen by the sender."""

    body_id: UUID | None = None


class CorrectBody(Body):
    """A body said again, whole."""

    reason: AmendmentReason


class Plan(Asked):
    """The day on which it is to sit."""

    planned_on: CivilDate


class Schedule(Plan):
    """A body is to sit. An id may be chosen by the sender, so that a draft made offline can refer to it."""

    session_id: UUID | None = None
    body_id: UUID


class Hold(Asked):
    """A session that was planned took place."""

    held_on: CivilDate


class EnterHeld(Hold):
    """A body sat, and nobody had planned it here."""

    session_id: UUID | None = None
    body_id: UUID


class Expectation(Asked):
    """The days between which it should have sat, both included."""

    expected_from_on: CivilDate
    expected_until_on: CivilDate


class Miss(Expectation):
    """A body should have sat between two days, both included, and was never convened."""

    session_id: UUID | None = None


class Cancel(Asked):
    """It did not take place."""

    reason: CancellationReason = CancellationReason.NOT_STATED


class Name(Asked):
    """A council said who will speak for it."""

    council_id: CouncilId
    representative: Representative
    named_on: CivilDate


class Presence(Asked):
    """Who spoke for a council."""

    representatives: tuple[Representative, ...] = Field(min_length=1, max_length=64)


class Attend(Presence):
    """A council was represented."""

    council_id: CouncilId


class CorrectSession(Asked):
    """Steps of a session said again, each whole; those that are not named stay as they are."""

    reason: AmendmentReason
    scheduled: Plan | None = None
    held: Hold | None = None
    attended: dict[CouncilId, Presence] = Field(default={}, max_length=64, description="By the code of each council.")
    cancelled: Cancel | None = None
    not_convened: Expectation | None = None


def routes(steering: Steering, views: SteeringViews) -> APIRouter:
    """What can be done with bodies and sessions, and seen of them."""
    routes = router()
    _add_bodies(routes, steering, views)
    _add_sessions(routes, steering, views)
    _add_amendments(routes, steering)
    return routes


def _add_amendments(routes: APIRouter, steering: Steering) -> None:
    """What was said wrongly of bodies and of sessions."""
    record = allow(Permission.RECORD)

    @routes.post(
        "/v1/steering-bodies/{body_id}/corrected", response_model=Done, operation_id="correct_steering_body", **record
    )
    async def correct_body(request: Request, body_id: UUID, asked: CorrectBody, command: Correcting) -> Response:
        """Say a body again, whole. Its sessions keep what was said of it, until they are corrected too."""
        after = SteeringBodyDeclared(body_id=body_id, **asked.model_dump(exclude={"reason"}))
        return done(request, await steering.correct_body(command, after, asked.reason), body_id)

    @routes.post(
        "/v1/steering-bodies/{body_id}/withdrawn", response_model=Done, operation_id="withdraw_steering_body", **record
    )
    async def withdraw_body(request: Request, body_id: UUID, asked: Withdraw, command: Correcting) -> Response:
        """Say that a body should never have been declared, while no session of it stands."""
        committed = await steering.withdraw_body(command, body_id, asked.reason, asked.origin)
        return done(request, committed, body_id)

    @routes.post(
        "/v1/steering-sessions/{session_id}/corrected",
        response_model=Done,
        operation_id="correct_steering_session",
        **record,
    )
    async def correct_steps(request: Request, session_id: UUID, asked: CorrectSession, command: Correcting) -> Response:
        """Say steps of it again, each whole: those that are named. What was said before stays readable."""
        committed = await steering.correct(command, session_id, changes_of(asked), asked.reason, asked.origin)
        return done(request, committed, session_id)

    @routes.post(
        "/v1/steering-sessions/{session_id}/steps/withdrawn",
        response_model=Done,
        operation_id="withdraw_steering_session_step",
        **record,
    )
    async def withdraw_step(request: Request, session_id: UUID, asked: WithdrawStep, command: Correcting) -> Response:
        """Say that one step of it should never have been said, while nothing that was said later stands on it."""
        committed = await steering.withdraw_step(command, session_id, asked.step, asked.reason, asked.origin)
        return done(request, committed, session_id)

    @routes.post(
        "/v1/steering-sessions/{session_id}/withdrawn",
        response_model=Done,
        operation_id="withdraw_steering_session",
        **record,
    )
    async def withdraw(request: Request, session_id: UUID, asked: Withdraw, command: Correcting) -> Response:
        """Say that it should never have been entered, while nothing else is said of it."""
        committed = await steering.withdraw(command, session_id, asked.reason, asked.origin)
        return done(request, committed, session_id)


def _add_bodies(routes: APIRouter, steering: Steering, views: SteeringViews) -> None:
    record, read = allow(Permission.RECORD), allow(Permission.READ)

    @routes.post(
        "/v1/steering-bodies", status_code=201, response_model=Done, operation_id="declare_steering_body", **record
    )
    async def declare(request: Request, asked: Declare, command: Commanded) -> Response:
        """Say that a steering body exists, and which councils have a seat in it."""
        body_id = chosen(asked.body_id, command)
        fact = SteeringBodyDeclared(**dict(asked) | {"body_id": body_id})
        return done(request, await steering.declare(command, fact), body_id, created=True)

    @routes.get(
        "/v1/steering-bodies",
        operation_id="list_steering_bodies",
        response_model=None,
        responses=AS_A_FILE_TOO,
        **read,
    )
    async def list_bodies(
        request: Request,
        response: Response,
        council: Council = None,
        kind: SteeringBodyKind | None = None,
        status: Literal["DECLARED", "WITHDRAWN"] | None = None,
        q: Annotated[str | None, Query(max_length=120, pattern=ONE_LINE, description="In its name.")] = None,
        cursor: str | None = None,
        limit: Limit = 50,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> Any:
        """Steering bodies, page by page; or all of them as a file."""
        await views.model.wait_for(after)
        wanted: dict[str, Any] = {"council_id": council, "kind": kind, "status": status, "words": q}
        if file_format == "csv":
            rows = [one | {"council_ids": ", ".join(one["council_ids"])} for one in await views.bodies(**wanted)]
            return list_file("instances.csv", BODY_COLUMNS, rows, WORDS | {"kind": FRENCH[SteeringBodyKind]})
        last = read_cursor(cursor, 1)
        rows = await views.bodies(**wanted, after_id=last[0] if last else None, limit=limit + 1)
        return page("steering_bodies", rows, limit, ("body_id",), request, response)

    @routes.get("/v1/steering-bodies/{body_id}", operation_id="show_steering_body", **read)
    async def show_body(response: Response, body_id: UUID, after: After = None) -> dict[str, Any]:
        """One body, and the councils with a seat."""
        await views.model.wait_for(after)
        body = await views.body(str(body_id))
        response.headers["ETag"] = f'"{body["version"]}"'
        return body

    @routes.get("/v1/steering-bodies/{body_id}/history", operation_id="show_steering_body_history", **read)
    async def body_history(body_id: UUID) -> dict[str, Any]:
        """Everything recorded about a body, in order."""
        return {"body_id": body_id, "history": history_of(await steering.history_of_body(body_id))}

    @routes.post(
        "/v1/steering-bodies/{body_id}/not-convened",
        status_code=201,
        response_model=Done,
        operation_id="miss_steering_session",
        **record,
    )
    async def miss(request: Request, body_id: UUID, asked: Miss, command: Commanded) -> Response:
        """Say that the body should have sat, and was never convened."""
        session_id = chosen(asked.session_id, command)
        committed = await steering.miss(
            command, session_id, body_id, asked.expected_from_on, asked.expected_until_on, asked.origin
        )
        return done(request, committed, session_id, created=True)


def _add_sessions(routes: APIRouter, steering: Steering, views: SteeringViews) -> None:
    record, read = allow(Permission.RECORD), allow(Permission.READ)

    @routes.post(
        "/v1/steering-sessions",
        status_code=201,
        response_model=Done,
        operation_id="schedule_steering_session",
        **record,
    )
    async def schedule(request: Request, asked: Schedule, command: Commanded) -> Response:
        """Say that a body is to sit."""
        session_id = chosen(asked.session_id, command)
        committed = await steering.schedule(command, session_id, asked.body_id, asked.planned_on, asked.origin)
        return done(request, committed, session_id, created=True)

    @routes.post(
        "/v1/steering-sessions/held",
        status_code=201,
        response_model=Done,
        operation_id="enter_held_steering_session",
        **record,
    )
    async def enter_held(request: Request, asked: EnterHeld, command: Commanded) -> Response:
        """Say that a body sat, when nobody had planned it here."""
        session_id = chosen(asked.session_id, command)
        committed = await steering.enter_held(command, session_id, asked.body_id, asked.held_on, asked.origin)
        return done(request, committed, session_id, created=True)

    @routes.post(
        "/v1/steering-sessions/{session_id}/held",
        response_model=Done,
        operation_id="hold_steering_session",
        **record,
    )
    async def hold(request: Request, session_id: UUID, asked: Hold, command: Commanded) -> Response:
        """Say that a session that was planned took place."""
        committed = await steering.hold(command, session_id, asked.held_on, asked.origin)
        return done(request, committed, session_id)

    @routes.post(
        "/v1/steering-sessions/{session_id}/cancelled",
        response_model=Done,
        operation_id="cancel_steering_session",
        **record,
    )
    async def cancel(request: Request, session_id: UUID, asked: Cancel, command: Commanded) -> Response:
        """Say that it did not take place."""
        return done(request, await steering.cancel(command, session_id, asked.reason, asked.origin), session_id)

    @routes.post(
        "/v1/steering-sessions/{session_id}/representatives",
        response_model=Done,
        operation_id="name_representative",
        **record,
    )
    async def name(request: Request, session_id: UUID, asked: Name, command: Commanded) -> Response:
        """Say who will speak for a council."""
        committed = await steering.name(
            command, session_id, asked.council_id, asked.representative, asked.named_on, asked.origin
        )
        return done(request, committed, session_id)

    @routes.post(
        "/v1/steering-sessions/{session_id}/attendance",
        response_model=Done,
        operation_id="attend_steering_session",
        **record,
    )
    async def attend(request: Request, session_id: UUID, asked: Attend, command: Commanded) -> Response:
        """Say who spoke for a council at a session that was held."""
        committed = await steering.attend(command, session_id, asked.council_id, asked.representatives, asked.origin)
        return done(request, committed, session_id)

    @routes.get(
        "/v1/steering-sessions",
        operation_id="list_steering_sessions",
        response_model=None,
        responses=AS_A_FILE_TOO,
        **read,
    )
    async def list_sessions(
        request: Request,
        response: Response,
        council: Council = None,
        body: UUID | None = None,
        kind: SteeringBodyKind | None = None,
        status: Literal["SCHEDULED", "HELD", "CANCELLED", "NOT_CONVENED", "WITHDRAWN"] | None = None,
        first: Annotated[CivilDate | None, Query(alias="from")] = None,
        last: Annotated[CivilDate | None, Query(alias="to")] = None,
        cursor: str | None = None,
        limit: Limit = 50,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> Any:
        """Sessions in the order of their days, page by page; or all of them as a file."""
        await views.model.wait_for(after)
        wanted = Wanted(council, None if body is None else str(body), kind, status, first, last)
        if file_format == "csv":
            return list_file("seances.csv", COLUMNS, await views.sessions(wanted), WORDS)
        rows = await views.sessions(wanted, read_dated_cursor(cursor), limit + 1)
        return page("steering_sessions", rows, limit, ("happens_on", "session_id"), request, response)

    @routes.get("/v1/steering-sessions/{session_id}", operation_id="show_steering_session", **read)
    async def show(response: Response, session_id: UUID, after: After = None) -> dict[str, Any]:
        """One session as it stands; for each council with a seat, who was named and who attended."""
        await views.model.wait_for(after)
        session = await views.session(str(session_id))
        response.headers["ETag"] = f'"{session["version"]}"'
        return session

    @routes.get("/v1/steering-sessions/{session_id}/history", operation_id="show_steering_session_history", **read)
    async def history(session_id: UUID) -> dict[str, Any]:
        """Everything recorded about a session, in order."""
        return {"session_id": session_id, "history": history_of(await steering.history_of_session(session_id))}
