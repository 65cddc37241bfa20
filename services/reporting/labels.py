"""French and English of the reporting service: refusals, reasons, and the words of dimensions."""

from __future__ import annotations

from shared.contracts.activities.fieldwork import ActivityKind, CommunicationMeans, OutreachMethod
from shared.contracts.activities.initiatives import DropReason
from shared.contracts.activities.plans import SocialUsefulness
from shared.contracts.activities.words import MediationRegister, OrganisationKind
from shared.contracts.councils.dossier import Assessor
from shared.contracts.french import FRENCH
from shared.contracts.vocabulary import AgeBand, College, Confidence, FunderKind, MeetingKind, SteeringBodyKind, Theme

REFUSALS = {
    "period-ends-before-it-starts": "La période finit ({last}) avant de commencer ({first}).",
    "no-such-breakdown": "{code} ne se ventile pas par « {dimension} ».",
    "no-indicator-has-all": "Aucun indicateur ne se ventile à la fois par {dimensions}.",
    "no-such-indicator": "Aucun indicateur n'a le code {code}.",
    "no-such-council": "Aucun conseil n'a le code {council_id}.",
    "as-of-not-understood": "Un état s'écrit comme un jour (2026-01-31), un moment avec son fuseau (2026-01-31T18:00:00+01:00) "
    "ou des positions (activities@40,councils@12).",
    "as-of-in-the-future": "Personne ne sait encore ce qui sera su à ce moment-là.",
    "since-is-after": "On compare avec un état qui vient avant : {since} n'est pas avant {as_of}.",
    "no-such-source": "Aucun journal ne s'appelle « {source} ».",
    "no-such-kind-of-fact": "Aucune nature de fait ne commence par « {type} ».",
    "no-such-fact": "Le journal de « {source} » n'a pas de fait à la position {position}.",
    "too-many-facts": "Cela fait {facts:fait|faits} : un fichier en tient {limit} au plus. Demandez-en moins à la fois.",
    "too-many-steps": "Cela fait {steps} pas : on en demande {limit} au plus à la fois.",
    "unknown-indicator": "Aucun indicateur n'a ce code : {code}.",
    "year-outside-agreement": "{year} n'est pas une année de la convention, qui va du {first} au {last}.",
    "objective-of-another-agreement": "Cet objectif est celui d'une autre convention.",
    "period-is-not-whole-months": "Une période que l'on clôt est faite de mois entiers : du premier jour d'un mois au dernier.",
    "period-is-not-over": "Cette période n'est pas finie : son dernier jour est le {last}.",
    "period-is-closed": "Cette période est déjà close ; pour la clore telle qu'on la connaît maintenant, rouvrez-la d'abord.",
    "period-is-not-closed": "Cette période n'est pas close.",
    "period-is-approved": "Cette période est déjà validée.",
    "report-needs-a-council": "Un rapport de cette sorte porte sur un conseil : dites lequel.",
    "report-needs-an-agreement": "Un rapport de cette sorte porte sur une convention : dites laquelle.",
    "report-is-of-all-councils": "Un rapport de cette sorte porte sur tous les conseils ensemble.",
    "report-is-of-one-year": "Un rapport de cette sorte porte sur une année civile : du 1er janvier au 31 décembre.",
    "report-already-issued": "Un rapport a déjà été remis sous cet identifiant.",
    "facts-are-not-for-everybody": "Ce rapport masque les petits nombres : les faits, qui les montreraient, ne sont pas remis avec lui.",
    "facts-not-signed-yet": "Les derniers faits de {source} ne sont pas encore signés : redemandez dans une minute.",
    "checkpoints-not-reachable": "{source} ne répond pas pour le moment : il faut ce qu'il a signé de son journal.",
    "nothing-is-proposed": "Aucune nouvelle version de {code} n'est proposée.",
    "report-was-withdrawn": "Ce rapport a déjà été retiré.",
    "shares-are-not-the-whole": "Ensemble, les parts des financeurs font 100 % (10000 centièmes de %) ; ici, {sum:centième|centièmes}.",
}

