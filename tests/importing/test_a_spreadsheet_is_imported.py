"""A spreadsheet is judged by the services before anything is recorded; then it is recorded once, all of it or row by row."""

from __future__ import annotations

import csv
import io
from random import randrange
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from services.console.importing import CannotImport
from services.console.importing.sheets import LAYOUTS, Choices, import_sheet, undo_import
from shared.contracts.activities.imports import ImportMode, KnownChoice
from shared.contracts.french import FRENCH
from shared.contracts.vocabulary import MeetingKind
from tests.support.spreadsheets import (
    ALL_OR_NOTHING,
    LOG,
    MEETINGS,
    MEMBERS,
    ROW_BY_ROW,
    Killed,
    Mortal,
    Office,
    verdicts,
)

if TYPE_CHECKING:
    from tests.support.house import House
    from tests.support.records import Importer


def test_meetings_are_recorded_with_who_was_there_and_what_nobody_counted_is_unknown(office: Office) -> None:
    file = office.write(
        "Date;Nature;Objet;Présents;Habitants;Associations et acteurs locaux;Invités;Au moins;Présidée par",
        "03/02/2026;Plénière;Budget;15;8;2;1;;un membre du conseil",
        "2026-03-04;bureau;;;3;1;;;",
        "05/2026;groupe de travail;;;;;;;",
    )
    report = office.run(file, "meetings")
    assert verdicts(report) == [(2, "recorded", []), (3, "recorded", []), (4, "recorded", [])]
    assert office.meetings() == [
        ("2026-02-03", "PLENARY", 15),
        ("2026-03-04", "BUREAU", 4),
        ("2026-05-01", "WORKING_GROUP", None),
    ]

    ids = [one["meeting_id"] for one in office.shown("/v1/meetings", "meetings")]
    facts = [office.api.look("activities", f"/v1/meetings/{each}/history").body["history"][0] for each in ids]
    assert facts[0]["cause"] == f"import:{report.batch_id}"
    first, second, third = (one["fact"] for one in facts)
    assert first["attendance"] == {
        "present": 15,
        "members": [
            {"college": "RESIDENT", "gender": "NOT_DECLARED", "age_band": "NOT_DECLARED", "heads": 8},
            {"college": "LOCAL_ACTOR", "gender": "NOT_DECLARED", "age_band": "NOT_DECLARED", "heads": 2},
        ],
        "guests": 1,
        "unnamed": 4,
        "unknown": 0,
        "is_lower_bound": False,
    }
    assert (first["title"], first["chaired_by"], first["called_by"]) == ("Budget", "MEMBER", "NOT_STATED")
    assert (first["origin"]["channel"], first["origin"]["record"]) == ("IMPORT", "L2")
    assert second["attendance"]["is_lower_bound"] is True
    assert (third["attendance"], third["origin"]["date_precision"]) == (None, "MONTH")


def test_time_spent_is_recorded_in_minutes(office: Office) -> None:
    file = office.write(
        LOG, "03/02/2026;présence;1,5 h;Marché", "04/02/2026;rédaction;;", "05/02/2026;Déplacement;1h05;"
    )
    assert office.run(file, "activity-log").is_ok
    assert [
        (one["done_on"], one["kind"], one["minutes"], one["title"])
        for one in office.shown("/v1/activities", "activities")
    ] == [
        ("2026-02-03", "PRESENCE", 90, "Marché"),
        ("2026-02-04", "WRITING", None, None),
        ("2026-02-05", "TRAVEL", 65, None),
    ]


def test_members_are_known_by_name_in_the_vault_and_by_id_in_the_council(office: Office, name: str) -> None:
    header, number = f"{MEMBERS};Téléphone;Genre;Fin de mandat", f"{randrange(10**8):08}"
    file = office.write(
        header, f"{name};Awa;awa.{name}@example.org;habitants;titulaire;15/01/2026;06 {number};femme;14/01/2029"
    )
    report = office.run(file, "members")
    assert verdicts(report) == [(2, "recorded", [])]
    (member,) = office.members()
    assert (member["college"], member["role"], member["gender"], member["joined_on"]) == (
        "RESIDENT",
        "TITULAR",
        "F",
        "2026-01-15",
    )
    person = office.api.look("councils", f"/v1/people/{member['person_id']}").body
    assert person["details"]["family_name"] == name
    assert person["details"]["phone"] == f"+336{number}"
    assert (person["legal_basis"], person["registered_on"]) == ("MEMBERSHIP", "2026-01-15")


