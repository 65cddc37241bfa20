"""What can be seen of councils: the list, and for each one its stages, its districts, its members on any day, its vacant seats."""

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
    and_,
    delete,
    insert,
    or_,
    select,
    update,
)

from services.councils.roster import COMPOSITION, keep, roster_table, seated
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
)
from shared.contracts.councils.dossier import EntryCorrected, EntryWithdrawn, SeatsDecided
from shared.contracts.councils.team import AssignmentWithdrawn, FacilitatorAssigned, FacilitatorUnassigned
from shared.contracts.vocabulary import College, MemberRole
from shared.kernel import NotFound
from shared.platform.readmodel import Projection, heard
from shared.words import searchable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, ScalarSelect

    from shared.contracts.councils.council import Stage
    from shared.kernel import Fact, Recorded
    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel


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
    version = 3
    sources = ("councils",)
    listens_to = (
        CouncilEstablished,
        CouncilCorrected,
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


def _particulars(said: CouncilEstablished | CouncilParticulars) -> dict[str, Any]:
    return {
        "name": said.name,
        "search": searchable(said.name),
        "arrondissement": said.arrondissement,
        "established_on": said.established_on,
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which councils are asked for: all that fit what is said. `on` is the day on which the stage and the districts are looked at."""

    arrondissement: str | None = None
    stage: Stage | None = None
    district: str | None = None
    name: str | None = None
    on: date | None = None


class CouncilViews:
    """Questions that people ask about councils."""

    def __init__(self, model: ReadModel[CouncilTables]) -> None:
        self.model = model

    async def councils(self, wanted: Wanted, after_id: str | None, limit: int | None) -> list[dict[str, Any]]:
        """Councils in the order of their codes, after one of them; each with its stage on that day, or the last one said."""
        council, stage = self.model.tables.council, self._stage(wanted.on)
        shown = [column for column in council.c if column.name != "search"]
        question = select(*shown, stage.label("stage")).order_by(council.c.council_id).limit(limit)
        if after_id is not None:
            question = question.where(council.c.council_id > after_id)
        if wanted.arrondissement is not None:
            question = question.where(council.c.arrondissement == wanted.arrondissement)
        if wanted.name is not None:
            question = question.where(council.c.search.contains(searchable(wanted.name), autoescape=True))
        if wanted.stage is not None:
            question = question.where(stage == wanted.stage.value)
        if wanted.district is not None:
            question = question.where(council.c.council_id.in_(self._covering(wanted.district, wanted.on)))
        return await self.model.rows(question)

    def _stage(self, on: date | None) -> ScalarSelect[Any]:
        """The stage of a council: of those reached by then, the last that was said."""
        stage, council = self.model.tables.stage, self.model.tables.council
        reached = select(stage.c.stage).where(stage.c.council_id == council.c.council_id)
        if on is not None:
            reached = reached.where(stage.c.reached_on <= on)
        return reached.order_by(stage.c.position.desc()).limit(1).scalar_subquery()

    def _covering(self, district_code: str, on: date | None) -> Any:
        district = self.model.tables.district.c
        covering = select(district.council_id).where(district.district_code == district_code)
        if on is None:
            return covering
        return covering.where(district.from_on <= on, or_(district.until_on.is_(None), district.until_on >= on))

    async def council(self, council_id: str) -> dict[str, Any]:
        """One council with its stages, its districts and its facilitators. Raises NotFound."""
        tables = self.model.tables
        found = await self._found(council_id)
        stages = select(tables.stage.c.stage, tables.stage.c.reached_on, tables.stage.c.position)
        districts = select(tables.district).where(tables.district.c.council_id == council_id)
        assigned = select(tables.facilitator).where(tables.facilitator.c.council_id == council_id)
        return {
            **found,
            "stages": await self.model.rows(
                stages.where(tables.stage.c.council_id == council_id).order_by(tables.stage.c.position)
            ),
            "districts": await self.model.rows(districts.order_by(tables.district.c.district_code)),
            "facilitators": await self.model.rows(assigned.order_by(tables.facilitator.c.assigned_on)),
        }

    async def _found(self, council_id: str) -> dict[str, Any]:
        """What is said of the council itself. Raises NotFound."""
        council = self.model.tables.council
        shown = [column for column in council.c if column.name != "search"]
        question = select(*shown, self._stage(None).label("stage")).where(council.c.council_id == council_id)
        for row in await self.model.rows(question):
            return row
        raise NotFound

    async def members(
        self, council_id: str, on: date, college: College | None, role: MemberRole | None, term_before: date | None
    ) -> list[dict[str, Any]]:
        """Who was a member on that day; of a college, with a role, whose term ends before another day. Raises NotFound."""
        await self._found(council_id)
        member, term = self.model.tables.member, self._term(on)
        question = (
            select(member, term.label("term_until_on"))
            .where(member.c.council_id == council_id, seated(member, on))
            .order_by(member.c.joined_on, member.c.person_id)
        )
        if college is not None:
            question = question.where(member.c.college == college.value)
        if role is not None:
            question = question.where(member.c.role == role.value)
        if term_before is not None:
            question = question.where(term < term_before)
        return [_shown(row) for row in await self.model.rows(question)]

    def _term(self, on: date) -> ScalarSelect[Any]:
        """The last day of a member's term, as it was on that day."""
        member, term = self.model.tables.member, self.model.tables.term
        begun = select(term.c.until_on).where(term.c.joined_position == member.c.joined_position, term.c.from_on <= on)
        return begun.order_by(term.c.from_on.desc(), term.c.position.desc()).limit(1).scalar_subquery()

    async def member(self, council_id: str, person_id: str) -> dict[str, Any]:
        """All that a person was in a council, period by period; with the version of the council. Raises NotFound."""
        found = await self._found(council_id)
        member, term = self.model.tables.member, self.model.tables.term
        mine = (member.c.council_id == council_id) & (member.c.person_id == person_id)
        periods = await self.model.rows(select(member).where(mine).order_by(member.c.position))
        if not periods:
            raise NotFound
        joinings = select(member.c.joined_position).where(mine)
        terms = select(term).where(term.c.joined_position.in_(joinings)).order_by(term.c.from_on, term.c.position)
        return {
            "council_id": council_id,
            "person_id": person_id,
            "version": found["version"],
            "periods": [_shown(row) for row in periods],
            "terms": await self.model.rows(terms),
        }

    async def vacancies(self, council_id: str, on: date) -> list[dict[str, Any]]:
        """Seats that somebody held, gave up by that day, and that nobody filled by then, the oldest first. Raises NotFound.

        A seat is filled by who is said to replace its holder, or by the holder who comes back to the same college (R07, R28).
        """
        await self._found(council_id)
        gone = self.model.tables.member
        filling = gone.alias("filling")
        comes_back = and_(
            filling.c.person_id == gone.c.person_id,
            filling.c.college == gone.c.college,
            filling.c.position > gone.c.position,
        )
        replaces = and_(filling.c.replaces == gone.c.person_id, filling.c.from_last_on >= gone.c.ended_first_on)
        filled = (
            select(filling.c.position)
            .where(
                filling.c.council_id == gone.c.council_id,
                filling.c.role == MemberRole.TITULAR.value,
                filling.c.from_on <= on,
                or_(comes_back, replaces),
            )
            .exists()
        )
        rows = await self.model.rows(
            select(gone)
            .where(
                gone.c.council_id == council_id,
                gone.c.role == MemberRole.TITULAR.value,
                gone.c.ended_on <= on,
                ~filled,
            )
            .order_by(gone.c.ended_on, gone.c.position)
        )
        return [
            {
                "person_id": row["person_id"],
                "college": row["college"],
                "vacant_since_on": row["ended_on"],
                "days_open": (on - row["ended_on"]).days,
                "reason": row["ended_reason"],
                "position": row["ended_position"],
            }
            for row in rows
        ]

    async def seats(self, council_id: str, on: date) -> list[dict[str, Any]]:
        """Seats of each college on that day: how many were decided (None when nobody decided any), how many are filled."""
        seats = self.model.tables.seats
        decided = await self.model.rows(
            select(seats)
            .where(seats.c.council_id == council_id, seats.c.from_on <= on)
            .order_by(seats.c.from_on.desc(), seats.c.position.desc())
            .limit(1)
        )
        titular = await self.members(council_id, on, None, MemberRole.TITULAR, None)
        return [
            {
                "college": college.value,
                "decided": decided[0][f"{college.value.lower()}_seats"] if decided else None,
                "filled": sum(one["college"] == college for one in titular),
            }
            for college in College
        ]


_INSIDE = {"council_id", "from_last_on", "ended_first_on"}


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """A period of a member, without what only serves comparing."""
    return {name: value for name, value in row.items() if name not in _INSIDE}
