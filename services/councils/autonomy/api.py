"""The trajectory of a council over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from services.councils.autonomy.readmodel import DEEDS, AutonomyViews
from services.councils.known_councils import KnownCouncils
from shared.days import refuse_backwards
from shared.platform.access import Permission
from shared.platform.exchange import After, CivilDate, CouncilCode
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow, router

COLUMNS = {
    "quarter": "Trimestre",
    "meetings_held": "Réunions tenues",
    "called_by": "Convoquées par un membre",
    "called_by_stated": "dont on sait qui a convoqué",
    "chaired_by": "Animées par un membre",
    "chaired_by_stated": "dont on sait qui a animé",
    "written_by": "Comptes rendus écrits par un membre",
    "written_by_stated": "dont on sait qui a écrit",
}


def routes(views: AutonomyViews, councils: KnownCouncils) -> APIRouter:
    """What can be seen of the autonomy of a council."""
    routes = router()

    @routes.get(
        "/v1/councils/{council_id}/autonomy/trajectory",
        operation_id="show_autonomy_trajectory",
        response_model=None,
        responses=AS_A_FILE_TOO,
        **allow(Permission.READ),
    )
    async def trajectory(
        council_id: CouncilCode,
        first: Annotated[CivilDate, Query(alias="from", description="First day.")],
        last: Annotated[CivilDate, Query(alias="to", description="Last day, included.")],
        file_format: FileFormat = "json",
        after: After = None,
    ) -> Any:
        """Who called the council's meetings, chaired them and wrote their minutes, quarter by quarter."""
        refuse_backwards("to", first, last)
        await councils.find(council_id)
        await views.model.wait_for(after)
        quarters = await views.trajectory(council_id, first, last)
        if file_format == "csv":
            return list_file(f"autonomie-{council_id}-{first}-{last}.csv", COLUMNS, map(_row, quarters))
        return {"council_id": council_id, "from": first, "to": last, "quarters": quarters}

    return routes


def _row(quarter: dict[str, Any]) -> dict[str, Any]:
    shares = {deed: quarter[deed]["by_members"] for deed in DEEDS}
    stated = {f"{deed}_stated": quarter[deed]["stated"] for deed in DEEDS}
    return {"quarter": quarter["quarter"], "meetings_held": quarter["meetings_held"], **shares, **stated}
