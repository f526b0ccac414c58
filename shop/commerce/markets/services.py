"""Changes of markets, sellers and tax rates.

Every function stores one row. Those of a file are saved in one transaction by their caller.
"""

from collections.abc import Collection

from babel.numbers import list_currencies
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from structlog import get_logger

from licensing.models import Territory
from shop.commerce.markets.models import Market, SellingEntity, TaxRate
from shop.platform.core.areas import find_area

log = get_logger(__name__)
LANGUAGES = frozenset(code for code, _ in settings.LANGUAGES)
# Addresses, prices and orders depend on them.
FIXED_FIELDS = ("code", "currency", "prices_include_tax")


def validate_market(
    *, currency: str, languages: Collection[str], home: Territory | None, served: Collection[str]
) -> None:
    """Check what the database cannot. Raises `ValidationError` by field."""
    errors = {}
    if currency not in list_currencies():
        errors["currency"] = "Enter a currency code of three letters, for example EUR."
    if len(set(languages)) != len(languages) or not LANGUAGES.issuperset(languages):
        errors["languages"] = f"Choose from {', '.join(sorted(LANGUAGES))}, each once."
    if home and home.pk not in served:
        errors["home"] = "The territories must include the home country."
    if errors:
        raise ValidationError(errors)


@transaction.atomic
def save_market(*, market: Market, served: Collection[str], by_id: int | None) -> Market:
    """Add a market, which is closed until its checklist opens it, or save its changes; return it.

    `served` has the codes of the countries it delivers to. Raises `ValidationError` by field.
    """
    before = Market.objects.select_for_update().filter(pk=market.pk).first() if market.pk else None
    if before is None:
        market.is_open = False
    elif changed := [
        name for name in FIXED_FIELDS if getattr(before, name) != getattr(market, name)
    ]:
        raise ValidationError(dict.fromkeys(changed, "This cannot be changed."))
    home = Territory.objects.filter(pk=market.home_id).first()
    validate_market(currency=market.currency, languages=market.languages, home=home, served=served)
    market.full_clean()
    market.save()
    market.ship_to.set(Territory.objects.filter(pk__in=served))
    log.info("market.saved", market=market.code, by=by_id)
    return market


@transaction.atomic
def save_seller(*, seller: SellingEntity, by_id: int | None) -> SellingEntity:
    """Add a seller or save its changes; return it. Raises `ValidationError` by field."""
    seller.full_clean()
    seller.save()
    log.info("seller.saved", seller=seller.code, by=by_id)
    return seller


@transaction.atomic
def save_tax_rate(*, rate: TaxRate, by_id: int | None) -> TaxRate:
    """Add a tax rate or save its changes; return it.

    Raises `ValidationError` by field, among others for a period in which the place and class have
    another rate.
    """
    if rate.region:
        rate.region = find_area(rate.territory_id, rate.region) or rate.region
    others = TaxRate.objects.filter(
        territory=rate.territory_id,
        region=rate.region,
        tax_class=rate.tax_class,
        valid__overlap=rate.valid,
    )
    other = others.exclude(pk=rate.pk).order_by(F("valid")).first()
    if other is not None:
        first = other.valid.lower.date() if other.valid.lower else "always"
        raise ValidationError(
            {
                "valid_from": f"There is already a rate of {other.rate:.2%} from {first}. End it"
                " before this one begins."
            }
        )
    rate.full_clean()
    rate.save()
    log.info("tax_rate.saved", rate=rate.pk, territory=rate.territory_id, by=by_id)
    return rate