def test_nothing_of_a_person_is_in_the_facts_of_the_import(office: Office, name: str) -> None:
    file = office.write(f"{MEMBERS};Surnom de {name}", f"{name};Awa;;habitants;titulaire;15/01/2026;x")
    report = office.run(file, "members")
    assert report.matching.unmatched == (f"Surnom de {name}",)
    history = str(office.api.look("activities", f"/v1/imports/{report.batch_id}/history").body)
    assert name not in history
    assert "tableau" not in history


def test_row_by_row_good_rows_are_recorded_and_bad_ones_are_told_with_their_column(office: Office) -> None:
    file = office.write(
        MEETINGS,
        "03/02/2026;plénière;12;",
        "31/02/2026;plénière;12;",
        "04/02/2026;fête;douze;",
        "03/02/2030;bureau;;",
        ";bureau;;",
        "05/02/2026;bureau;3;5",
    )
    report = office.run(file, "meetings")
    assert verdicts(report) == [
        (2, "recorded", []),
        (3, "rejected", ["not-a-day"]),
        (4, "rejected", ["not-a-word", "not-a-whole-number"]),
        (5, "rejected", ["meeting-in-the-future"]),
        (6, "rejected", ["cell-missing"]),
        (7, "rejected", ["attendance-does-not-add-up"]),
    ]
    assert office.meetings() == [("2026-02-03", "PLENARY", 12)]
    batch = office.batch(report.batch_id)
    assert (batch["status"], batch["recorded_count"], batch["rejected_count"]) == ("ENDED", 1, 5)
    assert [one["row"] for one in batch["rejected"]] == [3, 4, 5, 6, 7]
    lines = report.lines()
    assert lines[0] == "tableau.csv : réunions, 6 lignes, ligne par ligne."
    assert "  ligne 3     Date : « 31/02/2026 » n'est pas une date : JJ/MM/AAAA est attendu" in lines
    assert "  ligne 6     Date : cette cellule doit être remplie" in lines
    assert f"Lot {report.batch_id} (pour revenir en arrière : ./fil undo-import {report.batch_id})" == lines[-1]


def test_the_file_of_errors_is_mended_and_imported_again(office: Office) -> None:
    header = f"{MEETINGS};Salle;Objet"
    file = office.write(header, "03/02/2026;plénière;12;;A;", '04/02/2026;fête;7;;=1+1;"+ de budget; ""oui"""')
    report = office.run(file, "meetings")
    errors = office.directory / "erreurs.csv"
    errors.write_bytes(report.errors_file())
    header_row, row = csv.reader(io.StringIO(errors.read_text(encoding="utf-8-sig"), newline=""), delimiter=";")
    assert header_row == [*header.split(";"), "Ligne", "Champ", "Problème", "Problem"]
    assert row[4:9] == [
        "'=1+1",
        '\'+ de budget; "oui"',
        "3",
        "Nature",
        f"« fête » n'est pas un de ces mots : {', '.join(FRENCH[MeetingKind].values())}",
    ]

    errors.write_text(errors.read_text(encoding="utf-8").replace(";fête;", ";bureau;"), encoding="utf-8")
    again = office.run(errors, "meetings")
    assert verdicts(again) == [(2, "recorded", [])]
    assert again.matching.unmatched == ("Salle",)
    assert office.shown("/v1/meetings", "meetings")[1]["title"] == '+ de budget; "oui"'


def test_all_or_nothing_one_bad_row_keeps_all_from_being_recorded(office: Office) -> None:
    before = office.positions()
    file = office.write(MEETINGS, "03/02/2026;plénière;12;", "31/02/2026;plénière;12;")
    report = office.run(file, "meetings", ALL_OR_NOTHING)
    assert verdicts(report) == [(2, "held", []), (3, "rejected", ["not-a-day"])]
    assert (report.batch_id, office.positions()) == (None, before)
    assert report.lines()[-1] == "Rien n'a été enregistré."
    assert office.run(office.write(MEETINGS, "03/02/2026;plénière;12;"), "meetings", ALL_OR_NOTHING).is_ok


