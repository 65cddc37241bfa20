"""The council itself: that it exists, where, and how far it has come."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.councils.territories import DistrictGeneration
from shared.contracts.vocabulary import ONE_LINE, AmendmentReason, Arrondissement, CouncilId, DistrictCode, Origin
from shared.kernel import Fact


class Stage(StrEnum):
    """How far a council has come."""

    DIAGNOSIS = "DIAGNOSIS"
    CONSTITUTION = "CONSTITUTION"
    RECOGNISED = "RECOGNISED"
    ACTIVE = "ACTIVE"
    AUTONOMOUS = "AUTONOMOUS"
    RENEWED = "RENEWED"
    DORMANT = "DORMANT"
    CLOSED = "CLOSED"


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


class CouncilParticulars(BaseModel):
    """What was said of a council when it was established, and may have been said wrongly."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=120, pattern=ONE_LINE, description="Public name of the council.")
    arrondissement: Arrondissement
    established_on: date
    origin: Origin = Origin()


class CouncilCorrected(Fact):
    """The particulars of the council are said again; the former ones stay readable."""

    type: ClassVar[str] = "councils.council-corrected.v1"
    council_id: CouncilId
    before: CouncilParticulars
    after: CouncilParticulars
    reason: AmendmentReason
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


class CouncilDistrictRemoved(Fact):
    """The council never covered this district: the entry was a mistake. A cover that ends is set again, with its last day."""

    type: ClassVar[str] = "councils.council-district-removed.v1"
    council_id: CouncilId
    district_code: DistrictCode
    generation: DistrictGeneration
    from_on: date
    until_on: date | None = None
    reason: AmendmentReason
    origin: Origin = Origin()


class CouncilStageReached(Fact):
    """The council entered a stage of its life, and left the former one."""

    type: ClassVar[str] = "councils.council-stage-reached.v1"
    council_id: CouncilId
    stage: Stage
    former_stage: Stage | None = Field(
        default=None, description="The stage in which it was on that day; none if none was said."
    )
    reached_on: date
    origin: Origin = Origin()


class CouncilStageWithdrawn(Fact):
    """The council did not enter that stage on that day: the entry was a mistake."""

    type: ClassVar[str] = "councils.council-stage-withdrawn.v1"
    council_id: CouncilId
    stage: Stage
    reached_on: date
    reason: AmendmentReason
    origin: Origin = Origin()


class CouncilWithdrawn(Fact):
    """There is no such council: it was established by mistake, and nothing else stands on it. Its code may be used again."""

    type: ClassVar[str] = "councils.council-withdrawn.v1"
    council_id: CouncilId
    said: CouncilParticulars = Field(description="The council, as it was last said.")
    reason: AmendmentReason
    origin: Origin = Origin()


FACTS: tuple[type[Fact], ...] = (
    CouncilEstablished,
    CouncilCorrected,
    CouncilWithdrawn,
    CouncilDistrictSet,
    CouncilDistrictRemoved,
    CouncilStageReached,
    CouncilStageWithdrawn,
)
