"""Write an order: address, lines, and the snapshot of what the buyer agreed to."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from licensing.models import RightsDecisionLog
from licensing.services import SaleEvidence, record_sale_decisions
from shop.commerce.business.services import business_snapshot
from shop.commerce.duties.rules import DutyStatus
from shop.commerce.giftcards.models import OrderedGiftCard
from shop.commerce.giftcards.purchases import sending_time
from shop.commerce.inventory.routing import Routing
from shop.commerce.promotions.models import GiftOptions
from shop.finance.ledger.models import Account
from shop.orders.checkout.order_request import PlaceOrder
from shop.orders.checkout.order_taxation import taxation_snapshot
from shop.orders.checkout.quote import ZERO, Destination, Quote, QuotedLine
from shop.orders.errors import DeliveryRefused
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Line, Order, OrderState, ShippingAddress
from shop.oscar.partner.models import StockRecord
from shop.platform.core.locales import country_name
from shop.platform.core.money import round_money
from shop.platform.database.prepared_inserts import insert_rows


def write_order(
    request: PlaceOrder, basket: Basket, quote: Quote, *, number: str, reserved_until: datetime
) -> tuple[Order, list[RightsDecisionLog]]:
    """Insert the PENDING order with its lines and, for each line, the grants it rests on.

    Return the order, which keeps its lines and their products, and the evidence of the lines.
    """
    chosen = quote.chosen
    if chosen is None and quote.lines:
        raise DeliveryRefused(territory=request.territory, code=request.delivery_code)
    order = Order(
        number=number,
        basket=basket,
        user_id=request.user_id,
        guest_email=request.email,
        market=quote.destination.market,
        channel=request.channel,
        ship_to_id=quote.destination.territory,
        language=request.language,
        currency=quote.currency,
        total_incl_tax=quote.total_incl,
        total_excl_tax=quote.total_excl,
        shipping_incl_tax=quote.shipping.incl,
        shipping_excl_tax=quote.shipping.excl,
        shipping_method=chosen.name if chosen else "",
        shipping_code=chosen.code if chosen else "",
        voucher_code=quote.voucher.code if quote.voucher and quote.discount else "",
        discount_incl_tax=sum((line.full.incl - line.total.incl for line in quote.lines), ZERO),
        discount_excl_tax=sum((line.full.excl - line.total.excl for line in quote.lines), ZERO),
        gift_card_id=quote.gift_card.card_id
        if quote.gift_card and quote.gift_card_amount
        else None,
        gift_card_amount=quote.gift_card_amount,
        cards_bought=quote.cards_total,
        # Gift cards alone are sent by email.
        shipping_address=store_address(request.territory, request.address) if quote.lines else None,
        status=OrderState.PENDING,
        date_placed=quote.destination.at,
        hold_expires_at=reserved_until,
        delivery_from=chosen.earliest if chosen else None,
        delivery_until=chosen.latest if chosen else None,
        snapshot=_snapshot(quote) | ({"gift": True} if _is_gift(request) else {}),
    )
    insert_rows([order])
    if _is_gift(request):
        GiftOptions.objects.create(
            order=order,
            message=request.gift_message,
            hides_prices=request.hides_prices,
            wrapped=request.gift_wrap,
        )
    _write_cards(order, quote)
    records = _main_records(quote)
    lines = [_line(order, quoted, quote, records.get(quoted.product.pk)) for quoted in quote.lines]
    insert_rows(lines)
    keep_lines(order, lines)
    write_discounts(order, lines, quote)
    return order, _record_evidence(quote, lines)


def _write_cards(order: Order, quote: Quote) -> None:
    """Insert the gift cards of an order, which are issued when it is paid."""
    market, at = quote.destination.market, quote.destination.at
    OrderedGiftCard.objects.bulk_create(
        OrderedGiftCard(
            order=order,
            amount=card.amount,
            recipient=card.recipient,
            sender_name=card.sender_name,
            message=card.message,
            send_at=sending_time(card, market, at),
        )
        for card in quote.cards
    )


def _record_evidence(quote: Quote, lines: Sequence[Line]) -> list[RightsDecisionLog]:
    """Store the grants on which the sale of each line rests."""
    return record_sale_decisions(
        SaleEvidence(
            order_line_id=line.pk,
            product_id=quoted.product.top.pk,
            territory=quote.destination.territory,
            channel=quote.destination.channel,
            at=quote.destination.at,
            decision=quoted.decision,
        )
        for line, quoted in zip(lines, quote.lines, strict=True)
    )


# The discount of each promotion, in all and on each line.
DISCOUNTS = """
    with given as (
        select * from jsonb_to_recordset(%(discounts)s) as g(
            place int, category text, offer_id bigint, offer_name text, voucher_id bigint,
            voucher_code text, amount numeric, parts jsonb)
    ), written as (
        insert into order_orderdiscount (order_id, category, offer_id, offer_name, voucher_id,
            voucher_code, frequency, amount, message)
        select %(order)s, category, offer_id, offer_name, voucher_id, voucher_code, 1, amount, ''
        from given order by place
        returning id, offer_id
    )
    insert into order_orderlinediscount (line_id, order_discount_id, is_incl_tax, amount)
    select part.key::bigint, written.id, %(incl)s, part.value::numeric
    from written join given using (offer_id), jsonb_each_text(given.parts) as part
