"""What an entry names stands, and is of its council: an expense is on a line of its council's budget (MOY-01)."""

from __future__ import annotations

import pytest

from services.activities.journal.domain import JournalEntry
from services.councils.dossier.domain import FileEntry
from shared.contracts.activities.steering import SteeringSessionScheduled
from shared.contracts.councils.dossier import BudgetAllocated, EntryCorrected, EntryWithdrawn
from shared.contracts.vocabulary import AmendmentReason, Origin, SteeringBodyKind
from shared.entries.kinds import (
    OthersStandOnIt,
    Subject,
    SubjectOfAnotherCouncil,
    SubjectWasWithdrawn,
    UnknownSubject,
    subject_of,
)
from tests.entries.examples import KIND, LINE, example
from tests.support.given import IT, TODAY, given

NOTED = Origin()
MISTAKE = AmendmentReason.ENTERED_BY_MISTAKE

line_said = example("budget-lines", entry_id=LINE)
line_withdrawn = EntryWithdrawn(entry_id=line_said.entry_id, said=line_said, reason=MISTAKE)
expense = example("expenses")
(ON_A_LINE,) = KIND["expenses"].about

session = SteeringSessionScheduled(
    session_id=IT,
    body_id=IT,
    body_kind=SteeringBodyKind.LOCAL_STEERING_COMMITTEE,
    body_name="Comité local",
    council_ids=("CC18", "CC19"),
    planned_on=TODAY,
)
the_session = {"session_id": Subject(session)}
"""Two councils have a seat there."""


def the_line(*then: EntryWithdrawn) -> dict[str, Subject]:
    """The line, as it stands after that."""
    line = FileEntry(line_said.entry_id)
    line.replay([line_said, *then])
    return {"budget_id": subject_of(line, [line_said, *then], ON_A_LINE)}


def test_money_is_spent_on_a_line_that_stands() -> None:
    given(FileEntry).when(lambda it: it.say(expense, subjects=the_line(), today=TODAY)).then(expense)


def test_spending_more_than_was_allocated_is_told_and_never_refused() -> None:
    too_much = example("expenses", amount_cents=10_000_000_000)
    given(FileEntry).when(lambda it: it.say(too_much, subjects=the_line(), today=TODAY)).then(too_much)


def test_nothing_is_spent_on_a_line_that_does_not_exist() -> None:
    given(FileEntry).when(lambda it: it.say(expense, subjects={}, today=TODAY)).refused(
        UnknownSubject, pointer="/budget_id", french="ligne de budget", english="budget line"
    )


def test_an_entry_that_is_no_line_is_no_line() -> None:
    premises = {"budget_id": Subject(example("premises"))}
    given(FileEntry).when(lambda it: it.say(expense, subjects=premises, today=TODAY)).refused(
        UnknownSubject, pointer="/budget_id", french="ligne de budget", english="budget line"
    )


def test_nothing_is_spent_on_the_line_of_another_council() -> None:
    elsewhere = example("expenses", council_id="CC19")
    given(FileEntry).when(lambda it: it.say(elsewhere, subjects=the_line(), today=TODAY)).refused(
        SubjectOfAnotherCouncil, pointer="/budget_id", french="ligne de budget", english="budget line"
    )


@pytest.mark.parametrize("council_id", ["CC18", "CC19", None])
def test_what_concerns_several_councils_is_named_by_each_of_them(council_id: str | None) -> None:
    paper = example("documents", session_id=IT, council_id=council_id)
    given(JournalEntry).when(lambda it: it.say(paper, subjects=the_session, today=TODAY)).then(paper)


def test_what_concerns_several_councils_is_not_named_by_another() -> None:
    elsewhere = example("documents", session_id=IT, council_id="CC20")
    given(JournalEntry).when(lambda it: it.say(elsewhere, subjects=the_session, today=TODAY)).refused(
        SubjectOfAnotherCouncil,
        pointer="/session_id",
        french="séance d'instance convoquée",
        english="session of a steering body that was convened",
    )


def test_what_is_of_no_council_is_named_by_any() -> None:
    for_several = {"training_id": Subject(example("trainings", council_id=None))}
    attended = example("training-attendances")
    given(JournalEntry).when(lambda it: it.say(attended, subjects=for_several, today=TODAY)).then(attended)


def test_nothing_is_spent_on_a_line_that_was_withdrawn() -> None:
    gone = the_line(line_withdrawn)
    given(FileEntry).when(lambda it: it.say(expense, subjects=gone, today=TODAY)).refused(
        SubjectWasWithdrawn, pointer="/budget_id", french="ligne de budget", english="budget line"
    )


def test_an_expense_said_again_is_known_whatever_became_of_its_line() -> None:
    gone = the_line(line_withdrawn)
    given(FileEntry, expense).when(lambda it: it.say(expense, subjects=gone, today=TODAY)).then_nothing()


def test_an_expense_is_moved_to_a_line_that_stands() -> None:
    other = example("expenses", budget_id="01936f00-0000-7000-8000-0000000000b2")
    given(FileEntry, expense).when(
        lambda it: it.correct(other, AmendmentReason.TYPING_ERROR, subjects=the_line(), today=TODAY)
    ).then(EntryCorrected(entry_id=IT, before=expense, after=other, reason=AmendmentReason.TYPING_ERROR))
    given(FileEntry, expense).when(
        lambda it: it.correct(other, AmendmentReason.TYPING_ERROR, subjects={}, today=TODAY)
    ).refused(UnknownSubject, pointer="/budget_id", french="ligne de budget", english="budget line")


def test_a_line_on_which_expenses_stand_is_not_withdrawn() -> None:
    given(FileEntry, line_said).when(lambda it: it.withdraw(BudgetAllocated, MISTAKE, NOTED, others=2)).refused(
        OthersStandOnIt, others=2
    )


def test_a_line_on_which_no_expense_stands_is_withdrawn() -> None:
    given(FileEntry, line_said).when(lambda it: it.withdraw(BudgetAllocated, MISTAKE, NOTED)).then(
        EntryWithdrawn(entry_id=IT, said=line_said, reason=MISTAKE)
    )
