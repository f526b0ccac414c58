"""Cancellation of an unpaid order by its buyer: stock is released, the basket is reopened.

The payment is cancelled at Stripe first. If Stripe reports that it was paid, the order stays; if
Stripe does not answer, nothing changes.
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from structlog import get_logger

from shop.commerce.inventory.services import release_reserved
from shop.finance.payments.models import PaymentAttempt
from shop.orders.checkout.baskets import copy_lines
from shop.orders.checkout.quotas import release_quotas
from shop.orders.errors import OrderNotCancellable
from shop.orders.models import CANCELLED_BY_BUYER, DomainEvent
from shop.orders.payment.expiry import end_attempts
from shop.orders.payment.state_machine import move_order
from shop.orders.returns.unpaid_exchanges import tell_of_fallback
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now

log = get_logger(__name__)
UNPAID_ENDS = (OrderState.CANCELLED, OrderState.EXPIRED)


def cancel_unpaid_order(*, order: Order, into: Basket | None = None) -> Basket | None:
    """Cancel an unpaid order and return the open basket with its articles.

    This is the order's own basket, so an app's basket token stays valid. If the buyer has begun
    another basket of the same market since (the account's, or `into` for a guest), the articles are
    added to that one; its `dropped_codes` name the codes that were replaced. None if the order has
    no basket any more. Repeating it returns the same basket and changes nothing.

    Raises `OrderNotCancellable`, `PaymentUnavailable` and `PaymentMismatch`.
    """
    _refuse_processing(order)
    if order.status == OrderState.PENDING:
        end_attempts(order)
    with transaction.atomic():
        locked = Order.objects.select_for_update().get(pk=order.pk)
        if locked.status == OrderState.PENDING:
            _refuse_unended(locked)
        elif locked.status not in UNPAID_ENDS:
            raise OrderNotCancellable(order=locked.number, reason="paid", status=locked.status)
        basket = _reopen_basket(locked, into)
        if locked.status == OrderState.PENDING:
            release_quotas(locked)
            release_reserved(order=locked, reason="cancelled by the buyer")
            move_order(locked, expected=OrderState.PENDING, to=OrderState.CANCELLED)
            tell_of_fallback(locked)
            DomainEvent.objects.create(name=CANCELLED_BY_BUYER, subject=locked.number)
            log.info("order.cancelled_by_buyer", order=locked.number, market=locked.market_id)
    order.refresh_from_db(fields=["status"])
    return basket


def _refuse_processing(order: Order) -> None:
    """Refuse to cancel while a bank decides: the money may arrive days later."""
    attempts = PaymentAttempt.objects.filter(order=order)
    if attempts.filter(state=PaymentAttempt.State.PROCESSING).exists():
        raise OrderNotCancellable(order=order.number, reason="processing", status=order.status)


def _refuse_unended(locked: Order) -> None:
    """Refuse while an attempt could still be paid."""
    attempts = PaymentAttempt.objects.filter(order=locked)
    if attempts.exclude(state=PaymentAttempt.State.CANCELLED).exists():
        raise OrderNotCancellable(order=locked.number, reason="processing", status=locked.status)


def _reopen_basket(order: Order, into: Basket | None) -> Basket | None:
    """Reopen the order's basket, or add its articles to a basket begun since."""
    ordered = Basket.objects.filter(pk=order.basket_id).first()
    if ordered is None:
        return None
    others = _begun_since(ordered, into)
    ids = [ordered.pk, *others.values_list("pk", flat=True)]
    locked = {basket.pk: basket for basket in _locked(ids)}
    ordered = locked.pop(ordered.pk)
    other = next((basket for basket in locked.values() if basket.status == Basket.OPEN), None)
    if ordered.status != Basket.SUBMITTED or _ordered_again(ordered, order):
        return ordered if ordered.status == Basket.OPEN else other
    if other is None:
        ordered.status, ordered.date_submitted = Basket.OPEN, None
        ordered.save(update_fields=["status", "date_submitted"])
        return ordered
    copy_lines(source=ordered, target=other)
    other.take_codes(ordered)
    other.save(update_fields=["voucher_code", "gift_card", "bought_cards"])
    ordered.status, ordered.date_merged = Basket.MERGED, database_now()
    ordered.save(update_fields=["status", "date_merged"])
    return other


def _begun_since(ordered: Basket, into: Basket | None) -> QuerySet[Basket]:
    """Return the buyer's other open baskets of the market."""
    begun = Q(pk=into.pk if into is not None else None)
    if ordered.owner_id is not None:
        begun |= Q(owner_id=ordered.owner_id)
    baskets = Basket.objects.filter(begun, market_id=ordered.market_id, status=Basket.OPEN)
    return baskets.exclude(pk=ordered.pk)


def _locked(ids: Sequence[int]) -> QuerySet[Basket]:
    """Lock baskets in primary-key order."""
    baskets = Basket.objects.select_for_update(of=("self",)).select_related("market")
    return baskets.filter(pk__in=ids).order_by("pk")


def _ordered_again(basket: Basket, order: Order) -> bool:
    """Return whether a later order was made of the basket; only that one may reopen it."""
    return Order.objects.filter(basket_id=basket.pk, pk__gt=order.pk).exists()
