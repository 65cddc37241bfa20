"""Who called a meeting, chaired it and wrote its minutes: what tells, from facts, how far a council works by itself."""

from __future__ import annotations

from datetime import date

from services.activities.meetings.domain import Meeting
from services.activities.meetings.minutes import MinutesAlreadyPublished
from shared.contracts.activities.meetings import MeetingHeld, MeetingScheduled, MinutesPublished
from shared.contracts.vocabulary import Doer, MeetingKind, Origin
from tests.support.given import IT, TODAY, given

NOTED = Origin()
MARCH_5, MARCH_9 = date(2026, 3, 5), date(2026, 3, 9)

scheduled = MeetingScheduled(
    meeting_id=IT, council_id="CC18", kind=MeetingKind.PLENARY, planned_on=MARCH_5, called_by=Doer.MEMBER
)
held = MeetingHeld(
    meeting_id=IT,
    council_id="CC18",
    kind=MeetingKind.PLENARY,
    planned_on=MARCH_5,
    held_on=MARCH_5,
    called_by=Doer.MEMBER,
    chaired_by=Doer.FACILITATOR,
)
minutes = MinutesPublished(
    meeting_id=IT, council_id="CC18", held_on=MARCH_5, published_on=MARCH_9, written_by=Doer.MEMBER
)


def test_a_meeting_that_was_planned_keeps_who_called_it_and_says_who_chaired_it() -> None:
    given(Meeting, scheduled).when(
        lambda it: it.hold(MARCH_5, None, NOTED, chaired_by=Doer.FACILITATOR, today=TODAY)
    ).then(held)


def test_the_minutes_say_who_wrote_them() -> None:
    given(Meeting, scheduled, held).when(
        lambda it: it.publish_minutes(MARCH_9, NOTED, written_by=Doer.MEMBER, today=TODAY)
    ).then(minutes)


def test_the_same_minutes_were_not_written_by_somebody_else_too() -> None:
    given(Meeting, scheduled, held, minutes).when(
        lambda it: it.publish_minutes(MARCH_9, NOTED, written_by=Doer.FACILITATOR, today=TODAY)
    ).refused(MinutesAlreadyPublished, pointer="/published_on", published_on=MARCH_9)