"""


def write_discounts(order: Order, lines: Sequence[Line], quote: Quote) -> None:
    """Store what each promotion gives on each line, as the market shows prices; one statement."""
    if not quote.promotions:
        return
    voucher = quote.voucher
    discounts = [
        {
            "place": place,
            "category": "Shipping" if given.is_delivery else "Basket",
            "offer_id": given.applied.promotion.pk,
            "offer_name": given.applied.promotion.title(order.language)[:128],
            "voucher_id": voucher.promotion if voucher and given.coded else None,
            "voucher_code": voucher.code if voucher and given.coded else "",
            "amount": str(given.amount),
            "parts": {
                str(line.pk): str(part)
                for line, part in zip(lines, given.applied.by_line, strict=True)
                if part
            },
        }
        for place, given in enumerate(quote.promotions)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            DISCOUNTS,
            {
                "order": order.pk,
                "incl": quote.destination.market.prices_include_tax,
                "discounts": json.dumps(discounts),
            },
        )


def keep_lines(order: Order, lines: Sequence[Line]) -> None:
    """Let `order.lines.all()` return lines that were just written, without a query."""
    kept = order.lines.all()
    kept._result_cache, kept._prefetch_done = list(lines), True  # noqa: SLF001  as a prefetch does
    order._prefetched_objects_cache = {"lines": kept}  # noqa: SLF001


def store_address(country: str, columns: Mapping[str, str]) -> ShippingAddress:
    """Insert an address; its search text names the country without reading Oscar's row."""
    address = ShippingAddress(country_id=country, **columns)
    texts = [getattr(address, name) for name in address.search_fields if name != "country"]
    address.search_text = " ".join(
        str(text) for text in (*texts, country_name(country, "en")) if text
    )
    insert_rows([address])
    return address


def set_stock_records(order: Order, routed: Routing) -> None:
    """Set the stock records of an order's lines to those that gave their units."""
    for line in order.lines.order_by("pk"):
        record = StockRecord.objects.get(pk=routed.main_record(line.product_id))
        line.stockrecord, line.partner_id = record, record.partner_id
        line.partner_sku = record.partner_sku
        line.save(update_fields=["stockrecord", "partner", "partner_sku"])


def _main_records(quote: Quote) -> dict[int, StockRecord]:
    """Return by product id the record that gives most units; usually without a query."""
    if quote.routed is None:
        return {}
    main = {product: quote.routed.main_record(product) for product in quote.routed.units}
    records = {line.stock_record.pk: line.stock_record for line in quote.lines}
    if others := set(main.values()) - records.keys():
        records |= StockRecord.objects.in_bulk(others)
    return {product: records[record] for product, record in main.items()}


