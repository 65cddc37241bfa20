"""Pages follow one another by their keys: what is entered meanwhile moves nothing, and nothing is shown twice or missed."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import pytest

if TYPE_CHECKING:
    from tests.support.house import Caller, House


def walk(service: Caller, path: str, name: str, **query: Any) -> list[list[dict[str, Any]]]:
    """All the pages, by the `Link` header of each, which says the same as the body."""
    pages = []
    answer = service.get(path, limit=2, **query)
    while True:
        assert answer.status_code == 200, answer.text
        pages.append(answer.json()[name])
        following = re.fullmatch(r'<(/v1/[^>]+)>; rel="next"', answer.headers.get("Link", ""))
        assert (following is None) == (answer.json()["next"] is None)
        if following is None:
            return pages
        path, _, query_string = following[1].partition("?")
        answer = service.get(path, **dict(parse_qsl(query_string)))


def test_meetings_come_in_the_order_of_their_days(town: House, council: str) -> None:
    activities = town.activities
    for day in ("2026-03-05", "2026-01-08", "2026-03-05", "2026-02-10", "2026-03-05"):
        last = activities.record("/v1/meetings", {"council_id": council, "kind": "BOARD", "planned_on": day})
    pages = walk(activities, "/v1/meetings", "meetings", council=council, after=last["after"])
    assert [[one["planned_on"] for one in page] for page in pages] == [
        ["2026-01-08", "2026-02-10"],
        ["2026-03-05", "2026-03-05"],
        ["2026-03-05"],
    ]
    assert len({one["meeting_id"] for page in pages for one in page}) == 5


def test_initiatives_come_in_the_order_of_their_proposals(town: House, council: str) -> None:
    activities = town.activities
    for day in ("2026-03-05", "2026-01-08", "2026-03-05", "2026-02-10"):
        last = activities.record("/v1/initiatives", {"council_id": council, "title": "Fête", "proposed_on": day})
    pages = walk(activities, "/v1/initiatives", "initiatives", council=council, after=last["after"])
    assert [[one["proposed_on"] for one in page] for page in pages] == [
        ["2026-01-08", "2026-02-10"],
        ["2026-03-05", "2026-03-05"],
    ]
    assert len({one["initiative_id"] for page in pages for one in page}) == 4


def test_bodies_and_their_sessions_come_page_by_page(town: House, council: str) -> None:
    activities = town.activities
    for _ in range(3):
        body = activities.record("/v1/steering-bodies", {"kind": "OTHER", "name": "Comité", "council_ids": [council]})
    for day in ("2026-03-05", "2026-01-08", "2026-02-10"):
        last = activities.record("/v1/steering-sessions", {"body_id": body["id"], "planned_on": day})
    bodies = walk(activities, "/v1/steering-bodies", "steering_bodies", council=council, after=last["after"])
    assert [len(page) for page in bodies] == [2, 1]
    assert len({one["body_id"] for page in bodies for one in page}) == 3
    assert all(one["council_ids"] == [council] for page in bodies for one in page)
    sessions = walk(activities, "/v1/steering-sessions", "steering_sessions", council=council)
    assert [[one["planned_on"] for one in page] for page in sessions] == [["2026-01-08", "2026-02-10"], ["2026-03-05"]]


def test_councils_come_in_the_order_of_their_codes(town: House, council: str, other_council: str) -> None:
    pages = walk(town.councils, "/v1/councils", "councils")
    codes = [one["council_id"] for page in pages for one in page]
    assert codes == sorted(set(codes))
    assert {council, other_council} <= set(codes)


def test_what_is_entered_between_two_pages_moves_nothing(town: House, council: str) -> None:
    activities = town.activities
    for day in ("2026-03-05", "2026-03-06", "2026-03-07"):
        last = activities.record("/v1/meetings", {"council_id": council, "kind": "BOARD", "planned_on": day})
    first = activities.get("/v1/meetings", council=council, limit=2, after=last["after"]).json()
    early = activities.record("/v1/meetings", {"council_id": council, "kind": "BOARD", "planned_on": "2026-01-01"})
    second = activities.get("/v1/meetings", council=council, limit=2, cursor=first["next"], after=early["after"]).json()
    assert [one["planned_on"] for one in second["meetings"]] == ["2026-03-07"]


def cursor_of(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


@pytest.mark.parametrize("path", ["/v1/meetings", "/v1/initiatives", "/v1/steering-sessions"])
@pytest.mark.parametrize(
    "cursor",
    [
        "é",
        "x",
        cursor_of("{}"),
        cursor_of('["2026-03-05"]'),
        cursor_of("[1, 2]"),
        cursor_of('["2026-02-30", "01936f00-0000-7000-8000-000000000001"]'),
        cursor_of('["2026-03-05", "\\u0000"]'),
        cursor_of('["2026-03-05", "no id"]'),
    ],
)
def test_a_cursor_is_one_of_ours(town: House, path: str, cursor: str) -> None:
    refused = town.activities.get(path, cursor=cursor)
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/malformed-cursor")
    assert refused.json()["errors"][0]["pointer"] == "/query/cursor"


@pytest.mark.parametrize("cursor", [cursor_of('["\\u0000"]'), cursor_of('["\\ud800"]'), cursor_of("[[]]")])
def test_so_is_that_of_a_list_of_codes(town: House, cursor: str) -> None:
    for service, path in ((town.councils, "/v1/councils"), (town.activities, "/v1/steering-bodies")):
        refused = service.get(path, cursor=cursor)
        assert (refused.status_code, refused.json()["type"]) == (422, "/problems/malformed-cursor")


@pytest.mark.parametrize("limit", ["0", "-1", "201", "two", "1.5", "99999999999999999999"])
def test_a_page_has_between_one_and_two_hundred_rows(town: House, limit: str) -> None:
    refused = town.activities.get("/v1/meetings", limit=limit)
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/malformed-request")
    assert refused.json()["errors"][0]["pointer"] == "/query/limit"


def test_what_was_just_said_can_be_seen_at_once(town: House, council: str) -> None:
    activities = town.activities
    for _ in range(5):
        planned = activities.record(
            "/v1/meetings", {"council_id": council, "kind": "BOARD", "planned_on": "2026-06-02"}
        )
        assert activities.get(f"/v1/meetings/{planned['id']}", after=planned["after"]).status_code == 200


def test_what_nobody_said_yet_is_waited_for_then_told_to_be_invisible(town: House) -> None:
    answer = town.activities.get("/v1/meetings", is_patient=False, after="activities@999999999")
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/not-yet-visible")
    assert int(answer.headers["Retry-After"]) >= 1


@pytest.mark.parametrize("after", ["activities", "activities@", "activities@-1", "activities@x", "@1", "a@1,"])
def test_a_place_in_the_log_is_written_with_its_source(town: House, after: str) -> None:
    refused = town.activities.get("/v1/meetings", after=after)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/query/after")
