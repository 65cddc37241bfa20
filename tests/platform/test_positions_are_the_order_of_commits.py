from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from eventsourcing.persistence import IntegrityError, StoredEvent

from shared.contracts.councils.team import FacilitatorAssigned
from shared.platform.recorders import CommandRow
from shared.platform.store import ConcurrentChange
from tests.platform.stage import STREAM, Team, assign, command, numbers_in, opened
from tests.support.house import SetClock

if TYPE_CHECKING:
    from pathlib import Path

    from shared.platform.store import Store

COMMANDS = 200


async def write(store: Store) -> int:
    """Commands on a stream of its own and, every fifth, on one that all fight for; how many were recorded."""
    own, recorded = uuid4(), 0
    for number in range(0, COMMANDS, 4):
        outcomes = await asyncio.gather(
            *(assign(store, 1000 + n, stream=own if n % 5 else STREAM) for n in range(number, number + 4)),
            return_exceptions=True,
        )
        assert all(not isinstance(o, BaseException) or isinstance(o, ConcurrentChange) for o in outcomes), outcomes
        recorded += sum(not isinstance(outcome, BaseException) for outcome in outcomes)
    return recorded


async def test_who_follows_the_log_of_several_writers_passes_over_nothing(postgres_url: str) -> None:
    followed: list[int] = []
    async with opened(postgres_url) as one, opened(postgres_url) as two, opened(postgres_url) as three:
        writing = asyncio.gather(*map(write, (one, two, three)))
        while True:
            is_over = writing.done()
            page = await three.page(followed[-1] if followed else 0, 50)
            assert [entry.previous_position for entry in page[:1]] in ([], followed[-1:] or [0])
            followed += [entry.position for entry in page]
            if is_over and not page:
                break
        everything = [entry.position for entry in await one.page(0, 5000)]
    assert followed == everything == sorted(everything)
    assert len(everything) == sum(await writing) > 500


async def test_each_entry_names_the_one_before_it_even_where_numbers_were_burnt(postgres_url: str) -> None:
    async with opened(postgres_url) as store, opened(postgres_url) as rival:
        loop = asyncio.get_running_loop()

        def lose_once(team: Team) -> None:
            if not team.numbers:
                asyncio.run_coroutine_threadsafe(assign(rival, 1), loop).result(10)
            team.assign(2)

        await store.open(command(), Team, STREAM, lose_once)
        await assign(store, 3)
        chain = [(entry.position, entry.previous_position) for entry in await store.page(0, 10)]
        assert chain == [(1, 0), (3, 1), (4, 3)]
        assert [(e.position, e.previous_position) for e in await store.page(1, 1)] == [(3, 1)]
        assert [(e.position, e.previous_position) for e in await store.page(2, 10)] == [(3, 1), (4, 3)]
        assert await store.page(4, 10) == []


async def test_a_page_is_as_long_as_asked_and_carries_on_where_the_last_one_ended(database_url: str) -> None:
    async with opened(database_url) as store:
        await assign(store, *range(100, 110))
        pages = [await store.page(after, 4) for after in (0, 4, 8, 10)]
        assert [[entry.position for entry in page] for page in pages] == [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10], []]


@pytest.mark.parametrize("clock_goes_back_by_days", [1, 400])
async def test_a_clock_that_jumps_back_changes_no_order(database_url: str, clock_goes_back_by_days: int) -> None:
    async with opened(database_url) as store:
        clock = SetClock(date(2026, 11, 23))
        store.clock = clock
        await assign(store, 1)
        clock.set(date(2026, 11, 23) - timedelta(days=clock_goes_back_by_days))
        await assign(store, 2)
        assert await numbers_in(store) == [1, 2]
        first, second = await store.history(STREAM, FacilitatorAssigned)
        assert second.recorded_at < first.recorded_at


async def test_a_large_group_has_positions_that_follow_one_another(database_url: str) -> None:
    async with opened(database_url) as store:
        await assign(store, 1)
        assert (await assign(store, *range(1000, 2201))).position == 1202
        entries = await store.page(0, 5000)
        assert [entry.position for entry in entries] == list(range(1, 1203))
        assert [entry.recorded().version for entry in entries] == list(range(1, 1203))


async def test_a_group_that_fails_midway_takes_no_place_in_a_file(tmp_path: Path) -> None:
    async with opened(f"sqlite:///{tmp_path / 'facts.db'}") as store:
        await assign(store, 1)
        old, new = uuid4(), uuid4()
        fine = [StoredEvent(old, version, "councils.note.v1", b"{}") for version in (1, 2)]
        with pytest.raises(IntegrityError):
            store.recorder.insert_events([*fine, fine[0]], commands=[CommandRow("first-key", "f", old, 2, 2)])
        more = [StoredEvent(new, version, "councils.note.v1", b"{}") for version in (1, 2, 3)]
        rows = [CommandRow("second-key", "f", new, 1, 1), CommandRow("third-key", "f", new, 3, 3)]
        assert list(store.recorder.insert_events(more, commands=rows)) == [2, 3, 4]
        known = store.recorder.known_commands(["first-key", "second-key", "third-key"])
        assert {key: row.position for key, row in known.items()} == {"second-key": 2, "third-key": 4}
        assert [position for position, _ in store.recorder.stream(new)] == [2, 3, 4]
        nothing = CommandRow("fourth-key", "f", new, 3, 0)
        assert list(store.recorder.insert_events([], commands=[nothing])) == []
        assert store.recorder.known_commands(["fourth-key"])["fourth-key"].position == 4
