from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from tests.support.house import Caller, House

ANNA, BILAL, CHLOE = (str(uuid4()) for _ in range(3))
AGREEMENT = {"number": "AR 075 17 0012", "from_on": "2017-01-01", "until_on": "2019-12-31"}
POST_3 = {"kind": "ADULTE_RELAIS", "title": "Poste 3", "agreement": AGREEMENT, "opened_on": "2017-01-02"}


def establish(councils: Caller, council: str, since: str = "2016-11-01") -> None:
    councils.record(
        "/v1/councils",
        {"council_id": council, "name": "Conseil citoyen", "arrondissement": "18", "established_on": since},
    )


def assign(councils: Caller, council: str, person: str, on: str) -> str:
    done = councils.record(f"/v1/councils/{council}/facilitators", {"facilitator_id": person, "assigned_on": on})
    return str(done["after"])


def unassign(councils: Caller, council: str, person: str, on: str) -> str:
    done = councils.record(f"/v1/councils/{council}/facilitators/{person}/end", {"unassigned_on": on})
    return str(done["after"])


def files(answer: Any) -> list[str]:
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    lines: list[str] = answer.content.decode("utf-8-sig").split("\r\n")
    return lines[:-1]


def test_the_life_of_a_post_from_its_opening_to_its_closing(town: House) -> None:
    councils = town.councils
    own = str(uuid4())
    post = f"/v1/posts/{councils.record('/v1/posts', POST_3 | {'title': f'Poste 3 {own}'})['id']}"
    councils.record(f"{post}/recruitment", {"step": "ADVERTISED", "taken_on": "2017-01-10"})
    councils.record(f"{post}/recruitment", {"step": "INTERVIEWS_HELD", "heads": 4, "taken_on": "2017-02-10"})
    councils.record(f"{post}/recruitment", {"step": "CANDIDATE_CHOSEN", "taken_on": "2017-02-12"})
    step = {"step": "CANDIDATE_CHOSEN", "taken_on": "2017-02-12", "reason": "ENTERED_BY_MISTAKE"}
    assert councils.post(f"{post}/recruitment/withdrawn", step).status_code == 428
    councils.record(f"{post}/recruitment/withdrawn", step, if_match=4)
    unknown = councils.post(f"{post}/recruitment/withdrawn", step | {"step": "ADVERTISED"}, if_match=5)
    assert (unknown.status_code, unknown.json()["type"]) == (404, "/problems/unknown-step")
    councils.record(f"{post}/filled", {"facilitator_id": BILAL, "filled_on": "2017-02-27"})
    wrong = {"facilitator_id": BILAL, "filled_on": "2017-02-27", "reason": "ENTERED_BY_MISTAKE"}
    assert councils.post(f"{post}/filling/withdrawn", wrong).status_code == 428
    assert councils.post(f"{post}/filling/withdrawn", wrong, if_match=5).status_code == 412
    councils.record(f"{post}/filling/withdrawn", wrong, if_match=6)
    filled = councils.record(f"{post}/filled", {"facilitator_id": ANNA, "filled_on": "2017-03-01"})
    again = councils.record(f"{post}/filled", {"facilitator_id": ANNA, "filled_on": "2017-03-01"})
    assert again["version"] == filled["version"] == 8

    refused = councils.post(f"{post}/filled", {"facilitator_id": BILAL, "filled_on": "2017-04-01"})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/post-already-filled")
    assert refused.json()["errors"][0]["pointer"] == "/facilitator_id"

    renewal = {"number": "AR 075 20 0003", "from_on": "2020-01-01", "until_on": "2022-12-31"}
    councils.record(f"{post}/agreement", {"agreement": renewal})
    councils.record(f"{post}/vacated", {"vacated_on": "2019-06-01", "reason": "RESIGNED"})
    bis = {"kind": "ADULTE_RELAIS", "title": f"Poste 3 bis {own}", "opened_on": "2017-01-03"}
    correction = bis | {"reason": "TYPING_ERROR"}
    councils.record(f"{post}/corrected", correction, if_match=10)
    refused = councils.post(f"{post}/withdrawn", {"reason": "ENTERED_BY_MISTAKE"}, if_match=11)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/post-was-filled")
    last = councils.record(f"{post}/closed", {"closed_on": "2020-01-01"})

    seen = councils.get(post, after=last["after"])
    assert seen.headers["ETag"] == '"12"'
    body = seen.json()
    assert (body["title"], body["opened_on"], body["closed_on"]) == (bis["title"], "2017-01-03", "2020-01-01")
    assert (body["agreement_number"], body["agreement_until_on"]) == ("AR 075 20 0003", "2022-12-31")
    assert [(one["facilitator_id"], one["filled_on"], one["vacated_on"]) for one in body["tenures"]] == [
        (ANNA, "2017-03-01", "2019-06-01")
    ]
    assert [(one["step"], one["heads"]) for one in body["recruitment"]] == [
        ("ADVERTISED", None),
        ("INTERVIEWS_HELD", 4),
    ]

    history = councils.get(f"{post}/history").json()["history"]
    assert [one["type"].split(".")[1] for one in history] == [
        *("post-opened", "recruitment-step-taken", "recruitment-step-taken", "recruitment-step-taken"),
        *("recruitment-step-withdrawn", "post-filled", "filling-withdrawn"),
        *("post-filled", "post-renewed", "post-vacated", "post-corrected", "post-closed"),
    ]
    assert history[10]["fact"]["before"]["title"] == f"Poste 3 {own}"

    def status(on: str) -> list[str]:
        return [one["status"] for one in councils.get("/v1/posts", q=own, on=on).json()["posts"]]

    assert status("2017-01-02") == []
    assert status("2017-02-28") == ["VACANT"]
    assert status("2017-03-01") == status("2019-05-31") == ["FILLED"]
    assert status("2019-06-01") == ["VACANT"]
    assert status("2020-01-01") == ["CLOSED"]


