"""Place an order: transaction 1, the payment intent, and transaction 2.

Safety rests on the order of writes: the attempt under its key, the basket, the license decision
under the shared rights lock, the stock, then the order with its evidence. No network call happens
while a lock is held.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Lock
from typing import NoReturn

from django.conf import settings
from django.db import IntegrityError, transaction
from structlog import get_logger

from licensing.services import take_shared_rights_lock
from shop.commerce.inventory.services import reserve
from shop.commerce.markets.models import Market
from shop.commerce.pricing.tax import TaxStatus
from shop.finance.payments import gateway
from shop.finance.payments.attempts import claim_key
from shop.finance.payments.models import PaymentAttempt
from shop.finance.payments.types import Intent
from shop.orders.checkout.destination import destination_at
from shop.orders.checkout.order_request import PlacedOrder, PlaceOrder
from shop.orders.checkout.order_writer import set_stock_records, write_order
from shop.orders.checkout.quotas import take_quotas
from shop.orders.checkout.quote import Quote, quote_basket
from shop.orders.checkout.unpaid_caps import check_unpaid_caps
from shop.orders.denials.denied_lines import check_sellable
from shop.orders.errors import (
    BasketEmpty,
    BasketNotOpen,
    DeliveryRefused,
    IdempotencyClash,
    NotSellable,
    PaymentNotStarted,
    QuoteChanged,
    TaxUnknown,
    TotalTooSmall,
)
from shop.orders.models import DomainEvent
from shop.orders.payment.payment_intents import make_intent
from shop.orders.payment.settlement import settle_without_payment
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order
from shop.platform.core.failpoints import failpoint
from shop.platform.core.money import least_charge

LAST_GUARD = "an_order_line_is_licensed"  # the trigger on order lines
log = get_logger(__name__)
_gauge, _inside = Lock(), list[None]()
# What is returned is computed after the row was locked.
SUBMIT = """
    update basket_basket set status = 'Submitted', date_submitted = clock_timestamp()
    where id = %s and status = 'Open' returning *, clock_timestamp() as locked_at
