"""The command line's client: a command is done once, however often it has to be sent, and a refusal is readable."""

from __future__ import annotations

import json
import threading
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from deploy.local.client import Client, NotRunning, Refused
from deploy.local.presence import RunNote, hold, write_note
from shared.platform.access import make_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deploy.local.paths import Place

Reply = tuple[int, dict[str, str], Any]

DONE: Reply = (201, {}, {"id": "7", "version": 1, "position": 41, "after": "councils@41"})
HANG_UP: Reply = (0, {}, {})
PROBLEM = {
    "type": "/problems/malformed-request",
    "title": "Demande mal formée",
    "detail": "Certains champs ne conviennent pas.",
    "errors": [{"pointer": "/body/held_on", "code": "missing", "message": "ce champ est nécessaire"}],
}


class Service(HTTPServer):
    """Something that answers what it was told to, and remembers what it was sent."""

    def __init__(self, port: int, answers: list[Reply]) -> None:
        super().__init__(("127.0.0.1", port), Conversation)
        self.answers = answers
        self.heard: list[dict[str, str]] = []


class Conversation(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Service)
        self.server.heard.append({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}})
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        status, headers, body = self.server.answers.pop(0)
        if status:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

    do_GET = do_POST  # noqa: N815 - as the library calls it

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@pytest.fixture
def running(place: Place) -> Iterator[Place]:
    place.keys.mkdir(parents=True)
    make_keys(place.signing_key, place.jwks)
    with hold(place):
        write_note(
            place, RunNote(launcher=1, port_base=place.port_base, started_at="2026-01-05", ready=True, processes={})
        )
        yield place


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as made:
        yield made


def councils(stack: ExitStack, place: Place, *answers: Reply) -> Service:
    service = Service(place.port("councils"), list(answers))
    thread = threading.Thread(target=service.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    stack.callback(thread.join)
    stack.callback(service.server_close)
    stack.callback(service.shutdown)
    return service


def test_a_command_that_was_cut_or_put_off_is_sent_again_with_the_same_key(running: Place, stack: ExitStack) -> None:
    service = councils(stack, running, HANG_UP, (429, {"Retry-After": "0"}, {}), (503, {}, {}), DONE)

    with Client(running) as client:
        answer = client.post("councils", "/v1/councils", {"id": "CC18"})

    assert answer.body["position"] == 41
    keys = [heard["idempotency-key"] for heard in service.heard]
    assert len(keys) == 4
    assert len(set(keys)) == 1
    assert all(heard["authorization"].startswith("Bearer ey") for heard in service.heard)


def test_another_command_has_another_key_unless_it_is_given_one(running: Place, stack: ExitStack) -> None:
    service = councils(stack, running, DONE, DONE, DONE)

    with Client(running) as client:
        client.post("councils", "/v1/councils", {})
        client.post("councils", "/v1/councils", {})
        client.post("councils", "/v1/councils", {}, key="record-RR-001", version=7)

    first, second, third = (heard["idempotency-key"] for heard in service.heard)
    assert first != second
    assert third == "record-RR-001"
    assert service.heard[2]["if-match"] == '"7"'


def test_it_knows_where_it_wrote_so_that_the_next_read_shows_it(running: Place, stack: ExitStack) -> None:
    councils(stack, running, DONE)

    with Client(running) as client:
        assert client.after is None
        client.post("councils", "/v1/councils", {})
        assert client.after == "councils@41"


def test_a_refusal_is_told_in_french_field_by_field_and_not_insisted_upon(running: Place, stack: ExitStack) -> None:
    service = councils(stack, running, (422, {}, PROBLEM))

    with Client(running) as client, pytest.raises(Refused) as refusal:
        client.post("councils", "/v1/councils", {})

    assert str(refusal.value) == (
        "Refusé (422) : Certains champs ne conviennent pas.\n  /body/held_on : ce champ est nécessaire"
    )
    assert refusal.value.status == 422
    assert len(service.heard) == 1


def test_parameters_without_value_are_left_out(running: Place, stack: ExitStack) -> None:
    service = councils(stack, running, (200, {}, []))

    with Client(running) as client:
        assert client.get("councils", "/v1/councils", {"from": "2017-01-01", "by": None}) == []

    assert service.heard[0]["path"] == "/v1/councils?from=2017-01-01"


def test_parameters_that_are_in_the_path_stay_there(running: Place, stack: ExitStack) -> None:
    service = councils(stack, running, (200, {}, []))

    with Client(running) as client:
        client.look("councils", "/v1/districts?after=councils@41")

    assert service.heard[0]["path"] == "/v1/districts?after=councils@41"


def test_a_rehearsal_says_that_it_is_one_and_a_command_does_not(running: Place, stack: ExitStack) -> None:
    service = councils(stack, running, DONE, DONE)

    with Client(running) as client:
        client.attempt("councils", "/v1/councils", {}, key="import-1", cause="import:1", rehearsal=True)
        client.attempt("councils", "/v1/councils", {}, key="import-1", cause="import:1")

    assert [heard.get("fil-rehearsal") for heard in service.heard] == ["1", None]


def test_a_service_that_does_not_answer_is_named(running: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deploy.local.client.TRIES", 2)

    with Client(running) as client, pytest.raises(NotRunning, match=r"/v1/figures ne répond pas .* ./fil status"):
        client.get("reporting", "/v1/figures")


def test_when_nothing_runs_it_says_how_to_start(place: Place) -> None:
    with pytest.raises(NotRunning, match=r"Les services ne tournent pas : \./fil up"):
        Client(place)
