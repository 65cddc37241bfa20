"""One period: closed as it is known, approved, reopened with a reason. Nobody is kept from noting what happened in it."""

from __future__ import annotations

from calendar import monthrange
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from shared.contracts.reporting.periods import Missing, PeriodApproved, PeriodClosed, PeriodReopened
from shared.kernel import Aggregate, Incoherent, NotFound, RuleBroken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shared.kernel import Fact

PERIODS = UUID("01936f00-0000-7000-8000-00000000fe01")
"""Under which the id of a period is made from its days."""


class PeriodIsNotWholeMonths(Incoherent):
    """A period that is closed is made of whole calendar months: from the first day of one to the last day of one."""

    pointer = "/from"


class PeriodIsNotOver(RuleBroken):
    """This period is not over: its last day is {last}."""

    pointer = "/to"


class PeriodIsClosed(RuleBroken):
    """This period is closed already; to close it as it is known now, reopen it first."""


class PeriodIsNotClosed(RuleBroken):
    """This period is not closed."""


class PeriodIsApproved(RuleBroken):
    """This period is approved already."""


class Status(StrEnum):
    """How a period stands."""

    CLOSED = "CLOSED"
    APPROVED = "APPROVED"
    REOPENED = "REOPENED"


def period_id(first: date, last: date) -> UUID:
    """The id of the period between these days: one a pair of days. Raises PeriodIsNotWholeMonths."""
    if last < first or first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        raise PeriodIsNotWholeMonths
    return uuid5(PERIODS, f"{first}/{last}")


class Period(Aggregate):
    """A period, from its first closing on."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.status: Status | None = None
        self._closed: PeriodClosed | None = None

    @property
    def as_of(self) -> str | None:
        """The point in the logs as of which it is reported; None while it is not closed."""
        return None if self._closed is None or self.status is Status.REOPENED else self._closed.as_of

    def close(self, first: date, last: date, as_of: str, missing: Sequence[Missing], today: date) -> None:
        """It is reported as it is known now. What is missing is told, and forbids nothing. Raises PeriodIsNotOver, PeriodIsClosed."""
        if last >= today:
            raise PeriodIsNotOver(last=last)
        if self.status in {Status.CLOSED, Status.APPROVED}:
            raise PeriodIsClosed
        self.record(PeriodClosed(period_id=self.id, first_on=first, last_on=last, as_of=as_of, missing=tuple(missing)))

    def approve(self) -> None:
        """Somebody answers for it. Raises NotFound, PeriodIsNotClosed, PeriodIsApproved."""
        closed = self._as_closed()
        if self.status is Status.APPROVED:
            raise PeriodIsApproved
        days = {"first_on": closed.first_on, "last_on": closed.last_on}
        self.record(PeriodApproved(period_id=self.id, as_of=closed.as_of, **days))

    def reopen(self, why: str) -> None:
        """It is to be closed again. Raises NotFound, PeriodIsNotClosed."""
        closed = self._as_closed()
        self.record(PeriodReopened(period_id=self.id, first_on=closed.first_on, last_on=closed.last_on, why=why))

    def _as_closed(self) -> PeriodClosed:
        if self._closed is None:
            raise NotFound
        if self.status is Status.REOPENED:
            raise PeriodIsNotClosed
        return self._closed

    def remember(self, fact: Fact) -> None:
        """Keep what later decisions need."""
        match fact:
            case PeriodClosed():
                self.status, self._closed = Status.CLOSED, fact
            case PeriodApproved():
                self.status = Status.APPROVED
            case PeriodReopened():
                self.status = Status.REOPENED
