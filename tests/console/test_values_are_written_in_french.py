"""Values, days and moments as French readers write them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.console import labels
from shared.numbers import figure_in_words


def figure(**said: Any) -> dict[str, Any]:
    whole = {"value": None, "numerator": None, "denominator": None, "unknown": 0, "at_least": 0, "imprecise": 0}
    return whole | {"form": "number", "unit": "x"} | said


@pytest.mark.parametrize(
    ("told", "written"),
    [
        (figure(value=0), "0"),
        (figure(value=1234567), "1 234 567"),
        (figure(value=43, unknown=3), "43 + 3 n.c."),
        (figure(value=43, unknown=3, at_least=2), "≥ 43 + 3 n.c."),
        (figure(value=27, imprecise=1), "27 + 1 d.i."),
        (figure(), "n.d."),
        (figure(unknown=1), "n.d. + 1 n.c."),
        (figure(value=123450, form="cents"), "1 234,50 €"),
        (figure(value=7, form="cents"), "0,07 €"),
        (figure(value=0.625, numerator=5, denominator=8, form="share"), "62,5 % (5/8)"),
        (figure(value=0.3333, numerator=1, denominator=3, form="share"), "33,33 % (1/3)"),
        (figure(value=1.0, numerator=5, denominator=5, form="share"), "100 % (5/5)"),
        (figure(value=8.6, numerator=43, denominator=5, form="mean"), "8,6 (43/5)"),
    ],
)
def test_a_figure(told: dict[str, Any], written: str) -> None:
    assert " ".join(figure_in_words(told).split()) == written


@pytest.mark.parametrize(
    ("weight", "form", "written"),
    [
        (8, "number", "+8"),
        (-8, "number", "-8"),
        (0, "number", "0"),
        (80000, "cents", "+800,00 €"),
        (-5, "cents", "-0,05 €"),
    ],
)
def test_what_a_fact_adds(weight: int, form: str, written: str) -> None:
    assert " ".join(labels.weight_in_words(weight, form).split()) == written


@pytest.mark.parametrize(
    ("first", "last", "certainty", "written"),
    [
        (date(2016, 4, 11), date(2016, 4, 11), "STATED", "le 11 avril 2016"),
        (date(2016, 4, 11), date(2016, 4, 11), "INFERRED", "le 11 avril 2016 (date déduite)"),
        (date(2016, 2, 1), date(2016, 2, 29), "STATED", "en février 2016"),
        (date(2016, 2, 1), date(2016, 2, 28), "STATED", "entre le 1er février 2016 et le 28 février 2016"),
        (date(2015, 1, 1), date(2015, 12, 31), "INFERRED", "en 2015 (date déduite)"),
        (date(2015, 5, 1), date(2015, 7, 31), "APPROXIMATE", "entre le 1er mai 2015 et le 31 juillet 2015 (environ)"),
    ],
)
def test_days_are_never_finer_than_they_are_known(first: date, last: date, certainty: str, written: str) -> None:
    assert labels.days_in_words(first, last, certainty) == written


def test_a_moment_is_told_in_the_time_of_paris() -> None:
    assert labels.moment_in_words("2026-07-14T22:30:00+00:00") == "le 15 juillet 2026 à 0\u00a0h\u00a030"


def test_sums_are_kept_in_cents_and_read_in_euros() -> None:
    assert labels.unit_in_words(figure(form="cents", unit="centimes d'euro")) == "euros"
    assert labels.unit_in_words(figure(unit="réunions")) == "réunions"


def test_a_period_says_how_many_weeks_are_closed_where_somebody_is_in_charge() -> None:
    told = "Semaines closes : 5 sur 8 ; des autres, personne ne sait s'il manque quelque chose."
    assert labels.weeks_in_words({"weeks": 8, "closed": 5}) == told
    assert labels.weeks_in_words({"weeks": 0, "closed": 0}) == ""
    assert labels.weeks_in_words(None) == ""
