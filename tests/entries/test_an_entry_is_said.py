"""Whatever its kind, an entry is said once under its id, of a day that can be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shared.contracts.councils.council import CouncilEstablished
from shared.contracts.vocabulary import AmendmentReason, DatePrecision, Origin
from shared.days import EndsBeforeItStarts, InTheFuture
from shared.entries.kinds import EntryAlreadyExists, EntryWasWithdrawn, Kind
from tests.entries.examples import BY_PATH, KINDS, corrected, entry_of, example, subjects_of, withdrawn
from tests.support.given import TODAY, given

TOMORROW = date(2026, 11, 24)
MARCH_4, MARCH_5 = date(2018, 3, 4), date(2018, 3, 5)

each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.path)
each_kind_that_happens = pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if not kind.may_begin_later], ids=lambda kind: kind.path
)
each_kind_that_may_be_agreed_in_advance = pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.may_begin_later], ids=lambda kind: kind.path
)
each_kind_that_may_end = pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.last_day], ids=lambda kind: kind.path
)


def on(kind: Kind, day: date, **other: Any) -> Any:
    """The example of a kind, on that day, and due on it; one that ends then ends on it."""
    due = {kind.deadline: day} if kind.deadline else {}
    ends = {kind.last_day: day} if kind.last_day in BY_PATH[kind.path] else {}
    return example(kind.path, **{kind.day: day}, **due, **ends, **other)


def other_words(kind: Kind) -> Any:
    """The example of a kind, a day before."""
    return on(kind, MARCH_4)


@each_kind
def test_it_is_said(kind: Kind) -> None:
    said = example(kind.path)
    given(entry_of(kind)).when(lambda it: it.say(said, subjects=subjects_of(kind), today=TODAY)).then(said)


@each_kind
def test_said_twice_it_is_recorded_once(kind: Kind) -> None:
    said = example(kind.path)
    given(entry_of(kind), said).when(lambda it: it.say(said, subjects=subjects_of(kind), today=TODAY)).then_nothing()


@each_kind
def test_what_was_corrected_since_is_no_news(kind: Kind) -> None:
    said, now = example(kind.path), other_words(kind)
    again = corrected(kind, said, now, AmendmentReason.TYPING_ERROR)
    given(entry_of(kind), said, again).when(
        lambda it: it.say(said, subjects=subjects_of(kind), today=TODAY)
    ).then_nothing()
    given(entry_of(kind), said, again).when(
        lambda it: it.say(now, subjects=subjects_of(kind), today=TODAY)
    ).then_nothing()


@each_kind
def test_its_id_is_not_taken_again(kind: Kind) -> None:
    given(entry_of(kind), example(kind.path)).when(
        lambda it: it.say(other_words(kind), subjects=subjects_of(kind), today=TODAY)
    ).refused(EntryAlreadyExists, pointer="/entry_id")


@each_kind
def test_the_id_of_something_else_is_taken(kind: Kind) -> None:
    council = CouncilEstablished(council_id="CC18", name="Conseil", arrondissement="18", established_on=MARCH_4)
    given(entry_of(kind), council).when(
        lambda it: it.say(example(kind.path), subjects=subjects_of(kind), today=TODAY)
    ).refused(EntryAlreadyExists, pointer="/entry_id")


@each_kind
def test_withdrawn_it_is_not_said_again(kind: Kind) -> None:
    said = example(kind.path)
    gone = withdrawn(kind, said, AmendmentReason.ENTERED_TWICE)
    given(entry_of(kind), said, gone).when(lambda it: it.say(said, subjects=subjects_of(kind), today=TODAY)).refused(
        EntryWasWithdrawn
    )


@each_kind_that_happens
def test_what_happens_has_not_happened_tomorrow(kind: Kind) -> None:
    given(entry_of(kind)).when(lambda it: it.say(on(kind, TOMORROW), subjects=subjects_of(kind), today=TODAY)).refused(
        InTheFuture, pointer=f"/{kind.day}", day=TOMORROW
    )


@each_kind_that_happens
def test_a_month_that_has_begun_may_hold_it(kind: Kind) -> None:
    some_day = on(kind, TOMORROW, origin=Origin(date_precision=DatePrecision.MONTH))
    given(entry_of(kind)).when(lambda it: it.say(some_day, subjects=subjects_of(kind), today=TODAY)).then(some_day)


@each_kind_that_may_be_agreed_in_advance
def test_what_is_agreed_in_advance_may_begin_tomorrow(kind: Kind) -> None:
    said = on(kind, TOMORROW)
    given(entry_of(kind)).when(lambda it: it.say(said, subjects=subjects_of(kind), today=TODAY)).then(said)


def test_those_may_be_agreed_in_advance_and_no_others() -> None:
    assert [kind.path for kind in KINDS if kind.may_begin_later] == [
        "hosting",
        "seat-decisions",
        "local-targets",
        "premises",
        "working-groups",
        "offices",
        "inter-council-participations",
        "roadmaps",
        "agreements",
        "allocation-keys",
    ]


@each_kind_that_may_end
def test_it_may_end_on_the_day_it_begins_and_on_a_day_to_come(kind: Kind) -> None:
    at_once, later = (example(kind.path, **{str(kind.last_day): last}) for last in (MARCH_5, TOMORROW))
    given(entry_of(kind)).when(lambda it: it.say(at_once, subjects=subjects_of(kind), today=TODAY)).then(at_once)
    given(entry_of(kind)).when(lambda it: it.say(later, subjects=subjects_of(kind), today=TODAY)).then(later)


@each_kind_that_may_end
def test_it_does_not_end_before_it_begins(kind: Kind) -> None:
    backwards = example(kind.path, **{str(kind.last_day): MARCH_4})
    given(entry_of(kind)).when(lambda it: it.say(backwards, subjects=subjects_of(kind), today=TODAY)).refused(
        EndsBeforeItStarts, pointer=f"/{kind.last_day}", start=MARCH_5, end=MARCH_4
    )


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.deadline], ids=lambda kind: kind.path)
def test_nothing_is_due_before_it_is_said(kind: Kind) -> None:
    at_once, before = (example(kind.path, **{str(kind.deadline): day}) for day in (MARCH_5, MARCH_4))
    given(entry_of(kind)).when(lambda it: it.say(at_once, subjects=subjects_of(kind), today=TODAY)).then(at_once)
    given(entry_of(kind)).when(lambda it: it.say(before, subjects=subjects_of(kind), today=TODAY)).refused(
        EndsBeforeItStarts, pointer=f"/{kind.deadline}", start=MARCH_5, end=MARCH_4
    )
