from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

from hypothesis import given as over
from hypothesis import strategies as st

from services.councils.team.domain.posts import (
    AgreementNotRenewed,
    ClosedBeforeVacated,
    FilledBeforeVacated,
    OpenedAfterFilled,
    Post,
    PostAlreadyFilled,
    PostAlreadyOpened,
    PostIsClosed,
    PostNotFilled,
    PostNotYetOpen,
    PostStillFilled,
    PostWasFilled,
    PostWasWithdrawn,
    UnknownFilling,
    UnknownStep,
    VacatedBeforeFilled,
)
from shared.contracts.councils.team import (
    Agreement,
    FillingWithdrawn,
    PostClosed,
    PostCorrected,
    PostFilled,
    PostKind,
    PostOpened,
    PostRenewalWithdrawn,
    PostRenewed,
    PostSaid,
    PostVacated,
    PostWithdrawn,
    RecruitmentStep,
    RecruitmentStepTaken,
    RecruitmentStepWithdrawn,
    VacatingReason,
)
from shared.contracts.vocabulary import AmendmentReason, DatePrecision, Origin
from shared.days import EndsBeforeItStarts, InTheFuture
from shared.kernel import Refusal
from tests.support.given import IT, TODAY, Given, given

NOTED = Origin()
BY_MISTAKE = AmendmentReason.ENTERED_BY_MISTAKE
ENDED = VacatingReason.CONTRACT_ENDED
ANNA = UUID("01936f00-0000-7000-8000-0000000000c1")
BILAL = UUID("01936f00-0000-7000-8000-0000000000c2")
TOMORROW = date(2026, 11, 24)
OPENING, FILLING, LEAVING, CLOSING = date(2017, 1, 2), date(2017, 3, 1), date(2019, 6, 1), date(2019, 12, 31)

first_agreement = Agreement(number="AR 075 17 0012", from_on=date(2017, 1, 1), until_on=date(2019, 12, 31))
next_agreement = Agreement(number="AR 075 20 0003", from_on=date(2020, 1, 1), until_on=date(2028, 12, 31))
opened = PostOpened(
    post_id=IT, kind=PostKind.ADULTE_RELAIS, title="Poste 3", agreement=first_agreement, opened_on=OPENING
)
renewed = PostRenewed(post_id=IT, former_agreement=first_agreement, agreement=next_agreement)
advertised = RecruitmentStepTaken(post_id=IT, step=RecruitmentStep.ADVERTISED, taken_on=date(2017, 1, 10))
interviews = RecruitmentStepTaken(post_id=IT, step=RecruitmentStep.INTERVIEWS_HELD, heads=3, taken_on=date(2017, 1, 10))
never_interviewed = RecruitmentStepWithdrawn(
    **interviews.model_dump(exclude={"origin"}), reason=AmendmentReason.ENTERED_BY_MISTAKE
)
filled = PostFilled(post_id=IT, kind=PostKind.ADULTE_RELAIS, facilitator_id=ANNA, filled_on=FILLING)
vacated = PostVacated(
    post_id=IT,
    kind=PostKind.ADULTE_RELAIS,
    facilitator_id=ANNA,
    filled_on=FILLING,
    vacated_on=LEAVING,
    reason=ENDED,
)
closed = PostClosed(post_id=IT, opened_on=OPENING, closed_on=CLOSING)
said = PostSaid(kind=PostKind.ADULTE_RELAIS, title="Poste 3", opened_on=OPENING)
withdrawn = PostWithdrawn(post_id=IT, said=said, reason=BY_MISTAKE)
filling_withdrawn = FillingWithdrawn(
    post_id=IT, kind=PostKind.ADULTE_RELAIS, facilitator_id=ANNA, filled_on=FILLING, reason=BY_MISTAKE
)


def the_post() -> Given[Post]:
    return given(Post, opened)


def the_held_post() -> Given[Post]:
    return given(Post, opened, filled)


def the_vacant_post() -> Given[Post]:
    return given(Post, opened, filled, vacated)


def the_closed_post() -> Given[Post]:
    return given(Post, opened, filled, vacated, closed)


# Opening, and the agreement


