"""A ledger that is told facts directly, without a broker or a source; figures and traces are then asked of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from services.reporting.figures import application
from services.reporting.figures.readmodel import FigureProjection
from services.reporting.indicators.catalogue import BY_CODE
from shared.kernel import Recorded
from shared.platform.envelope import Entry, encode
from shared.platform.readmodel import ReadModel
from tests.reporting.histories import source_of

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterable
    from decimal import Decimal

    from services.reporting.figures.application.answers import Figure, Question, Trace
    from services.reporting.figures.readmodel import FigureTables
    from shared.kernel import Fact
    from shared.platform.clock import Clock
    from tests.reporting.histories import History

LOGS = {"councils": UUID(int=1), "activities": UUID(int=2), "reporting": UUID(int=4)}
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
"""The first fact of each source is recorded a second later, unless told otherwise; each other a second after it."""


def entry(fact: Fact, position: int, at: datetime | None = None, **envelope: Any) -> Entry:
    """A fact at its place in the log of its source. The same fact at the same place is always the same bytes.

    `envelope` is what is not as usual: by whom, in which stream, because of what.
    """
    source = source_of(fact)
    usual: dict[str, Any] = {
        "stream_id": UUID(int=3),
        "version": 1,
        "by": "tester",
        "request_id": "request",
        "cause": None,
    }
    recorded = Recorded(
        id=uuid5(LOGS[source], str(position)),
        source=source,
        log_id=LOGS[source],
        recorded_at=at or BEGINNING + timedelta(seconds=position),
        fact=fact,
        **usual | envelope,
    )
    return Entry(position, position - 1, encode(recorded))


class Ledger:
    """The figures of one database, and whoever tells it facts."""

    def __init__(self, url: str, runner: asyncio.Runner, clock: Clock) -> None:
        self.model: ReadModel[FigureTables] = ReadModel(url, FigureProjection())
        self.model.migrate()
        self.model.open()
        self.figures = application.Figures(self.model, clock)
        self.run = runner.run

    def afresh(self) -> Ledger:
        """Forget everything: a database may serve several tests, one after the other."""
        self.model.activate(self.model._new_generation())
        return self

    def tell(self, history: History | Iterable[Fact], at: datetime | None = None, **envelope: Any) -> Ledger:
        """These facts were recorded, each at the next place in the log of its source."""
        facts = list(history) if not hasattr(history, "facts") else history.facts
        for source, log_id in LOGS.items():
            mine = [fact for fact in facts if source_of(fact) == source]
            first = self.model.positions[source] + 1
            entries = [entry(fact, first + rank, at, **envelope) for rank, fact in enumerate(mine)]
            if entries:
                self.run(self.model.take(source, log_id, entries))
        return self

    def question(
        self,
        first: str,
        last: str,
        *,
        by: str | None = None,
        council: str | None = None,
        arrondissement: str | None = None,
        as_of: str | None = None,
    ) -> Question:
        dimensions = tuple(by.split(",")) if by else ()
        period = date.fromisoformat(first), date.fromisoformat(last)
        return self.run(self.figures.question(*period, as_of, dimensions, council, arrondissement))

    def ask(self, code: str, first: str, last: str, **scope: str) -> list[Figure]:
        return self.run(self.figures.figures([BY_CODE[code]], self.question(first, last, **scope)))

    def figure(self, code: str, first: str, last: str, **scope: str) -> Figure:
        """The figure of a whole scope."""
        (figure,) = self.ask(code, first, last, **scope)
        return figure

    def value(self, code: str, first: str, last: str, **scope: str) -> int | Decimal | None:
        return self.figure(code, first, last, **scope).value

    def terms(self, code: str, first: str, last: str, **scope: str) -> tuple[int | None, int | None]:
        """Numerator and denominator."""
        figure = self.figure(code, first, last, **scope)
        return figure.numerator, figure.denominator

    def by(self, dimensions: str, code: str, first: str, last: str, **scope: str) -> dict[str, int | Decimal | None]:
        """Values by the parts of a breakdown, `CC18 PLENARY`."""
        found = self.ask(code, first, last, by=dimensions, **scope)
        names = dimensions.split(",")
        return {" ".join(str(figure.scope[name]) for name in names): figure.value for figure in found}

    def trace(self, code: str, first: str, last: str, **scope: str) -> Trace:
        return self.run(self.figures.trace(BY_CODE[code], self.question(first, last, **scope)))

    def counted(self, code: str, first: str, last: str, **scope: str) -> list[str]:
        """What a trace counts, in words: `value +1 meeting-held`."""
        trace = self.trace(code, first, last, **scope)
        return [f"{one.part} {one.weight:+d} {_words(one.state)}" for one in trace.counted]

    def not_counted(self, code: str, first: str, last: str, **scope: str) -> list[str]:
        """What a trace does not count, and why: `value meeting-held attendance-unknown`."""
        trace = self.trace(code, first, last, **scope)
        return [f"{one.part} {_words(one.state)} {one.reason}" for one in trace.not_counted]

    def digests(self) -> dict[str, str]:
        """What each table holds."""
        assert self.model._active is not None
        return {one.table: one.digest for one in self.model._digests(self.model._active)}

    def close(self) -> None:
        self.model.engine.dispose()


def _words(state: bytes) -> str:
    name: str = Entry(0, 0, state).head()["type"]
    return name.partition(".")[2].removesuffix(".v1")