def test_a_renewal_that_is_taken_back_is_seen_no_more(town: House) -> None:
    councils, mistake = town.councils, {"reason": "ENTERED_BY_MISTAKE"}
    bare = {name: value for name, value in POST_3.items() if name != "agreement"}
    post = f"/v1/posts/{councils.record('/v1/posts', bare)['id']}"
    for until in ("2019-12-31", "2022-12-31"):
        councils.record(f"{post}/agreement", {"agreement": AGREEMENT | {"until_on": until}})
    assert councils.post(f"{post}/agreement/withdrawn", mistake).status_code == 428
    for version, standing in ((3, "2019-12-31"), (4, None)):
        last = councils.record(f"{post}/agreement/withdrawn", mistake, if_match=version)
        seen = councils.get(post, after=last["after"])
        assert (seen.headers["ETag"], seen.json()["agreement_until_on"]) == (f'"{version + 1}"', standing)
    assert (seen.json()["agreement_number"], seen.json()["agreement_from_on"]) == (None, None)


def test_posts_are_found_filtered_paged_and_exported(house: House) -> None:
    councils = house.start("councils").councils
    renewed = AGREEMENT | {"number": "AR 075 26 0001", "until_on": "2027-06-30"}
    held = councils.record("/v1/posts", POST_3 | {"agreement": renewed})
    councils.record(f"/v1/posts/{held['id']}/filled", {"facilitator_id": ANNA, "filled_on": "2017-03-01"})
    councils.record("/v1/posts", {"kind": "COORDINATOR", "title": "Coordination 100 %", "opened_on": "2017-01-02"})
    councils.record("/v1/posts", POST_3 | {"title": "Poste 4"})
    mistaken = councils.record("/v1/posts", POST_3 | {"title": "Poste 4 bis"})
    gone = councils.record(f"/v1/posts/{mistaken['id']}/withdrawn", {"reason": "ENTERED_TWICE"}, if_match=1)

    def titles(**query: Any) -> list[str]:
        return [one["title"] for one in councils.get("/v1/posts", after=gone["after"], **query).json()["posts"]]

    assert titles() == ["Coordination 100 %", "Poste 3", "Poste 4"]
    assert titles(status="FILLED") == ["Poste 3"]
    assert titles(status="VACANT", kind="ADULTE_RELAIS") == ["Poste 4"]
    assert titles(q="poste") == ["Poste 3", "Poste 4"]
    assert titles(q="075 26") == ["Poste 3"]
    assert titles(q="%") == ["Coordination 100 %"]
    assert titles(agreement_ends_before="2027-06-30") == ["Poste 4"]
    assert titles(agreement_ends_before="2027-07-01") == ["Poste 3", "Poste 4"]

    first = councils.get("/v1/posts", limit=2)
    assert 'rel="next"' in first.headers["Link"]
    assert titles(limit=2, cursor=first.json()["next"]) == ["Poste 4"]
    assert councils.get("/v1/posts", cursor="nonsense").status_code == 422

    header, *rows = files(councils.get("/v1/posts", status="FILLED", format="csv"))
    assert header.startswith("Poste;Nature;Situation;")
    assert rows == [
        f"Poste 3;adulte-relais;pourvu;{ANNA};AR 075 26 0001;01/01/2017;30/06/2027;02/01/2017;;{held['id']}"
    ]
    assert councils.get(f"/v1/posts/{mistaken['id']}").status_code == 404
    assert len(councils.get(f"/v1/posts/{mistaken['id']}/history").json()["history"]) == 2
    assert councils.post("/v1/replays").json()["equal"] is True


