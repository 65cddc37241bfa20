"""Who sits in a council: what may be said of a membership, from the joining to the departure, and taken back.

What is said of a person stands in the order in which it was said, and is taken back from the end: a departure before the
change that it followed, a change before the joining. So nothing is ever left without what it rests on. Renewals of the term
stand apart, as college and role do not depend on them: they too are taken back from the last one said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts.councils.composition import (
    DepartureWithdrawn,
    JoiningSaid,
    LeavingReason,
    MemberJoined,
    MemberLeft,
    MembershipChanged,
    MembershipChangeWithdrawn,
    MembershipCorrected,
    MembershipRenewalWithdrawn,
    MembershipRenewed,
    MembershipWithdrawn,
)
from shared.days import refuse_backwards, refuse_future
from shared.kernel import Aggregate, Incoherent, RuleBroken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from shared.contracts.vocabulary import AmendmentReason, College, MemberRole, Origin

Standing = MemberJoined | MembershipCorrected | MembershipChanged | MemberLeft
"""What stands of a person, once all that was taken back is left out."""
TakenBack = MembershipWithdrawn | MembershipChangeWithdrawn | MembershipRenewalWithdrawn | DepartureWithdrawn


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


class BeforeTheJoining(RuleBroken):
    """This person became a member on {joined_on}: nothing can have happened to the membership before."""

    def __init__(self, *, field: str, joined_on: date) -> None:
        super().__init__(joined_on=joined_on)
        self.pointer = f"/{field}"


class BeforeTheLastChange(RuleBroken):
    """This person changed college or role on {changed_on}: what follows cannot have happened before."""

    def __init__(self, *, field: str, changed_on: date) -> None:
        super().__init__(changed_on=changed_on)
        self.pointer = f"/{field}"


class ReplacesOneself(Incoherent):
    """Nobody replaces themselves."""

    pointer = "/replaces"


class ReplacedWasNoMember(RuleBroken):
    """The person to be replaced was never said to be a member of this council."""

    pointer = "/replaces"


class ReplacedStillSits(RuleBroken):
    """The person to be replaced still sits there: say first when they left, or changed college or role."""

    pointer = "/replaces"


class ReplacedBeforeLeaving(RuleBroken):
    """The person to be replaced gave the seat up {given_up_on:on}: nobody can have taken it before."""

    pointer = "/replaces"


class NothingChanges(RuleBroken):
    """This person sits in that college with that role already."""

    pointer = "/role"


class HasLeftSince(RuleBroken):
    """This person left the council on {left_on}: take that departure back first."""


class HasChangedSince(RuleBroken):
    """This person changed college or role on {changed_on}: take that change back first."""


class HasJoinedAgain(RuleBroken):
    """This person became a member again on {joined_on}: take that joining back first."""


class HasNotLeft(RuleBroken):
    """This person has not left the council."""


class HasNotChanged(RuleBroken):
    """This person has not changed college or role since joining."""


class HasNotBeenRenewed(RuleBroken):
    """The term of this person has not been renewed since joining."""


class Membership(Aggregate):
    """The part of a council that is about its members. What is remembered is assigned by the council."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.standing: dict[UUID, Sequence[Standing]] = {}
        """What stands of each person, in the order in which it was said."""
        self.taken_back: dict[UUID, TakenBack] = {}
        """What was taken back last of each person."""
        self.renewals: dict[UUID, Sequence[Sequence[MembershipRenewed]]] = {}
        """Renewals that stand, of each time that a person was a member: those of the present one, or of the last, at the end."""

    def welcome(self, fact: MemberJoined, *, today: date) -> None:
        """Say that a person became a member.

        Raises AlreadyAMember, JoinedBeforeLeaving, InTheFuture, EndsBeforeItStarts, and what forbids to replace somebody.
        Rules of composition (parity, half of residents) are not checked here: they are told, dated, and block nobody.
        """
        standing = self.standing.get(fact.person_id, ())
        if fact in standing:
            return
        if standing and not isinstance(standing[-1], MemberLeft):
            raise AlreadyAMember(joined_on=_joining(standing).joined_on)
        _refuse_joining(_joining([fact]), standing, today)
        self._refuse_replacing(fact.person_id, fact.replaces, fact.joined_on, fact.origin)
        self.record(fact)

    def see_off(self, person_id: UUID, *, left_on: date, reason: LeavingReason, origin: Origin, today: date) -> None:
        """Say that a member left. Raises NotAMember, LeftBeforeJoining, BeforeTheLastChange, InTheFuture."""
        standing = self.standing.get(person_id, ())
        match standing[-1:]:
            case [MemberLeft() as gone] if (gone.left_on, gone.reason, gone.origin) == (left_on, reason, origin):
                return
        present = self._present(person_id)
        joining, (college, role) = _joining(present), _seat(present)
        if origin.is_before(left_on, joining.joined_on, joining.origin):
            raise LeftBeforeJoining(joined_on=joining.joined_on)
        _refuse_before_the_last_change("left_on", left_on, origin, present)
        refuse_future("left_on", left_on, origin, today)
        self.record(
            MemberLeft(
                council_id=_council_of(present),
                person_id=person_id,
                college=college,
                role=role,
                gender=joining.gender,
                age_band=joining.age_band,
                district_code=joining.district_code,
                joined_on=joining.joined_on,
                left_on=left_on,
                reason=reason,
                origin=origin,
            )
        )

    def change_seat(
        self,
        person_id: UUID,
        *,
        college: College,
        role: MemberRole,
        replaces: UUID | None,
        changed_on: date,
        origin: Origin,
        today: date,
    ) -> None:
        """Say that a member sits in another college, or has another role, from that day: a substitute takes a seat (R07, R28).

        Raises NotAMember, NothingChanges, BeforeTheJoining, BeforeTheLastChange, InTheFuture, and what forbids to replace somebody.
        """
        present = self._present(person_id)
        said = (college, role, replaces, changed_on, origin)
        match present[-1]:
            case MembershipChanged() as last if said == (
                last.college,
                last.role,
                last.replaces,
                last.changed_on,
                last.origin,
            ):
                return
        joining, former = _joining(present), _seat(present)
        if former == (college, role):
            raise NothingChanges
        _refuse_before_the_joining("changed_on", changed_on, origin, joining)
        _refuse_before_the_last_change("changed_on", changed_on, origin, present)
        refuse_future("changed_on", changed_on, origin, today)
        self._refuse_replacing(person_id, replaces, changed_on, origin)
        self.record(
            MembershipChanged(
                council_id=_council_of(present),
                person_id=person_id,
                gender=joining.gender,
                age_band=joining.age_band,
                district_code=joining.district_code,
                joined_on=joining.joined_on,
                former_college=former[0],
                former_role=former[1],
                college=college,
                role=role,
                replaces=replaces,
                changed_on=changed_on,
                origin=origin,
            )
        )

    def renew(self, fact: MembershipRenewed, *, today: date) -> None:
        """Say that a member's term was renewed (R26). Raises NotAMember, BeforeTheJoining, EndsBeforeItStarts, InTheFuture."""
        joining = _joining(self._present(fact.person_id))
        if fact in self._renewals(fact.person_id):
            return
        _refuse_before_the_joining("renewed_on", fact.renewed_on, fact.origin, joining)
        refuse_backwards("term_until_on", fact.renewed_on, fact.term_until_on)
        refuse_future("renewed_on", fact.renewed_on, fact.origin, today)
        self.record(fact)

    def correct_joining(
        self, person_id: UUID, *, after: JoiningSaid, reason: AmendmentReason, origin: Origin, today: date
    ) -> None:
        """Say again how a present member joined.

        Raises NotAMember, HasLeftSince, HasChangedSince, JoinedBeforeLeaving, InTheFuture, EndsBeforeItStarts, and what forbids to
        replace somebody.
        """
        standing = self._down_to_the_joining(person_id)
        before = _joining(standing)
        if before == after:
            return
        _refuse_joining(after, standing[:-1], today)
        self._refuse_replacing(person_id, after.replaces, after.joined_on, after.origin)
        self.record(
            MembershipCorrected(
                council_id=_council_of(standing),
                person_id=person_id,
                before=before,
                after=after,
                reason=reason,
                origin=origin,
            )
        )

    def withdraw_joining(self, person_id: UUID, reason: AmendmentReason, origin: Origin) -> None:
        """Say that a person never became a member. Raises NotAMember, HasLeftSince, HasChangedSince."""
        match self.taken_back.get(person_id):
            case MembershipWithdrawn() as said if (said.reason, said.origin) == (reason, origin):
                return
        standing = self._down_to_the_joining(person_id)
        self.record(
            MembershipWithdrawn(
                council_id=_council_of(standing),
                person_id=person_id,
                joining=_joining(standing),
                reason=reason,
                origin=origin,
            )
        )

    def withdraw_change(self, person_id: UUID, reason: AmendmentReason, origin: Origin) -> None:
        """Say that the last change of college or role was a mistake. Raises NotAMember, HasLeftSince, HasNotChanged."""
        match self.standing.get(person_id, ())[-1:], self.taken_back.get(person_id):
            case [MembershipChanged() as change], _:
                said = change.model_dump(exclude={"origin"})
                self.record(
                    MembershipChangeWithdrawn(**said, change_origin=change.origin, reason=reason, origin=origin)
                )
            case [MemberLeft() as gone], _:
                raise HasLeftSince(left_on=gone.left_on)
            case [], _:
                raise NotAMember
            case _, MembershipChangeWithdrawn() as said if (said.reason, said.origin) == (reason, origin):
                return
            case _:
                raise HasNotChanged

    def withdraw_renewal(self, person_id: UUID, reason: AmendmentReason, origin: Origin) -> None:
        """Say that the last renewal of the term was a mistake. Raises NotAMember, HasLeftSince, HasNotBeenRenewed."""
        standing, renewals = self.standing.get(person_id, ()), self._renewals(person_id)
        match standing[-1:], renewals[-1:], self.taken_back.get(person_id):
            case [], _, _:
                raise NotAMember
            case [MemberLeft() as gone], _, _:
                raise HasLeftSince(left_on=gone.left_on)
            case _, [renewal], _:
                self.record(
                    MembershipRenewalWithdrawn(
                        **renewal.model_dump(exclude={"origin"}),
                        former_term_until_on=_term(_joining(standing), renewals[:-1]),
                        renewal_origin=renewal.origin,
                        reason=reason,
                        origin=origin,
                    )
                )
            case _, _, MembershipRenewalWithdrawn() as said if (said.reason, said.origin) == (reason, origin):
                return
            case _:
                raise HasNotBeenRenewed

    def withdraw_departure(self, person_id: UUID, reason: AmendmentReason, origin: Origin) -> None:
        """Say that a member did not leave, and still is one. Raises NotAMember, HasJoinedAgain, HasNotLeft.

        That somebody took the seat meanwhile forbids nothing: most often the departure is said again at once, with another day.
        """
        standing = self.standing.get(person_id, ())
        match standing[-1:], self.taken_back.get(person_id):
            case [MemberLeft() as gone], _:
                said = gone.model_dump(exclude={"origin", "reason"})
                self.record(DepartureWithdrawn(**said, departure_origin=gone.origin, reason=reason, origin=origin))
            case [], _:
                raise NotAMember
            case _, DepartureWithdrawn() as said if (said.reason, said.origin) == (reason, origin):
                return
            case _ if any(isinstance(one, MemberLeft) for one in standing):
                raise HasJoinedAgain(joined_on=_joining(standing).joined_on)
            case _:
                raise HasNotLeft

    def _refuse_replacing(self, person_id: UUID, replaces: UUID | None, on: date, origin: Origin) -> None:
        """Who is replaced had a seat of this council and gave it up, by leaving or by another college or role (R07, R28).

        Raises ReplacesOneself, ReplacedWasNoMember, ReplacedStillSits, ReplacedBeforeLeaving.
        """
        if replaces is None:
            return
        if replaces == person_id:
            raise ReplacesOneself
        standing = self.standing.get(replaces, ())
        given_up = [(_day(one), one.origin) for one in standing if isinstance(one, MemberLeft | MembershipChanged)]
        if not standing:
            raise ReplacedWasNoMember
        if not given_up:
            raise ReplacedStillSits
        if all(origin.is_before(on, day, its_origin) for day, its_origin in given_up):
            first, known_as = given_up[0]
            raise ReplacedBeforeLeaving(given_up_on=known_as.as_known(first))

    def _present(self, person_id: UUID) -> Sequence[Standing]:
        """What stands of a present member. Raises NotAMember."""
        standing = self.standing.get(person_id, ())
        if not standing or isinstance(standing[-1], MemberLeft):
            raise NotAMember
        return standing

    def _renewals(self, person_id: UUID) -> Sequence[MembershipRenewed]:
        """Those of the present membership, or of the last one."""
        *_, last = self.renewals.get(person_id) or ((),)
        return last

    def _down_to_the_joining(self, person_id: UUID) -> Sequence[Standing]:
        """What stands of a person, when the joining is the last of it. Raises NotAMember, HasLeftSince, HasChangedSince."""
        standing = self.standing.get(person_id, ())
        match standing[-1:]:
            case [MemberLeft() as gone]:
                raise HasLeftSince(left_on=gone.left_on)
            case [MembershipChanged() as change]:
                raise HasChangedSince(changed_on=change.changed_on)
            case []:
                raise NotAMember
        return standing


