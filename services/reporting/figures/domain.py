"""What each fact contributes to the figures: pure functions from a fact to a few rows.

A figure and its trace are two readings of these rows, so a figure cannot differ from what justifies it. A correction
adds the reverse of what was said, and what is said now. A fact that is not counted contributes a row of weight 0 with
the reason, so that the trace can show it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from shared.contracts.activities.initiatives import (
    InitiativeAdopted,
    InitiativeCompleted,
    InitiativeCorrected,
    InitiativeDropped,
    InitiativeFunded,
    InitiativeProposed,
    InitiativeWithdrawn,
)
from shared.contracts.activities.meetings import (
    AttendanceCorrected,
    MeetingCancelled,
    MeetingCorrected,
    MeetingHeld,
    MeetingPostponed,
    MeetingScheduled,
    MeetingWithdrawn,
)
from shared.contracts.activities.steering import (
    PilotageAttended,
    SteeringSessionCancelled,
    SteeringSessionCorrected,
    SteeringSessionHeld,
    SteeringSessionNotConvened,
    SteeringSessionScheduled,
    SteeringSessionWithdrawn,
)
from shared.contracts.councils.composition import (
    DepartureWithdrawn,
    MemberJoined,
    MemberLeft,
    MembershipChanged,
    MembershipChangeWithdrawn,
    MembershipCorrected,
    MembershipWithdrawn,
)
from shared.contracts.vocabulary import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from uuid import UUID

    from shared.contracts.councils.composition import JoiningSaid
    from shared.contracts.vocabulary import Attendance
    from shared.kernel import Fact

TO_THE_DAY = Origin()


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


class Group(StrEnum):
    """Who is present at a meeting."""

    MEMBERS = "MEMBERS"
    GUESTS = "GUESTS"
    UNNAMED = "UNNAMED"


_TOLD_AS_PLANNED = (Measured.MEETINGS_PLANNED, Measured.PLANNED_MEETINGS_HELD)
_TOLD_AS_HELD = (Measured.MEETINGS_HELD, Measured.HEADS_PRESENT, Measured.MEETINGS_COUNTED)
"""What a meeting that is withdrawn was perhaps counted in, on the day it was planned and on the day it was held."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One row: what a fact adds to one thing that is measured."""

    measured: Measured
    weight: int
    """What it adds: +1, -1, heads or cents; 0 with a `reason` when it is not counted, 0 without one when nobody came."""
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
    is_reverse: bool = False
    """Whether it takes back what an earlier fact added. That fact, from then on, proves nothing of those before it in a stock, and is
    in no period perhaps."""


class _On:
    """A council, a subject, and what they are broken down by: what the rows of one fact share."""

    def __init__(self, council_id: str, subject: UUID, **dimensions: str | None) -> None:
        self._council_id = council_id
        self._subject = str(subject)
        self._dimensions: dict[str, Any] = dimensions

    def row(
        self, measured: Measured, weight: int, day: date, origin: Origin = TO_THE_DAY, **dimensions: str | None
    ) -> Contribution:
        first_on, last_on = origin.window(day)
        return Contribution(
            measured,
            weight,
            first_on,
            last_on,
            self._council_id,
            self._subject,
            None,
            **(self._dimensions | dimensions),
        )

    def not_counted(self, measured: Measured, reason: Reason, day: date, origin: Origin = TO_THE_DAY) -> Contribution:
        first_on, last_on = origin.window(day)
        return Contribution(measured, 0, first_on, last_on, self._council_id, self._subject, reason, **self._dimensions)


def contributions(fact: Fact) -> Iterator[Contribution]:
    """What a fact contributes; nothing for facts that no indicator counts yet."""
    match fact:
        case (
            MemberJoined()
            | MemberLeft()
            | MembershipChanged()
            | MembershipChangeWithdrawn()
            | MembershipCorrected()
            | MembershipWithdrawn()
            | DepartureWithdrawn()
        ):
            yield from _membership(fact)
        case MeetingScheduled() | MeetingPostponed() | MeetingCancelled():
            yield from _plan(fact)
        case MeetingHeld() | AttendanceCorrected() | MeetingWithdrawn():
            yield from _meeting(fact)
        case (
            SteeringSessionScheduled()
            | SteeringSessionHeld()
            | SteeringSessionCancelled()
            | SteeringSessionNotConvened()
        ):
            for council_id in fact.council_ids:
                yield from _session(fact, _On(council_id, fact.session_id, kind=fact.body_kind))
        case PilotageAttended():
            on = _On(fact.council_id, fact.session_id, kind=fact.body_kind)
            yield on.row(Measured.SEATS_TAKEN, 1, fact.held_on, fact.origin)
        case (
            InitiativeProposed()
            | InitiativeAdopted()
            | InitiativeFunded()
            | InitiativeCompleted()
            | InitiativeDropped()
        ):
            yield from _initiative(fact)
        case MeetingCorrected() | SteeringSessionCorrected() | InitiativeCorrected():
            yield from _told_again(fact.before.facts, fact.after.facts)
        case SteeringSessionWithdrawn() | InitiativeWithdrawn():
            yield from _told_again(fact.said.facts, ())


