"""Facts that several rules are judged on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts.activities import journal
from shared.contracts.activities.meetings import AttendanceCorrected, MeetingCorrected, MeetingHeld, MeetingWithdrawn
from shared.contracts.activities.steering import (
    PilotageAttended,
    RepresentativeNamed,
    SteeringBodyCorrected,
    SteeringBodyDeclared,
    SteeringBodyWithdrawn,
    SteeringSessionCancelled,
    SteeringSessionCorrected,
    SteeringSessionHeld,
    SteeringSessionNotConvened,
    SteeringSessionScheduled,
    SteeringSessionWithdrawn,
)
from shared.contracts.councils.composition import (
    DepartureWithdrawn,
    MemberJoined,
    MemberLeft,
    MembershipChanged,
    MembershipChangeWithdrawn,
    MembershipCorrected,
    MembershipRenewalWithdrawn,
    MembershipRenewed,
    MembershipWithdrawn,
)
from shared.contracts.councils.council import CouncilDistrictRemoved, CouncilDistrictSet
from shared.contracts.councils.dossier import (
    EntryCorrected,
    EntryWithdrawn,
)
from shared.contracts.councils.draw import CandidateAnswered, CandidateSeated, DrawHeld, DrawWithdrawn, ReserveListUsed
from shared.contracts.councils.recognition import (
    AuthorityConsulted,
    CompositionRecognised,
    CompositionSubmitted,
    ConsultationWithdrawn,
    RecognitionRefused,
    RecognitionWithdrawn,
)
from shared.contracts.councils.representation import (
    AppointmentWithdrawn,
    RepresentativeAppointed,
    RepresentativeStoodDown,
    SeatOfferWithdrawn,
    SeatsOffered,
    StandingDownWithdrawn,
)
from shared.contracts.councils.territories import PriorityDistrictListed, PriorityDistrictUnlisted

if TYPE_CHECKING:
    from shared.kernel import Fact

MEMBERSHIP: tuple[type[Fact], ...] = (
    MemberJoined,
    MemberLeft,
    MembershipChanged,
    MembershipChangeWithdrawn,
    MembershipRenewed,
    MembershipRenewalWithdrawn,
    MembershipCorrected,
    MembershipWithdrawn,
    DepartureWithdrawn,
)
DISTRICTS: tuple[type[Fact], ...] = (
    CouncilDistrictSet,
    CouncilDistrictRemoved,
    PriorityDistrictListed,
    PriorityDistrictUnlisted,
)
FILE: tuple[type[Fact], ...] = (EntryCorrected, EntryWithdrawn)
JOURNAL: tuple[type[Fact], ...] = (journal.EntryCorrected, journal.EntryWithdrawn)
DRAWS: tuple[type[Fact], ...] = (DrawHeld, DrawWithdrawn, CandidateSeated, CandidateAnswered, ReserveListUsed)
ORDERS: tuple[type[Fact], ...] = (
    CompositionSubmitted,
    AuthorityConsulted,
    ConsultationWithdrawn,
    CompositionRecognised,
    RecognitionRefused,
    RecognitionWithdrawn,
)
MEETINGS: tuple[type[Fact], ...] = (MeetingHeld, AttendanceCorrected, MeetingWithdrawn, MeetingCorrected)
SEATS: tuple[type[Fact], ...] = (SeatsOffered, SeatOfferWithdrawn)
REPRESENTATION: tuple[type[Fact], ...] = (
    *SEATS,
    RepresentativeAppointed,
    RepresentativeStoodDown,
    StandingDownWithdrawn,
    AppointmentWithdrawn,
    SteeringBodyDeclared,
    SteeringSessionScheduled,
    SteeringSessionHeld,
    SteeringSessionCancelled,
    SteeringSessionNotConvened,
    RepresentativeNamed,
    PilotageAttended,
    SteeringBodyCorrected,
    SteeringBodyWithdrawn,
    SteeringSessionCorrected,
    SteeringSessionWithdrawn,
)
