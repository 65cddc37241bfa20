"""Each cell is understood as people write it, or refused with its words; what cannot be so together is told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from services.console.importing import CannotImport
from services.console.importing.reasons import NotImportable
from services.console.importing.sheets import LAYOUTS, cells
from services.console.importing.sheets.columns import asked_for, digest_of, match
from services.console.importing.sheets.planning import plan_rows
from services.console.importing.sheets.reading import Row
from shared.contracts.activities.imports import KnownChoice
from shared.contracts.vocabulary import AgeBand, DatePrecision, MeetingKind

if TYPE_CHECKING:
    from collections.abc import Callable

BATCH = UUID(int=1)
DAY, MONTH, YEAR = DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR


@pytest.mark.parametrize(
    ("read", "written", "said"),
    [
        (cells.when, "03/02/2026", cells.When(date(2026, 2, 3), DAY)),
        (cells.when, "3-2-2026", cells.When(date(2026, 2, 3), DAY)),
        (cells.when, "2026-02-03", cells.When(date(2026, 2, 3), DAY)),
        (cells.when, "02/2026", cells.When(date(2026, 2, 1), MONTH)),
        (cells.when, "2026", cells.When(date(2026, 1, 1), YEAR)),
        (cells.day, "29/02/2024", "2024-02-29"),
        (cells.whole, "1 200", 1200),
        (cells.whole, "12,0", 12),
        (cells.whole, "0", 0),
        (cells.minutes, "90", 90),
        (cells.minutes, "90 min", 90),
        (cells.minutes, "1,5 h", 90),
        (cells.minutes, "1 h 30", 90),
        (cells.minutes, "1h30", 90),
        (cells.minutes, "1:30", 90),
        (cells.minutes, "2 heures", 120),
        (cells.hours, "1,25", 75),
        (cells.hours, "2", 120),
        (cells.hours, "1 h 05", 65),
        (cells.yes, "Oui", True),
        (cells.yes, "x", True),
        (cells.yes, "non", False),
        (cells.code, "cc 18", "CC18"),
        (cells.text, " deux \n lignes ", "deux lignes"),
        (cells.word_of(MeetingKind), "PLENIERE", "PLENARY"),
        (cells.word_of(MeetingKind), "Conseil d'Administration", "BOARD"),
        (cells.word_of(MeetingKind), "BOARD", "BOARD"),
        (cells.word_of(AgeBand), "60 ans et plus", "60_PLUS"),
    ],
)
def test_a_cell_says(read: Callable[[str], Any], written: str, said: Any) -> None:
    assert read(written) == said


@pytest.mark.parametrize(
    ("read", "written", "code"),
    [
        (cells.when, "30/02/2026", "not-a-day"),
        (cells.when, "02/03/26", "not-a-day"),
        (cells.when, "hier", "not-a-day"),
        (cells.day, "02/2026", "not-exactly-known"),
        (cells.whole, "1,5", "not-a-whole-number"),
        (cells.whole, "-3", "not-a-whole-number"),
        (cells.whole, "douze", "not-a-whole-number"),
        (cells.minutes, "0,333 h", "not-a-duration"),
        (cells.minutes, "1 h 75", "not-a-duration"),
        (cells.minutes, "longtemps", "not-a-duration"),
        (cells.hours, "une", "not-a-duration"),
        (cells.yes, "peut-être", "not-yes-or-no"),
        (cells.word_of(MeetingKind), "fête", "not-a-word"),
    ],
)
def test_a_cell_that_is_not_understood_is_no_guess(read: Callable[[str], Any], written: str, code: str) -> None:
    with pytest.raises(NotImportable) as refused:
        read(written)
    assert refused.value.code() == code
    assert f"« {written} »" in refused.value.told().fr


def planned(
    kind: str, headings: str, *rows: str, council: str | None = "CC18", known: KnownChoice = KnownChoice.ASK
) -> Any:
    layout = LAYOUTS[kind]
    matching = match(headings.split(";"), layout, {}, {}, council=council is not None)
    read = [Row(rank, tuple(row.split(";"))) for rank, row in enumerate(rows, start=2)]
    return plan_rows(read, layout, matching, BATCH, council=council, known=known)


def told(kind: str, headings: str, *rows: str, **how: Any) -> list[list[tuple[str, str | None]]]:
    return [[(each.code, each.field) for each in one.problems] for one in planned(kind, headings, *rows, **how)]


@pytest.mark.parametrize(
    ("headings", "row", "problem"),
    [
        ("Date;Activité;Durée (minutes);Durée (heures)", "03/02/2026;suivi;90;1,5", ("said-twice", "hours")),
        ("Date;Activité", ";suivi", ("cell-missing", "done_on")),
        ("Conseil;Date;Activité", ";03/02/2026;suivi", ("cell-missing", "council_id")),
    ],
)
def test_time_spent_that_cannot_be_so_is_told(headings: str, row: str, problem: tuple[str, str]) -> None:
    council = None if "Conseil" in headings else "CC18"
    assert told("activity-log", headings, row, council=council) == [[problem]]


def test_a_minimum_of_nobody_is_told() -> None:
    assert told("meetings", "Date;Nature;Au moins", "03/02/2026;bureau;oui") == [
        [("counts-nobody-in-all", "is_lower_bound")]
    ]


def test_a_member_without_any_name_or_contact_is_told() -> None:
    row = ";habitants;titulaire;15/01/2026"
    assert told("members", "Nom;Collège;Qualité;Membre depuis", row) == [[("nobody-named", "family_name")]]


def test_an_address_alone_names_nobody_and_two_of_one_address_do_not_repeat_each_other() -> None:
    headings = "Nom;Téléphone;Adresse postale;Collège;Qualité;Membre depuis"
    rows = [f"{who};1 rue d'Exemple, 75018 Paris;habitants;titulaire;15/01/2026" for who in (";", ";", "Diop;", ";06")]
    nobody = [("nobody-named", "family_name")]
    assert told("members", headings, *rows) == [nobody, nobody, [], []]


def test_what_is_empty_is_unknown_and_never_zero() -> None:
    (meeting,) = planned("meetings", "Date;Nature;Présents", "03/02/2026;bureau;")
    assert meeting.steps[0].body["attendance"] is None
    (nobody,) = planned("meetings", "Date;Nature;Présents", "03/02/2026;bureau;0")
    assert nobody.steps[0].body["attendance"]["present"] == 0
    (spent,) = planned("activity-log", "Date;Activité;Durée", "03/02/2026;suivi;")
    assert spent.steps[0].body["minutes"] is None


def test_the_council_of_a_row_goes_before_the_one_that_was_said_for_all() -> None:
    rows = planned("meetings", "Conseil;Date;Nature", "cc 11;03/02/2026;bureau", ";03/02/2026;bureau")
    assert [one.steps[0].council_id for one in rows] == ["CC11", "CC18"]


def test_rows_that_repeat_one_above_are_told_with_its_number() -> None:
    headings = "Date;Activité;Durée;Précision"
    rows = ["03/02/2026;suivi;90;a", "03/02/2026;suivi;90;b", "03/02/2026;suivi;1,5 h;A"]
    assert told("activity-log", headings, *rows[:2]) == [[], []]
    repeated = planned("activity-log", headings, *rows, rows[0])
    assert [[each.fr for each in one.problems] for one in repeated][3][0].startswith("répète la ligne 2 :")
    assert told("activity-log", headings, rows[0], rows[0], known=KnownChoice.NEW) == [[], []]


def test_ids_follow_from_the_import_and_the_row() -> None:
    first, second = planned("meetings", "Date;Nature", "03/02/2026;bureau", "04/02/2026;bureau")
    again, _ = planned("meetings", "Date;Nature", "03/02/2026;plénière", "04/02/2026;bureau")
    assert first.steps[0].thing_id == again.steps[0].thing_id != second.steps[0].thing_id


# Columns

MEETINGS = LAYOUTS["meetings"]


def test_headings_are_known_without_case_accents_or_signs_and_by_their_other_names() -> None:
    found = match(["DATE ", "type de reunion", "Presents :", "?"], MEETINGS, {}, {}, council=True)
    assert found.columns == {"held_on": 0, "kind": 1, "present": 2}
    assert found.unmatched == ("?",)
    assert match(["Date", "Nature", " "], MEETINGS, {}, {}, council=True).unmatched == ("(colonne 3, sans en-tête)",)


def test_what_was_asked_goes_before_what_is_remembered_and_that_before_our_own_words() -> None:
    headings = ["Date", "Nature", "Objet"]
    remembered = {digest_of("objet"): "present"}
    found = match(headings, MEETINGS, {}, remembered, council=True)
    assert (found.columns["present"], found.remembered) == (2, ("Objet",))
    asked = asked_for("OBJET=guests", MEETINGS)
    assert match(headings, MEETINGS, asked, remembered, council=True).columns == {"held_on": 0, "kind": 1, "guests": 2}


def test_what_is_asked_of_columns_may_be_said_with_our_headings_and_hold_commas() -> None:
    assert asked_for("Jour, heure=Date,Genre=kind", MEETINGS) == {"jour heure": "held_on", "genre": "kind"}


@pytest.mark.parametrize(
    ("headings", "asked", "words"),
    [
        (["Date", "Tenue le", "Nature"], None, "Plusieurs colonnes disent « Date » : Date, Tenue le"),
        (
            ["Date", "Remarque"],
            None,
            "Colonnes nécessaires introuvables : Nature. Autres en-têtes du fichier : Remarque",
        ),
        (["Date", "Nature"], "Jour=held_on", "aucun en-tête du fichier ne s'appelle ainsi : jour"),
        (["Date", "Nature"], "Date=jour", "« Date=jour » n'est pas de la forme En-tête=champ"),
        (["Date", "Nature"], "Date", "« Date » n'est pas de la forme En-tête=champ"),
    ],
)
def test_columns_that_cannot_be_matched_are_told(headings: list[str], asked: str | None, words: str) -> None:
    with pytest.raises(CannotImport) as refused:
        match(headings, MEETINGS, asked_for(asked, MEETINGS), {}, council=True)
    assert words in str(refused.value)


def test_the_council_is_needed_unless_it_was_said_for_all_rows() -> None:
    with pytest.raises(CannotImport, match="introuvables : Conseil"):
        match(["Date", "Nature"], MEETINGS, {}, {}, council=False)
