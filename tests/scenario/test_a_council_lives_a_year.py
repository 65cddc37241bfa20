"""One council's year, entered over HTTP as it was lived, and asked for again: figures, members, rules, what is open, on any day.

The story is `story.py`, what must come of it `expected.py`. It is told once on each database; the services that keep it run in
this process.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.scenario import expected
from tests.scenario.story import STORY
from tests.scenario.telling import Teller, id_of
from tests.scenario.words import COUNCIL, DRAW, OF_IT
from tests.support.house import House, SetClock
from tests.support.nats import NatsServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.postgres import Postgres

SERVICES = ("councils", "activities", "reporting")
NAMED = (
    *("Damien", "Lucie", "Bakary", "Rose", "Noa", "Thérèse", "Jules", "Odile", "Youssef", "Inès", "Nadia", "Omar"),
    *("Plénière de rentrée", "Groupe de juin", "Inter-conseils", "Assemblée générale"),
    *("Repas des passages", "Fresque du passage", "Atelier vélo", "September session"),
    *("lights", "lift", "nursery", "post office", "hosting", "seats"),
)
NAMES = {id_of(name): name for name in NAMED}
"""What the story calls what has an id."""


@dataclass(frozen=True)
class Lived:
    """The year as services know it at its end."""

    house: House
    after: str
    new_database: Callable[[], str]

    def ask(self, service: str, path: str, **query: Any) -> dict[str, Any]:
        """Ask, with all that was told in sight."""
        answer = getattr(self.house, service).get(path, **{"after": self.after} | query)
        assert answer.is_success, answer.text
        told: dict[str, Any] = answer.json()
        return told


pytestmark = pytest.mark.xdist_group("the year")
"""Told once on each database, and not once by each worker."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lived(
    request: pytest.FixtureRequest, postgres_server: Postgres, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Lived]:
    """The whole story, told to services of its own, whose clock goes with it."""
    home = tmp_path_factory.mktemp("year")
    with ExitStack() as databases, ExitStack() as running:

        def new_database() -> str:
            if request.param == "sqlite":
                return f"sqlite:///{tmp_path_factory.mktemp('database')}/year.db"
            return databases.enter_context(postgres_server.database())

        broker = NatsServer(home / "nats")
        broker.start()
        running.callback(broker.kill)
        clock = SetClock(date(2018, 1, 1))
        house = House(home, broker.url, new_database, clock)
        running.callback(house.stop)
        teller = Teller(house.start(*SERVICES), clock)
        teller.tell(STORY)
        yield Lived(house, teller.after, new_database)


def in_words(figure: dict[str, Any]) -> str:
    """A figure as `expected.py` writes it."""
    if figure["value"] is None:
        return "n.d."
    is_ratio = figure["denominator"] is not None
    value = f"{figure['numerator']}/{figure['denominator']}" if is_ratio else str(figure["value"])
    if is_ratio:
        assert figure["value"] == pytest.approx(figure["numerator"] / figure["denominator"], abs=0.005), "rounded"
    assert figure["imprecise"] == 0
    return ("≥ " if figure["at_least"] else "") + value + (f" + {figure['unknown']} ?" if figure["unknown"] else "")


def figures(lived: Lived, as_of: str) -> dict[str, tuple[str, ...]]:
    """Every figure of the council in each period, as of a day."""
    told: dict[str, list[str]] = {}
    for first, last in expected.PERIODS:
        answer = lived.ask("reporting", "/v1/figures", from_=first, to=last, council=COUNCIL, as_of=as_of)
        for figure in answer["figures"]:
            told.setdefault(figure["indicator"], []).append(in_words(figure))
    return {code: tuple(values) for code, values in told.items()}


@pytest.mark.parametrize("as_of", expected.FIGURES)
def test_each_figure_of_each_quarter_is_that_of_the_day_on_which_it_is_asked(lived: Lived, as_of: str) -> None:
    told = figures(lived, as_of)
    assert {code: told[code] for code in expected.FIGURES[as_of]} == expected.FIGURES[as_of]


def test_every_other_figure_of_the_year_is_as_it_was_counted_by_hand(lived: Lived) -> None:
    told = figures(lived, expected.AFTER_THE_CORRECTION)
    others = told.keys() - expected.FIGURES[expected.AFTER_THE_CORRECTION].keys()
    assert {code: told[code][-1] for code in others} == expected.OF_THE_YEAR


@pytest.mark.parametrize("as_of", expected.FIGURES)
def test_each_figure_is_the_sum_of_the_facts_that_it_shows(lived: Lived, as_of: str) -> None:
    first, last = expected.YEAR
    for code in ("CMP-01", "VIE-01", "VIE-03", "INI-03.amount"):
        query = {"from_": first, "to": last, "council": COUNCIL, "as_of": as_of}
        trace = lived.ask("reporting", f"/v1/figures/{code}/trace", **query)
        assert sum(one["weight"] for one in trace["counted"]) == trace["figure"]["value"]
        assert in_words(trace["figure"]) == expected.FIGURES[as_of][code][-1]


def test_the_parts_of_a_figure_are_those_of_the_story(lived: Lived) -> None:
    first, last = expected.YEAR
    for (code, dimension), parts in expected.BREAKDOWNS.items():
        query = {"from_": first, "to": last, "council": COUNCIL, "indicator": code, "by": dimension}
        told = lived.ask("reporting", "/v1/figures", **query)["figures"]
        assert {one["scope"][dimension]: str(one["value"]) for one in told} == parts, (code, dimension)


