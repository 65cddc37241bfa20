from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.activities.cases.domain.case import Case, type_of
from services.activities.cases.domain.refusals import (
    AlreadyHolder,
    AnotherCaseIsOpen,
    BeforeWhatItFollows,
    CaseAlreadyExists,
    CaseAlreadyPaused,
    CaseIsClosed,
    CaseNotClosed,
    CaseNotPaused,
    CaseWasWithdrawn,
    OpenedAfterWhatFollowed,
    StepIsNotNext,
    StepUnclear,
    SubjectIsTheCouncil,
    UnknownCaseType,
    UnknownStep,
)
from shared.contracts.activities.cases import (
    CaseClosed,
    CaseCorrected,
    CaseHandedOver,
    CaseOpened,
    CaseOutcome,
    CasePaused,
    CaseReopened,
    CaseResumed,
    CaseSaid,
    CaseStep,
    CaseStepDone,
    CaseStepSet,
    CaseSubject,
    CaseWithdrawn,
    ClosingReason,
    HandingOverReason,
    PauseReason,
    ReopeningReason,
)
from shared.contracts.activities.dialogue import CommitmentMade, PrefectReferred
from shared.contracts.activities.words import OrganisationKind
from shared.contracts.vocabulary import AmendmentReason, DatePrecision, Origin
from shared.days import EndsBeforeItStarts, InTheFuture
from shared.entries.kinds import OthersStandOnIt, Subject, SubjectOfAnotherCouncil, SubjectWasWithdrawn, UnknownSubject
from shared.kernel import NotFound
from tests.support.given import IT, TODAY, given

TO_THE_DAY = Origin()
SOME_DAY_THAT_MONTH = Origin(date_precision=DatePrecision.MONTH)
MARCH_5, MARCH_9, APRIL_2, MAY_1, JUNE_2 = (
    *(date(2026, 3, 5), date(2026, 3, 9), date(2026, 4, 2), date(2026, 5, 1), date(2026, 6, 2)),
)
TOMORROW = date(2026, 11, 24)
BILAL, CARLA = UUID("01936f00-0000-7000-8000-0000000000b1"), UUID("01936f00-0000-7000-8000-0000000000c1")
OTHER = UUID("01936f00-0000-7000-8000-0000000000d9")
PROMISE = UUID("01936f00-0000-7000-8000-0000000000f9")
REPLACED, INSTITUTION = HandingOverReason.REPLACED, PauseReason.INSTITUTION
ACHIEVED, SETTLED, NOT_KEPT = CaseOutcome.ACHIEVED, ClosingReason.SETTLED, ReopeningReason.NOT_KEPT

CONFIRMED = CaseStep(code="CONFIRMED_IN_WRITING", due_on=date(2026, 3, 20))
REMINDER = CaseStep(code="REMINDER_SENT", due_on=date(2026, 4, 19))
VISIT = CaseStep(title="Visiter le square avec le bailleur", due_on=date(2026, 5, 20))
NAMED: dict[str, Any] = {
    "case_id": IT,
    "council_id": "CC18",
    "case_type": "COMMITMENT",
    "title": "Éclairage du square",
}

promised = CommitmentMade(
    entry_id=PROMISE,
    council_id="CC18",
    title="Éclairer le square",
    institution=OrganisationKind.LANDLORD,
    made_on=date(2026, 3, 1),
)
THE_PROMISE = Subject(promised)
opened = CaseOpened(
    **NAMED,
    subject=CaseSubject.COMMITMENT,
    subject_id=PROMISE,
    opened_on=MARCH_5,
    due_on=date(2026, 9, 5),
    holder_id=BILAL,
    next_step=CONFIRMED,
)
said = CaseSaid(subject_id=PROMISE, title="Éclairage du square", opened_on=MARCH_5, due_on=date(2026, 9, 5))
paused = CasePaused(**NAMED, paused_on=APRIL_2, reason=INSTITUTION)
resumed = CaseResumed(**NAMED, paused_on=APRIL_2, resumed_on=MAY_1)
closed = CaseClosed(**NAMED, opened_on=MARCH_5, closed_on=MAY_1, outcome=ACHIEVED, reason=SETTLED)
reopened = CaseReopened(**NAMED, due_on=date(2026, 9, 5), closed_on=MAY_1, reopened_on=JUNE_2, reason=NOT_KEPT)
handed_over = CaseHandedOver(**NAMED, from_holder_id=BILAL, to_holder_id=CARLA, handed_over_on=APRIL_2, reason=REPLACED)
confirmed = CaseStepDone(**NAMED, step=CONFIRMED, done_on=MARCH_9, next_step=REMINDER)
withdrawn = CaseWithdrawn(
    case_id=IT, council_id="CC18", case_type="COMMITMENT", said=said, reason=AmendmentReason.ENTERED_TWICE
)


