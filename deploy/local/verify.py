"""`./fil verify`: whether the facts are those that were recorded, by what was signed of them and by their copy in the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from deploy.local.client import Client, NotRunning, Refused
from deploy.local.comparing import Chain, Difference, Differs, Walk, What, compare
from deploy.local.house import RECORDING
from deploy.local.speech import Outcome, table
from services.console.labels import moment_in_words
from shared.numbers import number_in_words
from shared.platform.checkpoints import Checkpoint, CheckpointFile, NoteVerifier, NotSigned, Unreadable
from shared.platform.envelope import read_log_lines
from shared.sentences import in_french

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from deploy.local.paths import Place
    from shared.platform.envelope import Entry

PAGE = 1000
"""Facts asked for at once."""

SIDES = {Differs.LOG: "le journal", Differs.LEDGER: "le grand livre"}
DONE = {
    What.ALTERED: {Differs.LOG: "modifié dans le journal", Differs.LEDGER: "modifié dans le grand livre"},
    What.REMOVED: {Differs.LOG: "retiré du journal", Differs.LEDGER: "retiré du grand livre"},
    What.INSERTED: {Differs.LOG: "ajouté dans le journal", Differs.LEDGER: "ajouté dans le grand livre"},
}
APART = {
    What.ALTERED: "n'est pas le même dans le journal et dans le grand livre",
    What.ONLY_IN_LOG: "est dans le journal, et pas dans le grand livre",
    What.ONLY_IN_LEDGER: "est dans le grand livre, et pas dans le journal",
}
DOUBT = {
    Differs.UNKNOWN: "rien n'a été signé qui dise lequel des deux est vrai",
    Differs.BOTH: "ni l'un ni l'autre n'est ce qui a été signé",
}
NOT_PROVED = (
    "que ce qui a été noté est vrai ;",
    "que rien n'a été ajouté à la fin d'un journal par qui tient la base de données ;",
    "rien contre qui tient à la fois les bases, les clés et les points de contrôle : gardez-en une copie ailleurs (--checkpoints).",
)


class CannotLook(Exception):  # noqa: N818 - named by what happened
    """Les journaux ne peuvent pas être lus : rien n'est prouvé, ni dans un sens ni dans l'autre."""

    code = 2
    """With which the command ends: nobody may believe that something was found."""


@dataclass(slots=True)
class Examination:
    """What was found of one log."""

    source: str
    facts: int = 0
    checkpoints: int = 0
    """Those that are signed, and whose facts are those that were signed."""
    difference: Difference | None = None
    findings: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """What may be read and is no fault."""

    def told(self) -> dict[str, Any]:
        apart = self.difference
        return {
            "source": self.source,
            "facts": self.facts,
            "checkpoints": self.checkpoints,
            "intact": not self.findings,
            "difference": apart and {"position": apart.position, "what": apart.what, "differs": apart.differs},
            "findings": self.findings,
            "remarks": self.remarks,
        }


def verify(place: Place, copy: Path | None) -> Outcome:
    """Examine every log of a running house, against its own checkpoints or a copy of them that was kept elsewhere.

    The outcome's code is 0 when all is true, 1 when something was found. Raises CannotLook.
    """
    if copy is not None and not copy.is_dir():
        raise CannotLook(f"Les points de contrôle ne peuvent pas être lus : {copy} n'est pas un dossier.")
    try:
        with Client(place) as client:
            found = [examine(client, source, place.checkpoints, copy) for source in RECORDING]
    except (NotRunning, Refused, OSError, Unreadable) as obstacle:
        raise CannotLook(f"Rien n'a pu être vérifié. {obstacle}") from obstacle
    is_intact = not any(one.findings for one in found)
    answer = {"intact": is_intact, "sources": [one.told() for one in found], "not_proved": list(NOT_PROVED)}
    return Outcome(answer, in_words(found), code=0 if is_intact else 1)


def examine(client: Client, source: str, own: Path, copy: Path | None) -> Examination:
    """One log: what was signed of it, then its facts and their copy. Raises NotRunning, Refused, OSError."""
    found = Examination(source)
    checkpoints = signed(client, copy or own, found, is_copy=copy is not None)
    reached = reached_by_the_ledger(client, source)
    chain = Chain(pages(client, "reporting", f"/v1/ledger/{source}"))
    log = Walk(pages(client, source, "/v1/log"), checkpoints)
    ledger = Walk(chain, checkpoints, reached)
    found.difference = compare(log, ledger, reached)
    found.facts, found.checkpoints = log.facts, log.confirmed
    found.findings += findings(source, found.difference, log, ledger)
    if chain.broken_at is not None:
        found.findings.append(
            f"{source}@{chain.broken_at} n'est pas lié à ce qui le précède dans le grand livre : sa chaîne est rompue"
        )
    return found


def pages(client: Client, service: str, path: str) -> Iterator[Entry]:
    """Every line of a log or of a ledger, asked for page by page until there are no more."""
    after = 0
    while lines := list(read_log_lines(client.read(service, path, {"after": str(after), "limit": str(PAGE)}))):
        yield from lines
        # Altered bytes may look like lines of their own, with any position: the way goes on in any case.
        after = max(line.position for line in lines)


def reached_by_the_ledger(client: Client, source: str) -> int:
    """Position up to which the ledger has read a log."""
    projections = client.get("reporting", "/v1/projections")["projections"]
    return int(next(one["positions"][source] for one in projections if one["projection"] == "figures"))


# What was signed


def signed(client: Client, folder: Path, found: Examination, *, is_copy: bool) -> list[Checkpoint]:
    """The checkpoints of a log, each checked with its key; what is wrong with them is told."""
    head = client.get(found.source, "/v1/log/head")
    # Asked for before the file is read: what the service shows stands in it already.
    shown = last_shown(client, found) if head["position"] else None
    file = CheckpointFile(folder, found.source, UUID(head["log_id"]))
    verifier = key(client, file, found)
    checkpoints = list[Checkpoint]()
    for one in file.read(verifier):
        if isinstance(one, Checkpoint):
            checkpoints.append(one)
        elif one.is_cut:
            found.remarks.append(f"{file.path.name}, ligne {one.line} : un point de contrôle coupé en cours d'écriture")
        else:
            found.findings.append(f"{file.path.name}, ligne {one.line} : ce n'est pas ce qui a été signé")
    for other in sorted(folder.glob(f"{found.source}-*.checkpoints")):
        if other != file.path:
            found.findings.append(f"{other.name} : un autre journal de {found.source} a été signé avant celui-ci")
    if shown is not None:
        compare_with_shown(shown, verifier, checkpoints, found, is_copy=is_copy)
    return checkpoints


def last_shown(client: Client, found: Examination) -> str | None:
    """The note that the service shows as its last; that there is none is told. Raises Refused, NotRunning."""
    try:
        return client.read(found.source, "/v1/log/checkpoint").decode()
    except Refused as refusal:
        if not refusal.problem.get("type", "").endswith("/nothing-signed-yet"):
            raise
        found.findings.append(f"{found.source} : le service ne montre rien de signé")
        return None


def key(client: Client, file: CheckpointFile, found: Examination) -> NoteVerifier:
    """The public key that was kept beside the checkpoints; the one that the service says, where none was. Raises Unreadable."""
    said = NoteVerifier.parse(client.read(found.source, "/v1/log/key").decode())
    if not file.key_path.exists():
        return said
    try:
        kept = NoteVerifier.parse(file.kept_key())
    except ValueError:
        found.findings.append(f"{file.key_path.name} : la clé qui était là ne peut plus être lue")
        return said
    if kept.line != said.line:
        found.findings.append(f"{file.key_path.name} : le service signe avec une autre clé")
    return kept


def compare_with_shown(
    note: str, verifier: NoteVerifier, checkpoints: list[Checkpoint], found: Examination, *, is_copy: bool
) -> None:
    """What the service shows as signed is signed, and is in the file; a copy is older, and learns it now."""
    try:
        shown = verifier.read(note)
    except (NotSigned, Unreadable):
        found.findings.append(f"{found.source} : ce que le service montre comme signé ne l'est pas")
        return
    if shown in checkpoints:
        return
    checkpoints.append(shown)
    if not is_copy:
        found.findings.append(
            in_french(
                "{source} : le point de contrôle de {facts:fait|faits} manque au fichier",
                source=found.source,
                facts=shown.size,
            )
        )


# What is said


def findings(source: str, apart: Difference | None, log: Walk, ledger: Walk) -> list[str]:
    """Where the two sides differ first; and what was signed and is not there, where that does not say it already."""
    said = []
    for side, walk in ((Differs.LOG, log), (Differs.LEDGER, ledger)):
        broken = walk.broken
        is_told = broken and apart and apart.differs in (side, Differs.BOTH) and apart.position <= broken.position
        if broken is not None and not is_told:
            moment = moment_in_words(broken.moment.isoformat())
            said.append(
                f"entre {source}@{walk.true_until + 1} et {source}@{broken.position}, {SIDES[side]} n'est pas ce qui "
                f"a été signé {moment}"
            )
    if apart is not None:
        done = DONE.get(apart.what, {}).get(apart.differs)
        said.append(
            f"{source}@{apart.position} : {done}"
            if done
            else f"{source}@{apart.position} {APART[apart.what]} : {DOUBT[apart.differs]}"
        )
    return said


def in_words(found: Sequence[Examination]) -> list[str]:
    rows = [["Journal", "Faits", "Points de contrôle", "Verdict"]]
    rows += [
        [
            one.source,
            number_in_words(one.facts),
            number_in_words(one.checkpoints),
            "DIFFÉRENT" if one.findings else "intact",
        ]
        for one in found
    ]
    said = [*(f"  {line}" for one in found for line in one.findings)]
    beside = [*(f"  ({line})" for one in found for line in one.remarks)]
    return [*table(rows), *said, *beside, "Ce que cela ne prouve pas :", *(f"  {line}" for line in NOT_PROVED)]
