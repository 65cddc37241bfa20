"""The whole file of a council on any day: what is in force, who holds what, what the money became, how autonomous it is."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from tests.entries.examples import KIND, body

if TYPE_CHECKING:
    from tests.support.house import Caller, House

ANNA, BILAL = str(uuid4()), str(uuid4())


@pytest.fixture
def councils(town: House) -> Caller:
    """The service, which tests share."""
    return town.councils


@pytest.fixture
def elsewhere(councils: Caller) -> str:
    """The code of another council."""
    code = f"CC-{uuid4().hex[:8].upper()}"
    establish(councils, code)
    return code


def establish(councils: Caller, *codes: str) -> None:
    for code in codes:
        said = {"council_id": code, "name": "Conseil citoyen", "arrondissement": "18", "established_on": "2016-11-01"}
        councils.record("/v1/councils", said)


def say(councils: Caller, council: str, path: str, **other: Any) -> str:
    """Say the example of a kind, with these words of one's own; returns its id, once it can be seen."""
    done = councils.record(f"/v1/{path}", body(KIND[path], council, **other))
    councils.get("/v1/premises", after=done["after"])
    return str(done["id"])


def withdraw(councils: Caller, path: str, entry_id: str, version: int = 1) -> Any:
    return councils.post(f"/v1/{path}/{entry_id}/withdrawn", {"reason": "ENTERED_BY_MISTAKE"}, if_match=version)


def file(councils: Caller, council: str, on: str | None = None) -> dict[str, Any]:
    seen: dict[str, Any] = councils.get(f"/v1/councils/{council}/dossier", on=on).json()
    return seen


def test_of_each_version_the_newest_is_in_force(councils: Caller, council: str, elsewhere: str) -> None:
    say(councils, council, "hosting", model="START_UP_PAIR", from_on="2017-01-01", until_on="2017-12-31")
    say(councils, council, "hosting", model="HOSTED", from_on="2018-01-01")
    say(councils, council, "charters", title="Version 1", adopted_on="2017-03-01")
    mistaken = say(councils, council, "charters", title="Version 9", adopted_on="2018-06-01")
    say(councils, council, "charters", title="Version 2", adopted_on="2018-03-01")
    say(councils, council, "internal-rules", title="Version 1", adopted_on="2018-03-01")
    say(councils, council, "seat-decisions", resident_seats=20, from_on="2017-01-01")
    say(councils, council, "seat-decisions", resident_seats=24, from_on="2027-01-01")
    say(councils, council, "local-targets", percent=60, from_on="2017-01-01")
    say(councils, council, "local-targets", percent=67, from_on="2018-01-01")
    say(councils, council, "inter-council-participations", from_on="2018-01-01")
    say(councils, elsewhere, "charters", title="Version 7", adopted_on="2018-09-01")
    assert withdraw(councils, "charters", mistaken).is_success
    last = say(councils, council, "working-groups", from_on="2018-03-05", until_on="2018-12-31")

    before = file(councils, council, "2016-12-31")
    assert {name: before[name] for name in ("hosting", "charter", "internal_rules", "seats", "inter_council")} == {
        "hosting": None,
        "charter": None,
        "internal_rules": None,
        "seats": None,
        "inter_council": None,
    }
    assert (before["local_targets"], before["working_groups"], before["budget"]) == ([], [], [])
    then = file(councils, council, "2017-12-31")
    assert (then["hosting"]["model"], then["charter"]["title"], then["internal_rules"]) == (
        "START_UP_PAIR",
        "Version 1",
        None,
    )
    assert [one["percent"] for one in then["local_targets"]] == [60]
    later = file(councils, council, "2018-12-31")
    assert (later["hosting"]["model"], later["charter"]["title"], later["internal_rules"]["term_months"]) == (
        "HOSTED",
        "Version 2",
        36,
    )
    assert ([one["percent"] for one in later["local_targets"]], later["seats"]["resident_seats"]) == ([67], 20)
    assert [one["entry_id"] for one in later["working_groups"]] == [last]
    assert later["inter_council"]["from_on"] == "2018-01-01"
    today = file(councils, council)
    assert (today["on"], today["working_groups"], today["seats"]["resident_seats"]) == ("2026-11-23", [], 20)
    assert file(councils, council, "2027-01-01")["seats"]["resident_seats"] == 24


