"""French and English of the notifications service: kinds of meetings, delays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts.vocabulary import MeetingKind

if TYPE_CHECKING:
    from collections.abc import Mapping

MEETING_KINDS: Mapping[MeetingKind, tuple[str, str]] = {
    MeetingKind.PLENARY: ("réunion plénière", "plenary meeting"),
    MeetingKind.BOARD: ("conseil d'administration", "board meeting"),
    MeetingKind.BUREAU: ("réunion du bureau", "bureau meeting"),
    MeetingKind.GENERAL_ASSEMBLY: ("assemblée générale", "general assembly"),
    MeetingKind.WORKING_GROUP: ("groupe de travail", "working group"),
    MeetingKind.INTER_COUNCIL: ("réunion inter-conseils", "inter-council meeting"),
}


def delay_fr(days_left: int) -> str:
    """How far the deadline is; a negative number is days late."""
    match days_left:
        case 0:
            return "aujourd'hui"
        case 1:
            return "demain"
        case -1:
            return "1 jour de retard"
        case _:
            return f"dans {days_left} jours" if days_left > 0 else f"{-days_left} jours de retard"


def delay_en(days_left: int) -> str:
    """The same in English."""
    match days_left:
        case 0:
            return "today"
        case 1:
            return "tomorrow"
        case -1:
            return "1 day late"
        case _:
            return f"in {days_left} days" if days_left > 0 else f"{-days_left} days late"


OPERATIONS = {
    "list_inbox": "Voir ce qui attend quelqu'un",
}
"""French of what can be asked over HTTP, by operation."""