class Unlucky:
    """An importer one of whose rows is refused after having been accepted in rehearsal: somebody was faster."""

    def __init__(self, api: Importer, refused: str) -> None:
        self._api = api
        self._refused = refused

    def look(self, service: str, path: str) -> Any:
        return self._api.look(service, path)

    def attempt(self, service: str, path: str, body: Any, *, rehearsal: bool = False, **how: Any) -> Any:
        if not rehearsal and body.get("held_on") == self._refused:
            body = body | {"held_on": "2030-01-01"}
        return self._api.attempt(service, path, body, rehearsal=rehearsal, **how)


def test_all_or_nothing_a_row_that_is_refused_after_all_takes_the_others_back(office: Office) -> None:
    file = office.write(MEETINGS, "03/02/2026;plénière;12;", "04/02/2026;bureau;3;", "05/02/2026;bureau;3;")
    choices = Choices(ALL_OR_NOTHING, council=office.council)
    report = import_sheet(file, Unlucky(office.api, "2026-02-04"), LAYOUTS["meetings"], choices)
    assert verdicts(report) == [(2, "held", []), (3, "rejected", ["meeting-in-the-future"]), (4, "held", [])]
    assert [one["status"] for one in office.shown("/v1/meetings", "meetings")] == ["WITHDRAWN"]
    assert report.undone is not None
    assert [(one.thing["row"], one.fate.value) for one in report.undone.things] == [(2, "withdrawn")]
    assert any("tout ce qui était enregistré est retiré" in line for line in report.lines())
    assert office.batch(report.batch_id)["status"] == "UNDONE"
    assert office.run(file, "meetings", ALL_OR_NOTHING).is_ok
    assert len([one for one in office.shown("/v1/meetings", "meetings") if one["status"] == "HELD"]) == 3


def test_row_by_row_a_row_that_is_refused_after_all_is_told_among_the_others(office: Office) -> None:
    file = office.write(MEETINGS, "03/02/2026;plénière;12;", "04/02/2026;bureau;3;")
    choices = Choices(ROW_BY_ROW, council=office.council)
    report = import_sheet(file, Unlucky(office.api, "2026-02-03"), LAYOUTS["meetings"], choices)
    assert verdicts(report) == [(2, "rejected", ["meeting-in-the-future"]), (3, "recorded", [])]
    assert office.meetings() == [("2026-02-04", "BUREAU", 3)]


@pytest.mark.parametrize("mode", ImportMode)
def test_a_dry_run_says_what_would_be_and_records_nothing(office: Office, name: str, mode: ImportMode) -> None:
    before = office.positions()
    rows = [f"{name};Awa;;habitants;titulaire;15/01/2026", f"{name};Jean;;habitants;titulaire;15/01/2030"]
    report = office.run(office.write(MEMBERS, *rows), "members", mode, dry_run=True)
    expected = "recorded" if mode is ROW_BY_ROW else "held"
    assert verdicts(report) == [(2, expected, []), (3, "rejected", ["in-the-future"])]
    assert (report.batch_id, office.positions(), office.members()) == (None, before, [])
    assert office.api.attempt(
        "councils", "/v1/people/search", {"family_name": name}, key="search-it", cause="x"
    ).body == {"people": []}


def test_the_same_file_twice_records_nothing_twice(office: Office) -> None:
    file = office.write(MEETINGS, "03/02/2026;plénière;12;", "04/02/2026;bureau;3;", "31/02/2026;bureau;3;")
    first = office.run(file, "meetings")
    before = office.positions()
    again = office.run(file, "meetings")
    assert verdicts(again) == [(2, "known", []), (3, "known", []), (4, "rejected", ["not-a-day"])]
    assert (again.batch_id, office.positions()) == (None, before)
    assert f"  ligne 2     enregistrée par le lot {first.batch_id}" in again.lines()


@pytest.mark.parametrize("code", ["18e", "CC-NOWHERE", "CC/18", "é"])
def test_a_code_that_is_no_councils_concerns_its_row_alone(office: Office, code: str) -> None:
    rows = [f"{code};03/02/2026;plénière;12;", f"{office.council};03/02/2026;plénière;12;"]
    report = office.run(office.write(f"Conseil;{MEETINGS}", *rows), "meetings", dry_run=True)
    assert verdicts(report) == [(2, "rejected", ["no-such-council"]), (3, "recorded", [])]


