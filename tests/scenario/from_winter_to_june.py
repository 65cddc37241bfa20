"""January to June: the council is founded, draws its residents by lot, is recognised, and meets."""

from __future__ import annotations

from tests.scenario.telling import Day, activities, councils, day, id_of
from tests.scenario.words import (
    COUNCIL,
    DISTRICT,
    DRAW,
    FOUNDERS,
    HERE,
    OF_IT,
    SEED,
    TENANTS,
    TICKETS,
    VOLUNTEERS,
    a_list,
    called,
    declares,
    enters_held,
    holds,
    joins,
    of_initiative,
    on_the_list,
    plans,
    proposes,
    publishes,
    room,
    speaks,
)

FOUNDING: tuple[Day, ...] = (
    day(
        "2018-01-08",
        "The council is founded in its district; Nadia, who holds the first post of the team, supports it.",
        councils(
            "/v1/districts",
            district_code=DISTRICT,
            generation="2015",
            name="Les Deux Passages",
            arrondissements=["10"],
            valid_from_on="2015-01-01",
            list_digest="0a" * 32,
        ),
        councils(
            "/v1/councils",
            **HERE,
            name="Conseil citoyen des Deux Passages",
            arrondissement="10",
            established_on="2018-01-08",
        ),
        councils(f"{OF_IT}/stages", stage="CONSTITUTION", reached_on="2018-01-08"),
        councils(f"{OF_IT}/districts", district_code=DISTRICT, generation="2015", from_on="2018-01-08"),
        councils(
            "/v1/posts", post_id=id_of("post"), kind="ADULTE_RELAIS", title="Poste du 10e", opened_on="2018-01-02"
        ),
        councils(f"/v1/posts/{id_of('post')}/filled", facilitator_id=id_of("Nadia"), filled_on="2018-01-02"),
        councils(f"{OF_IT}/facilitators", facilitator_id=id_of("Nadia"), assigned_on="2018-01-08"),
    ),
    day(
        "2018-01-15",
        "An association carries it until the end of the year. It decides on six residents and three local actors.",
        councils(
            "/v1/hosting",
            **HERE,
            entry_id=id_of("hosting"),
            model="HOSTED",
            structure="Association des Deux Passages",
            document={"title": "Convention 2018"},
            from_on="2018-01-15",
            until_on="2018-12-31",
        ),
        councils(
            "/v1/seat-decisions",
            **HERE,
            entry_id=id_of("seats"),
            resident_seats=6,
            local_actor_seats=3,
            from_on="2018-01-15",
        ),
    ),
    day(
        "2018-01-22",
        "Two lists are deposited for the draw by lot: tenants, and volunteers.",
        councils(
            "/v1/draws",
            **HERE,
            draw_id=id_of("draw"),
            lists=[
                a_list("LANDLORD", "Locataires des Deux Passages", TENANTS),
                a_list("VOLUNTEERS", "Volontaires de l'automne", VOLUNTEERS),
            ],
            seats=6,
            reserve=3,
            prepared_on="2018-01-22",
        ),
    ),
    day(
        "2018-02-05",
        "Five dice are thrown before everybody: they are the seed.",
        councils(f"{DRAW}/held", seed=SEED, contents=[TENANTS, VOLUNTEERS], held_on="2018-02-05"),
    ),
    day("2018-02-07", "Five accept.", *called("Damien", "Lucie", "Bakary", "Rose", "Noa", on="2018-02-07")),
    day("2018-02-08", "Karim declines.", *called("Karim", on="2018-02-08", answer="DECLINED")),
    day(
        "2018-02-14",
        "His seat is offered to the first of the reserve list, Thérèse, who accepts.",
        councils(f"{DRAW}/reserve", ticket=TICKETS["Thérèse"], used_on="2018-02-14"),
        *called("Thérèse", on="2018-02-14"),
    ),
    day(
        "2018-02-26",
        "Nine members take their seats, and each declares what must be declared.",
        *(said for name in FOUNDERS for said in joins(name, "2018-02-26")),
        *(said for name in FOUNDERS for said in declares(name, "2018-02-26")),
    ),
)

