"""Territories over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field

from services.councils.territories.application import Territories
from services.councils.territories.readmodel import TerritoryViews
from shared.contracts.councils.territories import DistrictGeneration, PerimeterChange, PriorityDistrictListed
from shared.contracts.french import FRENCH
from shared.contracts.vocabulary import ONE_LINE, Arrondissement, DistrictCode, Sha256
from shared.platform.access import Permission
from shared.platform.exchange import After, Asked, CivilDate, Commanded, Correcting, Done, done
from shared.platform.routes import history_of
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow, router

Code = Annotated[str, Path(pattern=r"^(QP\d{6}|QN\d{5}[A-Z])$", description="Official code of the district.")]

COLUMNS = {
    "district_code": "Code",
    "generation": "Liste",
    "name": "Quartier",
    "arrondissements": "Arrondissements",
    "valid_from_on": "Depuis",
    "valid_until_on": "Jusqu'au",
    "perimeter": "Périmètre",
    "predecessors": "Quartiers de la liste précédente",
    "councils": "Conseils",
}


class Enlist(Asked):
    """An official list holds a district."""

    district_code: DistrictCode
    generation: DistrictGeneration
    name: str = Field(min_length=1, max_length=120, pattern=ONE_LINE)
    arrondissements: tuple[Arrondissement, ...] = Field(default=(), max_length=20)
    valid_from_on: CivilDate
    valid_until_on: CivilDate | None = None
    perimeter: PerimeterChange = PerimeterChange.NOT_STATED
    predecessors: tuple[DistrictCode, ...] = Field(default=(), max_length=20)
    list_digest: Sha256


class Strike(Asked):
    """A later reading of its list no longer holds it."""

    list_digest: Sha256


def routes(territories: Territories, views: TerritoryViews) -> APIRouter:
    """What can be said of districts, and seen of them."""
    routes = router()
    record, read = allow(Permission.RECORD), allow(Permission.READ)

    @routes.post("/v1/districts", status_code=201, response_model=Done, operation_id="enlist_district", **record)
    async def enlist(request: Request, asked: Enlist, command: Commanded) -> Response:
        """Say what an official list says of a district; the last list read is right."""
        committed = await territories.enlist(command, PriorityDistrictListed(**dict(asked)))
        return done(request, committed, asked.district_code, created=True)

    @routes.post("/v1/districts/{code}/removal", response_model=Done, operation_id="strike_district", **record)
    async def strike(request: Request, code: Code, asked: Strike, command: Correcting) -> Response:
        """Say that a later reading of its list no longer holds it."""
        return done(request, await territories.strike(command, code, asked.list_digest, asked.origin), code)

    @routes.get("/v1/districts", operation_id="list_districts", response_model=None, responses=AS_A_FILE_TOO, **read)
    async def districts(
        on: Annotated[CivilDate | None, Query(description="Those of the list that applied on that day.")] = None,
        generation: DistrictGeneration | None = None,
        arrondissement: Annotated[str | None, Query(pattern=r"^([1-9]|1[0-9]|20)$")] = None,
        q: Annotated[str | None, Query(max_length=120, description="Words of the name.")] = None,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> Any:
        """The districts, and the councils that cover them. Paris has some twenty of each list: one page holds all."""
        await views.model.wait_for(after)
        found = await views.districts(on=on, generation=generation, arrondissement=arrondissement, words=q)
        if file_format == "csv":
            return list_file("quartiers.csv", COLUMNS, map(_row, found), {"perimeter": FRENCH[PerimeterChange]})
        return {"on": on, "districts": found}

    @routes.get("/v1/districts/{code}", operation_id="show_district", **read)
    async def show(response: Response, code: Code, after: After = None) -> dict[str, Any]:
        """One district: what became of it from one list to the next, and which councils cover it, since when."""
        await views.model.wait_for(after)
        found = await views.district(code)
        response.headers["ETag"] = f'"{found["version"]}"'
        return found

    @routes.get("/v1/districts/{code}/history", operation_id="show_district_history", **read)
    async def history(code: Code) -> dict[str, Any]:
        """Everything that lists said of a district, in order."""
        return {"district_code": code, "history": history_of(await territories.history(code))}

    return routes


def _row(district: dict[str, Any]) -> dict[str, Any]:
    councils = ", ".join(one["council_id"] for one in district["councils"])
    lists = {name: ", ".join(district[name]) for name in ("arrondissements", "predecessors")}
    return {**district, **lists, "councils": councils}
