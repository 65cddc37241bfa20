"""Meetings of councils: planned, postponed, held or not, and who was counted there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.reporting.figures.domain.contribution import (
    TO_THE_DAY,
    Contribution,
    Group,
    Measured,
    On,
    Reason,
    Said,
    last_of,
)
from services.reporting.figures.domain.family import Family
from shared.contracts.activities.meetings import (
    AttendanceCorrected,
    MeetingCancelled,
    MeetingHeld,
    MeetingPostponed,
    MeetingScheduled,
    MeetingWithdrawn,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shared.contracts.vocabulary import Attendance

_NOT_HELD = (Measured.MEETINGS_HELD, Measured.PLANNED_MEETINGS_HELD)
_TOLD_AS_PLANNED = (Measured.MEETINGS_PLANNED, Measured.PLANNED_MEETINGS_HELD)
_TOLD_AS_HELD = (Measured.MEETINGS_HELD, Measured.HEADS_PRESENT, Measured.MEETINGS_COUNTED)
"""What a meeting that is withdrawn was perhaps counted in, on the day it was planned and on the day it was held."""


def _rows(told: Sequence[Said[Any]], _: Sequence[Said[Any]]) -> Iterator[Contribution]:
    on = On(told[0].fact.council_id, told[0].fact.meeting_id, kind=told[0].fact.kind)
    withdrawn = last_of(told, MeetingWithdrawn)
    if withdrawn is not None:
        yield from _withdrawn(on, withdrawn)
        return
    held = last_of(told, MeetingHeld)
    yield from _plan(on, told, is_held=held is not None)
    if held is not None:
        yield from _held(on, held, last_of(told, AttendanceCorrected))


def _plan(on: On, told: Sequence[Said[Any]], *, is_held: bool) -> Iterator[Contribution]:
    """A meeting is planned on one day. Postponed, it leaves the former day for the new one; cancelled, it stays planned on its own."""
    plan: Said[Any] | None = last_of(told, (MeetingScheduled, MeetingPostponed))
    for said in told:
        if isinstance(said.fact, MeetingPostponed):
            for measured in _NOT_HELD:
                yield on.not_counted(said, measured, Reason.POSTPONED, said.fact.former_planned_on)
    if plan is None:
        return
    planned_on = plan.fact.planned_on
    yield on.row(plan, Measured.MEETINGS_PLANNED, 1, planned_on)
    cancelled = last_of(told, MeetingCancelled)
    if cancelled is not None:
        for measured in (*_NOT_HELD, Measured.HEADS_PRESENT):
            yield on.not_counted(cancelled, measured, Reason.CANCELLED, planned_on)
    elif not is_held:
        for measured in _NOT_HELD:
            yield on.not_counted(plan, measured, Reason.NOT_HELD_YET, planned_on)


def _held(on: On, held: Said[MeetingHeld], corrected: Said[AttendanceCorrected] | None) -> Iterator[Contribution]:
    fact = held.fact
    yield on.row(held, Measured.MEETINGS_HELD, 1, fact.held_on, fact.origin)
    if fact.planned_on is None:
        yield on.not_counted(held, Measured.MEETINGS_PLANNED, Reason.HELD_WITHOUT_PLAN, fact.held_on, fact.origin)
    else:
        yield on.row(held, Measured.PLANNED_MEETINGS_HELD, 1, fact.planned_on)
    if corrected is None:
        yield from _attendance(on, held, fact, fact.attendance)
    else:
        yield from _attendance(on, corrected, fact, corrected.fact.after)


def _attendance(on: On, told: Said[Any], held: MeetingHeld, attendance: Attendance | None) -> Iterator[Contribution]:
    """Heads by group, college, gender and age band, and one meeting whose attendance is known. Unknown is not zero."""
    when = (held.held_on, held.origin)
    if attendance is None:
        for measured in (Measured.HEADS_PRESENT, Measured.MEETINGS_COUNTED):
            yield on.not_counted(told, measured, Reason.ATTENDANCE_UNKNOWN, *when)
        return
    yield on.row(told, Measured.MEETINGS_COUNTED, 1, *when)
    if attendance.is_lower_bound:
        yield on.row(told, Measured.MEETINGS_COUNTED_AT_LEAST, 1, *when)
    if not attendance.present:
        # Nobody came, and that is known.
        yield on.row(told, Measured.HEADS_PRESENT, 0, *when)
    for count in attendance.members:
        if count.heads:
            who: dict[str, Any] = {"college": count.college, "gender": count.gender, "age_band": count.age_band}
            yield on.row(told, Measured.HEADS_PRESENT, count.heads, *when, group=Group.MEMBERS, **who)
    for group, heads in ((Group.GUESTS, attendance.guests), (Group.UNNAMED, attendance.unnamed)):
        if heads:
            yield on.row(told, Measured.HEADS_PRESENT, heads, *when, group=group)
    if attendance.unknown:
        yield on.not_counted(told, Measured.HEADS_PRESENT, Reason.PRESENCE_UNKNOWN, *when)


def _withdrawn(on: On, withdrawn: Said[MeetingWithdrawn]) -> Iterator[Contribution]:
    """The reason, wherever it was counted or told."""
    fact = withdrawn.fact
    planned = (fact.planned_on, TO_THE_DAY) if fact.planned_on is not None else (fact.held_on, fact.entry_origin)
    held = (fact.held_on, fact.entry_origin) if fact.held_on is not None else (fact.planned_on, TO_THE_DAY)
    for measures, (day, origin) in ((_TOLD_AS_PLANNED, planned), (_TOLD_AS_HELD, held)):
        if day is not None:
            for measured in measures:
                yield on.not_counted(withdrawn, measured, Reason.WITHDRAWN, day, origin)


FAMILIES = (
    Family(
        "meeting",
        dict.fromkeys(
            (
                MeetingScheduled,
                MeetingPostponed,
                MeetingHeld,
                AttendanceCorrected,
                MeetingCancelled,
                MeetingWithdrawn,
            ),
            ("meeting_id",),
        ),
        _rows,
    ),
)
