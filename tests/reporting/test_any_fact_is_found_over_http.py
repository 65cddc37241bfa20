"""The audit view over HTTP: facts found by what they are about, told in words, page by page and as a file; what is refused, and to whom."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl
from uuid import UUID

import pytest
from sqlalchemy import update

from services.console.importing.sheets import undo_import
from services.reporting.audit import application
from shared.platform.envelope import read_log_lines
from shared.platform.exchange import write_cursor
from tests.reporting.histories import residents, room
from tests.support.house import SetClock
from tests.support.records import Importer
from tests.support.spreadsheets import LOG, MEETINGS, Office

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.house import House

ANNE, REQUEST = UUID(int=7), UUID(int=8)


def ask(house: House, path: str = "/v1/facts", **query: Any) -> dict[str, Any]:
    answer = house.reporting.get(path, **query)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def found(house: House, **query: Any) -> list[str]:
    """Which facts an answer holds, in its order."""
    return [one["fact"] for one in ask(house, **query)["facts"]]


def follow(house: House, address: str) -> Any:
    """What is found where an answer says to look."""
    path, _, words = address.partition("?")
    query: dict[str, Any] = dict(parse_qsl(words))
    return house.reporting.get(path, **query)


class Days:
    """What the house of a test recorded, from 20 to 24 November 2026."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._on(20)
        for code in ("CC14", "CC18"):
            house.establish(code)
        self._on(22)
        person = {"person_id": str(ANNE), "details": {"family_name": "Diallo"}, "legal_basis": "MEMBERSHIP"}
        house.councils.record("/v1/people", person | {"registered_on": "2018-01-05"})
        joining = {"person_id": str(ANNE), "college": "RESIDENT", "role": "TITULAR", "joined_on": "2018-01-06"}
        house.councils.record("/v1/councils/CC18/members", joining | {"recruitment": "LOT"})
        self._on(23)
        attendance = room(residents(9), unnamed=6).model_dump(mode="json")
        held = {"kind": "BOARD", "title": "Premier conseil", "held_on": "2018-05-03", "attendance": attendance}
        headers = {"X-Request-Id": str(REQUEST), "X-Cause": "import:90204e99a48e"}
        done = house.activities.record("/v1/meetings/held", held | {"council_id": "CC18"}, headers=headers)
        self.meeting = done["id"]
        again = {"attendance": room(residents(9), unnamed=8).model_dump(mode="json"), "reason": "COUNTING_ERROR"}
        somebody = house.signer.headers("somebody", ("coordinator",))
        house.activities.record(f"/v1/meetings/{self.meeting}/attendance", again, if_match=1, headers=somebody)
        self._on(24)
        other = house.activities.record("/v1/meetings/held", held | {"council_id": "CC14"})
        gone = house.activities.record(
            f"/v1/meetings/{other['id']}/withdrawn", {"reason": "WRONG_COUNCIL"}, if_match=1, headers=somebody
        )
        self.after = f"{gone['after']},{house.councils.all_said}"

    def _on(self, day: int) -> None:
        clock = self.house.clock
        assert isinstance(clock, SetClock)
        clock.set(date(2026, 11, day))


@pytest.fixture
def days(house: House) -> Days:
    """Two councils; a person who joined the 18th; a meeting there, recounted; one of the 14th, withdrawn."""
    return Days(house.start("councils", "activities", "reporting"))


