"""The story of a council: what its facts say once corrections and withdrawals are applied; and its situation on a day.

The story is what is known now; the situation is how things stood on that day. A date that is known by its month or
its year leaves a choice when the day looked at falls inside its window: `Calendar` makes the choice, and says that there was one.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel

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
from shared.contracts.activities.meetings import AttendanceCorrected, MeetingHeld, MeetingWithdrawn
from shared.contracts.activities.steering import (
    PilotageAttended,
    RepresentativeNamed,
    SteeringBodyDeclared,
    SteeringSessionCancelled,
    SteeringSessionHeld,
    SteeringSessionNotConvened,
    SteeringSessionScheduled,
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
    RecognitionRefused,
    RecognitionWithdrawn,
)
from shared.contracts.councils.representation import (
    AppointmentWithdrawn,
    RepresentativeAppointed,
    RepresentativeStoodDown,
    SeatsOffered,
)
from shared.contracts.councils.territories import PriorityDistrictListed, PriorityDistrictUnlisted
from shared.contracts.vocabulary import College, MemberRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from shared.contracts.councils.composition import JoiningSaid
    from shared.contracts.vocabulary import AgeBand, Gender, Origin
    from shared.kernel import Fact

F = TypeVar("F", bound="Fact")

HAPPENED: Mapping[type[Fact], str] = {
    CouncilEstablished: "established_on",
    CouncilCorrected: "",
    CouncilDistrictSet: "from_on",
    CouncilDistrictRemoved: "",
    PriorityDistrictListed: "valid_from_on",
    PriorityDistrictUnlisted: "",
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
    RepresentativeAppointed: "from_on",
    RepresentativeStoodDown: "until_on",
    AppointmentWithdrawn: "",
    MeetingHeld: "held_on",
    AttendanceCorrected: "",
    MeetingWithdrawn: "",
    SteeringBodyDeclared: "",
    SteeringSessionScheduled: "planned_on",
    SteeringSessionHeld: "held_on",
    SteeringSessionCancelled: "planned_on",
    SteeringSessionNotConvened: "expected_until_on",
    RepresentativeNamed: "named_on",
    PilotageAttended: "held_on",
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
    RepresentativeStoodDown: RepresentativeAppointed,
    AppointmentWithdrawn: RepresentativeAppointed,
    AttendanceCorrected: MeetingHeld,
    MeetingWithdrawn: MeetingHeld,
}
"""What a fact ends, corrects or withdraws."""

_OF_MEMBERS = (
    MemberJoined,
    MemberLeft,
    MembershipChanged,
    MembershipChangeWithdrawn,
    MembershipRenewed,
    MembershipRenewalWithdrawn,
    MembershipCorrected,
    MembershipWithdrawn,
    DepartureWithdrawn,
)
_DAY = timedelta(days=1)
_MONTHS_A_YEAR = 12


def months_later(day: date, months: int) -> date:
    """The same day so many months later (or earlier), or the last day of that month."""
    years, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


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


Key = tuple[str, int, str]
"""One date of one statement."""


class Calendar:
    """Which day to take for each date that was said: the one chosen, else the one said.

    Dates whose window leaves a choice that may matter on the day looked at are kept in `open`, each with one day for every
    side on which it may have fallen: of that day, of the day a year before, of the first of January.
    """

    def __init__(self, on: date, chosen: Mapping[Key, date] | None = None) -> None:
        self.on = on
        self._chosen = chosen or {}
        a_year_ago = months_later(on, -_MONTHS_A_YEAR)
        self._thresholds = (on, a_year_ago, a_year_ago - _DAY, date(on.year - 1, 12, 31))
        self.open: dict[Key, tuple[date, ...]] = {}
        self.asked: set[date] = set()
        """Every day that was said, and the ends of its window: on other days nothing can change but by the passing of time."""
        self.is_exact = True
        """Whether every date that was said is known to the day."""
        self.lengths = {_MONTHS_A_YEAR}
        """After how many months something may be over."""

    def start(self, said: Statement, name: str, day: date, origin: Origin) -> date:
        """The day on which it begins to be so."""
        return self._settle((said.source, said.position, name), day, origin.window(day))

    def end(self, said: Statement, until_on: date | None, origin: Origin) -> date | None:
        """The first day on which it is no longer so, when its last day is said."""
        if until_on is None:
            return None
        first, last = origin.window(until_on)
        return self._settle((said.source, said.position, "until_on"), until_on + _DAY, (first + _DAY, last + _DAY))

    def forget(self, statements: Iterable[Statement]) -> None:
        """What these said is said otherwise now, or no longer: their dates leave no choice."""
        places = {(one.source, one.position) for one in statements}
        self.open = {key: days for key, days in self.open.items() if key[:2] not in places}

    def _settle(self, key: Key, day: date, window: tuple[date, date]) -> date:
        self.asked.update((day, *window))
        first, last = window
        if first == last:
            return day
        self.is_exact = False
        sides = {first, last, *(one for one in self._thresholds if first <= one < last)}
        if any(first <= one < last for one in self._thresholds):
            self.open[key] = tuple(sorted(sides))
        return self._chosen.get(key, day)


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


@dataclass(frozen=True, slots=True)
class Member:
    """A member on a day: the id, what counts, and the statements that say so."""

    person_id: UUID
    college: College
    role: MemberRole
    said: MemberJoined | JoiningSaid
    """What was last said of the joining."""
    joined_on: date
    term_from_on: date
    """The joining, or the last renewal."""
    term_until_on: date | None
    because: tuple[Statement, ...]

    @property
    def gender(self) -> Gender:
        return self.said.gender

    @property
    def age_band(self) -> AgeBand:
        return self.said.age_band

    @property
    def is_titular(self) -> bool:
        """Whether they hold a seat; a substitute stands in for a holder."""
        return self.role is MemberRole.TITULAR


@dataclass
class Membership:
    """A person's time in the council, from one joining to one departure."""

    person_id: UUID
    said: MemberJoined | JoiningSaid
    joined_on: date
    because: list[Statement]
    changes: list[tuple[date, MembershipChanged]] = field(default_factory=list)
    renewals: list[tuple[date, MembershipRenewed]] = field(default_factory=list)
    left_on: date | None = None
    left: MemberLeft | None = None

    def member(self, on: date) -> Member:
        """The member as of that day."""
        changed = [change for day, change in sorted(self.changes, key=_first) if day <= on]
        renewed = [(day, one.term_until_on) for day, one in sorted(self.renewals, key=_first) if day <= on]
        term_from_on, term_until_on = renewed[-1] if renewed else (self.joined_on, self.said.term_until_on)
        return Member(
            self.person_id,
            changed[-1].college if changed else self.said.college,
            changed[-1].role if changed else self.said.role,
            self.said,
            self.joined_on,
            term_from_on,
            term_until_on,
            tuple(self.because),
        )


