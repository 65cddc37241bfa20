from __future__ import annotations

import asyncio
import resource
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import psycopg
import pytest
from eventsourcing.persistence import OperationalError

from shared.platform.store import StoreUnavailable
from tests.platform.stage import Team, assign, eventually, numbers_in, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shared.platform.store import Store
    from tests.support.postgres import Postgres


def lose_the_answer(store: Store, *, after_the_commit: bool) -> None:
    """The next transaction loses its connection: before the commit, or when only the answer is missing."""
    recorder: Any = store.recorder
    insert_events = recorder.insert_events

    def lose(events: Any, **how: Any) -> Any:
        recorder.insert_events = insert_events
        if after_the_commit:
            insert_events(events, **how)
        raise OperationalError("the connection is gone")

    recorder.insert_events = lose


@pytest.mark.parametrize("after_the_commit", [True, False])
async def test_a_connection_lost_at_the_commit_records_each_command_once(
    database_url: str, *, after_the_commit: bool
) -> None:
    async with opened(database_url) as store:
        await assign(store, 1)
        lose_the_answer(store, after_the_commit=after_the_commit)
        answers = await asyncio.gather(assign(store, 2, key="second"), assign(store, 3, 4))
        assert [(answer.version, answer.position) for answer in answers] == [(2, 2), (4, 4)]
        assert await numbers_in(store) == [1, 2, 3, 4]
        assert (await assign(store, 2, key="second")).position == 2


async def test_a_failed_save_neither_empties_nor_halves_what_is_decided(database_url: str) -> None:
    """The library drains an aggregate before it writes; sending it again would record nothing."""
    async with opened(database_url) as store:
        lose_the_answer(store, after_the_commit=False)
        assert (await assign(store, 1, 2, 3)).version == 3
        assert await numbers_in(store) == [1, 2, 3]


async def test_connections_that_were_cut_are_made_again(postgres_server: Postgres, postgres_url: str) -> None:
    async with opened(postgres_url) as store:
        await assign(store, 1)
        cut(postgres_server, postgres_url)

        async def accepted() -> bool:
            try:
                await assign(store, 2, key="patient")
            except StoreUnavailable:
                return False
            return True

        await eventually(accepted, within=5)
        assert await numbers_in(store) == [1, 2]


async def test_while_the_database_is_down_commands_are_refused_quickly_and_later_accepted(
    postgres_server: Postgres, postgres_url: str
) -> None:
    async with opened(postgres_url) as store:
        await assign(store, 1)
        with closed_to_all(postgres_server, postgres_url):
            started = time.monotonic()
            outcomes = await asyncio.gather(*(assign(store, n) for n in (2, 3, 4)), return_exceptions=True)
            assert [type(outcome) for outcome in outcomes] == [StoreUnavailable] * 3
            assert time.monotonic() - started < 5
        await eventually(lambda: is_accepted(store))
        assert await numbers_in(store) == [1, 5]


async def is_accepted(store: Store) -> bool:
    try:
        await assign(store, 5, key="fifth")
    except StoreUnavailable:
        return False
    return True


def database_name(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


def cut(server: Postgres, url: str) -> None:
    with psycopg.connect(server.url, autocommit=True) as administrator:
        administrator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database_name(url)]
        )


@contextmanager
def closed_to_all(server: Postgres, url: str) -> Iterator[None]:
    """Nobody can connect to the database, and whoever was connected is put out."""
    name = database_name(url)
    with psycopg.connect(server.url, autocommit=True) as administrator:
        administrator.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false".encode())
        cut(server, url)
        yield
        administrator.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true".encode())


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """What a full disk looks like to this process: no file can grow beyond that."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_on_a_full_disk_commands_are_refused_whole_and_accepted_when_there_is_room(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with opened(sqlite_url) as store:
        await assign(store, 1)
        with no_file_longer_than((tmp_path / "test.db-wal").stat().st_size + 8192):
            with pytest.raises(StoreUnavailable):
                await assign(store, *range(100, 300), key="large")
            assert await numbers_in(store) == [1]
        assert (await assign(store, *range(100, 300), key="large")).version == 201
        assert (await store.load(Team, (await store.page(0, 1))[0].recorded().stream_id)).version == 201
