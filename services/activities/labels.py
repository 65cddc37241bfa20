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
    "unknown-council": "Aucun conseil n'a ce code.",
    "meeting-already-exists": "Cette réunion a déjà été saisie, avec d'autres informations.",
    "meeting-in-the-future": "Une réunion ne peut pas s'être tenue {held_on:le} : ce jour n'est pas encore arrivé.",
    "meeting-was-cancelled": "Cette réunion a été annulée ; elle ne peut ni s'être tenue ni être reportée.",
    "meeting-was-held": "Cette réunion s'est tenue {held_on:le} ; elle ne peut plus être ni annulée ni reportée.",
    "meeting-was-withdrawn": "Cette saisie a été retirée ; plus rien ne peut en être dit.",
    "meeting-not-held": "Personne n'a encore dit que cette réunion s'est tenue.",
    "already-held": "Cette réunion a déjà été déclarée tenue {held_on:le}, avec d'autres informations : corrigez plutôt les présences.",
    "already-cancelled": "Cette réunion a déjà été annulée, avec d'autres informations.",
    "attendance-does-not-add-up": "{present:présent|présents}, mais membres, invités et non nommés font {accounted}.",
    "minutes-already-published": "Le compte rendu de cette réunion a déjà été déclaré paru, {published_on:le}.",
    "planned-for-that-day": "Cette réunion est déjà prévue {planned_on:le}.",
    "minutes-before-meeting": "Un compte rendu ne peut pas précéder la réunion, tenue {held_on:le}.",
    "minutes-already-drafted": "Le compte rendu a déjà été déclaré rédigé, {drafted_on:le}, avec d'autres informations.",
    "minutes-already-circulated": "Le compte rendu de cette réunion a déjà été déclaré transmis aux membres, {circulated_on:le}.",
    "minutes-already-approved": "Le compte rendu a déjà été déclaré approuvé, {approved_on:le}, avec d'autres informations.",
    "approved-before-drafted": "Un compte rendu rédigé {drafted_on:le} ne peut pas avoir été approuvé avant, {approved_on:le}.",
    "no-approving-meeting": "Un compte rendu s'approuve à une autre réunion du même conseil, qui s'est tenue.",
    "steering-body-already-exists": "Cet identifiant est déjà pris, avec d'autres informations.",
    "council-seated-twice": "Le même conseil est cité plusieurs fois.",
    "unknown-steering-body": "Aucune instance de pilotage n'a cet identifiant.",
    "session-already-exists": "Cet identifiant est déjà pris, avec d'autres informations.",
    "session-in-the-future": "Une séance ne peut pas s'être tenue {held_on:le} : ce jour n'est pas encore arrivé.",
    "session-already-held": "Cette séance a déjà été déclarée tenue, {held_on:le}.",
    "session-was-held": "Cette séance s'est tenue {held_on:le} ; elle ne peut plus être annulée.",
    "session-was-cancelled": "Cette séance a été annulée.",
    "session-already-cancelled": "Cette séance a déjà été annulée, avec d'autres informations.",
    "session-was-not-convened": "Cette séance n'a jamais été convoquée : rien d'autre ne peut en être dit.",
    "session-not-held": "Personne n'a encore dit que cette séance s'est tenue.",
    "expectation-ends-before-it-starts": "La fin ({expected_until_on}) précède le début ({expected_from_on}).",
    "expectation-not-over": "L'instance peut encore être convoquée jusqu'{expected_until_on:au} : ce jour n'est pas encore arrivé.",
    "no-seat": "Ce conseil ne siège pas à « {body_name} ».",
    "named-in-the-future": "Personne ne peut avoir été désigné {named_on:le} : ce jour n'est pas encore arrivé.",
    "already-named": "Cette personne a déjà été désignée pour cette séance, {named_on:le}, avec d'autres informations.",
    "represented-twice": "La même personne est citée plusieurs fois.",
    "already-attended": "D'autres personnes ont déjà été déclarées comme représentant ce conseil à cette séance.",
    "initiative-already-exists": "Cet identifiant est déjà pris, avec d'autres informations.",
    "initiative-in-the-future": "Rien ne peut être arrivé à une initiative {day:le} : ce jour n'est pas encore arrivé.",
    "adopted-before-proposed": "Cette initiative a été proposée {proposed_on:le} : elle ne peut avoir été adoptée avant.",
    "already-adopted": "Cette initiative a déjà été déclarée adoptée, {adopted_on:le}.",
    "initiative-not-adopted": "L'initiative « {title} » n'a pas été adoptée : elle ne peut être ni financée, ni commencée, ni réalisée.",
    "submitted-before-adopted": "Cette initiative a été adoptée {adopted_on:le} : rien ne peut avoir été demandé pour elle avant.",
    "submission-already-recorded": "Cette demande a déjà été saisie, avec d'autres informations.",
    "no-such-submission": "Rien n'a été demandé pour cette initiative sous cet identifiant.",
    "refused-before-submitted": "Cette demande a été faite {submitted_on:le} : elle ne peut avoir été refusée avant.",
    "submission-already-refused": "Cette demande a déjà été déclarée refusée, {refused_on:le}.",
    "started-before-adopted": "Cette initiative a été adoptée {adopted_on:le} : elle ne peut avoir commencé avant.",
    "already-started": "Cette initiative a déjà été déclarée commencée, {started_on:le}.",
    "ended-before-started": "Une initiative commencée {started_on:le} ne peut avoir pris fin avant, {ended_on:le}.",
    "funded-before-adopted": "Cette initiative a été adoptée {adopted_on:le} : elle ne peut avoir été financée avant.",
    "grant-already-recorded": "Ce financement a déjà été saisi, avec d'autres informations.",
    "completed-before-adopted": "Cette initiative a été adoptée {adopted_on:le} : elle ne peut avoir été réalisée avant.",
    "already-completed": "Cette initiative a déjà été déclarée réalisée, {completed_on:le}.",
    "initiative-was-dropped": "Cette initiative a été abandonnée {dropped_on:le}.",
    "initiative-was-completed": "Cette initiative a été réalisée {completed_on:le} ; elle ne peut plus être abandonnée.",
    "dropped-before-proposed": "Cette initiative a été proposée {proposed_on:le} : elle ne peut avoir été abandonnée avant.",
    "dropped-before-adopted": "Cette initiative a été adoptée {adopted_on:le} : elle ne peut avoir été abandonnée avant.",
    "already-dropped": "Cette initiative a déjà été déclarée abandonnée, {dropped_on:le}, avec d'autres informations.",
}

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
