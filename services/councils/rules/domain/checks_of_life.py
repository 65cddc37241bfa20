"""Checks of how the council lives: meetings, hosting, means, training, leave."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from services.councils.rules.domain.findings import Answer, Finding
from services.councils.rules.domain.sources import LAW_UNTIL_DECREE
from services.councils.rules.domain.story import behind
from shared.contracts.activities.learning import TrainingAttended, TrainingHeld
from shared.contracts.activities.meetings import MeetingHeld
from shared.contracts.councils.dossier import (
    BudgetAllocated,
    CharterAdopted,
    CouncilsGathered,
    HostingModel,
    HostingModelSet,
    InternalRulesAdopted,
    LeaveCertified,
    PremisesProvided,
    TrainingOffered,
)
from shared.contracts.councils.recognition import (
    CompositionRecognised,
)
from shared.contracts.vocabulary import College, Doer
from shared.days import months_later
from shared.sentences import in_both

if TYPE_CHECKING:
    from uuid import UUID

    from services.councils.rules.domain.rule import Rule
    from services.councils.rules.domain.situation import Situation
    from services.councils.rules.domain.story import Thing


# Meetings


def chairing(it: Situation, _: Rule) -> Finding:
    """R15: who chaired the meetings of twelve months."""
    held = it.of_the_year(MeetingHeld)
    wrong = [one for one in held if one.fact.chaired_by is Doer.INSTITUTION]
    unknown = [one for one in held if one.fact.chaired_by is Doer.NOT_STATED]
    return Finding(
        Answer.BROKEN if wrong else Answer.UNKNOWN if unknown or not held else Answer.KEPT,
        *in_both(
            "{held:réunion|réunions} en douze mois : {wrong:présidée|présidées} par une institution, {unknown} sans indication.",
            "{held:meeting|meetings} in twelve months: {wrong} chaired by an institution, {unknown} not stated.",
            held=len(held),
            wrong=len(wrong),
            unknown=len(unknown),
        ),
        len(held) - len(wrong) - len(unknown),
        len(held),
        None,
        {"chaired_by_an_institution": len(wrong), "not_stated": len(unknown)},
        {
            "chaired_by_an_institution": tuple(str(one.fact.meeting_id) for one in wrong),
            "not_stated": tuple(str(one.fact.meeting_id) for one in unknown),
        },
        behind(held),
    )


def experts_apart(it: Situation, _: Rule) -> Finding:
    """R30: no meeting of twelve months counts more members of a college than the council had on its day."""
    counted = [one for one in it.of_the_year(MeetingHeld) if one.fact.attendance and it.members_on(one.on)]
    over = [one for one in counted if _counts_too_many(it, one)]
    guests = sum(one.fact.attendance.guests for one in counted if one.fact.attendance)
    return Finding(
        Answer.BROKEN if over else Answer.KEPT if counted else Answer.UNKNOWN,
        *in_both(
            "{counted:réunion comptée|réunions comptées} en douze mois, {guests:invité|invités} à part ; "
            "{over} avec plus de membres d'un collège que le conseil n'en a.",
            "{counted:meeting|meetings} counted in twelve months, {guests:guest|guests} apart; "
            "{over} with more members of a college than the council has.",
            counted=len(counted),
            guests=guests,
            over=len(over),
        ),
        len(counted) - len(over),
        len(counted),
        None,
        {"guests": guests},
        {"too_many_members": tuple(str(one.fact.meeting_id) for one in over)},
        behind(counted),
    )


def _counts_too_many(it: Situation, meeting: Thing[MeetingHeld]) -> bool:
    attendance = meeting.fact.attendance
    members = it.members_on(meeting.on)
    return attendance is not None and any(
        sum(count.heads for count in attendance.members if count.college is college)
        > sum(one.college is college for one in members)
        for college in College
    )


# Hosting, papers and means


def start_up(it: Situation, rule: Rule) -> Finding:
    """R16: the pair has animated for twelve months at most, and with written consent."""
    months = rule.parameter("months", it.on)
    now = it.latest(HostingModelSet)
    if now is None:
        return _hosting_unknown(it)
    if now.fact.model is not HostingModel.START_UP_PAIR:
        return Finding(
            Answer.NO_OBJECT,
            "Le conseil n'est pas animé par un binôme ce jour-là.",
            "The council is not animated by a pair on that day.",
            because=now.because,
        )
    pairs = [one for one in it.said(HostingModelSet) if one.fact.model is HostingModel.START_UP_PAIR]
    over_on = months_later(pairs[0].on, months)
    has_consent = now.fact.is_consented_in_writing and now.fact.document is not None
    days_left, origin = (over_on - it.on).days, pairs[0].fact.origin
    return Finding(
        Answer.KEPT if has_consent and days_left > 0 else Answer.BROKEN,
        *in_both(
            f"Binôme {{first:depuis le}}, jusqu'{{last:au}} au plus ; accord écrit {'déposé' if has_consent else 'non déposé'}.",
            f"A pair since {{first}}, until {{last}} at most; written consent {'filed' if has_consent else 'not filed'}.",
            first=origin.as_known(pairs[0].on),
            last=origin.as_known(over_on - timedelta(days=1)),
        ),
        parameter=months,
        numbers={"days_left": days_left},
        because=behind(pairs),
    )


def _hosting_unknown(it: Situation) -> Finding:
    return Finding(
        Answer.UNKNOWN,
        "Rien n'est enregistré sur qui porte le conseil ce jour-là.",
        "Nothing is recorded of who carries the council on that day.",
        because=behind(it.said(HostingModelSet)),
    )


def supporting_structure(it: Situation, _: Rule) -> Finding:
    """R17: a named structure with its agreement, or an association of its own."""
    said = it.said(HostingModelSet)
    now = it.latest(HostingModelSet)
    if not said:
        return _hosting_unknown(it)
    if now is None:
        return Finding(
            Answer.BROKEN,
            "Le portage du conseil avait pris fin ce jour-là.",
            "The hosting of the council had ended by that day.",
            because=behind(said),
        )
    match now.fact.model:
        case HostingModel.OWN_ASSOCIATION:
            return Finding(
                Answer.KEPT,
                "Le conseil est lui-même une association.",
                "The council is an association itself.",
                because=now.because,
            )
        case HostingModel.START_UP_PAIR:
            return Finding(
                Answer.NO_OBJECT,
                "Démarrage par un binôme : voir la règle R16.",
                "Start-up by a pair: see rule R16.",
                because=now.because,
            )
    is_whole = now.fact.structure is not None and now.fact.document is not None
    return Finding(
        Answer.KEPT if is_whole else Answer.BROKEN,
        "Porté par une association, avec sa convention."
        if is_whole
        else "Porté par une association dont le nom ou la convention manque.",
        "Carried by an association, under its agreement."
        if is_whole
        else "Carried by an association whose name or agreement is missing.",
        because=now.because,
    )


def charter_and_rules(it: Situation, _: Rule) -> Finding:
    """R18: both were adopted by that day."""
    charter, rules = it.latest(CharterAdopted), it.latest(InternalRulesAdopted)
    return _both(charter, rules, ("charte", "règlement intérieur"), ("charter", "internal rules"))


def place_and_means(it: Situation, _: Rule) -> Finding:
    """R19: premises valid on that day, and a budget of that year."""
    budgets = [one for one in it.said(BudgetAllocated) if one.fact.year == it.on.year]
    premises = it.latest(PremisesProvided)
    found = _both(
        premises,
        budgets[-1] if budgets else None,
        ("local", f"budget {it.on.year}"),
        ("premises", f"budget of {it.on.year}"),
    )
    past: tuple[Thing[Any], ...] = (*it.said(PremisesProvided), *it.said(BudgetAllocated))
    if found.answer is Answer.UNKNOWN and past:
        return Finding(Answer.BROKEN, found.french, found.english, 0, 2, because=behind(past))
    return found


def _both(
    one: Thing[Any] | None, other: Thing[Any] | None, french: tuple[str, str], english: tuple[str, str]
) -> Finding:
    """Both are recorded, one of them, or neither: then nobody may have begun to record."""
    many = (one is not None) + (other is not None)
    missing = [rank for rank, thing in enumerate((one, other)) if thing is None]
    answer = (Answer.UNKNOWN, Answer.BROKEN, Answer.KEPT)[many]
    return Finding(
        answer,
        f"Manque : {', '.join(french[rank] for rank in missing)}."
        if missing
        else f"{' et '.join(french)} : oui.".capitalize(),
        f"Missing: {', '.join(english[rank] for rank in missing)}."
        if missing
        else f"{' and '.join(english)}: yes.".capitalize(),
        many,
        2,
        because=behind((one, other)),
    )


# Once a year


def training(it: Situation, rule: Rule) -> Finding:
    """R20: a training offered or held in twelve months, and how many members came. What was held was offered.

    One for the members of several councils counts for those whose members came.
    """
    months = rule.parameter("months", it.on)
    attended = it.said(TrainingAttended)
    theirs = {one.fact.training_id for one in attended}
    held = [one for one in it.said(TrainingHeld) if one.fact.council_id == it.council_id or one.fact.entry_id in theirs]
    said: list[Thing[Any]] = [*it.said(TrainingOffered), *held]
    recent = [one for one in said if one.on >= months_later(it.on, -months)]
    recent_ids = {one.fact.entry_id for one in recent}
    came = [one for one in attended if one.fact.training_id in recent_ids]
    numbers = {
        "offered": sum(isinstance(one.fact, TrainingOffered) for one in recent),
        "held": sum(isinstance(one.fact, TrainingHeld) for one in recent),
    } | ({"members_trained": len({one.fact.person_id for one in came})} if came else {})
    return Finding(
        Answer.KEPT if recent else Answer.BROKEN if said else Answer.UNKNOWN,
        *in_both(
            "{offered:formation proposée|formations proposées} et {held:tenue|tenues} en {months} mois"
            + (", {members_trained:membre formé|membres formés}" if came else "")
            + " ; {said} en tout jusqu'à ce jour.",
            "{offered:training|trainings} offered and {held} held in {months:month|months}"
            + (", {members_trained:member|members} trained" if came else "")
            + "; {said} in all up to that day.",
            months=months,
            said=len(said),
            **numbers,
        ),
        len(recent) if said else None,
        parameter=months,
        numbers=numbers,
        because=(*behind(recent or said[-1:]), *behind(came)),
    )


def gathering(it: Situation, rule: Rule) -> Finding:
    """R24: a gathering of the councils in twelve months."""
    months = rule.parameter("months", it.on)
    said = it.said(CouncilsGathered)
    recent = [one for one in said if one.on >= months_later(it.on, -months)]
    return Finding(
        Answer.KEPT if recent else Answer.BROKEN if said else Answer.UNKNOWN,
        *in_both(
            "{recent:rencontre|rencontres} des conseils en {months} mois, {said} en tout jusqu'à ce jour.",
            "{recent:gathering|gatherings} of the councils in {months:month|months}, {said} in all up to that day.",
            recent=len(recent),
            months=months,
            said=len(said),
        ),
        len(recent) if said else None,
        parameter=months,
        because=behind(recent or said[-1:]),
    )


def leave(it: Situation, rule: Rule) -> Finding:
    """R22: half-days of the year, and whether those who took them were on the order of that day."""
    most = rule.parameter("half-days", it.on)
    taken = [one for one in it.said(LeaveCertified) if one.on.year == it.on.year]
    if not taken:
        return Finding(Answer.NO_OBJECT, "Aucun congé attesté cette année-là.", "No leave certified in that year.")
    half_days: dict[UUID, int] = {}
    for one in taken:
        half_days[one.fact.person_id] = half_days.get(one.fact.person_id, 0) + one.fact.half_days
    too_long = sorted(str(person) for person, many in half_days.items() if many > most)
    entitled = [(one, _is_on_the_order(it, one.fact.person_id, one.on)) for one in taken]
    not_listed = sorted({str(one.fact.person_id) for one, listed in entitled if listed is False})
    unknown = sorted({str(one.fact.person_id) for one, listed in entitled if listed is None})
    return Finding(
        Answer.BROKEN if too_long or not_listed else Answer.UNKNOWN if unknown else Answer.KEPT,
        *in_both(
            "{persons:personne|personnes} en congé en {year} : {too_long} au-delà de {most:demi-journée|demi-journées}, "
            "{not_listed} hors de l'arrêté, {unknown} sans arrêté connu.",
            "{persons:person|persons} on leave in {year}: {too_long} beyond {most:half-day|half-days}, "
            "{not_listed} not on the order, {unknown} without a known order.",
            persons=len(half_days),
            year=it.on.year,
            too_long=len(too_long),
            most=most,
            not_listed=len(not_listed),
            unknown=len(unknown),
        ),
        max(half_days.values()),
        most,
        most,
        {"persons": len(half_days), "half_days": sum(half_days.values())},
        {"too_long": tuple(too_long), "not_on_the_order": tuple(not_listed), "order_not_known": tuple(unknown)},
        (*behind(taken), *behind(it.said(CompositionRecognised))),
    )


def _is_on_the_order(it: Situation, person_id: UUID, day: date) -> bool | None:
    """Whether the order in force on a day lists somebody; none without an order. Since the decree there is no order to be on."""
    if LAW_UNTIL_DECREE.valid_to is not None and day > LAW_UNTIL_DECREE.valid_to:
        return True
    orders = [one for one in it.said(CompositionRecognised) if one.on <= day]
    return any(one.person_id == person_id for one in orders[-1].fact.members) if orders else None
