from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as st

from services.councils.days import InTheFuture
from services.councils.draw.domain import (
    BeforeTheDraw,
    CandidateWasSeated,
    DrawNotHeld,
    DrawWasWithdrawn,
    LotDraw,
    NotAccepted,
    NotOnReserve,
    PersonSeatedTwice,
    ReserveAlreadyUsed,
    SeatedBeforeAccepting,
    TicketNotDrawn,
)
from shared.contracts.councils.draw import (
    CandidateAnswered,
    CandidateContacted,
    CandidateSeated,
    ContactMethod,
    DrawAnswer,
    DrawHeld,
    DrawList,
    DrawMethod,
    Drawn,
    DrawPrepared,
    DrawWithdrawn,
    ListKind,
    ReserveListUsed,
)
from shared.contracts.vocabulary import AmendmentReason, DatePrecision, Gender, Origin
from shared.kernel import Fact, NotFound, Refusal
from tests.support.given import IT, TODAY, given

if TYPE_CHECKING:
    from collections.abc import Callable

NOTED = Origin()
ANNA, BILAL = UUID("01936f00-0000-7000-8000-0000000000c1"), UUID("01936f00-0000-7000-8000-0000000000c2")
MARCH_1, MARCH_6, MARCH_7, MARCH_9 = date(2018, 3, 1), date(2018, 3, 6), date(2018, 3, 7), date(2018, 3, 9)
MARCH_12, APRIL_3, OF_TOMORROW = date(2018, 3, 12), date(2018, 4, 3), date(2026, 11, 24)

lists = (
    DrawList(kind=ListKind.LANDLORD, title="Locataires", tickets=9, digest="ab" * 32),
    DrawList(kind=ListKind.VOLUNTEERS, title="Volontaires", tickets=5, digest="cd" * 32),
)
prepared = DrawPrepared(
    draw_id=IT,
    council_id="CC18",
    lists=lists,
    seats=1,
    reserve=2,
    method=DrawMethod.SHA256_PARITY_1,
    prepared_on=MARCH_1,
)
held = DrawHeld(
    draw_id=IT,
    council_id="CC18",
    lists=lists,
    seats=1,
    reserve=2,
    method=DrawMethod.SHA256_PARITY_1,
    seed="Dés : 4 2 6 1 3 5",
    drawn=(
        Drawn(rank=1, ticket="SEAT1", kind=ListKind.LANDLORD, gender=Gender.F, is_reserve=False),
        Drawn(rank=2, ticket="SPARE2", kind=ListKind.VOLUNTEERS, gender=Gender.M, is_reserve=True),
        Drawn(rank=3, ticket="SPARE3", kind=ListKind.LANDLORD, gender=Gender.F, is_reserve=True),
    ),
    held_on=MARCH_7,
)
withdrawn = DrawWithdrawn(draw_id=IT, council_id="CC18", was_held=True, reason=AmendmentReason.OTHER)
seat_1: dict[str, Any] = {
    "draw_id": IT,
    "council_id": "CC18",
    "ticket": "SEAT1",
    "kind": ListKind.LANDLORD,
    "gender": Gender.F,
}
contacted = CandidateContacted(**seat_1, method=ContactMethod.LETTER, was_reached=False, contacted_on=MARCH_9)
accepted = CandidateAnswered(**seat_1, answer=DrawAnswer.ACCEPTED, answered_on=MARCH_12)
seated = CandidateSeated(**seat_1, person_id=ANNA, seated_on=APRIL_3)
used = ReserveListUsed(
    draw_id=IT, council_id="CC18", ticket="SPARE2", rank=2, gender=Gender.M, replaces=ANNA, used_on=APRIL_3
)


def contacting(**other: Any) -> Callable[[LotDraw], None]:
    said: dict[str, Any] = {
        "ticket": "SEAT1",
        "method": ContactMethod.LETTER,
        "was_reached": False,
        "contacted_on": MARCH_9,
    }
    return lambda it: it.contact(**{**said, "origin": NOTED, "today": TODAY, **other})


def answering(**other: Any) -> Callable[[LotDraw], None]:
    said: dict[str, Any] = {"ticket": "SEAT1", "answer": DrawAnswer.ACCEPTED, "answered_on": MARCH_12}
    return lambda it: it.answer(**{**said, "origin": NOTED, "today": TODAY, **other})


def seating(**other: Any) -> Callable[[LotDraw], None]:
    said: dict[str, Any] = {"ticket": "SEAT1", "person_id": ANNA, "seated_on": APRIL_3}
    return lambda it: it.seat(**{**said, "origin": NOTED, "today": TODAY, **other})


def using(**other: Any) -> Callable[[LotDraw], None]:
    said: dict[str, Any] = {"ticket": "SPARE2", "replaces": ANNA, "used_on": APRIL_3}
    return lambda it: it.use_reserve(**{**said, "origin": NOTED, "today": TODAY, **other})


