from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from services.councils.council.domain import (
    NEXT_STAGES,
    AlreadyInThatStage,
    BeforeTheLastStage,
    Council,
    CouncilClosed,
    DistrictNotCovered,
    NotAssigned,
    NotTheLastStage,
    StageBeforeTheCouncil,
)
from shared.contracts.councils.council import (
    CouncilCorrected,
    CouncilDistrictRemoved,
    CouncilDistrictSet,
    CouncilEstablished,
    CouncilParticulars,
    CouncilStageReached,
    CouncilStageWithdrawn,
    Stage,
)
from shared.contracts.councils.team import (
    AssignmentWithdrawn,
    FacilitatorAssigned,
    FacilitatorUnassigned,
    UnassignmentReason,
)
from shared.contracts.councils.territories import DistrictGeneration
from shared.contracts.vocabulary import AmendmentReason, DateCertainty, DatePrecision, Origin
from shared.days import InTheFuture
from shared.kernel import NotFound
from tests.support.given import TODAY, given

NOTED = Origin()
MISTAKE = AmendmentReason.ENTERED_BY_MISTAKE
SOMEBODY = UUID("01936f00-0000-7000-8000-0000000000d1")
NOVEMBER_1, JUNE_1, JUNE_2, TOMORROW = date(2016, 11, 1), date(2018, 6, 1), date(2018, 6, 2), date(2026, 11, 24)

particulars = CouncilParticulars(name="Conseil citoyen du 18e", arrondissement="18", established_on=NOVEMBER_1)
established = CouncilEstablished(council_id="CC18", **particulars.model_dump())
covered = CouncilDistrictSet(
    council_id="CC18", district_code="QP075019", generation=DistrictGeneration.LIST_2015, from_on=NOVEMBER_1
)
removed = CouncilDistrictRemoved(**covered.model_dump(exclude={"origin"}), reason=MISTAKE)
active = CouncilStageReached(council_id="CC18", stage=Stage.ACTIVE, reached_on=JUNE_1)
active_withdrawn = CouncilStageWithdrawn(council_id="CC18", stage=Stage.ACTIVE, reached_on=JUNE_1, reason=MISTAKE)
closed = CouncilStageReached(
    council_id="CC18", stage=Stage.CLOSED, former_stage=Stage.ACTIVE, reached_on=date(2019, 1, 1)
)
assigned = FacilitatorAssigned(council_id="CC18", facilitator_id=SOMEBODY, assigned_on=JUNE_1)
unassigned = FacilitatorUnassigned(
    **assigned.model_dump(exclude={"origin"}), unassigned_on=JUNE_2, reason=UnassignmentReason.OTHER
)
assignment_withdrawn = AssignmentWithdrawn(**assigned.model_dump(exclude={"origin"}), reason=MISTAKE)


def correct(council: Council, **said_now: object) -> None:
    council.correct(particulars.model_copy(update=said_now), reason=MISTAKE, origin=NOTED, today=TODAY)


def reach(council: Council, stage: Stage, on: date = JUNE_2, origin: Origin = NOTED) -> None:
    council.reach_stage(stage, reached_on=on, origin=origin, today=TODAY)


def withdraw_assignment(council: Council, on: date = JUNE_1) -> None:
    council.withdraw_assignment(SOMEBODY, assigned_on=on, reason=MISTAKE, origin=NOTED)


# What is said of it


def test_a_council_is_said_again_and_both_are_kept_whole() -> None:
    given(Council, established).when(lambda it: correct(it, arrondissement="19")).then(
        CouncilCorrected(
            council_id="CC18",
            before=particulars,
            after=particulars.model_copy(update={"arrondissement": "19"}),
            reason=MISTAKE,
        )
    )


def test_a_second_correction_starts_from_the_first() -> None:
    of_the_19th = particulars.model_copy(update={"arrondissement": "19"})
    first = CouncilCorrected(council_id="CC18", before=particulars, after=of_the_19th, reason=MISTAKE)
    given(Council, established, first).when(correct).then(
        CouncilCorrected(council_id="CC18", before=of_the_19th, after=particulars, reason=MISTAKE)
    )


