"""The council's file (*dossier*): what is said of it one entry at a time, each of which may be corrected or withdrawn.

Every kind of entry is complete in one fact. `entry` names the kind, so that a correction or a withdrawal can hold the entry whole.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.councils.composition import Recruitment
from shared.contracts.vocabulary import (
    ONE_LINE,
    AgeBand,
    AmendmentReason,
    College,
    CouncilId,
    DistrictCode,
    FunderKind,
    Gender,
    Origin,
    Sha256,
    Theme,
)
from shared.kernel import Fact

Title = Annotated[
    str,
    Field(
        min_length=1,
        max_length=120,
        pattern=ONE_LINE,
        description="Public label on one line, never the name of a person.",
    ),
]
Score = Annotated[int, Field(strict=True, ge=0, le=4, description="0 never, 4 always.")]
Cents = Annotated[int, Field(strict=True, ge=1, le=10_000_000_000, description="Cents of a euro.")]


class HostingModel(StrEnum):
    """Who carries the council (R16, R17)."""

    HOSTED = "HOSTED"
    """By an association, under an agreement: seven of the eight councils of Paris."""
    OWN_ASSOCIATION = "OWN_ASSOCIATION"
    """The council is an association itself, with a board and a general assembly: the 18e."""
    START_UP_PAIR = "START_UP_PAIR"
    """The prefect's delegate and a municipal officer, for a year at most, with the council's written consent."""


class Office(StrEnum):
    """What an officer of the council does."""

    CHAIR = "CHAIR"
    VICE_CHAIR = "VICE_CHAIR"
    SECRETARY = "SECRETARY"
    TREASURER = "TREASURER"
    BOARD_MEMBER = "BOARD_MEMBER"
    SPOKESPERSON = "SPOKESPERSON"


class Incompatibility(StrEnum):
    """What a member declares (circular of 2 February 2017; R11)."""

    NONE = "NONE"
    STATE_REPRESENTATIVE = "STATE_REPRESENTATIVE"
    ELECTED_OFFICIAL = "ELECTED_OFFICIAL"
    POLICY_STAFF = "POLICY_STAFF"


class InstitutionLink(StrEnum):
    """Whether a local actor has a link with an institution of the contract's bodies (cadre de référence, June 2014; R12)."""

    NONE = "NONE"
    SOME = "SOME"
    NOT_ASKED = "NOT_ASKED"


class Assessor(StrEnum):
    """Who assesses the autonomy of a council: both are kept, side by side (AUT-01)."""

    COUNCIL = "COUNCIL"
    FACILITATOR = "FACILITATOR"


class LocalTargetRule(StrEnum):
    """A rule for which a council may set a target of its own."""

    RESIDENTS_SHARE = "RESIDENTS_SHARE"
    """R02b: the 14e wants two thirds of residents."""


class Document(BaseModel):
    """A paper that proves it: where it is kept, and the digest of its file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Title
    digest: Sha256 | None = None


class Autonomy(BaseModel):
    """What the council does by itself, 0 (never) to 4 (always); none where nobody assessed it: unknown is not zero."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    calls_its_meetings: Score | None = None
    sets_the_agenda: Score | None = None
    chairs: Score | None = None
    writes_minutes: Score | None = None
    communicates: Score | None = None
    represents_itself: Score | None = None
    manages_its_budget: Score | None = None
    renews_its_members: Score | None = None


class HostingModelSet(Fact):
    """Who carries the council, from when until when, under which agreement (R16, R17)."""

    type: ClassVar[str] = "councils.hosting-model-set.v1"
    entry: Literal["hosting"] = "hosting"
    entry_id: UUID
    council_id: CouncilId
    model: HostingModel
    structure: Title | None = Field(default=None, description="The association or institution that carries it.")
    is_consented_in_writing: bool = Field(default=False, description="The council's written consent (R16).")
    document: Document | None = Field(default=None, description="The agreement, or the letter of consent.")
    from_on: date
    until_on: date | None = Field(default=None, description="Last day, included; none while it lasts.")
    origin: Origin = Origin()


