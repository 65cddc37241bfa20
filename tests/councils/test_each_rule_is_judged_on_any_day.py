"""Each rule kept, not kept and not known; and the same at the first and last days of its regime, and not beyond them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from services.councils.rules.domain.catalogue import BY_ID, RULES
from services.councils.rules.domain.rule import Severity
from services.councils.rules.domain.verdicts import Status, compliance
from shared.contracts.councils.composition import MembershipChanged, MembershipRenewed
from shared.contracts.councils.council import CouncilStageReached, Stage
from shared.contracts.councils.dossier import (
    BudgetAllocated,
    CharterAdopted,
    CouncilsGathered,
    InternalRulesAdopted,
    LeaveCertified,
    LocalTargetRule,
    LocalTargetSet,
    ParentalAuthorisationFiled,
    PremisesProvided,
    SeatsDecided,
    TrainingOffered,
)
from shared.contracts.councils.draw import CandidateAnswered, CandidateSeated, DrawAnswer, ListKind, ReserveListUsed
from shared.contracts.councils.recognition import (
    Authority,
    AuthorityConsulted,
    CompositionSubmitted,
    ConsultationOutcome,
    OnTheList,
    RecognitionRefused,
)
from shared.contracts.councils.representation import (
    RepresentativeAppointed,
    RepresentativeStoodDown,
    StandingDownReason,
)
from shared.contracts.vocabulary import AgeBand, College, FunderKind, Gender, MemberRole, SteeringBodyKind
from tests.councils.rule_pasts import A_DAY, CC18, MONTH, NEW_DISTRICT, OLD_DISTRICT, YEAR, Past, id_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.councils.rules.domain.rule import Rule

    Telling = Callable[[Past], object]

GREEN, WARNING, ALERT = Status.GREEN, Status.WARNING, Status.ALERT
NO_OBJECT, UNKNOWN = Status.NOT_APPLICABLE, Status.NOT_ENOUGH_INFORMATION

CASES: list[tuple[str, Status, Telling]] = []


def case(rule: str, status: Status) -> Callable[[Telling], Telling]:
    """When this happened, the rule is found so."""

    def keep(telling: Telling) -> Telling:
        CASES.append((rule, status, telling))
        return telling

    return keep


# R01, two colleges


@case("R01", GREEN)
def a_resident_and_a_local_actor(past: Past) -> None:
    past.residents(1).actors(1)


@case("R01", ALERT)
def residents_only(past: Past) -> None:
    past.residents(3)


@case("R01", ALERT)
def the_only_local_actor_is_a_substitute(past: Past) -> None:
    past.residents(3).actors(1, role="SUBSTITUTE")


@case("R01", ALERT)
@case("R27", NO_OBJECT)
@case("R02", NO_OBJECT)
@case("R11", NO_OBJECT)
def everybody_left(past: Past) -> None:
    past.joined("anna").left("anna")


@case("R01", UNKNOWN)
@case("R02", UNKNOWN)
@case("R03", UNKNOWN)
@case("R04", UNKNOWN)
@case("R06", UNKNOWN)
@case("R08", UNKNOWN)
@case("R09", UNKNOWN)
@case("R11", UNKNOWN)
@case("R12", UNKNOWN)
@case("R26", UNKNOWN)
@case("R27", UNKNOWN)
@case("R28", UNKNOWN)
@case("R29", UNKNOWN)
@case("R30", UNKNOWN)
@case("R13", UNKNOWN)
@case("R14", UNKNOWN)
@case("R15", UNKNOWN)
@case("R16", UNKNOWN)
@case("R17", UNKNOWN)
@case("R18", UNKNOWN)
@case("R19", UNKNOWN)
@case("R20", UNKNOWN)
@case("R24", UNKNOWN)
@case("R25", UNKNOWN)
@case("R02b", NO_OBJECT)
@case("R05", NO_OBJECT)
@case("R07", NO_OBJECT)
@case("R10", NO_OBJECT)
@case("R21", NO_OBJECT)
@case("R22", NO_OBJECT)
@case("R23", NO_OBJECT)
def nobody_recorded_anything(past: Past) -> None:
    """But the council's establishment."""


# R02 and R02b, the share of residents


@case("R02", GREEN)
def half_of_the_titular_members_are_residents(past: Past) -> None:
    past.residents(2).actors(2)


@case("R02", WARNING)
def residents_are_half_only_with_substitutes(past: Past) -> None:
    past.residents(1).residents(1, role="SUBSTITUTE").actors(2)


def _aims_at(past: Past, percent: int) -> Past:
    return past.said(
        LocalTargetSet(
            entry_id=id_of("target"),
            council_id=CC18,
            rule=LocalTargetRule.RESIDENTS_SHARE,
            percent=percent,
            from_on=past.ago(months=12),
        )
    )


@case("R02b", GREEN)
def two_thirds_are_wanted_and_two_thirds_are_there(past: Past) -> None:
    _aims_at(past, 67).residents(2).actors(1)


@case("R02b", WARNING)
def two_thirds_are_wanted_and_half_are_there(past: Past) -> None:
    _aims_at(past, 67).residents(1).actors(1)


@case("R02b", UNKNOWN)
def two_thirds_are_wanted_of_nobody_knows_whom(past: Past) -> None:
    _aims_at(past, 67)


