from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from shared.platform.reader import Reader
from tests.platform.stage import assign, eventually, lines, opened, opened_model, running

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.platform.readmodel import ReadModel
    from shared.platform.store import Store
    from tests.platform.stage import TallyTables
    from tests.support.house import House


async def filled(store: Store, url: str) -> ReadModel[TallyTables]:
    model = opened_model(url)
    log_id, _ = await store.head()
    await model.take("councils", log_id, await store.page(0, 100))
    return model


async def test_an_honest_table_is_equal(new_database: Callable[[], str]) -> None:
    async with opened(new_database()) as store:
        await assign(store, 1, 2, 3)
        model = await filled(store, new_database())
        replay = await model.replay({"councils": store})
        assert (replay.equal, replay.as_of, replay.first_difference) == (True, "councils@3", None)
        (table,) = replay.tables
        assert (table.table, table.equal, table.rows) == ("tally_line", True, 3)
        assert table.live_digest == table.replayed_digest
        assert len(table.live_digest) == 64


async def test_facts_beyond_what_was_read_are_left_out_of_it(new_database: Callable[[], str]) -> None:
    async with opened(new_database()) as store:
        await assign(store, 1)
        model = await filled(store, new_database())
        await assign(store, 2)
        replay = await model.replay({"councils": store})
        assert (replay.equal, replay.as_of, replay.tables[0].rows) == (True, "councils@1", 1)


async def test_an_altered_line_is_named_with_its_table_and_its_fact(new_database: Callable[[], str]) -> None:
    async with opened(new_database()) as store:
        await assign(store, 1, 2, 3)
        model = await filled(store, new_database())
        with model.engine.begin() as connection:
            connection.execute(text("UPDATE tally_line_g1 SET number = 999 WHERE position >= 2"))
        replay = await model.replay({"councils": store})
        assert replay.equal is False
        assert replay.tables[0].equal is False
        assert replay.first_difference is not None
        assert replay.first_difference["table"] == "tally_line"
        assert replay.first_difference["fact"]["position"] == 2


async def test_a_missing_line_is_named_too(new_database: Callable[[], str]) -> None:
    async with opened(new_database()) as store:
        await assign(store, 1, 2, 3)
        model = await filled(store, new_database())
        with model.engine.begin() as connection:
            connection.execute(text("DELETE FROM tally_line_g1 WHERE position = 3"))
        replay = await model.replay({"councils": store})
        assert replay.equal is False
        assert replay.first_difference is not None
        assert (replay.first_difference["fact"]["position"], replay.first_difference["row"]) == (3, [3, 3])


async def test_it_leaves_nothing_behind_and_changes_nothing(new_database: Callable[[], str]) -> None:
    async with opened(new_database()) as store:
        await assign(store, 1, 2, 3)
        model = await filled(store, new_database())
        before = sorted(inspect(model.engine).get_table_names())
        await model.replay({"councils": store})
        assert sorted(inspect(model.engine).get_table_names()) == before
        assert await lines(model) == [1, 2, 3]


async def test_facts_that_come_meanwhile_are_applied_afterwards(new_database: Callable[[], str]) -> None:
    async with opened(new_database()) as store:
        await assign(store, *range(100, 120))
        model = await filled(store, new_database())
        async with running(Reader(model, "councils", store, store.listen())):
            replay, _ = await asyncio.gather(model.replay({"councils": store}), assign(store, 1))
            await eventually(lambda: model.positions["councils"] == 21)
        assert replay.equal is True
        assert (await lines(model))[-1] == 1


def test_a_replay_without_the_other_service_is_refused_for_the_moment(house: House) -> None:
    house.start("councils", "activities")
    council = {"council_id": "CC18", "name": "Conseil", "arrondissement": "18", "established_on": "2016-11-01"}
    house.councils.record("/v1/councils", council)
    plan = house.activities.record("/v1/meetings", {"council_id": "CC18", "kind": "BOARD", "planned_on": "2026-12-05"})
    house.councils.get("/v1/councils/CC18/open-matters", on="2026-12-01", after=plan["after"])
    assert house.councils.post("/v1/replays", {}).json()["equal"]
    house.stop("activities")
    refused = house.councils.post("/v1/replays", {})
    assert (refused.status_code, refused.json()["type"]) == (503, "/problems/source-away")
