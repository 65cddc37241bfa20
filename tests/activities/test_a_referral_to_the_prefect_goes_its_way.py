"""A referral is sent, acknowledged, answered and examined, with the days between (R21)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from tests.activities.dialogue import Dialogue

if TYPE_CHECKING:
    from tests.support.house import House


def test_a_referral_is_told_step_by_step_as_of_a_day(town: House, council: str) -> None:
    dialogue = Dialogue(town.activities, council)
    referral = dialogue.say("prefect-referrals", title="Bureau de poste fermé", referred_on="2018-03-05")
    session = dialogue.session(held_on="2018-06-05")
    examined = dialogue.say(
        "referral-examinations", referral_id=referral, session_id=session, title="À suivre", examined_on="2018-06-05"
    )
    answered = dialogue.say("answers", about_id=referral, outcome="PARTLY", answered_on="2018-05-04")
    heard = dialogue.say("referral-acknowledgements", referral_id=referral, acknowledged_on="2018-03-12")

    file = dialogue.get(f"/v1/prefect-referrals/{referral}/file")
    names = ("step", "on", "days_since_sent", "days_since_former")
    assert [tuple(step[name] for name in names) for step in file["steps"]] == [
        ("SENT", "2018-03-05", 0, 0),
        ("ACKNOWLEDGED", "2018-03-12", 7, 7),
        ("ANSWERED", "2018-05-04", 60, 53),
        ("EXAMINED", "2018-06-05", 92, 32),
    ]
    assert [step["said"]["entry_id"] for step in file["steps"]] == [referral, heard, answered, examined]
    assert (file["steps"][3]["said"]["title"], file["steps"][3]["said"]["session_id"]) == ("À suivre", session)
    assert (file["on"], file["status"], file["title"]) == ("2026-11-23", "PARTLY", "Bureau de poste fermé")
    assert (file["days_to_answer"], file["days_of_silence"]) == (60, None)

    before = dialogue.get(f"/v1/prefect-referrals/{referral}/file", on="2018-05-03")
    assert [step["step"] for step in before["steps"]] == ["SENT", "ACKNOWLEDGED"]
    assert (before["status"], before["days_of_silence"]) == ("OPEN", 59)


def test_there_is_no_file_of_what_was_not_sent(town: House, council: str) -> None:
    dialogue = Dialogue(town.activities, council)
    referral = dialogue.say("prefect-referrals", title="Bureau de poste fermé", referred_on="2018-03-05")
    question = dialogue.say("questions", title="Pourquoi ?", institution="STATE", asked_on="2018-03-05")

    def found(entry_id: str, on: str | None = None) -> int:
        path = f"/v1/prefect-referrals/{entry_id}/file"
        return town.activities.get(path, on=on, after=dialogue.after).status_code

    assert (found(referral), found(referral, "2018-03-05"), found(referral, "2018-03-04")) == (200, 200, 404)
    assert (found(question), found(str(uuid4()))) == (404, 404)
    assert dialogue.withdraw("prefect-referrals", referral).is_success
    assert found(referral) == 404


def test_a_referral_is_examined_where_the_council_has_a_seat(town: House, council: str, other_council: str) -> None:
    dialogue = Dialogue(town.activities, council)
    referral = dialogue.say("prefect-referrals", title="Bureau de poste fermé", referred_on="2018-03-05")
    elsewhere = Dialogue(town.activities, other_council).session(held_on="2018-06-05")
    said = {"council_id": council, "referral_id": referral, "session_id": elsewhere, "examined_on": "2018-06-05"}
    refused = town.activities.post("/v1/referral-examinations", said)
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/council-has-no-seat")
    assert refused.json()["errors"][0]["pointer"] == "/session_id"
    # Nobody need know at which session it was.
    assert town.activities.post("/v1/referral-examinations", said | {"session_id": None}).status_code == 201
