"""What people do with meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.activities.meetings.domain import Meeting
from shared.contracts.activities.meetings import MeetingHeld, MeetingScheduled

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from services.activities.known_councils import KnownCouncils
    from shared.contracts.activities.meetings import CorrectionReason, WithdrawalReason
    from shared.contracts.activities.words import CancellationReason
    from shared.contracts.vocabulary import Attendance, Doer, Origin
    from shared.kernel import Recorded
    from shared.platform.clock import Clock
    from shared.platform.store import Command, Committed, Store


class Meetings:
    """Meetings, as people act on them. Every method raises what the meeting refuses, and NotFound."""

    def __init__(self, store: Store, councils: KnownCouncils, clock: Clock) -> None:
        self._store = store
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

    async def withdraw(self, command: Command, meeting_id: UUID, reason: WithdrawalReason, origin: Origin) -> Committed:
        """The entry should never have been made."""
        return await self._store.change(command, Meeting, meeting_id, lambda meeting: meeting.withdraw(reason, origin))

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
