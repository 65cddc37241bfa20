"""An importer beside the house of the test, and somebody with spreadsheets in the town."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from tests.support.records import Importer
from tests.support.spreadsheets import Office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.house import House


@pytest.fixture
def importer(house: House) -> Iterator[Importer]:
    """Imports into the councils and activities services of this test's house, which it starts."""
    house.start("councils", "activities")
    importer = Importer({"councils": house.councils.base_url, "activities": house.activities.base_url}, house.signer)
    yield importer
    importer.close()


@pytest.fixture
def messenger(town: House) -> Iterator[Importer]:
    """Imports into the services of the town."""
    messenger = Importer({"councils": town.councils.base_url, "activities": town.activities.base_url}, town.signer)
    yield messenger
    messenger.close()


@pytest.fixture
def name() -> str:
    """A family name that nobody else has."""
    return "Diallo" + uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))


@pytest.fixture
def office(tmp_path: Path, messenger: Importer, council: str) -> Office:
    """Somebody with spreadsheets about a council of the test's own."""
    return Office(tmp_path, messenger, council)
