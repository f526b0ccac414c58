"""Replacement orders: another size, or the same article again, at no charge.

A replacement is an order of its own with a total of 0: rights are decided, license units counted
and stock reserved as for a sale, and it ships like one. The units that it replaces stay sold at
their price. Limits per person do not count it. It is packed once its case has ended.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from structlog import get_logger

from catalog.models import Product
from licensing.services import SHARED_RIGHTS_LOCK
from shop.commerce.inventory.services import release_sold, reserve
from shop.commerce.pricing.services import prices_at
from shop.commerce.pricing.tax import TaxedAmount
from shop.finance.payments.attempts import claim_key
from shop.finance.payments.models import PaymentAttempt
from shop.finance.royalties.services import reverse_accruals
from shop.orders.checkout.baskets import add_to_basket
from shop.orders.checkout.destination import destination_at
from shop.orders.checkout.order_request import PlaceOrder
from shop.orders.checkout.order_writer import set_stock_records, write_order
from shop.orders.checkout.placement import (
    attach_order,
    decide_quote,
    last_guard,
    new_order_number,
)
from shop.orders.checkout.quotas import release_quotas, take_license_units
from shop.orders.checkout.quote import NOT_PROMOTED, Quote
from shop.orders.checkout.submission import submit_basket
from shop.orders.payment.settlement import settle_without_payment
from shop.orders.payment.state_machine import move_order
from shop.orders.returns.errors import ReturnRefused
from shop.orders.returns.models import ReturnCase
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Line, Order, OrderState, ShippingAddress
from shop.platform.database.clock import clock_now

log = get_logger(__name__)
ZERO = Decimal("0.00")
ADDRESS_FIELDS = (
    "first_name",
    "last_name",
    "line1",
    "line2",
    "line3",
    "line4",
    "state",
    "postcode",
    "phone_number",
    "notes",
)


@dataclass(frozen=True, slots=True)
class Replaced:
    """Units of a sold line and the article that replaces them; None for the same one."""

    line: Line
    units: int
    by: Product | None = None

    @property
    def article(self) -> Product:
        """Return the article that is sent."""
        if self.line.product is None:
            raise ReturnRefused(reason="no_variant", line=self.line.pk, title=self.line.title)
        return self.by or self.line.product


def claim_replacement(key: str) -> PaymentAttempt:
    """Take the rights lock and claim the key of a replacement: the first statement of its
    transaction.
    """
    return claim_key(f"replacement:{key}"[:100], "0" * 64, lock=SHARED_RIGHTS_LOCK)


def place_replacement(
    case: ReturnCase, attempt: PaymentAttempt, wanted: Sequence[Replaced]
) -> Order:
    """Place the replacement order of a case; the caller has claimed its key and locked its order.

    Raises `ReturnRefused` for another article that is not a size of the same product at the same
    price, and the errors of an order: `NotSellable`, `OutOfStock`, `ShipToRefused`.
    """
    for each in wanted:
        _check_variant(each)
    request = _request(case, wanted)
    with last_guard(request), transaction.atomic():
        submission = submit_basket(request.basket_id, request.territory)
        quote = decide_quote(request, submission)
        _check_prices(wanted, quote)
        free = _without_charge(quote)
        until = quote.destination.at + timedelta(days=1)
        order, evidence = write_order(
            request, submission.basket, free, number=new_order_number(), reserved_until=until
        )
        take_license_units(order, evidence, submission.rights)
        taken = reserve(order=order, requested=free.requested, expires_at=until, routed=free.routed)
        if taken is not free.routed:
            set_stock_records(order, taken)
        attach_order(request, attempt, order, limited=False)
        settle_without_payment(attempt, order)
    ReturnCase.objects.filter(pk=case.pk).update(replacement=order)
    case.replacement = order
    log.info("return.replacement_placed", number=case.number, order=order.number)
    return order


def end_replacement(case: ReturnCase) -> None:
    """Cancel a case's replacement order that was not sent, and release its stock and rights."""
    if case.replacement_id is None:
        return
    order = Order.objects.select_for_update().get(pk=case.replacement_id)
    if order.status != OrderState.PAID or order.shipments.exists():
        return
    release_quotas(order)
    release_sold(order=order, reason="the exchange was cancelled")
    move_order(order, expected=OrderState.PAID, to=OrderState.REFUND_DUE)
    move_order(order, expected=OrderState.REFUND_DUE, to=OrderState.REFUNDED)
    reverse_accruals(order=order)
    log.info("return.replacement_ended", number=case.number, order=order.number)


