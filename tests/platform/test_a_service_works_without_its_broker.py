from __future__ import annotations

import asyncio
import time
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.house import House, SetClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.support.nats import NatsServer

CC18 = {"council_id": "CC18", "name": "Conseil citoyen du 18e", "arrondissement": "18", "established_on": "2016-11-01"}


@pytest.fixture
def broker(nats_server: Callable[[], NatsServer]) -> NatsServer:
    return nats_server()


@pytest.fixture
def house(tmp_path: Path, broker: NatsServer) -> Iterator[House]:
    """Services whose broker can be killed."""
    count = iter(range(99))
    house = House(tmp_path, broker.url, lambda: f"sqlite:///{tmp_path}/{next(count)}.db", SetClock(date(2026, 11, 23)))
    yield house
    house.stop()


def readiness(house: House, name: str, *, until: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    deadline = time.monotonic() + 15
    while True:
        answer = getattr(house, name).get("/readyz")
        assert answer.status_code == 200, answer.text
        said: dict[str, Any] = answer.json()
        if until(said):
            return said
        assert time.monotonic() < deadline, said
        time.sleep(0.05)


def test_commands_are_accepted_and_shown_and_readiness_says_that_publishing_is_late(
    house: House, broker: NatsServer
) -> None:
    broker.kill()
    councils = house.start("councils", "activities").councils
    done = councils.record("/v1/councils", CC18)
    assert councils.get("/v1/councils/CC18", after=done["after"]).json()["name"] == "Conseil citoyen du 18e"
    said = readiness(house, "councils", until=lambda said: "ConnectionClosedError" in said.get("publishing", ""))
    assert said.pop("reading activities", "delayed: not yet noticed").startswith("delayed: ")
    assert said == {
        "status": "ready",
        "service": "councils",
        "publishing": "delayed: ConnectionClosedError",
    }
    broker.start()
    readiness(house, "councils", until=lambda said: said == {"status": "ready", "service": "councils"})


def test_another_service_reads_over_http_meanwhile(house: House, broker: NatsServer) -> None:
    broker.kill()
    house.start("councils", "activities")
    done = house.councils.record("/v1/councils", CC18)
    held = {"council_id": "CC18", "kind": "PLENARY", "held_on": "2026-11-01"}
    answer = house.activities.post("/v1/meetings/held", held)
    deadline = time.monotonic() + 10
    while not answer.is_success and time.monotonic() < deadline:
        answer = house.activities.post("/v1/meetings/held", held)
    assert answer.is_success, answer.text
    assert done["after"] == "councils@1"


def test_who_reads_the_log_stops_before_the_log_does(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    """Else they would run against a closed store, and say that they failed."""
    house.start("councils")
    store = house.apps["councils"].state.platform.store
    stop = store.stop

    async def stop_and_linger() -> None:
        await stop()
        await asyncio.sleep(1.5)

    store.stop = stop_and_linger
    house.councils.record("/v1/councils", CC18)
    house.stop("councils")
    said = capfd.readouterr().out
    assert "service_stopped" in said
    assert "part_failed" not in said
