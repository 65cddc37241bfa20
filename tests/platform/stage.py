"""What the tests of the platform play with: a council that takes what it is told, a store, a projection that counts."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, Column, Connection, MetaData, Table, insert, select

from shared.contracts.councils.council import CouncilEstablished
from shared.contracts.councils.team import FacilitatorAssigned
from shared.kernel import Acting, Aggregate, Fact, RuleBroken
from shared.platform.clock import Clock
from shared.platform.readmodel import Projection, ReadModel, heard
from shared.platform.service import end
from shared.platform.store import Command, Committed, Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from shared.platform.envelope import Entry

DAY = date(2026, 3, 5)
STREAM = UUID("11111111-1111-4111-8111-111111111111")
OTHER_STREAM = UUID("22222222-2222-4222-8222-222222222222")


class Unlucky(RuleBroken):
    """Thirteen is refused."""


class Team(Aggregate):
    """Facilitators by number. It refuses the thirteenth, after it has recorded it: the worst moment."""

    def __init__(self, id: UUID) -> None:  # noqa: A002 - as its parent
        super().__init__(id)
        self.numbers: list[int] = []

    def assign(self, *numbers: int) -> None:
        for number in numbers:
            self.record(assigned(number))
            if number == 13:
                raise Unlucky

    def remember(self, fact: Fact) -> None:
        match fact:
            case FacilitatorAssigned(facilitator_id=facilitator_id):
                self.numbers.append(facilitator_id.int)


def assigned(number: int) -> FacilitatorAssigned:
    return FacilitatorAssigned(council_id="CC18", facilitator_id=UUID(int=number), assigned_on=DAY)


def established(name: str = "Conseil citoyen du 18e") -> CouncilEstablished:
    return CouncilEstablished(council_id="CC18", name=name, arrondissement="18", established_on=DAY)


def command(key: str | None = None, *, asks: str = "the same", if_match: int | None = None) -> Command:
    """`asks` stands for the request: another text is another fingerprint."""
    acting = Acting(by="tester", request_id="request-1", cause="RR-015")
    return Command(f"tester:{key or uuid4()}", asks, acting, if_match)


async def assign(store: Store, *numbers: int, stream: UUID = STREAM, **how: Any) -> Committed:
    """One command that records as many facts as numbers."""
    return await store.open(command(**how), Team, stream, lambda team: team.assign(*numbers))


@asynccontextmanager
async def opened(url: str, source: str = "councils") -> AsyncIterator[Store]:
    """The store at that address, migrated, accepting commands."""
    store = Store(source, url, Clock())
    store.migrate()
    store.start()
    try:
        yield store
    finally:
        await store.stop()


async def numbers_in(store: Store) -> list[int]:
    """What the log says, in its order."""
    return numbers_of(await store.page(0, 5000))


def numbers_of(entries: Sequence[Entry]) -> list[int]:
    return [
        fact.facilitator_id.int for entry in entries if isinstance(fact := entry.recorded().fact, FacilitatorAssigned)
    ]


@asynccontextmanager
async def running(*parts: Any) -> AsyncIterator[None]:
    """Relays and readers at work."""
    tasks = [asyncio.create_task(part.run()) for part in parts]
    try:
        yield
    finally:
        await end(tasks)


async def eventually(holds: Callable[[], bool | Awaitable[bool]], *, within: float = 15) -> None:
    """Return as soon as it holds."""
    deadline = time.monotonic() + within
    while True:
        answer = holds()
        if await answer if not isinstance(answer, bool) else answer:
            return
        assert time.monotonic() < deadline, "it never came true"
        await asyncio.sleep(0.02)


@dataclass(frozen=True, slots=True)
class TallyTables:
    """One row a fact, with the number it says."""

    line: Table


class Tally(Projection[TallyTables]):
    """A projection that writes down each number at its position, and cannot apply those it is told not to."""

    name: ClassVar[str] = "tally"
    version: ClassVar[int] = 1
    sources: ClassVar[tuple[str, ...]] = ("councils",)
    listens_to: ClassVar[tuple[type[Fact], ...]] = (FacilitatorAssigned,)

    def __init__(self, *, factor: int = 1, column: str | None = None) -> None:
        self.factor = factor
        self.column = column
        self.poison: set[int] = set()
        self.excuse = "cannot be applied"

    def tables(self, metadata: MetaData, suffix: str) -> TallyTables:
        columns: list[Column[Any]] = [
            Column("position", BigInteger, primary_key=True, autoincrement=False),
            Column("number", BigInteger, nullable=False),
        ]
        if self.column:
            columns.append(Column(self.column, BigInteger, nullable=True))
        return TallyTables(Table(f"{self.name}_line{suffix}", metadata, *columns))

    def apply(self, connection: Connection, tables: TallyTables, entries: Sequence[Entry]) -> None:
        for recorded in heard(self, entries):
            assert isinstance(recorded.fact, FacilitatorAssigned)
            number = recorded.fact.facilitator_id.int
            connection.execute(insert(tables.line).values(position=recorded.position, number=number * self.factor))
            if number in self.poison:
                raise ZeroDivisionError(f"{number} {self.excuse}")


def tally(*, name: str = "tally", version: int = 1, factor: int = 1, column: str | None = None) -> Tally:
    """A tally of another name or version, whose lines hold another multiple, or one column more."""
    return type("OtherTally", (Tally,), {"name": name, "version": version})(factor=factor, column=column)  # type: ignore[no-any-return]


models: list[ReadModel[TallyTables]] = []
"""Those that the test made; their connections are closed when it ends."""


def read_model(url: str, projection: Tally | None = None) -> ReadModel[TallyTables]:
    """The tables of a tally at that address, migrated; not yet opened."""
    model: ReadModel[TallyTables] = ReadModel(url, projection or Tally())
    models.append(model)
    model.migrate()
    return model


def opened_model(url: str, projection: Tally | None = None) -> ReadModel[TallyTables]:
    """The same, opened: facts can be applied."""
    model = read_model(url, projection)
    model.open()
    return model


async def lines(model: ReadModel[TallyTables]) -> list[int]:
    """The numbers written down, in the order of their positions."""
    line = model.tables.line
    return [row["number"] for row in await model.rows(select(line.c.number).order_by(line.c.position))]
