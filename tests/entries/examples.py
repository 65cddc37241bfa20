"""One good example of every kind of entry, as people write it, and what it names."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from services.activities.journal.domain import JournalEntry
from services.councils.dossier.domain import FileEntry
from services.reporting.agreements.domain import AgreementEntry
from shared.contracts.activities.cases import CaseOpened, CaseSubject
from shared.contracts.activities.initiatives import InitiativeProposed
from shared.contracts.activities.meetings import MeetingHeld, MeetingScheduled
from shared.contracts.activities.steering import SteeringSessionScheduled
from shared.contracts.vocabulary import AmendmentReason, MeetingKind, Origin, SteeringBodyKind, Theme
from shared.entries.kinds import Entry, Subject
from tests.support.given import IT

if TYPE_CHECKING:
    from shared.entries.kinds import Kind
    from shared.kernel import Fact

LINE = "01936f00-0000-7000-8000-0000000000b1"
"""The budget line that the example of an expense is on."""
ANNA = "01936f00-0000-7000-8000-0000000000c1"
BILAL = "01936f00-0000-7000-8000-0000000000d1"
AGREEMENT = {"title": "Convention 2018", "digest": "9f" * 32}

OF_THE_FILE: dict[str, dict[str, Any]] = {
    "hosting": {"model": "HOSTED", "structure": "Association Épices", "document": AGREEMENT, "from_on": "2018-03-05"},
    "charters": {"title": "Version 2", "document": AGREEMENT, "adopted_on": "2018-03-05"},
    "internal-rules": {"title": "Version 1", "term_months": 36, "adopted_on": "2018-03-05"},
    "seat-decisions": {"resident_seats": 20, "local_actor_seats": 10, "from_on": "2018-03-05"},
    "local-targets": {"rule": "RESIDENTS_SHARE", "percent": 67, "from_on": "2018-03-05"},
    "premises": {"title": "Local de la rue", "provider": "Bailleur", "hours_a_week": 6, "from_on": "2018-03-05"},
    "budget-lines": {
        "title": "Convivialité",
        "funder": "CITY",
        "year": 2018,
        "amount_cents": 250_050,
        "allocated_on": "2018-03-05",
    },
    "expenses": {"budget_id": LINE, "title": "Goûter", "amount_cents": 4_250, "spent_on": "2018-03-05"},
    "working-groups": {"title": "Cadre de vie", "theme": "LIVING_ENVIRONMENT", "from_on": "2018-03-05"},
    "offices": {"office": "TREASURER", "person_id": ANNA, "from_on": "2018-03-05"},
    "inter-council-participations": {"from_on": "2018-03-05"},
    "incompatibilities": {"person_id": ANNA, "incompatibility": "NONE", "declared_on": "2018-03-05"},
    "residence-checks": {
        "person_id": ANNA,
        "lives_in_district": True,
        "district_code": "QP075019",
        "checked_on": "2018-03-05",
    },
    "parental-authorisations": {"person_id": ANNA, "digest": "9f" * 32, "filed_on": "2018-03-05"},
    "leaves": {"person_id": ANNA, "half_days": 3, "taken_on": "2018-03-05"},
    "participants": {
        "person_id": ANNA,
        "recruitment": "OUTREACH",
        "gender": "F",
        "age_band": "18_25",
        "from_on": "2018-03-05",
    },
    "gatherings": {"title": "Rencontre annuelle", "held_on": "2018-03-05"},
    "training-offers": {"title": "Lire un budget", "provider": "École", "offered_on": "2018-03-05"},
    "autonomy-assessments": {
        "assessor": "COUNCIL",
        "scores": {"chairs": 3, "writes_minutes": 0},
        "assessed_on": "2018-03-05",
    },
    "inductions": {"facilitator_id": BILAL, "title": "Prise de poste", "done_on": "2018-03-05"},
    "team-trainings": {"facilitator_id": BILAL, "title": "Médiation", "minutes": 420, "held_on": "2018-03-05"},
    "immersion-visits": {"facilitator_id": BILAL, "structure": "Préfecture", "visited_on": "2018-03-05"},
}

ORGANISATION = "01936f00-0000-7000-8000-0000000000f1"
"""The organisation that the example of a contact is with."""
NEED = "01936f00-0000-7000-8000-0000000000e2"
ROADMAP = "01936f00-0000-7000-8000-0000000000e3"
ACTION = "01936f00-0000-7000-8000-0000000000e4"
IMPROVEMENT = "01936f00-0000-7000-8000-0000000000e5"
TRAINING = "01936f00-0000-7000-8000-0000000000e6"
COMMITMENT = "01936f00-0000-7000-8000-0000000000e7"
"""What the examples of plans and of learning name."""

QUESTION = "01936f00-0000-7000-8000-0000000000f2"
REFERRAL = "01936f00-0000-7000-8000-0000000000f3"
DECISION = "01936f00-0000-7000-8000-0000000000f4"
SESSION = "01936f00-0000-7000-8000-0000000000f5"
MEETING = "01936f00-0000-7000-8000-0000000000f6"
"""What the examples of the dialogue with institutions are about."""

INITIATIVE = "01936f00-0000-7000-8000-0000000000d2"
"""The initiative that examples are about."""

CASE = "01936f00-0000-7000-8000-0000000000d3"
OTHER_CASE = "01936f00-0000-7000-8000-0000000000d4"
"""The case files that examples are about."""

OF_THE_JOURNAL: dict[str, dict[str, Any]] = {
    "activities": {"kind": "FOLLOW_UP", "minutes": 45, "mediation": "PROJECT_SUPPORT", "done_on": "2018-03-05"},
    "outreach": {
        "method": "SCHOOL_GATE",
        "title": "École de la rue",
        "minutes": 90,
        "places": 1,
        "reached": 23,
        "interested": 4,
        "theme": "SOCIAL_TIES",
        "mediation": "ACTIVE_PRESENCE",
        "held_on": "2018-03-05",
    },
    "drop-ins": {"title": "Local du conseil", "minutes": 120, "visits": 0, "held_on": "2018-03-05"},
    "contacts": {
        "organisation_id": ORGANISATION,
        "organisation_kind": "LANDLORD",
        "title": "Éclairage du square",
        "next_step": "Visite sur place",
        "next_step_on": "2018-03-20",
        "contacted_on": "2018-03-05",
    },
    "communications": {"means": "LEAFLET", "title": "Fête du quartier", "copies": 400, "issued_on": "2018-03-05"},
    "walks": {"title": "Du métro au square", "reached": 11, "findings": 17, "held_on": "2018-03-05"},
    "social-watch": {
        "subject": "PUBLIC_SPACE",
        "title": "Dépôts sauvages",
        "passed_to": "CITY",
        "noted_on": "2018-03-05",
    },
    "organisations": {"organisation_kind": "LANDLORD", "title": "Bailleur social", "listed_on": "2018-03-05"},
    "organisation-contacts": {
        "organisation_id": ORGANISATION,
        "person_id": ANNA,
        "title": "Chargée de développement social urbain",
        "from_on": "2018-03-05",
    },
    "closed-weeks": {"facilitator_id": BILAL, "week": "2018-02-26", "closed_on": "2018-03-05"},
    "questions": {
        "title": "Quand le square sera-t-il éclairé ?",
        "institution": "CITY",
        "organisation_id": ORGANISATION,
        "session_id": SESSION,
        "meeting_id": MEETING,
        "due_on": "2018-04-05",
        "theme": "LIVING_ENVIRONMENT",
        "asked_on": "2018-03-05",
    },
    "commitments": {
        "title": "Éclairer le square avant l'été",
        "institution": "LANDLORD",
        "due_on": "2018-06-20",
        "made_on": "2018-03-05",
    },
    "prefect-referrals": {"title": "Fermeture du bureau de poste", "referred_on": "2018-03-05"},
    "referral-acknowledgements": {"referral_id": REFERRAL, "acknowledged_on": "2018-03-05"},
    "referral-examinations": {
        "referral_id": REFERRAL,
        "session_id": SESSION,
        "title": "Groupe de travail créé",
        "examined_on": "2018-03-05",
    },
    "answers": {"about_id": QUESTION, "outcome": "PARTLY", "title": "Étude en cours", "answered_on": "2018-03-05"},
    "invitations": {"session_id": SESSION, "received_on": "2018-03-05"},
    "session-papers": {"session_id": SESSION, "title": "Bilan du contrat de ville", "received_on": "2018-03-05"},
    "preparatory-meetings": {"session_id": SESSION, "present": 7, "held_on": "2018-03-05"},
    "contributions": {
        "session_id": SESSION,
        "title": "Un local pour les jeunes",
        "theme": "SOCIAL_TIES",
        "presented_on": "2018-03-05",
    },
    "report-backs": {
        "session_id": SESSION,
        "means": "MEETING",
        "meeting_id": MEETING,
        "reached": 14,
        "given_on": "2018-03-05",
    },
    "decisions": {
        "meeting_id": MEETING,
        "title": "Demander un local à la Ville",
        "votes_for": 9,
        "votes_against": 2,
        "abstained": 0,
        "dissenting_opinion": "Demander plutôt au bailleur",
        "decided_on": "2018-03-05",
    },
    "plain-versions": {
        "about_id": DECISION,
        "text": "Le conseil demande un local.\nIl le demande à la Ville.",
        "written_on": "2018-03-05",
    },
    "needs": {
        "title": "Un lieu pour les jeunes",
        "priority": 1,
        "theme": "PREVENTION",
        "source": "Marche exploratoire",
        "identified_on": "2018-03-05",
    },
    "resources": {
        "title": "Salle prêtée le soir",
        "organisation_id": ORGANISATION,
        "theme": "SOCIAL_TIES",
        "identified_on": "2018-03-05",
    },
    "diagnoses": {"title": "Version 2", "digest": "9f" * 32, "updated_on": "2018-03-05"},
    "roadmaps": {"title": "Feuille de route 2018", "adopted_on": "2018-02-20", "from_on": "2018-03-05"},
    "roadmap-actions": {
        "roadmap_id": ROADMAP,
        "axis": "Cadre de vie",
        "title": "Visiter deux lieux",
        "lead": "WORKING_GROUP",
        "lead_label": "Groupe cadre de vie",
        "need_id": NEED,
        "commitment_id": COMMITMENT,
        "planned_on": "2018-03-05",
        "due_on": "2018-06-30",
    },
    "roadmap-action-ends": {
        "action_id": ACTION,
        "outcome": "DONE",
        "learned": "Y aller le soir",
        "ended_on": "2018-03-05",
    },
    "impact-stories": {
        "usefulness": "PUBLIC_TRANQUILLITY",
        "title": "Le hall est redevenu calme",
        "happened_on": "2018-03-05",
    },
    "improvements": {
        "title": "Envoyer les documents plus tôt",
        "lead": "FACILITATOR",
        "decided_on": "2018-03-05",
        "due_on": "2018-04-01",
    },
    "improvement-ends": {"improvement_id": IMPROVEMENT, "outcome": "DROPPED", "ended_on": "2018-03-05"},
    "trainings": {
        "title": "Lire un budget public",
        "provider": "École du renouvellement urbain",
        "minutes": 180,
        "headcount": 9,
        "held_on": "2018-03-05",
    },
    "training-attendances": {"training_id": TRAINING, "person_id": ANNA, "attended_on": "2018-03-05"},
    "documents": {"title": "Ordre du jour", "kind": "AGENDA", "digest": "9f" * 32, "shared_on": "2018-03-05"},
    "convocations": {
        "meeting_id": MEETING,
        "means": "EMAIL",
        "has_agenda": True,
        "has_papers": False,
        "recipients": 24,
        "sent_on": "2018-03-05",
    },
    "presences": {
        "meeting_id": MEETING,
        "person_id": ANNA,
        "state": "PROXY",
        "proxy_holder_id": BILAL,
        "noted_on": "2018-03-05",
    },
    "meeting-guests": {
        "meeting_id": MEETING,
        "kind": "EXPERT",
        "organisation_kind": "LANDLORD",
        "title": "Rénovation de la rue",
        "heads": 2,
        "came_on": "2018-03-05",
    },
    "meeting-chairs": {
        "meeting_id": MEETING,
        "chaired_by": "MEMBER",
        "person_id": ANNA,
        "from_at": "19:30:00",
        "chaired_on": "2018-03-05",
    },
    "initiative-participations": {"initiative_id": INITIATIVE, "unnamed": 40, "took_part_on": "2018-03-05"},
    "lessons": {"initiative_id": INITIATIVE, "title": "Prévenir les voisins", "learned_on": "2018-03-05"},
    "case-notes": {"case_id": CASE, "title": "Le bailleur rappelle lundi", "noted_on": "2018-03-05"},
    "case-participants": {
        "case_id": CASE,
        "person_id": ANNA,
        "organisation_id": ORGANISATION,
        "role": "LOCAL_ACTOR",
        "from_on": "2018-03-05",
    },
    "case-links": {"case_id": CASE, "relation": "FOLLOWS", "other_case_id": OTHER_CASE, "linked_on": "2018-03-05"},
}

CONVENTION = "01936f00-0000-7000-8000-0000000000e8"
OBJECTIVE = "01936f00-0000-7000-8000-0000000000e9"
"""What is said under an agreement names it."""

OF_THE_AGREEMENT: dict[str, dict[str, Any]] = {
    "agreements": {
        "title": "Convention 2018-2020",
        "reference": "2018-042",
        "document": AGREEMENT,
        "from_on": "2018-03-05",
        "until_on": "2020-12-31",
    },
    "objectives": {"agreement_id": CONVENTION, "title": "Animer le conseil", "agreed_on": "2018-03-05"},
    "targets": {
        "agreement_id": CONVENTION,
        "objective_id": OBJECTIVE,
        "indicator": "VIE-01",
        "year": 2018,
        "goal": "24",
        "baseline": "10.5",
        "set_on": "2018-03-05",
    },
    "fundings": {
        "agreement_id": CONVENTION,
        "funder": "STATE",
        "title": "Préfecture de Paris",
        "year": 2018,
        "amount_cents": 12_000_000,
        "agreed_on": "2018-03-05",
    },
    "allocation-keys": {
        "agreement_id": CONVENTION,
        "shares": {"state": 6_000, "city": 4_000},
        "from_on": "2018-03-05",
    },
    "comments": {
        "indicator": "VIE-01",
        "year": 2018,
        "text": "Deux conseils\nont été renouvelés.",
        "written_on": "2018-03-05",
    },
}

AGGREGATES: dict[type[Entry], dict[str, dict[str, Any]]] = {
    FileEntry: OF_THE_FILE,
    JournalEntry: OF_THE_JOURNAL,
    AgreementEntry: OF_THE_AGREEMENT,
}
"""Examples by what decides on them."""

KINDS = [kind for aggregate in AGGREGATES for kind in aggregate.catalogue.kinds]
KIND = {kind.path: kind for kind in KINDS}
BY_PATH = {path: said for examples in AGGREGATES.values() for path, said in examples.items()}


def entry_of(kind: Kind) -> type[Entry]:
    """What decides on entries of that kind."""
    return next(aggregate for aggregate in AGGREGATES if kind.fact in aggregate.catalogue.of)


def is_of_a_council(kind: Kind) -> bool:
    """Whether it is said of a council, or else of somebody of the team."""
    return "council_id" in kind.fact.model_fields


def body(kind: Kind, council_id: str = "CC18", **other: Any) -> dict[str, Any]:
    """What people send to say the example of a kind."""
    council = {"council_id": council_id} if is_of_a_council(kind) else {}
    return council | BY_PATH[kind.path] | other


def example(path: str, **other: Any) -> Any:
    """The example of a kind, as a fact."""
    kind = KIND[path]
    return kind.fact.model_validate(body(kind) | {"entry_id": IT} | other)


def subjects_of(kind: Kind) -> dict[str, Subject]:
    """What the example of a kind names, as it stands."""
    named = (about for about in kind.about if BY_PATH[kind.path].get(about.field) is not None)
    return {about.field: Subject(_said(about.facts[0])) for about in named}


NO_ENTRIES: dict[type[Fact], Fact] = {
    MeetingHeld: MeetingHeld(
        meeting_id=UUID(MEETING), council_id="CC18", kind=MeetingKind.PLENARY, held_on=date(2018, 3, 5)
    ),
    SteeringSessionScheduled: SteeringSessionScheduled(
        session_id=UUID(SESSION),
        body_id=IT,
        body_kind=SteeringBodyKind.LOCAL_STEERING_COMMITTEE,
        body_name="Comité de pilotage du 18e",
        council_ids=("CC18", "CC19"),
        planned_on=date(2018, 3, 20),
    ),
    MeetingScheduled: MeetingScheduled(
        meeting_id=UUID(MEETING), council_id="CC18", kind=MeetingKind.PLENARY, planned_on=date(2018, 3, 5)
    ),
    CaseOpened: CaseOpened(
        case_id=UUID(CASE),
        council_id="CC18",
        case_type="COUNCIL_SUPPORT",
        subject=CaseSubject.COUNCIL,
        title="Accompagnement 2018",
        opened_on=date(2018, 1, 5),
    ),
    InitiativeProposed: InitiativeProposed(
        initiative_id=UUID(INITIATIVE),
        council_id="CC18",
        title="Repas de quartier",
        theme=Theme.SOCIAL_TIES,
        proposed_on=date(2018, 3, 5),
    ),
}
"""What entries may name that is no entry, by the fact with which it begins."""


def _said(fact: type[Fact]) -> Fact:
    if fact in NO_ENTRIES:
        return NO_ENTRIES[fact]
    # Said of a day long before, as an answer comes after its question.
    said: Fact = next(example(kind.path, **{kind.day: "2018-01-05"}) for kind in KINDS if kind.fact is fact)
    return said


def corrected(kind: Kind, before: Any, after: Any, reason: AmendmentReason, origin: Origin | None = None) -> Fact:
    """What is recorded when an entry of that kind is said again."""
    said = {"entry_id": IT, "before": before, "after": after, "reason": reason, "origin": origin or Origin()}
    fact: Fact = entry_of(kind).catalogue.corrected(**said)
    return fact


def withdrawn(kind: Kind, said: Any, reason: AmendmentReason) -> Fact:
    """What is recorded when it is withdrawn."""
    fact: Fact = entry_of(kind).catalogue.withdrawn(entry_id=IT, said=said, reason=reason)
    return fact
