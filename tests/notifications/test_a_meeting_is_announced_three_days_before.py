from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from shared.contracts.vocabulary import Channel, Origin
from tests.notifications.facts import cancelled, held, planned, postponed, withdrawn

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


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2026, 11, 26), []),
        (date(2026, 12, 6), []),
        (date(2026, 12, 7), SOON),
        (date(2026, 12, 10), SOON),
        (date(2026, 12, 11), []),
    ],
    ids=["the former day", "four days before", "three days before", "the new day", "the day after"],
)
def test_postponed_it_is_announced_for_its_new_day(inbox: ToldInbox, on: date, due: list[tuple[str, str]]) -> None:
    assert inbox.tell(planned, postponed).due(on) == due


def test_postponed_in_the_same_batch_it_is_announced_once(inbox: ToldInbox) -> None:
    inbox.tell_at_once(planned, postponed)
    assert inbox.rows() == [("meeting-soon", 2, None)]


def test_postponed_twice_it_is_announced_for_the_last_day(inbox: ToldInbox) -> None:
    inbox.tell(planned, postponed, postponed.model_copy(update={"planned_on": date(2026, 12, 3)}))
    assert inbox.due(date(2026, 12, 3)) == SOON
    assert inbox.due(date(2026, 12, 10)) == []


@pytest.mark.parametrize("ending", [held, cancelled, withdrawn], ids=["held", "cancelled", "withdrawn"])
def test_postponed_it_ends_as_any_other(inbox: ToldInbox, ending: Fact) -> None:
    assert inbox.tell(planned, postponed, ending).due(date(2026, 12, 10)) == []


def test_postponed_by_an_import_it_is_announced_no_more(inbox: ToldInbox) -> None:
    inbox.tell(planned, postponed.model_copy(update={"origin": Origin(channel=Channel.IMPORT)}))
    assert inbox.due(date(2026, 11, 26)) == inbox.due(date(2026, 12, 10)) == []


def test_a_meeting_planned_after_its_day_is_announced_to_nobody(inbox: ToldInbox) -> None:
    inbox.tell(planned.model_copy(update={"planned_on": date(2026, 11, 2)}))
    assert inbox.due(date(2026, 11, 23)) == []
