from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import asynccontextmanager, closing
from typing import TYPE_CHECKING

import pytest
from prometheus_client import REGISTRY

from shared.platform import notary as signing
from shared.platform.access import make_keys
from shared.platform.checkpoints import Checkpoint, CheckpointFile, NoteVerifier, make_log_key
from shared.platform.notary import CannotSign, Notary, NothingSignedYet
from tests.launcher.standins import eventually as told_soon
from tests.platform.stage import OTHER_STREAM, assign, eventually, opened, running
from tests.support.intruder import Intruder
from tests.support.merkle import root_of_log
from tests.support.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from shared.platform.checkpoints import Fault
    from shared.platform.store import Store
    from tests.support.house import House


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing, "CHECKPOINT_SECONDS", 0.01)
    monkeypatch.setattr(signing, "RETRY_SECONDS", 0.01)


@pytest.fixture
def key(tmp_path: Path) -> Path:
    make_log_key(tmp_path / "log.key")
    return tmp_path / "log.key"


@asynccontextmanager
async def signed_by(store: Store, key: Path) -> AsyncIterator[Notary]:
    """A notary at work on a log, as a service keeps it; its checkpoints are beside its key."""
    notary = Notary(store, key, key.parent / "checkpoints")
    notary.open()
    async with running(notary):
        yield notary
    await notary.conclude()


def kept(notary: Notary, key: Path, store: Store) -> list[Checkpoint | Fault]:
    """What the file says, read as anybody does who has the public key."""
    assert store.log_id is not None
    file = CheckpointFile(key.parent / "checkpoints", "councils", store.log_id)
    return list(file.read(NoteVerifier.parse(notary.key)))


def has_signed(notary: Notary, size: int) -> Callable[[], bool]:
    def is_signed() -> bool:
        try:
            return notary.latest.splitlines()[1] == str(size)
        except NothingSignedYet:
            return False

    return is_signed


def stopped() -> float | None:
    return REGISTRY.get_sample_value("fil_signing_stopped", {"service": "councils"})


async def test_each_root_is_that_of_the_facts_up_to_there(database_url: str, key: Path) -> None:
    async with opened(database_url) as store:
        async with signed_by(store, key) as notary:
            for size in range(1, 12):
                await assign(store, size)
                await eventually(has_signed(notary, size))
        entries = await store.page(0, 100)
        checkpoints = kept(notary, key, store)
        assert [(one.size, one.root, one.position) for one in checkpoints if isinstance(one, Checkpoint)] == [
            (size, root_of_log(entries[:size]), entries[size - 1].position) for size in range(1, 12)
        ]
        assert len(checkpoints) == 11


async def test_positions_may_have_gaps(database_url: str, key: Path) -> None:
    async with opened(database_url) as store:
        await assign(store, 1)
        intruder = Intruder.in_log(database_url)
        intruder.leave_a_gap()
        intruder.leave()
        await assign(store, 2)
        async with signed_by(store, key) as notary:
            await eventually(has_signed(notary, 2))
        [one] = kept(notary, key, store)
        assert isinstance(one, Checkpoint)
        assert (one.size, one.position, one.root) == (2, 3, root_of_log(await store.page(0, 10)))


async def test_it_is_signed_once_in_a_period_at_most_and_the_rest_when_the_service_stops(
    sqlite_url: str, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "CHECKPOINT_SECONDS", 3600)
    async with opened(sqlite_url) as store:
        async with signed_by(store, key) as notary:
            await assign(store, 1)
            await eventually(has_signed(notary, 1))
            for number in (2, 3, 4):
                await assign(store, number)
            assert has_signed(notary, 1)()
        assert [one.size for one in kept(notary, key, store) if isinstance(one, Checkpoint)] == [1, 4]


async def test_an_hour_without_a_fact_gives_nothing_to_sign(sqlite_url: str, key: Path) -> None:
    async with opened(sqlite_url) as store:
        async with signed_by(store, key) as notary:
            with pytest.raises(NothingSignedYet):
                _ = notary.latest
            await assign(store, 1)
            await eventually(has_signed(notary, 1))
        async with signed_by(store, key) as again:
            await eventually(has_signed(again, 1))
        assert len(kept(again, key, store)) == 1
        assert again.latest == notary.latest