def test_a_post_is_opened() -> None:
    given(Post).when(lambda it: it.open(opened, today=TODAY)).then(opened)


def test_the_same_opening_said_twice_is_recorded_once() -> None:
    given(Post, opened, filled, vacated).when(lambda it: it.open(opened, today=TODAY)).then_nothing()


def test_an_id_serves_one_post() -> None:
    other = opened.model_copy(update={"title": "Poste 4"})
    the_post().when(lambda it: it.open(other, today=TODAY)).refused(PostAlreadyOpened, pointer="/post_id")


def test_no_post_was_opened_tomorrow() -> None:
    of_tomorrow = opened.model_copy(update={"opened_on": TOMORROW})
    given(Post).when(lambda it: it.open(of_tomorrow, today=TODAY)).refused(
        InTheFuture, pointer="/opened_on", day=TOMORROW
    )


def test_an_agreement_may_lie_in_the_future() -> None:
    to_come = opened.model_copy(
        update={"agreement": Agreement(number="1", from_on=date(2027, 1, 1), until_on=date(2029, 12, 31))}
    )
    given(Post).when(lambda it: it.open(to_come, today=TODAY)).then(to_come)


def test_an_agreement_may_last_one_day() -> None:
    one_day = Agreement(number="1", from_on=OPENING, until_on=OPENING)
    the_post().when(lambda it: it.renew(one_day, NOTED)).then(
        PostRenewed(post_id=IT, former_agreement=first_agreement, agreement=one_day)
    )


def test_an_agreement_does_not_end_before_it_starts() -> None:
    backwards = Agreement(number="1", from_on=OPENING, until_on=date(2017, 1, 1))
    wrong = opened.model_copy(update={"agreement": backwards})
    for outcome in (
        given(Post).when(lambda it: it.open(wrong, today=TODAY)),
        the_post().when(lambda it: it.renew(backwards, NOTED)),
    ):
        outcome.refused(EndsBeforeItStarts, pointer="/agreement/until_on", start=date(2017, 1, 2), end=date(2017, 1, 1))


def test_an_agreement_is_renewed_and_the_former_one_told() -> None:
    the_post().when(lambda it: it.renew(next_agreement, NOTED)).then(renewed)


def test_the_same_renewal_said_twice_is_recorded_once() -> None:
    given(Post, opened, renewed).when(lambda it: it.renew(next_agreement, NOTED)).then_nothing()


def never_renewed(renewal: PostRenewed) -> PostRenewalWithdrawn:
    words = renewal.model_dump(exclude={"origin"})
    return PostRenewalWithdrawn(**words, renewal_origin=renewal.origin, reason=BY_MISTAKE)


def take_the_renewal_back(it: Post) -> None:
    it.withdraw_renewal(BY_MISTAKE, NOTED)


def test_a_renewal_said_by_mistake_is_taken_back_once_and_the_former_agreement_stands() -> None:
    past = (opened, renewed, never_renewed(renewed))
    given(Post, opened, renewed).when(take_the_renewal_back).then(never_renewed(renewed))
    given(Post, *past).when(take_the_renewal_back).then_nothing()
    given(Post, *past).when(lambda it: it.renew(first_agreement, NOTED)).then_nothing()
    given(Post, *past).when(lambda it: it.renew(next_agreement, NOTED)).then(renewed)
    given(Post, opened, filled, vacated, renewed, closed).when(take_the_renewal_back).then(never_renewed(renewed))


def test_renewals_are_taken_back_from_the_last() -> None:
    without = opened.model_copy(update={"agreement": None})
    year = Origin(date_precision=DatePrecision.YEAR)
    first = PostRenewed(post_id=IT, agreement=first_agreement, origin=year)
    given(Post, without, first, renewed).when(take_the_renewal_back).then(never_renewed(renewed))
    past = (without, first, renewed, never_renewed(renewed))
    given(Post, *past).when(take_the_renewal_back).then(never_renewed(first))
    given(Post, *past, never_renewed(first)).when(lambda it: it.renew(first_agreement, year)).then(first)


