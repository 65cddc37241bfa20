from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from tests.activities.cases import CaseFile

if TYPE_CHECKING:
    from tests.support.house import House

BILAL, CARLA = "01936f00-0000-7000-8000-0000000000b1", "01936f00-0000-7000-8000-0000000000c1"


def test_a_case_from_its_opening_to_its_closing(town: House, council: str) -> None:
    case = CaseFile(town.activities, council, holder_id=BILAL)
    seen = case.seen(on="2026-03-06")
    assert seen["notes"] == seen["participants"] == seen["documents"] == seen["links"] == []
    assert {name: seen[name] for name in seen if name not in ("usual_steps", "notes", "participants")} == {
        "case_id": case.id,
        "council_id": council,
        "case_type": "COMMITMENT",
        "subject": "COMMITMENT",
        "subject_id": case.promise,
        "about": {"title": "Éclairer le square", "is_withdrawn": False},
        "title": "Éclairage du square",
        "opened_on": "2026-03-05",
        "due_on": "2026-09-05",
        "status": "OPEN",
        "holder_id": BILAL,
        "held_since_on": "2026-03-05",
        "holder_left_on": None,
        "is_without_holder": False,
        "next_step": {"code": "CONFIRMED_IN_WRITING", "title": None, "due_on": "2026-03-20"},
        "first_due_on": "2026-03-20",
        "is_late": False,
        "days_late": 0,
        "steps_done": [],
        "last_news_on": "2026-03-05",
        "days_of_silence": 1,
        "paused_on": None,
        "paused_until_on": None,
        "pause_reason": None,
        "closed_on": None,
        "outcome": None,
        "closing_reason": None,
        "documents": [],
        "links": [],
        "version": 1,
        "on": "2026-03-06",
    }
    assert seen["usual_steps"][0] == {
        "code": "CONFIRMED_IN_WRITING",
        "name": "confirmation écrite obtenue",
        "name_en": "confirmed in writing",
        "due_on": "2026-03-20",
        "done_on": None,
    }

    case.say("steps-done", step={"code": "CONFIRMED_IN_WRITING"}, done_on="2026-03-24")
    case.say("handed-over", holder_id=CARLA, handed_over_on="2026-04-02", reason="REPLACED")
    case.say("paused", paused_on="2026-04-10", until_on="2026-04-30", reason="INSTITUTION")
    case.say("next-step", step={"title": "Visiter le square", "due_on": "2026-05-20"}, set_on="2026-05-04")
    case.say("closed", closed_on="2026-06-02", outcome="ACHIEVED", reason="SETTLED")
    case.say("reopened", reopened_on="2026-07-01", reason="NOT_KEPT")

    def stood(on: str) -> tuple[str, str, str | None, bool]:
        seen = case.seen(on=on)
        step = seen["next_step"] and (seen["next_step"]["code"] or seen["next_step"]["title"])
        return seen["status"], seen["holder_id"], step, seen["is_late"]

    assert [
        stood(f"2026-{day}") for day in ("03-20", "03-21", "03-24", "04-10", "05-01", "05-21", "06-02", "07-01")
    ] == [
        ("OPEN", BILAL, "CONFIRMED_IN_WRITING", False),
        ("OPEN", BILAL, "CONFIRMED_IN_WRITING", True),
        ("OPEN", BILAL, "REMINDER_SENT", False),
        ("PAUSED", CARLA, "REMINDER_SENT", False),
        ("OPEN", CARLA, "REMINDER_SENT", True),
        ("OPEN", CARLA, "Visiter le square", True),
        ("CLOSED", CARLA, None, False),
        ("OPEN", CARLA, "Visiter le square", True),
    ]
    assert case.seen()["version"] == 7
    history = town.activities.get(f"{case.path}/history").json()["history"]
    assert [one["type"].split(".")[1] for one in history] == [
        *("case-opened", "case-step-done", "case-handed-over", "case-paused", "case-step-set"),
        *("case-closed", "case-reopened"),
    ]


def test_a_case_is_not_there_before_it_is_opened(town: House, council: str) -> None:
    case = CaseFile(town.activities, council)
    assert town.activities.get(case.path, after=case.after, on="2026-03-04").status_code == 404
    assert case.listed(on="2026-03-04") == []
    assert case.listed(on="2026-03-05") == ["Éclairage du square"]


