"""What an import recorded is withdrawn from the end; what changed since is kept, what cannot be withdrawn is told with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from services.console.importing import CannotImport
from services.console.importing.sheets import LAYOUTS, Choices, import_sheet, undo_import
from tests.support.spreadsheets import LOG, MEETINGS, MEMBERS, ROW_BY_ROW, Killed, Mortal, Office, verdicts

if TYPE_CHECKING:
    from services.console.importing.sheets.undoing import UndoReport


def fates(report: UndoReport) -> list[tuple[int, str, str]]:
    return [(one.thing["row"], one.thing["thing"], one.fate.value) for one in report.things]


def undo(office: Office, batch_id: object, *, dry_run: bool = False) -> UndoReport:
    return undo_import(office.api, str(batch_id), dry_run=dry_run)


def test_undone_meetings_time_and_members_are_as_if_they_had_never_been(office: Office, name: str) -> None:
    office.run(office.write(MEETINGS, "01/02/2026;bureau;3;"), "meetings")
    office.run(office.write(LOG, "01/02/2026;suivi;10;"), "activity-log")
    before = office.seen()
    meetings = office.run(office.write(MEETINGS, "03/02/2026;plénière;12;", "04/02/2026;bureau;3;"), "meetings")
    log = office.run(office.write(LOG, "03/02/2026;présence;90;", "04/02/2026;suivi;30;"), "activity-log")
    rows = [f"{name}{letter};Awa;;habitants;titulaire;15/01/2026" for letter in "ab"]
    members = office.run(office.write(MEMBERS, *rows), "members")
    assert [len(one) for one in office.seen()] == [len(one) + 2 for one in before]

    assert fates(undo(office, meetings.batch_id)) == [(3, "MEETING", "withdrawn"), (2, "MEETING", "withdrawn")]
    assert fates(undo(office, log.batch_id)) == [(3, "ACTIVITY", "withdrawn"), (2, "ACTIVITY", "withdrawn")]
    assert fates(undo(office, members.batch_id)) == [
        (3, "MEMBERSHIP", "withdrawn"),
        (3, "PERSON", "refused"),
        (2, "MEMBERSHIP", "withdrawn"),
        (2, "PERSON", "refused"),
    ]
    assert office.seen() == before


def test_what_changed_since_is_kept_and_it_is_told_by_whom_and_how(office: Office) -> None:
    report = office.run(office.write(MEETINGS, "03/02/2026;plénière;12;", "04/02/2026;bureau;3;"), "meetings")
    changed = office.shown("/v1/meetings", "meetings")[0]["meeting_id"]
    correction = {"attendance": {"present": 13, "unnamed": 13}, "reason": "COUNTING_ERROR"}
    office.api.attempt(
        "activities", f"/v1/meetings/{changed}/attendance", correction, key=f"key-{changed}", cause="x", version=1
    )

    undone = undo(office, report.batch_id)
    assert fates(undone) == [(3, "MEETING", "withdrawn"), (2, "MEETING", "kept")]
    assert undone.things[1].changed_by == "activities.attendance-corrected.v1"
    assert undone.things[1].why.startswith("présences corrigées, par importer, le 23 novembre 2026 à ")
    assert [one["status"] for one in office.shown("/v1/meetings", "meetings")] == ["HELD", "WITHDRAWN"]
    batch = office.batch(report.batch_id)
    assert (batch["withdrawn_count"], batch["kept_count"], batch["refused_count"]) == (1, 1, 0)
    assert list(undone.lines())[:3] == [
        f"Import {report.batch_id} annulé.",
        "Retirés (1)",
        f"  ligne 3     réunion {undone.things[0].thing['thing_id']}",
    ]


@pytest.mark.parametrize(
    ("kind", "header", "row", "thing", "path"),
    [
        ("meetings", MEETINGS, "03/02/2026;plénière;12;", "MEETING", "/v1/meetings/{id}/withdrawn"),
        ("activity-log", LOG, "03/02/2026;présence;90;", "ACTIVITY", "/v1/activities/{id}/withdrawn"),
    ],
)
def test_what_somebody_withdrew_since_is_withdrawn_and_comes_again_with_the_same_file(
    office: Office, kind: str, header: str, row: str, thing: str, path: str
) -> None:
    file = office.write(header, row)
    report = office.run(file, kind)
    (recorded,) = office.batch(report.batch_id)["recorded"]
    answer = office.api.attempt(
        "activities",
        path.format(id=recorded["thing_id"]),
        {"reason": "ENTERED_BY_MISTAKE"},
        key=f"key-{recorded['thing_id']}",
        cause="x",
        version=1,
    )
    assert answer.status == 200, answer.body

    undone = undo(office, report.batch_id)
    assert fates(undone) == [(2, thing, "withdrawn")]
    assert "par importer, le 23 novembre 2026 à " in undone.things[0].why
    assert verdicts(office.run(file, kind)) == [(2, "recorded", [])]


def test_a_member_who_changed_college_since_stays_and_the_others_go(office: Office, name: str) -> None:
    rows = [f"{name}{letter};Awa;;habitants;titulaire;15/01/2026" for letter in "ab"]
    report = office.run(office.write(MEMBERS, *rows), "members")
    batch = office.batch(report.batch_id)
    first = next(one["thing_id"] for one in batch["recorded"] if (one["row"], one["thing"]) == (2, "MEMBERSHIP"))
    seat = {"college": "LOCAL_ACTOR", "role": "TITULAR", "changed_on": "2026-03-01"}
    office.api.attempt(
        "councils", f"/v1/councils/{office.council}/members/{first}/seat", seat, key=f"key-{first}", cause="x"
    )

    undone = undo(office, report.batch_id)
    assert [one for one in fates(undone) if one[1] == "MEMBERSHIP"] == [
        (3, "MEMBERSHIP", "withdrawn"),
        (2, "MEMBERSHIP", "kept"),
    ]
    assert [one["person_id"] for one in office.members()] == [first]


def test_a_member_whom_somebody_withdrew_since_is_withdrawn(office: Office, name: str) -> None:
    report = office.run(office.write(MEMBERS, f"{name};Awa;;habitants;titulaire;15/01/2026"), "members")
    (member,) = office.members()
    path = f"/v1/councils/{office.council}/members/{member['person_id']}"
    reason = {"reason": "ENTERED_BY_MISTAKE"}
    head = office.api.look("councils", f"/v1/councils/{office.council}/history").body["history"][-1]["version"]
    how = {"cause": "x", "version": head}
    answer = office.api.attempt("councils", f"{path}/withdrawn", reason, key=f"key-{uuid4()}", **how)
    assert answer.status == 200, answer.body
    assert fates(undo(office, report.batch_id)) == [(2, "MEMBERSHIP", "withdrawn"), (2, "PERSON", "refused")]


def test_a_meeting_on_which_other_entries_stand_is_kept(office: Office) -> None:
    report = office.run(office.write(MEETINGS, "03/02/2026;plénière;12;"), "meetings")
    (meeting,) = office.shown("/v1/meetings", "meetings")
    convocation = {
        "council_id": office.council,
        "meeting_id": meeting["meeting_id"],
        "sent_on": "2026-01-20",
        "means": "EMAIL",
        "has_agenda": True,
        "has_papers": False,
    }
    sent = office.api.attempt("activities", "/v1/convocations", convocation, key=f"key-{uuid4()}", cause="x")
    assert sent.status == 201, sent.body
    undone = undo(office, report.batch_id)
    assert fates(undone) == [(2, "MEETING", "kept")]
    assert undone.things[0].changed_by is None
    again = undo(office, report.batch_id)
    assert (again.was_undone, again.things[0].why) == (True, "d'autres saisies s'appuient dessus")


def test_the_person_stays_in_the_vault_and_that_is_told(office: Office, name: str) -> None:
    report = office.run(office.write(MEMBERS, f"{name};Awa;;habitants;titulaire;15/01/2026"), "members")
    undone = undo(office, report.batch_id)
    assert undone.things[1].problem == "person-stays"
    assert "restent dans le coffre" in "\n".join(undone.lines())
    batch = office.batch(report.batch_id)
    assert [one["problem"] for one in batch["refused"]] == ["person-stays"]


def test_undone_twice_nothing_more_happens(office: Office) -> None:
    report = office.run(office.write(MEETINGS, "03/02/2026;plénière;12;"), "meetings")
    first = undo(office, report.batch_id)
    before = office.positions()
    again = undo(office, report.batch_id)
    assert (fates(again), again.was_undone, office.positions()) == (fates(first), True, before)
    assert next(again.lines()) == f"Import {report.batch_id} déjà annulé : rien de plus n'est fait."


def test_a_dry_run_says_what_would_go_and_nothing_goes(office: Office, name: str) -> None:
    rows = [f"{name}{letter};Awa;;habitants;titulaire;15/01/2026" for letter in "ab"]
    report = office.run(office.write(MEMBERS, *rows), "members")
    before, seen = office.positions(), office.seen()
    tried = undo(office, report.batch_id, dry_run=True)
    assert [one[2] for one in fates(tried)] == ["withdrawn", "refused"] * 2
    assert (office.positions(), office.seen()) == (before, seen)
    assert next(tried.lines()) == f"Import {report.batch_id} : essai d'annulation, rien n'est retiré."
    assert fates(undo(office, report.batch_id)) == fates(tried)


def test_killed_after_any_of_its_withdrawals_it_goes_on_where_it_was(office: Office, name: str) -> None:
    rows = [f"{name}{letter};Awa;;habitants;titulaire;15/01/2026" for letter in "abc"]
    report = office.run(office.write(MEMBERS, *rows), "members")
    for commands in (1, 1, 1):
        with pytest.raises(Killed):
            undo_import(Mortal(office.api, commands), str(report.batch_id), dry_run=False)
    undone = undo(office, report.batch_id)
    assert [one for one in fates(undone) if one[1] == "MEMBERSHIP"] == [
        (row, "MEMBERSHIP", "withdrawn") for row in (4, 3, 2)
    ]
    assert office.members() == []


class Hasty:
    """Between each look and each withdrawal, somebody else says something of the council."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self.times = 0

    def look(self, service: str, path: str) -> Any:
        return self._office.api.look(service, path)

    def attempt(self, service: str, path: str, body: Any, **how: Any) -> Any:
        if path.endswith("/withdrawn") and not self.times:
            self.times += 1
            stage = {"stage": "DIAGNOSIS", "reached_on": "2017-01-01"}
            path_of_stages = f"/v1/councils/{self._office.council}/stages"
            assert (
                self._office.api.attempt("councils", path_of_stages, stage, key=f"key-{uuid4()}", cause="x").status
                == 200
            )
        return self._office.api.attempt(service, path, body, **how)


