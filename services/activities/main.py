"""The activities service, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.activities import labels
from services.activities.cases import api as cases_api
from services.activities.cases.application import Cases
from services.activities.cases.readmodel import CaseProjection, CaseViews
from services.activities.cases.readmodel.timeline import TimelineProjection, TimelineViews
from services.activities.imports import api as imports_api
from services.activities.imports.application import Imports
from services.activities.imports.readmodel import ImportProjection, ImportViews
from services.activities.initiatives import api as initiatives_api
from services.activities.initiatives.application import Initiatives
from services.activities.initiatives.readmodel import InitiativeProjection, InitiativeViews
from services.activities.journal import api as journal_api
from services.activities.journal.domain import JournalEntry
from services.activities.journal.readmodel import JournalProjection, JournalViews
from services.activities.known_councils import KnownCouncils, KnownCouncilsProjection
from services.activities.meetings import api as meetings_api
from services.activities.meetings.application import Meetings
from services.activities.meetings.readmodel import MeetingProjection, MeetingViews
from services.activities.steering import api as steering_api
from services.activities.steering.application import Steering
from services.activities.steering.readmodel import SteeringProjection, SteeringViews
from services.activities.titles import FIELDS, ActivityTitleProjection
from shared.entries.application import Entries
from shared.platform.service import Service

if TYPE_CHECKING:
    from fastapi import FastAPI

    from shared.platform.clock import Clock
    from shared.platform.settings import Settings


def build(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The application of the service; nothing runs until it is served."""
    service = Service("activities", settings, clock)
    store = service.records()
    councils = KnownCouncils(service.reads(KnownCouncilsProjection()))
    sessions = SteeringViews(service.reads(SteeringProjection()))
    journal = JournalViews(service.reads(JournalProjection()))
    entries = Entries(store, JournalEntry, councils, service.clock, journal)
    steering = Steering(store, councils, service.clock, entries, sessions)
    initiatives = Initiatives(store, councils, service.clock, entries)
    timelines = TimelineViews(service.reads(TimelineProjection()))
    case_views = CaseViews(service.reads(CaseProjection()), timelines)
    cases = Cases(store, councils, service.clock, entries, case_views)
    meetings = Meetings(store, councils, service.clock, entries)
    service.names(ActivityTitleProjection(), FIELDS)
    return service.app(
        [
            meetings_api.routes(meetings, MeetingViews(service.reads(MeetingProjection()))),
            steering_api.routes(steering, sessions),
            initiatives_api.routes(initiatives, InitiativeViews(service.reads(InitiativeProjection())), service.clock),
            journal_api.routes(entries, journal, councils, sessions, service.clock),
            cases_api.routes(cases, case_views, timelines, journal, councils, service.clock),
            imports_api.routes(Imports(store), ImportViews(service.reads(ImportProjection()))),
        ],
        french=labels.REFUSALS,
        operations=labels.OPERATIONS,
        title="Fil citoyen : les activités",
    )
