"""French and English of the notifications service: kinds of meetings, days, delays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts.vocabulary import MeetingKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

MEETING_KINDS: Mapping[MeetingKind, tuple[str, str]] = {
    MeetingKind.PLENARY: ("réunion plénière", "plenary meeting"),
    MeetingKind.BOARD: ("conseil d'administration", "board meeting"),
    MeetingKind.BUREAU: ("réunion du bureau", "bureau meeting"),
    MeetingKind.GENERAL_ASSEMBLY: ("assemblée générale", "general assembly"),
    MeetingKind.WORKING_GROUP: ("groupe de travail", "working group"),
    MeetingKind.INTER_COUNCIL: ("réunion inter-conseils", "inter-council meeting"),
}

_MONTHS_FR = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905 - legible
)
_MONTHS_EN = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - legible
)


def day_fr(day: date) -> str:
    """`1er décembre 2026`."""
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS_FR[day.month - 1]} {day.year}"


def day_en(day: date) -> str:
    """`1 December 2026`."""
    return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"


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
