"""Every kind of entry has one life over HTTP: said, said again, listed, found, corrected, withdrawn, told whole."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from services.activities.journal.domain import JournalEntry
from services.activities.titles import FIELDS as NAMED_BY_ACTIVITIES
from services.councils.dossier.domain import FileEntry
from services.councils.titles import FIELDS as NAMED_BY_COUNCILS
from services.reporting.agreements.domain import AgreementEntry
from services.reporting.titles import FIELDS as NAMED_BY_REPORTING
from shared.platform import readmodel
from tests.entries.examples import BY_PATH, KIND, body, is_of_a_council
from tests.entries.named import Named

if TYPE_CHECKING:
    from shared.entries.kinds import Entry, Kind
    from tests.support.house import Caller, House

NAMED_BY = {"councils": NAMED_BY_COUNCILS, "activities": NAMED_BY_ACTIVITIES, "reporting": NAMED_BY_REPORTING}
PERSONS = {"person_id", "facilitator_id"}

each_service = pytest.mark.parametrize(
    ("name", "aggregate"),
    [("councils", FileEntry), ("activities", JournalEntry), ("reporting", AgreementEntry)],
    ids=["councils", "activities", "reporting"],
)


def headers(field: str, word: str, named: frozenset[str]) -> list[str]:
    """The header of a field; and, where it holds the id of something else that has a name, that of the name."""
    if field not in named:
        return [word]
    return [word, word.removesuffix(" (identifiant)")] if word.endswith(" (identifiant)") else [word, f"{word} (nom)"]


@pytest.fixture
def councils(town: House) -> Caller:
    """The service, which tests share."""
    return town.councils


@pytest.fixture
def line(councils: Caller, council: str) -> str:
    """The budget line for the expenses of the council."""
    return str(councils.record("/v1/budget-lines", body(KIND["budget-lines"], council))["id"])


def spread(service: Caller, path: str, **query: Any) -> list[list[str]]:
    """The lines of a list as a spreadsheet reads its file."""
    answer = service.get(path, format="csv", **query)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def asked(house: House, name: str) -> Caller:
    """The service, started with those that it needs."""
    service: Caller = getattr(house.start(*dict.fromkeys(("councils", "activities", name))), name)
    return service


@each_service
def test_an_entry_of_any_kind_is_said_corrected_and_withdrawn(house: House, name: str, aggregate: type[Entry]) -> None:
    service = asked(house, name)
    house.establish("CC18")
    catalogue = aggregate.catalogue
    named = Named(service, catalogue, "CC18")
    for kind in catalogue.kinds:
        lives_its_life(service, kind, named.said(kind))
    assert service.post("/v1/replays").json()["equal"] is True


def lives_its_life(service: Caller, kind: Kind, said: dict[str, Any]) -> None:
    things = f"/v1/{kind.path}"
    entry_id = str(uuid4())
    it = f"{things}/{entry_id}"

    done = service.record(things, said | {"entry_id": entry_id})
    assert (done["id"], done["version"]) == (entry_id, 1)
    seen = service.get(it, after=done["after"])
    assert seen.headers["ETag"] == '"1"'
    assert said.items() <= without_what_nobody_said(seen.json(), said).items()
    last_day = said.get(kind.last_day) if kind.last_day else None
    assert (seen.json()["status"], seen.json()["starts_on"], seen.json()["ends_on"]) == (
        "STANDS",
        "2018-03-05",
        last_day,
    )
    assert service.record(things, said | {"entry_id": entry_id})["version"] == 1

    corrected = said | {kind.day: "2018-02-28", "reason": "BETTER_SOURCE"}
    assert service.post(f"{it}/corrected", corrected).status_code == 428
    assert service.post(f"{it}/corrected", corrected, if_match=7).status_code == 412
    done = service.record(f"{it}/corrected", corrected, if_match=1)
    seen = service.get(it, after=done["after"]).json()
    assert (seen["version"], seen["starts_on"], seen[kind.day]) == (2, "2018-02-28", "2018-02-28")
    assert service.record(f"{it}/corrected", corrected, if_match=2)["version"] == 2

    withdrawal = {"reason": "ENTERED_BY_MISTAKE"}
    assert service.post(f"{it}/withdrawn", withdrawal).status_code == 428
    done = service.record(f"{it}/withdrawn", withdrawal, if_match=2)
    assert service.record(f"{it}/withdrawn", withdrawal, if_match=3)["version"] == 3
    refused = service.post(f"{it}/corrected", corrected, if_match=3)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/entry-was-withdrawn")
    assert service.get(it, after=done["after"]).json()["status"] == "WITHDRAWN"
    listed = [one["entry_id"] for one in service.get(things).json()[kind.many]]
    assert entry_id not in listed
    whole = service.get(things, withdrawn="include").json()[kind.many]
    assert [one["status"] for one in whole if one["entry_id"] == entry_id] == ["WITHDRAWN"]

    told = service.get(f"{it}/history").json()["history"]
    assert [one["type"] for one in told] == [
        kind.fact.type,
        f"{kind.fact.type.partition('.')[0]}.entry-corrected.v1",
        f"{kind.fact.type.partition('.')[0]}.entry-withdrawn.v1",
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


def test_entries_are_filtered_searched_and_read_page_by_page(town: House, councils: Caller, council: str) -> None:
    elsewhere, nowhere = town.establish(f"{council}-2"), f"{council}-9"
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


def test_entries_are_found_by_person_whoever_it_is(councils: Caller, council: str) -> None:
    anna, bilal = str(uuid4()), str(uuid4())
    named = Named(councils, FileEntry.catalogue, council)
    kinds = [kind for kind in FileEntry.catalogue.kinds if PERSONS & kind.fact.model_fields.keys()]
    for kind in kinds:
        said = named.said(kind, person_id=anna, facilitator_id=bilal)
        done = councils.record(f"/v1/{kind.path}", said)
    councils.get("/v1/premises", after=done["after"])
    found = {
        person: [kind.path for kind in kinds if councils.get(f"/v1/{kind.path}", person=person).json()[kind.many]]
        for person in (anna, bilal)
    }
    assert found == {
        anna: ["offices", "incompatibilities", "residence-checks", "parental-authorisations", "leaves", "participants"],
        bilal: ["inductions", "team-trainings", "immersion-visits"],
    }


@each_service
def test_every_list_is_a_file_with_french_headers(house: House, name: str, aggregate: type[Entry]) -> None:
    service, council = asked(house, name), house.establish("CC18")
    kinds, bilal = aggregate.catalogue.kinds, str(uuid4())
    of_the_team = {kind.path: {"person": bilal} for kind in kinds if "facilitator_id" in kind.fact.model_fields}
    of_nobody = {kind.path for kind in kinds if not is_of_a_council(kind)} - set(of_the_team)
    named = Named(service, aggregate.catalogue, council)
    of_mine = []
    for kind in kinds:
        done = service.record(f"/v1/{kind.path}", named.said(kind, facilitator_id=bilal))
        of_mine.append(done["id"])
    service.get(f"/v1/{kinds[0].path}", after=done["after"])
    for kind, mine in zip(kinds, of_mine, strict=True):
        of_this_test = of_the_team.get(kind.path, {} if kind.path in of_nobody else {"council": council})
        header, *lines = spread(service, f"/v1/{kind.path}", after=done["after"], **of_this_test)
        columns = {**aggregate.catalogue.columns(kind), "is_withdrawn": "Saisie retirée"}
        assert header == [one for field, word in columns.items() for one in headers(field, word, NAMED_BY[name])]
        assert len(set(header)) == len(header)
        (cells,) = [line for line in lines if line[0] == mine]
        named_ids = [header.index(columns[about.field]) for about in kind.about]
        assert [header[place] for place in named_ids if cells[place] and not cells[place + 1]] == []
        assert ("Conseil (nom)", "Conseil citoyen") in zip(header, cells, strict=True) or not is_of_a_council(kind)
        assert "05/03/2018" in cells
        assert cells[-1] == "non"
        assert len(cells) == len(header)


def test_a_file_holds_words_and_never_codes(councils: Caller, council: str, line: str) -> None:
    for path in ("autonomy-assessments", "hosting", "premises"):
        done = councils.record(f"/v1/{path}", body(KIND[path], council))
    councils.get("/v1/premises", after=done["after"])
    header, cells = spread(councils, "/v1/budget-lines", council=council)
    assert dict(zip(header, cells, strict=True)) == {
        "Identifiant": line,
        "Conseil": council,
        "Conseil (nom)": "Conseil citoyen",
        "Ligne": "Convivialité",
        "Financeur": "Ville",
        "Année": "2018",
        "Montant (euros)": "2500,50",
        "Attribuée le": "05/03/2018",
        "Précision de la date": "jour",
        "Certitude de la date": "indiquée",
        "Saisie retirée": "non",
    }
    header, cells = spread(councils, "/v1/autonomy-assessments", council=council)
    assert (
        dict(zip(header, cells, strict=True)).items()
        >= {
            "Évalué par": "le conseil",
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
    councils.get("/v1/premises", after=it["after"])
    for path in (f"/v1/charters/{it['id']}", f"/v1/charters/{it['id']}/history", f"/v1/premises/{uuid4()}"):
        answer = councils.get(path)
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


def pointers(service: Caller, path: str, said: object) -> list[tuple[str, str]]:
    """What is wrong with a request: which field, and how."""
    is_new = path.count("/") == 2
    answer = service.post(path, said, if_match=None if is_new else 1)
    assert answer.status_code in {409, 422}, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return [(one["pointer"], one["code"]) for one in answer.json()["errors"]]


@each_service
def test_what_is_wrong_with_a_request_is_told_with_its_field(
    house: House, name: str, aggregate: type[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    service, council = asked(house, name), house.establish("CC18")
    named = Named(service, aggregate.catalogue, council)
    examples = {kind.path: named.said(kind) for kind in aggregate.catalogue.kinds}
    recorded = service.get("/v1/log/head").json()["position"]
    # No news of a council that nobody established is on its way: it is not waited for as long, for each kind.
    monkeypatch.setattr(readmodel, "NEWS_SECONDS", 0.1)
    for kind in aggregate.catalogue.kinds:
        things, said = f"/v1/{kind.path}", examples[kind.path]
        corrections = f"{things}/{uuid4()}/corrected"
        assert pointers(service, things, said | {"remarque": "x"}) == [("/remarque", "extra_forbidden")]
        for wrong, code in (
            (3, "date_only"),
            ("2018-02-30", "date_from_datetime_parsing"),
            ("0018-01-01", "date_too_early"),
        ):
            assert pointers(service, things, said | {kind.day: wrong}) == [(f"/{kind.day}", code)]
        assert pointers(service, corrections, said) == [("/reason", "missing")]
        assert pointers(service, f"{things}/{uuid4()}/withdrawn", {"reason": "parce que"}) == [("/reason", "enum")]
        missing = sorted(pointer for pointer, _ in pointers(service, things, {}))
        needed = {name for name, field in kind.fact.model_fields.items() if field.is_required()} - {"entry_id"}
        assert missing == sorted(f"/{name}" for name in needed)
        if is_of_a_council(kind):
            assert pointers(service, things, said | {"council_id": "CC99"}) == [("/council_id", "unknown-council")]
        if kind.last_day:
            assert pointers(service, things, said | {kind.last_day: "2018-03-04"}) == [
                (f"/{kind.last_day}", "ends-before-it-starts")
            ]
        if not kind.may_begin_later:
            assert pointers(service, things, said | {kind.day: "2026-11-24"}) == [(f"/{kind.day}", "in-the-future")]
    assert service.get("/v1/log/head").json()["position"] == recorded, "nothing of all this was recorded"


def test_what_is_wrong_inside_an_entry_is_told_with_its_field(councils: Caller, council: str) -> None:
    residence = BY_PATH["residence-checks"] | {"council_id": council}
    assert pointers(councils, "/v1/residence-checks", residence | {"lives_in_district": "yes"}) == [
        ("/lives_in_district", "bool_type")
    ]
    assert pointers(councils, "/v1/leaves", body(KIND["leaves"], council, half_days=13)) == [
        ("/half_days", "less_than_equal")
    ]
    assert pointers(
        councils, "/v1/autonomy-assessments", body(KIND["autonomy-assessments"], council, scores={"chairs": 5})
    ) == [("/scores/chairs", "less_than_equal")]


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
