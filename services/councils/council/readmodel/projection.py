"""The projection of councils: their particulars, stages and districts, who sat in them when, and who supported them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Column, Date, Integer, MetaData, String, Table, and_, delete, insert, select, update

from services.councils.roster import COMPOSITION, keep, roster_table
from shared.contracts.councils.composition import (
    MemberJoined,
    MembershipCorrected,
    MembershipRenewalWithdrawn,
    MembershipRenewed,
    MembershipWithdrawn,
)
from shared.contracts.councils.council import (
    CouncilCorrected,
    CouncilDistrictRemoved,
    CouncilDistrictSet,
    CouncilEstablished,
    CouncilParticulars,
    CouncilStageReached,
    CouncilStageWithdrawn,
    CouncilWithdrawn,
)
from shared.contracts.councils.dossier import EntryCorrected, EntryWithdrawn, SeatsDecided
from shared.contracts.councils.team import AssignmentWithdrawn, FacilitatorAssigned, FacilitatorUnassigned
from shared.contracts.vocabulary import DateCertainty
from shared.platform.readmodel import Projection, heard
from shared.words import searchable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection

    from shared.kernel import Fact, Recorded
    from shared.platform.envelope import Entry


@dataclass(frozen=True)
class CouncilTables:
    """The tables of the views of councils."""

    council: Table
    stage: Table
    district: Table
    member: Table
    term: Table
    seats: Table
    facilitator: Table


class CouncilProjection(Projection[CouncilTables]):
    """From the service's own facts to what its pages show."""

    name = "council_views"
    version = 4
    sources = ("councils",)
    listens_to = (
        CouncilEstablished,
        CouncilCorrected,
        CouncilWithdrawn,
        CouncilDistrictSet,
        CouncilDistrictRemoved,
        CouncilStageReached,
        CouncilStageWithdrawn,
        *COMPOSITION,
        MembershipRenewed,
        MembershipRenewalWithdrawn,
        SeatsDecided,
        EntryCorrected,
        EntryWithdrawn,
        FacilitatorAssigned,
        FacilitatorUnassigned,
        AssignmentWithdrawn,
    )

    def tables(self, metadata: MetaData, suffix: str) -> CouncilTables:
        """One row a council, a stage, a district of a council, a period of a member, a term, a decision on seats, an assignment."""
        return CouncilTables(
            council=Table(
                f"council{suffix}",
                metadata,
                Column("council_id", String(32), primary_key=True),
                Column("name", String(120), nullable=False),
                Column("search", String(500), nullable=False),
                Column("arrondissement", String(2), nullable=False),
                Column("established_on", Date, nullable=False),
                # The first day on which it may have been, as vaguely as it is known; none where it is attested only.
                Column("established_first_on", Date, nullable=True),
                Column("date_precision", String(8), nullable=False),
                Column("date_certainty", String(16), nullable=False),
                Column("version", BigInteger, nullable=False),
            ),
            stage=Table(
                f"council_stage{suffix}",
                metadata,
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                Column("council_id", String(32), nullable=False, index=True),
                Column("stage", String(16), nullable=False),
                Column("reached_on", Date, nullable=False),
            ),
            district=Table(
                f"district{suffix}",
                metadata,
                Column("council_id", String(32), primary_key=True),
                Column("district_code", String(8), primary_key=True),
                Column("generation", String(4), nullable=False),
                Column("from_on", Date, nullable=False),
                Column("until_on", Date, nullable=True),
            ),
            member=roster_table(f"member{suffix}", metadata),
            term=Table(
                f"member_term{suffix}",
                metadata,
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                Column("joined_position", BigInteger, nullable=False, index=True),
                Column("from_on", Date, nullable=False),
                Column("until_on", Date, nullable=True),
            ),
            seats=Table(
                f"seats_decided{suffix}",
                metadata,
                Column("entry_id", String(36), primary_key=True),
                Column("position", BigInteger, nullable=False),
                Column("council_id", String(32), nullable=False, index=True),
                Column("resident_seats", Integer, nullable=False),
                Column("local_actor_seats", Integer, nullable=False),
                Column("from_on", Date, nullable=False),
            ),
            facilitator=Table(
                f"facilitator{suffix}",
                metadata,
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                Column("council_id", String(32), nullable=False, index=True),
                Column("facilitator_id", String(36), nullable=False),
                Column("assigned_on", Date, nullable=False),
                # The last day on which it may have begun, as vaguely as it is known.
                Column("assigned_last_on", Date, nullable=False),
                Column("unassigned_on", Date, nullable=True),
            ),
        )

    def apply(self, connection: Connection, tables: CouncilTables, entries: Sequence[Entry]) -> None:
        """One fact after the other: a council has few."""
        for recorded in heard(self, entries):
            keep(connection, tables.member, recorded)
            write = _WRITING.get(type(recorded.fact))
            if write is not None:
                write(connection, tables, recorded)
            if not isinstance(recorded.fact, _OF_THE_DOSSIER):
                _raise_version(connection, tables, recorded)


