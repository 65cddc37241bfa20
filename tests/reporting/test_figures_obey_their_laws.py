"""What holds for every history: figures of random facts, over random periods, scopes and points in the logs.

The histories hold corrections, withdrawals, cancellations, vague dates and several councils; what a rule refuses is not in
them.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.activities.initiatives.domain.initiative import Initiative
from services.activities.meetings.domain import Meeting
from services.activities.steering.domain.session import SteeringSession
from services.reporting.figures.api import DIMENSIONS
from services.reporting.figures.application import breaks_down
from services.reporting.figures.application.answers import Cause
from services.reporting.figures.domain.measured import Reason
from services.reporting.indicators.catalogue import BY_CODE, INDICATORS
from services.reporting.indicators.measures import (
    Days,
    Delay,
    Distinct,
    Form,
    Free,
    Median,
    Ratio,
    Selection,
    Standing,
    Stock,
    Stocks,
    Sum,
)
from shared.contracts.activities.dialogue import (
    AnswerOutcome,
    ContributionPresented,
    InstitutionAnswered,
    InvitationReceived,
    PrefectReferred,
    QuestionAsked,
    ReferralAcknowledged,
    ReferralExamined,
    ReportBackGiven,
)
from shared.contracts.activities.fieldwork import (
    ActivityLogged,
    CommunicationIssued,
    ContactLogged,
    DropInHeld,
    OutreachHeld,
    WalkHeld,
)
from shared.contracts.activities.initiative_notes import InitiativeJoined
from shared.contracts.activities.learning import TrainingAttended, TrainingHeld
from shared.contracts.activities.meeting_papers import ChairTaken, ConvocationSent, PresenceNoted
from shared.contracts.activities.plans import (
    DiagnosisUpdated,
    ImpactStoryRecorded,
    Outcome,
    RoadmapActionEnded,
    RoadmapActionPlanned,
)
from shared.contracts.councils.dossier import (
    AutonomyAssessed,
    BudgetAllocated,
    CharterAdopted,
    ExpenseRecorded,
    HostingModelSet,
    InternalRulesAdopted,
    ParticipantRegistered,
    PremisesProvided,
    ResidenceChecked,
    SeatsDecided,
    TrainingOffered,
)
from shared.kernel import Refusal
from tests.reporting.histories import (
    ABOUT,
    ABOUT_THAT_MONTH,
    MONTH,
    TO_THE_DAY,
    YEAR,
    actors,
    history,
    id_of,
    residents,
    room,
    source_of,
)
from tests.reporting.ledger import LOGS

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from services.reporting.figures.application.answers import Figure, Question, Trace, TracedFact
    from services.reporting.indicators.measures import Indicator
    from shared.contracts.vocabulary import Attendance, Origin
    from shared.kernel import Fact
    from tests.reporting.histories import History
    from tests.reporting.ledger import Ledger

law = settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""Each example takes the same database, emptied. A smaller run shows that PostgreSQL answers as SQLite does."""

ENTRIES_AMONG_THE_REST = 12
"""A third of what is said."""
COUNCILS = ("CC11", "CC14", "CC18")
FIRST, LAST = date(2018, 1, 1), date(2018, 12, 31)
AT_ONCE_FOR_A_REASON = {Reason.WITHDRAWN, Reason.PRESENCE_UNKNOWN}
"""What a fact may say of itself beside what it adds."""

days = st.dates(FIRST, LAST).map(date.isoformat)
vague = st.sampled_from([TO_THE_DAY, TO_THE_DAY, MONTH, YEAR, ABOUT, ABOUT_THAT_MONTH])
councils = st.sampled_from(COUNCILS)
rooms: SearchStrategy[Attendance | None] = st.none() | st.builds(
    lambda heads, others, guests, unnamed, unknown, at_least: room(
        residents(heads, "F", "26_39"),
        actors(others),
        guests=guests,
        unnamed=unnamed,
        unknown=unknown,
        at_least=at_least,
    ),
    *[st.integers(0, 4)] * 5,
    st.booleans(),
)


