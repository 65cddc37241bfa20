"""Ledgers of the tests of reporting. It is 23 November 2026."""

from __future__ import annotations

import asyncio
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.reporting.histories import actors, residents, room
from tests.reporting.ledger import Ledger
from tests.reporting.test_an_agreement_is_followed import agree, say
from tests.reporting.test_figures_over_http import TITLE, ask, establish, meet
from tests.support.house import SetClock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.house import House
    from tests.support.postgres import Postgres


@pytest.fixture
def clock() -> SetClock:
    """Noon in Paris, unless a test moves it."""
    return SetClock(date(2026, 11, 23))


@pytest.fixture(scope="session")
def sqlite_views(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One SQLite file for all ledgers."""
    return f"sqlite:///{tmp_path_factory.mktemp('ledgers')}/views.db"


@pytest.fixture(scope="session")
def postgres_views(postgres_server: Postgres) -> Iterator[str]:
    """One PostgreSQL database for all ledgers."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture
def sqlite_ledger(sqlite_views: str, clock: SetClock) -> Iterator[Ledger]:
    """An empty ledger; only its tables are this test's own."""
    with asyncio.Runner() as runner, closing(Ledger(sqlite_views, runner, clock)) as ledger:
        yield ledger.afresh()


@pytest.fixture
def postgres_ledger(postgres_views: str, clock: SetClock) -> Iterator[Ledger]:
    """The same on PostgreSQL."""
    with asyncio.Runner() as runner, closing(Ledger(postgres_views, runner, clock)) as ledger:
        yield ledger.afresh()


@pytest.fixture(params=["sqlite_ledger", "postgres_ledger"])
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """An empty ledger, once on SQLite and once on PostgreSQL."""
    ledger: Ledger = request.getfixturevalue(request.param)
    return ledger


@pytest.fixture
def year(house: House) -> tuple[House, str, str]:
    """Two councils that met in 2018, and the id of an agreement; and where to read on from."""
    house.start("councils", "activities", "reporting")
    establish(house, "CC14", "CC18")
    agreement, _ = agree(house)
    say(house, "comments", text="Une réunion =1+1 reportée.", council_id=None)
    meet(house, "CC18", "2018-03-06", room(residents(20), actors(9)))
    meet(house, "CC18", "2018-04-03", None)
    after = meet(house, "CC14", "2018-05-15", room(residents(3)))
    last = house.reporting.get("/v1/log/head").json()["position"]
    return house, agreement, f"{after},reporting@{last}"


@pytest.fixture
def busy(house: House) -> House:
    """Two councils; the 18th met twice, and one of these nobody counted; the 14th did not meet."""
    house.start("councils", "activities", "reporting")
    after = establish(house, "CC14", "CC18")
    source = {"record": "RR-1", "channel": "IMPORT", "confidence": "LOW"}
    published = {"title": "-Compte rendu", "url": "https://example.org/cr"}
    meet(
        house,
        "CC18",
        "2018-03-13",
        room(residents(4, "F"), guests=1),
        title=TITLE,
        origin=source | {"source": published},
    )
    after = f"{after},{meet(house, 'CC18', '2018-12-31', None)}"
    ask(house, after=after)
    return house