@case("R02b", NO_OBJECT)
def two_thirds_are_wanted_of_nobody(past: Past) -> None:
    _aims_at(past, 67).joined("anna").left("anna")


# R03, parity


@case("R03", GREEN)
def one_woman_more_than_men(past: Past) -> None:
    past.residents(3, gender="F").residents(2, gender="M").residents(5)


@case("R03", WARNING)
def two_women_more_than_men(past: Past) -> None:
    past.residents(3, gender="F").residents(1, gender="M")


@case("R03", GREEN)
def women_among_local_actors_do_not_count(past: Past) -> None:
    past.residents(1, gender="F").actors(5, gender="F")


@case("R03", UNKNOWN)
def nobody_declared_a_gender(past: Past) -> None:
    past.residents(3).residents(1, gender="OTHER")


@case("R03", NO_OBJECT)
@case("R04", NO_OBJECT)
@case("R06", NO_OBJECT)
def local_actors_only(past: Past) -> None:
    past.actors(2)


# R04 and R05, the draw


@case("R04", GREEN)
def each_resident_says_the_draw_they_come_from(past: Past) -> None:
    past.residents(2, recruitment="LOT", draw_id=id_of("draw"))


@case("R04", GREEN)
def the_draw_says_who_was_seated(past: Past) -> None:
    past.drew("ELECTORAL").joined("anna", recruitment="LOT").said(
        CandidateSeated(
            draw_id=id_of("draw"),
            council_id=CC18,
            ticket="T001",
            kind=ListKind.ELECTORAL,
            gender=Gender.F,
            person_id=id_of("anna"),
            seated_on=past.ago(months=18),
        )
    )


@case("R04", WARNING)
def one_came_to_the_open_assembly(past: Past) -> None:
    past.residents(2, recruitment="LOT", draw_id=id_of("draw")).joined("anna", recruitment="OPEN_ASSEMBLY")


@case("R04", UNKNOWN)
def nobody_says_how_they_came(past: Past) -> None:
    past.residents(2)


@case("R04", UNKNOWN)
@case("R05", UNKNOWN)
def they_are_said_to_be_drawn_and_no_draw_is_recorded(past: Past) -> None:
    past.residents(2, recruitment="LOT")


@case("R05", GREEN)
def the_draw_used_two_kinds_of_lists(past: Past) -> None:
    past.drew("ELECTORAL", "VOLUNTEERS")


@case("R05", WARNING)
def the_draw_used_two_lists_of_one_kind(past: Past) -> None:
    past.drew("ELECTORAL", "ELECTORAL")


# R06, residence


@case("R06", GREEN)
def the_resident_was_checked_at_joining(past: Past) -> None:
    past.covers(OLD_DISTRICT).joined("anna", district_code=OLD_DISTRICT)


@case("R06", GREEN)
def the_resident_was_checked_since(past: Past) -> None:
    past.covers(OLD_DISTRICT).joined("anna").lives("anna", there=True)


@case("R06", ALERT)
def the_resident_lives_elsewhere(past: Past) -> None:
    past.covers(OLD_DISTRICT).joined("anna", district_code=OLD_DISTRICT).lives("anna", there=False)


@case("R06", ALERT)
def the_resident_lives_in_a_district_of_another_council(past: Past) -> None:
    past.covers(OLD_DISTRICT).joined("anna", district_code="QP075001")


@case("R06", ALERT)
def one_lives_elsewhere_and_another_was_not_checked(past: Past) -> None:
    past.covers(OLD_DISTRICT).joined("anna").lives("anna", there=False).joined("omar")


@case("R06", UNKNOWN)
def one_was_not_checked(past: Past) -> None:
    past.covers(OLD_DISTRICT).joined("anna", district_code=OLD_DISTRICT).joined("omar")


@case("R06", UNKNOWN)
def nobody_says_what_the_council_covers(past: Past) -> None:
    past.joined("anna", district_code=OLD_DISTRICT)


@case("R06", UNKNOWN)
def the_code_is_of_another_list_than_those_covered(past: Past) -> None:
    past.covers(NEW_DISTRICT).joined("anna", district_code=OLD_DISTRICT)


# R07, the reserve


def _seats(past: Past, residents: int) -> Past:
    return past.said(
        SeatsDecided(
            entry_id=id_of("seats"),
            council_id=CC18,
            resident_seats=residents,
            local_actor_seats=0,
            from_on=past.ago(months=18),
        )
    )


@case("R07", GREEN)
def every_seat_is_taken(past: Past) -> None:
    _seats(past.drew("ELECTORAL", reserve=2).residents(1), 1)


@case("R07", WARNING)
def a_seat_is_empty_and_the_next_rank_waits(past: Past) -> None:
    _seats(past.drew("ELECTORAL", reserve=2).residents(1), 2)


@case("R07", WARNING)
def a_resident_left_and_nobody_was_called(past: Past) -> None:
    past.drew("ELECTORAL", reserve=2).residents(1).joined("anna").left("anna")