def one_of(letter: str, many: int) -> SearchStrategy[str]:
    """The name of one of many things."""
    return st.integers(1, many).map(lambda rank: f"{letter}{rank}")


def names(what: str, many: int) -> SearchStrategy[Any]:
    """The id of one of many things."""
    return one_of(what, many).map(id_of)


minutes = st.none() | st.integers(1, 90)
cents = st.integers(1, 10**6)
titled: dict[str, SearchStrategy[Any]] = {"title": st.just("Un titre")}


Move = tuple[str, tuple[Any, ...]]
"""One thing that somebody says; whether a rule allows it depends on what was said before."""


def moves(origins: SearchStrategy[Origin]) -> SearchStrategy[Move]:
    """Of councils and of who sits in them, of lives, and of what is said whole."""
    people, colleges = one_of("p", 4), st.sampled_from(["RESIDENT", "LOCAL_ACTOR"])
    joined = st.tuples(councils, people, days, colleges, origins)
    said: dict[str, SearchStrategy[tuple[Any, ...]]] = {
        "gone": st.tuples(councils, people, days, origins),
        "seated": st.tuples(councils, people, days, colleges, st.sampled_from(["TITULAR", "SUBSTITUTE"]), origins),
        "never_joined": st.tuples(councils, people),
        "never_left": st.tuples(councils, people),
        "never_changed": st.tuples(councils, people),
        "filled": st.tuples(councils, people, people, days, colleges, origins),
        "assigned": st.tuples(councils, people, days, origins),
        "unassigned": st.tuples(councils, people, days, origins),
        "stage_withdrawn": st.tuples(councils, st.sampled_from(["CLOSED", "ACTIVE"])),
        "never_assigned": st.tuples(councils, people, days),
        "recognised": st.tuples(one_of("order", 2), councils, days, st.lists(people, min_size=1, max_size=3), origins),
        "never_recognised": st.tuples(one_of("order", 2)),
        "covers": st.tuples(councils, st.sampled_from(["QP075010", "QP075011"]), days, st.none() | days, origins),
        "never_covered": st.tuples(councils, st.sampled_from(["QP075010", "QP075011"])),
        "stage": st.tuples(councils, st.sampled_from(["CLOSED", "ACTIVE"]), days, origins),
        "offered": st.tuples(
            one_of("b", 2), councils, days, st.integers(0, 3), st.none() | st.integers(9, 30), origins
        ),
        "never_offered": st.tuples(one_of("b", 2), councils),
        "agrees": st.tuples(people, days, origins),
        "no_longer_agrees": st.tuples(people, days, origins),
        "moved": st.tuples(councils, st.sampled_from(["11", "14", "18", "19"]), st.just("2018-01-01")),
    }
    return st.one_of(
        st.tuples(st.sampled_from(["joined", "joined_again"]), joined),
        *(st.tuples(st.just(name), args) for name, args in {**said, **of_lives(origins)}.items()),
        *[entries(origins)] * ENTRIES_AMONG_THE_REST,
    )


