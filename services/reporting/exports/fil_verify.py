"""Vérifie un lot remis par Fil citoyen, sans le serveur : `python fil_verify.py LOT.zip [--cle RW…]`.

It needs Python 3.9 or newer and `cryptography`, and nothing of ours: whoever received a bundle runs this file, which is in it.
It checks the signature, the sums, that each fact stands in a log that its service signed, and that each figure is what its
facts add up to. What that does not prove, it says.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
import zipfile
from fractions import Fraction
from statistics import median
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LIMITS = (
    "que ce qui a été noté est vrai ;",
    "que ce que chaque fait ajoute à un chiffre suit bien de son contenu et de la définition de l'indicateur ;",
    "qu'aucun fait n'a été laissé de côté : seuls les faits comptés sont ici ;",
    "rien, si la clé (--cle) n'est pas celle que l'association vous a donnée par ailleurs.",
)
"""French: what a valid bundle does not prove."""


Files = dict[str, bytes]
"""What is in the bundle, by name."""


class Wrong(Exception):  # noqa: N818 - named by what was found
    """What was found wrong: French."""


def verify(path: str, expected_key: str | None = None) -> list[str]:
    """What was found right, a line each, French. Raises Wrong, OSError, zipfile.BadZipFile."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    try:
        return [
            check_signature(files, expected_key),
            check_sums(files),
            check_facts(files),
            check_figures(files),
        ]
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise Wrong(f"le lot n'est pas lisible : {type(error).__name__} {error}") from error


def check_signature(files: Files, expected_key: str | None) -> str:
    """The sums are signed by the key of the bundle (minisign, prehashed Ed25519)."""
    key_line = files["cle.pub"].decode().splitlines()[1]
    key = base64.b64decode(key_line)
    _, signature, comment, of_all = files["SHA256SUMS.minisig"].decode().splitlines()
    signed = base64.b64decode(signature)
    if expected_key is not None and expected_key != key_line:
        raise Wrong("le lot est signé par une autre clé que celle que vous avez donnée")
    if (key[:2], signed[:2], signed[2:10]) != (b"Ed", b"ED", key[2:10]):
        raise Wrong("la signature n'est pas celle de la clé du lot")
    public = Ed25519PublicKey.from_public_bytes(key[10:])
    try:
        public.verify(signed[10:], hashlib.blake2b(files["SHA256SUMS"]).digest())
        public.verify(base64.b64decode(of_all), signed[10:] + comment[len("trusted comment: ") :].encode())
    except InvalidSignature:
        raise Wrong("la signature est fausse : les sommes ne sont pas celles qui ont été signées") from None
    return f"signé par la clé {key_line}"


def check_sums(files: Files) -> str:
    """Each file is the one whose sum was signed, and there is no other."""
    sums = {}
    for line in files["SHA256SUMS"].decode().splitlines():
        digest, _, name = line.partition("  ")
        sums[name] = digest
    others = set(files) - set(sums) - {"SHA256SUMS", "SHA256SUMS.minisig"}
    if others:
        raise Wrong(f"un fichier n'a pas été signé : {min(others)}")
    for name, digest in sums.items():
        if hashlib.sha256(files[name]).hexdigest() != digest:
            raise Wrong(f"{name} n'est pas ce qui a été signé")
    return f"{len(sums)} fichiers sont ceux qui ont été signés"


def check_facts(files: Files) -> str:
    """Each fact stands at its place in a log whose tree its service signed (RFC 6962)."""
    roots = {}
    for name in files:
        if name.startswith("journaux/") and name.endswith(".checkpoint"):
            source = name[len("journaux/") : -len(".checkpoint")]
            roots[source] = signed_root(files[name].decode(), files[f"journaux/{source}.key"].decode())
    facts = read_facts(files)
    for (source, position), fact in facts.items():
        size, root = roots[source]
        leaf = hashlib.sha256(b"\x00" + position.to_bytes(8, "big") + fact["state"].encode()).digest()
        if not is_included(leaf, fact["index"], size, [bytes.fromhex(one) for one in fact["path"]], root):
            raise Wrong(f"le fait {source}@{position} n'est pas celui du journal signé")
    return f"{len(facts)} faits sont ceux des journaux signés"


