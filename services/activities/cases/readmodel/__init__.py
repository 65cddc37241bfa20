"""What can be seen of cases: what was said of each, how each stands on a day, and what makes it late, silent or nobody's."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, Date, MetaData, String, Table, Text, insert, select, update

from services.activities.cases.domain.case import said_of
from services.activities.cases.domain.standing import HAPPENED_ON, CaseStatus, Standing, Support, left_on, standing
from shared.contracts import REGISTRY
from shared.contracts.activities.cases import (
    FACTS,
    CaseClosed,
    CaseCorrected,
    CaseOpened,
    CaseReopened,
    CaseSaid,
    CaseSubject,
    CaseWithdrawn,
)
from shared.contracts.councils.team import AssignmentWithdrawn, FacilitatorAssigned, FacilitatorUnassigned
from shared.kernel import NotFound
from shared.platform.readmodel import Projection, heard
from shared.words import searchable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection

    from services.activities.cases.readmodel.timeline import TimelineViews
    from shared.kernel import Fact, Recorded
    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel

Row = dict[str, Any]


@dataclass(frozen=True)
class CaseTables:
    """The tables of cases."""

    case_file: Table
    change: Table
    support: Table


class CaseProjection(Projection[CaseTables]):
    """From the facts of cases to what was said of each; and which facilitator supports which council, from the councils service."""

    name = "case_views"
    version = 1
    sources = ("activities", "councils")
    listens_to = (*FACTS, FacilitatorAssigned, FacilitatorUnassigned, AssignmentWithdrawn)

    def tables(self, metadata: MetaData, suffix: str) -> CaseTables:
        """One row a case, as it is said now; one each time that something changed in it; one a time of support of a council."""
        return CaseTables(
            case_file=Table(
                f"case_file{suffix}",
                metadata,
                Column("case_id", String(36), primary_key=True),
                Column("council_id", String(32), nullable=False, index=True),
                Column("case_type", String(32), nullable=False),
                Column("subject", String(16), nullable=False),
                Column("subject_id", String(36), nullable=True, index=True),
                Column("words", String(240), nullable=False),
                Column("opened_on", Date, nullable=False),
                Column("opened", Text, nullable=False),
                Column("said", Text, nullable=False),
                Column("is_open", Boolean, nullable=False),
                Column("is_withdrawn", Boolean, nullable=False),
                Column("version", BigInteger, nullable=False),
            ),
            change=Table(
                f"case_change{suffix}",
                metadata,
                Column("case_id", String(36), primary_key=True),
                Column("version", BigInteger, primary_key=True, autoincrement=False),
                Column("type", String(64), nullable=False),
                Column("fact", Text, nullable=False),
            ),
            support=Table(
                f"case_support{suffix}",
                metadata,
                Column("council_id", String(32), primary_key=True),
                Column("facilitator_id", String(36), primary_key=True),
                Column("assigned_on", Date, primary_key=True),
                Column("unassigned_on", Date, nullable=True),
            ),
        )

    def apply(self, connection: Connection, tables: CaseTables, entries: Sequence[Entry]) -> None:
        """One fact after the other."""
        for recorded in heard(self, entries):
            if isinstance(recorded.fact, FACTS):
                _apply(connection, tables, recorded)
            else:
                _support(connection, tables.support, recorded.fact)


def _apply(connection: Connection, tables: CaseTables, recorded: Recorded) -> None:
    case_file, changed = tables.case_file, {"version": recorded.version}
    match recorded.fact:
        case CaseOpened() as fact:
            opened = {"opened": fact.model_dump_json(), "is_open": True, "is_withdrawn": False}
            connection.execute(insert(case_file).values(**_row(fact), **_said(said_of(fact)), **opened, **changed))
            return
        case CaseCorrected() as fact:
            changed |= _said(fact.after)
        case CaseWithdrawn():
            changed |= {"is_open": False, "is_withdrawn": True}
        case CaseClosed():
            changed |= {"is_open": False}
        case CaseReopened():
            changed |= {"is_open": True}
    case_id = str(recorded.stream_id)
    if type(recorded.fact) in HAPPENED_ON:
        row = {"case_id": case_id, "version": recorded.version, "type": recorded.fact.type}
        connection.execute(insert(tables.change).values(**row, fact=recorded.fact.model_dump_json()))
    connection.execute(update(case_file).where(case_file.c.case_id == case_id).values(**changed))


def _row(fact: CaseOpened) -> Row:
    return {
        "case_id": str(fact.case_id),
        "council_id": fact.council_id,
        "case_type": fact.case_type,
        "subject": fact.subject.value,
    }


def _said(said: CaseSaid) -> Row:
    return {
        "subject_id": None if said.subject_id is None else str(said.subject_id),
        "words": searchable(said.title),
        "opened_on": said.opened_on,
        "said": said.model_dump_json(),
    }


def _support(connection: Connection, support: Table, fact: Any) -> None:
    it = {"council_id": fact.council_id, "facilitator_id": str(fact.facilitator_id), "assigned_on": fact.assigned_on}
    this = [support.c[name] == value for name, value in it.items()]
    match fact:
        case FacilitatorAssigned():
            connection.execute(insert(support).values(**it))
        case FacilitatorUnassigned():
            connection.execute(update(support).where(*this).values(unassigned_on=fact.unassigned_on))
        case AssignmentWithdrawn():
            connection.execute(support.delete().where(*this))


@dataclass(frozen=True)
class Wanted:
    """Which cases."""

    council_id: str | None = None
    case_type: str | None = None
    about: str | None = None
    """Id of what they are about."""
    words: str | None = None
    status: CaseStatus | None = None
    """As of the day; those that were withdrawn are shown when they are asked for."""
    holders: tuple[str, ...] = ()
    """Held by each of these persons: none when there are several."""
    late: bool = False
    without_holder: bool = False
    silent_days: int | None = None
    """Open, and nothing happened about them for that many days."""


class CaseViews:
    """Questions that people ask about cases."""

    def __init__(self, model: ReadModel[CaseTables], timelines: TimelineViews) -> None:
        self.model = model
        self._timelines = timelines

    async def wait_for(self, after: str | None) -> None:
        """Wait until that is visible, in the timelines too. Raises NotYetVisible."""
        await self.model.wait_for(after)
        await self._timelines.model.wait_for(after)

    async def case(self, case_id: str, on: date) -> Row:
        """One case as it stood on a day, with all its steps. Raises NotFound, also when it was opened later."""
        found = await self._on(on, self.model.tables.case_file.c.case_id == case_id)
        if not found:
            raise NotFound
        return found[0]

    async def cases(self, wanted: Wanted, on: date) -> list[Row]:
        """Cases as they stood on a day, in the order of their opening."""
        case_file = self.model.tables.case_file
        where: list[ColumnElement[bool]] = [case_file.c.is_withdrawn.is_(wanted.status is CaseStatus.WITHDRAWN)]
        for column, value in (
            (case_file.c.council_id, wanted.council_id),
            (case_file.c.case_type, wanted.case_type),
            (case_file.c.subject_id, wanted.about),
        ):
            if value is not None:
                where.append(column == value)
        if wanted.words is not None:
            where.append(case_file.c.words.contains(searchable(wanted.words), autoescape=True))
        return [one for one in await self._on(on, *where) if _fits(one, wanted)]

    async def open_about(self, case_type: str, council_id: str, subject_id: UUID | None) -> list[UUID]:
        """Cases of a type that are open now about the very same."""
        case_file = self.model.tables.case_file
        subject = None if subject_id is None else str(subject_id)
        rows = await self.model.rows(
            select(case_file.c.case_id)
            .where(
                case_file.c.case_type == case_type,
                case_file.c.council_id == council_id,
                case_file.c.subject_id.is_not_distinct_from(subject),
                case_file.c.is_open,
            )
            .order_by(case_file.c.case_id)
        )
        return [UUID(row["case_id"]) for row in rows]

    async def _on(self, on: date, *where: ColumnElement[bool]) -> list[Row]:
        tables = self.model.tables
        case_file, change = tables.case_file, tables.change
        where = (*where, case_file.c.opened_on <= on)
        rows = await self.model.rows(
            select(case_file).where(*where).order_by(case_file.c.opened_on, case_file.c.case_id)
        )
        its = change.c.case_id.in_(select(case_file.c.case_id).where(*where))
        changes = await self.model.rows(select(change).where(its).order_by(change.c.case_id, change.c.version))
        of = {case_id: list(map(_fact, told)) for case_id, told in groupby(changes, itemgetter("case_id"))}
        supports = [Support(**row) for row in await self.model.rows(select(tables.support))]
        news = await self._timelines.last_news({name for row in rows for name in names_of(row)}, on)
        return [_seen(row, of.get(row["case_id"], []), supports, news, on) for row in rows]


def names_of(row: Row) -> tuple[str, ...]:
    """Ids under which facts about a case, or about what it is about, are found: of a council's case, those about the council."""
    return row["case_id"], row["subject_id"] or (row["council_id"] if row["subject"] == CaseSubject.COUNCIL else "")