def of_lives(origins: SearchStrategy[Origin]) -> dict[str, SearchStrategy[tuple[Any, ...]]]:
    """What is said of meetings, sessions and initiatives."""
    meetings, sessions, initiatives = one_of("m", 5), one_of("s", 4), one_of("i", 4)
    bodies, kinds = one_of("b", 2), st.sampled_from(["PLENARY", "WORKING_GROUP"])
    return {
        "planned": st.tuples(meetings, councils, days, kinds),
        "held": st.tuples(meetings, days, rooms, origins),
        "met": st.tuples(meetings, councils, days, rooms, kinds, origins, st.none() | one_of("g", 2)),
        "counted_again": st.tuples(meetings, rooms),
        "postponed": st.tuples(meetings, days),
        "cancelled": st.tuples(meetings),
        "withdrawn": st.tuples(meetings),
        "session_planned": st.tuples(sessions, bodies, days),
        "session_held": st.tuples(sessions, days, origins),
        "sat": st.tuples(sessions, bodies, days, origins),
        "session_cancelled": st.tuples(sessions),
        "not_convened": st.tuples(sessions, bodies, days, days),
        "represented": st.tuples(sessions, councils),
        "proposed": st.tuples(initiatives, councils, days, st.sampled_from(["MEDIATION", "PREVENTION"]), origins),
        "adopted": st.tuples(initiatives, days, origins),
        "funded": st.tuples(initiatives, days, st.integers(1, 10**6), st.sampled_from(["CITY", "STATE"]), origins),
        "completed": st.tuples(initiatives, days, origins),
        "dropped": st.tuples(initiatives, days, origins),
        "step_withdrawn": st.one_of(
            st.tuples(st.just(Meeting), meetings, st.sampled_from(["held", "cancelled", "postponed/0"])),
            st.tuples(st.just(SteeringSession), sessions, st.sampled_from(["held", "cancelled", "attended/CC18"])),
            st.tuples(st.just(Initiative), initiatives, st.sampled_from(["adopted", "completed", "dropped"])),
        ),
        "never_was": st.one_of(
            st.tuples(st.just(SteeringSession), sessions), st.tuples(st.just(Initiative), initiatives)
        ),
        "said_on": st.one_of(
            st.tuples(st.just(Meeting), meetings, st.sampled_from(["scheduled planned_on", "held held_on"]), days),
            st.tuples(st.just(SteeringSession), sessions, st.just("held held_on"), days),
            st.tuples(
                st.just(Initiative), initiatives, st.sampled_from(["proposed proposed_on", "adopted adopted_on"]), days
            ),
        ),
    }


