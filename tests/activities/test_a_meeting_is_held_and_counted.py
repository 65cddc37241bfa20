from __future__ import annotations

from datetime import date, time

from services.activities.meetings.domain import (
    AlreadyHeld,
    AttendanceDoesNotAddUp,
    Meeting,
    MeetingAlreadyExists,
    MeetingInTheFuture,
    MeetingNotHeld,
    MeetingWasCancelled,
    MeetingWasWithdrawn,
)
from shared.contracts.activities.meetings import (
    AttendanceCorrected,
    CorrectionReason,
    MeetingCancelled,
    MeetingHeld,
    MeetingScheduled,
    MeetingWithdrawn,
    WithdrawalReason,
)
from shared.contracts.activities.words import CancellationReason
from shared.contracts.vocabulary import (
    Attendance,
    Channel,
    College,
    DatePrecision,
    Gender,
    HeadCount,
    MeetingKind,
    Origin,
)
from tests.support.given import IT, TODAY, given

TO_THE_DAY = Origin()
MARCH_5, MARCH_12 = date(2026, 3, 5), date(2026, 3, 12)

TWELVE = Attendance(
    present=12,
    members=(
        HeadCount(college=College.RESIDENT, gender=Gender.F, heads=6),
        HeadCount(college=College.LOCAL_ACTOR, heads=2),
    ),
    guests=1,
    unnamed=3,
    unknown=4,
)
TEN = Attendance(present=10, unnamed=10)

scheduled = MeetingScheduled(
    meeting_id=IT,
    council_id="CC18",
    kind=MeetingKind.PLENARY,
    title="Assemblée de printemps",
    planned_on=MARCH_5,
    starts_at=time(18, 30),
)
held = MeetingHeld(
    meeting_id=IT,
    council_id="CC18",
    kind=MeetingKind.PLENARY,
    title="Assemblée de printemps",
    planned_on=MARCH_5,
    held_on=MARCH_12,
    attendance=TWELVE,
)
held_without_plan = held.model_copy(update={"planned_on": None})
cancelled = MeetingCancelled(
    meeting_id=IT,
    council_id="CC18",
    kind=MeetingKind.PLENARY,
    title="Assemblée de printemps",
    planned_on=MARCH_5,
    reason=CancellationReason.NO_ROOM,
)
withdrawn = MeetingWithdrawn(
    meeting_id=IT,
    council_id="CC18",
    kind=MeetingKind.PLENARY,
    title="Assemblée de printemps",
    planned_on=MARCH_5,
    reason=WithdrawalReason.ENTERED_TWICE,
)
corrected = AttendanceCorrected(
    meeting_id=IT,
    council_id="CC18",
    kind=MeetingKind.PLENARY,
    title="Assemblée de printemps",
    held_on=MARCH_12,
    before=TWELVE,
    after=TEN,
    reason=CorrectionReason.SHEET_FOUND,
)


# Planning


def test_a_meeting_is_planned_for_a_day_even_past() -> None:
    given(Meeting).when(lambda it: it.schedule(scheduled)).then(scheduled)


def test_the_same_plan_said_twice_is_recorded_once() -> None:
    given(Meeting, scheduled, held).when(lambda it: it.schedule(scheduled)).then_nothing()


def test_an_id_serves_one_meeting() -> None:
    other = scheduled.model_copy(update={"planned_on": MARCH_12})
    given(Meeting, scheduled).when(lambda it: it.schedule(other)).refused(MeetingAlreadyExists, pointer="/meeting_id")


def test_a_meeting_entered_as_held_is_not_planned_afterwards() -> None:
    given(Meeting, held_without_plan).when(lambda it: it.schedule(scheduled)).refused(
        MeetingAlreadyExists, pointer="/meeting_id"
    )


# Holding


def test_a_meeting_held_says_who_was_counted_and_the_day_it_was_planned_for() -> None:
    given(Meeting, scheduled).when(lambda it: it.hold(MARCH_12, TWELVE, TO_THE_DAY, today=TODAY)).then(held)


def test_nobody_need_have_counted() -> None:
    given(Meeting, scheduled).when(lambda it: it.hold(MARCH_12, None, TO_THE_DAY, today=TODAY)).then(
        held.model_copy(update={"attendance": None})
    )


def test_a_meeting_of_today_may_have_been_held() -> None:
    given(Meeting, scheduled).when(lambda it: it.hold(TODAY, None, TO_THE_DAY, today=TODAY)).then(
        held.model_copy(update={"held_on": TODAY, "attendance": None})
    )


def test_no_meeting_was_held_tomorrow() -> None:
    given(Meeting, scheduled).when(lambda it: it.hold(date(2026, 11, 24), TWELVE, TO_THE_DAY, today=TODAY)).refused(
        MeetingInTheFuture, pointer="/held_on", held_on=date(2026, 11, 24)
    )


def test_a_month_that_has_begun_may_hold_the_meeting() -> None:
    some_day = Origin(date_precision=DatePrecision.MONTH)
    given(Meeting, scheduled).when(lambda it: it.hold(date(2026, 11, 30), None, some_day, today=TODAY)).then(
        held.model_copy(update={"held_on": date(2026, 11, 30), "attendance": None, "origin": some_day})
    )


def test_the_same_meeting_said_twice_to_be_held_is_recorded_once() -> None:
    given(Meeting, scheduled, held).when(lambda it: it.hold(MARCH_12, TWELVE, TO_THE_DAY, today=TODAY)).then_nothing()


def test_a_meeting_is_held_once_and_its_count_is_corrected_apart() -> None:
    given(Meeting, scheduled, held).when(lambda it: it.hold(MARCH_12, TEN, TO_THE_DAY, today=TODAY)).refused(
        AlreadyHeld, held_on=MARCH_12
    )


