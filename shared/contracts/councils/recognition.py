"""The prefect's recognition of a composition (loi 2014-173, art. 7; R09, R10; until decree 2024-1036)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.vocabulary import ONE_LINE, AmendmentReason, College, CouncilId, MemberRole, Origin
from shared.kernel import Fact


class Authority(StrEnum):
    """Whom the prefect consults before the order (R10)."""

    MAYOR = "MAYOR"
    EPCI_PRESIDENT = "EPCI_PRESIDENT"


class ConsultationOutcome(StrEnum):
    """What the authority answered."""

    FAVOURABLE = "FAVOURABLE"
    UNFAVOURABLE = "UNFAVOURABLE"
    NO_ANSWER = "NO_ANSWER"
    NOT_STATED = "NOT_STATED"


class OnTheList(BaseModel):
    """One person of a composition, as it is submitted or recognised."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person_id: UUID
    college: College
    role: MemberRole


Composition = Annotated[tuple[OnTheList, ...], Field(min_length=1, max_length=500)]


class CompositionSubmitted(Fact):
    """A composition was sent to the prefect."""

    type: ClassVar[str] = "councils.composition-submitted.v1"
    file_id: UUID
    council_id: CouncilId
    members: Composition
    submitted_on: date
    origin: Origin = Origin()


class AuthorityConsulted(Fact):
    """The prefect consulted the mayor or the president of the EPCI."""

    type: ClassVar[str] = "councils.authority-consulted.v1"
    file_id: UUID
    council_id: CouncilId
    authority: Authority
    outcome: ConsultationOutcome
    consulted_on: date
    origin: Origin = Origin()


class ConsultationWithdrawn(Fact):
    """That authority was not consulted so: the entry was a mistake."""

    type: ClassVar[str] = "councils.consultation-withdrawn.v1"
    file_id: UUID
    council_id: CouncilId
    authority: Authority
    outcome: ConsultationOutcome
    consulted_on: date
    consultation_origin: Origin = Field(default=Origin(), description="Origin of the consultation that is withdrawn.")
    reason: AmendmentReason
    origin: Origin = Origin()


class CompositionRecognised(Fact):
    """The prefect recognised the composition by an order: its number, its day, and the list annexed to it."""

    type: ClassVar[str] = "councils.composition-recognised.v1"
    file_id: UUID
    council_id: CouncilId
    order_number: str = Field(
        min_length=1, max_length=60, pattern=ONE_LINE, description="Number of the prefect's order."
    )
    members: Composition
    submitted_on: date | None = Field(
        default=None, description="None when the order is known and its submission is not."
    )
    recognised_on: date
    origin: Origin = Origin()


class RecognitionRefused(Fact):
    """The prefect did not recognise the composition."""

    type: ClassVar[str] = "councils.recognition-refused.v1"
    file_id: UUID
    council_id: CouncilId
    refused_on: date
    origin: Origin = Origin()


class RecognitionWithdrawn(Fact):
    """What was said of this submission or order was a mistake, all of it."""

    type: ClassVar[str] = "councils.recognition-withdrawn.v1"
    file_id: UUID
    council_id: CouncilId
    order_number: str | None = Field(default=None, max_length=60, pattern=ONE_LINE)
    recognised_on: date | None = None
    reason: AmendmentReason
    origin: Origin = Origin()


FACTS: tuple[type[Fact], ...] = (
    CompositionSubmitted,
    AuthorityConsulted,
    ConsultationWithdrawn,
    CompositionRecognised,
    RecognitionRefused,
    RecognitionWithdrawn,
)
