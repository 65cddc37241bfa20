"""Killed between any two of its three writings, a command leaves a person who is whole, or nobody; sent again, it is answered."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from sqlalchemy import select

from services.councils.people.application import People
from services.councils.people.domain import PersonAlreadyRegistered
from shared.contracts.councils.people import Detail, LegalBasis, PersonRegistered, Purpose
from shared.contracts.vocabulary import Origin
from shared.kernel import Acting, NotFound
from shared.platform.cipher import Cipher
from shared.platform.store import Command, KeyReused, Store, VersionMismatch
from shared.platform.vault import Vault
from tests.support.house import SetClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

ANNE, BAYA = UUID(int=1), UUID(int=2)
READER = Acting("reader", "request")
DETAILS = {Detail.FAMILY_NAME: "Lefèvre", Detail.GIVEN_NAME: "Anne", Detail.PHONE: "+33612345678"}
MARCH_2 = date(2026, 3, 2)


class Killed(Exception):  # noqa: N818 - what happened
    """The process ends here."""


@dataclass
class Place:
    """People on a real store and a real vault."""

    store: Store
    vault: Vault
    people: People
    clock: SetClock

    async def register(self, key: str = "command-1", person_id: UUID = ANNE, **other: str) -> tuple[Any, Any]:
        details = DETAILS | {Detail(name.upper()): value for name, value in other.items()}
        fact = PersonRegistered(person_id=person_id, legal_basis=LegalBasis.MEMBERSHIP, registered_on=MARCH_2)
        command = Command(key, f"print of {sorted(details.items())}", READER)
        return await self.people.register(command, fact, [Purpose.CONTACT], details)

    async def change(self, if_match: int, key: str = "command-2", **details: str | None) -> Any:
        command = Command(key, f"print of {sorted(details)}", READER, if_match)
        changed = {Detail(name.upper()): value for name, value in details.items()}
        return await self.people.change_details(command, ANNE, changed, Origin())

    async def is_whole(self, **other: str) -> bool:
        """Whether Anne is there with all of this, or not at all: anything between fails."""
        try:
            person, details = await self.people.read(ANNE, READER)
        except NotFound:
            assert await self.people.search(DETAILS, READER) == []
            assert await self.people.duplicates(None, 10) == []
            return False
        expected = DETAILS | {Detail(name.upper()): value for name, value in other.items()}
        assert details == expected
        assert set(person.consents) == {Purpose.CONTACT}
        assert [found["person_id"] for found in await self.people.search(expected, READER)] == [str(ANNE)]
        return True

    def rows(self) -> list[int]:
        """How many details, marks and keys there are."""
        vault = self.vault
        vault.sweep()
        counts = []
        for engine, table in (
            (vault.engine, vault._details),
            (vault.keys_engine, vault._marks),
            (vault.keys_engine, vault._keys),
        ):
            with engine.connect() as connection:
                counts.append(len(connection.execute(select(table)).all()))
        return counts


WHOLE = [3, 6, 1]
"""Three details, six marks (none of an e-mail address is a mark too), one key."""


@asynccontextmanager
async def opened(new_database: Callable[[], str]) -> AsyncIterator[Place]:
    clock = SetClock(date(2026, 11, 23))
    store = Store("councils", new_database(), clock)
    store.migrate()
    store.start()
    vault = Vault(
        new_database(), new_database(), Cipher(b"a secret of tests, as long as it must be"), clock, store.answers
    )
    vault.migrate()
    try:
        yield Place(store, vault, People(store, vault, clock), clock)
    finally:
        vault.close()
        await store.stop()


def kill_before_anything(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(place.vault, "_keep_marks", killed)


def kill_after_the_key(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_marks = place.vault._keep_marks

    def killed(*arguments: Any) -> None:
        keep_marks(*arguments)
        raise Killed

    monkeypatch.setattr(place.vault, "_keep_marks", killed)


def kill_after_the_details(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    async def killed(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(place.store, "open", killed)
    monkeypatch.setattr(place.store, "change", killed)


def kill_after_the_facts(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("open", "change"):
        commit = getattr(place.store, name)

        async def killed(*arguments: Any, commit: Any = commit) -> None:
            await commit(*arguments)
            raise Killed

        monkeypatch.setattr(place.store, name, killed)


def kill_while_settling(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The marks count already, the details do not yet."""
    settle = place.vault._settle

    def killed(engine: Any, table: Any, rows: Any) -> None:
        settle(engine, table, rows)
        raise Killed

    monkeypatch.setattr(place.vault, "_settle", killed)


BEFORE_THE_COMMIT = [kill_before_anything, kill_after_the_key, kill_after_the_details]
AFTER_THE_COMMIT = [kill_after_the_facts, kill_while_settling]


@pytest.mark.parametrize("kill", BEFORE_THE_COMMIT)
async def test_killed_before_the_facts_nobody_is_there_and_the_same_command_registers_them(
    new_database: Callable[[], str], kill: Callable[[Place, pytest.MonkeyPatch], None]
) -> None:
    async with opened(new_database) as place:
        with pytest.MonkeyPatch.context() as planted:
            kill(place, planted)
            with pytest.raises(Killed):
                await place.register()
        assert await place.is_whole() is False
        committed, _ = await place.register()
        assert (committed.version, committed.replayed) == (2, False)
        assert await place.is_whole() is True
        assert place.rows() == WHOLE