def test_what_was_rejected_is_tried_again_when_the_same_file_comes_again(office: Office, town: House) -> None:
    code = f"CC-{uuid4().hex[:8].upper()}"
    file = office.write(
        f"Conseil;{MEETINGS}", f"{office.council};03/02/2026;plénière;;", f"{code};03/02/2026;plénière;12;"
    )
    choices = Choices(ROW_BY_ROW)
    first = import_sheet(file, office.api, LAYOUTS["meetings"], choices)
    assert verdicts(first) == [(2, "recorded", []), (3, "rejected", ["no-such-council"])]
    town.establish(code)
    second = import_sheet(file, office.api, LAYOUTS["meetings"], choices)
    assert verdicts(second) == [(2, "known", []), (3, "recorded", [])]
    assert second.batch_id != first.batch_id
    third = import_sheet(file, office.api, LAYOUTS["meetings"], choices)
    assert [one.verdict.value for one in third.outcomes] == ["known", "known"]


@pytest.mark.parametrize(
    ("kind", "header", "row", "other"),
    [
        ("meetings", MEETINGS, "03/02/2026;plénière;12;", "03/02/2026;bureau;12;"),
        ("activity-log", LOG, "03/02/2026;présence;90;", "03/02/2026;présence;60;"),
    ],
)
def test_what_seems_to_be_recorded_already_is_held_back_unless_it_was_said_what_to_do(
    office: Office, kind: str, header: str, row: str, other: str
) -> None:
    office.run(office.write(header, row), kind)
    file = office.write(header, row, other, name="autre.csv")
    asked = office.run(file, kind, dry_run=True)
    assert verdicts(asked) == [(2, "rejected", ["known-already"]), (3, "recorded", [])]
    reused = office.run(file, kind, dry_run=True, known=KnownChoice.REUSE)
    assert verdicts(reused) == [(2, "known", []), (3, "recorded", [])]
    new = office.run(file, kind, known=KnownChoice.NEW)
    assert verdicts(new) == [(2, "recorded", []), (3, "recorded", [])]


@pytest.mark.parametrize("known", [KnownChoice.ASK, KnownChoice.REUSE])
def test_a_meeting_that_is_only_planned_is_asked_about_as_the_row_says_more(office: Office, known: KnownChoice) -> None:
    plan = {"council_id": office.council, "kind": "PLENARY", "planned_on": "2026-02-03"}
    planned = office.api.attempt("activities", "/v1/meetings", plan, key=f"key-{uuid4()}", cause="x").body["id"]
    file = office.write(MEETINGS, "03/02/2026;plénière;24;", "02/2026;plénière;5;")
    report = office.run(file, "meetings", dry_run=True, known=known)
    assert verdicts(report) == [(2, "rejected", ["only-planned"]), (3, "recorded", [])]
    ((problem,), _) = [one.problems for one in report.outcomes]
    assert problem.fr.startswith(f"cette réunion est prévue ({planned}), et personne n'a dit")
    held = {"held_on": "2026-02-03", "attendance": {"present": 24, "unnamed": 24}}
    office.api.attempt("activities", f"/v1/meetings/{planned}/held", held, key=f"key-{uuid4()}", cause="x")
    again = office.run(file, "meetings", dry_run=True, known=KnownChoice.REUSE)
    assert verdicts(again) == [(2, "known", []), (3, "recorded", [])]


def test_time_of_another_title_or_known_less_finely_is_not_taken_for_what_is_recorded(office: Office) -> None:
    office.run(office.write(LOG, "01/02/2026;présence;60;Marché"), "activity-log")
    rows = ["01/02/2026;présence;60;Square", "02/2026;présence;60;Marché", "01/02/2026;présence;1 h;Marché"]
    file = office.write(LOG, *rows, name="autre.csv")
    report = office.run(file, "activity-log", dry_run=True, known=KnownChoice.REUSE)
    assert [one.verdict.value for one in report.outcomes] == ["recorded", "recorded", "known"]


