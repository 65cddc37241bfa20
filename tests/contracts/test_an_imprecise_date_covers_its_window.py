from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.vocabulary import DateCertainty, DatePrecision, Origin

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))


def window(day: str, precision: str, certainty: str = "STATED") -> tuple[str, str]:
    origin = Origin(date_precision=DatePrecision(precision), date_certainty=DateCertainty(certainty))
    first, last = origin.window(date.fromisoformat(day))
    return first.isoformat(), last.isoformat()


@pytest.mark.parametrize(
    ("day", "precision", "certainty", "first", "last"),
    [
        ("2016-11-17", "DAY", "STATED", "2016-11-17", "2016-11-17"),
        ("2016-11-17", "DAY", "INFERRED", "2016-11-17", "2016-11-17"),
        ("2016-11-17", "DAY", "APPROXIMATE", "2016-11-16", "2016-11-18"),
        ("2017-01-01", "DAY", "APPROXIMATE", "2016-12-31", "2017-01-02"),
        ("2016-02-10", "MONTH", "STATED", "2016-02-01", "2016-02-29"),
        ("2015-02-28", "MONTH", "STATED", "2015-02-01", "2015-02-28"),
        ("2016-12-01", "MONTH", "STATED", "2016-12-01", "2016-12-31"),
        ("2016-12-31", "MONTH", "INFERRED", "2016-12-01", "2016-12-31"),
        ("2016-11-17", "YEAR", "STATED", "2016-01-01", "2016-12-31"),
        ("2016-02-29", "YEAR", "INFERRED", "2016-01-01", "2016-12-31"),
        ("2016-12-15", "MONTH", "APPROXIMATE", "2016-10-31", "2017-01-31"),
        ("2016-06-15", "YEAR", "APPROXIMATE", "2014-12-31", "2018-01-01"),
    ],
)
def test_the_first_and_the_last_day_are_those(day: str, precision: str, certainty: str, first: str, last: str) -> None:
    assert window(day, precision, certainty) == (first, last)


def test_what_the_team_notes_is_known_to_the_day() -> None:
    assert Origin().window(date(2016, 11, 17)) == (date(2016, 11, 17), date(2016, 11, 17))


@given(DAYS, st.sampled_from(DatePrecision), st.sampled_from(DateCertainty))
def test_a_window_holds_its_day(day: date, precision: DatePrecision, certainty: DateCertainty) -> None:
    first, last = Origin(date_precision=precision, date_certainty=certainty).window(day)
    assert first <= day <= last


@given(DAYS, st.sampled_from(DateCertainty))
def test_a_coarser_precision_never_covers_less(day: date, certainty: DateCertainty) -> None:
    (d1, d2), (m1, m2), (y1, y2) = (
        Origin(date_precision=precision, date_certainty=certainty).window(day) for precision in DatePrecision
    )
    assert y1 <= m1 <= d1 <= d2 <= m2 <= y2


@given(DAYS, st.sampled_from(DatePrecision))
def test_an_approximate_date_covers_more_on_both_sides(day: date, precision: DatePrecision) -> None:
    stated = Origin(date_precision=precision).window(day)
    roughly = Origin(date_precision=precision, date_certainty=DateCertainty.APPROXIMATE).window(day)
    assert roughly[0] < stated[0]
    assert stated[1] < roughly[1]


@given(DAYS)
def test_the_days_of_a_month_or_of_a_year_share_one_window(day: date) -> None:
    month = Origin(date_precision=DatePrecision.MONTH)
    year = Origin(date_precision=DatePrecision.YEAR)
    first, last = month.window(day)
    assert first.day == 1
    assert (last + timedelta(days=1)).day == 1
    assert month.window(first) == month.window(last) == (first, last)
    assert year.window(first) == year.window(last) == (date(day.year, 1, 1), date(day.year, 12, 31))