WINTER: tuple[Day, ...] = (
    day("2018-02-27", "The first plenary is called.", plans("Première plénière", "PLENARY", "2018-03-05")),
    day(
        "2018-03-01",
        "The list of members goes to the prefect.",
        councils(
            "/v1/recognitions",
            **HERE,
            file_id=id_of("order"),
            members=on_the_list(*FOUNDERS),
            submitted_on="2018-03-01",
        ),
    ),
    day(
        "2018-03-06",
        "All nine came to the first plenary, an expert too, and four people of the neighbourhood. The meal is proposed.",
        holds("Première plénière", "2018-03-05", room(*FOUNDERS, guests=1, unnamed=4), "FACILITATOR"),
        proposes("Repas des passages", "SOCIAL_TIES", "2018-03-05"),
    ),
    day(
        "2018-03-12",
        "The prefect asked the mayor and the metropolis. A room is lent; a working group is called.",
        councils(f"/v1/recognitions/{id_of('order')}/consultations", authority="MAYOR", consulted_on="2018-03-08"),
        councils(
            f"/v1/recognitions/{id_of('order')}/consultations", authority="EPCI_PRESIDENT", consulted_on="2018-03-12"
        ),
        councils("/v1/premises", **HERE, title="Salle du passage", hours_a_week=6, from_on="2018-03-12"),
        plans("Groupe cadre de vie", "WORKING_GROUP", "2018-03-19"),
    ),
    day(
        "2018-03-15",
        "The City gives 2 500 euros.",
        councils(
            "/v1/budget-lines",
            **HERE,
            title="Fonctionnement",
            funder="CITY",
            year=2018,
            amount_cents=250_000,
            allocated_on="2018-03-15",
        ),
    ),
    day(
        "2018-03-18",
        "The room is taken: the working group is postponed by ten days.",
        activities(f"/v1/meetings/{id_of('Groupe cadre de vie')}/postponed", planned_on="2018-03-29", reason="NO_ROOM"),
    ),
    day("2018-03-20", "The minutes of the plenary are published.", publishes("Première plénière", "2018-03-20")),
    day(
        "2018-03-26",
        "The prefect recognises the nine.",
        councils(
            f"/v1/recognitions/{id_of('order')}/recognised",
            order_number="75-2018-03-26-001",
            recognised_on="2018-03-26",
        ),
        councils(f"{OF_IT}/stages", stage="RECOGNISED", reached_on="2018-03-26"),
    ),
    day(
        "2018-03-30",
        "The working group met; nobody counted who came. A plenary is called for the charter.",
        holds("Groupe cadre de vie", "2018-03-29", None),
        plans("Plénière de la charte", "PLENARY", "2018-04-09"),
    ),
)

