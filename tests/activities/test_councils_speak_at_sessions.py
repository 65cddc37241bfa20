from __future__ import annotations

from datetime import date
from uuid import UUID

from services.activities.steering.domain.session import (
    AlreadyAttended,
    AlreadyNamed,
    NamedInTheFuture,
    NoSeat,
    RepresentedTwice,
    SessionNotHeld,
    SessionWasCancelled,
    SessionWasNotConvened,
    SteeringSession,
)
from shared.contracts.activities.steering import (
    PilotageAttended,
    Representative,
    RepresentativeNamed,
    SteeringSessionCancelled,
    SteeringSessionHeld,
    SteeringSessionNotConvened,
    SteeringSessionScheduled,
)
from shared.contracts.activities.words import CancellationReason
from shared.contracts.vocabulary import (
    Channel,
    College,
    DateCertainty,
    DatePrecision,
    Gender,
    Origin,
    SteeringBodyKind,
)
from tests.support.given import IT, TODAY, given

BODY = UUID("01936f00-0000-7000-8000-0000000000b0")
TO_THE_DAY = Origin()
MAY_4, JUNE_2, JUNE_9 = date(2026, 5, 4), date(2026, 6, 2), date(2026, 6, 9)

ANNA = Representative(person_id=UUID("01936f00-0000-7000-8000-0000000000c1"), college=College.RESIDENT, gender=Gender.F)
BILAL = Representative(
    person_id=UUID("01936f00-0000-7000-8000-0000000000c2"), college=College.LOCAL_ACTOR, gender=Gender.M
)

scheduled = SteeringSessionScheduled(
    session_id=IT,
    body_id=BODY,
    body_kind=SteeringBodyKind.URBAN_RENEWAL,
    body_name="Comité de projet",
    council_ids=("CC18", "CC19"),
    planned_on=JUNE_2,
)
held = SteeringSessionHeld(
    session_id=IT,
    body_id=BODY,
    body_kind=SteeringBodyKind.URBAN_RENEWAL,
    body_name="Comité de projet",
    council_ids=("CC18", "CC19"),
    planned_on=JUNE_2,
    held_on=JUNE_9,
)
cancelled = SteeringSessionCancelled(
    session_id=IT,
    body_id=BODY,
    body_kind=SteeringBodyKind.URBAN_RENEWAL,
    body_name="Comité de projet",
    council_ids=("CC18", "CC19"),
    planned_on=JUNE_2,
    reason=CancellationReason.NOT_STATED,
)
never_convened = SteeringSessionNotConvened(
    session_id=IT,
    body_id=BODY,
    body_kind=SteeringBodyKind.URBAN_RENEWAL,
    body_name="Comité de projet",
    council_ids=("CC18", "CC19"),
    expected_from_on=date(2025, 1, 1),
    expected_until_on=date(2025, 12, 31),
)
anna_named = RepresentativeNamed(session_id=IT, body_id=BODY, council_id="CC18", representative=ANNA, named_on=MAY_4)
anna_attended = PilotageAttended(
    session_id=IT,
    body_id=BODY,
    body_kind=SteeringBodyKind.URBAN_RENEWAL,
    body_name="Comité de projet",
    council_id="CC18",
    held_on=JUNE_9,
    representatives=(ANNA,),
)


# Naming


def test_a_council_names_who_will_speak_for_it() -> None:
    given(SteeringSession, scheduled).when(lambda it: it.name("CC18", ANNA, MAY_4, TO_THE_DAY, today=TODAY)).then(
        anna_named
    )


def test_it_may_be_entered_after_the_session() -> None:
    given(SteeringSession, scheduled, held).when(lambda it: it.name("CC18", ANNA, MAY_4, TO_THE_DAY, today=TODAY)).then(
        anna_named
    )


def test_a_council_may_name_several_people() -> None:
    given(SteeringSession, scheduled, anna_named).when(
        lambda it: it.name("CC18", BILAL, MAY_4, TO_THE_DAY, today=TODAY)
    ).then(anna_named.model_copy(update={"representative": BILAL}))


def test_the_same_name_said_twice_is_recorded_once() -> None:
    given(SteeringSession, scheduled, anna_named).when(
        lambda it: it.name("CC18", ANNA, MAY_4, TO_THE_DAY, today=TODAY)
    ).then_nothing()


def test_a_person_is_named_once_by_a_council() -> None:
    given(SteeringSession, scheduled, anna_named).when(
        lambda it: it.name("CC18", ANNA, JUNE_2, TO_THE_DAY, today=TODAY)
    ).refused(AlreadyNamed, pointer="/representative/person_id", named_on=MAY_4)


