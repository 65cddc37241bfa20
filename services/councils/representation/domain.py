"""The seats of one council in one steering body, and who holds them from day to day."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from shared.contracts.councils.representation import (
    AppointmentWithdrawn,
    RepresentativeAppointed,
    RepresentativeStoodDown,
    SeatOfferWithdrawn,
    SeatsOffered,
    StandingDownReason,
    StandingDownWithdrawn,
)
from shared.days import refuse_future
from shared.kernel import Aggregate, Fact, Incoherent, RuleBroken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shared.contracts.vocabulary import AmendmentReason, Origin

_DELEGATIONS = UUID("2f6c9d1e-8a37-4c41-9f0b-6d3a1be2c7a4")


def stream_of(body_id: UUID, council_id: str) -> UUID:
    """A council has one delegation in a body: its stream follows from both."""
    return uuid5(_DELEGATIONS, f"{body_id} {council_id}")


class UnknownSteeringBody(Incoherent):
    """No steering body has this id."""

    pointer = "/body_id"


class SeatsNotOffered(RuleBroken):
    """Nobody said yet that this body offers seats to the council: say it first."""

    pointer = "/body_id"


class NoOfferStands(RuleBroken):
    """No offer of seats of this body to the council stands: there is none to withdraw."""


class RepresentativesStandOnIt(RuleBroken):
    """It is the only offer, and {people:person was|persons were} said to represent the council there: withdraw that first."""


class AlreadyRepresents(RuleBroken):
    """This person represents the council there already, since {from_on}."""

    pointer = "/person_id"


class DoesNotRepresent(RuleBroken):
    """This person does not represent the council there."""

    pointer = "/person_id"


class HasNotStoodDown(RuleBroken):
    """Nobody said that this person stood down there, or they were named again since."""

    pointer = "/person_id"


class StoodDownBeforeAppointed(RuleBroken):
    """This person was named on {from_on} and cannot have stood down before."""

    pointer = "/until_on"


class NamedBeforeStandingDown(RuleBroken):
    """This person stood down on {until_on} and cannot have been named again before."""

    pointer = "/from_on"


class Delegation(Aggregate):
    """What a steering body offers to one council, and whom the council sends (loi 2014-173, art. 7; R13).

    More representatives than seats are no contradiction: bodies invite, and lists lag behind. The rules tell it.
    """

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.offers: Sequence[SeatsOffered] = ()
        """Those that stand, in the order in which they were said."""
        self.offer_taken_back: SeatOfferWithdrawn | None = None
        self.appointed: dict[UUID, RepresentativeAppointed] = {}
        self.ended: dict[UUID, Sequence[tuple[RepresentativeAppointed | None, RepresentativeStoodDown]]] = {}
        """Of each person what ended and how, as far as it stands, in the order in which it was said."""
        self.taken_back: dict[UUID, StandingDownWithdrawn] = {}

    def offer_seats(self, fact: SeatsOffered, *, today: date) -> None:
        """Say how many seats the body offers, from a day. Raises InTheFuture. The last word on a day is the right one."""
        refuse_future("from_on", fact.from_on, fact.origin, today)
        if fact not in self.offers[-1:]:
            self.record(fact)

    def withdraw_offer(self, *, reason: AmendmentReason, origin: Origin) -> None:
        """Say that the last offer was never made; the offers before it stand. Raises NoOfferStands, RepresentativesStandOnIt."""
        gone = self.offer_taken_back
        if not self.offers:
            if gone is not None and (gone.reason, gone.origin) == (reason, origin):
                return
            raise NoOfferStands
        *before, last = self.offers
        people = {*self.appointed, *(person for person, ended in self.ended.items() if ended)}
        if people and not before:
            raise RepresentativesStandOnIt(people=len(people))
        former = next((one for one in reversed(before) if one.from_on == last.from_on), None)
        said = last.model_dump(exclude={"origin"})
        self.record(SeatOfferWithdrawn(**said, offer_origin=last.origin, former=former, reason=reason, origin=origin))

    def appoint(self, fact: RepresentativeAppointed, *, today: date) -> None:
        """Say whom the council sends. Raises SeatsNotOffered, AlreadyRepresents, NamedBeforeStandingDown, InTheFuture."""
        self._refuse_without_offer()
        known = self.appointed.get(fact.person_id)
        if known == fact or fact in [named for named, _ in self.ended.get(fact.person_id, ())]:
            return
        if known is not None:
            raise AlreadyRepresents(from_on=known.from_on)
        gone = self._last_end(fact.person_id)
        if gone is not None and fact.origin.is_before(fact.from_on, gone.until_on, gone.origin):
            raise NamedBeforeStandingDown(until_on=gone.until_on)
        refuse_future("from_on", fact.from_on, fact.origin, today)
        self.record(fact)

    def stand_down(
        self, person_id: UUID, *, until_on: date, reason: StandingDownReason, origin: Origin, today: date
    ) -> None:
        """Say that somebody no longer represents the council. Raises DoesNotRepresent, StoodDownBeforeAppointed, InTheFuture."""
        known = self.appointed.get(person_id)
        if known is None:
            gone = self._last_end(person_id)
            if gone is not None and (gone.until_on, gone.reason, gone.origin) == (until_on, reason, origin):
                return
            raise DoesNotRepresent
        if origin.is_before(until_on, known.from_on, known.origin):
            raise StoodDownBeforeAppointed(from_on=known.from_on)
        refuse_future("until_on", until_on, origin, today)
        said = known.model_dump(exclude={"origin"})
        self.record(RepresentativeStoodDown(**said, until_on=until_on, reason=reason, origin=origin))

    def withdraw_standing_down(self, person_id: UUID, *, reason: AmendmentReason, origin: Origin) -> None:
        """Say that somebody did not stand down, and represents the council as before. Raises HasNotStoodDown."""
        gone, taken_back = self._last_end(person_id), self.taken_back.get(person_id)
        if gone is not None and person_id not in self.appointed:
            said = gone.model_dump(exclude={"reason", "origin"})
            self.record(StandingDownWithdrawn(**said, standing_down_origin=gone.origin, reason=reason, origin=origin))
        elif taken_back is None or (taken_back.reason, taken_back.origin) != (reason, origin):
            raise HasNotStoodDown

    def withdraw(self, person_id: UUID, *, reason: AmendmentReason, origin: Origin) -> None:
        """Say that somebody who represents the council was never named. Raises DoesNotRepresent."""
        known = self.appointed.get(person_id)
        if known is None:
            raise DoesNotRepresent
        said = known.model_dump(exclude={"college", "gender", "origin"})
        self.record(AppointmentWithdrawn(**said, reason=reason, origin=origin))

    def _last_end(self, person_id: UUID) -> RepresentativeStoodDown | None:
        ended = self.ended.get(person_id)
        return ended[-1][1] if ended else None

    def _refuse_without_offer(self) -> None:
        if not self.offers:
            raise SeatsNotOffered

    def remember(self, fact: Fact) -> None:
        """Keep what later decisions need."""
        match fact:
            case SeatsOffered():
                self.offers = (*self.offers, fact)
            case SeatOfferWithdrawn():
                *self.offers, _ = self.offers or (fact,)
                self.offer_taken_back = fact
            case RepresentativeAppointed():
                self.appointed[fact.person_id] = fact
            case RepresentativeStoodDown():
                ended = self.appointed.pop(fact.person_id, None), fact
                self.ended[fact.person_id] = (*self.ended.get(fact.person_id, ()), ended)
            case StandingDownWithdrawn():
                *self.ended[fact.person_id], (again, _) = self.ended.get(fact.person_id) or ((None, fact),)
                if again is not None:
                    self.appointed[fact.person_id] = again
                self.taken_back[fact.person_id] = fact
            case AppointmentWithdrawn():
                self.appointed.pop(fact.person_id, None)
