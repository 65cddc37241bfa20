"""Councils over HTTP."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field

from services.councils.council.application import Councils
from services.councils.council.readmodel import CouncilViews, Wanted
from services.councils.labels import CHANGED_SEAT
from shared.contracts.councils.composition import (
    JoiningSaid,
    LeavingReason,
    MemberJoined,
    MembershipRenewed,
    Recruitment,
)
from shared.contracts.councils.council import CouncilDistrictSet, CouncilEstablished, CouncilParticulars, Stage
from shared.contracts.councils.team import FacilitatorAssigned, UnassignmentReason
from shared.contracts.councils.territories import DistrictGeneration
from shared.contracts.french import FRENCH
from shared.contracts.vocabulary import (
    ONE_LINE,
    AgeBand,
    AmendmentReason,
    Arrondissement,
    College,
    CouncilId,
    DistrictCode,
    Gender,
    MemberRole,
)
from shared.platform.access import Permission
from shared.platform.exchange import (
    After,
    Asked,
    CivilDate,
    Commanded,
    Correcting,
    CouncilCode,
    Done,
    Limit,
    Withdraw,
    chosen,
    done,
    page,
    read_cursor,
)
from shared.platform.routes import history_of
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow, router

OnDay = Annotated[CivilDate, Query(description="As it was on that day.")]
PerhapsOnDay = Annotated[CivilDate | None, Query(description="As it was on that day; without it, as it was said last.")]

_COUNCIL_COLUMNS = {
    "council_id": "Code",
    "name": "Conseil",
    "arrondissement": "Arrondissement",
    "established_on": "Créé le",
    "stage": "Étape",
}
_MEMBER_COLUMNS = {
    "person_id": "Personne",
    "college": "Collège",
    "role": "Rôle",
    "recruitment": "Recrutement",
    "gender": "Genre",
    "age_band": "Tranche d'âge",
    "district_code": "Quartier",
    "draw_id": "Tirage au sort",
    "replaces": "Remplace",
    "joined_on": "Membre depuis le",
    "from_on": "Dans ce rôle depuis le",
    "term_until_on": "Fin de mandat",
}
_VACANCY_COLUMNS = {
    "college": "Collège",
    "person_id": "Dernier titulaire",
    "vacant_since_on": "Vacant depuis le",
    "days_open": "Jours de vacance",
    "reason": "Motif",
}
_CODED = {
    "stage": FRENCH[Stage],
    "college": FRENCH[College],
    "role": FRENCH[MemberRole],
    "recruitment": FRENCH[Recruitment],
    "gender": FRENCH[Gender],
    "age_band": FRENCH[AgeBand],
    "reason": {**FRENCH[LeavingReason], "CHANGED": CHANGED_SEAT},
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


class Joining(Asked):
    """How a person became a member."""

    college: College
    role: MemberRole = MemberRole.TITULAR
    recruitment: Recruitment = Recruitment.NOT_STATED
    gender: Gender = Gender.NOT_DECLARED
    age_band: AgeBand = AgeBand.NOT_DECLARED
    district_code: DistrictCode | None = None
    draw_id: UUID | None = None
    replaces: UUID | None = Field(default=None, description="The person whose vacant seat is filled.")
    term_until_on: CivilDate | None = Field(default=None, description="Last day of the term, included.")
    joined_on: CivilDate


class Welcome(Joining):
    """A person became a member. An id may be chosen by the sender, so that a draft made offline can refer to it."""

    person_id: UUID | None = None


class CorrectJoining(Joining):
    """How a present member joined is said again, whole, with the origin of what is said now."""

    reason: AmendmentReason


class ChangeSeat(Asked):
    """A member sits in another college, or has another role."""

    college: College
    role: MemberRole
    replaces: UUID | None = Field(default=None, description="The person whose vacant seat is filled.")
    changed_on: CivilDate


class Renew(Asked):
    """A member's term was renewed."""

    renewed_on: CivilDate
    term_until_on: CivilDate | None = Field(default=None, description="New last day of the term, included.")


class SeeOff(Asked):
    """A member left."""

    left_on: CivilDate
    reason: LeavingReason = LeavingReason.NOT_STATED


class Assign(Asked):
    """A facilitator supports the council."""

    facilitator_id: UUID | None = None
    assigned_on: CivilDate


class Unassign(Asked):
    """A facilitator no longer supports the council."""

    unassigned_on: CivilDate
    reason: UnassignmentReason = UnassignmentReason.NOT_STATED


class WithdrawAssignment(Withdraw):
    """The support that was said to begin that day never was."""

    assigned_on: CivilDate


def routes(councils: Councils, views: CouncilViews) -> APIRouter:
    """What can be done with councils, and seen of them."""
    routes = router()
    _add_councils(routes, councils, views)
    _add_members(routes, councils, views)
    _add_facilitators(routes, councils)
    return routes


