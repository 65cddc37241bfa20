"""Steering bodies of the city contract, their sessions, and who speaks there for a council."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.activities.life import Life
from shared.contracts.activities.words import CancellationReason, Title
from shared.contracts.vocabulary import (
    AmendmentReason,
    College,
    CouncilId,
    Gender,
    Origin,
    SteeringBodyKind,
)
from shared.kernel import Fact

if TYPE_CHECKING:
    from collections.abc import Mapping


class SteeringBodyDeclared(Fact):
    """A steering body exists, and these councils have a seat in it (loi 2014-173, art. 7; R13)."""

    type: ClassVar[str] = "activities.steering-body-declared.v1"
    body_id: UUID
    kind: SteeringBodyKind
    name: Title
    council_ids: tuple[CouncilId, ...] = Field(min_length=1, max_length=64, description="Councils with a seat.")
    origin: Origin = Origin()


class SteeringSessionScheduled(Fact):
    """The body is to sit on that day."""

    type: ClassVar[str] = "activities.steering-session-scheduled.v1"
    session_id: UUID
    body_id: UUID
    body_kind: SteeringBodyKind
    body_name: Title
    council_ids: tuple[CouncilId, ...] = Field(min_length=1, max_length=64)
    planned_on: date
    origin: Origin = Origin()


class SteeringSessionHeld(Fact):
    """The body sat."""

    type: ClassVar[str] = "activities.steering-session-held.v1"
    session_id: UUID
    body_id: UUID
    body_kind: SteeringBodyKind
    body_name: Title
    council_ids: tuple[CouncilId, ...] = Field(min_length=1, max_length=64)
    planned_on: date | None = None
    held_on: date
    origin: Origin = Origin()


class SteeringSessionCancelled(Fact):
    """The session that was planned did not take place."""

    type: ClassVar[str] = "activities.steering-session-cancelled.v1"
    session_id: UUID
    body_id: UUID
    body_kind: SteeringBodyKind
    body_name: Title
    council_ids: tuple[CouncilId, ...] = Field(min_length=1, max_length=64)
    planned_on: date
    reason: CancellationReason
    origin: Origin = Origin()


class SteeringSessionNotConvened(Fact):
    """The body should have sat between two days and was never convened: an absence that is a fact, not a presence of 0 %."""

    type: ClassVar[str] = "activities.steering-session-not-convened.v1"
    session_id: UUID
    body_id: UUID
    body_kind: SteeringBodyKind
    body_name: Title
    council_ids: tuple[CouncilId, ...] = Field(min_length=1, max_length=64)
    expected_from_on: date
    expected_until_on: date = Field(description="Last day, included; the figure counts it on that day.")
    origin: Origin = Origin()


class Representative(BaseModel):
    """A member who speaks for the council: an id and what serves counting."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person_id: UUID
    college: College
    gender: Gender = Gender.NOT_DECLARED


class RepresentativeNamed(Fact):
    """The council said who will represent it at a session (R13)."""

    type: ClassVar[str] = "activities.representative-named.v1"
    session_id: UUID
    body_id: UUID
    council_id: CouncilId
    representative: Representative
    named_on: date
    origin: Origin = Origin()


class PilotageAttended(Fact):
    """The council was represented at a session of a steering body."""

    type: ClassVar[str] = "activities.pilotage-attended.v1"
    session_id: UUID
    body_id: UUID
    body_kind: SteeringBodyKind
    body_name: Title
    council_id: CouncilId
    held_on: date
    representatives: tuple[Representative, ...] = Field(min_length=1, max_length=64)
    origin: Origin = Origin()


class SteeringBodyCorrected(Fact):
    """What was said of a steering body is said again: its kind, its name, the councils that have a seat in it."""

    type: ClassVar[str] = "activities.steering-body-corrected.v1"
    body_id: UUID
    before: SteeringBodyDeclared
    after: SteeringBodyDeclared
    reason: AmendmentReason
    origin: Origin = Origin()


class SteeringBodyWithdrawn(Fact):
    """A steering body should never have been declared."""

    type: ClassVar[str] = "activities.steering-body-withdrawn.v1"
    body_id: UUID
    said: SteeringBodyDeclared = Field(description="The body, as it was last said.")
    reason: AmendmentReason
    origin: Origin = Origin()


class SessionLife(Life):
    """All that stands of a session. It begins with what was planned, with what was held without a plan, or with an absence."""

    KEYS: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "named": ("council_id", "representative.person_id"),
        "attended": ("council_id",),
    }

    scheduled: SteeringSessionScheduled | None = None
    held: SteeringSessionHeld | None = None
    named: tuple[RepresentativeNamed, ...] = ()
    attended: tuple[PilotageAttended, ...] = ()
    cancelled: SteeringSessionCancelled | None = None
    not_convened: SteeringSessionNotConvened | None = None


class SteeringSessionCorrected(Fact):
    """Steps of a session are said again, or one of them should never have been said; its life before and now are here whole."""

    type: ClassVar[str] = "activities.steering-session-corrected.v1"
    session_id: UUID
    before: SessionLife
    after: SessionLife
    reason: AmendmentReason
    origin: Origin = Origin()


class SteeringSessionWithdrawn(Fact):
    """A session should never have been entered; it stays in the log and counts nowhere."""

    type: ClassVar[str] = "activities.steering-session-withdrawn.v1"
    session_id: UUID
    said: SessionLife = Field(description="Its life, as it was last told.")
    reason: AmendmentReason
    origin: Origin = Origin()


FACTS: tuple[type[Fact], ...] = (
    SteeringBodyDeclared,
    SteeringSessionScheduled,
    SteeringSessionHeld,
    SteeringSessionCancelled,
    SteeringSessionNotConvened,
    RepresentativeNamed,
    PilotageAttended,
    SteeringBodyCorrected,
    SteeringBodyWithdrawn,
    SteeringSessionCorrected,
    SteeringSessionWithdrawn,
)
