"""Place an order: transaction 1, the payment intent, and transaction 2.

Safety rests on the order of writes: the attempt under its key, the basket, the license decision
under the shared rights lock, the stock, then the order with its evidence. No network call happens
while a lock is held.
"""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Lock
from typing import NoReturn

from django.conf import settings
from django.db import IntegrityError, transaction
from structlog import get_logger

from licensing.services import SHARED_RIGHTS_LOCK
from shop.commerce.giftcards.purchases import check_cards
from shop.commerce.inventory.services import reserve
from shop.commerce.markets.models import Market
from shop.commerce.pricing.tax import TaxStatus
from shop.commerce.pricing.tax_service import TaxAnswer, ask_tax_service, serves
from shop.finance.payments import gateway
from shop.finance.payments.attempts import claim_key
from shop.finance.payments.models import PaymentAttempt
from shop.finance.payments.types import Intent
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.destination import destination_at
from shop.orders.checkout.order_request import PlacedOrder, PlaceOrder
from shop.orders.checkout.order_writer import set_stock_records, write_order
from shop.orders.checkout.pick_up import is_address_of
from shop.orders.checkout.quotas import take_quotas
from shop.orders.checkout.quote import Quote
from shop.orders.checkout.submission import Submission, submit_basket
from shop.orders.checkout.unpaid_caps import check_unpaid_caps
from shop.orders.denials.denied_lines import check_sellable
from shop.orders.errors import (
    BasketEmpty,
    DeliveryRefused,
    GiftWrapRefused,
    IdempotencyClash,
    NotSellable,
    PaymentNotStarted,
    QuoteChanged,
    TaxUnavailable,
    TaxUnknown,
    TotalTooSmall,
)
from shop.orders.payment.payment_intents import make_intent
from shop.orders.payment.settlement import settle_without_payment
from shop.oscar.order.models import Order
from shop.platform.core.areas import find_area
from shop.platform.core.failpoints import failpoint
from shop.platform.core.money import least_charge, to_minor
from shop.platform.database.clock import clock_now
from shop.platform.database.prepared import execute

LAST_GUARD = "an_order_line_is_licensed"  # the trigger on order lines
log = get_logger(__name__)
_gauge, _inside = Lock(), list[None]()
# The attempt gets its order, with the event that tells of it.
ATTACH = """
    with told as (
        insert into ordering_domainevent (name, subject, data)
        values ('order.placed', %(number)s, %(data)s)
    )
    update payments_paymentattempt set order_id = %(order)s, amount = %(amount)s,
        currency = %(currency)s, captures_later = %(captures_later)s
    where id = %(attempt)s
"""
_RECORD_INTENT = """
    update payments_paymentattempt set intent_id = %s, state = %s where id = %s and state = %s
"""
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def begin_payment(request: PlaceOrder) -> PlacedOrder:
    """Place the order and create its PaymentIntent; safe to repeat with the same key.

    Raises the errors of `place_order`, and `PaymentUnavailable` if Stripe does not answer: the
    order stays, and a repetition resumes it.
    """
    placed = place_order(request, tax=_ask_for_tax(request))
    failpoint("placement.committed")
    attempt = placed.attempt
    if attempt.state == PaymentAttempt.State.NEW:
        check_sellable(placed.order)
        intent = make_intent(attempt, placed.order)
        failpoint("intent.created")
        record_intent(attempt, intent.id)
        failpoint("intent.recorded")
    return placed


def open_intent(order: Order, attempt: PaymentAttempt | None = None) -> Intent:
    """Return the intent of an unpaid order, created now if Stripe was unavailable before.

    `attempt` is the order's last one, if it was just read. Raises `PaymentUnavailable`, and
    `NotSellable` if rights were revoked meanwhile.
    """
    check_sellable(order)
    attempt = attempt or PaymentAttempt.objects.filter(order=order).order_by("-pk")[0]
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
    state = PaymentAttempt.State
    if execute(_RECORD_INTENT, [intent_id, state.CREATED, attempt.pk, state.NEW]):
        attempt.intent_id, attempt.state = intent_id, PaymentAttempt.State.CREATED
    else:
        attempt.refresh_from_db()


def place_order(request: PlaceOrder, *, tax: TaxAnswer | None = None) -> PlacedOrder:
    """Create one order for one key, licensed, priced and reserved, or nothing (transaction 1).

    `tax` is what the tax service said about the postcode before the transaction.

    Raises `IdempotencyClash`, `BasketNotOpen`, `BasketEmpty`, `ShipToRefused`, `NotSellable`,
    `TaxUnknown`, `DeliveryRefused`, `QuoteChanged`, `TotalTooSmall`, `PersonLimitReached`,
    `TooMuchUnpaid`, `VoucherRefused`, `GiftCardRefused`, `GiftCardNotSold` or `OutOfStock`.
    """
    with last_guard(request), transaction.atomic(), _counted():
        attempt = _claim_key(request)
        if attempt.order is not None:
            return PlacedOrder(attempt.order, attempt)
        failpoint("placement.key_claimed")
        submission = submit_basket(request.basket_id, request.territory)
        quote = decide_quote(request, submission, tax)
        _check_agreed(request, quote)
        failpoint("placement.decided")
        order = _place(request, submission, quote)
        attach_order(request, attempt, order, limited=quote.limited)
        if not attempt.amount:
            settle_without_payment(attempt, order)
        return PlacedOrder(order, attempt)


