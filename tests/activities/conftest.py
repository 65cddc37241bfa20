"""Councils of each test's own, in the services that all tests share."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.support.house import House


@pytest.fixture
def council(town: House) -> str:
    """The code of a council that nothing was said of but its establishment."""
    return _establish(town, f"CC-{uuid4().hex[:8].upper()}")


@pytest.fixture
def other_council(town: House) -> str:
    """The code of another one."""
    return _establish(town, f"CC-{uuid4().hex[:8].upper()}")


@pytest.fixture
def cc18(town: House) -> str:
    """The code of a council that tests may write beforehand: CC18."""
    return _establish(town, "CC18")


def _establish(town: House, code: str) -> str:
    done = town.councils.record(
        "/v1/councils",
        {"council_id": code, "name": "Conseil citoyen", "arrondissement": "18", "established_on": "2016-11-01"},
    )
    town.councils.get("/v1/councils", after=done["after"])
    deadline = time.monotonic() + 20
    while _heard_of_councils(town) < done["position"]:
        assert time.monotonic() < deadline, "the activities service does not hear of councils"
        time.sleep(0.02)
    return code


def _heard_of_councils(town: House) -> int:
    """How far the activities service has read the log of the councils."""
    projections = town.activities.get("/v1/projections").json()["projections"]
    return next(int(one["positions"]["councils"]) for one in projections if one["projection"] == "known_councils")
