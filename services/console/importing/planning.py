"""Which facts a record becomes: pure, so that what would be recorded can be said before anything is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from services.console import labels
from services.console.importing.counts import COLLEGES, Counts, read_attendance
from services.console.importing.reasons import (
    CollegeNotStated,
    CountsContradict,
    MembersNotCounted,
    NotACouncil,
    NotImportable,
    NotSupportedYet,
    TooManyMembers,
    WrongSubject,
)
from shared.contracts.activities.initiatives import InitiativeProposed
from shared.contracts.activities.meetings import MeetingHeld
from shared.contracts.councils.composition import MemberJoined, Recruitment
from shared.contracts.councils.council import CouncilEstablished
from shared.contracts.councils.team import FacilitatorAssigned
from shared.contracts.vocabulary import (
    ONE_LINE,
    AgeBand,
    Confidence,
    DateCertainty,
    Gender,
    MeetingKind,
    MemberRole,
    Origin,
    Theme,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from services.console.importing.reasons import Reason
    from services.console.importing.records import Record
    from shared.kernel import Fact

_RECORDS = UUID("5d0f6c0e-8a55-4b0e-9a5c-2c6a4f6f7d21")
LONGEST_TITLE = 240
MOST_MEMBERS = 200

MEETINGS = {
    "plenary_meeting": MeetingKind.PLENARY,
    "board_meeting": MeetingKind.BOARD,
    "bureau_meeting": MeetingKind.BUREAU,
    "general_assembly": MeetingKind.GENERAL_ASSEMBLY,
    "working_group": MeetingKind.WORKING_GROUP,
    "inter_council_meeting": MeetingKind.INTER_COUNCIL,
}
FACTS = {
    "council_created": CouncilEstablished,
    "members_joined": MemberJoined,
    "support_started": FacilitatorAssigned,
    "facilitator_presented": FacilitatorAssigned,
    "initiative_proposed": InitiativeProposed,
    **dict.fromkeys(MEETINGS, MeetingHeld),
}
"""What a type of record becomes; the others are not supported yet."""
HINTS: dict[type[Fact], frozenset[str]] = {
    CouncilEstablished: frozenset({"CouncilEstablished"}),
    MemberJoined: frozenset({"MemberJoined"}),
    FacilitatorAssigned: frozenset({"FacilitatorAssigned"}),
    InitiativeProposed: frozenset({"InitiativeProposed"}),
    MeetingHeld: frozenset(
        {"MeetingHeld", "PlenaryMeetingHeld", "BoardMeetingHeld", "GeneralAssemblyHeld", "WorkingGroupMet"}
    ),
}
"""What `event_hint` calls them; another hint is a part of the record that is not taken."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a record becomes: facts in the order in which they are to be said, and what is not taken of it."""

    record: Record
    facts: tuple[Fact, ...] = ()
    remarks: tuple[str, ...] = ()
    reason: Reason | None = None
    attests: CouncilEstablished | None = None
    """Its council, as far as this record alone can tell; said only when nobody established it."""


def id_of(record_id: str, what: str) -> UUID:
    """The id of what a record speaks of follows from the record, so that importing it again cannot double it."""
    return uuid5(_RECORDS, f"{record_id}/{what}")


def plan(record: Record, today: date) -> Planned:
    """Which facts a record becomes, or why none."""
    try:
        return _Plan(record, today).planned()
    except NotImportable as refusal:
        return Planned(record, reason=refusal.told())


