from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from tests.notifications.facts import cancelled, held, planned, withdrawn

if TYPE_CHECKING:
    from shared.kernel import Fact
    from tests.notifications.conftest import ToldInbox

SOON = [("meeting-soon", "CC18")]


@pytest.mark.parametrize(
    ("day", "due"),
    [(22, []), (23, SOON), (24, SOON), (25, SOON), (26, SOON), (27, [])],
    ids=["four days before", "three days before", "two", "the day before", "the day itself", "the day after"],
)
def test_it_is_due_from_three_days_before_until_its_day(inbox: ToldInbox, day: int, due: list[tuple[str, str]]) -> None:
    assert inbox.tell(planned).due(date(2026, 11, day)) == due


@pytest.mark.parametrize("ending", [held, cancelled, withdrawn], ids=["held", "cancelled", "withdrawn"])
def test_it_ends_as_soon_as_the_meeting_is_held_cancelled_or_withdrawn(inbox: ToldInbox, ending: Fact) -> None:
    assert inbox.tell(planned, ending).due(date(2026, 11, 26)) == []


def test_the_fact_that_ended_it_is_kept_with_the_fact_that_raised_it(inbox: ToldInbox) -> None:
    assert inbox.tell(planned, cancelled).rows() == [("meeting-soon", 1, 2)]


def test_another_meeting_ends_nothing(inbox: ToldInbox) -> None:
    other = cancelled.model_copy(update={"meeting_id": UUID(int=27)})
    assert inbox.tell(planned, other).due(date(2026, 11, 26)) == SOON


def test_planned_again_for_another_day_the_last_word_stands(inbox: ToldInbox) -> None:
    inbox.tell(planned, planned.model_copy(update={"planned_on": date(2026, 12, 10)}))
    assert inbox.due(date(2026, 11, 26)) == []
    assert inbox.due(date(2026, 12, 7)) == SOON


def test_a_meeting_planned_after_its_day_is_announced_to_nobody(inbox: ToldInbox) -> None:
    inbox.tell(planned.model_copy(update={"planned_on": date(2026, 11, 2)}))
    assert inbox.due(date(2026, 11, 23)) == []
