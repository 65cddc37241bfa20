from __future__ import annotations

import hashlib
import json
import math
import re
import runpy
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.councils.draw.domain.method import Slip, draw, key_of, pool_of
from shared.contracts.councils.draw import DrawList, ListKind
from shared.contracts.vocabulary import Gender
from tests.support.sources import ROOT

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence
    from pathlib import Path

F, M, OTHER, NOT_DECLARED = Gender.F, Gender.M, Gender.OTHER, Gender.NOT_DECLARED
DECLARED = (F, M)

tickets = st.text("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", min_size=4, max_size=6)
seeds = st.text(st.characters(exclude_categories=["C"]), min_size=6, max_size=40)


def pools(*genders: Gender) -> st.SearchStrategy[list[Slip]]:
    """Tickets that take part, each once."""
    slips = st.builds(Slip, tickets, st.sampled_from(ListKind), st.sampled_from(genders))
    return st.lists(slips, max_size=40, unique_by=lambda slip: slip.ticket)


def of_gender(drawn: Sequence[Slip], *genders: Gender) -> list[str]:
    return [slip.ticket for slip in drawn if slip.gender in genders]


def as_lists(*contents: str) -> tuple[DrawList, ...]:
    """These files, as they would be announced."""
    return tuple(
        DrawList(
            kind=kind,
            title=kind.value,
            tickets=content.count("\n"),
            digest=hashlib.sha256(content.encode()).hexdigest(),
        )
        for kind, content in zip(ListKind, contents, strict=False)
    )


# By hand


def test_the_example_of_the_document_is_drawn_as_it_says() -> None:
    text = (ROOT / "docs/draw.md").read_text()
    first, second, seed, keys, result = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    pool = pool_of(as_lists(first, second), [first, second])
    ordered = sorted(pool, key=lambda slip: key_of(seed.rstrip(), slip.ticket))
    assert [f"{key_of(seed.rstrip(), one.ticket)[:8]} {one.ticket} {one.gender}" for one in ordered] == (
        keys.splitlines()
    )
    drawn = draw(seed.rstrip(), pool, 6)
    assert [
        f"{rank} {one.ticket} {one.gender}{' réserve' * (rank > 4)}" for rank, one in enumerate(drawn, start=1)
    ] == result.splitlines()
    assert all(f"`{listed.digest[:8]}…`" in text for listed in as_lists(first, second))


def test_a_key_is_what_sha256sum_says() -> None:
    # printf '%s\n%s' 'graine' 'A7K2' | sha256sum
    assert key_of("graine", "A7K2") == "0c91f39495da9dac5a2aeb305e32cdd0a22f5925ff9bbcfcf45ba91d180a2cff"


def test_a_ticket_of_several_lists_counts_once_as_its_first_list_says() -> None:
    first, second = "AAAA;F\nBBBB;M\n", "BBBB;OTHER\nCCCC;M\n"
    assert pool_of(as_lists(first, second), [first, second]) == [
        Slip("AAAA", ListKind.ELECTORAL, F),
        Slip("BBBB", ListKind.ELECTORAL, M),
        Slip("CCCC", ListKind.LANDLORD, M),
    ]


# Laws


@given(seeds, pools(*Gender), st.integers(0, 50))
def test_each_is_drawn_once_and_all_are_when_there_is_room(seed: str, pool: list[Slip], places: int) -> None:
    drawn = draw(seed, pool, places)
    assert len(set(drawn)) == len(drawn) == min(places, len(pool))
    assert set(drawn) <= set(pool)


@given(seeds, pools(*Gender), st.integers(0, 50), st.integers(0, 50))
def test_more_places_only_add_ranks(seed: str, pool: list[Slip], places: int, more: int) -> None:
    assert draw(seed, pool, places + more)[:places] == draw(seed, pool, places)


@given(seeds, pools(*Gender), st.randoms(use_true_random=False))
def test_neither_the_order_of_lists_nor_that_of_lines_changes_the_result(
    seed: str, pool: list[Slip], chance: random.Random
) -> None:
    shuffled = chance.sample(pool, len(pool))
    assert draw(seed, shuffled, 20) == draw(seed, pool, 20)


@given(seeds, pools(*Gender))
def test_women_and_men_alternate_while_there_are_both(seed: str, pool: list[Slip]) -> None:
    drawn = [slip.gender for slip in draw(seed, pool, len(pool)) if slip.gender in DECLARED]
    both = 2 * min(drawn.count(F), drawn.count(M))
    assert all(one is not other for one, other in pairwise(drawn[:both]))
    for rank in range(both + 1):
        assert abs(drawn[:rank].count(F) - drawn[:rank].count(M)) <= 1


