"""The production settings of the broker, on a real NATS: every service can work, and none can speak for another."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import time
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import nats
import pytest

from tests.support.house import House, SetClock
from tests.support.nats import NatsServer
from tests.support.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CC18 = {"council_id": "CC18", "name": "Conseil citoyen du 18e", "arrondissement": "18", "established_on": "2016-11-01"}


class ProductionBroker(NatsServer):
    """A server with the settings of production, but for the places that a test must choose."""

    def __init__(self, directory: Path, secrets: Path) -> None:
        super().__init__(directory)
        self._secrets = secrets
        production = (ROOT / "deploy" / "nats" / "nats.conf").read_text()
        settings, changed = re.subn(r"(?m)^listen: .*$", f'listen: "127.0.0.1:{self.port}"', production)
        settings, closed = re.subn(r"(?m)^http: .*$", "", settings)
        settings, moved = re.subn(r'"/data"', f'"{self.store}"', settings)
        assert (changed, closed, moved) == (1, 1, 1)
        self._configuration.write_text(settings)
        (directory / "passwords.conf").write_text((secrets / "nats" / "passwords.conf").read_text())

    def url_of(self, service: str) -> str:
        """The address that a service is told, where this broker really is."""
        told = urlsplit((self._secrets / service / "fil_nats_url").read_text())
        return told._replace(netloc=f"{told.username}:{told.password}@127.0.0.1:{self.port}").geturl()


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory, secrets: Path) -> Iterator[ProductionBroker]:
    server = ProductionBroker(tmp_path_factory.mktemp("broker") / "nats", secrets)
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def inhabited(tmp_path_factory: pytest.TempPathFactory, broker: ProductionBroker) -> Iterator[House]:
    """Three services, each under its own name, and a council that was established."""
    folder = tmp_path_factory.mktemp("house")
    count = iter(range(99))
    house = House(folder, "", lambda: f"sqlite:///{folder}/{next(count)}.db", SetClock(date(2026, 11, 23)))
    for name in ("councils", "activities", "notifications"):
        house._common["nats_url"] = broker.url_of(name)
        house.start(name)
    house.councils.record("/v1/councils", CC18)
    wait_until_heard(house, "activities", "known_councils", "councils")
    yield house
    house.stop()


def wait_until_heard(house: House, service: str, projection: str, source: str) -> None:
    """Until a service has applied the first fact of a source."""
    deadline = time.monotonic() + 20
    while True:
        projections = getattr(house, service).get("/v1/projections").json()["projections"]
        if next(one["positions"][source] for one in projections if one["projection"] == projection) == 1:
            return
        assert time.monotonic() < deadline
        time.sleep(0.05)


async def messages_of(url: str, stream: str) -> int:
    """How many a stream holds, as the service that fills it may ask."""
    client = await nats.connect(url)
    info = await client.jetstream().stream_info(stream)
    await client.close()
    return info.state.messages


def test_facts_go_from_service_to_service_through_the_broker(inhabited: House, broker: ProductionBroker) -> None:
    held = inhabited.activities.record(
        "/v1/meetings/held", {"council_id": "CC18", "kind": "PLENARY", "held_on": "2026-11-01"}
    )
    for source in ("councils", "activities"):
        wait_until_heard(inhabited, "notifications", "inbox", source)
        wait_until_heard(inhabited, "councils", "rule_views", source)
    (item,) = inhabited.notifications.get("/v1/inbox").json()["items"]
    assert item["fact"] == {"source": "activities", "position": held["position"]}
    assert asyncio.run(messages_of(broker.url_of("councils"), "COUNCILS")) == 1
    assert asyncio.run(messages_of(broker.url_of("activities"), "ACTIVITIES")) == 1
    for name in ("councils", "activities", "notifications"):
        assert getattr(inhabited, name).get("/readyz").json() == {"status": "ready", "service": name}


@pytest.mark.parametrize(
    "subject",
    [
        "councils.member-joined.v1",
        "activities.meeting-held.v1",
        "$JS.API.STREAM.PURGE.COUNCILS",
        "$JS.API.STREAM.DELETE.COUNCILS",
        "$JS.API.STREAM.UPDATE.COUNCILS",
        "$JS.API.STREAM.MSG.DELETE.COUNCILS",
    ],
)
def test_a_service_that_only_reads_can_neither_say_nor_remove_anything(
    inhabited: House, broker: ProductionBroker, subject: str
) -> None:
    async def refusal() -> str:
        told: asyncio.Queue[Exception] = asyncio.Queue()
        client = await nats.connect(broker.url_of("notifications"), error_cb=told.put)
        await client.publish(subject, b"{}")
        refused = await asyncio.wait_for(told.get(), 5)
        await client.close()
        return str(refused)

    assert asyncio.run(refusal()) == f'nats: permissions violation for publish to "{subject.lower()}"'
    assert inhabited.councils.get("/v1/log/head").json()["position"] == 1


@pytest.mark.parametrize(
    "claim",
    [{}, {"user": "councils", "pass": "guessed"}, {"user": "fil", "pass": "fil"}],
    ids=["nobody", "with a guessed password", "under a name of its own"],
)
def test_a_stranger_does_not_get_in(broker: ProductionBroker, claim: dict[str, str]) -> None:
    with (
        socket.create_connection(("127.0.0.1", broker.port), timeout=5) as connection,
        connection.makefile("rb") as said,
    ):
        assert said.readline().startswith(b"INFO ")
        connection.sendall(f"CONNECT {json.dumps(claim)}\r\nPING\r\n".encode())
        assert said.readline() == b"-ERR 'Authorization Violation'\r\n"
