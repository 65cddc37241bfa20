"""What people do with the team: one method for each thing; the post, the absence or the handover decides, the store commits."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import UUID

from services.councils.team.domain.absences import Absence
from services.councils.team.domain.handovers import Handover
from services.councils.team.domain.people import UnknownTeamMember
from services.councils.team.domain.posts import Post
from shared.contracts.councils.team import AbsenceBegan, HandoverOpened, PostOpened

if TYPE_CHECKING:
    from datetime import date

    from services.councils.known_councils import KnownCouncils
    from services.councils.team.domain.absences import Away
    from services.councils.team.readmodel.open_matters import OpenMatters
    from services.councils.team.readmodel.views import TeamViews
    from shared.contracts.councils.team import (
        AbsenceSaid,
        Agreement,
        PostSaid,
        RecruitmentStep,
        RecruitmentStepTaken,
        VacatingReason,
    )
    from shared.contracts.vocabulary import AmendmentReason, Origin
    from shared.kernel import Recorded
    from shared.platform.clock import Clock
    from shared.platform.store import Command, Committed, Store


class Posts:
    """The posts, as people act on them. Every method raises what the post refuses, and NotFound."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def open(self, command: Command, fact: PostOpened) -> Committed:
        """The team has a post."""
        today = self._clock.today()
        return await self._store.open(command, Post, fact.post_id, lambda post: post.open(fact, today=today))

    async def renew(self, command: Command, post_id: UUID, agreement: Agreement, origin: Origin) -> Committed:
        """Its agreement was renewed."""
        return await self._store.change(command, Post, post_id, lambda post: post.renew(agreement, origin))

    async def withdraw_renewal(
        self, command: Command, post_id: UUID, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """Its agreement was not renewed so."""
        return await self._store.change(command, Post, post_id, lambda post: post.withdraw_renewal(reason, origin))

    async def take_step(self, command: Command, fact: RecruitmentStepTaken) -> Committed:
        """Its recruitment went one step further."""
        today = self._clock.today()
        return await self._store.change(command, Post, fact.post_id, lambda post: post.take_step(fact, today=today))

    async def withdraw_step(
        self,
        command: Command,
        post_id: UUID,
        step: RecruitmentStep,
        taken_on: date,
        reason: AmendmentReason,
        origin: Origin,
    ) -> Committed:
        """Its recruitment did not take that step on that day."""
        return await self._store.change(
            command, Post, post_id, lambda post: post.withdraw_step(step, taken_on, reason, origin)
        )

    async def fill(
        self, command: Command, post_id: UUID, facilitator_id: UUID, filled_on: date, origin: Origin
    ) -> Committed:
        """Somebody holds it."""
        today = self._clock.today()
        return await self._store.change(
            command, Post, post_id, lambda post: post.fill(facilitator_id, filled_on, origin, today=today)
        )

    async def vacate(
        self, command: Command, post_id: UUID, vacated_on: date, reason: VacatingReason, origin: Origin
    ) -> Committed:
        """Its holder left."""
        today = self._clock.today()
        return await self._store.change(
            command, Post, post_id, lambda post: post.vacate(vacated_on, reason, origin, today=today)
        )

    async def withdraw_filling(
        self,
        command: Command,
        post_id: UUID,
        facilitator_id: UUID,
        filled_on: date,
        reason: AmendmentReason,
        origin: Origin,
    ) -> Committed:
        """That person never held it from that day."""
        return await self._store.change(
            command, Post, post_id, lambda post: post.withdraw_filling(facilitator_id, filled_on, reason, origin)
        )

    async def close(self, command: Command, post_id: UUID, closed_on: date, origin: Origin) -> Committed:
        """It no longer exists."""
        today = self._clock.today()
        return await self._store.change(command, Post, post_id, lambda post: post.close(closed_on, origin, today=today))

    async def correct(
        self, command: Command, post_id: UUID, after: PostSaid, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """What was said of it was wrong."""
        today = self._clock.today()
        return await self._store.change(
            command, Post, post_id, lambda post: post.correct(after, reason, origin, today=today)
        )

    async def withdraw(self, command: Command, post_id: UUID, reason: AmendmentReason, origin: Origin) -> Committed:
        """The team never had it."""
        return await self._store.change(command, Post, post_id, lambda post: post.withdraw(reason, origin))

    async def history(self, post_id: UUID) -> list[Recorded]:
        """Everything recorded about a post, in order."""
        return await self._store.history(post_id, PostOpened)


class Absences:
    """Absences of people of the team, as people act on them. Every method raises what the absence refuses, and NotFound.

    Those of one person are streams of their own: from the look at the others until the commit, no other is decided on here.
    """

    def __init__(self, store: Store, clock: Clock, councils: KnownCouncils, views: TeamViews) -> None:
        self._store = store
        self._clock = clock
        self._councils = councils
        self._views = views
        self._turn = asyncio.Lock()

    async def begin(self, command: Command, fact: AbsenceBegan) -> Committed:
        """Somebody is away. Raises UnknownTeamMember."""
        today = self._clock.today()
        async with self._turn:
            await _wait_for_own_facts(self._store, self._views)
            await _require(self._views, fact.facilitator_id, "/facilitator_id")
            others = await self._others(fact.facilitator_id, fact.absence_id)
            return await self._store.open(
                command, Absence, fact.absence_id, lambda absence: absence.begin(fact, others=others, today=today)
            )

    async def _others(self, facilitator_id: UUID, absence_id: UUID) -> list[Away]:
        """When that person is away otherwise, asked of the facts themselves: the view only tells which."""
        ids = await self._views.absences.of(facilitator_id)
        return [(await self._store.load(Absence, one)).away() for one in ids if one != absence_id]

    async def end(self, command: Command, absence_id: UUID, back_on: date, origin: Origin) -> Committed:
        """They are back."""
        today = self._clock.today()
        return await self._store.change(
            command, Absence, absence_id, lambda absence: absence.end(back_on, origin, today=today)
        )

    async def correct(
        self, command: Command, absence_id: UUID, after: AbsenceSaid, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """Its days are other ones."""
        today = self._clock.today()
        async with self._turn:
            await _wait_for_own_facts(self._store, self._views)
            began = (await self._store.load(Absence, absence_id)).began
            others = [] if began is None else await self._others(began.facilitator_id, absence_id)
            return await self._store.change(
                command,
                Absence,
                absence_id,
                lambda absence: absence.correct(after, reason, origin, others=others, today=today),
            )

    async def withdraw(self, command: Command, absence_id: UUID, reason: AmendmentReason, origin: Origin) -> Committed:
        """It never was."""
        return await self._store.change(command, Absence, absence_id, lambda absence: absence.withdraw(reason, origin))

    async def arrange_cover(
        self, command: Command, absence_id: UUID, council_id: str, covered_by: UUID, from_on: date, origin: Origin
    ) -> Committed:
        """Somebody answers for a council meanwhile. Raises UnknownCouncil, UnknownTeamMember."""
        await self._councils.require(council_id)
        await _wait_for_own_facts(self._store, self._views)
        await _require(self._views, covered_by, "/covered_by")
        return await self._store.change(
            command,
            Absence,
            absence_id,
            lambda absence: absence.arrange_cover(council_id, covered_by, from_on, origin),
        )

    async def withdraw_cover(
        self, command: Command, absence_id: UUID, council_id: str, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """The last cover of a council was not to be."""
        return await self._store.change(
            command, Absence, absence_id, lambda absence: absence.withdraw_cover(council_id, reason, origin)
        )

    async def history(self, absence_id: UUID) -> list[Recorded]:
        """Everything recorded about an absence, in order."""
        return await self._store.history(absence_id, AbsenceBegan)


class Handovers:
    """Handovers, as people act on them. Every method raises what the handover refuses, and NotFound."""

    def __init__(
        self, store: Store, clock: Clock, councils: KnownCouncils, views: TeamViews, open_now: OpenMatters
    ) -> None:
        self._store = store
        self._clock = clock
        self._councils = councils
        self._views = views
        self._open_now = open_now
        self._turn = asyncio.Lock()

    async def open(self, command: Command, fact: HandoverOpened, after: str | None) -> Committed:
        """What is open on that day passes from one to the other: the list is frozen as it stands.

        Raises UnknownCouncil, UnknownTeamMember.

        It holds all that this service recorded, and of the activities what has been heard; `after` says what must have been.
        """
        today = self._clock.today()
        await self._councils.require(fact.council_id)
        await self._open_now.wait_for(after)
        async with self._turn:
            await _wait_for_own_facts(self._store, self._open_now)
            await _require(self._views, fact.from_facilitator_id, "/from_facilitator_id")
            await _require(self._views, fact.to_facilitator_id, "/to_facilitator_id")
            unfinished = await self._unfinished(fact)
            frozen = fact.model_copy(update={"lines": await self._open_now.lines(fact.council_id, fact.opened_on)})
            return await self._store.open(
                command,
                Handover,
                fact.handover_id,
                lambda handover: handover.open(frozen, unfinished=unfinished, today=today),
            )

    async def _unfinished(self, fact: HandoverOpened) -> HandoverOpened | None:
        """Another handover of that council by that person, some lines of which wait."""
        for row in await self._views.handovers(council=fact.council_id, status="OPEN"):
            other = (await self._store.load(Handover, UUID(row["handover_id"]))).opened
            if (
                other is not None
                and other.from_facilitator_id == fact.from_facilitator_id
                and other.handover_id != fact.handover_id
            ):
                return other
        return None

    async def accept(
        self, command: Command, handover_id: UUID, line: int, accepted_on: date, origin: Origin
    ) -> Committed:
        """One line is taken over."""
        today = self._clock.today()
        return await self._store.change(
            command, Handover, handover_id, lambda handover: handover.accept(line, accepted_on, origin, today=today)
        )

    async def withdraw_acceptance(
        self, command: Command, handover_id: UUID, line: int, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """One line was not taken over."""
        return await self._store.change(
            command, Handover, handover_id, lambda handover: handover.withdraw_acceptance(line, reason, origin)
        )

    async def withdraw(self, command: Command, handover_id: UUID, reason: AmendmentReason, origin: Origin) -> Committed:
        """It does not take place."""
        return await self._store.change(
            command, Handover, handover_id, lambda handover: handover.withdraw(reason, origin)
        )

    async def history(self, handover_id: UUID) -> list[Recorded]:
        """Everything recorded about a handover, in order."""
        return await self._store.history(handover_id, HandoverOpened)


async def _require(views: TeamViews, person_id: UUID, pointer: str) -> None:
    """Go on only with somebody of the team. Raises UnknownTeamMember."""
    if not await views.knows(person_id):
        raise UnknownTeamMember(pointer)


async def _wait_for_own_facts(store: Store, views: TeamViews | OpenMatters) -> None:
    """Wait until the views show everything that this service recorded. Raises NotYetVisible."""
    _, head = await store.head()
    await views.wait_for(f"{store.source}@{head}")