@case("R07", GREEN)
def everybody_on_the_reserve_was_called_or_declined(past: Past) -> None:
    used = ReserveListUsed(
        draw_id=id_of("draw"), council_id=CC18, ticket="T002", rank=2, gender=Gender.F, used_on=past.ago(days=20)
    )
    declined = CandidateAnswered(
        draw_id=id_of("draw"),
        council_id=CC18,
        ticket="T003",
        kind=ListKind.ELECTORAL,
        gender=Gender.F,
        answer=DrawAnswer.DECLINED,
        answered_on=past.ago(days=15),
    )
    _seats(past.drew("ELECTORAL", reserve=2), 2).said(used, declined)


@case("R07", WARNING)
def the_draw_left_no_reserve(past: Past) -> None:
    past.drew("ELECTORAL")


# R08, size


@case("R08", GREEN)
def fifteen_members_with_substitutes(past: Past) -> None:
    past.residents(10).residents(2, role="SUBSTITUTE").actors(3)


@case("R08", WARNING)
def fourteen_members(past: Past) -> None:
    past.residents(11).actors(3)


@case("R08", WARNING)
def fifty_one_members(past: Past) -> None:
    past.residents(48).actors(3)


@case("R08", GREEN)
def fifty_members(past: Past) -> None:
    past.residents(47).actors(3)


# R09 and R10, recognition


@case("R09", GREEN)
def the_order_lists_the_members(past: Past) -> None:
    past.joined("anna").recognised("anna")


@case("R09", WARNING)
def somebody_is_not_on_the_order(past: Past) -> None:
    past.joined("anna").joined("omar").recognised("anna")


@case("R09", WARNING)
def somebody_on_the_order_sits_in_the_other_college(past: Past) -> None:
    past.joined("anna", college="LOCAL_ACTOR").recognised("anna")


@case("R09", UNKNOWN)
def the_order_is_known_and_the_members_are_not(past: Past) -> None:
    past.recognised("anna")


def _submitted(past: Past, days: int) -> Past:
    listed = OnTheList(person_id=id_of("anna"), college=College.RESIDENT, role=MemberRole.TITULAR)
    return past.said(
        CompositionSubmitted(
            file_id=id_of(f"order {days}"), council_id=CC18, members=(listed,), submitted_on=past.ago(days=days)
        )
    )


@case("R09", WARNING)
def the_composition_was_sent_and_not_answered(past: Past) -> None:
    _submitted(past.joined("anna"), 60)


@case("R09", ALERT)
def the_prefect_refused(past: Past) -> None:
    _submitted(past.joined("anna"), 60).said(
        RecognitionRefused(file_id=id_of("order 60"), council_id=CC18, refused_on=past.ago(days=30))
    )


@case("R09", WARNING)
def the_composition_was_sent_again_after_a_refusal(past: Past) -> None:
    the_prefect_refused(past)
    _submitted(past, 10)


def _consulted(past: Past, *when: tuple[str, int]) -> Past:
    for authority, days in when:
        past.said(
            AuthorityConsulted(
                file_id=id_of("order"),
                council_id=CC18,
                authority=Authority(authority),
                outcome=ConsultationOutcome.FAVOURABLE,
                consulted_on=past.ago(months=6, days=days),
            )
        )
    return past


@case("R10", GREEN)
def both_were_consulted_before_the_order(past: Past) -> None:
    _consulted(past.recognised("anna"), ("MAYOR", 30), ("EPCI_PRESIDENT", 0))


@case("R10", WARNING)
def the_mayor_alone_was_consulted(past: Past) -> None:
    _consulted(past.recognised("anna"), ("MAYOR", 30))


@case("R10", WARNING)
def one_was_consulted_after_the_order(past: Past) -> None:
    _consulted(past.recognised("anna"), ("MAYOR", 30), ("EPCI_PRESIDENT", -1))


@case("R10", UNKNOWN)
def nobody_recorded_a_consultation(past: Past) -> None:
    past.recognised("anna")


# R11 and R12, declarations


@case("R11", GREEN)
def everybody_declared_this_year(past: Past) -> None:
    past.joined("anna").declared("anna", on=past.ago(months=12))


@case("R11", ALERT)
def an_elected_official_is_a_member(past: Past) -> None:
    past.joined("anna").declared("anna", "ELECTED_OFFICIAL").joined("omar")


@case("R11", ALERT)
def an_old_declaration_of_incompatibility_still_holds(past: Past) -> None:
    past.joined("anna").declared("anna", "STATE_REPRESENTATIVE", on=past.ago(months=17))


@case("R11", UNKNOWN)
def a_declaration_is_older_than_a_year(past: Past) -> None:
    past.joined("anna").declared("anna", on=past.ago(months=12, days=1))


@case("R12", GREEN)
def the_local_actor_has_no_link(past: Past) -> None:
    past.joined("anna", college="LOCAL_ACTOR").declared("anna", link="NONE")


@case("R12", WARNING)
def the_local_actor_has_a_link(past: Past) -> None:
    past.joined("anna", college="LOCAL_ACTOR").declared("anna", link="SOME")


@case("R12", UNKNOWN)
def the_local_actor_was_not_asked(past: Past) -> None:
    past.joined("anna", college="LOCAL_ACTOR").declared("anna")


@case("R12", NO_OBJECT)
def no_local_actor_is_a_member(past: Past) -> None:
    past.joined("anna")


# R13 and R14, steering bodies


