from __future__ import annotations

import asyncio
import time
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from services.activities.known_councils import (
    KnownCouncils,
    KnownCouncilsProjection,
    KnownCouncilsTables,
)
from shared.contracts.councils.council import CouncilEstablished
from shared.councils import UnknownCouncil
from shared.kernel import Recorded
from shared.platform.envelope import Entry, encode
from shared.platform.readmodel import ReadModel

if TYPE_CHECKING:
    from sqlalchemy import Select

    from tests.support.house import House


def established() -> Recorded:
    fact = CouncilEstablished(council_id="CC18", name="Conseil", arrondissement="18", established_on=date(2016, 11, 1))
    return Recorded(
        id=uuid4(),
        source="councils",
        log_id=uuid4(),
        stream_id=uuid4(),
        version=1,
        recorded_at=datetime(2026, 11, 23, tzinfo=UTC),
        by="tester",
        request_id="",
        cause=None,
        fact=fact,
    )


async def hear(model: ReadModel[KnownCouncilsTables], news: Recorded) -> None:
    await model.take("councils", news.log_id, [Entry(position=1, previous_position=0, state=encode(news))])


def test_a_council_established_a_moment_ago_can_meet_at_once(town: House) -> None:
    for _ in range(5):
        code = f"CC-{uuid4().hex[:8].upper()}"
        town.councils.record(
            "/v1/councils",
            {"council_id": code, "name": "Conseil", "arrondissement": "18", "established_on": "2016-11-01"},
        )
        plan = {"council_id": code, "kind": "BOARD", "planned_on": "2026-12-05"}
        assert town.activities.post("/v1/meetings", plan).status_code == 201


def test_news_that_arrive_while_one_is_looking_are_not_missed(database_url: str) -> None:
    """Between looking and waiting: nothing else will come that could wake whoever waits."""
    model = ReadModel(database_url, KnownCouncilsProjection())
    model.migrate()
    model.open()
    known = KnownCouncils(model)

    async def look() -> float:
        look_once = model.rows

        async def looked_too_early(question: Select[Any]) -> list[dict[str, Any]]:
            found = await look_once(question)
            if not found:
                await hear(model, established())
            return found

        model.rows = looked_too_early  # type: ignore[method-assign]
        started = time.monotonic()
        await known.require("CC18")
        return time.monotonic() - started

    assert asyncio.run(look()) < 0.9
    model.engine.dispose()


def test_a_council_that_nobody_establishes_is_unknown_after_a_second(database_url: str) -> None:
    model = ReadModel(database_url, KnownCouncilsProjection())
    model.migrate()
    model.open()
    started = time.monotonic()
    with pytest.raises(UnknownCouncil):
        asyncio.run(KnownCouncils(model).require("CC18"))
    assert 0.9 < time.monotonic() - started < 5
    model.engine.dispose()
