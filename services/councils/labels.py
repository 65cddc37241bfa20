"""French of the councils service: one sentence for each refusal."""

from __future__ import annotations

from typing import Any

from shared.sentences import in_both

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
    # council
    "council-is-in-use": "Retirez d'abord ce qui en est dit : membres, même anciens ({members}), facilitateurs ({facilitators}), "
    "autres saisies ({others}).",
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
    "replaces-oneself": "On ne se remplace pas soi-même.",
    "replaced-was-no-member": "Il n'a jamais été dit que la personne à remplacer soit membre de ce conseil.",
    "replaced-still-sits": "La personne à remplacer y siège encore : dites d'abord quand elle est partie, ou a changé de collège "
    "ou de rôle.",
    "replaced-before-leaving": "La personne à remplacer a laissé son siège {given_up_on:le} : personne ne peut l'avoir pris avant.",
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
    "not-consulted": "Personne n'a dit que cette autorité a été consultée.",
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
    "no-offer-stands": "Aucune offre de sièges de cette instance au conseil n'est enregistrée : il n'y a rien à retirer.",
    "representatives-stand-on-it": "C'est la seule offre, et {people:personne y a été nommée : retirez d'abord "
    "sa nomination|personnes y ont été nommées : retirez d'abord leurs nominations}.",
    "already-represents": "Cette personne y représente déjà le conseil, depuis le {from_on}.",
    "does-not-represent": "Cette personne n'y représente pas le conseil.",
    "has-not-stood-down": "Il n'a pas été dit que le mandat de cette personne y ait pris fin, ou elle a été nommée de nouveau depuis.",
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
    "agreement-not-renewed": "La convention de ce poste n'a pas été renouvelée depuis son ouverture : il n'y a rien à retirer.",
    "post-not-yet-open": "Ce poste a été ouvert le {opened_on} : rien ne peut lui être arrivé avant.",
    "post-already-filled": "Quelqu'un occupe déjà ce poste, depuis le {filled_on}.",
    "filled-before-vacated": "La dernière personne a quitté ce poste le {vacated_on} : personne d'autre ne peut l'avoir occupé avant.",
    "post-not-filled": "Personne n'occupe ce poste.",
    "vacated-before-filled": "Ce poste a été pourvu le {filled_on} : il ne peut avoir été quitté avant.",
    "post-still-filled": "Quelqu'un occupe ce poste depuis le {filled_on} : il est quitté avant d'être fermé.",
    "closed-before-vacated": "La dernière personne a quitté ce poste le {vacated_on} : il ne peut avoir été fermé avant.",
    "opened-after-filled": "Ce poste a été pourvu le {filled_on} : il ne peut avoir été ouvert après.",
    "post-was-filled": "Quelqu'un a occupé ce poste à partir du {filled_on} : il n'est retiré qu'après le retrait de cette arrivée.",
    "unknown-step": "Personne n'a dit que le recrutement en était à cette étape ce jour-là.",
    "unknown-filling": "Il n'a été dit de personne qu'elle occupe ce poste à partir de ce jour.",
    "absence-already-begun": "Cet identifiant est celui d'une autre absence.",
    "unknown-team-member": "Personne de l'équipe n'a cet identifiant : dites d'abord quel poste elle occupe, ou quel conseil elle "
    "accompagne.",
    "away-already": "Cette personne est déjà absente à ce moment, {from_on:depuis le} : corrigez cette absence ({absence_id}), ou dites "
    "d'abord quand elle est revenue.",
    "absence-was-withdrawn": "Cette absence a été saisie par erreur et retirée : plus rien ne peut en être dit.",
    "absence-already-ended": "Le retour de cette personne est déjà saisi, au {back_on}.",
    "back-before-away": "Cette personne est absente depuis le {from_on} : elle ne peut être revenue avant.",
    "covered-by-the-absent": "Une personne absente ne se remplace pas elle-même.",
    "cover-before-absence": "Cette personne est absente depuis le {from_on} : personne ne prend le relais avant.",
    "cover-after-return": "Cette personne est de retour depuis le {back_on} : le relais ne commence pas après.",
    "not-covered": "Personne n'a été désigné pour prendre le relais auprès du conseil {council_id} pendant cette absence.",
    "handover-already-opened": "Cet identifiant est celui d'une autre passation.",
    "handover-to-oneself": "On ne se passe pas le relais à soi-même.",
    "handover-still-open": "Cette personne passe déjà le relais de ce conseil, {opened_on:depuis le} ({handover_id}) : acceptez ce qui "
    "en reste, ou retirez cette passation.",
    "too-much-is-open": "{lines:point est ouvert|points sont ouverts} pour ce conseil, une passation en a au plus {largest} : "
    "réglez-en d'abord.",
    "handover-was-withdrawn": "Cette passation a été retirée : plus rien n'en est accepté.",
    "handover-is-complete": "Toutes les lignes de cette passation ont été acceptées : elle a eu lieu et ne se retire pas.",
    "unknown-line": "La liste de cette passation n'a pas cette ligne.",
    "line-already-accepted": "Cette ligne a déjà été acceptée, le {accepted_on}.",
    "line-not-accepted": "Personne n'a accepté cette ligne.",
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