def test_what_is_said_of_the_council_meanwhile_keeps_no_member_from_being_withdrawn(office: Office, name: str) -> None:
    report = office.run(office.write(MEMBERS, f"{name};Awa;;habitants;titulaire;15/01/2026"), "members")
    hasty = Hasty(office)
    undone = undo_import(hasty, str(report.batch_id), dry_run=False)
    assert (hasty.times, [one[2] for one in fates(undone)]) == (1, ["withdrawn", "refused"])
    assert office.members() == []


def test_what_has_not_ended_is_run_again_before_it_is_undone(office: Office) -> None:
    file = office.write(MEETINGS, "03/02/2026;plénière;12;")
    with pytest.raises(Killed):
        import_sheet(file, Mortal(office.api, 2), LAYOUTS["meetings"], Choices(ROW_BY_ROW, council=office.council))
    (batch,) = [one for one in office.shown_imports() if one["status"] == "BEGUN"]
    with pytest.raises(CannotImport, match="n'est pas terminé"):
        undo(office, batch["batch_id"])
    assert office.run(file, "meetings").batch_id is not None
    assert fates(undo(office, batch["batch_id"])) == [(2, "MEETING", "withdrawn")]


def test_an_import_that_nobody_made_is_told(office: Office) -> None:
    with pytest.raises(CannotImport, match="Aucun import"):
        undo(office, uuid4())
