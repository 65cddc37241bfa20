"""A rule or a panel over a metric that nobody measures would be silent for ever: names are compared with the code."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

import promql_parser
import pytest
import yaml  # type: ignore[import-untyped]
from prometheus_client import REGISTRY

from deploy.grafana.make_dashboard import DASHBOARD, written
from tests.support.sources import ROOT, SERVICES, modules

RULES = ROOT / "deploy" / "prometheus" / "rules.yml"
SCRAPES = ROOT / "deploy" / "prometheus" / "prometheus.yml"


def rules() -> list[dict[str, Any]]:
    return [rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]]


def shown() -> list[str]:
    """Expressions of the dashboard."""
    panels = json.loads(DASHBOARD.read_text())["panels"]
    return [target["expr"] for panel in panels for target in panel["targets"]]


def watched(expression: str) -> set[str]:
    """Names of the series that an expression reads. A ValueError is an expression that Prometheus would refuse."""
    found: set[str] = set()

    def note(part: promql_parser.Expr) -> None:
        if isinstance(part, promql_parser.VectorSelector) and part.name:
            found.add(part.name)

    promql_parser.walk(promql_parser.parse(expression), note)
    return found


def measured() -> set[str]:
    """Names of the series that services give, Prometheus's own `up`, and what the rules record."""
    import_module("shared.platform.telemetry")
    for service in SERVICES:
        list(modules(service))
    names = {
        name
        for metric in REGISTRY.collect()
        for name in (
            {f"{metric.name}_total"}
            if metric.type == "counter"
            else {f"{metric.name}_bucket", f"{metric.name}_count", f"{metric.name}_sum"}
            if metric.type == "histogram"
            else {metric.name}
        )
    }
    return names | {"up"} | {rule["record"] for rule in rules() if "record" in rule}


@pytest.mark.parametrize("expression", [rule["expr"] for rule in rules()] + shown())
def test_every_series_that_is_watched_is_measured(expression: str) -> None:
    assert watched(expression)
    assert watched(expression) <= measured()


def test_a_series_that_nobody_measures_would_be_noticed() -> None:
    assert watched("sum(rate(fil_facts_forgotten_total[5m])) > 0") == {"fil_facts_forgotten_total"}
    assert "fil_facts_forgotten_total" not in measured()


def test_the_dashboard_is_what_its_program_writes() -> None:
    assert DASHBOARD.read_text() == written()


def test_every_alert_says_how_grave_it_is_in_both_languages() -> None:
    alerts = [rule for rule in rules() if "alert" in rule]
    assert [alert["alert"] for alert in alerts] == [
        "FilServiceDown",
        "FilReaderStopped",
        "FilReplayDiffers",
        "FilSigningStopped",
        "FilPublishingBehind",
        "FilReadingBehind",
        "FilErrors",
        "FilSlow",
    ]
    for alert in alerts:
        assert alert["labels"]["severity"] in ("critical", "warning")
        assert set(alert["annotations"]) == {"summary", "description"}


def test_every_alert_is_tried_by_the_tests_of_rules() -> None:
    tests = yaml.safe_load((RULES.parent / "rules_test.yml").read_text())["tests"]
    tried = {case["alertname"] for test in tests for case in test.get("alert_rule_test", ()) if case["exp_alerts"]}
    assert tried == {rule["alert"] for rule in rules() if "alert" in rule}


def test_every_service_that_can_be_reached_is_asked(composition: dict[str, Any]) -> None:
    (job,) = yaml.safe_load(SCRAPES.read_text())["scrape_configs"]
    asked = {config["labels"]["name"]: config["targets"] for config in job["static_configs"]}
    served = {
        name: [f"{name}:{one['environment']['FIL_PORT']}"]
        for name, one in composition.items()
        if (one.get("environment") or {}).get("FIL_HOST") == "0.0.0.0" and not name.endswith("-migrate")  # noqa: S104
    }
    assert asked == served
