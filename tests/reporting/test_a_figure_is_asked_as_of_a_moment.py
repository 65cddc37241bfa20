"""A figure is asked as of a day, a moment, or places in the logs: what was known then, whatever was recorded since."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from services.reporting.figures.application import AsOfInTheFuture, AsOfNotUnderstood
from tests.reporting.histories import history, room

if TYPE_CHECKING:
    from tests.reporting.ledger import Ledger
    from tests.support.house import SetClock

YEAR_2018 = ("2018-01-01", "2018-12-31")


def recorded(ledger: Ledger, *moments: str) -> Ledger:
    """One meeting recorded at each of these moments, in that order."""
    for rank, moment in enumerate(moments, start=1):
        ledger.tell(history().met(f"m{rank}", "CC18", "2018-03-13"), at=datetime.fromisoformat(moment))
    return ledger


def known(ledger: Ledger, as_of: str) -> int:
    """How many meetings were known."""
    value = ledger.value("VIE-01", *YEAR_2018, as_of=as_of)
    assert isinstance(value, int)
    return value


@pytest.mark.parametrize(
    ("day", "last_instant", "next_instant"),
    [
        ("2026-01-31", "2026-01-31T22:59:59.999999+00:00", "2026-01-31T23:00:00+00:00"),
        ("2026-07-31", "2026-07-31T21:59:59.999999+00:00", "2026-07-31T22:00:00+00:00"),
        ("2026-03-28", "2026-03-28T22:59:59.999999+00:00", "2026-03-28T23:00:00+00:00"),
        ("2026-03-29", "2026-03-29T21:59:59.999999+00:00", "2026-03-29T22:00:00+00:00"),
        ("2026-10-24", "2026-10-24T21:59:59.999999+00:00", "2026-10-24T22:00:00+00:00"),
        ("2026-10-25", "2026-10-25T22:59:59.999999+00:00", "2026-10-25T23:00:00+00:00"),
    ],
    ids=[
        "winter",
        "summer",
        "eve of the change to summer",
        "change to summer",
        "eve of the change to winter",
        "change to winter",
    ],
)
def test_a_day_means_its_end_in_paris(ledger: Ledger, day: str, last_instant: str, next_instant: str) -> None:
    recorded(ledger, last_instant, next_instant)
    assert ledger.question(*YEAR_2018, as_of=day).as_of == {"activities": 1, "councils": 0, "reporting": 0}
    assert known(ledger, day) == 1


@pytest.mark.parametrize(
    ("moment", "meetings"),
    [
        ("2026-10-25T00:29:59Z", 0),
        ("2026-10-25T00:30:00Z", 1),
        ("2026-10-25T02:30:00+02:00", 1),
        ("2026-10-25T02:29:59.999999+01:00", 1),
        ("2026-10-25T02:30:00+01:00", 2),
        ("2026-10-24T20:30:00-05:00", 2),
        ("2026-10-25T02:30:00 01:00", 2),
    ],
)
def test_a_moment_says_its_zone_so_the_hour_that_comes_twice_is_told_apart(
    ledger: Ledger, moment: str, meetings: int
) -> None:
    recorded(ledger, "2026-10-25T00:30:00+00:00", "2026-10-25T01:30:00+00:00")
    assert known(ledger, moment) == meetings


def test_a_vector_is_taken_as_it_is_and_a_source_that_it_does_not_name_as_it_stands(ledger: Ledger) -> None:
    ledger.tell(
        history().council("CC14").council("CC18").met("m1", "CC18", "2018-03-13").met("m2", "CC18", "2018-03-14")
    )
    assert ledger.question(*YEAR_2018, as_of="councils@1,activities@2").as_of == {
        "activities": 2,
        "councils": 1,
        "reporting": 0,
    }
    assert ledger.question(*YEAR_2018, as_of="activities@1").as_of == {"activities": 1, "councils": 2, "reporting": 0}
    assert ledger.by("council", "VIE-01", *YEAR_2018, as_of="activities@1") == {"CC14": 0, "CC18": 1}
    assert ledger.by("council", "VIE-01", *YEAR_2018, as_of="activities@0,councils@1") == {"CC14": 0}


def test_nothing_said_means_now(ledger: Ledger) -> None:
    recorded(ledger, "2026-11-01T10:00:00+00:00", "2026-11-02T10:00:00+00:00")
    assert ledger.question(*YEAR_2018).as_of == {"activities": 2, "councils": 0, "reporting": 0}


def test_before_anything_was_recorded_nothing_is_known(ledger: Ledger) -> None:
    recorded(ledger, "2026-11-01T10:00:00+00:00")
    assert ledger.question(*YEAR_2018, as_of="2015-01-01").as_of == {"activities": 0, "councils": 0, "reporting": 0}
    assert ledger.value("VIE-01", *YEAR_2018, as_of="2015-01-01") == 0
    assert ledger.value("CMP-01", *YEAR_2018, as_of="0001-01-01") is None


def test_when_the_clock_jumped_back_the_longest_beginning_recorded_by_then_is_known(ledger: Ledger) -> None:
    recorded(
        ledger,
        "2026-05-01T10:00:00+00:00",
        "2026-05-03T10:00:00+00:00",
        "2026-05-02T10:00:00+00:00",
        "2026-05-04T10:00:00+00:00",
    )
    assert [known(ledger, f"2026-05-0{day}") for day in (1, 2, 3, 4)] == [1, 1, 3, 4]


def test_each_source_has_its_own_beginning(ledger: Ledger) -> None:
    ledger.tell(history().council("CC18"), at=datetime.fromisoformat("2026-05-03T10:00:00+00:00"))
    recorded(ledger, "2026-05-01T10:00:00+00:00", "2026-05-05T10:00:00+00:00")
    assert ledger.question(*YEAR_2018, as_of="2026-05-02").as_of == {"activities": 1, "councils": 0, "reporting": 0}
    assert ledger.question(*YEAR_2018, as_of="2026-05-03").as_of == {"activities": 1, "councils": 1, "reporting": 0}


def test_what_was_said_later_is_not_known_before(ledger: Ledger) -> None:
    told = history().council("CC18").met("m", "CC18", "2018-03-13", None)
    ledger.tell(told.counted_again("m", room(unnamed=7)).counted_again("m", room(unnamed=9)).withdrawn("m"))
    values = [ledger.value("VIE-03", *YEAR_2018, as_of=f"activities@{position}") for position in (0, 1, 2, 3, 4)]
    assert values == [0, None, 7, 9, 0]
    unknown = [ledger.figure("VIE-03", *YEAR_2018, as_of=f"activities@{position}").unknown for position in (1, 2)]
    assert unknown == [1, 0]


def test_today_is_known_so_far_and_tomorrow_is_refused(ledger: Ledger, clock: SetClock) -> None:
    recorded(ledger, "2026-11-23T10:00:00+00:00")
    assert known(ledger, "2026-11-23") == 1
    assert known(ledger, "2026-11-23T23:59:59+01:00") == 1
    for later in ("2026-11-24", "2026-11-24T00:00:00+01:00", "2026-11-23T23:30:00Z", "9999-12-30", "2099-01-01"):
        with pytest.raises(AsOfInTheFuture):
            known(ledger, later)
    clock.set(date(2026, 11, 24))
    assert known(ledger, "2026-11-24") == 1


@pytest.mark.parametrize("places", ["activities@2", "councils@1", "activities@999999999999999999"])
def test_places_that_no_log_has_reached_are_refused(ledger: Ledger, places: str) -> None:
    recorded(ledger, "2026-11-01T10:00:00+00:00")
    with pytest.raises(AsOfInTheFuture):
        known(ledger, places)


@pytest.mark.parametrize(
    "words",
    [
        *("", "now", "hier", "2026", "2026-11", "2026-13-01", "2026-02-30", "31/01/2026", "2026-W05-1", "2026-031"),
        *("2026-01-31T18:00:00", "2026-01-31 18:00:00", "2026-01-31T25:00:00+01:00", "2026-01-31T18:00:00Europe/Paris"),
        *("activities@", "@1", "activities@x", "activities@-1", "activities@1.5", "activities@+1", "activities@1_0"),
        *(
            "activities@ 1",
            "activities@\N{ARABIC-INDIC DIGIT ONE}",
            "activities@1,",
            "activities@1,activities@1",
            "notifications@1",
        ),
        *(
            "activities@1;councils@1",
            "activities@1000000000000000000",
            "ACTIVITIES@1",
            "9999-12-31",
            "'; DROP TABLE ledger",
        ),
        *("9999-12-31T23:59:59-05:00", "0001-01-01T00:00:00+05:00"),
    ],
)
def test_what_is_no_point_in_time_is_refused(ledger: Ledger, words: str) -> None:
    recorded(ledger, "2026-11-01T10:00:00+00:00")
    with pytest.raises(AsOfNotUnderstood):
        known(ledger, words)
