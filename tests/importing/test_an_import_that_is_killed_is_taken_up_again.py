"""Whatever is killed half-way (the import, a service), importing again completes it: nothing lost, nothing twice."""

from __future__ import annotations

import json
import signal
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.process_house import ProcessHouse
from tests.support.processes import end, spawn
from tests.support.records import record, write
from tests.support.sources import ROOT

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.support.house import Caller

RECORDS = [record(rank, council=f"CC{10 + rank % 2}", date=f"2018-03-{1 + rank % 28:02d}") for rank in range(80)]
MEMBERS = [
    record(100, council="CC10", type="members_joined", event_hint="MemberJoined x20", counts={"college_residents": 20})
]


class Stage:
    """The councils and activities services, and an import, each in a process of its own."""

    def __init__(self, directory: Path, nats_url: str, new_database: Callable[[], str]) -> None:
        self._house = ProcessHouse(directory, nats_url, new_database)
        self._key = directory / "issuer.json"
        self._said = directory / "import.log"
        self.councils = self._house.start("councils")
        self._councils_url = f"http://127.0.0.1:{self.councils.port}"
        self.activities = self._house.start("activities")
        self._activities_url = f"http://127.0.0.1:{self.activities.port}"
        self.importing: subprocess.Popen[bytes] | None = None
        self.callers: dict[str, Caller] = {
            each.name: self._house.caller(each) for each in (self.councils, self.activities)
        }

    def start_import(self, file: Path) -> None:
        self._said.unlink(missing_ok=True)
        arguments = [sys.executable, "-m", "tests.support.records", str(file), self._councils_url, self._activities_url]
        self.importing = spawn(["/usr/bin/env", f"PYTHONPATH={ROOT}", *arguments, str(self._key)], log=self._said)

    def kill_import(self) -> None:
        assert self.importing is not None
        assert self.importing.poll() is None, "it ended before it could be killed"
        end(self.importing, signal.SIGKILL)

    def report(self) -> dict[str, Any]:
        """What the import said at its end."""
        assert self.importing is not None
        assert self.importing.wait(120) == 0, self._said.read_text()
        report: dict[str, Any] = json.loads(self._said.read_text())
        return report

    def facts(self, name: str) -> list[tuple[str, dict[str, Any]]]:
        """Type and content of each fact in a service's log."""
        lines = self.callers[name].get("/v1/log", limit=1000).text.splitlines()
        recorded = [json.loads(line)["state"] for line in lines]
        return [(one["type"], one["data"]) for one in recorded]

    def wait_for_facts(self, name: str, count: int) -> None:
        deadline = time.monotonic() + 60
        while len(self.facts(name)) < count:
            assert time.monotonic() < deadline, self._said.read_text()
            time.sleep(0.02)

    def end(self) -> None:
        if self.importing is not None:
            end(self.importing, signal.SIGKILL)
        for caller in self.callers.values():
            caller.close()
        self._house.end()


@pytest.fixture
def stage(tmp_path: Path, nats_url: str, new_database: Callable[[], str]) -> Iterator[Stage]:
    stage = Stage(tmp_path, nats_url, new_database)
    yield stage
    stage.end()


def assert_all_is_recorded_once(stage: Stage) -> None:
    held = [fact["origin"]["record"] for _, fact in stage.facts("activities")]
    assert sorted(held) == [f"T-{rank:03d}" for rank in range(80)]
    councils = stage.facts("councils")
    assert [kind for kind, _ in councils].count("councils.council-established.v1") == 2
    joined = [fact["person_id"] for kind, fact in councils if kind == "councils.member-joined.v1"]
    assert (len(joined), len(set(joined))) == (20, 20)


@pytest.mark.timeout(300)  # a dozen processes start, one after the other
def test_whatever_is_killed_the_next_import_completes_it(stage: Stage, tmp_path: Path) -> None:
    file = write(tmp_path, MEMBERS + RECORDS)
    stage.start_import(file)
    stage.wait_for_facts("councils", 7)
    stage.councils.kill()
    stage.councils.start()
    stage.wait_for_facts("activities", 15)
    stage.kill_import()
    assert 15 <= len(stage.facts("activities")) < 80

    stage.start_import(file)
    stage.wait_for_facts("activities", 40)
    stage.activities.kill()
    stage.activities.start()
    totals = stage.report()["totals"]
    assert totals["not_importable"] == totals["partly"] == 0
    assert totals["recorded"] + totals["known"] == 81
    assert 16 <= totals["known"] < 81
    assert_all_is_recorded_once(stage)

    stage.start_import(file)
    assert stage.report()["totals"]["facts"] == 0
    assert_all_is_recorded_once(stage)
