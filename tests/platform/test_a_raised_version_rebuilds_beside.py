from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import inspect

from shared.platform.log import LogReplaced
from shared.platform.readmodel import Quarantined, Rebuilding
from tests.platform.stage import assign, eventually, lines, opened, opened_model, read_model, tally

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel
    from shared.platform.store import Store
    from tests.platform.stage import TallyTables


class Slow:
    """A log that gives one entry at a time, each when it is let."""

    def __init__(self, store: Store, *, stops_at: int | None = None) -> None:
        self.store = store
        self.let = asyncio.Event()
        self.stops_at = stops_at

    async def page(self, after: int, _: int) -> list[Entry]:
        if after == self.stops_at:
            raise LogReplaced("interrupted")
        await self.let.wait()
        return await self.store.page(after, 1)

    async def head(self) -> tuple[UUID, int]:
        return await self.store.head()


async def filled(store: Store, url: str) -> ReadModel[TallyTables]:
    """The tables of the first version, with all that the store holds."""
    model = opened_model(url)
    log_id, _ = await store.head()
    await model.take("councils", log_id, await store.page(0, 100))
    return model


def table_names(model: ReadModel[TallyTables]) -> list[str]:
    return sorted(name for name in inspect(model.engine).get_table_names(schema=model._schema) if "_line" in name)


async def test_the_same_version_needs_no_rebuild(new_database: Callable[[], str]) -> None:
    views = new_database()
    async with opened(new_database()) as store:
        await assign(store, 1)
        await filled(store, views)
        again = read_model(views)
        assert again.open() is False
        assert again.positions == {"councils": 1}
        assert await lines(again) == [1]


async def test_a_raised_version_makes_the_tables_anew_and_drops_the_former_ones(
    new_database: Callable[[], str],
) -> None:
    views = new_database()
    async with opened(new_database()) as store:
        await assign(store, 1, 2)
        former = await filled(store, views)
        assert table_names(former) == ["tally_line_g1"]
        raised = read_model(views, tally(version=2, factor=10))
        assert raised.open() is True
        await raised.rebuild({"councils": store})
        assert await lines(raised) == [10, 20]
        assert raised.positions == {"councils": 2}
        assert table_names(raised) == ["tally_line_g2"]
        assert read_model(views, tally(version=2, factor=10)).open() is False


async def test_meanwhile_the_former_tables_are_read_when_they_have_the_same_columns(
    new_database: Callable[[], str],
) -> None:
    views = new_database()
    async with opened(new_database()) as store:
        await assign(store, 1, 2)
        await filled(store, views)
        raised = read_model(views, tally(version=2, factor=10))
        assert raised.open() is True
        log = Slow(store)
        rebuilding = asyncio.create_task(raised.rebuild({"councils": log}))
        await eventually(lambda: len(table_names(raised)) == 2)
        assert await lines(raised) == [1, 2]
        log.let.set()
        await rebuilding
        assert await lines(raised) == [10, 20]


async def test_other_columns_cannot_be_read_until_they_are_there(new_database: Callable[[], str]) -> None:
    views = new_database()
    async with opened(new_database()) as store:
        await assign(store, 1)
        await filled(store, views)
        raised = read_model(views, tally(version=2, column="weight"))
        assert raised.open() is True
        with pytest.raises(Rebuilding):
            await lines(raised)
        await raised.rebuild({"councils": store})
        assert await lines(raised) == [1]


async def test_other_columns_without_another_version_are_noticed_too(new_database: Callable[[], str]) -> None:
    views = new_database()
    async with opened(new_database()) as store:
        await assign(store, 1)
        await filled(store, views)
        assert read_model(views, tally(column="weight")).open() is True


async def test_an_interrupted_rebuild_begins_again(new_database: Callable[[], str]) -> None:
    views = new_database()
    async with opened(new_database()) as store:
        await assign(store, 1, 2, 3)
        await filled(store, views)
        interrupted = read_model(views, tally(version=2, factor=10))
        interrupted.open()
        log = Slow(store, stops_at=2)
        log.let.set()
        with pytest.raises(LogReplaced):
            await interrupted.rebuild({"councils": log})
        assert table_names(interrupted) == ["tally_line_g1", "tally_line_g2"]
        again = read_model(views, tally(version=2, factor=10))
        assert again.open() is True
        assert table_names(again) == ["tally_line_g1"]
        await again.rebuild({"councils": store})
        assert await lines(again) == [10, 20, 30]
        assert len(table_names(again)) == 1


async def test_a_table_that_the_new_version_no_longer_has_is_dropped(new_database: Callable[[], str]) -> None:
    views = new_database()
    async with opened(new_database()) as store:
        await assign(store, 1)
        former = read_model(views, tally())
        former.projection.tables = _with_a_second_table(former.projection.tables)  # type: ignore[method-assign]
        former.open()
        assert table_names(former) == ["tally_line_g1", "tally_line_more_g1"]
        raised = read_model(views, tally(version=2))
        raised.open()
        await raised.rebuild({"councils": store})
        assert table_names(raised) == ["tally_line_g2"]


def _with_a_second_table(tables: Callable[..., TallyTables]) -> Any:
    from dataclasses import make_dataclass  # noqa: PLC0415

    from sqlalchemy import BigInteger, Column, Table  # noqa: PLC0415

    two = make_dataclass("TwoTables", ["line", "more"])

    def both(metadata: Any, suffix: str) -> Any:
        more = Table(f"tally_line_more{suffix}", metadata, Column("position", BigInteger, primary_key=True))
        return two(tables(metadata, suffix).line, more)

    return both


async def test_a_fact_that_cannot_be_applied_stops_the_rebuild_and_the_former_tables_stay(
    new_database: Callable[[], str],
) -> None:
    views = new_database()
    async with opened(new_database()) as store:
        await assign(store, 1, 666, 3)
        await filled(store, views)
        raised = tally(version=2)
        raised.poison = {666}
        again = read_model(views, raised)
        again.open()
        with pytest.raises(Quarantined, match="councils@2"):
            await again.rebuild({"councils": store})
        assert [one["position"] for one in again.quarantined()] == [2]
        assert await lines(again) == [1, 666, 3]
