"""Reports over HTTP: the kinds there are, drafts, issuing, files, what has changed since, where a figure was printed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from services.reporting.exports.data import SCHEMA
from services.reporting.exports.formats import AS_A_FILE, Format, file_of
from services.reporting.figures.api import AsOf, Code, Council, First, Last, Wanted, indicator_of
from services.reporting.figures.api.telling import asked as as_asked
from services.reporting.figures.api.telling import described, told, told_fact
from services.reporting.figures.application import Step
from services.reporting.figures.readmodel import FigureTables
from services.reporting.reports.application import Asked, Rehearsal, Reports, Since, digest
from services.reporting.reports.domain.kinds import KINDS
from services.reporting.reports.readmodel import ReportViews
from shared.contracts.french import in_french
from shared.contracts.reporting.periods import Why
from shared.contracts.reporting.reports import ReportIssued, ReportKind
from shared.contracts.vocabulary import PLACES, CouncilId
from shared.platform.access import Permission
from shared.platform.exchange import After, CivilDate, Commanded, Correcting, Done, chosen, done
from shared.platform.readmodel import ReadModel
from shared.platform.routes import history_of
from shared.platform.web import allow, router

ZIP = "application/zip"
BUNDLE: dict[int | str, dict[str, Any]] = {200: {"content": {ZIP: {}}}}


class Issue(BaseModel):
    """Hand a report out. An id may be chosen by the sender."""

    model_config = ConfigDict(extra="forbid")

    report_id: UUID | None = None
    kind: ReportKind
    first: CivilDate = Field(alias="from", description="First day.")
    last: CivilDate = Field(alias="to", description="Last day, included.")
    council: CouncilId | None = None
    agreement_id: UUID | None = None
    as_of: str | None = Field(
        default=None,
        max_length=200,
        description="A day, a moment, or places in the logs; when nothing is said, the closing of that period, or now.",
    )
    after: str | None = Field(
        default=None, pattern=PLACES, description="What must have been heard of before: `activities@41`."
    )


class Withdraw(BaseModel):
    """The report should not be relied on."""

    model_config = ConfigDict(extra="forbid")

    why: Why


def routes(reports: Reports, views: ReportViews, model: ReadModel[FigureTables]) -> APIRouter:
    """What can be done with reports."""
    routes = router()
    _add_changes(routes, reports, model)
    _add_reads(routes, reports, views, model)
    return routes


def _add_changes(routes: APIRouter, reports: Reports, model: ReadModel[FigureTables]) -> None:
    answer_for: dict[str, Any] = {"response_model": Done, **allow(Permission.ANSWER_FOR)}

    @routes.post("/v1/reports", status_code=201, operation_id="issue_report", **answer_for)
    async def issue(request: Request, asked: Issue, command: Commanded) -> Response:
        """Hand a report out: from then on it says the same, whatever is recorded later."""
        await model.wait_for(asked.after)
        report_id = chosen(asked.report_id, command)
        of = Asked(asked.kind, asked.first, asked.last, asked.as_of, asked.council, asked.agreement_id)
        return done(request, await reports.issue(command, report_id, of), report_id, created=True)

    @routes.post("/v1/reports/{report_id}/withdrawn", operation_id="withdraw_report", **answer_for)
    async def withdraw(request: Request, report_id: UUID, asked: Withdraw, command: Correcting) -> Response:
        """Say that a report should not be relied on; it stays readable."""
        return done(request, await reports.withdraw(command, report_id, asked.why), report_id)


def _add_reads(routes: APIRouter, reports: Reports, views: ReportViews, model: ReadModel[FigureTables]) -> None:
    read, read_log = allow(Permission.READ_FIGURES), allow(Permission.READ_LOG)

    @routes.get("/v1/report-kinds", operation_id="list_report_kinds", **read)
    async def list_kinds() -> dict[str, Any]:
        """The kinds of reports, what each is for and what it must be asked with; and the schema of their JSON files."""
        return {"kinds": [_told_kind(kind) for kind in ReportKind], "schema": SCHEMA}

    @routes.get("/v1/reports/draft", operation_id="draft_report", response_model=None, responses=AS_A_FILE, **read)
    async def draft(
        request: Request,
        kind: ReportKind,
        first: First,
        last: Last,
        council: Council = None,
        agreement_id: UUID | None = None,
        as_of: AsOf = None,
        wanted: Wanted = Format.JSON,
        after: After = None,
    ) -> Response:
        """What would be handed out: a file that says of itself that it is a draft."""
        await model.wait_for(after)
        asked = Asked(kind, first, last, as_of, council, agreement_id)
        built = await reports.draft(asked, request.state.principal.subject)
        return await file_of(built.document, wanted, f"brouillon-{_name(kind, first, last)}")

    @routes.get("/v1/reports", operation_id="list_reports", **read)
    async def list_reports(after: After = None) -> dict[str, Any]:
        """Every report that was handed out, the last first."""
        await views.model.wait_for(after)
        return {"reports": [_told(row) for row in await views.reports()]}

    @routes.get("/v1/reports/{report_id}", operation_id="show_report", **read)
    async def show_report(response: Response, report_id: UUID, after: After = None) -> dict[str, Any]:
        """One report: what it was made of, its digest, and whether what is made of the same facts today has the same."""
        await views.model.wait_for(after)
        report = await views.report(str(report_id))
        response.headers["ETag"] = f'"{report["version"]}"'
        _, built = await reports.issued(report_id)
        return {**_told(report), "is_same": await digest(built) == report["digest"]}

    @routes.get(
        "/v1/reports/{report_id}/file", operation_id="read_report", response_model=None, responses=AS_A_FILE, **read
    )
    async def read_report(report_id: UUID, wanted: Wanted = Format.JSON) -> Response:
        """The report as it was handed out, made again from the facts that were known then."""
        fact, built = await reports.issued(report_id)
        return await file_of(built.document, wanted, _name(fact.kind, fact.first_on, fact.last_on))

    @routes.get(
        "/v1/reports/{report_id}/bundle",
        operation_id="bundle_report",
        response_model=None,
        responses=BUNDLE,
        **read_log,
    )
    async def bundle(report_id: UUID) -> Response:
        """The report with the facts behind each figure and what was signed of them: `fil_verify.py`, inside, checks it all."""
        fact, content = await reports.bundle(report_id)
        name = f"lot-{_name(fact.kind, fact.first_on, fact.last_on)}.zip"
        return Response(content, media_type=ZIP, headers={"Content-Disposition": f'attachment; filename="{name}"'})

    @routes.get("/v1/reports/{report_id}/differences", operation_id="compare_report", **read)
    async def differences(report_id: UUID, after: After = None) -> dict[str, Any]:
        """The figures of a report that are otherwise now, each with the way to the facts that make the difference."""
        await model.wait_for(after)
        fact, changed = await reports.since(report_id)
        return {"report_id": report_id, "since": fact.as_of, "changes": [_told_since(fact, one) for one in changed]}

    @routes.get("/v1/reports/{report_id}/history", operation_id="report_history", **read)
    async def history(report_id: UUID) -> dict[str, Any]:
        """Everything recorded about a report, in order."""
        return {"report_id": report_id, "history": history_of(await reports.history(report_id))}

    @routes.get("/v1/indicators/{code}/rehearsal", operation_id="rehearse_indicator", **read)
    async def rehearse(
        code: Code, first: First, last: Last, step: Step = "year", as_of: AsOf = None, after: After = None
    ) -> dict[str, Any]:
        """A proposed version of an indicator beside the current one, the facts that would enter or leave, the reports that print it."""
        await model.wait_for(after)
        await views.model.wait_for(after)
        rehearsal = await reports.rehearse(indicator_of(code).code, first, last, as_of, step)
        printing = [_told(row) for row in await views.printing(code)]
        return {**_told_rehearsal(rehearsal), "reports": printing}

    @routes.get("/v1/figures/{code}/reports", operation_id="list_reports_of_figure", **read)
    async def reports_of(
        code: Code, first: First, last: Last, council: Council = None, after: After = None
    ) -> dict[str, Any]:
        """The reports in which a figure of these days and this scope was printed, with the value that was printed."""
        await views.model.wait_for(after)
        found = await views.printed_in(indicator_of(code).code, first, last, council)
        return {"indicator": code, "reports": [_told(row) for row in found]}


def _told_rehearsal(rehearsal: Rehearsal) -> dict[str, Any]:
    return {
        **as_asked(rehearsal.question),
        "definition": described(rehearsal.candidate),
        "steps": [
            {"from": of.first, "to": of.last, "current": told(current, of), "proposed": told(proposed, of)}
            for of, current, proposed in rehearsal.steps
        ],
        "entering": [told_fact(fact) for fact in rehearsal.entering],
        "leaving": [told_fact(fact) for fact in rehearsal.leaving],
    }


def _name(kind: ReportKind, first: object, last: object) -> str:
    return f"{kind.lower().replace('_', '-')}-{first}-{last}"


def _told_kind(kind: ReportKind) -> dict[str, Any]:
    form = KINDS[kind]
    return {
        "kind": kind,
        "title": in_french(kind),
        "purpose": form.purpose,
        "needs": form.needs,
        "is_of_one_year": form.is_yearly,
        "indicators": list(dict.fromkeys(code for part in form.parts for code in part.indicators)),
    }


def _told(report: dict[str, Any]) -> dict[str, Any]:
    return {**report, "title": in_french(ReportKind(report["kind"]))}


def _told_since(fact: ReportIssued, one: Since) -> dict[str, Any]:
    scope = {"council": one.printed.council_id} if one.printed.council_id else {}
    query = urlencode({"from": fact.first_on, "to": fact.last_on, **scope, "since": fact.as_of})
    return {
        "indicator": one.printed.indicator,
        "council_id": one.printed.council_id,
        "printed": None if one.printed.value is None else float(one.printed.value),
        "now": float(one.now) if isinstance(one.now, Decimal) else one.now,
        "differences": f"/v1/figures/{one.printed.indicator}/differences?{query}",
    }
