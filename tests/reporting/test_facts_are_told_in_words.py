"""Every kind of fact is told in words, field by field; days of recording are those of Paris; each fact is of its councils, or of none."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, get_args
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from services.reporting.audit.api.telling import in_english, told
from services.reporting.audit.api.words import FIRST_LINES, KIND_OF_ENTRY, changes_of, said_of
from services.reporting.audit.application import NO_COUNCIL, Audit, Wanted
from shared.contracts import REGISTRY
from shared.contracts.activities.imports import ImportedThing
from shared.contracts.activities.life import Life
from shared.contracts.councils.draw import DrawHeld
from shared.contracts.fact_names import FACT_NAMES
from shared.contracts.field_names import FIELD_NAMES
from shared.contracts.reporting.periods import Missing, PeriodClosed
from shared.contracts.timeline import CORRECTED, TAKES_BACK
from shared.platform.clock import PARIS
from shared.platform.envelope import Entry, decode
from tests.contracts.snapshots import STORED_FACTS
from tests.reporting.histories import History, history, residents, room
from tests.reporting.ledger import LOGS, Ledger, entry

if TYPE_CHECKING:
    from collections.abc import Iterator


SAMPLES = sorted(STORED_FACTS.glob("*.json"))
CODE = re.compile(r"^[A-Z]{3,}$|[A-Z]{2,}_[A-Z]")
"""A word of a list that nobody translated."""


def fact_in(sample: Any) -> Any:
    return decode(sample.read_bytes()).fact


def parts_of(kind: Any) -> Iterator[type[BaseModel]]:
    """The parts that a type of value may hold."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    for inner in get_args(kind):
        yield from parts_of(inner)


def every_part() -> set[type[BaseModel]]:
    """The facts, and every part that one of them may hold."""
    found: set[type[BaseModel]] = set()
    waiting: list[type[BaseModel]] = list(REGISTRY.values())
    while waiting:
        part = waiting.pop()
        if part not in found:
            found.add(part)
            waiting += [one for field in part.model_fields.values() for one in parts_of(field.annotation)]
    return found


# Words


def test_each_field_of_each_fact_has_its_french_name_and_none_is_named_for_nothing() -> None:
    # The steps of a life are named as the facts that they are; what kind of entry it is, by the type of the fact.
    parts = [part for part in every_part() if not issubclass(part, Life)]
    own = {f"{part.__name__}.{name}" for part in parts for name in part.model_fields} & set(FIELD_NAMES)
    fields = {name for part in parts for name in part.model_fields if f"{part.__name__}.{name}" not in own}
    assert set(FIELD_NAMES) == own | fields - {KIND_OF_ENTRY}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_every_fact_that_was_ever_recorded_is_told_whole_and_without_codes(sample: Any) -> None:
    fact = fact_in(sample)
    said, changes = said_of(fact), changes_of(fact)
    assert len({one.field for one in said}) == len(said) > 0
    stated = {one.field.partition(".")[0] for one in said}
    again = {"before", "after"} | {name for name in type(fact).model_fields if name.startswith("former_")}
    again |= {name.removeprefix("former_") for name in again}
    silent = {name for name in type(fact).model_fields if getattr(fact, name) in (None, ())}
    assert set(type(fact).model_fields) - again - silent - {KIND_OF_ENTRY} <= stated
    for one in said:
        assert one.said.strip(), one
        if not isinstance(one.value, str) or isinstance(one.value, StrEnum):
            assert not CODE.search(one.said), one
    for change in changes:
        assert change.before != change.now


def test_what_changed_is_told_of_every_kind_of_correction() -> None:
    """Whatever a correction says again: other words are told before and now, the same are not told."""
    corrections = [fact for fact, rule in TAKES_BACK.items() if rule.mark == CORRECTED]
    assert len(corrections) == 13
    for kind in corrections:
        sample = fact_in(STORED_FACTS / f"{kind.type}.json")
        assert changes_of(sample.model_copy(update={"after": sample.before})) == []
        gone = changes_of(sample.model_copy(update={"after": None}))
        assert gone
        assert all(one.before and one.now is None for one in gone), kind
        come = changes_of(sample.model_copy(update={"before": None}))
        assert [(one.field, one.name, one.now) for one in come] == [(one.field, one.name, one.before) for one in gone]


