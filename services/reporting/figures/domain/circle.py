"""The wider circle of a council: who takes part without being a member, and whoever comes to a meeting for the first time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from services.reporting.figures.domain.contribution import (
    TO_THE_DAY,
    Contribution,
    On,
    Said,
    Turn,
    in_order,
    what_stands,
)
from services.reporting.figures.domain.family import Family
from services.reporting.figures.domain.measured import Measured
from services.reporting.figures.domain.members import OF_MEMBERS, steps_of
from shared.contracts.activities.meeting_papers import Presence, PresenceNoted
from shared.contracts.councils.composition import Recruitment
from shared.contracts.councils.dossier import ParticipantRegistered
from shared.contracts.councils.people import ConsentGiven, ConsentWithdrawn, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_CONSENTS, _SITS = "consents", "sits"


def _rows(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    """Of one person: in the circle of each council where they take part and are no member, while they agree to be contacted."""
    consents = list(_consents(told))
    for council_id in sorted({said.fact.council_id for said in told if isinstance(said.fact, ParticipantRegistered)}):
        mine = [said for said in told if getattr(said.fact, "council_id", None) == council_id]
        registered = [said for said in mine if isinstance(said.fact, ParticipantRegistered)]
        on = On(council_id, told[0].fact.person_id)
        turns = [*consents, *_sits(mine), *(turn for said in registered for turn in _takes_part(said))]
        for turn, _, weight in what_stands(turns, _in_the_circle):
            yield turn.row(on, Measured.WIDER_CIRCLE, weight)
        for said in registered:
            if said.fact.recruitment is Recruitment.OUTREACH:
                yield on.row(said, Measured.CAME_BY_OUTREACH, 1, said.fact.from_on, said.fact.origin)


def _consents(told: Sequence[Said[Any]]) -> Iterator[Turn]:
    consents = list[Turn]()
    for said in told:
        match said.fact:
            case ConsentGiven(purpose=Purpose.CONTACT, given_on=day):
                consents.append(Turn.on(said, day, said.fact.origin, _CONSENTS, now=True))
            case ConsentWithdrawn(purpose=Purpose.CONTACT, withdrawn_on=day):
                consents.append(Turn.on(said, day, said.fact.origin, _CONSENTS, now=False))
    return in_order(consents)


def _sits(told: Sequence[Said[Any]]) -> Iterator[Turn]:
    steps, _ = steps_of(told)
    return in_order([Turn.on(step.said, step.day, step.origin, _SITS, now=bool(step.after)) for step in steps])


def _takes_part(said: Said[ParticipantRegistered]) -> Iterator[Turn]:
    fact = said.fact
    turns = [Turn.on(said, fact.from_on, fact.origin, fact.entry_id, now=True)]
    if fact.until_on is not None:
        turns.append(Turn.on(said, fact.until_on + timedelta(days=1), TO_THE_DAY, fact.entry_id, now=False))
    return in_order(turns)


def _in_the_circle(so: Mapping[Any, Any]) -> str | None:
    takes_part = any(now for what, now in so.items() if what not in {_CONSENTS, _SITS})
    return "in" if takes_part and so.get(_CONSENTS) and not so.get(_SITS) else None


def _newcomer(told: Sequence[Said[PresenceNoted]]) -> Iterator[Contribution]:
    """Of one person in one council: the first meeting at which they are noted present; what is said last of a meeting stands."""
    by_meeting: dict[Any, Said[PresenceNoted]] = {said.fact.meeting_id: said for said in told}
    present = [said for said in by_meeting.values() if said.fact.state is Presence.PRESENT]
    if not present:
        return
    windows = {said.position: said.fact.origin.window(said.fact.noted_on) for said in present}
    first = min(present, key=lambda said: (windows[said.position], said.position))
    on = On(first.fact.council_id, first.fact.person_id)
    came_by = min(last for _, last in windows.values())
    for measured in (Measured.NEWCOMERS, Measured.PRESENCES_NOTED):
        yield replace(on.row(first, measured, 1, first.fact.noted_on, first.fact.origin), last_on=came_by)
    for said in present:
        if said is not first:
            yield on.row(said, Measured.PRESENCES_NOTED, 1, said.fact.noted_on, said.fact.origin)


FAMILIES = (
    Family(
        "circle",
        dict.fromkeys((ParticipantRegistered, ConsentGiven, ConsentWithdrawn, *OF_MEMBERS), ("person_id",)),
        _rows,
    ),
    Family("newcomer", {PresenceNoted: ("council_id", "person_id")}, _newcomer),
)
