"""Facts of the activities service: meetings, steering sessions, initiatives."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.vocabulary import (
    ONE_LINE,
    Attendance,
    College,
    CouncilId,
    Doer,
    FunderKind,
    Gender,
    MeetingKind,
    Origin,
    SteeringBodyKind,
    Theme,
)
from shared.kernel import Fact

Title = Annotated[
    str,
    Field(
        min_length=1,
        max_length=240,
        pattern=ONE_LINE,
        description="Public label on one line, never the name of a person.",
    ),
]


class CancellationReason(StrEnum):
    """Why it did not take place."""

    TOO_FEW_PEOPLE = "TOO_FEW_PEOPLE"
    NO_ROOM = "NO_ROOM"
    FACILITATOR_ABSENT = "FACILITATOR_ABSENT"
    INSTITUTION_UNAVAILABLE = "INSTITUTION_UNAVAILABLE"
    SANITARY = "SANITARY"
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


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


class DropReason(StrEnum):
    """Why an initiative was given up (INI-07)."""

    NOT_FUNDED = "NOT_FUNDED"
    NO_CARRIER = "NO_CARRIER"
    REFUSED_BY_INSTITUTION = "REFUSED_BY_INSTITUTION"
    MERGED_INTO_ANOTHER = "MERGED_INTO_ANOTHER"
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


class MeetingScheduled(Fact):
    """The council is to meet on that day."""

    type: ClassVar[str] = "activities.meeting-scheduled.v1"
    meeting_id: UUID
    council_id: CouncilId
    kind: MeetingKind
    title: Title | None = None
    planned_on: date
    starts_at: time | None = Field(default=None, description="Local time, Europe/Paris.")
    called_by: Doer = Field(default=Doer.NOT_STATED, description="Who called it (AUT-01).")
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
    attendance: Attendance | None = Field(default=None, description="None when nobody counted: unknown, not zero.")
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


class MinutesPublished(Fact):
    """The minutes of a meeting can be read by all."""

    type: ClassVar[str] = "activities.minutes-published.v1"
    meeting_id: UUID
    council_id: CouncilId
    held_on: date
    published_on: date
    written_by: Doer = Field(default=Doer.NOT_STATED, description="Who wrote them (AUT-01).")
    origin: Origin = Origin()


class SteeringBodyDeclared(Fact):
    """A steering body exists, and these councils have a seat in it (loi 2014-173, art. 7; R13)."""

    type: ClassVar[str] = "activities.steering-body-declared.v1"
    body_id: UUID
    kind: SteeringBodyKind
    name: Title
    council_ids: tuple[CouncilId, ...] = Field(min_length=1, max_length=64, description="Councils with a seat.")
    origin: Origin = Origin()


class SteeringSessionScheduled(Fact):
    """The body is to sit on that day."""

    type: ClassVar[str] = "activities.steering-session-scheduled.v1"
    session_id: UUID
    body_id: UUID
    body_kind: SteeringBodyKind
    body_name: Title
    council_ids: tuple[CouncilId, ...] = Field(min_length=1, max_length=64)
    planned_on: date
    origin: Origin = Origin()


class SteeringSessionHeld(Fact):
    """The body sat."""

    type: ClassVar[str] = "activities.steering-session-held.v1"
    session_id: UUID
    body_id: UUID
    body_kind: SteeringBodyKind
    body_name: Title
    council_ids: tuple[CouncilId, ...] = Field(min_length=1, max_length=64)
    planned_on: date | None = None
    held_on: date
    origin: Origin = Origin()


class SteeringSessionCancelled(Fact):
    """The session that was planned did not take place."""

    type: ClassVar[str] = "activities.steering-session-cancelled.v1"
    session_id: UUID
    body_id: UUID
    body_kind: SteeringBodyKind
    body_name: Title
    council_ids: tuple[CouncilId, ...] = Field(min_length=1, max_length=64)
    planned_on: date
    reason: CancellationReason
    origin: Origin = Origin()


class SteeringSessionNotConvened(Fact):
    """The body should have sat between two days and was never convened: an absence that is a fact, not a presence of 0 %."""

    type: ClassVar[str] = "activities.steering-session-not-convened.v1"
    session_id: UUID
    body_id: UUID
    body_kind: SteeringBodyKind
    body_name: Title
    council_ids: tuple[CouncilId, ...] = Field(min_length=1, max_length=64)
    expected_from_on: date
    expected_until_on: date = Field(description="Last day, included; the figure counts it on that day.")
    origin: Origin = Origin()


class Representative(BaseModel):
    """A member who speaks for the council: an id and what serves counting."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person_id: UUID
    college: College
    gender: Gender = Gender.NOT_DECLARED


