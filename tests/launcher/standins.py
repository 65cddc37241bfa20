"""A house of stand-ins under the real launcher, in a process of its own: `python -m tests.launcher.standins HOME BASE`.

The real services have their own tests; what is tested with these is the launcher.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from deploy.local.launcher import Child, Launcher
from deploy.local.paths import Place
from deploy.local.presence import RunNote, read_note

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

SERVER = """
import http.server, sys
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
print("listening", flush=True)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Ready).serve_forever()
"""
ORDER = (("nats",), ("councils", "activities"), ("console",))


def standin(place: Place, name: str, program: str = SERVER) -> Child:
    port = place.port(name)
    return Child(
        name=name,
        argv=(sys.executable, "-S", "-c", program, str(port)),
        port=port,
        ready_url=f"http://127.0.0.1:{port}/readyz",
        env=dict(os.environ),
    )


def house(place: Place) -> list[list[Child]]:
    return [[standin(place, name) for name in stage] for stage in ORDER]


@dataclass
class House:
    """A place whose launcher is another process, with all that it said."""

    place: Place
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def note(self) -> RunNote:
        note = read_note(self.place)
        assert note is not None
        return note

    def pid(self, name: str) -> int:
        return self.note["processes"][name]["pid"]

    def said(self) -> str:
        return self.log.read_text()


def eventually(what: Callable[[], bool], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Alive and not a zombie, which only waits to be noticed."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(home: str, base: str) -> None:
    place = Place(Path(home), int(base))
    asyncio.run(Launcher(place, house(place), say).run(lambda: None))


if __name__ == "__main__":
    main(*sys.argv[1:])
