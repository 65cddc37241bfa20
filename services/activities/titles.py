"""What the ids of the activities service name: councils, meetings, sessions, initiatives, and entries that others name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.contracts.activities.initiatives import InitiativeProposed
from shared.contracts.activities.journal import ENTRIES, EntryCorrected
from shared.contracts.activities.meetings import MeetingHeld, MeetingPostponed, MeetingScheduled
from shared.contracts.activities.steering import (
    SteeringSessionHeld,
    SteeringSessionNotConvened,
    SteeringSessionScheduled,
)
from shared.contracts.councils.council import CouncilCorrected, CouncilEstablished
from shared.contracts.french import FRENCH
from shared.contracts.vocabulary import MeetingKind
from shared.platform.titles import TitleProjection
from shared.sentences import in_french

if TYPE_CHECKING:
    from shared.kernel import Fact

TITLED: tuple[type[Fact], ...] = tuple(fact for fact in ENTRIES if "title" in fact.model_fields)
FIELDS = frozenset(
    {
        *("council_id", "meeting_id", "session_id", "initiative_id", "organisation_id", "training_id", "about_id"),
        *("referral_id", "need_id", "action_id", "roadmap_id", "improvement_id"),
    }
)


class ActivityTitleProjection(TitleProjection):
    """From what is said of activities, and of councils, to what their ids name."""

    version = 1
    sources = ("councils", "activities")
    listens_to = (
        CouncilEstablished,
        CouncilCorrected,
        MeetingScheduled,
        MeetingPostponed,
        MeetingHeld,
        SteeringSessionScheduled,
        SteeringSessionHeld,
        SteeringSessionNotConvened,
        InitiativeProposed,
        *TITLED,
        EntryCorrected,
    )

    @staticmethod
    def told(fact: Fact) -> tuple[object, str] | None:
        """A council, a meeting or a session with its day, an initiative, an entry."""
        match fact:
            case CouncilEstablished():
                return fact.council_id, fact.name
            case CouncilCorrected():
                return fact.council_id, fact.after.name
            case MeetingScheduled() | MeetingPostponed() | MeetingHeld():
                return fact.meeting_id, _meeting(fact)
            case SteeringSessionScheduled() | SteeringSessionHeld() | SteeringSessionNotConvened():
                return fact.session_id, _on_its_day(fact.body_name, fact)
            case InitiativeProposed():
                return fact.initiative_id, fact.title
        return _entry(fact)


def _entry(fact: Any) -> tuple[object, str] | None:
    """An entry that has a title, as it was last said."""
    title = getattr(fact.after if isinstance(fact, EntryCorrected) else fact, "title", None)
    return None if title is None else (fact.entry_id, title)


def _meeting(fact: MeetingScheduled | MeetingPostponed | MeetingHeld) -> str:
    kind = _on_its_day(FRENCH[MeetingKind][fact.kind], fact)
    return kind if fact.title is None else f"{fact.title}, {kind}"


def _on_its_day(what: str, fact: Any) -> str:
    """With the day on which it was held or is planned; what was never convened had none."""
    day = getattr(fact, "held_on", None) or getattr(fact, "planned_on", None)
    return what if day is None else in_french("{what} {day:du}", what=what, day=fact.origin.as_known(day))
