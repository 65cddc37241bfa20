from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from services.councils.team.domain.absences import (
    Absence,
    AbsenceAlreadyBegun,
    AbsenceAlreadyEnded,
    AbsenceWasWithdrawn,
    BackBeforeAway,
    CoverAfterReturn,
    CoverBeforeAbsence,
    CoveredByTheAbsent,
)
from shared.contracts.councils.team import (
    AbsenceBegan,
    AbsenceCorrected,
    AbsenceEnded,
    AbsenceSaid,
    AbsenceWithdrawn,
    CoverArranged,
)
from shared.contracts.vocabulary import AmendmentReason, Origin
from shared.days import EndsBeforeItStarts, InTheFuture
from tests.support.given import IT, TODAY, Given, given

NOTED = Origin()
BETTER = AmendmentReason.BETTER_SOURCE
ANNA = UUID("01936f00-0000-7000-8000-0000000000c1")
BILAL = UUID("01936f00-0000-7000-8000-0000000000c2")
CHLOE = UUID("01936f00-0000-7000-8000-0000000000c3")
TOMORROW = date(2026, 11, 24)
MARCH_2, MARCH_13, MARCH_16 = date(2026, 3, 2), date(2026, 3, 13), date(2026, 3, 16)

began = AbsenceBegan(absence_id=IT, facilitator_id=ANNA, from_on=MARCH_2, expected_until_on=MARCH_13)
ended = AbsenceEnded(absence_id=IT, facilitator_id=ANNA, from_on=MARCH_2, back_on=MARCH_16)
withdrawn = AbsenceWithdrawn(absence_id=IT, facilitator_id=ANNA, from_on=MARCH_2, reason=BETTER)
said = AbsenceSaid(from_on=MARCH_2, expected_until_on=MARCH_13)
covered = CoverArranged(absence_id=IT, facilitator_id=ANNA, council_id="CC18", covered_by=BILAL, from_on=MARCH_2)


def away() -> Given[Absence]:
    return given(Absence, began)


def back() -> Given[Absence]:
    return given(Absence, began, ended)


def test_somebody_is_away_from_a_day() -> None:
    given(Absence).when(lambda it: it.begin(began, today=TODAY)).then(began)


def test_a_fact_of_absence_has_no_room_for_a_reason() -> None:
    assert set(AbsenceBegan.model_fields) == {"absence_id", "facilitator_id", "from_on", "expected_until_on", "origin"}
    assert set(AbsenceSaid.model_fields) == {"from_on", "expected_until_on", "back_on", "origin"}


def test_the_same_absence_said_twice_is_recorded_once() -> None:
    back().when(lambda it: it.begin(began, today=TODAY)).then_nothing()


def test_an_id_serves_one_absence() -> None:
    other = began.model_copy(update={"facilitator_id": BILAL})
    away().when(lambda it: it.begin(other, today=TODAY)).refused(AbsenceAlreadyBegun, pointer="/absence_id")


def test_an_absence_began_neither_tomorrow_nor_ends_before_it_starts() -> None:
    of_tomorrow = began.model_copy(update={"from_on": TOMORROW, "expected_until_on": None})
    given(Absence).when(lambda it: it.begin(of_tomorrow, today=TODAY)).refused(
        InTheFuture, pointer="/from_on", day=TOMORROW
    )
    backwards = began.model_copy(update={"expected_until_on": date(2026, 3, 1)})
    given(Absence).when(lambda it: it.begin(backwards, today=TODAY)).refused(
        EndsBeforeItStarts, pointer="/expected_until_on", start=MARCH_2, end=date(2026, 3, 1)
    )


def test_somebody_is_back() -> None:
    away().when(lambda it: it.end(MARCH_16, NOTED, today=TODAY)).then(ended)


def test_the_same_return_said_twice_is_recorded_once() -> None:
    back().when(lambda it: it.end(MARCH_16, NOTED, today=TODAY)).then_nothing()


def test_an_absence_ends_once_not_before_it_began_and_not_tomorrow() -> None:
    back().when(lambda it: it.end(MARCH_13, NOTED, today=TODAY)).refused(
        AbsenceAlreadyEnded, pointer="/back_on", back_on=MARCH_16
    )
    away().when(lambda it: it.end(date(2026, 3, 1), NOTED, today=TODAY)).refused(
        BackBeforeAway, pointer="/back_on", from_on=MARCH_2
    )
    away().when(lambda it: it.end(TOMORROW, NOTED, today=TODAY)).refused(InTheFuture, pointer="/back_on", day=TOMORROW)


