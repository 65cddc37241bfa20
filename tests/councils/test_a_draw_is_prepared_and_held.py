from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from services.councils.draw.domain.draws import (
    DrawAlreadyHeld,
    DrawAlreadyPrepared,
    DrawWasWithdrawn,
    HeldBeforePrepared,
    LotDraw,
    SameListTwice,
)
from services.councils.draw.domain.method import (
    DigestDiffers,
    LastLineNotEnded,
    MalformedLine,
    TicketTwiceInAList,
    WrongNumberOfLists,
    WrongNumberOfTickets,
)
from shared.contracts.councils.draw import (
    DrawHeld,
    DrawList,
    DrawMethod,
    Drawn,
    DrawPrepared,
    DrawWithdrawn,
    ListKind,
)
from shared.contracts.vocabulary import AmendmentReason, DatePrecision, Gender, Origin
from shared.days import InTheFuture
from shared.kernel import NotFound
from tests.support.given import IT, TODAY, given

if TYPE_CHECKING:
    from collections.abc import Callable

NOTED = Origin()
MARCH_1, MARCH_7, OF_TOMORROW = date(2018, 3, 1), date(2018, 3, 7), date(2026, 11, 24)
SEED = "Loto du 7 mars 2018 : 4 12 23 31 40 - 7"
TENANTS = "A7K2;F\nB3M9;M\nC5X1;M\nD8Q4;NOT_DECLARED\nE2R6;F\n"
VOLUNTEERS = "F4T7;M\nG9W3;F\nB3M9;M\n"
SECRET = "Mme Durand, 06 12 34 56 78"


def a_list(kind: str, title: str, content: str, tickets: int | None = None) -> DrawList:
    return DrawList(
        kind=ListKind(kind),
        title=title,
        tickets=content.count("\n") if tickets is None else tickets,
        digest=hashlib.sha256(content.encode()).hexdigest(),
    )


def announced(*lists: DrawList, seats: int = 4, reserve: int = 2) -> DrawPrepared:
    return DrawPrepared(
        draw_id=IT,
        council_id="CC18",
        lists=lists,
        seats=seats,
        reserve=reserve,
        method=DrawMethod.SHA256_PARITY_1,
        prepared_on=MARCH_1,
    )


def drawn(rank: int, ticket: str, kind: str, gender: str, *, is_reserve: bool = False) -> Drawn:
    return Drawn(rank=rank, ticket=ticket, kind=ListKind(kind), gender=Gender(gender), is_reserve=is_reserve)


def holding(*contents: str, **other: Any) -> Callable[[LotDraw], None]:
    said: dict[str, Any] = {"seed": SEED, "held_on": MARCH_7, "origin": NOTED, "today": TODAY} | other
    return lambda it: it.hold(contents=contents, **said)


prepared = announced(
    a_list("LANDLORD", "Locataires de la Goutte d'Or", TENANTS), a_list("VOLUNTEERS", "Volontaires", VOLUNTEERS)
)
held = DrawHeld(
    draw_id=IT,
    council_id="CC18",
    lists=prepared.lists,
    seats=4,
    reserve=2,
    method=DrawMethod.SHA256_PARITY_1,
    seed=SEED,
    drawn=(
        drawn(1, "C5X1", "LANDLORD", "M"),
        drawn(2, "E2R6", "LANDLORD", "F"),
        drawn(3, "D8Q4", "LANDLORD", "NOT_DECLARED"),
        drawn(4, "B3M9", "LANDLORD", "M"),
        drawn(5, "A7K2", "LANDLORD", "F", is_reserve=True),
        drawn(6, "F4T7", "VOLUNTEERS", "M", is_reserve=True),
    ),
    held_on=MARCH_7,
)
withdrawn = DrawWithdrawn(draw_id=IT, council_id="CC18", was_held=True, reason=AmendmentReason.OTHER)


# Preparing


def test_a_draw_is_announced_before_its_seed_is_known() -> None:
    given(LotDraw).when(lambda it: it.prepare(prepared, today=TODAY)).then(prepared)


def test_the_same_announcement_said_twice_is_recorded_once() -> None:
    given(LotDraw, prepared).when(lambda it: it.prepare(prepared, today=TODAY)).then_nothing()
    given(LotDraw, prepared, held).when(lambda it: it.prepare(prepared, today=TODAY)).then_nothing()


