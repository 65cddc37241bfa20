"""Diagnosis, roadmap, training, and what is told of the usefulness of it all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from services.reporting.figures.domain.contribution import (
    SEVERAL,
    Contribution,
    On,
    Said,
    for_months,
    last_of,
    took_part,
)
from services.reporting.figures.domain.family import Family
from services.reporting.figures.domain.measured import Measured, Reason
from shared.contracts.activities.learning import TrainingAttended, TrainingHeld
from shared.contracts.activities.plans import (
    DiagnosisUpdated,
    ImpactStoryRecorded,
    Outcome,
    RoadmapActionEnded,
    RoadmapActionPlanned,
)
from shared.days import MONTHS_A_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

A_DAY = timedelta(days=1)


def _action(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    """What a roadmap says is to be done: by the day on which it is due, done or not; late from the day after until it ends."""
    planned = last_of(told, RoadmapActionPlanned)
    if planned is None:
        return
    on, fact = _on(planned.fact), planned.fact
    ended = last_of(told, RoadmapActionEnded)
    if fact.due_on is None:
        yield on.not_counted(planned, Measured.ACTIONS_DUE, Reason.NO_DUE_DAY, fact.planned_on, fact.origin)
        return
    yield on.row(planned, Measured.ACTIONS_DUE, 1, fact.due_on)
    if ended is None:
        yield on.not_counted(planned, Measured.ACTIONS_DONE, Reason.NOT_DONE, fact.due_on)
    elif ended.fact.outcome is Outcome.DROPPED:
        yield on.not_counted(ended, Measured.ACTIONS_DONE, Reason.DROPPED, fact.due_on)
    else:
        yield on.row(ended, Measured.ACTIONS_DONE, 1, fact.due_on)
    # Nothing is late yet, and that is known.
    yield on.row(planned, Measured.ACTIONS_LATE, 0, fact.planned_on, fact.origin)
    if ended is None or ended.fact.ended_on > fact.due_on:
        yield on.row(planned, Measured.ACTIONS_LATE, 1, fact.due_on + A_DAY)
        if ended is not None:
            yield on.row(ended, Measured.ACTIONS_LATE, -1, ended.fact.ended_on, ended.fact.origin)


def _on(fact: Any) -> On:
    return On(fact.council_id, fact.entry_id, theme=fact.theme)


def _diagnosis(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    for said in told:
        on = On(said.fact.council_id, said.fact.council_id)
        yield from for_months(on, said, Measured.DIAGNOSES, MONTHS_A_YEAR, said.fact.updated_on, said.fact.origin)


def _trained(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    for said in told:
        fact = said.fact
        on = On(fact.council_id, fact.person_id)
        yield from for_months(on, said, Measured.TRAINED, MONTHS_A_YEAR, fact.attended_on, fact.origin)
        yield from took_part(fact.council_id, fact.person_id, said, fact.attended_on, fact.origin)


def _training(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    """A training that was for several councils is of none in particular."""
    for said in told:
        on, minutes = _training_of(said), said.fact.minutes
        yield on.row(said, Measured.TRAININGS, 1, *_held(said))
        if minutes is None:
            yield on.not_counted(said, Measured.TRAINING_MINUTES, Reason.TIME_UNKNOWN, *_held(said))
        else:
            yield on.row(said, Measured.TRAINING_MINUTES, minutes, *_held(said))
            yield on.row(said, Measured.TIMED_TRAININGS, 1, *_held(said))


def _training_of(said: Said[Any]) -> On:
    return On(said.fact.council_id or SEVERAL, said.fact.entry_id, theme=said.fact.theme)


def _held(said: Said[Any]) -> tuple[Any, Any]:
    return said.fact.held_on, said.fact.origin


def _story(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    for said in told:
        fact = said.fact
        on = On(fact.council_id or SEVERAL, fact.entry_id, kind=fact.usefulness, theme=fact.theme)
        yield on.row(said, Measured.IMPACT_STORIES, 1, fact.happened_on, fact.origin)


FAMILIES = (
    Family("action", {RoadmapActionPlanned: ("entry_id",), RoadmapActionEnded: ("action_id",)}, _action),
    Family("diagnosis", {DiagnosisUpdated: ("entry_id",)}, _diagnosis),
    Family("training", {TrainingHeld: ("entry_id",)}, _training),
    Family("trained", {TrainingAttended: ("entry_id",)}, _trained),
    Family("impact", {ImpactStoryRecorded: ("entry_id",)}, _story),
)
