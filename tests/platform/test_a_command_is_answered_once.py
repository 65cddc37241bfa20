from __future__ import annotations

import asyncio

import pytest

from shared.platform.store import Command, KeyReused
from tests.platform.stage import OTHER_STREAM, Team, assign, command, numbers_in, opened


async def test_the_same_key_gets_the_same_answer_and_records_nothing_more(database_url: str) -> None:
    async with opened(database_url) as store:
        first = await assign(store, 1, 2, key="once")
        again = await assign(store, 1, 2, key="once")
        assert (first.version, first.position, first.replayed) == (2, 2, False)
        assert (again.version, again.position, again.replayed) == (2, 2, True)
        assert await numbers_in(store) == [1, 2]


async def test_the_first_answer_is_given_even_after_a_restart_and_other_commands(database_url: str) -> None:
    async with opened(database_url) as store:
        await assign(store, 1, key="once")
        await assign(store, 2)
    async with opened(database_url) as store:
        again = await assign(store, 1, key="once")
        assert (again.version, again.position, again.replayed) == (1, 1, True)
        assert await numbers_in(store) == [1, 2]


async def test_the_same_key_with_another_request_is_refused(database_url: str) -> None:
    async with opened(database_url) as store:
        await assign(store, 1, key="once", asks="one")
        with pytest.raises(KeyReused):
            await assign(store, 2, key="once", asks="two")
        assert await numbers_in(store) == [1]


async def test_a_key_belongs_to_its_sender(database_url: str) -> None:
    """The store sees keys that carry who sent them: two senders may choose the same."""
    async with opened(database_url) as store:
        mine = command("once")
        theirs = Command(mine.key.replace("tester", "somebody"), "another", mine.acting)
        await store.open(mine, Team, OTHER_STREAM, lambda team: team.assign(1))
        await store.open(theirs, Team, OTHER_STREAM, lambda team: team.assign(2))
        assert await numbers_in(store) == [1, 2]


async def test_twins_sent_at_once_are_recorded_once(database_url: str) -> None:
    async with opened(database_url) as store:
        answers = await asyncio.gather(*(assign(store, 1, key="once") for _ in range(20)))
        assert {(answer.version, answer.position) for answer in answers} == {(1, 1)}
        assert sum(answer.replayed for answer in answers) == 19
        assert await numbers_in(store) == [1]


async def test_a_command_that_recorded_nothing_is_answered_again_too(database_url: str) -> None:
    async with opened(database_url) as store:
        await assign(store, 1)
        first = await assign(store, key="nothing")
        await assign(store, 2)
        again = await assign(store, key="nothing")
        assert (first.version, first.position) == (1, 1)
        assert (again.version, again.position, again.replayed) == (1, 1, True)


async def test_a_refused_command_may_be_sent_again_with_its_key(database_url: str) -> None:
    """A refusal is not an answer to keep: what it stumbled on may have changed."""
    async with opened(database_url) as store:
        with pytest.raises(Exception, match="Thirteen"):
            await assign(store, 13, key="once")
        assert (await assign(store, 1, key="once")).replayed is False
        assert await numbers_in(store) == [1]
