from __future__ import annotations

import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from httpx2 import Response

    from tests.support.house import House

CC18 = {"council_id": "CC18", "name": "Conseil citoyen du 18e", "arrondissement": "18", "established_on": "2016-11-01"}
CC14 = {"council_id": "CC14", "name": "Conseil citoyen du 14e", "arrondissement": "14", "established_on": "2016-11-01"}
MEETING = {"meeting_id": str(UUID(int=26)), "council_id": "CC18", "kind": "PLENARY", "planned_on": "2026-11-26"}


@pytest.fixture
def inhabited(house: House) -> House:
    """Two councils and the three services, on 23 November 2026."""
    house.start("councils", "activities", "notifications")
    house.councils.record("/v1/councils", CC18)
    house.councils.record("/v1/councils", CC14)
    until(lambda: known_councils(house) == 2)
    return house


def known_councils(house: House) -> int:
    """How far the activities service has read the councils' log."""
    projections = house.activities.get("/v1/projections").json()["projections"]
    return next(int(one["positions"]["councils"]) for one in projections if one["projection"] == "known_councils")


def until(it_holds: Callable[[], bool]) -> None:
    """Wait, on a machine that may be busy, for what must come."""
    deadline = time.monotonic() + 20
    while not it_holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def inbox(house: House, **query: Any) -> dict[str, Any]:
    """The inbox, asked again as long as what was just recorded cannot be read yet."""
    answers: list[Response] = []

    def answered() -> bool:
        answers.append(house.notifications.get("/v1/inbox", **query))
        return answers[-1].status_code != 503

    until(answered)
    assert answers[-1].is_success, answers[-1].text
    body: dict[str, Any] = answers[-1].json()
    return body


def test_a_meeting_in_three_days_is_told_with_all_that_one_needs(inhabited: House) -> None:
    planned = inhabited.activities.record("/v1/meetings", MEETING | {"title": "Budget"})
    assert inbox(inhabited, after=f"{planned['after']},councils@2") == {
        "on": "2026-11-23",
        "items": [
            {
                "trigger": "meeting-soon",
                "council": {"id": "CC18", "name": "Conseil citoyen du 18e"},
                "concerned_on": "2026-11-26",
                "deadline_on": "2026-11-26",
                "days_left": 3,
                "days_late": 0,
                "text": "Réunion à venir : réunion plénière « Budget », le 26 novembre 2026 (dans 3 jours).",
                "en": {"text": "Upcoming meeting: plenary meeting “Budget”, on 26 November 2026 (in 3 days)."},
                "fact": {"source": "activities", "position": 1},
                "thing": {
                    "service": "activities",
                    "id": "00000000-0000-0000-0000-00000000001a",
                    "path": "/v1/meetings/00000000-0000-0000-0000-00000000001a",
                },
            }
        ],
        "next": None,
    }
    seen = inhabited.activities.get("/v1/meetings/00000000-0000-0000-0000-00000000001a", after=planned["after"])
    assert seen.json()["title"] == "Budget"


def test_late_minutes_come_before_a_meeting_and_their_publication_ends_them(inhabited: House) -> None:
    activities = inhabited.activities
    activities.record("/v1/meetings", MEETING)
    held = activities.record(
        "/v1/meetings/held", {"council_id": "CC14", "kind": "GENERAL_ASSEMBLY", "held_on": "2026-11-01"}
    )
    late, soon = inbox(inhabited, after=f"{held['after']},councils@2")["items"]
    assert late["text"] == "Compte rendu à publier : assemblée générale du 1er novembre 2026 (7 jours de retard)."
    assert (late["deadline_on"], late["days_left"], late["days_late"]) == ("2026-11-16", 0, 7)
    assert late["council"] == {"id": "CC14", "name": "Conseil citoyen du 14e"}
    assert soon["trigger"] == "meeting-soon"

    published = activities.record(f"/v1/meetings/{held['id']}/minutes", {"published_on": "2026-11-20"})
    assert [item["trigger"] for item in inbox(inhabited, after=published["after"])["items"]] == ["meeting-soon"]


def test_each_council_is_asked_for_its_representative_until_it_names_one(inhabited: House) -> None:
    activities = inhabited.activities
    body = activities.record(
        "/v1/steering-bodies",
        {"kind": "LOCAL_STEERING_COMMITTEE", "name": "Comité de pilotage local", "council_ids": ["CC14", "CC18"]},
    )
    session = activities.record("/v1/steering-sessions", {"body_id": body["id"], "planned_on": "2026-11-30"})
    first, second = inbox(inhabited, after=session["after"])["items"]
    assert (first["council"]["id"], second["council"]["id"]) == ("CC14", "CC18")
    assert first["text"] == (
        "Personne n'est désigné pour représenter le conseil : « Comité de pilotage local », le 30 novembre 2026 (dans 7 jours)."
    )
    assert activities.get(first["thing"]["path"], after=session["after"]).json()["planned_on"] == "2026-11-30"

    representative = {"person_id": str(UUID(int=3)), "college": "RESIDENT"}
    named = activities.record(
        f"/v1/steering-sessions/{session['id']}/representatives",
        {"council_id": "CC18", "representative": representative, "named_on": "2026-11-23"},
    )
    assert [item["council"]["id"] for item in inbox(inhabited, after=named["after"])["items"]] == ["CC14"]
    cancelled = activities.record(f"/v1/steering-sessions/{session['id']}/cancelled", {"reason": "OTHER"})
    assert inbox(inhabited, after=cancelled["after"])["items"] == []


