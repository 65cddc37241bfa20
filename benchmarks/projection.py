"""Projections on PostgreSQL: counting meetings by council, against the library's `ProjectionRunner`, which does the same.

Live: a stream that is full, through our feed and reader. Rebuild: from the service's log over HTTP, and from a store in the
same process. The runner reads its own application's log; each of its events is a transaction. Rates are compared, as the
runner would take long over as many.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import ExitStack, contextmanager
from statistics import median
from typing import TYPE_CHECKING, Any

from eventsourcing.projection import ProjectionRunner
from sqlalchemy import func, select

from benchmarks.baselines import library_variables
from benchmarks.counting import Counting, CountingProjection, CountsView, Held, MeetingsHeld
from benchmarks.facts import COUNCILS, SOURCE, store_of_meetings
from benchmarks.measure import Line, alternate, announce, show
from benchmarks.servers import Caller, Ground, ground
from services.reporting.figures.readmodel import FigureProjection
from shared.platform.bus import Bus, Feed
from shared.platform.log import RemoteLog
from shared.platform.reader import Reader
from shared.platform.readmodel import Projection, ReadModel
from tests.support import postgres
from tests.support.ports import LOOPBACK, free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shared.platform.log import Log

FACTS = 20_000
RUNNER_FACTS = 2_000
PATIENCE_SECONDS = 120


def run() -> list[Line]:
    """Measure and compare."""
    announce(f"Projection: {FACTS:,} facts of ours, {RUNNER_FACTS:,} events for the runner, PostgreSQL")
    with ExitStack() as stack:
        here = stack.enter_context(ground())
        server = stack.enter_context(postgres.running())
        nats_url = stack.enter_context(here.nats())
        source_url = stack.enter_context(server.database())
        store = stack.enter_context(store_of_meetings(source_url, FACTS))
        caller = stack.enter_context(_serving(here, source_url, nats_url))

        def remote(port: int) -> RemoteLog:
            return RemoteLog(f"http://{LOOPBACK}:{port}", here.signer, "service:benchmark")

        def rebuilt(projection: Callable[[], Projection[Any]], log: Callable[[], Log]) -> Callable[[], float]:
            def measure() -> float:
                with server.database() as url:
                    return asyncio.run(_rebuilt(_opened(url, projection()), log()))

            return measure

        def live() -> float:
            with server.database() as url:
                return asyncio.run(_live(_opened(url, Counting()), remote(free_port()), nats_url))

        def runner() -> float:
            with server.database() as url:
                return _runner(url)

        found = alternate(
            {
                "ProjectionRunner, events/s": runner,
                "live from NATS, facts/s": live,
                "rebuild over HTTP, facts/s": rebuilt(Counting, lambda: remote(caller.port)),
                "rebuild from a store, facts/s": rebuilt(Counting, lambda: store),
                "rebuild of the figures, facts/s": rebuilt(FigureProjection, lambda: remote(caller.port)),
            }
        )
    baseline, live_rate, over_http, from_store, figures = (median(rates) for rates in found.values())
    return [
        Line("live from NATS", live_rate, baseline, at_least=10),
        Line("rebuild over HTTP", over_http, baseline, at_least=40),
        Line("rebuild from a store", from_store, baseline, at_least=40),
        Line("rebuild of the figures (they do more)", figures, baseline),
    ]


def _runner(url: str) -> float:
    """Events a second, from an empty view to the last event."""
    environment = library_variables(url)
    application = MeetingsHeld(environment)
    meetings = [Held(f"CC{rank % COUNCILS + 1}", "2026-03-05", 13) for rank in range(RUNNER_FACTS)]
    last = application.save(*meetings)[-1].notification.id
    started = time.perf_counter()
    with ProjectionRunner(
        application_class=MeetingsHeld, projection_class=CountingProjection, view_class=CountsView, env=environment
    ) as runner:
        runner.wait(last, timeout=PATIENCE_SECONDS)
        seconds = time.perf_counter() - started
        _check(runner.view.meetings(), RUNNER_FACTS)
    application.close()
    return round(RUNNER_FACTS / seconds)


async def _live(model: ReadModel[Any], away: Log, nats_url: str) -> float:
    """Facts a second, from the stream alone: the source is away, so that nothing can be read from its log instead."""
    bus = Bus(nats_url, "benchmark")
    # Named after its database, so that each round has a consumer of its own.
    reader = Reader(model, SOURCE, away, Feed(bus, SOURCE, f"benchmark-{model.engine.url.database}"))
    started = time.perf_counter()
    running = asyncio.create_task(reader.run())
    while reader.position < FACTS:
        await model.next_change()
    seconds = time.perf_counter() - started
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await bus.close()
    await _check_counts(model)
    return round(FACTS / seconds)


async def _rebuilt(model: ReadModel[Any], log: Log) -> float:
    """Facts a second, into new tables, until they are read from."""
    started = time.perf_counter()
    await model.rebuild({SOURCE: log})
    seconds = time.perf_counter() - started
    await _check_counts(model)
    return round(FACTS / seconds)


async def _check_counts(model: ReadModel[Any]) -> None:
    if isinstance(model.projection, Counting):
        (row,) = await model.rows(select(func.sum(model.tables.count.c.meetings).label("meetings")))
        _check(int(row["meetings"]), FACTS)
    model.engine.dispose()


def _check(counted: int, expected: int) -> None:
    if counted != expected:
        raise RuntimeError(f"{counted} meetings were counted, of {expected}")


def _opened(url: str, projection: Projection[Any]) -> ReadModel[Any]:
    model = ReadModel(url, projection)
    model.migrate()
    model.open()
    return model


@contextmanager
def _serving(here: Ground, source_url: str, nats_url: str) -> Iterator[Caller]:
    """The service of that log, once it is at rest."""
    settings = {
        "FIL_STORE_URL": source_url,
        "FIL_VIEWS_URL": f"sqlite:///{here.new_folder()}/views.db",
        "FIL_NATS_URL": nats_url,
    }
    with here.service(SOURCE, settings) as caller:
        while not _has_settled(caller):
            time.sleep(0.5)
        yield caller


def _has_settled(caller: Caller) -> bool:
    """Whether it has shown all of its log in its views, and published it."""
    shown = [one["positions"].get(SOURCE, FACTS) for one in caller.get("/v1/projections")["projections"]]
    published = f'fil_published_position{{service="{SOURCE}"}} {float(FACTS)}' in caller.get_text("/metrics")
    return published and min(shown) >= FACTS


if __name__ == "__main__":
    show(run())
