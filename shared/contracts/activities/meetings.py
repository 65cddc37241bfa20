"""Meetings of a council: planned, postponed, held, counted, cancelled, and their minutes."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.activities.life import Life
from shared.contracts.activities.words import CancellationReason, Title
from shared.contracts.vocabulary import (
    AmendmentReason,
    Attendance,
    CouncilId,
    Doer,
    MeetingKind,
    Origin,
)
from shared.kernel import Fact


class CorrectionReason(StrEnum):
    """Why a count is said again."""

    COUNTING_ERROR = "COUNTING_ERROR"
    SHEET_FOUND = "SHEET_FOUND"
    TYPING_ERROR = "TYPING_ERROR"
    OTHER = "OTHER"


class WithdrawalReason(StrEnum):
    """Why an entry should never have been made."""

    ENTERED_TWICE = "ENTERED_TWICE"
    ENTERED_BY_MISTAKE = "ENTERED_BY_MISTAKE"
    WRONG_COUNCIL = "WRONG_COUNCIL"
    OTHER = "OTHER"


class MeetingScheduled(Fact):
    """The council is to meet on that day."""

    type: ClassVar[str] = "activities.meeting-scheduled.v1"
    meeting_id: UUID
    council_id: CouncilId
    kind: MeetingKind
    title: Title | None = None
    planned_on: date
    starts_at: time | None = Field(default=None, description="Local time, Europe/Paris.")
    place: Title | None = Field(
        default=None, description="Where it is to be: a public address, never that of a person."
    )
    group_id: UUID | None = Field(
        default=None, description="The entry of the working group that meets, in the council's file (VIE-11)."
    )
    called_by: Doer = Field(default=Doer.NOT_STATED, description="Who called it (AUT-01).")
    origin: Origin = Origin()


class MeetingPostponed(Fact):
    """The meeting that was planned is to take place on another day, later or earlier."""

    type: ClassVar[str] = "activities.meeting-postponed.v1"
    meeting_id: UUID
    council_id: CouncilId
    kind: MeetingKind
    title: Title | None = None
    former_planned_on: date = Field(description="The day it was planned for until then.")
    planned_on: date = Field(description="The day it is planned for now.")
    starts_at: time | None = Field(default=None, description="Local time on that day, Europe/Paris.")
    reason: CancellationReason = Field(description="Why it does not take place on the former day.")
    origin: Origin = Origin()


class MeetingHeld(Fact):
    """The council met, and those present were counted, where anybody counted them."""

    type: ClassVar[str] = "activities.meeting-held.v1"
    meeting_id: UUID
    council_id: CouncilId
    kind: MeetingKind
    title: Title | None = None
    planned_on: date | None = Field(
        default=None, description="The day it was planned for; none when it was never scheduled here."
    )
    held_on: date
    place: Title | None = Field(default=None, description="Where it was: a public address, never that of a person.")
    attendance: Attendance | None = Field(default=None, description="None when nobody counted: unknown, not zero.")
    group_id: UUID | None = Field(
        default=None, description="The entry of the working group that meets, in the council's file (VIE-11)."
    )
    called_by: Doer = Field(default=Doer.NOT_STATED, description="Who called it (AUT-01).")
    chaired_by: Doer = Field(
        default=Doer.NOT_STATED, description="Who chaired it, from beginning to end (AUT-02, R15)."
    )
    origin: Origin = Origin()


class AttendanceCorrected(Fact):
    """The count of a meeting is said again; the former one stays readable."""

    type: ClassVar[str] = "activities.attendance-corrected.v1"
    meeting_id: UUID
    council_id: CouncilId
    kind: MeetingKind
    title: Title | None = None
    held_on: date
    before: Attendance | None
    after: Attendance | None
    reason: CorrectionReason
    held_origin: Origin = Field(
        default=Origin(), description="Origin of the entry that is corrected: how well its date is known."
    )
    origin: Origin = Origin()


class MeetingCancelled(Fact):
    """The meeting that was planned did not take place."""

    type: ClassVar[str] = "activities.meeting-cancelled.v1"
    meeting_id: UUID
    council_id: CouncilId
    kind: MeetingKind
    title: Title | None = None
    planned_on: date
    reason: CancellationReason
    origin: Origin = Origin()


class MeetingWithdrawn(Fact):
    """The entry should never have been made; it stays in the log and counts nowhere."""

    type: ClassVar[str] = "activities.meeting-withdrawn.v1"
    meeting_id: UUID
    council_id: CouncilId
    kind: MeetingKind
    title: Title | None = None
    planned_on: date | None = None
    held_on: date | None = None
    was_cancelled: bool = False
    attendance: Attendance | None = None
    reason: WithdrawalReason
    entry_origin: Origin = Field(default=Origin(), description="Origin of the entry that is withdrawn.")
    origin: Origin = Origin()


class MinutesDrafted(Fact):
    """The minutes of a meeting are written, and may still change."""

    type: ClassVar[str] = "activities.minutes-drafted.v1"
    meeting_id: UUID
    council_id: CouncilId
    held_on: date
    drafted_on: date
    written_by: Doer = Field(default=Doer.NOT_STATED, description="Who wrote them (AUT-01).")
    origin: Origin = Origin()


class MinutesCirculated(Fact):
    """The internal version of the minutes went to those of the council; what all can read is `MinutesPublished`."""

    type: ClassVar[str] = "activities.minutes-circulated.v1"
    meeting_id: UUID
    council_id: CouncilId
    held_on: date
    circulated_on: date
    origin: Origin = Origin()


class MinutesApproved(Fact):
    """The council agreed to the minutes of a meeting, at a later one most often."""

    type: ClassVar[str] = "activities.minutes-approved.v1"
    meeting_id: UUID
    council_id: CouncilId
    held_on: date
    approved_on: date
    approving_meeting_id: UUID | None = Field(
        default=None, description="The meeting at which that was, where it is known here."
    )
    origin: Origin = Origin()


class MinutesPublished(Fact):
    """The minutes of a meeting can be read by all."""

    type: ClassVar[str] = "activities.minutes-published.v1"
    meeting_id: UUID
    council_id: CouncilId
    held_on: date
    published_on: date
    written_by: Doer = Field(default=Doer.NOT_STATED, description="Who wrote them (AUT-01).")
    origin: Origin = Origin()


class MeetingLife(Life):
    """All that stands of a meeting, its minutes included. It begins with what was planned, or with what was held without a plan."""

    scheduled: MeetingScheduled | None = None
    postponed: tuple[MeetingPostponed, ...] = ()
    held: MeetingHeld | None = Field(default=None, description="With its attendance as it was last said.")
    drafted: MinutesDrafted | None = None
    circulated: MinutesCirculated | None = None
    approved: MinutesApproved | None = None
    published: MinutesPublished | None = None
    cancelled: MeetingCancelled | None = None


class MeetingCorrected(Fact):
    """Steps of a meeting are said again, or one of them should never have been said; its life before and now are here whole."""

    type: ClassVar[str] = "activities.meeting-corrected.v1"
    meeting_id: UUID
    council_id: CouncilId
    before: MeetingLife
    after: MeetingLife
    reason: AmendmentReason
    origin: Origin = Origin()


FACTS: tuple[type[Fact], ...] = (
    MeetingScheduled,
    MeetingPostponed,
    MeetingHeld,
    AttendanceCorrected,
    MeetingCancelled,
    MeetingWithdrawn,
    MinutesDrafted,
    MinutesCirculated,
    MinutesApproved,
    MinutesPublished,
    MeetingCorrected,
)