REASONS = {
    "not-held-yet": ("prévue, pas déclarée tenue", "planned, not said to be held"),
    "postponed": ("reportée à un autre jour", "postponed to another day"),
    "cancelled": ("annulée", "cancelled"),
    "withdrawn": ("saisie retirée", "entry withdrawn"),
    "attendance-unknown": ("présences inconnues : personne ne les a comptées", "attendance unknown: nobody counted"),
    "presence-unknown": (
        "des membres attendus dont la présence est inconnue",
        "members expected whose presence is unknown",
    ),
    "held-without-plan": ("tenue sans avoir été prévue ici", "held without having been planned here"),
    "not-convened": ("jamais convoquée", "never convened"),
    "nobody-attended": ("personne n'y a représenté le conseil", "nobody represented the council there"),
    "not-adopted-yet": ("proposée, pas adoptée", "proposed, not adopted"),
    "not-completed-yet": ("adoptée, pas réalisée", "adopted, not completed"),
    "dropped": ("abandonnée", "dropped"),
    "heads-unknown": ("personne n'a compté", "nobody counted"),
    "time-unknown": ("durée non notée", "its time was not noted"),
    "not-named": ("organisation non nommée", "the organisation is not named"),
    "too-late": ("après le délai", "after the delay"),
    "not-published": ("compte rendu non publié", "its minutes are not published"),
    "publication-unknown": ("on ne sait pas quand le compte rendu est paru", "nobody knows when its minutes came out"),
    "not-invited": ("aucune invitation reçue", "no invitation received"),
    "not-reported-back": ("aucun compte rendu aux membres", "members were not told of it"),
    "not-chaired-by-a-member": ("animée par quelqu'un d'autre qu'un membre", "chaired by somebody other than a member"),
    "chair-unknown": ("on ne sait pas qui a animé", "nobody said who chaired"),
    "not-answered": ("sans réponse", "not answered"),
    "not-taken-up": ("répondue, sans effet", "answered, and not taken up"),
    "no-due-day": ("sans échéance", "without a due day"),
    "not-done": ("pas déclarée faite", "not said to be done"),
    "names-unknown": ("personne n'a noté qui est venu", "nobody noted who came"),
    "not-present": ("n'était pas là", "was not there"),
    "group-unknown": ("on ne sait pas quel groupe s'est réuni", "nobody said which group met"),
    "taken-over": ("reprise d'un ancien document", "taken over from an old document"),
    "support-unknown": ("aucune affectation n'a jamais été enregistrée", "no assignment was ever recorded"),
    "seats-of-body-unknown": (
        "on ne sait pas combien de sièges a l'instance",
        "nobody knows how many seats the body has",
    ),
    "no-seat-free": ("aucun siège vacant dans ce collège", "no seat of that college is vacant"),
    "on-no-day": ("après le dernier jour qui compte", "after the last day that counts"),
    "since-when-unknown": (
        "on ne sait pas au jour près quand ce siège a été laissé, ou repris",
        "nobody knows to the day when that seat was given up, or taken",
    ),
    "date-imprecise": (
        "date trop imprécise : peut-être hors de la période ou du délai",
        "date too imprecise: perhaps outside the period or the delay",
    ),
    "replaced": ("n'est plus vraie depuis un fait plus récent", "no longer true since a later fact"),
    "over": ("n'est plus en cours le dernier jour", "no longer stands on the last day"),
    "alone": ("ne remplit pas l'autre condition", "does not meet the other condition"),
    "already-counted": ("déjà comptée par un autre fait", "already counted by another fact"),
}
"""Why a fact is not counted."""

MISSING = {
    **{what: REASONS[what] for what in ("not-held-yet", "attendance-unknown", "presence-unknown", "time-unknown")},
    **{what: REASONS[what] for what in ("heads-unknown", "not-named", "publication-unknown", "chair-unknown")},
    "group-unknown": REASONS["group-unknown"],
    "week-not-closed": ("semaine que personne n'a close", "week that nobody closed"),
}
"""What a period lacks, that somebody could still note."""

CAUSES = {
    "recorded-since": ("enregistré depuis", "recorded since"),
    "no-longer-true": ("n'est plus vrai depuis un fait plus récent", "no longer true since a later fact"),
    "because-of-others": ("toujours vrai, compté autrement à cause d'autres faits", "still true, counted otherwise"),
}
"""Why a fact weighs otherwise than it did."""

_WORK = {
    "OUTREACH": "aller vers",
    "DROP_IN": "permanence",
    "CONTACT": "contact avec un partenaire",
    "COMMUNICATION": "communication",
    "WALK": "marche exploratoire",
}
_REQUIREMENTS = {
    "STRUCTURE": "structure porteuse",
    "CHARTER": "charte",
    "INTERNAL_RULES": "règlement intérieur",
    "PLACE": "local",
    "MEANS": "moyens de l'année",
    "TRAINING": "formation des membres",
}
KINDS = {
    **FRENCH[MeetingKind],
    **FRENCH[SteeringBodyKind],
    **FRENCH[ActivityKind],
    **FRENCH[OutreachMethod],
    **FRENCH[CommunicationMeans],
    **FRENCH[DropReason],
    **FRENCH[SocialUsefulness],
    **FRENCH[Assessor],
    **FRENCH[OrganisationKind],
    **_WORK,
    **_REQUIREMENTS,
}
"""Of meetings, steering bodies, work, institutions, requirements; methods, means, reasons: no code has two meanings in French."""

