"""A bundle: a report in all formats, the facts behind each of its figures, what was signed of them, and the program that checks it."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2
from cryptography.hazmat.primitives import serialization
from minisign import SecretKey
from sqlalchemy import select

from services.reporting.exports import fil_verify
from services.reporting.exports.formats import Format, write
from services.reporting.indicators.measures import Delay, Median
from services.reporting.reports.domain import CheckpointsNotReachable, FactsNotSignedYet
from shared.platform.checkpoints import NoteVerifier
from shared.platform.notary import NothingSignedYet
from shared.platform.proof import inclusion_paths, leaf_hash

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from services.reporting.figures.application import Figures
    from services.reporting.figures.application.answers import TracedFact
    from services.reporting.figures.readmodel import FigureTables
    from services.reporting.reports.application.building import Built, Line
    from shared.contracts.reporting.reports import ReportIssued
    from shared.platform.readmodel import ReadModel

    Signed = Callable[[str], Awaitable[tuple[str, str]]]
    Places = Mapping[tuple[str, int], bytes]

READ_ME = """Lot d'un rapport de Fil citoyen
==============================

rapport.*        le rapport, dans tous ses formats
chiffres.json    chaque chiffre imprimé, et les faits qui le font, chacun avec ce qu'il y ajoute
faits.ndjson     ces faits, tels qu'ils ont été enregistrés (aucun nom : des identifiants), et leur place dans l'arbre du journal
indicateurs.json ce que chaque chiffre veut dire
journaux/        ce que chaque service a signé de son journal, et sa clé publique
SHA256SUMS       les sommes de ces fichiers, signées (minisign) ; cle.pub : la clé
fil_verify.py    le programme qui vérifie tout cela, sans nous : python fil_verify.py LOT.zip --cle RW…

La clé à donner (--cle) est celle que l'association vous a remise par ailleurs : celle du lot ne prouve rien à elle seule.

