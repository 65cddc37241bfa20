"""What can be seen of initiatives: one row each, as it stands, its requests, its grants, and the days of its stages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
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
    case,
    delete,
    insert,
    select,
    tuple_,
    update,
)

from shared.contracts.activities.initiatives import (
    InitiativeAdopted,
    InitiativeCompleted,
    InitiativeCorrected,
    InitiativeDropped,
    InitiativeFunded,
    InitiativeFundingRefused,
    InitiativeProposed,
    InitiativeStarted,
    InitiativeSubmitted,
    InitiativeWithdrawn,
)
from shared.contracts.vocabulary import DateCertainty, DatePrecision
from shared.kernel import NotFound
from shared.platform.readmodel import Projection, heard
from shared.words import searchable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import Case, ColumnElement, Connection

    from shared.kernel import Fact, Recorded
    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel


WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True)
class InitiativeTables:
    """The tables of initiatives."""

    initiative: Table
    submission: Table
    grant: Table
    stage: Table


class InitiativeProjection(Projection[InitiativeTables]):
    """From the facts of initiatives to their list."""

    name = "initiative_views"
    version = 3
    sources = ("activities",)
    listens_to = (
        InitiativeProposed,
        InitiativeAdopted,
        InitiativeSubmitted,
        InitiativeFundingRefused,
        InitiativeFunded,
        InitiativeStarted,
        InitiativeCompleted,
        InitiativeDropped,
        InitiativeCorrected,
        InitiativeWithdrawn,
    )

    def tables(self, metadata: MetaData, suffix: str) -> InitiativeTables:
        """One row an initiative, a request for money, a grant, and one each time that a stage was reached."""
        return InitiativeTables(
            initiative=Table(
                f"initiative{suffix}",
                metadata,
                Column("initiative_id", String(36), primary_key=True),
                Column("council_id", String(32), nullable=False, index=True),
                Column("title", String(240), nullable=False),
                Column("theme", String(32), nullable=False),
                Column("status", String(16), nullable=False),
                Column("proposed_on", Date, nullable=False),
                Column("proposed_by", String(16), nullable=False),
                Column("adopted_on", Date, nullable=True),
                Column("started_on", Date, nullable=True),
                Column("completed_on", Date, nullable=True),
                Column("dropped_on", Date, nullable=True),
                Column("drop_reason", String(32), nullable=True),
                Column("funded_cents", BigInteger, nullable=False),
                Column("version", BigInteger, nullable=False),
                Column("words", Text, nullable=False),
            ),
            submission=Table(
                f"initiative_submission{suffix}",
                metadata,
                Column("initiative_id", String(36), primary_key=True),
                Column("submission_id", String(36), primary_key=True),
                Column("funder", String(32), nullable=False),
                Column("amount_cents", BigInteger, nullable=True),
                Column("submitted_on", Date, nullable=False),
                Column("refused_on", Date, nullable=True),
            ),
            grant=Table(
                f"initiative_grant{suffix}",
                metadata,
                Column("initiative_id", String(36), primary_key=True),
                Column("grant_id", String(36), primary_key=True),
                Column("funder", String(32), nullable=False),
                Column("amount_cents", BigInteger, nullable=False),
                Column("funded_on", Date, nullable=False),
            ),
            stage=Table(
                f"initiative_stage{suffix}",
                metadata,
                Column("initiative_id", String(36), primary_key=True),
                Column("version", BigInteger, primary_key=True, autoincrement=False),
                # Of a life that is told again, all stages have the version in which it was.
                Column("rank", Integer, primary_key=True, autoincrement=False),
                Column("stage", String(16), nullable=False),
                Column("reached_on", Date, nullable=False),
                Column("is_to_the_day", Boolean, nullable=False),
            ),
        )

    def apply(self, connection: Connection, tables: InitiativeTables, entries: Sequence[Entry]) -> None:
        """One fact after the other; what is told again, from its beginning."""
        for recorded in heard(self, entries):
            told: tuple[Fact, ...] = (recorded.fact,)
            if isinstance(recorded.fact, InitiativeCorrected):
                told = recorded.fact.after.facts
                for table in (tables.initiative, tables.submission, tables.grant, tables.stage):
                    connection.execute(delete(table).where(table.c.initiative_id == str(recorded.stream_id)))
            for rank, fact in enumerate(told):
                self._apply(connection, tables, replace(recorded, fact=fact))
                stage = _stage_of(fact)
                if stage is not None:
                    place = {"version": recorded.version, "rank": rank}
                    connection.execute(insert(tables.stage).values(**place, **stage))

    def _apply(self, connection: Connection, tables: InitiativeTables, recorded: Recorded) -> None:
        initiative = tables.initiative
        changed: dict[str, Any]
        match recorded.fact:
            case InitiativeProposed() as fact:
                connection.execute(insert(initiative).values(**_row_of(fact), version=recorded.version))
                return
            case InitiativeAdopted() as fact:
                changed = {"status": "ADOPTED", "adopted_on": fact.adopted_on}
            case InitiativeSubmitted() as fact:
                connection.execute(insert(tables.submission).values(**_submission_of(fact)))
                changed = {"status": _moved(initiative, "SUBMITTED", "ADOPTED")}
            case InitiativeFundingRefused() as fact:
                _refuse(connection, tables.submission, fact)
                changed = {"status": _moved(initiative, "ADOPTED", "SUBMITTED", unless=_waiting(tables, fact))}
            case InitiativeFunded() as fact:
                connection.execute(insert(tables.grant).values(**_grant_of(fact)))
                # A grant entered late leaves what was started, completed or given up as it is.
                changed = {
                    "status": _moved(initiative, "FUNDED", "ADOPTED", "SUBMITTED"),
                    "funded_cents": initiative.c.funded_cents + fact.amount_cents,
                }
            case InitiativeStarted() as fact:
                status = _moved(initiative, "STARTED", "ADOPTED", "SUBMITTED", "FUNDED")
                changed = {"status": status, "started_on": fact.started_on}
            case InitiativeCompleted() as fact:
                changed = {"status": "COMPLETED", "completed_on": fact.completed_on}
            case InitiativeDropped() as fact:
                changed = {"status": "DROPPED", "dropped_on": fact.dropped_on, "drop_reason": fact.reason.value}
            case InitiativeWithdrawn():
                changed = {"status": WITHDRAWN}
            case _:
                return
        connection.execute(
            update(initiative)
            .where(initiative.c.initiative_id == str(recorded.stream_id))
            .values(version=recorded.version, **changed)
        )


def _moved(initiative: Table, to: str, *former: str, unless: ColumnElement[bool] | None = None) -> Case[str]:
    """The status, once it moved on from any of the former ones."""
    moves = initiative.c.status.in_(former)
    return case((moves if unless is None else moves & ~unless, to), else_=initiative.c.status)


def _waiting(tables: InitiativeTables, fact: InitiativeFundingRefused) -> ColumnElement[bool]:
    """Whether another request still waits for its answer."""
    asked = tables.submission.c
    mine = asked.initiative_id == str(fact.initiative_id)
    return select(asked.submission_id).where(mine, asked.refused_on.is_(None)).exists()


def _refuse(connection: Connection, submission: Table, fact: InitiativeFundingRefused) -> None:
    mine = (submission.c.initiative_id == str(fact.initiative_id)) & (
        submission.c.submission_id == str(fact.submission_id)
    )
    connection.execute(update(submission).where(mine).values(refused_on=fact.refused_on))


_REACHED: Mapping[type[Fact], tuple[str, str]] = {
    InitiativeProposed: ("PROPOSED", "proposed_on"),
    InitiativeAdopted: ("ADOPTED", "adopted_on"),
    InitiativeSubmitted: ("SUBMITTED", "submitted_on"),
    InitiativeFunded: ("FUNDED", "funded_on"),
    InitiativeStarted: ("STARTED", "started_on"),
    InitiativeCompleted: ("COMPLETED", "completed_on"),
    InitiativeDropped: ("DROPPED", "dropped_on"),
}
"""The stage that a fact begins, and the field of its day; in the order of an initiative's life."""


