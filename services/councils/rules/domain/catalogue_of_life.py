"""The rules about how the council lives: recognition, steering bodies, meetings, hosting, means, training, leave."""

from __future__ import annotations

from services.councils.rules.domain.facts import FILE, JOURNAL, MEETINGS, MEMBERSHIP, ORDERS, REPRESENTATION, SEATS
from services.councils.rules.domain.rule import Parameter, Rule, Severity, Source
from services.councils.rules.domain.sources import (
    CIRCULAR,
    FRAMEWORK,
    JANUARY_CIRCULAR,
    LAW,
    LAW_2017,
    LAW_UNTIL_DECREE,
    local,
)
from shared.contracts.activities.learning import TrainingAttended, TrainingHeld
from shared.contracts.councils.dossier import (
    BudgetAllocated,
    CharterAdopted,
    CouncilsGathered,
    HostingModelSet,
    InternalRulesAdopted,
    LeaveCertified,
    PremisesProvided,
    TrainingOffered,
)

LIFE: tuple[Rule, ...] = (
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
        rests_on=(*MEMBERSHIP, *ORDERS),
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
        rests_on=ORDERS,
        parameters=(Parameter("consultations", 2, "consultations avant l'arrêté", "consultations before the order"),),
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
        rests_on=REPRESENTATION,
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
        rests_on=SEATS,
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
        rests_on=MEETINGS,
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
        rests_on=(HostingModelSet, *FILE),
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
        rests_on=(HostingModelSet, *FILE),
    ),
    Rule(
        id="R18",
        name="Charte et règlement intérieur adoptés",
        name_en="Charter and internal rules adopted",
        severity=Severity.WARNING,
        source=local(
            "Pratique locale (charte du conseil citoyen du 14e)", "Local practice (charter of the council of the 14e)"
        ),
        explanation="Le conseil a adopté une charte et un règlement intérieur. Mettez à l'ordre du jour celui qui manque. La "
        "charte du 14e interdit de divulguer des informations personnelles d'habitants sans accord écrit.",
        explanation_en="The council adopted a charter and internal rules. Put the missing one on the agenda. The charter of the 14e "
        "forbids to disclose residents' personal information without written permission.",
        rests_on=(CharterAdopted, InternalRulesAdopted, *FILE),
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
        rests_on=(PremisesProvided, BudgetAllocated, *FILE),
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
        rests_on=(TrainingOffered, TrainingHeld, TrainingAttended, *FILE, *JOURNAL),
        parameters=(Parameter("months", 12, "mois, au plus, depuis la dernière", "months, at most, since the last"),),
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
        rests_on=(LeaveCertified, *FILE, *ORDERS),
        parameters=(Parameter("half-days", 12, "demi-journées par an, au plus", "half-days a year, at most"),),
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
        rests_on=(CouncilsGathered, *FILE),
        parameters=(Parameter("months", 12, "mois, au plus, depuis la dernière", "months, at most, since the last"),),
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
        rests_on=(*MEMBERSHIP, *MEETINGS),
    ),
)
