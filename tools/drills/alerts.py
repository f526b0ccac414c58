"""Faults made on purpose raise the alerts of deploy/monitoring, and nothing else does.

A shop runs with its worker and its figures are scraped as Prometheus does. Then the worker is
killed, a payment event waits, the ledger gets an amount that Stripe has and the books lack, and the
disk is reported as nearly full. The rules are evaluated on the real answers of /metrics over the
real time; only the figures of the disk come from this drill, because a node exporter gives them.

    python -m tools.drills alerts [seconds of scraping after the faults, 330]
"""

import os
import tempfile
import time
from pathlib import Path

import requests

from tools.alert_rules import Scrape, firing, read_rules, read_scrape
from tools.drills.running import stocked_template
from tools.testing.live_shop import LiveShop, live_shop, stop

DATABASE, TOKEN = "drill_alerts", "alerts-drill-token-of-32-characters"
EVERY_S, QUIET_S, FAULTS_S = 15, 75, 330
EXPECTED = {"NoWorker", "PaymentsLate", "BooksDiffer", "DiskFilling"}
LATE_EVENT = """
    with job as (
        insert into procrastinate_jobs (queue_name, task_name, args)
        values ('default', 'ordering.settle_event', '{"event_id": "evt_drill"}') returning id
    )
    select id from job
"""
UNKNOWN_CHARGE = """
    insert into ledger_balancetransaction
        (id, type, currency, amount, fee, source, intent_id, happened_at)
    values ('txn_drill', 'charge', 'EUR', 1990, 0, 'ch_drill', 'pi_drill', now() - interval '1 day')
"""
RECORD = (
    "from django.utils import timezone as z;"
    "from shop.finance.ledger.stripe_reconciliation import compare_books;"
    "from shop.orders.casework.differences import record_ledger_differences as r;"
    "r(compare_books(z.now(), z.now()))"
)


def disk_text(folder: Path, *, is_full: bool) -> str:
    """Return the figures of a disk as a node exporter gives them; a full one has 5 % left."""
    state = os.statvfs(folder)
    size = state.f_blocks * state.f_frsize
    free = 0.05 * size if is_full else max(state.f_bavail * state.f_frsize, 0.2 * size)
    labels = '{device="/dev/drill",fstype="ext4",mountpoint="/"}'
    return (
        f"# TYPE node_filesystem_avail_bytes gauge\nnode_filesystem_avail_bytes{labels} {free}\n"
        f"# TYPE node_filesystem_size_bytes gauge\nnode_filesystem_size_bytes{labels} {size}\n"
    )


def scrape(shop: LiveShop, folder: Path, *, is_full: bool) -> Scrape:
    """Return the figures of the shop and of its disk; a shop that does not answer is down."""
    at, up = time.monotonic(), 'up{job="shop"} %d\n'
    try:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        answer = requests.get(f"{shop.url}/metrics", headers=headers, timeout=10)
        answer.raise_for_status()
        texts = [answer.text, up % 1]
    except requests.RequestException:
        texts = [up % 0]
    return read_scrape(at, *texts, disk_text(folder, is_full=is_full))


def watch(
    shop: LiveShop, folder: Path, scrapes: list[Scrape], seconds: float, *, is_full: bool
) -> set[str]:
    """Scrape for a time; return the alerts that have fired, and print when each began."""
    rules, begun = read_rules(), time.monotonic()
    fired: set[str] = set()
    while time.monotonic() < begun + seconds:
        scrapes.append(scrape(shop, folder, is_full=is_full))
        for alert in sorted(firing(rules, scrapes) - fired):
            print(f"  {alert} fires after {time.monotonic() - begun:.0f} s", flush=True)
            fired.add(alert)
        time.sleep(EVERY_S)
    return fired


def main(seconds: str = str(FAULTS_S)) -> int:
    """Run the drill; return 0 if exactly the expected alerts fired."""
    scrapes: list[Scrape] = []
    with (
        tempfile.TemporaryDirectory() as name,
        live_shop(
            Path(name), stocked_template(), name=DATABASE, with_worker=False, METRICS_TOKEN=TOKEN
        ) as shop,
    ):
        folder = Path(name)
        worker = shop.start_worker()
        shop.wait_until("select count(*) > 0 from procrastinate_workers")
        print(f"a healthy shop, scraped for {QUIET_S} s", flush=True)
        quiet = watch(shop, folder, scrapes, QUIET_S, is_full=False)
        stop(worker)
        shop.query(LATE_EVENT)
        shop.execute(UNKNOWN_CHARGE)
        shop.manage("shell", "--no-imports", "-c", RECORD)
        print("worker stopped, event late, charge unknown, disk full", flush=True)
        fired = watch(shop, folder, scrapes, float(seconds), is_full=True)
    missing, unexpected = EXPECTED - fired, quiet | (fired - EXPECTED)
    print(f"fired: {', '.join(sorted(fired))}")
    print(f"missing: {', '.join(sorted(missing)) or 'none'}")
    print(f"unexpected: {', '.join(sorted(unexpected)) or 'none'}")
    return 1 if missing or unexpected else 0
