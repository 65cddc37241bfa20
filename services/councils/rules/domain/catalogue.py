"""The rules R01 to R30: data, in words that a resident understands. Each names the facts that it rests on.

Days are counted as follows. The law of 21 February 2014 was published on the 22nd: in force from 23 February 2014. Decree
2024-1036 was published on 17 November 2024 and in force the day after: 17 November 2024 is the last day of what it ends.
A text that is known by its month counts from the last day of that month: nobody is blamed by a rule that perhaps was not
there yet. A rule that no text we read dates has no first day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.contracts.activities import journal
from shared.contracts.activities.dialogue import (
    DecisionRecorded,
    InstitutionAnswered,
    PapersReceived,
    PrefectReferred,
    ReferralAcknowledged,
    ReferralExamined,
)
from shared.contracts.activities.learning import TrainingAttended, TrainingHeld
from shared.contracts.activities.meetings import AttendanceCorrected, MeetingHeld, MeetingWithdrawn
from shared.contracts.activities.steering import (
    PilotageAttended,
    RepresentativeNamed,
    SteeringBodyDeclared,
    SteeringSessionCancelled,
    SteeringSessionHeld,
    SteeringSessionNotConvened,
    SteeringSessionScheduled,
)
from shared.contracts.councils.composition import (
    DepartureWithdrawn,
    MemberJoined,
    MemberLeft,
    MembershipChanged,
    MembershipChangeWithdrawn,
    MembershipCorrected,
    MembershipRenewalWithdrawn,
    MembershipRenewed,
    MembershipWithdrawn,
)
from shared.contracts.councils.council import CouncilDistrictRemoved, CouncilDistrictSet
from shared.contracts.councils.dossier import (
    BudgetAllocated,
    CharterAdopted,
    CouncilsGathered,
    EntryCorrected,
    EntryWithdrawn,
    HostingModelSet,
    IncompatibilityDeclared,
    InternalRulesAdopted,
    LeaveCertified,
    LocalTargetSet,
    ParentalAuthorisationFiled,
    PremisesProvided,
    ResidenceChecked,
    SeatsDecided,
    TrainingOffered,
)
from shared.contracts.councils.draw import CandidateAnswered, CandidateSeated, DrawHeld, DrawWithdrawn, ReserveListUsed
from shared.contracts.councils.recognition import (
    AuthorityConsulted,
    CompositionRecognised,
    CompositionSubmitted,
    RecognitionRefused,
    RecognitionWithdrawn,
)
from shared.contracts.councils.representation import (
    AppointmentWithdrawn,
    RepresentativeAppointed,
    RepresentativeStoodDown,
    SeatsOffered,
)
from shared.contracts.councils.territories import PriorityDistrictListed, PriorityDistrictUnlisted

if TYPE_CHECKING:
    from shared.kernel import Fact


class Severity(StrEnum):
    """How serious it is when the rule is not kept. Information never alarms: it is a warning at most."""

    HARD = "HARD"
    WARNING = "WARNING"
    INFORMATION = "INFORMATION"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from, and why it is taken to begin and to end on those days."""

    text: str
    text_en: str
    valid_from: date | None = None
    """First day."""
    valid_to: date | None = None
    """Last day, included."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that the rule compares with, and the days on which it is that number."""

    code: str
    value: int
    name: str
    name_en: str
    valid_from: date | None = None
    valid_to: date | None = None
    is_delay: bool = False
    """Whether it is a number of days after which something that was awaited is late."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it asks, since when, how seriously, and what to do."""

    id: str
    name: str
    name_en: str
    severity: Severity
    source: Source
    explanation: str
    explanation_en: str
    rests_on: tuple[type[Fact], ...]
    """Facts that it is judged on."""
    parameters: tuple[Parameter, ...] = ()

    def is_in_force(self, on: date) -> bool:
        """Whether that day is in its regime."""
        return _covers(self.source.valid_from, self.source.valid_to, on)

    def parameter(self, code: str, on: date) -> int:
        """The number that applies on that day."""
        return next(
            one.value for one in self.parameters if one.code == code and _covers(one.valid_from, one.valid_to, on)
        )


def _covers(first: date | None, last: date | None, on: date) -> bool:
    return (first is None or first <= on) and (last is None or on <= last)


# Texts

