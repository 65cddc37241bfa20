"""Files suit French spreadsheets: mark, semicolons, decimal commas, days as they are written here; and they run nothing."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from shared.platform.spreadsheets import write_csv

FORMULAS = [
    *("=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.org")', "+33 1 23 45 67 89", "-2+3", "@SUM(A1:A9)"),
    *("\t=1+1", "\r=1+1", "\n=1+1", "\N{FULLWIDTH EQUALS SIGN}1", "\N{FULLWIDTH PLUS SIGN}1"),
    *("\N{FULLWIDTH HYPHEN-MINUS}1", "\N{FULLWIDTH COMMERCIAL AT}SUM(A1)", "=", "-", "=;=1+1", '="";=1+1'),
]


def cell(value: object) -> str:
    """How one value is written, between the header and the next one."""
    return write_csv(["A", "B"], [[value, 0]]).decode("utf-8-sig").removeprefix("A;B\r\n").removesuffix(";0\r\n")


def test_a_file_has_its_mark_semicolons_and_windows_line_ends() -> None:
    file = write_csv(["Indicateur", "Valeur"], [["VIE-01", 8], ["INI-01", None]])
    assert file == b"\xef\xbb\xbfIndicateur;Valeur\r\nVIE-01;8\r\nINI-01;\r\n"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (-3, "-3"),
        (250_051, "250051"),
        (Decimal("8.6000"), "8,6"),
        (Decimal("0.3333"), "0,3333"),
        (Decimal("1.0000"), "1"),
        (Decimal("10.0000"), "10"),
        (Decimal("0.0000"), "0"),
        (date(2026, 12, 31), "31/12/2026"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "01/01/2027 00:30:00"),
        (datetime(2026, 7, 1, 10, 0, 5, tzinfo=UTC), "01/07/2026 12:00:05"),
        (None, ""),
        ("", ""),
        ("collège", "collège"),
        ("a;b", '"a;b"'),
        ('dit "oui"', '"dit ""oui"""'),
    ],
)
def test_values_are_written_as_people_here_write_them(value: object, written: str) -> None:
    assert cell(value) == written


@pytest.mark.parametrize("formula", FORMULAS)
def test_what_looks_like_a_formula_is_kept_from_running(formula: str) -> None:
    (row,) = list(csv.reader(io.StringIO(cell(formula), newline=""), delimiter=";"))
    assert row == [f"'{formula}"]
