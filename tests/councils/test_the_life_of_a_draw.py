from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

if TYPE_CHECKING:
    from tests.support.house import Caller, House

CC18 = {"council_id": "CC18", "name": "Conseil du 18e", "arrondissement": "18", "established_on": "2016-11-01"}
SEED = "Loto du 7 mars 2018 : 4 12 23 31 40 - 7"
TENANTS = "A7K2;F\nB3M9;M\nC5X1;M\nD8Q4;NOT_DECLARED\nE2R6;F\n"
VOLUNTEERS = "F4T7;M\nG9W3;F\nB3M9;M\n"
SECRET = "Mme Durand, 06 12 34 56 78"


def described(kind: str, title: str, content: str) -> dict[str, Any]:
    digest = hashlib.sha256(content.encode()).hexdigest()
    return {"kind": kind, "title": title, "tickets": content.count("\n"), "digest": digest}


LISTS = [
    described("LANDLORD", "Locataires de la Goutte d'Or", TENANTS),
    described("VOLUNTEERS", "Volontaires de l'été", VOLUNTEERS),
]
ANNOUNCED: dict[str, Any] = {"lists": LISTS, "seats": 4, "reserve": 2, "prepared_on": "2018-03-01"}
HELD = {"seed": SEED, "contents": [TENANTS, VOLUNTEERS], "held_on": "2018-03-07"}


@pytest.fixture
def councils(town: House) -> Caller:
    """The service that tests share: each speaks of the draws of a `council` of its own."""
    return town.councils


@pytest.fixture
def alone(house: House) -> Caller:
    """A service where one council exists, CC18, for the tests that make the views again or list every draw there is."""
    caller = house.start("councils").councils
    caller.record("/v1/councils", CC18)
    return caller


def announce(councils: Caller, council: str, **other: Any) -> str:
    announced = ANNOUNCED | {"council_id": council} | other
    return f"/v1/draws/{councils.record('/v1/draws', announced)['id']}"


def a_held_draw(councils: Caller, council: str) -> str:
    """Drawn: C5X1 M, E2R6 F, D8Q4, B3M9 M; on the reserve: A7K2 F, F4T7 M."""
    draw = announce(councils, council)
    councils.record(f"{draw}/held", HELD)
    return draw


def contact(councils: Caller, draw: str, ticket: str, method: str, on: str, *, was_reached: bool) -> int:
    body = {"ticket": ticket, "method": method, "was_reached": was_reached, "contacted_on": on}
    return int(councils.record(f"{draw}/contacts", body)["position"])


def answer(councils: Caller, draw: str, ticket: str, said: str, on: str) -> int:
    body = {"ticket": ticket, "answer": said, "answered_on": on}
    return int(councils.record(f"{draw}/answers", body)["position"])


def seat(councils: Caller, draw: str, ticket: str, person_id: str, on: str) -> int:
    body = {"ticket": ticket, "person_id": person_id, "seated_on": on}
    return int(councils.record(f"{draw}/seats", body)["position"])


