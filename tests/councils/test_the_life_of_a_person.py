from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.support.house import Caller, House

ANNE: dict[str, Any] = {
    "details": {
        "family_name": "Lefèvre",
        "given_name": "Anne",
        "email": "Anne.Lefevre@example.org",
        "phone": "06 12 34 56 78",
        "postal_address": "1 rue Ordener, 75018 Paris",
        "note": "Disponible le soir.\nPréfère le téléphone.",
    },
    "legal_basis": "MEMBERSHIP",
    "registered_on": "2026-03-02",
    "consents": ["CONTACT"],
}


@pytest.fixture
def councils(town: House) -> Caller:
    return town.councils


@pytest.fixture
def anne() -> dict[str, Any]:
    """An Anne whose family name, address and number are nobody else's."""
    number = uuid4().int
    own = uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))
    details = {
        **ANNE["details"],
        "family_name": f"Lefèvre{own}",
        "email": f"Anne.{own}@example.org",
        "phone": f"06 {number % 10**4:04} {number // 10**4 % 10**4:04}",
    }
    return ANNE | {"details": details}


def problem(answer: Any) -> tuple[int, str, list[str]]:
    body = answer.json()
    return answer.status_code, body["type"].removeprefix("/problems/"), [e["pointer"] for e in body.get("errors", ())]


def registered(councils: Caller, **other: Any) -> str:
    return str(councils.record("/v1/people", ANNE | other)["id"])


def test_a_person_is_registered_read_changed_and_what_is_read_is_recorded(
    councils: Caller, anne: dict[str, Any]
) -> None:
    key = str(uuid4())
    answer = councils.post("/v1/people", anne, key=key)
    assert (answer.status_code, answer.headers["etag"]) == (201, '"2"')
    done = answer.json()
    assert done["possible_duplicates"] == []
    again = councils.post("/v1/people", anne, key=key)
    assert (again.status_code, again.json()) == (201, done)
    assert again.headers["idempotent-replay"] == "true"

    person = f"/v1/people/{done['id']}"
    shown = councils.get(person)
    assert shown.headers["etag"] == '"2"'
    assert shown.json() == {
        "person_id": done["id"],
        "version": 2,
        "legal_basis": "MEMBERSHIP",
        "registered_on": "2026-03-02",
        "details": {**anne["details"], "phone": "+33" + anne["details"]["phone"].replace(" ", "")[1:]},
        "consents": [{"purpose": "CONTACT", "given_on": "2026-03-02"}],
    }

    change = {"details": {"family_name": "Durand", "note": None}}
    assert problem(councils.post(f"{person}/details", change))[:2] == (428, "version-needed")
    assert problem(councils.post(f"{person}/details", change, if_match=1))[:2] == (412, "version-mismatch")
    assert councils.record(f"{person}/details", change, if_match=2)["version"] == 3
    assert councils.record(f"{person}/details", change, if_match=3)["version"] == 3, "the very same is no change"
    details = councils.get(person).json()["details"]
    assert (details["family_name"], details["given_name"], details["note"]) == ("Durand", "Anne", None)

    reads = councils.get(f"{person}/reads", limit=1)
    (first,) = reads.json()["reads"]
    assert (first["by"], first["request_id"]) == ("tester", shown.headers["x-request-id"])
    assert first["read_at"].startswith("2026-11-23T11:00:00")
    assert len(councils.get(f"{person}/reads", cursor=reads.json()["next"]).json()["reads"]) == 1

    history = councils.get(f"{person}/history").json()["history"]
    assert [one["type"] for one in history] == [
        "councils.person-registered.v1",
        "councils.consent-given.v1",
        "councils.person-details-changed.v1",
    ]
    assert history[2]["fact"]["details"] == ["FAMILY_NAME", "NOTE"]


def test_a_consent_is_withdrawn_as_easily_as_it_is_given(councils: Caller) -> None:
    person = f"/v1/people/{registered(councils)}"
    councils.record(f"{person}/consents", {"purpose": "PHOTO", "given_on": "2026-04-01"})
    withdrawal = f"{person}/consents/PHOTO/withdrawal"
    councils.record(withdrawal, {"withdrawn_on": "2026-04-03"})
    assert councils.record(withdrawal, {"withdrawn_on": "2026-04-03"})["version"] == 4
    assert problem(councils.post(withdrawal, {"withdrawn_on": "2026-04-04"})) == (409, "consent-not-given", [])
    assert [one["purpose"] for one in councils.get(person).json()["consents"]] == ["CONTACT"]