def test_what_is_noted_of_a_case_is_in_its_file(town: House, council: str) -> None:
    case = CaseFile(town.activities, council)
    support = CaseFile(town.activities, council, case_type="COUNCIL_SUPPORT", title="Accompagnement 2026")
    person = str(uuid4())
    case.note("case-notes", title="Le bailleur rappelle lundi", noted_on="2026-03-09")
    case.note("case-participants", person_id=person, role="MEMBER", from_on="2026-03-05", until_on="2026-03-31")
    case.note("documents", title="Courrier du bailleur", kind="OTHER", shared_on="2026-03-10")
    case.note("case-links", other_case_id=support.id, relation="PART_OF", linked_on="2026-03-10")
    seen = case.seen()
    assert [one["title"] for one in seen["notes"]] == ["Le bailleur rappelle lundi"]
    assert [one["title"] for one in seen["documents"]] == ["Courrier du bailleur"]
    assert [(one["relation"], one["other_case_id"]) for one in seen["links"]] == [("PART_OF", support.id)]
    assert seen["participants"] == []
    assert [one["person_id"] for one in case.seen(on="2026-03-31")["participants"]] == [person]
    support.after = case.after
    assert [one["case_id"] for one in support.seen()["links"]] == [case.id]

    refused = case.say("withdrawn", if_match=1, reason="ENTERED_TWICE")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/others-stand-on-it")


def test_one_case_of_a_type_is_open_about_the_very_same(town: House, council: str) -> None:
    case = CaseFile(town.activities, council)
    again = {
        "council_id": council,
        "case_type": "COMMITMENT",
        "subject_id": case.promise,
        "title": "Le square, encore",
        "opened_on": "2026-04-01",
    }
    refused = town.activities.post("/v1/cases", again)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/another-case-is-open")
    assert case.id in refused.json()["detail"]
    case.say("closed", closed_on="2026-03-31", outcome="NOT_ACHIEVED", reason="FOLLOWED_ELSEWHERE")
    town.activities.record("/v1/cases", again)
    refused = case.say("reopened", reopened_on="2026-04-02", reason="CLOSED_TOO_SOON")
    assert refused.json()["type"] == "/problems/another-case-is-open"


def test_a_case_is_said_again_or_withdrawn(town: House, council: str) -> None:
    case = CaseFile(town.activities, council)
    said = {"subject_id": case.promise, "title": "Éclairage du square Léon", "opened_on": "2026-03-02"}
    assert case.say("corrected", if_match=1, **said, reason="TYPING_ERROR").is_success
    seen = case.seen()
    assert (seen["title"], seen["opened_on"], seen["due_on"]) == ("Éclairage du square Léon", "2026-03-02", None)
    assert case.listed(q="square leon", on="2026-03-02") == ["Éclairage du square Léon"]
    stranger = str(uuid4())
    refused = case.say("corrected", if_match=2, **said | {"subject_id": stranger}, reason="TYPING_ERROR")
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/unknown-subject")
    assert case.say("withdrawn", reason="ENTERED_TWICE").status_code == 428
    assert case.say("withdrawn", if_match=2, reason="ENTERED_TWICE").is_success
    assert case.seen()["status"] == "WITHDRAWN"
    assert case.listed() == []
    assert case.listed(status="WITHDRAWN") == ["Éclairage du square Léon"]


def test_bad_input_is_told_by_its_field(town: House, council: str) -> None:
    body = {"council_id": council, "case_type": "COMPLAINT", "title": "Plainte", "opened_on": "2026-03-05"}
    refused = town.activities.post("/v1/cases", body)
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/unknown-case-type")
    assert "COUNCIL_START_UP" in refused.json()["detail"]
    refused = town.activities.post("/v1/cases", body | {"case_type": "NEED", "next_step": {"code": "ANSWERED"}})
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/unknown-step")
    refused = town.activities.post("/v1/cases", body | {"case_type": "NEED", "next_step": {"due_on": "tomorrow"}})
    assert refused.json()["errors"][0]["pointer"] == "/next_step/due_on"
    refused = town.activities.post("/v1/cases", body | {"council_id": "CC-NOBODY", "case_type": "NEED"})
    assert refused.json()["type"] == "/problems/unknown-council"
    for path in ("", "/history", "/timeline"):
        assert town.activities.get(f"/v1/cases/{uuid4()}{path}").status_code == 404


def test_types_of_cases_are_told(town: House) -> None:
    told = town.activities.get("/v1/case-types").json()["case_types"]
    assert [one["code"] for one in told] == [
        *("COUNCIL_START_UP", "COUNCIL_SUPPORT", "INITIATIVE_FUNDING", "COMMITMENT", "REFERRAL", "NEED"),
    ]
    start = told[0]
    assert (start["name"], start["due"], start["subject"]) == (
        *("démarrage d'un conseil", {"months": 12, "days": 0}, "COUNCIL"),
    )
    assert [one["code"] for one in start["told"]] == ["HOLDER", "COORDINATOR", "PREFECTURE", "CITY"]
    assert start["steps"][0]["due"] == {"months": 1, "days": 0}
