"""An entry is said again whole, or withdrawn; both say what was said before, and why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.councils.dossier.domain import FileEntry
from shared.contracts.councils.council import CouncilEstablished
from shared.contracts.councils.dossier import (
    CharterAdopted,
    EntryCorrected,
    EntryWithdrawn,
    PremisesProvided,
    TeamMemberInducted,
)
from shared.contracts.vocabulary import AmendmentReason, Channel, Origin
from shared.days import EndsBeforeItStarts, InTheFuture
from shared.entries.kinds import EntryOfAnotherCouncil, EntryOfAnotherKind, EntryWasWithdrawn, Kind
from shared.kernel import NotFound
from tests.entries.examples import KINDS, corrected, entry_of, example, is_of_a_council, subjects_of, withdrawn
from tests.support.given import IT, TODAY, given

NOTED = Origin()
FROM_MINUTES = Origin(channel=Channel.MINUTES)
BETTER, MISTAKE = AmendmentReason.BETTER_SOURCE, AmendmentReason.ENTERED_BY_MISTAKE
TOMORROW = date(2026, 11, 24)
MARCH_4, MARCH_5 = date(2018, 3, 4), date(2018, 3, 5)

each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.path)

premises = example("premises")
premises_withdrawn = EntryWithdrawn(entry_id=IT, said=premises, reason=MISTAKE)


def another(kind: Kind) -> Kind:
    """Another kind than that one."""
    return next(one for one in entry_of(kind).catalogue.kinds if one is not kind)


def other_words(kind: Kind) -> Any:
    """The example of a kind, a day before, as the minutes say."""
    return example(kind.path, **{kind.day: MARCH_4}, origin=FROM_MINUTES)


# Corrected


@each_kind
def test_a_correction_holds_the_entry_whole_as_it_was_and_as_it_is(kind: Kind) -> None:
    said, now = example(kind.path), other_words(kind)
    given(entry_of(kind), said).when(lambda it: it.correct(now, BETTER, subjects=subjects_of(kind), today=TODAY)).then(
        corrected(kind, said, now, BETTER, FROM_MINUTES)
    )


@each_kind
def test_a_correction_that_changes_nothing_is_not_recorded(kind: Kind) -> None:
    said = example(kind.path)
    given(entry_of(kind), said).when(
        lambda it: it.correct(said, BETTER, subjects=subjects_of(kind), today=TODAY)
    ).then_nothing()


@each_kind
def test_the_same_correction_said_twice_is_recorded_once(kind: Kind) -> None:
    said, now = example(kind.path), other_words(kind)
    again = corrected(kind, said, now, BETTER, FROM_MINUTES)
    given(entry_of(kind), said, again).when(
        lambda it: it.correct(now, BETTER, subjects=subjects_of(kind), today=TODAY)
    ).then_nothing()


@each_kind
def test_what_was_corrected_may_be_corrected_back(kind: Kind) -> None:
    said, now = example(kind.path), other_words(kind)
    again = corrected(kind, said, now, BETTER)
    given(entry_of(kind), said, again).when(
        lambda it: it.correct(said, MISTAKE, subjects=subjects_of(kind), today=TODAY)
    ).then(corrected(kind, now, said, MISTAKE))


@each_kind
def test_an_entry_stays_of_its_kind(kind: Kind) -> None:
    other = example(another(kind).path)
    given(entry_of(kind), example(kind.path)).when(
        lambda it: it.correct(other, BETTER, subjects={}, today=TODAY)
    ).refused(EntryOfAnotherKind)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if is_of_a_council(kind)], ids=lambda kind: kind.path)
def test_an_entry_stays_of_its_council(kind: Kind) -> None:
    elsewhere = example(kind.path, council_id="CC19")
    given(entry_of(kind), example(kind.path)).when(
        lambda it: it.correct(elsewhere, AmendmentReason.WRONG_COUNCIL, subjects=subjects_of(kind), today=TODAY)
    ).refused(EntryOfAnotherCouncil, pointer="/council_id", council_id="CC18")


def test_who_was_trained_may_have_been_mistaken() -> None:
    said = example("inductions")
    other = example("inductions", facilitator_id="01936f00-0000-7000-8000-0000000000d2")
    assert isinstance(other, TeamMemberInducted)
    given(FileEntry, said).when(lambda it: it.correct(other, BETTER, subjects={}, today=TODAY)).then(
        EntryCorrected(entry_id=IT, before=said, after=other, reason=BETTER)
    )


def test_a_correction_says_no_day_to_come() -> None:
    of_tomorrow = example("charters", adopted_on=TOMORROW)
    given(FileEntry, example("charters")).when(
        lambda it: it.correct(of_tomorrow, BETTER, subjects={}, today=TODAY)
    ).refused(InTheFuture, pointer="/adopted_on", day=TOMORROW)


def test_a_correction_does_not_turn_an_entry_backwards() -> None:
    backwards = example("premises", until_on=MARCH_4)
    given(FileEntry, premises).when(lambda it: it.correct(backwards, BETTER, subjects={}, today=TODAY)).refused(
        EndsBeforeItStarts, pointer="/until_on", start=MARCH_5, end=MARCH_4
    )


def test_what_was_withdrawn_is_not_corrected() -> None:
    given(FileEntry, premises, premises_withdrawn).when(
        lambda it: it.correct(example("premises", hours_a_week=7), BETTER, subjects={}, today=TODAY)
    ).refused(EntryWasWithdrawn)


def test_what_was_never_said_is_neither_corrected_nor_withdrawn() -> None:
    given(FileEntry).when(lambda it: it.correct(premises, BETTER, subjects={}, today=TODAY)).refused(NotFound)
    given(FileEntry).when(lambda it: it.withdraw(PremisesProvided, MISTAKE, NOTED)).refused(NotFound)


def test_what_is_no_entry_is_neither_corrected_nor_withdrawn() -> None:
    council = CouncilEstablished(council_id="CC18", name="Conseil", arrondissement="18", established_on=MARCH_4)
    given(FileEntry, council).when(lambda it: it.correct(premises, BETTER, subjects={}, today=TODAY)).refused(NotFound)
    given(FileEntry, council).when(lambda it: it.withdraw(PremisesProvided, MISTAKE, NOTED)).refused(NotFound)


# Withdrawn


@each_kind
def test_a_withdrawal_holds_the_entry_whole(kind: Kind) -> None:
    said, now = example(kind.path), other_words(kind)
    again = corrected(kind, said, now, BETTER)
    given(entry_of(kind), said, again).when(lambda it: it.withdraw(kind.fact, MISTAKE, NOTED)).then(
        withdrawn(kind, now, MISTAKE)
    )


@each_kind
def test_the_same_withdrawal_said_twice_is_recorded_once(kind: Kind) -> None:
    said = example(kind.path)
    gone = withdrawn(kind, said, MISTAKE)
    given(entry_of(kind), said, gone).when(lambda it: it.withdraw(kind.fact, MISTAKE, NOTED)).then_nothing()


def test_what_was_withdrawn_is_not_withdrawn_for_another_reason() -> None:
    given(FileEntry, premises, premises_withdrawn).when(
        lambda it: it.withdraw(PremisesProvided, BETTER, NOTED)
    ).refused(EntryWasWithdrawn)


def test_an_entry_is_withdrawn_as_what_it_is() -> None:
    given(FileEntry, premises).when(lambda it: it.withdraw(CharterAdopted, MISTAKE, NOTED)).refused(EntryOfAnotherKind)
    given(FileEntry, premises, premises_withdrawn).when(lambda it: it.withdraw(CharterAdopted, MISTAKE, NOTED)).refused(
        EntryOfAnotherKind
    )