def _joining(standing: Sequence[Standing]) -> JoiningSaid:
    """How the person joined last, as it was said last."""
    last = next(one for one in reversed(standing) if isinstance(one, MemberJoined | MembershipCorrected))
    if isinstance(last, MembershipCorrected):
        return last.after
    return JoiningSaid(**{field: getattr(last, field) for field in JoiningSaid.model_fields})


def _day(gone: MemberLeft | MembershipChanged) -> date:
    """The first day without the seat."""
    return gone.left_on if isinstance(gone, MemberLeft) else gone.changed_on


def _seat(standing: Sequence[Standing]) -> tuple[College, MemberRole]:
    """College and role in which a present member sits."""
    last = standing[-1]
    now = last if isinstance(last, MembershipChanged) else _joining(standing)
    return now.college, now.role


def _term(joining: JoiningSaid, renewals: Sequence[MembershipRenewed]) -> date | None:
    """The last day of the term: of the latest renewal by its day, else of the joining."""
    latest = sorted(renewals, key=lambda one: one.renewed_on)[-1:]
    return latest[0].term_until_on if latest else joining.term_until_on


def _council_of(standing: Sequence[Standing]) -> str:
    return standing[-1].council_id


def _refuse_joining(said: JoiningSaid, before: Sequence[Standing], today: date) -> None:
    """Raises JoinedBeforeLeaving, InTheFuture, EndsBeforeItStarts."""
    match before[-1:]:
        case [MemberLeft() as gone] if said.origin.is_before(said.joined_on, gone.left_on, gone.origin):
            raise JoinedBeforeLeaving(left_on=gone.left_on)
    refuse_future("joined_on", said.joined_on, said.origin, today)
    refuse_backwards("term_until_on", said.joined_on, said.term_until_on)


def _refuse_before_the_joining(field: str, day: date, origin: Origin, joining: JoiningSaid) -> None:
    if origin.is_before(day, joining.joined_on, joining.origin):
        raise BeforeTheJoining(field=field, joined_on=joining.joined_on)


def _refuse_before_the_last_change(field: str, day: date, origin: Origin, standing: Sequence[Standing]) -> None:
    match standing[-1]:
        case MembershipChanged() as last if origin.is_before(day, last.changed_on, last.origin):
            raise BeforeTheLastChange(field=field, changed_on=last.changed_on)
