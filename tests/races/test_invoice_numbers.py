"""Numbers of invoices have no gaps under parallel orders, failures and killed processes."""

import signal
from functools import partial

from django.db import connections

from shop.finance.invoices.issuing import issue_document, issue_due_documents
from shop.finance.invoices.models import TaxDocument
from shop.finance.ledger.models import Journal
from shop.finance.ledger.services import post_charge
from shop.finance.payments.models import PaymentAttempt
from shop.oscar.order.models import Order
from tests.background.workers import armed, run_command
from tests.races.together import all_at_once, broken_rules
from tools.testing.factories.orders import empty_order

ORDERS, TWICE = 50, 10


def test_fifty_orders_at_once_and_killed_processes_leave_no_gap(committed_db: str) -> None:
    for _ in range(ORDERS):
        charge_delivery()
    connections.close_all()
    keys = list(Journal.objects.order_by("pk").values_list("pk", flat=True))
    assert len(keys) == ORDERS
    for point in ("invoices.numbered", "invoices.written"):
        with armed(point):
            killed = run_command(committed_db, "issue_documents")
        assert killed.returncode == -signal.SIGKILL, killed.stdout + killed.stderr
    # The killed processes have left their documents to others, and no lock.
    works = [partial(issue_document, key) for key in (*keys, *keys[:TWICE])]
    documents = all_at_once(works)
    assert [document.journal_id for document in documents] == [*keys, *keys[:TWICE]]
    numbers = TaxDocument.objects.order_by("sequence").values_list("sequence", flat=True)
    assert list(numbers) == list(range(1, ORDERS + 1))
    assert issue_due_documents(everything=True) == 0
    assert not [rule for rule in broken_rules() if "number" in rule or "document" in rule]


def charge_delivery() -> None:
    """Post the payment of an order of delivery alone, which needs no rights."""
    order = empty_order()
    fields = {"total_incl_tax": "25.00", "total_excl_tax": "20.83"}
    fields |= {"shipping_incl_tax": "25.00", "shipping_excl_tax": "20.83"}
    Order.objects.filter(pk=order.pk).update(**fields, shipping_method="Standard")
    order.refresh_from_db()
    attempt = PaymentAttempt.objects.create(
        idempotency_key=order.number,
        request_hash="",
        order=order,
        amount=order.total_incl_tax,
        currency="EUR",
        intent_id=order.number,
        state=PaymentAttempt.State.SUCCEEDED,
    )
    post_charge(order=order, attempt=attempt)