def test_an_absence_that_lasts_longer_is_said_again() -> None:
    longer = said.model_copy(update={"expected_until_on": date(2026, 4, 30)})
    fact = AbsenceCorrected(absence_id=IT, facilitator_id=ANNA, before=said, after=longer, reason=BETTER)
    away().when(lambda it: it.correct(longer, BETTER, NOTED, today=TODAY)).then(fact)
    given(Absence, began, fact).when(lambda it: it.correct(longer, BETTER, NOTED, today=TODAY)).then_nothing()


def test_a_return_said_by_mistake_is_taken_back_and_said_anew() -> None:
    fact = AbsenceCorrected(
        absence_id=IT,
        facilitator_id=ANNA,
        before=said.model_copy(update={"back_on": MARCH_16}),
        after=said,
        reason=BETTER,
    )
    back().when(lambda it: it.correct(said, BETTER, NOTED, today=TODAY)).then(fact)
    given(Absence, began, ended, fact).when(lambda it: it.end(date(2026, 3, 20), NOTED, today=TODAY)).then(
        ended.model_copy(update={"back_on": date(2026, 3, 20)})
    )


def test_corrected_days_follow_one_another_and_have_come() -> None:
    def correcting(**changes: Any) -> Any:
        after = said.model_copy(update=changes)
        return away().when(lambda it: it.correct(after, BETTER, NOTED, today=TODAY))

    day_before = date(2026, 3, 1)
    correcting(expected_until_on=day_before).refused(
        EndsBeforeItStarts, pointer="/expected_until_on", start=MARCH_2, end=day_before
    )
    correcting(back_on=day_before).refused(EndsBeforeItStarts, pointer="/back_on", start=MARCH_2, end=day_before)
    correcting(from_on=TOMORROW, expected_until_on=None).refused(InTheFuture, pointer="/from_on", day=TOMORROW)
    correcting(back_on=TOMORROW).refused(InTheFuture, pointer="/back_on", day=TOMORROW)


def test_an_absence_entered_by_mistake_is_withdrawn_once() -> None:
    away().when(lambda it: it.withdraw(BETTER, NOTED)).then(withdrawn)
    given(Absence, began, withdrawn).when(lambda it: it.withdraw(BETTER, NOTED)).then_nothing()


def test_somebody_answers_for_a_council_meanwhile() -> None:
    away().when(lambda it: it.arrange_cover("CC18", BILAL, MARCH_2, NOTED)).then(covered)


def test_the_same_cover_said_twice_is_recorded_once() -> None:
    given(Absence, began, covered).when(lambda it: it.arrange_cover("CC18", BILAL, MARCH_2, NOTED)).then_nothing()


def test_another_may_take_over_the_cover_and_it_may_be_arranged_ahead() -> None:
    later = covered.model_copy(update={"covered_by": CHLOE, "from_on": TOMORROW})
    given(Absence, began, covered).when(lambda it: it.arrange_cover("CC18", CHLOE, TOMORROW, NOTED)).then(later)


def test_nobody_who_is_away_covers_for_themselves() -> None:
    away().when(lambda it: it.arrange_cover("CC18", ANNA, MARCH_2, NOTED)).refused(
        CoveredByTheAbsent, pointer="/covered_by"
    )


def test_a_cover_lies_within_the_absence() -> None:
    away().when(lambda it: it.arrange_cover("CC18", BILAL, date(2026, 3, 1), NOTED)).refused(
        CoverBeforeAbsence, pointer="/from_on", from_on=MARCH_2
    )
    back().when(lambda it: it.arrange_cover("CC18", BILAL, MARCH_16, NOTED)).refused(
        CoverAfterReturn, pointer="/from_on", back_on=MARCH_16
    )


def test_nothing_more_is_said_of_a_withdrawn_absence() -> None:
    def saying(decide: Any) -> None:
        given(Absence, began, withdrawn).when(decide).refused(AbsenceWasWithdrawn)

    saying(lambda it: it.begin(began, today=TODAY))
    saying(lambda it: it.end(MARCH_16, NOTED, today=TODAY))
    saying(lambda it: it.correct(said, BETTER, NOTED, today=TODAY))
    saying(lambda it: it.arrange_cover("CC18", BILAL, MARCH_2, NOTED))
