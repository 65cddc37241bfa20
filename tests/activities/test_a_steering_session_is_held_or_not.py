from __future__ import annotations

from datetime import date

from services.activities.steering.domain.body import (
    CouncilSeatedTwice,
    SteeringBody,
    SteeringBodyAlreadyExists,
)
from services.activities.steering.domain.session import (
    ExpectationEndsBeforeItStarts,
    ExpectationNotOver,
    SessionAlreadyCancelled,
    SessionAlreadyExists,
    SessionAlreadyHeld,
    SessionInTheFuture,
    SessionWasCancelled,
    SessionWasHeld,
    SessionWasNotConvened,
    SteeringSession,
)
from shared.contracts.activities.steering import (
    SteeringBodyDeclared,
    SteeringSessionCancelled,
    SteeringSessionHeld,
    SteeringSessionNotConvened,
    SteeringSessionScheduled,
)
from shared.contracts.activities.words import CancellationReason
from shared.contracts.vocabulary import DatePrecision, Origin, SteeringBodyKind
from tests.support.given import IT, TODAY, given

TO_THE_DAY = Origin()
SOME_DAY_THAT_MONTH = Origin(date_precision=DatePrecision.MONTH)
JUNE_2, JUNE_9 = date(2026, 6, 2), date(2026, 6, 9)

body = SteeringBodyDeclared(
    body_id=IT,
    kind=SteeringBodyKind.LOCAL_STEERING_COMMITTEE,
    name="Comité de pilotage du 18e",
    council_ids=("CC18", "CC19"),
)
scheduled = SteeringSessionScheduled(
    session_id=IT,
    body_id=IT,
    body_kind=SteeringBodyKind.LOCAL_STEERING_COMMITTEE,
    body_name="Comité de pilotage du 18e",
    council_ids=("CC18", "CC19"),
    planned_on=JUNE_2,
)
held = SteeringSessionHeld(
    session_id=IT,
    body_id=IT,
    body_kind=SteeringBodyKind.LOCAL_STEERING_COMMITTEE,
    body_name="Comité de pilotage du 18e",
    council_ids=("CC18", "CC19"),
    planned_on=JUNE_2,
    held_on=JUNE_9,
)
held_without_plan = held.model_copy(update={"planned_on": None})
cancelled = SteeringSessionCancelled(
    session_id=IT,
    body_id=IT,
    body_kind=SteeringBodyKind.LOCAL_STEERING_COMMITTEE,
    body_name="Comité de pilotage du 18e",
    council_ids=("CC18", "CC19"),
    planned_on=JUNE_2,
    reason=CancellationReason.INSTITUTION_UNAVAILABLE,
)
never_convened = SteeringSessionNotConvened(
    session_id=IT,
    body_id=IT,
    body_kind=SteeringBodyKind.LOCAL_STEERING_COMMITTEE,
    body_name="Comité de pilotage du 18e",
    council_ids=("CC18", "CC19"),
    expected_from_on=date(2025, 1, 1),
    expected_until_on=date(2025, 12, 31),
)


# The body


def test_a_body_seats_councils() -> None:
    given(SteeringBody).when(lambda it: it.declare(body)).then(body)


def test_the_same_body_said_twice_is_recorded_once() -> None:
    given(SteeringBody, body).when(lambda it: it.declare(body)).then_nothing()


def test_an_id_serves_one_body() -> None:
    other = body.model_copy(update={"council_ids": ("CC18",)})
    given(SteeringBody, body).when(lambda it: it.declare(other)).refused(SteeringBodyAlreadyExists, pointer="/body_id")


def test_a_council_has_one_seat_in_a_body() -> None:
    twice = body.model_copy(update={"council_ids": ("CC18", "CC18")})
    given(SteeringBody).when(lambda it: it.declare(twice)).refused(CouncilSeatedTwice, pointer="/council_ids")


# Planning


def test_a_session_is_planned_for_a_day_even_past() -> None:
    given(SteeringSession).when(lambda it: it.schedule(scheduled)).then(scheduled)


def test_the_same_plan_said_twice_is_recorded_once() -> None:
    given(SteeringSession, scheduled, held).when(lambda it: it.schedule(scheduled)).then_nothing()


def test_an_id_serves_one_session() -> None:
    other = scheduled.model_copy(update={"planned_on": JUNE_9})
    given(SteeringSession, scheduled).when(lambda it: it.schedule(other)).refused(
        SessionAlreadyExists, pointer="/session_id"
    )


# Holding


def test_a_session_held_says_the_day_it_was_planned_for() -> None:
    given(SteeringSession, scheduled).when(lambda it: it.hold(JUNE_9, TO_THE_DAY, today=TODAY)).then(held)


def test_the_same_session_said_twice_to_be_held_is_recorded_once() -> None:
    given(SteeringSession, scheduled, held).when(lambda it: it.hold(JUNE_9, TO_THE_DAY, today=TODAY)).then_nothing()


def test_a_session_is_held_once() -> None:
    given(SteeringSession, scheduled, held).when(lambda it: it.hold(JUNE_2, TO_THE_DAY, today=TODAY)).refused(
        SessionAlreadyHeld, pointer="/held_on", held_on=JUNE_9
    )


def test_no_session_was_held_tomorrow() -> None:
    given(SteeringSession, scheduled).when(lambda it: it.hold(date(2026, 11, 24), TO_THE_DAY, today=TODAY)).refused(
        SessionInTheFuture, pointer="/held_on", held_on=date(2026, 11, 24)
    )