def test_an_absence_its_covers_and_its_return(house: House) -> None:
    councils = house.start("councils").councils
    establish(councils, "CC18")
    establish(councils, "CC19")
    assign(councils, "CC18", ANNA, "2018-01-08")
    for covering in (BILAL, CHLOE):
        assign(councils, "CC19", covering, "2018-01-08")
    said = {"facilitator_id": ANNA, "from_on": "2018-03-05", "expected_until_on": "2018-03-16"}
    absence = f"/v1/absences/{councils.record('/v1/absences', said)['id']}"
    for day in ("2018-03-05", "2018-03-19"):
        overlapping = councils.post("/v1/absences", {"facilitator_id": ANNA, "from_on": day})
        assert (overlapping.status_code, overlapping.json()["type"]) == (409, "/problems/away-already")
        assert absence.rpartition("/")[2] in overlapping.json()["errors"][0]["message"]
    councils.record(f"{absence}/covers", {"council_id": "CC18", "covered_by": BILAL, "from_on": "2018-03-05"})
    unknown = councils.post(f"{absence}/covers", {"council_id": "CC99", "covered_by": BILAL, "from_on": "2018-03-05"})
    assert (unknown.status_code, unknown.json()["type"]) == (422, "/problems/unknown-council")
    councils.record(f"{absence}/covers", {"council_id": "CC18", "covered_by": CHLOE, "from_on": "2018-03-12"})
    longer = {"from_on": "2018-03-05", "expected_until_on": "2018-03-30", "reason": "BETTER_SOURCE"}
    councils.record(f"{absence}/corrected", longer, if_match=3)

    seen = councils.get(absence, after=councils.record(f"{absence}/end", {"back_on": "2018-03-26"})["after"])
    assert seen.headers["ETag"] == '"5"'
    assert (seen.json()["expected_until_on"], seen.json()["back_on"]) == ("2018-03-30", "2018-03-26")
    assert [one["covered_by"] for one in seen.json()["covers"]] == [BILAL, CHLOE]
    other = councils.record("/v1/absences", {"facilitator_id": ANNA, "from_on": "2018-03-26"})
    assert councils.get(absence, after=other["after"]).json()["overlaps"] == []
    wrong = {"from_on": "2018-03-05", "back_on": "2018-03-27", "reason": "TYPING_ERROR"}
    overlapping = councils.post(f"{absence}/corrected", wrong, if_match=5)
    assert (overlapping.status_code, overlapping.json()["type"]) == (409, "/problems/away-already")

    def away(**query: Any) -> list[str]:
        return [one["from_on"] for one in councils.get("/v1/absences", **query).json()["absences"]]

    assert away(on="2018-03-04") == []
    assert away(on="2018-03-05") == ["2018-03-05"]
    assert away(on="2018-03-25") == ["2018-03-05"]
    assert away(on="2018-03-26") == ["2018-03-26"]
    assert away(council="CC18", facilitator=ANNA) == ["2018-03-05", "2018-03-26"]
    assert away(council="CC19") == away(facilitator=BILAL) == []

    def anna(on: str) -> Any:
        return next(one for one in councils.get("/v1/team", on=on).json()["people"] if one["facilitator_id"] == ANNA)

    assert anna("2018-03-04")["absence"] is None
    assert [one["covered_by"] for one in anna("2018-03-11")["absence"]["covers"]] == [BILAL]
    assert [one["covered_by"] for one in anna("2018-03-12")["absence"]["covers"]] == [CHLOE]
    covering = councils.get("/v1/team", on="2018-03-12").json()["people"]
    assert {"council_id": "CC18", "facilitator_id": ANNA} in next(
        one["covers_for"] for one in covering if one["facilitator_id"] == CHLOE
    )

    assert files(councils.get("/v1/absences", on="2018-03-05", format="csv"))[1].startswith(
        f"{ANNA};05/03/2018;30/03/2018;26/03/2018;"
    )
    history = councils.get(f"{absence}/history").json()["history"]
    assert [one["type"].split(".")[1] for one in history] == [
        *("absence-began", "cover-arranged", "cover-arranged", "absence-corrected", "absence-ended")
    ]
    gone = councils.record(f"{absence}/withdrawn", {"reason": "ENTERED_BY_MISTAKE"}, if_match=5)
    assert councils.get(absence, after=gone["after"]).status_code == 404
    assert away() == ["2018-03-26"]

    for who in (BILAL, CHLOE):
        cover = {"council_id": "CC18", "covered_by": who, "from_on": "2018-03-26"}
        councils.record(f"/v1/absences/{other['id']}/covers", cover)
    wrong = {"council_id": "CC18", "reason": "ENTERED_TWICE"}
    councils.record(f"/v1/absences/{other['id']}/covers/withdrawn", wrong, if_match=3)
    assert councils.post("/v1/replays").json()["equal"] is True


