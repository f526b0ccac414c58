"""Changes of a basket: lines, voucher and gift card."""

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction

from catalog.models import Product
from catalog.services import ReadRights, read_rights
from licensing.rules.decision import Decision, public_wording
from shop.commerce.giftcards.errors import GiftCardRefused
from shop.commerce.giftcards.models import GiftCard
from shop.commerce.giftcards.redemption import find_balance, find_gift_card
from shop.commerce.inventory.errors import OutOfStock
from shop.commerce.inventory.routing import count_available, promise, route
from shop.commerce.markets.models import Market
from shop.commerce.vouchers.errors import VoucherRefused
from shop.commerce.vouchers.services import check_code, normalize_voucher_code
from shop.orders.checkout.basket_lines import write_line
from shop.orders.checkout.discounts import is_promotion_code
from shop.orders.checkout.offers import Offer, offer_of, read_offer
from shop.orders.checkout.quote import Destination
from shop.orders.errors import (
    BasketNotOpen,
    NotPriced,
    NotSellable,
    QuantityRefused,
    VariantRequired,
)
from shop.oscar.basket.models import Basket, Line
from shop.oscar.order.models import Order
from shop.platform.limits import rates
from shop.platform.limits.counting import count_failures

MOST_ATTEMPTS = 10  # an attempt fails only if the line was changed after it was read


def add_to_basket(
    *, basket: Basket, product: Product, quantity: int, destination: Destination
) -> Line:
    """Add units of an article to a basket, which is saved if it is new.

    An article of `offered_articles` is taken as it was read; another request that changed the line
    since is seen by the statement that writes, and everything is read again.

    Raises `BasketNotOpen`, `QuantityRefused`, `NotSellable`, `NotPriced`, `VariantRequired` or
    `OutOfStock`; nothing is stored then.
    """
    rights = read_rights([product], destination.territory)
    _refuse_denied(product, rights.decide(destination.channel, destination.at), destination)
    offer = offer_of(product) or read_offer(product, basket, destination)
    for _ in range(MOST_ATTEMPTS):
        if offer.amount is None:
            raise NotPriced(sku=product.sku, market=destination.market.code)
        if product.is_parent:
            raise VariantRequired(sku=product.sku)
        total_quantity = quantity + offer.in_basket
        record_id = _check_quantity(total_quantity, product, offer, rights, destination)
        line = Line(
            basket=basket,
            product=product,
            stockrecord_id=record_id,
            line_reference=product.sku,
            quantity=total_quantity,
            price_currency=destination.market.currency,
        )
        if write_line(line, before=offer.in_basket):
            return line
        offer = read_offer(product, basket, destination)
    raise BasketNotOpen


@transaction.atomic
def set_quantity(*, basket: Basket, line_id: int, quantity: int, destination: Destination) -> None:
    """Change a line's quantity; 0 removes it.

    Raises `QuantityRefused`, `OutOfStock`, or `NotSellable` for what would become a pre-order.
    """
    line = (
        Line.objects.select_for_update(of=("self",))
        .select_related("product__parent")
        .filter(basket=basket, pk=line_id)
        .first()
    )
    if line is None:
        return
    if quantity == 0:
        line.delete()
        return
    product = line.product
    offer = read_offer(product, basket, destination)
    rights = read_rights([product], destination.territory)
    _check_quantity(quantity, product, offer, rights, destination)
    line.quantity = quantity
    line.save(update_fields=["quantity", "date_updated"])


def copy_lines(*, source: Basket, target: Basket) -> None:
    """Add the lines of one saved basket to another; an article in both gets one line."""
    present = {line.product_id: line for line in Line.objects.filter(basket=target)}
    for line in source.lines.order_by("pk"):
        if existing := present.get(line.product_id):
            existing.quantity = min(existing.quantity + line.quantity, _limit())
            existing.save(update_fields=["quantity"])
        else:
            Line.objects.create(
                basket=target,
                product_id=line.product_id,
                stockrecord_id=line.stockrecord_id,
                line_reference=line.line_reference,
                quantity=line.quantity,
                price_currency=target.market.currency,
            )