SPRING: tuple[Day, ...] = (
    day(
        "2018-04-10",
        "Seven members came, and four others; nobody knows about the two who are missing. The council adopts its charter, its rules, "
        "and by five to two, one of whom said why, the meal. A fresco is proposed.",
        holds(
            "Plénière de la charte",
            "2018-04-09",
            room("Damien", "Lucie", "Bakary", "Rose", "Odile", "Youssef", "Inès", unnamed=4, unknown=2),
        ),
        councils("/v1/charters", **HERE, title="Version 1", adopted_on="2018-04-09"),
        councils("/v1/internal-rules", **HERE, title="Version 1", term_months=24, adopted_on="2018-04-09"),
        of_initiative("Repas des passages", "adopted", adopted_on="2018-04-09"),
        activities(
            "/v1/decisions",
            **HERE,
            meeting_id=id_of("Plénière de la charte"),
            title="Porter le repas des passages",
            votes_for=5,
            votes_against=2,
            abstained=0,
            dissenting_opinion="Attendre l'automne",
            decided_on="2018-04-09",
        ),
        proposes("Fresque du passage", "LIVING_ENVIRONMENT", "2018-04-09"),
        publishes("Groupe cadre de vie", "2018-04-10"),
    ),
    day(
        "2018-04-12",
        "Money is asked for the meal.",
        of_initiative(
            "Repas des passages",
            "submissions",
            submission_id=id_of("request for the meal"),
            funder="RESIDENTS_FUND",
            amount_cents=50_000,
            submitted_on="2018-04-12",
        ),
    ),
    day(
        "2018-04-16",
        "The local steering committee gives the council two seats of thirty, and Rose is sent there.",
        activities(
            "/v1/steering-bodies",
            body_id=id_of("committee"),
            kind="LOCAL_STEERING_COMMITTEE",
            name="Comité de pilotage du 10e",
            council_ids=[COUNCIL],
        ),
        councils(
            "/v1/delegations",
            **HERE,
            body_id=id_of("committee"),
            titular_seats=2,
            substitute_seats=1,
            seats_of_body=30,
            from_on="2018-04-16",
        ),
        councils(
            f"/v1/delegations/{id_of('committee')}/{COUNCIL}/representatives", **speaks("Rose"), from_on="2018-04-16"
        ),
    ),
    day(
        "2018-04-23",
        "The committee is convened for May. The minutes on the charter are published.",
        activities(
            "/v1/steering-sessions",
            session_id=id_of("May session"),
            body_id=id_of("committee"),
            planned_on="2018-05-22",
        ),
        publishes("Plénière de la charte", "2018-04-23"),
    ),
    day(
        "2018-05-04",
        "The residents' fund gives 500 euros for the meal.",
        of_initiative(
            "Repas des passages",
            "fundings",
            grant_id=id_of("first grant"),
            funder="RESIDENTS_FUND",
            amount_cents=50_000,
            funded_on="2018-05-04",
        ),
    ),
    day(
        "2018-05-15",
        "The papers of the committee came a week before. Three officers met, which nobody had planned, and adopted the fresco.",
        activities(
            "/v1/session-papers",
            **HERE,
            session_id=id_of("May session"),
            title="Bilan du contrat de ville",
            received_on="2018-05-14",
        ),
        activities(
            f"/v1/steering-sessions/{id_of('May session')}/representatives",
            **HERE,
            representative=speaks("Rose"),
            named_on="2018-05-15",
        ),
        enters_held("Bureau de mai", "BUREAU", "2018-05-14", room("Lucie", "Bakary", "Odile")),
        of_initiative("Fresque du passage", "adopted", adopted_on="2018-05-14"),
    ),
    day("2018-05-21", "Minutes of the officers.", publishes("Bureau de mai", "2018-05-21")),
    day(
        "2018-05-23",
        "Rose spoke at the committee. She asked about the lights; the landlord promised to repair the lift by the end of September.",
        activities(f"/v1/steering-sessions/{id_of('May session')}/held", held_on="2018-05-22"),
        activities(
            f"/v1/steering-sessions/{id_of('May session')}/attendance", **HERE, representatives=[speaks("Rose")]
        ),
        activities(
            "/v1/questions",
            **HERE,
            entry_id=id_of("lights"),
            title="Quand le passage sera-t-il éclairé ?",
            institution="CITY",
            session_id=id_of("May session"),
            due_on="2018-07-01",
            asked_on="2018-05-22",
        ),
        activities(
            "/v1/commitments",
            **HERE,
            entry_id=id_of("lift"),
            title="Réparer l'ascenseur",
            institution="LANDLORD",
            session_id=id_of("May session"),
            due_on="2018-09-30",
            made_on="2018-05-22",
        ),
    ),
    day(
        "2018-05-28",
        "1 200 euros are asked for the fresco. A plenary is called for June.",
        of_initiative(
            "Fresque du passage",
            "submissions",
            submission_id=id_of("request for the fresco"),
            funder="CITY",
            amount_cents=120_000,
            submitted_on="2018-05-28",
        ),
        plans("Plénière de juin", "PLENARY", "2018-06-11"),
    ),
    day(
        "2018-06-04",
        "A training is offered.",
        councils("/v1/training-offers", **HERE, title="Lire un budget", offered_on="2018-06-04"),
    ),
    day(
        "2018-06-08",
        "Too few people can come in June: the plenary is cancelled. The City adds 300 euros for the meal.",
        activities(f"/v1/meetings/{id_of('Plénière de juin')}/cancelled", reason="TOO_FEW_PEOPLE"),
        of_initiative(
            "Repas des passages",
            "fundings",
            grant_id=id_of("second grant"),
            funder="CITY",
            amount_cents=30_000,
            funded_on="2018-06-08",
        ),
    ),
    day("2018-06-11", "The meal is prepared.", of_initiative("Repas des passages", "started", started_on="2018-06-11")),
    day(
        "2018-06-18",
        "Six followed the training.",
        activities("/v1/trainings", **HERE, title="Lire un budget", headcount=6, held_on="2018-06-16"),
    ),
    day(
        "2018-06-20",
        "The City answers about the lights, in part.",
        activities(
            "/v1/answers",
            **HERE,
            about_id=id_of("lights"),
            outcome="PARTLY",
            title="Deux lampes sur cinq",
            answered_on="2018-06-20",
        ),
    ),
    day(
        "2018-06-25",
        "The meal took place.",
        of_initiative("Repas des passages", "completed", completed_on="2018-06-23"),
    ),
)
