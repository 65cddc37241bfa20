from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given as whatever
from hypothesis import strategies as some

from services.councils.council.domain import Council
from services.councils.council.membership import (
    BeforeTheJoining,
    BeforeTheLastChange,
    HasChangedSince,
    HasJoinedAgain,
    HasLeftSince,
    HasNotBeenRenewed,
    HasNotChanged,
    HasNotLeft,
    JoinedBeforeLeaving,
    NotAMember,
    NothingChanges,
    ReplacedBeforeLeaving,
    ReplacedStillSits,
    ReplacedWasNoMember,
    ReplacesOneself,
)
from shared.contracts.councils.composition import (
    DepartureWithdrawn,
    JoiningSaid,
    LeavingReason,
    MemberJoined,
    MemberLeft,
    MembershipChanged,
    MembershipChangeWithdrawn,
    MembershipCorrected,
    MembershipRenewalWithdrawn,
    MembershipRenewed,
    MembershipWithdrawn,
    Recruitment,
)
from shared.contracts.councils.council import CouncilEstablished
from shared.contracts.vocabulary import AgeBand, AmendmentReason, College, DatePrecision, Gender, MemberRole, Origin
from shared.days import EndsBeforeItStarts, InTheFuture
from shared.kernel import Refusal
from tests.support.given import IT, TODAY, given

NOTED = Origin()
MONTH = Origin(date_precision=DatePrecision.MONTH)
MISTAKE = AmendmentReason.ENTERED_BY_MISTAKE
ANNA, BILAL = UUID("01936f00-0000-7000-8000-0000000000c1"), UUID("01936f00-0000-7000-8000-0000000000c2")
JANUARY_8, MARCH_5, JUNE_2, JUNE_9 = date(2026, 1, 8), date(2026, 3, 5), date(2026, 6, 2), date(2026, 6, 9)
TOMORROW = date(2026, 11, 24)
RESIDENT, LOCAL_ACTOR = College.RESIDENT, College.LOCAL_ACTOR
TITULAR, SUBSTITUTE = MemberRole.TITULAR, MemberRole.SUBSTITUTE

established = CouncilEstablished(
    council_id="CC18", name="Conseil citoyen du 18e", arrondissement="18", established_on=date(2016, 11, 1)
)
said = JoiningSaid(
    college=RESIDENT,
    role=SUBSTITUTE,
    recruitment=Recruitment.LOT,
    gender=Gender.F,
    age_band=AgeBand.FROM_26_TO_39,
    district_code="QN07511M",
    joined_on=JANUARY_8,
)
joined = MemberJoined(council_id="CC18", person_id=ANNA, **said.model_dump())
counted: dict[str, Any] = {
    "council_id": "CC18",
    "person_id": ANNA,
    "gender": Gender.F,
    "age_band": AgeBand.FROM_26_TO_39,
    "district_code": "QN07511M",
    "joined_on": JANUARY_8,
}
a_seat: dict[str, Any] = counted | {
    "former_college": RESIDENT,
    "former_role": SUBSTITUTE,
    "college": RESIDENT,
    "role": TITULAR,
}
changed = MembershipChanged(**a_seat, replaces=BILAL, changed_on=MARCH_5)
change_withdrawn = MembershipChangeWithdrawn(**a_seat, replaces=BILAL, changed_on=MARCH_5, reason=MISTAKE)
left = MemberLeft(**counted, college=RESIDENT, role=TITULAR, left_on=JUNE_2, reason=LeavingReason.RESIGNED)
left_as_substitute = left.model_copy(update={"role": SUBSTITUTE})
left_withdrawn = DepartureWithdrawn(**counted, college=RESIDENT, role=TITULAR, left_on=JUNE_2, reason=MISTAKE)
renewed = MembershipRenewed(council_id="CC18", person_id=ANNA, renewed_on=MARCH_5, term_until_on=date(2029, 3, 4))
renewed_again = renewed.model_copy(update={"renewed_on": JUNE_2, "term_until_on": date(2032, 3, 4), "origin": MONTH})
renewal_withdrawn = MembershipRenewalWithdrawn(
    council_id="CC18", person_id=ANNA, renewed_on=MARCH_5, term_until_on=date(2029, 3, 4), reason=MISTAKE
)
joining_withdrawn = MembershipWithdrawn(council_id="CC18", person_id=ANNA, joining=said, reason=MISTAKE)
back = joined.model_copy(update={"joined_on": JUNE_9})
bilal = joined.model_copy(update={"person_id": BILAL, "role": TITULAR, "joined_on": date(2025, 1, 8)})
bilal_left = left.model_copy(update={"person_id": BILAL, "joined_on": date(2025, 1, 8), "left_on": JANUARY_8})
WITH_A_FREE_SEAT = (established, bilal, bilal_left)