class CharterAdopted(Fact):
    """The council adopted its charter, or a new version of it (R18)."""

    type: ClassVar[str] = "councils.charter-adopted.v1"
    entry: Literal["charter"] = "charter"
    entry_id: UUID
    council_id: CouncilId
    title: Title = Field(description="Which version, as `Version 2`.")
    document: Document | None = None
    adopted_on: date
    origin: Origin = Origin()


class InternalRulesAdopted(Fact):
    """The council adopted its internal rules, or a new version of them (R18, R26)."""

    type: ClassVar[str] = "councils.internal-rules-adopted.v1"
    entry: Literal["internal-rules"] = "internal-rules"
    entry_id: UUID
    council_id: CouncilId
    title: Title = Field(description="Which version, as `Version 2`.")
    term_months: int | None = Field(
        default=None, strict=True, ge=1, le=120, description="Length of a term, where the rules set one (R26)."
    )
    document: Document | None = None
    adopted_on: date
    origin: Origin = Origin()


class SeatsDecided(Fact):
    """How many seats the council has from that day: what vacancies are counted against (R07, CMP-07)."""

    type: ClassVar[str] = "councils.seats-decided.v1"
    entry: Literal["seats"] = "seats"
    entry_id: UUID
    council_id: CouncilId
    resident_seats: int = Field(strict=True, ge=0, le=500)
    local_actor_seats: int = Field(strict=True, ge=0, le=500)
    from_on: date
    origin: Origin = Origin()


class LocalTargetSet(Fact):
    """The council sets itself a target of its own beside the rule of all (R02b)."""

    type: ClassVar[str] = "councils.local-target-set.v1"
    entry: Literal["local-target"] = "local-target"
    entry_id: UUID
    council_id: CouncilId
    rule: LocalTargetRule
    percent: int = Field(strict=True, ge=1, le=100)
    from_on: date
    origin: Origin = Origin()


class PremisesProvided(Fact):
    """The council has a place of its own, and for how many hours a week (R19, MOY-02)."""

    type: ClassVar[str] = "councils.premises-provided.v1"
    entry: Literal["premises"] = "premises"
    entry_id: UUID
    council_id: CouncilId
    title: Title = Field(description="The place, as people call it.")
    provider: Title | None = Field(default=None, description="Who provides it.")
    hours_a_week: int | None = Field(default=None, strict=True, ge=0, le=168)
    document: Document | None = None
    from_on: date
    until_on: date | None = Field(default=None, description="Last day, included; none while it lasts.")
    origin: Origin = Origin()


class BudgetAllocated(Fact):
    """Money that the council may spend on one line, in one year (R19, MOY-01)."""

    type: ClassVar[str] = "councils.budget-allocated.v1"
    entry: Literal["budget"] = "budget"
    entry_id: UUID
    council_id: CouncilId
    title: Title = Field(description="The line, as `Convivialité`.")
    funder: FunderKind
    year: int = Field(strict=True, ge=2014, le=2100)
    amount_cents: Cents
    allocated_on: date
    origin: Origin = Origin()


class ExpenseRecorded(Fact):
    """Money spent on a line of the council's budget (MOY-01)."""

    type: ClassVar[str] = "councils.expense-recorded.v1"
    entry: Literal["expense"] = "expense"
    entry_id: UUID
    council_id: CouncilId
    budget_id: UUID = Field(description="The entry of the line that it is spent on.")
    title: Title = Field(description="What it was spent on.")
    amount_cents: Cents
    spent_on: date
    origin: Origin = Origin()


class WorkingGroupCreated(Fact):
    """The council works on a subject in a group, from when until when (VIE-11)."""

    type: ClassVar[str] = "councils.working-group-created.v1"
    entry: Literal["working-group"] = "working-group"
    entry_id: UUID
    council_id: CouncilId
    title: Title
    theme: Theme
    from_on: date
    until_on: date | None = Field(default=None, description="Last day, included; none while it lasts.")
    origin: Origin = Origin()


