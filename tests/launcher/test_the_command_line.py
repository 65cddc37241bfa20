"""What people type, what they are told, and what programs get."""

from __future__ import annotations

import json
import re
import socket
from typing import TYPE_CHECKING, Any, cast

import pytest

from deploy.local import questions
from deploy.local.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from deploy.local.client import Client
    from deploy.local.paths import Place


@pytest.fixture(autouse=True)
def at_home(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIL_HOME", str(place.home))
    monkeypatch.setenv("FIL_PORT_BASE", str(place.port_base))


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "--json"]) == 0
    commands = [each["command"] for each in json.loads(capsys.readouterr().out)]
    assert commands == [
        *("help", "demo", "up", "down", "status", "doctor"),
        *("template", "import", "undo-import", "imports", "load-districts"),
        *(
            "figures",
            "trace",
            "changes",
            "series",
            "targets",
            "missing",
            "close",
            "report",
            "bundle",
            "reports",
            "periods",
            "facts",
            "token",
            "replay",
            "verify",
            "test",
            "check",
        ),
    ]

    assert main(["help"]) == 0
    said = capsys.readouterr().out
    assert all(re.search(rf"^    {command}\b", said, re.MULTILINE) for command in commands)


@pytest.mark.parametrize(
    ("wrong", "french", "english"),
    [
        (
            ["nothing"],
            "fil : COMMANDE : 'nothing' n'existe pas ; au choix : 'help', 'demo'",
            "invalid choice: 'nothing'",
        ),
        (["--json"], "fil : il manque : COMMANDE", "the following arguments are required: COMMANDE"),
        (["status", "now"], "fil status : argument inconnu : now", "unrecognized arguments: now"),
        (
            ["figures", "--from", "2015-01-01"],
            "fil figures : il manque : --to",
            "the following arguments are required: --to",
        ),
        (["trace", "--from"], "fil trace : --from : il manque sa valeur", "argument --from: expected one argument"),
        (["figures", "--js"], "fil figures : il manque : --from, --to", "the following arguments are required"),
        (["import"], "fil import : il manque : FICHIER", "the following arguments are required: FICHIER"),
        (
            ["import", "f.csv", "--row-by-row", "--all-or-nothing"],
            "fil import : --all-or-nothing : pas avec --row-by-row",
            "not allowed with argument --row-by-row",
        ),
        (["undo-import", "twelve"], "fil undo-import : demande non comprise", "invalid UUID value: 'twelve'"),
        (
            ["template", "people", "f.csv"],
            "fil template : sheet : 'people' n'existe pas ; au choix : ",
            "invalid choice",
        ),
        (["up", "-x"], "fil up : argument inconnu : -x", "unrecognized arguments: -x"),
        (["up", "--json=1"], "fil up : --json : ne prend pas de valeur ('1')", "ignored explicit argument '1'"),
        (["up", "--since", "never"], "fil up : demande non comprise", "invalid float value: 'never'"),
    ],
)
def test_what_is_wrongly_asked_ends_with_2_and_is_told_in_french_then_in_english(
    wrong: list[str], french: str, english: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(wrong)

    assert end.value.code == 2
    *usage, complaint, original = capsys.readouterr().err.splitlines()
    assert usage[0].startswith("Usage : fil")
    assert complaint.startswith(french)
    assert english in original


def test_the_help_of_a_command_has_french_headings(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["trace", "--help"])

    assert end.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith("Usage : fil trace [-h]")
    assert re.findall(r"^(\w+) :$", said, re.MULTILINE) == ["Arguments", "Options"]


@pytest.mark.parametrize(
    "question",
    [
        ["figures", "--from", "2015-01-01", "--to", "2018-12-31"],
        ["trace", "VIE-03", "--from", "2015-01-01", "--to", "2018-12-31"],
        ["replay"],
        ["import", "records.json"],
        ["import", "members.csv", "--as", "members", "--dry-run"],
        ["imports"],
    ],
)
def test_a_question_to_services_that_do_not_run_says_how_to_start_them(
    question: list[str], place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*question, "--json"]) == 1

    said = capsys.readouterr()
    assert said.err == f"fil : Les services ne tournent pas : ./fil up (dossier {place.home})\n"
    assert json.loads(said.out)["error"] == f"Les services ne tournent pas : ./fil up (dossier {place.home})"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["members.csv"], "Dites ce que sont les lignes de ce tableau : --as members | meetings | activity-log."),
        (["members.csv", "--as", "members"], "--all-or-nothing ou --row-by-row"),
        (["records.json", "--as", "members"], "Ces options sont celles des tableaux"),
        (["records.json", "--errors", "x.csv"], "Ces options sont celles des tableaux"),
    ],
)
def test_what_must_be_said_of_a_spreadsheet_is_said_before_anything_is_asked_of_the_services(
    wrong: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", *wrong]) == 1
    assert told in capsys.readouterr().err


def test_a_template_is_written_without_any_service(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.home.mkdir()
    file = place.home / "membres.csv"
    assert main(["template", "members", str(file)]) == 0
    assert capsys.readouterr().out == f"Modèle écrit dans {file}. Les lignes qui commencent par # ne sont pas lues.\n"
    assert file.read_text(encoding="utf-8-sig").startswith("Conseil;Nom;Prénom;")
    assert main(["template", "members", str(file)]) == 1


def test_status_and_down_say_that_nothing_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["running"] is False
    assert main(["down", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"stopped": False}


def test_the_doctor_looks_at_everything_and_advises(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", place.port("nats"))):
        assert main(["doctor", "--json"]) == 1

    checks = {check["name"]: check for check in json.loads(capsys.readouterr().out)["checks"]}
    assert {"Python", "SQLite", "Dépendances", "Dossier de données", "Disque", "Services"} < set(checks)
    assert checks["NATS"]["ok"]
    assert not checks["Ports"]["ok"]
    assert checks["Ports"]["detail"] == f"déjà pris : {place.port('nats')} (nats)"
    assert checks["Ports"]["advice"] == "déplacez-les : FIL_PORT_BASE=9000 ./fil up"


PLAIN = {"numerator": None, "denominator": None, "unknown": 0, "at_least": 0, "imprecise": 0, "not_measurable": None}


def test_figures_are_a_table_with_indicators_down_and_scopes_across() -> None:
    attendances = {"indicator": "VIE-03", "name": "Présences", "form": "number", **PLAIN}
    held = {"indicator": "VIE-01", "name": "Réunions", "form": "number", **PLAIN}
    answer = {
        "as_of": "councils@12,activities@40",
        "figures": [
            {**held, "scope": {"council": "CC11"}, "value": 2},
            {**held, "scope": {"council": "CC18"}, "value": 11},
            {**attendances, "scope": {"council": "CC18"}, "value": None},
        ],
    }

    assert questions.figures_in_words(answer) == [
        "Indicateur        CC11  CC18",
        "----------------------------",
        "VIE-01 Réunions      2    11",
        "VIE-03 Présences        n.d.",
        "n.d. : non disponible : ne peut pas être mesuré, ce qui n'est pas zéro.",
        "État des faits : councils@12,activities@40",
    ]


@pytest.mark.parametrize(
    ("query", "codes", "is_mixed"),
    [
        ({}, ("CC18", "INV-18E"), True),
        ({"by": "arrondissement"}, ("CC18", "INV-18E"), True),
        ({}, ("CC11", "CC18"), False),
        ({}, ("INV-10E", "INV-18E"), False),
        ({"by": "council"}, ("CC18", "INV-18E"), False),
        ({"council": "CC18"}, ("CC18", "INV-18E"), False),
    ],
)
def test_a_figure_of_several_councils_says_when_some_are_invented(
    query: dict[str, str], codes: tuple[str, ...], *, is_mixed: bool
) -> None:
    class Answering:
        after = None

        def get(self, _service: str, _path: str, asked: dict[str, str]) -> Any:
            scopes = [{"council": code} for code in codes] if asked.get("by") == "council" else [{}]
            held = {"indicator": "VIE-01", "name": "Réunions", "form": "number", "value": 1, **PLAIN}
            return {"as_of": "councils@2", "figures": [{**held, "scope": scope} for scope in scopes]}

    lines = questions.figures(cast("Client", Answering()), query).lines

    assert any("1 conseil inventé" in line for line in lines) is is_mixed


def test_a_trace_shows_each_fact_with_its_source_and_why_it_does_not_count() -> None:
    fact = {
        "fact": {"source": "activities", "position": 7, "type": "activities.meeting-held.v1"},
        "occurred_on": "2017-06-01",
        "occurred_until": "2017-06-30",
        "at_least": True,
        "part": "value",
        "detail": "9 public compté sans nom",
        "date_precision": "MONTH",
        "date_certainty": "STATED",
        "label": "Conseil d'administration",
        "origin": {"record": "RR-012", "title": "Compte rendu du CA", "url": "https://example.org/ca"},
    }
    scope = {"council": "CC18"}
    answer = {
        "figure": {
            "indicator": "VIE-03",
            "name": "Présences",
            "scope": scope,
            "value": 9,
            "form": "number",
            **PLAIN,
        },
        "definition": {"definition": "Somme des présents."},
        "counted": [{**fact, "weight": 9, "confidence": "HIGH"}],
        "not_counted": [{**fact, "weight": 0, "confidence": "LOW", "reason_fr": "réunion annulée"}],
    }

    assert list(questions.trace_in_words(answer)) == [
        "VIE-03 Présences, CC18 : 9",
        "Définition : Somme des présents.",
        "Faits comptés : 1",
        "  2017-06           9  Conseil d'administration  (au moins)",
        "      soit 9 public compté sans nom",
        "      fait activities@7 activities.meeting-held.v1",
        "      source RR-012 : Compte rendu du CA",
        "      https://example.org/ca",
        "Faits non comptés : 1",
        "  2017-06           0  Conseil d'administration  (au moins)  (confiance faible)",
        "      fait activities@7 activities.meeting-held.v1",
        "      source RR-012 : Compte rendu du CA",
        "      https://example.org/ca",
        "      non compté : réunion annulée",
    ]


def test_what_changed_shows_each_fact_with_its_sign_and_why() -> None:
    fact = {
        "occurred_on": "2017-06-01",
        "occurred_until": "2017-06-01",
        "at_least": False,
        "part": "value",
        "detail": None,
        "date_precision": "DAY",
        "date_certainty": "STATED",
        "confidence": "HIGH",
        "label": "Réunion tenue",
        "origin": None,
    }
    figure: dict[str, Any] = {"indicator": "VIE-03", "name": "Présences", "scope": {}, "form": "number", **PLAIN}
    corrected = {"source": "activities", "position": 9, "label": "Présences corrigées"}
    answer = {
        "since": "activities@8",
        "as_of": "activities@9",
        "before": {**figure, "value": 15},
        "now": {**figure, "value": 12},
        "changes": [
            {
                **fact,
                "fact": {"source": "activities", "position": 7, "type": "activities.meeting-held.v1"},
                "change": -15,
                "cause_fr": "n'est plus vrai depuis un fait plus récent",
                "since": corrected,
            },
            {
                **fact,
                "fact": {"source": "activities", "position": 9, "type": "activities.attendance-corrected.v1"},
                "change": 12,
                "cause_fr": "enregistré depuis",
                "since": None,
            },
        ],
    }

    assert list(questions.changes_in_words(answer)) == [
        "VIE-03 Présences, Ensemble : 15, puis 12",
        "Faits qui changent quelque chose : 2",
        "  2017-06-01      -15  Réunion tenue",
        "      fait activities@7 activities.meeting-held.v1",
        "      n'est plus vrai depuis un fait plus récent : Présences corrigées, activities@9",
        "  2017-06-01      +12  Réunion tenue",
        "      fait activities@9 activities.attendance-corrected.v1",
        "      enregistré depuis",
        "État des faits : activities@8, puis activities@9",
    ]


def test_a_series_is_a_row_a_step_and_a_former_figure_stands_beside_the_one_of_now() -> None:
    figure: dict[str, Any] = {"indicator": "VIE-01", "name": "Réunions tenues", "scope": {}, "form": "number", **PLAIN}
    january = {**figure, "from": "2018-01-01", "to": "2018-01-31", "value": 2}
    february = {**figure, "from": "2018-02-01", "to": "2018-02-28", "value": 0}
    answer = {"as_of": "activities@9", "figures": [january, february]}
    assert list(questions.series_in_words(answer)) == [
        "VIE-01 Réunions tenues, Ensemble",
        "Période                      Valeur",
        "-----------------------------------",
        "du 2018-01-01 au 2018-01-31       2",
        "du 2018-02-01 au 2018-02-28       0",
        "État des faits : activities@9",
    ]
    compared = {**answer, "figures": [{**february, "before": january}]}
    assert questions.figures_in_words(compared) == [
        "Indicateur                   Ensemble",
        "-------------------------------------",
        "VIE-01 Réunions tenues  0 (avant : 2)",
        "Avant : du 2018-01-01 au 2018-01-31.",
        "État des faits : activities@9",
    ]
    assert questions.cell_in_words({**february, "value": None, "before": {**january, "value": None}}) == "n.d."
    assert questions.cell_in_words(february) == "0"


FACT = {
    "fact": "activities@2",
    "recorded_at": "2026-11-23T11:00:00+00:00",
    "by": "somebody",
    "name": "présences corrigées",
    "councils": ["CC18"],
    "cause": "import:90204e99a48e",
    "changes": [{"name": "présents", "before": "15", "now": "17"}, {"name": "lieu", "before": None, "now": "Mairie"}],
    "said": [{"name": "réunion", "said": "0198"}, {"name": "motif", "said": "erreur de comptage"}],
    "words": "…",
}


def test_a_fact_is_told_with_what_changed_before_and_now() -> None:
    assert list(questions.told_in_words(FACT)) == [
        "le 23 novembre 2026 à 12\xa0h\xa000  activities@2  présences corrigées  CC18  par somebody",
        "      présents : 15 → 17",
        "      lieu : rien → Mairie",
        "      réunion : 0198 ; motif : erreur de comptage",
        "      cause : import:90204e99a48e",
    ]
    unreadable = {**FACT, "changes": [], "said": [], "cause": None, "councils": [], "words": "illisible"}
    assert list(questions.told_in_words(unreadable))[1:] == ["      illisible"]


@pytest.mark.parametrize(
    ("limit", "pages", "last"), [(20, [20], ""), (250, [200, 50], ""), (450, [200, 200, 50], "--limit")]
)
def test_so_many_facts_are_asked_for_page_by_page(limit: int, pages: list[int], last: str) -> None:
    class Answering:
        after = None

        def __init__(self) -> None:
            self.asked: list[int] = []

        def get(self, _service: str, _path: str, query: dict[str, str | None]) -> Any:
            assert query["cursor"] == (f"after {len(self.asked)}" if self.asked else None)
            self.asked.append(int(query["limit"] or 0))
            is_last = last == "" and len(self.asked) == len(pages)
            return {"facts": [FACT] * self.asked[-1], "next": None if is_last else f"after {len(self.asked)}"}

    client = Answering()
    outcome = questions.facts(cast("Client", client), {"person": "0198"}, limit)

    assert client.asked == pages
    assert len(outcome.data["facts"]) == limit
    assert last in outcome.lines[-2]
    assert "GET /v1/reads?person=0198" in outcome.lines[-1]


def test_targets_are_a_row_each_with_what_is_said_of_them_and_the_reports_that_are_due() -> None:
    meetings = {"indicator": "VIE-01", "name": "Réunions tenues", "form": "number", **PLAIN, "value": 22}
    of_residents = {**PLAIN, "name": "Part des habitants", "form": "share", "numerator": 5, "denominator": 8}
    residents = {**of_residents, "indicator": "CMP-02", "value": 0.625}
    comment = {"council_id": "CC18", "text": "Deux reportées."}
    answer = {
        "as_of": "activities@9",
        "agreement": {"title": "Convention", "from_on": "2018-01-01", "until_on": "2020-12-31"},
        "year": 2018,
        "targets": [
            {"baseline": None, "goal": 24.0, "gap": -2.0, "figure": meetings, "comments": [comment]},
            {"baseline": 0.5, "goal": 0.6, "gap": 0.025, "figure": residents, "comments": []},
        ],
        "reports_due": [
            {"due_on": "2019-06-30", "report_fr": "compte rendu de l'année", "from": "2018-01-01", "to": "2018-12-31"}
        ],
    }
    assert [" ".join(line.split("\xa0")) for line in questions.progress_in_words(answer)] == [
        "Convention, du 2018-01-01 au 2020-12-31",
        "Indicateur                 Départ  Cible 2018       Réalisé  Écart",
        "------------------------------------------------------------------",
        "VIE-01 Réunions tenues       n.d.          24            22     -2",
        "CMP-02 Part des habitants    50 %        60 %  62,5 % (5/8)  2,5 %",
        "VIE-01 (CC18) : Deux reportées.",
        "n.d. : non disponible : ne peut pas être mesuré, ce qui n'est pas zéro.",
        "À rendre le 2019-06-30 au plus tard : compte rendu de l'année, du 2018-01-01 au 2018-12-31.",
        "État des faits : activities@9",
    ]


def test_what_a_period_lacks_is_a_row_a_council_and_a_thing() -> None:
    unknown = {"council_id": "CC18", "what": "attendance-unknown", "what_fr": "présences inconnues", "times": 2}
    weeks = {"council_id": None, "what": "week-not-closed", "what_fr": "semaine que personne n'a close", "times": 1}
    assert questions.missing_in_words({"missing": [unknown, weeks]}) == [
        "Conseil         Ce que personne n'a noté  Fois",
        "----------------------------------------------",
        "CC18                 présences inconnues     2",
        "Ensemble  semaine que personne n'a close     1",
    ]
    assert questions.missing_in_words({"missing": []}) == ["Rien ne manque."]


def test_a_report_is_written_in_a_form_that_is_known_or_refused_clearly(tmp_path: Path) -> None:
    with pytest.raises(questions.CannotWrite, match=r"note.doc : le fichier finit par .pdf, .xlsx, .ods, .csv, .json"):
        questions.report(None, {}, tmp_path / "note.doc", is_issued=False)  # type: ignore[arg-type]
    with pytest.raises(questions.CannotWrite, match="ne peut pas être écrit"):
        questions.keep(tmp_path / "nowhere" / "note.csv", b"")
    questions.keep(tmp_path / "note.csv", b"x")
    assert (tmp_path / "note.csv").read_bytes() == b"x"
