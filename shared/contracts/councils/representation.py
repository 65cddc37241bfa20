"""Representation: seats of a council in steering bodies, and who holds them (loi 2014-173, art. 7; R13, R14)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.vocabulary import (
    ONE_LINE,
    AmendmentReason,
    College,
    CouncilId,
    Gender,
    MemberRole,
    Origin,
    SteeringBodyKind,
)
from shared.kernel import Fact


class StandingDownReason(StrEnum):
    """Why somebody no longer represents the council."""

    TERM_ENDED = "TERM_ENDED"
    RESIGNED = "RESIGNED"
    LEFT_THE_COUNCIL = "LEFT_THE_COUNCIL"
    REPLACED = "REPLACED"
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


class SeatsOffered(Fact):
    """A steering body offers seats to a council. Said again, the number of that day is right from that day."""

    type: ClassVar[str] = "councils.seats-offered.v1"
    body_id: UUID
    body_kind: SteeringBodyKind
    body_name: str = Field(min_length=1, max_length=240, pattern=ONE_LINE)
    council_id: CouncilId
    titular_seats: int = Field(strict=True, ge=0, le=100)
    substitute_seats: int = Field(default=0, strict=True, ge=0, le=100)
    seats_of_body: int | None = Field(
        default=None,
        strict=True,
        ge=1,
        le=1000,
        description="All seats of the body, where known (R14: councils up to a third).",
    )
    from_on: date = Field(description="First day on which that many are offered.")
    origin: Origin = Origin()


class SeatOfferWithdrawn(Fact):
    """The body did not make that offer: the entry was a mistake, and what was said before it stands again."""

    type: ClassVar[str] = "councils.seat-offer-withdrawn.v1"
    body_id: UUID
    body_kind: SteeringBodyKind
    body_name: str = Field(min_length=1, max_length=240, pattern=ONE_LINE)
    council_id: CouncilId
    titular_seats: int = Field(strict=True, ge=0, le=100)
    substitute_seats: int = Field(default=0, strict=True, ge=0, le=100)
    seats_of_body: int | None = Field(
        default=None, strict=True, ge=1, le=1000, description="All seats of the body, as far as the offer said."
    )
    from_on: date = Field(description="First day on which that many were said to be offered.")
    offer_origin: Origin = Field(default=Origin(), description="Origin of the offer that is withdrawn.")
    former: SeatsOffered | None = Field(
        default=None,
        description="The offer of the same day that it had replaced, which stands again; none where there was none.",
    )
    reason: AmendmentReason
    origin: Origin = Origin()


class RepresentativeAppointed(Fact):
    """The council named somebody to represent it in a steering body, from a day."""

    type: ClassVar[str] = "councils.representative-appointed.v1"
    body_id: UUID
    body_kind: SteeringBodyKind
    council_id: CouncilId
    person_id: UUID
    role: MemberRole
    college: College
    gender: Gender
    from_on: date
    origin: Origin = Origin()


class RepresentativeStoodDown(Fact):
    """That person no longer represents the council there."""

    type: ClassVar[str] = "councils.representative-stood-down.v1"
    body_id: UUID
    body_kind: SteeringBodyKind
    council_id: CouncilId
    person_id: UUID
    role: MemberRole
    college: College
    gender: Gender
    from_on: date
    until_on: date = Field(description="First day on which they no longer represent it.")
    reason: StandingDownReason
    origin: Origin = Origin()


class StandingDownWithdrawn(Fact):
    """That person did not stand down that day: the entry was a mistake, and they represent the council as before."""

    type: ClassVar[str] = "councils.standing-down-withdrawn.v1"
    body_id: UUID
    body_kind: SteeringBodyKind
    council_id: CouncilId
    person_id: UUID
    role: MemberRole
    college: College
    gender: Gender
    from_on: date
    until_on: date = Field(description="First day on which they were said no longer to represent it.")
    standing_down_origin: Origin = Field(default=Origin(), description="Origin of the standing down that is withdrawn.")
    reason: AmendmentReason
    origin: Origin = Origin()


class AppointmentWithdrawn(Fact):
    """That person was never named: the entry was a mistake."""

    type: ClassVar[str] = "councils.appointment-withdrawn.v1"
    body_id: UUID
    body_kind: SteeringBodyKind
    council_id: CouncilId
    person_id: UUID
    role: MemberRole
    from_on: date
    reason: AmendmentReason
    origin: Origin = Origin()


FACTS: tuple[type[Fact], ...] = (
    SeatsOffered,
    SeatOfferWithdrawn,
    RepresentativeAppointed,
    RepresentativeStoodDown,
    StandingDownWithdrawn,
    AppointmentWithdrawn,
)
