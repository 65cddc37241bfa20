"""What can be seen of the council's file: its entries, and the whole file as of a day."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from services.councils.dossier.domain import CATALOGUE
from shared.contracts.councils.dossier import (
    FACTS,
    Assessor,
    AutonomyAssessed,
    BudgetAllocated,
    CharterAdopted,
    ExpenseRecorded,
    HostingModelSet,
    InterCouncilJoined,
    InternalRulesAdopted,
    LocalTargetSet,
    OfficeHeld,
    ParticipantRegistered,
    PremisesProvided,
    SeatsDecided,
    WorkingGroupCreated,
)
from shared.entries.readmodel import EntryProjection, EntryTables, EntryViews

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shared.platform.readmodel import ReadModel

MEAN_DIGITS = Decimal("0.01")


class DossierProjection(EntryProjection):
    """From what is said of the file to the list of its entries, each as it was last said."""

    name = "dossier_views"
    version = 3
    sources = ("councils",)
    listens_to = FACTS
    catalogue = CATALOGUE


class DossierViews(EntryViews):
    """Questions that people ask about the file."""

    def __init__(self, model: ReadModel[EntryTables]) -> None:
        super().__init__(model, CATALOGUE)

    async def autonomy(self, council_id: str) -> list[dict[str, Any]]:
        """All assessments of a council, by itself and by its facilitators, in the order of their days."""
        return [_assessed(one) for one in await self.standing(council_id, AutonomyAssessed)]

    async def file(self, council_id: str, on: date) -> dict[str, Any]:
        """All that holds of a council on a day: what has happened or begun by then, and has not ended before."""
        holding = await self.standing(council_id, *_IN_THE_FILE, on=on)
        of: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for one in holding:
            of[one["entry"]].append(one)
        return {
            "council_id": council_id,
            "on": on,
            "hosting": _last(of["hosting"]),
            "charter": _last(of["charter"]),
            "internal_rules": _last(of["internal-rules"]),
            "seats": _last(of["seats"]),
            "local_targets": list({one["rule"]: one for one in of["local-target"]}.values()),
            "premises": of["premises"],
            "officers": of["office"],
            "working_groups": of["working-group"],
            "inter_council": _last(of["inter-council"]),
            "participants": len({one["person_id"] for one in of["participant"]}),
            "budget": _budget(of["budget"], of["expense"]),
            "autonomy": {
                "council": _latest(of["autonomy"], Assessor.COUNCIL),
                "facilitator": _latest(of["autonomy"], Assessor.FACILITATOR),
            },
        }


_IN_THE_FILE = (
    HostingModelSet,
    CharterAdopted,
    InternalRulesAdopted,
    SeatsDecided,
    LocalTargetSet,
    PremisesProvided,
    BudgetAllocated,
    ExpenseRecorded,
    WorkingGroupCreated,
    OfficeHeld,
    InterCouncilJoined,
    ParticipantRegistered,
    AutonomyAssessed,
)


def _last(entries: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """What is in force: the newest of those that hold, as a new version takes the place of the former one."""
    return entries[-1] if entries else None


def _budget(lines: Sequence[dict[str, Any]], expenses: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Allocated, spent and remaining, in cents: by year, and in each year by line (MOY-01). Remaining may be below zero."""
    spent: Counter[str] = Counter()
    for one in expenses:
        spent[one["budget_id"]] += one["amount_cents"]
    years: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for line in lines:
        named = {name: line[name] for name in ("entry_id", "title", "funder")}
        years[line["year"]].append(named | _money(line["amount_cents"], spent[line["entry_id"]]))
    return [
        {
            "year": year,
            **_money(sum(one["allocated_cents"] for one in those), sum(one["spent_cents"] for one in those)),
            "lines": those,
        }
        for year, those in sorted(years.items())
    ]


def _money(allocated_cents: int, spent_cents: int) -> dict[str, int]:
    return {
        "allocated_cents": allocated_cents,
        "spent_cents": spent_cents,
        "remaining_cents": allocated_cents - spent_cents,
    }


def _latest(assessments: Sequence[dict[str, Any]], assessor: Assessor) -> list[dict[str, Any]]:
    """What one of the two said when it last spoke: a council of two minds speaks by its colleges, on the same day."""
    theirs = [one for one in assessments if one["assessor"] == assessor]
    return [_assessed(one) for one in theirs if one["starts_on"] == theirs[-1]["starts_on"]]


def _assessed(one: dict[str, Any]) -> dict[str, Any]:
    """An assessment with the mean of the items that were assessed; none where none was: unknown is not zero (AUT-01)."""
    scores = [score for score in one["scores"].values() if score is not None]
    mean = (Decimal(sum(scores)) / len(scores)).quantize(MEAN_DIGITS, ROUND_HALF_UP) if scores else None
    return {**one, "assessed_items": len(scores), "mean": None if mean is None else float(mean)}
