"""Every type of case, as data: its usual steps, by when it is to be settled, who is told, and where a delay comes from.

Steps and delays are proposals: whoever opens a case may say others. No law is known that gives a delay, but for the start of a
council; the others are those of the team, and of the rules of `docs/rules.md` where they have one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.contracts.activities.cases import CaseStep, CaseSubject
from shared.days import months_later

if TYPE_CHECKING:
    from datetime import date


class Told(StrEnum):
    """Who is told when a case is late, silent, or without a holder."""

    HOLDER = "HOLDER"
    COORDINATOR = "COORDINATOR"
    COUNCIL = "COUNCIL"
    PREFECTURE = "PREFECTURE"
    CITY = "CITY"


TOLD_IN_FRENCH = {
    Told.HOLDER: "la personne responsable du dossier",
    Told.COORDINATOR: "la coordination de l'équipe",
    Told.COUNCIL: "le conseil",
    Told.PREFECTURE: "le délégué du préfet",
    Told.CITY: "la Ville",
}


@dataclass(frozen=True)
class Delay:
    """A time from the opening of a case: months are those of the calendar."""

    days: int = 0
    months: int = 0

    def after(self, day: date) -> date:
        """The day on which it is over; the last day of its month where that has no such day."""
        return months_later(day, self.months) + timedelta(days=self.days)


@dataclass(frozen=True)
class UsualStep:
    """Something that is usually done in a case of that type, and by when, counted from its opening."""

    code: str
    french: str
    english: str
    due: Delay


@dataclass(frozen=True)
class Source:
    """Where the delay of a type comes from."""

    french: str
    english: str


@dataclass(frozen=True)
class CaseType:
    """One type of case."""

    code: str
    french: str
    english: str
    subject: CaseSubject
    steps: tuple[UsualStep, ...]
    due: Delay | None
    """By when it is to be settled; none where it lasts as long as what it is about."""
    told: tuple[Told, ...]
    source: Source

    def due_on(self, opened_on: date) -> date | None:
        """By when a case that was opened on that day is to be settled."""
        return self.due.after(opened_on) if self.due else None

    def step_after(self, done: frozenset[str], opened_on: date) -> CaseStep | None:
        """The first usual step that was not done, and its day; none when all were."""
        for step in self.steps:
            if step.code not in done:
                return CaseStep(code=step.code, due_on=step.due.after(opened_on))
        return None


TEAM = Source("Usage de l'équipe : aucun délai légal connu", "Custom of the team: no legal delay is known")

CASE_TYPES: tuple[CaseType, ...] = (
    CaseType(
        "COUNCIL_START_UP",
        "démarrage d'un conseil",
        "start-up of a council",
        CaseSubject.COUNCIL,
        (
            UsualStep(
                "PRACTICES_REVIEWED",
                "diagnostic des pratiques participatives",
                "review of participatory practices",
                Delay(months=1),
            ),
            UsualStep("RESIDENTS_MET", "aller vers les habitants", "outreach to residents", Delay(months=3)),
            UsualStep("MEMBERS_FOUND", "membres trouvés, dans les deux collèges", "members found", Delay(months=5)),
            UsualStep("FIRST_MEETING", "première réunion", "first meeting", Delay(months=6)),
            UsualStep("CHARTER_ADOPTED", "charte adoptée", "charter adopted", Delay(months=9)),
            UsualStep("STRUCTURE_FOUND", "structure porteuse trouvée", "supporting structure found", Delay(months=11)),
        ),
        Delay(months=12),
        (Told.HOLDER, Told.COORDINATOR, Told.PREFECTURE, Told.CITY),
        Source(
            "Circulaire du 2 février 2017 (NOR VJSC1703528C), connue par des comptes rendus : démarrage d'un an au plus (R16)",
            "Circular of 2 February 2017 (NOR VJSC1703528C), known from reports: a start of a year at most (R16)",
        ),
    ),
    CaseType(
        "COUNCIL_SUPPORT",
        "accompagnement d'un conseil",
        "support of a council",
        CaseSubject.COUNCIL,
        (
            UsualStep("EXPECTATIONS_HEARD", "attentes du conseil recueillies", "expectations heard", Delay(months=1)),
            UsualStep("DIAGNOSIS_UPDATED", "diagnostic à jour", "diagnosis up to date", Delay(months=2)),
            UsualStep("ROADMAP_ADOPTED", "feuille de route adoptée", "roadmap adopted", Delay(months=3)),
            UsualStep("HALF_YEAR_REVIEW", "point de mi-année", "half-year review", Delay(months=6)),
            UsualStep("YEAR_REVIEW", "bilan de l'année", "review of the year", Delay(months=12)),
        ),
        None,
        (Told.HOLDER, Told.COORDINATOR),
        TEAM,
    ),
    CaseType(
        "INITIATIVE_FUNDING",
        "initiative : dossier de financement",
        "initiative: funding file",
        CaseSubject.INITIATIVE,
        (
            UsualStep("BUDGET_DRAFTED", "budget établi", "budget drafted", Delay(days=15)),
            UsualStep("FILE_SUBMITTED", "demande déposée", "request submitted", Delay(days=30)),
            UsualStep("ANSWER_RECEIVED", "réponse du financeur", "answer of the funder", Delay(days=90)),
            UsualStep("USE_REPORTED", "bilan remis au financeur", "report given to the funder", Delay(months=12)),
        ),
        Delay(months=18),
        (Told.HOLDER, Told.COUNCIL),
        TEAM,
    ),
    CaseType(
        "COMMITMENT",
        "suivi d'un engagement",
        "follow-up of a commitment",
        CaseSubject.COMMITMENT,
        (
            UsualStep("CONFIRMED_IN_WRITING", "confirmation écrite obtenue", "confirmed in writing", Delay(days=15)),
            UsualStep("REMINDER_SENT", "relance envoyée", "reminder sent", Delay(days=45)),
            UsualStep("KEPT_CHECKED", "réalisation vérifiée sur place", "checked on the spot", Delay(days=90)),
            UsualStep("REPORTED_BACK", "restitution au conseil", "report back to the council", Delay(days=105)),
        ),
        Delay(months=6),
        (Told.HOLDER, Told.COUNCIL),
        TEAM,
    ),
    CaseType(
        "REFERRAL",
        "interpellation du préfet",
        "referral to the prefect",
        CaseSubject.REFERRAL,
        (
            UsualStep("ACKNOWLEDGED", "accusé de réception obtenu", "acknowledgement received", Delay(days=30)),
            UsualStep("ANSWERED", "réponse du préfet obtenue", "answer received", Delay(days=60)),
            UsualStep("EXAMINED", "examen par le comité de pilotage", "examined by the committee", Delay(days=180)),
            UsualStep("REPORTED_BACK", "restitution au conseil", "report back to the council", Delay(days=195)),
        ),
        Delay(days=195),
        (Told.HOLDER, Told.COORDINATOR, Told.COUNCIL),
        Source(
            "Loi n° 2014-173 du 21 février 2014, art. 7, et loi n° 2017-86 du 27 janvier 2017, art. 153 à 156 : le droit, sans "
            "délai connu ; délais retenus par la règle R21",
            "Law 2014-173 of 21 February 2014, art. 7, and law 2017-86 of 27 January 2017, art. 153 to 156: the right, without "
            "any known delay; delays chosen by the rule R21",
        ),
    ),
    CaseType(
        "NEED",
        "besoin du diagnostic",
        "need of the diagnosis",
        CaseSubject.NEED,
        (
            UsualStep("DISCUSSED", "besoin discuté en conseil", "discussed by the council", Delay(months=2)),
            UsualStep("ACTION_PLANNED", "action inscrite à la feuille de route", "action planned", Delay(months=4)),
            UsualStep("ACTION_BEGUN", "action commencée", "action begun", Delay(months=8)),
            UsualStep("NEED_REVIEWED", "besoin réexaminé", "need reviewed", Delay(months=12)),
        ),
        Delay(months=12),
        (Told.HOLDER, Told.COUNCIL),
        TEAM,
    ),
)
"""In the order in which they are told. A code is for ever: facts name it."""

CASE_TYPE = {one.code: one for one in CASE_TYPES}
