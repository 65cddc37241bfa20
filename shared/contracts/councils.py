"""Facts of the councils service: which councils exist, who sits in them, who supports them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.vocabulary import (
    ONE_LINE,
    AgeBand,
    Arrondissement,
    College,
    CouncilId,
    DistrictCode,
    Gender,
    MemberRole,
    Origin,
)
from shared.kernel import Fact


class DistrictGeneration(StrEnum):
    """Which official list the district belongs to (decrees 2014-1750 and 2023-1314)."""

    LIST_2015 = "2015"
    LIST_2024 = "2024"


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


class UnassignmentReason(StrEnum):
    """Why a facilitator no longer supports the council."""

    REPLACED = "REPLACED"
    LEFT_THE_TEAM = "LEFT_THE_TEAM"
    ABSENT = "ABSENT"
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


class CouncilEstablished(Fact):
    """The council exists (loi 2014-173 of 21 February 2014, art. 7)."""

    type: ClassVar[str] = "councils.council-established.v1"
    council_id: CouncilId
    name: str = Field(min_length=1, max_length=120, pattern=ONE_LINE, description="Public name of the council.")
    arrondissement: Arrondissement
    established_on: date = Field(
        description="Founding date; when inferred, the first day on which the council is attested."
    )
    origin: Origin = Origin()


class CouncilDistrictSet(Fact):
    """The council covers this priority district. A council covers several, and a district may lie across two arrondissements."""

    type: ClassVar[str] = "councils.council-district-set.v1"
    council_id: CouncilId
    district_code: DistrictCode
    generation: DistrictGeneration
    from_on: date = Field(description="First day.")
    until_on: date | None = Field(default=None, description="Last day, included; none while it lasts.")
    origin: Origin = Origin()


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
    joined_on: date
    origin: Origin = Origin()


class MemberLeft(Fact):
    """A member left; the counting fields are those of the joining, so that a reader needs no look-up."""

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


class FacilitatorAssigned(Fact):
    """A facilitator supports the council from that day."""

    type: ClassVar[str] = "councils.facilitator-assigned.v1"
    council_id: CouncilId
    facilitator_id: UUID
    assigned_on: date
    origin: Origin = Origin()


class FacilitatorUnassigned(Fact):
    """The facilitator no longer supports the council."""

    type: ClassVar[str] = "councils.facilitator-unassigned.v1"
    council_id: CouncilId
    facilitator_id: UUID
    assigned_on: date
    unassigned_on: date = Field(description="First day without that facilitator.")
    reason: UnassignmentReason
    origin: Origin = Origin()


FACTS: tuple[type[Fact], ...] = (
    CouncilEstablished,
    CouncilDistrictSet,
    MemberJoined,
    MemberLeft,
    FacilitatorAssigned,
    FacilitatorUnassigned,
)
