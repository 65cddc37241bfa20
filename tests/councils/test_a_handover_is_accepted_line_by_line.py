from __future__ import annotations

from datetime import date
from uuid import UUID

from hypothesis import given as over
from hypothesis import strategies as st

from services.councils.team.domain.handovers import (
    AcceptedBeforeOpened,
    Handover,
    HandoverAlreadyOpened,
    HandoverIsComplete,
    HandoverStillOpen,
    HandoverToOneself,
    HandoverWasWithdrawn,
    LineAlreadyAccepted,
    LineNotAccepted,
    TooMuchIsOpen,
    UnknownLine,
)
from shared.contracts.councils.team import (
    HandoverAcceptanceWithdrawn,
    HandoverLine,
    HandoverLineAccepted,
    HandoverOpened,
    HandoverWithdrawn,
    OpenMatter,
)
from shared.contracts.vocabulary import AmendmentReason, Origin
from shared.days import InTheFuture
from shared.kernel import Refusal
from tests.support.given import IT, TODAY, given

NOTED = Origin()
OTHER = AmendmentReason.OTHER
ANNA = UUID("01936f00-0000-7000-8000-0000000000c1")
BILAL = UUID("01936f00-0000-7000-8000-0000000000c2")
MEETING = UUID("01936f00-0000-7000-8000-0000000000a1")
MARCH_2, MARCH_3, TOMORROW = date(2026, 3, 2), date(2026, 3, 3), date(2026, 11, 24)

planned = HandoverLine(line=1, matter=OpenMatter.MEETING_PLANNED, subject_id=MEETING, due_on=date(2026, 4, 1))
vacant = HandoverLine(line=2, matter=OpenMatter.SEAT_VACANT)
opened = HandoverOpened(
    handover_id=IT,
    council_id="CC18",
    from_facilitator_id=ANNA,
    to_facilitator_id=BILAL,
    lines=(planned, vacant),
    opened_on=MARCH_2,
)
first_accepted = HandoverLineAccepted(
    handover_id=IT, council_id="CC18", to_facilitator_id=BILAL, line=planned, accepted_on=MARCH_3, is_last=False
)
last_accepted = first_accepted.model_copy(update={"line": vacant, "is_last": True})
not_accepted = HandoverAcceptanceWithdrawn(
    handover_id=IT, council_id="CC18", to_facilitator_id=BILAL, line=vacant, accepted_on=MARCH_3, reason=OTHER
)
withdrawn = HandoverWithdrawn(handover_id=IT, council_id="CC18", reason=OTHER)


def test_a_handover_freezes_what_is_open() -> None:
    given(Handover).when(lambda it: it.open(opened, today=TODAY)).then(opened)


def test_said_again_the_list_is_the_one_that_was_frozen() -> None:
    meanwhile = opened.model_copy(update={"lines": (planned,)})
    given(Handover, opened).when(lambda it: it.open(meanwhile, today=TODAY)).then_nothing()


def test_an_id_serves_one_handover() -> None:
    other = opened.model_copy(update={"council_id": "CC19"})
    given(Handover, opened).when(lambda it: it.open(other, today=TODAY)).refused(
        HandoverAlreadyOpened, pointer="/handover_id"
    )


def test_nobody_hands_over_to_themselves_nor_tomorrow() -> None:
    oneself = opened.model_copy(update={"to_facilitator_id": ANNA})
    given(Handover).when(lambda it: it.open(oneself, today=TODAY)).refused(
        HandoverToOneself, pointer="/to_facilitator_id"
    )
    of_tomorrow = opened.model_copy(update={"opened_on": TOMORROW})
    given(Handover).when(lambda it: it.open(of_tomorrow, today=TODAY)).refused(
        InTheFuture, pointer="/opened_on", day=TOMORROW
    )


def test_what_somebody_is_handing_over_already_is_not_handed_over_again() -> None:
    first = UUID("01936f00-0000-7000-8000-0000000000f1")
    unfinished = opened.model_copy(update={"handover_id": first})
    given(Handover).when(lambda it: it.open(opened, unfinished=unfinished, today=TODAY)).refused(
        HandoverStillOpen, pointer="/from_facilitator_id", opened_on=MARCH_2, handover_id=first
    )
    given(Handover, opened).when(lambda it: it.open(opened, unfinished=unfinished, today=TODAY)).then_nothing()


def test_a_list_that_no_fact_could_hold_is_not_frozen() -> None:
    endless = opened.model_copy(update={"lines": (vacant,) * 501})
    given(Handover).when(lambda it: it.open(endless, today=TODAY)).refused(
        TooMuchIsOpen, pointer="/council_id", lines=501, largest=500
    )
    full = opened.model_copy(update={"lines": (vacant,) * 500})
    given(Handover).when(lambda it: it.open(full, today=TODAY)).then(full)


