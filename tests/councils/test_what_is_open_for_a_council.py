"""What is open on a day, from facts of both services that are told directly, on both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

import pytest

from services.councils.team.readmodel.matters import OpenMatterProjection
from services.councils.team.readmodel.open_matters import OpenMatters
from services.councils.team.readmodel.team import TeamProjection
from services.councils.team.readmodel.views import TeamViews
from shared.contracts.activities import journal
from shared.contracts.activities.cases import (
    CaseClosed,
    CaseCorrected,
    CaseOpened,
    CaseOutcome,
    CaseReopened,
    CaseSaid,
    CaseSubject,
    CaseWithdrawn,
    ClosingReason,
    ReopeningReason,
)
from shared.contracts.activities.dialogue import (
    AnswerOutcome,
    CommitmentMade,
    DecisionRecorded,
    InstitutionAnswered,
    PrefectReferred,
    QuestionAsked,
)
from shared.contracts.activities.initiatives import (
    DropReason,
    InitiativeCompleted,
    InitiativeCorrected,
    InitiativeDropped,
    InitiativeLife,
    InitiativeProposed,
    InitiativeWithdrawn,
)
from shared.contracts.activities.meetings import (
    MeetingCancelled,
    MeetingCorrected,
    MeetingHeld,
    MeetingLife,
    MeetingPostponed,
    MeetingScheduled,
    MeetingWithdrawn,
    MinutesPublished,
    WithdrawalReason,
)
from shared.contracts.activities.steering import (
    Representative,
    RepresentativeNamed,
    SessionLife,
    SteeringSessionCancelled,
    SteeringSessionCorrected,
    SteeringSessionHeld,
    SteeringSessionScheduled,
    SteeringSessionWithdrawn,
)
from shared.contracts.activities.words import CancellationReason, OrganisationKind
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
    Recruitment,
)
from shared.contracts.councils.council import (
    CouncilCorrected,
    CouncilEstablished,
    CouncilParticulars,
    CouncilStageReached,
    CouncilStageWithdrawn,
    Stage,
)
from shared.contracts.councils.dossier import (
    EntryCorrected,
    EntryWithdrawn,
    HostingModel,
    HostingModelSet,
    ImmersionVisitMade,
    PremisesProvided,
    SeatsDecided,
    TeamMemberInducted,
    TeamMemberTrained,
)
from shared.contracts.councils.team import (
    Agreement,
    AssignmentWithdrawn,
    FacilitatorAssigned,
    FacilitatorUnassigned,
    PostFilled,
    PostKind,
    PostOpened,
    PostRenewalWithdrawn,
    PostRenewed,
    UnassignmentReason,
)
from shared.contracts.vocabulary import (
    AgeBand,
    AmendmentReason,
    College,
    Gender,
    MeetingKind,
    MemberRole,
    SteeringBodyKind,
    Theme,
)
from shared.kernel import Fact, NotFound, Recorded
from shared.platform.envelope import Entry, encode
from shared.platform.readmodel import ReadModel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.contracts.activities.life import Life

LOGS = {"councils": UUID(int=1), "activities": UUID(int=2)}
ANNA, BILAL, CHLOE = (UUID(int=number) for number in (11, 12, 13))
MEETING, SESSION, BODY, INITIATIVE, POST, ENTRY, OTHER_ENTRY = (UUID(int=number) for number in range(21, 28))
MISTAKE = AmendmentReason.ENTERED_BY_MISTAKE
SPRING = date(2018, 3, 1)
"""The day on which facts are recorded, unless told otherwise."""
established = CouncilEstablished(
    council_id="CC18", name="Conseil citoyen du 18e", arrondissement="18", established_on=date(2016, 11, 1)
)
assigned = FacilitatorAssigned(council_id="CC18", facilitator_id=ANNA, assigned_on=date(2017, 3, 1))


class Town:
    """Both views of one database, and whoever tells them facts."""

    def __init__(self, url: str, runner: asyncio.Runner) -> None:
        self._run = runner.run
        self._models: tuple[ReadModel[Any], ReadModel[Any]] = (
            ReadModel(url, TeamProjection()),
            ReadModel(url, OpenMatterProjection()),
        )
        for model in self._models:
            model.migrate()
            model.open()
        self.team = TeamViews(self._models[0])
        self.matters = OpenMatters(self._models[1], self.team)

    def tell(self, *facts: Fact, on: date = SPRING) -> Town:
        """These facts are recorded on that day, each at the next place of the log of its source."""
        for fact in facts:
            source = fact.type.partition(".")[0]
            for model in self._models:
                if source in model.positions:
                    place = model.positions[source] + 1
                    self._run(model.take(source, LOGS[source], [_entry(fact, source, place, on)]))
        return self

    def open_on(self, day: date) -> list[dict[str, Any]]:
        """What is open for the council CC18 on that day."""
        return self._run(self.matters.of_council("CC18", day))

    def days(self, matter: str, *days: date) -> list[bool]:
        """Whether such a matter is open on each of these days."""
        return [matter in {one["matter"] for one in self.open_on(day)} for day in days]

    def ask(self, question: Any) -> Any:
        """The answer of a question about the team."""
        return self._run(question)

    def close(self) -> None:
        """Let the connections go."""
        for model in self._models:
            model.engine.dispose()


def _entry(fact: Fact, source: str, place: int, on: date) -> Entry:
    recorded = Recorded(
        id=uuid5(LOGS[source], str(place)),
        source=source,
        log_id=LOGS[source],
        stream_id=getattr(fact, "post_id", UUID(int=3)),
        version=1,
        recorded_at=datetime(on.year, on.month, on.day, 12, tzinfo=UTC),
        by="tester",
        request_id="request",
        cause=None,
        fact=fact,
    )
    return Entry(place, place - 1, encode(recorded))


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    with asyncio.Runner() as runner:
        town = Town(database_url, runner)
        yield town.tell(established)
        town.close()


def test_of_a_council_that_nobody_established_nothing_is_told(town: Town) -> None:
    with pytest.raises(NotFound):
        town.ask(town.matters.of_council("CC99", SPRING))


# What institutions owe

QUESTION, ANSWER, LATER_ANSWER = (UUID(int=number) for number in (31, 32, 33))
asked = QuestionAsked(
    entry_id=QUESTION,
    council_id="CC18",
    title="Un local ?",
    institution=OrganisationKind.CITY,
    due_on=date(2018, 6, 1),
    asked_on=date(2018, 5, 3),
)
answered = InstitutionAnswered(
    entry_id=ANSWER,
    council_id="CC18",
    about_id=QUESTION,
    outcome=AnswerOutcome.PARTLY,
    answered_on=date(2018, 7, 2),
)
answered_later = answered.model_copy(update={"entry_id": LATER_ANSWER, "answered_on": date(2018, 9, 3)})
ASKING = (date(2018, 5, 2), date(2018, 5, 3), date(2018, 7, 1), date(2018, 7, 2), date(2018, 9, 2), date(2018, 9, 3))


def awaited(town: Town) -> list[bool]:
    """Whether an answer is awaited on the days of asking, of both answers, and just before them."""
    return town.days("ANSWER_AWAITED", *ASKING)


def test_what_was_asked_of_an_institution_is_open_until_its_first_answer(town: Town) -> None:
    town.tell(asked)
    (matter,) = town.open_on(date(2018, 7, 2))
    assert (matter["title"], matter["due_on"], matter["subject_id"]) == ("Un local ?", date(2018, 6, 1), str(QUESTION))
    assert awaited(town) == [False, True, True, True, True, True]
    assert awaited(town.tell(answered_later, answered)) == [False, True, True, False, False, False]


def test_an_answer_that_is_withdrawn_or_said_of_another_day_opens_it_again(town: Town) -> None:
    town.tell(asked, answered)
    withdrawn = journal.EntryWithdrawn(entry_id=ANSWER, said=answered, reason=MISTAKE)
    assert awaited(town.tell(withdrawn)) == [False, True, True, True, True, True]
    once = answered_later.model_copy(update={"answered_on": date(2018, 7, 2)})
    corrected = journal.EntryCorrected(entry_id=LATER_ANSWER, before=once, after=answered_later, reason=MISTAKE)
    assert awaited(town.tell(once, corrected)) == [False, True, True, True, True, False]


def test_a_question_that_is_said_again_keeps_its_answer_and_one_that_is_withdrawn_is_not_open(town: Town) -> None:
    again = asked.model_copy(update={"asked_on": date(2018, 7, 1)})
    town.tell(asked, answered, journal.EntryCorrected(entry_id=QUESTION, before=asked, after=again, reason=MISTAKE))
    assert awaited(town) == [False, False, True, False, False, False]
    town.tell(journal.EntryWithdrawn(entry_id=QUESTION, said=again, reason=MISTAKE))
    assert awaited(town) == [False] * 6


def test_a_commitment_and_a_referral_wait_for_an_answer_too_and_nothing_else_of_the_journal_does(town: Town) -> None:
    promise = CommitmentMade(
        entry_id=QUESTION, council_id="CC18", title="Éclairer", institution=OrganisationKind.LANDLORD, made_on=SPRING
    )
    referral = PrefectReferred(entry_id=ANSWER, council_id="CC18", title="La poste", referred_on=SPRING)
    decision = DecisionRecorded(entry_id=MEETING, council_id="CC18", title="Un local", decided_on=SPRING)
    town.tell(promise, referral, journal.EntryWithdrawn(entry_id=MEETING, said=decision, reason=MISTAKE))
    assert [one["title"] for one in town.open_on(SPRING)] == ["Éclairer", "La poste"]


# Meetings and minutes

scheduled = MeetingScheduled(
    meeting_id=MEETING, council_id="CC18", kind=MeetingKind.PLENARY, title="Plénière", planned_on=date(2018, 5, 3)
)
held = MeetingHeld(
    meeting_id=MEETING,
    council_id="CC18",
    kind=MeetingKind.PLENARY,
    title="Plénière",
    planned_on=date(2018, 5, 3),
    held_on=date(2018, 5, 3),
)


def test_a_planned_meeting_is_open_until_it_is_held_and_then_its_minutes_until_they_are_published(town: Town) -> None:
    town.tell(scheduled, held)
    assert town.days("MEETING_PLANNED", date(2018, 2, 28), SPRING, date(2018, 5, 2), date(2018, 5, 3)) == [
        *(False, True, True, False)
    ]
    assert town.days("MINUTES_MISSING", date(2018, 5, 2), date(2018, 5, 3), date(2019, 5, 3)) == [False, True, True]
    published = MinutesPublished(
        meeting_id=MEETING, council_id="CC18", held_on=date(2018, 5, 3), published_on=date(2018, 5, 7)
    )
    town.tell(published)
    assert town.days("MINUTES_MISSING", date(2018, 5, 6), date(2018, 5, 7)) == [True, False]


def test_the_facts_behind_a_matter_are_told(town: Town) -> None:
    (matter,) = town.tell(assigned, scheduled).open_on(SPRING)
    assert matter == {
        "matter": "MEETING_PLANNED",
        "subject_id": str(MEETING),
        "title": "Plénière",
        "due_on": date(2018, 5, 3),
        "facts": [{"source": "activities", "position": 1, "type": "activities.meeting-scheduled.v1"}],
        "holders": [str(ANNA)],
        "handover_id": None,
    }


def test_a_postponed_meeting_is_open_until_its_new_day_and_says_so(town: Town) -> None:
    postponed = MeetingPostponed(
        meeting_id=MEETING,
        council_id="CC18",
        kind=MeetingKind.PLENARY,
        former_planned_on=date(2018, 5, 3),
        planned_on=date(2018, 6, 7),
        reason=CancellationReason.NO_ROOM,
    )
    (matter,) = town.tell(scheduled).tell(postponed, on=date(2018, 4, 9)).open_on(date(2018, 5, 4))
    assert (matter["matter"], matter["due_on"]) == ("MEETING_PLANNED", date(2018, 6, 7))
    assert [fact["type"] for fact in matter["facts"]] == [
        "activities.meeting-scheduled.v1",
        "activities.meeting-postponed.v1",
    ]


def test_a_cancelled_meeting_is_no_longer_open_and_a_withdrawn_one_never_was(town: Town) -> None:
    cancelled = MeetingCancelled(
        meeting_id=MEETING,
        council_id="CC18",
        kind=MeetingKind.PLENARY,
        planned_on=date(2018, 5, 3),
        reason=CancellationReason.NO_ROOM,
    )
    town.tell(scheduled).tell(cancelled, on=date(2018, 4, 9))
    assert town.days("MEETING_PLANNED", date(2018, 4, 8), date(2018, 4, 9)) == [True, False]
    town.tell(
        MeetingWithdrawn(
            meeting_id=MEETING,
            council_id="CC18",
            kind=MeetingKind.PLENARY,
            planned_on=date(2018, 5, 3),
            was_cancelled=True,
            reason=WithdrawalReason.ENTERED_TWICE,
        )
    )
    assert town.open_on(date(2018, 4, 8)) == []


# Sessions of steering bodies

session: dict[str, Any] = {
    "session_id": SESSION,
    "body_id": BODY,
    "body_kind": SteeringBodyKind.LOCAL_STEERING_COMMITTEE,
    "body_name": "COPIL local du 18e",
    "council_ids": ("CC18", "CC19"),
}


def test_a_session_is_to_be_prepared_until_the_council_names_somebody(town: Town) -> None:
    town.tell(SteeringSessionScheduled(**session, planned_on=date(2018, 12, 19)))

    def named(council_id: str, on: date) -> RepresentativeNamed:
        person = Representative(person_id=CHLOE, college=College.RESIDENT)
        return RepresentativeNamed(
            session_id=SESSION, body_id=BODY, council_id=council_id, representative=person, named_on=on
        )

    town.tell(named("CC19", date(2018, 4, 1)))
    assert town.days("SESSION_TO_PREPARE", SPRING, date(2018, 4, 1)) == [True, True]
    town.tell(named("CC18", date(2018, 6, 1)))
    assert town.days("SESSION_TO_PREPARE", date(2018, 5, 31), date(2018, 6, 1)) == [True, False]


@pytest.mark.parametrize("happened", [True, False])
def test_a_session_that_was_held_or_cancelled_is_not_to_be_prepared(town: Town, happened: bool) -> None:  # noqa: FBT001
    town.tell(SteeringSessionScheduled(**session, planned_on=date(2018, 3, 19)))
    day = date(2018, 3, 19)
    end = (
        SteeringSessionHeld(**session, planned_on=day, held_on=day)
        if happened
        else SteeringSessionCancelled(**session, planned_on=day, reason=CancellationReason.OTHER)
    )
    town.tell(end, on=date(2018, 4, 1))
    assert town.days("SESSION_TO_PREPARE", date(2018, 3, 18), day) == [True, False]


# Initiatives

proposed = InitiativeProposed(
    initiative_id=INITIATIVE,
    council_id="CC18",
    title="Fête de quartier",
    theme=Theme.SOCIAL_TIES,
    proposed_on=date(2018, 3, 5),
)


def test_an_initiative_is_in_progress_from_the_proposal_until_it_is_done_or_given_up(town: Town) -> None:
    words: dict[str, Any] = {name: getattr(proposed, name) for name in ("council_id", "title", "theme")}
    other = UUID(int=99)
    town.tell(
        proposed,
        proposed.model_copy(update={"initiative_id": other}),
        InitiativeCompleted(
            initiative_id=INITIATIVE, adopted_on=date(2018, 4, 1), completed_on=date(2018, 6, 1), **words
        ),
        InitiativeDropped(
            initiative_id=other,
            proposed_on=date(2018, 3, 5),
            dropped_on=date(2018, 6, 8),
            reason=DropReason.NO_CARRIER,
            **words,
        ),
    )

    def open_ones(day: date) -> int:
        return len(town.open_on(day))

    assert [open_ones(date(2018, 3, 4)), open_ones(date(2018, 3, 5)), open_ones(date(2018, 5, 31))] == [0, 2, 2]
    assert [open_ones(date(2018, 6, 1)), open_ones(date(2018, 6, 7)), open_ones(date(2018, 6, 8))] == [1, 1, 0]


# Case files

CASE = UUID(int=77)
FOLLOWED: dict[str, Any] = {"case_id": CASE, "council_id": "CC18", "case_type": "COUNCIL_SUPPORT"}
case_opened = CaseOpened(
    **FOLLOWED,
    subject=CaseSubject.COUNCIL,
    title="Accompagnement 2018",
    opened_on=date(2018, 3, 5),
    due_on=date(2018, 12, 31),
)
case_said = CaseSaid(title="Accompagnement 2018", opened_on=date(2018, 3, 5), due_on=date(2018, 12, 31))
case_closed = CaseClosed(
    **FOLLOWED,
    title="Accompagnement 2018",
    opened_on=date(2018, 3, 5),
    closed_on=date(2018, 6, 1),
    outcome=CaseOutcome.ACHIEVED,
    reason=ClosingReason.SETTLED,
)


def case_reopened(on: date) -> CaseReopened:
    return CaseReopened(
        **FOLLOWED,
        title="Accompagnement 2018",
        due_on=date(2018, 12, 31),
        closed_on=date(2018, 6, 1),
        reopened_on=on,
        reason=ReopeningReason.NEW_FACTS,
    )


def test_a_case_is_open_until_it_is_closed_and_again_when_it_is_reopened(town: Town) -> None:
    town.tell(case_opened)
    (matter,) = town.open_on(date(2018, 3, 5))
    assert {name: matter[name] for name in ("matter", "subject_id", "title", "due_on")} == {
        "matter": "CASE_OPEN",
        "subject_id": str(CASE),
        "title": "Accompagnement 2018",
        "due_on": date(2018, 12, 31),
    }
    assert [one["type"] for one in matter["facts"]] == ["activities.case-opened.v1"]
    days = (date(2018, 3, 4), date(2018, 5, 31), date(2018, 6, 1), date(2018, 7, 1))
    town.tell(case_closed)
    assert town.days("CASE_OPEN", *days) == [False, True, False, False]
    town.tell(case_reopened(date(2018, 7, 1)))
    assert town.days("CASE_OPEN", *days) == [False, True, False, True]


def test_a_case_that_is_reopened_the_day_it_was_closed_was_open_all_the_time(town: Town) -> None:
    town.tell(case_opened, case_closed, case_reopened(date(2018, 6, 1)))
    assert town.days("CASE_OPEN", date(2018, 5, 31), date(2018, 6, 1), date(2018, 6, 2)) == [True, True, True]


def test_a_case_that_is_said_again_is_open_from_its_new_day_and_one_that_is_withdrawn_never_was(town: Town) -> None:
    after = case_said.model_copy(update={"title": "Accompagnement", "opened_on": date(2018, 2, 1), "due_on": None})
    amended: dict[str, Any] = {**FOLLOWED, "reason": AmendmentReason.TYPING_ERROR}
    town.tell(
        case_opened,
        case_closed,
        case_reopened(date(2018, 7, 1)),
        CaseCorrected(**amended, before=case_said, after=after),
    )
    days = (date(2018, 1, 31), date(2018, 2, 1), date(2018, 6, 1), date(2018, 7, 1))
    assert town.days("CASE_OPEN", *days) == [False, True, False, True]
    assert [(one["title"], one["due_on"]) for one in town.open_on(date(2018, 7, 1))] == [("Accompagnement", None)]
    town.tell(CaseWithdrawn(**amended, said=after))
    assert town.days("CASE_OPEN", *days) == [False, False, False, False]


# Seats and terms

joined = MemberJoined(
    council_id="CC18",
    person_id=BILAL,
    college=College.RESIDENT,
    role=MemberRole.TITULAR,
    recruitment=Recruitment.LOT,
    gender=Gender.M,
    age_band=AgeBand.FROM_26_TO_39,
    term_until_on=date(2019, 3, 31),
    joined_on=date(2018, 3, 1),
)
counting: dict[str, Any] = {
    "council_id": "CC18",
    "person_id": BILAL,
    "gender": Gender.M,
    "age_band": AgeBand.FROM_26_TO_39,
    "joined_on": date(2018, 3, 1),
}
seats = SeatsDecided(entry_id=ENTRY, council_id="CC18", resident_seats=1, local_actor_seats=0, from_on=date(2018, 2, 1))
left = MemberLeft(
    **counting,
    college=College.RESIDENT,
    role=MemberRole.TITULAR,
    left_on=date(2018, 9, 1),
    reason=LeavingReason.MOVED_AWAY,
)
SEAT_DAYS = date(2018, 1, 31), date(2018, 2, 28), date(2018, 3, 1), date(2018, 8, 31), date(2018, 9, 1)


def test_a_seat_is_vacant_while_fewer_titular_members_sit_than_were_decided(town: Town) -> None:
    assert town.tell(joined, left).days("SEAT_VACANT", *SEAT_DAYS) == [False] * 5, "no number was decided"
    town.tell(seats)
    assert town.days("SEAT_VACANT", *SEAT_DAYS) == [False, True, False, False, True]
    (matter,) = town.open_on(date(2018, 9, 1))
    assert (matter["subject_id"], matter["vacant"]) == (str(ENTRY), {"RESIDENT": 1, "LOCAL_ACTOR": 0})
    assert [one["type"] for one in matter["facts"]] == ["councils.seats-decided.v1"]
    undone = DepartureWithdrawn(
        **counting, college=College.RESIDENT, role=MemberRole.TITULAR, left_on=date(2018, 9, 1), reason=MISTAKE
    )
    assert town.tell(undone).days("SEAT_VACANT", *SEAT_DAYS) == [False, True, False, False, False]


def test_a_seat_follows_who_changes_college_and_what_is_corrected_or_withdrawn(town: Town) -> None:
    changed = MembershipChanged(
        **counting,
        former_college=College.RESIDENT,
        former_role=MemberRole.TITULAR,
        college=College.RESIDENT,
        role=MemberRole.SUBSTITUTE,
        changed_on=date(2018, 6, 1),
    )
    town.tell(seats, joined, changed)
    assert town.days("SEAT_VACANT", date(2018, 5, 31), date(2018, 6, 1)) == [False, True]
    words: dict[str, Any] = {name: getattr(joined, name) for name in JoiningSaid.model_fields}
    before = JoiningSaid(**words)
    after = JoiningSaid(**words | {"joined_on": date(2018, 4, 1), "term_until_on": date(2018, 12, 31)})
    town.tell(MembershipCorrected(council_id="CC18", person_id=BILAL, before=before, after=after, reason=MISTAKE))
    assert town.days("SEAT_VACANT", date(2018, 3, 31), date(2018, 4, 1), date(2018, 6, 1)) == [True, False, True]
    assert town.days("TERM_ENDING", date(2018, 10, 1), date(2018, 10, 2)) == [False, True]
    town.tell(MembershipWithdrawn(council_id="CC18", person_id=BILAL, joining=after, reason=MISTAKE))
    assert town.days("SEAT_VACANT", date(2018, 4, 1)) == [True]
    assert town.days("TERM_ENDING", date(2018, 12, 31)) == [False]


def test_seats_said_again_are_those_that_count_and_withdrawn_ones_do_not(town: Town) -> None:
    more = seats.model_copy(update={"resident_seats": 2})
    town.tell(seats, joined)
    assert town.days("SEAT_VACANT", date(2018, 3, 1)) == [False]
    town.tell(EntryCorrected(entry_id=ENTRY, before=seats, after=more, reason=MISTAKE))
    assert town.days("SEAT_VACANT", date(2018, 3, 1)) == [True]
    town.tell(EntryWithdrawn(entry_id=ENTRY, said=more, reason=MISTAKE))
    assert town.days("SEAT_VACANT", date(2018, 3, 1)) == [False]


def test_a_term_is_open_from_ninety_days_before_its_end_until_it_is_renewed_or_the_member_leaves(town: Town) -> None:
    town.tell(joined)
    days = date(2018, 12, 30), date(2018, 12, 31), date(2019, 3, 31), date(2019, 6, 1)
    assert town.days("TERM_ENDING", *days) == [False, True, True, True]
    town.tell(
        MembershipRenewed(
            council_id="CC18", person_id=BILAL, renewed_on=date(2019, 3, 1), term_until_on=date(2022, 3, 31)
        )
    )
    assert town.days("TERM_ENDING", *days) == [False] * 4
    town.tell(left)
    assert town.days("TERM_ENDING", date(2022, 3, 31)) == [False]


TERM_DAYS = date(2018, 12, 30), date(2018, 12, 31), date(2019, 6, 1)
renewal = MembershipRenewed(
    council_id="CC18", person_id=BILAL, renewed_on=date(2018, 6, 1), term_until_on=date(2022, 3, 31)
)
never_renewed = MembershipRenewalWithdrawn(
    council_id="CC18",
    person_id=BILAL,
    renewed_on=date(2018, 6, 1),
    term_until_on=date(2022, 3, 31),
    former_term_until_on=date(2019, 3, 31),
    reason=MISTAKE,
)
seat: dict[str, Any] = {
    **counting,
    "former_college": College.RESIDENT,
    "former_role": MemberRole.TITULAR,
    "college": College.RESIDENT,
    "role": MemberRole.SUBSTITUTE,
    "changed_on": date(2018, 7, 1),
}


def test_a_renewal_that_is_taken_back_opens_the_end_of_the_former_term_again(town: Town) -> None:
    assert town.tell(joined, renewal).days("TERM_ENDING", *TERM_DAYS) == [False] * 3
    assert town.tell(never_renewed).days("TERM_ENDING", *TERM_DAYS) == [False, True, True]
    (matter,) = town.open_on(date(2019, 6, 1))
    assert (matter["due_on"], [one["type"].split(".")[1] for one in matter["facts"]]) == (
        date(2019, 3, 31),
        ["member-joined", "membership-renewed", "membership-renewal-withdrawn"],
    )


def test_what_is_said_of_a_term_is_said_of_it_whatever_seat_is_taken_back_later(town: Town) -> None:
    changed, never_changed = MembershipChanged(**seat), MembershipChangeWithdrawn(**seat, reason=MISTAKE)
    town.tell(joined, changed, renewal, never_changed)
    assert town.days("TERM_ENDING", *TERM_DAYS) == [False] * 3
    town.tell(changed, never_renewed, never_changed)
    assert town.days("TERM_ENDING", *TERM_DAYS) == [False, True, True]


def test_a_joining_that_is_corrected_leaves_the_term_that_was_renewed_since(town: Town) -> None:
    before = JoiningSaid(**{name: getattr(joined, name) for name in JoiningSaid.model_fields})
    after = before.model_copy(update={"term_until_on": date(2018, 12, 31)})
    corrected = MembershipCorrected(council_id="CC18", person_id=BILAL, before=before, after=after, reason=MISTAKE)
    assert town.tell(joined, renewal, corrected).days("TERM_ENDING", *TERM_DAYS) == [False] * 3


# Agreements

hosting = HostingModelSet(
    entry_id=ENTRY,
    council_id="CC18",
    model=HostingModel.HOSTED,
    structure="Association du quartier",
    from_on=date(2017, 1, 1),
    until_on=date(2018, 12, 31),
)
premises = PremisesProvided(
    entry_id=OTHER_ENTRY,
    council_id="CC18",
    title="Local de la rue",
    from_on=date(2017, 1, 1),
    until_on=date(2018, 12, 31),
)
AGREEMENT_DAYS = date(2018, 10, 1), date(2018, 10, 2), date(2018, 12, 31), date(2019, 3, 31), date(2019, 4, 1)


@pytest.mark.parametrize("entry", [hosting, premises])
def test_an_agreement_is_open_ninety_days_before_its_end_and_as_long_after_unless_it_is_followed(
    town: Town, entry: Any
) -> None:
    town.tell(entry)
    assert town.days("AGREEMENT_ENDING", *AGREEMENT_DAYS) == [False, True, True, True, False]
    followed = entry.model_copy(update={"entry_id": UUID(int=77), "from_on": date(2019, 1, 1), "until_on": None})
    assert town.tell(followed).days("AGREEMENT_ENDING", *AGREEMENT_DAYS) == [False] * 5


def test_other_premises_follow_nothing(town: Town) -> None:
    elsewhere = premises.model_copy(update={"entry_id": UUID(int=77), "title": "Ailleurs", "until_on": None})
    assert town.tell(premises, elsewhere).days("AGREEMENT_ENDING", date(2018, 12, 31)) == [True]


def test_the_agreement_of_a_post_is_open_for_the_councils_that_its_holder_supports(town: Town) -> None:
    agreement = Agreement(number="1", from_on=date(2017, 1, 1), until_on=date(2018, 12, 31))
    opened = PostOpened(
        post_id=POST, kind=PostKind.ADULTE_RELAIS, title="Poste 3", agreement=agreement, opened_on=date(2017, 1, 2)
    )
    town.tell(
        opened,
        PostFilled(post_id=POST, kind=PostKind.ADULTE_RELAIS, facilitator_id=ANNA, filled_on=date(2017, 3, 1)),
    )
    assert town.days("AGREEMENT_ENDING", date(2018, 12, 31)) == [False], "its holder supports another council"
    town.tell(assigned)
    assert town.days("AGREEMENT_ENDING", *AGREEMENT_DAYS) == [False, True, True, True, False]
    assert [one["title"] for one in town.open_on(date(2018, 12, 31))] == ["Poste 3"]
    renewed = agreement.model_copy(update={"until_on": date(2021, 12, 31)})
    town.tell(PostRenewed(post_id=POST, former_agreement=agreement, agreement=renewed))
    assert town.days("AGREEMENT_ENDING", *AGREEMENT_DAYS) == [False] * 5
    mistake = AmendmentReason.ENTERED_BY_MISTAKE
    town.tell(PostRenewalWithdrawn(post_id=POST, former_agreement=agreement, agreement=renewed, reason=mistake))
    assert town.days("AGREEMENT_ENDING", *AGREEMENT_DAYS) == [False, True, True, True, False]


# The team, from facts that other subjects record


def test_what_somebody_learned_is_in_their_file_with_what_expires(town: Town) -> None:
    inducted = TeamMemberInducted(entry_id=ENTRY, facilitator_id=ANNA, title="Prise de poste", done_on=date(2017, 3, 1))
    trained = TeamMemberTrained(
        entry_id=OTHER_ENTRY,
        facilitator_id=ANNA,
        title="Secours",
        minutes=420,
        held_on=date(2017, 5, 2),
        valid_until_on=date(2019, 5, 1),
    )
    visited = ImmersionVisitMade(
        entry_id=BODY, facilitator_id=ANNA, structure="Préfecture", visited_on=date(2017, 4, 3)
    )
    longer = trained.model_copy(update={"valid_until_on": date(2019, 6, 1)})
    town.tell(inducted, trained, visited, seats.model_copy(update={"entry_id": POST}))
    town.tell(EntryCorrected(entry_id=OTHER_ENTRY, before=trained, after=longer, reason=MISTAKE))

    def file(on: date) -> Any:
        return town.ask(town.team.facilitator(str(ANNA), on))

    assert [one["title"] for one in file(SPRING)["inductions"]] == ["Prise de poste"]
    assert [one["minutes"] for one in file(SPRING)["trainings"]] == [420]
    assert [one["title"] for one in file(SPRING)["immersion_visits"]] == ["Préfecture"]
    days = date(2017, 5, 1), date(2017, 5, 2), date(2019, 6, 1), date(2019, 6, 2)
    assert [file(day)["qualifications"][0]["is_valid"] for day in days] == [False, True, True, False]
    town.tell(EntryWithdrawn(entry_id=OTHER_ENTRY, said=longer, reason=MISTAKE))
    assert file(SPRING)["qualifications"] == file(SPRING)["trainings"] == []


def test_a_closed_council_needs_nobody_and_a_withdrawn_assignment_is_none(town: Town) -> None:
    def alone(on: date) -> list[tuple[date, int]]:
        rows = town.ask(town.team.team(on))["councils_without_facilitator"]
        return [(one["since_on"], one["days"]) for one in rows]

    town.tell(assigned)
    assert alone(SPRING) == []
    town.tell(AssignmentWithdrawn(council_id="CC18", facilitator_id=ANNA, assigned_on=date(2017, 3, 1), reason=MISTAKE))
    assert alone(date(2016, 11, 2)) == [(date(2016, 11, 1), 2)]
    said = CouncilParticulars(name="Conseil citoyen du 18e", arrondissement="18", established_on=date(2016, 11, 1))
    later = said.model_copy(update={"established_on": date(2016, 11, 2)})
    town.tell(CouncilCorrected(council_id="CC18", before=said, after=later, reason=MISTAKE))
    assert alone(date(2016, 11, 2)) == [(date(2016, 11, 2), 1)]
    closed = CouncilStageReached(council_id="CC18", stage=Stage.CLOSED, reached_on=date(2018, 1, 1))
    active = CouncilStageReached(council_id="CC18", stage=Stage.ACTIVE, reached_on=date(2017, 1, 1))
    town.tell(closed, active)
    assert (len(alone(date(2017, 12, 31))), alone(date(2018, 1, 1))) == (1, [])
    town.tell(CouncilStageWithdrawn(council_id="CC18", stage=Stage.CLOSED, reached_on=date(2018, 1, 1), reason=MISTAKE))
    assert len(alone(date(2018, 1, 1))) == 1


def test_nothing_that_is_open_has_a_holder_when_nobody_supports_the_council(town: Town) -> None:
    gone = FacilitatorUnassigned(
        council_id="CC18",
        facilitator_id=ANNA,
        assigned_on=date(2017, 3, 1),
        unassigned_on=date(2018, 3, 12),
        reason=UnassignmentReason.LEFT_THE_TEAM,
    )
    town.tell(scheduled, assigned, gone)
    assert [one["holders"] for one in town.open_on(date(2018, 3, 11))] == [[str(ANNA)]]
    assert [one["holders"] for one in town.open_on(date(2018, 3, 12))] == [[]]


# What is told again


def told_again(kind: type[Fact], before: Life, after: Life, **ids: Any) -> Fact:
    return kind.model_validate({**ids, "before": before, "after": after, "reason": MISTAKE})


def test_a_meeting_told_again_is_open_since_the_day_on_which_it_was_first_said(town: Town) -> None:
    later = scheduled.model_copy(update={"planned_on": date(2018, 5, 10)})
    before, after = MeetingLife(scheduled=scheduled), MeetingLife(scheduled=later)
    correction = told_again(MeetingCorrected, before, after, meeting_id=MEETING, council_id="CC18")
    town.tell(scheduled).tell(correction, on=date(2018, 4, 9))
    assert town.days("MEETING_PLANNED", date(2018, 2, 28), SPRING) == [False, True]
    (matter,) = town.open_on(SPRING)
    assert matter["due_on"] == date(2018, 5, 10)
    assert [fact["type"].split(".")[1] for fact in matter["facts"]] == ["meeting-scheduled", "meeting-corrected"]


def test_a_session_cancelled_by_mistake_is_to_be_prepared_again(town: Town) -> None:
    planned = SteeringSessionScheduled(**session, planned_on=date(2018, 6, 2))
    cancelled = SteeringSessionCancelled(
        **session, planned_on=date(2018, 6, 2), reason=CancellationReason.INSTITUTION_UNAVAILABLE
    )
    before, after = SessionLife(scheduled=planned, cancelled=cancelled), SessionLife(scheduled=planned)
    town.tell(planned).tell(cancelled, on=date(2018, 4, 9))
    assert town.days("SESSION_TO_PREPARE", date(2018, 4, 10)) == [False]
    town.tell(told_again(SteeringSessionCorrected, before, after, session_id=SESSION), on=date(2018, 4, 12))
    assert town.days("SESSION_TO_PREPARE", SPRING, date(2018, 4, 10)) == [True, True]
    town.tell(SteeringSessionWithdrawn(session_id=SESSION, said=SessionLife(scheduled=planned), reason=MISTAKE))
    assert town.days("SESSION_TO_PREPARE", SPRING) == [False]


def test_an_initiative_completed_by_mistake_is_in_progress_until_it_is_withdrawn(town: Town) -> None:
    what: dict[str, Any] = {
        "initiative_id": INITIATIVE,
        "council_id": "CC18",
        "title": "Repas",
        "theme": Theme.SOCIAL_TIES,
    }
    proposed = InitiativeProposed(**what, proposed_on=date(2018, 3, 5))
    completed = InitiativeCompleted(**what, adopted_on=date(2018, 3, 6), completed_on=date(2018, 4, 9))
    before, after = InitiativeLife(proposed=proposed, completed=completed), InitiativeLife(proposed=proposed)
    town.tell(proposed, completed)
    assert town.days("INITIATIVE_IN_PROGRESS", date(2018, 4, 10)) == [False]
    town.tell(told_again(InitiativeCorrected, before, after, initiative_id=INITIATIVE, council_id="CC18"))
    assert town.days("INITIATIVE_IN_PROGRESS", date(2018, 4, 10)) == [True]
    town.tell(InitiativeWithdrawn(initiative_id=INITIATIVE, council_id="CC18", said=after, reason=MISTAKE))
    assert town.days("INITIATIVE_IN_PROGRESS", date(2018, 4, 10)) == [False]
