"""A bundle is checked by a program that needs nothing of ours; whatever is altered in it is named."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from minisign import PublicKey, Signature

from services.reporting.exports import fil_verify
from services.reporting.exports.fil_verify import Wrong, is_added_up, verify
from services.reporting.exports.formats import Format
from services.reporting.reports.application.bundling import _signed_sums
from shared.contracts.reporting.reports import ReportKind
from shared.platform import notary
from tests.reporting.test_a_report_says_the_same_for_ever import ISSUED, asked_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.house import House

Files = dict[str, bytes]


def unpacked(content: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Files, folder: Path) -> str:
    path = folder / "altered.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return str(path)


@pytest.fixture(autouse=True)
def signs_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checkpoints a tenth of a second apart, and not a minute."""
    monkeypatch.setattr(notary, "CHECKPOINT_SECONDS", 0.1)


@pytest.fixture
def bundle(year: tuple[House, str, str]) -> bytes:
    """The bundle of a report on a council's year."""
    house, agreement, after = year
    asked = asked_for(ReportKind.COUNCIL_YEAR, agreement)
    issued = house.reporting.record("/v1/reports", asked | {"after": after})
    address, patience = f"/v1/reports/{issued['id']}/bundle", 100
    while (answer := house.reporting.get(address)).status_code == 503:
        assert answer.json()["type"] == "/problems/facts-not-signed-yet"
        patience -= 1
        assert patience, "what was recorded is signed at last"
        time.sleep(0.1)
    assert answer.headers["content-type"] == "application/zip"
    return answer.content


