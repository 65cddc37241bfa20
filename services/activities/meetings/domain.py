"""One meeting of a council, from its planning to its published minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.activities.meetings.minutes import Minutes, NoApprovingMeeting, OfMinutes
from services.activities.retelling import Told
from shared.contracts.activities.meetings import (
    AttendanceCorrected,
    CorrectionReason,
    MeetingCancelled,
    MeetingCorrected,
    MeetingHeld,
    MeetingLife,
    MeetingPostponed,
    MeetingScheduled,
    MeetingWithdrawn,
    MinutesApproved,
    MinutesCirculated,
    MinutesDrafted,
    MinutesPublished,
    WithdrawalReason,
)
from shared.contracts.vocabulary import Doer
from shared.entries.kinds import OthersStandOnIt
from shared.kernel import Fact, Incoherent, NotFound, RuleBroken

if TYPE_CHECKING:
    from datetime import date, time
    from uuid import UUID

    from shared.contracts.activities.words import CancellationReason
    from shared.contracts.vocabulary import AmendmentReason, Attendance, Origin


class MeetingAlreadyExists(RuleBroken):
    """This meeting was entered before, with other particulars."""

    pointer = "/meeting_id"


class MeetingInTheFuture(RuleBroken):
    """A meeting cannot have been held {held_on:on}: that day has not come yet."""

    pointer = "/held_on"


class MeetingWasCancelled(RuleBroken):
    """This meeting was cancelled; it cannot have been held, and is not postponed."""


class MeetingWasHeld(RuleBroken):
    """This meeting was held {held_on:on}; it can be neither cancelled nor postponed."""


class MeetingWasWithdrawn(RuleBroken):
    """This entry was withdrawn; nothing more can be said of it."""


class MeetingNotHeld(RuleBroken):
    """Nobody said yet that this meeting was held."""


class AlreadyHeld(RuleBroken):
    """This meeting was already said to be held, {held_on:on}, with other particulars: correct its attendance instead."""


class AlreadyCancelled(RuleBroken):
    """This meeting was already cancelled, with other particulars."""


class PlannedForThatDay(RuleBroken):
    """This meeting is planned for {planned_on} already."""

    pointer = "/planned_on"


class AttendanceDoesNotAddUp(Incoherent):
    """{present} present, but members, guests and unnamed add up to {accounted}."""

    pointer = "/attendance/present"


class Meeting(Told):
    """One meeting of a council."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.scheduled: MeetingScheduled | None = None
        self.postponements: tuple[MeetingPostponed, ...] = ()
        self.held: MeetingHeld | None = None
        self.attendance: Attendance | None = None
        self.cancelled: MeetingCancelled | None = None
        self.withdrawn: MeetingWithdrawn | None = None
        self.minutes = Minutes()

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

    def postpone(self, planned_on: date, starts_at: time | None, reason: CancellationReason, origin: Origin) -> None:
        """Say that it is to take place on another day, as often as that changes.

        Raises MeetingWasHeld, MeetingWasCancelled, MeetingWasWithdrawn, PlannedForThatDay.
        """
        known = self._not_held()
        if self.cancelled is not None:
            raise MeetingWasCancelled
        last = self._postponed
        if last is not None and (last.planned_on, last.starts_at, last.reason, last.origin) == (
            planned_on,
            starts_at,
            reason,
            origin,
        ):
            return
        former_planned_on = (last or known).planned_on
        if planned_on == former_planned_on:
            raise PlannedForThatDay(planned_on=planned_on)
        self.record(
            MeetingPostponed(
                meeting_id=self.id,
                council_id=known.council_id,
                kind=known.kind,
                title=known.title,
                former_planned_on=former_planned_on,
                planned_on=planned_on,
                starts_at=starts_at,
                reason=reason,
                origin=origin,
            )
        )

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
                planned_on=(self._postponed or known).planned_on,
                held_on=held_on,
                place=known.place,
                group_id=known.group_id,
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
            raise AlreadyHeld(held_on=self.held.origin.as_known(self.held.held_on))
        if self.cancelled is not None:
            raise MeetingWasCancelled
        if fact.origin.is_to_come(fact.held_on, today):
            raise MeetingInTheFuture(held_on=fact.origin.as_known(fact.held_on))
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
        known = self._not_held()
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
                planned_on=(self._postponed or known).planned_on,
                reason=reason,
                origin=origin,
            )
        )

    def withdraw(self, reason: WithdrawalReason, origin: Origin, *, others: int = 0) -> None:
        """Say that the entry should never have been made. Said twice, it is withdrawn once.

        `others` is how many entries of the journal that stand name it. Raises NotFound, OthersStandOnIt.
        """
        if self.withdrawn is not None:
            return
        known = self._known()
        if others:
            raise OthersStandOnIt(others=others)
        plan = self._postponed or self.scheduled
        self.record(
            MeetingWithdrawn(
                meeting_id=self.id,
                council_id=known.council_id,
                kind=known.kind,
                title=known.title,
                planned_on=plan.planned_on if plan else None,
                held_on=self.held.held_on if self.held else None,
                was_cancelled=self.cancelled is not None,
                attendance=self.attendance,
                reason=reason,
                entry_origin=known.origin,
                origin=origin,
            )
        )

    # All of it, told again

    def life(self) -> MeetingLife:
        """What stands of it. Raises NotFound, MeetingWasWithdrawn."""
        self._known()
        return MeetingLife(
            scheduled=self.scheduled,
            postponed=self.postponements,
            held=self.held and self.held.model_copy(update={"attendance": self.attendance}),
            drafted=self.minutes.said.get(MinutesDrafted.type),
            circulated=self.minutes.said.get(MinutesCirculated.type),
            approved=self.minutes.said.get(MinutesApproved.type),
            published=self.minutes.said.get(MinutesPublished.type),
            cancelled=self.cancelled,
        )

    def say(self, step: Any, today: date) -> None:
        """Say one step, as it was or is said."""
        match step:
            case MeetingScheduled():
                self.schedule(step)
            case MeetingPostponed():
                self.postpone(step.planned_on, step.starts_at, step.reason, step.origin)
            case MeetingHeld() if self.scheduled is not None:
                self.hold(step.held_on, step.attendance, step.origin, chaired_by=step.chaired_by, today=today)
            case MeetingHeld():
                self.enter_held(step, today=today)
            case MeetingCancelled():
                self.cancel(step.reason, step.origin)
            case MinutesDrafted() | MinutesCirculated() | MinutesApproved() | MinutesPublished():
                held = self._held()
                self._tell_minutes(step.model_copy(update={"held_on": held.held_on}), held, today)

    def amend(self, before: MeetingLife, after: MeetingLife, reason: AmendmentReason, origin: Origin) -> None:
        """Record that its life is told otherwise."""
        self.record(
            MeetingCorrected(
                meeting_id=self.id,
                council_id=self._known().council_id,
                before=before,
                after=after,
                reason=reason,
                origin=origin,
            )
        )

    # Minutes

    def draft_minutes(
        self, drafted_on: date, origin: Origin, *, today: date, written_by: Doer = Doer.NOT_STATED
    ) -> None:
        """Say that its minutes are written. Raises MeetingNotHeld, and what `Minutes.is_news` refuses."""
        held = self._held()
        fact = MinutesDrafted(
            meeting_id=self.id,
            council_id=held.council_id,
            held_on=held.held_on,
            drafted_on=drafted_on,
            written_by=written_by,
            origin=origin,
        )
        self._tell_minutes(fact, held, today)

    def circulate_minutes(self, circulated_on: date, origin: Origin, *, today: date) -> None:
        """Say that their internal version went to those of the council. Raises as `draft_minutes`."""
        held = self._held()
        fact = MinutesCirculated(
            meeting_id=self.id,
            council_id=held.council_id,
            held_on=held.held_on,
            circulated_on=circulated_on,
            origin=origin,
        )
        self._tell_minutes(fact, held, today)

    def approve_minutes(
        self, approved_on: date, origin: Origin, *, today: date, approving: Meeting | None = None
    ) -> None:
        """Say that the council agreed to them, perhaps at another meeting. Raises NoApprovingMeeting, and as `draft_minutes`."""
        held = self._held()
        fact = MinutesApproved(
            meeting_id=self.id,
            council_id=held.council_id,
            held_on=held.held_on,
            approved_on=approved_on,
            approving_meeting_id=approving.id if approving else None,
            origin=origin,
        )
        if self.minutes.is_news(fact, held, today):
            if approving is not None and not approving.may_approve(held):
                raise NoApprovingMeeting
            self.record(fact)

    def may_approve(self, other: MeetingHeld) -> bool:
        """Whether the minutes of that meeting may be approved at this one."""
        mine = None if self.withdrawn is not None else self.held
        return mine is not None and mine.meeting_id != other.meeting_id and mine.council_id == other.council_id

    def publish_minutes(
        self, published_on: date, origin: Origin, *, today: date, written_by: Doer = Doer.NOT_STATED
    ) -> None:
        """Say that they can be read by all. Raises as `draft_minutes`."""
        held = self._held()
        fact = MinutesPublished(
            meeting_id=self.id,
            council_id=held.council_id,
            held_on=held.held_on,
            published_on=published_on,
            written_by=written_by,
            origin=origin,
        )
        self._tell_minutes(fact, held, today)

    def _tell_minutes(self, fact: OfMinutes, held: MeetingHeld, today: date) -> None:
        if self.minutes.is_news(fact, held, today):
            self.record(fact)

    @property
    def _postponed(self) -> MeetingPostponed | None:
        """What was last said of its day."""
        return self.postponements[-1] if self.postponements else None

    def _not_held(self) -> MeetingScheduled:
        known = self._known()
        if isinstance(known, MeetingHeld):
            raise MeetingWasHeld(held_on=known.origin.as_known(known.held_on))
        return known

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
            case MeetingPostponed():
                self.postponements = (*self.postponements, fact)
            case MeetingHeld():
                self.held = fact
                self.attendance = fact.attendance
            case AttendanceCorrected():
                self.attendance = fact.after
            case MeetingCancelled():
                self.cancelled = fact
            case MeetingCorrected(after=life):
                self.scheduled, self.postponements, self.cancelled = life.scheduled, life.postponed, life.cancelled
                self.held, self.attendance = life.held, life.held.attendance if life.held else None
                told = (life.drafted, life.circulated, life.approved, life.published)
                self.minutes.said = {one.type: one for one in told if one is not None}
            case MeetingWithdrawn():
                self.withdrawn = fact
            case MinutesDrafted() | MinutesCirculated() | MinutesApproved() | MinutesPublished():
                self.minutes.said[fact.type] = fact


def _check_sum(attendance: Attendance | None) -> None:
    if attendance is not None and attendance.accounted != attendance.present:
        raise AttendanceDoesNotAddUp(present=attendance.present, accounted=attendance.accounted)
