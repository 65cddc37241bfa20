"""Absences over HTTP: from when until when, never why; and who answers for a council meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from services.councils.labels import TEAM_COLUMNS
from services.councils.team.application import Absences
from services.councils.team.readmodel.views import TeamViews
from shared.contracts.councils.team import AbsenceBegan, AbsenceSaid
from shared.contracts.vocabulary import COUNCIL_ID, AmendmentReason, CouncilId
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
    chosen,
    done,
    page,
    read_dated_cursor,
)
from shared.platform.routes import history_of
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow


class BeginAbsence(Asked):
    """Somebody is away. An id may be chosen by the sender."""

    absence_id: UUID | None = None
    facilitator_id: UUID
    from_on: CivilDate = Field(description="First day away.")
    expected_until_on: CivilDate | None = Field(default=None, description="Expected last day away, included.")


class EndAbsence(Asked):
    """They are back."""

    back_on: CivilDate = Field(description="First day back.")


class CorrectAbsence(Asked):
    """The days of the absence, said again whole."""

    from_on: CivilDate
    expected_until_on: CivilDate | None = None
    back_on: CivilDate | None = None
    reason: AmendmentReason


class ArrangeCover(Asked):
    """Somebody answers for a council meanwhile."""

    council_id: CouncilId
    covered_by: UUID
    from_on: CivilDate


class WithdrawCover(Withdraw):
    """The last cover of a council is taken back."""

    council_id: CouncilId


def add_absences(routes: APIRouter, absences: Absences, views: TeamViews) -> None:
    """What can be done with absences, and seen of them."""
    _add_views(routes, absences, views)
    _add_lives(routes, absences)


def _add_views(routes: APIRouter, absences: Absences, views: TeamViews) -> None:
    read = allow(Permission.READ)

    @routes.get("/v1/absences", operation_id="list_absences", response_model=None, responses=AS_A_FILE_TOO, **read)
    async def list_absences(
        request: Request,
        response: Response,
        facilitator: Annotated[UUID | None, Query(description="Of this person only.")] = None,
        council: Annotated[str | None, Query(pattern=COUNCIL_ID, description="Of this council only.")] = None,
        on: Annotated[CivilDate | None, Query(description="Those that last on that day.")] = None,
        cursor: str | None = None,
        limit: Limit = 50,
        after: After = None,
        file_format: FileFormat = "json",
    ) -> Mapping[str, Any] | Response:
        """Absences in the order of their days, with their covers; those of one person that overlap say so."""
        await views.wait_for(after)
        person = str(facilitator) if facilitator else None
        if file_format == "csv":
            rows = await views.absences.wanted(facilitator=person, council=council, on=on)
            return list_file("absences.csv", TEAM_COLUMNS["absences"], rows, {})
        rows = await views.absences.wanted(
            facilitator=person, council=council, on=on, after_key=read_dated_cursor(cursor), limit=limit + 1
        )
        return page("absences", rows, limit, ("from_on", "absence_id"), request, response)

    @routes.get("/v1/absences/{absence_id}", operation_id="show_absence", **read)
    async def show(response: Response, absence_id: UUID, after: After = None) -> dict[str, Any]:
        """One absence, and who covers for which council."""
        await views.wait_for(after)
        absence = await views.absences.one(str(absence_id))
        response.headers["ETag"] = f'"{absence["version"]}"'
        return absence

    @routes.get("/v1/absences/{absence_id}/history", operation_id="show_absence_history", **read)
    async def history(absence_id: UUID) -> dict[str, Any]:
        """Everything recorded about an absence, in order."""
        return {"absence_id": absence_id, "history": history_of(await absences.history(absence_id))}


def _add_lives(routes: APIRouter, absences: Absences) -> None:
    record = {"response_model": Done, **allow(Permission.RECORD)}

    @routes.post("/v1/absences", status_code=201, operation_id="begin_absence", **record)
    async def begin(request: Request, asked: BeginAbsence, command: Commanded) -> Response:
        """Say that somebody is away, never why."""
        absence_id = chosen(asked.absence_id, command)
        fact = AbsenceBegan(**dict(asked) | {"absence_id": absence_id})
        return done(request, await absences.begin(command, fact), absence_id, created=True)

    @routes.post("/v1/absences/{absence_id}/end", operation_id="end_absence", **record)
    async def end(request: Request, absence_id: UUID, asked: EndAbsence, command: Commanded) -> Response:
        """Say that they are back."""
        return done(request, await absences.end(command, absence_id, asked.back_on, asked.origin), absence_id)

    @routes.post("/v1/absences/{absence_id}/corrected", operation_id="correct_absence", **record)
    async def correct(request: Request, absence_id: UUID, asked: CorrectAbsence, command: Correcting) -> Response:
        """Say the days of an absence again: it lasts longer, or a day was wrong."""
        after = AbsenceSaid(**asked.model_dump(exclude={"reason"}))
        committed = await absences.correct(command, absence_id, after, asked.reason, asked.origin)
        return done(request, committed, absence_id)

    @routes.post("/v1/absences/{absence_id}/withdrawn", operation_id="withdraw_absence", **record)
    async def withdraw(request: Request, absence_id: UUID, asked: Withdraw, command: Correcting) -> Response:
        """Say that the absence never was: the entry was a mistake."""
        return done(request, await absences.withdraw(command, absence_id, asked.reason, asked.origin), absence_id)

    @routes.post("/v1/absences/{absence_id}/covers", operation_id="arrange_cover", **record)
    async def cover(request: Request, absence_id: UUID, asked: ArrangeCover, command: Commanded) -> Response:
        """Say who answers for a council meanwhile."""
        committed = await absences.arrange_cover(
            command, absence_id, asked.council_id, asked.covered_by, asked.from_on, asked.origin
        )
        return done(request, committed, absence_id)

    @routes.post("/v1/absences/{absence_id}/covers/withdrawn", operation_id="withdraw_cover", **record)
    async def withdraw_cover(request: Request, absence_id: UUID, asked: WithdrawCover, command: Correcting) -> Response:
        """Say that the last cover of a council was a mistake: it has whoever was said to answer for it before, or nobody."""
        committed = await absences.withdraw_cover(command, absence_id, asked.council_id, asked.reason, asked.origin)
        return done(request, committed, absence_id)
