"""What a machine lacks is a failure, told clearly: a test that was skipped has shown nothing."""

from __future__ import annotations

import re

from tests.support.sources import ROOT, python_files

SKIPPED = re.compile(r"\b(?:pytest|mark|unittest)\.(?:skip|skipif|skipUnless|skipIf|importorskip|xfail)\b")


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    found = [str(path.relative_to(ROOT)) for path in python_files("tests") if SKIPPED.search(path.read_text())]
    assert found == []


def test_a_skipped_test_is_found() -> None:
    assert SKIPPED.search("@pytest.mark." + "skipif(sys.platform == 'darwin')")
    assert SKIPPED.search("pytest." + "importorskip('docker')")
