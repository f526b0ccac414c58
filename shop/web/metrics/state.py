"""The state of jobs, orders, stock and rights, read from the database for each scrape."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from shop.orders.aftersales.refund_failures import failures_to_settle
from shop.orders.payment.dispute_alerts import disputes_to_answer
from shop.orders.payment.expiry import stuck_orders
from shop.platform.database.clock import database_now


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and the statement that returns its rows: the values of the labels, then a number."""

    name: str
    meaning: str
    labels: tuple[str, ...]
    statement: str


FIGURES = (
    Figure(
        "shop_jobs",
        "Jobs that wait, run or have failed.",
        ("queue", "status"),
        """
        select queue_name, status::text, count(*) from procrastinate_jobs
        where status in ('todo', 'doing', 'failed') group by 1, 2
        """,
    ),
    Figure(
        "shop_job_oldest_due_seconds",
        "Time for which the oldest job of a task has been due and has not begun.",
        ("task",),
        """
        select j.task_name, max(extract(epoch from now() - coalesce(j.scheduled_at, e.at)))
        from procrastinate_jobs j
        join procrastinate_events e on e.job_id = j.id and e.type = 'deferred'
        where j.status = 'todo' and coalesce(j.scheduled_at, e.at) <= now() group by 1
        """,
    ),
    Figure(
        "shop_workers",
        "Workers that sent a heartbeat within 30 seconds.",
        (),
        """
        select count(*) from procrastinate_workers
        where last_heartbeat >= now() - interval '30 seconds'
        """,
    ),
    Figure(
        "shop_orders_last_hour",
        "Orders placed within the last hour, by their status now.",
        ("status",),
        """
        select status, count(*) from order_order
        where date_placed >= now() - interval '1 hour' group by 1
        """,
    ),
    Figure(
        "shop_reserved_units",
        "Units reserved for orders that are not paid.",
        (),
        "select coalesce(sum(quantity), 0) from inventory_reservation where state = 'HELD'",
    ),
    Figure(
        "shop_overdue_reservations",
        "Reservations that ended more than five minutes ago and were not released.",
        (),
        """
        select count(*) from inventory_reservation
        where state = 'HELD' and expires_at < now() - interval '5 minutes'
        """,
    ),
    Figure(
        "shop_denied_sales_last_hour",
        "Attempts to buy that rights denied within the last hour.",
        ("reason",),
        """
        select reason, count(*) from licensing_deniedsale
        where hour >= date_trunc('hour', now() - interval '1 hour')
        and at >= now() - interval '1 hour' group by 1
        """,
    ),
    Figure(
        "shop_open_differences",
        "Differences in the books that nobody has explained.",
        ("source",),
        """
        select source.name, count(d.id)
        from (values ('ledger'), ('invariant'), ('refund')) as source(name)
        left join casework_bookdifference d on d.source = source.name and d.state = 'open'
        group by 1
        """,
    ),
    Figure(
        "shop_rights_revision",
        "Number of committed changes that can change a rights decision.",
        (),
        "select sum(number) from licensing_rightsrevision",
    ),
)


class StateCollector(Collector):
    """Reads every figure once."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield one family for each figure; a label without rows has no sample."""
        with connection.cursor() as cursor:
            for figure in FIGURES:
                cursor.execute(figure.statement)
                yield _family(figure, cursor.fetchall())
        for name, meaning, number in _open_tasks(database_now()):
            yield GaugeMetricFamily(name, meaning, number)


def state_metrics() -> bytes:
    """Return the figures as text."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(StateCollector())
    return bytes(generate_latest(registry))


def _family(figure: Figure, rows: list[tuple[object, ...]]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(figure.name, figure.meaning, labels=figure.labels)
    for *values, number in rows:
        family.add_metric([str(value) for value in values], float(str(number)))
    return family


def _open_tasks(at: datetime) -> Iterator[tuple[str, str, int]]:
    yield "shop_stuck_orders", "Unpaid orders that could not be closed.", stuck_orders(at).count()
    failed = failures_to_settle().count()
    yield "shop_failed_refunds", "Refunds that the provider refused and nobody has settled.", failed
    disputes = disputes_to_answer().count()
    yield "shop_disputes_to_answer", "Disputes that need evidence.", disputes
