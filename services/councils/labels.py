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
    "before-the-joining": "Cette personne est devenue membre le {joined_on} : rien n'a pu arriver à son mandat avant.",
    "before-the-last-change": "Cette personne a changé de collège ou de rôle le {changed_on} : la suite ne peut s'être passée avant.",
    "nothing-changes": "Cette personne siège déjà dans ce collège et dans ce rôle.",
    "has-left-since": "Cette personne a quitté le conseil le {left_on} : retirez d'abord ce départ.",
    "has-changed-since": "Cette personne a changé de collège ou de rôle le {changed_on} : retirez d'abord ce changement.",
    "has-joined-again": "Cette personne est redevenue membre le {joined_on} : retirez d'abord cette entrée.",
    "has-not-left": "Cette personne n'a pas quitté le conseil.",
    "has-not-changed": "Cette personne n'a changé ni de collège ni de rôle depuis son entrée.",
    "district-not-covered": "Personne n'a dit que le conseil couvre le quartier {district_code}.",
    "already-in-that-stage": "Le conseil en est déjà à cette étape, depuis le {reached_on}.",
    "council-closed": "Le conseil a cessé d'exister le {closed_on} : aucune étape ne peut suivre.",
    "before-the-last-stage": "Le conseil a atteint sa dernière étape le {reached_on} : la suivante ne peut être d'avant.",
    "stage-before-the-council": "Le conseil a été créé le {established_on} : avant, il ne peut être qu'en diagnostic ou en constitution.",
    "not-the-last-stage": "Seule la dernière étape peut être retirée, et ce n'est pas celle-là.",
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
    "recognition-file-exists": "Ce dossier a déjà été saisi, avec d'autres informations.",
    "on-the-list-twice": "La même personne est deux fois sur la liste : {person_id}.",
    "already-consulted": "Cette autorité a déjà été consultée, le {consulted_on}.",
    "consulted-after-the-decision": "Le préfet a décidé le {decided_on} : personne ne peut avoir été consulté ensuite.",
    "decided-before-consulting": "Une autorité a été consultée le {consulted_on} : le préfet ne peut avoir décidé avant.",
    "decided-before-the-submission": "La composition a été transmise le {submitted_on} : le préfet ne peut avoir décidé avant.",
    "already-recognised": "Cette composition a déjà été reconnue, par l'arrêté {order_number} du {recognised_on}.",
    "recognition-already-refused": "La reconnaissance de cette composition a été refusée le {refused_on}.",
    "recognition-taken-back": "Ce dossier a été retiré ; plus rien ne peut en être dit.",
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
