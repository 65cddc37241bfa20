"""What was said wrongly of a meeting is said again, step by step: what it is, its days and hours, its minutes."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from services.activities.meetings.domain import Meeting, MeetingInTheFuture, MeetingWasWithdrawn, PlannedForThatDay
from services.activities.meetings.minutes import MinutesBeforeMeeting
from services.activities.retelling import LaterStepsStandOnIt
from shared.contracts.activities.meetings import (
    AttendanceCorrected,
    CorrectionReason,
    MeetingCancelled,
    MeetingCorrected,
    MeetingHeld,
    MeetingLife,
    MeetingPostponed,
    MeetingScheduled,
    MeetingWithdrawn,
    MinutesDrafted,
    WithdrawalReason,
)
from shared.contracts.activities.words import CancellationReason
from shared.contracts.vocabulary import AmendmentReason, Attendance, Doer, MeetingKind, Origin
from tests.support.given import IT, TODAY, given

NOTED, TYPING = Origin(), AmendmentReason.TYPING_ERROR
MARCH_5, MARCH_12, MARCH_13, MARCH_20 = date(2026, 3, 5), date(2026, 3, 12), date(2026, 3, 13), date(2026, 3, 20)
WHAT: dict[str, Any] = {"meeting_id": IT, "council_id": "CC18", "kind": MeetingKind.BOARD, "title": "Budget"}
TEN, ELEVEN = Attendance(present=10, unnamed=10), Attendance(present=11, unnamed=11)

scheduled = MeetingScheduled(**WHAT, planned_on=MARCH_5, starts_at=time(18, 30))
postponed = MeetingPostponed(**WHAT, former_planned_on=MARCH_5, planned_on=MARCH_12, reason=CancellationReason.NO_ROOM)
held = MeetingHeld(**WHAT, planned_on=MARCH_12, held_on=MARCH_12, attendance=TEN)
counted_again = AttendanceCorrected(
    **WHAT, held_on=MARCH_12, before=TEN, after=ELEVEN, reason=CorrectionReason.SHEET_FOUND
)
drafted = MinutesDrafted(meeting_id=IT, council_id="CC18", held_on=MARCH_12, drafted_on=MARCH_13)


def corrected(before: MeetingLife, after: MeetingLife) -> MeetingCorrected:
    return MeetingCorrected(meeting_id=IT, council_id="CC18", before=before, after=after, reason=TYPING)


def test_the_hour_and_the_place_of_a_planned_meeting_are_said_again() -> None:
    now = scheduled.model_copy(update={"starts_at": time(19), "place": "Salle Saint-Bruno"})
    given(Meeting, scheduled).when(
        lambda it: it.correct(
            {"": {"place": "Salle Saint-Bruno"}, "scheduled": {"planned_on": MARCH_5, "starts_at": time(19)}},
            TYPING,
            NOTED,
            today=TODAY,
        )
    ).then(corrected(MeetingLife(scheduled=scheduled), MeetingLife(scheduled=now)))


def test_a_kind_said_again_is_that_of_the_whole_meeting_with_its_last_count() -> None:
    plenary = {"kind": MeetingKind.PLENARY}
    before = MeetingLife(
        scheduled=scheduled, postponed=(postponed,), held=held.model_copy(update={"attendance": ELEVEN})
    )
    after = MeetingLife(
        scheduled=scheduled.model_copy(update=plenary),
        postponed=(postponed.model_copy(update=plenary),),
        held=held.model_copy(update={"attendance": ELEVEN, **plenary}),
    )
    given(Meeting, scheduled, postponed, held, counted_again).when(
        lambda it: it.correct({"": plenary}, TYPING, NOTED, today=TODAY)
    ).then(corrected(before, after))


def test_a_meeting_that_nobody_planned_is_said_again_by_what_was_held() -> None:
    unplanned = held.model_copy(update={"planned_on": None})
    now = unplanned.model_copy(update={"title": None, "held_on": MARCH_13, "chaired_by": Doer.MEMBER})
    given(Meeting, unplanned).when(
        lambda it: it.correct(
            {"": {"title": None}, "held": {"held_on": MARCH_13, "chaired_by": Doer.MEMBER}}, TYPING, NOTED, today=TODAY
        )
    ).then(corrected(MeetingLife(held=unplanned), MeetingLife(held=now)))


def test_a_planned_day_said_again_is_the_former_day_of_what_was_postponed() -> None:
    march_6 = date(2026, 3, 6)
    after = MeetingLife(
        scheduled=scheduled.model_copy(update={"planned_on": march_6}),
        postponed=(postponed.model_copy(update={"former_planned_on": march_6}),),
    )
    given(Meeting, scheduled, postponed).when(
        lambda it: it.correct({"scheduled": {"planned_on": march_6}}, TYPING, NOTED, today=TODAY)
    ).then(corrected(MeetingLife(scheduled=scheduled, postponed=(postponed,)), after))
    given(Meeting, scheduled, postponed).when(
        lambda it: it.correct({"scheduled": {"planned_on": MARCH_12}}, TYPING, NOTED, today=TODAY)
    ).refused(PlannedForThatDay, pointer="/postponed/0/planned_on", planned_on=MARCH_12)


def test_minutes_follow_the_day_on_which_the_meeting_was_held() -> None:
    before = MeetingLife(held=held, drafted=drafted)
    past = (held, drafted)
    given(Meeting, *past).when(
        lambda it: it.correct({"held": {"held_on": MARCH_20}}, TYPING, NOTED, today=TODAY)
    ).refused(MinutesBeforeMeeting, pointer="/drafted/drafted_on", held_on=MARCH_20)
    after = MeetingLife(
        held=held.model_copy(update={"held_on": MARCH_20}),
        drafted=drafted.model_copy(update={"held_on": MARCH_20, "drafted_on": MARCH_20}),
    )
    given(Meeting, *past).when(
        lambda it: it.correct(
            {"held": {"held_on": MARCH_20}, "drafted": {"drafted_on": MARCH_20}}, TYPING, NOTED, today=TODAY
        )
    ).then(corrected(before, after))
    given(Meeting, *past).when(lambda it: it.withdraw_step("drafted", TYPING, NOTED, today=TODAY)).then(
        corrected(before, MeetingLife(held=held))
    )


def test_a_meeting_of_which_there_are_minutes_was_held() -> None:
    given(Meeting, scheduled, held.model_copy(update={"planned_on": MARCH_5}), drafted).when(
        lambda it: it.withdraw_step("held", TYPING, NOTED, today=TODAY)
    ).refused(LaterStepsStandOnIt, pointer="/step")


def test_a_meeting_cancelled_by_mistake_is_held_after_all() -> None:
    cancelled = MeetingCancelled(**WHAT, planned_on=MARCH_5, reason=CancellationReason.NO_ROOM)
    before, after = MeetingLife(scheduled=scheduled, cancelled=cancelled), MeetingLife(scheduled=scheduled)
    given(Meeting, scheduled, cancelled).when(
        lambda it: it.withdraw_step("cancelled", TYPING, NOTED, today=TODAY)
    ).then(corrected(before, after))
    given(Meeting, scheduled, cancelled, corrected(before, after)).when(
        lambda it: it.hold(MARCH_12, TEN, NOTED, today=TODAY)
    ).then(held.model_copy(update={"planned_on": MARCH_5}))


def test_no_meeting_was_held_tomorrow() -> None:
    tomorrow = date(2026, 11, 24)
    given(Meeting, held).when(
        lambda it: it.correct({"held": {"held_on": tomorrow}}, TYPING, NOTED, today=TODAY)
    ).refused(MeetingInTheFuture, pointer="/held/held_on", held_on=tomorrow)


def test_what_was_withdrawn_is_not_said_again() -> None:
    gone = MeetingWithdrawn(**WHAT, planned_on=MARCH_5, reason=WithdrawalReason.ENTERED_TWICE)
    given(Meeting, scheduled, gone).when(lambda it: it.correct({}, TYPING, NOTED, today=TODAY)).refused(
        MeetingWasWithdrawn
    )
