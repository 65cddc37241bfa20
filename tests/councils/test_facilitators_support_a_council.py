from __future__ import annotations

from datetime import date
from uuid import UUID

from services.councils.council.domain import (
    AlreadyAssigned,
    AssignedBeforeUnassigned,
    Council,
    NotAssigned,
    UnassignedBeforeAssigned,
)
from shared.contracts.councils.council import CouncilEstablished
from shared.contracts.councils.team import FacilitatorAssigned, FacilitatorUnassigned, UnassignmentReason
from shared.contracts.vocabulary import Origin
from shared.days import InTheFuture
from tests.support.given import TODAY, given

NOTED = Origin()
SOMEBODY = UUID("01936f00-0000-7000-8000-0000000000d1")
SOMEBODY_ELSE = UUID("01936f00-0000-7000-8000-0000000000d2")
MARCH_13, JUNE_2, JUNE_9 = date(2018, 3, 13), date(2018, 6, 2), date(2018, 6, 9)

established = CouncilEstablished(
    council_id="CC18", name="Conseil citoyen du 18e", arrondissement="18", established_on=date(2016, 11, 1)
)
assigned = FacilitatorAssigned(council_id="CC18", facilitator_id=SOMEBODY, assigned_on=MARCH_13)
unassigned = FacilitatorUnassigned(
    council_id="CC18",
    facilitator_id=SOMEBODY,
    assigned_on=MARCH_13,
    unassigned_on=JUNE_2,
    reason=UnassignmentReason.REPLACED,
)


def test_a_facilitator_supports_a_council_from_a_day() -> None:
    given(Council, established).when(lambda it: it.assign(assigned, today=TODAY)).then(assigned)


def test_the_same_assignment_said_twice_is_recorded_once() -> None:
    given(Council, established, assigned).when(lambda it: it.assign(assigned, today=TODAY)).then_nothing()


def test_several_facilitators_may_support_a_council() -> None:
    other = assigned.model_copy(update={"facilitator_id": SOMEBODY_ELSE})
    given(Council, established, assigned).when(lambda it: it.assign(other, today=TODAY)).then(other)


def test_a_facilitator_supports_a_council_once() -> None:
    again = assigned.model_copy(update={"assigned_on": JUNE_2})
    given(Council, established, assigned).when(lambda it: it.assign(again, today=TODAY)).refused(
        AlreadyAssigned, pointer="/facilitator_id", assigned_on=MARCH_13
    )


def test_nobody_was_assigned_tomorrow() -> None:
    of_tomorrow = assigned.model_copy(update={"assigned_on": date(2026, 11, 24)})
    given(Council, established).when(lambda it: it.assign(of_tomorrow, today=TODAY)).refused(
        InTheFuture, pointer="/assigned_on", day=date(2026, 11, 24)
    )


def test_a_facilitator_may_come_back() -> None:
    back = assigned.model_copy(update={"assigned_on": JUNE_2})
    given(Council, established, assigned, unassigned).when(lambda it: it.assign(back, today=TODAY)).then(back)


def test_a_facilitator_does_not_come_back_before_the_end_of_the_former_support() -> None:
    too_early = assigned.model_copy(update={"assigned_on": date(2018, 6, 1)})
    given(Council, established, assigned, unassigned).when(lambda it: it.assign(too_early, today=TODAY)).refused(
        AssignedBeforeUnassigned, pointer="/assigned_on", unassigned_on=JUNE_2
    )


def test_an_assignment_said_again_after_its_end_is_no_return() -> None:
    given(Council, established, assigned, unassigned).when(lambda it: it.assign(assigned, today=TODAY)).then_nothing()


def test_a_support_ends_and_says_when_it_began() -> None:
    given(Council, established, assigned).when(
        lambda it: it.unassign(
            SOMEBODY, unassigned_on=JUNE_2, reason=UnassignmentReason.REPLACED, origin=NOTED, today=TODAY
        )
    ).then(unassigned)


def test_the_same_end_said_twice_is_recorded_once() -> None:
    given(Council, established, assigned, unassigned).when(
        lambda it: it.unassign(
            SOMEBODY, unassigned_on=JUNE_2, reason=UnassignmentReason.REPLACED, origin=NOTED, today=TODAY
        )
    ).then_nothing()


def test_a_support_that_never_began_does_not_end() -> None:
    given(Council, established, assigned).when(
        lambda it: it.unassign(
            SOMEBODY_ELSE, unassigned_on=JUNE_2, reason=UnassignmentReason.OTHER, origin=NOTED, today=TODAY
        )
    ).refused(NotAssigned, pointer="/facilitator_id")


def test_a_support_ends_once() -> None:
    given(Council, established, assigned, unassigned).when(
        lambda it: it.unassign(
            SOMEBODY, unassigned_on=JUNE_9, reason=UnassignmentReason.REPLACED, origin=NOTED, today=TODAY
        )
    ).refused(NotAssigned, pointer="/facilitator_id")


def test_a_support_does_not_end_before_it_begins() -> None:
    given(Council, established, assigned).when(
        lambda it: it.unassign(
            SOMEBODY, unassigned_on=date(2018, 3, 12), reason=UnassignmentReason.OTHER, origin=NOTED, today=TODAY
        )
    ).refused(UnassignedBeforeAssigned, pointer="/unassigned_on", assigned_on=MARCH_13)


def test_no_support_ended_tomorrow() -> None:
    given(Council, established, assigned).when(
        lambda it: it.unassign(
            SOMEBODY, unassigned_on=date(2026, 11, 24), reason=UnassignmentReason.OTHER, origin=NOTED, today=TODAY
        )
    ).refused(InTheFuture, pointer="/unassigned_on", day=date(2026, 11, 24))
