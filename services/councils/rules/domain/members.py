"""A person's time in the council, and what they were there on a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shared.contracts.vocabulary import College, MemberRole

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from services.councils.rules.domain.story import Statement
    from shared.contracts.councils.composition import (
        JoiningSaid,
        MemberJoined,
        MemberLeft,
        MembershipChanged,
        MembershipRenewed,
    )
    from shared.contracts.vocabulary import AgeBand, Gender


@dataclass(frozen=True, slots=True)
class Member:
    """A member on a day: the id, what counts, and the statements that say so."""

    person_id: UUID
    college: College
    role: MemberRole
    said: MemberJoined | JoiningSaid
    """What was last said of the joining."""
    joined_on: date
    term_from_on: date
    """The joining, or the last renewal."""
    term_until_on: date | None
    because: tuple[Statement, ...]

    @property
    def gender(self) -> Gender:
        return self.said.gender

    @property
    def age_band(self) -> AgeBand:
        return self.said.age_band

    @property
    def is_titular(self) -> bool:
        """Whether they hold a seat; a substitute stands in for a holder."""
        return self.role is MemberRole.TITULAR


@dataclass
class Membership:
    """A person's time in the council, from one joining to one departure."""

    person_id: UUID
    said: MemberJoined | JoiningSaid
    joined_on: date
    because: list[Statement]
    changes: list[tuple[date, MembershipChanged]] = field(default_factory=list)
    renewals: list[tuple[date, MembershipRenewed]] = field(default_factory=list)
    left_on: date | None = None
    left: MemberLeft | None = None

    @property
    def left_a_seat(self) -> bool:
        """Whether whoever left held a seat."""
        return self.left_on is not None and self.member(self.left_on).is_titular

    def member(self, on: date) -> Member:
        """The member as of that day."""
        changed = [change for day, change in sorted(self.changes, key=_first) if day <= on]
        renewed = [(day, one.term_until_on) for day, one in sorted(self.renewals, key=_first) if day <= on]
        term_from_on, term_until_on = renewed[-1] if renewed else (self.joined_on, self.said.term_until_on)
        return Member(
            self.person_id,
            changed[-1].college if changed else self.said.college,
            changed[-1].role if changed else self.said.role,
            self.said,
            self.joined_on,
            term_from_on,
            term_until_on,
            tuple(self.because),
        )


def _first(pair: tuple[date, Any]) -> date:
    return pair[0]
