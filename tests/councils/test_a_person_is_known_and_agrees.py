from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.councils.people.domain import (
    ConsentAlreadyGiven,
    ConsentGivenBeforeWithdrawal,
    ConsentNotGiven,
    Person,
    PersonAlreadyRegistered,
    WithdrawnBeforeGiven,
)
from shared.contracts.councils.people import (
    ConsentGiven,
    ConsentWithdrawn,
    Detail,
    LegalBasis,
    PersonDetailsChanged,
    PersonRegistered,
    Purpose,
)
from shared.contracts.vocabulary import DatePrecision, Origin
from shared.days import InTheFuture
from shared.kernel import NotFound, Refusal
from tests.support.given import IT, TODAY, given

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.kernel import Fact

MARCH_2, MARCH_9, MARCH_16 = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16)
TOMORROW = date(2026, 11, 24)
SOME_DAY_IN_MARCH = Origin(date_precision=DatePrecision.MONTH)

registered = PersonRegistered(person_id=IT, legal_basis=LegalBasis.MEMBERSHIP, registered_on=MARCH_2)
agreed = ConsentGiven(person_id=IT, purpose=Purpose.PHOTO, given_on=MARCH_9)
disagreed = ConsentWithdrawn(person_id=IT, purpose=Purpose.PHOTO, given_on=MARCH_9, withdrawn_on=MARCH_16)


def register(
    fact: PersonRegistered = registered, *purposes: Purpose, is_kept_so: bool = False
) -> Callable[[Person], None]:
    return lambda person: person.register(fact, purposes, is_kept_so=is_kept_so, today=TODAY)


def consent(on: date, purpose: Purpose = Purpose.PHOTO, origin: Origin = Origin()) -> Callable[[Person], None]:  # noqa: B008
    return lambda person: person.consent(purpose, on, origin, today=TODAY)


def withdraw(on: date, purpose: Purpose = Purpose.PHOTO, origin: Origin = Origin()) -> Callable[[Person], None]:  # noqa: B008
    return lambda person: person.withdraw_consent(purpose, on, origin, today=TODAY)


def test_a_person_is_registered_with_what_they_agreed_to_that_day() -> None:
    given(Person).when(register(registered, Purpose.PHOTO, Purpose.CONTACT, Purpose.PHOTO)).then(
        registered,
        ConsentGiven(person_id=IT, purpose=Purpose.CONTACT, given_on=MARCH_2),
        ConsentGiven(person_id=IT, purpose=Purpose.PHOTO, given_on=MARCH_2),
    )


def test_a_person_is_registered_twice_with_the_very_same_details_once() -> None:
    given(Person, registered).when(register(is_kept_so=True)).then_nothing()


def test_who_agreed_meanwhile_is_still_registered_once() -> None:
    given(Person, registered, agreed).when(register(is_kept_so=True)).then_nothing()


def test_an_id_is_of_one_person() -> None:
    given(Person, registered).when(register()).refused(PersonAlreadyRegistered, pointer="/person_id")


def test_a_person_is_not_registered_again_on_another_ground() -> None:
    other = registered.model_copy(update={"legal_basis": LegalBasis.CONSENT})
    given(Person, registered).when(register(other, is_kept_so=True)).refused(
        PersonAlreadyRegistered, pointer="/person_id"
    )


def test_a_person_is_not_registered_again_with_another_consent() -> None:
    given(Person, registered).when(register(registered, Purpose.PHOTO, is_kept_so=True)).refused(
        PersonAlreadyRegistered, pointer="/person_id"
    )


def test_nobody_is_registered_tomorrow() -> None:
    later = registered.model_copy(update={"registered_on": TOMORROW})
    given(Person).when(register(later)).refused(InTheFuture, pointer="/registered_on", day=TOMORROW)


def test_which_details_changed_is_recorded_and_not_what_they_are() -> None:
    given(Person, registered).when(lambda person: person.change_details({Detail.PHONE, Detail.EMAIL}, Origin())).then(
        PersonDetailsChanged(person_id=IT, details=(Detail.EMAIL, Detail.PHONE))
    )


def test_details_that_are_the_same_are_no_change() -> None:
    given(Person, registered).when(lambda person: person.change_details((), Origin())).then_nothing()


