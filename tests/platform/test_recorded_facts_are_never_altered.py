from __future__ import annotations

import sqlite3
from contextlib import closing

import psycopg
import pytest

from tests.platform.stage import assign, numbers_in, opened


@pytest.mark.parametrize("order", ["UPDATE facts SET topic = 'x'", "DELETE FROM facts", "TRUNCATE facts"])
async def test_postgresql_itself_refuses(postgres_url: str, order: str) -> None:
    async with opened(postgres_url) as store:
        await assign(store, 1)
        with (
            psycopg.connect(postgres_url, autocommit=True) as intruder,
            pytest.raises(psycopg.errors.RaiseException, match="never altered"),
        ):
            intruder.execute(order.encode())
        assert await numbers_in(store) == [1]


@pytest.mark.parametrize(
    "order",
    [
        "UPDATE stored_events SET topic = 'x'",
        "DELETE FROM stored_events",
        "INSERT OR REPLACE INTO stored_events SELECT * FROM stored_events",
    ],
)
async def test_sqlite_itself_refuses(sqlite_url: str, order: str) -> None:
    async with opened(sqlite_url) as store:
        await assign(store, 1)
        with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)) as intruder:
            intruder.execute("PRAGMA recursive_triggers = ON")
            with pytest.raises(sqlite3.IntegrityError, match="never altered"):
                intruder.execute(order)
        assert await numbers_in(store) == [1]


async def test_a_position_is_never_used_twice_even_when_somebody_forced_a_deletion(sqlite_url: str) -> None:
    async with opened(sqlite_url) as store:
        await assign(store, 1, 2)
        with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)) as intruder:
            intruder.execute("DROP TRIGGER forbid_DELETE")
            intruder.execute("DELETE FROM stored_events WHERE rowid = 2")
        assert (await assign(store, 3)).position == 3
