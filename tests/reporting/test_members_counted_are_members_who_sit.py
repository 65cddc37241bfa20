"""Whatever was changed, said again and taken back, the figure of members is the number of those who sit: an independent count."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.councils.council.domain import Council
from shared.contracts.councils.composition import MemberJoined, MemberLeft, MembershipChanged, MembershipCorrected
from shared.kernel import Refusal
from tests.reporting.histories import MONTH, TO_THE_DAY, YEAR, history

if TYPE_CHECKING:
    from tests.reporting.histories import History
    from tests.reporting.ledger import Ledger

law = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

FIRST, LAST = date(2018, 1, 1), date(2018, 3, 31)
days = st.dates(FIRST, LAST)
people, colleges = st.sampled_from(["p1", "p2"]), st.sampled_from(["RESIDENT", "LOCAL_ACTOR"])


def moves(origins: Any) -> Any:
    on = days.map(date.isoformat)
    return st.one_of(
        st.tuples(st.sampled_from(["member", "said_again"]), people, on, colleges, origins),
        st.tuples(st.just("seated"), people, on, colleges, origins),
        st.tuples(st.just("gone"), people, on, origins),
        st.tuples(st.sampled_from(["never_joined", "never_left", "never_changed"]), people),
    )


def told(said: list[tuple[Any, ...]]) -> History:
    past = history().council("CC18")
    for name, who, *rest in said:
        with suppress(Refusal):
            if name in {"member", "said_again"}:
                on, college, origin = rest
                getattr(past, name)("CC18", who, on, college=college, origin=origin)
            elif name == "seated":
                on, college, origin = rest
                past.seated("CC18", who, on, college, origin=origin)
            else:
                getattr(past, name)("CC18", who, *rest)
    return past


def college_of(standing: list[Any], on: date) -> str | None:
    """Where a person sits that day, by what stands; None for who does not sit."""
    college = None
    for one in standing:
        match one:
            case MemberJoined(joined_on=day) if day <= on:
                college = one.college
            case MembershipCorrected(after=after) if after.joined_on <= on:
                college = after.college
            case MembershipChanged(changed_on=day) if day <= on:
                college = one.college
            case MemberLeft(left_on=day) if day <= on:
                college = None
    return college


def who_sits(past: History, on: date) -> dict[str, int]:
    (council,) = [one for one in past._things.values() if isinstance(one, Council)]
    found = [college_of(list(stands), on) for stands in council.standing.values()]
    return {college: found.count(college) for college in ("RESIDENT", "LOCAL_ACTOR") if college in found}


@law
@given(st.lists(moves(st.just(TO_THE_DAY)), max_size=25).map(told), days)
def test_with_days_that_are_known_the_figure_is_who_sits(sqlite_ledger: Ledger, past: History, on: date) -> None:
    found = sqlite_ledger.afresh().tell(past).by("college", "CMP-01", FIRST.isoformat(), max(on, FIRST).isoformat())
    assert {college: value for college, value in found.items() if value} == who_sits(past, on)


@law
@given(st.lists(moves(st.sampled_from([TO_THE_DAY, MONTH, YEAR])), max_size=25).map(told), days)
def test_with_vague_days_nobody_is_counted_twice_and_all_who_stay_are_counted_in_the_end(
    sqlite_ledger: Ledger, past: History, on: date
) -> None:
    ledger = sqlite_ledger.afresh().tell(past)
    found = ledger.by("college", "CMP-01", FIRST.isoformat(), on.isoformat())
    assert all(value is not None and value >= 0 for value in found.values())
    assert sum(int(value or 0) for value in found.values()) <= 2
    in_the_end = ledger.by("college", "CMP-01", FIRST.isoformat(), "2019-12-31")
    assert {college: value for college, value in in_the_end.items() if value} == who_sits(past, date(2019, 12, 31))