def test_a_person_agrees_to_a_purpose() -> None:
    given(Person, registered).when(consent(MARCH_9)).then(agreed)


def test_to_agree_twice_is_to_agree_once() -> None:
    given(Person, registered, agreed).when(consent(MARCH_9)).then_nothing()


def test_a_person_agrees_on_one_day() -> None:
    given(Person, registered, agreed).when(consent(MARCH_16)).refused(
        ConsentAlreadyGiven, pointer="/purpose", given_on=MARCH_9
    )


def test_to_agree_to_one_thing_is_not_to_agree_to_another() -> None:
    given(Person, registered, agreed).when(consent(MARCH_9, Purpose.CONTACT)).then(
        ConsentGiven(person_id=IT, purpose=Purpose.CONTACT, given_on=MARCH_9)
    )


def test_nobody_agreed_tomorrow() -> None:
    given(Person, registered).when(consent(TOMORROW)).refused(InTheFuture, pointer="/given_on", day=TOMORROW)


def test_a_person_withdraws_their_consent() -> None:
    given(Person, registered, agreed).when(withdraw(MARCH_16)).then(disagreed)


def test_to_withdraw_twice_is_to_withdraw_once() -> None:
    given(Person, registered, agreed, disagreed).when(withdraw(MARCH_16)).then_nothing()


@pytest.mark.parametrize("past", [(registered,), (registered, agreed, disagreed)])
def test_what_was_not_given_is_not_withdrawn(past: tuple[Fact, ...]) -> None:
    given(Person, *past).when(withdraw(MARCH_9)).refused(ConsentNotGiven)


def test_a_consent_is_not_withdrawn_before_it_was_given() -> None:
    given(Person, registered, agreed).when(withdraw(MARCH_2)).refused(
        WithdrawnBeforeGiven, pointer="/withdrawn_on", given_on=MARCH_9
    )


def test_a_month_may_hold_the_day_on_which_it_was_withdrawn() -> None:
    given(Person, registered, agreed).when(withdraw(date(2026, 3, 1), origin=SOME_DAY_IN_MARCH)).then(
        disagreed.model_copy(update={"withdrawn_on": date(2026, 3, 1), "origin": SOME_DAY_IN_MARCH})
    )


def test_nobody_withdrew_tomorrow() -> None:
    given(Person, registered, agreed).when(withdraw(TOMORROW)).refused(
        InTheFuture, pointer="/withdrawn_on", day=TOMORROW
    )


def test_a_consent_that_was_withdrawn_is_given_again() -> None:
    given(Person, registered, agreed, disagreed).when(consent(MARCH_16)).then(
        agreed.model_copy(update={"given_on": MARCH_16})
    )


def test_a_consent_is_not_given_again_before_it_was_withdrawn() -> None:
    given(Person, registered, agreed, disagreed).when(consent(MARCH_2)).refused(
        ConsentGivenBeforeWithdrawal, pointer="/given_on", withdrawn_on=MARCH_16
    )


@pytest.mark.parametrize(
    "decide",
    [consent(MARCH_9), withdraw(MARCH_9), lambda person: person.change_details({Detail.NOTE}, Origin())],
)
def test_nothing_is_said_of_what_is_no_person(decide: Callable[[Person], None]) -> None:
    given(Person).when(decide).refused(NotFound)


DAYS = st.dates(date(2026, 1, 1), TODAY)
PURPOSES = st.sampled_from(Purpose)


@for_all(st.lists(st.tuples(st.sampled_from([consent, withdraw]), DAYS, PURPOSES), max_size=30))
def test_whatever_was_said_a_person_agrees_or_not_and_the_past_can_be_read_again(
    said: list[tuple[Callable[[date, Purpose], Callable[[Person], None]], date, Purpose]],
) -> None:
    person = Person(IT)
    register()(person)
    for say, day, purpose in said:
        with suppress(Refusal):
            say(day, purpose)(person)
        assert not set(person.consents) & set(person.withdrawn)
    again = Person(IT)
    again.replay(person.pending)
    assert (again.consents, again.withdrawn, again.version) == (person.consents, person.withdrawn, person.version)
