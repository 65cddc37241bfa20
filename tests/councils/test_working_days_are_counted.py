from __future__ import annotations

from datetime import date, timedelta

from services.councils.team.domain.coverage import days_with_somebody
from shared.days import working_days


def test_2018_had_nine_public_holidays_from_monday_to_friday() -> None:
    """The 14th of July was a Saturday, the 11th of November a Sunday: eleven in all."""
    first, last = date(2018, 1, 1), date(2018, 12, 31)
    weekdays = [day for count in range(365) if (day := first + timedelta(days=count)).weekday() < 5]
    assert sorted(set(weekdays) - set(working_days(first, last))) == [
        date(2018, 1, 1),
        date(2018, 4, 2),
        date(2018, 5, 1),
        date(2018, 5, 8),
        date(2018, 5, 10),
        date(2018, 5, 21),
        date(2018, 8, 15),
        date(2018, 11, 1),
        date(2018, 12, 25),
    ]


def test_may_2018_had_nineteen_working_days() -> None:
    """Twenty-three days from Monday to Friday, of which the 1st, the 8th, the 10th and the 21st were public holidays."""
    assert len(working_days(date(2018, 5, 1), date(2018, 5, 31))) == 19


def test_a_weekend_has_none() -> None:
    assert working_days(date(2018, 6, 2), date(2018, 6, 3)) == []


def test_a_period_may_hold_the_turn_of_a_year() -> None:
    assert working_days(date(2018, 12, 31), date(2019, 1, 2)) == [date(2018, 12, 31), date(2019, 1, 2)]


def test_a_day_is_counted_once_however_many_were_there_and_the_last_day_is_the_one_before_the_end() -> None:
    days = [date(2018, 6, day) for day in (4, 5, 6, 7)]
    periods = [(date(2018, 6, 5), date(2018, 6, 7)), (date(2018, 6, 6), date(2018, 6, 7))]
    assert days_with_somebody(days, periods) == [date(2018, 6, 5), date(2018, 6, 6)]
    assert days_with_somebody(days, [(date(2018, 6, 6), None)]) == [date(2018, 6, 6), date(2018, 6, 7)]
    assert days_with_somebody(days, []) == []
