"""Meetings, steering bodies, their sessions and initiatives are found by what they are, where they stand, their days and their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.support.house import House


def test_meetings_are_found_by_kind_status_and_words(town: House, council: str) -> None:
    activities = town.activities
    said: dict[str, Any] = {"council_id": council, "planned_on": "2026-03-05"}
    budget = activities.record("/v1/meetings", said | {"kind": "BOARD", "title": "Budget de l'été"})
    square = activities.record("/v1/meetings", said | {"kind": "PLENARY", "place": "École du square"})
    done = activities.record(f"/v1/meetings/{square['id']}/cancelled", {"reason": "NO_ROOM"})

    def found(**query: Any) -> list[str]:
        rows = activities.get("/v1/meetings", council=council, after=done["after"], **query).json()["meetings"]
        assert all("words" not in row for row in rows)
        return [row["meeting_id"] for row in rows]

    assert found(kind="BOARD") == found(status="SCHEDULED") == found(q="ETE") == [budget["id"]]
    assert found(status="CANCELLED") == found(q="ecole du") == [square["id"]]
    assert found(q="%") == found(kind="BUREAU") == found(status="CANCELLED", q="budget") == []
    assert activities.get("/v1/meetings", status="Held").status_code == 422


def test_bodies_are_found_by_council_kind_status_and_words(town: House, council: str, other_council: str) -> None:
    activities = town.activities
    said = {"kind": "LOCAL_STEERING_COMMITTEE", "name": "Comité de l'Été", "council_ids": [council, other_council]}
    both = activities.record("/v1/steering-bodies", said)["id"]
    said = {"kind": "TECHNICAL_COMMITTEE", "name": "Groupe 100 % technique", "council_ids": [council]}
    mine = activities.record("/v1/steering-bodies", said)["id"]
    done = activities.record(f"/v1/steering-bodies/{mine}/withdrawn", {"reason": "ENTERED_TWICE"}, if_match=1)

    def found(**query: Any) -> set[str]:
        asked = {"council": council, "after": done["after"]} | query
        rows = activities.get("/v1/steering-bodies", **asked).json()["steering_bodies"]
        assert all("words" not in row for row in rows)
        return {row["body_id"] for row in rows}

    assert found() == {both, mine}
    assert found(council=other_council) == found(kind="LOCAL_STEERING_COMMITTEE") == {both}
    assert found(status="DECLARED") == found(q="comite de l'ete") == {both}
    assert found(status="WITHDRAWN") == found(q="100 %") == found(kind="TECHNICAL_COMMITTEE") == {mine}
    assert found(q="comité", status="WITHDRAWN") == found(q="_", kind="TECHNICAL_COMMITTEE") == set()
    its = f"/v1/steering-bodies/{both}"
    again = {"kind": "OTHER", "name": "Conférence", "council_ids": [council], "reason": "TYPING_ERROR"}
    done = activities.record(f"{its}/corrected", again, if_match=1)
    assert found(after=done["after"], q="CONFERENCE") == found(kind="OTHER") == {both}
    assert found(q="été") == found(council=other_council) == set()
    assert activities.get("/v1/steering-bodies", kind="BOARD").status_code == 422
    assert "words" not in activities.get(its).json()


def test_sessions_are_found_by_body_kind_status_and_days(town: House, council: str) -> None:
    activities = town.activities
    of_both = {"name": "Comité", "council_ids": [council]}
    copil = activities.record("/v1/steering-bodies", of_both | {"kind": "LOCAL_STEERING_COMMITTEE"})["id"]
    technical = activities.record("/v1/steering-bodies", of_both | {"kind": "TECHNICAL_COMMITTEE"})["id"]
    june = activities.record("/v1/steering-sessions/held", {"body_id": copil, "held_on": "2026-06-02"})["id"]
    last = activities.record("/v1/steering-sessions", {"body_id": technical, "planned_on": "2026-07-02"})

    def found(**query: Any) -> list[str]:
        asked = {"council": council, "after": last["after"]} | query
        return [
            row["session_id"] for row in activities.get("/v1/steering-sessions", **asked).json()["steering_sessions"]
        ]

    assert found() == [june, last["id"]]
    assert found(body=copil) == found(kind="LOCAL_STEERING_COMMITTEE") == found(status="HELD") == [june]
    assert found(from_="2026-06-03") == found(body=technical) == found(status="SCHEDULED") == [last["id"]]
    assert found(to="2026-06-01") == found(body=copil, status="SCHEDULED") == []


def test_initiatives_are_found_by_status_theme_and_words(town: House, council: str) -> None:
    activities = town.activities
    said: dict[str, Any] = {"council_id": council, "proposed_on": "2026-03-05"}
    feast = activities.record("/v1/initiatives", said | {"title": "Fête d'été", "theme": "SOCIAL_TIES"})["id"]
    garden = activities.record("/v1/initiatives", said | {"title": "Jardin", "theme": "LIVING_ENVIRONMENT"})["id"]
    done = activities.record(f"/v1/initiatives/{garden}/adopted", {"adopted_on": "2026-04-02"})

    def found(**query: Any) -> list[str]:
        rows = activities.get("/v1/initiatives", council=council, after=done["after"], **query).json()["initiatives"]
        assert all("words" not in row for row in rows)
        return [row["initiative_id"] for row in rows]

    assert found(status="PROPOSED") == found(theme="SOCIAL_TIES") == found(q="fete") == [feast]
    assert found(status="ADOPTED") == found(q="JARD") == [garden]
    assert found(status="FUNDED") == found(q="fete", theme="MEDIATION") == []
