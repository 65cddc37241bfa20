"""What facts contribute to the figures: what is true of each thing that they tell of, as rows that can be added up.

Pure functions. A thing (a meeting, a membership, an initiative) has a story: all that was said of it so far. Its rows
follow from the whole story, so that a correction, a withdrawal or a postponement needs no rule of its own: the rows are
what is true now, and those that no longer are end with the fact that ended them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from services.reporting.figures.domain import (
    circle,
    councils,
    dialogue,
    framework,
    initiatives,
    means,
    meetings,
    members,
    plans,
    seats,
    steering,
    work,
)
from services.reporting.figures.domain.contribution import Contribution, Said
from services.reporting.figures.domain.measured import Reason
from shared.contracts.activities.initiatives import InitiativeCorrected, InitiativeWithdrawn
from shared.contracts.activities.journal import EntryCorrected as JournalCorrected
from shared.contracts.activities.journal import EntryWithdrawn as JournalWithdrawn
from shared.contracts.activities.meetings import AttendanceCorrected, MeetingCorrected, MeetingWithdrawn
from shared.contracts.activities.steering import SteeringSessionCorrected, SteeringSessionWithdrawn
from shared.contracts.councils.dossier import EntryCorrected as DossierCorrected
from shared.contracts.councils.dossier import EntryWithdrawn as DossierWithdrawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID

    from services.reporting.figures.domain.family import Family
    from shared.kernel import Fact

FAMILIES: dict[str, Family] = {
    family.name: family
    for subject in (
        *(councils, members, seats, circle, meetings, steering, initiatives, dialogue, work, plans, means, framework),
    )
    for family in subject.FAMILIES
}


def things_of(fact: Fact) -> list[str]:
    """The things that a fact tells of; an entry that is said again may have told of others before."""
    match fact:
        case JournalCorrected(before=before, after=after) | DossierCorrected(before=before, after=after):
            told: tuple[Fact, ...] = (before, after)
        case JournalWithdrawn(said=said) | DossierWithdrawn(said=said):
            told = (said,)
        case _:
            told = (fact,)
    things = (family.thing(one) for one in told for family in FAMILIES.values())
    return list(dict.fromkeys(thing for thing in things if thing is not None))


def rows_of(thing: str, story: Sequence[Said[Any]]) -> Iterator[Contribution]:
    """What is true of a thing, after all that was said of it so far."""
    family = FAMILIES[thing.partition(":")[0]]
    told, before = list[Said[Any]](), list[Said[Any]]()
    for said in story:
        before, told = told, [one for one in _after(told, said) if family.thing(one.fact) == thing]
    if told:
        yield from family.rows(told)
    elif before:
        yield from _withdrawn(family.rows(before), story[-1].position)


def _after(told: Sequence[Said[Any]], said: Said[Any]) -> list[Said[Any]]:
    """What stands after one fact more: each entry once, as it is said now; each step of a life, as it is told now."""
    match said.fact:
        case JournalCorrected(entry_id=entry_id, after=after) | DossierCorrected(entry_id=entry_id, after=after):
            first = next((one for one in told if getattr(one.fact, "entry_id", None) == entry_id), said)
            return [*_without(told, entry_id), replace(said, fact=after, recorded_on=first.recorded_on)]
        case JournalWithdrawn(entry_id=entry_id) | DossierWithdrawn(entry_id=entry_id):
            return _without(told, entry_id)
        case MeetingCorrected() | SteeringSessionCorrected() | InitiativeCorrected():
            return [*_told_again(told, said), *_entries(told)]
        case MeetingWithdrawn() | SteeringSessionWithdrawn() | InitiativeWithdrawn():
            return _entries(told)
        case _:
            return [*told, said]


def _without(told: Sequence[Said[Any]], entry_id: UUID) -> list[Said[Any]]:
    return [one for one in told if getattr(one.fact, "entry_id", None) != entry_id]


def _entries(told: Sequence[Said[Any]]) -> list[Said[Any]]:
    """What entries say about a thing; the rest are the steps of its life."""
    return [one for one in told if hasattr(one.fact, "entry_id")]


def _told_again(told: Sequence[Said[Any]], correction: Said[Any]) -> Iterator[Said[Any]]:
    """A life as it is told now, in its order: what was not changed is still said by the fact that said it."""
    for fact in correction.fact.after.facts:
        if fact not in correction.fact.before.facts:
            yield replace(correction, fact=fact)
            continue
        same = [one for one in told if one.fact == fact]
        # A meeting of which the count was corrected is in its life once, as it is counted now.
        yield from same or [one for one in told if isinstance(one.fact, (type(fact), AttendanceCorrected))]


def _withdrawn(rows: Iterator[Contribution], position: int) -> Iterator[Contribution]:
    """Wherever it was counted or told, the reason why it no longer is."""
    nobody: dict[str, Any] = dict.fromkeys(("college", "gender", "age_band", "group", "funder"))
    told = (replace(row, told_at=position, weight=0, reason=Reason.WITHDRAWN, **nobody) for row in rows)
    yield from dict.fromkeys(told)
