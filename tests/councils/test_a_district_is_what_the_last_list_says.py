from __future__ import annotations

from datetime import date

from hypothesis import given as whatever
from hypothesis import strategies as some

from services.councils.official_lists import CodeOfAnotherList
from services.councils.territories.domain import PriorityDistrict
from shared.contracts.councils.territories import (
    DistrictGeneration,
    PerimeterChange,
    PriorityDistrictListed,
    PriorityDistrictUnlisted,
)
from shared.contracts.vocabulary import Origin
from shared.days import EndsBeforeItStarts
from shared.kernel import Fact, NotFound
from tests.support.given import IT, given

NOTED = Origin()
FIRST_EDITION, SECOND_EDITION = "a" * 64, "b" * 64

listed = PriorityDistrictListed(
    district_code="QN07511M",
    generation=DistrictGeneration.LIST_2024,
    name="Goutte d'Or",
    arrondissements=("18",),
    valid_from_on=date(2024, 1, 1),
    perimeter=PerimeterChange.MODIFIED,
    predecessors=("QP075019",),
    list_digest=FIRST_EDITION,
)
unlisted = PriorityDistrictUnlisted(
    district_code="QN07511M", generation=DistrictGeneration.LIST_2024, list_digest=SECOND_EDITION
)


def test_a_list_holds_a_district() -> None:
    given(PriorityDistrict).when(lambda it: it.enlist(listed)).then(listed)


def test_another_edition_that_says_the_same_says_nothing_new() -> None:
    again = listed.model_copy(update={"list_digest": SECOND_EDITION})
    given(PriorityDistrict, listed).when(lambda it: it.enlist(again)).then_nothing()


def test_the_last_list_that_was_read_is_right() -> None:
    renamed = listed.model_copy(update={"name": "La Goutte d'Or", "list_digest": SECOND_EDITION})
    given(PriorityDistrict, listed).when(lambda it: it.enlist(renamed)).then(renamed)


def test_a_code_belongs_to_one_list() -> None:
    mistaken = listed.model_copy(update={"generation": DistrictGeneration.LIST_2015})
    given(PriorityDistrict).when(lambda it: it.enlist(mistaken)).refused(
        CodeOfAnotherList, pointer="/generation", district_code="QN07511M", generation="2015"
    )


def test_a_list_applies_forwards() -> None:
    backwards = listed.model_copy(update={"valid_until_on": date(2023, 12, 31)})
    given(PriorityDistrict).when(lambda it: it.enlist(backwards)).refused(
        EndsBeforeItStarts, pointer="/valid_until_on", start=date(2024, 1, 1), end=date(2023, 12, 31)
    )


def test_a_district_that_a_list_no_longer_holds_is_struck_and_may_come_back() -> None:
    given(PriorityDistrict, listed).when(lambda it: it.strike(SECOND_EDITION, NOTED)).then(unlisted)
    given(PriorityDistrict, listed, unlisted).when(lambda it: it.enlist(listed)).then(listed)


def test_what_no_list_holds_is_not_struck() -> None:
    given(PriorityDistrict).when(lambda it: it.strike(SECOND_EDITION, NOTED)).refused(NotFound)
    given(PriorityDistrict, listed, unlisted).when(lambda it: it.strike(SECOND_EDITION, NOTED)).refused(NotFound)


@whatever(some.lists(some.sampled_from([listed, unlisted]), max_size=8))
def test_whatever_was_recorded_is_remembered_and_said_twice_changes_nothing(past: list[Fact]) -> None:
    district = PriorityDistrict(IT)
    district.replay(past)
    district.enlist(listed)
    district.enlist(listed)
    assert len(district.pending) <= 1
