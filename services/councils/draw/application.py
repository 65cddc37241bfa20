"""What people do with draws by lot: one method for each thing; the draw decides, the store commits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.councils.draw.domain.draws import LotDraw
from shared.contracts.councils.draw import DrawPrepared

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from uuid import UUID

    from services.councils.draw.domain.draws import Said
    from services.councils.known_councils import KnownCouncils
    from shared.contracts.councils.draw import ContactMethod, DrawAnswer
    from shared.contracts.vocabulary import AmendmentReason, Origin
    from shared.kernel import Recorded
    from shared.platform.clock import Clock
    from shared.platform.store import Command, Committed, Store


class Draws:
    """The draws, as people act on them. Every method raises what the draw refuses, and NotFound."""

    def __init__(self, store: Store, councils: KnownCouncils, clock: Clock) -> None:
        self._store = store
        self._councils = councils
        self._clock = clock

    async def prepare(self, command: Command, fact: DrawPrepared) -> Committed:
        """A draw is announced. Raises UnknownCouncil."""
        await self._councils.require(fact.council_id)
        today = self._clock.today()
        return await self._store.open(command, LotDraw, fact.draw_id, lambda draw: draw.prepare(fact, today=today))

    async def hold(
        self, command: Command, draw_id: UUID, seed: str, contents: Sequence[str], held_on: date, origin: Origin
    ) -> Committed:
        """The draw takes place. What the lists hold is read, and not kept."""
        today = self._clock.today()
        return await self._change(
            command, draw_id, lambda draw: draw.hold(seed, contents, held_on, origin, today=today)
        )

    async def withdraw(self, command: Command, draw_id: UUID, reason: AmendmentReason, origin: Origin) -> Committed:
        """The draw is void, or was entered by mistake."""
        return await self._change(command, draw_id, lambda draw: draw.withdraw(reason, origin))

    async def contact(
        self,
        command: Command,
        draw_id: UUID,
        ticket: str,
        method: ContactMethod,
        contacted_on: date,
        origin: Origin,
        *,
        was_reached: bool,
    ) -> Committed:
        """Somebody tried to reach a person who was drawn."""
        today = self._clock.today()
        return await self._change(
            command,
            draw_id,
            lambda draw: draw.contact(ticket, method, contacted_on, origin, was_reached=was_reached, today=today),
        )

    async def answer(
        self, command: Command, draw_id: UUID, ticket: str, answer: DrawAnswer, answered_on: date, origin: Origin
    ) -> Committed:
        """A person who was drawn answered, or answers otherwise now."""
        today = self._clock.today()
        return await self._change(
            command, draw_id, lambda draw: draw.answer(ticket, answer, answered_on, origin, today=today)
        )

    async def seat(
        self, command: Command, draw_id: UUID, ticket: str, person_id: UUID, seated_on: date, origin: Origin
    ) -> Committed:
        """A person who accepted took a seat."""
        today = self._clock.today()
        return await self._change(
            command, draw_id, lambda draw: draw.seat(ticket, person_id, seated_on, origin, today=today)
        )

    async def use_reserve(
        self, command: Command, draw_id: UUID, ticket: str, replaces: UUID | None, used_on: date, origin: Origin
    ) -> Committed:
        """A vacancy was offered to somebody of the reserve list."""
        today = self._clock.today()
        return await self._change(
            command, draw_id, lambda draw: draw.use_reserve(ticket, replaces, used_on, origin, today=today)
        )

    async def take_back(
        self,
        command: Command,
        draw_id: UUID,
        ticket: str,
        kind: type[Said],
        reason: AmendmentReason,
        origin: Origin,
    ) -> Committed:
        """What was said last, of that kind, of a person who was drawn was a mistake."""
        return await self._change(command, draw_id, lambda draw: draw.take_back(ticket, kind, reason, origin))

    async def history(self, draw_id: UUID) -> list[Recorded]:
        """Everything recorded about a draw, in order."""
        return await self._store.history(draw_id, DrawPrepared)

    async def _change(self, command: Command, draw_id: UUID, decide: Callable[[LotDraw], None]) -> Committed:
        return await self._store.change(command, LotDraw, draw_id, decide)
