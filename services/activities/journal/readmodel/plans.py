"""What was needed, planned and decided, and what became of it, as of a day: from entries that stand, in the order of their days."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from services.activities.journal.domain.progress import Progress, progress
from shared.contracts.activities.plans import Outcome
from shared.kernel import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Row = dict[str, Any]

LEAST = 3
"""The priority of what is least urgent: a need that was given none comes after it."""


def roadmap_on(entries: Sequence[Row], on: date, roadmap_id: str | None) -> Row:
    """One roadmap, or the last that had begun, with its actions by axis; none where none had. Raises NotFound."""
    roadmap = _roadmap(entries, on, roadmap_id)
    actions = (
        [] if roadmap is None else [one for one in _actions(entries, on) if one["roadmap_id"] == roadmap["entry_id"]]
    )
    by_axis: dict[str | None, list[Row]] = defaultdict(list)
    for one in actions:
        by_axis[one["axis"]].append(one)
    return {
        "roadmap": roadmap,
        "progress": counted(actions),
        "axes": [{"axis": axis, "progress": counted(those), "actions": those} for axis, those in by_axis.items()],
    }


def diagnosis_on(entries: Sequence[Row], on: date) -> Row:
    """Needs in the order of their priority, each with the actions that answer it; resources; the last version."""
    known = _known(entries, on)
    answers: dict[str, list[Row]] = defaultdict(list)
    for one in _actions(entries, on):
        if one["need"] is not None:
            answers[one["need"]["entry_id"]].append(one)
    needs = sorted((need for need in known["need"] if _lasts(need, on)), key=lambda need: need["priority"] or LEAST + 1)
    return {
        "diagnosis": next(reversed(known["diagnosis"]), None),
        "needs": [need | {"actions": answers[need["entry_id"]]} for need in needs],
        "resources": [one for one in known["resource"] if _lasts(one, on)],
    }


def improvements_on(entries: Sequence[Row], on: date) -> list[Row]:
    """What was decided to be done better, in the order in which it is due; what has no day comes last."""
    known = _known(entries, on)
    ends = {end["improvement_id"]: end for end in known["improvement-end"]}
    followed = [
        _followed(one, ends, on) | {"council_id": one["council_id"], "decided_on": one["starts_on"]}
        for one in known["improvement"]
    ]
    return sorted(followed, key=lambda one: one["due_on"] or date.max)


def counted(followed: Sequence[Row]) -> dict[str, int]:
    """How many stand where."""
    count = Counter(one["status"] for one in followed)
    return {status: count[status] for status in Progress}


def _known(entries: Sequence[Row], on: date) -> dict[str, list[Row]]:
    """What had happened or begun by that day, by kind."""
    known: dict[str, list[Row]] = defaultdict(list)
    for one in entries:
        if one["starts_on"] <= on:
            known[one["entry"]].append(one)
    return known


def _lasts(one: Row, on: date) -> bool:
    return one["ends_on"] is None or one["ends_on"] >= on


def _roadmap(entries: Sequence[Row], on: date, roadmap_id: str | None) -> Row | None:
    """The one that is asked for, even if it is to come; else the last that began, over or not, as its actions may be late."""
    roadmaps = [one for one in entries if one["entry"] == "roadmap"]
    if roadmap_id is None:
        begun = [one for one in roadmaps if one["starts_on"] <= on and (one["adopted_on"] or "") <= on.isoformat()]
        return begun[-1] if begun else None
    found = next((one for one in roadmaps if one["entry_id"] == roadmap_id), None)
    if found is None:
        raise NotFound
    return found


def _actions(entries: Sequence[Row], on: date) -> list[Row]:
    """Every action planned by that day, whatever its roadmap: by axis, those of none last; in each in the order of days."""
    known = _known(entries, on)
    ends = {end["action_id"]: end for end in known["roadmap-action-end"]}
    needs = {
        need["entry_id"]: {name: need[name] for name in ("entry_id", "title", "priority")} for need in known["need"]
    }
    commitments = {
        one["entry_id"]: {name: one[name] for name in ("entry_id", "title", "institution", "due_on")}
        for one in known["commitment"]
    }
    actions = [
        _followed(one, ends, on)
        | {name: one[name] for name in ("roadmap_id", "axis", "theme")}
        | {"planned_on": one["starts_on"], "need": needs.get(one["need_id"])}
        | {"commitment": commitments.get(one["commitment_id"])}
        for one in known["roadmap-action"]
    ]
    return sorted(actions, key=lambda one: (one["axis"] is None, one["axis"] or "", one["due_on"] or date.max))


def _followed(one: Row, ends: Mapping[str, Row], on: date) -> Row:
    """What is to be done, where it stands, and how it ended: of several ends, the last one."""
    end = ends.get(one["entry_id"])
    due_on = date.fromisoformat(one["due_on"]) if one["due_on"] else None
    return {
        **{name: one[name] for name in ("entry_id", "title", "lead", "lead_label")},
        "due_on": due_on,
        "status": progress(due_on, Outcome(end["outcome"]) if end else None, on),
        "ended_on": end["starts_on"] if end else None,
        "learned": end["learned"] if end else None,
    }
