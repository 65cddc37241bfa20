"""What can be seen of reports: which were handed out, and which figures each printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
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
    and_,
    insert,
    select,
    update,
)

from shared.contracts.reporting.reports import FACTS, ReportIssued
from shared.kernel import NotFound
from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Connection

    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel

ISSUED, WITHDRAWN = "ISSUED", "WITHDRAWN"


@dataclass(frozen=True)
class ReportTables:
    """Reports, and the figures that they printed."""

    report: Table
    printed: Table


class ReportProjection(Projection[ReportTables]):
    """From what is said of reports to the list of them."""

    name = "report_views"
    version = 1
    sources = ("reporting",)
    listens_to = FACTS

    def tables(self, metadata: MetaData, suffix: str) -> ReportTables:
        """One row a report; one row for each figure that it printed."""
        return ReportTables(
            report=Table(
                f"report{suffix}",
                metadata,
                Column("report_id", String(36), primary_key=True),
                Column("kind", String(32), nullable=False),
                Column("first_on", Date, nullable=False),
                Column("last_on", Date, nullable=False),
                Column("council_id", String(32), nullable=True),
                Column("agreement_id", String(36), nullable=True),
                Column("as_of", String(200), nullable=False),
                Column("made_at", String(40), nullable=False),
                Column("issued_by", String(255), nullable=False),
                Column("digest", String(64), nullable=False),
                Column("status", String(16), nullable=False),
                Column("why", Text, nullable=True),
                Column("version", BigInteger, nullable=False),
                Column("position", BigInteger, nullable=False),
            ),
            printed=Table(
                f"printed{suffix}",
                metadata,
                Column("report_id", String(36), primary_key=True),
                Column("rank", Integer, primary_key=True, autoincrement=False),
                Column("indicator", String(40), nullable=False, index=True),
                Column("council_id", String(32), nullable=True),
                # As it was written: a number with all its digits.
                Column("value", String(64), nullable=True),
                Column("is_masked", Boolean, nullable=False),
            ),
        )

    def apply(self, connection: Connection, tables: ReportTables, entries: Sequence[Entry]) -> None:
        """One fact after the other."""
        report = tables.report
        for recorded in heard(self, entries):
            fact: Any = recorded.fact
            place = {"version": recorded.version, "position": recorded.position}
            if not isinstance(fact, ReportIssued):
                mine = report.c.report_id == str(fact.report_id)
                connection.execute(update(report).where(mine).values(status=WITHDRAWN, why=fact.why, **place))
                continue
            said = {name: getattr(fact, name) for name in ("first_on", "last_on", "council_id", "as_of", "digest")}
            connection.execute(
                insert(report).values(
                    report_id=str(fact.report_id),
                    kind=fact.kind.value,
                    agreement_id=str(fact.agreement_id) if fact.agreement_id else None,
                    made_at=fact.made_at.isoformat(),
                    issued_by=recorded.by,
                    status=ISSUED,
                    **said,
                    **place,
                )
            )
            printed = [_printed(fact, rank) for rank in range(len(fact.printed))]
            if printed:
                connection.execute(insert(tables.printed), printed)


def _printed(fact: ReportIssued, rank: int) -> dict[str, Any]:
    one = fact.printed[rank]
    return {
        "report_id": str(fact.report_id),
        "rank": rank,
        "indicator": one.indicator,
        "council_id": one.council_id,
        "value": None if one.value is None else str(one.value),
        "is_masked": one.is_masked,
    }


class ReportViews:
    """Questions that people ask about reports."""

    def __init__(self, model: ReadModel[ReportTables]) -> None:
        self.model = model

    async def reports(self) -> list[dict[str, Any]]:
        """Every report that was handed out, the last first."""
        report = self.model.tables.report
        return [_shown(row) for row in await self.model.rows(select(report).order_by(report.c.position.desc()))]

    async def report(self, report_id: str) -> dict[str, Any]:
        """One report. Raises NotFound."""
        report = self.model.tables.report
        rows = await self.model.rows(select(report).where(report.c.report_id == report_id))
        if not rows:
            raise NotFound
        return _shown(rows[0])

    async def printing(self, indicator: str) -> list[dict[str, Any]]:
        """The reports that printed a figure of this indicator, whatever its days, the last first."""
        report, printed = self.model.tables.report, self.model.tables.printed
        having = select(printed.c.report_id).where(printed.c.indicator == indicator)
        question = select(report).where(report.c.report_id.in_(having)).order_by(report.c.position.desc())
        return [_shown(row) for row in await self.model.rows(question)]

    async def printed_in(self, indicator: str, first: date, last: date, council_id: str | None) -> list[dict[str, Any]]:
        """The reports that printed this figure, of these days and of this scope, each with the value that it printed."""
        report, printed = self.model.tables.report, self.model.tables.printed
        of = printed.c.council_id.is_(None) if council_id is None else printed.c.council_id == council_id
        question = (
            select(report, printed.c.value, printed.c.is_masked)
            .join(printed, printed.c.report_id == report.c.report_id)
            .where(and_(printed.c.indicator == indicator, of, report.c.first_on == first, report.c.last_on == last))
            .order_by(report.c.position.desc(), printed.c.rank)
        )
        return [
            {**_shown(row), "value": None if row["value"] is None else float(Decimal(row["value"]))}
            for row in await self.model.rows(question)
        ]


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    shown = {name: value for name, value in row.items() if name not in {"first_on", "last_on"}}
    return {**shown, "from": row["first_on"], "to": row["last_on"]}
