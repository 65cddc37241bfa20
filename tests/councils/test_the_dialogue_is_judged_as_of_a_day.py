"""What rules say of the dialogue with institutions: in which words, of which facts, and from which day."""

from __future__ import annotations

from datetime import date, timedelta

from services.councils.rules.domain.catalogue import BY_ID
from services.councils.rules.domain.verdicts import Status, changes
from tests.councils.rule_pasts import CC18, YEAR, Past, id_of, statements_of

GREEN, WARNING = Status.GREEN, Status.WARNING
NO_OBJECT, UNKNOWN = Status.NOT_APPLICABLE, Status.NOT_ENOUGH_INFORMATION


def history(past: Past, rule: str, first: date, last: date) -> list[tuple[date, Status]]:
    found = changes(BY_ID[rule], CC18, statements_of(past.facts), first, last)
    return [(one.from_on, one.verdict.status) for one in found]


def ids(*names: str) -> tuple[str, ...]:
    return tuple(sorted(str(id_of(name)) for name in names))


# Referrals to the prefect


def test_a_referral_that_waits_is_named_with_what_it_waits_for_and_what_to_do() -> None:
    past = Past().referred("whole").acknowledged("whole").answered("whole").examined("whole")
    past.referred("late", on=past.ago(days=61)).acknowledged("late").referred("recent", on=past.ago(days=9))
    finding = past.verdict("R21").finding
    assert finding.french == (
        "3 interpellations : 1 sans accusé de réception ni réponse, 2 sans réponse, 2 sans examen par une instance ; "
        "délai dépassé pour 1 : relancez la préfecture."
    )
    assert finding.english == (
        "3 referrals: 1 without acknowledgement or answer, 2 without answer, 2 not examined by a steering body; "
        "delay over for 1: remind the prefecture."
    )
    assert (finding.numerator, finding.denominator, finding.parameter) == (1, 3, 60)
    assert finding.numbers == {
        "late": 1,
        "without_acknowledgement": 1,
        "without_answer": 2,
        "without_examination": 2,
    }
    assert finding.about == {
        "late": ids("late"),
        "without_acknowledgement": ids("recent"),
        "without_answer": ids("late", "recent"),
        "without_examination": ids("late", "recent"),
    }
    whole = (*statements_of(past.facts)[1:5],)
    assert set(whole) < set(finding.because), "what was done shows too"
    assert len(finding.because) == len(past.facts) - 1, "all but the establishment"


def test_an_answer_ends_the_wait_for_an_acknowledgement_and_is_among_the_facts() -> None:
    past = Past()
    finding = past.referred(on=past.ago(days=59)).answered().verdict("R21").finding
    assert finding.french == (
        "1 interpellation : 0 sans accusé de réception ni réponse, 0 sans réponse, 1 sans examen par une instance ; "
        "aucun délai dépassé."
    )
    assert {one.position for one in finding.because} == {1, 2}, "what was sent, and what was answered"


def test_within_the_delays_nothing_is_asked_of_anybody() -> None:
    past = Past()
    finding = past.referred(on=past.ago(days=9)).verdict("R21").finding
    assert finding.french.endswith("1 sans examen par une instance ; aucun délai dépassé.")
    assert finding.english.endswith("1 not examined by a steering body; no delay is over.")


def test_a_referral_turns_late_step_by_step() -> None:
    sent = date(2018, 1, 10)
    past = Past().referred(on=sent).acknowledged(on=date(2018, 2, 15)).answered(on=date(2018, 3, 20))
    past.examined(on=date(2018, 9, 1))
    assert history(past, "R21", date(2018, 1, 1), date(2018, 12, 31)) == [
        (date(2018, 1, 1), NO_OBJECT),
        (date(2018, 1, 10), GREEN),
        (sent + timedelta(days=31), WARNING),  # not acknowledged
        (date(2018, 2, 15), GREEN),
        (sent + timedelta(days=61), WARNING),  # not answered
        (date(2018, 3, 20), GREEN),
        (sent + timedelta(days=181), WARNING),  # not examined
        (date(2018, 9, 1), GREEN),
    ]


