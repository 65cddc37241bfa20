"""What each fact contributes: one rule a test, one line a row. `heads-present +4 2018-03-13 BOARD MEMBERS RESIDENT F 26_39`.

A row that is not counted says why instead of its weight: `heads-present (attendance-unknown) 2018-03-13 BOARD`. A fact makes
rows begin to be true, and others end.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from services.reporting.figures.domain import rows_of, things_of
from services.reporting.figures.domain.contribution import Said
from services.reporting.figures.domain.measured import Measured, Reason
from shared.contracts.activities.meetings import CorrectionReason
from shared.contracts.activities.steering import Representative, RepresentativeNamed
from shared.contracts.councils.composition import MembershipRenewalWithdrawn, MembershipRenewed
from shared.contracts.councils.team import (
    CoverWithdrawn,
)
from shared.contracts.vocabulary import AmendmentReason, College, DateCertainty, DatePrecision, Origin
from tests.reporting.histories import (
    ABOUT,
    ABOUT_THAT_MONTH,
    MONTH,
    TO_THE_DAY,
    TODAY,
    YEAR,
    actors,
    history,
    id_of,
    residents,
    room,
)

if TYPE_CHECKING:
    from services.reporting.figures.domain.contribution import Contribution
    from shared.contracts.vocabulary import Attendance
    from shared.kernel import Fact
    from tests.reporting.histories import History

EIGHT = room(residents(3, "F", "26_39"), residents(1, "M", "60_PLUS"), actors(2), guests=1, unnamed=1)
EIGHT_ON_THE_13TH = [
    "meetings-counted +1 2018-03-13 BOARD",
    "heads-present +3 2018-03-13 BOARD MEMBERS RESIDENT F 26_39",
    "heads-present +1 2018-03-13 BOARD MEMBERS RESIDENT M 60_PLUS",
    "heads-present +2 2018-03-13 BOARD MEMBERS LOCAL_ACTOR NOT_DECLARED NOT_DECLARED",
    "heads-present +1 2018-03-13 BOARD GUESTS",
    "heads-present +1 2018-03-13 BOARD UNNAMED",
]


HERE = {
    *(Measured.MEMBERSHIPS, Measured.MEETINGS_HELD, Measured.MEETINGS_PLANNED, Measured.PLANNED_MEETINGS_HELD),
    *(Measured.MEETINGS_COUNTED, Measured.MEETINGS_COUNTED_AT_LEAST, Measured.HEADS_PRESENT),
    *(Measured.SESSIONS_HELD, Measured.SESSIONS_CANCELLED, Measured.SESSIONS_NOT_CONVENED),
    *(Measured.SEATS_AT_SESSIONS, Measured.SEATS_TAKEN, Measured.CENTS_GRANTED),
    *(Measured.INITIATIVES_PROPOSED, Measured.INITIATIVES_ADOPTED, Measured.PROPOSED_INITIATIVES_ADOPTED),
    *(Measured.INITIATIVES_FUNDED, Measured.INITIATIVES_COMPLETED, Measured.ADOPTED_INITIATIVES_COMPLETED),
}
"""What is told of here; the rest is told of in `test_what_the_work_contributes.py`."""


def last(past: History) -> list[str]:
    """What begins to be true with the last fact of a history."""
    return [line(row) for row in changes(past.facts)[0]]


def ended(past: History) -> list[str]:
    """What is no longer true since the last fact of a history."""
    return [line(row) for row in changes(past.facts)[1]]


def standing(past: History) -> list[str]:
    """What is true after a history."""
    return [line(row) for row in true_of(past.facts)]


def changes(facts: list[Fact]) -> tuple[list[Contribution], list[Contribution]]:
    """The rows that begin with the last fact, and those that end."""
    before, after = Counter(true_of(facts[:-1])), Counter(true_of(facts))
    return list((after - before).elements()), list((before - after).elements())


def true_of(facts: list[Fact]) -> list[Contribution]:
    """The rows of all the things that facts tell of."""
    stories: dict[str, list[Said[Any]]] = {}
    for position, fact in enumerate(facts, start=1):
        for thing in things_of(fact):
            stories.setdefault(thing, []).append(Said(position, fact, TODAY))
    return [row for thing, story in stories.items() for row in rows_of(thing, story) if row.measured in HERE]


def line(row: Contribution) -> str:
    weight = f"({row.reason})" if row.reason else f"{row.weight:+d}"
    assert row.weight == 0 or row.reason is None
    days = f"{row.first_on}" if row.first_on == row.last_on else f"{row.first_on}..{row.last_on}"
    dimensions = (row.kind, row.theme, row.funder, row.group, row.college, row.gender, row.age_band)
    return " ".join([row.measured, weight, days, *filter(None, dimensions)])


def a_board(attendance: Attendance | None, origin: Origin = TO_THE_DAY) -> History:
    return history().met("ca", "CC18", "2018-03-13", attendance, kind="BOARD", origin=origin)


# Memberships


def test_a_member_who_joins_adds_one_with_what_serves_counting() -> None:
    told = history().member("CC18", "a", "2018-05-03", college="LOCAL_ACTOR", gender="F", age_band="40_59")
    assert last(told) == ["memberships +1 2018-05-03 NOT_STATED LOCAL_ACTOR F 40_59"]


def test_a_member_who_leaves_takes_away_what_joining_added() -> None:
    told = history().member("CC18", "a", "2018-05-03", gender="M", age_band="18_25").gone("CC18", "a", "2019-01-01")
    assert last(told) == ["memberships -1 2019-01-01 NOT_STATED RESIDENT M 18_25"]


def test_a_member_who_comes_back_adds_one_again() -> None:
    told = history().member("CC18", "a", "2018-05-03").gone("CC18", "a", "2019-01-01").member("CC18", "a", "2020-02-02")
    assert standing(told) == [
        "memberships +1 2018-05-03 NOT_STATED RESIDENT NOT_DECLARED NOT_DECLARED",
        "memberships -1 2019-01-01 NOT_STATED RESIDENT NOT_DECLARED NOT_DECLARED",
        "memberships +1 2020-02-02 NOT_STATED RESIDENT NOT_DECLARED NOT_DECLARED",
    ]


def test_a_membership_is_of_one_person_in_one_council() -> None:
    told = history().member("CC18", "a", "2018-05-03").member("CC14", "a", "2018-05-03")
    rows = true_of(told.facts)
    assert [(row.council_id, row.subject) for row in rows] == [("CC18", str(id_of("a"))), ("CC14", str(id_of("a")))]


def joined() -> History:
    return history().member("CC18", "a", "2018-05-03", gender="F", age_band="26_39", origin=MONTH)


def test_a_member_who_changes_college_leaves_one_and_joins_the_other_that_day() -> None:
    assert last(joined().seated("CC18", "a", "2018-09-01", "LOCAL_ACTOR")) == [
        "memberships -1 2018-09-01 NOT_STATED RESIDENT F 26_39",
        "memberships +1 2018-09-01 NOT_STATED LOCAL_ACTOR F 26_39",
    ]


def test_a_change_that_is_taken_back_ends_with_that() -> None:
    told = joined().seated("CC18", "a", "2018-09-01", "LOCAL_ACTOR", origin=MONTH).never_changed("CC18", "a")
    assert last(told) == []
    assert ended(told) == [
        "memberships -1 2018-09-01..2018-09-30 NOT_STATED RESIDENT F 26_39",
        "memberships +1 2018-09-01..2018-09-30 NOT_STATED LOCAL_ACTOR F 26_39",
    ]


def test_a_joining_that_is_said_again_is_counted_as_it_is_said_now() -> None:
    told = joined().said_again("CC18", "a", "2018-04-01", college="LOCAL_ACTOR", gender="M")
    assert ended(told) == ["memberships +1 2018-05-01..2018-05-31 NOT_STATED RESIDENT F 26_39"]
    assert standing(told) == last(told) == ["memberships +1 2018-04-01 NOT_STATED LOCAL_ACTOR M NOT_DECLARED"]


def test_a_joining_that_is_taken_back_is_told() -> None:
    told = joined().never_joined("CC18", "a")
    assert ended(told) == ["memberships +1 2018-05-01..2018-05-31 NOT_STATED RESIDENT F 26_39"]
    assert standing(told) == last(told) == ["memberships (withdrawn) 2018-05-01..2018-05-31"]


def test_a_departure_that_is_taken_back_ends_with_that() -> None:
    told = joined().seated("CC18", "a", "2018-09-01", "LOCAL_ACTOR").gone("CC18", "a", "2019-01-01", YEAR)
    assert ended(told.never_left("CC18", "a")) == [
        "memberships -1 2019-01-01..2019-12-31 NOT_STATED LOCAL_ACTOR F 26_39"
    ]


def test_who_leaves_has_joined_before_even_if_nobody_knows_when() -> None:
    told = history().member("CC18", "a", "2018-01-01", origin=YEAR).gone("CC18", "a", "2018-05-03")
    assert standing(told) == [
        "memberships +1 2018-01-01..2018-05-03 NOT_STATED RESIDENT NOT_DECLARED NOT_DECLARED",
        "memberships -1 2018-05-03 NOT_STATED RESIDENT NOT_DECLARED NOT_DECLARED",
    ]
    assert [row.told_at for row in true_of(told.facts)] == [1, 2]


# Meetings


def test_a_planned_meeting_is_planned_and_not_held_yet() -> None:
    assert last(history().planned("ca", "CC18", "2018-03-13", kind="BOARD")) == [
        "meetings-planned +1 2018-03-13 BOARD",
        "meetings-held (not-held-yet) 2018-03-13 BOARD",
        "planned-meetings-held (not-held-yet) 2018-03-13 BOARD",
    ]


def test_a_meeting_adds_its_heads_by_group_college_gender_and_age_band() -> None:
    assert last(a_board(EIGHT)) == [
        "meetings-held +1 2018-03-13 BOARD",
        "meetings-planned (held-without-plan) 2018-03-13 BOARD",
        *EIGHT_ON_THE_13TH,
    ]


def test_guests_are_in_no_college() -> None:
    rows = true_of(a_board(room(guests=3)).facts)
    assert [(row.weight, row.college, row.gender) for row in rows if row.group == "GUESTS"] == [(3, None, None)]


def test_a_meeting_that_nobody_counted_is_held_and_its_attendance_unknown() -> None:
    assert last(a_board(None)) == [
        "meetings-held +1 2018-03-13 BOARD",
        "meetings-planned (held-without-plan) 2018-03-13 BOARD",
        "heads-present (attendance-unknown) 2018-03-13 BOARD",
        "meetings-counted (attendance-unknown) 2018-03-13 BOARD",
    ]


def test_a_meeting_where_nobody_came_is_counted_with_zero_heads() -> None:
    assert last(a_board(room())) == [
        "meetings-held +1 2018-03-13 BOARD",
        "meetings-planned (held-without-plan) 2018-03-13 BOARD",
        "meetings-counted +1 2018-03-13 BOARD",
        "heads-present +0 2018-03-13 BOARD",
    ]


def test_a_count_that_is_a_lower_bound_is_counted_as_such_until_it_is_said_otherwise() -> None:
    told = a_board(room(unnamed=8, at_least=True))
    assert last(told)[2:] == [
        "meetings-counted +1 2018-03-13 BOARD",
        "meetings-counted-at-least +1 2018-03-13 BOARD",
        "heads-present +8 2018-03-13 BOARD UNNAMED",
    ]
    assert standing(told.counted_again("ca", room(unnamed=9)))[2:] == [
        "meetings-counted +1 2018-03-13 BOARD",
        "heads-present +9 2018-03-13 BOARD UNNAMED",
    ]


def test_members_whose_presence_nobody_noted_are_told_and_never_counted() -> None:
    assert last(a_board(room(residents(2), unknown=5)))[2:] == [
        "meetings-counted +1 2018-03-13 BOARD",
        "heads-present +2 2018-03-13 BOARD MEMBERS RESIDENT NOT_DECLARED NOT_DECLARED",
        "heads-present (presence-unknown) 2018-03-13 BOARD",
    ]


def test_a_meeting_held_on_another_day_than_planned_is_held_that_day_and_rated_on_the_planned_one() -> None:
    told = history().planned("ca", "CC18", "2018-12-20", kind="BOARD").held("ca", "2019-01-10", room(unnamed=4))
    assert last(told) == [
        "meetings-held +1 2019-01-10 BOARD",
        "planned-meetings-held +1 2018-12-20 BOARD",
        "meetings-counted +1 2019-01-10 BOARD",
        "heads-present +4 2019-01-10 BOARD UNNAMED",
    ]


def test_a_correction_is_counted_instead_of_the_former_count() -> None:
    told = a_board(EIGHT).counted_again("ca", room(unnamed=9))
    assert ended(told) == EIGHT_ON_THE_13TH
    assert last(told) == ["meetings-counted +1 2018-03-13 BOARD", "heads-present +9 2018-03-13 BOARD UNNAMED"]


def test_a_count_that_is_found_at_last_is_no_longer_unknown() -> None:
    told = a_board(None).counted_again("ca", EIGHT)
    assert last(told) == EIGHT_ON_THE_13TH
    assert ended(told) == [
        "heads-present (attendance-unknown) 2018-03-13 BOARD",
        "meetings-counted (attendance-unknown) 2018-03-13 BOARD",
    ]


def test_a_count_that_turns_out_to_be_unknown_is_told() -> None:
    told = a_board(EIGHT).counted_again("ca", None)
    assert ended(told) == EIGHT_ON_THE_13TH
    assert last(told) == [
        "heads-present (attendance-unknown) 2018-03-13 BOARD",
        "meetings-counted (attendance-unknown) 2018-03-13 BOARD",
    ]


def test_a_correction_falls_on_the_days_of_the_meeting_as_well_as_they_are_known() -> None:
    told = a_board(room(unnamed=8), MONTH).counted_again("ca", room(unnamed=9))
    assert told.facts[-1].model_dump()["reason"] == CorrectionReason.COUNTING_ERROR
    assert last(told) == [
        "meetings-counted +1 2018-03-01..2018-03-31 BOARD",
        "heads-present +9 2018-03-01..2018-03-31 BOARD UNNAMED",
    ]


def postponed() -> History:
    return history().planned("ca", "CC18", "2018-03-13", kind="BOARD").postponed("ca", "2018-04-02")


def test_a_postponed_meeting_leaves_its_former_day_and_is_planned_on_the_new_one() -> None:
    assert standing(postponed()) == [
        "meetings-held (postponed) 2018-03-13 BOARD",
        "planned-meetings-held (postponed) 2018-03-13 BOARD",
        "meetings-planned +1 2018-04-02 BOARD",
        "meetings-held (not-held-yet) 2018-04-02 BOARD",
        "planned-meetings-held (not-held-yet) 2018-04-02 BOARD",
    ]


def test_postponed_twice_it_leaves_the_last_day() -> None:
    assert ended(postponed().postponed("ca", "2018-05-03"))[0] == "meetings-planned +1 2018-04-02 BOARD"


def test_what_follows_a_postponement_is_told_on_the_last_day_planned() -> None:
    assert last(postponed().held("ca", "2018-04-03", room(unnamed=4)))[1] == "planned-meetings-held +1 2018-04-02 BOARD"
    assert last(postponed().cancelled("ca"))[0] == "meetings-held (cancelled) 2018-04-02 BOARD"
    assert ended(postponed().withdrawn("ca"))[2] == "meetings-planned +1 2018-04-02 BOARD"


def test_a_cancelled_meeting_stays_planned_and_is_told_wherever_it_would_have_counted() -> None:
    assert last(history().planned("ca", "CC18", "2018-03-13", kind="BOARD").cancelled("ca")) == [
        "meetings-held (cancelled) 2018-03-13 BOARD",
        "planned-meetings-held (cancelled) 2018-03-13 BOARD",
        "heads-present (cancelled) 2018-03-13 BOARD",
    ]


def test_withdrawing_a_planned_meeting_takes_the_plan_away() -> None:
    assert standing(history().planned("ca", "CC18", "2018-03-13", kind="BOARD").withdrawn("ca")) == [
        "meetings-planned (withdrawn) 2018-03-13 BOARD",
        "meetings-held (withdrawn) 2018-03-13 BOARD",
        "planned-meetings-held (withdrawn) 2018-03-13 BOARD",
    ]


def test_a_meeting_held_that_is_withdrawn_is_told_on_the_days_it_was_planned_and_held() -> None:
    told = history().planned("ca", "CC18", "2018-03-01", kind="BOARD").held("ca", "2018-03-13", EIGHT).withdrawn("ca")
    assert standing(told) == [
        "meetings-planned (withdrawn) 2018-03-01 BOARD",
        "meetings-held (withdrawn) 2018-03-13 BOARD",
        "planned-meetings-held (withdrawn) 2018-03-01 BOARD",
        "meetings-counted (withdrawn) 2018-03-13 BOARD",
        "heads-present (withdrawn) 2018-03-13 BOARD",
    ]


def test_withdrawing_a_meeting_that_was_never_planned_tells_it_on_the_days_it_may_have_been_held() -> None:
    assert standing(a_board(None, MONTH).withdrawn("ca")) == [
        "meetings-held (withdrawn) 2018-03-01..2018-03-31 BOARD",
        "meetings-planned (withdrawn) 2018-03-01..2018-03-31 BOARD",
        "heads-present (withdrawn) 2018-03-01..2018-03-31 BOARD",
        "meetings-counted (withdrawn) 2018-03-01..2018-03-31 BOARD",
    ]


@pytest.mark.parametrize(
    "told",
    [
        a_board(EIGHT),
        a_board(None).counted_again("ca", EIGHT),
        a_board(EIGHT).counted_again("ca", None),
        a_board(EIGHT, ABOUT_THAT_MONTH).counted_again("ca", room(residents(1), unknown=2)),
        history().planned("ca", "CC18", "2018-03-01"),
        history().planned("ca", "CC18", "2018-03-01").cancelled("ca"),
        history().planned("ca", "CC18", "2018-03-01").postponed("ca", "2018-04-02"),
        history().planned("ca", "CC18", "2018-03-01").postponed("ca", "2018-04-02").held("ca", "2018-04-13", EIGHT),
        history().planned("ca", "CC18", "2018-03-01").held("ca", "2018-04-13", EIGHT, MONTH),
    ],
    ids=[
        "met",
        "counted later",
        "unknown after all",
        "imprecise",
        "planned",
        "cancelled",
        "postponed",
        "postponed and held",
        "planned and held",
    ],
)
def test_of_what_is_withdrawn_only_the_reason_remains(told: History) -> None:
    assert {row.reason for row in true_of(told.withdrawn("ca").facts)} == {Reason.WITHDRAWN}


# Imprecise dates


@pytest.mark.parametrize(
    ("origin", "days"),
    [
        (TO_THE_DAY, "2018-03-13"),
        (MONTH, "2018-03-01..2018-03-31"),
        (YEAR, "2018-01-01..2018-12-31"),
        (ABOUT, "2018-03-12..2018-03-14"),
        (ABOUT_THAT_MONTH, "2018-01-29..2018-05-01"),
        (Origin(date_precision=DatePrecision.YEAR, date_certainty=DateCertainty.APPROXIMATE), "2016-12-31..2020-01-01"),
        (Origin(date_certainty=DateCertainty.INFERRED), "2018-03-13"),
    ],
)
def test_a_row_spans_all_the_days_on_which_it_may_have_happened(origin: Origin, days: str) -> None:
    assert last(a_board(None, origin))[0] == f"meetings-held +1 {days} BOARD"
    assert last(history().member("CC18", "a", "2018-03-13", origin=origin))[0].startswith(f"memberships +1 {days} ")
    assert last(history().proposed("i", "CC18", "2018-03-13", origin=origin))[0] == (
        f"initiatives-proposed +1 {days} NOT_STATED SOCIAL_TIES"
    )


# Steering


def sitting() -> History:
    return history().body("copil", "CC14", "CC18")


def of(council_id: str, past: History) -> list[str]:
    return [line(row) for row in true_of(past.facts) if row.council_id == council_id]


def test_a_planned_session_is_not_held_yet_for_each_council_with_a_seat() -> None:
    past = sitting().session_planned("s", "copil", "2018-06-01")
    expected = ["sessions-held (not-held-yet) 2018-06-01 LOCAL_STEERING_COMMITTEE"]
    assert of("CC14", past) == of("CC18", past) == expected
    assert len(standing(past)) == 2


def test_a_session_held_adds_a_session_and_a_seat_for_each_council_and_nobody_there_yet() -> None:
    past = sitting().session_planned("s", "copil", "2018-06-01").session_held("s", "2018-06-15")
    expected = [
        "sessions-held +1 2018-06-15 LOCAL_STEERING_COMMITTEE",
        "seats-at-sessions +1 2018-06-15 LOCAL_STEERING_COMMITTEE",
        "seats-taken (nobody-attended) 2018-06-15 LOCAL_STEERING_COMMITTEE",
    ]
    assert of("CC14", past) == of("CC18", past) == expected
    assert {row.subject for row in true_of(past.facts)} == {str(id_of("s"))}


def test_a_council_that_was_represented_takes_its_seat_however_many_spoke_for_it() -> None:
    past = sitting().sat("s", "copil", "2018-06-15", YEAR).represented("s", "CC18")
    assert last(past) == ["seats-taken +1 2018-01-01..2018-12-31 LOCAL_STEERING_COMMITTEE"]
    assert ended(past) == ["seats-taken (nobody-attended) 2018-01-01..2018-12-31 LOCAL_STEERING_COMMITTEE"]
    assert of("CC18", past)[-1:] == last(past)


def test_a_cancelled_session_is_counted_as_cancelled_on_the_day_it_was_planned() -> None:
    past = sitting().session_planned("s", "copil", "2018-06-01").session_cancelled("s")
    expected = [
        "sessions-cancelled +1 2018-06-01 LOCAL_STEERING_COMMITTEE",
        "sessions-held (cancelled) 2018-06-01 LOCAL_STEERING_COMMITTEE",
        "seats-at-sessions (cancelled) 2018-06-01 LOCAL_STEERING_COMMITTEE",
        "seats-taken (cancelled) 2018-06-01 LOCAL_STEERING_COMMITTEE",
    ]
    assert of("CC14", past) == of("CC18", past) == expected


def test_a_body_that_was_never_convened_is_told_on_the_last_day_it_was_expected() -> None:
    past = sitting().not_convened("s", "copil", "2019-01-01", "2019-12-31")
    expected = [
        "sessions-not-convened +1 2019-12-31 LOCAL_STEERING_COMMITTEE",
        "sessions-held (not-convened) 2019-12-31 LOCAL_STEERING_COMMITTEE",
        "seats-at-sessions (not-convened) 2019-12-31 LOCAL_STEERING_COMMITTEE",
        "seats-taken (not-convened) 2019-12-31 LOCAL_STEERING_COMMITTEE",
    ]
    assert of("CC14", past) == of("CC18", past) == expected


# Initiatives


def test_a_proposal_is_proposed_and_not_adopted_yet() -> None:
    assert last(history().proposed("fête", "CC18", "2018-01-10", theme="MEDIATION")) == [
        "initiatives-proposed +1 2018-01-10 NOT_STATED MEDIATION",
        "initiatives-adopted (not-adopted-yet) 2018-01-10 MEDIATION",
        "proposed-initiatives-adopted (not-adopted-yet) 2018-01-10 MEDIATION",
    ]


def test_an_adoption_counts_on_its_day_and_in_the_cohort_of_the_proposal() -> None:
    assert last(history().proposed("fête", "CC18", "2018-01-10", origin=MONTH).adopted("fête", "2018-03-13")) == [
        "initiatives-adopted +1 2018-03-13 SOCIAL_TIES",
        "proposed-initiatives-adopted +1 2018-01-01..2018-01-31 SOCIAL_TIES",
        "initiatives-completed (not-completed-yet) 2018-03-13 SOCIAL_TIES",
        "adopted-initiatives-completed (not-completed-yet) 2018-03-13 SOCIAL_TIES",
    ]


def test_a_grant_adds_its_cents_and_the_initiative_with_its_funder() -> None:
    told = history().proposed("fête", "CC18", "2018-01-10").adopted("fête", "2018-03-13")
    assert last(told.funded("fête", "2018-04-10", 80_000, funder="RESIDENTS_FUND")) == [
        "initiatives-funded +1 2018-04-10 SOCIAL_TIES RESIDENTS_FUND",
        "cents-granted +80000 2018-04-10 SOCIAL_TIES RESIDENTS_FUND",
    ]


def test_a_completion_counts_on_its_day_and_in_the_cohort_of_the_adoption() -> None:
    told = history().proposed("fête", "CC18", "2018-01-10").adopted("fête", "2018-03-13", YEAR)
    assert last(told.completed("fête", "2018-05-13")) == [
        "initiatives-completed +1 2018-05-13 SOCIAL_TIES",
        "adopted-initiatives-completed +1 2018-01-01..2018-12-31 SOCIAL_TIES",
    ]


def test_what_is_dropped_before_its_adoption_is_told_among_the_proposals() -> None:
    assert last(history().proposed("fête", "CC18", "2018-01-10", origin=MONTH).dropped("fête", "2018-09-01")) == [
        "initiatives-adopted (dropped) 2018-01-01..2018-01-31 SOCIAL_TIES",
        "proposed-initiatives-adopted (dropped) 2018-01-01..2018-01-31 SOCIAL_TIES",
    ]


def test_what_is_dropped_after_its_adoption_is_told_among_the_adopted() -> None:
    told = history().proposed("fête", "CC18", "2018-01-10").adopted("fête", "2018-03-13", MONTH)
    assert last(told.dropped("fête", "2018-09-01")) == [
        "initiatives-completed (dropped) 2018-03-01..2018-03-31 SOCIAL_TIES",
        "adopted-initiatives-completed (dropped) 2018-03-01..2018-03-31 SOCIAL_TIES",
    ]


# What counts nowhere yet


@pytest.mark.parametrize(
    "fact",
    [
        MembershipRenewed(council_id="CC18", person_id=id_of("a"), renewed_on=date(2018, 3, 13)),
        MembershipRenewalWithdrawn(
            council_id="CC18",
            person_id=id_of("a"),
            renewed_on=date(2018, 3, 13),
            reason=AmendmentReason.ENTERED_BY_MISTAKE,
        ),
        CoverWithdrawn(
            absence_id=id_of("away"),
            facilitator_id=id_of("f"),
            council_id="CC18",
            covered_by=id_of("g"),
            from_on=date(2018, 3, 13),
            reason=AmendmentReason.ENTERED_BY_MISTAKE,
        ),
        sitting().facts[-1],
        RepresentativeNamed(
            session_id=id_of("s"),
            body_id=id_of("copil"),
            council_id="CC18",
            representative=Representative(person_id=id_of("a"), college=College.RESIDENT),
            named_on=date(2018, 5, 1),
        ),
    ],
    ids=lambda fact: fact.type,
)
def test_facts_that_no_indicator_counts_contribute_nothing(fact: Fact) -> None:
    assert things_of(fact) == []