def test_an_id_serves_one_draw() -> None:
    other = prepared.model_copy(update={"seats": 5})
    given(LotDraw, prepared).when(lambda it: it.prepare(other, today=TODAY)).refused(
        DrawAlreadyPrepared, pointer="/draw_id"
    )


def test_no_file_is_announced_as_two_lists() -> None:
    twice = announced(
        a_list("LANDLORD", "Une", TENANTS), a_list("TAX", "Autre", VOLUNTEERS), a_list("TAX", "La même", TENANTS)
    )
    given(LotDraw).when(lambda it: it.prepare(twice, today=TODAY)).refused(
        SameListTwice, pointer="/lists/2/digest", rank=3, first=1
    )


def test_one_kind_of_list_only_blocks_nobody() -> None:
    one_kind = announced(a_list("LANDLORD", "Locataires", TENANTS))
    given(LotDraw).when(lambda it: it.prepare(one_kind, today=TODAY)).then(one_kind)


def test_no_draw_was_announced_tomorrow() -> None:
    of_tomorrow = prepared.model_copy(update={"prepared_on": OF_TOMORROW})
    given(LotDraw).when(lambda it: it.prepare(of_tomorrow, today=TODAY)).refused(
        InTheFuture, pointer="/prepared_on", day=OF_TOMORROW
    )


# Holding


def test_a_draw_is_held_from_the_seed_and_the_lists_that_were_announced() -> None:
    given(LotDraw, prepared).when(holding(TENANTS, VOLUNTEERS)).then(held)


def test_the_same_draw_said_twice_is_recorded_once() -> None:
    given(LotDraw, prepared, held).when(holding(TENANTS, VOLUNTEERS)).then_nothing()


@pytest.mark.parametrize("other", [{"seed": "Dés : 4 2 6 1 3 5"}, {"held_on": date(2018, 3, 8)}])
def test_a_draw_is_held_once(other: dict[str, Any]) -> None:
    given(LotDraw, prepared, held).when(holding(TENANTS, VOLUNTEERS, **other)).refused(
        DrawAlreadyHeld, pointer="/seed", held_on=MARCH_7
    )


def test_what_was_not_announced_is_not_held() -> None:
    given(LotDraw).when(holding(TENANTS, VOLUNTEERS)).refused(NotFound)


def test_a_draw_that_was_withdrawn_is_not_held() -> None:
    void = withdrawn.model_copy(update={"was_held": False})
    given(LotDraw, prepared, void).when(holding(TENANTS, VOLUNTEERS)).refused(DrawWasWithdrawn)


def test_no_draw_is_held_before_its_lists_are_published() -> None:
    given(LotDraw, prepared).when(holding(TENANTS, VOLUNTEERS, held_on=date(2018, 2, 28))).refused(
        HeldBeforePrepared, pointer="/held_on", prepared_on=MARCH_1
    )


def test_a_draw_known_by_its_month_may_have_been_held_after_its_announcement() -> None:
    that_month = Origin(date_precision=DatePrecision.MONTH)
    given(LotDraw, announced(*prepared.lists).model_copy(update={"prepared_on": MARCH_7})).when(
        holding(TENANTS, VOLUNTEERS, held_on=MARCH_1, origin=that_month)
    ).then(held.model_copy(update={"held_on": MARCH_1, "origin": that_month}))


def test_no_draw_was_held_tomorrow() -> None:
    given(LotDraw, prepared).when(holding(TENANTS, VOLUNTEERS, held_on=OF_TOMORROW)).refused(
        InTheFuture, pointer="/held_on", day=OF_TOMORROW
    )


def test_fewer_tickets_than_places_are_all_drawn() -> None:
    few = announced(a_list("VOLUNTEERS", "Volontaires", VOLUNTEERS), seats=10, reserve=5)
    outcome = given(LotDraw, few).when(holding(VOLUNTEERS))
    assert outcome._refusal is None
    (fact,) = outcome._recorded
    assert isinstance(fact, DrawHeld)
    assert [(one.rank, one.ticket, one.is_reserve) for one in fact.drawn] == [
        (1, "B3M9", False),
        (2, "G9W3", False),
        (3, "F4T7", False),
    ]


def test_an_empty_list_draws_nobody() -> None:
    nobody = announced(a_list("TAX", "Vide", ""))
    outcome = given(LotDraw, nobody).when(holding(""))
    outcome.then(held.model_copy(update={"lists": nobody.lists, "drawn": ()}))


# The lists that are given