def _fact(row: Row) -> Fact:
    return REGISTRY[row["type"]].model_validate_json(row["fact"])


def _seen(row: Row, changes: Sequence[Fact], supports: Iterable[Support], news: Mapping[str, date], on: date) -> Row:
    """A case as people are shown it."""
    opened = CaseOpened.model_validate_json(row["opened"])
    said = CaseSaid.model_validate_json(row["said"])
    case = standing(opened, said, changes, on)
    status = CaseStatus.WITHDRAWN if row["is_withdrawn"] else case.status
    names = ("case_id", "council_id", "case_type", "subject", "subject_id", "opened_on", "version")
    return {
        **{name: row[name] for name in names},
        "title": said.title,
        "due_on": said.due_on,
        "status": status,
        **_holder(row["council_id"], case, supports, on, is_followed=status in (CaseStatus.OPEN, CaseStatus.PAUSED)),
        **_delay(case.first_due_on(said), on, is_open=status is CaseStatus.OPEN),
        "next_step": None if status is CaseStatus.CLOSED or case.next_step is None else case.next_step.model_dump(),
        "steps_done": [{**done.step.model_dump(), "done_on": done.done_on} for done in case.done],
        **_news([news[name] for name in names_of(row) if name in news], on, is_open=status is CaseStatus.OPEN),
        "paused_on": case.paused.paused_on if case.paused else None,
        "paused_until_on": case.paused.until_on if case.paused else None,
        "pause_reason": case.paused.reason if case.paused else None,
        "closed_on": case.closed.closed_on if case.closed else None,
        "outcome": case.closed.outcome if case.closed else None,
        "closing_reason": case.closed.reason if case.closed else None,
    }