def opening(fact: CaseOpened = opened, subject: Subject | None = THE_PROMISE, other: UUID | None = None) -> Any:
    return lambda case: case.open(fact, subject=subject, other=other, today=TODAY)


def correcting(after: CaseSaid, subject: Subject | None = THE_PROMISE, other: UUID | None = None) -> Any:
    return lambda case: case.correct(after, AmendmentReason.TYPING_ERROR, subject=subject, other=other, today=TODAY)


def setting(step: CaseStep, set_on: date = APRIL_2, origin: Origin = TO_THE_DAY) -> Any:
    return lambda case: case.set_step(step, set_on, origin, today=TODAY)


def doing(step: CaseStep, done_on: date = MARCH_9, following: CaseStep | None = None) -> Any:
    return lambda case: case.do_step(step, done_on, TO_THE_DAY, following=following, today=TODAY)


def handing_over(holder_id: UUID | None, on: date = APRIL_2, origin: Origin = TO_THE_DAY) -> Any:
    return lambda case: case.hand_over(holder_id, on, REPLACED, origin, today=TODAY)


def pausing(on: date = APRIL_2, until_on: date | None = None, origin: Origin = TO_THE_DAY) -> Any:
    return lambda case: case.pause(on, until_on, INSTITUTION, origin, today=TODAY)


def resuming(on: date = MAY_1) -> Any:
    return lambda case: case.resume(on, TO_THE_DAY, today=TODAY)


def closing(on: date = MAY_1, outcome: CaseOutcome = ACHIEVED) -> Any:
    return lambda case: case.close(on, outcome, SETTLED, TO_THE_DAY, today=TODAY)


def reopening(on: date = JUNE_2, other: UUID | None = None) -> Any:
    return lambda case: case.reopen(on, NOT_KEPT, TO_THE_DAY, other=other, today=TODAY)


def withdrawing(others: int = 0) -> Any:
    return lambda case: case.withdraw(AmendmentReason.ENTERED_TWICE, TO_THE_DAY, others=others)


# Opening


def test_a_case_is_opened_about_something() -> None:
    given(Case).when(opening()).then(opened)


def test_opened_again_in_the_same_words_it_is_no_news() -> None:
    given(Case, opened).when(opening()).then_nothing()
    given(Case, opened, paused).when(opening()).then_nothing()


def test_an_id_is_not_taken_twice() -> None:
    fact = opened.model_copy(update={"title": "Autre chose"})
    given(Case, opened).when(opening(fact)).refused(CaseAlreadyExists, pointer="/case_id")
    given(Case, promised).when(opening()).refused(CaseAlreadyExists, pointer="/case_id")


def test_two_cases_of_one_type_are_not_open_about_the_very_same() -> None:
    given(Case).when(opening(other=OTHER)).refused(AnotherCaseIsOpen, other_case_id=OTHER)


def test_what_it_is_about_exists_stands_and_is_of_the_council() -> None:
    words = {"french": "engagement d'une institution", "english": "commitment of an institution"}
    given(Case).when(opening(subject=None)).refused(UnknownSubject, pointer="/subject_id", **words)
    referral = PrefectReferred(entry_id=PROMISE, council_id="CC18", title="La poste", referred_on=MARCH_5)
    given(Case).when(opening(subject=Subject(referral))).refused(UnknownSubject, pointer="/subject_id", **words)
    elsewhere = Subject(promised.model_copy(update={"council_id": "CC19"}))
    given(Case).when(opening(subject=elsewhere)).refused(SubjectOfAnotherCouncil, pointer="/subject_id", **words)
    gone = Subject(promised, has_ended=True)
    given(Case).when(opening(subject=gone)).refused(SubjectWasWithdrawn, pointer="/subject_id", **words)