# Whatever is said of somebody who was drawn

EVERY_STEP = [contacting, answering, seating, using]


@pytest.mark.parametrize("step", EVERY_STEP)
def test_nobody_is_called_before_a_draw(step: Callable[..., Callable[[LotDraw], None]]) -> None:
    given(LotDraw, prepared).when(step()).refused(DrawNotHeld)
    given(LotDraw).when(step()).refused(NotFound)


@pytest.mark.parametrize("step", EVERY_STEP)
def test_nobody_is_called_on_a_draw_that_was_withdrawn(step: Callable[..., Callable[[LotDraw], None]]) -> None:
    given(LotDraw, prepared, held, withdrawn).when(step()).refused(DrawWasWithdrawn)


@pytest.mark.parametrize("step", EVERY_STEP)
def test_nobody_is_called_who_was_not_drawn(step: Callable[..., Callable[[LotDraw], None]]) -> None:
    given(LotDraw, prepared, held).when(step(ticket="ELSE")).refused(TicketNotDrawn, pointer="/ticket")


@pytest.mark.parametrize(
    ("field", "step", "past"),
    [
        ("contacted_on", contacting, ()),
        ("answered_on", answering, ()),
        ("used_on", using, ()),
        ("seated_on", seating, (accepted.model_copy(update={"answered_on": MARCH_6}),)),
    ],
)
def test_nothing_happens_before_the_draw_or_tomorrow(
    field: str, step: Callable[..., Callable[[LotDraw], None]], past: tuple[Fact, ...]
) -> None:
    given(LotDraw, prepared, held, *past).when(step(**{field: MARCH_6})).refused(
        BeforeTheDraw, pointer=f"/{field}", held_on=MARCH_7
    )
    given(LotDraw, prepared, held, *past).when(step(**{field: OF_TOMORROW})).refused(
        InTheFuture, pointer=f"/{field}", day=OF_TOMORROW
    )


def test_a_day_known_by_its_month_may_follow_the_draw_of_that_month() -> None:
    that_month = Origin(date_precision=DatePrecision.MONTH)
    given(LotDraw, prepared, held).when(contacting(contacted_on=MARCH_1, origin=that_month)).then(
        contacted.model_copy(update={"contacted_on": MARCH_1, "origin": that_month})
    )


# Contacting


def test_an_attempt_to_reach_somebody_is_noted() -> None:
    given(LotDraw, prepared, held).when(contacting()).then(contacted)


def test_the_same_attempt_said_twice_is_recorded_once() -> None:
    given(LotDraw, prepared, held, contacted).when(contacting()).then_nothing()


def test_somebody_is_tried_several_times() -> None:
    by_phone = contacted.model_copy(update={"method": ContactMethod.PHONE, "was_reached": True})
    given(LotDraw, prepared, held, contacted).when(contacting(method=ContactMethod.PHONE, was_reached=True)).then(
        by_phone
    )


# Answering


def test_an_answer_is_noted_even_when_no_attempt_was() -> None:
    given(LotDraw, prepared, held).when(answering()).then(accepted)


def test_the_same_answer_said_twice_is_recorded_once() -> None:
    given(LotDraw, prepared, held, accepted).when(answering()).then_nothing()


def test_an_answer_said_again_says_the_former_one() -> None:
    declined = accepted.model_copy(
        update={"answer": DrawAnswer.DECLINED, "former_answer": DrawAnswer.ACCEPTED, "answered_on": APRIL_3}
    )
    given(LotDraw, prepared, held, accepted).when(answering(answer=DrawAnswer.DECLINED, answered_on=APRIL_3)).then(
        declined
    )
    back = accepted.model_copy(update={"former_answer": DrawAnswer.DECLINED})
    given(LotDraw, prepared, held, accepted, declined).when(answering()).then(back)


@pytest.mark.parametrize("answer", [DrawAnswer.DECLINED, DrawAnswer.NOT_ELIGIBLE, DrawAnswer.NO_ANSWER])
def test_who_sits_has_accepted(answer: DrawAnswer) -> None:
    given(LotDraw, prepared, held, accepted, seated).when(answering(answer=answer)).refused(
        CandidateWasSeated, pointer="/ticket", seated_on=APRIL_3
    )


def test_the_day_of_an_answer_is_said_again_after_the_seat_was_taken() -> None:
    earlier = accepted.model_copy(update={"answered_on": MARCH_9, "former_answer": DrawAnswer.ACCEPTED})
    given(LotDraw, prepared, held, accepted, seated).when(answering(answered_on=MARCH_9)).then(earlier)


