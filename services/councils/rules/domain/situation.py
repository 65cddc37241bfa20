"""How a council stood on one day, as its story tells it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from shared.contracts.councils.draw import ReserveListUsed
from shared.days import MONTHS_A_YEAR, months_later

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from services.councils.rules.domain.members import Member, Membership
    from services.councils.rules.domain.story import F, Statement, Story, Thing
    from shared.contracts.vocabulary import College


class Situation:
    """How a council stood on one day."""

    def __init__(self, story: Story, on: date) -> None:
        self.story = story
        self.on = on
        self.council_id = story.council_id
        self.a_year_ago = months_later(on, -MONTHS_A_YEAR)

    def said(self, kind: type[F]) -> list[Thing[F]]:
        """All that had happened by that day, the latest last."""
        return sorted(
            (one for one in self.story.things.values() if isinstance(one.fact, kind) and one.on <= self.on),
            key=lambda one: (one.on, one.place),
        )

    def valid(self, kind: type[F]) -> list[Thing[F]]:
        """All that was so on that day, the latest last."""
        return [one for one in self.said(kind) if one.is_valid(self.on)]

    def latest(self, kind: type[F]) -> Thing[F] | None:
        """The last one that was so on that day."""
        valid = self.valid(kind)
        return valid[-1] if valid else None

    def of_the_year(self, kind: type[F]) -> list[Thing[F]]:
        """What happened in the twelve months before, that day included."""
        return [one for one in self.said(kind) if one.on >= self.a_year_ago]

    # Members

    @property
    def is_roster_known(self) -> bool:
        """Whether anybody was said to be a member by that day: an unknown roster is not an empty one."""
        return any(time.joined_on <= self.on for times in self.story.memberships.values() for time in times)

    @property
    def roster(self) -> tuple[Statement, ...]:
        """All that was said of who had become a member by that day, departures included."""
        times = [time for times in self.story.memberships.values() for time in times if time.joined_on <= self.on]
        return tuple(statement for time in times for statement in time.because)

    def members_on(self, day: date) -> list[Member]:
        """Who was a member on a day, in the order of their joining."""
        return sorted(
            (
                time.member(day)
                for times in self.story.memberships.values()
                for time in times
                if time.joined_on <= day and (time.left_on is None or day < time.left_on)
            ),
            key=lambda one: (one.joined_on, str(one.person_id)),
        )

    @cached_property
    def members(self) -> list[Member]:
        """Who was a member on that day, substitutes included."""
        return self.members_on(self.on)

    def college(self, college: College, *, titular: bool = True) -> list[Member]:
        """The members of one college: holders of seats, or all of them."""
        return [one for one in self.members if one.college is college and (one.is_titular or not titular)]

    def departures(self) -> list[Membership]:
        """Who left in the twelve months before, that day included, in that order."""
        return sorted(
            (
                time
                for times in self.story.memberships.values()
                for time in times
                if time.left_on is not None and self.a_year_ago <= time.left_on <= self.on
            ),
            key=lambda one: (str(one.left_on), str(one.person_id)),
        )

    def replacements(self) -> set[UUID]:
        """The former members whose seat somebody took by that day."""
        joined = [
            time.said.replaces
            for times in self.story.memberships.values()
            for time in times
            if time.joined_on <= self.on
        ]
        changed = [
            change.replaces
            for times in self.story.memberships.values()
            for time in times
            for day, change in time.changes
            if day <= self.on
        ]
        used = [one.fact.replaces for one in self.said(ReserveListUsed)]
        return {one for one in (*joined, *changed, *used) if one is not None}

    def vacated(self) -> list[Membership]:
        """Departures of titular members in twelve months whose seat nobody took, nor was called for."""
        replaced = self.replacements()
        return [one for one in self.departures() if one.left_a_seat and one.person_id not in replaced]