def test_those_who_hold_an_office_and_those_around(councils: Caller, council: str) -> None:
    say(councils, council, "offices", office="CHAIR", person_id=ANNA, until_on="2018-12-31")
    say(councils, council, "offices", office="CHAIR", person_id=BILAL, from_on="2019-01-01")
    say(councils, council, "participants", person_id=ANNA, until_on="2018-04-30")
    say(councils, council, "participants", person_id=ANNA, from_on="2018-05-01")
    say(councils, council, "participants", person_id=BILAL, from_on="2018-05-01")
    say(councils, council, "premises", title="Local", from_on="2018-03-05", until_on="2018-12-31")

    def seen(on: str) -> tuple[list[str], int, int]:
        then = file(councils, council, on)
        return [one["person_id"] for one in then["officers"]], then["participants"], len(then["premises"])

    assert seen("2018-03-04") == ([], 0, 0)
    assert seen("2018-12-31") == ([ANNA], 2, 1)
    assert seen("2019-01-01") == ([BILAL], 2, 0)


def test_what_was_allocated_spent_and_remains_by_year_and_line(councils: Caller, council: str, elsewhere: str) -> None:
    sociable = say(councils, council, "budget-lines", title="Convivialité", amount_cents=250_000)
    printing = say(councils, council, "budget-lines", title="Impression", funder="STATE", amount_cents=10_000)
    next_year = say(councils, council, "budget-lines", year=2019, amount_cents=100, allocated_on="2019-01-01")
    say(councils, elsewhere, "budget-lines")
    say(councils, council, "expenses", budget_id=sociable, amount_cents=4_250, spent_on="2018-04-01")
    say(councils, council, "expenses", budget_id=sociable, amount_cents=750, spent_on="2018-05-01")
    say(councils, council, "expenses", budget_id=printing, amount_cents=10_001, spent_on="2018-05-01")
    mistaken = say(councils, council, "expenses", budget_id=printing, amount_cents=999, spent_on="2018-05-01")
    assert withdraw(councils, "expenses", mistaken).is_success
    last = say(councils, council, "premises")
    assert last

    def money(on: str) -> list[Any]:
        names = ("allocated_cents", "spent_cents", "remaining_cents")
        return [
            (
                one["year"],
                [one[name] for name in names],
                {line["entry_id"]: [line[name] for name in names] for line in one["lines"]},
            )
            for one in file(councils, council, on)["budget"]
        ]

    assert money("2018-03-04") == []
    assert money("2018-04-30") == [
        (2018, [260_000, 4_250, 255_750], {sociable: [250_000, 4_250, 245_750], printing: [10_000, 0, 10_000]})
    ]
    assert money("2019-12-31") == [
        (2018, [260_000, 15_001, 244_999], {sociable: [250_000, 5_000, 245_000], printing: [10_000, 10_001, -1]}),
        (2019, [100, 0, 100], {next_year: [100, 0, 100]}),
    ]


def test_an_expense_is_on_a_line_of_its_council_that_stands(house: House) -> None:
    councils = house.start("councils").councils
    establish(councils, "CC18", "CC19")
    line, elsewhere = say(councils, "CC18", "budget-lines"), say(councils, "CC19", "budget-lines")
    gone = say(councils, "CC18", "budget-lines", title="Autre")
    assert withdraw(councils, "budget-lines", gone).is_success
    for budget_id, status, code in (
        (str(uuid4()), 422, "unknown-subject"),
        (elsewhere, 422, "subject-of-another-council"),
        (gone, 409, "subject-was-withdrawn"),
    ):
        refused = councils.post("/v1/expenses", body(KIND["expenses"], budget_id=budget_id))
        assert (refused.status_code, refused.json()["type"]) == (status, f"/problems/{code}")
        assert refused.json()["errors"][0]["pointer"] == "/budget_id"

    # Nothing waits for the view here: the withdrawal itself looks once all is read.
    expenses = [
        councils.record("/v1/expenses", body(KIND["expenses"], budget_id=line, amount_cents=cents))["id"]
        for cents in (100, 10_000_000)
    ]
    refused = withdraw(councils, "budget-lines", line)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/others-stand-on-it")
    assert refused.json()["detail"].startswith("2 autres saisies portent sur celle-ci")
    moved = body(KIND["expenses"], budget_id=gone, reason="OTHER")
    assert councils.post(f"/v1/expenses/{expenses[0]}/corrected", moved, if_match=1).status_code == 409
    for expense in expenses:
        assert withdraw(councils, "expenses", expense).is_success
    assert withdraw(councils, "budget-lines", line).json()["version"] == 2
    assert councils.post("/v1/replays").json()["equal"] is True


