from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from tests.support.house import House

TODAY = "2026-11-23"
OF_A_DAY = (
    "/v1/councils",
    "/v1/councils/{council_id}/members",
    "/v1/councils/{council_id}/vacancies",
    "/v1/councils/{council_id}/recognition",
    "/v1/councils/{council_id}/dossier",
    "/v1/councils/{council_id}/open-matters",
    "/v1/posts",
    "/v1/team",
    "/v1/facilitators/{facilitator_id}",
    "/v1/delegations",
)


def test_a_view_of_a_day_says_that_it_is_of_today_in_paris(town: House) -> None:
    paths = town.apps["councils"].openapi()["paths"]
    for path in OF_A_DAY:
        (on,) = (one for one in paths[path]["get"]["parameters"] if one["name"] == "on")
        assert on["required"] is False
        assert on["description"] == "As of that day; today, in Paris, when none is given."


def test_a_view_of_a_day_is_that_of_today_unless_another_day_is_asked_for(town: House, council: str) -> None:
    councils, here = town.councils, f"/v1/councils/{council}"
    anna, bilal = str(uuid4()), str(uuid4())
    joining = {"college": "RESIDENT", "joined_on": "2018-01-08"}
    for person in (anna, bilal):
        councils.record(f"{here}/members", joining | {"person_id": person})
    councils.record(f"{here}/members/{bilal}/departure", {"left_on": TODAY})
    councils.record(f"{here}/facilitators", {"facilitator_id": anna, "assigned_on": "2018-01-08"})
    cover = {"district_code": "QP075019", "generation": "2015"}
    councils.record(f"{here}/districts", cover | {"from_on": "2016-11-01", "until_on": "2023-12-31"})
    order = {"council_id": council, "order_number": "75-2018-1", "recognised_on": "2018-03-01"}
    named = [{"person_id": bilal, "college": "RESIDENT", "role": "TITULAR"}]
    last = councils.record("/v1/recognitions/recognised", order | {"members": named})

    def seen(path: str, **query: Any) -> Any:
        answer = councils.get(path, after=last["after"], **query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    for path in ("members", "vacancies", "recognition", "open-matters"):
        assert seen(f"{here}/{path}") == seen(f"{here}/{path}", on=TODAY) != seen(f"{here}/{path}", on="2018-04-01")
    assert [one["person_id"] for one in seen(f"{here}/members")["members"]] == [anna]
    assert seen(f"{here}/members")["on"] == TODAY
    covering = {one["council_id"] for one in seen("/v1/councils", district="QP075019", limit=200)["councils"]}
    assert council not in covering
    before = seen("/v1/councils", district="QP075019", on="2023-12-31", limit=200)["councils"]
    assert council in {one["council_id"] for one in before}
    file = councils.get(f"{here}/members", format="csv")
    assert file.headers["Content-Disposition"].endswith(f'membres-{council}-{TODAY}.csv"')


def warnings(house: House, council: str) -> list[tuple[str, list[str]]]:
    head = house.councils.get("/v1/log/head").json()["position"]
    shown = house.councils.get(f"/v1/councils/{council}", after=f"councils@{head}").json()
    assert all(one["message"] and one["message_en"] for one in shown["warnings"])
    return [(one["code"], one["persons"]) for one in shown["warnings"]]


def test_who_joined_before_the_council_existed_is_told_and_not_refused(town: House, council: str) -> None:
    here, early = f"/v1/councils/{council}/members", str(uuid4())
    said = {"college": "RESIDENT", "role": "TITULAR"}
    month = {"origin": {"date_precision": "MONTH"}}
    town.councils.record(here, said | {"joined_on": "2016-11-01"})
    town.councils.record(here, said | {"joined_on": "2016-11-01"} | month)
    assert warnings(town, council) == []
    town.councils.record(here, said | {"joined_on": "2016-10-31", "person_id": early})
    assert warnings(town, council) == [("joined-before-the-council", [early])]
    shown = town.councils.get(f"/v1/councils/{council}").json()["warnings"]
    assert (
        shown[0]["message"]
        == "Entrées avant la création du conseil, le 1er novembre 2016 : 1. Une date est à vérifier."
    )
    version = int(town.councils.get(f"/v1/councils/{council}").json()["version"])
    corrected = said | {"joined_on": "2016-11-02", "reason": "TYPING_ERROR"}
    town.councils.record(f"{here}/{early}/corrected", corrected, if_match=version)
    assert warnings(town, council) == []


def test_who_prepares_a_council_supports_it_before_it_exists_and_from_its_first_stage_on(
    town: House, council: str
) -> None:
    here, early = f"/v1/councils/{council}", str(uuid4())
    town.councils.record(f"{here}/facilitators", {"facilitator_id": early, "assigned_on": "2016-06-01"})
    assert warnings(town, council) == [("supported-before-the-council", [early])]
    town.councils.record(f"{here}/stages", {"stage": "DIAGNOSIS", "reached_on": "2016-05-02"})
    assert warnings(town, council) == []


def test_a_council_of_which_only_the_first_trace_is_known_may_be_older(town: House) -> None:
    code = f"CC-{uuid4().hex[:8].upper()}"
    attested = {"name": "Conseil", "arrondissement": "18", "established_on": "2016-11-01"}
    inferred = {"origin": {"date_certainty": "INFERRED"}}
    town.councils.record("/v1/councils", attested | inferred | {"council_id": code})
    joining = {"college": "RESIDENT", "joined_on": "2015-01-08"}
    town.councils.record(f"/v1/councils/{code}/members", joining)
    town.councils.record(f"/v1/councils/{code}/facilitators", {"assigned_on": "2015-01-08"})
    assert warnings(town, code) == []
