"""Rules as people ask for them: what applies on a day, how a council stands, and why."""

from __future__ import annotations

import asyncio
import csv
import io
from datetime import date
from random import randrange
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from shared.contracts.councils.dossier import EntryCorrected, EntryWithdrawn, TrainingOffered
from shared.contracts.vocabulary import AmendmentReason
from shared.kernel import Acting, Aggregate, Fact
from shared.platform.store import Command
from tests.activities.dialogue import Dialogue

if TYPE_CHECKING:
    from tests.support.house import Caller, House


class Teller(Aggregate):
    """Records what it is told: entries of the file have their own subject, which decides."""

    def tell(self, *facts: Fact) -> None:
        for fact in facts:
            self.record(fact)

    def remember(self, fact: Fact) -> None:
        """Nothing to keep."""


def tell(house: House, stream: UUID, *facts: Fact) -> str:
    """Record facts straight into the store of the councils. Returns what to read after."""
    store = house.apps["councils"].state.platform.store
    command = Command(f"tester:{uuid4()}", "asked", Acting(by="tester", request_id="request"), None)
    recording = store.open(command, Teller, stream, lambda teller: teller.tell(*facts))
    committed = asyncio.run_coroutine_threadsafe(recording, store._loop).result(20)
    return f"councils@{committed.position}"


def welcome(councils: Caller, council: str, on: str = "2018-01-08", **who: str) -> dict[str, Any]:
    return councils.record(f"/v1/councils/{council}/members", {"college": "RESIDENT", "joined_on": on} | who)


def verdict(councils: Caller, council: str, rule: str, on: str, after: str | None = None) -> dict[str, Any]:
    answer = councils.get(f"/v1/councils/{council}/rules/{rule}", on=on, after=after)
    assert answer.is_success, answer.text
    found: dict[str, Any] = answer.json()
    return found


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def all_said(councils: Caller) -> str:
    """What to read after to know all that was said."""
    return f"councils@{councils.get('/v1/log/head').json()['position']}"


def establish(councils: Caller, *codes: str) -> None:
    for code in codes:
        said = {"council_id": code, "name": "Conseil citoyen", "arrondissement": "18", "established_on": "2016-11-01"}
        councils.record("/v1/councils", said)


@pytest.fixture
def councils(town: House) -> Caller:
    """The councils service, which tests share. It is 23 November 2026."""
    return town.councils


def test_the_catalogue_is_that_of_the_day(councils: Caller) -> None:
    def in_force(on: str | None) -> list[str]:
        return [rule["id"] for rule in councils.get("/v1/rules", on=on).json()["rules"]]

    assert len(in_force("2024-11-17")) == 31
    assert set(in_force("2024-11-17")) - set(in_force("2024-11-18")) == {"R04", "R05", "R09", "R10"}
    assert in_force("2014-02-22") == ["R02b", "R07", "R18", "R25", "R26", "R27", "R28"]
    assert in_force(None) == in_force("2026-11-23")
    told = councils.get("/v1/rules/R02", on="2014-06-29").json()
    assert told["is_in_force"] is False
    assert told["valid_from"] == "2014-06-30"
    assert told["parameters"][0]["value"] == 50
    assert "councils.member-joined.v1" in told["rests_on"]