async def test_a_log_that_is_longer_than_a_batch_is_read_on_from_where_it_was_signed(
    sqlite_url: str, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "BATCH", 3)
    async with opened(sqlite_url) as store:
        await assign(store, *range(20, 27))
        async with signed_by(store, key) as notary:
            await eventually(has_signed(notary, 7))
        async with signed_by(store, key) as notary:
            await assign(store, *range(30, 35))
            await eventually(has_signed(notary, 12))
        last = kept(notary, key, store)[-1]
        assert isinstance(last, Checkpoint)
        assert last.root == root_of_log(await store.page(0, 100))


async def test_behind_a_checkpoint_that_was_cut_it_is_signed_on(sqlite_url: str, key: Path) -> None:
    async with opened(sqlite_url) as store:
        await assign(store, 1)
        async with signed_by(store, key) as notary:
            await eventually(has_signed(notary, 1))
        file = CheckpointFile(key.parent / "checkpoints", "councils", store.log_id)  # type: ignore[arg-type]
        with file.path.open("ab") as cut:
            cut.write(notary.latest.encode()[:50])
        await assign(store, 2)
        async with signed_by(store, key) as notary:
            await eventually(has_signed(notary, 2))
        assert [isinstance(one, Checkpoint) for one in kept(notary, key, store)] == [True, False, True]


async def test_of_a_log_that_was_altered_nothing_more_is_signed_and_facts_are_recorded_on(
    database_url: str, key: Path
) -> None:
    async with opened(database_url) as store:
        await assign(store, 1, 2, 3)
        async with signed_by(store, key) as notary:
            await eventually(has_signed(notary, 3))
        assert stopped() == 0
        intruder = Intruder.in_log(database_url)
        intruder.alter(2, b"{}")
        intruder.leave()
        async with signed_by(store, key) as notary:
            await eventually(lambda: notary.trouble is not None)
            assert notary.trouble == "a fact up to position 3 is not what was signed"
            assert stopped() == 1
            assert (await assign(store, 4, stream=OTHER_STREAM)).position == 4
            assert has_signed(notary, 3)()
        assert len(kept(notary, key, store)) == 1


async def test_a_log_restored_from_an_old_backup_is_not_what_was_signed(tmp_path: Path, key: Path) -> None:
    facts, backup = tmp_path / "facts.db", tmp_path / "facts.backup"
    async with opened(f"sqlite:///{facts}") as store:
        await assign(store, 1)
    shutil.copy(facts, backup)
    async with opened(f"sqlite:///{facts}") as store:
        await assign(store, 2, 3)
        async with signed_by(store, key) as notary:
            await eventually(has_signed(notary, 3))
    shutil.copy(backup, facts)
    async with opened(f"sqlite:///{facts}") as store, signed_by(store, key) as notary:
        await eventually(lambda: notary.trouble == "3 facts were signed, and the log holds 1")


async def test_with_another_key_nothing_is_signed(sqlite_url: str, key: Path) -> None:
    async with opened(sqlite_url) as store:
        await assign(store, 1)
        async with signed_by(store, key) as notary:
            await eventually(has_signed(notary, 1))
        other_key = key.with_name("other.key")
        make_log_key(other_key)
        async with signed_by(store, other_key) as other:
            await eventually(lambda: other.trouble == "what was signed before was signed with another key")
        assert len(kept(notary, key, store)) == 1


async def test_behind_a_checkpoint_that_was_altered_nothing_is_signed(sqlite_url: str, key: Path) -> None:
    async with opened(sqlite_url) as store:
        await assign(store, 1)
        async with signed_by(store, key) as notary:
            await eventually(has_signed(notary, 1))
        [path] = (key.parent / "checkpoints").glob("*.checkpoints")
        path.write_text(path.read_text().replace("position 1", "position 2"))
        async with signed_by(store, key) as notary:
            await eventually(lambda: notary.trouble == "line 1 of the checkpoints is not what was signed")