_DECREE = (
    " ; supprimé par le décret n° 2024-1036 du 15 novembre 2024, publié le 17, en vigueur le 18 : dernier jour, le 17 novembre 2024",
    "; removed by decree 2024-1036 of 15 November 2024, published on the 17th, in force on the 18th: last day, 17 November 2024",
)
_LAST_DAY = date(2024, 11, 17)
_LAW_TEXT = (
    "Loi n° 2014-173 du 21 février 2014, art. 7, publiée le 22 février, en vigueur le lendemain : premier jour, le 23 février 2014",
    "Law 2014-173 of 21 February 2014, art. 7, published on the 22nd, in force the day after: first day, 23 February 2014",
)
_CIRCULAR_TEXT = (
    "Circulaire du 2 février 2017 (NOR VJSC1703528C), connue par des comptes rendus ; premier jour, celui de la signature",
    "Circular of 2 February 2017 (NOR VJSC1703528C), known from reports of it; first day, that of its signature",
)
_LAW_DAY, _CIRCULAR_DAY = date(2014, 2, 23), date(2017, 2, 2)

LAW = Source(*_LAW_TEXT, _LAW_DAY)
LAW_UNTIL_DECREE = Source(_LAW_TEXT[0] + _DECREE[0], _LAW_TEXT[1] + _DECREE[1], _LAW_DAY, _LAST_DAY)
CIRCULAR = Source(*_CIRCULAR_TEXT, _CIRCULAR_DAY)
CIRCULAR_UNTIL_DECREE = Source(_CIRCULAR_TEXT[0] + _DECREE[0], _CIRCULAR_TEXT[1] + _DECREE[1], _CIRCULAR_DAY, _LAST_DAY)
FRAMEWORK = Source(
    "Cadre de référence des conseils citoyens (CGET), juin 2014, jour inconnu ; premier jour retenu, le dernier du mois : "
    "le 30 juin 2014",
    "Reference framework of citizens' councils (CGET), June 2014, day unknown; first day taken, the last of the month: 30 June 2014",
    date(2014, 6, 30),
)
LYON = Source(
    "Tribunal administratif de Lyon, 12 juillet 2018, n° 1607073 (arrêté annulé : 6 des 20 habitants n'habitaient pas un "
    "quartier prioritaire) ; premier jour, celui du jugement",
    "Administrative court of Lyon, 12 July 2018, no 1607073 (order annulled: 6 of 20 residents did not live in a priority "
    "district); first day, that of the judgment",
    date(2018, 7, 12),
)
LAW_2017 = Source(
    "Loi n° 2017-86 du 27 janvier 2017, publiée le 28, en vigueur le lendemain : premier jour, le 29 janvier 2017",
    "Law 2017-86 of 27 January 2017, published on the 28th, in force the day after: first day, 29 January 2017",
    date(2017, 1, 29),
)
JANUARY_CIRCULAR = Source(
    "Circulaire d'orientation du 26 janvier 2017, connue par la presse ; premier jour, celui de la signature",
    "Circular of 26 January 2017, known from the press; first day, that of its signature",
    date(2017, 1, 26),
)


def _delay(step: str, days: int, name: str, name_en: str) -> Parameter:
    """A delay that is ours: no text that we read gives one to the prefect."""
    return Parameter(
        f"days-to-{step}",
        days,
        f"jours, au plus, {name} ; délai retenu ici, aucun délai légal connu",
        f"days, at most, {name_en}; a local delay, no legal one is known",
        is_delay=True,
    )


def _local(text: str, text_en: str) -> Source:
    """What no text that we read dates."""
    return Source(f"{text} ; sans date d'effet", f"{text_en}; no day of effect")


# Facts

