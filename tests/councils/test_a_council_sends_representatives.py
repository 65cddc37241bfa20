from __future__ import annotations

from datetime import date
from uuid import UUID

from hypothesis import given as whatever
from hypothesis import strategies as some

from services.councils.representation.domain import (
    AlreadyRepresents,
    Delegation,
    DoesNotRepresent,
    HasNotStoodDown,
    NamedBeforeStandingDown,
    NoOfferStands,
    RepresentativesStandOnIt,
    SeatsNotOffered,
    StoodDownBeforeAppointed,
)
from shared.contracts.councils.representation import (
    AppointmentWithdrawn,
    RepresentativeAppointed,
    RepresentativeStoodDown,
    SeatOfferWithdrawn,
    SeatsOffered,
    StandingDownReason,
    StandingDownWithdrawn,
)
from shared.contracts.vocabulary import (
    AmendmentReason,
    College,
    DatePrecision,
    Gender,
    MemberRole,
    Origin,
    SteeringBodyKind,
)
from shared.days import InTheFuture
from shared.kernel import Fact, Refusal
from tests.support.given import IT, TODAY, given

NOTED = Origin()
COPIL = UUID("01936f00-0000-7000-8000-0000000000b1")
SHE, HE = UUID("01936f00-0000-7000-8000-0000000000e1"), UUID("01936f00-0000-7000-8000-0000000000e2")
MARCH_1, JUNE_1, JUNE_2, TOMORROW = date(2018, 3, 1), date(2018, 6, 1), date(2018, 6, 2), date(2026, 11, 24)

offered = SeatsOffered(
    body_id=COPIL,
    body_kind=SteeringBodyKind.LOCAL_STEERING_COMMITTEE,
    body_name="COPIL du 18e",
    council_id="CC18",
    titular_seats=2,
    substitute_seats=1,
    seats_of_body=24,
    from_on=MARCH_1,
)
never_offered = SeatOfferWithdrawn(**offered.model_dump(exclude={"origin"}), reason=AmendmentReason.ENTERED_BY_MISTAKE)
appointed = RepresentativeAppointed(
    body_id=COPIL,
    body_kind=SteeringBodyKind.LOCAL_STEERING_COMMITTEE,
    council_id="CC18",
    person_id=SHE,
    role=MemberRole.TITULAR,
    college=College.RESIDENT,
    gender=Gender.F,
    from_on=MARCH_1,
)
stood_down = RepresentativeStoodDown(
    **appointed.model_dump(exclude={"origin"}), until_on=JUNE_1, reason=StandingDownReason.RESIGNED
)
still_there = StandingDownWithdrawn(
    **stood_down.model_dump(exclude={"origin", "reason"}), reason=AmendmentReason.ENTERED_BY_MISTAKE
)
withdrawn = AppointmentWithdrawn(
    **appointed.model_dump(exclude={"origin", "college", "gender"}), reason=AmendmentReason.ENTERED_BY_MISTAKE
)


def leave(it: Delegation, until_on: date = JUNE_1, person: UUID = SHE) -> None:
    it.stand_down(person, until_on=until_on, reason=StandingDownReason.RESIGNED, origin=NOTED, today=TODAY)


def take_back(it: Delegation) -> None:
    it.withdraw(SHE, reason=AmendmentReason.ENTERED_BY_MISTAKE, origin=NOTED)


def test_a_body_offers_seats_to_a_council() -> None:
    given(Delegation).when(lambda it: it.offer_seats(offered, today=TODAY)).then(offered)


def test_the_same_offer_said_twice_is_recorded_once() -> None:
    given(Delegation, offered).when(lambda it: it.offer_seats(offered, today=TODAY)).then_nothing()


def test_an_offer_changes_from_a_day() -> None:
    more = offered.model_copy(update={"titular_seats": 3, "from_on": JUNE_1})
    given(Delegation, offered).when(lambda it: it.offer_seats(more, today=TODAY)).then(more)


def test_no_seat_was_offered_tomorrow() -> None:
    later = offered.model_copy(update={"from_on": TOMORROW})
    given(Delegation).when(lambda it: it.offer_seats(later, today=TODAY)).refused(
        InTheFuture, pointer="/from_on", day=TOMORROW
    )


