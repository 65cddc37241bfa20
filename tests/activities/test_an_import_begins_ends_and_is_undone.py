from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from services.activities.imports.domain import (
    Import,
    ImportBegunOtherwise,
    ImportEndedOtherwise,
    ImportNotEnded,
    ImportUndoneOtherwise,
    NotItsRows,
    NotItsThings,
)
from shared.contracts.activities.imports import (
    ColumnMatched,
    ImportBegun,
    ImportedThing,
    ImportEnded,
    ImportMode,
    ImportUndone,
    KnownChoice,
    RowRejected,
    SheetKind,
    ThingKept,
    ThingRecorded,
    ThingRefused,
)
from shared.contracts.vocabulary import Origin
from shared.kernel import NotFound
from tests.support.given import IT, given

if TYPE_CHECKING:
    from tests.support.house import House

MADE = Origin()
SHEET = SheetKind.MEETINGS
begun = ImportBegun(
    batch_id=IT,
    sheet=SHEET,
    file_digest="a" * 64,
    attempt=1,
    mode=ImportMode.ROW_BY_ROW,
    known=KnownChoice.ASK,
    headings_digest="b" * 64,
    columns=(ColumnMatched(heading_digest="c" * 64, field="held_on"),),
    rows=3,
)
MEETING: dict[str, Any] = {"row": 2, "thing": ImportedThing.MEETING, "thing_id": UUID(int=2), "council_id": "CC18"}
first, second = ThingRecorded(**MEETING, version=1), ThingRecorded(**MEETING | {"row": 3}, version=1)
bad = RowRejected(row=4, problem="meeting-in-the-future")
ended = ImportEnded(batch_id=IT, sheet=SHEET, recorded=(first, second), rejected=(bad,))
kept = ThingKept(**MEETING | {"row": 3}, version=1, changed_by="activities.attendance-corrected.v1")
refused = ThingRefused(**MEETING | {"row": 3}, version=1, problem="unexpected")
undone = ImportUndone(batch_id=IT, sheet=SHEET, withdrawn=(first,), kept=(kept,), refused=())


def test_an_import_begins() -> None:
    given(Import).when(lambda batch: batch.begin(begun)).then(begun)


def test_an_import_that_was_interrupted_begins_again_as_it_was() -> None:
    given(Import, begun).when(lambda batch: batch.begin(begun)).then_nothing()


def test_an_import_is_not_taken_up_again_with_other_choices() -> None:
    otherwise = begun.model_copy(update={"mode": ImportMode.ALL_OR_NOTHING})
    given(Import, begun).when(lambda batch: batch.begin(otherwise)).refused(ImportBegunOtherwise, pointer="/batch_id")


def test_an_import_ends_with_what_became_of_each_row() -> None:
    given(Import, begun).when(lambda batch: batch.end([first, second], [bad], MADE)).then(ended)


def test_an_import_ends_once() -> None:
    given(Import, begun, ended).when(lambda batch: batch.end([first, second], [bad], MADE)).then_nothing()
    given(Import, begun, ended).when(lambda batch: batch.end([first], [bad], MADE)).refused(ImportEndedOtherwise)


def test_no_more_rows_are_told_than_there_are() -> None:
    more = [RowRejected(row=row, problem="not-a-day") for row in (5, 6)]
    given(Import, begun).when(lambda batch: batch.end([first, second], more, MADE)).refused(NotItsRows, told=4, rows=3)


def test_two_things_of_one_row_are_one_row() -> None:
    things = [first, first.model_copy(update={"thing": ImportedThing.ACTIVITY}), second]
    given(Import, begun).when(lambda batch: batch.end(things, [bad], MADE)).then(
        ended.model_copy(update={"recorded": tuple(things)})
    )


def test_what_did_not_begin_does_not_end() -> None:
    given(Import).when(lambda batch: batch.end([], [], MADE)).refused(NotFound)


def test_an_import_is_undone_thing_by_thing() -> None:
    given(Import, begun, ended).when(lambda batch: batch.undo([first], [kept], [], MADE)).then(undone)


def test_undone_twice_it_is_undone_once() -> None:
    past = given(Import, begun, ended, undone)
    past.when(lambda batch: batch.undo([first], [kept], [], MADE)).then_nothing()
    past.when(lambda batch: batch.undo([first, second], [], [], MADE)).refused(ImportUndoneOtherwise)


def test_what_has_not_ended_is_not_undone() -> None:
    given(Import, begun).when(lambda batch: batch.undo([], [], [], MADE)).refused(ImportNotEnded)