counts = st.none() | st.integers(0, 9)
districts = st.sampled_from(["QP075010", "QP075011"])
KINDS: dict[str, tuple[type[Fact], dict[str, SearchStrategy[Any]]]] = {
    "outing": (OutreachHeld, {"method": st.sampled_from(["MARKET", "STAND"]), "reached": counts, "minutes": minutes}),
    "drop-in": (DropInHeld, {"visits": counts, "minutes": minutes}),
    "contact": (
        ContactLogged,
        {
            "organisation_id": st.none() | names("organisation", 2),
            "organisation_kind": st.just("CITY"),
            "title": st.just("Point"),
            "minutes": minutes,
        },
    ),
    "leaflet": (CommunicationIssued, {"means": st.just("LEAFLET"), "minutes": minutes}),
    "walk": (WalkHeld, {"minutes": minutes}),
    "log": (ActivityLogged, {"kind": st.sampled_from(["TRAVEL", "WRITING"]), "minutes": minutes}),
    "question": (
        QuestionAsked,
        {**titled, "institution": st.just("CITY"), "due_on": st.none() | st.dates(FIRST, LAST)},
    ),
    "referral": (PrefectReferred, {**titled, "due_on": st.none() | st.dates(FIRST, LAST)}),
    "point": (ContributionPresented, {**titled, "session_id": names("s", 4)}),
    "answer": (
        InstitutionAnswered,
        {
            "about_id": names("question", 2) | names("referral", 2) | names("point", 2),
            "outcome": st.sampled_from(list(AnswerOutcome)),
        },
    ),
    "acknowledgement": (ReferralAcknowledged, {"referral_id": names("referral", 2)}),
    "examination": (ReferralExamined, {"referral_id": names("referral", 2)}),
    "invitation": (InvitationReceived, {"session_id": names("s", 4)}),
    "report-back": (ReportBackGiven, {"session_id": names("s", 4), "means": st.just("ORAL")}),
    "chair": (ChairTaken, {"meeting_id": names("m", 5), "chaired_by": st.sampled_from(["MEMBER", "FACILITATOR"])}),
    "convocation": (
        ConvocationSent,
        {"meeting_id": names("m", 5), "means": st.just("EMAIL"), "has_papers": st.sampled_from([None, True, False])},
    ),
    "participation": (InitiativeJoined, {"initiative_id": names("i", 4), "unnamed": counts}),
    "action": (
        RoadmapActionPlanned,
        {**titled, "roadmap_id": names("roadmap", 1), "due_on": st.none() | st.dates(FIRST, LAST)},
    ),
    "end": (RoadmapActionEnded, {"action_id": names("action", 2), "outcome": st.sampled_from(list(Outcome))}),
    "diagnosis": (DiagnosisUpdated, titled),
    "training": (TrainingHeld, {**titled, "minutes": st.none() | st.integers(1, 90)}),
    "trained": (TrainingAttended, {"training_id": names("training", 2), "person_id": names("p", 4)}),
    "impact": (ImpactStoryRecorded, {**titled, "usefulness": st.just("COHESION")}),
    "budget": (BudgetAllocated, {**titled, "funder": st.just("CITY"), "year": st.just(2018), "amount_cents": cents}),
    "expense": (ExpenseRecorded, {**titled, "budget_id": names("budget", 2), "amount_cents": cents}),
    "premises": (PremisesProvided, {**titled, "until_on": st.none() | st.just(LAST)}),
    "presence": (
        PresenceNoted,
        {
            "meeting_id": names("m", 5),
            "person_id": names("p", 4),
            "state": st.sampled_from(["PRESENT", "PRESENT", "EXCUSED"]),
        },
    ),
    "joined": (InitiativeJoined, {"initiative_id": names("i", 4), "person_id": names("p", 4)}),
    "participant": (
        ParticipantRegistered,
        {
            "person_id": names("p", 4),
            "recruitment": st.sampled_from(["OUTREACH", "VOLUNTEER"]),
            "gender": st.just("F"),
            "age_band": st.just("26_39"),
            "until_on": st.none() | st.just(LAST),
        },
    ),
    "seats": (SeatsDecided, {"resident_seats": st.integers(0, 3), "local_actor_seats": st.integers(0, 3)}),
    "residence": (
        ResidenceChecked,
        {"person_id": names("p", 4), "lives_in_district": st.booleans(), "district_code": districts},
    ),
    "hosting": (HostingModelSet, {"model": st.just("HOSTED"), "until_on": st.none() | st.just(LAST)}),
    "charter": (CharterAdopted, titled),
    "rules": (InternalRulesAdopted, titled),
    "training-offer": (TrainingOffered, titled),
    "autonomy": (
        AutonomyAssessed,
        {"assessor": st.just("COUNCIL"), "scores": st.fixed_dictionaries({"chairs": st.none() | st.integers(0, 4)})},
    ),
}
"""What may be said whole, by a name for it, with what is said beside the council and the day."""


def entries(origins: SearchStrategy[Origin]) -> SearchStrategy[Move]:
    """Something is said whole, or said again, or taken back."""

    def of(name: str) -> SearchStrategy[Move]:
        kind, said = KINDS[name]
        which, fields = one_of(name, 2), st.fixed_dictionaries(said)
        return st.one_of(
            st.tuples(st.just("entry"), st.tuples(which, st.just(kind), councils, days, origins, fields)),
            st.tuples(st.just("entry_again"), st.tuples(which, fields)),
            st.tuples(st.just("entry_gone"), st.tuples(which)),
        )

    return st.sampled_from(sorted(KINDS)).flatmap(of)