def test_nobody_accepts_after_having_taken_the_seat() -> None:
    given(LotDraw, prepared, held, accepted, seated).when(answering(answered_on=date(2018, 4, 4))).refused(
        SeatedBeforeAccepting, pointer="/answered_on", accepted_on=date(2018, 4, 4)
    )


# Seating


def test_who_accepted_takes_a_seat() -> None:
    given(LotDraw, prepared, held, accepted).when(seating()).then(seated)


def test_the_same_seat_said_twice_is_recorded_once() -> None:
    given(LotDraw, prepared, held, accepted, seated).when(seating()).then_nothing()


@pytest.mark.parametrize("answer", [None, DrawAnswer.DECLINED, DrawAnswer.NOT_ELIGIBLE, DrawAnswer.NO_ANSWER])
def test_who_did_not_accept_takes_no_seat(answer: DrawAnswer | None) -> None:
    said = () if answer is None else (accepted.model_copy(update={"answer": answer}),)
    given(LotDraw, prepared, held, *said).when(seating()).refused(NotAccepted, pointer="/ticket")


def test_nobody_takes_a_seat_before_accepting() -> None:
    given(LotDraw, prepared, held, accepted).when(seating(seated_on=MARCH_9)).refused(
        SeatedBeforeAccepting, pointer="/seated_on", accepted_on=MARCH_12
    )


def test_a_ticket_takes_one_seat() -> None:
    given(LotDraw, prepared, held, accepted, seated).when(seating(person_id=BILAL)).refused(
        CandidateWasSeated, pointer="/ticket", seated_on=APRIL_3
    )


def test_a_person_takes_one_seat() -> None:
    spare: dict[str, Any] = {"ticket": "SPARE2", "kind": ListKind.VOLUNTEERS, "gender": Gender.M}
    given(LotDraw, prepared, held, accepted, seated, accepted.model_copy(update=spare)).when(
        seating(ticket="SPARE2")
    ).refused(PersonSeatedTwice, pointer="/person_id")


# The reserve


def test_a_vacancy_is_offered_to_the_reserve() -> None:
    given(LotDraw, prepared, held).when(using()).then(used)


def test_the_same_offer_said_twice_is_recorded_once() -> None:
    given(LotDraw, prepared, held, used).when(using()).then_nothing()


def test_a_later_rank_may_be_called_first() -> None:
    later = used.model_copy(update={"ticket": "SPARE3", "rank": 3, "gender": Gender.F})
    given(LotDraw, prepared, held).when(using(ticket="SPARE3")).then(later)


def test_who_was_drawn_for_a_seat_is_not_on_the_reserve() -> None:
    given(LotDraw, prepared, held).when(using(ticket="SEAT1")).refused(NotOnReserve, pointer="/ticket")


def test_a_vacancy_is_offered_once_to_a_ticket() -> None:
    given(LotDraw, prepared, held, used).when(using(replaces=BILAL)).refused(
        ReserveAlreadyUsed, pointer="/ticket", used_on=APRIL_3
    )


# Any history

tickets = st.sampled_from(["SEAT1", "SPARE2", "SPARE3", "ELSE"])
days = st.sampled_from([MARCH_6, MARCH_7, MARCH_9, MARCH_12, APRIL_3, OF_TOMORROW])
people = st.sampled_from([ANNA, BILAL])
steps = st.one_of(
    st.builds(
        contacting,
        ticket=tickets,
        method=st.sampled_from(ContactMethod),
        was_reached=st.booleans(),
        contacted_on=days,
    ),
    st.builds(answering, ticket=tickets, answer=st.sampled_from(DrawAnswer), answered_on=days),
    st.builds(seating, ticket=tickets, person_id=people, seated_on=days),
    st.builds(using, ticket=tickets, replaces=st.none() | people, used_on=days),
    st.builds(lambda reason: lambda it: it.withdraw(reason, NOTED), st.sampled_from(AmendmentReason)),
)


@whatever(st.lists(steps, max_size=30))
def test_whatever_is_said_is_remembered_the_same_and_said_again_at_once_records_nothing(
    said: list[Callable[[LotDraw], None]],
) -> None:
    draw = LotDraw(IT)
    draw.replay([prepared, held])
    for step in said:
        try:
            step(draw)
        except Refusal:
            continue
        before = len(draw.pending)
        step(draw)
        assert len(draw.pending) == before
    again = LotDraw(IT)
    again.replay([prepared, held, *draw.pending])
    told = ("prepared", "held", "withdrawn", "drawn", "contacts", "answers", "seats", "used", "version")
    assert all(getattr(again, name) == getattr(draw, name) for name in told)
    assert len({seat.person_id for seat in again.seats.values()}) == len(again.seats)
    assert all(again.answers[ticket].answer is DrawAnswer.ACCEPTED for ticket in again.seats)
