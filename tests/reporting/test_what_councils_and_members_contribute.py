"""Figures of seats, of the wider circle, of what councils have and are asked for: each from a few things, counted by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shared.contracts.activities.fieldwork import ActivityLogged, OutreachHeld
from shared.contracts.activities.initiative_notes import InitiativeJoined
from shared.contracts.activities.learning import TrainingAttended
from shared.contracts.activities.meeting_papers import PresenceNoted
from shared.contracts.councils.dossier import (
    BudgetAllocated,
    CharterAdopted,
    HostingModelSet,
    InternalRulesAdopted,
    ParticipantRegistered,
    PremisesProvided,
    ResidenceChecked,
    SeatsDecided,
    TrainingOffered,
)
from shared.contracts.vocabulary import Channel, Origin
from tests.reporting.histories import MONTH, YEAR, actors, history, id_of, residents, room

if TYPE_CHECKING:
    from tests.reporting.histories import History
    from tests.reporting.ledger import Ledger

IN_2018 = ("2018-01-01", "2018-12-31")
TITLED: dict[str, Any] = {"title": "Un titre"}


def a_council() -> History:
    return history().council("CC18")


# Turnover


def test_turnover_compares_comings_and_goings_with_the_members_at_both_ends(ledger: Ledger) -> None:
    past = a_council().member("CC18", "a", "2017-05-01").member("CC18", "b", "2017-05-01")
    past.member("CC18", "c", "2018-03-01").gone("CC18", "a", "2018-06-01")
    ledger.tell(past.seated("CC18", "b", "2018-07-01", "LOCAL_ACTOR"))
    # One came, one left; two members on 31 December 2017, two a year later.
    assert ledger.terms("CMP-06", *IN_2018) == (2, 4)
    assert ledger.value("CMP-06", *IN_2018) == Decimal("0.5000")
    assert ledger.counted("CMP-06", *IN_2018) == [
        *("numerator +1 member-joined", "numerator +1 member-left"),
        *("denominator +2 member-joined", "denominator +2 member-joined"),
        *("denominator +1 member-joined", "denominator -1 member-left"),
        # Who sits elsewhere is one less there and one more here.
        "denominator +0 membership-changed",
    ]


def test_who_came_and_left_within_the_period_moved_twice(ledger: Ledger) -> None:
    ledger.tell(a_council().member("CC18", "a", "2018-02-01").gone("CC18", "a", "2018-03-01"))
    assert (ledger.value("CMP-06", *IN_2018), ledger.terms("CMP-06", *IN_2018)) == (None, (2, 0))


def test_turnover_is_told_by_the_college_that_was_joined_or_left(ledger: Ledger) -> None:
    past = a_council().member("CC18", "a", "2018-02-01").member("CC18", "b", "2018-02-01", college="LOCAL_ACTOR")
    ledger.tell(past.gone("CC18", "b", "2018-05-01").member("CC18", "c", "2018-06-01", college="LOCAL_ACTOR"))
    assert ledger.by("college", "CMP-06", *IN_2018) == {"RESIDENT": Decimal("1.0000"), "LOCAL_ACTOR": Decimal("3.0000")}


# Seats


def seats(past: History) -> History:
    return past.entry("seats", SeatsDecided, "CC18", "2018-01-01", resident_seats=3, local_actor_seats=1)


def test_seats_that_no_titular_holds_are_vacant_and_a_college_does_not_fill_another(ledger: Ledger) -> None:
    past = seats(a_council()).member("CC18", "a", "2018-02-01").member("CC18", "b", "2018-02-01", role="SUBSTITUTE")
    for name in ("x", "y"):
        past.member("CC18", name, "2018-02-01", college="LOCAL_ACTOR")
    ledger.tell(past)
    assert ledger.value("CMP-07", *IN_2018) == 2, "three residents' seats, one taken; two actors sit on one seat"
    assert ledger.by("college", "CMP-07", *IN_2018) == {"RESIDENT": 2, "LOCAL_ACTOR": 0}
    assert ledger.counted("CMP-07", *IN_2018) == ["value +3 seats-decided", "value -1 member-joined"]
    assert ledger.not_counted("CMP-07", *IN_2018) == [
        "value member-joined no-seat-free",
        "value member-joined no-seat-free",
    ]


def test_a_substitute_who_takes_a_seat_fills_it_and_who_leaves_opens_it(ledger: Ledger) -> None:
    past = seats(a_council()).member("CC18", "a", "2018-02-01").member("CC18", "b", "2018-02-01", role="SUBSTITUTE")
    ledger.tell(past.seated("CC18", "b", "2018-03-01", "RESIDENT", "TITULAR").gone("CC18", "a", "2018-04-01"))
    found = [ledger.by("college", "CMP-07", day, day)["RESIDENT"] for day in ("2018-02-28", "2018-03-01", "2018-04-01")]
    assert found == [2, 1, 2]


def test_a_later_decision_takes_the_place_of_the_former_one(ledger: Ledger) -> None:
    past = seats(a_council()).entry("fewer", SeatsDecided, "CC18", "2018-06-01", resident_seats=1, local_actor_seats=1)
    ledger.tell(past)
    assert [ledger.value("CMP-07", day, day) for day in ("2018-05-31", "2018-06-01")] == [4, 2]


def test_where_nobody_decided_on_seats_vacancies_are_unknown(ledger: Ledger) -> None:
    ledger.tell(a_council().member("CC18", "a", "2018-02-01"))
    assert ledger.value("CMP-07", *IN_2018) is None


def test_the_days_to_fill_a_seat_run_from_the_departure_to_who_replaces(ledger: Ledger) -> None:
    past = a_council()
    for name in ("a", "b", "c"):
        past.member("CC18", name, "2017-01-01")
    past.gone("CC18", "a", "2018-01-10").filled("CC18", "d", "a", "2018-01-20")
    past.gone("CC18", "b", "2018-02-01").filled("CC18", "e", "b", "2018-03-04")
    ledger.tell(past.gone("CC18", "c", "2018-04-01"))
    # Ten days and thirty-one; nobody has followed the third.
    assert ledger.value("CMP-07.days", *IN_2018) == Decimal("20.5")
    assert ledger.counted("CMP-07.days", *IN_2018) == ["value +10 member-joined", "value +31 member-joined"]
    assert ledger.value("CMP-07.days", "2018-02-01", "2018-12-31") == 31
    assert ledger.value("CMP-07.days", "2018-03-05", "2018-12-31") is None


def test_a_departure_known_to_the_month_gives_no_delay(ledger: Ledger) -> None:
    past = a_council().member("CC18", "a", "2017-01-01").gone("CC18", "a", "2018-01-01", origin=MONTH)
    ledger.tell(past.filled("CC18", "b", "a", "2018-03-04"))
    assert ledger.value("CMP-07.days", *IN_2018) is None
    assert ledger.not_counted("CMP-07.days", *IN_2018) == ["value member-joined since-when-unknown"]


# The prefect's order, districts


def test_the_latest_order_is_compared_with_who_sits(ledger: Ledger) -> None:
    past = (
        a_council()
        .member("CC18", "a", "2018-01-01")
        .member("CC18", "b", "2018-01-01")
        .member("CC18", "c", "2018-01-01")
    )
    past.recognised("first", "CC18", "2018-02-01", ["a", "b"]).gone("CC18", "b", "2018-03-01")
    past.recognised("second", "CC18", "2018-06-01", ["a", "b", "c"])
    ledger.tell(past)
    found = [ledger.terms("CMP-08", day, day) for day in ("2018-02-01", "2018-03-01", "2018-06-01")]
    assert found == [(2, 2), (1, 2), (2, 3)]
    assert ledger.counted("CMP-08", *IN_2018) == [
        *("numerator +1 composition-recognised", "numerator +1 composition-recognised"),
        *("denominator +2 composition-recognised", "denominator +1 composition-recognised"),
    ]
    ledger.tell(past.never_recognised("second").facts[-1:])
    assert ledger.terms("CMP-08", *IN_2018) == (1, 2)


def test_a_district_is_covered_while_a_resident_member_lives_there(ledger: Ledger) -> None:
    past = a_council().covers("CC18", "QP075010", "2015-01-01").covers("CC18", "QP075011", "2015-01-01")
    past.member("CC18", "a", "2018-01-01", district_code="QP075010")
    past.member("CC18", "actor", "2018-01-01", college="LOCAL_ACTOR", district_code="QP075011")
    where: dict[str, Any] = {"person_id": id_of("a"), "lives_in_district": True, "district_code": "QP075011"}
    past.entry("check", ResidenceChecked, "CC18", "2018-03-01", **where)
    past.entry("moved", ResidenceChecked, "CC18", "2018-06-01", **where | {"lives_in_district": False})
    ledger.tell(past.covers("CC18", "QP075010", "2015-01-01", "2018-10-31"))
    found = [ledger.terms("CMP-10", day, day) for day in ("2018-01-01", "2018-06-01", "2018-11-01")]
    assert found == [(1, 2), (0, 2), (0, 1)]
    ledger.tell(past.entry_gone("moved").facts[-1:])
    assert ledger.terms("CMP-10", "2018-11-01", "2018-11-01") == (1, 1), "the check of March stands: the other district"


def test_who_left_some_day_of_the_year_in_which_they_joined_lives_nowhere_since(ledger: Ledger) -> None:
    past = a_council().covers("CC18", "QP075010", "2015-01-01")
    past.member("CC18", "a", "2018-12-31", district_code="QP075010")
    ledger.tell(past.gone("CC18", "a", "2018-01-01", origin=YEAR))
    assert ledger.terms("CMP-10", "2019-01-01", "2019-01-01") == (0, 1)


# The wider circle, and who comes


def participant(past: History, who: str, since: str, recruitment: str = "OUTREACH", **said: Any) -> History:
    counted: dict[str, Any] = {"recruitment": recruitment, "gender": "F", "age_band": "26_39"}
    return past.entry(f"circle {who}", ParticipantRegistered, "CC18", since, person_id=id_of(who), **counted, **said)


def test_the_wider_circle_agrees_to_be_contacted_took_part_within_a_year_and_does_not_sit(ledger: Ledger) -> None:
    past = a_council()
    for who in ("a", "b", "c", "d"):
        participant(past, who, "2018-01-01")
    for who in ("a", "b", "c"):
        past.agrees(who, "2018-01-01")
    for who in ("a", "b", "d"):
        past.entry(
            f"training {who}", TrainingAttended, "CC18", "2018-03-01", training_id=id_of("t"), person_id=id_of(who)
        )
    ledger.tell(past)
    assert ledger.value("CMP-09", *IN_2018) == 2, "c took part in nothing, d did not agree"
    assert ledger.value("CMP-09", "2019-03-01", "2019-03-01") == 0, "twelve months later"
    ledger.tell(past.member("CC18", "a", "2018-06-01").no_longer_agrees("b", "2018-07-01").facts[-2:])
    found = [ledger.value("CMP-09", day, day) for day in ("2018-05-31", "2018-06-01", "2018-07-01")]
    assert found == [2, 1, 0]


def came(past: History, meeting: str, who: str, on: str, state: str = "PRESENT") -> History:
    said: dict[str, Any] = {"meeting_id": id_of(meeting), "person_id": id_of(who), "state": state}
    return past.entry(f"{who} at {meeting}", PresenceNoted, "CC18", on, **said)


def two_meetings() -> History:
    past = a_council().met("m1", "CC18", "2018-02-05").met("m2", "CC18", "2018-03-05").met("m3", "CC18", "2018-04-05")
    came(came(past, "m1", "a", "2018-02-05"), "m1", "b", "2018-02-05", "EXCUSED")
    return came(came(past, "m2", "a", "2018-03-05"), "m2", "b", "2018-03-05")


def test_a_newcomer_comes_once_and_a_meeting_without_names_is_unknown(ledger: Ledger) -> None:
    ledger.tell(two_meetings())
    whole = ledger.figure("VIE-10", *IN_2018)
    assert (whole.value, whole.unknown) == (2, 1)
    assert ledger.value("VIE-10", "2018-02-01", "2018-02-28") == 1
    assert ledger.value("VIE-10", "2018-03-01", "2018-03-31") == 1, "b, who had excused themselves before"
    assert ledger.value("VIE-10", "2018-04-01", "2018-04-30") is None, "nobody noted who came"


def test_persons_who_took_part_in_anything_are_counted_once(ledger: Ledger) -> None:
    past = two_meetings().proposed("meal", "CC18", "2018-01-05")
    past.entry("at the meal", InitiativeJoined, "CC18", "2018-05-01", initiative_id=id_of("meal"), person_id=id_of("a"))
    past.entry("many", InitiativeJoined, "CC18", "2018-05-01", initiative_id=id_of("meal"), unnamed=30)
    past.entry("learns", TrainingAttended, "CC18", "2018-06-01", training_id=id_of("t"), person_id=id_of("c"))
    ledger.tell(past)
    mobilised = ledger.figure("MOB-03", *IN_2018)
    assert (mobilised.value, mobilised.unknown) == (3, 1)
    assert "value presence-noted not-present" in ledger.not_counted("MOB-03", *IN_2018)


def test_a_meeting_that_never_was_mobilised_nobody(ledger: Ledger) -> None:
    ledger.tell(came(a_council().met("m", "CC18", "2018-02-05"), "m", "a", "2018-02-05").withdrawn("m"))
    assert ledger.value("MOB-03", *IN_2018) == 0


def test_outreach_converts_those_whom_it_brought_and_who_came(ledger: Ledger) -> None:
    past = participant(participant(two_meetings(), "a", "2018-01-20"), "b", "2018-01-20", "VOLUNTEER")
    ledger.tell(past.entry("market", OutreachHeld, "CC18", "2018-01-20", method="MARKET", reached=20))
    assert ledger.terms("MOB-04", *IN_2018) == (1, 20)
    assert ledger.value("MOB-04", *IN_2018) == Decimal("0.0500")
    assert ledger.counted("MOB-04", *IN_2018) == ["numerator +1 presence-noted", "denominator +20 outreach-held"]


def test_where_nobody_noted_who_came_the_conversion_is_unknown(ledger: Ledger) -> None:
    past = a_council().met("m", "CC18", "2018-02-05")
    ledger.tell(past.entry("market", OutreachHeld, "CC18", "2018-01-20", method="MARKET", reached=20))
    assert ledger.value("MOB-04", *IN_2018) is None


# Meetings


def test_members_present_are_compared_with_those_who_sat_on_the_day_of_each_meeting(ledger: Ledger) -> None:
    past = a_council().member("CC18", "a", "2018-01-01", gender="F").member("CC18", "b", "2018-03-05", gender="M")
    past.met("m1", "CC18", "2018-02-05", room(residents(1, "F"), unnamed=9)).met(
        "m2", "CC18", "2018-03-05", room(residents(1, "F"))
    )
    ledger.tell(past.met("m3", "CC18", "2018-04-05").gone("CC18", "a", "2018-05-01"))
    # Two present; one member on 5 February, two on 5 March; nobody counted in April.
    assert ledger.terms("VIE-05", *IN_2018) == (2, 3)
    assert ledger.by("gender", "VIE-05", *IN_2018) == {"F": Decimal("1.0000"), "M": Decimal("0.0000")}
    assert [line for line in ledger.counted("VIE-05", *IN_2018) if line.startswith("denominator")] == [
        *("denominator +2 member-joined", "denominator +1 member-joined"),
    ]
    assert "denominator member-left on-no-day" in ledger.not_counted("VIE-05", *IN_2018)


def test_a_meeting_whose_day_is_vague_expects_those_who_sat_all_that_month(ledger: Ledger) -> None:
    past = a_council().member("CC18", "a", "2018-01-01").member("CC18", "b", "2018-03-10")
    ledger.tell(past.met("m", "CC18", "2018-03-01", room(residents(1), actors(1)), origin=MONTH))
    assert ledger.terms("VIE-05", *IN_2018) == (2, 1)


def test_a_working_group_is_active_once_however_often_it_met(ledger: Ledger) -> None:
    past = a_council().met("plenary", "CC18", "2018-01-05")
    for rank, group in enumerate(("housing", "housing", "school")):
        past.met(f"m{rank}", "CC18", "2018-02-05", kind="WORKING_GROUP", group=group)
    past.met("m4", "CC18", "2018-03-05", kind="WORKING_GROUP")
    ledger.tell(past)
    found = ledger.figure("VIE-11", *IN_2018)
    assert (found.value, found.unknown) == (2, 1)
    assert ledger.value("VIE-11", "2018-03-01", "2018-03-31") is None, "nobody said which group it was"


# Steering bodies


def test_seats_of_a_council_are_a_share_of_those_of_the_body(ledger: Ledger) -> None:
    past = a_council().offered("committee", "CC18", "2018-02-01", 2, 30).offered("other", "CC18", "2018-02-01", 1)
    ledger.tell(past.offered("committee", "CC18", "2018-06-01", 3))
    assert [ledger.terms("PIL-05", day, day) for day in ("2018-05-31", "2018-06-01")] == [(2, 30), (3, 30)]
    assert ledger.by("kind", "PIL-05", *IN_2018) == {"LOCAL_STEERING_COMMITTEE": Decimal("0.1000")}
    assert set(ledger.not_counted("PIL-05", *IN_2018)) == {
        "numerator seats-offered seats-of-body-unknown",
        "denominator seats-offered seats-of-body-unknown",
    }


def test_a_body_of_several_councils_is_of_none_in_particular(ledger: Ledger) -> None:
    past = a_council().council("CC14").offered("paris", "CC18", "2018-02-01", 2, 30)
    ledger.tell(past)
    assert ledger.terms("PIL-05", *IN_2018, council="CC18") == (2, 30)
    ledger.tell(past.offered("paris", "CC14", "2018-03-01", 3, 30).facts[-1:])
    assert ledger.terms("PIL-05", *IN_2018) == (5, 30)
    assert ledger.value("PIL-05", *IN_2018, council="CC18") is None
    ledger.tell(past.never_offered("paris", "CC14").facts[-1:])
    assert ledger.terms("PIL-05", *IN_2018, council="CC18") == (2, 30)


# The team


def test_a_council_is_supported_on_the_working_days_on_which_one_or_several_are_assigned(ledger: Ledger) -> None:
    past = history().council("CC18", since="2018-05-02").assigned("CC18", "Nadia", "2018-05-07")
    past.assigned("CC18", "Omar", "2018-05-14").unassigned("CC18", "Nadia", "2018-05-17")
    ledger.tell(past.unassigned("CC18", "Omar", "2018-05-28"))
    # May 2018 has nineteen working days, eighteen since the 2nd (the 1st is none). From the 7th to the 27th: 7, 9, 11; 14 to 18;
    # 22 to 25.
    assert ledger.terms("MOY-03", "2018-05-01", "2018-05-31") == (12, 19)
    ledger.tell(past.never_assigned("CC18", "Omar", "2018-05-14").facts[-1:])
    # Nadia alone: 7, 9, 11; 14 to 16.
    assert ledger.terms("MOY-03", "2018-05-01", "2018-05-31") == (6, 19)


def test_a_closed_council_needs_nobody_and_is_asked_nothing(ledger: Ledger) -> None:
    past = history().council("CC18", since="2018-05-02").assigned("CC18", "Nadia", "2018-05-07")
    past.stage("CC18", "CONSTITUTION", "2018-05-02").stage("CC18", "CLOSED", "2018-05-09")
    ledger.tell(past)
    assert ledger.terms("MOY-03", "2018-05-01", "2018-05-31") == (1, 4), "2, 3, 4 and 7 May; the 8th is a holiday"
    assert ledger.value("QUA-01", "2018-05-01", "2018-05-31") is None
    ledger.tell(past.stage_withdrawn("CC18", "CLOSED").facts[-1:])
    assert ledger.terms("QUA-01", "2018-05-01", "2018-05-31") == (0, 6)


def test_a_council_of_which_no_assignment_was_said_is_not_a_council_without_anybody(ledger: Ledger) -> None:
    ledger.tell(a_council())
    assert ledger.value("MOY-03", *IN_2018) is None
    assert ledger.not_counted("MOY-03", *IN_2018) == ["denominator council-established support-unknown"]


def test_work_is_noted_in_time_by_the_third_working_day(ledger: Ledger) -> None:
    past = a_council()
    ledger.tell(past)
    # Friday 27 April 2018; Monday 30, Wednesday 2 and Thursday 3 May are the working days that follow.
    for name, moment in (("in time", "2018-05-03T21:59:00"), ("late", "2018-05-03T22:01:00")):
        past.entry(name, ActivityLogged, "CC18", "2018-04-27", kind="TRAVEL")
        ledger.tell(past.facts[-1:], at=datetime.fromisoformat(moment).replace(tzinfo=UTC))
    assert ledger.terms("ACT-02", *IN_2018) == (1, 2)
    assert ledger.not_counted("ACT-02", *IN_2018) == ["numerator activity-logged too-late"]
    past.entry_again("in time", minutes=30)
    ledger.tell(past.facts[-1:], at=datetime(2018, 9, 1, tzinfo=UTC))
    assert ledger.terms("ACT-02", *IN_2018) == (1, 2), "what is corrected later was noted in time"


def test_what_an_old_paper_tells_was_not_noted_late_and_a_vague_day_does_not_decide(ledger: Ledger) -> None:
    past = a_council()
    past.entry("old", ActivityLogged, "CC18", "2018-04-27", kind="TRAVEL", origin=Origin(channel=Channel.IMPORT))
    past.entry("vague", ActivityLogged, "CC18", "2018-04-01", kind="TRAVEL", origin=MONTH)
    ledger.tell(past, at=datetime(2018, 4, 20, tzinfo=UTC))
    assert ledger.terms("ACT-02", *IN_2018) == (0, 1)
    assert set(ledger.not_counted("ACT-02", *IN_2018)) == {
        *("numerator activity-logged taken-over", "denominator activity-logged taken-over"),
        "numerator activity-logged date-imprecise",
    }


# The framework


def test_what_is_asked_of_a_council_is_attested_by_dated_papers(ledger: Ledger) -> None:
    past = a_council().entry("hosting", HostingModelSet, "CC18", "2018-01-15", model="HOSTED", until_on="2018-12-31")
    past.entry("charter", CharterAdopted, "CC18", "2018-02-01", **TITLED)
    past.entry("rules", InternalRulesAdopted, "CC18", "2018-02-01", **TITLED)
    past.entry("place", PremisesProvided, "CC18", "2018-03-01", **TITLED)
    money: dict[str, Any] = {"funder": "CITY", "year": 2018, "amount_cents": 1000, **TITLED}
    past.entry("money", BudgetAllocated, "CC18", "2018-03-15", **money)
    ledger.tell(past.entry("offer", TrainingOffered, "CC18", "2018-06-04", **TITLED))
    days = ("2018-01-14", "2018-01-15", "2018-03-14", "2018-12-31", "2019-01-01", "2019-06-04")
    # Nothing; a structure; and charter, rules, place; all six; without structure nor money; without a training of the year.
    assert [ledger.terms("QUA-01", day, day) for day in days] == [(0, 6), (1, 6), (4, 6), (6, 6), (4, 6), (3, 6)]
    assert ledger.by("kind", "QUA-01", "2018-03-14", "2018-03-14") == {
        **dict.fromkeys(("STRUCTURE", "CHARTER", "INTERNAL_RULES", "PLACE"), Decimal("1.0000")),
        **dict.fromkeys(("MEANS", "TRAINING"), Decimal("0.0000")),
    }
    ledger.tell(past.entry_gone("charter").facts[-1:])
    assert ledger.terms("QUA-01", *IN_2018) == (5, 6)


def test_a_council_is_asked_nothing_before_its_first_day(ledger: Ledger) -> None:
    ledger.tell(history().council("CC18", since="2018-03-01"))
    assert ledger.value("QUA-01", "2018-02-28", "2018-02-28") is None
    assert ledger.terms("QUA-01", "2018-03-01", "2018-03-01") == (0, 6)
