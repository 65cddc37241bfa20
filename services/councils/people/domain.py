"""A person: that somebody is known, what they agreed to; and how names, addresses and numbers are told to be the same.

Who the person is stays in the vault: the aggregate and its facts know an id, dates and purposes, nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.contracts.councils.people import (
    ConsentGiven,
    ConsentWithdrawn,
    Detail,
    PersonDetailsChanged,
    PersonRegistered,
)
from shared.days import refuse_future
from shared.kernel import Aggregate, Fact, NotFound, RuleBroken

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from uuid import UUID

    from shared.contracts.councils.people import Purpose
    from shared.contracts.vocabulary import Origin


class PersonAlreadyRegistered(RuleBroken):
    """This id is taken already, with other particulars."""

    pointer = "/person_id"


class ConsentAlreadyGiven(RuleBroken):
    """This person agreed to that already, on {given_on}."""

    pointer = "/purpose"


class ConsentNotGiven(RuleBroken):
    """This person does not agree to that: there is nothing to withdraw."""


class ConsentGivenBeforeWithdrawal(RuleBroken):
    """This person withdrew that consent on {withdrawn_on} and cannot have given it again before."""

    pointer = "/given_on"


class WithdrawnBeforeGiven(RuleBroken):
    """This consent was given on {given_on} and cannot have been withdrawn before."""

    pointer = "/withdrawn_on"


class Person(Aggregate):
    """Somebody who is known, and what they agreed to, one purpose at a time (RGPD, art. 7)."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.registered: PersonRegistered | None = None
        self.ever_given: set[ConsentGiven] = set()
        self.consents: dict[Purpose, ConsentGiven] = {}
        self.withdrawn: dict[Purpose, ConsentWithdrawn] = {}

    def register(self, fact: PersonRegistered, purposes: Collection[Purpose], *, is_kept_so: bool, today: date) -> None:
        """Say that somebody is known, and what they agreed to that day. Raises PersonAlreadyRegistered, InTheFuture.

        `is_kept_so`: the vault holds the very same details of this person already.
        """
        consents = [
            ConsentGiven(person_id=self.id, purpose=purpose, given_on=fact.registered_on, origin=fact.origin)
            for purpose in sorted(set(purposes))
        ]
        if self.version:
            if is_kept_so and self.registered == fact and self.ever_given.issuperset(consents):
                return
            raise PersonAlreadyRegistered
        refuse_future("registered_on", fact.registered_on, fact.origin, today)
        for each in (fact, *consents):
            self.record(each)

    def change_details(self, details: Collection[Detail], origin: Origin) -> None:
        """Say which details the vault now holds otherwise. Raises NotFound."""
        self.known()
        if details:
            self.record(PersonDetailsChanged(person_id=self.id, details=tuple(sorted(details)), origin=origin))

    def consent(self, purpose: Purpose, given_on: date, origin: Origin, *, today: date) -> None:
        """Say that the person agreed to a purpose. Raises ConsentAlreadyGiven, ConsentGivenBeforeWithdrawal, InTheFuture."""
        self.known()
        fact = ConsentGiven(person_id=self.id, purpose=purpose, given_on=given_on, origin=origin)
        given = self.consents.get(purpose)
        if given is not None:
            if given == fact:
                return
            raise ConsentAlreadyGiven(given_on=given.given_on)
        former = self.withdrawn.get(purpose)
        if former is not None and origin.is_before(given_on, former.withdrawn_on, former.origin):
            raise ConsentGivenBeforeWithdrawal(withdrawn_on=former.withdrawn_on)
        refuse_future("given_on", given_on, origin, today)
        self.record(fact)

    def withdraw_consent(self, purpose: Purpose, withdrawn_on: date, origin: Origin, *, today: date) -> None:
        """Say that the person no longer agrees. Raises ConsentNotGiven, WithdrawnBeforeGiven, InTheFuture."""
        self.known()
        given = self.consents.get(purpose)
        if given is None:
            former = self.withdrawn.get(purpose)
            if former is not None and (former.withdrawn_on, former.origin) == (withdrawn_on, origin):
                return
            raise ConsentNotGiven
        if origin.is_before(withdrawn_on, given.given_on, given.origin):
            raise WithdrawnBeforeGiven(given_on=given.given_on)
        refuse_future("withdrawn_on", withdrawn_on, origin, today)
        self.record(
            ConsentWithdrawn(
                person_id=self.id, purpose=purpose, given_on=given.given_on, withdrawn_on=withdrawn_on, origin=origin
            )
        )

    def known(self) -> PersonRegistered:
        """What was said first. Raises NotFound: the id may be that of something else."""
        if self.registered is None:
            raise NotFound
        return self.registered

    def remember(self, fact: Fact) -> None:
        """Keep what later decisions need."""
        match fact:
            case PersonRegistered():
                self.registered = fact
            case ConsentGiven():
                self.ever_given.add(fact)
                self.consents[fact.purpose] = fact
                self.withdrawn.pop(fact.purpose, None)
            case ConsentWithdrawn():
                self.consents.pop(fact.purpose, None)
                self.withdrawn[fact.purpose] = fact


# By what a person is found


class Criterion(StrEnum):
    """By what two entries are told to be of one person, and how much each says (`WEIGHTS`)."""

    EMAIL = "EMAIL"
    PHONE = "PHONE"
    FAMILY_NAME = "FAMILY_NAME"
    FAMILY_SOUND = "FAMILY_SOUND"
    FULL_NAME = "FULL_NAME"
    FULL_SOUND = "FULL_SOUND"