def test_a_case_about_the_council_names_nothing_else() -> None:
    support = opened.model_copy(
        update={"case_type": "COUNCIL_SUPPORT", "subject": CaseSubject.COUNCIL, "next_step": None}
    )
    given(Case).when(opening(support)).refused(SubjectIsTheCouncil, pointer="/subject_id")
    alone = support.model_copy(update={"subject_id": None})
    given(Case).when(opening(alone, subject=None)).then(alone)


def test_a_case_may_be_opened_before_what_it_is_about_is_recorded() -> None:
    fact = opened.model_copy(update={"subject_id": None})
    given(Case).when(opening(fact, subject=None)).then(fact)


def test_a_case_is_not_opened_tomorrow_nor_due_before_it_is_opened() -> None:
    tomorrow = opened.model_copy(update={"opened_on": TOMORROW, "due_on": None})
    given(Case).when(opening(tomorrow)).refused(InTheFuture, pointer="/opened_on", day=TOMORROW)
    backwards = opened.model_copy(update={"due_on": date(2026, 3, 4)})
    given(Case).when(opening(backwards)).refused(
        EndsBeforeItStarts, pointer="/due_on", start=MARCH_5, end=date(2026, 3, 4)
    )


def test_a_type_of_case_that_nobody_knows_is_told_with_those_that_there_are() -> None:
    known = "COUNCIL_START_UP, COUNCIL_SUPPORT, INITIATIVE_FUNDING, COMMITMENT, REFERRAL, NEED"
    given(Case).when(lambda _: type_of("COMPLAINT")).refused(UnknownCaseType, pointer="/case_type", known=known)


# Steps


def test_the_next_step_is_done_and_the_following_usual_one_is_next() -> None:
    given(Case, opened).when(doing(CONFIRMED)).then(confirmed)


def test_a_step_is_known_by_its_code_or_its_words_whatever_day_is_said() -> None:
    given(Case, opened).when(doing(CaseStep(code="CONFIRMED_IN_WRITING"))).then(confirmed)


def test_what_follows_may_be_said() -> None:
    then = CaseStepDone(**NAMED, step=CONFIRMED, done_on=MARCH_9, next_step=VISIT)
    given(Case, opened).when(doing(CONFIRMED, following=VISIT)).then(then)


def test_after_the_last_usual_step_nothing_is_next() -> None:
    checked = CaseStep(code="KEPT_CHECKED", due_on=date(2026, 6, 3))
    told = CaseStep(code="REPORTED_BACK", due_on=date(2026, 6, 18))
    past = [
        confirmed,
        CaseStepDone(**NAMED, step=REMINDER, done_on=APRIL_2, next_step=checked),
        CaseStepDone(**NAMED, step=checked, done_on=MAY_1, next_step=told),
    ]
    given(Case, opened, *past).when(doing(told, JUNE_2)).then(
        CaseStepDone(**NAMED, step=told, done_on=JUNE_2, next_step=None)
    )


def test_a_step_done_is_said_once() -> None:
    given(Case, opened, confirmed).when(doing(CONFIRMED)).then_nothing()


def test_a_step_that_is_not_next_is_not_done() -> None:
    given(Case, opened).when(doing(REMINDER)).refused(StepIsNotNext, pointer="/step")
    given(Case, opened, confirmed).when(doing(CONFIRMED, APRIL_2)).refused(StepIsNotNext, pointer="/step")
    unplanned = opened.model_copy(update={"next_step": None})
    given(Case, unplanned).when(doing(CONFIRMED)).refused(StepIsNotNext, pointer="/step")


def test_another_step_is_set_as_the_next_one() -> None:
    given(Case, opened).when(setting(VISIT)).then(
        CaseStepSet(**NAMED, former_step=CONFIRMED, step=VISIT, set_on=APRIL_2)
    )
    given(Case, opened).when(setting(CONFIRMED)).then_nothing()


