"""A period is closed as it is known, with what is missing; it is approved, reopened; what comes later is told apart."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from services.reporting.figures.application.completeness import Gap, Weeks
from services.reporting.periods.domain import (
    Period,
    PeriodIsApproved,
    PeriodIsClosed,
    PeriodIsNotClosed,
    PeriodIsNotOver,
    PeriodIsNotWholeMonths,
    period_id,
)
from shared.contracts.activities.fieldwork import WeekClosed
from shared.contracts.reporting.periods import Missing, PeriodApproved, PeriodClosed, PeriodReopened
from shared.kernel import NotFound
from tests.reporting.histories import history, id_of, residents, room
from tests.reporting.test_figures_over_http import establish, meet, rows
from tests.support.given import IT, TODAY, given, told_in_french

if TYPE_CHECKING:
    from tests.reporting.ledger import Ledger
    from tests.support.house import House

FIRST, LAST = date(2018, 3, 1), date(2018, 3, 31)
MARCH = ("2018-03-01", "2018-03-31")
AS_OF = "activities@2,councils@1,reporting@0"
MISSING = (Missing(council_id="CC18", what="attendance-unknown", times=1),)
CLOSED = PeriodClosed(period_id=IT, first_on=FIRST, last_on=LAST, as_of=AS_OF, missing=MISSING)
APPROVED = PeriodApproved(period_id=IT, first_on=FIRST, last_on=LAST, as_of=AS_OF)
REOPENED = PeriodReopened(period_id=IT, first_on=FIRST, last_on=LAST, why="Trois réunions oubliées.")


def close(period: Period, last: date = LAST) -> None:
    period.close(FIRST, last, AS_OF, MISSING, TODAY)


# What may be decided


def test_a_period_is_closed_with_what_is_missing() -> None:
    given(Period).when(close).then(CLOSED)


def test_it_is_closed_once_it_is_over() -> None:
    given(Period).when(lambda it: close(it, TODAY)).refused(PeriodIsNotOver, pointer="/to", last=TODAY)


@pytest.mark.parametrize("past", [(CLOSED,), (CLOSED, APPROVED)], ids=["closed", "approved"])
def test_what_is_closed_is_not_closed_again_before_it_is_reopened(past: tuple[Any, ...]) -> None:
    given(Period, *past).when(close).refused(PeriodIsClosed)
    given(Period, *past, REOPENED).when(close).then(CLOSED)


def test_what_is_closed_is_approved_once() -> None:
    given(Period, CLOSED).when(lambda it: it.approve()).then(APPROVED)
    given(Period, CLOSED, APPROVED).when(lambda it: it.approve()).refused(PeriodIsApproved)
    given(Period).when(lambda it: it.approve()).refused(NotFound)


@pytest.mark.parametrize("past", [(CLOSED,), (CLOSED, APPROVED)], ids=["closed", "approved"])
def test_what_is_closed_is_reopened_with_a_reason_and_then_is_not_closed(past: tuple[Any, ...]) -> None:
    given(Period, *past).when(lambda it: it.reopen("Trois réunions oubliées.")).then(REOPENED)
    reopened = given(Period, *past, REOPENED)
    reopened.when(lambda it: it.reopen("Encore.")).refused(PeriodIsNotClosed)
    reopened.when(lambda it: it.approve()).refused(PeriodIsNotClosed)


@pytest.mark.parametrize(
    ("first", "last"), [("2018-03-02", "2018-03-31"), ("2018-03-01", "2018-03-30"), ("2018-04-01", "2018-03-31")]
)
def test_a_period_is_made_of_whole_months(first: str, last: str) -> None:
    with pytest.raises(PeriodIsNotWholeMonths) as refused:
        period_id(date.fromisoformat(first), date.fromisoformat(last))
    assert told_in_french(refused.value).startswith("Une période")


def test_the_same_days_are_the_same_period() -> None:
    year = date(2018, 1, 1), date(2018, 12, 31)
    assert period_id(FIRST, LAST) == period_id(FIRST, LAST)
    assert len({period_id(FIRST, LAST), period_id(*year), period_id(date(2018, 1, 1), LAST)}) == 3


# What is missing of it


def week_closed(who: str, monday: str) -> WeekClosed:
    week = date.fromisoformat(monday)
    return WeekClosed(
        entry_id=id_of(f"{who} {monday}"), facilitator_id=id_of(who), week=week, closed_on=date(2018, 3, 25)
    )


def weeks(ledger: Ledger, first: str, last: str, **scope: str) -> dict[str, tuple[int, int]]:
    found = ledger.run(ledger.figures.weeks(ledger.question(first, last, **scope)))
    return {council: (told.expected, told.closed) for council, told in found.items()}


def test_a_week_is_closed_when_all_who_are_in_charge_closed_it(ledger: Ledger) -> None:
    told = history().council("CC18").council("CC14").council("CC11")
    told.assigned("CC18", "anna", "2018-01-08").assigned("CC14", "anna", "2018-01-08")
    told.assigned("CC14", "bilal", "2018-03-14").unassigned("CC14", "bilal", "2018-03-26")
    for monday in ("2018-02-26", "2018-03-05", "2018-03-12"):
        told.facts.append(week_closed("anna", monday))
    ledger.tell(told)
    # Sundays of March: 4, 11, 18, 25. Bilal came on a Wednesday, and left on a Monday.
    assert weeks(ledger, *MARCH) == {"CC14": (4, 2), "CC18": (4, 3)}, "nobody is in charge of the 11th"
    assert weeks(ledger, *MARCH, council="CC18") == {"CC18": (4, 3)}
    assert weeks(ledger, *MARCH, arrondissement="14") == {"CC14": (4, 2)}
    assert weeks(ledger, "2018-03-26", "2018-04-01") == {"CC14": (1, 0), "CC18": (1, 0)}
    assert weeks(ledger, "2017-12-01", "2018-01-07") == {}
    before = ledger.question(*MARCH, as_of="activities@1")
    assert ledger.run(ledger.figures.weeks(before))["CC18"] == Weeks(4, 1), "as it was known then"


def test_what_nobody_noted_is_counted_by_council_and_by_reason(ledger: Ledger) -> None:
    told = history().council("CC18").council("CC14")
    told.met("m1", "CC18", "2018-03-06").met("m2", "CC18", "2018-03-13").met(
        "m3", "CC14", "2018-03-14", room(residents(3))
    )
    told.planned("m4", "CC14", "2018-03-20").met("m5", "CC18", "2018-04-03")
    ledger.tell(told)
    gaps = ledger.run(ledger.figures.gaps(ledger.question(*MARCH)))
    assert Gap("CC14", "not-held-yet", 1) in gaps
    assert Gap("CC18", "attendance-unknown", 2) in gaps
    assert {gap.council_id for gap in gaps if gap.what == "attendance-unknown"} == {"CC18"}
    only = ledger.run(ledger.figures.gaps(ledger.question(*MARCH, council="CC14")))
    assert {gap.council_id for gap in only} == {"CC14"}


def test_weeks_that_are_not_closed_are_missing(ledger: Ledger) -> None:
    ledger.tell(history().council("CC18").assigned("CC18", "anna", "2018-03-05"))
    assert ledger.run(ledger.figures.gaps(ledger.question(*MARCH))) == [Gap("CC18", "week-not-closed", 3)]


def test_what_is_recorded_about_it_later_is_late_and_nothing_else_is(ledger: Ledger) -> None:
    ledger.tell(history().council("CC18").met("m1", "CC18", "2018-03-06").met("m2", "CC18", "2018-03-13"))
    closed = ledger.question(*MARCH)
    assert ledger.run(ledger.figures.late(closed, closed.as_of)) == []
    later = history().met("m3", "CC18", "2018-03-20").met("m4", "CC18", "2018-04-10")
    ledger.tell(later)
    late = ledger.run(ledger.figures.late(ledger.question(*MARCH), closed.as_of))
    assert [(fact.source, fact.position, fact.first_on.isoformat(), fact.council_id) for fact in late] == [
        ("activities", 3, "2018-03-20", "CC18")
    ]


# Over HTTP


def test_a_coordinator_closes_a_month_approves_it_and_sees_what_came_late(house: House) -> None:
    house.start("councils", "activities", "reporting")
    establish(house, "CC18")
    meet(house, "CC18", "2018-03-06", room(residents(4)))
    after = meet(house, "CC18", "2018-03-13", None)
    reporting, days = house.reporting, {"from": MARCH[0], "to": MARCH[1]}
    missing = reporting.get("/v1/periods/missing", from_=MARCH[0], to=MARCH[1], after=after).json()
    unknown = {gap["what"]: gap for gap in missing["missing"]}["attendance-unknown"]
    assert (unknown["council_id"], unknown["times"]) == ("CC18", 1)
    assert unknown["what_fr"] == "présences inconnues : personne ne les a comptées"

    closed = reporting.record("/v1/periods", days)
    it = f"/v1/periods/{closed['id']}"
    period = reporting.get(it, after=closed["after"]).json()
    assert (period["status"], period["as_of"], period["missing"]) == ("CLOSED", missing["as_of"], missing["missing"])
    assert (period["from"], period["to"], period["closed_by"]) == (*MARCH, "tester")
    assert reporting.post("/v1/periods", days).json()["type"] == "/problems/period-is-closed"

    # Nobody is kept from noting what happened: it is told apart.
    after = meet(house, "CC18", "2018-03-20", room(residents(9)))
    late = reporting.get(f"{it}/late", after=after).json()
    assert [(fact["council_id"], fact["occurred_on"], fact["label"]) for fact in late["facts"]] == [
        ("CC18", "2018-03-20", "réunion tenue")
    ]
    (row,) = rows(reporting.get(f"{it}/late", format="csv").content)
    assert (row["Date"], row["Conseil"], row["Conseil (nom)"]) == ("20/03/2018", "CC18", "Conseil CC18")
    as_closed = reporting.get("/v1/figures", from_=MARCH[0], to=MARCH[1], indicator="VIE-01", as_of=period["as_of"])
    assert as_closed.json()["figures"][0]["value"] == 2

    assert reporting.post(f"{it}/approved", {}).status_code == 428
    approved = reporting.record(f"{it}/approved", {}, if_match=1)
    assert reporting.get(it, after=approved["after"]).json()["status"] == "APPROVED"
    again = reporting.post(f"{it}/approved", {}, if_match=2)
    assert (again.status_code, again.json()["type"]) == (409, "/problems/period-is-approved")
    nothing = reporting.post(f"{it}/reopened", {}, if_match=2)
    assert (nothing.status_code, nothing.json()["errors"][0]["pointer"]) == (422, "/why")
    reopened = reporting.record(f"{it}/reopened", {"why": "Une réunion oubliée."}, if_match=2)
    assert reporting.get(it, after=reopened["after"]).json()["status"] == "REOPENED"
    closed = reporting.record("/v1/periods", days)
    now = reporting.get(it, after=closed["after"]).json()
    assert (now["status"], now["version"]) == ("CLOSED", 4)
    assert reporting.get(f"{it}/late").json()["facts"] == []
    told = reporting.get(f"{it}/history").json()["history"]
    assert [one["type"].split(".")[1] for one in told] == [
        *("period-closed", "period-approved", "period-reopened", "period-closed")
    ]
    assert [one["period_id"] for one in reporting.get("/v1/periods").json()["periods"]] == [closed["id"]]
    assert reporting.post("/v1/replays").json()["equal"] is True


def test_an_answer_on_figures_says_how_complete_its_period_is(house: House) -> None:
    house.start("councils", "activities", "reporting")
    after = establish(house, "CC18")
    anna = str(id_of("anna"))
    assigned = {"facilitator_id": anna, "assigned_on": "2018-03-05"}
    after = house.councils.record("/v1/councils/CC18/facilitators", assigned)["after"]
    week = {"facilitator_id": anna, "week": "2018-03-12", "closed_on": "2018-03-19"}
    after = f"{after},{house.activities.record('/v1/closed-weeks', week)['after']}"
    told = house.reporting.get("/v1/figures", from_=MARCH[0], to=MARCH[1], by="council", after=after).json()
    assert told["completeness"] == {"weeks": 3, "closed": 1, "councils": {"CC18": {"expected": 3, "closed": 1}}}


def test_only_a_coordinator_closes_and_what_is_wrong_is_told_with_its_field(house: House) -> None:
    reporting = house.start("councils", "activities", "reporting").reporting
    days = {"from": MARCH[0], "to": MARCH[1]}
    for roles in (("facilitator",), ("operator",), ("service",)):
        assert reporting.post("/v1/periods", days, roles=roles).status_code == 403
    wrong = reporting.post("/v1/periods", {"from": "2018-03-02", "to": "2018-03-31"})
    assert (wrong.status_code, wrong.json()["type"]) == (422, "/problems/period-is-not-whole-months")
    assert wrong.json()["errors"][0]["pointer"] == "/from"
    future = reporting.post("/v1/periods", {"from": "2026-11-01", "to": "2026-11-30"})
    assert (future.status_code, future.json()["type"]) == (409, "/problems/period-is-not-over")
    assert reporting.post("/v1/periods", {"from": "2018-03-01"}).json()["errors"][0]["pointer"] == "/to"
    unknown = f"/v1/periods/{IT}"
    assert [reporting.get(f"{unknown}{part}").status_code for part in ("", "/late", "/history")] == [404, 404, 404]
    assert reporting.post(f"{unknown}/approved", {}, if_match=1).status_code == 404
