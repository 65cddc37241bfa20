"""Facts come in batches of any size: a replay, which cuts them otherwise, must find the same rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.notifications.facts import (
    attended,
    cancelled,
    held,
    minutes,
    named,
    planned,
    postponed,
    session_held,
    session_planned,
    withdrawn,
)

if TYPE_CHECKING:
    from tests.notifications.conftest import ToldInbox

STORY = (
    session_planned,
    planned,
    cancelled,
    planned.model_copy(update={"planned_on": date(2026, 11, 27)}),
    postponed,
    named,
    session_held,
    attended,
    held,
    minutes,
    withdrawn,
)


@pytest.mark.parametrize("cut", [0, 2, 3, 5])
def test_told_in_two_batches_or_one_by_one_it_is_the_same(inbox: ToldInbox, other_inbox: ToldInbox, cut: int) -> None:
    inbox.tell(*STORY)
    for part in (STORY[:cut], STORY[cut:]):
        if part:
            other_inbox.tell_at_once(*part)
    assert other_inbox.rows() == inbox.rows()


def test_the_first_fact_that_settles_it_is_the_one_that_is_kept(inbox: ToldInbox) -> None:
    inbox.tell_at_once(*STORY)
    assert inbox.rows() == [
        ("no-representative", 1, 7),
        ("no-representative", 1, 6),
        ("meeting-soon", 5, 9),
        ("minutes-missing", 9, 10),
    ]
