"""What each indicator measures: value, numerator and denominator, by council, arrondissement and its own dimensions.

Where nothing can be measured the value is None, never zero; where zero is true it is zero.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from services.reporting.figures.application import NoSuchBreakdown
from services.reporting.figures.application.answers import PeriodEndsBeforeItStarts
from services.reporting.indicators.catalogue import BY_CODE, INDICATORS
from services.reporting.indicators.measures import Form
from tests.reporting.histories import ABOUT, MONTH, YEAR, actors, history, residents, room

if TYPE_CHECKING:
    from shared.contracts.vocabulary import Origin
    from tests.reporting.histories import History
    from tests.reporting.ledger import Ledger

YEAR_2018 = ("2018-01-01", "2018-12-31")
ALWAYS = ("2014-01-01", "2026-12-31")

MEASURED_AS_ZERO = {
    *("VIE-01", "VIE-03", "VIE-10", "VIE-11", "PIL-01", "PIL-01.cancelled", "PIL-01.not-convened"),
    *("INI-01", "INI-02", "INI-03", "INI-03.amount", "INI-04", "INI-06", "INI-07"),
    *("MOB-01", "MOB-02", "MOB-03", "MOB-05", "MOB-05.visits", "MOB-06", "MOB-07", "ACT-01"),
    *("PIL-04", "PIL-06", "INT-04", "INT-04.acknowledged", "INT-04.answered", "INT-04.examined", "INT-05"),
    *("FOR-01", "FOR-01.hours", "MOY-01", "MOY-01.spent", "UTI-01"),
}
NOT_MEASURABLE = {
    "CMP-01": "aucune entrée de membre n'a été enregistrée",
    "CMP-02": "aucun membre en activité n'est enregistré",
    "CMP-03": "aucun habitant en activité n'a déclaré son genre",
    "CMP-04": "aucun membre en activité n'a de tranche d'âge connue",
    "CMP-05": "aucun membre n'est venu d'un tirage au sort",
    "CMP-06": "aucun membre n'est enregistré à la veille de la période ni le dernier jour",
    "CMP-07": "le nombre de sièges n'a pas été décidé",
    "CMP-07.days": "aucun remplacement de la période n'a ses deux dates connues au jour",
    "CMP-08": "aucun arrêté n'a été enregistré",
    "CMP-09": "personne n'a été inscrit comme participant avec son accord pour être contacté",
    "CMP-10": "aucun quartier du conseil n'a été enregistré",
    "VIE-02": "aucune réunion prévue dans la période n'a été enregistrée",
    "VIE-04": "aucune réunion de la période n'a de présences connues",
    "VIE-05": "aucune réunion de la période n'a de présences connues, ou aucun membre n'était enregistré ces jours-là",
    "VIE-06": "aucune présence de genre déclaré n'a été comptée",
    "VIE-07": "aucune présence d'âge connu n'a été comptée",
    "VIE-08": "d'aucune réunion de la période on ne sait quand le compte rendu est paru",
    "VIE-09": "aucun envoi de documents n'a été enregistré pour une réunion de la période",
    "MOB-04": "personne n'a été compté aux sorties et permanences, ou l'on n'a noté qui est venu à aucune réunion",
    "PIL-02": "aucune séance tenue où le conseil a un siège n'a été enregistrée",
    "PIL-03": "aucune séance tenue où le conseil a un siège n'a été enregistrée",
    "PIL-05": "d'aucune instance on ne sait combien de sièges elle a",
    "PIL-07": "aucune contribution de la période n'a reçu de réponse",
    "PIL-08": "le conseil n'a été représenté à aucune séance de la période",
    "INI-02.rate": "aucune initiative proposée dans la période n'a été enregistrée",
    "INI-04.rate": "aucune initiative adoptée dans la période n'a été enregistrée",
    "INI-05": "aucune initiative n'a été réalisée dans la période",
    "INI-08": "de nulle initiative proposée dans la période on ne sait qui la porte",
    "INT-01": "aucune question, aucun engagement, aucune interpellation n'a été enregistré",
    "INT-02": "aucune demande n'avait son échéance dans la période",
    "INT-03": "aucune réponse n'a été reçue dans la période",
    "FOR-02": "aucun membre en activité n'est enregistré",
    "AUT-01": "aucune évaluation de l'autonomie n'a été enregistrée dans la période",
    "AUT-02": "d'aucune réunion de la période on ne sait qui l'a animée",
    "MOY-01.remaining": "aucune ligne de budget n'a été enregistrée",
    "MOY-02": "aucun local n'a été enregistré",
    "MOY-03": "aucune affectation n'a été enregistrée, ou le conseil n'existait aucun jour ouvré de la période",
    "ACT-02": "aucune saisie du travail de la période n'a été faite par l'équipe",
    "QUA-01": "le conseil n'existait pas encore, ou il est fermé",
    "FDR-01": "aucune action de la feuille de route n'avait son échéance dans la période",
    "FDR-01.late": "aucune action n'a encore dépassé son échéance",
    "DIA-01": "aucun diagnostic n'a été enregistré",
}


def test_an_empty_system_counts_no_act_and_measures_no_rate(ledger: Ledger) -> None:
    found = {code: ledger.value(code, *YEAR_2018) for code in BY_CODE}
    assert {code for code, value in found.items() if value == 0} == MEASURED_AS_ZERO
    assert {code for code, value in found.items() if value is None} == set(NOT_MEASURABLE)
    assert {one.code: one.not_measurable for one in INDICATORS if one.code in NOT_MEASURABLE} == NOT_MEASURABLE
    assert ledger.by("council", "VIE-01", *YEAR_2018) == {}


def test_a_council_where_nothing_was_said_is_shown_with_what_is_known_of_it(ledger: Ledger) -> None:
    ledger.tell(history().council("CC14").council("CC18"))
    assert ledger.by("council", "VIE-01", *YEAR_2018) == {"CC14": 0, "CC18": 0}
    assert ledger.by("council", "CMP-01", *YEAR_2018) == {"CC14": None, "CC18": None}
    assert ledger.by("arrondissement", "VIE-04", *YEAR_2018) == {"14": None, "18": None}


def test_a_council_established_after_the_period_is_not_shown(ledger: Ledger) -> None:
    ledger.tell(history().council("CC14", since="2018-12-31").council("CC18", since="2019-01-01"))
    assert ledger.by("council", "VIE-01", *YEAR_2018) == {"CC14": 0}
    assert ledger.by("arrondissement", "PIL-01", *YEAR_2018) == {"14": 0}


def test_what_a_period_that_ends_before_it_starts_would_hold_is_not_asked(ledger: Ledger) -> None:
    with pytest.raises(PeriodEndsBeforeItStarts):
        ledger.value("VIE-01", "2018-01-02", "2018-01-01")


def test_an_indicator_is_broken_down_by_its_own_dimensions_only(ledger: Ledger) -> None:
    with pytest.raises(NoSuchBreakdown, match=r"CMP-01 cannot be broken down by kind\."):
        ledger.by("kind", "CMP-01", *YEAR_2018)


# Composition


def members() -> History:
    """Five members in two councils: of the 18th, two women and a man who live there and an association; one in the 14th."""
    return (
        history()
        .council("CC18")
        .council("CC14")
        .member("CC18", "a", "2017-01-01", gender="F", age_band="18_25")
        .member("CC18", "b", "2018-12-31", gender="F", age_band="40_59")
        .member("CC18", "c", "2018-05-03", gender="M", age_band="40_59")
        .member("CC18", "d", "2018-05-03", college="LOCAL_ACTOR", gender="F")
        .member("CC14", "e", "2018-06-01", gender="OTHER")
    )


def test_members_are_those_who_joined_by_the_last_day_and_did_not_leave(ledger: Ledger) -> None:
    ledger.tell(
        history()
        .council("CC18")
        .member("CC18", "a", "2017-01-01")
        .member("CC18", "b", "2018-12-31")
        .member("CC18", "c", "2019-01-01")
        .gone("CC18", "a", "2018-12-31")
        .gone("CC18", "b", "2019-02-01")
    )
    assert ledger.value("CMP-01", "2016-01-01", "2016-12-31") is None
    assert ledger.value("CMP-01", "2017-01-01", "2017-01-01") == 1
    assert ledger.value("CMP-01", "2018-01-01", "2018-12-30") == 1
    assert ledger.value("CMP-01", *YEAR_2018) == 1
    assert ledger.value("CMP-01", "2019-01-31", "2019-01-31") == 2
    assert ledger.value("CMP-01", "2019-02-01", "2019-02-01") == 1


def test_members_are_counted_by_council_arrondissement_college_gender_and_age_band(ledger: Ledger) -> None:
    ledger.tell(members())
    assert ledger.value("CMP-01", *YEAR_2018) == 5
    assert ledger.by("council", "CMP-01", *YEAR_2018) == {"CC14": 1, "CC18": 4}
    assert ledger.by("arrondissement", "CMP-01", *YEAR_2018) == {"14": 1, "18": 4}
    assert ledger.by("college", "CMP-01", *YEAR_2018) == {"LOCAL_ACTOR": 1, "RESIDENT": 4}
    assert ledger.by("gender", "CMP-01", *YEAR_2018) == {"F": 3, "M": 1, "OTHER": 1}
    assert ledger.by("age_band", "CMP-01", *YEAR_2018) == {"18_25": 1, "40_59": 2, "NOT_DECLARED": 2}
    assert ledger.by("council,college", "CMP-01", *YEAR_2018) == {
        "CC14 RESIDENT": 1,
        "CC18 LOCAL_ACTOR": 1,
        "CC18 RESIDENT": 3,
    }


def test_a_council_that_all_its_members_left_has_none_which_is_known(ledger: Ledger) -> None:
    ledger.tell(history().council("CC18").member("CC18", "a", "2017-01-01").gone("CC18", "a", "2018-01-01"))
    assert ledger.value("CMP-01", *YEAR_2018) == 0
    assert (ledger.value("CMP-02", *YEAR_2018), ledger.terms("CMP-02", *YEAR_2018)) == (None, (0, 0))


def test_a_member_who_came_back_is_one_member(ledger: Ledger) -> None:
    ledger.tell(
        history()
        .council("CC18")
        .member("CC18", "a", "2017-01-01")
        .gone("CC18", "a", "2018-01-01")
        .member("CC18", "a", "2018-06-01", college="LOCAL_ACTOR")
    )
    assert ledger.value("CMP-01", "2018-01-01", "2018-05-31") == 0
    assert ledger.by("college", "CMP-01", *YEAR_2018) == {"LOCAL_ACTOR": 1, "RESIDENT": 0}
    assert ledger.counted("CMP-01", *YEAR_2018) == [
        "value +1 member-joined",
        "value -1 member-left",
        "value +1 member-joined",
    ]


def test_who_has_certainly_left_has_certainly_joined_however_vague_the_joining(ledger: Ledger) -> None:
    told = history().council("CC18").member("CC18", "a", "2018-01-01", origin=YEAR).gone("CC18", "a", "2018-03-01")
    ledger.tell(told)
    assert ledger.value("CMP-01", "2018-01-01", "2018-02-28") is None
    assert ledger.value("CMP-01", "2018-01-01", "2018-06-30") == 0
    assert ledger.counted("CMP-01", "2018-01-01", "2018-06-30") == ["value +1 member-joined", "value -1 member-left"]
    assert ledger.not_counted("CMP-01", "2018-01-01", "2018-02-28") == ["value member-joined date-imprecise"]


def test_who_left_vaguely_and_certainly_came_back_is_one_member(ledger: Ledger) -> None:
    ledger.tell(
        history()
        .council("CC18")
        .member("CC18", "a", "2018-01-01", origin=YEAR)
        .gone("CC18", "a", "2018-01-01", origin=YEAR)
        .member("CC18", "a", "2018-05-01")
    )
    assert ledger.value("CMP-01", "2018-01-01", "2018-06-30") == 1


def test_the_share_of_residents_is_told_with_both_its_terms(ledger: Ledger) -> None:
    ledger.tell(members())
    assert ledger.terms("CMP-02", *YEAR_2018) == (4, 5)
    assert ledger.by("council", "CMP-02", *YEAR_2018) == {"CC14": Decimal("1.0000"), "CC18": Decimal("0.7500")}
    assert ledger.by("arrondissement", "CMP-02", *YEAR_2018) == {"14": Decimal("1.0000"), "18": Decimal("0.7500")}


def test_parity_is_told_among_residents_who_declared_one_of_two_genders(ledger: Ledger) -> None:
    ledger.tell(members())
    assert ledger.terms("CMP-03", *YEAR_2018) == (2, 3)
    assert ledger.by("council", "CMP-03", *YEAR_2018) == {"CC14": None, "CC18": Decimal("0.6667")}
    assert ledger.terms("CMP-03", *YEAR_2018, council="CC14") == (0, 0)


# Life of the council


def a_year_of_meetings() -> History:
    """2018: the 18th planned four, held two of them (one in 2019), cancelled one; and met twice without a plan."""
    return (
        history()
        .council("CC18")
        .council("CC14")
        .planned("p1", "CC18", "2018-01-01")
        .planned("p2", "CC18", "2018-12-31", kind="BOARD")
        .planned("p3", "CC18", "2018-06-01")
        .planned("p4", "CC18", "2018-09-01")
        .held("p1", "2018-01-01", room(residents(4, "F", "26_39"), actors(1), guests=2))
        .held("p2", "2019-01-10", room(unnamed=6))
        .cancelled("p3")
        .met("m1", "CC18", "2018-12-31", room(residents(2, "M", "60_PLUS"), unnamed=3), kind="BOARD")
        .met("m2", "CC18", "2018-05-05", None, kind="BOARD")
        .met("m3", "CC14", "2018-05-05", None)
        .met("m4", "CC18", "2019-01-01", room(unnamed=50))
    )


def test_meetings_held_are_counted_by_kind_the_first_and_last_days_included(ledger: Ledger) -> None:
    ledger.tell(a_year_of_meetings())
    assert ledger.value("VIE-01", *YEAR_2018) == 4
    assert ledger.by("council", "VIE-01", *YEAR_2018) == {"CC14": 1, "CC18": 3}
    assert ledger.by("kind", "VIE-01", *YEAR_2018) == {"BOARD": 2, "PLENARY": 2}
    assert ledger.by("council,kind", "VIE-01", *YEAR_2018) == {"CC14 PLENARY": 1, "CC18 BOARD": 2, "CC18 PLENARY": 1}
    assert ledger.value("VIE-01", "2018-01-02", "2018-12-30", council="CC18") == 1
    assert ledger.value("VIE-01", *YEAR_2018, arrondissement="18") == 3
    assert ledger.by("kind", "VIE-01", *YEAR_2018, council="CC14") == {"PLENARY": 1}


def test_a_trace_tells_the_meetings_counted_and_those_that_are_not(ledger: Ledger) -> None:
    ledger.tell(a_year_of_meetings())
    assert ledger.counted("VIE-01", *YEAR_2018, council="CC18") == [
        "value +1 meeting-held",
        "value +1 meeting-held",
        "value +1 meeting-held",
    ]
    assert ledger.not_counted("VIE-01", *YEAR_2018, council="CC18") == [
        "value meeting-cancelled cancelled",
        "value meeting-scheduled not-held-yet",
    ]


def test_the_rate_of_meetings_held_is_that_of_the_meetings_planned_in_the_period(ledger: Ledger) -> None:
    ledger.tell(a_year_of_meetings())
    assert ledger.value("VIE-02", *YEAR_2018) == Decimal("0.5000")
    assert ledger.terms("VIE-02", *YEAR_2018) == (2, 4)
    assert ledger.terms("VIE-02", "2019-01-01", "2019-12-31") == (0, 0)
    assert ledger.by("kind", "VIE-02", *YEAR_2018) == {"BOARD": Decimal("1.0000"), "PLENARY": Decimal("0.3333")}
    assert ledger.by("council", "VIE-02", *YEAR_2018) == {"CC14": None, "CC18": Decimal("0.5000")}
    assert ledger.not_counted("VIE-02", *YEAR_2018, council="CC18") == [
        "numerator meeting-cancelled cancelled",
        "numerator meeting-scheduled not-held-yet",
        "denominator meeting-held held-without-plan",
        "denominator meeting-held held-without-plan",
    ]


def test_a_postponed_meeting_is_held_on_its_day_and_rated_where_it_was_last_planned(ledger: Ledger) -> None:
    past = history().council("CC18").planned("p1", "CC18", "2018-03-01").planned("p2", "CC18", "2018-03-08")
    ledger.tell(past.held("p1", "2018-03-01", room(unnamed=3)).postponed("p2", "2018-04-05"))
    march, april = ("2018-03-01", "2018-03-31"), ("2018-04-01", "2018-04-30")
    assert (ledger.terms("VIE-02", *march), ledger.terms("VIE-02", *april)) == ((1, 1), (0, 1))
    assert ledger.not_counted("VIE-01", *march) == ["value meeting-postponed postponed"]
    assert ledger.not_counted("VIE-01", *april) == ["value meeting-postponed not-held-yet"]
    assert ledger.terms("VIE-02", *march, as_of="activities@3") == (1, 2)
    ledger.tell(past.held("p2", "2018-04-06", room(unnamed=5)).facts[-1:])
    assert (ledger.terms("VIE-02", *march), ledger.terms("VIE-02", *april)) == ((1, 1), (1, 1))
    assert (ledger.value("VIE-01", *march), ledger.value("VIE-01", *april)) == (1, 1)
    assert ledger.counted("VIE-02", *march) == [
        "numerator +1 meeting-held",
        "denominator +1 meeting-scheduled",
    ]
    assert ledger.not_counted("VIE-02", *march) == [
        "numerator meeting-postponed postponed",
        "denominator meeting-scheduled replaced",
    ]


def test_attendances_are_summed_by_group_college_gender_age_band_and_kind(ledger: Ledger) -> None:
    ledger.tell(a_year_of_meetings())
    assert ledger.value("VIE-03", *YEAR_2018) == 12
    assert ledger.by("group", "VIE-03", *YEAR_2018) == {"GUESTS": 2, "MEMBERS": 7, "UNNAMED": 3}
    assert ledger.by("college", "VIE-03", *YEAR_2018) == {"None": 5, "LOCAL_ACTOR": 1, "RESIDENT": 6}
    assert ledger.by("gender", "VIE-03", *YEAR_2018) == {"None": 5, "F": 4, "M": 2, "NOT_DECLARED": 1}
    assert ledger.by("age_band", "VIE-03", *YEAR_2018) == {"None": 5, "26_39": 4, "60_PLUS": 2, "NOT_DECLARED": 1}
    assert ledger.by("kind", "VIE-03", *YEAR_2018) == {"BOARD": 5, "PLENARY": 7}
    assert ledger.by("council,group", "VIE-03", *YEAR_2018) == {
        "CC18 GUESTS": 2,
        "CC18 MEMBERS": 7,
        "CC18 UNNAMED": 3,
    }


def test_attendances_that_nobody_counted_are_unknown_not_zero(ledger: Ledger) -> None:
    ledger.tell(a_year_of_meetings())
    assert ledger.by("council", "VIE-03", *YEAR_2018) == {"CC14": None, "CC18": 12}
    assert ledger.by("council,kind", "VIE-03", *YEAR_2018) == {
        "CC14 PLENARY": None,
        "CC18 BOARD": 5,
        "CC18 PLENARY": 7,
    }
    assert [figure.unknown for figure in ledger.ask("VIE-03", *YEAR_2018, by="council")] == [1, 1]
    assert ledger.not_counted("VIE-03", *YEAR_2018, council="CC14") == ["value meeting-held attendance-unknown"]


def test_a_count_that_is_found_ends_the_unknown(ledger: Ledger) -> None:
    told = history().council("CC18").met("m", "CC18", "2018-05-05", None)
    ledger.tell(told.counted_again("m", room(residents(3))))
    figure = ledger.figure("VIE-03", *YEAR_2018)
    assert (figure.value, figure.unknown) == (3, 0)
    assert ledger.not_counted("VIE-04", *YEAR_2018) == []


def test_a_room_found_to_have_been_empty_is_zero_and_no_longer_unknown(ledger: Ledger) -> None:
    ledger.tell(history().council("CC18").met("m", "CC18", "2018-05-05", None).counted_again("m", room()))
    figure = ledger.figure("VIE-03", *YEAR_2018)
    assert (figure.value, figure.unknown) == (0, 0)
    assert ledger.value("VIE-04", *YEAR_2018) == Decimal("0.0000")
    assert ledger.not_counted("VIE-03", *YEAR_2018) == []


def test_a_figure_made_of_lower_bounds_says_how_many(ledger: Ledger) -> None:
    told = history().council("CC18").met("m1", "CC18", "2018-05-05", room(unnamed=8, at_least=True))
    ledger.tell(told.met("m2", "CC18", "2018-05-06", room(unnamed=2)))
    assert [ledger.figure(code, *YEAR_2018).at_least for code in ("VIE-03", "VIE-04", "VIE-01")] == [1, 1, 0]
    ledger.tell(history().met("m3", "CC18", "2018-05-07", room(at_least=True)).withdrawn("m3"))
    assert ledger.figure("VIE-03", *YEAR_2018).at_least == 1
    assert ledger.figure("VIE-04", *YEAR_2018, council="CC18").value == Decimal("5.0000")


def test_the_mean_attendance_is_that_of_the_meetings_that_somebody_counted(ledger: Ledger) -> None:
    ledger.tell(a_year_of_meetings())
    assert ledger.terms("VIE-04", *YEAR_2018) == (12, 2)
    assert ledger.by("council", "VIE-04", *YEAR_2018) == {"CC14": None, "CC18": Decimal("6.0000")}
    assert ledger.by("kind", "VIE-04", *YEAR_2018) == {"BOARD": Decimal("5.0000"), "PLENARY": Decimal("7.0000")}
    assert ledger.figure("VIE-04", *YEAR_2018, council="CC18").unknown == 1
    assert ledger.not_counted("VIE-04", *YEAR_2018, council="CC14") == [
        "numerator meeting-held attendance-unknown",
        "denominator meeting-held attendance-unknown",
    ]


def test_a_corrected_attendance_counts_as_it_was_last_said(ledger: Ledger) -> None:
    told = history().council("CC18").met("m", "CC18", "2018-05-05", room(residents(4), guests=2))
    ledger.tell(told.counted_again("m", room(residents(3), actors(2))))
    assert ledger.value("VIE-03", *YEAR_2018) == 5
    assert ledger.by("group", "VIE-03", *YEAR_2018) == {"MEMBERS": 5}
    assert ledger.terms("VIE-04", *YEAR_2018) == (5, 1)
    assert ledger.counted("VIE-03", *YEAR_2018) == ["value +5 attendance-corrected"]
    assert ledger.not_counted("VIE-03", *YEAR_2018) == ["value meeting-held replaced"]


@pytest.mark.parametrize("code", ["VIE-01", "VIE-02", "VIE-03", "VIE-04"])
def test_a_withdrawn_meeting_counts_nowhere_and_is_told_withdrawn(ledger: Ledger, code: str) -> None:
    told = history().council("CC18").planned("m", "CC18", "2018-05-05").held("m", "2018-05-05", room(unnamed=9))
    ledger.tell(told.withdrawn("m"))
    assert not ledger.value(code, *YEAR_2018)
    assert ledger.counted(code, *YEAR_2018) == []
    told_of = {line.partition(" ")[2] for line in ledger.not_counted(code, *YEAR_2018)}
    assert told_of - {"meeting-scheduled replaced"} == {"meeting-held replaced", "meeting-withdrawn withdrawn"}


def test_a_withdrawn_meeting_that_was_never_planned_is_no_longer_told_as_held_without_plan(ledger: Ledger) -> None:
    ledger.tell(history().council("CC18").met("m", "CC18", "2018-05-05").withdrawn("m"))
    assert ledger.not_counted("VIE-02", *YEAR_2018) == ["denominator meeting-withdrawn withdrawn"]
    assert ledger.figure("VIE-03", *YEAR_2018).unknown == 0


def test_a_cancelled_meeting_that_is_withdrawn_is_told_withdrawn(ledger: Ledger) -> None:
    ledger.tell(history().council("CC18").planned("m", "CC18", "2018-05-05").cancelled("m").withdrawn("m"))
    assert ledger.not_counted("VIE-03", *YEAR_2018) == ["value meeting-withdrawn withdrawn"]


@pytest.mark.parametrize(
    ("origin", "first", "last", "value"),
    [
        (MONTH, "2018-03-01", "2018-03-31", 1),
        (MONTH, "2018-01-01", "2018-12-31", 1),
        (MONTH, "2018-03-02", "2018-12-31", 0),
        (MONTH, "2018-01-01", "2018-03-30", 0),
        (YEAR, "2018-01-01", "2018-12-31", 1),
        (YEAR, "2018-01-01", "2018-12-30", 0),
        (ABOUT, "2018-03-12", "2018-03-14", 1),
        (ABOUT, "2018-03-13", "2018-03-14", 0),
    ],
)
def test_what_is_vaguely_dated_counts_where_it_certainly_happened_and_is_told_elsewhere(
    ledger: Ledger, origin: Origin, first: str, last: str, value: int
) -> None:
    ledger.tell(history().council("CC18").met("m", "CC18", "2018-03-13", room(unnamed=4), origin=origin))
    told = {0: ["value meeting-held date-imprecise"], 1: []}
    assert ledger.value("VIE-01", first, last) == value
    assert ledger.value("VIE-03", first, last) == 4 * value
    assert ledger.not_counted("VIE-01", first, last) == told[value]


def test_what_is_vaguely_dated_is_not_told_in_a_period_where_it_cannot_have_happened(ledger: Ledger) -> None:
    ledger.tell(history().council("CC18").met("m", "CC18", "2018-03-13", origin=MONTH))
    assert ledger.not_counted("VIE-01", "2018-04-01", "2018-12-31") == []


# Steering bodies


def sessions() -> History:
    """2018: one committee of both councils sat twice, was cancelled once and once never convened; another sat for the 18th."""
    return (
        history()
        .council("CC14")
        .council("CC18")
        .body("copil", "CC14", "CC18", kind="PARIS_STEERING_COMMITTEE")
        .body("gup", "CC18", kind="LOCAL_URBAN_MANAGEMENT")
        .session_planned("s1", "copil", "2018-01-01")
        .session_held("s1", "2018-01-01")
        .represented("s1", "CC18")
        .sat("s2", "copil", "2018-12-31")
        .session_planned("s3", "copil", "2018-06-01")
        .session_cancelled("s3")
        .not_convened("s4", "copil", "2018-01-01", "2018-12-31")
        .sat("s5", "gup", "2018-04-01")
        .represented("s5", "CC18")
    )


def test_a_session_counts_once_for_each_council_and_once_in_all(ledger: Ledger) -> None:
    ledger.tell(sessions())
    assert ledger.value("PIL-01", *YEAR_2018) == 3
    assert ledger.by("council", "PIL-01", *YEAR_2018) == {"CC14": 2, "CC18": 3}
    assert ledger.by("arrondissement", "PIL-01", *YEAR_2018) == {"14": 2, "18": 3}
    assert ledger.by("kind", "PIL-01", *YEAR_2018) == {"LOCAL_URBAN_MANAGEMENT": 1, "PARIS_STEERING_COMMITTEE": 2}
    assert ledger.value("PIL-01", "2018-01-02", "2018-12-30") == 1
    assert ledger.counted("PIL-01", *YEAR_2018) == ["value +1 steering-session-held"] * 3


def test_the_trace_of_sessions_tells_a_session_of_two_councils_once(ledger: Ledger) -> None:
    ledger.tell(sessions())
    trace = ledger.trace("PIL-01", "2018-01-01", "2018-01-01")
    (session,) = trace.counted
    assert [line["council"] for line in session.lines] == ["CC14", "CC18"]
    assert trace.not_counted == []


def test_sessions_cancelled_and_never_convened_have_figures_of_their_own(ledger: Ledger) -> None:
    ledger.tell(sessions())
    assert ledger.value("PIL-01.cancelled", *YEAR_2018) == 1
    assert ledger.by("council", "PIL-01.cancelled", *YEAR_2018) == {"CC14": 1, "CC18": 1}
    assert ledger.by("kind", "PIL-01.cancelled", *YEAR_2018) == {"PARIS_STEERING_COMMITTEE": 1}
    assert ledger.value("PIL-01.not-convened", *YEAR_2018) == 1
    assert ledger.value("PIL-01.not-convened", "2018-01-01", "2018-12-30") == 0
    assert ledger.by("kind", "PIL-01.not-convened", *YEAR_2018) == {"PARIS_STEERING_COMMITTEE": 1}
    assert ledger.not_counted("PIL-01", *YEAR_2018, council="CC14") == [
        "value steering-session-cancelled cancelled",
        "value steering-session-not-convened not-convened",
    ]


def test_the_presence_rate_is_that_of_the_sessions_where_the_council_has_a_seat(ledger: Ledger) -> None:
    ledger.tell(sessions())
    assert ledger.terms("PIL-02", *YEAR_2018) == (2, 5)
    assert ledger.by("council", "PIL-02", *YEAR_2018) == {"CC14": Decimal("0.0000"), "CC18": Decimal("0.6667")}
    assert ledger.by("kind", "PIL-02", *YEAR_2018) == {
        "LOCAL_URBAN_MANAGEMENT": Decimal("1.0000"),
        "PARIS_STEERING_COMMITTEE": Decimal("0.2500"),
    }
    assert ledger.not_counted("PIL-02", "2018-12-31", "2018-12-31", council="CC18") == [
        "numerator steering-session-held nobody-attended",
        "numerator steering-session-not-convened not-convened",
        "denominator steering-session-not-convened not-convened",
    ]


def test_a_body_that_never_sits_has_no_presence_rate_rather_than_zero(ledger: Ledger) -> None:
    ledger.tell(history().council("CC18").body("copil", "CC18").not_convened("s", "copil", "2019-01-01", "2019-12-31"))
    assert ledger.value("PIL-02", "2019-01-01", "2019-12-31") is None
    assert ledger.value("PIL-01", "2019-01-01", "2019-12-31") == 0


# Initiatives


def initiatives() -> History:
    """Of three proposed in 2018, one is adopted in 2019, funded in parts by three funders, and done; one is given up."""
    return (
        history()
        .council("CC18")
        .council("CC14")
        .proposed("fête", "CC18", "2018-01-01")
        .proposed("potager", "CC18", "2018-12-31", theme="LIVING_ENVIRONMENT")
        .proposed("café", "CC14", "2018-06-01")
        .adopted("fête", "2019-01-01")
        .adopted("café", "2018-07-01")
        .funded("fête", "2019-02-01", 80_000, funder="RESIDENTS_FUND")
        .funded("fête", "2019-03-01", 20_050, funder="RESIDENTS_FUND")
        .funded("fête", "2019-12-31", 150_000, funder="CITY")
        .funded("café", "2019-05-01", 1, funder="CITY")
        .completed("fête", "2020-01-01")
        .dropped("potager", "2019-01-01")
        .dropped("café", "2019-06-01")
    )


YEAR_2019 = ("2019-01-01", "2019-12-31")


def test_initiatives_are_counted_when_they_are_proposed_adopted_and_completed(ledger: Ledger) -> None:
    ledger.tell(initiatives())
    assert ledger.by("council", "INI-01", *YEAR_2018) == {"CC14": 1, "CC18": 2}
    assert ledger.by("arrondissement", "INI-01", *YEAR_2018) == {"14": 1, "18": 2}
    assert ledger.by("theme", "INI-01", *YEAR_2018) == {"LIVING_ENVIRONMENT": 1, "SOCIAL_TIES": 2}
    assert ledger.value("INI-01", *YEAR_2019) == 0
    assert ledger.by("council", "INI-02", *YEAR_2018) == {"CC14": 1, "CC18": 0}
    assert ledger.by("theme", "INI-02", *YEAR_2019) == {"SOCIAL_TIES": 1}
    assert ledger.value("INI-04", *YEAR_2019) == 0
    assert ledger.by("theme", "INI-04", "2020-01-01", "2020-01-01") == {"SOCIAL_TIES": 1}


def test_the_adoption_rate_follows_those_that_were_proposed_in_the_period(ledger: Ledger) -> None:
    ledger.tell(initiatives())
    assert ledger.terms("INI-02.rate", *YEAR_2018) == (2, 3)
    assert ledger.by("council", "INI-02.rate", *YEAR_2018) == {"CC14": Decimal("1.0000"), "CC18": Decimal("0.5000")}
    assert ledger.by("theme", "INI-02.rate", *YEAR_2018) == {
        "LIVING_ENVIRONMENT": Decimal("0.0000"),
        "SOCIAL_TIES": Decimal("1.0000"),
    }
    assert ledger.value("INI-02.rate", *YEAR_2019) is None
    assert ledger.not_counted("INI-02.rate", *YEAR_2018, council="CC18") == ["numerator initiative-dropped dropped"]


def test_the_completion_rate_follows_those_that_were_adopted_in_the_period(ledger: Ledger) -> None:
    ledger.tell(initiatives())
    assert ledger.terms("INI-04.rate", *YEAR_2019) == (1, 1)
    assert ledger.terms("INI-04.rate", *YEAR_2018) == (0, 1)
    assert ledger.by("council", "INI-04.rate", *YEAR_2018) == {"CC14": Decimal("0.0000"), "CC18": None}
    assert ledger.by("theme", "INI-04.rate", *ALWAYS) == {"SOCIAL_TIES": Decimal("0.5000")}
    assert ledger.not_counted("INI-04.rate", *YEAR_2018, council="CC14") == ["numerator initiative-dropped dropped"]


def test_an_initiative_funded_in_parts_is_one_initiative_and_the_sum_of_its_grants(ledger: Ledger) -> None:
    ledger.tell(initiatives())
    assert ledger.value("INI-03", *YEAR_2019) == 2
    assert ledger.by("council", "INI-03", *YEAR_2019) == {"CC14": 1, "CC18": 1}
    assert ledger.by("funder", "INI-03", *YEAR_2019) == {"CITY": 2, "RESIDENTS_FUND": 1}
    assert ledger.by("theme", "INI-03", *YEAR_2019) == {"SOCIAL_TIES": 2}
    assert ledger.value("INI-03.amount", *YEAR_2019) == 250_051
    assert ledger.by("council", "INI-03.amount", *YEAR_2019) == {"CC14": 1, "CC18": 250_050}
    assert ledger.by("funder", "INI-03.amount", *YEAR_2019) == {"CITY": 150_001, "RESIDENTS_FUND": 100_050}
    assert ledger.by("theme", "INI-03.amount", *YEAR_2019) == {"SOCIAL_TIES": 250_051}
    assert ledger.not_counted("INI-03", *YEAR_2019, council="CC18") == ["value initiative-funded already-counted"] * 2
    assert BY_CODE["INI-03.amount"].form == Form.CENTS


def test_what_is_not_adopted_or_not_done_yet_is_told(ledger: Ledger) -> None:
    ledger.tell(history().council("CC18").proposed("fête", "CC18", "2018-01-01").adopted("fête", "2018-02-01"))
    ledger.tell(history().proposed("café", "CC18", "2018-03-01"))
    assert ledger.not_counted("INI-02", *YEAR_2018) == ["value initiative-proposed not-adopted-yet"]
    assert ledger.not_counted("INI-04", *YEAR_2018) == ["value initiative-adopted not-completed-yet"]