def test_a_draw_from_its_announcement_to_who_sits(alone: Caller) -> None:
    draw = announce(alone, "CC18", draw_id="01936f00-0000-7000-8000-0000000000aa")
    assert draw == "/v1/draws/01936f00-0000-7000-8000-0000000000aa"
    last = alone.record(f"{draw}/held", HELD)
    shown = alone.get(draw, after=last["after"])
    assert shown.headers["ETag"] == '"2"'
    seen = shown.json()
    assert (seen["status"], seen["held_on"], seen["seed"], seen["method"]) == (
        "HELD",
        "2018-03-07",
        SEED,
        "SHA256-PARITY-1",
    )
    assert seen["lists"] == [one | {"rank": rank} for rank, one in enumerate(LISTS, start=1)]
    assert [(one["rank"], one["ticket"], one["kind"], one["gender"], one["is_reserve"]) for one in seen["drawn"]] == [
        (1, "C5X1", "LANDLORD", "M", False),
        (2, "E2R6", "LANDLORD", "F", False),
        (3, "D8Q4", "LANDLORD", "NOT_DECLARED", False),
        (4, "B3M9", "LANDLORD", "M", False),
        (5, "A7K2", "LANDLORD", "F", True),
        (6, "F4T7", "VOLUNTEERS", "M", True),
    ]
    assert seen["warnings"] == []

    contact(alone, draw, "C5X1", "LETTER", "2018-03-09", was_reached=False)
    contact(alone, draw, "C5X1", "PHONE", "2018-03-12", was_reached=True)
    answer(alone, draw, "C5X1", "DECLINED", "2018-03-12")
    answer(alone, draw, "C5X1", "ACCEPTED", "2018-03-15")
    member = alone.record(
        "/v1/councils/CC18/members", {"college": "RESIDENT", "gender": "M", "joined_on": "2018-04-03"}
    )["id"]
    position = seat(alone, draw, "C5X1", member, "2018-04-03")

    followed = alone.get(f"{draw}/candidates", after=f"councils@{position}").json()["candidates"]
    assert followed[0] == {
        "rank": 1,
        "ticket": "C5X1",
        "kind": "LANDLORD",
        "gender": "M",
        "is_reserve": False,
        "contacts": 2,
        "contacted_on": "2018-03-12",
        "method": "PHONE",
        "was_reached": True,
        "answer": "ACCEPTED",
        "answered_on": "2018-03-15",
        "used_on": None,
        "seated_on": "2018-04-03",
        "person_id": member,
    }
    assert followed[1]["was_reached"] is None
    assert member not in alone.get(draw).text

    history = alone.get(f"{draw}/history").json()["history"]
    assert [one["type"].split(".")[1] for one in history] == [
        "draw-prepared",
        "draw-held",
        "candidate-contacted",
        "candidate-contacted",
        "candidate-answered",
        "candidate-answered",
        "candidate-seated",
    ]
    assert (history[5]["fact"]["former_answer"], history[5]["fact"]["answer"]) == ("DECLINED", "ACCEPTED")
    assert alone.get(draw).headers["ETag"] == '"7"'
    replay = alone.post("/v1/replays").json()
    assert replay["equal"] is True
    assert {one["table"] for one in replay["tables"] if one["rows"]} >= {
        *("lot_draw", "lot_list", "lot_drawn", "lot_step", "lot_membership")
    }


def test_what_the_lists_hold_is_not_kept(councils: Caller, council: str) -> None:
    announced = councils.record("/v1/draws", ANNOUNCED | {"council_id": council})
    councils.record(f"/v1/draws/{announced['id']}/held", HELD)
    log = councils.get("/v1/log", after=announced["position"] - 1).text
    assert "C5X1" in log
    assert "G9W3" not in log


def test_a_draw_said_twice_is_recorded_once(councils: Caller, council: str) -> None:
    draw = a_held_draw(councils, council)
    assert councils.record(f"{draw}/held", HELD)["version"] == 2
    refused = councils.post(f"{draw}/held", HELD | {"seed": "Une autre graine"})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/draw-already-held")
    assert refused.json()["errors"][0]["pointer"] == "/seed"


def test_a_void_draw_calls_nobody(councils: Caller, council: str) -> None:
    draw = a_held_draw(councils, council)
    assert councils.post(f"{draw}/withdrawn", {"reason": "OTHER"}).status_code == 428
    assert councils.post(f"{draw}/withdrawn", {"reason": "OTHER"}, if_match=1).status_code == 412
    last = councils.record(f"{draw}/withdrawn", {"reason": "OTHER"}, if_match=2)
    seen = councils.get(draw, after=last["after"]).json()
    assert (seen["status"], seen["withdrawn_for"], len(seen["drawn"])) == ("WITHDRAWN", "OTHER", 6)
    reserve = councils.get(f"{draw}/reserve").json()
    assert reserve["next"] is None
    assert [one["may_be_called"] for one in reserve["reserve"]] == [False, False]
    refused = councils.post(f"{draw}/answers", {"ticket": "C5X1", "answer": "ACCEPTED", "answered_on": "2018-03-12"})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/draw-was-withdrawn")


