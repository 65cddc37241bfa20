from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from services.activities.initiatives.domain.initiative import Initiative
from services.activities.initiatives.domain.refusals import (
    FundedBeforeAdopted,
    GrantAlreadyRecorded,
    InitiativeInTheFuture,
    InitiativeNotAdopted,
)
from shared.contracts.activities.initiatives import (
    DropReason,
    InitiativeAdopted,
    InitiativeCompleted,
    InitiativeDropped,
    InitiativeFunded,
    InitiativeProposed,
)
from shared.contracts.vocabulary import DatePrecision, FunderKind, Origin, Theme
from tests.support.given import IT, TODAY, given

if TYPE_CHECKING:
    from collections.abc import Callable

TO_THE_DAY = Origin()
MARCH_5, MAY_1, JUNE_2, JUNE_9 = date(2026, 3, 5), date(2026, 5, 1), date(2026, 6, 2), date(2026, 6, 9)
FIRST = UUID("01936f00-0000-7000-8000-0000000000a1")
SECOND = UUID("01936f00-0000-7000-8000-0000000000a2")

proposed = InitiativeProposed(
    initiative_id=IT, council_id="CC18", title="Repas de quartier", theme=Theme.SOCIAL_TIES, proposed_on=MARCH_5
)
adopted = InitiativeAdopted(
    initiative_id=IT,
    council_id="CC18",
    title="Repas de quartier",
    theme=Theme.SOCIAL_TIES,
    proposed_on=MARCH_5,
    adopted_on=MAY_1,
)
granted = InitiativeFunded(
    initiative_id=IT,
    grant_id=FIRST,
    council_id="CC18",
    title="Repas de quartier",
    theme=Theme.SOCIAL_TIES,
    funder=FunderKind.RESIDENTS_FUND,
    amount_cents=80_000,
    funded_on=JUNE_2,
)
completed = InitiativeCompleted(
    initiative_id=IT,
    council_id="CC18",
    title="Repas de quartier",
    theme=Theme.SOCIAL_TIES,
    adopted_on=MAY_1,
    completed_on=JUNE_9,
)
dropped = InitiativeDropped(
    initiative_id=IT,
    council_id="CC18",
    title="Repas de quartier",
    theme=Theme.SOCIAL_TIES,
    proposed_on=MARCH_5,
    adopted_on=MAY_1,
    dropped_on=JUNE_9,
    reason=DropReason.NO_CARRIER,
)


def a_grant(
    grant_id: UUID = FIRST,
    funder: FunderKind = FunderKind.RESIDENTS_FUND,
    amount_cents: int = 80_000,
    funded_on: date = JUNE_2,
    origin: Origin = TO_THE_DAY,
) -> Callable[[Initiative], None]:
    return lambda it: it.fund(grant_id, funder, amount_cents, funded_on, origin, today=TODAY)


def test_a_grant_says_what_it_is_for() -> None:
    given(Initiative, proposed, adopted).when(a_grant()).then(granted)


def test_an_initiative_that_was_not_adopted_is_granted_nothing_and_the_refusal_names_it() -> None:
    given(Initiative, proposed).when(a_grant()).refused(InitiativeNotAdopted, title="Repas de quartier")


def test_the_same_grant_said_twice_is_recorded_once() -> None:
    given(Initiative, proposed, adopted, granted).when(a_grant()).then_nothing()


def test_two_equal_grants_are_two_when_their_ids_say_so() -> None:
    given(Initiative, proposed, adopted, granted).when(a_grant(SECOND)).then(
        granted.model_copy(update={"grant_id": SECOND})
    )


def test_several_funders_may_pay_for_one_initiative() -> None:
    given(Initiative, proposed, adopted, granted).when(a_grant(SECOND, FunderKind.CITY, 1)).then(
        granted.model_copy(update={"grant_id": SECOND, "funder": FunderKind.CITY, "amount_cents": 1})
    )


def test_a_grant_keeps_its_amount() -> None:
    given(Initiative, proposed, adopted, granted).when(a_grant(amount_cents=80_001)).refused(
        GrantAlreadyRecorded, pointer="/grant_id"
    )


def test_a_grant_keeps_its_funder() -> None:
    given(Initiative, proposed, adopted, granted).when(a_grant(funder=FunderKind.STATE)).refused(
        GrantAlreadyRecorded, pointer="/grant_id"
    )


def test_nothing_is_granted_before_the_adoption() -> None:
    given(Initiative, proposed, adopted).when(a_grant(funded_on=date(2026, 4, 30))).refused(
        FundedBeforeAdopted, pointer="/funded_on", adopted_on=MAY_1
    )


def test_a_grant_known_by_its_year_may_follow_an_adoption_of_that_year() -> None:
    that_year = Origin(date_precision=DatePrecision.YEAR)
    given(Initiative, proposed, adopted).when(a_grant(funded_on=date(2026, 1, 1), origin=that_year)).then(
        granted.model_copy(update={"funded_on": date(2026, 1, 1), "origin": that_year})
    )


def test_nothing_was_granted_tomorrow() -> None:
    given(Initiative, proposed, adopted).when(a_grant(funded_on=date(2026, 11, 24))).refused(
        InitiativeInTheFuture, pointer="/funded_on", day=date(2026, 11, 24)
    )


def test_a_grant_may_be_entered_after_the_initiative_was_done() -> None:
    given(Initiative, proposed, adopted, completed).when(a_grant()).then(granted)


def test_a_grant_may_be_entered_after_the_initiative_was_given_up() -> None:
    given(Initiative, proposed, adopted, dropped).when(a_grant()).then(granted)