def test_a_month_that_has_begun_may_hold_the_session() -> None:
    given(SteeringSession, scheduled).when(
        lambda it: it.hold(date(2026, 11, 30), SOME_DAY_THAT_MONTH, today=TODAY)
    ).then(held.model_copy(update={"held_on": date(2026, 11, 30), "origin": SOME_DAY_THAT_MONTH}))


def test_a_cancelled_session_was_not_held() -> None:
    given(SteeringSession, scheduled, cancelled).when(lambda it: it.hold(JUNE_9, TO_THE_DAY, today=TODAY)).refused(
        SessionWasCancelled
    )


def test_a_session_that_nobody_planned_may_be_entered_as_held() -> None:
    given(SteeringSession).when(lambda it: it.enter_held(held_without_plan, today=TODAY)).then(held_without_plan)


def test_the_same_entry_said_twice_is_recorded_once() -> None:
    given(SteeringSession, held_without_plan).when(
        lambda it: it.enter_held(held_without_plan, today=TODAY)
    ).then_nothing()


def test_a_planned_session_is_not_entered_as_if_nobody_had_planned_it() -> None:
    given(SteeringSession, scheduled).when(lambda it: it.enter_held(held_without_plan, today=TODAY)).refused(
        SessionAlreadyExists, pointer="/session_id"
    )


def test_nobody_enters_a_session_of_tomorrow_as_held() -> None:
    of_tomorrow = held_without_plan.model_copy(update={"held_on": date(2026, 11, 24)})
    given(SteeringSession).when(lambda it: it.enter_held(of_tomorrow, today=TODAY)).refused(
        SessionInTheFuture, pointer="/held_on", held_on=date(2026, 11, 24)
    )


# Cancelling


def test_a_planned_session_may_be_cancelled() -> None:
    given(SteeringSession, scheduled).when(
        lambda it: it.cancel(CancellationReason.INSTITUTION_UNAVAILABLE, TO_THE_DAY)
    ).then(cancelled)


def test_the_same_cancellation_said_twice_is_recorded_once() -> None:
    given(SteeringSession, scheduled, cancelled).when(
        lambda it: it.cancel(CancellationReason.INSTITUTION_UNAVAILABLE, TO_THE_DAY)
    ).then_nothing()


def test_a_session_is_cancelled_for_one_reason() -> None:
    given(SteeringSession, scheduled, cancelled).when(
        lambda it: it.cancel(CancellationReason.NO_ROOM, TO_THE_DAY)
    ).refused(SessionAlreadyCancelled)


def test_a_session_that_was_held_is_not_cancelled() -> None:
    given(SteeringSession, scheduled, held).when(lambda it: it.cancel(CancellationReason.NO_ROOM, TO_THE_DAY)).refused(
        SessionWasHeld, held_on=JUNE_9
    )


# Never convened


def test_a_body_that_should_have_sat_and_was_not_convened_is_a_fact() -> None:
    given(SteeringSession).when(lambda it: it.miss(never_convened, today=TODAY)).then(never_convened)


def test_the_same_absence_said_twice_is_recorded_once() -> None:
    given(SteeringSession, never_convened).when(lambda it: it.miss(never_convened, today=TODAY)).then_nothing()


def test_a_planned_session_was_convened() -> None:
    given(SteeringSession, scheduled).when(lambda it: it.miss(never_convened, today=TODAY)).refused(
        SessionAlreadyExists, pointer="/session_id"
    )


def test_a_wait_does_not_end_before_it_starts() -> None:
    backwards = never_convened.model_copy(update={"expected_until_on": date(2024, 12, 31)})
    given(SteeringSession).when(lambda it: it.miss(backwards, today=TODAY)).refused(
        ExpectationEndsBeforeItStarts,
        pointer="/expected_until_on",
        expected_from_on=date(2025, 1, 1),
        expected_until_on=date(2024, 12, 31),
    )


def test_a_wait_may_last_one_day() -> None:
    one_day = never_convened.model_copy(update={"expected_until_on": date(2025, 1, 1)})
    given(SteeringSession).when(lambda it: it.miss(one_day, today=TODAY)).then(one_day)


def test_a_wait_that_ends_today_is_over() -> None:
    until_today = never_convened.model_copy(update={"expected_until_on": TODAY})
    given(SteeringSession).when(lambda it: it.miss(until_today, today=TODAY)).then(until_today)


def test_a_body_may_still_be_convened_until_the_last_day() -> None:
    until_tomorrow = never_convened.model_copy(update={"expected_until_on": date(2026, 11, 24)})
    given(SteeringSession).when(lambda it: it.miss(until_tomorrow, today=TODAY)).refused(
        ExpectationNotOver, pointer="/expected_until_on", expected_until_on=date(2026, 11, 24)
    )


def test_a_session_never_convened_was_not_held() -> None:
    given(SteeringSession, never_convened).when(lambda it: it.hold(JUNE_9, TO_THE_DAY, today=TODAY)).refused(
        SessionWasNotConvened
    )


def test_a_session_never_convened_is_not_cancelled() -> None:
    given(SteeringSession, never_convened).when(lambda it: it.cancel(CancellationReason.NO_ROOM, TO_THE_DAY)).refused(
        SessionWasNotConvened
    )
