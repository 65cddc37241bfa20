"""What is asked of the ledger: facts by what they are about, one fact with what became of it, and the lines as they were received."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import LargeBinary, cast, func, select, tuple_

from services.reporting.audit.domain import taken_back
from services.reporting.figures.application import NoSuchCouncil
from services.reporting.ledger import COUNCIL, PERSON, microseconds
from shared.contracts import REGISTRY
from shared.contracts.timeline import councils_in, persons_in
from shared.days import refuse_backwards
from shared.kernel import Incoherent, NotFound
from shared.platform.clock import start_of
from shared.platform.envelope import Entry, UnknownFact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy import ColumnElement, Select, Table

    from services.reporting.figures.readmodel import FigureTables
    from shared.kernel import Recorded
    from shared.platform.readmodel import ReadModel

NO_COUNCIL = "none"
"""Asked instead of a council: the facts that name none."""
LONGEST_FILE = 10_000
CAUSES_OF_A_BATCH = ("import:{batch}", "undo:{batch}")
"""What the facts that an import of a spreadsheet recorded, and those that took them back, say led to them."""
_BATCH = re.compile(r"(?:import|undo):([0-9a-f-]{36})")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PLACE = re.compile(r"([a-z]+)@(\d{1,18})")

Order = Literal["asc", "desc"]
Place = tuple[int, str, int]
"""Where a fact stands among all: when it was recorded, in microseconds since 1970, its source, its position there."""


class NoSuchSource(NotFound):
    """No log is called {source}."""

    pointer = "/path/source"


class NoSuchKindOfFact(Incoherent):
    """No kind of fact begins with {type}."""

    pointer = "/query/type"


class NoSuchFact(NotFound):
    """The log of {source} has no fact at position {position}."""

    pointer = "/path/position"


class TooManyFacts(Incoherent):
    """That makes {facts:fact|facts}: a file holds {limit} at most. Ask for less at once."""

    pointer = "/query/format"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which facts are asked for; all those to which every condition that is given applies. Days include both ends."""

    council: str | None = None
    """A code, or NO_COUNCIL."""
    person: UUID | None = None
    thing: UUID | None = None
    type: str | None = None
    """A type, or how it begins."""
    source: str | None = None
    by: str | None = None
    batch: str | None = None
    """What led to them; the id of an import of a spreadsheet stands for what it recorded and for its undoing."""
    request: UUID | None = None
    recorded_from: date | None = None
    recorded_to: date | None = None
    day_from: date | None = None
    day_to: date | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A fact as the ledger keeps it; what it says is none where this program cannot read it."""

    source: str
    position: int
    fact_id: str
    type: str
    stream_id: str
    recorded_us: int
    by: str
    request_id: str
    cause: str | None
    happened_on: date
    state: bytes
    chain: str
    councils: tuple[str, ...]
    persons: tuple[str, ...]
    recorded: Recorded | None
    """None of a type that a newer program recorded, and of what somebody altered: `./fil verify` tells which."""

    @property
    def recorded_at(self) -> datetime:
        """UTC, to the microsecond."""
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=self.recorded_us)


@dataclass(frozen=True, slots=True)
class Story:
    """A fact, those that correct or withdraw it, those that it corrects or withdraws, and the fact that led to it, where one did."""

    fact: Kept
    taken_back_by: list[Kept]
    takes_back: list[Kept]
    led_to_by: Kept | None


class Audit:
    """What can be asked of all facts."""

    def __init__(self, model: ReadModel[FigureTables]) -> None:
        self.model = model

    async def facts(self, wanted: Wanted, order: Order, after_place: Place | None, limit: int) -> list[Kept]:
        """The facts that are wanted, in the order in which they were recorded. Raises what `_conditions` refuses."""
        ledger = self.model.tables.ledger
        place = (ledger.c.recorded_us, ledger.c.source, ledger.c.position)
        question = self._rows().where(*await self._conditions(wanted)).limit(limit)
        if after_place is not None:
            here = tuple_(*place)
            question = question.where(here > after_place if order == "asc" else here < after_place)
        return await self._kept(question.order_by(*(one if order == "asc" else one.desc() for one in place)))

    async def all_facts(self, wanted: Wanted, order: Order) -> list[Kept]:
        """All of them, for a file. Raises TooManyFacts."""
        ledger = self.model.tables.ledger
        counted = select(func.count().label("facts")).select_from(ledger).where(*await self._conditions(wanted))
        (found,) = await self.model.rows(counted)
        if found["facts"] > LONGEST_FILE:
            raise TooManyFacts(facts=found["facts"], limit=LONGEST_FILE)
        return await self.facts(wanted, order, None, LONGEST_FILE)

    async def story(self, source: str, position: int) -> Story:
        """One fact, and what became of it. Raises NoSuchSource, NoSuchFact."""
        self._check_source(source, "/path/source")
        ledger = self.model.tables.ledger
        found = await self._kept(self._rows().where(ledger.c.source == source, ledger.c.position == position))
        if not found:
            raise NoSuchFact(source=source, position=position)
        (fact,) = found
        of_the_same = (ledger.c.source == source, ledger.c.stream_id == fact.stream_id)
        stream = await self._kept(self._rows().where(*of_the_same).order_by(ledger.c.position))
        later, earlier = await asyncio.to_thread(_ties, stream, position)
        return Story(fact, later, earlier, await self._cause(fact.cause))

    async def lines(self, source: str, after: int, limit: int) -> list[Entry]:
        """What the ledger keeps of a source behind a position, in order, as it was received. Raises NoSuchSource."""
        self._check_source(source, "/path/source")
        ledger = self.model.tables.ledger
        lines = (
            select(ledger.c.position, ledger.c.previous_position, _state(ledger), ledger.c.chain)
            .where(ledger.c.source == source, ledger.c.position > after)
            .order_by(ledger.c.position)
            .limit(limit)
        )
        return [Entry(**row) for row in await self.model.rows(lines)]

    async def _cause(self, cause: str | None) -> Kept | None:
        """The fact that is said to have led to another: by its id, by its place, or with which an import began."""
        if cause is None:
            return None
        ledger = self.model.tables.ledger
        is_it: ColumnElement[bool] = ledger.c.fact_id == cause
        if batch := _BATCH.fullmatch(cause):
            is_it = ledger.c.stream_id == batch[1]
        elif place := _PLACE.fullmatch(cause):
            is_it = (ledger.c.source == place[1]) & (ledger.c.position == int(place[2]))
        found = await self._kept(self._rows().where(is_it).order_by(ledger.c.position).limit(1))
        return found[0] if found else None

    async def _conditions(self, wanted: Wanted) -> list[ColumnElement[bool]]:
        """What must be so of a row. Raises NoSuchSource, NoSuchKindOfFact, NoSuchCouncil, EndsBeforeItStarts."""
        ledger = self.model.tables.ledger
        if wanted.source is not None:
            self._check_source(wanted.source, "/query/source")
        if wanted.type is not None and not any(name.startswith(wanted.type) for name in REGISTRY):
            raise NoSuchKindOfFact(type=wanted.type)
        for first, last, where in (
            (wanted.recorded_from, wanted.recorded_to, "query/recorded_to"),
            (wanted.day_from, wanted.day_to, "query/day_to"),
        ):
            if first is not None:
                refuse_backwards(where, first, last)
        same = {
            "stream_id": None if wanted.thing is None else str(wanted.thing),
            "source": wanted.source,
            "by": wanted.by,
            "request_id": None if wanted.request is None else str(wanted.request),
        }
        conditions = [ledger.c[column] == value for column, value in same.items() if value is not None]
        conditions += [*await self._of_a_council(wanted.council), *_of_days(ledger, wanted)]
        if wanted.batch is not None:
            causes = [wanted.batch]
            if _ID.fullmatch(wanted.batch):
                causes += [cause.format(batch=wanted.batch) for cause in CAUSES_OF_A_BATCH]
            conditions.append(ledger.c.cause.in_(causes))
        if wanted.person is not None:
            conditions.append(self._is_named(PERSON, str(wanted.person)))
        if wanted.type is not None:
            conditions.append(ledger.c.type.startswith(wanted.type, autoescape=True))
        return conditions

    async def _of_a_council(self, council: str | None) -> list[ColumnElement[bool]]:
        named = self.model.tables.named
        if council is None:
            return []
        if council == NO_COUNCIL:
            return [~self._is_named(COUNCIL)]
        known = select(named.c.position).where(named.c.kind == COUNCIL, named.c.named == council).limit(1)
        if not await self.model.rows(known):
            raise NoSuchCouncil(council_id=council)
        return [self._is_named(COUNCIL, council)]

    def _is_named(self, kind: str, name: str | None = None) -> ColumnElement[bool]:
        """Whether a fact names that council, or person; any, where none is said."""
        ledger, named = self.model.tables.ledger, self.model.tables.named
        row = select(named.c.position).where(
            named.c.source == ledger.c.source, named.c.position == ledger.c.position, named.c.kind == kind
        )
        return (row if name is None else row.where(named.c.named == name)).exists()

    def _check_source(self, source: str, pointer: str) -> None:
        if source not in self.model.projection.sources:
            refusal = NoSuchSource(source=source)
            refusal.pointer = pointer
            raise refusal

    def _rows(self) -> Select[Any]:
        ledger = self.model.tables.ledger
        names = ("source", "position", "fact_id", "type", "stream_id", "recorded_us", "by", "request_id", "cause")
        columns = (ledger.c[name] for name in (*names, "happened_on", "chain"))
        return select(*columns, _state(ledger))

    async def _kept(self, question: Select[Any]) -> list[Kept]:
        rows = await self.model.rows(question)
        return await asyncio.to_thread(lambda: [_read(row) for row in rows])


def _state(ledger: Table) -> ColumnElement[bytes]:
    """Bytes, also where somebody has put a text in their place: that is what auditors look for."""
    return cast(ledger.c.state, LargeBinary).label("state")


def _read(row: dict[str, Any]) -> Kept:
    """A row of the ledger, with what can be read of it: whoever alters a database may have put anything there."""
    entry = Entry(row["position"], 0, row["state"])
    councils, persons, recorded = frozenset[str](), frozenset[str](), None
    with suppress(ValueError, TypeError, KeyError, AttributeError, UnknownFact):
        said = entry.head()["data"]
        councils, persons = councils_in(said), persons_in(said)
        recorded = entry.recorded()
    return Kept(**row, councils=tuple(sorted(councils)), persons=tuple(sorted(persons)), recorded=recorded)


def _ties(stream: Sequence[Kept], position: int) -> tuple[list[Kept], list[Kept]]:
    """Those of its stream that correct or withdraw the fact at that position, and those that it corrects or withdraws."""
    kept = {one.position: one for one in stream}
    pairs = list(taken_back([one.recorded for one in stream if one.recorded is not None]))
    return (
        [kept[later.position] for earlier, later in pairs if earlier.position == position],
        [kept[earlier.position] for earlier, later in pairs if later.position == position],
    )


def _of_days(ledger: Table, wanted: Wanted) -> list[ColumnElement[bool]]:
    """Both ends included: a day of recording begins and ends at midnight in Paris, however long the clocks make it."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.recorded_from is not None:
        conditions.append(ledger.c.recorded_us >= microseconds(start_of(wanted.recorded_from)))
    if wanted.recorded_to is not None:
        conditions.append(ledger.c.recorded_us < microseconds(start_of(wanted.recorded_to + timedelta(days=1))))
    if wanted.day_from is not None:
        conditions.append(ledger.c.happened_on >= wanted.day_from)
    if wanted.day_to is not None:
        conditions.append(ledger.c.happened_on <= wanted.day_to)
    return conditions
