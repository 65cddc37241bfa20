"""The council: what may be said of it, and what must be remembered to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.councils.days import refuse_backwards, refuse_future
from shared.contracts.councils.composition import LeavingReason, MemberJoined, MemberLeft
from shared.contracts.councils.council import CouncilDistrictSet, CouncilEstablished
from shared.contracts.councils.team import FacilitatorAssigned, FacilitatorUnassigned, UnassignmentReason
from shared.kernel import Aggregate, Fact, RuleBroken

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from shared.contracts.vocabulary import Origin


class CouncilAlreadyEstablished(RuleBroken):
    """The council {council_id} exists already, with other particulars."""

    pointer = "/council_id"


class AlreadyAMember(RuleBroken):
    """This person is a member of the council already, since {joined_on}."""

    pointer = "/person_id"


class NotAMember(RuleBroken):
    """This person is not a member of the council."""

    pointer = "/person_id"


class JoinedBeforeLeaving(RuleBroken):
    """This person left the council on {left_on} and cannot have come back before."""

    pointer = "/joined_on"


class LeftBeforeJoining(RuleBroken):
    """This person became a member on {joined_on} and cannot have left before."""

    pointer = "/left_on"


class AlreadyAssigned(RuleBroken):
    """This facilitator supports the council already, since {assigned_on}."""

    pointer = "/facilitator_id"


class AssignedBeforeUnassigned(RuleBroken):
    """This facilitator stopped supporting the council on {unassigned_on} and cannot have come back before."""

    pointer = "/assigned_on"


class NotAssigned(RuleBroken):
    """This facilitator does not support this council."""

    pointer = "/facilitator_id"


class UnassignedBeforeAssigned(RuleBroken):
    """The support began on {assigned_on} and cannot have ended before."""

    pointer = "/unassigned_on"


class Council(Aggregate):
    """One citizens' council: who sits in it, where, and who supports it."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.established: CouncilEstablished | None = None
        self.districts: dict[str, CouncilDistrictSet] = {}
        self.joinings: set[MemberJoined] = set()
        self.members: dict[UUID, MemberJoined] = {}
        self.left: dict[UUID, MemberLeft] = {}
        self.assignments: set[FacilitatorAssigned] = set()
        self.facilitators: dict[UUID, FacilitatorAssigned] = {}
        self.unassigned: dict[UUID, FacilitatorUnassigned] = {}

    def establish(self, fact: CouncilEstablished, *, today: date) -> None:
        """Say that the council exists (loi 2014-173, art. 7). Raises CouncilAlreadyEstablished, InTheFuture."""
        if self.established is not None:
            if self.established == fact:
                return
            raise CouncilAlreadyEstablished(council_id=fact.council_id)
        refuse_future("established_on", fact.established_on, fact.origin, today)
        self.record(fact)

    def set_district(self, fact: CouncilDistrictSet) -> None:
        """Say that the council covers a priority district, from a day, perhaps until another. Raises EndsBeforeItStarts."""
        refuse_backwards("until_on", fact.from_on, fact.until_on)
        if self.districts.get(fact.district_code) != fact:
            self.record(fact)

    def welcome(self, fact: MemberJoined, *, today: date) -> None:
        """Say that a person became a member. Raises AlreadyAMember, JoinedBeforeLeaving, InTheFuture.

        Rules of composition (parity, half of residents) are not checked here: they are told, dated, and block nobody.
        """
        if fact in self.joinings:
            return
        member = self.members.get(fact.person_id)
        if member is not None:
            raise AlreadyAMember(joined_on=member.joined_on)
        gone = self.left.get(fact.person_id)
        if gone is not None and fact.origin.is_before(fact.joined_on, gone.left_on, gone.origin):
            raise JoinedBeforeLeaving(left_on=gone.left_on)
        refuse_future("joined_on", fact.joined_on, fact.origin, today)
        self.record(fact)

    def see_off(self, person_id: UUID, *, left_on: date, reason: LeavingReason, origin: Origin, today: date) -> None:
        """Say that a member left. Raises NotAMember, LeftBeforeJoining, InTheFuture."""
        member = self.members.get(person_id)
        if member is None:
            gone = self.left.get(person_id)
            if gone is not None and (gone.left_on, gone.reason, gone.origin) == (left_on, reason, origin):
                return
            raise NotAMember
        if origin.is_before(left_on, member.joined_on, member.origin):
            raise LeftBeforeJoining(joined_on=member.joined_on)
        refuse_future("left_on", left_on, origin, today)
        self.record(
            MemberLeft(
                council_id=member.council_id,
                person_id=person_id,
                college=member.college,
                role=member.role,
                gender=member.gender,
                age_band=member.age_band,
                district_code=member.district_code,
                joined_on=member.joined_on,
                left_on=left_on,
                reason=reason,
                origin=origin,
            )
        )

    def assign(self, fact: FacilitatorAssigned, *, today: date) -> None:
        """Say that a facilitator supports the council. Raises AlreadyAssigned, AssignedBeforeUnassigned, InTheFuture."""
        if fact in self.assignments:
            return
        assigned = self.facilitators.get(fact.facilitator_id)
        if assigned is not None:
            raise AlreadyAssigned(assigned_on=assigned.assigned_on)
        ended = self.unassigned.get(fact.facilitator_id)
        if ended is not None and fact.origin.is_before(fact.assigned_on, ended.unassigned_on, ended.origin):
            raise AssignedBeforeUnassigned(unassigned_on=ended.unassigned_on)
        refuse_future("assigned_on", fact.assigned_on, fact.origin, today)
        self.record(fact)

    def unassign(
        self, facilitator_id: UUID, *, unassigned_on: date, reason: UnassignmentReason, origin: Origin, today: date
    ) -> None:
        """Say that a facilitator no longer supports the council. Raises NotAssigned, UnassignedBeforeAssigned, InTheFuture."""
        assigned = self.facilitators.get(facilitator_id)
        if assigned is None:
            ended = self.unassigned.get(facilitator_id)
            if ended is not None and (ended.unassigned_on, ended.reason, ended.origin) == (
                unassigned_on,
                reason,
                origin,
            ):
                return
            raise NotAssigned
        if origin.is_before(unassigned_on, assigned.assigned_on, assigned.origin):
            raise UnassignedBeforeAssigned(assigned_on=assigned.assigned_on)
        refuse_future("unassigned_on", unassigned_on, origin, today)
        self.record(
            FacilitatorUnassigned(
                council_id=assigned.council_id,
                facilitator_id=facilitator_id,
                assigned_on=assigned.assigned_on,
                unassigned_on=unassigned_on,
                reason=reason,
                origin=origin,
            )
        )

    def remember(self, fact: Fact) -> None:
        """Keep what later decisions need."""
        match fact:
            case CouncilEstablished():
                self.established = fact
            case CouncilDistrictSet():
                self.districts[fact.district_code] = fact
            case MemberJoined():
                self.joinings.add(fact)
                self.members[fact.person_id] = fact
            case MemberLeft():
                self.members.pop(fact.person_id, None)
                self.left[fact.person_id] = fact
            case FacilitatorAssigned():
                self.assignments.add(fact)
                self.facilitators[fact.facilitator_id] = fact
            case FacilitatorUnassigned():
                self.facilitators.pop(fact.facilitator_id, None)
                self.unassigned[fact.facilitator_id] = fact
