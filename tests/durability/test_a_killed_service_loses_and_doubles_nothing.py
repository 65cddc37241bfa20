from __future__ import annotations

import asyncio
import random
import threading
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import httpx2
import nats
import orjson
import pytest

from tests.platform.stage import eventually

if TYPE_CHECKING:
    from tests.support.nats import NatsServer
    from tests.support.process_house import ProcessHouse, ServiceProcess

KILLS = 4
"""On each of the two databases."""
SENDERS = 4
CC18 = {
    "council_id": "CC18",
    "name": "Conseil citoyen du 18e",
    "arrondissement": "18",
    "established_on": "2016-11-01",
}


class Sender(threading.Thread):
    """Somebody who assigns facilitators to a council of its own, and sends each command again until it is answered."""

    def __init__(self, house: ProcessHouse, service: ServiceProcess, rank: int) -> None:
        super().__init__(daemon=True)
        self.caller = house.caller(service)
        self.council = f"CC-{rank}"
        self.rank = rank
        self.is_over = threading.Event()
        self.asked: dict[str, tuple[str, dict[str, Any]]] = {}
        self.answers: dict[str, dict[str, Any]] = {}

    def run(self) -> None:
        self.send("/v1/councils", CC18 | {"council_id": self.council})
        number = 0
        while not self.is_over.is_set():
            number += 1
            self.send(f"/v1/councils/{self.council}/facilitators", assignment(self.rank, number))

    def send(self, path: str, body: dict[str, Any]) -> None:
        key = f"{self.council}-{body.get('facilitator_id', 'established')}"
        while True:
            try:
                answer = self.caller.post(path, body, key=key)
            except httpx2.HTTPError:
                time.sleep(0.05)
                continue
            if answer.status_code == 503:
                continue
            assert answer.is_success, answer.text
            self.asked[key], self.answers[key] = (path, body), answer.json()
            return


def assignment(rank: int, number: int) -> dict[str, Any]:
    return {
        "facilitator_id": str(UUID(int=rank * 1_000_000 + number)),
        "assigned_on": (date(2017, 1, 1) + timedelta(days=number % 365)).isoformat(),
    }


def log_of(house: ProcessHouse, service: ServiceProcess) -> list[dict[str, Any]]:
    caller = house.caller(service)
    lines: list[dict[str, Any]] = []
    while page := caller.get("/v1/log", after=lines[-1]["position"] if lines else 0, limit=5000).content.splitlines():
        lines += [orjson.loads(line) for line in page]
    caller.close()
    return lines


async def stream_of(broker: NatsServer, count: int) -> list[int]:
    """The positions that the stream holds, in its order, once there are enough."""
    client = await nats.connect(broker.url)
    stream = client.jetstream()

    async def is_full() -> bool:
        return (await stream.stream_info("COUNCILS")).state.messages >= count

    await eventually(is_full)
    subscription = await stream.subscribe("councils.>", stream="COUNCILS", ordered_consumer=True)
    found = [int(((await subscription.next_msg(5)).headers or {})["ce-position"]) for _ in range(count)]
    state = (await stream.stream_info("COUNCILS")).state
    await client.close()
    assert state.messages == count
    return found


@pytest.mark.timeout(300)  # five starts of a process, on whatever machine
def test_every_answered_command_is_recorded_published_and_shown_exactly_once(
    processes: ProcessHouse, broker: NatsServer
) -> None:
    """Killed at moments that nobody chose, though they can be told again: the seed is written here."""
    chance = random.Random(2014_173)
    service = processes.start("councils")
    senders = [Sender(processes, service, rank) for rank in range(1, SENDERS + 1)]
    for sender in senders:
        sender.start()
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.05, 0.5))
        service.kill()
        service.start()
    for sender in senders:
        sender.is_over.set()
    for sender in senders:
        sender.join(20)
        assert not sender.is_alive()

    log = log_of(processes, service)
    positions = [line["position"] for line in log]
    assert positions == sorted(set(positions))
    assert [line["previous_position"] for line in log] == [0, *positions[:-1]]

    answered = {answer["position"] for sender in senders for answer in sender.answers.values()}
    assert len(answered) == sum(len(sender.answers) for sender in senders) > 2 * KILLS
    assert answered == set(positions), "each answer names the place of its own fact, and there is no other fact"
    said = [(line["state"]["type"], line["state"]["data"].get("facilitator_id")) for line in log]
    assert len([one for one in said if one[1]]) == len({one for one in said if one[1]})

    for sender in senders:
        for key, first in list(sender.answers.items())[-5:]:
            path, body = sender.asked[key]
            again = sender.caller.post(path, body, key=key)
            assert again.json() == first
            assert again.headers["Idempotent-Replay"] == "true"
        shown = sender.caller.get(f"/v1/councils/{sender.council}", after=f"councils@{positions[-1]}").json()
        assert len(shown["facilitators"]) == len(sender.answers) - 1
        sender.caller.close()
    assert asyncio.run(stream_of(broker, len(log))) == positions

    operator = processes.caller(service)
    assert operator.record("/v1/replays", None)["equal"] is True
    operator.close()
    service.stop()
    assert '"event":"service_stopped"' in service.log.read_text()