EVERY = ["councils@1", "councils@2", "councils@3", "councils@4", *(f"activities@{n}" for n in (1, 2, 3, 4))]
"""Those of the story, in the order in which they were recorded."""
FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, EVERY),
    ({"council": "CC18"}, ["councils@2", "councils@4", "activities@1", "activities@2"]),
    ({"council": "CC14"}, ["councils@1", "activities@3", "activities@4"]),
    ({"council": "none"}, ["councils@3"]),
    ({"person": ANNE}, ["councils@3", "councils@4"]),
    ({"person": UUID(int=1)}, []),
    ({"type": "activities.meeting"}, ["activities@1", "activities@3", "activities@4"]),
    ({"type": "activities.meeting-held.v1"}, ["activities@1", "activities@3"]),
    ({"type": "councils."}, EVERY[:4]),
    ({"source": "activities"}, EVERY[4:]),
    ({"by": "somebody"}, ["activities@2", "activities@4"]),
    ({"by": "some"}, []),
    ({"batch": "import:90204e99a48e"}, ["activities@1"]),
    ({"request": REQUEST}, ["activities@1"]),
    ({"recorded_from": "2026-11-24"}, ["activities@3", "activities@4"]),
    ({"recorded_to": "2026-11-20"}, ["councils@1", "councils@2"]),
    ({"recorded_from": "2026-11-23", "recorded_to": "2026-11-23"}, ["activities@1", "activities@2"]),
    ({"day_to": "2018-01-05"}, EVERY[:3]),
    ({"day_from": "2018-05-03", "day_to": "2018-05-03"}, ["activities@1", "activities@3"]),
    # What corrects or withdraws happened when it was recorded.
    ({"day_from": "2018-05-04"}, ["activities@2", "activities@4"]),
    # Combined
    ({"council": "CC18", "source": "activities", "by": "tester"}, ["activities@1"]),
    ({"council": "CC18", "person": ANNE, "type": "councils.member"}, ["councils@4"]),
    ({"council": "CC14", "by": "somebody", "recorded_from": "2026-11-24", "type": "activities."}, ["activities@4"]),
    ({"council": "CC14", "person": ANNE}, []),
    ({"council": "none", "source": "activities"}, []),
]


def test_each_condition_alone_and_together_finds_the_facts_to_which_all_apply(days: Days) -> None:
    house = days.house
    assert ask(house, after=days.after)["next"] is None
    for query, expected in FILTERS:
        assert found(house, order="asc", **query) == expected, query
        assert found(house, **query) == expected[::-1], query
    assert found(house, thing=days.meeting) == ["activities@2", "activities@1"]


def test_a_fact_is_told_in_words_with_the_way_to_its_bytes(days: Days) -> None:
    house = days.house
    (held,) = ask(house, request=REQUEST, after=days.after)["facts"]
    assert {name: held[name] for name in held if name not in ("said", "id", "recorded_at", "words")} == {
        "fact": "activities@1",
        "source": "activities",
        "position": 1,
        "type": "activities.meeting-held.v1",
        "name": "réunion tenue",
        "name_en": "meeting held",
        "by": "tester",
        "request": str(REQUEST),
        "cause": "import:90204e99a48e",
        "thing": days.meeting,
        "councils": ["CC18"],
        "persons": [],
        "happened_on": "2018-05-03",
        "mark": None,
        "reason": None,
        "changes": [],
        "whole": "/v1/facts/activities/1",
        "raw": "/v1/ledger/activities?after=0&limit=1",
    }
    assert held["recorded_at"].startswith("2026-11-23T11:00:00.")
    assert [(one["field"], one["name"], one["said"]) for one in held["said"]] == [
        ("meeting_id", "réunion", days.meeting),
        ("council_id", "conseil", "CC18"),
        ("kind", "nature", "conseil d'administration"),
        ("title", "intitulé", "Premier conseil"),
        ("held_on", "tenue le", "3 mai 2018"),
        ("attendance.present", "présences, présents", "15"),
        (
            "attendance.members",
            "présences, membres",
            "collège habitants, genre non renseigné, tranche d'âge non renseigné, personnes 9",
        ),
        ("attendance.guests", "présences, invités", "0"),
        ("attendance.unnamed", "présences, public compté sans nom", "6"),
        ("attendance.unknown", "présences, présence inconnue", "0"),
        ("attendance.is_lower_bound", "présences, au moins", "non"),
        ("called_by", "convocation par", "non précisé"),
        ("chaired_by", "animation par", "non précisé"),
    ]
    assert held["words"].startswith(f"réunion : {days.meeting} ; conseil : CC18 ; nature : conseil d'administration ; ")
    (line,) = read_log_lines(follow(house, held["raw"]).content)
    assert (line.position, line.head()["id"]) == (1, held["id"])
    (registered,) = ask(house, type="councils.person")["facts"]
    assert (registered["persons"], registered["councils"]) == ([str(ANNE)], [])
    assert "Diallo" not in json.dumps(ask(house))


