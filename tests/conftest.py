"""What every test may stand on: databases, brokers and a browser, all real. Each is made when a test asks for it."""

from __future__ import annotations

import gc
from contextlib import ExitStack
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING
from uuid import uuid4

import hypothesis
import pytest

from tests.support import chromium, nats, postgres
from tests.support.house import House, SetClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

# A slow machine is no failure; what was found is printed, to be told again.
hypothesis.settings.register_profile("fil", deadline=None, print_blob=True)
hypothesis.settings.load_profile("fil")


def pytest_collection_finish() -> None:
    """The collector takes a fifth of a run if it looks through all that was imported, and a house is a million objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def pytest_report_header() -> list[str]:
    """Which real servers this run stands on."""
    database, broker = postgres.provider(), nats.program()
    return [
        f"postgresql: {database.description if database else postgres.NOT_FOUND}",
        f"nats: {f'nats-server {broker[1]}, {broker[0]}' if broker else nats.NOT_FOUND}",
        f"browser: {chromium.program() or 'the one that Playwright manages'}",
    ]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Postgres]:
    """One PostgreSQL for the whole run (of each worker). Tests take a database in it: `postgres_url`."""
    with postgres.running() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: postgres.Postgres) -> Iterator[str]:
    """An empty PostgreSQL database of this test's own."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite file of this test's own, not yet made."""
    return f"sqlite:///{tmp_path}/test.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Gives the URL of another empty database at each call; the test runs once on SQLite and once on PostgreSQL."""
    with ExitStack() as made:
        count = 0

        def new() -> str:
            nonlocal count
            count += 1
            if request.param == "sqlite":
                return f"sqlite:///{tmp_path}/test-{count}.db"
            server: postgres.Postgres = request.getfixturevalue("postgres_server")
            return made.enter_context(server.database())

        yield new


@pytest.fixture
def database_url(new_database: Callable[[], str]) -> str:
    """An empty database of this test's own; the test runs once on SQLite and once on PostgreSQL."""
    return new_database()


@pytest.fixture
def nats_server(tmp_path: Path) -> Iterator[Callable[[], nats.NatsServer]]:
    """Starts another NATS server with JetStream at each call, empty and the test's own."""
    started: list[nats.NatsServer] = []

    def start() -> nats.NatsServer:
        server = nats.NatsServer(tmp_path / f"nats-{len(started) + 1}")
        started.append(server)
        server.start()
        return server

    yield start
    for server in started:
        if server.is_running():
            server.kill()


@pytest.fixture
def nats_url(nats_server: Callable[[], nats.NatsServer]) -> str:
    """The URL, with its credentials, of an empty NATS server of this test's own."""
    return nats_server().url


@pytest.fixture
def house(tmp_path: Path, nats_url: str, new_database: Callable[[], str]) -> Iterator[House]:
    """Services of this test's own, once on SQLite and once on PostgreSQL: `house.start("councils")`. It is 23 November 2026."""
    house = House(tmp_path, nats_url, new_database, SetClock(date(2026, 11, 23)))
    yield house
    house.stop()


@pytest.fixture(scope="session")
def towns(
    postgres_server: postgres.Postgres, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], House]]:
    """Gives the house that stands on SQLite or the one on PostgreSQL; each is started once, when it is asked for."""
    with ExitStack() as databases, ExitStack() as running:

        def new_database(kind: str) -> str:
            if kind == "sqlite":
                return f"sqlite:///{tmp_path_factory.mktemp('database')}/town.db"
            return databases.enter_context(postgres_server.database())

        @cache
        def town_on(kind: str) -> House:
            home = tmp_path_factory.mktemp("town")
            broker = nats.NatsServer(home / "nats")
            broker.start()
            running.callback(broker.kill)
            house = House(home, broker.url, partial(new_database, kind), SetClock(date(2026, 11, 23)))
            running.callback(house.stop)
            return house.start("councils", "activities")

        yield town_on


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, towns: Callable[[str], House]) -> House:
    """The services councils and activities, which tests share: once on SQLite and once on PostgreSQL. It is 23 November 2026.

    Each test speaks of councils, meetings and persons of its own. Whoever moves the clock, stops a service or asks for all that
    there is takes a `house`.
    """
    return towns(request.param)


@pytest.fixture
def council(town: House) -> str:
    """The code of a council of the test's own in the town, of which nothing was said but that it was established on 1 November 2016."""
    return town.establish(f"CC-{uuid4().hex[:8].upper()}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser for the tests of one file, which must not call `asyncio.run` (see `tests.support.chromium`)."""
    with chromium.running() as running:
        yield running