def test_a_line_is_accepted_whole() -> None:
    given(Handover, opened).when(lambda it: it.accept(1, MARCH_3, NOTED, today=TODAY)).then(first_accepted)


def test_the_last_line_says_that_nothing_remains_without_a_holder() -> None:
    given(Handover, opened, first_accepted).when(lambda it: it.accept(2, MARCH_3, NOTED, today=TODAY)).then(
        last_accepted
    )


def test_the_same_acceptance_said_twice_is_recorded_once() -> None:
    given(Handover, opened, first_accepted, last_accepted).when(
        lambda it: it.accept(1, MARCH_3, NOTED, today=TODAY)
    ).then_nothing()


def test_a_line_is_accepted_once_not_before_the_opening_and_not_tomorrow() -> None:
    given(Handover, opened, first_accepted).when(lambda it: it.accept(1, MARCH_2, NOTED, today=TODAY)).refused(
        LineAlreadyAccepted, pointer="/accepted_on", accepted_on=MARCH_3
    )
    given(Handover, opened).when(lambda it: it.accept(1, date(2026, 3, 1), NOTED, today=TODAY)).refused(
        AcceptedBeforeOpened, pointer="/accepted_on", opened_on=MARCH_2
    )
    given(Handover, opened).when(lambda it: it.accept(1, TOMORROW, NOTED, today=TODAY)).refused(
        InTheFuture, pointer="/accepted_on", day=TOMORROW
    )


def test_a_line_that_is_not_in_the_list_is_not_found() -> None:
    given(Handover, opened).when(lambda it: it.accept(3, MARCH_3, NOTED, today=TODAY)).refused(UnknownLine)


def take_back(handover: Handover, line: int = 2) -> None:
    handover.withdraw_acceptance(line, OTHER, NOTED)


def test_an_accepted_line_is_taken_back_also_the_last_one_and_accepted_anew() -> None:
    given(Handover, opened, first_accepted, last_accepted).when(take_back).then(not_accepted)
    given(Handover, opened, first_accepted, last_accepted, not_accepted).when(take_back).then_nothing()
    given(Handover, opened, first_accepted, last_accepted, not_accepted).when(
        lambda it: it.accept(2, MARCH_3, NOTED, today=TODAY)
    ).then(last_accepted)


def test_a_handover_of_which_a_line_was_taken_back_may_be_withdrawn() -> None:
    given(Handover, opened, first_accepted, last_accepted, not_accepted).when(
        lambda it: it.withdraw(OTHER, NOTED)
    ).then(withdrawn)


def test_only_a_line_that_was_accepted_is_taken_back() -> None:
    given(Handover, opened, first_accepted).when(take_back).refused(LineNotAccepted)
    given(Handover, opened).when(lambda it: take_back(it, 3)).refused(UnknownLine)
    given(Handover, opened, first_accepted, withdrawn).when(take_back).refused(HandoverWasWithdrawn)


def test_a_handover_that_does_not_take_place_is_withdrawn_once() -> None:
    given(Handover, opened, first_accepted).when(lambda it: it.withdraw(OTHER, NOTED)).then(withdrawn)
    given(Handover, opened, withdrawn).when(lambda it: it.withdraw(OTHER, NOTED)).then_nothing()


def test_nothing_more_is_said_of_a_withdrawn_handover() -> None:
    given(Handover, opened, withdrawn).when(lambda it: it.open(opened, today=TODAY)).refused(HandoverWasWithdrawn)
    given(Handover, opened, withdrawn).when(lambda it: it.accept(1, MARCH_3, NOTED, today=TODAY)).refused(
        HandoverWasWithdrawn
    )


def test_a_handover_that_took_place_is_not_withdrawn() -> None:
    given(Handover, opened, first_accepted, last_accepted).when(lambda it: it.withdraw(OTHER, NOTED)).refused(
        HandoverIsComplete
    )


@over(st.lists(st.one_of(st.integers(0, 6), st.just("withdraw")), max_size=20))
def test_the_last_acceptance_and_only_that_one_says_that_it_is_the_last(sayings: list[int | str]) -> None:
    lines = tuple(HandoverLine(line=number, matter=OpenMatter.MINUTES_MISSING) for number in range(1, 6))
    handover = Handover(IT)
    handover.open(opened.model_copy(update={"lines": lines}), today=TODAY)
    for saying in sayings:
        try:
            if isinstance(saying, int):
                handover.accept(saying, MARCH_3, NOTED, today=TODAY)
            else:
                handover.withdraw(OTHER, NOTED)
        except Refusal:
            continue
    again = Handover(IT)
    again.replay(handover.pending)
    assert (again.accepted, again.is_withdrawn) == (handover.accepted, handover.is_withdrawn)
    told = [fact.is_last for fact in handover.pending if isinstance(fact, HandoverLineAccepted)]
    assert told == [False] * min(len(told), 4) + [True] * (len(told) - 4)
