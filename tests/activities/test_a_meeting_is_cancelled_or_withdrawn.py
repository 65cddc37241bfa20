from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from services.activities.meetings.domain import (
    AlreadyCancelled,
    Meeting,
    MeetingNotHeld,
    MeetingWasHeld,
    MeetingWasWithdrawn,
)
from services.activities.meetings.minutes import MinutesAlreadyPublished, MinutesBeforeMeeting
from shared.contracts.activities.meetings import (
    AttendanceCorrected,
    CorrectionReason,
    MeetingCancelled,
    MeetingHeld,
    MeetingScheduled,
    MeetingWithdrawn,
    MinutesPublished,
    WithdrawalReason,
)
from shared.contracts.activities.words import CancellationReason
from shared.contracts.vocabulary import Attendance, Confidence, MeetingKind, Origin
from shared.days import InTheFuture
from shared.entries.kinds import OthersStandOnIt
from tests.support.given import IT, TODAY, given

if TYPE_CHECKING:
    from tests.support.house import House

TO_THE_DAY = Origin()
DOUBTFUL = Origin(confidence=Confidence.LOW)
MARCH_5, MARCH_12, APRIL_2 = date(2026, 3, 5), date(2026, 3, 12), date(2026, 4, 2)
TWELVE, TEN = Attendance(present=12, unnamed=12), Attendance(present=10, unnamed=10)

scheduled = MeetingScheduled(meeting_id=IT, council_id="CC18", kind=MeetingKind.BOARD, planned_on=MARCH_5)
held = MeetingHeld(
    meeting_id=IT,
    council_id="CC18",
    kind=MeetingKind.BOARD,
    planned_on=MARCH_5,
    held_on=MARCH_12,
    attendance=TWELVE,
)
corrected = AttendanceCorrected(
    meeting_id=IT,
    council_id="CC18",
    kind=MeetingKind.BOARD,
    held_on=MARCH_12,
    before=TWELVE,
    after=TEN,
    reason=CorrectionReason.SHEET_FOUND,
)
cancelled = MeetingCancelled(
    meeting_id=IT,
    council_id="CC18",
    kind=MeetingKind.BOARD,
    planned_on=MARCH_5,
    reason=CancellationReason.TOO_FEW_PEOPLE,
)
withdrawn = MeetingWithdrawn(
    meeting_id=IT,
    council_id="CC18",
    kind=MeetingKind.BOARD,
    planned_on=MARCH_5,
    reason=WithdrawalReason.WRONG_COUNCIL,
)
minutes = MinutesPublished(meeting_id=IT, council_id="CC18", held_on=MARCH_12, published_on=APRIL_2)


# Cancelling


def test_a_planned_meeting_may_be_cancelled() -> None:
    given(Meeting, scheduled).when(lambda it: it.cancel(CancellationReason.TOO_FEW_PEOPLE, TO_THE_DAY)).then(cancelled)


def test_the_same_cancellation_said_twice_is_recorded_once() -> None:
    given(Meeting, scheduled, cancelled).when(
        lambda it: it.cancel(CancellationReason.TOO_FEW_PEOPLE, TO_THE_DAY)
    ).then_nothing()


def test_a_meeting_is_cancelled_for_one_reason() -> None:
    given(Meeting, scheduled, cancelled).when(lambda it: it.cancel(CancellationReason.NO_ROOM, TO_THE_DAY)).refused(
        AlreadyCancelled
    )


def test_a_meeting_that_was_held_is_not_cancelled() -> None:
    given(Meeting, scheduled, held).when(lambda it: it.cancel(CancellationReason.NO_ROOM, TO_THE_DAY)).refused(
        MeetingWasHeld, held_on=MARCH_12
    )


def test_a_withdrawn_entry_is_not_cancelled() -> None:
    given(Meeting, scheduled, withdrawn).when(lambda it: it.cancel(CancellationReason.NO_ROOM, TO_THE_DAY)).refused(
        MeetingWasWithdrawn
    )


# Withdrawing


def test_an_entry_that_should_never_have_been_made_is_withdrawn() -> None:
    given(Meeting, scheduled).when(lambda it: it.withdraw(WithdrawalReason.WRONG_COUNCIL, TO_THE_DAY)).then(withdrawn)


def test_a_withdrawal_says_all_that_counted() -> None:
    given(Meeting, scheduled, held.model_copy(update={"origin": DOUBTFUL}), corrected).when(
        lambda it: it.withdraw(WithdrawalReason.WRONG_COUNCIL, TO_THE_DAY)
    ).then(withdrawn.model_copy(update={"held_on": MARCH_12, "attendance": TEN, "entry_origin": DOUBTFUL}))


