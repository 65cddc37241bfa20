from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given as whatever
from hypothesis import strategies as some

from services.councils.recognition.domain import (
    AlreadyConsulted,
    AlreadyRecognised,
    ConsultedAfterTheDecision,
    DecidedBeforeConsulting,
    DecidedBeforeTheSubmission,
    NotConsulted,
    OnTheListTwice,
    RecognitionAlreadyRefused,
    RecognitionFile,
    RecognitionFileExists,
    RecognitionTakenBack,
)
from shared.contracts.councils.recognition import (
    Authority,
    AuthorityConsulted,
    CompositionRecognised,
    CompositionSubmitted,
    ConsultationOutcome,
    ConsultationWithdrawn,
    OnTheList,
    RecognitionRefused,
    RecognitionWithdrawn,
)
from shared.contracts.vocabulary import AmendmentReason, College, MemberRole, Origin
from shared.days import InTheFuture
from shared.kernel import NotFound, Refusal
from tests.support.given import IT, TODAY, given

NOTED = Origin()
MISTAKE = AmendmentReason.ENTERED_BY_MISTAKE
FAVOURABLE = ConsultationOutcome.FAVOURABLE
ANNA, BILAL = UUID("01936f00-0000-7000-8000-0000000000c1"), UUID("01936f00-0000-7000-8000-0000000000c2")
MARCH_1, APRIL_1, MAY_2, TOMORROW = date(2017, 3, 1), date(2017, 4, 1), date(2017, 5, 2), date(2026, 11, 24)

anna = OnTheList(person_id=ANNA, college=College.RESIDENT, role=MemberRole.TITULAR)
bilal = OnTheList(person_id=BILAL, college=College.LOCAL_ACTOR, role=MemberRole.SUBSTITUTE)
submitted = CompositionSubmitted(file_id=IT, council_id="CC18", members=(anna, bilal), submitted_on=MARCH_1)
consulted = AuthorityConsulted(
    file_id=IT, council_id="CC18", authority=Authority.MAYOR, outcome=FAVOURABLE, consulted_on=APRIL_1
)
never_consulted = ConsultationWithdrawn(
    file_id=IT,
    council_id="CC18",
    authority=Authority.MAYOR,
    outcome=FAVOURABLE,
    consulted_on=APRIL_1,
    reason=MISTAKE,
)
recognised = CompositionRecognised(
    file_id=IT,
    council_id="CC18",
    order_number="75-2017-123",
    members=(anna, bilal),
    submitted_on=MARCH_1,
    recognised_on=MAY_2,
)
order = recognised.model_copy(update={"submitted_on": None})
refused = RecognitionRefused(file_id=IT, council_id="CC18", refused_on=MAY_2)
withdrawn = RecognitionWithdrawn(file_id=IT, council_id="CC18", reason=MISTAKE)


def submit(file: RecognitionFile, fact: CompositionSubmitted = submitted) -> None:
    file.submit(fact, today=TODAY)


def enter_order(file: RecognitionFile, fact: CompositionRecognised = order) -> None:
    file.enter_order(fact, today=TODAY)


def consult(file: RecognitionFile, authority: Authority = Authority.MAYOR, on: date = APRIL_1) -> None:
    file.consult(authority, FAVOURABLE, consulted_on=on, origin=NOTED, today=TODAY)


def recognise(file: RecognitionFile, *members: OnTheList, on: date = MAY_2, number: str = "75-2017-123") -> None:
    file.recognise(number, members or None, recognised_on=on, origin=NOTED, today=TODAY)


def refuse(file: RecognitionFile, on: date = MAY_2) -> None:
    file.refuse(refused_on=on, origin=NOTED, today=TODAY)


def withdraw(file: RecognitionFile) -> None:
    file.withdraw(MISTAKE, NOTED)


# Submitting


def test_a_composition_is_submitted_with_its_list() -> None:
    given(RecognitionFile).when(submit).then(submitted)


def test_the_same_submission_said_twice_is_recorded_once() -> None:
    given(RecognitionFile, submitted, consulted).when(submit).then_nothing()


def test_a_file_is_entered_once() -> None:
    other = submitted.model_copy(update={"submitted_on": APRIL_1})
    given(RecognitionFile, submitted).when(lambda it: submit(it, other)).refused(
        RecognitionFileExists, pointer="/file_id"
    )
    given(RecognitionFile, order).when(submit).refused(RecognitionFileExists, pointer="/file_id")


def test_nobody_is_twice_on_a_list() -> None:
    twice = submitted.model_copy(update={"members": (anna, bilal, anna)})
    given(RecognitionFile).when(lambda it: submit(it, twice)).refused(
        OnTheListTwice, pointer="/members", person_id=ANNA
    )


def test_nothing_was_submitted_tomorrow() -> None:
    later = submitted.model_copy(update={"submitted_on": TOMORROW})
    given(RecognitionFile).when(lambda it: submit(it, later)).refused(
        InTheFuture, pointer="/submitted_on", day=TOMORROW
    )


# Consulting


