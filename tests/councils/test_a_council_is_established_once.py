"""A council exists once, under its code."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.support.house import House


@pytest.fixture
def said() -> dict[str, str]:
    """What is said of a council that nobody has established."""
    code = f"CC-{uuid4().hex[:8].upper()}"
    return {
        "council_id": code,
        "name": "Conseil citoyen du 18e",
        "arrondissement": "18",
        "established_on": "2016-11-01",
    }


def test_a_council_can_be_seen_as_soon_as_it_is_established(town: House, said: dict[str, str]) -> None:
    done = town.councils.record("/v1/councils", said)
    seen = town.councils.get(f"/v1/councils/{said['council_id']}", after=done["after"]).json()
    assert (seen["name"], seen["arrondissement"], seen["version"]) == ("Conseil citoyen du 18e", "18", 1)


def test_the_same_thing_said_twice_is_recorded_once(town: House, said: dict[str, str]) -> None:
    town.councils.record("/v1/councils", said)
    again = town.councils.record("/v1/councils", said)
    assert again["version"] == 1
    assert len(town.councils.get(f"/v1/councils/{said['council_id']}/history").json()["history"]) == 1


def test_a_code_that_is_taken_is_refused_with_the_field_named(town: House, said: dict[str, str]) -> None:
    town.councils.record("/v1/councils", said)
    refused = town.councils.post("/v1/councils", said | {"name": "Un autre conseil"})
    assert refused.status_code == 409
    assert refused.json()["type"] == "/problems/council-already-established"
    assert refused.json()["errors"][0]["pointer"] == "/council_id"
