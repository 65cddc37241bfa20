"""A post: that the team has it, under which agreement, how it is recruited for, and who holds it.

One person at a time holds it. Days are compared as far as they are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts.councils.team import (
    FillingWithdrawn,
    PostClosed,
    PostCorrected,
    PostFilled,
    PostOpened,
    PostRenewalWithdrawn,
    PostRenewed,
    PostSaid,
    PostVacated,
    PostWithdrawn,
    RecruitmentStepTaken,
    RecruitmentStepWithdrawn,
)
from shared.days import refuse_backwards, refuse_future
from shared.kernel import Aggregate, Fact, NotFound, RuleBroken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from shared.contracts.councils.team import Agreement, RecruitmentStep, VacatingReason
    from shared.contracts.vocabulary import AmendmentReason, Origin


class PostAlreadyOpened(RuleBroken):
    """This id is that of another post, with other particulars."""

    pointer = "/post_id"


class PostWasWithdrawn(RuleBroken):
    """This post was entered by mistake and withdrawn: nothing more can be said of it."""


class PostIsClosed(RuleBroken):
    """This post was closed on {closed_on}."""


class AgreementNotRenewed(RuleBroken):
    """The agreement of this post was not renewed since the post was opened: there is no renewal to withdraw."""


class PostNotYetOpen(RuleBroken):
    """This post was opened on {opened_on}: nothing can have happened to it before."""

    def __init__(self, *, field: str, opened_on: date) -> None:
        super().__init__(opened_on=opened_on)
        self.pointer = f"/{field}"


class PostAlreadyFilled(RuleBroken):
    """Somebody holds this post already, since {filled_on}."""

    pointer = "/facilitator_id"


class FilledBeforeVacated(RuleBroken):
    """The last holder left this post on {vacated_on}: nobody else can have held it before."""

    pointer = "/filled_on"


class PostNotFilled(RuleBroken):
    """Nobody holds this post."""


class VacatedBeforeFilled(RuleBroken):
    """This post was filled on {filled_on} and cannot have been vacated before."""

    pointer = "/vacated_on"


class PostStillFilled(RuleBroken):
    """Somebody holds this post since {filled_on}: it is vacated before it is closed."""


class ClosedBeforeVacated(RuleBroken):
    """The last holder left this post on {vacated_on}: it cannot have been closed before."""

    pointer = "/closed_on"


class OpenedAfterFilled(RuleBroken):
    """This post was filled on {filled_on}: it cannot have been opened after."""

    pointer = "/opened_on"


class PostWasFilled(RuleBroken):
    """Somebody held this post from {filled_on}: it is not withdrawn unless that is withdrawn first."""


class UnknownFilling(NotFound):
    """Nobody was said to hold this post from that day."""


class UnknownStep(NotFound):
    """Nobody said that the recruitment took that step on that day."""


class Post(Aggregate):
    """One post of the team. One agreement of adulte-relais is one post."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.opened: PostOpened | None = None
        self.corrected: PostSaid | None = None
        self.closed_on: date | None = None
        self.agreement: Agreement | None = None
        self.renewals: Sequence[PostRenewed] = ()
        """Those that stand, in the order in which they were said."""
        self.renewal_taken_back: PostRenewalWithdrawn | None = None
        self.is_withdrawn = False
        self.steps: dict[tuple[RecruitmentStep, date], Sequence[RecruitmentStepTaken]] = {}
        """Those that stand, by step and day, in the order in which they were said."""
        self.steps_taken_back: dict[tuple[RecruitmentStep, date], RecruitmentStepWithdrawn] = {}
        self.holder: PostFilled | None = None
        self.fillings: dict[tuple[UUID, date], PostFilled] = {}
        self.vacated: dict[tuple[UUID, date], PostVacated] = {}
        self.undone: set[tuple[UUID, date]] = set()

    @property
    def said(self) -> PostSaid | None:
        """What the post is, as it was last said."""
        first = self.opened
        if first is None:
            return None
        said = self.corrected or PostSaid(
            kind=first.kind, title=first.title, opened_on=first.opened_on, origin=first.origin
        )
        return said.model_copy(update={"closed_on": self.closed_on})

    def open(self, fact: PostOpened, *, today: date) -> None:
        """Say that the team has this post. Raises PostAlreadyOpened, PostWasWithdrawn, EndsBeforeItStarts, InTheFuture.

        The agreement may lie in the future; the post may not.
        """
        if self.version:
            if self.is_withdrawn:
                raise PostWasWithdrawn
            if fact == self.opened:
                return
            raise PostAlreadyOpened
        if fact.agreement is not None:
            _refuse_backwards(fact.agreement)
        refuse_future("opened_on", fact.opened_on, fact.origin, today)
        self.record(fact)

    def renew(self, agreement: Agreement, origin: Origin) -> None:
        """Say that the agreement was renewed, or say it again. Raises PostIsClosed, PostWasWithdrawn, EndsBeforeItStarts."""
        if agreement == self.agreement:
            return
        self._standing()
        _refuse_backwards(agreement)
        self.record(PostRenewed(post_id=self.id, former_agreement=self.agreement, agreement=agreement, origin=origin))

    def withdraw_renewal(self, reason: AmendmentReason, origin: Origin) -> None:
        """Say that the last renewal was a mistake: the agreement before it stands. Raises AgreementNotRenewed, PostWasWithdrawn."""
        self._not_withdrawn()
        match self.renewals, self.renewal_taken_back:
            case [*_, said], _:
                words = said.model_dump(exclude={"origin"})
                self.record(PostRenewalWithdrawn(**words, renewal_origin=said.origin, reason=reason, origin=origin))
            case _, PostRenewalWithdrawn() as gone if (gone.reason, gone.origin) == (reason, origin):
                return
            case _:
                raise AgreementNotRenewed

    def take_step(self, fact: RecruitmentStepTaken, *, today: date) -> None:
        """Say how far the recruitment is. Raises PostNotYetOpen, PostIsClosed, PostWasWithdrawn, InTheFuture."""
        if fact in self.steps.get((fact.step, fact.taken_on), ()):
            return
        self._refuse_before_opening("taken_on", fact.taken_on, fact.origin, self._standing())
        refuse_future("taken_on", fact.taken_on, fact.origin, today)
        self.record(fact)

    def withdraw_step(self, step: RecruitmentStep, taken_on: date, reason: AmendmentReason, origin: Origin) -> None:
        """Say that the recruitment did not take that step on that day; of several, the last said. Raises UnknownStep."""
        match self.steps.get((step, taken_on), ()), self.steps_taken_back.get((step, taken_on)):
            case [*_, said], _:
                words = said.model_dump(exclude={"origin"})
                self.record(RecruitmentStepWithdrawn(**words, step_origin=said.origin, reason=reason, origin=origin))
            case _, RecruitmentStepWithdrawn() as gone if (gone.reason, gone.origin) == (reason, origin):
                return
            case _:
                raise UnknownStep

    def fill(self, facilitator_id: UUID, filled_on: date, origin: Origin, *, today: date) -> None:
        """Say who holds the post from a day.

        Raises PostAlreadyFilled, FilledBeforeVacated, PostNotYetOpen, PostIsClosed, PostWasWithdrawn, InTheFuture.
        """
        known = self.fillings.get((facilitator_id, filled_on))
        if known is not None and known.origin == origin:
            return
        said = self._standing()
        if self.holder is not None:
            raise PostAlreadyFilled(filled_on=self.holder.filled_on)
        self._refuse_before_opening("filled_on", filled_on, origin, said)
        last = self._last_vacated()
        if last is not None and origin.is_before(filled_on, last.vacated_on, last.origin):
            raise FilledBeforeVacated(vacated_on=last.vacated_on)
        refuse_future("filled_on", filled_on, origin, today)
        self.record(
            PostFilled(
                post_id=self.id, kind=said.kind, facilitator_id=facilitator_id, filled_on=filled_on, origin=origin
            )
        )

    def vacate(self, vacated_on: date, reason: VacatingReason, origin: Origin, *, today: date) -> None:
        """Say that its holder left it. Raises PostNotFilled, VacatedBeforeFilled, InTheFuture."""
        holder = self.holder
        if holder is None:
            last = self._last_vacated()
            if last is not None and (last.vacated_on, last.reason, last.origin) == (vacated_on, reason, origin):
                return
            raise PostNotFilled
        if origin.is_before(vacated_on, holder.filled_on, holder.origin):
            raise VacatedBeforeFilled(filled_on=holder.filled_on)
        refuse_future("vacated_on", vacated_on, origin, today)
        self.record(
            PostVacated(
                post_id=self.id,
                kind=holder.kind,
                facilitator_id=holder.facilitator_id,
                filled_on=holder.filled_on,
                vacated_on=vacated_on,
                reason=reason,
                origin=origin,
            )
        )

    def close(self, closed_on: date, origin: Origin, *, today: date) -> None:
        """Say that the post no longer exists.

        Raises PostIsClosed, PostStillFilled, PostNotYetOpen, ClosedBeforeVacated, PostWasWithdrawn, InTheFuture.
        """
        if self._not_withdrawn().closed_on == closed_on:
            return
        said = self._standing()
        self._refuse_before_opening("closed_on", closed_on, origin, said)
        self._refuse_closing(closed_on, origin)
        refuse_future("closed_on", closed_on, origin, today)
        self.record(PostClosed(post_id=self.id, opened_on=said.opened_on, closed_on=closed_on, origin=origin))

    def correct(self, after: PostSaid, reason: AmendmentReason, origin: Origin, *, today: date) -> None:
        """Say again what the post is, and that it was or was not closed.

        Raises EndsBeforeItStarts, OpenedAfterFilled, PostStillFilled, ClosedBeforeVacated, PostWasWithdrawn, InTheFuture.
        """
        before = self._not_withdrawn()
        if after == before:
            return
        refuse_backwards("closed_on", after.opened_on, after.closed_on)
        first = min(self.fillings.values(), key=lambda filled: filled.filled_on, default=None)
        if first is not None and first.origin.is_before(first.filled_on, after.opened_on, after.origin):
            raise OpenedAfterFilled(filled_on=first.filled_on)
        refuse_future("opened_on", after.opened_on, after.origin, today)
        if after.closed_on is not None:
            self._refuse_closing(after.closed_on, after.origin)
            refuse_future("closed_on", after.closed_on, after.origin, today)
        self.record(PostCorrected(post_id=self.id, before=before, after=after, reason=reason, origin=origin))

    def withdraw(self, reason: AmendmentReason, origin: Origin) -> None:
        """Say that the team never had this post. Raises PostWasFilled: somebody held it, and the log says so."""
        if self.is_withdrawn:
            return
        said = self._not_withdrawn()
        first = min(self.fillings.values(), key=lambda filled: filled.filled_on, default=None)
        if first is not None:
            raise PostWasFilled(filled_on=first.filled_on)
        self.record(PostWithdrawn(post_id=self.id, said=said, reason=reason, origin=origin))

    def withdraw_filling(self, facilitator_id: UUID, filled_on: date, reason: AmendmentReason, origin: Origin) -> None:
        """Say that the person never held the post from that day. Raises UnknownFilling."""
        key = (facilitator_id, filled_on)
        filled = self.fillings.get(key)
        if filled is None:
            if key in self.undone:
                return
            raise UnknownFilling
        vacated = self.vacated.get(key)
        self.record(
            FillingWithdrawn(
                post_id=self.id,
                kind=filled.kind,
                facilitator_id=facilitator_id,
                filled_on=filled_on,
                vacated_on=vacated.vacated_on if vacated else None,
                entry_origin=filled.origin,
                reason=reason,
                origin=origin,
            )
        )

    def remember(self, fact: Fact) -> None:  # noqa: C901 - one case for each fact
        """Keep what later decisions need."""
        match fact:
            case PostOpened():
                self.opened, self.agreement = fact, fact.agreement
            case PostRenewed():
                self.agreement, self.renewals = fact.agreement, (*self.renewals, fact)
            case PostRenewalWithdrawn():
                *self.renewals, _ = self.renewals or (fact,)
                self.agreement, self.renewal_taken_back = fact.former_agreement, fact
            case PostClosed():
                self.closed_on = fact.closed_on
            case PostCorrected():
                self.corrected, self.closed_on = fact.after, fact.after.closed_on
            case PostWithdrawn():
                self.is_withdrawn = True
            case RecruitmentStepTaken():
                key = fact.step, fact.taken_on
                self.steps[key] = (*self.steps.get(key, ()), fact)
            case RecruitmentStepWithdrawn():
                key = fact.step, fact.taken_on
                *self.steps[key], _ = self.steps.get(key) or (fact,)
                self.steps_taken_back[key] = fact
            case PostFilled():
                self.holder = fact
                self.fillings[fact.facilitator_id, fact.filled_on] = fact
                self.undone.discard((fact.facilitator_id, fact.filled_on))
            case PostVacated():
                self.holder = None
                self.vacated[fact.facilitator_id, fact.filled_on] = fact
            case FillingWithdrawn():
                self.fillings.pop((fact.facilitator_id, fact.filled_on), None)
                self.vacated.pop((fact.facilitator_id, fact.filled_on), None)
                self.undone.add((fact.facilitator_id, fact.filled_on))
                self.holder = self.holder if fact.vacated_on else None

    def _not_withdrawn(self) -> PostSaid:
        said = self.said
        if said is None or self.is_withdrawn:
            raise PostWasWithdrawn
        return said

    def _standing(self) -> PostSaid:
        """What was said of a post that is neither withdrawn nor closed. Raises PostWasWithdrawn, PostIsClosed."""
        said = self._not_withdrawn()
        if said.closed_on is not None:
            raise PostIsClosed(closed_on=said.closed_on)
        return said

    def _last_vacated(self) -> PostVacated | None:
        return max(self.vacated.values(), key=lambda vacated: vacated.vacated_on, default=None)

    def _refuse_before_opening(self, field: str, day: date, origin: Origin, said: PostSaid) -> None:
        if origin.is_before(day, said.opened_on, said.origin):
            raise PostNotYetOpen(field=field, opened_on=said.opened_on)

    def _refuse_closing(self, closed_on: date, origin: Origin) -> None:
        if self.holder is not None:
            raise PostStillFilled(filled_on=self.holder.filled_on)
        last = self._last_vacated()
        if last is not None and origin.is_before(closed_on, last.vacated_on, last.origin):
            raise ClosedBeforeVacated(vacated_on=last.vacated_on)


def _refuse_backwards(agreement: Agreement) -> None:
    refuse_backwards("agreement/until_on", agreement.from_on, agreement.until_on)