def test_what_was_said_by_mistake_of_somebody_is_taken_back(alone: Caller) -> None:
    draw = a_held_draw(alone, "CC18")
    contact(alone, draw, "C5X1", "LETTER", "2018-03-09", was_reached=False)
    contact(alone, draw, "C5X1", "PHONE", "2018-03-12", was_reached=True)
    answer(alone, draw, "C5X1", "ACCEPTED", "2018-03-12")
    seat(alone, draw, "C5X1", str(UUID(int=7)), "2018-04-03")

    def take_back(entry: str, version: int) -> str:
        body = {"ticket": "C5X1", "entry": entry, "reason": "TYPING_ERROR"}
        assert alone.post(f"{draw}/taken-back", body).status_code == 428
        return str(alone.record(f"{draw}/taken-back", body, if_match=version)["after"])

    take_back("SEAT", 6)
    take_back("ANSWER", 7)
    after = take_back("CONTACT", 8)
    (first, *_) = alone.get(f"{draw}/candidates", after=after).json()["candidates"]
    assert (first["contacts"], first["method"], first["answer"], first["seated_on"]) == (1, "LETTER", None, None)
    stages = alone.get(f"{draw}/funnel", on="2018-05-01").json()["stages"]
    assert [stages[name]["count"] for name in ("contacted", "reached", "seated")] == [1, 0, 0]
    refused = alone.post(f"{draw}/taken-back", {"ticket": "C5X1", "entry": "RESERVE", "reason": "OTHER"}, if_match=9)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/nothing-to-withdraw")
    assert refused.json()["errors"][0]["pointer"] == "/entry"
    history = alone.get(f"{draw}/history").json()["history"]
    assert history[-1]["type"] == "councils.candidate-entry-withdrawn.v1"
    assert history[-1]["fact"]["said"]["method"] == "PHONE"
    assert alone.post("/v1/replays").json()["equal"] is True


# The reserve


def test_the_reserve_says_who_is_next(councils: Caller, council: str) -> None:
    draw = announce(councils, council)
    held = councils.record(f"{draw}/held", HELD)
    reserve = councils.get(f"{draw}/reserve", after=held["after"]).json()
    assert reserve["next"] == {"rank": 5, "ticket": "A7K2"}
    assert reserve["next_by_gender"] == {
        "F": {"rank": 5, "ticket": "A7K2"},
        "M": {"rank": 6, "ticket": "F4T7"},
        "OTHER": None,
        "NOT_DECLARED": None,
    }
    left = str(uuid4())
    last = councils.record(f"{draw}/reserve", {"ticket": "F4T7", "replaces": left, "used_on": "2018-06-02"})
    warnings = councils.get(draw, after=last["after"]).json()["warnings"]
    assert [(one["code"], one["rule"], one["rank"], one["first"]) for one in warnings] == [
        ("rank-passed-over", "R07", 6, 5)
    ]
    answer(councils, draw, "A7K2", "DECLINED", "2018-06-03")
    position = answer(councils, draw, "F4T7", "ACCEPTED", "2018-06-04")
    reserve = councils.get(f"{draw}/reserve", after=f"councils@{position}").json()
    assert reserve["next"] is None
    assert [(one["rank"], one["answer"], one["used_on"], one["may_be_called"]) for one in reserve["reserve"]] == [
        (5, "DECLINED", None, False),
        (6, "ACCEPTED", "2018-06-02", False),
    ]
    assert councils.get(draw).json()["warnings"] == []


# What is told and forbids nothing