def test_a_correction_tells_each_field_that_changed_before_and_now_and_a_withdrawal_its_reason(days: Days) -> None:
    house = days.house
    gone, _, recount, *_ = ask(house, after=days.after)["facts"]
    assert (recount["mark"], recount["reason"]) == ("CORRECTED", "erreur de comptage")
    assert recount["changes"] == [
        {"field": "after.present", "name": "présents", "before": "15", "now": "17"},
        {
            "field": "after.unnamed",
            "name": "public compté sans nom",
            "before": "6",
            "now": "8",
        },
    ]
    assert recount["words"].startswith("présents : 15 → 17 ; ")
    assert (gone["mark"], gone["reason"], gone["changes"]) == ("WITHDRAWN", "mauvais conseil", [])

    # One fact whole: what takes it back, what it takes back, its bytes, and what has the same cause, request and thing.
    whole = ask(house, "/v1/facts/activities/1")
    assert [one["fact"] for one in whole["taken_back_by"]] == ["activities@2"]
    assert (whole["takes_back"], whole["led_to_by"]) == ([], None)
    assert json.loads(whole["state"])["data"]["title"] == "Premier conseil"
    assert len(whole["chain"]) == 64
    for address in ("of_the_same_cause", "of_the_same_request"):
        assert [one["fact"] for one in follow(house, whole[address]).json()["facts"]] == ["activities@1"]
    assert [one["fact"] for one in follow(house, whole["of_the_same_thing"]).json()["facts"]] == [
        "activities@2",
        "activities@1",
    ]
    withdrawal = ask(house, "/v1/facts/activities/4")
    assert [one["fact"] for one in withdrawal["takes_back"]] == ["activities@3"]
    assert withdrawal["of_the_same_cause"] is None


def test_what_led_to_a_fact_is_found_by_its_id_or_by_its_place(days: Days) -> None:
    house = days.house
    council = ask(house, "/v1/facts/councils/2", after=days.after)
    body = {"council_id": "CC18", "title": "Local", "provider": "Bailleur", "from_on": "2018-03-05"}
    for cause in (council["id"], "councils@2"):
        done = house.councils.record("/v1/premises", body, headers={"X-Cause": cause})
        caused = ask(house, f"/v1/facts/councils/{done['position']}", after=done["after"])
        assert caused["led_to_by"]["fact"] == "councils@2"
        assert found(house, batch=cause) == [caused["fact"]]


def test_an_entry_and_a_life_said_again_are_told_field_by_field(days: Days) -> None:
    house = days.house
    body = {"council_id": "CC18", "title": "Local", "provider": "Bailleur", "from_on": "2018-03-05"}
    done = house.councils.record("/v1/premises", body)
    path = f"/v1/premises/{done['id']}/corrected"
    again = body | {"title": "Local de la rue Ordener", "from_on": "2018-04-05", "reason": "BETTER_SOURCE"}
    done = house.councils.record(path, again, if_match=1)
    corrected = ask(house, f"/v1/facts/councils/{done['position']}", after=done["after"])
    assert [(one["name"], one["before"], one["now"]) for one in corrected["changes"]] == [
        ("local mis à disposition, intitulé", "Local", "Local de la rue Ordener"),
        ("local mis à disposition, à partir du", "5 mars 2018", "5 avril 2018"),
    ]
    assert corrected["reason"] == "meilleure source"

    # Days of which only the year is known may be the same in words: what was written is then told.
    vague: dict[str, Any] = body | {"origin": {"date_precision": "YEAR"}}
    done = house.councils.record("/v1/premises", vague)
    again = vague | {"from_on": "2018-01-01", "reason": "TYPING_ERROR"}
    done = house.councils.record(f"/v1/premises/{done['id']}/corrected", again, if_match=1)
    (change,) = ask(house, f"/v1/facts/councils/{done['position']}", after=done["after"])["changes"]
    assert (change["before"], change["now"]) == ("2018-03-05", "2018-01-01")

    steps = {"title": "Conseil du 3 mai", "place": "Mairie", "reason": "TYPING_ERROR"}
    done = house.activities.record(f"/v1/meetings/{days.meeting}/corrected", steps, if_match=2)
    told = ask(house, f"/v1/facts/activities/{done['position']}", after=done["after"])
    assert [(one["field"], one["name"], one["before"], one["now"]) for one in told["changes"]] == [
        ("after.held.title", "réunion tenue, intitulé", "Premier conseil", "Conseil du 3 mai"),
        ("after.held.place", "réunion tenue, lieu", None, "Mairie"),
    ]
    assert told["words"].startswith(
        "réunion tenue, intitulé : Premier conseil → Conseil du 3 mai ; réunion tenue, lieu : rien → Mairie ; "
    )
    assert [one["fact"] for one in told["takes_back"]] == ["activities@1", "activities@2"]