def test_a_cover_is_taken_back_and_the_council_has_who_it_had_before(town: House, council: str) -> None:
    councils, other = town.councils, f"{council}-B"
    anna, bilal, chloe = (str(uuid4()) for _ in range(3))
    establish(councils, other)
    assign(councils, council, anna, "2018-01-08")
    for covering in (bilal, chloe):
        assign(councils, other, covering, "2018-01-08")
    decided = {"council_id": council, "resident_seats": 1, "local_actor_seats": 0, "from_on": "2018-01-08"}
    councils.record("/v1/seat-decisions", decided)
    begun = councils.record("/v1/absences", {"facilitator_id": anna, "from_on": "2018-03-05"})
    absence = f"/v1/absences/{begun['id']}"
    for covered, who, day in (
        (council, bilal, "2018-03-05"),
        (other, chloe, "2018-03-05"),
        (council, chloe, "2018-03-12"),
    ):
        councils.record(f"{absence}/covers", {"council_id": covered, "covered_by": who, "from_on": day})

    def answering(on: str) -> tuple[list[tuple[str, str]], list[str]]:
        """Who covers for which council on that day, and who holds what is open for the council that Anna supports."""
        last = f"councils@{councils.get('/v1/log/head').json()['position']}"
        people = councils.get("/v1/team", on=on, after=last).json()["people"]
        away = next(one["absence"] for one in people if one["facilitator_id"] == anna)
        (open_one,) = councils.get(f"/v1/councils/{council}/open-matters", on=on, after=last).json()["open_matters"]
        return [(one["council_id"], one["covered_by"]) for one in away["covers"]], open_one["holders"]

    assert answering("2018-03-12") == ([(council, chloe), (other, chloe)], [chloe])
    wrong = {"council_id": council, "reason": "ENTERED_BY_MISTAKE"}
    assert councils.post(f"{absence}/covers/withdrawn", wrong).status_code == 428
    assert councils.post(f"{absence}/covers/withdrawn", wrong, if_match=3).status_code == 412
    councils.record(f"{absence}/covers/withdrawn", wrong, if_match=4)
    assert answering("2018-03-12") == ([(council, bilal), (other, chloe)], [bilal])
    councils.record(f"{absence}/covers/withdrawn", wrong, if_match=5)
    assert answering("2018-03-12") == ([(other, chloe)], [])
    again = councils.record(f"{absence}/covers/withdrawn", wrong, if_match=6)
    assert again["version"] == 6, "said twice, recorded once"
    refused = councils.post(f"{absence}/covers/withdrawn", wrong | {"reason": "ENTERED_TWICE"}, if_match=6)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/not-covered")
    assert refused.json()["errors"][0]["pointer"] == "/council_id"

    seen = councils.get(absence)
    assert seen.headers["ETag"] == '"6"'
    assert [one["council_id"] for one in seen.json()["covers"]] == [other]
    assert councils.get("/v1/absences", council=other).json()["absences"] != []
    assert councils.post(f"{absence}/covers/withdrawn", wrong | {"council_id": "18"}, if_match=6).status_code == 422
    history = councils.get(f"{absence}/history").json()["history"]
    assert [(one["fact"]["covered_by"], one["fact"]["former_covered_by"]) for one in history[4:]] == [
        (chloe, bilal),
        (bilal, None),
    ]
    gone = councils.record(f"{absence}/withdrawn", {"reason": "ENTERED_BY_MISTAKE"}, if_match=6)
    assert councils.get(absence, after=gone["after"]).status_code == 404
    refused = councils.post(f"{absence}/covers/withdrawn", wrong, if_match=7)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/absence-was-withdrawn")


