"""Whatever is said of meetings, sessions and initiatives, what was recorded can be told again, and saying it twice changes nothing."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from services.activities.meetings.minutes import Minutes
from shared.contracts import REGISTRY
from shared.kernel import Refusal
from tests.reporting.histories import History
from tests.reporting.test_figures_obey_their_laws import of_lives, say, vague

if TYPE_CHECKING:
    from shared.kernel import Aggregate, Fact
    from tests.reporting.test_figures_obey_their_laws import Move

ANEW_EACH_TIME = {"funded", "step_withdrawn"}
"""A history gives each grant an id of its own, and the first postponement that is taken back leaves another one first."""

lives = st.lists(
    st.one_of(*(st.tuples(st.just(name), args) for name, args in of_lives(vague).items())), min_size=5, max_size=40
)


class Kept(History):
    """A history that knows which facts each thing recorded."""

    def __init__(self) -> None:
        super().__init__()
        self.recorded: defaultdict[Aggregate, list[Fact]] = defaultdict(list)

    def _said(self, thing: Aggregate) -> History:
        self.recorded[thing] += thing.pending
        return super()._said(thing)


def state(thing: Aggregate) -> dict[str, Any]:
    """All that it remembers."""
    return {name: vars(said) if isinstance(said, Minutes) else said for name, said in vars(thing).items()}


def begun() -> Kept:
    past = Kept()
    past.body("b1", "CC11", "CC14").body("b2", "CC14", "CC18", kind="URBAN_RENEWAL")
    return past


@given(lives)
def test_what_was_recorded_is_remembered_the_same(told: list[Move]) -> None:
    past = begun()
    for name, args in told:
        with suppress(Refusal):
            say(past, name, args)
    for thing, facts in past.recorded.items():
        again = type(thing)(thing.id)
        again.replay(REGISTRY[fact.type].model_validate_json(fact.model_dump_json()) for fact in facts)
        assert state(again) == state(thing)
        assert again.version == len(facts) >= 1


@given(lives)
def test_what_is_said_twice_is_recorded_once(told: list[Move]) -> None:
    past = begun()
    for name, args in told:
        with suppress(Refusal):
            say(past, name, args)
            if name not in ANEW_EACH_TIME:
                recorded = len(past.facts)
                say(past, name, args)
                assert len(past.facts) == recorded, name
