"""French of the activities service: one sentence for each refusal."""

from __future__ import annotations

REFUSALS = {
    "unknown-council": "Aucun conseil n'a le code {council_id}.",
    "meeting-already-exists": "Cette réunion a déjà été saisie, avec d'autres informations.",
    "meeting-in-the-future": "Une réunion ne peut pas s'être tenue le {held_on} : ce jour n'est pas encore arrivé.",
    "meeting-was-cancelled": "Cette réunion a été annulée ; elle ne peut pas s'être tenue.",
    "meeting-was-held": "Cette réunion s'est tenue le {held_on} ; elle ne peut plus être annulée.",
    "meeting-was-withdrawn": "Cette saisie a été retirée ; plus rien ne peut en être dit.",
    "meeting-not-held": "Personne n'a encore dit que cette réunion s'est tenue.",
    "already-held": "Cette réunion a déjà été déclarée tenue le {held_on}, avec d'autres informations : corrigez plutôt les présences.",
    "already-cancelled": "Cette réunion a déjà été annulée, pour un autre motif.",
    "attendance-does-not-add-up": "{present} présents, mais membres, invités et non nommés font {accounted}.",
    "minutes-before-meeting": "Un compte rendu ne peut pas paraître avant la réunion, tenue le {held_on}.",
    "minutes-in-the-future": "Un compte rendu ne peut pas avoir paru le {published_on} : ce jour n'est pas encore arrivé.",
}
