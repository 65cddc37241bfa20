"""What a file says beside an id: a title, and the day where things of one name are told apart by it."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from services.activities.titles import ActivityTitleProjection
from services.councils.titles import CouncilTitleProjection
from shared.contracts.activities.cases import CaseCorrected, CaseOpened, CaseSaid, CaseSubject
from shared.contracts.activities.fieldwork import OrganisationListed
from shared.contracts.activities.initiatives import InitiativeCorrected, InitiativeLife, InitiativeProposed
from shared.contracts.activities.journal import EntryCorrected
from shared.contracts.activities.meetings import MeetingCorrected, MeetingHeld, MeetingLife, MeetingScheduled
from shared.contracts.activities.steering import (
    SessionLife,
    SteeringSessionCorrected,
    SteeringSessionHeld,
    SteeringSessionNotConvened,
)
from shared.contracts.activities.words import OrganisationKind
from shared.contracts.councils.council import CouncilCorrected, CouncilEstablished, CouncilParticulars
from shared.contracts.councils.dossier import BudgetAllocated
from shared.contracts.councils.dossier import EntryCorrected as FileCorrected
from shared.contracts.vocabulary import (
    AmendmentReason,
    DatePrecision,
    FunderKind,
    MeetingKind,
    Origin,
    SteeringBodyKind,
    Theme,
)

IT = uuid4()
IN_MARCH = Origin(date_precision=DatePrecision.MONTH)
MARCH_5 = date(2026, 3, 5)

activities, councils = ActivityTitleProjection.told, CouncilTitleProjection.told


def test_a_meeting_is_named_by_its_title_its_kind_and_its_day() -> None:
    board = MeetingHeld(meeting_id=IT, council_id="CC18", kind=MeetingKind.BOARD, title="Budget", held_on=MARCH_5)
    assert activities(board) == (IT, "Budget, conseil d'administration du 5 mars 2026")
    planned = MeetingScheduled(
        meeting_id=IT, council_id="CC18", kind=MeetingKind.BOARD, planned_on=MARCH_5, origin=IN_MARCH
    )
    assert activities(planned) == (IT, "conseil d'administration de mars 2026")
    told_again = MeetingCorrected(
        meeting_id=IT,
        council_id="CC18",
        before=MeetingLife(scheduled=planned),
        after=MeetingLife(scheduled=planned, held=board),
        reason=AmendmentReason.TYPING_ERROR,
    )
    assert activities(told_again) == (IT, "Budget, conseil d'administration du 5 mars 2026")


def test_a_session_is_named_by_its_body_and_its_day_if_it_had_one() -> None:
    body = {"body_id": uuid4(), "body_kind": SteeringBodyKind.OTHER, "body_name": "COPIL", "council_ids": ("CC18",)}
    held = SteeringSessionHeld.model_validate({"session_id": IT, "held_on": MARCH_5, **body})
    assert activities(held) == (IT, "COPIL du 5 mars 2026")
    expected = {"expected_from_on": MARCH_5, "expected_until_on": MARCH_5}
    missed = SteeringSessionNotConvened.model_validate({"session_id": IT, **expected, **body})
    assert activities(missed) == (IT, "COPIL")
    told_again = SteeringSessionCorrected(
        session_id=IT,
        before=SessionLife(held=held),
        after=SessionLife(held=held.model_copy(update={"origin": IN_MARCH})),
        reason=AmendmentReason.TYPING_ERROR,
    )
    assert activities(told_again) == (IT, "COPIL de mars 2026")


def test_an_initiative_and_an_entry_are_named_by_their_titles_as_last_said() -> None:
    proposed = InitiativeProposed(
        initiative_id=IT, council_id="CC18", title="Fête", theme=Theme.PREVENTION, proposed_on=MARCH_5
    )
    assert activities(proposed) == (IT, "Fête")
    told_again = InitiativeCorrected(
        initiative_id=IT,
        council_id="CC18",
        before=InitiativeLife(proposed=proposed),
        after=InitiativeLife(proposed=proposed.model_copy(update={"title": "Fête de la rue"})),
        reason=AmendmentReason.TYPING_ERROR,
    )
    assert activities(told_again) == (IT, "Fête de la rue")
    listed = OrganisationListed(
        entry_id=IT, organisation_kind=OrganisationKind.OTHER, title="La Régie", listed_on=MARCH_5
    )
    assert activities(listed) == (IT, "La Régie")
    corrected = EntryCorrected(
        entry_id=IT,
        before=listed,
        after=listed.model_copy(update={"title": "La Régie de quartier"}),
        reason=AmendmentReason.TYPING_ERROR,
    )
    assert activities(corrected) == (IT, "La Régie de quartier")


def test_a_case_is_named_by_its_title_as_last_said() -> None:
    opened = CaseOpened(
        case_id=IT,
        council_id="CC18",
        case_type="REFERRAL",
        subject=CaseSubject.COUNCIL,
        title="Débuts",
        opened_on=MARCH_5,
    )
    assert activities(opened) == (IT, "Débuts")
    said = CaseSaid(title="Débuts", opened_on=MARCH_5)
    corrected = CaseCorrected(
        case_id=IT,
        council_id="CC18",
        case_type="REFERRAL",
        before=said,
        after=said.model_copy(update={"title": "Démarrage"}),
        reason=AmendmentReason.TYPING_ERROR,
    )
    assert activities(corrected) == (IT, "Démarrage")


def test_a_council_is_named_as_it_was_last_said_in_both_services() -> None:
    founded = CouncilEstablished(council_id="CC18", name="Conseil", arrondissement="18", established_on=MARCH_5)
    said = CouncilParticulars(name="Conseil", arrondissement="18", established_on=MARCH_5)
    renamed = CouncilCorrected(
        council_id="CC18",
        before=said,
        after=said.model_copy(update={"name": "Conseil du 18e"}),
        reason=AmendmentReason.OTHER,
    )
    for told in (activities, councils):
        assert told(founded) == ("CC18", "Conseil")
        assert told(renamed) == ("CC18", "Conseil du 18e")


def test_a_line_of_a_budget_is_named_and_nothing_else_of_the_file() -> None:
    line = BudgetAllocated(
        entry_id=IT,
        council_id="CC18",
        title="Animation",
        funder=FunderKind.CITY,
        year=2026,
        amount_cents=1,
        allocated_on=MARCH_5,
    )
    assert councils(line) == (IT, "Animation")
    again = FileCorrected(
        entry_id=IT,
        before=line,
        after=line.model_copy(update={"title": "Fêtes"}),
        reason=AmendmentReason.OTHER,
    )
    assert councils(again) == (IT, "Fêtes")
