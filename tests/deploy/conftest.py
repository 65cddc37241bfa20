"""What the tests of the deployment share: the secrets of an installation, and the composition as Docker Compose reads it."""

from __future__ import annotations

import json
import os
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest

from deploy.make_secrets import make_secrets
from tests.support.sources import ROOT

COMPOSE = Path(sysconfig.get_path("scripts"), "docker-compose")


@pytest.fixture(scope="session")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of secrets, just made."""
    folder = tmp_path_factory.mktemp("installation") / "secrets"
    make_secrets(folder)
    return folder


def compose(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Docker Compose itself, which needs no daemon to read a file."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FIL_")}
    return subprocess.run(
        [COMPOSE, "--file", ROOT / "docker-compose.yml", *arguments],
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def composition(secrets: Path) -> dict[str, Any]:
    """The services of the composition, by name, every variable filled in."""
    said = compose("config", "--format", "json", FIL_ISSUER="https://issuer.example", FIL_SECRETS=str(secrets))
    assert said.returncode == 0, said.stderr
    services: dict[str, Any] = json.loads(said.stdout)["services"]
    return services
