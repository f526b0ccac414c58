"""Baskets and quotes as the API answers them, in the shapes of `basket_shapes`."""

from typing import Any

from django.utils.translation import get_language

from licensing.rules.reasons import public_wording
from shop.api.v1.basket_shapes import TAX_STATUS
from shop.api.v1.pick_up import point_body
from shop.commerce.fulfillment.services import DeliveryOption
from shop.orders.aftersales.order_links import basket_token
from shop.orders.checkout.pick_up import quote_option
from shop.orders.checkout.quote import ParkedLine, Quote, QuotedLine
from shop.oscar.basket.models import Basket
from shop.platform.core.money import amount_text


def basket_body(basket: Basket, quote: Quote) -> dict[str, Any]:
    """Return a basket as shown to the holder of its token."""
    return {
        "token": basket_token(basket),
        "market": basket.market.code,
        "territory": quote.destination.territory,
        "currency": quote.currency,
        "includes_tax": basket.market.prices_include_tax,
        "lines": [_line(line, quote.currency) for line in quote.lines],
        "unavailable": [_parked(line) for line in quote.parked],
        "delivery": [_delivery(basket, quote, option) for option in quote.delivery],
        "chosen_delivery": quote.chosen.code if quote.chosen else None,
        "goods": amount_text(quote.goods, quote.currency),
        "promotions": [
            {
                "title": given.title(get_language() or "en"),
                "amount": amount_text(given.amount, quote.currency),
                "delivery": given.is_delivery,
            }
            for given in quote.promotions
        ],
        "voucher": _voucher(quote),
        "gift_card": _gift_card(quote),
        "business": _business(quote),
        "gift_wrap": amount_text(quote.wrap_charge.incl, quote.currency)
        if quote.wrap_price is not None
        else None,
        "tax": amount_text(quote.tax, quote.currency) if quote.tax_known else None,
        "tax_known": quote.tax_known,
        "tax_status": TAX_STATUS[quote.tax_status],
        "total": amount_text(quote.total_incl, quote.currency),
        "total_minor": quote.total_minor,
        "ships_on": quote.ships_on,
        "to_pay": amount_text(quote.to_pay, quote.currency),
        "to_pay_minor": quote.to_pay_minor,
    }


def _delivery(basket: Basket, quote: Quote, option: DeliveryOption) -> dict[str, Any]:
    """Return a way of delivery with the total that the basket would have with it."""
    wrapped = quote.wrap_price is not None
    with_option = quote_option(quote, option, basket, gift_wrap=wrapped)
    return {
        "code": option.code,
        "name": option.name,
        "amount": amount_text(option.amount, quote.currency),
        "earliest": option.earliest,
        "latest": option.latest,
        "total_minor": with_option.total_minor,
        "to_pay_minor": with_option.to_pay_minor,
        "pick_up_point": point_body(option.point) if option.point else None,
    }


def _parked(line: ParkedLine) -> dict[str, Any]:
    return {
        "id": line.line_id,
        "sku": line.product.sku,
        "title": line.product.get_title(),
        "quantity": line.quantity,
        "unavailable_code": public_wording(line.reason),
    }


def _business(quote: Quote) -> dict[str, Any] | None:
    check = quote.business.check
    if check is None:
        return None
    return {
        "company": check.company,
        "vat_number": check.vat_number,
        "outcome": check.outcome,
        "reverse_charge": quote.business.reverse_charge,
    }


def _gift_card(quote: Quote) -> dict[str, Any] | None:
    if quote.gift_card is None:
        return None
    refusal = quote.gift_card.refusal
    return {
        "last4": quote.gift_card.last4,
        "amount": amount_text(quote.gift_card_amount, quote.currency),
        "refused": refusal.data["reason"] if refusal else None,
    }


def _voucher(quote: Quote) -> dict[str, Any] | None:
    if quote.voucher is None:
        return None
    refusal = quote.voucher.refusal
    return {
        "code": quote.voucher.code,
        "discount": amount_text(quote.code_discount, quote.currency),
        "refused": refusal.data["reason"] if refusal else None,
    }


def _line(line: QuotedLine, currency: str) -> dict[str, Any]:
    return {
        "id": line.line_id,
        "sku": line.product.sku,
        "title": line.product.get_title(),
        "quantity": line.quantity,
        "unit_price": amount_text(line.shown, currency),
        "total": amount_text(line.total.incl, currency),
        "in_stock": line.in_stock and line.ships_on is None,
        "ships_on": line.ships_on,
    }