def test_a_council_without_a_seat_names_nobody() -> None:
    given(SteeringSession, scheduled).when(lambda it: it.name("CC20", ANNA, MAY_4, TO_THE_DAY, today=TODAY)).refused(
        NoSeat, pointer="/council_id", body_name="Comité de projet"
    )


def test_nobody_is_named_for_a_cancelled_session() -> None:
    given(SteeringSession, scheduled, cancelled).when(
        lambda it: it.name("CC18", ANNA, MAY_4, TO_THE_DAY, today=TODAY)
    ).refused(SessionWasCancelled)


def test_nobody_is_named_for_a_session_that_was_never_convened() -> None:
    given(SteeringSession, never_convened).when(
        lambda it: it.name("CC18", ANNA, MAY_4, TO_THE_DAY, today=TODAY)
    ).refused(SessionWasNotConvened)


def test_nobody_was_named_tomorrow() -> None:
    given(SteeringSession, scheduled).when(
        lambda it: it.name("CC18", ANNA, date(2026, 11, 24), TO_THE_DAY, today=TODAY)
    ).refused(NamedInTheFuture, pointer="/named_on", named_on=date(2026, 11, 24))


# Attending


def test_a_council_attends_a_session_that_was_held_on_its_day() -> None:
    given(SteeringSession, scheduled, held).when(lambda it: it.attend("CC18", (ANNA,), TO_THE_DAY)).then(anna_attended)


def test_nobody_need_have_been_named_before() -> None:
    without_plan = held.model_copy(update={"planned_on": None})
    given(SteeringSession, without_plan).when(lambda it: it.attend("CC18", (ANNA,), TO_THE_DAY)).then(anna_attended)


def test_each_council_attends_for_itself() -> None:
    given(SteeringSession, scheduled, held, anna_attended).when(
        lambda it: it.attend("CC19", (BILAL,), TO_THE_DAY)
    ).then(anna_attended.model_copy(update={"council_id": "CC19", "representatives": (BILAL,)}))


def test_the_day_is_known_as_well_as_that_of_the_session() -> None:
    that_month = Origin(date_precision=DatePrecision.MONTH, date_certainty=DateCertainty.INFERRED)
    from_the_minutes = Origin(channel=Channel.MINUTES)
    given(SteeringSession, held.model_copy(update={"origin": that_month})).when(
        lambda it: it.attend("CC18", (ANNA,), from_the_minutes)
    ).then(
        anna_attended.model_copy(
            update={
                "origin": Origin(
                    channel=Channel.MINUTES,
                    date_precision=DatePrecision.MONTH,
                    date_certainty=DateCertainty.INFERRED,
                )
            }
        )
    )


def test_nobody_attends_a_session_that_nobody_said_was_held() -> None:
    given(SteeringSession, scheduled).when(lambda it: it.attend("CC18", (ANNA,), TO_THE_DAY)).refused(SessionNotHeld)


def test_nobody_attends_a_cancelled_session() -> None:
    given(SteeringSession, scheduled, cancelled).when(lambda it: it.attend("CC18", (ANNA,), TO_THE_DAY)).refused(
        SessionWasCancelled
    )


def test_nobody_attends_a_session_that_was_never_convened() -> None:
    given(SteeringSession, never_convened).when(lambda it: it.attend("CC18", (ANNA,), TO_THE_DAY)).refused(
        SessionWasNotConvened
    )


def test_a_council_without_a_seat_does_not_attend() -> None:
    given(SteeringSession, scheduled, held).when(lambda it: it.attend("CC20", (ANNA,), TO_THE_DAY)).refused(
        NoSeat, pointer="/council_id", body_name="Comité de projet"
    )


def test_the_same_people_in_any_order_are_recorded_once() -> None:
    both = anna_attended.model_copy(update={"representatives": (ANNA, BILAL)})
    given(SteeringSession, scheduled, held, both).when(
        lambda it: it.attend("CC18", (BILAL, ANNA), TO_THE_DAY)
    ).then_nothing()


def test_a_council_was_represented_by_the_same_people_whoever_asks() -> None:
    given(SteeringSession, scheduled, held, anna_attended).when(
        lambda it: it.attend("CC18", (ANNA, BILAL), TO_THE_DAY)
    ).refused(AlreadyAttended, pointer="/representatives")


def test_a_person_sits_once() -> None:
    given(SteeringSession, scheduled, held).when(lambda it: it.attend("CC18", (ANNA, ANNA), TO_THE_DAY)).refused(
        RepresentedTwice, pointer="/representatives"
    )
