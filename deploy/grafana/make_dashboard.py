"""Writes the Grafana dashboard: `python -m deploy.grafana.make_dashboard`. The JSON beside is never edited by hand.

Read from the top: is all well; what is recorded; how it is answered; what the plumbing had to mend.
"""

from __future__ import annotations

import json
from itertools import accumulate
from pathlib import Path
from typing import Any

DASHBOARD = Path(__file__).parent / "dashboards" / "fil.json"
SOURCE = {"type": "prometheus", "uid": "prometheus"}
WIDTH = 24


def figure(
    title: str, expression: str, *, red_from: float | None = None, red_below: float | None = None
) -> dict[str, Any]:
    """One number, coloured when it asks for somebody."""
    steps: list[dict[str, Any]] = [{"color": "text", "value": None}]
    if red_from is not None:
        steps = [{"color": "green", "value": None}, {"color": "red", "value": red_from}]
    if red_below is not None:
        steps = [{"color": "red", "value": None}, {"color": "green", "value": red_below}]
    return {
        "type": "stat",
        "title": title,
        "fieldConfig": {
            "defaults": {"thresholds": {"mode": "absolute", "steps": steps}, "noValue": "—"},
            "overrides": [],
        },
        "options": {
            "reduceOptions": {"calcs": ["lastNotNull"]},
            "colorMode": "background_solid" if len(steps) > 1 else "none",
        },
        "targets": [{"refId": "A", "datasource": SOURCE, "expr": expression, "instant": True}],
    }


def curve(title: str, expression: str, legend: str, unit: str = "short") -> dict[str, Any]:
    """One measure over time."""
    return {
        "type": "timeseries",
        "title": title,
        "fieldConfig": {"defaults": {"unit": unit, "min": 0, "custom": {"showPoints": "never"}}, "overrides": []},
        "options": {"legend": {"displayMode": "list", "placement": "bottom"}, "tooltip": {"mode": "multi"}},
        "targets": [{"refId": "A", "datasource": SOURCE, "expr": expression, "legendFormat": legend}],
    }


ROWS: tuple[tuple[int, list[dict[str, Any]]], ...] = (
    (
        4,
        [
            figure("Services qui répondent (sur 4)", 'sum(up{job="fil"})', red_below=4),
            figure("Projections arrêtées", "sum(fil_reader_stopped) or vector(0)", red_from=1),
            figure("Faits à publier", "sum(fil:publishing_behind:facts)", red_from=1),
            figure("Faits à lire", "sum(fil:reading_behind:facts)", red_from=1),
            figure("Dernier rejeu identique", "min(fil_last_replay_equal)", red_below=1),
            figure("Rappels à traiter", "sum(fil_notifications_due)"),
        ],
    ),
    (
        8,
        [
            curve("Faits enregistrés, par type", "sum by (type) (increase(fil_facts_recorded_total[5m]))", "{{type}}"),
            curve("Étendue des journaux", "max by (service) (fil_log_position)", "{{service}}"),
            curve("Rappels à traiter, par motif", "sum by (trigger) (fil_notifications_due)", "{{trigger}}"),
        ],
    ),
    (
        8,
        [
            curve("Demandes", "fil:requests:rate5m", "{{service}}", "reqps"),
            curve("Part d'erreurs internes", "fil:request_errors:ratio5m", "{{service}}", "percentunit"),
            curve("Une réponse sur cent prend plus de", "fil:request_seconds:p99_5m", "{{service}}", "s"),
            curve("Refus, par règle", "sum by (code) (increase(fil_problems_total[5m]))", "{{code}}"),
        ],
    ),
    (
        8,
        [
            curve("Retard de lecture (faits)", "fil:reading_behind:facts", "{{projection}} ← {{source}}"),
            curve(
                "Trous comblés par le journal",
                "sum by (projection) (increase(fil_holes_closed_total[5m]))",
                "{{projection}}",
            ),
            curve("Publications reprises", "sum by (service) (increase(fil_publish_retries_total[5m]))", "{{service}}"),
            curve(
                "Commandes par transaction (médiane)",
                "histogram_quantile(0.5, sum by (service, le) (rate(fil_group_commit_commands_bucket[5m])))",
                "{{service}}",
            ),
        ],
    ),
)


def dashboard() -> dict[str, Any]:
    """The dashboard as Grafana reads it: each row shares the width among its panels."""
    tops = accumulate((height for height, _ in ROWS), initial=0)
    placed = [
        panel | {"gridPos": {"x": rank * (WIDTH // len(row)), "y": top, "w": WIDTH // len(row), "h": height}}
        for top, (height, row) in zip(tops, ROWS, strict=False)
        for rank, panel in enumerate(row)
    ]
    return {
        "uid": "fil-citoyen",
        "title": "Fil citoyen",
        "schemaVersion": 41,
        "editable": False,
        "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"},
        "timezone": "Europe/Paris",
        "panels": [panel | {"id": number, "datasource": SOURCE} for number, panel in enumerate(placed, start=1)],
    }


def written() -> str:
    """The very bytes of the file."""
    return json.dumps(dashboard(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    DASHBOARD.write_text(written(), encoding="utf-8")
