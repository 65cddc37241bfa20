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


@pytest.fixture
def clock() -> SetClock:
    """Noon in Paris, unless a test moves it."""
    return SetClock(date(2026, 11, 23))


@pytest.fixture
def ledger(database_url: str, clock: SetClock) -> Iterator[Ledger]:
    """An empty ledger of this test's own, once on SQLite and once on PostgreSQL."""
    with asyncio.Runner() as runner, closing(Ledger(database_url, runner, clock)) as ledger:
        yield ledger
