"""An absence of a person of the team: from when, until when, and who answers for each council meanwhile.

Never why: health is nobody's business here. Nobody is away twice at a time: what is said again of an absence corrects it, as
two that overlap would leave two covers for one council, and no day on which the person is back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from shared.contracts.councils.team import (
    AbsenceBegan,
    AbsenceCorrected,
    AbsenceEnded,
    AbsenceSaid,
    AbsenceWithdrawn,
    CoverArranged,
    CoverWithdrawn,
)
from shared.days import refuse_backwards, refuse_future
from shared.kernel import Aggregate, Fact, Incoherent, RuleBroken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from shared.contracts.vocabulary import AmendmentReason, Origin
    from shared.sentences import Day


class AbsenceAlreadyBegun(RuleBroken):
    """This id is that of another absence."""

    pointer = "/absence_id"


class AwayAlready(RuleBroken):
    """This person is away then already, since {from_on}: correct that absence ({absence_id}), or say first when they were back."""

    pointer = "/from_on"


class AbsenceWasWithdrawn(RuleBroken):
    """This absence was entered by mistake and withdrawn: nothing more can be said of it."""


class AbsenceAlreadyEnded(RuleBroken):
    """This person was already said to be back, on {back_on}."""

    pointer = "/back_on"


class BackBeforeAway(RuleBroken):
    """This person is away since {from_on} and cannot have been back before."""

    pointer = "/back_on"


class CoveredByTheAbsent(Incoherent):
    """Somebody who is away does not cover for themselves."""

    pointer = "/covered_by"


class CoverBeforeAbsence(RuleBroken):
    """This person is away since {from_on}: nobody covers before."""

    pointer = "/from_on"


class CoverAfterReturn(RuleBroken):
    """This person is back since {back_on}: nobody covers from then on."""

    pointer = "/from_on"


class NotCovered(RuleBroken):
    """Nobody was said to answer for the council {council_id} during this absence."""

    pointer = "/council_id"


@dataclass(frozen=True, slots=True)
class Away:
    """Another absence of the same person, as far as its days are known."""

    absence_id: UUID
    from_on: Day
    began_last_on: date
    """The last day on which it may have begun."""
    back_first_on: date
    """The first day on which the person may have been back; the end of days while they are away."""


class Absence(Aggregate):
    """One time that one person is away."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.began: AbsenceBegan | None = None
        self.corrected: AbsenceSaid | None = None
        self.ended: AbsenceEnded | None = None
        self.back_on: date | None = None
        self.is_withdrawn = False
        self.covers: dict[str, Sequence[CoverArranged]] = {}
        """Of each council, those that stand, in the order in which they were said."""
        self.covers_taken_back: dict[str, CoverWithdrawn] = {}

    def away(self) -> Away:
        """When it certainly lasts. Raises AbsenceWasWithdrawn."""
        _, said = self._standing()
        ended = self.ended if self.ended is not None and self.ended.back_on == said.back_on else said
        return _away(self.id, said, ended.origin)

    def begin(self, fact: AbsenceBegan, *, others: Iterable[Away] = (), today: date) -> None:
        """Say that somebody is away. `others` are other absences of that person.

        Raises AbsenceAlreadyBegun, AbsenceWasWithdrawn, AwayAlready, EndsBeforeItStarts, InTheFuture.
        """
        if self.version:
            if self.is_withdrawn:
                raise AbsenceWasWithdrawn
            if fact == self.began:
                return
            raise AbsenceAlreadyBegun
        refuse_backwards("expected_until_on", fact.from_on, fact.expected_until_on)
        refuse_future("from_on", fact.from_on, fact.origin, today)
        said = AbsenceSaid(from_on=fact.from_on, expected_until_on=fact.expected_until_on, origin=fact.origin)
        _refuse_overlap(_away(self.id, said, said.origin), others)
        self.record(fact)

    def end(self, back_on: date, origin: Origin, *, today: date) -> None:
        """Say that they are back. Raises AbsenceAlreadyEnded, BackBeforeAway, AbsenceWasWithdrawn, InTheFuture."""
        began, said = self._standing()
        if said.back_on is not None:
            if self.ended is not None and (self.ended.back_on, self.ended.origin) == (back_on, origin):
                return
            raise AbsenceAlreadyEnded(back_on=said.back_on)
        if origin.is_before(back_on, said.from_on, said.origin):
            raise BackBeforeAway(from_on=said.from_on)
        refuse_future("back_on", back_on, origin, today)
        self.record(
            AbsenceEnded(
                absence_id=self.id,
                facilitator_id=began.facilitator_id,
                from_on=said.from_on,
                back_on=back_on,
                origin=origin,
            )
        )

    def correct(
        self,
        after: AbsenceSaid,
        reason: AmendmentReason,
        origin: Origin,
        *,
        others: Iterable[Away] = (),
        today: date,
    ) -> None:
        """Say its days again: longer than expected, or wrong. `others` are other absences of that person.

        Raises EndsBeforeItStarts, AwayAlready, AbsenceWasWithdrawn, InTheFuture.
        """
        began, before = self._standing()
        if after == before:
            return
        refuse_backwards("expected_until_on", after.from_on, after.expected_until_on)
        refuse_backwards("back_on", after.from_on, after.back_on)
        refuse_future("from_on", after.from_on, after.origin, today)
        if after.back_on is not None:
            refuse_future("back_on", after.back_on, after.origin, today)
        _refuse_overlap(_away(self.id, after, after.origin), others)
        self.record(
            AbsenceCorrected(
                absence_id=self.id,
                facilitator_id=began.facilitator_id,
                before=before,
                after=after,
                reason=reason,
                origin=origin,
            )
        )

    def withdraw(self, reason: AmendmentReason, origin: Origin) -> None:
        """Say that this absence never was."""
        if self.is_withdrawn:
            return
        began, said = self._standing()
        self.record(
            AbsenceWithdrawn(
                absence_id=self.id,
                facilitator_id=began.facilitator_id,
                from_on=said.from_on,
                reason=reason,
                origin=origin,
            )
        )

    def arrange_cover(self, council_id: str, covered_by: UUID, from_on: date, origin: Origin) -> None:
        """Say who answers for a council from a day, which may be still to come. Said again, the later word is right.

        Raises CoveredByTheAbsent, CoverBeforeAbsence, CoverAfterReturn, AbsenceWasWithdrawn.
        """
        began, said = self._standing()
        if covered_by == began.facilitator_id:
            raise CoveredByTheAbsent
        if origin.is_before(from_on, said.from_on, said.origin):
            raise CoverBeforeAbsence(from_on=said.from_on)
        if said.back_on is not None and from_on >= said.back_on:
            raise CoverAfterReturn(back_on=said.back_on)
        fact = CoverArranged(
            absence_id=self.id,
            facilitator_id=began.facilitator_id,
            council_id=council_id,
            covered_by=covered_by,
            from_on=from_on,
            origin=origin,
        )
        if fact not in self.covers.get(council_id, ())[-1:]:
            self.record(fact)

    def withdraw_cover(self, council_id: str, reason: AmendmentReason, origin: Origin) -> None:
        """Say that the last cover of a council was a mistake. Raises NotCovered, AbsenceWasWithdrawn."""
        self._standing()
        match self.covers.get(council_id, ()), self.covers_taken_back.get(council_id):
            case [*former, cover], _:
                self.record(
                    CoverWithdrawn(
                        **cover.model_dump(exclude={"origin"}),
                        former_covered_by=_covering(former, cover.from_on),
                        cover_origin=cover.origin,
                        reason=reason,
                        origin=origin,
                    )
                )
            case _, CoverWithdrawn() as said if (said.reason, said.origin) == (reason, origin):
                return
            case _:
                raise NotCovered(council_id=council_id)

    def remember(self, fact: Fact) -> None:
        """Keep what later decisions need."""
        match fact:
            case AbsenceBegan():
                self.began = fact
            case AbsenceEnded():
                self.ended, self.back_on = fact, fact.back_on
            case AbsenceCorrected():
                self.corrected, self.back_on = fact.after, fact.after.back_on
            case AbsenceWithdrawn():
                self.is_withdrawn = True
            case CoverArranged():
                self.covers[fact.council_id] = (*self.covers.get(fact.council_id, ()), fact)
            case CoverWithdrawn():
                *self.covers[fact.council_id], _ = self.covers.get(fact.council_id) or (fact,)
                self.covers_taken_back[fact.council_id] = fact

    def _standing(self) -> tuple[AbsenceBegan, AbsenceSaid]:
        """How it began, and its days as they were last said. Raises AbsenceWasWithdrawn."""
        began = self.began
        if began is None or self.is_withdrawn:
            raise AbsenceWasWithdrawn
        said = self.corrected or AbsenceSaid(
            from_on=began.from_on, expected_until_on=began.expected_until_on, origin=began.origin
        )
        return began, said.model_copy(update={"back_on": self.back_on})


def _away(absence_id: UUID, said: AbsenceSaid, origin_of_return: Origin) -> Away:
    return Away(
        absence_id=absence_id,
        from_on=said.origin.as_known(said.from_on),
        began_last_on=said.origin.window(said.from_on)[1],
        back_first_on=date.max if said.back_on is None else origin_of_return.window(said.back_on)[0],
    )


def _refuse_overlap(one: Away, others: Iterable[Away]) -> None:
    """Days are compared as far as they are known. Raises AwayAlready."""
    for other in others:
        if one.began_last_on < other.back_first_on and other.began_last_on < one.back_first_on:
            raise AwayAlready(from_on=other.from_on, absence_id=other.absence_id)


def _covering(covers: Sequence[CoverArranged], on: date) -> UUID | None:
    """Who answers on a day: of the covers that have begun, the latest; of two on one day, the one said last."""
    begun = sorted((one for one in covers if one.from_on <= on), key=lambda one: one.from_on)
    return begun[-1].covered_by if begun else None
