"""Figures over HTTP: what is asked, what is refused and how, files, and the way from a figure to its facts."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from tests.reporting.histories import room

if TYPE_CHECKING:
    from tests.support.house import House

PERIOD: dict[str, Any] = {"from_": "2018-01-01", "to": "2018-12-31"}
TITLE = "=SOMME(A1:A9)"


def establish(house: House, *codes: str) -> str:
    """Returns where to read on from."""
    after = ""
    for code in codes:
        body = {
            "council_id": code,
            "name": f"Conseil {code}",
            "arrondissement": code[2:],
            "established_on": "2016-11-01",
        }
        after = house.councils.record("/v1/councils", body)["after"]
    return after


def meet(house: House, council_id: str, on: str, attendance: Any, **other: Any) -> str:
    """A meeting was held; the council may still be news to activities. Returns where to read on from."""
    counts = attendance.model_dump(mode="json") if attendance else None
    body = {"council_id": council_id, "kind": "BOARD", "held_on": on, "attendance": counts} | other
    while True:
        answer = house.activities.post("/v1/meetings/held", body)
        if answer.status_code != 422:
            return str(answer.json()["after"])
        assert answer.json()["type"] == "/problems/unknown-council"


def ask(house: House, path: str = "/v1/figures", **query: Any) -> dict[str, Any]:
    answer = house.reporting.get(path, **(PERIOD | query))
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def one(house: House, code: str, **query: Any) -> dict[str, Any]:
    (figure,) = ask(house, indicator=code, **query)["figures"]
    assert isinstance(figure, dict)
    return figure


def follow(house: House, address: str) -> dict[str, Any]:
    """What is found where an answer says to look."""
    path, _, words = address.partition("?")
    query: dict[str, Any] = dict(parse_qsl(words))
    told: dict[str, Any] = house.reporting.get(path, **query).json()
    return told


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_what_is_asked_is_answered(busy: House) -> None:
    house = busy
    told = ask(house)
    assert (told["as_of"], told["from"], told["to"]) == (
        "activities@2,councils@2,reporting@0",
        "2018-01-01",
        "2018-12-31",
    )
    assert len(told["figures"]) == 76
    assert one(house, "VIE-01") == {
        "indicator": "VIE-01",
        "name": "Réunions tenues",
        "name_en": "Meetings held",
        "scope": {},
        "value": 2,
        "numerator": None,
        "denominator": None,
        "unit": "réunions",
        "form": "number",
        "not_measurable": None,
        "unknown": 0,
        "at_least": 0,
        "imprecise": 0,
        "version": 1,
        "trace": "/v1/figures/VIE-01/trace?from=2018-01-01&to=2018-12-31&as_of=activities%402%2Ccouncils%402%2Creporting%400",
    }
    mean = one(house, "VIE-04", council="CC18")
    assert (mean["value"], mean["numerator"], mean["denominator"], mean["unknown"]) == (5.0, 5, 1, 1)
    unknown = one(house, "VIE-02")
    assert unknown["value"] is None
    assert unknown["not_measurable"] == "aucune réunion prévue dans la période n'a été enregistrée"
    assert one(house, "VIE-01", arrondissement="14")["value"] == 0
    assert one(house, "VIE-01", as_of="activities@1")["value"] == 1
    by = ask(house, indicator="VIE-01", by="council,kind")["figures"]
    assert [(figure["scope"], figure["value"], figure["trace"]) for figure in by] == [
        ({"council": "CC18", "kind": "BOARD"}, 2, None)
    ]
    indicators = {figure["indicator"] for figure in ask(house, by="kind")["figures"]}
    assert indicators == {"VIE-01", "VIE-03", "VIE-04", "VIE-06", "VIE-08", "QUA-01"}

    # Each figure has the way to its own facts, and they say the same value.
    for figure in ask(house, by="council")["figures"] + ask(house, by="arrondissement")["figures"]:
        traced = follow(house, figure["trace"])
        assert traced["figure"]["value"] == figure["value"]
        assert traced["as_of"] == "activities@2,councils@2,reporting@0"
    trace = ask(house, "/v1/figures/VIE-03/trace", council="CC18")
    (counted,) = trace["counted"]
    assert (counted["part"], counted["weight"], counted["reason"]) == ("value", 5, None)
    assert counted["label"] == f"réunion tenue · conseil d'administration · {TITLE}"
    assert counted["origin"] == {"record": "RR-1", "title": "-Compte rendu", "url": "https://example.org/cr"}
    assert (counted["confidence"], counted["occurred_on"], counted["fact"]["position"]) == ("LOW", "2018-03-13", 1)
    assert [(fact["reason"], fact["reason_fr"], fact["reason_en"]) for fact in trace["not_counted"]] == [
        (
            "attendance-unknown",
            "présences inconnues : personne ne les a comptées",
            "attendance unknown: nobody counted",
        )
    ]
    assert house.reporting.get("/v1/indicators/VIE-01").json()["name"] == "Réunions tenues"
    assert len(house.reporting.get("/v1/indicators").json()["indicators"]) == 76

    # A place that nobody knew as of that moment has no trace to go to.
    (nowhere,) = ask(house, indicator="VIE-01", by="arrondissement", as_of="councils@0")["figures"]
    assert (nowhere["scope"], nowhere["value"], nowhere["trace"]) == ({"arrondissement": None}, 2, None)

    # What is recorded later changes nothing that was asked as of a moment, to the byte.
    places = "activities@2,councils@2,reporting@0"
    path = "/v1/figures/VIE-03/trace"
    before = [house.reporting.get(path, **PERIOD, as_of=places).content]
    before.append(house.reporting.get("/v1/figures", **PERIOD, by="council", as_of=places).content)
    after = meet(house, "CC14", "2018-06-01", room(unnamed=3))
    assert one(house, "VIE-01", council="CC14", after=after)["value"] == 1
    again = [house.reporting.get(path, **PERIOD, as_of=places).content]
    again.append(house.reporting.get("/v1/figures", **PERIOD, by="council", as_of=places).content)
    assert again == before


def test_files_say_what_the_answer_says(busy: House) -> None:
    house = busy
    answer = house.reporting.get("/v1/figures", **PERIOD, by="kind", format="csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="chiffres-2018-01-01-2018-12-31.csv"'
    assert answer.content.startswith(
        "\N{ZERO WIDTH NO-BREAK SPACE}Indicateur;Nom;Nature;Valeur;Numérateur;Dénominateur;Inconnus;".encode()
    )
    found = rows(answer.content)
    assert [(row["Indicateur"], row["Nature"], row["Valeur"], row["Inconnus"]) for row in found] == [
        ("VIE-01", "conseil d'administration", "2", "0"),
        ("VIE-03", "conseil d'administration", "5", "1"),
        ("VIE-04", "conseil d'administration", "5", "1"),
        ("VIE-06", "conseil d'administration", "1", "0"),
        ("VIE-08", "conseil d'administration", "0", "0"),
        # Two councils are asked for six things each; no paper of theirs was filed.
        ("QUA-01", "charte", "0", "0"),
        ("QUA-01", "règlement intérieur", "0", "0"),
        ("QUA-01", "moyens de l'année", "0", "0"),
        ("QUA-01", "local", "0", "0"),
        ("QUA-01", "structure porteuse", "0", "0"),
        ("QUA-01", "formation des membres", "0", "0"),
    ]
    assert {(row["Du"], row["Au"], row["État des faits"]) for row in found} == {
        ("01/01/2018", "31/12/2018", "activities@2,councils@2,reporting@0")
    }
    figures = ask(house, by="council")["figures"]
    found = rows(house.reporting.get("/v1/figures", **PERIOD, by="council", format="csv").content)
    assert [(row["Indicateur"], row["Conseil"]) for row in found] == [
        (figure["indicator"], figure["scope"]["council"]) for figure in figures
    ]
    for row, figure in zip(found, figures, strict=True):
        value = row["Valeur"].replace(",", ".")
        assert (float(value) if value else None) == figure["value"]
        assert (row["Non mesurable"] or None) == figure["not_measurable"]

    answer = house.reporting.get("/v1/figures/VIE-03/trace", **PERIOD, format="csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="VIE-03-2018-01-01-2018-12-31.csv"'
    counted, not_counted = rows(answer.content)
    assert counted["Source"] == "'-Compte rendu"
    assert counted["Fait"] == f"réunion tenue · conseil d'administration · {TITLE}"
    assert (counted["Part"], counted["Poids"], counted["Motif si non compté"]) == ("valeur", "5", "")
    assert (counted["Date"], counted["Conseil"], counted["Confiance"]) == ("13/03/2018", "CC18", "faible")
    assert counted["Enregistré le"] == "23/11/2026 12:00:00"
    assert (counted["Par"], counted["Position"]) == ("tester", "activities@1")
    assert not_counted["Motif si non compté"] == "présences inconnues : personne ne les a comptées"


REFUSED: list[tuple[str, dict[str, Any], int, str, str]] = [
    ("/v1/figures", {"to": "2017-12-31"}, 422, "/query/to", "period-ends-before-it-starts"),
    ("/v1/figures", {"from_": "2018-02-30"}, 422, "/query/from", "malformed-request"),
    ("/v1/figures", {"from_": "01/01/2018"}, 422, "/query/from", "malformed-request"),
    ("/v1/figures", {"from_": "20180101"}, 422, "/query/from", "malformed-request"),
    ("/v1/figures", {"to": ""}, 422, "/query/to", "malformed-request"),
    ("/v1/figures", {"to": "2101-01-01"}, 422, "/query/to", "malformed-request"),
    ("/v1/figures", {"by": "weather"}, 422, "/query/by", "no-indicator-has-all"),
    ("/v1/figures", {"by": "council,"}, 422, "/query/by", "no-indicator-has-all"),
    ("/v1/figures", {"by": "kind", "indicator": "CMP-01"}, 422, "/query/by", "no-such-breakdown"),
    ("/v1/figures", {"by": "k" * 61}, 422, "/query/by", "malformed-request"),
    ("/v1/figures", {"council": "cc18"}, 422, "/query/council", "malformed-request"),
    ("/v1/figures", {"council": "CC18' OR 1=1"}, 422, "/query/council", "malformed-request"),
    ("/v1/figures", {"council": "CC99"}, 404, "/query/council", "no-such-council"),
    ("/v1/figures", {"arrondissement": "21"}, 422, "/query/arrondissement", "malformed-request"),
    ("/v1/figures", {"arrondissement": "01"}, 422, "/query/arrondissement", "malformed-request"),
    ("/v1/figures", {"as_of": "hier"}, 422, "/query/as_of", "as-of-not-understood"),
    ("/v1/figures", {"as_of": "activities@-1"}, 422, "/query/as_of", "as-of-not-understood"),
    ("/v1/figures", {"as_of": "9999-12-31T23:59:59-05:00"}, 422, "/query/as_of", "as-of-not-understood"),
    ("/v1/figures", {"as_of": "2099-01-01"}, 422, "/query/as_of", "as-of-in-the-future"),
    ("/v1/figures", {"as_of": "activities@999"}, 422, "/query/as_of", "as-of-in-the-future"),
    ("/v1/figures", {"as_of": "a" * 201}, 422, "/query/as_of", "malformed-request"),
    ("/v1/figures", {"format": "docx"}, 422, "/query/format", "malformed-request"),
    ("/v1/figures", {"after": "councils@x"}, 422, "/query/after", "malformed-request"),
    ("/v1/figures", {"indicator": "XYZ-01"}, 404, "/query/indicator", "no-such-indicator"),
    ("/v1/figures/VIE-01/differences", {"since": "hier"}, 422, "/query/since", "as-of-not-understood"),
    ("/v1/figures/VIE-01/differences", {"since": "2999-01-01"}, 422, "/query/since", "as-of-in-the-future"),
    ("/v1/figures/VIE-01/differences", {}, 422, "/query/since", "malformed-request"),
    ("/v1/figures/VIE-01/series", {"step": "week"}, 422, "/query/step", "malformed-request"),
    ("/v1/figures/VIE-01/series", {"step": "month", "from": "2000-01-01"}, 422, "/query/step", "too-many-steps"),
    ("/v1/figures/XYZ-01/trace", {}, 404, "/path/code", "no-such-indicator"),
    ("/v1/figures/VIE-01/trace", {"to": "2017-12-31"}, 422, "/query/to", "period-ends-before-it-starts"),
    ("/v1/figures/VIE-01/trace", {"council": "CC99"}, 404, "/query/council", "no-such-council"),
]


def test_what_cannot_be_asked_is_refused_in_both_languages_naming_the_field(house: House) -> None:
    house.start("councils", "activities", "reporting")
    for path, query, status, pointer, code in REFUSED:
        answer = house.reporting.get(path, **(PERIOD | query))
        told = answer.json()
        assert (answer.status_code, told["type"]) == (status, f"/problems/{code}"), (path, query, answer.text)
        assert [error["pointer"] for error in told["errors"]] == [pointer], (path, query)
        assert told["errors"][0]["message"] != told["errors"][0]["message_en"], (path, query)
        assert told["detail"] != told["en"]["detail"], (path, query)
    answer = house.reporting.get("/v1/figures", from_="2018-12-31", to="2018-01-01")
    assert answer.json()["detail"] == "La période finit (1er janvier 2018) avant de commencer (31 décembre 2018)."
    assert answer.json()["en"]["detail"] == "The period ends (1 January 2018) before it starts (31 December 2018)."
    missing = house.reporting.get("/v1/figures").json()
    assert [error["pointer"] for error in missing["errors"]] == ["/query/from", "/query/to"]
    assert house.reporting.get("/v1/indicators/XYZ-01").json()["detail"] == "Aucun indicateur n'a le code XYZ-01."

    # Roles: whoever may not read figures reads none, and a funder's role does not exist yet.
    asked = {
        "/v1/figures": PERIOD,
        "/v1/figures/VIE-01/trace": PERIOD,
        "/v1/figures/VIE-01/differences": PERIOD | {"since": "2026-11-01"},
        "/v1/figures/VIE-01/series": PERIOD | {"step": "quarter"},
        "/v1/indicators": {},
        "/v1/indicators/VIE-01": {},
    }
    for path, query in asked.items():
        assert house.reporting.get(path, **query, roles=("funder",)).status_code == 403
        assert house.reporting.get(path, **query, roles=("facilitator",)).status_code == 200

    # What was just recorded in either source is read; what nobody recorded is waited for, then refused.
    after = establish(house, "CC14")
    assert ask(house, by="council", indicator="VIE-01", after=after)["figures"][0]["scope"] == {"council": "CC14"}
    after = f"{after},{meet(house, 'CC14', '2018-03-13', None)}"
    assert one(house, "VIE-01", after=after)["value"] == 1
    late = house.reporting.get("/v1/figures", is_patient=False, **PERIOD, after="activities@99")
    assert (late.status_code, late.json()["type"]) == (503, "/problems/not-yet-visible")
