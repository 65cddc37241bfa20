"""What an evaluation led to is followed: to be done, late, done or given up on any day; of a council or of none."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.support.house import Caller, House

FOLLOWED = "/v1/followed-improvements"


class Followed:
    """Three improvements of a council, of which one was done, and one of no council."""

    def __init__(self, service: Caller, council: str) -> None:
        self.service, self.council = service, council
        self.decide(title="Documents plus tôt", due_on="2018-04-01")
        self.decide(title="Sans échéance")
        sheet = self.decide(title="Feuille de présence", due_on="2018-03-15", lead="COORDINATION")
        self.for_all = self.decide(title="Pour tous", council_id=None, due_on="2018-03-01", decided_on="2018-02-20")
        ended = {"outcome": "DONE", "ended_on": "2018-03-20", "learned": "La préparer la veille"}
        self.after = service.record("/v1/improvement-ends", ended | {"council_id": council, "improvement_id": sheet})[
            "after"
        ]

    def decide(self, **said: Any) -> str:
        """Decide on 5 March 2018 to do something better."""
        decided = {"council_id": self.council, "decided_on": "2018-03-05"} | said
        return str(self.service.record("/v1/improvements", decided)["id"])

    def seen(self, on: str, **query: Any) -> dict[str, Any]:
        """Those of the council, as they stood."""
        query = {"council": self.council} | query
        found: dict[str, Any] = self.service.get(FOLLOWED, on=on, after=self.after, **query).json()
        return found

    def statuses(self, on: str, **query: Any) -> list[tuple[str, str]]:
        """Where each stood."""
        return [(one["title"], one["status"]) for one in self.seen(on, **query)["improvements"]]


@pytest.fixture
def followed(town: House, council: str) -> Followed:
    return Followed(town.activities, council)


def test_they_come_in_the_order_in_which_they_are_due_and_are_late_until_they_end(followed: Followed) -> None:
    assert followed.statuses("2018-03-04") == []
    assert followed.statuses("2018-03-16") == [
        ("Feuille de présence", "LATE"),
        ("Documents plus tôt", "PLANNED"),
        ("Sans échéance", "PLANNED"),
    ]
    assert followed.statuses("2018-04-02") == [
        ("Feuille de présence", "DONE"),
        ("Documents plus tôt", "LATE"),
        ("Sans échéance", "PLANNED"),
    ]


def test_they_are_counted_and_narrowed_by_where_they_stand(followed: Followed) -> None:
    assert followed.statuses("2018-04-02", status="LATE") == [("Documents plus tôt", "LATE")]
    late = followed.seen("2018-04-02", status="LATE")
    assert late["progress"] == {"PLANNED": 1, "LATE": 1, "DONE": 1, "DROPPED": 0}
    assert late["on"] == "2018-04-02"
    (done,) = followed.seen("2018-04-02", status="DONE")["improvements"]
    assert (done["lead"], done["decided_on"], done["ended_on"], done["learned"]) == (
        "COORDINATION",
        "2018-03-05",
        "2018-03-20",
        "La préparer la veille",
    )


def test_those_of_no_council_are_among_all_of_them(followed: Followed) -> None:
    everything = followed.seen("2018-03-16", council=None)["improvements"]
    (for_all,) = [one for one in everything if one["entry_id"] == followed.for_all]
    assert (for_all["council_id"], for_all["status"]) == (None, "LATE")
    mine = [one for one in everything if one["council_id"] == followed.council]
    assert len(mine) == 3


def test_an_improvement_of_no_council_stays_of_none(followed: Followed) -> None:
    again = {"title": "Pour un seul", "decided_on": "2018-03-05", "council_id": followed.council, "reason": "OTHER"}
    refused = followed.service.post(f"/v1/improvements/{followed.for_all}/corrected", again, if_match=1)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/entry-of-another-council")


def test_they_are_a_file_too(followed: Followed) -> None:
    answer = followed.service.get(
        FOLLOWED, council=followed.council, on="2018-04-02", after=followed.after, format="csv"
    )
    header, first, *others = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert header == [
        *(
            "Conseil",
            "Conseil (nom)",
            "Amélioration",
            "Décidée le",
            "Responsable",
            "Responsable (précision)",
            "Échéance",
            "État",
        ),
        *("Terminée le", "Ce qu'on en retient"),
    ]
    assert first == [
        *(
            followed.council,
            "Conseil citoyen",
            "Feuille de présence",
            "05/03/2018",
            "la coordination",
            "",
            "15/03/2018",
            "faite",
        ),
        *("20/03/2018", "La préparer la veille"),
    ]
    assert [line[7] for line in others] == ["en retard", "prévue"]


def test_stories_are_told_by_register_of_a_council_or_of_none(town: House, council: str) -> None:
    stories = [
        {"usefulness": "COHESION", "title": "Un repas de palier", "council_id": council},
        {"usefulness": "RECOGNITION", "title": "Une habitante parle au comité", "council_id": council},
        {"usefulness": "COHESION", "title": "Une rencontre de tous"},
    ]
    ids = [town.activities.record("/v1/impact-stories", one | {"happened_on": "2018-03-05"}) for one in stories]
    after = ids[-1]["after"]

    def told(**query: Any) -> list[str]:
        listed = town.activities.get("/v1/impact-stories", after=after, limit=200, **query).json()["impact_stories"]
        return [one["title"] for one in listed if one["entry_id"] in {one["id"] for one in ids}]

    assert told(council=council, usefulness="COHESION") == ["Un repas de palier"]
    assert sorted(told(usefulness="COHESION")) == ["Un repas de palier", "Une rencontre de tous"]
