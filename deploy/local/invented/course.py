"""How an invented council lives: it meets, is heard or not, undertakes things, and a team works with it. Six weeks of summer are silent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from deploy.local.invented.diary import invented, room
from deploy.local.invented.names import INITIATIVES

if TYPE_CHECKING:
    from deploy.local.invented.diary import Diary
    from deploy.local.invented.founding import Roster

SILENCE = range(48, 54)
"""Weeks in which nobody enters anything: what happened then is told later, or never."""
PLENARIES, PERHAPS = (9, 14, 26, 44, 74), (20, 32, 38, 56, 62, 68)
GROUPS = (16, 29, 59, 65)
POSTPONED, CANCELLED, UNCOUNTED = 29, 44, (16, 65)
"""Weeks of meetings; those of some of which that is so."""
CORRECTED = 26


def live(diary: Diary, roster: Roster) -> None:
    """Everything that happens in eighteen months."""
    for week in sorted((*PLENARIES, *diary.chance.sample(PERHAPS, diary.chance.randint(2, 5)))):
        _meet(diary, roster, week, "PLENARY", "Plénière")
    for week in GROUPS:
        _meet(diary, roster, week, "WORKING_GROUP", "Groupe de travail")
    _meet_unheard_of(diary, roster)
    _be_represented(diary, roster)
    _refer_to_the_prefect(diary)
    for rank, (title, theme) in enumerate(INITIATIVES):
        _undertake(diary, invented(title), theme, STEPS[rank])
    for rank in range(diary.chance.randrange(3)):
        _undertake(diary, invented(f"Fête n° {rank + 1}"), "SOCIAL_TIES", diary.chance.choice(STEPS))
    _go_out(diary)
    _plan(diary)
    _learn(diary, roster)


# Meetings


def _meet(diary: Diary, roster: Roster, week: int, kind: str, title: str) -> None:
    meeting = diary.id_of(f"{kind} {week}")
    path, on = f"/v1/meetings/{meeting}", diary.day(week)
    asked = diary.here | {"meeting_id": meeting, "kind": kind, "title": invented(f"{title} de la semaine {week}")}
    diary.activities(diary.day(week - 2), "/v1/meetings", **asked, planned_on=on)
    if week == CANCELLED:
        diary.activities(diary.day(week - 1, 4), f"{path}/cancelled", reason="FACILITATOR_ABSENT")
        return
    if week == POSTPONED:
        on += timedelta(weeks=1)
        diary.activities(diary.day(week - 1, 4), f"{path}/postponed", planned_on=on, reason="NO_ROOM")
    attendance = None if week in UNCOUNTED and kind == "WORKING_GROUP" else _room(diary, roster, week)
    chair = "FACILITATOR" if week < CORRECTED else "MEMBER"
    diary.activities(on, f"{path}/held", held_on=on, attendance=attendance, chaired_by=chair)
    if week == CORRECTED:
        again = _room(diary, roster, week)
        if again != attendance:
            diary.correct(diary.day(week + 3), f"{path}/attendance", 2, attendance=again, reason="SHEET_FOUND")
    elif kind == "PLENARY" and diary.chance.random() < 0.7:  # noqa: PLR2004 - some minutes are never published
        diary.activities(diary.day(week + 2), f"{path}/minutes", published_on=diary.day(week + 2, 0))


def _room(diary: Diary, roster: Roster, week: int) -> dict[str, Any]:
    members = roster.on(diary.day(week, 0), diary)
    present = diary.chance.sample(members, diary.chance.randint(len(members) // 2, len(members)))
    return room(present, diary.chance.randrange(3), diary.chance.randrange(9))


def _meet_unheard_of(diary: Diary, roster: Roster) -> None:
    """Two months later somebody tells of a working group in the silent weeks."""
    on = diary.day(SILENCE.start + 2)
    diary.activities(
        diary.day(SILENCE.stop + 4),
        "/v1/meetings/held",
        **diary.here,
        meeting_id=diary.id_of("late meeting"),
        kind="WORKING_GROUP",
        title=invented("Groupe de travail de l'été"),
        held_on=on,
        attendance=_room(diary, roster, SILENCE.start + 2),
        chaired_by="MEMBER",
    )


# Steering bodies and institutions


def _be_represented(diary: Diary, roster: Roster) -> None:
    """A committee sits, is cancelled, then is never convened, or sits without anybody of the council; of two promises one is kept."""
    body, on = diary.id_of("committee"), diary.day(12, 0)
    name = invented(f"Comité de pilotage du {diary.arrondissement}e")
    declared = {"body_id": body, "kind": "LOCAL_STEERING_COMMITTEE", "name": name}
    diary.activities(on, "/v1/steering-bodies", **declared, council_ids=[diary.council_id])
    seats = {"titular_seats": 2, "substitute_seats": 1, "seats_of_body": 30}
    diary.councils(on, "/v1/delegations", **diary.here, body_id=body, **seats, from_on=on)
    speaker = diary.chance.choice([one for one in roster.founders if one is not roster.leaver])
    delegates = f"/v1/delegations/{body}/{diary.council_id}/representatives"
    diary.councils(diary.day(14), delegates, **speaker.speaks(), from_on=diary.day(14, 0))
    first, second, sat_on = diary.id_of("first session"), diary.id_of("second session"), diary.day(25, 2)
    path = "/v1/steering-sessions"
    diary.activities(diary.day(22), path, session_id=first, body_id=body, planned_on=sat_on)
    papers = {"session_id": first, "title": invented("Bilan du contrat"), "received_on": diary.day(24, 1)}
    diary.activities(diary.day(24, 1), "/v1/session-papers", **diary.here, **papers)
    diary.activities(sat_on, f"{path}/{first}/held", held_on=sat_on)
    diary.activities(sat_on, f"{path}/{first}/attendance", **diary.here, representatives=[speaker.speaks()])
    _ask_there(diary, first)
    diary.activities(diary.day(57), path, session_id=second, body_id=body, planned_on=diary.day(60, 2))
    diary.activities(diary.day(59), f"{path}/{second}/cancelled", reason="INSTITUTION_UNAVAILABLE")
    if int(diary.arrondissement) % 2:
        expected = {"expected_from_on": diary.day(62, 0), "expected_until_on": diary.day(72, 4)}
        missed = f"/v1/steering-bodies/{body}/not-convened"
        diary.activities(diary.day(73), missed, session_id=diary.id_of("third session"), **expected)
    else:
        alone = {"session_id": diary.id_of("third session"), "body_id": body, "held_on": diary.day(70, 1)}
        diary.activities(diary.day(71), f"{path}/held", **alone)


def _ask_there(diary: Diary, session: str) -> None:
    on, asked = diary.day(25, 2), diary.here | {"session_id": session}
    promised = (("kept", "Nettoyer la cour", 34), ("broken", "Rouvrir la salle", 40))
    for name, title, week in promised:
        said = {"entry_id": diary.id_of(name), "title": invented(title), "institution": "CITY"}
        diary.activities(on, "/v1/commitments", **asked, **said, made_on=on, due_on=diary.day(week, 4))
    question = {
        "entry_id": diary.id_of("question"),
        "title": invented("Où ira la fontaine ?"),
        "institution": "LANDLORD",
    }
    diary.activities(on, "/v1/questions", **asked, **question, asked_on=on, due_on=diary.day(31, 4))
    for name, week, outcome in (("question", 30, "ANSWERED"), ("kept", 33, "DONE")):
        told = {"about_id": diary.id_of(name), "outcome": outcome, "title": invented("Réponse")}
        diary.activities(diary.day(week, 3), "/v1/answers", **diary.here, **told, answered_on=diary.day(week, 3))


def _refer_to_the_prefect(diary: Diary) -> None:
    """Acknowledged in all lives, answered in one of two."""
    referral, sent, heard = diary.id_of("referral"), diary.day(36), diary.day(39)
    said = {"entry_id": referral, "title": invented("Fermeture du guichet aux étoiles"), "due_on": diary.day(45, 4)}
    diary.activities(sent, "/v1/prefect-referrals", **diary.here, **said, referred_on=sent)
    path = "/v1/referral-acknowledgements"
    diary.activities(heard, path, **diary.here, referral_id=referral, acknowledged_on=heard)
    if int(diary.arrondissement) % 2:
        on = diary.day(58)
        told = {"about_id": referral, "outcome": "PARTLY", "title": invented("Un guichet un jour par semaine")}
        diary.activities(on, "/v1/answers", **diary.here, **told, answered_on=on)


# Initiatives

STEPS: tuple[tuple[tuple[str, int], ...], ...] = (
    (
        ("proposed", 9),
        ("adopted", 14),
        ("submitted", 15),
        ("funded", 19),
        ("funded", 22),
        ("started", 24),
        ("completed", 33),
    ),
    (("proposed", 14), ("adopted", 20), ("submitted", 22), ("refused", 30), ("dropped", 32)),
    (("proposed", 26), ("adopted", 32), ("submitted", 34), ("funded", 41), ("started", 57)),
    (("proposed", 32), ("adopted", 38), ("submitted", 41), ("funded", 58)),
    (("proposed", 56), ("adopted", 62), ("submitted", 64)),
    (("proposed", 62), ("adopted", 68)),
    (("proposed", 74),),
)
"""How far each initiative comes, and in which week of it."""


def _undertake(diary: Diary, title: str, theme: str, steps: tuple[tuple[str, int], ...]) -> None:
    initiative, asked = diary.id_of(title), diary.id_of(f"request for {title}")
    path, cents = f"/v1/initiatives/{initiative}", 5_000 * diary.chance.randrange(4, 40)
    for step, week in steps:
        on = diary.day(week)
        match step:
            case "proposed":
                said = {"initiative_id": initiative, "title": title, "theme": theme, "proposed_by": "RESIDENT"}
                diary.activities(on, "/v1/initiatives", **diary.here, **said, proposed_on=on)
            case "submitted":
                money = {"submission_id": asked, "funder": "CITY", "amount_cents": 2 * cents}
                diary.activities(on, f"{path}/submissions", **money, submitted_on=on)
            case "refused":
                diary.activities(on, f"{path}/submissions/{asked}/refused", refused_on=on)
            case "funded":
                money = {"grant_id": diary.id_of(f"grant {week} for {title}"), "funder": "CITY", "amount_cents": cents}
                diary.activities(on, f"{path}/fundings", **money, funded_on=on)
            case "dropped":
                diary.activities(on, f"{path}/dropped", dropped_on=on, reason="NOT_FUNDED")
            case _:
                diary.activities(on, f"{path}/{step}", **{f"{step}_on": on})


# The team's work, plans and learning


def _go_out(diary: Diary) -> None:
    """Outreach and drop-ins, in some weeks; of one, in the silent weeks, it is told two months later."""
    weeks = [week for week in range(2, 78) if week not in SILENCE]
    for week in sorted(diary.chance.sample(weeks, 5)):
        _meet_people(diary, week, week)
    _meet_people(diary, SILENCE.start + 3, SILENCE.stop + 5)
    for week in sorted(diary.chance.sample(weeks, 3)):
        held = {"title": invented("Local"), "minutes": 120, "visits": diary.chance.randrange(12)}
        diary.activities(diary.day(week, 4), "/v1/drop-ins", **diary.here, **held, held_on=diary.day(week, 3))


def _meet_people(diary: Diary, week: int, told_in: int) -> None:
    reached = diary.chance.choice((None, diary.chance.randrange(5, 60)))
    method = diary.chance.choice(("DOOR_TO_DOOR", "MARKET", "SCHOOL_GATE", "STAND"))
    met = {"method": method, "title": invented("Place"), "minutes": 90, "reached": reached}
    diary.activities(diary.day(told_in, 4), "/v1/outreach", **diary.here, **met, held_on=diary.day(week, 2))


def _plan(diary: Diary) -> None:
    """Needs, a diagnosis, and a roadmap of which one action is done, one given up, one late and one to come."""
    needed, on, roadmap = diary.day(15, 1), diary.day(20, 2), diary.id_of("roadmap")
    need = {"entry_id": diary.id_of("need"), "title": invented("Un lieu pour rêver"), "priority": 1}
    diary.activities(needed, "/v1/needs", **diary.here, **need, identified_on=needed)
    diary.activities(
        diary.day(16), "/v1/diagnoses", **diary.here, title=invented("Version 1"), updated_on=diary.day(16, 0)
    )
    said = {"entry_id": roadmap, "title": invented("Feuille de route"), "adopted_on": on, "from_on": on}
    diary.activities(on, "/v1/roadmaps", **diary.here, **said)
    for title, week, ended_in, outcome in (
        ("Visiter deux lieux", 38, 37, "DONE"),
        ("Louer une salle", 58, 60, "DROPPED"),
        ("Écrire un journal", 62, None, None),
        ("Ouvrir le lieu", 95, None, None),
    ):
        action = {"entry_id": diary.id_of(title), "roadmap_id": roadmap, "need_id": diary.id_of("need")}
        words = {"axis": "Lien social", "title": invented(title), "lead": "WORKING_GROUP"}
        days = {"planned_on": on, "due_on": diary.day(week, 4)}
        diary.activities(on, "/v1/roadmap-actions", **diary.here, **action, **words, **days)
        if ended_in is not None:
            end = {"action_id": diary.id_of(title), "outcome": outcome, "ended_on": diary.day(ended_in, 0)}
            diary.activities(diary.day(ended_in, 1), "/v1/roadmap-action-ends", **diary.here, **end)


def _learn(diary: Diary, roster: Roster) -> None:
    """A training is offered and followed; the council and its facilitator say twice how far it goes by itself."""
    title, on = invented("Lire un budget"), diary.day(31, 2)
    training, followers = diary.id_of("training"), diary.chance.sample(roster.founders, 3)
    diary.councils(diary.day(28), "/v1/training-offers", **diary.here, title=title, offered_on=diary.day(28, 0))
    held = {"entry_id": training, "title": title, "minutes": 180, "headcount": len(followers), "held_on": on}
    diary.activities(on, "/v1/trainings", **diary.here, **held)
    for person in followers:
        attended = {"training_id": training, "person_id": person.person_id, "attended_on": on}
        diary.activities(on, "/v1/training-attendances", **diary.here, **attended)
    for week, more in ((30, 0), (76, 1)):
        for assessor, modest in (("COUNCIL", 0), ("FACILITATOR", 1)):
            low = diary.chance.randrange(1, 3)
            scores = {"chairs": low + more, "writes_minutes": low - modest + more, "communicates": None}
            assessed = {"assessor": assessor, "scores": scores, "assessed_on": diary.day(week, 3)}
            diary.councils(diary.day(week, 3), "/v1/autonomy-assessments", **diary.here, **assessed)