def test_a_cancelled_meeting_may_be_withdrawn_too() -> None:
    given(Meeting, scheduled, cancelled).when(lambda it: it.withdraw(WithdrawalReason.WRONG_COUNCIL, TO_THE_DAY)).then(
        withdrawn.model_copy(update={"was_cancelled": True})
    )


def test_an_entry_is_withdrawn_once() -> None:
    given(Meeting, scheduled, withdrawn).when(
        lambda it: it.withdraw(WithdrawalReason.ENTERED_TWICE, TO_THE_DAY)
    ).then_nothing()


# Minutes


def test_minutes_follow_a_meeting_that_was_held() -> None:
    given(Meeting, scheduled, held).when(lambda it: it.publish_minutes(APRIL_2, TO_THE_DAY, today=TODAY)).then(minutes)


def test_minutes_may_appear_on_the_day_of_the_meeting() -> None:
    given(Meeting, scheduled, held).when(lambda it: it.publish_minutes(MARCH_12, TO_THE_DAY, today=TODAY)).then(
        minutes.model_copy(update={"published_on": MARCH_12})
    )


def test_minutes_do_not_precede_the_meeting() -> None:
    given(Meeting, scheduled, held).when(lambda it: it.publish_minutes(MARCH_5, TO_THE_DAY, today=TODAY)).refused(
        MinutesBeforeMeeting, pointer="/published_on", held_on=MARCH_12
    )


def test_minutes_did_not_appear_tomorrow() -> None:
    given(Meeting, scheduled, held).when(
        lambda it: it.publish_minutes(date(2026, 11, 24), TO_THE_DAY, today=TODAY)
    ).refused(InTheFuture, pointer="/published_on", day=date(2026, 11, 24))


def test_the_same_minutes_said_twice_are_recorded_once() -> None:
    given(Meeting, scheduled, held, minutes).when(
        lambda it: it.publish_minutes(APRIL_2, TO_THE_DAY, today=TODAY)
    ).then_nothing()


def test_minutes_are_published_on_one_day() -> None:
    given(Meeting, scheduled, held, minutes).when(
        lambda it: it.publish_minutes(date(2026, 4, 3), TO_THE_DAY, today=TODAY)
    ).refused(MinutesAlreadyPublished, pointer="/published_on", published_on=APRIL_2)


def test_a_meeting_that_nobody_said_was_held_has_no_minutes() -> None:
    given(Meeting, scheduled).when(lambda it: it.publish_minutes(APRIL_2, TO_THE_DAY, today=TODAY)).refused(
        MeetingNotHeld
    )


def test_a_withdrawn_entry_has_no_minutes() -> None:
    given(Meeting, scheduled, held, withdrawn).when(
        lambda it: it.publish_minutes(APRIL_2, TO_THE_DAY, today=TODAY)
    ).refused(MeetingWasWithdrawn)


def test_a_withdrawn_entry_is_not_scheduled_again() -> None:
    given(Meeting, scheduled, withdrawn).when(lambda it: it.schedule(scheduled)).refused(MeetingWasWithdrawn)


def test_what_entries_stand_on_is_not_withdrawn() -> None:
    given(Meeting, scheduled).when(
        lambda it: it.withdraw(WithdrawalReason.WRONG_COUNCIL, TO_THE_DAY, others=2)
    ).refused(OthersStandOnIt, others=2)


def test_a_meeting_is_withdrawn_once_nothing_is_said_of_it_any_more(town: House, council: str) -> None:
    activities = town.activities
    held = activities.record("/v1/meetings/held", {"council_id": council, "kind": "BOARD", "held_on": "2018-03-05"})
    decision = {"council_id": council, "meeting_id": held["id"], "title": "Un local", "decided_on": "2018-03-05"}
    decided = activities.record("/v1/decisions", decision)
    withdrawal, here = {"reason": "ENTERED_TWICE"}, f"/v1/meetings/{held['id']}/withdrawn"
    refused = activities.post(here, withdrawal, if_match=1)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/others-stand-on-it")
    activities.record(f"/v1/decisions/{decided['id']}/withdrawn", {"reason": "ENTERED_TWICE"}, if_match=1)
    done = activities.record(here, withdrawal, if_match=1)
    assert activities.get(f"/v1/meetings/{held['id']}", after=done["after"]).json()["status"] == "WITHDRAWN"
