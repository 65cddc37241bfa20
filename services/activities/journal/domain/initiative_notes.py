"""The kinds of entries of what is noted of an initiative."""

from __future__ import annotations

from shared.contracts.activities.initiative_notes import InitiativeJoined, LessonLearned
from shared.contracts.activities.initiatives import InitiativeProposed, InitiativeWithdrawn
from shared.entries.kinds import About, Kind

OF_AN_INITIATIVE = About(
    "initiative_id", (InitiativeProposed,), "initiative", "initiative", ended_by=(InitiativeWithdrawn,)
)
_INITIATIVE = {"initiative_id": "Initiative (identifiant)"}

KINDS: tuple[Kind, ...] = (
    Kind(
        InitiativeJoined,
        one="initiative_participation",
        path="initiative-participations",
        french="participation à une initiative",
        english="participation in an initiative",
        day="took_part_on",
        about=(OF_AN_INITIATIVE,),
        words={
            **_INITIATIVE,
            "person_id": "Personne",
            "unnamed": "Personnes comptées sans nom",
            "took_part_on": "Le",
        },
    ),
    Kind(
        LessonLearned,
        one="lesson",
        path="lessons",
        french="leçon d'une initiative",
        english="lesson of an initiative",
        day="learned_on",
        about=(OF_AN_INITIATIVE,),
        words={**_INITIATIVE, "title": "Ce qui a été appris", "learned_on": "Tirée le"},
    ),
)
