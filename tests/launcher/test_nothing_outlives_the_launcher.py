"""Whatever ends the launcher, none of its processes stays behind."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from typing import TYPE_CHECKING

from deploy.local import launcher
from deploy.local.launcher import is_free
from tests.launcher.standins import eventually, is_alive

if TYPE_CHECKING:
    import pytest

    from tests.launcher.standins import House

DEAF = "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"


def test_killed_without_warning_it_takes_its_processes_with_it(house: House) -> None:
    pids = [process["pid"] for process in house.note["processes"].values()]
    assert len(pids) == 4
    assert all(map(is_alive, pids))

    os.kill(house.process.pid, signal.SIGKILL)

    eventually(lambda: not any(map(is_alive, pids)), seconds=5)
    assert is_free(house.place.port("console"))


def test_asked_to_stop_it_stops_everything_and_forgets_who_ran(house: House) -> None:
    pids = [process["pid"] for process in house.note["processes"].values()]

    house.process.send_signal(signal.SIGTERM)

    assert house.process.wait(20) == 0
    assert not any(map(is_alive, pids))
    assert not house.place.run_file.exists()
    assert "arrêt demandé" in house.said()


def test_a_process_deaf_to_the_polite_signal_gets_the_last_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launcher, "STOP_LIMIT", 0.2)

    async def stop_a_deaf_one() -> int | None:
        process = await asyncio.create_subprocess_exec(sys.executable, "-S", "-c", DEAF, stdout=asyncio.subprocess.PIPE)
        assert process.stdout is not None
        assert await process.stdout.readline() == b"deaf\n"
        await launcher.stop(process)
        return process.returncode

    assert asyncio.run(stop_a_deaf_one()) == -signal.SIGKILL
