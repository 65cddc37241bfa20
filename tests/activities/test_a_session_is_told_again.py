"""What was said wrongly of a steering body or of its sessions is said again, or withdrawn while nothing stands on it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from services.activities.retelling import BeginsWithThisStep, LaterStepsStandOnIt
from services.activities.steering.domain.body import (
    CouncilSeatedTwice,
    SessionsStandOnIt,
    SteeringBody,
    SteeringBodyAlreadyExists,
    SteeringBodyWasWithdrawn,
)
from services.activities.steering.domain.session import (
    ExpectationNotOver,
    NoSeat,
    SessionInTheFuture,
    SessionWasWithdrawn,
    SteeringSession,
)
from shared.contracts.activities.steering import (
    PilotageAttended,
    Representative,
    RepresentativeNamed,
    SessionLife,
    SteeringBodyCorrected,
    SteeringBodyDeclared,
    SteeringBodyWithdrawn,
    SteeringSessionCancelled,
    SteeringSessionCorrected,
    SteeringSessionHeld,
    SteeringSessionNotConvened,
    SteeringSessionScheduled,
    SteeringSessionWithdrawn,
)
from shared.contracts.activities.words import CancellationReason
from shared.contracts.vocabulary import AmendmentReason, College, Origin, SteeringBodyKind
from shared.entries.kinds import OthersStandOnIt
from shared.kernel import NotFound
from tests.support.given import IT, TODAY, given

if TYPE_CHECKING:
    from shared.kernel import Fact

NOTED, TYPING, TWICE = Origin(), AmendmentReason.TYPING_ERROR, AmendmentReason.ENTERED_TWICE
MAY_4, JUNE_2, JUNE_9, JUNE_10 = date(2026, 5, 4), date(2026, 6, 2), date(2026, 6, 9), date(2026, 6, 10)
BODY = UUID("01936f00-0000-7000-8000-0000000000b1")
ANNA = Representative(person_id=UUID("01936f00-0000-7000-8000-0000000000c1"), college=College.RESIDENT)
BILAL = Representative(person_id=UUID("01936f00-0000-7000-8000-0000000000c2"), college=College.LOCAL_ACTOR)
KIND = SteeringBodyKind.LOCAL_STEERING_COMMITTEE
SEEN: dict[str, Any] = {
    "session_id": IT,
    "body_id": BODY,
    "body_kind": KIND,
    "body_name": "Comité",
    "council_ids": ("CC18", "CC19"),
}

scheduled = SteeringSessionScheduled(**SEEN, planned_on=JUNE_2)
held = SteeringSessionHeld(**SEEN, planned_on=JUNE_2, held_on=JUNE_9)
cancelled = SteeringSessionCancelled(**SEEN, planned_on=JUNE_2, reason=CancellationReason.NO_ROOM)
missed = SteeringSessionNotConvened(**SEEN, expected_from_on=MAY_4, expected_until_on=JUNE_2)
named = RepresentativeNamed(session_id=IT, body_id=BODY, council_id="CC18", representative=ANNA, named_on=MAY_4)
attended = PilotageAttended(
    session_id=IT,
    body_id=BODY,
    body_kind=KIND,
    body_name="Comité",
    council_id="CC18",
    held_on=JUNE_9,
    representatives=(ANNA,),
)
past = (scheduled, named, held, attended)
whole = SessionLife(scheduled=scheduled, held=held, named=(named,), attended=(attended,))


def corrected(before: SessionLife, after: SessionLife) -> SteeringSessionCorrected:
    return SteeringSessionCorrected(session_id=IT, before=before, after=after, reason=TYPING)


def test_a_session_held_on_another_day_was_attended_on_that_day() -> None:
    after = whole.model_copy(
        update={
            "held": held.model_copy(update={"held_on": JUNE_10}),
            "attended": (attended.model_copy(update={"held_on": JUNE_10}),),
        }
    )
    given(SteeringSession, *past).when(
        lambda it: it.correct({"held": {"held_on": JUNE_10}}, TYPING, NOTED, today=TODAY)
    ).then(corrected(whole, after))


def test_who_spoke_there_is_said_again() -> None:
    after = whole.model_copy(update={"attended": (attended.model_copy(update={"representatives": (BILAL,)}),)})
    given(SteeringSession, *past).when(
        lambda it: it.correct({"attended/CC18": {"representatives": (BILAL,)}}, TYPING, NOTED, today=TODAY)
    ).then(corrected(whole, after))


def test_a_session_that_was_not_held_after_all_is_only_planned() -> None:
    before = SessionLife(scheduled=scheduled, held=held)
    given(SteeringSession, scheduled, held).when(lambda it: it.withdraw_step("held", TYPING, NOTED, today=TODAY)).then(
        corrected(before, SessionLife(scheduled=scheduled))
    )


def test_a_session_cancelled_by_mistake_is_held_later() -> None:
    before, after = SessionLife(scheduled=scheduled, cancelled=cancelled), SessionLife(scheduled=scheduled)
    given(SteeringSession, scheduled, cancelled).when(
        lambda it: it.withdraw_step("cancelled", TYPING, NOTED, today=TODAY)
    ).then(corrected(before, after))
    given(SteeringSession, scheduled, cancelled, corrected(before, after)).when(
        lambda it: it.hold(JUNE_9, NOTED, today=TODAY)
    ).then(held)


def test_the_reason_of_a_cancellation_is_said_again() -> None:
    before = SessionLife(scheduled=scheduled, cancelled=cancelled)
    sanitary = {"reason": CancellationReason.SANITARY}
    given(SteeringSession, scheduled, cancelled).when(
        lambda it: it.correct({"cancelled": sanitary}, TYPING, NOTED, today=TODAY)
    ).then(corrected(before, before.model_copy(update={"cancelled": cancelled.model_copy(update=sanitary)})))


def test_the_days_of_an_absence_are_said_again_by_the_same_rule() -> None:
    before = SessionLife(not_convened=missed)
    later = missed.model_copy(update={"expected_until_on": JUNE_9})
    given(SteeringSession, missed).when(
        lambda it: it.correct({"not_convened": {"expected_until_on": JUNE_9}}, TYPING, NOTED, today=TODAY)
    ).then(corrected(before, SessionLife(not_convened=later)))
    to_come = date(2026, 12, 31)
    given(SteeringSession, missed).when(
        lambda it: it.correct({"not_convened": {"expected_until_on": to_come}}, TYPING, NOTED, today=TODAY)
    ).refused(ExpectationNotOver, pointer="/not_convened/expected_until_on", expected_until_on=to_come)


def test_what_is_said_now_of_its_body_is_said_of_it_under_no_address() -> None:
    before = SessionLife(scheduled=scheduled)
    of_one = scheduled.model_copy(update={"council_ids": ("CC18",)})
    given(SteeringSession, scheduled).when(
        lambda it: it.correct({"": {"council_ids": ("CC18",)}}, TYPING, NOTED, today=TODAY)
    ).then(corrected(before, SessionLife(scheduled=of_one)))
    given(SteeringSession, *past).when(
        lambda it: it.correct({"": {"council_ids": ("CC19",)}}, TYPING, NOTED, today=TODAY)
    ).refused(NoSeat, pointer=f"/named/CC18/{ANNA.person_id}/council_id", body_name="Comité")


def test_nobody_sat_tomorrow() -> None:
    tomorrow = date(2026, 11, 24)
    given(SteeringSession, *past).when(
        lambda it: it.correct({"held": {"held_on": tomorrow}}, TYPING, NOTED, today=TODAY)
    ).refused(SessionInTheFuture, pointer="/held/held_on", held_on=tomorrow)


def test_a_session_that_was_attended_was_held() -> None:
    given(SteeringSession, *past).when(lambda it: it.withdraw_step("held", TYPING, NOTED, today=TODAY)).refused(
        LaterStepsStandOnIt, pointer="/step"
    )


def test_its_beginning_is_withdrawn_with_the_whole() -> None:
    unplanned = held.model_copy(update={"planned_on": None})
    beginnings: list[tuple[Fact, str]] = [(scheduled, "scheduled"), (unplanned, "held"), (missed, "not_convened")]
    for first, step in beginnings:
        given(SteeringSession, first).when(partial(_withdraw_step, step)).refused(BeginsWithThisStep, pointer="/step")


def _withdraw_step(step: str, it: SteeringSession) -> None:
    it.withdraw_step(step, TYPING, NOTED, today=TODAY)


withdrawn = SteeringSessionWithdrawn(session_id=IT, said=whole, reason=TWICE)


def test_a_session_entered_by_mistake_is_withdrawn_once_and_nothing_more_is_said_of_it() -> None:
    given(SteeringSession, *past).when(lambda it: it.withdraw(TWICE, NOTED)).then(withdrawn)
    given(SteeringSession, *past, withdrawn).when(lambda it: it.withdraw(TWICE, NOTED)).then_nothing()
    for say in (
        lambda it: it.schedule(scheduled),
        lambda it: it.enter_held(held, today=TODAY),
        lambda it: it.miss(missed, today=TODAY),
        lambda it: it.hold(JUNE_9, NOTED, today=TODAY),
        lambda it: it.correct({}, TYPING, NOTED, today=TODAY),
    ):
        given(SteeringSession, *past, withdrawn).when(say).refused(SessionWasWithdrawn)


def test_a_session_on_which_entries_stand_is_not_withdrawn() -> None:
    given(SteeringSession, *past).when(lambda it: it.withdraw(TWICE, NOTED, others=1)).refused(
        OthersStandOnIt, others=1
    )
    given(SteeringSession).when(lambda it: it.withdraw(TWICE, NOTED)).refused(NotFound)


# Bodies

body = SteeringBodyDeclared(body_id=IT, kind=KIND, name="Comité", council_ids=("CC18", "CC19"))
renamed = body.model_copy(update={"name": "Comité de pilotage du 18e"})
said_again = SteeringBodyCorrected(body_id=IT, before=body, after=renamed, reason=TYPING)
gone = SteeringBodyWithdrawn(body_id=IT, said=renamed, reason=TWICE)


def test_a_body_is_said_again() -> None:
    given(SteeringBody, body).when(lambda it: it.correct(renamed, TYPING)).then(said_again)
    given(SteeringBody, body, said_again).when(lambda it: it.correct(renamed, TYPING)).then_nothing()
    given(SteeringBody, body, said_again).when(lambda it: it.declare(body)).then_nothing()
    other = body.model_copy(update={"name": "Autre"})
    given(SteeringBody, body, said_again).when(lambda it: it.declare(other)).refused(
        SteeringBodyAlreadyExists, pointer="/body_id"
    )
    twice = body.model_copy(update={"council_ids": ("CC18", "CC18")})
    given(SteeringBody, body).when(lambda it: it.correct(twice, TYPING)).refused(
        CouncilSeatedTwice, pointer="/council_ids"
    )


def test_a_body_declared_by_mistake_is_withdrawn_while_no_session_of_it_stands() -> None:
    given(SteeringBody, body, said_again).when(lambda it: it.withdraw(TWICE, NOTED, sessions=0)).then(gone)
    given(SteeringBody, body).when(lambda it: it.withdraw(TWICE, NOTED, sessions=3)).refused(
        SessionsStandOnIt, sessions=3
    )
    given(SteeringBody, body, said_again, gone).when(lambda it: it.withdraw(TWICE, NOTED, sessions=0)).then_nothing()
    given(SteeringBody, body, said_again, gone).when(lambda it: it.declare(body)).refused(SteeringBodyWasWithdrawn)
    given(SteeringBody, body, said_again, gone).when(lambda it: it.correct(body, TYPING)).refused(
        SteeringBodyWasWithdrawn
    )