def take_a_seat(
    council: Council,
    *,
    role: MemberRole = TITULAR,
    college: College = RESIDENT,
    on: date = MARCH_5,
    origin: Origin = NOTED,
) -> None:
    council.change_seat(ANNA, college=college, role=role, replaces=BILAL, changed_on=on, origin=origin, today=TODAY)


def leave(council: Council, on: date = JUNE_2) -> None:
    council.see_off(ANNA, left_on=on, reason=LeavingReason.RESIGNED, origin=NOTED, today=TODAY)


def correct(council: Council, **said_now: object) -> None:
    after = said.model_copy(update=said_now)
    council.correct_joining(ANNA, after=after, reason=AmendmentReason.TYPING_ERROR, origin=NOTED, today=TODAY)


# A change of college or role


def test_a_substitute_takes_a_seat_and_the_fact_says_what_was_before() -> None:
    given(Council, *WITH_A_FREE_SEAT, joined).when(take_a_seat).then(changed)


def test_the_same_change_said_twice_is_recorded_once() -> None:
    given(Council, established, joined, changed).when(take_a_seat).then_nothing()


def test_a_member_may_change_college_after_changing_role() -> None:
    given(Council, *WITH_A_FREE_SEAT, joined, changed).when(
        lambda it: take_a_seat(it, college=LOCAL_ACTOR, on=JUNE_2)
    ).then(
        changed.model_copy(update={"former_role": TITULAR, "college": LOCAL_ACTOR, "changed_on": JUNE_2}),
    )


def test_who_is_no_member_changes_nothing() -> None:
    given(Council, established).when(take_a_seat).refused(NotAMember, pointer="/person_id")


def test_a_change_changes_something() -> None:
    given(Council, established, joined).when(lambda it: take_a_seat(it, role=SUBSTITUTE)).refused(
        NothingChanges, pointer="/role"
    )


def test_no_change_precedes_the_joining() -> None:
    given(Council, established, joined).when(lambda it: take_a_seat(it, on=date(2026, 1, 7))).refused(
        BeforeTheJoining, pointer="/changed_on", joined_on=JANUARY_8
    )


def test_a_change_known_by_its_month_may_follow_a_joining_of_that_month() -> None:
    given(Council, *WITH_A_FREE_SEAT, joined).when(lambda it: take_a_seat(it, on=date(2026, 1, 1), origin=MONTH)).then(
        changed.model_copy(update={"changed_on": date(2026, 1, 1), "origin": MONTH})
    )


def test_no_change_precedes_the_one_before_it() -> None:
    given(Council, established, joined, changed).when(
        lambda it: take_a_seat(it, college=LOCAL_ACTOR, on=date(2026, 3, 4))
    ).refused(BeforeTheLastChange, pointer="/changed_on", changed_on=MARCH_5)


def test_nothing_changed_tomorrow() -> None:
    given(Council, established, joined).when(lambda it: take_a_seat(it, on=TOMORROW)).refused(
        InTheFuture, pointer="/changed_on", day=TOMORROW
    )


def test_a_departure_carries_college_and_role_as_they_are_on_that_day() -> None:
    given(Council, established, joined, changed).when(leave).then(left)


def test_nobody_leaves_before_the_last_change() -> None:
    given(Council, established, joined, changed).when(lambda it: leave(it, date(2026, 3, 4))).refused(
        BeforeTheLastChange, pointer="/left_on", changed_on=MARCH_5
    )


