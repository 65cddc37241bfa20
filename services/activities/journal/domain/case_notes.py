"""The kinds of entries of what is noted of a case file."""

from __future__ import annotations

from shared.contracts.activities.case_notes import CaseJoined, CaseLinked, CaseNoted
from shared.contracts.activities.cases import CaseOpened, CaseWithdrawn
from shared.contracts.activities.fieldwork import OrganisationListed
from shared.entries.kinds import About, Kind

OF_A_CASE = About("case_id", (CaseOpened,), "dossier de suivi", "case", ended_by=(CaseWithdrawn,))
_OTHER_CASE = About("other_case_id", (CaseOpened,), "dossier de suivi", "case", ended_by=(CaseWithdrawn,))

KINDS: tuple[Kind, ...] = (
    Kind(
        CaseNoted,
        one="case_note",
        path="case-notes",
        french="note dans un dossier de suivi",
        english="note in a case",
        day="noted_on",
        about=(OF_A_CASE,),
        words={"title": "Note"},
    ),
    Kind(
        CaseJoined,
        one="case_participant",
        path="case-participants",
        french="participant à un dossier de suivi",
        english="participant in a case",
        day="from_on",
        last_day="until_on",
        about=(OF_A_CASE, About("organisation_id", (OrganisationListed,), "organisation", "organisation")),
    ),
    Kind(
        CaseLinked,
        one="case_link",
        path="case-links",
        french="lien entre dossiers de suivi",
        english="link between cases",
        day="linked_on",
        about=(OF_A_CASE, _OTHER_CASE),
    ),
)
