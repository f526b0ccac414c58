"""What a basket costs and which of its lines may be ordered, for one ship-to at one instant.

Price, tax, delivery and the license decision all use the same ship-to. A denied line is parked:
it stays in the basket, without a price and outside every total.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db.models import prefetch_related_objects

from catalog.models import Product
from catalog.querysets import pictures
from catalog.services import decide_products
from licensing.decision import Decision
from licensing.places import ResolvedPlace
from shop.core.money import allocate, to_minor
from shop.forks.basket.models import Basket, Line
from shop.forks.partner.models import StockRecord
from shop.fulfillment.services import DeliveryOption, delivery_options
from shop.giftcards.spending import AppliedGiftCard, apply_gift_card
from shop.markets.models import Market, TaxClass
from shop.pricing.services import prices_at
from shop.pricing.tax import Rates, TaxedAmount, apply_tax, rates_at
from shop.vouchers.services import AppliedVoucher, apply_voucher

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a basket is asked to go, by which channel, at which instant.

    `region` is the one that tax may differ by; `place` is known once there is an address.
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

    `full` is what it costs without its share of the voucher, `total` what is asked for it.
    """

    line_id: int
    product: Product
    stock_record: StockRecord
    quantity: int
    shown: Decimal
    full: TaxedAmount
    total: TaxedAmount
    decision: Decision
    left: int

    @property
    def in_stock(self) -> bool:
        """Whether all of it could be reserved now."""
        return self.left >= self.quantity


@dataclass(frozen=True, slots=True)
class ParkedLine:
    """A line that may not be ordered to this ship-to now, and the reason code."""

    line_id: int
    product: Product
    quantity: int
    reason: str
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Quote:
    """Everything a basket page, a checkout page and the placement say about money."""

    destination: Destination
    lines: tuple[QuotedLine, ...]
    parked: tuple[ParkedLine, ...]
    delivery: tuple[DeliveryOption, ...]
    chosen: DeliveryOption | None
    shipping: TaxedAmount
    goods: Decimal
    rates: Rates
    voucher: AppliedVoucher | None = None
    gift_card: AppliedGiftCard | None = None

    def with_delivery(self, option: DeliveryOption) -> "Quote":
        """The same quote with another way of delivery."""
        market = self.destination.market
        return replace(self, chosen=option, shipping=_shipping(option, self.rates, market))

    @property
    def currency(self) -> str:
        """The market's currency: the only one in here."""
        return self.destination.market.currency

    @property
    def units(self) -> int:
        """How many articles are in the basket, the parked ones too."""
        parked = sum(line.quantity for line in self.parked)
        return parked + sum(line.quantity for line in self.lines)

    @property
    def discount(self) -> Decimal:
        """What the voucher takes off the goods, as the market shows prices."""
        return self.voucher.discount if self.voucher else ZERO

    @property
    def total_incl(self) -> Decimal:
        """What all of it costs."""
        return sum((line.total.incl for line in self.lines), ZERO) + self.shipping.incl

    @property
    def total_excl(self) -> Decimal:
        """The same without tax."""
        return sum((line.total.excl for line in self.lines), ZERO) + self.shipping.excl

    @property
    def limited(self) -> bool:
        """Whether a person may have only so many units of something in it."""
        return any(line.product.top.limit_per_person is not None for line in self.lines)

    @property
    def tax(self) -> Decimal:
        """The tax in the total."""
        return self.total_incl - self.total_excl

    @property
    def total_minor(self) -> int:
        """The total in minor units; what the buyer agrees to."""
        return to_minor(self.total_incl, self.currency)

    @property
    def gift_card_amount(self) -> Decimal:
        """What a gift card pays of the total."""
        card = self.gift_card
        return card.part_of(self.total_incl, self.currency) if card else ZERO

    @property
    def to_pay(self) -> Decimal:
        """What is left to pay on the payment page."""
        return self.total_incl - self.gift_card_amount

    @property
    def to_pay_minor(self) -> int:
        """The same in minor units; the buyer agrees to it too."""
        return to_minor(self.to_pay, self.currency)


def quote_basket(
    basket: Basket, destination: Destination, *, delivery_code: str | None = None
) -> Quote:
    """Price and decide every line of a basket, in a fixed number of queries."""
    lines = basket_lines(basket)
    products = [line.product for line in lines]
    market, at = destination.market, destination.at
    decisions = decide_products(products, destination.territory, destination.channel, at)
    prices = prices_at(products, market, at) if products else {}
    rates: Rates = rates_at(destination.territory, at, destination.region) if products else {}
    sellable, parked = [], []
    for line in lines:
        decision, amount = decisions[line.product.top.pk], prices.get(line.product_id)
        if not decision.allowed or amount is None:
            reason = decision.reason or "NOT_PRICED"
            parked.append(ParkedLine(line.pk, line.product, line.quantity, reason, decision))
        else:
            sellable.append((line, amount, decision))
    worths = [amount * line.quantity for line, amount, _ in sellable]
    goods = sum(worths, ZERO)
    voucher = None
    if basket.voucher_code and sellable:
        voucher = apply_voucher(basket.voucher_code, goods, market.currency, at)
    off = allocate(voucher.discount if voucher else ZERO, worths, market.currency)
    quoted = [
        _quote_line(line, amount, off_line, rates, market, decision)
        for (line, amount, decision), off_line in zip(sellable, off, strict=True)
    ]
    gift_card = None
    if basket.gift_card_id and quoted:
        gift_card = apply_gift_card(basket.gift_card_id, market.currency, at)
    # What is free of delivery cost is so by the worth of the goods, whatever a voucher pays of it.
    options = delivery_options(market, destination.territory, goods, at) if quoted else []
    chosen = _choose(options, delivery_code)
    return Quote(
        destination=destination,
        lines=tuple(quoted),
        parked=tuple(parked),
        delivery=tuple(options),
        chosen=chosen,
        shipping=_shipping(chosen, rates, market),
        goods=goods,
        rates=rates,
        voucher=voucher,
        gift_card=gift_card,
    )


def basket_lines(basket: Basket) -> Sequence[Line]:
    """Return the lines with product, parent, pictures and stock record."""
    if basket.pk is None:
        return []
    lines = list(
        Line.objects.filter(basket=basket)
        .select_related("product__parent", "stockrecord")
        .order_by("pk")
    )
    # One query for the pictures of variants and of their parents; a path for each would be two.
    shown = [line.product for line in lines]
    shown += [product.parent for product in shown if product.parent is not None]
    prefetch_related_objects(shown, pictures())
    return lines


def _quote_line(
    line: Line, amount: Decimal, off: Decimal, rates: Rates, market: Market, decision: Decision
) -> QuotedLine:
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
        decision=decision,
        left=line.stockrecord.net_stock_level,
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