Ce que le lot ne prouve pas :
"""


class Bundling:
    """Makes bundles. `signed` gives the last checkpoint of a log and its key; `key` signs the sums."""

    def __init__(
        self, model: ReadModel[FigureTables], figures: Figures, signed: Signed, key: Callable[[], Ed25519PrivateKey]
    ) -> None:
        self._model = model
        self._figures = figures
        self._signed = signed
        self._key = key

    async def bundle(self, fact: ReportIssued, built: Built) -> bytes:
        """The ZIP. Raises FactsNotSignedYet, CheckpointsNotReachable."""
        figures, facts = await self._evidence(built.lines)
        sources = sorted({source for source, _ in facts})
        notes = {source: await self._note(source, facts) for source in sources}
        proven = await asyncio.to_thread(self._proven, facts, notes)
        files = await asyncio.to_thread(lambda: {f"rapport.{form}": write(built.document, form) for form in Format})
        files |= {
            "LISEZMOI.txt": (READ_ME + "".join(f"- {limit}\n" for limit in fil_verify.LIMITS)).encode(),
            "chiffres.json": _json(figures),
            "faits.ndjson": b"".join(_json(one) for one in proven),
            "indicateurs.json": _json(_definitions(built.lines)),
            "fil_verify.py": await asyncio.to_thread(Path(fil_verify.__file__).read_bytes),
        }
        for source, (note, key) in notes.items():
            files |= {f"journaux/{source}.checkpoint": note.encode(), f"journaux/{source}.key": key.encode()}
        return _zipped(_signed_sums(files, self._key(), fact), fact)

    async def _evidence(self, lines: list[Line]) -> tuple[list[dict[str, Any]], dict[tuple[str, int], bytes]]:
        """Each figure with its facts, and these facts as they were stored."""
        figures, facts = [], dict[tuple[str, int], bytes]()
        for line in lines:
            question = replace(line.question, by=(), council=line.council)
            trace = await self._figures.trace(line.figure.indicator, question)
            facts |= {(one.source, one.position): one.state for one in trace.counted}
            figures.append(_told(line, trace.counted))
        return figures, facts

    async def _note(self, source: str, facts: Places) -> tuple[str, str]:
        """The last checkpoint of a log, which must hold the facts of the report, and its key."""
        try:
            note, key = await self._signed(source)
        except NothingSignedYet as error:
            raise FactsNotSignedYet(source=source) from error
        except httpx2.HTTPError as error:
            raise CheckpointsNotReachable(source=source) from error
        if NoteVerifier.parse(key).read(note).position < max(place for of, place in facts if of == source):
            raise FactsNotSignedYet(source=source)
        return note, key

    def _proven(self, facts: Places, notes: Mapping[str, tuple[str, str]]) -> list[dict[str, Any]]:
        """Each fact with the way from it to the root that was signed."""
        proven = []
        for source, (note, key) in notes.items():
            size = NoteVerifier.parse(key).read(note).size
            leaves, indexes = self._leaves(source, size)
            paths = inclusion_paths(leaves, [indexes[place] for of, place in facts if of == source])
            for (of, position), state in sorted(facts.items()):
                if of == source:
                    path = [one.hex() for one in paths[indexes[position]]]
                    where = {"source": source, "position": position, "index": indexes[position], "path": path}
                    proven.append({**where, "state": state.decode()})
        return proven

    def _leaves(self, source: str, size: int) -> tuple[list[bytes], dict[int, int]]:
        """The leaves of the tree of a log, read from the ledger, and the index of each position."""
        ledger = self._model.tables.ledger
        lines = (
            select(ledger.c.position, ledger.c.state)
            .where(ledger.c.source == source)
            .order_by(ledger.c.position)
            .limit(size)
        )
        leaves, indexes = list[bytes](), dict[int, int]()
        with self._model.engine.connect() as connection:
            for position, state in connection.execution_options(yield_per=2000).execute(lines):
                indexes[position] = len(leaves)
                leaves.append(leaf_hash(position, state))
        return leaves, indexes


def _told(line: Line, counted: list[TracedFact]) -> dict[str, Any]:
    figure = line.figure
    value = figure.value
    return {
        "indicator": figure.indicator.code,
        "version": figure.indicator.version,
        "council_id": line.council,
        "value": value if value is None or isinstance(value, int) else float(value),
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "is_median": isinstance(figure.indicator.measure, (Median, Delay)),
        "counted": [
            {"part": one.part, "source": one.source, "position": one.position, "weight": one.weight} for one in counted
        ],
    }


def _definitions(lines: list[Line]) -> list[dict[str, Any]]:
    indicators = {line.figure.indicator.code: line.figure.indicator for line in lines}
    return [
        {
            **{
                name: getattr(one, name)
                for name in ("code", "version", "name", "definition", "reference", "unit", "form")
            },
            "valid_from": one.valid_from.isoformat(),
        }
        for one in indicators.values()
    ]


def _json(told: object) -> bytes:
    return (json.dumps(told, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _signed_sums(files: dict[str, bytes], key: Ed25519PrivateKey, fact: ReportIssued) -> dict[str, bytes]:
    """The files, their sums, and the signature of the sums, which minisign reads."""
    secret = _minisign(key)
    signer = secret.get_public_key()
    signer.untrusted_comment = "cle publique de Fil citoyen"
    files = {**files, "cle.pub": bytes(signer)}
    sums = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())
    ).encode()
    signature = secret.sign(sums, trusted_comment=f"rapport {fact.report_id} {fact.digest}")
    return {**files, "SHA256SUMS": sums, "SHA256SUMS.minisig": bytes(signature)}


def _minisign(key: Ed25519PrivateKey) -> SecretKey:
    """A key as minisign keeps one that no password protects; its number is made from the public key."""
    raw = serialization.Encoding.Raw
    private = key.private_bytes(raw, serialization.PrivateFormat.Raw, serialization.NoEncryption())
    public = key.public_key().public_bytes(raw, serialization.PublicFormat.Raw)
    number = hashlib.sha256(public).digest()[:8]
    checksum = hashlib.blake2b(b"Ed" + number + private + public, digest_size=32).digest()
    head = b"Ed" + bytes(2) + b"B2" + bytes(32 + 8 + 8)
    return SecretKey.from_base64(base64.b64encode(head + number + private + public + checksum))


def _zipped(files: Mapping[str, bytes], fact: ReportIssued) -> bytes:
    """The archive, whose parts say when the report was made and not when they were written."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, said in sorted(files.items()):
            part = zipfile.ZipInfo(name, fact.made_at.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, said)
    return content.getvalue()
