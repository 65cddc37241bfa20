"""A verdict: whether a rule was kept on a day, in numbers and words, with the facts behind it.

What nobody recorded is not known, which is neither kept nor broken. Where imprecise dates leave a choice, every choice is
looked at: if all agree the verdict stands, and says which dates are imprecise; if not, there is not enough information.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from services.councils.rules.domain.checks import CHECKS
from services.councils.rules.domain.dates import Calendar
from services.councils.rules.domain.findings import Answer, Finding
from services.councils.rules.domain.rule import Severity
from services.councils.rules.domain.situation import Situation
from services.councils.rules.domain.story import Statement, Story, Thing, entry_of
from shared.contracts.councils.council import (
    CouncilCorrected,
    CouncilEstablished,
    CouncilStageReached,
    CouncilStageWithdrawn,
    CouncilWithdrawn,
    Stage,
)
from shared.days import months_later
from shared.sentences import in_both

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from services.councils.rules.domain.dates import Key
    from services.councils.rules.domain.rule import Rule
    from shared.kernel import Fact

MOST_CHOICES = 64
"""So many combinations of imprecise dates are looked at; beyond, there is not enough information."""

_FEW_DAYS, _LAST_OF_ALL_MONTHS = 3, 28

LIFE = (CouncilEstablished, CouncilCorrected, CouncilWithdrawn, CouncilStageReached, CouncilStageWithdrawn)
"""What says whether there was a council on that day."""


class Status(StrEnum):
    """What a verdict says. A rule of information that is not kept is a warning, never an alert."""

    GREEN = "GREEN"
    WARNING = "WARNING"
    ALERT = "ALERT"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    NOT_ENOUGH_INFORMATION = "NOT_ENOUGH_INFORMATION"


_STATUS = {
    Answer.KEPT: Status.GREEN,
    Answer.NO_OBJECT: Status.NOT_APPLICABLE,
    Answer.UNKNOWN: Status.NOT_ENOUGH_INFORMATION,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule, one council, one day."""

    rule: Rule
    council_id: str
    on: date
    finding: Finding
    imprecise: tuple[Statement, ...] = ()
    """Facts whose date leaves a choice on that day."""

    @property
    def status(self) -> Status:
        if self.finding.answer is Answer.BROKEN:
            severity = self.finding.severity or self.rule.severity
            return Status.ALERT if severity is Severity.HARD else Status.WARNING
        return _STATUS[self.finding.answer]


@dataclass(frozen=True, slots=True)
class Compliance:
    """QUA-01: rules that are kept, over those that apply and can be judged; what is not known is told apart."""

    green: int
    applicable: int
    """Green, warning and alert."""
    not_enough_information: int
    not_applicable: int


def compliance(verdicts: Iterable[Verdict]) -> Compliance:
    """QUA-01 over these verdicts."""
    found = [one.status for one in verdicts]
    unknown, without = found.count(Status.NOT_ENOUGH_INFORMATION), found.count(Status.NOT_APPLICABLE)
    return Compliance(found.count(Status.GREEN), len(found) - unknown - without, unknown, without)


def judge(rule: Rule, council_id: str, statements: Sequence[Statement], on: date) -> Verdict:
    """Whether the rule was kept by that council on that day, as far as is known now."""
    heard = _heard(rule, statements)
    story = Story(council_id, Calendar(on)).tell(heard)
    if not story.calendar.open:
        return _verdict(rule, story, on)
    return _verdict_on_imprecise_dates(rule, story, heard)


def _heard(rule: Rule, statements: Iterable[Statement]) -> list[Statement]:
    """What the rule rests on; of what is said again or withdrawn, only entries that it rests on."""
    kinds: tuple[type[Fact], ...] = (*LIFE, *rule.rests_on)
    return [one for one in statements if isinstance(one.fact, kinds) and isinstance(entry_of(one.fact), kinds)]


def _verdict(rule: Rule, story: Story, on: date) -> Verdict:
    return Verdict(rule, story.council_id, on, _find(rule, story, on))


