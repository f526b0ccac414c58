"""One open basket for each visitor and market: that of the market's cookie, or of the account."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.signing import BadSignature, Signer
from oscar.apps.basket.middleware import BasketMiddleware

from shop.commerce.markets.models import Market
from shop.oscar.basket.models import Basket
from shop.platform.core.sealed_numbers import seal_number, unseal_number
from shop.platform.core.visitor_state import VisitorMiddleware, leaves_out_visitor
from shop.platform.database.compiled_reads import CompiledRead

PURPOSE = "basket cookie"
COOKIE_PREFIX = "basket_"


_GUEST_BASKET = CompiledRead(
    lambda number, market: Basket.objects.filter(
        pk=number, owner=None, market=market, status=Basket.OPEN
    )
)


def mention_dropped_codes(request: Any, basket: Basket) -> None:
    """Tell the buyer which voucher and gift card were dropped when two baskets were merged."""
    for sentence in basket.dropped_codes.sentences():
        messages.warning(request, sentence)


def cookie_name(market: Market) -> str:
    """Return the name of the market's cookie, so that baskets of two currencies are never mixed."""
    return f"{COOKIE_PREFIX}{market.code}"


def basket_cookie(basket: Basket) -> tuple[str, str]:
    """Return name and signed value of the cookie that opens a guest's basket."""
    return cookie_name(basket.market), sealed_number(basket)


def sealed_number(basket: Basket) -> str:
    """Return the encrypted id of the basket."""
    return seal_number(basket.pk, secret=settings.SECRET_KEY, purpose=PURPOSE)


def read_number(text: str) -> int | None:
    """Return the basket id of a cookie; None if it is forged.

    Cookies of earlier releases have the signed id itself; they are accepted until they expire.
    """
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    try:
        return unseal_number(text, secrets=secrets, purpose=PURPOSE)
    except ValueError:
        pass
    try:
        number = Signer().unsign(text)
    except BadSignature:
        return None
    return int(number) if number.isdecimal() else None


def open_basket(request: Any, market: Market) -> Basket:
    """Return the visitor's open basket of another market; a new one is not saved yet."""
    if request.user.is_authenticated:
        mine = Basket.objects.filter(owner=request.user, market=market, status=Basket.OPEN)
        owner = request.user
    else:
        mine, owner = Basket.objects.none(), None
        number = read_number(request.COOKIES.get(cookie_name(market), ""))
        if number is not None:
            mine = Basket.objects.filter(pk=number, owner=None, market=market, status=Basket.OPEN)
    return mine.first() or Basket(market=market, owner=owner, channel=request.channel)


def begun_baskets(request: Any, market: Market) -> list[Basket]:
    """Return the visitor's open baskets with lines in other markets; a guest's by their cookies."""
    owner = request.user if request.user.is_authenticated else None
    # The account's baskets were noted when its basket of this market was looked up.
    numbers = list(_named_numbers(request)) if owner is None else _other_numbers(request)
    numbers = [number for number in numbers if number != request.basket.pk]
    if not numbers:
        return []
    others = Basket.objects.filter(
        pk__in=numbers, owner=owner, status=Basket.OPEN, lines__isnull=False
    ).exclude(market=market)
    return list(others.select_related("market").order_by("market__position", "pk").distinct())


def _other_numbers(request: Any) -> list[int]:
    return list(request.other_baskets) if request.basket else []


def _named_numbers(request: Any) -> Iterator[int]:
    """Yield the basket ids of the visitor's cookies."""
    for name, value in request.COOKIES.items():
        number = read_number(value) if name.startswith(COOKIE_PREFIX) else None
        if number is not None:
            yield number


class MarketBasketMiddleware(VisitorMiddleware, BasketMiddleware):
    """Oscar's middleware for the basket of the request's market."""

    def process_template_response(self, request: Any, response: Any) -> Any:
        """Give the basket to the template of a page; data of the API have none."""
        if leaves_out_visitor(request):
            return response
        return super().process_template_response(request, response)

    def get_cookie_key(self, request: Any) -> str:
        """Return the name of the market's cookie; outside every market there is no basket."""
        return cookie_name(request.market) if request.market else "basket_none"

    def get_basket(self, request: Any) -> Basket:
        """Return the visitor's open basket in this market; an empty one is not saved yet."""
        if request._basket_cache is not None:
            return request._basket_cache
        market = request.market
        if market is None:
            return Basket()
        guest = self.get_cookie_basket(self.get_cookie_key(request), request, market)
        basket = guest
        if request.user.is_authenticated:
            basket = self._own_basket(request, market)
            basket = self._adopt(request, basket, guest, market)
        if basket is None:
            basket = Basket(market=market, channel=request.channel)
        request._basket_cache = basket
        return basket

    def _own_basket(self, request: Any, market: Market) -> Basket | None:
        """Return the account's open basket in the market, and note those of other markets."""
        opened = list(Basket.objects.filter(owner=request.user, status=Basket.OPEN))
        request.other_baskets = [basket.pk for basket in opened if basket.market_id != market.pk]
        return next((basket for basket in opened if basket.market_id == market.pk), None)

    def _adopt(self, request: Any, own: Basket | None, guest: Basket | None, market: Any) -> Basket:
        """Merge the guest's basket into the account's after sign-in."""
        if own is None and guest is not None:
            guest.owner = request.user
            guest.save(update_fields=["owner"])
            request.cookies_to_delete.append(self.get_cookie_key(request))
            return guest
        if own is None:
            return Basket(market=market, owner=request.user, channel=request.channel)
        if guest is not None and guest.pk != own.pk:
            own.take_codes(guest, replace=True)  # the last input
            Basket.objects.filter(pk=own.pk).update(
                voucher_code=own.voucher_code,
                gift_card=own.gift_card_id,
                bought_cards=own.bought_cards,
            )
            mention_dropped_codes(request, own)
            own.merge(guest, add_quantities=False)
            request.cookies_to_delete.append(self.get_cookie_key(request))
        return own

    def get_basket_hash(self, basket_id: int) -> str:
        """Return the value of the cookie, which does not reveal the id of the basket."""
        return seal_number(basket_id, secret=settings.SECRET_KEY, purpose=PURPOSE)

    def get_cookie_basket(self, cookie_key: str, request: Any, market: Any) -> Basket | None:
        """Return the basket of the cookie, if it has no owner, is open and of this market."""
        if cookie_key not in request.COOKIES:
            return None
        number = read_number(request.COOKIES[cookie_key])
        basket = None
        if number is not None:
            basket = _GUEST_BASKET.first(number=number, market=market.pk)
        if basket is None:
            request.cookies_to_delete.append(cookie_key)
        return basket

    def apply_offers_to_basket(self, request: Any, basket: Basket) -> None:
        """Do nothing: a quote is the only place where amounts are computed."""
