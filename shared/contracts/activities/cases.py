"""Case files: what somebody of the team follows until it is settled, from its opening to its closing."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.activities.words import Title
from shared.contracts.vocabulary import AmendmentReason, CouncilId, Origin
from shared.kernel import Fact

CASE_CODE = r"^[A-Z][A-Z0-9_]{1,31}$"
CaseTypeCode = Annotated[
    str, Field(pattern=CASE_CODE, description="Code of the type of case, from `docs/case-types.md`, as `REFERRAL`.")
]
"""Types are data of the service that keeps cases: a new one is no new contract."""
Holder = Annotated[UUID | None, Field(description="Who of the team holds it: an id, never a name; none: nobody.")]


class CaseSubject(StrEnum):
    """What a case is about."""

    COUNCIL = "COUNCIL"
    INITIATIVE = "INITIATIVE"
    COMMITMENT = "COMMITMENT"
    REFERRAL = "REFERRAL"
    NEED = "NEED"
    """A need of the diagnosis."""


class HandingOverReason(StrEnum):
    """Why a case passes from one holder to another, or to nobody; never anything about health."""

    REPLACED = "REPLACED"
    LEFT_THE_TEAM = "LEFT_THE_TEAM"
    ABSENT = "ABSENT"
    SHARED_OUT = "SHARED_OUT"
    """The work was shared out otherwise."""
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


class PauseReason(StrEnum):
    """What a case waits for."""

    COUNCIL = "COUNCIL"
    """What the council decides."""
    INSTITUTION = "INSTITUTION"
    FUNDING = "FUNDING"
    TEAM = "TEAM"
    """Somebody of the team who has time for it."""
    SEASON = "SEASON"
    """Holidays, elections, works in the street."""
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


class CaseOutcome(StrEnum):
    """How a case ended."""

    ACHIEVED = "ACHIEVED"
    PARTLY_ACHIEVED = "PARTLY_ACHIEVED"
    NOT_ACHIEVED = "NOT_ACHIEVED"
    NOT_STATED = "NOT_STATED"


class ClosingReason(StrEnum):
    """Why a case was closed."""

    SETTLED = "SETTLED"
    GIVEN_UP_BY_THE_COUNCIL = "GIVEN_UP_BY_THE_COUNCIL"
    REFUSED_BY_INSTITUTION = "REFUSED_BY_INSTITUTION"
    NOT_FUNDED = "NOT_FUNDED"
    FOLLOWED_ELSEWHERE = "FOLLOWED_ELSEWHERE"
    """In another case."""
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


class ReopeningReason(StrEnum):
    """Why a case that was closed goes on."""

    NEW_FACTS = "NEW_FACTS"
    NOT_KEPT = "NOT_KEPT"
    """What had been settled was not kept."""
    ASKED_BY_THE_COUNCIL = "ASKED_BY_THE_COUNCIL"
    CLOSED_TOO_SOON = "CLOSED_TOO_SOON"
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


class CaseStep(BaseModel):
    """Something to do for a case: one of the usual steps of its type, or another in a few words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str | None = Field(default=None, pattern=CASE_CODE, description="A usual step of the type, by its code.")
    title: Title | None = Field(default=None, description="Any other, on one line, never the name of a person.")
    due_on: date | None = Field(default=None, description="Day by which it is to be done; none when none was set.")


