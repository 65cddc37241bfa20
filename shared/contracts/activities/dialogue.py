"""What a council asks of institutions, what they promise and answer, and what it does in steering bodies; one entry at a time."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from shared.contracts.activities.words import OrganisationKind, Title
from shared.contracts.vocabulary import LINES, CouncilId, Heads, Origin, Theme
from shared.kernel import Fact

SessionId = Annotated[UUID, Field(description="A session of a steering body in which the council has a seat.")]
DueOn = Annotated[date | None, Field(description="By when it is awaited, that day included; none when nobody said.")]


class AnswerOutcome(StrEnum):
    """What came of what was asked, promised or proposed."""

    ANSWERED = "ANSWERED"
    """It was answered; nothing had to be done."""
    DONE = "DONE"
    """It was done: a promise kept, a proposal taken up, a request granted."""
    PARTLY = "PARTLY"
    """It was answered or done in part."""
    REFUSED = "REFUSED"
    """The institution said no, or said that it will not be done."""


class ReportBackMeans(StrEnum):
    """How members were told."""

    MEETING = "MEETING"
    WRITTEN = "WRITTEN"
    """A note, minutes, a letter."""
    MESSAGE = "MESSAGE"
    """An e-mail, a text message, a group of messages."""
    ORAL = "ORAL"
    """By word of mouth, outside a meeting."""
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


class QuestionAsked(Fact):
    """The council asked something of an institution (*saisine, question*)."""

    type: ClassVar[str] = "activities.question-asked.v1"
    entry: Literal["question"] = "question"
    entry_id: UUID
    council_id: CouncilId
    title: Title = Field(description="What is asked.")
    institution: OrganisationKind
    organisation_id: UUID | None = Field(
        default=None, description="The institution, where it is in the list of organisations."
    )
    session_id: SessionId | None = None
    meeting_id: UUID | None = Field(default=None, description="The meeting of the council at which it was asked.")
    due_on: DueOn = None
    theme: Theme = Theme.NOT_STATED
    asked_on: date
    origin: Origin = Origin()


class CommitmentMade(Fact):
    """An institution promised something to the council (*engagement*)."""

    type: ClassVar[str] = "activities.commitment-made.v1"
    entry: Literal["commitment"] = "commitment"
    entry_id: UUID
    council_id: CouncilId
    title: Title = Field(description="What is promised.")
    institution: OrganisationKind
    organisation_id: UUID | None = Field(
        default=None, description="The institution, where it is in the list of organisations."
    )
    session_id: SessionId | None = None
    meeting_id: UUID | None = Field(default=None, description="The meeting of the council at which it was made.")
    due_on: DueOn = None
    theme: Theme = Theme.NOT_STATED
    made_on: date
    origin: Origin = Origin()


class PrefectReferred(Fact):
    """The council referred a difficulty to the prefect (*interpellation*; loi 2014-173, art. 7; loi 2017-86, art. 153 à 156; R21)."""

    type: ClassVar[str] = "activities.prefect-referred.v1"
    entry: Literal["referral"] = "referral"
    entry_id: UUID
    council_id: CouncilId
    title: Title = Field(description="The difficulty.")
    due_on: DueOn = None
    theme: Theme = Theme.NOT_STATED
    referred_on: date = Field(description="The day on which it was sent.")
    origin: Origin = Origin()


class ReferralAcknowledged(Fact):
    """The prefect said that a referral arrived."""

    type: ClassVar[str] = "activities.referral-acknowledged.v1"
    entry: Literal["referral-acknowledgement"] = "referral-acknowledgement"
    entry_id: UUID
    council_id: CouncilId
    referral_id: UUID
    acknowledged_on: date
    origin: Origin = Origin()


class ReferralExamined(Fact):
    """A steering body spoke of a referral."""

    type: ClassVar[str] = "activities.referral-examined.v1"
    entry: Literal["referral-examination"] = "referral-examination"
    entry_id: UUID
    council_id: CouncilId
    referral_id: UUID
    session_id: SessionId | None = None
    title: Title | None = Field(default=None, description="What came of it.")
    examined_on: date
    origin: Origin = Origin()


class InstitutionAnswered(Fact):
    """An institution answered: a question, a referral, a point that the council raised; or did, or not, what it had promised."""

    type: ClassVar[str] = "activities.institution-answered.v1"
    entry: Literal["answer"] = "answer"
    entry_id: UUID
    council_id: CouncilId
    about_id: UUID = Field(description="The question, commitment, referral or contribution.")
    outcome: AnswerOutcome
    title: Title | None = Field(default=None, description="The answer in a few words.")
    answered_on: date
    origin: Origin = Origin()


class InvitationReceived(Fact):
    """The council was invited to a session of a steering body."""

    type: ClassVar[str] = "activities.invitation-received.v1"
    entry: Literal["invitation"] = "invitation"
    entry_id: UUID
    council_id: CouncilId
    session_id: SessionId
    received_on: date
    origin: Origin = Origin()


class PapersReceived(Fact):
    """The council received papers for a session."""

    type: ClassVar[str] = "activities.papers-received.v1"
    entry: Literal["papers"] = "papers"
    entry_id: UUID
    council_id: CouncilId
    session_id: SessionId
    title: Title | None = Field(default=None, description="Which papers.")
    received_on: date
    origin: Origin = Origin()


class PreparatoryMeetingHeld(Fact):
    """Members prepared a session together."""

    type: ClassVar[str] = "activities.preparatory-meeting-held.v1"
    entry: Literal["preparatory-meeting"] = "preparatory-meeting"
    entry_id: UUID
    council_id: CouncilId
    session_id: SessionId
    title: Title | None = Field(default=None, description="With whom, or on what.")
    present: Heads | None = Field(default=None, description="Persons present; none when nobody counted.")
    held_on: date
    origin: Origin = Origin()


class ContributionPresented(Fact):
    """The council raised a point at a session: one entry a point."""

    type: ClassVar[str] = "activities.contribution-presented.v1"
    entry: Literal["contribution"] = "contribution"
    entry_id: UUID
    council_id: CouncilId
    session_id: SessionId
    title: Title = Field(description="The point.")
    theme: Theme = Theme.NOT_STATED
    presented_on: date
    origin: Origin = Origin()


class ReportBackGiven(Fact):
    """Members were told what was said at a session (*restitution*)."""

    type: ClassVar[str] = "activities.report-back-given.v1"
    entry: Literal["report-back"] = "report-back"
    entry_id: UUID
    council_id: CouncilId
    session_id: SessionId
    means: ReportBackMeans = ReportBackMeans.NOT_STATED
    meeting_id: UUID | None = Field(default=None, description="The meeting of the council at which they were told.")
    title: Title | None = None
    reached: Heads | None = Field(default=None, description="Persons told; none when nobody counted.")
    given_on: date
    origin: Origin = Origin()


class DecisionRecorded(Fact):
    """The council decided something; without consensus, what others thought is said with it (R23)."""

    type: ClassVar[str] = "activities.decision-recorded.v1"
    entry: Literal["decision"] = "decision"
    entry_id: UUID
    council_id: CouncilId
    meeting_id: UUID | None = Field(default=None, description="The meeting at which it was taken, where it is known.")
    title: Title = Field(description="What was decided.")
    votes_for: Heads | None = Field(default=None, description="Votes; none when nobody counted.")
    votes_against: Heads | None = Field(default=None, description="Votes; none when nobody counted.")
    abstained: Heads | None = Field(default=None, description="Abstentions; none when nobody counted.")
    dissenting_opinion: Title | None = Field(default=None, description="What those who disagreed think.")
    theme: Theme = Theme.NOT_STATED
    decided_on: date
    origin: Origin = Origin()


class PlainVersionWritten(Fact):
    """Something was said again in a few plain words, for everybody to read."""

    type: ClassVar[str] = "activities.plain-version-written.v1"
    entry: Literal["plain-version"] = "plain-version"
    entry_id: UUID
    council_id: CouncilId
    about_id: UUID = Field(description="What is said again: a decision, an answer, a report back, a commitment …")
    text: str = Field(
        min_length=1,
        max_length=2000,
        pattern=LINES,
        description="Plain French, on one line or several, never the name of a person.",
    )
    written_on: date
    origin: Origin = Origin()


ENTRIES: tuple[type[Fact], ...] = (
    QuestionAsked,
    CommitmentMade,
    PrefectReferred,
    ReferralAcknowledged,
    ReferralExamined,
    InstitutionAnswered,
    InvitationReceived,
    PapersReceived,
    PreparatoryMeetingHeld,
    ContributionPresented,
    ReportBackGiven,
    DecisionRecorded,
    PlainVersionWritten,
)
