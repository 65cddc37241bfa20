"""Councils themselves: that they exist, the districts they cover, whom the prefect recognises, and whether somebody supports them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from services.reporting.figures.domain.contribution import (
    TO_THE_DAY,
    Contribution,
    On,
    Said,
    Turn,
    day_by_day,
    in_order,
    last_of,
    what_stands,
)
from services.reporting.figures.domain.family import Family
from services.reporting.figures.domain.framework import REQUIREMENTS
from services.reporting.figures.domain.measured import Measured, Reason
from shared.contracts.councils.council import (
    CouncilCorrected,
    CouncilDistrictRemoved,
    CouncilDistrictSet,
    CouncilEstablished,
    CouncilStageReached,
    CouncilStageWithdrawn,
    CouncilWithdrawn,
    Stage,
)
from shared.contracts.councils.recognition import CompositionRecognised, RecognitionWithdrawn
from shared.contracts.councils.team import AssignmentWithdrawn, FacilitatorAssigned, FacilitatorUnassigned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_EXISTS, _CLOSED = "exists", "closed"
_OF_IT = (CouncilStageReached, CouncilStageWithdrawn, FacilitatorAssigned, FacilitatorUnassigned, AssignmentWithdrawn)
_SAID = (CouncilEstablished, CouncilCorrected, CouncilWithdrawn)


def _council(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    """A council since it was established, but while it is closed; what the framework asks of it, and whether somebody supports it."""
    last: Said[Any] | None = last_of(told, _SAID)
    if last is None:
        return
    council_id = last.fact.council_id
    on = On(council_id, council_id)
    match last.fact:
        case CouncilWithdrawn(said=said):
            yield on.not_counted(last, Measured.COUNCILS, Reason.WITHDRAWN, said.established_on, said.origin)
            return
        case CouncilCorrected(after=said) | said:
            turns = [Turn.on(last, said.established_on, said.origin, _EXISTS, now=True), *_stages(told)]
    assignments = list(_assignments(told))
    if not assignments:
        yield on.not_counted(last, Measured.COUNCILS, Reason.SUPPORT_UNKNOWN, said.established_on, said.origin)
    for turn in assignments:
        yield turn.row(On(council_id, turn.what[0]), Measured.ASSIGNMENTS, 1 if turn.now else -1)
    for turn, _, weight in what_stands(turns, _open):
        if assignments:
            yield turn.row(on, Measured.COUNCILS, weight)
        for requirement in REQUIREMENTS:
            yield turn.row(On(council_id, requirement, kind=requirement), Measured.REQUIREMENTS, weight)
    for turn, _, weight in what_stands([*turns, *assignments], _supported):
        yield turn.row(on, Measured.COUNCILS_SUPPORTED, weight)


def _open(so: Mapping[Any, Any]) -> str | None:
    return "open" if so.get(_EXISTS) and not so.get(_CLOSED) else None


def _supported(so: Mapping[Any, Any]) -> str | None:
    """By one or by several: it is supported."""
    somebody = any(now for what, now in so.items() if what not in {_EXISTS, _CLOSED})
    return "supported" if somebody and _open(so) else None


def _stages(told: Sequence[Said[Any]]) -> Iterator[Turn]:
    stages: dict[tuple[Any, ...], Said[Any]] = {}
    for said in told:
        match said.fact:
            case CouncilStageReached(stage=stage, reached_on=day):
                stages[stage, day] = said
            case CouncilStageWithdrawn(stage=stage, reached_on=day):
                stages.pop((stage, day), None)
    for (stage, day), said in stages.items():
        yield Turn.on(said, day, said.fact.origin, _CLOSED, now=stage is Stage.CLOSED)


def _district(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    """A district of a council, from when until when, as it was said last."""
    said, fact = told[-1], told[-1].fact
    on = On(fact.council_id, fact.district_code)
    if isinstance(fact, CouncilDistrictRemoved):
        yield on.not_counted(said, Measured.DISTRICTS_COVERED, Reason.WITHDRAWN, fact.from_on)
        return
    turns = [Turn.on(said, fact.from_on, fact.origin, None, now=1)]
    if fact.until_on is not None:
        turns.append(Turn.on(said, fact.until_on + timedelta(days=1), TO_THE_DAY, None, now=-1))
    for turn in in_order(turns):
        yield turn.row(on, Measured.DISTRICTS_COVERED, turn.now)


def _order(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    """Whom the latest order recognises: another order takes its place."""
    orders: dict[Any, Said[Any]] = {}
    for said in told:
        if isinstance(said.fact, CompositionRecognised):
            orders[said.fact.file_id] = said
        else:
            orders.pop(said.fact.file_id, None)
    turns = [Turn.on(said, said.fact.recognised_on, said.fact.origin, None, now=said.fact) for said in orders.values()]
    before: set[Any] = set()
    for turn in day_by_day(turns):
        now = {member.person_id for member in turn.now.members}
        for weight, persons in ((-1, before - now), (1, now - before)):
            for person_id in sorted(persons):
                yield turn.row(On(turn.now.council_id, person_id), Measured.ON_THE_ORDER, weight)
        before = now


def _assignments(told: Sequence[Said[Any]]) -> Iterator[Turn]:
    assigned: dict[tuple[Any, ...], list[Turn]] = {}
    for said in told:
        match said.fact:
            case FacilitatorAssigned(facilitator_id=who, assigned_on=day):
                assigned[who, day] = [Turn.on(said, day, said.fact.origin, (who, day), now=True)]
            case FacilitatorUnassigned(facilitator_id=who, assigned_on=day, unassigned_on=end):
                assigned[who, day].append(Turn.on(said, end, said.fact.origin, (who, day), now=False))
            case AssignmentWithdrawn(facilitator_id=who, assigned_on=day):
                del assigned[who, day]
    for both in assigned.values():
        yield from in_order(both)


FAMILIES = (
    Family("council", dict.fromkeys((*_SAID, *_OF_IT), ("council_id",)), _council),
    Family(
        "district",
        dict.fromkeys((CouncilDistrictSet, CouncilDistrictRemoved), ("council_id", "district_code")),
        _district,
    ),
    Family("order", dict.fromkeys((CompositionRecognised, RecognitionWithdrawn), ("council_id",)), _order),
)
