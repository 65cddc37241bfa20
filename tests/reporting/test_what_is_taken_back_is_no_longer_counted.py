"""Members on a day, as of now and as of before: changes, corrections and what is taken back, whatever the dates are known like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.reporting.histories import MONTH, YEAR, history

if TYPE_CHECKING:
    from tests.reporting.histories import History
    from tests.reporting.ledger import Ledger


def members(ledger: Ledger, on: str, **scope: str) -> dict[str, int]:
    """Members by college on that day; a college without any is left out."""
    found = ledger.by("college", "CMP-01", "2018-01-01", on, **scope)
    return {college: int(value) for college, value in found.items() if value}


def of_one(joined_on: str = "2018-03-05") -> History:
    return history().council("CC18").member("CC18", "a", joined_on)


def test_a_change_of_college_counts_from_its_day(ledger: Ledger) -> None:
    ledger.tell(of_one().seated("CC18", "a", "2018-06-02", "LOCAL_ACTOR"))
    assert members(ledger, "2018-03-04") == {}
    assert members(ledger, "2018-03-05") == members(ledger, "2018-06-01") == {"RESIDENT": 1}
    assert members(ledger, "2018-06-02") == {"LOCAL_ACTOR": 1}
    assert members(ledger, "2018-06-02", as_of="councils@2") == {"RESIDENT": 1}


def test_a_change_of_college_that_is_taken_back_counts_no_more(ledger: Ledger) -> None:
    ledger.tell(of_one().seated("CC18", "a", "2018-06-02", "LOCAL_ACTOR").never_changed("CC18", "a"))
    assert members(ledger, "2018-06-02") == {"RESIDENT": 1}
    assert members(ledger, "2018-06-02", as_of="councils@3") == {"LOCAL_ACTOR": 1}


def test_a_joining_said_again_counts_once_before_at_and_after_both_days(ledger: Ledger) -> None:
    ledger.tell(of_one("2018-06-02").said_again("CC18", "a", "2018-03-05", college="LOCAL_ACTOR"))
    assert members(ledger, "2018-03-04") == {}
    assert members(ledger, "2018-03-05") == {"LOCAL_ACTOR": 1}
    assert members(ledger, "2018-06-02") == {"LOCAL_ACTOR": 1}
    assert members(ledger, "2018-06-01", as_of="councils@2") == {}
    assert members(ledger, "2018-06-02", as_of="councils@2") == {"RESIDENT": 1}


def test_a_joining_known_by_its_year_and_then_by_its_day_counts_once(ledger: Ledger) -> None:
    past = history().council("CC18").member("CC18", "a", "2018-01-01", origin=YEAR)
    ledger.tell(past.said_again("CC18", "a", "2018-03-05"))
    assert members(ledger, "2018-03-04") == {}
    assert members(ledger, "2018-03-05") == {"RESIDENT": 1}
    assert members(ledger, "2018-12-31") == {"RESIDENT": 1}


def test_who_never_joined_is_nowhere(ledger: Ledger) -> None:
    ledger.tell(of_one().never_joined("CC18", "a"))
    assert members(ledger, "2018-12-31") == {}
    assert members(ledger, "2018-12-31", as_of="councils@2") == {"RESIDENT": 1}
    assert ledger.counted("CMP-01", "2018-01-01", "2018-12-31") == []
    assert ledger.not_counted("CMP-01", "2018-01-01", "2018-12-31") == [
        "value membership-withdrawn withdrawn",
        "value member-joined replaced",
    ]


def test_a_departure_taken_back_no_longer_proves_a_joining_known_by_its_year(ledger: Ledger) -> None:
    past = history().council("CC18").member("CC18", "a", "2018-01-01", origin=YEAR).member("CC18", "b", "2018-01-08")
    ledger.tell(past.gone("CC18", "a", "2018-06-02"))
    assert members(ledger, "2018-07-01") == {"RESIDENT": 1}
    ledger.tell(past.never_left("CC18", "a").facts[-1:])
    assert members(ledger, "2018-07-01") == {"RESIDENT": 1}
    assert members(ledger, "2018-12-31") == {"RESIDENT": 2}


def test_who_left_and_did_not_counts_again(ledger: Ledger) -> None:
    ledger.tell(of_one().gone("CC18", "a", "2018-06-02", MONTH).never_left("CC18", "a"))
    assert members(ledger, "2018-12-31") == {"RESIDENT": 1}
    assert members(ledger, "2018-12-31", as_of="councils@3") == {}


def test_a_council_that_is_elsewhere_is_counted_there_as_of_then(ledger: Ledger) -> None:
    ledger.tell(of_one().moved("CC18", "19"))
    in_2018 = ("CMP-01", "2018-01-01", "2018-12-31")
    assert ledger.by("arrondissement", *in_2018) == {"19": 1}
    assert ledger.by("arrondissement", *in_2018, as_of="councils@2") == {"18": 1}
    assert (ledger.value(*in_2018, arrondissement="19"), ledger.value(*in_2018, arrondissement="18")) == (1, None)
    assert ledger.value(*in_2018) == 1
