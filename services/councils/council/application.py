"""What people do with councils: one method for each thing; the council decides, the store commits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.councils.council.domain import Council
from services.councils.known_councils import stream_of
from shared.contracts.councils.council import CouncilEstablished

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from uuid import UUID

    from services.councils.council.readmodel.standing import StandingViews
    from shared.contracts.councils.composition import JoiningSaid, LeavingReason, MemberJoined, MembershipRenewed
    from shared.contracts.councils.council import CouncilDistrictSet, CouncilParticulars, Stage
    from shared.contracts.councils.team import FacilitatorAssigned, UnassignmentReason
    from shared.contracts.vocabulary import AmendmentReason, College, MemberRole, Origin
    from shared.kernel import Recorded
    from shared.platform.clock import Clock
    from shared.platform.store import Command, Committed, Store


class Councils:
    """The councils, as people act on them. Every method raises what the council refuses, and NotFound."""

    def __init__(self, store: Store, clock: Clock, standing: StandingViews) -> None:
        self._store = store
        self._clock = clock
        self._standing = standing

    async def establish(self, command: Command, fact: CouncilEstablished) -> Committed:
        """A council exists."""
        today = self._clock.today()
        return await self._store.open(
            command, Council, stream_of(fact.council_id), lambda council: council.establish(fact, today=today)
        )

    async def correct(
        self, command: Command, council_id: str, after: CouncilParticulars, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """What was said of the council is said again."""
        today = self._clock.today()
        return await self._change(
            command, council_id, lambda council: council.correct(after, reason=reason, origin=origin, today=today)
        )

    async def withdraw(
        self, command: Command, council_id: str, reason: AmendmentReason, origin: Origin, after: str | None
    ) -> Committed:
        """There is no such council. Raises NotYetVisible when the view of what stands on it is late.

        All that this service recorded of it is looked at, and of the activities what has been heard; `after` says what must
        have been. What is said of it meanwhile elsewhere stands, and can be withdrawn too.
        """
        _, head = await self._store.head()
        await self._standing.model.wait_for(after)
        await self._standing.model.wait_for(f"{self._store.source}@{head}")
        others = await self._standing.count(council_id)
        return await self._change(command, council_id, lambda council: council.withdraw(reason, origin, others=others))

    async def set_district(self, command: Command, fact: CouncilDistrictSet) -> Committed:
        """A council covers a priority district."""
        return await self._change(command, fact.council_id, lambda council: council.set_district(fact))

    async def remove_district(
        self, command: Command, council_id: str, district_code: str, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """A council never covered that district."""
        return await self._change(
            command, council_id, lambda council: council.remove_district(district_code, reason, origin)
        )

    async def reach_stage(
        self, command: Command, council_id: str, stage: Stage, reached_on: date, origin: Origin
    ) -> Committed:
        """A council entered a stage of its life."""
        today = self._clock.today()
        return await self._change(
            command,
            council_id,
            lambda council: council.reach_stage(stage, reached_on=reached_on, origin=origin, today=today),
        )

    async def withdraw_stage(
        self, command: Command, council_id: str, stage: Stage, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """A council did not enter its last stage."""
        return await self._change(command, council_id, lambda council: council.withdraw_stage(stage, reason, origin))

    async def welcome_member(self, command: Command, fact: MemberJoined) -> Committed:
        """A person became a member."""
        today = self._clock.today()
        return await self._change(command, fact.council_id, lambda council: council.welcome(fact, today=today))

    async def change_seat(
        self,
        command: Command,
        council_id: str,
        person_id: UUID,
        college: College,
        role: MemberRole,
        replaces: UUID | None,
        changed_on: date,
        origin: Origin,
    ) -> Committed:
        """A member sits in another college, or has another role."""
        today = self._clock.today()
        return await self._change(
            command,
            council_id,
            lambda council: council.change_seat(
                person_id,
                college=college,
                role=role,
                replaces=replaces,
                changed_on=changed_on,
                origin=origin,
                today=today,
            ),
        )

    async def renew_member(self, command: Command, fact: MembershipRenewed) -> Committed:
        """A member's term was renewed."""
        today = self._clock.today()
        return await self._change(command, fact.council_id, lambda council: council.renew(fact, today=today))

    async def correct_joining(
        self,
        command: Command,
        council_id: str,
        person_id: UUID,
        after: JoiningSaid,
        reason: AmendmentReason,
        origin: Origin,
    ) -> Committed:
        """How a present member joined is said again."""
        today = self._clock.today()
        return await self._change(
            command,
            council_id,
            lambda council: council.correct_joining(person_id, after=after, reason=reason, origin=origin, today=today),
        )

    async def withdraw_joining(
        self, command: Command, council_id: str, person_id: UUID, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """A person never became a member."""
        return await self._change(
            command, council_id, lambda council: council.withdraw_joining(person_id, reason, origin)
        )

    async def withdraw_change(
        self, command: Command, council_id: str, person_id: UUID, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """A member did not change college or role that day."""
        return await self._change(
            command, council_id, lambda council: council.withdraw_change(person_id, reason, origin)
        )

    async def withdraw_renewal(
        self, command: Command, council_id: str, person_id: UUID, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """A member's term was not renewed that day."""
        return await self._change(
            command, council_id, lambda council: council.withdraw_renewal(person_id, reason, origin)
        )

    async def see_off_member(
        self, command: Command, council_id: str, person_id: UUID, left_on: date, reason: LeavingReason, origin: Origin
    ) -> Committed:
        """A member left."""
        today = self._clock.today()
        return await self._change(
            command,
            council_id,
            lambda council: council.see_off(person_id, left_on=left_on, reason=reason, origin=origin, today=today),
        )

    async def withdraw_departure(
        self, command: Command, council_id: str, person_id: UUID, reason: AmendmentReason, origin: Origin
    ) -> Committed:
        """A member did not leave."""
        return await self._change(
            command, council_id, lambda council: council.withdraw_departure(person_id, reason, origin)
        )

    async def assign_facilitator(self, command: Command, fact: FacilitatorAssigned) -> Committed:
        """A facilitator supports the council."""
        today = self._clock.today()
        return await self._change(command, fact.council_id, lambda council: council.assign(fact, today=today))

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
        return await self._change(
            command,
            council_id,
            lambda council: council.unassign(
                facilitator_id, unassigned_on=unassigned_on, reason=reason, origin=origin, today=today
            ),
        )

    async def withdraw_assignment(
        self,
        command: Command,
        council_id: str,
        facilitator_id: UUID,
        assigned_on: date,
        reason: AmendmentReason,
        origin: Origin,
    ) -> Committed:
        """A facilitator never supported the council from that day."""
        return await self._change(
            command,
            council_id,
            lambda council: council.withdraw_assignment(
                facilitator_id, assigned_on=assigned_on, reason=reason, origin=origin
            ),
        )

    async def _change(self, command: Command, council_id: str, decide: Callable[[Council], None]) -> Committed:
        return await self._store.change(command, Council, stream_of(council_id), decide)

    async def history(self, council_id: str) -> list[Recorded]:
        """Everything recorded about a council, in order."""
        return await self._store.history(stream_of(council_id), CouncilEstablished)