def test_what_is_known_already_is_no_correction_of_a_council() -> None:
    given(Council, established).when(correct).then_nothing()


def test_a_council_that_nobody_established_is_not_corrected() -> None:
    given(Council).when(correct).refused(NotFound)


def test_a_correction_establishes_no_council_tomorrow() -> None:
    given(Council, established).when(lambda it: correct(it, established_on=TOMORROW)).refused(
        InTheFuture, pointer="/established_on", day=TOMORROW
    )


def test_a_correction_does_not_establish_a_council_after_it_was_active() -> None:
    given(Council, established, active).when(lambda it: correct(it, established_on=JUNE_2)).refused(
        StageBeforeTheCouncil, pointer="/established_on", established_on=JUNE_2
    )


# Districts


def test_a_district_entered_by_mistake_is_removed() -> None:
    given(Council, established, covered).when(lambda it: it.remove_district("QP075019", MISTAKE, NOTED)).then(removed)


def test_the_same_removal_said_twice_is_recorded_once() -> None:
    given(Council, established, covered, removed).when(
        lambda it: it.remove_district("QP075019", MISTAKE, NOTED)
    ).then_nothing()


def test_a_district_that_is_not_covered_is_not_removed() -> None:
    given(Council, established).when(lambda it: it.remove_district("QP075019", MISTAKE, NOTED)).refused(
        DistrictNotCovered, pointer="/district_code", district_code="QP075019"
    )


def test_a_district_that_was_removed_may_be_set_again() -> None:
    given(Council, established, covered, removed).when(lambda it: it.set_district(covered)).then(covered)


# Stages


def test_a_council_enters_its_first_stage() -> None:
    given(Council, established).when(lambda it: reach(it, Stage.ACTIVE, JUNE_1)).then(active)


def test_the_same_stage_said_twice_is_recorded_once() -> None:
    given(Council, established, active).when(lambda it: reach(it, Stage.ACTIVE, JUNE_1)).then_nothing()


@pytest.mark.parametrize(
    ("former", "stage"),
    [
        (Stage.DIAGNOSIS, Stage.CONSTITUTION),
        (Stage.CONSTITUTION, Stage.RECOGNISED),
        (Stage.RECOGNISED, Stage.ACTIVE),
        (Stage.ACTIVE, Stage.AUTONOMOUS),
        (Stage.AUTONOMOUS, Stage.RENEWED),
        (Stage.RENEWED, Stage.ACTIVE),
        (Stage.ACTIVE, Stage.DORMANT),
        (Stage.DORMANT, Stage.ACTIVE),
        (Stage.ACTIVE, Stage.RECOGNISED),
        (Stage.DORMANT, Stage.CLOSED),
    ],
)
def test_a_stage_follows_another(former: Stage, stage: Stage) -> None:
    before = active.model_copy(update={"stage": former})
    given(Council, established, before).when(lambda it: reach(it, stage)).then(
        CouncilStageReached(council_id="CC18", stage=stage, former_stage=former, reached_on=JUNE_2)
    )


def test_the_table_says_what_may_follow_every_stage() -> None:
    assert set(NEXT_STAGES) == set(Stage)
    assert all(stage not in followers for stage, followers in NEXT_STAGES.items())
    assert [stage for stage, followers in NEXT_STAGES.items() if not followers] == [Stage.CLOSED]


def test_a_council_does_not_enter_the_stage_that_it_is_in() -> None:
    given(Council, established, active).when(lambda it: reach(it, Stage.ACTIVE)).refused(
        AlreadyInThatStage, pointer="/stage", reached_on=JUNE_1
    )


def test_nothing_follows_the_end() -> None:
    given(Council, established, active, closed).when(lambda it: reach(it, Stage.ACTIVE, TODAY)).refused(
        CouncilClosed, pointer="/stage", closed_on=date(2019, 1, 1)
    )


def test_no_stage_precedes_the_last_one() -> None:
    given(Council, established, active).when(lambda it: reach(it, Stage.DORMANT, date(2018, 5, 31))).refused(
        BeforeTheLastStage, pointer="/reached_on", reached_on=JUNE_1
    )


