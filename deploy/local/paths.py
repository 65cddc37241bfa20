"""Where one house lives on this machine: its folder and its ports."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The repository: programs are run from it, nothing is installed."""

LOOPBACK = "127.0.0.1"

PORTS = {"console": 0, "councils": 1, "activities": 2, "reporting": 3, "notifications": 4, "nats": 22}
"""Who listens where, counted from the port base."""


class WrongPlace(Exception):  # noqa: N818 - errors name the rule that was broken
    """FIL_HOME ou FIL_PORT_BASE ne désigne rien d'utilisable."""


def make_folder(folder: Path) -> None:
    """For its owner only. Raises WrongPlace."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise WrongPlace(
            f"Le dossier de données n'est pas utilisable ({problem}). Choisissez-en un autre : FIL_HOME=… ./fil …"
        ) from problem


@dataclass(frozen=True, slots=True)
class Place:
    """One folder and one row of ports: two places never touch each other."""

    home: Path
    port_base: int = 8000

    @classmethod
    def from_environment(cls) -> Place:
        """Raises WrongPlace."""
        given = os.environ.get("FIL_PORT_BASE", "8000")
        if not given.isdecimal() or not 1024 <= int(given) <= 65_000:  # noqa: PLR2004 - unprivileged, with room above
            raise WrongPlace(f"FIL_PORT_BASE={given} : il faut un nombre entre 1024 et 65000.")
        home = os.environ.get("FIL_HOME") or "~/.fil-citoyen"
        if set(home) & set("?#%"):
            raise WrongPlace(f"FIL_HOME={home} : les signes ? # % ne peuvent figurer dans l'adresse d'une base.")
        try:
            return cls(Path(home).expanduser().resolve(), int(given))
        except (OSError, RuntimeError) as problem:
            raise WrongPlace(f"Le dossier de données {home} n'est pas utilisable : {problem}") from problem

    def port(self, name: str) -> int:
        return self.port_base + PORTS[name]

    def url(self, name: str) -> str:
        return f"http://{LOOPBACK}:{self.port(name)}"

    @property
    def data(self) -> Path:
        """The databases, one file each."""
        return self.home / "data"

    @property
    def streams(self) -> Path:
        """What NATS keeps: a durable cache, which refills itself from the databases."""
        return self.home / "nats"

    @property
    def keys(self) -> Path:
        return self.home / "keys"

    @property
    def signing_key(self) -> Path:
        return self.keys / "signing.jwk"

    @property
    def jwks(self) -> Path:
        return self.keys / "jwks.json"

    @property
    def nats_password(self) -> Path:
        return self.keys / "nats.password"

    @property
    def vault_secret(self) -> Path:
        """Without it nobody in the vault can be read again."""
        return self.keys / "vault.secret"

    def log_key(self, name: str) -> Path:
        """With which a service that records signs its log."""
        return self.keys / f"{name}.log.key"

    @property
    def checkpoints(self) -> Path:
        """What was signed of the logs: to be kept elsewhere as well."""
        return self.home / "checkpoints"

    @property
    def nats_config(self) -> Path:
        return self.keys / "nats.conf"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    @property
    def run_file(self) -> Path:
        """Who runs, while it runs."""
        return self.home / "run.json"