def test_what_was_not_renewed_is_not_taken_back() -> None:
    the_post().when(take_the_renewal_back).refused(AgreementNotRenewed)
    given(Post, opened, renewed, never_renewed(renewed)).when(
        lambda it: it.withdraw_renewal(AmendmentReason.ENTERED_TWICE, NOTED)
    ).refused(AgreementNotRenewed)
    given(Post, opened, renewed, withdrawn).when(take_the_renewal_back).refused(PostWasWithdrawn)


def test_the_agreement_of_a_closed_post_is_not_renewed() -> None:
    the_closed_post().when(lambda it: it.renew(next_agreement, NOTED)).refused(PostIsClosed, closed_on=CLOSING)


# Recruitment


def test_a_recruitment_goes_one_step_further() -> None:
    the_post().when(lambda it: it.take_step(advertised, today=TODAY)).then(advertised)


def withdraw_step(post: Post, step: RecruitmentStep = RecruitmentStep.INTERVIEWS_HELD) -> None:
    post.withdraw_step(step, date(2017, 1, 10), AmendmentReason.ENTERED_BY_MISTAKE, Origin())


def test_a_step_of_the_recruitment_is_taken_back() -> None:
    given(Post, opened, interviews, advertised).when(withdraw_step).then(never_interviewed)
    given(Post, opened, interviews, never_interviewed).when(withdraw_step).then_nothing()


def test_of_two_steps_of_one_day_the_last_said_is_taken_back_first() -> None:
    more = interviews.model_copy(update={"heads": 5, "origin": Origin(record="RR-040")})
    last = never_interviewed.model_copy(update={"heads": 5, "step_origin": Origin(record="RR-040")})
    given(Post, opened, interviews, more).when(withdraw_step).then(last)
    given(Post, opened, interviews, more, last).when(withdraw_step).then(never_interviewed)


def test_only_a_step_that_was_said_is_taken_back_and_it_may_be_said_anew() -> None:
    given(Post, opened, advertised).when(withdraw_step).refused(UnknownStep)
    given(Post, opened, interviews, never_interviewed).when(lambda it: it.take_step(interviews, today=TODAY)).then(
        interviews
    )


def test_a_step_is_taken_back_also_once_the_post_is_closed() -> None:
    closed = PostClosed(post_id=IT, opened_on=opened.opened_on, closed_on=CLOSING)
    given(Post, opened, interviews, closed).when(withdraw_step).then(never_interviewed)


def test_the_same_step_said_twice_is_recorded_once() -> None:
    given(Post, opened, advertised).when(lambda it: it.take_step(advertised, today=TODAY)).then_nothing()


def test_nobody_is_recruited_for_a_post_before_it_is_opened_nor_after_it_is_closed_nor_tomorrow() -> None:
    early = advertised.model_copy(update={"taken_on": date(2017, 1, 1)})
    the_post().when(lambda it: it.take_step(early, today=TODAY)).refused(
        PostNotYetOpen, pointer="/taken_on", opened_on=OPENING
    )
    the_closed_post().when(lambda it: it.take_step(advertised, today=TODAY)).refused(PostIsClosed, closed_on=CLOSING)
    late = advertised.model_copy(update={"taken_on": TOMORROW})
    the_post().when(lambda it: it.take_step(late, today=TODAY)).refused(InTheFuture, pointer="/taken_on", day=TOMORROW)


# Who holds it


def test_somebody_holds_the_post_from_a_day() -> None:
    the_post().when(lambda it: it.fill(ANNA, FILLING, NOTED, today=TODAY)).then(filled)


def test_the_same_filling_said_twice_is_recorded_once_even_after_the_end() -> None:
    the_held_post().when(lambda it: it.fill(ANNA, FILLING, NOTED, today=TODAY)).then_nothing()
    the_vacant_post().when(lambda it: it.fill(ANNA, FILLING, NOTED, today=TODAY)).then_nothing()


def test_one_person_at_a_time_holds_a_post() -> None:
    the_held_post().when(lambda it: it.fill(BILAL, LEAVING, NOTED, today=TODAY)).refused(
        PostAlreadyFilled, pointer="/facilitator_id", filled_on=FILLING
    )


