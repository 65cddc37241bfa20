"""Facts that several tests of the inbox start from: one meeting of 26 November 2026, one steering session of 1 December."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from shared.contracts.activities.meetings import (
    MeetingCancelled,
    MeetingCorrected,
    MeetingHeld,
    MeetingLife,
    MeetingPostponed,
    MeetingScheduled,
    MeetingWithdrawn,
    MinutesPublished,
    WithdrawalReason,
)
from shared.contracts.activities.steering import (
    PilotageAttended,
    Representative,
    RepresentativeNamed,
    SessionLife,
    SteeringSessionCancelled,
    SteeringSessionCorrected,
    SteeringSessionHeld,
    SteeringSessionScheduled,
    SteeringSessionWithdrawn,
)
from shared.contracts.activities.words import CancellationReason
from shared.contracts.vocabulary import AmendmentReason, College, MeetingKind, SteeringBodyKind

MEETING: dict[str, Any] = {"meeting_id": UUID(int=26), "council_id": "CC18", "kind": MeetingKind.PLENARY}
planned = MeetingScheduled(**MEETING, planned_on=date(2026, 11, 26))
postponed = MeetingPostponed(
    **MEETING,
    former_planned_on=date(2026, 11, 26),
    planned_on=date(2026, 12, 10),
    reason=CancellationReason.NO_ROOM,
)
held = MeetingHeld(**MEETING, planned_on=date(2026, 11, 26), held_on=date(2026, 11, 26))
cancelled = MeetingCancelled(**MEETING, planned_on=date(2026, 11, 26), reason=CancellationReason.NO_ROOM)
withdrawn = MeetingWithdrawn(**MEETING, planned_on=date(2026, 11, 26), reason=WithdrawalReason.ENTERED_TWICE)
minutes = MinutesPublished(
    meeting_id=UUID(int=26), council_id="CC18", held_on=date(2026, 11, 26), published_on=date(2026, 12, 5)
)

SESSION: dict[str, Any] = {
    "session_id": UUID(int=1),
    "body_id": UUID(int=2),
    "body_kind": SteeringBodyKind.LOCAL_STEERING_COMMITTEE,
    "body_name": "Comité de pilotage local",
}
ONE_MEMBER = Representative(person_id=UUID(int=3), college=College.RESIDENT)
session_planned = SteeringSessionScheduled(**SESSION, council_ids=("CC14", "CC18"), planned_on=date(2026, 12, 1))
session_held = SteeringSessionHeld(
    **SESSION, council_ids=("CC14", "CC18"), planned_on=date(2026, 12, 1), held_on=date(2026, 11, 30)
)
session_cancelled = SteeringSessionCancelled(
    **SESSION,
    council_ids=("CC14", "CC18"),
    planned_on=date(2026, 12, 1),
    reason=CancellationReason.INSTITUTION_UNAVAILABLE,
)
named = RepresentativeNamed(
    session_id=UUID(int=1),
    body_id=UUID(int=2),
    council_id="CC18",
    representative=ONE_MEMBER,
    named_on=date(2026, 11, 25),
)
attended = PilotageAttended(**SESSION, council_id="CC18", held_on=date(2026, 11, 30), representatives=(ONE_MEMBER,))


def meeting_corrected(before: MeetingLife, after: MeetingLife) -> MeetingCorrected:
    return MeetingCorrected(
        meeting_id=UUID(int=26), council_id="CC18", before=before, after=after, reason=AmendmentReason.TYPING_ERROR
    )


def session_corrected(before: SessionLife, after: SessionLife) -> SteeringSessionCorrected:
    return SteeringSessionCorrected(
        session_id=UUID(int=1), before=before, after=after, reason=AmendmentReason.TYPING_ERROR
    )


session_withdrawn = SteeringSessionWithdrawn(
    session_id=UUID(int=1), said=SessionLife(scheduled=session_planned), reason=AmendmentReason.ENTERED_TWICE
)
