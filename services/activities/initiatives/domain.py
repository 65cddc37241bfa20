"""One initiative of a council, from the proposal to its completion.

Days are compared as far as they are known: something is refused when it is certainly before what it follows, or
certainly not here yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts.activities.initiatives import (
    DropReason,
    InitiativeAdopted,
    InitiativeCompleted,
    InitiativeDropped,
    InitiativeFunded,
    InitiativeFundingRefused,
    InitiativeProposed,
    InitiativeStarted,
    InitiativeSubmitted,
)
from shared.contracts.vocabulary import Origin
from shared.kernel import Aggregate, Fact, NotFound, RuleBroken

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from shared.contracts.vocabulary import FunderKind
    from shared.sentences import Day


class InitiativeAlreadyExists(RuleBroken):
    """This id is taken already, with other particulars."""

    pointer = "/initiative_id"


class InitiativeInTheFuture(RuleBroken):
    """Nothing can have happened to an initiative {day:on}: that day has not come yet."""

    def __init__(self, *, field: str, day: Day) -> None:
        super().__init__(day=day)
        self.pointer = f"/{field}"


class AdoptedBeforeProposed(RuleBroken):
    """This initiative was proposed {proposed_on:on} and cannot have been adopted before."""

    pointer = "/adopted_on"


class AlreadyAdopted(RuleBroken):
    """This initiative was already said to be adopted, {adopted_on:on}."""

    pointer = "/adopted_on"


class InitiativeNotAdopted(RuleBroken):
    """The initiative “{title}” has not been adopted: it can be neither funded, nor started, nor completed."""


class FundedBeforeAdopted(RuleBroken):
    """This initiative was adopted {adopted_on:on} and cannot have been funded before."""

    pointer = "/funded_on"


class GrantAlreadyRecorded(RuleBroken):
    """This grant was already recorded, with other particulars."""

    pointer = "/grant_id"


class SubmittedBeforeAdopted(RuleBroken):
    """This initiative was adopted {adopted_on:on}; nothing can have been asked for it before."""

    pointer = "/submitted_on"


class SubmissionAlreadyRecorded(RuleBroken):
    """This request was already recorded, with other particulars."""

    pointer = "/submission_id"


class NoSuchSubmission(NotFound):
    """Nothing was asked for this initiative under this id."""


class RefusedBeforeSubmitted(RuleBroken):
    """This was asked {submitted_on:on} and cannot have been refused before."""

    pointer = "/refused_on"


class SubmissionAlreadyRefused(RuleBroken):
    """This request was already said to be refused, {refused_on:on}."""

    pointer = "/refused_on"


class StartedBeforeAdopted(RuleBroken):
    """This initiative was adopted {adopted_on:on} and cannot have started before."""

    pointer = "/started_on"


class AlreadyStarted(RuleBroken):
    """This initiative was already said to have started, {started_on:on}."""

    pointer = "/started_on"


class EndedBeforeStarted(RuleBroken):
    """An initiative that started {started_on:on} cannot have ended before, {ended_on:on}."""

    def __init__(self, *, field: str, started_on: Day, ended_on: Day) -> None:
        super().__init__(started_on=started_on, ended_on=ended_on)
        self.pointer = f"/{field}"


class CompletedBeforeAdopted(RuleBroken):
    """This initiative was adopted {adopted_on:on} and cannot have been completed before."""

    pointer = "/completed_on"


class AlreadyCompleted(RuleBroken):
    """This initiative was already said to be completed, {completed_on:on}."""

    pointer = "/completed_on"


class InitiativeWasDropped(RuleBroken):
    """This initiative was given up {dropped_on:on}."""


class InitiativeWasCompleted(RuleBroken):
    """This initiative was completed {completed_on:on}; it cannot be given up."""


class DroppedBeforeProposed(RuleBroken):
    """This initiative was proposed {proposed_on:on} and cannot have been given up before."""

    pointer = "/dropped_on"


class DroppedBeforeAdopted(RuleBroken):
    """This initiative was adopted {adopted_on:on} and cannot have been given up before."""

    pointer = "/dropped_on"


class AlreadyDropped(RuleBroken):
    """This initiative was already said to be given up, {dropped_on:on}, with other particulars."""


class Initiative(Aggregate):
    """One thing to do for the neighbourhood."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.proposed: InitiativeProposed | None = None
        self.adopted: InitiativeAdopted | None = None
        self.submissions: dict[UUID, InitiativeSubmitted] = {}
        self.refusals: dict[UUID, InitiativeFundingRefused] = {}
        self.grants: dict[UUID, InitiativeFunded] = {}
        self.started: InitiativeStarted | None = None
        self.completed: InitiativeCompleted | None = None
        self.dropped: InitiativeDropped | None = None

    def propose(self, fact: InitiativeProposed, *, today: date) -> None:
        """Say that somebody proposed it. Raises InitiativeAlreadyExists, InitiativeInTheFuture."""
        if self.version:
            if self.proposed == fact:
                return
            raise InitiativeAlreadyExists
        _refuse_future("proposed_on", fact.proposed_on, fact.origin, today)
        self.record(fact)

    def adopt(self, adopted_on: date, origin: Origin, *, today: date) -> None:
        """Say that the council made it its own.

        Raises AlreadyAdopted, InitiativeWasDropped, InitiativeInTheFuture, AdoptedBeforeProposed.
        """
        proposed = self._known()
        if self.adopted is not None:
            if (self.adopted.adopted_on, self.adopted.origin) == (adopted_on, origin):
                return
            raise AlreadyAdopted(adopted_on=self.adopted.origin.as_known(self.adopted.adopted_on))
        if self.dropped is not None:
            raise InitiativeWasDropped(dropped_on=self.dropped.origin.as_known(self.dropped.dropped_on))
        _refuse_future("adopted_on", adopted_on, origin, today)
        if origin.is_before(adopted_on, proposed.proposed_on, proposed.origin):
            raise AdoptedBeforeProposed(proposed_on=proposed.origin.as_known(proposed.proposed_on))
        self.record(
            InitiativeAdopted(
                initiative_id=self.id,
                council_id=proposed.council_id,
                title=proposed.title,
                theme=proposed.theme,
                proposed_on=proposed.proposed_on,
                proposed_origin=proposed.origin,
                adopted_on=adopted_on,
                origin=origin,
            )
        )

    def submit(
        self,
        submission_id: UUID,
        funder: FunderKind,
        amount_cents: int | None,
        submitted_on: date,
        origin: Origin,
        *,
        today: date,
    ) -> None:
        """Say that money was asked of a funder, whatever was said of the initiative since.

        Raises InitiativeNotAdopted, SubmissionAlreadyRecorded, InitiativeInTheFuture, SubmittedBeforeAdopted.
        """
        adopted = self._adopted()
        fact = InitiativeSubmitted(
            initiative_id=self.id,
            submission_id=submission_id,
            council_id=adopted.council_id,
            title=adopted.title,
            theme=adopted.theme,
            funder=funder,
            amount_cents=amount_cents,
            submitted_on=submitted_on,
            origin=origin,
        )
        known = self.submissions.get(submission_id)
        if known == fact:
            return
        if known is not None:
            raise SubmissionAlreadyRecorded
        _refuse_future("submitted_on", submitted_on, origin, today)
        if origin.is_before(submitted_on, adopted.adopted_on, adopted.origin):
            raise SubmittedBeforeAdopted(adopted_on=adopted.origin.as_known(adopted.adopted_on))
        self.record(fact)

    def refuse_funding(self, submission_id: UUID, refused_on: date, origin: Origin, *, today: date) -> None:
        """Say that the funder said no to what was asked.

        Raises NoSuchSubmission, SubmissionAlreadyRefused, InitiativeInTheFuture, RefusedBeforeSubmitted.
        """
        submitted = self.submissions.get(submission_id)
        if submitted is None:
            raise NoSuchSubmission
        known = self.refusals.get(submission_id)
        if known is not None:
            if (known.refused_on, known.origin) == (refused_on, origin):
                return
            raise SubmissionAlreadyRefused(refused_on=known.origin.as_known(known.refused_on))
        _refuse_future("refused_on", refused_on, origin, today)
        if origin.is_before(refused_on, submitted.submitted_on, submitted.origin):
            raise RefusedBeforeSubmitted(submitted_on=submitted.origin.as_known(submitted.submitted_on))
        self.record(
            InitiativeFundingRefused(
                **submitted.model_dump(exclude={"origin"}),
                submitted_origin=submitted.origin,
                refused_on=refused_on,
                origin=origin,
            )
        )

    def fund(
        self, grant_id: UUID, funder: FunderKind, amount_cents: int, funded_on: date, origin: Origin, *, today: date
    ) -> None:
        """Say that a funder granted a sum, whatever was said of the initiative since: grants are often entered late.

        Raises InitiativeNotAdopted, GrantAlreadyRecorded, InitiativeInTheFuture, FundedBeforeAdopted.
        """
        adopted = self._adopted()
        fact = InitiativeFunded(
            initiative_id=self.id,
            grant_id=grant_id,
            council_id=adopted.council_id,
            title=adopted.title,
            theme=adopted.theme,
            funder=funder,
            amount_cents=amount_cents,
            funded_on=funded_on,
            origin=origin,
        )
        known = self.grants.get(grant_id)
        if known == fact:
            return
        if known is not None:
            raise GrantAlreadyRecorded
        _refuse_future("funded_on", funded_on, origin, today)
        if origin.is_before(funded_on, adopted.adopted_on, adopted.origin):
            raise FundedBeforeAdopted(adopted_on=adopted.origin.as_known(adopted.adopted_on))
        self.record(fact)

    def start(self, started_on: date, origin: Origin, *, today: date) -> None:
        """Say that the work has begun.

        Raises InitiativeNotAdopted, AlreadyStarted, InitiativeWasDropped, InitiativeInTheFuture, StartedBeforeAdopted,
        EndedBeforeStarted.
        """
        adopted = self._adopted()
        if self.started is not None:
            if (self.started.started_on, self.started.origin) == (started_on, origin):
                return
            raise AlreadyStarted(started_on=self.started.origin.as_known(self.started.started_on))
        if self.dropped is not None:
            raise InitiativeWasDropped(dropped_on=self.dropped.origin.as_known(self.dropped.dropped_on))
        _refuse_future("started_on", started_on, origin, today)
        if origin.is_before(started_on, adopted.adopted_on, adopted.origin):
            raise StartedBeforeAdopted(adopted_on=adopted.origin.as_known(adopted.adopted_on))
        fact = InitiativeStarted(
            initiative_id=self.id,
            council_id=adopted.council_id,
            title=adopted.title,
            theme=adopted.theme,
            adopted_on=adopted.adopted_on,
            adopted_origin=adopted.origin,
            started_on=started_on,
            origin=origin,
        )
        if self.completed is not None:
            _check_end("started_on", fact, self.completed.completed_on, self.completed.origin)
        self.record(fact)

    def complete(self, completed_on: date, origin: Origin, *, today: date) -> None:
        """Say that it was done.

        Raises InitiativeNotAdopted, AlreadyCompleted, InitiativeWasDropped, InitiativeInTheFuture, CompletedBeforeAdopted,
        EndedBeforeStarted.
        """
        adopted = self._adopted()
        if self.completed is not None:
            if (self.completed.completed_on, self.completed.origin) == (completed_on, origin):
                return
            raise AlreadyCompleted(completed_on=self.completed.origin.as_known(self.completed.completed_on))
        if self.dropped is not None:
            raise InitiativeWasDropped(dropped_on=self.dropped.origin.as_known(self.dropped.dropped_on))
        _refuse_future("completed_on", completed_on, origin, today)
        if origin.is_before(completed_on, adopted.adopted_on, adopted.origin):
            raise CompletedBeforeAdopted(adopted_on=adopted.origin.as_known(adopted.adopted_on))
        _check_end("completed_on", self.started, completed_on, origin)
        self.record(
            InitiativeCompleted(
                initiative_id=self.id,
                council_id=adopted.council_id,
                title=adopted.title,
                theme=adopted.theme,
                adopted_on=adopted.adopted_on,
                adopted_origin=adopted.origin,
                completed_on=completed_on,
                origin=origin,
            )
        )

    def drop(self, dropped_on: date, reason: DropReason, origin: Origin, *, today: date) -> None:
        """Say that it was given up, adopted or not.

        Raises InitiativeWasCompleted, AlreadyDropped, InitiativeInTheFuture, DroppedBeforeProposed, DroppedBeforeAdopted,
        EndedBeforeStarted.
        """
        proposed, adopted, dropped = self._known(), self.adopted, self.dropped
        if self.completed is not None:
            raise InitiativeWasCompleted(completed_on=self.completed.origin.as_known(self.completed.completed_on))
        if dropped is not None:
            if (dropped.dropped_on, dropped.reason, dropped.origin) == (dropped_on, reason, origin):
                return
            raise AlreadyDropped(dropped_on=dropped.origin.as_known(dropped.dropped_on))
        _refuse_future("dropped_on", dropped_on, origin, today)
        if origin.is_before(dropped_on, proposed.proposed_on, proposed.origin):
            raise DroppedBeforeProposed(proposed_on=proposed.origin.as_known(proposed.proposed_on))
        if adopted is not None and origin.is_before(dropped_on, adopted.adopted_on, adopted.origin):
            raise DroppedBeforeAdopted(adopted_on=adopted.origin.as_known(adopted.adopted_on))
        _check_end("dropped_on", self.started, dropped_on, origin)
        self.record(
            InitiativeDropped(
                initiative_id=self.id,
                council_id=proposed.council_id,
                title=proposed.title,
                theme=proposed.theme,
                proposed_on=proposed.proposed_on,
                proposed_origin=proposed.origin,
                adopted_on=adopted.adopted_on if adopted else None,
                adopted_origin=adopted.origin if adopted else Origin(),
                dropped_on=dropped_on,
                reason=reason,
                origin=origin,
            )
        )

    def _known(self) -> InitiativeProposed:
        """The proposal; there is none when the id is that of something else."""
        if self.proposed is None:
            raise NotFound
        return self.proposed

    def _adopted(self) -> InitiativeAdopted:
        if self.adopted is None:
            raise InitiativeNotAdopted(title=self._known().title)
        return self.adopted

    def remember(self, fact: Fact) -> None:
        """Keep what later decisions need."""
        match fact:
            case InitiativeProposed():
                self.proposed = fact
            case InitiativeAdopted():
                self.adopted = fact
            case InitiativeSubmitted():
                self.submissions[fact.submission_id] = fact
            case InitiativeFundingRefused():
                self.refusals[fact.submission_id] = fact
            case InitiativeStarted():
                self.started = fact
            case InitiativeFunded():
                self.grants[fact.grant_id] = fact
            case InitiativeCompleted():
                self.completed = fact
            case InitiativeDropped():
                self.dropped = fact


def _check_end(field: str, started: InitiativeStarted | None, ended_on: date, origin: Origin) -> None:
    if started is not None and origin.is_before(ended_on, started.started_on, started.origin):
        raise EndedBeforeStarted(
            field=field, started_on=started.origin.as_known(started.started_on), ended_on=origin.as_known(ended_on)
        )


def _refuse_future(field: str, day: date, origin: Origin, today: date) -> None:
    if origin.is_to_come(day, today):
        raise InitiativeInTheFuture(field=field, day=origin.as_known(day))
