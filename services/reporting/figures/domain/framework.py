"""What the framework of councils asks, as far as a dated paper of the council's file attests it (QUA-01)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from services.reporting.figures.domain.contribution import TO_THE_DAY, Contribution, On, Said, Turn, in_order
from services.reporting.figures.domain.family import Family
from services.reporting.figures.domain.measured import Measured
from shared.contracts.councils.dossier import (
    BudgetAllocated,
    CharterAdopted,
    HostingModelSet,
    InternalRulesAdopted,
    PremisesProvided,
    TrainingOffered,
)
from shared.days import MONTHS_A_YEAR, months_later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shared.kernel import Fact


class Requirement(StrEnum):
    """What the law, the framework of June 2014 and the circular of 2 February 2017 ask of each council."""

    STRUCTURE = "STRUCTURE"
    """Somebody carries it (R17)."""
    CHARTER = "CHARTER"
    INTERNAL_RULES = "INTERNAL_RULES"
    """Both adopted (R18)."""
    PLACE = "PLACE"
    MEANS = "MEANS"
    """A place of its own, and money of the year (R19)."""
    TRAINING = "TRAINING"
    """Offered in the last twelve months (R20)."""


REQUIREMENTS = tuple(Requirement)
_ATTESTED_BY: dict[type[Fact], Requirement] = {
    HostingModelSet: Requirement.STRUCTURE,
    CharterAdopted: Requirement.CHARTER,
    InternalRulesAdopted: Requirement.INTERNAL_RULES,
    PremisesProvided: Requirement.PLACE,
    BudgetAllocated: Requirement.MEANS,
    TrainingOffered: Requirement.TRAINING,
}


def _rows(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    for said in told:
        requirement = _ATTESTED_BY[type(said.fact)]
        on = On(said.fact.council_id, requirement, kind=requirement)
        for turn in in_order(list(_attested(said))):
            yield turn.row(on, Measured.REQUIREMENTS_ATTESTED, turn.now)


def _attested(said: Said[Any]) -> Iterator[Turn]:
    """From the day on which it is so until the day on which it no longer is, where it ends."""
    begins, ends = _days(said.fact)
    yield Turn.on(said, begins, said.fact.origin, None, now=1)
    if ends is not None:
        yield Turn.on(said, ends, TO_THE_DAY, None, now=-1)


def _days(fact: Any) -> tuple[date, date | None]:
    match fact:
        case HostingModelSet(from_on=begins, until_on=last) | PremisesProvided(from_on=begins, until_on=last):
            return begins, None if last is None else last + timedelta(days=1)
        case TrainingOffered(offered_on=day):
            return day, months_later(fact.origin.window(day)[1], MONTHS_A_YEAR)
        case CharterAdopted(adopted_on=day) | InternalRulesAdopted(adopted_on=day):
            return day, None
        case _:
            # Money of one year may be granted in another.
            ends = date(fact.year + 1, 1, 1)
            return min(max(fact.allocated_on, date(fact.year, 1, 1)), ends), ends


FAMILIES = (Family("framework", dict.fromkeys(_ATTESTED_BY, ("entry_id",)), _rows),)