SEVERAL_COUNCILS = "plusieurs conseils"

VALUES = {
    "kind": KINDS,
    "group": {"MEMBERS": "membres", "GUESTS": "invités", "UNNAMED": "public compté sans nom"},
    "college": FRENCH[College],
    "gender": {"F": "femmes", "M": "hommes", "OTHER": "autre", "NOT_DECLARED": "non renseigné"},
    "age_band": FRENCH[AgeBand],
    "theme": FRENCH[Theme],
    "funder": FRENCH[FunderKind],
    "register": FRENCH[MediationRegister],
}
"""Parts of breakdowns: files hold words, never codes."""

DIMENSIONS = {
    "council": "Conseil",
    "arrondissement": "Arrondissement",
    "kind": "Nature",
    "group": "Groupe",
    "college": "Collège",
    "gender": "Genre",
    "age_band": "Tranche d'âge",
    "theme": "Thème",
    "funder": "Financeur",
    "register": "Registre",
}
"""Columns of files."""

HEADS = {
    "MEMBERS": "{heads:membre|membres}",
    "GUESTS": "{heads:invité|invités}",
    "UNNAMED": "{heads:personne comptée|personnes comptées} sans nom",
}
"""Those present, by group, as they agree with their number."""
FIGURES, SERIES, FACTS, CHANGES = "Chiffres", "Au fil du temps", "Les faits", "Ce qui a changé"
"""Titles of documents."""
PARTS = {"value": "valeur", "numerator": "numérateur", "denominator": "dénominateur"}
CONFIDENCES = FRENCH[Confidence]
REPORTS_DUE = {"YEARLY": "compte rendu de l'année", "OVERALL": "bilan d'ensemble"}
"""Reports that are owed to those who pay."""

UNKNOWN_FACT = "fait d'une nature inconnue ici"
UNREADABLE_FACT = "cette version ne sait pas lire ce fait : voir ses octets, et ./fil verify"
NOTHING_SAID = "rien"
"""What is told of facts in place of what cannot be told, or was not said."""

OPERATIONS = {
    "list_facts": "Retrouver n'importe quel fait, dit en mots",
    "show_fact": "Voir un fait entier, ce qui le corrige ou le retire, et ce qui l'a causé",
    "list_indicators": "Lister les indicateurs et leurs définitions",
    "show_indicator": "Voir la définition d'un indicateur",
    "list_figures": "Voir les chiffres d'une période",
    "trace_figure": "Voir les faits derrière un chiffre",
    "compare_figure": "Voir ce qui a changé un chiffre depuis un état antérieur, fait par fait",
    "read_ledger": "Lire le grand livre d'un journal, fait par fait, avec sa chaîne",
    "follow_figure": "Suivre un chiffre mois par mois, par trimestre ou par année",
    "show_missing": "Voir ce que personne n'a noté dans une période",
    "close_period": "Clore une période, telle qu'on la connaît",
    "approve_period": "Valider une période close",
    "reopen_period": "Rouvrir une période close, en disant pourquoi",
    "list_periods": "Lister les périodes qui ont été closes",
    "show_period": "Voir une période, et ce qui lui manquait",
    "period_history": "Voir tout ce qui a été enregistré d'une période",
    "list_late_facts": "Voir ce qui a été enregistré d'une période depuis sa clôture",
    "list_report_kinds": "Lister les sortes de rapports",
    "draft_report": "Voir le brouillon d'un rapport, comme fichier",
    "issue_report": "Remettre un rapport : il dira toujours la même chose",
    "withdraw_report": "Retirer un rapport remis, en disant pourquoi",
    "list_reports": "Lister les rapports remis",
    "show_report": "Voir un rapport remis, et s'il se refait à l'identique",
    "read_report": "Lire un rapport remis, comme fichier",
    "bundle_report": "Emporter un rapport avec les faits qui le font, à vérifier sans nous",
    "compare_report": "Voir ce qui a changé depuis qu'un rapport a été remis",
    "report_history": "Voir tout ce qui a été enregistré d'un rapport",
    "rehearse_indicator": "Voir ce qu'une nouvelle version d'un indicateur aurait donné, avant de la publier",
    "list_reports_of_figure": "Voir dans quels rapports un chiffre a été imprimé",
    "show_progress": "Voir où en est chaque cible d'une année de la convention",
}
"""French of what can be asked over HTTP, by operation."""
