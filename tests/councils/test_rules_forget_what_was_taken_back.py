from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from services.councils.rules.domain.verdicts import Status
from shared.contracts.councils.recognition import (
    Authority,
    AuthorityConsulted,
    ConsultationOutcome,
    ConsultationWithdrawn,
)
from shared.contracts.councils.representation import (
    RepresentativeAppointed,
    RepresentativeStoodDown,
    SeatOfferWithdrawn,
    SeatsOffered,
    StandingDownReason,
    StandingDownWithdrawn,
)
from shared.contracts.vocabulary import (
    AmendmentReason,
    College,
    DatePrecision,
    Gender,
    MemberRole,
    Origin,
    SteeringBodyKind,
)
from tests.councils.rule_pasts import CC18, Past, id_of

if TYPE_CHECKING:
    from tests.support.house import House

MISTAKE = AmendmentReason.ENTERED_BY_MISTAKE


def consulted(past: Past, authority: Authority) -> AuthorityConsulted:
    return AuthorityConsulted(
        file_id=id_of("order"),
        council_id=CC18,
        authority=authority,
        outcome=ConsultationOutcome.FAVOURABLE,
        consulted_on=past.ago(months=6, days=30),
    )


def test_a_consultation_that_was_taken_back_is_no_consultation() -> None:
    past = Past().recognised("anna")
    facts = [consulted(past, authority) for authority in Authority]
    assert past.said(*facts).verdict("R10").status is Status.GREEN
    gone = ConsultationWithdrawn(**facts[1].model_dump(exclude={"origin"}), reason=MISTAKE)
    assert past.said(gone).verdict("R10").status is Status.WARNING
    assert past.said(facts[1]).verdict("R10").status is Status.GREEN


def test_who_did_not_stand_down_represents_the_council_as_before() -> None:
    past = Past().seats(2)
    named: dict[str, Any] = {
        "body_id": id_of("committee"),
        "body_kind": SteeringBodyKind.LOCAL_STEERING_COMMITTEE,
        "council_id": CC18,
        "person_id": id_of("anna"),
        "role": MemberRole.TITULAR,
        "college": College.RESIDENT,
        "gender": Gender.F,
        "from_on": past.ago(months=12),
    }
    past.said(RepresentativeAppointed(**named)).session("one", attended=True)
    before = past.verdict("R13")
    assert before.status is Status.GREEN
    this_month = Origin(date_precision=DatePrecision.MONTH)
    ended: dict[str, Any] = {"until_on": past.day - timedelta(days=5)}
    past.said(
        RepresentativeStoodDown(**named, **ended, reason=StandingDownReason.RESIGNED, origin=this_month),
        StandingDownWithdrawn(**named, **ended, reason=MISTAKE, standing_down_origin=this_month),
    )
    assert past.verdict("R13").status is Status.GREEN
    assert past.verdict("R13").finding == before.finding


def offer_taken_back(past: Past, former: SeatsOffered | None = None) -> None:
    """What was said last of seats is no longer so."""
    offer = next(one for one in reversed(past.facts) if isinstance(one, SeatsOffered))
    said = offer.model_dump(exclude={"origin"})
    past.said(SeatOfferWithdrawn(**said, offer_origin=offer.origin, former=former, reason=MISTAKE))


def test_seats_that_were_never_offered_are_judged_as_if_nothing_had_been_said() -> None:
    past = Past().recognised("anna")
    before = past.verdict("R13"), past.verdict("R14")
    past.seats(9, of=12)
    assert past.verdict("R14").status is not before[1].status
    offer_taken_back(past)
    assert [(one.status, one.finding) for one in (past.verdict("R13"), past.verdict("R14"))] == [
        (one.status, one.finding) for one in before
    ]


def test_the_offer_of_a_day_that_had_been_replaced_stands_again() -> None:
    past = Past().recognised("anna").seats(2, of=24)
    before, first = past.verdict("R14"), past.facts[-1]
    assert isinstance(first, SeatsOffered)
    past.seats(1, of=24, since=past.ago(months=2)).seats(24, of=24)
    offer_taken_back(past, former=first)
    offer_taken_back(past.seats(24, of=24, since=past.ago(months=1)))
    assert past.verdict("R14").status is before.status
    assert past.verdict("R14", on=past.ago(months=3)).finding.numbers == before.finding.numbers


def test_a_council_that_was_withdrawn_is_not_judged_until_it_is_established_again(town: House, council: str) -> None:
    councils, here = town.councils, f"/v1/councils/{council}"
    rule = f"{here}/rules/R17"
    councils.record(f"{here}/stages", {"stage": "ACTIVE", "reached_on": "2018-06-01"})
    gone = councils.record(f"{here}/withdrawn", {"reason": "ENTERED_BY_MISTAKE"}, if_match=2)
    assert councils.get(rule, after=gone["after"]).status_code == 404
    assert council not in councils.get("/v1/rules/R17/councils").text
    town.establish(council)
    last = councils.get("/v1/log/head").json()["position"]
    assert councils.get(rule, after=f"councils@{last}").status_code == 200