def test_councils_that_nobody_supports_are_told_with_the_day_since_when(town: House, council: str) -> None:
    councils = town.councils
    younger = f"{council}-B"
    establish(councils, younger, since="2018-05-01")
    assign(councils, council, ANNA, "2018-01-08")
    unassign(councils, council, ANNA, "2018-06-01")
    last = assign(councils, council, BILAL, "2018-06-18")

    def alone(on: str) -> list[tuple[str, str, int, bool]]:
        rows = councils.get("/v1/team", on=on, after=last).json()["councils_without_facilitator"]
        return [
            (one["council_id"], one["since_on"], one["days"], one["never_assigned"])
            for one in rows
            if one["council_id"] in {council, younger}
        ]

    assert alone("2018-01-07") == [(council, "2016-11-01", 433, True)]
    assert alone("2018-01-08") == []
    assert alone("2018-05-31") == [(younger, "2018-05-01", 31, True)]
    assert alone("2018-06-01")[0] == (council, "2018-06-01", 1, False)
    assert alone("2018-06-15")[0] == (council, "2018-06-01", 15, False)
    assert alone("2018-06-18") == [(younger, "2018-05-01", 49, True)]


def test_coverage_counts_working_days_before_at_and_after_the_assignment(town: House, council: str) -> None:
    councils = town.councils
    assign(councils, council, ANNA, "2018-05-14")
    last = unassign(councils, council, ANNA, "2018-05-22")
    coverage = f"/v1/councils/{council}/coverage"

    def covered(first: str, to: str) -> tuple[int, int]:
        answer = councils.get(coverage, from_=first, to=to, after=last).json()
        return answer["days_with_facilitator"], answer["working_days"]

    assert covered("2018-05-01", "2018-05-13") == (0, 6), "neither weekends nor the 1st, the 8th and the 10th"
    assert covered("2018-05-14", "2018-05-14") == (1, 1)
    assert covered("2018-05-01", "2018-05-31") == (5, 19), "the 14th to the 18th: Whit Monday is no working day"
    assert covered("2018-05-22", "2018-05-31") == (0, 8)
    assert covered("2018-05-19", "2018-05-20") == (0, 0)
    backwards = councils.get(coverage, from_="2018-05-02", to="2018-05-01")
    assert (backwards.status_code, backwards.json()["errors"][0]["pointer"]) == (422, "/query/to")
    unknown = f"/v1/councils/{council}-B/coverage"
    assert councils.get(unknown, from_="2018-05-01", to="2018-05-02").status_code == 404


def test_the_file_of_a_person_says_where_they_work_and_nothing_of_how_much(town: House, council: str) -> None:
    councils = town.councils
    dora = str(uuid4())
    post = councils.record("/v1/posts", POST_3)["id"]
    councils.record(f"/v1/posts/{post}/filled", {"facilitator_id": dora, "filled_on": "2017-03-01"})
    last = assign(councils, council, dora, "2018-01-08")
    file = councils.get(f"/v1/facilitators/{dora}", after=last).json()
    assert [(one["title"], one["filled_on"], one["vacated_on"]) for one in file["posts"]] == [
        ("Poste 3", "2017-03-01", None)
    ]
    assert [(one["council_id"], one["assigned_on"]) for one in file["assignments"]] == [(council, "2018-01-08")]
    assert set(file) == {
        *("facilitator_id", "on", "posts", "assignments", "absences"),
        *("inductions", "trainings", "immersion_visits", "qualifications"),
    }
    people = councils.get("/v1/team", on="2018-01-08").json()["people"]
    team = [one for one in people if one["facilitator_id"] == dora]
    assert [set(one) for one in team] == [{"facilitator_id", "posts", "councils", "absence", "covers_for"}]
    assert (team[0]["councils"], team[0]["posts"][0]["title"]) == ([council], "Poste 3")
    assert councils.get(f"/v1/facilitators/{uuid4()}").status_code == 404