def use_voucher(*, basket: Basket, text: str, destination: Destination, address: str) -> str:
    """Set the voucher of a basket, in place of an earlier one; return the normalized code.

    `address` is the network address of the request. Raises `VoucherRefused` if no basket could use
    the code, and `TooManyTries`; conditions of this basket are reported by its quote. The refusal
    has a reason only for a code that the buyer has ordered with, so guesses do not reveal which
    codes exist.
    """
    code = normalize_voucher_code(text)
    count_failures(
        lambda: _check_voucher(code, basket, destination),
        [
            (rates.VOUCHERS_OF_BASKET, str(basket.pk or address)),
            (rates.VOUCHERS_OF_ADDRESS, address),
        ],
    )
    _set_voucher(basket, code)
    return code


def _check_voucher(code: str, basket: Basket, destination: Destination) -> None:
    # Read for every code, so that the number of queries does not tell which vouchers exist.
    if is_promotion_code(basket, code, destination.market, destination.at):
        return
    owner_id = basket.owner_id
    own = Order.objects.filter(user_id=owner_id, user__isnull=False, voucher_code=code).exists()
    try:
        check_code(code, destination.market.currency, destination.at)
    except VoucherRefused as refusal:
        if own:
            raise
        raise VoucherRefused(code=code, reason="not_usable") from refusal


def drop_voucher(basket: Basket) -> None:
    """Remove the voucher from a basket."""
    if basket.pk is not None:
        _set_voucher(basket, "")


def use_gift_card(*, basket: Basket, text: str, destination: Destination, address: str) -> None:
    """Set the gift card of a basket by its code, in place of an earlier one.

    `address` is the network address of the request. Raises `GiftCardRefused` or `TooManyTries`.
    """
    if basket.bought_cards:
        raise GiftCardRefused(reason="buys_cards")
    currency, at = destination.market.currency, destination.at
    card = count_failures(
        lambda: find_gift_card(text, currency, at),
        [
            (rates.GIFT_CARDS_OF_BASKET, str(basket.pk or address)),
            (rates.GIFT_CARDS_OF_ADDRESS, address),
        ],
    )
    _set_gift_card(basket, card)


def check_balance(*, text: str, address: str) -> GiftCard:
    """Return the card of a typed code; failed attempts of a network address are limited.

    Raises `GiftCardRefused` or `TooManyTries`.
    """
    return count_failures(lambda: find_balance(text), [(rates.GIFT_CARDS_OF_ADDRESS, address)])


def drop_gift_card(basket: Basket) -> None:
    """Remove the gift card from a basket."""
    if basket.pk is not None:
        _set_gift_card(basket, None)


def _set_gift_card(basket: Basket, card: GiftCard | None) -> None:
    basket.gift_card = card
    if basket.pk is None:
        basket.save()
    else:
        basket.save(update_fields=["gift_card"])


def _set_voucher(basket: Basket, code: str) -> None:
    basket.voucher_code = code
    if basket.pk is None:
        basket.save()
    else:
        basket.save(update_fields=["voucher_code"])


def market_for(territory: str) -> Market | None:
    """Return the open market that serves a ship-to; its home market is preferred."""
    return Market.objects.for_request().serving(territory).first()


def _limit() -> int:
    return int(settings.OSCAR_MAX_BASKET_QUANTITY_THRESHOLD)


def _check_quantity(
    quantity: int, product: Product, offer: Offer, rights: ReadRights, destination: Destination
) -> int:
    """Return the stock record that would give most units; no stock is reserved."""
    limit = min(_limit(), offer.limit or _limit())
    if not 1 <= quantity <= limit:
        raise QuantityRefused(quantity=quantity, limit=limit)
    offered = {product.pk: offer.candidates}
    promised = promise(product.pk, quantity, offer.candidates)
    routed = route([promised], offered) if promised else None
    if promised is None or routed is None:
        left = count_available(offer.candidates)
        raise OutOfStock(sku=product.upc, asked=quantity, left=left.most)
    if promised.ships_on:
        decided = rights.decide_preorders(destination.channel, destination.at, promised.ships_on)
        _refuse_denied(product, decided, destination)
    return routed.main_record(product.pk)


def _refuse_denied(
    product: Product, decisions: Mapping[int, Decision], destination: Destination
) -> None:
    decision = decisions[product.top.pk]
    if not decision.allowed:
        raise NotSellable(
            sku=product.sku,
            title=product.get_title(),
            territory=destination.territory,
            reason=decision.reason,
            product_id=product.top.pk,
            public_code=public_wording(decision.reason),
        )
