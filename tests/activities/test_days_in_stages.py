"""How long an initiative was in each stage: from the day it was first reached to the day of a later one."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.activities.initiatives.readmodel import stages_on

MAY_1, MAY_11, MAY_21, MAY_31 = (date(2026, 5, day) for day in (1, 11, 21, 31))


def reached(stage: str, on: date, *, is_to_the_day: bool = True) -> dict[str, Any]:
    return {"stage": stage, "reached_on": on, "is_to_the_day": is_to_the_day}


def days(*rows: dict[str, Any], on: date = MAY_31) -> dict[str, int | None]:
    return {one["stage"]: one["days"] for one in stages_on(rows, on)["stages"]}


def test_the_last_stage_goes_on_until_the_day_that_is_asked() -> None:
    told = stages_on([reached("PROPOSED", MAY_1), reached("ADOPTED", MAY_11)], MAY_31)
    assert told == {
        "status": "ADOPTED",
        "stages": [
            {"stage": "PROPOSED", "from_on": MAY_1, "until_on": MAY_11, "days": 10},
            {"stage": "ADOPTED", "from_on": MAY_11, "until_on": None, "days": 20},
        ],
    }


def test_nothing_goes_on_after_the_end() -> None:
    assert days(reached("PROPOSED", MAY_1), reached("DROPPED", MAY_21)) == {"PROPOSED": 20}


def test_two_stages_on_one_day_make_no_day_between_them() -> None:
    assert days(reached("PROPOSED", MAY_1), reached("ADOPTED", MAY_1)) == {"PROPOSED": 0, "ADOPTED": 30}


def test_a_second_request_or_grant_begins_no_second_stage() -> None:
    twice = reached("FUNDED", MAY_11), reached("FUNDED", MAY_21)
    assert days(reached("PROPOSED", MAY_1), *twice) == {"PROPOSED": 10, "FUNDED": 20}


def test_a_grant_after_the_beginning_brings_nothing_back() -> None:
    rows = reached("ADOPTED", MAY_1), reached("STARTED", MAY_11), reached("FUNDED", MAY_21)
    assert days(*rows) == {"ADOPTED": 10, "STARTED": 20}


def test_days_that_are_not_known_to_the_day_are_not_counted() -> None:
    vague = reached("ADOPTED", MAY_11, is_to_the_day=False)
    assert days(reached("PROPOSED", MAY_1), vague, reached("STARTED", MAY_21)) == {
        "PROPOSED": None,
        "ADOPTED": None,
        "STARTED": 10,
    }


def test_of_what_was_not_proposed_yet_nothing_is_told() -> None:
    assert stages_on([], MAY_31) == {"status": None, "stages": []}
