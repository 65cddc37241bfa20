"""Every sentence that has blanks is told with 0, 1 and 2 in them: no « 1 membres », no « membre(s) », in no language."""

from __future__ import annotations

import ast
import inspect
import re
from datetime import date
from string import Formatter
from typing import TYPE_CHECKING, Any

import pytest

from services.activities.labels import REFUSALS as OF_ACTIVITIES
from services.console.labels import REFUSALS as OF_THE_CONSOLE
from services.councils.labels import DRAW_REMARKS, WARNINGS
from services.councils.labels import REFUSALS as OF_COUNCILS
from services.reporting.labels import REFUSALS as OF_REPORTING
from shared.kernel import Refusal
from shared.platform.problems import PLATFORM_FR
from shared.sentences import in_english, in_french
from tests.support.sources import SERVICES, modules, parsed, python_files

if TYPE_CHECKING:
    from collections.abc import Iterator

OF_DAYS = {"le", "du", "au", "depuis le", "on"}
ONE_OR_NONE_OF_MANY = (
    r"\b[01] (?!(?:sans|dans|pas|plus|mois|fois|hors|est|is|was|has|exists|comes|lives|does)\b)\w*[sx]\b"
)
"""A number that is singular, and a plural after it."""
MANY_OF_ONE = r"\b2 (?:membre|habitant|ticket|liste|réunion|séance|conseil|member|meeting|session|council)\b"
HESITATION = r"\w\((?:s|e|es|x|aux|ies)\)"


def _blanks(template: str) -> dict[str, str]:
    """The blanks of a template, those inside others too, with the form that each asks for."""
    found: dict[str, str] = {}
    for _, name, form, _ in Formatter().parse(template):
        if name is not None:
            found |= {name: form or ""} | _blanks(form or "")
    return found


def _filled(template: str, number: int) -> dict[str, Any]:
    return {
        name: date(2026, 3, 3) if form in OF_DAYS or name.endswith("_on") else number
        for name, form in _blanks(template).items()
    }


def _in_sources() -> Iterator[tuple[str, str]]:
    """What `in_both` and its kin are asked to tell, in French and in English, wherever they are."""
    for path in python_files("services", "shared", "deploy"):
        for node in ast.walk(parsed(path)):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            languages = {"in_both": ("fr", "en"), "in_french": ("fr",), "in_english": ("en",)}.get(node.func.id, ())
            for language, written in zip(languages, node.args, strict=False):
                if template := _template(written):
                    yield language, template


def _template(written: ast.expr) -> str:
    """As far as it is written there: what is told elsewhere is `x`."""
    match written:
        case ast.Constant(value=str(words)):
            return words
        case ast.JoinedStr(values=parts):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in parts)
        case ast.BinOp(left=left, right=right):
            return _template(left) + _template(right)
    return ""


def _templates() -> Iterator[tuple[str, str]]:
    yield from (("fr", one) for known in (OF_ACTIVITIES, OF_COUNCILS, OF_REPORTING) for one in known.values())
    yield from (("fr", one) for known in (OF_THE_CONSOLE, PLATFORM_FR) for one in known.values())
    yield from (
        told for both in (*DRAW_REMARKS.values(), *WARNINGS.values()) for told in zip(("fr", "en"), both, strict=True)
    )
    for service in SERVICES:
        for module in modules(service):
            for _, thing in inspect.getmembers(module, inspect.isclass):
                if issubclass(thing, Refusal) and thing.__module__ == module.__name__:
                    yield "en", " ".join((thing.__doc__ or "").split())
    yield from _in_sources()


TEMPLATES = sorted({(language, one) for language, one in _templates() if _blanks(one)})


def test_there_are_many_sentences_to_look_at() -> None:
    assert len(TEMPLATES) > 200


@pytest.mark.parametrize("number", [0, 1, 2])
def test_every_sentence_agrees_with_its_number(number: int) -> None:
    tell = {"fr": in_french, "en": in_english}
    # In English there are no members, and one member.
    wrong = {"fr": ONE_OR_NONE_OF_MANY, "en": ONE_OR_NONE_OF_MANY.replace("[01]", "1")}
    told = [(language, tell[language](one, **_filled(one, number))) for language, one in TEMPLATES]
    assert [one for language, one in told if re.search(wrong[language], one)] == []
    assert [one for _, one in told if re.search(MANY_OF_ONE, one)] == []


def test_no_sentence_hesitates_between_one_and_many() -> None:
    hesitating = [
        f"{path.name}: {node.value}"
        for path in python_files("services", "shared", "deploy")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(HESITATION, node.value)
    ]
    assert hesitating == []
