"""What somebody does again may be said again on another day: its particulars are copied, those who were counted are not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from shared.contracts.vocabulary import AmendmentReason, Origin
from shared.entries.kinds import EntryOfAnotherKind, EntryWasWithdrawn
from shared.kernel import NotFound
from tests.entries.examples import KIND, KINDS, OF_THE_JOURNAL, entry_of, example, withdrawn
from tests.entries.named import Named
from tests.support.given import IT

if TYPE_CHECKING:
    from shared.entries.kinds import Kind
    from shared.kernel import Fact
    from tests.support.house import House

COPIED = [kind for kind in KINDS if kind.copied]
COUNTED = {"reached", "interested", "places", "visits", "copies", "findings", "headcount", "present", "recipients"}
ANOTHER, ANOTHER_DAY = UUID("01936f00-0000-7000-8000-0000000000a9"), date(2018, 3, 12)

each_copied = pytest.mark.parametrize("kind", COPIED, ids=lambda kind: kind.path)


def copy_of(kind: Kind, *past: Fact) -> Any:
    entry = entry_of(kind)(IT)
    entry.replay(past)
    return entry.copy(kind, ANOTHER, ANOTHER_DAY, Origin())


def test_what_a_facilitator_does_again_and_again_may_be_copied() -> None:
    assert [kind.path for kind in COPIED] == [
        *("activities", "outreach", "drop-ins", "contacts", "communications", "walks"),
    ]


@each_copied
def test_a_copy_is_of_another_day_and_says_the_particulars_again(kind: Kind) -> None:
    said = example(kind.path)
    copied = copy_of(kind, said)
    assert (copied.entry_id, getattr(copied, kind.day)) == (ANOTHER, ANOTHER_DAY)
    assert {name: getattr(copied, name) for name in kind.copied} == {name: getattr(said, name) for name in kind.copied}
    assert {"council_id", "title", "minutes", "theme", "mediation"} <= set(kind.copied)


@each_copied
def test_nobody_is_counted_in_a_copy(kind: Kind) -> None:
    assert COUNTED.isdisjoint(kind.copied)
    counted = COUNTED & kind.fact.model_fields.keys()
    assert {name: getattr(copy_of(kind, example(kind.path)), name) for name in counted} == dict.fromkeys(counted)


def test_only_what_stands_is_copied_and_as_what_it_is() -> None:
    activities, outreach = KIND["activities"], KIND["outreach"]
    said = example("activities")
    with pytest.raises(NotFound):
        copy_of(activities)
    with pytest.raises(EntryOfAnotherKind):
        copy_of(outreach, said)
    with pytest.raises(EntryWasWithdrawn):
        copy_of(activities, said, withdrawn(activities, said, AmendmentReason.OTHER))


def test_each_kind_is_copied_from_my_last_one_over_http(town: House, council: str) -> None:
    activities = town.activities
    named = Named(activities, entry_of(COPIED[0]).catalogue, council)
    for kind in COPIED:
        things = f"/v1/{kind.path}"
        first = activities.record(things, named.said(kind))
        mine = activities.get(f"{things}/my-last", after=first["after"])
        assert mine.is_success, mine.text
        asked = {"day": "2018-04-16", "entry_id": str(uuid4())}
        made = activities.record(f"{things}/{first['id']}/copies", asked, key=f"copy-{first['id']}")
        again = activities.record(f"{things}/{first['id']}/copies", asked, key=f"copy-{first['id']}")
        assert (made["id"], again["position"]) == (asked["entry_id"], made["position"])
        shown = activities.get(f"{things}/{made['id']}", after=made["after"]).json()
        assert (shown["starts_on"], shown["council_id"], shown["version"]) == ("2018-04-16", council, 1)
        assert [shown[name] for name in COUNTED & OF_THE_JOURNAL[kind.path].keys()] == [
            None for _ in COUNTED & OF_THE_JOURNAL[kind.path].keys()
        ]
    refused = activities.post(f"/v1/activities/{first['id']}/copies", {"day": "2018-04-16"})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/entry-of-another-kind")
    assert activities.post(f"/v1/walks/{uuid4()}/copies", {"day": "2018-04-16"}).status_code == 404
    wrong = activities.post(f"/v1/walks/{first['id']}/copies", {"day": "2018-04-16", "reached": 3})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/reached")
    to_come = activities.post(f"/v1/walks/{first['id']}/copies", {"day": "2026-12-31"})
    assert to_come.json()["type"] == "/problems/in-the-future"


def test_my_last_one_is_mine_and_stands(town: House, council: str) -> None:
    activities = town.activities
    said = {"council_id": council, "kind": "TRAVEL", "minutes": 20}
    last = activities.record("/v1/activities", said | {"done_on": "2026-11-20"})
    activities.record("/v1/activities", said | {"done_on": "2026-11-19"})
    gone = activities.record("/v1/activities", said | {"done_on": "2026-11-21"})
    done = activities.record(f"/v1/activities/{gone['id']}/withdrawn", {"reason": "ENTERED_TWICE"}, if_match=1)
    mine = activities.get("/v1/activities/my-last", after=done["after"])
    assert (mine.json()["entry_id"], mine.headers["ETag"]) == (last["id"], '"1"')