def test_it_is_filtered_by_council_by_trigger_and_by_day(inhabited: House) -> None:
    inhabited.activities.record("/v1/meetings", MEETING)
    last = inhabited.activities.record(
        "/v1/meetings", MEETING | {"meeting_id": str(UUID(int=30)), "council_id": "CC14", "planned_on": "2026-11-30"}
    )
    inbox(inhabited, after=last["after"])
    assert [item["council"]["id"] for item in inbox(inhabited, on="2026-11-27")["items"]] == ["CC14"]
    assert inbox(inhabited, on="2026-11-27", council="CC18")["items"] == []
    assert inbox(inhabited, on="2026-11-27", trigger="minutes-missing")["items"] == []
    assert inbox(inhabited, on="2026-11-22")["items"] == []


def test_today_is_the_day_in_paris(inhabited: House) -> None:
    planned = inhabited.activities.record("/v1/meetings", MEETING)
    inhabited.clock.set(date(2026, 11, 22))  # type: ignore[attr-defined]
    assert inbox(inhabited, after=planned["after"])["items"] == []
    inhabited.clock.set(date(2026, 11, 25))  # type: ignore[attr-defined]
    (item,) = inbox(inhabited)["items"]
    assert item["text"].endswith("(demain).")


def test_pages_follow_one_another_from_the_most_urgent(inhabited: House) -> None:
    for days in (3, 1, 2):
        planned_on = date(2026, 11, 23) + timedelta(days=days)
        last = inhabited.activities.record(
            "/v1/meetings", MEETING | {"meeting_id": str(UUID(int=days)), "planned_on": planned_on.isoformat()}
        )
    inbox(inhabited, after=last["after"])
    first = inhabited.notifications.get("/v1/inbox", limit=2)
    assert [item["days_left"] for item in first.json()["items"]] == [1, 2]
    assert first.links["next"]["url"].endswith(f"cursor={first.json()['next']}")
    second = inhabited.notifications.get("/v1/inbox", limit=2, cursor=first.json()["next"])
    assert [item["days_left"] for item in second.json()["items"]] == [3]
    assert second.json()["next"] is None
    assert "Link" not in second.headers


def test_a_question_that_makes_no_sense_names_its_field(inhabited: House) -> None:
    for field, value in [
        ("trigger", "weather"),
        ("council", "18e"),
        ("on", "2026-02-30"),
        ("cursor", "nothing-of-ours"),
        ("cursor", "WyJhIiwiYiIsImMiLCJkIl0"),  # four words, the first of which is not a day
    ]:
        query: dict[str, Any] = {field: value}
        refused = inhabited.notifications.get("/v1/inbox", **query)
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == f"/query/{field}"


def test_who_may_only_operate_reads_no_inbox(inhabited: House) -> None:
    assert inhabited.notifications.get("/v1/inbox", roles=("operator",)).status_code == 403


def test_a_replay_finds_the_same_inbox_whatever_the_day(inhabited: House) -> None:
    inhabited.activities.record("/v1/meetings", MEETING)
    last = inhabited.activities.record(f"/v1/meetings/{MEETING['meeting_id']}/cancelled", {"reason": "NO_ROOM"})
    inbox(inhabited, after=f"{last['after']},councils@2")
    inhabited.clock.set(date(2027, 6, 1))  # type: ignore[attr-defined]
    replay = inhabited.notifications.post("/v1/replays").json()
    assert replay["equal"] is True
    assert [(table["table"], table["rows"]) for table in replay["tables"]] == [("reminder", 1), ("inbox_council", 2)]


def test_the_gauge_follows_facts_and_days(inhabited: House) -> None:
    inhabited.activities.record("/v1/meetings", MEETING)
    until(lambda: 'fil_notifications_due{trigger="meeting-soon"} 1.0' in metrics(inhabited))
    inhabited.clock.set(date(2026, 11, 30))  # type: ignore[attr-defined]
    until(lambda: 'fil_notifications_due{trigger="meeting-soon"} 0.0' in metrics(inhabited))


def metrics(house: House) -> str:
    return house.notifications.get("/metrics").text