def test_the_next_holder_may_come_on_the_day_the_last_one_leaves() -> None:
    the_vacant_post().when(lambda it: it.fill(BILAL, LEAVING, NOTED, today=TODAY)).then(
        filled.model_copy(update={"facilitator_id": BILAL, "filled_on": LEAVING})
    )


def test_the_next_holder_does_not_come_before_the_last_one_leaves() -> None:
    the_vacant_post().when(lambda it: it.fill(BILAL, date(2019, 5, 31), NOTED, today=TODAY)).refused(
        FilledBeforeVacated, pointer="/filled_on", vacated_on=LEAVING
    )


def test_a_month_that_holds_the_day_of_the_opening_may_follow_it() -> None:
    some_day_that_month = Origin(date_precision=DatePrecision.MONTH)
    the_post().when(lambda it: it.fill(ANNA, date(2017, 1, 1), some_day_that_month, today=TODAY)).then(
        filled.model_copy(update={"filled_on": date(2017, 1, 1), "origin": some_day_that_month})
    )


def test_nobody_holds_a_post_before_it_is_opened_nor_after_it_is_closed_nor_tomorrow() -> None:
    the_post().when(lambda it: it.fill(ANNA, date(2017, 1, 1), NOTED, today=TODAY)).refused(
        PostNotYetOpen, pointer="/filled_on", opened_on=OPENING
    )
    the_closed_post().when(lambda it: it.fill(BILAL, CLOSING, NOTED, today=TODAY)).refused(
        PostIsClosed, closed_on=CLOSING
    )
    the_post().when(lambda it: it.fill(ANNA, TOMORROW, NOTED, today=TODAY)).refused(
        InTheFuture, pointer="/filled_on", day=TOMORROW
    )


def test_the_holder_leaves_and_the_fact_says_who_and_since_when() -> None:
    the_held_post().when(lambda it: it.vacate(LEAVING, ENDED, NOTED, today=TODAY)).then(vacated)


def test_the_same_leaving_said_twice_is_recorded_once() -> None:
    the_vacant_post().when(lambda it: it.vacate(LEAVING, ENDED, NOTED, today=TODAY)).then_nothing()


def test_a_post_that_nobody_holds_is_not_vacated() -> None:
    the_post().when(lambda it: it.vacate(LEAVING, ENDED, NOTED, today=TODAY)).refused(PostNotFilled)
    the_vacant_post().when(lambda it: it.vacate(CLOSING, ENDED, NOTED, today=TODAY)).refused(PostNotFilled)


def test_nobody_leaves_before_coming_nor_tomorrow() -> None:
    the_held_post().when(lambda it: it.vacate(date(2017, 2, 28), ENDED, NOTED, today=TODAY)).refused(
        VacatedBeforeFilled, pointer="/vacated_on", filled_on=FILLING
    )
    the_held_post().when(lambda it: it.vacate(TOMORROW, ENDED, NOTED, today=TODAY)).refused(
        InTheFuture, pointer="/vacated_on", day=TOMORROW
    )


def test_a_filling_entered_by_mistake_is_withdrawn_with_its_end() -> None:
    the_held_post().when(lambda it: it.withdraw_filling(ANNA, FILLING, BY_MISTAKE, NOTED)).then(filling_withdrawn)
    the_vacant_post().when(lambda it: it.withdraw_filling(ANNA, FILLING, BY_MISTAKE, NOTED)).then(
        filling_withdrawn.model_copy(update={"vacated_on": LEAVING})
    )


def test_after_that_withdrawal_somebody_else_holds_the_post() -> None:
    bilal = filled.model_copy(update={"facilitator_id": BILAL})
    given(Post, opened, filled, filling_withdrawn).when(lambda it: it.fill(BILAL, FILLING, NOTED, today=TODAY)).then(
        bilal
    )


def test_withdrawing_a_former_holder_leaves_the_present_one() -> None:
    bilal = filled.model_copy(update={"facilitator_id": BILAL, "filled_on": LEAVING})
    gone = filling_withdrawn.model_copy(update={"vacated_on": LEAVING})
    given(Post, opened, filled, vacated, bilal, gone).when(
        lambda it: it.fill(ANNA, CLOSING, NOTED, today=TODAY)
    ).refused(PostAlreadyFilled, pointer="/facilitator_id", filled_on=LEAVING)