def _add_councils(routes: APIRouter, councils: Councils, views: CouncilViews) -> None:
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
        on: PerhapsOnDay = None,
        cursor: str | None = None,
        limit: Limit = 50,
        after: After = None,
        file_format: FileFormat = "json",
    ) -> dict[str, Any] | Response:
        """Councils, page by page: of an arrondissement, in a stage, that cover a district, by a part of their name."""
        await views.model.wait_for(after)
        wanted = Wanted(arrondissement, stage, district, q, on)
        if file_format == "csv":
            return list_file("conseils.csv", _COUNCIL_COLUMNS, await views.councils(wanted, None, None), _CODED)
        last = read_cursor(cursor, 1)
        rows = await views.councils(wanted, last[0] if last else None, limit + 1)
        return page("councils", rows, limit, ("council_id",), request, response)

    @routes.get("/v1/councils/{council_id}", operation_id="show_council", **read)
    async def show(response: Response, council_id: CouncilCode, after: After = None) -> dict[str, Any]:
        """One council, its stages, its districts and its facilitators."""
        await views.model.wait_for(after)
        council = await views.council(council_id)
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


def _add_members(routes: APIRouter, councils: Councils, views: CouncilViews) -> None:
    record, read = allow(Permission.RECORD), allow(Permission.READ)

    @routes.get(
        "/v1/councils/{council_id}/members",
        operation_id="list_members",
        response_model=None,
        responses=AS_A_FILE_TOO,
        **read,
    )
    async def members(
        council_id: CouncilCode,
        on: Annotated[CivilDate, Query(description="Who was a member on that day.")],
        college: College | None = None,
        role: MemberRole | None = None,
        term_before: Annotated[CivilDate | None, Query(description="Whose term ends before that day.")] = None,
        after: After = None,
        file_format: FileFormat = "json",
    ) -> dict[str, Any] | Response:
        """The members on a day, as they sat that day: ids and counting fields, no names."""
        await views.model.wait_for(after)
        rows = await views.members(council_id, on, college, role, term_before)
        if file_format == "csv":
            return list_file(f"membres-{council_id}-{on}.csv", _MEMBER_COLUMNS, rows, _CODED)
        return {"council_id": council_id, "on": on, "members": rows}

    @routes.get("/v1/councils/{council_id}/members/{person_id}", operation_id="show_member", **read)
    async def member(
        response: Response, council_id: CouncilCode, person_id: UUID, after: After = None
    ) -> dict[str, Any]:
        """All that a person was in a council, period by period. A correction gives back the version (ETag)."""
        await views.model.wait_for(after)
        found = await views.member(council_id, str(person_id))
        response.headers["ETag"] = f'"{found["version"]}"'
        return found

    @routes.get(
        "/v1/councils/{council_id}/vacancies",
        operation_id="list_vacancies",
        response_model=None,
        responses=AS_A_FILE_TOO,
        **read,
    )
    async def vacancies(
        council_id: CouncilCode, on: OnDay, after: After = None, file_format: FileFormat = "json"
    ) -> dict[str, Any] | Response:
        """Seats given up and not filled on a day, and for each college how many are decided and filled."""
        await views.model.wait_for(after)
        rows = await views.vacancies(council_id, on)
        if file_format == "csv":
            return list_file(f"vacances-{council_id}-{on}.csv", _VACANCY_COLUMNS, rows, _CODED)
        return {"council_id": council_id, "on": on, "seats": await views.seats(council_id, on), "vacancies": rows}

    @routes.post(
        "/v1/councils/{council_id}/members",
        status_code=201,
        response_model=Done,
        operation_id="welcome_member",
        **record,
    )
    async def welcome(request: Request, council_id: CouncilCode, asked: Welcome, command: Commanded) -> Response:
        """Say that a person became a member."""
        person_id = chosen(asked.person_id, command)
        fact = MemberJoined(**dict(asked) | {"council_id": council_id, "person_id": person_id})
        return done(request, await councils.welcome_member(command, fact), person_id, created=True)

    @routes.post(
        "/v1/councils/{council_id}/members/{person_id}/seat",
        response_model=Done,
        operation_id="change_seat",
        **record,
    )
    async def change_seat(
        request: Request, council_id: CouncilCode, person_id: UUID, asked: ChangeSeat, command: Commanded
    ) -> Response:
        """Say that a member sits in another college, or has another role, from a day."""
        committed = await councils.change_seat(
            command,
            council_id,
            person_id,
            asked.college,
            asked.role,
            asked.replaces,
            asked.changed_on,
            asked.origin,
        )
        return done(request, committed, person_id)

    @routes.post(
        "/v1/councils/{council_id}/members/{person_id}/seat/withdrawn",
        response_model=Done,
        operation_id="withdraw_change_of_seat",
        **record,
    )
    async def withdraw_change(
        request: Request, council_id: CouncilCode, person_id: UUID, asked: Withdraw, command: Correcting
    ) -> Response:
        """Say that the last change of college or role was a mistake."""
        committed = await councils.withdraw_change(command, council_id, person_id, asked.reason, asked.origin)
        return done(request, committed, person_id)

    @routes.post(
        "/v1/councils/{council_id}/members/{person_id}/renewals",
        response_model=Done,
        operation_id="renew_member",
        **record,
    )
    async def renew(
        request: Request, council_id: CouncilCode, person_id: UUID, asked: Renew, command: Commanded
    ) -> Response:
        """Say that a member's term was renewed."""
        fact = MembershipRenewed(council_id=council_id, person_id=person_id, **dict(asked))
        return done(request, await councils.renew_member(command, fact), person_id)

    @routes.post(
        "/v1/councils/{council_id}/members/{person_id}/renewals/withdrawn",
        response_model=Done,
        operation_id="withdraw_renewal",
        **record,
    )
    async def withdraw_renewal(
        request: Request, council_id: CouncilCode, person_id: UUID, asked: Withdraw, command: Correcting
    ) -> Response:
        """Say that the last renewal of a member's term was a mistake."""
        committed = await councils.withdraw_renewal(command, council_id, person_id, asked.reason, asked.origin)
        return done(request, committed, person_id)

    @routes.post(
        "/v1/councils/{council_id}/members/{person_id}/corrected",
        response_model=Done,
        operation_id="correct_joining",
        **record,
    )
    async def correct(
        request: Request, council_id: CouncilCode, person_id: UUID, asked: CorrectJoining, command: Correcting
    ) -> Response:
        """Say again, whole, how a present member joined."""
        said = JoiningSaid(**asked.model_dump(exclude={"reason"}))
        committed = await councils.correct_joining(command, council_id, person_id, said, asked.reason, asked.origin)
        return done(request, committed, person_id)

    @routes.post(
        "/v1/councils/{council_id}/members/{person_id}/withdrawn",
        response_model=Done,
        operation_id="withdraw_joining",
        **record,
    )
    async def withdraw(
        request: Request, council_id: CouncilCode, person_id: UUID, asked: Withdraw, command: Correcting
    ) -> Response:
        """Say that a person never became a member."""
        committed = await councils.withdraw_joining(command, council_id, person_id, asked.reason, asked.origin)
        return done(request, committed, person_id)

    @routes.post(
        "/v1/councils/{council_id}/members/{person_id}/departure",
        response_model=Done,
        operation_id="see_off_member",
        **record,
    )
    async def see_off(
        request: Request, council_id: CouncilCode, person_id: UUID, asked: SeeOff, command: Commanded
    ) -> Response:
        """Say that a member left."""
        committed = await councils.see_off_member(
            command, council_id, person_id, asked.left_on, asked.reason, asked.origin
        )
        return done(request, committed, person_id)

    @routes.post(
        "/v1/councils/{council_id}/members/{person_id}/departure/withdrawn",
        response_model=Done,
        operation_id="withdraw_departure",
        **record,
    )
    async def withdraw_departure(
        request: Request, council_id: CouncilCode, person_id: UUID, asked: Withdraw, command: Correcting
    ) -> Response:
        """Say that a member did not leave."""
        committed = await councils.withdraw_departure(command, council_id, person_id, asked.reason, asked.origin)
        return done(request, committed, person_id)


