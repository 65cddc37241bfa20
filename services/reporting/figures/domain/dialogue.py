"""What is asked of institutions, promised by them or proposed to them; and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.reporting.figures.domain.contribution import Contribution, On, Said, before_all, days_between, last_of
from services.reporting.figures.domain.family import Family
from services.reporting.figures.domain.measured import Measured, Reason
from shared.contracts.activities.dialogue import (
    AnswerOutcome,
    CommitmentMade,
    ContributionPresented,
    InstitutionAnswered,
    PrefectReferred,
    QuestionAsked,
    ReferralAcknowledged,
    ReferralExamined,
)
from shared.contracts.activities.words import OrganisationKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from shared.contracts.vocabulary import Origin
    from shared.kernel import Fact

_ASKED: tuple[type[Fact], ...] = (QuestionAsked, CommitmentMade, PrefectReferred, ContributionPresented)
_TAKEN_UP = {AnswerOutcome.DONE, AnswerOutcome.PARTLY}


def _rows(told: Sequence[Said[Any]]) -> Iterator[Contribution]:
    asked: Said[Any] | None = last_of(told, _ASKED)
    if asked is None:
        return
    # The first answer ends the silence; the last one says what came of it.
    answers = sorted(_said(told, InstitutionAnswered), key=lambda said: said.fact.answered_on)
    if isinstance(asked.fact, ContributionPresented):
        yield from _point(asked, answers)
        return
    yield from _request(asked, answers)
    if isinstance(asked.fact, PrefectReferred):
        yield from _referral(asked, told, answers)


def _said(told: Sequence[Said[Any]], fact: type[Any]) -> list[Said[Any]]:
    return [said for said in told if isinstance(said.fact, fact)]


def _on(fact: Any) -> On:
    # A referral is to the prefect, and says so by its kind.
    institution = OrganisationKind.STATE if isinstance(fact, PrefectReferred) else getattr(fact, "institution", None)
    return On(fact.council_id, fact.entry_id, kind=institution, theme=fact.theme)


def _when(fact: Any) -> tuple[date, Origin]:
    match fact:
        case QuestionAsked(asked_on=day) | CommitmentMade(made_on=day) | PrefectReferred(referred_on=day):
            return day, fact.origin
        case _:
            return fact.presented_on, fact.origin


def _request(asked: Said[Any], answers: Sequence[Said[Any]]) -> Iterator[Contribution]:
    """Open until it is answered; late or not by the day on which an answer was due, where there is one."""
    on, (day, origin) = _on(asked.fact), _when(asked.fact)
    open_since = on.row(asked, Measured.REQUESTS_OPEN, 1, day, origin)
    first = answers[0] if answers else None
    if first is None:
        yield open_since
    else:
        answered = (first.fact.answered_on, first.fact.origin)
        closed = on.row(first, Measured.REQUESTS_OPEN, -1, *answered)
        yield before_all(open_since, [closed])
        yield closed
        yield on.counted(
            first, Measured.DAYS_TO_ANSWER, days_between((day, origin), answered), Reason.DATE_IMPRECISE, *answered
        )
    due_on = asked.fact.due_on
    if due_on is None:
        yield on.not_counted(asked, Measured.REQUESTS_DUE, Reason.NO_DUE_DAY, day, origin)
        return
    yield on.row(asked, Measured.REQUESTS_DUE, 1, due_on)
    if first is None:
        yield on.not_counted(asked, Measured.REQUESTS_ANSWERED, Reason.NOT_ANSWERED, due_on)
    else:
        yield on.row(first, Measured.REQUESTS_ANSWERED, 1, due_on)


def _referral(asked: Said[Any], told: Sequence[Said[Any]], answers: Sequence[Said[Any]]) -> Iterator[Contribution]:
    """Sent, acknowledged, answered, examined by a steering body: each step once, on its own day."""
    on = _on(asked.fact)
    yield on.row(asked, Measured.REFERRALS, 1, *_when(asked.fact))
    acknowledged = min(_said(told, ReferralAcknowledged), key=lambda said: said.fact.acknowledged_on, default=None)
    examined = min(_said(told, ReferralExamined), key=lambda said: said.fact.examined_on, default=None)
    if acknowledged is not None:
        fact = acknowledged.fact
        yield on.row(acknowledged, Measured.REFERRALS_ACKNOWLEDGED, 1, fact.acknowledged_on, fact.origin)
    if answers:
        fact = answers[0].fact
        yield on.row(answers[0], Measured.REFERRALS_ANSWERED, 1, fact.answered_on, fact.origin)
    if examined is not None:
        yield on.row(examined, Measured.REFERRALS_EXAMINED, 1, examined.fact.examined_on, examined.fact.origin)


def _point(raised: Said[Any], answers: Sequence[Said[Any]]) -> Iterator[Contribution]:
    on, when = _on(raised.fact), _when(raised.fact)
    yield on.row(raised, Measured.POINTS_RAISED, 1, *when)
    if not answers:
        yield on.not_counted(raised, Measured.POINTS_ANSWERED, Reason.NOT_ANSWERED, *when)
        return
    last = answers[-1]
    yield on.row(last, Measured.POINTS_ANSWERED, 1, *when)
    if last.fact.outcome in _TAKEN_UP:
        yield on.row(last, Measured.POINTS_TAKEN_UP, 1, *when)
    else:
        yield on.not_counted(last, Measured.POINTS_TAKEN_UP, Reason.NOT_TAKEN_UP, *when)


FAMILIES = (
    Family(
        "asked",
        dict.fromkeys(_ASKED, ("entry_id",))
        | {InstitutionAnswered: ("about_id",)}
        | dict.fromkeys((ReferralAcknowledged, ReferralExamined), ("referral_id",)),
        _rows,
    ),
)
