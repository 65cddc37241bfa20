"""Seats of a council: how many there are, who gives one up and who takes it, and where those who hold one live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.reporting.figures.domain.contribution import (
    Contribution,
    On,
    Said,
    Turn,
    day_by_day,
    in_order,
    what_stands,
)
from services.reporting.figures.domain.family import Family
from services.reporting.figures.domain.measured import Measured
from services.reporting.figures.domain.members import OF_MEMBERS, Step, steps_of
from shared.contracts.councils.composition import Recruitment
from shared.contracts.councils.dossier import ResidenceChecked, SeatsDecided
from shared.contracts.vocabulary import College, MemberRole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_RESIDENT, _CHECKED = "resident", "checked"


def _decided(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    """So many seats of each college, until the next decision."""
    turns = [Turn.on(said, said.fact.from_on, said.fact.origin, None, now=said.fact) for said in told]
    before = dict.fromkeys(College, 0)
    for turn in day_by_day(turns):
        fact = turn.now
        decided = {College.RESIDENT: fact.resident_seats, College.LOCAL_ACTOR: fact.local_actor_seats}
        for college, seats in decided.items():
            on = On(fact.council_id, fact.council_id, college=college)
            yield turn.row(on, Measured.SEATS, seats - before[college])
            before[college] = seats


def _rows(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    """Of one member: the seat that is held, taken from somebody, given up; and the district of a resident."""
    council_id, person_id = told[0].fact.council_id, told[0].fact.person_id
    steps, _ = steps_of(told)
    turns = list(in_order([Turn.on(step.said, step.day, step.origin, _RESIDENT, now=step) for step in steps]))
    on, role = On(council_id, person_id), None
    for turn in turns:
        step: Step = turn.now
        for weight, seat, held in ((-1, step.before, role), (1, step.after, step.role)):
            if held is MemberRole.TITULAR:
                yield turn.row(on, Measured.TITULARS, weight, college=seat["college"])
        role = step.role
        yield from _changes_hands(on, turn)
        if step.is_joining and step.after["kind"] == Recruitment.OUTREACH:
            yield turn.row(on, Measured.CAME_BY_OUTREACH, 1)
    yield from _lives(council_id, turns, [said for said in told if isinstance(said.fact, ResidenceChecked)])


def _changes_hands(on: On, turn: Turn) -> Iterator[Contribution]:
    """A seat is given up by who leaves it, and taken by who replaces them."""
    step: Step = turn.now
    if not step.is_joining:
        yield turn.row(on, Measured.SEATS_CHANGED_HANDS, 1, college=step.before["college"])
    replaced = getattr(step.what, "replaces", None)
    if replaced is not None:
        taken = On(step.said.fact.council_id, replaced, college=step.after["college"])
        yield turn.row(taken, Measured.SEATS_CHANGED_HANDS, -1)


def _lives(council_id: str, turns: Sequence[Turn], checks: Sequence[Said[ResidenceChecked]]) -> Iterator[Contribution]:
    """In which district a resident member lives: as it was last checked, or else as it was said at the joining."""
    seen = [Turn.on(said, said.fact.checked_on, said.fact.origin, _CHECKED, now=said.fact) for said in checks]
    for turn, district, weight in what_stands([*turns, *seen], _district):
        yield turn.row(On(council_id, district), Measured.DISTRICTS_LIVED_IN, weight)


def _district(so: Mapping[Any, Any]) -> str | None:
    step, checked = so.get(_RESIDENT), so.get(_CHECKED)
    if step is None or step.after.get("college") != College.RESIDENT:
        return None
    if checked is not None:
        where: str | None = checked.district_code if checked.lives_in_district else None
        return where
    said: str | None = step.district
    return said


FAMILIES = (
    Family("seats", {SeatsDecided: ("council_id",)}, _decided),
    Family("seat", dict.fromkeys((*OF_MEMBERS, ResidenceChecked), ("council_id", "person_id")), _rows),
)
