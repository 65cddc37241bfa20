"""A new version of an indicator is rehearsed before it is published, and alters no report that was issued."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from services.reporting.figures.domain.measured import Measured
from services.reporting.indicators import catalogue
from services.reporting.indicators.catalogue import BY_CODE, FORMER, INDICATORS, PROPOSED, in_version
from services.reporting.indicators.measures import Selection, Sum
from shared.contracts.reporting.reports import ReportKind
from tests.reporting.test_a_report_says_the_same_for_ever import DAYS, asked_for, values

if TYPE_CHECKING:
    import pytest

    from tests.support.house import House

PLENARIES = replace(
    BY_CODE["VIE-01"], version=2, measure=Sum(Selection(Measured.MEETINGS_HELD, {"kind": ("PLENARY",)}))
)
"""Only plenary meetings would count: those of the tests are of the board."""
COUNTED = replace(BY_CODE["VIE-01"], version=2, measure=Sum(Selection(Measured.MEETINGS_COUNTED)))
"""Only meetings would count whose attendance somebody counted."""


def test_versions_follow_one_another_and_none_is_taken_away() -> None:
    known = [(one.code, one.version) for one in (*FORMER, *INDICATORS, *PROPOSED)]
    assert len(set(known)) == len(known)
    for one in INDICATORS:
        former = sorted(other.version for other in FORMER if other.code == one.code)
        assert former == list(range(1, one.version))
        assert in_version(one.code, one.version) is one
    assert all(one.code in BY_CODE and one.version == BY_CODE[one.code].version + 1 for one in PROPOSED)


def test_what_is_proposed_is_shown_beside_what_is_with_the_facts_and_the_reports_that_are_concerned(
    year: tuple[House, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    house, agreement, after = year
    reporting, where = house.reporting, "/v1/indicators/VIE-01/rehearsal"
    period: dict[str, Any] = {"from_": DAYS["from"], "to": DAYS["to"]}
    nothing = reporting.get(where, **period)
    assert (nothing.status_code, nothing.json()["type"]) == (404, "/problems/nothing-is-proposed")

    issued = reporting.record("/v1/reports", asked_for(ReportKind.HALF_YEAR_NOTE, agreement) | {"after": after})
    monkeypatch.setattr(catalogue, "PROPOSED", (COUNTED,))
    told = reporting.get(where, **period, step="quarter", after=issued["after"]).json()
    assert [(one["from"], one["current"]["value"], one["proposed"]["value"]) for one in told["steps"]] == [
        ("2018-01-01", 1, 1),
        ("2018-04-01", 2, 1),
        ("2018-07-01", 0, 0),
        ("2018-10-01", 0, 0),
    ]
    assert told["definition"]["version"] == 2
    assert [(fact["occurred_on"], fact["weight"]) for fact in told["leaving"]] == [("2018-04-03", 1)]
    assert told["entering"] == []
    assert [one["report_id"] for one in told["reports"]] == [issued["id"]]
    unchanged = reporting.get("/v1/figures", **period, indicator="VIE-01").json()["figures"][0]
    assert (unchanged["value"], unchanged["version"]) == (3, 1), "nothing is published by a rehearsal"


def test_a_report_prints_for_ever_the_version_with_which_it_was_issued(
    year: tuple[House, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    house, agreement, after = year
    reporting = house.reporting
    asked = asked_for(ReportKind.HALF_YEAR_NOTE, agreement) | {"after": after}
    issued = reporting.record("/v1/reports", asked)
    file = reporting.get(f"/v1/reports/{issued['id']}/file").content

    # The new version is published: it takes the place of the former one, which is kept.
    monkeypatch.setattr(catalogue, "FORMER", (BY_CODE["VIE-01"],))
    monkeypatch.setattr(
        catalogue, "INDICATORS", tuple(PLENARIES if one.code == "VIE-01" else one for one in INDICATORS)
    )
    monkeypatch.setitem(BY_CODE, "VIE-01", PLENARIES)
    assert reporting.get(f"/v1/reports/{issued['id']}/file").content == file
    assert reporting.get(f"/v1/reports/{issued['id']}", after=issued["after"]).json()["is_same"] is True
    now = reporting.record("/v1/reports", asked)
    told = {
        code: value for (_, code, _), value in values(reporting.get(f"/v1/reports/{now['id']}/file").json()).items()
    }
    assert told["VIE-01"]["value"] == 0
