from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from pydantic import BaseModel, ValidationError

from shared.contracts import FACTS_OF, REGISTRY
from shared.contracts.fact_names import FACT_NAMES
from shared.platform.envelope import Entry, UnknownFact, decode, encode, read_log_lines, write_log_line
from shared.platform.readmodel import heard
from tests.contracts.snapshots import SCHEMAS, STORED_FACTS, changed_schemas, missing, samples_of, schema_of, type_of
from tests.contracts.write_snapshots import main
from tests.platform.stage import Tally

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = sorted(STORED_FACTS.glob("*.json"))

MAY_BE_IN_A_FACT = {
    # What is spoken of: ids that mean nothing outside, official codes, public labels.
    *("council_id", "council_ids", "meeting_id", "body_id", "session_id", "initiative_id", "grant_id"),
    *("person_id", "facilitator_id", "name", "body_name", "title", "arrondissement", "district_code", "generation"),
    # When.
    *("established_on", "from_on", "until_on", "joined_on", "left_on", "assigned_on", "unassigned_on", "planned_on"),
    *("starts_at", "held_on", "published_on", "expected_from_on", "expected_until_on", "named_on", "proposed_on"),
    *("adopted_on", "funded_on", "completed_on", "dropped_on"),
    # What figures count by.
    *("college", "role", "recruitment", "gender", "age_band", "kind", "body_kind", "theme", "funder", "reason"),
    *("attendance", "before", "after", "present", "members", "heads", "guests", "unnamed", "unknown"),
    *("is_lower_bound", "was_cancelled", "amount_cents", "representative", "representatives"),
    # The life of a council: official lists, stages, papers, money, places, draws, orders.
    *("arrondissements", "predecessors", "perimeter", "list_digest", "valid_from_on", "valid_until_on", "stage"),
    *("former_stage", "reached_on", "entry", "entry_id", "said", "model", "structure", "is_consented_in_writing"),
    *("document", "digest", "provider", "term_months", "resident_seats", "local_actor_seats", "rule", "percent"),
    *("hours_a_week", "year", "allocated_on", "budget_id", "spent_on", "office", "incompatibility"),
    *("institution_link", "declared_on", "lives_in_district", "checked_on", "filed_on", "half_days", "taken_on"),
    *("offered_on", "assessor", "scores", "assessed_on", "calls_its_meetings", "sets_the_agenda", "chairs"),
    *("writes_minutes", "communicates", "represents_itself", "manages_its_budget", "renews_its_members"),
    *("draw_id", "lists", "tickets", "ticket", "seats", "reserve", "method", "seed", "drawn", "rank", "is_reserve"),
    *("prepared_on", "was_held", "was_reached", "contacted_on", "answer", "former_answer", "answered_on", "seated_on"),
    *("used_on", "file_id", "submitted_on", "authority", "outcome", "consulted_on", "order_number", "recognised_on"),
    *("refused_on",),
    # The life of a membership, of the team, of a seat in a steering body: days, words of lists, ids.
    *("replaces", "term_until_on", "former_college", "former_role", "changed_on", "renewed_on", "joining"),
    *(
        "change_origin",
        "departure_origin",
        "assignment_origin",
        "renewal_origin",
        "former_term_until_on",
        "called_by",
        "chaired_by",
        "written_by",
        "titular_seats",
    ),
    *("substitute_seats", "seats_of_body", "post_id", "agreement", "former_agreement", "number", "opened_on"),
    *("closed_on", "step", "filled_on", "vacated_on", "absence_id", "back_on", "covered_by", "handover_id"),
    *("former_covered_by", "cover_origin", "consultation_origin", "step_origin", "acceptance_origin"),
    *("standing_down_origin", "offer_origin", "former"),
    *(
        "from_facilitator_id",
        "to_facilitator_id",
        "lines",
        "line",
        "matter",
        "subject_id",
        "due_on",
        "accepted_on",
        "is_last",
    ),
    *("done_on", "minutes", "visited_on"),
    # The journal of the work: what was done, for how many, about what.
    *("copies", "findings", "interested", "issued_on", "listed_on", "means", "mediation", "next_step", "next_step_on"),
    *(
        "noted_on",
        "organisation_id",
        "organisation_kind",
        "passed_to",
        "places",
        "reached",
        "subject",
        "visits",
        "week",
    ),
    # The dialogue with institutions: what is asked, promised, answered; sessions, decisions. `text` is a plain version, for all.
    *("institution", "about_id", "referral_id", "asked_on", "made_on", "referred_on", "acknowledged_on", "examined_on"),
    *("received_on", "presented_on", "decided_on", "written_on", "votes_for", "votes_against", "abstained"),
    *("dissenting_opinion", "text"),
    # What was agreed with those who pay: numbers, parts, public comments.
    *("agreement_id", "reference", "objective_id", "agreed_on", "indicator", "goal", "baseline", "set_on", "shares"),
    *("report_id", "made_at", "printed", "value", "version", "is_masked"),
    *("period_id", "first_on", "last_on", "as_of", "missing", "what", "times", "why"),
    *("state", "city", "residents_fund", "landlord", "other"),
    # What is needed, planned, learned: public titles, kinds of actors, days.
    *(
        "priority",
        "identified_on",
        "updated_on",
        "roadmap_id",
        "axis",
        "lead",
        "lead_label",
        "need_id",
        "commitment_id",
        "action_id",
    ),
    *("learned", "ended_on", "usefulness", "happened_on", "decided_on", "improvement_id", "training_id", "headcount"),
    *("attended_on", "shared_on"),
    # Meetings and initiatives: what is sent before and after, who is there, who pays.
    *("approved_on", "approving_meeting_id", "group_id", "circulated_on", "drafted_on", "former_planned_on"),
    *("arrived_at", "came_on", "chaired_on", "from_at", "has_agenda", "has_papers", "learned_on", "left_at"),
    *("proxy_holder_id", "recipients", "sent_on", "state", "took_part_on"),
    *("proposed_by", "started_on", "submission_id", "submitted_on", "submitted_origin"),
    # The life of a meeting, a session, an initiative: its steps, each of them a fact.
    *("scheduled", "postponed", "held", "cancelled", "drafted", "circulated", "approved", "published", "not_convened"),
    *(
        "named",
        "attended",
        "proposed",
        "adopted",
        "submissions",
        "refusals",
        "grants",
        "started",
        "completed",
        "dropped",
    ),
    *("place",),
    # Case files: codes of types and steps, ids of holders, days.
    *("case_id", "case_type", "holder_id", "from_holder_id", "to_holder_id", "former_step", "code", "set_on"),
    *("handed_over_on", "paused_on", "resumed_on", "reopened_on", "other_case_id", "relation", "linked_on"),
    # Imports of spreadsheets: digests, never names of files nor headings; numbers of rows; codes of problems.
    *("batch_id", "sheet", "file_digest", "attempt", "mode", "known", "headings_digest", "heading_digest", "columns"),
    *("field", "rows", "row", "thing", "thing_id", "version", "recorded", "rejected", "problem"),
    *("withdrawn", "kept", "refused", "changed_by"),
    # What the vault holds of somebody: which kinds of details, and for what; never the details themselves.
    *("legal_basis", "registered_on", "details", "purpose", "given_on", "withdrawn_on"),
    # Where it comes from.
    *("origin", "held_origin", "entry_origin", "proposed_origin", "adopted_origin", "channel", "date_precision"),
    *("date_certainty", "confidence", "record", "source", "url"),
}
"""Nothing that identifies a person: no name, contact, birth date, address or free text. A new word here is a decision."""


