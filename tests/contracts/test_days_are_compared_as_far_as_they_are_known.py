"""Something is refused as too early or to come only where that is certain."""

from __future__ import annotations

from datetime import date

import pytest

from shared.contracts.vocabulary import DateCertainty, DatePrecision, Origin

TO_THE_DAY, MONTH = Origin(), Origin(date_precision=DatePrecision.MONTH)
ROUGHLY = Origin(date_precision=DatePrecision.MONTH, date_certainty=DateCertainty.APPROXIMATE)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("origin", "day", "is_to_come"),
    [
        (TO_THE_DAY, TODAY, False),
        (TO_THE_DAY, date(2026, 11, 24), True),
        (MONTH, date(2026, 11, 30), False),
        (MONTH, date(2026, 12, 1), True),
        (ROUGHLY, date(2026, 12, 1), False),
    ],
)
def test_a_month_that_has_begun_is_not_to_come(origin: Origin, day: date, is_to_come: bool) -> None:  # noqa: FBT001
    assert origin.is_to_come(day, TODAY) is is_to_come


def test_a_day_of_the_same_month_is_not_certainly_before_that_month() -> None:
    assert not TO_THE_DAY.is_before(date(2026, 3, 1), date(2026, 3, 1), MONTH)
    assert TO_THE_DAY.is_before(date(2026, 2, 28), date(2026, 3, 1), MONTH)
    assert not MONTH.is_before(date(2026, 2, 1), date(2026, 2, 28), TO_THE_DAY)
