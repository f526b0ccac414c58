"""Open and close markets; the checklist that must be complete before a market opens."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language_info
from structlog import get_logger

from shop.commerce.fulfillment.delivery_methods import without_delivery
from shop.commerce.fulfillment.errors import DefaultMarketStays, MarketNotReady
from shop.commerce.legal.models import LegalText
from shop.commerce.legal.services import missing_texts
from shop.commerce.markets.models import Market, TaxClass, TaxRate
from shop.commerce.pricing.models import MarketPrice

log = get_logger(__name__)
NAMED, NAMED_PAGES = 12, 3  # destinations and pages listed in a sentence


@dataclass(frozen=True, slots=True)
class Requirement:
    """One item of the checklist; `missing` tells what to do and is empty when it is met."""

    code: str
    name: str
    missing: str = ""

    @property
    def is_met(self) -> bool:
        """Return whether the requirement is met."""
        return not self.missing


def checklist(market: Market, at: datetime) -> list[Requirement]:
    """Return what a market needs before it opens to the public."""
    served = set(market.ship_to.values_list("code", flat=True))
    return [
        Requirement(
            "destinations",
            "Destinations",
            "" if served else "Choose the countries that the market delivers to.",
        ),
        Requirement("seller", "Seller", _missing_seller(market)),
        Requirement("tax", "Tax rates", _missing_tax(served, at)),
        Requirement("delivery", "Delivery", _missing_delivery(market, served)),
        Requirement("legal", "Legal pages", _missing_legal(market, at)),
        Requirement("prices", "Prices", _missing_prices(market, at)),
        Requirement(
            "payment",
            "Payment",
            ""
            if settings.ENV.STRIPE_SECRET_KEY and settings.ENV.STRIPE_PUBLISHABLE_KEY
            else "Set the keys of the payment provider.",
        ),
    ]


def missing_of(market: Market, at: datetime) -> list[Requirement]:
    """Return the unmet items of the checklist."""
    return [requirement for requirement in checklist(market, at) if not requirement.is_met]


def open_markets_to_fix(at: datetime) -> list[tuple[Market, list[Requirement]]]:
    """Return open markets with unmet items, such as a removed last delivery method."""
    rows = ((market, missing_of(market, at)) for market in Market.objects.open())
    return [(market, missing) for market, missing in rows if missing]


@transaction.atomic
def open_market(*, market: Market, at: datetime, by_id: int | None) -> None:
    """Open a market to the public. Raises `MarketNotReady` with the missing items."""
    locked = Market.objects.select_for_update().get(pk=market.pk)
    if missing := missing_of(locked, at):
        raise MarketNotReady(market=locked.code, missing=[row.name for row in missing])
    Market.objects.filter(pk=locked.pk).update(is_open=True)
    log.info("market.opened", market=locked.code, by=by_id)


@transaction.atomic
def close_market(*, market: Market, by_id: int | None) -> None:
    """Close a market to the public. Raises `DefaultMarketStays`."""
    if market.is_default:
        raise DefaultMarketStays(market=market.code)
    Market.objects.filter(pk=market.pk).update(is_open=False)
    log.info("market.closed", market=market.code, by=by_id)


@transaction.atomic
def make_default_market(*, market: Market, at: datetime, by_id: int | None) -> None:
    """Make an open market the one of visitors whose country no market serves.

    Raises `MarketNotReady` with the missing items.
    """
    rows = {row.pk: row for row in Market.objects.select_for_update().order_by("pk")}
    locked = rows[market.pk]
    missing = [row.name for row in missing_of(locked, at)]
    if missing or not locked.is_open:
        raise MarketNotReady(market=locked.code, missing=missing or ["Opening"])
    Market.objects.filter(is_default=True).exclude(pk=locked.pk).update(is_default=False)
    Market.objects.filter(pk=locked.pk).update(is_default=True)
    log.info("market.made_default", market=locked.code, by=by_id)


def _missing_delivery(market: Market, served: Collection[str]) -> str:
    bare = without_delivery(market, served)
    if served and not bare:
        return ""
    return f"Add a delivery method or a pick-up point for {_named(bare)}."


def _missing_prices(market: Market, at: datetime) -> str:
    priced = MarketPrice.objects.filter(market=market, valid__contains=at).exists()
    return "" if priced else f"Enter a price in {market.currency} for at least one product."


def _missing_tax(served: Collection[str], at: datetime) -> str:
    """Return the destinations where a tax class has no rate, neither national nor regional."""
    rates = TaxRate.objects.filter(territory__in=served, valid__contains=at)
    rated = set(rates.values_list("territory_id", "tax_class"))
    bare = {code for code in served for kind in TaxClass.values if (code, kind) not in rated}
    return f"Enter the tax rates of {_named(bare)}." if bare else ""


def _missing_legal(market: Market, at: datetime) -> str:
    pages = missing_texts(market, at)
    if not pages:
        return ""
    named = ", ".join(
        f"{LegalText.Kind(kind).label} ({get_language_info(language)['name']})"
        for kind, language in pages[:NAMED_PAGES]
    )
    more = f" and {len(pages) - NAMED_PAGES} more" if len(pages) > NAMED_PAGES else ""
    return f"Publish these pages for {market.selling_entity}: {named}{more}."


def _missing_seller(market: Market) -> str:
    seller = market.selling_entity
    return "" if seller.legal_name and seller.address else "Enter the seller's name and address."


def _named(codes: Collection[str]) -> str:
    if not codes:
        return "its destinations"
    names = sorted(codes)
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more}"
