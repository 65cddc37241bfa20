from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given as whatever
from hypothesis import strategies as some

from services.councils.team.domain.absences import (
    Absence,
    AbsenceAlreadyBegun,
    AbsenceAlreadyEnded,
    AbsenceWasWithdrawn,
    Away,
    AwayAlready,
    BackBeforeAway,
    CoverAfterReturn,
    CoverBeforeAbsence,
    CoveredByTheAbsent,
    NotCovered,
)
from shared.contracts.councils.team import (
    AbsenceBegan,
    AbsenceCorrected,
    AbsenceEnded,
    AbsenceSaid,
    AbsenceWithdrawn,
    CoverArranged,
    CoverWithdrawn,
)
from shared.contracts.vocabulary import AmendmentReason, DatePrecision, Origin
from shared.days import EndsBeforeItStarts, InTheFuture
from shared.kernel import Refusal
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

taken_over = covered.model_copy(
    update={"covered_by": CHLOE, "from_on": MARCH_13, "origin": Origin(date_precision=DatePrecision.MONTH)}
)
cover_withdrawn = CoverWithdrawn(
    absence_id=IT, facilitator_id=ANNA, council_id="CC18", covered_by=BILAL, from_on=MARCH_2, reason=BETTER
)


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


# Nobody is away twice at a time


FIRST = UUID("01936f00-0000-7000-8000-0000000000f1")
MONTH = Origin(date_precision=DatePrecision.MONTH)


def other(**changes: Any) -> Away:
    """Another absence of Anna's, as it stands."""
    absence = Absence(FIRST)
    absence.replay([began.model_copy(update={"absence_id": FIRST, **changes})])
    return absence.away()


def ended_on(back_on: date, origin: Origin = NOTED) -> Away:
    absence = Absence(FIRST)
    absence.replay([began.model_copy(update={"absence_id": FIRST})])
    absence.end(back_on, origin, today=TODAY)
    return absence.away()


def begin(on: date, *others: Away, origin: Origin = NOTED) -> Any:
    fact = began.model_copy(update={"from_on": on, "expected_until_on": None, "origin": origin})
    return given(Absence).when(lambda it: it.begin(fact, others=others, today=TODAY)), fact


def test_nobody_is_away_again_before_they_are_back() -> None:
    for on in (MARCH_2, MARCH_13, MARCH_16):
        outcome, _ = begin(on, other())
        outcome.refused(AwayAlready, pointer="/from_on", from_on=MARCH_2, absence_id=FIRST)
    outcome, _ = begin(date(2026, 2, 2), other())
    outcome.refused(AwayAlready, pointer="/from_on", from_on=MARCH_2, absence_id=FIRST)


def test_somebody_may_be_away_again_from_the_day_on_which_they_are_back() -> None:
    outcome, fact = begin(MARCH_16, ended_on(MARCH_16))
    outcome.then(fact)
    outcome, _ = begin(MARCH_13, ended_on(MARCH_16))
    outcome.refused(AwayAlready, pointer="/from_on", from_on=MARCH_2, absence_id=FIRST)


def test_absences_of_a_month_may_lie_one_after_the_other() -> None:
    outcome, fact = begin(MARCH_13, ended_on(date(2026, 3, 31), MONTH))
    outcome.then(fact)
    outcome, fact = begin(MARCH_2, ended_on(MARCH_16), origin=MONTH)
    outcome.then(fact)


def test_an_absence_that_was_corrected_lasts_as_it_is_said_now() -> None:
    absence = Absence(FIRST)
    absence.replay([began.model_copy(update={"absence_id": FIRST})])
    absence.end(MARCH_16, NOTED, today=TODAY)
    absence.correct(said.model_copy(update={"back_on": MARCH_13}), BETTER, NOTED, today=TODAY)
    outcome, fact = begin(MARCH_13, absence.away())
    outcome.then(fact)


def test_corrected_days_do_not_reach_into_another_absence() -> None:
    later = other(from_on=MARCH_16, expected_until_on=None)
    longer = said.model_copy(update={"back_on": date(2026, 3, 17)})
    given(Absence, began, ended).when(
        lambda it: it.correct(longer, BETTER, NOTED, others=[later], today=TODAY)
    ).refused(AwayAlready, pointer="/from_on", from_on=MARCH_16, absence_id=FIRST)


def test_the_same_absence_said_twice_overlaps_nothing() -> None:
    away().when(lambda it: it.begin(began, others=[other()], today=TODAY)).then_nothing()


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


def never_covered(absence: Absence) -> None:
    absence.withdraw_cover("CC18", BETTER, NOTED)


