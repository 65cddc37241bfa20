"""Who called, chaired and wrote, quarter by quarter: what nobody stated is unknown, and in no share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.support.house import House

CC18 = {"council_id": "CC18", "name": "Conseil citoyen du 18e", "arrondissement": "18", "established_on": "2016-11-01"}
YEAR: dict[str, Any] = {"from_": "2018-01-01", "to": "2018-12-31"}


def held(town: House, council: str, day: str, **said: Any) -> dict[str, Any]:
    return town.activities.record(
        "/v1/meetings/held", {"council_id": council, "kind": "PLENARY", "held_on": day, **said}
    )


def trajectory(town: House, council: str, after: str, **asked: Any) -> list[dict[str, Any]]:
    answer = town.councils.get(f"/v1/councils/{council}/autonomy/trajectory", after=after, **(YEAR | asked))
    assert answer.is_success, answer.text
    quarters: list[dict[str, Any]] = answer.json()["quarters"]
    return quarters


def test_one_meeting_chaired_by_a_member_moves_one_point_of_one_quarter(town: House, council: str) -> None:
    held(town, council, "2018-02-01", called_by="FACILITATOR", chaired_by="MEMBER")
    held(town, council, "2018-03-31", called_by="MEMBER", chaired_by="MEMBER")
    last = held(town, council, "2018-04-01")
    winter, spring = trajectory(town, council, last["after"])
    assert (winter["quarter"], winter["meetings_held"]) == ("2018-T1", 2)
    assert (winter["called_by"]["by_members"], winter["called_by"]["stated"], winter["called_by"]["share"]) == (
        1,
        2,
        0.5,
    )
    assert (winter["chaired_by"]["by_members"], winter["chaired_by"]["share"]) == (2, 1.0)
    assert len(winter["chaired_by"]["meetings"]) == 2
    assert (winter["written_by"]["share"], winter["written_by"]["not_stated"]) == (None, 2)
    assert (spring["quarter"], spring["chaired_by"]["share"], spring["chaired_by"]["not_stated"]) == (
        "2018-T2",
        None,
        1,
    )


def test_a_meeting_told_again_is_told_so_with_its_minutes(town: House, council: str) -> None:
    meeting = held(town, council, "2018-02-01", chaired_by="MEMBER")["id"]
    published = {"published_on": "2018-02-10", "written_by": "MEMBER"}
    town.activities.record(f"/v1/meetings/{meeting}/minutes", published)
    again = {"held": {"held_on": "2018-04-01", "chaired_by": "FACILITATOR"}, "called_by": "MEMBER"}
    again |= {"published": published | {"published_on": "2018-04-10"}, "reason": "TYPING_ERROR"}
    done = town.activities.record(f"/v1/meetings/{meeting}/corrected", again, if_match=2)
    (spring,) = trajectory(town, council, done["after"])
    assert (spring["quarter"], spring["meetings_held"]) == ("2018-T2", 1)
    shares = {deed: spring[deed]["share"] for deed in ("called_by", "chaired_by", "written_by")}
    assert shares == {"called_by": 1.0, "chaired_by": 0.0, "written_by": 1.0}


def test_minutes_and_withdrawals_are_followed_and_a_replay_gives_the_same(house: House) -> None:
    house.start("councils", "activities").councils.record("/v1/councils", CC18)
    kept, gone = (held(house, "CC18", day, called_by="MEMBER") for day in ("2018-05-02", "2018-05-09"))
    minutes = {"published_on": "2018-05-04", "written_by": "MEMBER"}
    house.activities.record(f"/v1/meetings/{kept['id']}/minutes", minutes)
    last = house.activities.record(f"/v1/meetings/{gone['id']}/withdrawn", {"reason": "ENTERED_TWICE"}, if_match=1)
    (spring,) = trajectory(house, "CC18", last["after"])
    assert (spring["meetings_held"], spring["called_by"]["meetings"]) == (1, [kept["id"]])
    assert spring["written_by"]["share"] == 1.0
    replay = house.councils.record("/v1/replays", {})
    assert replay["equal"], replay["first_difference"]


def test_it_is_a_file_for_spreadsheets_too(town: House, council: str) -> None:
    last = held(town, council, "2018-02-01", chaired_by="MEMBER")
    file = town.councils.get(
        f"/v1/councils/{council}/autonomy/trajectory", **YEAR, after=last["after"], format="csv"
    ).content.decode("utf-8-sig")
    header, row = file.splitlines()
    assert header.startswith("Trimestre;Réunions tenues;Convoquées par un membre")
    assert row == "2018-T1;1;0;0;1;1;0;0"


def test_a_council_that_does_not_exist_has_no_trajectory_and_a_period_does_not_end_before_it_starts(
    town: House, council: str
) -> None:
    assert town.councils.get(f"/v1/councils/{council}-9/autonomy/trajectory", **YEAR).status_code == 404
    backwards = town.councils.get(f"/v1/councils/{council}/autonomy/trajectory", from_="2018-02-02", to="2018-02-01")
    assert (backwards.status_code, backwards.json()["errors"][0]["pointer"]) == (422, "/to")
