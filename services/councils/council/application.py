"""What people do with councils: one method for each thing; the council decides, the store commits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.councils.council.domain import Council
from services.councils.known_councils import stream_of
from shared.contracts.councils.council import CouncilEstablished

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from shared.contracts.councils.composition import LeavingReason, MemberJoined
    from shared.contracts.councils.council import CouncilDistrictSet
    from shared.contracts.councils.team import FacilitatorAssigned, UnassignmentReason
    from shared.contracts.vocabulary import Origin
    from shared.kernel import Recorded
    from shared.platform.clock import Clock
    from shared.platform.store import Command, Committed, Store


class Councils:
    """The councils, as people act on them. Every method raises what the council refuses, and NotFound."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def establish(self, command: Command, fact: CouncilEstablished) -> Committed:
        """A council exists."""
        today = self._clock.today()
        return await self._store.open(
            command, Council, stream_of(fact.council_id), lambda council: council.establish(fact, today=today)
        )

    async def set_district(self, command: Command, fact: CouncilDistrictSet) -> Committed:
        """A council covers a priority district."""
        return await self._store.change(
            command, Council, stream_of(fact.council_id), lambda council: council.set_district(fact)
        )

    async def welcome_member(self, command: Command, fact: MemberJoined) -> Committed:
        """A person became a member."""
        today = self._clock.today()
        return await self._store.change(
            command, Council, stream_of(fact.council_id), lambda council: council.welcome(fact, today=today)
        )

    async def see_off_member(
        self, command: Command, council_id: str, person_id: UUID, left_on: date, reason: LeavingReason, origin: Origin
    ) -> Committed:
        """A member left."""
        today = self._clock.today()
        return await self._store.change(
            command,
            Council,
            stream_of(council_id),
            lambda council: council.see_off(person_id, left_on=left_on, reason=reason, origin=origin, today=today),
        )

    async def assign_facilitator(self, command: Command, fact: FacilitatorAssigned) -> Committed:
        """A facilitator supports the council."""
        today = self._clock.today()
        return await self._store.change(
            command, Council, stream_of(fact.council_id), lambda council: council.assign(fact, today=today)
        )

    async def unassign_facilitator(
        self,
        command: Command,
        council_id: str,
        facilitator_id: UUID,
        unassigned_on: date,
        reason: UnassignmentReason,
        origin: Origin,
    ) -> Committed:
        """A facilitator no longer supports the council."""
        today = self._clock.today()
        return await self._store.change(
            command,
            Council,
            stream_of(council_id),
            lambda council: council.unassign(
                facilitator_id, unassigned_on=unassigned_on, reason=reason, origin=origin, today=today
            ),
        )

    async def history(self, council_id: str) -> list[Recorded]:
        """Everything recorded about a council, in order."""
        return await self._store.history(stream_of(council_id), CouncilEstablished)
