"""Documents that are made from the code are those that the code makes now; documents that name files name files that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from services.activities.cases.domain.__main__ import case_types_in_markdown
from services.councils.rules.domain.__main__ import rules_in_markdown
from shared.contracts.__main__ import facts_in_markdown

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
PLACES = re.compile(r"`((?:services|shared|deploy|tests|docs|benchmarks)/[A-Za-z0-9_./-]+[A-Za-z0-9_])`")
LINKS = re.compile(r"\]\((?!https?://|#)([^)#]+)")


def test_the_list_of_facts_is_the_one_that_the_code_gives() -> None:
    assert (ROOT / "docs/events.md").read_text(encoding="utf-8") == facts_in_markdown()


def test_the_list_of_rules_is_the_one_that_the_code_gives() -> None:
    assert (ROOT / "docs/rules.md").read_text(encoding="utf-8") == rules_in_markdown()


def test_the_list_of_types_of_cases_is_the_one_that_the_code_gives() -> None:
    assert (ROOT / "docs/case-types.md").read_text(encoding="utf-8") == case_types_in_markdown()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_a_document_names_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = [ROOT / place for place in PLACES.findall(text)]
    linked = [document.parent / place for place in LINKS.findall(text)]
    assert [str(path) for path in (*named, *linked) if not path.exists()] == []
