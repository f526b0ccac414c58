"""Replacement orders: another article of a product, or the same article again.

A replacement is an order of its own: rights are decided, license units counted and stock reserved
as for a sale, and it ships like one. Its total is 0, or the price difference of a dearer article:
then it waits for its payment like any order, and the case is refunded as a return if it is not paid
in time. The units that it replaces stay sold at their price. Limits per person do not count it. It
is packed once its case has ended.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from structlog import get_logger

from catalog.models import Product
from licensing.services import SHARED_RIGHTS_LOCK
from shop.commerce.giftcards.models import GiftCard
from shop.commerce.giftcards.redemption import take_gift_card
from shop.commerce.inventory.services import release_sold, reserve
from shop.finance.payments.attempts import claim_key
from shop.finance.payments.disputes import is_disputed
from shop.finance.payments.models import PaymentAttempt
from shop.finance.royalties.services import reverse_accruals
from shop.orders.aftersales.refunds import RefundRequest, refund_part
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
from shop.orders.checkout.quote import Destination, Quote
from shop.orders.checkout.submission import submit_basket
from shop.orders.checkout.unpaid_caps import check_unpaid_caps
from shop.orders.payment.settlement import settle_without_payment
from shop.orders.payment.state_machine import move_order
from shop.orders.returns.difference_refunds import note_reductions
from shop.orders.returns.errors import ReturnRefused
from shop.orders.returns.exchange_cards import pay_by_gift_card
from shop.orders.returns.models import ReturnCase, ReturnLine
from shop.orders.returns.price_differences import (
    Replaced,
    charge_only,
    price_exchange,
    unit_differences,
)
from shop.orders.returns.unpaid_exchanges import give_up_unpaid
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Line, Order, OrderState, ShippingAddress
from shop.platform.database.clock import clock_now

log = get_logger(__name__)
ZERO = Decimal("0.00")
FREE_HOLD = timedelta(days=1)
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
class AgreedPrice:
    """The amounts with tax that a buyer has agreed to: to pay now, and to get back later."""

    to_pay: Decimal = ZERO
    back: Decimal = ZERO


FREE = AgreedPrice()


def claim_replacement(key: str) -> PaymentAttempt:
    """Take the rights lock and claim the key of a replacement: the first statement of its
    transaction.
    """
    return claim_key(f"replacement:{key}"[:100], "0" * 64, lock=SHARED_RIGHTS_LOCK)


def place_exchange(
    case: ReturnCase,
    attempt: PaymentAttempt,
    wanted: Sequence[Replaced],
    agreed: AgreedPrice,
    card: GiftCard | None = None,
) -> Order:
    """Place the replacement order of an exchange at the price that the buyer has agreed to.

    A dearer article makes an unpaid order of the difference, which is reserved like any other; the
    gift card pays as much of it as it can. The amount that a cheaper one gives back is noted on
    the lines of the case. Raises as `place_replacement`, `ReturnRefused` with the price if it is
    not the agreed one, `TooMuchUnpaid` and `GiftCardRefused`.
    """

    def price(quote: Quote) -> Quote:
        priced = price_exchange(wanted, quote)
        if (priced.to_pay, priced.back) != (agreed.to_pay, agreed.back):
            raise ReturnRefused(
                reason="not_agreed",
                to_pay=priced.to_pay,
                tax=priced.quote.tax,
                back=priced.back,
                currency=quote.currency,
            )
        for line in case.lines.all():
            surcharge = priced.surcharges.get(line.order_line_id, ZERO)
            parts = priced.reductions.get(line.order_line_id, ())
            reduction = sum((part.amount for part in parts), ZERO)
            ReturnLine.objects.filter(pk=line.pk).update(surcharge=surcharge, reduction=reduction)
            note_reductions(line, parts)
        return pay_by_gift_card(priced.quote, card)

    return _place(case, attempt, wanted, price)


def place_replacement(
    case: ReturnCase, attempt: PaymentAttempt, wanted: Sequence[Replaced]
) -> Order:
    """Place a free replacement order; the caller has claimed its key and locked the case's order.

    Raises `ReturnRefused` for another article that is not a size of the same product, and the
    errors of an order: `NotSellable`, `OutOfStock`, `ShipToRefused`.
    """
    return _place(case, attempt, wanted, lambda quote: charge_only(quote, {}))


def _place(
    case: ReturnCase,
    attempt: PaymentAttempt,
    wanted: Sequence[Replaced],
    price: Callable[[Quote], Quote],
) -> Order:
    for each in wanted:
        _check_variant(each)
    request = _request(case, wanted)
    with last_guard(request), transaction.atomic():
        submission = submit_basket(request.basket_id, request.territory)
        quote = price(decide_quote(request, submission))
        hold = timedelta(seconds=settings.ENV.ORDER_HOLD_S) if quote.to_pay else FREE_HOLD
        until = quote.destination.at + hold
        order, evidence = write_order(
            request, submission.basket, quote, number=new_order_number(), reserved_until=until
        )
        if order.total_incl_tax:
            _mark_as_exchange(order, case)
        if order.to_pay:
            check_unpaid_caps(order, request.client)
        take_license_units(order, evidence, submission.rights)
        take_gift_card(order)
        taken = reserve(
            order=order, requested=quote.requested, expires_at=until, routed=quote.routed
        )
        if taken is not quote.routed:
            set_stock_records(order, taken)
        attach_order(request, attempt, order, limited=False)
        ReturnCase.objects.filter(pk=case.pk).update(replacement=order)
        case.replacement = order
        if not order.to_pay:
            settle_without_payment(attempt, order)
    log.info("return.replacement_placed", number=case.number, order=order.number)
    return order


def _mark_as_exchange(order: Order, case: ReturnCase) -> None:
    """Mark an order as the difference of an exchange; its basket is not reopened if it ends."""
    order.snapshot["exchange"] = case.number
    order.basket = None
    order.save(update_fields=["snapshot", "basket"])


def end_replacement(case: ReturnCase, *, by_id: int | None) -> None:
    """Cancel a case's replacement order that was not sent, and release its stock and rights.

    A paid difference is refunded. An unpaid one is given up: the sweeper cancels its payment first,
    and settlement refunds it if it was paid meanwhile. While the payment of the difference is
    disputed, the order stays as it is.
    """
    if case.replacement_id is None:
        return
    order = Order.objects.select_for_update().get(pk=case.replacement_id)
    if order.status == OrderState.PENDING:
        give_up_unpaid(order)
    elif order.status != OrderState.PAID or order.shipments.exists() or is_disputed(order):
        return
    elif order.total_incl_tax > order.refunded_incl_tax:
        _refund_difference(case, order, by_id)
    else:
        release_quotas(order)
        release_sold(order=order, reason="the exchange was cancelled")
        move_order(order, expected=OrderState.PAID, to=OrderState.REFUND_DUE)
        move_order(order, expected=OrderState.REFUND_DUE, to=OrderState.REFUNDED)
        reverse_accruals(order=order)
    log.info("return.replacement_ended", number=case.number, order=order.number)


def drop_missing(case: ReturnCase, order: Order, wanted: Sequence[Replaced], by_id: int) -> None:
    """Take units of a paid replacement back whose returned units did not arrive.

    Their part of the difference is refunded. Raises `ReturnRefused` if fewer units are left than
    replace the returned ones, or if the missing units have no price to refund.
    """
    needed: dict[int, int] = {}
    for each in wanted:
        needed[each.article.pk] = needed.get(each.article.pk, 0) + each.units
    left = {line: line.quantity - line.refunded_units for line in order.lines.order_by("pk")}
    surplus = {line.pk: units - needed.get(line.product_id, 0) for line, units in left.items()}
    if any(units < 0 for units in surplus.values()):
        raise ReturnRefused(reason="difference_unpaid", number=case.number)
    units = {pk: number for pk, number in surplus.items() if number}
    if not units:
        return
    if not any(line.line_price_incl_tax for line in left if line.pk in units):
        raise ReturnRefused(reason="missing_without_price", number=case.number)
    refund_part(
        RefundRequest(
            key=f"exchange:{case.public_id}:missing",
            order_number=order.number,
            units=units,
            delivery=False,
            reason=f"Exchange {case.number}: units did not arrive",
            by_id=by_id,
        )
    )


def _refund_difference(case: ReturnCase, order: Order, by_id: int | None) -> None:
    """Refund what is left of a paid difference; its units are released."""
    left = {line.pk: line.quantity - line.refunded_units for line in order.lines.all()}
    refund_part(
        RefundRequest(
            key=f"exchange:{case.public_id}:ended",
            order_number=order.number,
            units={pk: units for pk, units in left.items() if units},
            delivery=False,
            reason=f"Exchange {case.number} ended",
            by_id=by_id,
        )
    )


def other_sizes(line: Line) -> list[Product]:
    """Return the other variants of a line's product that still exist, by title."""
    if line.product is None or line.product.parent is None:
        return []
    variants = line.product.parent.children.filter(is_public=True).exclude(pk=line.product_id)
    return list(variants.order_by("pk"))


def offered_sizes(line: Line, where: Destination) -> list[tuple[Product, Decimal]]:
    """Return what a line can be exchanged for, each with its difference in price for one unit."""
    sizes = other_sizes(line)
    differences = unit_differences(line, sizes, where)
    return [(size, differences[size.pk]) for size in sizes if size.pk in differences]


def _check_variant(each: Replaced) -> None:
    if each.by is None:
        return
    old = each.line.product
    if old is None or old.parent_id is None or each.by.parent_id != old.parent_id:
        raise ReturnRefused(reason="no_variant", line=each.line.pk, title=each.line.title)


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
    vat_check = order.basket.vat_check if order.basket is not None else None
    basket = Basket(market=order.market, ship_to_id=destination.territory, vat_check=vat_check)
    for each in wanted:
        add_to_basket(
            basket=basket, product=each.article, quantity=each.units, destination=destination
        )
    return basket
