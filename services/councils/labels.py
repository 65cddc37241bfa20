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
TEAM_STATUSES = {
    "VACANT": "vacant",
    "FILLED": "pourvu",
    "CLOSED": "fermé",
    "OPEN": "en cours",
    "COMPLETE": "acceptée en entier",
    "WITHDRAWN": "retirée",
}
DRAW_STATUSES = {"PREPARED": "annoncé", "HELD": "effectué", "WITHDRAWN": "retiré"}
RECOGNITION_STATUSES = {
    "SUBMITTED": "transmise",
    "RECOGNISED": "reconnue",
    "REFUSED": "refusée",
    "WITHDRAWN": "retirée",
}
STANDINGS = {
    "ACTIVE": "siège comme à l'arrêté",
    "OTHER_SEAT": "siège dans un autre collège ou rôle",
    "GONE": "a quitté le conseil",
    "NOT_JOINED": "n'est pas encore entré",
    "NOT_ON_THE_ORDER": "siège sans figurer à l'arrêté",
}
CHANGED_SEAT = "a changé de collège ou de rôle"

REFUSALS = {
    # every subject
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
    "has-not-been-renewed": "Le mandat de cette personne n'a pas été renouvelé depuis son entrée.",
    "district-not-covered": "Personne n'a dit que le conseil couvre le quartier {district_code}.",
    "already-in-that-stage": "Le conseil en est déjà à cette étape, depuis le {reached_on}.",
    "council-closed": "Le conseil a cessé d'exister le {closed_on} : aucune étape ne peut suivre.",
    "before-the-last-stage": "Le conseil a atteint sa dernière étape le {reached_on} : la suivante ne peut être d'avant.",
    "stage-before-the-council": "Le conseil a été créé le {established_on} : avant, il ne peut être qu'en diagnostic ou en constitution.",
    "not-the-last-stage": "Seule la dernière étape peut être retirée, et ce n'est pas celle-là.",
    #
    # draw
    #
    "draw-already-prepared": "Cet identifiant est déjà pris, avec d'autres informations.",
    "same-list-twice": "La liste n° {rank} est le même fichier que la liste n° {first}.",
    "draw-was-withdrawn": "Ce tirage au sort a été retiré : on ne peut plus rien en dire.",
    "draw-already-held": "Ce tirage au sort a déjà eu lieu, {held_on:le} : il n'y a ni seconde graine, ni second résultat.",
    "held-before-prepared": "Les listes ont été publiées {prepared_on:le} : le tirage au sort ne peut avoir eu lieu avant.",
    "wrong-number-of-lists": "Ce tirage au sort a été annoncé avec {announced:liste|listes} ; {given:est donnée|sont données}.",
    "digest-differs": "La liste n° {rank} (« {title} ») n'est pas le fichier annoncé : son empreinte SHA-256 est différente.",
    "wrong-number-of-tickets": "La liste n° {rank} (« {title} ») a été annoncée avec {announced:ticket|tickets} ; elle en a {found}.",
    "malformed-line": "Liste n° {rank} (« {title} »), ligne {line} : une ligne est un ticket (4 à 20 capitales et chiffres), "
    "« ; », puis F, M, OTHER ou NOT_DECLARED.",
    "last-line-not-ended": "Liste n° {rank} (« {title} ») : la dernière ligne, {line}, doit finir par un saut de ligne, "
    "comme les autres.",
    "ticket-twice-in-a-list": "Liste n° {rank} (« {title} »), ligne {line} : ce ticket est déjà à la ligne {first}.",
    "draw-not-held": "Ce tirage au sort n'a pas encore eu lieu : personne n'est tiré.",
    "ticket-not-drawn": "Ce ticket n'a pas été tiré.",
    "before-the-draw": "Le tirage au sort a eu lieu {held_on:le} : cela n'a pu se passer avant.",
    "candidate-was-seated": "Cette personne a été installée {seated_on:le}.",
    "person-seated-twice": "Cette personne a déjà été installée, avec un autre ticket de ce tirage.",
    "not-accepted": "Personne n'a dit que cette personne a accepté.",
    "seated-before-accepting": "Cette personne a accepté {accepted_on:le} : elle n'a pu être installée avant.",
    "not-on-reserve": "Ce ticket a été tiré pour un siège : il n'est pas sur la liste complémentaire.",
    "reserve-already-used": "Un siège vacant a déjà été proposé à ce ticket, {used_on:le}.",
    "nothing-to-withdraw": "Rien de tel n'a été dit de ce ticket.",
    #
    #
    # people
    "person-already-registered": "Cet identifiant est déjà pris, avec d'autres informations.",
    "consent-already-given": "Cette personne y consent déjà, depuis le {given_on}.",
    "consent-not-given": "Cette personne n'y consent pas : il n'y a rien à retirer.",
    "consent-given-before-withdrawal": "Cette personne a retiré ce consentement le {withdrawn_on} : elle ne peut l'avoir redonné avant.",
    "withdrawn-before-given": "Ce consentement a été donné le {given_on} : il ne peut avoir été retiré avant.",
    "nothing-sought": "Dites qui chercher : un nom de famille (avec ou sans prénom), une adresse électronique ou un numéro de téléphone.",
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
    "no-such-rule": "Aucune règle n'a l'identifiant {rule}.",
    "period-too-long": "La période est trop longue : trois ans au plus.",
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
    "not-covered": "Personne n'a été désigné pour prendre le relais auprès du conseil {council_id} pendant cette absence.",
    "handover-already-opened": "Cet identifiant est celui d'une autre passation.",
    "handover-to-oneself": "On ne se passe pas le relais à soi-même.",
    "too-much-is-open": "{lines:point est ouvert|points sont ouverts} pour ce conseil, une passation en a au plus {largest} : "
    "réglez-en d'abord.",
    "handover-was-withdrawn": "Cette passation a été retirée : plus rien n'en est accepté.",
    "handover-is-complete": "Toutes les lignes de cette passation ont été acceptées : elle a eu lieu et ne se retire pas.",
    "unknown-line": "La liste de cette passation n'a pas cette ligne.",
    "line-already-accepted": "Cette ligne a déjà été acceptée, le {accepted_on}.",
    "accepted-before-opened": "Cette passation a été ouverte le {opened_on} : rien ne peut en avoir été accepté avant.",
    #
    #
    # territories
    #
    "code-of-another-list": "Le code {district_code} n'est pas de la liste {generation}.",
}

