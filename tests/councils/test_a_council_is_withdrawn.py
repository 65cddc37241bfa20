from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from services.councils.council.domain import Council, CouncilIsInUse
from services.councils.council.readmodel.standing import OF_THE_COUNCIL, WITHDRAWALS
from shared.contracts import REGISTRY
from shared.contracts.councils.composition import (
    JoiningSaid,
    LeavingReason,
    MemberJoined,
    MemberLeft,
    MembershipWithdrawn,
    Recruitment,
)
from shared.contracts.councils.council import (
    CouncilDistrictSet,
    CouncilEstablished,
    CouncilParticulars,
    CouncilStageReached,
    CouncilWithdrawn,
    Stage,
)
from shared.contracts.councils.team import AssignmentWithdrawn, FacilitatorAssigned
from shared.contracts.councils.territories import DistrictGeneration
from shared.contracts.vocabulary import AgeBand, AmendmentReason, College, Gender, MemberRole, Origin
from shared.councils import CouncilWasWithdrawn
from shared.kernel import NotFound
from tests.support.given import TODAY, given

if TYPE_CHECKING:
    from tests.support.house import Caller, House

NOTED = Origin()
MISTAKE = AmendmentReason.ENTERED_BY_MISTAKE
SOMEBODY = UUID("01936f00-0000-7000-8000-0000000000d1")
NOVEMBER_1, JUNE_1 = date(2016, 11, 1), date(2018, 6, 1)

particulars = CouncilParticulars(name="Conseil citoyen du 81e", arrondissement="18", established_on=NOVEMBER_1)
established = CouncilEstablished(council_id="CC81", **particulars.model_dump())
withdrawn = CouncilWithdrawn(council_id="CC81", said=particulars, reason=MISTAKE)
covered = CouncilDistrictSet(
    council_id="CC81", district_code="QP075019", generation=DistrictGeneration.LIST_2015, from_on=NOVEMBER_1
)
active = CouncilStageReached(council_id="CC81", stage=Stage.ACTIVE, reached_on=JUNE_1)
joined = MemberJoined(
    council_id="CC81",
    person_id=SOMEBODY,
    college=College.RESIDENT,
    role=MemberRole.TITULAR,
    recruitment=Recruitment.VOLUNTEER,
    gender=Gender.NOT_DECLARED,
    age_band=AgeBand.NOT_DECLARED,
    joined_on=JUNE_1,
)
seat = {name: getattr(joined, name) for name in ("college", "role", "gender", "age_band", "joined_on")}
left = MemberLeft(council_id="CC81", person_id=SOMEBODY, **seat, left_on=JUNE_1, reason=LeavingReason.RESIGNED)
never_joined = MembershipWithdrawn(
    council_id="CC81",
    person_id=SOMEBODY,
    joining=JoiningSaid(**seat, recruitment=joined.recruitment),
    reason=MISTAKE,
)
assigned = FacilitatorAssigned(council_id="CC81", facilitator_id=SOMEBODY, assigned_on=JUNE_1)
never_assigned = AssignmentWithdrawn(council_id="CC81", facilitator_id=SOMEBODY, assigned_on=JUNE_1, reason=MISTAKE)


def withdraw(council: Council, others: int = 0) -> None:
    council.withdraw(MISTAKE, NOTED, others=others)


# What may be said


def test_a_council_established_by_mistake_is_withdrawn() -> None:
    given(Council, established).when(withdraw).then(withdrawn)


def test_its_districts_and_its_stages_go_with_it() -> None:
    given(Council, established, covered, active).when(withdraw).then(withdrawn)


def test_the_same_withdrawal_said_twice_is_recorded_once() -> None:
    given(Council, established, withdrawn).when(withdraw).then_nothing()


def test_a_council_is_not_withdrawn_for_two_reasons() -> None:
    given(Council, established, withdrawn).when(lambda it: it.withdraw(AmendmentReason.ENTERED_TWICE, NOTED)).refused(
        CouncilWasWithdrawn
    )


def test_a_council_that_nobody_established_is_not_withdrawn() -> None:
    given(Council).when(withdraw).refused(NotFound)


def test_a_council_in_which_somebody_sits_or_sat_is_not_withdrawn() -> None:
    for past in ((joined,), (joined, left)):
        given(Council, established, *past).when(withdraw).refused(CouncilIsInUse, members=1, facilitators=0, others=0)


def test_a_council_that_somebody_supports_is_not_withdrawn() -> None:
    given(Council, established, assigned).when(withdraw).refused(CouncilIsInUse, members=0, facilitators=1, others=0)


def test_a_council_of_which_something_else_is_said_is_not_withdrawn() -> None:
    given(Council, established).when(lambda it: withdraw(it, 3)).refused(
        CouncilIsInUse, members=0, facilitators=0, others=3
    )


def test_what_was_taken_back_keeps_no_council() -> None:
    given(Council, established, joined, never_joined, assigned, never_assigned).when(withdraw).then(withdrawn)