def test_every_announced_list_is_given() -> None:
    given(LotDraw, prepared).when(holding(TENANTS)).refused(
        WrongNumberOfLists, pointer="/contents", announced=2, given=1
    )


@pytest.mark.parametrize(
    "other",
    [
        VOLUNTEERS.replace("F4T7", "F4T8"),
        VOLUNTEERS.replace("\n", "\r\n"),
        "\N{ZERO WIDTH NO-BREAK SPACE}" + VOLUNTEERS,
        VOLUNTEERS.rstrip("\n"),
        "G9W3;F\nF4T7;M\nB3M9;M\n",
        TENANTS,
        "",
        SECRET,
        "\ud800",
    ],
)
def test_a_list_that_is_not_the_file_announced_is_named(other: str) -> None:
    given(LotDraw, prepared).when(holding(TENANTS, other)).refused(
        DigestDiffers, pointer="/contents/1", rank=2, title="Volontaires"
    )


def test_lists_are_given_in_their_order() -> None:
    given(LotDraw, prepared).when(holding(VOLUNTEERS, TENANTS)).refused(
        DigestDiffers, pointer="/contents/0", rank=1, title="Locataires de la Goutte d'Or"
    )


def test_a_list_has_as_many_tickets_as_was_announced() -> None:
    wrong = announced(a_list("LANDLORD", "Locataires", TENANTS, tickets=6))
    given(LotDraw, wrong).when(holding(TENANTS)).refused(
        WrongNumberOfTickets, pointer="/contents/0", rank=1, title="Locataires", announced=6, found=5
    )


@pytest.mark.parametrize(
    "line",
    [
        f"{SECRET};F",
        SECRET,
        "",
        "F4T7",
        "F4T7;",
        "F4T7;W",
        "F4T7; M",
        "F4T7;M ",
        "F4T7;M\r",
        "f4t7;M",
        "F4T;M",
        "F4T7F4T7F4T7F4T7F4T7X;M",
        "F4T7;M;1",
        "É4T7;M",
        "F4T7;M\N{LINE SEPARATOR}",
        "\N{ZERO WIDTH NO-BREAK SPACE}F4T7;M",
    ],
)
def test_a_line_that_is_none_is_named_and_never_repeated(line: str) -> None:
    content = f"A7K2;F\n{line}\nB3M9;M\n"
    outcome = given(LotDraw, announced(a_list("TAX", "Foyers", content))).when(holding(content))
    outcome.refused(MalformedLine, pointer="/contents/0", rank=1, title="Foyers", line=2)
    assert SECRET not in str(outcome._refusal)


def test_the_last_line_is_ended_as_the_others_are() -> None:
    content = f"A7K2;F\n{SECRET}"
    outcome = given(LotDraw, announced(a_list("TAX", "Foyers", content))).when(holding(content))
    outcome.refused(LastLineNotEnded, pointer="/contents/0", rank=1, title="Foyers", line=2)
    assert SECRET not in str(outcome._refusal)


def test_a_ticket_stands_once_in_a_list() -> None:
    content = "A7K2;F\nB3M9;M\nA7K2;F\n"
    given(LotDraw, announced(a_list("TAX", "Foyers", content))).when(holding(content)).refused(
        TicketTwiceInAList, pointer="/contents/0", rank=1, title="Foyers", line=3, first=1
    )


# Withdrawing


def test_a_draw_that_was_held_may_be_void() -> None:
    given(LotDraw, prepared, held).when(lambda it: it.withdraw(AmendmentReason.OTHER, NOTED)).then(withdrawn)


def test_a_draw_may_be_withdrawn_before_it_is_held() -> None:
    given(LotDraw, prepared).when(lambda it: it.withdraw(AmendmentReason.OTHER, NOTED)).then(
        withdrawn.model_copy(update={"was_held": False})
    )


def test_the_same_withdrawal_said_twice_is_recorded_once() -> None:
    given(LotDraw, prepared, held, withdrawn).when(lambda it: it.withdraw(AmendmentReason.OTHER, NOTED)).then_nothing()


def test_a_draw_is_withdrawn_once() -> None:
    given(LotDraw, prepared, held, withdrawn).when(
        lambda it: it.withdraw(AmendmentReason.WRONG_COUNCIL, NOTED)
    ).refused(DrawWasWithdrawn)


def test_what_was_not_announced_is_not_withdrawn() -> None:
    given(LotDraw).when(lambda it: it.withdraw(AmendmentReason.OTHER, NOTED)).refused(NotFound)