def _told_again(before: Iterable[Fact], after: Iterable[Fact]) -> Iterator[Contribution]:
    """What a life that is told again no longer adds, what it adds now, and what it no longer says at all."""
    former, now = _standing(before), _standing(after)
    gone, new = Counter(former) - Counter(now), Counter(now) - Counter(former)
    changed = {_thing(row) for row in (*gone, *new)}
    for row in gone.elements():
        if row.reason is None and row.weight:
            yield _taken_back(row)
    for row in now:
        # A reason holds as long as nothing later is said of the same thing: it is said again with what changed.
        if row in new or (row.reason is not None and _thing(row) in changed):
            yield row
    for thing in dict.fromkeys(_thing(row) for row in gone if _thing(row) not in map(_thing, now)):
        row = next(row for row in reversed(former) if _thing(row) == thing)
        nobody: dict[str, Any] = dict.fromkeys(("college", "gender", "age_band", "group", "funder"))
        yield replace(row, weight=0, reason=Reason.WITHDRAWN, **nobody)


def _standing(facts: Iterable[Fact]) -> list[Contribution]:
    """What facts contribute together: a reason is told while nothing later is said of the same thing."""
    told = [list(contributions(fact)) for fact in facts]
    return [
        row
        for rank, rows in enumerate(told)
        for row in rows
        if row.reason is None or _thing(row) not in {_thing(one) for later in told[rank + 1 :] for one in later}
    ]


def _thing(row: Contribution) -> tuple[str, str, str]:
    """What a row is about."""
    return row.measured, row.council_id, row.subject


def _membership(
    fact: MemberJoined
    | MemberLeft
    | MembershipChanged
    | MembershipChangeWithdrawn
    | MembershipCorrected
    | MembershipWithdrawn
    | DepartureWithdrawn,
) -> Iterator[Contribution]:
    """What joins a stock and leaves it. What takes back says exactly what was said, on the same days, the other way round."""
    on = _On(fact.council_id, fact.person_id)
    match fact:
        case MemberJoined():
            yield _seat(on, fact, 1, fact.joined_on, fact.origin)
        case MemberLeft():
            yield _seat(on, fact, -1, fact.left_on, fact.origin)
        case MembershipChanged():
            yield from _change(on, fact, fact.origin)
        case MembershipChangeWithdrawn():
            yield from map(_taken_back, _change(on, fact, fact.change_origin))
        case MembershipCorrected(before=before, after=after):
            yield _taken_back(_seat(on, before, 1, before.joined_on, before.origin))
            yield _seat(on, after, 1, after.joined_on, after.origin)
        case MembershipWithdrawn(joining=joining):
            yield _taken_back(_seat(on, joining, 1, joining.joined_on, joining.origin))
            yield on.not_counted(Measured.MEMBERSHIPS, Reason.WITHDRAWN, joining.joined_on, joining.origin)
        case DepartureWithdrawn():
            yield _taken_back(_seat(on, fact, -1, fact.left_on, fact.departure_origin))


def _change(on: _On, fact: MembershipChanged | MembershipChangeWithdrawn, origin: Origin) -> Iterator[Contribution]:
    """One less where the member sat, one more where the member sits now."""
    yield replace(_seat(on, fact, -1, fact.changed_on, origin), college=fact.former_college)
    yield _seat(on, fact, 1, fact.changed_on, origin)


def _seat(
    on: _On,
    said: MemberJoined | MemberLeft | MembershipChanged | MembershipChangeWithdrawn | DepartureWithdrawn | JoiningSaid,
    weight: int,
    day: date,
    origin: Origin,
) -> Contribution:
    counted = {"college": said.college, "gender": said.gender, "age_band": said.age_band}
    return on.row(Measured.MEMBERSHIPS, weight, day, origin, **counted)


def _taken_back(said: Contribution) -> Contribution:
    return replace(said, weight=-said.weight, is_reverse=True)


_NOT_HELD = (Measured.MEETINGS_HELD, Measured.PLANNED_MEETINGS_HELD)


