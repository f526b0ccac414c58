"""Changes of what public pages show, each through the service or the row that makes it."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from catalog.embargoes import place_embargo
from catalog.models import Approval, Product, ProductImage
from catalog.search.documents import refresh_search
from catalog.services import compile_releases
from licensing.models import GamesEdition
from licensing.services import place_hold, revoke_agreement
from shop.commerce.content.models import ContentItem
from shop.commerce.content.services import content_state, publish_draft, save_draft
from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.inventory.models import Location
from shop.commerce.markets.models import Market, SellingEntity
from shop.commerce.pricing.models import MarketPrice
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import RightsWorld

Change = Callable[[RightsWorld, Product], object]


def revoke(world: RightsWorld, product: Product) -> None:
    agreement, now = product.versions.get().marks.get().agreement, database_now()
    revoke_agreement(agreement=agreement, by_id=None, reason="r", at=now, effective_at=now)


def recall(world: RightsWorld, product: Product) -> None:
    place_hold(kind="RECALL", reason="r", at=database_now(), product_id=product.pk)


def embargo(world: RightsWorld, product: Product) -> None:
    place_embargo(product=product, lifts_at=database_now() + timedelta(days=1))


def withdraw_approval(world: RightsWorld, product: Product) -> None:
    Approval.objects.filter(version__product=product).update(withdrawn_at=database_now())
    compile_releases([product.pk])


def unpublish(world: RightsWorld, product: Product) -> None:
    Product.objects.filter(pk=product.pk).update(is_public=False)


def sell_last_units(world: RightsWorld, product: Product) -> None:
    for record in StockRecord.objects.filter(product=product):
        record.num_allocated = record.num_in_stock
        record.save()


def sell_most_units(world: RightsWorld, product: Product) -> None:
    StockRecord.objects.filter(product=product).update(num_allocated=7)


def change_price(world: RightsWorld, product: Product) -> None:
    market = Market.objects.get(code="fr")
    MarketPrice.objects.filter(product=product, market=market).update(amount=Decimal(23))


def end_price(world: RightsWorld, product: Product) -> None:
    valid = DateTimeTZRange(database_now() - timedelta(days=9), database_now())
    MarketPrice.objects.filter(product=product).update(valid=valid)


def change_text(world: RightsWorld, product: Product) -> None:
    product.title = product.title_en = "Golden badge"
    product.description = product.description_en = "Made of gold."
    product.save()
    refresh_search([product.pk])


def withdraw_picture(world: RightsWorld, product: Product) -> None:
    ProductImage.objects.filter(product=product).delete()


def change_games(world: RightsWorld, product: Product) -> None:
    GamesEdition.objects.filter(pk="PARIS2024").update(name="Paris again")


def add_product(world: RightsWorld, product: Product) -> None:
    agreement = product.versions.get().marks.get().agreement
    world.product(sku="PIN-99", title="Second enamel pin", agreement=agreement)


def remove_profile(world: RightsWorld, product: Product) -> None:
    Product.objects.filter(pk=product.pk).update(rights_profile=None)


def change_delivery(world: RightsWorld, product: Product) -> None:
    DeliveryMethod.objects.update(amount=Decimal(9))


def close_warehouse(world: RightsWorld, product: Product) -> None:
    Location.objects.update(active=False)


def rename_seller(world: RightsWorld, product: Product) -> None:
    SellingEntity.objects.update(legal_name="Another Company")


def close_another_market(world: RightsWorld, product: Product) -> None:
    Market.objects.filter(code="jp").update(is_open=False)


def announce(world: RightsWorld, product: Product) -> None:
    item = ContentItem(place=ContentItem.Place.ANNOUNCEMENT, name="Bar")
    save_draft(item=item, values={"text": "Free delivery"}, state="", by_id=None)
    publish_draft(item=item, state=content_state(item), by_id=None)


CHANGES: list[Change] = [
    announce,
    sell_most_units,
    sell_last_units,
    change_price,
    change_text,
    withdraw_picture,
    change_games,
    add_product,
    change_delivery,
    rename_seller,
    close_another_market,
    close_warehouse,
    end_price,
]
# Each takes the right to sell away; the last one that of all products.
DENIALS: list[Change] = [
    recall,
    embargo,
    withdraw_approval,
    unpublish,
    remove_profile,
    revoke,
]