def say(past: History, name: str, args: tuple[Any, ...]) -> None:
    """One thing is said. Raises Refusal when a rule forbids it."""
    if name in {"joined", "joined_again"}:
        council_id, who, on, college, origin = args
        joins = past.member if name == "joined" else past.said_again
        joins(council_id, who, on, college=college, gender=("F", "M")[ord(who[-1]) % 2], origin=origin)
    elif name == "entry":
        past.entry(*args[:-1], **args[-1])
    elif name == "entry_again":
        past.entry_again(args[0], **args[1])
    elif name == "said_on":
        kind, which, words, on = args
        step, field = words.split()
        past.told_again(kind, which, **{step: {field: on}})
    else:
        getattr(past, name)(*args)


def told(said: list[Move]) -> History:
    """What is recorded of all that was said."""
    past = history()
    for code, since in zip(COUNCILS, ("2016-01-01", "2018-06-15", "2019-06-01"), strict=True):
        past.council(code, since=since)
    past.body("b1", *COUNCILS[:2]).body("b2", *COUNCILS[1:], kind="URBAN_RENEWAL")
    for name, args in said:
        with suppress(Refusal):
            say(past, name, args)
    return past


histories = st.lists(moves(vague), min_size=10, max_size=60).map(told)
dated_histories = st.lists(moves(st.just(TO_THE_DAY)), min_size=10, max_size=60).map(told)


@dataclass(frozen=True)
class Asked:
    """A period and a scope."""

    first: date
    last: date
    scope: dict[str, str]
    indicators: tuple[Indicator, ...]

    def question(self, ledger: Ledger, **other: str) -> Question:
        return ledger.question(self.first.isoformat(), self.last.isoformat(), **(self.scope | other))

    def figures(self, ledger: Ledger, by: str, **other: str) -> dict[str, list[Figure]]:
        """By indicator, the figures of a breakdown, for all that can be broken down so."""
        found: dict[str, list[Figure]] = {one.code: [] for one in self.indicators if breaks_down(one, [by])}
        wanted = ledger.figures.figures([BY_CODE[code] for code in found], self.question(ledger, by=by, **other))
        for figure in ledger.run(wanted):
            found[figure.indicator.code].append(figure)
        return found

    def totals(self, ledger: Ledger) -> dict[str, Figure]:
        """By indicator, the figure of the whole scope."""
        found = ledger.run(ledger.figures.figures(self.indicators, self.question(ledger)))
        return {figure.indicator.code: figure for figure in found}

    def traces(self, ledger: Ledger, **other: str) -> dict[str, Trace]:
        """By indicator, the trace of the figure of the whole scope."""
        question = self.question(ledger, **other)
        return {one.code: ledger.run(ledger.figures.trace(one, question)) for one in self.indicators}


scopes: SearchStrategy[dict[str, str]] = st.one_of(
    st.just({}), st.builds(lambda code: {"council": code}, councils), st.just({"arrondissement": "14"})
)
bounds = st.one_of(
    st.tuples(st.dates(FIRST, LAST), st.dates(FIRST, LAST)), st.just((FIRST, LAST)), st.just((FIRST, date(2018, 6, 30)))
)
some_indicators = st.lists(st.sampled_from(INDICATORS), min_size=12, max_size=12, unique_by=lambda one: one.code)
"""A fifth of them for each example: all of them, after a few."""
questions = st.builds(
    lambda period, scope, some: Asked(min(period), max(period), scope, tuple(some)), bounds, scopes, some_indicators
)


def split(facts: list[Fact], until: dict[str, int]) -> tuple[list[Fact], list[Fact]]:
    """The first facts of each source, that many of each, and the others."""
    by_source = {source: [fact for fact in facts if source_of(fact) == source] for source in until}
    first = [fact for source, mine in by_source.items() for fact in mine[: until[source]]]
    return first, [fact for source, mine in by_source.items() for fact in mine[until[source] :]]


def whole(value: int | Decimal | None) -> int:
    """A number of things; what is not known adds nothing."""
    assert not isinstance(value, Decimal)
    return value or 0