@pytest.mark.parametrize("kill", AFTER_THE_COMMIT)
async def test_killed_after_the_facts_the_person_is_whole_and_the_same_command_is_answered_the_same(
    new_database: Callable[[], str], kill: Callable[[Place, pytest.MonkeyPatch], None]
) -> None:
    async with opened(new_database) as place:
        with pytest.MonkeyPatch.context() as planted:
            kill(place, planted)
            with pytest.raises(Killed):
                await place.register()
        assert await place.is_whole() is True
        committed, _ = await place.register()
        assert (committed.version, committed.position, committed.replayed) == (2, 2, True)
        assert place.rows() == WHOLE


@pytest.mark.parametrize("kill", BEFORE_THE_COMMIT)
async def test_killed_before_the_facts_and_never_sent_again_nothing_is_left(
    new_database: Callable[[], str], kill: Callable[[Place, pytest.MonkeyPatch], None]
) -> None:
    async with opened(new_database) as place:
        with pytest.MonkeyPatch.context() as planted:
            kill(place, planted)
            with pytest.raises(Killed):
                await place.register()
        place.clock.set(date(2026, 11, 24))
        assert place.rows() == [0, 0, 0]


@pytest.mark.parametrize("kill", BEFORE_THE_COMMIT)
async def test_killed_before_the_facts_a_change_is_none(
    new_database: Callable[[], str], kill: Callable[[Place, pytest.MonkeyPatch], None]
) -> None:
    async with opened(new_database) as place:
        await place.register()
        with pytest.MonkeyPatch.context() as planted:
            kill(place, planted)
            with pytest.raises(Killed):
                await place.change(2, family_name="Durand")
        assert await place.is_whole() is True
        assert (await place.change(2, family_name="Durand")).version == 3
        assert await place.is_whole(family_name="Durand") is True
        assert place.rows() == WHOLE


@pytest.mark.parametrize("kill", AFTER_THE_COMMIT)
async def test_killed_after_the_facts_a_change_is_done(
    new_database: Callable[[], str], kill: Callable[[Place, pytest.MonkeyPatch], None]
) -> None:
    async with opened(new_database) as place:
        await place.register()
        await place.is_whole()
        with pytest.MonkeyPatch.context() as planted:
            if kill is kill_while_settling:
                await place.change(2, family_name="Durand")
            kill(place, planted)
            with pytest.raises(Killed):
                await (
                    place.people.read(ANNE, READER)
                    if kill is kill_while_settling
                    else place.change(2, family_name="Durand")
                )
        assert await place.is_whole(family_name="Durand") is True
        again = await place.change(2, family_name="Durand")
        assert (again.version, again.replayed) == (3, True)
        assert place.rows() == WHOLE


async def test_a_change_of_what_was_not_seen_changes_nothing(new_database: Callable[[], str]) -> None:
    async with opened(new_database) as place:
        await place.register()
        for version in (1, 3):
            with pytest.raises(VersionMismatch):
                await place.change(version, f"change-{version}", family_name="Durand")
        assert await place.is_whole() is True
        assert place.rows() == WHOLE


async def test_the_same_key_with_another_request_is_refused_and_changes_nothing(
    new_database: Callable[[], str],
) -> None:
    async with opened(new_database) as place:
        await place.register()
        with pytest.raises(KeyReused):
            await place.register(given_name="Anna")
        assert await place.is_whole() is True
        assert place.rows() == WHOLE


async def test_the_same_person_under_another_key_is_known_already_if_nothing_differs(
    new_database: Callable[[], str],
) -> None:
    async with opened(new_database) as place:
        await place.register()
        committed, _ = await place.register("command-3")
        assert (committed.version, committed.replayed) == (2, False)
        with pytest.raises(PersonAlreadyRegistered):
            await place.register("command-4", given_name="Anna")
        assert await place.is_whole() is True
        assert place.rows() == WHOLE


async def test_an_id_that_two_take_at_once_is_of_the_first_and_holds_nothing_of_the_other(
    new_database: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both find nobody, both have written, one commits."""
    async with opened(new_database) as place:
        open_it = place.store.open

        async def after_the_other(*arguments: Any) -> Any:
            monkeypatch.setattr(place.store, "open", open_it)
            await place.register("command-3")
            return await open_it(*arguments)

        monkeypatch.setattr(place.store, "open", after_the_other)
        # The one that commits first found nobody either.
        load = place.store.load

        async def nobody(*_: Any) -> Any:
            raise NotFound

        monkeypatch.setattr(place.store, "load", nobody)
        with pytest.raises(PersonAlreadyRegistered):
            await place.register("command-4", given_name="Anna")
        monkeypatch.setattr(place.store, "load", load)
        assert await place.is_whole() is True
        place.clock.set(date(2026, 11, 24))
        assert place.rows() == WHOLE


async def test_to_register_again_the_same_day_tells_the_same_possible_duplicates(
    new_database: Callable[[], str],
) -> None:
    async with opened(new_database) as place:
        await place.register("command-1", ANNE)
        _, first = await place.register("command-2", BAYA)
        _, again = await place.register("command-1", ANNE)
        assert [match.person_id for match in first] == [str(ANNE)]
        assert again == [], "Baya came later"
