"""What people do with agreements: say what was agreed, and see how far it is reached.

Whatever is seen, it is seen as it was known at one point in the logs: figures, and also targets, keys and comments.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from services.reporting.agreements.domain import AgreementEntry, shared_out, year_of
from services.reporting.indicators.catalogue import BY_CODE
from shared.contracts.reporting.agreements import (
    FACTS,
    AgreementSigned,
    AllocationKeySet,
    CommentWritten,
    FundingAgreed,
    ObjectiveAgreed,
    TargetSet,
)
from shared.councils import UnknownCouncil
from shared.entries.application import Entries
from shared.kernel import NotFound
from shared.platform.readmodel import write_vector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from decimal import Decimal
    from uuid import UUID

    from services.reporting.figures.application import Figures
    from services.reporting.figures.application.answers import Figure, Question
    from services.reporting.figures.readmodel import FigureTables
    from services.reporting.indicators.measures import Indicator
    from shared.contracts.vocabulary import FunderKind
    from shared.entries.readmodel import EntryViews
    from shared.kernel import Fact
    from shared.platform.clock import Clock
    from shared.platform.readmodel import ReadModel, Vector
    from shared.platform.store import Store

PAGE = 1000


class CountedCouncils:
    """Whether a council exists, as the figures know."""

    def __init__(self, model: ReadModel[FigureTables]) -> None:
        self._model = model

    async def require(self, council_id: str, pointer: str = "/council_id") -> None:
        """Go on only with a council that exists. Raises UnknownCouncil, after having waited a little for news."""
        council = self._model.tables.council
        if not await self._model.rows_soon(select(council).where(council.c.council_id == council_id)):
            raise UnknownCouncil(pointer)


@dataclass(frozen=True, slots=True)
class Line:
    """One target, and how far it is reached."""

    target: TargetSet
    figure: Figure
    gap: int | Decimal | None
    """What was achieved less the target, in the unit of the indicator; None where it cannot be measured."""
    counted: int
    """Facts that the figure is made of."""
    parts: Mapping[FunderKind, int] | None
    """Which part each of those who pay may show; None without a key, and for shares and means, which all show whole."""
    comments: list[CommentWritten]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the targets of a year are reached."""

    agreement: AgreementSigned
    question: Question
    objectives: Mapping[UUID, ObjectiveAgreed]
    fundings: list[FundingAgreed]
    key: AllocationKeySet | None
    lines: list[Line]


class Agreements(Entries):
    """Agreements, as people act on them and read them. Every method raises what the entry refuses."""

    def __init__(
        self, store: Store, model: ReadModel[FigureTables], figures: Figures, clock: Clock, views: EntryViews
    ) -> None:
        super().__init__(store, AgreementEntry, CountedCouncils(model), clock, views)
        self._figures = figures

    async def progress(
        self,
        agreement_id: UUID,
        year: int,
        as_of: str | None,
        indicator: Callable[[str], Indicator] = BY_CODE.__getitem__,
    ) -> Progress:
        """How far the targets of a year are reached, from what was known then, by the indicators that `indicator` gives.

        Raises NotFound, YearOutsideAgreement, and what the figures refuse.
        """
        now = await self._figures.as_of(as_of)
        said = await self._standing(now)
        agreement = next((one for one in _of(AgreementSigned, said) if one.entry_id == agreement_id), None)
        if agreement is None:
            raise NotFound
        question = await self._figures.question(*year_of(agreement, year), write_vector(now))
        under = [fact for fact in said if getattr(fact, "agreement_id", None) == agreement_id]
        key = _key_on(_of(AllocationKeySet, under), question.last)
        comments = await self.comments(now, year)
        targets = sorted((one for one in _of(TargetSet, under) if one.year == year), key=lambda one: one.indicator)
        return Progress(
            agreement,
            question,
            {one.entry_id: one for one in _of(ObjectiveAgreed, under)},
            [one for one in _of(FundingAgreed, under) if one.year == year],
            key,
            [await self._line(target, indicator(target.indicator), question, key, comments) for target in targets],
        )

    async def comments(self, as_of: Vector, year: int) -> list[CommentWritten]:
        """What was written of figures of a year and stood at a point in the log, in the order in which it was first said."""
        return [one for one in _of(CommentWritten, await self._standing(as_of)) if one.year == year]

    async def _line(
        self,
        target: TargetSet,
        indicator: Indicator,
        question: Question,
        key: AllocationKeySet | None,
        comments: list[CommentWritten],
    ) -> Line:
        trace = await self._figures.trace(indicator, question)
        value = trace.figure.value
        return Line(
            target,
            trace.figure,
            None if value is None else value - target.goal,
            len(trace.counted),
            shared_out(value, key.shares.of()) if key is not None and isinstance(value, int) else None,
            [one for one in comments if one.indicator == target.indicator],
        )

    async def _standing(self, as_of: Vector) -> list[Fact]:
        """All entries that stood at a point in the log, in the order in which they were first said.

        The log of reporting holds what a coordinator says of agreements, some hundreds of facts: it is read whole.
        """
        entries: dict[UUID, AgreementEntry] = {}
        position, until = 0, as_of["reporting"]
        while position < until and (page := await self._store.page(position, PAGE)):
            for recorded in (line.recorded() for line in page if line.position <= until):
                if isinstance(recorded.fact, FACTS):
                    entries.setdefault(recorded.stream_id, AgreementEntry(recorded.stream_id)).remember(recorded.fact)
            position = page[-1].position
        return [entry.said for entry in entries.values() if entry.said is not None and entry.withdrawn is None]


def _of(kind: type[Any], said: Iterable[Fact]) -> list[Any]:
    return [fact for fact in said if isinstance(fact, kind)]


def _key_on(keys: list[AllocationKeySet], day: date) -> AllocationKeySet | None:
    """The key that holds on a day: the last that began by then."""
    begun = [key for key in keys if key.from_on <= day]
    return max(begun, key=lambda key: key.from_on) if begun else None
