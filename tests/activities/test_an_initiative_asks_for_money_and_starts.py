from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from services.activities.initiatives.domain.initiative import Initiative
from services.activities.initiatives.domain.refusals import (
    AlreadyStarted,
    EndedBeforeStarted,
    InitiativeInTheFuture,
    InitiativeNotAdopted,
    InitiativeWasDropped,
    NoSuchSubmission,
    RefusedBeforeSubmitted,
    StartedBeforeAdopted,
    SubmissionAlreadyRecorded,
    SubmissionAlreadyRefused,
    SubmittedBeforeAdopted,
)
from shared.contracts.activities.initiatives import (
    DropReason,
    InitiativeAdopted,
    InitiativeCompleted,
    InitiativeDropped,
    InitiativeFundingRefused,
    InitiativeProposed,
    InitiativeStarted,
    InitiativeSubmitted,
    Proposer,
)
from shared.contracts.vocabulary import DatePrecision, FunderKind, Origin, Theme
from tests.support.given import IT, TODAY, given

if TYPE_CHECKING:
    from collections.abc import Callable

NOTED, MONTH = Origin(), Origin(date_precision=DatePrecision.MONTH)
MARCH_5, MAY_1, MAY_12, JUNE_2, JUNE_9 = (
    *(date(2026, 3, 5), date(2026, 5, 1), date(2026, 5, 12), date(2026, 6, 2), date(2026, 6, 9)),
)
APRIL_30, TOMORROW = date(2026, 4, 30), date(2026, 11, 24)
REQUEST, OTHER_REQUEST = UUID(int=31), UUID(int=32)
FEAST = {"initiative_id": IT, "council_id": "CC18", "title": "Repas de quartier", "theme": Theme.SOCIAL_TIES}

proposed = InitiativeProposed.model_validate(FEAST | {"proposed_on": MARCH_5, "proposed_by": Proposer.RESIDENT})
adopted = InitiativeAdopted.model_validate(FEAST | {"proposed_on": MARCH_5, "adopted_on": MAY_1})
submitted = InitiativeSubmitted.model_validate(
    FEAST
    | {
        "submission_id": REQUEST,
        "funder": FunderKind.CITY,
        "amount_cents": 80_000,
        "submitted_on": MAY_12,
        "origin": MONTH,
    }
)
refused = InitiativeFundingRefused.model_validate(
    FEAST
    | {
        "submission_id": REQUEST,
        "funder": FunderKind.CITY,
        "amount_cents": 80_000,
        "submitted_on": MAY_12,
        "submitted_origin": MONTH,
        "refused_on": JUNE_2,
    }
)
started = InitiativeStarted.model_validate(FEAST | {"adopted_on": MAY_1, "started_on": JUNE_2})
completed = InitiativeCompleted.model_validate(FEAST | {"adopted_on": MAY_1, "completed_on": JUNE_9})
dropped = InitiativeDropped.model_validate(
    FEAST | {"proposed_on": MARCH_5, "adopted_on": MAY_1, "dropped_on": JUNE_9, "reason": DropReason.NOT_FUNDED}
)


def submit(on: date = MAY_12, cents: int | None = 80_000, origin: Origin = MONTH) -> Callable[[Initiative], None]:
    return lambda it: it.submit(REQUEST, FunderKind.CITY, cents, on, origin, today=TODAY)


def refuse(on: date = JUNE_2, request: UUID = REQUEST) -> Callable[[Initiative], None]:
    return lambda it: it.refuse_funding(request, on, NOTED, today=TODAY)


def start(on: date = JUNE_2) -> Callable[[Initiative], None]:
    return lambda it: it.start(on, NOTED, today=TODAY)


def test_who_proposed_it_is_part_of_the_proposal() -> None:
    given(Initiative).when(lambda it: it.propose(proposed, today=TODAY)).then(proposed)


# Asking for money


def test_money_is_asked_of_a_funder_once_it_is_adopted() -> None:
    given(Initiative, proposed, adopted).when(submit()).then(submitted)


def test_how_much_was_asked_may_be_unknown() -> None:
    given(Initiative, proposed, adopted).when(submit(cents=None)).then(
        submitted.model_copy(update={"amount_cents": None})
    )


def test_a_request_may_be_entered_after_all_is_over() -> None:
    given(Initiative, proposed, adopted, completed).when(submit()).then(submitted)
    given(Initiative, proposed, adopted, dropped).when(submit()).then(submitted)


def test_a_request_said_twice_is_recorded_once() -> None:
    given(Initiative, proposed, adopted, submitted).when(submit()).then_nothing()


def test_a_request_is_not_changed_by_saying_it_otherwise() -> None:
    given(Initiative, proposed, adopted, submitted).when(submit(cents=90_000)).refused(
        SubmissionAlreadyRecorded, pointer="/submission_id"
    )