def _ask_for_tax(request: PlaceOrder) -> TaxAnswer | None:
    """Return what the tax service says about an address; no query where it does not decide."""
    if not serves(request.territory):
        return None
    region = find_area(request.territory, request.region) or request.region
    postcode = request.address.get("postcode", "")
    return ask_tax_service(request.territory, region, postcode, clock_now())


@contextmanager
def last_guard(request: PlaceOrder) -> Iterator[None]:
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
    """Insert the attempt under the rights lock, or return the one that owns the key."""
    attempt = claim_key(request.idempotency_key, request.request_hash, lock=SHARED_RIGHTS_LOCK)
    if attempt.request_hash != request.request_hash:
        raise IdempotencyClash(key=request.idempotency_key)
    return attempt


def decide_quote(
    request: PlaceOrder, submission: Submission, tax: TaxAnswer | None = None
) -> Quote:
    """Decide and price the basket again, under the lock; earlier quotes do not count.

    Raises `ShipToRefused`, `NotSellable`, `BasketEmpty`, `GiftCardNotSold`, `GiftWrapRefused`,
    `TaxUnknown` or `DeliveryRefused`.
    """
    basket, at, rights = submission
    market = Market.objects.kept(request.market_code, rights, at)
    destination = destination_at(
        market,
        country=request.territory,
        postcode=request.address.get("postcode", ""),
        state=request.region,
        at=at,
        channel=request.channel,
        keeper=rights,
    )
    if tax is not None and destination.territory == request.territory:
        destination = replace(destination, tax_answer=tax)
    quote = quote_basket(
        basket,
        destination,
        delivery_code=request.delivery_code,
        for_order=True,
        gift_wrap=request.gift_wrap,
    )
    if request.gift_wrap and quote.lines and quote.wrap_price is None:
        raise GiftWrapRefused(market=market.code)
    check_parked(quote)
    if quote.is_empty:
        raise BasketEmpty
    if quote.cards:
        check_cards(quote.cards, market, at)
    if not quote.tax_known:
        _refuse_untaxed(quote)
    if quote.lines and (quote.chosen is None or not request.address):
        raise DeliveryRefused(territory=destination.territory, code=request.delivery_code)
    point = quote.chosen.point if quote.chosen else None
    if quote.lines and point is not None and not is_address_of(point, request.address):
        raise DeliveryRefused(territory=destination.territory, code=request.delivery_code)
    return quote


def check_parked(quote: Quote) -> None:
    """Raise `NotSellable` if a line of a quote cannot be ordered."""
    if not quote.parked:
        return
    first = quote.parked[0]
    raise NotSellable(
        sku=first.product.sku,
        title=first.product.get_title(),
        territory=quote.destination.territory,
        reason=first.reason,
        product_id=first.product.top.pk,
        titles=[line.product.get_title() for line in quote.parked],
    )


def _refuse_untaxed(quote: Quote) -> NoReturn:
    """Raise `TaxUnknown` or `TaxUnavailable`: a destination without tax rates is not sold to."""
    where, reason = quote.destination, str(quote.tax_status)
    if quote.tax_status == TaxStatus.SERVICE_DOWN:
        raise TaxUnavailable(territory=where.territory)
    if quote.tax_status == TaxStatus.KNOWN:
        reason = "duty_unknown"
        log.error("duty.not_configured", territory=where.territory, missing=quote.duty.detail)
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


def _place(request: PlaceOrder, submission: Submission, quote: Quote) -> Order:
    at = quote.destination.at
    seconds = settings.ENV.LIMITED_ORDER_HOLD_S if quote.limited else settings.ENV.ORDER_HOLD_S
    until = at + timedelta(seconds=seconds)
    order, evidence = write_order(
        request, submission.basket, quote, number=new_order_number(), reserved_until=until
    )
    failpoint("placement.order_written")
    check_unpaid_caps(order, request.client)
    take_quotas(order, evidence, submission.rights)
    if not quote.lines:
        return order
    taken = reserve(order=order, requested=quote.requested, expires_at=until, routed=quote.routed)
    if taken is not quote.routed:
        set_stock_records(order, taken)
    failpoint("placement.reserved")
    return order


def attach_order(
    request: PlaceOrder, attempt: PaymentAttempt, order: Order, *, limited: bool
) -> None:
    """Give the attempt its order, and record that it was placed."""
    attempt.order, attempt.amount = order, order.to_pay
    attempt.currency, attempt.captures_later = order.currency, limited
    data = {
        "market": request.market_code,
        "ship_to": order.ship_to_id,
        "channel": request.channel,
        "total": to_minor(order.total_incl_tax, order.currency),
        "currency": order.currency,
    }
    values = {
        "number": order.number,
        "data": json.dumps(data),
        "order": order.pk,
        "amount": attempt.amount,
        "currency": attempt.currency,
        "captures_later": attempt.captures_later,
        "attempt": attempt.pk,
    }
    execute(ATTACH, values)


def new_order_number() -> str:
    """Return a random public order number such as `MS-7K3F-Q9XD-2W`; it reveals no sales volume."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(10))
    return f"MS-{letters[:4]}-{letters[4:8]}-{letters[8:]}"
