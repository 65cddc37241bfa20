from __future__ import annotations

from datetime import date

from services.activities.initiatives.domain.initiative import Initiative
from services.activities.initiatives.domain.refusals import (
    AdoptedBeforeProposed,
    AlreadyAdopted,
    AlreadyCompleted,
    AlreadyDropped,
    CompletedBeforeAdopted,
    DroppedBeforeAdopted,
    DroppedBeforeProposed,
    InitiativeAlreadyExists,
    InitiativeInTheFuture,
    InitiativeNotAdopted,
    InitiativeWasCompleted,
    InitiativeWasDropped,
)
from shared.contracts.activities.initiatives import (
    DropReason,
    InitiativeAdopted,
    InitiativeCompleted,
    InitiativeDropped,
    InitiativeProposed,
)
from shared.contracts.vocabulary import DateCertainty, DatePrecision, Origin, Theme
from shared.sentences import RoughDay
from tests.support.given import IT, TODAY, given

TO_THE_DAY = Origin()
SOME_DAY_THAT_MONTH = Origin(date_precision=DatePrecision.MONTH)
SOME_DAY_THAT_YEAR = Origin(date_precision=DatePrecision.YEAR)
ABOUT_THAT_DAY = Origin(date_certainty=DateCertainty.APPROXIMATE)

MARCH_5, MAY_1, JUNE_2, JUNE_9 = date(2026, 3, 5), date(2026, 5, 1), date(2026, 6, 2), date(2026, 6, 9)

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
completed = InitiativeCompleted(
    initiative_id=IT,
    council_id="CC18",
    title="Repas de quartier",
    theme=Theme.SOCIAL_TIES,
    adopted_on=MAY_1,
    completed_on=JUNE_2,
)
dropped = InitiativeDropped(
    initiative_id=IT,
    council_id="CC18",
    title="Repas de quartier",
    theme=Theme.SOCIAL_TIES,
    proposed_on=MARCH_5,
    dropped_on=JUNE_2,
    reason=DropReason.NO_CARRIER,
)
adopted_then_dropped = dropped.model_copy(update={"adopted_on": MAY_1})


# Proposing


def test_what_somebody_proposes_is_recorded_as_it_was_said() -> None:
    given(Initiative).when(lambda it: it.propose(proposed, today=TODAY)).then(proposed)


def test_the_same_proposal_said_twice_is_recorded_once() -> None:
    given(Initiative, proposed).when(lambda it: it.propose(proposed, today=TODAY)).then_nothing()


def test_the_same_proposal_said_again_later_in_its_life_is_still_known() -> None:
    given(Initiative, proposed, adopted, completed).when(lambda it: it.propose(proposed, today=TODAY)).then_nothing()


def test_an_id_serves_one_initiative() -> None:
    other = proposed.model_copy(update={"title": "Vide-grenier"})
    given(Initiative, proposed).when(lambda it: it.propose(other, today=TODAY)).refused(
        InitiativeAlreadyExists, pointer="/initiative_id"
    )


def test_a_proposal_of_today_is_welcome() -> None:
    of_today = proposed.model_copy(update={"proposed_on": TODAY})
    given(Initiative).when(lambda it: it.propose(of_today, today=TODAY)).then(of_today)


def test_nobody_has_proposed_anything_tomorrow() -> None:
    of_tomorrow = proposed.model_copy(update={"proposed_on": date(2026, 11, 24)})
    given(Initiative).when(lambda it: it.propose(of_tomorrow, today=TODAY)).refused(
        InitiativeInTheFuture, pointer="/proposed_on", day=date(2026, 11, 24)
    )


def test_a_month_that_has_begun_may_hold_the_proposal() -> None:
    this_month = proposed.model_copy(update={"proposed_on": date(2026, 11, 30), "origin": SOME_DAY_THAT_MONTH})
    given(Initiative).when(lambda it: it.propose(this_month, today=TODAY)).then(this_month)


def test_a_month_that_has_not_begun_cannot() -> None:
    next_month = proposed.model_copy(update={"proposed_on": date(2026, 12, 1), "origin": SOME_DAY_THAT_MONTH})
    given(Initiative).when(lambda it: it.propose(next_month, today=TODAY)).refused(
        InitiativeInTheFuture, pointer="/proposed_on", day=RoughDay(date(2026, 12, 1), has_month=True)
    )


