"""How a case stands on a day, from its facts as they are known now: no state is stored, so that any day may be asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from shared.contracts.activities.cases import (
    CaseClosed,
    CaseHandedOver,
    CasePaused,
    CaseReopened,
    CaseResumed,
    CaseStep,
    CaseStepDone,
    CaseStepSet,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from shared.contracts.activities.cases import CaseOpened, CaseSaid
    from shared.kernel import Fact


class CaseStatus(StrEnum):
    """Where a case is on the day."""

    OPEN = "OPEN"
    PAUSED = "PAUSED"
    CLOSED = "CLOSED"
    WITHDRAWN = "WITHDRAWN"
    """It should never have been opened, whatever the day."""


HAPPENED_ON: Mapping[type[Fact], str] = {
    CaseStepSet: "set_on",
    CaseStepDone: "done_on",
    CaseHandedOver: "handed_over_on",
    CasePaused: "paused_on",
    CaseResumed: "resumed_on",
    CaseClosed: "closed_on",
    CaseReopened: "reopened_on",
}
"""What changes a case from its day on, and the field of that day."""


@dataclass
class Standing:
    """A case on a day."""

    status: CaseStatus
    holder_id: UUID | None
    held_since_on: date
    next_step: CaseStep | None
    done: list[CaseStepDone] = field(default_factory=list)
    paused: CasePaused | None = None
    closed: CaseClosed | None = None

    def first_due_on(self, said: CaseSaid) -> date | None:
        """What comes first: the day of the next step, or that by which the case is to be settled; none when neither is known."""
        days = (self.next_step.due_on if self.next_step else None, said.due_on)
        return None if self.status is CaseStatus.CLOSED else min(filter(None, days), default=None)


def standing(opened: CaseOpened, said: CaseSaid, changes: Iterable[Fact], on: date) -> Standing:
    """How a case stood at the end of a day. `changes` are in the order in which they were recorded."""
    case = Standing(CaseStatus.OPEN, opened.holder_id, said.opened_on, opened.next_step)
    for change in changes:
        if getattr(change, HAPPENED_ON[type(change)]) <= on:
            _change(case, change)
    if case.paused is not None and case.paused.until_on is not None and case.paused.until_on < on:
        case.paused = None
    if case.closed is not None:
        case.status = CaseStatus.CLOSED
    elif case.paused is not None:
        case.status = CaseStatus.PAUSED
    return case


def _change(case: Standing, change: Any) -> None:
    match change:
        case CaseStepSet():
            case.next_step = change.step
        case CaseStepDone():
            case.next_step = change.next_step
            case.done.append(change)
        case CaseHandedOver():
            case.holder_id, case.held_since_on = change.to_holder_id, change.handed_over_on
        case CasePaused():
            case.paused = change
        case CaseResumed():
            case.paused = None
        case CaseClosed():
            case.paused, case.closed = None, change
        case CaseReopened():
            case.closed = None


@dataclass(frozen=True)
class Support:
    """A time during which somebody of the team supported a council."""

    council_id: str
    facilitator_id: str
    assigned_on: date
    unassigned_on: date | None
    """First day without that facilitator; none while it lasts."""


def left_on(holder_id: str | None, council_id: str, supports: Iterable[Support], on: date) -> date | None:
    """Since when a holder no longer supports the council; none for who supports it on the day, or never did: a coordinator may hold."""
    mine = [
        one
        for one in supports
        if (one.facilitator_id, one.council_id) == (holder_id, council_id) and one.assigned_on <= on
    ]
    ends = [one.unassigned_on for one in mine]
    past = [end for end in ends if end is not None and end <= on]
    return max(past) if past and len(past) == len(ends) else None
