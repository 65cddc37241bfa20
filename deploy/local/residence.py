"""Moving in and out: the house in the foreground, in the background, or for the time of a visit."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TextIO

from deploy.local.doctor import readiness
from deploy.local.house import settle
from deploy.local.launcher import CannotStart, Launcher, dying_with
from deploy.local.paths import PORTS, ROOT, Place, make_folder
from deploy.local.presence import is_held, read_note, refuse_if_held
from deploy.local.speech import Outcome, table
from services.console.labels import moment_in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from deploy.local.speech import Progress

LEAVING_LIMIT = 45.0
"""Seconds for three stages to stop, each within its own limit, and a little more."""


def live(place: Place, say: Progress, ready: Callable[[Outcome], None]) -> None:
    """Keep the house in the foreground, until it is asked to stop. Raises AlreadyRunning, CannotStart."""
    launcher = Launcher(place, settle(place), say)
    asyncio.run(launcher.run(lambda: ready(addresses(place))))
    say("tout est arrêté")


@dataclass(slots=True)
class HouseApart:
    """The house kept by another process, whose words are repeated here."""

    place: Place
    process: subprocess.Popen[bytes]
    words: TextIO

    @classmethod
    def start(cls, place: Place, say: Progress, *, outliving: bool) -> Self:
        """Start it and return when it is ready. Raises AlreadyRunning, CannotStart, WrongPlace.

        Not `outliving`, it is asked to stop when the process that started it ends, however that happens.
        """
        refuse_if_held(place)
        make_folder(place.logs)
        with place.log("launcher").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "deploy.local.cli", "up", "--since", str(say.since)],
                cwd=ROOT,
                env=os.environ
                | {"PYTHONPATH": str(ROOT), "FIL_HOME": str(place.home), "FIL_PORT_BASE": str(place.port_base)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=None if outliving else dying_with(os.getpid(), signal.SIGTERM),  # noqa: PLW1509 - one thread here
            )
        house = cls(place, process, place.log("launcher").open(encoding="utf-8", errors="replace"))
        try:
            house.wait(lambda: (note := read_note(place)) is not None and note["ready"])
        except BaseException:
            house.stop()
            raise
        return house

    def wait(self, until: Callable[[], bool]) -> None:
        """Repeat what the launcher says, until then. Raises CannotStart when it ends before."""
        while not until():
            ended = self.process.poll() is not None
            self._repeat()
            if ended:
                raise CannotStart("La maison s'est arrêtée (voir ci-dessus).")
            time.sleep(0.05)
        self._repeat()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(LEAVING_LIMIT)
        except subprocess.TimeoutExpired:
            self.process.kill()  # and the system ends its children
            self.process.wait()
        self._repeat()
        self.words.close()

    def _repeat(self) -> None:
        print(self.words.read(), end="", file=sys.stderr, flush=True)


def leave(place: Place) -> Outcome:
    """Ask the launcher of a place to stop everything, and wait for it."""
    note = read_note(place)
    if note is None:
        return Outcome({"stopped": False}, [f"Les services ne tournent pas (dossier {place.home})."])
    os.kill(note["launcher"], signal.SIGTERM)
    until = time.monotonic() + LEAVING_LIMIT
    while is_held(place):
        if time.monotonic() > until:
            return Outcome({"stopped": False}, [f"Le lanceur {note['launcher']} ne s'arrête pas."], code=1)
        time.sleep(0.05)
    return Outcome({"stopped": True}, ["Tout est arrêté."])


def status(place: Place) -> Outcome:
    """Who runs, who answers that it is ready, since when, and how often each was raised again after a fall."""
    note = read_note(place)
    if note is None:
        return Outcome(
            {"running": False, "home": str(place.home), "services": {}},
            [f"Les services ne tournent pas : ./fil up (dossier {place.home})"],
            code=1,
        )
    running = Place(place.home, note["port_base"])
    answers = asyncio.run(readiness(running))
    services = {name: {**process, "ready": answers[name]} for name, process in note["processes"].items()}
    rows = [["Service", "Port", "Processus", "État", "Depuis", "Relancé"]]
    rows += [
        [
            *(name, str(process["port"]), str(process["pid"]), "prêt" if answers[name] else "pas prêt"),
            moment_in_words(process["started_at"]),
            f"{process['restarts']} fois" if process["restarts"] else "jamais",
        ]
        for name, process in note["processes"].items()
    ]
    return Outcome(
        {"running": True, "home": str(place.home), "since": note["started_at"], "services": services},
        [f"En marche depuis {moment_in_words(note['started_at'])} (dossier {place.home})", *table(rows)],
        code=0 if note["ready"] and all(answers.values()) else 1,
    )


def addresses(place: Place) -> Outcome:
    """Where people look."""
    urls = {name: place.url(name) for name in PORTS if name != "nats"}
    lines = [f"Ouvrez {urls['console']} (la page des chiffres).", "Interfaces des services (OpenAPI) :"]
    lines += [f"  {name:<14} {url}/openapi.json" for name, url in urls.items() if name != "console"]
    return Outcome({"home": str(place.home), "addresses": urls}, lines)
