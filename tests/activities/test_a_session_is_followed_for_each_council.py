"""Of one session each council has its own invitation, papers, preparation, points raised, and report back to its members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.activities.dialogue import Dialogue

if TYPE_CHECKING:
    from tests.support.house import House

NOTHING: dict[str, list[Any]] = {
    "invitations": [],
    "papers": [],
    "preparatory_meetings": [],
    "contributions": [],
    "questions": [],
    "commitments": [],
    "report_backs": [],
}


def days(seen: list[dict[str, Any]], name: str = "notice_days") -> list[Any]:
    return [one[name] for one in seen]


def test_what_a_council_has_of_a_session_on_a_day(town: House, council: str, other_council: str) -> None:
    dialogue = Dialogue(town.activities, council)
    session = dialogue.session(other_council, held_on="2018-06-05")
    here = f"/v1/steering-sessions/{session}/councils/{council}"
    meeting = town.activities.record(
        "/v1/meetings/held", {"council_id": council, "kind": "PLENARY", "held_on": "2018-06-20"}
    )["id"]
    dialogue.say("invitations", session_id=session, received_on="2018-05-22")
    dialogue.say("session-papers", session_id=session, title="Bilan", received_on="2018-06-04")
    dialogue.say("session-papers", session_id=session, received_on="2018-06-07")
    dialogue.say("preparatory-meetings", session_id=session, present=7, held_on="2018-05-29")
    point = dialogue.say("contributions", session_id=session, title="Un local", presented_on="2018-06-05")
    dialogue.say("contributions", session_id=session, title="Des arbres", presented_on="2018-06-05")
    promise = {"title": "Étudier le local", "institution": "CITY", "due_on": "2018-06-30", "made_on": "2018-06-05"}
    dialogue.say("commitments", session_id=session, **promise)
    dialogue.say("answers", about_id=point, outcome="DONE", answered_on="2018-07-05")
    dialogue.say(
        "report-backs", session_id=session, means="MEETING", meeting_id=meeting, reached=14, given_on="2018-06-20"
    )
    dialogue.say("decisions", meeting_id=meeting, title="Accepter le local", decided_on="2018-06-20")

    seen = dialogue.get(here)
    assert (seen["session_id"], seen["council_id"], seen["status"]) == (session, council, "HELD")
    assert (seen["on"], seen["named"], seen["attended"]) == ("2026-11-23", [], [])
    assert days(seen["invitations"]) == [14]
    # Papers that came after the session came too late, by two days.
    assert days(seen["papers"]) == [1, -2]
    assert (days(seen["preparatory_meetings"]), days(seen["preparatory_meetings"], "present")) == ([7], [7])
    assert {one["title"]: one["status"] for one in seen["contributions"]} == {"Un local": "DONE", "Des arbres": "OPEN"}
    assert [(one["title"], one["status"]) for one in seen["commitments"]] == [("Étudier le local", "OVERDUE")]
    assert (days(seen["report_backs"], "days_after"), days(seen["report_backs"], "meeting_id")) == ([15], [meeting])

    before = dialogue.get(here, on="2018-06-05")
    assert [len(before[name]) for name in NOTHING] == [1, 1, 1, 2, 0, 1, 0]
    assert [one["status"] for one in before["contributions"]] == ["OPEN", "OPEN"]

    theirs = dialogue.get(f"/v1/steering-sessions/{session}/councils/{other_council}")
    assert {name: theirs[name] for name in NOTHING} == NOTHING


def test_notice_is_counted_to_the_day_that_is_planned_while_none_was_held(town: House, council: str) -> None:
    dialogue = Dialogue(town.activities, council)
    session = dialogue.session(planned_on="2026-12-10")
    here = f"/v1/steering-sessions/{session}/councils/{council}"
    dialogue.say("invitations", session_id=session, received_on="2026-11-20")
    assert days(dialogue.get(here)["invitations"]) == [20]


def test_of_a_session_that_was_never_convened_no_notice_is_known(town: House, council: str) -> None:
    activities = town.activities
    dialogue = Dialogue(activities, council)
    body = {"kind": "LOCAL_STEERING_COMMITTEE", "name": "Comité de pilotage", "council_ids": [council]}
    body_id = activities.record("/v1/steering-bodies", body)["id"]
    year = {"expected_from_on": "2019-01-01", "expected_until_on": "2019-12-31"}
    missed = activities.record(f"/v1/steering-bodies/{body_id}/not-convened", year)["id"]
    dialogue.say("preparatory-meetings", session_id=missed, held_on="2019-05-05")
    dialogue.say("report-backs", session_id=missed, given_on="2020-01-05")
    seen = dialogue.get(f"/v1/steering-sessions/{missed}/councils/{council}")
    assert (seen["status"], days(seen["preparatory_meetings"])) == ("NOT_CONVENED", [None])
    assert days(seen["report_backs"], "days_after") == [None]

    said = {"council_id": council, "session_id": missed, "received_on": "2019-05-05"}
    refused = activities.post("/v1/invitations", said)
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/unknown-subject")
    assert refused.json()["errors"][0]["pointer"] == "/session_id"


def test_only_councils_with_a_seat_speak_of_a_session(town: House, council: str, other_council: str) -> None:
    dialogue = Dialogue(town.activities, council)
    session = dialogue.session(held_on="2018-06-05")
    said = {"council_id": other_council, "session_id": session, "received_on": "2018-05-22"}
    for path in ("invitations", "session-papers"):
        refused = town.activities.post(f"/v1/{path}", said)
        assert (refused.status_code, refused.json()["type"]) == (422, "/problems/council-has-no-seat")
        assert refused.json()["errors"][0]["pointer"] == "/session_id"
    for session_id, council_id in ((session, other_council), (str(uuid4()), council)):
        path = f"/v1/steering-sessions/{session_id}/councils/{council_id}"
        assert town.activities.get(path).status_code == 404


def test_nothing_is_decided_at_a_meeting_that_was_withdrawn(town: House, council: str) -> None:
    activities = town.activities
    held = activities.record("/v1/meetings/held", {"council_id": council, "kind": "PLENARY", "held_on": "2018-06-20"})
    activities.record(f"/v1/meetings/{held['id']}/withdrawn", {"reason": "ENTERED_TWICE"}, if_match=held["version"])
    said = {"council_id": council, "meeting_id": held["id"], "title": "Un local", "decided_on": "2018-06-20"}
    refused = activities.post("/v1/decisions", said)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/subject-was-withdrawn")
