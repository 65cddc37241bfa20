"""The story of a council: what its facts say, as is known now, once corrections and withdrawals are applied.

How things stood on a day is a `Situation`. A date that is known by its month or its year leaves a choice when the day
looked at falls inside its window: `Calendar` makes the choice, and says that there was one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel

from services.councils.rules.domain.facts import MEMBERSHIP
from services.councils.rules.domain.members import Member, Membership
from shared.contracts.activities import journal
from shared.contracts.activities.dialogue import (
    DecisionRecorded,
    InstitutionAnswered,
    PapersReceived,
    PrefectReferred,
    ReferralAcknowledged,
    ReferralExamined,
)
from shared.contracts.activities.learning import TrainingAttended, TrainingHeld
from shared.contracts.activities.meetings import AttendanceCorrected, MeetingCorrected, MeetingHeld, MeetingWithdrawn
from shared.contracts.activities.steering import (
    PilotageAttended,
    RepresentativeNamed,
    SteeringBodyCorrected,
    SteeringBodyDeclared,
    SteeringBodyWithdrawn,
    SteeringSessionCancelled,
    SteeringSessionCorrected,
    SteeringSessionHeld,
    SteeringSessionNotConvened,
    SteeringSessionScheduled,
    SteeringSessionWithdrawn,
)
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
    CouncilStageReached,
    CouncilStageWithdrawn,
    CouncilWithdrawn,
)
from shared.contracts.councils.dossier import (
    BudgetAllocated,
    CharterAdopted,
    CouncilsGathered,
    EntryCorrected,
    EntryWithdrawn,
    HostingModelSet,
    IncompatibilityDeclared,
    InternalRulesAdopted,
    LeaveCertified,
    LocalTargetSet,
    ParentalAuthorisationFiled,
    PremisesProvided,
    ResidenceChecked,
    SeatsDecided,
    TrainingOffered,
)
from shared.contracts.councils.draw import CandidateAnswered, CandidateSeated, DrawHeld, DrawWithdrawn, ReserveListUsed
from shared.contracts.councils.recognition import (
    AuthorityConsulted,
    CompositionRecognised,
    CompositionSubmitted,
    ConsultationWithdrawn,
    RecognitionRefused,
    RecognitionWithdrawn,
)
from shared.contracts.councils.representation import (
    AppointmentWithdrawn,
    RepresentativeAppointed,
    RepresentativeStoodDown,
    SeatOfferWithdrawn,
    SeatsOffered,
    StandingDownWithdrawn,
)
from shared.contracts.councils.territories import PriorityDistrictListed, PriorityDistrictUnlisted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from services.councils.rules.domain.dates import Calendar
    from shared.kernel import Fact

F = TypeVar("F", bound="Fact")

HAPPENED: Mapping[type[Fact], str] = {
    CouncilEstablished: "established_on",
    CouncilCorrected: "",
    CouncilDistrictSet: "from_on",
    CouncilDistrictRemoved: "",
    PriorityDistrictListed: "valid_from_on",
    PriorityDistrictUnlisted: "",
    CouncilWithdrawn: "",
    CouncilStageReached: "reached_on",
    CouncilStageWithdrawn: "",
    MemberJoined: "joined_on",
    MemberLeft: "left_on",
    MembershipChanged: "changed_on",
    MembershipChangeWithdrawn: "",
    MembershipRenewed: "renewed_on",
    MembershipRenewalWithdrawn: "",
    MembershipCorrected: "",
    MembershipWithdrawn: "",
    DepartureWithdrawn: "",
    DrawHeld: "held_on",
    DrawWithdrawn: "",
    CandidateSeated: "seated_on",
    CandidateAnswered: "answered_on",
    ReserveListUsed: "used_on",
    CompositionSubmitted: "submitted_on",
    AuthorityConsulted: "consulted_on",
    ConsultationWithdrawn: "",
    CompositionRecognised: "recognised_on",
    RecognitionRefused: "refused_on",
    RecognitionWithdrawn: "",
    HostingModelSet: "from_on",
    CharterAdopted: "adopted_on",
    InternalRulesAdopted: "adopted_on",
    SeatsDecided: "from_on",
    LocalTargetSet: "from_on",
    PremisesProvided: "from_on",
    BudgetAllocated: "allocated_on",
    IncompatibilityDeclared: "declared_on",
    ResidenceChecked: "checked_on",
    ParentalAuthorisationFiled: "filed_on",
    LeaveCertified: "taken_on",
    CouncilsGathered: "held_on",
    TrainingOffered: "offered_on",
    EntryCorrected: "",
    EntryWithdrawn: "",
    SeatsOffered: "from_on",
    SeatOfferWithdrawn: "",
    RepresentativeAppointed: "from_on",
    RepresentativeStoodDown: "until_on",
    StandingDownWithdrawn: "",
    AppointmentWithdrawn: "",
    MeetingHeld: "held_on",
    AttendanceCorrected: "",
    MeetingWithdrawn: "",
    MeetingCorrected: "",
    SteeringBodyDeclared: "",
    SteeringBodyCorrected: "",
    SteeringBodyWithdrawn: "",
    SteeringSessionScheduled: "planned_on",
    SteeringSessionHeld: "held_on",
    SteeringSessionCancelled: "planned_on",
    SteeringSessionNotConvened: "expected_until_on",
    RepresentativeNamed: "named_on",
    PilotageAttended: "held_on",
    SteeringSessionCorrected: "",
    SteeringSessionWithdrawn: "",
    PrefectReferred: "referred_on",
    ReferralAcknowledged: "acknowledged_on",
    ReferralExamined: "examined_on",
    InstitutionAnswered: "answered_on",
    DecisionRecorded: "decided_on",
    PapersReceived: "received_on",
    TrainingHeld: "held_on",
    TrainingAttended: "",
    journal.EntryCorrected: "",
    journal.EntryWithdrawn: "",
}
"""Every fact that a rule may rest on, and the field that says the day on which it happened; none where it amends another,
or is of the day of what it names."""

_SAME: Mapping[type[Fact], tuple[str, ...]] = {
    CouncilEstablished: (),
    CouncilDistrictSet: ("district_code",),
    PriorityDistrictListed: ("district_code",),
    CouncilStageReached: ("stage", "reached_on"),
    DrawHeld: ("draw_id",),
    CompositionSubmitted: ("file_id",),
    AuthorityConsulted: ("file_id", "authority"),
    CompositionRecognised: ("file_id",),
    RecognitionRefused: ("file_id",),
    SeatsOffered: ("body_id", "council_id", "from_on"),
    RepresentativeAppointed: ("body_id", "person_id", "role", "from_on"),
    MeetingHeld: ("meeting_id",),
    SteeringBodyDeclared: ("body_id",),
    SteeringSessionScheduled: ("session_id",),
    SteeringSessionHeld: ("session_id",),
    SteeringSessionCancelled: ("session_id",),
    SteeringSessionNotConvened: ("session_id",),
    RepresentativeNamed: ("session_id", "council_id", "representative"),
    PilotageAttended: ("session_id", "council_id"),
}
"""Fields that say that two facts are about the same thing; entries have their id."""

_AMENDED: Mapping[type[Fact], type[Fact]] = {
    CouncilDistrictRemoved: CouncilDistrictSet,
    PriorityDistrictUnlisted: PriorityDistrictListed,
    CouncilStageWithdrawn: CouncilStageReached,
    ConsultationWithdrawn: AuthorityConsulted,
    SeatOfferWithdrawn: SeatsOffered,
    RepresentativeStoodDown: RepresentativeAppointed,
    StandingDownWithdrawn: RepresentativeAppointed,
    AppointmentWithdrawn: RepresentativeAppointed,
    AttendanceCorrected: MeetingHeld,
    MeetingWithdrawn: MeetingHeld,
}
"""What a fact ends, corrects or withdraws."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact at its place in the log of its source."""

    source: str
    position: int
    fact: Fact