def _appointed(past: Past) -> Past:
    return past.said(
        RepresentativeAppointed(
            body_id=id_of("committee"),
            body_kind=SteeringBodyKind.LOCAL_STEERING_COMMITTEE,
            council_id=CC18,
            person_id=id_of("anna"),
            role=MemberRole.TITULAR,
            college=College.RESIDENT,
            gender=Gender.F,
            from_on=past.ago(months=12),
        )
    )


def _stood_down(past: Past) -> Past:
    return past.said(
        RepresentativeStoodDown(
            body_id=id_of("committee"),
            body_kind=SteeringBodyKind.LOCAL_STEERING_COMMITTEE,
            council_id=CC18,
            person_id=id_of("anna"),
            role=MemberRole.TITULAR,
            college=College.RESIDENT,
            gender=Gender.F,
            from_on=past.ago(months=12),
            until_on=past.ago(days=5),
            reason=StandingDownReason.RESIGNED,
        )
    )


@case("R13", GREEN)
def somebody_is_named_and_came_to_each_session(past: Past) -> None:
    _appointed(past.seats(2)).session("one", attended=True)


@case("R13", GREEN)
def a_session_missed_long_ago_is_past(past: Past) -> None:
    _appointed(past.seats(2)).session("one", attended=False, on=past.ago(months=12, days=1))


@case("R13", GREEN)
def a_second_body_offers_its_seats_the_day_after(past: Past) -> None:
    _appointed(past.seats(2)).body_declared("other").seats(1, since=past.ago(days=-1), body="other")


@case("R13", WARNING)
def a_session_was_missed(past: Past) -> None:
    _appointed(past.seats(2)).session("one", attended=True).session("two", attended=False)


@case("R13", WARNING)
def seats_are_offered_and_nobody_is_named(past: Past) -> None:
    past.seats(2)


@case("R13", WARNING)
def who_was_named_stood_down(past: Past) -> None:
    _stood_down(_appointed(past.seats(2)))


@case("R13", UNKNOWN)
def a_body_is_declared_and_nothing_says_since_when(past: Past) -> None:
    past.body_declared()


@case("R13", UNKNOWN)
def the_body_offers_no_seat_any_more(past: Past) -> None:
    past.body_declared().seats(2).seats(0, since=past.ago(days=3))


@case("R14", GREEN)
def two_councils_have_a_third_of_the_committee(past: Past) -> None:
    past.seats(2, of=12).seats(2, council="CC19")


@case("R14", WARNING)
def councils_have_more_than_a_third(past: Past) -> None:
    past.seats(2, of=12).seats(3, council="CC19")


@case("R14", UNKNOWN)
def nobody_knows_how_large_the_committee_is(past: Past) -> None:
    past.seats(2)


# R15 and R30, meetings


@case("R15", GREEN)
def a_member_chaired(past: Past) -> None:
    past.met(chaired_by="MEMBER")


@case("R15", WARNING)
def an_institution_chaired_one_of_two(past: Past) -> None:
    past.met("one").met("two", chaired_by="INSTITUTION")


@case("R15", UNKNOWN)
def nobody_says_who_chaired(past: Past) -> None:
    past.met("one", chaired_by="MEMBER").met("two")


@case("R15", GREEN)
def an_institution_chaired_more_than_a_year_ago(past: Past) -> None:
    past.met("one", chaired_by="MEMBER").met("two", chaired_by="INSTITUTION", on=past.ago(months=12, days=1))


@case("R30", GREEN)
def experts_are_counted_as_guests(past: Past) -> None:
    past.residents(3).met(residents=3, guests=4)


@case("R30", WARNING)
def more_residents_are_counted_than_there_are_members(past: Past) -> None:
    past.residents(3).met(residents=4)


@case("R30", UNKNOWN)
def nobody_counted_who_was_there(past: Past) -> None:
    past.residents(3).met()


@case("R30", UNKNOWN)
def nobody_knows_how_many_members_there_were(past: Past) -> None:
    past.met(residents=3)


# R16 and R17, hosting


@case("R16", GREEN)
@case("R17", NO_OBJECT)
def a_pair_animates_for_less_than_a_year(past: Past) -> None:
    past.hosted("START_UP_PAIR", since=past.ago(months=11), document=True)


@case("R16", WARNING)
def a_pair_has_animated_for_a_year(past: Past) -> None:
    past.hosted("START_UP_PAIR", since=past.ago(months=12), document=True)


@case("R16", WARNING)
def a_pair_that_is_said_again_does_not_begin_again(past: Past) -> None:
    past.hosted("START_UP_PAIR", since=past.ago(months=13), until=past.ago(months=6), document=True)
    past.hosted("START_UP_PAIR", since=past.ago(months=6), document=True, name="again")


@case("R16", WARNING)
def a_pair_animates_without_written_consent(past: Past) -> None:
    past.hosted("START_UP_PAIR")


@case("R16", NO_OBJECT)
@case("R17", GREEN)
def an_association_hosts_under_an_agreement(past: Past) -> None:
    past.hosted("HOSTED", structure="Association", document=True)


@case("R17", GREEN)
def the_council_is_an_association(past: Past) -> None:
    past.hosted("OWN_ASSOCIATION")


@case("R17", WARNING)
def an_association_hosts_without_agreement(past: Past) -> None:
    past.hosted("HOSTED", structure="Association")


@case("R16", UNKNOWN)
@case("R17", WARNING)
def the_agreement_has_ended(past: Past) -> None:
    past.hosted("HOSTED", structure="Association", document=True, until=past.ago(days=1))


