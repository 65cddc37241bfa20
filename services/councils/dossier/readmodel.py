"""What can be seen of the council's file: one table of entries of every kind, and the whole file as of a day."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, cast

import orjson
from sqlalchemy import BigInteger, Column, Date, MetaData, String, Table, Text, insert, or_, select, tuple_, update

from services.councils.dossier.domain import KIND_OF
from services.councils.words import searchable
from shared.contracts.councils.dossier import (
    FACTS,
    Assessor,
    AutonomyAssessed,
    BudgetAllocated,
    CharterAdopted,
    EntryCorrected,
    EntryWithdrawn,
    ExpenseRecorded,
    HostingModelSet,
    InterCouncilJoined,
    InternalRulesAdopted,
    LocalTargetSet,
    OfficeHeld,
    ParticipantRegistered,
    PremisesProvided,
    SeatsDecided,
    WorkingGroupCreated,
)
from shared.kernel import NotFound
from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Connection, Select

    from services.councils.dossier.domain import Kind
    from shared.contracts.councils.dossier import AnEntry
    from shared.kernel import Fact, Recorded
    from shared.platform.envelope import Entry as LogEntry
    from shared.platform.readmodel import ReadModel

STANDS, WITHDRAWN = "STANDS", "WITHDRAWN"
MEAN_DIGITS = Decimal("0.01")


@dataclass(frozen=True)
class DossierTables:
    """The table of the file."""

    entry: Table


class DossierProjection(Projection[DossierTables]):
    """From what is said of the file to the list of its entries, each as it was last said."""

    name = "dossier_views"
    version = 1
    sources = ("councils",)
    listens_to = FACTS

    def tables(self, metadata: MetaData, suffix: str) -> DossierTables:
        """One row an entry, withdrawn or not."""
        return DossierTables(
            entry=Table(
                f"dossier_entry{suffix}",
                metadata,
                Column("entry_id", String(36), primary_key=True),
                Column("kind", String(32), nullable=False, index=True),
                Column("council_id", String(32), nullable=True, index=True),
                Column("person_id", String(36), nullable=True, index=True),
                Column("starts_on", Date, nullable=False),
                Column("ends_on", Date, nullable=True),
                Column("words", Text, nullable=False),
                Column("said", Text, nullable=False),
                Column("status", String(16), nullable=False),
                Column("version", BigInteger, nullable=False),
                Column("position", BigInteger, nullable=False),
            )
        )

    def apply(self, connection: Connection, tables: DossierTables, entries: Sequence[LogEntry]) -> None:
        """One fact after the other: each writes the whole row of its entry, or withdraws it."""
        for recorded in heard(self, entries):
            self._apply(connection, tables.entry, recorded)

    def _apply(self, connection: Connection, entry: Table, recorded: Recorded) -> None:
        mine = entry.c.entry_id == str(recorded.stream_id)
        place = {"version": recorded.version, "position": recorded.position}
        match recorded.fact:
            case EntryCorrected(after=after):
                connection.execute(update(entry).where(mine).values(**_row(after), **place))
            case EntryWithdrawn():
                connection.execute(update(entry).where(mine).values(status=WITHDRAWN, **place))
            case said:
                connection.execute(insert(entry).values(**_row(cast("AnEntry", said)), status=STANDS, **place))


def _row(said: AnEntry) -> dict[str, Any]:
    """What is kept of an entry as it is said now."""
    kind = KIND_OF[type(said)]
    person_id = getattr(said, "person_id", None) or getattr(said, "facilitator_id", None)
    found = (getattr(said, name, None) for name in ("title", "structure", "provider"))
    return {
        "entry_id": str(said.entry_id),
        "kind": said.entry,
        "council_id": getattr(said, "council_id", None),
        "person_id": None if person_id is None else str(person_id),
        "starts_on": getattr(said, kind.day),
        "ends_on": getattr(said, kind.last_day) if kind.last_day else None,
        "words": searchable(" ".join(word for word in found if word)),
        "said": said.model_dump_json(),
    }


@dataclass(frozen=True)
class Wanted:
    """Which entries of a kind."""

    council_id: str | None = None
    person_id: str | None = None
    """A member, a participant, or somebody of the team."""
    on: date | None = None
    """What has happened or begun by that day, and has not ended before it."""
    words: str | None = None
    """Part of its title, of a structure or of a provider."""
    with_withdrawn: bool = False


class DossierViews:
    """Questions that people ask about the file."""

    def __init__(self, model: ReadModel[DossierTables]) -> None:
        self.model = model

    async def entry(self, kind: Kind, entry_id: str) -> dict[str, Any]:
        """One entry of that kind, as it was last said. Raises NotFound."""
        found = await self.model.rows(self._of(kind.fact).where(self.model.tables.entry.c.entry_id == entry_id))
        if not found:
            raise NotFound
        return shown(found[0])

    async def entries(
        self, kind: Kind, wanted: Wanted, after_key: tuple[date, str] | None = None, limit: int | None = None
    ) -> list[dict[str, Any]]:
        """Entries of a kind in the order of their days; `said` is each of them whole, as JSON."""
        entry = self.model.tables.entry
        question = self._of(kind.fact).order_by(entry.c.starts_on, entry.c.entry_id).limit(limit)
        if wanted.council_id is not None:
            question = question.where(entry.c.council_id == wanted.council_id)
        if wanted.person_id is not None:
            question = question.where(entry.c.person_id == wanted.person_id)
        if wanted.on is not None:
            question = question.where(*self._holding(wanted.on))
        if wanted.words is not None:
            question = question.where(entry.c.words.contains(searchable(wanted.words), autoescape=True))
        if not wanted.with_withdrawn:
            question = question.where(entry.c.status == STANDS)
        if after_key is not None:
            question = question.where(tuple_(entry.c.starts_on, entry.c.entry_id) > tuple_(*after_key))
        return await self.model.rows(question)

    async def expenses_on(self, budget_id: str) -> int:
        """How many expenses stand on a budget line."""
        line = await self.model.rows(self._of(BudgetAllocated).where(self.model.tables.entry.c.entry_id == budget_id))
        expenses = await self._standing(line[0]["council_id"], ExpenseRecorded) if line else []
        return sum(one["budget_id"] == budget_id for one in expenses)

    async def autonomy(self, council_id: str) -> list[dict[str, Any]]:
        """All assessments of a council, by itself and by its facilitators, in the order of their days."""
        return [_assessed(one) for one in await self._standing(council_id, AutonomyAssessed)]

    async def file(self, council_id: str, on: date) -> dict[str, Any]:
        """All that holds of a council on a day: what has happened or begun by then, and has not ended before."""
        holding = await self._standing(council_id, *_IN_THE_FILE, on=on)
        of: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for one in holding:
            of[one["entry"]].append(one)
        return {
            "council_id": council_id,
            "on": on,
            "hosting": _last(of["hosting"]),
            "charter": _last(of["charter"]),
            "internal_rules": _last(of["internal-rules"]),
            "seats": _last(of["seats"]),
            "local_targets": list({one["rule"]: one for one in of["local-target"]}.values()),
            "premises": of["premises"],
            "officers": of["office"],
            "working_groups": of["working-group"],
            "inter_council": _last(of["inter-council"]),
            "participants": len({one["person_id"] for one in of["participant"]}),
            "budget": _budget(of["budget"], of["expense"]),
            "autonomy": {
                "council": _latest(of["autonomy"], Assessor.COUNCIL),
                "facilitator": _latest(of["autonomy"], Assessor.FACILITATOR),
            },
        }

    def _of(self, *facts: type[Fact]) -> Select[Any]:
        entry = self.model.tables.entry
        return select(entry).where(entry.c.kind.in_([KIND_OF[fact].entry for fact in facts]))

    def _holding(self, on: date) -> tuple[Any, ...]:
        entry = self.model.tables.entry
        return entry.c.starts_on <= on, or_(entry.c.ends_on.is_(None), entry.c.ends_on >= on)

    async def _standing(self, council_id: str, *facts: type[Fact], on: date | None = None) -> list[dict[str, Any]]:
        """What stands in the file of a council, in the order of days, then in that in which it was recorded."""
        entry = self.model.tables.entry
        question = self._of(*facts).where(entry.c.council_id == council_id, entry.c.status == STANDS)
        if on is not None:
            question = question.where(*self._holding(on))
        return [shown(row) for row in await self.model.rows(question.order_by(entry.c.starts_on, entry.c.position))]


_IN_THE_FILE = (
    HostingModelSet,
    CharterAdopted,
    InternalRulesAdopted,
    SeatsDecided,
    LocalTargetSet,
    PremisesProvided,
    BudgetAllocated,
    ExpenseRecorded,
    WorkingGroupCreated,
    OfficeHeld,
    InterCouncilJoined,
    ParticipantRegistered,
    AutonomyAssessed,
)


def shown(row: dict[str, Any]) -> dict[str, Any]:
    """A row as people are shown it: the entry whole, and where it stands."""
    beside = {name: row[name] for name in ("status", "version", "position", "starts_on", "ends_on")}
    return {**orjson.loads(row["said"]), **beside}


def _last(entries: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """What is in force: the newest of those that hold, as a new version takes the place of the former one."""
    return entries[-1] if entries else None


def _budget(lines: Sequence[dict[str, Any]], expenses: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Allocated, spent and remaining, in cents: by year, and in each year by line (MOY-01). Remaining may be below zero."""
    spent: Counter[str] = Counter()
    for one in expenses:
        spent[one["budget_id"]] += one["amount_cents"]
    years: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for line in lines:
        named = {name: line[name] for name in ("entry_id", "title", "funder")}
        years[line["year"]].append(named | _money(line["amount_cents"], spent[line["entry_id"]]))
    return [
        {
            "year": year,
            **_money(sum(one["allocated_cents"] for one in those), sum(one["spent_cents"] for one in those)),
            "lines": those,
        }
        for year, those in sorted(years.items())
    ]


def _money(allocated_cents: int, spent_cents: int) -> dict[str, int]:
    return {
        "allocated_cents": allocated_cents,
        "spent_cents": spent_cents,
        "remaining_cents": allocated_cents - spent_cents,
    }


def _latest(assessments: Sequence[dict[str, Any]], assessor: Assessor) -> list[dict[str, Any]]:
    """What one of the two said when it last spoke: a council of two minds speaks by its colleges, on the same day."""
    theirs = [one for one in assessments if one["assessor"] == assessor]
    return [_assessed(one) for one in theirs if one["starts_on"] == theirs[-1]["starts_on"]]


def _assessed(one: dict[str, Any]) -> dict[str, Any]:
    """An assessment with the mean of the items that were assessed; none where none was: unknown is not zero (AUT-01)."""
    scores = [score for score in one["scores"].values() if score is not None]
    mean = (Decimal(sum(scores)) / len(scores)).quantize(MEAN_DIGITS, ROUND_HALF_UP) if scores else None
    return {**one, "assessed_items": len(scores), "mean": None if mean is None else float(mean)}