def fields_of(model: type[BaseModel]) -> set[str]:
    """Names of the fields of a model and of all that it holds."""
    schema = model.model_json_schema()
    inside = [schema, *schema.get("$defs", {}).values()]
    return {name for part in inside for name in part.get("properties", {})}


def holds(newer: Any, older: Any) -> bool:
    """Whether all that was said is still said; what a later version added is left out."""
    if isinstance(older, dict):
        return isinstance(newer, dict) and all(name in newer and holds(newer[name], older[name]) for name in older)
    if isinstance(older, list):
        return len(newer) == len(older) and all(map(holds, newer, older))
    return bool(newer == older)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_stored_fact_loads_and_says_the_same_when_written_again(path: Path) -> None:
    stored = path.read_bytes()
    recorded = decode(stored, 7, 6)
    assert recorded.fact.type == type_of(path)
    assert (recorded.position, recorded.previous_position, recorded.version) == (7, 6, 1)
    assert holds(orjson.loads(encode(recorded)), orjson.loads(stored))


def test_a_sample_is_the_envelope_and_the_fact_to_the_byte() -> None:
    stored = (STORED_FACTS / "councils.facilitator-assigned.v1.json").read_bytes()
    assert encode(decode(stored)) == stored
    head = orjson.loads(stored)
    assert list(head) == [
        *("id", "type", "source", "log_id", "stream_id", "version", "recorded_at", "by", "request_id", "cause", "data")
    ]
    assert head["data"]["facilitator_id"] == "0198d3a5-7c3e-7000-8000-000000000001"
    assert head["data"]["assigned_on"] == "2016-02-29"


@pytest.mark.parametrize("fact", REGISTRY.values(), ids=REGISTRY.keys())
def test_every_fact_has_a_sample_with_all_its_fields_and_a_schema(fact: type[BaseModel]) -> None:
    name = fact.type  # type: ignore[attr-defined]
    data = orjson.loads(samples_of(name)[-1].read_bytes())["data"]
    assert set(data) == set(fact.model_fields)
    assert None not in data.values()
    assert (SCHEMAS / f"{name}.json").exists()


