"""What people do with meetings."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from services.activities.meetings.domain import Meeting
from shared.contracts.activities.meetings import MeetingHeld, MeetingScheduled
from shared.kernel import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time
    from uuid import UUID

    from services.activities.known_councils import KnownCouncils
    from shared.contracts.activities.meetings import CorrectionReason, WithdrawalReason
    from shared.contracts.activities.words import CancellationReason
    from shared.contracts.vocabulary import AmendmentReason, Attendance, Doer, Origin
    from shared.entries.application import Entries
    from shared.kernel import Recorded
    from shared.platform.clock import Clock
    from shared.platform.store import Command, Committed, Store


class Meetings:
    """Meetings, as people act on them. Every method raises what the meeting refuses, and NotFound."""

    def __init__(self, store: Store, councils: KnownCouncils, clock: Clock, journal: Entries) -> None:
        self._store = store
        self._journal = journal
        self._councils = councils
        self._clock = clock

    async def schedule(self, command: Command, fact: MeetingScheduled) -> Committed:
        """A council is to meet. Raises UnknownCouncil."""
        await self._councils.require(fact.council_id)
        return await self._store.open(command, Meeting, fact.meeting_id, lambda meeting: meeting.schedule(fact))

    async def enter_held(self, command: Command, fact: MeetingHeld) -> Committed:
        """A council met, and nobody had planned it here. Raises UnknownCouncil."""
        await self._councils.require(fact.council_id)
        today = self._clock.today()
        return await self._store.open(
            command, Meeting, fact.meeting_id, lambda meeting: meeting.enter_held(fact, today=today)
        )

    async def postpone(
        self,
        command: Command,
        meeting_id: UUID,
        planned_on: date,
        starts_at: time | None,
        reason: CancellationReason,
        origin: Origin,
    ) -> Committed:
        """It is to take place on another day."""
        return await self._store.change(
            command, Meeting, meeting_id, lambda meeting: meeting.postpone(planned_on, starts_at, reason, origin)
        )

    async def hold(
        self,
        command: Command,
        meeting_id: UUID,
        held_on: date,
        attendance: Attendance | None,
        chaired_by: Doer,
        origin: Origin,
    ) -> Committed:
        """A meeting that was planned took place."""
        today = self._clock.today()
        return await self._store.change(
            command,
            Meeting,
            meeting_id,
            lambda meeting: meeting.hold(held_on, attendance, origin, chaired_by=chaired_by, today=today),
        )

    async def correct_attendance(
        self,
        command: Command,
        meeting_id: UUID,
        attendance: Attendance | None,
        reason: CorrectionReason,
        origin: Origin,
    ) -> Committed:
        """Its count is said again."""
        return await self._store.change(
            command, Meeting, meeting_id, lambda meeting: meeting.correct_attendance(attendance, reason, origin)
        )

    async def cancel(self, command: Command, meeting_id: UUID, reason: CancellationReason, origin: Origin) -> Committed:
        """It did not take place."""
        return await self._store.change(command, Meeting, meeting_id, lambda meeting: meeting.cancel(reason, origin))

    async def correct(
        self,
        command: Command,
        meeting_id: UUID,
        changes: Mapping[str, Mapping[str, Any]],
        reason: AmendmentReason,
        origin: Origin,
    ) -> Committed:
        """Steps of it are said again, each by its address."""
        today = self._clock.today()
        return await self._store.change(
            command, Meeting, meeting_id, lambda meeting: meeting.correct(changes, reason, origin, today=today)
        )

    async def withdraw_step(
        self, command: Command, meeting_id: UUID, step: str, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """One step should never have been said."""
        today = self._clock.today()
        return await self._store.change(
            command, Meeting, meeting_id, lambda meeting: meeting.withdraw_step(step, reason, origin, today=today)
        )

    async def withdraw(self, command: Command, meeting_id: UUID, reason: WithdrawalReason, origin: Origin) -> Committed:
        """The entry should never have been made. Raises NotYetVisible when the journal is late."""
        async with self._journal.others_about(meeting_id) as others:
            return await self._store.change(
                command, Meeting, meeting_id, lambda meeting: meeting.withdraw(reason, origin, others=others)
            )

    async def draft_minutes(
        self, command: Command, meeting_id: UUID, drafted_on: date, written_by: Doer, origin: Origin
    ) -> Committed:
        """Its minutes are written."""
        today = self._clock.today()
        return await self._store.change(
            command,
            Meeting,
            meeting_id,
            lambda meeting: meeting.draft_minutes(drafted_on, origin, written_by=written_by, today=today),
        )

    async def circulate_minutes(
        self, command: Command, meeting_id: UUID, circulated_on: date, origin: Origin
    ) -> Committed:
        """The internal version of its minutes went to those of the council."""
        today = self._clock.today()
        return await self._store.change(
            command,
            Meeting,
            meeting_id,
            lambda meeting: meeting.circulate_minutes(circulated_on, origin, today=today),
        )

    async def approve_minutes(
        self, command: Command, meeting_id: UUID, approved_on: date, approving_id: UUID | None, origin: Origin
    ) -> Committed:
        """The council agreed to its minutes."""
        today = self._clock.today()
        approving = None if approving_id is None else await self._approving(approving_id)
        return await self._store.change(
            command,
            Meeting,
            meeting_id,
            lambda meeting: meeting.approve_minutes(approved_on, origin, approving=approving, today=today),
        )

    async def _approving(self, meeting_id: UUID) -> Meeting:
        """Another meeting as it stands; one of which nothing is known was not held."""
        with contextlib.suppress(NotFound):
            return await self._store.load(Meeting, meeting_id)
        return Meeting(meeting_id)

    async def publish_minutes(
        self, command: Command, meeting_id: UUID, published_on: date, written_by: Doer, origin: Origin
    ) -> Committed:
        """Its minutes can be read."""
        today = self._clock.today()
        return await self._store.change(
            command,
            Meeting,
            meeting_id,
            lambda meeting: meeting.publish_minutes(published_on, origin, written_by=written_by, today=today),
        )

    async def history(self, meeting_id: UUID) -> list[Recorded]:
        """Everything recorded about a meeting, in order."""
        return await self._store.history(meeting_id, MeetingScheduled, MeetingHeld)
