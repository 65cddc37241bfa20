"""What was agreed with those who pay, and how far it is reached, as it was known at any point in the logs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from services.reporting.agreements.domain import (
    WHOLE,
    AgreementEntry,
    ObjectiveOfAnotherAgreement,
    SharesAreNotTheWhole,
    UnknownIndicator,
    YearOutsideAgreement,
    reports_due,
    shared_out,
)
from shared.contracts.vocabulary import AmendmentReason, FunderKind
from shared.entries.kinds import Subject
from tests.entries.examples import AGREEMENT, CONVENTION, KIND, OF_THE_AGREEMENT, example, subjects_of
from tests.reporting.test_figures_over_http import establish, follow, meet, rows
from tests.support.given import TODAY, given

if TYPE_CHECKING:
    from tests.support.house import House

STATE, CITY, LANDLORD = FunderKind.STATE, FunderKind.CITY, FunderKind.LANDLORD
ANOTHER = UUID("01936f00-0000-7000-8000-0000000000ea")


def under(**other: Any) -> dict[str, Subject]:
    """An agreement of 2018 to 2020, and an objective of it."""
    return subjects_of(KIND["targets"]) | {name: Subject(said) for name, said in other.items()}


# What may be said


@pytest.mark.parametrize("path", ["targets", "comments"])
def test_nothing_is_said_of_an_indicator_that_does_not_exist(path: str) -> None:
    said = example(path, indicator="VIE-99")
    given(AgreementEntry).when(lambda it: it.say(said, subjects=under(), today=TODAY)).refused(
        UnknownIndicator, pointer="/indicator", code="VIE-99"
    )


@pytest.mark.parametrize("path", ["targets", "fundings"])
@pytest.mark.parametrize(("year", "is_one"), [(2017, False), (2018, True), (2020, True), (2021, False)])
def test_a_year_is_one_of_the_agreement(path: str, year: int, is_one: bool) -> None:  # noqa: FBT001
    said = example(path, year=year)
    outcome = given(AgreementEntry).when(lambda it: it.say(said, subjects=under(), today=TODAY))
    if is_one:
        outcome.then(said)
    else:
        outcome.refused(
            YearOutsideAgreement, pointer="/year", year=year, first=date(2018, 1, 5), last=date(2020, 12, 31)
        )


def test_a_target_serves_an_objective_of_its_own_agreement() -> None:
    said = example("targets")
    elsewhere = under(objective_id=example("objectives", agreement_id=ANOTHER))
    given(AgreementEntry).when(lambda it: it.say(said, subjects=elsewhere, today=TODAY)).refused(
        ObjectiveOfAnotherAgreement, pointer="/objective_id"
    )
    of_none = example("targets", objective_id=None)
    given(AgreementEntry).when(lambda it: it.say(of_none, subjects=under(), today=TODAY)).then(of_none)


@pytest.mark.parametrize("shares", [{"state": 9_999}, {"state": 6_000, "city": 4_001}, {}])
def test_a_key_shares_out_the_whole(shares: dict[str, int]) -> None:
    said = example("allocation-keys", shares=shares)
    given(AgreementEntry).when(lambda it: it.say(said, subjects=under(), today=TODAY)).refused(
        SharesAreNotTheWhole, pointer="/shares", sum=sum(shares.values())
    )


def test_a_correction_is_checked_like_what_was_said_first() -> None:
    said, wrong = example("targets"), example("targets", year=2031)
    given(AgreementEntry, said).when(
        lambda it: it.correct(wrong, AmendmentReason.TYPING_ERROR, subjects=under(), today=TODAY)
    ).refused(YearOutsideAgreement, pointer="/year", year=2031, first=date(2018, 1, 5), last=date(2020, 12, 31))


# What follows from it


def test_reports_are_due_half_a_year_after_each_year_and_an_overall_one_three_months_before_the_end() -> None:
    agreement = example("agreements", from_on="2017-01-01", until_on="2019-12-31")
    assert [(due.report.value, due.first.isoformat(), due.due_on.isoformat()) for due in reports_due(agreement)] == [
        ("YEARLY", "2017-01-01", "2018-06-30"),
        ("YEARLY", "2018-01-01", "2019-06-30"),
        ("OVERALL", "2017-01-01", "2019-09-30"),
        ("YEARLY", "2019-01-01", "2020-06-30"),
    ]


@pytest.mark.parametrize(
    ("until_on", "due_on"), [("2019-05-31", "2019-02-28"), ("2020-05-30", "2020-02-29"), ("2019-02-14", "2018-11-14")]
)
def test_three_months_before_is_a_day_that_exists(until_on: str, due_on: str) -> None:
    agreement = example("agreements", from_on="2018-03-05", until_on=until_on)
    (overall,) = [due for due in reports_due(agreement) if due.report == "OVERALL"]
    assert overall.due_on == date.fromisoformat(due_on)
    assert (overall.first, overall.last) == (date(2018, 3, 5), date.fromisoformat(until_on))


def test_a_number_is_shared_out_in_whole_numbers() -> None:
    assert shared_out(7, {STATE: 5_000, CITY: 5_000}) == {STATE: 4, CITY: 3}
    assert shared_out(10, {STATE: 3_333, CITY: 3_333, LANDLORD: 3_334}) == {STATE: 3, CITY: 3, LANDLORD: 4}
    assert shared_out(0, {STATE: 6_000, CITY: 4_000}) == {STATE: 0, CITY: 0}


@st.composite
def keys(draw: st.DrawFn) -> dict[FunderKind, int]:
    """Parts that are the whole together."""
    funders = draw(st.lists(st.sampled_from(list(FunderKind)), min_size=1, unique=True))
    cuts = sorted(draw(st.lists(st.integers(0, WHOLE), min_size=len(funders) - 1, max_size=len(funders) - 1)))
    ends = [*cuts, WHOLE]
    return {funder: end - start for funder, start, end in zip(funders, [0, *cuts], ends, strict=True)}


@forall(st.integers(0, 10**9), keys())
def test_parts_add_up_to_the_number_and_none_is_a_whole_unit_off(value: int, parts: dict[FunderKind, int]) -> None:
    shares = shared_out(value, parts)
    assert sum(shares.values()) == value
    assert all(abs(shares[funder] * WHOLE - value * part) < WHOLE for funder, part in parts.items())


# Over HTTP


def say(house: House, path: str, **other: Any) -> dict[str, Any]:
    """Say the example of a kind; the answer of the command."""
    return house.reporting.record(f"/v1/{path}", OF_THE_AGREEMENT[path] | other)


def agree(house: House) -> tuple[str, str]:
    """An agreement of 2018 to 2020, two targets for 2018, a key; its id, and where to read on from."""
    agreement = say(house, "agreements", from_on="2018-01-01")["id"]
    objective = say(house, "objectives", agreement_id=agreement)["id"]
    say(house, "targets", agreement_id=agreement, objective_id=objective)
    say(house, "targets", agreement_id=agreement, objective_id=None, indicator="VIE-03", goal="9.5", baseline=None)
    done = say(house, "allocation-keys", agreement_id=agreement, from_on="2018-01-01")
    return str(agreement), str(done["after"])


def targets(answer: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (one["figure"]["indicator"], one["baseline"], one["goal"], one["figure"]["value"], one["gap"], one["parts"])
        for one in answer["targets"]
    ]


def test_how_far_each_target_is_reached_is_told_as_it_was_known_then(house: House) -> None:
    house.start("councils", "activities", "reporting")
    establish(house, "CC18")
    agreement, agreed = agree(house)
    meet(house, "CC18", "2018-03-13", None)
    meet(house, "CC18", "2018-04-17", None)
    after = f"{meet(house, 'CC18', '2018-05-15', None)},{agreed}"
    reporting, it = house.reporting, f"/v1/agreements/{agreement}/progress"
    then = reporting.get(it, year=2018, after=after).json()
    assert targets(then) == [
        ("VIE-01", 10.5, 24.0, 3, -21.0, {"STATE": 2, "CITY": 1}),
        ("VIE-03", None, 9.5, None, None, None),
    ], "nobody counted who came: that is unknown, and so is the gap"
    assert [(one["objective"], one["counted_facts"]) for one in then["targets"]] == [
        ("Animer le conseil", 3),
        (None, 0),
    ]
    assert then["allocation_key"] == {"STATE": 6000, "CITY": 4000}
    assert [due["due_on"] for due in then["reports_due"]] == ["2019-06-30", "2020-06-30", "2020-09-30", "2021-06-30"]
    assert follow(house, then["targets"][0]["figure"]["trace"])["figure"]["value"] == 3

    target_id = then["targets"][0]["target_id"]
    corrected = OF_THE_AGREEMENT["targets"] | {"agreement_id": agreement, "objective_id": None, "goal": "2"}
    reporting.record(f"/v1/targets/{target_id}/corrected", corrected | {"reason": "BETTER_SOURCE"}, if_match=1)
    say(house, "comments", council_id="CC18")
    done = say(house, "comments", text="Une année entière.", council_id=None)
    now = reporting.get(it, year=2018, after=done["after"]).json()
    assert targets(now)[0] == ("VIE-01", 10.5, 2.0, 3, 1.0, {"STATE": 2, "CITY": 1})
    assert [(one["council_id"], one["text"]) for one in now["targets"][0]["comments"]] == [
        ("CC18", "Deux conseils\nont été renouvelés."),
        (None, "Une année entière."),
    ]
    assert reporting.get(it, year=2018, as_of=then["as_of"]).json() == then, "asked again as of then, it is the same"

    header = [*rows(reporting.get(it, year=2018, format="csv").content)]
    assert [(row["Indicateur"], row["Cible 2018"], row["Réalisé 2018"], row["Écart"]) for row in header] == [
        ("VIE-01", "2", "3", "1"),
        ("VIE-03", "9,5", "", ""),
    ]
    assert header[0]["Commentaire"] == "CC18 : Deux conseils\nont été renouvelés.\nUne année entière."
    assert (header[0]["Part : État"], header[1]["Part : Ville"]) == ("2", "")
    assert reporting.get(it, year=2019).json()["targets"] == []


def test_what_is_wrong_is_told_with_its_field(house: House) -> None:
    reporting = house.start("councils", "activities", "reporting").reporting
    agreement, agreed = agree(house)
    shares = {"agreement_id": agreement, "shares": {"state": 5_000}}
    refused = reporting.post("/v1/allocation-keys", OF_THE_AGREEMENT["allocation-keys"] | shares)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/shares")
    assert (
        refused.json()["detail"]
        == "Ensemble, les parts des financeurs font 100 % (10000 centièmes de %) ; ici, 5000 centièmes."
    )

    wrong = reporting.get(f"/v1/agreements/{agreement}/progress", year=2031, after=agreed)
    assert (wrong.status_code, wrong.json()["type"]) == (422, "/problems/year-outside-agreement")
    assert reporting.get(f"/v1/agreements/{CONVENTION}/progress", year=2018).status_code == 404
    nobody = OF_THE_AGREEMENT["targets"] | {"agreement_id": CONVENTION, "objective_id": None}
    assert reporting.post("/v1/targets", nobody).json()["type"] == "/problems/unknown-subject"
    stands = reporting.post(f"/v1/agreements/{agreement}/withdrawn", {"reason": "ENTERED_BY_MISTAKE"}, if_match=1)
    assert stands.json()["type"] == "/problems/others-stand-on-it"


def test_only_a_coordinator_says_what_was_agreed_and_the_team_sees_it(house: House) -> None:
    reporting = house.start("councils", "activities", "reporting").reporting
    said = OF_THE_AGREEMENT["agreements"] | {"document": AGREEMENT}
    for roles, status in ((("facilitator",), 403), (("operator",), 403), (("service",), 403), (("coordinator",), 201)):
        answer = reporting.post("/v1/agreements", said, roles=roles)
        assert (roles, answer.status_code) == (roles, status)
    listed = reporting.get("/v1/agreements", roles=("facilitator",), after=answer.json()["after"]).json()["agreements"]
    assert [one["title"] for one in listed] == ["Convention 2018-2020"]
    where, after = f"/v1/agreements/{answer.json()['id']}/progress", answer.json()["after"]
    progress = reporting.get(where, year=2018, roles=("facilitator",), after=after)
    assert progress.status_code == 200
