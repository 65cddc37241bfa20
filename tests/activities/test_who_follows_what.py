from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import httpx2

from tests.activities.cases import CaseFile

if TYPE_CHECKING:
    from tests.support.house import House


def test_what_is_late_is_listed_for_the_day(town: House, council: str) -> None:
    case = CaseFile(town.activities, council)
    assert case.listed(late="true", on="2026-03-20") == []
    assert case.listed(late="true", on="2026-03-21") == ["Éclairage du square"]
    case.say("steps-done", step={"code": "CONFIRMED_IN_WRITING"}, done_on="2026-03-21", next_step={"title": "Attendre"})
    assert case.listed(late="true", on="2026-09-05") == []
    assert case.seen(on="2026-09-08")["days_late"] == 3
    case.say("paused", paused_on="2026-09-08", reason="SEASON")
    assert case.listed(late="true", on="2026-09-08") == []
    assert case.listed(status="PAUSED", on="2026-09-08") == ["Éclairage du square"]
    case.say("resumed", resumed_on="2026-09-10")
    assert case.listed(late="true", on="2026-09-10") == ["Éclairage du square"]
    case.say("closed", closed_on="2026-09-11", outcome="PARTLY_ACHIEVED", reason="OTHER")
    assert case.listed(late="true", on="2026-09-11") == []


def test_a_case_is_without_a_holder_when_nobody_has_it_or_who_had_it_left_the_council(
    town: House, council: str
) -> None:
    facilitator, coordinator = str(uuid4()), str(uuid4())
    assigned = {"facilitator_id": facilitator, "assigned_on": "2026-01-05"}
    town.councils.record(f"/v1/councils/{council}/facilitators", assigned)
    gone = town.councils.record(
        f"/v1/councils/{council}/facilitators/{facilitator}/end",
        {"unassigned_on": "2026-06-01", "reason": "LEFT_THE_TEAM"},
    )
    case = CaseFile(town.activities, council, holder_id=facilitator)
    case.after += "," + gone["after"]
    assert case.listed(without_holder="true", on="2026-05-31") == []
    assert case.listed(without_holder="true", on="2026-06-01") == ["Éclairage du square"]
    assert case.seen(on="2026-06-01")["holder_left_on"] == "2026-06-01"
    case.say("handed-over", holder_id=coordinator, handed_over_on="2026-06-03")
    assert case.listed(without_holder="true", on="2026-06-03") == []
    assert case.listed(holder=coordinator, on="2026-06-03") == ["Éclairage du square"]
    assert case.listed(holder=facilitator, on="2026-06-03") == []
    case.say("handed-over", holder_id=None, handed_over_on="2026-06-05", reason="ABSENT")
    assert case.listed(without_holder="true", on="2026-06-05") == ["Éclairage du square"]
    case.say("closed", closed_on="2026-06-08", outcome="NOT_STATED", reason="NOT_STATED")
    assert case.listed(without_holder="true", on="2026-06-08") == []


def test_no_news_is_neither_of_the_case_nor_of_what_it_is_about(town: House, council: str) -> None:
    case = CaseFile(town.activities, council)
    assert case.listed(silent_days=30, on="2026-04-03") == []
    assert case.listed(silent_days=30, on="2026-04-04") == ["Éclairage du square"]
    answer = {"about_id": case.promise, "council_id": council, "outcome": "PARTLY", "answered_on": "2026-04-01"}
    case.after = town.activities.record("/v1/answers", answer)["after"]
    assert case.listed(silent_days=30, on="2026-04-30") == []
    assert case.listed(silent_days=30, on="2026-05-01") == ["Éclairage du square"]
    case.note("case-notes", title="Le bailleur rappelle lundi", noted_on="2026-04-20")
    assert case.listed(silent_days=30, on="2026-05-19") == []
    assert case.seen(on="2026-05-20")["days_of_silence"] == 30
    case.say("paused", paused_on="2026-05-20", reason="COUNCIL")
    assert case.listed(silent_days=30, on="2026-11-20") == []


def test_mine_are_those_of_whoever_asks(town: House, council: str) -> None:
    me = str(uuid4())
    case = CaseFile(town.activities, council, holder_id=me)

    def mine(subject: str) -> int:
        params = {"council": council, "mine": "true", "after": case.after}
        headers = town.signer.headers(subject, ("facilitator",))
        answer = httpx2.get(f"{town.activities.base_url}/v1/cases", params=params, headers=headers)
        return len(answer.json()["cases"])

    assert (mine(me), mine(str(uuid4())), mine("an-account")) == (1, 0, 0)
    assert case.listed(mine="true", holder=me) == []


def test_cases_are_read_page_by_page_and_taken_away_as_a_file(town: House, council: str) -> None:
    last = CaseFile(town.activities, council, title="Troisième", opened_on="2026-03-09")
    first = CaseFile(town.activities, council, title="Premier", opened_on="2026-03-01")
    second = CaseFile(town.activities, council, case_type="COUNCIL_SUPPORT", title="Deuxième", opened_on="2026-03-05")
    query: dict[str, Any] = {"council": council, "after": second.after, "limit": 2}
    page = town.activities.get("/v1/cases", **query)
    assert [one["case_id"] for one in page.json()["cases"]] == [first.id, second.id]
    assert 'rel="next"' in page.headers["Link"]
    rest = town.activities.get("/v1/cases", cursor=page.json()["next"], **query).json()
    assert ([one["case_id"] for one in rest["cases"]], rest["next"]) == ([last.id], None)
    assert second.listed(case_type="COUNCIL_SUPPORT") == ["Deuxième"]
    assert second.listed(about=first.promise) == ["Premier"]

    file = town.activities.get("/v1/cases", council=council, on="2026-04-10", format="csv")
    assert file.headers["Content-Disposition"] == 'attachment; filename="dossiers-2026-04-10.csv"'
    lines = file.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith(
        "Identifiant;Conseil;Conseil (nom);Type de dossier;Dossier;État;Ouvert le;À régler pour le;"
    )
    # What is about the council is news of it: here, that another case was opened on 9 March.
    assert lines[2] == (
        f"{second.id};{council};Conseil citoyen;accompagnement d'un conseil;Deuxième;ouvert;05/03/2026;;;oui;"
        "attentes du conseil recueillies;05/04/2026;oui;5;09/03/2026;32;;;;;;"
    )


def test_a_list_is_asked_for_in_its_own_words(town: House) -> None:
    refused: tuple[dict[str, Any], ...] = (
        {"silent_days": 0},
        {"late": "perhaps"},
        {"holder": "somebody"},
        {"status": "LATE"},
        {"cursor": "x"},
    )
    for wrong in refused:
        answer = town.activities.get("/v1/cases", **wrong)
        assert answer.status_code == 422, answer.text
