"""A handover: what is open for a council passes from one facilitator to another, and is accepted line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts.councils.team import (
    HandoverAcceptanceWithdrawn,
    HandoverLineAccepted,
    HandoverOpened,
    HandoverWithdrawn,
)
from shared.days import refuse_future
from shared.kernel import Aggregate, Fact, Incoherent, NotFound, RuleBroken

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from shared.contracts.vocabulary import AmendmentReason, Origin

LARGEST_LIST = 500
"""Lines of a handover; the fact has room for no more."""


class HandoverAlreadyOpened(RuleBroken):
    """This id is that of another handover."""

    pointer = "/handover_id"


class HandoverToOneself(Incoherent):
    """Nobody hands over to themselves."""

    pointer = "/to_facilitator_id"


class HandoverStillOpen(RuleBroken):
    """This person is handing this council over already, since {opened_on} ({handover_id}): accept what is left of it, or withdraw it."""

    pointer = "/from_facilitator_id"


class TooMuchIsOpen(RuleBroken):
    """{lines:matter is|matters are} open for this council, and a handover has {largest:line|lines} at most: settle some of them first."""

    pointer = "/council_id"


class HandoverWasWithdrawn(RuleBroken):
    """This handover was withdrawn: nothing of it is accepted any more."""


class HandoverIsComplete(RuleBroken):
    """Every line of this handover was accepted: it took place, and is not withdrawn."""


class UnknownLine(NotFound):
    """The list of this handover has no such line."""


class LineAlreadyAccepted(RuleBroken):
    """This line was already accepted, on {accepted_on}."""

    pointer = "/accepted_on"


class LineNotAccepted(RuleBroken):
    """Nobody accepted this line."""


class AcceptedBeforeOpened(RuleBroken):
    """This handover was opened on {opened_on}: nothing of it can have been accepted before."""

    pointer = "/accepted_on"


class Handover(Aggregate):
    """One list of what is open for one council, and which of its lines were accepted."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.opened: HandoverOpened | None = None
        self.accepted: dict[int, HandoverLineAccepted] = {}
        self.taken_back: dict[int, HandoverAcceptanceWithdrawn] = {}
        self.is_withdrawn = False

    def open(self, fact: HandoverOpened, *, unfinished: HandoverOpened | None = None, today: date) -> None:
        """Freeze the list as it stands. `unfinished` is another handover of that council by the same person.

        Raises HandoverAlreadyOpened, HandoverWasWithdrawn, HandoverToOneself, HandoverStillOpen, TooMuchIsOpen, InTheFuture.
        Said again, the list is the one that was frozen first, whatever is open by then.
        """
        if self.version:
            if self.is_withdrawn:
                raise HandoverWasWithdrawn
            if self.opened is not None and fact.model_copy(update={"lines": self.opened.lines}) == self.opened:
                return
            raise HandoverAlreadyOpened
        if fact.from_facilitator_id == fact.to_facilitator_id:
            raise HandoverToOneself
        if unfinished is not None:
            raise HandoverStillOpen(
                opened_on=unfinished.origin.as_known(unfinished.opened_on), handover_id=unfinished.handover_id
            )
        refuse_future("opened_on", fact.opened_on, fact.origin, today)
        if len(fact.lines) > LARGEST_LIST:
            raise TooMuchIsOpen(lines=len(fact.lines), largest=LARGEST_LIST)
        self.record(fact)

    def accept(self, number: int, accepted_on: date, origin: Origin, *, today: date) -> None:
        """Take over one line. Raises UnknownLine, LineAlreadyAccepted, AcceptedBeforeOpened, HandoverWasWithdrawn, InTheFuture.

        Any permitted caller may say so; the envelope keeps who did.
        """
        opened = self._standing()
        line = next((one for one in opened.lines if one.line == number), None)
        if line is None:
            raise UnknownLine
        known = self.accepted.get(number)
        if known is not None:
            if (known.accepted_on, known.origin) == (accepted_on, origin):
                return
            raise LineAlreadyAccepted(accepted_on=known.accepted_on)
        if origin.is_before(accepted_on, opened.opened_on, opened.origin):
            raise AcceptedBeforeOpened(opened_on=opened.opened_on)
        refuse_future("accepted_on", accepted_on, origin, today)
        self.record(
            HandoverLineAccepted(
                handover_id=self.id,
                council_id=opened.council_id,
                to_facilitator_id=opened.to_facilitator_id,
                line=line,
                accepted_on=accepted_on,
                is_last=len(self.accepted) == len(opened.lines) - 1,
                origin=origin,
            )
        )

    def withdraw_acceptance(self, number: int, reason: AmendmentReason, origin: Origin) -> None:
        """Say that one line was not accepted: it waits again. Raises UnknownLine, LineNotAccepted, HandoverWasWithdrawn."""
        opened = self._standing()
        if all(one.line != number for one in opened.lines):
            raise UnknownLine
        said, gone = self.accepted.get(number), self.taken_back.get(number)
        if said is not None:
            words = said.model_dump(exclude={"is_last", "origin"})
            self.record(
                HandoverAcceptanceWithdrawn(**words, acceptance_origin=said.origin, reason=reason, origin=origin)
            )
        elif gone is None or (gone.reason, gone.origin) != (reason, origin):
            raise LineNotAccepted

    def withdraw(self, reason: AmendmentReason, origin: Origin) -> None:
        """Say that it does not take place. Raises HandoverIsComplete."""
        if self.is_withdrawn:
            return
        opened = self._standing()
        if opened.lines and len(self.accepted) == len(opened.lines):
            raise HandoverIsComplete
        self.record(HandoverWithdrawn(handover_id=self.id, council_id=opened.council_id, reason=reason, origin=origin))

    def remember(self, fact: Fact) -> None:
        """Keep what later decisions need."""
        match fact:
            case HandoverOpened():
                self.opened = fact
            case HandoverLineAccepted():
                self.accepted[fact.line.line] = fact
            case HandoverAcceptanceWithdrawn():
                self.accepted.pop(fact.line.line, None)
                self.taken_back[fact.line.line] = fact
            case HandoverWithdrawn():
                self.is_withdrawn = True

    def _standing(self) -> HandoverOpened:
        if self.opened is None or self.is_withdrawn:
            raise HandoverWasWithdrawn
        return self.opened
