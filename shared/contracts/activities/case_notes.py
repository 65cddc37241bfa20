"""What is noted of a case file, one entry at a time: notes, who takes part, what it has to do with another case."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from shared.contracts.activities.words import Title
from shared.contracts.vocabulary import CouncilId, Origin
from shared.kernel import Fact


class CaseRole(StrEnum):
    """What somebody does in a case."""

    MEMBER = "MEMBER"
    """A member of the council."""
    RESIDENT = "RESIDENT"
    LOCAL_ACTOR = "LOCAL_ACTOR"
    TEAM = "TEAM"
    """Somebody of the team, beside the holder."""
    INSTITUTION = "INSTITUTION"
    EXPERT = "EXPERT"
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


class CaseRelation(StrEnum):
    """What a case has to do with another."""

    FOLLOWS = "FOLLOWS"
    """It goes on where the other ended."""
    PART_OF = "PART_OF"
    DEPENDS_ON = "DEPENDS_ON"
    RELATED = "RELATED"


class CaseNoted(Fact):
    """Something was noted of a case, for those who follow it. It names nobody: who takes part is told by ids."""

    type: ClassVar[str] = "activities.case-noted.v1"
    entry: Literal["case-note"] = "case-note"
    entry_id: UUID
    council_id: CouncilId
    case_id: UUID
    title: Title = Field(
        description="The note, on one line: facts only, no judgement, nothing about health or family, never the name of a person."
    )
    noted_on: date
    origin: Origin = Origin()


class CaseJoined(Fact):
    """Somebody takes part in a case: a person who is known, an organisation, or a role that nobody is named for."""

    type: ClassVar[str] = "activities.case-joined.v1"
    entry: Literal["case-participant"] = "case-participant"
    entry_id: UUID
    council_id: CouncilId
    case_id: UUID
    person_id: UUID | None = Field(default=None, description="One who is known: an id, never a name.")
    organisation_id: UUID | None = Field(default=None, description="A partner organisation.")
    role: CaseRole = CaseRole.NOT_STATED
    from_on: date = Field(description="First day.")
    until_on: date | None = Field(default=None, description="Last day, included; none while it lasts.")
    origin: Origin = Origin()


class CaseLinked(Fact):
    """A case has to do with another."""

    type: ClassVar[str] = "activities.case-linked.v1"
    entry: Literal["case-link"] = "case-link"
    entry_id: UUID
    council_id: CouncilId | None = Field(
        default=None, description="The council of both; none when they are of several councils."
    )
    case_id: UUID
    relation: CaseRelation = CaseRelation.RELATED
    other_case_id: UUID = Field(description="The case that it follows, is part of, depends on, or is related to.")
    linked_on: date
    origin: Origin = Origin()


ENTRIES: tuple[type[Fact], ...] = (CaseNoted, CaseJoined, CaseLinked)