def test_a_bundle_is_found_right_by_the_program_that_is_in_it_alone(bundle: bytes, tmp_path: Path) -> None:
    files = unpacked(bundle)
    assert {f"rapport.{form}" for form in Format} < set(files)
    path = tmp_path / "lot.zip"
    path.write_bytes(bundle)
    program = tmp_path / "fil_verify.py"
    program.write_bytes(files["fil_verify.py"])
    key = files["cle.pub"].decode().splitlines()[1]
    done = subprocess.run(
        [sys.executable, "-I", str(program), str(path), "--cle", key], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(files["chiffres.json"])
    assert f"juste : {len(figures)} chiffres sont ce que leurs faits donnent" in done.stdout
    assert "Ce que cela ne prouve pas" in done.stdout
    assert any(figure["counted"] for figure in figures)
    # Others read the signature too.
    PublicKey.from_bytes(files["cle.pub"]).verify(
        files["SHA256SUMS"], Signature.from_bytes(files["SHA256SUMS.minisig"])
    )


def sign_again(files: Files) -> Files:
    """Whoever alters a bundle may sign it again, with a key of their own: then it is that key that is told."""
    inside = {
        name: content for name, content in files.items() if name not in {"SHA256SUMS", "SHA256SUMS.minisig", "cle.pub"}
    }
    return _signed_sums(inside, Ed25519PrivateKey.generate(), ISSUED)


def altered(name: str, change: Callable[[Any], Any]) -> Callable[[Files], Files]:
    """Another content of a JSON file."""

    def alter(files: Files) -> Files:
        return sign_again(files | {name: json.dumps(change(json.loads(files[name]))).encode()})

    return alter


def other_weight(figures: list[Any]) -> list[Any]:
    for figure in figures:
        if figure["counted"]:
            figure["counted"][0]["weight"] += 1
            break
    return figures


def other_value(figures: list[Any]) -> list[Any]:
    for figure in figures:
        if figure["denominator"] is None and figure["value"] is not None and not figure["is_median"]:
            figure["value"] += 1
            break
    return figures


def lines(files: Files) -> list[dict[str, Any]]:
    return [json.loads(line) for line in files["faits.ndjson"].decode().splitlines()]


def with_facts(files: Files, facts: list[dict[str, Any]]) -> Files:
    return sign_again(files | {"faits.ndjson": "".join(json.dumps(fact) + "\n" for fact in facts).encode()})


def other_fact(files: Files) -> Files:
    facts = lines(files)
    facts[0]["state"] = facts[0]["state"].replace('"by":"', '"by":"x')
    return with_facts(files, facts)


def without_a_fact(files: Files) -> Files:
    counted = {
        (one["source"], one["position"]) for figure in json.loads(files["chiffres.json"]) for one in figure["counted"]
    }
    facts = lines(files)
    gone = next(fact for fact in facts if (fact["source"], fact["position"]) in counted)
    return with_facts(files, [fact for fact in facts if fact is not gone])


def other_root(files: Files) -> Files:
    note = files["journaux/activities.checkpoint"].decode().split("\n")
    note[1] = str(int(note[1]) + 1)
    return sign_again(files | {"journaux/activities.checkpoint": "\n".join(note).encode()})


ALTERATIONS: dict[str, tuple[Callable[[Files], Files], str]] = {
    "a byte of the report": (
        lambda files: files | {"rapport.pdf": files["rapport.pdf"] + b"x"},
        "rapport.pdf n'est pas",
    ),
    "the sums": (lambda files: files | {"SHA256SUMS": files["SHA256SUMS"] + b"\n"}, "la signature est fausse"),
    "a file more": (lambda files: files | {"autre.txt": b"x"}, "un fichier n'a pas été signé : autre.txt"),
    "a file less": (
        lambda files: {name: files[name] for name in files if name != "chiffres.json"},
        "n'est pas lisible",
    ),
    "a weight": (altered("chiffres.json", other_weight), "n'est pas ce que ses faits donnent"),
    "a value": (altered("chiffres.json", other_value), "n'est pas ce que ses faits donnent"),
    "a fact": (other_fact, "n'est pas celui du journal signé"),
    "a fact less": (without_a_fact, "un fait compté n'est pas dans le lot"),
    "what was signed of a log": (other_root, "n'est pas celui qui a été signé"),
}


def test_whatever_is_altered_is_named(bundle: bytes, tmp_path: Path) -> None:
    files = unpacked(bundle)
    key = files["cle.pub"].decode().splitlines()[1]
    assert len(verify(packed(files, tmp_path), key)) == 4
    for what, (alter, told) in ALTERATIONS.items():
        path = packed(alter(dict(files)), tmp_path)
        with pytest.raises(Wrong, match=told):
            verify(path)
        assert fil_verify.main([path]) == 1, what
    # Whatever was signed by somebody else is told to who knows the key.
    with pytest.raises(Wrong, match="une autre clé"):
        verify(packed(sign_again(files), tmp_path), key)
    assert fil_verify.main([str(tmp_path / "nowhere.zip")]) == 2


@pytest.mark.parametrize(
    ("value", "numerator", "denominator", "median", "counted", "right"),
    [
        (3, None, None, False, [("value", 2), ("value", 1)], True),
        (3, None, None, False, [("value", 2)], False),
        (0.6667, 2, 3, False, [("numerator", 2), ("denominator", 3)], True),
        (0.6, 2, 3, False, [("numerator", 2), ("denominator", 3)], False),
        (0.6667, 2, 3, False, [("numerator", 2), ("denominator", 4)], False),
        (4.5, None, None, True, [("value", 3), ("value", 6)], True),
        (4, None, None, True, [], False),
        (None, None, None, False, [], True),
        (0, None, None, False, [], True),
    ],
)
def test_a_figure_is_added_up_from_its_facts(
    value: float | None,
    numerator: int | None,
    denominator: int | None,
    median: bool,  # noqa: FBT001
    counted: list[tuple[str, int]],
    right: bool,  # noqa: FBT001
) -> None:
    facts = [{"part": part, "weight": weight} for part, weight in counted]
    terms = {"numerator": numerator, "denominator": denominator, "is_median": median}
    assert is_added_up({"value": value, "counted": facts, **terms}) is right


def test_a_bundle_waits_for_a_service_that_does_not_say_what_it_signed(year: tuple[House, str, str]) -> None:
    house, agreement, after = year
    issued = house.reporting.record("/v1/reports", asked_for(ReportKind.COUNCIL_YEAR, agreement) | {"after": after})
    house.stop("activities")
    away = house.reporting.get(f"/v1/reports/{issued['id']}/bundle")
    assert (away.status_code, away.json()["type"]) == (503, "/problems/checkpoints-not-reachable")
    assert away.json()["detail"].startswith("activities ne répond pas")


def test_what_masks_few_persons_is_not_handed_out_with_its_facts(year: tuple[House, str, str]) -> None:
    house, agreement, after = year
    asked = asked_for(ReportKind.OPEN_DATA, agreement)
    issued = house.reporting.record("/v1/reports", asked | {"after": after})
    refused = house.reporting.get(f"/v1/reports/{issued['id']}/bundle")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/facts-are-not-for-everybody")
    assert house.reporting.get(f"/v1/reports/{issued['id']}/bundle", roles=("facilitator",)).status_code == 403
