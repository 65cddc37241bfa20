"""One entry of the council's file, whatever its kind: said, said again, withdrawn; and the catalogue of the kinds."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, cast, get_args

from pydantic import BaseModel

from services.councils.days import refuse_backwards, refuse_future
from shared.contracts.councils.dossier import (
    ENTRIES,
    AutonomyAssessed,
    BudgetAllocated,
    CharterAdopted,
    CouncilsGathered,
    EntryCorrected,
    EntryWithdrawn,
    ExpenseRecorded,
    HostingModelSet,
    ImmersionVisitMade,
    IncompatibilityDeclared,
    InterCouncilJoined,
    InternalRulesAdopted,
    LeaveCertified,
    LocalTargetSet,
    OfficeHeld,
    ParentalAuthorisationFiled,
    ParticipantRegistered,
    PremisesProvided,
    ResidenceChecked,
    SeatsDecided,
    TeamMemberInducted,
    TeamMemberTrained,
    TrainingOffered,
    WorkingGroupCreated,
)
from shared.kernel import Aggregate, Fact, Incoherent, NotFound, RuleBroken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from uuid import UUID

    from shared.contracts.councils.dossier import AnEntry
    from shared.contracts.vocabulary import AmendmentReason, Origin


# The catalogue of kinds


@dataclass(frozen=True)
class Kind:
    """One kind of entry: what it is called, where it is found, and what is checked of its days."""

    fact: type[AnEntry]
    """The fact that says it, whole."""
    one: str
    """One of them, in the names of operations: `add_budget_line`."""
    path: str
    """All of them, in addresses: `/v1/budget-lines`."""
    french: str
    english: str
    day: str
    """The field of the day on which it happened or began."""
    last_day: str | None = None
    """The field of its last day, included, where it may end; that day may be to come."""
    may_begin_later: bool = False
    """Whether it may be agreed in advance. What is not said so has happened, and never tomorrow."""
    words: Mapping[str, str] = field(default_factory=dict)
    """French of its columns, where it is not that of every kind."""

    @property
    def entry(self) -> str:
        """Its name inside the facts: `budget`."""
        return str(self.fact.model_fields["entry"].default)

    @property
    def many(self) -> str:
        """All of them, as a name: `budget_lines`."""
        return self.path.replace("-", "_")

    @cached_property
    def columns(self) -> dict[str, str]:
        """Its fields as columns of a file, with their French headers: `document.title` is the title of its document."""
        return {name: self.words.get(name) or WORDS[name] for name in _names(self.fact)}


def _names(fact: type[AnEntry]) -> Iterator[str]:
    for name, info in fact.model_fields.items():
        if name in {"entry", "origin"}:
            continue
        inside = next((one for one in (*get_args(info.annotation), info.annotation) if _is_whole(one)), None)
        yield from [name] if inside is None else [f"{name}.{part}" for part in inside.model_fields]
    # A day known by its month must not pass for a day in a file either.
    yield from ("origin.date_precision", "origin.date_certainty")


def _is_whole(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


WORDS = {
    "entry_id": "Identifiant",
    "council_id": "Conseil",
    "person_id": "Personne",
    "facilitator_id": "Membre de l'équipe",
    "title": "Intitulé",
    "structure": "Structure porteuse",
    "provider": "Organisme",
    "document.title": "Document",
    "document.digest": "Empreinte du document",
    "digest": "Empreinte du document",
    "from_on": "Du",
    "until_on": "Au",
    "adopted_on": "Adopté le",
    "model": "Portage",
    "is_consented_in_writing": "Accord écrit du conseil",
    "term_months": "Durée du mandat (mois)",
    "resident_seats": "Sièges du collège habitants",
    "local_actor_seats": "Sièges du collège acteurs locaux",
    "rule": "Règle",
    "percent": "Objectif (%)",
    "hours_a_week": "Heures par semaine",
    "funder": "Financeur",
    "year": "Année",
    "amount_cents": "Montant (euros)",
    "allocated_on": "Attribuée le",
    "budget_id": "Ligne de budget",
    "spent_on": "Dépensé le",
    "theme": "Thématique",
    "office": "Fonction",
    "incompatibility": "Incompatibilité",
    "institution_link": "Lien avec une institution",
    "declared_on": "Déclarée le",
    "lives_in_district": "Habite un quartier du conseil",
    "district_code": "Quartier prioritaire",
    "checked_on": "Vérifiée le",
    "filed_on": "Remise le",
    "half_days": "Demi-journées",
    "taken_on": "Premier jour",
    "recruitment": "Origine",
    "gender": "Genre",
    "age_band": "Tranche d'âge",
    "held_on": "Tenue le",
    "offered_on": "Proposée le",
    "assessor": "Évalué par",
    "college": "Collège",
    "scores.calls_its_meetings": "Convoque ses réunions",
    "scores.sets_the_agenda": "Fixe l'ordre du jour",
    "scores.chairs": "Préside",
    "scores.writes_minutes": "Rédige les comptes rendus",
    "scores.communicates": "Communique",
    "scores.represents_itself": "Se représente lui-même",
    "scores.manages_its_budget": "Gère son budget",
    "scores.renews_its_members": "Renouvelle ses membres",
    "assessed_on": "Évaluée le",
    "done_on": "Faite le",
    "minutes": "Durée (minutes)",
    "valid_until_on": "Valable jusqu'au",
    "visited_on": "Visitée le",
    "origin.date_precision": "Précision de la date",
    "origin.date_certainty": "Certitude de la date",
}
"""French of the columns, by field."""

KINDS: tuple[Kind, ...] = (
    Kind(
        HostingModelSet,
        one="hosting",
        path="hosting",
        french="portage",
        english="hosting model",
        day="from_on",
        last_day="until_on",
        may_begin_later=True,
        words={"document.title": "Convention"},
    ),
    Kind(
        CharterAdopted,
        one="charter",
        path="charters",
        french="charte",
        english="charter",
        day="adopted_on",
        words={"title": "Version", "adopted_on": "Adoptée le"},
    ),
    Kind(
        InternalRulesAdopted,
        one="internal_rules",
        path="internal-rules",
        french="règlement intérieur",
        english="internal rules",
        day="adopted_on",
        words={"title": "Version"},
    ),
    Kind(
        SeatsDecided,
        one="seat_decision",
        path="seat-decisions",
        french="nombre de sièges",
        english="number of seats",
        day="from_on",
        may_begin_later=True,
        words={"from_on": "À partir du"},
    ),
    Kind(
        LocalTargetSet,
        one="local_target",
        path="local-targets",
        french="objectif propre au conseil",
        english="local target",
        day="from_on",
        may_begin_later=True,
        words={"from_on": "À partir du"},
    ),
    Kind(
        PremisesProvided,
        one="premises",
        path="premises",
        french="local",
        english="premises",
        day="from_on",
        last_day="until_on",
        may_begin_later=True,
        words={"title": "Local", "provider": "Mis à disposition par", "document.title": "Convention"},
    ),
    Kind(
        BudgetAllocated,
        one="budget_line",
        path="budget-lines",
        french="ligne de budget",
        english="budget line",
        day="allocated_on",
        words={"title": "Ligne"},
    ),
    Kind(
        ExpenseRecorded,
        one="expense",
        path="expenses",
        french="dépense",
        english="expense",
        day="spent_on",
        words={"title": "Objet"},
    ),
    Kind(
        WorkingGroupCreated,
        one="working_group",
        path="working-groups",
        french="groupe de travail",
        english="working group",
        day="from_on",
        last_day="until_on",
        may_begin_later=True,
        words={"title": "Groupe"},
    ),
    Kind(
        OfficeHeld,
        one="office",
        path="offices",
        french="fonction",
        english="office",
        day="from_on",
        last_day="until_on",
        may_begin_later=True,
    ),
    Kind(
        InterCouncilJoined,
        one="inter_council_participation",
        path="inter-council-participations",
        french="participation à l'inter-conseils",
        english="participation in the inter-council",
        day="from_on",
        last_day="until_on",
        may_begin_later=True,
    ),
    Kind(
        IncompatibilityDeclared,
        one="incompatibility",
        path="incompatibilities",
        french="déclaration d'incompatibilité",
        english="declaration of incompatibility",
        day="declared_on",
    ),
    Kind(
        ResidenceChecked,
        one="residence_check",
        path="residence-checks",
        french="vérification de résidence",
        english="residence check",
        day="checked_on",
    ),
    Kind(
        ParentalAuthorisationFiled,
        one="parental_authorisation",
        path="parental-authorisations",
        french="autorisation parentale",
        english="parental authorisation",
        day="filed_on",
    ),
    Kind(
        LeaveCertified,
        one="leave",
        path="leaves",
        french="congé attesté",
        english="certified leave",
        day="taken_on",
    ),
    Kind(
        ParticipantRegistered,
        one="participant",
        path="participants",
        french="participant du cercle élargi",
        english="participant of the wider circle",
        day="from_on",
        last_day="until_on",
    ),
    Kind(
        CouncilsGathered,
        one="gathering",
        path="gatherings",
        french="réunion des conseils par la préfecture",
        english="gathering by the prefecture",
        day="held_on",
    ),
    Kind(
        TrainingOffered,
        one="training_offer",
        path="training-offers",
        french="formation proposée",
        english="training offered",
        day="offered_on",
        words={"title": "Formation"},
    ),
    Kind(
        AutonomyAssessed,
        one="autonomy_assessment",
        path="autonomy-assessments",
        french="autonomie évaluée",
        english="autonomy assessment",
        day="assessed_on",
    ),
    Kind(
        TeamMemberInducted,
        one="induction",
        path="inductions",
        french="étape de prise de poste",
        english="induction",
        day="done_on",
        words={"title": "Étape"},
    ),
    Kind(
        TeamMemberTrained,
        one="team_training",
        path="team-trainings",
        french="formation de l'équipe",
        english="training of the team",
        day="held_on",
        last_day="valid_until_on",
        words={"title": "Formation", "held_on": "Suivie le"},
    ),
    Kind(
        ImmersionVisitMade,
        one="immersion_visit",
        path="immersion-visits",
        french="visite d'immersion",
        english="immersion visit",
        day="visited_on",
        words={"structure": "Structure visitée"},
    ),
)
"""Every kind of entry, once: routes, views and files are made from it."""

KIND_OF: Mapping[type[Fact], Kind] = {kind.fact: kind for kind in KINDS}


# What is refused


class EntryAlreadyExists(RuleBroken):
    """This id is taken already, with other particulars: correct the entry instead."""

    pointer = "/entry_id"


class EntryWasWithdrawn(RuleBroken):
    """This entry was withdrawn; nothing more can be said of it."""


class EntryOfAnotherKind(RuleBroken):
    """This id is that of an entry of another kind."""


class EntryOfAnotherCouncil(RuleBroken):
    """This entry is of {council_id}: what is of another council is withdrawn here, and entered there."""

    pointer = "/council_id"


class UnknownBudgetLine(Incoherent):
    """No budget line has this id."""

    pointer = "/budget_id"


class BudgetLineOfAnotherCouncil(Incoherent):
    """This budget line is of another council."""

    pointer = "/budget_id"


class BudgetLineWasWithdrawn(RuleBroken):
    """This budget line was withdrawn: nothing can be spent on it."""

    pointer = "/budget_id"


class ExpensesStandOnTheLine(RuleBroken):
    """Expenses stand on this budget line ({expenses}): withdraw or correct them first."""


# What may be said


class Entry(Aggregate):
    """One entry of the council's file: as it was first said, as it is said now, and whether it was withdrawn."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.first: Fact | None = None
        self.said: Fact | None = None
        self.withdrawn: EntryWithdrawn | None = None

    def say(self, fact: AnEntry, *, line: Entry | None = None, today: date) -> None:
        """Say it. `line` is the budget line that an expense names, if there is one.

        Raises EntryAlreadyExists, EntryWasWithdrawn, InTheFuture, EndsBeforeItStarts, and what is refused of an expense.
        What was first said, and corrected since, is no news when it is said again.
        """
        if self.withdrawn is not None:
            raise EntryWasWithdrawn
        if self.version:
            if fact in (self.first, self.said):
                return
            raise EntryAlreadyExists
        _check(fact, line, today)
        self.record(fact)

    def correct(self, after: AnEntry, reason: AmendmentReason, *, line: Entry | None = None, today: date) -> None:
        """Say it again, whole; it stays of its kind and of its council.

        Raises NotFound, EntryWasWithdrawn, EntryOfAnotherKind, EntryOfAnotherCouncil, and what `say` refuses of the words.
        """
        before = self._standing(type(after))
        if after == before:
            return
        council_id = getattr(before, "council_id", None)
        if getattr(after, "council_id", None) != council_id:
            raise EntryOfAnotherCouncil(council_id=council_id)
        _check(after, line, today)
        self.record(
            # Where the correction comes from is where what is said now comes from.
            EntryCorrected(entry_id=self.id, before=before, after=after, reason=reason, origin=after.origin)
        )

    def withdraw(self, kind: type[Fact], reason: AmendmentReason, origin: Origin, *, expenses: int = 0) -> None:
        """Say that it should never have been made. `expenses` is how many stand on it, if it is a budget line.

        Raises NotFound, EntryWasWithdrawn, EntryOfAnotherKind, ExpensesStandOnTheLine.
        """
        gone = self.withdrawn
        if gone is not None and (type(gone.said), gone.reason, gone.origin) == (kind, reason, origin):
            return
        said = self._standing(kind)
        if expenses:
            raise ExpensesStandOnTheLine(expenses=expenses)
        self.record(EntryWithdrawn(entry_id=self.id, said=said, reason=reason, origin=origin))

    def _standing(self, kind: type[Fact]) -> AnEntry:
        if self.said is None:
            raise NotFound
        if type(self.said) is not kind:
            raise EntryOfAnotherKind
        if self.withdrawn is not None:
            raise EntryWasWithdrawn
        return cast("AnEntry", self.said)

    def remember(self, fact: Fact) -> None:
        """Keep what later decisions need."""
        match fact:
            case EntryCorrected(after=after):
                self.said = after
            case EntryWithdrawn():
                self.withdrawn = fact
            case _ if fact.__class__ in ENTRIES:
                self.first = self.said = fact


def _check(fact: AnEntry, line: Entry | None, today: date) -> None:
    kind = KIND_OF[type(fact)]
    day: date = getattr(fact, kind.day)
    if not kind.may_begin_later:
        refuse_future(kind.day, day, fact.origin, today)
    if kind.last_day is not None:
        refuse_backwards(kind.last_day, day, getattr(fact, kind.last_day))
    if isinstance(fact, ExpenseRecorded):
        _check_line(fact, line)


def _check_line(expense: ExpenseRecorded, line: Entry | None) -> None:
    """An expense is on a line of its council. That more is spent than was allocated is told, and never refused (MOY-01)."""
    if line is None or not isinstance(line.said, BudgetAllocated):
        raise UnknownBudgetLine
    if line.said.council_id != expense.council_id:
        raise BudgetLineOfAnotherCouncil
    if line.withdrawn is not None:
        raise BudgetLineWasWithdrawn
