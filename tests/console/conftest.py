"""A house whose figures can be looked at: the real records, imported, and read by reporting."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest

from services.console.importing import run_import
from tests.support.records import REAL, Importer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from tests.support.house import House


@pytest.fixture
def furnish() -> Callable[[House], AbstractContextManager[None]]:
    """Starts all that the pages need, and imports the real records."""

    @contextmanager
    def furnished(house: House) -> Iterator[None]:
        house.start("councils", "activities", "reporting", "console")
        importer = Importer(
            {"councils": house.councils.base_url, "activities": house.activities.base_url}, house.signer
        )
        run_import(REAL, importer, dry_run=False, today=date(2026, 11, 23))
        importer.close()
        ends = [
            f"{name}@{getattr(house, name).get('/v1/log/head').json()['position']}"
            for name in ("councils", "activities")
        ]
        house.reporting.get("/v1/figures", from_="2018-01-01", to="2018-12-31", after=",".join(ends)).raise_for_status()
        yield

    return furnished
