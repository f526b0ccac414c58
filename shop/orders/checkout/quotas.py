"""Quotas counted with an order: grant caps, sell-off stock, person limits, codes, gift card.

The units are read from the evidence of the order's lines, so taking and releasing are symmetric.
"""

from collections.abc import Iterable, Mapping

from django.db.models import F

from licensing.errors import SellOffStockSold, UnitCapReached
from licensing.models import RightsDecisionLog
from licensing.services import release_units, take_units
from shop.commerce.giftcards.redemption import give_back_gift_card, take_gift_card
from shop.commerce.promotions.uses import give_back_promotions, take_promotions
from shop.commerce.vouchers.services import give_back_voucher, take_voucher
from shop.orders.checkout.person_limits import (
    count_buyer,
    mailbox_hash,
    release_person_counts,
    release_person_units,
)
from shop.orders.errors import NotSellable
from shop.oscar.order.models import Order, OrderState
from shop.platform.core.keeping import Keeper

SOLD_OUT = (UnitCapReached, SellOffStockSold)


def take_quotas(
    order: Order,
    evidence: Iterable[RightsDecisionLog] | None = None,
    rights: Keeper | None = None,
) -> None:
    """Count an order's units against all quotas, in its transaction.

    `evidence` is that of the order's lines, and `rights` the revision that was read under the
    rights lock; an argument that is None is read. Called before stock is reserved, so that locks
    are always taken in one order.

    An exchange does not count for its buyer, who has the units already.

    Raises `PersonLimitReached`, `VoucherRefused`, `GiftCardRefused`, or `NotSellable` with UNIT_CAP
    or SELL_OFF_STOCK.
    """
    if not order.charges_exchange:
        count_buyer(order)
    take_license_units(order, evidence, rights)
    person = mailbox_hash(order.guest_email)
    take_voucher(order, person=person)
    take_promotions(order, person=person)
    take_gift_card(order)


def take_license_units(
    order: Order,
    evidence: Iterable[RightsDecisionLog] | None = None,
    rights: Keeper | None = None,
) -> None:
    """Count an order's units against the caps of its grants and sell-offs alone.

    Raises `NotSellable` with UNIT_CAP or SELL_OFF_STOCK.
    """
    grants, sell_off = _units(order, evidence)
    try:
        take_units(grants=grants, sell_off=sell_off, rights=rights)
    except SOLD_OUT as error:
        reason = "UNIT_CAP" if isinstance(error, UnitCapReached) else "SELL_OFF_STOCK"
        lines = list(order.lines.all())  # read before: this transaction asks nothing more
        line = lines[0]
        raise NotSellable(
            sku=line.upc,
            title=line.title,
            territory=order.ship_to_id,
            reason=reason,
            titles=[each.title for each in lines],
        ) from error


def release_quotas(order: Order) -> None:
    """Release the quotas of an order that was not completed.

    The gift card of a paid order is not credited here: that is a refund.
    """
    release_person_counts(order)
    grants, sell_off = _units(order)
    release_units(grants=grants, sell_off=sell_off)
    give_back_voucher(order)
    give_back_promotions(order)
    if order.status == OrderState.PENDING:
        give_back_gift_card(order)


def release_line_quotas(order: Order, units: Mapping[int, int]) -> None:
    """Stop counting refunded units (line to units) of a paid order against limits and caps.

    The caller locks the order and has counted the units as refunded. The voucher stays used while
    a part of the order is left.
    """
    lines = {line.pk: line for line in order.lines.select_related("product__parent")}
    by_product: dict[int, int] = {}
    for pk, count in units.items():
        product = lines[pk].product
        if product is not None:
            by_product[product.top.pk] = by_product.get(product.top.pk, 0) + count
    release_person_units(order, by_product)
    grants, sell_off = _basis_units(
        RightsDecisionLog.objects.filter(order_line_id__in=units), units
    )
    release_units(grants=grants, sell_off=sell_off)
    for pk, count in units.items():
        order.lines.filter(pk=pk).update(uncounted_units=F("uncounted_units") + count)


def _units(
    order: Order, evidence: Iterable[RightsDecisionLog] | None = None
) -> tuple[dict[int, int], dict[tuple[int, int], int]]:
    """Return the units that an order counts, by grant and by sell-off stock."""
    quantities = {line.pk: line.quantity - line.uncounted_units for line in order.lines.all()}
    if evidence is None:
        evidence = RightsDecisionLog.objects.filter(order_line_id__in=quantities)
    return _basis_units(evidence, quantities)


def _basis_units(
    evidence: Iterable[RightsDecisionLog], quantities: Mapping[int, int]
) -> tuple[dict[int, int], dict[tuple[int, int], int]]:
    """Return units of lines by grant, and by agreement and product of a sell-off."""
    grants: dict[int, int] = {}
    sell_off: dict[tuple[int, int], int] = {}
    for log in evidence:
        units = quantities[log.order_line_id]
        if not units:
            continue
        for grant in _named(log.basis, "grant"):
            grants[grant] = grants.get(grant, 0) + units
        for agreement in _named(log.basis, "sell-off"):
            key = (agreement, log.product_id)
            sell_off[key] = sell_off.get(key, 0) + units
    return grants, sell_off


def _named(basis: Iterable[str], kind: str) -> set[int]:
    parts = (entry.partition(":") for entry in basis)
    return {int(number) for name, _, number in parts if name == kind}