def test_a_change_is_taken_back_and_what_was_before_holds_again() -> None:
    given(Council, established, joined, changed).when(lambda it: it.withdraw_change(ANNA, MISTAKE, NOTED)).then(
        change_withdrawn
    )
    given(Council, established, joined, changed, change_withdrawn).when(leave).then(left_as_substitute)


def test_the_same_change_taken_back_twice_is_recorded_once() -> None:
    given(Council, established, joined, changed, change_withdrawn).when(
        lambda it: it.withdraw_change(ANNA, MISTAKE, NOTED)
    ).then_nothing()


def test_a_change_is_taken_back_only_if_there_is_one() -> None:
    given(Council, established, joined).when(lambda it: it.withdraw_change(ANNA, MISTAKE, NOTED)).refused(HasNotChanged)
    given(Council, established).when(lambda it: it.withdraw_change(ANNA, MISTAKE, NOTED)).refused(
        NotAMember, pointer="/person_id"
    )


def test_a_change_is_not_taken_back_before_the_departure_that_followed() -> None:
    given(Council, established, joined, changed, left).when(
        lambda it: it.withdraw_change(ANNA, MISTAKE, NOTED)
    ).refused(HasLeftSince, left_on=JUNE_2)


# A term


def test_a_joining_says_when_the_term_ends() -> None:
    with_a_term = joined.model_copy(update={"term_until_on": date(2029, 1, 7), "replaces": BILAL})
    given(Council, *WITH_A_FREE_SEAT).when(lambda it: it.welcome(with_a_term, today=TODAY)).then(with_a_term)


def test_no_term_ends_before_it_begins() -> None:
    backwards = joined.model_copy(update={"term_until_on": date(2026, 1, 7)})
    given(Council, established).when(lambda it: it.welcome(backwards, today=TODAY)).refused(
        EndsBeforeItStarts, pointer="/term_until_on", start=JANUARY_8, end=date(2026, 1, 7)
    )


def test_a_term_is_renewed() -> None:
    given(Council, established, joined).when(lambda it: it.renew(renewed, today=TODAY)).then(renewed)


def test_the_same_renewal_said_twice_is_recorded_once() -> None:
    given(Council, established, joined, renewed).when(lambda it: it.renew(renewed, today=TODAY)).then_nothing()


def test_who_is_no_member_has_no_term_to_renew() -> None:
    given(Council, established, joined, left_as_substitute).when(lambda it: it.renew(renewed, today=TODAY)).refused(
        NotAMember, pointer="/person_id"
    )


def test_no_term_is_renewed_before_the_joining() -> None:
    early = renewed.model_copy(update={"renewed_on": date(2026, 1, 7)})
    given(Council, established, joined).when(lambda it: it.renew(early, today=TODAY)).refused(
        BeforeTheJoining, pointer="/renewed_on", joined_on=JANUARY_8
    )


def test_no_renewed_term_ends_before_it_begins() -> None:
    backwards = renewed.model_copy(update={"term_until_on": date(2026, 3, 4)})
    given(Council, established, joined).when(lambda it: it.renew(backwards, today=TODAY)).refused(
        EndsBeforeItStarts, pointer="/term_until_on", start=MARCH_5, end=date(2026, 3, 4)
    )


def test_no_term_was_renewed_tomorrow() -> None:
    later = renewed.model_copy(update={"renewed_on": TOMORROW})
    given(Council, established, joined).when(lambda it: it.renew(later, today=TODAY)).refused(
        InTheFuture, pointer="/renewed_on", day=TOMORROW
    )


# A renewal taken back


def never_renewed(council: Council) -> None:
    council.withdraw_renewal(ANNA, MISTAKE, NOTED)


def test_the_last_renewal_is_taken_back_and_the_term_of_the_joining_holds_again() -> None:
    given(Council, established, joined, renewed).when(never_renewed).then(renewal_withdrawn)
    with_a_term = joined.model_copy(update={"term_until_on": date(2027, 1, 7)})
    given(Council, established, with_a_term, renewed).when(never_renewed).then(
        renewal_withdrawn.model_copy(update={"former_term_until_on": date(2027, 1, 7)})
    )