def _add_facilitators(routes: APIRouter, councils: Councils) -> None:
    record = allow(Permission.RECORD)

    @routes.post(
        "/v1/councils/{council_id}/facilitators",
        status_code=201,
        response_model=Done,
        operation_id="assign_facilitator",
        **record,
    )
    async def assign(request: Request, council_id: CouncilCode, asked: Assign, command: Commanded) -> Response:
        """Say that a facilitator supports the council."""
        facilitator_id = chosen(asked.facilitator_id, command)
        fact = FacilitatorAssigned(**dict(asked) | {"council_id": council_id, "facilitator_id": facilitator_id})
        return done(request, await councils.assign_facilitator(command, fact), facilitator_id, created=True)

    @routes.post(
        "/v1/councils/{council_id}/facilitators/{facilitator_id}/end",
        response_model=Done,
        operation_id="unassign_facilitator",
        **record,
    )
    async def unassign(
        request: Request, council_id: CouncilCode, facilitator_id: UUID, asked: Unassign, command: Commanded
    ) -> Response:
        """Say that a facilitator no longer supports the council."""
        committed = await councils.unassign_facilitator(
            command, council_id, facilitator_id, asked.unassigned_on, asked.reason, asked.origin
        )
        return done(request, committed, facilitator_id)

    @routes.post(
        "/v1/councils/{council_id}/facilitators/{facilitator_id}/withdrawn",
        response_model=Done,
        operation_id="withdraw_assignment",
        **record,
    )
    async def withdraw_assignment(
        request: Request, council_id: CouncilCode, facilitator_id: UUID, asked: WithdrawAssignment, command: Correcting
    ) -> Response:
        """Say that a facilitator never supported the council from that day."""
        committed = await councils.withdraw_assignment(
            command, council_id, facilitator_id, asked.assigned_on, asked.reason, asked.origin
        )
        return done(request, committed, facilitator_id)
