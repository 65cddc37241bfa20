from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from shared.contracts import REGISTRY
from shared.contracts.activities.meetings import MeetingHeld, MeetingScheduled
from shared.contracts.activities.steering import PilotageAttended, Representative
from shared.contracts.councils.team import HandoverLine, HandoverOpened, OpenMatter
from shared.contracts.timeline import TAKES_BACK, day_of, named_in
from shared.contracts.vocabulary import College, MeetingKind, SteeringBodyKind
from shared.platform.exchange import write_cursor
from tests.activities.cases import CaseFile

if TYPE_CHECKING:
    from tests.support.house import Caller, House

IT, PERSON, SESSION = (UUID(f"01936f00-0000-7000-8000-00000000000{n}") for n in "123")
TODAY = date(2026, 11, 23)


def told(timeline: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    return [(one["happened_on"], one["name"], one["mark"]) for one in timeline["facts"]]


# What a timeline says of a fact


def test_a_fact_names_things_and_councils_and_never_persons() -> None:
    attended = PilotageAttended(
        session_id=SESSION,
        body_id=IT,
        body_kind=SteeringBodyKind.OTHER,
        body_name="COPIL",
        council_id="CC18",
        held_on=TODAY,
        representatives=(Representative(person_id=PERSON, college=College.RESIDENT),),
    )
    assert named_in(attended) == {str(SESSION), str(IT), "CC18"}
    line = HandoverLine(line=1, matter=OpenMatter.ANSWER_AWAITED, subject_id=SESSION)
    handover = HandoverOpened(
        handover_id=IT,
        council_id="CC18",
        from_facilitator_id=PERSON,
        to_facilitator_id=PERSON,
        lines=(line,),
        opened_on=TODAY,
    )
    assert named_in(handover) == {str(IT), "CC18", str(SESSION)}


def test_a_fact_is_of_its_own_day_and_a_plan_of_the_day_it_was_made() -> None:
    plan = MeetingScheduled(meeting_id=IT, council_id="CC18", kind=MeetingKind.BOARD, planned_on=date(2026, 12, 5))
    assert day_of(plan, TODAY) == TODAY
    held = MeetingHeld(
        meeting_id=IT,
        council_id="CC18",
        kind=MeetingKind.BOARD,
        planned_on=date(2018, 3, 5),
        held_on=date(2018, 3, 12),
    )
    assert day_of(held, TODAY) == date(2018, 3, 12)


@pytest.mark.parametrize("name", REGISTRY)
def test_every_fact_that_takes_back_others_is_known(name: str) -> None:
    says_so = name.endswith(("-corrected.v1", "-withdrawn.v1", "-removed.v1"))
    # Withdrawing one's agreement is no mistake.
    assert (REGISTRY[name] in TAKES_BACK) is (says_so and name != "councils.consent-withdrawn.v1")


# The timeline of a case


def test_the_timeline_of_a_case_tells_what_happened_to_what_it_is_about(town: House, council: str) -> None:
    case = CaseFile(town.activities, council)
    answer = {"about_id": case.promise, "council_id": council, "outcome": "PARTLY", "answered_on": "2026-04-01"}
    done = town.activities.record("/v1/answers", answer)
    case.after = town.activities.record(
        f"/v1/answers/{done['id']}/corrected", answer | {"outcome": "DONE", "reason": "TYPING_ERROR"}, if_match=1
    )["after"]
    note = case.note("case-notes", title="Rappeler lundi", noted_on="2026-03-09")
    withdrawal = {"reason": "ENTERED_TWICE"}
    case.after = town.activities.record(f"/v1/case-notes/{note}/withdrawn", withdrawal, if_match=1)["after"]
    case.say("steps-done", step={"code": "CONFIRMED_IN_WRITING"}, done_on="2026-04-02")
    timeline = case.seen("/timeline")
    assert told(timeline) == [
        ("2026-11-23", "saisie du journal retirée", None),
        ("2026-11-23", "saisie du journal corrigée", None),
        ("2026-04-02", "étape d'un dossier de suivi faite", None),
        ("2026-04-01", "réponse d'une institution", "CORRECTED"),
        ("2026-03-09", "note dans un dossier de suivi", "WITHDRAWN"),
        ("2026-03-05", "dossier de suivi ouvert", None),
        ("2026-03-01", "engagement d'une institution", None),
    ]
    last = timeline["facts"][-1]
    assert (last["source"], last["stream_id"], last["version"], last["title"]) == (
        *("activities", case.promise, 1, "Éclairer le square"),
    )
    assert told(case.seen("/timeline", on="2026-03-05")) == told(timeline)[-2:]


def test_a_timeline_is_read_page_by_page(town: House, council: str) -> None:
    case = CaseFile(town.activities, council)
    for number in range(4):
        case.note("case-notes", title=f"Note {number}", noted_on="2026-03-09")
    whole = case.seen("/timeline")["facts"]
    assert [one["title"] for one in whole[:4]] == ["Note 3", "Note 2", "Note 1", "Note 0"]
    first = case.seen("/timeline", limit=2)
    second = case.seen("/timeline", limit=2, cursor=first["next"])
    third = case.seen("/timeline", limit=2, cursor=second["next"])
    assert [*first["facts"], *second["facts"], *third["facts"]] == whole
    assert third["next"] is None


@pytest.mark.parametrize(
    "cursor", ["x", "WyJhIl0", "WyIyMDI2LTAzLTA5IiwiYSIsImIiLCJjIl0", write_cursor("2026-03-09", "a", "b", " 1_2")]
)
def test_a_cursor_that_is_none_is_refused(town: House, council: str, cursor: str) -> None:
    answer = town.activities.get(f"/v1/councils/{council}/timeline", cursor=cursor)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/malformed-cursor")


# The timeline of a council


def test_the_timeline_of_a_council_tells_the_facts_of_both_services(town: House, council: str) -> None:
    person, facilitator = str(uuid4()), str(uuid4())
    councils, activities = town.councils, town.activities
    it = f"/v1/councils/{council}"
    _joins(councils, it, person)
    version = councils.record(f"{it}/facilitators", {"facilitator_id": facilitator, "assigned_on": "2018-01-05"})[
        "version"
    ]
    mistake = {"assigned_on": "2018-01-05", "reason": "ENTERED_BY_MISTAKE"}
    heard = councils.record(f"{it}/facilitators/{facilitator}/withdrawn", mistake, if_match=version)["after"]
    meeting = {"council_id": council, "kind": "PLENARY", "held_on": "2018-03-05", "title": "Assemblée"}
    held = activities.record("/v1/meetings/held", meeting)
    timeline = activities.get(f"{it}/timeline", after=f"{held['after']},{heard}").json()
    assert told(timeline) == [
        ("2026-11-23", "affectation saisie par erreur, retirée", None),
        ("2018-03-05", "réunion tenue", None),
        ("2018-01-05", "facilitateur affecté", "WITHDRAWN"),
        ("2017-02-03", "entrée d'un membre", None),
        ("2016-11-01", "conseil créé", None),
    ]
    assert [one["source"] for one in timeline["facts"]] == [
        *("councils", "activities", "councils", "councils", "councils"),
    ]
    assert person not in str(timeline)
    assert facilitator not in str(timeline)


def test_of_several_offers_of_a_day_the_one_that_was_taken_back_says_so(town: House, council: str) -> None:
    councils, activities = town.councils, town.activities
    body = {"kind": "OTHER", "name": "Comité", "council_ids": [council]}
    body_id = activities.record("/v1/steering-bodies", body)["id"]
    offer = {"body_id": body_id, "council_id": council, "from_on": "2018-03-01"}
    councils.record("/v1/delegations", offer | {"titular_seats": 2, "seats_of_body": 24})
    councils.record("/v1/delegations", offer | {"titular_seats": 2})
    mistake = {"reason": "ENTERED_BY_MISTAKE"}
    heard = councils.record(f"/v1/delegations/{body_id}/{council}/offers/withdrawn", mistake, if_match=2)["after"]
    timeline = activities.get(f"/v1/councils/{council}/timeline", after=heard).json()
    assert [(name, mark) for _, name, mark in told(timeline) if "sièges" in name] == [
        ("offre de sièges retirée", None),
        ("sièges offerts dans une instance", "WITHDRAWN"),
        ("sièges offerts dans une instance", None),
    ]


def test_a_case_about_a_council_has_its_timeline(town: House, council: str) -> None:
    case = CaseFile(town.activities, council, case_type="COUNCIL_START_UP", title="Démarrage", opened_on="2017-01-05")
    meeting = {"council_id": council, "kind": "PLENARY", "held_on": "2017-03-05"}
    case.after = town.activities.record("/v1/meetings/held", meeting)["after"]
    assert [name for _, name, _ in told(case.seen("/timeline"))] == [
        "réunion tenue",
        "dossier de suivi ouvert",
        "conseil créé",
    ]
    assert case.seen()["last_news_on"] == "2017-03-05"


def test_a_council_that_nobody_established_has_no_timeline(town: House) -> None:
    answer = town.activities.get("/v1/councils/CC-NOBODY/timeline")
    assert answer.json()["type"] == "/problems/unknown-council"


def _joins(councils: Caller, council: str, person_id: str) -> None:
    joining = {
        "person_id": person_id,
        "college": "RESIDENT",
        "role": "TITULAR",
        "recruitment": "VOLUNTEER",
        "joined_on": "2017-02-03",
    }
    councils.record(f"{council}/members", joining)