def entry_of(fact: Fact) -> Fact:
    """The entry that a fact corrects or withdraws, as it was last said; else the fact itself."""
    match fact:
        case EntryCorrected() | journal.EntryCorrected():
            return fact.after
        case EntryWithdrawn() | journal.EntryWithdrawn():
            return fact.said
    return fact


def told_otherwise(fact: Fact) -> tuple[tuple[Fact, ...], tuple[Fact, ...]] | None:
    """Of what is told again or withdrawn whole: the facts that no longer stand, and those that stand now; none for any other fact."""
    match fact:
        case MeetingCorrected() | SteeringSessionCorrected():
            return fact.before.facts, fact.after.facts
        case SteeringSessionWithdrawn():
            return fact.said.facts, ()
        case SteeringBodyCorrected():
            return (fact.before,), (fact.after,)
        case SteeringBodyWithdrawn():
            return (fact.said,), ()
    return None


def councils_in(fact: Fact) -> set[str]:
    """The councils that a fact names."""
    one = getattr(fact, "council_id", None)
    return {*getattr(fact, "council_ids", ()), *(() if one is None else (one,))}


def window_of(fact: Fact) -> tuple[date, date] | None:
    """First and last day on which it may have happened, as it is said here; none for what has no day."""
    said: Any = getattr(fact, "after", fact)
    said = said if isinstance(said, BaseModel) and hasattr(said, "origin") else fact
    names = (HAPPENED.get(type(said), ""), "joined_on", "established_on", "held_on")
    name = next((one for one in names if one and getattr(said, one, None) is not None), None)
    if name is None:
        return None
    first, last = said.origin.window(getattr(said, name))
    return first, last


