"""Minutes on their way: written, sent to the members, approved at a later meeting. Publishing them is told elsewhere."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from services.activities.meetings.domain import Meeting, MeetingNotHeld, MeetingWasWithdrawn
from services.activities.meetings.minutes import (
    ApprovedBeforeDrafted,
    MinutesAlreadyApproved,
    MinutesAlreadyCirculated,
    MinutesAlreadyDrafted,
    MinutesBeforeMeeting,
    NoApprovingMeeting,
)
from shared.contracts.activities.meetings import (
    MeetingHeld,
    MeetingScheduled,
    MeetingWithdrawn,
    MinutesApproved,
    MinutesCirculated,
    MinutesDrafted,
    MinutesPublished,
    WithdrawalReason,
)
from shared.contracts.vocabulary import DatePrecision, Doer, MeetingKind, Origin
from shared.days import InTheFuture
from tests.support.given import IT, TODAY, given

if TYPE_CHECKING:
    from collections.abc import Callable

NOTED = Origin()
MONTH = Origin(date_precision=DatePrecision.MONTH)
FEBRUARY_28, MARCH_5, MARCH_9, MARCH_20, APRIL_2 = (
    *(date(2026, 2, 28), date(2026, 3, 5), date(2026, 3, 9), date(2026, 3, 20), date(2026, 4, 2)),
)
TOMORROW = date(2026, 11, 24)
LATER = UUID("01936f00-0000-7000-8000-000000000002")
"""The meeting at which they are approved."""

held = MeetingHeld(meeting_id=IT, council_id="CC18", kind=MeetingKind.PLENARY, held_on=MARCH_5)
scheduled = MeetingScheduled(meeting_id=IT, council_id="CC18", kind=MeetingKind.PLENARY, planned_on=MARCH_5)
withdrawn = MeetingWithdrawn(
    meeting_id=IT,
    council_id="CC18",
    kind=MeetingKind.PLENARY,
    held_on=MARCH_5,
    reason=WithdrawalReason.ENTERED_TWICE,
)
drafted = MinutesDrafted(meeting_id=IT, council_id="CC18", held_on=MARCH_5, drafted_on=MARCH_20, written_by=Doer.MEMBER)
circulated = MinutesCirculated(meeting_id=IT, council_id="CC18", held_on=MARCH_5, circulated_on=MARCH_20)
approved = MinutesApproved(
    meeting_id=IT, council_id="CC18", held_on=MARCH_5, approved_on=APRIL_2, approving_meeting_id=LATER
)
published = MinutesPublished(meeting_id=IT, council_id="CC18", held_on=MARCH_5, published_on=MARCH_9)


def another(
    council_id: str = "CC18", *, meeting_id: UUID = LATER, planned: bool = False, gone: bool = False
) -> Meeting:
    """Another meeting, as it stands."""
    meeting = Meeting(meeting_id)
    kind = scheduled if planned else held
    meeting.replay([kind.model_copy(update={"meeting_id": meeting_id, "council_id": council_id})])
    meeting.replay([withdrawn] if gone else [])
    return meeting


def draft(on: date = MARCH_20, origin: Origin = NOTED) -> Callable[[Meeting], None]:
    return lambda it: it.draft_minutes(on, origin, written_by=Doer.MEMBER, today=TODAY)


def circulate(on: date = MARCH_20) -> Callable[[Meeting], None]:
    return lambda it: it.circulate_minutes(on, NOTED, today=TODAY)


def approve(on: date = APRIL_2, at: Meeting | None = None) -> Callable[[Meeting], None]:
    return lambda it: it.approve_minutes(on, NOTED, approving=at, today=TODAY)


def test_they_are_written_by_somebody() -> None:
    given(Meeting, held).when(draft()).then(drafted)


def test_their_internal_version_is_sent() -> None:
    given(Meeting, held, drafted).when(circulate()).then(circulated)


def test_they_are_approved_at_a_later_meeting() -> None:
    given(Meeting, held, drafted).when(approve(at=another())).then(approved)


def test_they_are_approved_although_nobody_knows_at_which_meeting() -> None:
    given(Meeting, held, drafted).when(approve()).then(approved.model_copy(update={"approving_meeting_id": None}))


def test_no_step_waits_for_the_one_before_to_be_entered() -> None:
    given(Meeting, held).when(approve(at=another())).then(approved)
    given(Meeting, held, published).when(draft()).then(drafted)
    given(Meeting, held, approved).when(circulate()).then(circulated)


def test_the_same_thing_said_twice_is_recorded_once() -> None:
    given(Meeting, held, drafted).when(draft()).then_nothing()
    given(Meeting, held, circulated).when(circulate()).then_nothing()
    given(Meeting, held, approved).when(approve(at=another())).then_nothing()


def test_they_are_written_sent_and_approved_once() -> None:
    given(Meeting, held, drafted).when(draft(MARCH_9)).refused(
        MinutesAlreadyDrafted, pointer="/drafted_on", drafted_on=MARCH_20
    )
    given(Meeting, held, circulated).when(circulate(MARCH_9)).refused(
        MinutesAlreadyCirculated, pointer="/circulated_on", circulated_on=MARCH_20
    )
    given(Meeting, held, approved).when(approve()).refused(
        MinutesAlreadyApproved, pointer="/approved_on", approved_on=APRIL_2
    )


@pytest.mark.parametrize(
    ("said", "field"),
    [(draft, "drafted_on"), (circulate, "circulated_on"), (approve, "approved_on")],
    ids=["written", "sent", "approved"],
)
def test_nothing_of_them_precedes_the_meeting_or_happens_tomorrow(
    said: Callable[[date], Callable[[Meeting], None]], field: str
) -> None:
    given(Meeting, held).when(said(FEBRUARY_28)).refused(MinutesBeforeMeeting, pointer=f"/{field}", held_on=MARCH_5)
    given(Meeting, held).when(said(TOMORROW)).refused(InTheFuture, pointer=f"/{field}", day=TOMORROW)


@pytest.mark.parametrize("said", [draft(), circulate(), approve()], ids=["written", "sent", "approved"])
def test_a_meeting_that_was_not_held_or_was_withdrawn_has_none(said: Callable[[Meeting], None]) -> None:
    given(Meeting, scheduled).when(said).refused(MeetingNotHeld)
    given(Meeting, held, withdrawn).when(said).refused(MeetingWasWithdrawn)


def test_they_are_not_approved_before_they_are_written() -> None:
    given(Meeting, held, drafted).when(approve(MARCH_9)).refused(
        ApprovedBeforeDrafted, pointer="/approved_on", drafted_on=MARCH_20, approved_on=MARCH_9
    )
    early = approved.model_copy(update={"approved_on": MARCH_9})
    given(Meeting, held, early).when(draft()).refused(
        ApprovedBeforeDrafted, pointer="/drafted_on", drafted_on=MARCH_20, approved_on=MARCH_9
    )


def test_days_are_compared_as_far_as_they_are_known() -> None:
    early = approved.model_copy(update={"approved_on": MARCH_9})
    given(Meeting, held, early).when(draft(origin=MONTH)).then(drafted.model_copy(update={"origin": MONTH}))


@pytest.mark.parametrize(
    "at",
    [another(meeting_id=IT), another("CC19"), another(planned=True), another(gone=True), Meeting(LATER)],
    ids=["itself", "another council's", "one not held", "one withdrawn", "one of which nothing is known"],
)
def test_they_are_approved_at_another_meeting_of_the_council_that_was_held(at: Meeting) -> None:
    given(Meeting, held).when(approve(at=at)).refused(NoApprovingMeeting, pointer="/approving_meeting_id")