@case("R17", GREEN)
def the_agreement_ends_that_day(past: Past) -> None:
    past.hosted("HOSTED", structure="Association", document=True, until=past.ago())


# R18 and R19, papers and means


def _charter(past: Past) -> Past:
    return past.said(
        CharterAdopted(entry_id=id_of("charter"), council_id=CC18, title="Version 1", adopted_on=past.ago(days=9))
    )


def _internal_rules(past: Past, months: int | None = None) -> Past:
    return past.said(
        InternalRulesAdopted(
            entry_id=id_of("rules"),
            council_id=CC18,
            title="Version 1",
            term_months=months,
            adopted_on=past.ago(days=9),
        )
    )


@case("R18", GREEN)
def both_papers_are_adopted(past: Past) -> None:
    _internal_rules(_charter(past))


@case("R18", WARNING)
def the_internal_rules_are_missing(past: Past) -> None:
    _charter(past)


def _premises(past: Past, until: date | None = None) -> Past:
    return past.said(
        PremisesProvided(
            entry_id=id_of("premises"),
            council_id=CC18,
            title="Local",
            from_on=past.ago(months=3),
            until_on=until,
        )
    )


def _budget(past: Past, year: int) -> Past:
    return past.said(
        BudgetAllocated(
            entry_id=id_of("budget"),
            council_id=CC18,
            title="Convivialité",
            funder=FunderKind.CITY,
            year=year,
            amount_cents=250_000,
            allocated_on=past.ago(months=3),
        )
    )


@case("R19", GREEN)
def premises_and_a_budget_of_the_year(past: Past) -> None:
    _budget(_premises(past), max(past.day.year, 2014))


@case("R19", WARNING)
def premises_that_are_closed(past: Past) -> None:
    _premises(past, until=past.ago(days=1))


@case("R19", WARNING)
def a_budget_of_another_year(past: Past) -> None:
    _budget(_premises(past), past.day.year + 1)


# R20, R22, R24: every year


def _training(past: Past, on: date) -> Past:
    return past.said(
        TrainingOffered(entry_id=id_of("training"), council_id=CC18, title="Prise de parole", offered_on=on)
    )


@case("R20", GREEN)
def a_training_a_year_ago_to_the_day(past: Past) -> None:
    _training(past, past.ago(months=12))


@case("R20", WARNING)
def a_training_more_than_a_year_ago(past: Past) -> None:
    _training(past, past.ago(months=12, days=1))


@case("R20", GREEN)
def a_training_was_held_a_year_ago_to_the_day(past: Past) -> None:
    past.trained(on=past.ago(months=12))


@case("R20", WARNING)
def a_training_was_held_more_than_a_year_ago(past: Past) -> None:
    past.trained(on=past.ago(months=12, days=1)).attended("anna")


@case("R20", GREEN)
def a_member_came_to_a_training_for_several_councils(past: Past) -> None:
    past.trained(council_id=None).attended("anna")


@case("R20", UNKNOWN)
def nobody_is_known_to_have_come_to_a_training_for_several_councils(past: Past) -> None:
    past.trained(council_id=None)


@case("R20", UNKNOWN)
def the_training_was_never_held(past: Past) -> None:
    past.trained().taken_back("training")


@case("R20", UNKNOWN)
def the_training_is_on_the_day_after(past: Past) -> None:
    past.trained(on=past.ago(days=-1))


@case("R20", GREEN)
def a_training_for_several_was_held_later_than_was_first_said(past: Past) -> None:
    past.trained(on=past.ago(months=13), council_id=None).attended("anna").said_again("training", held_on=past.ago())


@case("R20", UNKNOWN)
def a_training_was_held_in_a_year_perhaps_too_long_ago(past: Past) -> None:
    past.trained(on=past.ago(months=12), origin=YEAR)


def _gathering(past: Past, on: date) -> Past:
    return past.said(CouncilsGathered(entry_id=id_of("gathering"), council_id=CC18, title="Rencontre", held_on=on))


@case("R24", GREEN)
def a_gathering_this_year(past: Past) -> None:
    _gathering(past, past.ago(months=1))


@case("R24", WARNING)
def a_gathering_two_years_ago(past: Past) -> None:
    _gathering(past, past.ago(months=24))


def _leave(past: Past, half_days: int, who: str = "anna", name: str = "leave") -> Past:
    return past.said(
        LeaveCertified(
            entry_id=id_of(name),
            council_id=CC18,
            person_id=id_of(who),
            half_days=half_days,
            taken_on=past.day,
        )
    )


@case("R22", GREEN)
def twelve_half_days_of_somebody_on_the_order(past: Past) -> None:
    _leave(_leave(past.recognised("anna"), 8), 4, name="more")


@case("R22", WARNING)
def thirteen_half_days(past: Past) -> None:
    _leave(_leave(past.recognised("anna"), 8), 5, name="more")


@case("R22", WARNING)
def leave_of_somebody_who_is_not_on_the_order(past: Past) -> None:
    _leave(past.recognised("anna"), 2, who="omar")


@case("R22", UNKNOWN)
def leave_without_any_order(past: Past) -> None:
    _leave(past, 2)


# R21, referrals to the prefect


