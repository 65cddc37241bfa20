from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self

from sqlalchemy import select

from shared.platform import telemetry
from shared.platform.reader import Reader
from shared.platform.service import end
from tests.platform.stage import assign, eventually, lines, opened, opened_model, tally

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.platform.store import Store


class Stopping:
    """A reader of the store's log whose projection cannot apply 666."""

    def __init__(self, store: Store, url: str, name: str = "tally") -> None:
        self.projection = tally(name=name)
        self.projection.poison = {666}
        self.model = opened_model(url, self.projection)
        self.reader = Reader(self.model, "councils", store, store.listen())
        self.stopped = telemetry.READER_STOPPED.labels(name, "councils")

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self.reader.run())
        return self

    async def __aexit__(self, *_: object) -> None:
        await end([self._task])

    async def until_stopped(self) -> None:
        await eventually(lambda: self.reader.stopped is not None)


async def test_what_came_before_is_applied_and_nothing_after(new_database: Callable[[], str]) -> None:
    async with opened(new_database()) as store:
        await assign(store, 1, 2, 666, 3)
        async with Stopping(store, new_database()) as one:
            await one.until_stopped()
            await assign(store, 4)
            await asyncio.sleep(0.3)
            assert await lines(one.model) == [1, 2]
            assert one.reader.position == 2


async def test_it_is_told_and_kept_with_its_bytes(new_database: Callable[[], str]) -> None:
    async with opened(new_database()) as store:
        await assign(store, 1, 666)
        async with Stopping(store, new_database()) as one:
            await one.until_stopped()
            assert one.reader.stopped == "councils@2: ZeroDivisionError: 666 cannot be applied"
            assert one.stopped._value.get() == 1
            assert one.model.quarantined() == [
                {"source": "councils", "position": 2, "error": "ZeroDivisionError: 666 cannot be applied"}
            ]
            (row,) = await one.model.rows(select(one.model._quarantine))
            assert bytes(row["state"]) == (await store.page(1, 1))[0].state


async def test_after_the_fix_it_goes_on_from_that_very_fact(new_database: Callable[[], str]) -> None:
    async with opened(new_database()) as store:
        await assign(store, 1, 666, 3)
        async with Stopping(store, new_database()) as one:
            await one.until_stopped()
            one.projection.poison = set()
            one.reader.resume()
            await eventually(lambda: one.reader.position == 3)
            assert await lines(one.model) == [1, 666, 3]
            await eventually(lambda: one.model.quarantined() == [])
            assert (one.reader.stopped, one.reader.trouble, one.stopped._value.get()) == (None, None, 0)


async def test_resumed_without_a_fix_it_stops_there_again(new_database: Callable[[], str]) -> None:
    async with opened(new_database()) as store:
        await assign(store, 1, 666)
        async with Stopping(store, new_database()) as one:
            await one.until_stopped()
            one.projection.excuse = "still cannot be applied"
            one.reader.resume()
            await eventually(lambda: "still" in one.model.quarantined()[0]["error"])
            await one.until_stopped()
            assert len(one.model.quarantined()) == 1
            assert await lines(one.model) == [1]


async def test_other_projections_go_on(new_database: Callable[[], str]) -> None:
    views = new_database()
    async with opened(new_database()) as store:
        await assign(store, 666, 1)
        async with Stopping(store, views) as one, Stopping(store, views, "sound") as other:
            other.projection.poison = set()
            await one.until_stopped()
            other.reader.resume()
            await eventually(lambda: other.reader.position == 2)
            assert await lines(other.model) == [666, 1]
            assert await lines(one.model) == []


async def test_it_stays_stopped_after_a_restart(new_database: Callable[[], str]) -> None:
    views = new_database()
    async with opened(new_database()) as store:
        await assign(store, 1, 666)
        for _ in range(2):
            async with Stopping(store, views) as one:
                await one.until_stopped()
                assert await lines(one.model) == [1]
