from __future__ import annotations

from datetime import date

import pytest

from services.activities.cases.domain.case import ABOUT
from services.activities.cases.domain.case_types import CASE_TYPE, CASE_TYPES, TOLD_IN_FRENCH, CaseType, Delay, Told
from shared.contracts.activities.cases import CaseStep, CaseSubject

each_type = pytest.mark.parametrize("kind", CASE_TYPES, ids=lambda kind: kind.code)


def test_codes_and_names_are_each_of_one_type() -> None:
    for names in (
        [one.code for one in CASE_TYPES],
        [one.french for one in CASE_TYPES],
        [one.english for one in CASE_TYPES],
    ):
        assert len(set(names)) == len(CASE_TYPES)
    assert set(TOLD_IN_FRENCH) == set(Told)


def test_there_is_a_type_about_everything_that_a_case_may_be_about() -> None:
    assert {one.subject for one in CASE_TYPES} == set(CaseSubject)
    assert set(ABOUT) == set(CaseSubject) - {CaseSubject.COUNCIL}


@each_type
def test_usual_steps_follow_one_another_within_the_delay(kind: CaseType) -> None:
    opened_on = date(2026, 1, 31)
    days = [step.due.after(opened_on) for step in kind.steps]
    assert days == sorted(days)
    due_on = kind.due_on(opened_on)
    assert due_on is None or days[-1] <= due_on
    assert len({step.code for step in kind.steps}) == len(kind.steps) >= 2
    assert kind.told


def test_a_council_starts_within_twelve_months() -> None:
    assert CASE_TYPE["COUNCIL_START_UP"].due_on(date(2017, 2, 2)) == date(2018, 2, 2)


@pytest.mark.parametrize(
    ("delay", "day", "over"),
    [
        (Delay(months=1), date(2026, 1, 31), date(2026, 2, 28)),
        (Delay(months=1), date(2024, 1, 31), date(2024, 2, 29)),
        (Delay(months=12), date(2024, 2, 29), date(2025, 2, 28)),
        (Delay(months=11), date(2026, 2, 15), date(2027, 1, 15)),
        (Delay(days=30), date(2026, 3, 5), date(2026, 4, 4)),
    ],
)
def test_months_are_those_of_the_calendar(delay: Delay, day: date, over: date) -> None:
    assert delay.after(day) == over


def test_the_next_usual_step_is_the_first_that_was_not_done() -> None:
    commitment, march_5 = CASE_TYPE["COMMITMENT"], date(2026, 3, 5)
    assert commitment.step_after(frozenset(), march_5) == CaseStep(
        code="CONFIRMED_IN_WRITING", due_on=date(2026, 3, 20)
    )
    done = frozenset({"CONFIRMED_IN_WRITING", "KEPT_CHECKED"})
    assert commitment.step_after(done, march_5) == CaseStep(code="REMINDER_SENT", due_on=date(2026, 4, 19))
    everything = frozenset(step.code for step in commitment.steps)
    assert commitment.step_after(everything, march_5) is None
