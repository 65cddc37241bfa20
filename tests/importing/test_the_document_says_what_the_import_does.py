"""The page on the import's form: its example is imported as it says, and it names all that is read and all that is refused."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from services.console import labels
from services.console.importing import run_import
from services.console.importing.counts import BOARD, COLLEGES, GENDERS, GUESTS
from services.console.importing.planning import FACTS
from services.console.importing.records import CERTAINTIES, NEEDED, PRECISIONS
from tests.support.sources import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.records import Importer

PAGE = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    [found] = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


def test_its_example_becomes_what_it_says(importer: Importer, tmp_path: Path) -> None:
    example = tmp_path / "exemple.json"
    example.write_text(block("json"), encoding="utf-8")

    report = run_import(example, importer, dry_run=False, today=date(2026, 11, 23))

    assert report.lines() == block("text").splitlines()


def test_it_names_every_field_kind_precision_and_count_that_is_read() -> None:
    read = {*NEEDED, *FACTS, *PRECISIONS, *CERTAINTIES, *COLLEGES, *BOARD, *GUESTS, *GENDERS}

    assert read - set(re.findall(r"`(\w+)`", PAGE)) == set()


def test_it_gives_every_reason_for_which_a_record_is_refused_in_its_very_words() -> None:
    reasons = [_of_many(words) for code, words in labels.REFUSALS.items() if code != "not-importable"]

    assert [words for words in reasons if words not in PAGE] == []


def _of_many(template: str) -> str:
    """The sentence with its blanks, in the plural where a number has words of its own."""
    return re.sub(r"{\w+(?::[^|}]*\|([^}]*))?}", lambda blank: f"… {blank[1]}" if blank[1] else "…", template)
