"""Who sits in a council: ids and counting fields, never a name."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.vocabulary import (
    AgeBand,
    AmendmentReason,
    College,
    CouncilId,
    DistrictCode,
    Gender,
    MemberRole,
    Origin,
)
from shared.kernel import Fact


class Recruitment(StrEnum):
    """How a person came to the council (R04: by lot until 17 November 2024, or a recorded reason)."""

    LOT = "LOT"
    VOLUNTEER = "VOLUNTEER"
    RESERVE = "RESERVE"
    OUTREACH = "OUTREACH"
    OPEN_ASSEMBLY = "OPEN_ASSEMBLY"
    NOT_STATED = "NOT_STATED"


class LeavingReason(StrEnum):
    """Why a member left (R28)."""

    RESIGNED = "RESIGNED"
    MOVED_AWAY = "MOVED_AWAY"
    TERM_ENDED = "TERM_ENDED"
    INCOMPATIBLE = "INCOMPATIBLE"
    DECEASED = "DECEASED"
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


class MemberJoined(Fact):
    """A person became a member. The person is an id; what is stored beside it serves counting only."""

    type: ClassVar[str] = "councils.member-joined.v1"
    council_id: CouncilId
    person_id: UUID
    college: College
    role: MemberRole
    recruitment: Recruitment
    gender: Gender
    age_band: AgeBand
    district_code: DistrictCode | None = Field(
        default=None, description="Priority district of residence, checked at joining (R06)."
    )
    draw_id: UUID | None = Field(default=None, description="The draw by lot that the person was drawn in (R04).")
    replaces: UUID | None = Field(default=None, description="The person whose vacant seat is filled (R07, R28).")
    term_until_on: date | None = Field(default=None, description="Last day of the term, included (R26).")
    joined_on: date
    origin: Origin = Origin()


class MemberLeft(Fact):
    """A member left; the counting fields are those of the membership on that day, so that a reader needs no look-up."""

    type: ClassVar[str] = "councils.member-left.v1"
    council_id: CouncilId
    person_id: UUID
    college: College
    role: MemberRole
    gender: Gender
    age_band: AgeBand
    district_code: DistrictCode | None = None
    joined_on: date
    left_on: date = Field(description="First day on which the person is no longer a member.")
    reason: LeavingReason
    origin: Origin = Origin()


class MembershipChanged(Fact):
    """From that day the member sits in another college, or has another role: a substitute who takes a seat, for example."""

    type: ClassVar[str] = "councils.membership-changed.v1"
    council_id: CouncilId
    person_id: UUID
    gender: Gender
    age_band: AgeBand
    district_code: DistrictCode | None = None
    joined_on: date
    former_college: College
    former_role: MemberRole
    college: College
    role: MemberRole
    replaces: UUID | None = Field(default=None, description="The person whose vacant seat is filled (R07, R28).")
    changed_on: date
    origin: Origin = Origin()


class MembershipChangeWithdrawn(Fact):
    """The member did not change college or role that day: the entry was a mistake, and what was before it holds again."""

    type: ClassVar[str] = "councils.membership-change-withdrawn.v1"
    council_id: CouncilId
    person_id: UUID
    gender: Gender
    age_band: AgeBand
    district_code: DistrictCode | None = None
    joined_on: date
    former_college: College
    former_role: MemberRole
    college: College
    role: MemberRole
    replaces: UUID | None = None
    changed_on: date
    change_origin: Origin = Field(default=Origin(), description="Origin of the change that is withdrawn.")
    reason: AmendmentReason
    origin: Origin = Origin()


class MembershipRenewed(Fact):
    """The member's term was renewed (R26)."""

    type: ClassVar[str] = "councils.membership-renewed.v1"
    council_id: CouncilId
    person_id: UUID
    renewed_on: date
    term_until_on: date | None = Field(
        default=None, description="New last day of the term, included; none if none is set."
    )
    origin: Origin = Origin()


class MembershipRenewalWithdrawn(Fact):
    """The member's term was not renewed that day: the entry was a mistake, and the term that held before holds again."""

    type: ClassVar[str] = "councils.membership-renewal-withdrawn.v1"
    council_id: CouncilId
    person_id: UUID
    renewed_on: date
    term_until_on: date | None = Field(
        default=None, description="Last day of the term as the renewal had set it, included; none if it set none."
    )
    former_term_until_on: date | None = Field(
        default=None, description="Last day of the term that holds again, included; none if none is set."
    )
    renewal_origin: Origin = Field(default=Origin(), description="Origin of the renewal that is withdrawn.")
    reason: AmendmentReason
    origin: Origin = Origin()


class JoiningSaid(BaseModel):
    """What was said of a joining, and may have been said wrongly."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    college: College
    role: MemberRole
    recruitment: Recruitment
    gender: Gender
    age_band: AgeBand
    district_code: DistrictCode | None = None
    draw_id: UUID | None = None
    replaces: UUID | None = None
    term_until_on: date | None = None
    joined_on: date
    origin: Origin = Origin()


class MembershipCorrected(Fact):
    """What was said of the joining of a present member is said again; the former words stay readable."""

    type: ClassVar[str] = "councils.membership-corrected.v1"
    council_id: CouncilId
    person_id: UUID
    before: JoiningSaid
    after: JoiningSaid
    reason: AmendmentReason
    origin: Origin = Origin()


class MembershipWithdrawn(Fact):
    """The person never became a member: the entry was a mistake. It stays in the log and counts nowhere."""

    type: ClassVar[str] = "councils.membership-withdrawn.v1"
    council_id: CouncilId
    person_id: UUID
    joining: JoiningSaid
    reason: AmendmentReason
    origin: Origin = Origin()


class DepartureWithdrawn(Fact):
    """The member did not leave that day: the entry was a mistake, and the membership goes on."""

    type: ClassVar[str] = "councils.departure-withdrawn.v1"
    council_id: CouncilId
    person_id: UUID
    college: College
    role: MemberRole
    gender: Gender
    age_band: AgeBand
    district_code: DistrictCode | None = None
    joined_on: date
    left_on: date
    departure_origin: Origin = Field(default=Origin(), description="Origin of the departure that is withdrawn.")
    reason: AmendmentReason
    origin: Origin = Origin()


FACTS: tuple[type[Fact], ...] = (
    MemberJoined,
    MemberLeft,
    MembershipChanged,
    MembershipChangeWithdrawn,
    MembershipRenewed,
    MembershipRenewalWithdrawn,
    MembershipCorrected,
    MembershipWithdrawn,
    DepartureWithdrawn,
)
