"""What became of those who were drawn, one by one and counted stage by stage."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from shared.contracts.councils.draw import (
    DrawAnswer,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date


SAID_NO = {DrawAnswer.DECLINED, DrawAnswer.NOT_ELIGIBLE, DrawAnswer.NO_ANSWER}
"""Answers after which the next on the reserve list is called."""


@dataclass
class Candidate:
    """A ticket that was drawn, and what happened to it until a day."""

    rank: int
    ticket: str
    kind: str
    gender: str
    is_reserve: bool
    contacts: list[dict[str, Any]] = field(default_factory=list)
    answer: dict[str, Any] | None = None
    seat: dict[str, Any] | None = None
    use: dict[str, Any] | None = None

    def take(self, step: dict[str, Any]) -> None:
        """One thing more, in the order in which it was recorded: what is said again counts as it was said last."""
        match step["step"]:
            case "CONTACTED":
                self.contacts = sorted([*self.contacts, step], key=lambda one: (one["happened_on"], one["position"]))
            case "ANSWERED":
                self.answer = step
            case "SEATED":
                self.seat = step
            case _:
                self.use = step

    @property
    def contacted(self) -> list[int]:
        """Facts by which somebody tried to reach the person. Whoever answered or sat down was spoken to."""
        return _positions(*self.contacts) or self.reached or _positions(self.answer)

    @property
    def reached(self) -> list[int]:
        """Facts by which the person was reached."""
        return (
            _positions(*(one for one in self.contacts if one["was_reached"])) or self.answered or _positions(self.seat)
        )

    @property
    def answered(self) -> list[int]:
        """The fact that holds what the person said last."""
        return [] if self.said in (None, DrawAnswer.NO_ANSWER) else _positions(self.answer)

    @property
    def accepted(self) -> list[int]:
        """The fact by which the person accepted."""
        return _positions(self.answer) if self.said is DrawAnswer.ACCEPTED else []

    @property
    def seated(self) -> list[int]:
        """The fact by which the person took a seat."""
        return _positions(self.seat)

    @property
    def said(self) -> DrawAnswer | None:
        """What was answered last."""
        return DrawAnswer(self.answer["answer"]) if self.answer else None

    @property
    def method(self) -> str | None:
        """How the person was first reached; else how it was last tried; none when nobody noted it."""
        reaching = [one for one in self.contacts if one["was_reached"]]
        one = reaching[0] if reaching else self.contacts[-1] if self.contacts else None
        return one["method"] if one else None

    def may_be_called(self) -> bool:
        """Whether a vacancy may still be offered to this ticket of the reserve list (R07)."""
        return self.is_reserve and not self.use and not self.seat and self.said not in SAID_NO

    def row(self) -> dict[str, Any]:
        """Where it stands, in one line."""
        contact = self.contacts[-1] if self.contacts else {}
        return {
            "rank": self.rank,
            "ticket": self.ticket,
            "kind": self.kind,
            "gender": self.gender,
            "is_reserve": self.is_reserve,
            "contacts": len(self.contacts),
            "contacted_on": contact.get("happened_on"),
            "method": contact.get("method"),
            "was_reached": bool(self.reached) if self.contacted else None,
            "answer": self.said,
            "answered_on": self.answer["happened_on"] if self.answer else None,
            "used_on": self.use["happened_on"] if self.use else None,
            "seated_on": self.seat["happened_on"] if self.seat else None,
            "person_id": self.seat["person_id"] if self.seat else None,
        }


def _positions(*steps: dict[str, Any] | None) -> list[int]:
    return [step["position"] for step in steps if step]


STAGES: dict[str, Callable[[Candidate], list[int]]] = {
    "contacted": lambda one: one.contacted,
    "reached": lambda one: one.reached,
    "answered": lambda one: one.answered,
    "accepted": lambda one: one.accepted,
    "seated": lambda one: one.seated,
}
"""Each stage, and the facts by which a person stands in it: none when it was not reached."""


@dataclass(frozen=True)
class Funnel:
    """From those who were drawn to those who are still there after a year, as of a day."""

    held_at: int | None
    """Place of the fact of the draw; none when it was not held by then."""
    candidates: Sequence[Candidate]
    memberships: Sequence[dict[str, Any]]
    on: date

    def stages(self, candidates: Sequence[Candidate]) -> dict[str, Any]:
        """How many of these stand in each stage. While nobody recorded anything of anybody drawn, that is unknown, not zero."""
        if self.held_at is None:
            return dict.fromkeys(("drawn", *STAGES, "still_there"), _number(None))
        unknown = not any(one.contacted or one.seated for one in self.candidates)
        drawn = _number(len(candidates), facts=[self.held_at] if candidates else [])
        found = {
            stage: _number(None, unknown=len(candidates)) if unknown else _counted(map(facts, candidates))
            for stage, facts in STAGES.items()
        }
        still_there = _number(None, unknown=len(candidates)) if unknown else self._still_there(candidates)
        return {"drawn": drawn, **found, "still_there": still_there}

    def _still_there(self, candidates: Iterable[Candidate]) -> dict[str, Any]:
        """Who sat a year after taking the seat; unknown before that day, or when no membership is recorded."""
        known = [self._membership_after_a_year(one.seat) for one in candidates if one.seat]
        there = [facts for is_there, facts in known if is_there]
        unknown = sum(is_there is None for is_there, _ in known)
        count = None if known and unknown == len(known) else len(there)
        return _number(count, unknown=unknown, facts=[place for _, facts in known for place in facts])

    def _membership_after_a_year(self, seat: dict[str, Any]) -> tuple[bool | None, list[int]]:
        day = seat["a_year_later_on"]
        theirs = [one for one in self.memberships if one["person_id"] == seat["person_id"] and one["joined_on"] <= day]
        if self.on < day or not theirs:
            return None, []
        facts = [place for one in theirs for place in (one["position"], one["left_at"]) if place]
        if any(one["left_on"] is None or one["left_first_on"] > day for one in theirs):
            return True, facts
        if all(one["left_last_on"] <= day for one in theirs):
            return False, facts
        return None, facts

    def by(self, key: Callable[[Candidate], str | None]) -> list[dict[str, Any]]:
        """The same for each of the groups that a key makes."""
        ordered = sorted(self.candidates, key=lambda one: key(one) or "")
        return [{"value": value or None, **self.stages(list(group))} for value, group in _grouped(ordered, key)]


def _grouped(
    ordered: Sequence[Candidate], key: Callable[[Candidate], str | None]
) -> Iterable[tuple[str, Iterable[Candidate]]]:
    return groupby(ordered, key=lambda one: key(one) or "")


def _counted(found: Iterable[list[int]]) -> dict[str, Any]:
    standing = [facts for facts in found if facts]
    return _number(len(standing), facts=[place for facts in standing for place in facts])


def _number(count: int | None, *, unknown: int = 0, facts: Sequence[int] = ()) -> dict[str, Any]:
    return {"count": count, "unknown": unknown, "facts": sorted(set(facts))}
