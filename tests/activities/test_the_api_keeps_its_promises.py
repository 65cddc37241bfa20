"""What the OpenAPI documents promise, tried with requests that nobody would write."""

from __future__ import annotations

import re
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

if TYPE_CHECKING:
    from tests.support.house import Caller, House

PROMISES = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def document(service: Caller) -> dict[str, Any]:
    described: dict[str, Any] = service.get("/openapi.json").json()
    return described


@pytest.mark.parametrize("name", ["councils", "activities"])
def test_the_document_is_one(town: House, name: str) -> None:
    described = document(getattr(town, name))
    validate(described)
    operations = [
        operation
        for path in described["paths"].values()
        for method, operation in path.items()
        if method != "parameters"
    ]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    for operation in operations:
        assert {"4XX", "5XX"} <= set(operation["responses"]), operation["operationId"]
        assert operation["x-permission"]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("name", ["councils", "activities"])
def test_no_request_is_answered_otherwise_than_promised(
    town: House, council: str, name: str, mode: GenerationMode
) -> None:
    service: Caller = getattr(town, name)
    checks = PROMISES + ([negative_data_rejection] if mode is GenerationMode.NEGATIVE else [])
    tried: set[str] = set()

    def ask(case: Any) -> None:
        if isinstance(case.body, dict) and re.fullmatch(COUNCIL_ID, str(case.body.get("council_id"))):
            case.body["council_id"] = council  # which exists: news of another would be waited for
        headers = service._signer.headers("tester", ("coordinator", "operator"))
        answer = case.call(base_url=service.base_url, headers=headers | {"Idempotency-Key": str(uuid4())})
        case.validate_response(answer, checks=checks)
        tried.add(case.operation.label)

    few = settings(
        max_examples=4,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    for result in schemathesis.openapi.from_dict(document(service)).get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()
        if mode is GenerationMode.POSITIVE or operation.body:
            few(given(case=operation.as_strategy(generation_mode=mode))(ask))()
    assert len(tried) >= 6