WEIGHTS = {
    Criterion.FULL_NAME: 40,
    Criterion.EMAIL: 40,
    Criterion.PHONE: 30,
    Criterion.FULL_SOUND: 30,
    Criterion.FAMILY_NAME: 20,
    Criterion.FAMILY_SOUND: 10,
}
"""Points, up to 100 in all. A family shares a name, a telephone, sometimes an address: one of them alone proves nothing."""

PROPOSING = (Criterion.EMAIL, Criterion.PHONE, Criterion.FULL_NAME, Criterion.FULL_SOUND)
"""What makes two entries a possible duplicate."""


def score(criteria: Collection[Criterion]) -> int:
    """How much these criteria say together, of 100."""
    return min(100, sum(WEIGHTS[criterion] for criterion in criteria))


def criteria_of(details: Mapping[Detail, str]) -> dict[Criterion, set[str]]:
    """By what a person with these details is found. Every criterion is there, with no value when nothing is known.

    A name is found whole and by each of its words; the two names together, whichever was given as which.
    """
    family, given = words_of(details.get(Detail.FAMILY_NAME, "")), words_of(details.get(Detail.GIVEN_NAME, ""))
    whole = "".join(family)
    both = bool(family and given)
    return {
        Criterion.EMAIL: _if_any(details.get(Detail.EMAIL, "").casefold()),
        Criterion.PHONE: _if_any(details.get(Detail.PHONE, "")),
        Criterion.FAMILY_NAME: _if_any(whole, *(word for word in family if len(word) >= SHORTEST_WORD)),
        Criterion.FAMILY_SOUND: _if_any(sound_of(whole)),
        Criterion.FULL_NAME: {" ".join(sorted([whole, "".join(given)]))} if both else set(),
        Criterion.FULL_SOUND: {" ".join(sorted([sound_of(whole), sound_of("".join(given))]))} if both else set(),
    }


def sought_by(details: Mapping[Detail, str]) -> dict[Criterion, set[str]]:
    """By what somebody is looked for: the whole name that is given, and both names when both are."""
    sought = criteria_of(details)
    if sought[Criterion.FULL_NAME]:
        return sought | {Criterion.FAMILY_NAME: set(), Criterion.FAMILY_SOUND: set()}
    return sought | {Criterion.FAMILY_NAME: _if_any("".join(words_of(details.get(Detail.FAMILY_NAME, ""))))}


def _if_any(*values: str) -> set[str]:
    return {value for value in values if value}


SHORTEST_WORD = 3
_PARTICLES = {"de", "d"}
"""They lead many names and are left out of many lists; `du`, `des`, `le` and `la` are part of the name."""
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents, punctuation or leading particle: `d'Aïcha-Lefèvre` is `aicha`, `lefevre`."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS))
    unmarked = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = re.findall(r"[^\W\d_]+", unmarked)
    while len(words) > 1 and words[0] in _PARTICLES:
        words.pop(0)
    return tuple(words)


_SOUNDS = (
    (r"ph", "f"),
    (r"sch|sh|ch", "C"),
    (r"dj|j|g(?=[eiy])", "J"),
    (r"bv", "v"),  # Lefebvre
    (r"h|w(?=r)", ""),
    (r"w", "v"),
    (r"c(?=[eiy])|ss", "s"),
    (r"gu(?=[eiy])", "g"),
    (r"qu|q|ck|c", "k"),
    (r"z", "s"),
    (r"eau|au", "o"),
    (r"ou", "u"),
    (r"ai|ei|ay|ey|oe", "e"),
    (r"y", "i"),
    (r"m(?=[bp])", "n"),
    (r"(.)\1+", r"\1"),
    (r"(?<=o)l(?=[td]s?$)", ""),  # Renault
    (r"(?<=..)[sxtd]+$", ""),  # not heard at the end
    (r"(?<=...)e$", ""),
)


def sound_of(word: str) -> str:
    """How a name without accents sounds in French, roughly: `lefebvre` and `lefevre` sound alike, so do `dupont` and `dupond`."""
    sound = word
    for written, heard in _SOUNDS:
        sound = re.sub(written, heard, sound)
    return sound or word


# What is plausible

_EMAIL = re.compile(r"[^\s@,;:<>()\[\]\"\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}")
_PHONE_MARKS = re.compile(r"[\s.\-/()\u00a0\u202f]+")


def email_of(written: str) -> str | None:
    """A plausible e-mail address, as it was written; None when it is none."""
    email = unicodedata.normalize("NFC", written.strip())
    return email if _EMAIL.fullmatch(email) and ".." not in email else None


def phone_of(written: str) -> str | None:
    """A telephone number with its country (`+33612345678`), French unless it says otherwise; None when it is none."""
    number = _PHONE_MARKS.sub("", written.strip().replace("(0)", ""))
    number = re.sub(r"^00", "+", number)
    number = re.sub(r"^\+?33(?=0?[1-9]\d{8}$)0?", "+33", number)
    number = re.sub(r"^0(?=[1-9]\d{8}$)", "+33", number)
    is_french = re.fullmatch(r"\+33[1-9][0-9]{8}", number)
    is_foreign = re.fullmatch(r"\+(?!33)[1-9][0-9]{6,14}", number)
    return number if is_french or is_foreign else None