def test_somebody_who_may_be_known_is_held_back_with_the_persons_that_the_vault_proposes(
    office: Office, name: str
) -> None:
    office.run(office.write(MEMBERS, f"{name};Awa;;habitants;titulaire;15/01/2026"), "members")
    (member,) = office.members()
    file = office.write(MEMBERS, f"{name};Awa;;habitants;titulaire;16/01/2026", name="autre.csv")
    report = office.run(file, "members")
    assert verdicts(report) == [(2, "rejected", ["person-known"])]
    ((problem,),) = [one.problems for one in report.outcomes]
    assert (problem.field, f"{member['person_id']} : 70/100" in problem.fr) == ("same_person", True)
    assert b"M\xc3\xaame personne" in report.errors_file()


def test_a_person_who_is_known_is_taken_up_when_asked_and_told_when_a_member_already(
    office: Office, name: str, town: House
) -> None:
    row = f"{name};Awa;;habitants;titulaire;15/01/2026"
    office.run(office.write(MEMBERS, row), "members")
    (member,) = office.members()
    again = office.run(office.write(MEMBERS, row, name="b.csv"), "members", known=KnownChoice.REUSE)
    assert [one.verdict.value for one in again.outcomes] == ["known"]

    other = Office(office.directory, office.api, town.establish(f"CC-{uuid4().hex[:8].upper()}"))
    report = other.run(other.write(MEMBERS, row, name="c.csv"), "members", known=KnownChoice.REUSE)
    assert verdicts(report) == [(2, "recorded", [])]
    assert [one["person_id"] for one in other.members()] == [member["person_id"]]
    assert any("ses coordonnées ne sont pas changées" in line for line in report.lines())


def test_which_person_it_is_can_be_said_row_by_row(office: Office, name: str, town: House) -> None:
    office.run(office.write(MEMBERS, f"{name};Awa;;habitants;titulaire;15/01/2026"), "members")
    (member,) = office.members()
    other = Office(office.directory, office.api, town.establish(f"CC-{uuid4().hex[:8].upper()}"))
    rows = [
        f"{name};Awa;;habitants;titulaire;15/01/2026;{member['person_id']}",
        f"{name};Awa;;habitants;suppléant;15/01/2026;Nouvelle",
        f"{name};Awa;;habitants;suppléant;15/01/2026;sa sœur",
        f"{name};Awa;;habitants;suppléant;15/01/2026;{uuid4()}",
    ]
    report = other.run(other.write(f"{MEMBERS};Même personne", *rows), "members")
    assert verdicts(report) == [
        (2, "recorded", []),
        (3, "recorded", []),
        (4, "rejected", ["not-same-person"]),
        (5, "rejected", ["no-such-person"]),
    ]
    assert [
        one["person_id"] == member["person_id"] for one in sorted(other.members(), key=lambda one: one["role"])
    ] == [False, True]


def test_two_rows_that_say_the_same_are_recorded_once_unless_they_are_said_to_be_two(office: Office, name: str) -> None:
    row = f"{name};Awa;;habitants;titulaire;15/01/2026"
    file = office.write(MEMBERS, row, row)
    assert verdicts(office.run(file, "members", dry_run=True)) == [
        (2, "recorded", []),
        (3, "rejected", ["repeats-a-row"]),
    ]
    assert office.run(file, "members", dry_run=True, known=KnownChoice.NEW).is_ok


def test_columns_are_matched_as_they_were_the_last_time(office: Office) -> None:
    own = uuid4().hex
    header = f"Jour {own};Genre de rencontre;Monde;Remarque"
    first = office.write(header, "03/02/2026;plénière;12;x")
    with pytest.raises(CannotImport, match="Colonnes nécessaires introuvables : Date, Nature"):
        office.run(first, "meetings")
    said = f"Jour {own}=Date,genre de Rencontre=kind,Monde=present"
    assert office.run(first, "meetings", columns=said).is_ok
    report = office.run(office.write(header, "04/02/2026;bureau;3;y", name="b.csv"), "meetings")
    assert verdicts(report) == [(2, "recorded", [])]
    assert report.matching.remembered == (f"Jour {own}", "Genre de rencontre", "Monde")
    assert report.lines()[1:3] == [
        f"Colonnes reconnues comme la dernière fois : Jour {own}, Genre de rencontre, Monde",
        "Colonnes non reprises : Remarque",
    ]
    assert office.meetings() == [("2026-02-03", "PLENARY", 12), ("2026-02-04", "BUREAU", 3)]


