"""The projection of the team: posts and who holds them, absences and covers, assignments, what each learned, handovers.

Facilitators are helped here, not watched: nothing counts or ranks what a person does, and an absence has no reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from services.councils.team.readmodel.rows import add, change, remove, said, same
from services.councils.team.readmodel.tables import TeamTables, team_tables
from shared.contracts.councils.council import (
    CouncilCorrected,
    CouncilEstablished,
    CouncilStageReached,
    CouncilStageWithdrawn,
    CouncilWithdrawn,
)
from shared.contracts.councils.dossier import (
    EntryCorrected,
    EntryWithdrawn,
    ImmersionVisitMade,
    TeamMemberInducted,
    TeamMemberTrained,
)
from shared.contracts.councils.team import (
    AbsenceBegan,
    AbsenceCorrected,
    AbsenceEnded,
    AbsenceWithdrawn,
    AssignmentWithdrawn,
    CoverArranged,
    CoverWithdrawn,
    FacilitatorAssigned,
    FacilitatorUnassigned,
    FillingWithdrawn,
    HandoverAcceptanceWithdrawn,
    HandoverLineAccepted,
    HandoverOpened,
    HandoverWithdrawn,
    PostClosed,
    PostCorrected,
    PostFilled,
    PostOpened,
    PostRenewalWithdrawn,
    PostRenewed,
    PostVacated,
    PostWithdrawn,
    RecruitmentStepTaken,
    RecruitmentStepWithdrawn,
)
from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Connection, MetaData, Table

    from shared.contracts.councils.team import Agreement
    from shared.kernel import Fact, Recorded
    from shared.platform.envelope import Entry


# Posts


def _post_opened(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    add(
        connection,
        tables.post,
        version=recorded.version,
        **said(fact, "post_id", "kind", "title", "opened_on"),
        **_agreement(fact.agreement),
    )


def _agreement(agreement: Agreement | None) -> dict[str, Any]:
    return {f"agreement_{name}": getattr(agreement, name, None) for name in ("number", "from_on", "until_on")}


def _change_post(connection: Connection, tables: TeamTables, recorded: Recorded, **values: Any) -> None:
    post = tables.post.c.post_id == str(recorded.stream_id)
    change(connection, tables.post, post, version=recorded.version, **values)


def _post_renewed(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    _change_post(connection, tables, recorded, **_agreement(fact.agreement))


def _post_renewal_withdrawn(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    _change_post(connection, tables, recorded, **_agreement(fact.former_agreement))


def _post_closed(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    _change_post(connection, tables, recorded, **said(recorded.fact, "closed_on"))


def _post_corrected(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    _change_post(connection, tables, recorded, **said(fact.after, "kind", "title", "opened_on", "closed_on"))


def _post_withdrawn(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    for table in (tables.post, tables.recruitment_step):
        remove(connection, table, *same(table, recorded.fact, "post_id"))


def _step_taken(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    words = said(recorded.fact, "post_id", "step", "heads", "taken_on")
    add(connection, tables.recruitment_step, position=recorded.position, **words)
    _change_post(connection, tables, recorded)


def _step_withdrawn(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    """The last one of that day."""
    step = tables.recruitment_step
    _remove_last(connection, step, recorded.fact, "post_id", "step", "taken_on")
    _change_post(connection, tables, recorded)


def _remove_last(connection: Connection, table: Table, fact: Fact, *names: str) -> None:
    """Of the rows that say the same as the fact in these fields, the one that was said last."""
    last = select(func.max(table.c.position)).where(*same(table, fact, *names)).scalar_subquery()
    remove(connection, table, table.c.position == last)


def _post_filled(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    words = said(recorded.fact, "post_id", "facilitator_id", "filled_on")
    add(connection, tables.tenure, position=recorded.position, **words)
    _change_post(connection, tables, recorded)


def _post_vacated(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    mine = same(tables.tenure, recorded.fact, "post_id", "facilitator_id", "filled_on")
    change(connection, tables.tenure, *mine, **said(recorded.fact, "vacated_on"))
    _change_post(connection, tables, recorded)


def _filling_withdrawn(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    remove(connection, tables.tenure, *same(tables.tenure, recorded.fact, "post_id", "facilitator_id", "filled_on"))
    _change_post(connection, tables, recorded)


# Absences


def _absence_began(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    words = said(recorded.fact, "absence_id", "facilitator_id", "from_on", "expected_until_on")
    add(connection, tables.absence, version=recorded.version, **words)


def _change_absence(connection: Connection, tables: TeamTables, recorded: Recorded, **values: Any) -> None:
    absence = tables.absence.c.absence_id == str(recorded.stream_id)
    change(connection, tables.absence, absence, version=recorded.version, **values)


def _absence_ended(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    _change_absence(connection, tables, recorded, **said(recorded.fact, "back_on"))


def _absence_corrected(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    _change_absence(connection, tables, recorded, **said(fact.after, "from_on", "expected_until_on", "back_on"))


def _absence_withdrawn(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    for table in (tables.absence, tables.cover):
        remove(connection, table, *same(table, recorded.fact, "absence_id"))


def _cover_arranged(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    words = said(recorded.fact, "absence_id", "council_id", "covered_by", "from_on")
    add(connection, tables.cover, position=recorded.position, **words)
    _change_absence(connection, tables, recorded)


def _cover_withdrawn(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    """The last one that was said of that council."""
    _remove_last(connection, tables.cover, recorded.fact, "absence_id", "council_id")
    _change_absence(connection, tables, recorded)


# Councils, and who supports them


def _council_established(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    add(connection, tables.team_council, **said(recorded.fact, "council_id", "established_on"))


def _council_corrected(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    mine = same(tables.team_council, fact, "council_id")
    change(connection, tables.team_council, *mine, **said(fact.after, "established_on"))


def _council_withdrawn(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    for table in (tables.team_council, tables.team_council_stage):
        remove(connection, table, *same(table, recorded.fact, "council_id"))


def _stage_reached(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    words = said(recorded.fact, "council_id", "stage", "reached_on")
    add(connection, tables.team_council_stage, position=recorded.position, **words)


def _stage_withdrawn(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    mine = same(tables.team_council_stage, recorded.fact, "council_id", "stage", "reached_on")
    remove(connection, tables.team_council_stage, *mine)


def _assigned(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    words = said(recorded.fact, "council_id", "facilitator_id", "assigned_on")
    add(connection, tables.assignment, position=recorded.position, **words)


def _unassigned(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    mine = same(tables.assignment, recorded.fact, "council_id", "facilitator_id", "assigned_on")
    change(connection, tables.assignment, *mine, **said(recorded.fact, "unassigned_on"))


def _assignment_withdrawn(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    mine = same(tables.assignment, recorded.fact, "council_id", "facilitator_id", "assigned_on")
    remove(connection, tables.assignment, *mine)


# What each learned


def _learned(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    _add_learned(connection, tables, recorded.fact)


def _add_learned(connection: Connection, tables: TeamTables, entry: object) -> None:
    match entry:
        case TeamMemberInducted():
            words = {"title": entry.title, "done_on": entry.done_on}
        case ImmersionVisitMade():
            words = {"title": entry.structure, "done_on": entry.visited_on}
        case TeamMemberTrained():
            words = {"done_on": entry.held_on, **said(entry, "title", "provider", "minutes", "valid_until_on")}
        case _:
            return  # an entry of a council's file
    add(connection, tables.team_entry, **said(entry, "entry_id", "facilitator_id", "entry"), **words)


def _entry_corrected(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    remove(connection, tables.team_entry, *same(tables.team_entry, fact, "entry_id"))
    _add_learned(connection, tables, fact.after)


def _entry_withdrawn(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    remove(connection, tables.team_entry, *same(tables.team_entry, recorded.fact, "entry_id"))


# Handovers


def _handover_opened(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    words = said(fact, "handover_id", "council_id", "from_facilitator_id", "to_facilitator_id", "opened_on")
    status = "OPEN" if fact.lines else "COMPLETE"
    add(connection, tables.handover, version=recorded.version, status=status, **words)
    for line in fact.lines:
        add(
            connection,
            tables.handover_line,
            handover_id=str(fact.handover_id),
            **said(line, "line", "matter", "subject_id", "due_on"),
        )


def _line_accepted(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    line = tables.handover_line
    mine = [*same(line, fact, "handover_id"), line.c.line == fact.line.line]
    change(connection, line, *mine, **said(fact, "accepted_on"))
    status = {"status": "COMPLETE"} if fact.is_last else {}
    handover = same(tables.handover, fact, "handover_id")
    change(connection, tables.handover, *handover, version=recorded.version, **status)


def _acceptance_withdrawn(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    fact: Any = recorded.fact
    line = tables.handover_line
    change(connection, line, *same(line, fact, "handover_id"), line.c.line == fact.line.line, accepted_on=None)
    handover = same(tables.handover, fact, "handover_id")
    change(connection, tables.handover, *handover, version=recorded.version, status="OPEN")


def _handover_withdrawn(connection: Connection, tables: TeamTables, recorded: Recorded) -> None:
    handover = same(tables.handover, recorded.fact, "handover_id")
    change(connection, tables.handover, *handover, version=recorded.version, status="WITHDRAWN")


_APPLY: Mapping[type[Fact], Callable[[Connection, TeamTables, Recorded], None]] = {
    PostOpened: _post_opened,
    PostRenewed: _post_renewed,
    PostRenewalWithdrawn: _post_renewal_withdrawn,
    PostClosed: _post_closed,
    PostCorrected: _post_corrected,
    PostWithdrawn: _post_withdrawn,
    RecruitmentStepTaken: _step_taken,
    RecruitmentStepWithdrawn: _step_withdrawn,
    PostFilled: _post_filled,
    PostVacated: _post_vacated,
    FillingWithdrawn: _filling_withdrawn,
    AbsenceBegan: _absence_began,
    AbsenceEnded: _absence_ended,
    AbsenceCorrected: _absence_corrected,
    AbsenceWithdrawn: _absence_withdrawn,
    CoverArranged: _cover_arranged,
    CoverWithdrawn: _cover_withdrawn,
    CouncilEstablished: _council_established,
    CouncilCorrected: _council_corrected,
    CouncilWithdrawn: _council_withdrawn,
    CouncilStageReached: _stage_reached,
    CouncilStageWithdrawn: _stage_withdrawn,
    FacilitatorAssigned: _assigned,
    FacilitatorUnassigned: _unassigned,
    AssignmentWithdrawn: _assignment_withdrawn,
    TeamMemberInducted: _learned,
    TeamMemberTrained: _learned,
    ImmersionVisitMade: _learned,
    EntryCorrected: _entry_corrected,
    EntryWithdrawn: _entry_withdrawn,
    HandoverOpened: _handover_opened,
    HandoverLineAccepted: _line_accepted,
    HandoverAcceptanceWithdrawn: _acceptance_withdrawn,
    HandoverWithdrawn: _handover_withdrawn,
}


class TeamProjection(Projection[TeamTables]):
    """From the service's own facts to who is there, for whom, and who took over what."""

    name = "team_views"
    version = 4
    sources = ("councils",)
    listens_to = tuple(_APPLY)

    def tables(self, metadata: MetaData, suffix: str) -> TeamTables:
        """One row a post, a tenure, a recruitment step, an absence, a cover, an assignment, an entry, a handover, a line."""
        return team_tables(metadata, suffix)

    def apply(self, connection: Connection, tables: TeamTables, entries: Sequence[Entry]) -> None:
        """One fact after the other: a team is small."""
        for recorded in heard(self, entries):
            _APPLY[type(recorded.fact)](connection, tables, recorded)