def test_a_stage_known_by_its_month_may_follow_another_of_that_month() -> None:
    month = Origin(date_precision=DatePrecision.MONTH)
    later = active.model_copy(update={"reached_on": JUNE_2})
    given(Council, established, later).when(lambda it: reach(it, Stage.DORMANT, JUNE_1, month)).then(
        CouncilStageReached(
            council_id="CC18", stage=Stage.DORMANT, former_stage=Stage.ACTIVE, reached_on=JUNE_1, origin=month
        )
    )


def test_a_diagnosis_comes_before_the_council() -> None:
    given(Council, established).when(lambda it: reach(it, Stage.DIAGNOSIS, date(2015, 1, 1))).then(
        CouncilStageReached(council_id="CC18", stage=Stage.DIAGNOSIS, reached_on=date(2015, 1, 1))
    )


def test_a_council_is_not_active_before_it_exists() -> None:
    given(Council, established).when(lambda it: reach(it, Stage.ACTIVE, date(2016, 10, 31))).refused(
        StageBeforeTheCouncil, pointer="/reached_on", established_on=NOVEMBER_1
    )


def test_a_council_that_is_only_attested_from_a_day_on_may_have_been_active_before() -> None:
    attested = established.model_copy(update={"origin": Origin(date_certainty=DateCertainty.INFERRED)})
    given(Council, attested).when(lambda it: reach(it, Stage.ACTIVE, date(2016, 10, 31))).then(
        active.model_copy(update={"reached_on": date(2016, 10, 31)})
    )


def test_no_stage_was_reached_tomorrow() -> None:
    given(Council, established).when(lambda it: reach(it, Stage.ACTIVE, TOMORROW)).refused(
        InTheFuture, pointer="/reached_on", day=TOMORROW
    )


def test_the_last_stage_is_taken_back_and_the_one_before_holds_again() -> None:
    given(Council, established, active).when(lambda it: it.withdraw_stage(Stage.ACTIVE, MISTAKE, NOTED)).then(
        active_withdrawn
    )
    given(Council, established, active, closed, active_withdrawn.model_copy(update={"stage": Stage.CLOSED})).when(
        lambda it: reach(it, Stage.DORMANT)
    ).then(active.model_copy(update={"stage": Stage.DORMANT, "former_stage": Stage.ACTIVE, "reached_on": JUNE_2}))


def test_the_same_stage_taken_back_twice_is_recorded_once() -> None:
    given(Council, established, active, active_withdrawn).when(
        lambda it: it.withdraw_stage(Stage.ACTIVE, MISTAKE, NOTED)
    ).then_nothing()


def test_only_the_last_stage_is_taken_back() -> None:
    for past in ([], [active, closed]):
        given(Council, established, *past).when(lambda it: it.withdraw_stage(Stage.ACTIVE, MISTAKE, NOTED)).refused(
            NotTheLastStage, pointer="/stage"
        )


# Assignments


def test_an_assignment_entered_by_mistake_is_taken_back_with_its_end() -> None:
    given(Council, established, assigned).when(withdraw_assignment).then(assignment_withdrawn)
    given(Council, established, assigned, unassigned).when(withdraw_assignment).then(assignment_withdrawn)


def test_the_same_assignment_taken_back_twice_is_recorded_once() -> None:
    given(Council, established, assigned, assignment_withdrawn).when(withdraw_assignment).then_nothing()


def test_an_assignment_that_nobody_entered_is_not_taken_back() -> None:
    given(Council, established, assigned).when(lambda it: withdraw_assignment(it, JUNE_2)).refused(
        NotAssigned, pointer="/facilitator_id"
    )


def test_who_never_supported_the_council_may_support_it_from_another_day() -> None:
    other = assigned.model_copy(update={"assigned_on": date(2018, 5, 31)})
    given(Council, established, assigned, unassigned, assignment_withdrawn).when(
        lambda it: it.assign(other, today=TODAY)
    ).then(other)
