"""The team: posts, who fills them, which council each supports, absences, and what is handed over."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.vocabulary import ONE_LINE, AmendmentReason, CouncilId, Heads, Origin
from shared.kernel import Fact


class PostKind(StrEnum):
    """What the post is. One agreement of adulte-relais is one post."""

    ADULTE_RELAIS = "ADULTE_RELAIS"
    FACILITATOR = "FACILITATOR"
    COORDINATOR = "COORDINATOR"


class RecruitmentStep(StrEnum):
    """Where the recruitment for a post stands."""

    ADVERTISED = "ADVERTISED"
    APPLICATIONS_RECEIVED = "APPLICATIONS_RECEIVED"
    INTERVIEWS_HELD = "INTERVIEWS_HELD"
    CANDIDATE_CHOSEN = "CANDIDATE_CHOSEN"
    CANDIDATE_DECLINED = "CANDIDATE_DECLINED"


class UnassignmentReason(StrEnum):
    """Why a facilitator no longer supports the council."""

    REPLACED = "REPLACED"
    LEFT_THE_TEAM = "LEFT_THE_TEAM"
    ABSENT = "ABSENT"
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


class VacatingReason(StrEnum):
    """Why a post is no longer filled; never anything about health."""

    CONTRACT_ENDED = "CONTRACT_ENDED"
    RESIGNED = "RESIGNED"
    OTHER_POST = "OTHER_POST"
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


class OpenMatter(StrEnum):
    """What may be open for a council when somebody hands over."""

    MEETING_PLANNED = "MEETING_PLANNED"
    MINUTES_MISSING = "MINUTES_MISSING"
    SESSION_TO_PREPARE = "SESSION_TO_PREPARE"
    INITIATIVE_IN_PROGRESS = "INITIATIVE_IN_PROGRESS"
    SEAT_VACANT = "SEAT_VACANT"
    TERM_ENDING = "TERM_ENDING"
    AGREEMENT_ENDING = "AGREEMENT_ENDING"
    ANSWER_AWAITED = "ANSWER_AWAITED"
    """A question, a commitment of an institution or a referral to the prefect that nobody answered."""
    CASE_OPEN = "CASE_OPEN"
    """A case file that is not closed, paused or not."""


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


class AssignmentWithdrawn(Fact):
    """The facilitator never supported that council from that day: the entry was a mistake."""

    type: ClassVar[str] = "councils.assignment-withdrawn.v1"
    council_id: CouncilId
    facilitator_id: UUID
    assigned_on: date
    assignment_origin: Origin = Field(default=Origin(), description="Origin of the assignment that is withdrawn.")
    reason: AmendmentReason
    origin: Origin = Origin()


class Agreement(BaseModel):
    """The agreement between State and employer that pays for a post (adulte-relais: three years, renewable)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: str = Field(min_length=1, max_length=60, pattern=ONE_LINE, description="Number of the agreement.")
    from_on: date
    until_on: date = Field(description="Last day, included.")


class PostOpened(Fact):
    """The team has this post, filled or not."""

    type: ClassVar[str] = "councils.post-opened.v1"
    post_id: UUID
    kind: PostKind
    title: str = Field(min_length=1, max_length=120, pattern=ONE_LINE, description="Public label, as `Poste 3`.")
    agreement: Agreement | None = None
    opened_on: date
    origin: Origin = Origin()


class PostRenewed(Fact):
    """The agreement of a post was renewed, or said again."""

    type: ClassVar[str] = "councils.post-renewed.v1"
    post_id: UUID
    former_agreement: Agreement | None = None
    agreement: Agreement
    origin: Origin = Origin()


class PostRenewalWithdrawn(Fact):
    """The agreement of a post was not renewed so: the entry was a mistake, and the former agreement stands again."""

    type: ClassVar[str] = "councils.post-renewal-withdrawn.v1"
    post_id: UUID
    former_agreement: Agreement | None = Field(
        default=None, description="The one that stands again; none where there was none."
    )
    agreement: Agreement = Field(description="The one that was said by mistake.")
    renewal_origin: Origin = Field(default=Origin(), description="Origin of the renewal that is withdrawn.")
    reason: AmendmentReason
    origin: Origin = Origin()


class PostClosed(Fact):
    """The post no longer exists."""

    type: ClassVar[str] = "councils.post-closed.v1"
    post_id: UUID
    opened_on: date
    closed_on: date = Field(description="First day without the post.")
    origin: Origin = Origin()


