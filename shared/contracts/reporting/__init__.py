"""Facts of the reporting service: what was agreed with those who pay, and what was answered to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts.reporting import agreements, periods, reports

if TYPE_CHECKING:
    from shared.kernel import Fact

FACTS: tuple[type[Fact], ...] = (*agreements.FACTS, *periods.FACTS, *reports.FACTS)