def test_persons_are_listed_without_their_names(house: House) -> None:
    councils = house.start("councils").councils
    anne = registered(councils, consents=["PHOTO", "CONTACT"])
    baya = registered(councils, registered_on="2026-01-05", legal_basis="CONSENT", consents=["NEWSLETTER"])
    last = councils.record(f"/v1/people/{baya}/consents/NEWSLETTER/withdrawal", {"withdrawn_on": "2026-02-01"})

    def listed(**query: Any) -> list[str]:
        return [row["person_id"] for row in councils.get("/v1/people", after=last["after"], **query).json()["people"]]

    assert listed() == [baya, anne]
    assert listed(legal_basis="CONSENT") == [baya]
    assert listed(consent="PHOTO") == [anne]
    assert listed(consent="NEWSLETTER") == []
    first = councils.get("/v1/people", limit=1).json()
    assert first["people"] == [
        {"person_id": baya, "legal_basis": "CONSENT", "registered_on": "2026-01-05", "version": 3, "consents": []}
    ]
    second = councils.get("/v1/people", limit=1, cursor=first["next"]).json()
    assert (second["people"][0]["consents"], second["next"]) == (["CONTACT", "PHOTO"], None)
    file = councils.get("/v1/people", format="csv")
    assert file.headers["content-type"] == "text/csv; charset=utf-8"
    assert file.content.decode("utf-8-sig").split("\r\n") == [
        "Personne;Base légale;Connue depuis le;Consentements",
        f"{baya};consentement;05/01/2026;",
        f"{anne};appartenance au conseil;02/03/2026;être contacté, être photographié",
        "",
    ]
    assert councils.post("/v1/replays").json()["equal"] is True


FAMILY = {
    "anne": {"family_name": "Lefèvre", "given_name": "Anne-Marie", "phone": "0140000001"},
    "aicha": {"family_name": "Ben Ali", "given_name": "Aïcha", "email": "aicha@example.org"},
    "jean": {"family_name": "Lefebvre", "given_name": "Jean", "phone": "0140000001"},
    "marie": {"family_name": "Marie", "given_name": "Anne"},
    "double": {"family_name": "Diop-Martin", "given_name": "Awa"},
}


def test_a_person_is_found_by_what_is_known_of_them_and_nobody_else(house: House) -> None:
    councils = house.start("councils").councils
    ids = {registered(councils, details=details): name for name, details in FAMILY.items()}

    def found(**sought: str) -> dict[str, list[str]]:
        people = councils.post("/v1/people/search", sought)
        assert people.status_code == 200, people.text
        return {ids[one["person_id"]]: one["criteria"] for one in people.json()["people"]}

    assert found(family_name="LEFEVRE") == {"anne": ["FAMILY_NAME", "FAMILY_SOUND"], "jean": ["FAMILY_SOUND"]}
    assert found(family_name="lefebvre", given_name="anne marie") == {"anne": ["FULL_SOUND"]}
    assert found(family_name="Anne Marie", given_name="Lefèvre") == {"anne": ["FULL_NAME", "FULL_SOUND"]}
    assert found(family_name="Benali", given_name="Aicha") == {"aicha": ["FULL_NAME", "FULL_SOUND"]}
    assert found(family_name="ben-ali") == {"aicha": ["FAMILY_NAME", "FAMILY_SOUND"]}
    assert found(family_name="Diop") == {"double": ["FAMILY_NAME"]}
    assert found(email="AICHA@example.org") == {"aicha": ["EMAIL"]}
    assert found(phone="+33 1 40 00 00 01") == {"anne": ["PHONE"], "jean": ["PHONE"]}
    assert found(family_name="Lefèvre", given_name="Paul") == {}
    assert found(family_name="Lef") == {}
    assert found(email="anne@example.org") == {}


def test_nobody_is_looked_for_by_a_given_name_alone_or_by_nothing(councils: Caller) -> None:
    for sought in ({}, {"given_name": "Anne"}):
        assert problem(councils.post("/v1/people/search", sought)) == (422, "nothing-sought", [])
    assert problem(councils.post("/v1/people/search", {"phone": "12"})) == (422, "malformed-request", ["/phone"])