def test_one_kind_of_list_is_told_while_the_circular_held(councils: Caller, council: str) -> None:
    one_kind = announce(councils, council, lists=LISTS[:1])
    position = councils.get(f"{one_kind}/history").json()["history"][0]["position"]
    (warning,) = councils.get(one_kind, after=f"councils@{position}").json()["warnings"]
    assert (warning["code"], warning["rule"]) == ("one-kind-of-list", "R05")
    assert "circulaire du 2 février 2017" in warning["message"]
    assert "circular of 2 February 2017" in warning["message_en"]
    for day in ("2017-02-01", "2024-11-17"):
        announced = ANNOUNCED | {"council_id": council, "lists": LISTS[:1], "prepared_on": day}
        last = councils.record("/v1/draws", announced)
        assert councils.get(f"/v1/draws/{last['id']}", after=last["after"]).json()["warnings"] == []


def test_places_that_the_lists_cannot_fill_are_told(councils: Caller, council: str) -> None:
    few = "AAAA;F\nBBBB;F\nCCCC;F\nDDDD;M\n"
    lists = [described("TAX", "Foyers", few), described("ENERGY_SUPPLIER", "Compteurs", "")]
    draw = announce(councils, council, lists=lists, seats=5, reserve=3)
    last = councils.record(f"{draw}/held", HELD | {"contents": [few, ""]})
    seen = councils.get(draw, after=last["after"]).json()
    assert len(seen["drawn"]) == 4
    assert [{name: one[name] for name in one if "message" not in name} for one in seen["warnings"]] == [
        {"code": "seats-not-filled", "rule": None, "missing": 1, "places": 5},
        {"code": "reserve-not-filled", "rule": None, "missing": 3, "places": 3},
        {"code": "parity-not-reached", "rule": "R03", "women": 3, "men": 1},
    ]
    assert seen["warnings"][2]["message"].startswith("Parité non atteinte parmi les sièges tirés : 3 femmes, 1 homme ;")


# Lists and files


def test_draws_are_listed_searched_and_filtered(alone: Caller) -> None:
    alone.record("/v1/councils", CC18 | {"council_id": "CC19", "arrondissement": "19"})
    first = a_held_draw(alone, "CC18").rpartition("/")[2]
    second = announce(alone, "CC18", prepared_on="2019-05-02", lists=LISTS[:1]).rpartition("/")[2]
    last = alone.record("/v1/draws", ANNOUNCED | {"council_id": "CC19", "prepared_on": "2018-03-07", "seats": 8})
    third = last["id"]

    def found(**query: Any) -> list[str]:
        answer = alone.get("/v1/draws", after=last["after"], **query)
        assert answer.status_code == 200, answer.text
        return [one["draw_id"] for one in answer.json()["draws"]]

    assert set(found()) == {first, second, third}
    assert found(council="CC19") == [third]
    assert set(found(on="2018-03-07")) == {first, third}
    assert found(on="2018-03-01") == []
    assert found(year=2019) == [second]
    assert found(status="HELD") == [first]
    assert found(q="ETE", council="CC18") == [first]
    assert set(found(q="goutte d'or")) == {first, second, third}
    assert found(q="100%") == []
    assert found(q="_") == []

    pages = []
    answer = alone.get("/v1/draws", limit=2)
    pages.append(answer.json()["draws"])
    answer = alone.get("/v1/draws", limit=2, cursor=answer.json()["next"])
    pages.append(answer.json()["draws"])
    assert [len(page) for page in pages] == [2, 1]
    assert answer.json()["next"] is None
    assert pages[1][0]["draw_id"] == second
    assert pages[1][0]["list_kinds"] == ["LANDLORD"]

    file = alone.get("/v1/draws", format="csv", year=2018, after=alone.all_said)
    assert file.headers["Content-Type"] == "text/csv; charset=utf-8"
    lines = file.content.decode("utf-8-sig").split("\r\n")
    assert lines[0] == (
        "Tirage;Conseil;Conseil (nom);État;Préparé le;Tiré le;Sièges;Places en réserve;Nature des listes;Graine"
    )
    assert (
        f"{first};CC18;Conseil du 18e;effectué;01/03/2018;07/03/2018;4;2;bailleur social, volontaires;{SEED}" in lines
    )
    assert len(lines) == 4


