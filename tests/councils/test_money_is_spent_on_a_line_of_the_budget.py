"""An expense is on a line of its council's budget, which stands as long as expenses stand on it (MOY-01)."""

from __future__ import annotations

from services.councils.dossier.domain import (
    BudgetLineOfAnotherCouncil,
    BudgetLineWasWithdrawn,
    Entry,
    ExpensesStandOnTheLine,
    UnknownBudgetLine,
)
from shared.contracts.councils.dossier import BudgetAllocated, EntryCorrected, EntryWithdrawn
from shared.contracts.vocabulary import AmendmentReason, Origin
from tests.councils.entries import LINE, example
from tests.support.given import IT, TODAY, given

NOTED = Origin()
MISTAKE = AmendmentReason.ENTERED_BY_MISTAKE

line_said = example("budget-lines", entry_id=LINE)
line_withdrawn = EntryWithdrawn(entry_id=line_said.entry_id, said=line_said, reason=MISTAKE)
expense = example("expenses")


def the_line(*then: EntryWithdrawn) -> Entry:
    """The line, as it stands after that."""
    line = Entry(line_said.entry_id)
    line.replay([line_said, *then])
    return line


def test_money_is_spent_on_a_line_that_stands() -> None:
    given(Entry).when(lambda it: it.say(expense, line=the_line(), today=TODAY)).then(expense)


def test_spending_more_than_was_allocated_is_told_and_never_refused() -> None:
    too_much = example("expenses", amount_cents=10_000_000_000)
    given(Entry).when(lambda it: it.say(too_much, line=the_line(), today=TODAY)).then(too_much)


def test_nothing_is_spent_on_a_line_that_does_not_exist() -> None:
    given(Entry).when(lambda it: it.say(expense, line=None, today=TODAY)).refused(
        UnknownBudgetLine, pointer="/budget_id"
    )


def test_an_entry_that_is_no_line_is_no_line() -> None:
    premises = Entry(IT)
    premises.replay([example("premises")])
    given(Entry).when(lambda it: it.say(expense, line=premises, today=TODAY)).refused(
        UnknownBudgetLine, pointer="/budget_id"
    )


def test_nothing_is_spent_on_the_line_of_another_council() -> None:
    elsewhere = example("expenses", council_id="CC19")
    given(Entry).when(lambda it: it.say(elsewhere, line=the_line(), today=TODAY)).refused(
        BudgetLineOfAnotherCouncil, pointer="/budget_id"
    )


def test_nothing_is_spent_on_a_line_that_was_withdrawn() -> None:
    gone = the_line(line_withdrawn)
    given(Entry).when(lambda it: it.say(expense, line=gone, today=TODAY)).refused(
        BudgetLineWasWithdrawn, pointer="/budget_id"
    )


def test_an_expense_said_again_is_known_whatever_became_of_its_line() -> None:
    gone = the_line(line_withdrawn)
    given(Entry, expense).when(lambda it: it.say(expense, line=gone, today=TODAY)).then_nothing()


def test_an_expense_is_moved_to_a_line_that_stands() -> None:
    other = example("expenses", budget_id="01936f00-0000-7000-8000-0000000000b2")
    given(Entry, expense).when(
        lambda it: it.correct(other, AmendmentReason.TYPING_ERROR, line=the_line(), today=TODAY)
    ).then(EntryCorrected(entry_id=IT, before=expense, after=other, reason=AmendmentReason.TYPING_ERROR))
    given(Entry, expense).when(
        lambda it: it.correct(other, AmendmentReason.TYPING_ERROR, line=None, today=TODAY)
    ).refused(UnknownBudgetLine, pointer="/budget_id")


def test_a_line_on_which_expenses_stand_is_not_withdrawn() -> None:
    given(Entry, line_said).when(lambda it: it.withdraw(BudgetAllocated, MISTAKE, NOTED, expenses=2)).refused(
        ExpensesStandOnTheLine, expenses=2
    )


def test_a_line_on_which_no_expense_stands_is_withdrawn() -> None:
    given(Entry, line_said).when(lambda it: it.withdraw(BudgetAllocated, MISTAKE, NOTED)).then(
        EntryWithdrawn(entry_id=IT, said=line_said, reason=MISTAKE)
    )