def test_the_term_that_holds_again_is_that_of_the_joining_as_it_was_said_last() -> None:
    after = said.model_copy(update={"term_until_on": date(2027, 6, 30)})
    corrected = MembershipCorrected(council_id="CC18", person_id=ANNA, before=said, after=after, reason=MISTAKE)
    given(Council, established, joined, renewed, corrected).when(never_renewed).then(
        renewal_withdrawn.model_copy(update={"former_term_until_on": date(2027, 6, 30)})
    )


def test_the_term_that_holds_again_is_that_of_the_renewal_before() -> None:
    given(Council, established, joined, renewed, renewed_again).when(never_renewed).then(
        renewal_withdrawn.model_copy(
            update={
                "renewed_on": JUNE_2,
                "term_until_on": date(2032, 3, 4),
                "former_term_until_on": date(2029, 3, 4),
                "renewal_origin": MONTH,
            }
        )
    )


def test_of_the_renewals_that_stay_the_term_is_that_of_the_latest_whatever_the_order_in_which_they_were_said() -> None:
    said_last = renewed.model_copy(update={"renewed_on": JUNE_9, "term_until_on": None})
    given(Council, established, joined, renewed_again, renewed, said_last).when(never_renewed).then(
        renewal_withdrawn.model_copy(
            update={"renewed_on": JUNE_9, "term_until_on": None, "former_term_until_on": date(2032, 3, 4)}
        )
    )


def test_the_same_renewal_taken_back_twice_is_recorded_once() -> None:
    given(Council, established, joined, renewed, renewal_withdrawn).when(never_renewed).then_nothing()


def test_a_renewal_that_was_taken_back_may_be_said_again_otherwise_or_as_before() -> None:
    corrected = renewed.model_copy(update={"term_until_on": date(2028, 3, 4)})
    for said_now in (corrected, renewed):
        given(Council, established, joined, renewed, renewal_withdrawn).when(
            lambda it, fact=said_now: it.renew(fact, today=TODAY)  # type: ignore[misc]
        ).then(said_now)


def test_a_renewal_is_taken_back_only_if_there_is_one() -> None:
    given(Council, established, joined).when(never_renewed).refused(HasNotBeenRenewed)
    given(Council, established).when(never_renewed).refused(NotAMember, pointer="/person_id")
    otherwise = renewal_withdrawn.model_copy(update={"reason": AmendmentReason.BETTER_SOURCE})
    given(Council, established, joined, renewed, otherwise).when(never_renewed).refused(HasNotBeenRenewed)


def test_a_renewal_is_not_taken_back_before_the_departure_that_followed() -> None:
    given(Council, established, joined, renewed, left_as_substitute).when(never_renewed).refused(
        HasLeftSince, left_on=JUNE_2
    )


def test_a_renewal_is_taken_back_whatever_college_and_role_became_since() -> None:
    given(Council, established, joined, renewed, changed).when(never_renewed).then(renewal_withdrawn)


def test_the_renewal_of_a_former_membership_is_not_that_of_the_present_one() -> None:
    given(Council, established, joined, renewed, left_as_substitute, back).when(never_renewed).refused(
        HasNotBeenRenewed
    )


def test_a_membership_that_goes_on_after_all_keeps_its_renewals() -> None:
    """Those of a return that never was went with it."""
    never_back = joining_withdrawn.model_copy(update={"joining": said.model_copy(update={"joined_on": JUNE_9})})
    still_there = left_withdrawn.model_copy(update={"role": SUBSTITUTE})
    once_more = renewed_again.model_copy(update={"renewed_on": JUNE_9})
    given(Council, established, joined, renewed, left_as_substitute, back, once_more, never_back, still_there).when(
        never_renewed
    ).then(renewal_withdrawn)


# A joining said again


def test_a_joining_is_said_again_and_both_are_kept_whole() -> None:
    given(Council, established, joined).when(lambda it: correct(it, gender=Gender.M, joined_on=MARCH_5)).then(
        MembershipCorrected(
            council_id="CC18",
            person_id=ANNA,
            before=said,
            after=said.model_copy(update={"gender": Gender.M, "joined_on": MARCH_5}),
            reason=AmendmentReason.TYPING_ERROR,
        )
    )


def test_what_is_known_already_is_no_correction() -> None:
    given(Council, established, joined).when(correct).then_nothing()


