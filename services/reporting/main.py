"""The reporting service, put together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from services.reporting import labels
from services.reporting.agreements import api as agreements_api
from services.reporting.agreements.application import Agreements
from services.reporting.agreements.domain import CATALOGUE
from services.reporting.agreements.readmodel import AgreementProjection
from services.reporting.audit import api as audit_api
from services.reporting.audit.application import Audit
from services.reporting.figures.api import routes
from services.reporting.figures.application import Figures
from services.reporting.figures.readmodel import FigureProjection
from services.reporting.periods import api as periods_api
from services.reporting.periods.application import Periods
from services.reporting.periods.readmodel import PeriodProjection, PeriodViews
from services.reporting.reports import api as reports_api
from services.reporting.reports.application import Reports
from services.reporting.reports.application.bundling import Bundling
from services.reporting.reports.readmodel import ReportProjection, ReportViews
from services.reporting.titles import FIELDS, ReportingTitleProjection
from shared.entries.readmodel import EntryViews
from shared.platform.checkpoints import read_log_key
from shared.platform.service import Service

if TYPE_CHECKING:
    from fastapi import FastAPI

    from shared.platform.clock import Clock
    from shared.platform.settings import Settings


def build(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The application of the service; nothing runs until it is served."""
    service = Service("reporting", settings, clock)
    store = service.records()
    model = service.reads(FigureProjection())
    figures = Figures(model, service.clock)
    entries = EntryViews(service.reads(AgreementProjection()), CATALOGUE)
    agreements = Agreements(store, model, figures, service.clock, entries)
    periods = Periods(store, figures, service.clock)
    bundling = Bundling(model, figures, service.signed, lambda: read_log_key(Path(service.settings.needed("log_key"))))
    reports = Reports(store, figures, agreements, periods, bundling, service.clock)
    service.names(ReportingTitleProjection(), FIELDS)
    return service.app(
        [
            routes(figures, model, service.clock),
            audit_api.routes(Audit(model)),
            agreements_api.routes(agreements, entries, model),
            periods_api.routes(periods, PeriodViews(service.reads(PeriodProjection())), model),
            reports_api.routes(reports, ReportViews(service.reads(ReportProjection())), model),
        ],
        french=labels.REFUSALS,
        operations=labels.OPERATIONS,
        title="Fil citoyen : les chiffres",
    )
