"""Each of the twenty-seven real records, as its publisher wrote it: the facts that it becomes, or why none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from services.console.importing.planning import plan
from services.console.importing.records import read_batch
from shared.contracts.activities.meetings import MeetingHeld
from shared.contracts.councils.composition import MemberJoined
from shared.contracts.councils.council import CouncilEstablished
from shared.contracts.councils.team import FacilitatorAssigned
from shared.contracts.vocabulary import Attendance, College, HeadCount, MeetingKind
from tests.support.records import REAL

if TYPE_CHECKING:
    from services.console.importing.planning import Planned
    from shared.kernel import Fact

PLANNED = {record.id: plan(record, date(2026, 11, 23)) for record in read_batch(REAL).records}
NOT_YET = "pas encore pris en charge par cette version"


def only(record_id: str) -> Fact:
    """The one fact of a record that is importable as a whole."""
    planned = PLANNED[record_id]
    assert planned.reason is None
    [fact] = planned.facts
    return fact


def meeting(record_id: str) -> MeetingHeld:
    fact = only(record_id)
    assert isinstance(fact, MeetingHeld)
    return fact


def remarks(planned: Planned) -> str:
    return " ; ".join(planned.remarks)


def test_there_are_twenty_seven() -> None:
    assert len(PLANNED) == 27


@pytest.mark.parametrize(
    ("record_id", "kind"),
    [
        ("RR-001", "publication d'un contrat"),
        ("RR-004", "campagne d'aller-vers"),
        ("RR-006", "vote de subvention"),
        ("RR-008", "rencontre avec les institutions"),
        ("RR-010", "rencontre nationale"),
        ("RR-012", "prise de position publique"),
        ("RR-013", "document transmis"),
        ("RR-014", "vote de subvention"),
        ("RR-016", "rapport d'activité"),
        ("RR-020", "comité du fonds de participation des habitants"),
        ("RR-023", "vote de subvention"),
        ("RR-024", "vote de subvention"),
        ("RR-025", "initiative réalisée"),
        ("RR-026", "création d'un inter-conseils"),
    ],
)
def test_what_is_not_supported_yet_is_told_by_its_name(record_id: str, kind: str) -> None:
    planned = PLANNED[record_id]
    assert planned.facts == ()
    assert planned.reason is not None
    assert planned.reason.fr == f"{NOT_YET} ({kind})"
    assert planned.reason.en.startswith("Not supported by this version yet")


def test_rr_002_is_the_creation_of_the_council_of_the_11th_about_june_2015() -> None:
    fact = only("RR-002")
    assert isinstance(fact, CouncilEstablished)
    assert (fact.council_id, fact.name, fact.arrondissement) == ("CC11", "Conseil citoyen du 11e", "11")
    assert fact.established_on == date(2015, 6, 1)
    assert (fact.origin.date_precision, fact.origin.date_certainty) == ("MONTH", "APPROXIMATE")
    assert (fact.origin.confidence, fact.origin.channel, fact.origin.record) == ("MEDIUM", "IMPORT", "RR-002")
    assert fact.origin.source is not None
    assert fact.origin.source.title == "conseilscitoyens.fr - Rencontre avec le conseil citoyen de Paris 11"


def test_rr_003_is_a_plenary_whose_attendance_is_unknown_and_whose_decision_is_not_taken() -> None:
    fact = meeting("RR-003")
    assert (fact.council_id, fact.kind, fact.held_on) == ("CC14", MeetingKind.PLENARY, date(2016, 4, 11))
    assert fact.title == "Show-of-hands vote to ask a local association to be the supporting structure (portage)"
    assert fact.attendance is None
    assert remarks(PLANNED["RR-003"]) == "non repris : décision, choix de la structure porteuse, issue"


def test_rr_005_is_the_creation_of_the_council_of_the_18th_and_its_founding_assembly() -> None:
    created, held = PLANNED["RR-005"].facts
    assert isinstance(created, CouncilEstablished)
    assert isinstance(held, MeetingHeld)
    assert (created.council_id, created.established_on) == ("CC18", date(2016, 11, 1))
    assert (held.kind, held.held_on, held.attendance) == (MeetingKind.GENERAL_ASSEMBLY, date(2016, 11, 1), None)
    assert created.origin.date_precision == held.origin.date_precision == "MONTH"
    assert held.origin.date_certainty == "STATED"


def test_rr_007_is_a_working_group_of_which_only_a_file_name_is_left() -> None:
    fact = meeting("RR-007")
    assert (fact.kind, fact.held_on, fact.attendance) == (MeetingKind.WORKING_GROUP, date(2017, 1, 24), None)
    assert fact.origin.confidence == "LOW"


def test_rr_009_is_the_assignment_of_one_facilitator_whatever_the_posts_of_all_paris() -> None:
    fact = only("RR-009")
    assert isinstance(fact, FacilitatorAssigned)
    assert (fact.council_id, fact.assigned_on, fact.origin.date_precision) == ("CC11", date(2017, 4, 1), "MONTH")
    assert remarks(PLANNED["RR-009"]) == (
        "un seul facilitateur est affecté à ce conseil ; non repris : postes pour tout Paris (8)"
    )


def test_rr_018_is_the_assignment_of_another_facilitator() -> None:
    fact, other = only("RR-018"), only("RR-009")
    assert isinstance(fact, FacilitatorAssigned)
    assert isinstance(other, FacilitatorAssigned)
    assert (fact.council_id, fact.assigned_on) == ("CC18", date(2018, 3, 13))
    assert fact.facilitator_id != other.facilitator_id
    assert PLANNED["RR-018"].remarks == ()


@pytest.mark.parametrize(
    ("record_id", "kind", "held_on", "attendance"),
    [
        (
            "RR-011",
            MeetingKind.BOARD,
            date(2017, 6, 7),
            Attendance(
                present=8,
                members=(
                    HeadCount(college=College.RESIDENT, heads=4),
                    HeadCount(college=College.LOCAL_ACTOR, heads=3),
                ),
                unnamed=1,
                is_lower_bound=True,
            ),
        ),
        (
            "RR-015",
            MeetingKind.WORKING_GROUP,
            date(2017, 7, 10),
            Attendance(present=3, members=(HeadCount(college=College.RESIDENT, heads=3),)),
        ),
        (
            "RR-017",
            MeetingKind.BOARD,
            date(2018, 3, 13),
            Attendance(present=11, guests=3, unnamed=8, is_lower_bound=True),
        ),
        ("RR-019", MeetingKind.GENERAL_ASSEMBLY, date(2018, 4, 10), None),
        (
            "RR-022",
            MeetingKind.BOARD,
            date(2018, 5, 3),
            Attendance(
                present=15,
                members=(
                    HeadCount(college=College.RESIDENT, heads=10),
                    HeadCount(college=College.LOCAL_ACTOR, heads=1),
                ),
                guests=1,
                unnamed=3,
            ),
        ),
        ("RR-027", MeetingKind.WORKING_GROUP, date(2018, 6, 7), Attendance(present=6, guests=1, unnamed=5)),
    ],
)
def test_meetings_of_the_18th_keep_the_attendance_that_was_published(
    record_id: str, kind: MeetingKind, held_on: date, attendance: Attendance | None
) -> None:
    fact = meeting(record_id)
    assert (fact.council_id, fact.kind, fact.held_on, fact.attendance) == ("CC18", kind, held_on, attendance)


def test_rr_021_is_five_residents_who_joined_and_a_presidency_that_is_not_taken() -> None:
    facts = PLANNED["RR-021"].facts
    assert [type(fact) for fact in facts] == [MemberJoined] * 5
    joined = [fact for fact in facts if isinstance(fact, MemberJoined)]
    assert {(fact.council_id, fact.college, fact.joined_on) for fact in joined} == {
        ("CC18", College.RESIDENT, date(2018, 5, 3))
    }
    assert {(fact.gender, fact.age_band, fact.recruitment) for fact in joined} == {
        ("NOT_DECLARED", "NOT_DECLARED", "NOT_STATED")
    }
    assert len({fact.person_id for fact in joined}) == 5
    assert remarks(PLANNED["RR-021"]) == "non repris : changement de présidence, présidence changée (1)"


@pytest.mark.parametrize(
    ("record_id", "left"),
    [
        ("RR-011", "non repris : lieu, note"),
        ("RR-017", "non repris : heure, lieu, note, absents (2), pouvoirs (1)"),
        (
            "RR-022",
            (
                "non repris : heure, note, excusés (3), excusés du collège des associations (3), "
                "femmes selon l'intitulé de fonction (5), hommes selon l'intitulé de fonction (4), genre non dit (6)"
            ),
        ),
    ],
)
def test_what_a_record_says_besides_is_not_dropped_in_silence(record_id: str, left: str) -> None:
    assert remarks(PLANNED[record_id]) == left
