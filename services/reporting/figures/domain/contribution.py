"""What figures are made of: rows that say what one fact adds to one thing that is measured, or why it adds nothing.

A figure and its trace are two readings of these rows, so a figure cannot differ from what justifies it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from shared.contracts.vocabulary import Origin
from shared.kernel import Fact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

TO_THE_DAY = Origin()
F = TypeVar("F", bound=Fact)


class Measured(StrEnum):
    """What can be added up. Each is one kind of thing: acts, heads, persons or cents, never mixed."""

    MEMBERSHIPS = "memberships"
    MEETINGS_HELD = "meetings-held"
    MEETINGS_PLANNED = "meetings-planned"
    """By the day that was last planned."""
    PLANNED_MEETINGS_HELD = "planned-meetings-held"
    """By the day that was planned too, so that a rate compares the same meetings."""
    MEETINGS_COUNTED = "meetings-counted"
    """Meetings held whose attendance somebody counted."""
    MEETINGS_COUNTED_AT_LEAST = "meetings-counted-at-least"
    """Those among them whose source counts *at least* so many."""
    HEADS_PRESENT = "heads-present"
    SESSIONS_HELD = "sessions-held"
    SESSIONS_CANCELLED = "sessions-cancelled"
    SESSIONS_NOT_CONVENED = "sessions-not-convened"
    SEATS_AT_SESSIONS = "seats-at-sessions"
    """A council with a seat, at a session held: one for each pair."""
    SEATS_TAKEN = "seats-taken"
    """The same pairs, where the council was represented."""
    INITIATIVES_PROPOSED = "initiatives-proposed"
    INITIATIVES_ADOPTED = "initiatives-adopted"
    PROPOSED_INITIATIVES_ADOPTED = "proposed-initiatives-adopted"
    """By the day of the proposal: the cohort of the rate."""
    INITIATIVES_FUNDED = "initiatives-funded"
    CENTS_GRANTED = "cents-granted"
    INITIATIVES_COMPLETED = "initiatives-completed"
    ADOPTED_INITIATIVES_COMPLETED = "adopted-initiatives-completed"
    """By the day of the adoption: the cohort of the rate."""


class Reason(StrEnum):
    """Why a fact is not counted."""

    NOT_HELD_YET = "not-held-yet"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    ATTENDANCE_UNKNOWN = "attendance-unknown"
    PRESENCE_UNKNOWN = "presence-unknown"
    HELD_WITHOUT_PLAN = "held-without-plan"
    NOT_CONVENED = "not-convened"
    NOBODY_ATTENDED = "nobody-attended"
    NOT_ADOPTED_YET = "not-adopted-yet"
    NOT_COMPLETED_YET = "not-completed-yet"
    DROPPED = "dropped"
    DATE_IMPRECISE = "date-imprecise"
    """Told when a question is asked: the date may lie outside the period."""
    ALREADY_COUNTED = "already-counted"
    """Told when a question is asked: the same thing is counted by another fact."""
    REPLACED = "replaced"
    """Told when a question is asked: a later fact says it otherwise, or takes it back."""


class Group(StrEnum):
    """Who is present at a meeting."""

    MEMBERS = "MEMBERS"
    GUESTS = "GUESTS"
    UNNAMED = "UNNAMED"


@dataclass(frozen=True, slots=True)
class Said(Generic[F]):
    """A fact, and its place in the log of its source: an entry that was corrected is said by its correction."""

    position: int
    fact: F


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


def last_of(told: Sequence[Said[Any]], facts: type[F] | tuple[type[F], ...]) -> Said[F] | None:
    """The last of these facts that was said; none when none was."""
    return next((said for said in reversed(told) if isinstance(said.fact, facts)), None)
