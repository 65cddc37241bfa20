"""Imports of spreadsheets: that one began, what it recorded, and that it was undone. Never what the file says, nor its name."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.vocabulary import CouncilId, Origin, Sha256
from shared.kernel import Fact

MOST_ROWS = 2_000
MOST_THINGS = 2 * MOST_ROWS
"""A row of members records a person and a membership."""


class SheetKind(StrEnum):
    """What the rows of a spreadsheet are."""

    MEMBERS = "MEMBERS"
    MEETINGS = "MEETINGS"
    ACTIVITY_LOG = "ACTIVITY_LOG"


class ImportMode(StrEnum):
    """What becomes of the good rows of a file that has bad ones: said before, never changed afterwards."""

    ALL_OR_NOTHING = "ALL_OR_NOTHING"
    ROW_BY_ROW = "ROW_BY_ROW"


class KnownChoice(StrEnum):
    """What is done with a row that seems to be recorded already."""

    ASK = "ASK"
    """It is held back, and told."""
    REUSE = "REUSE"
    """It is taken for what is known: only what is new about it is recorded."""
    NEW = "NEW"
    """It is recorded as something else."""


class ImportedThing(StrEnum):
    """What a row records."""

    PERSON = "PERSON"
    MEMBERSHIP = "MEMBERSHIP"
    MEETING = "MEETING"
    ACTIVITY = "ACTIVITY"


RowNumber = Annotated[int, Field(strict=True, ge=1, le=10_000_000, description="As the spreadsheet shows it.")]
Problem = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9-]{0,79}$", description="Code of the problem, as services tell it.")
]
FactType = Annotated[str, Field(pattern=r"^[a-z]+\.[a-z-]+\.v\d+$", description="Type of a fact.")]


class ColumnMatched(BaseModel):
    """Which field a column says; its heading is a digest, as people may have written anything there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    heading_digest: Sha256
    field: str = Field(pattern=r"^[a-z_]{1,40}$")


class ThingRecorded(BaseModel):
    """What a row recorded."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: RowNumber
    thing: ImportedThing
    thing_id: UUID
    council_id: CouncilId | None = Field(default=None, description="None for a person, who is of no council.")
    version: int = Field(
        strict=True, ge=1, description="Version that the import left: of the council, for a membership."
    )


class RowRejected(BaseModel):
    """A row of which something could not be recorded, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: RowNumber
    problem: Problem


class ThingKept(ThingRecorded):
    """Something that an import recorded and that stays, as it changed since or something stands on it."""

    changed_by: FactType | None = Field(
        default=None, description="First fact that changed it; none: others stand on it."
    )


class ThingRefused(ThingRecorded):
    """Something that an import recorded and that could not be withdrawn."""

    problem: Problem


class ImportBegun(Fact):
    """An import of a spreadsheet began: how it is read and what is done with doubtful rows is said before anything is recorded."""

    type: ClassVar[str] = "activities.import-begun.v1"
    batch_id: UUID
    sheet: SheetKind
    file_digest: Sha256
    attempt: int = Field(
        strict=True,
        ge=1,
        le=1_000,
        description="1 for the first import of that file, 2 for the one after it was undone.",
    )
    mode: ImportMode
    known: KnownChoice
    council_id: CouncilId | None = Field(default=None, description="Council of all rows, when the file does not say.")
    headings_digest: Sha256
    columns: Annotated[tuple[ColumnMatched, ...], Field(min_length=1, max_length=100)]
    rows: int = Field(strict=True, ge=1, le=MOST_ROWS, description="Rows of the file.")
    origin: Origin = Origin()


class ImportEnded(Fact):
    """Every row of an import was tried: these things were recorded, these rows were not."""

    type: ClassVar[str] = "activities.import-ended.v1"
    batch_id: UUID
    sheet: SheetKind
    recorded: Annotated[tuple[ThingRecorded, ...], Field(max_length=MOST_THINGS)]
    rejected: Annotated[tuple[RowRejected, ...], Field(max_length=MOST_ROWS)] = ()
    origin: Origin = Origin()


class ImportUndone(Fact):
    """What an import recorded was withdrawn, thing by thing; what changed since was kept, and what could not be is told."""

    type: ClassVar[str] = "activities.import-undone.v1"
    batch_id: UUID
    sheet: SheetKind
    withdrawn: Annotated[tuple[ThingRecorded, ...], Field(max_length=MOST_THINGS)]
    kept: Annotated[tuple[ThingKept, ...], Field(max_length=MOST_THINGS)]
    refused: Annotated[tuple[ThingRefused, ...], Field(max_length=MOST_THINGS)]
    origin: Origin = Origin()


FACTS: tuple[type[Fact], ...] = (ImportBegun, ImportEnded, ImportUndone)
