"""What figures are made of: rows that say what one fact adds to one thing that is measured, or why it adds nothing.

A figure and its trace are two readings of these rows, so a figure cannot differ from what justifies it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from shared.contracts.vocabulary import Origin
from shared.kernel import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, timedelta
    from uuid import UUID

TO_THE_DAY = Origin()
F = TypeVar("F", bound=Fact)
SEVERAL = "*"
"""Stands for the council of what was for several councils: no code looks like it."""


class Measured(StrEnum):
    """What can be added up. Each is one kind of thing: acts, heads, persons or cents, never mixed."""

    MEMBERSHIPS = "memberships"
    JOININGS = "joinings"
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
    MEETINGS_CHAIRED = "meetings-chaired"
    """Meetings held of which it is known who chaired them."""
    MEETINGS_CHAIRED_BY_MEMBERS = "meetings-chaired-by-members"
    MEETINGS_WITH_MINUTES_DUE = "meetings-with-minutes-due"
    """Meetings held of which it is known whether their minutes are published, and when."""
    MINUTES_IN_TIME = "minutes-in-time"
    """Meetings held whose minutes were published within the delay, by the day of the meeting."""
    MEETINGS_WITH_PAPERS = "meetings-with-papers"
    PAPERS_IN_TIME = "papers-in-time"
    """Those among them whose papers went out early enough."""
    SESSIONS_HELD = "sessions-held"
    SESSIONS_CANCELLED = "sessions-cancelled"
    SESSIONS_NOT_CONVENED = "sessions-not-convened"
    SEATS_AT_SESSIONS = "seats-at-sessions"
    """A council with a seat, at a session held: one for each pair."""
    SEATS_TAKEN = "seats-taken"
    """The same pairs, where the council was represented."""
    REPRESENTATIVES = "representatives"
    """Members who spoke for the council, by the day of the session."""
    INVITATIONS = "invitations"
    """The same pairs, where an invitation had been received."""
    REPORTED_BACK = "reported-back"
    """Sessions attended of which the council was told within the delay."""
    INITIATIVES_PROPOSED = "initiatives-proposed"
    INITIATIVES_ADOPTED = "initiatives-adopted"
    PROPOSED_INITIATIVES_ADOPTED = "proposed-initiatives-adopted"
    """By the day of the proposal: the cohort of the rate."""
    INITIATIVES_FUNDED = "initiatives-funded"
    CENTS_GRANTED = "cents-granted"
    INITIATIVES_COMPLETED = "initiatives-completed"
    ADOPTED_INITIATIVES_COMPLETED = "adopted-initiatives-completed"
    """By the day of the adoption: the cohort of the rate."""
    DAYS_TO_COMPLETE = "days-to-complete"
    """From the proposal to the completion, on the day of the completion."""
    INITIATIVES_DROPPED = "initiatives-dropped"
    HEADS_IN_INITIATIVES = "heads-in-initiatives"
    PARTICIPATIONS_COUNTED = "participations-counted"
    OUTINGS = "outings"
    """Each time that people were met where they are (*aller vers*)."""
    RESIDENTS_MET = "residents-met"
    """Heads, not distinct persons."""
    ENCOUNTERS_COUNTED = "encounters-counted"
    """Outings and drop-ins at which somebody counted."""
    DROP_IN_MINUTES = "drop-in-minutes"
    TIMED_DROP_INS = "timed-drop-ins"
    DROP_IN_VISITS = "drop-in-visits"
    COUNTED_DROP_INS = "counted-drop-ins"
    COMMUNICATIONS = "communications"
    MINUTES_OF_WORK = "minutes-of-work"
    TIMED_WORK = "timed-work"
    """Entries of work whose time was noted."""
    PARTNERS = "partners"
    """Organisations that somebody was in contact with."""
    REQUESTS_OPEN = "requests-open"
    """Questions, commitments and referrals that no answer has closed."""
    REQUESTS_DUE = "requests-due"
    """By the day on which an answer was due."""
    REQUESTS_ANSWERED = "requests-answered"
    """Those among them that were answered, by the same day."""
    DAYS_TO_ANSWER = "days-to-answer"
    """From the asking to the first answer, on the day of the answer."""
    REFERRALS = "referrals"
    REFERRALS_ACKNOWLEDGED = "referrals-acknowledged"
    REFERRALS_ANSWERED = "referrals-answered"
    REFERRALS_EXAMINED = "referrals-examined"
    POINTS_RAISED = "points-raised"
    POINTS_ANSWERED = "points-answered"
    POINTS_TAKEN_UP = "points-taken-up"
    TRAININGS = "trainings"
    TRAINING_MINUTES = "training-minutes"
    TIMED_TRAININGS = "timed-trainings"
    TRAINED = "trained"
    """Persons who attended a training, for twelve months."""
    ACTIONS_DUE = "actions-due"
    ACTIONS_DONE = "actions-done"
    """Those among them that were done, by the day on which they were due."""
    ACTIONS_LATE = "actions-late"
    DIAGNOSES = "diagnoses"
    """Councils whose diagnosis was updated, for twelve months."""
    IMPACT_STORIES = "impact-stories"
    AUTONOMY_POINTS = "autonomy-points"
    AUTONOMY_ITEMS = "autonomy-items"
    """Items that somebody assessed: unknown is not zero."""
    CENTS_ALLOCATED = "cents-allocated"
    CENTS_SPENT = "cents-spent"
    CENTS_LEFT = "cents-left"
    PREMISES = "premises"
    """Councils that have a place of their own."""


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
    HEADS_UNKNOWN = "heads-unknown"
    TIME_UNKNOWN = "time-unknown"
    NOT_NAMED = "not-named"
    TOO_LATE = "too-late"
    NOT_PUBLISHED = "not-published"
    PUBLICATION_UNKNOWN = "publication-unknown"
    NOT_INVITED = "not-invited"
    NOT_REPORTED_BACK = "not-reported-back"
    NOT_CHAIRED_BY_A_MEMBER = "not-chaired-by-a-member"
    CHAIR_UNKNOWN = "chair-unknown"
    NOT_ANSWERED = "not-answered"
    NOT_TAKEN_UP = "not-taken-up"
    NO_DUE_DAY = "no-due-day"
    NOT_DONE = "not-done"
    DATE_IMPRECISE = "date-imprecise"
    """Its date does not decide: of a delay; or, told when a question is asked, of the period."""
    ALREADY_COUNTED = "already-counted"
    """Told when a question is asked: the same thing is counted by another fact."""
    REPLACED = "replaced"
    """Told when a question is asked: a later fact says it otherwise, or takes it back."""
    OVER = "over"
    """Told when a question is asked: it no longer stands on the last day."""
    ALONE = "alone"
    """Told when a question is asked: it stands, but what must stand with it does not."""


class Work(StrEnum):
    """What the time was for, where an entry says more than a kind of activity."""

    OUTREACH = "OUTREACH"
    DROP_IN = "DROP_IN"
    CONTACT = "CONTACT"
    COMMUNICATION = "COMMUNICATION"
    WALK = "WALK"


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
