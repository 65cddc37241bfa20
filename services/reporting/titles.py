"""What the ids of the reporting service name: councils, agreements, their objectives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts.councils.council import CouncilCorrected, CouncilEstablished
from shared.contracts.reporting.agreements import AgreementSigned, EntryCorrected, ObjectiveAgreed
from shared.platform.titles import TitleProjection

if TYPE_CHECKING:
    from shared.kernel import Fact

FIELDS = frozenset({"council_id", "agreement_id", "objective_id"})


class ReportingTitleProjection(TitleProjection):
    """From what is said of councils and agreements to what their ids name."""

    version = 1
    sources = ("councils", "reporting")
    listens_to = (CouncilEstablished, CouncilCorrected, AgreementSigned, ObjectiveAgreed, EntryCorrected)

    @staticmethod
    def told(fact: Fact) -> tuple[object, str] | None:
        """A council, an agreement, an objective."""
        said = fact.after if isinstance(fact, EntryCorrected) else fact
        match said:
            case CouncilEstablished():
                return said.council_id, said.name
            case CouncilCorrected():
                return said.council_id, said.after.name
            case AgreementSigned() | ObjectiveAgreed():
                return said.entry_id, said.title
        return None
