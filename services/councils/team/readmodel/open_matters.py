"""Questions about what is open for a council on a day, the facts behind each matter, and who holds it.

*On a day* means: as that day is known now. A matter that somebody accepted is theirs while they support the council or
have not left it since; one that was handed over and not accepted is nobody's; any other is that of whoever answers for
the council on that day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from services.councils.team.readmodel.rows import lasts_on
from shared.contracts.councils.team import HandoverLine, OpenMatter
from shared.contracts.vocabulary import College, MemberRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.councils.team.readmodel.matters import MatterTables
    from services.councils.team.readmodel.views import TeamViews
    from shared.platform.readmodel import ReadModel

Row = dict[str, Any]

SOON = timedelta(days=90)
"""How long before its last day the end of a term or of an agreement is open."""


class OpenMatters:
    """What is open for each council."""

    def __init__(self, model: ReadModel[MatterTables], team: TeamViews) -> None:
        self.model = model
        self._team = team

    async def wait_for(self, after: str | None) -> None:
        """Wait until that is visible in both views. Raises NotYetVisible."""
        await self.model.wait_for(after)
        await self._team.wait_for(after)

    async def of_council(self, council_id: str, on: date) -> list[Row]:
        """Everything that is open on that day: what is due first comes first. Raises NotFound."""
        await self._team.require_council(council_id)
        found = [
            *await self._matters(council_id, on),
            *await self._vacant_seats(council_id, on),
            *await self._ending_terms(council_id, on),
            *await self._ending_agreements(council_id, on),
            *await self._ending_posts(council_id, on),
        ]
        found.sort(key=lambda one: (one["due_on"] or date.max, one["matter"], one["subject_id"]))
        return await self._held(council_id, on, await self._traced(council_id, found))

    async def lines(self, council_id: str, on: date) -> tuple[HandoverLine, ...]:
        """What is open on that day, as the lines of a handover. Raises NotFound."""
        return tuple(
            HandoverLine(
                line=number,
                matter=OpenMatter(one["matter"]),
                subject_id=one["subject_id"],
                due_on=one["due_on"],
            )
            for number, one in enumerate(await self.of_council(council_id, on), start=1)
        )

    async def _matters(self, council_id: str, on: date) -> list[Row]:
        matter = self.model.tables.matter
        rows = await self.model.rows(
            select(matter).where(
                matter.c.council_id == council_id, lasts_on(matter.c.open_from, matter.c.closed_on, on)
            )
        )
        return [_matter(OpenMatter(row["matter"]), row["subject_id"], row["title"], row["due_on"]) for row in rows]

    async def _members(self, council_id: str, on: date) -> list[Row]:
        member = self.model.tables.membership
        return await self.model.rows(
            select(member)
            .where(member.c.council_id == council_id, lasts_on(member.c.from_on, member.c.until_on, on))
            .order_by(member.c.person_id, member.c.position)
        )

    async def _vacant_seats(self, council_id: str, on: date) -> list[Row]:
        """One matter, if fewer titular members sit than the council decided; none where it decided no number."""
        seats = self.model.tables.seats
        decided = await self.model.rows(
            select(seats)
            .where(seats.c.council_id == council_id, seats.c.from_on <= on)
            .order_by(seats.c.from_on.desc(), seats.c.entry_id)
            .limit(1)
        )
        if not decided:
            return []
        held = [one["college"] for one in await self._members(council_id, on) if one["role"] == MemberRole.TITULAR]
        wanted = {
            College.RESIDENT: decided[0]["resident_seats"],
            College.LOCAL_ACTOR: decided[0]["local_actor_seats"],
        }
        vacant = {college.value: max(0, number - held.count(college)) for college, number in wanted.items()}
        if not any(vacant.values()):
            return []
        return [{**_matter(OpenMatter.SEAT_VACANT, decided[0]["entry_id"], None, None), "vacant": vacant}]

    async def _ending_terms(self, council_id: str, on: date) -> list[Row]:
        """Terms that end soon, or have ended though their members sit on: until they are renewed or the members leave."""
        return [
            _matter(OpenMatter.TERM_ENDING, one["person_id"], None, one["term_until_on"])
            for one in await self._members(council_id, on)
            if one["term_until_on"] is not None and one["term_until_on"] <= on + SOON
        ]

    async def _ending_agreements(self, council_id: str, on: date) -> list[Row]:
        """Hosting and premises that end soon, or ended as short a time ago, and that nothing follows."""
        agreement = self.model.tables.agreement
        rows = await self.model.rows(select(agreement).where(agreement.c.council_id == council_id))
        return [
            _matter(OpenMatter.AGREEMENT_ENDING, one["entry_id"], one["title"], one["until_on"])
            for one in rows
            if one["from_on"] <= on and _ends_soon(one["until_on"], on) and not any(_follows(one, n) for n in rows)
        ]

    async def _ending_posts(self, council_id: str, on: date) -> list[Row]:
        """Agreements that end soon of the posts of those who support the council on that day."""
        there = await self._team.assigned(council_id, on)
        return [
            _matter(OpenMatter.AGREEMENT_ENDING, post["post_id"], post["title"], post["agreement_until_on"])
            for post in await self._team.posts(on, status="FILLED")
            if post["facilitator_id"] in there and _ends_soon(post["agreement_until_on"], on)
        ]

    async def _traced(self, council_id: str, matters: Sequence[Row]) -> list[Row]:
        """The matters with the facts behind each: where they stand in which log."""
        trace = self.model.tables.trace
        rows = await self.model.rows(
            select(trace)
            .where(
                trace.c.subject_id.in_({one["subject_id"] for one in matters}),
                or_(trace.c.council_id.is_(None), trace.c.council_id == council_id),
            )
            .order_by(trace.c.source, trace.c.position)
        )
        return [
            {
                **one,
                "facts": [
                    {name: row[name] for name in ("source", "position", "type")}
                    for row in rows
                    if row["subject_id"] == one["subject_id"]
                ],
            }
            for one in matters
        ]

    async def _held(self, council_id: str, on: date, matters: Sequence[Row]) -> list[Row]:
        """The matters with who holds each on that day."""
        answering = await self._team.answering(council_id, on)
        lines = {(row["matter"], row["subject_id"]): row for row in await self._team.handed_over(council_id, on)}
        held = []
        for one in matters:
            line = lines.get((one["matter"], one["subject_id"]))
            holders = answering if line is None else await self._holders(council_id, on, line, answering)
            held.append({**one, "holders": holders, "handover_id": line["handover_id"] if line else None})
        return held

    async def _holders(self, council_id: str, on: date, line: Row, answering: list[str]) -> list[str]:
        """The last handover decides, until who accepted has left."""
        accepted_on = line["accepted_on"]
        if accepted_on is None or accepted_on > on:
            return []
        left_on = await self._team.last_end(council_id, line["to_facilitator_id"], on)
        has_left = left_on is not None and left_on > accepted_on
        return answering if has_left else [line["to_facilitator_id"]]


def _matter(matter: OpenMatter, subject_id: str, title: str | None, due_on: date | None) -> Row:
    return {"matter": matter.value, "subject_id": subject_id, "title": title, "due_on": due_on}


def _ends_soon(until_on: date | None, on: date) -> bool:
    return until_on is not None and on - SOON <= until_on <= on + SOON


def _follows(one: Row, other: Row) -> bool:
    """Whether the other goes on after the first: any hosting after a hosting, and the same premises after premises."""
    same = one["entry"] == other["entry"] == "hosting" or (one["entry"], one["title"]) == (
        other["entry"],
        other["title"],
    )
    return same and (other["until_on"] is None or other["until_on"] > one["until_on"])
