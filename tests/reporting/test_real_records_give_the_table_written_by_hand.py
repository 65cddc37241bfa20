"""The twenty-seven public records, imported, give exactly this table, which was written by hand from the records.

Meetings that the records tell, with those present where somebody counted them:

    RR-003  CC14  11/04/2016  plenary           nobody counted
    RR-005  CC18  November 2016  general assembly  nobody counted
    RR-007  CC18  24/01/2017  working group     nobody counted
    RR-011  CC18  07/06/2017  board             at least 8: 4 residents, 3 local actors, 1 without a name
    RR-015  CC18  10/07/2017  working group     3: 3 residents
    RR-017  CC18  13/03/2018  board             at least 11: 8 without a name, 3 guests
    RR-019  CC18  10/04/2018  general assembly  nobody counted
    RR-022  CC18  03/05/2018  board             15: 10 residents, 1 local actor, 1 guest, 3 without a name
    RR-027  CC18  07/06/2018  working group     6: 1 guest, 5 without a name

Members: RR-021, five residents of the 18th, on 03/05/2018; their genders are not told. Councils: RR-002 (CC11, about June
2015), RR-005 (CC18, November 2016), and CC14, which RR-003 attests. No record tells what was planned, a session of a
steering body, or an initiative of a council (RR-020 and RR-025 are of a residents' fund, RR-006, 014, 023, 024 votes).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from services.console.importing import run_import
from tests.support.records import REAL, Importer

if TYPE_CHECKING:
    from tests.support.house import House

PERIODS = {
    "2015": ("2015-01-01", "2015-12-31"),
    "2016": ("2016-01-01", "2016-12-31"),
    "2017": ("2017-01-01", "2017-12-31"),
    "2018": ("2018-01-01", "2018-12-31"),
    "2015-2018": ("2015-01-01", "2018-12-31"),
}
SCOPES = {"CC11": "CC11", "CC14": "CC14", "CC18": "CC18", "all": None}

Cell = tuple[float | None, ...]
"""A value; or a value, its numerator and its denominator. None is "n.d."."""
Row = tuple[Cell, Cell, Cell, Cell]
"""CC11, CC14, CC18, all."""

ZERO: Cell = (0,)
UNKNOWN: Cell = (None,)
NO_RATE: Cell = (None, 0, 0)
NOTHING: dict[str, Row] = dict.fromkeys(PERIODS, (ZERO, ZERO, ZERO, ZERO))
NEVER_MEASURED: dict[str, Row] = dict.fromkeys(PERIODS, (NO_RATE, NO_RATE, NO_RATE, NO_RATE))
NEVER_TOLD: dict[str, Row] = dict.fromkeys(PERIODS, (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN))
NOBODY_NAMED: dict[str, Row] = {
    # No record names who came to its meeting.
    "2015": (ZERO, ZERO, ZERO, ZERO),
    "2016": (ZERO, UNKNOWN, UNKNOWN, UNKNOWN),
    "2017": (ZERO, ZERO, UNKNOWN, UNKNOWN),
    "2018": (ZERO, ZERO, UNKNOWN, UNKNOWN),
    "2015-2018": (ZERO, UNKNOWN, UNKNOWN, UNKNOWN),
}

TABLE: dict[str, dict[str, Row]] = {
    "CMP-01": {
        # No record tells a member before RR-021; none ever tells one of the 11th or of the 14th.
        "2015": (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        "2016": (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        "2017": (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        # CC18: the five of RR-021.
        "2018": (UNKNOWN, UNKNOWN, (5,), (5,)),
        "2015-2018": (UNKNOWN, UNKNOWN, (5,), (5,)),
    },
    "CMP-02": {
        "2015": (NO_RATE, NO_RATE, NO_RATE, NO_RATE),
        "2016": (NO_RATE, NO_RATE, NO_RATE, NO_RATE),
        "2017": (NO_RATE, NO_RATE, NO_RATE, NO_RATE),
        # CC18: the five of RR-021 are all of the residents' college.
        "2018": (NO_RATE, NO_RATE, (1, 5, 5), (1, 5, 5)),
        "2015-2018": (NO_RATE, NO_RATE, (1, 5, 5), (1, 5, 5)),
    },
    # RR-021 tells no gender.
    "CMP-03": NEVER_MEASURED,
    "VIE-01": {
        "2015": (ZERO, ZERO, ZERO, ZERO),
        # CC14: RR-003. CC18: RR-005.
        "2016": (ZERO, (1,), (1,), (2,)),
        # CC18: RR-007, RR-011, RR-015.
        "2017": (ZERO, ZERO, (3,), (3,)),
        # CC18: RR-017, RR-019, RR-022, RR-027.
        "2018": (ZERO, ZERO, (4,), (4,)),
        # CC14: RR-003. CC18: RR-005, RR-007, RR-011, RR-015, RR-017, RR-019, RR-022, RR-027.
        "2015-2018": (ZERO, (1,), (8,), (9,)),
    },
    # No record tells a meeting that was planned.
    "VIE-02": NEVER_MEASURED,
    "VIE-03": {
        "2015": (ZERO, ZERO, ZERO, ZERO),
        # CC14: RR-003, not counted. CC18: RR-005, not counted.
        "2016": (ZERO, UNKNOWN, UNKNOWN, UNKNOWN),
        # CC18: RR-011 (8) and RR-015 (3); RR-007 not counted.
        "2017": (ZERO, ZERO, (11,), (11,)),
        # CC18: RR-017 (11), RR-022 (15) and RR-027 (6); RR-019 not counted.
        "2018": (ZERO, ZERO, (32,), (32,)),
        # CC14: RR-003, not counted. CC18: 8 + 3 + 11 + 15 + 6; RR-005, RR-007, RR-019 not counted.
        "2015-2018": (ZERO, UNKNOWN, (43,), (43,)),
    },
    "VIE-04": {
        "2015": (NO_RATE, NO_RATE, NO_RATE, NO_RATE),
        # RR-003 and RR-005 were not counted.
        "2016": (NO_RATE, NO_RATE, NO_RATE, NO_RATE),
        # CC18: RR-011, RR-015.
        "2017": (NO_RATE, NO_RATE, (5.5, 11, 2), (5.5, 11, 2)),
        # CC18: RR-017, RR-022, RR-027.
        "2018": (NO_RATE, NO_RATE, (10.6667, 32, 3), (10.6667, 32, 3)),
        # CC18: RR-011, RR-015, RR-017, RR-022, RR-027.
        "2015-2018": (NO_RATE, NO_RATE, (8.6, 43, 5), (8.6, 43, 5)),
    },
    # No record tells a session of a steering body.
    "PIL-01": NOTHING,
    "PIL-01.cancelled": NOTHING,
    "PIL-01.not-convened": NOTHING,
    "PIL-02": NEVER_MEASURED,
    # No record tells an initiative of a council.
    "INI-01": NOTHING,
    "INI-02": NOTHING,
    "INI-02.rate": NEVER_MEASURED,
    "INI-03": NOTHING,
    "INI-03.amount": NOTHING,
    "INI-04": NOTHING,
    "INI-04.rate": NEVER_MEASURED,
    # Nobody's age, gender or way to the council is told; nor who chaired, when minutes came out, which papers were sent.
    **dict.fromkeys(("CMP-04", "CMP-05", "VIE-06", "VIE-07", "VIE-08", "VIE-09", "AUT-02"), NEVER_MEASURED),
    # No record tells of outings, time, invitations, requests, trainings, plans or means in a way that is taken yet.
    **dict.fromkeys(("MOB-01", "MOB-02", "MOB-05", "MOB-05.visits", "MOB-06", "MOB-07", "ACT-01"), NOTHING),
    **dict.fromkeys(("PIL-04", "PIL-06", "INI-06", "INI-07", "INT-05", "FOR-01", "FOR-01.hours", "UTI-01"), NOTHING),
    **dict.fromkeys(("INT-04", "INT-04.acknowledged", "INT-04.answered", "INT-04.examined"), NOTHING),
    **dict.fromkeys(("MOY-01", "MOY-01.spent"), NOTHING),
    **dict.fromkeys(("PIL-03", "PIL-07", "PIL-08", "INI-08", "INT-02", "AUT-01", "FDR-01"), NEVER_MEASURED),
    **dict.fromkeys(("INI-05", "INT-01", "INT-03", "MOY-01.remaining", "MOY-02", "FDR-01.late", "DIA-01"), NEVER_TOLD),
    "CMP-06": {
        **NEVER_MEASURED,
        # CC18: the five of RR-021 joined; nobody was a member the day before the period.
        "2018": (NO_RATE, NO_RATE, (1, 5, 5), (1, 5, 5)),
        "2015-2018": (NO_RATE, NO_RATE, (1, 5, 5), (1, 5, 5)),
    },
    "VIE-05": {
        **NEVER_MEASURED,
        # CC18: RR-011 (7) and RR-015 (3); nobody is said to be a member yet.
        "2017": (NO_RATE, NO_RATE, (None, 10, 0), (None, 10, 0)),
        # CC18: RR-022 (11); the five of RR-021 are members on the days of RR-022 and RR-027, and not yet on that of RR-017.
        "2018": (NO_RATE, NO_RATE, (1.1, 11, 10), (1.1, 11, 10)),
        # CC18: RR-011 (7), RR-015 (3), RR-022 (11).
        "2015-2018": (NO_RATE, NO_RATE, (2.1, 21, 10), (2.1, 21, 10)),
    },
    "VIE-10": NOBODY_NAMED,
    "MOB-03": NOBODY_NAMED,
    "VIE-11": {
        # CC18: RR-007 and RR-015, then RR-027, do not tell which group met.
        "2015": (ZERO, ZERO, ZERO, ZERO),
        "2016": (ZERO, ZERO, ZERO, ZERO),
        "2017": (ZERO, ZERO, UNKNOWN, UNKNOWN),
        "2018": (ZERO, ZERO, UNKNOWN, UNKNOWN),
        "2015-2018": (ZERO, ZERO, UNKNOWN, UNKNOWN),
    },
    "MOY-03": {
        # CC11, about June 2015, exists for certain since 31 July: 1 + 21 + 22 + 22 + 20 + 22 working days. RR-009: somebody is there from
        # April 2017 on, for certain since the 30th. CC18, November 2016, since the 30th: 1 + 22; RR-018: somebody since 13 March 2018.
        # 253, 251 and 252 working days in 2016, 2017 and 2018: 84 of 2017 are before 30 April, 50 of 2018 before 13 March.
        "2015": ((0, 0, 108), NO_RATE, NO_RATE, (0, 0, 108)),
        "2016": ((0, 0, 253), NO_RATE, (0, 0, 23), (0, 0, 276)),
        "2017": ((0.6653, 167, 251), NO_RATE, (0, 0, 251), (0.3327, 167, 502)),
        "2018": ((1, 252, 252), NO_RATE, (0.8016, 202, 252), (0.9008, 454, 504)),
        "2015-2018": ((0.485, 419, 864), NO_RATE, (0.384, 202, 526), (0.4468, 621, 1390)),
    },
    "QUA-01": {
        # Six things are asked of each council that exists: of CC11 since June 2015, of CC14 and CC18 since 2016. No paper tells of one.
        "2015": ((0, 0, 6), NO_RATE, NO_RATE, (0, 0, 6)),
        **dict.fromkeys(("2016", "2017", "2018", "2015-2018"), ((0, 0, 6), (0, 0, 6), (0, 0, 6), (0, 0, 18))),
    },
    **dict.fromkeys(("CMP-08", "CMP-10", "MOB-04", "PIL-05", "ACT-02"), NEVER_MEASURED),
    **dict.fromkeys(("CMP-07", "CMP-07.days", "CMP-09"), NEVER_TOLD),
    "FOR-02": {
        **NEVER_MEASURED,
        # CC18: the five of RR-021, of whom no training is told.
        "2018": (NO_RATE, NO_RATE, (0, 0, 5), (0, 0, 5)),
        "2015-2018": (NO_RATE, NO_RATE, (0, 0, 5), (0, 0, 5)),
    },
}

BY_KIND = {
    "2015": {},
    # CC14: RR-003. CC18: RR-005.
    "2016": {"CC14 PLENARY": 1, "CC18 GENERAL_ASSEMBLY": 1},
    # Board: RR-011. Working groups: RR-007, RR-015.
    "2017": {"CC18 BOARD": 1, "CC18 WORKING_GROUP": 2},
    # Board: RR-017, RR-022. General assembly: RR-019. Working group: RR-027.
    "2018": {"CC18 BOARD": 2, "CC18 GENERAL_ASSEMBLY": 1, "CC18 WORKING_GROUP": 1},
    # Board: RR-011, RR-017, RR-022. Assemblies: RR-005, RR-019. Working groups: RR-007, RR-015, RR-027.
    "2015-2018": {"CC14 PLENARY": 1, "CC18 BOARD": 3, "CC18 GENERAL_ASSEMBLY": 2, "CC18 WORKING_GROUP": 3},
}
"""Meetings held (VIE-01) by council and kind."""

BY_GROUP = {"GUESTS": 5, "MEMBERS": 21, "UNNAMED": 17}
"""Attendances of all years. Guests: RR-017 (3), RR-022 (1), RR-027 (1). Members: RR-011 (7), RR-015 (3), RR-022 (11). Unnamed:
RR-011 (1), RR-017 (8), RR-022 (3), RR-027 (5)."""
BY_COLLEGE = {"RESIDENT": 17, "LOCAL_ACTOR": 4, None: 22}
"""Residents: RR-011 (4), RR-015 (3), RR-022 (10). Local actors: RR-011 (3), RR-022 (1). In no college: guests and unnamed."""

UNCERTAIN = {
    # Meetings that nobody counted, and meetings of which only a lower bound is known.
    "2015": (0, 0),
    "2016": (2, 0),  # RR-003, RR-005
    "2017": (1, 1),  # RR-007; RR-011
    "2018": (1, 1),  # RR-019; RR-017
    "2015-2018": (4, 2),  # RR-003, RR-005, RR-007, RR-019; RR-011, RR-017
}
SHOWN = {
    # RR-002 dates the council of the 11th about June 2015; the others are attested from 2016 on.
    "2015": ["CC11"],
    "2016": ["CC11", "CC14", "CC18"],
    "2017": ["CC11", "CC14", "CC18"],
    "2018": ["CC11", "CC14", "CC18"],
    "2015-2018": ["CC11", "CC14", "CC18"],
}


@pytest.fixture
def imported(house: House) -> House:
    """A house where the real records were imported, and where the figures know them all."""
    house.start("councils", "activities", "reporting")
    importer = Importer({"councils": house.councils.base_url, "activities": house.activities.base_url}, house.signer)
    run_import(REAL, importer, dry_run=False, today=date(2026, 11, 23))
    importer.close()
    heads = {name: getattr(house, name).get("/v1/log/head").json()["position"] for name in ("councils", "activities")}
    figures(house, "2015", after=",".join(f"{source}@{position}" for source, position in heads.items()))
    return house


def figures(house: House, period: str, **query: str | None) -> list[dict[str, Any]]:
    first, last = PERIODS[period]
    asked: dict[str, Any] = {"from": first, "to": last, **query}
    answer = house.reporting.get("/v1/figures", **asked)
    assert answer.is_success, answer.text
    told: list[dict[str, Any]] = answer.json()["figures"]
    return told


def cell(figure: dict[str, Any]) -> Cell:
    if figure["numerator"] is None:
        return (figure["value"],)
    return figure["value"], figure["numerator"], figure["denominator"]


def test_the_real_records_give_the_table_written_by_hand(imported: House) -> None:
    found: dict[str, dict[str, list[Cell]]] = {code: {period: [] for period in PERIODS} for code in TABLE}
    for period in PERIODS:
        for council in SCOPES.values():
            for figure in figures(imported, period, council=council):
                found[figure["indicator"]][period].append(cell(figure))
    assert {code: {period: tuple(row) for period, row in rows.items()} for code, rows in found.items()} == TABLE

    for period in PERIODS:
        kinds = figures(imported, period, indicator="VIE-01", by="council,kind")
        assert {f"{one['scope']['council']} {one['scope']['kind']}": one["value"] for one in kinds} == BY_KIND[period]
        (present,) = figures(imported, period, indicator="VIE-03")
        assert (present["unknown"], present["at_least"]) == UNCERTAIN[period]
        shown = figures(imported, period, indicator="VIE-01", by="council")
        assert [one["scope"]["council"] for one in shown] == SHOWN[period]

    groups = figures(imported, "2015-2018", indicator="VIE-03", by="group")
    assert {one["scope"]["group"]: one["value"] for one in groups} == BY_GROUP
    colleges = figures(imported, "2015-2018", indicator="VIE-03", by="college")
    assert {one["scope"]["college"]: one["value"] for one in colleges} == BY_COLLEGE
    check_that_traces_name_their_records(imported)


def check_that_traces_name_their_records(imported: House) -> None:
    """Of the 18th, in all years."""
    first, last = PERIODS["2015-2018"]
    query: dict[str, Any] = {"from": first, "to": last, "council": "CC18"}
    trace = imported.reporting.get("/v1/figures/VIE-01/trace", **query).json()
    assert [(fact["origin"]["record"], fact["confidence"], fact["date_precision"]) for fact in trace["counted"]] == [
        ("RR-005", "HIGH", "MONTH"),
        ("RR-007", "LOW", "DAY"),
        ("RR-011", "HIGH", "DAY"),
        ("RR-015", "HIGH", "DAY"),
        ("RR-017", "HIGH", "DAY"),
        ("RR-019", "MEDIUM", "DAY"),
        ("RR-022", "HIGH", "DAY"),
        ("RR-027", "HIGH", "DAY"),
    ]
    assert trace["not_counted"] == []
    trace = imported.reporting.get("/v1/figures/VIE-03/trace", **query).json()
    assert [(fact["origin"]["record"], fact["weight"], fact["at_least"]) for fact in trace["counted"]] == [
        ("RR-011", 8, True),
        ("RR-015", 3, False),
        ("RR-017", 11, True),
        ("RR-022", 15, False),
        ("RR-027", 6, False),
    ]
    assert [(fact["origin"]["record"], fact["reason"]) for fact in trace["not_counted"]] == [
        ("RR-005", "attendance-unknown"),
        ("RR-007", "attendance-unknown"),
        ("RR-019", "attendance-unknown"),
    ]
