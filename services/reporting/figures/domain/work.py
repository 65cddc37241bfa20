"""The work in the neighbourhood: outings, drop-ins, contacts, communication, and the time that it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.reporting.figures.domain.contribution import SEVERAL, Contribution, On, Said
from services.reporting.figures.domain.family import Family
from services.reporting.figures.domain.measured import Measured, Reason, Work
from shared.contracts.activities.fieldwork import (
    ActivityLogged,
    CommunicationIssued,
    ContactLogged,
    DropInHeld,
    OutreachHeld,
    WalkHeld,
    WeekClosed,
)
from shared.contracts.vocabulary import Channel
from shared.days import working_days_later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from shared.contracts.vocabulary import Origin
    from shared.kernel import Fact

WORKING_DAYS_TO_NOTE = 3
"""Within which the work of a day is noted (ACT-02)."""
_COUNTED_IN: dict[type[Fact], tuple[Measured, ...]] = {
    OutreachHeld: (Measured.OUTINGS, Measured.RESIDENTS_MET, Measured.MINUTES_OF_WORK),
    DropInHeld: (Measured.RESIDENTS_MET, Measured.DROP_IN_MINUTES, Measured.DROP_IN_VISITS, Measured.MINUTES_OF_WORK),
    ContactLogged: (Measured.PARTNERS, Measured.MINUTES_OF_WORK),
    CommunicationIssued: (Measured.COMMUNICATIONS, Measured.MINUTES_OF_WORK),
    WalkHeld: (Measured.MINUTES_OF_WORK,),
    ActivityLogged: (Measured.MINUTES_OF_WORK,),
}
_TIME_OF: dict[type[Fact], Work] = {
    OutreachHeld: Work.OUTREACH,
    DropInHeld: Work.DROP_IN,
    ContactLogged: Work.CONTACT,
    CommunicationIssued: Work.COMMUNICATION,
    WalkHeld: Work.WALK,
}


def _rows(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    for said in told:
        yield from _done(_on(said), said)
        yield from _time(said)
        yield from _noted(said)


def _on(said: Said[Any]) -> On:
    fact = said.fact
    return On(fact.council_id, fact.entry_id, theme=fact.theme, register=fact.mediation)


def _when(said: Said[Any]) -> tuple[date, Origin]:
    match said.fact:
        case ActivityLogged(done_on=day) | ContactLogged(contacted_on=day) | CommunicationIssued(issued_on=day):
            return day, said.fact.origin
        case fact:
            return fact.held_on, fact.origin


def _done(on: On, said: Said[Any]) -> Iterator[Contribution]:
    when = _when(said)
    match said.fact:
        case OutreachHeld() as fact:
            yield on.row(said, Measured.OUTINGS, 1, *when, kind=fact.method)
            yield from _heads(on, said, fact.reached)
        case DropInHeld() as fact:
            yield from _heads(on, said, fact.visits)
            yield on.counted(said, Measured.DROP_IN_MINUTES, fact.minutes, Reason.TIME_UNKNOWN, *when)
            yield on.counted(said, Measured.DROP_IN_VISITS, fact.visits, Reason.HEADS_UNKNOWN, *when)
            if fact.minutes is not None:
                yield on.row(said, Measured.TIMED_DROP_INS, 1, *when)
            if fact.visits is not None:
                yield on.row(said, Measured.COUNTED_DROP_INS, 1, *when)
        case ContactLogged() as fact:
            if fact.organisation_id is None:
                yield on.not_counted(said, Measured.PARTNERS, Reason.NOT_NAMED, *when)
            else:
                partner = On(fact.council_id, fact.organisation_id, kind=fact.organisation_kind)
                yield partner.row(said, Measured.PARTNERS, 1, *when)
        case CommunicationIssued() as fact:
            yield on.row(said, Measured.COMMUNICATIONS, 1, *when, kind=fact.means)


def _heads(on: On, said: Said[Any], heads: int | None) -> Iterator[Contribution]:
    yield on.counted(said, Measured.RESIDENTS_MET, heads, Reason.HEADS_UNKNOWN, *_when(said))
    if heads is not None:
        yield on.row(said, Measured.ENCOUNTERS_COUNTED, 1, *_when(said))


def _time(said: Said[Any]) -> Iterator[Contribution]:
    fact = said.fact
    kind = _TIME_OF.get(type(fact)) or fact.kind
    on = On(fact.council_id, fact.entry_id, kind=kind, theme=fact.theme, register=fact.mediation)
    yield on.counted(said, Measured.MINUTES_OF_WORK, fact.minutes, Reason.TIME_UNKNOWN, *_when(said))
    if fact.minutes is not None:
        yield on.row(said, Measured.TIMED_WORK, 1, *_when(said))


def _noted(said: Said[Any]) -> Iterator[Contribution]:
    """Noted within the delay or not (ACT-02). What an old paper tells was noted by somebody else, in its time."""
    on, (day, origin) = _on(said), _when(said)
    if origin.channel is not Channel.FIELD:
        for measured in (Measured.ENTRIES_LOGGED, Measured.ENTRIES_IN_TIME):
            yield on.not_counted(said, measured, Reason.TAKEN_OVER, day, origin)
        return
    yield on.row(said, Measured.ENTRIES_LOGGED, 1, day, origin)
    first, last = (working_days_later(end, WORKING_DAYS_TO_NOTE) for end in origin.window(day))
    if said.recorded_on <= first:
        yield on.row(said, Measured.ENTRIES_IN_TIME, 1, day, origin)
    else:
        reason = Reason.TOO_LATE if said.recorded_on > last else Reason.DATE_IMPRECISE
        yield on.not_counted(said, Measured.ENTRIES_IN_TIME, reason, day, origin)


def _week(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    """Somebody closed a week: of all the councils that they are in charge of."""
    for said in told:
        fact = said.fact
        yield On(SEVERAL, fact.facilitator_id).row(said, Measured.WEEKS_CLOSED, 1, fact.week)


FAMILIES = (
    Family("work", dict.fromkeys(_COUNTED_IN, ("entry_id",)), _rows),
    Family("week", {WeekClosed: ("entry_id",)}, _week),
)