def test_a_step_is_a_usual_one_or_another_in_words() -> None:
    known = "CONFIRMED_IN_WRITING, REMINDER_SENT, KEPT_CHECKED, REPORTED_BACK"
    given(Case, opened).when(setting(CaseStep())).refused(StepUnclear, pointer="/step")
    both = CaseStep(code="REMINDER_SENT", title="Relancer")
    given(Case, opened).when(setting(both)).refused(StepUnclear, pointer="/step")
    strange = CaseStep(code="DRAW_HELD")
    given(Case, opened).when(setting(strange)).refused(UnknownStep, pointer="/step/code", known=known)
    given(Case, opened).when(doing(CONFIRMED, following=strange)).refused(
        UnknownStep, pointer="/next_step/code", known=known
    )
    first = opened.model_copy(update={"next_step": strange})
    given(Case).when(opening(first)).refused(UnknownStep, pointer="/next_step/code", known=known)


def test_a_step_is_not_due_before_it_is_set() -> None:
    late = CaseStep(title="Relancer", due_on=MARCH_9)
    given(Case, opened).when(setting(late)).refused(
        EndsBeforeItStarts, pointer="/step/due_on", start=APRIL_2, end=MARCH_9
    )
    given(Case, opened).when(doing(CONFIRMED, APRIL_2, following=late)).refused(
        EndsBeforeItStarts, pointer="/next_step/due_on", start=APRIL_2, end=MARCH_9
    )


def test_the_first_step_is_not_due_before_the_opening() -> None:
    early = CaseStep(title="Écrire", due_on=date(2026, 3, 4))
    given(Case).when(opening(opened.model_copy(update={"next_step": early}))).refused(
        EndsBeforeItStarts, pointer="/next_step/due_on", start=MARCH_5, end=date(2026, 3, 4)
    )


def test_nothing_is_set_or_done_before_the_opening_nor_tomorrow() -> None:
    march_4 = date(2026, 3, 4)
    given(Case, opened).when(doing(CONFIRMED, march_4)).refused(BeforeWhatItFollows, pointer="/done_on", day=MARCH_5)
    given(Case, opened).when(setting(VISIT, march_4)).refused(BeforeWhatItFollows, pointer="/set_on", day=MARCH_5)
    given(Case, opened).when(setting(VISIT, TOMORROW)).refused(InTheFuture, pointer="/set_on", day=TOMORROW)
    in_march = CaseStepSet(
        **NAMED, former_step=CONFIRMED, step=VISIT, set_on=date(2026, 3, 1), origin=SOME_DAY_THAT_MONTH
    )
    given(Case, opened).when(setting(VISIT, date(2026, 3, 1), SOME_DAY_THAT_MONTH)).then(in_march)


# Holders


def test_a_case_is_handed_over_to_somebody_or_to_nobody() -> None:
    given(Case, opened).when(handing_over(CARLA)).then(handed_over)
    to_nobody = CaseHandedOver(**NAMED, from_holder_id=BILAL, handed_over_on=APRIL_2, reason=REPLACED)
    given(Case, opened).when(handing_over(None)).then(to_nobody)


def test_handed_over_again_in_the_same_words_is_no_news() -> None:
    given(Case, opened, handed_over).when(handing_over(CARLA)).then_nothing()


def test_who_holds_a_case_is_not_given_it() -> None:
    given(Case, opened).when(handing_over(BILAL)).refused(AlreadyHolder, pointer="/holder_id")
    nobodys = opened.model_copy(update={"holder_id": None})
    given(Case, nobodys).when(handing_over(None)).refused(AlreadyHolder, pointer="/holder_id")


def test_a_case_is_not_handed_over_before_it_was_the_last_time() -> None:
    given(Case, opened, handed_over).when(handing_over(BILAL, MARCH_9)).refused(
        BeforeWhatItFollows, pointer="/handed_over_on", day=APRIL_2
    )
    given(Case, opened).when(handing_over(CARLA, TOMORROW)).refused(
        InTheFuture, pointer="/handed_over_on", day=TOMORROW
    )


# Pauses


def test_a_case_is_paused_and_resumed() -> None:
    given(Case, opened).when(pausing()).then(paused)
    given(Case, opened, paused).when(resuming()).then(resumed)


def test_a_pause_and_its_end_are_said_once() -> None:
    given(Case, opened, paused).when(pausing()).then_nothing()
    given(Case, opened, paused, resumed).when(resuming()).then_nothing()


def test_a_case_that_is_paused_is_not_paused_again() -> None:
    given(Case, opened, paused).when(pausing(MAY_1)).refused(CaseAlreadyPaused, pointer="/paused_on", paused_on=APRIL_2)


