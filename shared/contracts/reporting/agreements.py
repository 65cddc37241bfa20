"""The agreement on objectives (*convention d'objectifs*): what was agreed, the targets, who pays which part, and comments.

Each is one entry, complete in one fact, which may be corrected or withdrawn. Its frame is that of the circular of the Prime
Minister of 29 September 2015.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.councils.dossier import Cents, Document, Title
from shared.contracts.vocabulary import LINES, AmendmentReason, CouncilId, FunderKind, Origin
from shared.kernel import Fact

Year = Annotated[int, Field(strict=True, ge=2014, le=2100, description="A calendar year.")]
CODE = r"^[A-Z]{3}-[0-9]{2}(\.[a-z-]{1,20})?$"
IndicatorCode = Annotated[str, Field(pattern=CODE, description="Code of an indicator, as `VIE-01`.")]
Goal = Annotated[
    Decimal,
    Field(ge=0, max_digits=15, decimal_places=4, description="In the unit of the indicator; a share from 0 to 1."),
]
Share = Annotated[int, Field(strict=True, ge=0, le=10_000, description="Hundredths of a percent: 6000 is 60 %.")]


class AgreementSigned(Fact):
    """Those who pay and the association agreed on objectives, from when until when."""

    type: ClassVar[str] = "reporting.agreement-signed.v1"
    entry: Literal["agreement"] = "agreement"
    entry_id: UUID
    title: Title = Field(description="As people call it: `Convention 2017-2019`.")
    reference: Title | None = Field(default=None, description="Its number, which reports repeat.")
    document: Document | None = None
    from_on: date
    until_on: date = Field(description="Last day, included.")
    origin: Origin = Origin()


class ObjectiveAgreed(Fact):
    """One objective of the agreement, under which its indicators stand in the annex."""

    type: ClassVar[str] = "reporting.objective-agreed.v1"
    entry: Literal["objective"] = "objective"
    entry_id: UUID
    agreement_id: UUID = Field(description="The entry of the agreement.")
    title: Title
    agreed_on: date
    origin: Origin = Origin()


class TargetSet(Fact):
    """What an indicator is to reach in a year."""

    type: ClassVar[str] = "reporting.target-set.v1"
    entry: Literal["target"] = "target"
    entry_id: UUID
    agreement_id: UUID = Field(description="The entry of the agreement.")
    objective_id: UUID | None = Field(default=None, description="The entry of the objective that it serves.")
    indicator: IndicatorCode
    year: Year
    goal: Goal
    baseline: Goal | None = Field(default=None, description="Where it stood when this was agreed; none if nobody knew.")
    set_on: date
    origin: Origin = Origin()


class FundingAgreed(Fact):
    """What one of those who pay gives in a year."""

    type: ClassVar[str] = "reporting.funding-agreed.v1"
    entry: Literal["funding"] = "funding"
    entry_id: UUID
    agreement_id: UUID = Field(description="The entry of the agreement.")
    funder: FunderKind
    title: Title = Field(description="Who pays: `Préfecture de Paris`.")
    year: Year
    amount_cents: Cents
    agreed_on: date
    origin: Origin = Origin()


class Shares(BaseModel):
    """Which part of what was done each of those who pay may show as theirs; together the whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: Share = 0
    city: Share = 0
    residents_fund: Share = 0
    landlord: Share = 0
    other: Share = 0

    def of(self) -> dict[FunderKind, int]:
        """The parts by who pays, in hundredths of a percent; those who pay nothing are left out."""
        parts = {FunderKind(name.upper()): share for name, share in self}
        return {funder: share for funder, share in parts.items() if share}


class AllocationKeySet(Fact):
    """How figures that may be shown once only are shared out among those who pay, from a day on."""

    type: ClassVar[str] = "reporting.allocation-key-set.v1"
    entry: Literal["allocation-key"] = "allocation-key"
    entry_id: UUID
    agreement_id: UUID = Field(description="The entry of the agreement.")
    shares: Shares
    from_on: date
    origin: Origin = Origin()


class CommentWritten(Fact):
    """What people say of a figure of a year beside its number: for all, or of one council."""

    type: ClassVar[str] = "reporting.comment-written.v1"
    entry: Literal["comment"] = "comment"
    entry_id: UUID
    indicator: IndicatorCode
    year: Year
    council_id: CouncilId | None = Field(default=None, description="Of this council; none of all.")
    text: str = Field(
        min_length=1,
        max_length=2000,
        pattern=LINES,
        description="Public, printed in reports, on one line or several; never the name of a person.",
    )
    written_on: date
    origin: Origin = Origin()


ENTRIES: tuple[type[Fact], ...] = (
    AgreementSigned,
    ObjectiveAgreed,
    TargetSet,
    FundingAgreed,
    AllocationKeySet,
    CommentWritten,
)
"""Every kind of entry."""

AnEntry = Annotated[
    AgreementSigned | ObjectiveAgreed | TargetSet | FundingAgreed | AllocationKeySet | CommentWritten,
    Field(discriminator="entry"),
]
"""An entry whole, inside the fact that corrects or withdraws it."""


class EntryCorrected(Fact):
    """What was said of the agreement is said again; what was said before stays readable, and both are here whole."""

    type: ClassVar[str] = "reporting.entry-corrected.v1"
    entry_id: UUID
    before: AnEntry
    after: AnEntry
    reason: AmendmentReason
    origin: Origin = Origin()


class EntryWithdrawn(Fact):
    """What was said of the agreement should never have been said; it stays in the log and counts nowhere."""

    type: ClassVar[str] = "reporting.entry-withdrawn.v1"
    entry_id: UUID
    said: AnEntry = Field(description="The entry, as it was last said.")
    reason: AmendmentReason
    origin: Origin = Origin()


FACTS: tuple[type[Fact], ...] = (*ENTRIES, EntryCorrected, EntryWithdrawn)
