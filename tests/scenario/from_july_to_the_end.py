"""July to December: a member and a facilitator leave and are followed, one matter goes to the prefect, another is late."""

from __future__ import annotations

from tests.scenario.telling import Day, activities, councils, day, id_of
from tests.scenario.words import (
    COUNCIL,
    DRAW,
    HERE,
    OF_IT,
    TICKETS,
    accepts,
    called,
    counts_again,
    declares,
    enters_held,
    holds,
    joins,
    of_initiative,
    plans,
    proposes,
    publishes,
    room,
)

SUMMER: tuple[Day, ...] = (
    day(
        "2018-07-02",
        "Bakary resigns.",
        councils(f"{OF_IT}/members/{id_of('Bakary')}/departure", left_on="2018-07-02", reason="RESIGNED"),
    ),
    day(
        "2018-07-05",
        "His seat is offered to the next of the reserve list, Jules.",
        councils(f"{DRAW}/reserve", ticket=TICKETS["Jules"], replaces=id_of("Bakary"), used_on="2018-07-05"),
        *called("Jules", on="2018-07-05", answer=None),
    ),
    day(
        "2018-07-09",
        "Nadia is away until the end of August; Omar, who was introduced to the work, answers for the council meanwhile.",
        councils("/v1/inductions", facilitator_id=id_of("Omar"), title="Prise de poste", done_on="2018-07-09"),
        councils(
            "/v1/absences",
            absence_id=id_of("absence"),
            facilitator_id=id_of("Nadia"),
            from_on="2018-07-09",
            expected_until_on="2018-08-31",
        ),
        councils(f"/v1/absences/{id_of('absence')}/covers", **HERE, covered_by=id_of("Omar"), from_on="2018-07-09"),
    ),
    day(
        "2018-07-12",
        "Jules accepts, from September.",
        councils(f"{DRAW}/answers", ticket=TICKETS["Jules"], answer="ACCEPTED", answered_on="2018-07-12"),
    ),
    day(
        "2018-07-16",
        "The post office closes: the council refers the matter to the prefect, and hopes for an answer by mid-September.",
        activities(
            "/v1/prefect-referrals",
            **HERE,
            entry_id=id_of("post office"),
            title="Fermeture du bureau de poste",
            due_on="2018-09-14",
            referred_on="2018-07-16",
        ),
    ),
    day(
        "2018-08-20",
        "The prefecture acknowledges the referral, five weeks later.",
        activities(
            "/v1/referral-acknowledgements",
            **HERE,
            referral_id=id_of("post office"),
            acknowledged_on="2018-08-20",
        ),
    ),
    day(
        "2018-08-27",
        "Nadia will not come back: what is open passes to Omar, line by line.",
        councils(
            "/v1/handovers",
            **HERE,
            handover_id=id_of("handover"),
            from_facilitator_id=id_of("Nadia"),
            to_facilitator_id=id_of("Omar"),
            opened_on="2018-08-27",
        ),
    ),
    day("2018-08-28", "Omar takes over the referral and the lift.", accepts(1, "2018-08-28"), accepts(2, "2018-08-28")),
    day(
        "2018-08-30",
        "He takes over the fresco, and calls a plenary.",
        accepts(3, "2018-08-30"),
        plans("Plénière de rentrée", "PLENARY", "2018-09-10"),
    ),
    day(
        "2018-09-03",
        "Jules takes his seat. Omar takes over the last line, the empty seat, and the post. The City refuses the fresco. A second body "
        "gives the council a seat, and is convened.",
        *joins("Jules", "2018-09-03", recruitment="RESERVE", replaces=id_of("Bakary")),
        accepts(4, "2018-09-03"),
        councils(f"{OF_IT}/facilitators/{id_of('Nadia')}/end", unassigned_on="2018-09-01", reason="REPLACED"),
        councils(f"/v1/posts/{id_of('post')}/vacated", vacated_on="2018-09-01", reason="CONTRACT_ENDED"),
        councils(f"/v1/posts/{id_of('post')}/filled", facilitator_id=id_of("Omar"), filled_on="2018-09-01"),
        councils(f"{OF_IT}/facilitators", facilitator_id=id_of("Omar"), assigned_on="2018-09-01"),
        of_initiative(
            "Fresque du passage", f"submissions/{id_of('request for the fresco')}/refused", refused_on="2018-09-03"
        ),
        activities(
            "/v1/steering-bodies",
            body_id=id_of("technical committee"),
            kind="TECHNICAL_COMMITTEE",
            name="Comité technique du 10e",
            council_ids=[COUNCIL],
        ),
        councils(
            "/v1/delegations", **HERE, body_id=id_of("technical committee"), titular_seats=1, from_on="2018-09-03"
        ),
        activities(
            "/v1/steering-sessions",
            session_id=id_of("September session"),
            body_id=id_of("technical committee"),
            planned_on="2018-09-24",
        ),
    ),
    day(
        "2018-09-11",
        "At least twelve came to the plenary: eight members, four others. A workshop for bicycles is proposed.",
        holds(
            "Plénière de rentrée",
            "2018-09-10",
            room(
                *("Damien", "Jules", "Lucie", "Rose", "Thérèse", "Noa", "Odile", "Inès"),
                unnamed=4,
                is_lower_bound=True,
            ),
            "FACILITATOR",
        ),
        proposes("Atelier vélo", "PREVENTION", "2018-09-10"),
    ),
    day(
        "2018-09-17",
        "Jules declares what must be declared. Without money the fresco is given up.",
        *declares("Jules", "2018-09-17"),
        of_initiative("Fresque du passage", "dropped", dropped_on="2018-09-17", reason="NOT_FUNDED"),
    ),
    day(
        "2018-09-20",
        "The technical committee is cancelled.",
        activities(f"/v1/steering-sessions/{id_of('September session')}/cancelled", reason="INSTITUTION_UNAVAILABLE"),
    ),
    day("2018-09-24", "Minutes of September.", publishes("Plénière de rentrée", "2018-09-24")),
)