def _plan(fact: MeetingScheduled | MeetingPostponed | MeetingCancelled) -> Iterator[Contribution]:
    """A meeting is planned on one day. Postponed, it leaves the former day for the new one; cancelled, it stays planned on its own."""
    on = _On(fact.council_id, fact.meeting_id, kind=fact.kind)
    if isinstance(fact, MeetingCancelled):
        for measured in (*_NOT_HELD, Measured.HEADS_PRESENT):
            yield on.not_counted(measured, Reason.CANCELLED, fact.planned_on)
        return
    if isinstance(fact, MeetingPostponed):
        yield on.row(Measured.MEETINGS_PLANNED, -1, fact.former_planned_on)
        for measured in _NOT_HELD:
            yield on.not_counted(measured, Reason.POSTPONED, fact.former_planned_on)
    yield on.row(Measured.MEETINGS_PLANNED, 1, fact.planned_on)
    for measured in _NOT_HELD:
        yield on.not_counted(measured, Reason.NOT_HELD_YET, fact.planned_on)


def _meeting(fact: MeetingHeld | AttendanceCorrected | MeetingWithdrawn) -> Iterator[Contribution]:
    on = _On(fact.council_id, fact.meeting_id, kind=fact.kind)
    match fact:
        case MeetingHeld():
            yield on.row(Measured.MEETINGS_HELD, 1, fact.held_on, fact.origin)
            if fact.planned_on is None:
                yield on.not_counted(Measured.MEETINGS_PLANNED, Reason.HELD_WITHOUT_PLAN, fact.held_on, fact.origin)
            else:
                yield on.row(Measured.PLANNED_MEETINGS_HELD, 1, fact.planned_on)
            yield from _attendance(on, fact.attendance, 1, fact.held_on, fact.origin)
            yield from _attendance_unknown(on, fact.attendance, fact.held_on, fact.origin)
        case AttendanceCorrected():
            yield from _attendance(on, fact.before, -1, fact.held_on, fact.held_origin)
            yield from _attendance(on, fact.after, 1, fact.held_on, fact.held_origin)
            yield from _attendance_unknown(on, fact.after, fact.held_on, fact.held_origin)
        case MeetingWithdrawn():
            yield from _withdrawn_meeting(fact, on)


def _withdrawn_meeting(fact: MeetingWithdrawn, on: _On) -> Iterator[Contribution]:
    """The reverse of all that was said of it, and the reason wherever it was counted or told."""
    planned_on, held_on = fact.planned_on, fact.held_on
    if planned_on is not None:
        yield on.row(Measured.MEETINGS_PLANNED, -1, planned_on)
        if held_on is not None:
            yield on.row(Measured.PLANNED_MEETINGS_HELD, -1, planned_on)
        for measured in _TOLD_AS_PLANNED if held_on is not None else (*_TOLD_AS_PLANNED, *_TOLD_AS_HELD):
            yield on.not_counted(measured, Reason.WITHDRAWN, planned_on)
    if held_on is not None:
        yield on.row(Measured.MEETINGS_HELD, -1, held_on, fact.entry_origin)
        yield from _attendance(on, fact.attendance, -1, held_on, fact.entry_origin)
        for measured in _TOLD_AS_HELD if planned_on is not None else (Measured.MEETINGS_PLANNED, *_TOLD_AS_HELD):
            yield on.not_counted(measured, Reason.WITHDRAWN, held_on, fact.entry_origin)


def _attendance(on: _On, attendance: Attendance | None, sign: int, day: date, origin: Origin) -> Iterator[Contribution]:
    """Heads by group, college, gender and age band, and one meeting whose attendance is known."""
    if attendance is None:
        return
    yield on.row(Measured.MEETINGS_COUNTED, sign, day, origin)
    if attendance.is_lower_bound:
        yield on.row(Measured.MEETINGS_COUNTED_AT_LEAST, sign, day, origin)
    if not attendance.present:
        # Nobody came, and that is known: it must be told after an attendance that was not.
        yield on.row(Measured.HEADS_PRESENT, 0, day, origin)
    for count in attendance.members:
        dimensions = {"college": count.college, "gender": count.gender, "age_band": count.age_band}
        if count.heads:
            yield on.row(Measured.HEADS_PRESENT, sign * count.heads, day, origin, group=Group.MEMBERS, **dimensions)
    for group, heads in ((Group.GUESTS, attendance.guests), (Group.UNNAMED, attendance.unnamed)):
        if heads:
            yield on.row(Measured.HEADS_PRESENT, sign * heads, day, origin, group=group)


