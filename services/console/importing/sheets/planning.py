"""What a row becomes: the commands that record it, or why it cannot be recorded. Pure: nobody is asked, nothing is sent.

Rows that say the same as a row above are told here, as no service can know of what is not recorded yet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from services.console.importing.reasons import NotImportable
from services.console.importing.sheets.cells import When, plain
from services.console.importing.sheets.layouts import COUNCIL, NEW_PERSON, SAME_PERSON
from services.console.importing.sheets.reasons import (
    CellMissing,
    CountsNobodyInAll,
    NobodyNamed,
    NotSamePerson,
    Problem,
    RepeatsARow,
    SaidTwice,
    problem_of,
)
from shared.contracts.activities.imports import ImportedThing, KnownChoice, SheetKind
from shared.contracts.councils.composition import Recruitment
from shared.contracts.councils.people import LegalBasis
from shared.contracts.vocabulary import AgeBand, Channel, College, Gender

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from services.console.importing.sheets.columns import Matching
    from services.console.importing.sheets.layouts import Layout
    from services.console.importing.sheets.reading import Row

_IDS = UUID("5b7b9a52-3a53-4b3e-8f0a-6d1c55d1f0a7")
DETAILS = ("family_name", "given_name", "email", "phone", "postal_address")
NAMING = DETAILS[:4]
"""What tells who somebody is: several may live under one address."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a row, and what it records."""

    thing: ImportedThing
    thing_id: str
    service: str
    path: str
    body: Mapping[str, Any]
    council_id: str | None


@dataclass(slots=True)
class Planned:
    """What a row becomes."""

    row: Row
    steps: Sequence[Step] = ()
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    values: Mapping[str, Any] = field(default_factory=dict)
    is_known: bool = False
    """All that it says is recorded already."""

    @property
    def names_a_person(self) -> bool:
        """Whether it says by an id whose membership it is."""
        return SAME_PERSON in self.values and len(self.steps) == 1


def id_of(batch_id: UUID, row: int, what: str) -> UUID:
    """An id that follows from the import and the row: imported again, it is the same."""
    return uuid5(_IDS, f"{batch_id}:{row}:{what}")


def batch_of(digest: str, kind: SheetKind, council_id: str | None, attempt: int) -> UUID:
    """The id of an import: of the same file for the same council, it is the same."""
    return uuid5(_IDS, f"{digest}:{kind.value}:{council_id}:{attempt}")


def plan_rows(
    rows: Iterable[Row], layout: Layout, matching: Matching, batch_id: UUID, *, council: str | None, known: KnownChoice
) -> list[Planned]:
    """What each row becomes."""
    planned = [_plan(row, layout, matching, batch_id, council) for row in rows]
    if known is not KnownChoice.NEW:
        _tell_repeated(planned, layout)
    return planned


def _plan(row: Row, layout: Layout, matching: Matching, batch_id: UUID, council: str | None) -> Planned:
    values, problems = read_row(row, layout, matching)
    if council is not None:
        values.setdefault(COUNCIL, council)
    for column in layout.columns:
        if column.needed and column.field not in values and all(one.field != column.field for one in problems):
            problems.append(problem_of(CellMissing(), column.field))
    planned = Planned(row, problems=problems, values=values)
    if not problems:
        try:
            planned.steps = _STEPS[layout.kind](values, batch_id, row.number)
        except _WrongTogether as wrong:
            problems.append(problem_of(wrong.why, wrong.field))
    return planned


def read_row(row: Row, layout: Layout, matching: Matching) -> tuple[dict[str, Any], list[Problem]]:
    """The values of a row by field, without those that are empty, and what is not understood."""
    values: dict[str, Any] = {}
    problems = []
    for column in layout.columns:
        rank = matching.columns.get(column.field)
        written = row.cells[rank].replace("\N{NO-BREAK SPACE}", " ").strip() if rank is not None else ""
        if written:
            try:
                values[column.field] = column.read(written)
            except NotImportable as refusal:
                problems.append(problem_of(refusal, column.field))
    return values, problems


class _WrongTogether(Exception):  # noqa: N818 - named by what it says
    """Cells that are each understood and cannot be so together."""

    def __init__(self, why: NotImportable, field: str) -> None:
        super().__init__(str(why))
        self.why, self.field = why, field


def _origin(when: When, row: int) -> dict[str, Any]:
    return {"channel": Channel.IMPORT.value, "date_precision": when.precision.value, "record": f"L{row}"}


def _member(values: Mapping[str, Any], batch_id: UUID, row: int) -> list[Step]:
    """A person, unless it is said to be a known one, and the joining."""
    details = {name: values[name] for name in DETAILS if name in values}
    when, council_id = values["joined_on"], values[COUNCIL]
    person_id, is_new = _person(values.get(SAME_PERSON), batch_id, row)
    if is_new and not any(name in details for name in NAMING):
        raise _WrongTogether(NobodyNamed(), "family_name")
    joined = {"joined_on": when.day.isoformat(), "origin": _origin(when, row)}
    registration = {
        "person_id": person_id,
        "details": details,
        "legal_basis": LegalBasis.MEMBERSHIP.value,
        "registered_on": joined["joined_on"],
        "origin": joined["origin"],
    }
    membership = {
        "person_id": person_id,
        "college": values["college"],
        "role": values["role"],
        "recruitment": values.get("recruitment", Recruitment.NOT_STATED.value),
        "gender": values.get("gender", Gender.NOT_DECLARED.value),
        "age_band": values.get("age_band", AgeBand.NOT_DECLARED.value),
        "district_code": values.get("district_code"),
        "term_until_on": values.get("term_until_on"),
        **joined,
    }
    path = f"/v1/councils/{council_id}/members"
    sits = Step(ImportedThing.MEMBERSHIP, person_id, "councils", path, membership, council_id)
    if not is_new:
        return [sits]
    return [Step(ImportedThing.PERSON, person_id, "councils", "/v1/people", registration, None), sits]


