"""One report that was handed out: what it was asked of, and whether it was withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.reporting.reports.domain.kinds import KINDS, Needs
from shared.contracts.reporting.reports import ReportIssued, ReportKind, ReportWithdrawn
from shared.kernel import Aggregate, Incoherent, NotFound, Refusal, RuleBroken

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from shared.kernel import Fact


class ReportNeedsACouncil(Incoherent):
    """A report of this kind is about one council: say which."""

    pointer = "/council"


class ReportNeedsAnAgreement(Incoherent):
    """A report of this kind is about one agreement: say which."""

    pointer = "/agreement_id"


class ReportIsOfAllCouncils(Incoherent):
    """A report of this kind is about all councils together."""

    pointer = "/council"


class ReportIsOfOneYear(Incoherent):
    """A report of this kind is about one calendar year: from 1 January to 31 December."""

    pointer = "/from"


class ReportAlreadyIssued(RuleBroken):
    """A report was issued under this id already."""

    pointer = "/report_id"


class ReportWasWithdrawn(RuleBroken):
    """This report was withdrawn already."""


class NothingIsProposed(NotFound):
    """No new version of {code} is proposed."""

    pointer = "/path/code"


class FactsAreNotForEverybody(RuleBroken):
    """In this report few persons are masked: the facts, which would show them, are not handed out with it."""


class FactsNotSignedYet(Refusal):
    """The last facts of {source} are not signed yet: ask again in a minute."""

    status = 503


class CheckpointsNotReachable(Refusal):
    """{source} does not answer for the moment: what it signed of its log is needed. Ask again in an instant."""

    status = 503


def check_asked(kind: ReportKind, first: date, last: date, council_id: str | None, agreement_id: UUID | None) -> None:
    """Whether a report of that kind can be made of this.

    Raises ReportNeedsACouncil, ReportNeedsAnAgreement, ReportIsOfAllCouncils, ReportIsOfOneYear.
    """
    form = KINDS[kind]
    if form.needs is Needs.COUNCIL and council_id is None:
        raise ReportNeedsACouncil
    if form.needs is not Needs.COUNCIL and council_id is not None:
        raise ReportIsOfAllCouncils
    if form.needs is Needs.AGREEMENT and agreement_id is None:
        raise ReportNeedsAnAgreement
    if form.is_yearly and (first.replace(month=1, day=1), last.replace(month=12, day=31), last.year) != (
        *(first, last),
        first.year,
    ):
        raise ReportIsOfOneYear


class Report(Aggregate):
    """A report, from the day on which it was handed out."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.issued: ReportIssued | None = None
        self._is_withdrawn = False

    def issue(self, fact: ReportIssued) -> None:
        """It is handed out. Raises ReportAlreadyIssued."""
        if self.issued is not None:
            raise ReportAlreadyIssued
        self.record(fact)

    def withdraw(self, why: str) -> None:
        """It should not be relied on. Raises NotFound, ReportWasWithdrawn."""
        if self.issued is None:
            raise NotFound
        if self._is_withdrawn:
            raise ReportWasWithdrawn
        days = {"first_on": self.issued.first_on, "last_on": self.issued.last_on}
        self.record(ReportWithdrawn(report_id=self.id, kind=self.issued.kind, why=why, **days))

    def remember(self, fact: Fact) -> None:
        """Keep what later decisions need."""
        match fact:
            case ReportIssued():
                self.issued = fact
            case ReportWithdrawn():
                self._is_withdrawn = True
