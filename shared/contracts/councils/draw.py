"""The draw by lot: public, and repeatable by anyone from its published inputs (loi 2014-173, art. 7; until decree 2024-1036)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.vocabulary import ONE_LINE, AmendmentReason, CouncilId, Gender, Heads, Origin, Sha256
from shared.kernel import Fact

Ticket = Annotated[
    str,
    Field(
        pattern=r"^[A-Z0-9]{4,20}$",
        description="What stands for a person in a list: chosen at random by whoever keeps the list, and known to no one else.",
    ),
]


class ListKind(StrEnum):
    """Where the names of a list come from (R05: several kinds must be used)."""

    ELECTORAL = "ELECTORAL"
    LANDLORD = "LANDLORD"
    TAX = "TAX"
    FAMILY_ALLOWANCE = "FAMILY_ALLOWANCE"
    ENERGY_SUPPLIER = "ENERGY_SUPPLIER"
    VOLUNTEERS = "VOLUNTEERS"
    OTHER = "OTHER"


class DrawMethod(StrEnum):
    """How tickets are put in order. `SHA256-PARITY-1` is told, and can be repeated, in `docs/draw.md`."""

    SHA256_PARITY_1 = "SHA256-PARITY-1"


class DrawAnswer(StrEnum):
    """What a person who was drawn says."""

    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    NOT_ELIGIBLE = "NOT_ELIGIBLE"
    NO_ANSWER = "NO_ANSWER"


class ContactMethod(StrEnum):
    """How somebody is reached."""

    LETTER = "LETTER"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    DOOR_TO_DOOR = "DOOR_TO_DOOR"
    OTHER = "OTHER"


class DrawList(BaseModel):
    """One list that is drawn from. The file itself stays with whoever keeps it; its digest is published before the draw."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: ListKind
    title: str = Field(min_length=1, max_length=120, pattern=ONE_LINE, description="Public label of the list.")
    tickets: Heads = Field(description="How many tickets it holds.")
    digest: Sha256 = Field(description="SHA-256 of the file: one `ticket;gender` a line, UTF-8, lines ended by LF.")


class Drawn(BaseModel):
    """A ticket that was drawn, at its rank."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rank: int = Field(ge=1, description="From 1, over seats and reserve together.")
    ticket: Ticket
    kind: ListKind
    gender: Gender
    is_reserve: bool = Field(description="On the ranked reserve list (R07), not for a seat.")


class DrawPrepared(Fact):
    """A draw is announced: from which lists, for how many seats. The seed is not known yet."""

    type: ClassVar[str] = "councils.draw-prepared.v1"
    draw_id: UUID
    council_id: CouncilId
    lists: Annotated[tuple[DrawList, ...], Field(min_length=1, max_length=20)]
    seats: int = Field(strict=True, ge=1, le=500, description="Seats of the residents' college to be drawn.")
    reserve: int = Field(strict=True, ge=0, le=2000, description="Places on the reserve list.")
    method: DrawMethod
    prepared_on: date
    origin: Origin = Origin()


class DrawHeld(Fact):
    """The draw took place, in public: the seed, the inputs and the result, from which anyone can repeat it."""

    type: ClassVar[str] = "councils.draw-held.v1"
    draw_id: UUID
    council_id: CouncilId
    lists: Annotated[tuple[DrawList, ...], Field(min_length=1, max_length=20)]
    seats: int
    reserve: int
    method: DrawMethod
    seed: str = Field(
        min_length=6,
        max_length=200,
        pattern=ONE_LINE,
        description="Said aloud in public, and unknown when the lists were closed.",
    )
    drawn: Annotated[tuple[Drawn, ...], Field(max_length=2500)] = Field(description="In the order of ranks.")
    held_on: date
    origin: Origin = Origin()


class DrawWithdrawn(Fact):
    """The draw is void, or was entered by mistake: nobody is called on it any more."""

    type: ClassVar[str] = "councils.draw-withdrawn.v1"
    draw_id: UUID
    council_id: CouncilId
    was_held: bool
    reason: AmendmentReason
    origin: Origin = Origin()


class CandidateContacted(Fact):
    """Somebody tried to reach a person who was drawn."""

    type: ClassVar[str] = "councils.candidate-contacted.v1"
    draw_id: UUID
    council_id: CouncilId
    ticket: Ticket
    kind: ListKind
    gender: Gender
    method: ContactMethod
    was_reached: bool
    contacted_on: date
    origin: Origin = Origin()


class CandidateAnswered(Fact):
    """A person who was drawn accepted, declined, cannot be a member, or never answered."""

    type: ClassVar[str] = "councils.candidate-answered.v1"
    draw_id: UUID
    council_id: CouncilId
    ticket: Ticket
    kind: ListKind
    gender: Gender
    answer: DrawAnswer
    former_answer: DrawAnswer | None = Field(default=None, description="What was said before, when it is said again.")
    answered_on: date
    origin: Origin = Origin()


class CandidateSeated(Fact):
    """A person who was drawn took a seat. Here the ticket and the member meet."""

    type: ClassVar[str] = "councils.candidate-seated.v1"
    draw_id: UUID
    council_id: CouncilId
    ticket: Ticket
    kind: ListKind
    gender: Gender
    person_id: UUID
    seated_on: date
    origin: Origin = Origin()


class ReserveListUsed(Fact):
    """A vacancy was offered to the next on the reserve list (R07)."""

    type: ClassVar[str] = "councils.reserve-list-used.v1"
    draw_id: UUID
    council_id: CouncilId
    ticket: Ticket
    rank: int
    gender: Gender
    replaces: UUID | None = Field(default=None, description="The person who left.")
    used_on: date
    origin: Origin = Origin()


class CandidateEntryWithdrawn(Fact):
    """What was said of a person who was drawn was a mistake; it stays in the log and counts nowhere."""

    type: ClassVar[str] = "councils.candidate-entry-withdrawn.v1"
    draw_id: UUID
    council_id: CouncilId
    said: CandidateContacted | CandidateAnswered | CandidateSeated | ReserveListUsed = Field(
        description="The attempt, the answer, the seat or the offer, as it was said: the last of its kind for that ticket."
    )
    reason: AmendmentReason
    origin: Origin = Origin()


FACTS: tuple[type[Fact], ...] = (
    DrawPrepared,
    DrawHeld,
    DrawWithdrawn,
    CandidateContacted,
    CandidateAnswered,
    CandidateSeated,
    ReserveListUsed,
    CandidateEntryWithdrawn,
)
