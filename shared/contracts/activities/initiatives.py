"""Initiatives: what somebody proposes to do for the neighbourhood, until it is done or given up."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.activities.life import Life
from shared.contracts.activities.words import Title
from shared.contracts.vocabulary import (
    AmendmentReason,
    CouncilId,
    FunderKind,
    Origin,
    Theme,
)
from shared.kernel import Fact

if TYPE_CHECKING:
    from collections.abc import Mapping

Cents = Annotated[int, Field(strict=True, gt=0, le=10**12, description="Euro cents.")]


class Proposer(StrEnum):
    """Who had the idea and carries it (INI-08): residents lead when it is one, or the wider circle."""

    RESIDENT = "RESIDENT"
    """Of the residents' college."""
    WIDER_CIRCLE = "WIDER_CIRCLE"
    """Residents who are not members."""
    LOCAL_ACTOR = "LOCAL_ACTOR"
    TEAM = "TEAM"
    INSTITUTION = "INSTITUTION"
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


class DropReason(StrEnum):
    """Why an initiative was given up (INI-07)."""

    NOT_FUNDED = "NOT_FUNDED"
    NO_CARRIER = "NO_CARRIER"
    REFUSED_BY_INSTITUTION = "REFUSED_BY_INSTITUTION"
    MERGED_INTO_ANOTHER = "MERGED_INTO_ANOTHER"
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


class InitiativeProposed(Fact):
    """Somebody proposed something to do for the neighbourhood."""

    type: ClassVar[str] = "activities.initiative-proposed.v1"
    initiative_id: UUID
    council_id: CouncilId
    title: Title
    theme: Theme
    proposed_on: date
    proposed_by: Proposer = Proposer.NOT_STATED
    origin: Origin = Origin()


class InitiativeAdopted(Fact):
    """The council made it its own."""

    type: ClassVar[str] = "activities.initiative-adopted.v1"
    initiative_id: UUID
    council_id: CouncilId
    title: Title
    theme: Theme
    proposed_on: date
    proposed_origin: Origin = Field(default=Origin(), description="How well the day of the proposal is known.")
    adopted_on: date
    origin: Origin = Origin()


class InitiativeSubmitted(Fact):
    """Money was asked of a funder; of several, or several times, with an id for each."""

    type: ClassVar[str] = "activities.initiative-submitted.v1"
    initiative_id: UUID
    submission_id: UUID
    council_id: CouncilId
    title: Title
    theme: Theme
    funder: FunderKind
    amount_cents: Cents | None = Field(default=None, description="Euro cents asked; none when that is not known.")
    submitted_on: date
    origin: Origin = Origin()


class InitiativeFundingRefused(Fact):
    """A funder said no to what was asked."""

    type: ClassVar[str] = "activities.initiative-funding-refused.v1"
    initiative_id: UUID
    submission_id: UUID
    council_id: CouncilId
    title: Title
    theme: Theme
    funder: FunderKind
    amount_cents: Cents | None = Field(default=None, description="Euro cents asked; none when that is not known.")
    submitted_on: date
    submitted_origin: Origin = Field(default=Origin(), description="How well the day of the request is known.")
    refused_on: date
    origin: Origin = Origin()


class InitiativeFunded(Fact):
    """A funder granted a sum; an initiative may be funded in parts, by several funders."""

    type: ClassVar[str] = "activities.initiative-funded.v1"
    initiative_id: UUID
    grant_id: UUID = Field(description="Tells two equal grants from one grant said twice.")
    council_id: CouncilId
    title: Title
    theme: Theme
    funder: FunderKind
    amount_cents: Cents
    funded_on: date
    origin: Origin = Origin()


class InitiativeStarted(Fact):
    """The work has begun, with money or without."""

    type: ClassVar[str] = "activities.initiative-started.v1"
    initiative_id: UUID
    council_id: CouncilId
    title: Title
    theme: Theme
    adopted_on: date
    adopted_origin: Origin = Field(default=Origin(), description="How well the day of the adoption is known.")
    started_on: date
    origin: Origin = Origin()


class InitiativeCompleted(Fact):
    """It was done."""

    type: ClassVar[str] = "activities.initiative-completed.v1"
    initiative_id: UUID
    council_id: CouncilId
    title: Title
    theme: Theme
    adopted_on: date
    adopted_origin: Origin = Field(default=Origin(), description="How well the day of the adoption is known.")
    completed_on: date
    origin: Origin = Origin()


class InitiativeDropped(Fact):
    """It was given up."""

    type: ClassVar[str] = "activities.initiative-dropped.v1"
    initiative_id: UUID
    council_id: CouncilId
    title: Title
    theme: Theme
    proposed_on: date
    proposed_origin: Origin = Field(default=Origin(), description="How well the day of the proposal is known.")
    adopted_on: date | None = Field(default=None, description="None when it was given up before any adoption.")
    adopted_origin: Origin = Field(default=Origin(), description="How well the day of the adoption is known.")
    dropped_on: date
    reason: DropReason
    origin: Origin = Origin()


class InitiativeLife(Life):
    """All that stands of an initiative."""

    KEYS: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "submissions": ("submission_id",),
        "refusals": ("submission_id",),
        "grants": ("grant_id",),
    }

    proposed: InitiativeProposed
    adopted: InitiativeAdopted | None = None
    submissions: tuple[InitiativeSubmitted, ...] = ()
    refusals: tuple[InitiativeFundingRefused, ...] = ()
    grants: tuple[InitiativeFunded, ...] = ()
    started: InitiativeStarted | None = None
    completed: InitiativeCompleted | None = None
    dropped: InitiativeDropped | None = None


class InitiativeCorrected(Fact):
    """Steps of an initiative are said again, or one of them should never have been said; its life before and now are here whole."""

    type: ClassVar[str] = "activities.initiative-corrected.v1"
    initiative_id: UUID
    council_id: CouncilId
    before: InitiativeLife
    after: InitiativeLife
    reason: AmendmentReason
    origin: Origin = Origin()


class InitiativeWithdrawn(Fact):
    """An initiative should never have been entered; it stays in the log and counts nowhere."""

    type: ClassVar[str] = "activities.initiative-withdrawn.v1"
    initiative_id: UUID
    council_id: CouncilId
    said: InitiativeLife = Field(description="Its life, as it was last told.")
    reason: AmendmentReason
    origin: Origin = Origin()


FACTS: tuple[type[Fact], ...] = (
    InitiativeProposed,
    InitiativeAdopted,
    InitiativeSubmitted,
    InitiativeFundingRefused,
    InitiativeFunded,
    InitiativeStarted,
    InitiativeCompleted,
    InitiativeDropped,
    InitiativeCorrected,
    InitiativeWithdrawn,
)
