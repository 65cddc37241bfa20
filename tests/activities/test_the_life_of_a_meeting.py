from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from tests.support.house import House

TWELVE = {
    "present": 12,
    "members": [{"college": "RESIDENT", "gender": "F", "heads": 6}, {"college": "LOCAL_ACTOR", "heads": 2}],
    "guests": 1,
    "unnamed": 3,
    "unknown": 4,
}


def test_a_meeting_from_its_plan_to_its_minutes(town: House, council: str) -> None:
    activities = town.activities
    meeting_id = str(uuid4())
    planned = activities.record(
        "/v1/meetings",
        {
            "meeting_id": meeting_id,
            "council_id": council,
            "kind": "PLENARY",
            "title": "Assemblée de printemps",
            "planned_on": "2026-03-05",
            "starts_at": "18:30",
        },
    )
    assert (planned["id"], planned["version"]) == (meeting_id, 1)
    seen = activities.get(f"/v1/meetings/{meeting_id}", after=planned["after"])
    assert seen.headers["ETag"] == '"1"'
    assert seen.json() == {
        "meeting_id": meeting_id,
        "council_id": council,
        "kind": "PLENARY",
        "title": "Assemblée de printemps",
        "place": None,
        "group_id": None,
        "starts_at": "18:30:00",
        "happens_on": "2026-03-05",
        "date_precision": "DAY",
        "first_planned_on": "2026-03-05",
        "planned_on": "2026-03-05",
        "held_on": None,
        "status": "SCHEDULED",
        "present": None,
        "minutes_drafted_on": None,
        "minutes_circulated_on": None,
        "minutes_approved_on": None,
        "minutes_published_on": None,
        "version": 1,
    }

    activities.record(f"/v1/meetings/{meeting_id}/held", {"held_on": "2026-03-12", "attendance": TWELVE})
    corrected = activities.record(
        f"/v1/meetings/{meeting_id}/attendance",
        {"attendance": {"present": 13, "unnamed": 13}, "reason": "SHEET_FOUND"},
        if_match=2,
    )
    published = activities.record(f"/v1/meetings/{meeting_id}/minutes", {"published_on": "2026-04-02"})
    assert (corrected["version"], published["version"]) == (3, 4)
    seen = activities.get(f"/v1/meetings/{meeting_id}", after=published["after"])
    assert seen.headers["ETag"] == '"4"'
    assert seen.json() == {
        "meeting_id": meeting_id,
        "council_id": council,
        "kind": "PLENARY",
        "title": "Assemblée de printemps",
        "place": None,
        "group_id": None,
        "starts_at": "18:30:00",
        "happens_on": "2026-03-12",
        "date_precision": "DAY",
        "first_planned_on": "2026-03-05",
        "planned_on": "2026-03-05",
        "held_on": "2026-03-12",
        "status": "HELD",
        "present": 13,
        "minutes_drafted_on": None,
        "minutes_circulated_on": None,
        "minutes_approved_on": None,
        "minutes_published_on": "2026-04-02",
        "version": 4,
    }
    history = activities.get(f"/v1/meetings/{meeting_id}/history").json()["history"]
    assert [one["type"] for one in history] == [
        "activities.meeting-scheduled.v1",
        "activities.meeting-held.v1",
        "activities.attendance-corrected.v1",
        "activities.minutes-published.v1",
    ]
    assert [one["version"] for one in history] == [1, 2, 3, 4]
    assert {one["by"] for one in history} == {"tester"}
    assert history[2]["fact"]["before"]["present"] == 12


