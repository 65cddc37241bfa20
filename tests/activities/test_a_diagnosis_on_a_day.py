"""The diagnosis of a council is what had been said by a day: needs by priority, what answers each, resources, the last version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.house import House


@pytest.fixture
def say(town: House, council: str) -> Callable[..., dict[str, Any]]:
    """Says an entry of the council."""
    return lambda path, **said: town.activities.record(f"/v1/{path}", {"council_id": council} | said)


@pytest.fixture
def seen(town: House, council: str) -> Callable[..., dict[str, Any]]:
    """The diagnosis, as it stood."""

    def ask(on: str | None, after: str) -> dict[str, Any]:
        answer = town.activities.get(f"/v1/councils/{council}/diagnosis", on=on, after=after)
        assert answer.is_success, answer.text
        found: dict[str, Any] = answer.json()
        return found

    return ask


def titles(found: dict[str, Any], what: str) -> list[str]:
    return [one["title"] for one in found[what]]


def test_needs_come_in_the_order_of_their_priority_while_they_last(
    say: Callable[..., dict[str, Any]], seen: Callable[..., dict[str, Any]]
) -> None:
    say("needs", title="Sans priorité", identified_on="2018-01-01")
    say("needs", title="Troisième", priority=3, identified_on="2018-01-02")
    say("needs", title="Premier", priority=1, identified_on="2018-01-05", until_on="2018-06-30")
    after = say("needs", title="Premier aussi", priority=1, identified_on="2018-01-04")["after"]
    assert titles(seen("2018-01-04", after), "needs") == ["Premier aussi", "Troisième", "Sans priorité"]
    assert titles(seen("2018-06-30", after), "needs") == ["Premier aussi", "Premier", "Troisième", "Sans priorité"]
    assert titles(seen(None, after), "needs") == ["Premier aussi", "Troisième", "Sans priorité"]


def test_each_need_tells_which_actions_answer_it_and_none_when_there_is_none(
    say: Callable[..., dict[str, Any]], seen: Callable[..., dict[str, Any]]
) -> None:
    need = say("needs", title="Un lieu", identified_on="2018-01-01")["id"]
    say("needs", title="Un banc", identified_on="2018-01-02")
    roadmap = say("roadmaps", title="2018", from_on="2018-01-01")["id"]
    action = say(
        "roadmap-actions",
        roadmap_id=roadmap,
        title="Visiter",
        need_id=need,
        planned_on="2018-02-01",
        due_on="2018-02-28",
    )["id"]
    say("roadmap-actions", roadmap_id=roadmap, title="Autre chose", planned_on="2018-02-01")
    after = say("roadmap-action-ends", action_id=action, outcome="DONE", ended_on="2018-03-10")["after"]

    def answers(on: str) -> list[list[tuple[str, str]]]:
        return [[(one["title"], one["status"]) for one in need["actions"]] for need in seen(on, after)["needs"]]

    assert answers("2018-01-31") == [[], []]
    assert answers("2018-02-01") == [[("Visiter", "PLANNED")], []]
    assert answers("2018-03-01") == [[("Visiter", "LATE")], []]
    assert answers("2018-03-10") == [[("Visiter", "DONE")], []]


def test_it_tells_its_last_version_and_the_resources_that_last(
    say: Callable[..., dict[str, Any]], seen: Callable[..., dict[str, Any]], town: House
) -> None:
    organisation = town.activities.record(
        "/v1/organisations",
        {"organisation_kind": "SOCIAL_CENTRE", "title": "Centre social", "listed_on": "2018-01-01"},
    )["id"]
    say("resources", title="Salle", organisation_id=organisation, identified_on="2018-01-10", until_on="2018-05-31")
    say("resources", title="Jardin", identified_on="2018-02-10")
    say("diagnoses", title="Version 1", updated_on="2018-01-10")
    after = say("diagnoses", title="Version 2", digest="9f" * 32, updated_on="2018-03-10")["after"]

    nothing = seen("2018-01-09", after)
    assert (nothing["diagnosis"], nothing["needs"], nothing["resources"]) == (None, [], [])
    first = seen("2018-03-09", after)
    assert (first["diagnosis"]["title"], titles(first, "resources")) == ("Version 1", ["Salle", "Jardin"])
    assert first["resources"][0]["organisation_id"] == organisation
    last = seen("2018-06-01", after)
    assert (last["diagnosis"]["title"], last["diagnosis"]["digest"]) == ("Version 2", "9f" * 32)
    assert titles(last, "resources") == ["Jardin"]


def test_a_council_that_nobody_established_has_no_diagnosis(town: House) -> None:
    unknown = town.activities.get("/v1/councils/CC99/diagnosis")
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "/path/council_id")
