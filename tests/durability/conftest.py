"""Services that are really killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.process_house import ProcessHouse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.support.nats import NatsServer


@pytest.fixture
def broker(nats_server: Callable[[], NatsServer]) -> NatsServer:
    return nats_server()


@pytest.fixture
def processes(tmp_path: Path, broker: NatsServer, new_database: Callable[[], str]) -> Iterator[ProcessHouse]:
    house = ProcessHouse(tmp_path, broker.url, new_database)
    yield house
    house.end()
