"""One good example of every kind of entry of the council's file, as people write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.councils.dossier.domain import KINDS
from tests.support.given import IT

if TYPE_CHECKING:
    from services.councils.dossier.domain import Kind
    from shared.contracts.councils.dossier import AnEntry

LINE = "01936f00-0000-7000-8000-0000000000b1"
"""The budget line that the example of an expense is on."""
ANNA = "01936f00-0000-7000-8000-0000000000c1"
BILAL = "01936f00-0000-7000-8000-0000000000d1"
AGREEMENT = {"title": "Convention 2018", "digest": "9f" * 32}

BY_PATH: dict[str, dict[str, Any]] = {
    "hosting": {"model": "HOSTED", "structure": "Association Épices", "document": AGREEMENT, "from_on": "2018-03-05"},
    "charters": {"title": "Version 2", "document": AGREEMENT, "adopted_on": "2018-03-05"},
    "internal-rules": {"title": "Version 1", "term_months": 36, "adopted_on": "2018-03-05"},
    "seat-decisions": {"resident_seats": 20, "local_actor_seats": 10, "from_on": "2018-03-05"},
    "local-targets": {"rule": "RESIDENTS_SHARE", "percent": 67, "from_on": "2018-03-05"},
    "premises": {"title": "Local de la rue", "provider": "Bailleur", "hours_a_week": 6, "from_on": "2018-03-05"},
    "budget-lines": {
        "title": "Convivialité",
        "funder": "CITY",
        "year": 2018,
        "amount_cents": 250_050,
        "allocated_on": "2018-03-05",
    },
    "expenses": {"budget_id": LINE, "title": "Goûter", "amount_cents": 4_250, "spent_on": "2018-03-05"},
    "working-groups": {"title": "Cadre de vie", "theme": "LIVING_ENVIRONMENT", "from_on": "2018-03-05"},
    "offices": {"office": "TREASURER", "person_id": ANNA, "from_on": "2018-03-05"},
    "inter-council-participations": {"from_on": "2018-03-05"},
    "incompatibilities": {"person_id": ANNA, "incompatibility": "NONE", "declared_on": "2018-03-05"},
    "residence-checks": {
        "person_id": ANNA,
        "lives_in_district": True,
        "district_code": "QP075019",
        "checked_on": "2018-03-05",
    },
    "parental-authorisations": {"person_id": ANNA, "digest": "9f" * 32, "filed_on": "2018-03-05"},
    "leaves": {"person_id": ANNA, "half_days": 3, "taken_on": "2018-03-05"},
    "participants": {
        "person_id": ANNA,
        "recruitment": "OUTREACH",
        "gender": "F",
        "age_band": "18_25",
        "from_on": "2018-03-05",
    },
    "gatherings": {"title": "Rencontre annuelle", "held_on": "2018-03-05"},
    "training-offers": {"title": "Lire un budget", "provider": "École", "offered_on": "2018-03-05"},
    "autonomy-assessments": {
        "assessor": "COUNCIL",
        "scores": {"chairs": 3, "writes_minutes": 0},
        "assessed_on": "2018-03-05",
    },
    "inductions": {"facilitator_id": BILAL, "title": "Prise de poste", "done_on": "2018-03-05"},
    "team-trainings": {"facilitator_id": BILAL, "title": "Médiation", "minutes": 420, "held_on": "2018-03-05"},
    "immersion-visits": {"facilitator_id": BILAL, "structure": "Préfecture", "visited_on": "2018-03-05"},
}

KIND = {kind.path: kind for kind in KINDS}


def is_of_a_council(kind: Kind) -> bool:
    """Whether it is said of a council, or else of somebody of the team."""
    return "council_id" in kind.fact.model_fields


def body(kind: Kind, council_id: str = "CC18", **other: Any) -> dict[str, Any]:
    """What people send to say the example of a kind."""
    council = {"council_id": council_id} if is_of_a_council(kind) else {}
    return council | BY_PATH[kind.path] | other


def example(path: str, **other: Any) -> AnEntry:
    """The example of a kind, as a fact."""
    kind = KIND[path]
    return kind.fact.model_validate(body(kind) | {"entry_id": IT} | other)
