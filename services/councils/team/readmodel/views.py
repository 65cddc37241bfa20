"""Questions about the team: the posts, who is there on a day and for whom, who is away, what is handed over.

Facilitators are helped here, not watched: no answer ranks people or counts what one of them does.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, or_, select, tuple_, union_all

from services.councils.team.domain.coverage import days_with_somebody
from services.councils.team.readmodel.absences import AbsenceViews
from services.councils.team.readmodel.rows import lasts_on, without
from shared.days import working_days
from shared.kernel import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement, Select

    from services.councils.team.readmodel.tables import TeamTables
    from shared.platform.readmodel import ReadModel

Row = dict[str, Any]


class TeamViews:
    """The team, as it can be seen on any day."""

    def __init__(self, model: ReadModel[TeamTables]) -> None:
        self.model = model
        self.absences = AbsenceViews(model)

    async def wait_for(self, after: str | None) -> None:
        """Wait until that is visible. Raises NotYetVisible."""
        await self.model.wait_for(after)

    # Posts

    def _posts(self, on: date) -> Select[Any]:
        """Every post that was opened by that day, with its status and its holder then."""
        post, tenure = self.model.tables.post, self.model.tables.tenure
        holder = (
            select(tenure.c.facilitator_id)
            .where(tenure.c.post_id == post.c.post_id, lasts_on(tenure.c.filled_on, tenure.c.vacated_on, on))
            .limit(1)
            .scalar_subquery()
        )
        status = case((post.c.closed_on <= on, "CLOSED"), (holder.is_not(None), "FILLED"), else_="VACANT")
        return select(post, holder.label("facilitator_id"), status.label("status")).where(post.c.opened_on <= on)

    async def posts(
        self,
        on: date,
        *,
        status: str | None = None,
        kind: str | None = None,
        ends_before: date | None = None,
        words: str | None = None,
        after_key: Sequence[str] | None = None,
        limit: int | None = None,
    ) -> list[Row]:
        """Posts in the order of their labels."""
        post = self._posts(on).subquery()
        question = select(post).order_by(post.c.title, post.c.post_id).limit(limit)
        wanted = {post.c.status: status, post.c.kind: kind}
        question = question.where(*(column == value for column, value in wanted.items() if value is not None))
        if ends_before is not None:
            question = question.where(post.c.agreement_until_on < ends_before)
        if words is not None:
            found = or_(*(post.c[name].icontains(words, autoescape=True) for name in ("title", "agreement_number")))
            question = question.where(found)
        if after_key is not None:
            question = question.where(tuple_(post.c.title, post.c.post_id) > tuple_(*after_key))
        return await self.model.rows(question)

    async def post(self, post_id: str) -> Row:
        """One post, everyone who held it, and the steps of its recruitment. Raises NotFound."""
        tables = self.model.tables
        found = await self._one(tables.post, tables.post.c.post_id == post_id)
        tenure, step = tables.tenure, tables.recruitment_step
        held = select(tenure).where(tenure.c.post_id == post_id).order_by(tenure.c.filled_on, tenure.c.position)
        steps = select(step).where(step.c.post_id == post_id).order_by(step.c.taken_on, step.c.position)
        return {
            **found,
            "tenures": without(await self.model.rows(held), "post_id"),
            "recruitment": without(await self.model.rows(steps), "post_id"),
        }

    # The team on a day

    async def team(self, on: date) -> Row:
        """Who is there on that day, for which councils, who is away and covered by whom; and councils that have nobody."""
        assignments = await self._assignments_on(on)
        away = await self._away(on)
        people: defaultdict[str, Row] = defaultdict(
            lambda: {"posts": [], "councils": [], "absence": None, "covers_for": []}
        )
        for post in await self.posts(on, status="FILLED"):
            people[post["facilitator_id"]]["posts"].append({name: post[name] for name in ("post_id", "kind", "title")})
        for one in assignments:
            people[one["facilitator_id"]]["councils"].append(one["council_id"])
        for person, absence in away.items():
            people[person]["absence"] = absence
            for cover in absence["covers"]:
                people[cover["covered_by"]]["covers_for"].append(
                    {"council_id": cover["council_id"], "facilitator_id": person}
                )
        return {
            "on": on,
            "people": [{"facilitator_id": person, **people[person]} for person in sorted(people)],
            "councils_without_facilitator": await self._without_facilitator(on, assignments),
            "warnings": [
                _two_posts(person, people[person]["posts"])
                for person in sorted(people)
                if len(people[person]["posts"]) > 1
            ],
        }

    async def _assignments_on(self, on: date) -> list[Row]:
        assignment = self.model.tables.assignment
        return await self.model.rows(
            select(assignment)
            .where(lasts_on(assignment.c.assigned_on, assignment.c.unassigned_on, on))
            .order_by(assignment.c.council_id, assignment.c.assigned_on, assignment.c.position)
        )

    async def _away(self, on: date) -> dict[str, Row]:
        """For each person who is away on that day: since when, until when as expected, and who covers for them then."""
        away: dict[str, Row] = {}
        for one in await self.absences.wanted(on=on):
            covers = {cover["council_id"]: cover for cover in one["covers"] if cover["from_on"] <= on}
            known = away.setdefault(one["facilitator_id"], {"covers": []})
            known |= {name: one[name] for name in ("absence_id", "from_on", "expected_until_on")}
            known["covers"] += [
                {name: cover[name] for name in ("council_id", "covered_by", "from_on")}
                for _, cover in sorted(covers.items())
            ]
        return away

    async def _without_facilitator(self, on: date, assignments: Iterable[Row]) -> list[Row]:
        """Councils to which nobody is assigned on that day, since which day, and for how many days, that one included."""
        supported = {one["council_id"] for one in assignments}
        ended = await self._last_ends(on)
        alone = []
        for council in await self._councils(on):
            if council["council_id"] not in supported:
                since: date = ended.get(council["council_id"]) or council["established_on"]
                alone.append(
                    {
                        "council_id": council["council_id"],
                        "since_on": since,
                        "days": (on - since).days + 1,
                        "never_assigned": council["council_id"] not in ended,
                    }
                )
        return alone

    async def _last_ends(self, on: date) -> dict[str, date]:
        assignment = self.model.tables.assignment
        rows = await self.model.rows(
            select(assignment.c.council_id, assignment.c.unassigned_on)
            .where(assignment.c.unassigned_on <= on)
            .order_by(assignment.c.unassigned_on)
        )
        return {row["council_id"]: row["unassigned_on"] for row in rows}

    async def _councils(self, on: date) -> list[Row]:
        """Councils that exist on that day: established, and not closed."""
        council, stage = self.model.tables.team_council, self.model.tables.team_council_stage
        rows = await self.model.rows(
            select(council).where(council.c.established_on <= on).order_by(council.c.council_id)
        )
        stages = await self.model.rows(
            select(stage).where(stage.c.reached_on <= on).order_by(stage.c.reached_on, stage.c.position)
        )
        last = {row["council_id"]: row["stage"] for row in stages}
        return [row for row in rows if last.get(row["council_id"]) != "CLOSED"]

    async def assigned(self, council_id: str, on: date) -> list[str]:
        """Who supports a council on that day."""
        return [one["facilitator_id"] for one in await self._assignments_on(on) if one["council_id"] == council_id]

    async def answering(self, council_id: str, on: date) -> list[str]:
        """Who answers for a council on a day: those who support it and are there, and who covers for those who are not."""
        assigned, away = await self.assigned(council_id, on), await self._away(on)
        covering = {
            cover["covered_by"]
            for person in assigned
            if person in away
            for cover in away[person]["covers"]
            if cover["council_id"] == council_id
        }
        return sorted({*assigned, *covering} - away.keys())

    # One person, one council

    async def knows(self, facilitator_id: UUID) -> bool:
        """Whether that is somebody of the team: who held a post, supported a council, or was introduced to the work."""
        tables = self.model.tables
        people = union_all(
            *(select(one.c.facilitator_id) for one in (tables.tenure, tables.assignment, tables.team_entry))
        ).subquery()
        return bool(
            await self.model.rows(select(people).where(people.c.facilitator_id == str(facilitator_id)).limit(1))
        )

    async def facilitator(self, facilitator_id: str, on: date) -> Row:
        """The file of a person of the team: posts, assignments, absences, what they learned. Raises NotFound.

        It says what somebody needs to do the work, and nothing of how much they do.
        """
        tables = self.model.tables
        tenure, post, assignment, entry = tables.tenure, tables.post, tables.assignment, tables.team_entry
        held = (
            select(tenure.c.post_id, post.c.kind, post.c.title, tenure.c.filled_on, tenure.c.vacated_on)
            .join(post, post.c.post_id == tenure.c.post_id)
            .where(tenure.c.facilitator_id == facilitator_id)
            .order_by(tenure.c.filled_on, tenure.c.position)
        )
        assigned = (
            select(assignment.c.council_id, assignment.c.assigned_on, assignment.c.unassigned_on)
            .where(assignment.c.facilitator_id == facilitator_id)
            .order_by(assignment.c.assigned_on, assignment.c.position)
        )
        learned = (
            select(entry).where(entry.c.facilitator_id == facilitator_id).order_by(entry.c.done_on, entry.c.entry_id)
        )
        entries = without(await self.model.rows(learned), "facilitator_id")
        file = {
            "posts": await self.model.rows(held),
            "assignments": await self.model.rows(assigned),
            "absences": without(await self.absences.wanted(facilitator=facilitator_id), "facilitator_id", "version"),
            "inductions": [one for one in entries if one["entry"] == "induction"],
            "trainings": [one for one in entries if one["entry"] == "team-training"],
            "immersion_visits": [one for one in entries if one["entry"] == "immersion"],
            "qualifications": [
                {**{name: one[name] for name in ("entry_id", "title", "valid_until_on")}, "is_valid": is_valid}
                for one in entries
                if one["valid_until_on"] is not None
                for is_valid in [one["done_on"] <= on <= one["valid_until_on"]]
            ],
        }
        if not any(file.values()):
            raise NotFound
        return {"facilitator_id": facilitator_id, "on": on, **file}

    async def coverage(self, council_id: str, first: date, last: date) -> Row:
        """Working days of a period on which somebody was assigned (MOY-03), and the assignments that say so. Raises NotFound."""
        await self.require_council(council_id)
        assignment = self.model.tables.assignment
        rows = await self.model.rows(
            select(assignment)
            .where(
                assignment.c.council_id == council_id,
                assignment.c.assigned_on <= last,
                or_(assignment.c.unassigned_on.is_(None), assignment.c.unassigned_on > first),
            )
            .order_by(assignment.c.assigned_on, assignment.c.position)
        )
        days = working_days(first, last)
        with_somebody = days_with_somebody(days, [(row["assigned_on"], row["unassigned_on"]) for row in rows])
        return {
            "council_id": council_id,
            "from": first,
            "to": last,
            "days_with_facilitator": len(with_somebody),
            "working_days": len(days),
            "assignments": without(rows, "council_id"),
        }

    async def require_council(self, council_id: str) -> None:
        """Go on only with a council that exists. Raises NotFound."""
        council = self.model.tables.team_council
        await self._one(council, council.c.council_id == council_id)

    async def last_end(self, council_id: str, facilitator_id: str, on: date) -> date | None:
        """The day from which a person no longer supports a council; none while they do, or if they never did."""
        assignment = self.model.tables.assignment
        rows = await self.model.rows(
            select(assignment.c.unassigned_on).where(
                assignment.c.council_id == council_id,
                assignment.c.facilitator_id == facilitator_id,
                assignment.c.assigned_on <= on,
            )
        )
        ends = [row["unassigned_on"] for row in rows]
        if not ends or any(end is None or end > on for end in ends):
            return None
        left_on: date = max(ends)
        return left_on

    # Handovers

    async def handovers(
        self,
        *,
        council: str | None = None,
        facilitator: str | None = None,
        status: str | None = None,
        after_key: tuple[date, str] | None = None,
        limit: int | None = None,
    ) -> list[Row]:
        """Handovers in the order of their days."""
        handover = self.model.tables.handover
        question = select(handover).order_by(handover.c.opened_on, handover.c.handover_id).limit(limit)
        wanted = {handover.c.council_id: council, handover.c.status: status}
        question = question.where(*(column == value for column, value in wanted.items() if value is not None))
        if facilitator is not None:
            question = question.where(
                or_(handover.c.from_facilitator_id == facilitator, handover.c.to_facilitator_id == facilitator)
            )
        if after_key is not None:
            question = question.where(tuple_(handover.c.opened_on, handover.c.handover_id) > tuple_(*after_key))
        return await self.model.rows(question)

    async def handover(self, handover_id: str) -> Row:
        """One handover with its lines, accepted or not. Raises NotFound."""
        handover, line = self.model.tables.handover, self.model.tables.handover_line
        found = await self._one(handover, handover.c.handover_id == handover_id)
        lines = await self.model.rows(select(line).where(line.c.handover_id == handover_id).order_by(line.c.line))
        return {**found, "lines": without(lines, "handover_id")}

    async def handed_over(self, council_id: str, on: date) -> list[Row]:
        """Lines of the handovers of a council that were opened by that day and stand, from the oldest to the newest."""
        handover, line = self.model.tables.handover, self.model.tables.handover_line
        return await self.model.rows(
            select(line, handover.c.to_facilitator_id)
            .join(handover, handover.c.handover_id == line.c.handover_id)
            .where(handover.c.council_id == council_id, handover.c.status != "WITHDRAWN", handover.c.opened_on <= on)
            .order_by(handover.c.opened_on, handover.c.handover_id, line.c.line)
        )

    async def _one(self, table: Any, where: ColumnElement[bool]) -> Row:
        found = await self.model.rows(select(table).where(where))
        if not found:
            raise NotFound
        return found[0]


def _two_posts(facilitator_id: str, posts: Sequence[Row]) -> Row:
    """Two halves of a week may be two posts, so that it is told and not refused."""
    titles = ", ".join(post["title"] for post in posts)
    return {"code": "two-posts-at-once", "facilitator_id": facilitator_id, "number": len(posts), "titles": titles}
