from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from deploy.local.comparing import Chain, Difference, Differs, Walk, What, compare
from deploy.local.verify import findings
from shared.platform.checkpoints import Checkpoint
from shared.platform.envelope import Entry
from tests.support.merkle import root_of_log

NAMES = "abcdef"
SIGNED_AT = (2, 4)

NOBODY_KNOWS = "rien n'a été signé qui dise lequel des deux est vrai"
NEITHER = "ni l'un ni l'autre n'est ce qui a été signé"
NOON = "le 23 novembre 2026 à 12\xa0h\xa000"

Side = str
"""The facts of one side, a letter each, at positions from 1; a dot is a position without a fact."""


def lines(side: Side) -> list[Entry]:
    return [Entry(place, 0, name.encode()) for place, name in enumerate(side, start=1) if name != "."]


def signed(side: Side, *positions: int) -> list[Checkpoint]:
    """What is signed when the facts up to these positions are recorded."""
    moment = datetime(2026, 11, 23, 11, tzinfo=UTC)
    upto = [[line for line in lines(side) if line.position <= position] for position in positions]
    return [Checkpoint("origin", len(part), root_of_log(part), part[-1].position, moment) for part in upto]


def said(log: Side, ledger: Side, *, reached: int = 6, checkpoints: list[Checkpoint] | None = None) -> list[str]:
    """What the command says of these two sides."""
    signed_then = signed(NAMES, *SIGNED_AT) if checkpoints is None else checkpoints
    one, other = Walk(lines(log), signed_then), Walk(lines(ledger), signed_then, reached)
    return findings("councils", compare(one, other, reached), one, other)


@pytest.mark.parametrize(
    ("log", "ledger", "difference"),
    [
        # What is signed says who it was, and so what was done.
        ("abXdef", "abcdef", Difference(3, What.ALTERED, Differs.LOG)),
        ("abcdef", "abXdef", Difference(3, What.ALTERED, Differs.LEDGER)),
        ("a.cdef", "abcdef", Difference(2, What.REMOVED, Differs.LOG)),
        ("abcdef", "a.cdef", Difference(2, What.REMOVED, Differs.LEDGER)),
        # Behind the last checkpoint nothing says it.
        ("abcdXf", "abcdef", Difference(5, What.ALTERED, Differs.UNKNOWN)),
        ("abcd.f", "abcdef", Difference(5, What.ONLY_IN_LEDGER, Differs.UNKNOWN)),
        ("abcdef", "abcd.f", Difference(5, What.ONLY_IN_LOG, Differs.UNKNOWN)),
        ("abcde", "abcdef", Difference(6, What.ONLY_IN_LEDGER, Differs.UNKNOWN)),
        ("abcdef", "abcde", Difference(6, What.ONLY_IN_LOG, Differs.UNKNOWN)),
        # The first of several places is named.
        ("aXcdXf", "abcdef", Difference(2, What.ALTERED, Differs.LOG)),
        # Neither is what was signed.
        ("abXdef", "abYdef", Difference(3, What.ALTERED, Differs.BOTH)),
        ("aXcdef", "aYcdef", Difference(2, What.ALTERED, Differs.BOTH)),
        # The ledger gives the root that was signed over the second fact, and not the next one.
        ("aXcdef", "abYdef", Difference(2, What.ALTERED, Differs.LOG)),
        ("", "abcdef", Difference(1, What.REMOVED, Differs.LOG)),
        ("abcdef", "", Difference(1, What.REMOVED, Differs.LEDGER)),
    ],
)
def test_the_false_side_is_the_one_that_does_not_give_a_signed_root(
    log: Side, ledger: Side, difference: Difference
) -> None:
    checkpoints = signed(NAMES, *SIGNED_AT)
    assert compare(Walk(lines(log), checkpoints), Walk(lines(ledger), checkpoints, 6), 6) == difference


def test_a_fact_put_where_no_position_was_used_is_inserted() -> None:
    checkpoints = signed("ab.de", 2, 5)
    log, ledger = Walk(lines("abXde"), checkpoints), Walk(lines("ab.de"), checkpoints, 5)
    assert compare(log, ledger, 5) == Difference(3, What.INSERTED, Differs.LOG)
    log, ledger = Walk(lines("ab.de"), checkpoints), Walk(lines("abXde"), checkpoints, 5)
    assert compare(log, ledger, 5) == Difference(3, What.INSERTED, Differs.LEDGER)