def _line(order: Order, quoted: QuotedLine, quote: Quote, record: StockRecord | None) -> Line:
    product, full, total = quoted.product, quoted.full, quoted.total
    arrives = quote.arrives(quoted) if quoted.ships_on else None
    licensee = product.top.licensee
    unit_excl = round_money(full.excl / quoted.quantity, order.currency)
    unit_incl = round_money(full.incl / quoted.quantity, order.currency)
    return Line(
        order=order,
        partner_id=record.partner_id if record else None,
        partner_name=licensee.legal_name if licensee else "",
        partner_sku=record.partner_sku if record else product.upc,
        stockrecord=record,
        product=product,
        title=product.get_title(),
        upc=product.upc,
        size=product.size,
        color=product.color,
        quantity=quoted.quantity,
        tax_rate=total.rate,
        line_price_incl_tax=total.incl,
        line_price_excl_tax=total.excl,
        line_price_before_discounts_incl_tax=full.incl,
        line_price_before_discounts_excl_tax=full.excl,
        unit_price_incl_tax=unit_incl,
        unit_price_excl_tax=unit_excl,
        ships_on=quoted.ships_on,
        delivery_from=arrives[0] if arrives else None,
        delivery_until=arrives[1] if arrives else None,
        status=OrderState.PENDING,
        num_allocated=0,  # units are kept by a Reservation, not by Oscar's counter
    )


def _is_gift(request: PlaceOrder) -> bool:
    return bool(request.gift_message or request.hides_prices or request.gift_wrap)


def _snapshot(quote: Quote) -> dict[str, Any]:
    """Return the agreed prices, tax and seller as texts, independent of later changes."""
    market = quote.destination.market
    return {
        "market": market.code,
        "currency": quote.currency,
        "prices_include_tax": market.prices_include_tax,
        "tax_rounding": market.tax_rounding,
        "seller": market.selling_entity.legal_name,
        "seller_vat": market.selling_entity.vat_number,
        "decided_at": quote.destination.at.isoformat(),
        "ship_to": _ship_to(quote.destination),
        "lines": [_line_snapshot(line) for line in quote.lines],
        "deliveries": [
            {
                "skus": [line.product.sku for line in group.lines],
                "ships_on": group.ships_on.isoformat() if group.ships_on else None,
                "earliest": group.earliest.isoformat(),
                "latest": group.latest.isoformat(),
            }
            for group in quote.delivery_groups
        ],
        "shipping": {
            "code": quote.chosen.code if quote.chosen else "",
            "rate": str(quote.shipping.rate),
            "incl": str(quote.shipping.incl),
            "excl": str(quote.shipping.excl),
        },
        "voucher": {"code": quote.voucher.code, "discount": str(quote.discount)}
        if quote.voucher and quote.discount
        else None,
        "promotions": [
            {
                "promotion": given.applied.promotion.pk,
                "title": dict(given.titles),
                "amount": str(given.amount),
                "delivery": given.is_delivery,
            }
            for given in quote.promotions
        ],
        "gift_card": {"last4": quote.gift_card.last4, "amount": str(quote.gift_card_amount)}
        if quote.gift_card and quote.gift_card_amount
        else None,
        "ordered_gift_cards": [str(card.amount) for card in quote.cards],
        "taxation": taxation_snapshot(quote),
        "duty": _duty(quote),
        "gift_wrap": {"amount": str(quote.wrap_charge.excl), "tax": str(quote.wrap_charge.tax)}
        if quote.wrap_price is not None
        else None,
        "business": business_snapshot(quote.business.check),
        "tax": str(quote.tax),
        "total": str(quote.total_incl),
    }


def _line_snapshot(line: QuotedLine) -> dict[str, Any]:
    agreed = {
        "sku": line.product.sku,
        "unit": str(line.shown),
        "quantity": line.quantity,
        "rate": str(line.total.rate),
        "incl": str(line.total.incl),
        "excl": str(line.total.excl),
        "before_discount": str(line.full.incl),
    }
    return agreed | ({"ships_on": line.ships_on.isoformat()} if line.ships_on else {})


def _ship_to(destination: Destination) -> dict[str, str]:
    """Return the destination for customs and tax: US Army post in Germany is the United States."""
    place = destination.place
    return {
        "territory": destination.territory,
        "region": place.region_code if place else "",
        "vat_area": place.vat_area if place else "",
        "customs_area": place.customs_area if place else "",
    }


def _duty(quote: Quote) -> dict[str, str] | None:
    """Return the customs duty: what is charged, or that the buyer pays on delivery."""
    if quote.duty.status == DutyStatus.NONE:
        return None
    charge = quote.duty_charge
    return {
        "status": quote.duty.status.value,
        "amount": str(charge.excl),
        "tax": str(charge.tax),
        "detail": quote.duty.detail,
        "account": Account.DUTY.value,
    }