@pytest.mark.parametrize("mode", ImportMode)
def test_killed_after_any_of_its_commands_it_goes_on_where_it_was_and_doubles_nothing(
    office: Office, name: str, mode: ImportMode
) -> None:
    rows = [f"{name}{letter};Awa;{letter}.{name}@example.org;habitants;titulaire;15/01/2026" for letter in "abc"]
    file = office.write(MEMBERS, *rows)
    choices = Choices(mode, council=office.council)
    for commands in (
        1,
        2,
        3,
        5,
        7,
    ):  # begin; a person; a membership; …; the last membership: each run replays the former ones
        with pytest.raises(Killed):
            import_sheet(file, Mortal(office.api, commands), LAYOUTS["members"], choices)
    with pytest.raises(CannotImport, match="doit reprendre tel qu'il a commencé"):
        office.run(file, "members", mode, known=KnownChoice.NEW)
    report = office.run(file, "members", mode)
    assert verdicts(report) == [(2, "recorded", []), (3, "recorded", []), (4, "recorded", [])]
    assert len(office.members()) == 3
    found = office.api.attempt(
        "councils", "/v1/people/search", {"family_name": f"{name}a"}, key="search-it", cause="x"
    ).body
    assert len(found["people"]) == 1
    batch = office.batch(report.batch_id)
    assert (batch["attempt"], batch["status"], batch["recorded_count"]) == (1, "ENDED", 6)
    assert [one.verdict.value for one in office.run(file, "members", mode).outcomes] == ["known"] * 3


def test_all_or_nothing_what_is_taken_up_again_and_held_says_no_other_row_before_it_is_undone(
    office: Office, name: str
) -> None:
    rows = [f"{name}{letter};Awa;;habitants;titulaire;15/01/2026" for letter in "abc"]
    file, meanwhile = office.write(MEMBERS, *rows), office.write(MEMBERS, rows[2], name="autre.csv")
    choices = Choices(ALL_OR_NOTHING, council=office.council)
    with pytest.raises(Killed):
        import_sheet(file, Mortal(office.api, 3), LAYOUTS["members"], choices)
    assert office.run(meanwhile, "members").is_ok

    report = office.run(file, "members", ALL_OR_NOTHING)
    assert verdicts(report) == [(2, "held", []), (3, "held", []), (4, "rejected", ["person-known"])]
    assert report.undone is not None
    assert [(one.thing["row"], one.thing["thing"], one.fate.value) for one in report.undone.things] == [
        (2, "MEMBERSHIP", "withdrawn"),
        (2, "PERSON", "refused"),
    ]
    asked = {"family_name": f"{name}b"}
    assert office.api.attempt("councils", "/v1/people/search", asked, key="search-it", cause="x").body == {"people": []}
    assert len(office.members()) == 1
    assert office.batch(report.batch_id)["status"] == "UNDONE"


def test_a_service_that_does_not_answer_stops_the_import_which_is_no_fault_of_a_row(office: Office) -> None:
    class Away:
        look = staticmethod(office.api.look)

        @staticmethod
        def attempt(*_: Any, **__: Any) -> Any:
            return type(office.api.look("activities", "/v1/log/head"))(503, {"detail": "Plus tard."})

    file = office.write(MEETINGS, "03/02/2026;plénière;12;")
    with pytest.raises(CannotImport, match="L'import s'est arrêté : Plus tard"):
        import_sheet(file, Away(), LAYOUTS["meetings"], Choices(ROW_BY_ROW, council=office.council))


def test_after_its_undoing_the_same_file_is_imported_anew(office: Office) -> None:
    file = office.write(MEETINGS, "03/02/2026;plénière;12;")
    first = office.run(file, "meetings")
    undo_import(office.api, str(first.batch_id), dry_run=False)
    second = office.run(file, "meetings")
    assert verdicts(second) == [(2, "recorded", [])]
    assert second.batch_id != first.batch_id
    assert [one["status"] for one in office.shown("/v1/meetings", "meetings")].count("HELD") == 1
