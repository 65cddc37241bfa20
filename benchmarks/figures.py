"""Figures at scale: how long questions take as the log grows, and how fast the tables of figures are made from it.

`python -m benchmarks.figures [FACTS …]`: 10,000 and 100,000 when none is said; a million takes most of an hour. A log is made
of what eight councils say in years: meetings with their roll call, joinings, hours of work, initiatives, corrections of attendance.
Questions are compared with the plainest one of the same tables, the count of all contributions; the making of the tables with
only decoding the log.
"""

from __future__ import annotations

import asyncio
import resource
import sys
import time
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from sqlalchemy import func, select

from benchmarks.measure import Line, announce, show
from benchmarks.servers import ground
from services.reporting.figures.application import Figures
from services.reporting.figures.readmodel import FigureProjection
from services.reporting.indicators.catalogue import BY_CODE, INDICATORS
from shared.contracts.activities.fieldwork import ActivityKind, ActivityLogged
from shared.contracts.activities.initiatives import InitiativeProposed
from shared.contracts.activities.meetings import AttendanceCorrected, CorrectionReason, MeetingHeld
from shared.contracts.activities.words import MediationRegister
from shared.contracts.councils.composition import MemberJoined, Recruitment
from shared.contracts.councils.council import CouncilEstablished
from shared.contracts.vocabulary import (
    AgeBand,
    Attendance,
    College,
    Gender,
    HeadCount,
    MeetingKind,
    MemberRole,
    Theme,
)
from shared.kernel import Recorded
from shared.platform.clock import Clock
from shared.platform.envelope import Entry, encode
from shared.platform.readmodel import ReadModel
from tests.support import postgres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shared.kernel import Fact

SIZES = (10_000, 100_000)
AT_ONCE = 500
"""Facts a transaction, as readers take them."""
ROUNDS = 5
LOGS = {"councils": UUID(int=1), "activities": UUID(int=2)}
COUNCILS = tuple(f"CC{number}" for number in (10, 11, 13, 14, 17, 18, 19, 20))
YEARS = (date(2017, 1, 1), date(2026, 10, 31))
BEGINNING = datetime(2017, 1, 1, tzinfo=UTC)


def run(sizes: tuple[int, ...] = SIZES) -> list[Line]:
    """Measure each size on each database."""
    announce(f"Figures: {', '.join(f'{size:,}' for size in sizes)} facts, SQLite and PostgreSQL")
    lines = []
    with ExitStack() as stack:
        here = stack.enter_context(ground())
        server = stack.enter_context(postgres.running())
        for size in sizes:
            lines += asyncio.run(_measured(f"sqlite:///{here.new_folder()}/views.db", "SQLite", size))
            with server.database() as url:
                lines += asyncio.run(_measured(url, "PostgreSQL", size))
    return lines


async def _measured(url: str, kind: str, size: int) -> list[Line]:
    model = ReadModel(url, FigureProjection())
    model.migrate()
    model.open()
    name = f"{kind}, {size:,}"
    decoding, making = await _made(model, size)
    lines = [Line(f"{name}: tables made, against the log only decoded", making, decoding, at_least=0.5)]
    figures = Figures(model, Clock())
    contribution = model.tables.contribution
    plain = await _timed(lambda: model.rows(select(func.count().label("rows")).select_from(contribution)))
    most = 150 if kind == "SQLite" else 50
    asked: dict[str, tuple[Callable[[], Any], int]] = {
        "one indicator by council and month, as of a past day": (lambda: _by_month(figures), most),
        f"all {len(INDICATORS)} indicators of a year": (lambda: _all(figures), 2_000),
        "trace of a figure of a council and a year": (lambda: _trace(figures), 20),
    }
    for question, (ask, goal) in asked.items():
        lines.append(Line(f"{name}: {question}", await _timed(ask), plain, " ms", at_most=goal))
    model.engine.dispose()
    print(
        f"  {name}: the process has held {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most",
        flush=True,
    )
    return lines


async def _made(model: ReadModel[Any], size: int) -> tuple[float, float]:
    """Facts a second: only decoded, and made into tables."""
    decoding = making = 0.0
    for source, entries in _batches(size):
        started = time.perf_counter()
        for entry in entries:
            entry.recorded()
        decoded = time.perf_counter()
        await model.take(source, LOGS[source], entries)
        decoding += decoded - started
        making += time.perf_counter() - decoded
    return size / decoding, size / making


async def _timed(ask: Callable[[], Any]) -> float:
    """Milliseconds, the median of some rounds after a first one."""
    took = []
    for _ in range(ROUNDS + 1):
        started = time.perf_counter()
        await ask()
        took.append((time.perf_counter() - started) * 1000)
    return median(took[1:])


