"""The journal of the work: an entry of any kind, said again or withdrawn. One module for each family of kinds."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.activities import (
    case_notes,
    dialogue,
    fieldwork,
    initiative_notes,
    learning,
    meeting_papers,
    plans,
)
from shared.contracts.activities.case_notes import CaseJoined, CaseLinked, CaseNoted
from shared.contracts.activities.dialogue import (
    CommitmentMade,
    ContributionPresented,
    DecisionRecorded,
    InstitutionAnswered,
    InvitationReceived,
    PapersReceived,
    PlainVersionWritten,
    PrefectReferred,
    PreparatoryMeetingHeld,
    QuestionAsked,
    ReferralAcknowledged,
    ReferralExamined,
    ReportBackGiven,
)
from shared.contracts.activities.fieldwork import (
    ActivityLogged,
    CommunicationIssued,
    ContactLogged,
    DropInHeld,
    OrganisationContactListed,
    OrganisationListed,
    OutreachHeld,
    SocialWatchNoted,
    WalkHeld,
    WeekClosed,
)
from shared.contracts.activities.initiative_notes import InitiativeJoined, LessonLearned
from shared.contracts.activities.learning import DocumentShared, TrainingAttended, TrainingHeld
from shared.contracts.activities.meeting_papers import (
    ChairTaken,
    ConvocationSent,
    GuestsWelcomed,
    PresenceNoted,
)
from shared.contracts.activities.plans import (
    DiagnosisUpdated,
    ImpactStoryRecorded,
    ImprovementDecided,
    ImprovementEnded,
    NeedIdentified,
    ResourceIdentified,
    RoadmapActionEnded,
    RoadmapActionPlanned,
    RoadmapAdopted,
)
from shared.contracts.vocabulary import AmendmentReason, Origin
from shared.kernel import Fact

ENTRIES: tuple[type[Fact], ...] = (
    *fieldwork.ENTRIES,
    *dialogue.ENTRIES,
    *plans.ENTRIES,
    *learning.ENTRIES,
    *meeting_papers.ENTRIES,
    *initiative_notes.ENTRIES,
    *case_notes.ENTRIES,
)
"""Every kind of entry."""

AnEntry = Annotated[
    ActivityLogged
    | OutreachHeld
    | DropInHeld
    | ContactLogged
    | CommunicationIssued
    | WalkHeld
    | SocialWatchNoted
    | OrganisationListed
    | OrganisationContactListed
    | WeekClosed
    | QuestionAsked
    | CommitmentMade
    | PrefectReferred
    | ReferralAcknowledged
    | ReferralExamined
    | InstitutionAnswered
    | InvitationReceived
    | PapersReceived
    | PreparatoryMeetingHeld
    | ContributionPresented
    | ReportBackGiven
    | DecisionRecorded
    | PlainVersionWritten
    | NeedIdentified
    | ResourceIdentified
    | DiagnosisUpdated
    | RoadmapAdopted
    | RoadmapActionPlanned
    | RoadmapActionEnded
    | ImpactStoryRecorded
    | ImprovementDecided
    | ImprovementEnded
    | TrainingHeld
    | TrainingAttended
    | DocumentShared
    | ConvocationSent
    | PresenceNoted
    | GuestsWelcomed
    | ChairTaken
    | InitiativeJoined
    | LessonLearned
    | CaseNoted
    | CaseJoined
    | CaseLinked,
    Field(discriminator="entry"),
]
"""An entry whole, inside the fact that corrects or withdraws it."""


class EntryCorrected(Fact):
    """An entry of the journal is said again; what was said before stays readable, and both are here whole."""

    type: ClassVar[str] = "activities.entry-corrected.v1"
    entry_id: UUID
    before: AnEntry
    after: AnEntry
    reason: AmendmentReason
    origin: Origin = Origin()


class EntryWithdrawn(Fact):
    """An entry of the journal should never have been made; it stays in the log and counts nowhere."""

    type: ClassVar[str] = "activities.entry-withdrawn.v1"
    entry_id: UUID
    said: AnEntry = Field(description="The entry, as it was last said.")
    reason: AmendmentReason
    origin: Origin = Origin()


FACTS: tuple[type[Fact], ...] = (*ENTRIES, EntryCorrected, EntryWithdrawn)
