"""Every kind of entry has one life over HTTP: said, said again, listed, found, corrected, withdrawn, told whole."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from services.councils.dossier.domain import KINDS
from tests.entries.examples import ANNA, BILAL, BY_PATH, KIND, LINE, body, is_of_a_council

if TYPE_CHECKING:
    from shared.entries.kinds import Kind
    from tests.support.house import Caller, House


def councils_of(house: House, *codes: str) -> Caller:
    """The service, with these councils and a budget line for the expenses of CC18."""
    councils = house.start("councils").councils
    for code in codes or ("CC18",):
        councils.record(
            "/v1/councils",
            {"council_id": code, "name": "Conseil citoyen", "arrondissement": "18", "established_on": "2016-11-01"},
        )
    councils.record("/v1/budget-lines", body(KIND["budget-lines"], entry_id=LINE))
    return councils


def spread(service: Caller, path: str, **query: Any) -> list[list[str]]:
    """The lines of a list as a spreadsheet reads its file."""
    answer = service.get(path, format="csv", **query)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_an_entry_of_any_kind_is_said_corrected_and_withdrawn(house: House) -> None:
    councils = councils_of(house)
    for kind in KINDS:
        lives_its_life(councils, kind)
    assert councils.post("/v1/replays").json()["equal"] is True


def lives_its_life(councils: Caller, kind: Kind) -> None:
    things, said = f"/v1/{kind.path}", body(kind)
    entry_id = str(uuid4())
    it = f"{things}/{entry_id}"

    done = councils.record(things, said | {"entry_id": entry_id})
    assert (done["id"], done["version"]) == (entry_id, 1)
    seen = councils.get(it, after=done["after"])
    assert seen.headers["ETag"] == '"1"'
    assert said.items() <= without_what_nobody_said(seen.json(), said).items()
    assert (seen.json()["status"], seen.json()["starts_on"], seen.json()["ends_on"]) == ("STANDS", "2018-03-05", None)
    assert councils.record(things, said | {"entry_id": entry_id})["version"] == 1

    corrected = said | {kind.day: "2018-02-28", "reason": "BETTER_SOURCE"}
    assert councils.post(f"{it}/corrected", corrected).status_code == 428
    assert councils.post(f"{it}/corrected", corrected, if_match=7).status_code == 412
    done = councils.record(f"{it}/corrected", corrected, if_match=1)
    seen = councils.get(it, after=done["after"]).json()
    assert (seen["version"], seen["starts_on"], seen[kind.day]) == (2, "2018-02-28", "2018-02-28")
    assert councils.record(f"{it}/corrected", corrected, if_match=2)["version"] == 2

    withdrawal = {"reason": "ENTERED_BY_MISTAKE"}
    assert councils.post(f"{it}/withdrawn", withdrawal).status_code == 428
    done = councils.record(f"{it}/withdrawn", withdrawal, if_match=2)
    assert councils.record(f"{it}/withdrawn", withdrawal, if_match=3)["version"] == 3
    refused = councils.post(f"{it}/corrected", corrected, if_match=3)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/entry-was-withdrawn")
    assert councils.get(it, after=done["after"]).json()["status"] == "WITHDRAWN"
    listed = [one["entry_id"] for one in councils.get(things).json()[kind.many]]
    assert entry_id not in listed
    whole = councils.get(things, withdrawn="include").json()[kind.many]
    assert [one["status"] for one in whole if one["entry_id"] == entry_id] == ["WITHDRAWN"]

    told = councils.get(f"{it}/history").json()["history"]
    assert [one["type"] for one in told] == [
        kind.fact.type,
        "councils.entry-corrected.v1",
        "councils.entry-withdrawn.v1",
    ]
    assert (told[1]["fact"]["before"][kind.day], told[1]["fact"]["after"][kind.day]) == ("2018-03-05", "2018-02-28")
    assert told[2]["fact"]["said"] == told[1]["fact"]["after"]


def without_what_nobody_said(seen: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """What is seen of the fields that were said, down to the items of an assessment."""
    return {
        name: {part: seen[name][part] for part in value} if isinstance(value, dict) else seen[name]
        for name, value in said.items()
    }


def test_an_id_is_given_when_none_is_chosen_and_a_request_sent_again_gives_the_same(house: House) -> None:
    councils = councils_of(house)
    first = councils.post("/v1/premises", body(KIND["premises"]), key="the-same-key")
    again = councils.post("/v1/premises", body(KIND["premises"]), key="the-same-key")
    assert first.json() == again.json()
    assert again.headers["Idempotent-Replay"] == "true"
    assert str(UUID(first.json()["id"])) == first.json()["id"]
    other = councils.record("/v1/premises", body(KIND["premises"]))
    assert other["id"] != first.json()["id"]


def test_entries_are_filtered_searched_and_read_page_by_page(house: House) -> None:
    councils = councils_of(house, "CC18", "CC19")
    premises = KIND["premises"]
    names = ["Café de l'Église", "Local 100 %", "Salle", "salle basse", "Cave"]
    ids = []
    for number, name in enumerate(names, start=1):
        said = body(premises, title=name, from_on=f"2018-0{number}-01", until_on="2018-12-31")
        ids.append(councils.record("/v1/premises", said)["id"])
    last = councils.record("/v1/premises", body(premises, "CC19", title="Ailleurs", provider=None))

    def found(**query: Any) -> list[str]:
        listed = councils.get("/v1/premises", after=last["after"], **query).json()["premises"]
        return [one["title"] for one in listed]

    assert found(council="CC18") == names
    assert found(council="CC19") == ["Ailleurs"]
    assert found(council="CC20") == []
    assert found(on="2018-02-01") == names[:2]
    assert found(council="CC18", on="2018-12-31") == names
    assert found(council="CC18", on="2019-01-01") == []
    assert found(q="EGLISE") == names[:1]
    assert found(q="salle") == ["Salle", "salle basse"]
    assert found(q="100 %") == ["Local 100 %"]
    assert found(q="%") == ["Local 100 %"]
    assert len(found(q="bailleur")) == len(names), "who provides it is searched too"

    pages: list[list[str]] = []
    cursor = None
    while cursor or not pages:
        answer = councils.get("/v1/premises", council="CC18", limit=2, cursor=cursor)
        pages.append([one["entry_id"] for one in answer.json()["premises"]])
        cursor = answer.json()["next"]
        assert ("Link" in answer.headers) == (cursor is not None)
    assert pages == [ids[:2], ids[2:4], ids[4:]]


def test_entries_are_found_by_person_whoever_it_is(house: House) -> None:
    councils = councils_of(house)
    for kind in KINDS:
        done = councils.record(f"/v1/{kind.path}", body(kind))
    councils.get("/v1/premises", after=done["after"])
    found = {
        person: [kind.path for kind in KINDS if councils.get(f"/v1/{kind.path}", person=person).json()[kind.many]]
        for person in (ANNA, BILAL)
    }
    assert found == {
        ANNA: ["offices", "incompatibilities", "residence-checks", "parental-authorisations", "leaves", "participants"],
        BILAL: ["inductions", "team-trainings", "immersion-visits"],
    }


def test_every_list_is_a_file_with_french_headers(house: House) -> None:
    councils = councils_of(house)
    for kind in KINDS:
        if kind.path != "budget-lines":
            done = councils.record(f"/v1/{kind.path}", body(kind))
    councils.get("/v1/premises", after=done["after"])
    for kind in KINDS:
        header, line = spread(councils, f"/v1/{kind.path}")
        assert header[0] == "Identifiant"
        assert header[-1] == "Retirée"
        assert "05/03/2018" in line
        assert line[-1] == "non"
        assert len(line) == len(header)
    header, line = spread(councils, "/v1/budget-lines")
    assert dict(zip(header, line, strict=True)) == {
        "Identifiant": LINE,
        "Conseil": "CC18",
        "Ligne": "Convivialité",
        "Financeur": "CITY",
        "Année": "2018",
        "Montant (euros)": "2500,5",
        "Attribuée le": "05/03/2018",
        "Précision de la date": "DAY",
        "Certitude de la date": "STATED",
        "Retirée": "non",
    }
    header, line = spread(councils, "/v1/autonomy-assessments")
    assert (
        dict(zip(header, line, strict=True)).items()
        >= {
            "Évalué par": "COUNCIL",
            "Préside": "3",
            "Rédige les comptes rendus": "0",
            "Convoque ses réunions": "",
        }.items()
    )
    header, line = spread(councils, "/v1/hosting")
    assert (
        dict(zip(header, line, strict=True)).items()
        >= {
            "Accord écrit du conseil": "non",
            "Convention": "Convention 2018",
            "Au": "",
        }.items()
    )
    assert spread(councils, "/v1/premises", council="CC19") == [spread(councils, "/v1/premises")[0]]


def test_an_id_is_found_under_its_own_kind_only(house: House) -> None:
    councils = councils_of(house)
    it = councils.record("/v1/premises", body(KIND["premises"]))
    for path in (f"/v1/charters/{it['id']}", f"/v1/charters/{it['id']}/history", f"/v1/premises/{uuid4()}"):
        answer = councils.get(path, after=it["after"])
        assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")
    as_a_charter = body(KIND["charters"]) | {"reason": "OTHER"}
    for answer in (
        councils.post(f"/v1/charters/{it['id']}/corrected", as_a_charter, if_match=1),
        councils.post(f"/v1/charters/{it['id']}/withdrawn", {"reason": "OTHER"}, if_match=1),
    ):
        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/entry-of-another-kind")
    taken = councils.post("/v1/charters", body(KIND["charters"], entry_id=it["id"]))
    assert (taken.status_code, taken.json()["errors"][0]["pointer"]) == (409, "/entry_id")
    nothing = councils.post(f"/v1/charters/{uuid4()}/withdrawn", {"reason": "OTHER"}, if_match=1)
    assert nothing.status_code == 404


def test_what_is_wrong_with_a_request_is_told_with_its_field(house: House) -> None:
    councils = councils_of(house)

    def pointers(path: str, said: object) -> list[tuple[str, str]]:
        is_new = path.count("/") == 2
        answer = councils.post(path, said, if_match=None if is_new else 1)
        assert answer.status_code in {409, 422}, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        return [(one["pointer"], one["code"]) for one in answer.json()["errors"]]

    for kind in KINDS:
        things, said = f"/v1/{kind.path}", body(kind)
        corrections = f"{things}/{uuid4()}/corrected"
        assert pointers(things, said | {"remarque": "x"}) == [("/remarque", "extra_forbidden")]
        for wrong, code in (
            (3, "date_only"),
            ("2018-02-30", "date_from_datetime_parsing"),
            ("0018-01-01", "date_too_early"),
        ):
            assert pointers(things, said | {kind.day: wrong}) == [(f"/{kind.day}", code)]
        assert pointers(corrections, said) == [("/reason", "missing")]
        assert pointers(f"{things}/{uuid4()}/withdrawn", {"reason": "parce que"}) == [("/reason", "enum")]
        missing = sorted(pointer for pointer, _ in pointers(things, {}))
        needed = {name for name, field in kind.fact.model_fields.items() if field.is_required()} - {"entry_id"}
        assert missing == sorted(f"/{name}" for name in needed)
        if is_of_a_council(kind):
            assert pointers(things, said | {"council_id": "CC99"}) == [("/council_id", "unknown-council")]
        if kind.last_day:
            assert pointers(things, said | {kind.last_day: "2018-03-04"}) == [
                (f"/{kind.last_day}", "ends-before-it-starts")
            ]
        if not kind.may_begin_later:
            assert pointers(things, said | {kind.day: "2026-11-24"}) == [(f"/{kind.day}", "in-the-future")]
    residence = BY_PATH["residence-checks"] | {"council_id": "CC18"}
    assert pointers("/v1/residence-checks", residence | {"lives_in_district": "yes"}) == [
        ("/lives_in_district", "bool_type")
    ]
    assert pointers("/v1/leaves", body(KIND["leaves"], half_days=13)) == [("/half_days", "less_than_equal")]
    assert pointers("/v1/autonomy-assessments", body(KIND["autonomy-assessments"], scores={"chairs": 5})) == [
        ("/scores/chairs", "less_than_equal")
    ]
    assert councils.get("/v1/log/head").json()["position"] == 2, "nothing of all this was recorded"


def test_what_is_wrong_with_a_question_is_told_with_its_field(house: House) -> None:
    councils = councils_of(house)
    wrong: tuple[tuple[dict[str, Any], str], ...] = (
        ({"council": "18"}, "/query/council"),
        ({"person": "anna"}, "/query/person"),
        ({"on": "hier"}, "/query/on"),
        ({"q": "a\0b"}, "/query/q"),
        ({"withdrawn": "only"}, "/query/withdrawn"),
        ({"format": "xls"}, "/query/format"),
        ({"limit": "0"}, "/query/limit"),
        ({"cursor": "zz"}, "/query/cursor"),
    )
    for query, pointer in wrong:
        answer = councils.get("/v1/offices", **query)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
    assert councils.get("/v1/offices/anna").json()["errors"][0]["pointer"] == "/path/entry_id"