AUTUMN: tuple[Day, ...] = (
    day(
        "2018-10-01",
        "The prefect answers about the post office: a counter in the town hall. A plenary is called.",
        activities(
            "/v1/answers",
            **HERE,
            about_id=id_of("post office"),
            outcome="PARTLY",
            title="Un guichet à la mairie",
            answered_on="2018-10-01",
        ),
        plans("Plénière de la feuille de route", "PLENARY", "2018-10-15"),
    ),
    day(
        "2018-10-08",
        "The diagnosis of the neighbourhood is brought up to date, with its first need.",
        activities(
            "/v1/needs",
            **HERE,
            entry_id=id_of("need"),
            title="Un lieu pour réparer",
            priority=1,
            identified_on="2018-10-08",
        ),
        activities("/v1/diagnoses", **HERE, title="Version 1", updated_on="2018-10-08"),
    ),
    day(
        "2018-10-16",
        "Eight members and two others adopt the workshop and a roadmap of two actions, and ask the State about the nursery.",
        holds(
            "Plénière de la feuille de route",
            "2018-10-15",
            room("Damien", "Jules", "Lucie", "Rose", "Thérèse", "Odile", "Youssef", "Inès", unnamed=2),
        ),
        of_initiative("Atelier vélo", "adopted", adopted_on="2018-10-15"),
        activities(
            "/v1/roadmaps",
            **HERE,
            entry_id=id_of("roadmap"),
            title="Feuille de route 2018-2019",
            adopted_on="2018-10-15",
            from_on="2018-10-15",
        ),
        activities(
            "/v1/roadmap-actions",
            **HERE,
            entry_id=id_of("find a place"),
            roadmap_id=id_of("roadmap"),
            axis="Prévention",
            title="Trouver un lieu",
            need_id=id_of("need"),
            lead="WORKING_GROUP",
            planned_on="2018-10-15",
            due_on="2018-11-30",
        ),
        activities(
            "/v1/roadmap-actions",
            **HERE,
            entry_id=id_of("open the place"),
            roadmap_id=id_of("roadmap"),
            axis="Prévention",
            title="Ouvrir le lieu",
            lead="COUNCIL",
            planned_on="2018-10-15",
            due_on="2019-03-31",
        ),
        activities(
            "/v1/questions",
            **HERE,
            entry_id=id_of("nursery"),
            title="La crèche ouvrira-t-elle ?",
            institution="STATE",
            meeting_id=id_of("Plénière de la feuille de route"),
            asked_on="2018-10-15",
        ),
    ),
    day(
        "2018-10-22",
        "1 500 euros are asked of the State for the workshop.",
        of_initiative(
            "Atelier vélo",
            "submissions",
            submission_id=id_of("request for the workshop"),
            funder="STATE",
            amount_cents=150_000,
            submitted_on="2018-10-22",
        ),
    ),
    day(
        "2018-10-29",
        "Minutes of October.",
        publishes("Plénière de la feuille de route", "2018-10-29"),
    ),
    day(
        "2018-10-31",
        "The technical committee sat; nobody of the council could come.",
        activities(
            "/v1/steering-sessions/held",
            session_id=id_of("October session"),
            body_id=id_of("technical committee"),
            held_on="2018-10-30",
        ),
    ),
    day("2018-11-05", "Inès stood for election and says so.", *declares("Inès", "2018-11-05", "ELECTED_OFFICIAL")),
)