def test_a_council_is_judged_on_any_day_and_each_verdict_shows_its_facts(councils: Caller, council: str) -> None:
    anna = welcome(councils, council, gender="F", district_code="QP075019")
    welcome(councils, council, college="LOCAL_ACTOR", on="2018-02-10")
    last = councils.record(f"/v1/councils/{council}/members/{anna['id']}/departure", {"left_on": "2018-06-02"})
    found = councils.get(f"/v1/councils/{council}/rules", on="2018-06-01", after=last["after"]).json()
    by_rule = {one["rule"]: one for one in found["verdicts"]}
    assert list(by_rule)[:4] == ["R01", "R02", "R02b", "R03"]
    assert by_rule["R01"]["status"] == "GREEN"
    assert by_rule["R01"]["margin"] == [
        {"group": "RESIDENT", "departures": 1},
        {"group": "LOCAL_ACTOR", "departures": 1},
    ]
    assert (by_rule["R02"]["numerator"], by_rule["R02"]["denominator"], by_rule["R02"]["parameter"]) == (1, 2, 50)
    assert by_rule["R08"]["status"] == "WARNING"
    assert by_rule["R21"]["status"] == "NOT_APPLICABLE"
    statuses = [one["status"] for one in found["verdicts"]]
    assert found["compliance"] == {
        "indicator": "QUA-01",
        "numerator": statuses.count("GREEN"),
        "denominator": statuses.count("GREEN") + statuses.count("WARNING") + statuses.count("ALERT"),
        "not_enough_information": statuses.count("NOT_ENOUGH_INFORMATION"),
        "not_applicable": statuses.count("NOT_APPLICABLE"),
    }
    alone = verdict(councils, council, "R01", "2018-06-02")
    assert (alone["status"], alone["severity"], alone["numbers"]["residents"]) == ("ALERT", "HARD", 0)
    assert alone["definition"]["explanation"].startswith("Un conseil citoyen réunit deux collèges")
    joined, _, left = alone["facts"]
    assert (joined["type"], joined["first_on"], joined["what"]["person_id"]) == (
        "councils.member-joined.v1",
        "2018-01-08",
        anna["id"],
    )
    assert (left["type"], left["position"], left["first_on"]) == (
        "councils.member-left.v1",
        last["position"],
        "2018-06-02",
    )