class OfficeHeld(Fact):
    """A member holds an office of the council, from when until when."""

    type: ClassVar[str] = "councils.office-held.v1"
    entry: Literal["office"] = "office"
    entry_id: UUID
    council_id: CouncilId
    office: Office
    person_id: UUID
    from_on: date
    until_on: date | None = Field(default=None, description="Last day, included; none while it lasts.")
    origin: Origin = Origin()


class InterCouncilJoined(Fact):
    """The council takes part in the inter-council of Paris, from when until when."""

    type: ClassVar[str] = "councils.inter-council-joined.v1"
    entry: Literal["inter-council"] = "inter-council"
    entry_id: UUID
    council_id: CouncilId
    from_on: date
    until_on: date | None = Field(default=None, description="Last day, included; none while it lasts.")
    origin: Origin = Origin()


class IncompatibilityDeclared(Fact):
    """A member declared whether something is incompatible with the seat; it is asked again each year (R11, R12)."""

    type: ClassVar[str] = "councils.incompatibility-declared.v1"
    entry: Literal["incompatibility"] = "incompatibility"
    entry_id: UUID
    council_id: CouncilId
    person_id: UUID
    incompatibility: Incompatibility
    institution_link: InstitutionLink = InstitutionLink.NOT_ASKED
    declared_on: date
    origin: Origin = Origin()


class ResidenceChecked(Fact):
    """Whether a member lives in a district of the council: the day of the check, never the address (TA Lyon 2018; R06)."""

    type: ClassVar[str] = "councils.residence-checked.v1"
    entry: Literal["residence"] = "residence"
    entry_id: UUID
    council_id: CouncilId
    person_id: UUID
    lives_in_district: bool
    district_code: DistrictCode | None = None
    checked_on: date
    origin: Origin = Origin()


class ParentalAuthorisationFiled(Fact):
    """A parent allows a minor to be a member (R29): the day of the paper, and its digest."""

    type: ClassVar[str] = "councils.parental-authorisation-filed.v1"
    entry: Literal["parental-authorisation"] = "parental-authorisation"
    entry_id: UUID
    council_id: CouncilId
    person_id: UUID
    digest: Sha256 | None = None
    filed_on: date
    origin: Origin = Origin()


class LeaveCertified(Fact):
    """A member was certified to have taken leave for the council: half-days, twelve a year at most (loi 2017-86, art. 10; R22)."""

    type: ClassVar[str] = "councils.leave-certified.v1"
    entry: Literal["leave"] = "leave"
    entry_id: UUID
    council_id: CouncilId
    person_id: UUID
    half_days: int = Field(strict=True, ge=1, le=12)
    taken_on: date = Field(description="First day of the leave.")
    origin: Origin = Origin()


class ParticipantRegistered(Fact):
    """Somebody takes part without being a member: the wider circle, from when until when (CMP-09)."""

    type: ClassVar[str] = "councils.participant-registered.v1"
    entry: Literal["participant"] = "participant"
    entry_id: UUID
    council_id: CouncilId
    person_id: UUID
    recruitment: Recruitment
    gender: Gender
    age_band: AgeBand
    district_code: DistrictCode | None = None
    from_on: date
    until_on: date | None = Field(default=None, description="Last day, included; none while it lasts.")
    origin: Origin = Origin()


class CouncilsGathered(Fact):
    """The prefecture gathered the councils, this one among them (circular of 26 January 2017; R24)."""

    type: ClassVar[str] = "councils.councils-gathered.v1"
    entry: Literal["gathering"] = "gathering"
    entry_id: UUID
    council_id: CouncilId
    title: Title
    held_on: date
    origin: Origin = Origin()


class TrainingOffered(Fact):
    """The members of the council were offered a training (loi 2014-173, art. 7; R20)."""

    type: ClassVar[str] = "councils.training-offered.v1"
    entry: Literal["training-offer"] = "training-offer"
    entry_id: UUID
    council_id: CouncilId
    title: Title
    provider: Title | None = Field(default=None, description="Who gives it.")
    offered_on: date
    origin: Origin = Origin()