class RepresentativeNamed(Fact):
    """The council said who will represent it at a session (R13)."""

    type: ClassVar[str] = "activities.representative-named.v1"
    session_id: UUID
    body_id: UUID
    council_id: CouncilId
    representative: Representative
    named_on: date
    origin: Origin = Origin()


class PilotageAttended(Fact):
    """The council was represented at a session of a steering body."""

    type: ClassVar[str] = "activities.pilotage-attended.v1"
    session_id: UUID
    body_id: UUID
    body_kind: SteeringBodyKind
    body_name: Title
    council_id: CouncilId
    held_on: date
    representatives: tuple[Representative, ...] = Field(min_length=1, max_length=64)
    origin: Origin = Origin()


class InitiativeProposed(Fact):
    """Somebody proposed something to do for the neighbourhood."""

    type: ClassVar[str] = "activities.initiative-proposed.v1"
    initiative_id: UUID
    council_id: CouncilId
    title: Title
    theme: Theme
    proposed_on: date
    origin: Origin = Origin()


class InitiativeAdopted(Fact):
    """The council made it its own."""

    type: ClassVar[str] = "activities.initiative-adopted.v1"
    initiative_id: UUID
    council_id: CouncilId
    title: Title
    theme: Theme
    proposed_on: date
    proposed_origin: Origin = Field(default=Origin(), description="How well the day of the proposal is known.")
    adopted_on: date
    origin: Origin = Origin()


class InitiativeFunded(Fact):
    """A funder granted a sum; an initiative may be funded in parts, by several funders."""

    type: ClassVar[str] = "activities.initiative-funded.v1"
    initiative_id: UUID
    grant_id: UUID = Field(description="Tells two equal grants from one grant said twice.")
    council_id: CouncilId
    title: Title
    theme: Theme
    funder: FunderKind
    amount_cents: Annotated[int, Field(strict=True, gt=0, le=10**12, description="Euro cents.")]
    funded_on: date
    origin: Origin = Origin()


class InitiativeCompleted(Fact):
    """It was done."""

    type: ClassVar[str] = "activities.initiative-completed.v1"
    initiative_id: UUID
    council_id: CouncilId
    title: Title
    theme: Theme
    adopted_on: date
    adopted_origin: Origin = Field(default=Origin(), description="How well the day of the adoption is known.")
    completed_on: date
    origin: Origin = Origin()


class InitiativeDropped(Fact):
    """It was given up."""

    type: ClassVar[str] = "activities.initiative-dropped.v1"
    initiative_id: UUID
    council_id: CouncilId
    title: Title
    theme: Theme
    proposed_on: date
    proposed_origin: Origin = Field(default=Origin(), description="How well the day of the proposal is known.")
    adopted_on: date | None = Field(default=None, description="None when it was given up before any adoption.")
    adopted_origin: Origin = Field(default=Origin(), description="How well the day of the adoption is known.")
    dropped_on: date
    reason: DropReason
    origin: Origin = Origin()


FACTS: tuple[type[Fact], ...] = (
    MeetingScheduled,
    MeetingHeld,
    AttendanceCorrected,
    MeetingCancelled,
    MeetingWithdrawn,
    MinutesPublished,
    SteeringBodyDeclared,
    SteeringSessionScheduled,
    SteeringSessionHeld,
    SteeringSessionCancelled,
    SteeringSessionNotConvened,
    RepresentativeNamed,
    PilotageAttended,
    InitiativeProposed,
    InitiativeAdopted,
    InitiativeFunded,
    InitiativeCompleted,
    InitiativeDropped,
)
