"""Councils over HTTP: established, corrected, withdrawn; their districts and their stages."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field

from services.councils.council.application import Councils
from services.councils.council.readmodel.views import CouncilViews, Wanted
from services.councils.labels import in_words
from shared.contracts.councils.council import CouncilDistrictSet, CouncilEstablished, CouncilParticulars, Stage
from shared.contracts.councils.territories import DistrictGeneration
from shared.contracts.french import FRENCH
from shared.contracts.vocabulary import ONE_LINE, PLACES, AmendmentReason, Arrondissement, CouncilId, DistrictCode
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
    OnDay,
    Withdraw,
    done,
    page,
    read_cursor,
)
from shared.platform.routes import history_of
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow

COLUMNS = {
    "council_id": "Code",
    "name": "Conseil",
    "arrondissement": "Arrondissement",
    "established_on": "Créé le",
    "stage": "Étape",
}


class Particulars(Asked):
    """What is said of a council."""

    name: str = Field(min_length=1, max_length=120, pattern=ONE_LINE)
    arrondissement: Arrondissement
    established_on: CivilDate


class Establish(Particulars):
    """A council exists."""

    council_id: CouncilId


class Correct(Particulars):
    """What was said of a council is said again, whole, with the origin of what is said now."""

    reason: AmendmentReason


class SetDistrict(Asked):
    """A council covers a priority district."""

    district_code: DistrictCode
    generation: DistrictGeneration
    from_on: CivilDate
    until_on: CivilDate | None = None


class ReachStage(Asked):
    """A council entered a stage of its life."""

    stage: Stage
    reached_on: CivilDate


class WithdrawStage(Withdraw):
    """The last stage is taken back."""

    stage: Stage


class WithdrawCouncil(Withdraw):
    """There is no such council."""

    after: str | None = Field(
        default=None, pattern=PLACES, description="What must have been heard of before: `activities@41`."
    )


def add_councils(routes: APIRouter, councils: Councils, views: CouncilViews, clock: Clock) -> None:
    """What can be done with councils, and seen of them."""
    record, read = allow(Permission.RECORD), allow(Permission.READ)

    @routes.post("/v1/councils", status_code=201, response_model=Done, operation_id="establish_council", **record)
    async def establish(request: Request, asked: Establish, command: Commanded) -> Response:
        """Say that a council exists."""
        committed = await councils.establish(command, CouncilEstablished(**dict(asked)))
        return done(request, committed, asked.council_id, created=True)

    @routes.get("/v1/councils", operation_id="list_councils", response_model=None, responses=AS_A_FILE_TOO, **read)
    async def list_councils(
        request: Request,
        response: Response,
        arrondissement: Annotated[Arrondissement | None, Query()] = None,
        stage: Stage | None = None,
        district: Annotated[DistrictCode | None, Query()] = None,
        q: Annotated[str | None, Query(min_length=1, max_length=120, pattern=ONE_LINE)] = None,
        on: OnDay = None,
        cursor: str | None = None,
        limit: Limit = 50,
        after: After = None,
        file_format: FileFormat = "json",
    ) -> dict[str, Any] | Response:
        """Councils as they are on a day, page by page: of an arrondissement, in a stage, that cover a district, by a part of their name."""
        await views.model.wait_for(after)
        wanted = Wanted(on or clock.today(), arrondissement, stage, district, q)
        if file_format == "csv":
            return list_file(
                "conseils.csv", COLUMNS, await views.councils(wanted, None, None), {"stage": FRENCH[Stage]}
            )
        last = read_cursor(cursor, 1)
        rows = await views.councils(wanted, last[0] if last else None, limit + 1)
        return page("councils", rows, limit, ("council_id",), request, response)

    @routes.get("/v1/councils/{council_id}", operation_id="show_council", **read)
    async def show(response: Response, council_id: CouncilCode, after: After = None) -> dict[str, Any]:
        """One council, its stages, its districts and its facilitators; and what is surprising, which forbids nothing."""
        await views.model.wait_for(after)
        council = await views.council(council_id)
        council["warnings"] = [in_words(one) for one in council["warnings"]]
        response.headers["ETag"] = f'"{council["version"]}"'
        return council

    @routes.get("/v1/councils/{council_id}/history", operation_id="show_council_history", **read)
    async def history(council_id: CouncilCode) -> dict[str, Any]:
        """Everything recorded about a council, in order."""
        return {"council_id": council_id, "history": history_of(await councils.history(council_id))}

    @routes.post("/v1/councils/{council_id}/corrected", response_model=Done, operation_id="correct_council", **record)
    async def correct(request: Request, council_id: CouncilCode, asked: Correct, command: Correcting) -> Response:
        """Say again, whole, what was said of a council."""
        said = CouncilParticulars(**asked.model_dump(exclude={"reason"}))
        return done(request, await councils.correct(command, council_id, said, asked.reason, asked.origin), council_id)

    @routes.post("/v1/councils/{council_id}/withdrawn", response_model=Done, operation_id="withdraw_council", **record)
    async def withdraw(
        request: Request, council_id: CouncilCode, asked: WithdrawCouncil, command: Correcting
    ) -> Response:
        """Say that there is no such council: it was established by mistake, and nothing else stands on it."""
        committed = await councils.withdraw(command, council_id, asked.reason, asked.origin, asked.after)
        return done(request, committed, council_id)

    @routes.post("/v1/councils/{council_id}/districts", response_model=Done, operation_id="set_district", **record)
    async def set_district(
        request: Request, council_id: CouncilCode, asked: SetDistrict, command: Commanded
    ) -> Response:
        """Say that a council covers a priority district."""
        committed = await councils.set_district(command, CouncilDistrictSet(council_id=council_id, **dict(asked)))
        return done(request, committed, council_id)

    @routes.post(
        "/v1/councils/{council_id}/districts/{district_code}/withdrawn",
        response_model=Done,
        operation_id="remove_district",
        **record,
    )
    async def remove_district(
        request: Request,
        council_id: CouncilCode,
        district_code: Annotated[DistrictCode, Path()],
        asked: Withdraw,
        command: Correcting,
    ) -> Response:
        """Say that a council never covered that district."""
        committed = await councils.remove_district(command, council_id, district_code, asked.reason, asked.origin)
        return done(request, committed, council_id)

    @routes.post("/v1/councils/{council_id}/stages", response_model=Done, operation_id="reach_stage", **record)
    async def reach_stage(request: Request, council_id: CouncilCode, asked: ReachStage, command: Commanded) -> Response:
        """Say that a council entered a stage of its life."""
        committed = await councils.reach_stage(command, council_id, asked.stage, asked.reached_on, asked.origin)
        return done(request, committed, council_id)

    @routes.post(
        "/v1/councils/{council_id}/stages/withdrawn", response_model=Done, operation_id="withdraw_stage", **record
    )
    async def withdraw_stage(
        request: Request, council_id: CouncilCode, asked: WithdrawStage, command: Correcting
    ) -> Response:
        """Say that a council did not enter its last stage."""
        committed = await councils.withdraw_stage(command, council_id, asked.stage, asked.reason, asked.origin)
        return done(request, committed, council_id)