def _person(said: str | None, batch_id: UUID, row: int) -> tuple[str, bool]:
    """Whose membership it is, and whether that person is new."""
    if said is None or plain(said) == NEW_PERSON:
        return str(id_of(batch_id, row, "person")), True
    try:
        return str(UUID(said)), False
    except ValueError:
        raise _WrongTogether(NotSamePerson(given=said), SAME_PERSON) from None


def sit_as(step: Step, person_id: str) -> Step:
    """The same joining, of a person who is known."""
    return Step(step.thing, person_id, step.service, step.path, {**step.body, "person_id": person_id}, step.council_id)


def _meeting(values: Mapping[str, Any], batch_id: UUID, row: int) -> list[Step]:
    when, council_id, meeting_id = values["held_on"], values[COUNCIL], str(id_of(batch_id, row, "meeting"))
    said = {name: values[name] for name in ("title", "called_by", "chaired_by") if name in values}
    body = {
        "meeting_id": meeting_id,
        "council_id": council_id,
        "kind": values["kind"],
        "held_on": when.day.isoformat(),
        "attendance": _attendance(values),
        "origin": _origin(when, row),
        **said,
    }
    return [Step(ImportedThing.MEETING, meeting_id, "activities", "/v1/meetings/held", body, council_id)]


def _attendance(values: Mapping[str, Any]) -> dict[str, Any] | None:
    """Who was there; none when nobody was counted. Parts without a whole are a minimum; what is left of a whole is unnamed."""
    colleges = {"residents": College.RESIDENT, "local_actors": College.LOCAL_ACTOR}
    parts = [values[name] for name in (*colleges, "guests", "unnamed") if name in values]
    if "present" not in values and not parts:
        if "is_lower_bound" in values:
            raise _WrongTogether(CountsNobodyInAll(), "is_lower_bound")
        return None
    present = values.get("present", sum(parts))
    return {
        "present": present,
        "members": [
            {"college": word.value, "heads": values[name]} for name, word in colleges.items() if name in values
        ],
        "guests": values.get("guests", 0),
        "unnamed": values.get("unnamed", max(0, present - sum(parts))),
        "is_lower_bound": values.get("is_lower_bound", "present" not in values),
    }


def _activity(values: Mapping[str, Any], batch_id: UUID, row: int) -> list[Step]:
    if "minutes" in values and "hours" in values:
        raise _WrongTogether(SaidTwice(), "hours")
    when, council_id, entry_id = values["done_on"], values[COUNCIL], str(id_of(batch_id, row, "activity"))
    said = {name: values[name] for name in ("title", "reached", "theme", "mediation") if name in values}
    body = {
        "entry_id": entry_id,
        "council_id": council_id,
        "kind": values["kind"],
        "minutes": values.get("minutes", values.get("hours")),
        "done_on": when.day.isoformat(),
        "origin": _origin(when, row),
        **said,
    }
    return [Step(ImportedThing.ACTIVITY, entry_id, "activities", "/v1/activities", body, council_id)]


_STEPS = {SheetKind.MEMBERS: _member, SheetKind.MEETINGS: _meeting, SheetKind.ACTIVITY_LOG: _activity}


def likeness(planned: Planned, kind: SheetKind) -> tuple[Any, ...]:
    """What two rows share that seem to say the same thing."""
    step = planned.steps[-1]
    if kind is not SheetKind.MEMBERS:
        return likeness_of(step.thing, step.body)
    if len(planned.steps) == 1:
        return (step.council_id, step.thing_id)
    names = tuple(plain(str(planned.values.get(name, ""))) for name in NAMING[:2])
    contacts = tuple(str(planned.values.get(name, "")).casefold() for name in NAMING[2:])
    return names if any(names) else contacts


def likeness_of(thing: ImportedThing, said: Mapping[str, Any]) -> tuple[Any, ...]:
    """The same of a meeting or of time spent, as it is said or as it is recorded."""
    shared = (said["council_id"], said["kind"], said["origin"]["date_precision"])
    if thing is ImportedThing.MEETING:
        return (*shared, said["held_on"])
    return (*shared, said["done_on"], said["minutes"], said.get("title"))


def _tell_repeated(planned: Iterable[Planned], layout: Layout) -> None:
    """Hold back what a row above says already; whether that one is recorded is told of it, not of this one."""
    seen: dict[tuple[Any, ...], int] = {}
    for one in planned:
        if one.problems or plain(str(one.values.get(SAME_PERSON, ""))) == NEW_PERSON:
            continue
        like = likeness(one, layout.kind)
        if like in seen:
            one.problems.append(problem_of(RepeatsARow(row=seen[like]), None))
        seen.setdefault(like, one.row.number)
