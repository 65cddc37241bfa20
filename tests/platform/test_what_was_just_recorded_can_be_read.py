from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

from shared.platform.reader import Reader
from shared.platform.readmodel import NotYetVisible
from tests.platform.stage import assign, lines, opened, opened_model, running

if TYPE_CHECKING:
    from collections.abc import Callable


async def test_a_read_waits_until_it_is_visible(new_database: Callable[[], str]) -> None:
    async with opened(new_database()) as store:
        model = opened_model(new_database())
        async with running(Reader(model, "councils", store, store.listen())):
            for number in range(100, 120):
                committed = await assign(store, number)
                await model.wait_for(f"councils@{committed.position}")
                assert (await lines(model))[-1] == number


async def test_what_is_not_visible_after_two_seconds_is_told(sqlite_url: str) -> None:
    model = opened_model(sqlite_url)
    started = time.monotonic()
    with pytest.raises(NotYetVisible):
        await model.wait_for("councils@1")
    assert 1.9 < time.monotonic() - started < 3


async def test_nothing_to_wait_for_is_not_waited_for(sqlite_url: str) -> None:
    model = opened_model(sqlite_url)
    await asyncio.wait_for(model.wait_for(None), 0.5)
    await asyncio.wait_for(model.wait_for("councils@0"), 0.5)


async def test_a_source_that_the_view_does_not_show_is_not_waited_for(sqlite_url: str) -> None:
    await asyncio.wait_for(opened_model(sqlite_url).wait_for("activities@12"), 0.5)


async def test_what_another_process_applied_is_seen_as_soon_as_this_one_looks(
    postgres_url: str, tmp_path: object
) -> None:
    """The bookmark was moved by another reader of the same tables: whoever waits here is told when it is found."""
    async with opened(f"sqlite:///{tmp_path}/facts.db") as store:
        await assign(store, 1)
        log_id, _ = await store.head()
        mine, theirs = opened_model(postgres_url), opened_model(postgres_url)
        waiting = asyncio.create_task(mine.wait_for("councils@1"))
        await asyncio.sleep(0)
        await theirs.take("councils", log_id, await store.page(0, 1))
        await mine.find_bookmark("councils")
        await asyncio.wait_for(waiting, 1)
