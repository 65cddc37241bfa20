"""Checks of what each member declared, of terms and of departures."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from services.councils.rules.domain.findings import Answer, Finding, ids, nobody_left, roster_unknown
from services.councils.rules.domain.story import behind, last_of_each
from shared.contracts.councils.composition import LeavingReason
from shared.contracts.councils.dossier import (
    Incompatibility,
    IncompatibilityDeclared,
    InstitutionLink,
    InternalRulesAdopted,
    ParentalAuthorisationFiled,
)
from shared.contracts.vocabulary import AgeBand, College
from shared.days import months_later
from shared.sentences import in_both

if TYPE_CHECKING:
    from services.councils.rules.domain.members import Member
    from services.councils.rules.domain.rule import Rule
    from services.councils.rules.domain.situation import Situation

# Declarations


def incompatibilities(it: Situation, rule: Rule) -> Finding:
    """R11: the last declaration of each member, not older than a year."""
    if not it.is_roster_known:
        return roster_unknown()
    if not it.members:
        return nobody_left(it)
    since = months_later(it.on, -rule.parameter("months", it.on))
    declared = last_of_each(it.said(IncompatibilityDeclared))
    mine = [(one, declared.get(one.person_id)) for one in it.members]
    wrong = [one for one, said in mine if said and said.fact.incompatibility is not Incompatibility.NONE]
    to_ask = [one for one, said in mine if one not in wrong and (said is None or said.on < since)]
    return Finding(
        Answer.BROKEN if wrong else Answer.UNKNOWN if to_ask else Answer.KEPT,
        *in_both(
            "{wrong:incompatibilité déclarée|incompatibilités déclarées} ; {to_ask:déclaration|déclarations} à demander, "
            "sur {all:membre|membres}.",
            "{wrong:incompatibility|incompatibilities} declared; {to_ask:declaration|declarations} to ask for, "
            "of {all:member|members}.",
            wrong=len(wrong),
            to_ask=len(to_ask),
            all=len(mine),
        ),
        len(mine) - len(wrong) - len(to_ask),
        len(mine),
        rule.parameter("months", it.on),
        {"incompatible": len(wrong), "to_ask": len(to_ask)},
        {"incompatible": ids(wrong), "to_ask": ids(to_ask)},
        (*it.roster, *behind(said for _, said in mine if said)),
    )


def institution_links(it: Situation, _: Rule) -> Finding:
    """R12: what each local actor declared of a link with an institution."""
    if not it.is_roster_known:
        return roster_unknown()
    actors = it.college(College.LOCAL_ACTOR, titular=False)
    if not actors:
        return Finding(
            Answer.NO_OBJECT, "Aucun acteur local membre ce jour-là.", "No local actor is a member on that day."
        )
    asked = [
        one for one in it.said(IncompatibilityDeclared) if one.fact.institution_link is not InstitutionLink.NOT_ASKED
    ]
    declared = last_of_each(asked)
    mine = [(one, declared.get(one.person_id)) for one in actors]
    linked = [one for one, said in mine if said and said.fact.institution_link is InstitutionLink.SOME]
    to_ask = [one for one, said in mine if said is None]
    return Finding(
        Answer.BROKEN if linked else Answer.UNKNOWN if to_ask else Answer.KEPT,
        *in_both(
            "{linked:acteur local|acteurs locaux} sur {all} avec un lien, {to_ask} à qui le demander.",
            "{linked:local actor|local actors} of {all} with a link, {to_ask} to be asked.",
            linked=len(linked),
            all=len(actors),
            to_ask=len(to_ask),
        ),
        len(actors) - len(linked) - len(to_ask),
        len(actors),
        None,
        {"linked": len(linked), "to_ask": len(to_ask)},
        {"linked": ids(linked), "to_ask": ids(to_ask)},
        (*behind(actors), *behind(said for _, said in mine if said)),
    )


def minors(it: Situation, rule: Rule) -> Finding:
    """R29: an authorisation for each member in the age band under 18; who declared no age is not known to be an adult."""
    if not it.is_roster_known:
        return roster_unknown()
    young = [one for one in it.members if one.age_band is AgeBand.UNDER_18]
    undeclared = [one for one in it.members if one.age_band is AgeBand.NOT_DECLARED]
    filed = last_of_each(it.said(ParentalAuthorisationFiled))
    missing = [one for one in young if one.person_id not in filed]
    numbers = {"minors": len(young), "age_not_declared": len(undeclared)}
    if not young and not undeclared:
        return Finding(
            Answer.NO_OBJECT, "Aucun membre mineur ce jour-là.", "No member is a minor on that day.", numbers=numbers
        )
    answer = Answer.BROKEN if missing else Answer.UNKNOWN if undeclared and not young else Answer.KEPT
    return Finding(
        answer,
        *in_both(
            "{filed:autorisation|autorisations} pour {minors:mineur|mineurs} ; {age_not_declared:membre|membres} sans âge déclaré.",
            "{filed:authorisation|authorisations} for {minors:minor|minors}; {age_not_declared:member|members} without a declared age.",
            filed=len(young) - len(missing),
            **numbers,
        ),
        len(young) - len(missing),
        len(young),
        rule.parameter("age", it.on),
        numbers,
        {"without_authorisation": ids(missing)},
        (*behind(young or undeclared), *behind(filed[one.person_id] for one in young if one.person_id in filed)),
    )


# Terms and departures


def terms(it: Situation, _: Rule) -> Finding:
    """R26: terms that are over, as they were said or as the internal rules make them."""
    if not it.is_roster_known:
        return roster_unknown()
    adopted = it.latest(InternalRulesAdopted)
    months = adopted.fact.term_months if adopted else None
    ends = {one.person_id: _term_ends(one, months) for one in it.members}
    limited = [one for one in it.members if ends[one.person_id] is not None]
    because = (*(adopted.because if adopted else ()), *behind(limited))
    if not limited:
        answer = Answer.UNKNOWN if adopted is None else Answer.NO_OBJECT
        return Finding(
            answer,
            "Aucune durée de mandat n'est enregistrée."
            if adopted is None
            else "Aucun mandat limité : rien ne peut échoir.",
            "No length of term is recorded." if adopted is None else "No term is limited: none can be over.",
            because=because,
        )
    over = [one for one in limited if (end := ends[one.person_id]) is not None and end < it.on]
    return Finding(
        Answer.BROKEN if over else Answer.KEPT,
        *in_both(
            "{over:mandat échu|mandats échus} sur {all}.",
            "{over:term|terms} over, of {all}.",
            over=len(over),
            all=len(limited),
        ),
        len(limited) - len(over),
        len(limited),
        months,
        about={"over": ids(over)},
        because=because,
    )


def _term_ends(member: Member, months: int | None) -> Any:
    """Last day of a term, included; none where none is set."""
    if member.term_until_on is not None or months is None:
        return member.term_until_on
    return months_later(member.term_from_on, months) - timedelta(days=1)


def departures(it: Situation, _: Rule) -> Finding:
    """R28: reasons and replacements of the titular members who left in twelve months."""
    if not it.is_roster_known:
        return roster_unknown()
    gone = [one for one in it.departures() if one.left_a_seat]
    if not gone:
        return Finding(
            Answer.NO_OBJECT,
            "Aucun titulaire n'est parti dans les douze derniers mois.",
            "No titular member left in the last twelve months.",
        )
    vacated = it.vacated()
    unsaid = [one for one in gone if one.left is None or one.left.reason is LeavingReason.NOT_STATED]
    return Finding(
        Answer.BROKEN if vacated else Answer.UNKNOWN if unsaid else Answer.KEPT,
        *in_both(
            "{gone:départ|départs} en douze mois : {vacated:siège|sièges} non repris, {unsaid} sans raison notée.",
            "{gone:departure|departures} in twelve months: {vacated:seat|seats} not taken, {unsaid} without a reason.",
            gone=len(gone),
            vacated=len(vacated),
            unsaid=len(unsaid),
        ),
        len(gone) - len(vacated),
        len(gone),
        None,
        {"not_replaced": len(vacated), "without_reason": len(unsaid)},
        {
            "not_replaced": tuple(str(one.person_id) for one in vacated),
            "without_reason": tuple(str(one.person_id) for one in unsaid),
        },
        tuple(statement for one in gone for statement in one.because),
    )