_MEMBERS: tuple[type[Fact], ...] = (
    MemberJoined,
    MemberLeft,
    MembershipChanged,
    MembershipChangeWithdrawn,
    MembershipRenewed,
    MembershipRenewalWithdrawn,
    MembershipCorrected,
    MembershipWithdrawn,
    DepartureWithdrawn,
)
_DISTRICTS: tuple[type[Fact], ...] = (
    CouncilDistrictSet,
    CouncilDistrictRemoved,
    PriorityDistrictListed,
    PriorityDistrictUnlisted,
)
_FILE: tuple[type[Fact], ...] = (EntryCorrected, EntryWithdrawn)
_JOURNAL: tuple[type[Fact], ...] = (journal.EntryCorrected, journal.EntryWithdrawn)
_DRAWS: tuple[type[Fact], ...] = (DrawHeld, DrawWithdrawn, CandidateSeated, CandidateAnswered, ReserveListUsed)
_ORDERS: tuple[type[Fact], ...] = (
    CompositionSubmitted,
    AuthorityConsulted,
    CompositionRecognised,
    RecognitionRefused,
    RecognitionWithdrawn,
)
_MEETINGS: tuple[type[Fact], ...] = (MeetingHeld, AttendanceCorrected, MeetingWithdrawn)
_SEATS: tuple[type[Fact], ...] = (SeatsOffered,)
_REPRESENTATION: tuple[type[Fact], ...] = (
    *_SEATS,
    RepresentativeAppointed,
    RepresentativeStoodDown,
    AppointmentWithdrawn,
    SteeringBodyDeclared,
    SteeringSessionScheduled,
    SteeringSessionHeld,
    SteeringSessionCancelled,
    SteeringSessionNotConvened,
    RepresentativeNamed,
    PilotageAttended,
)


# The rules

