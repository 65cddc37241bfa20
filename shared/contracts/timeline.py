"""What timelines and audits say of a fact: its day, what it names, and which earlier facts it takes back.

Ids of persons are left out of timelines: one is that of a case, of a council, of what both are about, and never of somebody.
Who audits looks for them by name: `persons_in`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from uuid import UUID

from shared.contracts.activities import journal
from shared.contracts.activities.cases import CaseCorrected, CaseOpened, CaseWithdrawn
from shared.contracts.activities.imports import ImportedThing
from shared.contracts.activities.initiatives import InitiativeCorrected, InitiativeWithdrawn
from shared.contracts.activities.meetings import AttendanceCorrected, MeetingCorrected, MeetingHeld, MeetingWithdrawn
from shared.contracts.activities.steering import (
    SteeringBodyCorrected,
    SteeringBodyWithdrawn,
    SteeringSessionCorrected,
    SteeringSessionWithdrawn,
)
from shared.contracts.councils import dossier
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
from shared.contracts.councils.draw import (
    CandidateAnswered,
    CandidateContacted,
    CandidateEntryWithdrawn,
    CandidateSeated,
    DrawWithdrawn,
    ReserveListUsed,
)
from shared.contracts.councils.recognition import AuthorityConsulted, ConsultationWithdrawn, RecognitionWithdrawn
from shared.contracts.councils.representation import (
    AppointmentWithdrawn,
    RepresentativeAppointed,
    RepresentativeStoodDown,
    SeatOfferWithdrawn,
    SeatsOffered,
    StandingDownWithdrawn,
)
from shared.contracts.councils.team import (
    AbsenceBegan,
    AbsenceCorrected,
    AbsenceWithdrawn,
    AssignmentWithdrawn,
    CoverArranged,
    CoverWithdrawn,
    FacilitatorAssigned,
    FacilitatorUnassigned,
    FillingWithdrawn,
    HandoverAcceptanceWithdrawn,
    HandoverLineAccepted,
    HandoverWithdrawn,
    PostCorrected,
    PostFilled,
    PostOpened,
    PostRenewalWithdrawn,
    PostRenewed,
    PostVacated,
    PostWithdrawn,
    RecruitmentStepTaken,
    RecruitmentStepWithdrawn,
)
from shared.contracts.reporting import agreements
from shared.contracts.reporting.reports import ReportWithdrawn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from shared.contracts.activities.life import Life
    from shared.kernel import Fact

CORRECTED, WITHDRAWN = "CORRECTED", "WITHDRAWN"


@dataclass(frozen=True)
class TakesBack:
    """Which facts of the same stream, recorded before, a fact corrects or withdraws."""

    mark: str
    facts: tuple[type[Fact], ...] = ()
    """Of these types; of any, when none is named."""
    by: tuple[str, ...] = ()
    """Those that say the same as it in these fields."""


TAKES_BACK: Mapping[type[Fact], TakesBack] = {
    # All that was said of one thing, which has a stream of its own
    journal.EntryCorrected: TakesBack(CORRECTED),
    journal.EntryWithdrawn: TakesBack(WITHDRAWN),
    dossier.EntryCorrected: TakesBack(CORRECTED),
    dossier.EntryWithdrawn: TakesBack(WITHDRAWN),
    agreements.EntryCorrected: TakesBack(CORRECTED),
    agreements.EntryWithdrawn: TakesBack(WITHDRAWN),
    CouncilWithdrawn: TakesBack(WITHDRAWN),
    MeetingWithdrawn: TakesBack(WITHDRAWN),
    SteeringBodyWithdrawn: TakesBack(WITHDRAWN),
    SteeringSessionWithdrawn: TakesBack(WITHDRAWN),
    InitiativeWithdrawn: TakesBack(WITHDRAWN),
    CaseWithdrawn: TakesBack(WITHDRAWN),
    DrawWithdrawn: TakesBack(WITHDRAWN),
    ReportWithdrawn: TakesBack(WITHDRAWN),
    RecognitionWithdrawn: TakesBack(WITHDRAWN),
    PostWithdrawn: TakesBack(WITHDRAWN),
    AbsenceWithdrawn: TakesBack(WITHDRAWN),
    HandoverWithdrawn: TakesBack(WITHDRAWN),
    SteeringBodyCorrected: TakesBack(CORRECTED),
    # Steps of it, those that are said otherwise now: see `taken_back_by`
    MeetingCorrected: TakesBack(CORRECTED),
    SteeringSessionCorrected: TakesBack(CORRECTED),
    InitiativeCorrected: TakesBack(CORRECTED),
    # Its beginning, said again
    CaseCorrected: TakesBack(CORRECTED, (CaseOpened, CaseCorrected)),
    AttendanceCorrected: TakesBack(CORRECTED, (MeetingHeld, AttendanceCorrected)),
    CouncilCorrected: TakesBack(CORRECTED, (CouncilEstablished, CouncilCorrected)),
    PostCorrected: TakesBack(CORRECTED, (PostOpened, PostCorrected)),
    AbsenceCorrected: TakesBack(CORRECTED, (AbsenceBegan, AbsenceCorrected)),
    MembershipCorrected: TakesBack(CORRECTED, (MemberJoined, MembershipCorrected), ("person_id", "joined_on")),
    # One thing among others
    CouncilStageWithdrawn: TakesBack(WITHDRAWN, (CouncilStageReached,), ("stage", "reached_on")),
    CouncilDistrictRemoved: TakesBack(WITHDRAWN, (CouncilDistrictSet,), ("district_code", "generation")),
    MembershipWithdrawn: TakesBack(
        WITHDRAWN, (MemberJoined, MembershipCorrected, MemberLeft, MembershipChanged), ("person_id", "joined_on")
    ),
    DepartureWithdrawn: TakesBack(WITHDRAWN, (MemberLeft,), ("person_id", "left_on")),
    MembershipChangeWithdrawn: TakesBack(WITHDRAWN, (MembershipChanged,), ("person_id", "changed_on")),
    MembershipRenewalWithdrawn: TakesBack(WITHDRAWN, (MembershipRenewed,), ("person_id", "renewed_on")),
    CandidateEntryWithdrawn: TakesBack(
        WITHDRAWN,
        (CandidateContacted, CandidateAnswered, CandidateSeated, ReserveListUsed),
        ("ticket", "contacted_on", "answered_on", "seated_on", "used_on"),
    ),
    SeatOfferWithdrawn: TakesBack(
        WITHDRAWN, (SeatsOffered,), ("from_on", "titular_seats", "substitute_seats", "seats_of_body")
    ),
    AppointmentWithdrawn: TakesBack(
        WITHDRAWN, (RepresentativeAppointed, RepresentativeStoodDown), ("person_id", "from_on")
    ),
    AssignmentWithdrawn: TakesBack(
        WITHDRAWN, (FacilitatorAssigned, FacilitatorUnassigned), ("facilitator_id", "assigned_on")
    ),
    FillingWithdrawn: TakesBack(WITHDRAWN, (PostFilled, PostVacated), ("facilitator_id", "filled_on")),
    CoverWithdrawn: TakesBack(WITHDRAWN, (CoverArranged,), ("council_id", "from_on", "covered_by")),
    ConsultationWithdrawn: TakesBack(WITHDRAWN, (AuthorityConsulted,), ("authority", "consulted_on")),
    PostRenewalWithdrawn: TakesBack(WITHDRAWN, (PostRenewed,), ("agreement", "former_agreement")),
    RecruitmentStepWithdrawn: TakesBack(WITHDRAWN, (RecruitmentStepTaken,), ("step", "taken_on")),
    HandoverAcceptanceWithdrawn: TakesBack(WITHDRAWN, (HandoverLineAccepted,), ("line",)),
    StandingDownWithdrawn: TakesBack(WITHDRAWN, (RepresentativeStoodDown,), ("person_id", "until_on")),
}
"""Every fact that says of earlier ones that they were a mistake, or says them again."""

_BY = sorted({name for one in TAKES_BACK.values() for name in one.by})
_FORMER, _NOW = ("joining", "before", "said"), ("after",)
"""Where a fact that takes back another holds what that one said, and where what is said instead."""
_PERSONS = frozenset(
    (
        *("person_id", "replaces", "proxy_holder_id", "facilitator_id", "from_facilitator_id", "to_facilitator_id"),
        *("covered_by", "former_covered_by", "holder_id", "from_holder_id", "to_holder_id"),
    )
)
_COUNCILS = ("council_id", "council_ids")
_OF_A_PERSON = (ImportedThing.PERSON, ImportedThing.MEMBERSHIP)
"""Things that an import records under the id of a person."""


def key_of(fact: Fact, inside: Iterable[str] = _FORMER) -> dict[str, str]:
    """What a fact says in the fields by which facts are taken back; of one that takes back another, what that one said."""
    said: dict[str, str] = {}
    for part in (fact, *(getattr(fact, name) for name in inside if getattr(fact, name, None) is not None)):
        for name in _BY:
            value = getattr(part, name, None)
            if value is not None:
                said.setdefault(name, str(value))
    return said


def said_by(fact: Fact) -> dict[str, Any]:
    """What it says, as later facts may take it back: one that says something again is known by what it says now."""
    steps = _otherwise(fact.after, fact.before) if isinstance(fact, _LIFE_TOLD_AGAIN) else {_step(fact)}
    return {**key_of(fact, _NOW), "steps": sorted(steps)}


def taken_back_by(fact: Fact) -> Callable[[str, Mapping[str, Any]], bool]:
    """Whether an earlier fact of the stream, of some type and which says something, is corrected or withdrawn by this one."""
    if isinstance(fact, _LIFE_TOLD_AGAIN):
        steps = _otherwise(fact.before, fact.after)
        return lambda _, said: not steps.isdisjoint(said["steps"])
    rule, key = TAKES_BACK[type(fact)], key_of(fact)
    types = {kind.type for kind in rule.facts}
    return lambda name, said: (not types or name in types) and all(said.get(one) == key.get(one) for one in rule.by)


def said_since(said: Mapping[str, Any], by: Fact) -> dict[str, Any]:
    """What a fact says once it is corrected by another: what takes back both knows them by the words of the last."""
    rule = TAKES_BACK[type(by)]
    now = key_of(by, _NOW) if rule.mark == CORRECTED else {}
    return {**said, **{name: now[name] for name in rule.by if name in now}}


_LIFE_TOLD_AGAIN = (MeetingCorrected, SteeringSessionCorrected, InitiativeCorrected)


def _otherwise(life: Life, other: Life) -> set[str]:
    """The steps of a life that are not in another in the very same words."""
    return {_step(fact) for fact in life.facts if fact not in other.facts}


def _step(fact: Fact) -> str:
    """Which step a fact is: known by all its words, but for a meeting held, of which a later fact may say who was counted."""
    if isinstance(fact, MeetingHeld | AttendanceCorrected):
        return "held"
    return blake2b(fact.model_dump_json().encode(), digest_size=8).hexdigest()


def named_in(fact: Fact) -> frozenset[str]:
    """Ids of the things that a fact names, and codes of councils; never ids of persons."""
    return frozenset(_named(fact.model_dump(), ""))


def _named(value: Any, name: str) -> Iterator[str]:
    if name in _PERSONS:
        return
    match value:
        case dict():
            for inner, said in value.items():
                yield from _named(said, inner)
        case list() | tuple():
            for said in value:
                yield from _named(said, name)
        case UUID():
            yield str(value)
        case str() if name in _COUNCILS:
            yield value


def councils_in(said: Mapping[str, Any]) -> frozenset[str]:
    """Codes of the councils that a fact names, whatever its type: `said` is its JSON."""
    return frozenset(value for name, value in _strings(said, "") if name in _COUNCILS)


def persons_in(said: Mapping[str, Any]) -> frozenset[str]:
    """Ids of the persons that a fact names, members and team, whatever its type: `said` is its JSON."""
    return frozenset(value for name, value in _strings(said, "") if name in _PERSONS)


def _strings(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """Every text that is said, under the name of its field."""
    match value:
        case dict():
            is_a_person = value.get("thing") in _OF_A_PERSON
            for inner, said in value.items():
                yield from _strings(said, "person_id" if is_a_person and inner == "thing_id" else inner)
        case list():
            for said in value:
                yield from _strings(said, name)
        case str():
            yield name, value


def day_of(fact: Fact, recorded_on: date) -> date:
    """The day on which it happened: that which the fact says, and never after it was recorded, as what is planned is planned then.

    What takes back or says again happened when it was recorded, as does what says no day.
    """
    field = None if type(fact) in TAKES_BACK else _day_field(type(fact))
    return recorded_on if field is None else min(recorded_on, getattr(fact, field))


@cache
def _day_field(kind: type[Fact]) -> str | None:
    """The field of its own day: of the days that it always says, the last; those before it are of what it follows."""
    days = [name for name, info in kind.model_fields.items() if info.annotation is date and info.is_required()]
    return days[-1] if days else None


def title_of(fact: Any) -> str | None:
    """Its public title, where it has one."""
    for part in (fact, getattr(fact, "after", None), getattr(fact, "said", None)):
        title = getattr(part, "title", None)
        if title is not None:
            return str(title)
    return None
