"""What people do with persons: the vault keeps who they are, the store commits that something was said of them.

In this order, so that nobody is ever half there: the person's key and marks, the sealed details, then the facts. What is
written before the facts is bound to the command, and counts from its commit on (docs/decisions/0011-the-vault.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from services.councils.people.domain import PROPOSING, Criterion, Person, criteria_of, score, sought_by
from shared.contracts.councils.people import Detail, PersonRegistered
from shared.days import refuse_backwards
from shared.kernel import Incoherent, NotFound
from shared.platform.clock import start_of
from shared.platform.store import VersionMismatch
from shared.platform.vault import NothingKept

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from shared.contracts.councils.people import Purpose
    from shared.contracts.vocabulary import Origin
    from shared.kernel import Acting, Recorded
    from shared.platform.clock import Clock
    from shared.platform.store import Command, Committed, Store
    from shared.platform.vault import Vault

MOST_FOUND = 20
"""Persons that one search shows: to read everybody is not to look for somebody."""


class NothingSought(Incoherent):
    """Say whom to look for: a family name (with or without a given name), an e-mail address, or a telephone number."""


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that may be of the same person."""

    person_id: str
    criteria: list[Criterion]
    score: int


class People:
    """Persons, as people act on them. Every method raises what the person refuses, and NotFound."""

    def __init__(self, store: Store, vault: Vault, clock: Clock) -> None:
        self._store = store
        self._vault = vault
        self._clock = clock

    async def register(
        self, command: Command, fact: PersonRegistered, purposes: Collection[Purpose], details: Mapping[Detail, str]
    ) -> tuple[Committed, list[Match]]:
        """Somebody is known; and the entries made before that may be of the same person. Raises PersonAlreadyRegistered."""
        command = self._vault.cipher.blind(command)
        today = self._clock.today()
        is_kept_so = False
        try:
            await self._store.load(Person, fact.person_id)
        except NotFound:
            Person(fact.person_id).register(fact, purposes, is_kept_so=False, today=today)  # refused before it is kept
            if not command.is_rehearsal:
                await self._vault.keep(command, fact.person_id, details, criteria_of(details))
        else:
            is_kept_so = await self._is_kept_so(fact.person_id, details)
        committed = await self._store.open(
            command,
            Person,
            fact.person_id,
            lambda person: person.register(fact, purposes, is_kept_so=is_kept_so, today=today),
        )
        sought = {criterion: criteria_of(details)[criterion] for criterion in PROPOSING}
        before = None if committed.rehearsed else committed.position
        return committed, _matches(await self._vault.find(sought, MOST_FOUND + 1, before), fact.person_id)

    async def _is_kept_so(self, person_id: UUID, details: Mapping[Detail, str]) -> bool:
        try:
            return await self._vault.peek(person_id) == details
        except NothingKept:
            return False

    async def change_details(
        self, command: Command, person_id: UUID, details: Mapping[Detail, str | None], origin: Origin
    ) -> Committed:
        """The vault holds something else of a person: only the details that are given change, None removes. Raises NothingKept."""
        command = self._vault.cipher.blind(command)
        is_as_seen = (await self._person(person_id)).version == command.if_match
        changed: dict[Detail, str | None] = {}
        if is_as_seen:
            kept = await self._vault.peek(person_id)
            changed = {detail: value for detail, value in details.items() if kept.get(detail) != value}
            if changed and not command.is_rehearsal:
                after = {Detail(name): value for name, value in (kept | changed).items() if value is not None}
                await self._vault.keep(command, person_id, changed, criteria_of(after))

        def decide(person: Person) -> None:
            if not is_as_seen:  # what was to change was compared with nothing
                raise VersionMismatch(version=person.version)
            person.change_details(changed, origin)

        return await self._store.change(command, Person, person_id, decide)

    async def consent(
        self, command: Command, person_id: UUID, purpose: Purpose, given_on: date, origin: Origin
    ) -> Committed:
        """A person agreed to a purpose."""
        today = self._clock.today()
        return await self._store.change(
            command, Person, person_id, lambda person: person.consent(purpose, given_on, origin, today=today)
        )

    async def withdraw_consent(
        self, command: Command, person_id: UUID, purpose: Purpose, withdrawn_on: date, origin: Origin
    ) -> Committed:
        """A person no longer agrees to a purpose."""
        today = self._clock.today()
        return await self._store.change(
            command,
            Person,
            person_id,
            lambda person: person.withdraw_consent(purpose, withdrawn_on, origin, today=today),
        )

    async def read(self, person_id: UUID, acting: Acting) -> tuple[Person, dict[str, str]]:
        """Who a person is, for somebody whose reading is recorded. Raises NothingKept."""
        person = await self._person(person_id)
        return person, (await self._vault.read([person_id], acting))[person_id]

    async def search(self, details: Mapping[Detail, str], acting: Acting) -> list[dict[str, Any]]:
        """Who matches, the likeliest first, with their names: each of these readings is recorded. Raises NothingSought."""
        sought = sought_by(details)
        if not any(sought.values()):
            raise NothingSought
        matches = _matches(await self._vault.find(sought, MOST_FOUND))
        read = await self._vault.read([UUID(match.person_id) for match in matches], acting)
        return [
            {
                "person_id": match.person_id,
                "family_name": read[UUID(match.person_id)].get(Detail.FAMILY_NAME),
                "given_name": read[UUID(match.person_id)].get(Detail.GIVEN_NAME),
                "criteria": match.criteria,
                "score": match.score,
            }
            for match in matches
        ]

    async def duplicates(self, after: tuple[str, str] | None, limit: int) -> list[dict[str, Any]]:
        """Pairs of entries that may be of one person, in the order of their ids. Nothing is merged."""
        return [
            {"person_id": one, "other_person_id": other, "criteria": _ordered(kinds), "score": score(_ordered(kinds))}
            for one, other, kinds in await self._vault.pairs(PROPOSING, after, limit)
        ]

    async def readings(self, person_id: UUID, after_id: str | None, limit: int) -> list[dict[str, Any]]:
        """Who read a person, in order."""
        await self._person(person_id)
        return await self._vault.readings(person_id, after_id, limit)

    async def all_readings(
        self,
        person_id: UUID | None,
        by: str | None,
        request_id: UUID | None,
        first: date | None,
        last: date | None,
        after_id: str | None,
        limit: int | None,
    ) -> list[dict[str, Any]]:
        """Who read whom, the newest first: days are those of Paris, both included. Raises EndsBeforeItStarts."""
        if first is not None:
            refuse_backwards("query/read_to", first, last)
        return await self._vault.readings(
            person_id,
            after_id,
            limit,
            by=by,
            request_id=request_id,
            since=None if first is None else start_of(first),
            before=None if last is None else start_of(last + timedelta(days=1)),
            newest_first=True,
        )

    async def history(self, person_id: UUID) -> list[Recorded]:
        """Everything recorded about a person, in order: which details changed, never what they are."""
        return await self._store.history(person_id, PersonRegistered)

    async def _person(self, person_id: UUID) -> Person:
        person = await self._store.load(Person, person_id)
        person.known()
        return person


def _matches(found: Mapping[UUID, set[str]], but: UUID | None = None) -> list[Match]:
    matches = [
        Match(str(person_id), criteria := _ordered(kinds), score(criteria))
        for person_id, kinds in found.items()
        if person_id != but
    ]
    return sorted(matches, key=lambda match: (-match.score, match.person_id))[:MOST_FOUND]


def _ordered(kinds: Iterable[str]) -> list[Criterion]:
    return sorted(Criterion(kind) for kind in kinds)
