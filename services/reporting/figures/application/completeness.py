"""How complete a period is: weeks that the team closed, what nobody noted, and what was said after it was closed."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, select

from services.reporting.figures.application.conditions import Conditions, at
from services.reporting.figures.domain.contribution import SEVERAL
from services.reporting.figures.domain.measured import Measured, Reason
from services.reporting.indicators.measures import Selection

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shared.platform.readmodel import Vector

NOBODY_NOTED = (
    Reason.NOT_HELD_YET,
    Reason.ATTENDANCE_UNKNOWN,
    Reason.PRESENCE_UNKNOWN,
    Reason.HEADS_UNKNOWN,
    Reason.TIME_UNKNOWN,
    Reason.NOT_NAMED,
    Reason.PUBLICATION_UNKNOWN,
    Reason.CHAIR_UNKNOWN,
    Reason.GROUP_UNKNOWN,
)
"""Why something is not counted that somebody could still note."""
WEEK_NOT_CLOSED = "week-not-closed"
A_WEEK, TO_FRIDAY, TO_SUNDAY = (timedelta(days=days) for days in (7, 4, 6))


@dataclass(frozen=True, slots=True)
class Weeks:
    """The weeks of one council in which somebody of the team was in charge of it, and how many of them are closed."""

    expected: int
    closed: int
    """A week is closed when all who were in charge closed it; of the others nobody knows whether anything is missing."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something of one council that nobody noted, and how often."""

    council_id: str | None
    """None for what is of several councils."""
    what: str
    """A reason of `NOBODY_NOTED`, or WEEK_NOT_CLOSED."""
    times: int


@dataclass(frozen=True, slots=True)
class LateFact:
    """A fact about the period that was recorded after a point in the logs."""

    source: str
    position: int
    state: bytes
    first_on: date
    council_id: str | None


class Completeness(Conditions):
    """One question: how complete what it asks about is."""

    def weeks(self) -> dict[str, Weeks]:
        """The weeks whose Sunday lies in the period, by council; councils that nobody is in charge of are left out."""
        closed, found = self._closed_weeks(), dict[str, Weeks]()
        charges = self._charges()
        for council_id in sorted({council for council, _ in charges}):
            theirs = {who: days for (council, who), days in charges.items() if council == council_id}
            told = [
                all((who, monday) in closed for who in in_charge)
                for monday in self._mondays()
                if (in_charge := [who for who, days in theirs.items() if _is_in_charge(days, monday)])
            ]
            if told:
                found[council_id] = Weeks(len(told), sum(told))
        return found

    def _mondays(self) -> Iterator[date]:
        monday = self._question.first - timedelta(days=self._question.first.weekday())
        while monday + TO_SUNDAY <= self._question.last:
            yield monday
            monday += A_WEEK

    def _closed_weeks(self) -> set[tuple[str, date]]:
        """Who closed which week, by its Monday."""
        rows = self._rows
        closed = select(rows.c.subject, rows.c.first_on).where(
            rows.c.measured == Measured.WEEKS_CLOSED, rows.c.reason.is_(None), self._known()
        )
        return {(row.subject, row.first_on) for row in self._connection.execute(closed)}

    def _charges(self) -> Mapping[tuple[str, str], list[tuple[date, int]]]:
        """By council and person: on which days a charge begins (1) and ends (-1)."""
        rows, charges = self._rows, defaultdict[tuple[str, str], list[tuple[date, int]]](list)
        told = (
            select(rows.c.council_id, rows.c.subject, rows.c.last_on, rows.c.weight)
            .select_from(self._from())
            .where(
                self._selected(Selection(Measured.ASSIGNMENTS)),
                rows.c.reason.is_(None),
                rows.c.last_on <= self._question.last,
            )
        )
        for row in self._connection.execute(told):
            charges[row.council_id, row.subject].append((row.last_on, row.weight))
        return charges

    def gaps(self) -> list[Gap]:
        """What nobody noted in the period, by council, each fact once a reason; then the weeks that are not closed."""
        rows, question = self._rows, self._question
        conditions = [rows.c.reason.in_(NOBODY_NOTED), self._known(), self._overlaps()]
        if question.council is not None:
            conditions.append(rows.c.council_id == question.council)
        told = select(rows.c.council_id, rows.c.reason, rows.c.source, rows.c.told_at).where(*conditions).distinct()
        times = Counter((row.council_id, row.reason) for row in self._connection.execute(told))
        noted = [Gap(_of(council_id), reason, many) for (council_id, reason), many in sorted(times.items())]
        return noted + [
            Gap(council_id, WEEK_NOT_CLOSED, weeks.expected - weeks.closed)
            for council_id, weeks in self.weeks().items()
            if weeks.closed < weeks.expected
        ]

    def late(self, since: Vector) -> list[LateFact]:
        """The facts about the period that were recorded after `since`, in the order of the logs, each once."""
        rows, ledger = self._rows, self._ledger
        before, now = at(since, rows.c.source), at(self._question.as_of, rows.c.source)
        begun = select(rows.c.source, rows.c.told_at.label("position"), rows.c.first_on, rows.c.council_id).where(
            rows.c.position > before, rows.c.position <= now, rows.c.told_at > before, self._overlaps()
        )
        # What takes something back may say nothing of its own.
        ended = select(rows.c.source, rows.c.undone_at.label("position"), rows.c.first_on, rows.c.council_id).where(
            rows.c.undone_at > before, rows.c.undone_at <= now, self._overlaps()
        )
        told = begun.union(ended).subquery()
        question = (
            select(told, ledger.c.state)
            .join(ledger, and_(ledger.c.source == told.c.source, ledger.c.position == told.c.position))
            .order_by(told.c.source, told.c.position, told.c.first_on, told.c.council_id)
        )
        once = dict[tuple[str, int], LateFact]()
        for row in self._connection.execute(question):
            fact = LateFact(row.source, row.position, row.state, row.first_on, _of(row.council_id))
            once.setdefault((row.source, row.position), fact)
        return list(once.values())


def _is_in_charge(days: list[tuple[date, int]], monday: date) -> bool:
    """On a day at least from Monday to Friday."""
    friday = monday + TO_FRIDAY
    by_monday = sum(weight for day, weight in days if day <= monday)
    return by_monday > 0 or any(weight > 0 and monday < day <= friday for day, weight in days)


def _of(council_id: str) -> str | None:
    return None if council_id == SEVERAL else council_id