def _attendance_unknown(on: _On, attendance: Attendance | None, day: date, origin: Origin) -> Iterator[Contribution]:
    """What nobody noted: unknown, which is not zero."""
    if attendance is None:
        yield on.not_counted(Measured.HEADS_PRESENT, Reason.ATTENDANCE_UNKNOWN, day, origin)
        yield on.not_counted(Measured.MEETINGS_COUNTED, Reason.ATTENDANCE_UNKNOWN, day, origin)
    elif attendance.unknown:
        yield on.not_counted(Measured.HEADS_PRESENT, Reason.PRESENCE_UNKNOWN, day, origin)


def _session(
    fact: SteeringSessionScheduled | SteeringSessionHeld | SteeringSessionCancelled | SteeringSessionNotConvened,
    on: _On,
) -> Iterator[Contribution]:
    match fact:
        case SteeringSessionScheduled():
            yield on.not_counted(Measured.SESSIONS_HELD, Reason.NOT_HELD_YET, fact.planned_on)
        case SteeringSessionHeld():
            yield on.row(Measured.SESSIONS_HELD, 1, fact.held_on, fact.origin)
            yield on.row(Measured.SEATS_AT_SESSIONS, 1, fact.held_on, fact.origin)
            yield on.not_counted(Measured.SEATS_TAKEN, Reason.NOBODY_ATTENDED, fact.held_on, fact.origin)
        case SteeringSessionCancelled():
            yield on.row(Measured.SESSIONS_CANCELLED, 1, fact.planned_on)
            for measured in (Measured.SESSIONS_HELD, Measured.SEATS_AT_SESSIONS, Measured.SEATS_TAKEN):
                yield on.not_counted(measured, Reason.CANCELLED, fact.planned_on)
        case SteeringSessionNotConvened():
            yield on.row(Measured.SESSIONS_NOT_CONVENED, 1, fact.expected_until_on)
            for measured in (Measured.SESSIONS_HELD, Measured.SEATS_AT_SESSIONS, Measured.SEATS_TAKEN):
                yield on.not_counted(measured, Reason.NOT_CONVENED, fact.expected_until_on)


def _initiative(
    fact: InitiativeProposed | InitiativeAdopted | InitiativeFunded | InitiativeCompleted | InitiativeDropped,
) -> Iterator[Contribution]:
    on = _On(fact.council_id, fact.initiative_id, theme=fact.theme)
    match fact:
        case InitiativeProposed():
            yield on.row(Measured.INITIATIVES_PROPOSED, 1, fact.proposed_on, fact.origin)
            for measured in (Measured.INITIATIVES_ADOPTED, Measured.PROPOSED_INITIATIVES_ADOPTED):
                yield on.not_counted(measured, Reason.NOT_ADOPTED_YET, fact.proposed_on, fact.origin)
        case InitiativeAdopted():
            yield on.row(Measured.INITIATIVES_ADOPTED, 1, fact.adopted_on, fact.origin)
            yield on.row(Measured.PROPOSED_INITIATIVES_ADOPTED, 1, fact.proposed_on, fact.proposed_origin)
            for measured in (Measured.INITIATIVES_COMPLETED, Measured.ADOPTED_INITIATIVES_COMPLETED):
                yield on.not_counted(measured, Reason.NOT_COMPLETED_YET, fact.adopted_on, fact.origin)
        case InitiativeFunded():
            yield on.row(Measured.INITIATIVES_FUNDED, 1, fact.funded_on, fact.origin, funder=fact.funder)
            yield on.row(Measured.CENTS_GRANTED, fact.amount_cents, fact.funded_on, fact.origin, funder=fact.funder)
        case InitiativeCompleted():
            yield on.row(Measured.INITIATIVES_COMPLETED, 1, fact.completed_on, fact.origin)
            yield on.row(Measured.ADOPTED_INITIATIVES_COMPLETED, 1, fact.adopted_on, fact.adopted_origin)
        case InitiativeDropped():
            yield from _dropped_initiative(fact, on)


def _dropped_initiative(fact: InitiativeDropped, on: _On) -> Iterator[Contribution]:
    """Told where it would have counted, had it not been given up."""
    if fact.adopted_on is None:
        for measured in (Measured.INITIATIVES_ADOPTED, Measured.PROPOSED_INITIATIVES_ADOPTED):
            yield on.not_counted(measured, Reason.DROPPED, fact.proposed_on, fact.proposed_origin)
    else:
        for measured in (Measured.INITIATIVES_COMPLETED, Measured.ADOPTED_INITIATIVES_COMPLETED):
            yield on.not_counted(measured, Reason.DROPPED, fact.adopted_on, fact.adopted_origin)
