from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from tests.support.house import House


def test_what_is_shown_equals_what_the_facts_say_when_they_are_told_again(town: House, council: str) -> None:
    activities = town.activities
    person = {"person_id": str(uuid4()), "college": "RESIDENT"}
    meeting = activities.record("/v1/meetings", {"council_id": council, "kind": "BOARD", "planned_on": "2026-06-02"})
    activities.record(f"/v1/meetings/{meeting['id']}/postponed", {"planned_on": "2026-06-03"})
    activities.record(f"/v1/meetings/{meeting['id']}/held", {"held_on": "2026-06-02"})
    came = {"council_id": council, "meeting_id": meeting["id"], "noted_on": "2026-06-02", "state": "PRESENT"}
    activities.record("/v1/presences", came | {"person_id": person["person_id"]})
    body = activities.record("/v1/steering-bodies", {"kind": "OTHER", "name": "Comité", "council_ids": [council]})
    session = activities.record("/v1/steering-sessions/held", {"body_id": body["id"], "held_on": "2026-06-02"})
    activities.record(
        f"/v1/steering-sessions/{session['id']}/attendance", {"council_id": council, "representatives": [person]}
    )
    proposal = {"council_id": council, "title": "Fête", "proposed_on": "2026-03-05"}
    initiative = f"/v1/initiatives/{activities.record('/v1/initiatives', proposal)['id']}"
    activities.record(f"{initiative}/adopted", {"adopted_on": "2026-05-01"})
    asked = {"funder": "STATE", "submitted_on": "2026-05-02"}
    activities.record(f"{initiative}/submissions", asked)
    granted = activities.record(
        f"{initiative}/fundings", {"funder": "CITY", "amount_cents": 100, "funded_on": "2026-05-20"}
    )
    asked = {"council_id": council, "title": "Un local ?", "institution": "CITY", "asked_on": "2026-06-02"}
    question = activities.record("/v1/questions", asked | {"session_id": session["id"]})
    activities.record(
        f"/v1/questions/{question['id']}/corrected", asked | {"reason": "TYPING_ERROR"}, if_match=question["version"]
    )
    answer = {"council_id": council, "about_id": question["id"], "outcome": "DONE", "answered_on": "2026-06-20"}
    answered = activities.record("/v1/answers", answer)
    opened = {"council_id": council, "title": "Un local", "opened_on": "2026-06-03"}
    case = activities.record("/v1/cases", opened | {"case_type": "COUNCIL_SUPPORT", "holder_id": person["person_id"]})
    support = {"facilitator_id": person["person_id"], "assigned_on": "2026-01-05"}
    heard = town.councils.record(f"/v1/councils/{council}/facilitators", support)
    note = {"council_id": council, "case_id": case["id"], "title": "Rappeler", "noted_on": "2026-06-04"}
    noted = activities.record("/v1/case-notes", note)
    activities.record(f"/v1/case-notes/{noted['id']}/withdrawn", {"reason": "ENTERED_TWICE"}, if_match=1)
    activities.record(f"/v1/cases/{case['id']}/paused", {"paused_on": "2026-06-05", "reason": "SEASON"})
    again = {"title": "Un lieu", "opened_on": "2026-06-02", "reason": "TYPING_ERROR"}
    corrected = activities.record(f"/v1/cases/{case['id']}/corrected", again, if_match=2)
    sheet = {
        "sheet": "MEETINGS",
        "mode": "ROW_BY_ROW",
        "rows": 3,
        "columns": [{"heading_digest": "d" * 64, "field": "day"}],
    }
    digests = {"file_digest": uuid4().hex * 2, "headings_digest": uuid4().hex * 2}
    imported = activities.record("/v1/imports", sheet | digests)
    activities.get(f"/v1/imports/{imported['id']}", after=imported["after"])
    activities.get(f"/v1/cases/{case['id']}", after=f"{corrected['after']},{heard['after']}")
    activities.get(initiative, after=granted["after"])
    activities.get("/v1/answers", after=answered["after"])
    replay = activities.post("/v1/replays").json()
    assert replay["equal"] is True
    assert replay["first_difference"] is None
    assert {table["table"] for table in replay["tables"] if table["rows"]} == {
        "case_change",
        "case_file",
        "case_support",
        "initiative",
        "initiative_grant",
        "initiative_stage",
        "initiative_submission",
        "journal_entry",
        "journal_link",
        "known_council",
        "meeting",
        "sheet_import",
        "steering_body",
        "steering_body_seat",
        "steering_representative",
        "steering_session",
        "steering_session_seat",
        "timeline_fact",
        "timeline_name",
        "title",
    }
