"""What people do with the recognition of compositions: one method for each thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.councils.recognition.domain import RecognitionFile
from shared.contracts.councils.recognition import CompositionRecognised, CompositionSubmitted

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from services.councils.known_councils import KnownCouncils
    from shared.contracts.councils.recognition import Authority, Composition, ConsultationOutcome
    from shared.contracts.vocabulary import AmendmentReason, Origin
    from shared.kernel import Recorded
    from shared.platform.clock import Clock
    from shared.platform.store import Command, Committed, Store


class Recognitions:
    """The files of compositions, as people act on them. Every method raises what the file refuses, and NotFound."""

    def __init__(self, store: Store, councils: KnownCouncils, clock: Clock) -> None:
        self._store = store
        self._councils = councils
        self._clock = clock

    async def submit(self, command: Command, fact: CompositionSubmitted) -> Committed:
        """A composition was sent to the prefect. Raises UnknownCouncil."""
        await self._councils.require(fact.council_id)
        today = self._clock.today()
        return await self._store.open(
            command, RecognitionFile, fact.file_id, lambda file: file.submit(fact, today=today)
        )

    async def enter_order(self, command: Command, fact: CompositionRecognised) -> Committed:
        """An order of which nothing else is known. Raises UnknownCouncil."""
        await self._councils.require(fact.council_id)
        today = self._clock.today()
        return await self._store.open(
            command, RecognitionFile, fact.file_id, lambda file: file.enter_order(fact, today=today)
        )

    async def consult(
        self,
        command: Command,
        file_id: UUID,
        authority: Authority,
        outcome: ConsultationOutcome,
        consulted_on: date,
        origin: Origin,
    ) -> Committed:
        """The prefect consulted an authority."""
        today = self._clock.today()
        return await self._store.change(
            command,
            RecognitionFile,
            file_id,
            lambda file: file.consult(authority, outcome, consulted_on=consulted_on, origin=origin, today=today),
        )

    async def withdraw_consultation(
        self, command: Command, file_id: UUID, authority: Authority, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """An authority was not consulted so."""
        return await self._store.change(
            command,
            RecognitionFile,
            file_id,
            lambda file: file.withdraw_consultation(authority, reason, origin),
        )

    async def recognise(
        self,
        command: Command,
        file_id: UUID,
        order_number: str,
        members: Composition | None,
        recognised_on: date,
        origin: Origin,
    ) -> Committed:
        """The prefect recognised what was submitted."""
        today = self._clock.today()
        return await self._store.change(
            command,
            RecognitionFile,
            file_id,
            lambda file: file.recognise(order_number, members, recognised_on=recognised_on, origin=origin, today=today),
        )

    async def refuse(self, command: Command, file_id: UUID, refused_on: date, origin: Origin) -> Committed:
        """The prefect did not recognise it."""
        today = self._clock.today()
        return await self._store.change(
            command,
            RecognitionFile,
            file_id,
            lambda file: file.refuse(refused_on=refused_on, origin=origin, today=today),
        )

    async def withdraw(self, command: Command, file_id: UUID, reason: AmendmentReason, origin: Origin) -> Committed:
        """All that was said of it was a mistake."""
        return await self._store.change(command, RecognitionFile, file_id, lambda file: file.withdraw(reason, origin))

    async def history(self, file_id: UUID) -> list[Recorded]:
        """Everything recorded about a file, in order."""
        return await self._store.history(file_id, CompositionSubmitted, CompositionRecognised)
