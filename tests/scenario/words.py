"""Who is in the story, and the sentences in which it is told."""

from __future__ import annotations

import hashlib
from typing import Any

from tests.scenario.telling import Said, activities, councils, id_of

COUNCIL = "CC10"
HERE = {"council_id": COUNCIL}
OF_IT = f"/v1/councils/{COUNCIL}"
DISTRICT = "QP075010"

PEOPLE: dict[str, tuple[str, str]] = {
    "Damien": ("RESIDENT", "M"),
    "Lucie": ("RESIDENT", "F"),
    "Bakary": ("RESIDENT", "M"),
    "Rose": ("RESIDENT", "F"),
    "Noa": ("RESIDENT", "NOT_DECLARED"),
    "Thérèse": ("RESIDENT", "F"),
    "Jules": ("RESIDENT", "M"),
    "Odile": ("LOCAL_ACTOR", "F"),
    "Youssef": ("LOCAL_ACTOR", "M"),
    "Inès": ("LOCAL_ACTOR", "F"),
}
"""College and gender of everybody who sits at one time or another."""
FOUNDERS = ("Damien", "Lucie", "Bakary", "Rose", "Noa", "Thérèse", "Odile", "Youssef", "Inès")

TENANTS = "R2D4;F\nK7M1;M\nP3X8;F\nB5N6;M\nT9L2;F\nH4C7;M\nV8Q3;F\nJ6W5;M\n"
VOLUNTEERS = "E1S9;F\nG3Z4;M\nN7A2;NOT_DECLARED\nD5Y8;M\nL2U6;F\n"
SEED = "Dés jetés le 5 février 2018 : 4 4 1 5 2"
TICKETS = {
    "Damien": "D5Y8",
    "Lucie": "L2U6",
    "Bakary": "B5N6",
    "Rose": "R2D4",
    "Noa": "N7A2",
    "Karim": "K7M1",
    "Thérèse": "T9L2",
    "Jules": "J6W5",
}
"""Whose ticket is whose: only whoever keeps a list knows. Karim declines, and never becomes a member."""
DRAW = f"/v1/draws/{id_of('draw')}"


def a_list(kind: str, title: str, content: str) -> dict[str, Any]:
    digest = hashlib.sha256(content.encode()).hexdigest()
    return {"kind": kind, "title": title, "tickets": content.count("\n"), "digest": digest}


def called(*names: str, on: str, answer: str | None = "ACCEPTED") -> tuple[Said, ...]:
    """Somebody telephoned each of them; they answered, unless nothing is said of it."""
    said = []
    for name in names:
        reached = {"ticket": TICKETS[name], "method": "PHONE", "was_reached": True, "contacted_on": on}
        said.append(councils(f"{DRAW}/contacts", **reached))
        if answer is not None:
            said.append(councils(f"{DRAW}/answers", ticket=TICKETS[name], answer=answer, answered_on=on))
    return tuple(said)


def joins(name: str, on: str, **how: str) -> tuple[Said, ...]:
    """A member takes a seat; whoever was drawn is told to have taken the seat of their ticket."""
    college, gender = PEOPLE[name]
    drawn = {"recruitment": "LOT", "draw_id": id_of("draw")} if name in TICKETS else {"recruitment": "OUTREACH"}
    body = {"person_id": id_of(name), "college": college, "gender": gender, "joined_on": on} | drawn | how
    said = [councils(f"{OF_IT}/members", **body)]
    if name in TICKETS:
        said.append(councils(f"{DRAW}/seats", ticket=TICKETS[name], person_id=id_of(name), seated_on=on))
    return tuple(said)


def declares(name: str, on: str, incompatibility: str = "NONE") -> tuple[Said, ...]:
    """A member says what the law asks; a local actor, that no institution stands behind; a resident shows where they live."""
    who = HERE | {"person_id": id_of(name)}
    is_resident = PEOPLE[name][0] == "RESIDENT"
    link = {} if is_resident else {"institution_link": "NONE"}
    said = [councils("/v1/incompatibilities", **who, incompatibility=incompatibility, declared_on=on, **link)]
    if is_resident:
        lives = {"lives_in_district": True, "district_code": DISTRICT, "checked_on": on}
        said.append(councils("/v1/residence-checks", **who, **lives))
    return tuple(said)


def on_the_list(*names: str) -> list[dict[str, str]]:
    return [{"person_id": id_of(name), "college": PEOPLE[name][0], "role": "TITULAR"} for name in names]


def speaks(name: str) -> dict[str, str]:
    return {"person_id": id_of(name), "college": PEOPLE[name][0], "gender": PEOPLE[name][1]}


def room(*names: str, guests: int = 0, unnamed: int = 0, **other: Any) -> dict[str, Any]:
    """Who was there: members by name, so that they can be counted here by college and gender, and others by number."""
    groups = [PEOPLE[name] for name in names]
    members = [
        {"college": college, "gender": gender, "heads": groups.count((college, gender))}
        for college, gender in sorted(set(groups))
    ]
    present = len(names) + guests + unnamed
    return {"present": present, "members": members, "guests": guests, "unnamed": unnamed} | other


def plans(meeting: str, kind: str, on: str) -> Said:
    return activities("/v1/meetings", **HERE, meeting_id=id_of(meeting), kind=kind, title=meeting, planned_on=on)


def holds(meeting: str, on: str, attendance: dict[str, Any] | None, chaired_by: str = "MEMBER") -> Said:
    path = f"/v1/meetings/{id_of(meeting)}/held"
    return activities(path, held_on=on, attendance=attendance, chaired_by=chaired_by)


def enters_held(meeting: str, kind: str, on: str, attendance: dict[str, Any]) -> Said:
    named = HERE | {"meeting_id": id_of(meeting), "kind": kind, "title": meeting}
    return activities("/v1/meetings/held", **named, held_on=on, attendance=attendance, chaired_by="MEMBER")


def counts_again(meeting: str, attendance: dict[str, Any]) -> Said:
    """The sheet of a meeting was found: whoever says so has read what was said before."""
    path = f"/v1/meetings/{id_of(meeting)}"
    return Said("activities", f"{path}/attendance", {"attendance": attendance, "reason": "SHEET_FOUND"}, seen_at=path)


def publishes(meeting: str, on: str) -> Said:
    return activities(f"/v1/meetings/{id_of(meeting)}/minutes", published_on=on)


def proposes(initiative: str, theme: str, on: str) -> Said:
    named = HERE | {"initiative_id": id_of(initiative), "title": initiative, "theme": theme}
    return activities("/v1/initiatives", **named, proposed_on=on)


def of_initiative(initiative: str, step: str, **said: Any) -> Said:
    return activities(f"/v1/initiatives/{id_of(initiative)}/{step}", **said)


def accepts(line: int, on: str) -> Said:
    return councils(f"/v1/handovers/{id_of('handover')}/lines/{line}/acceptance", accepted_on=on)