async def _by_month(figures: Figures) -> None:
    question = await figures.question(date(2025, 1, 1), date(2025, 12, 31), "2026-01-31", ("council",))
    found = await figures.series(BY_CODE["VIE-03"], question, "month")
    _check(len(found), 12)


async def _all(figures: Figures) -> None:
    question = await figures.question(date(2025, 1, 1), date(2025, 12, 31), None)
    _check(len(await figures.figures(INDICATORS, question)), len(INDICATORS))


async def _trace(figures: Figures) -> None:
    question = await figures.question(date(2025, 1, 1), date(2025, 12, 31), None, council="CC18")
    _check(len((await figures.trace(BY_CODE["VIE-03"], question)).counted), 1)


def _check(found: int, least: int) -> None:
    if found < least:
        raise RuntimeError(f"{found} were found, of {least} at least")


def _batches(size: int) -> Iterator[tuple[str, list[Entry]]]:
    """The log of each source, in the sizes in which readers take them. The same for each run."""
    chance = Random(2017)  # noqa: S311 - the same facts each time
    positions = dict.fromkeys(LOGS, 0)
    waiting: dict[str, list[Entry]] = {source: [] for source in LOGS}
    for rank, (source, fact) in enumerate(_facts(size, chance)):
        positions[source] += 1
        waiting[source].append(_entry(source, positions[source], fact, rank, size))
        if len(waiting[source]) == AT_ONCE:
            yield source, waiting[source]
            waiting[source] = []
    for source, entries in waiting.items():
        if entries:
            yield source, entries


def _entry(source: str, position: int, fact: Fact, rank: int, size: int) -> Entry:
    """Recorded in the order of the log, evenly over the years."""
    recorded_at = BEGINNING + timedelta(days=(YEARS[1] - YEARS[0]).days * rank / size)
    recorded = Recorded(
        id=uuid5(LOGS[source], str(position)),
        source=source,
        log_id=LOGS[source],
        stream_id=UUID(int=position),
        version=1,
        recorded_at=recorded_at,
        by="benchmark",
        request_id="benchmark",
        cause=None,
        fact=fact,
    )
    return Entry(position, position - 1, encode(recorded))


def _facts(size: int, chance: Random) -> Iterator[tuple[str, Fact]]:
    """What is said: councils first, then what happens to them, a day after another."""
    for council_id in COUNCILS:
        yield (
            "councils",
            CouncilEstablished(
                council_id=council_id, name=council_id, arrondissement=council_id[2:], established_on=YEARS[0]
            ),
        )
    last: MeetingHeld | None = None
    for rank in range(size - len(COUNCILS)):
        day = YEARS[0] + timedelta(days=(YEARS[1] - YEARS[0]).days * rank // size)
        council_id, id_ = chance.choice(COUNCILS), UUID(int=chance.getrandbits(128))
        what = chance.random()
        if what < 0.45:
            kind = chance.choice(list(ActivityKind))
            yield (
                "activities",
                ActivityLogged(
                    entry_id=id_,
                    council_id=council_id,
                    kind=kind,
                    minutes=45,
                    mediation=MediationRegister.PROJECT_SUPPORT,
                    done_on=day,
                ),
            )
        elif what < 0.85:
            last = MeetingHeld(
                meeting_id=id_, council_id=council_id, kind=MeetingKind.PLENARY, held_on=day, attendance=_room(chance)
            )
            yield "activities", last
        elif what < 0.9 and last is not None:
            yield "activities", _counted_again(last, chance)
            last = None
        elif what < 0.95:
            theme = chance.choice(list(Theme))
            yield (
                "activities",
                InitiativeProposed(
                    initiative_id=id_, council_id=council_id, title="Initiative", theme=theme, proposed_on=day
                ),
            )
        else:
            yield (
                "councils",
                MemberJoined(
                    council_id=council_id,
                    person_id=id_,
                    college=chance.choice(list(College)),
                    role=MemberRole.TITULAR,
                    recruitment=Recruitment.OUTREACH,
                    gender=chance.choice(list(Gender)),
                    age_band=chance.choice(list(AgeBand)),
                    joined_on=day,
                ),
            )


def _room(chance: Random) -> Attendance:
    heads = chance.randint(1, 9)
    return Attendance(
        present=heads + 4,
        members=(HeadCount(college=College.RESIDENT, gender=Gender.F, age_band=AgeBand.FROM_26_TO_39, heads=heads),),
        unnamed=4,
    )


def _counted_again(meeting: MeetingHeld, chance: Random) -> AttendanceCorrected:
    return AttendanceCorrected(
        meeting_id=meeting.meeting_id,
        council_id=meeting.council_id,
        kind=meeting.kind,
        held_on=meeting.held_on,
        before=meeting.attendance,
        after=_room(chance),
        reason=CorrectionReason.TYPING_ERROR,
    )


if __name__ == "__main__":
    show(run(tuple(map(int, sys.argv[1:])) or SIZES))
