"""What few persons are behind is masked, and nothing that is shown gives it away."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.reporting.reports.domain.masking import FEW, is_few, masked_parts

COUNCILS = ("CC10", "CC11", "CC13", "CC14")


@pytest.mark.parametrize(("persons", "few"), [(None, False), (0, False), (1, True), (4, True), (5, False), (80, False)])
def test_from_one_to_four_persons_are_few(persons: int | None, few: bool) -> None:  # noqa: FBT001
    assert is_few(persons) is few


@pytest.mark.parametrize(
    ("parts", "whole", "masked", "is_whole_masked"),
    [
        ({"CC10": 12, "CC11": 0, "CC13": 7}, 19, set(), False),
        ({"CC10": 12, "CC11": 3, "CC13": 7}, 22, {"CC11", "CC13"}, False),
        ({"CC10": 12, "CC11": 3}, 15, {"CC10", "CC11"}, False),
        ({"CC10": 0, "CC11": 3}, 3, {"CC11"}, True),
        ({"CC10": 0, "CC11": 3, "CC13": None}, None, {"CC11"}, False),
        ({"CC10": 2, "CC11": 2, "CC13": 9}, 13, {"CC10", "CC11", "CC13"}, False),
        ({"CC10": 4, "CC11": 4, "CC13": 9}, 17, {"CC10", "CC11", "CC13"}, False),
        ({"CC10": 4, "CC11": 4}, 8, {"CC10", "CC11"}, True),
        ({"CC10": 4, "CC11": 3, "CC13": 9}, 16, {"CC10", "CC11"}, False),
    ],
)
def test_as_many_others_are_masked_as_it_takes(
    parts: dict[str, int | None],
    whole: int | None,
    masked: set[str],
    is_whole_masked: bool,  # noqa: FBT001
) -> None:
    known = {name: persons for name, persons in parts.items() if persons is not None}
    assert masked_parts(known, whole) == (frozenset(masked), is_whole_masked)


@settings(max_examples=300)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_no_masked_part_is_found_by_subtraction(persons: list[int]) -> None:
    parts = dict(zip(COUNCILS, persons, strict=False))
    masked, is_whole_masked = masked_parts(parts, sum(persons))
    assert masked >= {name for name, many in parts.items() if is_few(many)}
    if is_whole_masked or not masked:
        return
    # Whoever subtracts knows the sum of those that are masked, and that each is one person at least.
    total, many = sum(parts[name] for name in masked), len(masked)
    assert total >= FEW, "they are not few together either"
    assert many >= 2
    possible = [each for each in product(range(1, total + 1), repeat=many) if sum(each) == total]
    assert all(len({each[place] for each in possible}) > 1 for place in range(many))
    # Who guesses that all of them are few, because nothing else seems to have been hidden, does not know either.
    if all(is_few(parts[name]) for name in masked):
        few = [each for each in possible if all(map(is_few, each))]
        assert all(len({each[place] for each in few}) > 1 for place in range(many))


@given(st.lists(st.integers(0, 40), min_size=1, max_size=4))
def test_what_is_shown_where_nobody_is_few_is_everything(persons: list[int]) -> None:
    parts = {name: many for name, many in zip(COUNCILS, persons, strict=False) if not is_few(many)}
    whole = sum(parts.values())
    assert masked_parts(parts, whole) == (frozenset(), False)
