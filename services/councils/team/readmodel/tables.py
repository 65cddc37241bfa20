"""The tables of the team."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import BigInteger, Column, Date, Integer, MetaData, Table

from services.councils.team.readmodel.rows import id_column, word_column


@dataclass(frozen=True)
class TeamTables:
    """The tables of the team."""

    post: Table
    tenure: Table
    recruitment_step: Table
    absence: Table
    cover: Table
    assignment: Table
    team_council: Table
    team_council_stage: Table
    team_entry: Table
    handover: Table
    handover_line: Table


def _position() -> Column[int]:
    """The place of the fact that the row comes from."""
    return Column("position", BigInteger, primary_key=True, autoincrement=False)


def team_tables(metadata: MetaData, suffix: str) -> TeamTables:
    """One row a post, a tenure, a recruitment step, an absence, a cover, an assignment, an entry, a handover, a line."""
    return TeamTables(
        post=Table(
            f"team_post{suffix}",
            metadata,
            id_column("post_id", primary_key=True),
            word_column("kind"),
            word_column("title", 120),
            word_column("agreement_number", 60, nullable=True),
            Column("agreement_from_on", Date, nullable=True),
            Column("agreement_until_on", Date, nullable=True),
            Column("opened_on", Date, nullable=False),
            Column("closed_on", Date, nullable=True),
            Column("version", BigInteger, nullable=False),
        ),
        tenure=Table(
            f"team_tenure{suffix}",
            metadata,
            _position(),
            id_column("post_id", index=True),
            id_column("facilitator_id", index=True),
            Column("filled_on", Date, nullable=False),
            Column("vacated_on", Date, nullable=True),
        ),
        recruitment_step=Table(
            f"team_recruitment_step{suffix}",
            metadata,
            _position(),
            id_column("post_id", index=True),
            word_column("step"),
            Column("heads", Integer, nullable=True),
            Column("taken_on", Date, nullable=False),
        ),
        absence=Table(
            f"team_absence{suffix}",
            metadata,
            id_column("absence_id", primary_key=True),
            id_column("facilitator_id", index=True),
            Column("from_on", Date, nullable=False),
            Column("expected_until_on", Date, nullable=True),
            Column("back_on", Date, nullable=True),
            Column("version", BigInteger, nullable=False),
        ),
        cover=Table(
            f"team_cover{suffix}",
            metadata,
            _position(),
            id_column("absence_id", index=True),
            word_column("council_id"),
            id_column("covered_by"),
            Column("from_on", Date, nullable=False),
        ),
        assignment=Table(
            f"team_assignment{suffix}",
            metadata,
            _position(),
            word_column("council_id", index=True),
            id_column("facilitator_id", index=True),
            Column("assigned_on", Date, nullable=False),
            Column("unassigned_on", Date, nullable=True),
        ),
        team_council=Table(
            f"team_council{suffix}",
            metadata,
            word_column("council_id", primary_key=True),
            Column("established_on", Date, nullable=False),
        ),
        team_council_stage=Table(
            f"team_council_stage{suffix}",
            metadata,
            _position(),
            word_column("council_id"),
            word_column("stage"),
            Column("reached_on", Date, nullable=False),
        ),
        team_entry=Table(
            f"team_entry{suffix}",
            metadata,
            id_column("entry_id", primary_key=True),
            id_column("facilitator_id", index=True),
            word_column("entry"),
            word_column("title", 120),
            word_column("provider", 120, nullable=True),
            Column("minutes", Integer, nullable=True),
            Column("done_on", Date, nullable=False),
            Column("valid_until_on", Date, nullable=True),
        ),
        handover=Table(
            f"team_handover{suffix}",
            metadata,
            id_column("handover_id", primary_key=True),
            word_column("council_id", index=True),
            id_column("from_facilitator_id"),
            id_column("to_facilitator_id"),
            Column("opened_on", Date, nullable=False),
            word_column("status"),
            Column("version", BigInteger, nullable=False),
        ),
        handover_line=Table(
            f"team_handover_line{suffix}",
            metadata,
            id_column("handover_id", primary_key=True),
            Column("line", Integer, primary_key=True, autoincrement=False),
            word_column("matter"),
            id_column("subject_id", nullable=True),
            Column("due_on", Date, nullable=True),
            Column("accepted_on", Date, nullable=True),
        ),
    )
