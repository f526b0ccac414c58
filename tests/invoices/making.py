"""Paid and refunded orders with their documents, without the payment provider."""

from datetime import datetime
from typing import Any

from catalog.models import Product
from shop.finance.invoices.issuing import due_journals, issue_document, issue_due_documents
from shop.finance.invoices.models import DocumentKind, TaxDocument
from shop.finance.ledger.models import Journal
from shop.finance.payments.models import PaymentAttempt
from shop.finance.payments.types import Intent
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.checkout.placement import place_order
from shop.orders.payment.settlement import apply_intent
from shop.oscar.order.models import Order
from shop.platform.core.money import to_minor
from tools.testing.factories.orders import basket_with, request_for


def paid_order(*products: Product, key: str = "key-1", quantity: int = 1, **changes: Any) -> Order:
    """Return an order that is paid, as if Stripe had reported it."""
    place = {name: changes[name] for name in ("market", "territory") if name in changes}
    basket = basket_with(*products, quantity=quantity, **place)
    placed = place_order(request_for(basket, key=key, **changes))
    return settle(placed.attempt, placed.order)


def settle(attempt: PaymentAttempt, order: Order) -> Order:
    """Settle the payment of an order with an intent that succeeded."""
    PaymentAttempt.objects.filter(pk=attempt.pk).update(
        intent_id=f"pi_{order.number}", state=PaymentAttempt.State.CREATED
    )
    apply_intent(
        attempt,
        Intent(
            id=f"pi_{order.number}",
            status="succeeded",
            amount=to_minor(order.to_pay, order.currency),
            currency=order.currency.lower(),
            client_secret="",
            attempt=str(attempt.public_id),
            order_number=order.number,
            decline_code="",
            decline_message="",
            card_fingerprint="",
            customer_id="",
        ),
    )
    order.refresh_from_db()
    return order


def refund(
    order: Order,
    units: dict[int, int],
    by_id: int,
    *,
    delivery: bool = False,
    key: str = "refund-1",
) -> None:
    """Refund units of an order."""
    refund_part(RefundRequest(key, order.number, units, delivery, "does not fit", by_id))


def invoice_of(order: Order, at: datetime | None = None) -> TaxDocument:
    """Issue what is due and return the invoice of an order."""
    for journal_id in due_journals().values_list("pk", flat=True):
        issue_document(journal_id, at=at)
    return TaxDocument.objects.get(order=order, kind=DocumentKind.INVOICE)


def credit_notes_of(order: Order) -> list[TaxDocument]:
    """Issue what is due and return the credit notes of an order, oldest first."""
    issue_due_documents()
    rows = TaxDocument.objects.filter(order=order, kind=DocumentKind.CREDIT_NOTE)
    return list(rows.order_by("pk"))


def sale_of(order: Order) -> Journal:
    """Return the posting of an order's sale."""
    return Journal.objects.get(order=order, kind=Journal.Kind.CHARGE)
