"""Checks of who sits in the council: colleges, parity, draw, residence, declarations, terms, departures."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from services.councils.rules.domain.findings import Answer, Finding, Margin
from services.councils.rules.domain.story import behind, months_later
from shared.contracts.councils.composition import LeavingReason, Recruitment
from shared.contracts.councils.council import CouncilDistrictSet
from shared.contracts.councils.dossier import (
    Incompatibility,
    IncompatibilityDeclared,
    InstitutionLink,
    InternalRulesAdopted,
    LocalTargetSet,
    ParentalAuthorisationFiled,
    ResidenceChecked,
    SeatsDecided,
)
from shared.contracts.councils.draw import CandidateAnswered, CandidateSeated, DrawAnswer, DrawHeld, ReserveListUsed
from shared.contracts.councils.territories import PerimeterChange, PriorityDistrictListed
from shared.contracts.vocabulary import AgeBand, College, Gender

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from uuid import UUID

    from services.councils.rules.domain.catalogue import Rule
    from services.councils.rules.domain.story import F, Member, Situation, Thing
    from shared.contracts.councils.draw import Drawn

_GROUPS = {
    "RESIDENT": ("les habitants", "the residents"),
    "LOCAL_ACTOR": ("les acteurs locaux", "the local actors"),
    "WOMEN": ("les femmes", "the women"),
    "MEN": ("les hommes", "the men"),
}


def _ids(members: Iterable[Member]) -> tuple[str, ...]:
    return tuple(str(one.person_id) for one in members)


def _roster_unknown() -> Finding:
    return Finding(
        Answer.UNKNOWN,
        "Aucun membre n'est enregistré jusqu'à ce jour : la composition n'est pas connue.",
        "No member is recorded up to that day: the composition is not known.",
    )


def _nobody_left(it: Situation) -> Finding:
    return Finding(
        Answer.NO_OBJECT,
        "Le conseil n'avait plus de membre ce jour-là.",
        "The council had no member any more on that day.",
        because=it.roster,
    )


def _margin(group: str, many: int, holds: Callable[[int], bool]) -> Margin | None:
    """The first number of departures that breaks what holds, if so many can leave."""
    breaking = next((left for left in range(1, many + 1) if not holds(left)), None)
    return Margin(group, breaking) if breaking is not None else None


def _margins(*found: Margin | None) -> tuple[tuple[Margin, ...], str, str]:
    """The margins, and a sentence for the smallest."""
    margins = tuple(one for one in found if one is not None)
    if not margins:
        return (), "", ""
    least = min(margins, key=lambda one: one.departures)
    french, english = _GROUPS[least.group]
    many = least.departures
    return (
        margins,
        f" Marge : {many} départ{'s' if many > 1 else ''} parmi {french} suffirai{'en' if many > 1 else ''}t à la rompre.",
        f" Margin: {many} departure{'s' if many > 1 else ''} among {english} would break it.",
    )


def _last_of_each(things: Sequence[Thing[F]]) -> dict[UUID, Thing[F]]:
    """The last statement about each person."""
    return {getattr(one.fact, "person_id"): one for one in things}  # noqa: B009 - not every fact has one


# Colleges


def two_colleges(it: Situation, _: Rule) -> Finding:
    """R01: neither college is empty of titular members."""
    if not it.is_roster_known:
        return _roster_unknown()
    residents, actors = it.college(College.RESIDENT), it.college(College.LOCAL_ACTOR)
    numbers = {"residents": len(residents), "local_actors": len(actors), "members": len(it.members)}
    words = (
        f"{len(residents)} habitant(s) et {len(actors)} acteur(s) local(aux) titulaires.",
        f"{len(residents)} titular resident(s) and {len(actors)} titular local actor(s).",
    )
    because = it.roster
    if not residents or not actors:
        return Finding(
            Answer.BROKEN,
            f"Un collège est vide : {words[0]}",
            f"A college is empty: {words[1]}",
            numerator=bool(residents) + bool(actors),
            denominator=2,
            numbers=numbers,
            because=because,
        )
    margin, french, english = _margins(
        Margin("RESIDENT", len(residents)),
        Margin("LOCAL_ACTOR", len(actors)),
    )
    return Finding(Answer.KEPT, words[0] + french, words[1] + english, 2, 2, None, numbers, {}, because, margin)


def half_are_residents(it: Situation, rule: Rule) -> Finding:
    """R02: residents over all titular members."""
    least = rule.parameter("min-percent", it.on)
    if not it.is_roster_known:
        return _roster_unknown()
    residents, titular = len(it.college(College.RESIDENT)), sum(one.is_titular for one in it.members)
    if not titular:
        return _nobody_left(it)

    def holds(left: int) -> bool:
        return titular - left > 0 and (residents - left) * 100 >= (titular - left) * least

    numbers = {
        "residents_with_substitutes": len(it.college(College.RESIDENT, titular=False)),
        "members_with_substitutes": len(it.members),
    }
    margin, french, english = _margins(_margin("RESIDENT", residents, holds))
    if not holds(0):
        margin, french, english = (), "", ""
    return Finding(
        Answer.KEPT if holds(0) else Answer.BROKEN,
        f"{residents} habitant(s) sur {titular} titulaire(s), pour au moins {least} %.{french}",
        f"{residents} resident(s) of {titular} titular member(s), for at least {least} %.{english}",
        residents,
        titular,
        least,
        numbers,
        because=it.roster,
        margin=margin,
    )


def local_target(it: Situation, _: Rule) -> Finding:
    """R02b: the share of residents, rounded to a percent, against the council's own target."""
    target = it.latest(LocalTargetSet)
    if target is None:
        return Finding(Answer.NO_OBJECT, "Le conseil ne s'est pas fixé de cible.", "The council set itself no target.")
    if not it.is_roster_known:
        return _roster_unknown()
    residents, titular = len(it.college(College.RESIDENT)), sum(one.is_titular for one in it.members)
    if not titular:
        return _nobody_left(it)
    share = (200 * residents + titular) // (2 * titular)
    percent = target.fact.percent
    return Finding(
        Answer.KEPT if share >= percent else Answer.BROKEN,
        f"{residents} habitant(s) sur {titular} titulaire(s), soit {share} %, pour une cible de {percent} %.",
        f"{residents} resident(s) of {titular} titular member(s), {share} %, for a target of {percent} %.",
        residents,
        titular,
        percent,
        {"share_percent": share},
        because=(*target.because, *it.roster),
    )


