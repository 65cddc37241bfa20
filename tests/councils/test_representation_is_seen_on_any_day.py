"""The seats of councils in steering bodies over HTTP: offered, filled, by whom, on any day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.support.house import House

SHE, HE = str(uuid4()), str(uuid4())


@pytest.fixture
def body(town: House, council: str) -> str:
    """A steering committee that offers two seats since March, and where she has sat until June."""
    return a_committee(town, council)


def a_committee(town: House, council: str) -> str:
    said = {"kind": "LOCAL_STEERING_COMMITTEE", "name": "COPIL du 18e", "council_ids": [council]}
    body_id = str(town.activities.record("/v1/steering-bodies", said)["id"])
    town.councils.record(
        "/v1/delegations",
        {"body_id": body_id, "council_id": council, "titular_seats": 2, "seats_of_body": 24, "from_on": "2018-03-01"},
    )
    here = f"/v1/delegations/{body_id}/{council}/representatives"
    town.councils.record(here, {"person_id": SHE, "college": "RESIDENT", "gender": "F", "from_on": "2018-03-01"})
    town.councils.record(f"{here}/{SHE}/end", {"until_on": "2018-06-01", "reason": "RESIGNED"})
    town.councils.record(here, {"person_id": HE, "college": "LOCAL_ACTOR", "from_on": "2018-06-01"})
    return body_id


def seen(town: House, council: str | None, **asked: Any) -> list[dict[str, Any]]:
    """The delegations of this council, or of all."""
    last = town.councils.get("/v1/log/head").json()["position"]
    answer = town.councils.get("/v1/delegations", council=council, after=f"councils@{last}", **asked)
    assert answer.is_success, answer.text
    found: list[dict[str, Any]] = answer.json()["delegations"]
    return found


def test_each_day_has_its_seats_and_its_representatives(town: House, council: str, body: str) -> None:
    assert seen(town, council, on="2018-02-28") == []
    for day, person in (("2018-03-01", SHE), ("2018-05-31", SHE), ("2018-06-01", HE)):
        (one,) = seen(town, council, on=day)
        assert (one["body_id"], one["titular_seats"], one["titular_filled"]) == (body, 2, 1)
        assert [who["person_id"] for who in one["representatives"]] == [person]


def test_the_number_of_a_later_day_is_right_from_that_day(town: House, council: str, body: str) -> None:
    more = {"body_id": body, "council_id": council, "titular_seats": 3, "substitute_seats": 1, "from_on": "2018-07-01"}
    town.councils.record("/v1/delegations", more)
    assert [one["titular_seats"] for one in seen(town, council, on="2018-06-30")] == [2]
    assert [(one["titular_seats"], one["substitute_seats"]) for one in seen(town, council, on="2018-07-01")] == [(3, 1)]


def test_an_offer_that_is_taken_back_leaves_those_before_as_they_were(town: House, council: str, body: str) -> None:
    said = {"body_id": body, "council_id": council, "from_on": "2018-03-01"}
    town.councils.record("/v1/delegations", said | {"titular_seats": 3})
    taken_back = f"/v1/delegations/{body}/{council}/offers/withdrawn"
    mistake = {"reason": "ENTERED_BY_MISTAKE"}
    assert [one["titular_seats"] for one in seen(town, council, on="2018-06-01")] == [3]
    assert town.councils.post(taken_back, mistake).status_code == 428
    town.councils.record(taken_back, mistake, if_match=5)
    assert [one["titular_seats"] for one in seen(town, council, on="2018-06-01")] == [2]
    refused = town.councils.post(taken_back, mistake, if_match=6)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/representatives-stand-on-it")
    assert refused.json()["detail"] == (
        "C'est la seule offre, et 2 personnes y ont été nommées : retirez d'abord leurs nominations."
    )


def test_a_council_is_withdrawn_once_nothing_said_of_its_seats_stands(town: House, council: str, body: str) -> None:
    councils, here, mistake = town.councils, f"/v1/delegations/{body}/{council}", {"reason": "ENTERED_BY_MISTAKE"}
    gone = town.activities.record(f"/v1/steering-bodies/{body}/withdrawn", mistake, if_match=1)
    steps = (
        f"{here}/representatives/{HE}/withdrawn",
        f"{here}/representatives/{SHE}/end/withdrawn",
        f"{here}/representatives/{SHE}/withdrawn",
        f"{here}/offers/withdrawn",
    )
    for version, step in enumerate(steps, start=4):
        stands = councils.post(f"/v1/councils/{council}/withdrawn", mistake | {"after": gone["after"]}, if_match=1)
        assert (stands.status_code, stands.json()["type"]) == (409, "/problems/council-is-in-use")
        councils.record(step, mistake, if_match=version)
    assert seen(town, council, on="2018-06-01") == []
    assert councils.get(here).status_code == 404
    councils.record(f"/v1/councils/{council}/withdrawn", mistake | {"after": gone["after"]}, if_match=1)


def test_a_list_is_searched_filtered_and_taken_away(town: House, council: str, body: str) -> None:
    assert len(seen(town, council, q="copil")) == len(seen(town, council)) == 1
    nowhere = f"CC-{uuid4().hex[:8].upper()}"
    assert seen(town, council, q="GUP") == seen(town, nowhere) == seen(town, council, kind="URBAN_RENEWAL") == []
    answer = town.councils.get(
        "/v1/delegations", council=council, on="2018-06-01", format="csv", after=town.councils.all_said
    )
    file = answer.content.decode("utf-8-sig")
    assert file.splitlines()[0].startswith("Conseil;Conseil (nom);Instance;Nature;Depuis;Sièges de titulaires offerts")
    assert (
        file.splitlines()[1] == f"{council};Conseil citoyen;COPIL du 18e;comité de pilotage local;01/03/2018;2;1;0;0;24"
    )
    assert body in str(seen(town, council))


def test_a_delegation_tells_its_story_and_a_withdrawal_says_which_version_it_saw(
    town: House, council: str, body: str
) -> None:
    here = f"/v1/delegations/{body}/{council}"
    shown = town.councils.get(here, after=town.councils.all_said)
    assert shown.headers["etag"] == '"4"'
    told = town.councils.get(f"{here}/history").json()["history"]
    assert [one["type"].split(".")[1] for one in told] == [
        *("seats-offered", "representative-appointed", "representative-stood-down", "representative-appointed")
    ]
    gone = {"reason": "ENTERED_BY_MISTAKE"}
    withdrawal = f"{here}/representatives/{HE}/withdrawn"
    assert town.councils.post(withdrawal, gone).status_code == 428
    assert town.councils.post(withdrawal, gone, if_match=3).status_code == 412
    town.councils.record(withdrawal, gone, if_match=4)
    assert [one["titular_filled"] for one in seen(town, council, on="2018-06-01")] == [0]


def test_an_end_that_is_taken_back_is_seen_no_more(town: House, council: str, body: str) -> None:
    here = f"/v1/delegations/{body}/{council}/representatives/{SHE}/end/withdrawn"
    assert town.councils.post(here, {"reason": "ENTERED_BY_MISTAKE"}).status_code == 428
    town.councils.record(here, {"reason": "ENTERED_BY_MISTAKE"}, if_match=4)
    (one,) = seen(town, council, on="2018-06-01")
    assert [who["person_id"] for who in one["representatives"]] == [SHE, HE]


def test_a_replay_gives_the_same_tables(house: House) -> None:
    councils = house.start("councils", "activities").councils
    councils.record(
        "/v1/councils",
        {"council_id": "CC18", "name": "Conseil citoyen", "arrondissement": "18", "established_on": "2016-11-01"},
    )
    body = a_committee(house, "CC18")
    more = {"body_id": body, "council_id": "CC18", "titular_seats": 3, "from_on": "2018-07-01"}
    councils.record("/v1/delegations", more)
    councils.record(f"/v1/delegations/{body}/CC18/offers/withdrawn", {"reason": "ENTERED_BY_MISTAKE"}, if_match=5)
    assert [(one["body_id"], one["titular_seats"]) for one in seen(house, None, q="COPIL")] == [(body, 2)]
    replay = councils.record("/v1/replays", {})
    assert replay["equal"], replay["first_difference"]


def test_bad_input_is_told_by_its_field(town: House, council: str, body: str) -> None:
    for change, status, pointer in (
        ({"body_id": str(uuid4())}, 422, "/body_id"),
        ({"council_id": "CC99"}, 422, "/council_id"),
        ({"titular_seats": -1}, 422, "/titular_seats"),
        ({"titular_seats": 1.5}, 422, "/titular_seats"),
        ({"from_on": "hier"}, 422, "/from_on"),
        ({"from_on": "2026-11-24"}, 409, "/from_on"),
        ({"president": "x"}, 422, "/president"),
    ):
        said = {"body_id": body, "council_id": council, "titular_seats": 2, "from_on": "2018-03-01"} | change
        answer = town.councils.post("/v1/delegations", said)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (status, pointer), change


def test_where_nothing_was_offered_nothing_is_found(town: House, council: str) -> None:
    nowhere = f"/v1/delegations/{uuid4()}/{council}"
    assert town.councils.get(nowhere).status_code == 404
    assert town.councils.get(f"{nowhere}/history").status_code == 404
    ended = town.councils.post(f"{nowhere}/representatives/{SHE}/end", {"until_on": "2018-06-01"})
    assert ended.status_code == 404


def test_a_body_is_named_as_it_is_said_now_and_offers_no_seat_once_it_was_withdrawn(town: House, council: str) -> None:
    said = {"kind": "TECHNICAL_COMMITTEE", "name": "Comité", "council_ids": [council]}
    body_id = str(town.activities.record("/v1/steering-bodies", said)["id"])
    its = f"/v1/steering-bodies/{body_id}"
    named = said | {"name": "Comité technique du 18e", "reason": "TYPING_ERROR"}
    done = town.activities.record(f"{its}/corrected", named, if_match=1)
    assert town.councils.get("/v1/delegations", council=council, after=done["after"]).is_success
    offer = {"body_id": body_id, "council_id": council, "titular_seats": 1, "from_on": "2018-03-01"}
    town.councils.record("/v1/delegations", offer)
    assert [one["body_name"] for one in seen(town, council, on="2018-03-01")] == ["Comité technique du 18e"]
    done = town.activities.record(f"{its}/withdrawn", {"reason": "ENTERED_BY_MISTAKE"}, if_match=2)
    assert town.councils.get("/v1/delegations", council=council, after=done["after"]).is_success
    refused = town.councils.post("/v1/delegations", offer | {"titular_seats": 2})
    assert refused.json()["type"] == "/problems/unknown-steering-body"