def test_an_authority_is_consulted() -> None:
    given(RecognitionFile, submitted).when(consult).then(consulted)


def test_the_same_consultation_said_twice_is_recorded_once() -> None:
    given(RecognitionFile, submitted, consulted).when(consult).then_nothing()


def test_each_authority_is_consulted_once() -> None:
    given(RecognitionFile, submitted, consulted).when(lambda it: consult(it, on=MAY_2)).refused(
        AlreadyConsulted, pointer="/authority", consulted_on=APRIL_1
    )
    given(RecognitionFile, submitted, consulted).when(lambda it: consult(it, Authority.EPCI_PRESIDENT)).then(
        consulted.model_copy(update={"authority": Authority.EPCI_PRESIDENT})
    )


def test_a_consultation_may_be_entered_after_the_order_that_it_preceded() -> None:
    given(RecognitionFile, order).when(consult).then(consulted)


def test_nobody_is_consulted_after_the_decision() -> None:
    for decided in (recognised, refused):
        given(RecognitionFile, submitted, decided).when(lambda it: consult(it, on=date(2017, 5, 3))).refused(
            ConsultedAfterTheDecision, pointer="/consulted_on", decided_on=MAY_2
        )


def withdraw_consultation(file: RecognitionFile, authority: Authority = Authority.MAYOR) -> None:
    file.withdraw_consultation(authority, MISTAKE, NOTED)


def test_a_consultation_is_taken_back_also_after_the_decision() -> None:
    for decided in ((), (recognised,), (refused,)):
        given(RecognitionFile, submitted, consulted, *decided).when(withdraw_consultation).then(never_consulted)


def test_a_consultation_keeps_its_origin_when_it_is_taken_back() -> None:
    heard = consulted.model_copy(update={"origin": Origin(record="RR-030")})
    given(RecognitionFile, submitted, heard).when(withdraw_consultation).then(
        never_consulted.model_copy(update={"consultation_origin": Origin(record="RR-030")})
    )


def test_the_same_consultation_taken_back_twice_is_recorded_once() -> None:
    given(RecognitionFile, submitted, consulted, never_consulted).when(withdraw_consultation).then_nothing()


def test_only_an_authority_that_was_consulted_is_taken_back() -> None:
    for past in ((submitted,), (order,), (submitted, consulted)):
        given(RecognitionFile, *past).when(lambda it: withdraw_consultation(it, Authority.EPCI_PRESIDENT)).refused(
            NotConsulted, pointer="/authority"
        )


def test_a_consultation_that_was_taken_back_is_said_anew_and_forbids_no_earlier_decision() -> None:
    given(RecognitionFile, submitted, consulted, never_consulted).when(lambda it: consult(it, on=MARCH_1)).then(
        consulted.model_copy(update={"consulted_on": MARCH_1})
    )
    before = recognised.model_copy(update={"recognised_on": date(2017, 3, 31)})
    given(RecognitionFile, submitted, consulted, never_consulted).when(
        lambda it: recognise(it, on=date(2017, 3, 31))
    ).then(before)


def test_nobody_was_consulted_tomorrow() -> None:
    given(RecognitionFile, submitted).when(lambda it: consult(it, on=TOMORROW)).refused(
        InTheFuture, pointer="/consulted_on", day=TOMORROW
    )


def test_nobody_is_consulted_about_nothing() -> None:
    given(RecognitionFile).when(consult).refused(NotFound)


# Recognising


def test_the_order_names_those_who_were_submitted() -> None:
    given(RecognitionFile, submitted, consulted).when(recognise).then(recognised)


def test_the_order_may_name_others() -> None:
    given(RecognitionFile, submitted).when(lambda it: recognise(it, anna)).then(
        recognised.model_copy(update={"members": (anna,)})
    )


def test_an_order_of_which_nothing_else_is_known_is_entered_as_it_is() -> None:
    given(RecognitionFile).when(enter_order).then(order)


def test_the_same_order_said_twice_is_recorded_once() -> None:
    given(RecognitionFile, submitted, recognised).when(recognise).then_nothing()
    given(RecognitionFile, order).when(enter_order).then_nothing()


def test_a_composition_is_recognised_once() -> None:
    given(RecognitionFile, submitted, recognised).when(lambda it: recognise(it, number="75-2017-124")).refused(
        AlreadyRecognised, order_number="75-2017-123", recognised_on=MAY_2
    )
    given(RecognitionFile, submitted, recognised).when(refuse).refused(
        AlreadyRecognised, order_number="75-2017-123", recognised_on=MAY_2
    )
    given(RecognitionFile, submitted).when(enter_order).refused(RecognitionFileExists, pointer="/file_id")


def test_what_was_refused_is_not_recognised() -> None:
    given(RecognitionFile, submitted, refused).when(recognise).refused(RecognitionAlreadyRefused, refused_on=MAY_2)


def test_no_order_precedes_the_submission() -> None:
    given(RecognitionFile, submitted).when(lambda it: recognise(it, on=date(2017, 2, 28))).refused(
        DecidedBeforeTheSubmission, pointer="/recognised_on", submitted_on=MARCH_1
    )


