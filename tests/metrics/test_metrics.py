"""Prometheus reads figures with its token, and every alert asks for figures that exist."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from shop.platform.database.jobs import queue_job
from shop.web.metrics.state import FIGURES
from tests.settings.test_environment import PRODUCTION, faults, names
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import waiting_order
from tools.testing.stripe_harness import Sandbox

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "t" * 32
MONITORING = ROOT / "deploy" / "monitoring"


@pytest.fixture
def token(settings: Any) -> str:
    settings.ENV = settings.ENV.with_values({"METRICS_TOKEN": TOKEN})
    settings.MIDDLEWARE = ["shop.web.metrics.requests.MetricsMiddleware", *settings.MIDDLEWARE]
    return f"Bearer {TOKEN}"


def figures(client: Client, token: str) -> dict[tuple[str, ...], float]:
    """Return the figures by name and values of labels."""
    answer = client.get("/metrics", headers={"Authorization": token})
    assert answer.status_code == 200
    return {
        (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }


def test_without_a_token_the_page_does_not_exist(db: None, client: Client) -> None:
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer wrong", TOKEN, f"Basic {TOKEN}"])
def test_another_token_is_refused(db: None, client: Client, token: str, sent: str) -> None:
    answer = client.get("/metrics", headers={"Authorization": sent})
    assert answer.status_code == 401
    assert b"shop_" not in answer.content


def test_requests_are_counted_by_the_name_of_their_view(
    world: RightsWorld, client: Client, token: str
) -> None:
    def counted() -> float:
        return figures(client, token).get(
            ("shop_requests_total", "GET", "404", "catalogue:detail"), 0
        )

    before = counted()
    client.get("/en-fr/p/no-such-product/NO-1/")
    assert counted() == before + 1
    views = {name[3] for name in figures(client, token) if name[0] == "shop_requests_total"}
    assert not [view for view in views if "/" in view]


def test_the_state_of_jobs_orders_stock_and_rights_is_read(
    world: RightsWorld, client: Client, token: str, stripe: Sandbox
) -> None:
    before = figures(client, token)
    order = waiting_order(world.product(agreement=world.agreement()))
    queue_job("ordering.settle_event", event_id="evt_1")
    order.reservations.update(expires_at="2026-01-01T00:00:00Z")
    after = figures(client, token)
    assert after["shop_orders_last_hour", order.status] == 1
    assert after["shop_reserved_units",] == before["shop_reserved_units",] + 1
    assert after["shop_overdue_reservations",] == 1
    assert after["shop_jobs", "default", "todo"] > before.get(("shop_jobs", "default", "todo"), 0)
    assert after["shop_job_oldest_due_seconds", "ordering.settle_event"] >= 0
    assert after["shop_rights_revision",] > before["shop_rights_revision",]
    assert after["shop_workers",] == 0


def test_every_alert_and_panel_asks_for_figures_that_exist(
    world: RightsWorld, client: Client, token: str
) -> None:
    client.get("/healthz")
    answer = client.get("/metrics", headers={"Authorization": token}).content.decode()
    exist = set(re.findall(r"^# TYPE (\w+) ", answer, re.MULTILINE))
    assert exist >= {figure.name for figure in FIGURES}
    exist |= {f"{name}_{part}" for name in exist for part in ("bucket", "total", "count", "sum")}
    for path in (MONITORING / "alerts.yml", MONITORING / "dashboard.json"):
        asked = set(re.findall(r"\bshop_\w+", path.read_text(encoding="utf-8")))
        assert len(asked) > 5, path
        assert asked - exist == set(), path


def test_every_alert_has_a_row_in_the_runbook() -> None:
    rules = yaml.safe_load((MONITORING / "alerts.yml").read_text(encoding="utf-8"))
    alerts = [rule["alert"] for group in rules["groups"] for rule in group["rules"]]
    runbook = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| (\w+) \| [^|]+ \| [^|]{20,} \|$", runbook, re.MULTILINE)
    assert len(alerts) > 10
    assert [alert for alert in alerts if explained.count(alert) != 1] == []


def test_the_dashboard_is_a_dashboard_of_grafana() -> None:
    dashboard = json.loads((MONITORING / "dashboard.json").read_text(encoding="utf-8"))
    panels = dashboard["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels) > 10
    assert all(target["expr"] for panel in panels for target in panel["targets"])


def test_a_short_token_is_refused_at_the_start() -> None:
    assert names(faults(PRODUCTION | {"METRICS_TOKEN": "short"})) == ["METRICS_TOKEN"]
