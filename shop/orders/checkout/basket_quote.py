"""Make the quote of a basket from its lines, rights, prices, promotions, tax and delivery.

Price, tax, delivery and the license decision use the same ship-to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet

from catalog.querysets import read_pictures
from catalog.services import read_rights
from licensing.rules.decision import Decision
from shop.commerce.duties.rules import customs_area
from shop.commerce.fulfillment.pick_up_points import pick_up_options
from shop.commerce.fulfillment.services import Consignment, DeliveryOption, delivery_options
from shop.commerce.giftcards.errors import GiftCardRefused
from shop.commerce.giftcards.models import GiftCard
from shop.commerce.giftcards.purchases import wanted_cards
from shop.commerce.giftcards.redemption import AppliedGiftCard, apply_gift_card
from shop.commerce.inventory.availability import candidates_column
from shop.commerce.inventory.routing import Routing
from shop.commerce.markets.models import Market, TaxClass
from shop.commerce.pricing.history import history_column
from shop.commerce.pricing.services import price_column
from shop.commerce.pricing.tax import Rates, apply_tax, taxation_at
from shop.commerce.pricing.tax_service import decide_taxation
from shop.commerce.promotions.gift_wrap import gift_wrap_price
from shop.commerce.promotions.services import promotions_of
from shop.orders.checkout.availability_promise import (
    LinePromise,
    decide_promised,
    promise_lines,
    route_lines,
)
from shop.orders.checkout.business_tax import business_tax
from shop.orders.checkout.discounts import (
    apply_codes,
    line_reduction,
    reduce_delivery,
)
from shop.orders.checkout.quote import NO_CHARGE, ZERO, Destination, ParkedLine, Quote, QuotedLine
from shop.orders.checkout.quoted_duty import quote_duty
from shop.oscar.basket.models import Basket, Line
from shop.platform.database.compiled_reads import CompiledRead

ARTICLE = "basket_line.product_id"
SELLERS = ("product__licensee", "product__parent__licensee")


def _build_lines(
    basket: int, market: int, at: datetime, territory: str, channel: str
) -> QuerySet[Line]:
    place = Market(pk=market)
    return (
        Line.objects.filter(basket=basket)
        .select_related("product__parent", "stockrecord")
        .annotate(
            candidates=candidates_column(ARTICLE, territory, channel),
            amount=price_column(ARTICLE, place, at),
            prices=history_column(ARTICLE, place, at),
        )
        .order_by("pk")
    )


_LINES = CompiledRead(_build_lines)
_LINES_FOR_ORDER = CompiledRead(
    lambda **values: _build_lines(**values).select_related(
        "product__parent", "stockrecord", *SELLERS
    )
)


def basket_lines(
    basket: Basket, destination: Destination, *, for_order: bool = False
) -> Sequence[Any]:
    """Return the lines with product, parent, price and the stock that serves a destination.

    Their pictures, or `for_order` their sellers, are read too.
    """
    if basket.pk is None:
        return []
    lines = (_LINES_FOR_ORDER if for_order else _LINES).rows(
        basket=basket.pk,
        market=destination.market.pk,
        at=destination.at,
        territory=destination.territory,
        channel=destination.channel,
    )
    if for_order:
        return lines
    read_pictures(line.product for line in lines)
    return lines


def quote_basket(
    basket: Basket,
    destination: Destination,
    *,
    delivery_code: str | None = None,
    for_order: bool = False,
    gift_wrap: bool = False,
) -> Quote:
    """Price and decide every line of a basket, in a fixed number of queries.

    `for_order` reads the sellers of the lines, which an order names, instead of their pictures.
    `gift_wrap` adds the price of the gift wrap, if the market offers one.
    """
    lines = basket_lines(basket, destination, for_order=for_order)
    products = [line.product for line in lines]
    market, at = destination.market, destination.at
    promised = promise_lines(lines, destination.territory)
    rights = read_rights(products, destination.territory)
    decisions = decide_promised(products, promised, destination, rights)
    kept = rights.snapshot
    table = taxation_at(destination.territory, at, destination.region, kept)
    taxation = decide_taxation(table, destination.tax_answer)
    rates = taxation.rates
    sellable, parked = _divide_lines(lines, decisions, promised)
    priced = [(item.line.product, item.amount, item.line.quantity) for item in sellable]
    of_market = promotions_of(market, kept)
    promoted, voucher, off = apply_codes(basket, priced, of_market, at)
    routed = route_lines([item.promised for item in sellable])
    quoted = [
        replace(
            _quote_line(item, off_line, rates, market, location_id=_location(item, routed)),
            reduction=line_reduction(item.line, of_market, at),
        )
        for item, off_line in zip(sellable, off, strict=True)
    ]
    # Free-delivery thresholds apply to the goods total before vouchers.
    goods = sum((item.amount * item.line.quantity for item in sellable), ZERO)
    consignment = _consignment(quoted, goods, destination)
    options = _delivery_options(market, consignment, kept) if quoted else []
    options, saved = reduce_delivery(options, promoted, market.currency)
    quote = Quote(
        destination=destination,
        lines=tuple(quoted),
        parked=tuple(parked),
        delivery=tuple(options),
        chosen=_choose(options, delivery_code),
        shipping=NO_CHARGE,
        goods=goods,
        rates=rates,
        goods_tax=sum((line.total.tax for line in quoted), ZERO),
        tax_status=taxation.status,
        voucher=voucher,
        promoted=promoted,
        delivery_saved=saved,
        routed=routed,
        gift_card=_gift_card(basket, destination) if quoted else None,
        cards=wanted_cards(basket),
        wrap_price=gift_wrap_price(market) if gift_wrap and quoted else None,
    )
    return _with_border_charges(quote, basket, kept)


def _delivery_options(market: Market, consignment: Consignment, kept: Any) -> list[DeliveryOption]:
    """Return the ways of delivery, then the pick-up points.

    The first one is the one that a page shows before the buyer chooses.
    """
    ways = delivery_options(market, consignment, kept)
    return ways + pick_up_options(market, consignment, kept)


def _gift_card(basket: Basket, destination: Destination) -> AppliedGiftCard | None:
    if not basket.gift_card_id:
        return None
    if basket.bought_cards:
        card = GiftCard.objects.get(pk=basket.gift_card_id)
        refusal = GiftCardRefused(reason="buys_cards")
        return AppliedGiftCard(card.pk, card.last4, card.balance, refusal)
    return apply_gift_card(basket.gift_card_id, destination.market.currency, destination.at)


def _with_border_charges(quote: Quote, basket: Basket, kept: Any) -> Quote:
    """Add customs duty, and leave the tax out that a business buyer owes itself."""
    destination = quote.destination
    place = destination.place
    duty = quote_duty(
        quote.lines,
        destination.market,
        to_area=customs_area(destination.territory, place.customs_area if place else ""),
        at=destination.at,
        keeper=kept,
    )
    business = business_tax(
        basket,
        destination.market,
        territory=destination.territory,
        vat_area=place.vat_area if place else "",
        at=destination.at,
    )
    lines = quote.lines
    if business.reverse_charge:
        lines = tuple(
            replace(line, full=line.full.untaxed, total=line.total.untaxed) for line in lines
        )
    return replace(quote, lines=lines, duty=duty, business=business).with_delivery(quote.chosen)


class _Sellable(NamedTuple):
    line: Line
    amount: Decimal
    decision: Decision
    promised: LinePromise


def _divide_lines(
    lines: Iterable[Line], decisions: Mapping[int, Decision], promised: Mapping[int, LinePromise]
) -> tuple[list[_Sellable], list[ParkedLine]]:
    """Divide lines into those that can be ordered and those that cannot, with the reason."""
    sellable: list[_Sellable] = []
    parked: list[ParkedLine] = []
    for line in lines:
        decision, amount = decisions[line.product_id], line.amount
        if not decision.allowed or amount is None:
            reason = decision.reason or "NOT_PRICED"
            parked.append(ParkedLine(line.pk, line.product, line.quantity, reason, decision))
        else:
            sellable.append(_Sellable(line, amount, decision, promised[line.product_id]))
    return sellable, parked


def _location(item: _Sellable, routed: Routing | None) -> int | None:
    """Return the location that gives most units of a line; None if it cannot be filled."""
    if routed is None:
        return None
    record = routed.main_record(item.line.product_id)
    places = {offered.record_id: offered.place for offered in item.promised.candidates}
    return places[record].location_id


def _quote_line(
    item: _Sellable, off: Decimal, rates: Rates, market: Market, *, location_id: int | None
) -> QuotedLine:
    line, amount = item.line, item.amount
    rate = rates.get(line.product.top.tax_class, rates[TaxClass.STANDARD])
    full, total = (
        apply_tax(worth, rate, market.currency, includes_tax=market.prices_include_tax)
        for worth in (amount * line.quantity, amount * line.quantity - off)
    )
    return QuotedLine(
        line_id=line.pk,
        product=line.product,
        stock_record=line.stockrecord,
        quantity=line.quantity,
        shown=amount,
        full=full,
        total=total,
        decision=item.decision,
        stock=item.promised.left,
        requested=item.promised.requested,
        location_id=location_id,
    )


def _consignment(
    lines: Sequence[QuotedLine], goods: Decimal, destination: Destination
) -> Consignment:
    """Return what is delivered: the whole basket, from the day of the line that is ready first."""
    ready = {line.ships_on for line in lines}
    return Consignment(
        territory=destination.territory,
        region=destination.region,
        goods=goods,
        weight_g=sum(
            (line.product.weight_g or line.product.top.weight_g) * line.quantity for line in lines
        ),
        at=destination.at,
        ready_on=None if None in ready else min(filter(None, ready), default=None),
    )


def _choose(options: Sequence[DeliveryOption], code: str | None) -> DeliveryOption | None:
    if code is None:
        return options[0] if options else None
    return next((option for option in options if option.code == code), None)