def _holder(council_id: str, case: Standing, supports: Iterable[Support], on: date, *, is_followed: bool) -> Row:
    holder_id = None if case.holder_id is None else str(case.holder_id)
    has_left_on = left_on(holder_id, council_id, supports, on)
    return {
        "holder_id": holder_id,
        "held_since_on": None if holder_id is None else case.held_since_on,
        "holder_left_on": has_left_on,
        "is_without_holder": is_followed and (holder_id is None or has_left_on is not None),
    }


def _delay(first_due_on: date | None, on: date, *, is_open: bool) -> Row:
    """What is paused or closed is not late."""
    late = (on - first_due_on).days if is_open and first_due_on is not None else 0
    return {"first_due_on": first_due_on, "is_late": late > 0, "days_late": max(0, late)}


def _news(days: Sequence[date], on: date, *, is_open: bool) -> Row:
    """Nothing is expected of what is paused or closed: its silence is not counted."""
    last_on = max(days, default=None)
    return {"last_news_on": last_on, "days_of_silence": (on - last_on).days if is_open and last_on else None}


def _fits(case: Row, wanted: Wanted) -> bool:
    """Whether it is what was asked for, as of the day."""
    return (
        wanted.status in (None, case["status"])
        and all(holder == case["holder_id"] for holder in wanted.holders)
        and (case["is_late"] or not wanted.late)
        and (case["is_without_holder"] or not wanted.without_holder)
        and (wanted.silent_days is None or (case["days_of_silence"] or 0) >= wanted.silent_days)
    )
