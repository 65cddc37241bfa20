"""Steering bodies: the seats of councils, and sessions held, cancelled, never convened, with those who spoke there."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from services.reporting.figures.domain.contribution import (
    SEVERAL,
    Contribution,
    On,
    Said,
    Turn,
    day_by_day,
    is_within,
    last_of,
)
from services.reporting.figures.domain.family import Family
from services.reporting.figures.domain.measured import Measured, Reason
from shared.contracts.activities.dialogue import InvitationReceived, ReportBackGiven
from shared.contracts.activities.steering import (
    PilotageAttended,
    SteeringSessionCancelled,
    SteeringSessionCorrected,
    SteeringSessionHeld,
    SteeringSessionNotConvened,
    SteeringSessionScheduled,
    SteeringSessionWithdrawn,
)
from shared.contracts.councils.representation import SeatOfferWithdrawn, SeatsOffered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

_TOLD_BY = (
    PilotageAttended,
    SteeringSessionCorrected,
    SteeringSessionWithdrawn,
    InvitationReceived,
    ReportBackGiven,
)
DAYS_TO_REPORT_BACK = timedelta(days=30)
"""Within which members are told of a session (PIL-08)."""

_AT_SESSIONS = (Measured.SESSIONS_HELD, Measured.SEATS_AT_SESSIONS, Measured.SEATS_TAKEN)
_SESSIONS = (SteeringSessionScheduled, SteeringSessionHeld, SteeringSessionCancelled, SteeringSessionNotConvened)


def _rows(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    """What was said last of the session itself is what became of it, for each council that has a seat."""
    session: Said[Any] | None = last_of(told, _SESSIONS)
    if session is None:
        return
    for council_id in session.fact.council_ids:
        mine = [said for said in told if getattr(said.fact, "council_id", None) == council_id]
        yield from _of_a_council(On(council_id, session.fact.session_id, kind=session.fact.body_kind), session, mine)


def _of_a_council(on: On, session: Said[Any], told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    match session.fact:
        case SteeringSessionScheduled() as fact:
            yield on.not_counted(session, Measured.SESSIONS_HELD, Reason.NOT_HELD_YET, fact.planned_on)
        case SteeringSessionHeld():
            yield from _held(on, session, told)
        case SteeringSessionCancelled() as fact:
            yield on.row(session, Measured.SESSIONS_CANCELLED, 1, fact.planned_on)
            for measured in _AT_SESSIONS:
                yield on.not_counted(session, measured, Reason.CANCELLED, fact.planned_on)
        case SteeringSessionNotConvened() as fact:
            yield on.row(session, Measured.SESSIONS_NOT_CONVENED, 1, fact.expected_until_on)
            for measured in _AT_SESSIONS:
                yield on.not_counted(session, measured, Reason.NOT_CONVENED, fact.expected_until_on)


def _held(on: On, session: Said[SteeringSessionHeld], told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    """A session held, whether the council was invited, who spoke for it, and whether members were told of it."""
    fact, when = session.fact, (session.fact.held_on, session.fact.origin)
    yield on.row(session, Measured.SESSIONS_HELD, 1, *when)
    yield on.row(session, Measured.SEATS_AT_SESSIONS, 1, *when)
    invited, attended = last_of(told, InvitationReceived), last_of(told, PilotageAttended)
    if invited is None:
        yield on.not_counted(session, Measured.INVITATIONS, Reason.NOT_INVITED, *when)
    elif fact.origin.is_before(fact.held_on, invited.fact.received_on, invited.fact.origin):
        yield on.not_counted(invited, Measured.INVITATIONS, Reason.TOO_LATE, *when)
    else:
        yield on.row(invited, Measured.INVITATIONS, 1, *when)
    if attended is None:
        yield on.not_counted(session, Measured.SEATS_TAKEN, Reason.NOBODY_ATTENDED, *when)
        return
    yield on.row(attended, Measured.SEATS_TAKEN, 1, fact.held_on, attended.fact.origin)
    for one in attended.fact.representatives:
        who = On(attended.fact.council_id, one.person_id, college=one.college, gender=one.gender)
        yield who.row(attended, Measured.REPRESENTATIVES, 1, fact.held_on, attended.fact.origin)
    yield from _reported_back(on, attended, told)


def _reported_back(on: On, attended: Said[PilotageAttended], told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    when = (attended.fact.held_on, attended.fact.origin)
    given = min(
        (said for said in told if isinstance(said.fact, ReportBackGiven)),
        key=lambda said: said.fact.given_on,
        default=None,
    )
    if given is None:
        yield on.not_counted(attended, Measured.REPORTED_BACK, Reason.NOT_REPORTED_BACK, *when)
        return
    in_time = is_within(when, (given.fact.given_on, given.fact.origin), DAYS_TO_REPORT_BACK)
    if in_time:
        yield on.row(given, Measured.REPORTED_BACK, 1, *when)
    else:
        reason = Reason.DATE_IMPRECISE if in_time is None else Reason.TOO_LATE
        yield on.not_counted(given, Measured.REPORTED_BACK, reason, *when)


def _seats(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    """Seats in a body, offer by offer. Where several councils sit, they and all seats of the body are of none in particular."""
    offers = _offers(told)
    if not offers:
        return
    councils = {said.fact.council_id for said in offers}
    last = offers[-1].fact
    on = On(SEVERAL if len(councils) > 1 else last.council_id, last.body_id, kind=last.body_kind)
    seats, of_body, before = dict[str, int](), None, (0, 0)
    turns = [Turn.on(said, said.fact.from_on, said.fact.origin, None, now=said.fact) for said in offers]
    for turn in day_by_day(turns):
        offer: SeatsOffered = turn.now
        seats[offer.council_id] = offer.titular_seats
        of_body = offer.seats_of_body or of_body
        if of_body is None:
            for measured in (Measured.SEATS_OF_COUNCILS, Measured.SEATS_OF_BODIES):
                yield on.not_counted(turn.said, measured, Reason.SEATS_OF_BODY_UNKNOWN, offer.from_on, offer.origin)
            continue
        now = (sum(seats.values()), of_body)
        yield turn.row(on, Measured.SEATS_OF_COUNCILS, now[0] - before[0])
        yield turn.row(on, Measured.SEATS_OF_BODIES, now[1] - before[1])
        before = now


def _offers(told: Sequence[Said[Any]]) -> list[Said[Any]]:
    """Each council's offer of each day, as it was said last; one that is taken back lets the former one of that day stand."""
    offers: dict[tuple[str, date], list[Said[Any]]] = defaultdict(list)
    for said in told:
        of_the_day = offers[said.fact.council_id, said.fact.from_on]
        if isinstance(said.fact, SeatsOffered):
            of_the_day.append(said)
        elif of_the_day:
            of_the_day.pop()
    return [of_the_day[-1] for of_the_day in offers.values() if of_the_day]


FAMILIES = (
    Family("body", dict.fromkeys((SeatsOffered, SeatOfferWithdrawn), ("body_id",)), _seats),
    Family(
        "session",
        dict.fromkeys((*_TOLD_BY, *_SESSIONS), ("session_id",)),
        _rows,
    ),
)
