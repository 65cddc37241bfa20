"""Two services for all the tests of this folder; each test speaks of councils of its own."""

from __future__ import annotations

import time
from contextlib import ExitStack
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from tests.support.house import House, SetClock
from tests.support.nats import NatsServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.postgres import Postgres


@pytest.fixture(scope="session")
def towns(postgres_server: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], House]]:
    """Gives the house that stands on SQLite or the one on PostgreSQL; each is started once, when it is asked for."""
    with ExitStack() as databases, ExitStack() as running:

        def new_database(kind: str) -> str:
            if kind == "sqlite":
                return f"sqlite:///{tmp_path_factory.mktemp('database')}/town.db"
            return databases.enter_context(postgres_server.database())

        @cache
        def town_on(kind: str) -> House:
            home = tmp_path_factory.mktemp("town")
            broker = NatsServer(home / "nats")
            broker.start()
            running.callback(broker.kill)
            house = House(home, broker.url, partial(new_database, kind), SetClock(date(2026, 11, 23)))
            running.callback(house.stop)
            return house.start("councils", "activities")

        yield town_on


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, towns: Callable[[str], House]) -> House:
    """The services councils and activities, once on SQLite and once on PostgreSQL. It is 23 November 2026."""
    return towns(request.param)


@pytest.fixture
def council(town: House) -> str:
    """The code of a council that nothing was said of but its establishment."""
    return _establish(town, f"CC-{uuid4().hex[:8].upper()}")


@pytest.fixture
def other_council(town: House) -> str:
    """The code of another one."""
    return _establish(town, f"CC-{uuid4().hex[:8].upper()}")


@pytest.fixture
def cc18(town: House) -> str:
    """The code of a council that tests may write beforehand: CC18."""
    return _establish(town, "CC18")


def _establish(town: House, code: str) -> str:
    done = town.councils.record(
        "/v1/councils",
        {"council_id": code, "name": "Conseil citoyen", "arrondissement": "18", "established_on": "2016-11-01"},
    )
    deadline = time.monotonic() + 20
    while _heard_of_councils(town) < done["position"]:
        assert time.monotonic() < deadline, "the activities service does not hear of councils"
        time.sleep(0.02)
    return code


def _heard_of_councils(town: House) -> int:
    """How far the activities service has read the log of the councils."""
    projections = town.activities.get("/v1/projections").json()["projections"]
    return next(int(one["positions"]["councils"]) for one in projections if one["projection"] == "known_councils")