LATE_ENTRY: tuple[Day, ...] = (
    day(
        "2018-11-12",
        "Late entry: a working group met on 27 June, with six members and two others. Its sheet lay in a drawer.",
        enters_held(
            "Groupe de juin",
            "WORKING_GROUP",
            "2018-06-27",
            room("Damien", "Bakary", "Lucie", "Rose", "Thérèse", "Noa", unnamed=2),
        ),
    ),
)

END_OF_THE_YEAR: tuple[Day, ...] = (
    day("2018-11-13", "The councils call one another.", plans("Inter-conseils", "INTER_COUNCIL", "2018-11-26")),
    day(
        "2018-11-19",
        "Inès leaves: whoever is elected cannot be a member. Nobody takes her seat.",
        councils(f"{OF_IT}/members/{id_of('Inès')}/departure", left_on="2018-11-19", reason="INCOMPATIBLE"),
    ),
    day(
        "2018-11-27",
        "Lucie, Jules and two others met the other councils.",
        holds("Inter-conseils", "2018-11-26", room("Lucie", "Jules", unnamed=2)),
    ),
    day(
        "2018-11-30",
        "A place is found for the workshop.",
        activities(
            "/v1/roadmap-action-ends",
            **HERE,
            action_id=id_of("find a place"),
            outcome="DONE",
            ended_on="2018-11-30",
        ),
    ),
    day(
        "2018-12-03",
        "The steering committee was expected in the autumn, and nobody convened it. The general assembly is called.",
        activities(
            f"/v1/steering-bodies/{id_of('committee')}/not-convened",
            session_id=id_of("autumn session"),
            expected_from_on="2018-10-01",
            expected_until_on="2018-11-30",
        ),
        plans("Assemblée générale", "GENERAL_ASSEMBLY", "2018-12-17"),
    ),
    day(
        "2018-12-10",
        "Correction: the sheet of September was found. They were fifteen: Youssef and one more were there, and an expert.",
        counts_again(
            "Plénière de rentrée",
            room(
                *("Damien", "Jules", "Lucie", "Rose", "Thérèse", "Noa", "Odile", "Inès", "Youssef"),
                guests=1,
                unnamed=5,
            ),
        ),
    ),
    day(
        "2018-12-18",
        "Eight members, two guests and six others came to the general assembly. The council and Omar each say how far it goes by itself.",
        holds(
            "Assemblée générale",
            "2018-12-17",
            room(
                *("Damien", "Jules", "Lucie", "Rose", "Thérèse", "Noa", "Odile", "Youssef"),
                guests=2,
                unnamed=6,
            ),
        ),
        councils(
            "/v1/autonomy-assessments",
            **HERE,
            assessor="COUNCIL",
            scores={"chairs": 4, "writes_minutes": 1},
            assessed_on="2018-12-17",
        ),
        councils(
            "/v1/autonomy-assessments",
            **HERE,
            assessor="FACILITATOR",
            scores={"chairs": 3, "writes_minutes": 0},
            assessed_on="2018-12-17",
        ),
    ),
    day(
        "2019-01-31",
        "A month later nothing has moved.",
        activities("/v1/communications", **HERE, means="LEAFLET", title="Vœux", issued_on="2019-01-08"),
    ),
)
