from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from shared.platform.access import make_keys
from shared.platform.clock import Clock
from shared.platform.store import Store, StoreNotReady, StoreUnavailable
from tests.platform.stage import assign, numbers_in, opened
from tests.support.house import vault_settings
from tests.support.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.house import House


async def test_what_was_accepted_before_the_stop_is_recorded_and_answered(database_url: str) -> None:
    async with opened(database_url) as store:
        accepted = [asyncio.create_task(assign(store, number)) for number in range(10)]
        await asyncio.sleep(0)
        await store.stop()
        assert [answer.version for answer in await asyncio.wait_for(asyncio.gather(*accepted), 5)] == list(range(1, 11))


async def test_a_store_that_is_stopping_refuses_instead_of_keeping_people_waiting(database_url: str) -> None:
    async with opened(database_url) as store:
        stopping = asyncio.create_task(store.stop())
        await asyncio.sleep(0)
        with pytest.raises(StoreUnavailable):
            await asyncio.wait_for(assign(store, 1), 1)
        await stopping
        with pytest.raises(StoreUnavailable):
            await asyncio.wait_for(assign(store, 1), 1)


async def test_what_is_recorded_is_there_after_a_restart_in_the_same_log(database_url: str) -> None:
    async with opened(database_url) as store:
        await assign(store, 1)
        log_id = store.log_id
    async with opened(database_url) as store:
        assert (await assign(store, 2)).version == 2
        assert await numbers_in(store) == [1, 2]
        assert await store.head() == (log_id, 2)


async def test_two_databases_are_two_logs(new_database: Callable[[], str]) -> None:
    async with opened(new_database()) as one, opened(new_database()) as other:
        assert one.log_id != other.log_id


async def test_without_the_migration_step_a_store_does_not_start(database_url: str) -> None:
    store = Store("councils", database_url, Clock())
    with pytest.raises(StoreNotReady, match="run the migration step"):
        store.start()
    await store.stop()


def test_four_migrations_at_once_make_one_log(new_database: Callable[[], str], tmp_path: Path) -> None:
    facts, views = new_database(), new_database()
    make_keys(tmp_path / "issuer.json", tmp_path / "jwks.json")
    environment = {
        **os.environ,
        "FIL_STORE_URL": facts,
        "FIL_VIEWS_URL": views,
        "FIL_NATS_URL": "nats://127.0.0.1:1",
        "FIL_ISSUER": "nobody",
        "FIL_JWKS": "/nowhere",
        **{f"FIL_{name.upper()}": str(value) for name, value in vault_settings(tmp_path, new_database).items()},
        "FIL_SIGNING_KEY": str(tmp_path / "issuer.json"),
    }
    order = [sys.executable, "-m", "services.councils", "migrate"]
    steps = [
        subprocess.Popen(order, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(4)
    ]
    said = [step.communicate(timeout=60)[0] for step in steps]
    assert [step.returncode for step in steps] == [0, 0, 0, 0], "\n".join(said)

    assert asyncio.run(_logs_in(facts)) == 1


async def _logs_in(url: str) -> int:
    async with opened(url) as store:
        with store.recorder.datastore.transaction(commit=False) as cursor:
            cursor.execute("SELECT log_id FROM log_meta")
            return len(cursor.fetchall())


def test_a_question_under_way_ends_before_its_database_is_closed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.start("councils")
    model = house.apps["councils"].state.platform._reads[0].model
    look, close, asked = model.bookmark, model.engine.dispose, threading.Event()
    done: list[str] = []

    def look_slowly(source: str) -> object:
        asked.set()
        time.sleep(0.3)
        found = look(source)
        done.append("answered")
        return found

    def close_now() -> None:
        done.append("closed")
        close()

    monkeypatch.setattr(model, "bookmark", look_slowly)
    monkeypatch.setattr(model.engine, "dispose", close_now)
    assert asked.wait(10), "a reader looks for its bookmark again and again"
    house.stop("councils")
    assert done[-2:] == ["answered", "closed"]
