"""The file of one composition before the prefect: submitted, the authorities consulted, recognised by an order or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts.councils.recognition import (
    AuthorityConsulted,
    CompositionRecognised,
    CompositionSubmitted,
    ConsultationWithdrawn,
    RecognitionRefused,
    RecognitionWithdrawn,
)
from shared.days import refuse_future
from shared.kernel import Aggregate, Fact, Incoherent, NotFound, RuleBroken

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from shared.contracts.councils.recognition import Authority, Composition, ConsultationOutcome
    from shared.contracts.vocabulary import AmendmentReason, Origin

Decided = CompositionRecognised | RecognitionRefused


class RecognitionFileExists(RuleBroken):
    """This file was entered before, with other particulars."""

    pointer = "/file_id"


class OnTheListTwice(Incoherent):
    """The same person is twice on the list: {person_id}."""

    pointer = "/members"


class AlreadyConsulted(RuleBroken):
    """That authority was consulted already, on {consulted_on}."""

    pointer = "/authority"


class NotConsulted(RuleBroken):
    """Nobody said that this authority was consulted."""

    pointer = "/authority"


class ConsultedAfterTheDecision(RuleBroken):
    """The prefect decided on {decided_on}: nobody can have been consulted for it afterwards."""

    pointer = "/consulted_on"


class DecidedBeforeConsulting(RuleBroken):
    """An authority was consulted on {consulted_on}: the prefect cannot have decided before."""

    def __init__(self, *, field: str, consulted_on: date) -> None:
        super().__init__(consulted_on=consulted_on)
        self.pointer = f"/{field}"


class DecidedBeforeTheSubmission(RuleBroken):
    """The composition was submitted on {submitted_on}: the prefect cannot have decided before."""

    def __init__(self, *, field: str, submitted_on: date) -> None:
        super().__init__(submitted_on=submitted_on)
        self.pointer = f"/{field}"


class AlreadyRecognised(RuleBroken):
    """This composition was recognised already, by the order {order_number} of {recognised_on}."""


class RecognitionAlreadyRefused(RuleBroken):
    """The recognition of this composition was refused on {refused_on}."""


class RecognitionTakenBack(RuleBroken):
    """This file was withdrawn; nothing more can be said of it."""


class RecognitionFile(Aggregate):
    """One composition before the prefect (loi 2014-173, art. 7; R09, R10).

    An order of which only the order is known has no submission. That the authorities were consulted at all is a rule of
    the law, which is told and blocks nobody; only what contradicts itself is refused.
    """

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.council_id: str | None = None
        self.members: Composition = ()
        """Those of the list that was said last."""
        self.submitted: CompositionSubmitted | None = None
        self.consulted: dict[Authority, AuthorityConsulted] = {}
        self.consultations_taken_back: dict[Authority, ConsultationWithdrawn] = {}
        self.decided: Decided | None = None
        self.withdrawn: RecognitionWithdrawn | None = None

    def submit(self, fact: CompositionSubmitted, *, today: date) -> None:
        """Say that a composition was sent to the prefect. Raises RecognitionFileExists, OnTheListTwice, InTheFuture."""
        if self.submitted == fact and self.withdrawn is None:
            return
        if self.version > 0:
            raise RecognitionFileExists
        _refuse_twice_on_the_list(fact.members)
        refuse_future("submitted_on", fact.submitted_on, fact.origin, today)
        self.record(fact)

    def enter_order(self, fact: CompositionRecognised, *, today: date) -> None:
        """Say that a composition was recognised, of which only the order is known.

        Raises RecognitionFileExists, OnTheListTwice, InTheFuture.
        """
        if self.decided == fact and self.withdrawn is None:
            return
        if self.version > 0:
            raise RecognitionFileExists
        _refuse_twice_on_the_list(fact.members)
        refuse_future("recognised_on", fact.recognised_on, fact.origin, today)
        self.record(fact)

    def consult(
        self, authority: Authority, outcome: ConsultationOutcome, *, consulted_on: date, origin: Origin, today: date
    ) -> None:
        """Say that the prefect consulted the mayor or the president of the EPCI (R10).

        Raises AlreadyConsulted, ConsultedAfterTheDecision, RecognitionTakenBack, InTheFuture.
        """
        council_id = self._open()
        fact = AuthorityConsulted(
            file_id=self.id,
            council_id=council_id,
            authority=authority,
            outcome=outcome,
            consulted_on=consulted_on,
            origin=origin,
        )
        before = self.consulted.get(authority)
        if before is not None:
            if before == fact:
                return
            raise AlreadyConsulted(consulted_on=before.consulted_on)
        if self.decided is not None:
            decided_on = _day_of(self.decided)
            if self.decided.origin.is_before(decided_on, consulted_on, origin):
                raise ConsultedAfterTheDecision(decided_on=decided_on)
        refuse_future("consulted_on", consulted_on, origin, today)
        self.record(fact)

    def withdraw_consultation(self, authority: Authority, reason: AmendmentReason, origin: Origin) -> None:
        """Say that an authority was not consulted so; it may be said anew. A decision does not rest on it: the rule tells (R10).

        Raises NotConsulted, RecognitionTakenBack.
        """
        self._open()
        said, taken_back = self.consulted.get(authority), self.consultations_taken_back.get(authority)
        if said is not None:
            words = said.model_dump(exclude={"origin"})
            self.record(ConsultationWithdrawn(**words, consultation_origin=said.origin, reason=reason, origin=origin))
        elif taken_back is None or (taken_back.reason, taken_back.origin) != (reason, origin):
            raise NotConsulted

    def recognise(
        self, order_number: str, members: Composition | None, *, recognised_on: date, origin: Origin, today: date
    ) -> None:
        """Say that the prefect recognised it: those who were submitted, or those whom the order names.

        Raises OnTheListTwice, and what forbids to decide (AlreadyRecognised, RecognitionAlreadyRefused,
        DecidedBeforeTheSubmission, DecidedBeforeConsulting, RecognitionTakenBack, InTheFuture).
        """
        council_id = self._open()
        on_the_order = members or self.members
        _refuse_twice_on_the_list(on_the_order)
        self._decide(
            CompositionRecognised(
                file_id=self.id,
                council_id=council_id,
                order_number=order_number,
                members=on_the_order,
                submitted_on=self.submitted.submitted_on if self.submitted is not None else None,
                recognised_on=recognised_on,
                origin=origin,
            ),
            "recognised_on",
            today,
        )

    def refuse(self, *, refused_on: date, origin: Origin, today: date) -> None:
        """Say that the prefect did not recognise it. Raises what forbids to decide, as `recognise`."""
        council_id = self._open()
        fact = RecognitionRefused(file_id=self.id, council_id=council_id, refused_on=refused_on, origin=origin)
        self._decide(fact, "refused_on", today)

    def withdraw(self, reason: AmendmentReason, origin: Origin) -> None:
        """Say that what was said of this file was a mistake, all of it. Raises RecognitionTakenBack."""
        withdrawn = self.withdrawn
        if withdrawn is not None and (withdrawn.reason, withdrawn.origin) == (reason, origin):
            return
        council_id = self._open()
        order = self.decided if isinstance(self.decided, CompositionRecognised) else None
        self.record(
            RecognitionWithdrawn(
                file_id=self.id,
                council_id=council_id,
                order_number=order.order_number if order is not None else None,
                recognised_on=order.recognised_on if order is not None else None,
                reason=reason,
                origin=origin,
            )
        )

    def _open(self) -> str:
        """The council that the file is about. Raises NotFound (the id may be that of something else), RecognitionTakenBack."""
        if self.council_id is None:
            raise NotFound
        if self.withdrawn is not None:
            raise RecognitionTakenBack
        return self.council_id

    def _decide(self, fact: Decided, field: str, today: date) -> None:
        if self.decided == fact:
            return
        _refuse_second_decision(self.decided)
        day = _day_of(fact)
        if self.submitted is not None and fact.origin.is_before(
            day, self.submitted.submitted_on, self.submitted.origin
        ):
            raise DecidedBeforeTheSubmission(field=field, submitted_on=self.submitted.submitted_on)
        for one in self.consulted.values():
            if fact.origin.is_before(day, one.consulted_on, one.origin):
                raise DecidedBeforeConsulting(field=field, consulted_on=one.consulted_on)
        refuse_future(field, day, fact.origin, today)
        self.record(fact)

    def remember(self, fact: Fact) -> None:
        """Keep what later decisions need."""
        match fact:
            case CompositionSubmitted():
                self.council_id = fact.council_id
                self.members = fact.members
                self.submitted = fact
            case AuthorityConsulted():
                self.consulted[fact.authority] = fact
            case ConsultationWithdrawn():
                self.consulted.pop(fact.authority, None)
                self.consultations_taken_back[fact.authority] = fact
            case CompositionRecognised():
                self.council_id = fact.council_id
                self.members = fact.members
                self.decided = fact
            case RecognitionRefused():
                self.decided = fact
            case RecognitionWithdrawn():
                self.withdrawn = fact


def _refuse_twice_on_the_list(members: Composition) -> None:
    seen: set[UUID] = set()
    for one in members:
        if one.person_id in seen:
            raise OnTheListTwice(person_id=one.person_id)
        seen.add(one.person_id)


def _refuse_second_decision(decided: Decided | None) -> None:
    match decided:
        case CompositionRecognised():
            raise AlreadyRecognised(order_number=decided.order_number, recognised_on=decided.recognised_on)
        case RecognitionRefused():
            raise RecognitionAlreadyRefused(refused_on=decided.refused_on)


def _day_of(decided: Decided) -> date:
    return decided.recognised_on if isinstance(decided, CompositionRecognised) else decided.refused_on
