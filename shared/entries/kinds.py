"""One entry, whatever its kind: said, said again, withdrawn; and the catalogue that a service keeps of its kinds."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, get_args

from pydantic import BaseModel

from shared.days import refuse_backwards, refuse_future
from shared.kernel import Aggregate, Fact, Incoherent, NotFound, RuleBroken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from shared.contracts.vocabulary import AmendmentReason, Origin
    from shared.sentences import Day


# The catalogue of kinds


@dataclass(frozen=True)
class About:
    """A field of an entry that names something else of the service: another entry, a meeting, an initiative."""

    field: str
    """The field that holds its id."""
    facts: tuple[type[Fact], ...]
    """What its stream may begin with."""
    french: str
    english: str
    ended_by: tuple[type[Fact], ...] = ()
    """Facts after which nothing more is said of it, beside the withdrawal of an entry."""
    told_again_by: tuple[type[Any], ...] = ()
    """Facts whose `after` is its life as it is told now, where that matters: which councils have a seat."""
    follows: bool = False
    """Whether it comes after what it names, which is another entry: an answer after its question."""


@dataclass(frozen=True)
class Kind:
    """One kind of entry: what it is called, where it is found, and what is checked of its days and of what it names."""

    fact: type[Fact]
    """The fact that says it, whole: it has `entry` (the kind's name), `entry_id` and `origin`."""
    one: str
    """One of them, in the names of operations: `add_budget_line`."""
    path: str
    """All of them, in addresses: `/v1/budget-lines`."""
    french: str
    english: str
    day: str
    """The field of the day on which it happened or began."""
    last_day: str | None = None
    """The field of its last day, included, where it may end; that day may be to come."""
    deadline: str | None = None
    """The field of the day by which something is due, where it has one: never before its own day."""
    may_begin_later: bool = False
    """Whether it may be agreed in advance. What is not said so has happened, and never tomorrow."""
    about: tuple[About, ...] = ()
    """What it names; each must stand, and be of the same council: or one in which the council has a seat."""
    copied: tuple[str, ...] = ()
    """What a copy on another day says again, where it may be copied: its particulars, never those who were counted."""
    words: Mapping[str, str] = field(default_factory=dict)
    """French of its columns, where it is not that of every kind."""

    @property
    def entry(self) -> str:
        """Its name inside the facts: `budget`."""
        return str(self.fact.model_fields["entry"].default)

    @property
    def many(self) -> str:
        """All of them, as a name: `budget_lines`."""
        return self.path.replace("-", "_")

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Its fields, as columns of a file: `document.title` is the title of its document."""
        return tuple(_names(self.fact))


def _names(fact: type[Fact]) -> Iterator[str]:
    for name, info in fact.model_fields.items():
        if name in {"entry", "origin"}:
            continue
        inside = next((one for one in (*get_args(info.annotation), info.annotation) if _is_whole(one)), None)
        yield from [name] if inside is None else [f"{name}.{part}" for part in inside.model_fields]
    # A day known by its month must not pass for a day in a file either.
    yield from ("origin.date_precision", "origin.date_certainty")


def _is_whole(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


@dataclass(frozen=True)
class Catalogue:
    """Every kind of entry of one subject, once; and what is said when an entry is said again or withdrawn."""

    kinds: tuple[Kind, ...]
    corrected: type[Any]
    """Has `entry_id`, `before`, `after`, `reason`, `origin`."""
    withdrawn: type[Any]
    """Has `entry_id`, `said`, `reason`, `origin`."""
    words: Mapping[str, str]
    """French of the columns, by field."""
    searched: tuple[str, ...]
    """The fields in which words are looked for."""

    @cached_property
    def of(self) -> Mapping[type[Fact], Kind]:
        """A kind by its fact."""
        return {kind.fact: kind for kind in self.kinds}

    @cached_property
    def linked(self) -> frozenset[type[Fact]]:
        """Facts of the kinds that name another entry, or that another one names: those are decided on one at a time."""
        naming = {kind.fact for kind in self.kinds if kind.about}
        return frozenset(naming | {fact for kind in self.kinds for about in kind.about for fact in about.facts})

    def columns(self, kind: Kind) -> dict[str, str]:
        """The columns of a file of that kind, with their French headers."""
        return {name: kind.words.get(name) or self.words[name] for name in kind.fields}


# What is refused


class EntryAlreadyExists(RuleBroken):
    """This id is taken already, with other particulars: correct the entry instead."""

    pointer = "/entry_id"


class EntryWasWithdrawn(RuleBroken):
    """This entry was withdrawn; nothing more can be said of it."""


class EntryOfAnotherKind(RuleBroken):
    """This id is that of an entry of another kind."""


class EntryOfAnotherCouncil(RuleBroken):
    """An entry stays of its council, or of none: what is of another council is withdrawn here, and entered there."""

    pointer = "/council_id"


class UnknownSubject(Incoherent):
    """This must be the id of: {english}."""

    def __init__(self, about: About) -> None:
        super().__init__(french=about.french, english=about.english)
        self.pointer = f"/{about.field}"


class SubjectOfAnotherCouncil(Incoherent):
    """What this id names ({english}) is of another council."""

    def __init__(self, about: About) -> None:
        super().__init__(french=about.french, english=about.english)
        self.pointer = f"/{about.field}"


class CouncilHasNoSeat(Incoherent):
    """This council has no seat in what this id names ({english})."""

    def __init__(self, about: About) -> None:
        super().__init__(french=about.french, english=about.english)
        self.pointer = f"/{about.field}"


class BeforeItsSubject(Incoherent):
    """This cannot have been before what it is about ({english}), which was {day:on}."""

    def __init__(self, about: About, *, field: str, day: Day) -> None:
        super().__init__(french=about.french, english=about.english, day=day)
        self.pointer = f"/{field}"


class SubjectWasWithdrawn(RuleBroken):
    """What this id names ({english}) was withdrawn: nothing more can be said of it."""

    def __init__(self, about: About) -> None:
        super().__init__(french=about.french, english=about.english)
        self.pointer = f"/{about.field}"


class OthersStandOnIt(RuleBroken):
    """{others:other entry is|other entries are} about this one: withdraw or correct that first."""


# What may be said


@dataclass(frozen=True)
class Subject:
    """What an entry names, as it stands when the entry is said."""

    said: Fact
    """What was last said of it; of what is no entry, the fact with which it begins."""
    has_ended: bool = False


class Entry(Aggregate):
    """One entry: as it was first said, as it is said now, and whether it was withdrawn. A service says of which catalogue."""

    catalogue: ClassVar[Catalogue]

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.first: Fact | None = None
        self.said: Fact | None = None
        self.withdrawn: Fact | None = None

    def say(self, fact: Any, *, subjects: Mapping[str, Subject], today: date) -> None:
        """Say it. `subjects` is what it names and what exists, by field.

        Raises EntryAlreadyExists, EntryWasWithdrawn, InTheFuture, EndsBeforeItStarts, UnknownSubject, SubjectOfAnotherCouncil,
        CouncilHasNoSeat, SubjectWasWithdrawn, BeforeItsSubject. What was first said, and corrected since, is no news when it is
        said again.
        """
        if self.withdrawn is not None:
            raise EntryWasWithdrawn
        if self.version:
            if fact in (self.first, self.said):
                return
            raise EntryAlreadyExists
        self.check(fact, subjects, today)
        self.record(fact)

    def correct(self, after: Any, reason: AmendmentReason, *, subjects: Mapping[str, Subject], today: date) -> None:
        """Say it again, whole; it stays of its kind and of its council.

        Raises NotFound, EntryWasWithdrawn, EntryOfAnotherKind, EntryOfAnotherCouncil, and what `say` refuses of the words.
        """
        before = self._standing(type(after))
        if after == before:
            return
        council_id = getattr(before, "council_id", None)
        if getattr(after, "council_id", None) != council_id:
            raise EntryOfAnotherCouncil(council_id=council_id)
        self.check(after, subjects, today)
        self.record(
            # Where the correction comes from is where what is said now comes from.
            self.catalogue.corrected(entry_id=self.id, before=before, after=after, reason=reason, origin=after.origin)
        )

    def copy(self, kind: Kind, entry_id: UUID, day: date, origin: Origin) -> Fact:
        """The same on another day, with what is copied of that kind. Raises NotFound, EntryWasWithdrawn, EntryOfAnotherKind."""
        said = self._standing(kind.fact)
        copied: dict[str, Any] = {name: getattr(said, name) for name in kind.copied}
        return kind.fact(**copied | {"entry_id": entry_id, "origin": origin, kind.day: day})

    def withdraw(self, kind: type[Fact], reason: AmendmentReason, origin: Origin, *, others: int = 0) -> None:
        """Say that it should never have been made. `others` is how many entries that stand name it.

        Raises NotFound, EntryWasWithdrawn, EntryOfAnotherKind, OthersStandOnIt.
        """
        gone: Any = self.withdrawn
        if gone is not None and (type(gone.said), gone.reason, gone.origin) == (kind, reason, origin):
            return
        said = self._standing(kind)
        if others:
            raise OthersStandOnIt(others=others)
        self.record(self.catalogue.withdrawn(entry_id=self.id, said=said, reason=reason, origin=origin))

    def _standing(self, kind: type[Fact]) -> Fact:
        if self.said is None:
            raise NotFound
        if type(self.said) is not kind:
            raise EntryOfAnotherKind
        if self.withdrawn is not None:
            raise EntryWasWithdrawn
        return self.said

    def check(self, fact: Any, subjects: Mapping[str, Subject], today: date) -> None:
        """Whether it may be said; what a catalogue has of its own rules comes after these."""
        kind = self.catalogue.of[type(fact)]
        day: date = getattr(fact, kind.day)
        if not kind.may_begin_later:
            refuse_future(kind.day, day, fact.origin, today)
        for end in filter(None, (kind.last_day, kind.deadline)):
            refuse_backwards(end, day, getattr(fact, end))
        for about in kind.about:
            if getattr(fact, about.field) is not None:
                subject = check_subject(getattr(fact, "council_id", None), about, subjects.get(about.field))
                if about.follows:
                    self._check_order(fact, about, subject)

    def _check_order(self, fact: Any, about: About, subject: Any) -> None:
        """Days are compared as far as they are known."""
        field, day = self.catalogue.of[type(fact)].day, getattr(subject, self.catalogue.of[type(subject)].day)
        if fact.origin.is_before(getattr(fact, field), day, subject.origin):
            raise BeforeItsSubject(about, field=field, day=subject.origin.as_known(day))

    def remember(self, fact: Any) -> None:
        """Keep what later decisions need."""
        if type(fact) in self.catalogue.of:
            self.first = self.said = fact
        elif isinstance(fact, self.catalogue.corrected):
            self.said = fact.after
        elif isinstance(fact, self.catalogue.withdrawn):
            self.withdrawn = fact


def check_subject(council_id: str | None, about: About, subject: Subject | None) -> Fact:
    """What something of a council names, as it is said now.

    Raises UnknownSubject, SubjectOfAnotherCouncil, CouncilHasNoSeat, SubjectWasWithdrawn.
    """
    if subject is None or type(subject.said) not in about.facts:
        raise UnknownSubject(about)
    theirs = getattr(subject.said, "council_id", None)
    if None not in (theirs, council_id) and theirs != council_id:
        raise SubjectOfAnotherCouncil(about)
    # A session of a steering body is of all the councils that have a seat there.
    seats = getattr(subject.said, "council_ids", None)
    if seats is not None and council_id is not None and council_id not in seats:
        raise CouncilHasNoSeat(about)
    if subject.has_ended:
        raise SubjectWasWithdrawn(about)
    return subject.said


def subject_of(entry: Entry, history: Sequence[Any], about: About) -> Subject:
    """What a stream says of what an entry names: the stream of an entry, or of something else of the service."""
    if entry.said is None:
        told = [history[0], *(fact.after.facts[0] for fact in history if isinstance(fact, about.told_again_by))]
        return Subject(told[-1], any(isinstance(fact, about.ended_by) for fact in history))
    return Subject(entry.said, entry.withdrawn is not None)