def parity(it: Situation, rule: Rule) -> Finding:
    """R03: women and men among titular residents who declared either."""
    most = rule.parameter("max-gap", it.on)
    if not it.is_roster_known:
        return _roster_unknown()
    residents = it.college(College.RESIDENT)
    if not residents:
        return Finding(Answer.NO_OBJECT, "Aucun habitant titulaire ce jour-là.", "No titular resident on that day.")
    women, men = (sum(one.gender is gender for one in residents) for gender in (Gender.F, Gender.M))
    numbers = {
        "women": women,
        "men": men,
        "other": sum(one.gender is Gender.OTHER for one in residents),
        "not_declared": sum(one.gender is Gender.NOT_DECLARED for one in residents),
    }
    because = behind(residents)
    if not women + men:
        return Finding(
            Answer.UNKNOWN,
            f"Aucun des {len(residents)} habitant(s) titulaires n'a déclaré l'un ou l'autre genre.",
            f"None of the {len(residents)} titular resident(s) declared either gender.",
            numbers=numbers,
            because=because,
        )
    is_kept = abs(women - men) <= most
    margin, french, english = _margins(
        _margin("WOMEN", women, lambda left: men - (women - left) <= most),
        _margin("MEN", men, lambda left: women - (men - left) <= most),
    )
    if not is_kept:
        margin, french, english = (), "", ""
    return Finding(
        Answer.KEPT if is_kept else Answer.BROKEN,
        f"{women} femme(s) et {men} homme(s) ; {numbers['not_declared']} sans déclaration, à part.{french}",
        f"{women} women and {men} men; {numbers['not_declared']} not declared, apart.{english}",
        women,
        women + men,
        most,
        numbers,
        because=because,
        margin=margin,
    )


