"""An importer beside the house of the test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.records import Importer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.house import House


@pytest.fixture
def importer(house: House) -> Iterator[Importer]:
    """Imports into the councils and activities services of this test's house, which it starts."""
    house.start("councils", "activities")
    importer = Importer({"councils": house.councils.base_url, "activities": house.activities.base_url}, house.signer)
    yield importer
    importer.close()