def test_pages_give_each_fact_once_while_others_are_recorded(days: Days) -> None:
    house = days.house
    ask(house, after=days.after)
    for order in ("asc", "desc"):
        before = found(house, order=order)
        seen: list[str] = []
        answer = house.reporting.get("/v1/facts", order=order, limit=3)
        while True:
            seen += [one["fact"] for one in answer.json()["facts"]]
            done = house.councils.record("/v1/premises", {"council_id": "CC18", "title": "L", "from_on": "2018-03-05"})
            ask(house, after=done["after"])
            link = answer.headers.get("Link")
            if link is None or len(seen) > 60:
                break
            answer = follow(house, link.partition(">")[0].removeprefix("<"))
        assert len(seen) == len(set(seen))
        assert seen[: len(before)] == before


def test_facts_are_a_file_of_words(days: Days, monkeypatch: pytest.MonkeyPatch) -> None:
    house = days.house
    answer = house.reporting.get("/v1/facts", council="CC18", order="asc", format="csv", after=days.after)
    assert answer.headers["content-disposition"] == 'attachment; filename="faits.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row["Fait"] for row in rows] == ["councils@2", "councils@4", "activities@1", "activities@2"]
    assert (rows[1]["Personnes"], rows[1]["Conseils"]) == (str(ANNE), "CC18")
    recount = rows[3]
    assert (recount["Nature"], recount["Motif"], recount["Par"]) == (
        "présences corrigées",
        "erreur de comptage",
        "somebody",
    )
    assert recount["Enregistré le"] == "23/11/2026 12:00:00"
    assert recount["Ce qui a été dit"].startswith("présents : 15 → 17 ; ")

    # A file holds so many facts, and no more.
    monkeypatch.setattr(application, "LONGEST_FILE", 3)
    refused = house.reporting.get("/v1/facts", format="csv").json()
    assert refused["type"] == "/problems/too-many-facts"
    assert refused["detail"].startswith("Cela fait 8 faits : un fichier en tient 3 au plus.")
    assert house.reporting.get("/v1/facts", format="csv", council="CC14").status_code == 200


def test_an_import_and_its_undoing_are_found_by_their_batch(house: House, tmp_path: Path) -> None:
    house.start("councils", "activities", "reporting")
    house.establish("CC18")
    importer = Importer({"councils": house.councils.base_url, "activities": house.activities.base_url}, house.signer)
    office = Office(tmp_path, importer, "CC18")
    office.run(office.write(LOG, "01/02/2026;suivi;10;"), "activity-log")
    report = office.run(office.write(MEETINGS, "03/02/2026;plénière;12;", "04/02/2026;bureau;3;"), "meetings")
    undo_import(importer, str(report.batch_id), dry_run=False)
    importer.close()
    told = ask(house, batch=report.batch_id, order="asc", after=house.activities.all_said)["facts"]
    assert [one["name"] for one in told] == [
        "import d'un tableau commencé",
        *["réunion tenue"] * 2,
        "import d'un tableau terminé",
        *["saisie de réunion retirée"] * 2,
        "import d'un tableau annulé",
    ]
    assert {one["by"] for one in told} == {"importer"}
    assert len(found(house, batch=f"import:{report.batch_id}")) == 4
    assert len(found(house, batch=f"undo:{report.batch_id}")) == 3
    whole = ask(house, told[1]["whole"])
    assert whole["led_to_by"]["fact"] == told[0]["fact"]
    assert [one["fact"] for one in whole["taken_back_by"]] == [told[5]["fact"]]


