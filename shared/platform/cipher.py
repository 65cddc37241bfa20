"""What the vault is sealed with: keys that follow from one secret, each for one use, and a key of each person's own."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shared.platform.service import CannotStart

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from shared.platform.store import Command

SHORTEST_SECRET = 32
KEY_BYTES, NONCE_BYTES = 32, 12


class Altered(Exception):  # noqa: N818 - named by what happened
    """What is kept is not what was sealed: moved, changed, or sealed with another key."""


class Cipher:
    """What follows from the secret: a key for each use, so that none says anything of another."""

    def __init__(self, secret: bytes) -> None:
        self._wrapping = AESGCM(_derived(secret, "wrapping of keys"))
        self._marks = _derived(secret, "marks")
        self._fingerprints = _derived(secret, "fingerprints")
        self.witness = hmac.digest(_derived(secret, "witness"), b"witness", "sha256")
        """Says whether a secret is the one that was used before, and nothing else."""

    @classmethod
    def load(cls, path: Path) -> Cipher:
        """From the file of the secret. Raises CannotStart."""
        try:
            secret = path.read_bytes().strip()
        except OSError as error:
            raise CannotStart(
                f"the secret of the vault cannot be read ({error.strerror}): see FIL_VAULT_SECRET"
            ) from error
        if len(secret) < SHORTEST_SECRET:
            raise CannotStart(f"the secret of the vault must have {SHORTEST_SECRET} characters at least")
        return cls(secret)

    def new_key(self, person_id: UUID) -> bytes:
        """A new key of that person, wrapped."""
        return seal(self._wrapping, secrets.token_bytes(KEY_BYTES), f"key\n{person_id}")

    def key(self, person_id: UUID, wrapped: bytes) -> AESGCM:
        """The key of that person. Raises Altered."""
        return AESGCM(unseal(self._wrapping, wrapped, f"key\n{person_id}"))

    def mark(self, kind: str, value: str) -> bytes:
        """What stands for a value in the index: nobody without the secret can make it, or try values out."""
        return hmac.digest(self._marks, f"{kind}\n{value}".encode(), "sha256")

    def blind(self, command: Command) -> Command:
        """The command, whose fingerprint no longer lets anybody try out what its body may have been."""
        blinded = hmac.digest(self._fingerprints, command.fingerprint.encode(), "sha256")
        return replace(command, fingerprint=blinded.hex())


def _derived(secret: bytes, use: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"fil-citoyen vault: {use}".encode()).derive(
        secret
    )


def seal(key: AESGCM, content: bytes, place: str) -> bytes:
    """Content that this key opens, in this place only; sealed twice, it is not the same twice."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + key.encrypt(nonce, content, place.encode())


def unseal(key: AESGCM, sealed: bytes, place: str) -> bytes:
    """The content. Raises Altered."""
    try:
        return key.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError) as error:
        raise Altered(place.partition("\n")[0]) from error
