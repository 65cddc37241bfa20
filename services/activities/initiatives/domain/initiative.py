"""One initiative of a council, from the proposal to its completion.

Days are compared as far as they are known: something is refused when it is certainly before what it follows, or
certainly not here yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.activities.initiatives.domain.refusals import (
    AdoptedBeforeProposed,
    AlreadyAdopted,
    AlreadyCompleted,
    AlreadyDropped,
    AlreadyStarted,
    CompletedBeforeAdopted,
    DroppedBeforeAdopted,
    DroppedBeforeProposed,
    EndedBeforeStarted,
    FundedBeforeAdopted,
    GrantAlreadyRecorded,
    InitiativeAlreadyExists,
    InitiativeInTheFuture,
    InitiativeNotAdopted,
    InitiativeWasCompleted,
    InitiativeWasDropped,
    InitiativeWasWithdrawn,
    NoSuchSubmission,
    RefusedBeforeSubmitted,
    StartedBeforeAdopted,
    SubmissionAlreadyRecorded,
    SubmissionAlreadyRefused,
    SubmittedBeforeAdopted,
)
from services.activities.retelling import Told
from shared.contracts.activities.initiatives import (
    DropReason,
    InitiativeAdopted,
    InitiativeCompleted,
    InitiativeCorrected,
    InitiativeDropped,
    InitiativeFunded,
    InitiativeFundingRefused,
    InitiativeLife,
    InitiativeProposed,
    InitiativeStarted,
    InitiativeSubmitted,
    InitiativeWithdrawn,
)
from shared.contracts.vocabulary import Origin
from shared.entries.kinds import OthersStandOnIt
from shared.kernel import Fact, NotFound

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from shared.contracts.vocabulary import AmendmentReason, FunderKind
    from shared.kernel import RuleBroken


class Initiative(Told):
    """One thing to do for the neighbourhood."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.proposed: InitiativeProposed | None = None
        self.adopted: InitiativeAdopted | None = None
        self.asked: dict[tuple[str, UUID], Any] = {}
        """Requests for money, and their refusals, by the type of the fact."""
        self.grants: dict[UUID, InitiativeFunded] = {}
        self.started: InitiativeStarted | None = None
        self.completed: InitiativeCompleted | None = None
        self.dropped: InitiativeDropped | None = None
        self.withdrawn: InitiativeWithdrawn | None = None

    def propose(self, fact: InitiativeProposed, *, today: date) -> None:
        """Say that somebody proposed it. Raises InitiativeWasWithdrawn, InitiativeAlreadyExists, InitiativeInTheFuture."""
        if self.withdrawn is not None:
            raise InitiativeWasWithdrawn
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
                **_what(proposed),
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
            **_what(adopted),
            submission_id=submission_id,
            funder=funder,
            amount_cents=amount_cents,
            submitted_on=submitted_on,
            origin=origin,
        )
        if _is_news(self.asked.get((InitiativeSubmitted.type, submission_id)), fact, SubmissionAlreadyRecorded):
            _refuse_future("submitted_on", submitted_on, origin, today)
            if origin.is_before(submitted_on, adopted.adopted_on, adopted.origin):
                raise SubmittedBeforeAdopted(adopted_on=adopted.origin.as_known(adopted.adopted_on))
            self.record(fact)

    def refuse_funding(self, submission_id: UUID, refused_on: date, origin: Origin, *, today: date) -> None:
        """Say that the funder said no to what was asked.

        Raises NoSuchSubmission, SubmissionAlreadyRefused, InitiativeInTheFuture, RefusedBeforeSubmitted.
        """
        self._known()
        submitted = self.asked.get((InitiativeSubmitted.type, submission_id))
        if submitted is None:
            raise NoSuchSubmission
        known = self.asked.get((InitiativeFundingRefused.type, submission_id))
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
            **_what(adopted),
            grant_id=grant_id,
            funder=funder,
            amount_cents=amount_cents,
            funded_on=funded_on,
            origin=origin,
        )
        if _is_news(self.grants.get(grant_id), fact, GrantAlreadyRecorded):
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
            **_what(adopted),
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
                **_what(adopted),
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
                **_what(proposed),
                proposed_on=proposed.proposed_on,
                proposed_origin=proposed.origin,
                adopted_on=adopted.adopted_on if adopted else None,
                adopted_origin=adopted.origin if adopted else Origin(),
                dropped_on=dropped_on,
                reason=reason,
                origin=origin,
            )
        )

    # All of it, told again

    def life(self) -> InitiativeLife:
        """What stands of it. Raises NotFound, InitiativeWasWithdrawn."""
        return InitiativeLife(
            proposed=self._known(),
            adopted=self.adopted,
            submissions=tuple(one for one in self.asked.values() if isinstance(one, InitiativeSubmitted)),
            refusals=tuple(one for one in self.asked.values() if isinstance(one, InitiativeFundingRefused)),
            grants=tuple(self.grants.values()),
            started=self.started,
            completed=self.completed,
            dropped=self.dropped,
        )

    def say(self, step: Any, today: date) -> None:
        """Say one step, as it was or is said."""
        match step:
            case InitiativeProposed():
                self.propose(step, today=today)
            case InitiativeAdopted():
                self.adopt(step.adopted_on, step.origin, today=today)
            case InitiativeSubmitted():
                asked = step.submission_id, step.funder, step.amount_cents, step.submitted_on
                self.submit(*asked, step.origin, today=today)
            case InitiativeFundingRefused():
                self.refuse_funding(step.submission_id, step.refused_on, step.origin, today=today)
            case InitiativeFunded():
                granted = step.grant_id, step.funder, step.amount_cents, step.funded_on
                self.fund(*granted, step.origin, today=today)
            case InitiativeStarted():
                self.start(step.started_on, step.origin, today=today)
            case InitiativeCompleted():
                self.complete(step.completed_on, step.origin, today=today)
            case InitiativeDropped():
                self.drop(step.dropped_on, step.reason, step.origin, today=today)

    def amend(self, before: InitiativeLife, after: InitiativeLife, reason: AmendmentReason, origin: Origin) -> None:
        """Record that its life is told otherwise."""
        self.record(
            InitiativeCorrected(
                initiative_id=self.id,
                council_id=before.proposed.council_id,
                before=before,
                after=after,
                reason=reason,
                origin=origin,
            )
        )

    def withdraw(self, reason: AmendmentReason, origin: Origin, *, others: int = 0) -> None:
        """Say that it should never have been entered. `others` is how many entries that stand name it.

        Raises NotFound, InitiativeWasWithdrawn, OthersStandOnIt.
        """
        gone = self.withdrawn
        if gone is not None and (gone.reason, gone.origin) == (reason, origin):
            return
        said = self.life()
        if others:
            raise OthersStandOnIt(others=others)
        council_id = said.proposed.council_id
        self.record(
            InitiativeWithdrawn(initiative_id=self.id, council_id=council_id, said=said, reason=reason, origin=origin)
        )

    def _known(self) -> InitiativeProposed:
        """The proposal; there is none when the id is that of something else."""
        if self.withdrawn is not None:
            raise InitiativeWasWithdrawn
        if self.proposed is None:
            raise NotFound
        return self.proposed

    def _adopted(self) -> InitiativeAdopted:
        title = self._known().title
        if self.adopted is None:
            raise InitiativeNotAdopted(title=title)
        return self.adopted

    def remember(self, fact: Fact) -> None:
        """Keep what later decisions need."""
        match fact:
            case InitiativeProposed():
                self.proposed = fact
            case InitiativeAdopted():
                self.adopted = fact
            case InitiativeSubmitted() | InitiativeFundingRefused():
                self.asked[fact.type, fact.submission_id] = fact
            case InitiativeStarted():
                self.started = fact
            case InitiativeFunded():
                self.grants[fact.grant_id] = fact
            case InitiativeCompleted():
                self.completed = fact
            case InitiativeDropped():
                self.dropped = fact
            case InitiativeCorrected(after=life):
                self.proposed, self.adopted = life.proposed, life.adopted
                self.asked = {(one.type, one.submission_id): one for one in life.submissions}
                self.asked.update({(one.type, one.submission_id): one for one in life.refusals})
                self.grants = {one.grant_id: one for one in life.grants}
                self.started, self.completed, self.dropped = life.started, life.completed, life.dropped
            case InitiativeWithdrawn():
                self.withdrawn = fact


def _what(said: InitiativeProposed | InitiativeAdopted) -> dict[str, Any]:
    """What every fact about an initiative says of it."""
    return {name: getattr(said, name) for name in ("initiative_id", "council_id", "title", "theme")}


def _is_news(known: Fact | None, fact: Fact, already: type[RuleBroken]) -> bool:
    """Whether it was not said yet. Raises `already` when it was, with other particulars."""
    if known is not None and known != fact:
        raise already
    return known is None


def _check_end(field: str, started: InitiativeStarted | None, ended_on: date, origin: Origin) -> None:
    if started is not None and origin.is_before(ended_on, started.started_on, started.origin):
        raise EndedBeforeStarted(
            field=field, started_on=started.origin.as_known(started.started_on), ended_on=origin.as_known(ended_on)
        )


def _refuse_future(field: str, day: date, origin: Origin, today: date) -> None:
    if origin.is_to_come(day, today):
        raise InitiativeInTheFuture(field=field, day=origin.as_known(day))
