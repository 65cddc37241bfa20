"""A figure beside that of the period before, or of a year before: both from what is known at the same point."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from services.reporting.figures.application import NoSuchBreakdown
from services.reporting.indicators.catalogue import BY_CODE, INDICATORS
from tests.reporting.histories import history, residents, room
from tests.reporting.test_figures_over_http import PERIOD, establish, follow, meet, rows

if TYPE_CHECKING:
    from services.reporting.figures.application import Former
    from tests.reporting.ledger import Ledger
    from tests.support.house import House


def earlier(ledger: Ledger, first: str, last: str, former: Former) -> tuple[str, str]:
    question, _ = ledger.run(ledger.figures.beside([BY_CODE["VIE-01"]], ledger.question(first, last), former))
    return question.first.isoformat(), question.last.isoformat()


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        ("2018-03-01", "2018-03-31", ("2018-02-01", "2018-02-28")),
        ("2018-01-01", "2018-03-31", ("2017-10-01", "2017-12-31")),
        ("2018-01-01", "2018-12-31", ("2017-01-01", "2017-12-31")),
        ("2018-03-12", "2018-03-18", ("2018-03-05", "2018-03-11")),
        ("2018-03-01", "2018-03-01", ("2018-02-28", "2018-02-28")),
    ],
)
def test_the_period_before_is_as_many_whole_months_or_as_many_days(
    ledger: Ledger, first: str, last: str, before: tuple[str, str]
) -> None:
    assert earlier(ledger, first, last, "previous") == before


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        ("2018-03-12", "2018-03-18", ("2017-03-12", "2017-03-18")),
        ("2017-02-01", "2017-02-28", ("2016-02-01", "2016-02-29")),
        ("2016-02-28", "2016-02-29", ("2015-02-28", "2015-02-28")),
    ],
)
def test_a_year_before_is_the_same_days_and_a_whole_month_stays_whole(
    ledger: Ledger, first: str, last: str, before: tuple[str, str]
) -> None:
    assert earlier(ledger, first, last, "year-before") == before


def test_what_was_found_then_and_is_not_now_is_shown_too(ledger: Ledger) -> None:
    ledger.tell(history().met("m1", "CC18", "2018-02-13").met("m2", "CC14", "2018-03-13"))
    question = ledger.question("2018-03-01", "2018-03-31", by="council")
    _, pairs = ledger.run(ledger.figures.beside([BY_CODE["VIE-01"]], question, "previous"))
    assert [(now.scope["council"], now.value, before.value) for now, before in pairs] == [
        ("CC14", 1, 0),
        ("CC18", 0, 1),
    ]


def test_each_of_the_two_is_the_figure_that_its_own_question_gives(ledger: Ledger) -> None:
    ledger.tell(
        history()
        .met("m1", "CC18", "2018-02-13", room(residents(6)))
        .met("m2", "CC18", "2018-03-13", room(residents(9)))
        .met("m3", "CC18", "2018-03-20")
    )
    question = ledger.question("2018-03-01", "2018-03-31")
    former, pairs = ledger.run(ledger.figures.beside(INDICATORS, question, "previous"))
    assert [now for now, _ in pairs] == ledger.run(ledger.figures.figures(INDICATORS, question))
    assert [before for _, before in pairs] == ledger.run(ledger.figures.figures(INDICATORS, former))
    assert {(now.value, before.value) for now, before in pairs if now.indicator.code == "VIE-04"} == {
        (Decimal("9.0000"), Decimal("6.0000"))
    }


def test_a_breakdown_that_does_not_exist_is_refused_here_too(ledger: Ledger) -> None:
    question = ledger.question("2018-03-01", "2018-03-31", by="college")
    with pytest.raises(NoSuchBreakdown):
        ledger.run(ledger.figures.beside([BY_CODE["VIE-01"]], question, "previous"))


def test_over_http_a_figure_is_told_with_that_of_a_year_before_and_what_lies_between(house: House) -> None:
    house.start("councils", "activities", "reporting")
    establish(house, "CC18")
    meet(house, "CC18", "2017-03-13", None, title="Bureau de l'an dernier")
    meet(house, "CC18", "2018-03-13", room(residents(15)))
    after = meet(house, "CC18", "2018-02-01", None)
    asked = {**PERIOD, "beside": "year-before", "indicator": "VIE-01"}
    (figure,) = house.reporting.get("/v1/figures", **asked, after=after).json()["figures"]
    assert (figure["value"], figure["change"]) == (2, 1)
    before = figure["before"]
    assert (before["from"], before["to"], before["value"]) == ("2017-01-01", "2017-12-31", 1)
    assert follow(house, before["trace"])["figure"]["value"] == 1

    (row,) = rows(house.reporting.get("/v1/figures", **asked, format="csv").content)
    assert [row[name] for name in ("Valeur", "Du", "Écart", "Valeur (avant)", "Du (avant)")] == [
        "2",
        "01/01/2018",
        "1",
        "1",
        "01/01/2017",
    ]
    (attendance,) = house.reporting.get("/v1/figures", **{**asked, "indicator": "VIE-03"}).json()["figures"]
    assert (attendance["before"]["value"], attendance["change"]) == (None, None), "what nobody counted is not zero"

    wrong = house.reporting.get("/v1/figures", **{**PERIOD, "beside": "yesterday"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/query/beside")
