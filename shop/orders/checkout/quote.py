"""Quote a basket: its price and its sellable lines, for one ship-to at one instant.

Price, tax, delivery and the license decision use the same ship-to. A denied line is parked: it
stays in the basket, without a price and outside the totals.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from catalog.models import Product
from catalog.querysets import read_pictures
from catalog.services import read_rights
from licensing.rules.decision import Decision
from licensing.rules.postal_regions import ResolvedPlace
from shop.commerce.duties.rules import NO_DUTY, DutyEstimate, DutyStatus, customs_area
from shop.commerce.fulfillment.services import Consignment, DeliveryOption, delivery_options
from shop.commerce.giftcards.redemption import AppliedGiftCard, apply_gift_card
from shop.commerce.inventory.availability import candidates_column
from shop.commerce.inventory.routing import AvailableUnits, RequestedUnits, Routing
from shop.commerce.markets.models import Market, TaxClass
from shop.commerce.pricing.history import history_column
from shop.commerce.pricing.services import price_column
from shop.commerce.pricing.tax import Rates, TaxedAmount, TaxStatus, apply_tax, taxation_at
from shop.commerce.promotions.reductions import Reduction
from shop.commerce.promotions.services import PromotedBasket, promotions_of
from shop.commerce.vouchers.services import AppliedVoucher
from shop.orders.checkout.availability_promise import (
    LinePromise,
    decide_promised,
    promise_lines,
    route_lines,
)
from shop.orders.checkout.business_tax import CONSUMER, BusinessTax, business_tax
from shop.orders.checkout.discounts import (
    GivenPromotion,
    apply_codes,
    given_promotions,
    line_reduction,
    reduce_delivery,
)
from shop.orders.checkout.quoted_duty import duty_charge, quote_duty
from shop.oscar.basket.models import Basket, Line
from shop.oscar.partner.models import StockRecord
from shop.platform.core.money import to_minor

ZERO = Decimal("0.00")
NOT_PROMOTED = PromotedBasket()


@dataclass(frozen=True, slots=True)
class Destination:
    """Destination of a basket: market, territory, channel and instant.

    `region` is the tax region; `place` is known once there is an address.
    """

    market: Market
    territory: str
    at: datetime
    channel: str = "WEB"
    region: str = ""
    place: ResolvedPlace | None = None


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A line that can be ordered; `shown` is the unit price as the market shows prices.

    `full` is its price before promotions and the voucher, `total` after them. `stock` are the
    available units of the article, `requested` how the line would be filled (None: it cannot be).
    `stock_record` is the record named by the basket, which may differ from the one that gives the
    units.
    """

    line_id: int
    product: Product
    stock_record: StockRecord
    quantity: int
    shown: Decimal
    full: TaxedAmount
    total: TaxedAmount
    decision: Decision
    stock: AvailableUnits
    requested: RequestedUnits | None
    location_id: int | None = None
    reduction: Reduction | None = None

    @property
    def worth(self) -> Decimal:
        """Return the price of all units before discounts, as the market shows prices."""
        return self.shown * self.quantity

    @property
    def sender(self) -> tuple[int, int]:
        """Return the licensee and the location that send it; lines of another come apart."""
        return self.product.top.licensee_id or 0, self.location_id or 0

    @property
    def left(self) -> int:
        """Return the largest quantity that the line could have."""
        return self.stock.most

    @property
    def in_stock(self) -> bool:
        """Return whether the whole line could be reserved now."""
        return self.requested is not None

    @property
    def ships_on(self) -> date | None:
        """Return the day from which it ships, if it is a pre-order."""
        return self.requested.ships_on if self.requested else None


