"""How far something that is to be done has come, as of a day: told from what was said of it, and never stored."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from shared.contracts.activities.plans import Outcome


class Progress(StrEnum):
    """Where an action of a roadmap, or an improvement, stands on a day."""

    PLANNED = "PLANNED"
    LATE = "LATE"
    DONE = "DONE"
    DROPPED = "DROPPED"


def progress(due_on: date | None, outcome: Outcome | None, on: date) -> Progress:
    """Late from the day after the last one for doing it. `outcome` is what was said of its end by that day."""
    if outcome is not None:
        return Progress(outcome)
    return Progress.LATE if due_on is not None and due_on < on else Progress.PLANNED