def test_no_order_precedes_the_consultations() -> None:
    given(RecognitionFile, submitted, consulted).when(lambda it: recognise(it, on=date(2017, 3, 31))).refused(
        DecidedBeforeConsulting, pointer="/recognised_on", consulted_on=APRIL_1
    )


def test_no_order_is_of_tomorrow() -> None:
    given(RecognitionFile, submitted).when(lambda it: recognise(it, on=TOMORROW)).refused(
        InTheFuture, pointer="/recognised_on", day=TOMORROW
    )
    given(RecognitionFile).when(
        lambda it: enter_order(it, order.model_copy(update={"recognised_on": TOMORROW}))
    ).refused(InTheFuture, pointer="/recognised_on", day=TOMORROW)


def test_nobody_is_twice_on_an_order() -> None:
    given(RecognitionFile, submitted).when(lambda it: recognise(it, anna, anna)).refused(
        OnTheListTwice, pointer="/members", person_id=ANNA
    )


def test_an_order_of_which_nothing_else_is_known_is_no_second_order() -> None:
    given(RecognitionFile, order).when(recognise).then_nothing()
    given(RecognitionFile, order).when(lambda it: recognise(it, number="75-2017-124")).refused(
        AlreadyRecognised, order_number="75-2017-123", recognised_on=MAY_2
    )


# Refusing, withdrawing


def test_the_prefect_refuses() -> None:
    given(RecognitionFile, submitted).when(refuse).then(refused)


def test_the_same_refusal_said_twice_is_recorded_once() -> None:
    given(RecognitionFile, submitted, refused).when(refuse).then_nothing()


def test_a_composition_is_refused_once() -> None:
    given(RecognitionFile, submitted, refused).when(lambda it: refuse(it, date(2017, 5, 3))).refused(
        RecognitionAlreadyRefused, refused_on=MAY_2
    )


def test_no_refusal_precedes_the_submission() -> None:
    given(RecognitionFile, submitted).when(lambda it: refuse(it, date(2017, 2, 28))).refused(
        DecidedBeforeTheSubmission, pointer="/refused_on", submitted_on=MARCH_1
    )


def test_a_file_is_withdrawn_with_its_order() -> None:
    given(RecognitionFile, submitted).when(withdraw).then(withdrawn)
    given(RecognitionFile, submitted, recognised).when(withdraw).then(
        withdrawn.model_copy(update={"order_number": "75-2017-123", "recognised_on": MAY_2})
    )


def test_the_same_withdrawal_said_twice_is_recorded_once() -> None:
    given(RecognitionFile, submitted, withdrawn).when(withdraw).then_nothing()


def test_nothing_more_is_said_of_a_file_that_was_withdrawn() -> None:
    given(RecognitionFile, submitted, withdrawn).when(consult).refused(RecognitionTakenBack)
    given(RecognitionFile, submitted, consulted, withdrawn).when(withdraw_consultation).refused(RecognitionTakenBack)
    given(RecognitionFile, submitted, withdrawn).when(refuse).refused(RecognitionTakenBack)
    given(RecognitionFile, submitted, withdrawn).when(recognise).refused(RecognitionTakenBack)
    given(RecognitionFile, submitted, withdrawn).when(submit).refused(RecognitionFileExists, pointer="/file_id")


days = some.integers(0, 40).map(lambda after: MARCH_1 + timedelta(days=after))
moves = some.one_of(
    days.map(lambda day: lambda it: submit(it, submitted.model_copy(update={"submitted_on": day}))),
    days.map(lambda day: lambda it: enter_order(it, order.model_copy(update={"recognised_on": day}))),
    some.tuples(days, some.sampled_from(Authority)).map(lambda said: lambda it: consult(it, said[1], said[0])),
    some.sampled_from(Authority).map(lambda one: lambda it: withdraw_consultation(it, one)),
    days.map(lambda day: lambda it: recognise(it, anna, on=day)),
    days.map(lambda day: lambda it: refuse(it, day)),
    some.just(withdraw),
)


@whatever(some.lists(moves, max_size=15))
def test_whatever_is_said_of_a_file_no_decision_precedes_what_it_rests_on(said_so_far: list[object]) -> None:
    file = RecognitionFile(IT)
    for move in said_so_far:
        with suppress(Refusal):
            move(file)  # type: ignore[operator]
    again = RecognitionFile(IT)
    again.replay(file.pending)
    assert (again.submitted, again.consulted, again.decided, again.withdrawn) == (
        file.submitted,
        file.consulted,
        file.decided,
        file.withdrawn,
    )
    decided_on = [
        one.recognised_on if isinstance(one, CompositionRecognised) else one.refused_on
        for one in file.pending
        if isinstance(one, CompositionRecognised | RecognitionRefused)
    ]
    assert len(decided_on) <= 1
    if decided_on:
        assert all(one.consulted_on <= decided_on[0] for one in file.consulted.values())
        assert file.submitted is None or file.submitted.submitted_on <= decided_on[0]
