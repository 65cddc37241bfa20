"""Other councils, in the services that all tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.support.house import House


@pytest.fixture
def other_council(town: House) -> str:
    """The code of another council of the test's own."""
    return town.establish(f"CC-{uuid4().hex[:8].upper()}")


@pytest.fixture
def cc18(town: House) -> str:
    """The code of a council that tests may write beforehand: CC18."""
    return town.establish("CC18")
