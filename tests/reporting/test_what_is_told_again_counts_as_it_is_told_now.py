"""Meetings, sessions and initiatives that are told again, or withdrawn: figures as of now, and as of before, for ever both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.activities.initiatives.domain.initiative import Initiative
from services.activities.meetings.domain import Meeting
from services.activities.steering.domain.session import SteeringSession
from shared.contracts.vocabulary import MeetingKind, Theme
from tests.reporting.histories import TO_THE_DAY, YEAR, history, id_of, room
from tests.reporting.test_what_each_fact_contributes import last

if TYPE_CHECKING:
    from tests.reporting.histories import History
    from tests.reporting.ledger import Ledger

IN_2018 = ("2018-01-01", "2018-12-31")
IN_MARCH = ("2018-03-01", "2018-03-31")


def a_session() -> History:
    past = history().council("CC18").council("CC14").body("copil", "CC14", "CC18")
    return past.session_planned("june", "copil", "2018-06-02").session_held("june", "2018-06-09")


def an_initiative() -> History:
    past = history().council("CC18").proposed("feast", "CC18", "2018-01-10").adopted("feast", "2018-03-13")
    return past.funded("feast", "2018-04-10", 80_000)


def test_a_meeting_held_on_another_day_counts_on_that_day(ledger: Ledger) -> None:
    past = history().council("CC18").met("m", "CC18", "2018-03-13", room(unnamed=8))
    ledger.tell(past.told_again(Meeting, "m", held={"held_on": "2018-04-13"}))
    assert (ledger.value("VIE-01", *IN_MARCH), ledger.value("VIE-03", *IN_MARCH)) == (0, 0)
    assert (ledger.value("VIE-01", *IN_2018), ledger.value("VIE-03", *IN_2018)) == (1, 8)
    assert ledger.value("VIE-03", *IN_MARCH, as_of="activities@1") == 8


def test_a_meeting_of_another_kind_is_broken_down_under_that_kind(ledger: Ledger) -> None:
    past = history().council("CC18").planned("m", "CC18", "2018-03-13").held("m", "2018-03-13")
    ledger.tell(past.told_again(Meeting, "m", **{"": {"kind": MeetingKind.BOARD}}))
    assert {kind: value for kind, value in ledger.by("kind", "VIE-01", *IN_2018).items() if value} == {"BOARD": 1}
    assert ledger.figure("VIE-03", *IN_2018).unknown == 1


def test_what_a_correction_does_not_change_it_does_not_say() -> None:
    past = history().council("CC18").planned("m", "CC18", "2018-03-13").held("m", "2018-03-13", room(unnamed=8))
    assert last(past.told_again(Meeting, "m", **{"": {"title": "Budget"}})) == []


def test_a_session_that_was_not_held_after_all_is_only_planned(ledger: Ledger) -> None:
    ledger.tell(a_session().step_withdrawn(SteeringSession, "june", "held"))
    assert ledger.value("PIL-01", *IN_2018) == 0
    assert ledger.value("PIL-01", *IN_2018, as_of="activities@3") == 1
    assert ledger.counted("PIL-01", *IN_2018) == []
    assert "value steering-session-corrected not-held-yet" in ledger.not_counted("PIL-01", *IN_2018)


def test_a_session_entered_by_mistake_counts_nowhere_and_says_so(ledger: Ledger) -> None:
    ledger.tell(a_session().represented("june", "CC18").never_was(SteeringSession, "june"))
    assert ledger.value("PIL-01", *IN_2018) == 0
    assert ledger.value("PIL-01", *IN_2018, as_of="activities@4") == 1
    assert "value steering-session-withdrawn withdrawn" in ledger.not_counted("PIL-01", *IN_2018)


def test_what_a_withdrawn_session_contributes() -> None:
    past = history().council("CC18").body("copil", "CC18").sat("june", "copil", "2018-06-09")
    assert last(past.represented("june", "CC18").never_was(SteeringSession, "june")) == [
        "sessions-held -1 2018-06-09 LOCAL_STEERING_COMMITTEE",
        "seats-at-sessions -1 2018-06-09 LOCAL_STEERING_COMMITTEE",
        "seats-taken -1 2018-06-09 LOCAL_STEERING_COMMITTEE",
        "sessions-held (withdrawn) 2018-06-09 LOCAL_STEERING_COMMITTEE",
        "seats-at-sessions (withdrawn) 2018-06-09 LOCAL_STEERING_COMMITTEE",
        "seats-taken (withdrawn) 2018-06-09 LOCAL_STEERING_COMMITTEE",
    ]


def test_a_grant_said_again_counts_for_what_it_is() -> None:
    grant = f"grants/{id_of('feast grant 0')}"
    past = an_initiative().told_again(Initiative, "feast", **{grant: {"amount_cents": 8_000}})
    assert last(past) == [
        "cents-granted -80000 2018-04-10 SOCIAL_TIES CITY",
        "cents-granted +8000 2018-04-10 SOCIAL_TIES CITY",
    ]


def test_a_theme_said_again_is_that_of_all_that_was_counted(ledger: Ledger) -> None:
    past = an_initiative().completed("feast", "2018-06-02")
    ledger.tell(past.told_again(Initiative, "feast", proposed={"theme": Theme.PREVENTION}))
    for code in ("INI-01", "INI-02", "INI-03"):
        found = {theme: value for theme, value in ledger.by("theme", code, *IN_2018).items() if value}
        assert list(found) == ["PREVENTION"], code


def test_an_adoption_that_was_a_mistake_leaves_a_proposal() -> None:
    past = history().council("CC18").proposed("feast", "CC18", "2018-01-10").adopted("feast", "2018-03-13")
    assert last(past.step_withdrawn(Initiative, "feast", "adopted")) == [
        "initiatives-adopted -1 2018-03-13 SOCIAL_TIES",
        "proposed-initiatives-adopted -1 2018-01-10 SOCIAL_TIES",
        "initiatives-adopted (not-adopted-yet) 2018-01-10 SOCIAL_TIES",
        "proposed-initiatives-adopted (not-adopted-yet) 2018-01-10 SOCIAL_TIES",
        "initiatives-completed (withdrawn) 2018-03-13 SOCIAL_TIES",
        "adopted-initiatives-completed (withdrawn) 2018-03-13 SOCIAL_TIES",
    ]


def test_an_initiative_entered_by_mistake_counts_nowhere_and_its_money_neither(ledger: Ledger) -> None:
    ledger.tell(an_initiative().never_was(Initiative, "feast"))
    codes = ("INI-01", "INI-02", "INI-03")
    assert {code: ledger.value(code, *IN_2018) for code in codes} == dict.fromkeys(codes, 0)
    for code in codes:
        trace = ledger.trace(code, *IN_2018)
        assert sum(fact.weight for fact in trace.counted) == 0, code
        assert "value initiative-withdrawn withdrawn" in ledger.not_counted(code, *IN_2018), code
    assert ledger.value("INI-01", *IN_2018, as_of="activities@3") == 1


def test_what_was_known_by_its_year_and_is_known_by_its_day_counts_in_its_month(ledger: Ledger) -> None:
    past = history().council("CC18").met("m", "CC18", "2018-01-01", origin=YEAR)
    ledger.tell(past.told_again(Meeting, "m", held={"held_on": "2018-03-13", "origin": TO_THE_DAY}))
    assert (ledger.value("VIE-01", *IN_MARCH), ledger.figure("VIE-01", *IN_MARCH).imprecise) == (1, 0)
    then = ledger.figure("VIE-01", *IN_MARCH, as_of="activities@1")
    assert (then.value, then.imprecise) == (0, 1)
