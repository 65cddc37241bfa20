"""French and English of the reporting service: refusals, reasons, and the words of facts and dimensions."""

from __future__ import annotations

REFUSALS = {
    "period-ends-before-it-starts": "La période finit ({last}) avant de commencer ({first}).",
    "no-such-breakdown": "{code} ne se ventile pas par « {dimension} ».",
    "no-indicator-has-all": "Aucun indicateur ne se ventile à la fois par {dimensions}.",
    "no-such-indicator": "Aucun indicateur n'a le code {code}.",
    "no-such-council": "Aucun conseil n'a le code {council_id}.",
    "as-of-not-understood": "Un état s'écrit comme un jour (2026-01-31), un moment avec son fuseau (2026-01-31T18:00:00+01:00) "
    "ou des positions (activities@40,councils@12).",
    "as-of-in-the-future": "Personne ne sait encore ce qui sera su à ce moment-là.",
}

REASONS = {
    "not-held-yet": ("prévue, pas déclarée tenue", "planned, not said to be held"),
    "cancelled": ("annulée", "cancelled"),
    "withdrawn": ("saisie retirée", "entry withdrawn"),
    "attendance-unknown": ("présences inconnues : personne ne les a comptées", "attendance unknown: nobody counted"),
    "presence-unknown": (
        "des membres attendus dont la présence est inconnue",
        "members expected whose presence is unknown",
    ),
    "held-without-plan": ("tenue sans avoir été prévue ici", "held without having been planned here"),
    "not-convened": ("jamais convoquée", "never convened"),
    "nobody-attended": ("personne n'y a représenté le conseil", "nobody represented the council there"),
    "not-adopted-yet": ("proposée, pas adoptée", "proposed, not adopted"),
    "not-completed-yet": ("adoptée, pas réalisée", "adopted, not completed"),
    "dropped": ("abandonnée", "dropped"),
    "date-imprecise": (
        "date trop imprécise : peut-être hors de la période",
        "date too imprecise: perhaps outside the period",
    ),
    "already-counted": ("déjà comptée par un autre fait", "already counted by another fact"),
}
"""Why a fact is not counted."""

FACTS = {
    "councils.council-established.v1": "conseil créé",
    "councils.council-district-set.v1": "quartier couvert",
    "councils.member-joined.v1": "entrée d'un membre",
    "councils.member-left.v1": "départ d'un membre",
    "councils.facilitator-assigned.v1": "facilitateur affecté",
    "councils.facilitator-unassigned.v1": "fin d'affectation d'un facilitateur",
    "activities.meeting-scheduled.v1": "réunion prévue",
    "activities.meeting-held.v1": "réunion tenue",
    "activities.attendance-corrected.v1": "présences corrigées",
    "activities.meeting-cancelled.v1": "réunion annulée",
    "activities.meeting-withdrawn.v1": "saisie de réunion retirée",
    "activities.minutes-published.v1": "compte rendu publié",
    "activities.steering-body-declared.v1": "instance déclarée",
    "activities.steering-session-scheduled.v1": "séance d'instance prévue",
    "activities.steering-session-held.v1": "séance d'instance tenue",
    "activities.steering-session-cancelled.v1": "séance d'instance annulée",
    "activities.steering-session-not-convened.v1": "séance d'instance non convoquée",
    "activities.representative-named.v1": "représentant désigné",
    "activities.pilotage-attended.v1": "présence en instance",
    "activities.initiative-proposed.v1": "initiative proposée",
    "activities.initiative-adopted.v1": "initiative adoptée",
    "activities.initiative-funded.v1": "initiative financée",
    "activities.initiative-completed.v1": "initiative réalisée",
    "activities.initiative-dropped.v1": "initiative abandonnée",
}
"""What a fact says, in a few words."""

KINDS = {
    "PLENARY": "plénière",
    "BOARD": "conseil d'administration",
    "BUREAU": "bureau",
    "GENERAL_ASSEMBLY": "assemblée générale",
    "WORKING_GROUP": "groupe de travail",
    "INTER_COUNCIL": "inter-conseils",
    "PARIS_STEERING_COMMITTEE": "comité de pilotage parisien",
    "LOCAL_STEERING_COMMITTEE": "comité de pilotage local",
    "TECHNICAL_COMMITTEE": "comité technique",
    "PROGRAMMING_COMMITTEE": "comité de programmation",
    "RESIDENTS_FUND_COMMITTEE": "comité du fonds de participation des habitants",
    "URBAN_RENEWAL": "renouvellement urbain",
    "LOCAL_URBAN_MANAGEMENT": "gestion urbaine de proximité",
    "OTHER": "autre",
}
"""Kinds of meetings and of steering bodies."""

VALUES = {
    "kind": KINDS,
    "group": {"MEMBERS": "membres", "GUESTS": "invités", "UNNAMED": "public compté sans nom"},
    "college": {"RESIDENT": "habitants", "LOCAL_ACTOR": "associations et acteurs locaux"},
    "gender": {"F": "femmes", "M": "hommes", "OTHER": "autre", "NOT_DECLARED": "non renseigné"},
    "age_band": {
        "UNDER_18": "moins de 18 ans",
        "18_25": "18 à 25 ans",
        "26_39": "26 à 39 ans",
        "40_59": "40 à 59 ans",
        "60_PLUS": "60 ans et plus",
        "NOT_DECLARED": "non renseigné",
    },
    "theme": {
        "SOCIAL_TIES": "lien social",
        "PREVENTION": "prévention",
        "LIVING_ENVIRONMENT": "cadre de vie",
        "MEDIATION": "médiation",
        "NOT_STATED": "non précisé",
    },
    "funder": {
        "RESIDENTS_FUND": "fonds de participation des habitants",
        "CITY": "Ville",
        "STATE": "État",
        "LANDLORD": "bailleur social",
        "OTHER": "autre",
    },
}
"""Parts of breakdowns: files hold words, never codes."""

DIMENSIONS = {
    "council": "Conseil",
    "arrondissement": "Arrondissement",
    "kind": "Nature",
    "group": "Groupe",
    "college": "Collège",
    "gender": "Genre",
    "age_band": "Tranche d'âge",
    "theme": "Thème",
    "funder": "Financeur",
}
"""Columns of files."""

PARTS = {"value": "valeur", "numerator": "numérateur", "denominator": "dénominateur"}
CONFIDENCES = {"HIGH": "forte", "MEDIUM": "moyenne", "LOW": "faible"}
