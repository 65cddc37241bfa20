"""Words that several activities share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.vocabulary import (
    ONE_LINE,
)

Title = Annotated[
    str,
    Field(
        min_length=1,
        max_length=240,
        pattern=ONE_LINE,
        description="Public label on one line, never the name of a person.",
    ),
]


class CancellationReason(StrEnum):
    """Why it did not take place."""

    TOO_FEW_PEOPLE = "TOO_FEW_PEOPLE"
    NO_ROOM = "NO_ROOM"
    FACILITATOR_ABSENT = "FACILITATOR_ABSENT"
    INSTITUTION_UNAVAILABLE = "INSTITUTION_UNAVAILABLE"
    SANITARY = "SANITARY"
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


class MediationRegister(StrEnum):
    """What kind of social mediation it was: the eight registers of the standard XP X60-600 (December 2016).

    Their labels are from memory of the standard, whose text is not free: to be checked by somebody who has it.
    """

    ACTIVE_PRESENCE = "ACTIVE_PRESENCE"
    """Présence active de proximité."""
    CONFLICT_AT_ONCE = "CONFLICT_AT_ONCE"
    """Gestion des conflits en temps réel."""
    CONFLICT_OVER_TIME = "CONFLICT_OVER_TIME"
    """Gestion des conflits dans la durée."""
    SOCIAL_WATCH = "SOCIAL_WATCH"
    """Veille sociale territoriale."""
    PARTNER_LINK = "PARTNER_LINK"
    """Mise en relation avec un partenaire."""
    CONSULTATION = "CONSULTATION"
    """Concertation avec les habitants et les institutions."""
    PROJECT_SUPPORT = "PROJECT_SUPPORT"
    """Facilitation et gestion de projets."""
    AWARENESS_AND_TRAINING = "AWARENESS_AND_TRAINING"
    """Intermédiation culturelle, sensibilisation et formation."""
    NOT_STATED = "NOT_STATED"


class OrganisationKind(StrEnum):
    """Who a partner is."""

    STATE = "STATE"
    CITY = "CITY"
    LANDLORD = "LANDLORD"
    LOCAL_DEVELOPMENT_TEAM = "LOCAL_DEVELOPMENT_TEAM"
    SOCIAL_CENTRE = "SOCIAL_CENTRE"
    ASSOCIATION = "ASSOCIATION"
    SCHOOL = "SCHOOL"
    POLICE = "POLICE"
    HEALTH = "HEALTH"
    TRADE = "TRADE"
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"