def test_what_is_listed_by_hundreds_is_told_whole_only_where_one_fact_is_asked_for() -> None:
    held = fact_in(STORED_FACTS / f"{DrawHeld.type}.json")
    many = held.model_copy(update={"drawn": held.drawn * 25})
    (short,) = [one.said for one in said_of(many, FIRST_LINES) if one.field == "drawn"]
    (whole,) = [one.said for one in said_of(many) if one.field == "drawn"]
    assert short.count("ticket") == 10
    assert short.endswith(" ; et 15 de plus")
    assert whole.count("ticket") == 25


def test_the_english_name_is_that_of_the_type() -> None:
    assert in_english("activities.meeting-held.v1") == "meeting held"
    assert len({(name.partition(".")[0], in_english(name)) for name in FACT_NAMES}) == len(FACT_NAMES)


# Days, councils, places


def audit(ledger: Ledger) -> Audit:
    return Audit(ledger.model)


def places(ledger: Ledger, **wanted: Any) -> list[str]:
    found = ledger.run(audit(ledger).facts(Wanted(**wanted), "asc", None, 200))
    return [f"{one.source}@{one.position}" for one in found]


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 23), 24)]
)
def test_a_day_of_recording_is_one_of_paris_with_both_ends_also_when_clocks_change(
    ledger: Ledger, day: date, hours: int
) -> None:
    midnight = datetime(day.year, day.month, day.day, tzinfo=PARIS).astimezone(UTC)
    instant = timedelta(microseconds=1)
    ends = (
        midnight - instant,
        midnight,
        midnight + timedelta(hours=hours) - instant,
        midnight + timedelta(hours=hours),
    )
    for rank, moment in enumerate(ends):
        ledger.tell(history().council(f"CC{rank + 1}").facts, at=moment)
    assert places(ledger, recorded_from=day, recorded_to=day) == ["councils@2", "councils@3"]
    assert places(ledger, recorded_to=day) == ["councils@1", "councils@2", "councils@3"]
    assert places(ledger, recorded_from=day) == ["councils@2", "councils@3", "councils@4"]
    eve = ledger.run(audit(ledger).facts(Wanted(recorded_to=day - timedelta(days=1)), "asc", None, 200))
    assert [one.recorded_at for one in eve] == [midnight - instant]


def test_a_fact_of_a_type_that_is_not_known_here_is_kept_and_found_by_what_it_names(ledger: Ledger) -> None:
    """A newer service recorded it: nobody can tell what it means, but it is there, and of its council."""
    known = entry(history().council("CC18").facts[0], 1)
    head = known.head() | {"type": "councils.flag-chosen.v1"}
    head["data"] |= {"person_id": str(UUID(int=7)), "colours": ["bleu"], "nested": [{"council_id": "CC14"}]}
    ledger.run(ledger.model.take("councils", LOGS["councils"], [Entry(1, 0, json.dumps(head).encode())]))
    for wanted in ({"council": "CC18"}, {"council": "CC14"}, {"person": UUID(int=7)}, {"source": "councils"}):
        assert places(ledger, **wanted) == ["councils@1"]
    (line,) = ledger.run(audit(ledger).facts(Wanted(), "asc", None, 200))
    assert (told(line)["name"], told(line)["name_en"]) == ("fait d'une nature inconnue ici", "flag chosen")
    assert told(line)["words"].startswith("cette version ne sait pas lire ce fait")
    assert line.happened_on == line.recorded_at.astimezone(PARIS).date()


