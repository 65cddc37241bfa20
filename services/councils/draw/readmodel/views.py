"""Questions that people ask about draws."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Table,
    extract,
    select,
    tuple_,
)

from services.councils.draw.readmodel.candidates import Candidate, Funnel
from shared.contracts.vocabulary import Gender
from shared.kernel import NotFound
from shared.words import searchable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Select

    from services.councils.draw.readmodel.draws import DrawTables
    from shared.platform.readmodel import ReadModel

R05_FROM, R05_UNTIL = date(2017, 2, 2), date(2024, 11, 17)
"""Several kinds of list: from the circular of 2 February 2017 until decree 2024-1036 took lots out of the law."""


class DrawViews:
    """Questions that people ask about draws."""

    def __init__(self, model: ReadModel[DrawTables]) -> None:
        self.model = model

    async def draws(
        self,
        *,
        council_id: str | None = None,
        on: date | None = None,
        year: int | None = None,
        status: str | None = None,
        words: str | None = None,
        after_key: tuple[date, str] | None = None,
        limit: int | None = None,
    ) -> list[dict[str, Any]]:
        """Draws in the order of their days (held, else prepared), with the kinds of their lists; all that fit, or a page."""
        draw, listed = self.model.tables.draw, self.model.tables.listed
        question = select(draw).order_by(draw.c.happens_on, draw.c.draw_id).limit(limit)
        if council_id is not None:
            question = question.where(draw.c.council_id == council_id)
        if on is not None:
            question = question.where(draw.c.happens_on == on)
        if year is not None:
            question = question.where(extract("year", draw.c.happens_on) == year)
        if status is not None:
            question = question.where(draw.c.status == status)
        if words is not None:
            titled = select(listed.c.draw_id).where(listed.c.plain_title.contains(searchable(words), autoescape=True))
            question = question.where(draw.c.draw_id.in_(titled))
        if after_key is not None:
            question = question.where(tuple_(draw.c.happens_on, draw.c.draw_id) > tuple_(*after_key))
        found = await self.model.rows(question)
        kinds = await self.model.rows(
            select(listed.c.draw_id, listed.c.kind)
            .where(listed.c.draw_id.in_([one["draw_id"] for one in found]))
            .order_by(listed.c.draw_id, listed.c.rank)
        )
        return [
            _shown(one) | {"list_kinds": [kind["kind"] for kind in kinds if kind["draw_id"] == one["draw_id"]]}
            for one in found
        ]

    async def draw(self, draw_id: str) -> dict[str, Any]:
        """What is public of one draw: its lists, its seed, its result, and what is told of it. Raises NotFound.

        Not who the tickets stand for, nor what became of them.
        """
        draw = await self._draw(draw_id)
        lists = await self._of(draw_id, self.model.tables.listed)
        candidates = await self._candidates(draw_id)
        return _shown(draw) | {
            "lists": [{name: one[name] for name in ("rank", "kind", "title", "tickets", "digest")} for one in lists],
            "drawn": [
                {name: getattr(one, name) for name in ("rank", "ticket", "kind", "gender", "is_reserve")}
                for one in candidates
            ],
            "remarks": list(_remarks(draw, lists, candidates)),
        }

    async def candidates(self, draw_id: str) -> dict[str, Any]:
        """What became of each of those who were drawn. Raises NotFound."""
        draw = await self._draw(draw_id)
        return {"draw_id": draw_id, "status": draw["status"], "candidates": await self._rows(draw_id)}

    async def reserve(self, draw_id: str) -> dict[str, Any]:
        """The reserve list by ranks, and who is next (R07): among all, and by gender. Raises NotFound."""
        draw = await self._draw(draw_id)
        candidates = [one for one in await self._candidates(draw_id) if one.is_reserve]
        callable_now = [one for one in candidates if draw["status"] == "HELD" and one.may_be_called()]

        def first(gender: Gender | None = None) -> dict[str, Any] | None:
            return next(
                ({"rank": one.rank, "ticket": one.ticket} for one in callable_now if gender in (None, one.gender)), None
            )

        return {
            "draw_id": draw_id,
            "status": draw["status"],
            "next": first(),
            "next_by_gender": {gender.value: first(gender) for gender in Gender},
            "reserve": [one.row() | {"may_be_called": one in callable_now} for one in candidates],
        }

    async def funnel(self, draw_id: str, on: date) -> dict[str, Any]:
        """From drawn to still there after a year, as of a day: in all, by list, by gender, by means of contact. Raises NotFound."""
        draw = await self._draw(draw_id)
        is_held = draw["held_on"] is not None and draw["held_on"] <= on
        candidates = await self._candidates(draw_id, until=on) if is_held else []
        memberships = await self._memberships(draw["council_id"], candidates)
        funnel = Funnel(draw["held_at"] if is_held else None, candidates, memberships, on)
        return {
            "draw_id": draw_id,
            "on": on,
            "status": draw["status"],
            "stages": funnel.stages(candidates),
            "by_list_kind": funnel.by(lambda one: one.kind),
            "by_gender": funnel.by(lambda one: one.gender),
            "by_method": funnel.by(lambda one: one.method),
        }

    async def _draw(self, draw_id: str) -> dict[str, Any]:
        found = await self._of(draw_id, self.model.tables.draw)
        if not found:
            raise NotFound
        return found[0]

    async def _candidates(self, draw_id: str, until: date | None = None) -> list[Candidate]:
        tables = self.model.tables
        drawn = await self._of(draw_id, tables.drawn)
        candidates = {one["ticket"]: Candidate(**_but(one, "draw_id")) for one in drawn}
        for step in await self._of(draw_id, tables.step):
            if until is None or step["happened_on"] <= until:
                candidates[step["ticket"]].take(step)
        return list(candidates.values())

    async def _rows(self, draw_id: str) -> list[dict[str, Any]]:
        return [one.row() for one in await self._candidates(draw_id)]

    async def _memberships(self, council_id: str, candidates: Iterable[Candidate]) -> list[dict[str, Any]]:
        membership = self.model.tables.membership
        seated = [one.seat["person_id"] for one in candidates if one.seat]
        question = select(membership).where(membership.c.council_id == council_id, membership.c.person_id.in_(seated))
        return await self.model.rows(question)

    async def _of(self, draw_id: str, table: Table) -> list[dict[str, Any]]:
        question: Select[Any] = select(table).where(table.c.draw_id == draw_id)
        return await self.model.rows(question.order_by(*table.primary_key.columns))


def _shown(draw: dict[str, Any]) -> dict[str, Any]:
    """A draw as people see it: where its fact stands serves the funnel only."""
    return _but(draw, "held_at")


def _but(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}


def _remarks(
    draw: dict[str, Any], lists: Sequence[dict[str, Any]], candidates: Sequence[Candidate]
) -> Iterable[dict[str, Any]]:
    """What is told of a draw, and forbids nothing: the code of a remark, its rule, and the numbers of the case."""
    if len({one["kind"] for one in lists}) == 1 and R05_FROM <= draw["prepared_on"] < R05_UNTIL:
        yield {"code": "one-kind-of-list", "rule": "R05"}
    if draw["held_on"] is None:
        return
    seats = [one for one in candidates if not one.is_reserve]
    for code, places, filled in (
        ("seats-not-filled", draw["seats"], len(seats)),
        ("reserve-not-filled", draw["reserve"], len(candidates) - len(seats)),
    ):
        if filled < places:
            yield {"code": code, "rule": None, "missing": places - filled, "places": places}
    genders = Counter(one.gender for one in seats)
    if abs(genders["F"] - genders["M"]) > 1:
        yield {"code": "parity-not-reached", "rule": "R03", "women": genders["F"], "men": genders["M"]}
    yield from _passed_over(candidates)


def _passed_over(candidates: Sequence[Candidate]) -> Iterable[dict[str, Any]]:
    """Ranks of the reserve list that were called while an earlier one could have been (R07)."""
    for called in candidates:
        earlier = (one for one in candidates if one.rank < called.rank and called.use and one.may_be_called())
        first = next(earlier, None)
        if first is not None:
            yield {"code": "rank-passed-over", "rule": "R07", "rank": called.rank, "first": first.rank}
