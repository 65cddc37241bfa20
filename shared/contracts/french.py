"""French of the coded words, as people read them in files: a file holds words, never codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts.activities.case_notes import CaseRelation, CaseRole
from shared.contracts.activities.cases import (
    CaseOutcome,
    CaseSubject,
    ClosingReason,
    HandingOverReason,
    PauseReason,
    ReopeningReason,
)
from shared.contracts.activities.dialogue import AnswerOutcome, ReportBackMeans
from shared.contracts.activities.fieldwork import ActivityKind, CommunicationMeans, OutreachMethod, WatchSubject
from shared.contracts.activities.imports import ImportedThing, ImportMode, KnownChoice, SheetKind
from shared.contracts.activities.initiatives import DropReason, Proposer
from shared.contracts.activities.learning import DocumentKind
from shared.contracts.activities.meeting_papers import GuestKind, Presence
from shared.contracts.activities.meetings import CorrectionReason, WithdrawalReason
from shared.contracts.activities.plans import Lead, Outcome, SocialUsefulness
from shared.contracts.activities.words import CancellationReason, MediationRegister, OrganisationKind
from shared.contracts.councils.composition import LeavingReason, Recruitment
from shared.contracts.councils.council import Stage
from shared.contracts.councils.dossier import (
    Assessor,
    HostingModel,
    Incompatibility,
    InstitutionLink,
    LocalTargetRule,
    Office,
)
from shared.contracts.councils.draw import ContactMethod, DrawAnswer, DrawMethod, ListKind
from shared.contracts.councils.people import Detail, LegalBasis, Purpose
from shared.contracts.councils.recognition import Authority, ConsultationOutcome
from shared.contracts.councils.representation import StandingDownReason
from shared.contracts.councils.team import OpenMatter, PostKind, RecruitmentStep, UnassignmentReason, VacatingReason
from shared.contracts.councils.territories import DistrictGeneration, PerimeterChange
from shared.contracts.reporting.reports import ReportKind
from shared.contracts.vocabulary import (
    AgeBand,
    AmendmentReason,
    Channel,
    College,
    Confidence,
    DateCertainty,
    DatePrecision,
    Doer,
    FunderKind,
    Gender,
    MeetingKind,
    MemberRole,
    SteeringBodyKind,
    Theme,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

OTHER, NOT_STATED, NOT_DECLARED = "autre", "non précisé", "non renseigné"

FRENCH: Mapping[type[StrEnum], Mapping[str, str]] = {
    # Who
    College: {"RESIDENT": "habitants", "LOCAL_ACTOR": "associations et acteurs locaux"},
    MemberRole: {"TITULAR": "titulaire", "SUBSTITUTE": "suppléant"},
    Gender: {"F": "femme", "M": "homme", "OTHER": OTHER, "NOT_DECLARED": NOT_DECLARED},
    AgeBand: {
        "UNDER_18": "moins de 18 ans",
        "18_25": "18 à 25 ans",
        "26_39": "26 à 39 ans",
        "40_59": "40 à 59 ans",
        "60_PLUS": "60 ans et plus",
        "NOT_DECLARED": NOT_DECLARED,
    },
    Doer: {
        "MEMBER": "un membre du conseil",
        "FACILITATOR": "l'animateur accompagnateur",
        "INSTITUTION": "une institution",
        "OTHER": "quelqu'un d'autre",
        "NOT_STATED": NOT_STATED,
    },
    Recruitment: {
        "LOT": "tirage au sort",
        "VOLUNTEER": "volontariat",
        "RESERVE": "liste complémentaire",
        "OUTREACH": "aller vers",
        "OPEN_ASSEMBLY": "assemblée ouverte",
        "NOT_STATED": NOT_STATED,
    },
    LeavingReason: {
        "RESIGNED": "démission",
        "MOVED_AWAY": "déménagement",
        "TERM_ENDED": "fin de mandat",
        "INCOMPATIBLE": "incompatibilité",
        "DECEASED": "décès",
        "OTHER": OTHER,
        "NOT_STATED": NOT_STATED,
    },
    Office: {
        "CHAIR": "présidence",
        "VICE_CHAIR": "vice-présidence",
        "SECRETARY": "secrétariat",
        "TREASURER": "trésorerie",
        "BOARD_MEMBER": "membre du conseil d'administration",
        "SPOKESPERSON": "porte-parole",
    },
    Incompatibility: {
        "NONE": "aucune",
        "STATE_REPRESENTATIVE": "représentant de l'État",
        "ELECTED_OFFICIAL": "élu",
        "POLICY_STAFF": "agent chargé de la politique de la ville",
    },
    InstitutionLink: {"NONE": "aucun", "SOME": "un lien", "NOT_ASKED": "non demandé"},
    StandingDownReason: {
        "TERM_ENDED": "fin de mandat",
        "RESIGNED": "démission",
        "LEFT_THE_COUNCIL": "a quitté le conseil",
        "REPLACED": "remplacement",
        "OTHER": OTHER,
        "NOT_STATED": NOT_STATED,
    },
    Detail: {
        "GIVEN_NAME": "prénom",
        "FAMILY_NAME": "nom de famille",
        "EMAIL": "adresse électronique",
        "PHONE": "téléphone",
        "POSTAL_ADDRESS": "adresse postale",
        "NOTE": "note",
    },
    LegalBasis: {
        "MEMBERSHIP": "appartenance au conseil",
        "CONSENT": "consentement",
        "EMPLOYMENT": "contrat de travail",
        "PUBLIC_DUTY": "mission d'intérêt public",
        "LEGITIMATE_INTEREST": "intérêt légitime",
    },
    Purpose: {
        "CONTACT": "être contacté",
        "NEWSLETTER": "recevoir la lettre d'information",
        "PHOTO": "être photographié",
        "SHARE_WITH_PREFECTURE": "transmission à la préfecture",
    },
    # The council
    Stage: {
        "DIAGNOSIS": "diagnostic",
        "CONSTITUTION": "constitution",
        "RECOGNISED": "reconnu",
        "ACTIVE": "actif",
        "AUTONOMOUS": "autonome",
        "RENEWED": "renouvelé",
        "DORMANT": "en sommeil",
        "CLOSED": "fermé",
    },
    HostingModel: {
        "HOSTED": "porté par une association",
        "OWN_ASSOCIATION": "association du conseil",
        "START_UP_PAIR": "binôme de démarrage",
    },
    Assessor: {"COUNCIL": "le conseil", "FACILITATOR": "l'animateur accompagnateur"},
    LocalTargetRule: {"RESIDENTS_SHARE": "part des habitants"},
    DistrictGeneration: {"2015": "2015", "2024": "2024"},
    PerimeterChange: {
        "UNCHANGED": "inchangé",
        "MODIFIED": "modifié",
        "NEW": "nouveau",
        "NOT_STATED": NOT_STATED,
    },
    Authority: {"MAYOR": "maire", "EPCI_PRESIDENT": "président de l'EPCI"},
    ConsultationOutcome: {
        "FAVOURABLE": "favorable",
        "UNFAVOURABLE": "défavorable",
        "NO_ANSWER": "sans réponse",
        "NOT_STATED": NOT_STATED,
    },
    # The draw
    ListKind: {
        "ELECTORAL": "liste électorale",
        "LANDLORD": "bailleur social",
        "TAX": "taxe d'habitation",
        "FAMILY_ALLOWANCE": "caisse d'allocations familiales",
        "ENERGY_SUPPLIER": "fournisseur d'énergie",
        "VOLUNTEERS": "volontaires",
        "OTHER": OTHER,
    },
    DrawMethod: {"SHA256-PARITY-1": "SHA256-PARITY-1"},
    DrawAnswer: {
        "ACCEPTED": "accepte",
        "DECLINED": "refuse",
        "NOT_ELIGIBLE": "ne peut pas siéger",
        "NO_ANSWER": "sans réponse",
    },
    ContactMethod: {
        "LETTER": "courrier",
        "PHONE": "téléphone",
        "EMAIL": "courriel",
        "DOOR_TO_DOOR": "porte-à-porte",
        "OTHER": OTHER,
    },
    # The team
    PostKind: {
        "ADULTE_RELAIS": "adulte-relais",
        "FACILITATOR": "animateur accompagnateur",
        "COORDINATOR": "coordinateur",
    },
    RecruitmentStep: {
        "ADVERTISED": "offre publiée",
        "APPLICATIONS_RECEIVED": "candidatures reçues",
        "INTERVIEWS_HELD": "entretiens menés",
        "CANDIDATE_CHOSEN": "candidat retenu",
        "CANDIDATE_DECLINED": "candidat désisté",
    },
    UnassignmentReason: {
        "REPLACED": "remplacement",
        "LEFT_THE_TEAM": "a quitté l'équipe",
        "ABSENT": "absence",
        "OTHER": OTHER,
        "NOT_STATED": NOT_STATED,
    },
    VacatingReason: {
        "CONTRACT_ENDED": "fin de contrat",
        "RESIGNED": "démission",
        "OTHER_POST": "autre poste",
        "OTHER": OTHER,
        "NOT_STATED": NOT_STATED,
    },
    OpenMatter: {
        "MEETING_PLANNED": "réunion prévue",
        "MINUTES_MISSING": "compte rendu manquant",
        "SESSION_TO_PREPARE": "séance à préparer",
        "INITIATIVE_IN_PROGRESS": "initiative en cours",
        "SEAT_VACANT": "siège vacant",
        "TERM_ENDING": "mandat qui finit",
        "AGREEMENT_ENDING": "convention qui finit",
        "ANSWER_AWAITED": "réponse attendue d'une institution",
        "CASE_OPEN": "dossier de suivi ouvert",
    },
    # What is done
    MeetingKind: {
        "PLENARY": "plénière",
        "BOARD": "conseil d'administration",
        "BUREAU": "bureau",
        "GENERAL_ASSEMBLY": "assemblée générale",
        "WORKING_GROUP": "groupe de travail",
        "INTER_COUNCIL": "inter-conseils",
    },
    SteeringBodyKind: {
        "PARIS_STEERING_COMMITTEE": "comité de pilotage parisien",
        "LOCAL_STEERING_COMMITTEE": "comité de pilotage local",
        "TECHNICAL_COMMITTEE": "comité technique",
        "PROGRAMMING_COMMITTEE": "comité de programmation",
        "RESIDENTS_FUND_COMMITTEE": "comité du fonds de participation des habitants",
        "URBAN_RENEWAL": "renouvellement urbain",
        "LOCAL_URBAN_MANAGEMENT": "gestion urbaine de proximité",
        "INTER_COUNCIL": "inter-conseils",
        "OTHER": OTHER,
    },
    Theme: {
        "SOCIAL_TIES": "lien social",
        "PREVENTION": "prévention",
        "LIVING_ENVIRONMENT": "cadre de vie",
        "MEDIATION": "médiation",
        "NOT_STATED": NOT_STATED,
    },
    ReportKind: {
        "TEAM_MONTH": "Tableau mensuel de l'équipe",
        "HALF_YEAR_NOTE": "Note semestrielle",
        "AGREEMENT_ANNEX": "Annexe « indicateurs » de la convention d'objectifs",
        "CERFA_15059": "Préparation du compte rendu financier (Cerfa 15059*02)",
        "DAUPHIN": "Préparation de la fiche DAUPHIN",
        "ADULTE_RELAIS": "Compte rendu des postes d'adultes-relais auprès d'un conseil",
        "COUNCIL_YEAR": "L'année du conseil",
        "OPEN_DATA": "Données ouvertes",
    },
    FunderKind: {
        "RESIDENTS_FUND": "fonds de participation des habitants",
        "CITY": "Ville",
        "STATE": "État",
        "LANDLORD": "bailleur social",
        "OTHER": OTHER,
    },
    MediationRegister: {
        "ACTIVE_PRESENCE": "présence active de proximité",
        "CONFLICT_AT_ONCE": "gestion des conflits en temps réel",
        "CONFLICT_OVER_TIME": "gestion des conflits dans la durée",
        "SOCIAL_WATCH": "veille sociale territoriale",
        "PARTNER_LINK": "mise en relation avec un partenaire",
        "CONSULTATION": "concertation avec les habitants et les institutions",
        "PROJECT_SUPPORT": "facilitation et gestion de projets",
        "AWARENESS_AND_TRAINING": "intermédiation culturelle, sensibilisation et formation",
        "NOT_STATED": NOT_STATED,
    },
    OrganisationKind: {
        "STATE": "État",
        "CITY": "Ville",
        "LANDLORD": "bailleur social",
        "LOCAL_DEVELOPMENT_TEAM": "équipe de développement local",
        "SOCIAL_CENTRE": "centre social",
        "ASSOCIATION": "association",
        "SCHOOL": "école",
        "POLICE": "police",
        "HEALTH": "santé",
        "TRADE": "commerce",
        "OTHER": OTHER,
        "NOT_STATED": NOT_STATED,
    },
    ActivityKind: {
        "PRESENCE": "présence",
        "PREPARATION": "préparation",
        "FOLLOW_UP": "suivi",
        "MEETING": "réunion",
        "SUPPORT": "accompagnement",
        "TRAVEL": "déplacement",
        "WRITING": "rédaction",
        "OTHER": OTHER,
    },
    OutreachMethod: {
        "DOOR_TO_DOOR": "porte-à-porte",
        "BUILDING_ENTRANCE": "pied d'immeuble",
        "SCHOOL_GATE": "sortie d'école",
        "MARKET": "marché",
        "STAND": "stand",
        "EVENT": "fête ou événement",
        "OTHER": OTHER,
    },
    CommunicationMeans: {
        "POSTER": "affiche",
        "LEAFLET": "tract",
        "NEWSLETTER": "lettre d'information",
        "EMAIL": "courriel",
        "TEXT_MESSAGE": "SMS",
        "WEB": "site internet",
        "SOCIAL_NETWORK": "réseau social",
        "PRESS": "presse",
        "OTHER": OTHER,
    },
    WatchSubject: {
        "HOUSING": "logement",
        "PUBLIC_SPACE": "espace public",
        "TENSION": "tensions",
        "ISOLATION": "isolement",
        "ACCESS_TO_RIGHTS": "accès aux droits",
        "YOUTH": "jeunesse",
        "OTHER": OTHER,
    },
    AnswerOutcome: {
        "ANSWERED": "a répondu",
        "DONE": "fait",
        "PARTLY": "en partie",
        "REFUSED": "refusé",
    },
    ReportBackMeans: {
        "MEETING": "en réunion",
        "WRITTEN": "par écrit",
        "MESSAGE": "par message",
        "ORAL": "de vive voix",
        "OTHER": OTHER,
        "NOT_STATED": NOT_STATED,
    },
    Presence: {
        "PRESENT": "présent",
        "EXCUSED": "excusé",
        "ABSENT": "absent",
        "UNKNOWN": "inconnu",
        "PROXY": "pouvoir donné",
    },
    GuestKind: {
        "EXPERT": "expert",
        "INSTITUTION": "institution",
        "ELECTED_OFFICIAL": "élu",
        "ASSOCIATION": "association",
        "RESIDENT": "habitant non membre",
        "OTHER": OTHER,
        "NOT_STATED": NOT_STATED,
    },
    Proposer: {
        "RESIDENT": "habitants du conseil",
        "WIDER_CIRCLE": "habitants du cercle élargi",
        "LOCAL_ACTOR": "associations et acteurs locaux",
        "TEAM": "équipe d'animation",
        "INSTITUTION": "institution",
        "OTHER": OTHER,
        "NOT_STATED": NOT_STATED,
    },
    Lead: {
        "COUNCIL": "le conseil",
        "WORKING_GROUP": "un groupe de travail",
        "FACILITATOR": "l'animateur accompagnateur",
        "COORDINATION": "la coordination",
        "STATE": "l'État",
        "CITY": "la Ville",
        "ORGANISATION": "un autre partenaire",
        "OTHER": OTHER,
        "NOT_STATED": NOT_STATED,
    },
    Outcome: {"DONE": "faite", "DROPPED": "abandonnée"},
    SocialUsefulness: {
        "COHESION": "cohésion sociale",
        "PUBLIC_TRANQUILLITY": "tranquillité publique",
        "INNOVATION_AND_LEARNING": "innovation et apprentissage",
        "ECONOMIC_CONTRIBUTION": "contribution économique",
        "RECOGNITION": "reconnaissance",
    },
    DocumentKind: {
        "AGENDA": "ordre du jour",
        "MINUTES": "compte rendu",
        "SESSION_PAPERS": "documents de séance",
        "OPINION": "avis",
        "STUDY": "étude",
        "GUIDE": "guide",
        "REPORT": "rapport",
        "OTHER": OTHER,
        "NOT_STATED": NOT_STATED,
    },
    DropReason: {
        "NOT_FUNDED": "non financée",
        "NO_CARRIER": "plus de porteur",
        "REFUSED_BY_INSTITUTION": "refusée par une institution",
        "MERGED_INTO_ANOTHER": "réunie à une autre",
        "OTHER": OTHER,
        "NOT_STATED": NOT_STATED,
    },
    CancellationReason: {
        "TOO_FEW_PEOPLE": "trop peu de monde",
        "NO_ROOM": "pas de salle",
        "FACILITATOR_ABSENT": "animateur absent",
        "INSTITUTION_UNAVAILABLE": "institution indisponible",
        "SANITARY": "raison sanitaire",
        "OTHER": OTHER,
        "NOT_STATED": NOT_STATED,
    },
    # Case files
    CaseSubject: {
        "COUNCIL": "conseil",
        "INITIATIVE": "initiative",
        "COMMITMENT": "engagement d'une institution",
        "REFERRAL": "interpellation du préfet",
        "NEED": "besoin du quartier",
    },
    HandingOverReason: {
        "REPLACED": "remplacement",
        "LEFT_THE_TEAM": "départ de l'équipe",
        "ABSENT": "absence",
        "SHARED_OUT": "nouveau partage du travail",
        "OTHER": OTHER,
        "NOT_STATED": NOT_STATED,
    },
    PauseReason: {
        "COUNCIL": "attend le conseil",
        "INSTITUTION": "attend une institution",
        "FUNDING": "attend un financement",
        "TEAM": "attend quelqu'un de l'équipe",
        "SEASON": "période de l'année",
        "OTHER": OTHER,
        "NOT_STATED": NOT_STATED,
    },
    CaseOutcome: {
        "ACHIEVED": "abouti",
        "PARTLY_ACHIEVED": "abouti en partie",
        "NOT_ACHIEVED": "non abouti",
        "NOT_STATED": NOT_STATED,
    },
    ClosingReason: {
        "SETTLED": "réglé",
        "GIVEN_UP_BY_THE_COUNCIL": "abandonné par le conseil",
        "REFUSED_BY_INSTITUTION": "refusé par l'institution",
        "NOT_FUNDED": "non financé",
        "FOLLOWED_ELSEWHERE": "suivi dans un autre dossier",
        "OTHER": OTHER,
        "NOT_STATED": NOT_STATED,
    },
    ReopeningReason: {
        "NEW_FACTS": "faits nouveaux",
        "NOT_KEPT": "ce qui était réglé n'a pas été tenu",
        "ASKED_BY_THE_COUNCIL": "demandé par le conseil",
        "CLOSED_TOO_SOON": "clos trop tôt",
        "OTHER": OTHER,
        "NOT_STATED": NOT_STATED,
    },
    CaseRole: {
        "MEMBER": "membre du conseil",
        "RESIDENT": "habitant",
        "LOCAL_ACTOR": "association ou acteur local",
        "TEAM": "équipe",
        "INSTITUTION": "institution",
        "EXPERT": "expert",
        "OTHER": OTHER,
        "NOT_STATED": NOT_STATED,
    },
    CaseRelation: {
        "FOLLOWS": "fait suite à",
        "PART_OF": "fait partie de",
        "DEPENDS_ON": "dépend de",
        "RELATED": "en rapport avec",
    },
    # Spreadsheets
    SheetKind: {"MEMBERS": "membres", "MEETINGS": "réunions", "ACTIVITY_LOG": "journal d'activité"},
    ImportMode: {"ALL_OR_NOTHING": "tout ou rien", "ROW_BY_ROW": "ligne par ligne"},
    KnownChoice: {"ASK": "demander", "REUSE": "reprendre ce qui est connu", "NEW": "enregistrer à neuf"},
    ImportedThing: {
        "PERSON": "personne",
        "MEMBERSHIP": "entrée d'un membre",
        "MEETING": "réunion",
        "ACTIVITY": "temps de travail",
    },
    # Why something is said again, and where it comes from
    AmendmentReason: {
        "ENTERED_TWICE": "saisi deux fois",
        "ENTERED_BY_MISTAKE": "saisi par erreur",
        "WRONG_COUNCIL": "mauvais conseil",
        "TYPING_ERROR": "faute de frappe",
        "BETTER_SOURCE": "meilleure source",
        "OTHER": OTHER,
    },
    CorrectionReason: {
        "COUNTING_ERROR": "erreur de comptage",
        "SHEET_FOUND": "feuille de présence retrouvée",
        "TYPING_ERROR": "faute de frappe",
        "OTHER": OTHER,
    },
    WithdrawalReason: {
        "ENTERED_TWICE": "saisi deux fois",
        "ENTERED_BY_MISTAKE": "saisi par erreur",
        "WRONG_COUNCIL": "mauvais conseil",
        "OTHER": OTHER,
    },
    Channel: {"FIELD": "terrain", "MINUTES": "compte rendu", "IMPORT": "import"},
    DatePrecision: {"DAY": "jour", "MONTH": "mois", "YEAR": "année"},
    DateCertainty: {"STATED": "indiquée", "APPROXIMATE": "approximative", "INFERRED": "déduite"},
    Confidence: {"HIGH": "forte", "MEDIUM": "moyenne", "LOW": "faible"},
}
"""The words of each list, by code."""


def in_french(word: StrEnum) -> str:
    """What people read for a coded word. Raises KeyError for one that nobody translated."""
    return FRENCH[type(word)][word]