def test_nothing_that_was_ever_recorded_has_left_the_registry() -> None:
    assert {type_of(path) for path in SAMPLES} == set(REGISTRY)
    assert {path.stem for path in SCHEMAS.glob("*.json")} == set(REGISTRY)


@pytest.mark.parametrize("fact", REGISTRY.values(), ids=REGISTRY.keys())
def test_the_schema_is_the_one_that_readers_were_promised(fact: Any) -> None:
    promised = (SCHEMAS / f"{fact.type}.json").read_text()
    assert schema_of(fact) == promised, (
        "look at the difference, then: python -m tests.contracts.write_snapshots --change"
    )


def test_there_is_nothing_to_write(capsys: pytest.CaptureFixture[str]) -> None:
    assert (missing(), changed_schemas(), main([])) == ({}, {}, 0)
    assert not capsys.readouterr().out


def test_a_changed_promise_is_named_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A copy of the schemas, in which one was promised otherwise and one is missing."""
    for path in SCHEMAS.glob("*.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    promised = tmp_path / "councils.member-left.v1.json"
    promised.write_text("{}\n")
    (tmp_path / "councils.member-joined.v1.json").unlink()
    monkeypatch.setattr("tests.contracts.snapshots.SCHEMAS", tmp_path)
    monkeypatch.setattr("tests.contracts.write_snapshots.TESTS", tmp_path)

    assert main([]) == 1
    assert promised.read_text() == "{}\n"
    assert (tmp_path / "councils.member-joined.v1.json").exists()
    assert "left alone: councils.member-left.v1.json" in capsys.readouterr().out

    assert main(["--change"]) == 0
    assert promised.read_text() == (SCHEMAS / promised.name).read_text()


@pytest.mark.parametrize("fact", REGISTRY.values(), ids=REGISTRY.keys())
def test_no_field_identifies_a_person(fact: type[BaseModel]) -> None:
    assert fields_of(fact) <= MAY_BE_IN_A_FACT


def test_every_type_says_its_service_its_fact_and_its_version() -> None:
    for service, facts in FACTS_OF.items():
        for fact in facts:
            source, name, version = fact.type.split(".")
            assert source == service
            assert version == "v1"
            assert name == "".join("-" + c.lower() if c.isupper() else c for c in fact.__name__).strip("-")


def sample(**changes: Any) -> bytes:
    head = orjson.loads((STORED_FACTS / "councils.facilitator-assigned.v1.json").read_bytes())
    return orjson.dumps(head | changes)


def test_fields_that_a_newer_program_added_are_ignored_when_read() -> None:
    head = orjson.loads(sample())
    newer = orjson.dumps(
        head
        | {"signature": "…", "data": head["data"] | {"mandate": "x", "origin": head["data"]["origin"] | {"page": 3}}}
    )
    assert decode(newer).fact == decode(sample()).fact


def test_unknown_fields_are_refused_when_a_fact_is_made() -> None:
    data = orjson.loads(sample())["data"]
    with pytest.raises(ValidationError, match="extra_forbidden"):
        REGISTRY["councils.facilitator-assigned.v1"].model_validate_json(json.dumps(data | {"mandate": "x"}))


def test_a_fact_cannot_be_altered_once_made() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        decode(sample()).fact.council_id = "CC19"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "unknown", ["councils.facilitator-assigned.v2", "councils.never-heard-of.v1", "os:system", "", "Fact"]
)
def test_a_type_or_a_version_that_is_not_known_is_refused(unknown: str) -> None:
    with pytest.raises(UnknownFact):
        decode(sample(type=unknown))


def test_a_projection_stops_at_a_newer_version_of_what_it_listens_to_and_passes_over_the_rest() -> None:
    other = (STORED_FACTS / "councils.member-left.v1.json").read_bytes()
    unknown = sample(type="councils.never-heard-of.v1")
    entries = [Entry(1, 0, other), Entry(2, 1, unknown), Entry(3, 2, sample())]
    assert [recorded.position for recorded in heard(Tally(), entries)] == [3]
    with pytest.raises(UnknownFact):
        list(heard(Tally(), [Entry(4, 3, sample(type="councils.facilitator-assigned.v2"))]))


def test_a_line_of_the_log_carries_the_stored_bytes_unchanged() -> None:
    entries = [replace(Entry(9, 7, path.read_bytes()), position=9 + rank) for rank, path in enumerate(SAMPLES)]
    body = b"".join(map(write_log_line, entries))
    assert list(read_log_lines(body)) == entries
    assert [json.loads(line)["position"] for line in body.splitlines()] == [entry.position for entry in entries]


def test_every_fact_has_its_french_name_and_no_name_is_left_over() -> None:
    assert set(FACT_NAMES) == set(REGISTRY)
