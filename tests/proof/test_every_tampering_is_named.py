"""The promise of `./fil verify`: a fact that is altered, removed or inserted, in a log or in the ledger, is named."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from deploy.local.comparing import Difference, Differs, What
from tests.proof.books import kept

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.proof.books import Books
    from tests.support.intruder import Intruder

TAMPERINGS = {"sqlite": 1000, "postgresql": 100}
RUNS = (7, 12, 9, 11, 6)
GAPS = (8, 21, 31, 43)
"""The positions that were skipped: after 7 facts, and after 12, 9 and 11 more."""
SIGNED, LAST = 42, 49
"""Positions of the last fact that is signed, and of the last."""
PLACES = [position for position in range(1, LAST + 1) if position not in GAPS]


def altered(state: bytes, chance: Random) -> bytes:
    """Other bytes: one changed, some cut off, a line begun within them as the log begins its own, or nothing left."""
    at = chance.randrange(len(state))
    return chance.choice(
        [
            state[:at] + bytes([state[at] ^ chance.randrange(1, 256)]) + state[at + 1 :],
            state[:at],
            state[:at] + b'}\n{"position":%d,"previous_position":0,"state":' % chance.randrange(99) + state[at:],
            state.replace(b"CC18", b"CC19"),
        ]
    )


def tamper(intruder: Intruder, states: dict[int, bytes], chance: Random) -> tuple[int, What]:
    """Do one thing, at a place drawn by chance; gives what must be named."""
    position, other, gap = *chance.sample(PLACES, 2), chance.choice(GAPS)
    match chance.choice(["alter", "remove", "insert", "move", "swap"]):
        case "alter":
            intruder.alter(position, altered(states[position], chance))
            return position, What.ALTERED
        case "remove":
            intruder.remove(position)
            return position, What.REMOVED
        case "insert":
            intruder.insert(gap, states[position], like=position)
            return gap, What.INSERTED
        case "move":
            intruder.move(position, gap)
            return (position, What.REMOVED) if position < gap else (gap, What.INSERTED)
        case _:
            intruder.swap(position, other)
            return min(position, other), What.ALTERED


def named(position: int, what: What, side: Differs) -> Difference:
    """What must be said: which side it was, where that was signed; else where the fact is."""
    if position <= SIGNED:
        return Difference(position, what, side)
    is_there = (what is What.INSERTED) == (side is Differs.LOG)
    where = What.ONLY_IN_LOG if is_there else What.ONLY_IN_LEDGER
    return Difference(position, what if what is What.ALTERED else where, Differs.UNKNOWN)


@pytest.mark.parametrize("side", [Differs.LOG, Differs.LEDGER])
def test_each_of_a_thousand_is_named(tmp_path: Path, new_database: Callable[[], str], side: Differs) -> None:
    chance = Random(f"tampering with the {side}")
    with kept(tmp_path, new_database, *RUNS) as books:
        states = {line.position: line.state for line in books.lines_of_log()}
        assert list(states) == PLACES
        assert [one.position for one in books.checkpoints] == [7, 20, 30, SIGNED]
        assert books.compared() is None
        intruder = books.in_log() if side is Differs.LOG else books.in_ledger()
        for _ in range(TAMPERINGS[intruder.database]):
            position, what = tamper(intruder, states, chance)
            assert books.compared() == named(position, what, side)
            intruder.put_back()
        assert books.compared() is None
        intruder.leave()


@pytest.mark.parametrize("text", ["", "{}", "é", 'a "quoted" text'])
def test_a_text_in_the_place_of_bytes_is_named(tmp_path: Path, sqlite_databases: Callable[[], str], text: str) -> None:
    with kept(tmp_path, sqlite_databases, 4, 2) as books:
        for intruder, side in ((books.in_log(), Differs.LOG), (books.in_ledger(), Differs.LEDGER)):
            intruder.alter(3, text)
            assert books.compared() == Difference(3, What.ALTERED, side)
            intruder.put_back()
            intruder.leave()


def test_a_fact_that_the_ledger_has_beyond_the_end_of_the_log_is_named(books: Books) -> None:
    intruder = books.in_ledger()
    intruder.insert(60, b"{}", like=1)
    intruder.leave()
    assert books.compared() == Difference(60, What.ONLY_IN_LEDGER, Differs.UNKNOWN)


def test_what_the_ledger_has_not_read_yet_is_no_difference(books: Books) -> None:
    books.record_more(3)
    assert len(books.lines_of_log()) == len(books.lines_of_ledger()) + 3
    assert books.compared() is None
