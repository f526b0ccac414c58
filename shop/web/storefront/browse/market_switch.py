"""Choice of the market, by ship-to country and language; and the page for unknown addresses."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shop.commerce.markets.choice import swap_prefix
from shop.commerce.markets.middleware import CHOICE_COOKIE, PREFIX, SHIP_TO_COOKIE
from shop.commerce.markets.models import Market
from shop.commerce.markets.requests import ShopRequest
from shop.web.locale_names import country_name, market_name, named_countries

A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Country:
    """A ship-to country."""

    code: str
    name: str


@require_http_methods(["GET", "HEAD", "POST"])
def market_choice(request: ShopRequest) -> HttpResponse:
    """Choose the ship-to country and language, remember them and redirect."""
    markets = list(Market.objects.open().for_request())
    values = request.POST if request.method == "POST" else request.GET
    following = _own_path(request, values.get("next", ""))
    if request.method == "POST":
        ship_to, language = values.get("ship_to", ""), values.get("language", "")
        if market := _market_for(markets, ship_to, request.market):
            response = _remember(market, ship_to, language, following)
            _mention_basket(request, market, response["Location"])
            return response
    context = {
        "next": following,
        "homes": [Country(market.home_id, country_name(market.home_id)) for market in markets],
        "at_home": request.ship_to in {market.home_id for market in markets},
        "countries": _countries(markets),
        "languages": settings.LANGUAGES,
        "refused": request.method == "POST",
        "markets": [
            (market_name(market), market, [(c, swap_prefix(following, market, c)) for c in codes])
            for market in markets
            for codes in [market.languages]
        ],
    }
    return render(request, "web/choose.html", context)


@require_safe
def not_found(_request: ShopRequest) -> HttpResponse:
    """Return 404 for an address outside every market, with existing addresses."""
    raise Http404


def offered_addresses(request: HttpRequest) -> list[tuple[str, str, str]]:
    """Return (market, language, address) of the alternatives that the middleware found."""
    has_prefix = PREFIX.match(request.path) is not None
    path = request.path if has_prefix else f"/-{request.path}"
    return [
        (market_name(market), language, swap_prefix(path, market, language))
        for market, language in getattr(request, "offers", ())
    ]


def _market_for(markets: list[Market], ship_to: str, current: Market) -> Market | None:
    """Return the home market of a country, else the current market if it serves it, else any that
    does.
    """
    serving = [market for market in markets if ship_to in (market.ship_to_codes)]
    return min(
        serving,
        key=lambda market: (market.home_id != ship_to, market.pk != current.pk, market.position),
        default=None,
    )


def _remember(market: Market, ship_to: str, language: str, following: str) -> HttpResponse:
    """Redirect to the same page in the chosen market, in a language that it has."""
    speaks = language if language in market.languages else market.default_language
    response = redirect(swap_prefix(following, market, speaks))
    chosen = {CHOICE_COOKIE: f"{speaks}-{market.code}", SHIP_TO_COOKIE: ship_to}
    for name, value in chosen.items():
        response.set_cookie(
            name,
            value,
            max_age=A_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _mention_basket(request: ShopRequest, market: Market, location: str) -> None:
    """Tell the visitor that the basket stays in its market, with a link to move it.

    The basket page makes the offer itself; the checkout redirects there.
    """
    page = location.partition("?")[0].rstrip("/").rpartition("/")[2]
    basket = request.basket
    is_filled = basket.has_lines()
    if market.pk == request.market.pk or not is_filled or page in {"basket", "checkout"}:
        return
    path = f"/{location.split('/')[1]}/basket/"
    text = _("Your basket is still in %(market)s.") % {"market": market_name(request.market)}
    link = _("See which items can move here")
    messages.info(request, format_html('{} <a href="{}">{}</a>', text, path, link))


def _own_path(request: ShopRequest, path: str) -> str:
    """Return a path of this shop with its prefix, or the front page."""
    safe = url_has_allowed_host_and_scheme(path, {request.get_host()})
    return path if safe and PREFIX.match(path) else get_script_prefix()


def _countries(markets: list[Market]) -> list[Country]:
    codes = {code for market in markets for code in market.ship_to_codes}
    return [Country(code, name) for code, name in named_countries(codes)]
