from __future__ import annotations

from datetime import date
from uuid import UUID

from services.councils.council.domain import Council
from services.councils.council.membership import AlreadyAMember, JoinedBeforeLeaving, LeftBeforeJoining, NotAMember
from shared.contracts.councils.composition import LeavingReason, MemberJoined, MemberLeft, Recruitment
from shared.contracts.councils.council import CouncilEstablished
from shared.contracts.vocabulary import AgeBand, College, DatePrecision, Gender, MemberRole, Origin
from shared.days import InTheFuture
from tests.support.given import TODAY, given

NOTED = Origin()
ANNA = UUID("01936f00-0000-7000-8000-0000000000c1")
JANUARY_8, JUNE_2, JUNE_9 = date(2026, 1, 8), date(2026, 6, 2), date(2026, 6, 9)

established = CouncilEstablished(
    council_id="CC18", name="Conseil citoyen du 18e", arrondissement="18", established_on=date(2016, 11, 1)
)
joined = MemberJoined(
    council_id="CC18",
    person_id=ANNA,
    college=College.RESIDENT,
    role=MemberRole.TITULAR,
    recruitment=Recruitment.LOT,
    gender=Gender.F,
    age_band=AgeBand.FROM_26_TO_39,
    district_code="QN07511M",
    joined_on=JANUARY_8,
)
left = MemberLeft(
    council_id="CC18",
    person_id=ANNA,
    college=College.RESIDENT,
    role=MemberRole.TITULAR,
    gender=Gender.F,
    age_band=AgeBand.FROM_26_TO_39,
    district_code="QN07511M",
    joined_on=JANUARY_8,
    left_on=JUNE_2,
    reason=LeavingReason.MOVED_AWAY,
)


# Joining


def test_a_person_becomes_a_member() -> None:
    given(Council, established).when(lambda it: it.welcome(joined, today=TODAY)).then(joined)


def test_the_same_joining_said_twice_is_recorded_once() -> None:
    given(Council, established, joined).when(lambda it: it.welcome(joined, today=TODAY)).then_nothing()


def test_a_person_is_a_member_once() -> None:
    again = joined.model_copy(update={"joined_on": JUNE_2})
    given(Council, established, joined).when(lambda it: it.welcome(again, today=TODAY)).refused(
        AlreadyAMember, pointer="/person_id", joined_on=JANUARY_8
    )


def test_nobody_joined_tomorrow() -> None:
    of_tomorrow = joined.model_copy(update={"joined_on": date(2026, 11, 24)})
    given(Council, established).when(lambda it: it.welcome(of_tomorrow, today=TODAY)).refused(
        InTheFuture, pointer="/joined_on", day=date(2026, 11, 24)
    )


def test_a_former_member_may_come_back() -> None:
    back = joined.model_copy(update={"joined_on": JUNE_2})
    given(Council, established, joined, left).when(lambda it: it.welcome(back, today=TODAY)).then(back)


def test_a_former_member_does_not_come_back_before_having_left() -> None:
    too_early = joined.model_copy(update={"joined_on": date(2026, 6, 1)})
    given(Council, established, joined, left).when(lambda it: it.welcome(too_early, today=TODAY)).refused(
        JoinedBeforeLeaving, pointer="/joined_on", left_on=JUNE_2
    )


def test_a_joining_said_again_after_the_departure_is_no_return() -> None:
    given(Council, established, joined, left).when(lambda it: it.welcome(joined, today=TODAY)).then_nothing()


# Leaving


def test_a_departure_carries_what_was_counted_at_the_joining() -> None:
    given(Council, established, joined).when(
        lambda it: it.see_off(ANNA, left_on=JUNE_2, reason=LeavingReason.MOVED_AWAY, origin=NOTED, today=TODAY)
    ).then(left)


def test_a_member_may_leave_on_the_day_of_the_joining() -> None:
    given(Council, established, joined).when(
        lambda it: it.see_off(ANNA, left_on=JANUARY_8, reason=LeavingReason.MOVED_AWAY, origin=NOTED, today=TODAY)
    ).then(left.model_copy(update={"left_on": JANUARY_8}))


def test_the_same_departure_said_twice_is_recorded_once() -> None:
    given(Council, established, joined, left).when(
        lambda it: it.see_off(ANNA, left_on=JUNE_2, reason=LeavingReason.MOVED_AWAY, origin=NOTED, today=TODAY)
    ).then_nothing()


def test_who_never_joined_does_not_leave() -> None:
    given(Council, established).when(
        lambda it: it.see_off(ANNA, left_on=JUNE_2, reason=LeavingReason.OTHER, origin=NOTED, today=TODAY)
    ).refused(NotAMember, pointer="/person_id")


def test_who_has_left_does_not_leave_again() -> None:
    given(Council, established, joined, left).when(
        lambda it: it.see_off(ANNA, left_on=JUNE_9, reason=LeavingReason.MOVED_AWAY, origin=NOTED, today=TODAY)
    ).refused(NotAMember, pointer="/person_id")


def test_a_departure_known_by_its_month_may_follow_a_joining_of_that_month() -> None:
    some_day_that_month = Origin(date_precision=DatePrecision.MONTH)
    given(Council, established, joined).when(
        lambda it: it.see_off(
            ANNA,
            left_on=date(2026, 1, 1),
            reason=LeavingReason.MOVED_AWAY,
            origin=some_day_that_month,
            today=TODAY,
        )
    ).then(left.model_copy(update={"left_on": date(2026, 1, 1), "origin": some_day_that_month}))


def test_nobody_leaves_before_joining() -> None:
    given(Council, established, joined).when(
        lambda it: it.see_off(ANNA, left_on=date(2026, 1, 7), reason=LeavingReason.OTHER, origin=NOTED, today=TODAY)
    ).refused(LeftBeforeJoining, pointer="/left_on", joined_on=JANUARY_8)


def test_nobody_left_tomorrow() -> None:
    given(Council, established, joined).when(
        lambda it: it.see_off(ANNA, left_on=date(2026, 11, 24), reason=LeavingReason.OTHER, origin=NOTED, today=TODAY)
    ).refused(InTheFuture, pointer="/left_on", day=date(2026, 11, 24))
