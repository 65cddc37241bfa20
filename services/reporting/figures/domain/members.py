"""Members of a council: who joins a seat, changes it, leaves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from services.reporting.figures.domain.contribution import Contribution, On, Said, before_all
from services.reporting.figures.domain.family import Family
from services.reporting.figures.domain.measured import Measured, Reason
from shared.contracts.councils.composition import (
    DepartureWithdrawn,
    MemberJoined,
    MemberLeft,
    MembershipChanged,
    MembershipChangeWithdrawn,
    MembershipCorrected,
    MembershipWithdrawn,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from shared.contracts.councils.composition import JoiningSaid
    from shared.contracts.vocabulary import MemberRole, Origin
    from shared.kernel import Fact


@dataclass(frozen=True, slots=True)
class Step:
    """A joining, a change of seat, or a departure, as it is said now."""

    said: Said[Any]
    what: MemberJoined | JoiningSaid | MembershipChanged | MemberLeft
    day: date
    origin: Origin
    before: Mapping[str, str | None]
    """Where the member sat before; nothing for who joins."""
    after: Mapping[str, str | None]
    """Where the member sits since, and what serves counting; nothing for who left."""
    role: MemberRole | None
    """Of the member since; none for who left."""
    district: str | None
    """Priority district where the member lives, as it was said at the joining."""

    @property
    def is_joining(self) -> bool:
        """Whether a membership begins with it."""
        return not self.before


def steps_of(told: Sequence[Said[Any]]) -> tuple[list[Step], list[Step]]:
    """What stands of a membership, in order, and the joinings that were withdrawn. What is taken back is always what was said last."""
    steps, withdrawn = list[Step](), list[Step]()
    for said in told:
        match said.fact:
            case MemberJoined() as fact:
                steps.append(_joining(said, fact))
            case MembershipChanged() as fact:
                before = steps[-1].after
                after = {**before, "college": fact.college}
                steps.append(
                    Step(said, fact, fact.changed_on, fact.origin, before, after, fact.role, steps[-1].district)
                )
            case MemberLeft() as fact:
                steps.append(Step(said, fact, fact.left_on, fact.origin, steps[-1].after, {}, None, None))
            case MembershipCorrected(after=joining):
                steps[-1] = _joining(said, joining)
            case MembershipChangeWithdrawn() | DepartureWithdrawn():
                steps.pop()
            case MembershipWithdrawn(joining=joining):
                steps.pop()
                withdrawn.append(_joining(said, joining))
    return steps, withdrawn


def _joining(said: Said[Any], fact: MemberJoined | JoiningSaid) -> Step:
    """What serves counting is told by the joining, and by nothing since."""
    seat = {
        "kind": fact.recruitment,
        "college": fact.college,
        "gender": fact.gender,
        "age_band": fact.age_band,
    }
    return Step(said, fact, fact.joined_on, fact.origin, {}, seat, fact.role, fact.district_code)


def _rows(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    steps, withdrawn = steps_of(told)
    on = On(told[0].fact.council_id, told[0].fact.person_id)
    for step in withdrawn:
        for measured in (Measured.MEMBERSHIPS, Measured.COMINGS_AND_GOINGS):
            yield on.not_counted(step.said, measured, Reason.WITHDRAWN, step.day, step.origin)
    for step in steps:
        seat = step.after or step.before
        if step.is_joining:
            yield on.row(step.said, Measured.JOININGS, 1, step.day, step.origin, **seat)
        if step.is_joining or not step.after:
            yield on.row(step.said, Measured.COMINGS_AND_GOINGS, 1, step.day, step.origin, **seat)
    moves = [move for step in steps for move in _moves(on, step)]
    for rank, row in enumerate(moves):
        yield before_all(row, moves[rank + 1 :])


def _moves(on: On, step: Step) -> Iterator[Contribution]:
    """One less where the member sat, one more where the member sits now."""
    for weight, seat in ((-1, step.before), (1, step.after)):
        if seat:
            yield on.row(step.said, Measured.MEMBERSHIPS, weight, step.day, step.origin, **seat)


OF_MEMBERS: tuple[type[Fact], ...] = (
    MemberJoined,
    MemberLeft,
    MembershipChanged,
    MembershipChangeWithdrawn,
    MembershipCorrected,
    MembershipWithdrawn,
    DepartureWithdrawn,
)
"""What is said of a membership."""

FAMILIES = (Family("member", dict.fromkeys(OF_MEMBERS, ("council_id", "person_id")), _rows),)