# What each fact writes


def _establish(connection: Connection, tables: CouncilTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    row = {"council_id": fact.council_id, "version": recorded.version}
    connection.execute(insert(tables.council).values(row | _particulars(fact)))


def _correct(connection: Connection, tables: CouncilTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    mine = tables.council.c.council_id == fact.council_id
    connection.execute(update(tables.council).where(mine).values(_particulars(fact.after)))


def _withdraw(connection: Connection, tables: CouncilTables, recorded: Recorded) -> None:
    """Whatever was said of a council that never was: nobody sat in it, and nobody supported it."""
    fact: Any = recorded.fact
    for table in (tables.council, tables.stage, tables.district):
        connection.execute(delete(table).where(table.c.council_id == fact.council_id))


def _particulars(said: CouncilEstablished | CouncilParticulars) -> dict[str, Any]:
    is_attested_only = said.origin.date_certainty is DateCertainty.INFERRED
    return {
        "name": said.name,
        "search": searchable(said.name),
        "arrondissement": said.arrondissement,
        "established_on": said.established_on,
        "established_first_on": None if is_attested_only else said.origin.window(said.established_on)[0],
        "date_precision": said.origin.date_precision.value,
        "date_certainty": said.origin.date_certainty.value,
    }


def _set_district(connection: Connection, tables: CouncilTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    _remove_district(connection, tables, recorded)
    connection.execute(
        insert(tables.district).values(
            council_id=fact.council_id,
            district_code=fact.district_code,
            generation=fact.generation.value,
            from_on=fact.from_on,
            until_on=fact.until_on,
        )
    )


def _remove_district(connection: Connection, tables: CouncilTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    district = tables.district.c
    mine = (district.council_id == fact.council_id) & (district.district_code == fact.district_code)
    connection.execute(delete(tables.district).where(mine))


def _reach_stage(connection: Connection, tables: CouncilTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    connection.execute(
        insert(tables.stage).values(
            position=recorded.position,
            council_id=fact.council_id,
            stage=fact.stage.value,
            reached_on=fact.reached_on,
        )
    )


def _withdraw_stage(connection: Connection, tables: CouncilTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    stage = tables.stage
    of_the_council = select(stage.c.position).where(stage.c.council_id == fact.council_id)
    last = connection.execute(of_the_council.order_by(stage.c.position.desc()).limit(1)).scalar_one()
    connection.execute(delete(stage).where(stage.c.position == last))


def _begin_term(connection: Connection, tables: CouncilTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    connection.execute(
        insert(tables.term).values(
            position=recorded.position,
            joined_position=recorded.position,
            from_on=fact.joined_on,
            until_on=fact.term_until_on,
        )
    )


def _renew_term(connection: Connection, tables: CouncilTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    connection.execute(
        insert(tables.term).values(
            position=recorded.position,
            joined_position=_last_joining(connection, tables, fact),
            from_on=fact.renewed_on,
            until_on=fact.term_until_on,
        )
    )


def _withdraw_renewal(connection: Connection, tables: CouncilTables, recorded: Recorded) -> None:
    """The last term that was said of the present membership, but for the one of its joining."""
    joined, term = _last_joining(connection, tables, recorded.fact), tables.term
    renewals = select(term.c.position).where(term.c.joined_position == joined, term.c.position != joined)
    last = connection.execute(renewals.order_by(term.c.position.desc()).limit(1)).scalar_one()
    connection.execute(delete(term).where(term.c.position == last))


def _correct_term(connection: Connection, tables: CouncilTables, recorded: Recorded) -> None:
    """That of the joining; a renewal said since holds as it was said."""
    fact: Any = recorded.fact
    connection.execute(
        update(tables.term)
        .where(tables.term.c.position == _last_joining(connection, tables, fact))
        .values(from_on=fact.after.joined_on, until_on=fact.after.term_until_on)
    )


def _last_joining(connection: Connection, tables: CouncilTables, fact: Any) -> int:
    """The place of the fact by which the person joined last."""
    member = tables.member.c
    mine = (member.council_id == fact.council_id) & (member.person_id == str(fact.person_id))
    last = select(member.joined_position).where(mine).order_by(member.position.desc()).limit(1)
    return int(connection.execute(last).scalar_one())


def _forget_terms(connection: Connection, tables: CouncilTables, _: Recorded) -> None:
    """Terms of a joining that was taken back."""
    joinings = select(tables.member.c.joined_position)
    connection.execute(delete(tables.term).where(tables.term.c.joined_position.not_in(joinings)))


def _decide_seats(connection: Connection, tables: CouncilTables, recorded: Recorded) -> None:
    """Of a decision, the last that was said of it; nothing of what else a file holds."""
    fact: Any = recorded.fact
    connection.execute(delete(tables.seats).where(tables.seats.c.entry_id == str(fact.entry_id)))
    decision = fact.after if isinstance(fact, EntryCorrected) else fact
    if isinstance(decision, SeatsDecided):
        connection.execute(
            insert(tables.seats).values(
                entry_id=str(decision.entry_id),
                position=recorded.position,
                council_id=decision.council_id,
                resident_seats=decision.resident_seats,
                local_actor_seats=decision.local_actor_seats,
                from_on=decision.from_on,
            )
        )


def _assign(connection: Connection, tables: CouncilTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    connection.execute(
        insert(tables.facilitator).values(
            position=recorded.position,
            council_id=fact.council_id,
            facilitator_id=str(fact.facilitator_id),
            assigned_on=fact.assigned_on,
            assigned_last_on=fact.origin.window(fact.assigned_on)[1],
        )
    )


def _unassign(connection: Connection, tables: CouncilTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    mine = _of_the_facilitator(tables, fact) & tables.facilitator.c.unassigned_on.is_(None)
    connection.execute(update(tables.facilitator).where(mine).values(unassigned_on=fact.unassigned_on))


def _withdraw_assignment(connection: Connection, tables: CouncilTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    mine = _of_the_facilitator(tables, fact) & (tables.facilitator.c.assigned_on == fact.assigned_on)
    connection.execute(delete(tables.facilitator).where(mine))


def _of_the_facilitator(tables: CouncilTables, fact: Any) -> ColumnElement[bool]:
    facilitator = tables.facilitator.c
    return and_(facilitator.council_id == fact.council_id, facilitator.facilitator_id == str(fact.facilitator_id))


def _raise_version(connection: Connection, tables: CouncilTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    mine = tables.council.c.council_id == fact.council_id
    connection.execute(update(tables.council).where(mine).values(version=recorded.version))


_OF_THE_DOSSIER = (SeatsDecided, EntryCorrected, EntryWithdrawn)
"""They are about a council, and not of its stream: they do not raise its version."""
_WRITING: Mapping[type[Fact], Callable[[Connection, CouncilTables, Recorded], None]] = {
    CouncilEstablished: _establish,
    CouncilCorrected: _correct,
    CouncilWithdrawn: _withdraw,
    CouncilDistrictSet: _set_district,
    CouncilDistrictRemoved: _remove_district,
    CouncilStageReached: _reach_stage,
    CouncilStageWithdrawn: _withdraw_stage,
    MemberJoined: _begin_term,
    MembershipRenewed: _renew_term,
    MembershipRenewalWithdrawn: _withdraw_renewal,
    MembershipCorrected: _correct_term,
    MembershipWithdrawn: _forget_terms,
    SeatsDecided: _decide_seats,
    EntryCorrected: _decide_seats,
    EntryWithdrawn: _decide_seats,
    FacilitatorAssigned: _assign,
    FacilitatorUnassigned: _unassign,
    AssignmentWithdrawn: _withdraw_assignment,
}
"""Beside who sits, which the roster keeps."""