class PostSaid(BaseModel):
    """What was said of a post, and may have been said wrongly. Its agreement is said again by renewing it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: PostKind
    title: str = Field(min_length=1, max_length=120, pattern=ONE_LINE, description="Public label, as `Poste 3`.")
    opened_on: date
    closed_on: date | None = Field(default=None, description="First day without the post; none while it exists.")
    origin: Origin = Origin()


class PostCorrected(Fact):
    """What was said of a post is said again; the former words stay readable."""

    type: ClassVar[str] = "councils.post-corrected.v1"
    post_id: UUID
    before: PostSaid
    after: PostSaid
    reason: AmendmentReason
    origin: Origin = Origin()


class PostWithdrawn(Fact):
    """The team never had this post: the entry was a mistake. It stays in the log and counts nowhere."""

    type: ClassVar[str] = "councils.post-withdrawn.v1"
    post_id: UUID
    said: PostSaid = Field(description="The post, as it was last said.")
    reason: AmendmentReason
    origin: Origin = Origin()


class RecruitmentStepTaken(Fact):
    """The recruitment for a post went one step further."""

    type: ClassVar[str] = "councils.recruitment-step-taken.v1"
    post_id: UUID
    step: RecruitmentStep
    heads: Heads | None = Field(default=None, description="Applications or interviews, where counted.")
    taken_on: date
    origin: Origin = Origin()


class RecruitmentStepWithdrawn(Fact):
    """The recruitment did not take that step on that day: the entry was a mistake."""

    type: ClassVar[str] = "councils.recruitment-step-withdrawn.v1"
    post_id: UUID
    step: RecruitmentStep
    heads: Heads | None = Field(default=None, description="Applications or interviews, as they were counted.")
    taken_on: date
    step_origin: Origin = Field(default=Origin(), description="Origin of the step that is withdrawn.")
    reason: AmendmentReason
    origin: Origin = Origin()


class PostFilled(Fact):
    """A person of the team holds the post from that day."""

    type: ClassVar[str] = "councils.post-filled.v1"
    post_id: UUID
    kind: PostKind
    facilitator_id: UUID
    filled_on: date
    origin: Origin = Origin()


class PostVacated(Fact):
    """The post is no longer held by that person."""

    type: ClassVar[str] = "councils.post-vacated.v1"
    post_id: UUID
    kind: PostKind
    facilitator_id: UUID
    filled_on: date
    vacated_on: date = Field(description="First day on which the post is no longer held.")
    reason: VacatingReason
    origin: Origin = Origin()


class FillingWithdrawn(Fact):
    """That person never held the post from that day: the filling, and its end if one was said, was a mistake."""

    type: ClassVar[str] = "councils.filling-withdrawn.v1"
    post_id: UUID
    kind: PostKind
    facilitator_id: UUID
    filled_on: date
    vacated_on: date | None = Field(default=None, description="The end that was said; none if the post was still held.")
    entry_origin: Origin = Field(default=Origin(), description="Origin of the filling that is withdrawn.")
    reason: AmendmentReason
    origin: Origin = Origin()


class AbsenceBegan(Fact):
    """A person of the team is away. Why is nobody's business here, and is not recorded."""

    type: ClassVar[str] = "councils.absence-began.v1"
    absence_id: UUID
    facilitator_id: UUID
    from_on: date = Field(description="First day away.")
    expected_until_on: date | None = Field(default=None, description="Expected last day away, included, where known.")
    origin: Origin = Origin()


class AbsenceEnded(Fact):
    """The person of the team is back."""

    type: ClassVar[str] = "councils.absence-ended.v1"
    absence_id: UUID
    facilitator_id: UUID
    from_on: date
    back_on: date = Field(description="First day back.")
    origin: Origin = Origin()


