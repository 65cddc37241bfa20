"""Checks of the dialogue with institutions: referrals to the prefect, decisions without consensus, papers of sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.councils.rules.domain.findings import Answer, Finding
from services.councils.rules.domain.story import behind
from shared.contracts.activities.dialogue import (
    DecisionRecorded,
    InstitutionAnswered,
    PapersReceived,
    PrefectReferred,
    ReferralAcknowledged,
    ReferralExamined,
)
from shared.contracts.activities.steering import (
    SteeringSessionCancelled,
    SteeringSessionHeld,
    SteeringSessionScheduled,
)
from shared.sentences import in_both

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from services.councils.rules.domain.rule import Rule
    from services.councils.rules.domain.situation import Situation
    from services.councils.rules.domain.story import Thing


# Referrals


def referrals(it: Situation, rule: Rule) -> Finding:
    """R21: each referral was acknowledged or answered, answered, and examined by that day, or its delays still run."""
    sent = it.said(PrefectReferred)
    if not sent:
        return Finding(
            Answer.NO_OBJECT,
            "Aucune interpellation du préfet jusqu'à ce jour.",
            "No referral to the prefect up to that day.",
        )
    answered: dict[UUID, Thing[Any]] = {one.fact.about_id: one for one in it.said(InstitutionAnswered)}
    came: dict[str, dict[UUID, Thing[Any]]] = {
        # Who answers has received: nobody waits for an acknowledgement any more.
        "acknowledgement": answered | {one.fact.referral_id: one for one in it.said(ReferralAcknowledged)},
        "answer": answered,
        "examination": {one.fact.referral_id: one for one in it.said(ReferralExamined)},
    }
    waiting = {step: [one for one in sent if one.fact.entry_id not in about] for step, about in came.items()}
    delays = {step: rule.parameter(f"days-to-{step}", it.on) for step in waiting}
    late = _ids(one for step, ones in waiting.items() for one in ones if _least_wait(it, one) > delays[step])
    perhaps = _ids(one for step, ones in waiting.items() for one in ones if _longest_wait(it, one) > delays[step])
    french, english = _what_to_do(len(late), len(perhaps))
    return Finding(
        Answer.BROKEN if late else Answer.UNKNOWN if perhaps else Answer.KEPT,
        *in_both(
            "{sent:interpellation|interpellations} : {acknowledgement} sans accusé de réception ni réponse, "
            f"{{answer}} sans réponse, {{examination}} sans examen par une instance ; {french}.",
            "{sent:referral|referrals}: {acknowledgement} without acknowledgement or answer, "
            f"{{answer}} without answer, {{examination}} not examined by a steering body; {english}.",
            sent=len(sent),
            **{step: len(ones) for step, ones in waiting.items()},
        ),
        len(sent) - len(_ids(one for ones in waiting.values() for one in ones)),
        len(sent),
        delays["answer"],
        {"late": len(late), **{f"without_{step}": len(ones) for step, ones in waiting.items()}},
        {"late": late, **{f"without_{step}": _ids(ones) for step, ones in waiting.items()}},
        behind((*sent, *(came[step][one.fact.entry_id] for step in came for one in sent if one not in waiting[step]))),
    )


def _least_wait(it: Situation, referral: Thing[PrefectReferred]) -> int:
    """Days since the last day on which it may have been sent."""
    return (it.on - referral.fact.origin.window(referral.fact.referred_on)[1]).days


def _longest_wait(it: Situation, referral: Thing[PrefectReferred]) -> int:
    """Days since the first day on which it may have been sent."""
    return (it.on - referral.fact.origin.window(referral.fact.referred_on)[0]).days


def _what_to_do(late: int, perhaps: int) -> tuple[str, str]:
    if late:
        return f"délai dépassé pour {late} : relancez la préfecture", f"delay over for {late}: remind the prefecture"
    if perhaps:
        return (
            f"jour d'envoi trop imprécis pour {perhaps}, dont le délai est peut-être dépassé",
            f"sent on too imprecise a day for {perhaps}, whose delay is perhaps over",
        )
    return "aucun délai dépassé", "no delay is over"


# Decisions


def minority_opinions(it: Situation, _: Rule) -> Finding:
    """R23: each decision with votes against or abstentions, however old, says what those who disagreed think."""
    decisions = it.said(DecisionRecorded)
    if not decisions:
        return Finding(
            Answer.NO_OBJECT, "Aucune décision enregistrée jusqu'à ce jour.", "No decision recorded up to that day."
        )
    divided = [one for one in decisions if _is_divided(one.fact)]
    missing = [one for one in divided if one.fact.dissenting_opinion is None]
    silent = [one for one in decisions if not _says_votes(one.fact)]
    return Finding(
        Answer.BROKEN if missing else Answer.UNKNOWN if len(silent) == len(decisions) else Answer.KEPT,
        *in_both(
            "{decisions:décision|décisions}, dont {divided} sans consensus : {missing} sans avis divergent noté ; "
            "{silent} sans votes connus.",
            "{decisions:decision|decisions}, {divided} without consensus: {missing} without its dissenting opinion; "
            "{silent} whose votes are not known.",
            decisions=len(decisions),
            divided=len(divided),
            missing=len(missing),
            silent=len(silent),
        ),
        len(divided) - len(missing),
        len(divided),
        None,
        {"decisions": len(decisions), "votes_not_known": len(silent)},
        {"opinion_missing": _ids(missing), "votes_not_known": _ids(silent)},
        behind(decisions),
    )


def _is_divided(decision: DecisionRecorded) -> bool:
    """Whether somebody is known to have disagreed."""
    return bool(decision.votes_against or decision.abstained or decision.dissenting_opinion)


def _says_votes(decision: DecisionRecorded) -> bool:
    """Whether it can be told if somebody disagreed: votes in favour alone do not say it."""
    return _is_divided(decision) or decision.votes_against is not None or decision.abstained is not None


# Papers


def papers(it: Situation, _: Rule) -> Finding:
    """R25: papers came before the day of the session. A session without any says nothing: perhaps nobody noted them."""
    sessions = _sessions_of_the_year(it)
    received = [one for one in it.said(PapersReceived) if one.fact.session_id in sessions]
    if not received:
        return Finding(
            Answer.UNKNOWN,
            *in_both(
                "{sessions:séance|séances} en douze mois, sans document reçu enregistré.",
                "{sessions:session|sessions} in twelve months, and no papers received are recorded.",
                sessions=len(sessions),
            ),
            numbers={"sessions": len(sessions), "papers": 0},
            because=behind(sessions.values()),
        )
    prepared = {one.fact.session_id for one in received}
    late = {one.fact.session_id for one in received if _came_late(one.fact, sessions[one.fact.session_id])}
    before = [one for one in received if _came_before(one.fact, sessions[one.fact.session_id])]
    unsure = {one.fact.session_id for one in received if one not in before} - late
    return Finding(
        Answer.BROKEN if late else Answer.UNKNOWN if unsure else Answer.KEPT,
        *in_both(
            "{prepared:séance|séances} sur {sessions} avec documents en douze mois : {late} où il en est arrivé le jour même "
            "ou après, {unsure} où un jour est trop imprécis.",
            "{prepared:session|sessions} of {sessions} with papers in twelve months: {late} where some came on the day "
            "or after, {unsure} where a day is too imprecise.",
            prepared=len(prepared),
            sessions=len(sessions),
            late=len(late),
            unsure=len(unsure),
        ),
        len(prepared) - len(late) - len(unsure),
        len(prepared),
        None,
        {"sessions": len(sessions), "papers": len(received)},
        {"came_late": tuple(sorted(map(str, late))), "not_certain": tuple(sorted(map(str, unsure)))},
        behind((*(sessions[session] for session in prepared), *received)),
    )


def _sessions_of_the_year(it: Situation) -> dict[UUID, Thing[Any]]:
    """Sessions of twelve months: held, or planned and neither held on another day nor cancelled."""
    said_otherwise = {
        one.fact.session_id
        for one in it.story.things.values()
        if isinstance(one.fact, SteeringSessionHeld | SteeringSessionCancelled)
    }
    sessions: list[Thing[Any]] = [
        *(one for one in it.of_the_year(SteeringSessionScheduled) if one.fact.session_id not in said_otherwise),
        *it.of_the_year(SteeringSessionHeld),
    ]
    return {one.fact.session_id: one for one in sessions}


def _day_of(session: Thing[Any]) -> date:
    day: date = session.fact.held_on if isinstance(session.fact, SteeringSessionHeld) else session.fact.planned_on
    return day


def _came_before(papers: PapersReceived, session: Thing[Any]) -> bool:
    """Certainly before the day of the session."""
    return papers.origin.is_before(papers.received_on, _day_of(session), session.fact.origin)


def _came_late(papers: PapersReceived, session: Thing[Any]) -> bool:
    """Certainly on the day of the session, or after."""
    last: date = session.fact.origin.window(_day_of(session))[1]
    return papers.origin.window(papers.received_on)[0] >= last


def _ids(entries: Iterable[Thing[Any]]) -> tuple[str, ...]:
    """The ids of these entries, each once."""
    return tuple(sorted({str(one.fact.entry_id) for one in entries}))