class AutonomyAssessed(Fact):
    """How far the council works by itself, on eight items, as one of the two who assess it sees it (AUT-01)."""

    type: ClassVar[str] = "councils.autonomy-assessed.v1"
    entry: Literal["autonomy"] = "autonomy"
    entry_id: UUID
    council_id: CouncilId
    assessor: Assessor
    college: College | None = Field(default=None, description="Which college speaks, when the council is of two minds.")
    scores: Autonomy
    assessed_on: date
    origin: Origin = Origin()


class TeamMemberInducted(Fact):
    """A person of the team was introduced to the work: one step, on one day."""

    type: ClassVar[str] = "councils.team-member-inducted.v1"
    entry: Literal["induction"] = "induction"
    entry_id: UUID
    facilitator_id: UUID
    title: Title = Field(description="Which step, as `Prise de poste`.")
    done_on: date
    origin: Origin = Origin()


class TeamMemberTrained(Fact):
    """A person of the team was trained."""

    type: ClassVar[str] = "councils.team-member-trained.v1"
    entry: Literal["team-training"] = "team-training"
    entry_id: UUID
    facilitator_id: UUID
    title: Title
    provider: Title | None = Field(default=None, description="Who gave it.")
    minutes: int = Field(strict=True, ge=1, le=60_000, description="Minutes of training.")
    held_on: date
    valid_until_on: date | None = Field(default=None, description="Last day of a qualification that expires, included.")
    origin: Origin = Origin()


class ImmersionVisitMade(Fact):
    """A person of the team visited an institution or a local actor, to know it."""

    type: ClassVar[str] = "councils.immersion-visit-made.v1"
    entry: Literal["immersion"] = "immersion"
    entry_id: UUID
    facilitator_id: UUID
    structure: Title = Field(description="The institution or the association visited.")
    visited_on: date
    origin: Origin = Origin()


ENTRIES: tuple[type[Fact], ...] = (
    HostingModelSet,
    CharterAdopted,
    InternalRulesAdopted,
    SeatsDecided,
    LocalTargetSet,
    PremisesProvided,
    BudgetAllocated,
    ExpenseRecorded,
    WorkingGroupCreated,
    OfficeHeld,
    InterCouncilJoined,
    IncompatibilityDeclared,
    ResidenceChecked,
    ParentalAuthorisationFiled,
    LeaveCertified,
    ParticipantRegistered,
    CouncilsGathered,
    TrainingOffered,
    AutonomyAssessed,
    TeamMemberInducted,
    TeamMemberTrained,
    ImmersionVisitMade,
)
"""Every kind of entry."""

AnEntry = Annotated[
    HostingModelSet
    | CharterAdopted
    | InternalRulesAdopted
    | SeatsDecided
    | LocalTargetSet
    | PremisesProvided
    | BudgetAllocated
    | ExpenseRecorded
    | WorkingGroupCreated
    | OfficeHeld
    | InterCouncilJoined
    | IncompatibilityDeclared
    | ResidenceChecked
    | ParentalAuthorisationFiled
    | LeaveCertified
    | ParticipantRegistered
    | CouncilsGathered
    | TrainingOffered
    | AutonomyAssessed
    | TeamMemberInducted
    | TeamMemberTrained
    | ImmersionVisitMade,
    Field(discriminator="entry"),
]
"""An entry whole, inside the fact that corrects or withdraws it."""


class EntryCorrected(Fact):
    """An entry of the file is said again; what was said before stays readable, and both are here whole."""

    type: ClassVar[str] = "councils.entry-corrected.v1"
    entry_id: UUID
    before: AnEntry
    after: AnEntry
    reason: AmendmentReason
    origin: Origin = Origin()


class EntryWithdrawn(Fact):
    """An entry of the file should never have been made; it stays in the log and counts nowhere."""

    type: ClassVar[str] = "councils.entry-withdrawn.v1"
    entry_id: UUID
    said: AnEntry = Field(description="The entry, as it was last said.")
    reason: AmendmentReason
    origin: Origin = Origin()


FACTS: tuple[type[Fact], ...] = (*ENTRIES, EntryCorrected, EntryWithdrawn)