def test_nothing_that_was_recorded_is_left_out_of_an_undoing() -> None:
    past = given(Import, begun, ended)
    past.when(lambda batch: batch.undo([first], [], [], MADE)).refused(NotItsThings)
    past.when(lambda batch: batch.undo([first, second], [kept], [], MADE)).refused(NotItsThings)
    past.when(lambda batch: batch.undo([first], [], [refused], MADE)).then(
        undone.model_copy(update={"kept": (), "refused": (refused,)})
    )


def _begin(**other: Any) -> dict[str, Any]:
    return begun.model_dump(mode="json", exclude={"batch_id", "origin"}) | {"file_digest": uuid4().hex * 2} | other


def test_over_http_an_import_is_seen_with_its_rows_and_in_the_list_of_its_file(town: House) -> None:
    activities, body = town.activities, _begin()
    done = activities.record("/v1/imports", body)
    path, after = f"/v1/imports/{done['id']}", done["after"]
    listed = activities.get("/v1/imports", file_digest=body["file_digest"], after=after).json()["imports"]
    assert [(one["batch_id"], one["status"], one["recorded_count"]) for one in listed] == [(done["id"], "BEGUN", None)]
    assert "columns" not in listed[0]

    things = [one.model_dump(mode="json") for one in (first, second)]
    activities.record(f"{path}/ended", {"recorded": things, "rejected": [bad.model_dump(mode="json")]})
    unseen = activities.post(f"{path}/undone", {"withdrawn": things})
    assert (unseen.status_code, unseen.json()["type"]) == (428, "/problems/version-needed")
    undoing = {"withdrawn": things[:1], "kept": [kept.model_dump(mode="json")]}
    after = activities.record(f"{path}/undone", undoing, if_match=2)["after"]

    shown = activities.get(path, after=after)
    assert shown.headers["etag"] == '"3"'
    batch = shown.json()
    assert (batch["status"], batch["rows"], batch["begun_by"]) == ("UNDONE", 3, "tester")
    assert (batch["recorded"], batch["withdrawn"], batch["rejected"]) == (things, things[:1], [bad.model_dump()])
    assert batch["kept"] == undoing["kept"]
    assert (batch["recorded_count"], batch["withdrawn_count"], batch["kept_count"], batch["refused_count"]) == (
        2,
        1,
        1,
        0,
    )
    history = activities.get(f"{path}/history").json()["history"]
    assert [one["type"] for one in history] == [ImportBegun.type, ImportEnded.type, ImportUndone.type]


def test_over_http_the_last_matching_of_the_same_headings_is_told(town: House) -> None:
    headings = uuid4().hex * 2
    asked: dict[str, Any] = {"sheet": "MEETINGS", "headings_digest": headings}
    assert town.activities.get("/v1/imports/matching", **asked).json() == {"columns": []}
    for field in ("title", "kind"):
        column = {"heading_digest": "d" * 64, "field": field}
        after = town.activities.record("/v1/imports", _begin(headings_digest=headings, columns=[column]))["after"]
    found = town.activities.get("/v1/imports/matching", **asked, after=after).json()
    assert found == {"columns": [{"heading_digest": "d" * 64, "field": "kind"}]}
    other = town.activities.get("/v1/imports/matching", sheet="MEMBERS", headings_digest=headings).json()
    assert other == {"columns": []}


def test_over_http_imports_are_read_page_by_page_and_taken_away_as_a_file(town: House) -> None:
    digest = uuid4().hex * 2
    ids = [town.activities.record("/v1/imports", _begin(file_digest=digest, attempt=rank))["id"] for rank in (1, 2, 3)]
    after = town.activities.record("/v1/imports", _begin())["after"]
    first_page = town.activities.get("/v1/imports", file_digest=digest, limit=2, after=after).json()
    assert [one["batch_id"] for one in first_page["imports"]] == [ids[2], ids[1]]
    last = town.activities.get("/v1/imports", file_digest=digest, limit=2, cursor=first_page["next"]).json()
    assert ([one["batch_id"] for one in last["imports"]], last["next"]) == ([ids[0]], None)
    assert town.activities.get("/v1/imports", cursor="WyJhIl0").json()["type"] == "/problems/malformed-cursor"
    lines = town.activities.get("/v1/imports", file_digest=digest, format="csv").text.splitlines()
    assert lines[0].removeprefix("\ufeff").split(";")[:5] == ["Lot", "Tableau", "Commencé le", "Par", "Lignes fautives"]
    assert lines[1].split(";")[:2] == [ids[2], "réunions"]
    assert lines[1].split(";")[4:8] == ["ligne par ligne", "", "", "commencé"]