def test_names_that_a_search_shows_are_recorded_as_read(councils: Caller, anne: dict[str, Any]) -> None:
    person_id = registered(councils, **anne)
    name = anne["details"]["family_name"]
    searched = councils.post("/v1/people/search", {"family_name": name.replace("Lefèvre", "Lefebvre")})
    assert searched.json()["people"] == [
        {"person_id": person_id, "family_name": name, "given_name": "Anne", "criteria": ["FAMILY_SOUND"], "score": 10}
    ]
    (read,) = councils.get(f"/v1/people/{person_id}/reads").json()["reads"]
    assert read["request_id"] == searched.headers["x-request-id"]


def test_possible_duplicates_are_proposed_and_never_merged(house: House) -> None:
    councils = house.start("councils").councils
    anne = registered(councils)
    details = {"family_name": "Anne", "given_name": "LEFEBVRE", "email": "anne.lefevre@EXAMPLE.org"}
    answer = councils.record("/v1/people", ANNE | {"details": details})
    assert answer["possible_duplicates"] == [{"person_id": anne, "criteria": ["EMAIL", "FULL_SOUND"], "score": 70}]
    other = answer["id"]
    third = councils.record("/v1/people", ANNE | {"details": {"family_name": "Diop", "phone": "0612345678"}})
    assert third["possible_duplicates"] == [{"person_id": anne, "criteria": ["PHONE"], "score": 30}]

    pairs: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = councils.get("/v1/people/duplicates", limit=1, cursor=cursor).json()
        pairs += page["duplicates"]
        cursor = page["next"]
        if cursor is None:
            break
    assert {
        (frozenset((pair["person_id"], pair["other_person_id"])), tuple(pair["criteria"]), pair["score"])
        for pair in pairs
    } == {
        (frozenset((anne, other)), ("EMAIL", "FULL_SOUND"), 70),
        (frozenset((anne, third["id"])), ("PHONE",), 30),
    }
    councils.record(f"/v1/people/{other}/details", {"details": {"email": None, "given_name": "Paul"}}, if_match=2)
    assert len(councils.get("/v1/people/duplicates").json()["duplicates"]) == 1


def test_many_register_at_once_and_each_is_there_once(house: House) -> None:
    """The same command several times, and other persons who share a number."""
    councils = house.start("councils").councils
    keys = [str(uuid4())] * 6 + [str(uuid4()) for _ in range(6)]
    answers: list[Any] = []
    waiting = [
        Thread(target=lambda key=key: answers.append(councils.post("/v1/people", ANNE, key=key))) for key in keys
    ]
    for one in waiting:
        one.start()
    for one in waiting:
        one.join()
    assert {answer.status_code for answer in answers} == {201}
    ids = {answer.json()["id"] for answer in answers}
    assert len(ids) == 7
    found = councils.post("/v1/people/search", {"phone": "06 12 34 56 78"}).json()["people"]
    assert {one["person_id"] for one in found} == ids
    assert len(councils.get("/v1/people/duplicates", limit=200).json()["duplicates"]) == 21
    for person_id in ids:
        assert councils.get(f"/v1/people/{person_id}").json()["details"]["family_name"] == "Lefèvre"


def test_an_id_is_of_one_person(councils: Caller) -> None:
    chosen = {"person_id": str(uuid4())}
    registered(councils, **chosen)
    assert councils.record("/v1/people", ANNE | chosen)["version"] == 2, "the very same, said again"
    other = ANNE | chosen | {"details": {"family_name": "Diop"}}
    assert problem(councils.post("/v1/people", other)) == (409, "person-already-registered", ["/person_id"])
    assert councils.get(f"/v1/people/{chosen['person_id']}").json()["details"]["family_name"] == "Lefèvre"


def test_who_has_no_need_to_know_does_not(councils: Caller) -> None:
    anne = f"/v1/people/{registered(councils)}"
    for role in ("operator", "service", "council-member"):
        asked = [councils.get(path, roles=(role,)) for path in ("/v1/people", "/v1/people/duplicates", anne)]
        asked += [councils.get(f"{anne}/{part}", roles=(role,)) for part in ("history", "reads")]
        asked += [councils.post(path, {}, roles=(role,)) for path in ("/v1/people", "/v1/people/search")]
        asked += [councils.post(f"{anne}/{part}", {}, roles=(role,)) for part in ("details", "consents")]
        asked.append(councils.post(f"{anne}/consents/PHOTO/withdrawal", {}, roles=(role,)))
        assert [answer.status_code for answer in asked] == [403] * len(asked), role
    assert councils.get(f"{anne}/reads", roles=("facilitator",)).status_code == 403


