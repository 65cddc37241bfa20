"""What the ids of the activities service name: councils, meetings, sessions, initiatives, cases, and entries that others name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.contracts.activities.cases import CaseCorrected, CaseOpened
from shared.contracts.activities.initiatives import InitiativeCorrected, InitiativeProposed
from shared.contracts.activities.journal import ENTRIES, EntryCorrected
from shared.contracts.activities.meetings import MeetingCorrected, MeetingHeld, MeetingPostponed, MeetingScheduled
from shared.contracts.activities.steering import (
    SteeringSessionCorrected,
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
        *("commitment_id", "case_id", "other_case_id"),
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
        MeetingCorrected,
        SteeringSessionScheduled,
        SteeringSessionHeld,
        SteeringSessionNotConvened,
        SteeringSessionCorrected,
        InitiativeProposed,
        InitiativeCorrected,
        CaseOpened,
        CaseCorrected,
        *TITLED,
        EntryCorrected,
    )

    @staticmethod
    def told(fact: Fact) -> tuple[object, str] | None:
        """A council, a meeting or a session with its day, an initiative, a case, an entry."""
        match fact:
            case CouncilEstablished() | CouncilCorrected():
                return fact.council_id, (fact if isinstance(fact, CouncilEstablished) else fact.after).name
            case MeetingCorrected() | SteeringSessionCorrected():
                return [*filter(None, map(_of_a_step, fact.after.facts))][-1]
            case InitiativeProposed() | InitiativeCorrected():
                return fact.initiative_id, (fact if isinstance(fact, InitiativeProposed) else fact.after.proposed).title
            case CaseOpened() | CaseCorrected():
                return fact.case_id, (fact if isinstance(fact, CaseOpened) else fact.after).title
        return _of_a_step(fact) or _entry(fact)


def _of_a_step(fact: Fact) -> tuple[object, str] | None:
    """A meeting or a session, as it is planned or was held; none for what says neither."""
    match fact:
        case MeetingScheduled() | MeetingPostponed() | MeetingHeld():
            return fact.meeting_id, _meeting(fact)
        case SteeringSessionScheduled() | SteeringSessionHeld() | SteeringSessionNotConvened():
            return fact.session_id, _on_its_day(fact.body_name, fact)
    return None


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
