from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as st

from services.councils.draw.domain.draws import (
    BeforeTheDraw,
    CandidateWasSeated,
    DrawNotHeld,
    DrawWasWithdrawn,
    LotDraw,
    NotAccepted,
    NothingToWithdraw,
    NotOnReserve,
    PersonSeatedTwice,
    ReserveAlreadyUsed,
    SeatedBeforeAccepting,
    TicketNotDrawn,
)
from shared.contracts.councils.draw import (
    CandidateAnswered,
    CandidateContacted,
    CandidateEntryWithdrawn,
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
from shared.days import InTheFuture
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


def taking_back(**other: Any) -> Callable[[LotDraw], None]:
    said: dict[str, Any] = {"ticket": "SEAT1", "kind": CandidateContacted, "reason": AmendmentReason.TYPING_ERROR}
    return lambda it: it.take_back(**{**said, "origin": NOTED, **other})


def mistaken(
    said: CandidateContacted | CandidateAnswered | CandidateSeated | ReserveListUsed,
) -> CandidateEntryWithdrawn:
    return CandidateEntryWithdrawn(draw_id=IT, council_id="CC18", said=said, reason=AmendmentReason.TYPING_ERROR)


# Whatever is said of somebody who was drawn

EVERY_STEP = [contacting, answering, seating, using, taking_back]


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


# Mistakes


@pytest.mark.parametrize(
    ("past", "said"),
    [
        ((contacted,), contacted),
        ((accepted,), accepted),
        ((accepted, seated), seated),
        ((used,), used),
    ],
)
def test_what_was_said_by_mistake_is_taken_back(
    past: tuple[Fact, ...], said: CandidateContacted | CandidateAnswered | CandidateSeated | ReserveListUsed
) -> None:
    taking = taking_back(ticket=said.ticket, kind=type(said))
    given(LotDraw, prepared, held, *past).when(taking).then(mistaken(said))
    given(LotDraw, prepared, held, *past, mistaken(said)).when(taking).then_nothing()


def test_what_was_never_said_is_not_taken_back() -> None:
    given(LotDraw, prepared, held, accepted).when(taking_back()).refused(NothingToWithdraw, pointer="/entry")
    given(LotDraw, prepared, held, contacted, mistaken(contacted)).when(
        taking_back(reason=AmendmentReason.OTHER)
    ).refused(NothingToWithdraw, pointer="/entry")


def test_the_answer_of_who_sits_is_not_taken_back_before_the_seat_is() -> None:
    taking = taking_back(kind=CandidateAnswered)
    given(LotDraw, prepared, held, accepted, seated).when(taking).refused(
        CandidateWasSeated, pointer="/ticket", seated_on=APRIL_3
    )
    given(LotDraw, prepared, held, accepted, seated, mistaken(seated)).when(taking).then(mistaken(accepted))


def test_what_was_said_before_the_mistake_stands_again() -> None:
    declined = accepted.model_copy(update={"answer": DrawAnswer.DECLINED, "former_answer": DrawAnswer.ACCEPTED})
    past = (prepared, held, accepted, declined, mistaken(declined))
    given(LotDraw, *past).when(seating()).then(seated)
    given(LotDraw, *past).when(answering(answer=DrawAnswer.DECLINED)).then(declined)


def test_a_seat_that_was_taken_back_may_be_taken_by_somebody_else() -> None:
    past = (prepared, held, accepted, seated, mistaken(seated))
    by_bilal = seated.model_copy(update={"person_id": BILAL})
    given(LotDraw, *past).when(seating(person_id=BILAL)).then(by_bilal)
    given(LotDraw, *past).when(seating()).then(seated)


def test_a_vacancy_that_was_not_offered_may_be() -> None:
    given(LotDraw, prepared, held, used, mistaken(used)).when(using(replaces=BILAL)).then(
        used.model_copy(update={"replaces": BILAL})
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
    st.builds(
        taking_back,
        ticket=tickets,
        kind=st.sampled_from([CandidateContacted, CandidateAnswered, CandidateSeated, ReserveListUsed]),
    ),
    st.builds(lambda reason: lambda it: it.withdraw(reason, NOTED), st.sampled_from(AmendmentReason)),
)


@whatever(st.lists(steps, max_size=30))
def test_whatever_is_said_is_remembered_the_same(said: list[Callable[[LotDraw], None]]) -> None:
    draw = LotDraw(IT)
    draw.replay([prepared, held])
    for step in said:
        with suppress(Refusal):
            step(draw)
    again = LotDraw(IT)
    again.replay([prepared, held, *draw.pending])
    told = ("prepared", "held", "withdrawn", "drawn", "taken_back", "version")
    assert all(getattr(again, name) == getattr(draw, name) for name in told)
    assert {place: list(facts) for place, facts in again.said.items()} == {
        place: list(facts) for place, facts in draw.said.items()
    }
    seats = {ticket: seat for ticket in draw.drawn if (seat := draw._last(CandidateSeated, ticket))}
    assert len({seat.person_id for seat in seats.values()}) == len(seats)
    for ticket in seats:
        answer = draw._last(CandidateAnswered, ticket)
        assert answer is not None
        assert answer.answer is DrawAnswer.ACCEPTED


@whatever(st.lists(steps, max_size=20))
def test_whatever_is_said_twice_at_once_is_recorded_once(said: list[Callable[[LotDraw], None]]) -> None:
    """But for mistakes: each takes back one thing more, and says which version it saw."""
    draw = LotDraw(IT)
    draw.replay([prepared, held])
    for step in said:
        with suppress(Refusal):
            step(draw)
            before = len(draw.pending)
            if before and not isinstance(draw.pending[-1], CandidateEntryWithdrawn):
                step(draw)
                assert len(draw.pending) == before
