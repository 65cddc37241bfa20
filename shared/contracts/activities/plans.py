"""What the neighbourhood needs and has, what a council means to do about it, and what came of it, one entry at a time."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from shared.contracts.activities.words import Title
from shared.contracts.vocabulary import CouncilId, Origin, Sha256, Theme
from shared.kernel import Fact

Priority = Annotated[int, Field(strict=True, ge=1, le=3, description="From 1, the most urgent, to 3.")]


class Lead(StrEnum):
    """Who leads: a kind of actor, never a person."""

    COUNCIL = "COUNCIL"
    WORKING_GROUP = "WORKING_GROUP"
    FACILITATOR = "FACILITATOR"
    COORDINATION = "COORDINATION"
    STATE = "STATE"
    CITY = "CITY"
    ORGANISATION = "ORGANISATION"
    """Another partner: a landlord, an association, a school."""
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


class Outcome(StrEnum):
    """How something that was to be done ended."""

    DONE = "DONE"
    DROPPED = "DROPPED"


class SocialUsefulness(StrEnum):
    """What social mediation is useful for: five registers (Duclos and Grésy, Guide d'évaluation de l'utilité sociale, CIV)."""

    COHESION = "COHESION"
    PUBLIC_TRANQUILLITY = "PUBLIC_TRANQUILLITY"
    INNOVATION_AND_LEARNING = "INNOVATION_AND_LEARNING"
    ECONOMIC_CONTRIBUTION = "ECONOMIC_CONTRIBUTION"
    RECOGNITION = "RECOGNITION"


class NeedIdentified(Fact):
    """The neighbourhood needs something, as its diagnosis says."""

    type: ClassVar[str] = "activities.need-identified.v1"
    entry: Literal["need"] = "need"
    entry_id: UUID
    council_id: CouncilId
    title: Title
    priority: Priority | None = Field(default=None, description="None when the council gave it none.")
    theme: Theme = Theme.NOT_STATED
    source: Title | None = Field(
        default=None, description="Public title of what shows it: a survey, a walk, a meeting."
    )
    identified_on: date
    until_on: date | None = Field(
        default=None, description="Last day on which it was one, included; none while it lasts."
    )
    origin: Origin = Origin()


class ResourceIdentified(Fact):
    """The neighbourhood has something to stand on: a place, a service, an association, a skill."""

    type: ClassVar[str] = "activities.resource-identified.v1"
    entry: Literal["resource"] = "resource"
    entry_id: UUID
    council_id: CouncilId
    title: Title
    organisation_id: UUID | None = Field(
        default=None, description="Who offers it, where it is in the list of organisations."
    )
    theme: Theme = Theme.NOT_STATED
    identified_on: date
    until_on: date | None = Field(default=None, description="Last day, included; none while it lasts.")
    origin: Origin = Origin()


class DiagnosisUpdated(Fact):
    """The diagnosis of the neighbourhood was written, or written again (DIA-01)."""

    type: ClassVar[str] = "activities.diagnosis-updated.v1"
    entry: Literal["diagnosis"] = "diagnosis"
    entry_id: UUID
    council_id: CouncilId
    title: Title = Field(description="Which version.")
    digest: Sha256 | None = Field(default=None, description="SHA-256 of the document; none when there is no file.")
    updated_on: date
    origin: Origin = Origin()


class RoadmapAdopted(Fact):
    """The council says what it means to do, from when until when (FDR-01)."""

    type: ClassVar[str] = "activities.roadmap-adopted.v1"
    entry: Literal["roadmap"] = "roadmap"
    entry_id: UUID
    council_id: CouncilId
    title: Title
    digest: Sha256 | None = Field(default=None, description="SHA-256 of the document; none when there is no file.")
    adopted_on: date | None = Field(default=None, description="None when nobody noted the day.")
    from_on: date
    until_on: date | None = Field(default=None, description="Last day, included; none when it has no end.")
    origin: Origin = Origin()


class RoadmapActionPlanned(Fact):
    """Something is to be done, as a roadmap says (FDR-01). It is late when its day has passed and nobody said that it ended."""

    type: ClassVar[str] = "activities.roadmap-action-planned.v1"
    entry: Literal["roadmap-action"] = "roadmap-action"
    entry_id: UUID
    council_id: CouncilId
    roadmap_id: UUID
    axis: Title | None = Field(
        default=None, description="The part of the roadmap that it is in, as the roadmap has it."
    )
    title: Title
    lead: Lead = Lead.NOT_STATED
    lead_label: Title | None = Field(default=None, description="Which group or organisation leads, never a person.")
    theme: Theme = Theme.NOT_STATED
    need_id: UUID | None = Field(default=None, description="The need that it answers.")
    commitment_id: UUID | None = Field(default=None, description="The commitment of an institution that it follows.")
    planned_on: date = Field(description="The day on which it was put in the roadmap.")
    due_on: date | None = Field(default=None, description="Last day for doing it, included; none when it has none.")
    origin: Origin = Origin()


class RoadmapActionEnded(Fact):
    """Something that a roadmap says was done, or given up. Of several ends of one action, the last counts."""

    type: ClassVar[str] = "activities.roadmap-action-ended.v1"
    entry: Literal["roadmap-action-end"] = "roadmap-action-end"
    entry_id: UUID
    council_id: CouncilId
    action_id: UUID
    outcome: Outcome
    learned: Title | None = Field(default=None, description="What it taught, of nobody in particular.")
    ended_on: date
    origin: Origin = Origin()


class ImpactStoryRecorded(Fact):
    """Something shows what the work is useful for, where figures say nothing (UTI-01)."""

    type: ClassVar[str] = "activities.impact-story-recorded.v1"
    entry: Literal["impact-story"] = "impact-story"
    entry_id: UUID
    council_id: CouncilId | None = Field(default=None, description="None when it is of no council in particular.")
    usefulness: SocialUsefulness
    title: Title
    theme: Theme = Theme.NOT_STATED
    happened_on: date
    origin: Origin = Origin()


class ImprovementDecided(Fact):
    """An evaluation led to something: this will be done better, by whom and by when."""

    type: ClassVar[str] = "activities.improvement-decided.v1"
    entry: Literal["improvement"] = "improvement"
    entry_id: UUID
    council_id: CouncilId | None = Field(default=None, description="None when it is of no council in particular.")
    title: Title
    lead: Lead = Lead.NOT_STATED
    lead_label: Title | None = Field(default=None, description="Which group or organisation leads, never a person.")
    decided_on: date
    due_on: date | None = Field(default=None, description="Last day for doing it, included; none when it has none.")
    origin: Origin = Origin()


class ImprovementEnded(Fact):
    """What was decided was done, or given up. Of several ends of one improvement, the last counts."""

    type: ClassVar[str] = "activities.improvement-ended.v1"
    entry: Literal["improvement-end"] = "improvement-end"
    entry_id: UUID
    council_id: CouncilId | None = Field(default=None, description="That of the improvement, where it has one.")
    improvement_id: UUID
    outcome: Outcome
    learned: Title | None = Field(default=None, description="What it taught, of nobody in particular.")
    ended_on: date
    origin: Origin = Origin()


ENTRIES: tuple[type[Fact], ...] = (
    NeedIdentified,
    ResourceIdentified,
    DiagnosisUpdated,
    RoadmapAdopted,
    RoadmapActionPlanned,
    RoadmapActionEnded,
    ImpactStoryRecorded,
    ImprovementDecided,
    ImprovementEnded,
)