def test_a_referral_of_before_the_law_is_not_judged_before_it() -> None:
    past = Past().referred(on=date(2016, 11, 2))
    assert history(past, "R21", date(2016, 11, 1), date(2017, 2, 1)) == [
        (date(2016, 11, 1), NO_OBJECT),
        (date(2017, 1, 29), WARNING),
    ]


def test_what_is_answered_to_questions_leaves_no_choice_about_referrals() -> None:
    past = Past()
    past.referred(on=past.ago(days=61)).acknowledged()
    for rank in range(9):
        past.answered(f"question {rank}", on=past.day, origin=YEAR)
    verdict = past.verdict("R21")
    assert (verdict.status, verdict.imprecise) == (WARNING, ())


def test_an_entry_of_another_kind_that_is_said_again_leaves_no_choice() -> None:
    past = Past().referred().acknowledged().answered().examined()
    for rank in range(9):
        past.decided(f"decision {rank}", on=past.day).said_again(f"decision {rank}", origin=YEAR)
    verdict = past.verdict("R21")
    assert (verdict.status, verdict.imprecise) == (GREEN, ())


# Decisions without consensus


def test_a_decision_without_the_opinion_of_those_who_disagreed_is_named() -> None:
    past = Past().decided("said", against=2, opinion="Trop cher").decided("missing", against=1)
    past.decided("agreed", against=0, abstained=0).decided("silent", votes_for=9)
    finding = past.verdict("R23").finding
    assert finding.french == ("4 décisions, dont 2 sans consensus : 1 sans avis divergent noté ; 1 sans votes connus.")
    assert finding.english == (
        "4 decisions, 2 without consensus: 1 without its dissenting opinion; 1 whose votes are not known."
    )
    assert (finding.numerator, finding.denominator) == (1, 2)
    assert finding.numbers == {"decisions": 4, "votes_not_known": 1}
    assert finding.about == {"opinion_missing": ids("missing"), "votes_not_known": ids("silent")}
    assert len(finding.because) == 4


def test_a_decision_is_looked_at_however_old() -> None:
    past = Past()
    assert past.decided(on=past.ago(months=36), against=1).verdict("R23").status is WARNING


# Papers of sessions


def test_sessions_whose_papers_came_late_are_named() -> None:
    past = Past().session("in time", attended=True).session("late", attended=True).session("none", attended=True)
    past.papers("in time", past.ago(days=41)).papers("late", past.ago(days=50), "first")
    past.papers("late", past.ago(days=40), "second")
    finding = past.verdict("R25").finding
    assert finding.french == (
        "2 séances sur 3 avec documents en douze mois : 1 où il en est arrivé le jour même ou après, 0 où un jour est "
        "trop imprécis."
    )
    assert finding.english == (
        "2 sessions of 3 with papers in twelve months: 1 where some came on the day or after, 0 where a day is too imprecise."
    )
    assert (finding.numerator, finding.denominator) == (1, 2)
    assert finding.numbers == {"sessions": 3, "papers": 3}
    assert finding.about == {"came_late": ids("late"), "not_certain": ()}
    assert len(finding.because) == 2 + 3, "the two sessions and their papers"


def test_sessions_whose_papers_came_on_a_day_that_is_not_known_are_named() -> None:
    past = Past().session("one", attended=True)
    past.papers("one", past.ago(days=50)).papers("one", past.ago(days=40), "more", origin=YEAR)
    finding = past.verdict("R25", past.ago(days=-200)).finding
    assert finding.numbers == {"sessions": 1, "papers": 2}
    assert finding.about == {"came_late": (), "not_certain": ids("one")}
    assert (finding.numerator, finding.denominator) == (0, 1)


def test_papers_count_from_the_day_of_the_session_and_for_a_year() -> None:
    past = Past().session("one", attended=True, on=date(2018, 4, 3))
    past.papers("one", date(2018, 3, 20)).papers("one", date(2018, 4, 5), "forgotten")
    assert history(past, "R25", date(2018, 1, 1), date(2019, 12, 31)) == [
        (date(2018, 1, 1), UNKNOWN),
        (date(2018, 4, 3), GREEN),
        (date(2018, 4, 5), WARNING),
        (date(2019, 4, 4), UNKNOWN),
    ]
