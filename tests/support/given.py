"""Decisions, told in three steps: `given(Meeting, scheduled).when(lambda meeting: meeting.hold(…)).then(MeetingHeld(…))`.

What is given is replayed as the store replays it; nothing but the aggregate runs. It is 23 November 2026.
"""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from shared.kernel import Aggregate, Fact, Refusal
from shared.platform.problems import PLATFORM_FR
from shared.sentences import in_french

if TYPE_CHECKING:
    from collections.abc import Callable

A = TypeVar("A", bound=Aggregate)

IT = UUID("01936f00-0000-7000-8000-000000000001")
"""The id of what a test is about."""
TODAY = date(2026, 11, 23)


def given(kind: type[A], *facts: Fact) -> Given[A]:
    """An aggregate with that past."""
    aggregate = kind(IT)
    aggregate.replay(facts)
    return Given(aggregate)


class Given(Generic[A]):
    """What was recorded before."""

    def __init__(self, aggregate: A) -> None:
        self._aggregate = aggregate

    def when(self, decide: Callable[[A], object]) -> Outcome:
        """Something is said of it."""
        refusal = None
        try:
            decide(self._aggregate)
        except Refusal as error:
            refusal = error
        return Outcome(self._aggregate.pending, refusal)


class Outcome:
    """What was recorded then, or what refused it."""

    def __init__(self, recorded: list[Fact], refusal: Refusal | None) -> None:
        self._recorded = recorded
        self._refusal = refusal

    def then(self, *facts: Fact) -> None:
        """Exactly these facts are recorded."""
        assert self._refusal is None, repr(self._refusal)
        assert self._recorded == list(facts)

    def then_nothing(self) -> None:
        """It was known already, and is recorded no second time."""
        self.then()

    def refused(self, rule: type[Refusal], *, pointer: str | None = None, **facts: Any) -> None:
        """That rule refuses it, naming the field and these facts of the case; nothing is recorded. Both sentences are whole."""
        refusal = self._refusal
        assert type(refusal) is rule, repr(refusal)
        assert self._recorded == []
        assert (refusal.pointer, refusal.facts) == (pointer, facts)
        told_in_french(refusal)


def told_in_french(refusal: Refusal) -> str:
    """The sentence that people read. Raises KeyError when it names a fact that the refusal lacks."""
    home, service, *_ = type(refusal).__module__.split(".")
    french = import_module(f"services.{service}.labels").REFUSALS if home == "services" else PLATFORM_FR
    return in_french(french[refusal.code()], **refusal.facts)
