"""Nobody signs in yet: the page is served on loopback, under the names of loopback, and brings nothing from elsewhere."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from services.console.main import build
from tests.support.house import House, SetClock

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A house without databases nor broker: the console has none."""
    return House(tmp_path, "nats://nobody", lambda: "", SetClock(date(2026, 11, 23)))


@pytest.mark.parametrize("host", ["::", "192.0.2.7", "fil.example.org"])
def test_it_refuses_to_start_on_another_address(house: House, host: str) -> None:
    with pytest.raises(SystemExit, match="the console listens on loopback only"):
        build(house.settings("console", host=host))


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost:8000", 200),
        ("LOCALHOST", 200),
        ("[::1]:8000", 200),
        ("fil.example.org", 421),
        ("127.0.0.1.example.org:8000", 421),
        ("localhost@example.org", 421),
        ("192.0.2.7:8000", 421),
        ("[::1", 421),
        ("", 421),
    ],
)
def test_it_answers_to_the_names_of_this_machine_only(house: House, host: str, status: int) -> None:
    console = house.start("console").console
    assert console.get("/livez").status_code == 200
    answer = console.post("/livez", headers={"Host": host})
    house.stop()
    assert answer.status_code == (405 if status == 200 else 421)


def test_pages_and_style_forbid_everything_that_comes_from_elsewhere(house: House) -> None:
    console = house.start("console").console
    page, style = console.get("/"), console.get("/static/fil.css")
    assert page.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert style.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "://" not in style.text
    assert console.get("/static/main.py").status_code == 404
    assert console.get("/static/..%2Fmain.py").status_code == 404
    house.stop()
