"""A correction ends what was asked of somebody, and asks what is to be done now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from shared.contracts.activities.meetings import MeetingLife
from shared.contracts.activities.steering import SessionLife
from tests.notifications.facts import (
    held,
    meeting_corrected,
    minutes,
    named,
    planned,
    session_cancelled,
    session_corrected,
    session_planned,
    session_withdrawn,
)

if TYPE_CHECKING:
    from tests.notifications.conftest import ToldInbox

BOTH = [("no-representative", "CC14"), ("no-representative", "CC18")]


def test_a_meeting_planned_for_another_day_is_announced_for_that_day(inbox: ToldInbox) -> None:
    later = planned.model_copy(update={"planned_on": date(2026, 12, 10)})
    inbox.tell(planned, meeting_corrected(MeetingLife(scheduled=planned), MeetingLife(scheduled=later)))
    assert inbox.due(date(2026, 11, 26)) == []
    assert inbox.due(date(2026, 12, 8)) == [("meeting-soon", "CC18")]


def test_a_meeting_that_was_not_held_after_all_waits_for_no_minutes(inbox: ToldInbox) -> None:
    before, after = MeetingLife(scheduled=planned, held=held), MeetingLife(scheduled=planned)
    inbox.tell(planned, held, meeting_corrected(before, after))
    assert inbox.due(date(2026, 12, 31)) == []
    assert inbox.due(date(2026, 11, 26)) == [("meeting-soon", "CC18")]


def test_a_meeting_whose_minutes_are_published_asks_for_them_no_second_time(inbox: ToldInbox) -> None:
    before = MeetingLife(scheduled=planned, held=held, published=minutes)
    title = {"title": "Budget"}
    after = before.model_copy(update={"held": held.model_copy(update=title)})
    inbox.tell(planned, held, minutes, meeting_corrected(before, after))
    assert inbox.due(date(2026, 12, 31)) == []
    without = after.model_copy(update={"published": None})
    inbox.tell(meeting_corrected(after, without))
    assert inbox.due(date(2026, 12, 31)) == [("minutes-missing", "CC18")]


def test_a_session_cancelled_by_mistake_asks_for_representatives_again(inbox: ToldInbox) -> None:
    before, after = (
        SessionLife(scheduled=session_planned, cancelled=session_cancelled),
        SessionLife(scheduled=session_planned),
    )
    inbox.tell(session_planned, session_cancelled)
    assert inbox.due(date(2026, 11, 30)) == []
    assert inbox.tell(session_corrected(before, after)).due(date(2026, 11, 30)) == BOTH


def test_who_was_named_is_still_named_on_another_day(inbox: ToldInbox) -> None:
    before = SessionLife(scheduled=session_planned, named=(named,))
    later = session_planned.model_copy(update={"planned_on": date(2026, 12, 8)})
    inbox.tell(session_planned, named, session_corrected(before, SessionLife(scheduled=later, named=(named,))))
    assert inbox.due(date(2026, 11, 30)) == []
    assert inbox.due(date(2026, 12, 7)) == BOTH[:1]


def test_a_session_entered_by_mistake_asks_nothing(inbox: ToldInbox) -> None:
    assert inbox.tell(session_planned, session_withdrawn).due(date(2026, 11, 30)) == []
