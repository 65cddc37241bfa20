from __future__ import annotations

from datetime import date, time

from services.activities.meetings.domain import (
    Meeting,
    MeetingWasCancelled,
    MeetingWasHeld,
    MeetingWasWithdrawn,
    PlannedForThatDay,
)
from shared.contracts.activities.meetings import (
    MeetingCancelled,
    MeetingHeld,
    MeetingPostponed,
    MeetingScheduled,
    MeetingWithdrawn,
    WithdrawalReason,
)
from shared.contracts.activities.words import CancellationReason
from shared.contracts.vocabulary import Channel, MeetingKind, Origin
from shared.kernel import NotFound
from tests.support.given import IT, TODAY, given

NOTED = Origin()
MARCH_5, MARCH_12, APRIL_2 = date(2026, 3, 5), date(2026, 3, 12), date(2026, 4, 2)
NO_ROOM, SANITARY = CancellationReason.NO_ROOM, CancellationReason.SANITARY

scheduled = MeetingScheduled(meeting_id=IT, council_id="CC18", kind=MeetingKind.BOARD, planned_on=MARCH_5)
postponed = MeetingPostponed(
    meeting_id=IT,
    council_id="CC18",
    kind=MeetingKind.BOARD,
    former_planned_on=MARCH_5,
    planned_on=MARCH_12,
    starts_at=time(19),
    reason=NO_ROOM,
)
again = postponed.model_copy(
    update={"former_planned_on": MARCH_12, "planned_on": APRIL_2, "starts_at": None, "reason": SANITARY}
)
held = MeetingHeld(meeting_id=IT, council_id="CC18", kind=MeetingKind.BOARD, planned_on=MARCH_12, held_on=MARCH_12)
cancelled = MeetingCancelled(
    meeting_id=IT, council_id="CC18", kind=MeetingKind.BOARD, planned_on=MARCH_12, reason=NO_ROOM
)
withdrawn = MeetingWithdrawn(
    meeting_id=IT,
    council_id="CC18",
    kind=MeetingKind.BOARD,
    planned_on=MARCH_12,
    reason=WithdrawalReason.ENTERED_TWICE,
)


def test_a_planned_meeting_gets_another_day_for_a_reason() -> None:
    given(Meeting, scheduled).when(lambda it: it.postpone(MARCH_12, time(19), NO_ROOM, NOTED)).then(postponed)


def test_it_may_be_brought_forward() -> None:
    earlier = date(2026, 3, 1)
    given(Meeting, scheduled).when(lambda it: it.postpone(earlier, time(19), NO_ROOM, NOTED)).then(
        postponed.model_copy(update={"planned_on": earlier})
    )


def test_it_is_postponed_as_often_as_that_changes() -> None:
    given(Meeting, scheduled, postponed).when(lambda it: it.postpone(APRIL_2, None, SANITARY, NOTED)).then(again)


def test_it_may_come_back_to_its_first_day() -> None:
    given(Meeting, scheduled, postponed).when(lambda it: it.postpone(MARCH_5, None, SANITARY, NOTED)).then(
        again.model_copy(update={"planned_on": MARCH_5})
    )


def test_the_same_postponement_said_twice_is_recorded_once() -> None:
    given(Meeting, scheduled, postponed).when(lambda it: it.postpone(MARCH_12, time(19), NO_ROOM, NOTED)).then_nothing()


def test_the_first_plan_said_again_is_known() -> None:
    given(Meeting, scheduled, postponed).when(lambda it: it.schedule(scheduled)).then_nothing()


def test_it_is_not_postponed_to_the_day_for_which_it_is_planned() -> None:
    given(Meeting, scheduled).when(lambda it: it.postpone(MARCH_5, time(19), NO_ROOM, NOTED)).refused(
        PlannedForThatDay, pointer="/planned_on", planned_on=MARCH_5
    )
    given(Meeting, scheduled, postponed).when(lambda it: it.postpone(MARCH_12, time(19), SANITARY, NOTED)).refused(
        PlannedForThatDay, pointer="/planned_on", planned_on=MARCH_12
    )


def test_a_meeting_that_was_held_is_not_postponed() -> None:
    given(Meeting, scheduled, held).when(lambda it: it.postpone(APRIL_2, None, NO_ROOM, NOTED)).refused(
        MeetingWasHeld, held_on=MARCH_12
    )


def test_a_meeting_that_was_cancelled_is_not_postponed() -> None:
    given(Meeting, scheduled, cancelled).when(lambda it: it.postpone(APRIL_2, None, NO_ROOM, NOTED)).refused(
        MeetingWasCancelled
    )


def test_a_withdrawn_entry_is_not_postponed() -> None:
    given(Meeting, scheduled, withdrawn).when(lambda it: it.postpone(APRIL_2, None, NO_ROOM, NOTED)).refused(
        MeetingWasWithdrawn
    )


def test_what_was_never_planned_is_not_postponed() -> None:
    given(Meeting).when(lambda it: it.postpone(APRIL_2, None, NO_ROOM, NOTED)).refused(NotFound)


def test_held_it_says_the_day_that_was_last_planned() -> None:
    given(Meeting, scheduled, postponed).when(lambda it: it.hold(MARCH_12, None, NOTED, today=TODAY)).then(held)
    given(Meeting, scheduled, postponed, held).when(
        lambda it: it.hold(MARCH_12, None, NOTED, today=TODAY)
    ).then_nothing()


def test_cancelled_or_withdrawn_it_says_the_day_that_was_last_planned() -> None:
    given(Meeting, scheduled, postponed).when(lambda it: it.cancel(NO_ROOM, NOTED)).then(cancelled)
    given(Meeting, scheduled, postponed).when(lambda it: it.withdraw(WithdrawalReason.ENTERED_TWICE, NOTED)).then(
        withdrawn
    )


def test_a_postponement_that_was_imported_keeps_where_it_comes_from() -> None:
    imported = Origin(channel=Channel.IMPORT)
    given(Meeting, scheduled).when(lambda it: it.postpone(MARCH_12, time(19), NO_ROOM, imported)).then(
        postponed.model_copy(update={"origin": imported})
    )
