"""A process that falls is started again, ever less often while it keeps falling."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

from deploy.local import launcher
from deploy.local.launcher import Launcher, is_free
from deploy.local.residence import status
from services.console.labels import moment_in_words
from tests.launcher.standins import eventually, standin

if TYPE_CHECKING:
    import pytest

    from deploy.local.paths import Place
    from tests.launcher.standins import House

FALLING = """
import socket, sys
listening = socket.create_server(("127.0.0.1", int(sys.argv[1])))
connection, _ = listening.accept()
connection.recv(4096)
connection.sendall(b"HTTP/1.1 200 OK\\r\\n\\r\\n")
connection.close()
sys.exit(3)
"""


def kill(house: House, name: str) -> None:
    """Kill a process, and wait until another one stands for it."""
    killed = house.pid(name)
    os.kill(killed, signal.SIGKILL)
    eventually(lambda: house.pid(name) != killed)


def test_a_killed_process_comes_back_and_is_noted_and_said(house: House) -> None:
    kill(house, "activities")

    eventually(lambda: not is_free(house.place.port("activities")))
    assert "activities : tombé (signal SIGKILL), relancé dans 0.5 s" in house.said()
    eventually(lambda: "activities : relancé" in house.said())


def test_status_says_how_often_each_was_raised_again_and_since_when(house: House) -> None:
    kill(house, "activities")
    kill(house, "activities")

    told = status(house.place)

    services = told.data["services"]
    assert {name: one["restarts"] for name, one in services.items()} == {
        "nats": 0,
        "councils": 0,
        "activities": 2,
        "console": 0,
    }
    assert services["activities"]["started_at"] > services["console"]["started_at"] > told.data["since"]
    lines = {line.split()[0]: line for line in told.lines}
    assert lines["activities"].endswith(f"{moment_in_words(services['activities']['started_at'])}   2 fois")
    assert lines["console"].endswith(f"{moment_in_words(services['console']['started_at'])}   jamais")


def test_one_that_keeps_falling_is_raised_ever_less_often(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launcher, "FIRST_PAUSE", 0.02)
    monkeypatch.setattr(launcher, "LONGEST_PAUSE", 0.05)
    place.home.mkdir()
    said: list[str] = []

    async def live_until_it_fell_three_times() -> None:
        house = Launcher(place, [[standin(place, "councils", FALLING)]], said.append)
        living = asyncio.create_task(house.run(lambda: None))
        async with asyncio.timeout(20):
            while len([text for text in said if "tombé" in text]) < 3:
                if said:  # it was ready once; being asked again makes it fall
                    await launcher.is_ready(house.stages[0][0].ready_url)
                await asyncio.sleep(0.01)
        os.kill(os.getpid(), signal.SIGTERM)
        await living

    asyncio.run(live_until_it_fell_three_times())

    pauses = [text.split("relancé dans ")[1].split(" s")[0] for text in said if "tombé (code 3)" in text]
    assert pauses[:3] == ["0.02", "0.04", "0.05"]
