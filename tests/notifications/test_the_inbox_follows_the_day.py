"""What waits depends on the day on which it is asked. These tests move the clock, so each has services of its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from tests.notifications.asking import establish, inbox, until

if TYPE_CHECKING:
    from tests.support.house import House

MEETING = {"meeting_id": str(UUID(int=26)), "council_id": "CC18", "kind": "PLENARY", "planned_on": "2026-11-26"}


@pytest.fixture
def inhabited(house: House) -> House:
    """Two councils and the three services, on 23 November 2026."""
    house.start("councils", "activities", "notifications")
    establish(house, "CC18", "18")
    establish(house, "CC14", "14")
    return house


def test_today_is_the_day_in_paris(inhabited: House) -> None:
    planned = inhabited.activities.record("/v1/meetings", MEETING)
    inhabited.clock.set(date(2026, 11, 22))  # type: ignore[attr-defined]
    assert inbox(inhabited, after=planned["after"])["items"] == []
    inhabited.clock.set(date(2026, 11, 25))  # type: ignore[attr-defined]
    (item,) = inbox(inhabited)["items"]
    assert item["text"].endswith("(demain).")


def test_a_replay_finds_the_same_inbox_whatever_the_day(inhabited: House) -> None:
    inhabited.activities.record("/v1/meetings", MEETING)
    last = inhabited.activities.record(f"/v1/meetings/{MEETING['meeting_id']}/cancelled", {"reason": "NO_ROOM"})
    inbox(inhabited, after=f"{last['after']},councils@2")
    inhabited.clock.set(date(2027, 6, 1))  # type: ignore[attr-defined]
    replay = inhabited.notifications.post("/v1/replays").json()
    assert replay["equal"] is True
    assert [(table["table"], table["rows"]) for table in replay["tables"]] == [("reminder", 1), ("inbox_council", 2)]


def test_the_gauge_follows_facts_and_days(inhabited: House) -> None:
    """A process has one gauge: here no other inbox may count into it, such as the one that tests of another file share."""
    inhabited.activities.record("/v1/meetings", MEETING)
    until(lambda: 'fil_notifications_due{trigger="meeting-soon"} 1.0' in metrics(inhabited))
    inhabited.clock.set(date(2026, 11, 30))  # type: ignore[attr-defined]
    until(lambda: 'fil_notifications_due{trigger="meeting-soon"} 0.0' in metrics(inhabited))


def metrics(house: House) -> str:
    return house.notifications.get("/metrics").text
