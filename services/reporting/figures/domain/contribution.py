"""What figures are made of: rows that say what one fact adds to one thing that is measured, or why it adds nothing.

A figure and its trace are two readings of these rows, so a figure cannot differ from what justifies it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from services.reporting.figures.domain.measured import Measured
from shared.contracts.vocabulary import Origin
from shared.days import MONTHS_A_YEAR, months_later
from shared.kernel import Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, timedelta
    from uuid import UUID

    from services.reporting.figures.domain.measured import Reason

TO_THE_DAY = Origin()
F = TypeVar("F", bound=Fact)
SEVERAL = "*"
"""Stands for the council of what was for several councils: no code looks like it."""


@dataclass(frozen=True, slots=True)
class Said(Generic[F]):
    """A fact, and its place in the log of its source: an entry that was corrected is said by its correction."""

    position: int
    fact: F
    recorded_on: date
    """Day in Paris on which it was recorded; of an entry that was corrected, on which it was said first."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One row: what a fact adds to one thing that is measured."""

    told_at: int
    """Place of the fact that says so."""
    measured: Measured
    weight: int
    """What it adds: +1, -1, heads, minutes or cents; 0 with a `reason` when it is not counted, 0 without one when nobody came."""
    first_on: date
    last_on: date
    """The days between which it happened, both included; the same day when the date is known to the day."""
    council_id: str
    subject: str
    """What is counted: the id of the meeting, the person, the session, the initiative."""
    reason: Reason | None = None
    kind: str | None = None
    college: str | None = None
    gender: str | None = None
    age_band: str | None = None
    group: str | None = None
    theme: str | None = None
    funder: str | None = None
    register: str | None = None


class On:
    """A council, a subject, and what they are broken down by: what rows share."""

    def __init__(self, council_id: str, subject: UUID | str, **dimensions: str | None) -> None:
        self._council_id = council_id
        self._subject = str(subject)
        self._dimensions: dict[str, Any] = dimensions

    def row(
        self,
        said: Said[Any],
        measured: Measured,
        weight: int,
        day: date,
        origin: Origin = TO_THE_DAY,
        **dimensions: str | None,
    ) -> Contribution:
        """What a fact adds, on a day that is known as its origin says."""
        return Contribution(
            said.position,
            measured,
            weight,
            *origin.window(day),
            self._council_id,
            self._subject,
            None,
            **(self._dimensions | dimensions),
        )

    def counted(
        self, said: Said[Any], measured: Measured, many: int | None, otherwise: Reason, day: date, origin: Origin
    ) -> Contribution:
        """What was counted; what nobody knows is not zero, and says why."""
        if many is None:
            return self.not_counted(said, measured, otherwise, day, origin)
        return self.row(said, measured, many, day, origin)

    def not_counted(
        self, said: Said[Any], measured: Measured, reason: Reason, day: date, origin: Origin = TO_THE_DAY
    ) -> Contribution:
        """That it adds nothing, and why."""
        return Contribution(
            said.position,
            measured,
            0,
            *origin.window(day),
            self._council_id,
            self._subject,
            reason,
            **self._dimensions,
        )


def for_months(
    on: On, said: Said[Any], measured: Measured, months: int, day: date, origin: Origin
) -> Iterator[Contribution]:
    """It stands for so many months, from the last day on which it may have been."""
    begun = on.row(said, measured, 1, day, origin)
    yield begun
    yield on.row(said, measured, -1, months_later(begun.last_on, months))


def took_part(council_id: str, person_id: UUID, said: Said[Any], day: date, origin: Origin) -> Iterator[Contribution]:
    """Somebody who is known took part in something (MOB-03), and is in touch for twelve months (CMP-09)."""
    on = On(council_id, person_id)
    yield on.row(said, Measured.PARTICIPATIONS, 1, day, origin)
    yield from for_months(on, said, Measured.IN_TOUCH, MONTHS_A_YEAR, day, origin)


def before_all(first: Contribution, later: Iterable[Contribution]) -> Contribution:
    """What happened before all the others, even if nobody knows when: who left had joined before."""
    return replace(first, last_on=min([first.last_on, *(one.last_on for one in later)]))


def is_within(begun: tuple[date, Origin], ended: tuple[date, Origin], most: timedelta) -> bool | None:
    """Whether it ended within a delay, as far as the days are known; none when they do not decide."""
    first, last = begun[1].window(begun[0])
    early, late = ended[1].window(ended[0])
    if late <= first + most:
        return True
    return False if early > last + most else None


def days_between(begun: tuple[date, Origin], ended: tuple[date, Origin]) -> int | None:
    """Days from one to the other; none unless both are known to the day."""
    days = [*begun[1].window(begun[0]), *ended[1].window(ended[0])]
    return max(0, (days[2] - days[0]).days) if days[0] == days[1] and days[2] == days[3] else None


def last_of(told: Sequence[Said[Any]], facts: type[F] | tuple[type[F], ...]) -> Said[F] | None:
    """The last of these facts that was said; none when none was."""
    return next((said for said in reversed(told) if isinstance(said.fact, facts)), None)


@dataclass(frozen=True, slots=True)
class Turn:
    """From some day on, something is so that was otherwise before."""

    said: Said[Any]
    first_on: date
    last_on: date
    """The days between which it happened, both included."""
    what: Any
    now: Any

    @classmethod
    def on(cls, said: Said[Any], day: date, origin: Origin, what: Any, *, now: Any) -> Turn:
        """On a day that is known as its origin says."""
        return cls(said, *origin.window(day), what, now)

    def row(self, on: On, measured: Measured, weight: int, **dimensions: str | None) -> Contribution:
        """What becomes so with it, or no longer is."""
        row = on.row(self.said, measured, weight, self.last_on, TO_THE_DAY, **dimensions)
        return replace(row, first_on=self.first_on)


def in_order(turns: Sequence[Turn]) -> Iterator[Turn]:
    """Turns that are known to have followed one another: each happened before all those after it, even if nobody knows when."""
    for rank, turn in enumerate(turns):
        yield replace(turn, last_on=min(one.last_on for one in turns[rank:]))


def day_by_day(turns: Iterable[Turn]) -> list[Turn]:
    """Turns by the day on which they have certainly happened; those of the same day as they were said."""
    return sorted(turns, key=lambda turn: turn.last_on)


def what_stands(
    turns: Iterable[Turn], tell: Callable[[Mapping[Any, Any]], str | None]
) -> Iterator[tuple[Turn, str, int]]:
    """What no longer stands after each turn (-1), and what does since (1), as `tell` says it of all that is so by then."""
    so: dict[Any, Any] = {}
    before: str | None = None
    for turn in day_by_day(turns):
        so[turn.what] = turn.now
        now = tell(so)
        if now != before:
            if before is not None:
                yield turn, before, -1
            if now is not None:
                yield turn, now, 1
        before = now
