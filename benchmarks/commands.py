"""Commands: the whole way of `POST /v1/meetings/held`, against a route that does nothing and the library's `save()`.

Ours checks the token, the key and the body, lets the meeting decide, commits the fact with the answer, publishes it and
shows it in the service's views, all in one process. Every round has fresh servers and an empty database.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.baselines import library_variables
from benchmarks.client import SERIAL, Load, put_under_load
from benchmarks.measure import Line, alternate, announce, show
from benchmarks.servers import Caller, Ground, ground
from tests.support import postgres
from tests.support.ports import LOOPBACK, free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    NewDatabase = Callable[[], AbstractContextManager[str]]

PATH = "/v1/meetings/held"
COUNCIL = {"council_id": "CC18", "name": "Conseil citoyen", "arrondissement": "18", "established_on": "2015-03-14"}
HELD = {
    "council_id": "CC18",
    "kind": "PLENARY",
    "held_on": "2026-03-05",
    "attendance": {
        "present": 14,
        "members": [
            {"college": "RESIDENT", "gender": "F", "age_band": "26_39", "heads": 6},
            {"college": "LOCAL_ACTOR", "gender": "M", "age_band": "40_59", "heads": 3},
        ],
        "guests": 1,
        "unnamed": 4,
    },
}


def run() -> list[Line]:
    """Measure and compare."""
    announce("Commands: POST /v1/meetings/held at 32 connections")
    with ground() as here, postgres.running() as server:
        databases: dict[str, NewDatabase] = {"SQLite": partial(_file, here), "PostgreSQL": server.database}
        measures: dict[str, Callable[[], Load]] = {"bare route": partial(_baseline, here, "bare", {})}
        for name, new in databases.items():
            measures[f"save(), {name}"] = partial(_saving, here, new)
            measures[f"ours, {name}"] = partial(_ours, here, new)
        found = alternate(measures)
    rate = {name: median(load.per_second for load in loads) for name, loads in found.items()}
    lines = []
    for name in databases:
        ours, aimed = rate[f"ours, {name}"], name == "SQLite"
        lines += [
            Line(f"POST on {name}, against save()", ours, rate[f"save(), {name}"], at_least=2.5 if aimed else None),
            Line(f"POST on {name}, against a bare route", ours, rate["bare route"], at_least=0.4 if aimed else None),
        ]
    return lines


def _ours(here: Ground, new: NewDatabase) -> Load:
    """The services as they are run; the councils only stand by, as meetings are held by one that exists."""
    ports = {"councils": free_port(), "activities": free_port()}
    with (
        here.nats() as nats_url,
        new() as facts,
        new() as views,
        _file(here) as council_facts,
        _file(here) as council_views,
    ):
        settings = {"FIL_NATS_URL": nats_url, "FIL_COUNCILS_URL": f"http://{LOOPBACK}:{ports['councils']}"}
        theirs = {**settings, "FIL_STORE_URL": council_facts, "FIL_VIEWS_URL": council_views}
        mine = {**settings, "FIL_STORE_URL": facts, "FIL_VIEWS_URL": views}
        with here.service("councils", theirs, ports["councils"]) as councils:
            councils.post("/v1/councils", COUNCIL)
            with here.service("activities", mine, ports["activities"]) as activities:
                activities.post(PATH, HELD)
                headers = {**activities.authorization, "Idempotency-Key": f"benchmark-{SERIAL}"}
                return put_under_load(activities.port, PATH, HELD, headers)


def _saving(here: Ground, new: NewDatabase) -> Load:
    with new() as url:
        return _baseline(here, "saving", library_variables(url))


def _baseline(here: Ground, which: str, variables: dict[str, str]) -> Load:
    port = free_port()
    with here.process(which, ["-m", "benchmarks.baselines", which, str(port)], variables):
        Caller(port, here.signer).wait_until_ready()
        return put_under_load(port, PATH, HELD, {})


@contextmanager
def _file(here: Ground) -> Iterator[str]:
    yield f"sqlite:///{here.new_folder() / 'database'}"


if __name__ == "__main__":
    show(run())
