"""What holds for every history of a council, whatever was said of it, corrected, withdrawn, or said of what never was."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from services.councils.rules.domain.catalogue import BY_ID, RULES
from services.councils.rules.domain.findings import Answer
from services.councils.rules.domain.story import HAPPENED
from services.councils.rules.domain.verdicts import Status, changes, judge
from services.councils.rules.readmodel import RuleProjection, RuleViews
from shared.contracts.activities import journal
from shared.contracts.activities.meetings import (
    AttendanceCorrected,
    CorrectionReason,
    MeetingWithdrawn,
    WithdrawalReason,
)
from shared.contracts.councils import dossier
from shared.contracts.councils.composition import (
    DepartureWithdrawn,
    JoiningSaid,
    MembershipChanged,
    MembershipCorrected,
    MembershipRenewalWithdrawn,
    MembershipRenewed,
    MembershipWithdrawn,
    Recruitment,
)
from shared.contracts.councils.council import CouncilStageReached, CouncilStageWithdrawn, Stage
from shared.contracts.councils.dossier import InternalRulesAdopted, LeaveCertified
from shared.contracts.councils.draw import DrawWithdrawn
from shared.contracts.councils.recognition import RecognitionWithdrawn
from shared.contracts.vocabulary import (
    AgeBand,
    AmendmentReason,
    Attendance,
    College,
    Gender,
    HeadCount,
    MeetingKind,
    MemberRole,
    Origin,
)
from shared.kernel import Recorded
from shared.platform.envelope import Entry, encode
from shared.platform.readmodel import ReadModel
from tests.councils.rule_pasts import ABOUT_THAT_YEAR, CC18, MONTH, OLD_DISTRICT, Past, id_of, statements_of
from tests.entries.examples import KINDS, example
from tests.entries.examples import corrected as again
from tests.entries.examples import withdrawn as taken_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from services.councils.rules.domain.verdicts import Verdict
    from services.councils.rules.readmodel import RuleTables
    from shared.kernel import Fact

law = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

FIRST, LAST = date(2017, 1, 1), date(2018, 12, 31)
MISTAKE = AmendmentReason.ENTERED_BY_MISTAKE
LOGS = {"councils": UUID(int=1), "activities": UUID(int=2)}

days = st.dates(FIRST, LAST)
people = st.sampled_from(["anna", "omar", "lina", "paul"])
origins = st.sampled_from([Origin(), Origin(), Origin(), MONTH, ABOUT_THAT_YEAR])
colleges = st.sampled_from(["RESIDENT", "LOCAL_ACTOR"])


def _joining(college: str, on: date) -> JoiningSaid:
    return JoiningSaid(
        college=College(college),
        role=MemberRole.TITULAR,
        recruitment=Recruitment.VOLUNTEER,
        gender=Gender.F,
        age_band=AgeBand.NOT_DECLARED,
        district_code=OLD_DISTRICT,
        joined_on=on,
    )


def amended(past: Past, who: str, college: str, on: date, what: int) -> None:
    """Something is said again of a membership, which perhaps never was."""
    common: dict[str, Any] = {"council_id": CC18, "person_id": id_of(who)}
    counted: dict[str, Any] = {"gender": Gender.F, "age_band": AgeBand.NOT_DECLARED, "joined_on": FIRST}
    seat: dict[str, Any] = {"college": College(college), "role": MemberRole.TITULAR}
    former: dict[str, Any] = {"former_college": College.RESIDENT, "former_role": MemberRole.SUBSTITUTE}
    joining = _joining(college, on)
    said: list[Callable[[], Fact]] = [
        lambda: MembershipCorrected(**common, before=joining, after=joining, reason=MISTAKE),
        lambda: MembershipWithdrawn(**common, joining=joining, reason=MISTAKE),
        lambda: DepartureWithdrawn(**common, **counted, **seat, left_on=on, reason=MISTAKE),
        lambda: MembershipChanged(**common, **counted, **former, **seat, changed_on=on),
        lambda: MembershipRenewed(**common, renewed_on=on, term_until_on=on + timedelta(days=90)),
        lambda: MembershipRenewalWithdrawn(**common, renewed_on=on, reason=MISTAKE),
    ]
    past.said(said[what]())


def corrected(past: Past, rank: int, *, withdrawn: bool) -> None:
    """An entry of the file or of the journal is said again, or should not have been."""
    entries = [one for one in past.facts if hasattr(one, "entry")]
    if entries:
        entry: Any = entries[rank % len(entries)]
        whose: Any = journal if entry.type.startswith("activities.") else dossier
        if withdrawn:
            past.said(whose.EntryWithdrawn(entry_id=entry.entry_id, said=entry, reason=MISTAKE))
        else:
            past.said(whose.EntryCorrected(entry_id=entry.entry_id, before=entry, after=entry, reason=MISTAKE))


def of_a_session(past: Past, what: int, on: date, origin: Origin) -> None:
    """A session is planned, held or cancelled, or its papers come; each perhaps without the others."""
    said: list[Callable[[], Past]] = [
        lambda: past.session_planned("session", on),
        lambda: past.session_planned("session", on, cancelled=True),
        lambda: past.session("session", attended=False, on=on, origin=origin),
        lambda: past.papers("session", on, name=f"papers {on}", origin=origin),
    ]
    said[what]()


def of_the_meeting(past: Past, *, withdrawn: bool) -> None:
    common: dict[str, Any] = {"meeting_id": id_of("meeting"), "council_id": CC18, "kind": MeetingKind.PLENARY}
    if withdrawn:
        past.said(MeetingWithdrawn(**common, reason=WithdrawalReason.OTHER))
        return
    after = Attendance(present=2, members=(HeadCount(college=College.RESIDENT, heads=2),))
    past.said(
        AttendanceCorrected(**common, held_on=FIRST, before=None, after=after, reason=CorrectionReason.SHEET_FOUND)
    )


MOVES: list[st.SearchStrategy[Callable[[Past], object]]] = [
    st.builds(
        lambda who, college, on, origin: lambda past: past.joined(who, college=college, on=on, origin=origin),
        people,
        colleges,
        days,
        origins,
    ),
    st.builds(lambda who, on, origin: lambda past: past.left(who, on=on, origin=origin), people, days, origins),
    st.builds(
        lambda who, college, on, what: lambda past: amended(past, who, college, on, what),
        people,
        colleges,
        days,
        st.integers(0, 5),
    ),
    st.builds(lambda who, on: lambda past: past.declared(who, on=on, link="SOME"), people, days),
    st.builds(lambda who, on, there: lambda past: past.lives(who, there=there, on=on), people, days, st.booleans()),
    st.builds(lambda on: lambda past: past.covers(OLD_DISTRICT, since=on), days),
    st.builds(
        lambda model, on: lambda past: past.hosted(model, since=on, document=True, name=f"hosting {on}"),
        st.sampled_from(["HOSTED", "OWN_ASSOCIATION", "START_UP_PAIR"]),
        days,
    ),
    st.builds(lambda on: lambda past: past.drew("ELECTORAL", reserve=2, on=on), days),
    st.just(
        lambda past: past.said(DrawWithdrawn(draw_id=id_of("draw"), council_id=CC18, was_held=True, reason=MISTAKE))
    ),
    st.builds(lambda who, on: lambda past: past.recognised(who, on=on, name=f"order {on}"), people, days),
    st.builds(
        lambda on: (
            lambda past: past.said(RecognitionWithdrawn(file_id=id_of(f"order {on}"), council_id=CC18, reason=MISTAKE))
        ),
        days,
    ),
    st.builds(lambda many, on: lambda past: past.seats(many, of=9, since=on), st.integers(0, 4), days),
    st.builds(
        lambda on, attended: lambda past: past.session(f"session {on}", attended=attended, on=on), days, st.booleans()
    ),
    st.builds(
        lambda name, on, origin: lambda past: past.referred(name, on, origin),
        st.sampled_from(["post office", "street lamps"]),
        days,
        origins,
    ),
    st.builds(
        lambda step, name, on, origin: lambda past: getattr(past, step)(name, on, origin=origin),
        st.sampled_from(["acknowledged", "answered", "examined"]),
        st.sampled_from(["post office", "street lamps", "a question"]),
        days,
        origins,
    ),
    st.builds(
        lambda on, against, opinion, origin: (
            lambda past: past.decided(f"decision {on}", against=against, opinion=opinion, on=on, origin=origin)
        ),
        days,
        st.none() | st.integers(0, 2),
        st.none() | st.just("Trop cher"),
        origins,
    ),
    st.builds(
        lambda what, on, origin: lambda past: of_a_session(past, what, on, origin), st.integers(0, 3), days, origins
    ),
    st.builds(lambda on, many: lambda past: past.met(on=on, residents=many), days, st.none() | st.integers(0, 3)),
    st.builds(lambda withdrawn: lambda past: of_the_meeting(past, withdrawn=withdrawn), st.booleans()),
    st.builds(
        lambda rank, withdrawn: lambda past: corrected(past, rank, withdrawn=withdrawn),
        st.integers(0, 9),
        st.booleans(),
    ),
    st.builds(
        lambda who, on: (
            lambda past: past.said(
                LeaveCertified(
                    entry_id=id_of(f"leave {who} {on}"), council_id=CC18, person_id=id_of(who), half_days=7, taken_on=on
                )
            )
        ),
        people,
        days,
    ),
    st.builds(
        lambda on, months: (
            lambda past: past.said(
                InternalRulesAdopted(
                    entry_id=id_of(f"rules {on}"), council_id=CC18, title="Version", term_months=months, adopted_on=on
                )
            )
        ),
        days,
        st.none() | st.integers(1, 12),
    ),
    st.builds(
        lambda stage, on: lambda past: past.said(CouncilStageReached(council_id=CC18, stage=stage, reached_on=on)),
        st.sampled_from([Stage.ACTIVE, Stage.CLOSED]),
        days,
    ),
    st.builds(
        lambda on: (
            lambda past: past.said(
                CouncilStageWithdrawn(council_id=CC18, stage=Stage.CLOSED, reached_on=on, reason=MISTAKE)
            )
        ),
        days,
    ),
]


def told(moves: list[Callable[[Past], object]]) -> Past:
    past = Past()
    for move in moves:
        move(past)
    return past


pasts = st.lists(st.one_of(MOVES), max_size=25).map(told)


def verdicts(past: Past, on: date) -> list[Verdict]:
    return [past.verdict(rule.id, on) for rule in RULES]


@law
@given(pasts, days)
def test_every_history_can_be_judged_on_any_day(past: Past, on: date) -> None:
    for one in verdicts(past, on):
        assert one.status in Status
        assert one.finding.numerator is None or one.finding.numerator >= 0
        if one.finding.denominator is not None and one.rule.id not in {"R14", "R22"}:  # whose denominator is a ceiling
            assert one.finding.numerator is not None
            assert one.finding.numerator <= one.finding.denominator
        if one.finding.answer is not Answer.KEPT:
            assert one.finding.margin == ()


@law
@given(pasts, days)
def test_what_was_said_later_of_other_days_changes_nothing_before(past: Past, on: date) -> None:
    """A member who joins, a meeting that is held, a decision and a referral change nothing of the days before."""
    before = [one.status for one in verdicts(past, on)]
    later = on + timedelta(days=1)
    past.joined("somebody new", on=later).met("another meeting", on=later, residents=9)
    past.decided("another decision", on=later, against=1).referred("another referral", on=later)
    assert [one.status for one in verdicts(past, on)] == before


@law
@given(pasts, st.sampled_from([rule.id for rule in RULES]), days, st.integers(0, 500))
def test_a_history_of_verdicts_is_what_judging_each_day_gives(past: Past, rule: str, first: date, many: int) -> None:
    last = first + timedelta(days=many)
    facts = statements_of(past.facts)
    found = {one.from_on: one.verdict.status for one in changes(BY_ID[rule], CC18, facts, first, last)}
    expected, former = {}, None
    for late in range(many + 1):
        day = first + timedelta(days=late)
        status = judge(BY_ID[rule], CC18, facts, day).status
        if status is not former:
            expected[day] = former = status
    assert found == expected


@law
@given(st.integers(0, 6), st.integers(0, 6), st.integers(0, 6))
def test_so_many_departures_as_the_margin_says_break_the_rule_and_one_less_does_not(
    women: int, men: int, actors: int
) -> None:
    groups = {
        "WOMEN": ("F", women),
        "MEN": ("M", men),
        "LOCAL_ACTOR": (None, actors),
    }

    def past_without(group: str, left: int) -> Past:
        past = Past().joined("gone", on=date(2015, 1, 1)).left("gone", on=date(2015, 1, 2))
        for name, (gender, many) in groups.items():
            staying = many - (left if name == group else 0)
            if gender is None:
                past.actors(staying)
            else:
                past.residents(staying, gender=gender)
        return past

    for rule in ("R01", "R02", "R03"):
        verdict = past_without("", 0).verdict(rule)
        for margin in verdict.finding.margin:
            if margin.group in groups:
                fewer = past_without(margin.group, margin.departures - 1).verdict(rule)
                enough = past_without(margin.group, margin.departures).verdict(rule)
                assert fewer.status is Status.GREEN
                assert enough.status is not Status.GREEN


# The statements that are kept


@pytest.fixture
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReadModel[RuleTables]]:
    model = ReadModel(f"sqlite:///{tmp_path_factory.mktemp('rules')}/views.db", RuleProjection())
    model.migrate()
    model.open()
    yield model
    model.engine.dispose()


def entries_of(facts: Sequence[Fact], source: str) -> list[Entry]:
    mine = [one for one in facts if one.type.startswith(f"{source}.")]
    return [
        Entry(
            place,
            place - 1,
            encode(
                Recorded(
                    id=uuid5(LOGS[source], str(place)),
                    source=source,
                    log_id=LOGS[source],
                    stream_id=UUID(int=3),
                    version=1,
                    recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
                    by="tester",
                    request_id="request",
                    cause=None,
                    fact=fact,
                )
            ),
        )
        for place, fact in enumerate(mine, start=1)
    ]


def kept(model: ReadModel[RuleTables], past: Past, batches: list[tuple[str, int]]) -> tuple[list[Any], list[Status]]:
    """The rows after facts arrived so, and every verdict."""
    waiting = {source: entries_of(past.facts, source) for source in LOGS}
    model.activate(model._new_generation())

    async def arrive() -> list[Status]:
        for source, size in [*batches, *((source, 999) for source in LOGS)]:
            batch, waiting[source] = waiting[source][:size], waiting[source][size:]
            if batch:
                await model.take(source, LOGS[source], batch)
        found = await RuleViews(model).verdicts(CC18, RULES, past.day)
        return [one.status for one in found]

    statuses = asyncio.run(arrive())
    with model.engine.connect() as connection:
        table = model.tables.statement
        rows = list(connection.execute(select(table).order_by(*table.primary_key.columns)))
    return rows, statuses


@law
@given(pasts, st.lists(st.tuples(st.sampled_from(sorted(LOGS)), st.integers(1, 5)), max_size=20))
def test_verdicts_do_not_depend_on_the_order_in_which_the_facts_of_two_sources_arrive(
    model: ReadModel[RuleTables], past: Past, batches: list[tuple[str, int]]
) -> None:
    at_once = kept(model, past, [("activities", 999), ("councils", 999)])
    assert kept(model, past, batches) == at_once
    assert at_once[1] == [one.status for one in verdicts(past, past.day)], "as judged without any table"


def test_what_is_said_again_of_entries_that_no_rule_rests_on_is_not_kept(model: ReadModel[RuleTables]) -> None:
    """Some are of the team, and of no council."""
    past = Past()
    for kind in KINDS:
        if kind.fact not in HAPPENED:
            entry = example(kind.path)
            past.said(again(kind, entry, entry, MISTAKE), taken_back(kind, entry, MISTAKE))
    rows, _ = kept(model, past, [])
    assert [(row.council_id, row.type) for row in rows] == [(CC18, "councils.council-established.v1")]


def test_the_projection_hears_all_that_rules_rest_on() -> None:
    rested_on = {fact for rule in RULES for fact in rule.rests_on}
    assert rested_on <= set(HAPPENED) == set(RuleProjection.listens_to)