REFUSED: list[tuple[str, dict[str, Any], int, str, str]] = [
    ("/v1/facts", {"council": "CC99"}, 404, "/query/council", "no-such-council"),
    ("/v1/facts", {"council": "cc18"}, 422, "/query/council", "malformed-request"),
    ("/v1/facts", {"council": "nonempty"}, 422, "/query/council", "malformed-request"),
    ("/v1/facts", {"person": "Diallo"}, 422, "/query/person", "malformed-request"),
    ("/v1/facts", {"thing": "1"}, 422, "/query/thing", "malformed-request"),
    ("/v1/facts", {"request": "x"}, 422, "/query/request", "malformed-request"),
    ("/v1/facts", {"type": "activities.party"}, 422, "/query/type", "no-such-kind-of-fact"),
    ("/v1/facts", {"type": "meeting-held"}, 422, "/query/type", "no-such-kind-of-fact"),
    ("/v1/facts", {"type": "%"}, 422, "/query/type", "malformed-request"),
    ("/v1/facts", {"source": "weather"}, 404, "/query/source", "no-such-source"),
    ("/v1/facts", {"by": "a\x00b"}, 422, "/query/by", "malformed-request"),
    ("/v1/facts", {"batch": "x" * 65}, 422, "/query/batch", "malformed-request"),
    ("/v1/facts", {"recorded_from": "hier"}, 422, "/query/recorded_from", "malformed-request"),
    ("/v1/facts", {"day_to": "1999-12-31"}, 422, "/query/day_to", "malformed-request"),
    (
        "/v1/facts",
        {"recorded_from": "2026-11-24", "recorded_to": "2026-11-23"},
        422,
        "/query/recorded_to",
        "ends-before-it-starts",
    ),
    ("/v1/facts", {"day_from": "2026-11-24", "day_to": "2026-11-23"}, 422, "/query/day_to", "ends-before-it-starts"),
    ("/v1/facts", {"order": "random"}, 422, "/query/order", "malformed-request"),
    ("/v1/facts", {"limit": 201}, 422, "/query/limit", "malformed-request"),
    ("/v1/facts", {"cursor": "x"}, 422, "/query/cursor", "malformed-cursor"),
    ("/v1/facts", {"cursor": write_cursor(1, "councils")}, 422, "/query/cursor", "malformed-cursor"),
    ("/v1/facts", {"cursor": write_cursor(1, "councils", "-1")}, 422, "/query/cursor", "malformed-cursor"),
    ("/v1/facts", {"cursor": write_cursor(2**63, "councils", 1)}, 422, "/query/cursor", "malformed-cursor"),
    ("/v1/facts", {"format": "xlsx"}, 422, "/query/format", "malformed-request"),
    ("/v1/facts", {"council_id": "CC18"}, 422, "/query/council_id", "unknown-parameter"),
    ("/v1/facts/weather/1", {}, 404, "/path/source", "no-such-source"),
    ("/v1/facts/councils/99", {}, 404, "/path/position", "no-such-fact"),
    ("/v1/facts/councils/0", {}, 422, "/path/position", "malformed-request"),
    ("/v1/facts/councils/9223372036854775808", {}, 422, "/path/position", "malformed-request"),
]


def test_what_cannot_be_asked_is_refused_naming_the_field_and_so_is_whoever_may_not_audit(house: House) -> None:
    house.start("councils", "activities", "reporting")
    for path, query, status, pointer, code in REFUSED:
        answer = house.reporting.get(path, **query)
        told = answer.json()
        assert (answer.status_code, told["type"]) == (status, f"/problems/{code}"), (path, query, answer.text)
        assert [error["pointer"] for error in told["errors"]] == [pointer], (path, query)
        assert told["detail"] != told["en"]["detail"], (path, query)
    asked = ("/v1/facts", "/v1/facts/councils/1", "/v1/ledger/councils")
    for role in ("facilitator", "funder", "auditor-to-be"):
        assert {house.reporting.get(path, roles=(role,)).status_code for path in asked} == {403}
    for role in ("coordinator", "operator"):
        assert house.reporting.get("/v1/facts", roles=(role,)).status_code == 200
    late = house.reporting.get("/v1/facts", is_patient=False, after="activities@99")
    assert (late.status_code, late.json()["type"]) == (503, "/problems/not-yet-visible")


ALTERED = (b"{}", b'{"data": 1}', b"\xff not JSON", b"[]")


def test_what_somebody_altered_is_listed_and_says_that_it_cannot_be_read(days: Days) -> None:
    house = days.house
    ask(house, after=days.after)
    model = house.apps["reporting"].state.platform._reads[0].model
    ledger = model.tables.ledger
    first = (ledger.c.source == "activities") & (ledger.c.position == 1)
    for put_there in ALTERED:
        with model._writer.begin() as connection:
            connection.execute(update(ledger).where(first).values(state=put_there))
        (line,) = ask(house, request=REQUEST)["facts"]
        assert (line["name"], line["said"]) == ("réunion tenue", [])
        assert line["words"] == "cette version ne sait pas lire ce fait : voir ses octets, et ./fil verify"
        assert ask(house, "/v1/facts/activities/1")["state"] == put_there.decode(errors="replace")
        assert ask(house, "/v1/facts/activities/2")["takes_back"] == []
        assert house.reporting.get("/v1/facts", format="csv").status_code == 200