def test_whom_an_import_recorded_is_a_person_that_it_names(ledger: Ledger) -> None:
    ended = fact_in(STORED_FACTS / "activities.import-ended.v1.json")
    who = ended.recorded[0].model_copy(update={"thing": ImportedThing.MEMBERSHIP, "thing_id": UUID(int=7)})
    what = ended.recorded[0].model_copy(update={"thing": ImportedThing.MEETING, "thing_id": UUID(int=8)})
    ledger.tell([ended.model_copy(update={"recorded": (who, what)})])
    assert places(ledger, person=UUID(int=7)) == ["activities@1"]
    assert places(ledger, person=UUID(int=8)) == []


def test_a_fact_is_taken_back_by_the_corrections_of_its_words_and_by_the_withdrawal_of_all(ledger: Ledger) -> None:
    story = history().met("m1", "CC18", "2018-03-13", room(residents(4)))
    story.counted_again("m1", room(residents(5))).counted_again("m1", room(residents(6))).withdrawn("m1")
    ledger.tell(story)
    for position, later, earlier in ((1, [2, 3, 4], []), (2, [3, 4], [1]), (3, [4], [1, 2]), (4, [], [1, 2, 3])):
        found = ledger.run(audit(ledger).story("activities", position))
        assert [one.position for one in found.taken_back_by] == later
        assert [one.position for one in found.takes_back] == earlier


COUNCILS = ("CC10", "CC11", "CC18")
STEPS = st.sampled_from(("met", "recounted", "withdrawn", "agrees", "body", "member", "closed"))


def told_by(steps: list[tuple[str, int]]) -> History:
    """A history of three councils, of bodies of several of them, of persons and of periods of none."""
    story = history()
    for code in COUNCILS:
        story.council(code)
    meetings: list[str] = []
    for rank, (step, choice) in enumerate(steps):
        code = COUNCILS[choice % 3]
        match step:
            case "met":
                meetings.append(f"m{rank}")
                story.met(meetings[-1], code, "2018-03-13", room(residents(choice + 1)))
            case "recounted" if meetings:
                story.counted_again(meetings[-1], room(residents(choice + 20)))
            case "withdrawn" if meetings:
                story.withdrawn(meetings.pop())
            case "agrees":
                story.agrees(f"p{rank}", "2018-03-14")
            case "body":
                story.body(f"b{rank}", *COUNCILS[: choice % 3 + 1])
            case "member":
                story.member(code, f"p{rank}", "2018-03-15")
            case "closed":
                lacking = Missing(council_id=code, what="attendance-unknown", times=2)
                march: dict[str, Any] = {
                    "first_on": date(2018, 3, 1),
                    "last_on": date(2018, 3, 31),
                    "as_of": "councils@1",
                }
                missing = (lacking,) if choice % 2 else ()
                story.facts.append(PeriodClosed(period_id=UUID(int=rank), missing=missing, **march))
    return story


@given(steps=st.lists(st.tuples(STEPS, st.integers(0, 8)), max_size=12), page=st.integers(1, 5))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_facts_of_each_council_and_those_of_none_are_all_facts(
    ledger: Ledger, steps: list[tuple[str, int]], page: int
) -> None:
    ledger.afresh().tell(told_by(steps))
    all_places = places(ledger)
    assert len(all_places) == sum(ledger.model.positions.values())
    lists = {code: places(ledger, council=code) for code in COUNCILS}
    of_none = places(ledger, council=NO_COUNCIL)
    assert set().union(*lists.values(), of_none) == set(all_places)
    assert not set(of_none) & set().union(*lists.values())
    for found in (*lists.values(), of_none, all_places):
        assert len(found) == len(set(found))
        assert found == [place for place in all_places if place in set(found)]

    # Page by page, either way, it is the same list.
    view = audit(ledger)
    for order in ("asc", "desc"):
        seen: list[str] = []
        last = None
        while rows := ledger.run(view.facts(Wanted(), order, last, page)):
            seen += [f"{one.source}@{one.position}" for one in rows]
            last = (rows[-1].recorded_us, rows[-1].source, rows[-1].position)
        assert (seen if order == "asc" else seen[::-1]) == all_places
