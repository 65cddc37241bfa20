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
    "entry-already-exists": "Cet identifiant est déjà pris, avec d'autres informations : corrigez plutôt la saisie.",
    "entry-was-withdrawn": "Cette saisie a été retirée : plus rien ne peut en être dit.",
    "entry-of-another-kind": "Cet identifiant est celui d'une saisie d'une autre sorte.",
    "entry-of-another-council": "Cette saisie concerne {council_id} : pour un autre conseil, retirez-la et saisissez-la là-bas.",
    "unknown-budget-line": "Aucune ligne de budget n'a cet identifiant.",
    "budget-line-of-another-council": "Cette ligne de budget est celle d'un autre conseil.",
    "budget-line-was-withdrawn": "Cette ligne de budget a été retirée : rien ne peut y être dépensé.",
    "expenses-stand-on-the-line": "Des dépenses portent sur cette ligne de budget ({expenses}) : retirez-les ou corrigez-les d'abord.",
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
    "unknown-steering-body": "Aucune instance n'a cet identifiant.",
    "seats-not-offered": "Personne n'a encore dit que cette instance offre des sièges au conseil : dites-le d'abord.",
    "already-represents": "Cette personne y représente déjà le conseil, depuis le {from_on}.",
    "does-not-represent": "Cette personne n'y représente pas le conseil.",
    "stood-down-before-appointed": "Cette personne a été nommée le {from_on} : son mandat ne peut avoir fini avant.",
    "named-before-standing-down": "Le mandat de cette personne a fini le {until_on} : elle ne peut avoir été renommée avant.",
    #
    # rules
    #
    #
    # team
    #
    #
    # territories
    #
    "code-of-another-list": "Le code {district_code} n'est pas de la liste {generation}.",
}