@given(seeds, pools(*Gender))
def test_each_gender_is_in_the_order_of_keys(seed: str, pool: list[Slip]) -> None:
    drawn = draw(seed, pool, len(pool))
    for gender in DECLARED:
        mine = of_gender(drawn, gender)
        assert mine == sorted(mine, key=lambda ticket: key_of(seed, ticket))


@given(seeds, pools(*Gender))
def test_who_declares_neither_keeps_the_place_that_all_would_have_without_parity(seed: str, pool: list[Slip]) -> None:
    ordered = sorted(pool, key=lambda slip: key_of(seed, slip.ticket))
    drawn = draw(seed, pool, len(pool))
    places = [rank for rank, slip in enumerate(ordered) if slip.gender not in DECLARED]
    assert [ordered[rank] for rank in places] == [drawn[rank] for rank in places]


@given(seeds, pools(*DECLARED))
def test_whoever_is_first_in_the_order_begins(seed: str, pool: list[Slip]) -> None:
    first = min(pool, key=lambda slip: key_of(seed, slip.ticket), default=None)
    assert draw(seed, pool, 1) == [slip for slip in [first] if slip]


@given(seeds, pools(*Gender), tickets, st.sampled_from(Gender))
def test_one_more_ticket_never_changes_the_order_of_the_others_of_a_gender(
    seed: str, pool: list[Slip], ticket: str, gender: Gender
) -> None:
    more = [slip for slip in pool if slip.ticket != ticket]
    before = draw(seed, more, len(more))
    after = draw(seed, [Slip(ticket, ListKind.OTHER, gender), *more], len(more) + 1)
    for group in (DECLARED[:1], DECLARED[1:], (OTHER, NOT_DECLARED)):
        assert [one for one in of_gender(after, *group) if one != ticket] == of_gender(before, *group)


# Chance


@pytest.mark.parametrize(
    ("women", "men", "others", "places"), [(20, 20, 0, 10), (8, 30, 6, 12), (40, 5, 5, 25), (0, 20, 5, 5)]
)
def test_no_line_is_favoured_over_many_seeds(women: int, men: int, others: int, places: int) -> None:
    """Within five standard deviations of its group, for each line; and exactly fair, on average, for who declares neither."""
    genders = [F] * women + [M] * men + [NOT_DECLARED] * others
    pool = [Slip(f"LINE{number:03}", ListKind.OTHER, gender) for number, gender in enumerate(genders)]
    throws = 3000
    drawn: Counter[str] = Counter()
    for number in range(throws):
        drawn.update(slip.ticket for slip in draw(f"seed number {number}", pool, places))
    for group in ((F,), (M,), (NOT_DECLARED,)):
        mine = of_gender(pool, *group)
        if mine:
            chance = sum(drawn[ticket] for ticket in mine) / len(mine) / throws
            deviation = math.sqrt(throws * chance * (1 - chance)) or 1
            assert max(abs(drawn[ticket] - throws * chance) for ticket in mine) < 5 * deviation, group
    if others:
        share = sum(drawn[ticket] for ticket in of_gender(pool, NOT_DECLARED)) / others / throws
        assert abs(share - places / len(pool)) < 0.03


# Somebody else's program


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=seeds, pool=pools(*Gender), cut=st.integers(0, 40), seats=st.integers(1, 20), reserve=st.integers(0, 20))
def test_the_independent_script_finds_the_same_whatever_is_drawn(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seed: str,
    pool: list[Slip],
    cut: int,
    seats: int,
    reserve: int,
) -> None:
    parts = (pool[:cut], pool[max(cut - 3, 0) :])  # some stand in both
    contents = ["".join(f"{slip.ticket};{slip.gender}\n" for slip in part) for part in parts]
    lists = as_lists(*contents)
    drawn = draw(seed, pool_of(lists, contents), seats + reserve)
    published = {
        "lists": [one.model_dump(mode="json") | {"rank": rank} for rank, one in enumerate(lists, start=1)],
        "seats": seats,
        "reserve": reserve,
        "seed": seed,
        "drawn": [
            {"rank": rank, "ticket": one.ticket, "kind": one.kind, "gender": one.gender, "is_reserve": rank > seats}
            for rank, one in enumerate(drawn, start=1)
        ],
    }
    (tmp_path / "draw.json").write_text(json.dumps(published))
    files = [tmp_path / "1.txt", tmp_path / "2.txt"]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content.encode())
    monkeypatch.setattr("sys.argv", ["draw.py", str(tmp_path / "draw.json"), *map(str, files)])
    runpy.run_path(str(ROOT / "docs/draw.py"))  # anything but the same result ends it with a message
