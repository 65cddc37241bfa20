"""Meetings of councils: planned, postponed, held or not, and who was counted there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from services.reporting.figures.domain.contribution import Contribution, On, Said, is_within, last_of, took_part
from services.reporting.figures.domain.family import Family
from services.reporting.figures.domain.measured import Group, Measured, Reason
from shared.contracts.activities.meeting_papers import ChairTaken, ConvocationSent, Presence, PresenceNoted
from shared.contracts.activities.meetings import (
    AttendanceCorrected,
    MeetingCancelled,
    MeetingCorrected,
    MeetingHeld,
    MeetingPostponed,
    MeetingScheduled,
    MeetingWithdrawn,
    MinutesPublished,
)
from shared.contracts.vocabulary import Channel, Doer, MeetingKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shared.contracts.vocabulary import Attendance

_MEETINGS = (
    MeetingScheduled,
    MeetingPostponed,
    MeetingHeld,
    AttendanceCorrected,
    MeetingCancelled,
    MeetingWithdrawn,
    MeetingCorrected,
)
TO_PUBLISH_MINUTES = timedelta(days=15)
"""Within which minutes are published (VIE-08)."""
TO_READ_PAPERS = timedelta(days=7)
"""How long before the meeting papers go out (VIE-09, R25)."""
_NOT_HELD = (Measured.MEETINGS_HELD, Measured.PLANNED_MEETINGS_HELD)


def _rows(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    meeting: Said[Any] | None = last_of(told, _MEETINGS)
    if meeting is None:
        return
    on = On(meeting.fact.council_id, meeting.fact.meeting_id, kind=meeting.fact.kind)
    held = last_of(told, MeetingHeld)
    yield from _plan(on, told, is_held=held is not None)
    if held is not None:
        yield from _held(on, held, last_of(told, AttendanceCorrected))
        yield from _chair(on, held, [said for said in told if isinstance(said.fact, ChairTaken)])
        yield from _minutes(on, held, last_of(told, MinutesPublished))
        yield from _group(on, held)
        yield from _presences(on, held, [said for said in told if isinstance(said.fact, PresenceNoted)])
        yield from _papers(on, held, [said for said in told if isinstance(said.fact, ConvocationSent)])


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


def _chair(on: On, held: Said[MeetingHeld], chairs: Sequence[Said[ChairTaken]]) -> Iterator[Contribution]:
    """Chaired by members from the beginning to the end, or not, as far as anybody said (AUT-02). Unknown is neither."""
    when = (held.fact.held_on, held.fact.origin)
    who = {said.fact.chaired_by for said in chairs} or {held.fact.chaired_by}
    told = chairs[-1] if chairs else held
    if Doer.NOT_STATED in who:
        for measured in (Measured.MEETINGS_CHAIRED, Measured.MEETINGS_CHAIRED_BY_MEMBERS):
            yield on.not_counted(told, measured, Reason.CHAIR_UNKNOWN, *when)
        return
    yield on.row(told, Measured.MEETINGS_CHAIRED, 1, *when)
    if who == {Doer.MEMBER}:
        yield on.row(told, Measured.MEETINGS_CHAIRED_BY_MEMBERS, 1, *when)
    else:
        yield on.not_counted(told, Measured.MEETINGS_CHAIRED_BY_MEMBERS, Reason.NOT_CHAIRED_BY_A_MEMBER, *when)


def _group(on: On, held: Said[MeetingHeld]) -> Iterator[Contribution]:
    """Which working group met (VIE-11), where that was said."""
    fact = held.fact
    if fact.kind is MeetingKind.WORKING_GROUP and fact.group_id is None:
        yield on.not_counted(held, Measured.GROUPS_MET, Reason.GROUP_UNKNOWN, fact.held_on, fact.origin)
    elif fact.group_id is not None:
        group = On(fact.council_id, fact.group_id)
        yield group.row(held, Measured.GROUPS_MET, 1, fact.held_on, fact.origin)


def _presences(on: On, held: Said[MeetingHeld], noted: Sequence[Said[PresenceNoted]]) -> Iterator[Contribution]:
    """Who came, where that was noted by name: what is said last of a person stands."""
    council_id, when = held.fact.council_id, (held.fact.held_on, held.fact.origin)
    if not noted:
        for measured in (Measured.NEWCOMERS, Measured.PARTICIPATIONS):
            yield on.not_counted(held, measured, Reason.NAMES_UNKNOWN, *when)
        return
    for person_id, said in {said.fact.person_id: said for said in noted}.items():
        if said.fact.state is Presence.PRESENT:
            yield from took_part(council_id, person_id, said, *when)
        else:
            who = On(council_id, person_id)
            yield who.not_counted(said, Measured.PARTICIPATIONS, Reason.NOT_PRESENT, *when)


def _minutes(on: On, held: Said[MeetingHeld], published: Said[MinutesPublished] | None) -> Iterator[Contribution]:
    """In time or not (VIE-08). A meeting that an old paper tells of says nothing of when its minutes came out."""
    when = (held.fact.held_on, held.fact.origin)
    if published is None and held.fact.origin.channel is not Channel.FIELD:
        for measured in (Measured.MEETINGS_WITH_MINUTES_DUE, Measured.MINUTES_IN_TIME):
            yield on.not_counted(held, measured, Reason.PUBLICATION_UNKNOWN, *when)
        return
    yield on.row(held, Measured.MEETINGS_WITH_MINUTES_DUE, 1, *when)
    if published is None:
        yield on.not_counted(held, Measured.MINUTES_IN_TIME, Reason.NOT_PUBLISHED, *when)
        return
    in_time = is_within(when, (published.fact.published_on, published.fact.origin), TO_PUBLISH_MINUTES)
    if in_time:
        yield on.row(published, Measured.MINUTES_IN_TIME, 1, *when)
    else:
        reason = Reason.DATE_IMPRECISE if in_time is None else Reason.TOO_LATE
        yield on.not_counted(published, Measured.MINUTES_IN_TIME, reason, *when)


def _papers(on: On, held: Said[MeetingHeld], sent: Sequence[Said[ConvocationSent]]) -> Iterator[Contribution]:
    """Papers that went out, early enough or not: those that went first count."""
    when = (held.fact.held_on, held.fact.origin)
    with_papers = [said for said in sent if said.fact.has_papers]
    first = min(with_papers, key=lambda said: said.fact.sent_on, default=None)
    if first is None:
        return
    yield on.row(first, Measured.MEETINGS_WITH_PAPERS, 1, *when)
    in_time = is_within(when, (first.fact.sent_on, first.fact.origin), -TO_READ_PAPERS)
    if in_time:
        yield on.row(first, Measured.PAPERS_IN_TIME, 1, *when)
    else:
        reason = Reason.DATE_IMPRECISE if in_time is None else Reason.TOO_LATE
        yield on.not_counted(first, Measured.PAPERS_IN_TIME, reason, *when)


FAMILIES = (
    Family(
        "meeting",
        dict.fromkeys((*_MEETINGS, MinutesPublished, ConvocationSent, ChairTaken, PresenceNoted), ("meeting_id",)),
        _rows,
    ),
)
