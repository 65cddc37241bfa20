"""The prefect's order beside the real roster: before, at and after each change, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.support.house import Caller, House

ANNA, BILAL, CHLOE, DIEGO, EMMA = sorted(str(uuid4()) for _ in range(5))  # nobody of another file
MISTAKE = {"reason": "ENTERED_BY_MISTAKE"}
HERE = "/v1/councils/CC18"
MEMBERS = [
    {"person_id": ANNA, "college": "RESIDENT", "role": "TITULAR"},
    {"person_id": BILAL, "college": "RESIDENT", "role": "TITULAR"},
    {"person_id": CHLOE, "college": "LOCAL_ACTOR", "role": "SUBSTITUTE"},
    {"person_id": DIEGO, "college": "RESIDENT", "role": "TITULAR"},
]


def seat_three(councils: Caller, council: str) -> None:
    for member in MEMBERS[:3]:
        councils.record(f"/v1/councils/{council}/members", member | {"joined_on": "2017-01-08"})


@pytest.fixture
def councils(town: House, council: str) -> Caller:
    """The service that tests share, where the council of the test has three members; it also reads the log of activities."""
    seat_three(town.councils, council)
    return town.councils


@pytest.fixture
def alone(house: House) -> Caller:
    """The same where CC18 is the only council, for the tests that make the views again or list every file there is."""
    caller = house.start("councils", "activities").councils
    council = {"council_id": "CC18", "name": "CC18", "arrondissement": "18", "established_on": "2016-11-01"}
    caller.record("/v1/councils", council)
    seat_three(caller, "CC18")
    return caller


def submit(councils: Caller, council: str) -> str:
    """What is submitted on 1 March 2017; the id of its file."""
    file = str(uuid4())
    body = {"file_id": file, "council_id": council, "members": MEMBERS, "submitted_on": "2017-03-01"}
    councils.record("/v1/recognitions", body)
    return file


def recognise(councils: Caller, council: str) -> tuple[str, str]:
    """The order of 2 May 2017 on what was submitted: the id of its file, and what to wait for."""
    file = submit(councils, council)
    body = {"order_number": "75-2017-123", "recognised_on": "2017-05-02"}
    return file, str(councils.record(f"/v1/recognitions/{file}/recognised", body)["after"])


def compared(councils: Caller, on: str, after: str | None = None) -> dict[str, str]:
    """How each person stands on that day."""
    found = councils.get(f"{HERE}/recognition", on=on, after=after).json()
    standings = {one["person_id"]: one["standing"] for one in found["lines"]}
    assert sum(found["counts"].values()) == len(standings)
    return standings


def test_the_order_is_compared_with_who_sits_on_any_day(alone: Caller) -> None:
    file, after = recognise(alone, "CC18")
    assert compared(alone, "2017-05-01", after) == {}
    all_as_said = {ANNA: "ACTIVE", BILAL: "ACTIVE", CHLOE: "ACTIVE", DIEGO: "NOT_JOINED"}
    assert compared(alone, "2017-05-02") == all_as_said
    alone.record(f"{HERE}/members/{BILAL}/departure", {"left_on": "2018-06-02"})
    seat = {"college": "LOCAL_ACTOR", "role": "TITULAR", "changed_on": "2018-07-01"}
    alone.record(f"{HERE}/members/{CHLOE}/seat", seat)
    joining = {"person_id": EMMA, "college": "RESIDENT", "joined_on": "2018-08-01"}
    after = alone.record(f"{HERE}/members", joining)["after"]
    assert compared(alone, "2018-06-01", after) == all_as_said
    assert compared(alone, "2018-06-02") == all_as_said | {BILAL: "GONE"}
    assert compared(alone, "2018-06-30") == all_as_said | {BILAL: "GONE"}
    assert compared(alone, "2018-07-01") == all_as_said | {BILAL: "GONE", CHLOE: "OTHER_SEAT"}
    at_last = all_as_said | {BILAL: "GONE", CHLOE: "OTHER_SEAT", EMMA: "NOT_ON_THE_ORDER"}
    assert compared(alone, "2018-07-31") == {who: how for who, how in at_last.items() if who != EMMA}
    assert compared(alone, "2018-08-01") == at_last

    told = alone.get(f"{HERE}/recognition", on="2018-08-01").json()
    assert told["counts"] == {"ACTIVE": 1, "OTHER_SEAT": 1, "GONE": 1, "NOT_JOINED": 1, "NOT_ON_THE_ORDER": 1}
    assert (told["order"]["order_number"], told["order"]["recognised_on"]) == ("75-2017-123", "2017-05-02")
    facts = {one["position"]: one["type"] for one in alone.get(f"{HERE}/history").json()["history"]}
    lines = {one["person_id"]: one for one in told["lines"]}
    assert facts[lines[BILAL]["departure_position"]] == "councils.member-left.v1"
    assert facts[lines[CHLOE]["seat_position"]] == "councils.membership-changed.v1"
    assert facts[lines[EMMA]["seat_position"]] == "councils.member-joined.v1"
    assert lines[EMMA]["order_position"] is None
    assert lines[DIEGO]["seat_position"] is None
    of_the_file = {one["position"]: one["type"] for one in history(alone, file)}
    assert of_the_file[lines[ANNA]["order_position"]] == "councils.composition-recognised.v1"

    text = alone.get(f"{HERE}/recognition", on="2018-08-01", format="csv").text.splitlines()
    assert text[0].startswith("\ufeffPersonne;Situation;Collège à l'arrêté;Rôle à l'arrêté;Collège réel;Rôle réel;")
    assert text[2].startswith(f"{BILAL};a quitté le conseil;habitants;titulaire;;;02/06/2018;")
    assert alone.post("/v1/replays").json()["equal"] is True


def test_what_is_taken_back_is_no_longer_compared(alone: Caller) -> None:
    file, _ = recognise(alone, "CC18")
    alone.record(f"{HERE}/members/{BILAL}/departure", {"left_on": "2018-06-02"})
    back = alone.record(f"{HERE}/members/{BILAL}/departure/withdrawn", MISTAKE, if_match=5)
    assert compared(alone, "2018-06-02", back["after"])[BILAL] == "ACTIVE"
    never = alone.record(f"{HERE}/members/{CHLOE}/withdrawn", MISTAKE, if_match=6)
    assert compared(alone, "2018-06-02", never["after"])[CHLOE] == "NOT_JOINED"
    again = MEMBERS[0] | {"role": "SUBSTITUTE", "joined_on": "2017-06-01", "reason": "TYPING_ERROR"}
    del again["person_id"]
    corrected = alone.record(f"{HERE}/members/{ANNA}/corrected", again, if_match=7)
    assert compared(alone, "2017-05-31", corrected["after"])[ANNA] == "NOT_JOINED"
    assert compared(alone, "2017-06-01")[ANNA] == "OTHER_SEAT"
    withdrawn = alone.record(f"/v1/recognitions/{file}/withdrawn", MISTAKE, if_match=2)
    told = alone.get(f"{HERE}/recognition", on="2018-06-02", after=withdrawn["after"]).json()
    assert (told["order"], told["lines"]) == (None, [])
    assert alone.post("/v1/replays").json()["equal"] is True


def test_the_last_order_is_in_force(councils: Caller, council: str) -> None:
    recognise(councils, council)
    order = {"council_id": council, "order_number": "75-2019-7", "members": MEMBERS[:1], "recognised_on": "2019-01-01"}
    done = councils.record("/v1/recognitions/recognised", order)
    numbers = [
        councils.get(f"/v1/councils/{council}/recognition", on=on, after=done["after"]).json()["order"]["order_number"]
        for on in ("2018-12-31", "2019-01-01")
    ]
    assert numbers == ["75-2017-123", "75-2019-7"]


def history(councils: Caller, file: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = councils.get(f"/v1/recognitions/{file}/history").json()["history"]
    return told


def test_a_file_is_seen_from_its_submission_to_its_order(councils: Caller, council: str) -> None:
    file = submit(councils, council)
    consultations = f"/v1/recognitions/{file}/consultations"
    councils.record(consultations, {"authority": "MAYOR", "outcome": "FAVOURABLE", "consulted_on": "2017-04-10"})
    wrong = {"authority": "MAYOR", "reason": "TYPING_ERROR"}
    assert councils.post(f"{consultations}/withdrawn", wrong).status_code == 428
    gone = councils.record(f"{consultations}/withdrawn", wrong, if_match=2)
    assert councils.get(f"/v1/recognitions/{file}", after=gone["after"]).json()["consultations"] == []
    other = councils.post(f"{consultations}/withdrawn", wrong | {"authority": "EPCI_PRESIDENT"}, if_match=3)
    assert (other.status_code, other.json()["type"]) == (409, "/problems/not-consulted")
    councils.record(consultations, {"authority": "MAYOR", "consulted_on": "2017-04-01"})
    body = {"order_number": "75-2017-123", "members": MEMBERS[:2], "recognised_on": "2017-05-02"}
    done = councils.record(f"/v1/recognitions/{file}/recognised", body)
    seen = councils.get(f"/v1/recognitions/{file}", after=done["after"])
    assert seen.headers["ETag"] == '"5"'
    told = seen.json()
    assert (told["status"], len(told["submitted"]), len(told["on_the_order"])) == ("RECOGNISED", 4, 2)
    assert [(one["authority"], one["outcome"]) for one in told["consultations"]] == [("MAYOR", "NOT_STATED")]
    assert [one["type"].split(".")[1] for one in history(councils, file)] == [
        "composition-submitted",
        "authority-consulted",
        "consultation-withdrawn",
        "authority-consulted",
        "composition-recognised",
    ]


def test_files_are_listed_filtered_and_searched(alone: Caller) -> None:
    file, _ = recognise(alone, "CC18")
    other = {"council_id": "CC18", "members": MEMBERS[:1], "submitted_on": "2018-03-01"}
    refused = alone.record("/v1/recognitions", other)["id"]
    done = alone.record(f"/v1/recognitions/{refused}/refused", {"refused_on": "2018-05-02"})

    def found(**wanted: Any) -> list[str]:
        answer = alone.get("/v1/recognitions", after=done["after"], **wanted)
        return [one["file_id"] for one in answer.json()["recognitions"]]

    assert found() == found(council="CC18") == [file, refused]
    assert found(council="CC14") == found(q="2018") == []
    assert found(status="REFUSED") == [refused]
    assert found(q="2017-1") == [file]
    first = alone.get("/v1/recognitions", limit=1).json()
    assert found(cursor=first["next"]) == [refused]
    assert alone.get("/v1/recognitions", format="csv", after=alone.all_said).text.splitlines() == [
        "\ufeffConseil;Conseil (nom);État;Transmise le;Arrêté;Reconnue le;Refusée le;Identifiant",
        f"CC18;CC18;reconnue;01/03/2017;75-2017-123;02/05/2017;;{file}",
        f"CC18;CC18;refusée;01/03/2018;;;02/05/2018;{refused}",
    ]


def test_what_cannot_be_said_of_a_file_is_refused(councils: Caller, council: str) -> None:
    file = submit(councils, council)
    order = {"order_number": "75-2017-123", "recognised_on": "2017-02-28"}
    refused = councils.post(f"/v1/recognitions/{file}/recognised", order)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/decided-before-the-submission")
    unknown = {"council_id": f"{council}-9", "members": MEMBERS, "submitted_on": "2017-03-01"}
    answer = councils.post("/v1/recognitions", unknown)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/unknown-council")
    assert councils.post(f"/v1/recognitions/{file}/withdrawn", MISTAKE).status_code == 428
    for answer, pointer in (
        (councils.post("/v1/recognitions", unknown | {"members": []}), "/members"),
        (councils.post("/v1/recognitions", unknown | {"members": MEMBERS[:1] * 2, "council_id": council}), "/members"),
        (councils.get("/v1/recognitions", status="LOST"), "/query/status"),
        (councils.get(f"/v1/councils/{council}/recognition", on="then"), "/query/on"),
    ):
        assert answer.status_code == 422, answer.text
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    for path in (f"/v1/recognitions/{ANNA}", f"/v1/recognitions/{ANNA}/history"):
        assert councils.get(path).status_code == 404
    assert councils.get(f"/v1/councils/{council}-9/recognition", on="2018-01-01").status_code == 404