RULES: tuple[Rule, ...] = (
    Rule(
        id="R01",
        name="Deux collèges",
        name_en="Two colleges",
        severity=Severity.HARD,
        source=LAW,
        explanation="Un conseil citoyen réunit deux collèges : des habitants d'une part, des associations et acteurs locaux "
        "d'autre part. Aucun des deux ne peut être vide. S'il en manque un, accueillez au moins un titulaire de ce "
        "collège.",
        explanation_en="A citizens' council has two colleges: residents on one side, associations and local actors on the other. "
        "Neither may be empty. If one is, welcome at least one titular member of it.",
        rests_on=_MEMBERS,
    ),
    Rule(
        id="R02",
        name="Au moins la moitié d'habitants",
        name_en="At least half are residents",
        severity=Severity.WARNING,
        source=FRAMEWORK,
        explanation="Les habitants forment au moins la moitié des membres titulaires. Sinon, pourvoyez d'abord des sièges "
        "d'habitants. Les suppléants sont comptés à part, pour information.",
        explanation_en="Residents are at least half of the titular members. If not, fill residents' seats first. Substitutes are "
        "counted apart, for information.",
        rests_on=_MEMBERS,
        parameters=(Parameter("min-percent", 50, "part minimale d'habitants, en %", "least share of residents, %"),),
    ),
    Rule(
        id="R02b",
        name="Cible locale d'habitants",
        name_en="Local target of residents",
        severity=Severity.INFORMATION,
        source=_local(
            "Charte du conseil citoyen du 14e (deux tiers d'habitants)",
            "Charter of the council of the 14e (two thirds)",
        ),
        explanation="Un conseil peut viser plus que la moitié d'habitants : le 14e vise deux tiers. La part est arrondie au "
        "pour-cent. Sans cible, la règle est sans objet. Si la cible n'est pas atteinte, accueillez des habitants ou "
        "révisez-la.",
        explanation_en="A council may aim at more than half: the 14e wants two thirds. The share is rounded to a percent. Without a "
        "target the rule has no object. If it is missed, welcome residents, or revise the target.",
        rests_on=(*_MEMBERS, LocalTargetSet, *_FILE),
    ),
    Rule(
        id="R03",
        name="Parité dans le collège habitants",
        name_en="Parity in the residents' college",
        severity=Severity.WARNING,
        source=LAW,
        explanation="Parmi les habitants titulaires qui ont déclaré l'un ou l'autre genre, autant de femmes que d'hommes, à une "
        "personne près. Qui n'a rien déclaré est montré à part et ne compte ni pour ni contre. Sinon, appelez "
        "d'abord des personnes du genre le moins présent.",
        explanation_en="Among titular residents who declared either gender, as many women as men, within one person. Those who "
        "declared nothing are shown apart and count for neither. If not, call people of the rarer gender first.",
        rests_on=_MEMBERS,
        parameters=(Parameter("max-gap", 1, "écart maximal, en personnes", "greatest gap, persons"),),
    ),
    Rule(
        id="R04",
        name="Habitants tirés au sort",
        name_en="Residents drawn by lot",
        severity=Severity.WARNING,
        source=LAW_UNTIL_DECREE,
        explanation="Jusqu'en novembre 2024, les habitants devaient être tirés au sort. À Paris, l'assemblée ouverte accueille "
        "aussi qui se présente : la règle est alors signalée, avec les raisons enregistrées, et rien n'est bloqué. "
        "Enregistrez le tirage dont vient chaque habitant, ou comment il est venu.",
        explanation_en="Until November 2024 residents had to be drawn by lot. In Paris the open assembly also welcomes whoever "
        "comes: the rule is then flagged with the recorded reasons, and blocks nothing. Record the draw each "
        "resident comes from, or how they came.",
        rests_on=(*_MEMBERS, *_DRAWS),
    ),
    Rule(
        id="R05",
        name="Plusieurs listes pour le tirage",
        name_en="Several lists in the draw",
        severity=Severity.WARNING,
        source=CIRCULAR_UNTIL_DECREE,
        explanation="Un tirage au sort puise dans plusieurs sortes de listes (électorale, bailleurs, volontaires…), pour que "
        "chacun ait une chance. Si le dernier tirage n'en a qu'une, préparez le prochain avec une autre sorte de "
        "liste en plus.",
        explanation_en="A draw uses several kinds of lists (electoral, landlords, volunteers …), so that everybody has a chance. If "
        "the last draw used one only, prepare the next with another kind.",
        rests_on=(*_MEMBERS, *_DRAWS),
        parameters=(Parameter("min-kinds", 2, "sortes de listes, au moins", "kinds of lists, at least"),),
    ),
    Rule(
        id="R06",
        name="Les habitants vivent dans un quartier du conseil",
        name_en="Residents live in a district of the council",
        severity=Severity.HARD,
        source=LYON,
        explanation="Chaque habitant membre vit dans un quartier prioritaire que le conseil couvre ce jour-là. Le jour du "
        "contrôle suffit : l'adresse n'est jamais gardée. Après un changement de périmètre, un code de l'ancienne liste ne "
        "prouve plus rien, sauf si la liste officielle dit le périmètre inchangé : contrôlez à nouveau. Qui ne vit plus dans "
        "le quartier peut rejoindre l'autre collège ou le cercle élargi.",
        explanation_en="Each resident member lives in a priority district that the council covers on that day. The day of "
        "the check is enough: no address is kept. After a change of perimeters a code of the former list proves nothing, "
        "unless the official list says that the perimeter is unchanged: check again. Whoever has moved away may join the "
        "other college or the wider circle.",
        rests_on=(*_MEMBERS, *_DISTRICTS, ResidenceChecked, *_FILE),
    ),
    Rule(
        id="R07",
        name="Liste complémentaire",
        name_en="Reserve list",
        severity=Severity.INFORMATION,
        source=_local(
            "Plaquette du dispositif (aucun texte retrouvé)", "Brochure of the programme (no text retrieved)"
        ),
        explanation="Un tirage laisse une liste complémentaire classée : quand un siège d'habitant se libère, on appelle le rang "
        "suivant. S'il reste des sièges vides et des rangs non appelés, appelez celui qui est indiqué.",
        explanation_en="A draw leaves a ranked reserve list: when a resident's seat falls vacant, the next rank is called. If seats "
        "are empty and ranks not called, call the one that is shown.",
        rests_on=(*_MEMBERS, *_DRAWS, SeatsDecided, *_FILE),
    ),
    Rule(
        id="R08",
        name="De 15 à 50 membres",
        name_en="15 to 50 members",
        severity=Severity.INFORMATION,
        source=CIRCULAR,
        explanation="Taille recommandée, sans minimum ni maximum légal : un groupe moteur peut commencer plus petit et grandir. "
        "En dessous, prévoyez une mobilisation ; au-dessus, des groupes de travail.",
        explanation_en="A recommended size, with no legal minimum or maximum: a core group may start smaller and grow. Below, plan "
        "some outreach; above, working groups.",
        rests_on=_MEMBERS,
        parameters=(
            Parameter("min", 15, "membres, au moins", "members, at least"),
            Parameter("max", 50, "membres, au plus", "members, at most"),
        ),
    ),
    Rule(
        id="R09",
        name="Arrêté préfectoral de reconnaissance",
        name_en="Prefect's recognition order",
        severity=Severity.HARD,
        source=LAW_UNTIL_DECREE,
        explanation="Jusqu'en novembre 2024, le préfet reconnaissait la composition par un arrêté. Un refus est une alerte ; un "
        "dossier sans réponse, ou une liste qui ne correspond plus aux membres, un avertissement. Envoyez la "
        "composition à jour pour un arrêté modificatif.",
        explanation_en="Until November 2024 the prefect recognised the composition by an order. A refusal is an alert; a file "
        "without an answer, or a list that no longer matches the members, a warning. Send the present composition "
        "for an amended order.",
        rests_on=(*_MEMBERS, *_ORDERS),
    ),
    Rule(
        id="R10",
        name="Maire et président de l'EPCI consultés",
        name_en="Mayor and EPCI president consulted",
        severity=Severity.INFORMATION,
        source=LAW_UNTIL_DECREE,
        explanation="Avant son arrêté, le préfet consulte le maire et le président de l'intercommunalité. Demandez à la "
        "préfecture les dates de ces consultations, et enregistrez-les.",
        explanation_en="Before the order the prefect consults the mayor and the president of the EPCI. Ask the prefecture for the "
        "days of these consultations, and record them.",
        rests_on=_ORDERS,
        parameters=(Parameter("consultations", 2, "consultations avant l'arrêté", "consultations before the order"),),
    ),
    Rule(
        id="R11",
        name="Aucune incompatibilité",
        name_en="No incompatibility",
        severity=Severity.HARD,
        source=CIRCULAR,
        explanation="Un représentant de l'État, un élu, un agent chargé de la politique de la ville ne peut être membre. Chacun "
        "le déclare en arrivant, puis chaque année. Demandez les déclarations qui manquent ; une personne concernée "
        "peut être invitée, non membre.",
        explanation_en="A representative of the State, an elected official, staff in charge of urban policy cannot be members. Each "
        "declares it on arrival, then each year. Ask for the missing declarations; a person concerned may be a "
        "guest, not a member.",
        rests_on=(*_MEMBERS, IncompatibilityDeclared, *_FILE),
        parameters=(
            Parameter("months", 12, "validité d'une déclaration, en mois", "months that a declaration is good for"),
        ),
    ),
    Rule(
        id="R12",
        name="Acteurs locaux sans lien avec une institution du contrat",
        name_en="Local actors without link to an institution of the contract",
        severity=Severity.WARNING,
        source=FRAMEWORK,
        explanation="Un acteur local n'a pas de lien direct avec une institution qui siège déjà dans les instances du contrat. "
        "Demandez-le à chacun ; s'il y a un lien, parlez-en au conseil, qui décide.",
        explanation_en="A local actor has no direct link with an institution that already sits in the bodies of the contract. Ask "
        "each; if there is a link, tell the council, which decides.",
        rests_on=(*_MEMBERS, IncompatibilityDeclared, *_FILE),
    ),
    Rule(
        id="R13",
        name="Présence dans toutes les instances de pilotage",
        name_en="Presence in all steering bodies",
        severity=Severity.WARNING,
        source=LAW,
        explanation="Le conseil est représenté dans chaque instance où il a un siège : quelqu'un est désigné, et au moins une "
        "personne vient à chaque séance tenue. Les douze derniers mois sont regardés. Désignez un représentant et un "
        "suppléant ; notez qui était là.",
        explanation_en="The council is represented in each body where it has a seat: somebody is named, and at least one person "
        "comes to each session held. The last twelve months are looked at. Name a representative and a substitute; "
        "note who was there.",
        rests_on=_REPRESENTATION,
        parameters=(
            Parameter("min", 1, "représentants par instance et par séance", "representatives a body and a session"),
        ),
    ),
    Rule(
        id="R14",
        name="Jusqu'à un tiers du comité de pilotage",
        name_en="Up to a third of the steering committee",
        severity=Severity.INFORMATION,
        source=FRAMEWORK,
        explanation="Les conseils citoyens peuvent occuper jusqu'à un tiers d'un comité de pilotage, tous conseils ensemble. "
        "C'est un plafond : en dessous, rien n'est reproché. Au-dessus, parlez-en avec l'institution qui préside.",
        explanation_en="Councils may hold up to a third of a steering committee, all councils together. It is a ceiling: below, "
        "nothing is wrong. Above, talk with the institution that chairs.",
        rests_on=_SEATS,
        parameters=(Parameter("one-in", 3, "un siège sur, au plus", "one seat in, at most"),),
    ),
    Rule(
        id="R15",
        name="Réunions non présidées par une institution",
        name_en="Meetings not chaired by an institution",
        severity=Severity.WARNING,
        source=CIRCULAR,
        explanation="Le conseil est indépendant : ni un élu ni l'État ne président ses réunions. Les douze derniers mois sont "
        "regardés. Faites animer la prochaine par un membre, et notez qui anime.",
        explanation_en="The council is independent: neither an elected official nor the State chairs its meetings. The last twelve "
        "months are looked at. Have the next one chaired by a member, and note who chairs.",
        rests_on=_MEETINGS,
    ),
    Rule(
        id="R16",
        name="Démarrage par un binôme : un an au plus, avec accord écrit",
        name_en="Start-up by a pair: a year at most, with written consent",
        severity=Severity.WARNING,
        source=CIRCULAR,
        explanation="Un binôme (délégué du préfet et agent municipal) peut animer le conseil à ses débuts, douze mois au plus et "
        "avec son accord écrit. Déposez cet accord, et trouvez une structure porteuse avant la fin.",
        explanation_en="A pair (prefect's delegate and municipal officer) may animate the council at its start, twelve months at "
        "most and with its written consent. File that consent, and find a supporting structure before the end.",
        rests_on=(HostingModelSet, *_FILE),
        parameters=(Parameter("months", 12, "durée maximale, en mois", "greatest length, months"),),
    ),
    Rule(
        id="R17",
        name="Structure porteuse, ou personnalité juridique propre",
        name_en="Supporting structure, or own legal personality",
        severity=Severity.WARNING,
        source=LAW,
        explanation="Le conseil est porté par une association nommée, avec une convention, ou il est lui-même une association. "
        "Enregistrez la structure, sa convention et ses dates ; renouvelez-la avant son terme.",
        explanation_en="The council is carried by a named association under an agreement, or is an association itself. Record the "
        "structure, its agreement and its days; renew it before it ends.",
        rests_on=(HostingModelSet, *_FILE),
    ),
    Rule(
        id="R18",
        name="Charte et règlement intérieur adoptés",
        name_en="Charter and internal rules adopted",
        severity=Severity.WARNING,
        source=_local(
            "Pratique locale (charte du conseil citoyen du 14e)", "Local practice (charter of the council of the 14e)"
        ),
        explanation="Le conseil a adopté une charte et un règlement intérieur. Mettez à l'ordre du jour celui qui manque. La "
        "charte du 14e interdit de divulguer des informations personnelles d'habitants sans accord écrit.",
        explanation_en="The council adopted a charter and internal rules. Put the missing one on the agenda. The charter of the 14e "
        "forbids to disclose residents' personal information without written permission.",
        rests_on=(CharterAdopted, InternalRulesAdopted, *_FILE),
    ),
    Rule(
        id="R19",
        name="Local et moyens dédiés",
        name_en="Dedicated place and means",
        severity=Severity.WARNING,
        source=LAW,
        explanation="Le contrat de ville donne au conseil un lieu et des moyens : un local valable ce jour-là, et un budget de "
        "l'année. Demandez à la Ville ce qui manque, et enregistrez la convention et la ligne de budget.",
        explanation_en="The city contract gives the council a place and means: premises on that day, and a budget of the year. Ask "
        "the City for what is missing, and record the agreement and the budget line.",
        rests_on=(PremisesProvided, BudgetAllocated, *_FILE),
    ),
    Rule(
        id="R20",
        name="Formation proposée chaque année",
        name_en="Training offered each year",
        severity=Severity.WARNING,
        source=LAW,
        explanation="Au moins une formation est proposée aux membres en douze mois ; une formation tenue a été proposée. Celle "
        "qui réunit plusieurs conseils compte pour ceux dont un membre est venu. Si la dernière est plus ancienne, "
        "demandez-en une au contrat de ville. Notez qui est venu : le nombre de membres formés est dit, sans seuil.",
        explanation_en="At least one training is offered to the members in twelve months; what was held was offered. One for "
        "several councils counts for those of which a member came. If the last is older, ask the city contract for one. "
        "Note who came: the number of members trained is told, and no threshold is set.",
        rests_on=(TrainingOffered, TrainingHeld, TrainingAttended, *_FILE, *_JOURNAL),
        parameters=(Parameter("months", 12, "mois, au plus, depuis la dernière", "months, at most, since the last"),),
    ),
    Rule(
        id="R21",
        name="Interpellation du préfet",
        name_en="Referral to the prefect",
        severity=Severity.WARNING,
        source=LAW_2017,
        explanation="Le conseil peut saisir le préfet de difficultés particulières (art. 153 à 156). La suite revient au "
        "préfet : accuser réception, répondre (ce qui vaut accusé de réception), porter le sujet devant le comité de "
        "pilotage. Aucun délai légal n'est connu : au-delà de ceux retenus ici, relancez la préfecture ; notez ce qui arrive.",
        explanation_en="The council may refer particular difficulties to the prefect (art. 153 to 156). What follows is the "
        "prefect's duty: to acknowledge, to answer (which acknowledges too), to bring them to the steering committee. "
        "No legal delay is known: beyond those chosen here, remind the prefecture; note what comes.",
        rests_on=(PrefectReferred, ReferralAcknowledged, InstitutionAnswered, ReferralExamined, *_JOURNAL),
        parameters=(
            _delay("acknowledgement", 30, "jusqu'à l'accusé de réception", "until the acknowledgement"),
            _delay("answer", 60, "jusqu'à la réponse", "until the answer"),
            _delay("examination", 180, "jusqu'à l'examen par une instance", "until a steering body examines it"),
        ),
    ),
    Rule(
        id="R22",
        name="Congé de citoyenneté",
        name_en="Leave for members",
        severity=Severity.INFORMATION,
        source=Source(LAW_2017.text + " (art. 10)", LAW_2017.text_en + " (art. 10)", LAW_2017.valid_from),
        explanation="Un membre d'un conseil reconnu, inscrit sur l'arrêté, a droit à six jours de congé par an, soit douze "
        "demi-journées. N'attestez pas au-delà ; faites d'abord mettre l'arrêté à jour pour qui n'y est pas.",
        explanation_en="A member of a recognised council who is on the order may take six days of leave a year: twelve half-days. "
        "Certify no more; have the order amended first for whoever is not on it.",
        rests_on=(LeaveCertified, *_FILE, *_ORDERS),
        parameters=(Parameter("half-days", 12, "demi-journées par an, au plus", "half-days a year, at most"),),
    ),
    Rule(
        id="R23",
        name="Avis divergents consignés",
        name_en="Minority opinions recorded",
        severity=Severity.WARNING,
        source=FRAMEWORK,
        explanation="Sans consensus, la position de la majorité est donnée avec les avis divergents. Quand une décision a eu "
        "des voix contre ou des abstentions, notez avec elle ce que pensent ceux qui n'étaient pas d'accord. Sans "
        "voix comptées, la règle ne se juge pas : notez-les. Toutes les décisions enregistrées sont regardées, même "
        "anciennes : aucun texte ne fixe de durée, et un avis peut encore être noté.",
        explanation_en="Without consensus, the position of the majority is given with the diverging opinions. Where a decision "
        "had votes against or abstentions, note with it what those who disagreed think. Without votes "
        "that somebody counted it cannot be judged: note them. All recorded decisions are looked at, however old: "
        "no text sets a period, and an opinion may still be noted.",
        rests_on=(DecisionRecorded, *_JOURNAL),
    ),
    Rule(
        id="R24",
        name="Rencontre annuelle des conseils",
        name_en="Yearly gathering of the councils",
        severity=Severity.INFORMATION,
        source=JANUARY_CIRCULAR,
        explanation="La préfecture réunit tous les conseils au moins une fois par an. Si la dernière rencontre a plus de douze "
        "mois, demandez-lui la date de la prochaine.",
        explanation_en="The prefecture gathers all councils at least once a year. If the last gathering is more than twelve months "
        "old, ask for the day of the next.",
        rests_on=(CouncilsGathered, *_FILE),
        parameters=(Parameter("months", 12, "mois, au plus, depuis la dernière", "months, at most, since the last"),),
    ),
    Rule(
        id="R25",
        name="Documents envoyés avant les réunions",
        name_en="Papers sent before meetings",
        severity=Severity.WARNING,
        source=_local("Demande des conseils, décembre 2018", "Request of the councils, December 2018"),
        explanation="Les documents arrivent avant la séance d'une instance, pas le jour même. Les douze derniers mois sont "
        "regardés. Notez quand arrive chaque envoi ; s'il arrive trop tard, demandez les suivants plus tôt.",
        explanation_en="Papers arrive before the session of a steering body, not on the day. The last twelve months are looked "
        "at. Note when they come; if they come too late, ask for the next ones earlier.",
        rests_on=(
            PapersReceived,
            SteeringSessionScheduled,
            SteeringSessionHeld,
            SteeringSessionCancelled,
            *_JOURNAL,
        ),
    ),
    Rule(
        id="R26",
        name="Mandats en cours",
        name_en="Terms still running",
        severity=Severity.WARNING,
        source=_local(
            "Règlement intérieur du conseil (aucune durée nationale retrouvée)",
            "Internal rules of the council (no national length found)",
        ),
        explanation="La durée du mandat est celle du règlement intérieur du conseil. Un mandat échu se renouvelle ou se termine "
        ": décidez-le en plénière, et enregistrez-le. Sans durée dans le règlement, la règle est sans objet.",
        explanation_en="The length of a term is that of the council's internal rules. A term that is over is renewed or ended: "
        "decide it in plenary, and record it. Without a length in the rules it has no object.",
        rests_on=(*_MEMBERS, InternalRulesAdopted, *_FILE),
    ),
    Rule(
        id="R27",
        name="Pas de conseil à collège unique",
        name_en="No single-college council",
        severity=Severity.WARNING,
        source=_local(
            "Foire aux questions du CGET, avril 2016 (question lue, réponse non retrouvée)",
            "FAQ of the CGET, April 2016 (question read, answer not retrieved)",
        ),
        explanation="Les membres, suppléants compris, ne viennent pas tous du même collège. Sinon, cherchez des membres de "
        "l'autre.",
        explanation_en="Members, substitutes included, do not all come from one college. If they do, look for members of the other.",
        rests_on=_MEMBERS,
    ),
    Rule(
        id="R28",
        name="Départs motivés et remplacés",
        name_en="Departures with a reason, and replaced",
        severity=Severity.INFORMATION,
        source=_local(
            "Foire aux questions du CGET, avril 2016 (question lue, réponse non retrouvée)",
            "FAQ of the CGET, April 2016 (question read, answer not retrieved)",
        ),
        explanation="Pour chaque départ d'un titulaire dans les douze derniers mois : la raison est notée, et le siège repris "
        "par un suppléant, un nouveau membre ou la liste complémentaire. Notez la raison ; appelez le remplaçant.",
        explanation_en="For each departure of a titular member in the last twelve months: the reason is noted, and the seat taken "
        "by a substitute, a new member or the reserve list. Note the reason; call the replacement.",
        rests_on=(*_MEMBERS, *_DRAWS),
    ),
    Rule(
        id="R29",
        name="Autorisation parentale des mineurs",
        name_en="Parental authorisation of minors",
        severity=Severity.WARNING,
        source=CIRCULAR,
        explanation="Il n'y a pas d'âge minimal : les jeunes sont bienvenus. Pour un membre de moins de 18 ans, gardez la date "
        "de l'autorisation d'un parent.",
        explanation_en="There is no minimum age: the young are welcome. For a member under 18, keep the day of a parent's "
        "authorisation.",
        rests_on=(*_MEMBERS, ParentalAuthorisationFiled, *_FILE),
        parameters=(Parameter("age", 18, "âge de la majorité", "age of majority"),),
    ),
    Rule(
        id="R30",
        name="Experts hors des collèges",
        name_en="Experts outside the colleges",
        severity=Severity.INFORMATION,
        source=LAW,
        explanation="Le conseil peut entendre des experts : ils comptent comme invités, jamais dans un collège. Si une réunion "
        "compte plus de membres d'un collège que le conseil n'en a, des invités y ont sans doute été comptés : "
        "corrigez la présence. Les douze derniers mois sont regardés.",
        explanation_en="The council may hear experts: they count as guests, never in a college. If a meeting counts more members of "
        "a college than the council has, guests were probably counted in it: correct the attendance. The last twelve "
        "months are looked at.",
        rests_on=(*_MEMBERS, *_MEETINGS),
    ),
)

BY_ID = {rule.id: rule for rule in RULES}
