"""A report is issued as of a point in the logs: whatever is recorded later, it says the same, and what changed is told."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import jsonschema
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from services.reporting.exports.data import SCHEMA
from services.reporting.indicators.catalogue import BY_CODE
from services.reporting.reports.domain import (
    Report,
    ReportAlreadyIssued,
    ReportWasWithdrawn,
    check_asked,
)
from services.reporting.reports.domain.kinds import KINDS, Needs
from shared.contracts.french import in_french
from shared.contracts.reporting.reports import Printed, ReportIssued, ReportKind, ReportWithdrawn
from shared.kernel import Incoherent, NotFound
from tests.reporting.histories import residents, room
from tests.reporting.test_an_agreement_is_followed import say
from tests.reporting.test_figures_over_http import follow, meet
from tests.support.given import IT, given, told_in_french

if TYPE_CHECKING:
    from tests.support.house import House

YEAR = (date(2018, 1, 1), date(2018, 12, 31))
DAYS = {"from": "2018-01-01", "to": "2018-12-31"}
ISSUED = ReportIssued(
    report_id=IT,
    kind=ReportKind.HALF_YEAR_NOTE,
    first_on=YEAR[0],
    last_on=YEAR[1],
    as_of="activities@2,councils@1,reporting@0",
    made_at=datetime(2026, 11, 23, 11, tzinfo=UTC),
    digest="9f" * 32,
    printed=(Printed(indicator="VIE-01", version=1, value=Decimal(3)),),
)
WITHDRAWN = ReportWithdrawn(
    report_id=IT, kind=ReportKind.HALF_YEAR_NOTE, first_on=YEAR[0], last_on=YEAR[1], why="Une cible était fausse."
)

# What may be decided


def test_a_report_is_issued_once_under_its_id() -> None:
    given(Report).when(lambda it: it.issue(ISSUED)).then(ISSUED)
    given(Report, ISSUED).when(lambda it: it.issue(ISSUED)).refused(ReportAlreadyIssued, pointer="/report_id")


def test_what_was_issued_is_withdrawn_once_with_a_reason() -> None:
    given(Report, ISSUED).when(lambda it: it.withdraw("Une cible était fausse.")).then(WITHDRAWN)
    given(Report, ISSUED, WITHDRAWN).when(lambda it: it.withdraw("Encore.")).refused(ReportWasWithdrawn)
    given(Report).when(lambda it: it.withdraw("Rien.")).refused(NotFound)


@pytest.mark.parametrize(
    ("kind", "days", "council_id", "agreement_id", "refusal"),
    [
        (ReportKind.COUNCIL_YEAR, YEAR, None, None, "report-needs-a-council"),
        (ReportKind.TEAM_MONTH, YEAR, "CC18", None, "report-is-of-all-councils"),
        (ReportKind.AGREEMENT_ANNEX, YEAR, None, None, "report-needs-an-agreement"),
        (ReportKind.COUNCIL_YEAR, (YEAR[0], date(2018, 12, 30)), "CC18", None, "report-is-of-one-year"),
        (ReportKind.COUNCIL_YEAR, (YEAR[0], date(2019, 12, 31)), "CC18", None, "report-is-of-one-year"),
        (ReportKind.COUNCIL_YEAR, YEAR, "CC18", None, None),
        (ReportKind.HALF_YEAR_NOTE, (YEAR[0], date(2018, 6, 30)), None, None, None),
        (ReportKind.AGREEMENT_ANNEX, YEAR, None, IT, None),
    ],
)
def test_a_report_is_asked_with_what_its_kind_needs(
    kind: ReportKind,
    days: tuple[date, date],
    council_id: str | None,
    agreement_id: UUID | None,
    refusal: str | None,
) -> None:
    if refusal is None:
        check_asked(kind, *days, council_id, agreement_id)
        return
    with pytest.raises(Incoherent) as refused:
        check_asked(kind, *days, council_id, agreement_id)
    assert refused.value.code() == refusal
    assert told_in_french(refused.value).startswith("Un rapport de cette sorte porte sur")


@pytest.mark.parametrize("kind", ReportKind)
def test_a_kind_of_report_prints_indicators_that_exist_each_once(kind: ReportKind) -> None:
    form = KINDS[kind]
    codes = [code for part in form.parts for code in part.indicators]
    assert set(codes) <= set(BY_CODE)
    assert set(form.charted) <= set(BY_CODE)
    assert len(set(codes)) == len(codes)
    assert form.parts or form.needs is Needs.AGREEMENT


# Over HTTP


def asked_for(kind: ReportKind, agreement: str) -> dict[str, Any]:
    """What a report of that kind is asked with."""
    needs = {Needs.COUNCIL: {"council": "CC18"}, Needs.AGREEMENT: {"agreement_id": agreement}, Needs.NOTHING: {}}
    return DAYS | {"kind": kind.value} | needs[KINDS[kind].needs]


def as_query(asked: dict[str, Any]) -> dict[str, Any]:
    return {("from_" if name == "from" else name): value for name, value in asked.items()}


def values(document: dict[str, Any]) -> dict[tuple[str, str, str | None], Any]:
    """The figures that a document prints, by part, code and council."""
    columns = [column["key"] for column in document["data"]["columns"]]
    rows = [dict(zip(columns, row, strict=True)) for row in document["data"]["rows"]]
    return {(row["partie"], row["code"], row["conseil"]): row["valeur"] for row in rows}


def figures_of_sheet(file: io.BytesIO) -> dict[tuple[Any, ...], Any]:
    """The same, as a spreadsheet has them."""
    _, *rows = CalamineWorkbook.from_filelike(file).get_sheet_by_name("Données").to_python()
    return {(row[0], row[1], row[3] or None): row[4] for row in rows}


def draft(house: House, asked: dict[str, Any], form: str = "json", **query: Any) -> bytes:
    answer = house.reporting.get("/v1/reports/draft", **as_query(asked), format=form, **query)
    assert answer.status_code == 200, answer.text
    return answer.content


def test_every_kind_of_report_prints_the_figures_that_are_asked_alone(year: tuple[House, str, str]) -> None:
    house, agreement, after = year
    for kind in ReportKind:
        document = json.loads(draft(house, asked_for(kind, agreement), after=after))
        jsonschema.validate(document, SCHEMA)
        assert document["title"] == in_french(kind)
        assert "Brouillon" in json.dumps(document, ensure_ascii=False)
        told = values(document)
        assert told
        of_council: dict[str, Any] = {"council": "CC18"} if KINDS[kind].needs is Needs.COUNCIL else {}
        figures = house.reporting.get("/v1/figures", from_=DAYS["from"], to=DAYS["to"], **of_council).json()["figures"]
        now = {figure["indicator"]: figure["value"] for figure in figures}
        for (_, code, council), value in told.items():
            if council == of_council.get("council") and "masked" not in value:
                assert value["value"] == now[code], (kind, code)


@pytest.mark.parametrize("kind", [ReportKind.CERFA_15059, ReportKind.OPEN_DATA])
def test_each_format_of_a_report_has_the_same_figures(year: tuple[House, str, str], kind: ReportKind) -> None:
    house, agreement, after = year
    asked = asked_for(kind, agreement)
    document = json.loads(draft(house, asked, after=after))
    told = values(document)
    lines = draft(house, asked, "csv").decode("utf-8-sig")
    header, *cells = csv.reader(io.StringIO(lines, newline=""), delimiter=";")
    assert header == [column["title"] for column in document["data"]["columns"]]
    written = {
        (row[0], row[1], row[3] or None): row[4] if row[4] == "masqué" else float(row[4].replace(",", ".") or "nan")
        for row in cells
    }
    sheet, other = (figures_of_sheet(io.BytesIO(draft(house, asked, form))) for form in ("xlsx", "ods"))
    assert sheet == other
    (attached,) = PdfReader(io.BytesIO(draft(house, asked, "pdf"))).attachments["donnees.json"]
    assert values(json.loads(attached)) == told
    assert written.keys() == sheet.keys() == told.keys()
    for key, value in told.items():
        if "masked" in value:
            assert (written[key], sheet[key]) == ("masqué", "masqué")
        elif value["value"] is None:
            assert (str(written[key]), sheet[key]) == ("nan", "n.d.")
        else:
            assert float(str(written[key])) == pytest.approx(value["value"], rel=1e-12)
            assert float(str(sheet[key])) == pytest.approx(value["value"], rel=1e-12)


def test_a_report_that_was_issued_says_the_same_after_all_that_is_recorded_later(year: tuple[House, str, str]) -> None:
    house, agreement, after = year
    reporting = house.reporting
    asked = asked_for(ReportKind.AGREEMENT_ANNEX, agreement)
    issued = reporting.record("/v1/reports", asked | {"after": after})
    it = f"/v1/reports/{issued['id']}"
    report = reporting.get(it, after=issued["after"]).json()
    files = {form: reporting.get(f"{it}/file", format=form).content for form in ("json", "csv", "xlsx", "ods", "pdf")}
    assert report["is_same"] is True
    assert (report["status"], report["issued_by"], report["title"]) == (
        "ISSUED",
        "tester",
        in_french(ReportKind.AGREEMENT_ANNEX),
    )
    assert hashlib.sha256(files["json"]).hexdigest() == report["digest"]
    assert "Brouillon" not in files["json"].decode()
    assert "Une réunion =1+1 reportée." in files["json"].decode()

    # A meeting comes late, another is withdrawn, a target and a comment are said again.
    meet(house, "CC18", "2018-06-05", room(residents(7)))
    targets = reporting.get("/v1/targets").json()["targets"]
    target = next(one for one in targets if one["indicator"] == "VIE-01")
    corrected = {name: target[name] for name in ("agreement_id", "objective_id", "indicator", "year", "set_on")}
    reporting.record(
        f"/v1/targets/{target['entry_id']}/corrected", corrected | {"goal": "3", "reason": "TYPING_ERROR"}, if_match=1
    )
    meetings = house.activities.get("/v1/meetings", council="CC14").json()["meetings"]
    gone = house.activities.record(
        f"/v1/meetings/{meetings[0]['meeting_id']}/withdrawn", {"reason": "ENTERED_BY_MISTAKE"}, if_match=1
    )
    say(house, "comments", text="Autre chose.", council_id=None)
    for form, content in files.items():
        assert reporting.get(f"{it}/file", format=form).content == content, form
    assert reporting.get(it).json()["is_same"] is True

    changed = reporting.get(f"{it}/differences", after=gone["after"]).json()
    assert [(one["indicator"], one["printed"], one["now"]) for one in changed["changes"]] == [("VIE-03", 32.0, 36)]
    traced = follow(house, changed["changes"][0]["differences"])
    assert sum(change["change"] for change in traced["changes"]) == 4

    printed = reporting.get("/v1/figures/VIE-03/reports", from_=DAYS["from"], to=DAYS["to"]).json()["reports"]
    assert [(one["report_id"], one["value"]) for one in printed] == [(issued["id"], 32.0)]
    assert reporting.get("/v1/figures/VIE-03/reports", from_=DAYS["from"], to="2018-12-30").json()["reports"] == []

    done = reporting.record(f"{it}/withdrawn", {"why": "Une cible était fausse."}, if_match=1)
    withdrawn = reporting.get(it, after=done["after"]).json()
    assert (withdrawn["status"], withdrawn["why"], withdrawn["is_same"]) == (
        "WITHDRAWN",
        "Une cible était fausse.",
        True,
    )
    assert reporting.get(f"{it}/file", format="json").content == files["json"]
    assert [one["report_id"] for one in reporting.get("/v1/reports").json()["reports"]] == [issued["id"]]
    assert len(reporting.get(f"{it}/history").json()["history"]) == 2
    assert reporting.post("/v1/replays").json()["equal"] is True


def test_a_report_of_a_closed_period_is_made_of_what_was_known_when_it_was_closed(year: tuple[House, str, str]) -> None:
    house, _, after = year
    reporting = house.reporting
    closed = reporting.record("/v1/periods", DAYS | {"after": after})
    late = meet(house, "CC18", "2018-06-05", room(residents(7)))
    asked = asked_for(ReportKind.TEAM_MONTH, "")
    issued = reporting.record("/v1/reports", asked | {"after": f"{late},{closed['after']}"})
    report = reporting.get(f"/v1/reports/{issued['id']}", after=issued["after"]).json()
    period = reporting.get(f"/v1/periods/{closed['id']}").json()
    assert report["as_of"] == period["as_of"]
    told = values(reporting.get(f"/v1/reports/{issued['id']}/file").json())
    assert told["Vie du conseil", "VIE-01", None]["value"] == 3
    now = reporting.record("/v1/reports", asked | {"as_of": f"{late},{issued['after']}", "after": issued["after"]})
    told = values(reporting.get(f"/v1/reports/{now['id']}/file").json())
    assert told["Vie du conseil", "VIE-01", None]["value"] == 4


def test_open_data_hide_few_persons_and_whatever_would_give_them_away(year: tuple[House, str, str]) -> None:
    house, _, after = year
    document = house.reporting.get(
        "/v1/reports/draft", **as_query(asked_for(ReportKind.OPEN_DATA, "")), after=after
    ).json()
    told = {(code, council): value for (_, code, council), value in values(document).items()}
    assert told["VIE-03", "CC14"] == told["VIE-03", "CC18"] == {"masked": True}
    assert told["VIE-03", None]["value"] == 32, "three and twenty-nine"
    assert (told["VIE-01", "CC14"]["value"], told["VIE-01", "CC18"]["value"]) == (1, 2), "meetings are no persons"
    (row,) = [row for row in document["data"]["rows"] if row[1] == "VIE-03" and row[3] == "CC14"]
    assert 3 not in row


def test_what_is_wrong_is_told_and_only_a_coordinator_issues(year: tuple[House, str, str]) -> None:
    house, agreement, after = year
    reporting = house.reporting
    asked = asked_for(ReportKind.DAUPHIN, agreement)
    for roles in (("facilitator",), ("operator",), ("service",)):
        assert reporting.post("/v1/reports", asked, roles=roles).status_code == 403
    wrong = reporting.post("/v1/reports", asked | {"agreement_id": None})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/agreement_id")
    assert reporting.post("/v1/reports", asked | {"agreement_id": str(uuid4()), "after": after}).status_code == 404
    assert reporting.post("/v1/reports", asked | {"kind": "POEM"}).json()["errors"][0]["pointer"] == "/kind"
    unknown = f"/v1/reports/{uuid4()}"
    assert [reporting.get(f"{unknown}{part}").status_code for part in ("", "/file", "/differences", "/history")] == [
        404
    ] * 4
    kinds = reporting.get("/v1/report-kinds").json()
    assert [one["kind"] for one in kinds["kinds"]] == [kind.value for kind in ReportKind]
    assert kinds["schema"] == SCHEMA
