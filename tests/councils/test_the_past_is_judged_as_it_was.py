"""A day is judged against the roster, the districts, the orders and the law of that day, as far as is known now."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from services.councils.rules.domain.catalogue import BY_ID
from services.councils.rules.domain.findings import Margin
from services.councils.rules.domain.verdicts import Status, changes
from shared.contracts.activities.meetings import (
    AttendanceCorrected,
    CorrectionReason,
    MeetingCorrected,
    MeetingHeld,
    MeetingLife,
    MeetingWithdrawn,
    WithdrawalReason,
)
from shared.contracts.activities.steering import (
    PilotageAttended,
    SessionLife,
    SteeringBodyCorrected,
    SteeringBodyDeclared,
    SteeringBodyWithdrawn,
    SteeringSessionCorrected,
    SteeringSessionHeld,
    SteeringSessionWithdrawn,
)
from shared.contracts.councils.composition import (
    DepartureWithdrawn,
    JoiningSaid,
    MembershipChanged,
    MembershipCorrected,
    MembershipRenewalWithdrawn,
    MembershipRenewed,
    MembershipWithdrawn,
    Recruitment,
)
from shared.contracts.councils.council import (
    CouncilCorrected,
    CouncilDistrictRemoved,
    CouncilParticulars,
    CouncilStageReached,
    CouncilStageWithdrawn,
    Stage,
)
from shared.contracts.councils.dossier import EntryCorrected, EntryWithdrawn, TrainingOffered
from shared.contracts.councils.draw import DrawWithdrawn
from shared.contracts.councils.recognition import RecognitionWithdrawn
from shared.contracts.councils.representation import AppointmentWithdrawn, RepresentativeAppointed
from shared.contracts.councils.territories import (
    DistrictGeneration,
    PerimeterChange,
    PriorityDistrictListed,
    PriorityDistrictUnlisted,
)
from shared.contracts.vocabulary import (
    AgeBand,
    AmendmentReason,
    Attendance,
    College,
    Gender,
    HeadCount,
    MeetingKind,
    MemberRole,
    SteeringBodyKind,
)
from tests.councils.rule_pasts import (
    ABOUT_THAT_YEAR,
    CC18,
    MONTH,
    NEW_DISTRICT,
    OLD_DISTRICT,
    YEAR,
    Past,
    id_of,
    statements_of,
)

if TYPE_CHECKING:
    from shared.kernel import Fact

GREEN, WARNING, ALERT = Status.GREEN, Status.WARNING, Status.ALERT
NO_OBJECT, UNKNOWN = Status.NOT_APPLICABLE, Status.NOT_ENOUGH_INFORMATION
MISTAKE = AmendmentReason.ENTERED_BY_MISTAKE
NEW_YEAR_2024 = date(2024, 1, 1)


def since_2018() -> Past:
    return Past(date(2024, 6, 1))


# The perimeters of 1 January 2024


def across_the_change() -> Past:
    past = since_2018().covers(OLD_DISTRICT, since=date(2016, 11, 1), until=date(2023, 12, 31))
    return past.covers(NEW_DISTRICT, since=NEW_YEAR_2024)


def test_a_code_of_the_former_list_must_be_checked_again_from_1_january_2024() -> None:
    past = across_the_change().joined("anna", district_code=OLD_DISTRICT, on=date(2018, 1, 8))
    assert past.verdict("R06", date(2023, 12, 31)).status is GREEN
    assert past.verdict("R06", NEW_YEAR_2024).status is UNKNOWN
    past.lives("anna", there=True, code=NEW_DISTRICT, on=date(2024, 2, 1))
    assert past.verdict("R06", date(2024, 1, 31)).status is UNKNOWN
    assert past.verdict("R06", date(2024, 2, 1)).status is GREEN


def test_a_check_without_a_code_does_not_outlive_the_perimeter_in_which_it_was_made() -> None:
    past = across_the_change().joined("anna", on=date(2018, 1, 8)).lives("anna", there=True, on=date(2018, 1, 8))
    assert past.verdict("R06", date(2023, 12, 31)).status is GREEN
    assert past.verdict("R06", NEW_YEAR_2024).status is UNKNOWN


def test_who_lives_in_a_new_district_of_another_council_does_not_live_here() -> None:
    past = across_the_change().joined("anna", district_code="QN07599M", on=date(2018, 1, 8))
    assert past.verdict("R06", date(2023, 12, 31)).status is UNKNOWN
    assert past.verdict("R06", NEW_YEAR_2024).status is ALERT


def listed(perimeter: PerimeterChange) -> PriorityDistrictListed:
    return PriorityDistrictListed(
        district_code=NEW_DISTRICT,
        generation=DistrictGeneration.LIST_2024,
        name="Goutte d'Or",
        arrondissements=("18",),
        valid_from_on=NEW_YEAR_2024,
        perimeter=perimeter,
        predecessors=(OLD_DISTRICT,),
        list_digest="a" * 64,
    )


def test_a_perimeter_that_did_not_change_needs_no_other_check() -> None:
    past = across_the_change().joined("anna", district_code=OLD_DISTRICT, on=date(2018, 1, 8))
    assert past.said(listed(PerimeterChange.MODIFIED)).verdict("R06", NEW_YEAR_2024).status is UNKNOWN
    assert past.said(listed(PerimeterChange.UNCHANGED)).verdict("R06", NEW_YEAR_2024).status is GREEN
    past.said(
        PriorityDistrictUnlisted(
            district_code=NEW_DISTRICT, generation=DistrictGeneration.LIST_2024, list_digest="b" * 64
        )
    )
    assert past.verdict("R06", NEW_YEAR_2024).status is UNKNOWN


def test_a_district_that_was_never_covered_proves_nothing() -> None:
    past = Past().covers(OLD_DISTRICT).joined("anna", district_code=OLD_DISTRICT)
    assert past.verdict("R06").status is GREEN
    past.said(
        CouncilDistrictRemoved(
            council_id=CC18,
            district_code=OLD_DISTRICT,
            generation=DistrictGeneration.LIST_2015,
            from_on=past.ago(months=24),
            reason=MISTAKE,
        )
    )
    assert past.verdict("R06").status is UNKNOWN


# An amended order


def amended() -> Past:
    past = Past().joined("anna").recognised("anna", on=date(2018, 1, 10)).joined("omar", on=date(2018, 3, 1))
    return past.recognised("anna", "omar", number="75-2018-02", name="amended order", on=date(2018, 5, 2))


def test_an_amended_order_is_the_one_that_counts_from_its_day() -> None:
    past = amended()
    assert past.verdict("R09", date(2018, 2, 28)).status is GREEN
    assert past.verdict("R09", date(2018, 3, 1)).status is WARNING
    assert past.verdict("R09", date(2018, 5, 1)).status is WARNING
    assert past.verdict("R09", date(2018, 5, 2)).status is GREEN


def test_the_differences_are_named() -> None:
    finding = amended().left("anna", on=date(2018, 6, 1)).joined("lina", on=date(2018, 6, 1)).verdict("R09").finding
    assert finding.about["on_the_order_only"] == (str(id_of("anna")),)
    assert finding.about["members_only"] == (str(id_of("lina")),)
    assert (finding.numerator, finding.denominator) == (1, 2)


def test_an_order_that_was_a_mistake_gives_way_to_the_former_one() -> None:
    past = amended().said(RecognitionWithdrawn(file_id=id_of("amended order"), council_id=CC18, reason=MISTAKE))
    assert past.verdict("R09", date(2018, 5, 2)).status is WARNING


# Corrections and withdrawals

JOINING = JoiningSaid(
    college=College.LOCAL_ACTOR,
    role=MemberRole.TITULAR,
    recruitment=Recruitment.NOT_STATED,
    gender=Gender.NOT_DECLARED,
    age_band=AgeBand.FROM_40_TO_59,
    joined_on=date(2017, 3, 1),
)


def test_a_member_sits_in_the_college_that_was_last_said() -> None:
    past = Past().residents(1).joined("anna")
    assert past.verdict("R01").status is ALERT
    before = JOINING.model_copy(update={"college": College.RESIDENT})
    past.said(
        MembershipCorrected(council_id=CC18, person_id=id_of("anna"), before=before, after=JOINING, reason=MISTAKE)
    )
    assert past.verdict("R01").status is GREEN


def test_who_never_joined_does_not_count() -> None:
    past = Past().residents(1).joined("anna", college="LOCAL_ACTOR")
    assert past.verdict("R01").status is GREEN
    past.said(MembershipWithdrawn(council_id=CC18, person_id=id_of("anna"), joining=JOINING, reason=MISTAKE))
    assert past.verdict("R01").status is ALERT


def test_who_did_not_leave_still_counts() -> None:
    past = Past().residents(1).joined("anna", college="LOCAL_ACTOR").left("anna", college="LOCAL_ACTOR")
    assert past.verdict("R01").status is ALERT
    past.said(
        DepartureWithdrawn(
            council_id=CC18,
            person_id=id_of("anna"),
            college=College.LOCAL_ACTOR,
            role=MemberRole.TITULAR,
            gender=Gender.NOT_DECLARED,
            age_band=AgeBand.NOT_DECLARED,
            joined_on=past.ago(months=18),
            left_on=past.ago(days=30),
            reason=MISTAKE,
        )
    )
    assert past.verdict("R01").status is GREEN


def test_a_member_counts_in_the_other_college_from_the_day_of_the_change() -> None:
    past = Past().residents(1).joined("anna")
    past.said(
        MembershipChanged(
            council_id=CC18,
            person_id=id_of("anna"),
            gender=Gender.NOT_DECLARED,
            age_band=AgeBand.NOT_DECLARED,
            joined_on=past.ago(months=18),
            former_college=College.RESIDENT,
            former_role=MemberRole.TITULAR,
            college=College.LOCAL_ACTOR,
            role=MemberRole.TITULAR,
            changed_on=past.day,
        )
    )
    assert past.verdict("R01", past.ago(days=1)).status is ALERT
    assert past.verdict("R01").status is GREEN


def test_who_comes_back_counts_again_and_not_in_between() -> None:
    past = Past().residents(1).joined("anna", college="LOCAL_ACTOR").left("anna", on=date(2018, 3, 1))
    past.joined("anna", college="LOCAL_ACTOR", on=date(2018, 6, 1))
    found = [past.verdict("R01", day).status for day in (date(2018, 2, 28), date(2018, 3, 1), date(2018, 6, 1))]
    assert found == [GREEN, ALERT, GREEN]


def never_renewed(renewal: MembershipRenewed, former: date | None) -> MembershipRenewalWithdrawn:
    said = renewal.model_dump(exclude={"origin"})
    return MembershipRenewalWithdrawn(
        **said, former_term_until_on=former, renewal_origin=renewal.origin, reason=MISTAKE
    )


def test_a_renewal_that_was_a_mistake_leaves_the_term_that_held_before() -> None:
    first_end, second_end = date(2018, 3, 1), date(2020, 3, 1)
    first = MembershipRenewed(
        council_id=CC18, person_id=id_of("anna"), renewed_on=date(2018, 2, 1), term_until_on=second_end
    )
    second = first.model_copy(update={"renewed_on": date(2020, 2, 1), "term_until_on": date(2022, 3, 1)})
    past = Past().joined("anna", on=date(2015, 3, 1), term_until_on=first_end).said(first, second)

    def found() -> list[Status]:
        return [past.verdict("R26", day).status for day in (first_end, date(2018, 3, 2), second_end, date(2020, 3, 2))]

    assert found() == [GREEN, GREEN, GREEN, GREEN]
    past.said(never_renewed(second, second_end))
    assert found() == [GREEN, GREEN, GREEN, WARNING]
    past.said(never_renewed(first, first_end))
    assert found() == [GREEN, WARNING, WARNING, WARNING]
    past.said(first.model_copy(update={"renewed_on": date(2018, 2, 15)}))
    assert found() == [GREEN, GREEN, GREEN, WARNING]


def test_the_day_of_a_renewal_that_was_a_mistake_leaves_no_doubt() -> None:
    renewal = MembershipRenewed(council_id=CC18, person_id=id_of("anna"), renewed_on=date(2018, 1, 1), origin=YEAR)
    past = Past().joined("anna", term_until_on=date(2018, 6, 30)).said(renewal)
    assert past.verdict("R26", date(2018, 9, 1)).status is UNKNOWN
    past.said(never_renewed(renewal, date(2018, 6, 30)))
    verdict = past.verdict("R26", date(2018, 9, 1))
    assert (verdict.status, verdict.imprecise) == (WARNING, ())


def training(on: date, council_id: str = CC18) -> TrainingOffered:
    return TrainingOffered(entry_id=id_of("training"), council_id=council_id, title="Prise de parole", offered_on=on)


def test_an_entry_is_as_it_was_last_said() -> None:
    past = Past()
    old, recent = training(past.ago(months=20)), training(past.ago(months=2))
    assert past.said(old).verdict("R20").status is WARNING
    past.said(EntryCorrected(entry_id=old.entry_id, before=old, after=recent, reason=MISTAKE))
    verdict = past.verdict("R20")
    assert verdict.status is GREEN
    assert [one.position for one in verdict.finding.because] == [2, 3], "what was said first, and the correction"


def test_an_entry_that_was_withdrawn_counts_nowhere() -> None:
    past = Past()
    entry = training(past.ago(months=2))
    past.said(entry, EntryWithdrawn(entry_id=entry.entry_id, said=entry, reason=MISTAKE))
    assert past.verdict("R20").status is UNKNOWN


def test_an_entry_that_is_of_another_council_counts_there() -> None:
    past = Past()
    entry = training(past.ago(months=2))
    after = training(past.ago(months=2), "CC19")
    past.said(entry, EntryCorrected(entry_id=entry.entry_id, before=entry, after=after, reason=MISTAKE))
    assert past.verdict("R20").status is UNKNOWN


def test_a_draw_that_is_void_is_no_draw() -> None:
    past = Past().drew("ELECTORAL").residents(1, recruitment="LOT", draw_id=id_of("draw"))
    assert past.verdict("R05").status is WARNING
    past.said(DrawWithdrawn(draw_id=id_of("draw"), council_id=CC18, was_held=True, reason=MISTAKE))
    assert past.verdict("R05").status is UNKNOWN, "and somebody is said to come from one"


def test_who_was_never_named_represents_nobody() -> None:
    past = Past().seats(2)
    particulars = {
        "body_id": id_of("committee"),
        "body_kind": SteeringBodyKind.LOCAL_STEERING_COMMITTEE,
        "council_id": CC18,
        "person_id": id_of("anna"),
        "role": MemberRole.TITULAR,
        "from_on": past.ago(months=3),
    }
    past.said(RepresentativeAppointed.model_validate(particulars | {"college": "RESIDENT", "gender": "F"}))
    assert past.verdict("R13").status is GREEN
    past.said(AppointmentWithdrawn.model_validate(particulars | {"reason": MISTAKE}))
    assert past.verdict("R13").status is WARNING


def test_the_attendance_is_the_one_last_counted_and_a_withdrawn_meeting_is_none() -> None:
    past = Past().residents(3).met(residents=4)
    held = past.facts[-1]
    assert isinstance(held, MeetingHeld)
    assert past.verdict("R30").status is WARNING
    again = Attendance(present=4, members=(HeadCount(college=College.RESIDENT, heads=3),), guests=1)
    past.said(
        AttendanceCorrected(
            meeting_id=held.meeting_id,
            council_id=CC18,
            kind=MeetingKind.PLENARY,
            held_on=held.held_on,
            before=held.attendance,
            after=again,
            reason=CorrectionReason.COUNTING_ERROR,
        )
    )
    assert past.verdict("R30").status is GREEN
    past.said(
        MeetingWithdrawn(
            meeting_id=held.meeting_id, council_id=CC18, kind=held.kind, reason=WithdrawalReason.ENTERED_TWICE
        )
    )
    assert past.verdict("R30").status is UNKNOWN


def test_a_meeting_told_again_is_judged_by_what_is_told_now() -> None:
    past = Past().residents(3).met(residents=4)
    held = past.facts[-1]
    assert isinstance(held, MeetingHeld)
    again = Attendance(present=4, members=(HeadCount(college=College.RESIDENT, heads=3),), guests=1)
    before, after = MeetingLife(held=held), MeetingLife(held=held.model_copy(update={"attendance": again}))
    past.said(MeetingCorrected(meeting_id=held.meeting_id, council_id=CC18, before=before, after=after, reason=MISTAKE))
    verdict = past.verdict("R30")
    assert verdict.status is GREEN


def test_a_session_told_again_or_withdrawn_is_judged_by_what_is_told_now() -> None:
    past = Past().residents(1).session("june", attended=True)
    held, attended = past.facts[-2:]
    assert isinstance(held, SteeringSessionHeld)
    assert isinstance(attended, PilotageAttended)
    assert past.verdict("R13").status is GREEN
    before, after = SessionLife(held=held, attended=(attended,)), SessionLife(held=held)
    past.said(SteeringSessionCorrected(session_id=held.session_id, before=before, after=after, reason=MISTAKE))
    verdict = past.verdict("R13")
    assert verdict.status is WARNING
    past.said(SteeringSessionWithdrawn(session_id=held.session_id, said=after, reason=MISTAKE))
    assert past.verdict("R13").status is UNKNOWN


def test_a_body_in_which_the_council_has_no_seat_after_all_is_not_its_own() -> None:
    past = Past().residents(1).body_declared()
    body = past.facts[-1]
    assert isinstance(body, SteeringBodyDeclared)
    assert past.verdict("R13").finding.numbers.get("undated_bodies", 0) == 1
    elsewhere = body.model_copy(update={"council_ids": ("CC19",)})
    past.said(SteeringBodyCorrected(body_id=body.body_id, before=body, after=elsewhere, reason=MISTAKE))
    assert past.verdict("R13").finding.numbers.get("undated_bodies", 0) == 0
    past.said(SteeringBodyCorrected(body_id=body.body_id, before=elsewhere, after=body, reason=MISTAKE))
    assert past.verdict("R13").finding.numbers.get("undated_bodies", 0) == 1
    past.said(SteeringBodyWithdrawn(body_id=body.body_id, said=body, reason=MISTAKE))
    assert past.verdict("R13").finding.numbers.get("undated_bodies", 0) == 0


def test_a_closing_that_was_a_mistake_did_not_happen() -> None:
    past = Past().residents(1)
    closing = {"council_id": CC18, "stage": Stage.CLOSED, "reached_on": past.day}
    past.said(CouncilStageReached.model_validate(closing))
    assert past.verdict("R01").status is NO_OBJECT
    past.said(CouncilStageWithdrawn.model_validate(closing | {"reason": MISTAKE}))
    assert past.verdict("R01").status is ALERT


def test_the_founding_day_is_the_one_last_said() -> None:
    past = Past().residents(1)
    said_before = CouncilParticulars(name="Conseil", arrondissement="18", established_on=date(2010, 1, 1))
    after = said_before.model_copy(update={"established_on": date(2018, 6, 1)})
    past.said(CouncilCorrected(council_id=CC18, before=said_before, after=after, reason=MISTAKE))
    assert past.verdict("R01", date(2018, 5, 31)).status is NO_OBJECT
    assert past.verdict("R01", date(2018, 6, 1)).status is ALERT


# Imprecise dates


def test_on_a_day_inside_its_window_an_imprecise_date_may_leave_no_conclusion() -> None:
    past = Past().residents(1).joined("anna", college="LOCAL_ACTOR", on=date(2018, 6, 1), origin=MONTH)
    days = (date(2018, 5, 31), date(2018, 6, 1), date(2018, 6, 29), date(2018, 6, 30))
    assert [past.verdict("R01", day).status for day in days] == [ALERT, UNKNOWN, UNKNOWN, GREEN]
    verdict = past.verdict("R01", date(2018, 6, 15))
    assert [one.position for one in verdict.imprecise] == [3]
    assert verdict.finding.french.startswith("1 date trop imprécise empêche de conclure")


def test_when_every_possibility_agrees_the_verdict_stands_and_names_what_is_imprecise() -> None:
    past = Past().residents(3).actors(1).joined("anna", college="LOCAL_ACTOR", on=date(2018, 6, 1), origin=MONTH)
    verdict = past.verdict("R02", date(2018, 6, 15))
    assert (verdict.status, len(verdict.imprecise)) == (GREEN, 1)


def test_dates_that_are_imprecise_together_are_tried_together() -> None:
    """Either alone agrees with what is sure; the local actor without the resident does not."""
    past = Past().residents(2).actors(2)
    past.joined("anna", on=date(2018, 6, 1), origin=MONTH)
    assert past.verdict("R02", date(2018, 6, 15)).status is GREEN
    past.joined("omar", college="LOCAL_ACTOR", on=date(2018, 6, 1), origin=MONTH)
    assert past.verdict("R02", date(2018, 6, 15)).status is UNKNOWN


def test_too_many_imprecise_dates_leave_no_conclusion() -> None:
    past = Past().residents(20).actors(1)
    for rank in range(7):
        past.joined(f"late {rank}", on=date(2018, 6, 1), origin=MONTH)
    assert past.verdict("R02", date(2018, 6, 15)).status is UNKNOWN
    assert past.verdict("R02", date(2018, 7, 1)).status is GREEN


def test_a_correction_that_knows_the_day_ends_the_doubt() -> None:
    past = Past().residents(1).joined("anna", college="LOCAL_ACTOR", on=date(2018, 6, 1), origin=MONTH)
    before = JOINING.model_copy(update={"joined_on": date(2018, 6, 1), "origin": MONTH})
    after = JOINING.model_copy(update={"joined_on": date(2018, 6, 10)})
    past.said(MembershipCorrected(council_id=CC18, person_id=id_of("anna"), before=before, after=after, reason=MISTAKE))
    verdicts = [past.verdict("R01", date(2018, 6, day)) for day in (9, 10)]
    assert [one.status for one in verdicts] == [ALERT, GREEN]
    assert [one.imprecise for one in verdicts] == [(), ()]


def test_a_year_that_may_be_over_leaves_no_conclusion_until_it_certainly_is() -> None:
    past = Past().said(training(date(2017, 3, 1)).model_copy(update={"origin": YEAR}))
    days = (date(2017, 6, 1), date(2018, 1, 1), date(2018, 1, 2), date(2018, 12, 31), date(2019, 1, 1))
    assert [past.verdict("R20", day).status for day in days] == [UNKNOWN, GREEN, UNKNOWN, UNKNOWN, WARNING]


def test_an_end_that_is_imprecise_may_have_come() -> None:
    past = Past().hosted("HOSTED", structure="Association", document=True, since=date(2017, 1, 1))
    hosting: Fact = past.facts[-1].model_copy(update={"until_on": date(2018, 6, 1), "origin": MONTH})
    past.facts[-1] = hosting
    days = (date(2018, 6, 1), date(2018, 6, 2), date(2018, 6, 30), date(2018, 7, 1))
    assert [past.verdict("R17", day).status for day in days] == [GREEN, UNKNOWN, UNKNOWN, WARNING]


def test_an_approximate_date_covers_more_than_it_says() -> None:
    past = Past().residents(1).joined("anna", college="LOCAL_ACTOR", on=date(2016, 1, 1), origin=ABOUT_THAT_YEAR)
    assert past.verdict("R01", date(2017, 12, 31)).status is UNKNOWN
    assert past.verdict("R01", date(2018, 1, 1)).status is GREEN


# How many departures it takes


@pytest.mark.parametrize(
    ("rule", "past", "margin"),
    [
        ("R01", Past().residents(3).actors(1), {"RESIDENT": 3, "LOCAL_ACTOR": 1}),
        ("R02", Past().residents(3).actors(2), {"RESIDENT": 2}),
        ("R02", Past().residents(3), {"RESIDENT": 3}),
        ("R03", Past().residents(3, gender="F").residents(2, gender="M"), {"WOMEN": 3, "MEN": 1}),
        ("R03", Past().residents(1, gender="F"), {}),
        ("R03", Past().residents(5, gender="F"), {}),
    ],
)
def test_the_margin_says_how_many_departures_of_whom_break_the_rule(
    rule: str, past: Past, margin: dict[str, int]
) -> None:
    finding = past.verdict(rule).finding
    assert {one.group: one.departures for one in finding.margin} == margin
    assert ("Marge" in finding.french) == bool(margin)


def test_one_resignation_from_breaking() -> None:
    finding = Past().residents(3, gender="F").residents(2, gender="M").verdict("R03").finding
    assert Margin("MEN", 1) in finding.margin
    assert finding.french.endswith("Marge : 1 départ parmi les hommes suffirait à la rompre.")


# As time passes


def test_the_history_of_a_rule_names_the_days_on_which_its_verdict_changed() -> None:
    past = Past().residents(1).joined("anna", college="LOCAL_ACTOR", on=date(2018, 3, 1))
    past.left("anna", on=date(2018, 6, 1))
    found = changes(BY_ID["R01"], CC18, statements_of(past.facts), date(2018, 1, 1), date(2018, 12, 31))
    assert [(one.from_on, one.former, one.verdict.status) for one in found] == [
        (date(2018, 1, 1), None, ALERT),
        (date(2018, 3, 1), ALERT, GREEN),
        (date(2018, 6, 1), GREEN, ALERT),
    ]


def test_the_history_knows_what_changes_by_the_passing_of_time_alone() -> None:
    past = Past().said(training(date(2019, 2, 28)))
    found = changes(BY_ID["R20"], CC18, statements_of(past.facts), date(2019, 1, 1), date(2020, 12, 31))
    assert [(one.from_on, one.verdict.status) for one in found] == [
        (date(2019, 1, 1), UNKNOWN),
        (date(2019, 2, 28), GREEN),
        (date(2020, 3, 1), WARNING),
    ]
    assert past.verdict("R20", date(2020, 3, 1) - timedelta(days=1)).status is GREEN


def test_the_history_ends_with_the_regime() -> None:
    past = Past().joined("anna", recruitment="OPEN_ASSEMBLY")
    found = changes(BY_ID["R04"], CC18, statements_of(past.facts), date(2024, 1, 1), date(2024, 12, 31))
    assert [(one.from_on, one.verdict.status) for one in found] == [
        (date(2024, 1, 1), WARNING),
        (date(2024, 11, 18), NO_OBJECT),
    ]