# Adopting


def test_an_adopted_initiative_says_when_it_was_proposed() -> None:
    given(Initiative, proposed).when(lambda it: it.adopt(MAY_1, TO_THE_DAY, today=TODAY)).then(adopted)


def test_an_adoption_keeps_how_well_the_day_of_the_proposal_is_known() -> None:
    one_day_in_march = proposed.model_copy(update={"origin": SOME_DAY_THAT_MONTH})
    given(Initiative, one_day_in_march).when(lambda it: it.adopt(MAY_1, TO_THE_DAY, today=TODAY)).then(
        adopted.model_copy(update={"proposed_origin": SOME_DAY_THAT_MONTH})
    )


def test_an_initiative_may_be_adopted_on_the_day_of_its_proposal() -> None:
    given(Initiative, proposed).when(lambda it: it.adopt(MARCH_5, TO_THE_DAY, today=TODAY)).then(
        adopted.model_copy(update={"adopted_on": MARCH_5})
    )


def test_an_initiative_is_not_adopted_before_it_is_proposed() -> None:
    given(Initiative, proposed).when(lambda it: it.adopt(date(2026, 3, 4), TO_THE_DAY, today=TODAY)).refused(
        AdoptedBeforeProposed, pointer="/adopted_on", proposed_on=MARCH_5
    )


def test_an_adoption_about_that_day_may_follow_the_proposal_by_a_day_or_two() -> None:
    given(Initiative, proposed).when(lambda it: it.adopt(date(2026, 3, 4), ABOUT_THAT_DAY, today=TODAY)).then(
        adopted.model_copy(update={"adopted_on": date(2026, 3, 4), "origin": ABOUT_THAT_DAY})
    )


def test_an_adoption_known_by_its_month_may_follow_a_proposal_of_that_month() -> None:
    given(Initiative, proposed).when(lambda it: it.adopt(date(2026, 3, 1), SOME_DAY_THAT_MONTH, today=TODAY)).then(
        adopted.model_copy(update={"adopted_on": date(2026, 3, 1), "origin": SOME_DAY_THAT_MONTH})
    )


def test_a_month_that_ended_before_the_proposal_is_certainly_before() -> None:
    given(Initiative, proposed).when(lambda it: it.adopt(date(2026, 2, 1), SOME_DAY_THAT_MONTH, today=TODAY)).refused(
        AdoptedBeforeProposed, pointer="/adopted_on", proposed_on=MARCH_5
    )


def test_a_proposal_known_by_its_year_is_before_nothing_of_that_year() -> None:
    that_year = proposed.model_copy(update={"origin": SOME_DAY_THAT_YEAR})
    given(Initiative, that_year).when(lambda it: it.adopt(date(2026, 1, 1), TO_THE_DAY, today=TODAY)).then(
        adopted.model_copy(update={"adopted_on": date(2026, 1, 1), "proposed_origin": SOME_DAY_THAT_YEAR})
    )


def test_nothing_is_adopted_tomorrow() -> None:
    given(Initiative, proposed).when(lambda it: it.adopt(date(2026, 11, 24), TO_THE_DAY, today=TODAY)).refused(
        InitiativeInTheFuture, pointer="/adopted_on", day=date(2026, 11, 24)
    )


def test_the_same_adoption_said_twice_is_recorded_once() -> None:
    given(Initiative, proposed, adopted).when(lambda it: it.adopt(MAY_1, TO_THE_DAY, today=TODAY)).then_nothing()


def test_an_initiative_is_adopted_once() -> None:
    given(Initiative, proposed, adopted).when(lambda it: it.adopt(JUNE_2, TO_THE_DAY, today=TODAY)).refused(
        AlreadyAdopted, pointer="/adopted_on", adopted_on=MAY_1
    )


def test_what_was_given_up_is_not_adopted() -> None:
    given(Initiative, proposed, dropped).when(lambda it: it.adopt(JUNE_9, TO_THE_DAY, today=TODAY)).refused(
        InitiativeWasDropped, dropped_on=JUNE_2
    )


# Completing


def test_what_was_adopted_can_be_done() -> None:
    given(Initiative, proposed, adopted).when(lambda it: it.complete(JUNE_2, TO_THE_DAY, today=TODAY)).then(completed)


