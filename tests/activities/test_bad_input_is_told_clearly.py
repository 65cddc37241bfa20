"""Whatever is wrong with a request is told in French and in English, with the field named, and changes nothing."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx2

    from tests.support.house import Caller, House

SECRET = "Mme Durand, 06 12 34 56 78"
"""What somebody typed in the wrong place: it must not come back."""

ROLES = ("coordinator",)

MEETING = {"council_id": "CC18", "kind": "PLENARY", "planned_on": "2026-12-05"}
HELD = {"council_id": "CC18", "kind": "PLENARY", "held_on": "2026-11-05"}
INITIATIVE = {"council_id": "CC18", "title": "Repas de quartier", "proposed_on": "2026-03-05"}
BODY = {"kind": "OTHER", "name": "Comité", "council_ids": ["CC18"]}
GRANT = {"funder": "CITY", "amount_cents": 100, "funded_on": "2026-05-20"}
PERSON = {"person_id": "01936f00-0000-7000-8000-0000000000c1", "college": "RESIDENT"}


def attended(**attendance: Any) -> dict[str, Any]:
    return HELD | {"attendance": {"present": 3, "unnamed": 3} | attendance}


@dataclass(frozen=True)
class Case:
    """One request that must be refused, and how."""

    path: str
    body: Any
    pointer: str
    code: str
    """Of the field, as `errors` says it."""
    status: int = 422


WRONG_FIELDS = {
    "an unknown field": Case("/v1/meetings", MEETING | {"remarque": SECRET}, "/remarque", "extra_forbidden"),
    "a field that is missing": Case("/v1/meetings", {"council_id": "CC18"}, "/kind", "missing"),
    "a number for a text": Case("/v1/meetings", MEETING | {"title": 12}, "/title", "string_type"),
    "an object for a text": Case("/v1/meetings", MEETING | {"title": {"a": SECRET}}, "/title", "string_type"),
    "a text for an object": Case(
        "/v1/meetings/held", HELD | {"attendance": SECRET}, "/attendance", "model_attributes_type"
    ),
    "a kind that does not exist": Case("/v1/meetings", MEETING | {"kind": SECRET}, "/kind", "enum"),
    "an id that is none": Case("/v1/meetings", MEETING | {"meeting_id": SECRET}, "/meeting_id", "uuid_parsing"),
    "a code that is none": Case(
        "/v1/meetings", MEETING | {"council_id": SECRET}, "/council_id", "string_pattern_mismatch"
    ),
    "a title of spaces": Case("/v1/initiatives", INITIATIVE | {"title": " \u00a0 "}, "/title", "string_blank"),
    "an empty title": Case("/v1/initiatives", INITIATIVE | {"title": ""}, "/title", "string_too_short"),
    "a title too long": Case("/v1/initiatives", INITIATIVE | {"title": "é" * 241}, "/title", "string_too_long"),
    "a NUL in a title": Case(
        "/v1/initiatives", INITIATIVE | {"title": f"{SECRET}\0"}, "/title", "string_pattern_mismatch"
    ),
    "a line break in a title": Case(
        "/v1/initiatives", INITIATIVE | {"title": f"{SECRET}\n"}, "/title", "string_pattern_mismatch"
    ),
    "an escape character in a name": Case(
        "/v1/steering-bodies", BODY | {"name": f"\x1b[31m{SECRET}"}, "/name", "string_pattern_mismatch"
    ),
    "a day that does not exist": Case(
        "/v1/meetings", MEETING | {"planned_on": "2026-02-30"}, "/planned_on", "date_from_datetime_parsing"
    ),
    "a day written otherwise": Case("/v1/meetings", MEETING | {"planned_on": "05/12/2026"}, "/planned_on", "date_only"),
    "a moment for a day": Case(
        "/v1/meetings", MEETING | {"planned_on": "2026-12-05T10:00:00Z"}, "/planned_on", "date_only"
    ),
    "a number for a day": Case("/v1/meetings", MEETING | {"planned_on": 1764547200}, "/planned_on", "date_only"),
    "a day of another century": Case(
        "/v1/meetings", MEETING | {"planned_on": "0026-12-05"}, "/planned_on", "date_too_early"
    ),
    "a day too far ahead": Case("/v1/meetings", MEETING | {"planned_on": "9999-12-31"}, "/planned_on", "date_too_late"),
    "a day too far ahead, roughly": Case(
        "/v1/initiatives",
        INITIATIVE | {"proposed_on": "9999-12-31", "origin": {"date_certainty": "APPROXIMATE"}},
        "/proposed_on",
        "date_too_late",
    ),
    "a number for an hour": Case("/v1/meetings", MEETING | {"starts_at": 36000}, "/starts_at", "time_parsing"),
    "an hour of another place": Case(
        "/v1/meetings", MEETING | {"starts_at": "10:00+02:00"}, "/starts_at", "time_parsing"
    ),
    "an hour that does not exist": Case("/v1/meetings", MEETING | {"starts_at": "25:00"}, "/starts_at", "time_parsing"),
    "fewer than nobody": Case("/v1/meetings/held", attended(present=-1), "/attendance/present", "greater_than_equal"),
    "half a person": Case("/v1/meetings/held", attended(guests=0.5), "/attendance/guests", "int_type"),
    "a whole number written with a fraction": Case(
        "/v1/meetings/held", attended(guests=1.0), "/attendance/guests", "int_type"
    ),
    "a number as a text": Case("/v1/meetings/held", attended(present="3"), "/attendance/present", "int_type"),
    "yes for a number": Case("/v1/meetings/held", attended(present=True), "/attendance/present", "int_type"),
    "more than a million": Case(
        "/v1/meetings/held", attended(present=1_000_001), "/attendance/present", "less_than_equal"
    ),
    "more than 64 bits": Case("/v1/meetings/held", attended(present=2**64), "/attendance/present", "less_than_equal"),
    "a thousand digits": Case(
        "/v1/meetings/held", attended(present=10**1000), "/attendance/present", "less_than_equal"
    ),
    "a member counted by half": Case(
        "/v1/meetings/held",
        attended(members=[{"college": "RESIDENT", "heads": 1.5}]),
        "/attendance/members/0/heads",
        "int_type",
    ),
    "a list too long": Case(
        "/v1/meetings/held",
        attended(members=[{"college": "RESIDENT", "heads": 0}] * 65),
        "/attendance/members",
        "too_long",
    ),
    "nothing granted": Case(
        f"/v1/initiatives/{uuid4()}/fundings", GRANT | {"amount_cents": 0}, "/amount_cents", "greater_than"
    ),
    "less than nothing granted": Case(
        f"/v1/initiatives/{uuid4()}/fundings", GRANT | {"amount_cents": -1}, "/amount_cents", "greater_than"
    ),
    "a fraction of a cent": Case(
        f"/v1/initiatives/{uuid4()}/fundings", GRANT | {"amount_cents": 10.5}, "/amount_cents", "int_type"
    ),
    "more cents than 64 bits": Case(
        f"/v1/initiatives/{uuid4()}/fundings", GRANT | {"amount_cents": 2**63}, "/amount_cents", "less_than_equal"
    ),
    "a body without a council": Case("/v1/steering-bodies", BODY | {"council_ids": []}, "/council_ids", "too_short"),
    "one council for a list": Case("/v1/steering-bodies", BODY | {"council_ids": "CC18"}, "/council_ids", "tuple_type"),
    "a code in a list that is none": Case(
        "/v1/steering-bodies", BODY | {"council_ids": ["CC18", SECRET]}, "/council_ids/1", "string_pattern_mismatch"
    ),
    "a council that nobody represents": Case(
        f"/v1/steering-sessions/{uuid4()}/attendance",
        {"council_id": "CC18", "representatives": []},
        "/representatives",
        "too_short",
    ),
    "an unknown field of a person": Case(
        f"/v1/steering-sessions/{uuid4()}/attendance",
        {"council_id": "CC18", "representatives": [PERSON | {"name": SECRET}]},
        "/representatives/0/name",
        "extra_forbidden",
    ),
    "a source that is no address": Case(
        "/v1/meetings",
        MEETING | {"origin": {"source": {"title": "Blog", "url": f"javascript:{SECRET}"}}},
        "/origin/source/url",
        "string_pattern_mismatch",
    ),
    "a body that is a list": Case("/v1/meetings", [MEETING], "/", "model_attributes_type"),
    "a body that is a text": Case("/v1/meetings", SECRET, "/", "model_attributes_type"),
    "a body that is null": Case("/v1/meetings", None, "/", "model_attributes_type"),
}

BROKEN_RULES = {
    "a meeting held tomorrow": Case(
        "/v1/meetings/held", HELD | {"held_on": "2026-11-24"}, "/held_on", "meeting-in-the-future", 409
    ),
    "an attendance that does not add up": Case(
        "/v1/meetings/held", attended(present=4), "/attendance/present", "attendance-does-not-add-up"
    ),
    "an initiative proposed tomorrow": Case(
        "/v1/initiatives", INITIATIVE | {"proposed_on": "2026-11-24"}, "/proposed_on", "initiative-in-the-future", 409
    ),
    "a council seated twice": Case(
        "/v1/steering-bodies", BODY | {"council_ids": ["CC18", "CC18"]}, "/council_ids", "council-seated-twice"
    ),
    "a meeting of an unknown council": Case(
        "/v1/meetings", MEETING | {"council_id": "DURAND"}, "/council_id", "unknown-council"
    ),
    "an initiative of an unknown council": Case(
        "/v1/initiatives", INITIATIVE | {"council_id": "DURAND"}, "/council_id", "unknown-council"
    ),
    "a body that seats an unknown council": Case(
        "/v1/steering-bodies", BODY | {"council_ids": ["CC18", "DURAND"]}, "/council_ids/1", "unknown-council"
    ),
}


pytestmark = pytest.mark.usefixtures("cc18")


def heads(town: House) -> tuple[Any, ...]:
    """Where the logs end."""
    return tuple(service.get("/v1/log/head").json()["position"] for service in (town.councils, town.activities))


def refused(town: House, send: Callable[[], httpx2.Response], status: int, problem: str) -> dict[str, Any]:
    """Send something that must be refused: told in both languages, without what was sent, and recorded nowhere."""
    before = heads(town)
    answer = send()
    assert heads(town) == before
    assert answer.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, body["type"]) == (status, f"/problems/{problem}")
    assert body["status"] == status
    assert body["instance"] == answer.headers["X-Request-Id"]
    for told in (body, body["en"]):
        assert told["title"]
        assert re.fullmatch(r"[0-9A-ZÀÉ].*\.", told["detail"]), told["detail"]
    assert body["detail"] != body["en"]["detail"]
    assert "Durand" not in answer.text
    assert "DURAND" not in answer.text
    return body


@pytest.mark.parametrize("what", WRONG_FIELDS)
def test_a_wrong_field_is_named(town: House, what: str) -> None:
    case = WRONG_FIELDS[what]
    body = refused(town, lambda: town.activities.post(case.path, raw=written(case.body)), 422, "malformed-request")
    error = next(error for error in body["errors"] if error["pointer"] == case.pointer)
    assert error["code"] == case.code
    assert error["message"] != error["message_en"]
    assert "cette valeur ne convient pas" not in error["message"]


@pytest.mark.parametrize("what", BROKEN_RULES)
def test_a_rule_that_is_broken_is_told_and_the_field_named(town: House, what: str) -> None:
    case = BROKEN_RULES[what]
    body = refused(town, lambda: town.activities.post(case.path, raw=written(case.body)), case.status, case.code)
    assert body["errors"] == [
        {
            "pointer": case.pointer,
            "code": case.code,
            "message": body["detail"],
            "message_en": body["en"]["detail"],
        }
    ]


def written(body: Any) -> bytes:
    return json.dumps(body).encode()


UNREADABLE = {
    "half of it": b'{"council_id": "CC18", "kind"',
    "words": b"Mme Durand sera la",
    "two at once": b"{} {}",
    "single quotation marks": b"{'council_id': 'CC18'}",
    "bytes that are no UTF-8": b'{"council_id": "\xff\xfe Durand"}',
    "half a character": '{"council_id": "Durand é'.encode()[:-1] + b'"}',
    "a hundred thousand lists in one another": b"[" * 100_000 + b"]" * 100_000,
    "fifty thousand objects in one another": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "a number of five thousand digits": b'{"attendance": {"present": ' + b"9" * 5000 + b"}}",
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_body_that_cannot_be_read_is_told_to_be_so(town: House, what: str) -> None:
    refused(town, lambda: town.activities.post("/v1/meetings", raw=UNREADABLE[what]), 400, "malformed-body")


ODD = {
    "nothing": b"",
    "a number that is none": b'{"council_id": NaN}',
    "more than infinity": b'{"council_id": "CC18", "kind": "BOARD", "held_on": 1e999}',
    "half a surrogate pair in a value": b'{"title": "\\ud800 Durand"}',
    "half a surrogate pair in a name": b'{"\\ud800": "Durand"}',
    "nine hundred lists in an unknown field": b'{"x":' + b"[" * 900 + b"]" * 900 + b"}",
}


@pytest.mark.parametrize("what", ODD)
def test_json_that_no_field_can_hold_is_no_fault_of_ours(town: House, what: str) -> None:
    body = refused(town, lambda: town.activities.post("/v1/meetings/held", raw=ODD[what]), 422, "malformed-request")
    assert body["errors"]


def test_a_name_is_quoted_as_a_pointer_says_it(town: House) -> None:
    body = refused(town, lambda: town.activities.post("/v1/meetings", MEETING | {"a/b~c": 1}), 422, "malformed-request")
    assert body["errors"] == [
        {
            "pointer": "/a~1b~0c",
            "code": "extra_forbidden",
            "message": "ce champ n'existe pas",
            "message_en": "there is no such field",
        }
    ]


def test_an_answer_stays_small_whatever_is_wrong(town: House) -> None:
    many = dict.fromkeys(map(str, range(50_000)), 1)
    body = refused(town, lambda: town.activities.post("/v1/meetings", many), 422, "malformed-request")
    assert len(body["errors"]) == 100
    long = refused(
        town, lambda: town.activities.post("/v1/meetings", MEETING | {"n" * 500_000: 1}), 422, "malformed-request"
    )
    assert [error["pointer"] for error in long["errors"]] == ["/" + "n" * 64]


def test_two_million_bytes_are_refused_whether_their_number_is_told_or_not(town: House) -> None:
    told = b'{"title": "' + b"x" * 2_000_000 + b'"}'
    body = refused(town, lambda: town.activities.post("/v1/meetings", raw=told), 413, "too-large")
    assert body["detail"] == "La demande dépasse 1048576 octets."
    refused(town, lambda: in_pieces(town.activities, told), 413, "too-large")


def in_pieces(service: Caller, body: bytes) -> httpx2.Response:
    """Sent without its length."""
    headers = {"Idempotency-Key": str(uuid4()), "Content-Type": "application/json"}
    pieces = (body[place : place + 10_000] for place in range(0, len(body), 10_000))
    return service._client.post("/v1/meetings", content=pieces, headers=headers | service._signer.headers("a", ROLES))


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "json",
    ],
)
def test_a_body_says_that_it_is_json(town: House, content_type: str) -> None:
    headers = {"Content-Type": content_type}
    body = refused(
        town,
        lambda: town.activities.post("/v1/meetings", raw=written(MEETING), headers=headers),
        415,
        "not-json",
    )
    assert body["errors"][0]["pointer"] == "/header/Content-Type"


@pytest.mark.parametrize("key", [None, "", "short", "x" * 201, "with a space"])
def test_a_command_has_a_key(town: House, key: str | None) -> None:
    headers = town.activities._signer.headers("tester", ROLES) | ({} if key is None else {"Idempotency-Key": key})
    body = refused(
        town, lambda: town.activities._client.post("/v1/meetings", json=MEETING, headers=headers), 400, "key-needed"
    )
    assert body["errors"][0]["pointer"] == "/header/Idempotency-Key"


def test_what_led_to_a_command_is_told_in_a_word(town: House) -> None:
    headers = {"X-Cause": "x" * 65}
    body = refused(
        town, lambda: town.activities.post("/v1/meetings", MEETING, headers=headers), 422, "malformed-request"
    )
    assert [error["pointer"] for error in body["errors"]] == ["/header/x-cause"]


def test_a_key_serves_one_request(town: House) -> None:
    key = str(uuid4())
    town.activities.record("/v1/meetings", MEETING, key=key)
    other = MEETING | {"planned_on": "2026-12-06"}
    body = refused(town, lambda: town.activities.post("/v1/meetings", other, key=key), 422, "key-reused")
    assert body["errors"][0]["pointer"] == "/header/Idempotency-Key"


def test_a_wrong_version_changes_nothing(town: House) -> None:
    meeting = town.activities.record("/v1/meetings", MEETING)["id"]
    cancel = f"/v1/meetings/{meeting}/cancelled"
    refused(town, lambda: town.activities.post(cancel, {"reason": "NO_ROOM"}, if_match=3), 412, "version-mismatch")


def test_a_cancelled_meeting_is_not_held(town: House) -> None:
    meeting = f"/v1/meetings/{town.activities.record('/v1/meetings', MEETING)['id']}"
    town.activities.record(f"{meeting}/cancelled", {"reason": "NO_ROOM"})
    body = refused(
        town,
        lambda: town.activities.post(f"{meeting}/held", {"held_on": "2026-11-05"}),
        409,
        "meeting-was-cancelled",
    )
    assert body["detail"] == "Cette réunion a été annulée ; elle ne peut ni s'être tenue ni être reportée."
    assert body["en"]["detail"] == "This meeting was cancelled; it cannot have been held, and is not postponed."


def test_an_initiative_that_was_not_adopted_is_not_funded(town: House) -> None:
    feast = f"/v1/initiatives/{town.activities.record('/v1/initiatives', INITIATIVE)['id']}"
    body = refused(town, lambda: town.activities.post(f"{feast}/fundings", GRANT), 409, "initiative-not-adopted")
    assert body["detail"] == (
        "L'initiative « Repas de quartier » n'a pas été adoptée : elle ne peut être ni financée, ni commencée, ni réalisée."
    )


def test_a_wait_that_ends_before_it_starts_is_refused(town: House) -> None:
    body_id = town.activities.record("/v1/steering-bodies", BODY)["id"]
    backwards = {"expected_from_on": "2025-12-31", "expected_until_on": "2025-01-01"}
    body = refused(
        town,
        lambda: town.activities.post(f"/v1/steering-bodies/{body_id}/not-convened", backwards),
        422,
        "expectation-ends-before-it-starts",
    )
    assert body["detail"] == "La fin (1er janvier 2025) précède le début (31 décembre 2025)."
    assert body["errors"][0]["pointer"] == "/expected_until_on"


JOINING = {**PERSON, "joined_on": "2026-01-08"}
COUNCILS = {
    "a member who joins twice": Case(
        "/v1/councils/CC18/members", JOINING | {"joined_on": "2026-02-10"}, "/person_id", "already-a-member", 409
    ),
    "a departure of somebody who never joined": Case(
        f"/v1/councils/CC18/members/{uuid4()}/departure",
        {"left_on": "2026-02-10"},
        "/person_id",
        "not-a-member",
        409,
    ),
    "a departure before the joining": Case(
        f"/v1/councils/CC18/members/{PERSON['person_id']}/departure",
        {"left_on": "2026-01-07"},
        "/left_on",
        "left-before-joining",
        409,
    ),
    "a joining of tomorrow": Case(
        "/v1/councils/CC18/members",
        {"college": "RESIDENT", "joined_on": "2026-11-24"},
        "/joined_on",
        "in-the-future",
        409,
    ),
    "a district that ends before it starts": Case(
        "/v1/councils/CC18/districts",
        {"district_code": "QP075019", "generation": "2015", "from_on": "2024-01-01", "until_on": "2023-12-31"},
        "/until_on",
        "ends-before-it-starts",
    ),
}


@pytest.mark.parametrize("what", COUNCILS)
def test_councils_tell_theirs_as_well(town: House, what: str) -> None:
    town.councils.record("/v1/councils/CC18/members", JOINING)
    case = COUNCILS[what]
    body = refused(town, lambda: town.councils.post(case.path, case.body), case.status, case.code)
    assert [error["pointer"] for error in body["errors"]] == [case.pointer]


def test_a_council_that_does_not_exist_takes_no_member(town: House) -> None:
    refused(town, lambda: town.councils.post("/v1/councils/CC99/members", JOINING), 404, "not-found")


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "9223372036854775808", "99999999999999999999"])
def test_a_log_is_read_from_one_of_its_places(town: House, after: str) -> None:
    body = refused(town, lambda: town.activities.get("/v1/log", after=after), 422, "malformed-request")
    assert body["errors"][0]["pointer"] == "/query/after"


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        ("/v1/meetings/Durand", "/path/meeting_id"),
        ("/v1/initiatives/%00", "/path/initiative_id"),
        ("/v1/meetings?council=%00", "/query/council"),
        ("/v1/meetings?from=2026-02-30", "/query/from"),
        ("/v1/steering-sessions?council=Durand", "/query/council"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(town: House, path: str, pointer: str) -> None:
    path, _, query_string = path.partition("?")
    query: dict[str, Any] = dict(parse_qsl(query_string))
    body = refused(town, lambda: town.activities.get(path, **query), 422, "malformed-request")
    assert body["errors"][0]["pointer"] == pointer


def test_a_parameter_that_is_given_twice_is_refused(town: House) -> None:
    refused = town.activities.get("/v1/meetings", council=["CC18", "CC19"])
    told = refused.json()
    assert (refused.status_code, told["type"]) == (422, "/problems/repeated-parameter")
    assert told["errors"][0]["pointer"] == "/query/council"


def test_a_parameter_that_does_not_exist_is_refused_and_those_that_do_are_named(town: House) -> None:
    refused = town.activities.get("/v1/meetings", conseil="CC18")
    told = refused.json()
    assert (refused.status_code, told["type"]) == (422, "/problems/unknown-parameter")
    assert told["errors"][0]["pointer"] == "/query/conseil"
    assert "council" in told["detail"]
    assert town.activities.post("/v1/meetings?council=CC18", {}).json()["errors"][0]["pointer"] == "/query/council"


def test_what_has_a_form_is_told_in_which(town: House) -> None:
    said = {"council_id": "cc18", "title": "Square\nnord", "theme": "PREVENTION", "proposed_on": "2018-03-05"}
    told = {one["pointer"]: one["message"] for one in town.activities.post("/v1/initiatives", said).json()["errors"]}
    assert told == {
        "/council_id": "un code de conseil s'écrit en capitales, chiffres et tirets, comme CC18",
        "/title": "ce texte doit tenir sur une ligne",
    }
    line = {"council_id": "CC18", "title": "Goûter", "funder": "CITY", "year": 2018, "allocated_on": "2018-03-05"}
    refused = town.councils.post("/v1/budget-lines", line | {"amount_cents": 1500.5})
    assert refused.json()["errors"][0]["message"].startswith("un nombre entier de centimes est attendu : 150050")
