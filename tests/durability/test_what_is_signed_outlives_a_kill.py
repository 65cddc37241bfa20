from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from shared.platform.checkpoints import Checkpoint, CheckpointFile, NoteVerifier
from shared.platform.envelope import read_log_lines
from tests.launcher.standins import eventually
from tests.support.merkle import root_of_log

if TYPE_CHECKING:
    from tests.support.process_house import ProcessHouse

CC18 = {"name": "Conseil citoyen du 18e", "arrondissement": "18", "established_on": "2016-11-01"}


def test_a_service_that_is_killed_signs_on_and_each_root_is_that_of_its_facts(processes: ProcessHouse) -> None:
    service = processes.start("councils")
    caller = processes.caller(service)

    def establish() -> None:
        caller.record("/v1/councils", {"council_id": f"CC-{uuid4().hex[:8].upper()}", **CC18})

    establish()
    eventually(lambda: caller.get("/v1/log/checkpoint").is_success)
    for _ in range(3):
        # What was recorded since the last checkpoint is signed at the next start.
        establish()
        establish()
        service.kill()
        service.start()
        size = len(caller.get("/v1/log").content.splitlines())
        eventually(lambda: caller.get("/v1/log/checkpoint").text.splitlines()[1:2] == [str(size)])  # noqa: B023 - at once
    establish()
    entries = list(read_log_lines(caller.get("/v1/log").content))
    log_id = UUID(caller.get("/v1/log/head").json()["log_id"])
    verifier = NoteVerifier.parse(caller.get("/v1/log/key").text)
    caller.close()
    service.stop()

    kept = list(CheckpointFile(processes.directory / "checkpoints", "councils", log_id).read(verifier))
    assert [(one.size, one.root) for one in kept if isinstance(one, Checkpoint)] == [
        (size, root_of_log(entries[:size])) for size in (1, 3, 5, 7, 8)
    ]
    assert len(kept) == 5
