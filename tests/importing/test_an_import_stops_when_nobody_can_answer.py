"""What is no record's fault stops the import, which says so and can be taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.console.importing import Answer, CannotImport, run_import
from tests.support.records import record, write

if TYPE_CHECKING:
    from pathlib import Path

PROBLEM = {"type": "/problems/store-unavailable", "detail": "Rien ne peut être enregistré pour le moment."}


class Outage:
    """Services as an outage shows them: they can be asked, or not even that, and record nothing."""

    def __init__(self, looking: int) -> None:
        self.looking = looking
        self.attempts = 0

    def look(self, service: str, path: str) -> Answer:
        assert path.startswith("/v1/"), service
        return Answer(self.looking, PROBLEM)

    def attempt(
        self,
        service: str,
        path: str,
        body: object,
        *,
        key: str,
        cause: str,
        version: int | None = None,
        rehearsal: bool = False,
    ) -> Answer:
        assert (service, path, body is not None, bool(key), bool(cause), version, rehearsal) == (
            "councils",
            "/v1/councils",
            True,
            True,
            True,
            None,
            False,
        )
        self.attempts += 1
        return Answer(503, PROBLEM)


@pytest.mark.parametrize(("looking", "attempts"), [(404, 1), (503, 0), (403, 0)])
def test_it_stops_at_once_and_says_that_it_will_go_on_where_it_was(looking: int, attempts: int, tmp_path: Path) -> None:
    outage = Outage(looking)
    with pytest.raises(CannotImport) as stopped:
        run_import(write(tmp_path, [record(1), record(2)]), outage, dry_run=False)
    assert str(stopped.value) == (
        "L'import s'est arrêté : Rien ne peut être enregistré pour le moment. "
        "Relancez la même commande : elle reprendra là où elle en était."
    )
    assert outage.attempts == attempts
