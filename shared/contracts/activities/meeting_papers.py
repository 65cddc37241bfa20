"""The papers of a meeting, one entry at a time: what was sent before it, who was there, who chaired."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StrictBool, ValidationInfo
from pydantic_core import PydanticCustomError

from shared.contracts.activities.fieldwork import CommunicationMeans
from shared.contracts.activities.words import OrganisationKind, Title
from shared.contracts.vocabulary import CouncilId, Doer, Heads, Origin
from shared.kernel import Fact


class Presence(StrEnum):
    """Whether somebody who was expected came. Unknown is not absent."""

    PRESENT = "PRESENT"
    EXCUSED = "EXCUSED"
    ABSENT = "ABSENT"
    UNKNOWN = "UNKNOWN"
    PROXY = "PROXY"
    """Represented by another member (*pouvoir*)."""


class GuestKind(StrEnum):
    """Who came without being of the council; never in the ratios of the colleges (loi 2014-173, art. 7; R30)."""

    EXPERT = "EXPERT"
    INSTITUTION = "INSTITUTION"
    ELECTED_OFFICIAL = "ELECTED_OFFICIAL"
    ASSOCIATION = "ASSOCIATION"
    RESIDENT = "RESIDENT"
    """Residents who are no members, counted and never named."""
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


def only_of_a_proxy(holder_id: UUID | None, said: ValidationInfo) -> UUID | None:
    """Only a proxy has a holder. Raises ValueError."""
    if holder_id is not None and said.data.get("state") is not Presence.PROXY:
        raise PydanticCustomError("no_proxy", "only who is represented has somebody who holds the proxy")
    return holder_id


def not_before_arrival(left_at: time | None, said: ValidationInfo) -> time | None:
    """Nobody leaves before having arrived. Raises ValueError."""
    arrived_at = said.data.get("arrived_at")
    if left_at is not None and arrived_at is not None and left_at < arrived_at:
        raise PydanticCustomError("left_before_arrival", "nobody leaves before having arrived")
    return left_at


class ConvocationSent(Fact):
    """Those of the council were called to a meeting, with its agenda and its papers or without (R25)."""

    type: ClassVar[str] = "activities.convocation-sent.v1"
    entry: Literal["convocation"] = "convocation"
    entry_id: UUID
    council_id: CouncilId
    meeting_id: UUID
    means: CommunicationMeans
    has_agenda: StrictBool | None = Field(default=None, description="Whether the agenda went with it.")
    has_papers: StrictBool | None = Field(default=None, description="Whether the papers went with it (VIE-09).")
    recipients: Heads | None = Field(default=None, description="Persons called; none when nobody counted.")
    sent_on: date
    origin: Origin = Origin()


class PresenceNoted(Fact):
    """Somebody who was expected at a meeting came, or not; what is said last of a person stands."""

    type: ClassVar[str] = "activities.presence-noted.v1"
    entry: Literal["presence"] = "presence"
    entry_id: UUID
    council_id: CouncilId
    meeting_id: UUID
    person_id: UUID
    state: Presence
    proxy_holder_id: Annotated[UUID | None, AfterValidator(only_of_a_proxy)] = Field(
        default=None, description="Who holds the proxy, where that is known; of a proxy only."
    )
    arrived_at: time | None = Field(default=None, description="Local time of a late arrival, Europe/Paris.")
    left_at: Annotated[time | None, AfterValidator(not_before_arrival)] = Field(
        default=None, description="Local time of an early departure, Europe/Paris."
    )
    noted_on: date = Field(description="The day on which that was so: excuses come before the meeting.")
    origin: Origin = Origin()


class GuestsWelcomed(Fact):
    """Guests or experts came to a meeting."""

    type: ClassVar[str] = "activities.guests-welcomed.v1"
    entry: Literal["guests"] = "guests"
    entry_id: UUID
    council_id: CouncilId
    meeting_id: UUID
    kind: GuestKind
    organisation_kind: OrganisationKind = Field(default=OrganisationKind.NOT_STATED, description="What they came from.")
    title: Title | None = Field(default=None, description="What they came for.")
    heads: Heads | None = Field(default=None, description="How many came; none when nobody counted.")
    came_on: date
    origin: Origin = Origin()


class ChairTaken(Fact):
    """Somebody chaired a meeting, from its beginning or from some time on (AUT-02, R15)."""

    type: ClassVar[str] = "activities.chair-taken.v1"
    entry: Literal["chair"] = "chair"
    entry_id: UUID
    council_id: CouncilId
    meeting_id: UUID
    chaired_by: Doer = Doer.NOT_STATED
    person_id: UUID | None = Field(default=None, description="The member or facilitator, where that is known.")
    from_at: time | None = Field(
        default=None, description="Local time, Europe/Paris, from which on; none from the beginning."
    )
    chaired_on: date
    origin: Origin = Origin()


ENTRIES: tuple[type[Fact], ...] = (
    ConvocationSent,
    PresenceNoted,
    GuestsWelcomed,
    ChairTaken,
)