def take_the_offer_back(it: Delegation) -> None:
    it.withdraw_offer(reason=AmendmentReason.ENTERED_BY_MISTAKE, origin=NOTED)


def taken_back(offer: SeatsOffered, former: SeatsOffered | None = None) -> SeatOfferWithdrawn:
    said = offer.model_dump(exclude={"origin"})
    return SeatOfferWithdrawn(
        **said, offer_origin=offer.origin, former=former, reason=AmendmentReason.ENTERED_BY_MISTAKE
    )


def test_an_offer_made_by_mistake_is_withdrawn_once_and_may_be_said_again() -> None:
    given(Delegation, offered).when(take_the_offer_back).then(never_offered)
    given(Delegation, offered, never_offered).when(take_the_offer_back).then_nothing()
    given(Delegation, offered, never_offered).when(lambda it: it.offer_seats(offered, today=TODAY)).then(offered)
    given(Delegation, offered, never_offered).when(lambda it: it.appoint(appointed, today=TODAY)).refused(
        SeatsNotOffered, pointer="/body_id"
    )


def test_offers_are_withdrawn_from_the_last_and_those_before_stand() -> None:
    year = Origin(date_precision=DatePrecision.YEAR)
    more = offered.model_copy(update={"titular_seats": 3, "from_on": JUNE_1, "origin": year})
    less = offered.model_copy(update={"titular_seats": 1})
    past = (offered, more, less)
    given(Delegation, *past).when(take_the_offer_back).then(taken_back(less, former=offered))
    given(Delegation, *past, taken_back(less, offered)).when(take_the_offer_back).then(taken_back(more))
    given(Delegation, *past, taken_back(less, offered)).when(lambda it: it.offer_seats(less, today=TODAY)).then(less)
    given(Delegation, *past, taken_back(less, offered), taken_back(more)).when(take_the_offer_back).then(never_offered)


def test_the_only_offer_is_not_withdrawn_from_under_those_who_were_named() -> None:
    for past in ((appointed,), (appointed, stood_down)):
        given(Delegation, offered, *past).when(take_the_offer_back).refused(RepresentativesStandOnIt, people=1)
    given(Delegation, offered, appointed, withdrawn).when(take_the_offer_back).then(never_offered)
    never_there = (appointed, stood_down, still_there, withdrawn)
    given(Delegation, offered, *never_there).when(take_the_offer_back).then(never_offered)
    more = offered.model_copy(update={"titular_seats": 3, "from_on": JUNE_1})
    given(Delegation, offered, appointed, more).when(take_the_offer_back).then(taken_back(more))


def test_where_no_offer_stands_there_is_none_to_withdraw() -> None:
    given(Delegation).when(take_the_offer_back).refused(NoOfferStands)
    other = never_offered.model_copy(update={"reason": AmendmentReason.ENTERED_TWICE})
    given(Delegation, offered, other).when(take_the_offer_back).refused(NoOfferStands)


def test_the_council_sends_somebody() -> None:
    given(Delegation, offered).when(lambda it: it.appoint(appointed, today=TODAY)).then(appointed)


def test_more_people_than_seats_are_no_contradiction() -> None:
    one_seat = offered.model_copy(update={"titular_seats": 1})
    other = appointed.model_copy(update={"person_id": HE})
    given(Delegation, one_seat, appointed).when(lambda it: it.appoint(other, today=TODAY)).then(other)


def test_the_same_appointment_said_twice_is_recorded_once() -> None:
    given(Delegation, offered, appointed).when(lambda it: it.appoint(appointed, today=TODAY)).then_nothing()


def test_an_appointment_said_again_after_its_end_is_no_return() -> None:
    given(Delegation, offered, appointed, stood_down).when(lambda it: it.appoint(appointed, today=TODAY)).then_nothing()


def test_nobody_is_sent_where_no_seat_is_offered() -> None:
    given(Delegation).when(lambda it: it.appoint(appointed, today=TODAY)).refused(SeatsNotOffered, pointer="/body_id")


def test_a_person_represents_the_council_once() -> None:
    again = appointed.model_copy(update={"from_on": JUNE_1})
    given(Delegation, offered, appointed).when(lambda it: it.appoint(again, today=TODAY)).refused(
        AlreadyRepresents, pointer="/person_id", from_on=MARCH_1
    )


