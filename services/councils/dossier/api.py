"""The council's file over HTTP: every kind of entry, and the file as of a day."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from services.councils.dossier.application import Dossier
from services.councils.dossier.domain import CATALOGUE
from services.councils.dossier.readmodel import DossierViews
from shared.entries.api import add_entries, messages_of
from shared.platform.access import Permission
from shared.platform.exchange import After, CouncilCode, OnDay
from shared.platform.web import allow, router

MESSAGES = messages_of(CATALOGUE)


def routes(dossier: Dossier, views: DossierViews) -> APIRouter:
    """What can be said of the file and seen of it: each kind of entry, then the file of a council."""
    routes = router()
    add_entries(routes, MESSAGES, dossier, views)
    _add_file(routes, dossier, views)
    return routes


def _add_file(routes: APIRouter, dossier: Dossier, views: DossierViews) -> None:
    """The file of a council."""
    read = allow(Permission.READ)

    @routes.get("/v1/councils/{council_id}/dossier", operation_id="show_dossier", **read)
    async def show_dossier(council_id: CouncilCode, on: OnDay = None, after: After = None) -> dict[str, Any]:
        """All that holds of a council on a day: who carries it, its rules, its means, its officers, its autonomy."""
        await views.model.wait_for(after)
        return await dossier.file(council_id, on)

    @routes.get("/v1/councils/{council_id}/autonomy", operation_id="show_autonomy", **read)
    async def show_autonomy(council_id: CouncilCode, after: After = None) -> dict[str, Any]:
        """All assessments of a council's autonomy, in order, by itself and by its facilitators: both are kept (AUT-01)."""
        await views.model.wait_for(after)
        return {"council_id": council_id, "assessments": await dossier.autonomy(council_id)}
