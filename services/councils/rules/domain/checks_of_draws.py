"""Checks of where residents come from: the draw, its lists, the reserve; and where they live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.councils.rules.domain.findings import Answer, Finding, ids, roster_unknown
from services.councils.rules.domain.story import behind, last_of_each
from shared.contracts.councils.composition import Recruitment
from shared.contracts.councils.council import CouncilDistrictSet
from shared.contracts.councils.dossier import (
    ResidenceChecked,
    SeatsDecided,
)
from shared.contracts.councils.draw import CandidateAnswered, CandidateSeated, DrawAnswer, DrawHeld, ReserveListUsed
from shared.contracts.councils.territories import PerimeterChange, PriorityDistrictListed
from shared.contracts.vocabulary import College
from shared.sentences import in_both

if TYPE_CHECKING:
    from services.councils.rules.domain.members import Member
    from services.councils.rules.domain.rule import Rule
    from services.councils.rules.domain.situation import Situation
    from services.councils.rules.domain.story import Thing
    from shared.contracts.councils.draw import Drawn


def drawn_by_lot(it: Situation, _: Rule) -> Finding:
    """R04: each resident comes from a recorded draw; who came otherwise is counted by the recorded reason."""
    if not it.is_roster_known:
        return roster_unknown()
    residents = it.college(College.RESIDENT, titular=False)
    if not residents:
        return Finding(Answer.NO_OBJECT, "Aucun habitant membre ce jour-là.", "No resident is a member on that day.")
    seated = last_of_each(it.said(CandidateSeated))
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
        {"came_otherwise": ids(otherwise), "draw_not_known": ids(unknown)},
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
        return roster_unknown()
    residents = it.college(College.RESIDENT, titular=False)
    if not residents:
        return Finding(Answer.NO_OBJECT, "Aucun habitant membre ce jour-là.", "No resident is a member on that day.")
    checks = last_of_each(it.said(ResidenceChecked))
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
        {"outside": ids(outside), "to_check": ids(unknown)},
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
        vacant = len([one for one in it.vacated() if one.left is not None and one.left.college is College.RESIDENT])
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
