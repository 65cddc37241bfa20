"""Histories told in sentences: `history().council("CC18").planned("ca", "CC18", "2018-03-13").held("ca", "2018-03-13")`.

The services' own aggregates decide what is recorded, so a history holds only facts that could have been recorded. It is
23 November 2026.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID, uuid5

from services.activities.initiatives.domain.initiative import Initiative
from services.activities.journal.domain import JournalEntry
from services.activities.meetings.domain import Meeting
from services.activities.steering.domain.body import SteeringBody
from services.activities.steering.domain.session import SteeringSession
from services.councils.council.domain import Council
from services.councils.dossier.domain import FileEntry
from services.councils.people.domain import Person
from services.councils.recognition.domain import RecognitionFile
from services.councils.representation.domain import Delegation
from shared.contracts.activities.initiatives import DropReason, InitiativeProposed
from shared.contracts.activities.meetings import CorrectionReason, MeetingHeld, MeetingScheduled, WithdrawalReason
from shared.contracts.activities.steering import (
    Representative,
    SteeringBodyDeclared,
    SteeringSessionHeld,
    SteeringSessionNotConvened,
    SteeringSessionScheduled,
)
from shared.contracts.activities.words import CancellationReason
from shared.contracts.councils.composition import JoiningSaid, LeavingReason, MemberJoined, Recruitment
from shared.contracts.councils.council import CouncilDistrictSet, CouncilEstablished, CouncilParticulars, Stage
from shared.contracts.councils.people import LegalBasis, PersonRegistered, Purpose
from shared.contracts.councils.recognition import CompositionRecognised, OnTheList
from shared.contracts.councils.representation import SeatsOffered
from shared.contracts.councils.team import FacilitatorAssigned, UnassignmentReason
from shared.contracts.councils.territories import DistrictGeneration
from shared.contracts.vocabulary import (
    AgeBand,
    AmendmentReason,
    Attendance,
    College,
    DateCertainty,
    DatePrecision,
    FunderKind,
    Gender,
    HeadCount,
    MeetingKind,
    MemberRole,
    Origin,
    SteeringBodyKind,
    Theme,
)
from shared.entries.kinds import EntryAlreadyExists, EntryWasWithdrawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.activities.retelling import Told
    from shared.kernel import Aggregate, Fact

TODAY = date(2026, 11, 23)
TO_THE_DAY = Origin()
MONTH = Origin(date_precision=DatePrecision.MONTH)
YEAR = Origin(date_precision=DatePrecision.YEAR)
ABOUT = Origin(date_certainty=DateCertainty.APPROXIMATE)
ABOUT_THAT_MONTH = Origin(date_precision=DatePrecision.MONTH, date_certainty=DateCertainty.APPROXIMATE)

CATALOGUES = {"activities": JournalEntry.catalogue, "councils": FileEntry.catalogue}
_NAMES = UUID("b4a8f1d2-7c35-4e0f-8a4e-3d1f0c9e6b27")
A = TypeVar("A", bound="Aggregate")


def id_of(name: str) -> UUID:
    """The id of what a history calls by a name."""
    return uuid5(_NAMES, name)


def residents(heads: int, gender: str = "NOT_DECLARED", age_band: str = "NOT_DECLARED") -> HeadCount:
    return HeadCount(college=College.RESIDENT, gender=Gender(gender), age_band=AgeBand(age_band), heads=heads)


def actors(heads: int, gender: str = "NOT_DECLARED", age_band: str = "NOT_DECLARED") -> HeadCount:
    return HeadCount(college=College.LOCAL_ACTOR, gender=Gender(gender), age_band=AgeBand(age_band), heads=heads)


def room(
    *members: HeadCount, guests: int = 0, unnamed: int = 0, unknown: int = 0, at_least: bool = False
) -> Attendance:
    """Who was in the room: the parts add up to those present."""
    return Attendance(
        present=sum(count.heads for count in members) + guests + unnamed,
        members=members,
        guests=guests,
        unnamed=unnamed,
        unknown=unknown,
        is_lower_bound=at_least,
    )


def history() -> History:
    """Nothing has happened yet."""
    return History()


class History:
    """Facts in the order in which they were said. What a rule refuses is raised, and records nothing."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self._things: dict[UUID, Aggregate] = {}
        self._entries: dict[UUID, Fact | None] = {}

    def _thing(self, kind: type[A], name: str) -> A:
        thing = self._things.setdefault(id_of(name), kind(id_of(name)))
        assert isinstance(thing, kind)
        return thing

    def _said(self, thing: Aggregate) -> History:
        self.facts += thing.pending
        thing.pending.clear()
        return self

    # Councils

    def council(self, code: str, since: str = "2015-01-01", arrondissement: str | None = None) -> History:
        council = self._thing(Council, code)
        fact = CouncilEstablished(
            council_id=code,
            name=f"Conseil citoyen {code}",
            arrondissement=arrondissement or code.removeprefix("CC"),
            established_on=_day(since),
        )
        council.establish(fact, today=TODAY)
        return self._said(council)

    def member(
        self,
        council_id: str,
        who: str,
        joined_on: str,
        *,
        college: str = "RESIDENT",
        gender: str = "NOT_DECLARED",
        age_band: str = "NOT_DECLARED",
        recruitment: str = "NOT_STATED",
        role: str = "TITULAR",
        origin: Origin = TO_THE_DAY,
        **how: Any,
    ) -> History:
        council = self._thing(Council, council_id)
        fact = MemberJoined(
            council_id=council_id,
            person_id=id_of(who),
            college=College(college),
            role=MemberRole(role),
            recruitment=Recruitment(recruitment),
            gender=Gender(gender),
            age_band=AgeBand(age_band),
            joined_on=_day(joined_on),
            origin=origin,
            **how,
        )
        council.welcome(fact, today=TODAY)
        return self._said(council)

    def gone(self, council_id: str, who: str, left_on: str, origin: Origin = TO_THE_DAY) -> History:
        council = self._thing(Council, council_id)
        reason = LeavingReason.NOT_STATED
        council.see_off(id_of(who), left_on=_day(left_on), reason=reason, origin=origin, today=TODAY)
        return self._said(council)

    def moved(self, code: str, arrondissement: str, since: str = "2015-01-01") -> History:
        """What was said of a council is said again: it is elsewhere."""
        council = self._thing(Council, code)
        said = CouncilParticulars(
            name=f"Conseil citoyen {code}", arrondissement=arrondissement, established_on=_day(since)
        )
        council.correct(said, reason=AmendmentReason.TYPING_ERROR, origin=TO_THE_DAY, today=TODAY)
        return self._said(council)

    def seated(
        self, council_id: str, who: str, on: str, college: str, role: str = "TITULAR", origin: Origin = TO_THE_DAY
    ) -> History:
        """A member sits in another college, or has another role."""
        council = self._thing(Council, council_id)
        council.change_seat(
            id_of(who),
            college=College(college),
            role=MemberRole(role),
            replaces=None,
            changed_on=_day(on),
            origin=origin,
            today=TODAY,
        )
        return self._said(council)

    def said_again(
        self,
        council_id: str,
        who: str,
        joined_on: str,
        *,
        college: str = "RESIDENT",
        gender: str = "NOT_DECLARED",
        age_band: str = "NOT_DECLARED",
        origin: Origin = TO_THE_DAY,
    ) -> History:
        """How a present member joined is said again."""
        council = self._thing(Council, council_id)
        after = JoiningSaid(
            college=College(college),
            role=MemberRole.TITULAR,
            recruitment=Recruitment.NOT_STATED,
            gender=Gender(gender),
            age_band=AgeBand(age_band),
            joined_on=_day(joined_on),
            origin=origin,
        )
        reason = AmendmentReason.TYPING_ERROR
        council.correct_joining(id_of(who), after=after, reason=reason, origin=TO_THE_DAY, today=TODAY)
        return self._said(council)

    def never_joined(self, council_id: str, who: str) -> History:
        council = self._thing(Council, council_id)
        council.withdraw_joining(id_of(who), AmendmentReason.ENTERED_TWICE, TO_THE_DAY)
        return self._said(council)

    def never_left(self, council_id: str, who: str) -> History:
        council = self._thing(Council, council_id)
        council.withdraw_departure(id_of(who), AmendmentReason.ENTERED_TWICE, TO_THE_DAY)
        return self._said(council)

    def never_changed(self, council_id: str, who: str) -> History:
        council = self._thing(Council, council_id)
        council.withdraw_change(id_of(who), AmendmentReason.ENTERED_TWICE, TO_THE_DAY)
        return self._said(council)

    def filled(
        self,
        council_id: str,
        who: str,
        replaced: str,
        on: str,
        college: str = "RESIDENT",
        origin: Origin = TO_THE_DAY,
        **how: Any,
    ) -> History:
        """A person takes the seat that another gave up."""
        return self.member(council_id, who, on, college=college, origin=origin, replaces=id_of(replaced), **how)

    def assigned(self, council_id: str, who: str, on: str, origin: Origin = TO_THE_DAY) -> History:
        council = self._thing(Council, council_id)
        fact = FacilitatorAssigned(
            council_id=council_id, facilitator_id=id_of(who), assigned_on=_day(on), origin=origin
        )
        council.assign(fact, today=TODAY)
        return self._said(council)

    def unassigned(self, council_id: str, who: str, on: str, origin: Origin = TO_THE_DAY) -> History:
        council = self._thing(Council, council_id)
        reason = UnassignmentReason.REPLACED
        council.unassign(id_of(who), unassigned_on=_day(on), reason=reason, origin=origin, today=TODAY)
        return self._said(council)

    def never_assigned(self, council_id: str, who: str, on: str) -> History:
        council = self._thing(Council, council_id)
        reason = AmendmentReason.ENTERED_TWICE
        council.withdraw_assignment(id_of(who), assigned_on=_day(on), reason=reason, origin=TO_THE_DAY)
        return self._said(council)

    def covers(
        self, council_id: str, district: str, first: str, last: str | None = None, origin: Origin = TO_THE_DAY
    ) -> History:
        council = self._thing(Council, council_id)
        fact = CouncilDistrictSet(
            council_id=council_id,
            district_code=district,
            generation=DistrictGeneration.LIST_2015,
            from_on=_day(first),
            until_on=None if last is None else _day(last),
            origin=origin,
        )
        council.set_district(fact)
        return self._said(council)

    def never_covered(self, council_id: str, district: str) -> History:
        council = self._thing(Council, council_id)
        council.remove_district(district, AmendmentReason.ENTERED_TWICE, TO_THE_DAY)
        return self._said(council)

    def stage(self, council_id: str, stage: str, on: str, origin: Origin = TO_THE_DAY) -> History:
        council = self._thing(Council, council_id)
        council.reach_stage(Stage(stage), reached_on=_day(on), origin=origin, today=TODAY)
        return self._said(council)

    def stage_withdrawn(self, council_id: str, stage: str) -> History:
        council = self._thing(Council, council_id)
        council.withdraw_stage(Stage(stage), AmendmentReason.ENTERED_TWICE, TO_THE_DAY)
        return self._said(council)

    def recognised(
        self, order: str, council_id: str, on: str, members: Sequence[str], origin: Origin = TO_THE_DAY
    ) -> History:
        """The prefect's order, with whom it recognises."""
        file = self._thing(RecognitionFile, order)
        listed = tuple(
            OnTheList(person_id=id_of(who), college=College.RESIDENT, role=MemberRole.TITULAR) for who in members
        )
        fact = CompositionRecognised(
            file_id=file.id,
            council_id=council_id,
            order_number="1",
            members=listed,
            recognised_on=_day(on),
            origin=origin,
        )
        file.enter_order(fact, today=TODAY)
        return self._said(file)

    def never_recognised(self, order: str) -> History:
        file = self._thing(RecognitionFile, order)
        file.withdraw(AmendmentReason.ENTERED_TWICE, TO_THE_DAY)
        return self._said(file)

    def offered(
        self,
        body_name: str,
        council_id: str,
        on: str,
        seats: int,
        of_body: int | None = None,
        origin: Origin = TO_THE_DAY,
    ) -> History:
        """A steering body offers seats to a council."""
        delegation = self._thing(Delegation, f"{body_name} {council_id}")
        fact = SeatsOffered(
            body_id=id_of(body_name),
            body_kind=SteeringBodyKind.LOCAL_STEERING_COMMITTEE,
            body_name=body_name,
            council_id=council_id,
            titular_seats=seats,
            seats_of_body=of_body,
            from_on=_day(on),
            origin=origin,
        )
        delegation.offer_seats(fact, today=TODAY)
        return self._said(delegation)

    def never_offered(self, body_name: str, council_id: str) -> History:
        delegation = self._thing(Delegation, f"{body_name} {council_id}")
        delegation.withdraw_offer(reason=AmendmentReason.ENTERED_TWICE, origin=TO_THE_DAY)
        return self._said(delegation)

    def agrees(self, who: str, on: str, origin: Origin = TO_THE_DAY) -> History:
        """Somebody agrees to be contacted."""
        person = self._thing(Person, who)
        if not person.version:
            said = PersonRegistered(person_id=person.id, legal_basis=LegalBasis.CONSENT, registered_on=_day(on))
            person.register(said, (), is_kept_so=False, today=TODAY)
        person.consent(Purpose.CONTACT, _day(on), origin, today=TODAY)
        return self._said(person)

    def no_longer_agrees(self, who: str, on: str, origin: Origin = TO_THE_DAY) -> History:
        person = self._thing(Person, who)
        person.withdraw_consent(Purpose.CONTACT, _day(on), origin, today=TODAY)
        return self._said(person)

    # Meetings

    def planned(self, meeting_name: str, council_id: str, on: str, kind: str = "PLENARY") -> History:
        meeting = self._thing(Meeting, meeting_name)
        meeting.schedule(
            MeetingScheduled(meeting_id=meeting.id, council_id=council_id, kind=MeetingKind(kind), planned_on=_day(on))
        )
        return self._said(meeting)

    def postponed(self, meeting_name: str, on: str) -> History:
        """A meeting that was planned is to take place on another day."""
        meeting = self._thing(Meeting, meeting_name)
        meeting.postpone(_day(on), None, CancellationReason.NO_ROOM, TO_THE_DAY)
        return self._said(meeting)

    def held(
        self, meeting_name: str, on: str, attendance: Attendance | None = None, origin: Origin = TO_THE_DAY
    ) -> History:
        """A meeting that was planned took place."""
        meeting = self._thing(Meeting, meeting_name)
        meeting.hold(_day(on), attendance, origin, today=TODAY)
        return self._said(meeting)

    def met(
        self,
        meeting_name: str,
        council_id: str,
        on: str,
        attendance: Attendance | None = None,
        kind: str = "PLENARY",
        origin: Origin = TO_THE_DAY,
        group: str | None = None,
    ) -> History:
        """A council met, and nobody had planned it here."""
        meeting = self._thing(Meeting, meeting_name)
        fact = MeetingHeld(
            meeting_id=meeting.id,
            council_id=council_id,
            kind=MeetingKind(kind),
            group_id=id_of(group) if group else None,
            held_on=_day(on),
            attendance=attendance,
            origin=origin,
        )
        meeting.enter_held(fact, today=TODAY)
        return self._said(meeting)

    def counted_again(self, meeting_name: str, attendance: Attendance | None) -> History:
        meeting = self._thing(Meeting, meeting_name)
        meeting.correct_attendance(attendance, CorrectionReason.COUNTING_ERROR, TO_THE_DAY)
        return self._said(meeting)

    def cancelled(self, meeting_name: str) -> History:
        meeting = self._thing(Meeting, meeting_name)
        meeting.cancel(CancellationReason.NO_ROOM, TO_THE_DAY)
        return self._said(meeting)

    def withdrawn(self, meeting_name: str) -> History:
        meeting = self._thing(Meeting, meeting_name)
        meeting.withdraw(WithdrawalReason.ENTERED_TWICE, TO_THE_DAY)
        return self._said(meeting)

    # Steering

    def body(self, body_name: str, *council_ids: str, kind: str = "LOCAL_STEERING_COMMITTEE") -> History:
        body = self._thing(SteeringBody, body_name)
        body.declare(
            SteeringBodyDeclared(body_id=body.id, kind=SteeringBodyKind(kind), name=body_name, council_ids=council_ids)
        )
        return self._said(body)

    def session_planned(self, session_name: str, body_name: str, on: str) -> History:
        session, body = self._thing(SteeringSession, session_name), self._thing(SteeringBody, body_name).known()
        session.schedule(
            SteeringSessionScheduled(
                session_id=session.id,
                body_id=body.body_id,
                body_kind=body.kind,
                body_name=body.name,
                council_ids=body.council_ids,
                planned_on=_day(on),
            )
        )
        return self._said(session)

    def session_held(self, session_name: str, on: str, origin: Origin = TO_THE_DAY) -> History:
        """A session that was planned took place."""
        session = self._thing(SteeringSession, session_name)
        session.hold(_day(on), origin, today=TODAY)
        return self._said(session)

    def sat(self, session_name: str, body_name: str, on: str, origin: Origin = TO_THE_DAY) -> History:
        """A body sat, and nobody had planned it here."""
        session, body = self._thing(SteeringSession, session_name), self._thing(SteeringBody, body_name).known()
        fact = SteeringSessionHeld(
            session_id=session.id,
            body_id=body.body_id,
            body_kind=body.kind,
            body_name=body.name,
            council_ids=body.council_ids,
            held_on=_day(on),
            origin=origin,
        )
        session.enter_held(fact, today=TODAY)
        return self._said(session)

    def session_cancelled(self, session_name: str) -> History:
        session = self._thing(SteeringSession, session_name)
        session.cancel(CancellationReason.INSTITUTION_UNAVAILABLE, TO_THE_DAY)
        return self._said(session)

    def not_convened(self, session_name: str, body_name: str, first: str, last: str) -> History:
        session, body = self._thing(SteeringSession, session_name), self._thing(SteeringBody, body_name).known()
        fact = SteeringSessionNotConvened(
            session_id=session.id,
            body_id=body.body_id,
            body_kind=body.kind,
            body_name=body.name,
            council_ids=body.council_ids,
            expected_from_on=_day(first),
            expected_until_on=_day(last),
        )
        session.miss(fact, today=TODAY)
        return self._said(session)

    def represented(self, session_name: str, council_id: str, who: str = "somebody") -> History:
        session = self._thing(SteeringSession, session_name)
        session.attend(council_id, (Representative(person_id=id_of(who), college=College.RESIDENT),), TO_THE_DAY)
        return self._said(session)

    # Initiatives

    def proposed(
        self,
        initiative_name: str,
        council_id: str,
        on: str,
        theme: str = "SOCIAL_TIES",
        origin: Origin = TO_THE_DAY,
    ) -> History:
        initiative = self._thing(Initiative, initiative_name)
        fact = InitiativeProposed(
            initiative_id=initiative.id,
            council_id=council_id,
            title=initiative_name,
            theme=Theme(theme),
            proposed_on=_day(on),
            origin=origin,
        )
        initiative.propose(fact, today=TODAY)
        return self._said(initiative)

    def adopted(self, initiative_name: str, on: str, origin: Origin = TO_THE_DAY) -> History:
        initiative = self._thing(Initiative, initiative_name)
        initiative.adopt(_day(on), origin, today=TODAY)
        return self._said(initiative)

    def funded(
        self, initiative_name: str, on: str, cents: int, funder: str = "CITY", origin: Origin = TO_THE_DAY
    ) -> History:
        """One grant more."""
        initiative = self._thing(Initiative, initiative_name)
        grant = id_of(f"{initiative_name} grant {len(initiative.grants)}")
        initiative.fund(grant, FunderKind(funder), cents, _day(on), origin, today=TODAY)
        return self._said(initiative)

    def completed(self, initiative_name: str, on: str, origin: Origin = TO_THE_DAY) -> History:
        initiative = self._thing(Initiative, initiative_name)
        initiative.complete(_day(on), origin, today=TODAY)
        return self._said(initiative)

    def dropped(self, initiative_name: str, on: str, origin: Origin = TO_THE_DAY) -> History:
        initiative = self._thing(Initiative, initiative_name)
        initiative.drop(_day(on), DropReason.NO_CARRIER, origin, today=TODAY)
        return self._said(initiative)

    # What was said wrongly

    def told_again(self, kind: type[Told], name: str, **words: dict[str, Any]) -> History:
        """Steps of a meeting, a session, an initiative are said again: `held={"held_on": "2018-03-13"}`."""
        thing = self._thing(kind, name)
        changes = {step: {key: _read(key, value) for key, value in said.items()} for step, said in words.items()}
        thing.correct(changes, AmendmentReason.TYPING_ERROR, TO_THE_DAY, today=TODAY)
        return self._said(thing)

    def step_withdrawn(self, kind: type[Told], name: str, step: str) -> History:
        thing = self._thing(kind, name)
        thing.withdraw_step(step, AmendmentReason.ENTERED_BY_MISTAKE, TO_THE_DAY, today=TODAY)
        return self._said(thing)

    def never_was(self, kind: type[SteeringSession | Initiative], name: str) -> History:
        thing = self._thing(kind, name)
        thing.withdraw(AmendmentReason.ENTERED_BY_MISTAKE, TO_THE_DAY)
        return self._said(thing)

    # Entries

    def entry(
        self, name: str, what: type[Any], council_id: str | None, on: str, origin: Origin = TO_THE_DAY, **said: Any
    ) -> History:
        """Something is said whole: of the journal, or of the council's file."""
        if id_of(name) in self._entries:
            raise EntryAlreadyExists
        day = {CATALOGUES[source_of(what)].of[what].day: _day(on)}
        fact = what(entry_id=id_of(name), council_id=council_id, origin=origin, **day, **said)
        self._entries[id_of(name)] = fact
        self.facts.append(fact)
        return self

    def entry_again(self, name: str, **said: Any) -> History:
        """It is said again, otherwise."""
        before = self._standing_entry(name)
        after = type(before).model_validate({**before.model_dump(), **said})
        self._entries[id_of(name)] = after
        corrected = CATALOGUES[source_of(type(before))].corrected
        reason = AmendmentReason.TYPING_ERROR
        self.facts.append(corrected(entry_id=id_of(name), before=before, after=after, reason=reason))
        return self

    def entry_gone(self, name: str) -> History:
        """It should never have been said."""
        said = self._standing_entry(name)
        self._entries[id_of(name)] = None
        withdrawn = CATALOGUES[source_of(type(said))].withdrawn
        self.facts.append(withdrawn(entry_id=id_of(name), said=said, reason=AmendmentReason.ENTERED_TWICE))
        return self

    def _standing_entry(self, name: str) -> Fact:
        said = self._entries.get(id_of(name))
        if said is None:
            raise EntryWasWithdrawn
        return said


def source_of(fact: Fact | type[Fact]) -> str:
    """The service that records a fact."""
    return fact.type.partition(".")[0]


def _read(key: str, value: Any) -> Any:
    return _day(value) if key.endswith("_on") else value


def _day(words: str) -> date:
    return date.fromisoformat(words)
