"""The undoing of an import: what it recorded is withdrawn from the end, thing by thing, and three groups are told.

Withdrawn, now or by somebody since; kept, as it changed since or something stands on it; refused, with the reason. Each thing is withdrawn
as it was seen (If-Match), so that nothing said meanwhile is lost; interrupted and run again, it goes on where it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from services.console import labels
from services.console.importing.records import CannotImport
from services.console.importing.sending import NOT_FOUND, REDIRECTED, REFUSALS
from services.console.importing.sheets.judging import IMPORTED, look, place_of
from shared.contracts.activities.imports import ImportedThing, SheetKind
from shared.contracts.activities.journal import EntryWithdrawn
from shared.contracts.activities.meetings import MeetingWithdrawn
from shared.contracts.councils.composition import MembershipWithdrawn
from shared.contracts.fact_names import FACT_NAMES
from shared.contracts.french import in_french

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from services.console.importing.sending import Answer, Api

CHANGED = 412
WITHDRAWALS = (MeetingWithdrawn.type, EntryWithdrawn.type, MembershipWithdrawn.type)
TRIES = 5
"""How often a thing is looked at again that changes while it is withdrawn."""
STANDS_ON_IT = "others-stand-on-it"
PERSON_STAYS = "person-stays"
"""The vault takes nobody out yet: what it keeps of a person stays, and is told."""


class Fate(StrEnum):
    """What becomes of a thing."""

    WITHDRAWN = "withdrawn"
    KEPT = "kept"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of one thing, and why it stays."""

    thing: Mapping[str, Any]
    fate: Fate
    changed_by: str | None = None
    problem: str | None = None
    why: str = ""
    """For people: who changed it and when, or what the service answered."""

    def told(self) -> dict[str, Any]:
        """As the fact says it."""
        match self.fate:
            case Fate.KEPT:
                return {**self.thing, "changed_by": self.changed_by}
            case Fate.REFUSED:
                return {**self.thing, "problem": self.problem}
            case _:
                return dict(self.thing)


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What became of all that an import recorded."""

    batch_id: str
    sheet: SheetKind
    dry_run: bool
    was_undone: bool
    """It was undone before: nothing was done now."""
    things: Sequence[Undone]

    def to_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "batch_id": self.batch_id,
            "dry_run": self.dry_run,
            "was_undone": self.was_undone,
            **{fate.value: [{**one.told(), "why": one.why} for one in self._those(fate)] for fate in Fate},
        }

    def lines(self) -> Iterator[str]:
        """For people."""
        yield labels.UNDO_HEAD[self.was_undone, self.dry_run].format(batch=self.batch_id)
        for fate in Fate:
            those = self._those(fate)
            yield f"{labels.FATES[fate.value]} ({len(those)})"
            for one in those:
                why = f" : {one.why}" if one.why else ""
                what = in_french(ImportedThing(one.thing["thing"]))
                yield labels.UNDO_LINE.format(row=one.thing["row"], what=what, id=one.thing["thing_id"], why=why)

    def _those(self, fate: Fate) -> list[Undone]:
        return [one for one in self.things if one.fate is fate]


def undo_import(api: Api, batch_id: str, *, dry_run: bool) -> UndoReport:
    """Undo an import, or only say what would become of each thing. Raises CannotImport."""
    batch = look(api, "activities", f"/v1/imports/{batch_id}?after={place_of(api)}")
    if batch is None:
        raise CannotImport(labels.NO_SUCH_BATCH.format(batch=batch_id))
    if batch["status"] == "BEGUN":
        raise CannotImport(labels.BATCH_NOT_ENDED)
    sheet = SheetKind(batch["sheet"])
    if batch["status"] == "UNDONE":
        return UndoReport(batch["batch_id"], sheet, dry_run, was_undone=True, things=tuple(_as_it_was(batch)))
    undoing = _Undoing(api, batch["batch_id"], dry_run=dry_run)
    things = [undoing.undo(thing) for thing in reversed(batch["recorded"])]
    report = UndoReport(batch["batch_id"], sheet, dry_run, was_undone=False, things=things)
    if not dry_run:
        undoing.tell(report, batch["version"])
    return report


def _as_it_was(batch: Mapping[str, Any]) -> Iterator[Undone]:
    for one in batch["withdrawn"]:
        yield Undone(one, Fate.WITHDRAWN)
    for one in batch["kept"]:
        changed_by = one["changed_by"]
        yield Undone(_thing(one), Fate.KEPT, changed_by=changed_by, why=FACT_NAMES.get(changed_by, labels.OTHERS_STAND))
    for one in batch["refused"]:
        why = labels.PERSON_STAYS if one["problem"] == PERSON_STAYS else one["problem"]
        yield Undone(_thing(one), Fate.REFUSED, problem=one["problem"], why=why)


def _thing(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in ("row", "thing", "thing_id", "council_id", "version")}


@dataclass(slots=True)
class _Undoing:
    """One import on its way back."""

    api: Api
    batch_id: str
    dry_run: bool
    _histories: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _versions: dict[str, int] = field(default_factory=dict)
    """Version of each stream, as it was seen or left last."""

    @property
    def cause(self) -> str:
        """What the facts of the undoing say led to them: by it, they are told from what others did."""
        return f"undo:{self.batch_id}"

    def undo(self, thing: Mapping[str, Any]) -> Undone:
        """Withdraw one thing, if it is as the import left it."""
        if thing["thing"] == ImportedThing.PERSON:
            return Undone(thing, Fate.REFUSED, problem=PERSON_STAYS, why=labels.PERSON_STAYS)
        service, stream, withdrawal = _paths(thing)
        for _ in range(TRIES):
            since = [one for one in self._history(service, stream) if _concerns(one, thing)]
            gone = next((one for one in since if one["type"] in WITHDRAWALS), None)
            if gone is not None:
                return Undone(thing, Fate.WITHDRAWN, why="" if gone["cause"] == self.cause else _told(gone))
            if since:
                return Undone(thing, Fate.KEPT, changed_by=since[0]["type"], why=_told(since[0]))
            answer = self._withdraw(service, stream, withdrawal, thing)
            if answer.status != CHANGED:
                return self._fate(stream, thing, answer)
            del self._histories[stream]
        return Undone(thing, Fate.REFUSED, problem="version-mismatch", why=str(answer.body.get("detail", "")))

    def _withdraw(self, service: str, stream: str, path: str, thing: Mapping[str, Any]) -> Answer:
        return self.api.attempt(
            service,
            path,
            {"reason": "ENTERED_BY_MISTAKE", "origin": IMPORTED},
            key=f"undo:{self.batch_id}:{thing['row']}:{thing['thing']}",
            cause=self.cause,
            version=self._versions[stream],
            rehearsal=self.dry_run,
        )

    def _fate(self, stream: str, thing: Mapping[str, Any], answer: Answer) -> Undone:
        if answer.status < REDIRECTED:
            if not self.dry_run:
                self._versions[stream] = answer.body["version"]
            return Undone(thing, Fate.WITHDRAWN)
        if answer.status not in (*REFUSALS, NOT_FOUND):
            raise CannotImport(labels.UNDO_STOPPED.format(why=answer.body.get("detail")))
        problem, why = answer.body["type"].removeprefix("/problems/"), answer.body["detail"]
        if problem == STANDS_ON_IT:
            return Undone(thing, Fate.KEPT, why=why)
        return Undone(thing, Fate.REFUSED, problem=problem, why=why)

    def _history(self, service: str, stream: str) -> list[dict[str, Any]]:
        """Everything recorded in a stream, read once: our own withdrawals are no news."""
        if stream not in self._histories:
            found = look(self.api, service, f"{stream}/history")
            self._histories[stream] = [] if found is None else found["history"]
            self._versions[stream] = self._histories[stream][-1]["version"] if found else 0
        return self._histories[stream]

    def tell(self, report: UndoReport, version: int) -> None:
        """Say of the import what became of all that it recorded. Raises CannotImport."""
        groups: dict[str, list[dict[str, Any]]] = {fate.value: [] for fate in Fate}
        for one in report.things:
            groups[one.fate.value].append(one.told())
        path, key = f"/v1/imports/{self.batch_id}/undone", f"{self.batch_id}:undone"
        body = {**groups, "origin": IMPORTED}
        answer = self.api.attempt("activities", path, body, key=key, cause=self.cause, version=version)
        if answer.status >= REDIRECTED:
            raise CannotImport(labels.UNDO_STOPPED.format(why=answer.body.get("detail")))


def _paths(thing: Mapping[str, Any]) -> tuple[str, str, str]:
    """The service of a thing, where its history is, and where it is withdrawn."""
    thing_id = thing["thing_id"]
    match ImportedThing(thing["thing"]):
        case ImportedThing.MEETING:
            stream = f"/v1/meetings/{thing_id}"
            return "activities", stream, f"{stream}/withdrawn"
        case ImportedThing.ACTIVITY:
            stream = f"/v1/activities/{thing_id}"
            return "activities", stream, f"{stream}/withdrawn"
        case _:
            stream = f"/v1/councils/{thing['council_id']}"
            return "councils", stream, f"{stream}/members/{thing_id}/withdrawn"


def _told(recorded: Mapping[str, Any]) -> str:
    """What somebody did, who and when."""
    what, when = FACT_NAMES[recorded["type"]], labels.moment_in_words(recorded["recorded_at"])
    return labels.CHANGED_SINCE.format(what=what, by=recorded["by"], when=when)


def _concerns(recorded: Mapping[str, Any], thing: Mapping[str, Any]) -> bool:
    """Whether something recorded since the import is about that thing: in the stream of a council, about that member."""
    if recorded["version"] <= thing["version"]:
        return False
    is_a_member = thing["thing"] == ImportedThing.MEMBERSHIP
    return not is_a_member or thing["thing_id"] in (recorded["fact"].get("person_id"), recorded["fact"].get("replaces"))
