"""What became, by a day, of what was asked of institutions, promised by them or proposed to them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from shared.contracts.activities.words import OrganisationKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class FollowedStatus(StrEnum):
    """Where it stood on the day: silence is a state of its own."""

    OPEN = "OPEN"
    OVERDUE = "OVERDUE"
    ANSWERED = "ANSWERED"
    DONE = "DONE"
    PARTLY = "PARTLY"
    REFUSED = "REFUSED"


def followed(asked: Iterable[dict[str, Any]], answers: Iterable[dict[str, Any]], on: date) -> list[dict[str, Any]]:
    """Each of them as it stood on a day, with the last answer that had come; both are given in the order of their days."""
    answers_to: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in answers:
        answers_to[one["about_id"]].append(one)
    return [_followed(one, answers_to[one["entry_id"]], on) for one in asked]


def _followed(asked: dict[str, Any], answers: Sequence[dict[str, Any]], on: date) -> dict[str, Any]:
    due_on = date.fromisoformat(asked["due_on"]) if asked.get("due_on") else None
    answered_on = answers[0]["starts_on"] if answers else None
    return {
        "entry": asked["entry"],
        "entry_id": asked["entry_id"],
        "council_id": asked["council_id"],
        "title": asked["title"],
        # A referral is to the prefect, and says so by its kind; a point raised at a session is to all who sit there.
        "institution": OrganisationKind.STATE if asked["entry"] == "referral" else asked.get("institution"),
        "theme": asked["theme"],
        "asked_on": asked["starts_on"],
        "date_precision": asked["origin"]["date_precision"],
        "date_certainty": asked["origin"]["date_certainty"],
        "due_on": due_on,
        "status": _status(answers, due_on, on),
        "days_of_silence": None if answered_on else (on - asked["starts_on"]).days,
        "days_to_answer": (answered_on - asked["starts_on"]).days if answered_on else None,
        "days_late": None if due_on is None else max(0, ((answered_on or on) - due_on).days),
        "answer": _answer(answers[-1]) if answers else None,
    }


def _status(answers: Sequence[dict[str, Any]], due_on: date | None, on: date) -> FollowedStatus:
    if answers:
        return FollowedStatus(answers[-1]["outcome"])
    return FollowedStatus.OVERDUE if due_on is not None and due_on < on else FollowedStatus.OPEN


def _answer(answer: dict[str, Any]) -> dict[str, Any]:
    """The last word of the institution."""
    names = ("entry_id", "outcome", "title", "answered_on")
    return {name: answer[name] for name in names} | {"date_precision": answer["origin"]["date_precision"]}


STEP = {"referral-acknowledgement": "ACKNOWLEDGED", "answer": "ANSWERED", "referral-examination": "EXAMINED"}
"""What happens to a referral, by the entry that says so."""


def steps(referral: dict[str, Any], later: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What happened to a referral, in the order of days, with the days since it was sent and since the step before."""
    sent_on = former_on = referral["starts_on"]
    told = [{"step": "SENT", "on": sent_on, "days_since_sent": 0, "days_since_former": 0, "said": referral}]
    for one in later:
        day = one["starts_on"]
        days = {"days_since_sent": (day - sent_on).days, "days_since_former": (day - former_on).days}
        told.append({"step": STEP[one["entry"]], "on": day, **days, "said": one})
        former_on = day
    return told


def at_session(
    session: Mapping[str, Any], entries: Iterable[dict[str, Any]], answers: Sequence[dict[str, Any]], on: date
) -> dict[str, Any]:
    """What one council has of a session by a day: what reached it and when, what it said there, what it told its members.

    Days are counted to the day on which the body sat, or is to sit; below zero, it came after. Of a session that was never
    convened no day is known.
    """
    sat_on: date | None = session["held_on"] or session["planned_on"]
    of: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in entries:
        of[one["entry"]].append(one)

    def before(entry: str, days: str) -> list[dict[str, Any]]:
        return [{**one, days: None if sat_on is None else (sat_on - one["starts_on"]).days} for one in of[entry]]

    def after(entry: str, days: str) -> list[dict[str, Any]]:
        return [{**one, days: None if sat_on is None else (one["starts_on"] - sat_on).days} for one in of[entry]]

    return {
        "invitations": before("invitation", "notice_days"),
        "papers": before("papers", "notice_days"),
        "preparatory_meetings": before("preparatory-meeting", "notice_days"),
        "contributions": followed(of["contribution"], answers, on),
        "questions": followed(of["question"], answers, on),
        "commitments": followed(of["commitment"], answers, on),
        "report_backs": after("report-back", "days_after"),
    }
