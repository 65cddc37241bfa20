"""A decision, an answer or a commitment has a plain-language version, which is stale once its source is corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.activities.dialogue import Dialogue

if TYPE_CHECKING:
    from tests.support.house import House

ROOM = {"title": "Demander un local", "votes_for": 9, "votes_against": 2, "decided_on": "2018-03-05"}
PLAIN = "Le conseil veut un local.\nIl le demande à la Ville."


def staleness(dialogue: Dialogue, **query: Any) -> dict[str, bool]:
    seen = dialogue.get("/v1/plain-language", council=dialogue.council_id, **query)["plain_language"]
    return {one["entry_id"]: one["is_stale"] for one in seen}


def test_a_plain_version_is_stale_from_the_correction_of_its_source_to_its_own(town: House, council: str) -> None:
    dialogue = Dialogue(town.activities, council)
    decision = dialogue.say("decisions", **ROOM)
    other = dialogue.say("decisions", **ROOM | {"title": "Écrire au bailleur"})
    said = {"about_id": decision, "text": PLAIN}
    plain = dialogue.say("plain-versions", **said, written_on="2018-03-06")
    fresh = dialogue.say("plain-versions", about_id=other, text="On écrit au bailleur.", written_on="2018-03-07")
    seen = dialogue.get("/v1/plain-language", council=council)
    assert seen["plain_language"][0] == {
        "entry_id": plain,
        "council_id": council,
        "about_id": decision,
        "about": "decision",
        "about_title": "Demander un local",
        "text": PLAIN,
        "written_on": "2018-03-06",
        "starts_on": "2018-03-06",
        "version": 1,
        "is_stale": False,
    }
    dialogue.correct("decisions", decision, 1, **ROOM | {"title": "Demander un local et un budget"})
    assert staleness(dialogue) == {plain: True, fresh: False}
    assert staleness(dialogue, stale="only") == {plain: True}
    # Its words may still be right: somebody read it again, on another day.
    dialogue.correct("plain-versions", plain, 1, **said, written_on="2018-03-20")
    assert staleness(dialogue) == {plain: False, fresh: False}
    assert staleness(dialogue, stale="only") == {}


def test_all_that_residents_should_understand_may_be_said_plainly(town: House, council: str) -> None:
    dialogue = Dialogue(town.activities, council)
    session = dialogue.session(held_on="2018-03-01")
    sources = {
        "decision": dialogue.say("decisions", **ROOM),
        "question": dialogue.say("questions", title="Quand ?", institution="CITY", asked_on="2018-03-05"),
        "commitment": dialogue.say("commitments", title="Un local", institution="CITY", made_on="2018-03-05"),
        "referral": dialogue.say("prefect-referrals", title="La poste", referred_on="2018-03-05"),
        "contribution": dialogue.say("contributions", session_id=session, title="Un local", presented_on="2018-03-01"),
        "report-back": dialogue.say("report-backs", session_id=session, given_on="2018-03-05"),
    }
    sources["answer"] = dialogue.say(
        "answers", about_id=sources["question"], outcome="ANSWERED", answered_on="2018-03-06"
    )
    for about_id in sources.values():
        dialogue.say("plain-versions", about_id=about_id, text="En clair.", written_on="2018-03-07")
    seen = dialogue.get("/v1/plain-language", council=council)["plain_language"]
    assert {one["about"]: one["about_id"] for one in seen} == sources
    invitation = dialogue.say("invitations", session_id=session, received_on="2018-02-01")
    said = {"council_id": council, "about_id": invitation, "text": "En clair.", "written_on": "2018-03-07"}
    assert town.activities.post("/v1/plain-versions", said).json()["type"] == "/problems/unknown-subject"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("é" * 2000, 201),
        ("Une ligne.\n\nUne autre.", 201),
        ("é" * 2001, 422),
        ("", 422),
        ("Une\ttabulation", 422),
        ("Un retour\r\nchariot", 422),
        ("Rien\x00", 422),
    ],
    ids=["longest", "lines", "too long", "empty", "tab", "carriage return", "nul"],
)
def test_it_is_short_on_several_lines_without_other_control_characters(
    town: House, council: str, text: str, status: int
) -> None:
    dialogue = Dialogue(town.activities, council)
    decision = dialogue.say("decisions", **ROOM)
    said = {"council_id": council, "about_id": decision, "text": text, "written_on": "2018-03-07"}
    assert town.activities.post("/v1/plain-versions", said).status_code == status


def test_a_decision_is_found_by_what_those_who_disagreed_think(town: House, council: str) -> None:
    dialogue = Dialogue(town.activities, council)
    decision = dialogue.say("decisions", **ROOM, dissenting_opinion="Demander plutôt au bailleur")
    dialogue.say("decisions", **ROOM)
    seen = dialogue.get("/v1/decisions", council=council, q="plutot au BAILLEUR")["decisions"]
    assert [(one["entry_id"], one["votes_for"], one["abstained"]) for one in seen] == [(decision, 9, None)]


def test_what_is_not_said_plainly_yet_or_no_longer_is_listed_as_of_a_day(town: House, council: str) -> None:
    dialogue = Dialogue(town.activities, council)
    first = dialogue.say("decisions", **ROOM)
    second = dialogue.say("decisions", **ROOM | {"title": "Écrire au bailleur", "decided_on": "2018-03-06"})
    question = dialogue.say("questions", title="Quand ?", institution="CITY", asked_on="2018-03-05")
    answer = dialogue.say("answers", about_id=question, outcome="PARTLY", title="Étude", answered_on="2018-03-20")
    plain = dialogue.say("plain-versions", about_id=first, text=PLAIN, written_on="2018-03-08")

    def lacking(**query: Any) -> list[tuple[str, str]]:
        rows = dialogue.get("/v1/plain-language/lacking", council=council, **query)["lacking"]
        return [(one["entry_id"], one["status"]) for one in rows]

    assert lacking(on="2018-03-05") == [(first, "MISSING")]
    assert lacking(on="2018-03-10") == [(second, "MISSING")]
    assert lacking() == [(second, "MISSING"), (answer, "MISSING")]
    dialogue.correct("decisions", first, 1, **ROOM | {"title": "Demander un local et un budget"})
    assert lacking(on="2018-03-31") == [(first, "STALE"), (second, "MISSING"), (answer, "MISSING")]
    (row,) = dialogue.get("/v1/plain-language/lacking", council=council, status="STALE")["lacking"]
    assert (row["plain_version_id"], row["entry"], row["title"]) == (
        plain,
        "decision",
        "Demander un local et un budget",
    )
