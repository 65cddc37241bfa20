from __future__ import annotations

import json
import socket
import threading
import time
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
import structlog
from prometheus_client import REGISTRY

from shared.platform import telemetry
from tests.platform.doorway import open_door

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx2

    from tests.platform.doorway import Doorway

SMALL = 10_000


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doorway]:
    directory = tmp_path_factory.mktemp("door")
    with open_door(directory, largest_body_bytes=SMALL, longest_request_seconds=0.5) as opened:
        yield opened


def is_problem(answer: httpx2.Response, status: int, code: str) -> bool:
    """Whether it is that problem, whole, in both languages."""
    body = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, body["status"], body["type"]) == (status, status, f"/problems/{code}"), answer.text
    assert all((body["title"], body["detail"], body["en"]["title"], body["en"]["detail"]))
    assert body["instance"] == answer.headers["x-request-id"]
    return True


# What comes in


def test_a_body_that_says_it_is_too_long_is_refused(door: Doorway) -> None:
    answer = door.ask("/v1/notes", "POST", json={"text": "a" * SMALL})
    assert is_problem(answer, 413, "too-large")
    assert "10000" in answer.json()["detail"]


def test_a_body_that_does_not_say_its_length_is_refused_when_it_grows_too_long(door: Doorway) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'{"text": "'
        for _ in range(20):
            yield b"a" * 1000
        yield b'"}'

    answer = door.ask("/v1/notes", "POST", content=pieces(), headers={"Content-Type": "application/json"})
    assert is_problem(answer, 413, "too-large")


def test_a_body_within_the_limit_is_taken(door: Doorway) -> None:
    assert door.ask("/v1/notes", "POST", json={"text": "a" * 9000}).json() == {"characters": 9000}


def test_a_body_that_never_comes_is_not_waited_for(door: Doorway) -> None:
    with socket.create_connection(("127.0.0.1", door.port), timeout=5) as connection:
        token = door.signer.token("tester", ("coordinator",))
        connection.sendall(
            b"POST /v1/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n"
            b"Authorization: Bearer " + token.encode() + b"\r\n\r\n{"
        )
        assert connection.recv(100).startswith(b"HTTP/1.1 504 ")


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b'{"text": "\xe9"}', b""])
def test_a_body_that_is_not_json_in_utf8_is_refused(door: Doorway, body: bytes) -> None:
    answer = door.ask("/v1/notes", "POST", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.json()["type"] in ("/problems/malformed-body", "/problems/malformed-request")


def test_a_rejected_value_is_never_given_back(door: Doorway) -> None:
    answer = door.ask("/v1/notes", "POST", json={"text": 5, "secret": "Madame Dupont"})
    assert is_problem(answer, 422, "malformed-request")
    assert "Dupont" not in answer.text
    assert {error["pointer"] for error in answer.json()["errors"]} == {"/text", "/secret"}


def test_a_slow_answer_is_given_up(door: Doorway) -> None:
    started = time.monotonic()
    assert is_problem(door.ask("/v1/slow/5"), 504, "took-too-long")
    assert time.monotonic() - started < 2


def test_a_replay_is_waited_for_as_it_grows_with_all_that_was_recorded(door: Doorway) -> None:
    operator = {"Authorization": f"Bearer {door.signer.token('tester', ('operator',))}"}
    assert door.client.post("/v1/replays", headers=operator).json() == {"status": "done"}


def test_who_asks_too_often_is_told_when_to_come_back(tmp_path: Path) -> None:
    with open_door(tmp_path, requests_per_minute=3) as door:
        assert [door.ask("/v1/slow/0").status_code for _ in range(3)] == [200, 200, 200]
        refused = door.ask("/v1/slow/0")
        assert is_problem(refused, 429, "too-many-requests")
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        other = door.signer.headers("somebody else", ("coordinator",))
        assert door.client.get("/v1/slow/0", headers=other).status_code == 200
        assert door.client.get("/livez").status_code == 200


# What is refused


def test_the_unexpected_is_told_without_its_text_and_can_be_found_by_its_request_id(door: Doorway) -> None:
    answer = door.ask("/v1/broken")
    assert is_problem(answer, 500, "unexpected")
    assert "Dupont" not in answer.text
    assert "ZeroDivision" not in answer.text


def test_an_unknown_address_and_a_wrong_method_are_problems_too(door: Doorway) -> None:
    assert is_problem(door.ask("/v1/nowhere"), 404, "not-found")
    wrong = door.ask("/v1/notes", "DELETE")
    assert is_problem(wrong, 405, "http-error")
    assert wrong.headers["Allow"] == "POST"


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "TRACE", "PATCH"])
def test_methods_that_nobody_declared_do_nothing(door: Doorway, method: str) -> None:
    assert door.ask("/v1/slow/0", method).status_code == 405
    assert door.client.request(method, "/v1/slow/0").status_code == 401


