"""The projection of what is open: meetings, minutes, sessions, initiatives, what institutions owe, cases; seats, terms, agreements.

A matter has a row from the fact that opens it, and a last day from the one that settles it. Seats, terms and agreements
follow from the rosters and the files of the day, so that only their periods are kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Column, Date, Integer, MetaData, Table, func, select

from services.councils.team.readmodel.rows import add, change, id_column, remove, said, same, word_column
from shared.contracts.activities import journal
from shared.contracts.activities.cases import CaseClosed, CaseCorrected, CaseOpened, CaseReopened, CaseWithdrawn
from shared.contracts.activities.dialogue import CommitmentMade, InstitutionAnswered, PrefectReferred, QuestionAsked
from shared.contracts.activities.initiatives import (
    InitiativeCompleted,
    InitiativeCorrected,
    InitiativeDropped,
    InitiativeProposed,
    InitiativeWithdrawn,
)
from shared.contracts.activities.meetings import (
    MeetingCancelled,
    MeetingCorrected,
    MeetingHeld,
    MeetingPostponed,
    MeetingScheduled,
    MeetingWithdrawn,
    MinutesPublished,
)
from shared.contracts.activities.steering import (
    RepresentativeNamed,
    SteeringSessionCancelled,
    SteeringSessionCorrected,
    SteeringSessionHeld,
    SteeringSessionScheduled,
    SteeringSessionWithdrawn,
)
from shared.contracts.councils.composition import (
    DepartureWithdrawn,
    MemberJoined,
    MemberLeft,
    MembershipChanged,
    MembershipChangeWithdrawn,
    MembershipCorrected,
    MembershipRenewalWithdrawn,
    MembershipRenewed,
    MembershipWithdrawn,
)
from shared.contracts.councils.dossier import (
    EntryCorrected,
    EntryWithdrawn,
    HostingModelSet,
    PremisesProvided,
    SeatsDecided,
)
from shared.contracts.councils.team import OpenMatter, PostOpened, PostRenewalWithdrawn, PostRenewed
from shared.platform.clock import PARIS
from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from sqlalchemy import Connection

    from shared.kernel import Fact, Recorded
    from shared.platform.envelope import Entry

SUBJECTS = ("about_id", "meeting_id", "session_id", "initiative_id", "case_id", "post_id", "entry_id", "person_id")
"""Which field of a fact says what it is about."""


@dataclass(frozen=True)
class MatterTables:
    """The tables of what is or may be open."""

    matter: Table
    membership: Table
    seats: Table
    agreement: Table
    answer: Table
    trace: Table


def _recorded_on(recorded: Recorded) -> date:
    return recorded.recorded_at.astimezone(PARIS).date()


def _open(
    connection: Connection,
    tables: MatterTables,
    matter: OpenMatter,
    subject_id: object,
    council_id: str,
    **words: Any,
) -> None:
    add(
        connection,
        tables.matter,
        matter=matter.value,
        subject_id=str(subject_id),
        council_id=council_id,
        **words,
    )


def _settle(connection: Connection, tables: MatterTables, subject_id: object, on: date, council_id: str | None) -> None:
    """From that day it is no longer open, for one council or for all."""
    matter = tables.matter
    mine = [matter.c.subject_id == str(subject_id), matter.c.closed_on.is_(None)]
    if council_id is not None:
        mine.append(matter.c.council_id == council_id)
    change(connection, matter, *mine, closed_on=on)


def _withdrawn(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    remove(connection, tables.matter, tables.matter.c.subject_id == _subject_of(recorded.fact))


def _told_again(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    """What was open of it is told again from the beginning, each step as if it were said on the day on which it was first."""
    fact: Any = recorded.fact
    _withdrawn(connection, tables, recorded)
    trace = tables.trace
    mine = trace.c.source == recorded.source, trace.c.subject_id == _subject_of(fact)
    said_on = select(trace.c.type, func.min(trace.c.recorded_on)).where(*mine).group_by(trace.c.type)
    first_on = {row[0]: row[1] for row in connection.execute(said_on)}
    for step in fact.after.facts:
        if type(step) in _APPLY:
            at = datetime.combine(first_on.get(step.type, _recorded_on(recorded)), time(12), PARIS)
            _APPLY[type(step)](connection, tables, replace(recorded, fact=step, recorded_at=at))


def _subject_of(fact: Fact) -> str:
    return next(str(getattr(fact, name)) for name in SUBJECTS if hasattr(fact, name))


# Meetings and their minutes


def _meeting_scheduled(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    """Open from the day it was said, or from its own day when that was said afterwards."""
    fact: Any = recorded.fact
    since = min(_recorded_on(recorded), fact.planned_on)
    words = {"title": fact.title, "open_from": since, "due_on": fact.planned_on}
    _open(connection, tables, OpenMatter.MEETING_PLANNED, fact.meeting_id, fact.council_id, **words)


def _meeting_postponed(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    """Open as before, until its new day."""
    fact: Any = recorded.fact
    change(connection, tables.matter, tables.matter.c.subject_id == str(fact.meeting_id), due_on=fact.planned_on)


def _meeting_held(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    _settle(connection, tables, fact.meeting_id, fact.held_on, fact.council_id)
    words = {"title": fact.title, "open_from": fact.held_on, "due_on": None}
    _open(connection, tables, OpenMatter.MINUTES_MISSING, fact.meeting_id, fact.council_id, **words)


def _meeting_cancelled(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    _settle(connection, tables, fact.meeting_id, min(_recorded_on(recorded), fact.planned_on), fact.council_id)


def _minutes_published(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    _settle(connection, tables, fact.meeting_id, fact.published_on, fact.council_id)


# Sessions of steering bodies


def _session_scheduled(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    since = min(_recorded_on(recorded), fact.planned_on)
    for council_id in fact.council_ids:
        words = {"title": fact.body_name, "open_from": since, "due_on": fact.planned_on}
        _open(connection, tables, OpenMatter.SESSION_TO_PREPARE, fact.session_id, council_id, **words)


def _representative_named(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    _settle(connection, tables, fact.session_id, fact.named_on, fact.council_id)


def _session_held(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    _settle(connection, tables, fact.session_id, fact.held_on, None)


def _session_cancelled(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    _settle(connection, tables, fact.session_id, min(_recorded_on(recorded), fact.planned_on), None)


# Initiatives


def _initiative_proposed(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    words = {"title": fact.title, "open_from": fact.proposed_on, "due_on": None}
    _open(connection, tables, OpenMatter.INITIATIVE_IN_PROGRESS, fact.initiative_id, fact.council_id, **words)


def _initiative_completed(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    _settle(connection, tables, fact.initiative_id, fact.completed_on, fact.council_id)


def _initiative_dropped(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    _settle(connection, tables, fact.initiative_id, fact.dropped_on, fact.council_id)


# What is asked of institutions, and promised by them

ASKED: Mapping[type[Fact], str] = {
    QuestionAsked: "asked_on",
    CommitmentMade: "made_on",
    PrefectReferred: "referred_on",
}
"""What waits for an answer, and the field of its day."""


def _told(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    _add_told(connection, tables, recorded.fact)


def _add_told(connection: Connection, tables: MatterTables, fact: Any) -> None:
    """A question that is open until its first answer, or an answer."""
    if isinstance(fact, InstitutionAnswered):
        add(connection, tables.answer, **said(fact, "entry_id", "about_id", "answered_on"))
        _look_for_answers(connection, tables, fact.about_id)
    elif type(fact) in ASKED:
        words = {"title": fact.title, "open_from": getattr(fact, ASKED[type(fact)]), "due_on": fact.due_on}
        _open(connection, tables, OpenMatter.ANSWER_AWAITED, fact.entry_id, fact.council_id, **words)
        _look_for_answers(connection, tables, fact.entry_id)


def _remove_told(connection: Connection, tables: MatterTables, fact: Any) -> None:
    remove(connection, tables.matter, tables.matter.c.subject_id == str(fact.entry_id))
    remove(connection, tables.answer, *same(tables.answer, fact, "entry_id"))
    if isinstance(fact, InstitutionAnswered):
        _look_for_answers(connection, tables, fact.about_id)


def _look_for_answers(connection: Connection, tables: MatterTables, subject_id: UUID) -> None:
    """It is open until the day of the first answer that stands."""
    answer, mine = tables.answer, tables.matter.c.subject_id == str(subject_id)
    first = select(func.min(answer.c.answered_on)).where(answer.c.about_id == str(subject_id)).scalar_subquery()
    change(connection, tables.matter, mine, closed_on=first)


def _journal_corrected(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    _remove_told(connection, tables, fact.before)
    _add_told(connection, tables, fact.after)


def _journal_withdrawn(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    _remove_told(connection, tables, fact.said)


# Case files


def _case_opened(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    words = {"title": fact.title, "open_from": fact.opened_on, "due_on": fact.due_on}
    _open(connection, tables, OpenMatter.CASE_OPEN, fact.case_id, fact.council_id, **words)


def _case_closed(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    _settle(connection, tables, fact.case_id, fact.closed_on, fact.council_id)


def _case_reopened(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    """Open once more: a day on which it was closed stays so."""
    fact: Any = recorded.fact
    if fact.reopened_on <= fact.closed_on:
        change(connection, tables.matter, *_closed(tables, fact), closed_on=None)
        return
    words = {"title": fact.title, "open_from": fact.reopened_on, "due_on": fact.due_on}
    _open(connection, tables, OpenMatter.CASE_OPEN, fact.case_id, fact.council_id, **words)


def _closed(tables: MatterTables, fact: CaseReopened) -> list[Any]:
    matter = tables.matter
    return [matter.c.subject_id == str(fact.case_id), matter.c.closed_on == fact.closed_on]


def _case_corrected(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    mine = tables.matter.c.subject_id == str(fact.case_id)
    change(connection, tables.matter, mine, title=fact.after.title, due_on=fact.after.due_on)
    first = tables.matter.c.open_from == fact.before.opened_on
    change(connection, tables.matter, mine, first, open_from=fact.after.opened_on)


def _case_withdrawn(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    remove(connection, tables.matter, tables.matter.c.subject_id == str(fact.case_id))


# Who sits, in which seat, until when


def _member_joined(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    words = said(fact, "council_id", "person_id", "college", "role", "joined_on", "term_until_on")
    add(connection, tables.membership, position=recorded.position, from_on=fact.joined_on, **words)


def _current(tables: MatterTables, fact: Any) -> list[Any]:
    return [*same(tables.membership, fact, "council_id", "person_id"), tables.membership.c.until_on.is_(None)]


def _member_left(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    change(connection, tables.membership, *_current(tables, fact), until_on=fact.left_on)


def _membership_changed(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    """Another period begins; the term goes on."""
    fact: Any = recorded.fact
    mine = _current(tables, fact)
    term = connection.execute(tables.membership.select().where(*mine)).mappings().first()
    change(connection, tables.membership, *mine, until_on=fact.changed_on)
    words = said(fact, "council_id", "person_id", "college", "role", "joined_on")
    add(
        connection,
        tables.membership,
        position=recorded.position,
        from_on=fact.changed_on,
        term_until_on=term["term_until_on"] if term else None,
        **words,
    )


def _membership_change_withdrawn(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    """The period that it began never was; the one before goes on."""
    fact: Any = recorded.fact
    membership = tables.membership
    mine = same(membership, fact, "council_id", "person_id", "joined_on")
    remove(connection, membership, *mine, membership.c.from_on == fact.changed_on, membership.c.until_on.is_(None))
    change(connection, membership, *mine, membership.c.until_on == fact.changed_on, until_on=None)


def _membership_renewed(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    _set_term(connection, tables, fact, fact.term_until_on)


def _membership_renewal_withdrawn(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    _set_term(connection, tables, fact, fact.former_term_until_on)


def _set_term(connection: Connection, tables: MatterTables, fact: Any, term_until_on: date | None) -> None:
    """In every period of the present membership: a change of seat that is taken back later leaves the term as it is."""
    membership = tables.membership
    joined_on = select(membership.c.joined_on).where(*_current(tables, fact)).limit(1).scalar_subquery()
    mine = same(membership, fact, "council_id", "person_id")
    change(connection, membership, *mine, membership.c.joined_on == joined_on, term_until_on=term_until_on)


def _membership_corrected(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    """What is said again is the joining: its first period. A term that was renewed since is not that of the joining."""
    fact: Any = recorded.fact
    membership = tables.membership
    mine = [
        *same(membership, fact, "council_id", "person_id"),
        membership.c.joined_on == fact.before.joined_on,
    ]
    first = membership.c.from_on == fact.before.joined_on
    change(connection, membership, *mine, first, from_on=fact.after.joined_on, **said(fact.after, "college", "role"))
    change(connection, membership, *mine, joined_on=fact.after.joined_on)
    of_the_joining = membership.c.term_until_on.is_not_distinct_from(fact.before.term_until_on)
    change(connection, membership, *_current(tables, fact), of_the_joining, **said(fact.after, "term_until_on"))


def _membership_withdrawn(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    membership = tables.membership
    mine = same(membership, fact, "council_id", "person_id")
    remove(connection, membership, *mine, membership.c.joined_on == fact.joining.joined_on)


def _departure_withdrawn(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    membership = tables.membership
    mine = same(membership, fact, "council_id", "person_id", "joined_on")
    change(connection, membership, *mine, membership.c.until_on == fact.left_on, until_on=None)


# Seats and agreements, from the file of the council


def _file_entry(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    _add_entry(connection, tables, recorded.fact)


def _add_entry(connection: Connection, tables: MatterTables, entry: object) -> None:
    match entry:
        case SeatsDecided():
            words = said(entry, "entry_id", "council_id", "resident_seats", "local_actor_seats", "from_on")
            add(connection, tables.seats, **words)
        case HostingModelSet():
            words = said(entry, "entry_id", "council_id", "entry", "from_on", "until_on")
            add(connection, tables.agreement, title=entry.structure, **words)
        case PremisesProvided():
            words = said(entry, "entry_id", "council_id", "entry", "title", "from_on", "until_on")
            add(connection, tables.agreement, **words)


def _remove_entry(connection: Connection, tables: MatterTables, fact: Any) -> None:
    for table in (tables.seats, tables.agreement):
        remove(connection, table, *same(table, fact, "entry_id"))


def _entry_corrected(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    _remove_entry(connection, tables, fact)
    _add_entry(connection, tables, fact.after)


def _entry_withdrawn(connection: Connection, tables: MatterTables, recorded: Recorded) -> None:
    _remove_entry(connection, tables, recorded.fact)


def _only_traced(_connection: Connection, _tables: MatterTables, _recorded: Recorded) -> None:
    """Posts are in the views of the team; here are only the facts behind them."""


_APPLY: Mapping[type[Fact], Callable[[Connection, MatterTables, Recorded], None]] = {
    MeetingScheduled: _meeting_scheduled,
    MeetingPostponed: _meeting_postponed,
    MeetingHeld: _meeting_held,
    MeetingCancelled: _meeting_cancelled,
    MeetingWithdrawn: _withdrawn,
    MeetingCorrected: _told_again,
    MinutesPublished: _minutes_published,
    SteeringSessionScheduled: _session_scheduled,
    RepresentativeNamed: _representative_named,
    SteeringSessionHeld: _session_held,
    SteeringSessionCancelled: _session_cancelled,
    SteeringSessionCorrected: _told_again,
    SteeringSessionWithdrawn: _withdrawn,
    InitiativeProposed: _initiative_proposed,
    InitiativeCompleted: _initiative_completed,
    InitiativeDropped: _initiative_dropped,
    InitiativeCorrected: _told_again,
    InitiativeWithdrawn: _withdrawn,
    QuestionAsked: _told,
    CommitmentMade: _told,
    PrefectReferred: _told,
    InstitutionAnswered: _told,
    CaseOpened: _case_opened,
    CaseClosed: _case_closed,
    CaseReopened: _case_reopened,
    CaseCorrected: _case_corrected,
    CaseWithdrawn: _case_withdrawn,
    journal.EntryCorrected: _journal_corrected,
    journal.EntryWithdrawn: _journal_withdrawn,
    MemberJoined: _member_joined,
    MemberLeft: _member_left,
    MembershipChanged: _membership_changed,
    MembershipChangeWithdrawn: _membership_change_withdrawn,
    MembershipRenewed: _membership_renewed,
    MembershipRenewalWithdrawn: _membership_renewal_withdrawn,
    MembershipCorrected: _membership_corrected,
    MembershipWithdrawn: _membership_withdrawn,
    DepartureWithdrawn: _departure_withdrawn,
    SeatsDecided: _file_entry,
    HostingModelSet: _file_entry,
    PremisesProvided: _file_entry,
    EntryCorrected: _entry_corrected,
    EntryWithdrawn: _entry_withdrawn,
    PostOpened: _only_traced,
    PostRenewed: _only_traced,
    PostRenewalWithdrawn: _only_traced,
}


def _is_heard(recorded: Recorded) -> bool:
    """A correction or a withdrawal of the journal may be of anything: those of questions and answers are heard."""
    match recorded.fact:
        case journal.EntryCorrected(after=entry) | journal.EntryWithdrawn(said=entry):
            return type(entry) in _APPLY
        case _:
            return True


class OpenMatterProjection(Projection[MatterTables]):
    """From the facts of both services to what is open for each council, with the facts behind each matter."""

    name = "open_matter_views"
    version = 5
    sources = ("councils", "activities")
    listens_to = tuple(_APPLY)

    def tables(self, metadata: MetaData, suffix: str) -> MatterTables:
        """One row a matter of a council, a period of a membership, a decision about seats, an agreement, a fact behind one."""
        return MatterTables(
            matter=Table(
                f"open_matter{suffix}",
                metadata,
                word_column("matter", primary_key=True),
                id_column("subject_id", primary_key=True, index=True),
                word_column("council_id", primary_key=True, index=True),
                word_column("title", 240, nullable=True),
                Column("open_from", Date, primary_key=True),
                Column("due_on", Date, nullable=True),
                Column("closed_on", Date, nullable=True),
            ),
            membership=Table(
                f"open_matter_membership{suffix}",
                metadata,
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                word_column("council_id", index=True),
                id_column("person_id"),
                word_column("college"),
                word_column("role"),
                Column("joined_on", Date, nullable=False),
                Column("term_until_on", Date, nullable=True),
                Column("from_on", Date, nullable=False),
                Column("until_on", Date, nullable=True),
            ),
            seats=Table(
                f"open_matter_seats{suffix}",
                metadata,
                id_column("entry_id", primary_key=True),
                word_column("council_id", index=True),
                Column("resident_seats", Integer, nullable=False),
                Column("local_actor_seats", Integer, nullable=False),
                Column("from_on", Date, nullable=False),
            ),
            agreement=Table(
                f"open_matter_agreement{suffix}",
                metadata,
                id_column("entry_id", primary_key=True),
                word_column("council_id", index=True),
                word_column("entry"),
                word_column("title", 120, nullable=True),
                Column("from_on", Date, nullable=False),
                Column("until_on", Date, nullable=True),
            ),
            answer=Table(
                f"open_matter_answer{suffix}",
                metadata,
                id_column("entry_id", primary_key=True),
                id_column("about_id", index=True),
                Column("answered_on", Date, nullable=False),
            ),
            trace=Table(
                f"open_matter_trace{suffix}",
                metadata,
                word_column("source", primary_key=True),
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                id_column("subject_id", index=True),
                word_column("council_id", nullable=True),
                word_column("type", 64),
                Column("recorded_on", Date, nullable=False),
            ),
        )

    def apply(self, connection: Connection, tables: MatterTables, entries: Sequence[Entry]) -> None:
        """One fact after the other, and its place in its log."""
        for recorded in filter(_is_heard, heard(self, entries)):
            _APPLY[type(recorded.fact)](connection, tables, recorded)
            add(
                connection,
                tables.trace,
                source=recorded.source,
                position=recorded.position,
                subject_id=_subject_of(recorded.fact),
                council_id=getattr(recorded.fact, "council_id", None),
                type=recorded.fact.type,
                recorded_on=_recorded_on(recorded),
            )
