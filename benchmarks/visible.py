"""From a command to the figure that shows it: real processes that do nothing else, SQLite, NATS that syncs every message.

A meeting is entered, then its figure is asked for with `after=`; the time runs from the one to the answer of the other.
The baseline is the same two calls when there is nothing to wait for: the figure shows the meeting already.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from typing import Any

from benchmarks.measure import Line, announce, show
from benchmarks.servers import Caller, Ground, ground
from tests.support.ports import LOOPBACK, free_port

ROUNDS = 300
COUNCIL = {"council_id": "CC18", "name": "Conseil citoyen", "arrondissement": "18", "established_on": "2015-03-14"}
HELD = {"council_id": "CC18", "kind": "PLENARY", "held_on": "2026-03-05", "attendance": {"present": 9, "unnamed": 9}}
QUESTION = {"from": "2026-01-01", "to": "2026-12-31", "indicator": "VIE-01", "council": "CC18"}


def run() -> list[Line]:
    """Measure and compare."""
    announce(f"Visible: from POST to the figure, {ROUNDS} times")
    with ground() as here, ExitStack() as house:
        activities, reporting = _start(here, house)
        seconds = [_once(activities, reporting, number) for number in range(1, ROUNDS + 1)]
    visible, floor = (sorted(column) for column in zip(*seconds, strict=True))
    middle, last = ROUNDS // 2, ROUNDS * 99 // 100
    return [
        Line("POST to figure, p50", visible[middle] * 1000, floor[middle] * 1000, " ms"),
        Line("POST to figure, p99", visible[last] * 1000, floor[last] * 1000, " ms", at_most=100),
    ]


def _start(here: Ground, house: ExitStack) -> tuple[Caller, Caller]:
    ports = {name: free_port() for name in ("councils", "activities", "reporting")}
    urls = {f"FIL_{name.upper()}_URL": f"http://{LOOPBACK}:{port}" for name, port in ports.items()}
    nats_url = house.enter_context(here.nats())

    def started(name: str) -> Caller:
        folder = here.new_folder()
        own = {"FIL_STORE_URL": f"sqlite:///{folder}/facts.db", "FIL_VIEWS_URL": f"sqlite:///{folder}/views.db"}
        return house.enter_context(here.service(name, {**urls, **own, "FIL_NATS_URL": nats_url}, ports[name]))

    started("councils").post("/v1/councils", COUNCIL)
    activities = started("activities")
    return activities, started("reporting")


def _once(activities: Caller, reporting: Caller, number: int) -> tuple[float, float]:
    """Seconds until the figure says so many meetings, and seconds of the same two calls without anything to wait for."""
    began = time.perf_counter()
    answer = activities.post("/v1/meetings/held", HELD)
    entered = time.perf_counter()
    figures = reporting.get("/v1/figures", {**QUESTION, "after": answer["after"]})
    seen = time.perf_counter()
    reporting.get("/v1/figures", {**QUESTION, "after": answer["after"]})
    again = time.perf_counter()
    if _value(figures) != number:
        raise RuntimeError(f"the figure says {_value(figures)} meetings after {number}")
    return seen - began, entered - began + again - seen


def _value(figures: Any) -> int:
    (figure,) = figures["figures"]
    return int(figure["value"])


if __name__ == "__main__":
    show(run())