class _Plan:
    """One record while its facts are made."""

    def __init__(self, record: Record, today: date) -> None:
        self.record = record
        self.hints = dict(_hints(record.event_hint))
        kind = record.type if isinstance(record.type, str) else ""
        if kind not in FACTS:
            raise NotSupportedYet(kind=labels.TYPES.get(kind, record.type))
        if not isinstance(record.council, str) or not re.fullmatch(r"CC([1-9]|1\d|20)", record.council):
            raise NotACouncil(council=record.council)
        self.council_id = record.council
        self.day, self.origin = record.origin(today)
        self.counts = Counts(record.counts)
        self.remarks: list[str] = []
        self.reason: Reason | None = None

    def planned(self) -> Planned:
        kind = FACTS[self.record.type]
        facts: list[Fact] = []
        if kind is CouncilEstablished or HINTS[CouncilEstablished] & self.hints.keys():
            facts.append(council(self.council_id, self.day, self.origin))
        if kind is MeetingHeld:
            facts.append(self._meeting())
        elif kind is MemberJoined:
            facts += self._members()
        elif kind is FacilitatorAssigned:
            facts.append(self._facilitator())
        elif kind is InitiativeProposed:
            facts.append(self._initiative())
        self._say_what_is_left({hint for fact in facts for hint in HINTS[type(fact)]})
        attests = attested(self.council_id, self.day, self.origin) if facts else None
        return Planned(self.record, tuple(facts), tuple(self.remarks), self.reason, attests)

    def _meeting(self) -> MeetingHeld:
        return MeetingHeld(
            meeting_id=id_of(self.record.id, "meeting"),
            council_id=self.council_id,
            kind=MEETINGS[self.record.type],
            title=self._title(),
            held_on=self.day,
            attendance=read_attendance(self.counts),
            origin=self.origin,
        )

    def _members(self) -> list[MemberJoined]:
        """One member for each head whose college is known; the others are told. Raises NotImportable."""
        by_college = {college: self.counts.take(name) or 0 for name, college in COLLEGES.items()}
        joined, hinted = self.counts.take("joined"), self.hints.get("MemberJoined")
        known = sum(by_college.values())
        heads = next((count for count in (joined, hinted, known) if count), 0)
        if not heads:
            raise MembersNotCounted
        if known > heads or (joined and hinted and joined != hinted):
            raise CountsContradict(parts=max(known, hinted or 0), whole=heads)
        if heads > MOST_MEMBERS:
            raise TooManyMembers(heads=heads, most=MOST_MEMBERS)
        if known < heads:
            self.reason = CollegeNotStated(heads=heads - known).told()
        colleges = [college for college, count in by_college.items() for _ in range(count)]
        return [
            MemberJoined(
                council_id=self.council_id,
                person_id=id_of(self.record.id, f"member-{rank}"),
                college=college,
                role=MemberRole.TITULAR,
                recruitment=Recruitment.NOT_STATED,
                gender=Gender.NOT_DECLARED,
                age_band=AgeBand.NOT_DECLARED,
                joined_on=self.day,
                origin=self.origin,
            )
            for rank, college in enumerate(colleges, start=1)
        ]

    def _facilitator(self) -> FacilitatorAssigned:
        if (self.counts.take("facilitators") or 1) > 1 or "posts_paris" in self.counts.left():
            self.remarks.append(labels.ONE_FACILITATOR)
        return FacilitatorAssigned(
            council_id=self.council_id,
            facilitator_id=id_of(self.record.id, "facilitator"),
            assigned_on=self.day,
            origin=self.origin,
        )

    def _initiative(self) -> InitiativeProposed:
        title = self._title()
        if title is None:
            raise WrongSubject
        return InitiativeProposed(
            initiative_id=id_of(self.record.id, "initiative"),
            council_id=self.council_id,
            title=title,
            theme=Theme.NOT_STATED,
            proposed_on=self.day,
            origin=self.origin,
        )

    def _title(self) -> str | None:
        """The subject on one line. Raises WrongSubject."""
        subject = self.record.subject
        if subject is None:
            return None
        title = " ".join(subject.split()) if isinstance(subject, str) else ""
        if not re.fullmatch(ONE_LINE, title):
            raise WrongSubject
        if len(title) > LONGEST_TITLE:
            self.remarks.append(labels.TITLE_CUT)
            return title[: LONGEST_TITLE - 1] + "…"
        return title

    def _say_what_is_left(self, taken: set[str]) -> None:
        """Nothing is dropped in silence."""
        left = [labels.HINTS.get(hint, hint) for hint in self.hints if hint not in taken]
        left += [labels.OTHERS.get(name, name) for name in self.record.others]
        left += [
            f"{labels.COUNTS.get(name, name)} ({value})" if isinstance(value, int) else labels.COUNTS.get(name, name)
            for name, value in self.counts.left().items()
        ]
        if left:
            self.remarks.append(labels.NOT_TAKEN.format(parts=", ".join(left)))


def council(council_id: str, day: date, origin: Origin) -> CouncilEstablished:
    """A council of Paris: its name and its arrondissement follow from its code."""
    arrondissement = council_id.removeprefix("CC")
    return CouncilEstablished(
        council_id=council_id,
        name=f"Conseil citoyen du {arrondissement}{'er' if arrondissement == '1' else 'e'}",
        arrondissement=arrondissement,
        established_on=day,
        origin=origin,
    )


def attested(council_id: str, day: date, origin: Origin) -> CouncilEstablished:
    """A council whose creation no record tells: it existed on the first day on which a record speaks of it."""
    doubtful = {"date_certainty": DateCertainty.INFERRED, "confidence": Confidence.LOW}
    return council(council_id, day, origin.model_copy(update=doubtful))


def _hints(given: object) -> Iterator[tuple[str, int | None]]:
    """`MemberJoined x5, OfficeHolderChanged` → what is hinted at, and how many times where that is said."""
    for part in re.split(r"[,/;+]", given) if isinstance(given, str) else ():
        if found := re.fullmatch(r"(\w+)(?:\s+x\s?(\d{1,6}))?", part.strip(), re.ASCII):
            yield found[1], int(found[2]) if found[2] else None
        elif part.strip():
            yield part.strip(), None