def test_somebody_whom_nobody_said_to_be_of_the_team_is_unknown(town: House, council: str) -> None:
    councils = town.councils
    anna, nobody = str(uuid4()), str(uuid4())
    assign(councils, council, anna, "2018-01-08")
    absence = councils.record("/v1/absences", {"facilitator_id": anna, "from_on": "2018-03-05"})["id"]
    handover = {"council_id": council, "opened_on": "2018-03-05"}
    for path, body, pointer in (
        ("/v1/absences", {"facilitator_id": nobody, "from_on": "2018-03-05"}, "/facilitator_id"),
        (
            f"/v1/absences/{absence}/covers",
            {"council_id": council, "covered_by": nobody, "from_on": "2018-03-05"},
            "/covered_by",
        ),
        (
            "/v1/handovers",
            handover | {"from_facilitator_id": nobody, "to_facilitator_id": anna},
            "/from_facilitator_id",
        ),
        ("/v1/handovers", handover | {"from_facilitator_id": anna, "to_facilitator_id": nobody}, "/to_facilitator_id"),
    ):
        answer = councils.post(path, body)
        assert (answer.status_code, answer.json()["type"]) == (422, "/problems/unknown-team-member")
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    visit = {"facilitator_id": nobody, "structure": "Mairie", "visited_on": "2018-02-01"}
    councils.record("/v1/immersion-visits", visit)
    councils.record("/v1/absences", {"facilitator_id": nobody, "from_on": "2018-03-05"})


def test_who_holds_two_posts_at_a_time_is_told_and_not_refused(town: House) -> None:
    councils, person = town.councils, str(uuid4())
    for title, day in (("Poste 7", "2018-01-08"), ("Coordination", "2018-06-01")):
        post = councils.record("/v1/posts", {"kind": "FACILITATOR", "title": title, "opened_on": "2018-01-01"})
        filled = {"facilitator_id": person, "filled_on": day}
        last = councils.record(f"/v1/posts/{post['id']}/filled", filled)

    def warnings(on: str) -> list[dict[str, Any]]:
        told = councils.get("/v1/team", on=on, after=last["after"]).json()["warnings"]
        return [one for one in told if one["facilitator_id"] == person]

    assert warnings("2018-05-31") == []
    assert warnings("2018-06-01") == [
        {
            "code": "two-posts-at-once",
            "facilitator_id": person,
            "number": 2,
            "titles": "Coordination, Poste 7",
            "message": "Une même personne occupe 2 postes ce jour-là : Coordination, Poste 7. Un départ est peut-être à saisir.",
            "message_en": "One person holds 2 posts on that day: Coordination, Poste 7. Perhaps somebody left one of them.",
        }
    ]


def test_bad_input_about_the_team_names_the_field(town: House) -> None:
    councils = town.councils
    nobody = f"/v1/posts/{uuid4()}"

    def told(path: str, body: Any) -> tuple[int, str]:
        answer = councils.post(path, body)
        return answer.status_code, answer.json()["errors"][0]["pointer"]

    assert told("/v1/posts", POST_3 | {"kind": "MANAGER"}) == (422, "/kind")
    assert told("/v1/posts", POST_3 | {"opened_on": 3}) == (422, "/opened_on")
    assert told("/v1/posts", POST_3 | {"agreement": AGREEMENT | {"until_on": "2016-12-31"}}) == (
        422,
        "/agreement/until_on",
    )
    assert told(f"{nobody}/recruitment", {"step": "ADVERTISED", "heads": 1.5, "taken_on": "2017-01-10"}) == (
        422,
        "/heads",
    )
    assert told("/v1/absences", {"facilitator_id": ANNA, "from_on": "2018-03-05", "reason": "…"}) == (422, "/reason")
    assert told("/v1/absences", {"facilitator_id": "Anna", "from_on": "2018-03-05"}) == (422, "/facilitator_id")
    assert councils.get("/v1/absences", council="dix-huit").status_code == 422
    assert councils.get("/v1/posts", status="BUSY").status_code == 422
    assert councils.get("/v1/posts", q="\0").status_code == 422
    for path, body in (
        (f"{nobody}/filled", {"facilitator_id": ANNA, "filled_on": "2018-01-01"}),
        (f"/v1/absences/{uuid4()}/end", {"back_on": "2018-01-01"}),
        (f"/v1/handovers/{uuid4()}/lines/1/acceptance", {"accepted_on": "2018-01-01"}),
    ):
        assert councils.post(path, body).status_code == 404
    assert councils.get(nobody).status_code == councils.get(f"/v1/handovers/{uuid4()}").status_code == 404