@dataclass(frozen=True, slots=True)
class ParkedLine:
    """A line that cannot be ordered to this ship-to now, with the reason code."""

    line_id: int
    product: Product
    quantity: int
    reason: str
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class QuotedDeliveryGroup:
    """Lines that one sender ships on the same day, with their expected delivery dates."""

    lines: tuple[QuotedLine, ...]
    ships_on: date | None
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class Quote:
    """All amounts and dates of a basket, for its page, the checkout and the placement."""

    destination: Destination
    lines: tuple[QuotedLine, ...]
    parked: tuple[ParkedLine, ...]
    delivery: tuple[DeliveryOption, ...]
    chosen: DeliveryOption | None
    shipping: TaxedAmount
    goods: Decimal
    rates: Rates
    tax_status: TaxStatus = TaxStatus.KNOWN
    voucher: AppliedVoucher | None = None
    routed: Routing | None = None
    gift_card: AppliedGiftCard | None = None
    business: BusinessTax = CONSUMER
    goods_tax: Decimal = ZERO  # as for a consumer
    duty: DutyEstimate = NO_DUTY
    promoted: PromotedBasket = NOT_PROMOTED
    delivery_saved: Mapping[str, Decimal] = field(default_factory=dict)

    def with_delivery(self, option: DeliveryOption) -> "Quote":
        """Return the quote with another delivery option."""
        market = self.destination.market
        shipping = _shipping(option, self.rates, market) + self.duty_charge
        if self.business.reverse_charge:
            shipping = shipping.untaxed
        return replace(self, chosen=option, shipping=shipping)

    @property
    def duty_charge(self) -> TaxedAmount:
        """Return the customs duty that the seller charges, a part of `shipping`."""
        charge = duty_charge(self.duty, self.rates[TaxClass.SHIPPING], self.currency)
        return charge.untaxed if self.business.reverse_charge else charge

    @property
    def tax_not_charged(self) -> Decimal:
        """Return the tax in the shown prices that a business buyer owes itself."""
        if not self.business.reverse_charge:
            return ZERO
        delivery = _shipping(self.chosen, self.rates, self.destination.market)
        duty = duty_charge(self.duty, self.rates[TaxClass.SHIPPING], self.currency)
        return self.goods_tax + delivery.tax + duty.tax

    @property
    def currency(self) -> str:
        """Return the market's currency, the only one in a quote."""
        return self.destination.market.currency

    @property
    def units(self) -> int:
        """Return the number of units in the basket, parked ones included."""
        parked = sum(line.quantity for line in self.parked)
        return parked + sum(line.quantity for line in self.lines)

    @property
    def discount(self) -> Decimal:
        """Return the voucher's discount on the goods, as the market shows prices."""
        return self.voucher.discount if self.voucher else ZERO

    @property
    def promotions(self) -> list[GivenPromotion]:
        """Return what each promotion gives with the chosen delivery, as prices are shown."""
        saved = self.delivery_saved.get(self.chosen.code, ZERO) if self.chosen else ZERO
        return given_promotions(self.promoted, saved)

    @property
    def delivery_full(self) -> Decimal:
        """Return the cost of the chosen delivery before promotions."""
        if self.chosen is None:
            return ZERO
        return self.chosen.amount + self.delivery_saved.get(self.chosen.code, ZERO)

    @property
    def code_discount(self) -> Decimal:
        """Return what the typed code gives: as a voucher, or by its promotions."""
        return self.discount + sum((given.amount for given in self.promotions if given.coded), ZERO)

    @property
    def total_incl(self) -> Decimal:
        """Return the total with tax and delivery."""
        return sum((line.total.incl for line in self.lines), ZERO) + self.shipping.incl

    @property
    def total_excl(self) -> Decimal:
        """Return the total without tax."""
        return sum((line.total.excl for line in self.lines), ZERO) + self.shipping.excl

    @property
    def requested(self) -> list[RequestedUnits]:
        """Return the units to reserve: as promised, otherwise from stock."""
        return [
            line.requested or RequestedUnits(line.product.pk, line.quantity) for line in self.lines
        ]

    @property
    def ships_on(self) -> date | None:
        """Return the latest day on which a pre-order in it ships; the buyer agrees to it."""
        return max((line.ships_on for line in self.lines if line.ships_on), default=None)

    @property
    def mixed(self) -> bool:
        """Return whether its articles come in several deliveries: of other days or senders."""
        return len({(line.ships_on, line.sender) for line in self.lines}) > 1

    @property
    def delivery_groups(self) -> list[QuotedDeliveryGroup]:
        """Return the groups that ship together and their delivery dates, the earliest first."""
        by_sender: dict[tuple[date, tuple[int, int]], list[QuotedLine]] = {}
        for line in self.lines:
            key = line.ships_on or date.min, line.sender
            by_sender.setdefault(key, []).append(line)
        groups = []
        for key in sorted(by_sender):
            lines = tuple(by_sender[key])
            arrives = self.arrives(lines[0])
            if arrives:
                groups.append(QuotedDeliveryGroup(lines, lines[0].ships_on, *arrives))
        return groups

    def arrives(self, line: QuotedLine) -> tuple[date, date] | None:
        """Return the first and last delivery date of a line with the chosen delivery option."""
        if self.chosen is None:
            return None
        return self.chosen.sent_on(line.ships_on)

    @property
    def limited(self) -> bool:
        """Return whether it contains an article with a limit per person of its own."""
        return any(line.product.top.limit_per_person is not None for line in self.lines)

    @property
    def tax_known(self) -> bool:
        """Return whether the tax in the total is final; nothing is ordered before it is."""
        return self.tax_status == TaxStatus.KNOWN and self.duty.status != DutyStatus.UNKNOWN

    @property
    def tax(self) -> Decimal:
        """Return the tax in the total; an estimate while `tax_known` is False."""
        return self.total_incl - self.total_excl

    @property
    def total_minor(self) -> int:
        """Return the total in minor units; the buyer agrees to it."""
        return to_minor(self.total_incl, self.currency)

    @property
    def gift_card_amount(self) -> Decimal:
        """Return the part of the total paid by gift card."""
        card = self.gift_card
        return card.part_of(self.total_incl, self.currency) if card else ZERO

    @property
    def to_pay(self) -> Decimal:
        """Return the amount left to pay on the payment page."""
        return self.total_incl - self.gift_card_amount

    @property
    def to_pay_minor(self) -> int:
        """Return the amount left to pay in minor units; the buyer agrees to it."""
        return to_minor(self.to_pay, self.currency)


