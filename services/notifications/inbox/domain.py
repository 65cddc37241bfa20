"""What a fact asks of somebody, and what it settles. What is due on a day is a question, asked later with that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from services.notifications.triggers import TRIGGERS
from shared.contracts.activities.meetings import MeetingCorrected
from shared.contracts.activities.steering import SteeringSessionCorrected
from shared.contracts.vocabulary import Channel, DatePrecision

if TYPE_CHECKING:
    from datetime import date

    from services.notifications.triggers import TriggerCode
    from shared.contracts.vocabulary import Origin
    from shared.kernel import Fact


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something that waits for somebody of a council, from a day on, unless a fact settles it."""

    trigger: TriggerCode
    subject_id: str
    council_id: str
    kind: str | None
    """Kind of meeting, when it is about one."""
    title: str | None
    """Title of the meeting, or name of the steering body."""
    concerned_on: date
    opens_on: date
    until_on: date | None
    """Last day on which it makes sense; none when it waits for ever."""

    @property
    def deadline_on(self) -> date:
        """The day of the meeting to prepare, or the day from which what is missing is late."""
        return self.until_on or self.opens_on


@dataclass(frozen=True, slots=True)
class Settled:
    """What no longer waits for anybody."""

    trigger: TriggerCode
    subject_id: str
    council_id: str | None
    """One council, or none for all of them."""


def told_by(fact: Fact) -> tuple[Fact, ...]:
    """The fact itself; and, where it tells something again, all that is told of it now, from the beginning."""
    if isinstance(fact, MeetingCorrected | SteeringSessionCorrected):
        return (fact, *fact.after.facts)
    return (fact,)


def opened_by(fact: Fact) -> list[Reminder]:
    """What the fact asks, of each council that it is about."""
    said: Any = fact
    return [
        Reminder(
            trigger=trigger.code,
            subject_id=str(getattr(said, trigger.subject)),
            council_id=council_id,
            kind=said.kind.value if hasattr(said, "kind") else None,
            title=said.title if hasattr(said, "title") else said.body_name,
            concerned_on=(day := getattr(said, trigger.day)),
            opens_on=day + timedelta(days=trigger.from_days),
            until_on=day if trigger.until_the_day else None,
        )
        for trigger in TRIGGERS
        if isinstance(fact, trigger.raised_by) and asks_something(said.origin)
        for council_id in (said.council_ids if hasattr(said, "council_ids") else (said.council_id,))
    ]


def asks_something(origin: Origin) -> bool:
    """An imported past asks nothing of anybody, and days are not counted from a day that nobody knows."""
    return origin.channel is not Channel.IMPORT and origin.date_precision is DatePrecision.DAY


def settled_by(fact: Fact) -> list[Settled]:
    """What the fact settles, wherever it comes from."""
    return [
        Settled(trigger.code, str(getattr(fact, trigger.subject)), getattr(fact, "council_id", None))
        for trigger in TRIGGERS
        if isinstance(fact, trigger.ended_by)
    ]