@case("R21", GREEN)
def a_referral_was_acknowledged_answered_and_examined(past: Past) -> None:
    past.referred().acknowledged().answered().examined()


@case("R21", GREEN)
def an_acknowledgement_is_awaited_for_thirty_days(past: Past) -> None:
    past.referred(on=past.ago(days=30))


@case("R21", WARNING)
def an_acknowledgement_is_awaited_for_thirty_one_days(past: Past) -> None:
    past.referred(on=past.ago(days=31))


@case("R21", GREEN)
def what_is_answered_needs_no_acknowledgement(past: Past) -> None:
    past.referred(on=past.ago(days=31)).answered()


@case("R21", WARNING)
def the_answer_that_would_acknowledge_comes_on_the_day_after(past: Past) -> None:
    past.referred(on=past.ago(days=31)).answered(on=past.ago(days=-1))


@case("R21", GREEN)
def an_answer_is_awaited_for_sixty_days(past: Past) -> None:
    past.referred(on=past.ago(days=60)).acknowledged()


@case("R21", WARNING)
def an_answer_is_awaited_for_sixty_one_days(past: Past) -> None:
    past.referred(on=past.ago(days=61)).acknowledged()


@case("R21", WARNING)
def the_answer_comes_on_the_day_after(past: Past) -> None:
    past.referred(on=past.ago(days=61)).acknowledged().answered(on=past.ago(days=-1))


@case("R21", GREEN)
def an_examination_is_awaited_for_a_hundred_and_eighty_days(past: Past) -> None:
    past.referred(on=past.ago(days=180)).acknowledged().answered()


@case("R21", WARNING)
def an_examination_is_awaited_for_a_hundred_and_eighty_one_days(past: Past) -> None:
    past.referred(on=past.ago(days=181)).acknowledged().answered()


@case("R21", WARNING)
def one_referral_went_its_way_and_another_waits(past: Past) -> None:
    past.referred().acknowledged().answered().examined().referred("another")


@case("R21", WARNING)
def what_was_answered_is_a_question(past: Past) -> None:
    past.referred().acknowledged().answered("question").examined()


@case("R21", GREEN)
def a_referral_was_sent_much_later_than_was_first_said(past: Past) -> None:
    past.referred().said_again("referral", referred_on=past.ago(days=10))


@case("R21", WARNING)
def the_answer_was_never_given(past: Past) -> None:
    past.referred().acknowledged().answered().examined().taken_back("answer to referral")


@case("R21", NO_OBJECT)
def a_referral_was_never_sent(past: Past) -> None:
    past.referred().taken_back("referral")


@case("R21", NO_OBJECT)
def a_referral_is_sent_on_the_day_after(past: Past) -> None:
    past.referred(on=past.ago(days=-1))


@case("R21", UNKNOWN)
def a_referral_was_sent_in_that_year(past: Past) -> None:
    past.referred(on=past.day, origin=YEAR)


@case("R21", UNKNOWN)
def a_referral_was_sent_within_a_month_perhaps_too_long_ago(past: Past) -> None:
    past.referred(on=past.ago(days=31), origin=MONTH)


@case("R21", WARNING)
def a_referral_was_sent_within_a_month_certainly_too_long_ago(past: Past) -> None:
    past.referred(on=past.ago(days=62), origin=MONTH)


# R23, decisions without consensus


@case("R23", GREEN)
def what_those_who_disagreed_think_is_noted(past: Past) -> None:
    past.decided(against=3, abstained=1, opinion="La fête coûte trop cher")


@case("R23", WARNING)
def votes_against_and_no_opinion(past: Past) -> None:
    past.decided(against=1, abstained=0)


@case("R23", WARNING)
def somebody_abstained_and_no_opinion(past: Past) -> None:
    past.decided(abstained=1).decided("other", against=0, abstained=0)


@case("R23", GREEN)
def everybody_agreed(past: Past) -> None:
    past.decided(against=0, abstained=0).decided("whose votes nobody counted")


@case("R23", GREEN)
def nobody_voted_against(past: Past) -> None:
    past.decided(against=0)


@case("R23", GREEN)
def nobody_abstained(past: Past) -> None:
    past.decided(abstained=0)


@case("R23", GREEN)
def an_opinion_is_noted_and_nobody_counted(past: Past) -> None:
    past.decided(opinion="La fête coûte trop cher")


@case("R23", UNKNOWN)
def nobody_counted_any_vote(past: Past) -> None:
    past.decided().decided("other")


@case("R23", UNKNOWN)
def only_votes_in_favour_were_counted(past: Past) -> None:
    past.decided(votes_for=9)


@case("R23", NO_OBJECT)
def a_decision_is_taken_on_the_day_after(past: Past) -> None:
    past.decided(against=1, on=past.ago(days=-1))


@case("R23", GREEN)
def the_opinion_was_noted_afterwards(past: Past) -> None:
    past.decided(against=1).said_again("decision", dissenting_opinion="La fête coûte trop cher")


@case("R23", NO_OBJECT)
def the_decision_was_never_taken(past: Past) -> None:
    past.decided(against=1).taken_back("decision")


@case("R23", UNKNOWN)
def a_decision_was_taken_in_that_year(past: Past) -> None:
    past.decided(against=1, on=past.day, origin=YEAR)


# R25, papers of sessions