def size(it: Situation, rule: Rule) -> Finding:
    """R08: all members, substitutes included."""
    if not it.is_roster_known:
        return _roster_unknown()
    many, least, most = len(it.members), rule.parameter("min", it.on), rule.parameter("max", it.on)
    return Finding(
        Answer.KEPT if least <= many <= most else Answer.BROKEN,
        f"{many} membre(s), pour {least} à {most} recommandés.",
        f"{many} member(s), for {least} to {most} recommended.",
        many,
        parameter=most if many > most else least,
        because=it.roster,
    )


def not_a_single_college(it: Situation, _: Rule) -> Finding:
    """R27: members of both colleges, substitutes included."""
    if not it.is_roster_known:
        return _roster_unknown()
    if not it.members:
        return _nobody_left(it)
    colleges = {one.college for one in it.members}
    return Finding(
        Answer.KEPT if len(colleges) > 1 else Answer.BROKEN,
        "Des membres des deux collèges." if len(colleges) > 1 else "Tous les membres viennent d'un seul collège.",
        "Members of both colleges." if len(colleges) > 1 else "All members come from one college.",
        len(colleges),
        2,
        because=it.roster,
    )


# The draw, and those who live there


def drawn_by_lot(it: Situation, _: Rule) -> Finding:
    """R04: each resident comes from a recorded draw; who came otherwise is counted by the recorded reason."""
    if not it.is_roster_known:
        return _roster_unknown()
    residents = it.college(College.RESIDENT, titular=False)
    if not residents:
        return Finding(Answer.NO_OBJECT, "Aucun habitant membre ce jour-là.", "No resident is a member on that day.")
    seated = _last_of_each(it.said(CandidateSeated))
    drawn = [one for one in residents if one.said.draw_id is not None or one.person_id in seated]
    others = [one for one in residents if one not in drawn]
    by_lot = {Recruitment.LOT, Recruitment.RESERVE}
    unknown = [one for one in others if one.said.recruitment in {*by_lot, Recruitment.NOT_STATED}]
    otherwise = [one for one in others if one not in unknown]
    reasons = sorted({one.said.recruitment.value.lower() for one in otherwise})
    answer = Answer.BROKEN if otherwise else Answer.UNKNOWN if unknown else Answer.KEPT
    return Finding(
        answer,
        f"{len(drawn)} habitant(s) sur {len(residents)} viennent d'un tirage enregistré, {len(otherwise)} sont venus "
        f"autrement, pour {len(unknown)} le tirage n'est pas connu.",
        f"{len(drawn)} resident(s) of {len(residents)} come from a recorded draw, {len(otherwise)} came otherwise, "
        f"for {len(unknown)} the draw is not known.",
        len(drawn),
        len(residents),
        None,
        {reason: sum(one.said.recruitment.value.lower() == reason for one in otherwise) for reason in reasons}
        | {"draw_not_known": len(unknown)},
        {"came_otherwise": _ids(otherwise), "draw_not_known": _ids(unknown)},
        (*behind(residents), *behind(seated[one.person_id] for one in residents if one.person_id in seated)),
    )


def several_lists(it: Situation, rule: Rule) -> Finding:
    """R05: kinds of lists of the last draw."""
    least = rule.parameter("min-kinds", it.on)
    draw = it.latest(DrawHeld)
    if draw is None:
        said = [one for one in it.members if one.said.recruitment in {Recruitment.LOT, Recruitment.RESERVE}]
        if said:
            return Finding(
                Answer.UNKNOWN,
                f"{len(said)} membre(s) sont dits tirés au sort, mais aucun tirage n'est enregistré.",
                f"{len(said)} member(s) are said to be drawn by lot, but no draw is recorded.",
                because=behind(said),
            )
        return Finding(Answer.NO_OBJECT, "Aucun tirage jusqu'à ce jour.", "No draw up to that day.")
    kinds = {one.kind for one in draw.fact.lists}
    return Finding(
        Answer.KEPT if len(kinds) >= least else Answer.BROKEN,
        f"{len(kinds)} sorte(s) de listes au dernier tirage, pour {least} au moins.",
        f"{len(kinds)} kind(s) of lists in the last draw, for at least {least}.",
        len(kinds),
        parameter=least,
        about={"draw": (str(draw.fact.draw_id),)},
        because=draw.because,
    )