def test_nothing_is_asked_for_what_the_council_did_not_adopt() -> None:
    given(Initiative, proposed).when(submit()).refused(InitiativeNotAdopted, title="Repas de quartier")


def test_nothing_was_asked_before_the_adoption_or_tomorrow() -> None:
    given(Initiative, proposed, adopted).when(submit(APRIL_30)).refused(
        SubmittedBeforeAdopted, pointer="/submitted_on", adopted_on=MAY_1
    )
    given(Initiative, proposed, adopted).when(submit(TOMORROW, origin=NOTED)).refused(
        InitiativeInTheFuture, pointer="/submitted_on", day=TOMORROW
    )


# Refused


def test_a_funder_says_no_to_what_was_asked() -> None:
    given(Initiative, proposed, adopted, submitted).when(refuse()).then(refused)


def test_a_refusal_said_twice_is_recorded_once() -> None:
    given(Initiative, proposed, adopted, submitted, refused).when(refuse()).then_nothing()


def test_a_request_is_refused_once() -> None:
    given(Initiative, proposed, adopted, submitted, refused).when(refuse(JUNE_9)).refused(
        SubmissionAlreadyRefused, pointer="/refused_on", refused_on=JUNE_2
    )


def test_what_was_not_asked_is_not_refused() -> None:
    given(Initiative, proposed, adopted, submitted).when(refuse(request=OTHER_REQUEST)).refused(NoSuchSubmission)


def test_nothing_is_refused_before_it_was_asked_or_tomorrow() -> None:
    given(Initiative, proposed, adopted, submitted).when(refuse(APRIL_30)).refused(
        RefusedBeforeSubmitted, pointer="/refused_on", submitted_on=MONTH.as_known(MAY_12)
    )
    given(Initiative, proposed, adopted, submitted).when(refuse(TOMORROW)).refused(
        InitiativeInTheFuture, pointer="/refused_on", day=TOMORROW
    )


# Starting


def test_the_work_begins_with_money_or_without() -> None:
    given(Initiative, proposed, adopted).when(start()).then(started)
    given(Initiative, proposed, adopted, submitted, refused).when(start()).then(started)


def test_a_beginning_may_be_entered_after_the_completion() -> None:
    given(Initiative, proposed, adopted, completed).when(start()).then(started)


def test_a_beginning_said_twice_is_recorded_once() -> None:
    given(Initiative, proposed, adopted, started).when(start()).then_nothing()


def test_it_starts_once() -> None:
    given(Initiative, proposed, adopted, started).when(start(JUNE_9)).refused(
        AlreadyStarted, pointer="/started_on", started_on=JUNE_2
    )


def test_what_the_council_did_not_adopt_does_not_start() -> None:
    given(Initiative, proposed).when(start()).refused(InitiativeNotAdopted, title="Repas de quartier")


def test_what_was_given_up_does_not_start() -> None:
    given(Initiative, proposed, adopted, dropped).when(start()).refused(InitiativeWasDropped, dropped_on=JUNE_9)


def test_it_did_not_start_before_its_adoption_or_tomorrow() -> None:
    given(Initiative, proposed, adopted).when(start(APRIL_30)).refused(
        StartedBeforeAdopted, pointer="/started_on", adopted_on=MAY_1
    )
    given(Initiative, proposed, adopted).when(start(TOMORROW)).refused(
        InitiativeInTheFuture, pointer="/started_on", day=TOMORROW
    )


def test_nothing_ends_before_it_starts() -> None:
    given(Initiative, proposed, adopted, started).when(lambda it: it.complete(MAY_12, NOTED, today=TODAY)).refused(
        EndedBeforeStarted, pointer="/completed_on", started_on=JUNE_2, ended_on=MAY_12
    )
    given(Initiative, proposed, adopted, started).when(
        lambda it: it.drop(MAY_12, DropReason.NO_CARRIER, NOTED, today=TODAY)
    ).refused(EndedBeforeStarted, pointer="/dropped_on", started_on=JUNE_2, ended_on=MAY_12)
    given(Initiative, proposed, adopted, completed).when(start(date(2026, 6, 10))).refused(
        EndedBeforeStarted, pointer="/started_on", started_on=date(2026, 6, 10), ended_on=JUNE_9
    )


def test_it_may_end_on_the_day_it_starts() -> None:
    given(Initiative, proposed, adopted, started).when(lambda it: it.complete(JUNE_9, NOTED, today=TODAY)).then(
        completed
    )
    given(Initiative, proposed, adopted, completed).when(start(JUNE_9)).then(
        started.model_copy(update={"started_on": JUNE_9})
    )
