"""The funnel of a draw: drawn, contacted, reached, answered, accepted, seated, still there after a year."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.support.house import Caller, House

CC18 = {"council_id": "CC18", "name": "Conseil du 18e", "arrondissement": "18", "established_on": "2016-11-01"}
TENANTS = "A7K2;F\nB3M9;M\nC5X1;M\nD8Q4;NOT_DECLARED\nE2R6;F\n"
VOLUNTEERS = "F4T7;M\nG9W3;F\nB3M9;M\n"
STAGES = ("drawn", "contacted", "reached", "answered", "accepted", "seated", "still_there")


class Draw:
    """A draw held on 7 March 2018: C5X1 M, E2R6 F, D8Q4, B3M9 M; on the reserve A7K2 F and, of volunteers, F4T7 M."""

    def __init__(self, councils: Caller, council: str) -> None:
        self.councils = councils
        self.members = f"/v1/councils/{council}/members"
        lists = [
            {
                "kind": kind,
                "title": kind,
                "tickets": content.count("\n"),
                "digest": hashlib.sha256(content.encode()).hexdigest(),
            }
            for kind, content in (("LANDLORD", TENANTS), ("VOLUNTEERS", VOLUNTEERS))
        ]
        announced = {"council_id": council, "lists": lists, "seats": 4, "reserve": 2, "prepared_on": "2018-03-01"}
        done = councils.record("/v1/draws", announced)
        self.path = f"/v1/draws/{done['id']}"
        self.last = int(done["position"])

    def say(self, what: str, **body: Any) -> int:
        self.last = int(self.councils.record(f"{self.path}/{what}", body)["position"])
        return self.last

    def hold(self) -> int:
        return self.say(
            "held",
            seed="Loto du 7 mars 2018 : 4 12 23 31 40 - 7",
            contents=[TENANTS, VOLUNTEERS],
            held_on="2018-03-07",
        )

    def contact(self, ticket: str, method: str, on: str, *, was_reached: bool) -> int:
        return self.say("contacts", ticket=ticket, method=method, contacted_on=on, was_reached=was_reached)

    def answer(self, ticket: str, answer: str, on: str) -> int:
        return self.say("answers", ticket=ticket, answer=answer, answered_on=on)

    def seat(self, ticket: str, on: str, **joining: Any) -> tuple[str, int, int]:
        """The person takes the seat, and becomes a member: the id, and the places of both facts."""
        self.answer(ticket, "ACCEPTED", on)
        joined = self.councils.record(
            self.members, {"college": "RESIDENT", "joined_on": on, "recruitment": "LOT"} | joining
        )
        return joined["id"], joined["position"], self.say("seats", ticket=ticket, person_id=joined["id"], seated_on=on)

    def leave(self, person_id: str, on: str, **other: Any) -> int:
        path = f"{self.members}/{person_id}/departure"
        self.last = int(self.councils.record(path, {"left_on": on} | other)["position"])
        return self.last

    def funnel(self, on: str) -> dict[str, Any]:
        answer = self.councils.get(f"{self.path}/funnel", on=on, after=f"councils@{self.last}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


@pytest.fixture
def draw(town: House, council: str) -> Draw:
    """A draw that is announced."""
    return Draw(town.councils, council)


def counts(stages: dict[str, Any]) -> list[int | None]:
    return [stages[name]["count"] for name in STAGES]


def test_unknown_is_not_zero(draw: Draw) -> None:
    assert counts(draw.funnel("2018-03-06")["stages"]) == [None] * 7
    held = draw.hold()
    assert counts(draw.funnel("2018-03-06")["stages"]) == [None] * 7
    stages = draw.funnel("2018-03-07")["stages"]
    assert stages["drawn"] == {"count": 6, "unknown": 0, "facts": [held]}
    assert stages["contacted"] == {"count": None, "unknown": 6, "facts": []}
    assert counts(stages) == [6, None, None, None, None, None, None]
    today = draw.councils.get(f"{draw.path}/funnel")
    assert today.json() == draw.funnel("2026-11-23")
    draw.contact("C5X1", "LETTER", "2018-03-09", was_reached=False)
    assert counts(draw.funnel("2018-03-08")["stages"]) == [6, None, None, None, None, None, None]
    assert counts(draw.funnel("2018-03-09")["stages"]) == [6, 1, 0, 0, 0, 0, 0]


def test_each_number_says_the_facts_behind_it(draw: Draw) -> None:
    draw.hold()
    letter = draw.contact("C5X1", "LETTER", "2018-03-09", was_reached=False)
    call = draw.contact("C5X1", "PHONE", "2018-03-10", was_reached=True)
    visit = draw.contact("E2R6", "DOOR_TO_DOOR", "2018-03-10", was_reached=False)
    silent = draw.answer("E2R6", "NO_ANSWER", "2018-04-10")
    unable = draw.answer("D8Q4", "NOT_ELIGIBLE", "2018-03-11")
    declined = draw.answer("C5X1", "DECLINED", "2018-03-10")
    stages = draw.funnel("2018-04-09")["stages"]
    assert {name: stages[name]["facts"] for name in STAGES[1:]} == {
        "contacted": [letter, call, visit, unable],
        "reached": [call, unable],
        "answered": [unable, declined],
        "accepted": [],
        "seated": [],
        "still_there": [],
    }
    assert counts(draw.funnel("2018-04-10")["stages"]) == [6, 3, 2, 2, 0, 0, 0]
    accepted = draw.answer("C5X1", "ACCEPTED", "2018-04-12")
    assert counts(draw.funnel("2018-04-11")["stages"]) == [6, 3, 2, 2, 0, 0, 0]
    stages = draw.funnel("2018-04-12")["stages"]
    assert stages["accepted"] == {"count": 1, "unknown": 0, "facts": [accepted]}
    assert silent not in stages["contacted"]["facts"]


def test_who_is_still_there_is_known_when_a_year_has_passed(draw: Draw) -> None:
    draw.hold()
    stays, joined, _ = draw.seat("C5X1", "2018-04-03")
    leaves, also_joined, _ = draw.seat("E2R6", "2018-04-03")
    left = draw.leave(leaves, "2019-04-03")
    assert draw.funnel("2019-04-02")["stages"]["still_there"] == {"count": None, "unknown": 2, "facts": []}
    assert draw.funnel("2019-04-03")["stages"]["still_there"] == {
        "count": 1,
        "unknown": 0,
        "facts": [joined, also_joined, left],
    }
    draw.leave(stays, "2019-04-04")
    assert draw.funnel("2026-11-23")["stages"]["still_there"]["count"] == 1


def test_who_took_a_seat_less_than_a_year_ago_is_unknown_beside_those_who_are_known(draw: Draw) -> None:
    draw.hold()
    draw.seat("C5X1", "2018-04-03")
    draw.seat("E2R6", "2019-01-10")
    still_there = draw.funnel("2019-05-01")["stages"]["still_there"]
    assert (still_there["count"], still_there["unknown"]) == (1, 1)


def test_who_has_no_membership_or_left_some_day_of_that_month_is_unknown(draw: Draw) -> None:
    draw.hold()
    draw.answer("C5X1", "ACCEPTED", "2018-03-12")
    nobody = str(uuid4())
    draw.say("seats", ticket="C5X1", person_id=nobody, seated_on="2018-04-03")
    assert draw.funnel("2019-05-01")["stages"]["still_there"] == {"count": None, "unknown": 1, "facts": []}
    leaves, _, _ = draw.seat("E2R6", "2018-04-03")
    draw.leave(leaves, "2019-04-01", origin={"date_precision": "MONTH"})
    still_there = draw.funnel("2019-05-01")["stages"]["still_there"]
    assert (still_there["count"], still_there["unknown"]) == (None, 2)


def test_who_left_and_came_back_is_still_there(draw: Draw) -> None:
    draw.hold()
    person, _, _ = draw.seat("C5X1", "2018-04-03")
    draw.leave(person, "2018-09-01")
    back = {"person_id": person, "college": "RESIDENT", "joined_on": "2019-01-08"}
    draw.last = draw.councils.record(draw.members, back)["position"]
    assert draw.funnel("2019-04-03")["stages"]["still_there"]["count"] == 1


def test_a_seat_taken_on_29_february_is_a_year_old_on_1_march(draw: Draw) -> None:
    draw.hold()
    draw.seat("C5X1", "2020-02-29")
    assert draw.funnel("2021-02-28")["stages"]["still_there"]["count"] is None
    assert draw.funnel("2021-03-01")["stages"]["still_there"]["count"] == 1


def test_the_funnel_is_told_by_list_by_gender_and_by_means_of_contact(house: House) -> None:
    councils = house.start("councils").councils
    councils.record("/v1/councils", CC18)
    draw = Draw(councils, "CC18")
    draw.hold()
    draw.contact("C5X1", "LETTER", "2018-03-09", was_reached=False)
    draw.contact("C5X1", "PHONE", "2018-03-10", was_reached=True)
    draw.contact("E2R6", "PHONE", "2018-03-10", was_reached=False)
    draw.contact("E2R6", "LETTER", "2018-03-12", was_reached=False)
    draw.contact("F4T7", "PHONE", "2018-03-13", was_reached=True)
    draw.answer("F4T7", "DECLINED", "2018-03-13")
    draw.seat("C5X1", "2018-04-03")
    found = draw.funnel("2018-05-01")

    def told(breakdown: str) -> dict[str | None, list[int | None]]:
        return {one["value"]: counts(one) for one in found[breakdown]}

    assert counts(found["stages"]) == [6, 3, 2, 2, 1, 1, None]
    assert told("by_list_kind") == {"LANDLORD": [5, 2, 1, 1, 1, 1, None], "VOLUNTEERS": [1, 1, 1, 1, 0, 0, 0]}
    assert told("by_gender") == {
        "F": [2, 1, 0, 0, 0, 0, 0],
        "M": [3, 2, 2, 2, 1, 1, None],
        "NOT_DECLARED": [1, 0, 0, 0, 0, 0, 0],
    }
    assert told("by_method") == {
        None: [3, 0, 0, 0, 0, 0, 0],
        "LETTER": [1, 1, 0, 0, 0, 0, 0],
        "PHONE": [2, 2, 2, 2, 1, 1, None],
    }
    assert councils.post("/v1/replays").json()["equal"] is True
    for on in ("", "2018-13-01"):
        assert councils.get(f"{draw.path}/funnel", on=on).status_code == 422
