"""Dates, counts and kinds of records: what is understood keeps its precision, what is not has a reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from services.console.importing.planning import Planned, plan
from services.console.importing.records import read_batch
from shared.contracts.activities.initiatives import InitiativeProposed
from shared.contracts.activities.meetings import MeetingHeld
from shared.contracts.councils.composition import MemberJoined
from shared.contracts.councils.team import FacilitatorAssigned
from shared.contracts.vocabulary import Attendance, College, HeadCount
from tests.support.records import record, write

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 23)


def planned(tmp_path: Path, **said: Any) -> Planned:
    [one] = read_batch(write(tmp_path, [record(1, **said)])).records
    return plan(one, TODAY)


def reason(tmp_path: Path, **said: Any) -> str:
    one = planned(tmp_path, **said)
    assert one.facts == ()
    assert one.reason is not None
    assert "{" not in one.reason.en
    return one.reason.fr


def meeting(tmp_path: Path, **said: Any) -> MeetingHeld:
    one = planned(tmp_path, **said)
    assert one.reason is None
    [fact] = one.facts
    assert isinstance(fact, MeetingHeld)
    return fact


@pytest.mark.parametrize(
    ("written", "precision", "first_day", "known"),
    [
        ("2018-03-13", "day", "2018-03-13", ("DAY", "STATED")),
        ("2018-03-13", "day_approx", "2018-03-13", ("DAY", "APPROXIMATE")),
        ("2018-03", "month", "2018-03-01", ("MONTH", "STATED")),
        ("2018-03", "month_approx", "2018-03-01", ("MONTH", "APPROXIMATE")),
        ("2018-03-13", "month", "2018-03-01", ("MONTH", "STATED")),
        ("2018", "year", "2018-01-01", ("YEAR", "STATED")),
        ("2018", "year_inferred", "2018-01-01", ("YEAR", "INFERRED")),
        ("2018-03-13", "year", "2018-01-01", ("YEAR", "STATED")),
        ("2018-03-13", "inferred", "2018-03-13", ("DAY", "INFERRED")),
        ("2018-03", "inferred", "2018-03-01", ("MONTH", "INFERRED")),
        ("2018-03", "estimated_month", "2018-03-01", ("MONTH", "APPROXIMATE")),
        ("2026-11-23", "day", "2026-11-23", ("DAY", "STATED")),
    ],
)
def test_a_date_keeps_the_precision_that_its_record_gives(
    written: str, precision: str, first_day: str, known: tuple[str, str], tmp_path: Path
) -> None:
    fact = meeting(tmp_path, date=written, date_precision=precision)
    assert fact.held_on.isoformat() == first_day
    assert (fact.origin.date_precision, fact.origin.date_certainty) == known


@pytest.mark.parametrize(
    ("written", "precision", "why"),
    [
        ("2018-02-30", "day", "« 2018-02-30 » n'est pas une date"),
        ("13/03/2018", "day", "« 13/03/2018 » n'est pas une date"),
        ("2018-3", "month", "« 2018-3 » n'est pas une date"),
        (20180313, "day", "« 20180313 » n'est pas une date"),
        (None, "day", "« None » n'est pas une date"),
        ("2018-03", "day", "la précision de la date (« day ») est plus fine que la date elle-même (2018-03)"),
        (
            "2018",
            "month_approx",
            "la précision de la date (« month_approx ») est plus fine que la date elle-même (2018)",
        ),
        ("2018-03-13", "week", "la précision de la date (« week ») n'est pas connue"),
        ("2018-03-13", "", "la précision de la date («  ») n'est pas connue"),
        ("2018-03-13", "day_month", "la précision de la date (« day_month ») n'est pas connue"),
        ("2018-03-13", 3, "la précision de la date (« 3 ») n'est pas connue"),
        ("1998-03", "month", "la date (mars 1998) est antérieure à l'an 2000"),
        ("2026-11-24", "day", "la date (24 novembre 2026) n'est pas encore arrivée"),
        ("2027", "year", "la date (2027) n'est pas encore arrivée"),
    ],
)
def test_a_date_that_is_not_understood_has_a_reason(written: Any, precision: Any, why: str, tmp_path: Path) -> None:
    assert reason(tmp_path, date=written, date_precision=precision).startswith(why)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"type": "barbecue"}, "pas encore pris en charge par cette version (barbecue)"),
        ({"type": None}, "pas encore pris en charge par cette version (None)"),
        (
            {"type": "steering_session"},
            "pas encore pris en charge par cette version (séance d'une instance de pilotage)",
        ),
        ({"council": "INTER-CC"}, "« INTER-CC » n'est pas le code d'un conseil (CC1 à CC20)"),
        ({"council": "CC21"}, "« CC21 » n'est pas le code d'un conseil (CC1 à CC20)"),
        ({"council": None}, "« None » n'est pas le code d'un conseil (CC1 à CC20)"),
        ({"confidence": "sure"}, "la confiance (« sure ») n'est pas connue : high, medium ou low est attendu"),
        ({"source": None}, "la source doit avoir un titre"),
        ({"source": {"title": "Minutes", "url": "javascript:alert(1)"}}, "la source doit avoir un titre"),
        ({"source": {"title": "", "url": "https://example.org"}}, "la source doit avoir un titre"),
        ({"subject": "Board\u0000meeting"}, "le sujet manque ou n'est pas un texte lisible"),
        ({"subject": 12}, "le sujet manque ou n'est pas un texte lisible"),
        ({"type": "initiative_proposed", "subject": None}, "le sujet manque ou n'est pas un texte lisible"),
        ({"counts": []}, "le compte « counts » n'est pas un nombre entier de personnes"),
        ({"counts": {"present": -3}}, "le compte « present » n'est pas un nombre entier de personnes"),
        ({"counts": {"present": 2.5}}, "le compte « present » n'est pas un nombre entier de personnes"),
        ({"counts": {"present": "8"}}, "le compte « present » n'est pas un nombre entier de personnes"),
        ({"counts": {"present": True}}, "le compte « present » n'est pas un nombre entier de personnes"),
        ({"counts": {"present": 1_000_001}}, "le compte « present » n'est pas un nombre entier de personnes"),
        ({"counts": {"present": 10**30}}, "le compte « present » n'est pas un nombre entier de personnes"),
        ({"counts": {"present": {"women": 3}}}, "le compte « present » n'est pas un nombre entier de personnes"),
        ({"counts": {"excused": -1}}, "le compte « excused » n'est pas un nombre entier de personnes"),
        (
            {"counts": {"present": 4, "college_residents": 3, "facilitator": 2}},
            "les comptes se contredisent : 5 dans les parties, 4 en tout",
        ),
        (
            {"counts": {"board_members_present": 3, "college_residents": 4, "guests": 1}},
            "les comptes se contredisent : 5 dans les parties, 4 en tout",
        ),
        (
            {"counts": {"present": 5, "college_residents": 3, "unspecified": 3}},
            "les comptes se contredisent : 6 dans les parties, 5 en tout",
        ),
        (
            {"counts": {"present": 5, "women": 4, "men": 2}},
            "les comptes se contredisent : 6 dans les parties, 5 en tout",
        ),
        (
            {"counts": {"present": 5, "present_at_least": 6}},
            "les comptes se contredisent : 6 dans les parties, 5 en tout",
        ),
        ({"type": "members_joined", "counts": {}}, "l'enregistrement ne dit pas combien de membres sont entrés"),
        (
            {"type": "members_joined", "counts": {"joined": 2, "college_residents": 3}},
            "les comptes se contredisent : 3 dans les parties, 2 en tout",
        ),
        (
            {"type": "members_joined", "event_hint": "MemberJoined x4", "counts": {"joined": 5}},
            "les comptes se contredisent : 4 dans les parties, 5 en tout",
        ),
        (
            {"type": "members_joined", "counts": {"college_residents": 100000}},
            "100000 membres d'un coup, c'est trop pour être vraisemblable (au plus 200)",
        ),
        (
            {"type": "members_joined", "counts": {"joined": 3}},
            "le collège de 3 membres n'est pas dit : ils ne peuvent pas être enregistrés",
        ),
    ],
)
def test_a_record_that_cannot_become_a_fact_has_a_reason(said: dict[str, Any], why: str, tmp_path: Path) -> None:
    assert reason(tmp_path, **said).startswith(why)


RESIDENTS_4, ACTORS_2 = HeadCount(college=College.RESIDENT, heads=4), HeadCount(college=College.LOCAL_ACTOR, heads=2)


@pytest.mark.parametrize(
    ("counts", "attendance"),
    [
        ({}, None),
        ({"excused": 3, "proxies": 1}, None),
        ({"present": 0}, Attendance(present=0)),
        ({"present": None, "excused": 3}, None),
        ({"present_at_least": 7}, Attendance(present=7, unnamed=7, is_lower_bound=True)),
        (
            {"college_residents": 4, "college_associations": 2},
            Attendance(present=6, members=(RESIDENTS_4, ACTORS_2), is_lower_bound=True),
        ),
        (
            {"board_members_present": 5, "college_residents": 4, "institutional_guests": 2, "facilitator": 1},
            Attendance(present=8, members=(RESIDENTS_4,), guests=3, unnamed=1, is_lower_bound=True),
        ),
        (
            {"present": 9, "college_residents_at_least": 4, "guests": 1, "amount_eur": 12.5},
            Attendance(present=9, members=(RESIDENTS_4,), guests=1, unnamed=4),
        ),
    ],
)
def test_an_attendance_adds_up_from_what_is_counted_and_from_nothing_else(
    counts: dict[str, Any], attendance: Attendance | None, tmp_path: Path
) -> None:
    assert meeting(tmp_path, counts=counts).attendance == attendance


def test_members_whose_college_is_known_join_and_the_others_are_told(tmp_path: Path) -> None:
    counts = {"joined": 5, "college_residents": 2, "college_associations": 1}
    one = planned(tmp_path, type="members_joined", event_hint="MemberJoined x5", counts=counts)
    colleges = [fact.college for fact in one.facts if isinstance(fact, MemberJoined)]
    assert colleges == [College.RESIDENT, College.RESIDENT, College.LOCAL_ACTOR]
    assert one.reason is not None
    assert one.reason.fr == "le collège de 2 membres n'est pas dit : ils ne peuvent pas être enregistrés"


def test_an_initiative_is_proposed_under_its_subject(tmp_path: Path) -> None:
    one = planned(tmp_path, type="initiative_proposed", subject="Shared  garden\nof the square", counts={})
    [fact] = one.facts
    assert isinstance(fact, InitiativeProposed)
    assert (fact.title, fact.proposed_on, fact.theme) == (
        "Shared garden of the square",
        date(2018, 3, 13),
        "NOT_STATED",
    )


def test_a_long_subject_is_cut_and_it_is_told(tmp_path: Path) -> None:
    one = planned(tmp_path, subject="x" * 300)
    [fact] = one.facts
    assert isinstance(fact, MeetingHeld)
    assert fact.title == "x" * 239 + "…"
    assert one.remarks == ("sujet abrégé à 240 caractères",)


def test_a_facilitator_is_one_whatever_the_number_that_is_announced(tmp_path: Path) -> None:
    one = planned(tmp_path, type="support_started", event_hint="FacilitatorAssigned", counts={"facilitators": 2})
    assert [type(fact) for fact in one.facts] == [FacilitatorAssigned]
    assert one.remarks == ("un seul facilitateur est affecté à ce conseil",)


def test_keys_hints_and_counts_that_nothing_holds_are_told_by_their_names(tmp_path: Path) -> None:
    one = planned(
        tmp_path,
        event_hint="MeetingHeld + PizzaServed",
        weather="rain",
        counts={"present": 2, "pizzas": 3, "by_age": {"young": 2}},
    )
    assert one.remarks == ("non repris : PizzaServed, weather, pizzas (3), by_age",)


def test_what_a_record_speaks_of_has_the_same_id_each_time(tmp_path: Path) -> None:
    first, again, other = meeting(tmp_path), meeting(tmp_path), meeting(tmp_path, id="T-002")
    assert first.meeting_id == again.meeting_id
    assert first.meeting_id != other.meeting_id
