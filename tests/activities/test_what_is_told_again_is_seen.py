"""Meetings, bodies, sessions and initiatives that are corrected and withdrawn over HTTP: what is asked, answered and seen then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from tests.support.house import House

BODY = {"kind": "LOCAL_STEERING_COMMITTEE", "name": "Comité de pilotage"}
GROUP = "0192f3b0-0000-7000-8000-0000000000a1"
MISTAKE = {"reason": "ENTERED_BY_MISTAKE"}


def a_person(college: str = "RESIDENT") -> dict[str, str]:
    return {"person_id": str(uuid4()), "college": college, "gender": "F"}


def told_again(what: dict[str, Any]) -> dict[str, Any]:
    return what | {"reason": "TYPING_ERROR"}


def test_a_meeting_is_corrected_step_by_step(town: House, council: str) -> None:
    activities = town.activities
    plan = {
        "council_id": council,
        "kind": "PLENARY",
        "title": "Budget",
        "planned_on": "2026-03-05",
        "starts_at": "18:30",
    }
    it = f"/v1/meetings/{activities.record('/v1/meetings', plan)['id']}"
    activities.record(f"{it}/held", {"held_on": "2026-03-12", "attendance": {"present": 8, "unnamed": 8}})
    activities.record(f"{it}/minutes", {"published_on": "2026-03-20"})
    words = {
        "kind": "BOARD",
        "title": None,
        "place": "Salle Saint-Bruno",
        "group_id": GROUP,
        "scheduled": {"planned_on": "2026-03-06", "starts_at": "19:00"},
        "held": {"held_on": "2026-03-13"},
        "published": {"published_on": "2026-03-21"},
    }
    assert activities.post(f"{it}/corrected", told_again(words)).status_code == 428
    assert activities.post(f"{it}/corrected", told_again(words), if_match=2).status_code == 412
    done = activities.record(f"{it}/corrected", told_again(words), if_match=3)
    seen = activities.get(it, after=done["after"])
    assert seen.headers["ETag"] == '"4"'
    shown = seen.json()
    assert (shown["kind"], shown["title"], shown["place"], shown["present"]) == ("BOARD", None, "Salle Saint-Bruno", 8)
    assert shown["group_id"] == GROUP
    assert (shown["planned_on"], shown["starts_at"], shown["held_on"]) == ("2026-03-06", "19:00:00", "2026-03-13")
    assert (shown["happens_on"], shown["minutes_published_on"]) == ("2026-03-13", "2026-03-21")
    done = activities.record(f"{it}/steps/withdrawn", MISTAKE | {"step": "published"}, if_match=4)
    assert activities.get(it, after=done["after"]).json()["minutes_published_on"] is None
    done = activities.record(f"{it}/steps/withdrawn", MISTAKE | {"step": "held"}, if_match=5)
    shown = activities.get(it, after=done["after"]).json()
    assert (shown["status"], shown["held_on"], shown["present"]) == ("SCHEDULED", None, None)
    last = activities.get(f"{it}/history").json()["history"][-1]
    assert (last["type"], last["fact"]["before"]["held"]["held_on"]) == (
        "activities.meeting-corrected.v1",
        "2026-03-13",
    )


def test_a_correction_that_does_not_fit_names_the_field(town: House, council: str) -> None:
    activities = town.activities
    plan = {"council_id": council, "kind": "PLENARY", "planned_on": "2026-03-05"}
    it = f"/v1/meetings/{activities.record('/v1/meetings', plan)['id']}"
    refused = activities.post(f"{it}/corrected", told_again({"held": {"held_on": "2026-03-05"}}), if_match=1)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/step-not-said")
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/held"]
    for wrong in ({"held": {"held_on": 3}}, {"postponed": {"first": {"planned_on": "2026-03-05"}}}, {"kind": None}):
        assert activities.post(f"{it}/corrected", told_again(wrong), if_match=1).status_code == 422
    refused = activities.post(f"{it}/steps/withdrawn", MISTAKE | {"step": "scheduled"}, if_match=1)
    assert refused.json()["type"] == "/problems/begins-with-this-step"
    assert activities.post(f"{it}/steps/withdrawn", MISTAKE | {"step": "Held?"}, if_match=1).status_code == 422


def test_a_session_is_corrected_with_its_body_and_those_who_spoke_there(
    town: House, council: str, other_council: str
) -> None:
    activities = town.activities
    body = activities.record("/v1/steering-bodies", BODY | {"council_ids": [council, other_council]})["id"]
    planned = activities.record("/v1/steering-sessions", {"body_id": body, "planned_on": "2026-06-02"})
    it = f"/v1/steering-sessions/{planned['id']}"
    activities.record(f"{it}/held", {"held_on": "2026-06-09"})
    anna, bilal = a_person(), a_person("LOCAL_ACTOR")
    activities.record(f"{it}/attendance", {"council_id": council, "representatives": [anna]})

    named = told_again(BODY | {"name": "Comité du 18e", "council_ids": [council]})
    done = activities.record(f"/v1/steering-bodies/{body}/corrected", named, if_match=1)
    shown = activities.get(f"/v1/steering-bodies/{body}", after=done["after"]).json()
    assert (shown["name"], shown["council_ids"], shown["version"]) == ("Comité du 18e", [council], 2)
    assert activities.get(it).json()["body_name"] == "Comité de pilotage"

    words = {"held": {"held_on": "2026-06-10"}, "attended": {council: {"representatives": [bilal]}}}
    done = activities.record(f"{it}/corrected", told_again(words), if_match=3)
    shown = activities.get(it, after=done["after"]).json()
    assert (shown["body_name"], shown["held_on"], shown["version"]) == ("Comité du 18e", "2026-06-10", 4)
    assert shown["councils"] == [{"council_id": council, "named": [], "attended": [bilal]}]
    listed = activities.get("/v1/steering-sessions", council=other_council).json()["steering_sessions"]
    assert planned["id"] not in {one["session_id"] for one in listed}
    done = activities.record(f"{it}/steps/withdrawn", MISTAKE | {"step": f"attended/{council}"}, if_match=4)
    assert activities.get(it, after=done["after"]).json()["councils"][0]["attended"] == []


def test_what_stands_on_a_session_or_a_body_is_withdrawn_first(town: House, council: str) -> None:
    activities = town.activities
    body = activities.record("/v1/steering-bodies", BODY | {"council_ids": [council]})["id"]
    at_once = {"body_id": body, "planned_on": "2026-06-02"}
    session = activities.record("/v1/steering-sessions", at_once)["id"]
    it = f"/v1/steering-sessions/{session}"
    invited = {"council_id": council, "session_id": session, "received_on": "2026-05-20"}
    invitation = f"/v1/invitations/{activities.record('/v1/invitations', invited)['id']}"
    refused = activities.post(f"{it}/withdrawn", MISTAKE, if_match=1)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/others-stand-on-it")
    activities.record(f"{invitation}/withdrawn", MISTAKE, if_match=1)
    refused = activities.post(f"/v1/steering-bodies/{body}/withdrawn", MISTAKE, if_match=1)
    assert refused.json()["type"] == "/problems/sessions-stand-on-it"
    done = activities.record(f"{it}/withdrawn", MISTAKE, if_match=1)
    assert activities.get(it, after=done["after"]).json()["status"] == "WITHDRAWN"
    refused = activities.post("/v1/invitations", invited)
    assert refused.json()["type"] == "/problems/subject-was-withdrawn"
    done = activities.record(f"/v1/steering-bodies/{body}/withdrawn", MISTAKE, if_match=1)
    assert activities.get(f"/v1/steering-bodies/{body}", after=done["after"]).json()["status"] == "WITHDRAWN"
    refused = activities.post("/v1/steering-sessions", at_once)
    assert refused.json()["type"] == "/problems/steering-body-was-withdrawn"


def test_an_initiative_is_corrected_and_withdrawn(town: House, council: str) -> None:
    activities = town.activities
    feast = {"council_id": council, "title": "Repas", "theme": "SOCIAL_TIES", "proposed_on": "2026-03-05"}
    it = f"/v1/initiatives/{activities.record('/v1/initiatives', feast)['id']}"
    activities.record(f"{it}/adopted", {"adopted_on": "2026-05-01"})
    money = {"funder": "CITY", "amount_cents": 80_000, "funded_on": "2026-05-12"}
    grant = activities.record(f"{it}/fundings", money)["id"]
    words = {
        "proposed": {"title": "Repas de quartier", "theme": "MEDIATION", "proposed_on": "2026-03-04"},
        "grants": {grant: money | {"amount_cents": 8_000}},
    }
    done = activities.record(f"{it}/corrected", told_again(words), if_match=3)
    shown = activities.get(it, after=done["after"]).json()
    assert (shown["title"], shown["theme"], shown["proposed_on"]) == ("Repas de quartier", "MEDIATION", "2026-03-04")
    assert (shown["status"], shown["funded_cents"], shown["version"]) == ("FUNDED", 8_000, 4)
    stages = activities.get(f"/v1/councils/{council}/initiative-stages", on="2026-06-01").json()["initiatives"]
    assert [stage["stage"] for stage in stages[0]["stages"]] == ["PROPOSED", "ADOPTED", "FUNDED"]
    refused = activities.post(f"{it}/steps/withdrawn", MISTAKE | {"step": "adopted"}, if_match=4)
    assert refused.json()["type"] == "/problems/later-steps-stand-on-it"
    done = activities.record(f"{it}/steps/withdrawn", MISTAKE | {"step": f"grants/{grant}"}, if_match=4)
    assert activities.get(it, after=done["after"]).json()["status"] == "ADOPTED"

    lesson = {
        "council_id": council,
        "initiative_id": it.rpartition("/")[2],
        "title": "Plus tôt",
        "learned_on": "2026-06-30",
    }
    learned = f"/v1/lessons/{activities.record('/v1/lessons', lesson)['id']}"
    assert activities.post(f"{it}/withdrawn", MISTAKE, if_match=5).json()["type"] == "/problems/others-stand-on-it"
    activities.record(f"{learned}/withdrawn", MISTAKE, if_match=1)
    done = activities.record(f"{it}/withdrawn", MISTAKE, if_match=5)
    assert activities.get(it, after=done["after"]).json()["status"] == "WITHDRAWN"
    assert activities.get(f"/v1/councils/{council}/initiative-stages", on="2026-06-01").json()["initiatives"] == []
    refused = activities.post(f"{it}/started", {"started_on": "2026-06-02"})
    assert refused.json()["type"] == "/problems/initiative-was-withdrawn"