def parts_of(figure: Figure) -> dict[str, int]:
    """What a trace adds up to, by the part of the figure."""
    if isinstance(figure.indicator.measure, Ratio):
        return {"numerator": whole(figure.numerator), "denominator": whole(figure.denominator)}
    return {"value": 0 if isinstance(figure.indicator.measure, (Median, Delay)) else whole(figure.value)}


def terms(figures: list[Figure]) -> tuple[int, int]:
    """Numerators and denominators, added up."""
    return sum(whole(one.numerator) for one in figures), sum(whole(one.denominator) for one in figures)


@law
@given(histories, questions)
def test_the_facts_of_a_trace_are_listed_once_and_add_up_to_the_figure(
    sqlite_ledger: Ledger, past: History, asked: Asked
) -> None:
    def place(fact: TracedFact) -> tuple[object, ...]:
        return fact.part, fact.source, fact.position, fact.lines[0]["council"]

    totals = asked.totals(sqlite_ledger.afresh().tell(past))
    for code, trace in asked.traces(sqlite_ledger).items():
        figure = trace.figure
        assert figure == totals[code]
        if isinstance(figure.indicator.measure, (Median, Delay)):
            days = [fact.weight for fact in trace.counted]
            assert figure.value == (median(days) if days else None), code
            parts = {}
        else:
            parts = parts_of(figure)
        for part, value in parts.items():
            assert sum(fact.weight for fact in trace.counted if fact.part == part) == value, (code, part)
        counted = [place(fact) for fact in trace.counted]
        not_counted = [(*place(fact), fact.reason) for fact in trace.not_counted]
        assert len(set(counted)) == len(counted), code
        assert len(set(not_counted)) == len(not_counted), code
        assert all(fact.weight == 0 and fact.reason for fact in trace.not_counted), code
        assert {fact.reason for fact in trace.not_counted if place(fact) in counted} <= AT_ONCE_FOR_A_REASON, code


@law
@given(histories, questions)
def test_no_figure_is_negative_and_no_share_exceeds_the_whole(
    sqlite_ledger: Ledger, past: History, asked: Asked
) -> None:
    for code, figure in asked.totals(sqlite_ledger.afresh().tell(past)).items():
        # Of a budget, too much may be spent.
        assert code == "MOY-01.remaining" or figure.value is None or figure.value >= 0, code
        if figure.indicator.form == Form.SHARE:
            assert 0 <= whole(figure.numerator) <= whole(figure.denominator), code
            assert (figure.value is None) is (figure.denominator == 0), code


@law
@given(histories, questions, st.integers(3, 20), st.integers(0, 60))
def test_what_is_known_as_of_a_point_is_what_was_known_when_the_logs_ended_there(
    sqlite_ledger: Ledger, past: History, asked: Asked, councils_until: int, activities_until: int
) -> None:
    before, rest = split(past.facts, {"councils": councils_until, "activities": activities_until})
    ledger = sqlite_ledger.afresh().tell(before)
    places = ",".join(f"{source}@{position}" for source, position in ledger.model.positions.items())
    then = asked.traces(ledger), asked.figures(ledger, by="council")
    ledger.tell(rest)
    assert (asked.traces(ledger, as_of=places), asked.figures(ledger, by="council", as_of=places)) == then