def test_verdicts_are_filtered_and_given_as_a_file(councils: Caller, council: str) -> None:
    after = welcome(councils, council)["after"]
    alerts = councils.get(f"/v1/councils/{council}/rules", on="2018-06-01", status="ALERT", after=after).json()
    assert [one["rule"] for one in alerts["verdicts"]] == ["R01"]
    assert alerts["compliance"]["denominator"] > 1, "of all rules, whatever is shown"
    answer = councils.get(f"/v1/councils/{council}/rules", on="2018-06-01", format="csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = table(answer.content)
    assert len(rows) == 31
    assert rows[0]["Règle"] == "R01"
    assert rows[0]["Réponse"] == "alerte"
    assert rows[0]["Au"] == "01/06/2018"


def test_today_is_judged_when_no_day_is_said(councils: Caller, council: str) -> None:
    assert councils.get(f"/v1/councils/{council}/rules", after=all_said(councils)).json()["on"] == "2026-11-23"


def test_one_rule_is_compared_over_all_councils(house: House) -> None:
    councils = house.start("councils").councils
    establish(councils, "CC18", "CC19")
    after = welcome(councils, "CC18")["after"]
    found = councils.get("/v1/rules/R01/councils", on="2018-06-01", after=after).json()
    assert [(one["council_id"], one["status"]) for one in found["verdicts"]] == [
        ("CC18", "ALERT"),
        ("CC19", "NOT_ENOUGH_INFORMATION"),
    ]
    shown = councils.get("/v1/rules/R01/councils", on="2018-06-01", status="ALERT").json()["verdicts"]
    assert [one["council_id"] for one in shown] == ["CC18"]
    rows = table(councils.get("/v1/rules/R01/councils", on="2018-06-01", format="csv").content)
    assert [row["Conseil"] for row in rows] == ["CC18", "CC19"]


def test_the_districts_are_those_of_the_day(councils: Caller, council: str) -> None:
    # Codes of this test's own: what an official list says of a district counts too.
    former, new = f"QP{randrange(1_000_000):06}", f"QN{randrange(100_000):05}M"
    welcome(councils, council, district_code=former)
    for code, generation, since, until in (
        (former, "2015", "2016-11-01", "2023-12-31"),
        (new, "2024", "2024-01-01", None),
    ):
        after = councils.record(
            f"/v1/councils/{council}/districts",
            {"district_code": code, "generation": generation, "from_on": since, "until_on": until},
        )["after"]
    assert verdict(councils, council, "R06", "2018-07-11", after)["status"] == "NOT_APPLICABLE"
    assert verdict(councils, council, "R06", "2023-12-31")["status"] == "GREEN"
    assert verdict(councils, council, "R06", "2024-01-01")["status"] == "NOT_ENOUGH_INFORMATION"


def test_a_correction_and_a_withdrawal_are_seen(town: House, council: str) -> None:
    councils = town.councils
    entry = TrainingOffered(entry_id=uuid4(), council_id=council, title="Prise de parole", offered_on=date(2017, 3, 1))
    recent = entry.model_copy(update={"offered_on": date(2018, 3, 1)})
    mistake = AmendmentReason.TYPING_ERROR
    after = tell(town, entry.entry_id, entry)
    assert verdict(councils, council, "R20", "2018-06-01", after)["status"] == "WARNING"
    after = tell(
        town, entry.entry_id, EntryCorrected(entry_id=entry.entry_id, before=entry, after=recent, reason=mistake)
    )
    seen = verdict(councils, council, "R20", "2018-06-01", after)
    assert seen["status"] == "GREEN"
    assert [(one["type"], one["first_on"]) for one in seen["facts"]] == [
        ("councils.training-offered.v1", "2017-03-01"),
        ("councils.entry-corrected.v1", "2018-03-01"),
    ]
    after = tell(town, entry.entry_id, EntryWithdrawn(entry_id=entry.entry_id, said=recent, reason=mistake))
    assert verdict(councils, council, "R20", "2018-06-01", after)["status"] == "NOT_ENOUGH_INFORMATION"


def test_meetings_and_sessions_of_the_other_service_count(town: House, council: str) -> None:
    councils, activities = town.councils, town.activities
    held = {"council_id": council, "kind": "PLENARY", "held_on": "2018-05-03"}
    while (answer := activities.post("/v1/meetings/held", held)).status_code == 422:
        assert answer.json()["type"] == "/problems/unknown-council"
    body = {"kind": "LOCAL_STEERING_COMMITTEE", "name": "Comité de pilotage", "council_ids": [council]}
    committee = activities.record("/v1/steering-bodies", body)
    session = activities.record("/v1/steering-sessions/held", {"body_id": committee["id"], "held_on": "2018-04-03"})
    missed = verdict(councils, council, "R13", "2018-06-01", session["after"])
    assert (missed["status"], missed["about"]["sessions_missed"]) == ("WARNING", [session["id"]])
    somebody = {"person_id": str(uuid4()), "college": "RESIDENT"}
    after = activities.record(
        f"/v1/steering-sessions/{session['id']}/attendance", {"council_id": council, "representatives": [somebody]}
    )["after"]
    assert verdict(councils, council, "R13", "2018-06-01", after)["status"] == "GREEN"
    chairing = verdict(councils, council, "R15", "2018-06-01")
    assert (chairing["status"], chairing["denominator"]) == ("NOT_ENOUGH_INFORMATION", 1)
    assert {one["source"] for one in chairing["facts"]} == {"activities"}


def test_the_dialogue_that_the_other_service_records_counts(town: House, council: str) -> None:
    councils, dialogue = town.councils, Dialogue(town.activities, council)

    def status(rule: str, on: str = "2018-06-01") -> str:
        return str(verdict(councils, council, rule, on, dialogue.after)["status"])

    referral = dialogue.say("prefect-referrals", title="Bureau de poste fermé", referred_on="2018-03-05")
    dialogue.say("referral-acknowledgements", referral_id=referral, acknowledged_on="2018-03-12")
    assert (status("R21", "2018-05-04"), status("R21", "2018-05-05")) == ("GREEN", "WARNING")
    answer = dialogue.say("answers", about_id=referral, outcome="PARTLY", answered_on="2018-05-30")
    seen = verdict(councils, council, "R21", "2018-06-01", dialogue.after)
    assert (seen["status"], seen["about"]["without_examination"]) == ("GREEN", [referral])
    assert [(one["type"], one["first_on"], one["what"].get("about_id")) for one in seen["facts"]] == [
        ("activities.prefect-referred.v1", "2018-03-05", None),
        ("activities.referral-acknowledged.v1", "2018-03-12", None),
        ("activities.institution-answered.v1", "2018-05-30", referral),
    ]
    assert dialogue.withdraw("answers", answer).is_success
    assert status("R21") == "WARNING"

    said = {"title": "Une fête en juin", "votes_for": 9, "votes_against": 2, "decided_on": "2018-05-02"}
    decision = dialogue.say("decisions", **said)
    assert status("R23") == "WARNING"
    dialogue.correct("decisions", decision, 1, **said, dissenting_opinion="La fête coûte trop cher")
    assert status("R23") == "GREEN"
    assert dialogue.withdraw("decisions", decision, 2).is_success
    assert status("R23") == "NOT_APPLICABLE"

    session = dialogue.session(held_on="2018-04-03")
    assert status("R25") == "NOT_ENOUGH_INFORMATION"
    papers = dialogue.say("session-papers", session_id=session, received_on="2018-04-03")
    assert status("R25") == "WARNING"
    dialogue.correct("session-papers", papers, 1, session_id=session, received_on="2018-04-02")
    assert status("R25") == "GREEN"


def test_a_replay_gives_the_same_statements(house: House) -> None:
    councils = house.start("councils", "activities").councils
    establish(councils, "CC18", "CC19")
    test_a_correction_and_a_withdrawal_are_seen(house, "CC18")
    test_meetings_and_sessions_of_the_other_service_count(house, "CC19")
    test_the_dialogue_that_the_other_service_records_counts(house, "CC19")
    replay = councils.post("/v1/replays").json()
    assert replay["equal"] is True
    assert "rule_statement" in {one["table"] for one in replay["tables"] if one["rows"]}


def test_an_imprecise_date_is_said(councils: Caller, council: str) -> None:
    welcome(councils, council)
    done = councils.record(
        f"/v1/councils/{council}/members",
        {"college": "LOCAL_ACTOR", "joined_on": "2018-06-01", "origin": {"date_precision": "MONTH"}},
    )
    seen = verdict(councils, council, "R01", "2018-06-15", done["after"])
    assert seen["status"] == "NOT_ENOUGH_INFORMATION"
    assert [(one["position"], one["first_on"], one["last_on"]) for one in seen["imprecise"]] == [
        (done["position"], "2018-06-01", "2018-06-30")
    ]


def test_the_days_on_which_a_verdict_changed_are_listed(councils: Caller, council: str) -> None:
    welcome(councils, council)
    after = welcome(councils, council, college="LOCAL_ACTOR", on="2018-02-10")["after"]
    answer = councils.get(f"/v1/councils/{council}/rules/R01/history", from_="2018-01-01", to="2018-12-31", after=after)
    changes = [(one["from_on"], one["former_status"], one["status"]) for one in answer.json()["changes"]]
    assert changes == [
        ("2018-01-01", None, "NOT_ENOUGH_INFORMATION"),
        ("2018-01-08", "NOT_ENOUGH_INFORMATION", "ALERT"),
        ("2018-02-10", "ALERT", "GREEN"),
    ]
    asked_for_nothing = councils.get(f"/v1/councils/{council}/rules/R01/history").json()
    assert (asked_for_nothing["from"], asked_for_nothing["to"]) == ("2025-11-23", "2026-11-23")
    assert [one["status"] for one in asked_for_nothing["changes"]] == ["GREEN"]


def test_what_cannot_be_answered_is_told_with_its_field(councils: Caller, council: str) -> None:
    def refused(path: str, **query: Any) -> tuple[int, str, str | None]:
        answer = councils.get(path, **query)
        problem = answer.json()
        pointer = (problem.get("errors") or [{"pointer": None}])[0]["pointer"]
        return answer.status_code, problem["type"], pointer

    nobody = (404, "/problems/no-such-rule", "/path/rule")
    assert refused("/v1/rules/R99") == nobody
    assert refused("/v1/rules/R99/councils") == nobody
    assert refused(f"/v1/councils/{council}/rules/R99") == nobody
    assert refused(f"/v1/councils/{council}/rules/R99/history") == nobody
    for path in ("/v1/councils/CC99/rules", "/v1/councils/CC99/rules/R01", "/v1/councils/CC99/rules/R01/history"):
        assert refused(path) == (404, "/problems/not-found", None)
    backwards = refused(f"/v1/councils/{council}/rules/R01/history", from_="2018-01-02", to="2018-01-01")
    assert backwards == (422, "/problems/ends-before-it-starts", "/query/to")
    too_long = refused(f"/v1/councils/{council}/rules/R01/history", from_="2018-01-01", to="2021-01-02")
    assert too_long == (422, "/problems/period-too-long", "/query/to")
    assert councils.get(
        f"/v1/councils/{council}/rules/R01/history", from_="2018-01-01", to="2021-01-01", after=all_said(councils)
    ).is_success
    for name, value in (("on", "2018-13-01"), ("status", "RED"), ("format", "pdf")):
        assert refused(f"/v1/councils/{council}/rules", **{name: value}) == (
            422,
            "/problems/malformed-request",
            f"/query/{name}",
        )
