"""What each kind of report is made of: data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.contracts.reporting.reports import ReportKind

if TYPE_CHECKING:
    from collections.abc import Mapping


class Needs(StrEnum):
    """What a report must be told it is about, beside its days."""

    NOTHING = "NOTHING"
    COUNCIL = "COUNCIL"
    AGREEMENT = "AGREEMENT"


class Layout(StrEnum):
    """What stands beside each figure."""

    BY_COUNCIL = "BY_COUNCIL"
    """One column a council, then all together."""
    BESIDE_FORMER = "BESIDE_FORMER"
    """The figure of the former period, and the change."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of figures."""

    title: str
    """French."""
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """What a report of one kind is made of."""

    purpose: str
    """French: what it is for, in one sentence that it begins with."""
    parts: tuple[Part, ...] = ()
    layout: Layout = Layout.BESIDE_FORMER
    needs: Needs = Needs.NOTHING
    is_yearly: bool = False
    is_masked: bool = False
    charted: tuple[str, ...] = ()
    """Indicators that are drawn month by month."""


COMPOSITION = Part("Composition du conseil", tuple(f"CMP-{number:02d}" for number in range(1, 11)))
LIFE = Part("Vie du conseil", (*(f"VIE-{number:02d}" for number in range(1, 12)), "AUT-01", "AUT-02"))
MOBILISATION = Part(
    "Mobilisation des habitants",
    ("MOB-01", "MOB-02", "MOB-03", "MOB-04", "MOB-05", "MOB-05.visits", "MOB-06", "MOB-07"),
)
STEERING = Part(
    "Participation aux instances de pilotage",
    (
        *("PIL-01", "PIL-01.cancelled", "PIL-01.not-convened"),
        *(f"PIL-{number:02d}" for number in range(2, 9)),
    ),
)
INITIATIVES = Part(
    "Initiatives",
    (
        *("INI-01", "INI-02", "INI-02.rate", "INI-03", "INI-03.amount", "INI-04", "INI-04.rate"),
        *("INI-05", "INI-06", "INI-07", "INI-08"),
    ),
)
DIALOGUE = Part("Dialogue avec les institutions", ("INT-01", "INT-02", "INT-03", "INT-04", "INT-04.answered", "INT-05"))
SKILLS = Part("Formation", ("FOR-01", "FOR-01.hours", "FOR-02"))
MEANS = Part(
    "Moyens et qualité",
    (
        *("MOY-01", "MOY-01.spent", "MOY-01.remaining", "MOY-02", "MOY-03", "ACT-01", "ACT-02"),
        *("FDR-01", "FDR-01.late", "DIA-01", "QUA-01", "UTI-01"),
    ),
)
WORK = Part("Travail accompli", ("ACT-01", "MOB-01", "MOB-02", "MOB-05", "MOB-05.visits", "MOB-06", "INT-05"))
DONE_FOR_IT = Part("Ce qui a été fait pour le conseil", ("ACT-01", "MOB-01", "MOB-05", "MOB-06", "FOR-01", "INT-05"))
OWED = Part("Ce que les institutions doivent au conseil", ("INT-01", "INT-02", "INT-03", "INT-04"))
MISSIONS = (
    Part("Mission 1 : structuration et fonctionnement autonome", (*COMPOSITION.indicators, *LIFE.indicators)),
    Part("Mission 2 : participation au suivi du projet de territoire", (*STEERING.indicators, *DIALOGUE.indicators)),
    Part("Mission 3 : appui aux initiatives", INITIATIVES.indicators),
)

KINDS: Mapping[ReportKind, Form] = {
    ReportKind.TEAM_MONTH: Form(
        "Pour l'équipe : ce qui s'est passé, conseil par conseil, et ce que personne n'a encore noté.",
        (LIFE, STEERING, INITIATIVES, MOBILISATION, DIALOGUE, MEANS),
        Layout.BY_COUNCIL,
    ),
    ReportKind.HALF_YEAR_NOTE: Form(
        "Pour les financeurs : où en sont les trois missions, à côté de la période d'avant.",
        (*MISSIONS, MOBILISATION),
        charted=("VIE-01", "VIE-03"),
    ),
    ReportKind.AGREEMENT_ANNEX: Form(
        "Pour les financeurs : chaque cible de l'année, ce qui est réalisé, l'écart et son commentaire.",
        needs=Needs.AGREEMENT,
        is_yearly=True,
    ),
    ReportKind.CERFA_15059: Form(
        "À recopier dans le formulaire : ce document n'est pas le formulaire, et ne le remplace pas.",
        (MOBILISATION,),
        needs=Needs.AGREEMENT,
        is_yearly=True,
    ),
    ReportKind.DAUPHIN: Form(
        "À recopier dans la plateforme : bilan quantitatif, puis bilan qualitatif.",
        (*MISSIONS, MOBILISATION),
        needs=Needs.AGREEMENT,
        is_yearly=True,
    ),
    ReportKind.ADULTE_RELAIS: Form(
        "Pour la préfecture : ce que les postes ont fait auprès de ce conseil ; jamais le temps d'une personne.",
        (WORK, LIFE, SKILLS),
        needs=Needs.COUNCIL,
        charted=("ACT-01",),
    ),
    ReportKind.COUNCIL_YEAR: Form(
        "Pour le conseil : ce qu'il a fait, ce qui a été fait pour lui, et qui lui doit une réponse.",
        (COMPOSITION, LIFE, INITIATIVES, STEERING, DONE_FOR_IT, OWED),
        needs=Needs.COUNCIL,
        is_yearly=True,
        charted=("VIE-01", "VIE-03"),
    ),
    ReportKind.OPEN_DATA: Form(
        "Pour tous : les chiffres par conseil ; ceux derrière lesquels il y a moins de cinq personnes sont masqués.",
        (COMPOSITION, LIFE, STEERING, INITIATIVES, MOBILISATION, DIALOGUE, MEANS),
        Layout.BY_COUNCIL,
        is_masked=True,
    ),
}
"""Every kind of report, once."""