def _stage_of(fact: Any) -> dict[str, Any] | None:
    """The stage that was reached, and whether its day is known."""
    if type(fact) not in _REACHED:
        return None
    stage, field = _REACHED[type(fact)]
    known = fact.origin.date_precision is DatePrecision.DAY
    return {
        "initiative_id": str(fact.initiative_id),
        "stage": stage,
        "reached_on": getattr(fact, field),
        "is_to_the_day": known and fact.origin.date_certainty is not DateCertainty.APPROXIMATE,
    }


def _row_of(fact: InitiativeProposed) -> dict[str, Any]:
    return {
        "initiative_id": str(fact.initiative_id),
        "council_id": fact.council_id,
        "title": fact.title,
        "theme": fact.theme.value,
        "status": "PROPOSED",
        "proposed_on": fact.proposed_on,
        "proposed_by": fact.proposed_by.value,
        "funded_cents": 0,
        "words": searchable(fact.title),
    }


def _submission_of(fact: InitiativeSubmitted) -> dict[str, Any]:
    return {
        "initiative_id": str(fact.initiative_id),
        "submission_id": str(fact.submission_id),
        "funder": fact.funder.value,
        "amount_cents": fact.amount_cents,
        "submitted_on": fact.submitted_on,
    }


def _grant_of(fact: InitiativeFunded) -> dict[str, Any]:
    return {
        "initiative_id": str(fact.initiative_id),
        "grant_id": str(fact.grant_id),
        "funder": fact.funder.value,
        "amount_cents": fact.amount_cents,
        "funded_on": fact.funded_on,
    }


