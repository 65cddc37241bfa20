"""Checks of how institutions recognise the council, and of its seats in steering bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.councils.rules.domain.findings import Answer, Finding
from services.councils.rules.domain.rule import Severity
from services.councils.rules.domain.story import behind
from shared.contracts.activities.steering import (
    PilotageAttended,
    RepresentativeNamed,
    SteeringBodyDeclared,
    SteeringSessionCancelled,
    SteeringSessionHeld,
    SteeringSessionNotConvened,
    SteeringSessionScheduled,
)
from shared.contracts.councils.recognition import (
    AuthorityConsulted,
    CompositionRecognised,
    CompositionSubmitted,
    RecognitionRefused,
)
from shared.contracts.councils.representation import RepresentativeAppointed, SeatsOffered
from shared.contracts.vocabulary import SteeringBodyKind
from shared.sentences import in_both

if TYPE_CHECKING:
    from uuid import UUID

    from services.councils.rules.domain.rule import Rule
    from services.councils.rules.domain.situation import Situation
    from services.councils.rules.domain.story import Statement, Thing


# Recognition


def recognition(it: Situation, _: Rule) -> Finding:
    """R09: the last order, and the members of that day against its list."""
    order = it.latest(CompositionRecognised)
    if order is None:
        return _not_recognised(it)
    if not it.is_roster_known:
        return Finding(
            Answer.UNKNOWN,
            f"Arrêté {order.fact.order_number} ; aucun membre n'est enregistré à qui le comparer.",
            f"Order {order.fact.order_number}; no member is recorded to compare it with.",
            because=order.because,
        )
    listed = {one.person_id: (one.college, one.role) for one in order.fact.members}
    active = {one.person_id: (one.college, one.role) for one in it.members}
    about = {
        "on_the_order_only": tuple(sorted(str(one) for one in listed.keys() - active.keys())),
        "members_only": tuple(sorted(str(one) for one in active.keys() - listed.keys())),
        "seated_otherwise": tuple(
            sorted(str(one) for one in listed.keys() & active.keys() if listed[one] != active[one])
        ),
    }
    still = len(listed.keys() & active.keys())
    differences = sum(len(ids) for ids in about.values())
    return Finding(
        Answer.BROKEN if differences else Answer.KEPT,
        *in_both(
            "Arrêté {number} {day:du} : {still:membre|membres} sur {listed:inscrit|inscrits} ; {differences:différence|différences}.",
            "Order {number} of {day}: {still:member|members} of {listed} listed; {differences:difference|differences}.",
            number=order.fact.order_number,
            day=order.fact.origin.as_known(order.fact.recognised_on),
            still=still,
            listed=len(listed),
            differences=differences,
        ),
        still,
        len(listed),
        None,
        {name: len(ids) for name, ids in about.items()},
        about,
        (*order.because, *it.roster),
        severity=Severity.WARNING,
    )


def _not_recognised(it: Situation) -> Finding:
    refused, submitted = it.latest(RecognitionRefused), it.latest(CompositionSubmitted)
    if submitted is not None and (refused is None or refused.on < submitted.on):
        return Finding(
            Answer.BROKEN,
            "La composition a été envoyée au préfet, et n'est pas encore reconnue.",
            "The composition was sent to the prefect, and is not recognised yet.",
            because=submitted.because,
            severity=Severity.WARNING,
        )
    if refused is not None:
        return Finding(
            Answer.BROKEN,
            "Le préfet a refusé de reconnaître la composition.",
            "The prefect refused to recognise the composition.",
            because=refused.because,
        )
    return Finding(
        Answer.UNKNOWN,
        "Ni envoi au préfet ni arrêté ne sont enregistrés jusqu'à ce jour.",
        "Neither a submission to the prefect nor an order is recorded up to that day.",
    )


def consultations(it: Situation, rule: Rule) -> Finding:
    """R10: consultations before the last order; one that was certainly later is none."""
    wanted = rule.parameter("consultations", it.on)
    order = it.latest(CompositionRecognised)
    if order is None:
        return Finding(Answer.NO_OBJECT, "Aucun arrêté jusqu'à ce jour.", "No order up to that day.")
    recorded = [one for one in it.said(AuthorityConsulted) if one.fact.file_id == order.fact.file_id]
    fact = order.fact
    before = [
        one for one in recorded if not fact.origin.is_before(fact.recognised_on, one.fact.consulted_on, one.fact.origin)
    ]
    if not recorded:
        return Finding(
            Answer.UNKNOWN,
            f"Arrêté {fact.order_number} : aucune consultation n'est enregistrée.",
            f"Order {fact.order_number}: no consultation is recorded.",
            because=order.because,
        )
    return Finding(
        Answer.KEPT if len(before) >= wanted else Answer.BROKEN,
        *in_both(
            "Arrêté {number} : {before:consultation|consultations} avant, sur {wanted}.",
            "Order {number}: {before:consultation|consultations} before, of {wanted}.",
            number=fact.order_number,
            before=len(before),
            wanted=wanted,
        ),
        len(before),
        wanted,
        wanted,
        because=(*order.because, *behind(recorded)),
    )


# Steering bodies


def presence(it: Situation, rule: Rule) -> Finding:
    """R13: somebody is named for each body, and somebody came to each session held, in twelve months."""
    bodies = _bodies(it)
    held = [one for one in it.of_the_year(SteeringSessionHeld) if one.fact.body_id in bodies]
    attended = {one.fact.session_id for one in it.said(PilotageAttended)}
    missed = [one for one in held if one.fact.session_id not in attended]
    standing: list[Thing[Any]] = [
        *it.valid(RepresentativeAppointed),
        *it.of_the_year(RepresentativeNamed),
        *it.of_the_year(PilotageAttended),
    ]
    represented = {one.fact.body_id for one in standing} & bodies.keys()
    nobody = sorted(str(one) for one in bodies.keys() - represented)
    undated = [one for one in it.said(SteeringBodyDeclared) if one.fact.body_id not in {*bodies, *_offered(it)}]
    is_broken = bool(nobody or missed)
    if not is_broken and (undated or not bodies):
        return Finding(
            Answer.UNKNOWN,
            *in_both(
                "{many:instance déclarée|instances déclarées}, et rien ne dit depuis quand le conseil y siège.",
                "{many:body|bodies} declared, and nothing says since when the council has a seat there.",
                many=len(undated),
            ),
            numbers={"bodies": len(bodies), "undated_bodies": len(undated)},
            because=behind(undated),
        )
    return Finding(
        Answer.BROKEN if is_broken else Answer.KEPT,
        *in_both(
            "{represented:instance|instances} sur {bodies} avec un représentant ; présence à {attended:séance|séances} "
            "sur {held} en douze mois.",
            "{represented:body|bodies} of {bodies} with a representative; presence at {attended:session|sessions} "
            "of {held} in twelve months.",
            represented=len(represented),
            bodies=len(bodies),
            attended=len(held) - len(missed),
            held=len(held),
        ),
        len(represented),
        len(bodies),
        rule.parameter("min", it.on),
        {"sessions_held": len(held), "sessions_attended": len(held) - len(missed)},
        {"without_representative": tuple(nobody), "sessions_missed": tuple(str(one.fact.session_id) for one in missed)},
        (*(one for known in bodies.values() for one in known), *behind(standing), *behind(held)),
    )


def _offered(it: Situation) -> set[UUID]:
    """Bodies of which it is known since when they offer the council a seat, be it after that day."""
    offers = (one.fact for one in it.story.things.values() if isinstance(one.fact, SeatsOffered))
    return {offer.body_id for offer in offers if offer.council_id == it.council_id}


def _closed(it: Situation) -> set[UUID]:
    """Bodies that no longer offer the council a seat."""
    offers = {one.fact.body_id: one.fact for one in it.said(SeatsOffered) if one.fact.council_id == it.council_id}
    return {body_id for body_id, offer in offers.items() if not offer.titular_seats}


def _bodies(it: Situation) -> dict[UUID, tuple[Statement, ...]]:
    """Bodies in which the council is known to have a seat by that day, each with the first thing that says so."""
    kinds = (
        RepresentativeAppointed,
        SteeringSessionScheduled,
        SteeringSessionHeld,
        SteeringSessionCancelled,
        SteeringSessionNotConvened,
        RepresentativeNamed,
        PilotageAttended,
    )
    said: list[Thing[Any]] = [one for one in it.said(SeatsOffered) if one.fact.council_id == it.council_id]
    for kind in kinds:
        said += it.said(kind)
    found: dict[UUID, tuple[Statement, ...]] = {}
    for one in said:
        found.setdefault(one.fact.body_id, one.because)
    return {body_id: because for body_id, because in found.items() if body_id not in _closed(it)}


def share_of_seats(it: Situation, rule: Rule) -> Finding:
    """R14: seats offered to all councils in each steering committee where this one has a seat."""
    part = rule.parameter("one-in", it.on)
    committees = {SteeringBodyKind.PARIS_STEERING_COMMITTEE, SteeringBodyKind.LOCAL_STEERING_COMMITTEE}
    offers = {
        (one.fact.body_id, one.fact.council_id): one
        for one in it.said(SeatsOffered)
        if one.fact.body_kind in committees
    }
    mine = {
        body_id
        for (body_id, council_id), one in offers.items()
        if council_id == it.council_id and one.fact.titular_seats
    }
    if not mine:
        return Finding(
            Answer.UNKNOWN,
            "Aucun siège offert dans un comité de pilotage n'est enregistré.",
            "No seat offered in a steering committee is recorded.",
        )
    seats = {body: sum(one.fact.titular_seats for (at, _), one in offers.items() if at == body) for body in mine}
    sizes = {
        body: max((one.fact.seats_of_body or 0 for (at, _), one in offers.items() if at == body), default=0)
        for body in mine
    }
    above = sorted(str(body) for body in mine if sizes[body] and seats[body] * part > sizes[body])
    unknown = sorted(str(body) for body in mine if not sizes[body])
    return Finding(
        Answer.BROKEN if above else Answer.UNKNOWN if unknown else Answer.KEPT,
        *in_both(
            "{seats:siège|sièges} de conseils en {committees:comité|comités} ; {above} au-dessus d'un tiers, "
            "{unknown} de taille inconnue.",
            "{seats:seat|seats} of councils in {committees:committee|committees}; {above} above a third, "
            "{unknown} of unknown size.",
            seats=sum(seats.values()),
            committees=len(mine),
            above=len(above),
            unknown=len(unknown),
        ),
        sum(seats.values()),
        None if unknown else sum(sizes.values()),
        part,
        about={"above": tuple(above), "size_not_known": tuple(unknown)},
        because=behind(one for (body, _), one in sorted(offers.items(), key=str) if body in mine),
    )
