"""One meeting of a council, from its planning to its published minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts.activities.meetings import (
    AttendanceCorrected,
    CorrectionReason,
    MeetingCancelled,
    MeetingHeld,
    MeetingScheduled,
    MeetingWithdrawn,
    MinutesPublished,
    WithdrawalReason,
)
from shared.contracts.vocabulary import Doer
from shared.kernel import Aggregate, Fact, Incoherent, NotFound, RuleBroken

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from shared.contracts.activities.words import CancellationReason
    from shared.contracts.vocabulary import Attendance, Origin


class MeetingAlreadyExists(RuleBroken):
    """This meeting was entered before, with other particulars."""

    pointer = "/meeting_id"


class MeetingInTheFuture(RuleBroken):
    """A meeting cannot have been held on {held_on}: that day has not come yet."""

    pointer = "/held_on"


class MeetingWasCancelled(RuleBroken):
    """This meeting was cancelled; it cannot have been held."""


class MeetingWasHeld(RuleBroken):
    """This meeting was held on {held_on}; it cannot be cancelled."""


class MeetingWasWithdrawn(RuleBroken):
    """This entry was withdrawn; nothing more can be said of it."""


class MeetingNotHeld(RuleBroken):
    """Nobody said yet that this meeting was held."""


class AlreadyHeld(RuleBroken):
    """This meeting was already said to be held, on {held_on}, with other particulars: correct its attendance instead."""


class AlreadyCancelled(RuleBroken):
    """This meeting was already cancelled, with other particulars."""


class AttendanceDoesNotAddUp(Incoherent):
    """{present} present, but members, guests and unnamed add up to {accounted}."""

    pointer = "/attendance/present"


class MinutesAlreadyPublished(RuleBroken):
    """The minutes of this meeting were already said to be published, on {published_on}."""

    pointer = "/published_on"


class MinutesBeforeMeeting(RuleBroken):
    """Minutes cannot be published before the meeting, held on {held_on}."""

    pointer = "/published_on"


class MinutesInTheFuture(RuleBroken):
    """Minutes cannot have been published on {published_on}: that day has not come yet."""

    pointer = "/published_on"


class Meeting(Aggregate):
    """One meeting of a council."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.scheduled: MeetingScheduled | None = None
        self.held: MeetingHeld | None = None
        self.attendance: Attendance | None = None
        self.cancelled: MeetingCancelled | None = None
        self.withdrawn: MeetingWithdrawn | None = None
        self.minutes: MinutesPublished | None = None

    def schedule(self, fact: MeetingScheduled) -> None:
        """Say that the council is to meet. Raises MeetingAlreadyExists, MeetingWasWithdrawn.

        A day that is past is no fault: late entry is normal.
        """
        if self.withdrawn is not None:
            raise MeetingWasWithdrawn
        if self.version:
            if self.scheduled == fact:
                return
            raise MeetingAlreadyExists
        self.record(fact)

    def hold(
        self,
        held_on: date,
        attendance: Attendance | None,
        origin: Origin,
        *,
        today: date,
        chaired_by: Doer = Doer.NOT_STATED,
    ) -> None:
        """Say that a meeting that was planned took place, and who was counted.

        Raises AlreadyHeld, MeetingWasCancelled, MeetingWasWithdrawn, MeetingInTheFuture, AttendanceDoesNotAddUp.
        """
        known = self._known()
        self._hold(
            MeetingHeld(
                meeting_id=self.id,
                council_id=known.council_id,
                kind=known.kind,
                title=known.title,
                planned_on=known.planned_on,
                held_on=held_on,
                attendance=attendance,
                called_by=known.called_by,
                chaired_by=chaired_by,
                origin=origin,
            ),
            today,
        )

    def enter_held(self, fact: MeetingHeld, *, today: date) -> None:
        """Say afterwards that a meeting took place that nobody had planned here. Raises MeetingAlreadyExists, and what `hold` refuses."""
        if self.scheduled is not None or (self.version and self.held != fact):
            raise MeetingAlreadyExists
        self._hold(fact, today)

    def _hold(self, fact: MeetingHeld, today: date) -> None:
        if self.withdrawn is not None:
            raise MeetingWasWithdrawn
        if self.held is not None:
            if self.held == fact:
                return
            raise AlreadyHeld(held_on=self.held.held_on)
        if self.cancelled is not None:
            raise MeetingWasCancelled
        if fact.origin.is_to_come(fact.held_on, today):
            raise MeetingInTheFuture(held_on=fact.held_on)
        _check_sum(fact.attendance)
        self.record(fact)

    def correct_attendance(self, attendance: Attendance | None, reason: CorrectionReason, origin: Origin) -> None:
        """Say the count again; the former one stays readable. Raises MeetingNotHeld, MeetingWasWithdrawn, AttendanceDoesNotAddUp."""
        held = self._held()
        _check_sum(attendance)
        if attendance == self.attendance:
            return
        self.record(
            AttendanceCorrected(
                meeting_id=self.id,
                council_id=held.council_id,
                kind=held.kind,
                title=held.title,
                held_on=held.held_on,
                before=self.attendance,
                after=attendance,
                reason=reason,
                held_origin=held.origin,
                origin=origin,
            )
        )

    def cancel(self, reason: CancellationReason, origin: Origin) -> None:
        """Say that it did not take place. Raises MeetingWasHeld, MeetingWasWithdrawn, AlreadyCancelled."""
        known = self._known()
        if isinstance(known, MeetingHeld):
            raise MeetingWasHeld(held_on=known.held_on)
        if self.cancelled is not None:
            if (self.cancelled.reason, self.cancelled.origin) == (reason, origin):
                return
            raise AlreadyCancelled
        self.record(
            MeetingCancelled(
                meeting_id=self.id,
                council_id=known.council_id,
                kind=known.kind,
                title=known.title,
                planned_on=known.planned_on,
                reason=reason,
                origin=origin,
            )
        )

    def withdraw(self, reason: WithdrawalReason, origin: Origin) -> None:
        """Say that the entry should never have been made. Said twice, it is withdrawn once."""
        if self.withdrawn is not None:
            return
        known = self._known()
        self.record(
            MeetingWithdrawn(
                meeting_id=self.id,
                council_id=known.council_id,
                kind=known.kind,
                title=known.title,
                planned_on=self.scheduled.planned_on if self.scheduled else None,
                held_on=self.held.held_on if self.held else None,
                was_cancelled=self.cancelled is not None,
                attendance=self.attendance,
                reason=reason,
                entry_origin=known.origin,
                origin=origin,
            )
        )

    def publish_minutes(
        self, published_on: date, origin: Origin, *, today: date, written_by: Doer = Doer.NOT_STATED
    ) -> None:
        """Say that its minutes can be read.

        Raises MeetingNotHeld, MinutesAlreadyPublished, MinutesBeforeMeeting, MinutesInTheFuture.
        """
        held = self._held()
        if self.minutes is not None:
            known = (self.minutes.published_on, self.minutes.written_by, self.minutes.origin)
            if known == (published_on, written_by, origin):
                return
            raise MinutesAlreadyPublished(published_on=self.minutes.published_on)
        if origin.is_before(published_on, held.held_on, held.origin):
            raise MinutesBeforeMeeting(held_on=held.held_on)
        if origin.is_to_come(published_on, today):
            raise MinutesInTheFuture(published_on=published_on)
        self.record(
            MinutesPublished(
                meeting_id=self.id,
                council_id=held.council_id,
                held_on=held.held_on,
                published_on=published_on,
                written_by=written_by,
                origin=origin,
            )
        )

    def _known(self) -> MeetingScheduled | MeetingHeld:
        """The meeting as it stands; there is none when the id is that of something else."""
        if self.withdrawn is not None:
            raise MeetingWasWithdrawn
        known = self.held or self.scheduled
        if known is None:
            raise NotFound
        return known

    def _held(self) -> MeetingHeld:
        known = self._known()
        if not isinstance(known, MeetingHeld):
            raise MeetingNotHeld
        return known

    def remember(self, fact: Fact) -> None:
        """Keep what later decisions need."""
        match fact:
            case MeetingScheduled():
                self.scheduled = fact
            case MeetingHeld():
                self.held = fact
                self.attendance = fact.attendance
            case AttendanceCorrected():
                self.attendance = fact.after
            case MeetingCancelled():
                self.cancelled = fact
            case MeetingWithdrawn():
                self.withdrawn = fact
            case MinutesPublished():
                self.minutes = fact


def _check_sum(attendance: Attendance | None) -> None:
    if attendance is not None and attendance.accounted != attendance.present:
        raise AttendanceDoesNotAddUp(present=attendance.present, accounted=attendance.accounted)