def test_a_pause_that_has_a_last_day_ends_by_itself() -> None:
    until_may = paused.model_copy(update={"until_on": MAY_1})
    again = CasePaused(**NAMED, paused_on=JUNE_2, reason=INSTITUTION)
    given(Case, opened, until_may).when(pausing(JUNE_2)).then(again)
    given(Case, opened, until_may).when(resuming(JUNE_2)).refused(CaseNotPaused, pointer="/resumed_on")
    given(Case, opened, until_may).when(resuming(MAY_1)).then(resumed)


def test_what_is_not_paused_is_not_resumed() -> None:
    given(Case, opened).when(resuming()).refused(CaseNotPaused, pointer="/resumed_on")


def test_a_pause_does_not_end_before_it_starts() -> None:
    given(Case, opened).when(pausing(until_on=MARCH_9)).refused(
        EndsBeforeItStarts, pointer="/until_on", start=APRIL_2, end=MARCH_9
    )
    given(Case, opened, paused).when(resuming(MARCH_9)).refused(BeforeWhatItFollows, pointer="/resumed_on", day=APRIL_2)


# Closing


def test_a_case_is_closed_even_while_it_is_paused() -> None:
    given(Case, opened).when(closing()).then(closed)
    given(Case, opened, paused).when(closing()).then(closed)


def test_a_case_is_closed_once() -> None:
    given(Case, opened, closed).when(closing()).then_nothing()
    given(Case, opened, closed).when(closing(outcome=CaseOutcome.NOT_ACHIEVED)).refused(CaseIsClosed, closed_on=MAY_1)


@pytest.mark.parametrize(
    "decide",
    [setting(VISIT, MAY_1), doing(CONFIRMED, MAY_1), handing_over(CARLA, MAY_1), pausing(MAY_1), resuming(MAY_1)],
    ids=["set", "do", "hand over", "pause", "resume"],
)
def test_nothing_is_expected_of_a_case_that_is_closed(decide: Any) -> None:
    given(Case, opened, closed).when(decide).refused(CaseIsClosed, closed_on=MAY_1)


def test_a_case_that_is_closed_is_reopened_for_a_reason() -> None:
    given(Case, opened, closed).when(reopening()).then(reopened)
    given(Case, opened, closed, reopened).when(reopening()).then_nothing()
    given(Case, opened, closed, reopened).when(closing(JUNE_2)).then(closed.model_copy(update={"closed_on": JUNE_2}))


def test_what_is_not_closed_is_not_reopened() -> None:
    given(Case, opened).when(reopening()).refused(CaseNotClosed)


def test_a_case_is_not_reopened_while_another_is_open_about_the_very_same() -> None:
    given(Case, opened, closed).when(reopening(other=OTHER)).refused(AnotherCaseIsOpen, other_case_id=OTHER)


def test_a_case_is_not_closed_before_what_happened_in_it() -> None:
    given(Case, opened, handed_over).when(closing(MARCH_9)).refused(
        BeforeWhatItFollows, pointer="/closed_on", day=APRIL_2
    )
    given(Case, opened, closed, reopened).when(closing(MAY_1)).refused(
        BeforeWhatItFollows, pointer="/closed_on", day=JUNE_2
    )
    in_april = handed_over.model_copy(update={"origin": SOME_DAY_THAT_MONTH})
    on_april_1 = date(2026, 4, 1)
    given(Case, opened, in_april).when(closing(on_april_1)).then(closed.model_copy(update={"closed_on": on_april_1}))


def test_a_step_may_be_said_late() -> None:
    given(Case, opened, handed_over).when(doing(CONFIRMED, MARCH_9)).then(confirmed)


def test_days_of_a_case_follow_one_another() -> None:
    given(Case, opened, paused).when(closing(MARCH_9)).refused(BeforeWhatItFollows, pointer="/closed_on", day=APRIL_2)
    given(Case, opened, closed).when(reopening(MARCH_9)).refused(BeforeWhatItFollows, pointer="/reopened_on", day=MAY_1)
    given(Case, opened, closed, reopened).when(pausing(MAY_1)).refused(
        BeforeWhatItFollows, pointer="/paused_on", day=JUNE_2
    )


# Corrections


