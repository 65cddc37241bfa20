"""The kinds of entries of trainings and documents."""

from __future__ import annotations

from services.activities.journal.domain.case_notes import OF_A_CASE
from shared.contracts.activities.initiatives import InitiativeProposed
from shared.contracts.activities.learning import DocumentShared, TrainingAttended, TrainingHeld
from shared.contracts.activities.meetings import MeetingHeld, MeetingScheduled, MeetingWithdrawn
from shared.contracts.activities.steering import SteeringSessionHeld, SteeringSessionScheduled
from shared.entries.kinds import About, Kind

KINDS: tuple[Kind, ...] = (
    Kind(
        TrainingHeld,
        one="training",
        path="trainings",
        french="formation de membres",
        english="training of members",
        day="held_on",
        words={"title": "Intitulé"},
    ),
    Kind(
        TrainingAttended,
        one="training_attendance",
        path="training-attendances",
        french="participation à une formation",
        english="attendance at a training",
        day="attended_on",
        about=(About("training_id", (TrainingHeld,), "formation de membres", "training of members"),),
    ),
    Kind(
        DocumentShared,
        one="document",
        path="documents",
        french="document partagé",
        english="document shared",
        day="shared_on",
        # Papers were given also for what was cancelled afterwards; a meeting that was withdrawn never was.
        about=(
            About("meeting_id", (MeetingScheduled, MeetingHeld), "réunion", "meeting", (MeetingWithdrawn,)),
            About(
                "session_id",
                (SteeringSessionScheduled, SteeringSessionHeld),
                "séance d'instance convoquée",
                "session of a steering body that was convened",
            ),
            About("initiative_id", (InitiativeProposed,), "initiative", "initiative"),
            OF_A_CASE,
        ),
        words={"title": "Document"},
    ),
)
