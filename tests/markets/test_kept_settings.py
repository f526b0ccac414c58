"""Settings that a process keeps for a revision are the ones of the database, whatever changes."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from catalog.models import Category, Product, SearchSynonym, Sport
from licensing.models import NOC, GamesEdition, SubTerritory, Territory
from licensing.reading.snapshot import RightsSnapshot, territory_and_snapshot
from licensing.services import current_revision, resolve_place
from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.fulfillment.services import Consignment, delivery_options
from shop.commerce.inventory.models import Location
from shop.commerce.markets.models import Market, SellingEntity, TaxRate
from shop.commerce.pricing.models import MarketPrice
from shop.commerce.pricing.services import price_column, prices_at
from shop.commerce.pricing.tax import taxation_at
from shop.orders.checkout.basket_quote import quote_basket
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import basket_with, destination

ARTICLE = "catalogue_product.id"
Change = Callable[[], object]


def snapshot() -> RightsSnapshot:
    return territory_and_snapshot("FR")[1]


def open_in_chile() -> None:
    Market.objects.get(code="fr").ship_to.add("CL")


CHANGES: dict[str, Change] = {
    "market": lambda: Market.objects.filter(code="fr").update(name="France and more"),
    "countries": open_in_chile,
    "selling entity": lambda: SellingEntity.objects.update(legal_name="Another company"),
    "tax rate": lambda: TaxRate.objects.filter(territory="FR").update(rate=Decimal("0.21")),
    "delivery": lambda: DeliveryMethod.objects.update(amount=Decimal(9)),
    "region": lambda: SubTerritory.objects.filter(territory="FR").delete(),
    "sport": lambda: Sport.objects.create(slug="judo", season="S", name="Judo"),
    "games": lambda: GamesEdition.objects.update(name="Another town"),
    "team": lambda: NOC.objects.filter(pk="FRA").update(name_ioc="France and more"),
    "synonym": lambda: SearchSynonym.objects.create(terms="jumper\nsweater", keys=["jumper"]),
    "category": lambda: Category.add_root(name="Caps"),
    "location": lambda: Location.objects.update(active=False),
    "countries of a location": lambda: Location.ships_to.through.objects.all().delete(),
    "territory": lambda: Territory.objects.filter(pk="FR").update(served=False),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.django_db
def test_a_change_of_a_setting_raises_the_revision(change: Change) -> None:
    before, key = current_revision() or 0, snapshot().key
    change()
    assert (current_revision() or 0) > before
    assert snapshot().key != key


def test_the_next_quote_has_the_new_tax_and_the_new_cost_of_delivery(world: RightsWorld) -> None:
    basket = basket_with(world.product())
    first = quote_basket(basket, destination())
    TaxRate.objects.filter(territory="FR", tax_class="standard").update(rate=Decimal("0.10"))
    DeliveryMethod.objects.filter(market__code="fr").update(amount=Decimal(7))
    second = quote_basket(basket, destination())
    assert (first.lines[0].total.rate, second.lines[0].total.rate) == (
        Decimal("0.2"),
        Decimal("0.1"),
    )
    assert second.shipping.incl == Decimal(7) != first.shipping.incl


@pytest.mark.django_db
def test_kept_tax_is_the_tax_of_every_destination_at_every_time() -> None:
    kept, now = snapshot(), database_now()
    places = [("FR", ""), ("DE", ""), ("US", ""), ("US", "NY"), ("US", "MT"), ("CA", "QC")]
    places += [("ES", "ES-CN"), ("GB", ""), ("JP", ""), ("XX", "")]
    for at in (now, now - timedelta(days=20_000), now + timedelta(days=400)):
        for territory, region in places:
            read = taxation_at(territory, at, region)
            for _ in range(2):
                assert taxation_at(territory, at, region, kept) == read


@pytest.mark.django_db
def test_kept_regions_resolve_every_address_alike() -> None:
    kept = snapshot()
    addresses = [("FR", ""), ("FR", "75001"), ("FR", "97110"), ("GB", "BT1 1AA"), ("ES", "35001")]
    addresses += [("US", "96201"), ("UA", "95000"), ("XX", "1"), ("france", "")]
    for country, postcode in addresses * 2:
        assert resolve_place(country, postcode, kept) == resolve_place(country, postcode)


@pytest.mark.django_db
def test_a_kept_market_and_its_delivery_are_those_of_the_database() -> None:
    kept, now = snapshot(), database_now()
    for market in Market.objects.for_request():
        copy = Market.objects.kept(market.code, kept, now)
        assert (copy, copy.at, copy.ship_to_codes) == (market, now, market.ship_to_codes)
        copy.name = "changed by its reader"
        assert Market.objects.kept(market.code, kept, now).name == market.name
        for territory in market.ship_to_codes[:5]:
            goods = Consignment(territory, Decimal(30), now)
            assert delivery_options(market, goods, kept) == delivery_options(market, goods)


def test_the_price_read_with_an_article_is_that_of_the_list_of_prices(world: RightsWorld) -> None:
    sized = world.product(sku="TEE", sizes=["S", "M", "L"])
    world.product(sku="MUG")
    small, medium = sized.children.filter(size__in=["S", "M"]).order_by("size_position")
    france, now, day = Market.objects.get(code="fr"), database_now(), timedelta(days=1)
    prices = [
        (small, "19.00", DateTimeTZRange(now - day, now + day)),
        (small, "29.00", DateTimeTZRange(now + day, None)),
        (medium, "17.00", DateTimeTZRange(now - 2 * day, now - day)),
    ]
    for product, amount, valid in prices:
        MarketPrice.objects.create(
            product=product, market=france, amount=Decimal(amount), valid=valid
        )
    products = list(Product.objects.select_related("parent"))
    for market in Market.objects.all():
        for at in (now, now + day, now - day, now - timedelta(days=20_000)):
            annotated = Product.objects.annotate(amount=price_column(ARTICLE, market, at))
            amounts = dict(annotated.values_list("pk", "amount"))
            expected = prices_at(products, market, at)
            assert amounts == {product.pk: expected.get(product.pk) for product in products}
