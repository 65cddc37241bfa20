"""What a service signs of its log: how many facts it holds, and one hash that stands for them all.

A checkpoint is the text of C2SP tlog-checkpoint, in a signed note (C2SP signed-note): other programs can read and check it.
"""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

ED25519 = b"\x01"
"""The kind of signature, as signed notes number it."""
KEY_HASH_BYTES, SIGNATURE_BYTES = 4, 64
HOUSE = "fil-citoyen/"
DASH = "— "
"""With which a line of signature begins: an em dash, and a space."""


class Unreadable(ValueError):  # noqa: N818 - named by what was met
    """That is not a checkpoint, or not the line of a public key."""


class NotSigned(Exception):  # noqa: N818 - named by what was met
    """That checkpoint is not signed by this key for this log, or its text is not what was signed."""


def origin_of(source: str, log_id: UUID) -> str:
    """The name under which a log is signed: no other log has it."""
    return f"{HOUSE}{source}/{log_id}"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log was at a moment."""

    origin: str
    size: int
    """Facts from its beginning."""
    root: bytes
    """Of the tree of these facts."""
    position: int
    """Of the last of them; more than their number where positions have gaps."""
    moment: datetime
    """Aware, UTC, to the second."""

    @property
    def text(self) -> str:
        """What is signed: five lines."""
        root = base64.b64encode(self.root).decode()
        moment = self.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return f"{self.origin}\n{self.size}\n{root}\nposition {self.position}\nmoment {moment}\n"

    @classmethod
    def parse(cls, text: str) -> Self:
        """What such a text says. Raises Unreadable."""
        try:
            origin, size, root, position, moment = text.removesuffix("\n").split("\n")
            read = cls(
                origin,
                int(size),
                base64.b64decode(root, validate=True),
                int(position.removeprefix("position ")),
                datetime.fromisoformat(moment.removeprefix("moment ")),
            )
        except ValueError as error:
            raise Unreadable from error
        # Whatever else would be read alike, as a number that begins with a zero, was not written by us.
        if read.text != text:
            raise Unreadable
        return read


def make_log_key(path: Path) -> None:
    """Make the key with which a service signs its log, for its owner only. Raises FileExistsError."""
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)


def read_log_key(path: Path) -> Ed25519PrivateKey:
    """The key in that file. Raises OSError, Unreadable."""
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except ValueError as error:
        raise Unreadable("it is not a private key") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise Unreadable("it is not an Ed25519 key")
    return key


class NoteVerifier:
    """Tells whether a checkpoint is signed by the key of one log."""

    def __init__(self, origin: str, key: Ed25519PublicKey) -> None:
        self.origin = origin
        self._key = key
        self._bytes = ED25519 + key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        self.key_hash = sha256(f"{origin}\n".encode() + self._bytes).digest()[:KEY_HASH_BYTES]

    @property
    def line(self) -> str:
        """The key as whoever checks keeps it: `origin+hash+key`, on one line."""
        return f"{self.origin}+{self.key_hash.hex()}+{base64.b64encode(self._bytes).decode()}"

    @classmethod
    def parse(cls, line: str) -> Self:
        """From that line. Raises Unreadable."""
        try:
            origin, _, key = line.strip().split("+", 2)
            read = cls(origin, Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True)[1:]))
        except ValueError as error:
            raise Unreadable from error
        if read.line != line.strip():
            raise Unreadable
        return read

    def read(self, note: str) -> Checkpoint:
        """The checkpoint that a note says. Raises NotSigned, Unreadable."""
        text, _, signature = note.partition("\n\n")
        said, signed = read_signature(signature)
        checkpoint = Checkpoint.parse(f"{text}\n")
        if (checkpoint.origin, said, signed[:KEY_HASH_BYTES]) != (self.origin, self.origin, self.key_hash):
            raise NotSigned
        try:
            self._key.verify(signed[KEY_HASH_BYTES:], checkpoint.text.encode())
        except InvalidSignature as error:
            raise NotSigned from error
        return checkpoint


def read_signature(line: str) -> tuple[str, bytes]:
    """Who a line of signature says has signed, and with what: the hash of the key, and the signature. Raises Unreadable."""
    try:
        dash, name, signed = line.removesuffix("\n").split(" ")
        read = base64.b64decode(signed, validate=True)
    except ValueError as error:
        raise Unreadable from error
    if f"{dash} " != DASH or len(read) != KEY_HASH_BYTES + SIGNATURE_BYTES:
        raise Unreadable
    return name, read


class NoteSigner:
    """Signs checkpoints of one log."""

    def __init__(self, origin: str, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.verifier = NoteVerifier(origin, key.public_key())

    def sign(self, checkpoint: Checkpoint) -> str:
        """The note: the text, an empty line, the signature. The same checkpoint gives the same note."""
        signed = base64.b64encode(self.verifier.key_hash + self._key.sign(checkpoint.text.encode())).decode()
        return f"{checkpoint.text}\n{DASH}{self.verifier.origin} {signed}\n"


@dataclass(frozen=True, slots=True)
class Fault:
    """Lines of the file that are no checkpoint signed by its key."""

    line: int
    """The first of them, from 1."""
    is_cut: bool
    """They lack their end, as when the machine stopped while they were written: nothing was altered."""


class CheckpointFile:
    """The checkpoints of one log, one after the other, and its public key beside them. It only ever grows."""

    def __init__(self, folder: Path, source: str, log_id: UUID) -> None:
        self.path = folder / f"{source}-{log_id}.checkpoints"
        self.key_path = self.path.with_suffix(".key")

    def keep_key(self, verifier: NoteVerifier) -> None:
        """Write the public key beside, if none is there. Raises OSError."""
        if not self.key_path.exists():
            self.key_path.write_text(f"{verifier.line}\n", encoding="ascii")

    def kept_key(self) -> str:
        """The line of the public key that is kept beside. Raises OSError."""
        return self.key_path.read_text(encoding="utf-8").strip()

    def append(self, note: str) -> None:
        """Write one more, and return once it is on the disk. Raises OSError."""
        with self.path.open("ab+") as file:
            # What a crash has cut stays as it is: the next one is written behind it, and can be read.
            file.seek(-min(2, file.tell()), os.SEEK_END)
            is_whole = file.read(2) in (b"", b"\n\n")
            file.write(b"" if is_whole else b"\n\n")
            file.write(f"{note}\n".encode())
            file.flush()
            os.fsync(file.fileno())

    def read(self, verifier: NoteVerifier) -> Iterator[Checkpoint | Fault]:
        """What stands in it, in order; nothing when there is no such file. Raises OSError."""
        for line, note in self._notes():
            try:
                yield verifier.read(note.decode())
            except (NotSigned, Unreadable, UnicodeDecodeError):
                yield Fault(line, _is_cut(note))

    def _notes(self) -> Iterator[tuple[int, bytes]]:
        """Where each note begins, and its bytes; a note that was cut ends where the next begins."""
        if not self.path.exists():
            return
        begins, blocks = 1, list[bytes]()
        for line, block in self._blocks():
            if blocks and block.startswith(HOUSE.encode()):
                yield begins, b"\n\n".join(blocks)
                blocks = []
            begins = begins if blocks else line
            blocks.append(block)
            if block.startswith(DASH.encode()):
                yield begins, b"\n\n".join(blocks)
                blocks = []
        if blocks:
            yield begins, b"\n\n".join(blocks)

    def _blocks(self) -> Iterator[tuple[int, bytes]]:
        """Lines that follow one another without an empty one between, and the number of the first."""
        with self.path.open("rb") as file:
            for is_empty, lines in groupby(enumerate(file, start=1), key=lambda line: line[1] == b"\n"):
                if not is_empty:
                    numbers, block = zip(*lines, strict=True)
                    yield numbers[0], b"".join(block).removesuffix(b"\n")


def _is_cut(note: bytes) -> bool:
    """Whether it ends before its signature does."""
    try:
        read_signature(note.rpartition(b"\n")[2].decode())
    except (Unreadable, UnicodeDecodeError):
        return True
    return False