@dataclass(frozen=True, slots=True)
class Thing(Generic[F]):
    """Something that is so from a day, perhaps until another, as it was last said."""

    fact: F
    on: date
    ends: date | None
    """First day on which it is no longer so."""
    because: tuple[Statement, ...]
    place: tuple[str, int]
    """Where it was said first: of two on one day, the later one is right."""

    def is_valid(self, on: date) -> bool:
        """Whether it is so on that day."""
        return self.on <= on and (self.ends is None or on < self.ends)


def behind(found: Iterable[Member | Thing[Any] | None]) -> tuple[Statement, ...]:
    """The statements that these rest on."""
    return tuple(statement for one in found if one is not None for statement in one.because)


def last_of_each(things: Sequence[Thing[F]]) -> dict[UUID, Thing[F]]:
    """The last statement about each person."""
    return {getattr(one.fact, "person_id"): one for one in things}  # noqa: B009 - not every fact has one


def _key(fact: Any) -> tuple[object, ...]:
    """What a later statement of the same thing replaces, or amends."""
    if hasattr(fact, "entry_id"):
        return "entry", fact.entry_id
    kind = _AMENDED.get(type(fact), type(fact))
    names = _SAME.get(kind)
    # What has no name of its own happened each time that it is said.
    return (kind, fact) if names is None else (kind, *(getattr(fact, name) for name in names))


