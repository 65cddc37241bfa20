"""A look at everything that running the house needs, each point with its advice."""

from __future__ import annotations

import asyncio
import filecmp
import os
import platform
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from deploy.local.house import find_nats, nats_version, sqlite_version
from deploy.local.launcher import CannotStart, is_free, is_ready
from deploy.local.paths import LOOPBACK, PORTS, ROOT, Place
from deploy.local.presence import read_note
from deploy.local.speech import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOM_NEEDED = 1 << 30
"""Bytes free on the disk below which we worry: a full disk refuses every command."""


@dataclass(frozen=True, slots=True)
class Check:
    """One point that was looked at."""

    name: str
    ok: bool
    detail: str
    advice: str = ""

    def in_words(self) -> str:
        return f"{'✓' if self.ok else '✗'} {self.name} : {self.detail}" + (
            f"\n    → {self.advice}" if self.advice else ""
        )


def examine(place: Place) -> Outcome:
    checks = list(look(place))
    return Outcome(
        {"ok": all(check.ok for check in checks), "checks": [asdict(check) for check in checks]},
        [check.in_words() for check in checks],
        code=0 if all(check.ok for check in checks) else 1,
    )


def look(place: Place) -> Iterator[Check]:
    note = read_note(place)
    yield Check("Python", sys.version_info >= (3, 11), platform.python_version())
    yield version("SQLite", sqlite_version)
    yield version("NATS", lambda: nats_version(find_nats()))
    yield locks()
    yield folder(place.home)
    yield disk(place.home)
    if note is None:
        yield from ports(place)
        yield Check("Services", ok=True, detail="ne tournent pas", advice="pour les démarrer : ./fil up")
    else:
        yield from services(Place(place.home, note["port_base"]))


def version(name: str, read: Callable[[], str]) -> Check:
    try:
        return Check(name, ok=True, detail=read())
    except CannotStart as problem:
        return Check(name, ok=False, detail="inutilisable", advice=str(problem))


def locks() -> Check:
    installed = Path(sys.prefix, "requirements.lock")
    if installed.exists() and filecmp.cmp(ROOT / "requirements.lock", installed, shallow=False):
        return Check("Dépendances", ok=True, detail="celles de requirements.lock")
    return Check(
        "Dépendances",
        ok=False,
        detail="ne sont pas celles de requirements.lock",
        advice="passez par ./fil, qui les remet",
    )


def folder(home: Path) -> Check:
    nearest = next(path for path in (home, *home.parents) if path.exists())
    if os.access(nearest, os.W_OK | os.X_OK) and nearest.is_dir():
        return Check("Dossier de données", ok=True, detail=str(home))
    return Check(
        "Dossier de données",
        ok=False,
        detail=f"{home} n'est pas modifiable",
        advice="choisissez-en un autre : FIL_HOME=…",
    )


def disk(home: Path) -> Check:
    nearest = next(path for path in (home, *home.parents) if path.exists())
    room = shutil.disk_usage(nearest).free
    detail = f"{room / (1 << 30):.1f} Gio libres".replace(".", ",")
    return Check(
        "Disque",
        ok=room >= ROOM_NEEDED,
        detail=detail,
        advice="" if room >= ROOM_NEEDED else "faites de la place : il faut 1 Gio",
    )


def ports(place: Place) -> Iterator[Check]:
    taken = [f"{place.port(name)} ({name})" for name in PORTS if not is_free(place.port(name))]
    if taken:
        yield Check(
            "Ports",
            ok=False,
            detail=f"déjà pris : {', '.join(taken)}",
            advice="déplacez-les : FIL_PORT_BASE=9000 ./fil up",
        )
    else:
        yield Check("Ports", ok=True, detail=f"libres (base {place.port_base})")


async def readiness(place: Place) -> dict[str, bool]:
    """Who answers that it is ready."""
    urls = {
        name: f"nats://{LOOPBACK}:{place.port(name)}" if name == "nats" else f"{place.url(name)}/readyz"
        for name in PORTS
    }
    return dict(zip(urls, await asyncio.gather(*map(is_ready, urls.values())), strict=True))


def services(place: Place) -> Iterator[Check]:
    for name, ready in asyncio.run(readiness(place)).items():
        where = f"port {place.port(name)}"
        advice = "" if ready else f"lisez {place.log(name)}"
        yield Check(name, ok=ready, detail=f"prêt ({where})" if ready else f"n'est pas prêt ({where})", advice=advice)
