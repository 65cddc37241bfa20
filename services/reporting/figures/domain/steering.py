"""Sessions of steering bodies: held, cancelled, never convened, and whether each council was represented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.reporting.figures.domain.contribution import Contribution, Measured, On, Reason, Said, last_of
from services.reporting.figures.domain.family import Family
from shared.contracts.activities.steering import (
    PilotageAttended,
    SteeringSessionCancelled,
    SteeringSessionHeld,
    SteeringSessionNotConvened,
    SteeringSessionScheduled,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_AT_SESSIONS = (Measured.SESSIONS_HELD, Measured.SEATS_AT_SESSIONS, Measured.SEATS_TAKEN)
_SESSIONS = (SteeringSessionScheduled, SteeringSessionHeld, SteeringSessionCancelled, SteeringSessionNotConvened)


def _rows(told: Sequence[Said[Any]], _: Sequence[Said[Any]]) -> Iterator[Contribution]:
    """What was said last of the session itself is what became of it, for each council that has a seat."""
    session: Said[Any] | None = last_of(told, _SESSIONS)
    if session is None:
        return
    attended = {said.fact.council_id: said for said in told if isinstance(said.fact, PilotageAttended)}
    for council_id in session.fact.council_ids:
        on = On(council_id, session.fact.session_id, kind=session.fact.body_kind)
        yield from _of_a_council(on, session, attended.get(council_id))


def _of_a_council(on: On, session: Said[Any], attended: Said[Any] | None) -> Iterator[Contribution]:
    match session.fact:
        case SteeringSessionScheduled() as fact:
            yield on.not_counted(session, Measured.SESSIONS_HELD, Reason.NOT_HELD_YET, fact.planned_on)
        case SteeringSessionHeld() as fact:
            yield on.row(session, Measured.SESSIONS_HELD, 1, fact.held_on, fact.origin)
            yield on.row(session, Measured.SEATS_AT_SESSIONS, 1, fact.held_on, fact.origin)
            if attended is None:
                yield on.not_counted(session, Measured.SEATS_TAKEN, Reason.NOBODY_ATTENDED, fact.held_on, fact.origin)
            else:
                yield on.row(attended, Measured.SEATS_TAKEN, 1, fact.held_on, fact.origin)
        case SteeringSessionCancelled() as fact:
            yield on.row(session, Measured.SESSIONS_CANCELLED, 1, fact.planned_on)
            for measured in _AT_SESSIONS:
                yield on.not_counted(session, measured, Reason.CANCELLED, fact.planned_on)
        case SteeringSessionNotConvened() as fact:
            yield on.row(session, Measured.SESSIONS_NOT_CONVENED, 1, fact.expected_until_on)
            for measured in _AT_SESSIONS:
                yield on.not_counted(session, measured, Reason.NOT_CONVENED, fact.expected_until_on)


FAMILIES = (Family("session", dict.fromkeys((*_SESSIONS, PilotageAttended), ("session_id",)), _rows),)
