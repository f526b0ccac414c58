"""A product as fans of a market would see it with its last version: for the licensee's eyes only.

Nothing on the page leads to a basket (I12): it has a price and a button that does nothing.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils import translation

from catalog.approvals.snapshot import load_content
from catalog.media.services import find_review_pictures
from catalog.models import Product, ProductImage, ProductVersion, Sport
from catalog.services import decide_products
from shop.commerce.listing.product_status import CHANNEL
from shop.commerce.markets.choice import prefix
from shop.commerce.markets.models import Market
from shop.commerce.pricing.price_matrix import price_lines
from shop.platform.database.clock import database_now
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.licensee.products import own_article, versions_of
from shop.web.backoffice.shared.texts import SENTENCES
from shop.web.locale_names import language_name

NOT_PRICED = "It has no price in this market."


def show(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Show the product with its last version's texts and pictures, in `market` and `language`."""
    top, at = own_article(request, pk).top, database_now()
    markets = list(Market.objects.select_related("home"))
    market_code = request.GET.get("market", "")
    market = next((candidate for candidate in markets if candidate.code == market_code), markets[0])
    language = request.GET.get("language", "")
    language = language if language in market.languages else market.default_language
    versions = versions_of(top)
    version = versions[0] if versions else None
    (line,) = price_lines(top, [market], at)
    decision = decide_products([top], market.home_id, CHANNEL, at)[top.pk]
    reason = "" if decision.allowed else SENTENCES.get(decision.reason or "", "It is not released.")
    context = {
        "product": propose(top, version) if version else top,
        "images": _ready(find_review_pictures(version) if version else top.pictures),
        "version": version,
        "status": str(version.get_status_display()).lower() if version else "",
        "market": market,
        "markets": markets,
        "language": language,
        "languages": [(code, language_name(code)) for code in market.languages],
        "line": line,
        "variants": top.children.filter(is_public=True).order_by("size_position", "pk"),
        "reason": reason or ("" if line.amount else NOT_PRICED),
        "back": reverse("licensee:product", args=[pk]),
        "here": request.path,
    }
    with _as_in(market, language):
        return render(request, "licensee/preview.html", context)


def propose(product: Product, version: ProductVersion) -> Product:
    """Set the values of a version on a product, in memory only."""
    content = load_content(version)
    for name, translations in (
        ("title", content["titles"]),
        ("description", content["descriptions"]),
    ):
        for code, _ in settings.LANGUAGES:
            setattr(product, f"{name}_{code}", translations.get(code) or None)
    _propose_facts(product, content["facts"])
    return product


def _propose_facts(product: Product, facts: Mapping[str, Any]) -> None:
    product.games_id = facts.get("games") or None
    product.noc_id = facts.get("noc") or None
    slug = str(facts.get("sport") or "").partition(";")[0]
    product.sport = Sport.objects.filter(slug=slug).first() if slug else None


def _ready(images: list[ProductImage]) -> list[ProductImage]:
    return [image for image in images if image.state == ProductImage.State.READY]


@contextmanager
def _as_in(market: Market, language: str) -> Iterator[None]:
    """Write texts and addresses as the market's own pages do."""
    before = get_script_prefix()
    set_script_prefix(f"{prefix(market, language)}/")
    try:
        with translation.override(language):
            yield
    finally:
        set_script_prefix(before)
