"""The vault on a real store, on both databases: what is sealed opens in its place only, and counts with its command only."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, insert, select, update

from services.councils.people.domain import Person
from shared.contracts.councils.people import LegalBasis, PersonRegistered
from shared.kernel import Acting
from shared.platform.access import make_keys
from shared.platform.cipher import Altered, Cipher
from shared.platform.service import CannotStart
from shared.platform.store import Command, Store
from shared.platform.vault import NothingKept, Vault
from tests.support.house import SetClock, log_settings, vault_settings
from tests.support.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from sqlalchemy import Engine, Table

SECRET = b"a secret of tests, as long as it must be"
ANNE, BAYA = UUID(int=1), UUID(int=2)
READER = Acting("reader", "request")
NAMES = {"name": {"anne"}}


@dataclass
class Place:
    """A store and a vault, and the addresses of its two databases."""

    store: Store
    vault: Vault
    urls: tuple[str, str]
    clock: SetClock

    async def keep(
        self, person_id: UUID, details: dict[str, str | None], key: str = "command-1", **marks: set[str]
    ) -> Command:
        """Write, without any fact."""
        command = self.vault.cipher.blind(Command(key, str(sorted(details.items())), READER))
        await self.vault.keep(command, person_id, details, marks or NAMES)
        return command

    async def register(self, command: Command, person_id: UUID) -> None:
        """The fact of a registration."""
        fact = PersonRegistered(person_id=person_id, legal_basis=LegalBasis.MEMBERSHIP, registered_on=date(2026, 3, 2))
        today = self.clock.today()
        await self.store.open(command, Person, person_id, lambda p: p.register(fact, (), is_kept_so=False, today=today))

    async def known(self, person_id: UUID, details: dict[str, str | None]) -> None:
        """Somebody whose registration was committed."""
        await self.register(await self.keep(person_id, details, str(uuid4())), person_id)

    def rows(self, engine: Engine, table: Table) -> list[Any]:
        with engine.connect() as connection:
            return list(connection.execute(select(table)).all())

    def everything(self) -> list[int]:
        """How many details, marks and keys there are."""
        vault = self.vault
        return [
            len(self.rows(vault.engine, vault._details)),
            len(self.rows(vault.keys_engine, vault._marks)),
            len(self.rows(vault.keys_engine, vault._keys)),
        ]

    def execute(self, engine: Engine, statement: Any) -> None:
        with engine.execution_options(is_writing=True).begin() as connection:
            connection.execute(statement)


@asynccontextmanager
async def opened(new_database: Callable[[], str]) -> AsyncIterator[Place]:
    clock = SetClock(date(2026, 11, 23))
    store = Store("councils", new_database(), clock)
    store.migrate()
    store.start()
    urls = new_database(), new_database()
    vault = Vault(*urls, Cipher(SECRET), clock, store.answers)
    vault.migrate()
    vault.open()
    try:
        yield Place(store, vault, urls, clock)
    finally:
        vault.close()
        await store.stop()


async def test_what_is_sealed_is_read_again_and_who_read_it_is_recorded(new_database: Callable[[], str]) -> None:
    async with opened(new_database) as place:
        await place.known(ANNE, {"name": "Anne", "note": "Écrit\nle soir"})
        assert await place.vault.read([ANNE], READER) == {ANNE: {"name": "Anne", "note": "Écrit\nle soir"}}
        (reading,) = await place.vault.readings(ANNE, None, 10)
        assert (reading["by"], reading["request_id"]) == ("reader", "request")
        assert await place.vault.readings(ANNE, reading["reading_id"], 10) == []
        assert await place.vault.readings(BAYA, None, 10) == []


async def test_what_cannot_be_recorded_as_read_is_not_read(
    new_database: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(new_database) as place:
        await place.known(ANNE, {"name": "Anne"})
        unsealed: list[object] = []
        monkeypatch.setattr(place.vault, "_unsealed", unsealed.append)
        place.execute(place.vault.engine, insert(place.vault._readings).values(_reading("1")))
        monkeypatch.setattr("shared.platform.vault.uuid7", lambda: "1")
        with pytest.raises(Exception, match=r"(?i)unique"):
            await place.vault.read([ANNE], READER)
        assert unsealed == []


def _reading(reading_id: str) -> dict[str, object]:
    moment = SetClock(date(2026, 11, 23)).now()
    return {"reading_id": reading_id, "person_id": str(BAYA), "read_at": moment, "by": "x", "request_id": "y"}


async def test_without_the_key_of_a_person_nothing_is_read_and_nobody_is_found(new_database: Callable[[], str]) -> None:
    async with opened(new_database) as place:
        await place.known(ANNE, {"name": "Anne"})
        await place.known(BAYA, {"name": "Baya"})
        keys = place.vault._keys
        place.execute(place.vault.keys_engine, delete(keys).where(keys.c.person_id == str(ANNE)))
        with pytest.raises(NothingKept):
            await place.vault.read([ANNE], READER)
        assert await place.vault.find(NAMES, 10) == {BAYA: {"name"}}
        marks = place.rows(place.vault.keys_engine, place.vault._marks)
        assert {row.person_id for row in marks} == {str(BAYA)}, "marks go with the key"
        assert await place.vault.peek(BAYA) == {"name": "Baya"}


async def test_a_key_that_is_made_again_opens_nothing_that_was_sealed_before(new_database: Callable[[], str]) -> None:
    async with opened(new_database) as place:
        await place.known(ANNE, {"name": "Anne"})
        again = update(place.vault._keys).values(wrapped=place.vault.cipher.new_key(ANNE))
        place.execute(place.vault.keys_engine, again)
        with pytest.raises(Altered):
            await place.vault.peek(ANNE)


@pytest.mark.parametrize("column", ["person_id", "field", "sealed"])
async def test_what_was_moved_or_changed_is_refused(new_database: Callable[[], str], column: str) -> None:
    async with opened(new_database) as place:
        await place.known(ANNE, {"name": "Anne", "email": "anne@example.org"})
        await place.known(BAYA, {"name": "Baya"})
        place.vault.settle()
        details = place.vault._details
        mine = (details.c.person_id == str(ANNE)) & (details.c.field == "name")
        (name,) = [
            row for row in place.rows(place.vault.engine, details) if (row.person_id, row.field) == (str(ANNE), "name")
        ]
        changed = {
            "person_id": str(BAYA),
            "field": "phone",
            "sealed": name.sealed[:-1] + bytes([name.sealed[-1] ^ 1]),
        }
        if column == "person_id":
            place.execute(place.vault.engine, delete(details).where(details.c.person_id == str(BAYA)))
        place.execute(place.vault.engine, update(details).where(mine).values({column: changed[column]}))
        with pytest.raises(Altered):
            await place.vault.peek(BAYA if column == "person_id" else ANNE)


async def test_ciphertexts_that_were_swapped_are_refused(new_database: Callable[[], str]) -> None:
    async with opened(new_database) as place:
        await place.known(ANNE, {"name": "Anne", "email": "anne@example.org"})
        details = place.vault._details
        sealed = {row.field: row.sealed for row in place.rows(place.vault.engine, details)}
        for field, other in (("name", "email"), ("email", "name")):
            place.execute(
                place.vault.engine, update(details).where(details.c.field == field).values(sealed=sealed[other])
            )
        with pytest.raises(Altered):
            await place.vault.peek(ANNE)


async def test_a_wrapped_key_opens_for_its_person_only(new_database: Callable[[], str]) -> None:
    async with opened(new_database) as place:
        cipher = place.vault.cipher
        cipher.key(ANNE, cipher.new_key(ANNE))
        with pytest.raises(Altered):
            cipher.key(BAYA, cipher.new_key(ANNE))
        with pytest.raises(Altered):
            Cipher(b"another secret, which is as long too").key(ANNE, cipher.new_key(ANNE))


async def test_the_same_value_is_never_sealed_the_same(new_database: Callable[[], str]) -> None:
    async with opened(new_database) as place:
        await place.known(ANNE, {"name": "Anne", "email": "Anne"})
        sealed = {row.sealed for row in place.rows(place.vault.engine, place.vault._details)}
        assert len({content[:12] for content in sealed}) == len(sealed) == 2


async def test_another_secret_is_refused_and_says_what_to_do(new_database: Callable[[], str]) -> None:
    async with opened(new_database) as place:
        other = Vault(*place.urls, Cipher(b"another secret, which is as long too"), place.clock, place.store.answers)
        for start in (other.open, other.migrate):
            with pytest.raises(
                CannotStart, match="is not the one with which its keys were wrapped: put the former one back"
            ):
                start()
        other.close()


async def test_without_the_migration_step_a_vault_does_not_open(new_database: Callable[[], str]) -> None:
    vault = Vault(new_database(), new_database(), Cipher(SECRET), SetClock(date(2026, 11, 23)), lambda _: {})
    with pytest.raises(CannotStart, match="was the migration step run"):
        vault.open()
    vault.close()


def test_a_secret_that_is_not_there_or_too_short_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="cannot be read"):
        Cipher.load(tmp_path / "nowhere")
    (tmp_path / "short").write_text("short\n")
    with pytest.raises(CannotStart, match="32 characters at least"):
        Cipher.load(tmp_path / "short")
    (tmp_path / "secret").write_bytes(SECRET + b"\n")
    assert Cipher.load(tmp_path / "secret").witness == Cipher(SECRET).witness


@pytest.mark.parametrize("step", [[], ["migrate", "serve"]])
def test_a_service_does_not_start_with_another_secret_and_says_so(tmp_path: Path, step: list[str]) -> None:
    files = iter(("vault", "keys"))
    told = vault_settings(tmp_path, lambda: f"sqlite:///{tmp_path}/{next(files)}.db")
    make_keys(tmp_path / "issuer.json", tmp_path / "jwks.json")
    told |= {
        "store_url": f"sqlite:///{tmp_path}/facts.db",
        "views_url": f"sqlite:///{tmp_path}/views.db",
        "nats_url": "nats://127.0.0.1:1",
        **log_settings(tmp_path),
        "issuer": "nobody",
        "jwks": tmp_path / "jwks.json",
        "signing_key": tmp_path / "issuer.json",
    }
    environment = os.environ | {f"FIL_{name.upper()}": str(value) for name, value in told.items()}

    def run(*steps: str) -> tuple[int, str]:
        argv = [sys.executable, "-m", "services.councils", *steps]
        done = subprocess.run(argv, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)
        return done.returncode, done.stdout + done.stderr

    assert run("migrate") == (0, "")
    told["vault_secret"].write_text("another secret, which is as long too")
    code, said = run(*step)
    assert code != 0
    assert "FIL_VAULT_SECRET) is not the one with which its keys were wrapped" in said
    assert "another secret" not in said


def test_keys_for_different_uses_say_nothing_of_each_other() -> None:
    cipher = Cipher(SECRET)
    assert cipher.mark("EMAIL", "a") != cipher.mark("PHONE", "a")
    assert len({cipher.witness, cipher._marks, cipher._fingerprints}) == 3
    command = Command("key", "a fingerprint", READER)
    assert cipher.blind(command) == cipher.blind(command)
    assert cipher.blind(command).fingerprint not in {
        command.fingerprint,
        Cipher(SECRET[::-1]).blind(command).fingerprint,
    }


# What counts


async def test_what_no_command_committed_does_not_count(new_database: Callable[[], str]) -> None:
    async with opened(new_database) as place:
        await place.keep(ANNE, {"name": "Anne"})
        assert await place.vault.find(NAMES, 10) == {}
        assert await place.vault.pairs(NAMES, None, 10) == []
        assert await place.vault.peek(ANNE) == {}


async def test_it_counts_from_the_commit_on_even_if_nobody_settled_it(new_database: Callable[[], str]) -> None:
    async with opened(new_database) as place:
        command = await place.keep(ANNE, {"name": "Anne"})
        await place.register(command, ANNE)
        assert await place.vault.find(NAMES, 10) == {ANNE: {"name"}}
        assert await place.vault.peek(ANNE) == {"name": "Anne"}


async def test_the_same_key_with_another_request_counts_not(new_database: Callable[[], str]) -> None:
    async with opened(new_database) as place:
        await place.register(await place.keep(ANNE, {"name": "Anne"}), ANNE)
        await place.keep(ANNE, {"name": "Anna"})
        assert await place.vault.peek(ANNE) == {"name": "Anne"}


async def test_the_key_of_another_persons_command_counts_not(new_database: Callable[[], str]) -> None:
    async with opened(new_database) as place:
        command = await place.keep(ANNE, {"name": "Anne"})
        await place.vault.keep(command, BAYA, {"name": "Anne"}, NAMES)
        await place.register(command, ANNE)
        assert await place.vault.find(NAMES, 10) == {ANNE: {"name"}}
        assert await place.vault.peek(BAYA) == {}


async def test_what_is_written_again_by_the_same_command_is_there_once(new_database: Callable[[], str]) -> None:
    async with opened(new_database) as place:
        await place.keep(ANNE, {"name": "Anne"})
        await place.register(await place.keep(ANNE, {"name": "Anne"}), ANNE)
        assert await place.vault.peek(ANNE) == {"name": "Anne"}
        assert place.everything() == [1, 1, 1]


async def test_what_nobody_answered_is_swept_away_after_an_hour_and_not_before(new_database: Callable[[], str]) -> None:
    async with opened(new_database) as place:
        await place.known(BAYA, {"name": "Baya"})
        await place.keep(ANNE, {"name": "Anne", "email": "anne@example.org"}, name={"anne"}, email={"anne@example.org"})
        place.vault.sweep()
        assert place.everything() == [3, 3, 2]
        place.clock.set(date(2026, 11, 24))
        place.vault.sweep()
        assert place.everything() == [1, 1, 1]
        assert await place.vault.peek(BAYA) == {"name": "Baya"}


async def test_a_command_that_comes_back_the_next_day_finds_its_place_again(new_database: Callable[[], str]) -> None:
    """Its key had waited to be swept away: used again, it is not."""
    async with opened(new_database) as place:
        await place.keep(ANNE, {"name": "Anne"})
        place.clock.set(date(2026, 11, 24))
        command = await place.keep(ANNE, {"name": "Anne"})
        place.vault.sweep()
        await place.register(command, ANNE)
        assert await place.vault.peek(ANNE) == {"name": "Anne"}
