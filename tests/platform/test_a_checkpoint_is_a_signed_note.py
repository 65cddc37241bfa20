from __future__ import annotations

import base64
import stat
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from shared.platform.checkpoints import (
    Checkpoint,
    CheckpointFile,
    Fault,
    NoteSigner,
    NoteVerifier,
    NotSigned,
    Unreadable,
    make_log_key,
    origin_of,
    read_log_key,
)

if TYPE_CHECKING:
    from pathlib import Path

LOG = UUID("33333333-3333-4333-8333-333333333333")
ORIGIN = "fil-citoyen/councils/33333333-3333-4333-8333-333333333333"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
SIGNER = NoteSigner(ORIGIN, KEY)
ONE = Checkpoint(ORIGIN, 41, sha256(b"a root").digest(), 43, datetime(2026, 11, 23, 11, 5, 9, tzinfo=UTC))
TEXT = f"{ORIGIN}\n41\n{base64.b64encode(ONE.root).decode()}\nposition 43\nmoment 2026-11-23T11:05:09Z\n"


def at(size: int) -> Checkpoint:
    return replace(ONE, size=size, position=size)


def test_a_checkpoint_is_five_lines() -> None:
    assert origin_of("councils", LOG) == ORIGIN
    assert ONE.text == TEXT
    assert Checkpoint.parse(TEXT) == ONE


def test_the_note_is_one_that_any_program_of_signed_notes_reads() -> None:
    note = SIGNER.sign(ONE)
    text, empty, signature = note.rpartition("\n\n")
    assert (f"{text}\n", empty) == (TEXT, "\n\n")
    public = KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    dash, name, signed = signature.split(" ")
    assert (dash, name) == ("\N{EM DASH}", ORIGIN)
    read = base64.b64decode(signed)
    assert read[:4] == sha256(ORIGIN.encode() + b"\n\x01" + public).digest()[:4]
    KEY.public_key().verify(read[4:], TEXT.encode())


def test_the_line_of_the_key_says_all_that_is_needed_to_check() -> None:
    line = SIGNER.verifier.line
    name, key_hash, key = line.split("+", 2)
    public = KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    assert name == ORIGIN
    assert key_hash == sha256(ORIGIN.encode() + b"\n\x01" + public).hexdigest()[:8]
    assert base64.b64decode(key) == b"\x01" + public
    assert NoteVerifier.parse(f"{line}\n").read(SIGNER.sign(ONE)) == ONE


@pytest.mark.parametrize("line", ["", "a+b", f"{ORIGIN}+00000000+AQ==", f"{ORIGIN}+zz+{'A' * 44}"])
def test_a_line_that_is_no_key_is_told(line: str) -> None:
    with pytest.raises(Unreadable):
        NoteVerifier.parse(line)


def test_a_key_whose_hash_is_not_its_own_is_told() -> None:
    name, _, key = SIGNER.verifier.line.split("+", 2)
    with pytest.raises(Unreadable):
        NoteVerifier.parse(f"{name}+00000000+{key}")


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("\n41\n", "\n42\n"),
        ("\n41\n", "\n041\n"),
        ("position 43", "position 44"),
        ("moment 2026-11-23T11:05:09Z", "moment 2026-11-23T11:05:10Z"),
        ("moment 2026-11-23T11:05:09Z", "moment 2026-11-23T12:05:09+01:00"),
        ("councils", "activities"),
        ("position 43\n", ""),
        ("position 43\n", "position 43\nposition 43\n"),
    ],
)
def test_a_text_that_was_changed_is_not_believed(said: str, instead: str) -> None:
    with pytest.raises((NotSigned, Unreadable)):
        SIGNER.verifier.read(SIGNER.sign(ONE).replace(said, instead, 1))


def test_another_key_is_not_believed() -> None:
    with pytest.raises(NotSigned):
        SIGNER.verifier.read(NoteSigner(ORIGIN, OTHER_KEY).sign(ONE))


def test_what_was_signed_of_another_log_is_not_believed() -> None:
    other = "fil-citoyen/activities/33333333-3333-4333-8333-333333333333"
    with pytest.raises(NotSigned):
        SIGNER.verifier.read(NoteSigner(other, KEY).sign(replace(ONE, origin=other)))