def residence(it: Situation, _: Rule) -> Finding:
    """R06: the district of each resident, against those that the council covers on that day."""
    if not it.is_roster_known:
        return _roster_unknown()
    residents = it.college(College.RESIDENT, titular=False)
    if not residents:
        return Finding(Answer.NO_OBJECT, "Aucun habitant membre ce jour-là.", "No resident is a member on that day.")
    checks = _last_of_each(it.said(ResidenceChecked))
    found = [(one, _lives_there(it, one, checks.get(one.person_id))) for one in residents]
    outside = [one for one, lives in found if lives is False]
    unknown = [one for one, lives in found if lives is None]
    inside = len(residents) - len(outside) - len(unknown)
    return Finding(
        Answer.BROKEN if outside else Answer.UNKNOWN if unknown else Answer.KEPT,
        f"{inside} habitant(s) sur {len(residents)} vivent dans un quartier du conseil, {len(outside)} n'y vivent pas, "
        f"{len(unknown)} à contrôler.",
        f"{inside} resident(s) of {len(residents)} live in a district of the council, {len(outside)} do not, "
        f"{len(unknown)} to be checked.",
        inside,
        len(residents),
        None,
        {"outside": len(outside), "to_check": len(unknown)},
        {"outside": _ids(outside), "to_check": _ids(unknown)},
        (
            *behind(residents),
            *behind(checks[one.person_id] for one in residents if one.person_id in checks),
            *behind(it.valid(CouncilDistrictSet)),
            *behind(_official(it)),
        ),
    )


def _lives_there(it: Situation, member: Member, check: Thing[ResidenceChecked] | None) -> bool | None:
    """Whether a member lives in a district covered on that day; none when that is not known.

    A code of a list that the council no longer goes by proves nothing, either way, unless the new list says that a
    district covered now took over that one without changing its perimeter.
    """
    covered = it.valid(CouncilDistrictSet)
    if check is not None and not check.fact.lives_in_district:
        return False
    code = (check.fact.district_code if check else None) or member.said.district_code
    if code is None:
        return True if check and any(one.is_valid(check.on) for one in covered) else None
    codes = {one.fact.district_code for one in covered}
    same = {
        former
        for one in _official(it)
        if one.fact.perimeter is PerimeterChange.UNCHANGED
        for former in one.fact.predecessors
    }
    if code in codes | same:
        return True
    return False if code[:2] in {one[:2] for one in codes} else None


def _official(it: Situation) -> list[Thing[PriorityDistrictListed]]:
    """What official lists say of the districts covered on that day."""
    codes = {one.fact.district_code for one in it.valid(CouncilDistrictSet)}
    return [one for one in it.said(PriorityDistrictListed) if one.fact.district_code in codes]


def reserve(it: Situation, _: Rule) -> Finding:
    """R07: ranks not called yet, while seats of residents are empty."""
    draw = it.latest(DrawHeld)
    if draw is None:
        return Finding(Answer.NO_OBJECT, "Aucun tirage jusqu'à ce jour.", "No draw up to that day.")
    listed = [one for one in draw.fact.drawn if one.is_reserve]
    about = {"draw": (str(draw.fact.draw_id),)}
    if not listed:
        return Finding(
            Answer.BROKEN,
            "Le dernier tirage n'a pas laissé de liste complémentaire.",
            "The last draw left no reserve list.",
            0,
            about=about,
            because=draw.because,
        )
    waiting = _waiting(it, draw, listed)
    seats = it.latest(SeatsDecided)
    if seats is not None:
        vacant = max(0, seats.fact.resident_seats - len(it.college(College.RESIDENT)))
    else:
        vacant = len([one for one in _vacated(it) if one.left is not None and one.left.college is College.RESIDENT])
    numbers = {"listed": len(listed), "waiting": len(waiting), "vacant_seats": vacant}
    is_broken = bool(vacant and waiting)
    return Finding(
        Answer.BROKEN if is_broken else Answer.KEPT,
        f"{vacant} siège(s) d'habitant vide(s), {len(waiting)} rang(s) non appelé(s)"
        + (f" ; le suivant est le rang {waiting[0].rank}." if waiting else "."),
        f"{vacant} empty seat(s) of residents, {len(waiting)} rank(s) not called"
        + (f"; the next is rank {waiting[0].rank}." if waiting else "."),
        len(waiting),
        len(listed),
        None,
        numbers | ({"next_rank": waiting[0].rank} if waiting else {}),
        about,
        (*draw.because, *behind([seats, *it.said(ReserveListUsed)]), *it.roster),
    )


