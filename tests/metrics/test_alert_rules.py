"""Every alert rule is evaluated: it fires for its fault, after its time, and not before."""

import re
from typing import Any

import pytest

from shop.orders.casework.differences import record_differences
from shop.platform.database.jobs import queue_job
from shop.web.metrics.state import state_metrics
from tools.alert_rules import Rule, RuleUnknown, Scrape, evaluate, firing, read_rules, read_scrape
from tools.drills.alerts import disk_text

RULES = {rule.alert: rule for rule in read_rules()}
# The text of a fault and of the same figures without it, for each alert.


def disk(kind: str, free: int) -> str:
    """Return the figures of a disk of 99 bytes."""
    labels = f'{{fstype="{kind}"}}'
    avail = f"node_filesystem_avail_bytes{labels} {free}\n"
    return f"{avail}node_filesystem_size_bytes{labels} 99\n"


REQUESTS = 'shop_requests_total{{status="200"}} {}\nshop_requests_total{{status="503"}} {}\n'
BUCKETS = "".join(
    f'shop_request_seconds_bucket{{{{le="{edge}"}}}} {{}}\n' for edge in ("0.5", "1", "2", "+Inf")
)
GAUGES = {
    "ShopDown": ('up{job="shop"} 0', 'up{job="shop"} 1'),
    "NoWorker": ("shop_workers 0", "shop_workers 1"),
    "PaymentsLate": (
        'shop_job_oldest_due_seconds{task="ordering.settle_event"} 61',
        'shop_job_oldest_due_seconds{task="ordering.settle_event"} 60',
    ),
    "JobsLate": (
        'shop_job_oldest_due_seconds{task="privacy.retention"} 601',
        'shop_job_oldest_due_seconds{task="privacy.retention"} 600',
    ),
    "JobsFailed": ('shop_jobs{status="failed"} 1', 'shop_jobs{status="todo"} 9'),
    "ReservationsOverdue": ("shop_overdue_reservations 1", "shop_overdue_reservations 0"),
    "OrdersStuck": ("shop_stuck_orders 1", "shop_stuck_orders 0"),
    "RefundsFailed": ("shop_failed_refunds 1", "shop_failed_refunds 0"),
    "BooksDiffer": (
        'shop_open_differences{source="ledger"} 1',
        'shop_open_differences{source="ledger"} 0',
    ),
    "DisputesToAnswer": ("shop_disputes_to_answer 1", "shop_disputes_to_answer 0"),
    "DiskFilling": (
        disk("ext4", 9),
        disk("tmpfs", 1) + disk("ext4", 10),
    ),
    "ServerErrors": (REQUESTS, REQUESTS),
    "SlowPages": (BUCKETS, BUCKETS),
}
COUNTERS = {
    "ServerErrors": ((980, 20), (991, 9)),
    "SlowPages": ((10, 90, 94, 100), (9, 95, 99, 100)),
}


def texts_of(alert: str, number: int, *, is_faulty: bool) -> str:
    """Return the figures of an alert at a scrape; counters grow with each."""
    text = GAUGES[alert][0 if is_faulty else 1]
    if alert not in COUNTERS:
        return f"{text}\n"
    steps = COUNTERS[alert][0 if is_faulty else 1]
    return text.format(*(step * number for step in steps))


def scrapes_of(alert: str, minutes: int, *, is_faulty: bool) -> list[Scrape]:
    return [
        read_scrape(minute * 60.0, texts_of(alert, minute, is_faulty=is_faulty))
        for minute in range(minutes + 1)
    ]


@pytest.mark.parametrize("alert", RULES)
def test_an_alert_fires_for_its_fault_after_its_time_and_not_before(alert: str) -> None:
    rule = RULES[alert]
    warm_up = 1 if alert in COUNTERS else 0  # a rate needs two scrapes
    minutes = int(rule.for_s // 60) + warm_up
    assert firing([rule], scrapes_of(alert, minutes, is_faulty=True)) == {alert}
    assert firing([rule], scrapes_of(alert, minutes - 1, is_faulty=True)) == set()
    assert firing([rule], scrapes_of(alert, minutes + 1, is_faulty=False)) == set()


def test_a_fault_that_pauses_begins_anew() -> None:
    rule = RULES["NoWorker"]
    scrapes = [
        read_scrape(at * 30.0, f"shop_workers {workers}\n")
        for at, workers in enumerate((0, 1, 0, 0))
    ]
    assert firing([rule], scrapes) == set()
    assert firing([rule], [*scrapes, read_scrape(120.0, "shop_workers 0\n")]) == {"NoWorker"}


@pytest.mark.parametrize("expr", ["avg(shop_workers) > 1", "shop_workers + 1", "up unless up", "1"])
def test_a_form_that_is_not_known_is_an_error(expr: str) -> None:
    if expr == "1":
        assert evaluate(expr, [read_scrape(0, "up 1\n")]) == {(): 1.0}
        return
    with pytest.raises(RuleUnknown):
        evaluate(expr, [read_scrape(0, "up 1\n")])


def test_faults_in_the_shop_fire_by_its_own_figures(db: None, tmp_path: Any) -> None:
    rules = [rule for rule in RULES.values() if not re.search("rate|up{", rule.expr)]

    def alerts(*, is_full: bool) -> set[str]:
        text = state_metrics().decode() + disk_text(tmp_path, is_full=is_full)
        return firing([Rule(rule.alert, rule.expr, 0) for rule in rules], [read_scrape(0, text)])

    assert alerts(is_full=False) == {"NoWorker"}  # no worker runs in this test
    record_differences("ledger", {"EUR charge of pi_1": "Nothing in the ledger"})
    queue_job("ordering.settle_event", event_id="evt_1")
    assert alerts(is_full=True) == {"NoWorker", "BooksDiffer", "DiskFilling"}
    record_differences("ledger", {})
    assert alerts(is_full=False) == {"NoWorker"}
