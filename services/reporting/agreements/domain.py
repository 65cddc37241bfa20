"""What may be said of an agreement, when its reports are due, and how a figure is shared out among those who pay."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from services.reporting.indicators.catalogue import BY_CODE
from shared.contracts.reporting.agreements import (
    AgreementSigned,
    AllocationKeySet,
    CommentWritten,
    EntryCorrected,
    EntryWithdrawn,
    FundingAgreed,
    ObjectiveAgreed,
    TargetSet,
)
from shared.entries.kinds import About, Catalogue, Entry, Kind
from shared.kernel import Incoherent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.contracts.vocabulary import FunderKind
    from shared.entries.kinds import Subject

WORDS = {
    "entry_id": "Identifiant",
    "agreement_id": "Convention (identifiant)",
    "objective_id": "Objectif (identifiant)",
    "council_id": "Conseil",
    "title": "Intitulé",
    "reference": "Numéro",
    "document.title": "Document",
    "document.digest": "Empreinte du document",
    "from_on": "Du",
    "until_on": "Au",
    "agreed_on": "Convenu le",
    "indicator": "Indicateur",
    "year": "Année",
    "goal": "Cible",
    "baseline": "Situation de départ",
    "set_on": "Fixée le",
    "funder": "Financeur",
    "amount_cents": "Montant (euros)",
    "shares.state": "État (centièmes de %)",
    "shares.city": "Ville (centièmes de %)",
    "shares.residents_fund": "Fonds de participation des habitants (centièmes de %)",
    "shares.landlord": "Bailleurs (centièmes de %)",
    "shares.other": "Autres (centièmes de %)",
    "text": "Commentaire",
    "written_on": "Écrit le",
    "origin.date_precision": "Précision de la date",
    "origin.date_certainty": "Certitude de la date",
}
"""French of the columns, by field."""

OF_AN_AGREEMENT = About("agreement_id", (AgreementSigned,), "convention", "agreement")

KINDS: tuple[Kind, ...] = (
    Kind(
        AgreementSigned,
        one="agreement",
        path="agreements",
        french="convention d'objectifs",
        english="agreement on objectives",
        day="from_on",
        last_day="until_on",
        may_begin_later=True,
    ),
    Kind(
        ObjectiveAgreed,
        one="objective",
        path="objectives",
        french="objectif de la convention",
        english="objective of the agreement",
        day="agreed_on",
        about=(OF_AN_AGREEMENT,),
        words={"title": "Objectif"},
    ),
    Kind(
        TargetSet,
        one="target",
        path="targets",
        french="cible d'un indicateur",
        english="target of an indicator",
        day="set_on",
        about=(OF_AN_AGREEMENT, About("objective_id", (ObjectiveAgreed,), "objectif", "objective")),
    ),
    Kind(
        FundingAgreed,
        one="funding",
        path="fundings",
        french="financement de la convention",
        english="funding of the agreement",
        day="agreed_on",
        about=(OF_AN_AGREEMENT,),
        words={"title": "Nom du financeur"},
    ),
    Kind(
        AllocationKeySet,
        one="allocation_key",
        path="allocation-keys",
        french="clé de répartition entre financeurs",
        english="allocation key of those who pay",
        day="from_on",
        may_begin_later=True,
        about=(OF_AN_AGREEMENT,),
        words={"from_on": "À partir du"},
    ),
    Kind(
        CommentWritten,
        one="comment",
        path="comments",
        french="commentaire d'un chiffre",
        english="comment on a figure",
        day="written_on",
    ),
)
"""Every kind of entry, once."""

CATALOGUE = Catalogue(KINDS, EntryCorrected, EntryWithdrawn, WORDS, searched=("title", "reference", "text"))
"""Routes, views and files are made from it."""


class UnknownIndicator(Incoherent):
    """No indicator has this code: {code}."""

    pointer = "/indicator"


class YearOutsideAgreement(Incoherent):
    """{year} is not a year of the agreement, which holds from {first} to {last}."""

    pointer = "/year"


class ObjectiveOfAnotherAgreement(Incoherent):
    """This objective belongs to another agreement."""

    pointer = "/objective_id"


class SharesAreNotTheWhole(Incoherent):
    """Together the parts of those who pay are 100 % (10000 hundredths of a percent); here they are {sum:hundredth|hundredths}."""

    pointer = "/shares"


WHOLE = 10_000
"""100 %, in hundredths of a percent."""


class AgreementEntry(Entry):
    """One entry: an agreement, or what is said under it."""

    catalogue = CATALOGUE

    def check(self, fact: Any, subjects: Mapping[str, Subject], today: date) -> None:
        """Raises also UnknownIndicator, YearOutsideAgreement, ObjectiveOfAnotherAgreement, SharesAreNotTheWhole."""
        super().check(fact, subjects, today)
        match fact:
            case TargetSet() | CommentWritten() if fact.indicator not in BY_CODE:
                raise UnknownIndicator(code=fact.indicator)
            case AllocationKeySet() if (whole := sum(fact.shares.of().values())) != WHOLE:
                raise SharesAreNotTheWhole(sum=whole)
        if isinstance(fact, TargetSet | FundingAgreed):
            _check_year(fact.year, subjects["agreement_id"].said)
        if isinstance(fact, TargetSet) and fact.objective_id is not None:
            objective: Any = subjects["objective_id"].said
            if objective.agreement_id != fact.agreement_id:
                raise ObjectiveOfAnotherAgreement


def _check_year(year: int, agreement: Any) -> None:
    if not agreement.from_on.year <= year <= agreement.until_on.year:
        raise YearOutsideAgreement(year=year, first=agreement.from_on, last=agreement.until_on)


# When reports are due


class ReportDue(StrEnum):
    """What is owed to those who pay."""

    YEARLY = "YEARLY"
    """Report of a year: within six months of its end (model agreement of the circular of 29 September 2015, art. 6)."""
    OVERALL = "OVERALL"
    """Overall assessment: three months before the agreement ends, at the latest (the same, art. 9)."""


@dataclass(frozen=True, slots=True)
class Due:
    """A report, what it is about, and the last day on which it may be handed in."""

    report: ReportDue
    first: date
    last: date
    due_on: date


def reports_due(agreement: AgreementSigned) -> list[Due]:
    """Every report that is owed under an agreement, in the order of the days by which they are owed."""
    first, last = agreement.from_on, agreement.until_on
    yearly = [
        Due(ReportDue.YEARLY, *year_of(agreement, year), date(year + 1, 6, 30))
        for year in range(first.year, last.year + 1)
    ]
    overall = Due(ReportDue.OVERALL, first, last, _months_before(last, 3))
    return sorted((*yearly, overall), key=lambda due: due.due_on)


def year_of(agreement: AgreementSigned, year: int) -> tuple[date, date]:
    """First and last day of a calendar year, as far as the agreement holds. Raises YearOutsideAgreement."""
    _check_year(year, agreement)
    return max(agreement.from_on, date(year, 1, 1)), min(agreement.until_on, date(year, 12, 31))


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month; its last day where it is shorter, or where this is the last of its own."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    longest = monthrange(year, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, longest if is_last else min(day.day, longest))


# Who may show what


def shared_out(value: int, parts: Mapping[FunderKind, int]) -> dict[FunderKind, int]:
    """A number shared out among those who pay, so that together they show it once: whole numbers, by largest remainders.

    `parts` are hundredths of a percent, together 10,000. Equal remainders are served in the order of the parts.
    """
    shares = {funder: divmod(value * part, WHOLE) for funder, part in parts.items()}
    missing = value - sum(whole for whole, _ in shares.values())
    served = sorted(shares, key=lambda funder: -shares[funder][1])[:missing]
    return {funder: whole + (funder in served) for funder, (whole, _) in shares.items()}
