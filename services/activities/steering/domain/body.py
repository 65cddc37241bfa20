"""A steering body, and the councils that have a seat in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts.activities.steering import SteeringBodyCorrected, SteeringBodyDeclared, SteeringBodyWithdrawn
from shared.kernel import Aggregate, Fact, Incoherent, NotFound, RuleBroken

if TYPE_CHECKING:
    from uuid import UUID

    from shared.contracts.vocabulary import AmendmentReason, Origin


class SteeringBodyAlreadyExists(RuleBroken):
    """This id is taken already, with other particulars."""

    pointer = "/body_id"


class SteeringBodyWasWithdrawn(RuleBroken):
    """This body was declared by mistake; nothing more can be said of it."""


class CouncilSeatedTwice(Incoherent):
    """The same council is named several times."""

    pointer = "/council_ids"


class UnknownSteeringBody(Incoherent):
    """No steering body has this id."""

    pointer = "/body_id"


class SessionsStandOnIt(RuleBroken):
    """{sessions:session of this body was entered: withdraw it|sessions of this body were entered: withdraw them} first."""


class SteeringBody(Aggregate):
    """A body in which councils have a seat (loi 2014-173, art. 7; R13)."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.declared: SteeringBodyDeclared | None = None
        self.said: SteeringBodyDeclared | None = None
        self.withdrawn: SteeringBodyWithdrawn | None = None

    def declare(self, fact: SteeringBodyDeclared) -> None:
        """Say that it exists, and which councils have a seat.

        Raises SteeringBodyWasWithdrawn, SteeringBodyAlreadyExists, CouncilSeatedTwice. What was first said, and corrected since, is no
        news when it is said again.
        """
        if self.withdrawn is not None:
            raise SteeringBodyWasWithdrawn
        if self.version:
            if fact in (self.declared, self.said):
                return
            raise SteeringBodyAlreadyExists
        _refuse_double_seats(fact)
        self.record(fact)

    def correct(self, after: SteeringBodyDeclared, reason: AmendmentReason) -> None:
        """Say it again, whole. Raises NotFound, SteeringBodyWasWithdrawn, CouncilSeatedTwice.

        Its sessions keep what was said of it, until they are said again too.
        """
        before = self.known()
        _refuse_double_seats(after)
        if after != before:
            self.record(
                SteeringBodyCorrected(body_id=self.id, before=before, after=after, reason=reason, origin=after.origin)
            )

    def withdraw(self, reason: AmendmentReason, origin: Origin, *, sessions: int) -> None:
        """Say that it should never have been declared. `sessions` is how many of its sessions stand.

        Raises NotFound, SteeringBodyWasWithdrawn, SessionsStandOnIt.
        """
        gone = self.withdrawn
        if gone is not None and (gone.reason, gone.origin) == (reason, origin):
            return
        said = self.known()
        if sessions:
            raise SessionsStandOnIt(sessions=sessions)
        self.record(SteeringBodyWithdrawn(body_id=self.id, said=said, reason=reason, origin=origin))

    def known(self) -> SteeringBodyDeclared:
        """What is said of it now. Raises NotFound: the id may be that of something else; and SteeringBodyWasWithdrawn."""
        if self.withdrawn is not None:
            raise SteeringBodyWasWithdrawn
        if self.said is None:
            raise NotFound
        return self.said

    def remember(self, fact: Fact) -> None:
        """Keep what later decisions need."""
        match fact:
            case SteeringBodyDeclared():
                self.declared = self.said = fact
            case SteeringBodyCorrected():
                self.said = fact.after
            case SteeringBodyWithdrawn():
                self.withdrawn = fact


def _refuse_double_seats(fact: SteeringBodyDeclared) -> None:
    if len(set(fact.council_ids)) < len(fact.council_ids):
        raise CouncilSeatedTwice
