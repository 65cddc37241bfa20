"""The words every service speaks: fact, aggregate, refusal, who is acting.

Pure: no clock, no input or output, no framework but pydantic. A service *decides* (an aggregate's public method checks),
*records* (a fact), and *remembers* (state for the next decision).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import BaseModel, ConfigDict

from shared.sentences import in_english

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID


class Fact(BaseModel):
    """Something that happened, as it is recorded for ever and published: past tense, complete, versioned.

    Unknown fields are refused when a fact is made and ignored when an older program reads a newer one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: ClassVar[str]
    """`service.fact.vN`: the name that is stored and published, whatever the class is called later."""


@dataclass(frozen=True, slots=True)
class Acting:
    """Who says so, in which request, and because of what."""

    by: str
    """A pseudonymous account id, never a name."""
    request_id: str
    cause: str | None = None
    """The fact or the import batch that led to it."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact in its envelope: who recorded it, when, and its place in its stream and in its source's log."""

    id: UUID
    source: str
    """The service that recorded it: `councils`."""
    log_id: UUID
    """The log it stands in: another database has another log id, so a replaced store is noticed."""
    stream_id: UUID
    version: int
    """Its rank in its stream, from 1."""
    recorded_at: datetime
    """UTC. Order is told by positions, never by this clock."""
    by: str
    request_id: str
    cause: str | None
    fact: Fact
    position: int = 0
    """Its place in the source's log, known after the commit (0 before). Places may be skipped, never swapped."""
    previous_position: int = 0
    """The place of the fact just before it (0 for the first): what lets a reader see a hole."""


class Aggregate:
    """Something that keeps its rules: it decides whether a fact may be recorded, and remembers what it needs for that."""

    def __init__(self, id: UUID) -> None:  # noqa: A002 - the word people use
        self.id = id
        self.version = 0
        self.pending: list[Fact] = []

    def record(self, fact: Fact) -> None:
        """State that this happened; it is stored when the command commits."""
        self.pending.append(fact)
        self.remember(fact)
        self.version += 1

    def replay(self, facts: Iterable[Fact]) -> None:
        """Become what the recorded past says."""
        for fact in facts:
            self.remember(fact)
            self.version += 1

    def remember(self, fact: Fact) -> None:
        """Assign, and only assign: never refuse, never read a clock. A rule tightened later must leave history loadable."""
        raise NotImplementedError


class Refusal(Exception):  # noqa: N818 - named by the rule that was broken
    """A rule says no. The docstring of each subclass is the English sentence that people read; `labels.py` has the French."""

    status: int
    """HTTP status of the problem that tells it."""
    pointer: str | None = None
    """JSON pointer of the field it is about, where there is one."""

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.sentence())

    @classmethod
    def code(cls) -> str:
        """`MeetingInTheFuture` → `meeting-in-the-future`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()

    def sentence(self) -> str:
        """The docstring, with the facts of the case in it."""
        return in_english(" ".join((type(self).__doc__ or "").split()), **self.facts)


class NotFound(Refusal):
    """There is no such thing here."""

    status = 404


class RuleBroken(Refusal):
    """A rule forbids it."""

    status = 409


class Incoherent(Refusal):
    """The request contradicts itself."""

    status = 422