def test_what_was_corrected_is_what_is_counted_at_the_departure() -> None:
    corrected = MembershipCorrected(
        council_id="CC18",
        person_id=ANNA,
        before=said,
        after=said.model_copy(update={"gender": Gender.M}),
        reason=MISTAKE,
    )
    given(Council, established, joined, corrected).when(leave).then(
        left_as_substitute.model_copy(update={"gender": Gender.M})
    )


def test_a_joining_is_not_said_again_before_what_followed_is_taken_back() -> None:
    given(Council, established).when(correct).refused(NotAMember, pointer="/person_id")
    given(Council, established, joined, changed).when(correct).refused(HasChangedSince, changed_on=MARCH_5)
    given(Council, established, joined, left_as_substitute).when(correct).refused(HasLeftSince, left_on=JUNE_2)


def test_a_correction_keeps_to_what_a_joining_may_be() -> None:
    given(Council, established, joined).when(lambda it: correct(it, joined_on=TOMORROW)).refused(
        InTheFuture, pointer="/joined_on", day=TOMORROW
    )
    given(Council, established, joined, left_as_substitute, back).when(
        lambda it: correct(it, joined_on=date(2026, 6, 1))
    ).refused(JoinedBeforeLeaving, pointer="/joined_on", left_on=JUNE_2)


# A joining taken back


def test_who_never_became_a_member_is_none() -> None:
    given(Council, established, joined).when(lambda it: it.withdraw_joining(ANNA, MISTAKE, NOTED)).then(
        joining_withdrawn
    )
    given(Council, established, joined, joining_withdrawn).when(leave).refused(NotAMember, pointer="/person_id")


def test_the_same_joining_taken_back_twice_is_recorded_once() -> None:
    given(Council, established, joined, joining_withdrawn).when(
        lambda it: it.withdraw_joining(ANNA, MISTAKE, NOTED)
    ).then_nothing()


def test_what_was_taken_back_by_mistake_may_be_said_again() -> None:
    given(Council, established, joined, joining_withdrawn).when(lambda it: it.welcome(joined, today=TODAY)).then(joined)


def test_a_joining_is_not_taken_back_before_what_followed() -> None:
    given(Council, established, joined, left_as_substitute).when(
        lambda it: it.withdraw_joining(ANNA, MISTAKE, NOTED)
    ).refused(HasLeftSince, left_on=JUNE_2)
    given(Council, established, joined, changed).when(lambda it: it.withdraw_joining(ANNA, MISTAKE, NOTED)).refused(
        HasChangedSince, changed_on=MARCH_5
    )


def test_a_return_that_is_taken_back_leaves_the_first_membership_as_it_was() -> None:
    never_back = joining_withdrawn.model_copy(update={"joining": said.model_copy(update={"joined_on": JUNE_9})})
    given(Council, established, joined, left_as_substitute, back).when(
        lambda it: it.withdraw_joining(ANNA, MISTAKE, NOTED)
    ).then(never_back)
    given(Council, established, joined, changed, left, back, never_back).when(
        lambda it: it.withdraw_departure(ANNA, MISTAKE, NOTED)
    ).then(left_withdrawn)


# A departure taken back


def test_who_did_not_leave_is_still_a_member() -> None:
    given(Council, established, joined, changed, left).when(
        lambda it: it.withdraw_departure(ANNA, MISTAKE, NOTED)
    ).then(left_withdrawn)
    given(Council, established, joined, changed, left, left_withdrawn).when(lambda it: leave(it, JUNE_9)).then(
        left.model_copy(update={"left_on": JUNE_9})
    )


def test_the_same_departure_taken_back_twice_is_recorded_once() -> None:
    given(Council, established, joined, changed, left, left_withdrawn).when(
        lambda it: it.withdraw_departure(ANNA, MISTAKE, NOTED)
    ).then_nothing()


def test_a_departure_is_not_taken_back_once_the_person_has_joined_again() -> None:
    given(Council, established, joined, left_as_substitute, back).when(
        lambda it: it.withdraw_departure(ANNA, MISTAKE, NOTED)
    ).refused(HasJoinedAgain, joined_on=JUNE_9)


