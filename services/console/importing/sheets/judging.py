"""What the services say of each row before anything is recorded: every command is rehearsed, and what is known already is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from services.console import labels
from services.console.importing.records import CannotImport
from services.console.importing.sending import NOT_FOUND, REDIRECTED, REFUSALS, patiently
from services.console.importing.sheets.cells import plain
from services.console.importing.sheets.layouts import COUNCIL, NEW_PERSON, SAME_PERSON
from services.console.importing.sheets.planning import id_of, likeness_of, sit_as
from services.console.importing.sheets.reasons import (
    KnownAlready,
    NoSuchCouncil,
    NoSuchPerson,
    OnlyPlanned,
    PersonKnown,
    problem_of,
    problems_in,
)
from shared.contracts.activities.imports import ImportedThing, KnownChoice, SheetKind
from shared.platform.exchange import LARGEST_PAGE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from services.console.importing.sending import Answer, Api
    from services.console.importing.sheets.layouts import Layout
    from services.console.importing.sheets.planning import Planned, Step
    from services.console.importing.sheets.reasons import Problem

MALFORMED = 422
IMPORTED = {"channel": "IMPORT"}
"""Origin of what the import says of itself, and of what it takes back."""
ALREADY_THERE = "already-a-member"
PLANNED = "SCHEDULED"
SURE = 70
"""Points, of 100, from which a person is taken for a known one when that was asked for: two things that agree, never one."""


class Judge:
    """Asks the services about the rows of one import. Raises CannotImport when it is no row that is at fault."""

    def __init__(self, api: Api, layout: Layout, batch_id: UUID, known: KnownChoice, after: str) -> None:
        self._api = api
        self._layout = layout
        self._batch_id = batch_id
        self._known = known
        self._after = after
        self._own: set[str] = set()
        """Persons of this very file: an import that was interrupted finds them in the vault."""
        self._known_paths: dict[str, bool] = {}
        self._recorded_of: dict[str, list[dict[str, Any]]] = {}

    def judge(self, planned: Sequence[Planned]) -> None:
        """Note on each row what is wrong with it, and what is known of it."""
        self._own = {str(id_of(self._batch_id, one.row.number, "person")) for one in planned}
        for one in planned:
            if not one.problems:
                self._judge(one)

    def _judge(self, one: Planned) -> None:
        council_id = one.values[COUNCIL]
        if not self._exists(f"/v1/councils/{quote(council_id, safe='')}"):
            one.problems.append(problem_of(NoSuchCouncil(council=council_id), COUNCIL))
            return
        if one.names_a_person and not self._exists(f"/v1/people/{one.steps[0].thing_id}"):
            one.problems.append(problem_of(NoSuchPerson(person=one.steps[0].thing_id), SAME_PERSON))
            return
        if self._layout.kind is not SheetKind.MEMBERS and self._known is not KnownChoice.NEW:
            self._look_for_the_same(one)
        for step in tuple(one.steps):
            if one.problems or one.is_known:
                return
            answer = say(self._api, self._batch_id, one, step, rehearsal=True)
            if answer.status >= REDIRECTED:
                self._note(one, problems_in(answer, self._layout))
            elif step.thing is ImportedThing.PERSON:
                proposed = answer.body["possible_duplicates"]
                self._choose(one, [each for each in proposed if each["person_id"] not in self._own])
                if not one.problems and len(one.steps) == 1:  # somebody who is known: the joining is judged as theirs
                    self._judge(one)
                    return

    def _note(self, one: Planned, problems: list[Problem]) -> None:
        """What a service refuses; that somebody sits already is no fault when what is known is to be taken as it is."""
        if self._known is KnownChoice.REUSE and [problem.code for problem in problems] == [ALREADY_THERE]:
            one.is_known = True
            one.remarks.append(problems[0].fr)
        else:
            one.problems += problems

    def _exists(self, path: str) -> bool:
        """Whether something was ever recorded of a council or a person; what has not the form of a code or an id is none."""
        if path not in self._known_paths:
            answer = self._api.look("councils", f"{path}/history")
            self._known_paths[path] = answer.status < REDIRECTED
            if answer.status >= REDIRECTED and answer.status not in (NOT_FOUND, MALFORMED):
                raise CannotImport(labels.IMPORT_STOPPED.format(why=answer.body.get("detail")))
        return self._known_paths[path]

    def _choose(self, one: Planned, candidates: Sequence[dict[str, Any]]) -> None:
        """Whether a person is one of those that the vault proposes, by what was asked. The likeliest come first."""
        if not candidates or self._known is KnownChoice.NEW or plain(one.values.get(SAME_PERSON, "")) == NEW_PERSON:
            return
        best, *others = candidates
        is_sure = best["score"] >= SURE and all(other["score"] < best["score"] for other in others)
        if self._known is KnownChoice.REUSE and is_sure:
            one.steps = [sit_as(one.steps[-1], best["person_id"])]
            one.remarks.append(labels.PERSON_REUSED.format(person=best["person_id"]))
        else:
            known = ", ".join(f"{each['person_id']} : {each['score']}/100" for each in candidates)
            one.problems.append(problem_of(PersonKnown(known=known), SAME_PERSON))

    def _look_for_the_same(self, one: Planned) -> None:
        """What is recorded already and seems to be the same. A meeting that is only planned says less than the row: it is asked about."""
        (step,) = one.steps
        name = "meeting_id" if step.thing is ImportedThing.MEETING else "entry_id"
        found = {each[name]: each["status"] for each in self._recorded(step) if _is_alike(each, step)}
        if not found or step.thing_id in found:  # its own, recorded before the import was interrupted
            return
        done = [each for each, status in found.items() if status != PLANNED]
        if not done:
            one.problems.append(problem_of(OnlyPlanned(known=", ".join(found)), None))
        elif self._known is KnownChoice.REUSE:
            one.is_known = True
            one.remarks.append(labels.TAKEN_FOR.format(known=done[0]))
        else:
            one.problems.append(problem_of(KnownAlready(known=", ".join(found)), None))

    def _recorded(self, step: Step) -> list[dict[str, Any]]:
        """All meetings of a council, or all time spent for it: read once."""
        council_id = str(step.council_id)
        if council_id not in self._recorded_of:
            name = "meetings" if step.thing is ImportedThing.MEETING else "activities"
            path = f"/v1/{name}?council={quote(council_id)}&limit={LARGEST_PAGE}&after={self._after}"
            answer = look(self._api, "activities", path)
            rows = answer[name]
            while answer["next"] is not None:
                answer = look(self._api, "activities", f"{path}&cursor={answer['next']}")
                rows += answer[name]
            self._recorded_of[council_id] = rows
        return self._recorded_of[council_id]


def _is_alike(recorded: dict[str, Any], step: Step) -> bool:
    if recorded["status"] in ("WITHDRAWN", "CANCELLED"):
        return False
    if step.thing is ImportedThing.MEETING:
        known = {"date_precision": recorded["date_precision"]}
        recorded = {**recorded, "held_on": recorded["happens_on"], "origin": known}
    return likeness_of(step.thing, recorded) == likeness_of(step.thing, step.body)


def cause_of(batch_id: UUID | str) -> str:
    """What the facts of an import say led to them."""
    return f"import:{batch_id}"


def say(api: Api, batch_id: UUID, one: Planned, step: Step, *, rehearsal: bool) -> Answer:
    """Say one thing of a row, or rehearse it. Raises CannotImport when it is not this row that is at fault."""
    key = f"{batch_id}:{one.row.number}:{step.thing.value}"
    answer = patiently(
        lambda: api.attempt(step.service, step.path, step.body, key=key, cause=cause_of(batch_id), rehearsal=rehearsal)
    )
    if answer.status >= REDIRECTED and answer.status not in (*REFUSALS, NOT_FOUND):
        raise CannotImport(labels.IMPORT_STOPPED.format(why=answer.body.get("detail")))
    return answer


def look(api: Api, service: str, path: str) -> Any:
    """What a service shows; none when there is no such thing. Raises CannotImport."""
    answer = api.look(service, path)
    if answer.status == NOT_FOUND:
        return None
    if answer.status >= REDIRECTED:
        raise CannotImport(labels.IMPORT_STOPPED.format(why=answer.body.get("detail")))
    return answer.body


def place_of(api: Api) -> str:
    """Where the log of the activities stands: a read that is given it shows all that was recorded by then."""
    return f"activities@{look(api, 'activities', '/v1/log/head')['position']}"
