"""Whatever is killed half-way (the import, a service), importing again completes it: nothing lost, nothing twice."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from shared.platform.access import Signer, make_keys
from tests.support.house import AUDIENCE, ISSUER, Caller
from tests.support.ports import LOOPBACK, free_port
from tests.support.processes import end, spawn
from tests.support.records import record, write
from tests.support.sources import ROOT

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

SERVICES = ("councils", "activities")
RECORDS = [record(rank, council=f"CC{10 + rank % 2}", date=f"2018-03-{1 + rank % 28:02d}") for rank in range(80)]
MEMBERS = [
    record(100, council="CC10", type="members_joined", event_hint="MemberJoined x20", counts={"college_residents": 20})
]


class Processes:
    """The councils and activities services as people run them, and imports, each in a process of its own."""

    def __init__(self, directory: Path, nats_url: str, new_database: Callable[[], str]) -> None:
        self._directory = directory
        self._key = directory / "issuer.json"
        make_keys(self._key, directory / "jwks.json")
        self._ports = {name: free_port() for name in SERVICES}
        self._databases = {name: (new_database(), new_database()) for name in SERVICES}
        self._nats_url = nats_url
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        signer = Signer.load(self._key, ISSUER, AUDIENCE)
        self.callers = {name: Caller(self.url(name), signer) for name in SERVICES}

    def url(self, name: str) -> str:
        return f"http://{LOOPBACK}:{self._ports[name]}"

    def migrate(self) -> None:
        """Make the tables of both services."""
        steps = [self._spawn(name, "-m", f"services.{name}", "migrate") for name in SERVICES]
        assert [step.wait(60) for step in steps] == [0, 0]

    def start(self, name: str) -> None:
        """Serve, and wait until it is ready."""
        self.running[name] = self._spawn(name, "-m", f"services.{name}")
        deadline = time.monotonic() + 40
        while not self._is_ready(name):
            assert time.monotonic() < deadline, (self._directory / f"{name}.log").read_text()
            time.sleep(0.05)

    def start_import(self, file: Path) -> subprocess.Popen[bytes]:
        arguments = (file, self.url("councils"), self.url("activities"), self._key)
        (self._directory / "import.log").unlink(missing_ok=True)
        self.running["import"] = self._spawn("import", "-m", "tests.support.records", *map(str, arguments))
        return self.running["import"]

    def kill(self, name: str) -> None:
        """As a power cut does: nothing is finished, nothing is said."""
        os.kill(self.running[name].pid, signal.SIGKILL)
        self.running[name].wait(10)

    def report_of(self, process: subprocess.Popen[bytes]) -> dict[str, Any]:
        said = self._directory / "import.log"
        assert process.wait(90) == 0, said.read_text()
        report: dict[str, Any] = json.loads(said.read_text())
        return report

    def facts(self, name: str) -> list[tuple[str, str]]:
        """Type and content of each fact in a service's log, in no order."""
        lines = self.callers[name].get("/v1/log", limit=1000).text.splitlines()
        recorded = [json.loads(line)["state"] for line in lines]
        return sorted((one["type"], json.dumps(one["data"], sort_keys=True)) for one in recorded)

    def wait_for_facts(self, name: str, count: int) -> None:
        deadline = time.monotonic() + 30
        while len(self.facts(name)) < count:
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def _is_ready(self, name: str) -> bool:
        try:
            return self.callers[name].get("/readyz").is_success
        except httpx2.TransportError:
            return False

    def _spawn(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        others = {f"FIL_{each.upper()}_URL": self.url(each) for each in SERVICES}
        settings = {
            "PYTHONPATH": str(ROOT),
            "FIL_NATS_URL": self._nats_url,
            "FIL_ISSUER": ISSUER,
            "FIL_AUDIENCE": AUDIENCE,
            "FIL_JWKS": str(self._directory / "jwks.json"),
            "FIL_SIGNING_KEY": str(self._key),
            **others,
        }
        if name in SERVICES:
            store, views = self._databases[name]
            settings |= {"FIL_PORT": str(self._ports[name]), "FIL_STORE_URL": store, "FIL_VIEWS_URL": views}
        assignments = [f"{variable}={value}" for variable, value in settings.items()]
        return spawn(["/usr/bin/env", *assignments, sys.executable, *arguments], log=self._directory / f"{name}.log")


@pytest.fixture
def processes(tmp_path: Path, nats_url: str, new_database: Callable[[], str]) -> Iterator[Processes]:
    processes = Processes(tmp_path, nats_url, new_database)
    processes.migrate()
    for name in SERVICES:
        processes.start(name)
    yield processes
    for process in processes.running.values():
        end(process, signal.SIGKILL)
    for caller in processes.callers.values():
        caller.close()


def assert_all_is_recorded_once(processes: Processes) -> None:
    held = [json.loads(fact) for kind, fact in processes.facts("activities")]
    assert sorted(fact["origin"]["record"] for fact in held) == [f"T-{rank:03d}" for rank in range(80)]
    councils = processes.facts("councils")
    assert [kind for kind, _ in councils].count("councils.council-established.v1") == 2
    joined = [json.loads(fact)["person_id"] for kind, fact in councils if kind == "councils.member-joined.v1"]
    assert (len(joined), len(set(joined))) == (20, 20)


def test_whatever_is_killed_the_next_import_completes_it(processes: Processes, tmp_path: Path) -> None:
    file = write(tmp_path, MEMBERS + RECORDS)
    importing = processes.start_import(file)
    processes.wait_for_facts("councils", 7)
    processes.kill("councils")
    processes.start("councils")
    processes.wait_for_facts("activities", 15)
    processes.kill("import")
    assert importing.returncode == -signal.SIGKILL
    assert 15 <= len(processes.facts("activities")) < 80

    importing = processes.start_import(file)
    processes.wait_for_facts("activities", 40)
    processes.kill("activities")
    processes.start("activities")
    report = processes.report_of(importing)
    assert report["totals"]["not_importable"] == report["totals"]["partly"] == 0
    assert report["totals"]["recorded"] + report["totals"]["known"] == 81
    assert 16 <= report["totals"]["known"] < 81
    assert_all_is_recorded_once(processes)

    assert processes.report_of(processes.start_import(file))["totals"]["facts"] == 0
    assert_all_is_recorded_once(processes)
