"""What was said wrongly of an initiative is said again, step by step, by the rules by which it was said; or it is withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from services.activities.initiatives.domain.initiative import Initiative
from services.activities.initiatives.domain.refusals import (
    AdoptedBeforeProposed,
    CompletedBeforeAdopted,
    InitiativeInTheFuture,
    InitiativeWasWithdrawn,
)
from services.activities.retelling import BeginsWithThisStep, LaterStepsStandOnIt, StepNotSaid
from shared.contracts.activities.initiatives import (
    InitiativeAdopted,
    InitiativeCompleted,
    InitiativeCorrected,
    InitiativeFunded,
    InitiativeFundingRefused,
    InitiativeLife,
    InitiativeProposed,
    InitiativeSubmitted,
    InitiativeWithdrawn,
)
from shared.contracts.vocabulary import AmendmentReason, FunderKind, Origin, Theme
from shared.entries.kinds import OthersStandOnIt
from shared.kernel import NotFound
from tests.support.given import IT, TODAY, given

NOTED, TYPING, TWICE = Origin(), AmendmentReason.TYPING_ERROR, AmendmentReason.ENTERED_TWICE
MARCH_5, MAY_1, MAY_8, MAY_12, JUNE_2 = (
    *(date(2026, 3, 5), date(2026, 5, 1), date(2026, 5, 8)),
    *(date(2026, 5, 12), date(2026, 6, 2)),
)
GRANT, REQUEST = UUID("01936f00-0000-7000-8000-0000000000f1"), UUID("01936f00-0000-7000-8000-0000000000f2")
WHAT: dict[str, Any] = {
    "initiative_id": IT,
    "council_id": "CC18",
    "title": "Repas de quartier",
    "theme": Theme.SOCIAL_TIES,
}

proposed = InitiativeProposed(**WHAT, proposed_on=MARCH_5)
adopted = InitiativeAdopted(**WHAT, proposed_on=MARCH_5, adopted_on=MAY_1)
asked = InitiativeSubmitted(
    **WHAT, submission_id=REQUEST, funder=FunderKind.CITY, amount_cents=80_000, submitted_on=MAY_12
)
refused = InitiativeFundingRefused(**asked.model_dump(exclude={"origin"}), refused_on=JUNE_2)
granted = InitiativeFunded(**WHAT, grant_id=GRANT, funder=FunderKind.CITY, amount_cents=80_000, funded_on=MAY_12)
completed = InitiativeCompleted(**WHAT, adopted_on=MAY_1, completed_on=JUNE_2)
whole = InitiativeLife(proposed=proposed, adopted=adopted, grants=(granted,), completed=completed)
past = (proposed, adopted, granted, completed)


def corrected(before: InitiativeLife, after: InitiativeLife) -> InitiativeCorrected:
    return InitiativeCorrected(initiative_id=IT, council_id="CC18", before=before, after=after, reason=TYPING)


def test_a_title_said_again_is_that_of_all_its_steps() -> None:
    title = {"title": "Repas des voisins"}
    after = InitiativeLife(
        proposed=proposed.model_copy(update=title),
        adopted=adopted.model_copy(update=title),
        grants=(granted.model_copy(update=title),),
        completed=completed.model_copy(update=title),
    )
    given(Initiative, *past).when(lambda it: it.correct({"proposed": title}, TYPING, NOTED, today=TODAY)).then(
        corrected(whole, after)
    )


def test_an_adoption_said_again_is_that_of_its_completion() -> None:
    after = whole.model_copy(
        update={
            "adopted": adopted.model_copy(update={"adopted_on": MAY_8}),
            "completed": completed.model_copy(update={"adopted_on": MAY_8}),
        }
    )
    given(Initiative, *past).when(
        lambda it: it.correct({"adopted": {"adopted_on": MAY_8}}, TYPING, NOTED, today=TODAY)
    ).then(corrected(whole, after))


def test_a_grant_said_again_keeps_its_id() -> None:
    after = whole.model_copy(update={"grants": (granted.model_copy(update={"amount_cents": 8_000}),)})
    given(Initiative, *past).when(
        lambda it: it.correct({f"grants/{GRANT}": {"amount_cents": 8_000}}, TYPING, NOTED, today=TODAY)
    ).then(corrected(whole, after))


def test_what_is_said_again_alike_is_no_news() -> None:
    given(Initiative, *past).when(
        lambda it: it.correct({"adopted": {"adopted_on": MAY_1}}, TYPING, NOTED, today=TODAY)
    ).then_nothing()


def test_what_was_never_said_is_not_corrected() -> None:
    given(Initiative, proposed).when(
        lambda it: it.correct({"started": {"started_on": MAY_8}}, TYPING, NOTED, today=TODAY)
    ).refused(StepNotSaid, pointer="/started", known="proposed")


def test_a_step_said_again_follows_the_rules_of_that_step() -> None:
    given(Initiative, *past).when(
        lambda it: it.correct({"adopted": {"adopted_on": date(2026, 3, 4)}}, TYPING, NOTED, today=TODAY)
    ).refused(AdoptedBeforeProposed, pointer="/adopted/adopted_on", proposed_on=MARCH_5)
    given(Initiative, *past).when(
        lambda it: it.correct({"completed": {"completed_on": date(2026, 11, 24)}}, TYPING, NOTED, today=TODAY)
    ).refused(InitiativeInTheFuture, pointer="/completed/completed_on", day=date(2026, 11, 24))


def test_what_was_said_after_it_must_still_hold() -> None:
    late = date(2026, 6, 3)
    given(Initiative, proposed, adopted, completed).when(
        lambda it: it.correct({"adopted": {"adopted_on": late}}, TYPING, NOTED, today=TODAY)
    ).refused(CompletedBeforeAdopted, pointer="/completed/completed_on", adopted_on=late)


def test_the_last_step_is_withdrawn() -> None:
    after = whole.model_copy(update={"completed": None})
    given(Initiative, *past).when(lambda it: it.withdraw_step("completed", TYPING, NOTED, today=TODAY)).then(
        corrected(whole, after)
    )


def test_a_refusal_is_withdrawn_and_the_request_still_waits() -> None:
    before = InitiativeLife(proposed=proposed, adopted=adopted, submissions=(asked,), refusals=(refused,))
    given(Initiative, proposed, adopted, asked, refused).when(
        lambda it: it.withdraw_step(f"refusals/{REQUEST}", TYPING, NOTED, today=TODAY)
    ).then(corrected(before, before.model_copy(update={"refusals": ()})))


def test_a_step_on_which_another_stands_is_not_withdrawn() -> None:
    given(Initiative, *past).when(lambda it: it.withdraw_step("adopted", TYPING, NOTED, today=TODAY)).refused(
        LaterStepsStandOnIt, pointer="/step"
    )
    given(Initiative, proposed, adopted, asked, refused).when(
        lambda it: it.withdraw_step(f"submissions/{REQUEST}", TYPING, NOTED, today=TODAY)
    ).refused(LaterStepsStandOnIt, pointer="/step")


def test_a_proposal_is_withdrawn_with_the_whole() -> None:
    given(Initiative, proposed).when(lambda it: it.withdraw_step("proposed", TYPING, NOTED, today=TODAY)).refused(
        BeginsWithThisStep, pointer="/step"
    )


def test_a_step_that_was_not_said_is_not_withdrawn() -> None:
    given(Initiative, proposed).when(lambda it: it.withdraw_step("adopted", TYPING, NOTED, today=TODAY)).refused(
        StepNotSaid, pointer="/step", known="proposed"
    )


def test_a_life_that_was_told_again_goes_on_from_there() -> None:
    after = whole.model_copy(update={"completed": None})
    third = date(2026, 6, 3)
    given(Initiative, *past, corrected(whole, after)).when(lambda it: it.complete(third, NOTED, today=TODAY)).then(
        completed.model_copy(update={"completed_on": third})
    )


withdrawn = InitiativeWithdrawn(initiative_id=IT, council_id="CC18", said=whole, reason=TWICE)


def test_an_initiative_entered_by_mistake_is_withdrawn_with_all_that_was_said_of_it() -> None:
    given(Initiative, *past).when(lambda it: it.withdraw(TWICE, NOTED)).then(withdrawn)


def test_the_same_withdrawal_said_twice_is_recorded_once() -> None:
    given(Initiative, *past, withdrawn).when(lambda it: it.withdraw(TWICE, NOTED)).then_nothing()


def test_an_initiative_on_which_entries_stand_is_not_withdrawn() -> None:
    given(Initiative, *past).when(lambda it: it.withdraw(TWICE, NOTED, others=2)).refused(OthersStandOnIt, others=2)


def test_nothing_more_is_said_of_what_was_withdrawn() -> None:
    for say in (
        lambda it: it.propose(proposed, today=TODAY),
        lambda it: it.adopt(MAY_1, NOTED, today=TODAY),
        lambda it: it.refuse_funding(REQUEST, JUNE_2, NOTED, today=TODAY),
        lambda it: it.correct({"proposed": {"title": "Fête"}}, TYPING, NOTED, today=TODAY),
        lambda it: it.withdraw(TYPING, NOTED),
    ):
        given(Initiative, *past, withdrawn).when(say).refused(InitiativeWasWithdrawn)


def test_what_nobody_proposed_is_not_withdrawn() -> None:
    given(Initiative).when(lambda it: it.withdraw(TWICE, NOTED)).refused(NotFound)
