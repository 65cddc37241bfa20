"""How an invented council begins, who sits in it, where, and who of the team supports it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from deploy.local.invented.diary import Person, invented
from deploy.local.invented.names import FAMILY, GIVEN, PLACES
from services.councils.draw.domain.method import draw, pool_of
from shared.contracts.councils.draw import DrawList

if TYPE_CHECKING:
    from deploy.local.invented.diary import Diary

LISTS = (("LANDLORD", "Locataires"), ("VOLUNTEERS", "Volontaires"))
TICKETS_OF_A_LIST, RESERVE = 14, 4
NEW_LIST = date(2024, 1, 1)
"""First day of the perimeters of 2024 (décret n° 2023-1314 du 28 décembre 2023)."""
AGES = ("18_25", "26_39", "40_59", "60_PLUS")
LEAVES_IN, REPLACED_IN = 34, 38
"""Weeks in which a resident leaves and another of the reserve list comes."""


@dataclass(frozen=True, slots=True)
class Roster:
    """Who sits from the beginning; who leaves, and who comes then."""

    founders: list[Person]
    leaver: Person
    comer: Person

    def on(self, day: date, diary: Diary) -> list[Person]:
        """Who sits on a day."""
        gone, come = day >= diary.day(LEAVES_IN, 0), day >= diary.day(REPLACED_IN, 0)
        return [one for one in self.founders if not (gone and one is self.leaver)] + ([self.comer] if come else [])


def found(diary: Diary) -> Roster:
    """Everything that makes a council: territory, carrier, team, draw, members, recognition, means."""
    _establish(diary)
    _support(diary)
    roster = _draw_by_lot(diary)
    _be_recognised(diary, roster.founders)
    _have_means(diary)
    _change_perimeters(diary, roster.founders)
    _replace(diary, roster)
    return roster


def _establish(diary: Diary) -> None:
    on, number = diary.day(0, 0), diary.arrondissement
    _list_district(diary, on, f"QP9990{number}", "2015", date(2015, 1, 1), [])
    name = invented(f"Conseil citoyen du {number}e")
    diary.councils(on, "/v1/councils", **diary.here, name=name, arrondissement=number, established_on=on)
    diary.councils(on, f"{diary.of_it}/stages", stage="CONSTITUTION", reached_on=on)
    diary.councils(on, f"{diary.of_it}/districts", district_code=f"QP9990{number}", generation="2015", from_on=on)
    diary.councils(
        diary.day(0, 2),
        "/v1/hosting",
        **diary.here,
        model="OWN_ASSOCIATION" if number == "18" else "HOSTED",
        structure=invented("Association des Conteurs"),
        document={"title": invented("Convention")},
        from_on=diary.day(0, 2),
    )


def _list_district(diary: Diary, on: date, code: str, generation: str, since: date, predecessors: list[str]) -> None:
    place = PLACES[int(diary.arrondissement) % len(PLACES)]
    diary.councils(
        on,
        "/v1/districts",
        district_code=code,
        generation=generation,
        name=invented(f"Quartier {place}"),
        arrondissements=[diary.arrondissement],
        valid_from_on=since,
        valid_until_on=NEW_LIST - timedelta(days=1) if generation == "2015" else None,
        perimeter="MODIFIED" if predecessors else "NOT_STATED",
        predecessors=predecessors,
        list_digest=hashlib.sha256(f"invented {generation}".encode()).hexdigest(),
    )


def _support(diary: Diary) -> None:
    """A facilitator comes, is away, leaves; the post is vacant for twelve weeks; another comes."""
    first, second, post = diary.id_of("first facilitator"), diary.id_of("second facilitator"), diary.id_of("post")
    away, gone, back = diary.day(40, 0), diary.day(43, 0), diary.day(56, 0)
    start = diary.day(0, 0)
    post_path, team = f"/v1/posts/{post}", f"{diary.of_it}/facilitators"
    title = invented(f"Poste du {diary.arrondissement}e")
    diary.councils(start, "/v1/posts", post_id=post, kind="ADULTE_RELAIS", title=title, opened_on=start)
    diary.councils(start, f"{post_path}/filled", facilitator_id=first, filled_on=start)
    diary.councils(start, team, facilitator_id=first, assigned_on=start)
    absence = diary.id_of("absence")
    days = {"from_on": away, "expected_until_on": gone - timedelta(days=1)}
    diary.councils(away, "/v1/absences", absence_id=absence, facilitator_id=first, **days)
    cover = diary.id_of("cover")
    diary.councils(start, "/v1/inductions", facilitator_id=cover, title=invented("Prise de poste"), done_on=start)
    diary.councils(away, f"/v1/absences/{absence}/covers", **diary.here, covered_by=cover, from_on=away)
    diary.councils(gone, f"{team}/{first}/end", unassigned_on=gone, reason="LEFT_THE_TEAM")
    diary.councils(gone, f"{post_path}/vacated", vacated_on=gone, reason="RESIGNED")
    diary.councils(gone, f"{post_path}/recruitment", step="ADVERTISED", taken_on=gone)
    diary.councils(diary.day(55, 1), f"{post_path}/recruitment", step="CANDIDATE_CHOSEN", taken_on=diary.day(55, 1))
    diary.councils(back, f"{post_path}/filled", facilitator_id=second, filled_on=back)
    diary.councils(back, team, facilitator_id=second, assigned_on=back)


def _draw_by_lot(diary: Diary) -> Roster:
    """Residents are drawn; one declines, and the first of the reserve list is called."""
    seats = diary.chance.randrange(4, 7)
    actors = diary.chance.randrange(2, 4)
    decided = diary.day(1, 0)
    diary.councils(
        decided, "/v1/seat-decisions", **diary.here, resident_seats=seats, local_actor_seats=actors, from_on=decided
    )
    lists, contents, seed = _lists(diary)
    slips = draw(seed, pool_of([DrawList(**one) for one in lists], contents), seats + RESERVE)
    path = f"/v1/draws/{diary.id_of('draw')}"
    said = {"draw_id": diary.id_of("draw"), "lists": lists, "seats": seats, "reserve": RESERVE}
    diary.councils(diary.day(1, 1), "/v1/draws", **diary.here, **said, prepared_on=diary.day(1, 1))
    diary.councils(diary.day(3, 2), f"{path}/held", seed=seed, contents=contents, held_on=diary.day(3, 2))
    declines = diary.chance.randrange(seats)
    seated = [slip for rank, slip in enumerate(slips[: seats + 1]) if rank != declines]
    for rank, slip in enumerate(slips[: seats + 1]):
        week = 6 if rank == seats else 4
        if rank == seats:
            diary.councils(diary.day(6, 0), f"{path}/reserve", ticket=slip.ticket, used_on=diary.day(6, 0))
        _answers(diary, slip.ticket, week, "DECLINED" if rank == declines else "ACCEPTED")
    residents = [_person(diary, "RESIDENT", slip.gender.value, slip.ticket) for slip in seated]
    locals_ = [_person(diary, "LOCAL_ACTOR", diary.chance.choice("FM"), None) for _ in range(actors)]
    for person in (*residents, *locals_):
        _welcome(diary, person, diary.day(8, 0), {"recruitment": "LOT" if person.ticket else "OUTREACH"})
    comer = slips[seats + 1]
    return Roster(
        [*residents, *locals_],
        diary.chance.choice(residents),
        _person(diary, "RESIDENT", comer.gender.value, comer.ticket),
    )


def _lists(diary: Diary) -> tuple[list[dict[str, Any]], list[str], str]:
    """Two lists of tickets, and the seed that is said in public."""
    numbers = diary.chance.sample(range(1000, 10_000), TICKETS_OF_A_LIST * len(LISTS))
    lists, contents = [], []
    for rank, (kind, title) in enumerate(LISTS):
        mine = numbers[rank * TICKETS_OF_A_LIST : (rank + 1) * TICKETS_OF_A_LIST]
        content = "".join(f"T{number};{diary.chance.choice(('F', 'F', 'M', 'M', 'NOT_DECLARED'))}\n" for number in mine)
        digest = hashlib.sha256(content.encode()).hexdigest()
        lists.append({"kind": kind, "title": invented(title), "tickets": len(mine), "digest": digest})
        contents.append(content)
    dice = " ".join(str(diary.chance.randint(1, 6)) for _ in range(6))
    return lists, contents, f"Dés inventés du {diary.arrondissement}e : {dice}"


def _answers(diary: Diary, ticket: str, week: int, answer: str) -> None:
    path = f"/v1/draws/{diary.id_of('draw')}"
    called, answered = diary.day(week), diary.day(week + 1)
    reached = {"ticket": ticket, "method": "LETTER", "was_reached": True}
    diary.councils(called, f"{path}/contacts", **reached, contacted_on=called)
    diary.councils(answered, f"{path}/answers", ticket=ticket, answer=answer, answered_on=answered)


def _person(diary: Diary, college: str, gender: str, ticket: str | None) -> Person:
    """Somebody who does not exist."""
    person_id = diary.id_of(ticket or f"somebody {diary.chance.random()}")
    age_band, given, family = (diary.chance.choice(all_) for all_ in (AGES, GIVEN, FAMILY))
    return Person(person_id, college, gender, age_band, given, family, ticket)


def _welcome(diary: Diary, person: Person, on: date, how: dict[str, str]) -> None:
    """A name for the vault, a membership, the seat of a ticket, and what a member declares."""
    who = {"person_id": person.person_id}
    names = {"given_name": person.given_name, "family_name": invented(person.family_name)}
    diary.councils(on, "/v1/people", **who, details=names, legal_basis="MEMBERSHIP", registered_on=on)
    counted = {"college": person.college, "gender": person.gender, "age_band": person.age_band}
    drawn = {"draw_id": diary.id_of("draw")} if person.ticket else {}
    diary.councils(on, f"{diary.of_it}/members", **who, **counted, **drawn, **how, joined_on=on)
    declared = diary.here | who | {"incompatibility": "NONE", "declared_on": on}
    if person.ticket is None:
        diary.councils(on, "/v1/incompatibilities", **declared, institution_link="NONE")
        return
    diary.councils(on, "/v1/incompatibilities", **declared)
    diary.councils(on, f"/v1/draws/{diary.id_of('draw')}/seats", **who, ticket=person.ticket, seated_on=on)
    _check_residence(diary, person, on, f"QP9990{diary.arrondissement}" if on < NEW_LIST else _new_code(diary))


def _check_residence(diary: Diary, person: Person, on: date, code: str) -> None:
    lives = {"person_id": person.person_id, "lives_in_district": True, "district_code": code, "checked_on": on}
    diary.councils(on, "/v1/residence-checks", **diary.here, **lives)


def _be_recognised(diary: Diary, founders: list[Person]) -> None:
    file_id, on = diary.id_of("recognition"), diary.day(13, 0)
    members = [{"person_id": one.person_id, "college": one.college, "role": "TITULAR"} for one in founders]
    sent = diary.day(8, 3)
    diary.councils(sent, "/v1/recognitions", **diary.here, file_id=file_id, members=members, submitted_on=sent)
    for authority in ("MAYOR", "EPCI_PRESIDENT"):
        asked = diary.day(10)
        diary.councils(asked, f"/v1/recognitions/{file_id}/consultations", authority=authority, consulted_on=asked)
    number = f"INV-2023-{diary.arrondissement}"
    diary.councils(on, f"/v1/recognitions/{file_id}/recognised", order_number=number, recognised_on=on)
    diary.councils(on, f"{diary.of_it}/stages", stage="RECOGNISED", reached_on=on)
    diary.councils(diary.day(26, 4), f"{diary.of_it}/stages", stage="ACTIVE", reached_on=diary.day(26, 4))


def _have_means(diary: Diary) -> None:
    adopted, lent = diary.day(9, 1), diary.day(11, 1)
    diary.councils(adopted, "/v1/charters", **diary.here, title=invented("Charte"), adopted_on=adopted)
    rules = {"title": invented("Règlement"), "term_months": 36}
    diary.councils(adopted, "/v1/internal-rules", **diary.here, **rules, adopted_on=adopted)
    diary.councils(lent, "/v1/premises", **diary.here, title=invented("Local"), hours_a_week=6, from_on=lent)
    for year, week in ((2023, 11), (2024, 20)):
        money = {"title": invented("Fonctionnement"), "funder": "CITY", "year": year}
        cents = 100 * diary.chance.randrange(500, 2500)
        diary.councils(
            diary.day(week, 2),
            "/v1/budget-lines",
            **diary.here,
            **money,
            amount_cents=cents,
            allocated_on=diary.day(week, 2),
        )


def _new_code(diary: Diary) -> str:
    return f"QN999{diary.arrondissement}A"


def _change_perimeters(diary: Diary, founders: list[Person]) -> None:
    """From 1 January 2024 the council covers a district of the new list; of two residents nobody checked again where they live."""
    on, old = diary.day(18, 1), f"QP9990{diary.arrondissement}"
    _list_district(diary, on, _new_code(diary), "2024", NEW_LIST, [old])
    covers, path = {"from_on": diary.day(0, 0), "until_on": NEW_LIST - timedelta(days=1)}, f"{diary.of_it}/districts"
    diary.councils(on, path, district_code=old, generation="2015", **covers)
    diary.councils(on, path, district_code=_new_code(diary), generation="2024", from_on=NEW_LIST)
    residents = [one for one in founders if one.college == "RESIDENT"]
    for person in residents[2:]:
        _check_residence(diary, person, diary.day(20), _new_code(diary))


def _replace(diary: Diary, roster: Roster) -> None:
    """Somebody resigns, and the next of the reserve list comes a month later."""
    left, called, on = diary.day(LEAVES_IN, 0), diary.day(35, 0), diary.day(REPLACED_IN, 0)
    path, leaver, ticket = f"/v1/draws/{diary.id_of('draw')}", roster.leaver.person_id, str(roster.comer.ticket)
    diary.councils(left, f"{diary.of_it}/members/{leaver}/departure", left_on=left, reason="RESIGNED")
    diary.councils(called, f"{path}/reserve", ticket=ticket, replaces=leaver, used_on=called)
    _answers(diary, ticket, 35, "ACCEPTED")
    _welcome(diary, roster.comer, on, {"recruitment": "RESERVE", "replaces": leaver})
