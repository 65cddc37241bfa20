"""Keeps processes alive, together: starts them in order, restarts those that fall, stops them in reverse.

Whatever ends the launcher, even a kill -9, none of its processes outlives it.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import socket
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from deploy.local.paths import LOOPBACK, ROOT, make_folder
from deploy.local.presence import ProcessNote, RunNote, hold, write_note

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from deploy.local.paths import Place

START_LIMIT = 60.0
"""Seconds that a process has to get ready: far more than it needs, for slow disks and shared machines."""
STOP_LIMIT = 10.0
"""Seconds between the polite signal and the last one."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 10.0
"""Seconds before a fallen process is started again; doubled each time, until it has stood for `STEADY_AFTER`."""
STEADY_AFTER = 30.0
LOG_TAIL = 15
"""Lines of a log shown when its process did not start."""

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


class CannotStart(Exception):  # noqa: N818 - errors name the rule that was broken
    """La maison ne peut pas démarrer, et voici pourquoi."""


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@dataclass(frozen=True, slots=True)
class Child:
    """One process of the house: how it is started, and how one knows that it is ready."""

    name: str
    argv: tuple[str, ...]
    port: int
    ready_url: str
    """`http://…/readyz` answers 200 when ready; `nats://host:port` greets with INFO."""
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Running:
    """The process that stands for a child at the moment, since when, and how many fell before it."""

    process: asyncio.subprocess.Process
    restarts: int
    started_at: str = field(default_factory=now)


@dataclass(slots=True)
class Launcher:
    """The processes of one place, in stages: those of a stage start side by side, after those of the stage before."""

    place: Place
    stages: Sequence[Sequence[Child]]
    say: Callable[[str], None]
    running: dict[str, Running] = field(default_factory=dict)
    keepers: list[asyncio.Task[None]] = field(default_factory=list)
    started_at: str = field(default_factory=now)
    is_ready: bool = False

    async def run(self, ready: Callable[[], None]) -> None:
        """Live until told to stop (Ctrl-C, SIGTERM, SIGHUP); call `ready` once everything answers.

        Raises AlreadyRunning, CannotStart.
        """
        with hold(self.place):
            self._note()
            refuse_taken_ports(self._children())
            make_folder(self.place.logs)
            self._leave_on(signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
            try:
                for stage in self.stages:
                    await self._start(stage)
                self.is_ready = True
                self._note()
                ready()
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                self.say("arrêt demandé")
            finally:
                await self._stop_all()

    def _leave_on(self, *signals: signal.Signals) -> None:
        """The first signal stops politely; the handler goes with it, so that a second one ends everything at once."""
        loop, living = asyncio.get_running_loop(), asyncio.current_task()
        if living is None:
            raise RuntimeError("a launcher runs inside a task")

        def leave() -> None:
            for each in signals:
                loop.remove_signal_handler(each)
            living.cancel()

        for each in signals:
            loop.add_signal_handler(each, leave)

    def _children(self) -> list[Child]:
        return [child for stage in self.stages for child in stage]

    async def _start(self, stage: Sequence[Child]) -> None:
        tasks = [asyncio.create_task(self._start_one(child)) for child in stage]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _start_one(self, child: Child) -> None:
        rotate(self.place, child.name)
        begun = time.monotonic()
        process = await self._spawn(child)
        while not await is_ready(child.ready_url):
            if process.returncode is not None:
                raise CannotStart(self._explain(child, f"s'est arrêté au démarrage ({ending(process.returncode)})"))
            if time.monotonic() - begun > START_LIMIT:
                raise CannotStart(self._explain(child, f"n'est pas prêt après {START_LIMIT:.0f} s"))
            await asyncio.sleep(0.05)
        self.keepers.append(asyncio.create_task(self._keep(child)))
        self.say(f"{child.name} : prêt (port {child.port})")

    async def _spawn(self, child: Child) -> asyncio.subprocess.Process:
        with self.place.log(child.name).open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *child.argv,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=ROOT,
                env=dict(child.env),
                start_new_session=True,  # Ctrl-C is for the launcher, which stops them in order
                preexec_fn=dying_with(os.getpid(), signal.SIGKILL),
            )
        before = self.running.get(child.name)
        self.running[child.name] = Running(process, restarts=before.restarts + 1 if before else 0)
        self._note()
        return process

    async def _keep(self, child: Child) -> None:
        pause = FIRST_PAUSE
        while True:
            begun = time.monotonic()
            code = await self.running[child.name].process.wait()
            if time.monotonic() - begun > STEADY_AFTER:
                pause = FIRST_PAUSE
            self.say(
                f"{child.name} : tombé ({ending(code)}), relancé dans {pause:g} s ; voir {self.place.log(child.name)}"
            )
            await asyncio.sleep(pause)
            await self._spawn(child)
            self.say(f"{child.name} : relancé")
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _stop_all(self) -> None:
        for keeper in self.keepers:
            keeper.cancel()
        for stage in reversed(self.stages):
            standing = [self.running[child.name].process for child in stage if child.name in self.running]
            await asyncio.gather(*(stop(process) for process in standing))

    def _note(self) -> None:
        ports = {child.name: child.port for child in self._children()}
        note = RunNote(
            launcher=os.getpid(),
            port_base=self.place.port_base,
            started_at=self.started_at,
            ready=self.is_ready,
            processes={
                name: ProcessNote(
                    pid=one.process.pid, port=ports[name], started_at=one.started_at, restarts=one.restarts
                )
                for name, one in self.running.items()
            },
        )
        write_note(self.place, note)

    def _explain(self, child: Child, what: str) -> str:
        log = self.place.log(child.name)
        tail = log.read_text("utf-8", "replace").splitlines()[-LOG_TAIL:]
        return "\n".join([f"{child.name} : {what}. Dernières lignes de {log} :", *(f"  | {line}" for line in tail)])