def test_a_meeting_is_postponed_twice_then_held_and_its_minutes_go_their_way(town: House, council: str) -> None:
    activities = town.activities
    plan = {"council_id": council, "kind": "PLENARY", "planned_on": "2026-03-05"}
    it = f"/v1/meetings/{activities.record('/v1/meetings', plan)['id']}"
    first = {"planned_on": "2026-03-12", "starts_at": "19:00", "reason": "NO_ROOM"}
    activities.record(f"{it}/postponed", first)
    again = activities.record(f"{it}/postponed", first)
    assert again["version"] == 2
    postponed = activities.record(f"{it}/postponed", {"planned_on": "2026-04-02"})
    seen = activities.get(it, after=postponed["after"]).json()
    assert (seen["status"], seen["happens_on"], seen["first_planned_on"], seen["planned_on"]) == (
        *("SCHEDULED", "2026-04-02", "2026-03-05", "2026-04-02"),
    )
    activities.record(f"{it}/held", {"held_on": "2026-04-02"})
    next_one = activities.record(
        "/v1/meetings/held", {"council_id": council, "kind": "PLENARY", "held_on": "2026-05-07"}
    )
    activities.record(f"{it}/minutes/drafted", {"drafted_on": "2026-04-05", "written_by": "MEMBER"})
    activities.record(f"{it}/minutes/circulated", {"circulated_on": "2026-04-09"})
    approval = {"approved_on": "2026-05-07", "approving_meeting_id": next_one["id"]}
    activities.record(f"{it}/minutes/approved", approval)
    last = activities.record(f"{it}/minutes", {"published_on": "2026-05-11"})
    seen = activities.get(it, after=last["after"]).json()
    assert [seen[f"minutes_{step}_on"] for step in ("drafted", "circulated", "approved", "published")] == [
        *("2026-04-05", "2026-04-09", "2026-05-07", "2026-05-11"),
    ]
    history = activities.get(f"{it}/history").json()["history"]
    assert [one["type"].split(".")[1] for one in history] == [
        *("meeting-scheduled", "meeting-postponed", "meeting-postponed", "meeting-held"),
        *("minutes-drafted", "minutes-circulated", "minutes-approved", "minutes-published"),
    ]
    assert [one["fact"]["former_planned_on"] for one in history[1:3]] == ["2026-03-05", "2026-03-12"]
    assert history[6]["fact"]["approving_meeting_id"] == next_one["id"]


def test_minutes_are_not_approved_at_a_meeting_of_which_nothing_is_known(town: House, council: str) -> None:
    activities = town.activities
    held = {"council_id": council, "kind": "BOARD", "held_on": "2026-06-01"}
    it = f"/v1/meetings/{activities.record('/v1/meetings/held', held)['id']}"
    approval = {"approved_on": "2026-06-08", "approving_meeting_id": str(uuid4())}
    refused = activities.post(f"{it}/minutes/approved", approval)
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/no-approving-meeting")
    assert refused.json()["errors"][0]["pointer"] == "/approving_meeting_id"


def test_a_meeting_that_nobody_planned_is_entered_cancelled_ones_and_withdrawn_ones_are_told_apart(
    town: House, other_council: str
) -> None:
    activities = town.activities
    plan = {"council_id": other_council, "kind": "BOARD", "planned_on": "2026-06-02"}
    held = activities.record(
        "/v1/meetings/held", {"council_id": other_council, "kind": "BOARD", "held_on": "2026-06-01"}
    )
    cancelled, withdrawn = activities.record("/v1/meetings", plan), activities.record("/v1/meetings", plan)
    activities.record(f"/v1/meetings/{cancelled['id']}/cancelled", {"reason": "NO_ROOM"})
    last = activities.record(f"/v1/meetings/{withdrawn['id']}/withdrawn", {"reason": "ENTERED_TWICE"}, if_match=1)
    found = activities.get("/v1/meetings", council=other_council, after=last["after"]).json()["meetings"]
    assert {(one["meeting_id"], one["status"], one["present"]) for one in found} == {
        (held["id"], "HELD", None),
        (cancelled["id"], "CANCELLED", None),
        (withdrawn["id"], "WITHDRAWN", None),
    }


def test_meetings_are_listed_between_two_days_both_included(town: House, council: str) -> None:
    activities = town.activities
    for day in ("2025-02-01", "2025-02-02", "2025-02-03", "2025-02-04"):
        last = activities.record("/v1/meetings/held", {"council_id": council, "kind": "BUREAU", "held_on": day})
    found = activities.get("/v1/meetings", from_="2025-02-02", to="2025-02-03", after=last["after"]).json()["meetings"]
    assert [one["held_on"] for one in found] == ["2025-02-02", "2025-02-03"]


def test_a_meeting_that_nobody_entered_is_not_found(town: House) -> None:
    nowhere = f"/v1/meetings/{uuid4()}"
    for answer in (
        town.activities.get(nowhere),
        town.activities.get(f"{nowhere}/history"),
        town.activities.post(f"{nowhere}/held", {"held_on": "2026-03-05"}),
    ):
        assert answer.status_code == 404
        assert answer.json()["type"] == "/problems/not-found"
        assert answer.json()["detail"] == "Rien ici ne porte ce nom ou cet identifiant."
