"""The kinds of entries of the papers of a meeting."""

from __future__ import annotations

from shared.contracts.activities.meeting_papers import (
    ChairTaken,
    ConvocationSent,
    GuestsWelcomed,
    PresenceNoted,
)
from shared.contracts.activities.meetings import MeetingHeld, MeetingScheduled, MeetingWithdrawn
from shared.entries.kinds import About, Kind

OF_A_MEETING = About("meeting_id", (MeetingScheduled, MeetingHeld), "réunion", "meeting", ended_by=(MeetingWithdrawn,))
_MEETING = {"meeting_id": "Réunion (identifiant)"}

KINDS: tuple[Kind, ...] = (
    Kind(
        ConvocationSent,
        one="convocation",
        path="convocations",
        french="convocation",
        english="convocation",
        day="sent_on",
        about=(OF_A_MEETING,),
        words={
            **_MEETING,
            "means": "Moyen",
            "has_agenda": "Avec l'ordre du jour",
            "has_papers": "Avec les documents",
            "recipients": "Personnes convoquées",
            "sent_on": "Envoyée le",
        },
    ),
    Kind(
        PresenceNoted,
        one="presence",
        path="presences",
        french="présence à une réunion",
        english="presence at a meeting",
        day="noted_on",
        about=(OF_A_MEETING,),
        words={
            **_MEETING,
            "person_id": "Personne",
            "state": "Présence",
            "proxy_holder_id": "Pouvoir donné à",
            "arrived_at": "Arrivée à",
            "left_at": "Départ à",
        },
    ),
    Kind(
        GuestsWelcomed,
        one="guests",
        path="meeting-guests",
        french="invités d'une réunion",
        english="guests of a meeting",
        day="came_on",
        about=(OF_A_MEETING,),
        words={**_MEETING, "heads": "Personnes", "came_on": "Venus le"},
    ),
    Kind(
        ChairTaken,
        one="chair",
        path="meeting-chairs",
        french="animation d'une réunion",
        english="chair of a meeting",
        day="chaired_on",
        about=(OF_A_MEETING,),
        words={
            **_MEETING,
            "chaired_by": "Animée par",
            "person_id": "Personne",
            "from_at": "À partir de",
            "chaired_on": "Le",
        },
    ),
)
