"""What members learn and are given to read, one entry at a time."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from shared.contracts.activities.words import Title
from shared.contracts.vocabulary import CouncilId, Heads, Origin, Sha256, Theme
from shared.kernel import Fact


class DocumentKind(StrEnum):
    """What the document is."""

    AGENDA = "AGENDA"
    MINUTES = "MINUTES"
    SESSION_PAPERS = "SESSION_PAPERS"
    """What a session or a meeting is to speak of."""
    OPINION = "OPINION"
    """What the council thinks, as it wrote it."""
    STUDY = "STUDY"
    GUIDE = "GUIDE"
    REPORT = "REPORT"
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


class TrainingHeld(Fact):
    """A training for members took place (loi 2014-173, art. 7; R20, FOR-01). That it was offered is told elsewhere."""

    type: ClassVar[str] = "activities.training-held.v1"
    entry: Literal["training"] = "training"
    entry_id: UUID
    council_id: CouncilId | None = Field(
        default=None, description="For whose members; none when it was for those of several councils."
    )
    title: Title
    provider: Title | None = Field(default=None, description="Who gave it, never a person.")
    minutes: int | None = Field(
        default=None, strict=True, ge=1, le=60_000, description="Minutes of training; none when nobody counted."
    )
    headcount: Heads | None = Field(default=None, description="Persons trained; none when nobody counted.")
    theme: Theme = Theme.NOT_STATED
    held_on: date
    origin: Origin = Origin()


class TrainingAttended(Fact):
    """A member attended a training (FOR-02)."""

    type: ClassVar[str] = "activities.training-attended.v1"
    entry: Literal["training-attendance"] = "training-attendance"
    entry_id: UUID
    council_id: CouncilId = Field(description="The council of the member, as `CC18`.")
    training_id: UUID
    person_id: UUID
    attended_on: date
    origin: Origin = Origin()


class DocumentShared(Fact):
    """A document was given to the members, perhaps for a meeting, a session, an initiative or a case (R25, VIE-09)."""

    type: ClassVar[str] = "activities.document-shared.v1"
    entry: Literal["document"] = "document"
    entry_id: UUID
    council_id: CouncilId | None = Field(
        default=None, description="To whose members; none when it was to those of several councils."
    )
    title: Title
    kind: DocumentKind = DocumentKind.NOT_STATED
    digest: Sha256 | None = Field(default=None, description="SHA-256 of the file; none when there is none.")
    meeting_id: UUID | None = Field(default=None, description="The meeting that it was for.")
    session_id: UUID | None = Field(default=None, description="The session of a steering body that it was for.")
    initiative_id: UUID | None = Field(default=None, description="The initiative that it is about.")
    case_id: UUID | None = Field(default=None, description="The case file that it belongs to.")
    shared_on: date
    origin: Origin = Origin()


ENTRIES: tuple[type[Fact], ...] = (TrainingHeld, TrainingAttended, DocumentShared)