def _waiting(it: Situation, draw: Thing[DrawHeld], listed: list[Drawn]) -> list[Drawn]:
    """Those on the reserve list who were neither called, nor seated, nor answered."""
    called = {one.fact.ticket for one in it.said(ReserveListUsed) if one.fact.draw_id == draw.fact.draw_id}
    seated = {one.fact.ticket for one in it.said(CandidateSeated) if one.fact.draw_id == draw.fact.draw_id}
    answers = {
        one.fact.ticket: one.fact.answer for one in it.said(CandidateAnswered) if one.fact.draw_id == draw.fact.draw_id
    }
    gone = {ticket for ticket, answer in answers.items() if answer is not DrawAnswer.ACCEPTED}
    return [one for one in listed if one.ticket not in called | seated | gone]


# Declarations


def incompatibilities(it: Situation, rule: Rule) -> Finding:
    """R11: the last declaration of each member, not older than a year."""
    if not it.is_roster_known:
        return _roster_unknown()
    if not it.members:
        return _nobody_left(it)
    since = months_later(it.on, -rule.parameter("months", it.on))
    declared = _last_of_each(it.said(IncompatibilityDeclared))
    mine = [(one, declared.get(one.person_id)) for one in it.members]
    wrong = [one for one, said in mine if said and said.fact.incompatibility is not Incompatibility.NONE]
    to_ask = [one for one, said in mine if one not in wrong and (said is None or said.on < since)]
    return Finding(
        Answer.BROKEN if wrong else Answer.UNKNOWN if to_ask else Answer.KEPT,
        f"{len(wrong)} incompatibilité(s) déclarée(s) ; {len(to_ask)} déclaration(s) à demander, sur {len(mine)} membre(s).",
        f"{len(wrong)} incompatibility(ies) declared; {len(to_ask)} declaration(s) to ask for, of {len(mine)} member(s).",
        len(mine) - len(wrong) - len(to_ask),
        len(mine),
        rule.parameter("months", it.on),
        {"incompatible": len(wrong), "to_ask": len(to_ask)},
        {"incompatible": _ids(wrong), "to_ask": _ids(to_ask)},
        (*it.roster, *behind(said for _, said in mine if said)),
    )


def institution_links(it: Situation, _: Rule) -> Finding:
    """R12: what each local actor declared of a link with an institution."""
    if not it.is_roster_known:
        return _roster_unknown()
    actors = it.college(College.LOCAL_ACTOR, titular=False)
    if not actors:
        return Finding(
            Answer.NO_OBJECT, "Aucun acteur local membre ce jour-là.", "No local actor is a member on that day."
        )
    asked = [
        one for one in it.said(IncompatibilityDeclared) if one.fact.institution_link is not InstitutionLink.NOT_ASKED
    ]
    declared = _last_of_each(asked)
    mine = [(one, declared.get(one.person_id)) for one in actors]
    linked = [one for one, said in mine if said and said.fact.institution_link is InstitutionLink.SOME]
    to_ask = [one for one, said in mine if said is None]
    return Finding(
        Answer.BROKEN if linked else Answer.UNKNOWN if to_ask else Answer.KEPT,
        f"{len(linked)} acteur(s) local(aux) sur {len(actors)} avec un lien, {len(to_ask)} à qui le demander.",
        f"{len(linked)} local actor(s) of {len(actors)} with a link, {len(to_ask)} to be asked.",
        len(actors) - len(linked) - len(to_ask),
        len(actors),
        None,
        {"linked": len(linked), "to_ask": len(to_ask)},
        {"linked": _ids(linked), "to_ask": _ids(to_ask)},
        (*behind(actors), *behind(said for _, said in mine if said)),
    )


