"""French of the activities service: one sentence for each refusal, and the words of files."""

from __future__ import annotations

from shared.contracts.activities.dialogue import AnswerOutcome
from shared.contracts.activities.initiatives import DropReason, Proposer
from shared.contracts.activities.plans import Outcome
from shared.contracts.french import FRENCH
from shared.contracts.vocabulary import MeetingKind, SteeringBodyKind, Theme

FOLLOWED = {
    "OPEN": "en attente",
    "OVERDUE": "échéance passée, sans réponse",
    **FRENCH[AnswerOutcome],
}
ASKED = {"question": "question", "commitment": "engagement", "referral": "interpellation du préfet"}
PROGRESS = {"PLANNED": "prévue", "LATE": "en retard", **FRENCH[Outcome]}
"""States and natures that files tell."""

REFUSALS = {
    "meeting-already-exists": "Cette réunion a déjà été saisie, avec d'autres informations.",
    "meeting-in-the-future": "Une réunion ne peut pas s'être tenue le {held_on} : ce jour n'est pas encore arrivé.",
    "meeting-was-cancelled": "Cette réunion a été annulée ; elle ne peut ni s'être tenue ni être reportée.",
    "meeting-was-held": "Cette réunion s'est tenue le {held_on} ; elle ne peut plus être ni annulée ni reportée.",
    "meeting-was-withdrawn": "Cette saisie a été retirée ; plus rien ne peut en être dit.",
    "meeting-not-held": "Personne n'a encore dit que cette réunion s'est tenue.",
    "already-held": "Cette réunion a déjà été déclarée tenue le {held_on}, avec d'autres informations : corrigez plutôt les présences.",
    "already-cancelled": "Cette réunion a déjà été annulée, avec d'autres informations.",
    "attendance-does-not-add-up": "{present} présents, mais membres, invités et non nommés font {accounted}.",
    "minutes-already-published": "Le compte rendu de cette réunion a déjà été déclaré paru, le {published_on}.",
    "planned-for-that-day": "Cette réunion est déjà prévue le {planned_on}.",
    "minutes-before-meeting": "Un compte rendu ne peut pas précéder la réunion, tenue le {held_on}.",
    "minutes-already-drafted": "Le compte rendu a déjà été déclaré rédigé, le {drafted_on}, avec d'autres informations.",
    "minutes-already-circulated": "Le compte rendu de cette réunion a déjà été déclaré transmis aux membres, le {circulated_on}.",
    "minutes-already-approved": "Le compte rendu a déjà été déclaré approuvé, le {approved_on}, avec d'autres informations.",
    "approved-before-drafted": "Un compte rendu rédigé le {drafted_on} ne peut pas avoir été approuvé avant, le {approved_on}.",
    "no-approving-meeting": "Un compte rendu s'approuve à une autre réunion du même conseil, qui s'est tenue.",
    "step-not-said": "Cela n'a jamais été dit : il n'y a rien à corriger ni à retirer.",
    "later-steps-stand-on-it": "Ce qui a été dit ensuite repose sur cette étape : retirez-le d'abord.",
    "begins-with-this-step": "Tout ce qui en est dit commence par cette étape : retirez plutôt l'ensemble.",
    "steering-body-was-withdrawn": "Cette instance a été déclarée par erreur ; plus rien ne peut en être dit.",
    "sessions-stand-on-it": "Des séances de cette instance ont été saisies ({sessions}) : retirez-les d'abord.",
    "session-was-withdrawn": "Cette saisie a été retirée ; plus rien ne peut en être dit.",
    "initiative-was-withdrawn": "Cette saisie a été retirée ; plus rien ne peut en être dit.",
    "steering-body-already-exists": "Cet identifiant est déjà pris, avec d'autres informations.",
    "council-seated-twice": "Le même conseil est cité plusieurs fois.",
    "unknown-steering-body": "Aucune instance de pilotage n'a cet identifiant.",
    "session-already-exists": "Cet identifiant est déjà pris, avec d'autres informations.",
    "session-in-the-future": "Une séance ne peut pas s'être tenue le {held_on} : ce jour n'est pas encore arrivé.",
    "session-already-held": "Cette séance a déjà été déclarée tenue, le {held_on}.",
    "session-was-held": "Cette séance s'est tenue le {held_on} ; elle ne peut plus être annulée.",
    "session-was-cancelled": "Cette séance a été annulée.",
    "session-already-cancelled": "Cette séance a déjà été annulée, avec d'autres informations.",
    "session-was-not-convened": "Cette séance n'a jamais été convoquée : rien d'autre ne peut en être dit.",
    "session-not-held": "Personne n'a encore dit que cette séance s'est tenue.",
    "expectation-ends-before-it-starts": "La fin ({expected_until_on}) précède le début ({expected_from_on}).",
    "expectation-not-over": "L'instance peut encore être convoquée jusqu'au {expected_until_on} : ce jour n'est pas encore arrivé.",
    "no-seat": "Ce conseil ne siège pas à « {body_name} ».",
    "named-in-the-future": "Personne ne peut avoir été désigné le {named_on} : ce jour n'est pas encore arrivé.",
    "already-named": "Cette personne a déjà été désignée pour cette séance, le {named_on}, avec d'autres informations.",
    "represented-twice": "La même personne est citée plusieurs fois.",
    "already-attended": "D'autres personnes ont déjà été déclarées comme représentant ce conseil à cette séance.",
    "initiative-already-exists": "Cet identifiant est déjà pris, avec d'autres informations.",
    "initiative-in-the-future": "Rien ne peut être arrivé à une initiative le {day} : ce jour n'est pas encore arrivé.",
    "adopted-before-proposed": "Cette initiative a été proposée le {proposed_on} : elle ne peut avoir été adoptée avant.",
    "already-adopted": "Cette initiative a déjà été déclarée adoptée, le {adopted_on}.",
    "initiative-not-adopted": "L'initiative « {title} » n'a pas été adoptée : elle ne peut être ni financée, ni commencée, ni réalisée.",
    "submitted-before-adopted": "Cette initiative a été adoptée le {adopted_on} : rien ne peut avoir été demandé pour elle avant.",
    "submission-already-recorded": "Cette demande a déjà été saisie, avec d'autres informations.",
    "no-such-submission": "Rien n'a été demandé pour cette initiative sous cet identifiant.",
    "refused-before-submitted": "Cette demande a été faite le {submitted_on} : elle ne peut avoir été refusée avant.",
    "submission-already-refused": "Cette demande a déjà été déclarée refusée, le {refused_on}.",
    "started-before-adopted": "Cette initiative a été adoptée le {adopted_on} : elle ne peut avoir commencé avant.",
    "already-started": "Cette initiative a déjà été déclarée commencée, le {started_on}.",
    "ended-before-started": "Une initiative commencée le {started_on} ne peut avoir pris fin avant, le {ended_on}.",
    "funded-before-adopted": "Cette initiative a été adoptée le {adopted_on} : elle ne peut avoir été financée avant.",
    "grant-already-recorded": "Ce financement a déjà été saisi, avec d'autres informations.",
    "completed-before-adopted": "Cette initiative a été adoptée le {adopted_on} : elle ne peut avoir été réalisée avant.",
    "already-completed": "Cette initiative a déjà été déclarée réalisée, le {completed_on}.",
    "initiative-was-dropped": "Cette initiative a été abandonnée le {dropped_on}.",
    "initiative-was-completed": "Cette initiative a été réalisée le {completed_on} ; elle ne peut plus être abandonnée.",
    "dropped-before-proposed": "Cette initiative a été proposée le {proposed_on} : elle ne peut avoir été abandonnée avant.",
    "dropped-before-adopted": "Cette initiative a été adoptée le {adopted_on} : elle ne peut avoir été abandonnée avant.",
    "unknown-case-type": "Aucun type de dossier n'a ce code ; il y a : {known}.",
    "case-already-exists": "Ce dossier a déjà été ouvert, avec d'autres informations.",
    "case-was-withdrawn": "Ce dossier a été retiré ; plus rien ne peut en être dit.",
    "case-is-closed": "Ce dossier a été clos le {closed_on} : rouvrez-le d'abord.",
    "case-not-closed": "Ce dossier n'est pas clos : il n'y a rien à rouvrir.",
    "case-already-paused": "Ce dossier est déjà en pause, depuis le {paused_on}.",
    "case-not-paused": "Ce dossier n'est pas en pause ce jour-là : il n'y a rien à reprendre.",
    "already-holder": "C'est déjà la personne responsable du dossier : il n'y a rien à transmettre.",
    "another-case-is-open": "Un autre dossier du même type est ouvert exactement au même sujet : {other_case_id}.",
    "subject-is-the-council": "Un dossier de ce type porte sur le conseil lui-même, et ne désigne rien d'autre.",
    "before-what-it-follows": "Cela ne peut pas avoir eu lieu avant le {day}, jour de ce qui précède dans le dossier.",
    "opened-after-what-followed": "Quelque chose a été dit de ce dossier pour le {day} : il ne peut pas avoir été ouvert après.",
    "step-unclear": "Une étape est soit une étape habituelle de ce type (code), soit une autre, en quelques mots (title).",
    "unknown-step": "Ce type de dossier n'a pas cette étape habituelle ; il a : {known}.",
    "step-is-not-next": "Ce n'est pas la prochaine étape du dossier : fixez-la d'abord comme telle.",
    "import-begun-otherwise": "Cet import a déjà commencé, avec d'autres choix : reprenez-le tel qu'il a commencé.",
    "import-ended-otherwise": "Cet import s'est déjà terminé, avec d'autres lignes.",
    "import-not-ended": "Cet import n'est pas terminé : relancez-le d'abord, il reprendra où il en était ; il pourra ensuite être annulé.",
    "import-undone-otherwise": "Cet import a déjà été annulé, avec une autre issue.",
    "not-its-rows": "Il est question de {told} lignes, et le fichier en a {rows}.",
    "not-its-things": "Ce qui est retiré, conservé et refusé doit être ensemble tout ce que l'import a enregistré, une fois chacun.",
    "already-dropped": "Cette initiative a déjà été déclarée abandonnée, le {dropped_on}, avec d'autres informations.",
}

CASE_STATUSES = {"OPEN": "ouvert", "PAUSED": "en pause", "CLOSED": "clos", "WITHDRAWN": "retiré"}
IMPORT_STATUSES = {"BEGUN": "commencé", "ENDED": "terminé", "UNDONE": "annulé"}
STATUSES = {
    "SCHEDULED": "prévue",
    "HELD": "tenue",
    "CANCELLED": "annulée",
    "WITHDRAWN": "saisie retirée",
    "NOT_CONVENED": "non convoquée",
    "PROPOSED": "proposée",
    "ADOPTED": "adoptée",
    "SUBMITTED": "financement demandé",
    "FUNDED": "financée",
    "STARTED": "commencée",
    "COMPLETED": "réalisée",
    "DROPPED": "abandonnée",
}
WORDS = {
    "status": STATUSES,
    "kind": FRENCH[MeetingKind],
    "body_kind": FRENCH[SteeringBodyKind],
    "theme": FRENCH[Theme],
    "proposed_by": FRENCH[Proposer],
    "drop_reason": FRENCH[DropReason],
}
"""Words of lists that are files, by field: people read no code."""