async def test_a_disk_that_is_full_is_told_and_tried_again(sqlite_url: str, key: Path) -> None:
    async with opened(sqlite_url) as store, signed_by(store, key) as notary:
        await assign(store, 1)
        await eventually(has_signed(notary, 1))
        [path] = (key.parent / "checkpoints").glob("*.checkpoints")
        path.rename(path.with_suffix(".away"))
        path.symlink_to("/dev/full")
        assert (await assign(store, 2)).position == 2
        await eventually(lambda: notary.trouble == "what is signed cannot be written (No space left on device)")
        assert stopped() == 0
        path.unlink()
        path.with_suffix(".away").rename(path)
        await eventually(has_signed(notary, 2))
        await eventually(lambda: notary.trouble is None)
        assert [one.size for one in kept(notary, key, store) if isinstance(one, Checkpoint)] == [1, 2]


async def test_a_database_that_fails_while_a_service_stops_does_not_keep_it_from_stopping(
    sqlite_url: str, key: Path
) -> None:
    async with opened(sqlite_url) as store:
        await assign(store, 1)
        async with signed_by(store, key) as notary:
            await eventually(has_signed(notary, 1))
            with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as intruder:
                intruder.execute("DROP TABLE stored_events")
        assert len(kept(notary, key, store)) == 1


async def test_without_a_key_or_a_folder_a_notary_says_what_is_missing(
    sqlite_url: str, key: Path, tmp_path: Path
) -> None:
    async with opened(sqlite_url) as store:
        for incomplete in (Notary(store, None, tmp_path), Notary(store, key, None)):
            with pytest.raises(CannotSign, match="FIL_LOG_KEY must name the file of its key, and FIL_CHECKPOINTS"):
                incomplete.open()
        with pytest.raises(CannotSign, match="No such file"):
            Notary(store, tmp_path / "nowhere", tmp_path).open()
        (tmp_path / "wrong").write_text("wrong")
        with pytest.raises(CannotSign, match="it is not a private key"):
            Notary(store, tmp_path / "wrong", tmp_path).open()


def test_a_service_that_records_does_not_start_without_a_key_and_says_so(tmp_path: Path) -> None:
    make_keys(tmp_path / "issuer.json", tmp_path / "jwks.json")
    told = {
        "FIL_STORE_URL": f"sqlite:///{tmp_path}/facts.db",
        "FIL_VIEWS_URL": f"sqlite:///{tmp_path}/views.db",
        "FIL_NATS_URL": "nats://127.0.0.1:1",
        "FIL_ISSUER": "nobody",
        "FIL_JWKS": str(tmp_path / "jwks.json"),
        "FIL_SIGNING_KEY": str(tmp_path / "issuer.json"),
    }
    argv = [sys.executable, "-m", "services.activities", "migrate", "serve"]
    done = subprocess.run(
        argv, cwd=ROOT, env=os.environ | told, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode != 0
    assert "the log of activities cannot be signed: FIL_LOG_KEY must name the file of its key" in (
        done.stdout + done.stderr
    )


def test_what_is_signed_and_the_key_are_shown_to_whoever_may_read_the_log(house: House) -> None:
    house.start("activities", "councils")
    nothing = house.councils.get("/v1/log/checkpoint")
    assert (nothing.status_code, nothing.json()["detail"]) == (
        404,
        "Rien de ce journal n'est encore signé : il ne contient aucun fait, ou le premier vient d'être enregistré.",
    )
    house.establish("CC18")
    told_soon(lambda: house.councils.get("/v1/log/checkpoint").is_success)
    answer = house.councils.get("/v1/log/checkpoint")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    key = house.councils.get("/v1/log/key")
    one = NoteVerifier.parse(key.text).read(answer.text)
    assert one.origin == f"fil-citoyen/councils/{house.councils.get('/v1/log/head').json()['log_id']}"
    assert one.size == 1
    assert house.councils.get("/v1/log/key", roles=("facilitator",)).status_code == 403
    assert house.councils.get("/v1/log/checkpoint", roles=("facilitator",)).status_code == 403
