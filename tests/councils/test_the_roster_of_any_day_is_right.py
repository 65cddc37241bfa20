"""Who sits, which seats are vacant and how far a council has come: before, at and after each change, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.support.house import Caller, House

ANNA, BILAL, CHLOE = sorted(str(uuid4()) for _ in range(3))
MISTAKE = {"reason": "ENTERED_BY_MISTAKE"}


@pytest.fixture
def councils(town: House) -> Caller:
    """The service, which tests share."""
    return town.councils


@pytest.fixture
def here(council: str) -> str:
    """Where the council of this test is found."""
    return f"/v1/councils/{council}"


def establish(councils: Caller, code: str, **said: str) -> None:
    council = {"council_id": code, "name": "Conseil citoyen", "arrondissement": "18", "established_on": "2016-11-01"}
    councils.record("/v1/councils", council | said)


def version(councils: Caller, here: str) -> int:
    return len(councils.get(f"{here}/history").json()["history"])


def record(councils: Caller, here: str, path: str, body: Any) -> str:
    """Record something of the council, and wait until it can be seen."""
    done = councils.record(f"{here}{path}", body, if_match=version(councils, here))
    councils.get(here, after=done["after"])
    return str(done["id"])


def joins(councils: Caller, here: str, who: str, on: str, **said: Any) -> None:
    record(councils, here, "/members", {"person_id": who, "college": "RESIDENT", "joined_on": on} | said)


def roster(councils: Caller, here: str, on: str, **only: Any) -> dict[str, str]:
    """By person, college and role on that day."""
    found = councils.get(f"{here}/members", on=on, **only).json()["members"]
    assert len({one["person_id"] for one in found}) == len(found)
    return {one["person_id"]: f"{one['college']} {one['role']}" for one in found}


def vacancies(councils: Caller, here: str, on: str) -> list[tuple[str, int, str]]:
    found = councils.get(f"{here}/vacancies", on=on).json()["vacancies"]
    return [(one["person_id"], one["days_open"], one["reason"]) for one in found]


def test_a_change_of_role_makes_two_periods_and_taking_it_back_makes_one_again(councils: Caller, here: str) -> None:
    joins(
        councils,
        here,
        ANNA,
        "2018-01-08",
        role="SUBSTITUTE",
        recruitment="LOT",
        district_code="QP075019",
        draw_id=CHLOE,
    )
    record(
        councils, here, f"/members/{ANNA}/seat", {"college": "RESIDENT", "role": "TITULAR", "changed_on": "2018-03-05"}
    )
    assert roster(councils, here, "2018-01-07") == {}
    assert roster(councils, here, "2018-01-08") == {ANNA: "RESIDENT SUBSTITUTE"}
    assert roster(councils, here, "2018-03-04") == {ANNA: "RESIDENT SUBSTITUTE"}
    assert roster(councils, here, "2018-03-05") == {ANNA: "RESIDENT TITULAR"}
    assert roster(councils, here, "2018-03-05", role="SUBSTITUTE", college="RESIDENT") == {}
    shown = councils.get(f"{here}/members/{ANNA}")
    assert shown.headers["ETag"] == '"3"'
    first, second = shown.json()["periods"]
    assert (first["from_on"], first["ended_on"], first["ended_reason"]) == ("2018-01-08", "2018-03-05", "CHANGED")
    assert (second["from_on"], second["ended_on"], second["draw_id"]) == ("2018-03-05", None, CHLOE)
    assert (second["joined_on"], second["district_code"], second["recruitment"]) == ("2018-01-08", "QP075019", "LOT")

    record(councils, here, f"/members/{ANNA}/departure", {"left_on": "2018-06-02", "reason": "RESIGNED"})
    assert roster(councils, here, "2018-06-01") == {ANNA: "RESIDENT TITULAR"}
    assert roster(councils, here, "2018-06-02") == {}
    refused = councils.post(f"{here}/members/{ANNA}/seat/withdrawn", MISTAKE, if_match=version(councils, here))
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/has-left-since")

    record(councils, here, f"/members/{ANNA}/departure/withdrawn", MISTAKE)
    assert roster(councils, here, "2018-06-02") == {ANNA: "RESIDENT TITULAR"}
    record(councils, here, f"/members/{ANNA}/seat/withdrawn", MISTAKE)
    assert roster(councils, here, "2018-03-05") == {ANNA: "RESIDENT SUBSTITUTE"}
    assert len(councils.get(f"{here}/members/{ANNA}").json()["periods"]) == 1


def test_a_joining_is_corrected_then_taken_back(councils: Caller, here: str) -> None:
    joins(councils, here, ANNA, "2018-01-08", term_until_on="2021-01-07")
    corrected = {
        "college": "LOCAL_ACTOR",
        "gender": "F",
        "joined_on": "2018-02-01",
        "term_until_on": "2020-01-31",
        "reason": "TYPING_ERROR",
    }
    assert councils.post(f"{here}/members/{ANNA}/corrected", corrected).status_code == 428
    assert councils.post(f"{here}/members/{ANNA}/corrected", corrected, if_match=1).status_code == 412
    record(councils, here, f"/members/{ANNA}/corrected", corrected)
    assert roster(councils, here, "2018-01-31") == {}
    assert roster(councils, here, "2018-02-01") == {ANNA: "LOCAL_ACTOR TITULAR"}
    (member,) = councils.get(f"{here}/members", on="2018-02-01", term_before="2020-02-01").json()["members"]
    assert (member["gender"], member["term_until_on"]) == ("F", "2020-01-31")
    record(councils, here, f"/members/{ANNA}/withdrawn", MISTAKE)
    assert roster(councils, here, "2018-02-01") == {}
    assert councils.get(f"{here}/members/{ANNA}").status_code == 404
    history = councils.get(f"{here}/history").json()["history"]
    assert [one["type"].split(".")[1] for one in history[1:]] == [
        "member-joined",
        "membership-corrected",
        "membership-withdrawn",
    ]
    assert (history[2]["fact"]["before"]["college"], history[2]["fact"]["after"]["college"]) == (
        "RESIDENT",
        "LOCAL_ACTOR",
    )
    joins(councils, here, ANNA, "2018-05-01")
    assert roster(councils, here, "2018-05-01") == {ANNA: "RESIDENT TITULAR"}


def test_a_term_is_what_it_was_on_that_day(councils: Caller, here: str) -> None:
    joins(councils, here, ANNA, "2018-01-08", term_until_on="2021-01-07")
    joins(councils, here, BILAL, "2018-01-08")
    record(councils, here, f"/members/{ANNA}/renewals", {"renewed_on": "2020-12-01", "term_until_on": "2024-01-07"})

    def terms(on: str, **only: Any) -> list[tuple[str, str | None]]:
        found = councils.get(f"{here}/members", on=on, **only).json()["members"]
        return [(one["person_id"], one["term_until_on"]) for one in found]

    assert terms("2020-11-30") == [(ANNA, "2021-01-07"), (BILAL, None)]
    assert terms("2020-12-01") == [(ANNA, "2024-01-07"), (BILAL, None)]
    assert terms("2020-11-30", term_before="2021-01-08") == [(ANNA, "2021-01-07")]
    assert terms("2020-11-30", term_before="2021-01-07") == []
    assert terms("2020-12-01", term_before="2021-01-08") == []


def test_a_renewal_is_taken_back_everywhere_and_said_again_otherwise(councils: Caller, here: str) -> None:
    joins(councils, here, ANNA, "2018-01-08", term_until_on="2021-01-07")
    renewals = f"/members/{ANNA}/renewals"
    record(councils, here, renewals, {"renewed_on": "2020-12-01", "term_until_on": "2024-01-07"})
    record(councils, here, renewals, {"renewed_on": "2023-12-01", "term_until_on": "2027-01-07"})

    def seen() -> list[tuple[str, str, bool]]:
        """On three days, when the term of Anna ends, what R26 says, and whether that end is open."""
        found = []
        for day in ("2020-12-01", "2021-01-08", "2024-01-08"):
            last = f"councils@{councils.get('/v1/log/head').json()['position']}"
            (member,) = councils.get(f"{here}/members", on=day, after=last).json()["members"]
            status = councils.get(f"{here}/rules/R26", on=day, after=last).json()["status"]
            matters = councils.get(f"{here}/open-matters", on=day, after=last).json()["open_matters"]
            found.append((member["term_until_on"], status, any(one["matter"] == "TERM_ENDING" for one in matters)))
        return found

    assert seen() == [
        ("2024-01-07", "GREEN", False),
        ("2024-01-07", "GREEN", False),
        ("2027-01-07", "GREEN", False),
    ]
    assert councils.post(f"{here}{renewals}/withdrawn", MISTAKE).status_code == 428
    assert councils.post(f"{here}{renewals}/withdrawn", MISTAKE, if_match=3).status_code == 412
    record(councils, here, f"{renewals}/withdrawn", MISTAKE)
    assert councils.get(f"{here}/members/{ANNA}").headers["ETag"] == '"5"'
    assert seen() == [
        ("2024-01-07", "GREEN", False),
        ("2024-01-07", "GREEN", False),
        ("2024-01-07", "WARNING", True),
    ]
    record(councils, here, f"{renewals}/withdrawn", MISTAKE)
    assert seen() == [
        ("2021-01-07", "GREEN", True),
        ("2021-01-07", "WARNING", True),
        ("2021-01-07", "WARNING", True),
    ]
    assert [one["until_on"] for one in councils.get(f"{here}/members/{ANNA}").json()["terms"]] == ["2021-01-07"]
    again = councils.record(f"{here}{renewals}/withdrawn", MISTAKE, if_match=6)
    assert again["version"] == 6, "said twice, recorded once"
    other_reason = {"reason": "ENTERED_TWICE"}
    refused = councils.post(f"{here}{renewals}/withdrawn", other_reason, if_match=6)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/has-not-been-renewed")

    record(councils, here, renewals, {"renewed_on": "2021-01-05", "term_until_on": "2024-01-07"})
    assert seen()[0] == ("2021-01-07", "GREEN", False)
    assert seen()[1] == ("2024-01-07", "GREEN", False)
    history = councils.get(f"{here}/history").json()["history"]
    assert [(one["fact"]["renewed_on"], one["fact"]["former_term_until_on"]) for one in history[4:6]] == [
        ("2023-12-01", "2024-01-07"),
        ("2020-12-01", "2021-01-07"),
    ]


def test_a_seat_is_vacant_until_somebody_replaces_who_left(councils: Caller, here: str) -> None:
    joins(councils, here, ANNA, "2018-01-08")
    joins(councils, here, BILAL, "2018-01-08", role="SUBSTITUTE")
    record(councils, here, f"/members/{ANNA}/departure", {"left_on": "2018-06-02", "reason": "MOVED_AWAY"})
    assert vacancies(councils, here, "2018-06-01") == []
    assert vacancies(councils, here, "2018-06-02") == [(ANNA, 0, "MOVED_AWAY")]
    assert vacancies(councils, here, "2018-07-02") == [(ANNA, 30, "MOVED_AWAY")]
    seat = {"college": "RESIDENT", "role": "TITULAR", "replaces": ANNA, "changed_on": "2018-07-02"}
    record(councils, here, f"/members/{BILAL}/seat", seat)
    assert vacancies(councils, here, "2018-07-01") == [(ANNA, 29, "MOVED_AWAY")]
    assert vacancies(councils, here, "2018-07-02") == []
    seat = {"college": "LOCAL_ACTOR", "role": "TITULAR", "changed_on": "2018-09-01"}
    record(councils, here, f"/members/{BILAL}/seat", seat)
    assert vacancies(councils, here, "2018-09-02") == [(BILAL, 1, "CHANGED")]
    joins(councils, here, CHLOE, "2018-10-01", replaces=BILAL)
    assert vacancies(councils, here, "2018-10-01") == []
    record(councils, here, f"/members/{CHLOE}/withdrawn", MISTAKE)
    assert vacancies(councils, here, "2018-10-01") == [(BILAL, 30, "CHANGED")]
    lines = councils.get(f"{here}/vacancies", on="2018-10-01", format="csv").text.splitlines()
    assert lines == [
        "\ufeffCollège;Dernier titulaire;Vacant depuis le;Jours de vacance;Motif",
        f"habitants;{BILAL};01/09/2018;30;a changé de collège ou de rôle",
    ]


def test_who_comes_back_to_the_same_college_fills_the_seat_again(councils: Caller, here: str) -> None:
    joins(councils, here, ANNA, "2018-01-08")
    record(councils, here, f"/members/{ANNA}/departure", {"left_on": "2018-06-02"})
    joins(councils, here, ANNA, "2018-08-01")
    assert vacancies(councils, here, "2018-07-31") == [(ANNA, 59, "NOT_STATED")]
    assert vacancies(councils, here, "2018-08-01") == []
    seats = councils.get(f"{here}/vacancies", on="2018-08-01").json()["seats"]
    assert seats == [
        {"college": "RESIDENT", "decided": None, "filled": 1},
        {"college": "LOCAL_ACTOR", "decided": None, "filled": 0},
    ]


def test_a_council_is_found_by_its_name_its_place_its_districts_and_its_stage(house: House) -> None:
    councils, here = house.start("councils", "activities").councils, "/v1/councils/CC18"
    establish(councils, "CC18", name="Conseil citoyen du 18e, Goutte d'Or")
    establish(councils, "CC14", name="Conseil du 14e", arrondissement="14")
    record(councils, here, "/districts", {"district_code": "QP075019", "generation": "2015", "from_on": "2016-11-01"})
    record(councils, here, "/stages", {"stage": "ACTIVE", "reached_on": "2018-06-01"})
    record(councils, here, "/stages", {"stage": "DORMANT", "reached_on": "2019-06-01"})

    def found(**wanted: Any) -> list[str]:
        return [one["council_id"] for one in councils.get("/v1/councils", **wanted).json()["councils"]]

    assert found(q="GOUTTE D'ÔR") == ["CC18"]
    assert found(q="100%") == []
    assert found(arrondissement="14") == ["CC14"]
    assert found(district="QP075019") == found(district="QP075019", on="2016-11-01") == ["CC18"]
    assert found(district="QP075019", on="2016-10-31") == []
    assert found(stage="DORMANT") == ["CC18"]
    assert found(stage="ACTIVE") == found(stage="ACTIVE", on="2018-05-31") == []
    assert found(stage="ACTIVE", on="2018-06-01") == found(stage="ACTIVE", on="2019-05-31") == ["CC18"]
    assert councils.get("/v1/councils", on="2018-06-01", format="csv").text.splitlines() == [
        "\ufeffCode;Conseil;Arrondissement;Créé le;Étape",
        "CC14;Conseil du 14e;14;01/11/2016;",
        "CC18;Conseil citoyen du 18e, Goutte d'Or;18;01/11/2016;actif",
    ]
    first = councils.get("/v1/councils", limit=1).json()
    assert [one["council_id"] for one in first["councils"]] == ["CC14"]
    assert found(cursor=first["next"]) == ["CC18"]


def test_a_council_is_corrected_and_its_mistakes_are_taken_back(councils: Caller, here: str) -> None:
    record(councils, here, "/districts", {"district_code": "QP075019", "generation": "2015", "from_on": "2016-11-01"})
    record(councils, here, "/stages", {"stage": "ACTIVE", "reached_on": "2018-06-01"})
    facilitator = record(councils, here, "/facilitators", {"assigned_on": "2018-03-13"})
    record(councils, here, "/districts/QP075019/withdrawn", MISTAKE)
    record(councils, here, "/stages/withdrawn", MISTAKE | {"stage": "ACTIVE"})
    record(councils, here, f"/facilitators/{facilitator}/withdrawn", MISTAKE | {"assigned_on": "2018-03-13"})
    said = {"name": "Conseil du 18e", "arrondissement": "19", "established_on": "2016-10-01", "reason": "BETTER_SOURCE"}
    record(councils, here, "/corrected", said)
    seen = councils.get(here)
    assert seen.headers["ETag"] == '"8"'
    council = seen.json()
    assert (council["name"], council["arrondissement"], council["established_on"]) == (
        "Conseil du 18e",
        "19",
        "2016-10-01",
    )
    assert (council["stage"], council["stages"], council["districts"], council["facilitators"]) == (None, [], [], [])


def test_a_replay_gives_the_same_as_all_that_was_said_corrected_and_taken_back(house: House) -> None:
    councils = house.start("councils", "activities").councils  # it also reads the log of activities
    for code, story in (
        ("CC18", test_a_change_of_role_makes_two_periods_and_taking_it_back_makes_one_again),
        ("CC19", test_a_joining_is_corrected_then_taken_back),
        ("CC20", test_a_council_is_corrected_and_its_mistakes_are_taken_back),
        ("CC21", test_a_renewal_is_taken_back_everywhere_and_said_again_otherwise),
    ):
        establish(councils, code)
        story(councils, f"/v1/councils/{code}")
    assert councils.post("/v1/replays").json()["equal"] is True


def test_the_members_of_a_day_are_a_file_too(councils: Caller, here: str) -> None:
    joins(councils, here, BILAL, "2017-01-08")
    record(councils, here, f"/members/{BILAL}/departure", {"left_on": "2018-01-08"})
    joins(councils, here, ANNA, "2018-01-08", gender="F", term_until_on="2021-01-07", replaces=BILAL)
    lines = councils.get(f"{here}/members", on="2018-01-08", format="csv").text.splitlines()
    assert lines[1:] == [
        f"{ANNA};habitants;titulaire;non précisé;femme;non renseigné;;;;{BILAL};08/01/2018;08/01/2018;07/01/2021"
    ]


def test_what_cannot_be_read_names_its_field(councils: Caller, here: str) -> None:
    joins(councils, here, ANNA, "2018-01-08")
    for answer, pointer in (
        (councils.get("/v1/councils", stage="ASLEEP"), "/query/stage"),
        (councils.get("/v1/councils", arrondissement="21"), "/query/arrondissement"),
        (councils.get("/v1/councils", district="XX"), "/query/district"),
        (councils.get(f"{here}/vacancies", on="yesterday"), "/query/on"),
        (councils.get(f"{here}/members", on="2018-01-08", college="OTHER"), "/query/college"),
        (councils.post(f"{here}/stages", {"stage": "ACTIVE", "reached_on": "18-1-1"}), "/reached_on"),
        (councils.post(f"{here}/members/{ANNA}/seat", {"role": "TITULAR", "changed_on": "2018-03-05"}), "/college"),
        (councils.post(f"{here}/members/{ANNA}/renewals", {"renewed_on": "2018-03-05", "why": 1}), "/why"),
    ):
        assert answer.status_code == 422, answer.text
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    for path in ("vacancies", "members"):
        assert councils.get(f"/v1/councils/CC99/{path}", on="2018-01-08").status_code == 404
    assert councils.get(f"{here}/members/{BILAL}").status_code == 404
