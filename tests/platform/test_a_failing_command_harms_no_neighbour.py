from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from shared.contracts.councils.team import FacilitatorAssigned
from shared.kernel import NotFound
from shared.platform.store import Committed, Store
from tests.platform.stage import OTHER_STREAM, STREAM, Team, Unlucky, assign, command, numbers_in, opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID


async def together(*commands: Any) -> list[Any]:
    """The outcomes of commands that are sent before the writer can take the first."""
    return await asyncio.gather(*commands, return_exceptions=True)


def decide(store: Store, deciding: Callable[[Team], None], stream: UUID = STREAM, key: str | None = None) -> Any:
    return store.open(command(key), Team, stream, deciding)


async def test_a_refusal_leaves_its_neighbours_recorded(database_url: str) -> None:
    async with opened(database_url) as store:
        outcomes = await together(assign(store, 1), assign(store, 13, stream=OTHER_STREAM), assign(store, 2))
        assert isinstance(outcomes[1], Unlucky)
        assert [outcome.version for outcome in (outcomes[0], outcomes[2])] == [1, 2]
        assert await numbers_in(store) == [1, 2]


async def test_a_command_that_breaks_down_leaves_its_neighbours_recorded(database_url: str) -> None:
    def stumble(_: Team) -> None:
        raise ZeroDivisionError

    async with opened(database_url) as store:
        outcomes = await together(assign(store, 1), decide(store, stumble), assign(store, 2))
        assert isinstance(outcomes[1], ZeroDivisionError)
        assert await numbers_in(store) == [1, 2]


async def test_what_was_recorded_before_a_refusal_half_way_through_is_forgotten(database_url: str) -> None:
    """The commands that come after it on the same stream decide on what is really there."""
    async with opened(database_url) as store:
        outcomes = await together(assign(store, 1), assign(store, 2, 13), assign(store, 3), assign(store, 4))
        assert isinstance(outcomes[1], Unlucky)
        assert [outcome.version for outcome in (outcomes[0], outcomes[2], outcomes[3])] == [1, 2, 3]
        assert await numbers_in(store) == [1, 3, 4]
        assert (await store.load(Team, STREAM)).numbers == [1, 3, 4]


async def test_commands_on_the_same_thing_decide_one_after_the_other(database_url: str) -> None:
    seen: list[list[int]] = []

    def look_and_add(number: int) -> Callable[[Team], None]:
        def deciding(team: Team) -> None:
            seen.append(list(team.numbers))
            team.assign(number)

        return deciding

    async with opened(database_url) as store:
        await together(*(decide(store, look_and_add(number)) for number in range(4)))
        assert seen == [[], [0], [0, 1], [0, 1, 2]]
        assert [recorded.version for recorded in await store.history(STREAM, FacilitatorAssigned)] == [1, 2, 3, 4]


async def test_a_command_that_the_database_refuses_is_refused_alone(postgres_url: str) -> None:
    """PostgreSQL cannot keep a NUL character, and says so of the whole transaction."""
    async with opened(postgres_url) as store:
        outcomes = await together(assign(store, 1), assign(store, 2, key="a\0b"), assign(store, 3))
        assert [type(outcome) is Committed for outcome in outcomes] == [True, False, True]
        assert await numbers_in(store) == [1, 3]


async def test_a_fact_that_cannot_be_written_is_refused_alone(database_url: str) -> None:
    async with opened(database_url) as store:
        broken = command("broken-by-its-request")
        object.__setattr__(broken.acting, "request_id", object())
        outcomes = await together(
            assign(store, 1), store.open(broken, Team, STREAM, lambda team: team.assign(2)), assign(store, 3)
        )
        assert [type(outcome) is Committed for outcome in outcomes] == [True, False, True]
        assert await numbers_in(store) == [1, 3]


async def test_changing_what_does_not_exist_is_refused_alone(database_url: str) -> None:
    async with opened(database_url) as store:
        outcomes = await together(
            store.change(command(), Team, OTHER_STREAM, lambda team: team.assign(1)), assign(store, 2)
        )
        assert isinstance(outcomes[0], NotFound)
        assert await numbers_in(store) == [2]


async def test_a_hundred_commands_sent_at_once_are_all_recorded_in_their_order(database_url: str) -> None:
    async with opened(database_url) as store:
        answers = await together(*(assign(store, number) for number in range(100, 200)))
        assert [answer.position for answer in answers] == list(range(1, 101))
        assert await numbers_in(store) == list(range(100, 200))