def test_the_same_withdrawal_of_a_filling_said_twice_is_recorded_once() -> None:
    given(Post, opened, filled, filling_withdrawn).when(
        lambda it: it.withdraw_filling(ANNA, FILLING, BY_MISTAKE, NOTED)
    ).then_nothing()


def test_a_filling_that_nobody_said_is_not_withdrawn() -> None:
    the_held_post().when(lambda it: it.withdraw_filling(BILAL, FILLING, BY_MISTAKE, NOTED)).refused(UnknownFilling)


# Closing


def test_a_post_is_closed_once_its_holder_has_left() -> None:
    the_vacant_post().when(lambda it: it.close(CLOSING, NOTED, today=TODAY)).then(closed)


def test_the_same_closing_said_twice_is_recorded_once() -> None:
    the_closed_post().when(lambda it: it.close(CLOSING, NOTED, today=TODAY)).then_nothing()


def test_a_post_is_closed_once() -> None:
    the_closed_post().when(lambda it: it.close(LEAVING, NOTED, today=TODAY)).refused(PostIsClosed, closed_on=CLOSING)


def test_a_post_that_somebody_holds_is_not_closed() -> None:
    the_held_post().when(lambda it: it.close(CLOSING, NOTED, today=TODAY)).refused(PostStillFilled, filled_on=FILLING)


def test_a_post_is_not_closed_before_it_was_opened_or_vacated_nor_tomorrow() -> None:
    the_post().when(lambda it: it.close(date(2017, 1, 1), NOTED, today=TODAY)).refused(
        PostNotYetOpen, pointer="/closed_on", opened_on=OPENING
    )
    the_vacant_post().when(lambda it: it.close(date(2019, 5, 31), NOTED, today=TODAY)).refused(
        ClosedBeforeVacated, pointer="/closed_on", vacated_on=LEAVING
    )
    the_vacant_post().when(lambda it: it.close(TOMORROW, NOTED, today=TODAY)).refused(
        InTheFuture, pointer="/closed_on", day=TOMORROW
    )


# Correcting, withdrawing


def corrected(**changes: Any) -> PostCorrected:
    return PostCorrected(post_id=IT, before=said, after=said.model_copy(update=changes), reason=BY_MISTAKE)


def test_what_was_said_of_a_post_is_said_again() -> None:
    fact = corrected(title="Poste 4", kind=PostKind.FACILITATOR, opened_on=date(2017, 2, 1))
    the_held_post().when(lambda it: it.correct(fact.after, BY_MISTAKE, NOTED, today=TODAY)).then(fact)


def test_the_same_correction_said_twice_is_recorded_once() -> None:
    fact = corrected(title="Poste 4")
    given(Post, opened, fact).when(lambda it: it.correct(fact.after, BY_MISTAKE, NOTED, today=TODAY)).then_nothing()


def test_a_post_closed_by_mistake_is_open_again() -> None:
    reopened = PostCorrected(
        post_id=IT, before=said.model_copy(update={"closed_on": CLOSING}), after=said, reason=BY_MISTAKE
    )
    the_closed_post().when(lambda it: it.correct(said, BY_MISTAKE, NOTED, today=TODAY)).then(reopened)
    given(Post, opened, filled, vacated, closed, reopened).when(
        lambda it: it.fill(BILAL, CLOSING, NOTED, today=TODAY)
    ).then(filled.model_copy(update={"facilitator_id": BILAL, "filled_on": CLOSING}))


def test_a_correction_contradicts_nothing_that_was_said_of_the_post() -> None:
    def correcting(post: Given[Post], **changes: Any) -> Any:
        after = said.model_copy(update=changes)
        return post.when(lambda it: it.correct(after, BY_MISTAKE, NOTED, today=TODAY))

    correcting(the_held_post(), opened_on=date(2017, 3, 2)).refused(
        OpenedAfterFilled, pointer="/opened_on", filled_on=FILLING
    )
    correcting(the_held_post(), closed_on=CLOSING).refused(PostStillFilled, filled_on=FILLING)
    correcting(the_vacant_post(), closed_on=date(2019, 5, 31)).refused(
        ClosedBeforeVacated, pointer="/closed_on", vacated_on=LEAVING
    )
    correcting(the_post(), closed_on=date(2017, 1, 1)).refused(
        EndsBeforeItStarts, pointer="/closed_on", start=OPENING, end=date(2017, 1, 1)
    )
    correcting(the_post(), opened_on=TOMORROW).refused(InTheFuture, pointer="/opened_on", day=TOMORROW)
    correcting(the_post(), closed_on=TOMORROW).refused(InTheFuture, pointer="/closed_on", day=TOMORROW)


