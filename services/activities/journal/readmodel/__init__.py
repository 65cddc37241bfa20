"""What can be seen of the journal: its entries, and what they say together."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from services.activities.journal.domain import CATALOGUE
from services.activities.journal.domain.followed import at_session, followed, steps
from services.activities.journal.domain.proxies import proxies_of
from services.activities.journal.readmodel.plans import diagnosis_on, improvements_on, roadmap_on
from shared.contracts.activities.dialogue import (
    CommitmentMade,
    ContributionPresented,
    DecisionRecorded,
    InstitutionAnswered,
    InvitationReceived,
    PapersReceived,
    PlainVersionWritten,
    PrefectReferred,
    PreparatoryMeetingHeld,
    QuestionAsked,
    ReferralAcknowledged,
    ReferralExamined,
    ReportBackGiven,
)
from shared.contracts.activities.initiative_notes import InitiativeJoined
from shared.contracts.activities.journal import FACTS
from shared.contracts.activities.meeting_papers import ChairTaken, GuestsWelcomed, Presence, PresenceNoted
from shared.contracts.activities.plans import (
    DiagnosisUpdated,
    ImprovementDecided,
    ImprovementEnded,
    NeedIdentified,
    ResourceIdentified,
    RoadmapActionEnded,
    RoadmapActionPlanned,
    RoadmapAdopted,
)
from shared.entries.readmodel import STANDS, EntryProjection, EntryTables, EntryViews
from shared.kernel import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from shared.platform.readmodel import ReadModel

FOLLOWED = (QuestionAsked, CommitmentMade, PrefectReferred)
STEPS = (ReferralAcknowledged, InstitutionAnswered, ReferralExamined)
OF_A_SESSION = (
    InvitationReceived,
    PapersReceived,
    PreparatoryMeetingHeld,
    ContributionPresented,
    QuestionAsked,
    CommitmentMade,
    ReportBackGiven,
)
SAID_PLAINLY = tuple(fact for about in CATALOGUE.of[PlainVersionWritten].about for fact in about.facts)


class JournalProjection(EntryProjection):
    """From what is said in the journal to the list of its entries, each as it was last said."""

    name = "journal_views"
    version = 2
    sources = ("activities",)
    listens_to = FACTS
    catalogue = CATALOGUE


class JournalViews(EntryViews):
    """Questions that people ask about the journal."""

    def __init__(self, model: ReadModel[EntryTables]) -> None:
        super().__init__(model, CATALOGUE)

    async def dialogue(self, council_id: str | None, on: date) -> list[dict[str, Any]]:
        """Each question, commitment and referral as it stood on a day, in the order of their days."""
        asked = await self.standing(council_id, *FOLLOWED, on=on)
        answers = await self.standing(council_id, InstitutionAnswered, on=on)
        return followed(asked, answers, on)

    async def referral(self, entry_id: str, on: date) -> dict[str, Any]:
        """A referral by a day, step by step. Raises NotFound, also when it was withdrawn or is of a later day."""
        referral = await self.entry(CATALOGUE.of[PrefectReferred], entry_id)
        if referral["status"] != STANDS or referral["starts_on"] > on:
            raise NotFound
        later = await self.standing(referral["council_id"], *STEPS, on=on, about=entry_id)
        answers = [one for one in later if one["entry"] == "answer"]
        return {**followed([referral], answers, on)[0], "on": on, "steps": steps(referral, later)}

    async def at_session(self, session: Mapping[str, Any], council_id: str, on: date) -> dict[str, Any]:
        """What one council has of a session by a day."""
        entries = await self.standing(council_id, *OF_A_SESSION, on=on, about=session["session_id"])
        answers = await self.standing(council_id, InstitutionAnswered, on=on)
        return at_session(session, entries, answers, on)

    async def plain_versions(self, council_id: str | None) -> list[dict[str, Any]]:
        """Each plain version, with what it says again, and whether that was corrected since."""
        written = await self.standing(council_id, PlainVersionWritten)
        sources = {one["entry_id"]: one for one in await self.standing(council_id, *SAID_PLAINLY)}
        return [_plain(one, sources[one["about_id"]]) for one in written if one["about_id"] in sources]

    async def not_said_plainly(self, council_id: str | None, on: date) -> list[dict[str, Any]]:
        """Decisions and answers by a day that no plain version says again, or whose last one was written before they were last said."""
        written = await self.standing(council_id, PlainVersionWritten, on=on)
        last = {one["about_id"]: one for one in sorted(written, key=itemgetter("position"))}
        sources = await self.standing(council_id, DecisionRecorded, InstitutionAnswered, on=on)
        lacking = [(one, last.get(one["entry_id"])) for one in sources]
        return [_lacking(one, plain) for one, plain in lacking if plain is None or _is_stale(plain, one)]

    async def roadmap(self, council_id: str, on: date, roadmap_id: str | None = None) -> dict[str, Any]:
        """A roadmap of a council as it stood on a day, or that in force on it. Raises NotFound."""
        entries = await self.standing(
            council_id, RoadmapAdopted, RoadmapActionPlanned, RoadmapActionEnded, NeedIdentified, CommitmentMade
        )
        return roadmap_on(entries, on, roadmap_id)

    async def diagnosis(self, council_id: str, on: date) -> dict[str, Any]:
        """What the neighbourhood of a council needed and had on a day, and what was planned about it."""
        entries = await self.standing(
            council_id,
            DiagnosisUpdated,
            NeedIdentified,
            ResourceIdentified,
            CommitmentMade,
            RoadmapActionPlanned,
            RoadmapActionEnded,
        )
        return diagnosis_on(entries, on)

    async def improvements(self, on: date) -> list[dict[str, Any]]:
        """Every improvement decided by a day, whatever its council, and where it stood."""
        return improvements_on(await self.standing(None, ImprovementDecided, ImprovementEnded), on)

    async def attendance_sheet(self, meeting_id: str) -> dict[str, Any]:
        """Each person of whom something was said, with what was said last; how many in each state; guests and chairs."""
        noted = await self.standing(None, PresenceNoted, about=meeting_id)
        last = {one["person_id"]: one for one in noted}
        states = [one["state"] for one in last.values()]
        chairs = await self.standing(None, ChairTaken, about=meeting_id)
        return {
            "meeting_id": meeting_id,
            "persons": [last[person_id] for person_id in sorted(last)],
            # Nobody noted anything: unknown, which is not zero.
            "counts": {state.value: states.count(state) for state in Presence} if states else None,
            "proxies": proxies_of(last),
            "guests": await self.standing(None, GuestsWelcomed, about=meeting_id),
            "chairs": sorted(chairs, key=lambda one: one["from_at"] or ""),
        }

    async def participation(self, initiative_id: str) -> dict[str, Any]:
        """Who took part in an initiative: persons who are known, once each; and those counted without names, day by day."""
        joined = await self.standing(None, InitiativeJoined, about=initiative_id)
        days = sorted({one["starts_on"] for one in joined})
        return {
            "initiative_id": initiative_id,
            **_took_part(joined),
            "days": [
                {"took_part_on": day, **_took_part([one for one in joined if one["starts_on"] == day])} for day in days
            ],
        }


def _plain(version: dict[str, Any], source: dict[str, Any]) -> dict[str, Any]:
    """It is stale when its source was last said after it: then it is read again, and said again with a new day."""
    names = ("entry_id", "council_id", "about_id", "text", "written_on", "starts_on", "version")
    return {name: version[name] for name in names} | {
        "about": source["entry"],
        "about_title": source["title"],
        "is_stale": _is_stale(version, source),
    }


def _is_stale(version: dict[str, Any], source: dict[str, Any]) -> bool:
    return bool(source["position"] > version["position"])


def _lacking(source: dict[str, Any], version: dict[str, Any] | None) -> dict[str, Any]:
    """What is to be said plainly, and the version that is to be read again, where there is one."""
    names = ("entry", "entry_id", "council_id", "title", "starts_on")
    return {name: source[name] for name in names} | {
        "status": "MISSING" if version is None else "STALE",
        "plain_version_id": None if version is None else version["entry_id"],
    }


def _took_part(joined: list[dict[str, Any]]) -> dict[str, Any]:
    """Persons known and heads counted; none where nobody named anybody, or nobody counted."""
    persons = {one["person_id"] for one in joined} - {None}
    counts = [one["unnamed"] for one in joined if one["unnamed"] is not None]
    return {"persons": len(persons) or None, "unnamed": sum(counts) if counts else None}
