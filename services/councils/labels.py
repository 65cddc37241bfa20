"""French of the councils service: one sentence for each refusal."""

from __future__ import annotations

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
    "no-such-rule": "Aucune règle n'a l'identifiant {rule}.",
    "period-too-long": "La période est trop longue : trois ans au plus.",
    #
    # team
    #
    #
    # territories
    #
}
