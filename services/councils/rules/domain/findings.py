"""What a check finds: an answer, its numbers, its words in French and English, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from services.councils.rules.domain.members import Member
    from services.councils.rules.domain.rule import Severity
    from services.councils.rules.domain.situation import Situation
    from services.councils.rules.domain.story import Statement


class Answer(StrEnum):
    """Whether a rule is kept."""

    KEPT = "KEPT"
    BROKEN = "BROKEN"
    NO_OBJECT = "NO_OBJECT"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Margin:
    """How many departures, all from one group, would break the rule: 0 is never said, for it is broken then."""

    group: str
    departures: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer. Numbers that are not known are none, never zero."""

    answer: Answer
    french: str
    english: str
    numerator: int | None = None
    denominator: int | None = None
    parameter: int | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)
    about: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids that it names, by what is said of them."""
    because: tuple[Statement, ...] = ()
    margin: tuple[Margin, ...] = ()
    severity: Severity | None = None
    """Where the case is less serious than the rule."""


def ids(members: Iterable[Member]) -> tuple[str, ...]:
    """The ids of these members."""
    return tuple(str(one.person_id) for one in members)


def roster_unknown() -> Finding:
    """Nobody is known ever to have been a member."""
    return Finding(
        Answer.UNKNOWN,
        "Aucun membre n'est enregistré jusqu'à ce jour : la composition n'est pas connue.",
        "No member is recorded up to that day: the composition is not known.",
    )


def nobody_left(it: Situation) -> Finding:
    """There were members, and there are none."""
    return Finding(
        Answer.NO_OBJECT,
        "Le conseil n'avait plus de membre ce jour-là.",
        "The council had no member any more on that day.",
        because=it.roster,
    )
