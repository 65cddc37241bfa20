"""What stands in the house: its keys, its broker, its services, and in which order they start."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from pysqlite3 import dbapi2 as sqlite

from deploy.local.launcher import CannotStart, Child
from deploy.local.paths import LOOPBACK, ROOT, make_folder
from shared.platform.access import make_keys
from shared.platform.checkpoints import make_log_key

if TYPE_CHECKING:
    from deploy.local.paths import Place

ISSUER = "fil-local"
AUDIENCE = "fil"

OLDEST_SQLITE = (3, 51, 3)
"""Older ones may corrupt a file that two connections write in WAL mode."""
OLDEST_NATS = (2, 12)
"""Older ones cannot sync each message to disk (Debian's 2.9), or were found to lose acknowledged ones."""

OWNS = {
    "councils": ("STORE", "VIEWS", "VAULT", "VAULT_KEYS"),
    "activities": ("STORE", "VIEWS"),
    "reporting": ("STORE", "VIEWS"),
    "notifications": ("VIEWS",),
    "console": (),
}
"""The databases of each service: its facts, what can be seen of them; who persons are, and the keys to read that."""
RECORDING = tuple(name for name, owned in OWNS.items() if "STORE" in owned)
"""The services that record facts of their own, and sign them."""
FILES = {"STORE": "facts", "VIEWS": "views", "VAULT": "vault", "VAULT_KEYS": "keys"}


def settle(place: Place) -> list[list[Child]]:
    """Make what a place needs, once; return its processes in stages. Raises CannotStart, WrongPlace."""
    sqlite_version()
    nats = find_nats()
    nats_version(nats)
    for folder in (place.home, place.data, place.streams, place.keys, place.checkpoints):
        make_folder(folder)
    if not (place.signing_key.exists() and place.jwks.exists()):
        make_signing_key(place)
    if not place.nats_password.exists():
        write_secret(place.nats_password, secrets.token_urlsafe(24))
    if not place.vault_secret.exists():
        write_secret(place.vault_secret, secrets.token_urlsafe(32))
    for name in RECORDING:
        if not place.log_key(name).exists():
            make_log_key(place.log_key(name))
    write_secret(place.nats_config, nats_settings(place))
    return [[broker(place, nats)], [service(place, name) for name in OWNS]]


def broker(place: Place, nats: Path) -> Child:
    port = place.port("nats")
    return Child(
        name="nats",
        argv=(str(nats), "-c", str(place.nats_config)),
        port=port,
        ready_url=f"nats://{LOOPBACK}:{port}",
        env=bare_environment(),
    )


def service(place: Place, name: str) -> Child:
    steps = ("migrate", "serve") if OWNS[name] else ()
    return Child(
        name=name,
        argv=(sys.executable, "-m", f"services.{name}", *steps),
        port=place.port(name),
        ready_url=f"{place.url(name)}/readyz",
        env=bare_environment() | settings(place, name),
    )


def settings(place: Place, name: str) -> dict[str, str]:
    """The whole configuration of a service: nothing else is read from anywhere."""
    databases = {f"FIL_{kind}_URL": f"sqlite:///{place.data}/{name}.{FILES[kind]}.db" for kind in OWNS[name]}
    others = {f"FIL_{each.upper()}_URL": place.url(each) for each in OWNS if each != "console"}
    password = place.nats_password.read_text("ascii")
    proof = {"FIL_LOG_KEY": str(place.log_key(name)), "FIL_CHECKPOINTS": str(place.checkpoints)}
    vault = {"FIL_VAULT_SECRET": str(place.vault_secret)} if "VAULT" in OWNS[name] else {}
    return {
        "FIL_HOST": LOOPBACK,
        "FIL_PORT": str(place.port(name)),
        "FIL_NATS_URL": f"nats://fil:{password}@{LOOPBACK}:{place.port('nats')}",
        "FIL_ISSUER": ISSUER,
        "FIL_AUDIENCE": AUDIENCE,
        "FIL_JWKS": str(place.jwks),
        "FIL_SIGNING_KEY": str(place.signing_key),
        "FIL_LOG_LEVEL": os.environ.get("FIL_LOG_LEVEL", "INFO"),
        **databases,
        **vault,
        **(proof if name in RECORDING else {}),
        **others,
    }


def bare_environment() -> dict[str, str]:
    """Ours without any setting of another place."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FIL_")}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


def nats_settings(place: Place) -> str:
    """No monitoring port, nothing beyond loopback, each message on disk before it is acknowledged."""
    return f"""\
listen: "{LOOPBACK}:{place.port("nats")}"
server_name: "fil"
jetstream {{
  store_dir: {json.dumps(str(place.streams), ensure_ascii=False)}
  sync_interval: always
}}
authorization {{
  user: "fil"
  password: "{place.nats_password.read_text("ascii")}"
}}
"""


def make_signing_key(place: Place) -> None:
    """Both halves, each put in place whole, so that being killed here leaves nothing half-made."""
    halves = {place.signing_key.with_suffix(".new"): place.signing_key, place.jwks.with_suffix(".new"): place.jwks}
    for fresh in halves:
        fresh.unlink(missing_ok=True)
    make_keys(*halves)
    for fresh, final in halves.items():
        fresh.replace(final)


def write_secret(path: Path, content: str) -> None:
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(content)
    fresh.replace(path)


def sqlite_version() -> str:
    """Raises CannotStart."""
    if sqlite.sqlite_version_info < OLDEST_SQLITE:
        raise CannotStart(
            f"SQLite {sqlite.sqlite_version} est trop ancien (il en faut un d'au moins 3.51.3, sans quoi un fichier "
            "peut être corrompu). Supprimez .venv et relancez : la bonne version vient avec pysqlite3."
        )
    return str(sqlite.sqlite_version)


def find_nats() -> Path:
    """The one that is named, else the one installed with us, else the one of the system. Raises CannotStart."""
    named = os.environ.get("FIL_NATS_BIN")
    installed = Path(sysconfig.get_path("scripts")) / "nats-server"
    for candidate in (named, None if named else str(installed), None if named else "nats-server"):
        if candidate and (found := shutil.which(candidate)):
            return Path(found)
    raise CannotStart(f"nats-server est introuvable ({named or installed}). Supprimez .venv et relancez.")


def nats_version(nats: Path) -> str:
    """Raises CannotStart."""
    said = subprocess.run([nats, "--version"], capture_output=True, text=True, check=False, timeout=20).stdout
    match = re.search(r"v(\d+)\.(\d+)\.\d+", said)
    if match is None:
        raise CannotStart(f"{nats} ne se présente pas comme un serveur NATS.")
    if (int(match[1]), int(match[2])) < OLDEST_NATS:
        raise CannotStart(
            f"NATS {match[0]} est trop ancien ({nats}) : il en faut un d'au moins 2.12, qui écrive chaque message sur "
            "le disque. Retirez FIL_NATS_BIN : la bonne version est installée avec le reste."
        )
    return match[0]