def test_the_draw_gives_who_must_sit_and_who_is_next(lived: Lived) -> None:
    assert [one["ticket"] for one in lived.ask("councils", DRAW)["drawn"]] == expected.DRAWN
    assert lived.ask("councils", f"{DRAW}/reserve")["next"]["ticket"] == "P3X8"


@pytest.mark.parametrize("on", expected.ROSTER)
def test_who_sits_is_told_of_any_day(lived: Lived, on: str) -> None:
    members = lived.ask("councils", f"{OF_IT}/members", on=on)["members"]
    assert {NAMES[one["person_id"]] for one in members} == expected.ROSTER[on]


@pytest.mark.parametrize("rule", expected.RULES)
def test_each_rule_is_judged_on_each_day_as_by_hand(lived: Lived, rule: str) -> None:
    told = []
    for on, _, fraction in expected.RULES[rule]:
        verdict = lived.ask("councils", f"{OF_IT}/rules/{rule}", on=on)
        found = f"{verdict['numerator']}/{verdict['denominator']}"
        told.append((on, verdict["status"], None if fraction is None else found))
    assert told == expected.RULES[rule]


@pytest.mark.parametrize("on", expected.OPEN)
def test_what_is_open_is_told_of_any_day_with_who_holds_it(lived: Lived, on: str) -> None:
    answer = lived.ask("councils", f"{OF_IT}/open-matters", on=on)
    told = [
        (
            one["due_on"],
            one["matter"],
            NAMES[one["subject_id"]],
            " ".join(NAMES[holder] for holder in one["holders"]) or "nobody",
        )
        for one in answer["open_matters"]
    ]
    assert sorted(told, key=lambda one: (one[0] or "9999", *one[1:])) == expected.OPEN[on]
    assert answer["without_holder"] == [holder for *_, holder in expected.OPEN[on]].count("nobody")


def test_what_was_handed_over_is_what_was_known_then(lived: Lived) -> None:
    handover = lived.ask("councils", f"/v1/handovers/{id_of('handover')}")
    assert handover["status"] == "COMPLETE"
    told = [(one["matter"], NAMES[one["subject_id"]], one["accepted_on"]) for one in handover["lines"]]
    assert told == expected.HANDED_OVER


@pytest.mark.parametrize("on", expected.DIALOGUE)
def test_what_institutions_owe_is_told_of_any_day(lived: Lived, on: str) -> None:
    rows = lived.ask("activities", "/v1/dialogue", council=COUNCIL, on=on)["dialogue"]
    days = ("status", "days_of_silence", "days_to_answer", "days_late")
    assert {NAMES[one["entry_id"]]: tuple(one[name] for name in days) for one in rows} == expected.DIALOGUE[on]
    overdue = lived.ask("activities", "/v1/dialogue", council=COUNCIL, on=on, status="OVERDUE")["dialogue"]
    assert {NAMES[one["entry_id"]] for one in overdue} == {
        name for name, (status, *_) in expected.DIALOGUE[on].items() if status == "OVERDUE"
    }


def test_the_clock_of_a_referral_runs_from_the_day_it_was_sent(lived: Lived) -> None:
    file = lived.ask("activities", f"/v1/prefect-referrals/{id_of('post office')}/file", on="2018-12-31")
    told = [(one["step"], one["days_since_sent"], one["days_since_former"]) for one in file["steps"]]
    assert told == expected.REFERRAL


def test_initiatives_tell_their_days_in_each_stage(lived: Lived) -> None:
    told = lived.ask("activities", f"{OF_IT}/initiative-stages", on="2018-12-31")["initiatives"]
    assert {
        NAMES[one["initiative_id"]]: (one["status"], {stage["stage"]: stage["days"] for stage in one["stages"]})
        for one in told
    } == expected.STAGES


@pytest.mark.parametrize("on", expected.ROADMAP)
def test_the_roadmap_stands_as_it_did_on_the_day(lived: Lived, on: str) -> None:
    axes = lived.ask("activities", f"{OF_IT}/roadmap", on=on)["axes"]
    assert {one["title"]: one["status"] for axis in axes for one in axis["actions"]} == expected.ROADMAP[on]


def test_both_assessments_of_autonomy_are_kept(lived: Lived) -> None:
    told = lived.ask("councils", f"{OF_IT}/autonomy")["assessments"]
    assert {
        one["assessor"]: {name: score for name, score in one["scores"].items() if score is not None} for one in told
    } == expected.AUTONOMY


def everything(lived: Lived) -> list[Any]:
    """What services say of the council on some of these days, whole."""
    first, last = expected.YEAR
    asked: list[tuple[str, str, dict[str, str]]] = [
        *(("reporting", "/v1/figures", {"from_": first, "to": last, "as_of": day}) for day in expected.FIGURES),
        *(("councils", f"{OF_IT}/members", {"on": on}) for on in expected.ROSTER),
        *(("councils", f"{OF_IT}/{what}", {"on": on}) for what in ("open-matters", "rules") for on in expected.OPEN),
        *(("activities", "/v1/dialogue", {"on": on}) for on in expected.DIALOGUE),
        ("activities", f"{OF_IT}/initiative-stages", {"on": "2018-12-31"}),
        ("activities", f"{OF_IT}/roadmap", {"on": "2018-12-31"}),
    ]
    return [lived.ask(service, path, **query) for service, path, query in asked]


def test_all_is_the_same_when_every_view_is_made_again(lived: Lived) -> None:
    before = everything(lived)
    for service in SERVICES:
        assert getattr(lived.house, service).post("/v1/replays").json()["equal"] is True
    lived.house.stop(*SERVICES)
    for service in SERVICES:
        lived.house.forget_views(service)
    lived.house.start(*SERVICES)
    assert everything(lived) == before
