"""Every kind of entry has one life over HTTP: said, said again, listed, found, corrected, withdrawn, told whole."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from services.councils.dossier.domain import KINDS, Kind
from tests.councils.entries import BY_PATH, KIND, LINE, body, is_of_a_council

if TYPE_CHECKING:
    from tests.support.house import Caller, House


@pytest.fixture
def councils(town: House) -> Caller:
    """The service, which tests share."""
    return town.councils


@pytest.fixture
def line(councils: Caller, council: str) -> str:
    """The budget line for the expenses of the council."""
    return str(councils.record("/v1/budget-lines", body(KIND["budget-lines"], council))["id"])


def establish(councils: Caller, code: str) -> None:
    councils.record(
        "/v1/councils",
        {"council_id": code, "name": "Conseil citoyen", "arrondissement": "18", "established_on": "2016-11-01"},
    )


def one_of(kind: Kind, council: str, **own: str) -> dict[str, Any]:
    """The example of a kind, with those of these words that it has."""
    return body(kind, council, **{name: value for name, value in own.items() if name in BY_PATH[kind.path]})


def spread(service: Caller, path: str, **query: Any) -> list[list[str]]:
    """The lines of a list as a spreadsheet reads its file."""
    answer = service.get(path, format="csv", **query)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_an_entry_of_any_kind_is_said_corrected_and_withdrawn(house: House) -> None:
    councils = house.start("councils").councils
    establish(councils, "CC18")
    councils.record("/v1/budget-lines", body(KIND["budget-lines"], entry_id=LINE))
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


def test_an_id_is_given_when_none_is_chosen_and_a_request_sent_again_gives_the_same(
    councils: Caller, council: str
) -> None:
    premises, key = body(KIND["premises"], council), str(uuid4())
    first = councils.post("/v1/premises", premises, key=key)
    again = councils.post("/v1/premises", premises, key=key)
    assert first.json() == again.json()
    assert again.headers["Idempotent-Replay"] == "true"
    assert str(UUID(first.json()["id"])) == first.json()["id"]
    other = councils.record("/v1/premises", premises)
    assert other["id"] != first.json()["id"]


def test_entries_are_filtered_searched_and_read_page_by_page(councils: Caller, council: str) -> None:
    elsewhere, nowhere = (f"CC-{uuid4().hex[:8].upper()}" for _ in range(2))
    establish(councils, elsewhere)
    premises = KIND["premises"]
    names = ["Café de l'Église", "Local 100 %", "Salle", "salle basse", "Cave"]
    ids = []
    for number, name in enumerate(names, start=1):
        said = body(premises, council, title=name, from_on=f"2018-0{number}-01", until_on="2018-12-31")
        ids.append(councils.record("/v1/premises", said)["id"])
    last = councils.record("/v1/premises", body(premises, elsewhere, title="Ailleurs", provider=None))

    def found(*among: str, **query: Any) -> list[str]:
        """In these councils, one after the other."""
        return [
            one["title"]
            for code in among
            for one in councils.get("/v1/premises", council=code, after=last["after"], **query).json()["premises"]
        ]

    both = (council, elsewhere)
    assert found(council) == names
    assert found(elsewhere) == ["Ailleurs"]
    assert found(nowhere) == []
    assert found(*both, on="2018-02-01") == names[:2]
    assert found(council, on="2018-12-31") == names
    assert found(council, on="2019-01-01") == []
    assert found(*both, q="EGLISE") == names[:1]
    assert found(*both, q="salle") == ["Salle", "salle basse"]
    assert found(*both, q="100 %") == ["Local 100 %"]
    assert found(*both, q="%") == ["Local 100 %"]
    assert len(found(*both, q="bailleur")) == len(names), "who provides it is searched too"

    pages: list[list[str]] = []
    cursor = None
    while cursor or not pages:
        answer = councils.get("/v1/premises", council=council, limit=2, cursor=cursor)
        pages.append([one["entry_id"] for one in answer.json()["premises"]])
        cursor = answer.json()["next"]
        assert ("Link" in answer.headers) == (cursor is not None)
    assert pages == [ids[:2], ids[2:4], ids[4:]]


def test_entries_are_found_by_person_whoever_it_is(councils: Caller, council: str, line: str) -> None:
    anna, bilal = str(uuid4()), str(uuid4())
    for kind in KINDS:
        said = one_of(kind, council, budget_id=line, person_id=anna, facilitator_id=bilal)
        done = councils.record(f"/v1/{kind.path}", said)
    councils.get("/v1/premises", after=done["after"])
    found = {
        person: [kind.path for kind in KINDS if councils.get(f"/v1/{kind.path}", person=person).json()[kind.many]]
        for person in (anna, bilal)
    }
    assert found == {
        anna: ["offices", "incompatibilities", "residence-checks", "parental-authorisations", "leaves", "participants"],
        bilal: ["inductions", "team-trainings", "immersion-visits"],
    }


def test_every_list_is_a_file_with_french_headers(councils: Caller, council: str, line: str) -> None:
    bilal = str(uuid4())
    for kind in KINDS:
        if kind.path != "budget-lines":
            said = one_of(kind, council, budget_id=line, facilitator_id=bilal)
            done = councils.record(f"/v1/{kind.path}", said)
    councils.get("/v1/premises", after=done["after"])
    for kind in KINDS:
        of_this_test = {"council": council} if is_of_a_council(kind) else {"person": bilal}
        header, cells = spread(councils, f"/v1/{kind.path}", **of_this_test)
        assert header[0] == "Identifiant"
        assert header[-1] == "Retirée"
        assert "05/03/2018" in cells
        assert cells[-1] == "non"
        assert len(cells) == len(header)
    header, cells = spread(councils, "/v1/budget-lines", council=council)
    assert dict(zip(header, cells, strict=True)) == {
        "Identifiant": line,
        "Conseil": council,
        "Ligne": "Convivialité",
        "Financeur": "CITY",
        "Année": "2018",
        "Montant (euros)": "2500,5",
        "Attribuée le": "05/03/2018",
        "Précision de la date": "DAY",
        "Certitude de la date": "STATED",
        "Retirée": "non",
    }
    header, cells = spread(councils, "/v1/autonomy-assessments", council=council)
    assert (
        dict(zip(header, cells, strict=True)).items()
        >= {
            "Évalué par": "COUNCIL",
            "Préside": "3",
            "Rédige les comptes rendus": "0",
            "Convoque ses réunions": "",
        }.items()
    )
    header, cells = spread(councils, "/v1/hosting", council=council)
    assert (
        dict(zip(header, cells, strict=True)).items()
        >= {
            "Accord écrit du conseil": "non",
            "Convention": "Convention 2018",
            "Au": "",
        }.items()
    )
    nowhere = f"CC-{uuid4().hex[:8].upper()}"
    assert spread(councils, "/v1/premises", council=nowhere) == [spread(councils, "/v1/premises", council=council)[0]]


def test_an_id_is_found_under_its_own_kind_only(councils: Caller, council: str) -> None:
    it = councils.record("/v1/premises", body(KIND["premises"], council))
    for path in (f"/v1/charters/{it['id']}", f"/v1/charters/{it['id']}/history", f"/v1/premises/{uuid4()}"):
        answer = councils.get(path, after=it["after"])
        assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")
    as_a_charter = body(KIND["charters"], council) | {"reason": "OTHER"}
    for answer in (
        councils.post(f"/v1/charters/{it['id']}/corrected", as_a_charter, if_match=1),
        councils.post(f"/v1/charters/{it['id']}/withdrawn", {"reason": "OTHER"}, if_match=1),
    ):
        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/entry-of-another-kind")
    taken = councils.post("/v1/charters", body(KIND["charters"], council, entry_id=it["id"]))
    assert (taken.status_code, taken.json()["errors"][0]["pointer"]) == (409, "/entry_id")
    nothing = councils.post(f"/v1/charters/{uuid4()}/withdrawn", {"reason": "OTHER"}, if_match=1)
    assert nothing.status_code == 404


def test_what_is_wrong_with_a_request_is_told_with_its_field(councils: Caller, council: str, line: str) -> None:
    recorded = councils.get("/v1/log/head").json()["position"]

    def pointers(path: str, said: object) -> list[tuple[str, str]]:
        is_new = path.count("/") == 2
        answer = councils.post(path, said, if_match=None if is_new else 1)
        assert answer.status_code in {409, 422}, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        return [(one["pointer"], one["code"]) for one in answer.json()["errors"]]

    for kind in KINDS:
        things, said = f"/v1/{kind.path}", one_of(kind, council, budget_id=line)
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
    residence = BY_PATH["residence-checks"] | {"council_id": council}
    assert pointers("/v1/residence-checks", residence | {"lives_in_district": "yes"}) == [
        ("/lives_in_district", "bool_type")
    ]
    assert pointers("/v1/leaves", body(KIND["leaves"], council, half_days=13)) == [("/half_days", "less_than_equal")]
    assert pointers("/v1/autonomy-assessments", body(KIND["autonomy-assessments"], council, scores={"chairs": 5})) == [
        ("/scores/chairs", "less_than_equal")
    ]
    assert councils.get("/v1/log/head").json()["position"] == recorded, "nothing of all this was recorded"


def test_what_is_wrong_with_a_question_is_told_with_its_field(councils: Caller) -> None:
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
