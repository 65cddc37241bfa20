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
    from collections.abc import Iterator, Sequence
    from datetime import date

    from shared.contracts.councils.composition import JoiningSaid
    from shared.contracts.vocabulary import Origin


@dataclass(frozen=True, slots=True)
class _Step:
    """A joining, a change of seat, or a departure, as it is said now."""

    told: Said[Any]
    what: MemberJoined | JoiningSaid | MembershipChanged | MemberLeft
    day: date
    origin: Origin


def _steps(told: Sequence[Said[Any]]) -> tuple[list[_Step], list[_Step]]:
    """What stands, in order, and the joinings that were withdrawn. What is taken back is always what was said last."""
    steps, withdrawn = list[_Step](), list[_Step]()
    for said in told:
        match said.fact:
            case MemberJoined() as fact:
                steps.append(_Step(said, fact, fact.joined_on, fact.origin))
            case MembershipChanged() as fact:
                steps.append(_Step(said, fact, fact.changed_on, fact.origin))
            case MemberLeft() as fact:
                steps.append(_Step(said, fact, fact.left_on, fact.origin))
            case MembershipCorrected(after=after):
                steps[-1] = _Step(said, after, after.joined_on, after.origin)
            case MembershipChangeWithdrawn() | DepartureWithdrawn():
                steps.pop()
            case MembershipWithdrawn(joining=joining):
                steps.pop()
                withdrawn.append(_Step(said, joining, joining.joined_on, joining.origin))
    return steps, withdrawn


def _rows(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    steps, withdrawn = _steps(told)
    on = On(told[0].fact.council_id, told[0].fact.person_id)
    for step in withdrawn:
        yield on.not_counted(step.told, Measured.MEMBERSHIPS, Reason.WITHDRAWN, step.day, step.origin)
    yield from _joinings(on, steps)
    seat: dict[str, str | None] = {}
    moves = list[Contribution]()
    for step in steps:
        moves += _moves(on, step, seat)
        seat = _seat(step, seat)
    for rank, row in enumerate(moves):
        yield before_all(row, moves[rank + 1 :])


def _joinings(on: On, steps: Sequence[_Step]) -> Iterator[Contribution]:
    for step in steps:
        if not isinstance(step.what, (MembershipChanged, MemberLeft)):
            yield on.row(step.told, Measured.JOININGS, 1, step.day, step.origin, **_seat(step, {}))


def _moves(on: On, step: _Step, seat: dict[str, str | None]) -> Iterator[Contribution]:
    """One less where the member sat, one more where the member sits now."""
    if isinstance(step.what, (MembershipChanged, MemberLeft)):
        yield on.row(step.told, Measured.MEMBERSHIPS, -1, step.day, step.origin, **seat)
    if not isinstance(step.what, MemberLeft):
        yield on.row(step.told, Measured.MEMBERSHIPS, 1, step.day, step.origin, **_seat(step, seat))


def _seat(step: _Step, before: dict[str, str | None]) -> dict[str, str | None]:
    """Where the member sits after a step: what serves counting is told by the joining, and by nothing since."""
    match step.what:
        case MembershipChanged(college=college):
            return {**before, "college": college}
        case MemberLeft():
            return before
        case joining:
            return {
                "kind": joining.recruitment,
                "college": joining.college,
                "gender": joining.gender,
                "age_band": joining.age_band,
            }


FAMILIES = (
    Family(
        "member",
        dict.fromkeys(
            (
                MemberJoined,
                MemberLeft,
                MembershipChanged,
                MembershipChangeWithdrawn,
                MembershipCorrected,
                MembershipWithdrawn,
                DepartureWithdrawn,
            ),
            ("council_id", "person_id"),
        ),
        _rows,
    ),
)
