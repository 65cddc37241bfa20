"""How a draw is made from lists and a seed, the same for whoever repeats it.

The method is told in `docs/draw.md`, and done again without any of this code by `docs/draw.py`.
"""

from __future__ import annotations

import hashlib
import re
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from shared.contracts.vocabulary import Gender
from shared.kernel import Incoherent, RuleBroken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shared.contracts.councils.draw import (
        DrawList,
        ListKind,
    )

LINE = re.compile(r"([A-Z0-9]{4,20});(F|M|OTHER|NOT_DECLARED)")
"""A line of a list: a ticket and a gender."""


class WrongNumberOfLists(RuleBroken):
    """This draw was announced with {announced:list|lists}; {given:is|are} given."""

    pointer = "/contents"


class DigestDiffers(RuleBroken):
    """List {rank} (“{title}”) is not the file that was announced: its SHA-256 is another."""


class WrongNumberOfTickets(RuleBroken):
    """List {rank} (“{title}”) was announced with {announced:ticket|tickets}; it has {found}."""


class MalformedLine(Incoherent):
    """List {rank} (“{title}”), line {line}: a line is a ticket (4 to 20 capitals and digits), `;`, then F, M, OTHER or NOT_DECLARED."""


class LastLineNotEnded(Incoherent):
    """List {rank} (“{title}”): the last line, {line}, must be ended by a line feed as the others are."""


class TicketTwiceInAList(Incoherent):
    """List {rank} (“{title}”), line {line}: this ticket stands in line {first} already."""


class Slip(NamedTuple):
    """A ticket that takes part: it counts once, as its first list says."""

    ticket: str
    kind: ListKind
    gender: Gender


def pool_of(lists: Sequence[DrawList], contents: Sequence[str]) -> list[Slip]:
    """The tickets that take part, in the order of lists then of lines.

    Raises WrongNumberOfLists, DigestDiffers, WrongNumberOfTickets, LastLineNotEnded, MalformedLine, TicketTwiceInAList.
    """
    if len(contents) != len(lists):
        raise WrongNumberOfLists(announced=len(lists), given=len(contents))
    pool: dict[str, Slip] = {}
    for rank, (listed, content) in enumerate(zip(lists, contents, strict=True), start=1):
        for ticket, gender in _lines_of(rank, listed, content):
            pool.setdefault(ticket, Slip(ticket, listed.kind, gender))
    return list(pool.values())


def _lines_of(rank: int, listed: DrawList, content: str) -> Iterator[tuple[str, Gender]]:
    # JSON may hold half a character (a lone surrogate), which no file does: its digest is then another one too.
    if hashlib.sha256(content.encode(errors="surrogatepass")).hexdigest() != listed.digest:
        raise _of_list(DigestDiffers, rank, listed)
    *lines, rest = content.split("\n")
    if rest:
        raise _of_list(LastLineNotEnded, rank, listed, line=len(lines) + 1)
    if len(lines) != listed.tickets:
        raise _of_list(WrongNumberOfTickets, rank, listed, announced=listed.tickets, found=len(lines))
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        match = LINE.fullmatch(line)
        if match is None:
            raise _of_list(MalformedLine, rank, listed, line=number)
        first = seen.setdefault(match[1], number)
        if first != number:
            raise _of_list(TicketTwiceInAList, rank, listed, line=number, first=first)
        yield match[1], Gender(match[2])


def _of_list(
    refusal: type[RuleBroken | Incoherent], rank: int, listed: DrawList, **facts: int
) -> RuleBroken | Incoherent:
    """Names the list and never what is written in it: a line may hold what somebody typed in the wrong place."""
    told = refusal(rank=rank, title=listed.title, **facts)
    told.pointer = f"/contents/{rank - 1}"
    return told


def draw(seed: str, pool: Sequence[Slip], places: int) -> list[Slip]:
    """Who is drawn, in the order of ranks (method SHA256-PARITY-1).

    All are put in the order of their keys. Who declared no gender, or another, keeps that very place; women and men fill the
    other places in turn, each in their order, and whoever is first of them begins. When there are no more of one, the other
    goes on.
    """
    ordered = sorted(pool, key=lambda slip: (key_of(seed, slip.ticket), slip.ticket))
    queues = {gender: deque(slip for slip in ordered if slip.gender is gender) for gender in (Gender.F, Gender.M)}
    other = {Gender.F: Gender.M, Gender.M: Gender.F}
    turn = next((slip.gender for slip in ordered if slip.gender in queues), Gender.F)
    drawn = []
    for slip in ordered[:places]:
        taken = slip
        if slip.gender in queues:
            taken = (queues[turn] or queues[other[turn]]).popleft()
            turn = other[taken.gender]
        drawn.append(taken)
    return drawn


def key_of(seed: str, ticket: str) -> str:
    """SHA-256 of the seed, a line feed and the ticket, in hexadecimal."""
    return hashlib.sha256(f"{seed}\n{ticket}".encode()).hexdigest()
