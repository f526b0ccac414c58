"""Orders that staff place for a customer on the phone; the customer pays by a mailed link.

The order is placed as in the checkout, with the same rights, prices, limits and stock. Its units
stay reserved for a day, because the customer pays later; the page of the link shows the order, its
total and the legal texts before the payment. The order records which of these texts the customer
accepted on the phone, with their versions.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from catalog.article_numbers import find_article
from shop.commerce.fulfillment.services import DeliveryOption
from shop.commerce.legal.models import LegalText
from shop.commerce.legal.services import accepted_texts
from shop.commerce.markets.models import Market
from shop.orders.casework.errors import PhoneOrderRefused
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.baskets import add_to_basket
from shop.orders.checkout.destination import destination_at, with_tax_answer
from shop.orders.checkout.order_request import PlaceOrder
from shop.orders.checkout.pick_up import quote_option
from shop.orders.checkout.placement import begin_payment, check_parked
from shop.orders.checkout.quote import Destination, Quote
from shop.orders.models import DomainEvent
from shop.orders.payment.payment_reminders import hold_for_later_payment, queue_payment_link
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now

CHANNEL = "WEB"  # the customer pays on the site


@dataclass(frozen=True, slots=True)
class PhoneItems:
    """Items that a customer wants, as SKUs with units, and the place that they are sent to."""

    market: str
    country: str
    items: Sequence[tuple[str, int]]
    postcode: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class PhoneOrder:
    """An order of a customer on the phone; `key` is idempotent.

    `delivery` is the code of a delivery method or pick-up point, and the postcode of `wanted` that
    of `address`. `expected_minor` is the total that the customer was told. `accepted` are the kinds
    of legal texts that were read out and accepted.
    """

    key: str
    wanted: PhoneItems
    language: str
    email: str
    address: Mapping[str, str]
    delivery: str
    expected_minor: int
    by_id: int
    accepted: Collection[str]


@dataclass(frozen=True, slots=True)
class PhoneChoice:
    """A delivery method or pick-up point, and the quote with it."""

    option: DeliveryOption
    quote: Quote


def quote_choices(wanted: PhoneItems) -> list[PhoneChoice]:
    """Return each way of delivery of the items with its total; nothing is ordered.

    Raises `PhoneOrderRefused`, `NotSellable` and the errors of the basket.
    """
    basket, there = _fill(wanted)
    try:
        quote = quote_basket(basket, with_tax_answer(there, wanted.postcode))
        check_parked(quote)
        choices = [
            PhoneChoice(option, quote_option(quote, option, basket)) for option in quote.delivery
        ]
    finally:
        basket.delete()
    if not choices:
        raise PhoneOrderRefused(reason="no_delivery")
    return choices


def place_phone_order(request: PhoneOrder) -> Order:
    """Place an order and mail its payment link; the same key returns the same order.

    Raises `PhoneOrderRefused`, and the errors of the basket and of `place_order`.
    """
    key = f"phone:{request.key}"
    existing = Order.objects.filter(payment_attempts__idempotency_key=key).first()
    if existing is not None:
        return existing
    wanted = request.wanted
    market = Market.objects.for_request().get(code=wanted.market)
    texts = _accepted(request, market)
    basket, there = _fill(wanted)
    there = with_tax_answer(there, wanted.postcode)
    quote = quote_basket(basket, there, delivery_code=request.delivery)
    placed = begin_payment(
        PlaceOrder(
            idempotency_key=key,
            basket_id=basket.pk,
            market_code=market.code,
            territory=wanted.country,
            channel=CHANNEL,
            language=request.language,
            email=request.email,
            delivery_code=request.delivery,
            expected_minor=request.expected_minor,
            expected_to_pay=quote.to_pay_minor,
            address=dict(request.address),
            region=wanted.region,
            ships_on=quote.ships_on.isoformat() if quote.ships_on else "",
        )
    )
    _hold(placed.order, request.by_id, texts)
    return placed.order


def _accepted(request: PhoneOrder, market: Market) -> list[LegalText]:
    """Return the texts in force; each of them has to be accepted on the phone."""
    texts = accepted_texts(market.pk, request.language, database_now())
    missing = [text for text in texts if text.kind not in request.accepted]
    if missing:
        raise PhoneOrderRefused(reason="not_accepted", text=str(missing[0].get_kind_display()))
    return texts


@transaction.atomic
def _fill(wanted: PhoneItems) -> tuple[Basket, Destination]:
    """Return a new basket with the items, and their destination."""
    market = Market.objects.for_request().get(code=wanted.market)
    there = destination_at(
        market,
        country=wanted.country,
        postcode=wanted.postcode,
        state=wanted.region,
        at=database_now(),
        channel=CHANNEL,
    )
    basket = Basket(market=market, ship_to_id=there.territory)
    for sku, units in wanted.items:
        article = find_article(sku)
        if article is None:
            raise PhoneOrderRefused(reason="unknown_sku", sku=sku)
        add_to_basket(basket=basket, product=article, quantity=units, destination=there)
    return basket, there


@transaction.atomic
def _hold(order: Order, by_id: int, texts: Sequence[LegalText]) -> None:
    """Keep the units for the customer, mail the payment link, and record the accepted texts."""
    if hold_for_later_payment(order):
        queue_payment_link(order)
    DomainEvent.objects.create(
        name="order.placed_by_phone",
        subject=order.number,
        data={
            "by": by_id,
            "texts": [{"kind": text.kind, "version": text.version} for text in texts],
            "reason": "accepted on the phone: "
            + "; ".join(f"{text.get_kind_display()} version {text.version}" for text in texts),
        },
    )
