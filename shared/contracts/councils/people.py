"""Persons: that somebody is known, and what they agreed to. Names and contacts are in the vault, never here."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.vocabulary import Origin
from shared.kernel import Fact


class Detail(StrEnum):
    """What the vault may hold of a person."""

    GIVEN_NAME = "GIVEN_NAME"
    FAMILY_NAME = "FAMILY_NAME"
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    POSTAL_ADDRESS = "POSTAL_ADDRESS"
    NOTE = "NOTE"


class LegalBasis(StrEnum):
    """Why a person's data may be kept (RGPD, art. 6)."""

    MEMBERSHIP = "MEMBERSHIP"
    CONSENT = "CONSENT"
    EMPLOYMENT = "EMPLOYMENT"
    PUBLIC_DUTY = "PUBLIC_DUTY"
    LEGITIMATE_INTEREST = "LEGITIMATE_INTEREST"
    """Art. 6, 1, f: the professional details of somebody who answers for a partner, in that function."""


class Purpose(StrEnum):
    """What a person may agree to, one thing at a time (RGPD, art. 7)."""

    CONTACT = "CONTACT"
    NEWSLETTER = "NEWSLETTER"
    PHOTO = "PHOTO"
    SHARE_WITH_PREFECTURE = "SHARE_WITH_PREFECTURE"


class PersonRegistered(Fact):
    """A person is known under this id; the vault holds who it is."""

    type: ClassVar[str] = "councils.person-registered.v1"
    person_id: UUID
    legal_basis: LegalBasis
    registered_on: date
    origin: Origin = Origin()


class PersonDetailsChanged(Fact):
    """The vault holds something else of a person: which details changed, never what they are."""

    type: ClassVar[str] = "councils.person-details-changed.v1"
    person_id: UUID
    details: Annotated[tuple[Detail, ...], Field(min_length=1, max_length=6)]
    origin: Origin = Origin()


class ConsentGiven(Fact):
    """The person agreed to one purpose."""

    type: ClassVar[str] = "councils.consent-given.v1"
    person_id: UUID
    purpose: Purpose
    given_on: date
    origin: Origin = Origin()


class ConsentWithdrawn(Fact):
    """The person no longer agrees to that purpose (RGPD, art. 7.3: as easily as it was given)."""

    type: ClassVar[str] = "councils.consent-withdrawn.v1"
    person_id: UUID
    purpose: Purpose
    given_on: date
    withdrawn_on: date
    origin: Origin = Origin()


FACTS: tuple[type[Fact], ...] = (PersonRegistered, PersonDetailsChanged, ConsentGiven, ConsentWithdrawn)
