"""What makes somebody be told, as data: one entry a trigger. Adding a trigger is adding an entry here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.contracts.activities.meetings import (
    MeetingCancelled,
    MeetingCorrected,
    MeetingHeld,
    MeetingPostponed,
    MeetingScheduled,
    MeetingWithdrawn,
    MinutesPublished,
)
from shared.contracts.activities.steering import (
    PilotageAttended,
    RepresentativeNamed,
    SteeringSessionCancelled,
    SteeringSessionCorrected,
    SteeringSessionHeld,
    SteeringSessionScheduled,
    SteeringSessionWithdrawn,
)

if TYPE_CHECKING:
    from shared.kernel import Fact


class TriggerCode(StrEnum):
    """Name of a trigger, for ever."""

    MEETING_SOON = "meeting-soon"
    MINUTES_MISSING = "minutes-missing"
    NO_REPRESENTATIVE = "no-representative"


@dataclass(frozen=True, slots=True)
class Trigger:
    """When something waits for somebody, and what is then said."""

    code: TriggerCode
    french: str
    """Sentence with `{thing}`, `{day}` and `{delay}`."""
    english: str
    raised_by: tuple[type[Fact], ...]
    """Each of them says it anew, for its own day."""
    ended_by: tuple[type[Fact], ...]
    """A fact about one council ends it for that council; a fact about several, for all of them. What is told again ends it too, and
    raises it anew by what is told now."""
    subject: str
    """Field of these facts that holds the id of what it is about."""
    path: str
    """Where the activities service shows what it is about."""
    day: str
    """Field of the raising facts that holds the day concerned."""
    from_days: int
    """Days from the day concerned to the first day on which it is due; negative when that is before."""
    until_the_day: bool
    """Whether it is pointless after the day concerned. Else it is due, and ever later, until somebody ends it."""


TRIGGERS: tuple[Trigger, ...] = (
    Trigger(
        code=TriggerCode.MEETING_SOON,
        french="Réunion à venir : {thing}, le {day} ({delay}).",
        english="Upcoming meeting: {thing}, on {day} ({delay}).",
        raised_by=(MeetingScheduled, MeetingPostponed),
        # Postponed by an import, which asks nothing, it is no longer announced for the former day either.
        ended_by=(MeetingPostponed, MeetingHeld, MeetingCancelled, MeetingWithdrawn, MeetingCorrected),
        subject="meeting_id",
        path="/v1/meetings/{}",
        day="planned_on",
        from_days=-3,
        until_the_day=True,
    ),
    Trigger(
        code=TriggerCode.MINUTES_MISSING,
        french="Compte rendu à publier : {thing} du {day} ({delay}).",
        english="Minutes to publish: {thing} of {day} ({delay}).",
        raised_by=(MeetingHeld,),
        ended_by=(MinutesPublished, MeetingWithdrawn, MeetingCorrected),
        subject="meeting_id",
        path="/v1/meetings/{}",
        day="held_on",
        from_days=15,
        until_the_day=False,
    ),
    Trigger(
        code=TriggerCode.NO_REPRESENTATIVE,
        french="Personne n'est désigné pour représenter le conseil : {thing}, le {day} ({delay}).",
        english="Nobody is named to represent the council: {thing}, on {day} ({delay}).",
        raised_by=(SteeringSessionScheduled,),
        ended_by=(
            RepresentativeNamed,
            PilotageAttended,
            SteeringSessionHeld,
            SteeringSessionCancelled,
            SteeringSessionWithdrawn,
            SteeringSessionCorrected,
        ),
        subject="session_id",
        path="/v1/steering-sessions/{}",
        day="planned_on",
        from_days=-7,
        until_the_day=True,
    ),
)

TRIGGER = {trigger.code: trigger for trigger in TRIGGERS}
"""Triggers by code."""
