"""What people do with entries: say one, say it again, withdraw it."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any, Protocol

from shared.entries.kinds import subject_of
from shared.kernel import NotFound

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import date
    from uuid import UUID

    from shared.contracts.vocabulary import AmendmentReason, Origin
    from shared.entries.kinds import About, Entry, Kind, Subject
    from shared.entries.readmodel import EntryViews
    from shared.kernel import Fact, Recorded
    from shared.platform.clock import Clock
    from shared.platform.store import Command, Committed, Store


class Councils(Protocol):
    """Whether a council exists."""

    async def require(self, council_id: str, pointer: str = "/council_id") -> None:
        """Go on only with a council that exists. Raises a refusal."""


class Entries:
    """The entries of one catalogue, as people act on them. Every method raises what the entry refuses."""

    def __init__(
        self, store: Store, aggregate: type[Entry], councils: Councils, clock: Clock, views: EntryViews
    ) -> None:
        self.catalogue = aggregate.catalogue
        self._store = store
        self._aggregate = aggregate
        self._councils = councils
        self._clock = clock
        self._views = views
        self._turn = asyncio.Lock()

    async def say(self, command: Command, fact: Any) -> Committed:
        """Something is so, or happened. Raises UnknownCouncil."""
        council_id = getattr(fact, "council_id", None)
        if council_id is not None:
            await self._councils.require(council_id)
        today = self._clock.today()
        async with self._one_at_a_time(type(fact)):
            subjects = await self._subjects_of(fact)
            return await self._store.open(
                command,
                self._aggregate,
                fact.entry_id,
                lambda entry: entry.say(fact, subjects=subjects, today=today),
            )

    async def correct(self, command: Command, after: Any, reason: AmendmentReason) -> Committed:
        """An entry is said again, whole. Of another council it is refused, so that its own is known already."""
        today = self._clock.today()
        async with self._one_at_a_time(type(after)):
            subjects = await self._subjects_of(after)
            return await self._store.change(
                command,
                self._aggregate,
                after.entry_id,
                lambda entry: entry.correct(after, reason, subjects=subjects, today=today),
            )

    async def copy(
        self, command: Command, kind: Kind, copied_id: UUID, entry_id: UUID, day: date, origin: Origin
    ) -> Committed:
        """The same happened on another day. Raises NotFound, EntryWasWithdrawn."""
        copied = await self._store.load(self._aggregate, copied_id)
        return await self.say(command, copied.copy(kind, entry_id, day, origin))

    async def withdraw(
        self, command: Command, kind: Kind, entry_id: UUID, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """An entry should never have been made."""
        async with self._one_at_a_time(kind.fact):
            others = await self._others_about(entry_id) if kind.fact in self.catalogue.linked else 0
            return await self._store.change(
                command,
                self._aggregate,
                entry_id,
                lambda entry: entry.withdraw(kind.fact, reason, origin, others=others),
            )

    async def history(self, kind: Kind, entry_id: UUID) -> list[Recorded]:
        """Everything recorded about an entry, in order."""
        return await self._store.history(entry_id, kind.fact)

    @contextlib.asynccontextmanager
    async def others_about(self, subject_id: UUID) -> AsyncIterator[int]:
        """How many entries that stand name something that is no entry; none is said of it until that is decided on.

        Raises NotYetVisible when the view is late.
        """
        async with self._turn:
            yield await self._others_about(subject_id)

    def _one_at_a_time(self, fact: type[Fact]) -> contextlib.AbstractAsyncContextManager[Any]:
        """Whether an entry that names another, or is named, may be decided on now; everything else may.

        They are streams of their own, and the store decides on one of them: from the look at the other until the commit, nothing
        else is decided here about such entries. Another process might: the one would then name what no longer stands.
        """
        return self._turn if fact in self.catalogue.linked else contextlib.nullcontext()

    async def _subjects_of(self, fact: Fact) -> dict[str, Subject]:
        """What an entry names and what exists, by field, asked of the facts themselves."""
        found = {}
        for about in self.catalogue.of[type(fact)].about:
            subject_id = getattr(fact, about.field)
            subject = None if subject_id is None else await self.subject(subject_id, about)
            if subject is not None:
                found[about.field] = subject
        return found

    async def subject(self, subject_id: UUID, about: About) -> Subject | None:
        """What something names, as it stands; none when there is nothing of what it may name."""
        try:
            history = [recorded.fact for recorded in await self._store.history(subject_id, *about.facts)]
        except NotFound:
            return None
        entry = self._aggregate(subject_id)
        entry.replay(history)
        return subject_of(entry, history, about)

    async def _others_about(self, subject_id: UUID) -> int:
        """How many entries that stand name it. No stream says so: the view does, once it has read all that is recorded.

        Raises NotYetVisible when it is late.
        """
        _, head = await self._store.head()
        await self._views.model.wait_for(f"{self._store.source}@{head}")
        return await self._views.count_about(str(subject_id))
