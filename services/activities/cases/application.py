"""What people do with cases."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from services.activities.cases.domain.case import ABOUT, Case
from shared.contracts.activities.cases import CaseOpened

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from services.activities.cases.readmodel import CaseViews
    from services.activities.known_councils import KnownCouncils
    from shared.contracts.activities.cases import (
        CaseOutcome,
        CaseSaid,
        CaseStep,
        CaseSubject,
        ClosingReason,
        HandingOverReason,
        PauseReason,
        ReopeningReason,
    )
    from shared.contracts.vocabulary import AmendmentReason, Origin
    from shared.entries.application import Entries
    from shared.entries.kinds import Subject
    from shared.kernel import Recorded
    from shared.platform.clock import Clock
    from shared.platform.store import Command, Committed, Store


class Cases:
    """Cases, as people act on them. Every method raises what the case refuses, and NotFound."""

    def __init__(self, store: Store, councils: KnownCouncils, clock: Clock, journal: Entries, views: CaseViews) -> None:
        self._store = store
        self._councils = councils
        self._clock = clock
        self._journal = journal
        self._views = views
        self._turn = asyncio.Lock()
        """Whether another case is open about the same is asked of a view: one case is opened at a time.

        Another process might open a second one meanwhile: both then stand, and are seen beside each other.
        """

    async def open(self, command: Command, fact: CaseOpened) -> Committed:
        """Something is followed. Raises UnknownCouncil, NotYetVisible."""
        await self._councils.require(fact.council_id)
        today = self._clock.today()
        async with self._turn:
            subject = await self.subject(fact.subject, fact.subject_id)
            other = await self._other(fact, fact.subject_id)
            return await self._store.open(
                command, Case, fact.case_id, lambda case: case.open(fact, subject=subject, other=other, today=today)
            )

    async def correct(self, command: Command, case_id: UUID, after: CaseSaid, reason: AmendmentReason) -> Committed:
        """Its particulars are said again. Raises NotYetVisible."""
        today = self._clock.today()
        async with self._turn:
            case = await self._store.load(Case, case_id)
            subject = await self.subject(case.opened.subject, after.subject_id) if case.opened else None
            other = await self._other(case.opened, after.subject_id)
            return await self._store.change(
                command,
                Case,
                case_id,
                lambda case: case.correct(after, reason, subject=subject, other=other, today=today),
            )

    async def set_step(
        self, command: Command, case_id: UUID, step: CaseStep, set_on: date, origin: Origin
    ) -> Committed:
        """Something is to be done next."""
        today = self._clock.today()
        return await self._store.change(
            command, Case, case_id, lambda case: case.set_step(step, set_on, origin, today=today)
        )

    async def do_step(
        self,
        command: Command,
        case_id: UUID,
        step: CaseStep,
        done_on: date,
        following: CaseStep | None,
        origin: Origin,
    ) -> Committed:
        """The next step is done."""
        today = self._clock.today()
        return await self._store.change(
            command,
            Case,
            case_id,
            lambda case: case.do_step(step, done_on, origin, following=following, today=today),
        )

    async def hand_over(
        self,
        command: Command,
        case_id: UUID,
        holder_id: UUID | None,
        handed_over_on: date,
        reason: HandingOverReason,
        origin: Origin,
    ) -> Committed:
        """It passes to somebody else, or to nobody."""
        today = self._clock.today()
        return await self._store.change(
            command,
            Case,
            case_id,
            lambda case: case.hand_over(holder_id, handed_over_on, reason, origin, today=today),
        )

    async def pause(
        self,
        command: Command,
        case_id: UUID,
        paused_on: date,
        until_on: date | None,
        reason: PauseReason,
        origin: Origin,
    ) -> Committed:
        """Nothing is expected for a while."""
        today = self._clock.today()
        return await self._store.change(
            command, Case, case_id, lambda case: case.pause(paused_on, until_on, reason, origin, today=today)
        )

    async def resume(self, command: Command, case_id: UUID, resumed_on: date, origin: Origin) -> Committed:
        """It goes on."""
        today = self._clock.today()
        return await self._store.change(
            command, Case, case_id, lambda case: case.resume(resumed_on, origin, today=today)
        )

    async def close(
        self,
        command: Command,
        case_id: UUID,
        closed_on: date,
        outcome: CaseOutcome,
        reason: ClosingReason,
        origin: Origin,
    ) -> Committed:
        """It is settled, or followed no longer."""
        today = self._clock.today()
        return await self._store.change(
            command, Case, case_id, lambda case: case.close(closed_on, outcome, reason, origin, today=today)
        )

    async def reopen(
        self, command: Command, case_id: UUID, reopened_on: date, reason: ReopeningReason, origin: Origin
    ) -> Committed:
        """It is followed again. Raises NotYetVisible."""
        today = self._clock.today()
        async with self._turn:
            case = await self._store.load(Case, case_id)
            other = await self._other(case.opened, case.said.subject_id if case.said else None)
            return await self._store.change(
                command, Case, case_id, lambda case: case.reopen(reopened_on, reason, origin, other=other, today=today)
            )

    async def withdraw(self, command: Command, case_id: UUID, reason: AmendmentReason, origin: Origin) -> Committed:
        """It should never have been opened. Raises NotYetVisible when the journal is late."""
        async with self._journal.others_about(case_id) as others:
            return await self._store.change(
                command, Case, case_id, lambda case: case.withdraw(reason, origin, others=others)
            )

    async def history(self, case_id: UUID) -> list[Recorded]:
        """Everything recorded about a case, in order."""
        return await self._store.history(case_id, CaseOpened)

    async def subject(self, kind: CaseSubject, subject_id: UUID | None) -> Subject | None:
        """What a case is about, as it stands; none when that is the council, or nothing that exists."""
        if subject_id is None or kind not in ABOUT:
            return None
        return await self._journal.subject(subject_id, ABOUT[kind])

    async def _other(self, opened: CaseOpened | None, subject_id: UUID | None) -> UUID | None:
        """Another case of the same type that is open about the very same, by all that is recorded; none if it names nothing yet."""
        if opened is None or (subject_id is None and opened.subject in ABOUT):
            return None
        _, head = await self._store.head()
        await self._views.model.wait_for(f"{self._store.source}@{head}")
        found = await self._views.open_about(opened.case_type, opened.council_id, subject_id)
        return next((one for one in found if one != opened.case_id), None)
