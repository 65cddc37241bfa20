"""French of the councils service: one sentence for each refusal."""

from __future__ import annotations

TEAM_COLUMNS = {
    "posts": {
        "title": "Poste",
        "kind": "Nature",
        "status": "Situation",
        "facilitator_id": "Personne (identifiant)",
        "agreement_number": "Convention",
        "agreement_from_on": "Convention du",
        "agreement_until_on": "Convention jusqu'au",
        "opened_on": "Ouvert le",
        "closed_on": "Fermé le",
        "post_id": "Identifiant",
    },
    "absences": {
        "facilitator_id": "Personne (identifiant)",
        "from_on": "Absente du",
        "expected_until_on": "Retour prévu après le",
        "back_on": "De retour le",
        "absence_id": "Identifiant",
    },
    "handovers": {
        "council_id": "Conseil",
        "from_facilitator_id": "De (identifiant)",
        "to_facilitator_id": "À (identifiant)",
        "opened_on": "Ouverte le",
        "status": "Situation",
        "handover_id": "Identifiant",
    },
}
TEAM_WORDS = {
    "ADULTE_RELAIS": "adulte-relais",
    "FACILITATOR": "animateur accompagnateur",
    "COORDINATOR": "coordinateur",
    "VACANT": "vacant",
    "FILLED": "pourvu",
    "CLOSED": "fermé",
    "OPEN": "en cours",
    "COMPLETE": "acceptée en entier",
    "WITHDRAWN": "retirée",
}

REFUSALS = {
    # every subject
    "in-the-future": "Cette date ({day}) n'est pas encore arrivée.",
    "ends-before-it-starts": "La fin ({end}) précède le début ({start}).",
    "unknown-council": "Aucun conseil n'a ce code.",
    # council
    "council-already-established": "Le conseil {council_id} existe déjà, avec d'autres informations.",
    "already-a-member": "Cette personne est déjà membre du conseil, depuis le {joined_on}.",
    "not-a-member": "Cette personne n'est pas membre du conseil.",
    "joined-before-leaving": "Cette personne a quitté le conseil le {left_on} : elle ne peut y être revenue avant.",
    "left-before-joining": "Cette personne est devenue membre le {joined_on} : elle ne peut être partie avant.",
    "already-assigned": "Ce facilitateur accompagne déjà le conseil, depuis le {assigned_on}.",
    "assigned-before-unassigned": "Ce facilitateur a cessé d'accompagner le conseil le {unassigned_on} : il ne peut y être revenu avant.",
    "not-assigned": "Ce facilitateur n'accompagne pas ce conseil.",
    "unassigned-before-assigned": "L'accompagnement a commencé le {assigned_on} : il ne peut avoir fini avant.",
    #
    # dossier
    #
    #
    # draw
    #
    #
    # people
    #
    #
    # recognition
    #
    #
    # representation
    #
    #
    # rules
    #
    #
    # team
    "post-already-opened": "Cet identifiant est celui d'un autre poste, avec d'autres informations.",
    "post-was-withdrawn": "Ce poste a été saisi par erreur et retiré : plus rien ne peut en être dit.",
    "post-is-closed": "Ce poste a été fermé le {closed_on}.",
    "post-not-yet-open": "Ce poste a été ouvert le {opened_on} : rien ne peut lui être arrivé avant.",
    "post-already-filled": "Quelqu'un occupe déjà ce poste, depuis le {filled_on}.",
    "filled-before-vacated": "La dernière personne a quitté ce poste le {vacated_on} : personne d'autre ne peut l'avoir occupé avant.",
    "post-not-filled": "Personne n'occupe ce poste.",
    "vacated-before-filled": "Ce poste a été pourvu le {filled_on} : il ne peut avoir été quitté avant.",
    "post-still-filled": "Quelqu'un occupe ce poste depuis le {filled_on} : il est quitté avant d'être fermé.",
    "closed-before-vacated": "La dernière personne a quitté ce poste le {vacated_on} : il ne peut avoir été fermé avant.",
    "opened-after-filled": "Ce poste a été pourvu le {filled_on} : il ne peut avoir été ouvert après.",
    "post-was-filled": "Quelqu'un a occupé ce poste à partir du {filled_on} : il n'est retiré qu'après le retrait de cette arrivée.",
    "unknown-filling": "Il n'a été dit de personne qu'elle occupe ce poste à partir de ce jour.",
    "absence-already-begun": "Cet identifiant est celui d'une autre absence.",
    "same-absence-said-twice": "L'absence de cette personne à partir du {from_on} est déjà saisie ({absence_id}).",
    "absence-was-withdrawn": "Cette absence a été saisie par erreur et retirée : plus rien ne peut en être dit.",
    "absence-already-ended": "Le retour de cette personne est déjà saisi, au {back_on}.",
    "back-before-away": "Cette personne est absente depuis le {from_on} : elle ne peut être revenue avant.",
    "covered-by-the-absent": "Une personne absente ne se remplace pas elle-même.",
    "cover-before-absence": "Cette personne est absente depuis le {from_on} : personne ne prend le relais avant.",
    "cover-after-return": "Cette personne est de retour depuis le {back_on} : le relais ne commence pas après.",
    "handover-already-opened": "Cet identifiant est celui d'une autre passation.",
    "handover-to-oneself": "On ne se passe pas le relais à soi-même.",
    "too-much-is-open": "{lines} points sont ouverts pour ce conseil, une passation en a au plus {largest} : en régler d'abord.",
    "handover-was-withdrawn": "Cette passation a été retirée : plus rien n'en est accepté.",
    "handover-is-complete": "Toutes les lignes de cette passation ont été acceptées : elle a eu lieu et ne se retire pas.",
    "unknown-line": "La liste de cette passation n'a pas cette ligne.",
    "line-already-accepted": "Cette ligne a déjà été acceptée, le {accepted_on}.",
    "accepted-before-opened": "Cette passation a été ouverte le {opened_on} : rien ne peut en avoir été accepté avant.",
    #
    #
    # territories
    #
}
