from __future__ import annotations

import shutil
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from shared.platform.reader import Reader
from tests.platform.stage import assign, eventually, lines, opened, opened_model, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from shared.platform.readmodel import ReadModel
    from shared.platform.store import Store
    from tests.platform.stage import TallyTables


@asynccontextmanager
async def reading(store: Store, model: ReadModel[TallyTables]) -> AsyncIterator[Reader]:
    reader = Reader(model, "councils", store, store.listen())
    async with running(reader):
        yield reader


async def test_a_source_restored_from_an_old_backup_is_told_and_nothing_is_read(
    tmp_path: Path, new_database: Callable[[], str]
) -> None:
    facts, backup = tmp_path / "facts.db", tmp_path / "facts.backup"
    model = opened_model(new_database())
    async with opened(f"sqlite:///{facts}") as store:
        await assign(store, 1)
    shutil.copy(facts, backup)
    async with opened(f"sqlite:///{facts}") as store, reading(store, model):
        await assign(store, 2, 3)
        await eventually(lambda: model.positions["councils"] == 3)
    shutil.copy(backup, facts)
    async with opened(f"sqlite:///{facts}") as store, reading(store, model) as reader:
        await assign(store, 4)
        await eventually(lambda: reader.stopped is not None)
        assert reader.stopped == "the log of councils is another one, or was restored from before 3"
        assert await lines(model) == [1, 2, 3]


async def test_another_log_is_told_and_nothing_of_it_is_read(new_database: Callable[[], str]) -> None:
    model = opened_model(new_database())
    async with opened(new_database()) as store, reading(store, model):
        await assign(store, 1)
        await eventually(lambda: model.positions["councils"] == 1)
    async with opened(new_database()) as store:
        await assign(store, 7, 8, 9)
        async with reading(store, model) as reader:
            await eventually(lambda: reader.stopped is not None)
            assert await lines(model) == [1]


async def test_once_the_right_log_is_back_it_reads_on(tmp_path: Path, new_database: Callable[[], str]) -> None:
    facts, away = tmp_path / "facts.db", tmp_path / "away.db"
    model = opened_model(new_database())
    async with opened(f"sqlite:///{facts}") as store, reading(store, model):
        await assign(store, 1)
        await eventually(lambda: model.positions["councils"] == 1)
    async with opened(f"sqlite:///{away}") as other, reading(other, model) as reader:
        await eventually(lambda: reader.stopped is not None)
    async with opened(f"sqlite:///{facts}") as store, reading(store, model):
        await assign(store, 2)
        await eventually(lambda: model.positions["councils"] == 2)
        assert await lines(model) == [1, 2]