def behind(found: Iterable[Member | Thing[Any] | None]) -> tuple[Statement, ...]:
    """The statements that these rest on."""
    return tuple(statement for one in found if one is not None for statement in one.because)


def _first(pair: tuple[date, Any]) -> date:
    return pair[0]


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
            if isinstance(said.fact, _OF_MEMBERS):
                self._hear_of_a_member(said)
            else:
                self._hear(said)
        return self

    def _hear(self, said: Statement) -> None:
        fact: Any = said.fact
        match fact:
            case (
                EntryWithdrawn()
                | journal.EntryWithdrawn()
                | CouncilDistrictRemoved()
                | PriorityDistrictUnlisted()
                | CouncilStageWithdrawn()
                | MeetingWithdrawn()
                | AppointmentWithdrawn()
            ):
                self._forget(_key(fact))
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

    def _forget(self, key: tuple[object, ...]) -> Thing[Any] | None:
        forgotten = self.things.pop(key, None)
        if forgotten is not None:
            self.calendar.forget(forgotten.because)
        return forgotten

    def _forget_all(self, name: str, value: UUID) -> None:
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


class Situation:
    """How a council stood on one day."""

    def __init__(self, story: Story, on: date) -> None:
        self.story = story
        self.on = on
        self.council_id = story.council_id
        self.a_year_ago = months_later(on, -_MONTHS_A_YEAR)

    def said(self, kind: type[F]) -> list[Thing[F]]:
        """All that had happened by that day, the latest last."""
        return sorted(
            (one for one in self.story.things.values() if isinstance(one.fact, kind) and one.on <= self.on),
            key=lambda one: (one.on, one.place),
        )

    def valid(self, kind: type[F]) -> list[Thing[F]]:
        """All that was so on that day, the latest last."""
        return [one for one in self.said(kind) if one.is_valid(self.on)]

    def latest(self, kind: type[F]) -> Thing[F] | None:
        """The last one that was so on that day."""
        valid = self.valid(kind)
        return valid[-1] if valid else None

    def of_the_year(self, kind: type[F]) -> list[Thing[F]]:
        """What happened in the twelve months before, that day included."""
        return [one for one in self.said(kind) if one.on >= self.a_year_ago]

    # Members

    @property
    def is_roster_known(self) -> bool:
        """Whether anybody was said to be a member by that day: an unknown roster is not an empty one."""
        return any(time.joined_on <= self.on for times in self.story.memberships.values() for time in times)

    @property
    def roster(self) -> tuple[Statement, ...]:
        """All that was said of who had become a member by that day, departures included."""
        times = [time for times in self.story.memberships.values() for time in times if time.joined_on <= self.on]
        return tuple(statement for time in times for statement in time.because)

    def members_on(self, day: date) -> list[Member]:
        """Who was a member on a day, in the order of their joining."""
        return sorted(
            (
                time.member(day)
                for times in self.story.memberships.values()
                for time in times
                if time.joined_on <= day and (time.left_on is None or day < time.left_on)
            ),
            key=lambda one: (one.joined_on, str(one.person_id)),
        )

    @cached_property
    def members(self) -> list[Member]:
        """Who was a member on that day, substitutes included."""
        return self.members_on(self.on)

    def college(self, college: College, *, titular: bool = True) -> list[Member]:
        """The members of one college: holders of seats, or all of them."""
        return [one for one in self.members if one.college is college and (one.is_titular or not titular)]

    def departures(self) -> list[Membership]:
        """Who left in the twelve months before, that day included, in that order."""
        return sorted(
            (
                time
                for times in self.story.memberships.values()
                for time in times
                if time.left_on is not None and self.a_year_ago <= time.left_on <= self.on
            ),
            key=lambda one: (str(one.left_on), str(one.person_id)),
        )

    def replacements(self) -> set[UUID]:
        """The former members whose seat somebody took by that day."""
        joined = [
            time.said.replaces
            for times in self.story.memberships.values()
            for time in times
            if time.joined_on <= self.on
        ]
        changed = [
            change.replaces
            for times in self.story.memberships.values()
            for time in times
            for day, change in time.changes
            if day <= self.on
        ]
        used = [one.fact.replaces for one in self.said(ReserveListUsed)]
        return {one for one in (*joined, *changed, *used) if one is not None}
