"""A sender that got no answer sends the same request again, with the same key, and learns what it would have learnt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.support.house import Caller, House

NEW_THINGS: dict[str, dict[str, Any]] = {
    "/v1/meetings": {"kind": "BOARD", "planned_on": "2026-06-02"},
    "/v1/meetings/held": {"kind": "BOARD", "held_on": "2026-06-02"},
    "/v1/initiatives": {"title": "Repas de quartier", "proposed_on": "2026-03-05"},
}


def sent_twice(service: Caller, path: str, body: dict[str, Any]) -> None:
    """Both answers are the same, and the second says that nothing was recorded."""
    key = str(uuid4())
    first, second = service.post(path, body, key=key), service.post(path, body, key=key)
    assert first.is_success, first.text
    assert (second.status_code, second.json()) == (first.status_code, first.json())
    assert second.headers["ETag"] == first.headers["ETag"]
    assert "Idempotent-Replay" not in first.headers
    assert second.headers["Idempotent-Replay"] == "true"


@pytest.mark.parametrize("path", NEW_THINGS)
def test_something_new_keeps_the_id_that_it_was_given(town: House, council: str, path: str) -> None:
    sent_twice(town.activities, path, NEW_THINGS[path] | {"council_id": council})


def test_a_body_and_its_sessions_keep_theirs(town: House, council: str) -> None:
    activities = town.activities
    body = {"kind": "OTHER", "name": "Comité", "council_ids": [council]}
    sent_twice(activities, "/v1/steering-bodies", body)
    body_id = activities.record("/v1/steering-bodies", body)["id"]
    sent_twice(activities, "/v1/steering-sessions", {"body_id": body_id, "planned_on": "2026-06-02"})
    sent_twice(activities, "/v1/steering-sessions/held", {"body_id": body_id, "held_on": "2026-06-02"})
    never = {"expected_from_on": "2025-01-01", "expected_until_on": "2025-12-31"}
    sent_twice(activities, f"/v1/steering-bodies/{body_id}/not-convened", never)


def test_a_grant_keeps_its_own(town: House, council: str) -> None:
    activities = town.activities
    proposal = {"council_id": council, "title": "Repas de quartier", "proposed_on": "2026-03-05"}
    feast = f"/v1/initiatives/{activities.record('/v1/initiatives', proposal)['id']}"
    activities.record(f"{feast}/adopted", {"adopted_on": "2026-05-01"})
    grant = {"funder": "CITY", "amount_cents": 100, "funded_on": "2026-05-20"}
    sent_twice(activities, f"{feast}/fundings", grant)
    another = activities.record(f"{feast}/fundings", grant)
    assert activities.get(feast, after=another["after"]).json()["funded_cents"] == 200


def test_a_member_and_a_facilitator_keep_theirs(town: House, council: str) -> None:
    sent_twice(town.councils, f"/v1/councils/{council}/members", {"college": "RESIDENT", "joined_on": "2026-01-08"})
    sent_twice(town.councils, f"/v1/councils/{council}/facilitators", {"assigned_on": "2026-01-08"})


def test_a_change_is_made_once_even_when_more_happened_since(town: House, council: str) -> None:
    activities = town.activities
    plan = {"council_id": council, "kind": "BOARD", "planned_on": "2026-06-02"}
    meeting = f"/v1/meetings/{activities.record('/v1/meetings', plan)['id']}"
    key, held = str(uuid4()), {"held_on": "2026-06-02"}
    first = activities.post(f"{meeting}/held", held, key=key)
    activities.record(f"{meeting}/minutes", {"published_on": "2026-06-09"})
    again = activities.post(f"{meeting}/held", held, key=key)
    assert (first.json()["version"], again.json()) == (2, first.json())


def test_a_refusal_is_no_answer_to_keep(town: House, council: str) -> None:
    """What was refused was not recorded: with the same key it may succeed later."""
    activities = town.activities
    proposal = {"council_id": council, "title": "Repas de quartier", "proposed_on": "2026-03-05"}
    feast = f"/v1/initiatives/{activities.record('/v1/initiatives', proposal)['id']}"
    key, done = str(uuid4()), {"completed_on": "2026-06-13"}
    assert activities.post(f"{feast}/completed", done, key=key).status_code == 409
    activities.record(f"{feast}/adopted", {"adopted_on": "2026-05-01"})
    answer = activities.post(f"{feast}/completed", done, key=key)
    assert (answer.status_code, answer.json()["version"]) == (200, 3)
    assert "Idempotent-Replay" not in answer.headers


def test_a_key_belongs_to_one_path(town: House, council: str) -> None:
    activities = town.activities
    plan = {"council_id": council, "kind": "BOARD", "planned_on": "2026-06-02"}
    one, other = (activities.record("/v1/meetings", plan)["id"] for _ in range(2))
    key = str(uuid4())
    assert activities.post(f"/v1/meetings/{one}/held", {"held_on": "2026-06-02"}, key=key).is_success
    refused = activities.post(f"/v1/meetings/{other}/held", {"held_on": "2026-06-02"}, key=key)
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/key-reused")