def quote_basket(
    basket: Basket,
    destination: Destination,
    *,
    delivery_code: str | None = None,
    for_order: bool = False,
) -> Quote:
    """Price and decide every line of a basket, in a fixed number of queries.

    `for_order` reads the sellers of the lines, which an order names, instead of their pictures.
    """
    lines = basket_lines(basket, destination, for_order=for_order)
    products = [line.product for line in lines]
    market, at = destination.market, destination.at
    promised = promise_lines(lines, destination.territory)
    rights = read_rights(products, destination.territory)
    decisions = decide_promised(products, promised, destination, rights)
    kept = rights.snapshot
    taxation = taxation_at(destination.territory, at, destination.region, kept)
    rates = taxation.rates
    sellable, parked = _divide_lines(lines, decisions, promised)
    goods = sum((item.amount * item.line.quantity for item in sellable), ZERO)
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
    gift_card = None
    if basket.gift_card_id and quoted:
        gift_card = apply_gift_card(basket.gift_card_id, market.currency, at)
    # Free-delivery thresholds apply to the goods total before vouchers.
    options = delivery_options(market, _consignment(quoted, goods, destination), kept)
    options, saved = reduce_delivery(options if quoted else [], promoted, market.currency)
    chosen = _choose(options, delivery_code)
    place = destination.place
    duty = quote_duty(
        quoted,
        market,
        to_area=customs_area(destination.territory, place.customs_area if place else ""),
        at=at,
        keeper=kept,
    )
    shipping = _shipping(chosen, rates, market)
    if duty.amount:
        shipping += duty_charge(duty, rates[TaxClass.SHIPPING], market.currency)
    vat_area = destination.place.vat_area if destination.place else ""
    business = business_tax(
        basket, market, territory=destination.territory, vat_area=vat_area, at=at
    )
    goods_tax = sum((line.total.tax for line in quoted), ZERO)
    if business.reverse_charge:
        shipping = shipping.untaxed
        quoted = [
            replace(line, full=line.full.untaxed, total=line.total.untaxed) for line in quoted
        ]
    return Quote(
        destination=destination,
        lines=tuple(quoted),
        parked=tuple(parked),
        delivery=tuple(options),
        chosen=chosen,
        shipping=shipping,
        goods=goods,
        rates=rates,
        business=business,
        goods_tax=goods_tax,
        duty=duty,
        tax_status=taxation.status,
        voucher=voucher,
        promoted=promoted,
        delivery_saved=saved,
        routed=routed,
        gift_card=gift_card,
    )


ARTICLE = "basket_line.product_id"
SELLERS = ("product__licensee", "product__parent__licensee")


def basket_lines(
    basket: Basket, destination: Destination, *, for_order: bool = False
) -> Sequence[Any]:
    """Return the lines with product, parent, price and the stock that serves a destination.

    Their pictures, or `for_order` their sellers, are read too.
    """
    if basket.pk is None:
        return []
    market, at = destination.market, destination.at
    stock = candidates_column(ARTICLE, destination.territory, destination.channel)
    price = price_column(ARTICLE, market, at)
    lines = list(
        Line.objects.filter(basket=basket)
        .select_related("product__parent", "stockrecord", *(SELLERS if for_order else ()))
        .annotate(candidates=stock, amount=price, prices=history_column(ARTICLE, market, at))
        .order_by("pk")
    )
    if for_order:
        return lines
    read_pictures(line.product for line in lines)
    return lines


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


def _shipping(chosen: DeliveryOption | None, rates: Rates, market: Market) -> TaxedAmount:
    if chosen is None:
        return TaxedAmount(excl=ZERO, incl=ZERO, rate=ZERO)
    return apply_tax(
        chosen.amount,
        rates[TaxClass.SHIPPING],
        market.currency,
        includes_tax=market.prices_include_tax,
    )
