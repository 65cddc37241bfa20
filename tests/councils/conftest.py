"""A council of each test's own, in the services that tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.support.house import House


@pytest.fixture
def council(town: House) -> str:
    """The code of a council of the 18th arrondissement, of which nothing was said but that it was established on 1 November 2016."""
    code = f"CC-{uuid4().hex[:8].upper()}"
    said = {"council_id": code, "name": "Conseil citoyen", "arrondissement": "18", "established_on": "2016-11-01"}
    done = town.councils.record("/v1/councils", said)
    town.councils.get(f"/v1/councils/{code}", after=done["after"])
    return code
