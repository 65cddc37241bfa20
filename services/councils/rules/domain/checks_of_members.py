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
from shared.sentences import in_both

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
    return margins, *in_both(
        f" Marge : {{many:départ parmi {french} suffirait|départs parmi {french} suffiraient}} à la rompre.",
        f" Margin: {{many:departure|departures}} among {english} would break it.",
        many=least.departures,
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
    words = in_both(
        "{residents:habitant titulaire|habitants titulaires} et {local_actors:acteur local titulaire|acteurs locaux titulaires}.",
        "{residents:titular resident|titular residents} and {local_actors:titular local actor|titular local actors}.",
        **numbers,
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
        *in_both(
            "{residents:habitant|habitants} sur {titular:titulaire|titulaires}, pour au moins {least} %." + french,
            "{residents:resident|residents} of {titular:titular member|titular members}, for at least {least} %."
            + english,
            residents=residents,
            titular=titular,
            least=least,
        ),
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
        *in_both(
            "{residents:habitant|habitants} sur {titular:titulaire|titulaires}, soit {share} %, pour une cible de {percent} %.",
            "{residents:resident|residents} of {titular:titular member|titular members}, {share} %, for a target of {percent} %.",
            residents=residents,
            titular=titular,
            share=share,
            percent=percent,
        ),
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
            *in_both(
                "{many:habitant titulaire|habitants titulaires}, dont aucun n'a déclaré l'un ou l'autre genre.",
                "{many:titular resident|titular residents}, none of whom declared either gender.",
                many=len(residents),
            ),
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
        *in_both(
            "{women:femme|femmes} et {men:homme|hommes} ; {not_declared} sans déclaration, à part." + french,
            "{women:woman|women} and {men:man|men}; {not_declared} not declared, apart." + english,
            **numbers,
        ),
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
        *in_both(
            "{many:membre|membres} ; taille recommandée : {least} à {most}.",
            "{many:member|members}; recommended size: {least} to {most}.",
            many=many,
            least=least,
            most=most,
        ),
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
        *in_both(
            "{drawn:habitant sur {all} vient|habitants sur {all} viennent} d'un tirage enregistré, "
            "{otherwise:est venu|sont venus} autrement, pour {unknown} le tirage n'est pas connu.",
            "{drawn:resident of {all} comes|residents of {all} come} from a recorded draw, {otherwise} came otherwise, "
            "for {unknown} the draw is not known.",
            drawn=len(drawn),
            all=len(residents),
            otherwise=len(otherwise),
            unknown=len(unknown),
        ),
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
                *in_both(
                    "{many:membre est dit tiré|membres sont dits tirés} au sort, mais aucun tirage n'est enregistré.",
                    "{many:member is|members are} said to be drawn by lot, but no draw is recorded.",
                    many=len(said),
                ),
                because=behind(said),
            )
        return Finding(Answer.NO_OBJECT, "Aucun tirage jusqu'à ce jour.", "No draw up to that day.")
    kinds = {one.kind for one in draw.fact.lists}
    return Finding(
        Answer.KEPT if len(kinds) >= least else Answer.BROKEN,
        *in_both(
            "{kinds:sorte|sortes} de listes au dernier tirage, pour {least} au moins.",
            "{kinds:kind|kinds} of lists in the last draw, for at least {least}.",
            kinds=len(kinds),
            least=least,
        ),
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
        *in_both(
            "{inside:habitant sur {all} vit|habitants sur {all} vivent} dans un quartier du conseil, "
            "{outside:n'y vit pas|n'y vivent pas}, {unknown} à contrôler.",
            "{inside:resident of {all} lives|residents of {all} live} in a district of the council, "
            "{outside:does not|do not}, {unknown} to be checked.",
            inside=inside,
            all=len(residents),
            outside=len(outside),
            unknown=len(unknown),
        ),
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
        *in_both(
            "{vacant_seats:siège d'habitant vide|sièges d'habitants vides}, {waiting:rang non appelé|rangs non appelés}"
            + (f" ; le suivant est le rang {waiting[0].rank}." if waiting else "."),
            "{vacant_seats:empty seat|empty seats} of residents, {waiting:rank|ranks} not called"
            + (f"; the next is rank {waiting[0].rank}." if waiting else "."),
            **numbers,
        ),
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
        *in_both(
            "{over:mandat échu|mandats échus} sur {all}.",
            "{over:term|terms} over, of {all}.",
            over=len(over),
            all=len(limited),
        ),
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
