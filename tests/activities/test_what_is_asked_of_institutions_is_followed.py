"""A question, a commitment or a referral is open, overdue or answered on any day; silence is counted."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.activities.dialogue import Dialogue

if TYPE_CHECKING:
    from tests.support.house import House

LIGHT = {"title": "Quand le square sera-t-il éclairé ?", "institution": "CITY", "asked_on": "2018-03-05"}


def standing(dialogue: Dialogue, **query: Any) -> list[tuple[Any, ...]]:
    """Where each of them stood, with the days of silence, the days to the answer and the days late."""
    seen = dialogue.get("/v1/dialogue", council=dialogue.council_id, **query)["dialogue"]
    names = ("entry", "status", "days_of_silence", "days_to_answer", "days_late")
    return [tuple(one[name] for name in names) for one in seen]


def test_a_question_is_open_then_overdue_then_answered(town: House, council: str) -> None:
    dialogue = Dialogue(town.activities, council)
    question = dialogue.say("questions", **LIGHT, due_on="2018-04-05")
    answer = dialogue.say("answers", about_id=question, outcome="PARTLY", title="Étude", answered_on="2018-04-20")
    last = dialogue.say("answers", about_id=question, outcome="DONE", answered_on="2018-06-20")

    assert standing(dialogue, on="2018-03-04") == []
    assert standing(dialogue, on="2018-03-05") == [("question", "OPEN", 0, None, 0)]
    assert standing(dialogue, on="2018-04-05") == [("question", "OPEN", 31, None, 0)]
    assert standing(dialogue, on="2018-04-06") == [("question", "OVERDUE", 32, None, 1)]
    assert standing(dialogue, on="2018-04-20") == [("question", "PARTLY", None, 46, 15)]
    # The delay is that of the first answer; what came of it is what the last one says.
    assert standing(dialogue, on="2018-06-20") == [("question", "DONE", None, 46, 15)]
    assert standing(dialogue) == [("question", "DONE", None, 46, 15)]

    assert dialogue.get("/v1/dialogue", council=council, on="2018-05-01") == {
        "on": "2018-05-01",
        "dialogue": [
            {
                "entry": "question",
                "entry_id": question,
                "council_id": council,
                "title": "Quand le square sera-t-il éclairé ?",
                "institution": "CITY",
                "theme": "NOT_STATED",
                "asked_on": "2018-03-05",
                "date_precision": "DAY",
                "date_certainty": "STATED",
                "due_on": "2018-04-05",
                "status": "PARTLY",
                "days_of_silence": None,
                "days_to_answer": 46,
                "days_late": 15,
                "answer": {
                    "entry_id": answer,
                    "outcome": "PARTLY",
                    "title": "Étude",
                    "answered_on": "2018-04-20",
                    "date_precision": "DAY",
                },
            }
        ],
        "next": None,
    }
    assert dialogue.withdraw("answers", answer).is_success
    assert dialogue.withdraw("answers", last).is_success
    assert standing(dialogue, on="2018-06-20") == [("question", "OVERDUE", 107, None, 76)]


def test_what_nobody_said_when_to_answer_is_never_overdue(town: House, council: str) -> None:
    dialogue = Dialogue(town.activities, council)
    dialogue.say("questions", **LIGHT)
    # It is 23 November 2026.
    assert standing(dialogue) == [("question", "OPEN", 3185, None, None)]


def test_questions_commitments_and_referrals_are_followed_together(
    town: House, council: str, other_council: str
) -> None:
    dialogue = Dialogue(town.activities, council)
    promised = {"title": "Éclairer le square", "institution": "LANDLORD", "made_on": "2018-03-06"}
    kept = dialogue.say("commitments", **promised, due_on="2018-06-20")
    dialogue.say("commitments", **promised, due_on="2018-06-20")
    refused = dialogue.say("prefect-referrals", title="Bureau de poste fermé", referred_on="2018-03-07")
    dialogue.say("questions", **LIGHT)
    dialogue.say("answers", about_id=kept, outcome="DONE", answered_on="2018-06-20")
    dialogue.say("answers", about_id=refused, outcome="REFUSED", answered_on="2018-05-01")
    elsewhere = Dialogue(town.activities, other_council)
    elsewhere.say("questions", **LIGHT)
    dialogue.after = elsewhere.after

    day = "2018-07-01"
    assert sorted(standing(dialogue, on=day)) == [
        ("commitment", "DONE", None, 106, 0),
        ("commitment", "OVERDUE", 117, None, 11),
        ("question", "OPEN", 118, None, None),
        ("referral", "REFUSED", None, 55, None),
    ]
    assert [one[0] for one in standing(dialogue, on=day, status="OVERDUE")] == ["commitment"]
    assert [one[0] for one in standing(dialogue, on=day, institution="CITY")] == ["question"]
    # A referral is to the prefect, who is the State.
    assert [one[0] for one in standing(dialogue, on=day, institution="STATE")] == ["referral"]
    assert standing(dialogue, on=day, institution="LANDLORD", status="REFUSED") == []
    everywhere = dialogue.get("/v1/dialogue", on=day, limit=200)["dialogue"]
    assert {council, other_council} <= {one["council_id"] for one in everywhere}


def test_they_are_read_page_by_page(town: House, council: str) -> None:
    dialogue = Dialogue(town.activities, council)
    days = ["2018-03-05", "2018-03-05", "2018-03-06", "2018-03-07", "2018-03-08"]
    for day in reversed(days):
        dialogue.say("questions", **LIGHT | {"asked_on": day})
    pages: list[list[str]] = []
    ids = set()
    cursor = None
    while cursor or not pages:
        seen = dialogue.get("/v1/dialogue", council=council, limit=2, cursor=cursor)
        pages.append([one["asked_on"] for one in seen["dialogue"]])
        ids |= {one["entry_id"] for one in seen["dialogue"]}
        cursor = seen["next"]
    assert pages == [days[:2], days[2:4], days[4:]]
    assert len(ids) == 5


def test_they_are_taken_away_as_a_file(town: House, council: str) -> None:
    dialogue = Dialogue(town.activities, council)
    question = dialogue.say("questions", **LIGHT, due_on="2018-04-05", origin={"date_precision": "MONTH"})
    silent = dialogue.say("prefect-referrals", title="Bureau de poste fermé", referred_on="2018-03-07")
    dialogue.say("answers", about_id=question, outcome="ANSWERED", title="En juin", answered_on="2018-04-20")
    answer = town.activities.get("/v1/dialogue", council=council, on="2018-05-01", format="csv", after=dialogue.after)
    assert answer.headers["content-disposition"] == 'attachment; filename="dialogue-2018-05-01.csv"'
    header, *lines = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert [dict(zip(header, line, strict=True)) for line in lines] == [
        {
            "Conseil": council,
            "Conseil (nom)": "Conseil citoyen",
            "Nature": "question",
            "Objet": "Quand le square sera-t-il éclairé ?",
            "Institution": "Ville",
            "Thématique": "non précisé",
            "Date": "05/03/2018",
            "Précision de la date": "mois",
            "Certitude de la date": "indiquée",
            "Échéance": "05/04/2018",
            "État": "a répondu",
            "Jours sans réponse": "",
            "Délai de réponse (jours)": "46",
            "Retard (jours)": "15",
            "Répondu le": "20/04/2018",
            "Précision de la date de réponse": "jour",
            "Réponse": "En juin",
            "Identifiant": question,
        },
        {
            "Conseil": council,
            "Conseil (nom)": "Conseil citoyen",
            "Nature": "interpellation du préfet",
            "Objet": "Bureau de poste fermé",
            "Institution": "État",
            "Thématique": "non précisé",
            "Date": "07/03/2018",
            "Précision de la date": "jour",
            "Certitude de la date": "indiquée",
            "Échéance": "",
            "État": "en attente",
            "Jours sans réponse": "55",
            "Délai de réponse (jours)": "",
            "Retard (jours)": "",
            "Répondu le": "",
            "Précision de la date de réponse": "",
            "Réponse": "",
            "Identifiant": silent,
        },
    ]


def test_what_others_stand_on_is_not_withdrawn(town: House, council: str) -> None:
    dialogue = Dialogue(town.activities, council)
    question = dialogue.say("questions", **LIGHT)
    answer = dialogue.say("answers", about_id=question, outcome="ANSWERED", answered_on="2018-04-20")
    plain = dialogue.say("plain-versions", about_id=answer, text="C'est oui.", written_on="2018-04-21")
    for path, entry_id in (("questions", question), ("answers", answer)):
        refused = dialogue.withdraw(path, entry_id)
        assert (refused.status_code, refused.json()["type"]) == (409, "/problems/others-stand-on-it")
        assert refused.json()["detail"] == "1 autre saisie porte sur celle-ci : retirez-la ou corrigez-la d'abord."
    for path, entry_id in (("plain-versions", plain), ("answers", answer), ("questions", question)):
        assert dialogue.withdraw(path, entry_id).json()["version"] == 2
    assert standing(dialogue) == []


def test_an_answer_is_to_something_that_was_asked_of_the_same_council_before(
    town: House, council: str, other_council: str
) -> None:
    dialogue = Dialogue(town.activities, council)
    question = dialogue.say("questions", **LIGHT)
    elsewhere = Dialogue(town.activities, other_council).say("questions", **LIGHT)
    invitation = dialogue.say(
        "invitations", session_id=dialogue.session(held_on="2018-06-05"), received_on="2018-05-01"
    )
    for about_id, day, code, pointer in (
        (str(uuid4()), "2018-04-20", "unknown-subject", "/about_id"),
        (invitation, "2018-04-20", "unknown-subject", "/about_id"),
        (elsewhere, "2018-04-20", "subject-of-another-council", "/about_id"),
        (question, "2018-03-04", "before-its-subject", "/answered_on"),
    ):
        said = {"council_id": council, "about_id": about_id, "outcome": "DONE", "answered_on": day}
        refused = town.activities.post("/v1/answers", said)
        assert (refused.status_code, refused.json()["type"]) == (422, f"/problems/{code}")
        assert refused.json()["errors"][0]["pointer"] == pointer


def test_what_is_awaited_is_open_for_whoever_takes_the_council_over(town: House, council: str) -> None:
    dialogue = Dialogue(town.activities, council)
    question = dialogue.say("questions", **LIGHT, due_on="2018-04-05")
    here = f"/v1/councils/{council}/open-matters"
    (matter,) = town.councils.get(here, on="2018-05-01", after=dialogue.after).json()["open_matters"]
    assert (matter["matter"], matter["subject_id"], matter["due_on"]) == ("ANSWER_AWAITED", question, "2018-04-05")
    dialogue.say("answers", about_id=question, outcome="ANSWERED", answered_on="2018-04-20")
    assert town.councils.get(here, on="2018-05-01", after=dialogue.after).json()["open_matters"] == []
