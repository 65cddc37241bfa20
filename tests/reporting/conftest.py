"""Ledgers of the tests of reporting. It is 23 November 2026."""

from __future__ import annotations

import asyncio
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.reporting.ledger import Ledger
from tests.support.house import SetClock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.postgres import Postgres


@pytest.fixture
def clock() -> SetClock:
    """Noon in Paris, unless a test moves it."""
    return SetClock(date(2026, 11, 23))


@pytest.fixture(scope="session")
def sqlite_views(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One SQLite file for all ledgers."""
    return f"sqlite:///{tmp_path_factory.mktemp('ledgers')}/views.db"


@pytest.fixture(scope="session")
def postgres_views(postgres_server: Postgres) -> Iterator[str]:
    """One PostgreSQL database for all ledgers."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, clock: SetClock) -> Iterator[Ledger]:
    """An empty ledger, once on SQLite and once on PostgreSQL. Only its tables are this test's own."""
    url = request.getfixturevalue("sqlite_views" if request.param == "sqlite" else "postgres_views")
    with asyncio.Runner() as runner, closing(Ledger(url, runner, clock)) as ledger:
        yield ledger.afresh()
