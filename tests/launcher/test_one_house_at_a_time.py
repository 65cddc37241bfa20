"""Two launchers never share a folder, and a launcher that was killed does not keep the next one out."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from typing import TYPE_CHECKING

import pytest

from deploy.local.launcher import Launcher
from deploy.local.presence import AlreadyRunning, read_note
from tests.launcher.standins import house as standins

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.launcher.standins import House


def test_a_second_launcher_is_refused_and_the_first_lives_on(house: House) -> None:
    with pytest.raises(AlreadyRunning, match=r"La maison tourne déjà dans .*home of fil : \./fil status, \./fil down"):
        asyncio.run(Launcher(house.place, standins(house.place), lambda _: None).run(lambda: None))

    assert house.note["ready"]
    assert house.process.poll() is None


def test_while_it_lives_it_says_who_runs_and_where(house: House) -> None:
    note = house.note

    assert note["launcher"] == house.process.pid
    assert set(note["processes"]) == {"nats", "councils", "activities", "console"}
    assert note["processes"]["councils"]["port"] == house.place.port_base + 1


def test_what_a_killed_launcher_left_behind_is_not_believed_and_does_not_keep_the_next_one_out(
    start: Callable[[], House],
) -> None:
    killed = start()
    os.kill(killed.process.pid, signal.SIGKILL)
    killed.process.wait(10)
    assert json.loads(killed.place.run_file.read_text())["launcher"] == killed.process.pid
    assert read_note(killed.place) is None

    again = start()

    assert again.note["launcher"] == again.process.pid
