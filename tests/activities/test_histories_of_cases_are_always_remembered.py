"""Whatever is said of a case, in whatever order, what was recorded can be told again, and saying it twice changes nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from services.activities.cases.domain.case import Case
from services.activities.cases.domain.case_types import CASE_TYPE, CASE_TYPES
from shared.contracts import REGISTRY
from shared.contracts.activities.cases import (
    CaseOpened,
    CaseOutcome,
    CaseSaid,
    CaseStep,
    ClosingReason,
    HandingOverReason,
    PauseReason,
    ReopeningReason,
)
from shared.contracts.vocabulary import AmendmentReason, DatePrecision, Origin
from shared.kernel import Refusal
from tests.activities.test_a_case_is_followed import BILAL, CARLA
from tests.support.given import IT, TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.kernel import Fact

Step = tuple[str, str, int, int, DatePrecision]

steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["open", "correct", "set", "do", "hand over", "pause", "resume", "close", "reopen", "withdraw"]
        ),
        # Mostly of one type, so that something happens to it.
        st.sampled_from(CASE_TYPES).map(lambda one: one.code) | st.just("COUNCIL_SUPPORT"),
        st.integers(-30, 1),
        st.integers(0, 4),
        st.sampled_from(DatePrecision),
    ),
    max_size=16,
).map(lambda told: [("open", "COUNCIL_SUPPORT", -20, 0, DatePrecision.DAY), *told])


def decision(step: Step) -> Callable[[Case], None]:
    """What is said of the case in that step."""
    what, code, days, choice, precision = step
    day, origin = TODAY + timedelta(days=days), Origin(date_precision=precision)
    usual = CASE_TYPE["COUNCIL_SUPPORT"].steps[choice].code
    named = CaseStep(code=usual) if choice % 2 else CaseStep(title="Autre chose", due_on=day)
    holder = (None, BILAL, CARLA)[choice % 3]
    until = day + timedelta(days=choice) if choice else None

    def open_it(case: Case) -> None:
        kind = CASE_TYPE[code]
        fact = CaseOpened(
            case_id=IT,
            council_id="CC18",
            case_type=code,
            subject=kind.subject,
            title="Un dossier",
            opened_on=day,
            holder_id=holder,
            next_step=kind.step_after(frozenset(), day),
            origin=origin,
        )
        case.open(fact, subject=None, other=None, today=TODAY)

    def correct(case: Case) -> None:
        after = CaseSaid(title="Un autre dossier", opened_on=day, due_on=until, origin=origin)
        case.correct(after, AmendmentReason.OTHER, subject=None, other=None, today=TODAY)

    said: dict[str, Callable[[Case], Any]] = {
        "open": open_it,
        "correct": correct,
        "set": lambda case: case.set_step(named, day, origin, today=TODAY),
        "do": lambda case: case.do_step(
            case.next_step or named, day, origin, following=named if choice > 2 else None, today=TODAY
        ),
        "hand over": lambda case: case.hand_over(holder, day, HandingOverReason.OTHER, origin, today=TODAY),
        "pause": lambda case: case.pause(day, until, PauseReason.TEAM, origin, today=TODAY),
        "resume": lambda case: case.resume(day, origin, today=TODAY),
        "close": lambda case: case.close(day, CaseOutcome.ACHIEVED, ClosingReason.OTHER, origin, today=TODAY),
        "reopen": lambda case: case.reopen(day, ReopeningReason.OTHER, origin, other=None, today=TODAY),
        "withdraw": lambda case: case.withdraw(AmendmentReason.OTHER, origin),
    }
    return said[what]


def taken(case: Case) -> list[Fact]:
    """What it recorded since it was last asked."""
    recorded, case.pending = case.pending, []
    return recorded


@given(steps)
def test_what_was_recorded_is_remembered_the_same(told: list[Step]) -> None:
    case, recorded = Case(IT), []
    for step in told:
        try:
            decision(step)(case)
        except Refusal:
            assert case.pending == []
        recorded += taken(case)
    again = Case(IT)
    again.replay(REGISTRY[fact.type].model_validate_json(fact.model_dump_json()) for fact in recorded)
    assert vars(again) == vars(case)
    assert again.version == len(recorded) >= 1


@given(steps)
def test_what_is_said_twice_is_recorded_once(told: list[Step]) -> None:
    case = Case(IT)
    for step in told:
        # Which step was done is what somebody said, and not whatever is next by then.
        said = _doing(case.next_step, step) if step[0] == "do" and case.next_step else decision(step)
        try:
            said(case)
        except Refusal:
            continue
        taken(case)
        said(case)
        assert case.pending == []


def _doing(done: CaseStep, step: Step) -> Callable[[Case], None]:
    _, _, days, _, precision = step
    day, origin = TODAY + timedelta(days=days), Origin(date_precision=precision)
    return lambda case: case.do_step(done, day, origin, following=None, today=TODAY)
