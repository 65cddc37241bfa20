from __future__ import annotations

from contextlib import ExitStack
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from tests.notifications.asking import establish, inbox
from tests.support import nats, postgres
from tests.support.house import House, SetClock

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The three services, which the tests of this file share: each speaks of councils and meetings of its own.

    They end with this file, as a process has one gauge of what is due. It is 23 November 2026.
    """
    home = tmp_path_factory.mktemp("office")
    with ExitStack() as databases, ExitStack() as running:

        def new_database() -> str:
            if request.param == "sqlite":
                return f"sqlite:///{tmp_path_factory.mktemp('database')}/office.db"
            server: postgres.Postgres = request.getfixturevalue("postgres_server")
            return databases.enter_context(server.database())

        broker = nats.NatsServer(home / "nats")
        broker.start()
        running.callback(broker.kill)
        house = House(home, broker.url, new_database, SetClock(date(2026, 11, 23)))
        running.callback(house.stop)
        yield house.start("councils", "activities", "notifications")


@pytest.fixture
def cc18(office: House) -> str:
    """The code of a council of the 18th arrondissement."""
    return establish(office, f"CC18-{uuid4().hex[:8].upper()}", "18")


@pytest.fixture
def cc14(office: House) -> str:
    """The code of one of the 14th."""
    return establish(office, f"CC14-{uuid4().hex[:8].upper()}", "14")


def meeting_of(council: str) -> dict[str, str]:
    return {"meeting_id": str(uuid4()), "council_id": council, "kind": "PLENARY", "planned_on": "2026-11-26"}


def names(house: House) -> str:
    """How far one must have read to know all councils by their names."""
    return f"councils@{house.councils.get('/v1/log/head').json()['position']}"


def waiting(house: House, *councils: str, **query: Any) -> list[dict[str, Any]]:
    """All that waits for these councils, among what waits for those of other tests."""
    answer = inbox(house, limit=200, **query)
    assert answer["next"] is None
    return [item for item in answer["items"] if item["council"]["id"] in councils]


def test_a_meeting_in_three_days_is_told_with_all_that_one_needs(office: House, cc18: str) -> None:
    meeting = meeting_of(cc18)
    planned = office.activities.record("/v1/meetings", meeting | {"title": "Budget"})
    path = f"/v1/meetings/{meeting['meeting_id']}"
    assert inbox(office, council=cc18, after=f"{planned['after']},{names(office)}") == {
        "on": "2026-11-23",
        "items": [
            {
                "trigger": "meeting-soon",
                "council": {"id": cc18, "name": "Conseil citoyen du 18e"},
                "concerned_on": "2026-11-26",
                "deadline_on": "2026-11-26",
                "days_left": 3,
                "days_late": 0,
                "text": "Réunion à venir : réunion plénière « Budget », le 26 novembre 2026 (dans 3 jours).",
                "en": {"text": "Upcoming meeting: plenary meeting “Budget”, on 26 November 2026 (in 3 days)."},
                "fact": {"source": "activities", "position": planned["position"]},
                "thing": {"service": "activities", "id": meeting["meeting_id"], "path": path},
            }
        ],
        "next": None,
    }
    assert office.activities.get(path, after=planned["after"]).json()["title"] == "Budget"


def test_late_minutes_come_before_a_meeting_and_their_publication_ends_them(
    office: House, cc14: str, cc18: str
) -> None:
    activities = office.activities
    activities.record("/v1/meetings", meeting_of(cc18))
    held = activities.record(
        "/v1/meetings/held", {"council_id": cc14, "kind": "GENERAL_ASSEMBLY", "held_on": "2026-11-01"}
    )
    late, soon = waiting(office, cc14, cc18, after=f"{held['after']},{names(office)}")
    assert late["text"] == "Compte rendu à publier : assemblée générale du 1er novembre 2026 (7 jours de retard)."
    assert (late["deadline_on"], late["days_left"], late["days_late"]) == ("2026-11-16", 0, 7)
    assert late["council"] == {"id": cc14, "name": "Conseil citoyen du 14e"}
    assert soon["trigger"] == "meeting-soon"

    published = activities.record(f"/v1/meetings/{held['id']}/minutes", {"published_on": "2026-11-20"})
    assert [item["trigger"] for item in waiting(office, cc14, cc18, after=published["after"])] == ["meeting-soon"]


def test_each_council_is_asked_for_its_representative_until_it_names_one(office: House, cc14: str, cc18: str) -> None:
    activities = office.activities
    body = activities.record(
        "/v1/steering-bodies",
        {"kind": "LOCAL_STEERING_COMMITTEE", "name": "Comité de pilotage local", "council_ids": [cc14, cc18]},
    )
    session = activities.record("/v1/steering-sessions", {"body_id": body["id"], "planned_on": "2026-11-30"})
    first, second = waiting(office, cc14, cc18, after=session["after"])
    assert (first["council"]["id"], second["council"]["id"]) == (cc14, cc18)
    assert first["text"] == (
        "Personne n'est désigné pour représenter le conseil : « Comité de pilotage local », le 30 novembre 2026 (dans 7 jours)."
    )
    assert activities.get(first["thing"]["path"], after=session["after"]).json()["planned_on"] == "2026-11-30"

    representative = {"person_id": str(UUID(int=3)), "college": "RESIDENT"}
    named = activities.record(
        f"/v1/steering-sessions/{session['id']}/representatives",
        {"council_id": cc18, "representative": representative, "named_on": "2026-11-23"},
    )
    assert [item["council"]["id"] for item in waiting(office, cc14, cc18, after=named["after"])] == [cc14]
    cancelled = activities.record(f"/v1/steering-sessions/{session['id']}/cancelled", {"reason": "OTHER"})
    assert waiting(office, cc14, cc18, after=cancelled["after"]) == []


def test_it_is_filtered_by_council_by_trigger_and_by_day(office: House, cc14: str, cc18: str) -> None:
    office.activities.record("/v1/meetings", meeting_of(cc18))
    last = office.activities.record("/v1/meetings", meeting_of(cc14) | {"planned_on": "2026-11-30"})
    inbox(office, after=last["after"])
    assert [item["council"]["id"] for item in waiting(office, cc14, cc18, on="2026-11-27")] == [cc14]
    assert inbox(office, on="2026-11-27", council=cc18)["items"] == []
    assert waiting(office, cc14, cc18, on="2026-11-27", trigger="minutes-missing") == []
    assert waiting(office, cc14, cc18, on="2026-11-22") == []


def test_pages_follow_one_another_from_the_most_urgent(office: House, cc18: str) -> None:
    for days in (3, 1, 2):
        planned_on = date(2026, 11, 23) + timedelta(days=days)
        last = office.activities.record("/v1/meetings", meeting_of(cc18) | {"planned_on": planned_on.isoformat()})
    inbox(office, after=last["after"])
    first = office.notifications.get("/v1/inbox", council=cc18, limit=2)
    assert [item["days_left"] for item in first.json()["items"]] == [1, 2]
    assert first.links["next"]["url"].endswith(f"cursor={first.json()['next']}")
    second = office.notifications.get("/v1/inbox", council=cc18, limit=2, cursor=first.json()["next"])
    assert [item["days_left"] for item in second.json()["items"]] == [3]
    assert second.json()["next"] is None
    assert "Link" not in second.headers


def test_a_question_that_makes_no_sense_names_its_field(office: House) -> None:
    for field, value in [
        ("trigger", "weather"),
        ("council", "18e"),
        ("on", "2026-02-30"),
        ("cursor", "nothing-of-ours"),
        ("cursor", "WyJhIiwiYiIsImMiLCJkIl0"),  # four words, the first of which is not a day
    ]:
        query: dict[str, Any] = {field: value}
        refused = office.notifications.get("/v1/inbox", **query)
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == f"/query/{field}"


def test_who_may_only_operate_reads_no_inbox(office: House) -> None:
    assert office.notifications.get("/v1/inbox", roles=("operator",)).status_code == 403