@case("R25", GREEN)
def papers_came_on_the_day_before(past: Past) -> None:
    past.session("one", attended=True).papers("one", past.ago(days=41))


@case("R25", WARNING)
def papers_came_on_the_day_itself(past: Past) -> None:
    past.session("one", attended=True).papers("one", past.ago(days=40))


@case("R25", WARNING)
def some_papers_came_before_and_some_after(past: Past) -> None:
    past.session("one", attended=True).papers("one", past.ago(days=50)).papers("one", past.ago(days=39), "more")


@case("R25", UNKNOWN)
def nobody_noted_any_papers(past: Past) -> None:
    past.session("one", attended=True)


@case("R25", UNKNOWN)
def papers_came_late_more_than_a_year_ago(past: Past) -> None:
    long_ago = past.ago(months=12, days=1)
    past.session("one", attended=True, on=long_ago).papers("one", long_ago).session("two", attended=True)


@case("R25", WARNING)
def papers_came_late_a_year_ago_to_the_day(past: Past) -> None:
    past.session("one", attended=True, on=past.ago(months=12)).papers("one", past.ago(months=12))


@case("R25", GREEN)
def papers_came_before_a_session_that_is_planned_that_day(past: Past) -> None:
    past.session_planned("one", past.day).papers("one", past.ago(days=1))


@case("R25", UNKNOWN)
def papers_came_for_a_session_that_is_planned_on_the_day_after(past: Past) -> None:
    past.session_planned("one", past.ago(days=-1)).papers("one", past.ago(days=9))


@case("R25", UNKNOWN)
def papers_came_for_a_session_that_was_cancelled(past: Past) -> None:
    past.session_planned("one", past.ago(days=9)).session_planned("one", past.ago(days=9), cancelled=True)
    past.papers("one", past.ago(days=9))


@case("R25", GREEN)
def papers_came_after_the_day_planned_and_before_the_day_held(past: Past) -> None:
    past.session_planned("one", past.ago(days=60)).session("one", attended=True).papers("one", past.ago(days=50))


@case("R25", UNKNOWN)
def a_session_was_planned_before_and_is_held_on_the_day_after(past: Past) -> None:
    past.session_planned("one", past.ago(days=9)).papers("one", past.ago(days=5))
    past.session("one", attended=True, on=past.ago(days=-1))


@case("R25", UNKNOWN)
def papers_and_session_are_of_one_month(past: Past) -> None:
    past.session("one", attended=True).papers("one", past.ago(days=40), origin=MONTH)


@case("R25", GREEN)
def papers_came_earlier_than_was_first_said(past: Past) -> None:
    past.session("one", attended=True).papers("one", past.day).said_again("papers", received_on=past.ago(days=50))


@case("R25", UNKNOWN)
def papers_never_came(past: Past) -> None:
    past.session("one", attended=True).papers("one", past.day).taken_back("papers")


# R26 and R28, terms and departures


@case("R26", GREEN)
def a_term_ends_that_day(past: Past) -> None:
    past.joined("anna", term_until_on=past.ago())


@case("R26", WARNING)
def a_term_ended_the_day_before(past: Past) -> None:
    past.joined("anna", term_until_on=past.ago(days=1))


@case("R26", GREEN)
def a_term_that_was_over_was_renewed(past: Past) -> None:
    past.joined("anna", term_until_on=past.ago(days=50)).said(
        MembershipRenewed(council_id=CC18, person_id=id_of("anna"), renewed_on=past.ago(days=60), term_until_on=None)
    )
    past.joined("omar", term_until_on=past.ago())


@case("R26", WARNING)
def the_rules_give_a_year_and_eighteen_months_have_passed(past: Past) -> None:
    _internal_rules(past.joined("anna"), 12)


@case("R26", GREEN)
def the_rules_give_three_years(past: Past) -> None:
    _internal_rules(past.joined("anna"), 36)


@case("R26", NO_OBJECT)
def the_rules_set_no_term(past: Past) -> None:
    _internal_rules(past.joined("anna"))


@case("R27", GREEN)
def members_of_both_colleges(past: Past) -> None:
    past.residents(1).actors(1, role="SUBSTITUTE")


@case("R27", WARNING)
def members_of_one_college(past: Past) -> None:
    past.residents(4)


@case("R28", GREEN)
def who_left_said_why_and_was_replaced(past: Past) -> None:
    past.joined("anna").left("anna").joined("omar", on=past.ago(days=3), replaces=id_of("anna"))


@case("R28", GREEN)
def a_substitute_took_the_seat(past: Past) -> None:
    past.joined("anna").joined("omar", role="SUBSTITUTE").left("anna").said(
        MembershipChanged(
            council_id=CC18,
            person_id=id_of("omar"),
            gender=Gender.M,
            age_band=AgeBand.NOT_DECLARED,
            joined_on=past.ago(months=18),
            former_college=College.RESIDENT,
            former_role=MemberRole.SUBSTITUTE,
            college=College.RESIDENT,
            role=MemberRole.TITULAR,
            replaces=id_of("anna"),
            changed_on=past.ago(days=2),
        )
    )


@case("R28", WARNING)
def who_left_was_not_replaced(past: Past) -> None:
    past.joined("anna").left("anna")


