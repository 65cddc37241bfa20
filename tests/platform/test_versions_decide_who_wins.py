from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from shared.platform.store import ConcurrentChange, Store, VersionMismatch
from tests.platform.stage import STREAM, Team, assign, command, numbers_in, opened

if TYPE_CHECKING:
    from collections.abc import Callable


def meanwhile(rival: Store, *numbers: int) -> Callable[[Team], None]:
    """A decision to add 100, during which another process adds one of these numbers: one at each attempt."""
    loop = asyncio.get_running_loop()
    waiting = list(numbers)

    def deciding(team: Team) -> None:
        if waiting:
            asyncio.run_coroutine_threadsafe(assign(rival, waiting.pop(0)), loop).result(10)
        team.assign(100)

    return deciding


async def test_of_two_processes_one_wins_and_the_other_decides_again(database_url: str) -> None:
    async with opened(database_url) as store, opened(database_url) as rival:
        won = await store.open(command(), Team, STREAM, meanwhile(rival, 1))
        assert won.version == 2
        assert await numbers_in(store) == [1, 100]


async def test_who_loses_three_times_is_told_so(database_url: str) -> None:
    async with opened(database_url) as store, opened(database_url) as rival:
        with pytest.raises(ConcurrentChange):
            await store.open(command(), Team, STREAM, meanwhile(rival, 1, 2, 3))
        assert await numbers_in(store) == [1, 2, 3]


async def test_what_lost_against_another_process_does_not_harm_its_neighbours(database_url: str) -> None:
    async with opened(database_url) as store, opened(database_url) as rival:
        outcomes = await asyncio.gather(
            assign(store, 5),
            store.open(command(), Team, STREAM, meanwhile(rival, 1)),
            assign(store, 6),
        )
        assert sorted(outcome.version for outcome in outcomes) == [2, 3, 4]
        assert sorted(await numbers_in(store)) == [1, 5, 6, 100]


async def test_the_same_command_sent_to_two_processes_is_recorded_once(database_url: str) -> None:
    async with opened(database_url) as store, opened(database_url) as other:
        answers = await asyncio.gather(*(assign(s, 1, key="once") for _ in range(10) for s in (store, other)))
        assert {(answer.version, answer.position) for answer in answers} == {(1, answers[0].position)}
        assert await numbers_in(store) == [1]


async def test_a_change_of_the_version_that_was_seen_is_accepted(database_url: str) -> None:
    async with opened(database_url) as store:
        await assign(store, 1)
        assert (await assign(store, 2, if_match=1)).version == 2


async def test_a_change_of_a_version_that_is_gone_is_refused_with_the_present_one(database_url: str) -> None:
    async with opened(database_url) as store:
        await assign(store, 1, 2)
        with pytest.raises(VersionMismatch, match="version 2"):
            await assign(store, 3, if_match=1)
        assert await numbers_in(store) == [1, 2]


async def test_if_match_is_compared_again_after_somebody_was_faster(database_url: str) -> None:
    async with opened(database_url) as store, opened(database_url) as rival:
        await assign(store, 1)
        with pytest.raises(VersionMismatch):
            await store.open(command(if_match=1), Team, STREAM, meanwhile(rival, 2))
        assert await numbers_in(store) == [1, 2]