def test_a_post_entered_by_mistake_is_withdrawn_once() -> None:
    the_post().when(lambda it: it.withdraw(BY_MISTAKE, NOTED)).then(withdrawn)
    given(Post, opened, withdrawn).when(lambda it: it.withdraw(BY_MISTAKE, NOTED)).then_nothing()


def test_a_post_that_somebody_held_is_not_withdrawn() -> None:
    the_vacant_post().when(lambda it: it.withdraw(BY_MISTAKE, NOTED)).refused(PostWasFilled, filled_on=FILLING)


def test_a_post_whose_only_filling_was_withdrawn_may_be_withdrawn() -> None:
    given(Post, opened, filled, filling_withdrawn).when(lambda it: it.withdraw(BY_MISTAKE, NOTED)).then(withdrawn)


def test_nothing_more_is_said_of_a_withdrawn_post() -> None:
    def saying(decide: Any) -> None:
        given(Post, opened, withdrawn).when(decide).refused(PostWasWithdrawn)

    saying(lambda it: it.open(opened, today=TODAY))
    saying(lambda it: it.renew(next_agreement, NOTED))
    saying(lambda it: it.take_step(advertised, today=TODAY))
    saying(lambda it: it.fill(ANNA, FILLING, NOTED, today=TODAY))
    saying(lambda it: it.close(CLOSING, NOTED, today=TODAY))
    saying(lambda it: it.correct(said, BY_MISTAKE, NOTED, today=TODAY))


# The law: whatever was recorded is remembered, and one person at a time holds a post

DAYS = st.dates(date(2017, 1, 1), date(2019, 12, 31))
PEOPLE = st.sampled_from([ANNA, BILAL])
SAYINGS = st.one_of(
    st.tuples(st.just("fill"), PEOPLE, DAYS),
    st.tuples(st.just("vacate"), st.none(), DAYS),
    st.tuples(st.just("close"), st.none(), DAYS),
    st.tuples(st.just("undo"), PEOPLE, DAYS),
    st.tuples(st.just("undo the last"), st.none(), DAYS),
    st.tuples(st.just("reopen"), st.none(), DAYS),
)


def say(post: Post, what: str, who: UUID, day: date) -> None:
    match what:
        case "fill":
            post.fill(who, day, NOTED, today=TODAY)
        case "vacate":
            post.vacate(day, ENDED, NOTED, today=TODAY)
        case "close":
            post.close(day, NOTED, today=TODAY)
        case "undo":
            post.withdraw_filling(who, day, BY_MISTAKE, NOTED)
        case "undo the last" if post.fillings:
            post.withdraw_filling(*max(post.fillings, key=lambda key: key[1]), BY_MISTAKE, NOTED)
        case "reopen":
            post.correct(said, BY_MISTAKE, NOTED, today=TODAY)


@over(st.lists(SAYINGS, max_size=25))
def test_whatever_was_said_one_person_at_a_time_holds_the_post(sayings: list[tuple[str, UUID, date]]) -> None:
    post = Post(IT)
    post.open(opened, today=TODAY)
    for saying in sayings:
        try:
            say(post, *saying)
        except Refusal:
            continue
    again = Post(IT)
    again.replay(post.pending)
    assert (again.holder, again.said, again.fillings, again.vacated) == (
        post.holder,
        post.said,
        post.fillings,
        post.vacated,
    )
    held = sorted(
        (day, again.vacated[who, day].vacated_on if (who, day) in again.vacated else date.max)
        for who, day in again.fillings
    )
    assert all(end <= start for (_, end), (start, _) in pairwise(held))
    assert sum(end == date.max for _, end in held) == (again.holder is not None)
