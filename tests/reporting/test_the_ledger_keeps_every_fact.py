"""The ledger keeps every fact as it was recorded, bound to all that came before it; what was altered is found and named."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, update

from services.reporting.ledger import NO_CHAIN
from shared.platform.envelope import Entry, read_log_lines
from tests.reporting.histories import history, room

if TYPE_CHECKING:
    from shared.platform.readmodel import ReadModel
    from tests.reporting.ledger import Ledger
    from tests.support.house import House


def rows(model: ReadModel[Any], source: str) -> list[Any]:
    """The ledger of one source, in order."""
    ledger = model.tables.ledger
    with model.engine.connect() as connection:
        return list(connection.execute(select(ledger).where(ledger.c.source == source).order_by(ledger.c.position)))


def chain_of(entries: list[Entry]) -> list[str]:
    """The chain, as anybody can compute it: SHA-256 of the former link, the position and the bytes, from 64 zeros."""
    links, chain = [], "0" * 64
    for entry in entries:
        chain = hashlib.sha256(f"{chain} {entry.position} ".encode() + entry.state).hexdigest()
        links.append(chain)
    return links


def test_a_chain_begins_with_nothing_before_it(ledger: Ledger) -> None:
    ledger.tell(history().council("CC18"))
    (row,) = rows(ledger.model, "councils")
    assert NO_CHAIN == "0" * 64
    assert row.chain == hashlib.sha256(b"0" * 64 + b" 1 " + row.state).hexdigest()


def test_each_source_has_a_chain_of_its_own_whatever_the_order_of_arrival(ledger: Ledger) -> None:
    ledger.tell(history().met("m1", "CC18", "2018-03-13"))
    ledger.tell(history().council("CC18"))
    ledger.tell(history().met("m2", "CC18", "2018-03-14").council("CC14"))
    for source in ("councils", "activities"):
        kept = rows(ledger.model, source)
        entries = [Entry(row.position, row.previous_position, row.state) for row in kept]
        assert len(entries) == 2
        assert [row.chain for row in kept] == chain_of(entries)


@pytest.fixture
def model(house: House) -> ReadModel[Any]:
    """The figures of a house where two councils, two meetings and a correction were recorded."""
    house.start("councils", "activities", "reporting")
    for code in ("CC14", "CC18"):
        house.councils.record(
            "/v1/councils",
            {
                "council_id": code,
                "name": f"Conseil citoyen {code}",
                "arrondissement": code[2:],
                "established_on": "2016-11-01",
            },
        )
    done = {}
    for rank, code in enumerate(("CC14", "CC18")):
        attendance = room(unnamed=5 + rank).model_dump(mode="json")
        body = {"council_id": code, "kind": "PLENARY", "held_on": "2018-03-13", "attendance": attendance}
        while (answer := house.activities.post("/v1/meetings/held", body)).status_code == 422:
            assert answer.json()["type"] == "/problems/unknown-council"
        done = answer.json()
    again = {"attendance": room(unnamed=9).model_dump(mode="json"), "reason": "COUNTING_ERROR"}
    path = f"/v1/meetings/{done['id']}/attendance"
    after = house.activities.record(path, again, if_match=done["version"])["after"]
    assert house.reporting.get("/v1/figures", from_="2018-01-01", to="2018-12-31", after=after).is_success
    found: ReadModel[Any] = house.apps["reporting"].state.platform._reads[0].model
    return found


def replay(house: House) -> dict[str, Any]:
    answer = house.reporting.post("/v1/replays")
    assert answer.is_success, answer.text
    told: dict[str, Any] = answer.json()
    return told


def write(model: ReadModel[Any], table: str, position: int, column: str, value: Any) -> list[Any]:
    """Somebody writes into the tables of the figures. Returns what was there."""
    one = getattr(model.tables, table)
    here = (one.c.source == "activities") & (one.c.position == position) & (one.c[column] != value)
    with model._writer.begin() as connection:
        before = connection.execute(select(one.c[column]).where(here)).scalars().all()
        connection.execute(update(one).where(here).values({column: value}))
    return list(before)


def test_the_bytes_are_those_of_the_source_and_a_replay_says_equal_until_a_row_is_altered(
    house: House, model: ReadModel[Any]
) -> None:
    for source, caller in (("councils", house.councils), ("activities", house.activities)):
        entries = list(read_log_lines(caller.get("/v1/log").content))
        kept = rows(model, source)
        assert [(row.position, row.previous_position, row.state) for row in kept] == [
            (entry.position, entry.previous_position, entry.state) for entry in entries
        ]
        assert [row.chain for row in kept] == chain_of(entries)
        assert [json.loads(row.state)["id"] for row in kept] == [row.fact_id for row in kept]
    told = replay(house)
    assert told["equal"] is True
    assert told["as_of"] == "activities@3,councils@2,reporting@0"
    assert told["first_difference"] is None
    assert {table["table"]: table["equal"] for table in told["tables"]} == {
        "ledger": True,
        "ledger_named": True,
        "told": True,
        "contribution": True,
        "council_place": True,
        "agreement_entry": True,
        "agreement_link": True,
        "period": True,
        "printed": True,
        "report": True,
        "title": True,
    }

    # What is altered afterwards is found, and the first fact that differs is named.
    for table, column, value in (
        ("ledger", "state", b"{}"),
        ("ledger", "chain", "f" * 64),
        ("contribution", "council_id", "CC11"),
    ):
        before = {position: write(model, table, position, column, value)[0] for position in (3, 2)}
        told = replay(house)
        assert told["equal"] is False
        assert [one["table"] for one in told["tables"] if not one["equal"]] == [table]
        assert told["first_difference"]["table"] == table
        assert told["first_difference"]["fact"] == {"source": "activities", "position": 2}
        for position, value_before in before.items():
            write(model, table, position, column, value_before)
        assert replay(house)["equal"] is True
