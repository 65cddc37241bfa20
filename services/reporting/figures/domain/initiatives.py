"""Initiatives: proposed, adopted, funded, completed or given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.reporting.figures.domain.contribution import Contribution, On, Said, days_between, last_of, took_part
from services.reporting.figures.domain.family import Family
from services.reporting.figures.domain.measured import Measured, Reason
from shared.contracts.activities.initiative_notes import InitiativeJoined
from shared.contracts.activities.initiatives import (
    InitiativeAdopted,
    InitiativeCompleted,
    InitiativeCorrected,
    InitiativeDropped,
    InitiativeFunded,
    InitiativeProposed,
    InitiativeWithdrawn,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from shared.contracts.vocabulary import Origin


def _rows(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    """Each step counts on its own day, and in the cohort of the step before it; what was not reached is told there."""
    proposed = last_of(told, InitiativeProposed)
    if proposed is None:
        return
    on = On(proposed.fact.council_id, proposed.fact.initiative_id, theme=proposed.fact.theme)
    adopted, dropped = last_of(told, InitiativeAdopted), last_of(told, InitiativeDropped)
    when = (proposed.fact.proposed_on, proposed.fact.origin)
    yield on.row(proposed, Measured.INITIATIVES_PROPOSED, 1, *when, kind=proposed.fact.proposed_by)
    if adopted is not None:
        yield from _adopted(on, adopted, when, last_of(told, InitiativeCompleted), dropped)
    else:
        told_by, reason = (dropped, Reason.DROPPED) if dropped is not None else (proposed, Reason.NOT_ADOPTED_YET)
        for measured in (Measured.INITIATIVES_ADOPTED, Measured.PROPOSED_INITIATIVES_ADOPTED):
            yield on.not_counted(told_by, measured, reason, *when)
    if dropped is not None:
        why = {"kind": dropped.fact.reason}
        yield on.row(dropped, Measured.INITIATIVES_DROPPED, 1, dropped.fact.dropped_on, dropped.fact.origin, **why)
    for said in told:
        match said.fact:
            case InitiativeFunded():
                yield from _grant(on, said)
            case InitiativeJoined():
                yield from _participation(on, said)


def _adopted(
    on: On,
    adopted: Said[InitiativeAdopted],
    proposed: tuple[date, Origin],
    completed: Said[InitiativeCompleted] | None,
    dropped: Said[InitiativeDropped] | None,
) -> Iterator[Contribution]:
    when = (adopted.fact.adopted_on, adopted.fact.origin)
    yield on.row(adopted, Measured.INITIATIVES_ADOPTED, 1, *when)
    yield on.row(adopted, Measured.PROPOSED_INITIATIVES_ADOPTED, 1, *proposed)
    if completed is not None:
        done = (completed.fact.completed_on, completed.fact.origin)
        days = days_between(proposed, done)
        yield on.counted(completed, Measured.DAYS_TO_COMPLETE, days, Reason.DATE_IMPRECISE, *done)
        yield on.row(completed, Measured.INITIATIVES_COMPLETED, 1, completed.fact.completed_on, completed.fact.origin)
        yield on.row(completed, Measured.ADOPTED_INITIATIVES_COMPLETED, 1, *when)
        return
    told_by: Said[Any]
    told_by, reason = (dropped, Reason.DROPPED) if dropped is not None else (adopted, Reason.NOT_COMPLETED_YET)
    for measured in (Measured.INITIATIVES_COMPLETED, Measured.ADOPTED_INITIATIVES_COMPLETED):
        yield on.not_counted(told_by, measured, reason, *when)


def _grant(on: On, said: Said[InitiativeFunded]) -> Iterator[Contribution]:
    fact = said.fact
    for measured, weight in ((Measured.INITIATIVES_FUNDED, 1), (Measured.CENTS_GRANTED, fact.amount_cents)):
        yield on.row(said, measured, weight, fact.funded_on, fact.origin, funder=fact.funder)


def _participation(on: On, said: Said[InitiativeJoined]) -> Iterator[Contribution]:
    """One who is known, and those who were counted as a number only."""
    fact, when = said.fact, (said.fact.took_part_on, said.fact.origin)
    nobody_knows = fact.person_id is None and fact.unnamed is None
    heads = None if nobody_knows else (fact.unnamed or 0) + (fact.person_id is not None)
    yield on.counted(said, Measured.HEADS_IN_INITIATIVES, heads, Reason.HEADS_UNKNOWN, *when)
    if heads is not None:
        yield on.row(said, Measured.PARTICIPATIONS_COUNTED, 1, *when)
    if fact.person_id is not None:
        yield from took_part(fact.council_id, fact.person_id, said, *when)


FAMILIES = (
    Family(
        "initiative",
        dict.fromkeys(
            (
                InitiativeProposed,
                InitiativeAdopted,
                InitiativeFunded,
                InitiativeCompleted,
                InitiativeDropped,
                InitiativeCorrected,
                InitiativeWithdrawn,
                InitiativeJoined,
            ),
            ("initiative_id",),
        ),
        _rows,
    ),
)
