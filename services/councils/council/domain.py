"""The council: what may be said of it, and what must be remembered to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.councils.council.membership import Membership
from services.councils.official_lists import refuse_other_list
from shared.contracts.councils.composition import (
    DepartureWithdrawn,
    MemberJoined,
    MemberLeft,
    MembershipChanged,
    MembershipChangeWithdrawn,
    MembershipCorrected,
    MembershipRenewalWithdrawn,
    MembershipRenewed,
    MembershipWithdrawn,
)
from shared.contracts.councils.council import (
    CouncilCorrected,
    CouncilDistrictRemoved,
    CouncilDistrictSet,
    CouncilEstablished,
    CouncilParticulars,
    CouncilStageReached,
    CouncilStageWithdrawn,
    CouncilWithdrawn,
    Stage,
)
from shared.contracts.councils.team import (
    AssignmentWithdrawn,
    FacilitatorAssigned,
    FacilitatorUnassigned,
    UnassignmentReason,
)
from shared.contracts.vocabulary import DateCertainty
from shared.councils import CouncilWasWithdrawn
from shared.days import refuse_backwards, refuse_future
from shared.kernel import Fact, NotFound, RuleBroken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from shared.contracts.vocabulary import AmendmentReason, Origin

NEXT_STAGES: Mapping[Stage, frozenset[Stage]] = {stage: frozenset(Stage) - {stage} for stage in Stage} | {
    Stage.CLOSED: frozenset()
}
"""What may follow each stage. The usual way is diagnosis, constitution, recognised, active, autonomous, renewed; but a council
that is recognised late, falls asleep, wakes up or begins again is no contradiction. Only a stage said twice running is, and
whatever would follow the end.
"""
STAGES_OF_A_PROJECT = frozenset({Stage.DIAGNOSIS, Stage.CONSTITUTION})
"""They come before the council exists (a council is founded on a diagnosis: loi 2014-173, art. 7)."""


class CouncilAlreadyEstablished(RuleBroken):
    """The council {council_id} exists already, with other particulars."""

    pointer = "/council_id"


class CouncilIsInUse(RuleBroken):
    """Withdraw first what is said of it: members, also former ones ({members}), facilitators ({facilitators}), others ({others})."""


class DistrictNotCovered(RuleBroken):
    """Nobody said that the council covers the district {district_code}."""

    pointer = "/district_code"


class AlreadyInThatStage(RuleBroken):
    """The council is in that stage already, since {reached_on}."""

    pointer = "/stage"


class CouncilClosed(RuleBroken):
    """The council was closed on {closed_on}: no other stage can follow."""

    pointer = "/stage"


class BeforeTheLastStage(RuleBroken):
    """The council entered its last stage on {reached_on} and cannot have entered the next before."""

    pointer = "/reached_on"


class StageBeforeTheCouncil(RuleBroken):
    """The council was established on {established_on}: it can only have been in diagnosis or in constitution before."""

    def __init__(self, *, field: str, established_on: date) -> None:
        super().__init__(established_on=established_on)
        self.pointer = f"/{field}"


class NotTheLastStage(RuleBroken):
    """Only the last stage can be taken back, and that is another one."""

    pointer = "/stage"


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


class Council(Membership):
    """One citizens' council: who sits in it, where, how far it has come, and who supports it."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.established: CouncilEstablished | None = None
        self.particulars: CouncilEstablished | CouncilParticulars | None = None
        self.withdrawn: CouncilWithdrawn | None = None
        self.districts: dict[str, CouncilDistrictSet] = {}
        self.removed: dict[str, CouncilDistrictRemoved] = {}
        self.stages: Sequence[CouncilStageReached] = ()
        """Those that stand, in the order in which they were said."""
        self.stage_taken_back: CouncilStageWithdrawn | None = None
        self.support: dict[UUID, Sequence[FacilitatorAssigned | FacilitatorUnassigned]] = {}
        """Of each facilitator, beginnings and ends of support that stand."""
        self.support_taken_back: dict[UUID, AssignmentWithdrawn] = {}

    def establish(self, fact: CouncilEstablished, *, today: date) -> None:
        """Say that the council exists (loi 2014-173, art. 7). Raises CouncilAlreadyEstablished, InTheFuture.

        A code that was withdrawn, as it was said too early, serves again.
        """
        if self.established is not None:
            if self.established == fact:
                return
            raise CouncilAlreadyEstablished(council_id=fact.council_id)
        refuse_future("established_on", fact.established_on, fact.origin, today)
        self.record(fact)

    def withdraw(self, reason: AmendmentReason, origin: Origin, *, others: int = 0) -> None:
        """Say that there is no such council. Its districts and its stages go with it; whoever sat in it, or supported it, does not.

        `others` is how many other things that stand name it: entries, draws, meetings. Raises CouncilIsInUse, CouncilWasWithdrawn.
        """
        gone = self.withdrawn
        if gone is not None and (gone.reason, gone.origin) == (reason, origin):
            return
        said, council_id = self._known()
        members, facilitators = (sum(map(bool, of.values())) for of in (self.standing, self.support))
        if members or facilitators or others:
            raise CouncilIsInUse(members=members, facilitators=facilitators, others=others)
        self.record(CouncilWithdrawn(council_id=council_id, said=said, reason=reason, origin=origin))

    def record(self, fact: Fact) -> None:
        """Nothing is said of a council that was withdrawn, but that it exists after all. Raises CouncilWasWithdrawn."""
        if self.withdrawn is not None and not isinstance(fact, CouncilEstablished):
            raise CouncilWasWithdrawn
        super().record(fact)

    def correct(self, after: CouncilParticulars, *, reason: AmendmentReason, origin: Origin, today: date) -> None:
        """Say again how the council is called, where it is and when it was established. Raises InTheFuture, StageBeforeTheCouncil."""
        before, council_id = self._known()
        if before == after:
            return
        refuse_future("established_on", after.established_on, after.origin, today)
        for one in self.stages:
            _refuse_before_the_council("established_on", one.stage, one.reached_on, one.origin, after)
        self.record(CouncilCorrected(council_id=council_id, before=before, after=after, reason=reason, origin=origin))

    def set_district(self, fact: CouncilDistrictSet) -> None:
        """Say that the council covers a priority district, from a day, perhaps until another.

        Raises CodeOfAnotherList, EndsBeforeItStarts.
        """
        refuse_other_list(fact.district_code, fact.generation)
        refuse_backwards("until_on", fact.from_on, fact.until_on)
        if self.districts.get(fact.district_code) != fact:
            self.record(fact)

    def remove_district(self, district_code: str, reason: AmendmentReason, origin: Origin) -> None:
        """Say that the council never covered that district. Raises DistrictNotCovered."""
        covered, removed = self.districts.get(district_code), self.removed.get(district_code)
        if covered is not None:
            said = covered.model_dump(exclude={"origin"})
            self.record(CouncilDistrictRemoved(**said, reason=reason, origin=origin))
        elif removed is None or (removed.reason, removed.origin) != (reason, origin):
            raise DistrictNotCovered(district_code=district_code)

    def reach_stage(self, stage: Stage, *, reached_on: date, origin: Origin, today: date) -> None:
        """Say that the council entered a stage of its life.

        Raises AlreadyInThatStage, CouncilClosed, BeforeTheLastStage, StageBeforeTheCouncil, InTheFuture.
        """
        particulars, council_id = self._known()
        last = self.stages[-1] if self.stages else None
        if last is not None:
            if (last.stage, last.reached_on, last.origin) == (stage, reached_on, origin):
                return
            _refuse_next(last, stage)
            if origin.is_before(reached_on, last.reached_on, last.origin):
                raise BeforeTheLastStage(reached_on=last.reached_on)
        _refuse_before_the_council("reached_on", stage, reached_on, origin, particulars)
        refuse_future("reached_on", reached_on, origin, today)
        self.record(
            CouncilStageReached(
                council_id=council_id,
                stage=stage,
                former_stage=last.stage if last is not None else None,
                reached_on=reached_on,
                origin=origin,
            )
        )

    def withdraw_stage(self, stage: Stage, reason: AmendmentReason, origin: Origin) -> None:
        """Say that the council did not enter its last stage. Raises NotTheLastStage."""
        last, taken_back = self.stages[-1] if self.stages else None, self.stage_taken_back
        if last is not None and last.stage is stage:
            self.record(
                CouncilStageWithdrawn(
                    council_id=last.council_id, stage=stage, reached_on=last.reached_on, reason=reason, origin=origin
                )
            )
        elif taken_back is None or (taken_back.stage, taken_back.reason, taken_back.origin) != (stage, reason, origin):
            raise NotTheLastStage

    def assign(self, fact: FacilitatorAssigned, *, today: date) -> None:
        """Say that a facilitator supports the council. Raises AlreadyAssigned, AssignedBeforeUnassigned, InTheFuture."""
        support = self.support.get(fact.facilitator_id, ())
        if fact in support:
            return
        match support[-1:]:
            case [FacilitatorAssigned() as assigned]:
                raise AlreadyAssigned(assigned_on=assigned.assigned_on)
            case [FacilitatorUnassigned() as ended] if fact.origin.is_before(
                fact.assigned_on, ended.unassigned_on, ended.origin
            ):
                raise AssignedBeforeUnassigned(unassigned_on=ended.unassigned_on)
        refuse_future("assigned_on", fact.assigned_on, fact.origin, today)
        self.record(fact)

    def unassign(
        self, facilitator_id: UUID, *, unassigned_on: date, reason: UnassignmentReason, origin: Origin, today: date
    ) -> None:
        """Say that a facilitator no longer supports the council. Raises NotAssigned, UnassignedBeforeAssigned, InTheFuture."""
        match self.support.get(facilitator_id, ())[-1:]:
            case [FacilitatorUnassigned() as ended] if (ended.unassigned_on, ended.reason, ended.origin) == (
                unassigned_on,
                reason,
                origin,
            ):
                return
            case [FacilitatorAssigned() as assigned]:
                pass
            case _:
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

    def withdraw_assignment(
        self, facilitator_id: UUID, *, assigned_on: date, reason: AmendmentReason, origin: Origin
    ) -> None:
        """Say that a facilitator never supported the council from that day; its end, if it has one, goes with it.

        Raises NotAssigned.
        """
        taken_back = self.support_taken_back.get(facilitator_id)
        for one in self.support.get(facilitator_id, ()):
            if isinstance(one, FacilitatorAssigned) and one.assigned_on == assigned_on:
                said = one.model_dump(exclude={"origin"})
                self.record(AssignmentWithdrawn(**said, assignment_origin=one.origin, reason=reason, origin=origin))
                return
        if taken_back is None or (taken_back.assigned_on, taken_back.reason, taken_back.origin) != (
            assigned_on,
            reason,
            origin,
        ):
            raise NotAssigned

    def _known(self) -> tuple[CouncilParticulars, str]:
        """What was said of it last, and its code. Raises CouncilWasWithdrawn; NotFound: the id may be that of something else."""
        if self.withdrawn is not None:
            raise CouncilWasWithdrawn
        said, established = self.particulars, self.established
        if said is None or established is None:
            raise NotFound
        particulars = CouncilParticulars(**{field: getattr(said, field) for field in CouncilParticulars.model_fields})
        return particulars, established.council_id

    def remember(self, fact: Fact) -> None:  # noqa: C901, PLR0912 - one case for each fact
        """Keep what later decisions need."""
        match fact:
            case CouncilEstablished():
                self.established = self.particulars = fact
                self.withdrawn = None
            case CouncilCorrected():
                self.particulars = fact.after
            case CouncilWithdrawn():
                self.withdrawn = fact
                self.established = self.particulars = None
                self.districts, self.stages = {}, ()
            case CouncilDistrictSet():
                self.districts[fact.district_code] = fact
            case CouncilDistrictRemoved():
                self.districts.pop(fact.district_code, None)
                self.removed[fact.district_code] = fact
            case CouncilStageReached():
                self.stages = (*self.stages, fact)
            case CouncilStageWithdrawn():
                *self.stages, _ = self.stages or (fact,)
                self.stage_taken_back = fact
            case MemberJoined():
                self.standing[fact.person_id] = (*self.standing.get(fact.person_id, ()), fact)
                self.taken_back.pop(fact.person_id, None)
                self.renewals[fact.person_id] = (*self.renewals.get(fact.person_id, ()), ())
            case MembershipChanged() | MemberLeft():
                self.standing[fact.person_id] = (*self.standing.get(fact.person_id, ()), fact)
            case MembershipCorrected():
                *before, _ = self.standing.get(fact.person_id) or (fact,)
                self.standing[fact.person_id] = (*before, fact)
            case MembershipWithdrawn():
                *self.standing[fact.person_id], _ = self.standing.get(fact.person_id) or (fact,)
                *self.renewals[fact.person_id], _ = self.renewals.get(fact.person_id) or ((),)
                self.taken_back[fact.person_id] = fact
            case MembershipChangeWithdrawn() | DepartureWithdrawn():
                *self.standing[fact.person_id], _ = self.standing.get(fact.person_id) or (fact,)
                self.taken_back[fact.person_id] = fact
            case MembershipRenewed():
                *former, last = self.renewals.get(fact.person_id) or ((),)
                self.renewals[fact.person_id] = (*former, (*last, fact))
            case MembershipRenewalWithdrawn():
                *former, last = self.renewals.get(fact.person_id) or ((),)
                *last, _ = last or (fact,)
                self.renewals[fact.person_id] = (*former, last)
                self.taken_back[fact.person_id] = fact
            case FacilitatorAssigned() | FacilitatorUnassigned():
                self.support[fact.facilitator_id] = (*self.support.get(fact.facilitator_id, ()), fact)
            case AssignmentWithdrawn():
                self.support[fact.facilitator_id] = tuple(
                    one for one in self.support.get(fact.facilitator_id, ()) if one.assigned_on != fact.assigned_on
                )
                self.support_taken_back[fact.facilitator_id] = fact


def _refuse_next(last: CouncilStageReached, stage: Stage) -> None:
    """Raises AlreadyInThatStage, CouncilClosed."""
    if stage in NEXT_STAGES[last.stage]:
        return
    if last.stage is stage:
        raise AlreadyInThatStage(reached_on=last.reached_on)
    raise CouncilClosed(closed_on=last.reached_on)


def _refuse_before_the_council(
    field: str, stage: Stage, reached_on: date, origin: Origin, council: CouncilParticulars
) -> None:
    """Only where the day of establishment is one: an inferred day is that on which the council is first attested.

    Raises StageBeforeTheCouncil.
    """
    is_attested_only = council.origin.date_certainty is DateCertainty.INFERRED
    if stage in STAGES_OF_A_PROJECT or is_attested_only:
        return
    if origin.is_before(reached_on, council.established_on, council.origin):
        raise StageBeforeTheCouncil(field=field, established_on=council.established_on)
