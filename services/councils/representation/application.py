"""What people do with seats in steering bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.councils.representation.domain import Delegation, stream_of
from shared.contracts.councils.representation import SeatsOffered

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from services.councils.known_councils import KnownCouncils
    from shared.contracts.councils.representation import RepresentativeAppointed, StandingDownReason
    from shared.contracts.vocabulary import AmendmentReason, Origin
    from shared.kernel import Recorded
    from shared.platform.clock import Clock
    from shared.platform.store import Command, Committed, Store


class Representation:
    """The delegations of councils, as people act on them. Every method raises what the delegation refuses, and NotFound."""

    def __init__(self, store: Store, councils: KnownCouncils, clock: Clock) -> None:
        self._store = store
        self._councils = councils
        self._clock = clock

    async def offer_seats(self, command: Command, fact: SeatsOffered) -> Committed:
        """A body offers seats to a council. Raises UnknownCouncil."""
        await self._councils.require(fact.council_id)
        today = self._clock.today()
        return await self._store.open(
            command,
            Delegation,
            stream_of(fact.body_id, fact.council_id),
            lambda delegation: delegation.offer_seats(fact, today=today),
        )

    async def withdraw_offer(
        self, command: Command, body_id: UUID, council_id: str, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """The last offer was never made."""
        return await self._store.change(
            command,
            Delegation,
            stream_of(body_id, council_id),
            lambda delegation: delegation.withdraw_offer(reason=reason, origin=origin),
        )

    async def appoint(self, command: Command, fact: RepresentativeAppointed) -> Committed:
        """The council sends somebody. Raises UnknownCouncil."""
        await self._councils.require(fact.council_id)
        today = self._clock.today()
        return await self._store.open(
            command,
            Delegation,
            stream_of(fact.body_id, fact.council_id),
            lambda delegation: delegation.appoint(fact, today=today),
        )

    async def stand_down(
        self,
        command: Command,
        body_id: UUID,
        council_id: str,
        person_id: UUID,
        until_on: date,
        reason: StandingDownReason,
        origin: Origin,
    ) -> Committed:
        """Somebody no longer represents the council."""
        today = self._clock.today()
        return await self._store.change(
            command,
            Delegation,
            stream_of(body_id, council_id),
            lambda delegation: delegation.stand_down(
                person_id, until_on=until_on, reason=reason, origin=origin, today=today
            ),
        )

    async def withdraw_standing_down(
        self,
        command: Command,
        body_id: UUID,
        council_id: str,
        person_id: UUID,
        reason: AmendmentReason,
        origin: Origin,
    ) -> Committed:
        """Somebody did not stand down."""
        return await self._store.change(
            command,
            Delegation,
            stream_of(body_id, council_id),
            lambda delegation: delegation.withdraw_standing_down(person_id, reason=reason, origin=origin),
        )

    async def withdraw(
        self,
        command: Command,
        body_id: UUID,
        council_id: str,
        person_id: UUID,
        reason: AmendmentReason,
        origin: Origin,
    ) -> Committed:
        """Somebody was never named."""
        return await self._store.change(
            command,
            Delegation,
            stream_of(body_id, council_id),
            lambda delegation: delegation.withdraw(person_id, reason=reason, origin=origin),
        )

    async def history(self, body_id: UUID, council_id: str) -> list[Recorded]:
        """Everything recorded about a council's seats in a body, in order."""
        return await self._store.history(stream_of(body_id, council_id), SeatsOffered)