def test_a_result_and_what_became_of_it_are_files(councils: Caller, council: str) -> None:
    draw = a_held_draw(councils, council)
    contact(councils, draw, "C5X1", "LETTER", "2018-03-09", was_reached=False)
    position = answer(councils, draw, "E2R6", "NO_ANSWER", "2018-04-09")
    result = councils.get(draw, format="csv", after=f"councils@{position}").content.decode("utf-8-sig")
    assert result.split("\r\n")[:2] == [
        "Rang;Ticket;Liste d'origine;Genre déclaré;Liste complémentaire",
        "1;C5X1;bailleur social;homme;non",
    ]
    followed = councils.get(f"{draw}/candidates", format="csv").content.decode("utf-8-sig").split("\r\n")
    assert followed[0] == (
        "Rang;Ticket;Liste d'origine;Genre déclaré;Liste complémentaire;Dernier contact le;Dernier moyen de contact;"
        "Jointe;Réponse;Réponse le;Siège vacant proposé le;Installée le"
    )
    assert followed[1] == "1;C5X1;bailleur social;homme;non;09/03/2018;courrier;non;;;;"
    assert followed[2] == "2;E2R6;bailleur social;femme;non;;;non;sans réponse;09/04/2018;;"
    assert followed[3] == "3;D8Q4;bailleur social;non renseigné;non;;;;;;;"


# Bad input


def refused(councils: Caller, path: str, body: Any) -> tuple[int, str, str]:
    answer = councils.post(path, body)
    problem = answer.json()
    assert SECRET not in answer.text
    assert problem["detail"]
    assert problem["en"]["detail"]
    first = problem.get("errors", [{}])[0]
    return answer.status_code, problem["type"].removeprefix("/problems/"), first.get("pointer", "")


def test_a_wrong_announcement_names_its_field(councils: Caller, council: str) -> None:
    announced = ANNOUNCED | {"council_id": council}
    unknown = f"{council}-9"
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"lists": []}, "/lists"),
        ({"lists": [LISTS[0] | {"digest": SECRET}]}, "/lists/0/digest"),
        ({"lists": [LISTS[0] | {"kind": "PHONE_BOOK"}]}, "/lists/0/kind"),
        ({"lists": [LISTS[0] | {"tickets": 1.5}]}, "/lists/0/tickets"),
        ({"seats": 0}, "/seats"),
        ({"seats": True}, "/seats"),
        ({"seats": 501}, "/seats"),
        ({"reserve": 2001}, "/reserve"),
        ({"method": "COIN"}, "/method"),
        ({"prepared_on": "1er mars"}, "/prepared_on"),
        ({"seed": "said too early"}, "/seed"),
    ]
    for other, pointer in wrong:
        assert refused(councils, "/v1/draws", announced | other) == (422, "malformed-request", pointer)
    assert refused(councils, "/v1/draws", announced | {"council_id": unknown}) == (
        422,
        "unknown-council",
        "/council_id",
    )
    assert refused(councils, "/v1/draws", announced | {"lists": [LISTS[0], LISTS[0]]}) == (
        422,
        "same-list-twice",
        "/lists/1/digest",
    )
    for code in (council, unknown):
        assert councils.get("/v1/draws", council=code).json()["draws"] == []


