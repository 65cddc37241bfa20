from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.notifications.facts import held, minutes, planned, withdrawn

if TYPE_CHECKING:
    from shared.kernel import Fact
    from tests.notifications.conftest import ToldInbox

MISSING = [("minutes-missing", "CC18")]


def test_nothing_is_missed_fourteen_days_after(inbox: ToldInbox) -> None:
    assert inbox.tell(held).due(date(2026, 12, 10)) == []


def test_they_are_missed_on_the_fifteenth_day(inbox: ToldInbox) -> None:
    assert inbox.tell(held).due(date(2026, 12, 11)) == MISSING


def test_they_are_still_missed_two_years_later(inbox: ToldInbox) -> None:
    assert inbox.tell(held).due(date(2028, 12, 11)) == MISSING


@pytest.mark.parametrize("ending", [minutes, withdrawn], ids=["published", "withdrawn"])
def test_they_are_missed_no_more_once_published_or_once_the_entry_is_withdrawn(inbox: ToldInbox, ending: Fact) -> None:
    assert inbox.tell(held, ending).due(date(2026, 12, 11)) == []


def test_a_meeting_that_was_planned_is_announced_and_then_missed_never_both(inbox: ToldInbox) -> None:
    inbox.tell(planned, held)
    assert inbox.due(date(2026, 11, 26)) == []
    assert inbox.due(date(2026, 12, 11)) == MISSING


def test_a_meeting_entered_late_is_missed_at_once(inbox: ToldInbox) -> None:
    inbox.tell(held.model_copy(update={"planned_on": None, "held_on": date(2026, 9, 1)}))
    assert inbox.due(date(2026, 11, 23)) == MISSING
