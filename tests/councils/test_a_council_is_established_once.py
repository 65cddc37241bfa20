"""A council exists once, under its code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.house import House

CC18 = {
    "council_id": "CC18",
    "name": "Conseil citoyen du 18e",
    "arrondissement": "18",
    "established_on": "2016-11-01",
}


def test_a_council_can_be_seen_as_soon_as_it_is_established(house: House) -> None:
    councils = house.start("councils").councils
    done = councils.record("/v1/councils", CC18)
    seen = councils.get("/v1/councils/CC18", after=done["after"]).json()
    assert (seen["name"], seen["arrondissement"], seen["version"]) == ("Conseil citoyen du 18e", "18", 1)


def test_the_same_thing_said_twice_is_recorded_once(house: House) -> None:
    councils = house.start("councils").councils
    councils.record("/v1/councils", CC18)
    again = councils.record("/v1/councils", CC18)
    assert again["version"] == 1
    assert len(councils.get("/v1/councils/CC18/history").json()["history"]) == 1


def test_a_code_that_is_taken_is_refused_with_the_field_named(house: House) -> None:
    councils = house.start("councils").councils
    councils.record("/v1/councils", CC18)
    refused = councils.post("/v1/councils", CC18 | {"name": "Un autre conseil"})
    assert refused.status_code == 409
    assert refused.json()["type"] == "/problems/council-already-established"
    assert refused.json()["errors"][0]["pointer"] == "/council_id"
