"""What happened in the council of the 18e, told relative to the day that is judged; and the verdict on it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from services.councils.rules.domain.catalogue import BY_ID
from services.councils.rules.domain.story import Statement, entry_of
from services.councils.rules.domain.verdicts import Verdict, judge
from shared.contracts.activities import journal
from shared.contracts.activities.dialogue import (
    AnswerOutcome,
    DecisionRecorded,
    InstitutionAnswered,
    PapersReceived,
    PrefectReferred,
    ReferralAcknowledged,
    ReferralExamined,
)
from shared.contracts.activities.learning import TrainingAttended, TrainingHeld
from shared.contracts.activities.meetings import MeetingHeld
from shared.contracts.activities.steering import (
    PilotageAttended,
    Representative,
    SteeringBodyDeclared,
    SteeringSessionCancelled,
    SteeringSessionHeld,
    SteeringSessionScheduled,
)
from shared.contracts.activities.words import CancellationReason
from shared.contracts.councils.composition import (
    LeavingReason,
    MemberJoined,
    MemberLeft,
    Recruitment,
)
from shared.contracts.councils.council import CouncilDistrictSet, CouncilEstablished
from shared.contracts.councils.dossier import (
    Document,
    HostingModel,
    HostingModelSet,
    Incompatibility,
    IncompatibilityDeclared,
    InstitutionLink,
    ResidenceChecked,
)
from shared.contracts.councils.draw import DrawHeld, DrawList, DrawMethod, Drawn, ListKind
from shared.contracts.councils.recognition import CompositionRecognised, OnTheList
from shared.contracts.councils.representation import SeatsOffered
from shared.contracts.councils.territories import DistrictGeneration
from shared.contracts.vocabulary import (
    AgeBand,
    AmendmentReason,
    Attendance,
    College,
    DateCertainty,
    DatePrecision,
    Doer,
    Gender,
    HeadCount,
    MeetingKind,
    MemberRole,
    Origin,
    SteeringBodyKind,
)
from shared.days import months_later

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.kernel import Fact

CC18, OLD_DISTRICT, NEW_DISTRICT = "CC18", "QP075019", "QN07511M"
A_DAY = date(2018, 9, 1)
"""A day on which every rule is in force."""
MONTH = Origin(date_precision=DatePrecision.MONTH)
NOTED_TO_THE_DAY = Origin()
YEAR = Origin(date_precision=DatePrecision.YEAR)
ABOUT_THAT_YEAR = Origin(date_precision=DatePrecision.YEAR, date_certainty=DateCertainty.APPROXIMATE)
_NAMES = UUID("5d7f7a52-8f0e-4c63-9e5b-4f9b8cf6a0e1")


def id_of(name: str) -> UUID:
    return uuid5(_NAMES, name)


def statements_of(facts: Iterable[Fact]) -> list[Statement]:
    """Each fact at the next place in the log of its source."""
    places = {"councils": 0, "activities": 0}
    found = []
    for fact in facts:
        source = fact.type.partition(".")[0]
        places[source] += 1
        found.append(Statement(source, places[source], fact))
    return found


def _particulars_of(session: str) -> dict[str, Any]:
    return {
        "session_id": id_of(session),
        "body_id": id_of("committee"),
        "body_kind": SteeringBodyKind.LOCAL_STEERING_COMMITTEE,
        "body_name": "Comité de pilotage local",
    }


class Past:
    """Facts, in the order in which they were said. Days are counted back from the day that is judged."""

    def __init__(self, day: date = A_DAY) -> None:
        self.day = day
        established = CouncilEstablished(
            council_id=CC18, name="Conseil citoyen du 18e", arrondissement="18", established_on=date(2010, 1, 1)
        )
        self.facts: list[Fact] = [established]

    def ago(self, days: int = 0, months: int = 0) -> date:
        return months_later(self.day, -months) - timedelta(days=days)

    def said(self, *facts: Fact) -> Past:
        self.facts += facts
        return self

    def verdict(self, rule: str, on: date | None = None) -> Verdict:
        return judge(BY_ID[rule], CC18, statements_of(self.facts), on or self.day)

    # Members

    def joined(
        self,
        who: str,
        *,
        college: str = "RESIDENT",
        gender: str = "NOT_DECLARED",
        role: str = "TITULAR",
        recruitment: str = "NOT_STATED",
        age_band: str = "40_59",
        on: date | None = None,
        **other: Any,
    ) -> Past:
        return self.said(
            MemberJoined(
                council_id=CC18,
                person_id=id_of(who),
                college=College(college),
                role=MemberRole(role),
                recruitment=Recruitment(recruitment),
                gender=Gender(gender),
                age_band=AgeBand(age_band),
                joined_on=on or self.ago(months=18),
                **other,
            )
        )

    def residents(self, many: int, **how: Any) -> Past:
        for rank in range(many):
            self.joined(f"resident {rank} {sorted(how.items())}", **how)
        return self

    def actors(self, many: int, **how: Any) -> Past:
        for rank in range(many):
            self.joined(f"actor {rank}", college="LOCAL_ACTOR", **how)
        return self

    def left(
        self, who: str, on: date | None = None, reason: str = "RESIGNED", college: str = "RESIDENT", **other: Any
    ) -> Past:
        return self.said(
            MemberLeft(
                council_id=CC18,
                person_id=id_of(who),
                college=College(college),
                role=MemberRole.TITULAR,
                gender=Gender.NOT_DECLARED,
                age_band=AgeBand.NOT_DECLARED,
                joined_on=self.ago(months=18),
                left_on=on or self.ago(days=30),
                reason=LeavingReason(reason),
                **other,
            )
        )

    # The file

    def declared(self, who: str, what: str = "NONE", link: str = "NOT_ASKED", on: date | None = None) -> Past:
        return self.said(
            IncompatibilityDeclared(
                entry_id=id_of(f"declaration of {who} {on}"),
                council_id=CC18,
                person_id=id_of(who),
                incompatibility=Incompatibility(what),
                institution_link=InstitutionLink(link),
                declared_on=on or self.ago(days=10),
            )
        )

    def lives(self, who: str, *, there: bool, on: date | None = None, code: str | None = None) -> Past:
        return self.said(
            ResidenceChecked(
                entry_id=id_of(f"residence of {who} {on}"),
                council_id=CC18,
                person_id=id_of(who),
                lives_in_district=there,
                district_code=code,
                checked_on=on or self.ago(days=10),
            )
        )

    def covers(self, code: str, since: date | None = None, until: date | None = None) -> Past:
        generation = DistrictGeneration.LIST_2015 if code.startswith("QP") else DistrictGeneration.LIST_2024
        return self.said(
            CouncilDistrictSet(
                council_id=CC18,
                district_code=code,
                generation=generation,
                from_on=since or self.ago(months=24),
                until_on=until,
            )
        )

    def hosted(
        self,
        model: str,
        *,
        since: date | None = None,
        until: date | None = None,
        structure: str | None = None,
        document: bool = False,
        name: str = "hosting",
    ) -> Past:
        return self.said(
            HostingModelSet(
                entry_id=id_of(name),
                council_id=CC18,
                model=HostingModel(model),
                structure=structure,
                is_consented_in_writing=document,
                document=Document(title="Convention") if document else None,
                from_on=since or self.ago(months=6),
                until_on=until,
            )
        )

    # The draw, and the order

    def drew(self, *kinds: str, reserve: int = 0, name: str = "draw", on: date | None = None) -> Past:
        lists = tuple(
            DrawList(kind=ListKind(kind), title=f"Liste {rank}", tickets=10, digest=f"{rank}" * 64)
            for rank, kind in enumerate(kinds)
        )
        drawn = tuple(
            Drawn(rank=rank, ticket=f"T{rank:03}", kind=lists[0].kind, gender=Gender.F, is_reserve=rank > 1)
            for rank in range(1, 2 + reserve)
        )
        return self.said(
            DrawHeld(
                draw_id=id_of(name),
                council_id=CC18,
                lists=lists,
                seats=1,
                reserve=reserve,
                method=DrawMethod.SHA256_PARITY_1,
                seed="dit en public",
                drawn=drawn,
                held_on=on or self.ago(months=19),
            )
        )

    def recognised(self, *people: str, number: str = "75-2018-01", name: str = "order", on: date | None = None) -> Past:
        listed = tuple(
            OnTheList(person_id=id_of(who), college=College.RESIDENT, role=MemberRole.TITULAR) for who in people
        )
        return self.said(
            CompositionRecognised(
                file_id=id_of(name),
                council_id=CC18,
                order_number=number,
                members=listed,
                recognised_on=on or self.ago(months=6),
            )
        )

    # Steering bodies and meetings

    def seats(
        self,
        titular: int,
        of: int | None = None,
        council: str = CC18,
        since: date | None = None,
        body: str = "committee",
    ) -> Past:
        return self.said(
            SeatsOffered(
                body_id=id_of(body),
                body_kind=SteeringBodyKind.LOCAL_STEERING_COMMITTEE,
                body_name="Comité de pilotage local",
                council_id=council,
                titular_seats=titular,
                seats_of_body=of,
                from_on=since or self.ago(months=18),
            )
        )

    def body_declared(self, body: str = "committee") -> Past:
        return self.said(
            SteeringBodyDeclared(
                body_id=id_of(body),
                kind=SteeringBodyKind.LOCAL_STEERING_COMMITTEE,
                name="Comité de pilotage local",
                council_ids=(CC18,),
            )
        )

    def session(self, name: str, *, attended: bool, on: date | None = None, origin: Origin = NOTED_TO_THE_DAY) -> Past:
        particulars = {**_particulars_of(name), "held_on": on or self.ago(days=40), "origin": origin}
        self.said(SteeringSessionHeld(council_ids=(CC18,), **particulars))
        if attended:
            somebody = Representative(person_id=id_of("anna"), college=College.RESIDENT)
            self.said(PilotageAttended(council_id=CC18, representatives=(somebody,), **particulars))
        return self

    def session_planned(self, name: str, on: date, *, cancelled: bool = False) -> Past:
        particulars = {**_particulars_of(name), "council_ids": (CC18,), "planned_on": on}
        if cancelled:
            return self.said(SteeringSessionCancelled(reason=CancellationReason.OTHER, **particulars))
        return self.said(SteeringSessionScheduled(**particulars))

    def met(
        self,
        name: str = "meeting",
        *,
        chaired_by: str = "NOT_STATED",
        on: date | None = None,
        residents: int | None = None,
        guests: int = 0,
    ) -> Past:
        attendance = None
        if residents is not None:
            members = (HeadCount(college=College.RESIDENT, heads=residents),)
            attendance = Attendance(present=residents + guests, members=members, guests=guests)
        return self.said(
            MeetingHeld(
                meeting_id=id_of(name),
                council_id=CC18,
                kind=MeetingKind.PLENARY,
                held_on=on or self.ago(days=20),
                chaired_by=Doer(chaired_by),
                attendance=attendance,
            )
        )

    # The dialogue with institutions

    def referred(self, name: str = "referral", on: date | None = None, origin: Origin = NOTED_TO_THE_DAY) -> Past:
        return self.said(
            PrefectReferred(
                entry_id=id_of(name),
                council_id=CC18,
                title="Bureau de poste fermé",
                referred_on=on or self.ago(days=200),
                origin=origin,
            )
        )

    def acknowledged(self, name: str = "referral", on: date | None = None, **other: Any) -> Past:
        return self.said(
            ReferralAcknowledged(
                entry_id=id_of(f"acknowledgement of {name}"),
                council_id=CC18,
                referral_id=id_of(name),
                acknowledged_on=on or self.ago(days=3),
                **other,
            )
        )

    def answered(self, name: str = "referral", on: date | None = None, **other: Any) -> Past:
        """Of a referral, or of anything else that has a name."""
        return self.said(
            InstitutionAnswered(
                entry_id=id_of(f"answer to {name}"),
                council_id=CC18,
                about_id=id_of(name),
                outcome=AnswerOutcome.PARTLY,
                answered_on=on or self.ago(days=2),
                **other,
            )
        )

    def trained(
        self, name: str = "training", on: date | None = None, council_id: str | None = CC18, **other: Any
    ) -> Past:
        """A training took place; for the members of several councils, when no council is named."""
        return self.said(
            TrainingHeld(
                entry_id=id_of(name),
                council_id=council_id,
                title="Budget participatif",
                held_on=on or self.ago(),
                **other,
            )
        )

    def attended(self, who: str, training: str = "training") -> Past:
        """A member of this council came to it."""
        return self.said(
            TrainingAttended(
                entry_id=id_of(f"{who} at {training}"),
                council_id=CC18,
                training_id=id_of(training),
                person_id=id_of(who),
                attended_on=self.ago(),
            )
        )

    def examined(self, name: str = "referral", on: date | None = None, **other: Any) -> Past:
        return self.said(
            ReferralExamined(
                entry_id=id_of(f"examination of {name}"),
                council_id=CC18,
                referral_id=id_of(name),
                examined_on=on or self.ago(days=1),
                **other,
            )
        )

    def decided(
        self,
        name: str = "decision",
        *,
        against: int | None = None,
        abstained: int | None = None,
        opinion: str | None = None,
        on: date | None = None,
        **other: Any,
    ) -> Past:
        return self.said(
            DecisionRecorded(
                entry_id=id_of(name),
                council_id=CC18,
                title="Une fête en juin",
                votes_against=against,
                abstained=abstained,
                dissenting_opinion=opinion,
                decided_on=on or self.ago(days=20),
                **other,
            )
        )

    def papers(self, session: str, on: date, name: str = "papers", origin: Origin = NOTED_TO_THE_DAY) -> Past:
        return self.said(
            PapersReceived(
                entry_id=id_of(name), council_id=CC18, session_id=id_of(session), received_on=on, origin=origin
            )
        )

    def said_again(self, name: str, **changes: Any) -> Past:
        """An entry of the journal is corrected: the last that was said under that name."""
        before: Any = self._last_said(name)
        after = before.model_copy(update=changes)
        mistake = AmendmentReason.TYPING_ERROR
        return self.said(journal.EntryCorrected(entry_id=id_of(name), before=before, after=after, reason=mistake))

    def taken_back(self, name: str) -> Past:
        """An entry of the journal should never have been made."""
        said: Any = self._last_said(name)
        mistake = AmendmentReason.ENTERED_BY_MISTAKE
        return self.said(journal.EntryWithdrawn(entry_id=id_of(name), said=said, reason=mistake))

    def _last_said(self, name: str) -> Fact:
        return [entry_of(one) for one in self.facts if getattr(one, "entry_id", None) == id_of(name)][-1]
