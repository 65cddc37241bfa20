"""Reports that were handed to people: what each was made of, what it printed, and the digest of what it said."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.reporting.agreements import IndicatorCode
from shared.contracts.reporting.periods import Places, Why
from shared.contracts.vocabulary import CouncilId, Sha256
from shared.kernel import Fact


class ReportKind(StrEnum):
    """What is handed to whom."""

    TEAM_MONTH = "TEAM_MONTH"
    """The month of the team, council by council."""
    HALF_YEAR_NOTE = "HALF_YEAR_NOTE"
    AGREEMENT_ANNEX = "AGREEMENT_ANNEX"
    """Annex of indicators of the agreement, for a year."""
    CERFA_15059 = "CERFA_15059"
    """What is to be copied into the financial report (Cerfa 15059*02, arrêté of 11 October 2006)."""
    DAUPHIN = "DAUPHIN"
    """What is to be copied into the platform of the State."""
    ADULTE_RELAIS = "ADULTE_RELAIS"
    """What the posts of adultes-relais did for a council."""
    COUNCIL_YEAR = "COUNCIL_YEAR"
    """The page of a council: what was done for it."""
    OPEN_DATA = "OPEN_DATA"
    """For everybody: cells behind which there are few persons are masked."""


class Printed(BaseModel):
    """One figure, as it was printed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    indicator: IndicatorCode
    version: Annotated[int, Field(strict=True, ge=1)]
    council_id: CouncilId | None = Field(default=None, description="Of this council; none of all.")
    value: Decimal | None = Field(
        default=None, description="In the unit of the indicator; none where it is not measured."
    )
    is_masked: bool = Field(default=False, description="It was not shown, as too few persons are behind it.")


class ReportIssued(Fact):
    """A report was handed out. Asked for again, it says the same for ever."""

    type: ClassVar[str] = "reporting.report-issued.v1"
    report_id: UUID
    kind: ReportKind
    first_on: date
    last_on: date = Field(description="Last day, included.")
    council_id: CouncilId | None = None
    agreement_id: UUID | None = None
    as_of: Places = Field(description="What was known.")
    made_at: datetime = Field(description="UTC.")
    digest: Sha256 = Field(description="Of its JSON file.")
    printed: tuple[Printed, ...] = Field(max_length=5000, description="Its figures, in their order.")


class ReportWithdrawn(Fact):
    """A report that was handed out should not be relied on; it stays readable, and says so."""

    type: ClassVar[str] = "reporting.report-withdrawn.v1"
    report_id: UUID
    kind: ReportKind
    first_on: date
    last_on: date
    why: Why


FACTS: tuple[type[Fact], ...] = (ReportIssued, ReportWithdrawn)