"""
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def begin_payment(request: PlaceOrder) -> PlacedOrder:
    """Place the order and create its PaymentIntent; safe to repeat with the same key.

    Raises the errors of `place_order`, and `PaymentUnavailable` if Stripe does not answer: the
    order stays, and a repetition resumes it.
    """
    placed = place_order(request)
    failpoint("placement.committed")
    attempt = placed.attempt
    if attempt.state == PaymentAttempt.State.NEW:
        check_sellable(placed.order)
        intent = make_intent(attempt, placed.order)
        failpoint("intent.created")
        record_intent(attempt, intent.id)
        failpoint("intent.recorded")
    return placed


def open_intent(order: Order) -> Intent:
    """Return the intent of an unpaid order, created now if Stripe was unavailable before.

    Raises `PaymentUnavailable`, and `NotSellable` if rights were revoked meanwhile.
    """
    check_sellable(order)
    attempt = PaymentAttempt.objects.filter(order=order).order_by("-pk")[0]
    if attempt.state == PaymentAttempt.State.NEW:
        intent = make_intent(attempt, order)
        record_intent(attempt, intent.id)
        return intent
    return gateway.fetch_intent(str(attempt.intent_id))


def read_intent(order: Order) -> Intent:
    """Return the intent of an unpaid order as it is at Stripe, without creating one.

    Raises `PaymentNotStarted`, `PaymentUnavailable` and `NotSellable`.
    """
    check_sellable(order)
    attempt = PaymentAttempt.objects.filter(order=order).order_by("-pk")[0]
    if attempt.state == PaymentAttempt.State.NEW:
        raise PaymentNotStarted(order=order.number)
    return gateway.fetch_intent(str(attempt.intent_id))


def record_intent(attempt: PaymentAttempt, intent_id: str) -> None:
    """Store the id of the intent (transaction 2); a second writer stores the same id."""
    recorded = PaymentAttempt.objects.filter(pk=attempt.pk, state=PaymentAttempt.State.NEW).update(
        intent_id=intent_id, state=PaymentAttempt.State.CREATED
    )
    if recorded:
        attempt.intent_id, attempt.state = intent_id, PaymentAttempt.State.CREATED
    else:
        attempt.refresh_from_db()


def place_order(request: PlaceOrder) -> PlacedOrder:
    """Create one order for one key, licensed, priced and reserved, or nothing (transaction 1).

    Raises `IdempotencyClash`, `BasketNotOpen`, `BasketEmpty`, `ShipToRefused`, `NotSellable`,
    `TaxUnknown`, `DeliveryRefused`, `QuoteChanged`, `TotalTooSmall`, `PersonLimitReached`,
    `TooMuchUnpaid`, `VoucherRefused`, `GiftCardRefused` or `OutOfStock`.
    """
    with _last_guard(request), transaction.atomic(), _counted():
        take_shared_rights_lock()
        attempt = _claim_key(request)
        if attempt.order is not None:
            return PlacedOrder(attempt.order, attempt)
        failpoint("placement.key_claimed")
        basket, at = _submit_basket(request)
        quote = _decided_quote(request, basket, at)
        failpoint("placement.decided")
        order = _place(request, basket, quote)
        attempt.order, attempt.amount = order, order.to_pay
        attempt.currency, attempt.captures_later = order.currency, quote.limited
        attempt.save(update_fields=["order", "amount", "currency", "captures_later"])
        if not attempt.amount:
            settle_without_payment(attempt, order)
        return PlacedOrder(order, attempt)


@contextmanager
def _last_guard(request: PlaceOrder) -> Iterator[None]:
    """Raise `NotSellable` for a line that the trigger on order lines refuses."""
    try:
        yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        if diagnosis is None or diagnosis.constraint_name != LAST_GUARD:
            raise
        reason = str(diagnosis.message_detail)
        log.exception("placement.refused_by_database", basket=request.basket_id, reason=reason)
        raise NotSellable(sku="", title="", territory=request.territory, reason=reason) from error


@contextmanager
def _counted() -> Iterator[None]:
    """Log how many placements of this process are inside transaction 1."""
    with _gauge:
        _inside.append(None)
        at_once = len(_inside)
    log.info("placement.begun", at_once=at_once)
    try:
        yield
    finally:
        with _gauge:
            _inside.pop()


def _claim_key(request: PlaceOrder) -> PaymentAttempt:
    """Insert the attempt, or wait for and return the one that owns the key."""
    attempt = claim_key(request.idempotency_key, request.request_hash)
    if attempt.request_hash != request.request_hash:
        raise IdempotencyClash(key=request.idempotency_key)
    return attempt


def _submit_basket(request: PlaceOrder) -> tuple[Basket, datetime]:
    """Submit the open basket, which locks it; a refusal of the order leaves it open.

    Return the time at which it was locked too: a denial that was committed while this waited has
    begun by then.
    """
    submitted = list(Basket.objects.raw(SUBMIT, [request.basket_id]))
    if not submitted:
        order = Order.objects.filter(basket_id=request.basket_id).order_by("-pk").first()
        raise BasketNotOpen(order=order.number if order else None)
    return submitted[0], vars(submitted[0])["locked_at"]


def _decided_quote(request: PlaceOrder, basket: Basket, at: datetime) -> Quote:
    """Decide and price the basket again, under the lock; earlier quotes do not count."""
    market = Market.objects.for_request().get(code=request.market_code)
    destination = destination_at(
        market,
        country=request.territory,
        postcode=request.address.get("postcode", ""),
        state=request.region,
        at=at,
        channel=request.channel,
    )
    quote = quote_basket(basket, destination, delivery_code=request.delivery_code)
    if quote.parked:
        first = quote.parked[0]
        raise NotSellable(
            sku=first.product.sku,
            title=first.product.get_title(),
            territory=destination.territory,
            reason=first.reason,
            product_id=first.product.top.pk,
            titles=[line.product.get_title() for line in quote.parked],
        )
    if not quote.lines:
        raise BasketEmpty
    if not quote.tax_known:
        _refuse_untaxed(quote)
    if quote.chosen is None:
        raise DeliveryRefused(territory=destination.territory, code=request.delivery_code)
    _check_agreed(request, quote)
    return quote


def _refuse_untaxed(quote: Quote) -> NoReturn:
    """Raise `TaxUnknown`: a destination without tax rates is not sold to."""
    where, reason = quote.destination, str(quote.tax_status)
    if quote.tax_status == TaxStatus.NOT_CONFIGURED:
        log.error("tax.not_configured", territory=where.territory)
    raise TaxUnknown(territory=where.territory, region=where.region, reason=reason)


def _check_agreed(request: PlaceOrder, quote: Quote) -> None:
    """Check total, shipping day and amount to pay against what the buyer agreed to."""
    ships_on = quote.ships_on.isoformat() if quote.ships_on else ""
    if quote.total_minor != request.expected_minor:
        raise QuoteChanged(
            expected=request.expected_minor,
            actual=quote.total_minor,
            field="total",
            ships_on=ships_on,
        )
    if ships_on != request.ships_on:
        raise QuoteChanged(
            expected=request.ships_on or None,
            actual=ships_on or None,
            field="ships_on",
            ships_on=ships_on,
        )
    to_pay = request.expected_minor if request.expected_to_pay is None else request.expected_to_pay
    if quote.to_pay_minor != to_pay:
        raise QuoteChanged(expected=to_pay, actual=quote.to_pay_minor, field="to_pay")
    if 0 < quote.to_pay_minor < least_charge(quote.currency):
        raise TotalTooSmall(total=quote.to_pay_minor)


def _place(request: PlaceOrder, basket: Basket, quote: Quote) -> Order:
    at = quote.destination.at
    seconds = settings.ENV.LIMITED_ORDER_HOLD_S if quote.limited else settings.ENV.ORDER_HOLD_S
    until = at + timedelta(seconds=seconds)
    order, evidence = write_order(
        request, basket, quote, number=new_order_number(), reserved_until=until
    )
    failpoint("placement.order_written")
    check_unpaid_caps(order, request.client)
    take_quotas(order, evidence)
    taken = reserve(order=order, requested=quote.requested, expires_at=until, routed=quote.routed)
    if taken is not quote.routed:
        set_stock_records(order, taken)
    failpoint("placement.reserved")
    DomainEvent.objects.create(
        name="order.placed",
        subject=order.number,
        data={
            "market": request.market_code,
            "ship_to": order.ship_to_id,
            "channel": request.channel,
            "total": quote.total_minor,
            "currency": quote.currency,
        },
    )
    return order


def new_order_number() -> str:
    """Return a random public order number such as `MS-7K3F-Q9XD-2W`; it reveals no sales volume."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(10))
    return f"MS-{letters[:4]}-{letters[4:8]}-{letters[8:]}"