class CaseSaid(BaseModel):
    """What was said of a case when it was opened, and may have been said wrongly."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject_id: UUID | None = Field(default=None, description="What it is about; none when that is the council.")
    title: Title
    opened_on: date
    due_on: date | None = Field(default=None, description="Day by which it is to be settled; none when none was set.")
    origin: Origin = Origin()


class CaseOpened(Fact):
    """Somebody of the team, or nobody yet, follows something for a council."""

    type: ClassVar[str] = "activities.case-opened.v1"
    case_id: UUID
    council_id: CouncilId
    case_type: CaseTypeCode
    subject: CaseSubject
    subject_id: UUID | None = Field(
        default=None, description="The initiative, commitment, referral or need; none when it is about the council."
    )
    title: Title
    opened_on: date
    due_on: date | None = Field(default=None, description="Day by which it is to be settled; none when none was set.")
    holder_id: Holder = None
    next_step: CaseStep | None = None
    origin: Origin = Origin()


class CaseStepSet(Fact):
    """What is to be done next in a case, and by when."""

    type: ClassVar[str] = "activities.case-step-set.v1"
    case_id: UUID
    council_id: CouncilId
    case_type: CaseTypeCode
    title: Title
    former_step: CaseStep | None = Field(default=None, description="What was to be done next until then.")
    step: CaseStep
    set_on: date
    origin: Origin = Origin()


class CaseStepDone(Fact):
    """What was to be done next in a case is done; something else follows, or nothing yet."""

    type: ClassVar[str] = "activities.case-step-done.v1"
    case_id: UUID
    council_id: CouncilId
    case_type: CaseTypeCode
    title: Title
    step: CaseStep
    done_on: date
    next_step: CaseStep | None = None
    origin: Origin = Origin()


class CaseHandedOver(Fact):
    """A case passed from one holder to another, or to nobody."""

    type: ClassVar[str] = "activities.case-handed-over.v1"
    case_id: UUID
    council_id: CouncilId
    case_type: CaseTypeCode
    title: Title
    from_holder_id: Holder = None
    to_holder_id: Holder = None
    handed_over_on: date
    reason: HandingOverReason
    origin: Origin = Origin()


class CasePaused(Fact):
    """Nothing is expected in a case for a while."""

    type: ClassVar[str] = "activities.case-paused.v1"
    case_id: UUID
    council_id: CouncilId
    case_type: CaseTypeCode
    title: Title
    paused_on: date
    until_on: date | None = Field(default=None, description="Last day of the pause; none: until it is resumed.")
    reason: PauseReason
    origin: Origin = Origin()


class CaseResumed(Fact):
    """A case that was paused goes on."""

    type: ClassVar[str] = "activities.case-resumed.v1"
    case_id: UUID
    council_id: CouncilId
    case_type: CaseTypeCode
    title: Title
    paused_on: date
    resumed_on: date = Field(description="First day on which it goes on.")
    origin: Origin = Origin()


class CaseClosed(Fact):
    """A case is settled, or followed no longer."""

    type: ClassVar[str] = "activities.case-closed.v1"
    case_id: UUID
    council_id: CouncilId
    case_type: CaseTypeCode
    title: Title
    opened_on: date
    closed_on: date
    outcome: CaseOutcome
    reason: ClosingReason
    origin: Origin = Origin()


class CaseReopened(Fact):
    """A case that was closed is followed again."""

    type: ClassVar[str] = "activities.case-reopened.v1"
    case_id: UUID
    council_id: CouncilId
    case_type: CaseTypeCode
    title: Title
    due_on: date | None = Field(default=None, description="Day by which it is to be settled; none when none was set.")
    closed_on: date
    reopened_on: date
    reason: ReopeningReason
    origin: Origin = Origin()


class CaseCorrected(Fact):
    """What was said of a case when it was opened is said again; the former words stay readable."""

    type: ClassVar[str] = "activities.case-corrected.v1"
    case_id: UUID
    council_id: CouncilId
    case_type: CaseTypeCode
    before: CaseSaid
    after: CaseSaid
    reason: AmendmentReason
    origin: Origin = Origin()


class CaseWithdrawn(Fact):
    """A case should never have been opened: it stays in the log, and is no longer followed."""

    type: ClassVar[str] = "activities.case-withdrawn.v1"
    case_id: UUID
    council_id: CouncilId
    case_type: CaseTypeCode
    said: CaseSaid = Field(description="The case, as it was last said.")
    reason: AmendmentReason
    origin: Origin = Origin()


FACTS: tuple[type[Fact], ...] = (
    CaseOpened,
    CaseStepSet,
    CaseStepDone,
    CaseHandedOver,
    CasePaused,
    CaseResumed,
    CaseClosed,
    CaseReopened,
    CaseCorrected,
    CaseWithdrawn,
)
