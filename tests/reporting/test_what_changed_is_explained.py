"""A figure at two points in the logs: each fact that makes the difference is named, with why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.reporting.figures.application import SinceIsAfter, TooManySteps
from services.reporting.figures.application.answers import Cause
from services.reporting.indicators.catalogue import BY_CODE
from tests.reporting.histories import history, residents, room
from tests.reporting.test_figures_over_http import PERIOD, establish, follow, meet, rows

if TYPE_CHECKING:
    from services.reporting.figures.application import Step
    from services.reporting.figures.application.answers import Difference
    from tests.reporting.ledger import Ledger
    from tests.support.house import House

YEAR_2018 = ("2018-01-01", "2018-12-31")


def since(ledger: Ledger, places: str, code: str, **scope: str) -> Difference:
    question = ledger.question(*YEAR_2018, **scope)
    return ledger.run(ledger.figures.difference(BY_CODE[code], question, places))


def changes(difference: Difference) -> list[tuple[Any, ...]]:
    """Where each fact stands, what it weighed and weighs, why, and since which fact."""
    return [
        (one.fact.position, one.before, one.now, one.cause, one.since.position if one.since else None)
        for one in difference.changes
    ]


def steps(ledger: Ledger, first: str, last: str, step: Step) -> list[tuple[str, str, Any]]:
    found = ledger.run(ledger.figures.series(BY_CODE["VIE-01"], ledger.question(first, last), step))
    return [(question.first.isoformat(), question.last.isoformat(), figure.value) for question, figure in found]


def test_a_late_entry_is_a_fact_recorded_since(ledger: Ledger) -> None:
    ledger.tell(history().met("m1", "CC18", "2018-03-13").met("m2", "CC18", "2018-02-01"))
    found = since(ledger, "activities@1", "VIE-01")
    assert (found.before.value, found.now.value) == (1, 2)
    assert changes(found) == [(2, 0, 1, Cause.RECORDED, None)]


def test_a_correction_takes_the_place_of_what_it_corrects(ledger: Ledger) -> None:
    past = history().met("m1", "CC18", "2018-03-13", room(residents(15))).counted_again("m1", room(residents(12)))
    found = since(ledger.tell(past), "activities@1", "VIE-03")
    assert (found.before.value, found.now.value) == (15, 12)
    assert changes(found) == [(1, 15, 0, Cause.NO_LONGER_TRUE, 2), (2, 0, 12, Cause.RECORDED, None)]


def test_what_was_withdrawn_counts_no_more(ledger: Ledger) -> None:
    past = history().met("m1", "CC18", "2018-03-13").withdrawn("m1")
    assert changes(since(ledger.tell(past), "activities@1", "VIE-01")) == [(1, 1, 0, Cause.NO_LONGER_TRUE, 2)]


def test_each_term_of_a_ratio_has_its_own_changes(ledger: Ledger) -> None:
    past = history().planned("m1", "CC18", "2018-03-13").planned("m2", "CC18", "2018-04-13").held("m1", "2018-03-13")
    found = since(ledger.tell(past), "activities@2", "VIE-02")
    assert [(one.numerator, one.denominator) for one in (found.before, found.now)] == [(0, 2), (1, 2)]
    assert {one.fact.part for one in found.changes} >= {"numerator"}
    assert sum(one.now - one.before for one in found.changes if one.fact.part == "denominator") == 0


def test_a_council_that_moved_takes_its_facts_along(ledger: Ledger) -> None:
    past = (
        history().council("CC18", arrondissement="18").met("m1", "CC18", "2018-03-13").moved("CC18", "19", "2018-01-01")
    )
    found = since(ledger.tell(past), "councils@1", "VIE-01", arrondissement="18")
    assert (found.before.value, found.now.value) == (1, 0)
    assert changes(found) == [(1, 1, 0, Cause.OTHERS, None)]


def test_nothing_changed_where_nothing_was_recorded(ledger: Ledger) -> None:
    ledger.tell(history().met("m1", "CC18", "2018-03-13"))
    assert since(ledger, "activities@1", "VIE-01").changes == []


def test_what_is_compared_with_comes_before(ledger: Ledger) -> None:
    ledger.tell(history().met("m1", "CC18", "2018-03-13").met("m2", "CC18", "2018-03-14"))
    with pytest.raises(SinceIsAfter):
        since(ledger, "activities@2", "VIE-01", as_of="activities@1")


def test_a_series_has_a_figure_for_each_step_cut_at_the_ends_of_the_period(ledger: Ledger) -> None:
    ledger.tell(
        history().met("m1", "CC18", "2018-01-31").met("m2", "CC18", "2018-02-01").met("m3", "CC18", "2018-05-07")
    )
    assert steps(ledger, "2018-01-15", "2018-03-02", "month") == [
        ("2018-01-15", "2018-01-31", 1),
        ("2018-02-01", "2018-02-28", 1),
        ("2018-03-01", "2018-03-02", 0),
    ]
    assert steps(ledger, "2017-12-31", "2018-06-30", "quarter") == [
        ("2017-12-31", "2017-12-31", 0),
        ("2018-01-01", "2018-03-31", 2),
        ("2018-04-01", "2018-06-30", 1),
    ]
    assert steps(ledger, "2016-02-29", "2018-12-31", "year") == [
        ("2016-02-29", "2016-12-31", 0),
        ("2017-01-01", "2017-12-31", 0),
        ("2018-01-01", "2018-12-31", 3),
    ]


def test_ten_years_of_months_may_be_asked_and_no_more(ledger: Ledger) -> None:
    assert len(steps(ledger, "2009-01-01", "2018-12-31", "month")) == 120
    with pytest.raises(TooManySteps):
        steps(ledger, "2008-12-31", "2018-12-31", "month")


def test_over_http_each_change_is_told_in_words_and_leads_to_its_figures(house: House) -> None:
    house.start("councils", "activities", "reporting")
    establish(house, "CC18")
    meet(house, "CC18", "2018-03-13", room(residents(15)), title="Bureau de mars")
    after = meet(house, "CC18", "2018-02-01", None)
    address = "/v1/figures/VIE-01/differences"
    answer = house.reporting.get(address, **PERIOD, since="activities@1", after=after, council="CC18")
    told = answer.json()
    assert (told["since"], told["as_of"]) == (
        "activities@1,councils@1,reporting@0",
        "activities@2,councils@1,reporting@0",
    )
    assert (told["before"]["value"], told["now"]["value"]) == (1, 2)
    assert [follow(house, told[which]["trace"])["figure"]["value"] for which in ("before", "now")] == [1, 2]
    (change,) = told["changes"]
    assert (change["change"], change["before"], change["now"], change["since"]) == (1, 0, 1, None)
    assert (change["cause_fr"], change["cause_en"]) == ("enregistré depuis", "recorded since")
    assert (change["fact"]["position"], change["occurred_on"], change["council_id"]) == (2, "2018-02-01", "CC18")
    (row,) = rows(house.reporting.get(address, **PERIOD, since="activities@1", format="csv").content)
    assert (row["Écart"], row["Cause"], row["Date"], row["Position"]) == (
        "1",
        "enregistré depuis",
        "01/02/2018",
        "activities@2",
    )

    series = house.reporting.get("/v1/figures/VIE-01/series", **PERIOD, step="quarter").json()["figures"]
    assert [(one["from"], one["to"], one["value"]) for one in series] == [
        ("2018-01-01", "2018-03-31", 2),
        ("2018-04-01", "2018-06-30", 0),
        ("2018-07-01", "2018-09-30", 0),
        ("2018-10-01", "2018-12-31", 0),
    ]
    assert follow(house, series[0]["trace"])["figure"]["value"] == 2
    file = rows(house.reporting.get("/v1/figures/VIE-01/series", **PERIOD, step="quarter", format="csv").content)
    assert [(row["Du"], row["Au"], row["Valeur"]) for row in file][:2] == [
        ("01/01/2018", "31/03/2018", "2"),
        ("01/04/2018", "30/06/2018", "0"),
    ]
