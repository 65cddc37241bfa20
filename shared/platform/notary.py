"""Signs the log of a service while it grows, so that whoever alters it afterwards is found out.

Why, and what it does not prove: `docs/decisions/0024-the-proof-of-the-logs.md`.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

import structlog

from shared.kernel import NotFound
from shared.platform import telemetry
from shared.platform.checkpoints import (
    Checkpoint,
    CheckpointFile,
    NoteSigner,
    Unreadable,
    origin_of,
    read_log_key,
)
from shared.platform.proof import Tree, leaf_hash

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from shared.platform.store import Store

log = structlog.get_logger()

CHECKPOINT_SECONDS = 60.0
"""At most one checkpoint in that time: of what is altered before it is signed, only the ledger knows."""
CONCLUDE_SECONDS = 5.0
"""For the last checkpoint, when the service stops."""
RETRY_SECONDS = 5.0
BATCH = 500
REST_SECONDS = 0.01
"""After each batch of a long log, so that others are answered meanwhile."""


class CannotSign(Exception):  # noqa: N818 - named by what happened
    """The log cannot be signed: the message says what somebody must do."""


class NotAsSigned(Exception):  # noqa: N818 - named by what was found
    """The log is not what was signed: somebody must look before anything more is signed."""


class NothingSignedYet(NotFound):
    """Nothing of this log is signed yet: it holds no fact, or the first was recorded a moment ago."""


class Notary:
    """Keeps a tree over the log of a store, and signs it: a minute at most after what was recorded, and when the service stops."""

    def __init__(self, store: Store, key_path: Path | None, folder: Path | None) -> None:
        self._store = store
        self._woken = store.listen()
        self._key_path = key_path
        self._folder = folder
        self._tree = Tree()
        self._position = 0
        self._signed: Checkpoint | None = None
        self.trouble: str | None = None
        """Why nothing is being signed at the moment; None when all is well."""

    def means(self) -> tuple[Ed25519PrivateKey, Path]:
        """The key with which it signs, and the folder of what it signs, which is made. Raises CannotSign."""
        if self._key_path is None or self._folder is None:
            raise CannotSign(
                f"the log of {self._store.source} cannot be signed: FIL_LOG_KEY must name the file of its key, "
                "and FIL_CHECKPOINTS the folder of what is signed"
            )
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return read_log_key(self._key_path), self._folder
        except (OSError, Unreadable) as error:
            raise CannotSign(
                f"the log of {self._store.source} cannot be signed ({error}): see FIL_LOG_KEY and FIL_CHECKPOINTS"
            ) from error

    def open(self) -> None:
        """Settle down beside the store, which must have started. Raises CannotSign, OSError."""
        key, folder = self.means()
        log_id = cast("UUID", self._store.log_id)
        self._signer = NoteSigner(origin_of(self._store.source, log_id), key)
        self._file = CheckpointFile(folder, self._store.source, log_id)
        self._file.keep_key(self._signer.verifier)
        telemetry.SIGNING_STOPPED.labels(self._store.source).set(0)

    @property
    def key(self) -> str:
        """The public key, on one line."""
        return f"{self._signer.verifier.line}\n"

    @property
    def latest(self) -> str:
        """The last checkpoint, signed. Raises NothingSignedYet."""
        if self._signed is None:
            raise NothingSignedYet
        return self._signer.sign(self._signed)

    async def run(self) -> None:
        """Sign for ever, until the log is not what was signed: then say so, and wait for somebody."""
        try:
            while True:
                self._woken.clear()
                if await self._sign_patiently():
                    await asyncio.sleep(CHECKPOINT_SECONDS)
                await self._woken.wait()
        except NotAsSigned as found:
            self.trouble = str(found)
            telemetry.SIGNING_STOPPED.labels(self._store.source).set(1)
            log.critical("signing_stopped", source=self._store.source, reason=self.trouble)
            await asyncio.Event().wait()

    async def conclude(self) -> None:
        """Sign what was recorded last, before the store stops. What cannot be signed now is signed at the next start."""
        if self.trouble is not None:
            return
        try:
            async with asyncio.timeout(CONCLUDE_SECONDS):
                await self._sign()
        except Exception as error:  # noqa: BLE001 - whatever it is, the store is stopped after this
            log.warning("last_facts_not_signed", source=self._store.source, reason=type(error).__name__)

    async def _sign_patiently(self) -> bool:
        """Sign once, and say whether there was something to sign; a disk that cannot be written is tried again. Raises NotAsSigned."""
        while True:
            try:
                has_signed = await self._sign()
            except OSError as error:
                self.trouble = f"what is signed cannot be written ({error.strerror})"
                log.warning("signing_delayed", source=self._store.source, reason=error.strerror)
                await asyncio.sleep(RETRY_SECONDS)
            else:
                self.trouble = None
                return has_signed

    async def _sign(self) -> bool:
        """Sign what the log holds, if it is more than was signed. Raises NotAsSigned, OSError."""
        if self._signed is None:
            self._signed = await asyncio.to_thread(self._last_signed)
        await self._read_on()
        size = self._tree.size
        if size == (self._signed.size if self._signed else 0):
            return False
        moment = self._store.clock.now().replace(microsecond=0)
        checkpoint = Checkpoint(self._signer.verifier.origin, size, self._tree.root(), self._position, moment)
        await asyncio.to_thread(self._file.append, self._signer.sign(checkpoint))
        self._signed = checkpoint
        return True

    def _last_signed(self) -> Checkpoint | None:
        """The last checkpoint of the file. Raises NotAsSigned, OSError."""
        if self._file.kept_key() != self._signer.verifier.line:
            raise NotAsSigned("what was signed before was signed with another key")
        last = None
        for one in self._file.read(self._signer.verifier):
            if isinstance(one, Checkpoint):
                last = one
            elif not one.is_cut:
                raise NotAsSigned(f"line {one.line} of the checkpoints is not what was signed")
        return last

    async def _read_on(self) -> None:
        """Let the tree grow to where the log ends; it must pass by what was signed last. Raises NotAsSigned."""
        signed = self._signed
        while entries := await self._store.page(self._position, BATCH):
            for entry in entries:
                self._tree.add(leaf_hash(entry.position, entry.state))
                self._position = entry.position
                if signed and self._tree.size == signed.size:
                    self._compare(signed)
            await asyncio.sleep(REST_SECONDS)
        if signed and self._tree.size < signed.size:
            raise NotAsSigned(f"{signed.size} facts were signed, and the log holds {self._tree.size}")

    def _compare(self, signed: Checkpoint) -> None:
        if (self._position, self._tree.root()) != (signed.position, signed.root):
            raise NotAsSigned(f"a fact up to position {signed.position} is not what was signed")
