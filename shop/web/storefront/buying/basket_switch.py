"""The offer to switch a basket to another market, and the switch itself."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from licensing.models import Territory
from shop.commerce.markets.choice import prefix
from shop.commerce.markets.middleware import CHOICE_COOKIE, SHIP_TO_COOKIE
from shop.commerce.markets.models import Market
from shop.commerce.markets.requests import ShopRequest
from shop.orders.checkout.basket_switch import (
    BasketSwitchPreview,
    preview_basket_switch,
    switch_basket,
)
from shop.orders.checkout.baskets import market_for
from shop.orders.checkout.quote import Destination
from shop.oscar.basket.middleware import (
    basket_cookie,
    begun_baskets,
    mention_dropped_codes,
    open_basket,
)
from shop.oscar.basket.models import Basket
from shop.platform.core.typed_text import normalize_code
from shop.web.locale_names import country_in_sentence, market_name
from shop.web.storefront.buying.cookies import remember
from shop.web.storefront.buying.error_messages import parked_text, refusal_text
from shop.web.templatetags.language_tags import colon

CODE_LENGTH = 2


@dataclass(frozen=True, slots=True)
class BasketSwitchOffer:
    """The market that would serve a ship-to, and the lines that could be ordered there.

    `source` is the current market of the basket, unless it is that of the page. `market` is None if
    no market delivers to the ship-to.
    """

    code: str
    market: Market | None
    source: Market | None = None
    preview: BasketSwitchPreview | None = None

    @property
    def country(self) -> str:
        """Return the name of the ship-to."""
        return country_in_sentence(self.code)

    @property
    def market_name(self) -> str:
        """Return the name of the market that serves it."""
        return market_name(self.market) if self.market else ""

    @property
    def source_name(self) -> str:
        """Return the name of the market in which the basket is now."""
        return market_name(self.source) if self.source else ""

    @property
    def staying(self) -> list[tuple[object, str]]:
        """Return the lines that cannot be ordered there, with the reason."""
        if self.preview is None:
            return []
        return [(line, parked_text(line, self.code)) for line in self.preview.parked]

    @property
    def notes(self) -> list[str]:
        """Return texts about the voucher and the gift card after the switch."""
        preview = self.preview
        if preview is None:
            return []
        notes = []
        if preview.voucher_code:
            voucher = f"{_('Voucher')} {preview.voucher_code}"
            notes.append(f"{voucher}{colon()}{_voucher_text(preview)}")
        if preview.has_gift_card:
            notes.append(f"{_('Gift card')}{colon()}{_gift_card_text(preview)}")
        return notes


def basket_switch_offer(request: ShopRequest, code: str) -> BasketSwitchOffer | None:
    """Return the offer for a ship-to that the page's market does not serve."""
    code = country_code(code)
    if not code or code in request.market.ship_to_codes:
        return None
    if not Territory.objects.filter(pk=code).exists():
        return None
    market = market_for(code)
    if market is None or request.basket.pk is None:
        return BasketSwitchOffer(code, market)
    there = Destination(market, code, request.at, request.channel)
    target = open_basket(request, market)
    return BasketSwitchOffer(
        code,
        market,
        preview=preview_basket_switch(source=request.basket, target=target, destination=there),
    )


def offers_from_elsewhere(request: ShopRequest) -> list[BasketSwitchOffer]:
    """Return an offer for each basket that the visitor has filled in another market."""
    here = Destination(request.market, request.ship_to, request.at, request.channel)
    return [
        BasketSwitchOffer(
            request.ship_to,
            request.market,
            source.market,
            preview_basket_switch(source=source, target=request.basket, destination=here),
        )
        for source in begun_baskets(request, request.market)
    ]


@require_POST
def switch(request: ShopRequest) -> HttpResponse:
    """Move a basket, with the buyer's consent, to the market that serves a ship-to.

    With `source` the basket of that market is moved to the market of the page.
    """
    code = country_code(request.POST.get("ship_to", ""))
    if "source" in request.POST:
        source = _basket_elsewhere(request, request.POST["source"])
        return _move(request, source, request.basket, request.market, request.ship_to)
    market = market_for(code) if code else None
    if market is None or request.basket.pk is None:
        raise Http404
    if market.pk == request.market.pk:
        return _finish(request, request.basket, market, code)
    return _move(request, request.basket, open_basket(request, market), market, code)


def _basket_elsewhere(request: ShopRequest, market_code: str) -> Basket:
    for basket in begun_baskets(request, request.market):
        if basket.market.code == market_code:
            return basket
    raise Http404


def _move(
    request: ShopRequest, source: Basket, target: Basket, market: Market, code: str
) -> HttpResponse:
    moved = switch_basket(source=source, target=target, market=market, ship_to=code)
    messages.success(
        request, _("Your basket has moved. Check the prices and which items can be ordered.")
    )
    mention_dropped_codes(request, moved)
    return _finish(request, moved, market, code)


def _finish(request: ShopRequest, basket: Basket, market: Market, code: str) -> HttpResponse:
    current = str(request.LANGUAGE_CODE)
    language = current if current in market.languages else str(market.default_language)
    response = redirect(f"{prefix(market, language)}/basket/")
    if not request.user.is_authenticated:
        remember(response, dict([basket_cookie(basket)]))
    return remember(response, {SHIP_TO_COOKIE: code, CHOICE_COOKIE: f"{language}-{market.code}"})


def country_code(text: str) -> str:
    """Return the normalized code; empty for other texts, such as a country's name."""
    code = normalize_code(text)
    return code if len(code) == CODE_LENGTH and code.isascii() and code.isalpha() else ""


def _voucher_text(preview: BasketSwitchPreview) -> str:
    if preview.other_voucher:
        text = _("It will not move, because your basket there already has the voucher %(code)s.")
        return text % {"code": preview.other_voucher}
    if preview.voucher_refusal:
        return refusal_text(preview.voucher_refusal)
    return (
        _("It will move with your basket.") if preview.lines else _("It gives no discount there.")
    )


def _gift_card_text(preview: BasketSwitchPreview) -> str:
    if preview.has_other_gift_card:
        return _("It will not move, because your basket there already has a gift card.")
    if preview.gift_card_refusal:
        return refusal_text(preview.gift_card_refusal)
    return _("It will move with your basket.") if preview.lines else _("It cannot be used there.")