def test_a_root_of_the_same_key_under_another_name_is_not_believed() -> None:
    note = NoteSigner(ORIGIN, KEY).sign(replace(ONE, origin="fil-citoyen/activities/0"))
    with pytest.raises(NotSigned):
        SIGNER.verifier.read(note)


@pytest.mark.parametrize(
    "note", ["", "\n\n", TEXT, f"{TEXT}\n", f"{TEXT}\n— {ORIGIN} AAAA\n", f"{TEXT}\n- {ORIGIN} AAAA\n"]
)
def test_what_is_no_note_is_told(note: str) -> None:
    with pytest.raises(Unreadable):
        SIGNER.verifier.read(note)


def test_a_key_is_for_its_owner_only_and_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "log.key"
    make_log_key(path)
    before = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        make_log_key(path)
    assert path.read_bytes() == before
    assert NoteSigner(ORIGIN, read_log_key(path)).verifier.line != SIGNER.verifier.line


def test_what_is_not_such_a_key_is_told(tmp_path: Path) -> None:
    path = tmp_path / "log.key"
    path.write_text("not a key")
    with pytest.raises(Unreadable, match="not a private key"):
        read_log_key(path)
    other = generate_private_key(SECP256R1())
    path.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(Unreadable, match="not an Ed25519 key"):
        read_log_key(path)


def test_the_file_gives_what_was_written_in_its_order(tmp_path: Path) -> None:
    file = CheckpointFile(tmp_path, "councils", LOG)
    assert list(file.read(SIGNER.verifier)) == []
    for size in (1, 2, 3):
        file.append(SIGNER.sign(at(size)))
    assert file.path.name == f"councils-{LOG}.checkpoints"
    assert list(file.read(SIGNER.verifier)) == [at(1), at(2), at(3)]


def test_the_first_key_is_kept_beside(tmp_path: Path) -> None:
    file = CheckpointFile(tmp_path, "councils", LOG)
    file.keep_key(SIGNER.verifier)
    file.keep_key(NoteSigner(ORIGIN, OTHER_KEY).verifier)
    assert file.kept_key() == SIGNER.verifier.line
    assert file.key_path.name == f"councils-{LOG}.key"


def test_wherever_a_crash_cuts_the_last_one_nothing_else_is_lost(tmp_path: Path) -> None:
    written = CheckpointFile(tmp_path, "councils", LOG)
    written.append(SIGNER.sign(at(1)))
    whole = written.path.stat().st_size
    written.append(SIGNER.sign(at(2)))
    content = written.path.read_bytes()
    for cut in range(whole, len(content) + 1):
        written.path.write_bytes(content[:cut])
        before = list(written.read(SIGNER.verifier))
        written.append(SIGNER.sign(at(3)))
        after = list(written.read(SIGNER.verifier))
        # The note is whole once its signature is, whether or not the ends of lines behind it were written.
        lost = [at(2)] if cut >= len(content) - 2 else [Fault(9, is_cut=True)] if cut > whole else []
        assert (before, after) == ([at(1), *lost], [at(1), *lost, at(3)]), cut


@pytest.mark.parametrize("line", range(1, 8))
def test_a_line_that_somebody_altered_is_told_and_its_neighbours_are_read(tmp_path: Path, line: int) -> None:
    file = CheckpointFile(tmp_path, "councils", LOG)
    for size in (11, 12, 13):
        file.append(SIGNER.sign(at(size)))
    lines = file.path.read_bytes().split(b"\n")
    altered = 8 + line - 1
    lines[altered] = lines[altered][:-8] + b"0" + lines[altered][-7:] if lines[altered] else b"0"
    file.path.write_bytes(b"\n".join(lines))
    before, *faults, after = file.read(SIGNER.verifier)
    assert (before, after) == (at(11), at(13))
    assert faults
    assert all(isinstance(fault, Fault) and 9 <= fault.line <= 15 for fault in faults)
    assert any(isinstance(fault, Fault) and not fault.is_cut for fault in faults)