def read_facts(files: Files) -> dict[tuple[str, int], dict[str, Any]]:
    """The facts by their place in the logs."""
    lines = (json.loads(line) for line in files["faits.ndjson"].decode().splitlines())
    return {(fact["source"], fact["position"]): fact for fact in lines}


def signed_root(note: str, key_line: str) -> tuple[int, bytes]:
    """How many facts the log held, and the root of their tree, once the signature of the note is checked."""
    text, _, signature = note.partition("\n\n")
    origin, _, written = key_line.strip().split("+", 2)
    key = base64.b64decode(written)
    signed = base64.b64decode(signature.split(" ")[2])
    key_hash = hashlib.sha256(f"{origin}\n".encode() + key).digest()[:4]
    lines = text.split("\n")
    if (lines[0], signed[:4]) != (origin, key_hash):
        raise Wrong(f"le point de contrôle de {origin} est d'un autre journal, ou d'une autre clé")
    try:
        Ed25519PublicKey.from_public_bytes(key[1:]).verify(signed[4:], f"{text}\n".encode())
    except InvalidSignature:
        raise Wrong(f"le point de contrôle de {origin} n'est pas celui qui a été signé") from None
    return int(lines[1]), base64.b64decode(lines[2])


def is_included(leaf: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """Whether that leaf stands at that index in the tree of that size and root (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, reached = index, size - 1, leaf
    for beside in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            reached = hashlib.sha256(b"\x01" + beside + reached).digest()
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            reached = hashlib.sha256(b"\x01" + reached + beside).digest()
        place, last = place >> 1, last >> 1
    return last == 0 and reached == root


def check_figures(files: Files) -> str:
    """Each figure is what its facts add up to, and the report prints that figure."""
    facts = read_facts(files)
    figures = json.loads(files["chiffres.json"])
    for figure in figures:
        named = f"{figure['indicator']} {figure['council_id'] or 'ensemble'}"
        for part in figure["counted"]:
            if (part["source"], part["position"]) not in facts:
                raise Wrong(f"{named} : un fait compté n'est pas dans le lot")
        if not is_added_up(figure):
            raise Wrong(f"{named} : le chiffre n'est pas ce que ses faits donnent")
    report = json.loads(files["rapport.json"])["data"]
    at = {column["key"]: place for place, column in enumerate(report["columns"])}
    printed = [(row[at["code"]], row[at["conseil"]], row[at["valeur"]]["value"]) for row in report["rows"]]
    if printed != [(figure["indicator"], figure["council_id"], figure["value"]) for figure in figures]:
        raise Wrong("le rapport n'imprime pas ces chiffres")
    return f"{len(figures)} chiffres sont ce que leurs faits donnent"


def is_added_up(figure: dict[str, Any]) -> bool:
    """A sum, a share of two sums, or the number in the middle; nothing where it cannot be measured."""
    weights: dict[str, list[int]] = {"value": [], "numerator": [], "denominator": []}
    for fact in figure["counted"]:
        weights[fact["part"]].append(fact["weight"])
    value = figure["value"]
    if value is None:
        return True
    if figure["denominator"] is not None:
        parts = sum(weights["numerator"]), sum(weights["denominator"])
        if parts != (figure["numerator"], figure["denominator"]) or not parts[1]:
            return False
        return abs(Fraction(*parts) - Fraction(value)) <= Fraction(1, 10_000)
    if figure["is_median"]:
        return bool(weights["value"] and median(weights["value"]) == value)
    return bool(sum(weights["value"]) == value)


def main(arguments: list[str] | None = None) -> int:
    """0 when all is right, 1 when something is wrong, 2 when it could not be looked at."""
    parser = argparse.ArgumentParser(description="Vérifier un lot remis par Fil citoyen, sans le serveur.")
    parser.add_argument("lot", help="le fichier .zip")
    parser.add_argument("--cle", help="la clé publique que l'association vous a donnée (RW…)")
    given = parser.parse_args(arguments)
    try:
        found = verify(given.lot, given.cle)
    except Wrong as wrong:
        print(f"FAUX : {wrong}")
        return 1
    except (OSError, zipfile.BadZipFile) as error:
        print(f"Illisible : {error}")
        return 2
    print("\n".join(f"juste : {line}" for line in found))
    print("Ce que cela ne prouve pas :")
    print("\n".join(f"  {line}" for line in LIMITS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