def _verdict_on_imprecise_dates(rule: Rule, story: Story, heard: Sequence[Statement]) -> Verdict:
    """The verdict that every choice of days gives; else there is not enough information."""
    choices, on = story.calendar.open, story.calendar.on
    first = _find(rule, story, on)
    imprecise = tuple(one for one in heard if (one.source, one.position) in {key[:2] for key in choices})
    if prod(len(days) for days in choices.values()) <= MOST_CHOICES:
        others = (
            _find(rule, Story(story.council_id, Calendar(on, chosen)).tell(heard), on) for chosen in _each(choices)
        )
        if all((one.answer, one.severity) == (first.answer, first.severity) for one in others):
            return Verdict(rule, story.council_id, on, first, imprecise)
    unsure = Finding(
        Answer.UNKNOWN,
        *in_both(
            "{many:date trop imprécise empêche|dates trop imprécises empêchent} de conclure pour ce jour-là.",
            "{many:too imprecise date leaves|too imprecise dates leave} no conclusion for that day.",
            many=len(imprecise),
        ),
        because=imprecise,
    )
    return Verdict(rule, story.council_id, on, unsure, imprecise)


def _each(choices: Mapping[Key, tuple[date, ...]]) -> Iterator[dict[Key, date]]:
    for days in product(*choices.values()):
        yield dict(zip(choices, days, strict=True))


def _find(rule: Rule, story: Story, on: date) -> Finding:
    it = Situation(story, on)
    return _out_of_regime(rule, on) or _no_council(it) or CHECKS[rule.id](it, rule)


def _out_of_regime(rule: Rule, on: date) -> Finding | None:
    if rule.is_in_force(on):
        return None
    is_over = rule.source.valid_to is not None and on > rule.source.valid_to
    return Finding(
        Answer.NO_OBJECT,
        f"Cette règle ne s'applique {'plus' if is_over else 'pas encore'} ce jour-là.",
        f"This rule does not apply {'any more' if is_over else 'yet'} on that day.",
    )


def _no_council(it: Situation) -> Finding | None:
    """Why there was no council on that day."""
    established: list[Thing[CouncilEstablished]] = [
        one for one in it.story.things.values() if isinstance(one.fact, CouncilEstablished)
    ]
    if established and established[0].on > it.on:
        return Finding(
            Answer.NO_OBJECT,
            "Le conseil n'existait pas encore ce jour-là.",
            "The council did not exist yet on that day.",
            because=established[0].because,
        )
    stage = it.latest(CouncilStageReached)
    if stage is not None and stage.fact.stage is Stage.CLOSED:
        return Finding(
            Answer.NO_OBJECT,
            "Le conseil était clos ce jour-là.",
            "The council was closed on that day.",
            because=stage.because,
        )
    return None


# As time passes


@dataclass(frozen=True, slots=True)
class Change:
    """A day from which the verdict is another one."""

    from_on: date
    verdict: Verdict
    former: Status | None = field(default=None)
    """None for the first day looked at."""


def changes(rule: Rule, council_id: str, statements: Sequence[Statement], first: date, last: date) -> list[Change]:
    """The verdict on the first day, and each day up to the last on which its status changed."""
    heard = _heard(rule, statements)
    story = Story(council_id, Calendar(last)).tell(heard)
    found: list[Change] = []
    for day in sorted({first, *_days_of_change(rule, story.calendar, first, last)}):
        # Told to the day, the story is the same whichever day is looked at.
        verdict = _verdict(rule, story, day) if story.calendar.is_exact else judge(rule, council_id, heard, day)
        former = found[-1].verdict.status if found else None
        if verdict.status is not former:
            found.append(Change(day, verdict, former))
    return found


def _days_of_change(rule: Rule, calendar: Calendar, first: date, last: date) -> Iterator[date]:
    """Days on which something may change: what was said of them, what is over some months or days after, years, the regime."""
    over = [timedelta(days=one.value + 1) for one in rule.parameters if one.is_delay]
    begins, ends = rule.source.valid_from, rule.source.valid_to
    yield from (one for one in (begins, ends and ends + timedelta(days=1)) if one and first <= one <= last)
    for day in calendar.asked | {date(year, 1, 1) for year in range(first.year, last.year + 1)}:
        # A year after 28 February may be the 29th: around the ends of months one looks a little further.
        late = range(_FEW_DAYS if day.day < _LAST_OF_ALL_MONTHS else _FEW_DAYS + 2)
        after = (months_later(day, months) + timedelta(days=more) for months in calendar.lengths for more in late)
        yield from (one for one in (day, *after, *(day + delay for delay in over)) if first <= one <= last)