def test_a_cancelled_meeting_cannot_be_held() -> None:
    given(Meeting, scheduled, cancelled).when(lambda it: it.hold(MARCH_12, TWELVE, TO_THE_DAY, today=TODAY)).refused(
        MeetingWasCancelled
    )


def test_a_withdrawn_meeting_cannot_be_held() -> None:
    given(Meeting, scheduled, withdrawn).when(lambda it: it.hold(MARCH_12, TWELVE, TO_THE_DAY, today=TODAY)).refused(
        MeetingWasWithdrawn
    )


def test_a_withdrawn_meeting_is_not_entered_again() -> None:
    given(Meeting, held_without_plan, withdrawn).when(lambda it: it.enter_held(held_without_plan, today=TODAY)).refused(
        MeetingWasWithdrawn
    )


def test_a_meeting_that_nobody_planned_may_be_entered_as_held() -> None:
    given(Meeting).when(lambda it: it.enter_held(held_without_plan, today=TODAY)).then(held_without_plan)


def test_the_same_entry_said_twice_is_recorded_once() -> None:
    given(Meeting, held_without_plan).when(lambda it: it.enter_held(held_without_plan, today=TODAY)).then_nothing()


def test_a_planned_meeting_is_not_entered_as_if_nobody_had_planned_it() -> None:
    given(Meeting, scheduled).when(lambda it: it.enter_held(held_without_plan, today=TODAY)).refused(
        MeetingAlreadyExists, pointer="/meeting_id"
    )


def test_another_meeting_is_not_entered_under_the_same_id() -> None:
    other = held_without_plan.model_copy(update={"held_on": MARCH_5})
    given(Meeting, held_without_plan).when(lambda it: it.enter_held(other, today=TODAY)).refused(
        MeetingAlreadyExists, pointer="/meeting_id"
    )


def test_a_meeting_entered_as_held_is_known_when_somebody_holds_it_again() -> None:
    given(Meeting, held_without_plan).when(lambda it: it.hold(MARCH_12, TWELVE, TO_THE_DAY, today=TODAY)).then_nothing()


def test_a_meeting_entered_as_held_is_not_held_on_another_day() -> None:
    given(Meeting, held_without_plan).when(lambda it: it.hold(MARCH_5, TWELVE, TO_THE_DAY, today=TODAY)).refused(
        AlreadyHeld, held_on=MARCH_12
    )


# Counting


def test_members_guests_and_unnamed_add_up_to_those_present() -> None:
    one_too_many = TWELVE.model_copy(update={"present": 13})
    given(Meeting, scheduled).when(lambda it: it.hold(MARCH_12, one_too_many, TO_THE_DAY, today=TODAY)).refused(
        AttendanceDoesNotAddUp, pointer="/attendance/present", present=13, accounted=12
    )


def test_those_whose_presence_nobody_noted_are_not_among_those_present() -> None:
    counted_as_present = TWELVE.model_copy(update={"present": 16})
    given(Meeting).when(
        lambda it: it.enter_held(held_without_plan.model_copy(update={"attendance": counted_as_present}), today=TODAY)
    ).refused(AttendanceDoesNotAddUp, pointer="/attendance/present", present=16, accounted=12)


def test_a_count_is_said_again_and_the_former_one_stays() -> None:
    given(Meeting, scheduled, held).when(
        lambda it: it.correct_attendance(TEN, CorrectionReason.SHEET_FOUND, TO_THE_DAY)
    ).then(corrected)


def test_a_second_correction_follows_from_the_first() -> None:
    given(Meeting, scheduled, held, corrected).when(
        lambda it: it.correct_attendance(None, CorrectionReason.COUNTING_ERROR, TO_THE_DAY)
    ).then(corrected.model_copy(update={"before": TEN, "after": None, "reason": CorrectionReason.COUNTING_ERROR}))


def test_a_correction_keeps_how_well_the_day_is_known() -> None:
    that_month = Origin(channel=Channel.IMPORT, date_precision=DatePrecision.MONTH)
    given(Meeting, held_without_plan.model_copy(update={"origin": that_month})).when(
        lambda it: it.correct_attendance(TEN, CorrectionReason.SHEET_FOUND, TO_THE_DAY)
    ).then(corrected.model_copy(update={"held_origin": that_month}))


def test_the_same_count_is_no_correction() -> None:
    given(Meeting, scheduled, held).when(
        lambda it: it.correct_attendance(TWELVE, CorrectionReason.SHEET_FOUND, TO_THE_DAY)
    ).then_nothing()


def test_a_corrected_count_adds_up_too() -> None:
    given(Meeting, scheduled, held).when(
        lambda it: it.correct_attendance(
            TEN.model_copy(update={"present": 9}), CorrectionReason.TYPING_ERROR, TO_THE_DAY
        )
    ).refused(AttendanceDoesNotAddUp, pointer="/attendance/present", present=9, accounted=10)


def test_nobody_was_counted_at_a_meeting_that_nobody_said_was_held() -> None:
    given(Meeting, scheduled).when(
        lambda it: it.correct_attendance(TEN, CorrectionReason.SHEET_FOUND, TO_THE_DAY)
    ).refused(MeetingNotHeld)


def test_the_count_of_a_withdrawn_entry_is_left_as_it_is() -> None:
    given(Meeting, scheduled, held, withdrawn).when(
        lambda it: it.correct_attendance(TEN, CorrectionReason.SHEET_FOUND, TO_THE_DAY)
    ).refused(MeetingWasWithdrawn)
