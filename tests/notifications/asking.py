"""Tests that ask the inbox over HTTP: councils to begin with, and the patience to wait for what one service tells another."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.house import House


def until(it_holds: Callable[[], bool]) -> None:
    """Wait, on a machine that may be busy, for what must come."""
    deadline = time.monotonic() + 20
    while not it_holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def establish(house: House, code: str, arrondissement: str) -> str:
    """The code of a council, once the activities service has heard of it."""
    done = house.councils.record(
        "/v1/councils",
        {
            "council_id": code,
            "name": f"Conseil citoyen du {arrondissement}e",
            "arrondissement": arrondissement,
            "established_on": "2016-11-01",
        },
    )
    until(lambda: _heard_of_councils(house) >= done["position"])
    return code


def _heard_of_councils(house: House) -> int:
    """How far the activities service has read the councils' log."""
    projections = house.activities.get("/v1/projections").json()["projections"]
    return next(int(one["positions"]["councils"]) for one in projections if one["projection"] == "known_councils")


def inbox(house: House, **query: Any) -> dict[str, Any]:
    """What is due."""
    answer = house.notifications.get("/v1/inbox", **query)
    assert answer.is_success, answer.text
    body: dict[str, Any] = answer.json()
    return body
