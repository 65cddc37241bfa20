from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.notifications.facts import attended, named, session_cancelled, session_held, session_planned

if TYPE_CHECKING:
    from shared.kernel import Fact
    from tests.notifications.conftest import ToldInbox

CC14, CC18 = ("no-representative", "CC14"), ("no-representative", "CC18")


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2026, 11, 23), []),
        (date(2026, 11, 24), [CC14, CC18]),
        (date(2026, 12, 1), [CC14, CC18]),
        (date(2026, 12, 2), []),
    ],
    ids=["eight days before", "seven days before", "the day itself", "the day after"],
)
def test_each_council_with_a_seat_is_asked_from_seven_days_before(
    inbox: ToldInbox, on: date, due: list[tuple[str, str]]
) -> None:
    assert inbox.tell(session_planned).due(on) == due


@pytest.mark.parametrize("answer", [named, attended], ids=["somebody is named", "somebody attended"])
def test_one_council_that_answers_does_not_answer_for_the_other(inbox: ToldInbox, answer: Fact) -> None:
    assert inbox.tell(session_planned, answer).due(date(2026, 12, 1)) == [CC14]


@pytest.mark.parametrize("ending", [session_held, session_cancelled], ids=["held", "cancelled"])
def test_no_council_is_asked_once_the_session_is_held_or_cancelled(inbox: ToldInbox, ending: Fact) -> None:
    assert inbox.tell(session_planned, ending).due(date(2026, 12, 1)) == []


def test_what_one_council_answered_keeps_its_own_fact(inbox: ToldInbox) -> None:
    inbox.tell(session_planned, named, session_held)
    assert inbox.rows() == [("no-representative", 1, 3), ("no-representative", 1, 2)]


def test_a_council_that_is_listed_twice_is_asked_once(inbox: ToldInbox) -> None:
    inbox.tell(session_planned.model_copy(update={"council_ids": ("CC18", "CC18")}))
    assert inbox.due(date(2026, 12, 1)) == [CC18]