DRAW_COLUMNS = {
    "draw_id": "Tirage",
    "council_id": "Conseil",
    "status": "État",
    "prepared_on": "Préparé le",
    "held_on": "Tiré le",
    "seats": "Sièges",
    "reserve": "Places en réserve",
    "list_kinds": "Nature des listes",
    "seed": "Graine",
    "rank": "Rang",
    "ticket": "Ticket",
    "kind": "Liste d'origine",
    "gender": "Genre déclaré",
    "is_reserve": "Liste complémentaire",
    "contacted_on": "Dernier contact le",
    "method": "Dernier moyen de contact",
    "was_reached": "Jointe",
    "answer": "Réponse",
    "answered_on": "Réponse le",
    "used_on": "Siège vacant proposé le",
    "seated_on": "Installée le",
}
"""Columns of files about draws."""

DRAW_REMARKS = {
    "one-kind-of-list": (
        "Une seule nature de liste : la circulaire du 2 février 2017 demande d'en croiser plusieurs.",
        "Only one kind of list: the circular of 2 February 2017 asks for several.",
    ),
    "seats-not-filled": (
        "Il manque {missing:ticket|tickets} pour {places:siège|sièges} : les listes n'en ont pas assez.",
        "{missing:ticket is|tickets are} missing for {places:seat|seats}: the lists have too few.",
    ),
    "reserve-not-filled": (
        "Il manque {missing:ticket|tickets} pour {places:place|places} de la liste complémentaire.",
        "{missing:ticket is|tickets are} missing for {places:place|places} of the reserve list.",
    ),
    "parity-not-reached": (
        "Parité non atteinte parmi les sièges tirés : {women:femme|femmes}, {men:homme|hommes} ; les listes n'en avaient pas assez.",
        "No parity among the seats drawn: {women:woman|women}, {men:man|men}; the lists had too few.",
    ),
    "rank-passed-over": (
        "Le rang {rank} de la liste complémentaire a été appelé ; le rang {first}, avant lui, peut encore l'être.",
        "Rank {rank} of the reserve list was called; rank {first}, before it, may still be.",
    ),
}
"""What is told of a draw and forbids nothing: French and English."""