@case("R28", UNKNOWN)
def nobody_noted_why_they_left(past: Past) -> None:
    past.joined("anna").left("anna", reason="NOT_STATED")
    past.joined("omar", on=past.ago(days=3), replaces=id_of("anna"))


@case("R28", NO_OBJECT)
def they_left_more_than_a_year_ago(past: Past) -> None:
    past.joined("omar").joined("anna").left("anna", on=past.ago(months=12, days=1))


# R29, minors


@case("R29", GREEN)
def a_parent_allowed_it(past: Past) -> None:
    past.joined("anna", age_band="UNDER_18").said(
        ParentalAuthorisationFiled(
            entry_id=id_of("paper"), council_id=CC18, person_id=id_of("anna"), filed_on=past.ago(days=3)
        )
    )


@case("R29", WARNING)
def no_parent_allowed_it_yet(past: Past) -> None:
    past.joined("anna", age_band="UNDER_18").joined("omar", age_band="NOT_DECLARED")


@case("R29", UNKNOWN)
def somebody_declared_no_age(past: Past) -> None:
    past.joined("anna", age_band="NOT_DECLARED")


@case("R29", NO_OBJECT)
def everybody_is_an_adult(past: Past) -> None:
    past.joined("anna")


# What is judged


def said(one: tuple[str, Status, Telling]) -> str:
    rule, status, telling = one
    return f"{rule}-{status.value.lower()}-when-{telling.__name__.strip('_').replace('_', '-')}"


def found(rule: str, telling: Telling, day: date) -> Status:
    past = Past(day)
    telling(past)
    return past.verdict(rule).status


every_case = pytest.mark.parametrize("one", CASES, ids=said)


@every_case
def test_a_rule_is_found_so(one: tuple[str, Status, Telling]) -> None:
    rule, status, telling = one
    assert found(rule, telling, A_DAY) is status


@every_case
def test_it_is_found_so_from_the_first_day_of_its_regime_to_the_last_and_not_beyond(
    one: tuple[str, Status, Telling],
) -> None:
    rule, status, telling = one
    first, last = BY_ID[rule].source.valid_from, BY_ID[rule].source.valid_to
    if first is not None:
        assert found(rule, telling, first) is status
        assert found(rule, telling, first - timedelta(days=1)) is NO_OBJECT
    if last is not None:
        assert found(rule, telling, last) is status
        assert found(rule, telling, last + timedelta(days=1)) is NO_OBJECT


def test_the_regime_of_2014_ends_with_17_november_2024() -> None:
    ended = {rule.id: rule.source.valid_to for rule in RULES if rule.source.valid_to is not None}
    assert ended == dict.fromkeys(["R04", "R05", "R09", "R10"], date(2024, 11, 17))


def test_the_law_begins_on_23_february_2014() -> None:
    begun = {rule.id for rule in RULES if rule.source.valid_from == date(2014, 2, 23)}
    assert begun == {"R01", "R03", "R04", "R09", "R10", "R13", "R17", "R19", "R20", "R30"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_is_kept_by_one_case_broken_by_another_and_unknown_in_a_third(rule: Rule) -> None:
    statuses = {status for one, status, _ in CASES if one == rule.id}
    assert GREEN in statuses
    assert statuses & {WARNING, ALERT}
    if rule.id != "R07":  # a draw says all that it needs
        assert UNKNOWN in statuses


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_only_a_rule_that_is_hard_alarms(rule: Rule) -> None:
    alarms = ALERT in {status for one, status, _ in CASES if one == rule.id}
    assert alarms == (rule.severity is Severity.HARD)


@every_case
def test_the_verdict_is_told_in_both_languages_with_its_facts(one: tuple[str, Status, Telling]) -> None:
    rule, status, telling = one
    past = Past()
    telling(past)
    finding = past.verdict(rule).finding
    assert finding.french.endswith(".")
    assert finding.english.endswith(".")
    assert finding.french != finding.english
    if status in {WARNING, ALERT}:
        assert finding.because, "what is not kept shows why"


# The life of the council


def test_no_rule_applies_before_the_council_exists() -> None:
    past = Past().residents(3)
    for rule in RULES:
        assert past.verdict(rule.id, date(2009, 12, 31)).status is NO_OBJECT
    message = past.verdict("R18", date(2009, 12, 31)).finding.french
    assert message == "Le conseil n'existait pas encore ce jour-là."


def test_no_rule_applies_to_a_council_that_is_closed() -> None:
    past = Past().residents(3)
    past.said(CouncilStageReached(council_id=CC18, stage=Stage.CLOSED, reached_on=past.day))
    assert past.verdict("R01", past.ago(days=1)).status is ALERT
    assert {past.verdict(rule.id).status for rule in RULES} == {NO_OBJECT}


def test_compliance_is_kept_rules_over_those_that_apply_and_are_known() -> None:
    past = Past().residents(2).actors(1).hosted("OWN_ASSOCIATION")
    found = compliance(past.verdict(rule.id) for rule in RULES)
    statuses = [past.verdict(rule.id).status for rule in RULES]
    assert found.green == statuses.count(GREEN) > 0
    assert found.applicable == statuses.count(GREEN) + statuses.count(WARNING) + statuses.count(ALERT)
    assert found.not_enough_information == statuses.count(UNKNOWN)
    assert found.applicable + found.not_enough_information + found.not_applicable == len(RULES) == 31