def test_a_cover_is_taken_back_and_nobody_answers() -> None:
    given(Absence, began, covered).when(never_covered).then(cover_withdrawn)


def test_the_last_cover_is_taken_back_and_the_one_before_holds_again() -> None:
    fact = cover_withdrawn.model_copy(
        update={
            "covered_by": CHLOE,
            "from_on": MARCH_13,
            "former_covered_by": BILAL,
            "cover_origin": taken_over.origin,
        }
    )
    given(Absence, began, covered, taken_over).when(never_covered).then(fact)
    given(Absence, began, covered, taken_over, fact).when(
        lambda it: it.arrange_cover("CC18", BILAL, MARCH_2, NOTED)
    ).then_nothing()


def test_nobody_answers_from_a_day_on_which_the_other_cover_has_not_begun() -> None:
    given(Absence, began, taken_over, covered).when(never_covered).then(cover_withdrawn)


def test_of_two_covers_of_one_day_the_one_said_first_holds_again() -> None:
    that_day = covered.model_copy(update={"covered_by": CHLOE})
    given(Absence, began, covered, that_day).when(never_covered).then(
        cover_withdrawn.model_copy(update={"covered_by": CHLOE, "former_covered_by": BILAL})
    )


def test_the_same_cover_taken_back_twice_is_recorded_once() -> None:
    given(Absence, began, covered, cover_withdrawn).when(never_covered).then_nothing()


def test_a_cover_that_was_taken_back_may_be_said_again() -> None:
    given(Absence, began, covered, cover_withdrawn).when(
        lambda it: it.arrange_cover("CC18", BILAL, MARCH_2, NOTED)
    ).then(covered)


def test_a_cover_is_taken_back_once_the_person_is_back() -> None:
    given(Absence, began, covered, ended).when(never_covered).then(cover_withdrawn)


def test_a_cover_is_taken_back_only_if_there_is_one_for_that_council() -> None:
    elsewhere = covered.model_copy(update={"council_id": "CC19"})
    given(Absence, began, elsewhere).when(never_covered).refused(NotCovered, pointer="/council_id", council_id="CC18")
    otherwise = cover_withdrawn.model_copy(update={"reason": AmendmentReason.OTHER})
    given(Absence, began, covered, otherwise).when(never_covered).refused(
        NotCovered, pointer="/council_id", council_id="CC18"
    )


def test_nothing_more_is_said_of_a_withdrawn_absence() -> None:
    def saying(decide: Any) -> None:
        given(Absence, began, withdrawn).when(decide).refused(AbsenceWasWithdrawn)

    saying(lambda it: it.begin(began, today=TODAY))
    saying(lambda it: it.end(MARCH_16, NOTED, today=TODAY))
    saying(lambda it: it.correct(said, BETTER, NOTED, today=TODAY))
    saying(lambda it: it.arrange_cover("CC18", BILAL, MARCH_2, NOTED))
    saying(never_covered)


# Whatever is said


days = some.integers(0, 20).map(lambda after: MARCH_2 + timedelta(days=after))
councils = some.sampled_from(["CC18", "CC19"])
moves = some.one_of(
    some.builds(lambda day: lambda it: it.end(day, NOTED, today=TODAY), days),
    some.builds(
        lambda first, back: lambda it: it.correct(AbsenceSaid(from_on=first, back_on=back), BETTER, NOTED, today=TODAY),
        days,
        some.none() | days,
    ),
    some.builds(
        lambda council, who, day: lambda it: it.arrange_cover(council, who, day, NOTED),
        councils,
        some.sampled_from([ANNA, BILAL, CHLOE]),
        days,
    ),
    some.builds(lambda council: lambda it: it.withdraw_cover(council, BETTER, NOTED), councils),
)


@whatever(some.lists(moves, max_size=30))
def test_whatever_was_recorded_is_remembered_and_every_cover_can_be_taken_back(said_so_far: list[object]) -> None:
    absence = Absence(IT)
    absence.begin(began, today=TODAY)
    for move in said_so_far:
        with suppress(Refusal):
            move(absence)  # type: ignore[operator]
    again = Absence(IT)
    again.replay(absence.pending)
    assert again.covers == absence.covers
    for council in ("CC18", "CC19"):
        while again.covers.get(council):
            again.withdraw_cover(council, BETTER, NOTED)
    assert not any(again.covers.values())


@whatever(some.lists(some.sampled_from([began, ended, covered, taken_over, cover_withdrawn, withdrawn]), max_size=12))
def test_facts_in_any_order_are_remembered(facts: list[Any]) -> None:
    Absence(IT).replay(facts)
