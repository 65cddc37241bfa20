from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.sources import ROOT

PIN = re.compile(r"^([\w.-]+)==([\w.]+)(?: ;[^\\]*)? \\\n((?: {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def pins(lock: str) -> dict[str, set[str]]:
    """Versions that the lock has for each name (several where Python versions differ)."""
    text = (ROOT / lock).read_text()
    assert PIN.sub("", text) == "", "a line of the lock is no pin with hashes"
    found: dict[str, set[str]] = {}
    for name, version, _ in PIN.findall(text):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


@pytest.mark.parametrize(
    ("lock", "ranges"),
    [
        ("requirements.lock", PROJECT["dependencies"]),
        ("requirements-dev.lock", [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]),
    ],
)
def test_every_range_is_locked_within_its_bounds(lock: str, ranges: list[str]) -> None:
    locked = pins(lock)
    for requirement in map(Requirement, ranges):
        versions = locked[canonicalize_name(requirement.name)]
        assert all(version in requirement.specifier for version in versions), requirement


def test_development_stands_on_the_very_versions_that_run() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()