def test_what_was_said_of_a_case_is_said_again() -> None:
    after = said.model_copy(update={"title": "Éclairage du square Léon", "due_on": None})
    corrected = CaseCorrected(
        case_id=IT,
        council_id="CC18",
        case_type="COMMITMENT",
        before=said,
        after=after,
        reason=AmendmentReason.TYPING_ERROR,
    )
    given(Case, opened).when(correcting(after)).then(corrected)
    given(Case, opened, corrected).when(correcting(after)).then_nothing()
    given(Case, opened, corrected).when(pausing()).then(paused.model_copy(update={"title": after.title}))


def test_cases_about_the_very_same_do_not_hinder_each_other_s_corrections() -> None:
    renamed = said.model_copy(update={"title": "Éclairage du square Léon"})
    corrected = CaseCorrected(
        case_id=IT,
        council_id="CC18",
        case_type="COMMITMENT",
        before=said,
        after=renamed,
        reason=AmendmentReason.TYPING_ERROR,
    )
    given(Case, opened).when(correcting(renamed, other=OTHER)).then(corrected)
    alone = opened.model_copy(update={"subject_id": None})
    given(Case, alone).when(correcting(said, other=OTHER)).refused(AnotherCaseIsOpen, other_case_id=OTHER)
    named = corrected.model_copy(update={"before": said.model_copy(update={"subject_id": None}), "after": said})
    given(Case, alone, closed).when(correcting(said, other=OTHER)).then(named)


def test_a_case_is_said_again_even_when_what_it_is_about_was_withdrawn() -> None:
    after = said.model_copy(update={"due_on": None})
    corrected = CaseCorrected(
        case_id=IT,
        council_id="CC18",
        case_type="COMMITMENT",
        before=said,
        after=after,
        reason=AmendmentReason.TYPING_ERROR,
    )
    given(Case, opened).when(correcting(after, subject=Subject(promised, has_ended=True))).then(corrected)
    elsewhere = after.model_copy(update={"subject_id": OTHER})
    given(Case, opened).when(correcting(elsewhere, subject=Subject(promised, has_ended=True))).refused(
        SubjectWasWithdrawn,
        pointer="/subject_id",
        french="engagement d'une institution",
        english="commitment of an institution",
    )


def test_a_case_was_not_opened_after_what_was_done_in_it() -> None:
    after = said.model_copy(update={"opened_on": APRIL_2})
    given(Case, opened, confirmed).when(correcting(after)).refused(
        OpenedAfterWhatFollowed, pointer="/opened_on", day=MARCH_9
    )


def test_a_case_was_not_opened_after_it_was_resumed_or_reopened() -> None:
    some_day_that_year = Origin(date_precision=DatePrecision.YEAR)
    after = said.model_copy(update={"opened_on": date(2026, 6, 30)})
    in_2026 = paused.model_copy(update={"origin": some_day_that_year})
    given(Case, opened, in_2026, resumed).when(correcting(after)).refused(
        OpenedAfterWhatFollowed, pointer="/opened_on", day=MAY_1
    )
    closed_in_2026 = closed.model_copy(update={"origin": some_day_that_year})
    given(Case, opened, closed_in_2026, reopened).when(correcting(after)).refused(
        OpenedAfterWhatFollowed, pointer="/opened_on", day=JUNE_2
    )


def test_a_case_that_should_never_have_been_is_withdrawn_once() -> None:
    given(Case, opened).when(withdrawing()).then(withdrawn)
    given(Case, opened, withdrawn).when(withdrawing()).then_nothing()


def test_a_case_is_not_withdrawn_while_entries_stand_on_it() -> None:
    given(Case, opened).when(withdrawing(others=2)).refused(OthersStandOnIt, others=2)


@pytest.mark.parametrize(
    "decide",
    [
        *(opening(), correcting(said), setting(VISIT), doing(CONFIRMED), handing_over(CARLA)),
        *(pausing(), resuming(), closing(), reopening()),
    ],
)
def test_nothing_more_is_said_of_a_case_that_was_withdrawn(decide: Any) -> None:
    given(Case, opened, withdrawn).when(decide).refused(CaseWasWithdrawn)


def test_what_is_no_case_is_not_found() -> None:
    given(Case, promised).when(pausing()).refused(NotFound)
