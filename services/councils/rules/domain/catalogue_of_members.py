"""The rules about who sits in the council: colleges, parity, draw, residence, declarations, terms, departures."""

from __future__ import annotations

from services.councils.rules.domain.facts import DISTRICTS, DRAWS, FILE, MEMBERSHIP
from services.councils.rules.domain.rule import Parameter, Rule, Severity
from services.councils.rules.domain.sources import (
    CIRCULAR,
    CIRCULAR_UNTIL_DECREE,
    FRAMEWORK,
    LAW,
    LAW_UNTIL_DECREE,
    LYON,
    local,
)
from shared.contracts.councils.dossier import (
    IncompatibilityDeclared,
    InternalRulesAdopted,
    LocalTargetSet,
    ParentalAuthorisationFiled,
    ResidenceChecked,
    SeatsDecided,
)

MEMBERS: tuple[Rule, ...] = (
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
        rests_on=MEMBERSHIP,
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
        rests_on=MEMBERSHIP,
        parameters=(Parameter("min-percent", 50, "part minimale d'habitants, en %", "least share of residents, %"),),
    ),
    Rule(
        id="R02b",
        name="Cible locale d'habitants",
        name_en="Local target of residents",
        severity=Severity.INFORMATION,
        source=local(
            "Charte du conseil citoyen du 14e (deux tiers d'habitants)",
            "Charter of the council of the 14e (two thirds)",
        ),
        explanation="Un conseil peut viser plus que la moitié d'habitants : le 14e vise deux tiers. La part est arrondie au "
        "pour-cent. Sans cible, la règle est sans objet. Si la cible n'est pas atteinte, accueillez des habitants ou "
        "révisez-la.",
        explanation_en="A council may aim at more than half: the 14e wants two thirds. The share is rounded to a percent. Without a "
        "target the rule has no object. If it is missed, welcome residents, or revise the target.",
        rests_on=(*MEMBERSHIP, LocalTargetSet, *FILE),
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
        rests_on=MEMBERSHIP,
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
        rests_on=(*MEMBERSHIP, *DRAWS),
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
        rests_on=(*MEMBERSHIP, *DRAWS),
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
        rests_on=(*MEMBERSHIP, *DISTRICTS, ResidenceChecked, *FILE),
    ),
    Rule(
        id="R07",
        name="Liste complémentaire",
        name_en="Reserve list",
        severity=Severity.INFORMATION,
        source=local("Plaquette du dispositif (aucun texte retrouvé)", "Brochure of the programme (no text retrieved)"),
        explanation="Un tirage laisse une liste complémentaire classée : quand un siège d'habitant se libère, on appelle le rang "
        "suivant. S'il reste des sièges vides et des rangs non appelés, appelez celui qui est indiqué.",
        explanation_en="A draw leaves a ranked reserve list: when a resident's seat falls vacant, the next rank is called. If seats "
        "are empty and ranks not called, call the one that is shown.",
        rests_on=(*MEMBERSHIP, *DRAWS, SeatsDecided, *FILE),
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
        rests_on=MEMBERSHIP,
        parameters=(
            Parameter("min", 15, "membres, au moins", "members, at least"),
            Parameter("max", 50, "membres, au plus", "members, at most"),
        ),
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
        rests_on=(*MEMBERSHIP, IncompatibilityDeclared, *FILE),
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
        rests_on=(*MEMBERSHIP, IncompatibilityDeclared, *FILE),
    ),
    Rule(
        id="R26",
        name="Mandats en cours",
        name_en="Terms still running",
        severity=Severity.WARNING,
        source=local(
            "Règlement intérieur du conseil (aucune durée nationale retrouvée)",
            "Internal rules of the council (no national length found)",
        ),
        explanation="La durée du mandat est celle du règlement intérieur du conseil. Un mandat échu se renouvelle ou se termine "
        ": décidez-le en plénière, et enregistrez-le. Sans durée dans le règlement, la règle est sans objet.",
        explanation_en="The length of a term is that of the council's internal rules. A term that is over is renewed or ended: "
        "decide it in plenary, and record it. Without a length in the rules it has no object.",
        rests_on=(*MEMBERSHIP, InternalRulesAdopted, *FILE),
    ),
    Rule(
        id="R27",
        name="Pas de conseil à collège unique",
        name_en="No single-college council",
        severity=Severity.WARNING,
        source=local(
            "Foire aux questions du CGET, avril 2016 (question lue, réponse non retrouvée)",
            "FAQ of the CGET, April 2016 (question read, answer not retrieved)",
        ),
        explanation="Les membres, suppléants compris, ne viennent pas tous du même collège. Sinon, cherchez des membres de "
        "l'autre.",
        explanation_en="Members, substitutes included, do not all come from one college. If they do, look for members of the other.",
        rests_on=MEMBERSHIP,
    ),
    Rule(
        id="R28",
        name="Départs motivés et remplacés",
        name_en="Departures with a reason, and replaced",
        severity=Severity.INFORMATION,
        source=local(
            "Foire aux questions du CGET, avril 2016 (question lue, réponse non retrouvée)",
            "FAQ of the CGET, April 2016 (question read, answer not retrieved)",
        ),
        explanation="Pour chaque départ d'un titulaire dans les douze derniers mois : la raison est notée, et le siège repris "
        "par un suppléant, un nouveau membre ou la liste complémentaire. Notez la raison ; appelez le remplaçant.",
        explanation_en="For each departure of a titular member in the last twelve months: the reason is noted, and the seat taken "
        "by a substitute, a new member or the reserve list. Note the reason; call the replacement.",
        rests_on=(*MEMBERSHIP, *DRAWS),
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
        rests_on=(*MEMBERSHIP, ParentalAuthorisationFiled, *FILE),
        parameters=(Parameter("age", 18, "âge de la majorité", "age of majority"),),
    ),
)
