"""What people do with steering bodies and their sessions."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

from services.activities.steering.domain.body import SteeringBody, UnknownSteeringBody
from services.activities.steering.domain.session import SteeringSession
from shared.contracts.activities.steering import SteeringBodyDeclared, SteeringSessionHeld, SteeringSessionScheduled
from shared.contracts.activities.steering import SteeringSessionNotConvened as NotConvened
from shared.kernel import NotFound, Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from services.activities.known_councils import KnownCouncils
    from services.activities.steering.readmodel import SteeringViews
    from shared.contracts.activities.steering import Representative
    from shared.contracts.activities.words import CancellationReason
    from shared.contracts.vocabulary import AmendmentReason, Origin
    from shared.entries.application import Entries
    from shared.kernel import Recorded
    from shared.platform.clock import Clock
    from shared.platform.store import Command, Committed, Store


class Steering:
    """Bodies and sessions, as people act on them. Every method raises what they refuse, and NotFound."""

    def __init__(
        self, store: Store, councils: KnownCouncils, clock: Clock, journal: Entries, views: SteeringViews
    ) -> None:
        self._store = store
        self._journal = journal
        self._views = views
        self._turn = asyncio.Lock()
        """Held while a session is entered of a body, or a body is withdrawn: none is entered of what was just withdrawn."""
        self._councils = councils
        self._clock = clock

    async def declare(self, command: Command, fact: SteeringBodyDeclared) -> Committed:
        """A body exists, in which councils have a seat. Raises UnknownCouncil."""
        seated = await self._seated(fact)
        return await self._store.open(command, SteeringBody, fact.body_id, lambda body: body.declare(seated))

    async def correct_body(self, command: Command, after: SteeringBodyDeclared, reason: AmendmentReason) -> Committed:
        """What was said of a body is said again. Raises UnknownCouncil."""
        seated = await self._seated(after)
        return await self._store.change(command, SteeringBody, after.body_id, lambda body: body.correct(seated, reason))

    async def withdraw_body(
        self, command: Command, body_id: UUID, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """A body should never have been declared. Raises NotYetVisible when the list of sessions is late."""
        async with self._turn:
            _, head = await self._store.head()
            await self._views.model.wait_for(f"{self._store.source}@{head}")
            sessions = await self._views.count_sessions(str(body_id))
            return await self._store.change(
                command, SteeringBody, body_id, lambda body: body.withdraw(reason, origin, sessions=sessions)
            )

    async def _seated(self, fact: SteeringBodyDeclared) -> SteeringBodyDeclared:
        """With its councils in one order, whatever that of the request: the same councils are the same body."""
        for rank, council_id in enumerate(fact.council_ids):
            await self._councils.require(council_id, f"/council_ids/{rank}")
        return fact.model_copy(update={"council_ids": tuple(sorted(fact.council_ids))})

    async def schedule(
        self, command: Command, session_id: UUID, body_id: UUID, planned_on: date, origin: Origin
    ) -> Committed:
        """A body is to sit. Raises UnknownSteeringBody."""
        async with self._turn:
            body = await self._body_of(body_id)
            fact = SteeringSessionScheduled(**_seen(body), session_id=session_id, planned_on=planned_on, origin=origin)
            return await self._store.open(command, SteeringSession, session_id, lambda session: session.schedule(fact))

    async def enter_held(
        self, command: Command, session_id: UUID, body_id: UUID, held_on: date, origin: Origin
    ) -> Committed:
        """A body sat, and nobody had planned it here. Raises UnknownSteeringBody."""
        today = self._clock.today()
        async with self._turn:
            body = await self._body_of(body_id)
            fact = SteeringSessionHeld(**_seen(body), session_id=session_id, held_on=held_on, origin=origin)
            return await self._store.open(
                command, SteeringSession, session_id, lambda session: session.enter_held(fact, today=today)
            )

    async def miss(
        self, command: Command, session_id: UUID, body_id: UUID, first: date, last: date, origin: Origin
    ) -> Committed:
        """A body should have sat between two days, and was never convened."""
        today = self._clock.today()
        async with self._turn:
            body = (await self._store.load(SteeringBody, body_id)).known()
            fact = NotConvened(
                **_seen(body), session_id=session_id, expected_from_on=first, expected_until_on=last, origin=origin
            )
            return await self._store.open(
                command, SteeringSession, session_id, lambda session: session.miss(fact, today=today)
            )

    async def hold(self, command: Command, session_id: UUID, held_on: date, origin: Origin) -> Committed:
        """A session that was planned took place."""
        today = self._clock.today()
        return await self._store.change(
            command, SteeringSession, session_id, lambda session: session.hold(held_on, origin, today=today)
        )

    async def cancel(self, command: Command, session_id: UUID, reason: CancellationReason, origin: Origin) -> Committed:
        """It did not take place."""
        return await self._store.change(
            command, SteeringSession, session_id, lambda session: session.cancel(reason, origin)
        )

    async def name(
        self,
        command: Command,
        session_id: UUID,
        council_id: str,
        representative: Representative,
        named_on: date,
        origin: Origin,
    ) -> Committed:
        """A council said who will speak for it."""
        today = self._clock.today()
        return await self._store.change(
            command,
            SteeringSession,
            session_id,
            lambda session: session.name(council_id, representative, named_on, origin, today=today),
        )

    async def attend(
        self,
        command: Command,
        session_id: UUID,
        council_id: str,
        representatives: tuple[Representative, ...],
        origin: Origin,
    ) -> Committed:
        """A council was represented."""
        return await self._store.change(
            command,
            SteeringSession,
            session_id,
            lambda session: session.attend(council_id, representatives, origin),
        )

    async def correct(
        self,
        command: Command,
        session_id: UUID,
        changes: Mapping[str, Mapping[str, Any]],
        reason: AmendmentReason,
        origin: Origin,
    ) -> Committed:
        """Steps of it are said again, each by its address; with what is said of its body now."""
        today = self._clock.today()
        seen = await self._as_its_body_is_now(session_id, changes)
        return await self._store.change(
            command, SteeringSession, session_id, lambda session: session.correct(seen, reason, origin, today=today)
        )

    async def withdraw_step(
        self, command: Command, session_id: UUID, step: str, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """One step should never have been said."""
        today = self._clock.today()
        return await self._store.change(
            command,
            SteeringSession,
            session_id,
            lambda session: session.withdraw_step(step, reason, origin, today=today),
        )

    async def withdraw(self, command: Command, session_id: UUID, reason: AmendmentReason, origin: Origin) -> Committed:
        """It should never have been entered. Raises NotYetVisible when the journal is late."""
        async with self._journal.others_about(session_id) as others:
            return await self._store.change(
                command, SteeringSession, session_id, lambda session: session.withdraw(reason, origin, others=others)
            )

    async def history_of_body(self, body_id: UUID) -> list[Recorded]:
        """Everything recorded about a body, in order."""
        return await self._store.history(body_id, SteeringBodyDeclared)

    async def history_of_session(self, session_id: UUID) -> list[Recorded]:
        """Everything recorded about a session, in order."""
        return await self._store.history(session_id, SteeringSessionScheduled, SteeringSessionHeld, NotConvened)

    async def _as_its_body_is_now(
        self, session_id: UUID, changes: Mapping[str, Mapping[str, Any]]
    ) -> Mapping[str, Mapping[str, Any]]:
        """These changes, with what is said now of the body. A session that refuses to be told again does so when it decides."""
        with contextlib.suppress(Refusal):
            first = (await self._store.load(SteeringSession, session_id)).life().facts[0]
            body = (await self._store.load(SteeringBody, first.body_id)).known()
            return {**changes, "": _seen(body)}
        return changes

    async def _body_of(self, body_id: UUID) -> SteeringBodyDeclared:
        """The body that a request names."""
        try:
            return (await self._store.load(SteeringBody, body_id)).known()
        except NotFound:
            raise UnknownSteeringBody from None


def _seen(body: SteeringBodyDeclared) -> dict[str, Any]:
    """What a session says of its body, as it is at the moment."""
    return {
        "body_id": body.body_id,
        "body_kind": body.kind,
        "body_name": body.name,
        "council_ids": body.council_ids,
    }
