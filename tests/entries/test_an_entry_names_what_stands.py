"""What an entry names stands, is of its council and came before it: an expense on a line of the budget, an answer to a question."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from services.activities.journal.domain import JournalEntry
from services.councils.dossier.domain import FileEntry
from shared.contracts.activities.dialogue import QuestionAsked
from shared.contracts.councils.dossier import BudgetAllocated, EntryCorrected, EntryWithdrawn
from shared.contracts.vocabulary import AmendmentReason, DatePrecision, Origin
from shared.entries.kinds import (
    BeforeItsSubject,
    CouncilHasNoSeat,
    OthersStandOnIt,
    Subject,
    SubjectOfAnotherCouncil,
    SubjectWasWithdrawn,
    UnknownSubject,
    subject_of,
)
from tests.entries.examples import KIND, LINE, example, subjects_of
from tests.support.given import IT, TODAY, given

if TYPE_CHECKING:
    from shared.kernel import Fact

NOTED = Origin()
MISTAKE = AmendmentReason.ENTERED_BY_MISTAKE

line_said = example("budget-lines", entry_id=LINE)
line_withdrawn = EntryWithdrawn(entry_id=line_said.entry_id, said=line_said, reason=MISTAKE)
expense = example("expenses")
(ON_A_LINE,) = KIND["expenses"].about


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


# A session of a steering body is of several councils

invitation = example("invitations")
the_session = subjects_of(KIND["invitations"])
OF_A_SESSION = {
    "french": "séance convoquée d'une instance de pilotage",
    "english": "session of a steering body that was convened",
}


@pytest.mark.parametrize("council_id", ["CC18", "CC19"])
def test_each_council_with_a_seat_speaks_of_the_session(council_id: str) -> None:
    said = example("invitations", council_id=council_id)
    given(JournalEntry).when(lambda it: it.say(said, subjects=the_session, today=TODAY)).then(said)


def test_a_council_without_a_seat_does_not_speak_of_the_session() -> None:
    elsewhere = example("invitations", council_id="CC20")
    given(JournalEntry).when(lambda it: it.say(elsewhere, subjects=the_session, today=TODAY)).refused(
        CouncilHasNoSeat, pointer="/session_id", **OF_A_SESSION
    )


def test_nobody_was_invited_to_a_session_that_is_none() -> None:
    given(JournalEntry).when(lambda it: it.say(invitation, subjects={}, today=TODAY)).refused(
        UnknownSubject, pointer="/session_id", **OF_A_SESSION
    )


# An answer comes after its question

FOLLOWED = {
    "french": "question, engagement, interpellation ou point soulevé",
    "english": "question, commitment, referral or contribution",
}


def answer_on(day: date, asked: str, precision: DatePrecision = DatePrecision.DAY) -> tuple[Fact, dict[str, Subject]]:
    said = example("answers", answered_on=day, origin=Origin(date_precision=precision))
    return said, {"about_id": Subject(example("questions", asked_on=asked))}


def test_an_answer_may_come_on_the_day_of_its_question() -> None:
    said, question = answer_on(date(2018, 3, 5), "2018-03-05")
    given(JournalEntry).when(lambda it: it.say(said, subjects=question, today=TODAY)).then(said)


def test_an_answer_does_not_come_before_its_question() -> None:
    said, question = answer_on(date(2018, 3, 4), "2018-03-05")
    given(JournalEntry).when(lambda it: it.say(said, subjects=question, today=TODAY)).refused(
        BeforeItsSubject, pointer="/answered_on", day=date(2018, 3, 5), **FOLLOWED
    )


def test_an_answer_of_some_day_of_the_month_may_have_come_after() -> None:
    said, question = answer_on(date(2018, 3, 1), "2018-03-05", DatePrecision.MONTH)
    given(JournalEntry).when(lambda it: it.say(said, subjects=question, today=TODAY)).then(said)


def test_a_question_that_was_answered_is_not_withdrawn() -> None:
    question = example("questions")
    given(JournalEntry, question).when(lambda it: it.withdraw(QuestionAsked, MISTAKE, NOTED, others=1)).refused(
        OthersStandOnIt, others=1
    )
