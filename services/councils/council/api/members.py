"""Members over HTTP: who joined, changed seats, was renewed and left, and all of it taken back; who sits on a day."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from services.councils.council.application import Councils
from services.councils.council.readmodel.views import CouncilViews
from services.councils.labels import CHANGED_SEAT
from shared.contracts.councils.composition import (
    JoiningSaid,
    LeavingReason,
    MemberJoined,
    MembershipRenewed,
    Recruitment,
)
from shared.contracts.french import FRENCH
from shared.contracts.vocabulary import AgeBand, AmendmentReason, College, DistrictCode, Gender, MemberRole
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
    OnDay,
    Withdraw,
    chosen,
    done,
)
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow

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
    "college": FRENCH[College],
    "role": FRENCH[MemberRole],
    "recruitment": FRENCH[Recruitment],
    "gender": FRENCH[Gender],
    "age_band": FRENCH[AgeBand],
    "reason": {**FRENCH[LeavingReason], "CHANGED": CHANGED_SEAT},
}


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


def add_members(routes: APIRouter, councils: Councils, views: CouncilViews, clock: Clock) -> None:
    """What can be done with members, and seen of them."""
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
        on: OnDay = None,
        college: College | None = None,
        role: MemberRole | None = None,
        term_before: Annotated[CivilDate | None, Query(description="Whose term ends before that day.")] = None,
        after: After = None,
        file_format: FileFormat = "json",
    ) -> dict[str, Any] | Response:
        """The members on a day, as they sat that day: ids and counting fields, no names."""
        await views.model.wait_for(after)
        day = on or clock.today()
        rows = await views.members(council_id, day, college, role, term_before)
        if file_format == "csv":
            return list_file(f"membres-{council_id}-{day}.csv", _MEMBER_COLUMNS, rows, _CODED)
        return {"council_id": council_id, "on": day, "members": rows}

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
        council_id: CouncilCode, on: OnDay = None, after: After = None, file_format: FileFormat = "json"
    ) -> dict[str, Any] | Response:
        """Seats given up and not filled on a day, and for each college how many are decided and filled."""
        await views.model.wait_for(after)
        day = on or clock.today()
        rows = await views.vacancies(council_id, day)
        if file_format == "csv":
            return list_file(f"vacances-{council_id}-{day}.csv", _VACANCY_COLUMNS, rows, _CODED)
        return {"council_id": council_id, "on": day, "seats": await views.seats(council_id, day), "vacancies": rows}

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
