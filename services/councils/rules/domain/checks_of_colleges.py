"""Checks of the two colleges: their sizes, their shares, parity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.councils.rules.domain.findings import Answer, Finding, Margin, nobody_left, roster_unknown
from services.councils.rules.domain.story import behind
from shared.contracts.councils.dossier import (
    LocalTargetSet,
)
from shared.contracts.vocabulary import College, Gender
from shared.sentences import in_both

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.councils.rules.domain.rule import Rule
    from services.councils.rules.domain.situation import Situation

_GROUPS = {
    "RESIDENT": ("les habitants", "the residents"),
    "LOCAL_ACTOR": ("les acteurs locaux", "the local actors"),
    "WOMEN": ("les femmes", "the women"),
    "MEN": ("les hommes", "the men"),
}


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


def two_colleges(it: Situation, _: Rule) -> Finding:
    """R01: neither college is empty of titular members."""
    if not it.is_roster_known:
        return roster_unknown()
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
        return roster_unknown()
    residents, titular = len(it.college(College.RESIDENT)), sum(one.is_titular for one in it.members)
    if not titular:
        return nobody_left(it)

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
        return roster_unknown()
    residents, titular = len(it.college(College.RESIDENT)), sum(one.is_titular for one in it.members)
    if not titular:
        return nobody_left(it)
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
        return roster_unknown()
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
        return roster_unknown()
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
        return roster_unknown()
    if not it.members:
        return nobody_left(it)
    colleges = {one.college for one in it.members}
    return Finding(
        Answer.KEPT if len(colleges) > 1 else Answer.BROKEN,
        "Des membres des deux collèges." if len(colleges) > 1 else "Tous les membres viennent d'un seul collège.",
        "Members of both colleges." if len(colleges) > 1 else "All members come from one college.",
        len(colleges),
        2,
        because=it.roster,
    )
