"""Agreements over HTTP: every kind of entry, and how far the targets of a year are reached."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.reporting import labels
from services.reporting.agreements.application import Agreements, Line, Progress
from services.reporting.agreements.domain import CATALOGUE, reports_due
from services.reporting.figures.api import AsOf
from services.reporting.figures.api.telling import asked, told
from services.reporting.figures.readmodel import FigureTables
from shared.contracts.french import in_french
from shared.entries.api import add_entries, messages_of
from shared.entries.readmodel import EntryViews
from shared.platform.access import Permission
from shared.platform.exchange import After
from shared.platform.readmodel import ReadModel, write_vector
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, csv_file, write_csv
from shared.platform.web import allow, router

MESSAGES = messages_of(CATALOGUE)


def routes(agreements: Agreements, views: EntryViews, model: ReadModel[FigureTables]) -> APIRouter:
    """What can be said of agreements and seen of them."""
    routes = router()
    add_entries(routes, MESSAGES, agreements, views, Permission.ANSWER_FOR)

    @routes.get(
        "/v1/agreements/{entry_id}/progress",
        operation_id="show_progress",
        response_model=None,
        responses=AS_A_FILE_TOO,
        **allow(Permission.READ_FIGURES),
    )
    async def show_progress(
        entry_id: UUID,
        year: Annotated[int, Query(ge=2014, le=2100, description="A calendar year of the agreement.")],
        as_of: AsOf = None,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> dict[str, Any] | Response:
        """How far each target of a year is reached, under its objective, as it was known then: the annex of the agreement."""
        await model.wait_for(after)
        progress = await agreements.progress(entry_id, year, as_of)
        if file_format == "csv":
            return csv_file(f"annexe-indicateurs-{year}.csv", annex_csv(progress, year))
        return _told(progress, year)

    return routes


def _told(progress: Progress, year: int) -> dict[str, Any]:
    return {
        **asked(progress.question),
        "agreement": progress.agreement.model_dump(exclude={"entry", "origin"}),
        "year": year,
        "fundings": [one.model_dump(include={"funder", "title", "amount_cents"}) for one in progress.fundings],
        "allocation_key": progress.key.shares.of() if progress.key else None,
        "targets": [_told_line(line, progress) for line in progress.lines],
        "reports_due": [
            {
                "report": due.report,
                "report_fr": labels.REPORTS_DUE[due.report],
                "from": due.first,
                "to": due.last,
                "due_on": due.due_on,
            }
            for due in reports_due(progress.agreement)
        ],
    }


def _told_line(line: Line, progress: Progress) -> dict[str, Any]:
    target = line.target
    return {
        "target_id": target.entry_id,
        "objective": _objective(line, progress),
        "goal": float(target.goal),
        "baseline": None if target.baseline is None else float(target.baseline),
        "gap": float(line.gap) if isinstance(line.gap, Decimal) else line.gap,
        "figure": told(line.figure, progress.question),
        "counted_facts": line.counted,
        "parts": line.parts,
        "comments": [one.model_dump(include={"entry_id", "council_id", "text", "written_on"}) for one in line.comments],
    }


def _objective(line: Line, progress: Progress) -> str | None:
    objective = progress.objectives.get(line.target.objective_id) if line.target.objective_id else None
    return objective.title if objective else None


def annex_csv(progress: Progress, year: int) -> bytes:
    """The annex of indicators: one line a target, in the unit of its indicator."""
    parts = progress.key.shares.of() if progress.key else {}
    header = [
        "Objectif",
        "Indicateur",
        "Nom",
        "Unité",
        "Situation de départ",
        f"Cible {year}",
        f"Réalisé {year}",
        "Écart",
    ]
    header += ["Inconnus", "Faits comptés", "Commentaire", "Du", "Au", "État des faits", "Version"]
    rows = []
    for line in progress.lines:
        indicator = line.figure.indicator
        rows.append(
            [
                _objective(line, progress),
                indicator.code,
                indicator.name,
                indicator.unit,
                line.target.baseline,
                line.target.goal,
                line.figure.value,
                line.gap,
                line.figure.unknown,
                line.counted,
                "\n".join(_comment(one.council_id, one.text) for one in line.comments) or None,
                progress.question.first,
                progress.question.last,
                write_vector(progress.question.as_of),
                indicator.version,
                *((line.parts or {}).get(funder) for funder in parts),
            ]
        )
    return write_csv([*header, *(f"Part : {in_french(funder)}" for funder in parts)], rows)


def _comment(council_id: str | None, text: str) -> str:
    return f"{council_id} : {text}" if council_id else text
