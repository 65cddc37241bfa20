"""What people do with the council's file: say an entry, say it again, withdraw it; and read it all as of a day."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

from services.councils.dossier.domain import Entry
from shared.contracts.councils.dossier import BudgetAllocated, ExpenseRecorded
from shared.kernel import NotFound

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from services.councils.dossier.domain import Kind
    from services.councils.dossier.readmodel import DossierViews
    from services.councils.known_councils import KnownCouncils
    from shared.contracts.councils.dossier import AnEntry
    from shared.contracts.vocabulary import AmendmentReason, Origin
    from shared.kernel import Fact, Recorded
    from shared.platform.clock import Clock
    from shared.platform.store import Command, Committed, Store


class Dossier:
    """The file, as people act on it. Every method raises what the entry refuses."""

    def __init__(self, store: Store, councils: KnownCouncils, clock: Clock, views: DossierViews) -> None:
        self._store = store
        self._clock = clock
        self._views = views
        self._councils = councils
        self._budget = asyncio.Lock()

    async def say(self, command: Command, fact: AnEntry) -> Committed:
        """Something is so, or happened. Raises UnknownCouncil."""
        council_id = getattr(fact, "council_id", None)
        if council_id is not None:
            await self._councils.require(council_id)
        today = self._clock.today()
        async with self._one_at_a_time(type(fact)):
            line = await self._line_of(fact)
            return await self._store.open(
                command, Entry, fact.entry_id, lambda entry: entry.say(fact, line=line, today=today)
            )

    async def correct(self, command: Command, after: AnEntry, reason: AmendmentReason) -> Committed:
        """An entry is said again, whole. Of another council it is refused, so that its own is known already."""
        today = self._clock.today()
        async with self._one_at_a_time(type(after)):
            line = await self._line_of(after)
            return await self._store.change(
                command, Entry, after.entry_id, lambda entry: entry.correct(after, reason, line=line, today=today)
            )

    async def withdraw(
        self, command: Command, kind: Kind, entry_id: UUID, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """An entry should never have been made."""
        async with self._one_at_a_time(kind.fact):
            expenses = await self._expenses_on(entry_id) if kind.fact is BudgetAllocated else 0
            return await self._store.change(
                command, Entry, entry_id, lambda entry: entry.withdraw(kind.fact, reason, origin, expenses=expenses)
            )

    def _one_at_a_time(self, kind: type[Fact]) -> contextlib.AbstractAsyncContextManager[Any]:
        """Whether a budget line or an expense may be decided on now; everything else may.

        A line and its expenses are streams of their own, and the store decides on one of them: from the look at the other
        until the commit, nothing else is decided here about budgets. Another process might: the expense would then stand
        in the list of expenses, and on no line that stands.
        """
        return self._budget if kind in (BudgetAllocated, ExpenseRecorded) else contextlib.nullcontext()

    async def _line_of(self, fact: AnEntry) -> Entry | None:
        """The budget line that an expense names, asked of the facts themselves; none if there is none."""
        if not isinstance(fact, ExpenseRecorded):
            return None
        with contextlib.suppress(NotFound):
            return await self._store.load(Entry, fact.budget_id)
        return None

    async def _expenses_on(self, budget_id: UUID) -> int:
        """How many expenses stand on a line. No stream says so: the view does, once it has read all that is recorded.

        Raises NotYetVisible when it is late.
        """
        _, head = await self._store.head()
        await self._views.model.wait_for(f"{self._store.source}@{head}")
        return await self._views.expenses_on(str(budget_id))

    async def history(self, kind: Kind, entry_id: UUID) -> list[Recorded]:
        """Everything recorded about an entry, in order."""
        return await self._store.history(entry_id, kind.fact)

    async def file(self, council_id: str, on: date | None) -> dict[str, Any]:
        """The whole file of a council as of a day, or of today. Raises NotFound."""
        await self._councils.find(council_id)
        return await self._views.file(council_id, on or self._clock.today())

    async def autonomy(self, council_id: str) -> list[dict[str, Any]]:
        """All assessments of a council's autonomy, in order. Raises NotFound."""
        await self._councils.find(council_id)
        return await self._views.autonomy(council_id)