def test_nothing_is_said_of_a_council_that_was_withdrawn() -> None:
    def saying(decide: Any) -> None:
        given(Council, established, covered, active, withdrawn).when(decide).refused(CouncilWasWithdrawn)

    saying(lambda it: it.correct(particulars, reason=MISTAKE, origin=NOTED, today=TODAY))
    saying(lambda it: it.set_district(covered))
    saying(lambda it: it.reach_stage(Stage.ACTIVE, reached_on=JUNE_1, origin=NOTED, today=TODAY))
    saying(lambda it: it.welcome(joined, today=TODAY))
    saying(lambda it: it.assign(assigned, today=TODAY))


def test_a_code_that_was_withdrawn_serves_again_and_nothing_of_the_former_council_holds() -> None:
    again = established.model_copy(update={"established_on": JUNE_1})
    given(Council, established, active, withdrawn).when(lambda it: it.establish(again, today=TODAY)).then(again)
    given(Council, established, active, withdrawn, again).when(
        lambda it: it.reach_stage(Stage.ACTIVE, reached_on=JUNE_1, origin=NOTED, today=TODAY)
    ).then(active)


# What stands on it


PARTS = {
    # They take back a step of a thing that still names the council.
    *("councils.candidate-entry-withdrawn.v1", "councils.consultation-withdrawn.v1", "councils.cover-withdrawn.v1"),
    *("councils.handover-acceptance-withdrawn.v1", "councils.standing-down-withdrawn.v1"),
    *("councils.appointment-withdrawn.v1", "councils.seat-offer-withdrawn.v1"),
}
OF_NO_COUNCIL = {
    # Posts and consents are of the team and of persons.
    *("councils.post-withdrawn.v1", "councils.recruitment-step-withdrawn.v1", "councils.filling-withdrawn.v1"),
    *("councils.consent-withdrawn.v1", "councils.post-renewal-withdrawn.v1"),
    # What reporting says is of all councils: a comment on one hinders nobody from withdrawing it.
    *("reporting.entry-withdrawn.v1", "reporting.report-withdrawn.v1"),
}


def test_every_withdrawal_is_said_to_end_a_thing_that_names_a_council_or_a_part_of_it() -> None:
    withdrawals = {name for name, fact in REGISTRY.items() if "-withdrawn." in name and fact not in OF_THE_COUNCIL}
    assert withdrawals == {fact.type for fact in WITHDRAWALS} | PARTS | OF_NO_COUNCIL


# Over HTTP


WRONG = {"reason": "ENTERED_BY_MISTAKE"}


def refused(caller: Caller, path: str, body: dict[str, Any], **how: Any) -> tuple[int, str, list[str]]:
    answer = caller.post(path, body, **how)
    told = answer.json()
    return answer.status_code, told["type"].removeprefix("/problems/"), [one["pointer"] for one in told["errors"]]


def test_a_withdrawn_council_is_seen_no_more_and_its_history_stays(town: House, council: str) -> None:
    councils, here = town.councils, f"/v1/councils/{council}"
    councils.record(f"{here}/stages", {"stage": "ACTIVE", "reached_on": "2018-06-01"})
    assert councils.post(f"{here}/withdrawn", WRONG).status_code == 428
    assert councils.post(f"{here}/withdrawn", WRONG, if_match=1).status_code == 412
    gone = councils.record(f"{here}/withdrawn", WRONG, if_match=2)
    assert councils.record(f"{here}/withdrawn", WRONG, if_match=3)["version"] == gone["version"] == 3

    for path in ("", "/members", "/vacancies", "/recognition", "/open-matters", "/dossier", "/autonomy"):
        assert councils.get(f"{here}{path}", after=gone["after"]).status_code == 404, path
    every = councils.get("/v1/councils", limit=200).json()["councils"]
    assert council not in [one["council_id"] for one in every]
    alone = councils.get("/v1/team").json()["councils_without_facilitator"]
    assert council not in [one["council_id"] for one in alone]
    history = councils.get(f"{here}/history").json()["history"]
    assert history[-1]["type"] == "councils.council-withdrawn.v1"
    assert history[-1]["fact"]["said"]["name"] == "Conseil citoyen"


