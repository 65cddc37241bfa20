"""What people do with reports: draft one, issue it, read it again as it was, see what has changed since, withdraw it."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.reporting.exports.data import write_json
from services.reporting.indicators.catalogue import BY_CODE, proposed
from services.reporting.reports.application.building import Building, Built, Wanted
from services.reporting.reports.domain import FactsAreNotForEverybody, NothingIsProposed, Report, check_asked
from services.reporting.reports.domain.kinds import KINDS
from shared.contracts.reporting.reports import ReportIssued
from shared.kernel import NotFound
from shared.platform.readmodel import write_vector

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from uuid import UUID

    from services.reporting.agreements.application import Agreements
    from services.reporting.figures.application import Figures, Step
    from services.reporting.figures.application.answers import Figure, Question, TracedFact
    from services.reporting.indicators.measures import Indicator
    from services.reporting.periods.application import Periods
    from services.reporting.reports.application.bundling import Bundling
    from shared.contracts.reporting.reports import Printed, ReportKind
    from shared.kernel import Recorded
    from shared.platform.clock import Clock
    from shared.platform.store import Command, Committed, Store


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked of, as people say it."""

    kind: ReportKind
    first: date
    last: date
    as_of: str | None = None
    """None: as of the closing of that period if it is closed, and else as of now."""
    council_id: str | None = None
    agreement_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """A figure that a report printed and that is otherwise now."""

    printed: Printed
    now: int | Decimal | None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """An indicator as it is and as it is proposed, before anything is published."""

    candidate: Indicator
    question: Question
    steps: list[tuple[Question, Figure, Figure]]
    """Each calendar step of the period, with the current figure and the proposed one."""
    entering: list[TracedFact]
    """Facts that would be counted and are not; in a part of the figure where they were not, or with another weight."""
    leaving: list[TracedFact]


class Reports:
    """Reports, as people act on them. Every method raises what the report, the figures and the agreements refuse."""

    def __init__(
        self,
        store: Store,
        figures: Figures,
        agreements: Agreements,
        periods: Periods,
        bundling: Bundling,
        clock: Clock,
    ) -> None:
        self._bundling = bundling
        self._store = store
        self._figures = figures
        self._agreements = agreements
        self._periods = periods
        self._clock = clock

    async def draft(self, asked: Asked, by: str) -> Built:
        """What would be handed out now."""
        return await self._build(await self._wanted(asked, by))

    async def issue(self, command: Command, report_id: UUID, asked: Asked) -> Committed:
        """Hand it out: what it says is fixed, by its digest and by the point in the logs that it is made of."""
        wanted = replace(await self._wanted(asked, command.acting.by), is_draft=False)
        built = await self._build(wanted)
        fact = ReportIssued(
            report_id=report_id,
            kind=wanted.kind,
            first_on=wanted.first,
            last_on=wanted.last,
            council_id=wanted.council_id,
            agreement_id=wanted.agreement_id,
            as_of=wanted.as_of,
            made_at=wanted.made_at,
            digest=await digest(built),
            printed=built.printed,
        )
        return await self._store.open(command, Report, report_id, lambda report: report.issue(fact))

    async def withdraw(self, command: Command, report_id: UUID, why: str) -> Committed:
        """It should not be relied on."""
        return await self._store.change(command, Report, report_id, lambda report: report.withdraw(why))

    async def history(self, report_id: UUID) -> list[Recorded]:
        """Everything recorded about a report, in order. Raises NotFound."""
        return await self._store.history(report_id, ReportIssued)

    async def issued(self, report_id: UUID) -> tuple[ReportIssued, Built]:
        """A report as it was handed out, made again from the facts that were known. Raises NotFound."""
        first = (await self.history(report_id))[0]
        fact = first.fact
        if not isinstance(fact, ReportIssued):
            raise NotFound
        wanted = Wanted(
            kind=fact.kind,
            first=fact.first_on,
            last=fact.last_on,
            as_of=fact.as_of,
            by=first.by,
            made_at=fact.made_at,
            council_id=fact.council_id,
            agreement_id=fact.agreement_id,
            is_draft=False,
            versions={one.indicator: one.version for one in fact.printed},
        )
        return fact, await self._build(wanted)

    async def bundle(self, report_id: UUID) -> tuple[ReportIssued, bytes]:
        """A report with all that is needed to check it without this program.

        Raises NotFound, FactsAreNotForEverybody, FactsNotSignedYet, CheckpointsNotReachable.
        """
        fact, built = await self.issued(report_id)
        if KINDS[fact.kind].is_masked:
            raise FactsAreNotForEverybody
        return fact, await self._bundling.bundle(fact, built)

    async def since(self, report_id: UUID) -> tuple[ReportIssued, list[Since]]:
        """The figures of a report that are otherwise now; each is explained by its differences since then. Raises NotFound."""
        fact, _ = await self.issued(report_id)
        changed = []
        for council_id in dict.fromkeys(one.council_id for one in fact.printed):
            mine = {one.indicator: one for one in fact.printed if one.council_id == council_id and not one.is_masked}
            question = await self._figures.question(fact.first_on, fact.last_on, None, council=council_id)
            found = await self._figures.figures([BY_CODE[code] for code in mine], question)
            changed += [
                Since(mine[figure.indicator.code], figure.value)
                for figure in found
                if figure.value != mine[figure.indicator.code].value
            ]
        return fact, changed

    async def rehearse(self, code: str, first: date, last: date, as_of: str | None, step: Step) -> Rehearsal:
        """What a proposed version of an indicator would have given, beside the current one. Raises NothingIsProposed."""
        candidate = proposed(code)
        if candidate is None:
            raise NothingIsProposed(code=code)
        question = await self._figures.question(first, last, as_of)
        before = await self._figures.series(BY_CODE[code], question, step)
        after = await self._figures.series(candidate, question, step)
        steps = [(of, figure, now) for (of, figure), (_, now) in zip(before, after, strict=True)]
        former = (await self._figures.trace(BY_CODE[code], question)).counted
        fresh = (await self._figures.trace(candidate, question)).counted
        return Rehearsal(candidate, question, steps, _without(fresh, former), _without(former, fresh))

    async def _wanted(self, asked: Asked, by: str) -> Wanted:
        """What is asked, once it is sure that a report can be made of it."""
        check_asked(asked.kind, asked.first, asked.last, asked.council_id, asked.agreement_id)
        as_of = asked.as_of or await self._periods.closed_as_of(asked.first, asked.last)
        return Wanted(
            kind=asked.kind,
            first=asked.first,
            last=asked.last,
            as_of=write_vector(await self._figures.as_of(as_of)),
            by=by,
            made_at=self._clock.now().replace(microsecond=0),
            council_id=asked.council_id,
            agreement_id=asked.agreement_id,
        )

    async def _build(self, wanted: Wanted) -> Built:
        return await Building(self._figures, self._agreements, wanted).build()


def _without(facts: list[TracedFact], others: list[TracedFact]) -> list[TracedFact]:
    """The facts that are not among the others, counted alike."""

    def counted(fact: TracedFact) -> tuple[object, ...]:
        return fact.part, fact.source, fact.position, fact.weight

    known = {counted(other) for other in others}
    return [fact for fact in facts if counted(fact) not in known]


async def digest(built: Built) -> str:
    """SHA-256 of its JSON file, in hexadecimal digits."""
    content = await asyncio.to_thread(write_json, built.document)
    return hashlib.sha256(content).hexdigest()