class InitiativeViews:
    """Questions that people ask about initiatives."""

    def __init__(self, model: ReadModel[InitiativeTables]) -> None:
        self.model = model

    async def initiative(self, initiative_id: str) -> dict[str, Any]:
        """One initiative with its requests and its grants. Raises NotFound."""
        initiative, grant = self.model.tables.initiative, self.model.tables.grant
        submission = self.model.tables.submission
        found = await self.model.rows(select(*_shown(initiative)).where(initiative.c.initiative_id == initiative_id))
        if not found:
            raise NotFound
        grants = (
            select(grant.c.grant_id, grant.c.funder, grant.c.amount_cents, grant.c.funded_on)
            .where(grant.c.initiative_id == initiative_id)
            .order_by(grant.c.funded_on, grant.c.grant_id)
        )
        submissions = (
            select(*(column for column in submission.c if column.name != "initiative_id"))
            .where(submission.c.initiative_id == initiative_id)
            .order_by(submission.c.submitted_on, submission.c.submission_id)
        )
        asked, granted = await self.model.rows(submissions), await self.model.rows(grants)
        return {**found[0], "submissions": asked, "grants": granted}

    async def initiatives(
        self,
        council_id: str | None,
        status: str | None = None,
        theme: str | None = None,
        words: str | None = None,
        after_key: tuple[date, str] | None = None,
        limit: int | None = None,
    ) -> list[dict[str, Any]]:
        """Initiatives in the order of their proposals, of a council or of all; those that are all that is asked."""
        initiative = self.model.tables.initiative
        question = (
            select(*_shown(initiative)).order_by(initiative.c.proposed_on, initiative.c.initiative_id).limit(limit)
        )
        for column, wanted in (
            (initiative.c.council_id, council_id),
            (initiative.c.status, status),
            (initiative.c.theme, theme),
        ):
            if wanted is not None:
                question = question.where(column == wanted)
        if words is not None:
            question = question.where(initiative.c.words.contains(searchable(words), autoescape=True))
        if after_key is not None:
            question = question.where(tuple_(initiative.c.proposed_on, initiative.c.initiative_id) > tuple_(*after_key))
        return await self.model.rows(question)

    async def stages(self, council_id: str, on: date) -> list[dict[str, Any]]:
        """The initiatives of a council, in the order of their proposals: the days that each spent in its stages, as of a day."""
        initiative, stage = self.model.tables.initiative, self.model.tables.stage
        reached = await self.model.rows(
            select(stage, initiative.c.title, initiative.c.proposed_on)
            .join(initiative, initiative.c.initiative_id == stage.c.initiative_id)
            .where(initiative.c.council_id == council_id, initiative.c.status != WITHDRAWN, stage.c.reached_on <= on)
            .order_by(
                initiative.c.proposed_on, stage.c.initiative_id, stage.c.reached_on, stage.c.version, stage.c.rank
            )
        )
        return [
            {"initiative_id": each, "title": rows[0]["title"], **stages_on(rows, on)}
            for each, rows in ((each, list(rows)) for each, rows in groupby(reached, itemgetter("initiative_id")))
        ]


def _shown(table: Table) -> list[ColumnElement[Any]]:
    """All that people are shown of a row: not the words by which it is found."""
    return [column for column in table.c if column.name != "words"]


_ORDER = [stage for stage, _ in _REACHED.values()]
_ENDS = ("COMPLETED", "DROPPED")


def stages_on(reached: Sequence[dict[str, Any]], on: date) -> dict[str, Any]:
    """Each stage from the day it was first reached to the day of a later one. What was passed over is not told.

    Days are counted where both ends are known to the day, and are unknown else. `reached` is in the order of days, until `on`.
    """
    first: dict[str, dict[str, Any]] = {}
    for row in reached:
        first.setdefault(row["stage"], row)
    told = [first[stage] for stage in _ORDER if stage in first]
    stages = []
    for rank, one in enumerate(told):
        following = min(told[rank + 1 :], key=itemgetter("reached_on"), default=None)
        if one["stage"] in _ENDS or (following and following["reached_on"] < one["reached_on"]):
            continue
        until_on = following["reached_on"] if following else None
        is_known = one["is_to_the_day"] and (following is None or following["is_to_the_day"])
        days = ((until_on or on) - one["reached_on"]).days if is_known else None
        stages.append({"stage": one["stage"], "from_on": one["reached_on"], "until_on": until_on, "days": days})
    return {"status": told[-1]["stage"] if told else None, "stages": stages}
