"""One case, from its opening to its closing: what may be said of it.

Only contradictions are refused. Whether it is late, silent or without a holder is computed for a day, and blocks nothing. Days are
compared as far as they are known. Steps, holders and pauses are often said late, and in another order than they happened: each
follows the opening and what was said before of the same matter. After a closing there is nothing: it follows them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.activities.cases.domain.case_types import CASE_TYPE, CaseType
from services.activities.cases.domain.refusals import (
    AlreadyHolder,
    AnotherCaseIsOpen,
    BeforeWhatItFollows,
    CaseAlreadyExists,
    CaseAlreadyPaused,
    CaseIsClosed,
    CaseNotClosed,
    CaseNotPaused,
    CaseWasWithdrawn,
    OpenedAfterWhatFollowed,
    StepIsNotNext,
    StepUnclear,
    SubjectIsTheCouncil,
    UnknownCaseType,
    UnknownStep,
)
from shared.contracts.activities.cases import (
    CaseClosed,
    CaseCorrected,
    CaseHandedOver,
    CaseOpened,
    CaseOutcome,
    CasePaused,
    CaseReopened,
    CaseResumed,
    CaseSaid,
    CaseStep,
    CaseStepDone,
    CaseStepSet,
    CaseSubject,
    CaseWithdrawn,
    ClosingReason,
    HandingOverReason,
    PauseReason,
    ReopeningReason,
)
from shared.contracts.activities.dialogue import CommitmentMade, PrefectReferred
from shared.contracts.activities.initiatives import InitiativeProposed
from shared.contracts.activities.plans import NeedIdentified
from shared.days import refuse_backwards, refuse_future
from shared.entries.kinds import About, OthersStandOnIt, Subject, check_subject
from shared.kernel import Aggregate, Fact, NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from shared.contracts.vocabulary import AmendmentReason, Origin

ABOUT: Mapping[CaseSubject, About] = {
    CaseSubject.INITIATIVE: About("subject_id", (InitiativeProposed,), "initiative", "initiative"),
    CaseSubject.COMMITMENT: About(
        "subject_id", (CommitmentMade,), "engagement d'une institution", "commitment of an institution"
    ),
    CaseSubject.REFERRAL: About(
        "subject_id", (PrefectReferred,), "interpellation du préfet", "referral to the prefect"
    ),
    CaseSubject.NEED: About("subject_id", (NeedIdentified,), "besoin du quartier", "need of the neighbourhood"),
}
"""What a case may be about beside the council itself."""

Day = tuple["date", "Origin"]
"""A day, and how well it is known."""


def type_of(code: str) -> CaseType:
    """The type that has this code. Raises UnknownCaseType."""
    if code not in CASE_TYPE:
        raise UnknownCaseType(known=", ".join(CASE_TYPE))
    return CASE_TYPE[code]


class Case(Aggregate):
    """One thing that is followed for a council."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.opened: CaseOpened | None = None
        self.corrected: CaseCorrected | None = None
        self.holder_id: UUID | None = None
        self.next_step: CaseStep | None = None
        self.done: list[CaseStepDone] = []
        self.handed_over: CaseHandedOver | None = None
        self.paused: CasePaused | None = None
        self.resumed: CaseResumed | None = None
        self.closed: CaseClosed | None = None
        self.reopened: CaseReopened | None = None
        self.withdrawn: CaseWithdrawn | None = None
        self.changed: Day | None = None
        """When it was last paused, resumed, closed or reopened."""
        self.followed: list[Day] = []
        """The days of all that was said since it was opened: a day of which less is known may be the first of them."""

    def open(self, fact: CaseOpened, *, subject: Subject | None, other: UUID | None, today: date) -> None:
        """Say that it is followed from that day. `other` is a case of its type that is open about the very same.

        Raises CaseAlreadyExists, CaseWasWithdrawn, AnotherCaseIsOpen, SubjectIsTheCouncil, StepUnclear, UnknownStep, InTheFuture,
        EndsBeforeItStarts, and what `check_subject` refuses.
        """
        if self.withdrawn is not None:
            raise CaseWasWithdrawn
        if self.version:
            if self.opened == fact:
                return
            raise CaseAlreadyExists
        self._check(fact, None, said_of(fact), subject, other, today)
        if fact.next_step is not None:
            _check_step("next_step", fact.next_step, fact.case_type, fact.opened_on)
        self.record(fact)

    def correct(
        self, after: CaseSaid, reason: AmendmentReason, *, subject: Subject | None, other: UUID | None, today: date
    ) -> None:
        """Say its particulars again; it stays of its council and of its type.

        Raises OpenedAfterWhatFollowed, CaseWasWithdrawn, and what `open` refuses of the words.
        """
        opened, before = self._known()
        if after == before:
            return
        self._check(opened, before, after, subject, other, today)
        for day, origin in self.followed:
            if origin.is_before(day, after.opened_on, after.origin):
                raise OpenedAfterWhatFollowed(day=origin.as_known(day))
        self.record(
            CaseCorrected(
                case_id=self.id,
                council_id=opened.council_id,
                case_type=opened.case_type,
                before=before,
                after=after,
                reason=reason,
                origin=after.origin,
            )
        )

    def _check(
        self,
        opened: CaseOpened,
        before: CaseSaid | None,
        said: CaseSaid,
        subject: Subject | None,
        other: UUID | None,
        today: date,
    ) -> None:
        """What it was about already may have been withdrawn since, or have another case: the rest may be said again all the same."""
        refuse_future("opened_on", said.opened_on, said.origin, today)
        refuse_backwards("due_on", said.opened_on, said.due_on)
        if before is not None and said.subject_id == before.subject_id:
            return
        if said.subject_id is not None:
            if opened.subject not in ABOUT:
                raise SubjectIsTheCouncil
            check_subject(opened.council_id, ABOUT[opened.subject], subject)
        if other is not None and self.closed is None:
            raise AnotherCaseIsOpen(other_case_id=other)

    # Steps

    def set_step(self, step: CaseStep, set_on: date, origin: Origin, *, today: date) -> None:
        """Say what is to be done next, instead of what was. Raises CaseIsClosed, StepUnclear, UnknownStep, and refusals of days."""
        opened = self._going_on()
        if step == self.next_step:
            return
        self._check_day("set_on", set_on, origin, today, self._opening())
        _check_step("step", step, opened.case_type, set_on)
        self.record(CaseStepSet(**self._named(), former_step=self.next_step, step=step, set_on=set_on, origin=origin))

    def do_step(
        self, step: CaseStep, done_on: date, origin: Origin, *, following: CaseStep | None, today: date
    ) -> None:
        """Say that the next step is done. `following` is what comes then; unless said, the first usual step that was not done.

        Raises CaseIsClosed, StepIsNotNext, and what `set_step` refuses of what follows.
        """
        opened = self._going_on()
        names = {done.step.code for done in self.done} | {step.code}
        then = following or type_of(opened.case_type).step_after(frozenset(filter(None, names)), self._opening()[0])
        last = self.done[-1] if self.done else None
        if last and _same(last.step, step) and (last.done_on, last.next_step, last.origin) == (done_on, then, origin):
            return
        if self.next_step is None or not _same(self.next_step, step):
            raise StepIsNotNext
        self._check_day("done_on", done_on, origin, today, self._opening())
        if following is not None:
            _check_step("next_step", following, opened.case_type, done_on)
        self.record(CaseStepDone(**self._named(), step=self.next_step, done_on=done_on, next_step=then, origin=origin))

    # Who holds it, and whether anything is expected

    def hand_over(
        self, holder_id: UUID | None, handed_over_on: date, reason: HandingOverReason, origin: Origin, *, today: date
    ) -> None:
        """Say that it passes to somebody else, or to nobody. Raises CaseIsClosed, AlreadyHolder, and refusals of days."""
        self._going_on()
        last = self.handed_over
        if last and (last.to_holder_id, last.handed_over_on, last.reason, last.origin) == (
            *(holder_id, handed_over_on, reason, origin),
        ):
            return
        if holder_id == self.holder_id:
            raise AlreadyHolder
        former = (last.handed_over_on, last.origin) if last else self._opening()
        self._check_day("handed_over_on", handed_over_on, origin, today, former)
        self.record(
            CaseHandedOver(
                **self._named(),
                from_holder_id=self.holder_id,
                to_holder_id=holder_id,
                handed_over_on=handed_over_on,
                reason=reason,
                origin=origin,
            )
        )

    def pause(
        self, paused_on: date, until_on: date | None, reason: PauseReason, origin: Origin, *, today: date
    ) -> None:
        """Say that nothing is expected for a while. Raises CaseIsClosed, CaseAlreadyPaused, EndsBeforeItStarts, refusals of days."""
        self._going_on()
        known = self.paused
        if known is not None and _lasts(known, paused_on):
            if (known.paused_on, known.until_on, known.reason, known.origin) == (paused_on, until_on, reason, origin):
                return
            raise CaseAlreadyPaused(paused_on=known.origin.as_known(known.paused_on))
        refuse_backwards("until_on", paused_on, until_on)
        self._check_day("paused_on", paused_on, origin, today, self._changed())
        self.record(CasePaused(**self._named(), paused_on=paused_on, until_on=until_on, reason=reason, origin=origin))

    def resume(self, resumed_on: date, origin: Origin, *, today: date) -> None:
        """Say that it goes on. Raises CaseIsClosed, CaseNotPaused, and refusals of days."""
        self._going_on()
        paused, last = self.paused, self.resumed
        if paused is None or not _lasts(paused, resumed_on):
            if paused is None and last and (last.resumed_on, last.origin) == (resumed_on, origin):
                return
            raise CaseNotPaused
        self._check_day("resumed_on", resumed_on, origin, today, self._changed())
        self.record(CaseResumed(**self._named(), paused_on=paused.paused_on, resumed_on=resumed_on, origin=origin))

    def close(
        self, closed_on: date, outcome: CaseOutcome, reason: ClosingReason, origin: Origin, *, today: date
    ) -> None:
        """Say that it is settled, or followed no longer, after all that is known of it. Raises CaseIsClosed, and refusals of days."""
        self._known()
        closed = self.closed
        if closed is not None and (closed.closed_on, closed.outcome, closed.reason, closed.origin) == (
            *(closed_on, outcome, reason, origin),
        ):
            return
        self._going_on()
        self._check_day("closed_on", closed_on, origin, today, self._opening(), *self.followed)
        self.record(
            CaseClosed(
                **self._named(),
                opened_on=self._opening()[0],
                closed_on=closed_on,
                outcome=outcome,
                reason=reason,
                origin=origin,
            )
        )

    def reopen(
        self, reopened_on: date, reason: ReopeningReason, origin: Origin, *, other: UUID | None, today: date
    ) -> None:
        """Say that it is followed again. Raises CaseNotClosed, AnotherCaseIsOpen, and refusals of days."""
        _, said = self._known()
        closed, last = self.closed, self.reopened
        if closed is None:
            if last and (last.reopened_on, last.reason, last.origin) == (reopened_on, reason, origin):
                return
            raise CaseNotClosed
        if other is not None:
            raise AnotherCaseIsOpen(other_case_id=other)
        self._check_day("reopened_on", reopened_on, origin, today, self._changed())
        self.record(
            CaseReopened(
                **self._named(),
                due_on=said.due_on,
                closed_on=closed.closed_on,
                reopened_on=reopened_on,
                reason=reason,
                origin=origin,
            )
        )

    def withdraw(self, reason: AmendmentReason, origin: Origin, *, others: int = 0) -> None:
        """Say that it should never have been opened. Said twice, it is withdrawn once.

        `others` is how many entries of the journal that stand name it. Raises NotFound, OthersStandOnIt.
        """
        if self.withdrawn is not None:
            return
        opened, said = self._known()
        if others:
            raise OthersStandOnIt(others=others)
        self.record(
            CaseWithdrawn(
                case_id=self.id,
                council_id=opened.council_id,
                case_type=opened.case_type,
                said=said,
                reason=reason,
                origin=origin,
            )
        )

    # What is known of it

    @property
    def said(self) -> CaseSaid | None:
        """What is said of it now; none when the id is that of something else."""
        if self.corrected is not None:
            return self.corrected.after
        return said_of(self.opened) if self.opened else None

    def _known(self) -> tuple[CaseOpened, CaseSaid]:
        """The opening, and what is said of it now; there is none when the id is that of something else."""
        if self.withdrawn is not None:
            raise CaseWasWithdrawn
        if self.opened is None or self.said is None:
            raise NotFound
        return self.opened, self.said

    def _going_on(self) -> CaseOpened:
        opened, _ = self._known()
        if self.closed is not None:
            raise CaseIsClosed(closed_on=self.closed.origin.as_known(self.closed.closed_on))
        return opened

    def _opening(self) -> Day:
        _, said = self._known()
        return said.opened_on, said.origin

    def _changed(self) -> Day:
        return self.changed or self._opening()

    def _check_day(self, field: str, day: date, origin: Origin, today: date, *former: Day) -> None:
        refuse_future(field, day, origin, today)
        for former_day, known_as in former:
            if origin.is_before(day, former_day, known_as):
                raise BeforeWhatItFollows(field=field, day=known_as.as_known(former_day))

    def _named(self) -> dict[str, Any]:
        """What every fact says of the case."""
        opened, said = self._known()
        return {
            "case_id": self.id,
            "council_id": opened.council_id,
            "case_type": opened.case_type,
            "title": said.title,
        }

    def remember(self, fact: Fact) -> None:  # noqa: C901 - one a kind of fact
        """Keep what later decisions need."""
        match fact:
            case CaseOpened():
                self.opened, self.holder_id, self.next_step = fact, fact.holder_id, fact.next_step
            case CaseStepSet():
                self.next_step = fact.step
                self.followed.append((fact.set_on, fact.origin))
            case CaseStepDone():
                self.done.append(fact)
                self.next_step = fact.next_step
                self.followed.append((fact.done_on, fact.origin))
            case CaseHandedOver():
                self.handed_over, self.holder_id = fact, fact.to_holder_id
                self.followed.append((fact.handed_over_on, fact.origin))
            case CasePaused():
                self.paused, self.changed = fact, (fact.paused_on, fact.origin)
                self.followed.append(self.changed)
            case CaseResumed():
                self.paused, self.resumed, self.changed = None, fact, (fact.resumed_on, fact.origin)
                self.followed.append(self.changed)
            case CaseClosed():
                self.paused, self.closed, self.changed = None, fact, (fact.closed_on, fact.origin)
                self.followed.append(self.changed)
            case CaseReopened():
                self.closed, self.reopened, self.changed = None, fact, (fact.reopened_on, fact.origin)
                self.followed.append(self.changed)
            case CaseCorrected():
                self.corrected = fact
            case CaseWithdrawn():
                self.withdrawn = fact


def said_of(fact: CaseOpened) -> CaseSaid:
    """What the opening of a case says that may be said again."""
    return CaseSaid(**{name: getattr(fact, name) for name in CaseSaid.model_fields})


def _lasts(paused: CasePaused, on: date) -> bool:
    return paused.until_on is None or paused.until_on >= on


def _same(step: CaseStep, other: CaseStep) -> bool:
    """Whether both are one step, by whatever day it is due."""
    return (step.code, step.title) == (other.code, other.title)


def _check_step(field: str, step: CaseStep, case_type: str, said_on: date) -> None:
    if (step.code is None) == (step.title is None):
        raise StepUnclear(field=field)
    known = [usual.code for usual in type_of(case_type).steps]
    if step.code is not None and step.code not in known:
        raise UnknownStep(field=field, known=", ".join(known))
    refuse_backwards(f"{field}/due_on", said_on, step.due_on)
