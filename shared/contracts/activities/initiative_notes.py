"""What is noted of an initiative, one entry at a time: who took part, what was learned."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from shared.contracts.activities.words import Title
from shared.contracts.vocabulary import CouncilId, Heads, Origin
from shared.kernel import Fact


class InitiativeJoined(Fact):
    """People took part in an initiative on a day: one who is known, or a number of them (INI-06)."""

    type: ClassVar[str] = "activities.initiative-joined.v1"
    entry: Literal["initiative-participation"] = "initiative-participation"
    entry_id: UUID
    council_id: CouncilId
    initiative_id: UUID
    person_id: UUID | None = Field(default=None, description="One who is known.")
    unnamed: Heads | None = Field(
        default=None, description="Persons counted as a number only; none when nobody counted."
    )
    took_part_on: date
    origin: Origin = Origin()


class LessonLearned(Fact):
    """Something was learned from an initiative, done or given up."""

    type: ClassVar[str] = "activities.lesson-learned.v1"
    entry: Literal["lesson"] = "lesson"
    entry_id: UUID
    council_id: CouncilId
    initiative_id: UUID
    title: Title = Field(description="What was learned, on one line.")
    learned_on: date
    origin: Origin = Origin()


ENTRIES: tuple[type[Fact], ...] = (InitiativeJoined, LessonLearned)
