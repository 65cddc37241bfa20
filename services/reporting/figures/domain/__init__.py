"""What facts contribute to the figures: what is true of each thing that they tell of, as rows that can be added up.

Pure functions. A thing (a meeting, a membership, an initiative) has a story: all that was said of it so far. Its rows
follow from the whole story, so that a correction, a withdrawal or a postponement needs no rule of its own: the rows are
what is true now, and those that no longer are end with the fact that ended them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.reporting.figures.domain import dialogue, initiatives, means, meetings, members, plans, steering, work
from services.reporting.figures.domain.contribution import Contribution, Said
from shared.contracts.activities.journal import EntryCorrected as JournalCorrected
from shared.contracts.activities.journal import EntryWithdrawn as JournalWithdrawn
from shared.contracts.councils.dossier import EntryCorrected as DossierCorrected
from shared.contracts.councils.dossier import EntryWithdrawn as DossierWithdrawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID

    from services.reporting.figures.domain.family import Family
    from shared.kernel import Fact

FAMILIES: dict[str, Family] = {
    family.name: family
    for subject in (members, meetings, steering, initiatives, dialogue, work, plans, means)
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
    standing, withdrawn = _as_said_now(story)
    mine = [[said for said in told if family.thing(said.fact) == thing] for told in (standing, withdrawn)]
    yield from family.rows(*mine)


def _as_said_now(story: Sequence[Said[Any]]) -> tuple[list[Said[Any]], list[Said[Any]]]:
    """Each entry once, as it is said now, and those that were withdrawn; what is no entry, as it was said."""
    standing: dict[UUID | int, Said[Any]] = {}
    withdrawn = []
    for said in story:
        match said.fact:
            case JournalCorrected(entry_id=entry_id, after=after) | DossierCorrected(entry_id=entry_id, after=after):
                standing[entry_id] = Said(said.position, after)
            case JournalWithdrawn(entry_id=entry_id, said=gone) | DossierWithdrawn(entry_id=entry_id, said=gone):
                standing.pop(entry_id, None)
                withdrawn.append(Said(said.position, gone))
            case fact:
                standing[getattr(fact, "entry_id", said.position)] = said
    return list(standing.values()), withdrawn