def test_of_a_ledger_that_is_behind_only_what_it_has_reached_is_asked() -> None:
    checkpoints = signed(NAMES, 2, 6)
    log, ledger = Walk(lines("abcdef"), checkpoints), Walk(lines("abc"), checkpoints, 3)
    assert compare(log, ledger, 3) is None
    assert (log.confirmed, ledger.confirmed, ledger.broken) == (2, 1, None)


def test_a_ledger_that_lacks_what_it_said_to_have_read_is_told() -> None:
    assert said("abcdef", "abc", reached=4) == ["councils@4 : retiré du grand livre"]


def test_both_sides_altered_alike_leave_only_the_interval_between_two_checkpoints() -> None:
    assert said("abXdef", "abXdef") == [
        f"entre councils@3 et councils@4, le journal n'est pas ce qui a été signé {NOON}",
        f"entre councils@3 et councils@4, le grand livre n'est pas ce qui a été signé {NOON}",
    ]


def test_a_log_that_ends_before_what_was_signed_is_told() -> None:
    assert said("ab", "ab", reached=2) == [
        f"entre councils@3 et councils@4, le journal n'est pas ce qui a été signé {NOON}"
    ]


def test_what_is_true_is_not_talked_of() -> None:
    assert said("abcdef", "abcdef") == []
    assert said("abcdef", "abcd", reached=4) == []
    assert said("", "", reached=0, checkpoints=[]) == []


@pytest.mark.parametrize(
    ("log", "ledger", "sentence"),
    [
        ("abXdef", "abcdef", "councils@3 : modifié dans le journal"),
        ("abcdef", "abXdef", "councils@3 : modifié dans le grand livre"),
        ("a.cdef", "abcdef", "councils@2 : retiré du journal"),
        (
            "abcdXf",
            "abcdef",
            f"councils@5 n'est pas le même dans le journal et dans le grand livre : {NOBODY_KNOWS}",
        ),
        (
            "abcd.f",
            "abcdef",
            f"councils@5 est dans le grand livre, et pas dans le journal : {NOBODY_KNOWS}",
        ),
        (
            "abXdef",
            "abYdef",
            f"councils@3 n'est pas le même dans le journal et dans le grand livre : {NEITHER}",
        ),
    ],
)
def test_each_difference_is_told_in_a_sentence(log: Side, ledger: Side, sentence: str) -> None:
    assert said(log, ledger) == [sentence]


def test_a_difference_behind_an_interval_that_is_not_what_was_signed_is_told_after_it() -> None:
    told = said("aXcdYf", "aXcdef")
    assert [one.partition(",")[0] for one in told[:2]] == ["entre councils@1 et councils@2"] * 2
    assert told[2].startswith("councils@5 n'est pas le même")


def test_a_second_place_that_is_not_what_was_signed_is_told_beside_the_first() -> None:
    assert said("aXcdef", "abYdef") == [
        f"entre councils@3 et councils@4, le grand livre n'est pas ce qui a été signé {NOON}",
        "councils@2 : modifié dans le journal",
    ]


def test_a_checkpoint_that_stands_for_other_facts_is_broken_wherever_it_says_to_end() -> None:
    good, last = signed(NAMES, *SIGNED_AT)
    for false in (replace(last, size=3), replace(last, position=5), replace(last, root=sha256(b"").digest())):
        walk = Walk(lines(NAMES), [good, false])
        list(walk)
        assert (walk.confirmed, walk.true_until, walk.broken) == (1, 2, false)


def test_the_chain_of_the_ledger_is_made_again() -> None:
    chain, bound = "0" * 64, []
    for line in lines(NAMES):
        chain = sha256(f"{chain} {line.position} ".encode() + line.state).hexdigest()
        bound.append(replace(line, chain=chain))
    whole = Chain(bound)
    assert list(whole) == bound
    assert whole.broken_at is None
    for altered, named in (
        ([*bound[:2], replace(bound[2], state=b"X"), *bound[3:]], 3),
        ([*bound[:2], replace(bound[2], chain="f" * 64), *bound[3:]], 3),
        ([*bound[:2], *bound[3:]], 4),
    ):
        broken = Chain(altered)
        list(broken)
        assert broken.broken_at == named
