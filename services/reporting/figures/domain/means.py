"""What a council has: its budget, a place of its own; and how far it works by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from services.reporting.figures.domain.contribution import Contribution, On, Said, before_all, last_of
from services.reporting.figures.domain.family import Family
from services.reporting.figures.domain.measured import Measured
from shared.contracts.councils.dossier import AutonomyAssessed, BudgetAllocated, ExpenseRecorded, PremisesProvided

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def _budget(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    """One line of a budget and what was spent of it."""
    line = last_of(told, BudgetAllocated)
    if line is None:
        return
    on = On(line.fact.council_id, line.fact.entry_id, funder=line.fact.funder)
    when = (line.fact.allocated_on, line.fact.origin)
    yield on.row(line, Measured.CENTS_ALLOCATED, line.fact.amount_cents, *when)
    expenses = [said for said in told if isinstance(said.fact, ExpenseRecorded)]
    for said in expenses:
        yield on.row(said, Measured.CENTS_SPENT, said.fact.amount_cents, said.fact.spent_on, said.fact.origin)
    spent = [
        on.row(said, Measured.CENTS_LEFT, -said.fact.amount_cents, said.fact.spent_on, said.fact.origin)
        for said in expenses
    ]
    yield before_all(on.row(line, Measured.CENTS_LEFT, line.fact.amount_cents, *when), spent)
    yield from spent


def _premises(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    for said in told:
        fact = said.fact
        on = On(fact.council_id, fact.council_id)
        left = [] if fact.until_on is None else [on.row(said, Measured.PREMISES, -1, fact.until_on + timedelta(days=1))]
        yield before_all(on.row(said, Measured.PREMISES, 1, fact.from_on, fact.origin), left)
        yield from left


def _autonomy(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    for said in told:
        fact = said.fact
        on = On(fact.council_id, fact.entry_id, kind=fact.assessor)
        scores = [score for score in fact.scores.model_dump().values() if score is not None]
        for measured, weight in ((Measured.AUTONOMY_POINTS, sum(scores)), (Measured.AUTONOMY_ITEMS, len(scores))):
            yield on.row(said, measured, weight, fact.assessed_on, fact.origin)


FAMILIES = (
    Family("budget", {BudgetAllocated: ("entry_id",), ExpenseRecorded: ("budget_id",)}, _budget),
    Family("premises", {PremisesProvided: ("entry_id",)}, _premises),
    Family("autonomy", {AutonomyAssessed: ("entry_id",)}, _autonomy),
)
