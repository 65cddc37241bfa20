"""Every kind of entry of the dialogue has one life over HTTP: said, seen, corrected, taken away as a file, withdrawn."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from services.activities.journal.domain.dialogue import KINDS
from tests.activities.dialogue import Dialogue
from tests.entries.examples import BY_PATH

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.entries.kinds import Kind
    from tests.support.house import House


def named_by(kind: Kind, dialogue: Dialogue) -> dict[str, str]:
    """What the example of a kind names, said for this council a month before."""
    activities, council_id = dialogue.activities, dialogue.council_id
    organisation = {"organisation_kind": "CITY", "title": "Ville", "listed_on": "2018-02-05"}
    meeting = {"council_id": council_id, "kind": "PLENARY", "held_on": "2018-03-05"}
    make: dict[str, Callable[[], str]] = {
        "organisation_id": lambda: activities.record("/v1/organisations", organisation)["id"],
        "session_id": lambda: dialogue.session(planned_on="2018-03-20"),
        "meeting_id": lambda: activities.record("/v1/meetings/held", meeting)["id"],
        "referral_id": lambda: dialogue.say("prefect-referrals", title="La poste", referred_on="2018-02-05"),
        "about_id": lambda: dialogue.say("commitments", title="Un local", institution="CITY", made_on="2018-02-05"),
    }
    said = BY_PATH[kind.path]
    return {about.field: make[about.field]() for about in kind.about if about.field in said}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.path)
def test_an_entry_of_any_kind_is_said_corrected_and_withdrawn(town: House, council: str, kind: Kind) -> None:
    dialogue = Dialogue(town.activities, council)
    said: dict[str, Any] = BY_PATH[kind.path] | named_by(kind, dialogue)
    entry_id = dialogue.say(kind.path, **said)
    it = f"/v1/{kind.path}/{entry_id}"
    seen = dialogue.get(it)
    assert said.items() <= seen.items()
    assert (seen["status"], seen["starts_on"], seen["version"]) == ("STANDS", "2018-03-05", 1)

    dialogue.correct(kind.path, entry_id, 1, **said | {kind.day: "2018-02-28"})
    for about_id in [said[about.field] for about in kind.about if about.field in said]:
        assert [one["entry_id"] for one in dialogue.get(f"/v1/{kind.path}", about=about_id)[kind.many]] == [entry_id]
    file = town.activities.get(f"/v1/{kind.path}", council=council, format="csv", after=dialogue.after)
    lines = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    mine = next(line for line in lines if line["Identifiant"] == entry_id)
    assert "28/02/2018" in mine.values()
    if "title" in said:
        assert said["title"] in mine.values()

    assert dialogue.withdraw(kind.path, entry_id, 2).json()["version"] == 3
    assert dialogue.get(it)["status"] == "WITHDRAWN"
    history = dialogue.get(f"{it}/history")["history"]
    assert [one["type"] for one in history] == [
        kind.fact.type,
        "activities.entry-corrected.v1",
        "activities.entry-withdrawn.v1",
    ]