def other_sizes(line: Line) -> list[Product]:
    """Return the other variants of a line's product that still exist, by title."""
    if line.product is None or line.product.parent is None:
        return []
    variants = line.product.parent.children.filter(is_public=True).exclude(pk=line.product_id)
    return list(variants.order_by("pk"))


def _check_variant(each: Replaced) -> None:
    if each.by is None:
        return
    old = each.line.product
    if old is None or old.parent_id is None or each.by.parent_id != old.parent_id:
        raise ReturnRefused(reason="no_variant", line=each.line.pk, title=each.line.title)


def _check_prices(wanted: Sequence[Replaced], quote: Quote) -> None:
    """Refuse another size that costs more or less than the returned one costs today."""
    changed = [each for each in wanted if each.by is not None]
    articles = [product for each in changed for product in (each.article, each.line.product)]
    where = quote.destination
    prices: Mapping[int, Decimal] = prices_at(
        [product for product in articles if product is not None], where.market, where.at
    )
    for each in changed:
        if prices.get(each.article.pk) != prices.get(each.line.product_id):
            raise ReturnRefused(reason="other_price", line=each.line.pk, title=each.line.title)


def _request(case: ReturnCase, wanted: Sequence[Replaced]) -> PlaceOrder:
    """Return the request for an order to the same address, with a basket of the articles."""
    order = case.order
    address = order.shipping_address
    if address is None or order.erased_at is not None:
        raise ReturnRefused(reason="no_address", order=order.number)
    # The state decides about the tax of some countries; a postcode's region has priority anyway.
    region = str(address.state or order.snapshot.get("ship_to", {}).get("region", ""))
    basket = _fill_basket(order, address, region, wanted)
    return PlaceOrder(
        idempotency_key=f"replacement:{case.key}"[:100],
        basket_id=basket.pk,
        market_code=order.market.code,
        territory=address.country_id,
        channel=order.channel,
        language=order.language,
        email=order.guest_email,
        delivery_code=order.shipping_code,
        expected_minor=0,
        address={name: str(getattr(address, name) or "") for name in ADDRESS_FIELDS},
        region=region,
        user_id=order.user_id,
    )


def _fill_basket(
    order: Order, address: ShippingAddress, region: str, wanted: Sequence[Replaced]
) -> Basket:
    destination = destination_at(
        order.market,
        country=address.country_id,
        postcode=address.postcode or "",
        state=region,
        at=clock_now(),
        channel=order.channel,
    )
    basket = Basket(market=order.market, ship_to_id=destination.territory)
    for each in wanted:
        add_to_basket(
            basket=basket, product=each.article, quantity=each.units, destination=destination
        )
    return basket


def _without_charge(quote: Quote) -> Quote:
    """Return a quote whose lines and delivery cost nothing."""

    def free(amount: TaxedAmount) -> TaxedAmount:
        return TaxedAmount(excl=ZERO, incl=ZERO, rate=amount.rate)

    lines = tuple(
        replace(line, shown=ZERO, full=free(line.full), total=free(line.total))
        for line in quote.lines
    )
    return replace(
        quote,
        lines=lines,
        shipping=free(quote.shipping),
        goods=ZERO,
        voucher=None,
        gift_card=None,
        promoted=NOT_PROMOTED,
        delivery_saved={},
    )