def test_a_departure_is_taken_back_only_if_there_is_one() -> None:
    given(Council, established, joined).when(lambda it: it.withdraw_departure(ANNA, MISTAKE, NOTED)).refused(HasNotLeft)
    given(Council, established).when(lambda it: it.withdraw_departure(ANNA, MISTAKE, NOTED)).refused(
        NotAMember, pointer="/person_id"
    )


# Replacing somebody


def replacing(who: UUID | None = BILAL, on: date = JANUARY_8, origin: Origin = NOTED) -> MemberJoined:
    return joined.model_copy(update={"replaces": who, "joined_on": on, "origin": origin})


def join(council: Council, fact: MemberJoined) -> None:
    council.welcome(fact, today=TODAY)


def test_who_left_is_replaced_from_that_day_on_by_who_joins_or_takes_the_seat() -> None:
    given(Council, *WITH_A_FREE_SEAT).when(lambda it: join(it, replacing())).then(replacing())
    given(Council, *WITH_A_FREE_SEAT, joined).when(lambda it: take_a_seat(it, on=JANUARY_8)).then(
        changed.model_copy(update={"changed_on": JANUARY_8})
    )


def test_nobody_replaces_who_was_never_a_member() -> None:
    given(Council, established).when(lambda it: join(it, replacing())).refused(ReplacedWasNoMember, pointer="/replaces")
    given(Council, established, joined).when(take_a_seat).refused(ReplacedWasNoMember, pointer="/replaces")
    given(Council, established, joined).when(lambda it: correct(it, replaces=BILAL)).refused(
        ReplacedWasNoMember, pointer="/replaces"
    )


def test_nobody_replaces_who_still_sits() -> None:
    given(Council, established, bilal).when(lambda it: join(it, replacing())).refused(
        ReplacedStillSits, pointer="/replaces"
    )
    given(Council, established, bilal, joined).when(take_a_seat).refused(ReplacedStillSits, pointer="/replaces")


def test_nobody_takes_a_seat_before_it_is_given_up() -> None:
    early = date(2026, 1, 7)
    given(Council, *WITH_A_FREE_SEAT).when(lambda it: join(it, replacing(on=early))).refused(
        ReplacedBeforeLeaving, pointer="/replaces", given_up_on=JANUARY_8
    )
    since_december = joined.model_copy(update={"joined_on": date(2025, 12, 1)})
    given(Council, *WITH_A_FREE_SEAT, since_december).when(lambda it: take_a_seat(it, on=early)).refused(
        ReplacedBeforeLeaving, pointer="/replaces", given_up_on=JANUARY_8
    )
    given(Council, *WITH_A_FREE_SEAT, replacing()).when(
        lambda it: correct(it, replaces=BILAL, joined_on=early)
    ).refused(ReplacedBeforeLeaving, pointer="/replaces", given_up_on=JANUARY_8)


def test_days_known_by_their_month_are_no_contradiction() -> None:
    of_january = replacing(on=date(2026, 1, 1), origin=MONTH)
    given(Council, *WITH_A_FREE_SEAT).when(lambda it: join(it, of_january)).then(of_january)


def test_a_member_who_changed_college_or_role_gave_a_seat_up_too() -> None:
    to_local_actors = {"former_role": TITULAR, "college": LOCAL_ACTOR, "replaces": None, "changed_on": JANUARY_8}
    moved = changed.model_copy(update={"person_id": BILAL, **to_local_actors})
    given(Council, established, bilal, moved).when(lambda it: join(it, replacing())).then(replacing())


def test_who_came_back_gave_a_seat_up_before() -> None:
    again = bilal.model_copy(update={"joined_on": MARCH_5})
    given(Council, *WITH_A_FREE_SEAT, again).when(lambda it: join(it, replacing())).then(replacing())


def test_nobody_replaces_themselves() -> None:
    given(Council, established, joined, left_as_substitute).when(lambda it: join(it, replacing(ANNA, JUNE_9))).refused(
        ReplacesOneself, pointer="/replaces"
    )


