"""The journal over HTTP: every kind of entry, and what entries tell as of a day."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.activities.journal.domain import CATALOGUE
from services.activities.journal.domain.progress import Progress
from services.activities.journal.readmodel import JournalViews
from services.activities.journal.readmodel.plans import counted
from services.activities.known_councils import KnownCouncils
from shared.contracts.vocabulary import COUNCIL_ID
from shared.entries.api import add_entries, messages_of
from shared.entries.application import Entries
from shared.platform.access import Permission
from shared.platform.clock import Clock
from shared.platform.exchange import After, CivilDate, CouncilCode
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow, router

MESSAGES = messages_of(CATALOGUE)

On = Annotated[CivilDate | None, Query(description="As it was on that day; today when none is given.")]

_TO_BE_DONE = {
    "lead": "Responsable",
    "lead_label": "Responsable (précision)",
    "due_on": "Échéance",
    "status": "État",
    "ended_on": "Terminée le",
    "learned": "Ce qu'on en retient",
}
ROADMAP_COLUMNS = {
    "axis": "Axe",
    "title": "Action",
    "need": "Besoin",
    "priority": "Priorité du besoin",
    "theme": "Thématique",
    "planned_on": "Prévue le",
    **_TO_BE_DONE,
}
IMPROVEMENT_COLUMNS = {
    "council_id": "Conseil",
    "title": "Amélioration",
    "decided_on": "Décidée le",
    **_TO_BE_DONE,
}


def routes(journal: Entries, views: JournalViews, councils: KnownCouncils, clock: Clock) -> APIRouter:
    """What can be said in the journal and seen of it."""
    routes = router()
    add_entries(routes, MESSAGES, journal, views)
    _add_plans(routes, views, councils, clock)
    return routes


def _add_plans(routes: APIRouter, views: JournalViews, councils: KnownCouncils, clock: Clock) -> None:
    """What was needed, planned and decided, as of a day."""
    as_a_file_too: dict[str, Any] = {
        "response_model": None,
        "responses": AS_A_FILE_TOO,
        **allow(Permission.READ),
    }

    @routes.get("/v1/councils/{council_id}/roadmap", operation_id="show_roadmap_on_a_day", **as_a_file_too)
    async def show_roadmap(
        council_id: CouncilCode,
        on: On = None,
        roadmap: Annotated[UUID | None, Query(description="This one; unless said, the last that began.")] = None,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> dict[str, Any] | Response:
        """The roadmap of a council as it stood on a day: its actions by axis, and the need that each answers (FDR-01)."""
        await views.model.wait_for(after)
        await councils.require(council_id, "/path/council_id")
        day = on or clock.today()
        found = await views.roadmap(council_id, day, None if roadmap is None else str(roadmap))
        if file_format == "csv":
            actions = [action for axis in found["axes"] for action in axis["actions"]]
            return list_file(f"feuille-de-route-{council_id}-{day}.csv", ROADMAP_COLUMNS, map(_line, actions))
        return {"council_id": council_id, "on": day, **found}

    @routes.get("/v1/councils/{council_id}/diagnosis", operation_id="show_diagnosis_on_a_day", **allow(Permission.READ))
    async def show_diagnosis(council_id: CouncilCode, on: On = None, after: After = None) -> dict[str, Any]:
        """What the neighbourhood needed and had on a day, and which actions answer each need (DIA-01)."""
        await views.model.wait_for(after)
        await councils.require(council_id, "/path/council_id")
        day = on or clock.today()
        return {"council_id": council_id, "on": day, **await views.diagnosis(council_id, day)}

    @routes.get("/v1/followed-improvements", operation_id="follow_improvements", **as_a_file_too)
    async def follow_improvements(
        council: Annotated[str | None, Query(pattern=COUNCIL_ID, description="Of this council.")] = None,
        status: Progress | None = None,
        on: On = None,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> dict[str, Any] | Response:
        """What evaluations led to, as it stood on a day: to be done, late, done or given up."""
        await views.model.wait_for(after)
        day = on or clock.today()
        known = [one for one in await views.improvements(day) if council in (None, one["council_id"])]
        shown = [one for one in known if status in (None, one["status"])]
        if file_format == "csv":
            return list_file(f"ameliorations-{day}.csv", IMPROVEMENT_COLUMNS, shown)
        return {"on": day, "progress": counted(known), "improvements": shown}


def _line(action: dict[str, Any]) -> dict[str, Any]:
    """An action as a line of a file: its need by its title."""
    need = action["need"] or {"title": None, "priority": None}
    return action | {"need": need["title"], "priority": need["priority"]}
