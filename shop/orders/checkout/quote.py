"""The quote of a basket: its price and its sellable lines, for one ship-to at one instant.

`basket_quote` makes it. A denied line is parked: it stays in the basket, without a price and
outside the totals.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from catalog.models import Product
from licensing.rules.decision import Decision
from licensing.rules.postal_regions import ResolvedPlace
from shop.commerce.duties.rules import NO_DUTY, DutyEstimate, DutyStatus
from shop.commerce.fulfillment.services import DeliveryOption
from shop.commerce.giftcards.purchases import WantedGiftCard
from shop.commerce.giftcards.redemption import AppliedGiftCard
from shop.commerce.inventory.routing import AvailableUnits, RequestedUnits, Routing
from shop.commerce.markets.models import Market, TaxClass, TaxRounding
from shop.commerce.pricing.tax import (
    Rates,
    TaxedAmount,
    TaxStatus,
    apply_tax,
    round_per_rate,
)
from shop.commerce.pricing.tax_service import TaxAnswer
from shop.commerce.promotions.reductions import Reduction
from shop.commerce.promotions.services import PromotedBasket
from shop.commerce.vouchers.services import AppliedVoucher
from shop.orders.checkout.business_tax import CONSUMER, BusinessTax
from shop.orders.checkout.discounts import (
    GivenPromotion,
    given_promotions,
)
from shop.orders.checkout.quoted_duty import duty_charge
from shop.oscar.partner.models import StockRecord
from shop.platform.core.money import to_minor

ZERO = Decimal("0.00")
NOT_PROMOTED = PromotedBasket()
NO_CHARGE = TaxedAmount(excl=ZERO, incl=ZERO, rate=ZERO)


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
    tax_answer: TaxAnswer | None = None  # of the tax service


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

    def retaxed(self, total: TaxedAmount) -> "QuotedLine":
        """Return the line with another total; its discount stays the same."""
        full = TaxedAmount(
            excl=self.full.excl + total.excl - self.total.excl,
            incl=self.full.incl + total.incl - self.total.incl,
            rate=self.full.rate,
        )
        return replace(self, full=full, total=total)


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
    cards: tuple[WantedGiftCard, ...] = ()  # that the buyer orders
    wrap_price: Decimal | None = None  # of the gift wrap that the buyer chose, as prices are shown
    business: BusinessTax = CONSUMER
    goods_tax: Decimal = ZERO  # as for a consumer
    duty: DutyEstimate = NO_DUTY
    promoted: PromotedBasket = NOT_PROMOTED
    delivery_saved: Mapping[str, Decimal] = field(default_factory=dict)
    duty_charge: TaxedAmount = NO_CHARGE  # that the seller charges, a part of `shipping`
    wrap_charge: TaxedAmount = NO_CHARGE  # of the gift wrap, a part of `shipping`

    def with_delivery(self, option: DeliveryOption | None) -> "Quote":
        """Return the quote with another delivery option, or without one.

        Delivery, duty and gift wrap are added; tax is rounded as the market requires.
        """
        charges = self._full_charges(option)
        if self.business.reverse_charge:
            charges = [charge.untaxed for charge in charges]
        lines, (delivery, duty, wrap) = round_taxes(self.lines, charges, self.destination.market)
        return replace(
            self,
            lines=lines,
            chosen=option,
            shipping=delivery + duty + wrap,
            duty_charge=duty,
            wrap_charge=wrap,
        )

    def _full_charges(self, option: DeliveryOption | None) -> list[TaxedAmount]:
        """Return delivery, duty and gift wrap as for a consumer, each at the rate of delivery."""
        market, rate = self.destination.market, self.rates[TaxClass.SHIPPING]
        wrap = NO_CHARGE
        if self.wrap_price:
            includes_tax = market.prices_include_tax
            wrap = apply_tax(self.wrap_price, rate, market.currency, includes_tax=includes_tax)
        duty = duty_charge(self.duty, rate, market.currency)
        return [delivery_charge(option, self.rates, market), duty, wrap]

    @property
    def tax_not_charged(self) -> Decimal:
        """Return the tax in the shown prices that a business buyer owes itself."""
        if not self.business.reverse_charge:
            return ZERO
        return self.goods_tax + sum((part.tax for part in self._full_charges(self.chosen)), ZERO)

    @property
    def currency(self) -> str:
        """Return the market's currency, the only one in a quote."""
        return self.destination.market.currency

    @property
    def units(self) -> int:
        """Return the number of units in the basket, parked ones included."""
        parked = sum(line.quantity for line in self.parked)
        return parked + sum(line.quantity for line in self.lines) + len(self.cards)

    @property
    def is_empty(self) -> bool:
        """Return whether nothing of it can be ordered."""
        return not self.lines and not self.cards

    @property
    def only_cards(self) -> bool:
        """Return whether it consists of gift cards alone: nothing is delivered or taxed."""
        return bool(self.cards) and not self.lines and not self.parked

    @property
    def cards_total(self) -> Decimal:
        """Return the value of the ordered gift cards.

        They are multi-purpose vouchers: tax is due when they are redeemed, not when they are sold
        (Directive 2006/112/EC Art. 30b(2)).
        """
        return sum((card.amount for card in self.cards), ZERO)

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
        goods = sum((line.total.incl for line in self.lines), ZERO)
        return goods + self.shipping.incl + self.cards_total

    @property
    def total_excl(self) -> Decimal:
        """Return the total without tax."""
        goods = sum((line.total.excl for line in self.lines), ZERO)
        return goods + self.shipping.excl + self.cards_total

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
        if self.only_cards:
            return True
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


def delivery_charge(chosen: DeliveryOption | None, rates: Rates, market: Market) -> TaxedAmount:
    """Return the cost of a delivery option with its tax; nothing without one."""
    if chosen is None:
        return NO_CHARGE
    return apply_tax(
        chosen.amount,
        rates[TaxClass.SHIPPING],
        market.currency,
        includes_tax=market.prices_include_tax,
    )


def round_taxes(
    lines: Sequence[QuotedLine], charges: Sequence[TaxedAmount], market: Market
) -> tuple[tuple[QuotedLine, ...], list[TaxedAmount]]:
    """Return the lines and charges of an order with tax rounded as the market requires.

    Their tax is rounded on each of them already; a market may require one rounding for each rate.
    Charged duty counts as a price of the market: if prices include tax, its amount with tax stays.
    """
    if market.tax_rounding != TaxRounding.ORDER:
        return tuple(lines), list(charges)
    amounts = [*(line.total for line in lines), *charges]
    rounded = round_per_rate(amounts, market.currency, includes_tax=market.prices_include_tax)
    totals, others = rounded[: len(lines)], rounded[len(lines) :]
    return tuple(line.retaxed(total) for line, total in zip(lines, totals, strict=True)), others
