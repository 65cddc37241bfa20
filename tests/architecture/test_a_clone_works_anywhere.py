from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.sources import ROOT, files

if TYPE_CHECKING:
    from collections.abc import Iterator

SOMEBODY_ELSES = {
    "a folder of one machine": re.compile(r"""(?:^|[\s"'`=(:,<])/(?:home|Users|root|work|workspace|tmp)/\w"""),
    "a host of packages": re.compile(r"\b(?:pypi|pythonhosted|npmjs|yarnpkg)\.(?:org|com|io)\b"),
    "an index of packages": re.compile(r"--(?:extra-)?index-url\b|--find[-]links\b"),
}


def traces(text: str) -> Iterator[tuple[int, str]]:
    """Numbers of the lines that only make sense on somebody else's machine, and why."""
    for number, line in enumerate(text.splitlines(), start=1):
        yield from ((number, what) for what, pattern in SOMEBODY_ELSES.items() if pattern.search(line))


def test_no_file_names_a_machine_or_a_host_of_packages() -> None:
    found = []
    for path in files():
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue  # a picture or a font says nothing
        found += [f"{path.relative_to(ROOT)}:{number}: {what}" for number, what in traces(text)]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "cd /" + "home/anne/fil",
        'STORE = "/' + 'tmp/fil.db"',
        "requests==2.0 @ https://files." + "pythonhosted" + ".org/packages",
        "pip install --index-" + "url https://example.org",
    ],
)
def test_a_trace_is_found(line: str) -> None:
    assert list(traces(f"first line\n{line}")) != []


@pytest.mark.parametrize("line", ["https://www.paris.fr/home/conseils", "FIL_HOME=~/.fil-citoyen", "a /homework/x"])
def test_what_holds_everywhere_is_no_trace(line: str) -> None:
    assert list(traces(line)) == []
