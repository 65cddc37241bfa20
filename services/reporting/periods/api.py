"""Periods over HTTP: what is missing, closing, approving, reopening, what came late."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from services.reporting import labels
from services.reporting.figures.api import AsOf, First, Last
from services.reporting.figures.api.telling import asked, told_late
from services.reporting.figures.readmodel import FigureTables
from services.reporting.periods.application import Periods
from services.reporting.periods.readmodel import PeriodViews
from shared.contracts.reporting.periods import Why
from shared.contracts.vocabulary import PLACES
from shared.platform.access import Permission
from shared.platform.exchange import After, CivilDate, Commanded, Correcting, Done, done
from shared.platform.readmodel import ReadModel
from shared.platform.routes import history_of
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow, router

LATE_COLUMNS = {
    "fact": "Fait",
    "occurred_on": "Date",
    "council_id": "Conseil",
    "label": "Ce qui a été enregistré",
    "recorded_at": "Enregistré le",
    "by": "Par",
}


class Close(BaseModel):
    """Close a period of whole calendar months, as it is known now."""

    model_config = ConfigDict(extra="forbid")

    first: CivilDate = Field(alias="from", description="First day of a month.")
    last: CivilDate = Field(alias="to", description="Last day of a month, included.")
    after: str | None = Field(
        default=None, pattern=PLACES, description="What must have been heard of before: `activities@41`."
    )


class Approve(BaseModel):
    """Answer for what the closed period says."""

    model_config = ConfigDict(extra="forbid")


class Reopen(BaseModel):
    """The period is to be closed again."""

    model_config = ConfigDict(extra="forbid")

    why: Why


def routes(periods: Periods, views: PeriodViews, model: ReadModel[FigureTables]) -> APIRouter:
    """What can be done with periods."""
    routes = router()
    read, answer_for = allow(Permission.READ_FIGURES), allow(Permission.ANSWER_FOR)

    @routes.get("/v1/periods/missing", operation_id="show_missing", **read)
    async def show_missing(first: First, last: Last, as_of: AsOf = None, after: After = None) -> dict[str, Any]:
        """What nobody has noted in a period, by council: to be asked for before it is closed."""
        await model.wait_for(after)
        question, gaps = await periods.missing(first, last, as_of)
        return {**asked(question), "missing": [_told_gap(asdict(gap)) for gap in gaps]}

    @routes.post("/v1/periods", status_code=201, response_model=Done, operation_id="close_period", **answer_for)
    async def close(request: Request, asked: Close, command: Commanded) -> Response:
        """Close a period: it is reported as it is known now. What is missing is kept with it, and forbids nothing."""
        await model.wait_for(asked.after)
        which, committed = await periods.close(command, asked.first, asked.last)
        return done(request, committed, which, created=True)

    @routes.post("/v1/periods/{period_id}/approved", response_model=Done, operation_id="approve_period", **answer_for)
    async def approve(request: Request, period_id: UUID, _: Approve, command: Correcting) -> Response:
        """Answer for what the closed period says."""
        return done(request, await periods.approve(command, period_id), period_id)

    @routes.post("/v1/periods/{period_id}/reopened", response_model=Done, operation_id="reopen_period", **answer_for)
    async def reopen(request: Request, period_id: UUID, asked: Reopen, command: Correcting) -> Response:
        """Open a period again, with the reason: it is to be closed as it will be known then."""
        return done(request, await periods.reopen(command, period_id, asked.why), period_id)

    @routes.get("/v1/periods", operation_id="list_periods", **read)
    async def list_periods(after: After = None) -> dict[str, Any]:
        """Every period that was ever closed, the latest first."""
        await views.model.wait_for(after)
        return {"periods": [_told(row) for row in await views.periods()]}

    @routes.get("/v1/periods/{period_id}", operation_id="show_period", **read)
    async def show_period(response: Response, period_id: UUID, after: After = None) -> dict[str, Any]:
        """One period: how it stands, as of which point it is reported, and what was missing when it was closed."""
        await views.model.wait_for(after)
        period = await views.period(str(period_id))
        response.headers["ETag"] = f'"{period["version"]}"'
        return _told(period)

    @routes.get("/v1/periods/{period_id}/history", operation_id="period_history", **read)
    async def history(period_id: UUID) -> dict[str, Any]:
        """Everything recorded about a period, in order."""
        return {"period_id": period_id, "history": history_of(await periods.history(period_id))}

    @routes.get(
        "/v1/periods/{period_id}/late",
        operation_id="list_late_facts",
        response_model=None,
        responses=AS_A_FILE_TOO,
        **read,
    )
    async def list_late_facts(
        period_id: UUID, file_format: FileFormat = "json", after: After = None
    ) -> dict[str, Any] | Response:
        """The facts about a period that were recorded since it was closed: what came late, was corrected, was withdrawn."""
        await views.model.wait_for(after)
        await model.wait_for(after)
        period = await views.period(str(period_id))
        question, facts = await periods.late(period["from"], period["to"], period["as_of"])
        told = [told_late(fact) for fact in facts]
        if file_format == "csv":
            rows = ({**one, **one["fact"], "fact": _place(one["fact"])} for one in told)
            return list_file(f"faits-tardifs-{period['from']}-{period['to']}.csv", LATE_COLUMNS, rows)
        return {**asked(question), "since": period["as_of"], "facts": told}

    return routes


def _told(period: dict[str, Any]) -> dict[str, Any]:
    return {**period, "missing": [_told_gap(gap) for gap in period["missing"]]}


def _told_gap(gap: dict[str, Any]) -> dict[str, Any]:
    french, english = labels.MISSING[gap["what"]]
    return {**gap, "what_fr": french, "what_en": english}


def _place(fact: dict[str, Any]) -> str:
    return f"{fact['source']}@{fact['position']}"
