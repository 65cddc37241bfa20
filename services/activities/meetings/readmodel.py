"""What can be seen of meetings: one row each, as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Time,
    insert,
    select,
    tuple_,
    update,
)

from shared.contracts.activities.meetings import (
    AttendanceCorrected,
    MeetingCancelled,
    MeetingCorrected,
    MeetingHeld,
    MeetingPostponed,
    MeetingScheduled,
    MeetingWithdrawn,
    MinutesApproved,
    MinutesCirculated,
    MinutesDrafted,
    MinutesPublished,
)
from shared.kernel import NotFound
from shared.platform.readmodel import Projection, heard
from shared.words import searchable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection

    from shared.contracts.vocabulary import Attendance, Origin
    from shared.kernel import Fact
    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel


DAYS = (
    *("first_planned_on", "planned_on", "starts_at", "held_on", "present"),
    *("minutes_drafted_on", "minutes_circulated_on", "minutes_approved_on", "minutes_published_on"),
)
"""What is empty until it is said."""


@dataclass(frozen=True)
class MeetingTables:
    """The table of meetings."""

    meeting: Table


class MeetingProjection(Projection[MeetingTables]):
    """From the facts of meetings to their list."""

    name = "meeting_views"
    version = 5
    sources = ("activities",)
    listens_to = (
        MeetingScheduled,
        MeetingPostponed,
        MeetingHeld,
        AttendanceCorrected,
        MeetingCancelled,
        MeetingWithdrawn,
        MeetingCorrected,
        MinutesDrafted,
        MinutesCirculated,
        MinutesApproved,
        MinutesPublished,
    )

    def tables(self, metadata: MetaData, suffix: str) -> MeetingTables:
        """One row a meeting."""
        return MeetingTables(
            Table(
                f"meeting{suffix}",
                metadata,
                Column("meeting_id", String(36), primary_key=True),
                Column("council_id", String(32), nullable=False, index=True),
                Column("kind", String(32), nullable=False),
                Column("title", String(240), nullable=True),
                Column("place", String(240), nullable=True),
                Column("group_id", String(36), nullable=True),
                Column("happens_on", Date, nullable=False),
                Column("date_precision", String(8), nullable=False),
                # The first day it was planned for, and the last: they differ when it was postponed.
                Column("first_planned_on", Date, nullable=True),
                Column("planned_on", Date, nullable=True),
                Column("starts_at", Time, nullable=True),
                Column("held_on", Date, nullable=True),
                Column("status", String(16), nullable=False),
                Column("present", Integer, nullable=True),
                Column("minutes_drafted_on", Date, nullable=True),
                Column("minutes_circulated_on", Date, nullable=True),
                Column("minutes_approved_on", Date, nullable=True),
                Column("minutes_published_on", Date, nullable=True),
                Column("version", BigInteger, nullable=False),
                Column("words", Text, nullable=False),
            )
        )

    def apply(self, connection: Connection, tables: MeetingTables, entries: Sequence[Entry]) -> None:
        """New meetings go in together, with all that the same entries say of them: a statement costs more than its rows."""
        meeting = tables.meeting
        new: dict[str, dict[str, Any]] = {}
        for recorded in heard(self, entries):
            meeting_id = str(recorded.stream_id)
            changed = {"version": recorded.version, **_changed_by(recorded.fact)}
            if recorded.version == 1:
                new[meeting_id] = {**dict.fromkeys(meeting.c.keys()), **changed, "meeting_id": meeting_id}
            elif meeting_id in new:
                new[meeting_id] |= changed
            else:
                connection.execute(update(meeting).where(meeting.c.meeting_id == meeting_id).values(changed))
        if new:
            connection.execute(insert(meeting), list(new.values()))


def _changed_by(fact: Fact) -> dict[str, Any]:
    """What a fact changes in the row of its meeting."""
    changed: dict[str, Any] = {}
    match fact:
        case MeetingScheduled():
            changed = {
                **_what(fact),
                **_happens(fact.planned_on, fact.origin),
                "status": "SCHEDULED",
                "first_planned_on": fact.planned_on,
                "planned_on": fact.planned_on,
                "starts_at": fact.starts_at,
            }
        case MeetingPostponed():
            plan = {"planned_on": fact.planned_on, "starts_at": fact.starts_at}
            changed = {**_happens(fact.planned_on, fact.origin), **plan}
        case MeetingHeld():
            held = {"held_on": fact.held_on, "present": _present(fact.attendance)}
            changed = {**_what(fact), **_happens(fact.held_on, fact.origin), "status": "HELD", **held}
        case AttendanceCorrected():
            changed = {"present": _present(fact.after)}
        case MeetingCancelled():
            changed = {"status": "CANCELLED"}
        case MeetingWithdrawn():
            changed = {"status": "WITHDRAWN"}
        case MeetingCorrected():
            changed = _told_again(fact)
        case MinutesDrafted() | MinutesCirculated() | MinutesApproved() | MinutesPublished():
            changed = _of_minutes(fact)
    return changed


def _what(fact: MeetingScheduled | MeetingHeld) -> dict[str, Any]:
    words = searchable(" ".join(filter(None, (fact.title, fact.place))))
    what = {"council_id": fact.council_id, "kind": fact.kind.value, "title": fact.title, "place": fact.place}
    return what | {"group_id": None if fact.group_id is None else str(fact.group_id), "words": words}


def _happens(day: date, origin: Origin) -> dict[str, Any]:
    return {"happens_on": day, "date_precision": origin.date_precision.value}


def _told_again(fact: MeetingCorrected) -> dict[str, Any]:
    """Its whole row, from the beginning."""
    changed: dict[str, Any] = dict.fromkeys(DAYS)
    for step in fact.after.facts:
        changed |= _changed_by(step)
    return changed


def _of_minutes(
    fact: MinutesDrafted | MinutesCirculated | MinutesApproved | MinutesPublished,
) -> dict[str, Any]:
    match fact:
        case MinutesDrafted():
            return {"minutes_drafted_on": fact.drafted_on}
        case MinutesCirculated():
            return {"minutes_circulated_on": fact.circulated_on}
        case MinutesApproved():
            return {"minutes_approved_on": fact.approved_on}
        case MinutesPublished():
            return {"minutes_published_on": fact.published_on}


def _present(attendance: Attendance | None) -> int | None:
    return None if attendance is None else attendance.present


@dataclass(frozen=True)
class Wanted:
    """Which meetings."""

    council_id: str | None = None
    first: date | None = None
    """The first day, included, and the last."""
    last: date | None = None
    kind: str | None = None
    status: str | None = None
    words: str | None = None
    """Part of the title or of the place."""


class MeetingViews:
    """Questions that people ask about meetings."""

    def __init__(self, model: ReadModel[MeetingTables]) -> None:
        self.model = model

    async def meeting(self, meeting_id: str) -> dict[str, Any]:
        """One meeting. Raises NotFound."""
        meeting = self.model.tables.meeting
        found = await self.model.rows(select(*_shown(meeting)).where(meeting.c.meeting_id == meeting_id))
        if not found:
            raise NotFound
        return found[0]

    async def meetings(
        self, wanted: Wanted, after_key: tuple[date, str] | None = None, limit: int | None = None
    ) -> list[dict[str, Any]]:
        """Meetings in the order of their days; those that are all that is asked."""
        meeting = self.model.tables.meeting
        question = select(*_shown(meeting)).order_by(meeting.c.happens_on, meeting.c.meeting_id).limit(limit)
        exactly = (
            (meeting.c.council_id, wanted.council_id),
            (meeting.c.kind, wanted.kind),
            (meeting.c.status, wanted.status),
        )
        for column, value in exactly:
            if value is not None:
                question = question.where(column == value)
        if wanted.first is not None:
            question = question.where(meeting.c.happens_on >= wanted.first)
        if wanted.last is not None:
            question = question.where(meeting.c.happens_on <= wanted.last)
        if wanted.words is not None:
            question = question.where(meeting.c.words.contains(searchable(wanted.words), autoescape=True))
        if after_key is not None:
            question = question.where(tuple_(meeting.c.happens_on, meeting.c.meeting_id) > tuple_(*after_key))
        return await self.model.rows(question)


def _shown(table: Table) -> list[ColumnElement[Any]]:
    """All that people are shown of a row: not the words by which it is found."""
    return [column for column in table.c if column.name != "words"]
