"""The image cannot be built where there is no daemon; what would be in it can be laid out, and run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.sources import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DOCKERFILE = (ROOT / "deploy" / "docker" / "Dockerfile").read_text()
COPIED = re.findall(r"^COPY (?!--from)(\S+) (\S+)$", DOCKERFILE, re.MULTILINE)


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the last stage copies, and nothing else."""
    root = tmp_path_factory.mktemp("image")
    for source, target in COPIED:
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, root / target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / source, root / target)
    return root


def test_nothing_that_is_copied_is_kept_out_of_the_build() -> None:
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert let_in == {source for source, _ in COPIED}


@pytest.mark.parametrize("service", ["councils", "activities", "reporting", "notifications"])
def test_a_migration_needs_nothing_more(image: Path, secrets: Path, service: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", f"services.{service}", "migrate"],
        cwd=image,
        env={
            "FIL_ISSUER": "https://issuer.example",
            "FIL_JWKS": str(secrets / service / "jwks.json"),
            "FIL_SIGNING_KEY": str(secrets / service / "signing_key.json"),
            "FIL_NATS_URL": "nats://nats:4222",
            "FIL_STORE_URL": f"sqlite:///{tmp_path}/facts.db",
            "FIL_VIEWS_URL": f"sqlite:///{tmp_path}/views.db",
            "FIL_VAULT_URL": f"sqlite:///{tmp_path}/vault.db",
            "FIL_VAULT_KEYS_URL": f"sqlite:///{tmp_path}/keys.db",
            "FIL_VAULT_SECRET": str(secrets / "councils" / "vault.secret"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "views.db").exists()
