"""The product page: pictures, price, variants, delivery, and excluded countries."""

from decimal import Decimal
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from licensing.reading.snapshot import time_and_snapshot
from licensing.rules.decision import NOT_SOLD_IN_COUNTRY
from shop.commerce.fulfillment.pick_up_points import pick_up_options
from shop.commerce.fulfillment.services import Consignment, delivery_options
from shop.commerce.listing.elsewhere import find_elsewhere, is_pictured, markets_selling
from shop.commerce.listing.numbers import find_detail
from shop.commerce.listing.product_detail import ProductDetail, not_shipped_to
from shop.commerce.markets.requests import ShopRequest
from shop.commerce.page_store.dependencies import changes_at
from shop.platform.core.typed_text import plain_code
from shop.web.locale_names import country_in_sentence, named_countries
from shop.web.storefront.browse.alternatives import alternatives, sellers
from shop.web.storefront.browse.json_ld import product_data
from shop.web.storefront.browse.variant_picker import purchase_form
from shop.web.storefront.buying.error_messages import reason_text
from shop.web.templatetags.shop_tags import product_url


@require_safe
def product(request: ShopRequest, slug: str, sku: str) -> HttpResponse:
    """Show a product as this market offers it to the visitor's ship-to."""
    detail = find_detail(
        plain_code(sku), request.market, request.ship_to, request.channel, request.at
    )
    if detail is None:
        return not_sold(request, sku)
    path = product_url(detail.product)
    skus = {detail.product.sku, *(variant.product.sku for variant in detail.variants)}
    if slug != (detail.product.slug or "-") or plain_code(sku) not in skus:
        return redirect(path, permanent=True)
    return render(request, "web/product.html", _context(request, detail, path, sku))


def not_sold(request: ShopRequest, sku: str) -> HttpResponse:
    """Return 404 for a product, with its title and the markets that sell it, if it may be known.

    Raises `Http404` for products that must not be known here.
    """
    scope = (request.market, request.ship_to, request.channel, request.at)
    elsewhere = find_elsewhere(plain_code(sku), *scope)
    if elsewhere is None:
        raise Http404
    product = elsewhere.product
    context = {
        "product": product,
        "images": product.pictures if elsewhere.pictured else [],
        "reason": reason_text(NOT_SOLD_IN_COUNTRY, request.ship_to),
        "sellers": sellers(request, elsewhere.markets),
        "alternatives": alternatives(request, product),
    }
    return render(request, "web/not_sold.html", context, status=HTTPStatus.NOT_FOUND)


def _context(request: ShopRequest, detail: ProductDetail, path: str, sku: str) -> dict[str, Any]:
    market, at = request.market, request.at
    context: dict[str, Any] = {
        "offer": detail,
        "product": detail.product,
        "images": detail.product.pictures
        if detail.sellable or is_pictured(detail.decision)
        else [],
        "path": path,
        "reason": reason_text(detail.unavailable_code, request.ship_to, detail.available_from),
    }
    if not detail.sellable:
        context["alternatives"] = alternatives(request, detail.product)
    if detail.unavailable_code == NOT_SOLD_IN_COUNTRY:
        selling = markets_selling(detail.product, request.channel, at, besides=market)
        context["sellers"] = sellers(request, selling)
    if detail.sellable and detail.amount is not None:
        barred = not_shipped_to(detail, market)
        _, kept = time_and_snapshot()
        consignment = _consignment(request, detail, detail.amount)
        delivery = delivery_options(market, consignment, kept)
        offered = delivery or pick_up_options(market, consignment, kept)
        changes_at(min((option.changes_at for option in offered), default=None))
        context |= {
            "purchase": purchase_form(detail, sku),
            "delivery": offered,
            "not_shipped_to": [country_in_sentence(code) for code, _ in named_countries(barred)],
            "structured": product_data(request, detail, path, delivery)
            if detail.promoted
            else None,
        }
    return context


def _consignment(request: ShopRequest, detail: ProductDetail, amount: Decimal) -> Consignment:
    """Return one unit of the product on its way to the visitor's country."""
    return Consignment(
        territory=request.ship_to,
        goods=amount,
        weight_g=detail.product.weight_g,
        at=request.at,
        ready_on=detail.ships_on,
    )