def test_no_route_answers_to_another_site(door: Doorway) -> None:
    answer = door.ask("/v1/slow/0", headers={"Origin": "https://elsewhere.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_role_that_does_not_suffice_is_told_which_permission_is_missing(door: Doorway) -> None:
    answer = door.ask("/v1/notes", "POST", roles=("operator",), json={"text": "a"})
    assert is_problem(answer, 403, "not-allowed")
    assert "record" in answer.json()["detail"]


# What goes out


def test_a_request_id_that_is_a_uuid_is_kept_and_any_other_is_replaced(door: Doorway) -> None:
    mine = "0198d3a5-7c3e-7000-8000-000000000001"
    assert door.ask("/v1/slow/0", headers={"X-Request-Id": mine}).headers["x-request-id"] == mine
    for bad in ("", "1", "x\tinjected", "a" * 5000):
        given = door.ask("/v1/slow/0", headers={"X-Request-Id": bad}).headers["x-request-id"]
        assert given != bad
        assert UUID(given).version == 7


@pytest.mark.parametrize("path", ["/livez", "/v1/slow/0", "/v1/nowhere", "/v1/broken", "/v1/slow/5"])
def test_every_answer_carries_the_headers_that_protect(door: Doorway, path: str) -> None:
    headers = door.ask(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-store"


def test_requests_are_measured_by_the_template_of_their_route(door: Doorway) -> None:
    def count(route: str, status: str, method: str = "GET") -> float:
        labels = {"service": "councils", "method": method, "route": route, "status": status}
        return REGISTRY.get_sample_value("fil_http_request_duration_seconds_count", labels) or 0

    before = count("/v1/slow/{seconds}", "200"), count("unknown", "404")
    door.ask("/v1/slow/0")
    door.ask("/v1/slow/0.01")
    door.ask("/v1/nowhere/at/all")
    assert (count("/v1/slow/{seconds}", "200"), count("unknown", "404")) == (before[0] + 2, before[1] + 1)
    assert "slow/0" not in door.client.get("/metrics").text


def test_methods_that_somebody_invents_do_not_fill_the_metrics(door: Doorway) -> None:
    for number in range(3):
        door.ask("/v1/slow/0", f"INVENTED{number}")
    assert "INVENTED" not in door.client.get("/metrics").text


def test_it_is_unready_while_something_needs_somebody_and_says_what_is_only_late(door: Doorway) -> None:
    door.notes["publishing"] = "delayed: ConnectionRefusedError"
    assert door.client.get("/readyz").json() == {
        "status": "ready",
        "service": "councils",
        "publishing": "delayed: ConnectionRefusedError",
    }
    door.troubles["tally from councils"] = "councils@2: ZeroDivisionError"
    unready = door.client.get("/readyz")
    assert is_problem(unready, 503, "not-ready")
    assert "councils@2" in unready.json()["detail"]
    door.troubles.clear()
    door.notes.clear()


# How it stops


def test_requests_under_way_are_finished_before_it_stops(tmp_path: Path) -> None:
    answers: list[int] = []
    with open_door(tmp_path) as door:
        asking = threading.Thread(target=lambda: answers.append(door.ask("/v1/slow/1").status_code))
        asking.start()
        time.sleep(0.3)
        door.server.should_exit = True
        asking.join(10)
    assert answers == [200]


# What is logged


def test_logs_are_json_lines_without_bodies_tokens_or_addresses(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    former = structlog.get_config()
    telemetry.configure_logs("councils")
    structlog.configure(cache_logger_on_first_use=False)
    try:
        with open_door(tmp_path) as door:
            token = door.signer.token("tester", ("coordinator",))
            headers = {"Authorization": f"Bearer {token}"}
            door.client.post("/v1/notes", json={"text": "Madame Dupont"}, headers=headers)
            door.client.post("/v1/notes?name=Dupont", json={"name": "Dupont"}, headers=headers)
            door.client.get("/v1/broken", headers=headers)
    finally:
        structlog.configure(**former)
    said = capfdbinary.readouterr().out.decode()
    lines = [json.loads(line) for line in said.splitlines()]
    assert [
        (line["event"], line["route"], line["status"]) for line in lines if line["event"] == "request_answered"
    ] == [
        ("request_answered", "/v1/notes", 200),
        ("request_answered", "/v1/notes", 422),
        ("request_answered", "/v1/broken", 500),
    ]
    assert {line["service"] for line in lines} == {"councils"}
    answered = [line for line in lines if line["event"] == "request_answered"]
    assert all(UUID(line["request_id"]).version == 7 for line in answered)
    assert token not in said
    assert "Dupont" not in said
    assert [line["code"] for line in lines if line["event"] == "request_failed"] == ["unexpected"]