def test_neither_service_says_anything_more_of_it_and_both_say_why(town: House, council: str) -> None:
    councils, activities = town.councils, town.activities
    gone = councils.record(f"/v1/councils/{council}/withdrawn", WRONG, if_match=1)
    named = (409, "council-was-withdrawn", ["/council_id"])
    charter = {"council_id": council, "title": "Version 1", "adopted_on": "2018-01-01"}
    assert refused(councils, "/v1/charters", charter) == named
    submitted = {
        "council_id": council,
        "members": [{"person_id": str(uuid4()), "college": "RESIDENT", "role": "TITULAR"}],
        "submitted_on": "2018-01-01",
    }
    assert refused(councils, "/v1/recognitions", submitted) == named
    joining = {"college": "RESIDENT", "joined_on": "2018-01-01"}
    assert councils.post(f"/v1/councils/{council}/members", joining).json()["type"] == "/problems/council-was-withdrawn"

    town.hear_of_councils(gone["position"])
    meeting = {"council_id": council, "kind": "BOARD", "planned_on": "2026-12-05"}
    assert refused(activities, "/v1/meetings", meeting) == named
    body = {"name": "Comité", "kind": "LOCAL_STEERING_COMMITTEE", "council_ids": [council]}
    assert refused(activities, "/v1/steering-bodies", body) == (409, "council-was-withdrawn", ["/council_ids/0"])
    need = {"council_id": council, "title": "Un local", "theme": "SOCIAL_TIES", "identified_on": "2018-01-01"}
    assert refused(activities, "/v1/needs", need) == named


def test_a_council_stands_as_long_as_anything_said_of_it_in_either_service(town: House, council: str) -> None:
    councils, activities, here = town.councils, town.activities, f"/v1/councils/{council}/withdrawn"
    seats = {"council_id": council, "resident_seats": 8, "local_actor_seats": 4, "from_on": "2018-01-01"}
    entry = councils.record("/v1/seat-decisions", seats)["id"]
    answer = councils.post(here, WRONG, if_match=1)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/council-is-in-use")
    assert answer.json()["detail"] == (
        "Retirez d'abord ce qui en est dit : membres, même anciens (0), facilitateurs (0), autres saisies (1)."
    )
    councils.record(f"/v1/seat-decisions/{entry}/withdrawn", WRONG, if_match=1)

    meeting = activities.record("/v1/meetings", {"council_id": council, "kind": "BOARD", "planned_on": "2026-12-05"})
    heard = WRONG | {"after": meeting["after"]}
    stands = councils.post(here, heard, if_match=1)
    assert (stands.status_code, stands.json()["type"]) == (409, "/problems/council-is-in-use")
    gone = activities.record(f"/v1/meetings/{meeting['id']}/withdrawn", WRONG, if_match=1)
    councils.record(here, WRONG | {"after": gone["after"]}, if_match=1)


def test_covers_taken_back_one_by_one_keep_no_council(town: House, council: str) -> None:
    councils, other = town.councils, town.establish(f"{council}-B")
    anna, bilal = (str(uuid4()) for _ in range(2))
    for person in (anna, bilal):
        councils.record(f"/v1/councils/{council}/facilitators", {"facilitator_id": person, "assigned_on": "2018-01-08"})
    absence = councils.record("/v1/absences", {"facilitator_id": anna, "from_on": "2018-03-05"})["id"]
    for covered in (council, other, other):
        day = "2018-03-05" if covered == council else f"2018-03-{uuid4().int % 20 + 6:02}"
        councils.record(f"/v1/absences/{absence}/covers", {"council_id": covered, "covered_by": bilal, "from_on": day})
    version = len(councils.get(f"/v1/absences/{absence}/history").json()["history"])
    for taken_back in range(version - 2):
        stands = councils.post(f"/v1/councils/{other}/withdrawn", WRONG, if_match=1)
        assert stands.json()["type"] == "/problems/council-is-in-use"
        wrong = {"council_id": other, "reason": "ENTERED_BY_MISTAKE"}
        councils.record(f"/v1/absences/{absence}/covers/withdrawn", wrong, if_match=version + taken_back)
    councils.record(f"/v1/councils/{other}/withdrawn", WRONG, if_match=1)


def test_a_code_serves_again_in_both_services(town: House, council: str) -> None:
    councils = town.councils
    councils.record(f"/v1/councils/{council}/withdrawn", WRONG, if_match=1)
    assert town.establish(council) == council
    seen = councils.get(f"/v1/councils/{council}")
    assert (seen.headers["ETag"], seen.json()["established_on"]) == ('"3"', "2016-11-01")
    meeting = {"council_id": council, "kind": "BOARD", "planned_on": "2026-12-05"}
    assert town.activities.post("/v1/meetings", meeting).status_code == 201


def test_the_views_of_a_withdrawn_council_are_made_again_the_same(house: House) -> None:
    house.start("councils", "activities", "reporting", "notifications")
    house.establish("CC18")
    house.establish("CC81")
    house.councils.record("/v1/councils/CC81/withdrawn", WRONG, if_match=1)
    last = house.councils.record("/v1/councils/CC18/stages", {"stage": "ACTIVE", "reached_on": "2018-06-01"})
    rows = house.reporting.get("/v1/figures", from_="2018-01-01", to="2018-12-31", by="council", after=last["after"])
    assert rows.status_code == 200
    assert "CC81" not in rows.text
    house.establish("CC81")
    for service in (house.councils, house.activities, house.reporting, house.notifications):
        assert service.post("/v1/replays").json()["equal"] is True
