"""Names that nobody bears, and titles of what never was."""

GIVEN = (
    *("Aglaé", "Barnabé", "Célimène", "Dorimène", "Eusèbe", "Fantine", "Gaspard", "Hermione", "Isidore", "Jocaste"),
    *(
        "Kunégonde",
        "Léandre",
        "Mélusine",
        "Nestor",
        "Ondine",
        "Philémon",
        "Quasimodo",
        "Rosalinde",
        "Sganarelle",
        "Tristan",
    ),
)
FAMILY = (
    *(
        "Delafable",
        "Dumythe",
        "Lachimère",
        "Songecreux",
        "Dubrouillon",
        "Lafiction",
        "Dépapier",
        "Conteval",
        "Rêvassin",
    ),
    *("Bellinvention", "Fauxnom", "Duroman", "Lalégende", "Desnuages", "Imaginard", "Château-d'Air", "Personne"),
)
PLACES = ("les Moulins Bleus", "la Cour aux Licornes", "le Passage du Songe", "les Hauts-Nuages")
INITIATIVES = (
    ("Jardin des Nuages", "LIVING_ENVIRONMENT"),
    ("Repas des Licornes", "SOCIAL_TIES"),
    ("Atelier des rêves", "PREVENTION"),
    ("Fresque du Songe", "LIVING_ENVIRONMENT"),
    ("Cinéma sous la lune", "SOCIAL_TIES"),
    ("Médiateurs du soir", "MEDIATION"),
    ("Course des tortues", "PREVENTION"),
)
