"""The rules about the dialogue with institutions: referrals to the prefect, decisions without consensus, papers of sessions."""

from __future__ import annotations

from services.councils.rules.domain.facts import JOURNAL
from services.councils.rules.domain.rule import Rule, Severity
from services.councils.rules.domain.sources import (
    FRAMEWORK,
    LAW_2017,
    delay,
    local,
)
from shared.contracts.activities.dialogue import (
    DecisionRecorded,
    InstitutionAnswered,
    PapersReceived,
    PrefectReferred,
    ReferralAcknowledged,
    ReferralExamined,
)
from shared.contracts.activities.steering import (
    SteeringSessionCancelled,
    SteeringSessionCorrected,
    SteeringSessionHeld,
    SteeringSessionScheduled,
    SteeringSessionWithdrawn,
)

DIALOGUE: tuple[Rule, ...] = (
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
        rests_on=(PrefectReferred, ReferralAcknowledged, InstitutionAnswered, ReferralExamined, *JOURNAL),
        parameters=(
            delay("acknowledgement", 30, "jusqu'à l'accusé de réception", "until the acknowledgement"),
            delay("answer", 60, "jusqu'à la réponse", "until the answer"),
            delay("examination", 180, "jusqu'à l'examen par une instance", "until a steering body examines it"),
        ),
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
        rests_on=(DecisionRecorded, *JOURNAL),
    ),
    Rule(
        id="R25",
        name="Documents envoyés avant les réunions",
        name_en="Papers sent before meetings",
        severity=Severity.WARNING,
        source=local("Demande des conseils, décembre 2018", "Request of the councils, December 2018"),
        explanation="Les documents arrivent avant la séance d'une instance, pas le jour même. Les douze derniers mois sont "
        "regardés. Notez quand arrive chaque envoi ; s'il arrive trop tard, demandez les suivants plus tôt.",
        explanation_en="Papers arrive before the session of a steering body, not on the day. The last twelve months are looked "
        "at. Note when they come; if they come too late, ask for the next ones earlier.",
        rests_on=(
            PapersReceived,
            SteeringSessionScheduled,
            SteeringSessionHeld,
            SteeringSessionCancelled,
            SteeringSessionCorrected,
            SteeringSessionWithdrawn,
            *JOURNAL,
        ),
    ),
)
