"""A draw by lot: lists are announced, a seed is said in public, and those who are drawn are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from services.councils.draw.domain.method import draw, pool_of
from shared.contracts.councils.draw import (
    CandidateAnswered,
    CandidateContacted,
    CandidateEntryWithdrawn,
    CandidateSeated,
    ContactMethod,
    DrawAnswer,
    DrawHeld,
    Drawn,
    DrawPrepared,
    DrawWithdrawn,
    ReserveListUsed,
)
from shared.days import refuse_future
from shared.kernel import Aggregate, Fact, Incoherent, NotFound, RuleBroken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from shared.contracts.vocabulary import AmendmentReason, Origin

Said = CandidateContacted | CandidateAnswered | CandidateSeated | ReserveListUsed
"""What may be said of a person who was drawn."""

S = TypeVar("S", bound=Said)


class DrawAlreadyPrepared(RuleBroken):
    """This id is taken already, with other particulars."""

    pointer = "/draw_id"


class SameListTwice(Incoherent):
    """List {rank} is the same file as list {first}."""


class DrawWasWithdrawn(RuleBroken):
    """This draw was withdrawn: nothing more can be said of it."""


class DrawAlreadyHeld(RuleBroken):
    """This draw was already held, {held_on:on}: there is no second seed, nor a second result."""

    pointer = "/seed"


class HeldBeforePrepared(RuleBroken):
    """The lists were published {prepared_on:on}; the draw cannot have been held before."""

    pointer = "/held_on"


class DrawNotHeld(RuleBroken):
    """This draw has not been held yet: nobody is drawn."""


class TicketNotDrawn(RuleBroken):
    """This ticket was not drawn."""

    pointer = "/ticket"


class BeforeTheDraw(RuleBroken):
    """The draw was held {held_on:on}; this cannot have happened before."""


class CandidateWasSeated(RuleBroken):
    """This person took a seat {seated_on:on}."""

    pointer = "/ticket"


class PersonSeatedTwice(RuleBroken):
    """This person took a seat already, with another ticket of this draw."""

    pointer = "/person_id"


class NotAccepted(RuleBroken):
    """Nobody said that this person accepted."""

    pointer = "/ticket"


class SeatedBeforeAccepting(RuleBroken):
    """This person accepted {accepted_on:on} and cannot have taken a seat before."""


class NotOnReserve(RuleBroken):
    """This ticket was drawn for a seat: it is not on the reserve list."""

    pointer = "/ticket"


class ReserveAlreadyUsed(RuleBroken):
    """A vacancy was already offered to this ticket, {used_on:on}."""

    pointer = "/ticket"


class NothingToWithdraw(RuleBroken):
    """Nothing of the kind was said of this ticket."""

    pointer = "/entry"


class LotDraw(Aggregate):
    """One draw, from its announcement to the last of those who were drawn (loi 2014-173, art. 7; until decree 2024-1036)."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.prepared: DrawPrepared | None = None
        self.held: DrawHeld | None = None
        self.withdrawn: DrawWithdrawn | None = None
        self.drawn: dict[str, Drawn] = {}
        self.said: dict[tuple[str, str], Sequence[Said]] = {}
        """What stands of each kind and each ticket, in order: the type of the fact, the ticket."""
        self.taken_back: dict[tuple[str, str], CandidateEntryWithdrawn] = {}

    def prepare(self, fact: DrawPrepared, *, today: date) -> None:
        """Announce the lists, before anybody knows the seed. Raises DrawAlreadyPrepared, SameListTwice, InTheFuture.

        One kind of list only is told, and blocks nobody (R05).
        """
        if self.version:
            if self.prepared == fact:
                return
            raise DrawAlreadyPrepared
        first: dict[str, int] = {}
        for rank, listed in enumerate(fact.lists, start=1):
            if first.setdefault(listed.digest, rank) != rank:
                refusal = SameListTwice(rank=rank, first=first[listed.digest])
                refusal.pointer = f"/lists/{rank - 1}/digest"
                raise refusal
        refuse_future("prepared_on", fact.prepared_on, fact.origin, today)
        self.record(fact)

    def hold(self, seed: str, contents: Sequence[str], held_on: date, origin: Origin, *, today: date) -> None:
        """Draw, from the seed that was said and the lists that were announced, in their order.

        Fewer tickets than places is no fault: it shows. Raises what `pool_of` raises, and DrawAlreadyHeld,
        HeldBeforePrepared, InTheFuture, DrawWasWithdrawn.
        """
        prepared = self._standing()
        slips = draw(seed, pool_of(prepared.lists, contents), prepared.seats + prepared.reserve)
        fact = DrawHeld(
            draw_id=prepared.draw_id,
            council_id=prepared.council_id,
            lists=prepared.lists,
            seats=prepared.seats,
            reserve=prepared.reserve,
            method=prepared.method,
            seed=seed,
            drawn=tuple(
                Drawn(rank=rank, is_reserve=rank > prepared.seats, **slip._asdict())
                for rank, slip in enumerate(slips, start=1)
            ),
            held_on=held_on,
            origin=origin,
        )
        if self.held is not None:
            if self.held == fact:
                return
            raise DrawAlreadyHeld(held_on=self.held.origin.as_known(self.held.held_on))
        if origin.is_before(held_on, prepared.prepared_on, prepared.origin):
            raise HeldBeforePrepared(prepared_on=prepared.origin.as_known(prepared.prepared_on))
        refuse_future("held_on", held_on, origin, today)
        self.record(fact)

    def withdraw(self, reason: AmendmentReason, origin: Origin) -> None:
        """Say that the draw is void, or should never have been entered. Raises DrawWasWithdrawn."""
        if self.withdrawn is not None and (self.withdrawn.reason, self.withdrawn.origin) == (reason, origin):
            return
        prepared = self._standing()
        self.record(
            DrawWithdrawn(
                draw_id=prepared.draw_id,
                council_id=prepared.council_id,
                was_held=self.held is not None,
                reason=reason,
                origin=origin,
            )
        )

    def contact(
        self,
        ticket: str,
        method: ContactMethod,
        contacted_on: date,
        origin: Origin,
        *,
        was_reached: bool,
        today: date,
    ) -> None:
        """Say that somebody tried to reach a person. Raises what `_candidate` raises, BeforeTheDraw, InTheFuture.

        Several attempts by the same means, on one day, with the same outcome are one.
        """
        fact = CandidateContacted(
            **self._candidate(ticket),
            method=method,
            was_reached=was_reached,
            contacted_on=contacted_on,
            origin=origin,
        )
        if fact in self.said.get((fact.type, ticket), ()):
            return
        self._refuse_day("contacted_on", contacted_on, origin, today)
        self.record(fact)

    def answer(self, ticket: str, answer: DrawAnswer, answered_on: date, origin: Origin, *, today: date) -> None:
        """Say what a person answered, or answers now. Raises as `contact`, and CandidateWasSeated, SeatedBeforeAccepting."""
        candidate = self._candidate(ticket)
        last = self._last(CandidateAnswered, ticket)
        if last is not None and (last.answer, last.answered_on, last.origin) == (answer, answered_on, origin):
            return
        seat = self._last(CandidateSeated, ticket)
        if seat is not None:
            if answer is not DrawAnswer.ACCEPTED:
                raise CandidateWasSeated(seated_on=seat.origin.as_known(seat.seated_on))
            _refuse_seat_before("answered_on", seat.seated_on, seat.origin, answered_on, origin)
        self._refuse_day("answered_on", answered_on, origin, today)
        self.record(
            CandidateAnswered(
                **candidate,
                answer=answer,
                former_answer=last.answer if last else None,
                answered_on=answered_on,
                origin=origin,
            )
        )

    def seat(self, ticket: str, person_id: UUID, seated_on: date, origin: Origin, *, today: date) -> None:
        """Say that a person who accepted took a seat; the membership itself is said of the council.

        Raises as `contact`, and CandidateWasSeated, PersonSeatedTwice, NotAccepted, SeatedBeforeAccepting.
        """
        fact = CandidateSeated(**self._candidate(ticket), person_id=person_id, seated_on=seated_on, origin=origin)
        seat = self._last(CandidateSeated, ticket)
        if seat == fact:
            return
        if seat is not None:
            raise CandidateWasSeated(seated_on=seat.origin.as_known(seat.seated_on))
        seats = (self._last(CandidateSeated, other) for other in self.drawn)
        if any(other is not None and other.person_id == person_id for other in seats):
            raise PersonSeatedTwice
        answer = self._last(CandidateAnswered, ticket)
        if answer is None or answer.answer is not DrawAnswer.ACCEPTED:
            raise NotAccepted
        _refuse_seat_before("seated_on", seated_on, origin, answer.answered_on, answer.origin)
        self._refuse_day("seated_on", seated_on, origin, today)
        self.record(fact)

    def use_reserve(self, ticket: str, replaces: UUID | None, used_on: date, origin: Origin, *, today: date) -> None:
        """Say that a vacancy was offered to somebody of the reserve list (R07).

        An earlier rank may have been passed over, for parity for example: that is told, and blocks nobody. Raises as
        `contact`, and NotOnReserve, ReserveAlreadyUsed.
        """
        candidate = self._candidate(ticket)
        drawn = self.drawn[ticket]
        if not drawn.is_reserve:
            raise NotOnReserve
        fact = ReserveListUsed(
            draw_id=candidate["draw_id"],
            council_id=candidate["council_id"],
            ticket=ticket,
            rank=drawn.rank,
            gender=drawn.gender,
            replaces=replaces,
            used_on=used_on,
            origin=origin,
        )
        used = self._last(ReserveListUsed, ticket)
        if used == fact:
            return
        if used is not None:
            raise ReserveAlreadyUsed(used_on=used.origin.as_known(used.used_on))
        self._refuse_day("used_on", used_on, origin, today)
        self.record(fact)

    def take_back(self, ticket: str, kind: type[Said], reason: AmendmentReason, origin: Origin) -> None:
        """Say that what was said last, of that kind, of a ticket was a mistake: what was said before stands again.

        Raises what `_candidate` raises, NothingToWithdraw, and CandidateWasSeated for the answer of somebody who sits.
        """
        candidate = self._candidate(ticket)
        last = self._last(kind, ticket)
        if last is None:
            known = self.taken_back.get((kind.type, ticket))
            if known is not None and (known.reason, known.origin) == (reason, origin):
                return
            raise NothingToWithdraw
        seat = self._last(CandidateSeated, ticket)
        if kind is CandidateAnswered and seat is not None:
            raise CandidateWasSeated(seated_on=seat.origin.as_known(seat.seated_on))
        self.record(
            CandidateEntryWithdrawn(
                draw_id=candidate["draw_id"],
                council_id=candidate["council_id"],
                said=last,
                reason=reason,
                origin=origin,
            )
        )

    def _last(self, kind: type[S], ticket: str) -> S | None:
        """What was said last, of that kind, of a ticket, and still stands."""
        last = [one for one in self.said.get((kind.type, ticket), ()) if isinstance(one, kind)][-1:]
        return last[0] if last else None

    def _standing(self) -> DrawPrepared:
        """What was announced. Raises DrawWasWithdrawn, and NotFound: the id may be that of something else."""
        if self.prepared is None:
            raise NotFound
        if self.withdrawn is not None:
            raise DrawWasWithdrawn
        return self.prepared

    def _candidate(self, ticket: str) -> dict[str, Any]:
        """What every fact says of a person who was drawn. Raises DrawNotHeld, TicketNotDrawn, DrawWasWithdrawn, NotFound."""
        prepared = self._standing()
        if self.held is None:
            raise DrawNotHeld
        drawn = self.drawn.get(ticket)
        if drawn is None:
            raise TicketNotDrawn
        return {
            "draw_id": prepared.draw_id,
            "council_id": prepared.council_id,
            "ticket": ticket,
            "kind": drawn.kind,
            "gender": drawn.gender,
        }

    def _refuse_day(self, field: str, day: date, origin: Origin, today: date) -> None:
        """Nobody is called before the draw, or tomorrow. Raises BeforeTheDraw, InTheFuture."""
        if self.held is not None and origin.is_before(day, self.held.held_on, self.held.origin):
            refusal = BeforeTheDraw(held_on=self.held.origin.as_known(self.held.held_on))
            refusal.pointer = f"/{field}"
            raise refusal
        refuse_future(field, day, origin, today)

    def remember(self, fact: Fact) -> None:
        """Keep what later decisions need."""
        match fact:
            case DrawPrepared():
                self.prepared = fact
            case DrawHeld():
                self.held = fact
                self.drawn = {drawn.ticket: drawn for drawn in fact.drawn}
            case DrawWithdrawn():
                self.withdrawn = fact
            case CandidateContacted() | CandidateAnswered() | CandidateSeated() | ReserveListUsed():
                place = (fact.type, fact.ticket)
                self.said[place] = (*self.said.get(place, ()), fact)
            case CandidateEntryWithdrawn(said=said):
                place = (said.type, said.ticket)
                *self.said[place], _ = self.said.get(place) or (said,)
                self.taken_back[place] = fact


def _refuse_seat_before(
    field: str, seated_on: date, seat_origin: Origin, accepted_on: date, answer_origin: Origin
) -> None:
    """A seat is taken after it was accepted. Raises SeatedBeforeAccepting."""
    if seat_origin.is_before(seated_on, accepted_on, answer_origin):
        refusal = SeatedBeforeAccepting(accepted_on=answer_origin.as_known(accepted_on))
        refusal.pointer = f"/{field}"
        raise refusal
