"""Saying the facts of a file to the services, once and only once, whatever interrupts it.

What was recorded before is asked first, so that a trial and an import read the same truth; each command has a key that
follows from the record, so that even what is said at the same moment by two imports is recorded once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from services.console import labels
from services.console.importing.planning import Planned, id_of, plan
from services.console.importing.reasons import CouncilKnownOtherwise, IdRepeated, Reason, SameIdOtherContent
from services.console.importing.records import CannotImport, read_batch
from services.console.importing.report import ImportReport, Opened, Outcome, Said
from shared.contracts.activities.initiatives import InitiativeProposed
from shared.contracts.activities.meetings import MeetingHeld
from shared.contracts.councils.composition import MemberJoined
from shared.contracts.councils.council import CouncilEstablished
from shared.contracts.councils.team import FacilitatorAssigned
from shared.platform.clock import Clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from services.console.importing.records import Batch
    from shared.kernel import Fact

NEWS_TRIES = 20
"""How often a service is asked again that has not heard of a council yet; it waits a second each time."""
REDIRECTED, NOT_FOUND = 300, 404
REFUSALS = frozenset({400, 409, 412, 422})
"""What concerns one record. Anything else concerns the whole import, which stops and can be taken up again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answered, a refusal included: it concerns one record, and the others go on."""

    status: int
    body: Any
    was_done: bool = False
    """The command was done before: this is what was answered then, and nothing was done now."""


WAS_DONE = "Idempotent-Replay"
"""The header that says so."""


class Api(Protocol):
    """What the import needs of a client of the services' public APIs."""

    def look(self, service: str, path: str) -> Answer:
        """Read something."""

    def attempt(
        self,
        service: str,
        path: str,
        body: object,
        *,
        key: str,
        cause: str,
        version: int | None = None,
        rehearsal: bool = False,
    ) -> Answer:
        """Send one command; sent again with the same key, it is done once. A correction says which version it saw.

        A rehearsal is judged and answered as the command would be, and records nothing.
        """


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact that is recorded already."""

    type: str
    position: int | None
    fact: dict[str, Any]

    @property
    def record(self) -> str | None:
        """The record that it was imported from."""
        record: str | None = self.fact["origin"]["record"]
        return record


def run_import(records_file: Path, api: Api, dry_run: bool, today: date | None = None) -> ImportReport:  # noqa: FBT001
    """Import a file record by record, or only say what would become of each. Raises CannotImport."""
    return _Import(read_batch(records_file), api, dry_run=dry_run).run(today or Clock().today())


class _Import:
    """One file on its way to the services."""

    def __init__(self, batch: Batch, api: Api, *, dry_run: bool) -> None:
        self._batch = batch
        self._api = api
        self._dry_run = dry_run
        self._histories: dict[str, list[Entry]] = {}

    def run(self, today: date) -> ImportReport:
        """Creations of councils first, then the councils that are only attested, then everything else."""
        planned = _without_repetition([plan(record, today) for record in self._batch.records])
        creations = [one for one in planned if any(isinstance(fact, CouncilEstablished) for fact in one.facts)]
        outcomes = {id(one): self._outcome(one) for one in creations}
        opened = self._open_attested(planned)
        told = [outcomes.pop(id(one)) if id(one) in outcomes else self._outcome(one) for one in planned]
        return ImportReport(self._batch.name, self._batch.cause, self._dry_run, opened, told)

    def _open_attested(self, planned: Sequence[Planned]) -> list[Opened]:
        """Open each council that records speak of and nobody established, on the first day that one attests."""
        first: dict[str, CouncilEstablished] = {}
        for attests in filter(None, (one.attests for one in planned)):
            known = first.setdefault(attests.council_id, attests)
            first[attests.council_id] = min(known, attests, key=lambda one: one.established_on)
        return [self._open(first[council_id]) for council_id in sorted(first) if not self._council(council_id)]

    def _open(self, attests: CouncilEstablished) -> Opened:
        record_id = str(attests.origin.record)
        said = self._say(attests, record_id, "opening")
        if isinstance(said, Reason):
            raise CannotImport(labels.IMPORT_STOPPED.format(why=said.fr))
        days = labels.days_in_words(*attests.origin.window(attests.established_on))
        return Opened(attests.council_id, record_id, days, said)

    def _outcome(self, planned: Planned) -> Outcome:
        """Say what is not known yet of one record."""
        record, reason, facts = planned.record, planned.reason, list[Said]()
        wanted = [fact.model_dump(mode="json") for fact in planned.facts]
        known = self._recorded_from(planned) if planned.facts else []
        if any(entry.fact not in wanted for entry in known):
            return Outcome(record, (), SameIdOtherContent(record=record.id).told(), ())
        for step, (fact, content) in enumerate(zip(planned.facts, wanted, strict=True), start=1):
            before = next((entry for entry in known if entry.fact == content), None)
            said = _known(fact, before) if before else self._say(fact, record.id, str(step))
            if isinstance(said, Said):
                facts.append(said)
            else:
                reason = reason or said
        return Outcome(record, facts, reason, planned.remarks)

    def _recorded_from(self, planned: Planned) -> list[Entry]:
        """The facts that were recorded from this record, in whichever form it was then."""
        record_id, council_id = planned.record.id, str(planned.record.council)
        entries = [
            *self._council(council_id),
            *self._history("activities", f"/v1/meetings/{id_of(record_id, 'meeting')}/history"),
            *self._history("activities", f"/v1/initiatives/{id_of(record_id, 'initiative')}/history"),
        ]
        creates = any(isinstance(fact, CouncilEstablished) for fact in planned.facts)
        return [
            entry
            for entry in entries
            if entry.record == record_id and (creates or entry.type != CouncilEstablished.type)
        ]

    def _council(self, council_id: str) -> list[Entry]:
        return self._history("councils", f"/v1/councils/{quote(council_id)}/history")

    def _history(self, service: str, path: str) -> list[Entry]:
        """Everything recorded about one thing. Raises CannotImport."""
        if path not in self._histories:
            answer = self._api.look(service, path)
            if answer.status != NOT_FOUND and answer.status >= REDIRECTED:
                raise CannotImport(labels.IMPORT_STOPPED.format(why=answer.body.get("detail")))
            told = [] if answer.status == NOT_FOUND else answer.body["history"]
            self._histories[path] = [Entry(one["type"], one["position"], one["fact"]) for one in told]
        return self._histories[path]

    def _say(self, fact: Fact, record_id: str, step: str) -> Said | Reason:
        """Record one fact, unless this is a trial. Raises CannotImport when it is not this record that is at fault."""
        if isinstance(fact, CouncilEstablished) and self._council(fact.council_id):
            return CouncilKnownOtherwise(council=fact.council_id).told()
        service, path, body = _command(fact)
        position = None
        if not self._dry_run:
            answer = self._send(service, path, body, f"import:{id_of(record_id, 'command')}:{step}")
            if answer.status in REFUSALS:
                return _reason(answer, record_id)
            if answer.status >= REDIRECTED:
                raise CannotImport(labels.IMPORT_STOPPED.format(why=answer.body.get("detail")))
            position = answer.body["position"]
        if isinstance(fact, CouncilEstablished):
            self._council(fact.council_id).append(Entry(fact.type, position, fact.model_dump(mode="json")))
        return Said(fact.type, service, position, known=False)

    def _send(self, service: str, path: str, body: object, key: str) -> Answer:
        return patiently(lambda: self._api.attempt(service, path, body, key=key, cause=self._batch.cause))


def patiently(send: Callable[[], Answer]) -> Answer:
    """Send it, and again while the service has not heard of the council, which does exist."""
    for _ in range(NEWS_TRIES):
        answer = send()
        if not (answer.status in REFUSALS and answer.body.get("type") == "/problems/unknown-council"):
            break
    return answer


def _without_repetition(planned: Iterable[Planned]) -> list[Planned]:
    """The same, where an identifier that was used higher up in the file is not used again."""
    seen: set[str] = set()
    kept = []
    for one in planned:
        repeated = one.record.id in seen
        kept.append(Planned(one.record, reason=IdRepeated(record=one.record.id).told()) if repeated else one)
        seen.add(one.record.id)
    return kept


def _command(fact: Fact) -> tuple[str, str, dict[str, Any]]:
    """Service, path and body of the command that records a fact."""
    match fact:
        case CouncilEstablished():
            return "councils", "/v1/councils", fact.model_dump(mode="json")
        case MemberJoined():
            path = f"/v1/councils/{fact.council_id}/members"
            return "councils", path, fact.model_dump(mode="json", exclude={"council_id"})
        case FacilitatorAssigned():
            path = f"/v1/councils/{fact.council_id}/facilitators"
            return "councils", path, fact.model_dump(mode="json", exclude={"council_id"})
        case MeetingHeld():
            return "activities", "/v1/meetings/held", fact.model_dump(mode="json", exclude={"planned_on"})
        case InitiativeProposed():
            return "activities", "/v1/initiatives", fact.model_dump(mode="json")
    raise TypeError(f"no command records {fact.type}")


def _known(fact: Fact, entry: Entry) -> Said:
    return Said(fact.type, _command(fact)[0], entry.position, known=True)


def _reason(answer: Answer, record_id: str) -> Reason:
    """Why a service refused, in its own words."""
    problem = answer.body
    if problem.get("type") == "/problems/key-reused":
        return SameIdOtherContent(record=record_id).told()
    detail = problem.get("detail", "")
    errors = [error for error in problem.get("errors", ()) if error["message"] != detail]
    fr = [detail, *(f"{error['pointer']} : {error['message']}" for error in errors)]
    en = [problem.get("en", {}).get("detail", ""), *(f"{error['pointer']}: {error['message_en']}" for error in errors)]
    return Reason(" ; ".join(fr), "; ".join(en))
