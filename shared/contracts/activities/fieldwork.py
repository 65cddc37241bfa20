"""What a facilitator does in the neighbourhood, one entry at a time; said in seconds: most fields may be left out."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from shared.contracts.activities.words import MediationRegister, OrganisationKind, Title
from shared.contracts.vocabulary import Arrondissement, CouncilId, Heads, Origin, Theme
from shared.kernel import Fact

Minutes = Annotated[int, Field(strict=True, ge=1, le=1440, description="Minutes, in one day.")]


def a_monday(day: date) -> date:
    """A week is named by its Monday. Raises ValueError."""
    if day.weekday() != 0:
        raise PydanticCustomError("not_a_monday", "A week begins on a Monday: {day} is none", {"day": day.isoformat()})
    return day


class ActivityKind(StrEnum):
    """What the time was for, when nothing more precise is entered."""

    PRESENCE = "PRESENCE"
    PREPARATION = "PREPARATION"
    FOLLOW_UP = "FOLLOW_UP"
    MEETING = "MEETING"
    SUPPORT = "SUPPORT"
    """Accompanying somebody or a group through what they undertake."""
    TRAVEL = "TRAVEL"
    WRITING = "WRITING"
    OTHER = "OTHER"


class OutreachMethod(StrEnum):
    """How people who come to no meeting were met (*aller vers*)."""

    DOOR_TO_DOOR = "DOOR_TO_DOOR"
    BUILDING_ENTRANCE = "BUILDING_ENTRANCE"
    SCHOOL_GATE = "SCHOOL_GATE"
    MARKET = "MARKET"
    STAND = "STAND"
    EVENT = "EVENT"
    OTHER = "OTHER"


class CommunicationMeans(StrEnum):
    """What told people."""

    POSTER = "POSTER"
    LEAFLET = "LEAFLET"
    NEWSLETTER = "NEWSLETTER"
    EMAIL = "EMAIL"
    TEXT_MESSAGE = "TEXT_MESSAGE"
    WEB = "WEB"
    SOCIAL_NETWORK = "SOCIAL_NETWORK"
    PRESS = "PRESS"
    OTHER = "OTHER"


class WatchSubject(StrEnum):
    """What was noticed in the neighbourhood."""

    HOUSING = "HOUSING"
    PUBLIC_SPACE = "PUBLIC_SPACE"
    TENSION = "TENSION"
    ISOLATION = "ISOLATION"
    ACCESS_TO_RIGHTS = "ACCESS_TO_RIGHTS"
    YOUTH = "YOUTH"
    OTHER = "OTHER"


class ActivityLogged(Fact):
    """Some time was spent for a council."""

    type: ClassVar[str] = "activities.activity-logged.v1"
    entry: Literal["activity"] = "activity"
    entry_id: UUID
    council_id: CouncilId
    kind: ActivityKind
    title: Title | None = None
    minutes: Minutes | None = Field(default=None, description="Minutes; none when nobody counted.")
    reached: Heads | None = Field(default=None, description="Persons reached; none when nobody counted.")
    theme: Theme = Theme.NOT_STATED
    mediation: MediationRegister = MediationRegister.NOT_STATED
    done_on: date
    origin: Origin = Origin()


class OutreachHeld(Fact):
    """People were met where they are."""

    type: ClassVar[str] = "activities.outreach-held.v1"
    entry: Literal["outreach"] = "outreach"
    entry_id: UUID
    council_id: CouncilId
    method: OutreachMethod
    title: Title | None = Field(default=None, description="The place.")
    minutes: Minutes | None = None
    places: Heads | None = Field(default=None, description="Doors, entrances or other places.")
    reached: Heads | None = Field(default=None, description="Persons met; none when nobody counted.")
    interested: Heads | None = Field(default=None, description="Persons who want to hear more.")
    theme: Theme = Theme.NOT_STATED
    mediation: MediationRegister = MediationRegister.NOT_STATED
    held_on: date
    origin: Origin = Origin()


class DropInHeld(Fact):
    """The door was open to whoever came (*permanence*)."""

    type: ClassVar[str] = "activities.drop-in-held.v1"
    entry: Literal["drop-in"] = "drop-in"
    entry_id: UUID
    council_id: CouncilId
    title: Title | None = Field(default=None, description="The place.")
    minutes: Minutes | None = Field(default=None, description="How long it was open.")
    visits: Heads | None = Field(default=None, description="Visits; none when nobody counted.")
    theme: Theme = Theme.NOT_STATED
    mediation: MediationRegister = MediationRegister.NOT_STATED
    held_on: date
    origin: Origin = Origin()


class ContactLogged(Fact):
    """A partner was spoken to: an institution, an association; never a private person."""

    type: ClassVar[str] = "activities.contact-logged.v1"
    entry: Literal["contact"] = "contact"
    entry_id: UUID
    council_id: CouncilId
    organisation_id: UUID | None = Field(
        default=None, description="The partner, where it is in the list of organisations."
    )
    organisation_kind: OrganisationKind = OrganisationKind.NOT_STATED
    title: Title = Field(description="What it was about.")
    next_step: Title | None = None
    next_step_on: date | None = Field(default=None, description="When the next step is due; it may be to come.")
    minutes: Minutes | None = None
    theme: Theme = Theme.NOT_STATED
    mediation: MediationRegister = MediationRegister.NOT_STATED
    contacted_on: date
    origin: Origin = Origin()


class CommunicationIssued(Fact):
    """Something told people of the council."""

    type: ClassVar[str] = "activities.communication-issued.v1"
    entry: Literal["communication"] = "communication"
    entry_id: UUID
    council_id: CouncilId
    means: CommunicationMeans
    title: Title | None = None
    copies: Heads | None = Field(default=None, description="Copies or recipients; none when nobody counted.")
    minutes: Minutes | None = None
    theme: Theme = Theme.NOT_STATED
    mediation: MediationRegister = MediationRegister.NOT_STATED
    issued_on: date
    origin: Origin = Origin()


class WalkHeld(Fact):
    """An exploratory walk was made (*diagnostic en marchant, marche exploratoire*)."""

    type: ClassVar[str] = "activities.walk-held.v1"
    entry: Literal["walk"] = "walk"
    entry_id: UUID
    council_id: CouncilId
    title: Title | None = Field(default=None, description="Where it went.")
    minutes: Minutes | None = None
    reached: Heads | None = Field(default=None, description="Persons who walked; none when nobody counted.")
    findings: Heads | None = Field(default=None, description="Remarks that were written down.")
    theme: Theme = Theme.NOT_STATED
    mediation: MediationRegister = MediationRegister.NOT_STATED
    held_on: date
    origin: Origin = Origin()


class SocialWatchNoted(Fact):
    """Something was noticed in the neighbourhood, of nobody in particular (*veille sociale*)."""

    type: ClassVar[str] = "activities.social-watch-noted.v1"
    entry: Literal["social-watch"] = "social-watch"
    entry_id: UUID
    council_id: CouncilId
    subject: WatchSubject
    title: Title
    passed_to: OrganisationKind = Field(default=OrganisationKind.NOT_STATED, description="Who was told.")
    theme: Theme = Theme.NOT_STATED
    mediation: MediationRegister = MediationRegister.NOT_STATED
    noted_on: date
    origin: Origin = Origin()


class OrganisationListed(Fact):
    """A partner is one that the team works with: an institution, an association, a school; said once for all councils."""

    type: ClassVar[str] = "activities.organisation-listed.v1"
    entry: Literal["organisation"] = "organisation"
    entry_id: UUID
    organisation_kind: OrganisationKind
    title: Title = Field(description="Its name, never that of a person.")
    arrondissement: Arrondissement | None = None
    listed_on: date
    origin: Origin = Origin()


class OrganisationContactListed(Fact):
    """Somebody answers for a partner in a function; who it is, and where they are reached at work, is in the vault."""

    type: ClassVar[str] = "activities.organisation-contact-listed.v1"
    entry: Literal["organisation-contact"] = "organisation-contact"
    entry_id: UUID
    organisation_id: UUID
    person_id: UUID
    title: Title = Field(description="The function, as the partner publishes it; never the name of a person.")
    from_on: date
    until_on: date | None = Field(default=None, description="Last day, included; none while it lasts.")
    origin: Origin = Origin()


class WeekClosed(Fact):
    """Somebody of the team has nothing more to add to a week: whether it is complete, and never how long they worked."""

    type: ClassVar[str] = "activities.week-closed.v1"
    entry: Literal["week"] = "week"
    entry_id: UUID
    facilitator_id: UUID
    week: Annotated[date, AfterValidator(a_monday)] = Field(description="The Monday with which it begins.")
    closed_on: date
    origin: Origin = Origin()


ENTRIES: tuple[type[Fact], ...] = (
    ActivityLogged,
    OutreachHeld,
    DropInHeld,
    ContactLogged,
    CommunicationIssued,
    WalkHeld,
    SocialWatchNoted,
    OrganisationListed,
    OrganisationContactListed,
    WeekClosed,
)