@law
@given(histories, questions, st.integers(3, 20), st.integers(0, 60))
def test_what_changed_between_two_points_is_listed_once_and_adds_up_to_the_difference(
    sqlite_ledger: Ledger, past: History, asked: Asked, councils_until: int, activities_until: int
) -> None:
    before, rest = split(past.facts, {"councils": councils_until, "activities": activities_until})
    ledger = sqlite_ledger.afresh().tell(before)
    then = dict(ledger.model.positions)
    places = ",".join(f"{source}@{position}" for source, position in then.items())
    figures_then = asked.totals(ledger)
    question = asked.question(ledger.tell(rest))
    for indicator in asked.indicators:
        found, code = ledger.run(ledger.figures.difference(indicator, question, places)), indicator.code
        assert (found.before, found.now) == (
            figures_then[code],
            ledger.run(ledger.figures.trace(indicator, question)).figure,
        )
        for part in {change.fact.part for change in found.changes} | set(parts_of(found.now)):
            changed = sum(change.now - change.before for change in found.changes if change.fact.part == part)
            if not isinstance(indicator.measure, (Median, Delay)):
                assert changed == parts_of(found.now)[part] - parts_of(found.before)[part], (code, part)
        facts = [(change.fact.part, change.fact.source, change.fact.position) for change in found.changes]
        assert len(set(facts)) == len(facts), code
        for change in found.changes:
            assert change.before != change.now, code
            is_new = change.fact.position > then[change.fact.source]
            assert (change.cause is Cause.RECORDED) == is_new, code
            assert not is_new or change.before == 0, code
            assert (change.cause is Cause.NO_LONGER_TRUE) <= (change.since is not None), code


@law
@given(histories, questions)
def test_the_parts_of_a_breakdown_add_up_where_each_thing_is_in_one_of_them(
    sqlite_ledger: Ledger, past: History, asked: Asked
) -> None:
    totals = asked.totals(sqlite_ledger.afresh().tell(past))
    for dimension in DIMENSIONS:
        for code, parts in asked.figures(sqlite_ledger, by=dimension).items():
            values = [whole(part.value) for part in parts if not isinstance(part.value, Decimal)]
            match totals[code].indicator.measure:
                case Sum() | Stock() | Standing() | Stocks() | Free():
                    assert sum(values) == whole(totals[code].value), (code, dimension)
                case Ratio():
                    assert terms(parts) == terms([totals[code]]), (code, dimension)
                case Distinct():
                    assert max(values, default=0) <= whole(totals[code].value) <= sum(values), (code, dimension)


@law
@given(dated_histories, questions, st.floats(0, 1))
def test_two_parts_of_a_period_add_up_to_the_whole(
    sqlite_ledger: Ledger, past: History, asked: Asked, share: float
) -> None:
    whole_period = asked.totals(sqlite_ledger.afresh().tell(past))
    middle = asked.first + timedelta(days=int((asked.last - asked.first).days * share))
    parts = [replace(asked, last=middle).totals(sqlite_ledger)]
    if middle < asked.last:
        parts.append(replace(asked, first=middle + timedelta(days=1)).totals(sqlite_ledger))
    for code, full in whole_period.items():
        match full.indicator.measure:
            case Sum():
                assert sum(whole(part[code].value) for part in parts) == whole(full.value), code
            case Ratio(numerator=Sum() | Stocks(), denominator=Sum() | Stocks(on=Days.WORKING | Selection())):
                assert terms([part[code] for part in parts]) == terms([full]), code


@law
@given(histories, st.lists(st.tuples(st.sampled_from(sorted(LOGS)), st.integers(1, 7)), max_size=30))
def test_the_tables_are_the_same_whatever_the_batches_and_whichever_source_comes_first(
    sqlite_ledger: Ledger, past: History, batches: list[tuple[str, int]]
) -> None:
    at_once = sqlite_ledger.afresh().tell(past).digests()
    sqlite_ledger.afresh()
    rest = past.facts
    for source, size in batches:
        batch, rest = split(rest, {"councils": 0, "activities": 0, source: size})
        sqlite_ledger.tell(batch)
    assert sqlite_ledger.tell(rest).digests() == at_once


@settings(law, max_examples=5)
@given(histories, questions)
def test_both_databases_give_the_same_tables_figures_and_traces(
    sqlite_ledger: Ledger, postgres_ledger: Ledger, past: History, asked: Asked
) -> None:
    one, other = sqlite_ledger.afresh().tell(past), postgres_ledger.afresh().tell(past)
    assert one.digests() == other.digests()
    assert asked.traces(one) == asked.traces(other)
    for dimension in DIMENSIONS:
        assert asked.figures(one, by=dimension) == asked.figures(other, by=dimension)
