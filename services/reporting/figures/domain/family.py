"""A family of things that figures are about, meetings for one: which facts tell of one of them, and what is true of it by then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from services.reporting.figures.domain.contribution import Contribution, Said
    from shared.kernel import Fact


@dataclass(frozen=True, slots=True)
class Family:
    """Things of one nature, each with a story of its own."""

    name: str
    told_by: Mapping[type[Fact], tuple[str, ...]]
    """The facts that tell of a thing, and their fields that say which: `{MeetingHeld: ("meeting_id",)}`."""
    rows: Callable[[Sequence[Said[Any]]], Iterator[Contribution]]
    """What is true of one thing, from all that stands of it, in the order in which it was said.

    What was corrected is there once, as it is said now; what was withdrawn is not there.
    """

    def thing(self, fact: Fact) -> str | None:
        """Which thing a fact tells of; none when it tells of none."""
        fields = self.told_by.get(type(fact))
        if fields is None:
            return None
        names = [getattr(fact, field) for field in fields]
        return None if None in names else ":".join(map(str, (self.name, *names)))