def test_nobody_is_sent_tomorrow() -> None:
    later = appointed.model_copy(update={"from_on": TOMORROW})
    given(Delegation, offered).when(lambda it: it.appoint(later, today=TODAY)).refused(
        InTheFuture, pointer="/from_on", day=TOMORROW
    )


def test_a_representative_stands_down_and_says_since_when_they_were_there() -> None:
    given(Delegation, offered, appointed).when(leave).then(stood_down)


def test_the_same_end_said_twice_is_recorded_once() -> None:
    given(Delegation, offered, appointed, stood_down).when(leave).then_nothing()


def test_a_representative_stands_down_once() -> None:
    given(Delegation, offered, appointed, stood_down).when(lambda it: leave(it, JUNE_2)).refused(
        DoesNotRepresent, pointer="/person_id"
    )


def test_who_was_never_sent_does_not_stand_down() -> None:
    given(Delegation, offered).when(lambda it: leave(it, person=HE)).refused(DoesNotRepresent, pointer="/person_id")


def test_nobody_stands_down_before_having_been_named() -> None:
    given(Delegation, offered, appointed).when(lambda it: leave(it, date(2018, 2, 28))).refused(
        StoodDownBeforeAppointed, pointer="/until_on", from_on=MARCH_1
    )


def test_nobody_stood_down_tomorrow() -> None:
    given(Delegation, offered, appointed).when(lambda it: leave(it, TOMORROW)).refused(
        InTheFuture, pointer="/until_on", day=TOMORROW
    )


def test_a_representative_may_come_back_but_not_before_having_left() -> None:
    back = appointed.model_copy(update={"from_on": JUNE_2})
    too_early = appointed.model_copy(update={"from_on": date(2018, 5, 31)})
    past = (offered, appointed, stood_down)
    given(Delegation, *past).when(lambda it: it.appoint(back, today=TODAY)).then(back)
    given(Delegation, *past).when(lambda it: it.appoint(too_early, today=TODAY)).refused(
        NamedBeforeStandingDown, pointer="/from_on", until_on=JUNE_1
    )


def stay(it: Delegation) -> None:
    it.withdraw_standing_down(SHE, reason=AmendmentReason.ENTERED_BY_MISTAKE, origin=NOTED)


def test_an_end_said_by_mistake_is_taken_back_once_and_the_representative_is_there_as_before() -> None:
    given(Delegation, offered, appointed, stood_down).when(stay).then(still_there)
    given(Delegation, offered, appointed, stood_down, still_there).when(stay).then_nothing()
    given(Delegation, offered, appointed, stood_down, still_there).when(leave).then(stood_down)
    given(Delegation, offered, appointed, stood_down, still_there).when(take_back).then(withdrawn)


def test_only_an_end_that_was_said_and_that_nothing_followed_is_taken_back() -> None:
    given(Delegation, offered, appointed).when(stay).refused(HasNotStoodDown, pointer="/person_id")
    back = appointed.model_copy(update={"from_on": JUNE_2})
    given(Delegation, offered, appointed, stood_down, back).when(stay).refused(HasNotStoodDown, pointer="/person_id")
    never_back = withdrawn.model_copy(update={"from_on": JUNE_2})
    given(Delegation, offered, appointed, stood_down, back, never_back).when(stay).then(still_there)


def test_an_appointment_entered_by_mistake_is_withdrawn_and_may_be_said_again() -> None:
    given(Delegation, offered, appointed).when(take_back).then(withdrawn)
    given(Delegation, offered, appointed, withdrawn).when(lambda it: it.appoint(appointed, today=TODAY)).then(appointed)


def test_what_stands_no_more_is_not_withdrawn() -> None:
    given(Delegation, offered, appointed, withdrawn).when(take_back).refused(DoesNotRepresent, pointer="/person_id")


@whatever(
    some.lists(some.sampled_from([offered, never_offered, appointed, stood_down, still_there, withdrawn]), max_size=12)
)
def test_whatever_was_recorded_is_remembered_and_the_same_command_twice_changes_nothing(past: list[Fact]) -> None:
    delegation = Delegation(IT)
    delegation.replay(past)
    for _ in range(2):
        try:
            delegation.appoint(appointed, today=TODAY)
        except Refusal:
            break
    assert len(delegation.pending) <= 1