def minors(it: Situation, rule: Rule) -> Finding:
    """R29: an authorisation for each member in the age band under 18; who declared no age is not known to be an adult."""
    if not it.is_roster_known:
        return _roster_unknown()
    young = [one for one in it.members if one.age_band is AgeBand.UNDER_18]
    undeclared = [one for one in it.members if one.age_band is AgeBand.NOT_DECLARED]
    filed = _last_of_each(it.said(ParentalAuthorisationFiled))
    missing = [one for one in young if one.person_id not in filed]
    numbers = {"minors": len(young), "age_not_declared": len(undeclared)}
    if not young and not undeclared:
        return Finding(
            Answer.NO_OBJECT, "Aucun membre mineur ce jour-là.", "No member is a minor on that day.", numbers=numbers
        )
    answer = Answer.BROKEN if missing else Answer.UNKNOWN if undeclared and not young else Answer.KEPT
    return Finding(
        answer,
        f"{len(young) - len(missing)} autorisation(s) pour {len(young)} mineur(s) ; {len(undeclared)} membre(s) sans âge déclaré.",
        f"{len(young) - len(missing)} authorisation(s) for {len(young)} minor(s); {len(undeclared)} member(s) without a declared age.",
        len(young) - len(missing),
        len(young),
        rule.parameter("age", it.on),
        numbers,
        {"without_authorisation": _ids(missing)},
        (*behind(young or undeclared), *behind(filed[one.person_id] for one in young if one.person_id in filed)),
    )


# Terms and departures


def terms(it: Situation, _: Rule) -> Finding:
    """R26: terms that are over, as they were said or as the internal rules make them."""
    if not it.is_roster_known:
        return _roster_unknown()
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
        f"{len(over)} mandat(s) échu(s) sur {len(limited)}.",
        f"{len(over)} term(s) over, of {len(limited)}.",
        len(limited) - len(over),
        len(limited),
        months,
        about={"over": _ids(over)},
        because=because,
    )


def _term_ends(member: Member, months: int | None) -> Any:
    """Last day of a term, included; none where none is set."""
    if member.term_until_on is not None or months is None:
        return member.term_until_on
    return months_later(member.term_from_on, months) - timedelta(days=1)


def _vacated(it: Situation) -> list[Any]:
    """Departures of titular members in twelve months whose seat nobody took, nor was called for."""
    replaced = it.replacements()
    return [one for one in it.departures() if _was_titular(one) and one.person_id not in replaced]


def _was_titular(time: Any) -> bool:
    return bool(time.member(time.left_on).is_titular)


def departures(it: Situation, _: Rule) -> Finding:
    """R28: reasons and replacements of the titular members who left in twelve months."""
    if not it.is_roster_known:
        return _roster_unknown()
    gone = [one for one in it.departures() if _was_titular(one)]
    if not gone:
        return Finding(
            Answer.NO_OBJECT,
            "Aucun titulaire n'est parti dans les douze derniers mois.",
            "No titular member left in the last twelve months.",
        )
    vacated = _vacated(it)
    unsaid = [one for one in gone if one.left is None or one.left.reason is LeavingReason.NOT_STATED]
    return Finding(
        Answer.BROKEN if vacated else Answer.UNKNOWN if unsaid else Answer.KEPT,
        f"{len(gone)} départ(s) en douze mois : {len(vacated)} siège(s) non repris, {len(unsaid)} sans raison notée.",
        f"{len(gone)} departure(s) in twelve months: {len(vacated)} seat(s) not taken, {len(unsaid)} without a reason.",
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