def test_a_list_that_is_wrong_is_named_and_nothing_of_it_comes_back(councils: Caller, council: str) -> None:
    held = f"{announce(councils, council)}/held"
    assert refused(councils, held, HELD | {"contents": [TENANTS, f"{SECRET}\n"]}) == (
        409,
        "digest-differs",
        "/contents/1",
    )
    assert refused(councils, held, HELD | {"contents": [TENANTS]}) == (409, "wrong-number-of-lists", "/contents")
    for body, pointer in (
        ({"contents": SECRET}, "/contents"),
        ({"contents": [TENANTS, {"a": SECRET}]}, "/contents/1"),
        ({"seed": "court"}, "/seed"),
        ({"seed": "deux\nlignes"}, "/seed"),
    ):
        assert refused(councils, held, HELD | body) == (422, "malformed-request", pointer)
    half_a_character = json.dumps(HELD | {"contents": [TENANTS, "\ud800"]}).encode()
    assert councils.post(held, raw=half_a_character).json()["type"] == "/problems/digest-differs"

    malformed = f"A7K2;F\n{SECRET};M\n"
    wrong = announce(councils, council, lists=[described("TAX", "Foyers", malformed)])
    told = councils.post(f"{wrong}/held", HELD | {"contents": [malformed]})
    assert (told.status_code, told.json()["type"]) == (422, "/problems/malformed-line")
    assert told.json()["detail"].startswith("Liste n° 1 (« Foyers »), ligne 2 : ")
    assert told.json()["en"]["detail"].startswith("List 1 (“Foyers”), line 2: ")
    assert "Durand" not in told.text
    assert len(councils.get(f"{wrong}/history").json()["history"]) == 1


def test_a_list_larger_than_a_request_is_refused_whole(councils: Caller, council: str) -> None:
    large = "".join(f"T{number:07};F\n" for number in range(90_000))
    draw = announce(councils, council, lists=[described("TAX", "Foyers", large)])
    answer = councils.post(f"{draw}/held", HELD | {"contents": [large]})
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")
    assert "1048576" in answer.json()["detail"]
    assert len(councils.get(f"{draw}/history").json()["history"]) == 1

    fits = large[: 11 * 85_000]
    draw = announce(councils, council, lists=[described("TAX", "Foyers", fits)])
    last = councils.record(f"{draw}/held", HELD | {"contents": [fits]})
    assert len(councils.get(draw, after=last["after"]).json()["drawn"]) == 6


def test_what_is_wrongly_said_of_a_ticket_names_its_field(councils: Caller, council: str) -> None:
    draw = a_held_draw(councils, council)
    called = {"ticket": "C5X1", "method": "LETTER", "was_reached": False, "contacted_on": "2018-03-09"}
    for body, pointer in (
        ({"ticket": SECRET}, "/ticket"),
        ({"method": "PIGEON"}, "/method"),
        ({"was_reached": "oui"}, "/was_reached"),
        ({"contacted_on": None}, "/contacted_on"),
        ({"note": SECRET}, "/note"),
    ):
        assert refused(councils, f"{draw}/contacts", called | body) == (422, "malformed-request", pointer)
    assert refused(councils, f"{draw}/contacts", called | {"ticket": "G9W3"}) == (409, "ticket-not-drawn", "/ticket")
    unaccepted = {"ticket": "C5X1", "person_id": str(UUID(int=1)), "seated_on": "2018-04-03"}
    assert refused(councils, f"{draw}/seats", unaccepted) == (409, "not-accepted", "/ticket")
    on_a_seat = {"ticket": "C5X1", "used_on": "2018-04-03"}
    assert refused(councils, f"{draw}/reserve", on_a_seat) == (409, "not-on-reserve", "/ticket")


def test_a_draw_that_nobody_announced_is_not_found(councils: Caller) -> None:
    nowhere = f"/v1/draws/{uuid4()}"
    for answer in (
        councils.get(nowhere),
        councils.get(f"{nowhere}/history"),
        councils.get(f"{nowhere}/candidates"),
        councils.get(f"{nowhere}/reserve"),
        councils.get(f"{nowhere}/funnel", on="2018-03-07"),
        councils.post(f"{nowhere}/held", HELD),
        councils.post(f"{nowhere}/withdrawn", {"reason": "OTHER"}, if_match=1),
    ):
        assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")
    for query in ({"q": "a\0"}, {"year": 1999}, {"status": "DONE"}, {"on": "hier"}, {"cursor": "x"}, {"council": "?"}):
        assert councils.get("/v1/draws", **query).status_code == 422
