"""Whatever is said of an entry, in whatever order, what was recorded can be told again; the entry is what was last said."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from services.councils.dossier.domain import FileEntry
from shared.contracts import REGISTRY
from shared.contracts.councils.dossier import FACTS, EntryCorrected, EntryWithdrawn
from shared.contracts.vocabulary import AmendmentReason, DatePrecision, Origin
from shared.entries.kinds import Entry, Kind
from shared.kernel import Fact, Refusal
from tests.entries.examples import example, is_of_a_council, subjects_of
from tests.support.given import IT, TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = FileEntry.catalogue.kinds
Step = tuple[str, Kind, int, str, AmendmentReason, DatePrecision]

steps = st.lists(
    st.tuples(
        st.sampled_from(["say", "correct", "withdraw"]),
        # Mostly of one kind, so that something happens to it.
        st.sampled_from(KINDS) | st.just(KINDS[5]) | st.just(KINDS[7]),
        st.integers(-3, 2),
        st.sampled_from(["CC18", "CC18", "CC18", "CC19"]),
        st.sampled_from(AmendmentReason),
        st.sampled_from(DatePrecision),
    ),
    max_size=12,
)


def said_by(step: Step) -> Any:
    """An entry of that kind, some days from today, perhaps to come."""
    _, kind, days, council, _, precision = step
    day: date = TODAY + timedelta(days=days)
    where = {"council_id": council} if is_of_a_council(kind) else {}
    return example(kind.path, **{kind.day: day}, **where, origin=Origin(date_precision=precision))


def decision(step: Step) -> Callable[[Entry], None]:
    """What is said of the entry in that step."""
    what, kind, _, _, reason, precision = step
    if what == "say":
        return lambda entry: entry.say(said_by(step), subjects=subjects_of(step[1]), today=TODAY)
    if what == "correct":
        return lambda entry: entry.correct(said_by(step), reason, subjects=subjects_of(step[1]), today=TODAY)
    return lambda entry: entry.withdraw(kind.fact, reason, Origin(date_precision=precision))


def history(told: list[Step]) -> tuple[Entry, list[Fact]]:
    """The entry after all that, as the store would have it, and what was recorded of it."""
    entry, recorded = FileEntry(IT), []
    for step in told:
        try:
            decision(step)(entry)
        except Refusal:
            assert entry.pending == []
        recorded += entry.pending
        entry.pending = []
    return entry, recorded


@given(steps)
def test_what_was_recorded_is_remembered_the_same(told: list[Step]) -> None:
    entry, recorded = history(told)
    again = FileEntry(IT)
    again.replay(REGISTRY[fact.type].model_validate_json(fact.model_dump_json()) for fact in recorded)
    assert (again.version, again.first, again.said, again.withdrawn) == (
        len(recorded),
        entry.first,
        entry.said,
        entry.withdrawn,
    )


@given(steps)
def test_an_entry_is_what_was_last_said_of_it(told: list[Step]) -> None:
    entry, recorded = history(told)
    corrections = [fact for fact in recorded if isinstance(fact, EntryCorrected)]
    withdrawals = [fact for fact in recorded if isinstance(fact, EntryWithdrawn)]
    last = corrections[-1].after if corrections else next(iter(recorded), None)
    assert entry.said == last
    assert [fact.said for fact in withdrawals] == ([last] if withdrawals else [])
    assert withdrawals == [fact for fact in recorded[-1:] if isinstance(fact, EntryWithdrawn)]


@given(steps)
def test_each_correction_begins_where_the_former_words_end(told: list[Step]) -> None:
    _, recorded = history(told)
    words = [(fact.before, fact.after) for fact in recorded if isinstance(fact, EntryCorrected)]
    assert [before for before, _ in words[:1]] == recorded[: len(words[:1])]
    assert all(after == before for (_, after), (before, _) in pairwise(words))
    assert all(before != after for before, after in words)


@given(steps)
def test_the_same_thing_said_twice_running_is_recorded_once(told: list[Step]) -> None:
    twice = [step for step in told for _ in range(2)]
    assert history(twice)[1] == history(told)[1]


OF_SOMETHING_ELSE = [fact for fact in REGISTRY.values() if fact not in FACTS]


@given(st.lists(st.sampled_from(OF_SOMETHING_ELSE)))
def test_the_stream_of_something_else_is_no_entry(kinds: list[type[Fact]]) -> None:
    entry = FileEntry(IT)
    entry.replay(kind.model_construct() for kind in kinds)
    assert (entry.version, entry.said, entry.withdrawn) == (len(kinds), None, None)
