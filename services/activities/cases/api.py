"""Case files over HTTP: what can be done with them, the lists of who follows what, and what happened about each."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from services.activities.cases.application import Cases
from services.activities.cases.domain.case import type_of
from services.activities.cases.domain.case_types import CASE_TYPES, TOLD_IN_FRENCH, CaseType, Delay
from services.activities.cases.domain.standing import CaseStatus
from services.activities.cases.readmodel import CaseViews, Wanted, names_of
from services.activities.cases.readmodel.timeline import Place, TimelineViews
from services.activities.known_councils import KnownCouncils
from services.activities.labels import CASE_STATUSES
from shared.contracts.activities.case_notes import CaseJoined, CaseLinked, CaseNoted
from shared.contracts.activities.cases import (
    CASE_CODE,
    CaseOpened,
    CaseOutcome,
    CaseSaid,
    CaseStep,
    CaseTypeCode,
    ClosingReason,
    HandingOverReason,
    PauseReason,
    ReopeningReason,
)
from shared.contracts.activities.learning import DocumentShared
from shared.contracts.activities.words import Title
from shared.contracts.french import in_french
from shared.contracts.vocabulary import COUNCIL_ID, ONE_LINE, AmendmentReason, CouncilId
from shared.entries.readmodel import EntryViews
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
    MalformedCursor,
    Withdraw,
    chosen,
    done,
    page,
    read_cursor,
    read_dated_cursor,
    read_position,
)
from shared.platform.routes import history_of
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow, router

On = Annotated[CivilDate | None, Query(description="As it stood on that day; today when none is given.")]

COLUMNS = {
    "case_id": "Identifiant",
    "council_id": "Conseil",
    "case_type": "Type de dossier",
    "title": "Dossier",
    "status": "État",
    "opened_on": "Ouvert le",
    "due_on": "À régler pour le",
    "holder_id": "Responsable (identifiant)",
    "is_without_holder": "Sans responsable",
    "next_step": "Prochaine étape",
    "next_step_on": "Étape pour le",
    "is_late": "En retard",
    "days_late": "Retard (jours)",
    "last_news_on": "Dernière nouvelle le",
    "days_of_silence": "Jours sans nouvelle",
    "paused_on": "En pause depuis le",
    "paused_until_on": "En pause jusqu'au",
    "pause_reason": "Motif de la pause",
    "closed_on": "Clos le",
    "outcome": "Issue",
    "closing_reason": "Motif de clôture",
}
"""The columns of the list of cases."""
WORDS = {"case_type": {one.code: one.french for one in CASE_TYPES}, "status": CASE_STATUSES}


class StepAsked(BaseModel):
    """A step: one of the usual ones of the type, by its code, or another in a few words."""

    model_config = ConfigDict(extra="forbid")

    code: str | None = Field(default=None, pattern=CASE_CODE, description="A usual step, from `GET /v1/case-types`.")
    title: Title | None = Field(default=None, description="Any other, on one line, never the name of a person.")
    due_on: CivilDate | None = None

    def step(self) -> CaseStep:
        """As facts say it."""
        return CaseStep(**dict(self))


class Open(Asked):
    """Something is followed for a council. An id may be chosen by the sender.

    Unless said, the day by which it is to be settled and the next step are the usual ones of its type.
    """

    case_id: UUID | None = None
    council_id: CouncilId
    case_type: CaseTypeCode
    subject_id: UUID | None = Field(
        default=None, description="What it is about; none when that is the council, or not recorded yet."
    )
    title: Title
    opened_on: CivilDate
    due_on: CivilDate | None = None
    holder_id: UUID | None = Field(default=None, description="Somebody of the team; none: nobody yet.")
    next_step: StepAsked | None = None


class Correct(Asked):
    """What was said of a case is said again, whole; it stays of its council and of its type."""

    subject_id: UUID | None = None
    title: Title
    opened_on: CivilDate
    due_on: CivilDate | None = None
    reason: AmendmentReason


class SetStep(Asked):
    """What is to be done next."""

    step: StepAsked
    set_on: CivilDate


class DoStep(Asked):
    """The next step is done. Unless said, the first usual step that was not done is next."""

    step: StepAsked
    done_on: CivilDate
    next_step: StepAsked | None = None


class HandOver(Asked):
    """It passes to somebody else of the team, or to nobody."""

    holder_id: UUID | None = Field(description="An id, never a name; null: nobody.")
    handed_over_on: CivilDate
    reason: HandingOverReason = HandingOverReason.NOT_STATED


class Pause(Asked):
    """Nothing is expected for a while."""

    paused_on: CivilDate
    until_on: CivilDate | None = Field(default=None, description="Last day, included; none: until it is resumed.")
    reason: PauseReason


class Resume(Asked):
    """It goes on."""

    resumed_on: CivilDate


class Close(Asked):
    """It is settled, or followed no longer."""

    closed_on: CivilDate
    outcome: CaseOutcome
    reason: ClosingReason


class Reopen(Asked):
    """It is followed again."""

    reopened_on: CivilDate
    reason: ReopeningReason


def routes(
    cases: Cases, views: CaseViews, timelines: TimelineViews, journal: EntryViews, councils: KnownCouncils, clock: Clock
) -> APIRouter:
    """What can be done with cases, and seen of them."""
    routes = router()
    _add_openings(routes, cases)
    _add_changes(routes, cases)
    _add_lists(routes, views, clock)
    _add_file(routes, cases, views, journal, clock)
    _add_timelines(routes, views, timelines, councils, clock)
    return routes


def _add_openings(routes: APIRouter, cases: Cases) -> None:
    """What is said of a case as a whole."""
    record = allow(Permission.RECORD)

    @routes.post("/v1/cases", status_code=201, response_model=Done, operation_id="open_case", **record)
    async def open_case(request: Request, asked: Open, command: Commanded) -> Response:
        """Say that something is followed: a council, an initiative, a commitment, a referral, a need."""
        case_id = chosen(asked.case_id, command)
        usual = type_of(asked.case_type)
        step = asked.next_step.step() if asked.next_step else usual.step_after(frozenset(), asked.opened_on)
        fact = CaseOpened(
            **dict(asked)
            | {
                "case_id": case_id,
                "subject": usual.subject,
                "due_on": asked.due_on or usual.due_on(asked.opened_on),
                "next_step": step,
            }
        )
        return done(request, await cases.open(command, fact), case_id, created=True)

    @routes.post("/v1/cases/{case_id}/corrected", response_model=Done, operation_id="correct_case", **record)
    async def correct(request: Request, case_id: UUID, asked: Correct, command: Correcting) -> Response:
        """Say again what was said when it was opened; what was said before stays readable."""
        after = CaseSaid(**{name: value for name, value in asked if name != "reason"})
        return done(request, await cases.correct(command, case_id, after, asked.reason), case_id)

    @routes.post("/v1/cases/{case_id}/withdrawn", response_model=Done, operation_id="withdraw_case", **record)
    async def withdraw(request: Request, case_id: UUID, asked: Withdraw, command: Correcting) -> Response:
        """Say that it should never have been opened."""
        return done(request, await cases.withdraw(command, case_id, asked.reason, asked.origin), case_id)


def _add_changes(routes: APIRouter, cases: Cases) -> None:
    """What is said of a case as it goes on."""
    record: dict[str, Any] = {"response_model": Done, **allow(Permission.RECORD)}

    @routes.post("/v1/cases/{case_id}/next-step", operation_id="set_case_step", **record)
    async def set_step(request: Request, case_id: UUID, asked: SetStep, command: Commanded) -> Response:
        """Say what is to be done next, and by when."""
        committed = await cases.set_step(command, case_id, asked.step.step(), asked.set_on, asked.origin)
        return done(request, committed, case_id)

    @routes.post("/v1/cases/{case_id}/steps-done", operation_id="do_case_step", **record)
    async def do_step(request: Request, case_id: UUID, asked: DoStep, command: Commanded) -> Response:
        """Say that the next step is done."""
        following = asked.next_step.step() if asked.next_step else None
        committed = await cases.do_step(command, case_id, asked.step.step(), asked.done_on, following, asked.origin)
        return done(request, committed, case_id)

    @routes.post("/v1/cases/{case_id}/handed-over", operation_id="hand_case_over", **record)
    async def hand_over(request: Request, case_id: UUID, asked: HandOver, command: Commanded) -> Response:
        """Say that it passes to somebody else, or to nobody."""
        committed = await cases.hand_over(
            command, case_id, asked.holder_id, asked.handed_over_on, asked.reason, asked.origin
        )
        return done(request, committed, case_id)

    @routes.post("/v1/cases/{case_id}/paused", operation_id="pause_case", **record)
    async def pause(request: Request, case_id: UUID, asked: Pause, command: Commanded) -> Response:
        """Say that nothing is expected for a while."""
        committed = await cases.pause(command, case_id, asked.paused_on, asked.until_on, asked.reason, asked.origin)
        return done(request, committed, case_id)

    @routes.post("/v1/cases/{case_id}/resumed", operation_id="resume_case", **record)
    async def resume(request: Request, case_id: UUID, asked: Resume, command: Commanded) -> Response:
        """Say that it goes on."""
        return done(request, await cases.resume(command, case_id, asked.resumed_on, asked.origin), case_id)

    @routes.post("/v1/cases/{case_id}/closed", operation_id="close_case", **record)
    async def close(request: Request, case_id: UUID, asked: Close, command: Commanded) -> Response:
        """Say that it is settled, or followed no longer."""
        committed = await cases.close(command, case_id, asked.closed_on, asked.outcome, asked.reason, asked.origin)
        return done(request, committed, case_id)

    @routes.post("/v1/cases/{case_id}/reopened", operation_id="reopen_case", **record)
    async def reopen(request: Request, case_id: UUID, asked: Reopen, command: Commanded) -> Response:
        """Say that it is followed again."""
        committed = await cases.reopen(command, case_id, asked.reopened_on, asked.reason, asked.origin)
        return done(request, committed, case_id)


def _add_lists(routes: APIRouter, views: CaseViews, clock: Clock) -> None:
    """The types of cases, and who follows what."""
    read = allow(Permission.READ)

    @routes.get("/v1/case-types", operation_id="list_case_types", **read)
    async def list_types() -> dict[str, Any]:
        """Every type of case: its usual steps, its delay and where that comes from, who is told."""
        return {"case_types": [_type(one) for one in CASE_TYPES]}

    @routes.get("/v1/cases", operation_id="list_cases", response_model=None, responses=AS_A_FILE_TOO, **read)
    async def list_cases(
        request: Request,
        response: Response,
        *,
        council: Annotated[str | None, Query(pattern=COUNCIL_ID, description="Of this council.")] = None,
        case_type: Annotated[str | None, Query(pattern=CASE_CODE, description="Of this type.")] = None,
        about: Annotated[UUID | None, Query(description="About this initiative, commitment, referral, need.")] = None,
        q: Annotated[str | None, Query(max_length=120, pattern=ONE_LINE, description="In its title.")] = None,
        status: Annotated[CaseStatus | None, Query(description="As of the day.")] = None,
        holder: Annotated[UUID | None, Query(description="Held by this member of the team.")] = None,
        mine: Annotated[bool, Query(description="Held by whoever asks.")] = False,
        late: Annotated[bool, Query(description="Only what is late.")] = False,
        without_holder: Annotated[bool, Query(description="Held by nobody, or by somebody who left.")] = False,
        silent_days: Annotated[
            int | None, Query(ge=1, le=3650, description="Open, and without any news for so many days.")
        ] = None,
        on: On = None,
        cursor: str | None = None,
        limit: Limit = 50,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> Any:
        """Cases as they stood on a day, in the order of their opening, page by page; or all of them as a file."""
        await views.wait_for(after)
        holders = (*([str(holder)] if holder else []), *([request.state.principal.subject] if mine else []))
        about_id = None if about is None else str(about)
        wanted = Wanted(council, case_type, about_id, q, status, holders, late, without_holder, silent_days)
        day = on or clock.today()
        rows = await views.cases(wanted, day)
        if file_format == "csv":
            return list_file(f"dossiers-{day}.csv", COLUMNS, map(_line, rows), WORDS)
        after_key = read_dated_cursor(cursor)
        if after_key is not None:
            rows = [one for one in rows if (one["opened_on"], one["case_id"]) > after_key]
        return {"on": day, **page("cases", rows[: limit + 1], limit, ("opened_on", "case_id"), request, response)}


def _add_file(routes: APIRouter, cases: Cases, views: CaseViews, journal: EntryViews, clock: Clock) -> None:
    """One case, whole."""
    read = allow(Permission.READ)

    @routes.get("/v1/cases/{case_id}", operation_id="show_case", **read)
    async def show(response: Response, case_id: UUID, on: On = None, after: After = None) -> dict[str, Any]:
        """One case as it stood on a day: its steps, and the participants, notes, documents and links said by then."""
        await views.wait_for(after)
        await journal.model.wait_for(after)
        day = on or clock.today()
        case = await views.case(str(case_id), day)
        response.headers["ETag"] = f'"{case["version"]}"'
        subject = await cases.subject(case["subject"], case["subject_id"] and UUID(case["subject_id"]))

        async def said(kind: Any) -> list[dict[str, Any]]:
            return await journal.standing(None, kind, on=day, about=str(case_id))

        return {
            **case,
            "on": day,
            "about": subject and {"title": getattr(subject.said, "title", None), "is_withdrawn": subject.has_ended},
            "usual_steps": _usual(type_of(case["case_type"]), case),
            "participants": await said(CaseJoined),
            "notes": await said(CaseNoted),
            "documents": await said(DocumentShared),
            "links": await said(CaseLinked),
        }

    @routes.get("/v1/cases/{case_id}/history", operation_id="show_case_history", **read)
    async def history(case_id: UUID) -> dict[str, Any]:
        """Everything recorded about a case itself, in order."""
        return {"case_id": case_id, "history": history_of(await cases.history(case_id))}


def _add_timelines(
    routes: APIRouter, views: CaseViews, timelines: TimelineViews, councils: KnownCouncils, clock: Clock
) -> None:
    """What happened, whatever service recorded it."""
    read = allow(Permission.READ)

    @routes.get("/v1/cases/{case_id}/timeline", operation_id="show_case_timeline", **read)
    async def of_case(
        request: Request,
        response: Response,
        case_id: UUID,
        on: On = None,
        cursor: str | None = None,
        limit: Limit = 50,
        after: After = None,
    ) -> dict[str, Any]:
        """Facts about a case and about what it is about, the newest first; those that had happened by the day."""
        await views.wait_for(after)
        day = on or clock.today()
        case = await views.case(str(case_id), day)
        rows = await timelines.timeline(names_of(case), day, _place(cursor), limit + 1)
        return {"case_id": case_id, "on": day, **_facts(rows, limit, request, response)}

    @routes.get("/v1/councils/{council_id}/timeline", operation_id="show_council_timeline", **read)
    async def of_council(
        request: Request,
        response: Response,
        council_id: CouncilCode,
        on: On = None,
        cursor: str | None = None,
        limit: Limit = 50,
        after: After = None,
    ) -> dict[str, Any]:
        """Facts that name a council, the newest first; those that had happened by the day."""
        await timelines.model.wait_for(after)
        await councils.require(council_id, "/path/council_id")
        day = on or clock.today()
        rows = await timelines.timeline([council_id], day, _place(cursor), limit + 1)
        return {"council_id": council_id, "on": day, **_facts(rows, limit, request, response)}


def _facts(rows: list[dict[str, Any]], limit: int, request: Request, response: Response) -> dict[str, Any]:
    key = ("happened_on", "recorded_at", "source", "position")
    return page("facts", rows, limit, key, request, response)


def _place(cursor: str | None) -> Place | None:
    """The place in a timeline that a cursor says. Raises MalformedCursor."""
    parts = read_cursor(cursor, 4)
    if parts is None:
        return None
    day, recorded_at, source, position = parts
    try:
        return date.fromisoformat(day), recorded_at, source, read_position(position)
    except ValueError as error:
        raise MalformedCursor from error


def _type(one: CaseType) -> dict[str, Any]:
    """A type of case, as people are shown it."""
    return {
        "code": one.code,
        "name": one.french,
        "name_en": one.english,
        "subject": one.subject,
        "subject_name": in_french(one.subject),
        "due": _delay(one.due),
        "source": one.source.french,
        "source_en": one.source.english,
        "told": [{"code": told, "name": TOLD_IN_FRENCH[told]} for told in one.told],
        "steps": [
            {"code": step.code, "name": step.french, "name_en": step.english, "due": _delay(step.due)}
            for step in one.steps
        ],
    }


def _delay(delay: Delay | None) -> dict[str, int] | None:
    return None if delay is None else {"months": delay.months, "days": delay.days}


def _usual(kind: CaseType, case: dict[str, Any]) -> list[dict[str, Any]]:
    """The usual steps of a case: by when each, and when it was done."""
    done_on = {step["code"]: step["done_on"] for step in case["steps_done"]}
    return [
        {
            "code": step.code,
            "name": step.french,
            "name_en": step.english,
            "due_on": step.due.after(case["opened_on"]),
            "done_on": done_on.get(step.code),
        }
        for step in kind.steps
    ]


def _line(case: dict[str, Any]) -> dict[str, Any]:
    """A case as a line of a file: its next step in words."""
    step = case["next_step"] or {"code": None, "title": None, "due_on": None}
    usual = {one.code: one.french for one in type_of(case["case_type"]).steps}
    return case | {"next_step": step["title"] or usual.get(step["code"]), "next_step_on": step["due_on"]}
