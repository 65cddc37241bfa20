"""What people do with initiatives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.activities.initiatives.domain.initiative import Initiative
from shared.contracts.activities.initiatives import InitiativeProposed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from services.activities.known_councils import KnownCouncils
    from shared.contracts.activities.initiatives import DropReason
    from shared.contracts.vocabulary import AmendmentReason, FunderKind, Origin
    from shared.entries.application import Entries
    from shared.kernel import Recorded
    from shared.platform.clock import Clock
    from shared.platform.store import Command, Committed, Store


class Initiatives:
    """Initiatives, as people act on them. Every method raises what the initiative refuses, and NotFound."""

    def __init__(self, store: Store, councils: KnownCouncils, clock: Clock, journal: Entries) -> None:
        self._store = store
        self._journal = journal
        self._councils = councils
        self._clock = clock

    async def propose(self, command: Command, fact: InitiativeProposed) -> Committed:
        """Somebody proposed something. Raises UnknownCouncil."""
        await self._councils.require(fact.council_id)
        today = self._clock.today()
        return await self._store.open(
            command, Initiative, fact.initiative_id, lambda initiative: initiative.propose(fact, today=today)
        )

    async def adopt(self, command: Command, initiative_id: UUID, adopted_on: date, origin: Origin) -> Committed:
        """The council made it its own."""
        today = self._clock.today()
        return await self._store.change(
            command, Initiative, initiative_id, lambda initiative: initiative.adopt(adopted_on, origin, today=today)
        )

    async def submit(
        self,
        command: Command,
        initiative_id: UUID,
        submission_id: UUID,
        funder: FunderKind,
        amount_cents: int | None,
        submitted_on: date,
        origin: Origin,
    ) -> Committed:
        """Money was asked of a funder."""
        today = self._clock.today()
        return await self._store.change(
            command,
            Initiative,
            initiative_id,
            lambda initiative: initiative.submit(
                submission_id, funder, amount_cents, submitted_on, origin, today=today
            ),
        )

    async def refuse_funding(
        self, command: Command, initiative_id: UUID, submission_id: UUID, refused_on: date, origin: Origin
    ) -> Committed:
        """The funder said no."""
        today = self._clock.today()
        return await self._store.change(
            command,
            Initiative,
            initiative_id,
            lambda initiative: initiative.refuse_funding(submission_id, refused_on, origin, today=today),
        )

    async def start(self, command: Command, initiative_id: UUID, started_on: date, origin: Origin) -> Committed:
        """The work has begun."""
        today = self._clock.today()
        return await self._store.change(
            command,
            Initiative,
            initiative_id,
            lambda initiative: initiative.start(started_on, origin, today=today),
        )

    async def fund(
        self,
        command: Command,
        initiative_id: UUID,
        grant_id: UUID,
        funder: FunderKind,
        amount_cents: int,
        funded_on: date,
        origin: Origin,
    ) -> Committed:
        """A funder granted a sum."""
        today = self._clock.today()
        return await self._store.change(
            command,
            Initiative,
            initiative_id,
            lambda initiative: initiative.fund(grant_id, funder, amount_cents, funded_on, origin, today=today),
        )

    async def complete(self, command: Command, initiative_id: UUID, completed_on: date, origin: Origin) -> Committed:
        """It was done."""
        today = self._clock.today()
        return await self._store.change(
            command,
            Initiative,
            initiative_id,
            lambda initiative: initiative.complete(completed_on, origin, today=today),
        )

    async def drop(
        self, command: Command, initiative_id: UUID, dropped_on: date, reason: DropReason, origin: Origin
    ) -> Committed:
        """It was given up."""
        today = self._clock.today()
        return await self._store.change(
            command,
            Initiative,
            initiative_id,
            lambda initiative: initiative.drop(dropped_on, reason, origin, today=today),
        )

    async def correct(
        self,
        command: Command,
        initiative_id: UUID,
        changes: Mapping[str, Mapping[str, Any]],
        reason: AmendmentReason,
        origin: Origin,
    ) -> Committed:
        """Steps of it are said again, each by its address."""
        today = self._clock.today()
        return await self._store.change(
            command,
            Initiative,
            initiative_id,
            lambda initiative: initiative.correct(changes, reason, origin, today=today),
        )

    async def withdraw_step(
        self, command: Command, initiative_id: UUID, step: str, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """One step should never have been said."""
        today = self._clock.today()
        return await self._store.change(
            command,
            Initiative,
            initiative_id,
            lambda initiative: initiative.withdraw_step(step, reason, origin, today=today),
        )

    async def withdraw(
        self, command: Command, initiative_id: UUID, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """It should never have been entered. Raises NotYetVisible when the journal is late."""
        async with self._journal.others_about(initiative_id) as others:
            return await self._store.change(
                command,
                Initiative,
                initiative_id,
                lambda initiative: initiative.withdraw(reason, origin, others=others),
            )

    async def history(self, initiative_id: UUID) -> list[Recorded]:
        """Everything recorded about an initiative, in order."""
        return await self._store.history(initiative_id, InitiativeProposed)