def test_a_facilitator_registers_finds_and_reads(councils: Caller, anne: dict[str, Any]) -> None:
    roles = ("facilitator",)
    person_id = councils.record("/v1/people", anne, roles=roles)["id"]
    sought = {"family_name": anne["details"]["family_name"]}
    assert councils.post("/v1/people/search", sought, roles=roles).json()["people"]
    assert councils.get(f"/v1/people/{person_id}", roles=roles).is_success


LONG = "a" * 2001
BAD: dict[str, dict[str, Any]] = {
    "/details/phone": {"details": {"phone": "zz-secret-12"}},
    "/details/email": {"details": {"email": "zz-secret at example"}},
    "/details/family_name": {"details": {"family_name": "-- 12"}},
    "/details/given_name": {"details": {"given_name": "zz-secret\nline"}},
    "/details/postal_address": {"details": {"postal_address": LONG}},
    "/details/note": {"details": {"note": LONG}},
    "/details/birth_date": {"details": {"birth_date": "zz-secret"}},
    "/details": {"details": {"phone": None}},
    "/legal_basis": {"legal_basis": "zz-secret"},
    "/registered_on": {"registered_on": "zz-secret"},
    "/consents/0": {"consents": ["zz-secret"]},
    "/origin": {"origin": {"record": "zz-secret"}},
}


def test_what_does_not_fit_is_told_by_its_field_and_never_repeated(councils: Caller) -> None:
    for pointer, bad in BAD.items():
        answer = councils.post("/v1/people", ANNE | bad)
        assert problem(answer) == (422, "malformed-request", [pointer])
        assert "zz-secret" not in answer.text
    source = {"origin": {"source": {"title": "Anne Lefèvre", "url": "https://example.org"}}}
    assert problem(councils.post("/v1/people", ANNE | source)) == (422, "malformed-request", ["/origin"])
    future = councils.post("/v1/people", ANNE | {"registered_on": "2026-11-24"})
    assert problem(future) == (409, "in-the-future", ["/registered_on"])
    nul = councils.post("/v1/people", ANNE | {"details": {"note": "a\x00b"}})
    assert problem(nul) == (422, "malformed-request", ["/details/note"])
    surrogate = rb'{"details":{"family_name":"\ud800"},"legal_basis":"CONSENT","registered_on":"2026-03-02"}'
    assert councils.post("/v1/people", raw=surrogate).status_code in {400, 422}
    for cursor in ("zz", "WyJ6eiJd"):
        assert problem(councils.get("/v1/people", cursor=cursor))[:2] == (422, "malformed-cursor")


@pytest.mark.usefixtures("council")
def test_of_nobody_nothing_is_said(councils: Caller) -> None:
    nobody = f"/v1/people/{uuid4()}"
    asked = [
        councils.get(nobody),
        councils.get(f"{nobody}/history"),
        councils.get(f"{nobody}/reads"),
        councils.post(f"{nobody}/details", {"details": {"phone": None}}, if_match=1),
        councils.post(f"{nobody}/consents", {"purpose": "PHOTO", "given_on": "2026-03-02"}),
        councils.post(f"{nobody}/consents/PHOTO/withdrawal", {"withdrawn_on": "2026-03-02"}),
    ]
    assert [answer.status_code for answer in asked] == [404] * len(asked)


def test_without_their_key_a_person_is_nobody_and_what_counts_stays(house: House) -> None:
    councils = house.start("councils").councils
    done = councils.record("/v1/people", ANNE)
    anne = done["id"]
    (vault,) = house.apps["councils"].state.platform._kept
    with vault.keys_engine.execution_options(is_writing=True).begin() as connection:
        connection.execute(vault._keys.delete())
    person = f"/v1/people/{anne}"
    assert problem(councils.get(person))[:2] == (410, "nothing-kept")
    change = councils.post(f"{person}/details", {"details": {"family_name": "Durand"}}, if_match=2)
    assert problem(change)[:2] == (410, "nothing-kept")
    assert councils.post("/v1/people/search", {"family_name": "Lefèvre"}).json() == {"people": []}
    assert len(councils.get(f"{person}/history").json()["history"]) == 2
    listed = councils.get("/v1/people", after=done["after"]).json()["people"]
    assert [one["person_id"] for one in listed] == [anne]
