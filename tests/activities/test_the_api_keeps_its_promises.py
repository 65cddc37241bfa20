"""What the OpenAPI documents promise, tried with requests that nobody would write."""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import validate
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from shared.contracts.vocabulary import COUNCIL_ID
from tests.support.nats import NatsServer
from tests.support.process_house import ProcessHouse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemathesis.schemas import APIOperation

    from tests.support.house import Caller
    from tests.support.postgres import Postgres

PROMISES = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


PARTS = 8
"""Operations are many: each test tries a part of them."""
MODES = {"sqlite": GenerationMode.POSITIVE, "postgresql": GenerationMode.NEGATIVE}
"""On each database, requests that fit or requests that do not: to try both on both would take a quarter of all tests."""


@dataclass(frozen=True)
class Tried:
    """The services, and which requests are tried."""

    callers: dict[str, Caller]
    mode: GenerationMode


@pytest.fixture(
    scope="module", params=[pytest.param(kind, marks=pytest.mark.xdist_group(f"promises on {kind}")) for kind in MODES]
)
def tried(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, postgres_server: Postgres
) -> Iterator[Tried]:
    """Councils and activities as processes: a service in a thread would use `random` while Hypothesis draws, which it refuses.

    They are started once a database: its tests are one group, for one worker.
    """
    home = tmp_path_factory.mktemp("promises")
    with ExitStack() as after:
        files = count(1)

        def new_database() -> str:
            if request.param == "sqlite":
                return f"sqlite:///{home}/{next(files)}.db"
            return after.enter_context(postgres_server.database())

        broker = NatsServer(home / "nats")
        broker.start()
        after.callback(broker.kill)
        house = ProcessHouse(home, broker.url, new_database)
        after.callback(house.end)
        callers = {name: house.caller(house.start(name)) for name in ("councils", "activities")}
        for caller in callers.values():
            after.callback(caller.close)
        yield Tried(callers, MODES[request.param])


@pytest.fixture(scope="module")
def council(tried: Tried) -> str:
    """The code of a council that both services know."""
    said = {"council_id": "CC18", "name": "Conseil citoyen", "arrondissement": "18", "established_on": "2016-11-01"}
    tried.callers["councils"].record("/v1/councils", said)
    return "CC18"


def document(service: Caller) -> dict[str, Any]:
    described: dict[str, Any] = service.get("/openapi.json").json()
    return described


@cache
def operations(service: Caller) -> list[APIOperation[Any, Any, Any, Any]]:
    """What it says that can be asked of it; read once, as that takes seconds."""
    found = []
    for result in schemathesis.openapi.from_dict(document(service)).get_all_operations():
        assert isinstance(result, Ok)
        found.append(result.ok())
    return found


@pytest.mark.parametrize("name", ["councils", "activities"])
def test_the_document_is_one(tried: Tried, name: str) -> None:
    described = document(tried.callers[name])
    validate(described)
    described_operations = [
        operation
        for path in described["paths"].values()
        for method, operation in path.items()
        if method != "parameters"
    ]
    assert len({operation["operationId"] for operation in described_operations}) == len(described_operations)
    for operation in described_operations:
        assert {"4XX", "5XX"} <= set(operation["responses"]), operation["operationId"]
        assert operation["x-permission"]


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("name", ["councils", "activities"])
def test_no_request_is_answered_otherwise_than_promised(tried: Tried, council: str, name: str, part: int) -> None:
    service, mode = tried.callers[name], tried.mode
    checks = PROMISES + ([negative_data_rejection] if mode is GenerationMode.NEGATIVE else [])
    asked: set[str] = set()

    def ask(case: Any) -> None:
        if isinstance(case.body, dict) and re.fullmatch(COUNCIL_ID, str(case.body.get("council_id"))):
            case.body["council_id"] = council  # which exists: news of another would be waited for
        headers = service._signer.headers("tester", ("coordinator", "operator"))
        answer = case.call(base_url=service.base_url, headers=headers | {"Idempotency-Key": str(uuid4())})
        case.validate_response(answer, checks=checks)
        asked.add(case.operation.label)

    few = settings(
        max_examples=4,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    for operation in operations(service)[part::PARTS]:
        if mode is GenerationMode.POSITIVE or operation.body:
            few(given(case=operation.as_strategy(generation_mode=mode))(ask))()
    assert len(asked) >= 6