def dying_with(parent: int, how: signal.Signals) -> Callable[[], None]:
    """What a process runs just before its program starts, so that the system ends it when its parent dies.

    Linux only (elsewhere a kill -9 of the launcher leaves its processes). The system watches the parent *thread*, hence
    processes are started from the main one.
    """

    def promise() -> None:
        if sys.platform == "linux":
            LIBC.prctl(PR_SET_PDEATHSIG, how)
        if os.getppid() != parent:  # it died just before the promise
            os._exit(1)

    return promise


async def stop(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOP_LIMIT)
    except TimeoutError:
        process.kill()
        await process.wait()


async def is_ready(url: str) -> bool:
    """Does it answer that it is ready, within two seconds? By hand, since starting asks it twenty times a second."""
    place = urlsplit(url)
    try:
        async with asyncio.timeout(2):
            reader, writer = await asyncio.open_connection(place.hostname, place.port)
            try:
                if place.scheme == "http":
                    writer.write(
                        f"GET {place.path} HTTP/1.1\r\nHost: {place.netloc}\r\nConnection: close\r\n\r\n".encode()
                    )
                return (await reader.readline()).startswith((b"HTTP/1.1 200 ", b"HTTP/1.0 200 ", b"INFO "))
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return False


def is_free(port: int) -> bool:
    with socket.socket() as candidate:
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port left a minute ago is free
        try:
            candidate.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def refuse_taken_ports(children: Sequence[Child]) -> None:
    taken = [f"{child.port} ({child.name})" for child in children if not is_free(child.port)]
    if taken:
        raise CannotStart(
            f"Port déjà pris : {', '.join(taken)}. Libérez-le, ou déplacez toute la maison : FIL_PORT_BASE=9000 ./fil …"
        )


def rotate(place: Place, name: str) -> None:
    """Keep the log of the run before, and only that one."""
    with suppress(FileNotFoundError):
        place.log(name).replace(place.log(name).with_suffix(".log.1"))


def ending(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"code {code}"
