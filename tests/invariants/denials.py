"""Facts that each take away the right to sell, and the proof that no surface makes a sale then."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from catalog.embargoes import place_embargo
from catalog.models import Approval, Product, ProductVersion
from licensing.models import Licensee, PropertyHolding, StoreMandate
from licensing.services import place_hold, revoke_agreement, suspend_agreement
from shop.commerce.markets.models import Market
from shop.oscar.basket.models import Basket, Line
from shop.platform.core.periods import Period
from shop.platform.database.clock import database_now
from tests.edge_cases.everywhere import Asked
from tools.testing.factories.catalog import UNTIL, RightsWorld

DAY = timedelta(days=1)
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
Denial = Callable[[RightsWorld, Product], object]


def revoke(world: RightsWorld, product: Product) -> None:
    agreement, now = product.versions.get().marks.get().agreement, database_now()
    revoke_agreement(agreement=agreement, by_id=None, reason="r", at=now, effective_at=now)


def suspend(world: RightsWorld, product: Product) -> None:
    agreement, now = product.versions.get().marks.get().agreement, database_now()
    suspend_agreement(agreement=agreement, by_id=None, reason="r", at=now, effective_at=now)


def recall(world: RightsWorld, product: Product) -> None:
    place_hold(kind="RECALL", reason="r", at=database_now(), product_id=product.pk)


def embargo(world: RightsWorld, product: Product) -> None:
    place_embargo(product=product, lifts_at=database_now() + DAY)


DENIALS: list[Denial] = [revoke, suspend, recall, embargo]

# Each leaves one fact out that a sale needs.
MISSING: dict[str, Denial] = {
    "approval": lambda world, product: Approval.objects.all().delete(),
    "release": lambda world, product: ProductVersion.objects.update(status="DRAFT"),
    "publication": lambda world, product: Product.objects.update(is_public=False),
    "licensee": lambda world, product: Licensee.objects.update(status="pending"),
    "mandate": lambda world, product: StoreMandate.objects.all().delete(),
    "holder": lambda world, product: PropertyHolding.objects.all().delete(),
    "profile": lambda world, product: Product.objects.update(rights_profile=None),
}


def opening_tomorrow(world: RightsWorld) -> Product:
    """Make a product whose license begins tomorrow."""
    return world.product(agreement=world.agreement(window=Period(database_now() + DAY, UNTIL)))


def basket_holding(product: Product, ship_to: str = "FR") -> Basket:
    """Return a basket with the article, bypassing the checks of baskets."""
    basket = Basket.objects.create(market=Market.objects.get(code="fr"), ship_to_id=ship_to)
    Line.objects.create(
        basket=basket,
        product=product,
        stockrecord=product.stockrecords.get(),
        quantity=1,
        line_reference=str(product.pk),
    )
    return basket


def assert_sold_nowhere(asked: Asked) -> None:
    """Assert that no surface sells it, whatever the reason."""
    assert not asked.decision().allowed
    assert not asked.on_page()
    assert not asked.in_list()
    assert asked.in_api().get("price") is None
    assert not asked.in_basket()
    assert isinstance(asked.placed(), str)
