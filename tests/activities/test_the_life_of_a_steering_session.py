from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from tests.support.house import House

BODY = {"kind": "LOCAL_STEERING_COMMITTEE", "name": "Comité de pilotage du 18e"}


def a_person(college: str = "RESIDENT", gender: str = "F") -> dict[str, Any]:
    return {"person_id": str(uuid4()), "college": college, "gender": gender}


def test_a_body_shows_the_councils_that_have_a_seat(town: House, council: str, other_council: str) -> None:
    activities = town.activities
    body = activities.record("/v1/steering-bodies", BODY | {"council_ids": [other_council, council]})
    seen = activities.get(f"/v1/steering-bodies/{body['id']}", after=body["after"])
    assert seen.headers["ETag"] == '"1"'
    assert seen.json() == {
        "body_id": body["id"],
        "kind": "LOCAL_STEERING_COMMITTEE",
        "name": "Comité de pilotage du 18e",
        "status": "DECLARED",
        "version": 1,
        "council_ids": sorted([council, other_council]),
    }
    elsewhere = activities.record("/v1/steering-bodies", BODY | {"council_ids": [other_council]})
    bodies = activities.get("/v1/steering-bodies", council=council, after=elsewhere["after"]).json()["steering_bodies"]
    assert [one["body_id"] for one in bodies] == [body["id"]]
    history = activities.get(f"/v1/steering-bodies/{body['id']}/history").json()["history"]
    assert [one["type"] for one in history] == ["activities.steering-body-declared.v1"]


def test_a_session_from_its_plan_to_those_who_spoke_there(town: House, council: str, other_council: str) -> None:
    activities = town.activities
    body = activities.record("/v1/steering-bodies", BODY | {"council_ids": [other_council, council]})
    planned = activities.record("/v1/steering-sessions", {"body_id": body["id"], "planned_on": "2026-06-02"})
    session = f"/v1/steering-sessions/{planned['id']}"
    anna, bilal = a_person(), a_person("LOCAL_ACTOR", "M")
    activities.record(
        f"{session}/representatives", {"council_id": council, "representative": anna, "named_on": "2026-05-04"}
    )
    activities.record(f"{session}/held", {"held_on": "2026-06-09"})
    attended = activities.record(f"{session}/attendance", {"council_id": council, "representatives": [anna, bilal]})
    again = activities.record(f"{session}/attendance", {"council_id": council, "representatives": [bilal, anna]})
    assert (attended["version"], again["version"]) == (4, 4)
    seen = activities.get(session, after=attended["after"])
    assert seen.headers["ETag"] == '"4"'
    shown = seen.json()
    seats = shown.pop("councils")
    assert shown == {
        "session_id": planned["id"],
        "body_id": body["id"],
        "body_kind": "LOCAL_STEERING_COMMITTEE",
        "body_name": "Comité de pilotage du 18e",
        "happens_on": "2026-06-09",
        "planned_on": "2026-06-02",
        "held_on": "2026-06-09",
        "expected_from_on": None,
        "expected_until_on": None,
        "status": "HELD",
        "version": 4,
    }
    assert sorted(seats, key=lambda seat: seat["council_id"] == other_council) == [
        {
            "council_id": council,
            "named": [anna],
            "attended": sorted([anna, bilal], key=lambda one: one["person_id"]),
        },
        {"council_id": other_council, "named": [], "attended": []},
    ]
    history = activities.get(f"{session}/history").json()["history"]
    assert [one["type"].split(".")[1] for one in history] == [
        "steering-session-scheduled",
        "representative-named",
        "steering-session-held",
        "pilotage-attended",
    ]
    assert history[-1]["fact"]["held_on"] == "2026-06-09"


def test_sessions_held_cancelled_and_never_convened_are_told_apart(
    town: House, council: str, other_council: str
) -> None:
    activities = town.activities
    body = activities.record("/v1/steering-bodies", BODY | {"council_ids": [other_council]})
    held = activities.record("/v1/steering-sessions/held", {"body_id": body["id"], "held_on": "2026-02-10"})
    cancelled = activities.record("/v1/steering-sessions", {"body_id": body["id"], "planned_on": "2026-02-11"})
    activities.record(f"/v1/steering-sessions/{cancelled['id']}/cancelled", {"reason": "INSTITUTION_UNAVAILABLE"})
    missed = activities.record(
        f"/v1/steering-bodies/{body['id']}/not-convened",
        {"expected_from_on": "2025-01-01", "expected_until_on": "2025-12-31"},
    )
    listed = activities.get("/v1/steering-sessions", council=other_council, after=missed["after"]).json()[
        "steering_sessions"
    ]
    assert [(one["session_id"], one["status"], one["happens_on"]) for one in listed] == [
        (missed["id"], "NOT_CONVENED", "2025-12-31"),
        (held["id"], "HELD", "2026-02-10"),
        (cancelled["id"], "CANCELLED", "2026-02-11"),
    ]
    elsewhere = activities.get("/v1/steering-sessions", council=council).json()["steering_sessions"]
    assert elsewhere == []


def test_a_body_that_nobody_declared_has_no_session(town: House) -> None:
    activities = town.activities
    unknown = str(uuid4())
    for path, day in (("/v1/steering-sessions", "planned_on"), ("/v1/steering-sessions/held", "held_on")):
        refused = activities.post(path, {"body_id": unknown, day: "2026-06-02"})
        assert (refused.status_code, refused.json()["type"]) == (422, "/problems/unknown-steering-body")
        assert refused.json()["errors"][0]["pointer"] == "/body_id"
        assert unknown not in refused.text
    never = {"expected_from_on": "2025-01-01", "expected_until_on": "2025-12-31"}
    assert activities.post(f"/v1/steering-bodies/{unknown}/not-convened", never).status_code == 404


def test_the_id_of_something_else_is_no_body_and_no_session(town: House, council: str) -> None:
    activities = town.activities
    plan = {"council_id": council, "kind": "BOARD", "planned_on": "2026-06-02"}
    meeting = activities.record("/v1/meetings", plan)
    refused = activities.post("/v1/steering-sessions", {"body_id": meeting["id"], "planned_on": "2026-06-02"})
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/unknown-steering-body")
    for path in ("steering-bodies", "steering-sessions"):
        assert activities.get(f"/v1/{path}/{meeting['id']}").status_code == 404
        assert activities.get(f"/v1/{path}/{meeting['id']}/history").status_code == 404
