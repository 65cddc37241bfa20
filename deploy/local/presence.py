"""Who is in the house: a lock that its launcher holds as long as it lives, and `run.json` that says who runs.

The lock is the truth, since the system lets go of it whatever kills the launcher; a `run.json` without it is stale.
"""

from __future__ import annotations

import fcntl
import json
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deploy.local.paths import Place

PATIENCE = 0.5
"""Seconds that `hold` insists, since somebody who only looks also takes the lock for an instant."""


class ProcessNote(TypedDict):
    """One process of the house."""

    pid: int
    port: int
    started_at: str
    restarts: int
    """How often it was raised again after a fall."""


class RunNote(TypedDict):
    """What `run.json` says."""

    launcher: int
    port_base: int
    started_at: str
    ready: bool
    processes: dict[str, ProcessNote]


class AlreadyRunning(Exception):  # noqa: N818 - errors name the rule that was broken
    """La maison tourne déjà dans ce dossier."""

    def __init__(self, place: Place) -> None:
        super().__init__(f"La maison tourne déjà dans {place.home} : ./fil status, ./fil down")


@contextmanager
def hold(place: Place) -> Iterator[None]:
    """Live in the house, alone. Raises AlreadyRunning."""
    with (place.home / "run.lock").open("w") as lock:
        if not _taken(lock.fileno(), fcntl.LOCK_EX, PATIENCE):
            raise AlreadyRunning(place)
        place.run_file.unlink(missing_ok=True)  # left by a launcher that was killed
        try:
            yield
        finally:
            place.run_file.unlink(missing_ok=True)


def is_held(place: Place) -> bool:
    try:
        with (place.home / "run.lock").open() as lock:
            return not _taken(lock.fileno(), fcntl.LOCK_SH, 0)
    except OSError:  # no such folder, or none that may be entered: nobody of ours lives there
        return False


def refuse_if_held(place: Place) -> None:
    """Raises AlreadyRunning."""
    if is_held(place):
        raise AlreadyRunning(place)


def read_note(place: Place) -> RunNote | None:
    """Who runs; None when nobody does, even if a killed launcher left its note behind."""
    if not is_held(place):
        return None
    try:
        note: RunNote = json.loads(place.run_file.read_text("utf-8"))
    except FileNotFoundError:  # the launcher has only just come in, or is leaving
        return None
    return note


def write_note(place: Place, note: RunNote) -> None:
    fresh = place.run_file.with_suffix(".new")
    fresh.write_text(json.dumps(note, indent=1), "utf-8")
    fresh.replace(place.run_file)


def _taken(descriptor: int, kind: int, patience: float) -> bool:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(0.05)
        else:
            return True