def test_an_expense_sent_again_is_answered_again_whatever_became_of_its_line(councils: Caller, council: str) -> None:
    line, intention = say(councils, council, "budget-lines"), str(uuid4())
    spending = body(KIND["expenses"], council, budget_id=line)
    first = councils.post("/v1/expenses", spending, key=intention)
    assert withdraw(councils, "expenses", first.json()["id"]).is_success
    assert withdraw(councils, "budget-lines", line).is_success
    again = councils.post("/v1/expenses", spending, key=intention)
    assert (again.status_code, again.json()) == (201, first.json())
    assert councils.post("/v1/expenses", spending).status_code == 409


def test_a_line_that_is_withdrawn_while_money_is_spent_keeps_no_expense(councils: Caller, council: str) -> None:
    with ThreadPoolExecutor(8) as people:
        for _ in range(5):
            line = say(councils, council, "budget-lines")
            spending = [
                people.submit(councils.post, "/v1/expenses", body(KIND["expenses"], council, budget_id=line))
                for _ in range(6)
            ]
            withdrawn = people.submit(withdraw, councils, "budget-lines", line).result().is_success
            spent = sum(one.result().is_success for one in spending)
            assert withdrawn == (spent == 0)


def test_the_autonomy_of_a_council_is_seen_by_itself_and_by_its_facilitators(
    councils: Caller, council: str, elsewhere: str
) -> None:
    for assessor, day, scores in (
        ("COUNCIL", "2018-01-10", {"chairs": 1}),
        ("FACILITATOR", "2018-01-12", {}),
        ("COUNCIL", "2018-07-10", {"chairs": 3, "writes_minutes": 0, "communicates": 2}),
    ):
        say(councils, council, "autonomy-assessments", assessor=assessor, assessed_on=day, scores=scores)
    for college, score in (("RESIDENT", 4), ("LOCAL_ACTOR", 2)):
        assessed = {"college": college, "assessed_on": "2019-01-10", "scores": {"chairs": score}}
        say(councils, council, "autonomy-assessments", **assessed)
    mistaken = say(councils, council, "autonomy-assessments", assessor="FACILITATOR", assessed_on="2019-02-01")
    assert withdraw(councils, "autonomy-assessments", mistaken).is_success
    say(councils, elsewhere, "autonomy-assessments")

    def latest(on: str, assessor: str) -> list[tuple[str | None, int, float | None]]:
        return [
            (one["college"], one["assessed_items"], one["mean"])
            for one in file(councils, council, on)["autonomy"][assessor]
        ]

    assert latest("2018-01-09", "council") == latest("2018-01-11", "facilitator") == []
    assert latest("2018-01-12", "council") == [(None, 1, 1.0)]
    assert latest("2019-12-31", "facilitator") == [(None, 0, None)], "unknown is not zero"
    assert latest("2018-12-31", "council") == [(None, 3, 1.67)]
    assert latest("2019-12-31", "council") == [("RESIDENT", 1, 4.0), ("LOCAL_ACTOR", 1, 2.0)]

    told = councils.get(f"/v1/councils/{council}/autonomy").json()["assessments"]
    assert [(one["assessor"], one["assessed_on"], one["mean"]) for one in told] == [
        ("COUNCIL", "2018-01-10", 1.0),
        ("FACILITATOR", "2018-01-12", None),
        ("COUNCIL", "2018-07-10", 1.67),
        ("COUNCIL", "2019-01-10", 4.0),
        ("COUNCIL", "2019-01-10", 2.0),
    ]


def test_a_council_that_nobody_established_has_no_file(councils: Caller, council: str) -> None:
    for path in ("dossier", "autonomy"):
        answer = councils.get(f"/v1/councils/CC99/{path}")
        assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")
    wrong = councils.get(f"/v1/councils/{council}/dossier", on="hier")
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/query/on")
