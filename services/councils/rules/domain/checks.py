"""Which check judges which rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.councils.rules.domain import checks_of_colleges as colleges
from services.councils.rules.domain import checks_of_dialogue as dialogue
from services.councils.rules.domain import checks_of_draws as draws
from services.councils.rules.domain import checks_of_institutions as institutions
from services.councils.rules.domain import checks_of_life as life
from services.councils.rules.domain import checks_of_members as members

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from services.councils.rules.domain.findings import Finding
    from services.councils.rules.domain.rule import Rule
    from services.councils.rules.domain.situation import Situation

CHECKS: Mapping[str, Callable[[Situation, Rule], Finding]] = {
    "R01": colleges.two_colleges,
    "R02": colleges.half_are_residents,
    "R02b": colleges.local_target,
    "R03": colleges.parity,
    "R04": draws.drawn_by_lot,
    "R05": draws.several_lists,
    "R06": draws.residence,
    "R07": draws.reserve,
    "R08": colleges.size,
    "R09": institutions.recognition,
    "R10": institutions.consultations,
    "R11": members.incompatibilities,
    "R12": members.institution_links,
    "R13": institutions.presence,
    "R14": institutions.share_of_seats,
    "R15": life.chairing,
    "R16": life.start_up,
    "R17": life.supporting_structure,
    "R18": life.charter_and_rules,
    "R19": life.place_and_means,
    "R20": life.training,
    "R21": dialogue.referrals,
    "R22": life.leave,
    "R23": dialogue.minority_opinions,
    "R24": life.gathering,
    "R25": dialogue.papers,
    "R26": members.terms,
    "R27": colleges.not_a_single_college,
    "R28": members.departures,
    "R29": members.minors,
    "R30": life.experts_apart,
}
