"""What can be seen of draws: the list, each with its lists and its result, and what became of those who were drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    delete,
    extract,
    func,
    insert,
    select,
    tuple_,
    update,
)

from shared.contracts.councils.composition import (
    DepartureWithdrawn,
    MemberJoined,
    MemberLeft,
    MembershipCorrected,
    MembershipWithdrawn,
)
from shared.contracts.councils.draw import (
    CandidateAnswered,
    CandidateContacted,
    CandidateEntryWithdrawn,
    CandidateSeated,
    DrawAnswer,
    DrawHeld,
    DrawPrepared,
    DrawWithdrawn,
    ReserveListUsed,
)
from shared.contracts.vocabulary import Gender
from shared.kernel import NotFound
from shared.platform.readmodel import Projection, heard
from shared.words import searchable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy import Connection, Select

    from shared.contracts.vocabulary import Origin
    from shared.kernel import Recorded
    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel

CONTACTED, ANSWERED, SEATED, RESERVE_USED = "CONTACTED", "ANSWERED", "SEATED", "RESERVE_USED"
STEPS = {
    CandidateContacted: CONTACTED,
    CandidateAnswered: ANSWERED,
    CandidateSeated: SEATED,
    ReserveListUsed: RESERVE_USED,
}
"""What may happen to a person who was drawn."""

SAID_NO = {DrawAnswer.DECLINED, DrawAnswer.NOT_ELIGIBLE, DrawAnswer.NO_ANSWER}
"""Answers after which the next on the reserve list is called."""

R05_FROM, R05_UNTIL = date(2017, 2, 2), date(2024, 11, 17)
"""Several kinds of list: from the circular of 2 February 2017 until decree 2024-1036 took lots out of the law."""


@dataclass(frozen=True)
class DrawTables:
    """The tables of draws."""

    draw: Table
    listed: Table
    drawn: Table
    step: Table
    membership: Table


class DrawProjection(Projection[DrawTables]):
    """From the facts of draws, and of who sits, to what can be asked of draws."""

    name = "draw_views"
    version = 1
    sources = ("councils",)
    listens_to = (
        DrawPrepared,
        DrawHeld,
        DrawWithdrawn,
        CandidateContacted,
        CandidateAnswered,
        CandidateSeated,
        ReserveListUsed,
        CandidateEntryWithdrawn,
        MemberJoined,
        MemberLeft,
        MembershipCorrected,
        MembershipWithdrawn,
        DepartureWithdrawn,
    )

    def tables(self, metadata: MetaData, suffix: str) -> DrawTables:
        """One row a draw, a list of it, a ticket drawn, a thing that happened to one; and a membership of anybody."""
        return DrawTables(
            draw=Table(
                f"lot_draw{suffix}",
                metadata,
                Column("draw_id", String(36), primary_key=True),
                Column("council_id", String(32), nullable=False, index=True),
                Column("status", String(16), nullable=False),
                Column("happens_on", Date, nullable=False),
                Column("prepared_on", Date, nullable=False),
                Column("held_on", Date, nullable=True),
                Column("seats", Integer, nullable=False),
                Column("reserve", Integer, nullable=False),
                Column("method", String(32), nullable=False),
                Column("seed", String(200), nullable=True),
                Column("withdrawn_for", String(32), nullable=True),
                Column("held_at", BigInteger, nullable=True),
                Column("version", BigInteger, nullable=False),
            ),
            listed=Table(
                f"lot_list{suffix}",
                metadata,
                Column("draw_id", String(36), primary_key=True),
                Column("rank", Integer, primary_key=True, autoincrement=False),
                Column("kind", String(32), nullable=False),
                Column("title", String(120), nullable=False),
                Column("plain_title", Text, nullable=False),
                Column("tickets", Integer, nullable=False),
                Column("digest", String(64), nullable=False),
            ),
            drawn=Table(
                f"lot_drawn{suffix}",
                metadata,
                Column("draw_id", String(36), primary_key=True),
                Column("rank", Integer, primary_key=True, autoincrement=False),
                Column("ticket", String(20), nullable=False),
                Column("kind", String(32), nullable=False),
                Column("gender", String(16), nullable=False),
                Column("is_reserve", Boolean, nullable=False),
            ),
            step=Table(
                f"lot_step{suffix}",
                metadata,
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                Column("draw_id", String(36), nullable=False, index=True),
                Column("ticket", String(20), nullable=False),
                Column("step", String(16), nullable=False),
                Column("happened_on", Date, nullable=False),
                Column("method", String(16), nullable=True),
                Column("was_reached", Boolean, nullable=True),
                Column("answer", String(16), nullable=True),
                Column("person_id", String(36), nullable=True),
                Column("a_year_later_on", Date, nullable=True),
            ),
            membership=Table(
                f"lot_membership{suffix}",
                metadata,
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                Column("council_id", String(32), nullable=False, index=True),
                Column("person_id", String(36), nullable=False),
                Column("joined_on", Date, nullable=False),
                Column("left_at", BigInteger, nullable=True),
                Column("left_on", Date, nullable=True),
                Column("left_first_on", Date, nullable=True),
                Column("left_last_on", Date, nullable=True),
            ),
        )

    def apply(self, connection: Connection, tables: DrawTables, entries: Sequence[Entry]) -> None:
        """One fact after the other: draws are rare, and people few."""
        for recorded in heard(self, entries):
            match recorded.fact:
                case (
                    MemberJoined() | MemberLeft() | MembershipCorrected() | MembershipWithdrawn() | DepartureWithdrawn()
                ):
                    _apply_membership(connection, tables.membership, recorded)
                case DrawPrepared() as fact:
                    _add_draw(connection, tables, fact, recorded.version)
                case _:
                    _apply_draw(connection, tables, recorded)


def _add_draw(connection: Connection, tables: DrawTables, fact: DrawPrepared, version: int) -> None:
    draw_id = str(fact.draw_id)
    connection.execute(
        insert(tables.draw).values(
            draw_id=draw_id,
            council_id=fact.council_id,
            status="PREPARED",
            happens_on=fact.prepared_on,
            prepared_on=fact.prepared_on,
            seats=fact.seats,
            reserve=fact.reserve,
            method=fact.method.value,
            version=version,
        )
    )
    connection.execute(
        insert(tables.listed),
        [
            {
                "draw_id": draw_id,
                "rank": rank,
                "kind": listed.kind.value,
                "title": listed.title,
                "plain_title": searchable(listed.title),
                "tickets": listed.tickets,
                "digest": listed.digest,
            }
            for rank, listed in enumerate(fact.lists, start=1)
        ],
    )


def _apply_draw(connection: Connection, tables: DrawTables, recorded: Recorded) -> None:
    draw_id = str(recorded.stream_id)
    changed: dict[str, Any] = {}
    step: dict[str, Any] = {}
    match recorded.fact:
        case DrawHeld() as fact:
            days = {"happens_on": fact.held_on, "held_on": fact.held_on}
            changed = {"status": "HELD", "seed": fact.seed, "held_at": recorded.position, **days}
            if fact.drawn:
                rows = [{"draw_id": draw_id, **drawn.model_dump(mode="json")} for drawn in fact.drawn]
                connection.execute(insert(tables.drawn), rows)
        case DrawWithdrawn() as fact:
            changed = {"status": "WITHDRAWN", "withdrawn_for": fact.reason.value}
        case CandidateContacted() as fact:
            tried = {"method": fact.method.value, "was_reached": fact.was_reached}
            step = {"step": CONTACTED, "ticket": fact.ticket, "happened_on": fact.contacted_on, **tried}
        case CandidateAnswered() as fact:
            said = {"answer": fact.answer.value}
            step = {"step": ANSWERED, "ticket": fact.ticket, "happened_on": fact.answered_on, **said}
        case CandidateSeated() as fact:
            who = {"person_id": str(fact.person_id), "a_year_later_on": _a_year_after(fact.seated_on, fact.origin)}
            step = {"step": SEATED, "ticket": fact.ticket, "happened_on": fact.seated_on, **who}
        case ReserveListUsed() as fact:
            replaced = {"person_id": str(fact.replaces) if fact.replaces else None}
            step = {"step": RESERVE_USED, "ticket": fact.ticket, "happened_on": fact.used_on, **replaced}
        case CandidateEntryWithdrawn() as fact:
            _take_back(connection, tables.step, draw_id, fact.said.ticket, STEPS[type(fact.said)])
    if step:
        connection.execute(insert(tables.step).values(position=recorded.position, draw_id=draw_id, **step))
    connection.execute(
        update(tables.draw).where(tables.draw.c.draw_id == draw_id).values(version=recorded.version, **changed)
    )


def _take_back(connection: Connection, step: Table, draw_id: str, ticket: str, kind: str) -> None:
    """The last of its kind counts no more."""
    theirs = (step.c.draw_id == draw_id) & (step.c.ticket == ticket) & (step.c.step == kind)
    last = select(func.max(step.c.position)).where(theirs).scalar_subquery()
    connection.execute(delete(step).where(step.c.position == last))


def _a_year_after(day: date, origin: Origin) -> date:
    """The first day on which a year has surely passed."""
    last = origin.window(day)[1]
    return date(last.year + 1, 3, 1) if (last.month, last.day) == (2, 29) else last.replace(year=last.year + 1)


def _apply_membership(connection: Connection, membership: Table, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    theirs = (membership.c.council_id == fact.council_id) & (membership.c.person_id == str(fact.person_id))
    still_there = theirs & membership.c.left_on.is_(None)
    match fact:
        case MemberJoined():
            connection.execute(
                insert(membership).values(
                    position=recorded.position,
                    council_id=fact.council_id,
                    person_id=str(fact.person_id),
                    joined_on=fact.joined_on,
                )
            )
        case MemberLeft():
            first, last = fact.origin.window(fact.left_on)
            left = {"left_on": fact.left_on, "left_first_on": first, "left_last_on": last}
            connection.execute(update(membership).where(still_there).values(left_at=recorded.position, **left))
        case MembershipCorrected():
            connection.execute(update(membership).where(still_there).values(joined_on=fact.after.joined_on))
        case MembershipWithdrawn():
            connection.execute(delete(membership).where(still_there))
        case DepartureWithdrawn():
            last_departure = select(func.max(membership.c.left_at)).where(theirs).scalar_subquery()
            nothing: dict[str, Any] = dict.fromkeys(("left_at", "left_on", "left_first_on", "left_last_on"))
            connection.execute(update(membership).where(membership.c.left_at == last_departure).values(**nothing))


# What became of those who were drawn


@dataclass
class Candidate:
    """A ticket that was drawn, and what happened to it until a day."""

    rank: int
    ticket: str
    kind: str
    gender: str
    is_reserve: bool
    contacts: list[dict[str, Any]] = field(default_factory=list)
    answer: dict[str, Any] | None = None
    seat: dict[str, Any] | None = None
    use: dict[str, Any] | None = None

    def take(self, step: dict[str, Any]) -> None:
        """One thing more, in the order in which it was recorded: what is said again counts as it was said last."""
        match step["step"]:
            case "CONTACTED":
                self.contacts = sorted([*self.contacts, step], key=lambda one: (one["happened_on"], one["position"]))
            case "ANSWERED":
                self.answer = step
            case "SEATED":
                self.seat = step
            case _:
                self.use = step

    @property
    def contacted(self) -> list[int]:
        """Facts by which somebody tried to reach the person. Whoever answered or sat down was spoken to."""
        return _positions(*self.contacts) or self.reached or _positions(self.answer)

    @property
    def reached(self) -> list[int]:
        """Facts by which the person was reached."""
        return (
            _positions(*(one for one in self.contacts if one["was_reached"])) or self.answered or _positions(self.seat)
        )

    @property
    def answered(self) -> list[int]:
        """The fact that holds what the person said last."""
        return [] if self.said in (None, DrawAnswer.NO_ANSWER) else _positions(self.answer)

    @property
    def accepted(self) -> list[int]:
        """The fact by which the person accepted."""
        return _positions(self.answer) if self.said is DrawAnswer.ACCEPTED else []

    @property
    def seated(self) -> list[int]:
        """The fact by which the person took a seat."""
        return _positions(self.seat)

    @property
    def said(self) -> DrawAnswer | None:
        """What was answered last."""
        return DrawAnswer(self.answer["answer"]) if self.answer else None

    @property
    def method(self) -> str | None:
        """How the person was first reached; else how it was last tried; none when nobody noted it."""
        reaching = [one for one in self.contacts if one["was_reached"]]
        one = reaching[0] if reaching else self.contacts[-1] if self.contacts else None
        return one["method"] if one else None

    def may_be_called(self) -> bool:
        """Whether a vacancy may still be offered to this ticket of the reserve list (R07)."""
        return self.is_reserve and not self.use and not self.seat and self.said not in SAID_NO

    def row(self) -> dict[str, Any]:
        """Where it stands, in one line."""
        contact = self.contacts[-1] if self.contacts else {}
        return {
            "rank": self.rank,
            "ticket": self.ticket,
            "kind": self.kind,
            "gender": self.gender,
            "is_reserve": self.is_reserve,
            "contacts": len(self.contacts),
            "contacted_on": contact.get("happened_on"),
            "method": contact.get("method"),
            "was_reached": bool(self.reached) if self.contacted else None,
            "answer": self.said,
            "answered_on": self.answer["happened_on"] if self.answer else None,
            "used_on": self.use["happened_on"] if self.use else None,
            "seated_on": self.seat["happened_on"] if self.seat else None,
            "person_id": self.seat["person_id"] if self.seat else None,
        }


def _positions(*steps: dict[str, Any] | None) -> list[int]:
    return [step["position"] for step in steps if step]


STAGES: dict[str, Callable[[Candidate], list[int]]] = {
    "contacted": lambda one: one.contacted,
    "reached": lambda one: one.reached,
    "answered": lambda one: one.answered,
    "accepted": lambda one: one.accepted,
    "seated": lambda one: one.seated,
}
"""Each stage, and the facts by which a person stands in it: none when it was not reached."""


@dataclass(frozen=True)
class Funnel:
    """From those who were drawn to those who are still there after a year, as of a day."""

    held_at: int | None
    """Place of the fact of the draw; none when it was not held by then."""
    candidates: Sequence[Candidate]
    memberships: Sequence[dict[str, Any]]
    on: date

    def stages(self, candidates: Sequence[Candidate]) -> dict[str, Any]:
        """How many of these stand in each stage. While nobody recorded anything of anybody drawn, that is unknown, not zero."""
        if self.held_at is None:
            return dict.fromkeys(("drawn", *STAGES, "still_there"), _number(None))
        unknown = not any(one.contacted or one.seated for one in self.candidates)
        drawn = _number(len(candidates), facts=[self.held_at] if candidates else [])
        found = {
            stage: _number(None, unknown=len(candidates)) if unknown else _counted(map(facts, candidates))
            for stage, facts in STAGES.items()
        }
        still_there = _number(None, unknown=len(candidates)) if unknown else self._still_there(candidates)
        return {"drawn": drawn, **found, "still_there": still_there}

    def _still_there(self, candidates: Iterable[Candidate]) -> dict[str, Any]:
        """Who sat a year after taking the seat; unknown before that day, or when no membership is recorded."""
        known = [self._membership_after_a_year(one.seat) for one in candidates if one.seat]
        there = [facts for is_there, facts in known if is_there]
        unknown = sum(is_there is None for is_there, _ in known)
        count = None if known and unknown == len(known) else len(there)
        return _number(count, unknown=unknown, facts=[place for _, facts in known for place in facts])

    def _membership_after_a_year(self, seat: dict[str, Any]) -> tuple[bool | None, list[int]]:
        day = seat["a_year_later_on"]
        theirs = [one for one in self.memberships if one["person_id"] == seat["person_id"] and one["joined_on"] <= day]
        if self.on < day or not theirs:
            return None, []
        facts = [place for one in theirs for place in (one["position"], one["left_at"]) if place]
        if any(one["left_on"] is None or one["left_first_on"] > day for one in theirs):
            return True, facts
        if all(one["left_last_on"] <= day for one in theirs):
            return False, facts
        return None, facts

    def by(self, key: Callable[[Candidate], str | None]) -> list[dict[str, Any]]:
        """The same for each of the groups that a key makes."""
        ordered = sorted(self.candidates, key=lambda one: key(one) or "")
        return [{"value": value or None, **self.stages(list(group))} for value, group in _grouped(ordered, key)]


def _grouped(
    ordered: Sequence[Candidate], key: Callable[[Candidate], str | None]
) -> Iterable[tuple[str, Iterable[Candidate]]]:
    return groupby(ordered, key=lambda one: key(one) or "")


def _counted(found: Iterable[list[int]]) -> dict[str, Any]:
    standing = [facts for facts in found if facts]
    return _number(len(standing), facts=[place for facts in standing for place in facts])


def _number(count: int | None, *, unknown: int = 0, facts: Sequence[int] = ()) -> dict[str, Any]:
    return {"count": count, "unknown": unknown, "facts": sorted(set(facts))}


class DrawViews:
    """Questions that people ask about draws."""

    def __init__(self, model: ReadModel[DrawTables]) -> None:
        self.model = model

    async def draws(
        self,
        *,
        council_id: str | None = None,
        on: date | None = None,
        year: int | None = None,
        status: str | None = None,
        words: str | None = None,
        after_key: tuple[date, str] | None = None,
        limit: int | None = None,
    ) -> list[dict[str, Any]]:
        """Draws in the order of their days (held, else prepared), with the kinds of their lists; all that fit, or a page."""
        draw, listed = self.model.tables.draw, self.model.tables.listed
        question = select(draw).order_by(draw.c.happens_on, draw.c.draw_id).limit(limit)
        if council_id is not None:
            question = question.where(draw.c.council_id == council_id)
        if on is not None:
            question = question.where(draw.c.happens_on == on)
        if year is not None:
            question = question.where(extract("year", draw.c.happens_on) == year)
        if status is not None:
            question = question.where(draw.c.status == status)
        if words is not None:
            titled = select(listed.c.draw_id).where(listed.c.plain_title.contains(searchable(words), autoescape=True))
            question = question.where(draw.c.draw_id.in_(titled))
        if after_key is not None:
            question = question.where(tuple_(draw.c.happens_on, draw.c.draw_id) > tuple_(*after_key))
        found = await self.model.rows(question)
        kinds = await self.model.rows(
            select(listed.c.draw_id, listed.c.kind)
            .where(listed.c.draw_id.in_([one["draw_id"] for one in found]))
            .order_by(listed.c.draw_id, listed.c.rank)
        )
        return [
            _shown(one) | {"list_kinds": [kind["kind"] for kind in kinds if kind["draw_id"] == one["draw_id"]]}
            for one in found
        ]

    async def draw(self, draw_id: str) -> dict[str, Any]:
        """What is public of one draw: its lists, its seed, its result, and what is told of it. Raises NotFound.

        Not who the tickets stand for, nor what became of them.
        """
        draw = await self._draw(draw_id)
        lists = await self._of(draw_id, self.model.tables.listed)
        candidates = await self._candidates(draw_id)
        return _shown(draw) | {
            "lists": [{name: one[name] for name in ("rank", "kind", "title", "tickets", "digest")} for one in lists],
            "drawn": [
                {name: getattr(one, name) for name in ("rank", "ticket", "kind", "gender", "is_reserve")}
                for one in candidates
            ],
            "remarks": list(_remarks(draw, lists, candidates)),
        }

    async def candidates(self, draw_id: str) -> dict[str, Any]:
        """What became of each of those who were drawn. Raises NotFound."""
        draw = await self._draw(draw_id)
        return {"draw_id": draw_id, "status": draw["status"], "candidates": await self._rows(draw_id)}

    async def reserve(self, draw_id: str) -> dict[str, Any]:
        """The reserve list by ranks, and who is next (R07): among all, and by gender. Raises NotFound."""
        draw = await self._draw(draw_id)
        candidates = [one for one in await self._candidates(draw_id) if one.is_reserve]
        callable_now = [one for one in candidates if draw["status"] == "HELD" and one.may_be_called()]

        def first(gender: Gender | None = None) -> dict[str, Any] | None:
            return next(
                ({"rank": one.rank, "ticket": one.ticket} for one in callable_now if gender in (None, one.gender)), None
            )

        return {
            "draw_id": draw_id,
            "status": draw["status"],
            "next": first(),
            "next_by_gender": {gender.value: first(gender) for gender in Gender},
            "reserve": [one.row() | {"may_be_called": one in callable_now} for one in candidates],
        }

    async def funnel(self, draw_id: str, on: date) -> dict[str, Any]:
        """From drawn to still there after a year, as of a day: in all, by list, by gender, by means of contact. Raises NotFound."""
        draw = await self._draw(draw_id)
        is_held = draw["held_on"] is not None and draw["held_on"] <= on
        candidates = await self._candidates(draw_id, until=on) if is_held else []
        memberships = await self._memberships(draw["council_id"], candidates)
        funnel = Funnel(draw["held_at"] if is_held else None, candidates, memberships, on)
        return {
            "draw_id": draw_id,
            "on": on,
            "status": draw["status"],
            "stages": funnel.stages(candidates),
            "by_list_kind": funnel.by(lambda one: one.kind),
            "by_gender": funnel.by(lambda one: one.gender),
            "by_method": funnel.by(lambda one: one.method),
        }

    async def _draw(self, draw_id: str) -> dict[str, Any]:
        found = await self._of(draw_id, self.model.tables.draw)
        if not found:
            raise NotFound
        return found[0]

    async def _candidates(self, draw_id: str, until: date | None = None) -> list[Candidate]:
        tables = self.model.tables
        drawn = await self._of(draw_id, tables.drawn)
        candidates = {one["ticket"]: Candidate(**_but(one, "draw_id")) for one in drawn}
        for step in await self._of(draw_id, tables.step):
            if until is None or step["happened_on"] <= until:
                candidates[step["ticket"]].take(step)
        return list(candidates.values())

    async def _rows(self, draw_id: str) -> list[dict[str, Any]]:
        return [one.row() for one in await self._candidates(draw_id)]

    async def _memberships(self, council_id: str, candidates: Iterable[Candidate]) -> list[dict[str, Any]]:
        membership = self.model.tables.membership
        seated = [one.seat["person_id"] for one in candidates if one.seat]
        question = select(membership).where(membership.c.council_id == council_id, membership.c.person_id.in_(seated))
        return await self.model.rows(question)

    async def _of(self, draw_id: str, table: Table) -> list[dict[str, Any]]:
        question: Select[Any] = select(table).where(table.c.draw_id == draw_id)
        return await self.model.rows(question.order_by(*table.primary_key.columns))


def _shown(draw: dict[str, Any]) -> dict[str, Any]:
    """A draw as people see it: where its fact stands serves the funnel only."""
    return _but(draw, "held_at")


def _but(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}


def _remarks(
    draw: dict[str, Any], lists: Sequence[dict[str, Any]], candidates: Sequence[Candidate]
) -> Iterable[dict[str, Any]]:
    """What is told of a draw, and forbids nothing: the code of a remark, its rule, and the numbers of the case."""
    if len({one["kind"] for one in lists}) == 1 and R05_FROM <= draw["prepared_on"] < R05_UNTIL:
        yield {"code": "one-kind-of-list", "rule": "R05"}
    if draw["held_on"] is None:
        return
    seats = [one for one in candidates if not one.is_reserve]
    for code, places, filled in (
        ("seats-not-filled", draw["seats"], len(seats)),
        ("reserve-not-filled", draw["reserve"], len(candidates) - len(seats)),
    ):
        if filled < places:
            yield {"code": code, "rule": None, "missing": places - filled, "places": places}
    genders = Counter(one.gender for one in seats)
    if abs(genders["F"] - genders["M"]) > 1:
        yield {"code": "parity-not-reached", "rule": "R03", "women": genders["F"], "men": genders["M"]}
    yield from _passed_over(candidates)


def _passed_over(candidates: Sequence[Candidate]) -> Iterable[dict[str, Any]]:
    """Ranks of the reserve list that were called while an earlier one could have been (R07)."""
    for called in candidates:
        earlier = (one for one in candidates if one.rank < called.rank and called.use and one.may_be_called())
        first = next(earlier, None)
        if first is not None:
            yield {"code": "rank-passed-over", "rule": "R07", "rank": called.rank, "first": first.rank}
