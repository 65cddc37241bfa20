"""Meetings over HTTP."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from services.activities.labels import WORDS
from services.activities.meetings.application import Meetings
from services.activities.meetings.readmodel import MeetingViews, Wanted
from services.activities.retelling import changes_of
from shared.contracts.activities.meetings import CorrectionReason, MeetingHeld, MeetingScheduled, WithdrawalReason
from shared.contracts.activities.words import CancellationReason, Title
from shared.contracts.vocabulary import COUNCIL_ID, ONE_LINE, AmendmentReason, Attendance, CouncilId, Doer, MeetingKind
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
    WithdrawStep,
    chosen,
    done,
    page,
    read_dated_cursor,
)
from shared.platform.routes import history_of
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow, router

COLUMNS = {
    "meeting_id": "Identifiant",
    "council_id": "Conseil",
    "kind": "Nature",
    "title": "Objet",
    "place": "Lieu",
    "status": "État",
    "first_planned_on": "Prévue d'abord le",
    "planned_on": "Prévue le",
    "starts_at": "Heure",
    "held_on": "Tenue le",
    "present": "Présents",
    "minutes_drafted_on": "Compte rendu rédigé le",
    "minutes_circulated_on": "Compte rendu interne transmis le",
    "minutes_approved_on": "Compte rendu approuvé le",
    "minutes_published_on": "Compte rendu publié le",
}
"""The columns of the list of meetings."""


Rank = Annotated[str, Field(pattern=r"^\d{1,3}$")]


class Schedule(Asked):
    """A council is to meet. An id may be chosen by the sender, so that a draft made offline can refer to it."""

    meeting_id: UUID | None = None
    council_id: CouncilId
    kind: MeetingKind
    title: Title | None = None
    planned_on: CivilDate
    starts_at: LocalTime | None = None
    place: Title | None = None
    group_id: UUID | None = Field(default=None, description="The working group that meets, in the council's file.")
    called_by: Doer = Doer.NOT_STATED


class Plan(Asked):
    """The day and the hour that were first planned."""

    planned_on: CivilDate
    starts_at: LocalTime | None = None


class Postpone(Asked):
    """It is to take place on another day, later or earlier."""

    planned_on: CivilDate
    starts_at: LocalTime | None = None
    reason: CancellationReason = CancellationReason.NOT_STATED


class Hold(Asked):
    """A meeting that was planned took place."""

    held_on: CivilDate
    attendance: Attendance | None = None
    chaired_by: Doer = Doer.NOT_STATED


class EnterHeld(Hold):
    """A council met, and nobody had planned it here."""

    meeting_id: UUID | None = None
    council_id: CouncilId
    kind: MeetingKind
    title: Title | None = None
    place: Title | None = None
    group_id: UUID | None = Field(default=None, description="The working group that meets, in the council's file.")
    called_by: Doer = Doer.NOT_STATED


class CorrectAttendance(Asked):
    """Its count is said again; `null` says that nobody knows after all."""

    attendance: Attendance | None
    reason: CorrectionReason


class Cancel(Asked):
    """It did not take place."""

    reason: CancellationReason = CancellationReason.NOT_STATED


class Withdraw(Asked):
    """The entry should never have been made."""

    reason: WithdrawalReason


class DraftMinutes(Asked):
    """Its minutes are written, and may still change."""

    drafted_on: CivilDate
    written_by: Doer = Doer.NOT_STATED


class CirculateMinutes(Asked):
    """The internal version of its minutes went to those of the council."""

    circulated_on: CivilDate


class ApproveMinutes(Asked):
    """The council agreed to its minutes; at another meeting, where its id is known."""

    approved_on: CivilDate
    approving_meeting_id: UUID | None = None


class PublishMinutes(Asked):
    """Its minutes can be read by all."""

    published_on: CivilDate
    written_by: Doer = Doer.NOT_STATED


class Approval(Asked):
    """The day on which the council agreed to its minutes."""

    approved_on: CivilDate


class Holding(Asked):
    """The day on which it was held, and who chaired it."""

    held_on: CivilDate
    chaired_by: Doer = Doer.NOT_STATED


class CorrectMeeting(Asked):
    """What a meeting is, and steps of it, said again, each whole; what is not named stays as it is. Its count has a route of its own."""

    reason: AmendmentReason
    kind: MeetingKind = Field(default=MeetingKind.PLENARY, description="As it was, unless said.")
    title: Title | None = Field(default=None, description="As it was, unless said; none when `null` is said.")
    place: Title | None = Field(default=None, description="As it was, unless said; none when `null` is said.")
    group_id: UUID | None = Field(default=None, description="As it was, unless said; none when `null` is said.")
    called_by: Doer = Field(default=Doer.NOT_STATED, description="As it was, unless said.")
    scheduled: Plan | None = None
    postponed: dict[Rank, Postpone] = Field(
        default={},
        max_length=64,
        description="By the rank of each, from `0`: those that stand, in the order in which they were said.",
    )
    held: Holding | None = None
    drafted: DraftMinutes | None = None
    circulated: CirculateMinutes | None = None
    approved: Approval | None = None
    published: PublishMinutes | None = None
    cancelled: Cancel | None = None


def _changes(asked: CorrectMeeting) -> dict[str, dict[str, Any]]:
    """What a meeting is belongs to the step with which it begins."""
    what = asked.model_fields_set & {"kind", "title", "place", "group_id", "called_by"}
    return {"": {name: getattr(asked, name) for name in what}} | changes_of(asked)


def routes(meetings: Meetings, views: MeetingViews) -> APIRouter:
    """What can be done with meetings, and seen of them."""
    routes = router()
    _add_changes(routes, meetings)
    _add_minutes(routes, meetings)
    _add_reads(routes, meetings, views)
    return routes


def _add_changes(routes: APIRouter, meetings: Meetings) -> None:
    """What can be said of a meeting itself."""
    record = allow(Permission.RECORD)

    @routes.post("/v1/meetings", status_code=201, response_model=Done, operation_id="schedule_meeting", **record)
    async def schedule(request: Request, asked: Schedule, command: Commanded) -> Response:
        """Say that a council is to meet."""
        meeting_id = chosen(asked.meeting_id, command)
        fact = MeetingScheduled(**dict(asked) | {"meeting_id": meeting_id})
        return done(request, await meetings.schedule(command, fact), meeting_id, created=True)

    @routes.post("/v1/meetings/held", status_code=201, response_model=Done, operation_id="enter_held_meeting", **record)
    async def enter_held(request: Request, asked: EnterHeld, command: Commanded) -> Response:
        """Say that a council met, when nobody had planned it here."""
        meeting_id = chosen(asked.meeting_id, command)
        fact = MeetingHeld(**dict(asked) | {"meeting_id": meeting_id})
        return done(request, await meetings.enter_held(command, fact), meeting_id, created=True)

    @routes.post("/v1/meetings/{meeting_id}/postponed", response_model=Done, operation_id="postpone_meeting", **record)
    async def postpone(request: Request, meeting_id: UUID, asked: Postpone, command: Commanded) -> Response:
        """Say that it is to take place on another day; the former one stays readable."""
        committed = await meetings.postpone(
            command, meeting_id, asked.planned_on, asked.starts_at, asked.reason, asked.origin
        )
        return done(request, committed, meeting_id)

    @routes.post("/v1/meetings/{meeting_id}/held", response_model=Done, operation_id="hold_meeting", **record)
    async def hold(request: Request, meeting_id: UUID, asked: Hold, command: Commanded) -> Response:
        """Say that a meeting that was planned took place, and who was counted."""
        committed = await meetings.hold(
            command, meeting_id, asked.held_on, asked.attendance, asked.chaired_by, asked.origin
        )
        return done(request, committed, meeting_id)

    @routes.post(
        "/v1/meetings/{meeting_id}/attendance", response_model=Done, operation_id="correct_attendance", **record
    )
    async def correct(request: Request, meeting_id: UUID, asked: CorrectAttendance, command: Correcting) -> Response:
        """Say its count again; the former one stays readable."""
        committed = await meetings.correct_attendance(command, meeting_id, asked.attendance, asked.reason, asked.origin)
        return done(request, committed, meeting_id)

    @routes.post("/v1/meetings/{meeting_id}/cancelled", response_model=Done, operation_id="cancel_meeting", **record)
    async def cancel(request: Request, meeting_id: UUID, asked: Cancel, command: Commanded) -> Response:
        """Say that it did not take place."""
        return done(request, await meetings.cancel(command, meeting_id, asked.reason, asked.origin), meeting_id)

    @routes.post("/v1/meetings/{meeting_id}/corrected", response_model=Done, operation_id="correct_meeting", **record)
    async def correct_steps(request: Request, meeting_id: UUID, asked: CorrectMeeting, command: Correcting) -> Response:
        """Say steps of it again, each whole: those that are named. What was said before stays readable."""
        committed = await meetings.correct(command, meeting_id, _changes(asked), asked.reason, asked.origin)
        return done(request, committed, meeting_id)

    @routes.post(
        "/v1/meetings/{meeting_id}/steps/withdrawn", response_model=Done, operation_id="withdraw_meeting_step", **record
    )
    async def withdraw_step(request: Request, meeting_id: UUID, asked: WithdrawStep, command: Correcting) -> Response:
        """Say that one step of it should never have been said, while nothing that was said later stands on it."""
        committed = await meetings.withdraw_step(command, meeting_id, asked.step, asked.reason, asked.origin)
        return done(request, committed, meeting_id)

    @routes.post("/v1/meetings/{meeting_id}/withdrawn", response_model=Done, operation_id="withdraw_meeting", **record)
    async def withdraw(request: Request, meeting_id: UUID, asked: Withdraw, command: Correcting) -> Response:
        """Say that the entry should never have been made."""
        return done(request, await meetings.withdraw(command, meeting_id, asked.reason, asked.origin), meeting_id)


def _add_minutes(routes: APIRouter, meetings: Meetings) -> None:
    """What can be said of its minutes."""
    record = allow(Permission.RECORD)

    @routes.post(
        "/v1/meetings/{meeting_id}/minutes/drafted", response_model=Done, operation_id="draft_minutes", **record
    )
    async def draft_minutes(request: Request, meeting_id: UUID, asked: DraftMinutes, command: Commanded) -> Response:
        """Say that its minutes are written."""
        committed = await meetings.draft_minutes(command, meeting_id, asked.drafted_on, asked.written_by, asked.origin)
        return done(request, committed, meeting_id)

    @routes.post(
        "/v1/meetings/{meeting_id}/minutes/circulated", response_model=Done, operation_id="circulate_minutes", **record
    )
    async def circulate_minutes(
        request: Request, meeting_id: UUID, asked: CirculateMinutes, command: Commanded
    ) -> Response:
        """Say that the internal version of its minutes went to those of the council."""
        committed = await meetings.circulate_minutes(command, meeting_id, asked.circulated_on, asked.origin)
        return done(request, committed, meeting_id)

    @routes.post(
        "/v1/meetings/{meeting_id}/minutes/approved", response_model=Done, operation_id="approve_minutes", **record
    )
    async def approve_minutes(
        request: Request, meeting_id: UUID, asked: ApproveMinutes, command: Commanded
    ) -> Response:
        """Say that the council agreed to its minutes, perhaps at another meeting."""
        committed = await meetings.approve_minutes(
            command, meeting_id, asked.approved_on, asked.approving_meeting_id, asked.origin
        )
        return done(request, committed, meeting_id)

    @routes.post("/v1/meetings/{meeting_id}/minutes", response_model=Done, operation_id="publish_minutes", **record)
    async def publish_minutes(
        request: Request, meeting_id: UUID, asked: PublishMinutes, command: Commanded
    ) -> Response:
        """Say that its minutes can be read by all."""
        committed = await meetings.publish_minutes(
            command, meeting_id, asked.published_on, asked.written_by, asked.origin
        )
        return done(request, committed, meeting_id)


def _add_reads(routes: APIRouter, meetings: Meetings, views: MeetingViews) -> None:
    """What can be seen of meetings."""
    read = allow(Permission.READ)

    @routes.get("/v1/meetings", operation_id="list_meetings", response_model=None, responses=AS_A_FILE_TOO, **read)
    async def list_meetings(
        request: Request,
        response: Response,
        council: Annotated[str | None, Query(pattern=COUNCIL_ID)] = None,
        first: Annotated[CivilDate | None, Query(alias="from")] = None,
        last: Annotated[CivilDate | None, Query(alias="to")] = None,
        kind: MeetingKind | None = None,
        status: Literal["SCHEDULED", "HELD", "CANCELLED", "WITHDRAWN"] | None = None,
        q: Annotated[str | None, Query(max_length=120, pattern=ONE_LINE, description="In its title or place.")] = None,
        cursor: str | None = None,
        limit: Limit = 50,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> Any:
        """Meetings in the order of their days, page by page; or all of them as a file."""
        await views.model.wait_for(after)
        wanted = Wanted(council, first, last, kind, status, q)
        if file_format == "csv":
            return list_file("reunions.csv", COLUMNS, await views.meetings(wanted), WORDS)
        rows = await views.meetings(wanted, read_dated_cursor(cursor), limit + 1)
        return page("meetings", rows, limit, ("happens_on", "meeting_id"), request, response)

    @routes.get("/v1/meetings/{meeting_id}", operation_id="show_meeting", **read)
    async def show(response: Response, meeting_id: UUID, after: After = None) -> dict[str, Any]:
        """One meeting as it stands."""
        await views.model.wait_for(after)
        meeting = await views.meeting(str(meeting_id))
        response.headers["ETag"] = f'"{meeting["version"]}"'
        return meeting

    @routes.get("/v1/meetings/{meeting_id}/history", operation_id="show_meeting_history", **read)
    async def history(meeting_id: UUID) -> dict[str, Any]:
        """Everything recorded about a meeting, in order."""
        return {"meeting_id": meeting_id, "history": history_of(await meetings.history(meeting_id))}
