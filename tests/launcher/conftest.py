"""A house of stand-ins, kept by the real launcher in another process."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

import pytest

from deploy.local.paths import ROOT, Place
from deploy.local.presence import read_note
from tests.launcher.standins import House, eventually
from tests.support.ports import free_base
from tests.support.processes import end, spawn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "home of fil", free_base(23))


@pytest.fixture
def start(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], House]]:
    """Starts the house at each call, and returns when it is ready."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    place.home.mkdir()
    started: list[House] = []

    def start_one() -> House:
        log = tmp_path / f"launcher-{len(started)}.log"
        process = spawn(
            [sys.executable, "-m", "tests.launcher.standins", str(place.home), str(place.port_base)], log=log
        )
        house = House(place, process, log)
        started.append(house)
        eventually(lambda: (note := read_note(place)) is not None and note["ready"])
        return house

    yield start_one
    for house in started:
        end(house.process, signal.SIGKILL)


@pytest.fixture
def house(start: Callable[[], House]) -> House:
    return start()
