from __future__ import annotations

from datetime import date

from services.councils.council.domain import (
    Council,
    CouncilAlreadyEstablished,
)
from services.councils.official_lists import CodeOfAnotherList
from shared.contracts.councils.council import CouncilDistrictSet, CouncilEstablished
from shared.contracts.councils.territories import DistrictGeneration
from shared.days import EndsBeforeItStarts, InTheFuture
from tests.support.given import TODAY, given

established = CouncilEstablished(
    council_id="CC18", name="Conseil citoyen du 18e", arrondissement="18", established_on=date(2016, 11, 1)
)
of_2015 = CouncilDistrictSet(
    council_id="CC18",
    district_code="QP075019",
    generation=DistrictGeneration.LIST_2015,
    from_on=date(2016, 11, 1),
)
of_2024 = CouncilDistrictSet(
    council_id="CC18",
    district_code="QN07511M",
    generation=DistrictGeneration.LIST_2024,
    from_on=date(2024, 1, 1),
)


def test_a_council_is_established_under_its_code() -> None:
    given(Council).when(lambda it: it.establish(established, today=TODAY)).then(established)


def test_the_same_establishment_said_twice_is_recorded_once() -> None:
    given(Council, established).when(lambda it: it.establish(established, today=TODAY)).then_nothing()


def test_a_code_serves_one_council() -> None:
    other = established.model_copy(update={"arrondissement": "19"})
    given(Council, established).when(lambda it: it.establish(other, today=TODAY)).refused(
        CouncilAlreadyEstablished, pointer="/council_id", council_id="CC18"
    )


def test_no_council_was_established_tomorrow() -> None:
    of_tomorrow = established.model_copy(update={"established_on": date(2026, 11, 24)})
    given(Council).when(lambda it: it.establish(of_tomorrow, today=TODAY)).refused(
        InTheFuture, pointer="/established_on", day=date(2026, 11, 24)
    )


def test_a_council_covers_several_districts() -> None:
    given(Council, established, of_2015).when(lambda it: it.set_district(of_2024)).then(of_2024)


def test_the_same_district_said_twice_is_recorded_once() -> None:
    given(Council, established, of_2015).when(lambda it: it.set_district(of_2015)).then_nothing()


def test_a_district_that_is_no_longer_covered_says_its_last_day() -> None:
    ended = of_2015.model_copy(update={"until_on": date(2023, 12, 31)})
    given(Council, established, of_2015).when(lambda it: it.set_district(ended)).then(ended)


def test_a_district_may_be_covered_for_one_day() -> None:
    one_day = of_2015.model_copy(update={"until_on": date(2016, 11, 1)})
    given(Council, established).when(lambda it: it.set_district(one_day)).then(one_day)


def test_a_district_is_not_left_before_it_is_covered() -> None:
    backwards = of_2015.model_copy(update={"until_on": date(2016, 10, 31)})
    given(Council, established).when(lambda it: it.set_district(backwards)).refused(
        EndsBeforeItStarts,
        pointer="/until_on",
        start=date(2016, 11, 1),
        end=date(2016, 10, 31),
    )


def test_a_code_of_one_list_is_not_said_of_the_other() -> None:
    mixed = of_2015.model_copy(update={"generation": DistrictGeneration.LIST_2024})
    given(Council, established).when(lambda it: it.set_district(mixed)).refused(
        CodeOfAnotherList, pointer="/generation", district_code=of_2015.district_code, generation="2024"
    )