class Story:
    """What is known of one council, whatever the day."""

    def __init__(self, council_id: str, calendar: Calendar) -> None:
        self.council_id = council_id
        self.calendar = calendar
        self.things: dict[tuple[object, ...], Thing[Any]] = {}
        self.memberships: dict[UUID, list[Membership]] = {}

    def tell(self, statements: Iterable[Statement]) -> Story:
        """Hear statements, those of one source in the order of its log."""
        for said in sorted(statements, key=lambda one: (one.source, one.position)):
            told = told_otherwise(said.fact)
            if told is not None:
                self._tell_again(said, *told)
            elif isinstance(said.fact, MEMBERSHIP):
                self._hear_of_a_member(said)
            else:
                self._hear(said)
        return self

    def _hear(self, said: Statement) -> None:  # noqa: C901 - one case for each way in which a fact is heard
        fact: Any = said.fact
        match fact:
            case (
                EntryWithdrawn()
                | journal.EntryWithdrawn()
                | CouncilDistrictRemoved()
                | PriorityDistrictUnlisted()
                | CouncilStageWithdrawn()
                | ConsultationWithdrawn()
                | MeetingWithdrawn()
                | AppointmentWithdrawn()
            ):
                self._forget(_key(fact))
            case SeatOfferWithdrawn(former=former):
                self._forget(_key(fact))
                if former is not None:
                    self._say(said, _key(former), former)
            case CouncilWithdrawn():
                self._forget_all("council_id", fact.council_id)
            case DrawWithdrawn():
                self._forget_all("draw_id", fact.draw_id)
            case RecognitionWithdrawn():
                self._forget_all("file_id", fact.file_id)
            case EntryCorrected() | journal.EntryCorrected():
                self._say_again(said, _key(fact), fact.after)
            case CouncilCorrected():
                self._say_again(
                    said,
                    (CouncilEstablished,),
                    CouncilEstablished(council_id=fact.council_id, **dict(fact.after)),
                )
            case AttendanceCorrected():
                self._amend(said, attendance=fact.after)
            case RepresentativeStoodDown():
                self._stand_down(said, fact)
            case StandingDownWithdrawn():
                self._stand_on(fact)
            case _:
                self._say(said, _key(fact), fact)

    def _say(
        self,
        said: Statement,
        key: tuple[object, ...],
        fact: Any,
        because: tuple[Statement, ...] = (),
        place: Any = None,
    ) -> None:
        """It is so, as said here."""
        self._forget(key)
        if isinstance(fact, InstitutionAnswered) and ("entry", fact.about_id) not in self.things:
            return  # It answers a question or a commitment, which no rule looks at: its day must leave no choice.
        name = HAPPENED.get(type(fact), "")
        on = self.calendar.start(said, name, getattr(fact, name), fact.origin) if name else date.min
        ends = self.calendar.end(said, getattr(fact, "until_on", None), fact.origin)
        self.things[key] = Thing(fact, on, ends, (*because, said), place or (said.source, said.position))
        if isinstance(fact, InternalRulesAdopted) and fact.term_months is not None:
            self.calendar.lengths.add(fact.term_months)

    def _say_again(self, said: Statement, key: tuple[object, ...], fact: Any) -> None:
        """It is so, and not as it was said before; of another council, it is no longer so here. Of none is of several."""
        before = self._forget(key)
        if type(fact) in HAPPENED and fact.council_id in (self.council_id, None):
            because = before.because if before else ()
            self._say(said, key, fact, because, before.place if before else None)

    def _tell_again(self, said: Statement, before: Iterable[Fact], after: Iterable[Fact]) -> None:
        """Nothing of it stands but what is told now; what rests on it rests on both statements."""
        former = {_key(fact): self._forget(_key(fact)) for fact in before}
        for fact in after:
            if type(fact) in HAPPENED and self.council_id in councils_in(fact):
                known = former.get(_key(fact))
                self._say(said, _key(fact), fact, known.because if known else (), known.place if known else None)

    def _amend(self, said: Statement, **fields: Any) -> None:
        before = self.things.get(_key(said.fact))
        if before is not None:
            fact = before.fact.model_copy(update=fields)
            self.things[_key(fact)] = replace(before, fact=fact, because=(*before.because, said))

    def _stand_down(self, said: Statement, fact: RepresentativeStoodDown) -> None:
        before = self.things.get(_key(fact))
        if before is not None:
            ends = self.calendar.start(said, "until_on", fact.until_on, fact.origin)
            self.things[_key(fact)] = replace(before, ends=ends, because=(*before.because, said))

    def _stand_on(self, fact: StandingDownWithdrawn) -> None:
        """As before the last that was said of it: the standing down."""
        before = self.things.get(_key(fact))
        if before is not None:
            *because, ended = before.because
            self.calendar.forget([ended])
            self.things[_key(fact)] = replace(before, ends=None, because=tuple(because))

    def _forget(self, key: tuple[object, ...]) -> Thing[Any] | None:
        forgotten = self.things.pop(key, None)
        if forgotten is not None:
            self.calendar.forget(forgotten.because)
        return forgotten

    def _forget_all(self, name: str, value: UUID | str) -> None:
        for key in [key for key, one in self.things.items() if getattr(one.fact, name, None) == value]:
            self._forget(key)

    # Members

    def _hear_of_a_member(self, said: Statement) -> None:
        fact: Any = said.fact
        times = self.memberships.setdefault(fact.person_id, [])
        match fact:
            case MemberJoined():
                joined_on = self.calendar.start(said, "joined_on", fact.joined_on, fact.origin)
                times.append(Membership(fact.person_id, fact, joined_on, [said]))
                self._note_term(fact.term_until_on)
            case MembershipWithdrawn() if times:
                self.calendar.forget(times.pop().because)
            case _ if times:
                self._amend_membership(said, times[-1])

    def _amend_membership(self, said: Statement, last: Membership) -> None:
        fact: Any = said.fact
        last.because.append(said)
        match fact:
            case MemberLeft():
                last.left_on, last.left = self.calendar.start(said, "left_on", fact.left_on, fact.origin), fact
            case DepartureWithdrawn():
                self.calendar.forget(one for one in last.because if isinstance(one.fact, MemberLeft))
                last.left_on, last.left = None, None
            case MembershipChanged():
                last.changes.append((self.calendar.start(said, "changed_on", fact.changed_on, fact.origin), fact))
            case MembershipChangeWithdrawn() if last.changes:
                _, undone = last.changes.pop()
                self.calendar.forget(one for one in last.because if one.fact == undone)
            case MembershipRenewed():
                last.renewals.append((self.calendar.start(said, "renewed_on", fact.renewed_on, fact.origin), fact))
                self._note_term(fact.term_until_on)
            case MembershipRenewalWithdrawn() if last.renewals:
                _, renewal = last.renewals.pop()
                self.calendar.forget(one for one in last.because if one.fact == renewal)
            case MembershipCorrected():
                said_before = (MemberJoined, MembershipCorrected)
                self.calendar.forget(one for one in last.because[:-1] if isinstance(one.fact, said_before))
                last.said = fact.after
                self._note_term(fact.after.term_until_on)
                last.joined_on = self.calendar.start(said, "joined_on", fact.after.joined_on, fact.after.origin)

    def _note_term(self, term_until_on: date | None) -> None:
        if term_until_on is not None:
            self.calendar.asked.add(term_until_on + _DAY)