def test_what_was_not_adopted_cannot_be_done_and_the_refusal_names_it() -> None:
    given(Initiative, proposed).when(lambda it: it.complete(JUNE_2, TO_THE_DAY, today=TODAY)).refused(
        InitiativeNotAdopted, title="Repas de quartier"
    )


def test_an_initiative_is_not_done_before_it_is_adopted() -> None:
    given(Initiative, proposed, adopted).when(
        lambda it: it.complete(date(2026, 4, 30), TO_THE_DAY, today=TODAY)
    ).refused(CompletedBeforeAdopted, pointer="/completed_on", adopted_on=MAY_1)


def test_nothing_is_done_tomorrow() -> None:
    given(Initiative, proposed, adopted).when(
        lambda it: it.complete(date(2026, 11, 24), TO_THE_DAY, today=TODAY)
    ).refused(InitiativeInTheFuture, pointer="/completed_on", day=date(2026, 11, 24))


def test_the_same_completion_said_twice_is_recorded_once() -> None:
    given(Initiative, proposed, adopted, completed).when(
        lambda it: it.complete(JUNE_2, TO_THE_DAY, today=TODAY)
    ).then_nothing()


def test_an_initiative_is_done_once() -> None:
    given(Initiative, proposed, adopted, completed).when(
        lambda it: it.complete(JUNE_9, TO_THE_DAY, today=TODAY)
    ).refused(AlreadyCompleted, pointer="/completed_on", completed_on=JUNE_2)


def test_what_was_given_up_is_not_done() -> None:
    given(Initiative, proposed, adopted, adopted_then_dropped).when(
        lambda it: it.complete(JUNE_9, TO_THE_DAY, today=TODAY)
    ).refused(InitiativeWasDropped, dropped_on=JUNE_2)


# Giving up


def test_an_initiative_may_be_given_up_before_any_adoption() -> None:
    given(Initiative, proposed).when(lambda it: it.drop(JUNE_2, DropReason.NO_CARRIER, TO_THE_DAY, today=TODAY)).then(
        dropped
    )


def test_an_initiative_given_up_after_its_adoption_says_how_far_it_had_come() -> None:
    given(Initiative, proposed, adopted).when(
        lambda it: it.drop(JUNE_2, DropReason.NO_CARRIER, TO_THE_DAY, today=TODAY)
    ).then(adopted_then_dropped)


def test_what_was_done_is_not_given_up() -> None:
    given(Initiative, proposed, adopted, completed).when(
        lambda it: it.drop(JUNE_9, DropReason.OTHER, TO_THE_DAY, today=TODAY)
    ).refused(InitiativeWasCompleted, completed_on=JUNE_2)


def test_the_same_end_said_twice_is_recorded_once() -> None:
    given(Initiative, proposed, dropped).when(
        lambda it: it.drop(JUNE_2, DropReason.NO_CARRIER, TO_THE_DAY, today=TODAY)
    ).then_nothing()


def test_an_initiative_is_given_up_once() -> None:
    given(Initiative, proposed, dropped).when(
        lambda it: it.drop(JUNE_2, DropReason.NOT_FUNDED, TO_THE_DAY, today=TODAY)
    ).refused(AlreadyDropped, dropped_on=JUNE_2)


def test_an_initiative_is_not_given_up_before_it_is_proposed() -> None:
    given(Initiative, proposed).when(
        lambda it: it.drop(date(2026, 3, 4), DropReason.OTHER, TO_THE_DAY, today=TODAY)
    ).refused(DroppedBeforeProposed, pointer="/dropped_on", proposed_on=MARCH_5)


def test_an_adopted_initiative_is_not_given_up_before_its_adoption() -> None:
    given(Initiative, proposed, adopted).when(
        lambda it: it.drop(date(2026, 4, 30), DropReason.OTHER, TO_THE_DAY, today=TODAY)
    ).refused(DroppedBeforeAdopted, pointer="/dropped_on", adopted_on=MAY_1)


def test_nothing_is_given_up_tomorrow() -> None:
    given(Initiative, proposed).when(
        lambda it: it.drop(date(2026, 11, 24), DropReason.OTHER, TO_THE_DAY, today=TODAY)
    ).refused(InitiativeInTheFuture, pointer="/dropped_on", day=date(2026, 11, 24))