def test_a_departure_is_taken_back_though_somebody_took_the_seat_so_that_it_can_be_said_again() -> None:
    given(Council, *WITH_A_FREE_SEAT, replacing()).when(lambda it: it.withdraw_departure(BILAL, MISTAKE, NOTED)).then(
        left_withdrawn.model_copy(update={"person_id": BILAL, "joined_on": date(2025, 1, 8), "left_on": JANUARY_8})
    )


# Whatever is said


def with_a_free_seat() -> Council:
    """A council that Bilal has left."""
    council = Council(IT)
    council.establish(established, today=TODAY)
    council.welcome(bilal, today=TODAY)
    council.see_off(BILAL, left_on=JANUARY_8, reason=LeavingReason.RESIGNED, origin=NOTED, today=TODAY)
    return council


days = some.integers(0, 60).map(lambda after: JANUARY_8 + timedelta(days=after))
origins = some.sampled_from([NOTED, MONTH])
moves = some.one_of(
    some.builds(
        lambda day, origin: (
            lambda it: it.welcome(joined.model_copy(update={"joined_on": day, "origin": origin}), today=TODAY)
        ),
        days,
        origins,
    ),
    some.builds(
        lambda day, role, college, origin: (
            lambda it: take_a_seat(it, on=day, role=role, college=college, origin=origin)
        ),
        days,
        some.sampled_from(MemberRole),
        some.sampled_from(College),
        origins,
    ),
    some.builds(lambda day: lambda it: leave(it, day), days),
    some.builds(
        lambda day: (
            lambda it: it.renew(renewed.model_copy(update={"renewed_on": day, "term_until_on": None}), today=TODAY)
        ),
        days,
    ),
    some.builds(lambda day: lambda it: correct(it, joined_on=day), days),
    some.sampled_from(
        [
            lambda it: it.withdraw_joining(ANNA, MISTAKE, NOTED),
            lambda it: it.withdraw_change(ANNA, MISTAKE, NOTED),
            lambda it: it.withdraw_departure(ANNA, MISTAKE, NOTED),
            never_renewed,
        ]
    ),
)


@whatever(some.lists(moves, max_size=40))
def test_whatever_was_recorded_is_remembered_and_taking_all_back_leaves_nobody(said_so_far: list[object]) -> None:
    council = with_a_free_seat()
    for move in said_so_far:
        with suppress(Refusal):
            move(council)  # type: ignore[operator]
    again = Council(IT)
    again.replay(council.pending)
    assert {who: list(stands) for who, stands in again.standing.items()} == {
        who: list(stands) for who, stands in council.standing.items()
    }
    assert _renewals(again) == _renewals(council)
    while again.standing.get(ANNA):
        for take_back in (
            again.withdraw_departure,
            again.withdraw_renewal,
            again.withdraw_change,
            again.withdraw_joining,
        ):
            with suppress(Refusal):
                take_back(ANNA, AmendmentReason.OTHER, NOTED)
    assert not again.standing.get(ANNA)
    assert not _renewals(again)


def _renewals(council: Council) -> list[MembershipRenewed]:
    """Those that stand, of every time that Anna was a member."""
    return [one for time in council.renewals.get(ANNA, ()) for one in time]


@whatever(some.lists(moves, max_size=40))
def test_a_renewal_that_is_taken_back_leaves_the_council_as_if_it_had_not_been_said(said_so_far: list[object]) -> None:
    """Whatever was said, taken back or refused before it."""
    council = with_a_free_seat()
    for move in said_so_far:
        with suppress(Refusal):
            move(council)  # type: ignore[operator]
    if not isinstance([None, *council.standing.get(ANNA, ())][-1], None | MemberLeft):
        before = _renewals(council)
        council.renew(renewed.model_copy(update={"renewed_on": TODAY}), today=TODAY)
        council.withdraw_renewal(ANNA, MISTAKE, NOTED)
        assert _renewals(council) == before


@whatever(some.integers(0, 12), some.data())
def test_facts_in_any_order_are_remembered(many: int, data: some.DataObject) -> None:
    known = [established, joined, changed, change_withdrawn, left, left_withdrawn, renewed, joining_withdrawn]
    known.append(renewal_withdrawn)
    Council(IT).replay(data.draw(some.lists(some.sampled_from(known), min_size=many, max_size=many)))