OPERATIONS = {
    "show_dossier": "Voir le dossier d'un conseil tel qu'il vaut un jour donné",
    "show_autonomy": "Voir les évaluations de l'autonomie d'un conseil",
    "list_people": "Lister les personnes, sans leurs noms",
    "list_duplicates": "Lister les saisies qui sont peut-être d'une même personne",
    "search_people": "Chercher une personne",
    "show_person": "Voir qui est une personne et à quoi elle consent ; cette lecture est notée",
    "show_person_history": "Voir tout ce qui a été enregistré d'une personne",
    "list_readings": "Voir qui a consulté une personne, et quand",
    "list_all_readings": "Voir qui a consulté qui, et quand",
    "register_person": "Enregistrer une personne",
    "change_person_details": "Changer les informations d'une personne",
    "give_consent": "Enregistrer un consentement",
    "withdraw_consent": "Retirer un consentement",
    "prepare_draw": "Annoncer un tirage au sort : ses listes, ses places",
    "hold_draw": "Tirer au sort, d'après la graine et les listes annoncées",
    "withdraw_draw": "Retirer un tirage au sort, nul ou saisi par erreur",
    "contact_candidate": "Noter un essai de contact avec une personne tirée",
    "answer_draw": "Noter la réponse d'une personne tirée",
    "seat_candidate": "Noter qu'une personne tirée est installée",
    "use_reserve": "Noter qu'un siège vacant est proposé à la liste complémentaire",
    "take_back_entry": "Retirer ce qui a été dit en dernier d'un ticket",
    "list_draws": "Lister les tirages au sort",
    "show_draw": "Voir ce qui peut être publié d'un tirage au sort",
    "list_candidates": "Voir ce que sont devenues les personnes tirées",
    "show_reserve": "Voir la liste complémentaire et qui est la suivante",
    "show_draw_funnel": "Voir combien, du tirage à un an de présence",
    "show_draw_history": "Voir tout ce qui a été enregistré d'un tirage au sort",
    "establish_council": "Enregistrer la création d'un conseil",
    "list_councils": "Lister les conseils",
    "show_council": "Voir un conseil, ses étapes, ses quartiers, ses facilitateurs",
    "show_council_history": "Voir tout ce qui a été enregistré d'un conseil",
    "correct_council": "Corriger ce qui a été dit d'un conseil",
    "withdraw_council": "Retirer un conseil saisi par erreur",
    "set_district": "Enregistrer un quartier que le conseil couvre",
    "remove_district": "Retirer un quartier que le conseil n'a jamais couvert",
    "reach_stage": "Enregistrer une étape de la vie d'un conseil",
    "withdraw_stage": "Retirer la dernière étape d'un conseil",
    "list_members": "Lister les membres d'un jour donné, sans leurs noms",
    "show_member": "Voir tout ce qu'une personne a été dans un conseil",
    "list_vacancies": "Lister les sièges vacants un jour donné",
    "welcome_member": "Enregistrer l'entrée d'un membre",
    "change_seat": "Enregistrer un changement de collège ou de rôle",
    "withdraw_change_of_seat": "Retirer le dernier changement de collège ou de rôle",
    "renew_member": "Enregistrer le renouvellement d'un mandat",
    "withdraw_renewal": "Retirer le dernier renouvellement d'un mandat",
    "correct_joining": "Corriger l'entrée d'un membre",
    "withdraw_joining": "Retirer une entrée saisie par erreur",
    "see_off_member": "Enregistrer le départ d'un membre",
    "withdraw_departure": "Retirer un départ saisi par erreur",
    "assign_facilitator": "Affecter un facilitateur à un conseil",
    "unassign_facilitator": "Mettre fin à l'affectation d'un facilitateur",
    "withdraw_assignment": "Retirer une affectation saisie par erreur",
    "submit_composition": "Enregistrer l'envoi d'une composition au préfet",
    "enter_recognition_order": "Enregistrer un arrêté dont l'envoi n'est pas connu",
    "consult_authority": "Enregistrer la consultation du maire ou du président de l'EPCI",
    "withdraw_consultation": "Retirer une consultation saisie par erreur",
    "recognise_composition": "Enregistrer la reconnaissance d'une composition",
    "refuse_composition": "Enregistrer un refus de reconnaissance",
    "withdraw_recognition": "Retirer un dossier de reconnaissance saisi par erreur",
    "list_recognitions": "Lister les dossiers de reconnaissance",
    "show_recognition": "Voir un dossier de reconnaissance",
    "show_recognition_history": "Voir tout ce qui a été enregistré d'un dossier de reconnaissance",
    "compare_recognition": "Comparer l'arrêté avec les membres d'un jour donné",
    "enlist_district": "Enregistrer ce qu'une liste officielle dit d'un quartier",
    "strike_district": "Retirer un quartier qu'une liste ne contient plus",
    "list_districts": "Lister les quartiers prioritaires et les conseils qui les couvrent",
    "show_district": "Voir un quartier prioritaire, d'une liste à l'autre",
    "show_district_history": "Voir tout ce que les listes ont dit d'un quartier",
    "offer_seats": "Enregistrer les sièges qu'une instance offre à un conseil",
    "withdraw_seat_offer": "Retirer la dernière offre de sièges, saisie par erreur",
    "appoint_representative": "Nommer un représentant du conseil",
    "stand_down_representative": "Enregistrer la fin du mandat d'un représentant",
    "withdraw_standing_down": "Retirer la fin d'un mandat de représentant, saisie par erreur",
    "withdraw_appointment": "Retirer une nomination saisie par erreur",
    "list_delegations": "Lister les sièges des conseils dans les instances, un jour donné",
    "show_delegation": "Voir les sièges d'un conseil dans une instance",
    "show_delegation_history": "Voir tout ce qui a été enregistré de ces sièges",
    "list_rules": "Lister les règles en vigueur un jour donné",
    "show_rule": "Voir une règle",
    "judge_councils": "Juger une règle pour tous les conseils",
    "judge_council": "Juger toutes les règles pour un conseil",
    "judge_council_by_rule": "Juger une règle pour un conseil, avec les faits",
    "show_rule_history": "Voir les jours où le constat a changé",
    "list_posts": "Lister les postes un jour donné",
    "show_post": "Voir un poste, qui l'a occupé et son recrutement",
    "show_post_history": "Voir tout ce qui a été enregistré d'un poste",
    "take_recruitment_step": "Enregistrer une étape d'un recrutement",
    "withdraw_recruitment_step": "Retirer une étape d'un recrutement, saisie par erreur",
    "fill_post": "Enregistrer qui occupe un poste",
    "vacate_post": "Enregistrer le départ de qui occupait un poste",
    "withdraw_post_filling": "Retirer une arrivée sur un poste, saisie par erreur",
    "open_post": "Ouvrir un poste",
    "renew_post_agreement": "Renouveler la convention d'un poste",
    "withdraw_post_renewal": "Retirer le dernier renouvellement d'une convention, saisi par erreur",
    "close_post": "Fermer un poste",
    "correct_post": "Corriger un poste",
    "withdraw_post": "Retirer un poste saisi par erreur",
    "list_absences": "Lister les absences",
    "show_absence": "Voir une absence et qui prend le relais",
    "show_absence_history": "Voir tout ce qui a été enregistré d'une absence",
    "begin_absence": "Enregistrer une absence, jamais sa raison",
    "end_absence": "Enregistrer un retour",
    "correct_absence": "Corriger les jours d'une absence",
    "withdraw_absence": "Retirer une absence saisie par erreur",
    "arrange_cover": "Désigner qui prend le relais pendant une absence",
    "withdraw_cover": "Retirer le dernier relais désigné",
    "list_open_matters": "Lister ce qui est ouvert pour un conseil",
    "list_handovers": "Lister les passations",
    "show_handover": "Voir une passation, ligne à ligne",
    "show_handover_history": "Voir tout ce qui a été enregistré d'une passation",
    "open_handover": "Ouvrir une passation",
    "accept_handover_line": "Accepter une ligne d'une passation",
    "withdraw_handover_acceptance": "Retirer l'acceptation d'une ligne d'une passation, saisie par erreur",
    "withdraw_handover": "Retirer une passation",
    "show_team": "Voir l'équipe un jour donné",
    "show_facilitator": "Voir la fiche d'une personne de l'équipe",
    "show_coverage": "Voir les jours ouvrés où le conseil avait un facilitateur",
    "show_autonomy_trajectory": "Voir l'autonomie d'un conseil, trimestre par trimestre",
}
"""French of what can be asked over HTTP, by operation."""

WARNINGS = {
    "joined-before-the-council": (
        "Entrées avant la création du conseil, {established_on:le} : {number}. Une date est à vérifier.",
        "Joined before the council was established, {established_on:on}: {number}. One of the days is to be checked.",
    ),
    "supported-before-the-council": (
        (
            "Accompagnements commencés avant la création du conseil, {established_on:le}, et avant sa première étape : "
            "{number}. Une date est à vérifier, ou une étape à saisir."
        ),
        (
            "Supported before the council was established, {established_on:on}, and before its first stage: {number}. "
            "A day is to be checked, or a stage to be said."
        ),
    ),
    "two-posts-at-once": (
        "Une même personne occupe {number:poste|postes} ce jour-là : {titles}. Un départ est peut-être à saisir.",
        "One person holds {number:post|posts} on that day: {titles}. Perhaps somebody left one of them.",
    ),
}
"""What is told of a council or of the team and forbids nothing: French and English."""


def in_words(warning: dict[str, Any]) -> dict[str, Any]:
    """A warning with its sentences."""
    french, english = in_both(*WARNINGS[warning["code"]], **warning)
    return warning | {"message": french, "message_en": english}
