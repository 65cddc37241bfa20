"""One session of a steering body: convened or not, held or not, and who spoke there for each council."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.activities.retelling import Told
from shared.contracts.activities.steering import (
    PilotageAttended,
    Representative,
    RepresentativeNamed,
    SessionLife,
    SteeringSessionCancelled,
    SteeringSessionCorrected,
    SteeringSessionHeld,
    SteeringSessionNotConvened,
    SteeringSessionScheduled,
    SteeringSessionWithdrawn,
)
from shared.entries.kinds import OthersStandOnIt
from shared.kernel import Fact, Incoherent, NotFound, RuleBroken

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from shared.contracts.activities.words import CancellationReason
    from shared.contracts.vocabulary import AmendmentReason, Origin


class SessionWasWithdrawn(RuleBroken):
    """This entry was withdrawn; nothing more can be said of it."""


class SessionAlreadyExists(RuleBroken):
    """This id is taken already, with other particulars."""

    pointer = "/session_id"


class SessionInTheFuture(RuleBroken):
    """A session cannot have been held {held_on:on}: that day has not come yet."""

    pointer = "/held_on"


class SessionAlreadyHeld(RuleBroken):
    """This session was already said to be held, {held_on:on}."""

    pointer = "/held_on"


class SessionWasHeld(RuleBroken):
    """This session was held {held_on:on}; it cannot be cancelled."""


class SessionWasCancelled(RuleBroken):
    """This session was cancelled."""


class SessionAlreadyCancelled(RuleBroken):
    """This session was already cancelled, with other particulars."""


class SessionWasNotConvened(RuleBroken):
    """This session was never convened: nothing else can be said of it."""


class SessionNotHeld(RuleBroken):
    """Nobody said yet that this session was held."""


class ExpectationEndsBeforeItStarts(Incoherent):
    """The end ({expected_until_on}) is before the start ({expected_from_on})."""

    pointer = "/expected_until_on"


class ExpectationNotOver(RuleBroken):
    """The body may still be convened until {expected_until_on}: that day has not come yet."""

    pointer = "/expected_until_on"


class NoSeat(RuleBroken):
    """This council has no seat in “{body_name}”."""

    pointer = "/council_id"


class NamedInTheFuture(RuleBroken):
    """Nobody can have been named {named_on:on}: that day has not come yet."""

    pointer = "/named_on"


class AlreadyNamed(RuleBroken):
    """This person was already named for this session, {named_on:on}, with other particulars."""

    pointer = "/representative/person_id"


class RepresentedTwice(Incoherent):
    """The same person is listed several times."""

    pointer = "/representatives"


class AlreadyAttended(RuleBroken):
    """Other people were already said to represent this council at this session."""

    pointer = "/representatives"


class SteeringSession(Told):
    """One session of a steering body, with the kind, the name and the councils that the body had at the time."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.scheduled: SteeringSessionScheduled | None = None
        self.held: SteeringSessionHeld | None = None
        self.cancelled: SteeringSessionCancelled | None = None
        self.unconvened: SteeringSessionNotConvened | None = None
        self.named: dict[tuple[str, UUID], RepresentativeNamed] = {}
        self.attended: dict[str, PilotageAttended] = {}
        self.withdrawn: SteeringSessionWithdrawn | None = None

    def schedule(self, fact: SteeringSessionScheduled) -> None:
        """Say that the body is to sit. A day that is past is no fault: late entry is normal.

        Raises SessionWasWithdrawn, SessionAlreadyExists.
        """
        self._refuse_withdrawn()
        if self.version:
            if self.scheduled == fact:
                return
            raise SessionAlreadyExists
        self.record(fact)

    def hold(self, held_on: date, origin: Origin, *, today: date) -> None:
        """Say that a session that was planned took place.

        Raises SessionAlreadyHeld, SessionWasCancelled, SessionWasNotConvened, SessionInTheFuture.
        """
        session = self._convened()
        if isinstance(session, SteeringSessionHeld):
            if (session.held_on, session.origin) == (held_on, origin):
                return
            raise SessionAlreadyHeld(held_on=session.origin.as_known(session.held_on))
        self._refuse_cancelled()
        _refuse_future(held_on, origin, today)
        self.record(
            SteeringSessionHeld(
                session_id=self.id,
                body_id=session.body_id,
                body_kind=session.body_kind,
                body_name=session.body_name,
                council_ids=session.council_ids,
                planned_on=session.planned_on,
                held_on=held_on,
                origin=origin,
            )
        )

    def enter_held(self, fact: SteeringSessionHeld, *, today: date) -> None:
        """Say afterwards that the body sat, when nobody had planned it here.

        Raises SessionWasWithdrawn, SessionAlreadyExists, SessionInTheFuture.
        """
        self._refuse_withdrawn()
        if self.version:
            if self.held == fact:
                return
            raise SessionAlreadyExists
        _refuse_future(fact.held_on, fact.origin, today)
        self.record(fact)

    def cancel(self, reason: CancellationReason, origin: Origin) -> None:
        """Say that it did not take place. Raises SessionWasHeld, SessionWasNotConvened, SessionAlreadyCancelled."""
        session = self._convened()
        if isinstance(session, SteeringSessionHeld):
            raise SessionWasHeld(held_on=session.origin.as_known(session.held_on))
        if self.cancelled is not None:
            if (self.cancelled.reason, self.cancelled.origin) == (reason, origin):
                return
            raise SessionAlreadyCancelled
        self.record(
            SteeringSessionCancelled(
                session_id=self.id,
                body_id=session.body_id,
                body_kind=session.body_kind,
                body_name=session.body_name,
                council_ids=session.council_ids,
                planned_on=session.planned_on,
                reason=reason,
                origin=origin,
            )
        )

    def miss(self, fact: SteeringSessionNotConvened, *, today: date) -> None:
        """Say that the body should have sat and was never convened.

        Raises SessionWasWithdrawn, SessionAlreadyExists, ExpectationEndsBeforeItStarts, ExpectationNotOver.
        """
        self._refuse_withdrawn()
        if self.version:
            if self.unconvened == fact:
                return
            raise SessionAlreadyExists
        if fact.expected_until_on < fact.expected_from_on:
            raise ExpectationEndsBeforeItStarts(
                expected_from_on=fact.expected_from_on, expected_until_on=fact.expected_until_on
            )
        if fact.expected_until_on > today:
            raise ExpectationNotOver(expected_until_on=fact.origin.as_known(fact.expected_until_on))
        self.record(fact)

    def name(
        self, council_id: str, representative: Representative, named_on: date, origin: Origin, *, today: date
    ) -> None:
        """Say who will speak for a council, or was to (R13): it may be entered after the session.

        Raises NoSeat, SessionWasCancelled, SessionWasNotConvened, AlreadyNamed, NamedInTheFuture.
        """
        session = self._convened()
        self._refuse_cancelled()
        _refuse_without_seat(session, council_id)
        fact = RepresentativeNamed(
            session_id=self.id,
            body_id=session.body_id,
            council_id=council_id,
            representative=representative,
            named_on=named_on,
            origin=origin,
        )
        known = self.named.get((council_id, representative.person_id))
        if known == fact:
            return
        if known is not None:
            raise AlreadyNamed(named_on=known.origin.as_known(known.named_on))
        if origin.is_to_come(named_on, today):
            raise NamedInTheFuture(named_on=origin.as_known(named_on))
        self.record(fact)

    def attend(self, council_id: str, representatives: tuple[Representative, ...], origin: Origin) -> None:
        """Say who spoke for a council at a session that was held; the day is the session's, and known as well as it is.

        Raises SessionNotHeld, SessionWasCancelled, SessionWasNotConvened, NoSeat, RepresentedTwice, AlreadyAttended.
        """
        session = self._convened()
        self._refuse_cancelled()
        if not isinstance(session, SteeringSessionHeld):
            raise SessionNotHeld
        _refuse_without_seat(session, council_id)
        if len({one.person_id for one in representatives}) < len(representatives):
            raise RepresentedTwice
        known = self.attended.get(council_id)
        if known is not None:
            if set(known.representatives) == set(representatives):
                return
            raise AlreadyAttended
        known_as = session.origin
        dated = {"date_precision": known_as.date_precision, "date_certainty": known_as.date_certainty}
        self.record(
            PilotageAttended(
                session_id=self.id,
                body_id=session.body_id,
                body_kind=session.body_kind,
                body_name=session.body_name,
                council_id=council_id,
                held_on=session.held_on,
                representatives=representatives,
                origin=origin.model_copy(update=dated),
            )
        )

    # All of it, told again

    def life(self) -> SessionLife:
        """What stands of it. Raises NotFound, SessionWasWithdrawn."""
        self._refuse_withdrawn()
        if self.unconvened is None and self.scheduled is None and self.held is None:
            raise NotFound
        return SessionLife(
            scheduled=self.scheduled,
            held=self.held,
            named=tuple(self.named.values()),
            attended=tuple(self.attended.values()),
            cancelled=self.cancelled,
            not_convened=self.unconvened,
        )

    def say(self, step: Any, today: date) -> None:
        """Say one step, as it was or is said."""
        match step:
            case SteeringSessionScheduled():
                self.schedule(step)
            case SteeringSessionHeld() if self.scheduled is not None:
                self.hold(step.held_on, step.origin, today=today)
            case SteeringSessionHeld():
                self.enter_held(step, today=today)
            case SteeringSessionCancelled():
                self.cancel(step.reason, step.origin)
            case SteeringSessionNotConvened():
                self.miss(step, today=today)
            case RepresentativeNamed():
                self.name(step.council_id, step.representative, step.named_on, step.origin, today=today)
            case PilotageAttended():
                self.attend(step.council_id, step.representatives, step.origin)

    def amend(self, before: SessionLife, after: SessionLife, reason: AmendmentReason, origin: Origin) -> None:
        """Record that its life is told otherwise."""
        self.record(
            SteeringSessionCorrected(session_id=self.id, before=before, after=after, reason=reason, origin=origin)
        )

    def withdraw(self, reason: AmendmentReason, origin: Origin, *, others: int = 0) -> None:
        """Say that it should never have been entered. `others` is how many entries that stand name it.

        Raises NotFound, SessionWasWithdrawn, OthersStandOnIt.
        """
        gone = self.withdrawn
        if gone is not None and (gone.reason, gone.origin) == (reason, origin):
            return
        said = self.life()
        if others:
            raise OthersStandOnIt(others=others)
        self.record(SteeringSessionWithdrawn(session_id=self.id, said=said, reason=reason, origin=origin))

    def _convened(self) -> SteeringSessionScheduled | SteeringSessionHeld:
        """The session as it stands; there is none when the id is that of something else."""
        self._refuse_withdrawn()
        if self.unconvened is not None:
            raise SessionWasNotConvened
        session = self.held or self.scheduled
        if session is None:
            raise NotFound
        return session

    def _refuse_withdrawn(self) -> None:
        if self.withdrawn is not None:
            raise SessionWasWithdrawn

    def _refuse_cancelled(self) -> None:
        if self.cancelled is not None:
            raise SessionWasCancelled

    def remember(self, fact: Fact) -> None:
        """Keep what later decisions need."""
        match fact:
            case SteeringSessionScheduled():
                self.scheduled = fact
            case SteeringSessionHeld():
                self.held = fact
            case SteeringSessionCancelled():
                self.cancelled = fact
            case SteeringSessionNotConvened():
                self.unconvened = fact
            case RepresentativeNamed():
                self.named[fact.council_id, fact.representative.person_id] = fact
            case PilotageAttended():
                self.attended[fact.council_id] = fact
            case SteeringSessionCorrected(after=life):
                self.scheduled, self.held = life.scheduled, life.held
                self.cancelled, self.unconvened = life.cancelled, life.not_convened
                self.named = {(one.council_id, one.representative.person_id): one for one in life.named}
                self.attended = {one.council_id: one for one in life.attended}
            case SteeringSessionWithdrawn():
                self.withdrawn = fact


def _refuse_future(held_on: date, origin: Origin, today: date) -> None:
    """Days are compared as far as they are known: a month that has begun may hold the session."""
    if origin.is_to_come(held_on, today):
        raise SessionInTheFuture(held_on=origin.as_known(held_on))


def _refuse_without_seat(session: SteeringSessionScheduled | SteeringSessionHeld, council_id: str) -> None:
    if council_id not in session.council_ids:
        raise NoSeat(body_name=session.body_name)
