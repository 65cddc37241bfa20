"""Secrets of a production-like installation: one folder a container, which finds it under /run/secrets.

`python -m deploy.make_secrets FOLDER`, once: a folder that is there is refused, so that no running house loses its keys.
"""

from __future__ import annotations

import json
import secrets
import sys
from pathlib import Path

from shared.platform.access import make_keys
from shared.platform.checkpoints import make_log_key

STORES = ("councils", "activities", "reporting")
"""Services with facts of their own."""
VAULT = "councils"
"""The service that knows who persons are."""
SERVICES = (*STORES, "notifications")
"""Services with a database, and a place on the broker."""
CALLERS = (*SERVICES, "console", "operator")
"""Who signs tokens. The last is for the person who runs the command line."""


def make_secrets(folder: Path) -> None:
    """Write them all. Raises FileExistsError."""
    folder.mkdir(mode=0o700, parents=True)
    roles = {role: secrets.token_urlsafe(24) for service in SERVICES for role in (service, f"{service}_owner")}
    broker = {service: secrets.token_urlsafe(24) for service in SERVICES}
    vault = secrets.token_urlsafe(32)
    for service in SERVICES:
        for container, role in ((service, service), (f"{service}-migrate", f"{service}_owner")):
            address = f"postgresql://{role}:{roles[role]}@postgres:5432/fil?schema={service}"
            write(folder / container / "fil_views_url", f"{address}_views")
            if service in STORES:
                write(folder / container / "fil_store_url", address)
            if service == VAULT:
                write(folder / container / "fil_vault_url", f"{address}_vault")
                write(folder / container / "fil_vault_keys_url", f"{address}_keys")
                write(folder / container / "vault.secret", vault)
            write(folder / container / "fil_nats_url", f"nats://{service}:{broker[service]}@nats:4222")
    write(folder / "nats" / "passwords.conf", "".join(f'{s.upper()}_PASSWORD: "{p}"\n' for s, p in broker.items()))
    passwords = "".join(f"ALTER ROLE {role} PASSWORD '{password}';\n" for role, password in roles.items())
    write(folder / "postgres" / "passwords.sql", passwords)
    write(folder / "postgres" / "password", secrets.token_urlsafe(24))
    write(folder / "grafana" / "password", secrets.token_urlsafe(24))
    write_keys(folder)
    for service in STORES:
        # Not for its migration, which records nothing.
        make_log_key(folder / service / "log.key")
        (folder / service / "log.key").chmod(0o444)


def write_keys(folder: Path) -> None:
    """A signing key for each caller, and all their public keys for every service: one that leaks is removed alone."""
    public = []
    for caller in CALLERS:
        made = folder / "jwks.json"
        key = folder / caller / "signing_key.json"
        key.parent.mkdir(exist_ok=True)
        make_keys(key, made)
        key.chmod(0o444)
        public += json.loads(made.read_text(encoding="utf-8"))["keys"]
        made.unlink()
    for container in (*CALLERS, *(f"{service}-migrate" for service in SERVICES)):
        write(folder / container / "jwks.json", json.dumps({"keys": public}))
    for service in SERVICES:
        write(folder / f"{service}-migrate" / "signing_key.json", (folder / service / "signing_key.json").read_text())


def write(path: Path, secret: str) -> None:
    """A file that a container's own user can read. On the machine, the folder above lets only its owner in."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(secret, encoding="utf-8")
    path.chmod(0o444)


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004
        raise SystemExit("usage: python -m deploy.make_secrets FOLDER")
    make_secrets(Path(sys.argv[1]))