class AbsenceSaid(BaseModel):
    """The days of an absence, as they were said: nothing else of it is recorded."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    from_on: date = Field(description="First day away.")
    expected_until_on: date | None = Field(default=None, description="Expected last day away, included, where known.")
    back_on: date | None = Field(default=None, description="First day back; none while away.")
    origin: Origin = Origin()


class AbsenceCorrected(Fact):
    """The days of an absence are said again: a mistake, or a longer absence than was expected."""

    type: ClassVar[str] = "councils.absence-corrected.v1"
    absence_id: UUID
    facilitator_id: UUID
    before: AbsenceSaid
    after: AbsenceSaid
    reason: AmendmentReason
    origin: Origin = Origin()


class AbsenceWithdrawn(Fact):
    """That absence never was: the entry was a mistake."""

    type: ClassVar[str] = "councils.absence-withdrawn.v1"
    absence_id: UUID
    facilitator_id: UUID
    from_on: date
    reason: AmendmentReason
    origin: Origin = Origin()


class CoverArranged(Fact):
    """During an absence somebody else answers for a council."""

    type: ClassVar[str] = "councils.cover-arranged.v1"
    absence_id: UUID
    facilitator_id: UUID = Field(description="Who is away.")
    council_id: CouncilId
    covered_by: UUID = Field(description="Who answers meanwhile.")
    from_on: date
    origin: Origin = Origin()


class CoverWithdrawn(Fact):
    """Nobody was to answer for the council so: the entry was a mistake, and what was arranged before it holds again."""

    type: ClassVar[str] = "councils.cover-withdrawn.v1"
    absence_id: UUID
    facilitator_id: UUID = Field(description="Who is away.")
    council_id: CouncilId
    covered_by: UUID = Field(description="Who was said to answer meanwhile.")
    from_on: date
    former_covered_by: UUID | None = Field(
        default=None, description="Who answers from that day instead, as arranged before; none if nobody does."
    )
    cover_origin: Origin = Field(default=Origin(), description="Origin of the cover that is withdrawn.")
    reason: AmendmentReason
    origin: Origin = Origin()


class HandoverLine(BaseModel):
    """One thing that is open for a council: what it is, and where it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: int = Field(ge=1, description="Its rank in the list, from 1.")
    matter: OpenMatter
    subject_id: UUID | None = Field(default=None, description="The meeting, session, initiative, seat … it is about.")
    due_on: date | None = None


class HandoverOpened(Fact):
    """What is open for a council passes from one facilitator to another: the list, as it stood that day."""

    type: ClassVar[str] = "councils.handover-opened.v1"
    handover_id: UUID
    council_id: CouncilId
    from_facilitator_id: UUID
    to_facilitator_id: UUID
    lines: Annotated[tuple[HandoverLine, ...], Field(max_length=500)]
    opened_on: date
    origin: Origin = Origin()


class HandoverLineAccepted(Fact):
    """The one who takes over accepts one line of the list."""

    type: ClassVar[str] = "councils.handover-line-accepted.v1"
    handover_id: UUID
    council_id: CouncilId
    to_facilitator_id: UUID
    line: HandoverLine
    accepted_on: date
    is_last: bool = Field(description="Nothing of the list remains without a holder.")
    origin: Origin = Origin()


class HandoverAcceptanceWithdrawn(Fact):
    """The one who takes over did not accept that line: the entry was a mistake, and the line waits again."""

    type: ClassVar[str] = "councils.handover-acceptance-withdrawn.v1"
    handover_id: UUID
    council_id: CouncilId
    to_facilitator_id: UUID
    line: HandoverLine
    accepted_on: date
    acceptance_origin: Origin = Field(default=Origin(), description="Origin of the acceptance that is withdrawn.")
    reason: AmendmentReason
    origin: Origin = Origin()


class HandoverWithdrawn(Fact):
    """The handover does not take place."""

    type: ClassVar[str] = "councils.handover-withdrawn.v1"
    handover_id: UUID
    council_id: CouncilId
    reason: AmendmentReason
    origin: Origin = Origin()


FACTS: tuple[type[Fact], ...] = (
    FacilitatorAssigned,
    FacilitatorUnassigned,
    AssignmentWithdrawn,
    PostOpened,
    PostRenewed,
    PostRenewalWithdrawn,
    PostClosed,
    PostCorrected,
    PostWithdrawn,
    RecruitmentStepTaken,
    RecruitmentStepWithdrawn,
    PostFilled,
    PostVacated,
    FillingWithdrawn,
    AbsenceBegan,
    AbsenceEnded,
    AbsenceCorrected,
    AbsenceWithdrawn,
    CoverArranged,
    CoverWithdrawn,
    HandoverOpened,
    HandoverLineAccepted,
    HandoverAcceptanceWithdrawn,
    HandoverWithdrawn,
)
