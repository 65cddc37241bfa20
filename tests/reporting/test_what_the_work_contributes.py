"""Figures of the work, of the dialogue, of plans and means: each from a few things that were said, counted by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from shared.contracts.activities.dialogue import (
    AnswerOutcome,
    CommitmentMade,
    ContributionPresented,
    InstitutionAnswered,
    InvitationReceived,
    PrefectReferred,
    QuestionAsked,
    ReferralAcknowledged,
    ReferralExamined,
    ReportBackGiven,
)
from shared.contracts.activities.fieldwork import (
    ActivityLogged,
    CommunicationIssued,
    ContactLogged,
    DropInHeld,
    OutreachHeld,
)
from shared.contracts.activities.initiative_notes import InitiativeJoined
from shared.contracts.activities.learning import TrainingAttended, TrainingHeld
from shared.contracts.activities.meeting_papers import ChairTaken, ConvocationSent
from shared.contracts.activities.plans import (
    DiagnosisUpdated,
    ImpactStoryRecorded,
    RoadmapActionEnded,
    RoadmapActionPlanned,
)
from shared.contracts.councils.dossier import AutonomyAssessed, BudgetAllocated, ExpenseRecorded, PremisesProvided
from shared.contracts.vocabulary import Channel, Origin
from tests.reporting.histories import YEAR, history, id_of, residents, room

if TYPE_CHECKING:
    from tests.reporting.histories import History
    from tests.reporting.ledger import Ledger

IN_2018 = ("2018-01-01", "2018-12-31")
IN_MARCH = ("2018-03-01", "2018-03-31")
TITLED: dict[str, Any] = {"title": "Un titre"}


def a_council() -> History:
    return history().council("CC18")


# The work in the neighbourhood


def outings() -> History:
    return (
        a_council()
        .entry("market", OutreachHeld, "CC18", "2018-03-13", method="MARKET", reached=12, minutes=90)
        .entry("stand", OutreachHeld, "CC18", "2018-03-14", method="STAND", minutes=30)
        .entry("door", DropInHeld, "CC18", "2018-04-02", visits=5, minutes=125)
        .entry("shut", DropInHeld, "CC18", "2018-04-09")
    )


def test_outings_are_counted_by_method_and_those_met_where_somebody_counted(ledger: Ledger) -> None:
    ledger.tell(outings())
    assert ledger.by("kind", "MOB-01", *IN_2018) == {"MARKET": 1, "STAND": 1}
    met = ledger.figure("MOB-02", *IN_2018)
    assert (met.value, met.unknown) == (17, 2)
    assert ledger.not_counted("MOB-02", *IN_2018) == [
        "value outreach-held heads-unknown",
        "value drop-in-held heads-unknown",
    ]
    assert ledger.value("MOB-02", "2018-03-14", "2018-03-31") is None, "nobody counted: that is not zero"


def test_the_hours_of_drop_ins_and_their_visits(ledger: Ledger) -> None:
    ledger.tell(outings())
    assert (ledger.value("MOB-05", *IN_2018), ledger.value("MOB-05.visits", *IN_2018)) == (125, 5)


def test_a_drop_in_that_nobody_timed_nor_counted_is_unknown_and_not_zero(ledger: Ledger) -> None:
    past = a_council().entry("shut", DropInHeld, "CC18", "2018-04-09")
    ledger.tell(past.entry("market", OutreachHeld, "CC18", "2018-04-10", method="MARKET", reached=3))
    for code in ("MOB-05", "MOB-05.visits"):
        figure = ledger.figure(code, *IN_2018)
        assert (figure.value, figure.unknown) == (None, 1), code


def test_time_is_added_up_by_what_it_was_for(ledger: Ledger) -> None:
    past = outings().entry("trip", ActivityLogged, "CC18", "2018-03-13", kind="TRAVEL", minutes=20)
    ledger.tell(past)
    assert ledger.by("kind", "ACT-01", *IN_2018) == {"DROP_IN": 125, "OUTREACH": 120, "TRAVEL": 20}
    assert ledger.figure("ACT-01", *IN_2018).unknown == 1


def test_what_is_said_again_counts_as_it_is_said_now_and_what_is_taken_back_no_longer(ledger: Ledger) -> None:
    past = outings().entry_again("market", reached=15).entry_gone("door")
    ledger.tell(past)
    assert ledger.value("MOB-02", *IN_2018) == 15
    assert ledger.value("MOB-02", *IN_2018, as_of="activities@4") == 17
    assert ledger.counted("MOB-02", *IN_2018) == ["value +15 entry-corrected"]
    assert set(ledger.not_counted("MOB-02", *IN_2018)) == {
        "value outreach-held replaced",
        "value outreach-held heads-unknown",
        "value drop-in-held replaced",
        "value drop-in-held heads-unknown",
        "value entry-withdrawn withdrawn",
    }


def test_each_organisation_is_a_partner_once_and_one_without_a_name_is_told(ledger: Ledger) -> None:
    past = a_council()
    for rank, whose in enumerate(("landlord", "landlord", "school", None)):
        who: dict[str, Any] = {"organisation_id": whose and id_of(whose), "organisation_kind": "OTHER", **TITLED}
        past.entry(f"c{rank}", ContactLogged, "CC18", f"2018-03-0{rank + 1}", **who)
    ledger.tell(past)
    assert ledger.value("INT-05", *IN_2018) == 2
    assert ledger.not_counted("INT-05", *IN_2018) == [
        "value contact-logged already-counted",
        "value contact-logged not-named",
    ]


def test_communication_is_counted_by_its_means(ledger: Ledger) -> None:
    past = a_council().entry("l", CommunicationIssued, "CC18", "2018-03-01", means="LEAFLET")
    ledger.tell(past.entry("p", CommunicationIssued, "CC18", "2018-03-02", means="POSTER"))
    assert ledger.by("kind", "MOB-06", *IN_2018) == {"LEAFLET": 1, "POSTER": 1}


# Dialogue with institutions


def asked(name: str, on: str, due_on: str | None = None) -> History:
    return a_council().entry(name, QuestionAsked, "CC18", on, institution="CITY", due_on=_day(due_on), **TITLED)


def _day(words: str | None) -> date | None:
    return None if words is None else date.fromisoformat(words)


def answered(past: History, name: str, about: str, on: str, outcome: str = "ANSWERED") -> History:
    return past.entry(name, InstitutionAnswered, "CC18", on, about_id=id_of(about), outcome=AnswerOutcome(outcome))


def test_a_request_is_open_until_the_first_answer(ledger: Ledger) -> None:
    past = answered(asked("q", "2018-01-10"), "a1", "q", "2018-03-13", "PARTLY")
    ledger.tell(answered(past, "a2", "q", "2018-05-02"))
    assert ledger.value("INT-01", "2018-01-01", "2018-01-09") is None
    assert ledger.value("INT-01", "2018-01-01", "2018-03-12") == 1
    assert ledger.value("INT-01", *IN_2018) == 0
    assert ledger.value("INT-03", *IN_2018) == 62
    assert ledger.value("INT-03", "2018-04-01", "2018-12-31") is None


def test_the_days_to_answer_are_those_in_the_middle(ledger: Ledger) -> None:
    past = a_council()
    for rank, days in enumerate((3, 10, 11, 40)):
        past.entry(f"q{rank}", QuestionAsked, "CC18", "2018-01-01", institution="CITY", **TITLED)
        answered(past, f"a{rank}", f"q{rank}", f"2018-{1 + days // 31:02}-{1 + days % 31:02}")
    ledger.tell(past)
    assert ledger.value("INT-03", *IN_2018) == Decimal("10.5")
    assert [fact.weight for fact in ledger.trace("INT-03", *IN_2018).counted] == [3, 10, 11, 40]


def test_days_to_answer_are_not_told_of_a_request_that_is_known_by_its_year(ledger: Ledger) -> None:
    past = a_council().entry("q", QuestionAsked, "CC18", "2018-01-01", YEAR, institution="CITY", **TITLED)
    ledger.tell(answered(past, "a", "q", "2018-12-20"))
    assert ledger.value("INT-03", *IN_2018) is None
    assert ledger.not_counted("INT-03", *IN_2018) == ["value institution-answered date-imprecise"]
    assert ledger.value("INT-01", *IN_2018) == 0


def test_of_what_was_due_what_was_answered_however_late(ledger: Ledger) -> None:
    past = answered(asked("late", "2018-01-10", "2018-02-10"), "a", "late", "2018-06-01")
    past.entry("never", CommitmentMade, "CC18", "2018-01-10", institution="STATE", due_on=_day("2018-03-01"), **TITLED)
    past.entry("vague", QuestionAsked, "CC18", "2018-01-10", institution="CITY", **TITLED)
    past.entry("next", QuestionAsked, "CC18", "2018-12-10", institution="CITY", due_on=_day("2019-01-10"), **TITLED)
    ledger.tell(past)
    assert ledger.terms("INT-02", *IN_2018) == (1, 2)
    assert set(ledger.not_counted("INT-02", *IN_2018)) == {
        "numerator commitment-made not-answered",
        "denominator question-asked no-due-day",
    }


def test_a_referral_is_followed_step_by_step(ledger: Ledger) -> None:
    past = a_council().entry("r", PrefectReferred, "CC18", "2018-01-10", **TITLED)
    past.entry("ack", ReferralAcknowledged, "CC18", "2018-02-01", referral_id=id_of("r"))
    past.entry("ack again", ReferralAcknowledged, "CC18", "2018-02-09", referral_id=id_of("r"))
    answered(past, "a", "r", "2018-06-01")
    past.entry("copil", ReferralExamined, "CC18", "2018-09-01", referral_id=id_of("r"))
    ledger.tell(past)
    codes = ("INT-04", "INT-04.acknowledged", "INT-04.answered", "INT-04.examined")
    assert [ledger.value(code, *IN_2018) for code in codes] == [1, 1, 1, 1]
    assert [ledger.value(code, "2018-02-01", "2018-06-01") for code in codes] == [0, 1, 1, 0]


def test_points_raised_are_taken_up_or_not_as_the_last_answer_says(ledger: Ledger) -> None:
    past = a_council()
    for name in ("done", "refused", "silent"):
        past.entry(name, ContributionPresented, "CC18", "2018-06-03", session_id=id_of("copil"), **TITLED)
    answered(past, "a1", "done", "2018-07-01", "REFUSED")
    answered(past, "a2", "done", "2018-09-01", "DONE")
    answered(past, "a3", "refused", "2018-07-01", "REFUSED")
    ledger.tell(past)
    assert ledger.value("PIL-06", *IN_2018) == 3
    assert ledger.terms("PIL-07", *IN_2018) == (1, 2)


# Sessions and meetings


def test_invitations_representatives_and_reports_are_told_of_sessions_held(ledger: Ledger) -> None:
    past = a_council().council("CC14").body("copil", "CC18", "CC14")
    for name, on in (("june", "2018-06-03"), ("july", "2018-07-03"), ("to come", "2018-12-03")):
        past.session_planned(name, "copil", on)
        past.entry(f"called to {name}", InvitationReceived, "CC18", "2018-05-20", session_id=id_of(name))
    past.session_held("june", "2018-06-03").session_held("july", "2018-07-03")
    past.represented("june", "CC18", "a").represented("july", "CC18", "a")
    past.entry("soon", ReportBackGiven, "CC18", "2018-07-03", session_id=id_of("june"), means="ORAL")
    past.entry("late", ReportBackGiven, "CC18", "2018-08-03", session_id=id_of("july"), means="ORAL")
    ledger.tell(past)
    assert ledger.terms("PIL-03", *IN_2018) == (2, 4)
    assert ledger.terms("PIL-03", *IN_2018, council="CC18") == (2, 2)
    assert ledger.value("PIL-04", *IN_2018) == 1
    assert ledger.terms("PIL-08", *IN_2018) == (1, 2)
    assert "numerator report-back-given too-late" in ledger.not_counted("PIL-08", *IN_2018)


def test_an_invitation_that_came_after_the_session_is_none(ledger: Ledger) -> None:
    past = a_council().body("copil", "CC18").sat("june", "copil", "2018-06-03")
    ledger.tell(past.entry("late", InvitationReceived, "CC18", "2018-06-04", session_id=id_of("june")))
    assert ledger.terms("PIL-03", *IN_2018) == (0, 1)
    assert ledger.not_counted("PIL-03", *IN_2018) == ["numerator invitation-received too-late"]


def met() -> History:
    past = a_council().planned("m", "CC18", "2018-03-13")
    return past.held("m", "2018-03-13", room(residents(3, "F", "18_25"), residents(1, "M", "60_PLUS"), residents(2)))


def test_women_and_young_people_are_counted_among_those_of_whom_it_is_known(ledger: Ledger) -> None:
    ledger.tell(met())
    assert ledger.terms("VIE-06", *IN_2018) == (3, 4)
    assert ledger.terms("VIE-07", *IN_2018) == (3, 4)


def test_papers_are_in_time_when_they_went_out_a_week_before(ledger: Ledger) -> None:
    past = a_council()
    for name, sent_on, papers in (("a", "2018-03-06", True), ("b", "2018-03-07", True), ("c", "2018-03-01", False)):
        past.planned(name, "CC18", "2018-03-13").held(name, "2018-03-13")
        of: dict[str, Any] = {"meeting_id": id_of(name), "means": "EMAIL", "has_papers": papers}
        past.entry(f"for {name}", ConvocationSent, "CC18", sent_on, **of)
    ledger.tell(past)
    assert ledger.terms("VIE-09", *IN_2018) == (1, 2)
    assert "numerator convocation-sent too-late" in ledger.not_counted("VIE-09", *IN_2018)


def test_minutes_of_what_an_old_paper_tells_are_neither_in_time_nor_late(ledger: Ledger) -> None:
    past = met().met("old", "CC18", "2018-05-01", origin=Origin(channel=Channel.IMPORT))
    ledger.tell(past)
    assert ledger.terms("VIE-08", *IN_2018) == (0, 1)
    assert ledger.not_counted("VIE-08", *IN_2018) == [
        "numerator meeting-held not-published",
        "numerator meeting-held publication-unknown",
        "denominator meeting-held publication-unknown",
    ]


@pytest.mark.parametrize(
    ("chairs", "terms", "reasons"),
    [
        (["MEMBER"], (1, 1), []),
        (["MEMBER", "FACILITATOR"], (0, 1), ["chair-taken not-chaired-by-a-member", "chair-taken replaced"]),
        ([], (0, 0), ["meeting-held chair-unknown"]),
    ],
)
def test_a_meeting_is_chaired_by_members_from_its_beginning_to_its_end(
    ledger: Ledger, chairs: list[str], terms: tuple[int, int], reasons: list[str]
) -> None:
    past = met()
    for who in chairs:
        past.entry(who, ChairTaken, "CC18", "2018-03-13", meeting_id=id_of("m"), chaired_by=who)
    ledger.tell(past)
    assert ledger.terms("AUT-02", *IN_2018) == terms
    not_counted = [line for line in ledger.not_counted("AUT-02", *IN_2018) if line.startswith("numerator")]
    assert not_counted == [f"numerator {reason}" for reason in reasons]


# Initiatives


def test_how_long_an_initiative_took_and_who_took_part(ledger: Ledger) -> None:
    past = a_council().proposed("fête", "CC18", "2018-01-10").adopted("fête", "2018-02-01")
    past.completed("fête", "2018-06-09")
    past.entry("known", InitiativeJoined, "CC18", "2018-06-09", initiative_id=id_of("fête"), person_id=id_of("a"))
    past.entry("others", InitiativeJoined, "CC18", "2018-06-09", initiative_id=id_of("fête"), unnamed=40)
    past.entry("nobody knows", InitiativeJoined, "CC18", "2018-06-09", initiative_id=id_of("fête"))
    ledger.tell(past)
    assert ledger.value("INI-05", *IN_2018) == 150
    assert ledger.value("INI-06", *IN_2018) == 41
    assert ledger.not_counted("INI-06", *IN_2018) == ["value initiative-joined heads-unknown"]


def test_what_was_given_up_is_told_with_its_reason(ledger: Ledger) -> None:
    ledger.tell(a_council().proposed("fête", "CC18", "2018-01-10").dropped("fête", "2018-06-09"))
    assert ledger.by("kind", "INI-07", *IN_2018) == {"NO_CARRIER": 1}
    assert ledger.value("INI-08", *IN_2018) is None, "nobody said who carries it"


# Plans, learning, means


def test_actions_are_done_by_the_day_on_which_they_are_due_and_late_from_the_day_after(ledger: Ledger) -> None:
    past = a_council()
    for name in ("done", "dropped", "late", "done late"):
        due: dict[str, Any] = {"roadmap_id": id_of("map"), "due_on": _day("2018-06-30"), **TITLED}
        past.entry(name, RoadmapActionPlanned, "CC18", "2018-01-10", **due)
    past.entry("e1", RoadmapActionEnded, "CC18", "2018-05-01", action_id=id_of("done"), outcome="DONE")
    past.entry("e2", RoadmapActionEnded, "CC18", "2018-05-01", action_id=id_of("dropped"), outcome="DROPPED")
    past.entry("e3", RoadmapActionEnded, "CC18", "2018-09-01", action_id=id_of("done late"), outcome="DONE")
    ledger.tell(past)
    assert ledger.terms("FDR-01", *IN_2018) == (2, 4)
    assert set(ledger.not_counted("FDR-01", *IN_2018)) == {
        "numerator roadmap-action-ended dropped",
        "numerator roadmap-action-planned not-done",
    }
    assert ledger.value("FDR-01.late", "2018-01-01", "2018-01-09") is None
    assert ledger.value("FDR-01.late", "2018-01-01", "2018-06-30") == 0, "nothing is late yet, and that is known"
    assert ledger.value("FDR-01.late", "2018-01-01", "2018-07-01") == 2
    assert ledger.value("FDR-01.late", *IN_2018) == 1


def test_a_diagnosis_is_up_to_date_for_twelve_months(ledger: Ledger) -> None:
    past = a_council().council("CC14").entry("d", DiagnosisUpdated, "CC18", "2018-03-13", **TITLED)
    ledger.tell(past.entry("year", DiagnosisUpdated, "CC14", "2018-01-01", YEAR, **TITLED))
    assert ledger.by("council", "DIA-01", "2018-01-01", "2019-03-12") == {"CC14": 1, "CC18": 1}
    assert ledger.by("council", "DIA-01", "2018-01-01", "2019-03-13") == {"CC14": 1, "CC18": 0}
    assert ledger.value("DIA-01", "2019-01-01", "2019-12-31") == 0
    assert ledger.not_counted("DIA-01", "2019-01-01", "2019-12-31") == [
        "value diagnosis-updated over",
        "value diagnosis-updated over",
    ]


def test_members_are_trained_when_they_sit_and_learned_something_in_twelve_months(ledger: Ledger) -> None:
    past = a_council().member("CC18", "a", "2017-01-01").member("CC18", "b", "2017-01-01")
    past.member("CC18", "gone", "2017-01-01").gone("CC18", "gone", "2018-10-01")
    past.entry("t", TrainingHeld, "CC18", "2018-03-13", minutes=90, **TITLED)
    for who in ("a", "gone"):
        whom: dict[str, Any] = {"training_id": id_of("t"), "person_id": id_of(who)}
        past.entry(f"{who} learned", TrainingAttended, "CC18", "2018-03-13", **whom)
    ledger.tell(past)
    assert ledger.terms("FOR-02", *IN_2018) == (1, 2)
    assert ledger.terms("FOR-02", "2018-01-01", "2018-03-13") == (2, 3)
    assert ledger.terms("FOR-02", "2019-01-01", "2019-03-13") == (0, 2)
    assert (ledger.value("FOR-01", *IN_2018), ledger.value("FOR-01.hours", *IN_2018)) == (1, 90)
    assert ledger.counted("FOR-02", *IN_2018) == [
        "numerator +1 member-joined",
        "denominator +1 member-joined",
        "denominator +1 member-joined",
    ]
    assert "numerator member-joined alone" in ledger.not_counted("FOR-02", *IN_2018)


def test_a_training_for_several_councils_is_of_none_in_particular(ledger: Ledger) -> None:
    ledger.tell(a_council().entry("t", TrainingHeld, None, "2018-03-13", **TITLED))
    assert ledger.value("FOR-01", *IN_2018) == 1
    assert ledger.by("council", "FOR-01", *IN_2018) == {"*": 1, "CC18": 0}
    assert ledger.value("FOR-01", *IN_2018, council="CC18") == 0


def test_a_budget_is_granted_spent_and_left(ledger: Ledger) -> None:
    line: dict[str, Any] = {"funder": "CITY", "year": 2018, "amount_cents": 100_000, **TITLED}
    past = a_council().entry("line", BudgetAllocated, "CC18", "2018-01-01", YEAR, **line)
    past.entry("lunch", ExpenseRecorded, "CC18", "2018-03-13", budget_id=id_of("line"), amount_cents=30_000, **TITLED)
    ledger.tell(past)
    assert [ledger.value(code, *IN_2018) for code in ("MOY-01", "MOY-01.spent", "MOY-01.remaining")] == [
        100_000,
        30_000,
        70_000,
    ]
    assert ledger.value("MOY-01.remaining", *IN_MARCH) == 70_000, "what is spent was granted before"


def test_what_is_spent_late_is_left_until_then_whichever_was_entered_first(ledger: Ledger) -> None:
    line = {"funder": "CITY", "year": 2018, "amount_cents": 100_000, **TITLED}
    past = a_council().entry("line", BudgetAllocated, "CC18", "2018-01-01", **line)
    for name, on, cents in (("june", "2018-06-10", 30_000), ("march", "2018-03-05", 20_000)):
        past.entry(name, ExpenseRecorded, "CC18", on, budget_id=id_of("line"), amount_cents=cents, **TITLED)
    ledger.tell(past)
    assert ledger.value("MOY-01.remaining", *IN_MARCH) == 80_000
    assert ledger.value("MOY-01.remaining", *IN_2018) == 50_000


def test_a_council_has_a_place_of_its_own_or_not(ledger: Ledger) -> None:
    past = a_council().entry("room", PremisesProvided, "CC18", "2018-01-01", until_on=_day("2018-06-30"), **TITLED)
    ledger.tell(past)
    assert ledger.value("MOY-02", "2018-01-01", "2018-06-30") == 1
    assert ledger.value("MOY-02", "2018-01-01", "2018-07-01") == 0


def test_autonomy_is_the_mean_of_what_was_assessed(ledger: Ledger) -> None:
    past = a_council()
    past.entry(
        "they", AutonomyAssessed, "CC18", "2018-03-13", assessor="COUNCIL", scores={"chairs": 3, "communicates": 0}
    )
    past.entry("we", AutonomyAssessed, "CC18", "2018-03-13", assessor="FACILITATOR", scores={"chairs": 1})
    ledger.tell(past)
    assert ledger.by("kind", "AUT-01", *IN_2018) == {"COUNCIL": Decimal("1.5"), "FACILITATOR": Decimal(1)}
    assert ledger.terms("AUT-01", *IN_2018) == (4, 3)


def test_stories_of_usefulness_are_counted_by_their_register(ledger: Ledger) -> None:
    ledger.tell(a_council().entry("s", ImpactStoryRecorded, "CC18", "2018-03-13", usefulness="COHESION", **TITLED))
    assert ledger.by("kind", "UTI-01", *IN_2018) == {"COHESION": 1}


# Members


def test_young_members_are_counted_among_those_whose_age_is_known(ledger: Ledger) -> None:
    past = a_council().member("CC18", "a", "2018-01-01", age_band="18_25").member("CC18", "b", "2018-01-01")
    ledger.tell(past.member("CC18", "c", "2018-01-01", age_band="40_59"))
    assert ledger.terms("CMP-04", *IN_2018) == (1, 2)
